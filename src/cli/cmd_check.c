#include <string.h>

#include "cli/context.h"
#include "fettle/ops/centre.h"

enum { WHAT, PROBLEM, ADVICE, FINDING_CELLS };
static const struct ftl_column finding_columns[FINDING_CELLS] = {
        [WHAT] = {.key = "what", .title = "What", .type = FTL_T_TEXT, .help = "what was checked"},
        [PROBLEM] = {.key = "problem",
                     .title = "Problem",
                     .type = FTL_T_TEXT,
                     .help = "what is wrong with it"},
        [ADVICE] = {.key = "advice",
                    .title = "What to do",
                    .type = FTL_T_TEXT,
                    .help = "what to do about it"},
};

enum { OK, PROBLEMS, ORDERS, ENTRIES, HEAD, HEAD_SEQ, CELLS };
static const struct ftl_column columns[CELLS] = {
        [OK] = {.key = "ok", .title = "All in order", .type = FTL_T_BOOL, .help = "no findings"},
        [PROBLEMS] = {.key = "problems",
                      .title = "Problems",
                      .type = FTL_T_INT,
                      .help = "how many were found; the first thousand are listed"},
        [ORDERS] = {.key = "orders",
                    .title = "Work orders checked",
                    .type = FTL_T_INT,
                    .help = "states against events"},
        [ENTRIES] = {.key = "audit_entries",
                     .title = "Audit entries checked",
                     .type = FTL_T_INT,
                     .help = "length of the audit chain"},
        [HEAD] = {.key = "audit_head",
                  .title = "Audit head",
                  .type = FTL_T_TEXT,
                  .help = "short head of the audit chain now"},
        [HEAD_SEQ] = {.key = "audit_head_entry",
                      .title = "Your head is entry",
                      .type = FTL_T_INT,
                      .help = "where the head given with --audit-head stands in the chain"},
};

static const struct ftl_table shape = {
        .schema = "check/1", .title = "Check", .columns = columns, .count = CELLS};

static enum ftl_status run_check(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_check_result result;

	FTL_TRY(ftl_check(cli->app, &cli->arena, ftl_cli_text(cli, "audit-head"), &result, err));
	struct ftl_row *rows = ftl_alloc(&cli->arena, result.listed, sizeof(*rows));

	for (size_t i = 0; i < result.listed; i++) {
		struct ftl_cell *cells =
		        ftl_alloc(&cli->arena, FINDING_CELLS, sizeof(struct ftl_cell));

		cells[WHAT] = ftl_cell_text(result.findings[i].what);
		cells[PROBLEM] = ftl_cell_text(result.findings[i].problem);
		cells[ADVICE] = ftl_cell_text(result.findings[i].advice);
		rows[i].cells = cells;
	}
	const struct ftl_section findings = {.key = "findings",
	                                     .title = "Findings",
	                                     .columns = finding_columns,
	                                     .count = FINDING_CELLS,
	                                     .rows = rows,
	                                     .row_count = result.listed};
	const struct ftl_cell cells[CELLS] = {
	        [OK] = ftl_cell_number(result.count == 0),
	        [PROBLEMS] = ftl_cell_number((int64_t)result.count),
	        [ORDERS] = ftl_cell_number(result.orders),
	        [ENTRIES] = ftl_cell_number(result.audit_entries),
	        [HEAD] = ftl_cell_text(result.audit_head),
	        [HEAD_SEQ] = ftl_cell_opt(result.found_head, result.head_seq),
	};
	const struct ftl_row row = {.cells = cells, .sections = &findings, .section_count = 1};

	FTL_TRY(ftl_out_record(cli->out, &shape, &row, NULL, NULL, err));
	if (result.index_unseen != NULL)
		ftl_cli_warn(cli, "the search index was not looked into: %s", result.index_unseen);
	if (result.count == 0)
		return FTL_OK;
	/* The findings must be seen although the command fails. */
	FTL_TRY(ftl_out_close(cli->out, err));
	if (result.listed < result.count)
		ftl_cli_warn(cli, "only the first %zu of %zu problems are listed", result.listed,
		             result.count);
	ftl_fail(err, FTL_DB, NULL, "%zu %s found", result.count,
	         result.count == 1 ? "problem was" : "problems were");
	return ftl_hint(err, "keep this file as it is and restore the last good backup beside it");
}

static const struct ftl_option options[] = {
        {.key = "audit-head",
         .type = FTL_OPT_TEXT,
         .value = "HEAD",
         .help = "a head printed on a receipt: must still stand in the chain"},
};

static const struct ftl_example examples[] = {
        {"fettle check", "proves that nothing is damaged or was changed behind the program", NULL},
};

const struct ftl_command ftl_command_check = {
        .path = "check",
        .summary = "verify the database, the states and the audit log",
        .description =
                "Looks at the file itself, at every reference, at each table and index, at each "
                "work order's state against its events, at every row's seal in the hash-chained "
                "audit log, at the counters against the numbers given out, at the requests against "
                "the log, and at the search index against what it stands for. Each finding says "
                "where it is and what to do. Any finding ends with exit status 10. Nothing is "
                "changed.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_CHECKS,
        .audience = FTL_FOR_MANAGER,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_check,
};

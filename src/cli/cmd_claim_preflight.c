#include "cli/context.h"
#include "cli/desk_words.h"
#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "cli/view_picture.h"
#include "fettle/base/text.h"
#include "fettle/ops/payer.h"

enum { CODE, STATE, BLOCKING, CELLS };
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, false, "where the job stands",
                   ftl_view_state_title},
        [BLOCKING] = {"blocking", "Would refuse it", FTL_T_INT, false,
                      "findings that would get a claim refused", NULL},
};

enum { P_PAYER, P_RULES, P_AMOUNT, P_LAST_DAY, P_BLOCKING, P_CELLS };
static const struct ftl_column payer_columns[P_CELLS] = {
        [P_PAYER] = {"payer", "Payer", FTL_T_ENUM, false, "who is claimed from", ftl_words_payer},
        [P_RULES] = {"rules", "Rules", FTL_T_TEXT, false,
                     "the payer's code; absent: nothing is known of what they ask", NULL},
        [P_AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "of their lines, net", NULL},
        [P_LAST_DAY] = {"last_day", "To be sent by", FTL_T_DATE, false,
                        "absent: no limit, or its time has not begun", NULL},
        [P_BLOCKING] = {"blocking", "Would refuse it", FTL_T_INT, false, "findings", NULL},
};

enum { F_PAYER, F_CHECK, F_SEVERITY, F_LINE, F_FIELD, F_MESSAGE, F_WAY, F_CELLS };
static const struct ftl_column finding_columns[F_CELLS] = {
        [F_PAYER] = {"payer", "Payer", FTL_T_ENUM, false, "who would refuse it", ftl_words_payer},
        [F_CHECK] = {"check", "Check", FTL_T_ENUM, false, "the reason, as a name", NULL},
        [F_SEVERITY] = {"severity", "Severity", FTL_T_ENUM, false,
                        "blocks; later: still to come, the job is under way; warns", NULL},
        [F_LINE] = {"line", "Line", FTL_T_INT, false, "of the bill; absent: the whole claim", NULL},
        [F_FIELD] = {"field", "Field", FTL_T_TEXT, false, "what is to be mended", NULL},
        [F_MESSAGE] = {"message", "Finding", FTL_T_TEXT, false, "in words", NULL},
        [F_WAY] = {"way", "Way", FTL_T_TEXT, false, "the command that mends it, or what to do",
                   NULL},
};
static const struct ftl_section sections[] = {
        {.key = "payers", .title = "Payers", .columns = payer_columns, .count = P_CELLS},
        {.key = "findings", .title = "Findings", .columns = finding_columns, .count = F_CELLS},
};
static const struct ftl_table shape = {.schema = "claim.preflight/1",
                                       .title = "Before the claim",
                                       .columns = columns,
                                       .count = CELLS,
                                       .sections = sections,
                                       .section_count = FTL_COUNT(sections)};

struct telling {
	struct ftl_cli *cli;
	const struct ftl_claim_checks *checks;
};

static const char *const marks[FTL_PREFLIGHT_SEVERITIES] = {
        [FTL_PREFLIGHT_BLOCKS] = "!",
        [FTL_PREFLIGHT_LATER] = "…",
        [FTL_PREFLIGHT_WARNS] = "?",
};

static void put_finding(const struct ftl_picture *p, const struct ftl_preflight_finding *finding)
{
	ftl_out_print(p->out, "  ");
	if (finding->severity == FTL_PREFLIGHT_BLOCKS)
		ftl_out_tone(p->out, FTL_TONE_WARN);
	ftl_out_print(p->out, "%s ", marks[finding->severity]);
	ftl_out_tone(p->out, FTL_TONE_PLAIN);
	/* What it is about is in the words; which line is not. */
	ftl_picture_wrapped(p,
	                    ftl_sprintf(p->arena, "%s%s%s",
	                                finding->position > 0 ? finding->field : "",
	                                finding->position > 0 ? ": " : "",
	                                ftl_picture_safe(p, finding->message)),
	                    4);
	ftl_out_tone(p->out, FTL_TONE_DIM);
	ftl_out_print(p->out, "    ");
	ftl_picture_wrapped(p, ftl_picture_safe(p, finding->way), 4);
	ftl_out_tone(p->out, FTL_TONE_PLAIN);
}

/* "the maker, 68.30 EUR, by Wed 23 Dec 2026: 2 findings would get it refused" */
static const char *heading(const struct telling *t, const struct ftl_claim_check *check)
{
	struct ftl_arena *arena = &t->cli->arena;
	const struct ftl_preflight *preflight = &check->preflight;
	const char *by = "", *verdict = "nothing would get it refused";

	if (preflight->last_day.has)
		by = ftl_sprintf(arena, ", by %s",
		                 ftl_words_date(arena, (int32_t)preflight->last_day.value));
	if (check->doc == NULL && preflight->count == 0)
		verdict = "what they ask is not on file: fettle payer import";
	else if (preflight->blocking > 0)
		verdict = ftl_sprintf(arena, "%zu finding%s would get it refused",
		                      preflight->blocking, preflight->blocking == 1 ? "" : "s");
	return ftl_sprintf(arena, "%s, %s%s: %s", ftl_words_payer(ftl_payer_names[check->payer]),
	                   ftl_view_money(arena, t->cli->app, preflight->amount_cents), by,
	                   verdict);
}

static void view_checks(struct ftl_out *out, const struct ftl_table *table,
                        const struct ftl_row *row, const void *extra)
{
	FTL_ARENA(scratch);
	const struct telling *t = extra;
	const struct ftl_order *order = &t->checks->order;
	const struct ftl_picture p = {
	        .out = out, .arena = &scratch, .width = (size_t)ftl_out_width(out)};

	(void)table;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", ftl_view_code(&scratch, order->code));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %s, %s\n", ftl_picture_safe(&p, ftl_view_device(&scratch, order)),
	              ftl_state_title(order->state));
	for (size_t i = 0; i < t->checks->count; i++) {
		const struct ftl_claim_check *check = &t->checks->checks[i];

		ftl_out_print(out, "\n");
		ftl_picture_wrapped(&p, heading(t, check), 0);
		for (size_t j = 0; j < check->preflight.count; j++)
			put_finding(&p, &check->preflight.findings[j]);
	}
	if (t->checks->count == 0)
		ftl_out_print(out, "  nothing on its bill is left to be claimed from anybody\n");
}

static void fill_findings(const struct telling *t, struct ftl_section *section)
{
	const struct ftl_claim_checks *checks = t->checks;
	struct ftl_section_rows rows;
	size_t total = 0;

	for (size_t i = 0; i < checks->count; i++)
		total += checks->checks[i].preflight.count;
	rows = ftl_section_begin(&t->cli->arena, total);
	for (size_t i = 0; i < checks->count; i++) {
		for (size_t j = 0; j < checks->checks[i].preflight.count; j++) {
			const struct ftl_preflight_finding *finding =
			        &checks->checks[i].preflight.findings[j];
			const struct ftl_cell cells[F_CELLS] = {
			        [F_PAYER] = ftl_cell_text(ftl_payer_names[checks->checks[i].payer]),
			        [F_CHECK] = ftl_cell_text(ftl_preflight_names[finding->check]),
			        [F_SEVERITY] = ftl_cell_text(
			                ftl_preflight_severity_names[finding->severity]),
			        [F_LINE] = ftl_cell_opt(finding->position > 0, finding->position),
			        [F_FIELD] = ftl_cell_text(finding->field),
			        [F_MESSAGE] = ftl_cell_text(finding->message),
			        [F_WAY] = ftl_cell_text(finding->way),
			};

			ftl_section_add(&rows, cells, F_CELLS);
		}
	}
	ftl_section_end(section, &rows);
}

static void fill_payers(const struct telling *t, struct ftl_section *section)
{
	struct ftl_section_rows rows = ftl_section_begin(&t->cli->arena, t->checks->count);

	for (size_t i = 0; i < t->checks->count; i++) {
		const struct ftl_claim_check *check = &t->checks->checks[i];
		const struct ftl_preflight *preflight = &check->preflight;
		const struct ftl_cell cells[P_CELLS] = {
		        [P_PAYER] = ftl_cell_text(ftl_payer_names[check->payer]),
		        [P_RULES] = ftl_cell_text(check->doc != NULL ? check->doc->code : NULL),
		        [P_AMOUNT] = ftl_cell_number(preflight->amount_cents),
		        [P_LAST_DAY] =
		                ftl_cell_opt(preflight->last_day.has, preflight->last_day.value),
		        [P_BLOCKING] = ftl_cell_number((int64_t)preflight->blocking),
		};

		ftl_section_add(&rows, cells, P_CELLS);
	}
	ftl_section_end(section, &rows);
}

static enum ftl_status run_preflight(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_claim_checks checks;
	const struct telling telling = {cli, &checks};
	struct ftl_section filled[FTL_COUNT(sections)] = {sections[0], sections[1]};

	/* What is above a schedule tells what a part costs. */
	FTL_TRY(ftl_app_permit(cli->app, FTL_CAN_SEE_COST, err));
	FTL_TRY(ftl_claim_preflight(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &checks, err));
	const struct ftl_cell cells[CELLS] = {
	        [CODE] = ftl_cell_text(checks.order.code),
	        [STATE] = ftl_cell_text(ftl_state_names[checks.order.state]),
	        [BLOCKING] = ftl_cell_number((int64_t)checks.blocking),
	};
	const struct ftl_row row = {
	        .cells = cells, .sections = filled, .section_count = FTL_COUNT(sections)};

	fill_payers(&telling, &filled[0]);
	fill_findings(&telling, &filled[1]);
	return ftl_out_record(cli->out, &shape, &row, view_checks, &telling, err);
}

static const struct ftl_argument arguments[] = {
        {.name = "CODE",
         .min = 1,
         .max = 1,
         .help = "a work order, also one that is under way, or a claim"},
};
static const struct ftl_example examples[] = {
        {"fettle claim preflight W26-00001-9", "what would get the claim refused", "payers"},
};

const struct ftl_command ftl_command_claim_preflight = {
        .path = "claim preflight",
        .summary = "what would get a claim refused, while it can still be mended",
        .description =
                "Holds the lines of each payer but the customer and the shop against what that "
                "payer asks: the reasons for which claims are refused, each with the field and the "
                "command that mends it. What is marked as later is still to come of a job that is "
                "under way. A job that is ready is judged by the rules of the day on which it was, "
                "whatever the payer asks since.",
        .need = FTL_NEED_READ,
        .audience = FTL_FOR_TECHNICIAN,
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_preflight,
};

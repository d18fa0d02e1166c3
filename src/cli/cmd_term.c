#include <string.h>

#include "cli/cmd_coverage.h"
#include "cli/section_rows.h"
#include "fettle/base/buf.h"
#include "fettle/base/file.h"
#include "fettle/ops/term.h"

enum { CODE, TITLE, GIVER, BASIS, FROM, GENERAL, IN_USE, SOURCE, SOURCE_ON, DOCUMENT, CELLS };
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Term", FTL_T_TEXT, false, "its code: the rule of its verdicts", NULL},
        [TITLE] = {"title", "Title", FTL_T_TEXT, false, "in words", NULL},
        [GIVER] = {"giver", "Given by", FTL_T_ENUM, false,
                   "recall, doa, part_supplier, own_repair, maker, extended, contract, insurance, "
                   "seller or goodwill",
                   NULL},
        [BASIS] = {"basis", "Counts from", FTL_T_ENUM, true,
                   "purchase, delivery, invoice, installation, manufacture, first_use or hand_over",
                   NULL},
        [FROM] = {"applies_from", "Applies from", FTL_T_DATE, false,
                  "of covers that begin on that day or later", NULL},
        [GENERAL] = {"is_general", "For all", FTL_T_BOOL, false,
                     "every device that fits has it; else a cover on file names it", NULL},
        [IN_USE] = {"in_use", "In use", FTL_T_BOOL, false,
                    "no: retired, or only comes with the program", NULL},
        [SOURCE] = {"source", "Source", FTL_T_TEXT, true, "where the rule stands", NULL},
        [SOURCE_ON] = {"source_on", "Read on", FTL_T_DATE, true, "when it was read there", NULL},
        [DOCUMENT] = {"document", "Document", FTL_T_TEXT, true, "all of it, JSON", NULL},
};

enum { S_CLASS, S_PERCENT, S_DURATION, S_UNIT, S_CELLS };
static const struct ftl_column share_columns[S_CELLS] = {
        [S_CLASS] = {"class", "Class", FTL_T_ENUM, false, "labour, parts, shipping or travel",
                     NULL},
        [S_PERCENT] = {"percent", "Percent", FTL_T_INT, false, "of the costs", NULL},
        [S_DURATION] = {"duration", "Duration", FTL_T_INT, false, "absent: it has no end", NULL},
        [S_UNIT] = {"unit", "Unit", FTL_T_ENUM, false, "day, week, month, year or lifetime", NULL},
};
static const struct ftl_section share_section = {
        .key = "classes", .title = "Covers", .columns = share_columns, .count = S_CELLS};

static const struct ftl_table list_shape = {
        .schema = "term.list/1",
        .title = "Terms",
        .columns = columns,
        .count = CELLS,
        .empty = "no terms in use: fettle term list --program shows what comes with the program",
};
static const struct ftl_table one_shape = {.schema = "term/1",
                                           .title = "Term",
                                           .columns = columns,
                                           .count = CELLS,
                                           .sections = &share_section,
                                           .section_count = 1};

static void fill(struct ftl_cell cells[CELLS], const struct ftl_term_doc *doc)
{
	cells[CODE] = ftl_cell_text(doc->code);
	cells[TITLE] = ftl_cell_text(doc->title);
	cells[GIVER] = ftl_cell_text(ftl_cover_giver_names[doc->term.giver]);
	cells[BASIS] = ftl_cell_text(ftl_term_basis_names[doc->term.basis]);
	cells[FROM] = ftl_cell_number(doc->applies_from);
	cells[GENERAL] = ftl_cell_number(doc->is_general);
	cells[IN_USE] = ftl_cell_number(doc->id != 0 && !doc->is_retired);
	cells[SOURCE] = ftl_cell_text(doc->source);
	cells[SOURCE_ON] = ftl_cell_opt(doc->source_on.has, doc->source_on.value);
	cells[DOCUMENT] = ftl_cell_text(doc->text);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_term_doc *doc = result;
	struct ftl_section section = share_section;
	struct ftl_section_rows rows = ftl_section_begin(&cli->arena, FTL_LINE_CLASSES);
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells, .sections = &section, .section_count = 1};

	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		const struct ftl_term_share *share = &doc->term.shares[i];
		const struct ftl_cell of_class[S_CELLS] = {
		        [S_CLASS] = ftl_cell_text(ftl_cover_class_names[i]),
		        [S_PERCENT] = ftl_cell_number(share->percent),
		        [S_DURATION] =
		                ftl_cell_opt(share->unit != FTL_TERM_LIFETIME, share->duration),
		        [S_UNIT] = ftl_cell_text(ftl_term_unit_names[share->unit]),
		};

		if (share->percent > 0)
			ftl_section_add(&rows, of_class, S_CELLS);
	}
	ftl_section_end(&section, &rows);
	fill(cells, doc);
	return ftl_out_record(cli->out, &one_shape, &row, NULL, NULL, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	enum ftl_term_set set = ftl_cli_flag(cli, "all") ? FTL_TERMS_ALL : FTL_TERMS_IN_USE;
	const struct ftl_term_doc *docs;
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells};
	size_t count;

	if (ftl_cli_flag(cli, "program"))
		set = FTL_TERMS_PROGRAM;
	FTL_TRY(ftl_term_list(cli->app, &cli->arena, set, &docs, &count, err));
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	for (size_t i = 0; i < count && !ftl_out_is_full(cli->out); i++) {
		fill(cells, &docs[i]);
		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	return ftl_out_end(cli->out, err);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_term_doc doc;

	FTL_TRY(ftl_term_find(cli->app, &cli->arena, ftl_cli_arg(cli, "TERM"), &doc, err));
	return put(cli, &doc, err);
}

static enum ftl_status run_use(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_term_doc doc;

	FTL_TRY(ftl_term_use(cli->app, &cli->arena, ftl_cli_arg(cli, "TERM"), &doc, err));
	return ftl_cli_outcome(cli, &doc, err);
}

static enum ftl_status run_import(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *path = ftl_cli_arg(cli, "FILE");
	struct ftl_term_doc doc;
	size_t length;
	char *text;

	FTL_TRY(ftl_file_read(&cli->arena, path, FTL_TERM_DOCUMENT_MAX, &text, &length, err));
	ftl_digest_bytes(&cli->app->request, text, length);
	FTL_TRY(ftl_term_import(cli->app, &cli->arena,
	                        strcmp(path, "-") == 0 ? "standard input" : path, text, length,
	                        &doc, err));
	return ftl_cli_outcome(cli, &doc, err);
}

static const char *const yes_no[] = {"no", "yes"};

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *retired = ftl_cli_text(cli, "retired");
	struct ftl_term_doc doc;

	FTL_TRY(ftl_term_retire(cli->app, &cli->arena, ftl_cli_arg(cli, "TERM"),
	                        strcmp(retired, yes_no[1]) == 0, &doc, err));
	return ftl_cli_outcome(cli, &doc, err);
}

static const struct ftl_option list_options[] = {
        {.key = "all", .type = FTL_OPT_FLAG, .help = "every document, also retired ones"},
        {.key = "program",
         .type = FTL_OPT_FLAG,
         .help = "those that come with the program and are not in use"},
};
static const struct ftl_example list_examples[] = {
        {"fettle term list --program", "models for the shop's own terms", NULL},
};

const struct ftl_command ftl_command_term_list = {
        .path = "term list",
        .summary = "list the terms of cover",
        .description = "The terms that are in use, the newest document of each. The program comes "
                       "with examples and with two forms of the legal guarantee, each with its "
                       "source: configuration, never legal advice.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_argument term_arguments[] = {
        {.name = "TERM", .min = 1, .max = 1, .help = "its code"},
};
static const struct ftl_example show_examples[] = {
        {"fettle term show legal-guarantee-eu", "what it covers, and its source", NULL},
};

const struct ftl_command ftl_command_term_show = {
        .path = "term show",
        .summary = "show a term of cover",
        .description = "With --format json the member `document` holds all of it, to be changed "
                       "and imported under a code of the shop's own.",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(term_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &one_shape,
        .run = run_show,
};

static const struct ftl_example use_examples[] = {
        {"fettle term use own-repair-90-180", "90 days on our labour, 180 on the part", NULL},
};

const struct ftl_command ftl_command_term_use = {
        .path = "term use",
        .summary = "take a term that comes with the program into use",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_MANAGER,
        FTL_ARGUMENTS(term_arguments),
        FTL_EXAMPLES(use_examples),
        .shape = &one_shape,
        .run = run_use,
        .write = put,
};

static const struct ftl_argument import_arguments[] = {
        {.name = "FILE",
         .min = 1,
         .max = 1,
         .is_file = true,
         .help = "JSON document, one term; - is standard input"},
};
static const struct ftl_example import_examples[] = {
        {"fettle term import sony-audio.json",
         "what Sony gives on what is bought from this year on", "terms"},
};

const struct ftl_command ftl_command_term_import = {
        .path = "term import",
        .summary = "take a term of the shop's own",
        .description =
                "One term a document; `term show` and the files of data/terms are models. A new "
                "document of a code needs a later applies_from: covers that began before are "
                "judged by the one of their day. A general term (is_general) is of every device "
                "that has the date it counts from and fits its brands and categories, and stands "
                "in the place of the settings warranty.maker_months or warranty.own_repair_days.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_MANAGER,
        FTL_ARGUMENTS(import_arguments),
        FTL_EXAMPLES(import_examples),
        .shape = &one_shape,
        .run = run_import,
        .write = put,
};

static const struct ftl_option edit_options[] = {
        {.key = "retired",
         .type = FTL_OPT_ENUM,
         .value = "YES",
         .help = "yes: it is no longer in use; covers on file keep it",
         .names = yes_no,
         .name_count = 2,
         .is_required = true},
};
static const struct ftl_example edit_examples[] = {
        {"fettle term edit extended-60 --retired yes", "it is sold no longer", "terms"},
};

const struct ftl_command ftl_command_term_edit = {
        .path = "term edit",
        .summary = "retire a term, or take it into use again",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_MANAGER,
        FTL_ARGUMENTS(term_arguments),
        FTL_OPTIONS(edit_options),
        FTL_EXAMPLES(edit_examples),
        .shape = &one_shape,
        .run = run_edit,
        .write = put,
};

#include "cli/cmd_coverage.h"
#include "cli/rows.h"
#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "cli/view_picture.h"
#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/ops/term.h"

enum {
	CODE,
	TITLE,
	GIVER,
	BASIS,
	FROM,
	GENERAL,
	IN_USE,
	CONDITIONS,
	SOURCE,
	SOURCE_ON,
	DOCUMENT,
	CELLS
};
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
        [CONDITIONS] = {"conditions", "Conditions", FTL_T_TEXT, true,
                        "what it fits, asks for and excludes, in words", NULL},
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

/* "brands Sony, JVC": the names of a list, where there are any. */
static void add_names(struct ftl_buf *text, const char *what, const char *const *names,
                      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i == 0)
			ftl_picture_join(text, "; ", what);
		ftl_buf_printf(text, "%s%s", i == 0 ? " " : ", ", names[i]);
	}
}

static void add_excluded(struct ftl_buf *text, unsigned excludes)
{
	const char *names[FTL_EXCLUSIONS];
	size_t count = 0;

	for (int i = 0; i < FTL_EXCLUSIONS; i++) {
		if ((excludes & FTL_EXCLUDES(i)) != 0)
			names[count++] = ftl_exclusion_names[i];
	}
	add_names(text, "not for", names, count);
}

/* How an end moves, and where a start is guessed. */
static void add_moves(struct ftl_buf *text, struct ftl_arena *arena, const struct ftl_term *term)
{
	char date[FTL_DATE_TEXT_SIZE];

	if (term->moves_to_working_day)
		ftl_picture_join(text, "; ", "ends on a day on which the centre is open");
	if (term->extends_by_repair_days)
		ftl_picture_join(text, "; ", "longer by the days in repair under it");
	if (term->extension_once_months > 0)
		ftl_picture_join(text, "; ",
		                 ftl_sprintf(arena, "once %d months longer after a repair under it",
		                             term->extension_once_months));
	if (term->extension_applies_from.has)
		ftl_buf_printf(text, ", if sold on %s or later",
		               ftl_date_format(date, (int32_t)term->extension_applies_from.value));
	if (term->allowance_months > 0)
		ftl_picture_join(text, "; ",
		                 ftl_sprintf(arena, "%d months from manufacture to a guessed start",
		                             term->allowance_months));
	if (term->replacement_min_days.has)
		ftl_picture_join(text, "; ",
		                 ftl_sprintf(arena, "%lld days at least of a unit in exchange",
		                             (long long)term->replacement_min_days.value));
	if (term->part_min_days.has)
		ftl_picture_join(text, "; ",
		                 ftl_sprintf(arena, "%lld days at least of a part that was fitted",
		                             (long long)term->part_min_days.value));
}

/* "300.00 EUR at most a claim, 500.00 EUR and 2 claims in all" */
static void add_limits(struct ftl_buf *text, struct ftl_cli *cli,
                       const struct ftl_cover_conditions *conditions)
{
	struct ftl_arena *arena = &cli->arena;

	if (conditions->claim_limit_cents.has)
		ftl_picture_join(text, "; ",
		                 ftl_sprintf(arena, "%s at most for one claim",
		                             ftl_view_money(arena, cli->app,
		                                            conditions->claim_limit_cents.value)));
	if (conditions->total_limit_cents.has)
		ftl_picture_join(text, "; ",
		                 ftl_sprintf(arena, "%s at most for all claims",
		                             ftl_view_money(arena, cli->app,
		                                            conditions->total_limit_cents.value)));
	if (conditions->claims_limit.has)
		ftl_picture_join(text, "; ",
		                 ftl_sprintf(arena, "%lld claims at most",
		                             (long long)conditions->claims_limit.value));
}

static const char *conditions_words(struct ftl_cli *cli, const struct ftl_term_doc *doc)
{
	const struct ftl_cover_conditions *conditions = &doc->term.conditions;
	struct ftl_arena *arena = &cli->arena;
	FTL_BUF(text);

	add_names(&text, "of the brands", doc->brands, doc->brand_count);
	add_names(&text, "of the kinds", doc->categories, doc->category_count);
	if (conditions->needs_proof)
		ftl_picture_join(&text, "; ", "needs a proof");
	if (!conditions->is_transferable)
		ftl_picture_join(&text, "; ", "not for a later owner");
	add_names(&text, "in", conditions->territory, conditions->territory_count);
	if (conditions->meter_limit.has)
		ftl_picture_join(&text, "; ",
		                 ftl_sprintf(arena, "up to a meter of %lld",
		                             (long long)conditions->meter_limit.value));
	if (conditions->deductible_cents > 0)
		ftl_picture_join(
		        &text, "; ",
		        ftl_sprintf(arena, "excess of %s",
		                    ftl_view_money(arena, cli->app, conditions->deductible_cents)));
	add_limits(&text, cli, conditions);
	add_excluded(&text, conditions->excludes);
	add_moves(&text, arena, &doc->term);
	return text.length > 0 ? ftl_strdup(arena, ftl_buf_cstr(&text)) : NULL;
}

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_term_doc *doc = thing;

	cells[CODE] = ftl_cell_text(doc->code);
	cells[TITLE] = ftl_cell_text(doc->title);
	cells[GIVER] = ftl_cell_text(ftl_cover_giver_names[doc->term.giver]);
	cells[BASIS] = ftl_cell_text(ftl_term_basis_names[doc->term.basis]);
	cells[FROM] = ftl_cell_number(doc->applies_from);
	cells[GENERAL] = ftl_cell_number(doc->is_general);
	cells[IN_USE] = ftl_cell_number(doc->id != 0 && !doc->is_retired);
	cells[CONDITIONS] = ftl_cell_text(conditions_words(cli, doc));
	cells[SOURCE] = ftl_cell_text(doc->source);
	cells[SOURCE_ON] = ftl_cell_opt(doc->source_on.has, doc->source_on.value);
	cells[DOCUMENT] = ftl_cell_text(doc->text);
}

static void put_line(const struct ftl_picture *p, const char *title, const char *text)
{
	if (text == NULL)
		return;
	ftl_out_print(p->out, "  %-12s", title);
	ftl_picture_wrapped(p, ftl_picture_safe(p, text), 14);
}

/* "labour 100 % for 36 months, parts 50 % for ever" */
static const char *shares_words(struct ftl_arena *arena, const struct ftl_term *term)
{
	FTL_BUF(text);

	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		const struct ftl_term_share *share = &term->shares[i];

		if (share->percent == 0)
			continue;
		ftl_picture_join(
		        &text, ", ",
		        ftl_sprintf(arena, "%s %d %%", ftl_cover_class_names[i], share->percent));
		if (share->unit == FTL_TERM_LIFETIME)
			ftl_buf_text(&text, " without an end");
		else
			ftl_buf_printf(&text, " for %d %s%s", share->duration,
			               ftl_term_unit_names[share->unit],
			               share->duration == 1 ? "" : "s");
	}
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

static void view_term(struct ftl_out *out, const struct ftl_table *table, const struct ftl_row *row,
                      const void *extra)
{
	FTL_ARENA(scratch);
	const struct ftl_term_doc *doc = extra;
	const struct ftl_picture p = {
	        .out = out, .arena = &scratch, .width = (size_t)ftl_out_width(out)};
	char date[FTL_DATE_TEXT_SIZE];

	(void)table;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s\n  ", doc->code);
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_picture_wrapped(&p, ftl_picture_safe(&p, doc->title), 2);
	ftl_out_print(out, "\n");
	put_line(&p, "given by", ftl_cover_giver_names[doc->term.giver]);
	put_line(&p, "covers", shares_words(&scratch, &doc->term));
	put_line(&p, "counts from",
	         ftl_sprintf(&scratch, "%s, on %s or later", ftl_term_basis_names[doc->term.basis],
	                     ftl_date_format(date, doc->applies_from)));
	put_line(&p, "conditions", row->cells[CONDITIONS].text);
	put_line(&p, "holds for",
	         doc->is_general ? "every device that fits" : "devices that have it on file");
	put_line(&p, "source", doc->source);
	if (doc->source_on.has)
		put_line(&p, "",
		         ftl_sprintf(&scratch, "(read on %s)",
		                     ftl_date_format(date, (int32_t)doc->source_on.value)));
	put_line(&p, "in use",
	         doc->id == 0      ? "no, it comes with the program"
	         : doc->is_retired ? "no, it is retired"
	                           : "yes");
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
	fill(cli, cells, doc);
	return ftl_out_record(cli->out, &one_shape, &row, view_term, doc, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	enum ftl_rule_set set = ftl_cli_flag(cli, "all") ? FTL_RULES_ALL : FTL_RULES_IN_USE;
	const struct ftl_term_doc *docs;
	size_t count;

	if (ftl_cli_flag(cli, "program"))
		set = FTL_RULES_PROGRAM;
	FTL_TRY(ftl_term_list(cli->app, &cli->arena, set, &docs, &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, docs, count, sizeof(*docs), err);
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
	const char *name;
	char *text;

	FTL_TRY(ftl_cli_file_text(cli, path, FTL_TERM_DOCUMENT_MAX, &name, &text, &length, err));
	FTL_TRY(ftl_term_import(cli->app, &cli->arena, name, text, length, &doc, err));
	return ftl_cli_outcome(cli, &doc, err);
}

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_term_doc doc;

	FTL_TRY(ftl_term_retire(cli->app, &cli->arena, ftl_cli_arg(cli, "TERM"),
	                        ftl_cli_is_yes(cli, "retired"), &doc, err));
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
                "in the place of the settings warranty.maker_months or warranty.own_repair_days. "
                "meter_limit is what its counter may read; deductible is the excess of a job, tax "
                "included; limit_per_claim, limit_total and limit_claims are what its payer is "
                "asked for at most, without tax: what is above is the customer's, and a cover "
                "whose limit is used up gives way to the next.",
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
         .names = ftl_cli_yes_no,
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

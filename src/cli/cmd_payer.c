#include "cli/context.h"
#include "cli/desk_words.h"
#include "cli/rows.h"
#include "fettle/base/buf.h"
#include "fettle/ops/payer.h"

enum { CODE, TITLE, PAYER, FROM, SUBMIT, REQUIRED, IN_USE, SOURCE, SOURCE_ON, DOCUMENT, CELLS };
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Payer", FTL_T_TEXT, false, "its code", NULL},
        [TITLE] = {"title", "Title", FTL_T_TEXT, false, "in words", NULL},
        [PAYER] = {"payer", "Pays as", FTL_T_ENUM, false,
                   "maker, seller, supplier, insurer or contract", ftl_words_payer},
        [FROM] = {"applies_from", "Applies from", FTL_T_DATE, false,
                  "of jobs that are ready on that day or later", NULL},
        [SUBMIT] = {"submit_days", "Days to claim", FTL_T_INT, false,
                    "from ready or hand-over; absent: no limit", NULL},
        [REQUIRED] = {"required", "Must be there", FTL_T_LIST, true, "what a claim must carry",
                      NULL},
        [IN_USE] = {"in_use", "In use", FTL_T_BOOL, false,
                    "no: retired, or only comes with the program", NULL},
        [SOURCE] = {"source", "Source", FTL_T_TEXT, true, "where the rules stand", NULL},
        [SOURCE_ON] = {"source_on", "Read on", FTL_T_DATE, true, "when they were read there", NULL},
        [DOCUMENT] = {"document", "Document", FTL_T_TEXT, true, "all of it, JSON", NULL},
};
static const struct ftl_table list_shape = {
        .schema = "payer.list/1",
        .title = "Payers",
        .columns = columns,
        .count = CELLS,
        .empty = "no payers in use: fettle payer list --program shows the examples",
};
static const struct ftl_table one_shape = {
        .schema = "payer/1", .title = "Payer", .columns = columns, .count = CELLS};

static const char *required_of(struct ftl_arena *arena, unsigned required)
{
	FTL_BUF(text);

	for (int i = 0; i < FTL_CLAIM_FIELDS; i++) {
		if ((required & FTL_CLAIM_NEEDS(i)) != 0)
			ftl_buf_printf(&text, "%s%s", text.length > 0 ? "\n" : "",
			               ftl_claim_field_names[i]);
	}
	return text.length > 0 ? ftl_strdup(arena, ftl_buf_cstr(&text)) : NULL;
}

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_payer_doc *doc = thing;

	cells[CODE] = ftl_cell_text(doc->code);
	cells[TITLE] = ftl_cell_text(doc->title);
	cells[PAYER] = ftl_cell_text(ftl_payer_names[doc->rules.payer]);
	cells[FROM] = ftl_cell_number(doc->applies_from);
	cells[SUBMIT] = ftl_cell_opt(doc->rules.submit_days.has, doc->rules.submit_days.value);
	cells[REQUIRED] = ftl_cell_text(required_of(&cli->arena, doc->rules.required));
	cells[IN_USE] = ftl_cell_number(doc->id != 0 && !doc->is_retired);
	cells[SOURCE] = ftl_cell_text(doc->source);
	cells[SOURCE_ON] = ftl_cell_opt(doc->source_on.has, doc->source_on.value);
	cells[DOCUMENT] = ftl_cell_text(doc->text);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	return ftl_cli_put_record(cli, &one_shape, fill, result, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	enum ftl_rule_set set = ftl_cli_flag(cli, "all") ? FTL_RULES_ALL : FTL_RULES_IN_USE;
	const struct ftl_payer_doc *docs;
	size_t count;

	if (ftl_cli_flag(cli, "program"))
		set = FTL_RULES_PROGRAM;
	FTL_TRY(ftl_payer_list(cli->app, &cli->arena, set, &docs, &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, docs, count, sizeof(*docs), err);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_payer_doc doc;

	FTL_TRY(ftl_payer_find(cli->app, &cli->arena, ftl_cli_arg(cli, "PAYER"), &doc, err));
	return put(cli, &doc, err);
}

static enum ftl_status run_use(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_payer_doc doc;

	FTL_TRY(ftl_payer_use(cli->app, &cli->arena, ftl_cli_arg(cli, "PAYER"), &doc, err));
	return ftl_cli_outcome(cli, &doc, err);
}

static enum ftl_status run_import(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *path = ftl_cli_arg(cli, "FILE");
	struct ftl_payer_doc doc;
	size_t length;
	const char *name;
	char *text;

	FTL_TRY(ftl_cli_file_text(cli, path, FTL_PAYER_DOCUMENT_MAX, &name, &text, &length, err));
	FTL_TRY(ftl_payer_import(cli->app, &cli->arena, name, text, length, &doc, err));
	return ftl_cli_outcome(cli, &doc, err);
}

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_payer_doc doc;

	FTL_TRY(ftl_payer_retire(cli->app, &cli->arena, ftl_cli_arg(cli, "PAYER"),
	                         ftl_cli_is_yes(cli, "retired"), &doc, err));
	return ftl_cli_outcome(cli, &doc, err);
}

static const struct ftl_option list_options[] = {
        {.key = "all", .type = FTL_OPT_FLAG, .help = "every document, also retired ones"},
        {.key = "program",
         .type = FTL_OPT_FLAG,
         .help = "the examples that come with the program and are not in use"},
};
static const struct ftl_example list_examples[] = {
        {"fettle payer list --program", "models for the rules of one's own contracts", NULL},
};

const struct ftl_command ftl_command_payer_list = {
        .path = "payer list",
        .summary = "list the payers and what they ask of claims",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_argument payer_arguments[] = {
        {.name = "PAYER", .min = 1, .max = 1, .help = "its code"},
};
static const struct ftl_example show_examples[] = {
        {"fettle payer show example-maker", "what it asks of claims", NULL},
};

const struct ftl_command ftl_command_payer_show = {
        .path = "payer show",
        .summary = "show what a payer asks of claims",
        .description = "With --format json the member `document` holds all of it, to be changed "
                       "and imported under a code of the shop's own.",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(payer_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &one_shape,
        .run = run_show,
};

static const struct ftl_example use_examples[] = {
        {"fettle payer use example-contract", "to try it out", NULL},
};

const struct ftl_command ftl_command_payer_use = {
        .path = "payer use",
        .summary = "take an example that comes with the program into use",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_MANAGER,
        FTL_ARGUMENTS(payer_arguments),
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
         .help = "JSON document, one payer; - is standard input"},
};
static const struct ftl_example import_examples[] = {
        {"fettle payer import sony.json", "what Sony asks of claims", "payers"},
};

const struct ftl_command ftl_command_payer_import = {
        .path = "payer import",
        .summary = "take the rules of a payer",
        .description =
                "One payer a document; `payer show` and the files of data/payers are models. A new "
                "document of a code needs a later applies_from: jobs that were ready before are "
                "judged by the one of their day. Of several payers of a kind the one counts that "
                "names the brand of the device, then one that names its category, then any.\n\n"
                "Every document has code, title, source, applies_from and payer (maker, seller, "
                "supplier, insurer or contract), and may have source_on. What follows may be left "
                "out: it is not asked for then. Amounts are texts in the centre's currency, "
                "net.\n\n"
                "For which devices: brands, categories, models, exchange_only (categories that are "
                "not repaired), territory (countries), age_most_months (since the purchase).\n\n"
                "What a claim must carry: account (our number with them), needs_account, required "
                "(a list out of serial, model, purchase_date, proof, address, phone, email, "
                "condition, symptom, section, defect, repair, part), evidence (a list out of "
                "receipt, photo, report, signature: what is attached), invoice_above (a part that "
                "cost more needs a copy of its supplier's invoice).\n\n"
                "Numbers and codes: serial_format and part_number_format (lists of forms, one of "
                "which must fit: # is a digit, @ a letter, * either, other characters are "
                "themselves; of a part a word of its line is the number), codes (such as "
                "{\"repair\": [\"A\", \"B\"]}: the only ones that are known, a kind each), parts "
                "(such as "
                "[{\"number\": \"A-2211\", \"models\": [\"WH-1000XM4\"]}]: used in no other "
                "models), "
                "labour_not_with_part (repair codes whose labour is not paid beside a part).\n\n"
                "When: submit_days from submit_from (ready or hand_over), and after that "
                "correct_days and appeal_days from a decision, dispute_days from a payment that is "
                "short, chase_days of silence, return_parts_days from the submission for old parts "
                "whose price is above return_parts_above; in_business_days counts them all in days "
                "on which the centre is open.\n\n"
                "How much: preauth_above, preauth_for_exchange and preauth_for_repeat (ask first), "
                "unpaid_repeat_days and no_labour_repeat_days (after a repair of the same device), "
                "labour_rate, labour_most, part_markup_percent, freight_most, amount_most, "
                "pays_no_fault.\n\n"
                "Their files: export ({\"file\": csv, xlsx or json, \"columns\": [{\"title\", "
                "\"value\"}]}, a value being a column of `claim file`), what `claim submit "
                "--file` writes; remittance ({\"columns\": {\"claim\", \"reference\", "
                "\"order\", \"serial\", \"date\", \"amount\", \"currency\", \"text\"}, "
                "\"separator\", \"decimal\", \"grouping\", \"date_format\", \"encoding\", "
                "\"sheet\", \"tolerance\"}, the columns as their files call them), what "
                "`remittance import` reads; answer (the same without tolerance, with the columns "
                "\"line\", \"part\", \"decision\" and \"reason\" beside those, and with "
                "\"decisions\": {\"approved\": [\"S\"], \"refused\": [\"R\", \"W\"], "
                "\"asks\": [\"I\"], \"pending\": [\"M\"]}, their words for each), what "
                "`claim answers` reads.\n\n"
                "Why they refuse: reasons (a list of {\"code\", \"text\", \"cause\", \"check\"}: "
                "their "
                "codes; the cause is front_desk, technician, parts, claims or payer; the check, "
                "which may be absent, is the name of the finding of `claim preflight` that "
                "foresees "
                "it).",
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
         .help = "yes: its rules are no longer in use",
         .names = ftl_cli_yes_no,
         .name_count = 2,
         .is_required = true},
};
static const struct ftl_example edit_examples[] = {
        {"fettle payer edit sony --retired yes", "the contract has ended", "payers"},
};

const struct ftl_command ftl_command_payer_edit = {
        .path = "payer edit",
        .summary = "retire a payer, or take it into use again",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_MANAGER,
        FTL_ARGUMENTS(payer_arguments),
        FTL_OPTIONS(edit_options),
        FTL_EXAMPLES(edit_examples),
        .shape = &one_shape,
        .run = run_edit,
        .write = put,
};

#include <string.h>

#include "cli/rows.h"
#include "cli/view_estimate.h"
#include "cli/view_order.h"
#include "fettle/base/json.h"
#include "fettle/base/parse.h"

#define FILE_MAX ((size_t)1 << 20)

/* The parts of --line, in their order. */
enum { PART_CLASS, PART_TEXT, PART_QUANTITY, PART_PRICE, PART_TAX, PART_PAYER, PARTS };

/* "part;filter;2;40.00;19;maker": parts that are empty or left out have their standard. */
static enum ftl_status read_line(struct ftl_cli *cli, const char *given, struct ftl_line_form *ret,
                                 struct ftl_err *err)
{
	const char *parts[PARTS] = {NULL};
	char *rest = ftl_strdup(&cli->arena, given);
	const char *part;
	int count = 0;

	while ((part = strsep(&rest, ";")) != NULL) {
		if (count == PARTS) {
			ftl_fail(err, FTL_INVALID, "line", "has more than %d parts", PARTS);
			return ftl_hint(err, "CLASS;TEXT;QTY;PRICE;TAX;PAYER; a text with a "
			                     "semicolon goes into a file: --from FILE");
		}
		parts[count++] = *part != '\0' ? part : NULL;
	}
	if (count <= PART_PRICE) {
		ftl_fail(err, FTL_INVALID, "line", "has %d of the parts CLASS;TEXT;QTY;PRICE",
		         count);
		return ftl_hint(err, "for example --line 'part;filter;1;40.00'");
	}
	*ret = (struct ftl_line_form){
	        .class = parts[PART_CLASS],
	        .text = parts[PART_TEXT],
	        .quantity = parts[PART_QUANTITY],
	        .price = parts[PART_PRICE],
	        .tax = parts[PART_TAX],
	        .payer = parts[PART_PAYER],
	};
	return FTL_OK;
}

static enum ftl_status read_lines(struct ftl_cli *cli, struct ftl_estimate_form *form,
                                  struct ftl_err *err)
{
	size_t count;
	const struct ftl_value *values = ftl_cli_values(cli, "line", &count);
	struct ftl_line_form *lines = ftl_alloc(&cli->arena, count + 1, sizeof(*lines));

	for (size_t i = 0; i < count; i++)
		FTL_TRY(read_line(cli, values[i].text, &lines[i], err));
	form->lines = lines;
	form->line_count = count;
	return FTL_OK;
}

/* Members of the document. */
enum { TOP_TITLE, TOP_LINES, TOP_COUNT };
static const struct ftl_json_field top_fields[TOP_COUNT] = {
        [TOP_TITLE] = {"title", FTL_JSON_STRING, false},
        [TOP_LINES] = {"lines", FTL_JSON_ARRAY, true},
};
enum { L_CLASS, L_TEXT, L_QUANTITY, L_COST, L_PRICE, L_TAX, L_PAYER, L_BILL, L_COUNT };
static const struct ftl_json_field line_fields[L_COUNT] = {
        [L_CLASS] = {"class", FTL_JSON_STRING, true},
        [L_TEXT] = {"text", FTL_JSON_STRING, true},
        [L_QUANTITY] = {"quantity", FTL_JSON_STRING, false},
        [L_COST] = {"cost", FTL_JSON_STRING, false},
        [L_PRICE] = {"price", FTL_JSON_STRING, true},
        [L_TAX] = {"tax", FTL_JSON_STRING, false},
        [L_PAYER] = {"payer", FTL_JSON_STRING, false},
        [L_BILL] = {"bill", FTL_JSON_STRING, false},
};

/* A member's text, which outlives the document. */
static const char *text_of(struct ftl_cli *cli, const struct ftl_json *value)
{
	return value != NULL ? ftl_strdup(&cli->arena, ftl_json_text(value)) : NULL;
}

static enum ftl_status read_document(struct ftl_cli *cli, const struct ftl_json_doc *doc,
                                     struct ftl_estimate_form *form, struct ftl_err *err)
{
	const struct ftl_json *top[TOP_COUNT], *values[L_COUNT];
	const struct ftl_json *item = NULL;
	struct ftl_line_form *lines;
	size_t count = 0;

	FTL_TRY(ftl_json_object(doc, ftl_json_root(doc), top_fields, TOP_COUNT, top, err));
	while ((item = ftl_json_next(top[TOP_LINES], item)) != NULL)
		count++;
	lines = ftl_alloc(&cli->arena, count + 1, sizeof(*lines));
	while ((item = ftl_json_next(top[TOP_LINES], item)) != NULL) {
		FTL_TRY(ftl_json_object(doc, item, line_fields, L_COUNT, values, err));
		lines[form->line_count++] = (struct ftl_line_form){
		        .class = text_of(cli, values[L_CLASS]),
		        .text = text_of(cli, values[L_TEXT]),
		        .quantity = text_of(cli, values[L_QUANTITY]),
		        .cost = text_of(cli, values[L_COST]),
		        .price = text_of(cli, values[L_PRICE]),
		        .tax = text_of(cli, values[L_TAX]),
		        .payer = text_of(cli, values[L_PAYER]),
		        .bill = text_of(cli, values[L_BILL]),
		};
	}
	form->lines = lines;
	if (form->title == NULL)
		form->title = text_of(cli, top[TOP_TITLE]);
	return FTL_OK;
}

static enum ftl_status read_file(struct ftl_cli *cli, const char *path,
                                 struct ftl_estimate_form *form, struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	const char *name;
	char *text;
	size_t length;

	if (form->line_count > 0)
		return ftl_fail(err, FTL_USAGE, "from", "goes without --line: the file has lines");
	FTL_TRY(ftl_cli_file_text(cli, path, FILE_MAX, &name, &text, &length, err));
	FTL_TRY(ftl_json_parse(name, 1, text, length, &doc, err));
	return read_document(cli, doc, form, err);
}

/* A draft after a change, and what follows. */
static enum ftl_status show_draft(struct ftl_cli *cli, const void *kept, struct ftl_err *err)
{
	const struct ftl_estimate_result *result = kept;

	FTL_TRY(ftl_view_estimate_show(cli, &result->estimate, NULL, err));
	ftl_cli_next(cli, "estimate send %s --due DATE",
	             ftl_view_code(&cli->arena, result->estimate.code));
	return FTL_OK;
}

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_estimate_form form = {.title = ftl_cli_text(cli, "title"),
	                                 .amount = ftl_cli_text(cli, "amount"),
	                                 .from_lines = ftl_cli_flag(cli, "from-lines")};
	struct ftl_estimate_result result;

	FTL_TRY(read_lines(cli, &form, err));
	if (ftl_cli_has(cli, "from"))
		FTL_TRY(read_file(cli, ftl_cli_text(cli, "from"), &form, err));
	FTL_TRY(ftl_estimate_add(cli->app, &cli->arena, ftl_cli_arg(cli, "ORDER"), &form, &result,
	                         err));
	return ftl_cli_outcome(cli, &result, err);
}

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_estimate_form form = {.title = ftl_cli_text(cli, "title"),
	                                 .amount = ftl_cli_text(cli, "amount")};
	const struct ftl_value *values = ftl_cli_values(cli, "remove", &form.removed_count);
	int *removed = ftl_alloc(&cli->arena, form.removed_count + 1, sizeof(*removed));
	struct ftl_estimate_result result;

	for (size_t i = 0; i < form.removed_count; i++)
		removed[i] = (int)values[i].number;
	form.removed = removed;
	FTL_TRY(read_lines(cli, &form, err));
	if (form.title == NULL && form.amount == NULL && form.line_count == 0 &&
	    form.removed_count == 0)
		return ftl_fail(err, FTL_USAGE, NULL,
		                "nothing to change: give --title, --line, --remove or --amount");
	FTL_TRY(ftl_estimate_edit(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &form, &result,
	                          err));
	return ftl_cli_outcome(cli, &result, err);
}

static enum ftl_status run_revise(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_estimate_result result;

	FTL_TRY(ftl_estimate_revise(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &result, err));
	return ftl_cli_outcome(cli, &result, err);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_estimate estimate;

	FTL_TRY(ftl_estimate_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &estimate, err));
	FTL_TRY(ftl_view_estimate_show(cli, &estimate, NULL, err));
	/* It is easily overlooked, and the answer would be refused. */
	if (estimate.state == FTL_ESTIMATE_EXPIRED && estimate.is_order_open)
		ftl_cli_next(cli, "estimate revise %s", ftl_view_code(&cli->arena, estimate.code));
	return FTL_OK;
}

static const struct ftl_table list_shape = {
        .schema = "estimate.list/1",
        .title = "Estimates",
        .columns = ftl_view_estimate_columns,
        .count = FTL_VIEW_ESTIMATE_CELLS,
        .empty = "no such estimates",
};

static enum ftl_status put_estimate(void *context, const struct ftl_estimate *estimate,
                                    struct ftl_err *err)
{
	FTL_ARENA(scratch);
	struct ftl_cli *cli = context;
	struct ftl_cell cells[FTL_VIEW_ESTIMATE_CELLS];
	const struct ftl_row row = {.cells = cells};

	ftl_view_estimate_cells(&scratch, cells, estimate);
	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_estimate_list(cli->app, ftl_cli_flag(cli, "open"), put_estimate,
	                          ftl_cli_is_full, cli, err));
	return ftl_out_end(cli->out, err);
}

#define OF_TITLE                                                                                   \
	{                                                                                          \
		.key = "title", .type = FTL_OPT_TEXT, .value = "TEXT",                             \
		.help = "what is offered, in a few words"                                          \
	}
#define OF_LINES                                                                                   \
	{                                                                                          \
		.key = "line", .type = FTL_OPT_TEXT, .value = "LINE", .is_repeatable = true,       \
		.help = "'CLASS;TEXT;QTY;PRICE', and if they differ ';TAX;PAYER'; price net"       \
	}
#define OF_AMOUNT                                                                                  \
	{                                                                                          \
		.key = "amount", .type = FTL_OPT_MONEY, .value = "AMOUNT",                         \
		.help = "one figure instead of lines, tax included"                                \
	}
static const struct ftl_option add_options[] = {
        OF_TITLE,
        OF_LINES,
        {.key = "from",
         .type = FTL_OPT_FILE,
         .value = "FILE",
         .help = "title and lines as JSON; - is standard input"},
        {.key = "from-lines", .type = FTL_OPT_FLAG, .help = "the lines that are on the bill now"},
        OF_AMOUNT,
};
static const struct ftl_option edit_options[] = {
        OF_TITLE,
        OF_LINES,
        {.key = "remove",
         .type = FTL_OPT_INT,
         .value = "LINE",
         .help = "number of a line that goes",
         .is_repeatable = true,
         .min = 1,
         .max = 1000},
        OF_AMOUNT,
};
static const struct ftl_option list_options[] = {
        {.key = "open",
         .type = FTL_OPT_FLAG,
         .help = "only drafts and what is not answered, of jobs under way"},
};
static const struct ftl_argument of_order[] = {
        {.name = "ORDER", .min = 1, .max = 1, .help = "the work order, or one of its pieces"}};
static const struct ftl_argument of_code[] = {
        {.name = "CODE",
         .min = 1,
         .max = 1,
         .help = "the estimate, or as ORDER/2 its job's second"}};

static const struct ftl_example add_examples[] = {
        {"fettle estimate add W26-00002-7 --title 'new battery' --line 'part;battery "
         "BL-5C;1;40.00' "
         "--line 'labour;bench;0.5;36.00'",
         "a draft of two lines", "jobs"},
        {"fettle estimate add W26-00008-W --from-lines", "of what is on the bill", "jobs"},
};
static const struct ftl_example list_examples[] = {
        {"fettle estimate list --open", "what is to be sent or answered", "estimates"},
        {"fettle estimate list --format csv", "all as a table", "estimates"},
};
static const struct ftl_example show_examples[] = {
        {"fettle estimate show E26-00002-R", "one on a page", "estimates"},
        {"fettle estimate show W26-00002-7/1 --format json", "a job's first, for a script",
         "estimates"},
};
static const struct ftl_example edit_examples[] = {
        {"fettle estimate edit W26-00005-1/1 --remove 1 --line 'part;port board;1;25.00'",
         "another part instead", "estimates"},
};
static const struct ftl_example revise_examples[] = {
        {"fettle estimate revise W26-00002-7/1", "a second version of what was sent", "estimates"},
};

const struct ftl_command ftl_command_estimate_add = {
        .path = "estimate add",
        .summary = "draft an estimate for a work order",
        .description =
                "A draft costs nothing and asks nobody. A second one is an alternative: several "
                "may be open at once, and at most one is accepted. Lines have payers like those of "
                "the bill; the customer is told the customer's part. Once one is accepted, changes "
                "are its next version: `estimate revise`. One figure (--amount) that is accepted "
                "becomes one line of the bill, unless lines that the customer pays make the bill "
                "already.\n\n"
                "A file holds {\"title\": …, \"lines\": [{\"class\", \"text\", \"quantity\", "
                "\"cost\", \"price\", \"tax\", \"payer\", \"bill\"}]}, numbers as texts.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_NOUN,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(of_order),
        FTL_EXAMPLES(add_examples),
        .shape = &ftl_view_estimate_shape,
        .run = run_add,
        .write = show_draft,
};

const struct ftl_command ftl_command_estimate_list = {
        .path = "estimate list",
        .summary = "list estimates",
        .description = "All estimates, the newest first. The amount is the customer's part, tax "
                       "included. One that was sent has expired on the day after the day to answer "
                       "by.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        .screen_limit = 200,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

const struct ftl_command ftl_command_estimate_show = {
        .path = "estimate show",
        .summary = "show one estimate",
        .description = "Its lines, what each payer pays, and what became of it: sent, answered, "
                       "how and by whom.",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(of_code),
        FTL_EXAMPLES(show_examples),
        .shape = &ftl_view_estimate_shape,
        .run = run_show,
};

const struct ftl_command ftl_command_estimate_edit = {
        .path = "estimate edit",
        .summary = "change a draft",
        .description = "Takes lines off and adds others; a line given for one figure takes its "
                       "place. What was sent is not changed any more: `estimate revise` makes a "
                       "new version of it.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(edit_options),
        FTL_ARGUMENTS(of_code),
        FTL_EXAMPLES(edit_examples),
        .shape = &ftl_view_estimate_shape,
        .run = run_edit,
        .write = show_draft,
};

const struct ftl_command ftl_command_estimate_revise = {
        .path = "estimate revise",
        .summary = "make a new version of an estimate",
        .description =
                "The new version is a draft with the same lines, to be edited and sent. What was "
                "put on the bill by hand goes along, and what was taken off it does not; a figure "
                "beside which lines were put on the bill after it was accepted becomes lines. One "
                "that "
                "was sent is superseded at once; an accepted one stands until its new version is "
                "accepted, which then changes the bill by the difference.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(of_code),
        FTL_EXAMPLES(revise_examples),
        .shape = &ftl_view_estimate_shape,
        .run = run_revise,
        .write = show_draft,
};

#include "cli/document_file.h"
#include "cli/return_file.h"
#include "cli/view_return.h"

/* Returns to suppliers: begun, packed, looked at. */

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_return_full full;

	FTL_TRY(ftl_return_add(cli->app, &cli->arena, ftl_cli_arg(cli, "SUPPLIER"),
	                       ftl_cli_text(cli, "note"), &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option add_options[] = {
        {.key = "note", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "what it is about"},
};
static const struct ftl_argument add_arguments[] = {
        {.name = "SUPPLIER", .min = 1, .max = 1, .help = "the name, in any spelling of case"},
};
static const struct ftl_example add_examples[] = {
        {"fettle return add 'Spares Ltd'", "an empty box", "parts_dead"},
};
const struct ftl_command ftl_command_return_add = {
        .path = "return add",
        .summary = "begin a box with what goes back to a supplier",
        .description = "Parts come into it and out of it until `return send` sends it. "
                       "`return due --make` fills one for each supplier.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(add_arguments),
        FTL_EXAMPLES(add_examples),
        .shape = &ftl_view_return_shape,
        .run = run_add,
        .write = ftl_view_return_put,
};

static enum ftl_status run_line(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_return_form form = {.part = ftl_cli_arg(cli, "PART"),
	                                     .quantity = ftl_cli_text(cli, "quantity"),
	                                     .order = ftl_cli_text(cli, "order"),
	                                     .serial = ftl_cli_text(cli, "serial"),
	                                     .lot = ftl_cli_text(cli, "lot"),
	                                     .place = ftl_cli_text(cli, "place"),
	                                     .value = ftl_cli_text(cli, "value"),
	                                     .is_old = ftl_cli_flag(cli, "old"),
	                                     .is_anyway = ftl_cli_flag(cli, "anyway")};
	struct ftl_return_full full;

	if (form.place != NULL && form.order != NULL)
		return ftl_fail(err, FTL_USAGE, "place",
		                "what lies on a shelf failed on no job: it goes without --order");
	if (form.is_old && (form.place != NULL || form.quantity != NULL || form.serial != NULL ||
	                    form.lot != NULL))
		return ftl_fail(err, FTL_USAGE, "old",
		                "goes without --place, --quantity, --serial and --lot");
	FTL_TRY(ftl_return_put_line(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &form, &full,
	                            err));
	return ftl_cli_outcome(cli, &full, err);
}

#define CODE_ARGUMENT                                                                              \
	{                                                                                          \
		.name = "CODE", .min = 1, .max = 1, .help = "of the return"                        \
	}

static const struct ftl_option line_options[] = {
        {.key = "quantity",
         .type = FTL_OPT_TEXT,
         .value = "NUMBER",
         .help = "how many; all that is kept unless said, off a shelf one"},
        {.key = "order",
         .type = FTL_OPT_TEXT,
         .value = "ORDER",
         .help = "only what failed on this job"},
        {.key = "serial", .type = FTL_OPT_TEXT, .value = "SERIAL", .help = "the piece"},
        {.key = "place",
         .type = FTL_OPT_TEXT,
         .value = "PLACE",
         .help = "take it off this shelf: it did not fail and is not needed"},
        {.key = "lot",
         .type = FTL_OPT_TEXT,
         .value = "LOT",
         .help = "only of this lot, of a part that is followed by lot"},
        {.key = "value",
         .type = FTL_OPT_MONEY,
         .value = "MONEY",
         .help = "what they should credit for each; what it is worth unless given"},
        {.key = "old",
         .type = FTL_OPT_FLAG,
         .help = "the old ones out of devices that this supplier wants, all that are due"},
        {.key = "anyway", .type = FTL_OPT_FLAG, .help = "though it came from another supplier"},
};
static const struct ftl_argument line_arguments[] = {
        CODE_ARGUMENT,
        {.name = "PART", .min = 1, .max = 1, .help = "any number that it has"},
};
static const struct ftl_example line_examples[] = {
        {"fettle return line V26-00001-6 970013-02", "what failed of it and is kept", "return"},
        {"fettle return line V26-00001-6 970013-02 --place 'Shelf B2' --quantity 2",
         "two that are not needed", "return"},
};
const struct ftl_command ftl_command_return_line = {
        .path = "return line",
        .summary = "put parts into an open box",
        .description =
                "Of what `part return` put aside, the oldest first, a line for each failure; with "
                "--place off a shelf; with --old what came out of devices. It stays in the house, "
                "and where it lies in the ledger, until the box is sent: what was put aside is "
                "taken by nothing else, what lies on a shelf a job may still take.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(line_options),
        FTL_ARGUMENTS(line_arguments),
        FTL_EXAMPLES(line_examples),
        .shape = &ftl_view_return_shape,
        .run = run_line,
        .write = ftl_view_return_put,
};

static enum ftl_status run_remove(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_return_full full;

	FTL_TRY(ftl_return_remove_line(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                               ftl_cli_arg(cli, "LINE"), &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_argument remove_arguments[] = {
        CODE_ARGUMENT,
        {.name = "LINE", .min = 1, .max = 1, .help = "its number, as return show has it"},
};
static const struct ftl_example remove_examples[] = {
        {"fettle return remove-line V26-00001-6 1", "what was put in by mistake", "return_packed"},
};
const struct ftl_command ftl_command_return_remove_line = {
        .path = "return remove-line",
        .summary = "take a line out of an open box",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(remove_arguments),
        FTL_EXAMPLES(remove_examples),
        .shape = &ftl_view_return_shape,
        .run = run_remove,
        .write = ftl_view_return_put,
};

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_return_full full;

	FTL_TRY(ftl_return_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &full, err));
	return ftl_view_return_record(cli, &full, err);
}

static const struct ftl_argument code_arguments[] = {CODE_ARGUMENT};
static const struct ftl_example show_examples[] = {
        {"fettle return show V26-00001-6", "what is in it, and what happened", "return_sent"},
};
const struct ftl_command ftl_command_return_show = {
        .path = "return show",
        .summary = "show a return: its lines, what became of them, and its history",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &ftl_view_return_shape,
        .run = run_show,
};

static enum ftl_status run_file(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *path = ftl_cli_arg(cli, "FILE");
	struct ftl_return_full full;

	FTL_TRY(ftl_document_check(path, err));
	FTL_TRY(ftl_return_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &full, err));
	return ftl_return_file_write(cli, &full, path, err);
}

static const struct ftl_argument file_arguments[] = {
        CODE_ARGUMENT,
        {.name = "FILE",
         .min = 1,
         .max = 1,
         .is_file = true,
         .help = "its name says which: .pdf, .csv, .xlsx or .json"},
};
static const struct ftl_example file_examples[] = {
        {"fettle return file V26-00001-6 box.pdf", "the paper that goes into the box",
         "return_packed"},
};
const struct ftl_command ftl_command_return_file = {
        .path = "return file",
        .summary = "write what is in a box as a file for the supplier",
        .description = "A PDF is drawn by return-a4.json of the folder 'forms' beside the "
                       "database, if there is one.",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(file_arguments),
        FTL_EXAMPLES(file_examples),
        .run = run_file,
};

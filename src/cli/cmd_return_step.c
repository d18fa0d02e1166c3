#include "cli/document_file.h"
#include "cli/return_file.h"
#include "cli/view_return.h"

/* What happens to a box on its way: sent, received by the supplier, called off. */

#define CODE_ARGUMENT                                                                              \
	{                                                                                          \
		.name = "CODE", .min = 1, .max = 1, .help = "of the return"                        \
	}

static enum ftl_status run_send(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_return_parcel parcel = {.carrier = ftl_cli_text(cli, "carrier"),
	                                         .tracking = ftl_cli_text(cli, "tracking"),
	                                         .reference = ftl_cli_text(cli, "reference"),
	                                         .text = ftl_cli_text(cli, "note")};
	const char *path = ftl_cli_text(cli, "file");
	struct ftl_return_full full;

	if (path != NULL)
		FTL_TRY(ftl_document_check(path, err));
	FTL_TRY(ftl_return_send(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &parcel, &full,
	                        err));
	FTL_TRY(ftl_cli_outcome(cli, &full, err));
	if (path == NULL || cli->is_dry_run)
		return FTL_OK;
	/* Of a retry only what was kept is there: what is on file is what was sent. */
	FTL_TRY(ftl_return_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &full, err));
	return ftl_return_file_write(cli, &full, path, err);
}

static const struct ftl_option send_options[] = {
        {.key = "carrier", .type = FTL_OPT_TEXT, .value = "NAME", .help = "who carries it"},
        {.key = "tracking", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "the parcel's number"},
        {.key = "reference",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "the supplier's number of the return"},
        {.key = "file",
         .type = FTL_OPT_FILE,
         .value = "PATH",
         .help = "write what is in it there: .pdf, .csv, .xlsx or .json"},
        {.key = "note", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "what else is to be said"},
};
static const struct ftl_argument code_arguments[] = {CODE_ARGUMENT};
static const struct ftl_example send_examples[] = {
        {"fettle return send V26-00001-6 --carrier DHL --tracking 1Z9 --reference RMA-771 "
         "--file box.pdf",
         "it is on its way, and there is a paper for the box", "return_packed"},
};
const struct ftl_command ftl_command_return_send = {
        .path = "return send",
        .summary = "note that a box is on its way to the supplier",
        .description =
                "What is in it leaves the ledger for the supplier, at what it is worth, and the "
                "jobs that it failed on are told. Its lines stay as they are from then on.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(send_options),
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(send_examples),
        .shape = &ftl_view_return_shape,
        .run = run_send,
        .write = ftl_view_return_put,
};

static enum ftl_status run_receive(struct ftl_cli *cli, struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE];
	const struct ftl_return_parcel parcel = {
	        .reference = ftl_cli_text(cli, "reference"),
	        .on = ftl_cli_is_given(cli, "on") ? ftl_date_format(day, ftl_cli_date(cli, "on"))
	                                          : NULL,
	        .text = ftl_cli_text(cli, "note")};
	struct ftl_return_full full;

	FTL_TRY(ftl_return_receive(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &parcel, &full,
	                           err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option receive_options[] = {
        {.key = "on",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "when they had it; today unless said"},
        {.key = "reference",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "the supplier's number of the return"},
        {.key = "note", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "what else they said"},
};
static const struct ftl_example receive_examples[] = {
        {"fettle return receive V26-00001-6 --reference RMA-771", "they have it", "return_sent"},
};
const struct ftl_command ftl_command_return_receive = {
        .path = "return receive",
        .summary = "note that the supplier has a box",
        .description = "`return reopen CODE box` takes that back when it was another one.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(receive_options),
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(receive_examples),
        .shape = &ftl_view_return_shape,
        .run = run_receive,
        .write = ftl_view_return_put,
};

static enum ftl_status run_cancel(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_return_full full;

	FTL_TRY(ftl_return_cancel(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                          ftl_cli_words(cli, "REASON"), &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_argument cancel_arguments[] = {
        CODE_ARGUMENT,
        {.name = "REASON", .min = 0, .max = 0, .help = "why; an open box needs none"},
};
static const struct ftl_example cancel_examples[] = {
        {"fettle return cancel V26-00001-6 'the parcel came back unopened'",
         "what was in it is here again", "return_sent"},
};
const struct ftl_command ftl_command_return_cancel = {
        .path = "return cancel",
        .summary = "call a return off: what is in the box is kept to be sent back again",
        .description = "One that was sent only until the supplier has it, and while none of its "
                       "lines is settled.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(cancel_arguments),
        FTL_EXAMPLES(cancel_examples),
        .shape = &ftl_view_return_shape,
        .run = run_cancel,
        .write = ftl_view_return_put,
};

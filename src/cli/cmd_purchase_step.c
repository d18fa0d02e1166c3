#include "cli/document_file.h"
#include "cli/purchase_file.h"
#include "cli/view_purchase.h"

/* What happens to a purchase order with the supplier: sent, confirmed, called off. */

#define CODE_ARGUMENT                                                                              \
	{                                                                                          \
		.name = "CODE", .min = 1, .max = 1, .help = "of the purchase order"                \
	}

static enum ftl_status run_send(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *path = ftl_cli_text(cli, "file");
	struct ftl_purchase_full full;

	if (path != NULL)
		FTL_TRY(ftl_document_check(path, err));
	FTL_TRY(ftl_purchase_send(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                          ftl_cli_text(cli, "note"), &full, err));
	FTL_TRY(ftl_cli_outcome(cli, &full, err));
	if (path == NULL || cli->is_dry_run)
		return FTL_OK;
	/* Of a retry only what was kept is there: what is on file is what was sent. */
	FTL_TRY(ftl_purchase_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &full, err));
	return ftl_purchase_file_write(cli, &full, path, err);
}

static const struct ftl_option send_options[] = {
        {.key = "file",
         .type = FTL_OPT_FILE,
         .value = "PATH",
         .help = "write it for the supplier there: .pdf, .csv, .xlsx or .json"},
        {.key = "note", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "how it was sent"},
};
static const struct ftl_argument code_arguments[] = {CODE_ARGUMENT};
static const struct ftl_example send_examples[] = {
        {"fettle purchase send B26-00001-K --file order.pdf --note 'by mail'",
         "it is ordered, and there is a file for the supplier", "purchase"},
        {"fettle purchase send B26-00001-K --file order.csv", "a file that their shop reads",
         "purchase"},
};
const struct ftl_command ftl_command_purchase_send = {
        .path = "purchase send",
        .summary = "order what a draft says, and write it for the supplier",
        .description =
                "The program does not send it: it notes that it is ordered, and its lines stay as "
                "they are from then on. The jobs that its lines name have their parts on order. "
                "`purchase file` writes it again.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(send_options),
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(send_examples),
        .shape = &ftl_view_purchase_shape,
        .run = run_send,
        .write = ftl_view_purchase_put,
};

static enum ftl_status run_confirm(struct ftl_cli *cli, struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE];
	const struct ftl_purchase_answer answer = {
	        .line = ftl_cli_text(cli, "line"),
	        .expected = ftl_cli_is_given(cli, "expected")
	                            ? ftl_date_format(day, ftl_cli_date(cli, "expected"))
	                            : NULL,
	        .reference = ftl_cli_text(cli, "reference"),
	        .tracking = ftl_cli_text(cli, "tracking"),
	        .text = ftl_cli_text(cli, "note")};
	struct ftl_purchase_full full;

	FTL_TRY(ftl_purchase_confirm(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &answer,
	                             &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option confirm_options[] = {
        {.key = "expected", .type = FTL_OPT_DATE, .value = "DATE", .help = "when it will be here"},
        {.key = "line",
         .type = FTL_OPT_TEXT,
         .value = "LINE",
         .help = "only this one is expected then"},
        {.key = "reference",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "the supplier's number of the order"},
        {.key = "tracking", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "the parcel's number"},
        {.key = "note", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "what else they said"},
};
static const struct ftl_example confirm_examples[] = {
        {"fettle purchase confirm B26-00001-K --expected +3d --reference AB-1207",
         "the supplier has it, and says when", "purchase_sent"},
        {"fettle purchase confirm B26-00001-K --line 1 --expected 2026-12-04",
         "one line comes later", "purchase_sent"},
};
const struct ftl_command ftl_command_purchase_confirm = {
        .path = "purchase confirm",
        .summary = "note what the supplier says: when it comes, their number, the parcel",
        .description = "Again whenever that changes. A job that waits for a line is told the day: "
                       "`board` counts it as late from then on.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(confirm_options),
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(confirm_examples),
        .shape = &ftl_view_purchase_shape,
        .run = run_confirm,
        .write = ftl_view_purchase_put,
};

static enum ftl_status run_cancel(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_purchase_full full;

	FTL_TRY(ftl_purchase_cancel(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                            ftl_cli_words(cli, "REASON"), &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_argument cancel_arguments[] = {
        CODE_ARGUMENT,
        {.name = "REASON", .min = 0, .max = 0, .help = "why; a draft needs none"},
};
static const struct ftl_example cancel_examples[] = {
        {"fettle purchase cancel B26-00001-K 'not to be had any more'",
         "nothing more of it will come", "purchase_sent"},
};
const struct ftl_command ftl_command_purchase_cancel = {
        .path = "purchase cancel",
        .summary = "call a purchase order off, or what has not come of it",
        .description = "What has come stays. Its jobs need their parts again.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(cancel_arguments),
        FTL_EXAMPLES(cancel_examples),
        .shape = &ftl_view_purchase_shape,
        .run = run_cancel,
        .write = ftl_view_purchase_put,
};

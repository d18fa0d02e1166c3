#include "cli/view_return.h"
#include "fettle/base/text.h"

/* What the supplier says of what was sent: credited, denied, never arrived. */

#define CODE_ARGUMENT                                                                              \
	{                                                                                          \
		.name = "CODE", .min = 1, .max = 1, .help = "of the return"                        \
	}

/* More than was asked is asked about, where somebody can be asked. */
static enum ftl_status ask(struct ftl_cli *cli, struct ftl_return_note *note, struct ftl_err *err)
{
	const char *words;

	if (note->may_be_more || !ftl_cli_can_ask(cli))
		return FTL_OK;
	FTL_TRY(ftl_return_credit_more(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), note,
	                               &words, err));
	if (words == NULL)
		return FTL_OK;
	FTL_TRY(ftl_cli_confirm(cli, err, "%s: is it so much?",
	                        ftl_text_visible(&cli->arena, words)));
	note->may_be_more = true;
	return FTL_OK;
}

static enum ftl_status run_credit(struct ftl_cli *cli, struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE];
	struct ftl_return_note note = {.line = ftl_cli_text(cli, "line"),
	                               .amount = ftl_cli_arg(cli, "AMOUNT"),
	                               .reference = ftl_cli_text(cli, "reference"),
	                               .on = ftl_cli_is_given(cli, "on")
	                                             ? ftl_date_format(day, ftl_cli_date(cli, "on"))
	                                             : NULL,
	                               .may_be_more = ftl_cli_flag(cli, "more")};
	struct ftl_return_full full;

	FTL_TRY(ask(cli, &note, err));
	FTL_TRY(ftl_return_credit(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &note, &full,
	                          err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option credit_options[] = {
        {.key = "line",
         .type = FTL_OPT_TEXT,
         .value = "LINE",
         .help = "only this one; all that is not settled unless said"},
        {.key = "reference",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "the number of the credit note"},
        {.key = "on", .type = FTL_OPT_DATE, .value = "DATE", .help = "its day; today unless said"},
        {.key = "more", .type = FTL_OPT_FLAG, .help = "it may be more than was asked"},
};
static const struct ftl_argument credit_arguments[] = {
        CODE_ARGUMENT,
        {.name = "AMOUNT", .min = 1, .max = 1, .help = "what they credit, without tax"},
};
static const struct ftl_example credit_examples[] = {
        {"fettle return credit V26-00001-6 22.10 --reference G-88", "all that was asked",
         "return_sent"},
        {"fettle return credit V26-00001-6 20.00 --line 1 --reference G-88",
         "less than was asked: the rest is a difference of cost", "return_sent"},
};
const struct ftl_command ftl_command_return_credit = {
        .path = "return credit",
        .summary = "note what the supplier credits for what was sent",
        .description =
                "For a line, or for all that is not settled together: it is divided by what was "
                "asked for each. What they credit less, or more, than it was worth in the ledger "
                "is a difference of cost; the supplier's account gets exactly what they credit. "
                "More than was asked is refused unless --more says so. `return reopen` takes back "
                "what was a mistake.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(credit_options),
        FTL_ARGUMENTS(credit_arguments),
        FTL_EXAMPLES(credit_examples),
        .shape = &ftl_view_return_shape,
        .run = run_credit,
        .write = ftl_view_return_put,
};

static enum ftl_status run_deny(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *place = ftl_cli_text(cli, "place");
	bool is_scrap = ftl_cli_flag(cli, "scrap");
	enum ftl_return_fate fate = place != NULL ? FTL_RETURN_ON_SHELF
	                            : is_scrap    ? FTL_RETURN_SCRAPPED
	                                          : FTL_RETURN_KEPT;
	struct ftl_return_full full;

	if (place != NULL && is_scrap)
		return ftl_fail(err, FTL_USAGE, "scrap", "goes without --place");
	FTL_TRY(ftl_return_deny(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                        ftl_cli_text(cli, "line"), ftl_cli_words(cli, "REASON"), fate,
	                        place, &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option deny_options[] = {
        {.key = "line",
         .type = FTL_OPT_TEXT,
         .value = "LINE",
         .help = "only this one; all that is not settled unless said"},
        {.key = "place",
         .type = FTL_OPT_TEXT,
         .value = "PLACE",
         .help = "it came back and is put there; not what failed"},
        {.key = "scrap", .type = FTL_OPT_FLAG, .help = "it came back and is thrown away"},
};
static const struct ftl_argument reason_arguments[] = {
        CODE_ARGUMENT,
        {.name = "REASON", .min = 1, .max = 0, .help = "what they say"},
};
static const struct ftl_example deny_examples[] = {
        {"fettle return deny V26-00001-6 'seal broken'", "they keep it and credit nothing",
         "return_sent"},
        {"fettle return deny V26-00001-6 'seal broken' --line 1 --scrap",
         "it came back and is thrown away", "return_sent"},
};
const struct ftl_command ftl_command_return_deny = {
        .path = "return deny",
        .summary = "note that the supplier credits nothing, and where the part is now",
        .description = "It stays with them unless --place or --scrap says that it came back; what "
                       "it was worth is a difference of cost then. `return reopen` takes back "
                       "what was a mistake, and what came back with it.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(deny_options),
        FTL_ARGUMENTS(reason_arguments),
        FTL_EXAMPLES(deny_examples),
        .shape = &ftl_view_return_shape,
        .run = run_deny,
        .write = ftl_view_return_put,
};

static enum ftl_status run_lost(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_return_full full;

	FTL_TRY(ftl_return_lose(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                        ftl_cli_text(cli, "line"), ftl_cli_words(cli, "REASON"), &full,
	                        err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option lost_options[] = {
        {.key = "line",
         .type = FTL_OPT_TEXT,
         .value = "LINE",
         .help = "only this one; all that is not settled unless said"},
};
static const struct ftl_example lost_examples[] = {
        {"fettle return lost V26-00001-6 'DHL cannot find the parcel'", "it never arrived",
         "return_sent"},
};
const struct ftl_command ftl_command_return_lost = {
        .path = "return lost",
        .summary = "note that what was sent never arrived",
        .description = "What it was worth is a difference of cost. What the carrier pays for it is "
                       "not kept here.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(lost_options),
        FTL_ARGUMENTS(reason_arguments),
        FTL_EXAMPLES(lost_examples),
        .shape = &ftl_view_return_shape,
        .run = run_lost,
        .write = ftl_view_return_put,
};

static enum ftl_status run_reopen(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *line = ftl_cli_arg(cli, "LINE");
	struct ftl_return_full full;

	FTL_TRY(ftl_return_reopen(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                          ftl_text_equal(line, "box") ? NULL : line,
	                          ftl_cli_words(cli, "REASON"), &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_argument reopen_arguments[] = {
        CODE_ARGUMENT,
        {.name = "LINE",
         .min = 1,
         .max = 1,
         .help = "its number, as return show has it; box: they do not have what was received"},
        {.name = "REASON", .min = 1, .max = 0, .help = "what was the mistake"},
};
static const struct ftl_example reopen_examples[] = {
        {"fettle return reopen V26-00001-6 1 'the note was for another box'",
         "it is not settled after all", "return_settled"},
        {"fettle return reopen V26-00001-6 box 'they have another one'", "it is on its way again",
         "return_received"},
};
const struct ftl_command ftl_command_return_reopen = {
        .path = "return reopen",
        .summary = "take back what was noted of a line, or that the supplier has the box",
        .description =
                "The line is open again; its differences of cost are taken back, and so is what "
                "came back after a denial, unless it has gone on since. With `box` that the "
                "supplier has it is taken back, while none of its lines is settled: it is on its "
                "way. `return cancel` calls off that it was sent.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(reopen_arguments),
        FTL_EXAMPLES(reopen_examples),
        .shape = &ftl_view_return_shape,
        .run = run_reopen,
        .write = ftl_view_return_put,
};

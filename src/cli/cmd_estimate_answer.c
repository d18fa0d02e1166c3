#include "cli/view_estimate.h"
#include "cli/view_order.h"
#include "cli/view_possible.h"
#include "fettle/base/buf.h"

static const char *money(struct ftl_cli *cli, int64_t cents)
{
	return ftl_view_money(&cli->arena, cli->app, cents);
}

static const char *order_of(struct ftl_cli *cli, const struct ftl_estimate_result *result)
{
	return ftl_view_code(&cli->arena, result->estimate.order_code);
}

/* "; 2 others are superseded" */
static const char *others(struct ftl_cli *cli, const struct ftl_estimate_result *result)
{
	if (result->others == 0)
		return "";
	return ftl_sprintf(&cli->arena, "; %d other%s %s", result->others,
	                   result->others == 1 ? " is" : "s are",
	                   result->act == FTL_ESTIMATE_REJECT ? "declined as well" : "superseded");
}

/* "W26-00001-9 is approved", "W26-00001-9 is waiting for parts" */
static const char *standing(struct ftl_cli *cli, const struct ftl_estimate_result *result)
{
	return ftl_sprintf(&cli->arena, "%s %s", order_of(cli, result),
	                   ftl_state_sentence(result->order_state));
}

static const char *yes_words(struct ftl_cli *cli, const struct ftl_estimate_result *result)
{
	const struct ftl_estimate *estimate = &result->estimate;
	const struct ftl_estimate_event *yes = ftl_estimate_last(estimate, FTL_ESTIMATE_ACCEPT);
	int64_t total = ftl_estimate_customer_total(estimate);
	const char *upto = "";

	if (yes->way == FTL_WAY_LIMIT && total == 0)
		return ftl_sprintf(&cli->arena, "needs no answer, the customer pays nothing: %s%s",
		                   standing(cli, result), others(cli, result));
	if (yes->way == FTL_WAY_LIMIT)
		return ftl_sprintf(&cli->arena,
		                   "needs no answer, %s is within the %s that the customer "
		                   "allowed: %s%s",
		                   money(cli, total), money(cli, result->allowed_cents.value),
		                   standing(cli, result), others(cli, result));
	if (result->allowed_cents.has && result->allowed_cents.value > total)
		upto = ftl_sprintf(&cli->arena, ", up to %s",
		                   money(cli, result->allowed_cents.value));
	return ftl_sprintf(&cli->arena, "is accepted by %s, %s%s: %s%s", yes->by, money(cli, total),
	                   upto, standing(cli, result), others(cli, result));
}

static const char *words_of(struct ftl_cli *cli, const struct ftl_estimate_result *result)
{
	const struct ftl_estimate *estimate = &result->estimate;

	switch (result->act) {
	case FTL_ESTIMATE_SEND:
		return ftl_sprintf(&cli->arena, "is sent, %s, answer by %s: %s %s",
		                   money(cli, ftl_estimate_customer_total(estimate)),
		                   ftl_view_date(&cli->arena, (int32_t)estimate->due_on.value,
		                                 ftl_app_today(cli->app)),
		                   order_of(cli, result), ftl_state_title(result->order_state));
	case FTL_ESTIMATE_ACCEPT:
		return yes_words(cli, result);
	case FTL_ESTIMATE_REJECT:
		return ftl_sprintf(&cli->arena, "is rejected: %s %s%s%s", order_of(cli, result),
		                   ftl_state_title(result->order_state),
		                   result->fee_cents.has
		                           ? ftl_sprintf(&cli->arena,
		                                         ", diagnosis fee %s on the bill",
		                                         money(cli, result->fee_cents.value))
		                           : "",
		                   others(cli, result));
	case FTL_ESTIMATE_SUPERSEDE:
	case FTL_ESTIMATE_EDIT:
	case FTL_ESTIMATE_REVISE:
	case FTL_ESTIMATE_ACTS:
		break;
	}
	return ftl_estimate_state_names[estimate->state];
}

static enum ftl_status write_answer(struct ftl_cli *cli, const void *kept, struct ftl_err *err)
{
	const struct ftl_estimate_result *result = kept;

	FTL_TRY(ftl_view_estimate_show(cli, &result->estimate, words_of(cli, result), err));
	ftl_view_possible_say(cli, result->estimate.order_code, &result->possible);
	return FTL_OK;
}

typedef enum ftl_status change(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                               const struct ftl_estimate_say *say, struct ftl_estimate_result *ret,
                               struct ftl_err *err);

static enum ftl_status run(struct ftl_cli *cli, change *does, const struct ftl_estimate_say *say,
                           struct ftl_err *err)
{
	struct ftl_estimate_result result;

	FTL_TRY(does(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), say, &result, err));
	return ftl_cli_outcome(cli, &result, err);
}

static enum ftl_status run_send(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_estimate_say say = {
	        .due_on = ftl_cli_text(cli, "due"),
	        .way = (enum ftl_estimate_way)(ftl_cli_enum(cli, "by") + FTL_WAY_LETTER),
	        .is_asked = ftl_cli_flag(cli, "ask"),
	        .at = ftl_cli_text(cli, "at")};

	return run(cli, ftl_estimate_send, &say, err);
}

static enum ftl_status run_accept(struct ftl_cli *cli, struct ftl_err *err)
{
	int how = ftl_cli_enum(cli, "how");
	const struct ftl_estimate_say say = {
	        .by = ftl_cli_text(cli, "by"),
	        .way = how < 0 ? FTL_WAY_NONE : (enum ftl_estimate_way)(how + FTL_WAY_PHONE),
	        .late = ftl_cli_text(cli, "late"),
	        .amount = ftl_cli_text(cli, "amount-limit"),
	        .at = ftl_cli_text(cli, "at")};

	return run(cli, ftl_estimate_accept, &say, err);
}

static enum ftl_status run_reject(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_estimate_say say = {.reason = ftl_cli_text(cli, "reason"),
	                                     .is_done = ftl_cli_flag(cli, "done"),
	                                     .at = ftl_cli_text(cli, "at")};

	return run(cli, ftl_estimate_reject, &say, err);
}

#define OF_AT                                                                                      \
	{                                                                                          \
		.key = "at", .type = FTL_OPT_TEXT, .value = "TIME",                                \
		.help = "when it happened, if not now: 10:30, 'yesterday 16:00', '2026-11-22 "     \
		        "10:30'"                                                                   \
	}
static const struct ftl_option send_options[] = {
        {.key = "due",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "the last day to answer: 2026-11-30, +7d"},
        {.key = "by",
         .type = FTL_OPT_ENUM,
         .value = "WAY",
         .help = "how it went out",
         .names = ftl_estimate_way_names + FTL_WAY_LETTER,
         .name_count = FTL_WAY_DESK - FTL_WAY_LETTER + 1},
        {.key = "ask",
         .type = FTL_OPT_FLAG,
         .help = "ask even though the customer allowed as much"},
        OF_AT,
};
static const struct ftl_option accept_options[] = {
        {.key = "by",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "who agreed",
         .is_required = true},
        {.key = "how",
         .type = FTL_OPT_ENUM,
         .value = "WAY",
         .help = "how it was said",
         .names = ftl_estimate_way_names + FTL_WAY_PHONE,
         .name_count = FTL_WAY_SIGNATURE - FTL_WAY_PHONE + 1},
        {.key = "amount-limit",
         .type = FTL_OPT_MONEY,
         .value = "AMOUNT",
         .help = "up to how much, tax included, when more than the estimate"},
        {.key = "late",
         .type = FTL_OPT_TEXT,
         .value = "REASON",
         .help = "why an expired one counts after all"},
        OF_AT,
};
static const struct ftl_option reject_options[] = {
        {.key = "reason",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "what the customer said",
         .is_required = true},
        {.key = "done",
         .type = FTL_OPT_FLAG,
         .help = "no repair: the device is ready to go back, declined by the customer"},
        OF_AT,
};
static const struct ftl_argument of_code[] = {
        {.name = "CODE",
         .min = 1,
         .max = 1,
         .help = "the estimate, or as ORDER/2 its job's second"}};

static const struct ftl_example send_examples[] = {
        {"fettle estimate send W26-00005-1/1 --due +7d --by phone", "told on the phone",
         "estimates"},
};
static const struct ftl_example accept_examples[] = {
        {"fettle estimate accept E26-00002-R --by 'Ana Čović' --how phone", "she agrees",
         "estimates"},
};
static const struct ftl_example reject_examples[] = {
        {"fettle estimate reject W26-00002-7/1 --reason 'too dear' --done", "it goes back as it is",
         "estimates"},
};

const struct ftl_command ftl_command_estimate_send = {
        .path = "estimate send",
        .summary = "send a draft to the customer",
        .description =
                "From now on the customer's clock runs, until the answer is noted with `estimate "
                "accept` or `reject`, or the day to answer by is over. What the customer allowed "
                "at the check-in needs no answer: it is accepted at once, and the record says that "
                "the limit did it; but not while another estimate is with the customer, who is to "
                "choose then, nor after one that cost no more was declined. What another payer is "
                "to pay is asked with `order ask-payer`.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(send_options),
        FTL_ARGUMENTS(of_code),
        FTL_EXAMPLES(send_examples),
        .shape = &ftl_view_estimate_shape,
        .run = run_send,
        .write = write_answer,
};

const struct ftl_command ftl_command_estimate_accept = {
        .path = "estimate accept",
        .summary = "note that the customer agrees to an estimate",
        .description =
                "The estimate is frozen, its alternatives are superseded, and its lines go onto "
                "the "
                "bill with their payers. Who agreed, how and when is kept. An expired one needs "
                "--late and the reason.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_FRONT_DESK,
        FTL_OPTIONS(accept_options),
        FTL_ARGUMENTS(of_code),
        FTL_EXAMPLES(accept_examples),
        .shape = &ftl_view_estimate_shape,
        .run = run_accept,
        .write = write_answer,
};

const struct ftl_command ftl_command_estimate_reject = {
        .path = "estimate reject",
        .summary = "note that the customer declines an estimate",
        .description =
                "The job goes back to diagnosis, for another offer; while an alternative is open "
                "it goes on waiting. With --done there is no repair: the device is ready, declined "
                "by the customer, and with it whatever else was open. The diagnosis fee (setting "
                "diagnosis.fee) goes onto the bill, "
                "once a job. Of a job that became ready otherwise, or is done with, the no is "
                "noted and the bill stays what it was.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(reject_options),
        FTL_ARGUMENTS(of_code),
        FTL_EXAMPLES(reject_examples),
        .shape = &ftl_view_estimate_shape,
        .run = run_reject,
        .write = write_answer,
};

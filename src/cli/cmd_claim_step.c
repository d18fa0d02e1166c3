#include <string.h>

#include "cli/claim_file.h"
#include "cli/desk_words.h"
#include "cli/view_claim.h"
#include "cli/view_order.h"
#include "cli/view_picture.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

enum {
	CODE,
	ORDER,
	PAYER,
	EVENT,
	STATE,
	REVISION,
	CLAIMED,
	APPROVED,
	PAID,
	OFF,
	OPEN,
	AMOUNT,
	AT,
	OVERRIDDEN,
	REFERENCE,
	TEXT,
	CELLS
};
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Claim", FTL_T_CODE, false, "the claim's code", NULL},
        [ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [PAYER] = {"payer", "Payer", FTL_T_ENUM, false, "who is claimed from", ftl_words_payer},
        [EVENT] = {"event", "Event", FTL_T_ENUM, false, "what happened", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, false, "where it stands now",
                   ftl_view_claim_state_title},
        [REVISION] = {"revision", "Revision", FTL_T_INT, false, "how often it was sent", NULL},
        [CLAIMED] = {"claimed", "Claimed", FTL_T_MONEY, false, "without tax", NULL},
        [APPROVED] = {"approved", "Approved", FTL_T_MONEY, false, "of it", NULL},
        [PAID] = {"paid", "Paid", FTL_T_MONEY, false, "of it", NULL},
        [OFF] = {"written_off", "Written off", FTL_T_MONEY, false, "of it", NULL},
        [OPEN] = {"open", "Open", FTL_T_MONEY, false, "neither paid nor given up", NULL},
        [AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "of this step", NULL},
        [AT] = {"at", "At", FTL_T_INSTANT, false, "when", NULL},
        [OVERRIDDEN] = {"overridden", "Overridden", FTL_T_INT, false,
                        "findings that would get it refused, and it was sent all the same", NULL},
        [REFERENCE] = {"reference", "Their number", FTL_T_TEXT, false, "the payer's", NULL},
        [TEXT] = {"text", "Text", FTL_T_TEXT, false, "what was said", NULL},
};
static const struct ftl_table shape = {
        .schema = "claim.step/1", .title = "Claim", .columns = columns, .count = CELLS};

/* What is needed for words about a change. */
struct telling {
	struct ftl_cli *cli;
	const struct ftl_claim_change *change;
};

static const char *money(const struct telling *t, int64_t cents)
{
	return ftl_view_money(&t->cli->arena, t->cli->app, cents);
}

/* "68.30 EUR claimed, 60.00 EUR approved, 55.00 EUR paid, 13.30 EUR open" */
static const char *sums_words(const struct telling *t)
{
	const struct ftl_claim_sums *sums = &t->change->full.sums;
	const struct {
		int64_t cents;
		const char *what;
	} said[] = {
	        {sums->approved_cents, "approved"},
	        {sums->paid_cents, "paid"},
	        {sums->written_off_cents, "written off"},
	        {sums->lost_cents, "given up"},
	        {sums->open_cents, "open"},
	};
	FTL_BUF(text);

	ftl_buf_printf(&text, "%s claimed", money(t, sums->claimed_cents));
	for (size_t i = 0; i < FTL_COUNT(said); i++) {
		if (said[i].cents != 0)
			ftl_buf_printf(&text, ", %s %s", money(t, said[i].cents), said[i].what);
	}
	return ftl_strdup(&t->cli->arena, ftl_buf_cstr(&text));
}

/* "C26-00001-N  the maker, W26-00001-9: partly approved; 68.30 EUR claimed, …" */
static void view_step(struct ftl_out *out, const struct ftl_table *table, const struct ftl_row *row,
                      const void *extra)
{
	const struct telling *t = extra;
	struct ftl_arena *arena = &t->cli->arena;
	const struct ftl_claim *claim = &t->change->full.claim;
	const struct ftl_picture p = {
	        .out = out, .arena = arena, .width = (size_t)ftl_out_width(out)};
	const char *code = ftl_view_code(arena, claim->code);

	(void)table;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", code);
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  ");
	ftl_picture_wrapped(&p,
	                    ftl_sprintf(arena, "%s, %s: %s; %s",
	                                ftl_words_payer(ftl_payer_names[claim->payer]),
	                                ftl_view_code(arena, claim->order_code),
	                                ftl_claim_state_title(claim->state), sums_words(t)),
	                    strlen(code) + 2);
}

/* What usually comes next where a claim stands. */
static const char *const next[FTL_CLAIM_STATES] = {
        [FTL_CLAIM_DRAFT] = "claim submit",         [FTL_CLAIM_SUBMITTED] = "claim decide",
        [FTL_CLAIM_ACKNOWLEDGED] = "claim decide",  [FTL_CLAIM_IN_REVIEW] = "claim decide",
        [FTL_CLAIM_INFO_REQUIRED] = "claim answer", [FTL_CLAIM_APPROVED] = "claim pay",
        [FTL_CLAIM_PARTLY_APPROVED] = "claim pay",  [FTL_CLAIM_REJECTED] = "claim preflight",
        [FTL_CLAIM_SHORT_PAID] = "claim dispute",   [FTL_CLAIM_DISPUTED] = "claim chase",
        [FTL_CLAIM_MATCHED] = "claim appeal",       [FTL_CLAIM_CLOSED] = "claim show",
        [FTL_CLAIM_WITHDRAWN] = "claim show",       [FTL_CLAIM_LAPSED] = "claim show",
        [FTL_CLAIM_WRITTEN_OFF] = "claim show",
};

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_claim_change *change = result;
	const struct ftl_claim *claim = &change->full.claim;
	const struct ftl_claim_sums *sums = &change->full.sums;
	const struct telling telling = {cli, change};
	const struct ftl_cell cells[CELLS] = {
	        [CODE] = ftl_cell_text(claim->code),
	        [ORDER] = ftl_cell_text(claim->order_code),
	        [PAYER] = ftl_cell_text(ftl_payer_names[claim->payer]),
	        [EVENT] = ftl_cell_text(ftl_claim_act_names[change->act]),
	        [STATE] = ftl_cell_text(ftl_claim_state_names[claim->state]),
	        [REVISION] = ftl_cell_number(claim->revision),
	        [CLAIMED] = ftl_cell_number(sums->claimed_cents),
	        [APPROVED] = ftl_cell_number(sums->approved_cents),
	        [PAID] = ftl_cell_number(sums->paid_cents),
	        [OFF] = ftl_cell_number(sums->written_off_cents),
	        [OPEN] = ftl_cell_number(sums->open_cents),
	        [AMOUNT] = ftl_cell_opt(change->amount_cents.has, change->amount_cents.value),
	        [AT] = ftl_cell_number(change->at),
	        [OVERRIDDEN] = ftl_cell_number((int64_t)change->overridden),
	        [REFERENCE] = ftl_cell_text(claim->reference),
	        [TEXT] = ftl_cell_text(change->text),
	};
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_record(cli->out, &shape, &row, view_step, &telling, err));
	if (change->overridden > 0)
		ftl_cli_warn(cli, "%zu finding%s would get it refused: sent all the same",
		             change->overridden, change->overridden == 1 ? "" : "s");
	ftl_cli_next(cli, "%s %s", next[claim->state], ftl_view_code(&cli->arena, claim->code));
	return FTL_OK;
}

static enum ftl_status step(struct ftl_cli *cli, enum ftl_claim_act act,
                            const struct ftl_claim_say *say, struct ftl_err *err)
{
	struct ftl_claim_change change;

	FTL_TRY(ftl_claim_step(cli->app, &cli->arena, ftl_cli_arg(cli, "CLAIM"), act, say, &change,
	                       err));
	return ftl_cli_outcome(cli, &change, err);
}

static enum ftl_status send(struct ftl_cli *cli, enum ftl_claim_act act, struct ftl_err *err)
{
	const struct ftl_claim_say say = {.reference = ftl_cli_text(cli, "reference"),
	                                  .reason = ftl_cli_text(cli, "override"),
	                                  .text = ftl_cli_words(cli, "NOTE")};
	const char *path = ftl_cli_text(cli, "file");
	struct ftl_claim_change change;

	FTL_TRY(ftl_claim_submit(cli->app, &cli->arena, ftl_cli_arg(cli, "CLAIM"), act, &say,
	                         &change, err));
	FTL_TRY(ftl_cli_outcome(cli, &change, err));
	if (path == NULL || cli->is_dry_run)
		return FTL_OK;
	return ftl_claim_file_again(cli, ftl_cli_arg(cli, "CLAIM"), path, err);
}

static enum ftl_status run_submit(struct ftl_cli *cli, struct ftl_err *err)
{
	return send(cli, FTL_CLAIM_SUBMIT, err);
}

static enum ftl_status run_resubmit(struct ftl_cli *cli, struct ftl_err *err)
{
	return send(cli, FTL_CLAIM_CORRECT, err);
}

static const char *const decisions[] = {"approved", "rejected", "partly"};

static enum ftl_status run_decide(struct ftl_cli *cli, struct ftl_err *err)
{
	static const enum ftl_claim_decision by_name[] = {FTL_CLAIM_ALL_APPROVED,
	                                                  FTL_CLAIM_ALL_REJECTED, FTL_CLAIM_AMOUNT};
	const char *said = ftl_cli_arg(cli, "DECISION");
	const struct ftl_claim_say say = {.line = ftl_cli_text(cli, "line"),
	                                  .amount = ftl_cli_text(cli, "amount"),
	                                  .reason = ftl_cli_text(cli, "reason"),
	                                  .reference = ftl_cli_text(cli, "reference"),
	                                  .on = ftl_cli_text(cli, "on"),
	                                  .text = ftl_cli_words(cli, "NOTE"),
	                                  .takes_unlisted_reason =
	                                          ftl_cli_flag(cli, "unlisted-reason")};
	struct ftl_claim_change change;
	size_t i = 0;

	/* The argument is one of them. */
	while (i + 1 < FTL_COUNT(decisions) && !ftl_text_equal(decisions[i], said))
		i++;
	if (by_name[i] != FTL_CLAIM_AMOUNT && say.amount != NULL)
		return ftl_fail(err, FTL_USAGE, "amount", "goes with `partly` only");
	FTL_TRY(ftl_claim_decide(cli->app, &cli->arena, ftl_cli_arg(cli, "CLAIM"), by_name[i], &say,
	                         &change, err));
	return ftl_cli_outcome(cli, &change, err);
}

static enum ftl_status run_pay(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_claim_say say = {.amount = ftl_cli_text(cli, "amount"),
	                                  .line = ftl_cli_text(cli, "line"),
	                                  .reference = ftl_cli_text(cli, "reference"),
	                                  .on = ftl_cli_text(cli, "on"),
	                                  .text = ftl_cli_words(cli, "NOTE")};
	struct ftl_claim_change change;

	FTL_TRY(ftl_claim_pay(cli->app, &cli->arena, ftl_cli_arg(cli, "CLAIM"), &say, &change,
	                      err));
	return ftl_cli_outcome(cli, &change, err);
}

static enum ftl_status run_write_off(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_claim_say say = {.line = ftl_cli_text(cli, "line"),
	                                  .amount = ftl_cli_text(cli, "amount"),
	                                  .reason = ftl_cli_words(cli, "REASON")};
	struct ftl_claim_change change;

	FTL_TRY(ftl_claim_write_off(cli->app, &cli->arena, ftl_cli_arg(cli, "CLAIM"), &say, &change,
	                            err));
	return ftl_cli_outcome(cli, &change, err);
}

/* What the payer said when they were asked how it stands. */
static const char *const answers[] = {"acknowledged", "in_review", "info_required", "nothing_new"};

static enum ftl_status run_chase(struct ftl_cli *cli, struct ftl_err *err)
{
	static const enum ftl_claim_act by_name[] = {FTL_CLAIM_ACKNOWLEDGE, FTL_CLAIM_REVIEW,
	                                             FTL_CLAIM_ASK, FTL_CLAIM_CHASE};
	const struct ftl_claim_say say = {.reference = ftl_cli_text(cli, "reference"),
	                                  .due_on = ftl_cli_text(cli, "due"),
	                                  .text = ftl_cli_words(cli, "TEXT")};
	int said = ftl_cli_enum(cli, "says");

	return step(cli, said < 0 ? FTL_CLAIM_CHASE : by_name[said], &say, err);
}

static enum ftl_status say_text(struct ftl_cli *cli, enum ftl_claim_act act, struct ftl_err *err)
{
	const struct ftl_claim_say say = {.text = ftl_cli_words(cli, "TEXT")};

	return step(cli, act, &say, err);
}

static enum ftl_status run_answer(struct ftl_cli *cli, struct ftl_err *err)
{
	return say_text(cli, FTL_CLAIM_ANSWER, err);
}

static enum ftl_status run_appeal(struct ftl_cli *cli, struct ftl_err *err)
{
	return say_text(cli, FTL_CLAIM_APPEAL, err);
}

static enum ftl_status run_dispute(struct ftl_cli *cli, struct ftl_err *err)
{
	return say_text(cli, FTL_CLAIM_DISPUTE, err);
}

static enum ftl_status run_withdraw(struct ftl_cli *cli, struct ftl_err *err)
{
	return say_text(cli, FTL_CLAIM_WITHDRAW, err);
}

static enum ftl_status run_lapse(struct ftl_cli *cli, struct ftl_err *err)
{
	return say_text(cli, FTL_CLAIM_LAPSE, err);
}

static enum ftl_status run_note(struct ftl_cli *cli, struct ftl_err *err)
{
	return say_text(cli, FTL_CLAIM_NOTE, err);
}

static enum ftl_status run_return(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_claim_say say = {.line = ftl_cli_arg(cli, "LINE"),
	                                  .reference = ftl_cli_text(cli, "tracking"),
	                                  .text = ftl_cli_words(cli, "NOTE")};

	return step(cli, FTL_CLAIM_RETURN, &say, err);
}

#define CLAIM                                                                                      \
	{                                                                                          \
		.name = "CLAIM", .min = 1, .max = 1, .help = "its code"                            \
	}
#define WORDS(called, least, what)                                                                 \
	{                                                                                          \
		.name = (called), .min = (least), .max = 0, .help = (what)                         \
	}
#define TEXT_OPTION(name, stands_for, what)                                                        \
	{                                                                                          \
		.key = (name), .type = FTL_OPT_TEXT, .value = (stands_for), .help = (what)         \
	}
#define MONEY_OPTION(name, what)                                                                   \
	{                                                                                          \
		.key = (name), .type = FTL_OPT_MONEY, .value = "MONEY", .help = (what)             \
	}
#define STEP(called, what, runs)                                                                   \
	.path = (called), .summary = (what), .need = FTL_NEED_WRITE, .flags = FTL_COMMAND_CHANGES, \
	.shape = &shape, .run = (runs), .write = put

static const struct ftl_option send_options[] = {
        TEXT_OPTION("reference", "NUMBER", "the payer's number of it, if it is known"),
        TEXT_OPTION("override", "REASON", "send it although a finding would get it refused"),
        {.key = "file",
         .type = FTL_OPT_FILE,
         .value = "PATH",
         .help = "write the payer's file there, as their rules lay it out"},
};
static const struct ftl_argument send_arguments[] = {CLAIM, WORDS("NOTE", 0, "what goes with it")};
static const struct ftl_example submit_examples[] = {
        {"fettle claim submit C26-00001-N --file claim.csv", "freezes it, and writes their file",
         "claims_ready"},
};
const struct ftl_command ftl_command_claim_submit = {
        STEP("claim submit", "send a draft: freeze what it says, and write the payer's file",
             run_submit),
        .description =
                "The job must be ready. What would get the claim refused stops it, unless "
                "--override says why it goes out all the same. It is judged by the rules that "
                "applied on the day on which the job was ready, whatever the payer asks since. "
                "What it says is kept as it was sent: `claim file` writes it again.",
        FTL_OPTIONS(send_options),
        FTL_ARGUMENTS(send_arguments),
        FTL_EXAMPLES(submit_examples),
};

static const struct ftl_example resubmit_examples[] = {
        {"fettle claim resubmit C26-00001-N 'serial was missing'",
         "a rejected claim goes out again as its next revision", "claims_decided"},
};
const struct ftl_command ftl_command_claim_resubmit = {
        STEP("claim resubmit", "send what was not approved again, corrected", run_resubmit),
        .description =
                "Mend first what got it refused: the device, the codes, or the lines of the bill "
                "that were not approved. The claim keeps its number and gets the next revision, "
                "of the lines that were not approved in full; what was sent before stays as it "
                "was.",
        FTL_OPTIONS(send_options),
        FTL_ARGUMENTS(send_arguments),
        FTL_EXAMPLES(resubmit_examples),
};

static const struct ftl_option decide_options[] = {
        TEXT_OPTION("line", "N", "only this line; otherwise all that are not decided"),
        MONEY_OPTION("amount", "what of the line was approved; with `partly`"),
        TEXT_OPTION("reason", "CODE", "why not all of it: the payer's code or words"),
        {.key = "unlisted-reason",
         .type = FTL_OPT_FLAG,
         .help = "take a reason that the payer's rules do not list"},
        TEXT_OPTION("reference", "NUMBER", "of their letter"),
        TEXT_OPTION("on", "DATE", "the day of the decision, if it was before today"),
};
static const struct ftl_argument decide_arguments[] = {
        CLAIM,
        {.name = "DECISION",
         .min = 1,
         .max = 1,
         .help = "approved, rejected or partly",
         .names = decisions,
         .name_count = FTL_COUNT(decisions)},
        WORDS("NOTE", 0, "what they said"),
};
static const struct ftl_example decide_examples[] = {
        {"fettle claim decide C26-00001-N approved", "all of it", "claims"},
        {"fettle claim decide C26-00001-N partly --line 2 --amount 8.40 --reason R12",
         "they pay less for the part", "claims"},
};
const struct ftl_command ftl_command_claim_decide = {
        STEP("claim decide", "note what the payer decided", run_decide),
        .description =
                "Of each line what was approved. The claim is approved when every line is in full, "
                "rejected when none is, else partly approved; while one is not decided it is in "
                "review. A line may be decided anew, but not below what was paid for it. Where the "
                "payer's rules list reasons it is one of those.",
        FTL_OPTIONS(decide_options),
        FTL_ARGUMENTS(decide_arguments),
        FTL_EXAMPLES(decide_examples),
};

static const struct ftl_option pay_options[] = {
        {.key = "amount",
         .type = FTL_OPT_MONEY,
         .value = "MONEY",
         .help = "what came, without tax; below zero: taken back",
         .min = -1,
         .is_required = true},
        TEXT_OPTION("line", "N", "for this line; otherwise from the first that is owed on"),
        TEXT_OPTION("reference", "NUMBER", "of the payment"),
        TEXT_OPTION("on", "DATE", "the day it came, if that was before today"),
};
static const struct ftl_argument pay_arguments[] = {CLAIM, WORDS("NOTE", 0, "about it")};
static const struct ftl_example pay_examples[] = {
        {"fettle claim pay C26-00001-N --amount 30.00 --reference 2026-118", "a part of it came",
         "claims_decided"},
};
const struct ftl_command ftl_command_claim_pay = {
        STEP("claim pay", "note money that a payer paid, by hand", run_pay),
        .description =
                "What was approved is paid, line by line; more than that is refused. Less makes "
                "the claim short-paid until the rest comes, is disputed or written off. Lists of "
                "payments come in by `remittance import`.",
        FTL_OPTIONS(pay_options),
        FTL_ARGUMENTS(pay_arguments),
        FTL_EXAMPLES(pay_examples),
};

static const struct ftl_option write_off_options[] = {
        TEXT_OPTION("line", "N", "only this line; otherwise all that is open"),
        MONEY_OPTION("amount", "so much of the line; otherwise all that is open of it"),
};
static const struct ftl_argument write_off_arguments[] = {CLAIM,
                                                          WORDS("REASON", 1, "why it is given up")};
static const struct ftl_example write_off_examples[] = {
        {"fettle claim write-off C26-00001-N 'not worth an appeal'", "the rest is our cost",
         "claims_decided"},
};
const struct ftl_command ftl_command_claim_write_off = {
        STEP("claim write-off", "give up what is open of a claim", run_write_off),
        .description =
                "It becomes the shop's cost, and stands in the figures as given up. Of a line it "
                "is first what was not approved: what was stays owed, and the claim short-paid, "
                "while as much is open. With the reason `rounding` it is the rest of a payment.",
        FTL_OPTIONS(write_off_options),
        FTL_ARGUMENTS(write_off_arguments),
        FTL_EXAMPLES(write_off_examples),
};

static const struct ftl_option chase_options[] = {
        {.key = "says",
         .type = FTL_OPT_ENUM,
         .value = "WHAT",
         .help = "what they said: acknowledged, in_review, info_required or nothing_new",
         .names = answers,
         .name_count = FTL_COUNT(answers)},
        TEXT_OPTION("reference", "NUMBER", "the payer's number of it"),
        TEXT_OPTION("due", "DATE", "the day by which they want our answer"),
};
static const struct ftl_argument chase_arguments[] = {CLAIM, WORDS("TEXT", 0, "in words")};
static const struct ftl_example chase_examples[] = {
        {"fettle claim chase C26-00001-N --says acknowledged --reference RMA-77120",
         "they have it under a number of theirs", "claims"},
        {"fettle claim chase C26-00001-N --says info_required --due +5d 'a photo of the label'",
         "they want to know more", "claims"},
};
const struct ftl_command ftl_command_claim_chase = {
        STEP("claim chase", "note that the payer was asked how a claim stands", run_chase),
        .description = "With what they said. `claim due` lists claims that nobody heard of for "
                       "longer than the payer's rules say.",
        FTL_OPTIONS(chase_options),
        FTL_ARGUMENTS(chase_arguments),
        FTL_EXAMPLES(chase_examples),
};

static const struct ftl_argument answer_arguments[] = {CLAIM,
                                                       WORDS("TEXT", 1, "what they were told")};
static const struct ftl_example answer_examples[] = {
        {"fettle claim answer C26-00001-N 'photo sent by mail'", "it is with them again",
         "claims_asked"},
};
const struct ftl_command ftl_command_claim_answer = {
        STEP("claim answer", "answer what the payer wanted to know", run_answer),
        FTL_ARGUMENTS(answer_arguments),
        FTL_EXAMPLES(answer_examples),
};

static const struct ftl_argument appeal_arguments[] = {
        CLAIM, WORDS("TEXT", 1, "why the decision is not right")};
static const struct ftl_example appeal_examples[] = {
        {"fettle claim appeal C26-00001-N 'the serial is on the photo'",
         "they are to look at it again", "claims_decided"},
};
const struct ftl_command ftl_command_claim_appeal = {
        STEP("claim appeal", "ask the payer to look at a decision again", run_appeal),
        .description = "What was not approved is not decided again; nothing is corrected. With "
                       "corrections it is `claim resubmit`.",
        FTL_ARGUMENTS(appeal_arguments),
        FTL_EXAMPLES(appeal_examples),
};

static const struct ftl_argument dispute_arguments[] = {
        CLAIM, WORDS("TEXT", 1, "why the payment is not right")};
static const struct ftl_example dispute_examples[] = {
        {"fettle claim pay C26-00001-N --amount 10.00 --quiet && "
         "fettle claim dispute C26-00001-N 'labour was not paid'",
         "less came than was approved", "claims_decided"},
};
const struct ftl_command ftl_command_claim_dispute = {
        STEP("claim dispute", "dispute a payment that is short", run_dispute),
        .description = "It stays disputed until the rest comes or is written off.",
        FTL_ARGUMENTS(dispute_arguments),
        FTL_EXAMPLES(dispute_examples),
};

static const struct ftl_argument withdraw_arguments[] = {CLAIM,
                                                         WORDS("TEXT", 1, "why it is taken back")};
static const struct ftl_example withdraw_examples[] = {
        {"fettle claim withdraw C26-00001-N 'sent to the wrong payer'",
         "its lines may be claimed anew", "claims"},
};
const struct ftl_command ftl_command_claim_withdraw = {
        STEP("claim withdraw", "take a claim back", run_withdraw),
        .description = "Before anything of it was approved. Its lines may be in another claim "
                       "then.",
        FTL_ARGUMENTS(withdraw_arguments),
        FTL_EXAMPLES(withdraw_examples),
};

static const struct ftl_argument lapse_arguments[] = {
        CLAIM, WORDS("TEXT", 1, "why it was not sent in time")};
static const struct ftl_example lapse_examples[] = {
        {"fettle claim lapse C26-00001-N 'found a month too late'", "nobody will pay it",
         "claims_ready"},
};
const struct ftl_command ftl_command_claim_lapse = {
        STEP("claim lapse", "give a draft up that was not sent in time", run_lapse),
        .description = "Its lines are claimed by nobody any more: the money is lost, and stands in "
                       "the figures.",
        FTL_ARGUMENTS(lapse_arguments),
        FTL_EXAMPLES(lapse_examples),
};

static const struct ftl_argument note_arguments[] = {CLAIM, WORDS("TEXT", 1, "the note")};
static const struct ftl_example note_examples[] = {
        {"fettle claim note C26-00001-N 'their clerk is away until Monday'", "stays in its history",
         "claims"},
};
const struct ftl_command ftl_command_claim_note = {
        STEP("claim note", "add a note to a claim", run_note),
        FTL_ARGUMENTS(note_arguments),
        FTL_EXAMPLES(note_examples),
};

static const struct ftl_option return_options[] = {
        TEXT_OPTION("tracking", "NUMBER", "of the parcel"),
};
static const struct ftl_argument return_arguments[] = {
        CLAIM,
        {.name = "LINE", .min = 1, .max = 1, .help = "the line of the part that was replaced"},
        WORDS("NOTE", 0, "about the parcel"),
};
static const struct ftl_example return_examples[] = {
        {"fettle claim return C26-00001-N 2 --tracking 1Z999AA1", "the old part went to the payer",
         "claims"},
};
const struct ftl_command ftl_command_claim_return = {
        STEP("claim return", "note that a replaced part was sent to the payer", run_return),
        .description = "Payers want some of them back and pay nothing, or take it back, until they "
                       "have them.",
        FTL_OPTIONS(return_options),
        FTL_ARGUMENTS(return_arguments),
        FTL_EXAMPLES(return_examples),
};

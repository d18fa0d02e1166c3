#include "cli/cmd_order_step.h"

#include <stdlib.h>
#include <string.h>

#include "cli/desk_words.h"
#include "cli/job_list.h"
#include "cli/order_steps.h"
#include "cli/view_order.h"
#include "cli/view_possible.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

enum {
	CODE,
	EVENT,
	STATE,
	HOLD,
	RESULT,
	TECHNICIAN,
	DUE,
	AMOUNT,
	BILL,
	AT,
	WORKER,
	WORKED,
	LABOUR,
	LEFT,
	LEFT_WORKED,
	VENDOR,
	TRACKING,
	PAYER,
	PLACE,
	NEXT,
	HEAD,
	CELLS
};

static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [EVENT] = {"event", "Step", FTL_T_ENUM, false, "what was done", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, false, "where the job stands now",
                   ftl_view_state_title},
        [HOLD] = {"hold", "On hold", FTL_T_ENUM, false, "why it is on hold now",
                  ftl_view_hold_title},
        [RESULT] = {"result", "Result", FTL_T_ENUM, false, "how it ended, of a step that says so",
                    ftl_view_result_title},
        [TECHNICIAN] = {"technician", "Technician", FTL_T_TEXT, false, "login of who has it now",
                        NULL},
        [DUE] = {"due_on", "Due", FTL_T_DATE, false, "the date the step set", NULL},
        [AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "the money the step named", NULL},
        [BILL] = {"bill", "Bill", FTL_T_MONEY, false,
                  "what the customer is to pay for a job that is ready, tax included", NULL},
        [AT] = {"at", "At", FTL_T_INSTANT, false, "when", NULL},
        [WORKER] = {"worker", "Worker", FTL_T_TEXT, false,
                    "login of whose timer began or ended, or whose minutes they are", NULL},
        [WORKED] = {"worked_seconds", "Worked", FTL_T_DURATION, false,
                    "by the timer that ended, or the minutes", NULL},
        [LABOUR] = {"labour_seconds", "In all", FTL_T_DURATION, false,
                    "what that person worked on the job so far", NULL},
        [LEFT] = {"left", "Left", FTL_T_CODE, false,
                  "the job that person was at until now: the timer there ended", NULL},
        [LEFT_WORKED] = {"left_seconds", "Worked there", FTL_T_DURATION, false,
                         "by the timer that ended there", NULL},
        [VENDOR] = {"vendor", "Outside repairer", FTL_T_TEXT, false, "where the device was sent to",
                    NULL},
        [TRACKING] = {"tracking", "Parcel", FTL_T_TEXT, false, "the parcel's number", NULL},
        [PAYER] = {"payer", "Payer", FTL_T_ENUM, false, "who was asked to pay", ftl_words_payer},
        [PLACE] = {"place", "Place", FTL_T_TEXT, false, "where what is back was put", NULL},
        [NEXT] = {"next", "Possible now", FTL_T_LIST, false,
                  "commands that are possible now, the most likely first", NULL},
        [HEAD] = {"audit_head", "Audit head", FTL_T_TEXT, false,
                  "short head of the audit chain after the step", NULL},
};

const struct ftl_table ftl_order_step_shape = {
        .schema = "order.step/1",
        .title = "Step",
        .columns = columns,
        .count = CELLS,
};

#define TAKE "order take" /* an assignment to oneself */

/* The kind of step a command stands for: the one whose command it is. */
static enum ftl_event_kind kind_of(const struct ftl_command *command)
{
	if (strcmp(command->path, TAKE) == 0)
		return FTL_EV_ASSIGN;
	for (int kind = 0; kind < FTL_EVENT_KINDS; kind++) {
		const char *path = ftl_event_command((enum ftl_event_kind)kind);

		if (path != NULL && strcmp(path, command->path) == 0)
			return (enum ftl_event_kind)kind;
	}
	abort();
}

static bool has_option(const struct ftl_cli *cli, const char *key)
{
	for (size_t i = 0; i < cli->command->option_count; i++) {
		if (strcmp(cli->command->options[i].key, key) == 0)
			return true;
	}
	return false;
}

/* An option's text; NULL when the command has no such option or it was not given. */
static const char *option(const struct ftl_cli *cli, const char *key)
{
	return has_option(cli, key) ? ftl_cli_text(cli, key) : NULL;
}

/* An argument's words, joined by blanks; NULL when the command has none of that name or no word was
 * given. */
static const char *argument(struct ftl_cli *cli, const char *name)
{
	for (size_t i = 0; i < cli->command->argument_count; i++) {
		if (strcmp(cli->command->arguments[i].name, name) == 0)
			return ftl_cli_words(cli, name);
	}
	return NULL;
}

/* The first that was given. */
static const char *either(const char *a, const char *b)
{
	return a != NULL ? a : b;
}

static const char *technician_of(struct ftl_cli *cli)
{
	return either(argument(cli, "STAFF"), option(cli, "technician"));
}

/* The values of an option that may be given several times. */
static const char *const *options(struct ftl_cli *cli, const char *key, size_t *ret_count)
{
	*ret_count = 0;
	return has_option(cli, key) ? ftl_cli_texts(cli, key, ret_count) : NULL;
}

static void read_step(struct ftl_cli *cli, struct ftl_order_step *step)
{
	step->kind = kind_of(cli->command);
	step->at = option(cli, "at");
	step->technician = technician_of(cli);
	step->minutes = argument(cli, "MINUTES");
	step->text = either(argument(cli, "TEXT"), argument(cli, "REASON"));
	step->due_on =
	        either(argument(cli, "DATE"), either(option(cli, "due"), option(cli, "until")));
	step->amount = either(option(cli, "amount"), option(cli, "paid"));
	step->reference = either(option(cli, "for"), option(cli, "reference"));
	step->vendor = option(cli, "vendor");
	step->tracking = option(cli, "tracking");
	step->payer = option(cli, "payer");
	step->place = option(cli, "place");
	step->serial = option(cli, "serial");
	step->how = option(cli, "how");
	step->result = option(cli, "result");
	step->barrier = option(cli, "barrier");
	step->to = option(cli, "to");
	step->on_account = has_option(cli, "on-account") && ftl_cli_flag(cli, "on-account");
	step->is_take = strcmp(cli->command->path, TAKE) == 0;
	step->from_them = step->is_take && ftl_cli_flag(cli, "from-them");
	step->pieces = options(cli, "piece", &step->piece_count);
	step->missing = options(cli, "missing", &step->missing_count);
	*(step->kind == FTL_EV_HOLD ? &step->hold : &step->missing_reason) = option(cli, "reason");
}

/* What is needed for words about a change. */
struct telling {
	struct ftl_arena *arena;
	const struct ftl_app *app;
	const struct ftl_order_change *change;
};

static const char *day_of(const struct telling *t)
{
	return ftl_view_day(t->arena, (int32_t)t->change->row.due_on.value, ftl_app_today(t->app));
}

/* ", answer by Mon 30 Nov" of ", answer by", or nothing. */
static const char *by_when(const struct telling *t, const char *what)
{
	return t->change->row.due_on.has ? ftl_sprintf(t->arena, "%s %s", what, day_of(t)) : "";
}

static const char *how_much(const struct telling *t, const char *what)
{
	const struct ftl_opt *amount = &t->change->row.amount_cents;

	if (!amount->has)
		return "";
	return ftl_sprintf(t->arena, ", %s%s", what,
	                   ftl_view_money(t->arena, t->app, amount->value));
}

/* Who does it: " by Tomas". */
static const char *by_whom(const struct telling *t)
{
	if (t->change->technician_name == NULL)
		return "";
	return ftl_sprintf(t->arena, " by %s", t->change->technician_name);
}

/* ", the bill is 64.00 EUR", if there is one. */
static const char *the_bill(const struct telling *t)
{
	if (t->change->bill_cents.value == 0)
		return "";
	return ftl_sprintf(t->arena, ", the bill is %s",
	                   ftl_view_money(t->arena, t->app, t->change->bill_cents.value));
}

static const char *hours(const struct telling *t, int64_t seconds)
{
	char text[FTL_LABOUR_TEXT_SIZE];

	return ftl_strdup(t->arena, ftl_labour_format(text, seconds));
}

/* "is in repair by Tomas"; when a colleague begins: "…, Aiko is at work on it". */
static const char *after_begin(const struct telling *t, const char *state)
{
	const struct ftl_order_change *change = t->change;

	if (change->worker_name == NULL || change->technician == NULL ||
	    strcmp(change->worker, change->technician) == 0)
		return ftl_sprintf(t->arena, "%s%s", state, by_whom(t));
	return ftl_sprintf(t->arena, "%s%s, %s is at work on it", state, by_whom(t),
	                   change->worker_name);
}

/* "has 0:45 more of Aiko's work, 1:10 in all" */
static const char *after_labour(const struct telling *t)
{
	const struct ftl_order_change *change = t->change;
	int64_t seconds = change->worked_seconds;

	return ftl_sprintf(t->arena, "has %s %s of %s's work, %s in all",
	                   hours(t, seconds < 0 ? -seconds : seconds),
	                   seconds < 0 ? "less" : "more", change->worker_name,
	                   hours(t, change->labour_seconds));
}

static const char *after_hand_over(const struct telling *t)
{
	const char *text = t->change->row.text;

	return ftl_sprintf(t->arena, "handed over%s%s%s", how_much(t, "paid "),
	                   text != NULL ? ", " : "", text != NULL ? text : "");
}

/* "is sent to Board Doctors, RMA-118, parcel 1Z99, with charger, back Thu 3 Dec" */
static const char *after_send(const struct telling *t)
{
	const struct ftl_order_change *change = t->change;
	const struct ftl_order_event *row = &change->row;
	FTL_BUF(text);

	ftl_buf_printf(&text, "is sent to %s", row->vendor);
	if (change->new_vendor_code != NULL)
		ftl_buf_printf(&text, " (new: %s)",
		               ftl_view_code(t->arena, change->new_vendor_code));
	if (row->reference != NULL)
		ftl_buf_printf(&text, ", %s", row->reference);
	if (row->tracking != NULL)
		ftl_buf_printf(&text, ", parcel %s", row->tracking);
	if (change->accessories != NULL)
		ftl_buf_printf(&text, ", with %s", change->accessories);
	ftl_buf_text(&text, by_when(t, ", back"));
	return ftl_strdup(t->arena, ftl_buf_cstr(&text));
}

/* "is back here, with charger, at Shelf B2; missing: case (lost)" */
static const char *after_receive(const struct telling *t)
{
	const struct ftl_order_change *change = t->change;
	FTL_BUF(text);

	ftl_buf_text(&text, "is back here");
	if (change->accessories != NULL)
		ftl_buf_printf(&text, ", with %s", change->accessories);
	if (change->place != NULL)
		ftl_buf_printf(&text, ", at %s", change->place);
	if (change->row.text != NULL)
		ftl_buf_printf(&text, "; %s", change->row.text);
	return ftl_strdup(t->arena, ftl_buf_cstr(&text));
}

/* What the step did, in the shop's words; stands after the code. Raw user text inside. */
static const char *words_of(const struct telling *t)
{
	const struct ftl_order_change *change = t->change;
	const char *reference = change->row.reference != NULL ? change->row.reference : "";

	switch (change->kind) {
	case FTL_EV_ASSIGN:
		if (change->technician_id == 0)
			return "is with nobody now";
		return ftl_sprintf(t->arena, "is with %s now", change->technician_name);
	case FTL_EV_DIAGNOSE:
		return after_begin(t, "is being diagnosed");
	case FTL_EV_ASK:
		return ftl_sprintf(t->arena, "waits for the customer%s%s", how_much(t, "estimate "),
		                   by_when(t, ", answer by"));
	case FTL_EV_ASK_PAYER:
		return ftl_sprintf(t->arena, "waits for %s, %s%s%s",
		                   ftl_words_payer(ftl_payer_names[change->row.payer.value]),
		                   reference, how_much(t, ""), by_when(t, ", answer by"));
	case FTL_EV_APPROVE:
		return ftl_sprintf(t->arena, "is approved%s%s%s%s", *reference != '\0' ? ", " : "",
		                   reference, how_much(t, "up to "), by_when(t, ", valid until"));
	case FTL_EV_REFUSE:
		return "is refused by the payer: what now is to be found out";
	case FTL_EV_PARTS:
		return "has its parts";
	case FTL_EV_WAIT_PARTS:
		return ftl_sprintf(t->arena, "waits for parts, %s%s", reference,
		                   by_when(t, ", expected"));
	case FTL_EV_START:
		return after_begin(t, "is in repair");
	case FTL_EV_STOP:
		return ftl_sprintf(t->arena, "is left by %s after %s, %s in all",
		                   change->worker_name, hours(t, change->worked_seconds),
		                   hours(t, change->labour_seconds));
	case FTL_EV_LABOUR:
		return after_labour(t);
	case FTL_EV_SEND:
		return after_send(t);
	case FTL_EV_RECEIVE:
		return after_receive(t);
	case FTL_EV_TEST:
		return "is in quality check";
	case FTL_EV_FAIL:
		return "goes back to repair";
	case FTL_EV_READY:
		return ftl_sprintf(t->arena, "is ready, %s%s",
		                   ftl_result_title(change->row.event.result), the_bill(t));
	case FTL_EV_HAND_OVER:
		return ftl_sprintf(t->arena, "is %s", after_hand_over(t));
	case FTL_EV_CLOSE:
		return "is closed";
	case FTL_EV_CANCEL:
		return "is cancelled, its pieces go back";
	case FTL_EV_HOLD:
		return ftl_sprintf(t->arena, "is %s%s", ftl_hold_title(change->hold),
		                   by_when(t, " until"));
	case FTL_EV_RESUME:
		return ftl_sprintf(t->arena, "goes on: %s", ftl_state_title(change->state));
	case FTL_EV_NOTE:
		return "has a note more";
	case FTL_EV_PROMISE:
		return ftl_sprintf(t->arena, "is promised for %s", day_of(t));
	case FTL_EV_NOTICE:
		return ftl_sprintf(t->arena, "has its %s notice%s%s",
		                   ftl_view_ordinal(t->arena, change->notices),
		                   *reference != '\0' ? ", by " : "", reference);
	case FTL_EV_BOOK:
	case FTL_EV_LINE:
	case FTL_EV_CODE:
	case FTL_EV_IMPORT:
	case FTL_EVENT_KINDS:
		break;
	}
	return ftl_state_title(change->state);
}

/* " (Fri 20 Nov 16:00)" of what happened earlier than it was typed. */
static const char *since(const struct telling *t)
{
	if (!t->change->row.recorded_at.has)
		return "";
	return ftl_sprintf(t->arena, " (%s)", ftl_view_when(t->arena, t->app, t->change->at));
}

/* "; stopped W26-00001-9 after 0:35": the job that was left for this one. */
static const char *left(const struct telling *t)
{
	if (t->change->left_code == NULL)
		return "";
	return ftl_sprintf(t->arena, "; stopped %s after %s",
	                   ftl_view_code(t->arena, t->change->left_code),
	                   hours(t, t->change->left_seconds));
}

/* "; still on hold for legal reasons", which no step but its end changes. */
static const char *still_held(const struct telling *t)
{
	const struct ftl_order_change *change = t->change;

	if (change->hold == FTL_HOLD_NONE || change->state == change->order.state)
		return "";
	return ftl_sprintf(t->arena, "; still %s", ftl_hold_title(change->hold));
}

const char *ftl_order_step_words(struct ftl_arena *arena, const struct ftl_app *app,
                                 const struct ftl_order_change *change)
{
	const struct telling t = {arena, app, change};

	return ftl_sprintf(arena, "%s %s%s%s%s", ftl_view_device(arena, &change->order),
	                   words_of(&t), since(&t), left(&t), still_held(&t));
}

/* One line for people; the extra is what was told. */
static void view_step(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	const struct telling *t = extra;
	const struct ftl_order_change *change = t->change;
	const struct ftl_column text = {.key = "text", .title = "Text", .type = FTL_T_TEXT};
	const struct ftl_cell words = ftl_cell_text(ftl_order_step_words(t->arena, t->app, change));

	(void)shape;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", ftl_view_code(t->arena, change->code));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %s\n", ftl_out_cell(out, t->arena, &text, &words));
	if (change->kind == FTL_EV_HAND_OVER && change->audit_head != NULL)
		ftl_out_print(out, "audit head %s\n", change->audit_head);
}

enum ftl_status ftl_order_step_write(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_order_change *change = result;
	bool is_work = change->kind == FTL_EV_STOP || change->kind == FTL_EV_LABOUR;

	if (ftl_job_list_is(ftl_cli_arg(cli, "CODE")))
		return ftl_order_steps_write(cli, result, err);
	const struct ftl_cell cells[CELLS] = {
	        [CODE] = ftl_cell_text(change->code),
	        [EVENT] = ftl_cell_text(ftl_event_names[change->kind]),
	        [STATE] = ftl_cell_text(ftl_state_names[change->state]),
	        [HOLD] = ftl_cell_text(ftl_hold_names[change->hold]),
	        [RESULT] = ftl_cell_text(ftl_result_names[change->row.event.result]),
	        [TECHNICIAN] = ftl_cell_text(change->technician),
	        [DUE] = ftl_cell_opt(change->row.due_on.has, change->row.due_on.value),
	        [AMOUNT] =
	                ftl_cell_opt(change->row.amount_cents.has, change->row.amount_cents.value),
	        [BILL] = ftl_cell_opt(change->bill_cents.has, change->bill_cents.value),
	        [AT] = ftl_cell_number(change->at),
	        [WORKER] = ftl_cell_text(change->worker),
	        [WORKED] = ftl_cell_opt(is_work, change->worked_seconds),
	        [LABOUR] = ftl_cell_opt(is_work, change->labour_seconds),
	        [LEFT] = ftl_cell_text(change->left_code),
	        [LEFT_WORKED] = ftl_cell_opt(change->left_code != NULL, change->left_seconds),
	        [VENDOR] = ftl_cell_text(change->row.vendor),
	        [TRACKING] = ftl_cell_text(change->row.tracking),
	        [PAYER] = ftl_cell_text(
	                change->row.payer.has ? ftl_payer_names[change->row.payer.value] : NULL),
	        [PLACE] = ftl_cell_text(change->place),
	        [NEXT] = ftl_cell_text(ftl_view_possible(&cli->arena, &change->possible)),
	        [HEAD] = ftl_cell_text(change->audit_head),
	};
	const struct ftl_row row = {.cells = cells};
	const struct telling telling = {&cli->arena, cli->app, change};

	FTL_TRY(ftl_out_record(cli->out, &ftl_order_step_shape, &row, view_step, &telling, err));
	if (change->is_clock_behind)
		ftl_cli_warn(cli, "the clock stands before the job's last event: is the date of "
		                  "this computer right?");
	ftl_view_possible_say(cli, change->code, &change->possible);
	return FTL_OK;
}

enum ftl_status ftl_order_step_run(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *code = ftl_cli_arg(cli, "CODE");
	struct ftl_order_step step = {0};
	struct ftl_order_change change;

	FTL_TRY(ftl_job_list_check(cli, code, err));
	read_step(cli, &step);
	if (ftl_job_list_is(code))
		return ftl_order_steps_run(cli, code, &step, err);
	FTL_TRY(ftl_order_act(cli->app, &cli->arena, code, &step, &change, err));
	return ftl_cli_outcome(cli, &change, err);
}

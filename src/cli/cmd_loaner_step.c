#include <string.h>

#include "cli/view_loaner.h"
#include "cli/view_order.h"
#include "cli/view_picture.h"
#include "fettle/base/buf.h"

enum { CODE, NAME, EVENT, STATE, ORDER, CUSTOMER, AT, DUE, DEPOSIT, CHARGE, LINE, TEXT, CELLS };
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Loaner", FTL_T_CODE, false, "the loaner's code", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [EVENT] = {"event", "Event", FTL_T_ENUM, false, "lend, return or lost", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, false, "free, lent or lost now", NULL},
        [ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job it goes with", NULL},
        [CUSTOMER] = {"customer", "Customer", FTL_T_TEXT, false, "whose job that is", NULL},
        [AT] = {"at", "At", FTL_T_INSTANT, false, "when", NULL},
        [DUE] = {"due_on", "Due", FTL_T_DATE, false, "the day it is to be back", NULL},
        [DEPOSIT] = {"deposit", "Deposit", FTL_T_MONEY, false,
                     "what was taken for it when it went out", NULL},
        [CHARGE] = {"charge", "Charge", FTL_T_MONEY, false,
                    "what stands on the job's bill for a lost one", NULL},
        [LINE] = {"line", "Line", FTL_T_INT, false, "of the charge on that bill", NULL},
        [TEXT] = {"text", "Text", FTL_T_TEXT, false, "the condition, or what became of it", NULL},
};
static const struct ftl_table shape = {
        .schema = "loaner.step/1", .title = "Loaner", .columns = columns, .count = CELLS};

/* What is needed for words about a change. */
struct telling {
	struct ftl_arena *arena;
	const struct ftl_app *app;
	const struct ftl_loaner_change *change;
};

/* Whose it is now, or was until now. */
static const struct ftl_loaner *holder(const struct ftl_loaner_change *change)
{
	return change->act == FTL_LOANER_RETURN ? &change->before : &change->loaner;
}

static const char *money(const struct telling *t, int64_t cents)
{
	return ftl_view_money(t->arena, t->app, cents);
}

static const char *lend_words(const struct telling *t)
{
	const struct ftl_loaner *loaner = &t->change->loaner;
	FTL_BUF(text);

	ftl_buf_printf(&text, "lent to %s for %s", loaner->customer,
	               ftl_view_code(t->arena, loaner->order_code));
	if (loaner->due_on.has)
		ftl_buf_printf(&text, ", due %s",
		               ftl_view_day(t->arena, (int32_t)loaner->due_on.value,
		                            ftl_app_today(t->app)));
	if (loaner->taken_cents.has)
		ftl_buf_printf(&text, ", deposit %s taken", money(t, loaner->taken_cents.value));
	return ftl_strdup(t->arena, ftl_buf_cstr(&text));
}

static const char *return_words(const struct telling *t)
{
	const struct ftl_loaner *before = &t->change->before;
	FTL_BUF(text);

	ftl_buf_printf(&text, "%s %s, %s",
	               before->state == FTL_LOANER_LOST ? "turned up, it was lost with"
	                                                : "back from",
	               before->customer, ftl_view_code(t->arena, before->order_code));
	if (before->taken_cents.has)
		ftl_buf_printf(&text, "; %s %s",
		               before->state == FTL_LOANER_LOST ? "what was taken as deposit:"
		                                                : "give back the deposit of",
		               money(t, before->taken_cents.value));
	return ftl_strdup(t->arena, ftl_buf_cstr(&text));
}

static const char *lost_words(const struct telling *t)
{
	const struct ftl_loaner_change *change = t->change;
	FTL_BUF(text);

	ftl_buf_printf(&text, "lost with %s, %s", change->before.customer,
	               ftl_view_code(t->arena, change->before.order_code));
	if (change->amount_cents.has)
		ftl_buf_printf(&text, "; line %d of the bill charges %s", change->line.position,
		               money(t, change->amount_cents.value));
	if (change->before.taken_cents.has)
		ftl_buf_printf(&text, "; the deposit of %s is still to be settled",
		               money(t, change->before.taken_cents.value));
	return ftl_strdup(t->arena, ftl_buf_cstr(&text));
}

static const char *words_of(const struct telling *t)
{
	switch (t->change->act) {
	case FTL_LOANER_LEND:
		return lend_words(t);
	case FTL_LOANER_RETURN:
		return return_words(t);
	case FTL_LOANER_LOSE:
		return lost_words(t);
	case FTL_LOANER_ACTS:
		break;
	}
	return "";
}

/* "G26-00001-8  Nokia 105: lent to Ana Čović for W26-00001-9, due Fri 27 Nov" */
static void view_step(struct ftl_out *out, const struct ftl_table *table, const struct ftl_row *row,
                      const void *extra)
{
	const struct telling *t = extra;
	const struct ftl_loaner *loaner = &t->change->loaner;
	const struct ftl_picture p = {
	        .out = out, .arena = t->arena, .width = (size_t)ftl_out_width(out)};
	const char *code = ftl_view_code(t->arena, loaner->code);

	(void)table;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", code);
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  ");
	ftl_picture_wrapped(
	        &p,
	        ftl_picture_safe(&p, ftl_sprintf(t->arena, "%s: %s", loaner->name, words_of(t))),
	        strlen(code) + 2);
}

static void say_lent(struct ftl_cli *cli, const struct ftl_loaner *loaner)
{
	if (loaner->deposit_cents.has && !loaner->taken_cents.has)
		ftl_cli_say(cli, "no deposit was noted; usual for it: %s",
		            ftl_view_money(&cli->arena, cli->app, loaner->deposit_cents.value));
	ftl_cli_next(cli, "loaner return %s", ftl_view_code(&cli->arena, loaner->code));
}

/* What was charged for one that turned up is for a person to take back. */
static void say_returned(struct ftl_cli *cli, const struct ftl_loaner_change *change)
{
	const char *order = ftl_view_code(&cli->arena, change->before.order_code);
	const char *charge =
	        ftl_view_money(&cli->arena, cli->app, change->line.amounts.customer_cents);

	if (change->line.position == 0)
		return;
	if (change->is_line_open) {
		ftl_cli_warn(cli, "line %d of the bill of %s still charges %s for it",
		             change->line.position, order, charge);
		ftl_cli_next(cli, "line remove %s %d --reason 'loaner turned up'", order,
		             change->line.position);
	} else {
		ftl_cli_warn(cli,
		             "%s was charged for it on the bill of %s, line %d, which is closed",
		             charge, order, change->line.position);
	}
}

static void say_lost(struct ftl_cli *cli, const struct ftl_loaner_change *change)
{
	const char *order = ftl_view_code(&cli->arena, change->before.order_code);

	if (change->line.over_limit != NULL)
		ftl_cli_warn(cli, "work order %s %s and does not go on like that; %s", order,
		             change->line.over_limit, change->line.over_limit_hint);
	ftl_cli_next(cli, "order show %s", order);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_loaner_change *change = result;
	const struct ftl_loaner *with = holder(change);
	const struct telling telling = {&cli->arena, cli->app, change};
	bool is_charged = change->line.position != 0;
	const struct ftl_cell cells[CELLS] = {
	        [CODE] = ftl_cell_text(change->loaner.code),
	        [NAME] = ftl_cell_text(change->loaner.name),
	        [EVENT] = ftl_cell_text(ftl_loaner_act_names[change->act]),
	        [STATE] = ftl_cell_text(ftl_loaner_state_names[change->loaner.state]),
	        [ORDER] = ftl_cell_text(with->order_code),
	        [CUSTOMER] = ftl_cell_text(with->customer),
	        [AT] = ftl_cell_number(change->at),
	        [DUE] = ftl_cell_opt(change->loaner.due_on.has, change->loaner.due_on.value),
	        [DEPOSIT] = ftl_cell_opt(with->taken_cents.has, with->taken_cents.value),
	        [CHARGE] = ftl_cell_opt(is_charged, change->line.amounts.customer_cents),
	        [LINE] = ftl_cell_opt(is_charged, change->line.position),
	        [TEXT] = ftl_cell_text(change->text),
	};
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_record(cli->out, &shape, &row, view_step, &telling, err));
	switch (change->act) {
	case FTL_LOANER_LEND:
		say_lent(cli, &change->loaner);
		break;
	case FTL_LOANER_RETURN:
		say_returned(cli, change);
		break;
	case FTL_LOANER_LOSE:
		say_lost(cli, change);
		break;
	case FTL_LOANER_ACTS:
		break;
	}
	return FTL_OK;
}

static enum ftl_status run_lend(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_loaner_say say = {.due_on = ftl_cli_text(cli, "due"),
	                                   .amount = ftl_cli_text(cli, "deposit"),
	                                   .text = ftl_cli_words(cli, "CONDITION")};
	struct ftl_loaner_change change;

	FTL_TRY(ftl_loaner_lend(cli->app, &cli->arena, ftl_cli_arg(cli, "LOANER"),
	                        ftl_cli_arg(cli, "ORDER"), &say, &change, err));
	return ftl_cli_outcome(cli, &change, err);
}

static enum ftl_status run_return(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_loaner_say say = {.text = ftl_cli_words(cli, "CONDITION")};
	struct ftl_loaner_change change;

	FTL_TRY(ftl_loaner_return(cli->app, &cli->arena, ftl_cli_arg(cli, "LOANER"), &say, &change,
	                          err));
	return ftl_cli_outcome(cli, &change, err);
}

static enum ftl_status run_lost(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_loaner_say say = {.amount = ftl_cli_text(cli, "charge"),
	                                   .text = ftl_cli_words(cli, "REASON")};
	struct ftl_loaner_change change;

	FTL_TRY(ftl_loaner_lose(cli->app, &cli->arena, ftl_cli_arg(cli, "LOANER"), &say, &change,
	                        err));
	return ftl_cli_outcome(cli, &change, err);
}

#define LOANER                                                                                     \
	{                                                                                          \
		.name = "LOANER", .min = 1, .max = 1, .help = "its code or its serial number"      \
	}
#define CONDITION                                                                                  \
	{                                                                                          \
		.name = "CONDITION", .min = 0, .max = 0,                                           \
		.help = "what it looks like, and what is "                                         \
		        "with it"                                                                  \
	}

static const struct ftl_option lend_options[] = {
        {.key = "due",
         .type = FTL_OPT_TEXT,
         .value = "DATE",
         .help = "the day it is to be back: 2026-11-30, +7d"},
        {.key = "deposit",
         .type = FTL_OPT_MONEY,
         .value = "MONEY",
         .help = "what was taken for it, to be given back with it"},
};
static const struct ftl_argument lend_arguments[] = {
        LOANER,
        {.name = "ORDER", .min = 1, .max = 1, .help = "the job whose device is here meanwhile"},
        CONDITION,
};
static const struct ftl_example lend_examples[] = {
        {"fettle loaner lend G26-00001-8 W26-00005-1 --due +7d --deposit 50.00 'no scratches'",
         "the customer takes it along until the repair is done", "loaners"},
};

const struct ftl_command ftl_command_loaner_lend = {
        .path = "loaner lend",
        .summary = "lend a loaner for a work order",
        .description =
                "For a job whose device is in the shop's care. Until it is back the job is neither "
                "handed over nor cancelled. After the day it was due `fettle board --attention` "
                "tells of it. The deposit is no part of the job's bill.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(lend_options),
        FTL_ARGUMENTS(lend_arguments),
        FTL_EXAMPLES(lend_examples),
        .shape = &shape,
        .run = run_lend,
        .write = put,
};

static const struct ftl_argument return_arguments[] = {LOANER, CONDITION};
static const struct ftl_example return_examples[] = {
        {"fettle loaner return G26-00002-6 'charger missing'", "it is back, not all of it",
         "loaners"},
};

const struct ftl_command ftl_command_loaner_return = {
        .path = "loaner return",
        .summary = "take a loaner back",
        .description =
                "Says what deposit is to be given back. One that was given up as lost comes back "
                "the same way when it turns up; what was charged for it stays on the bill until "
                "`line remove` takes it off.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(return_arguments),
        FTL_EXAMPLES(return_examples),
        .shape = &shape,
        .run = run_return,
        .write = put,
};

static const struct ftl_option lost_options[] = {
        {.key = "charge",
         .type = FTL_OPT_MONEY,
         .value = "MONEY",
         .help = "what the customer pays for it: a line on the job's bill, without tax"},
};
static const struct ftl_argument lost_arguments[] = {
        LOANER,
        {.name = "REASON", .min = 1, .max = 0, .help = "what became of it"},
};
static const struct ftl_example lost_examples[] = {
        {"fettle loaner lost G26-00002-6 --charge 80.00 'left on a train'",
         "it does not come back, and the customer pays for it", "loaners"},
};

const struct ftl_command ftl_command_loaner_lost = {
        .path = "loaner lost",
        .summary = "give a loaner up that does not come back",
        .description =
                "The job it was lent for can be handed over then. The charge is compensation and "
                "stands on the bill as it is said, without tax; where it is taxed, leave it out "
                "and use `line add`. The deposit is no part of the bill: give it back, or take it "
                "as paid.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(lost_options),
        FTL_ARGUMENTS(lost_arguments),
        FTL_EXAMPLES(lost_examples),
        .shape = &shape,
        .run = run_lost,
        .write = put,
};

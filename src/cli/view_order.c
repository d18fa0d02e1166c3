#include "cli/view_order.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"

const char *ftl_view_state_title(const char *name)
{
	int i = ftl_text_index(ftl_state_names, FTL_STATES, name);

	return i < 0 ? name : ftl_state_title((enum ftl_state)i);
}

const char *ftl_view_result_title(const char *name)
{
	int i = ftl_text_index(ftl_result_names, FTL_RESULTS, name);

	return i < 0 ? name : ftl_result_title((enum ftl_result)i);
}

const char *ftl_view_hold_title(const char *name)
{
	int i = ftl_text_index(ftl_hold_names, FTL_HOLDS, name);

	return i < 0 ? name : ftl_hold_title((enum ftl_hold)i);
}

/* key, title, type, only on demand, help, words */
#define COLUMN(name, ...) [FTL_VIEW_ORDER_##name] = {__VA_ARGS__},
#define COMMON(X)                                                                                  \
	X(CODE, "code", "Work order", FTL_T_CODE, false, "the job's code", NULL)                   \
	X(STATE, "state", "State", FTL_T_ENUM, false, "where the job stands",                      \
	  ftl_view_state_title)                                                                    \
	X(HOLD, "hold", "On hold", FTL_T_ENUM, true,                                               \
	  "why it is on hold; the state stays what it was", ftl_view_hold_title)                   \
	X(RESULT, "result", "Result", FTL_T_ENUM, true, "how it ended", ftl_view_result_title)     \
	X(BARRIER, "barrier", "Barrier", FTL_T_ENUM, true, "why it could not be repaired", NULL)   \
	X(PRIORITY, "priority", "Priority", FTL_T_ENUM, true, "low, normal, high or urgent", NULL) \
	X(RECEIVED_AT, "received_at", "Received", FTL_T_INSTANT, true, "when the device came in",  \
	  NULL)                                                                                    \
	X(READY_AT, "ready_at", "Ready", FTL_T_INSTANT, true,                                      \
	  "when it became ready and stayed so", NULL)                                              \
	X(HANDED_OVER_AT, "handed_over_at", "Handed over", FTL_T_INSTANT, true,                    \
	  "when the customer got it back", NULL)                                                   \
	X(CLOSED_AT, "closed_at", "Closed", FTL_T_INSTANT, true, "when nothing was left to do",    \
	  NULL)                                                                                    \
	X(PROMISED_ON, "promised_on", "Promised", FTL_T_DATE, false, "the date promised last",     \
	  NULL)                                                                                    \
	X(FIRST_PROMISED_ON, "first_promised_on", "First promised", FTL_T_DATE, true,              \
	  "the date promised first", NULL)                                                         \
	X(TECHNICIAN, "technician", "Technician", FTL_T_TEXT, false, "login of who has it", NULL)  \
	X(TECHNICIAN_NAME, "technician_name", "Technician's name", FTL_T_TEXT, true,               \
	  "name of who has it", NULL)                                                              \
	X(CATEGORY, "category", "Category", FTL_T_TEXT, true,                                      \
	  "kind of product, as Open Repair Data names it", NULL)                                   \
	X(BRAND, "brand", "Brand", FTL_T_TEXT, false, "maker of the device", NULL)                 \
	X(MODEL, "model", "Model", FTL_T_TEXT, false, "model of the device", NULL)                 \
	X(SERIAL, "serial", "Serial", FTL_T_TEXT, true, "serial number", NULL)                     \
	X(IMEI, "imei", "IMEI", FTL_T_TEXT, true, "IMEI of a telephone", NULL)                     \
	X(FAULT, "fault", "Fault", FTL_T_TEXT, true, "as the customer told it", NULL)              \
	X(CONDITION, "condition", "Condition", FTL_T_TEXT, true,                                   \
	  "what it looked like when it came in", NULL)                                             \
	X(APPROVAL_LIMIT, "approval_limit", "May cost", FTL_T_MONEY, true,                         \
	  "what it may cost without asking", NULL)                                                 \
	X(AGE, "age_seconds", "In the house", FTL_T_DURATION, true,                                \
	  "from receipt to hand-over, or until now", NULL)                                         \
	X(STATE_SINCE, "state_since", "State since", FTL_T_INSTANT, true,                          \
	  "when it came into its state", NULL)                                                     \
	X(LAST_EVENT_AT, "last_event_at", "Last touched", FTL_T_INSTANT, true,                     \
	  "when anything was last noted on it", NULL)                                              \
	X(RETURNS_FOR, "returns_for", "Returns for", FTL_T_CODE, true,                             \
	  "the earlier job it comes back for", NULL)                                               \
	X(INTAKE, "intake", "Intake", FTL_T_CODE, true, "the drop-off it came with", NULL)         \
	X(SOURCE, "source", "Source", FTL_T_ENUM, true, "desk, or ords for imported records",      \
	  NULL)                                                                                    \
	X(PLACE, "place", "Place", FTL_T_TEXT, true, "where the device lies, as far as is known",  \
	  NULL)

const struct ftl_column ftl_view_order_columns[FTL_VIEW_ORDER_CELLS] = {
        COMMON(COLUMN)[FTL_VIEW_ORDER_CUSTOMER] = {"customer", "Customer", FTL_T_TEXT, false,
                                                   "who brought the device", NULL},
        [FTL_VIEW_ORDER_CUSTOMER_CODE] = {"customer_code", "Customer's code", FTL_T_CODE, true,
                                          "the customer's code", NULL},
        [FTL_VIEW_ORDER_DEVICE] = {"device", "Device", FTL_T_CODE, true, "the device's code", NULL},
};

const struct ftl_column ftl_view_job_columns[FTL_VIEW_JOB_CELLS] = {
        COMMON(COLUMN)[FTL_VIEW_JOB_REWORKS] = {"reworks", "Reworks", FTL_T_INT, true,
                                                "how often a check failed", NULL},
        [FTL_VIEW_JOB_PROMISES] = {"promises", "Promises", FTL_T_INT, true,
                                   "how many days were promised, one after the other", NULL},
        [FTL_VIEW_JOB_KEPT] = {"promise_kept", "Promise kept", FTL_T_BOOL, true,
                               "was it ready by the first promise; none: not yet known", NULL},
        [FTL_VIEW_JOB_FIXED_HERE] = {"fixed_here", "Fixed here", FTL_T_TEXT, true,
                                     "what helped most with this fault before, in words", NULL},
        [FTL_VIEW_JOB_CLAIM] = {"claim_blocking", "Claim", FTL_T_INT, true,
                                "findings that would get a claim for it refused; none: nothing "
                                "is claimed",
                                NULL},
        [FTL_VIEW_JOB_NOTICES] = {"notices", "Notices", FTL_T_INT, true,
                                  "how often the customer was told since it is ready", NULL},
        [FTL_VIEW_JOB_NOTICE_DUE] = {"notice_due_on", "Next notice", FTL_T_DATE, true,
                                     "the day to tell the customer again", NULL},
        [FTL_VIEW_JOB_NEXT] = {"next", "Possible now", FTL_T_LIST, false,
                               "commands that are possible now, the most likely first", NULL},
};

const struct ftl_column ftl_view_line_columns[FTL_VIEW_LINE_ALONE] = {
        [FTL_VIEW_LINE_POSITION] = {"position", "Line", FTL_T_INT, false, "number of the line",
                                    NULL},
        [FTL_VIEW_LINE_CLASS] = {"class", "Class", FTL_T_ENUM, false,
                                 "labour, part, freight or other", NULL},
        [FTL_VIEW_LINE_TEXT] = {"text", "Text", FTL_T_TEXT, false, "what it is", NULL},
        [FTL_VIEW_LINE_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false,
                                    "pieces or hours", NULL},
        [FTL_VIEW_LINE_UNIT_COST] = {"unit_cost", "Unit cost", FTL_T_MONEY, true,
                                     "what one costs the shop", NULL},
        [FTL_VIEW_LINE_UNIT_PRICE] = {"unit_price", "Unit price", FTL_T_MONEY, true,
                                      "list price of one, net", NULL},
        [FTL_VIEW_LINE_TAX_PERCENT] = {"tax_percent", "Tax", FTL_T_PERCENT, false, "sales tax",
                                       NULL},
        [FTL_VIEW_LINE_PAYER] = {"payer", "Paid by", FTL_T_ENUM, false, "who pays", NULL},
        [FTL_VIEW_LINE_BILL] = {"bill", "Billed", FTL_T_ENUM, false, "bill code", NULL},
        [FTL_VIEW_LINE_COST] = {"cost", "Cost", FTL_T_MONEY, false, "what it costs the shop", NULL},
        [FTL_VIEW_LINE_LIST] = {"list", "List", FTL_T_MONEY, true, "at list price, net", NULL},
        [FTL_VIEW_LINE_CUSTOMER_PAYS] = {"customer_pays", "Customer pays", FTL_T_MONEY, false,
                                         "net", NULL},
        [FTL_VIEW_LINE_CUSTOMER_TAX] = {"customer_tax", "Customer's tax", FTL_T_MONEY, true,
                                        "on what the customer pays", NULL},
        [FTL_VIEW_LINE_PAYER_PAYS] = {"payer_pays", "Others pay", FTL_T_MONEY, false, "net", NULL},
        [FTL_VIEW_LINE_PAYER_TAX] = {"payer_tax", "Their tax", FTL_T_MONEY, true,
                                     "on what others pay", NULL},
        [FTL_VIEW_LINE_RECOVERED] = {"recovered", "Recovered", FTL_T_MONEY, true,
                                     "what the payer paid back, without tax", NULL},
        [FTL_VIEW_LINE_REMOVED] = {"removed", "Taken off", FTL_T_BOOL, true, "counts no longer",
                                   NULL},
        [FTL_VIEW_LINE_CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
};

static struct ftl_cell from_opt(struct ftl_opt opt)
{
	return ftl_cell_opt(opt.has, opt.value);
}

/* Until the device left; of a job that was called off, until then. */
static struct ftl_cell age_of(const struct ftl_order *order, int64_t now)
{
	int64_t end = order->handed_over_at.has ? order->handed_over_at.value : now;

	if (!order->received_at.has)
		return ftl_cell_none();
	if (!order->is_open && !order->handed_over_at.has)
		end = order->state_since;
	return ftl_cell_number(end > order->received_at.value ? end - order->received_at.value : 0);
}

void ftl_view_order_cells(struct ftl_cell cells[FTL_VIEW_ORDER_CELLS],
                          const struct ftl_order *order, int64_t now)
{
	const struct ftl_cell filled[FTL_VIEW_ORDER_CELLS] = {
	        [FTL_VIEW_ORDER_CODE] = ftl_cell_text(order->code),
	        [FTL_VIEW_ORDER_STATE] = ftl_cell_text(ftl_state_names[order->state]),
	        [FTL_VIEW_ORDER_HOLD] = ftl_cell_text(ftl_hold_names[order->hold]),
	        [FTL_VIEW_ORDER_RESULT] = ftl_cell_text(ftl_result_names[order->result]),
	        [FTL_VIEW_ORDER_BARRIER] = ftl_cell_text(ftl_barrier_names[order->barrier]),
	        [FTL_VIEW_ORDER_PRIORITY] = ftl_cell_text(ftl_priority_names[order->priority]),
	        [FTL_VIEW_ORDER_RECEIVED_AT] = from_opt(order->received_at),
	        [FTL_VIEW_ORDER_READY_AT] = from_opt(order->ready_at),
	        [FTL_VIEW_ORDER_HANDED_OVER_AT] = from_opt(order->handed_over_at),
	        [FTL_VIEW_ORDER_CLOSED_AT] = from_opt(order->closed_at),
	        [FTL_VIEW_ORDER_PROMISED_ON] = from_opt(order->promised_on),
	        [FTL_VIEW_ORDER_FIRST_PROMISED_ON] = from_opt(order->first_promised_on),
	        [FTL_VIEW_ORDER_TECHNICIAN] = ftl_cell_text(order->technician),
	        [FTL_VIEW_ORDER_TECHNICIAN_NAME] = ftl_cell_text(order->technician_name),
	        [FTL_VIEW_ORDER_CATEGORY] = ftl_cell_text(order->category),
	        [FTL_VIEW_ORDER_BRAND] = ftl_cell_text(order->brand),
	        [FTL_VIEW_ORDER_MODEL] = ftl_cell_text(order->model),
	        [FTL_VIEW_ORDER_SERIAL] = ftl_cell_text(order->serial),
	        [FTL_VIEW_ORDER_IMEI] = ftl_cell_text(order->imei),
	        [FTL_VIEW_ORDER_FAULT] = ftl_cell_text(order->fault),
	        [FTL_VIEW_ORDER_CONDITION] = ftl_cell_text(order->condition),
	        [FTL_VIEW_ORDER_APPROVAL_LIMIT] = from_opt(order->approval_limit_cents),
	        [FTL_VIEW_ORDER_AGE] = age_of(order, now),
	        [FTL_VIEW_ORDER_STATE_SINCE] = ftl_cell_number(order->state_since),
	        [FTL_VIEW_ORDER_LAST_EVENT_AT] = ftl_cell_number(order->last_event_at),
	        [FTL_VIEW_ORDER_RETURNS_FOR] = ftl_cell_text(order->returns_for),
	        [FTL_VIEW_ORDER_INTAKE] = ftl_cell_text(order->intake_code),
	        [FTL_VIEW_ORDER_SOURCE] = ftl_cell_text(order->source),
	        [FTL_VIEW_ORDER_PLACE] = ftl_cell_text(order->place),
	        [FTL_VIEW_ORDER_CUSTOMER] = ftl_cell_text(order->customer),
	        [FTL_VIEW_ORDER_CUSTOMER_CODE] = ftl_cell_text(order->customer_code),
	        [FTL_VIEW_ORDER_DEVICE] = ftl_cell_text(order->device_code),
	};

	memcpy(cells, filled, sizeof(filled));
}

struct ftl_cell ftl_view_cost(const struct ftl_app *app, int64_t cents)
{
	return ftl_cell_opt(ftl_app_can(app, FTL_CAN_SEE_COST), cents);
}

const char *ftl_view_pays(struct ftl_arena *arena, const struct ftl_app *app,
                          const struct ftl_order_line *row, const char *between)
{
	const struct ftl_line_amounts *amounts = &row->amounts;
	bool is_shared = row->line.shared_cents > 0;
	int64_t theirs = amounts->payer_cents + (is_shared ? 0 : amounts->customer_cents);
	const char *said = ftl_sprintf(arena, "%s%s%s", ftl_view_money(arena, app, theirs), between,
	                               ftl_payer_names[row->line.payer]);

	if (!is_shared)
		return said;
	return ftl_sprintf(arena, "%s and %s%s%s", said,
	                   ftl_view_money(arena, app, amounts->customer_cents), between,
	                   ftl_payer_names[FTL_PAYER_CUSTOMER]);
}

void ftl_view_line_cells(const struct ftl_app *app, struct ftl_cell cells[FTL_VIEW_LINE_CELLS],
                         const struct ftl_order_line *row)
{
	const struct ftl_line *line = &row->line;
	const struct ftl_line_amounts *amounts = &row->amounts;
	const struct ftl_cell filled[FTL_VIEW_LINE_CELLS] = {
	        [FTL_VIEW_LINE_POSITION] = ftl_cell_number(row->position),
	        [FTL_VIEW_LINE_CLASS] = ftl_cell_text(ftl_line_class_names[line->class]),
	        [FTL_VIEW_LINE_TEXT] = ftl_cell_text(row->text),
	        [FTL_VIEW_LINE_QUANTITY] = ftl_cell_number(line->quantity_milli),
	        [FTL_VIEW_LINE_UNIT_COST] = ftl_view_cost(app, line->unit_cost_cents),
	        [FTL_VIEW_LINE_UNIT_PRICE] = ftl_cell_number(line->unit_price_cents),
	        [FTL_VIEW_LINE_TAX_PERCENT] = ftl_cell_number(line->tax_basis_points),
	        [FTL_VIEW_LINE_PAYER] = ftl_cell_text(ftl_payer_names[line->payer]),
	        [FTL_VIEW_LINE_BILL] = ftl_cell_text(ftl_bill_names[line->bill]),
	        [FTL_VIEW_LINE_COST] = ftl_view_cost(app, amounts->cost_cents),
	        [FTL_VIEW_LINE_LIST] = ftl_cell_number(amounts->list_cents),
	        [FTL_VIEW_LINE_CUSTOMER_PAYS] = ftl_cell_number(amounts->customer_cents),
	        [FTL_VIEW_LINE_CUSTOMER_TAX] = ftl_cell_number(amounts->customer_tax_cents),
	        [FTL_VIEW_LINE_PAYER_PAYS] = ftl_cell_number(amounts->payer_cents),
	        [FTL_VIEW_LINE_PAYER_TAX] = ftl_cell_number(amounts->payer_tax_cents),
	        [FTL_VIEW_LINE_RECOVERED] = from_opt(row->recovered_cents),
	        [FTL_VIEW_LINE_REMOVED] = ftl_cell_number(row->is_removed),
	};

	memcpy(cells, filled, sizeof(filled));
}

const char *ftl_view_device(struct ftl_arena *arena, const struct ftl_order *order)
{
	const char *name = order->model != NULL ? order->model : order->category;

	if (order->brand != NULL && name != NULL)
		return ftl_sprintf(arena, "%s %s", order->brand, name);
	if (order->brand != NULL)
		return order->brand;
	return name != NULL ? name : "device";
}

const char *ftl_view_code(struct ftl_arena *arena, const char *code)
{
	char buffer[FTL_CODE_SIZE];

	return ftl_strdup(arena, ftl_code_eye_of(buffer, code));
}

const char *ftl_view_ordinal(struct ftl_arena *arena, int number)
{
	static const char *const words[] = {"zeroth", "first", "second", "third",
	                                    "fourth", "fifth", "sixth",  "seventh",
	                                    "eighth", "ninth", "tenth"};
	static const char *const ends[] = {"th", "st", "nd", "rd"};
	bool is_plain = number % 10 > 3 || number / 10 % 10 == 1;

	if ((size_t)number < FTL_COUNT(words))
		return words[number];
	return ftl_sprintf(arena, "%d%s", number, ends[is_plain ? 0 : number % 10]);
}

static const char *const weekdays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const months[] = {"",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char *ftl_view_date(struct ftl_arena *arena, int32_t date, int32_t today)
{
	struct ftl_ymd ymd = ftl_date_to_ymd(date);

	if (ymd.year != ftl_date_to_ymd(today).year)
		return ftl_sprintf(arena, "%d %s %d", ymd.day, months[ymd.month], ymd.year);
	return ftl_sprintf(arena, "%s %d %s", weekdays[ftl_date_weekday(date)], ymd.day,
	                   months[ymd.month]);
}

const char *ftl_view_day(struct ftl_arena *arena, int32_t date, int32_t today)
{
	if (date == today)
		return "today";
	return ftl_view_date(arena, date, today);
}

const char *ftl_view_when(struct ftl_arena *arena, const struct ftl_app *app, int64_t instant)
{
	int32_t date, second;

	ftl_zone_local(app->zone, instant, &date, &second);
	return ftl_sprintf(arena, "%s %02d:%02d", ftl_view_date(arena, date, ftl_app_today(app)),
	                   second / 3600, second % 3600 / 60);
}

const char *ftl_view_duration(struct ftl_out *out, struct ftl_arena *arena, int64_t seconds)
{
	const struct ftl_cell cell = ftl_cell_number(seconds);

	return ftl_out_cell(out, arena, &ftl_view_order_columns[FTL_VIEW_ORDER_AGE], &cell);
}

const char *ftl_view_money(struct ftl_arena *arena, const struct ftl_app *app, int64_t cents)
{
	char buffer[FTL_MONEY_TEXT_SIZE];

	return ftl_sprintf(arena, "%s %s", ftl_money_format(buffer, cents, &app->currency),
	                   app->currency.code);
}

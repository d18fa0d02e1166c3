#include "cli/view_purchase.h"

#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"

const char *ftl_view_purchase_state_title(const char *name)
{
	int i = ftl_text_index(ftl_purchase_state_names, FTL_PURCHASE_STATES, name);

	return i < 0 ? name : ftl_purchase_state_title((enum ftl_purchase_state)i);
}

const struct ftl_column ftl_view_purchase_columns[FTL_VIEW_PURCHASE_CELLS] = {
        [FTL_VIEW_PURCHASE_CODE] = {"code", "Purchase", FTL_T_CODE, false, "its code", NULL},
        [FTL_VIEW_PURCHASE_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false,
                                        "of whom it is ordered", NULL},
        [FTL_VIEW_PURCHASE_STATE] = {"state", "State", FTL_T_ENUM, false,
                                     "draft, sent, confirmed, part_received, received, cancelled",
                                     ftl_view_purchase_state_title},
        [FTL_VIEW_PURCHASE_EXPECTED] = {"expected_on", "Expected", FTL_T_DATE, false,
                                        "the day the supplier said", NULL},
        [FTL_VIEW_PURCHASE_LINES] = {"line_count", "Lines", FTL_T_INT, false, "how many it has",
                                     NULL},
        [FTL_VIEW_PURCHASE_OPEN_LINES] = {"open_lines", "To come", FTL_T_INT, false,
                                          "lines of which some is still to come", NULL},
        [FTL_VIEW_PURCHASE_TOTAL] = {"total", "Total", FTL_T_MONEY, false,
                                     "as ordered, without tax; absent: a cost is not known", NULL},
        [FTL_VIEW_PURCHASE_REFERENCE] = {"reference", "Their number", FTL_T_TEXT, false,
                                         "what the supplier calls it", NULL},
        [FTL_VIEW_PURCHASE_TRACKING] = {"tracking", "Tracking", FTL_T_TEXT, true,
                                        "the parcel's number", NULL},
        [FTL_VIEW_PURCHASE_OVERDUE] = {"overdue", "Overdue", FTL_T_BOOL, true,
                                       "it was expected before today", NULL},
        [FTL_VIEW_PURCHASE_SENT] = {"sent_at", "Sent", FTL_T_INSTANT, true, "when it was ordered",
                                    NULL},
        [FTL_VIEW_PURCHASE_SINCE] = {"created_at", "Since", FTL_T_INSTANT, true,
                                     "when it was begun", NULL},
};

void ftl_view_purchase_cells(struct ftl_cell cells[FTL_VIEW_PURCHASE_CELLS],
                             const struct ftl_app *app, const struct ftl_purchase_full *full)
{
	const struct ftl_purchase *purchase = &full->purchase;
	bool sees_cost = ftl_app_can(app, FTL_CAN_SEE_COST);
	bool is_late = purchase->is_open && purchase->expected_on.has &&
	               purchase->expected_on.value < ftl_app_today(app);
	int lines = 0, open = 0;

	for (size_t i = 0; i < full->line_count; i++) {
		lines += !full->lines[i].is_removed;
		open += purchase->is_open && ftl_purchase_left(&full->lines[i]) > 0;
	}
	cells[FTL_VIEW_PURCHASE_CODE] = ftl_cell_text(purchase->code);
	cells[FTL_VIEW_PURCHASE_SUPPLIER] = ftl_cell_text(purchase->supplier);
	cells[FTL_VIEW_PURCHASE_STATE] = ftl_cell_text(ftl_purchase_state_names[purchase->state]);
	cells[FTL_VIEW_PURCHASE_EXPECTED] =
	        ftl_cell_opt(purchase->expected_on.has, purchase->expected_on.value);
	cells[FTL_VIEW_PURCHASE_LINES] = ftl_cell_number(lines);
	cells[FTL_VIEW_PURCHASE_OPEN_LINES] = ftl_cell_number(open);
	cells[FTL_VIEW_PURCHASE_TOTAL] =
	        ftl_cell_opt(sees_cost && full->total_cents.has, full->total_cents.value);
	cells[FTL_VIEW_PURCHASE_REFERENCE] = ftl_cell_text(purchase->reference);
	cells[FTL_VIEW_PURCHASE_TRACKING] = ftl_cell_text(purchase->tracking);
	cells[FTL_VIEW_PURCHASE_OVERDUE] = ftl_cell_number(is_late);
	cells[FTL_VIEW_PURCHASE_SENT] =
	        ftl_cell_opt(purchase->sent_at.has, purchase->sent_at.value);
	cells[FTL_VIEW_PURCHASE_SINCE] = ftl_cell_number(purchase->created_at);
}

enum {
	L_LINE,
	L_REMOVED,
	L_SKU,
	L_NAME,
	L_QUANTITY,
	L_RECEIVED,
	L_LEFT,
	L_COST,
	L_AMOUNT,
	L_BILLED,
	L_DIFFERENCE,
	L_ORDER,
	L_ORDER_LINE,
	L_EXPECTED,
	L_UNIT,
	L_MAKER_NUMBER,
	L_CELLS
};
static const struct ftl_column line_columns[L_CELLS] = {
        [L_LINE] = {"line", "Line", FTL_T_INT, false, "its number", NULL},
        [L_SKU] = {"sku", "Part", FTL_T_TEXT, false, "what is ordered", NULL},
        [L_NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [L_QUANTITY] = {"quantity", "Ordered", FTL_T_QUANTITY, false, "how much", NULL},
        [L_RECEIVED] = {"received", "Received", FTL_T_QUANTITY, false, "what has come", NULL},
        [L_LEFT] = {"left", "To come", FTL_T_QUANTITY, false, "what has not", NULL},
        [L_COST] = {"cost", "Cost", FTL_T_MONEY, false, "each, as ordered", NULL},
        [L_AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "all of it, as ordered", NULL},
        [L_BILLED] = {"billed", "Billed", FTL_T_MONEY, false, "asked for by invoices", NULL},
        [L_DIFFERENCE] = {"difference", "Difference", FTL_T_MONEY, true,
                          "of that to what it was received at", NULL},
        [L_ORDER] = {"order", "For", FTL_T_CODE, false, "the job; absent: for the shelf", NULL},
        [L_ORDER_LINE] = {"order_line", "Of its line", FTL_T_INT, true, "of that job's bill", NULL},
        [L_EXPECTED] = {"expected_on", "Expected", FTL_T_DATE, true, "the day the supplier said",
                        NULL},
        [L_REMOVED] = {"removed", "Taken off", FTL_T_BOOL, false, "it was not ordered", NULL},
        [L_UNIT] = {"unit", "Unit", FTL_T_ENUM, true, "what it is counted by", NULL},
        [L_MAKER_NUMBER] = {"maker_number", "Maker's number", FTL_T_TEXT, true,
                            "what its maker calls it", NULL},
};
enum {
	R_MOVE,
	R_AT,
	R_KIND,
	R_LINE,
	R_SKU,
	R_QUANTITY,
	R_VALUE,
	R_PLACE,
	R_REFERENCE,
	R_STAFF,
	R_REVERSED_BY,
	R_CELLS
};
static const struct ftl_column receipt_columns[R_CELLS] = {
        [R_MOVE] = {"move", "Move", FTL_T_INT, false, "its number in the ledger of parts", NULL},
        [R_AT] = {"at", "At", FTL_T_INSTANT, false, "when", NULL},
        [R_KIND] = {"kind", "What", FTL_T_ENUM, false,
                    "receive, reverse, or value: a difference of cost", ftl_view_move_title},
        [R_LINE] = {"line", "Line", FTL_T_INT, false, "of the purchase order", NULL},
        [R_SKU] = {"sku", "Part", FTL_T_TEXT, true, "what it was", NULL},
        [R_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much", NULL},
        [R_VALUE] = {"value", "Value", FTL_T_MONEY, false, "below zero: the supplier takes less",
                     NULL},
        [R_PLACE] = {"place", "Place", FTL_T_TEXT, false, "where it went", NULL},
        [R_REFERENCE] = {"reference", "Reference", FTL_T_TEXT, false,
                         "number of the delivery note or the invoice", NULL},
        [R_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login", NULL},
        [R_REVERSED_BY] = {"reversed_by", "Taken back by", FTL_T_INT, true, "the move that did",
                           NULL},
};
enum {
	E_AT,
	E_WHAT,
	E_LINE,
	E_DUE,
	E_REFERENCE,
	E_TRACKING,
	E_AMOUNT,
	E_TEXT,
	E_DETAILS,
	E_STAFF,
	E_CELLS
};

/* Words of what happened, for columns: "line taken off" of "remove_line". */
static const char *act_title(const char *name)
{
	static const char *const titles[FTL_PURCHASE_ACTS] = {
	        [FTL_PURCHASE_ADD] = "begun",
	        [FTL_PURCHASE_LINE] = "line",
	        [FTL_PURCHASE_REMOVE_LINE] = "line taken off",
	        [FTL_PURCHASE_SEND] = "sent",
	        [FTL_PURCHASE_CONFIRM] = "confirmed",
	        [FTL_PURCHASE_INVOICE] = "invoiced",
	        [FTL_PURCHASE_CANCEL] = "called off",
	};
	int i = ftl_text_index(ftl_purchase_act_names, FTL_PURCHASE_ACTS, name);

	return i < 0 ? name : titles[i];
}

static const struct ftl_column event_columns[E_CELLS] = {
        [E_AT] = {"at", "At", FTL_T_INSTANT, false, "when", NULL},
        [E_WHAT] = {"event", "What", FTL_T_ENUM, false,
                    "add, line, remove_line, send, confirm, invoice, cancel", act_title},
        [E_LINE] = {"line", "Line", FTL_T_INT, false, "absent: the whole order", NULL},
        [E_DUE] = {"expected_on", "Expected", FTL_T_DATE, true, "the day the supplier said", NULL},
        [E_REFERENCE] = {"reference", "Reference", FTL_T_TEXT, true, "the supplier's number", NULL},
        [E_TRACKING] = {"tracking", "Tracking", FTL_T_TEXT, true, "the parcel's number", NULL},
        [E_AMOUNT] = {"amount", "Amount", FTL_T_MONEY, true, "of an invoice", NULL},
        [E_TEXT] = {"text", "Text", FTL_T_TEXT, true, "what was said", NULL},
        [E_DETAILS] = {"details", "Details", FTL_T_TEXT, false, "all of these in words", NULL},
        [E_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login", NULL},
};

enum { LINES, RECEIPTS, EVENTS, SECTIONS };
static const struct ftl_section sections[SECTIONS] = {
        [LINES] = {.key = "lines",
                   .title = "Lines",
                   .columns = line_columns,
                   .count = L_CELLS,
                   .is_short = true},
        [RECEIPTS] = {.key = "receipts",
                      .title = "Deliveries",
                      .columns = receipt_columns,
                      .count = R_CELLS,
                      .is_short = true},
        [EVENTS] = {.key = "events",
                    .title = "What happened",
                    .columns = event_columns,
                    .count = E_CELLS,
                    .is_short = true},
};
const struct ftl_table ftl_view_purchase_shape = {.schema = "purchase/1",
                                                  .title = "Purchase order",
                                                  .columns = ftl_view_purchase_columns,
                                                  .count = FTL_VIEW_PURCHASE_CELLS,
                                                  .sections = sections,
                                                  .section_count = SECTIONS};

static void add_lines(struct ftl_section_rows *rows, const struct ftl_purchase_full *full,
                      bool sees_cost)
{
	for (size_t i = 0; i < full->line_count; i++) {
		const struct ftl_purchase_line *line = &full->lines[i];
		struct ftl_opt cost = line->unit_cost_cents, amount;
		bool has_amount = ftl_purchase_cost(line, line->quantity_milli, &amount);
		const struct ftl_cell cells[L_CELLS] = {
		        [L_LINE] = ftl_cell_number(line->position),
		        [L_SKU] = ftl_cell_text(line->sku),
		        [L_NAME] = ftl_cell_text(line->name),
		        [L_QUANTITY] = ftl_cell_number(line->quantity_milli),
		        [L_RECEIVED] = ftl_cell_number(line->received_milli),
		        [L_LEFT] = ftl_cell_number(full->purchase.is_open ? ftl_purchase_left(line)
		                                                          : 0),
		        [L_COST] = ftl_cell_opt(sees_cost && cost.has, cost.value),
		        [L_AMOUNT] =
		                ftl_cell_opt(sees_cost && has_amount && amount.has, amount.value),
		        [L_BILLED] = ftl_cell_opt(sees_cost && line->billed_milli > 0,
		                                  line->billed_cents),
		        [L_DIFFERENCE] = ftl_cell_opt(sees_cost && line->billed_milli > 0,
		                                      line->billed_cents - line->matched_cents),
		        [L_ORDER] = ftl_cell_text(line->order),
		        [L_ORDER_LINE] =
		                ftl_cell_opt(line->order_position != 0, line->order_position),
		        [L_EXPECTED] = ftl_cell_opt(line->expected_on.has, line->expected_on.value),
		        [L_REMOVED] = ftl_cell_number(line->is_removed),
		        [L_UNIT] = ftl_cell_text(ftl_unit_names[line->unit]),
		        [L_MAKER_NUMBER] = ftl_cell_text(line->maker_number),
		};

		ftl_section_add(rows, cells, L_CELLS);
	}
}

static void add_receipts(struct ftl_section_rows *rows, const struct ftl_purchase_full *full,
                         bool sees_cost)
{
	for (size_t i = 0; i < full->receipt_count; i++) {
		const struct ftl_purchase_receipt *receipt = &full->receipts[i];
		bool is_less = receipt->kind == FTL_MOVE_VALUE && receipt->is_less;
		const struct ftl_cell cells[R_CELLS] = {
		        [R_MOVE] = ftl_cell_number(receipt->move_id),
		        [R_AT] = ftl_cell_number(receipt->at),
		        [R_KIND] = ftl_cell_text(ftl_move_names[receipt->kind]),
		        [R_LINE] = ftl_cell_number(receipt->position),
		        [R_SKU] = ftl_cell_text(receipt->sku),
		        [R_QUANTITY] = ftl_cell_number(receipt->quantity_milli),
		        [R_VALUE] = ftl_cell_opt(sees_cost, is_less ? -receipt->value_cents
		                                                    : receipt->value_cents),
		        [R_PLACE] = ftl_cell_text(receipt->place),
		        [R_REFERENCE] = ftl_cell_text(receipt->reference),
		        [R_STAFF] = ftl_cell_text(receipt->staff),
		        [R_REVERSED_BY] =
		                ftl_cell_opt(receipt->reversed_by_id != 0, receipt->reversed_by_id),
		};

		ftl_section_add(rows, cells, R_CELLS);
	}
}

/* "expected 2026-12-01, their number AB-7781"; NULL: nothing was said. */
static const char *details_of(struct ftl_cli *cli, const struct ftl_purchase_event *event,
                              bool sees_cost)
{
	char day[FTL_DATE_TEXT_SIZE];
	const char *const said[] = {
	        event->text,
	        event->due_on.has ? "expected " : NULL,
	        event->reference != NULL && event->act == FTL_PURCHASE_CONFIRM ? "their number "
	        : event->reference != NULL                                     ? ""
	                                                                       : NULL,
	        event->tracking != NULL ? "parcel " : NULL,
	        sees_cost && event->amount_cents.has ? "" : NULL,
	};
	const char *const values[] = {
	        "",
	        event->due_on.has ? ftl_date_format(day, (int32_t)event->due_on.value) : NULL,
	        event->reference,
	        event->tracking,
	        ftl_view_money(&cli->arena, cli->app, event->amount_cents.value),
	};
	FTL_BUF(words);

	for (size_t i = 0; i < FTL_COUNT(said); i++) {
		if (said[i] != NULL)
			ftl_buf_printf(&words, "%s%s%s", words.length > 0 ? ", " : "", said[i],
			               values[i]);
	}
	return words.length > 0 ? ftl_strdup(&cli->arena, ftl_buf_cstr(&words)) : NULL;
}

static void add_events(struct ftl_cli *cli, struct ftl_section_rows *rows,
                       const struct ftl_purchase_full *full, bool sees_cost)
{
	for (size_t i = 0; i < full->event_count; i++) {
		const struct ftl_purchase_event *event = &full->events[i];
		const struct ftl_cell cells[E_CELLS] = {
		        [E_AT] = ftl_cell_number(event->at),
		        [E_WHAT] = ftl_cell_text(ftl_purchase_act_names[event->act]),
		        [E_LINE] = ftl_cell_opt(event->position != 0, event->position),
		        [E_DUE] = ftl_cell_opt(event->due_on.has, event->due_on.value),
		        [E_REFERENCE] = ftl_cell_text(event->reference),
		        [E_TRACKING] = ftl_cell_text(event->tracking),
		        [E_AMOUNT] = ftl_cell_opt(sees_cost && event->amount_cents.has,
		                                  event->amount_cents.value),
		        [E_TEXT] = ftl_cell_text(event->text),
		        [E_DETAILS] = ftl_cell_text(details_of(cli, event, sees_cost)),
		        [E_STAFF] = ftl_cell_text(event->staff),
		};

		ftl_section_add(rows, cells, E_CELLS);
	}
}

enum ftl_status ftl_view_purchase_record(struct ftl_cli *cli, const struct ftl_purchase_full *full,
                                         struct ftl_err *err)
{
	bool sees_cost = ftl_app_can(cli->app, FTL_CAN_SEE_COST);
	struct ftl_section filled[SECTIONS];
	struct ftl_section_rows rows;
	struct ftl_cell cells[FTL_VIEW_PURCHASE_CELLS];
	const struct ftl_row row = {.cells = cells, .sections = filled, .section_count = SECTIONS};

	for (int i = 0; i < SECTIONS; i++)
		filled[i] = sections[i];
	rows = ftl_section_begin(&cli->arena, full->line_count);
	add_lines(&rows, full, sees_cost);
	ftl_section_end(&filled[LINES], &rows);
	rows = ftl_section_begin(&cli->arena, full->receipt_count);
	add_receipts(&rows, full, sees_cost);
	ftl_section_end(&filled[RECEIPTS], &rows);
	rows = ftl_section_begin(&cli->arena, full->event_count);
	add_events(cli, &rows, full, sees_cost);
	ftl_section_end(&filled[EVENTS], &rows);
	ftl_view_purchase_cells(cells, cli->app, full);
	return ftl_out_record(cli->out, &ftl_view_purchase_shape, &row, NULL, NULL, err);
}

enum ftl_status ftl_view_purchase_put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	static const struct {
		const char *verb;
		const char *rest;
	} next[FTL_PURCHASE_STATES] = {
	        [FTL_PURCHASE_DRAFT] = {"send", ""},
	        [FTL_PURCHASE_SENT] = {"confirm", " --expected DATE"},
	        [FTL_PURCHASE_CONFIRMED] = {"receive", " --all"},
	        [FTL_PURCHASE_PART_RECEIVED] = {"receive", " --all"},
	        [FTL_PURCHASE_RECEIVED] = {"invoice", " --number NUMBER --amount MONEY"},
	        [FTL_PURCHASE_CANCELLED] = {"show", ""},
	};
	const struct ftl_purchase_full *full = result;
	const struct ftl_purchase *purchase = &full->purchase;
	const char *eye = ftl_view_code(&cli->arena, purchase->code);

	FTL_TRY(ftl_view_purchase_record(cli, full, err));
	if (purchase->state == FTL_PURCHASE_DRAFT && full->line_count == 0)
		ftl_cli_next(cli, "purchase line %s PART QUANTITY", eye);
	else
		ftl_cli_next(cli, "purchase %s %s%s", next[purchase->state].verb, eye,
		             next[purchase->state].rest);
	return FTL_OK;
}

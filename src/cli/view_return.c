#include "cli/view_return.h"

#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/text.h"

static const char *state_title(const char *name)
{
	int i = ftl_text_index(ftl_return_state_names, FTL_RETURN_STATES, name);

	return i < 0 ? name : ftl_return_state_title((enum ftl_return_state)i);
}

const char *ftl_view_return_reason(const char *name)
{
	int i = ftl_text_index(ftl_return_reason_names, FTL_RETURN_REASONS, name);

	return i < 0 ? name : ftl_return_reason_title((enum ftl_return_reason)i);
}

const struct ftl_column ftl_view_return_columns[FTL_VIEW_RETURN_CELLS] = {
        [FTL_VIEW_RETURN_CODE] = {"code", "Return", FTL_T_CODE, false, "its code", NULL},
        [FTL_VIEW_RETURN_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false, "who gets it",
                                      NULL},
        [FTL_VIEW_RETURN_STATE] = {"state", "State", FTL_T_ENUM, false,
                                   "draft, sent, received, settled, cancelled", state_title},
        [FTL_VIEW_RETURN_LINES] = {"line_count", "Lines", FTL_T_INT, false, "how many it has",
                                   NULL},
        [FTL_VIEW_RETURN_OPEN_LINES] = {"open_lines", "Not settled", FTL_T_INT, false,
                                        "lines of which they have not said what they credit", NULL},
        [FTL_VIEW_RETURN_ASKED] = {"asked", "Asked", FTL_T_MONEY, false,
                                   "what they should credit, without tax", NULL},
        [FTL_VIEW_RETURN_CREDITED] = {"credited", "Credited", FTL_T_MONEY, false,
                                      "what they did credit", NULL},
        [FTL_VIEW_RETURN_OPEN] = {"open", "Open", FTL_T_MONEY, false,
                                  "asked for lines that are not settled", NULL},
        [FTL_VIEW_RETURN_DIFFERENCE] = {"difference", "Difference", FTL_T_MONEY, false,
                                        "credited more, or below zero less, than was asked for "
                                        "lines that are settled",
                                        NULL},
        [FTL_VIEW_RETURN_DUE] = {"due_on", "By", FTL_T_DATE, false,
                                 "of an open box the first day by which one of its lines is to be "
                                 "back",
                                 NULL},
        [FTL_VIEW_RETURN_REFERENCE] = {"reference", "Their number", FTL_T_TEXT, false,
                                       "what the supplier calls it", NULL},
        [FTL_VIEW_RETURN_CARRIER] = {"carrier", "Carrier", FTL_T_TEXT, true, "who carries it",
                                     NULL},
        [FTL_VIEW_RETURN_TRACKING] = {"tracking", "Tracking", FTL_T_TEXT, true,
                                      "the parcel's number", NULL},
        [FTL_VIEW_RETURN_SENT] = {"sent_at", "Sent", FTL_T_INSTANT, true, "when it was sent", NULL},
        [FTL_VIEW_RETURN_SINCE] = {"created_at", "Since", FTL_T_INSTANT, true, "when it was begun",
                                   NULL},
};

/* Of an open box the first of the days by which its lines are to be back. */
static struct ftl_opt due_of(const struct ftl_return_full *full)
{
	struct ftl_opt due = ftl_none();

	for (size_t i = 0; i < full->line_count && full->box.state == FTL_RETURN_DRAFT; i++) {
		struct ftl_opt day = full->lines[i].due_on;

		if (!full->lines[i].removed_at.has && day.has &&
		    (!due.has || day.value < due.value))
			due = day;
	}
	return due;
}

void ftl_view_return_cells(struct ftl_cell cells[FTL_VIEW_RETURN_CELLS], const struct ftl_app *app,
                           const struct ftl_return_full *full)
{
	const struct ftl_return *box = &full->box;
	const struct ftl_return_sums *sums = &full->sums;
	bool sees_cost = ftl_app_can(app, FTL_CAN_SEE_COST);
	bool is_off = box->state == FTL_RETURN_CANCELLED;
	struct ftl_opt due = due_of(full);

	cells[FTL_VIEW_RETURN_CODE] = ftl_cell_text(box->code);
	cells[FTL_VIEW_RETURN_SUPPLIER] = ftl_cell_text(box->supplier);
	cells[FTL_VIEW_RETURN_STATE] = ftl_cell_text(ftl_return_state_names[box->state]);
	cells[FTL_VIEW_RETURN_LINES] = ftl_cell_number(sums->lines);
	cells[FTL_VIEW_RETURN_OPEN_LINES] = ftl_cell_number(is_off ? 0 : sums->open_lines);
	cells[FTL_VIEW_RETURN_ASKED] = ftl_cell_opt(sees_cost, sums->asked_cents);
	cells[FTL_VIEW_RETURN_CREDITED] = ftl_cell_opt(sees_cost, sums->credited_cents);
	cells[FTL_VIEW_RETURN_OPEN] = ftl_cell_opt(sees_cost, is_off ? 0 : sums->open_cents);
	cells[FTL_VIEW_RETURN_DIFFERENCE] =
	        ftl_cell_opt(sees_cost && sums->open_lines < sums->lines,
	                     sums->credited_cents + sums->open_cents - sums->asked_cents);
	cells[FTL_VIEW_RETURN_DUE] = ftl_cell_opt(due.has, due.value);
	cells[FTL_VIEW_RETURN_REFERENCE] = ftl_cell_text(box->reference);
	cells[FTL_VIEW_RETURN_CARRIER] = ftl_cell_text(box->carrier);
	cells[FTL_VIEW_RETURN_TRACKING] = ftl_cell_text(box->tracking);
	cells[FTL_VIEW_RETURN_SENT] = ftl_cell_opt(box->sent_at.has, box->sent_at.value);
	cells[FTL_VIEW_RETURN_SINCE] = ftl_cell_number(box->created_at);
}

enum {
	L_LINE,
	L_SKU,
	L_NAME,
	L_QUANTITY,
	L_REASON,
	L_SERIAL,
	L_ORDER,
	L_ORDER_LINE,
	L_DUE,
	L_OUTCOME,
	L_ASKED,
	L_CREDITED,
	L_DIFFERENCE,
	L_PLACE,
	L_LOT,
	L_UNIT,
	L_MAKER_NUMBER,
	L_REMOVED,
	L_CELLS
};
static const struct ftl_column line_columns[L_CELLS] = {
        [L_LINE] = {"line", "Line", FTL_T_INT, false, "its number", NULL},
        [L_SKU] = {"sku", "Part", FTL_T_TEXT, false, "what goes back", NULL},
        [L_NAME] = {"name", "Name", FTL_T_TEXT, true, "what it is", NULL},
        [L_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much", NULL},
        [L_REASON] = {"reason", "Why", FTL_T_ENUM, false, "dead, wrong, surplus, core, warranty",
                      ftl_view_return_reason},
        [L_SERIAL] = {"serial", "Serial", FTL_T_TEXT, false, "of a numbered piece", NULL},
        [L_ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job that it failed on", NULL},
        [L_ORDER_LINE] = {"order_line", "Of its line", FTL_T_INT, true, "of that job's bill", NULL},
        [L_DUE] = {"due_on", "By", FTL_T_DATE, false, "when they want it back", NULL},
        [L_OUTCOME] = {"outcome", "Outcome", FTL_T_ENUM, false,
                       "open, credited, short, denied, lost", NULL},
        [L_ASKED] = {"asked", "Asked", FTL_T_MONEY, false, "what they should credit for all of it",
                     NULL},
        [L_CREDITED] = {"credited", "Credited", FTL_T_MONEY, false,
                        "what they did credit; absent: they have not said", NULL},
        [L_DIFFERENCE] = {"difference", "Difference", FTL_T_MONEY, false,
                          "more, or below zero less, than was asked", NULL},
        [L_PLACE] = {"place", "Place", FTL_T_TEXT, true, "the shelf that it is taken off", NULL},
        [L_LOT] = {"lot", "Lot", FTL_T_TEXT, true, "the lot", NULL},
        [L_UNIT] = {"unit", "Unit", FTL_T_ENUM, true, "what it is counted by", NULL},
        [L_MAKER_NUMBER] = {"maker_number", "Maker's number", FTL_T_TEXT, true,
                            "what its maker calls it", NULL},
        [L_REMOVED] = {"removed", "Taken out", FTL_T_BOOL, true, "it was not sent", NULL},
};
enum {
	E_AT,
	E_WHAT,
	E_LINE,
	E_AMOUNT,
	E_REFERENCE,
	E_ON,
	E_CARRIER,
	E_TRACKING,
	E_TEXT,
	E_STAFF,
	E_CELLS
};
static const struct ftl_column event_columns[E_CELLS] = {
        [E_AT] = {"at", "At", FTL_T_INSTANT, false, "when", NULL},
        [E_WHAT] = {"event", "What", FTL_T_ENUM, false,
                    "add, line, remove_line, send, receive, credit, deny, lose, reopen, cancel",
                    NULL},
        [E_LINE] = {"line", "Line", FTL_T_INT, false, "absent: the whole box", NULL},
        [E_AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "of a credit", NULL},
        [E_REFERENCE] = {"reference", "Reference", FTL_T_TEXT, false,
                         "their number of the return, or of a credit note", NULL},
        [E_ON] = {"happened_on", "On", FTL_T_DATE, false, "the day that they say", NULL},
        [E_CARRIER] = {"carrier", "Carrier", FTL_T_TEXT, false, "who carries it", NULL},
        [E_TRACKING] = {"tracking", "Tracking", FTL_T_TEXT, false, "the parcel's number", NULL},
        [E_TEXT] = {"text", "Text", FTL_T_TEXT, false, "what was said", NULL},
        [E_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login", NULL},
};

enum { LINES, EVENTS, SECTIONS };
static const struct ftl_section sections[SECTIONS] = {
        [LINES] = {.key = "lines", .title = "Lines", .columns = line_columns, .count = L_CELLS},
        [EVENTS] = {.key = "events",
                    .title = "What happened",
                    .columns = event_columns,
                    .count = E_CELLS},
};
const struct ftl_table ftl_view_return_shape = {.schema = "return/1",
                                                .title = "Return",
                                                .columns = ftl_view_return_columns,
                                                .count = FTL_VIEW_RETURN_CELLS,
                                                .sections = sections,
                                                .section_count = SECTIONS};

static void add_lines(struct ftl_section_rows *rows, const struct ftl_return_full *full,
                      bool sees_cost)
{
	for (size_t i = 0; i < full->line_count; i++) {
		const struct ftl_return_line *line = &full->lines[i];
		bool is_shown = sees_cost && line->outcome != FTL_RETURN_OPEN;
		const struct ftl_cell cells[L_CELLS] = {
		        [L_LINE] = ftl_cell_number(line->position),
		        [L_SKU] = ftl_cell_text(line->sku),
		        [L_NAME] = ftl_cell_text(line->name),
		        [L_QUANTITY] = ftl_cell_number(line->quantity_milli),
		        [L_REASON] = ftl_cell_text(ftl_return_reason_names[line->reason]),
		        [L_SERIAL] = ftl_cell_text(line->serial),
		        [L_ORDER] = ftl_cell_text(line->order),
		        [L_ORDER_LINE] =
		                ftl_cell_opt(line->order_position != 0, line->order_position),
		        [L_DUE] = ftl_cell_opt(line->due_on.has, line->due_on.value),
		        [L_OUTCOME] = ftl_cell_text(ftl_return_outcome_names[line->outcome]),
		        [L_ASKED] = ftl_cell_opt(sees_cost, line->asked_cents),
		        [L_CREDITED] = ftl_cell_opt(is_shown, line->credited_cents),
		        [L_DIFFERENCE] =
		                ftl_cell_opt(is_shown, line->credited_cents - line->asked_cents),
		        [L_PLACE] = ftl_cell_text(line->place),
		        [L_LOT] = ftl_cell_text(line->lot),
		        [L_UNIT] = ftl_cell_text(ftl_unit_names[line->unit]),
		        [L_MAKER_NUMBER] = ftl_cell_text(line->maker_number),
		        [L_REMOVED] = ftl_cell_number(line->removed_at.has),
		};

		ftl_section_add(rows, cells, L_CELLS);
	}
}

static void add_events(struct ftl_section_rows *rows, const struct ftl_return_full *full,
                       bool sees_cost)
{
	for (size_t i = 0; i < full->event_count; i++) {
		const struct ftl_return_event *event = &full->events[i];
		const struct ftl_cell cells[E_CELLS] = {
		        [E_AT] = ftl_cell_number(event->at),
		        [E_WHAT] = ftl_cell_text(ftl_return_act_names[event->act]),
		        [E_LINE] = ftl_cell_opt(event->position != 0, event->position),
		        [E_AMOUNT] = ftl_cell_opt(sees_cost && event->amount_cents.has,
		                                  event->amount_cents.value),
		        [E_REFERENCE] = ftl_cell_text(event->reference),
		        [E_ON] = ftl_cell_opt(event->happened_on.has, event->happened_on.value),
		        [E_CARRIER] = ftl_cell_text(event->carrier),
		        [E_TRACKING] = ftl_cell_text(event->tracking),
		        [E_TEXT] = ftl_cell_text(event->text),
		        [E_STAFF] = ftl_cell_text(event->staff),
		};

		ftl_section_add(rows, cells, E_CELLS);
	}
}

enum ftl_status ftl_view_return_record(struct ftl_cli *cli, const struct ftl_return_full *full,
                                       struct ftl_err *err)
{
	bool sees_cost = ftl_app_can(cli->app, FTL_CAN_SEE_COST);
	struct ftl_section filled[SECTIONS];
	struct ftl_section_rows rows;
	struct ftl_cell cells[FTL_VIEW_RETURN_CELLS];
	const struct ftl_row row = {.cells = cells, .sections = filled, .section_count = SECTIONS};

	for (int i = 0; i < SECTIONS; i++)
		filled[i] = sections[i];
	rows = ftl_section_begin(&cli->arena, full->line_count);
	add_lines(&rows, full, sees_cost);
	ftl_section_end(&filled[LINES], &rows);
	rows = ftl_section_begin(&cli->arena, full->event_count);
	add_events(&rows, full, sees_cost);
	ftl_section_end(&filled[EVENTS], &rows);
	ftl_view_return_cells(cells, cli->app, full);
	return ftl_out_record(cli->out, &ftl_view_return_shape, &row, NULL, NULL, err);
}

enum ftl_status ftl_view_return_put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	static const char *const next[FTL_RETURN_STATES] = {
	        [FTL_RETURN_DRAFT] = "return send",     [FTL_RETURN_SENT] = "return receive",
	        [FTL_RETURN_RECEIVED] = "return show",  [FTL_RETURN_SETTLED] = "return show",
	        [FTL_RETURN_CANCELLED] = "return show",
	};
	const struct ftl_return_full *full = result;
	const char *eye = ftl_view_code(&cli->arena, full->box.code);

	FTL_TRY(ftl_view_return_record(cli, full, err));
	if (full->box.state == FTL_RETURN_DRAFT && full->sums.lines == 0)
		ftl_cli_next(cli, "return line %s PART", eye);
	else if (full->box.state == FTL_RETURN_RECEIVED)
		ftl_cli_next(cli, "return credit %s AMOUNT", eye);
	else
		ftl_cli_next(cli, "%s %s", next[full->box.state], eye);
	return FTL_OK;
}

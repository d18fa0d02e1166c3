#include "cli/view_stocktake.h"

#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

const char *const ftl_view_stocktake_only_names[FTL_VIEW_STOCKTAKE_ONLYS] = {
        [FTL_VIEW_STOCKTAKE_ALL] = "all",
        [FTL_VIEW_STOCKTAKE_ONLY_DIFFERENCES] = "differences",
        [FTL_VIEW_STOCKTAKE_ONLY_UNCOUNTED] = "uncounted",
};

const struct ftl_column ftl_view_stocktake_columns[FTL_VIEW_STOCKTAKE_CELLS] = {
        [FTL_VIEW_STOCKTAKE_CODE] = {"code", "Stocktake", FTL_T_CODE, false, "its code", NULL},
        [FTL_VIEW_STOCKTAKE_PLACE] = {"place", "Place", FTL_T_TEXT, false, "what is counted", NULL},
        [FTL_VIEW_STOCKTAKE_CHOSEN] = {"chosen_parts", "Chosen parts", FTL_T_INT, false,
                                       "only these of it; empty: all that lies there", NULL},
        [FTL_VIEW_STOCKTAKE_STATE] = {"state", "State", FTL_T_ENUM, false,
                                      "open, posted, cancelled", NULL},
        [FTL_VIEW_STOCKTAKE_LINES] = {"line_count", "Lines", FTL_T_INT, false,
                                      "parts, lots and numbered pieces", NULL},
        [FTL_VIEW_STOCKTAKE_COUNTED] = {"counted_lines", "Counted", FTL_T_INT, false,
                                        "lines that were", NULL},
        [FTL_VIEW_STOCKTAKE_OPEN] = {"open_lines", "To count", FTL_T_INT, false,
                                     "lines that were not, of which some should be there", NULL},
        [FTL_VIEW_STOCKTAKE_DIFFERENCES] = {"difference_lines", "Differ", FTL_T_INT, false,
                                            "lines that do", NULL},
        [FTL_VIEW_STOCKTAKE_SURPLUS] = {"surplus", "Surplus", FTL_T_MONEY, false,
                                        "what was found is worth, at average cost", NULL},
        [FTL_VIEW_STOCKTAKE_SHORTAGE] = {"shortage", "Shortage", FTL_T_MONEY, false,
                                         "what lacks is worth", NULL},
        [FTL_VIEW_STOCKTAKE_NET] = {"net", "Net", FTL_T_MONEY, false,
                                    "the one less the other: below zero is a loss", NULL},
        [FTL_VIEW_STOCKTAKE_BLIND] = {"blind", "Blind", FTL_T_BOOL, false,
                                      "who counts is not told what should be there", NULL},
        [FTL_VIEW_STOCKTAKE_SINCE] = {"created_at", "Since", FTL_T_INSTANT, false,
                                      "when it was begun", NULL},
        [FTL_VIEW_STOCKTAKE_STAFF] = {"staff", "By", FTL_T_TEXT, true, "login of who began it",
                                      NULL},
};

void ftl_view_stocktake_cells(struct ftl_cell cells[FTL_VIEW_STOCKTAKE_CELLS],
                              const struct ftl_app *app, const struct ftl_stocktake_full *full)
{
	const struct ftl_stocktake *stocktake = &full->stocktake;
	const struct ftl_stocktake_totals *totals = &full->totals;
	bool is_told = ftl_stocktake_is_told(app, stocktake);
	bool sees_cost = is_told && ftl_app_can(app, FTL_CAN_SEE_COST);

	cells[FTL_VIEW_STOCKTAKE_CODE] = ftl_cell_text(stocktake->code);
	cells[FTL_VIEW_STOCKTAKE_PLACE] = ftl_cell_text(stocktake->place);
	cells[FTL_VIEW_STOCKTAKE_CHOSEN] =
	        ftl_cell_opt(stocktake->chosen_parts > 0, stocktake->chosen_parts);
	cells[FTL_VIEW_STOCKTAKE_STATE] =
	        ftl_cell_text(ftl_stocktake_state_names[stocktake->state]);
	cells[FTL_VIEW_STOCKTAKE_LINES] = ftl_cell_number(totals->lines);
	cells[FTL_VIEW_STOCKTAKE_COUNTED] = ftl_cell_number(totals->counted);
	cells[FTL_VIEW_STOCKTAKE_OPEN] = ftl_cell_number(totals->open);
	cells[FTL_VIEW_STOCKTAKE_DIFFERENCES] = ftl_cell_opt(is_told, totals->differences);
	cells[FTL_VIEW_STOCKTAKE_SURPLUS] = ftl_cell_opt(sees_cost, totals->surplus_cents);
	cells[FTL_VIEW_STOCKTAKE_SHORTAGE] = ftl_cell_opt(sees_cost, totals->shortage_cents);
	cells[FTL_VIEW_STOCKTAKE_NET] =
	        ftl_cell_opt(sees_cost, totals->surplus_cents - totals->shortage_cents);
	cells[FTL_VIEW_STOCKTAKE_BLIND] = ftl_cell_number(stocktake->is_blind);
	cells[FTL_VIEW_STOCKTAKE_SINCE] = ftl_cell_number(stocktake->created_at);
	cells[FTL_VIEW_STOCKTAKE_STAFF] = ftl_cell_text(stocktake->staff);
}

enum {
	L_SKU,
	L_NAME,
	L_LOT,
	L_SERIAL,
	L_EXPECTED,
	L_COUNTED,
	L_DIFFERENCE,
	L_VALUE,
	L_NOTE,
	L_STAFF,
	L_AT,
	L_IN,
	L_OUT,
	L_LEAST,
	L_MOST,
	L_UNIT,
	L_MAKER_NUMBER,
	L_CELLS
};
static const struct ftl_column line_columns[L_CELLS] = {
        [L_SKU] = {"sku", "Part", FTL_T_TEXT, false, "its SKU", NULL},
        [L_NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [L_LOT] = {"lot", "Lot", FTL_T_TEXT, false, "where lots are counted apart", NULL},
        [L_SERIAL] = {"serial", "Serial number", FTL_T_TEXT, false, "of one piece", NULL},
        [L_EXPECTED] = {"expected", "Expected", FTL_T_QUANTITY, false,
                        "what the ledger said when it was counted; else what it says now", NULL},
        [L_COUNTED] = {"counted", "Counted", FTL_T_QUANTITY, false, "what was there", NULL},
        [L_DIFFERENCE] = {"difference", "Difference", FTL_T_QUANTITY, false,
                          "below zero: what lacks", NULL},
        [L_VALUE] = {"value", "Value", FTL_T_MONEY, false, "of the difference, at average cost",
                     NULL},
        [L_NOTE] = {"note", "Note", FTL_T_TEXT, false,
                    "what is to be done, or what moved while it was counted", NULL},
        [L_STAFF] = {"staff", "By", FTL_T_TEXT, false, "logins of who counted it last", NULL},
        [L_AT] = {"counted_at", "At", FTL_T_INSTANT, false, "when", NULL},
        [L_IN] = {"moved_in", "Came", FTL_T_QUANTITY, true, "while it was counted", NULL},
        [L_OUT] = {"moved_out", "Went", FTL_T_QUANTITY, true, "while it was counted", NULL},
        [L_LEAST] = {"difference_least", "At least", FTL_T_QUANTITY, true,
                     "the difference, by what moved while it was counted", NULL},
        [L_MOST] = {"difference_most", "At most", FTL_T_QUANTITY, true,
                    "the difference, by what moved while it was counted", NULL},
        [L_UNIT] = {"unit", "Unit", FTL_T_ENUM, true, "what it is counted by", NULL},
        [L_MAKER_NUMBER] = {"maker_number", "Maker's number", FTL_T_TEXT, true,
                            "what its maker calls it", NULL},
};
enum { S_AT, S_WHAT, S_TEXT, S_STAFF, S_CELLS };
static const struct ftl_column step_columns[S_CELLS] = {
        [S_AT] = {"at", "At", FTL_T_INSTANT, false, "when", NULL},
        [S_WHAT] = {"event", "What", FTL_T_ENUM, false, "start, recount, post, cancel", NULL},
        [S_TEXT] = {"text", "Text", FTL_T_TEXT, false, "what was said", NULL},
        [S_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login", NULL},
};

enum { LINES, STEPS, SECTIONS };
static const struct ftl_section sections[SECTIONS] = {
        [LINES] = {.key = "lines", .title = "Lines", .columns = line_columns, .count = L_CELLS},
        [STEPS] = {.key = "events",
                   .title = "What happened",
                   .columns = step_columns,
                   .count = S_CELLS},
};
const struct ftl_table ftl_view_stocktake_shape = {.schema = "stocktake/1",
                                                   .title = "Stocktake",
                                                   .columns = ftl_view_stocktake_columns,
                                                   .count = FTL_VIEW_STOCKTAKE_CELLS,
                                                   .sections = sections,
                                                   .section_count = SECTIONS};

static const char *open_note(const struct ftl_stocktake_row *row)
{
	if (row->count.is_again)
		return "to be counted again";
	return ftl_stocktake_is_by_piece(&row->line) ? "to be counted, each by its number"
	                                             : "to be counted";
}

/* "to be counted again", "1 went meanwhile: count it again to be sure". */
static const char *note_of(struct ftl_arena *arena, const struct ftl_stocktake_row *row)
{
	const struct ftl_part part = {.unit = row->line.unit};
	const struct ftl_stocktake_drift *drift = &row->drift;
	FTL_BUF(text);

	if (!row->count.is_counted)
		return row->is_open        ? open_note(row)
		       : row->line.id == 0 ? "none at the start"
		                           : NULL;
	if (drift->has_moved && !row->count.is_adjusted)
		return "has moved since";
	if (drift->out_milli > 0)
		ftl_buf_printf(&text, "%s went meanwhile",
		               ftl_stock_words(arena, &part, drift->out_milli));
	if (drift->in_milli > 0)
		ftl_buf_printf(&text, "%s%s came meanwhile", text.length > 0 ? ", " : "",
		               ftl_stock_words(arena, &part, drift->in_milli));
	if (row->count.is_adjusted || text.length == 0)
		return text.length > 0 ? ftl_strdup(arena, ftl_buf_cstr(&text)) : NULL;
	if (ftl_stocktake_is_unsure(&row->found))
		ftl_buf_text(&text, ": count it again to be sure");
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

static const char *staff_of(struct ftl_arena *arena, const struct ftl_stocktake_count *count)
{
	if (count->other_staff == NULL)
		return count->staff;
	return ftl_sprintf(arena, "%s, %s", count->other_staff, count->staff);
}

static void line_cells(struct ftl_cli *cli, const struct ftl_stocktake *stocktake,
                       const struct ftl_stocktake_row *row, struct ftl_cell cells[L_CELLS])
{
	const struct ftl_stocktake_count *count = &row->count;
	bool is_told = ftl_stocktake_is_told(cli->app, stocktake);
	bool sees_cost = is_told && ftl_app_can(cli->app, FTL_CAN_SEE_COST);
	bool is_found = is_told && count->is_counted;

	cells[L_SKU] = ftl_cell_text(row->line.sku);
	cells[L_NAME] = ftl_cell_text(row->line.name);
	cells[L_LOT] = ftl_cell_text(row->line.lot);
	cells[L_SERIAL] = ftl_cell_text(row->line.serial);
	cells[L_EXPECTED] =
	        ftl_cell_opt(is_told, count->is_counted ? count->expected_milli : row->known_milli);
	cells[L_COUNTED] = ftl_cell_opt(count->is_counted, count->counted_milli);
	cells[L_DIFFERENCE] = ftl_cell_opt(is_found, row->found.difference_milli);
	cells[L_VALUE] = ftl_cell_opt(sees_cost && row->value_cents.has, row->value_cents.value);
	cells[L_NOTE] = ftl_cell_text(note_of(&cli->arena, row));
	cells[L_STAFF] = ftl_cell_text(staff_of(&cli->arena, count));
	cells[L_AT] = ftl_cell_opt(count->is_counted, count->counted_at);
	cells[L_IN] = ftl_cell_opt(count->is_counted, row->drift.in_milli);
	cells[L_OUT] = ftl_cell_opt(count->is_counted, row->drift.out_milli);
	cells[L_LEAST] = ftl_cell_opt(is_found, row->found.least_milli);
	cells[L_MOST] = ftl_cell_opt(is_found, row->found.most_milli);
	cells[L_UNIT] = ftl_cell_text(ftl_unit_names[row->line.unit]);
	cells[L_MAKER_NUMBER] = ftl_cell_text(row->line.maker_number);
}

/* Who is not told what should be there is not told what differs. */
static bool is_shown(const struct ftl_cli *cli, const struct ftl_stocktake *stocktake,
                     const struct ftl_stocktake_row *row, enum ftl_view_stocktake_only only)
{
	switch (only) {
	case FTL_VIEW_STOCKTAKE_ONLY_DIFFERENCES:
		return (row->found.difference_milli != 0 || ftl_stocktake_is_unsure(&row->found)) &&
		       ftl_stocktake_is_told(cli->app, stocktake);
	case FTL_VIEW_STOCKTAKE_ONLY_UNCOUNTED:
		return row->is_open;
	case FTL_VIEW_STOCKTAKE_ALL:
	case FTL_VIEW_STOCKTAKE_ONLYS:
		break;
	}
	return true;
}

static void add_lines(struct ftl_cli *cli, struct ftl_section_rows *rows,
                      const struct ftl_stocktake_full *full, enum ftl_view_stocktake_only only)
{
	struct ftl_cell cells[L_CELLS];

	for (size_t i = 0; i < full->row_count; i++) {
		if (!is_shown(cli, &full->stocktake, &full->rows[i], only))
			continue;
		line_cells(cli, &full->stocktake, &full->rows[i], cells);
		ftl_section_add(rows, cells, L_CELLS);
	}
}

const struct ftl_table ftl_view_stocktake_lines_shape = {.schema = "stocktake.lines/1",
                                                         .title = "Lines of a stocktake",
                                                         .columns = line_columns,
                                                         .count = L_CELLS,
                                                         .empty = "no such line"};

enum ftl_status ftl_view_stocktake_lines(struct ftl_cli *cli, const struct ftl_stocktake_full *full,
                                         enum ftl_view_stocktake_only only, struct ftl_err *err)
{
	struct ftl_cell cells[L_CELLS];
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_begin(cli->out, &ftl_view_stocktake_lines_shape, err));
	for (size_t i = 0; i < full->row_count && !ftl_out_is_full(cli->out); i++) {
		if (!is_shown(cli, &full->stocktake, &full->rows[i], only))
			continue;
		line_cells(cli, &full->stocktake, &full->rows[i], cells);
		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	return ftl_out_end(cli->out, err);
}

static void add_steps(struct ftl_section_rows *rows, const struct ftl_stocktake_full *full)
{
	for (size_t i = 0; i < full->step_count; i++) {
		const struct ftl_stocktake_event *event = &full->steps[i];
		const struct ftl_cell cells[S_CELLS] = {
		        [S_AT] = ftl_cell_number(event->at),
		        [S_WHAT] = ftl_cell_text(ftl_stocktake_act_names[event->act]),
		        [S_TEXT] = ftl_cell_text(event->text),
		        [S_STAFF] = ftl_cell_text(event->staff),
		};

		ftl_section_add(rows, cells, S_CELLS);
	}
}

static enum ftl_status put(struct ftl_cli *cli, const struct ftl_stocktake_full *full,
                           enum ftl_view_stocktake_only only, ftl_record_view *view,
                           struct ftl_err *err)
{
	struct ftl_section filled[SECTIONS];
	struct ftl_section_rows rows;
	struct ftl_cell cells[FTL_VIEW_STOCKTAKE_CELLS];
	const struct ftl_row row = {.cells = cells, .sections = filled, .section_count = SECTIONS};

	for (int i = 0; i < SECTIONS; i++)
		filled[i] = sections[i];
	rows = ftl_section_begin(&cli->arena, full->row_count);
	add_lines(cli, &rows, full, only);
	ftl_section_end(&filled[LINES], &rows);
	rows = ftl_section_begin(&cli->arena, full->step_count);
	add_steps(&rows, full);
	ftl_section_end(&filled[STEPS], &rows);
	ftl_view_stocktake_cells(cells, cli->app, full);
	return ftl_out_record(cli->out, &ftl_view_stocktake_shape, &row, view, NULL, err);
}

enum ftl_status ftl_view_stocktake_record(struct ftl_cli *cli,
                                          const struct ftl_stocktake_full *full,
                                          enum ftl_view_stocktake_only only, struct ftl_err *err)
{
	return put(cli, full, only, NULL, err);
}

static void say_next(struct ftl_cli *cli, const struct ftl_stocktake_full *full)
{
	const struct ftl_stocktake *stocktake = &full->stocktake;
	const char *eye = ftl_view_code(&cli->arena, stocktake->code);

	if (stocktake->state != FTL_STOCKTAKE_OPEN)
		ftl_cli_next(cli, "stocktake show %s", eye);
	else if (full->totals.counted == 0)
		ftl_cli_next(cli, "stocktake sheet %s sheet.pdf", eye);
	else if (full->totals.open > 0)
		ftl_cli_next(cli, "stocktake show %s --only uncounted", eye);
	else if (ftl_app_can(cli->app, FTL_CAN_MANAGE))
		ftl_cli_next(cli, "stocktake post %s --reason TEXT", eye);
	else
		ftl_cli_say(cli,
		            "all is counted: a manager posts it, with fettle stocktake post %s",
		            eye);
}

enum ftl_status ftl_view_stocktake_put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	FTL_TRY(put(cli, result, FTL_VIEW_STOCKTAKE_ALL, NULL, err));
	say_next(cli, result);
	return FTL_OK;
}

enum ftl_status ftl_view_stocktake_put_posted(struct ftl_cli *cli, const void *result,
                                              struct ftl_err *err)
{
	FTL_TRY(put(cli, result, FTL_VIEW_STOCKTAKE_ONLY_DIFFERENCES, NULL, err));
	say_next(cli, result);
	return FTL_OK;
}

static const char *shown(const struct ftl_out *out, struct ftl_arena *arena,
                         const struct ftl_row *row, int cell)
{
	return ftl_out_cell(out, arena, &line_columns[cell], &row->cells[cell]);
}

/* "970013-02: 3 counted, 4 expected: -1, worth -22.10 EUR". */
static void print_line(struct ftl_out *out, struct ftl_arena *arena, const struct ftl_row *row)
{
	const struct ftl_cell *cells = row->cells;
	bool differs = cells[L_DIFFERENCE].has && cells[L_DIFFERENCE].number != 0;

	if (differs)
		ftl_out_tone(out, FTL_TONE_WARN);
	ftl_out_print(out, "%s", shown(out, arena, row, L_SKU));
	if (cells[L_LOT].has && !cells[L_SERIAL].has)
		ftl_out_print(out, " lot %s", shown(out, arena, row, L_LOT));
	if (cells[L_SERIAL].has)
		ftl_out_print(out, " %s", shown(out, arena, row, L_SERIAL));
	ftl_out_print(out, ": ");
	if (cells[L_COUNTED].has)
		ftl_out_print(out, "%s counted", shown(out, arena, row, L_COUNTED));
	if (cells[L_COUNTED].has && cells[L_EXPECTED].has)
		ftl_out_print(out, ", %s expected", shown(out, arena, row, L_EXPECTED));
	if (differs)
		ftl_out_print(out, ": %s%s", cells[L_DIFFERENCE].number > 0 ? "+" : "",
		              shown(out, arena, row, L_DIFFERENCE));
	if (differs && cells[L_VALUE].has)
		ftl_out_print(out, ", worth %s", shown(out, arena, row, L_VALUE));
	if (cells[L_NOTE].has)
		ftl_out_print(out, "%s%s", cells[L_COUNTED].has ? "; " : "",
		              shown(out, arena, row, L_NOTE));
	ftl_out_print(out, "\n");
	ftl_out_tone(out, FTL_TONE_PLAIN);
}

static void view_count(struct ftl_out *out, const struct ftl_table *shape,
                       const struct ftl_row *row, const void *extra)
{
	FTL_ARENA(scratch);
	const struct ftl_section *lines = &row->sections[LINES];
	const struct ftl_cell *cells = row->cells;

	(void)shape;
	(void)extra;
	for (size_t i = 0; i < lines->row_count; i++)
		print_line(out, &scratch, &lines->rows[i]);
	ftl_out_tone(out, FTL_TONE_DIM);
	ftl_out_print(out, "%lld of %lld lines counted\n",
	              (long long)cells[FTL_VIEW_STOCKTAKE_COUNTED].number,
	              (long long)cells[FTL_VIEW_STOCKTAKE_LINES].number);
	ftl_out_tone(out, FTL_TONE_PLAIN);
}

enum ftl_status ftl_view_stocktake_put_count(struct ftl_cli *cli, const void *result,
                                             struct ftl_err *err)
{
	FTL_TRY(put(cli, result, FTL_VIEW_STOCKTAKE_ALL, view_count, err));
	say_next(cli, result);
	return FTL_OK;
}

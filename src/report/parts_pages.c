#include "report/parts_pages.h"

#include "report/pages.h"

#define HEAD_ROW (FTL_PAGE_FIRST_ROW - 1)

struct head {
	const char *title;
	enum ftl_show show;
	double width;
};

enum {
	SLICES_NAME,
	SLICES_STOCK = FTL_SLICES_STOCK,
	SLICES_RECEIVED,
	SLICES_USED,
	SLICES_LOST,
	SLICES_OTHER,
	SLICES_NEEDED,
	SLICES_FILLED,
	SLICES_FILL_RATE,
	SLICES_COLUMNS
};
static const struct head slice_heads[SLICES_COLUMNS] = {
        [SLICES_NAME] = {"Period", FTL_SHOW_TEXT, 24},
        [SLICES_STOCK] = {"Stock value at its end", FTL_SHOW_MONEY, 18},
        [SLICES_RECEIVED] = {"+ Received", FTL_SHOW_MONEY, 18},
        [SLICES_USED] = {"− Used", FTL_SHOW_MONEY, 18},
        [SLICES_LOST] = {"Shrinkage", FTL_SHOW_MONEY, 18},
        [SLICES_OTHER] = {"All changes of the stock", FTL_SHOW_MONEY, 18},
        [SLICES_NEEDED] = {"Lines that needed a part", FTL_SHOW_INT, 14},
        [SLICES_FILLED] = {"Filled at once", FTL_SHOW_INT, 12},
        [SLICES_FILL_RATE] = {"Fill rate", FTL_SHOW_PERCENT, 11},
};

enum {
	PLACES_NAME,
	PLACES_PARTS,
	PLACES_VALUE = FTL_PLACES_VALUE_COLUMN,
	PLACES_SHARE,
	PLACES_BEFORE,
	PLACES_CHANGE,
	PLACES_COLUMNS
};
static const struct head place_heads[PLACES_COLUMNS] = {
        [PLACES_NAME] = {"Place", FTL_SHOW_TEXT, 34},
        [PLACES_PARTS] = {"Parts", FTL_SHOW_INT, 11},
        [PLACES_VALUE] = {"Value", FTL_SHOW_MONEY, 18},
        [PLACES_SHARE] = {"Of all stock", FTL_SHOW_PERCENT, 12},
        [PLACES_BEFORE] = {"When the period began", FTL_SHOW_MONEY, 18},
        [PLACES_CHANGE] = {"Change", FTL_SHOW_CHANGE_MONEY, 18},
};

enum {
	SUPPLIERS_NAME,
	SUPPLIERS_RECEIVED,
	SUPPLIERS_VALUE,
	SUPPLIERS_DEAD,
	SUPPLIERS_DEAD_RATE,
	SUPPLIERS_WRONG,
	SUPPLIERS_WRONG_RATE,
	SUPPLIERS_NEEDED,
	SUPPLIERS_FILLED,
	SUPPLIERS_FILL_RATE,
	SUPPLIERS_DELIVERIES,
	SUPPLIERS_PROMISED,
	SUPPLIERS_MEDIAN,
	SUPPLIERS_P90,
	SUPPLIERS_IN_TIME,
	SUPPLIERS_IN_FULL,
	SUPPLIERS_COLUMNS
};
static const struct head supplier_heads[SUPPLIERS_COLUMNS] = {
        [SUPPLIERS_NAME] = {"Supplier", FTL_SHOW_TEXT, 30},
        [SUPPLIERS_RECEIVED] = {"Received", FTL_SHOW_QUANTITY, 11},
        [SUPPLIERS_VALUE] = {"Received, value", FTL_SHOW_MONEY, 16},
        [SUPPLIERS_DEAD] = {"Dead", FTL_SHOW_QUANTITY, 9},
        [SUPPLIERS_DEAD_RATE] = {"Dead on arrival", FTL_SHOW_PERCENT, 10},
        [SUPPLIERS_WRONG] = {"Wrong", FTL_SHOW_QUANTITY, 9},
        [SUPPLIERS_WRONG_RATE] = {"Wrong parts", FTL_SHOW_PERCENT, 10},
        [SUPPLIERS_NEEDED] = {"Lines that needed its parts", FTL_SHOW_INT, 14},
        [SUPPLIERS_FILLED] = {"Filled at once", FTL_SHOW_INT, 10},
        [SUPPLIERS_FILL_RATE] = {"Fill rate", FTL_SHOW_PERCENT, 10},
        [SUPPLIERS_DELIVERIES] = {"Deliveries", FTL_SHOW_INT, 11},
        [SUPPLIERS_PROMISED] = {"Days promised", FTL_SHOW_INT, 11},
        [SUPPLIERS_MEDIAN] = {"Median days", FTL_SHOW_DAYS, 10},
        [SUPPLIERS_P90] = {"9 in 10 within", FTL_SHOW_DAYS, 10},
        [SUPPLIERS_IN_TIME] = {"In time", FTL_SHOW_PERCENT, 10},
        [SUPPLIERS_IN_FULL] = {"In full", FTL_SHOW_PERCENT, 10},
};

#define COLUMNS_MOST SUPPLIERS_COLUMNS

static const struct {
	const char *sheet;
	const char *title;
	const struct head *heads;
	int count;
} pages[FTL_PARTS_PAGES] = {
        [FTL_PAGE_SLICES] = {"By period", "Parts by period", slice_heads, SLICES_COLUMNS},
        [FTL_PAGE_PLACES] = {"Value by place", "Stock value by place", place_heads, PLACES_COLUMNS},
        [FTL_PAGE_SUPPLIERS] = {"By supplier", "Parts by supplier", supplier_heads,
                                SUPPLIERS_COLUMNS},
};

struct ftl_sheet *ftl_parts_page_open(struct ftl_workbook *book, const char *footer,
                                      enum ftl_parts_page page)
{
	double widths[COLUMNS_MOST];

	for (int i = 0; i < pages[page].count; i++)
		widths[i] = pages[page].heads[i].width;
	return ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = pages[page].sheet,
	                                                         .widths = widths,
	                                                         .columns = pages[page].count,
	                                                         .head_rows = FTL_PAGE_FIRST_ROW,
	                                                         .frozen_columns = 1,
	                                                         .footer = footer});
}

/* A page while it is written. */
struct writing {
	const struct ftl_parts_report *report;
	struct ftl_arena *arena;
	struct ftl_sheet *sheet;
	const struct head *heads;
	size_t groups; /* rows that each look at all rows of a listing */
	int row;
	enum ftl_face face;
};

static struct writing begin(const struct ftl_parts_report *report, struct ftl_arena *arena,
                            struct ftl_sheet *sheet, enum ftl_parts_page page, size_t groups,
                            const char *words)
{
	struct writing w = {.report = report,
	                    .arena = arena,
	                    .sheet = sheet,
	                    .heads = pages[page].heads,
	                    .groups = groups,
	                    .row = FTL_PAGE_FIRST_ROW,
	                    .face = FTL_FACE_PLAIN};

	ftl_page_title(sheet, pages[page].title,
	               ftl_sprintf(arena, "%s. %s. %s", report->context->centre,
	                           report->frame->period_words, words),
	               ftl_sprintf(arena, "As of %s", report->frame->as_of_words));
	ftl_sheet_height(sheet, HEAD_ROW, 30);
	for (int i = 0; i < pages[page].count; i++)
		ftl_sheet_span(sheet, HEAD_ROW, i, i,
		               (struct ftl_look){FTL_FACE_HEAD, w.heads[i].show}, w.heads[i].title);
	return w;
}

static bool is_live(const struct writing *w, int listing)
{
	const struct ftl_listing *rows = &w->report->listings[listing];

	return ftl_listing_is_live(rows) && rows->rows * (int64_t)w->groups <= FTL_LIVE_CELLS;
}

static void put(const struct writing *w, int column, int64_t numerator, int64_t denominator)
{
	ftl_sheet_value(w->sheet, w->row, column, (struct ftl_look){w->face, w->heads[column].show},
	                numerator, denominator);
}

/* Live where formula is one. */
static void put_live(const struct writing *w, int column, const char *formula, int64_t numerator,
                     int64_t denominator)
{
	if (formula == NULL)
		put(w, column, numerator, denominator);
	else
		ftl_sheet_formula(w->sheet, w->row, column,
		                  (struct ftl_look){w->face, w->heads[column].show}, formula,
		                  numerator, denominator);
}

static const char *range_of(const struct writing *w, int listing, int column)
{
	return ftl_listing_range(&w->report->listings[listing], w->arena, column);
}

/* What of a column of the moves is of the group with the number; NULL: not live. */
static const char *of_moves(const struct writing *w, int numbers, size_t number, int column)
{
	if (!is_live(w, FTL_PARTS_MOVES))
		return NULL;
	return ftl_sprintf(w->arena, "=SUMIF(%s,%zu,%s)", range_of(w, FTL_PARTS_MOVES, numbers),
	                   number, range_of(w, FTL_PARTS_MOVES, column));
}

static const char *lines_of(const struct writing *w, int numbers, size_t number)
{
	if (!is_live(w, FTL_PARTS_FILL))
		return NULL;
	return ftl_sprintf(w->arena, "=COUNTIF(%s,%zu)", range_of(w, FTL_PARTS_FILL, numbers),
	                   number);
}

static const char *filled_of(const struct writing *w, int numbers, size_t number)
{
	if (!is_live(w, FTL_PARTS_FILL))
		return NULL;
	return ftl_sprintf(w->arena, "=COUNTIFS(%s,%zu,%s,TRUE)",
	                   range_of(w, FTL_PARTS_FILL, numbers), number,
	                   range_of(w, FTL_PARTS_FILL, FTL_FILL_FILLED));
}

/* One column of the row divided by another. */
static void put_ratio(const struct writing *w, int column, int part, int all, int64_t numerator,
                      int64_t denominator)
{
	const char *over = ftl_column_letters(w->arena, all);

	put_live(w, column,
	         ftl_sprintf(w->arena, "=IF(%s%d<=0,\"–\",%s%d/%s%d)", over, w->row + 1,
	                     ftl_column_letters(w->arena, part), w->row + 1, over, w->row + 1),
	         numerator, denominator > 0 ? denominator : 0);
}

/* The sum of the rows above, from first on. */
static void put_total(const struct writing *w, int column, int first, int64_t value)
{
	const char *letters = ftl_column_letters(w->arena, column);

	put_live(w, column,
	         w->row == first ? NULL
	                         : ftl_sprintf(w->arena, "=SUM(%s%d:%s%d)", letters, first + 1,
	                                       letters, w->row),
	         value, 1);
}

static void put_lines(const struct writing *w, int column, int numbers, size_t number,
                      const struct ftl_parts_sums *sums)
{
	put_live(w, column, lines_of(w, numbers, number), sums->needed, 1);
	put_live(w, column + 1, filled_of(w, numbers, number), sums->filled, 1);
	put_ratio(w, column + 2, column + 1, column, sums->filled, sums->needed);
}

static void write_slice(const struct writing *w, size_t number, int64_t stock_cents)
{
	const struct ftl_parts_slice *slice = &w->report->slices[number - 1];
	const struct ftl_stock_sum *flows = slice->sums.flows;
	int numbers = FTL_MOVES_SLICE_NUMBER;

	ftl_sheet_text(w->sheet, w->row, SLICES_NAME, w->face,
	               w->report->frame->slices[number - 1].label);
	put_live(w, SLICES_STOCK, ftl_sprintf(w->arena, "=B%d+F%d", w->row, w->row + 1),
	         stock_cents, 1);
	put_live(w, SLICES_RECEIVED, of_moves(w, numbers, number, FTL_MOVES_RECEIVED_VALUE),
	         flows[FTL_FLOW_RECEIVED].value_cents, 1);
	put_live(w, SLICES_USED, of_moves(w, numbers, number, FTL_MOVES_USED_VALUE),
	         flows[FTL_FLOW_USED].value_cents, 1);
	put_live(w, SLICES_LOST, of_moves(w, numbers, number, FTL_MOVES_LOST_VALUE),
	         ftl_parts_lost(&slice->sums).value_cents, 1);
	put_live(w, SLICES_OTHER, of_moves(w, numbers, number, FTL_MOVES_STOCK_CHANGE),
	         slice->change_cents, 1);
	put_lines(w, SLICES_NEEDED, FTL_FILL_SLICE_NUMBER, number, &slice->sums);
}

void ftl_parts_write_slices(const struct ftl_parts_report *report, struct ftl_arena *arena,
                            struct ftl_sheet *sheet)
{
	const struct ftl_parts_sums *all = &report->now.sums;
	size_t count = report->frame->slice_count;
	int64_t stock = report->was.stock_cents;
	struct writing w = begin(report, arena, sheet, FTL_PAGE_SLICES, count, "Without tax.");
	int first = w.row + 1;

	ftl_sheet_money_width(sheet, SLICES_STOCK, SLICES_OTHER,
	                      10 * (stock + report->now.stock_cents));
	ftl_sheet_filter(sheet, HEAD_ROW, w.row + (int)count, SLICES_COLUMNS - 1);
	ftl_sheet_text(sheet, w.row, SLICES_NAME, w.face, "At the start");
	put(&w, SLICES_STOCK, stock, 1);
	for (int i = SLICES_RECEIVED; i < SLICES_COLUMNS; i++)
		ftl_sheet_blank(sheet, w.row, i, w.face);
	for (size_t i = 0; i < count; i++) {
		w.row++;
		stock += report->slices[i].change_cents;
		write_slice(&w, i + 1, stock);
	}
	w.row++;
	w.face = FTL_FACE_TOTAL;
	ftl_sheet_text(sheet, w.row, SLICES_NAME, w.face, "The whole period");
	put_live(&w, SLICES_STOCK, ftl_sprintf(arena, "=B%d", w.row), stock, 1);
	put_total(&w, SLICES_RECEIVED, first, all->flows[FTL_FLOW_RECEIVED].value_cents);
	put_total(&w, SLICES_USED, first, all->flows[FTL_FLOW_USED].value_cents);
	put_total(&w, SLICES_LOST, first, ftl_parts_lost(all).value_cents);
	put_total(&w, SLICES_OTHER, first, stock - report->was.stock_cents);
	put_total(&w, SLICES_NEEDED, first, all->needed);
	put_total(&w, SLICES_FILLED, first, all->filled);
	put_ratio(&w, SLICES_FILL_RATE, SLICES_FILLED, SLICES_NEEDED, all->filled, all->needed);
}

static void write_place(const struct writing *w, const struct ftl_parts_place *place, int total_row)
{
	size_t number = (size_t)(place - w->report->places) + 1;
	int64_t all = w->report->now.placed_cents;
	const char *numbers = range_of(w, FTL_PARTS_STOCK, FTL_STOCK_PLACE_NUMBER);
	const char *parts = NULL, *value = NULL;

	if (is_live(w, FTL_PARTS_STOCK)) {
		parts = ftl_sprintf(w->arena, "=COUNTIF(%s,%zu)", numbers, number);
		value = ftl_sprintf(w->arena, "=SUMIF(%s,%zu,%s)", numbers, number,
		                    range_of(w, FTL_PARTS_STOCK, FTL_STOCK_VALUE));
	}
	ftl_sheet_link(w->sheet, w->row, PLACES_NAME,
	               (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_TEXT}, place->name, "'Stock'!C1");
	put_live(w, PLACES_PARTS, parts, place->parts, 1);
	put_live(w, PLACES_VALUE, value, place->value_cents, 1);
	put_live(w, PLACES_SHARE,
	         ftl_sprintf(w->arena, "=IF(C%d<=0,\"–\",C%d/C%d)", total_row + 1, w->row + 1,
	                     total_row + 1),
	         place->value_cents, all > 0 ? all : 0);
	put(w, PLACES_BEFORE, place->value_before_cents, 1);
	put_live(w, PLACES_CHANGE, ftl_sprintf(w->arena, "=C%d-E%d", w->row + 1, w->row + 1),
	         place->value_cents - place->value_before_cents, 1);
}

void ftl_parts_write_places(const struct ftl_parts_report *report, struct ftl_arena *arena,
                            struct ftl_sheet *sheet)
{
	int64_t now = report->now.placed_cents, was = report->was.placed_cents;
	size_t count;
	const size_t *order = ftl_parts_place_order(report, &count);
	struct writing w = begin(report, arena, sheet, FTL_PAGE_PLACES, count,
	                         "At the end of the period. Without tax.");
	int first = w.row, total = w.row + (int)count;

	ftl_sheet_money_width(sheet, PLACES_VALUE, PLACES_VALUE, 10 * now);
	ftl_sheet_money_width(sheet, PLACES_BEFORE, PLACES_CHANGE, 10 * (now + was));
	if (count > 0) {
		ftl_sheet_filter(sheet, HEAD_ROW, total - 1, PLACES_COLUMNS - 1);
		ftl_sheet_bars(sheet, first, total - 1, PLACES_VALUE);
	}
	for (; w.row < total; w.row++)
		write_place(&w, &report->places[order[w.row - first]], total);
	w.face = FTL_FACE_TOTAL;
	ftl_sheet_text(sheet, w.row, PLACES_NAME, w.face, "All places");
	ftl_sheet_blank(sheet, w.row, PLACES_PARTS, w.face);
	put_total(&w, PLACES_VALUE, first, now);
	put_live(&w, PLACES_SHARE, ftl_sprintf(arena, "=IF(C%d<=0,\"–\",1)", w.row + 1), now,
	         now > 0 ? now : 0);
	put_total(&w, PLACES_BEFORE, first, was);
	put_live(&w, PLACES_CHANGE, ftl_sprintf(arena, "=C%d-E%d", w.row + 1, w.row + 1), now - was,
	         1);
}

/* The columns that come of purchase orders; a dash where there is nothing to measure. */
static void write_supply(const struct writing *w, const struct ftl_parts_supply *supply)
{
	struct ftl_sample sorted FTL_CLEANUP(ftl_sample_done) = {NULL, 0, 0, false};
	bool has_lead = supply->lead.count > 0;

	for (size_t i = 0; i < supply->lead.count; i++)
		ftl_sample_add(&sorted, supply->lead.values[i]);
	put(w, SUPPLIERS_DELIVERIES, supply->deliveries, 1);
	put(w, SUPPLIERS_MEDIAN, has_lead ? ftl_sample_percentile(&sorted, 50) : 0, has_lead);
	put(w, SUPPLIERS_P90, has_lead ? ftl_sample_percentile(&sorted, 90) : 0, has_lead);
	put(w, SUPPLIERS_IN_TIME, supply->in_time, supply->promised);
	put(w, SUPPLIERS_IN_FULL, supply->in_full, supply->lines);
}

static void write_rates(const struct writing *w, const struct ftl_stock_sum *flows)
{
	int64_t received = flows[FTL_FLOW_RECEIVED].quantity_milli;

	put_ratio(w, SUPPLIERS_DEAD_RATE, SUPPLIERS_DEAD, SUPPLIERS_RECEIVED,
	          flows[FTL_FLOW_DEAD].quantity_milli, received);
	put_ratio(w, SUPPLIERS_WRONG_RATE, SUPPLIERS_WRONG, SUPPLIERS_RECEIVED,
	          flows[FTL_FLOW_WRONG].quantity_milli, received);
}

static void write_supplier(const struct writing *w, const struct ftl_parts_supplier *supplier)
{
	const struct ftl_stock_sum *flows = supplier->sums.flows;
	size_t number = (size_t)(supplier - w->report->suppliers) + 1;
	int numbers = FTL_MOVES_SUPPLIER_NUMBER;

	ftl_sheet_link(w->sheet, w->row, SUPPLIERS_NAME,
	               (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_TEXT}, supplier->name,
	               "'Dead and wrong'!H1");
	put_live(w, SUPPLIERS_RECEIVED, of_moves(w, numbers, number, FTL_MOVES_RECEIVED),
	         flows[FTL_FLOW_RECEIVED].quantity_milli, 1);
	put_live(w, SUPPLIERS_VALUE, of_moves(w, numbers, number, FTL_MOVES_RECEIVED_VALUE),
	         flows[FTL_FLOW_RECEIVED].value_cents, 1);
	put_live(w, SUPPLIERS_DEAD, of_moves(w, numbers, number, FTL_MOVES_DEAD),
	         flows[FTL_FLOW_DEAD].quantity_milli, 1);
	put_live(w, SUPPLIERS_WRONG, of_moves(w, numbers, number, FTL_MOVES_WRONG),
	         flows[FTL_FLOW_WRONG].quantity_milli, 1);
	write_rates(w, flows);
	put_lines(w, SUPPLIERS_NEEDED, FTL_FILL_SUPPLIER_NUMBER, number, &supplier->sums);
	put(w, SUPPLIERS_PROMISED, supplier->lead_days.value, supplier->lead_days.has);
	write_supply(w, &supplier->supply);
}

void ftl_parts_write_suppliers(const struct ftl_parts_report *report, struct ftl_arena *arena,
                               struct ftl_sheet *sheet)
{
	const struct ftl_parts_sums *all = &report->now.sums;
	size_t count;
	const size_t *order = ftl_parts_supplier_order(report, &count);
	struct writing w = begin(report, arena, sheet, FTL_PAGE_SUPPLIERS, count,
	                         "Lines by who usually sells the part. Without tax.");
	int first = w.row, total = w.row + (int)count;

	ftl_sheet_money_width(sheet, SUPPLIERS_VALUE, SUPPLIERS_VALUE,
	                      10 * all->flows[FTL_FLOW_RECEIVED].value_cents);
	if (count > 0)
		ftl_sheet_filter(sheet, HEAD_ROW, total - 1, SUPPLIERS_COLUMNS - 1);
	for (; w.row < total; w.row++)
		write_supplier(&w, &report->suppliers[order[w.row - first]]);
	w.face = FTL_FACE_TOTAL;
	ftl_sheet_text(sheet, w.row, SUPPLIERS_NAME, w.face, "All suppliers");
	put_total(&w, SUPPLIERS_RECEIVED, first, all->flows[FTL_FLOW_RECEIVED].quantity_milli);
	put_total(&w, SUPPLIERS_VALUE, first, all->flows[FTL_FLOW_RECEIVED].value_cents);
	put_total(&w, SUPPLIERS_DEAD, first, all->flows[FTL_FLOW_DEAD].quantity_milli);
	put_total(&w, SUPPLIERS_WRONG, first, all->flows[FTL_FLOW_WRONG].quantity_milli);
	write_rates(&w, all->flows);
	put_total(&w, SUPPLIERS_NEEDED, first, all->needed);
	put_total(&w, SUPPLIERS_FILLED, first, all->filled);
	put_ratio(&w, SUPPLIERS_FILL_RATE, SUPPLIERS_FILLED, SUPPLIERS_NEEDED, all->filled,
	          all->needed);
	ftl_sheet_blank(sheet, w.row, SUPPLIERS_PROMISED, w.face);
	write_supply(&w, &report->now.supply);
}

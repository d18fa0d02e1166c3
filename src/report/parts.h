#ifndef REPORT_PARTS_H
#define REPORT_PARTS_H

#include "fettle/model/custody.h"
#include "fettle/model/stats.h"
#include "fettle/out/workbook.h"
#include "fettle/report/parts.h"
#include "report/figure.h"
#include "report/listing.h"
#include "store/holding.h"

/*
 * The report of parts: what the shelves hold and are worth at the end of the period, and what moved
 * in it, folded from the ledger's moves up to as-of.
 */

/* What moved in a span of days. */
struct ftl_parts_sums {
	struct ftl_stock_sum flows[FTL_FLOWS];
	int64_t moves[FTL_FLOWS]; /* of each */
	int64_t needed;           /* lines of jobs that needed a part … */
	int64_t filled;           /* … and found all of it on a shelf */
	int64_t below;            /* moves that left a shelf with less than nothing */
};

/* What came of purchase orders in a span of days. */
struct ftl_parts_supply {
	int64_t deliveries;
	int64_t promised;       /* those for which a day was known … */
	int64_t in_time;        /* … and kept */
	int64_t lines;          /* of which something came first … */
	int64_t in_full;        /* … and all at once */
	struct ftl_sample lead; /* seconds from sending the order to each delivery */
};

/* A period as a whole. */
struct ftl_parts_totals {
	struct ftl_parts_sums sums;
	struct ftl_parts_supply supply;
	int64_t stock_cents;  /* at its end, as those below */
	int64_t placed_cents; /* what of it lies at places: all, by a ledger that is right */
	int64_t slow_cents;
	int64_t dead_cents;
	int64_t over_cents;
	int64_t stocked; /* parts of which there is some, or less than none */
	int64_t slow;
	int64_t dead;
	int64_t over;
	int64_t uncredited_cents; /* what suppliers did not credit in it … */
	int64_t uncredited;       /* … and how often they said so, or that it was a mistake */
};

/* Rows that are sorted once all are there. */
struct ftl_parts_kept {
	struct ftl_parts_kept_row *rows;
	size_t count;
	size_t capacity;
};

/* One part of which there is something to say. */
struct ftl_parts_row {
	const char *sku;
	const char *name;
	enum ftl_unit unit;
	int supplier;               /* its place among the report's, 0: none */
	struct ftl_holding holding; /* at the end of the period */
	int64_t free_milli;
	int64_t reserved_milli;
	struct ftl_parts_sums sums;
	struct ftl_stock_sum over;
	struct ftl_opt idle_at;
	int64_t idle_days;
	enum ftl_pace pace;
};

struct ftl_parts_place {
	int64_t id;
	const char *name;
	enum ftl_place_kind kind;
	int64_t parts; /* that lie there, or less than none of them */
	int64_t value_cents;
	int64_t value_before_cents;
};

struct ftl_parts_supplier {
	int64_t id; /* 0: not known */
	const char *name;
	struct ftl_opt lead_days; /* as they promise */
	struct ftl_parts_sums sums;
	struct ftl_parts_supply supply;
};

struct ftl_parts_slice {
	struct ftl_parts_sums sums;
	int64_t change_cents; /* of the stock's value */
};

/* Sheets of the workbook that no command lists. */
enum { FTL_PARTS_STOCK = FTL_PARTS_LIST_COUNT, FTL_PARTS_MOVES, FTL_PARTS_LISTINGS };

struct ftl_parts_report {
	const struct ftl_report_context *context;
	const struct ftl_frame *frame;
	struct ftl_arena *arena; /* lives as long as the report */
	int64_t before_at; /* when the period before begins, the period, and when it is over */
	int64_t from_at;
	int64_t end_at;
	const int64_t *slice_at; /* when each slice begins */
	struct ftl_parts_totals now;
	struct ftl_parts_totals was;
	struct ftl_parts_slice *slices;
	struct ftl_parts_place *places; /* by id */
	size_t place_count;
	struct ftl_parts_supplier *suppliers; /* by id; the first is nobody */
	size_t supplier_count;
	const struct ftl_staff *staff; /* by id */
	size_t staff_count;
	struct ftl_parts_row *rows;
	size_t row_count;
	size_t row_capacity;
	bool is_short; /* of lines that needed a part only those that did not find it are listed */
	struct ftl_listing listings[FTL_PARTS_LISTINGS];
	struct ftl_parts_kept kept[FTL_PARTS_LISTINGS];
};

void ftl_parts_begin(const struct ftl_report_context *context, const struct ftl_frame *frame,
                     struct ftl_arena *arena, struct ftl_parts_report *ret);
void ftl_parts_done(struct ftl_parts_report *report);

/* parts_names.c: what rows call things by. */
FTL_MUST_CHECK enum ftl_status ftl_parts_load(struct ftl_parts_report *report, struct ftl_err *err);
/* NULL for no id, or one of another site. */
struct ftl_parts_place *ftl_parts_place(const struct ftl_parts_report *report, int64_t id);
const char *ftl_parts_person(const struct ftl_parts_report *report, int64_t staff_id);
/* Its place among the suppliers; 0 stands for nobody. */
int ftl_parts_supplier(const struct ftl_parts_report *report, int64_t id);

/* Days of the period, and of the one before it. */
int32_t ftl_parts_days(const struct ftl_period *period);
/* The slice of an instant of the period. */
size_t ftl_parts_slice(const struct ftl_parts_report *report, int64_t at);
/* The civil day of an instant. */
int32_t ftl_parts_day(const struct ftl_parts_report *report, int64_t at);

/* parts_walk.c: reads the ledger once and fills the report and its listings. */
FTL_MUST_CHECK enum ftl_status ftl_parts_walk(struct ftl_parts_report *report, struct ftl_err *err);
/* parts_supply.c: the same of what came of purchase orders. */
FTL_MUST_CHECK enum ftl_status ftl_parts_supply(struct ftl_parts_report *report,
                                                struct ftl_err *err);

/* parts_uncredited.c: the same of what suppliers did not credit. */
FTL_MUST_CHECK enum ftl_status ftl_parts_uncredited(struct ftl_parts_report *report,
                                                    struct ftl_err *err);

/* parts_kept.c: rows that wait for the others of their listing. Those with the most money come
 * first, then by SKU, then as they came. */
void ftl_parts_keep_row(struct ftl_parts_report *report, int listing, const struct ftl_cell *cells,
                        const char *sku, int64_t cents);
FTL_MUST_CHECK enum ftl_status ftl_parts_put_kept(struct ftl_parts_report *report,
                                                  struct ftl_err *err);
void ftl_parts_kept_done(struct ftl_parts_report *report);

/* parts_fold.c: adds up, and says when a sum leaves the range of money. */
FTL_MUST_CHECK enum ftl_status ftl_parts_too_large(struct ftl_err *err);
bool ftl_parts_add(struct ftl_parts_sums *total, const struct ftl_parts_sums *sums);
/* What was lost: the values of all flows that are losses. */
struct ftl_stock_sum ftl_parts_lost(const struct ftl_parts_sums *sums);

/* parts_lists.c: the listings' shapes, and rows that come with the moves. */
extern const struct ftl_listing_spec ftl_parts_specs[FTL_PARTS_LISTINGS];
/* What a move is to the report. */
struct ftl_parts_step {
	const struct ftl_holding_part *part;
	const struct ftl_holding_move *move;
	const struct ftl_parts_sums *sums;
	int64_t change_cents;
	int64_t left_milli; /* on the shelf it was taken from */
	int supplier;
};
FTL_MUST_CHECK enum ftl_status ftl_parts_put_step(struct ftl_parts_report *report,
                                                  const struct ftl_parts_step *step,
                                                  struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_parts_put_need(struct ftl_parts_report *report,
                                                  const struct ftl_holding_part *part,
                                                  const struct ftl_holding_need *need,
                                                  struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_parts_put_stock(struct ftl_parts_report *report,
                                                   const struct ftl_holding_part *part,
                                                   const struct ftl_parts_place *place,
                                                   const struct ftl_stock_sum *sum,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_parts_put_delivery(struct ftl_parts_report *report,
                                                      const struct ftl_delivery *delivery,
                                                      struct ftl_opt promised_on,
                                                      struct ftl_err *err);

/* parts_rows.c: listings of what the fold came to, the most valuable first. */
FTL_MUST_CHECK enum ftl_status ftl_parts_put_rows(struct ftl_parts_report *report,
                                                  struct ftl_err *err);
/* The places, or suppliers, in the order to show them; those with nothing are left out. */
const size_t *ftl_parts_place_order(const struct ftl_parts_report *report, size_t *ret_count);
const size_t *ftl_parts_supplier_order(const struct ftl_parts_report *report, size_t *ret_count);

/* Columns that formulas look at. */
enum ftl_parts_cover_column {
	FTL_COVER_SKU,
	FTL_COVER_NAME,
	FTL_COVER_ON_HAND,
	FTL_COVER_FREE,
	FTL_COVER_RESERVED,
	FTL_COVER_UNIT,
	FTL_COVER_VALUE,
	FTL_COVER_USED,
	FTL_COVER_USED_VALUE,
	FTL_COVER_SECONDS,
	FTL_COVER_OVER,
	FTL_COVER_OVER_VALUE,
	FTL_COVER_NEEDED,
	FTL_COVER_FILLED,
	FTL_COVER_FILL_RATE,
	FTL_COVER_SUPPLIER,
	FTL_COVER_COLUMNS
};
enum ftl_parts_slow_column {
	FTL_SLOW_SKU,
	FTL_SLOW_NAME,
	FTL_SLOW_PACE,
	FTL_SLOW_ON_HAND,
	FTL_SLOW_UNIT,
	FTL_SLOW_VALUE,
	FTL_SLOW_IDLE_DAYS,
	FTL_SLOW_IDLE_ON,
	FTL_SLOW_USED_ON,
	FTL_SLOW_SUPPLIER,
	FTL_SLOW_COLUMNS
};
enum ftl_parts_fill_column {
	FTL_FILL_SKU,
	FTL_FILL_NAME,
	FTL_FILL_ORDER,
	FTL_FILL_LINE,
	FTL_FILL_AT,
	FTL_FILL_NEEDED,
	FTL_FILL_FIRST,
	FTL_FILL_UNIT,
	FTL_FILL_FILLED,
	FTL_FILL_SUPPLIER,
	FTL_FILL_COLUMNS,
	FTL_FILL_SLICE_NUMBER = FTL_FILL_COLUMNS,
	FTL_FILL_SUPPLIER_NUMBER,
	FTL_FILL_ALL
};
enum ftl_parts_stock_column {
	FTL_STOCK_SKU,
	FTL_STOCK_NAME,
	FTL_STOCK_PLACE,
	FTL_STOCK_QUANTITY,
	FTL_STOCK_UNIT,
	FTL_STOCK_VALUE,
	FTL_STOCK_PLACE_NUMBER,
	FTL_STOCK_COLUMNS
};
enum ftl_parts_moves_column {
	FTL_MOVES_ID,
	FTL_MOVES_AT,
	FTL_MOVES_SKU,
	FTL_MOVES_NAME,
	FTL_MOVES_KIND,
	FTL_MOVES_QUANTITY,
	FTL_MOVES_VALUE,
	FTL_MOVES_FROM,
	FTL_MOVES_TO,
	FTL_MOVES_ORDER,
	FTL_MOVES_SUPPLIER,
	FTL_MOVES_SERIAL,
	FTL_MOVES_STAFF,
	FTL_MOVES_REASON,
	FTL_MOVES_STOCK_CHANGE,
	FTL_MOVES_RECEIVED,
	FTL_MOVES_RECEIVED_VALUE,
	FTL_MOVES_USED_VALUE,
	FTL_MOVES_DEAD,
	FTL_MOVES_WRONG,
	FTL_MOVES_LOST_VALUE,
	FTL_MOVES_SLICE_NUMBER,
	FTL_MOVES_SUPPLIER_NUMBER,
	FTL_MOVES_COLUMNS
};
enum ftl_parts_uncredited_column {
	FTL_UNCREDITED_AT,
	FTL_UNCREDITED_SUPPLIER,
	FTL_UNCREDITED_RETURN,
	FTL_UNCREDITED_LINE,
	FTL_UNCREDITED_SKU,
	FTL_UNCREDITED_NAME,
	FTL_UNCREDITED_QUANTITY,
	FTL_UNCREDITED_UNIT,
	FTL_UNCREDITED_KIND,
	FTL_UNCREDITED_ASKED,
	FTL_UNCREDITED_CREDITED,
	FTL_UNCREDITED_VALUE,
	FTL_UNCREDITED_STAFF,
	FTL_UNCREDITED_REASON,
	FTL_UNCREDITED_COLUMNS
};
enum ftl_parts_deliveries_column {
	FTL_DELIVERIES_PURCHASE,
	FTL_DELIVERIES_LINE,
	FTL_DELIVERIES_SKU,
	FTL_DELIVERIES_NAME,
	FTL_DELIVERIES_SUPPLIER,
	FTL_DELIVERIES_ORDERED,
	FTL_DELIVERIES_CAME,
	FTL_DELIVERIES_SENT_AT,
	FTL_DELIVERIES_PROMISED_ON,
	FTL_DELIVERIES_CAME_AT,
	FTL_DELIVERIES_LEAD,
	FTL_DELIVERIES_IN_TIME,
	FTL_DELIVERIES_IN_FULL,
	FTL_DELIVERIES_COLUMNS
};

/* parts_figures.c: the first of them stand on the summary. */
enum { FTL_PARTS_MAIN = 7, FTL_PARTS_FIGURES = 17 };
void ftl_parts_figures(const struct ftl_parts_report *report, struct ftl_arena *arena,
                       struct ftl_figure ret[FTL_PARTS_FIGURES]);

/* parts_book.c */
struct ftl_parts_sheets {
	struct ftl_sheet *summary;
	struct ftl_sheet *more;
	struct ftl_sheet *slices;
	struct ftl_sheet *places;
	struct ftl_sheet *suppliers;
};
void ftl_parts_sheets_open(struct ftl_parts_report *report, struct ftl_workbook *book,
                           const char *footer, struct ftl_parts_sheets *ret);
void ftl_parts_sheets_fill(const struct ftl_parts_report *report, struct ftl_arena *arena,
                           const struct ftl_parts_sheets *sheets);

/* parts_words.c */
void ftl_parts_definitions(const struct ftl_parts_report *report, struct ftl_workbook *book,
                           const char *footer, struct ftl_arena *arena);

FTL_MUST_CHECK enum ftl_status ftl_parts_run(const struct ftl_report_context *context,
                                             const struct ftl_frame *frame, const char *path,
                                             struct ftl_out *out, struct ftl_arena *arena,
                                             struct ftl_report_result *ret, struct ftl_err *err);

#endif

#ifndef CLI_VIEW_ORDER_H
#define CLI_VIEW_ORDER_H

#include "cli/context.h"
#include "fettle/ops/order.h"

/* How work orders look: the columns they have everywhere, and words for days, devices and steps. */

/* The cells of a work order. Lists hold them all; `order show` has an object for the customer. */
enum ftl_view_order {
	FTL_VIEW_ORDER_CODE,
	FTL_VIEW_ORDER_STATE,
	FTL_VIEW_ORDER_HOLD,
	FTL_VIEW_ORDER_RESULT,
	FTL_VIEW_ORDER_BARRIER,
	FTL_VIEW_ORDER_PRIORITY,
	FTL_VIEW_ORDER_RECEIVED_AT,
	FTL_VIEW_ORDER_READY_AT,
	FTL_VIEW_ORDER_HANDED_OVER_AT,
	FTL_VIEW_ORDER_CLOSED_AT,
	FTL_VIEW_ORDER_PROMISED_ON,
	FTL_VIEW_ORDER_FIRST_PROMISED_ON,
	FTL_VIEW_ORDER_TECHNICIAN,
	FTL_VIEW_ORDER_TECHNICIAN_NAME,
	FTL_VIEW_ORDER_CATEGORY,
	FTL_VIEW_ORDER_BRAND,
	FTL_VIEW_ORDER_MODEL,
	FTL_VIEW_ORDER_SERIAL,
	FTL_VIEW_ORDER_IMEI,
	FTL_VIEW_ORDER_FAULT,
	FTL_VIEW_ORDER_CONDITION,
	FTL_VIEW_ORDER_APPROVAL_LIMIT,
	FTL_VIEW_ORDER_AGE,
	FTL_VIEW_ORDER_STATE_SINCE,
	FTL_VIEW_ORDER_LAST_EVENT_AT,
	FTL_VIEW_ORDER_RETURNS_FOR,
	FTL_VIEW_ORDER_INTAKE,
	FTL_VIEW_ORDER_SOURCE,
	FTL_VIEW_ORDER_PLACE,
	/* Lists only, and so the last. */
	FTL_VIEW_ORDER_CUSTOMER,
	FTL_VIEW_ORDER_CUSTOMER_CODE,
	FTL_VIEW_ORDER_DEVICE,
	FTL_VIEW_ORDER_CELLS
};

/* `order show` has the cells of a list before CUSTOMER, and these. */
enum ftl_view_job_cell {
	FTL_VIEW_JOB_REWORKS = FTL_VIEW_ORDER_CUSTOMER,
	FTL_VIEW_JOB_PROMISES,
	FTL_VIEW_JOB_KEPT,
	FTL_VIEW_JOB_FIXED_HERE,
	FTL_VIEW_JOB_CLAIM,
	FTL_VIEW_JOB_NOTICES,
	FTL_VIEW_JOB_NOTICE_DUE,
	FTL_VIEW_JOB_NEXT,
	FTL_VIEW_JOB_CELLS
};

extern const struct ftl_column ftl_view_order_columns[FTL_VIEW_ORDER_CELLS];
extern const struct ftl_column ftl_view_job_columns[FTL_VIEW_JOB_CELLS];

/* Fills all cells; now is for the age. Strings are the order's. */
void ftl_view_order_cells(struct ftl_cell cells[FTL_VIEW_ORDER_CELLS],
                          const struct ftl_order *order, int64_t now);

/* The cells of a line. */
enum ftl_view_line {
	FTL_VIEW_LINE_POSITION,
	FTL_VIEW_LINE_CLASS,
	FTL_VIEW_LINE_TEXT,
	FTL_VIEW_LINE_QUANTITY,
	FTL_VIEW_LINE_UNIT_COST,
	FTL_VIEW_LINE_UNIT_PRICE,
	FTL_VIEW_LINE_TAX_PERCENT,
	FTL_VIEW_LINE_PAYER,
	FTL_VIEW_LINE_BILL,
	FTL_VIEW_LINE_COST,
	FTL_VIEW_LINE_LIST,
	FTL_VIEW_LINE_CUSTOMER_PAYS,
	FTL_VIEW_LINE_CUSTOMER_TAX,
	FTL_VIEW_LINE_PAYER_PAYS,
	FTL_VIEW_LINE_PAYER_TAX,
	FTL_VIEW_LINE_RECOVERED,
	FTL_VIEW_LINE_REMOVED,
	FTL_VIEW_LINE_CELLS,
	/* Of a line by itself also: */
	FTL_VIEW_LINE_CODE = FTL_VIEW_LINE_CELLS,
	FTL_VIEW_LINE_ALONE
};
extern const struct ftl_column ftl_view_line_columns[FTL_VIEW_LINE_ALONE];
/* What something costs the shop; nothing for a role that does not see it. */
struct ftl_cell ftl_view_cost(const struct ftl_app *app, int64_t cents);

void ftl_view_line_cells(const struct ftl_app *app, struct ftl_cell cells[FTL_VIEW_LINE_CELLS],
                         const struct ftl_order_line *line);

/* The clocks of a job, with rows by owner and by clock inside. */
enum ftl_view_turnaround {
	FTL_VIEW_TURNAROUND_CALENDAR,
	FTL_VIEW_TURNAROUND_BUSINESS,
	FTL_VIEW_TURNAROUND_NET,
	FTL_VIEW_TURNAROUND_DUE,
	FTL_VIEW_TURNAROUND_LATE,
	FTL_VIEW_TURNAROUND_HOURS,
	FTL_VIEW_TURNAROUND_TARGET,
	FTL_VIEW_TURNAROUND_PROMISE,
	FTL_VIEW_TURNAROUND_CELLS
};
extern const struct ftl_column ftl_view_turnaround_columns[FTL_VIEW_TURNAROUND_CELLS];
void ftl_view_turnaround(struct ftl_arena *arena, const struct ftl_order_full *full,
                         struct ftl_section *section);

/* Who worked on a job. */
enum ftl_view_labour {
	FTL_VIEW_LABOUR_STAFF,
	FTL_VIEW_LABOUR_NAME,
	FTL_VIEW_LABOUR_TIMED,
	FTL_VIEW_LABOUR_TYPED,
	FTL_VIEW_LABOUR_ALL,
	FTL_VIEW_LABOUR_SINCE,
	FTL_VIEW_LABOUR_CELLS
};
extern const struct ftl_column ftl_view_labour_columns[FTL_VIEW_LABOUR_CELLS];
void ftl_view_labour(struct ftl_arena *arena, const struct ftl_order_full *full,
                     struct ftl_section *section);

/* Words of a name, for columns (title_of): "waits for parts" of "await_parts". */
const char *ftl_view_state_title(const char *name);
const char *ftl_view_result_title(const char *name);
const char *ftl_view_hold_title(const char *name);

/* "Sony WH-1000XM4", or what little is known; raw user text. */
const char *ftl_view_device(struct ftl_arena *arena, const struct ftl_order *order);
/* The code for the eye. */
const char *ftl_view_code(struct ftl_arena *arena, const char *code);

/* A day for people: "Thu 26 Nov", of another year "26 Nov 2027"; day says "today" as well. */
const char *ftl_view_date(struct ftl_arena *arena, int32_t date, int32_t today);
const char *ftl_view_day(struct ftl_arena *arena, int32_t date, int32_t today);
/* The centre's wall time: "Fri 13 Nov 15:02", "13 Nov 2025 15:02". */
const char *ftl_view_when(struct ftl_arena *arena, const struct ftl_app *app, int64_t instant);
/* The time of today alone: "15:02"; else as ftl_view_when. */
const char *ftl_view_since(struct ftl_arena *arena, const struct ftl_app *app, int64_t instant);
/* "1.1 d", "3:20 h". */
const char *ftl_view_duration(struct ftl_out *out, struct ftl_arena *arena, int64_t seconds);
/* Who pays what of a line, without tax: "40.00 EUR customer", "70.00 EUR insurer and 50.00 EUR
 * customer"; between stands between the amount and who it is. */
const char *ftl_view_pays(struct ftl_arena *arena, const struct ftl_app *app,
                          const struct ftl_order_line *line, const char *between);
/* "12.50 EUR". */
const char *ftl_view_money(struct ftl_arena *arena, const struct ftl_app *app, int64_t cents);

/* "first" to "tenth", then "11th". */
const char *ftl_view_ordinal(struct ftl_arena *arena, int number);

/* The picture of one job (`order show`): a ftl_record_view whose extra is this. */
struct ftl_view_job {
	const struct ftl_app *app;
	const struct ftl_order_full *full;
};
void ftl_view_job(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                  const void *extra);
/* What was tested, a row each, oldest first; what was tested again does not count any longer. */
enum ftl_view_test {
	FTL_VIEW_TEST_WHEN,
	FTL_VIEW_TEST_ITEM,
	FTL_VIEW_TEST_TEXT,
	FTL_VIEW_TEST_RESULT,
	FTL_VIEW_TEST_NOTE,
	FTL_VIEW_TEST_STAFF,
	FTL_VIEW_TEST_AT,
	FTL_VIEW_TEST_COUNTS,
	FTL_VIEW_TEST_VERSION,
	FTL_VIEW_TEST_CELLS
};
extern const struct ftl_column ftl_view_test_columns[FTL_VIEW_TEST_CELLS];
void ftl_view_tests(struct ftl_arena *arena, const struct ftl_order_tests *tests,
                    struct ftl_section *section);

/* Its part about quality checks: a table before and after; nothing when nothing was tested. */
void ftl_view_job_tests(struct ftl_out *out, struct ftl_arena *arena,
                        const struct ftl_order_tests *tests);

#endif

#ifndef CLI_VIEW_LOANER_H
#define CLI_VIEW_LOANER_H

#include "cli/context.h"
#include "fettle/ops/loaner.h"

/* How loaners look: their columns, their history, and where they are in words. */

enum ftl_view_loaner {
	FTL_VIEW_LOANER_CODE,
	FTL_VIEW_LOANER_NAME,
	FTL_VIEW_LOANER_STATE,
	FTL_VIEW_LOANER_ORDER,
	FTL_VIEW_LOANER_CUSTOMER,
	FTL_VIEW_LOANER_DUE,
	FTL_VIEW_LOANER_OVERDUE,
	FTL_VIEW_LOANER_SERIAL,
	FTL_VIEW_LOANER_SINCE,
	FTL_VIEW_LOANER_DEPOSIT,
	FTL_VIEW_LOANER_TAKEN,
	FTL_VIEW_LOANER_OUT, /* so many for those that are out for a job or with a customer */
	/* Of a loaner by itself also: */
	FTL_VIEW_LOANER_RETIRED = FTL_VIEW_LOANER_OUT,
	FTL_VIEW_LOANER_CREATED,
	FTL_VIEW_LOANER_CELLS
};
extern const struct ftl_column ftl_view_loaner_columns[FTL_VIEW_LOANER_CELLS]; /* of a list */
extern const struct ftl_column ftl_view_loaner_whole[FTL_VIEW_LOANER_CELLS];   /* of one alone */
void ftl_view_loaner_cells(struct ftl_cell cells[FTL_VIEW_LOANER_CELLS],
                           const struct ftl_loaner *loaner, int32_t today);

enum ftl_view_loaner_event {
	FTL_VIEW_LOANER_EVENT_AT,
	FTL_VIEW_LOANER_EVENT_ACT,
	FTL_VIEW_LOANER_EVENT_LOANER,
	FTL_VIEW_LOANER_EVENT_NAME,
	FTL_VIEW_LOANER_EVENT_ORDER,
	FTL_VIEW_LOANER_EVENT_CUSTOMER,
	FTL_VIEW_LOANER_EVENT_DUE,
	FTL_VIEW_LOANER_EVENT_AMOUNT,
	FTL_VIEW_LOANER_EVENT_LINE,
	FTL_VIEW_LOANER_EVENT_STAFF,
	FTL_VIEW_LOANER_EVENT_TEXT,
	FTL_VIEW_LOANER_EVENT_CELLS
};
extern const struct ftl_column ftl_view_loaner_event_columns[FTL_VIEW_LOANER_EVENT_CELLS];

/* The sections "loaners", of those that are out for a job or with a customer, and "loaner_events",
 * of their history, for shapes; and with rows. */
#define FTL_VIEW_LOANERS                                                                           \
	{                                                                                          \
		.key = "loaners", .title = "Loaners", .columns = ftl_view_loaner_columns,          \
		.count = FTL_VIEW_LOANER_OUT                                                       \
	}
#define FTL_VIEW_LOANER_EVENTS                                                                     \
	{                                                                                          \
		.key = "loaner_events", .title = "History",                                        \
		.columns = ftl_view_loaner_event_columns, .count = FTL_VIEW_LOANER_EVENT_CELLS     \
	}
struct ftl_section ftl_view_loaners(struct ftl_arena *arena, const struct ftl_loaner *loaners,
                                    size_t count, int32_t today);
struct ftl_section ftl_view_loaner_events(struct ftl_arena *arena,
                                          const struct ftl_loaner_row *rows, size_t count);

/* "lent since Mon 16 Nov 10:00, due Fri 20 Nov, overdue, deposit 50.00 EUR", "free": raw text. */
const char *ftl_view_loaner_words(struct ftl_arena *arena, const struct ftl_app *app,
                                  const struct ftl_loaner *loaner);

#endif

#ifndef CLI_VIEW_CLAIM_H
#define CLI_VIEW_CLAIM_H

#include "cli/context.h"
#include "fettle/ops/claim.h"

/* How claims look: their columns, their lines, their history. */

enum ftl_view_claim {
	FTL_VIEW_CLAIM_CODE,
	FTL_VIEW_CLAIM_ORDER,
	FTL_VIEW_CLAIM_DEVICE,
	FTL_VIEW_CLAIM_PAYER,
	FTL_VIEW_CLAIM_STATE,
	FTL_VIEW_CLAIM_REVISION,
	FTL_VIEW_CLAIM_CLAIMED,
	FTL_VIEW_CLAIM_APPROVED,
	FTL_VIEW_CLAIM_PAID,
	FTL_VIEW_CLAIM_WRITTEN_OFF,
	FTL_VIEW_CLAIM_OPEN,
	FTL_VIEW_CLAIM_REFERENCE,
	FTL_VIEW_CLAIM_SUBMITTED,
	FTL_VIEW_CLAIM_DECIDED,
	FTL_VIEW_CLAIM_PAID_AT,
	FTL_VIEW_CLAIM_RULES,
	FTL_VIEW_CLAIM_SERIAL,
	FTL_VIEW_CLAIM_CUSTOMER,
	FTL_VIEW_CLAIM_CREATED,
	FTL_VIEW_CLAIM_CELLS
};
extern const struct ftl_column ftl_view_claim_columns[FTL_VIEW_CLAIM_CELLS]; /* of a list */
extern const struct ftl_column ftl_view_claim_whole[FTL_VIEW_CLAIM_CELLS];   /* of one alone */
void ftl_view_claim_cells(struct ftl_arena *arena, struct ftl_cell cells[FTL_VIEW_CLAIM_CELLS],
                          const struct ftl_claim *claim);
/* The same of one that was loaded: a draft says what it would claim. */
void ftl_view_claim_full_cells(struct ftl_arena *arena, struct ftl_cell cells[FTL_VIEW_CLAIM_CELLS],
                               const struct ftl_claim_full *full);
/* "partly approved", by the stable name. */
const char *ftl_view_claim_state_title(const char *name);

enum { FTL_VIEW_CLAIM_LINE_CELLS = 11, FTL_VIEW_CLAIM_EVENT_CELLS = 9 };
extern const struct ftl_column ftl_view_claim_line_columns[FTL_VIEW_CLAIM_LINE_CELLS];
extern const struct ftl_column ftl_view_claim_event_columns[FTL_VIEW_CLAIM_EVENT_CELLS];
/* The sections "lines" and "events" for shapes; and with rows. */
#define FTL_VIEW_CLAIM_LINES                                                                       \
	{                                                                                          \
		.key = "lines", .title = "Lines", .columns = ftl_view_claim_line_columns,          \
		.count = FTL_VIEW_CLAIM_LINE_CELLS                                                 \
	}
#define FTL_VIEW_CLAIM_EVENTS                                                                      \
	{                                                                                          \
		.key = "events", .title = "History", .columns = ftl_view_claim_event_columns,      \
		.count = FTL_VIEW_CLAIM_EVENT_CELLS                                                \
	}
struct ftl_section ftl_view_claim_lines(struct ftl_arena *arena, const struct ftl_claim_full *full);
struct ftl_section ftl_view_claim_events(struct ftl_arena *arena,
                                         const struct ftl_claim_full *full);

#endif

#ifndef FETTLE_MODEL_COVERAGE_H
#define FETTLE_MODEL_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/model/line.h"

/* Who gave the cover, in the order in which covers are tried unless a site says otherwise. */
enum ftl_cover_giver {
	FTL_COVER_OWN_REPAIR,
	FTL_COVER_MAKER,
	FTL_COVER_EXTENDED,
	FTL_COVER_INSURANCE,
	FTL_COVER_SELLER,
	FTL_COVER_GIVERS
};

/* One cover that may apply to a device on a day, resolved to dates per cost class. */
struct ftl_cover {
	enum ftl_cover_giver giver;
	bool covers[FTL_LINE_CLASSES];
	int percent[FTL_LINE_CLASSES]; /* 0 … 100 */
	int32_t starts_on;
	bool has_end[FTL_LINE_CLASSES];    /* false: no end (lifetime) */
	int32_t ends_on[FTL_LINE_CLASSES]; /* the last day counts */
	bool has_proof;                    /* receipt or the like on file */
	bool is_provisional;               /* rests on a guess (no purchase date) */
	const char *rule;     /* stable name: "maker_warranty", "own_repair_warranty" */
	const char *evidence; /* "bought 2025-03-14, receipt 4711" */
};

/* The verdict for one cost class: who pays, how much, until when, why, and what would change it. */
struct ftl_verdict {
	enum ftl_line_class class;
	enum ftl_payer payer;
	int percent;
	bool has_until;
	int32_t until;
	const char *rule;
	const char *because;
	const char *would_change;
};

/*
 * Resolves a term that runs `months` from a start date (last day inclusive, clamped to the month's
 * end: 2024-02-29 + 24 months ends 2026-02-28).
 */
int32_t ftl_cover_end(int32_t starts_on, int months);

/*
 * Decides per cost class, for a fault reported on a day, by the first cover in order of giver whose
 * term includes that day; otherwise the customer. Sentences live in the arena. has_purchase_date
 * only shapes the "would change" sentence. ret has FTL_LINE_CLASSES entries.
 */
void ftl_coverage_decide(struct ftl_arena *arena, int32_t reported_on, bool has_purchase_date,
                         const struct ftl_cover *covers, size_t count,
                         struct ftl_verdict ret[FTL_LINE_CLASSES]);

#endif

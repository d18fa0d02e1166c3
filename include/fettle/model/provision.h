#ifndef FETTLE_MODEL_PROVISION_H
#define FETTLE_MODEL_PROVISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/opt.h"
#include "fettle/model/term.h"

/*
 * What is set aside for the guarantee on the centre's own repairs: domain reference 2.6, after the
 * roll-forward of US ASC 460-10-50-8c. A rate of what a repair was billed, released in equal parts
 * over the days of its guarantee.
 */

struct ftl_provision_rate {
	int64_t id;
	int32_t effective_from;
	struct ftl_opt basis_points; /* 1 … 10000; absent: none from that day on */
};

/* A guarantee that the repairs have which fit it. */
struct ftl_repair_term {
	const struct ftl_term *term;
	int32_t from; /* of repairs handed over on this day … */
	int32_t before;
	const char *const *brands; /* none: every one */
	size_t brand_count;
	const char *const *categories;
	size_t category_count;
};

/* What a centre has said of its provision and of its guarantees. */
struct ftl_provisions {
	const struct ftl_provision_rate *rates; /* the latest first */
	size_t rate_count;
	const struct ftl_repair_term *terms;
	size_t term_count;
	int usual_days; /* of the guarantee where no term fits; 0: there is none */
};

/* The rate in force on a day; absent: none. */
struct ftl_opt ftl_provision_rate_on(const struct ftl_provisions *provisions, int32_t day);
/* Whether a rate was in force on any day of a span. */
bool ftl_provision_has_rate(const struct ftl_provisions *provisions, int32_t from, int32_t to);

/* The guarantee on a repair: of all its cost classes and terms the one that ends last. */
struct ftl_guarantee {
	bool is_given;
	int32_t starts_on;      /* the day of the hand-over */
	struct ftl_opt ends_on; /* the last day; absent: it has no end */
};

/* The guarantee on a repair that was handed over on a day. Names are compared as people write
 * them; NULL fits what names none. The arena is for scratch. */
struct ftl_guarantee ftl_guarantee_find(const struct ftl_provisions *provisions,
                                        const struct ftl_calendar *calendar,
                                        struct ftl_arena *arena, const char *brand,
                                        const char *category, int32_t handed_over_on);

/*
 * What has to be set aside at the end of a day for a repair that was billed so much: rate in force
 * that day × billed × days left ÷ days of the guarantee, rounded once, half away from zero. All of
 * it on the day of the hand-over, nothing on the last day and outside the guarantee. One without an
 * end is never released.
 */
int64_t ftl_provision_needed(const struct ftl_provisions *provisions,
                             const struct ftl_guarantee *guarantee, int64_t billed_cents,
                             int32_t day);

/* How the provision went on over a span of days. */
struct ftl_provision_roll {
	int64_t opening_cents;
	int64_t accrued_cents; /* for what was handed over in it, at the rate of that day */
	int64_t settled_cents; /* what repairs under the guarantee cost */
	int64_t closing_cents;
};
/* Changes in estimate: what remains so that opening + accrued + changes − settled = closing. */
int64_t ftl_provision_changes(const struct ftl_provision_roll *roll);

#endif

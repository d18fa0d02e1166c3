#ifndef FETTLE_MODEL_TERM_H
#define FETTLE_MODEL_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/opt.h"
#include "fettle/model/calendar.h"
#include "fettle/model/coverage.h"

/*
 * From the definition of a term to a cover with dates: domain reference 2.3. All days are civil
 * days of the centre.
 */

/* With what a term begins. */
enum ftl_term_basis {
	FTL_TERM_PURCHASE,
	FTL_TERM_DELIVERY,
	FTL_TERM_INVOICE,
	FTL_TERM_INSTALLATION,
	FTL_TERM_MANUFACTURE,
	FTL_TERM_FIRST_USE,
	FTL_TERM_HAND_OVER, /* of a repair: not its being ready, not a later change of status */
	FTL_TERM_BASES
};

enum ftl_term_unit {
	FTL_TERM_DAY,
	FTL_TERM_WEEK,
	FTL_TERM_MONTH,
	FTL_TERM_YEAR,
	FTL_TERM_LIFETIME,
	FTL_TERM_UNITS
};

extern const char *const ftl_term_basis_names[FTL_TERM_BASES]; /* "purchase", "delivery", … */
extern const char *const ftl_term_unit_names[FTL_TERM_UNITS];  /* "day", "week", … */

/* What a term gives in one cost class. */
struct ftl_term_share {
	int percent; /* 0: the class is not covered; … 100 */
	int duration;
	enum ftl_term_unit unit;
};

struct ftl_term {
	enum ftl_cover_giver giver;
	const char *rule;
	enum ftl_term_basis basis;
	struct ftl_term_share shares[FTL_LINE_CLASSES];
	struct ftl_cover_conditions conditions; /* of its covers */
	bool moves_to_working_day;              /* an end on a day on which the centre is closed */
	bool extends_by_repair_days; /* by the days the device was here for covered work */
	int allowance_months;        /* from manufacture to the start that is guessed from it */
	struct ftl_opt replacement_min_days; /* from the exchange; absent: no minimum */
	struct ftl_opt part_min_days;        /* from the day a part was fitted */
	/* Where a repair under the term restored the device, the end moves once by so many months,
	 * of sales on that day or later (absent: of all). */
	int extension_once_months;
	struct ftl_opt extension_applies_from;
};

/* A stay of the device at the centre. */
struct ftl_term_visit {
	int32_t received_on;
	struct ftl_opt handed_over_on; /* absent: it is still here, and adds no days yet */
	bool is_covered;               /* the work was done under the term in question */
	bool is_repaired;              /* it restored the device: no exchange, not without result */
};

/* What is known of a device. */
struct ftl_term_facts {
	struct ftl_opt dates[FTL_TERM_BASES];
	const struct ftl_term_visit *visits; /* in any order */
	size_t visit_count;
	const struct ftl_calendar *calendar; /* NULL: none, no end moves */
};

/* The last day of a term: the same day of a later month, clamped to its end (2024-02-29 and 24
 * months: 2026-02-28), or start and days. None of a lifetime. */
struct ftl_opt ftl_cover_end(int32_t starts_on, int duration, enum ftl_term_unit unit);

/*
 * The cover that a term gives a device by its own dates: all that the term says; evidence, proof,
 * match and what is left of a claim limit are the caller's. False when it has no start. A delivery
 * that is not known is taken to be on the day of purchase; where only the manufacture is known the
 * start is guessed from it. An end by duration moves by days in repair, then by the extension, and
 * the result to a working day; one after FTL_DATE_MAX is none.
 */
bool ftl_term_cover(const struct ftl_term *term, const struct ftl_term_facts *facts,
                    struct ftl_cover *ret);

/*
 * The cover of a unit that replaces another: it inherits the ends of the old one's cover as that
 * stood on the day of exchange, or the term's minimum where that is later or the old one had ended.
 * False when nothing is left to inherit, as of a cover that went with an earlier owner.
 */
bool ftl_term_inherit(const struct ftl_term *term, const struct ftl_calendar *calendar,
                      const struct ftl_cover *old, struct ftl_opt changed_hands_on,
                      int32_t exchanged_on, struct ftl_cover *ret);

/* The cover of a unit that was given away in exchange, as it stands on a day: it ends with the day
 * of exchange and is void after it. */
void ftl_cover_exchange(struct ftl_cover *cover, int32_t exchanged_on, int32_t day);

/*
 * Until when a part is covered that was fitted under warranty: what is left of the device's parts
 * or the term's minimum, whichever is later. The device's term stays as it is. cover may be NULL.
 * False when there is neither.
 */
bool ftl_term_part_end(const struct ftl_term *term, const struct ftl_calendar *calendar,
                       const struct ftl_cover *cover, int32_t fitted_on, struct ftl_opt *ret);

#endif

#ifndef FETTLE_MODEL_CLAIM_TERMS_H
#define FETTLE_MODEL_CLAIM_TERMS_H

#include "fettle/base/opt.h"
#include "fettle/model/calendar.h"
#include "fettle/model/preflight.h"

/*
 * What a payer says of a claim after it was submitted: how many days there are to act, which old
 * parts it wants back, and the codes with which it refuses. What it asks before is struct
 * ftl_payer_rules.
 */

/* Who in the centre could have prevented a rejection. */
enum ftl_claim_cause {
	FTL_CAUSE_FRONT_DESK,
	FTL_CAUSE_TECHNICIAN,
	FTL_CAUSE_PARTS,
	FTL_CAUSE_CLAIMS,
	FTL_CAUSE_PAYER, /* nobody: the payer is wrong, or does as it likes */
	FTL_CLAIM_CAUSES
};
extern const char *const ftl_claim_cause_names[FTL_CLAIM_CAUSES]; /* "front_desk", … */

/* A rejection code of the payer's own. */
struct ftl_payer_reason {
	const char *code; /* as the payer writes it */
	const char *text;
	enum ftl_claim_cause cause;
	struct ftl_opt check; /* the enum ftl_preflight_check that foresees it; absent: none */
};

/* Days are counted as those to submit are (in_business_days of the rules); absent: no limit. */
struct ftl_payer_terms {
	struct ftl_opt correct_days; /* from a rejection or a partial decision to the correction */
	struct ftl_opt appeal_days;  /* likewise to an appeal */
	struct ftl_opt dispute_days; /* from a payment that is short to its dispute */
	struct ftl_opt chase_days;   /* of silence, after which one asks what became of it */
	struct ftl_opt return_parts_days;        /* from the submission; absent: none is wanted */
	struct ftl_opt return_parts_above_cents; /* of parts of a higher price; absent: of all */
	const struct ftl_payer_reason *reasons;  /* in the order of the document */
	size_t reason_count;
};

/* The last day by which so many days have passed since `from`, a day after which they count: of
 * business days those on which the centre is open. Below zero: the first day from which they have
 * not passed by `from`. */
int64_t ftl_claim_last_day(const struct ftl_calendar *calendar, bool in_business_days, int64_t from,
                           int64_t days);

/* The last day to send the part back that a line of a bill replaced, when its claim was first
 * submitted on a day; none: the payer does not want it. */
struct ftl_opt ftl_claim_return_day(const struct ftl_payer_terms *terms,
                                    const struct ftl_calendar *calendar, bool in_business_days,
                                    const struct ftl_line *line, int32_t submitted_on);

/* The reason of a code, whatever its case and the blanks around it. NULL: it is none of the
 * payer's. */
const struct ftl_payer_reason *ftl_payer_reason_find(struct ftl_arena *arena,
                                                     const struct ftl_payer_terms *terms,
                                                     const char *code);

#endif

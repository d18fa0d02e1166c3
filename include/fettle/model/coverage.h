#ifndef FETTLE_MODEL_COVERAGE_H
#define FETTLE_MODEL_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/opt.h"
#include "fettle/model/line.h"

/*
 * Who pays, per cost class: domain reference 2.3. Pure rules over covers that are resolved to dates
 * (term.h does that) and over what is known of the device and the job.
 */

/* Who gave a cover, in the order of ftl_cover_default_policy. */
enum ftl_cover_giver {
	FTL_COVER_RECALL,
	FTL_COVER_DOA, /* the seller exchanges what never worked */
	FTL_COVER_PART_SUPPLIER,
	FTL_COVER_OWN_REPAIR,
	FTL_COVER_MAKER,
	FTL_COVER_EXTENDED,
	FTL_COVER_CONTRACT,
	FTL_COVER_INSURANCE,
	FTL_COVER_SELLER, /* the legal guarantee */
	FTL_COVER_GOODWILL,
	FTL_COVER_GIVERS
};

/* What a cover may exclude, and what may be found on a device. */
enum ftl_exclusion {
	FTL_EXCLUDE_DAMAGE,
	FTL_EXCLUDE_LIQUID,
	FTL_EXCLUDE_OPENED,
	FTL_EXCLUDE_SEAL_BROKEN,
	FTL_EXCLUDE_CONSUMABLE,
	FTL_EXCLUDE_BATTERY_WEAR,
	FTL_EXCLUDE_WRONG_REGION,
	FTL_EXCLUDE_STOLEN,
	FTL_EXCLUDE_SERIAL_ALTERED,
	FTL_EXCLUDE_MISUSE,
	FTL_EXCLUDE_COMMERCIAL_USE,
	FTL_EXCLUSIONS
};
#define FTL_EXCLUDES(exclusion) (1u << (exclusion))
#define FTL_EXCLUDES_ALL        (FTL_EXCLUDES(FTL_EXCLUSIONS) - 1)

/* Whether the fault of the job is one that the cover is for. */
enum ftl_cover_match {
	FTL_MATCH_ALL, /* it is for any fault */
	FTL_MATCH_YES,
	FTL_MATCH_NO,
	FTL_MATCH_UNKNOWN,
	FTL_MATCHES
};

/* What became of a cover that was looked at for a cost class. The reasons why it does not apply
 * stand in the order in which they are looked for: the later, the nearer it was to applying. */
enum ftl_considered {
	FTL_CONSIDERED_NOT, /* the policy does not name its giver */
	FTL_CONSIDERED_VOID,
	FTL_CONSIDERED_CLASS, /* this class is not covered */
	FTL_CONSIDERED_NOT_BEGUN,
	FTL_CONSIDERED_ENDED,
	FTL_CONSIDERED_OTHER_FAULT,
	FTL_CONSIDERED_OTHER_OWNER,
	FTL_CONSIDERED_TERRITORY,
	FTL_CONSIDERED_METER,
	FTL_CONSIDERED_NO_PROOF,
	FTL_CONSIDERED_EXCLUDED,
	FTL_CONSIDERED_USED_UP,
	FTL_CONSIDERED_BEHIND, /* it applies, but another decides */
	FTL_CONSIDERED_DECIDES,
	FTL_CONSIDERED
};

/* How far a verdict can be relied on. */
enum ftl_standing {
	FTL_STANDING_NONE, /* not kept with a verdict that was stored */
	FTL_STANDING_CERTAIN,
	FTL_STANDING_PROVISIONAL, /* the start is a guess */
	FTL_STANDING_IF_SAME_FAULT,
	FTL_STANDING_IF_METER, /* there is a limit and the meter is not known */
	FTL_STANDINGS
};

/* What would change a verdict. */
enum ftl_change {
	FTL_CHANGE_NONE, /* as FTL_STANDING_NONE */
	FTL_CHANGE_SAME_FAULT,
	FTL_CHANGE_START,
	FTL_CHANGE_METER,
	FTL_CHANGE_SUSPICION,
	FTL_CHANGE_PROOF,
	FTL_CHANGE_TIME,
	FTL_CHANGE_EXCLUSION,
	FTL_CHANGE_NOTHING,
	FTL_CHANGE_FINDING,
	FTL_CHANGE_TERRITORY,
	FTL_CHANGE_OWNER,
	FTL_CHANGE_FAULT,
	FTL_CHANGE_EXTENSION,
	FTL_CHANGE_VOID,
	FTL_CHANGE_PURCHASE,
	FTL_CHANGES
};

extern const char *const ftl_cover_giver_names[FTL_COVER_GIVERS]; /* "recall", "doa", … */
extern const char *const ftl_exclusion_names[FTL_EXCLUSIONS];     /* "damage", "liquid", … */
extern const char *const ftl_cover_match_names[FTL_MATCHES];      /* "all", "yes", … */
extern const char *const ftl_considered_names[FTL_CONSIDERED];    /* [0] is NULL; "void", … */
extern const char *const ftl_standing_names[FTL_STANDINGS];       /* [0] is NULL; "certain", … */
extern const char *const ftl_change_names[FTL_CHANGES]; /* [0] is NULL; "same_fault", … */

/* Who pays for the cover of a giver. */
extern const enum ftl_payer ftl_cover_payers[FTL_COVER_GIVERS];

/* The givers in the order in which they are to pay; one that is not named is never used. */
struct ftl_cover_policy {
	const enum ftl_cover_giver *givers;
	size_t count;
};
extern const struct ftl_cover_policy ftl_cover_default_policy;

/* What a cover asks for beside its dates. */
struct ftl_cover_conditions {
	bool needs_proof;
	bool is_transferable;
	const char *const *territory; /* ISO 3166 countries; none: everywhere */
	size_t territory_count;
	struct ftl_opt meter_limit; /* the limit itself is still covered */
	unsigned excludes;          /* FTL_EXCLUDES() of each */
	int64_t deductible_cents;   /* of a job, tax included */
	/* What its payer is asked for at most, without tax; absent: there is no limit. */
	struct ftl_opt claim_limit_cents; /* for one job */
	struct ftl_opt total_limit_cents; /* for all jobs of the term */
	struct ftl_opt claims_limit;      /* how many times */
};

/* What a cover gives in one cost class. */
struct ftl_cover_share {
	int percent;            /* 0: the class is not covered; … 100 */
	struct ftl_opt ends_on; /* date, the last day counts; absent: it has no end */
};

/* A cover of a device or of an earlier repair, resolved to dates. */
struct ftl_cover {
	enum ftl_cover_giver giver;
	const char *rule;     /* stable name: "maker_warranty", "own_repair_warranty" */
	const char *evidence; /* "bought 2025-03-14, receipt 4711"; NULL: none to tell */
	int32_t starts_on;
	bool is_provisional; /* the start is a guess */
	struct ftl_cover_share shares[FTL_LINE_CLASSES];
	struct ftl_cover_conditions conditions;
	const char *void_reason; /* NULL: it is active */
	bool has_proof;          /* receipt or the like on file */
	enum ftl_cover_match match;
	struct ftl_opt left_cents; /* of the claim limit; absent: there is none */
};

/* An exclusion that was found on the device. */
struct ftl_cover_finding {
	enum ftl_exclusion exclusion;
	const char *evidence; /* photo, test; NULL: it is only suspected */
};

/* What is known of the device and the job. */
struct ftl_cover_facts {
	int32_t reported_on; /* the day the fault was reported, whenever somebody gets round to it
	                      */
	const char *country; /* of the job, ISO 3166 */
	bool has_purchase_date;
	struct ftl_opt changed_hands_on; /* the last day it did; absent: never */
	struct ftl_opt meter;            /* absent: unknown */
	const struct ftl_cover_finding *findings;
	size_t finding_count;
};

/* The verdict for one cost class: who pays, how much, until when, why, and what would change it. */
struct ftl_verdict {
	enum ftl_line_class class;
	enum ftl_payer payer;
	int percent; /* the rest is the customer's */
	bool has_until;
	int32_t until;
	const char *rule; /* "no_cover": nobody but the customer */
	const char *because;
	const char *would_change;
	struct ftl_opt excess_cents; /* of its cover, tax included, once a job whatever the class;
	                                absent: it was not kept with a verdict that was stored */
	struct ftl_opt left_cents; /* of the limit of its cover, without tax; absent: there is none
	                            */
	/* What follows is not kept with a verdict that was stored. */
	enum ftl_standing standing;
	enum ftl_change change;
	int64_t deductible_cents; /* of the job, on the first class its cover decides */
	struct ftl_opt cover;     /* index of the one that decides; of no_cover, of the nearest */
	const enum ftl_considered *considered; /* one a cover */
};

/* Whether a cover pays up to a limit only. */
bool ftl_cover_has_limit(const struct ftl_cover_conditions *conditions);
/* What of it is left for a job after others were claimed: an amount and a number of claims; absent:
 * any amount. */
struct ftl_opt ftl_cover_left(const struct ftl_cover_conditions *conditions, int64_t used_cents,
                              int64_t claims);

/* Whether a cover went with an owner who had parted with the device by that day. */
bool ftl_cover_is_lost(const struct ftl_cover *cover, struct ftl_opt changed_hands_on, int32_t day);

/*
 * Decides per cost class. Of the covers that apply, one that may be for another fault comes after
 * all others; then the policy's order of givers counts, the higher percent, the later end and the
 * order in which they are given. Sentences and codes live in the arena.
 */
void ftl_coverage_decide(struct ftl_arena *arena, const struct ftl_cover_facts *facts,
                         const struct ftl_cover_policy *policy, const struct ftl_cover *covers,
                         size_t count, struct ftl_verdict ret[FTL_LINE_CLASSES]);

#endif

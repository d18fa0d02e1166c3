#ifndef FETTLE_MODEL_REMITTANCE_H
#define FETTLE_MODEL_REMITTANCE_H

#include <stddef.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"
#include "fettle/base/opt.h"

/*
 * What a payer says it has paid, matched with what it was claimed for (domain reference 2.7). All
 * amounts are of the centre's currency, in minor units.
 */

/* A claim of the payer, paid or not. Texts may be NULL: not known. */
struct ftl_remittance_claim {
	int64_t id;
	const char *code;       /* ours: "C26000019" */
	const char *reference;  /* the payer's portal's */
	const char *order_code; /* "W26000019" */
	const char *serial;
	struct ftl_opt handed_over_on;
	struct ftl_opt submitted_on;
	int64_t expected_cents; /* what was approved */
	int64_t paid_cents;     /* so far, by earlier remittances */
};

/* A line of a remittance; all but the amount may be NULL or absent. */
struct ftl_remittance_line {
	int64_t position; /* in the file, for people */
	const char *claim;
	const char *reference;
	const char *order;
	const char *serial;
	struct ftl_opt date;
	int64_t amount_cents; /* below zero: taken back */
	const char *text;
};

/* By what a claim was found; the first that finds any is the one that counts. */
enum ftl_remittance_key {
	FTL_REMITTANCE_BY_NONE,
	FTL_REMITTANCE_BY_CLAIM,
	FTL_REMITTANCE_BY_REFERENCE,
	FTL_REMITTANCE_BY_ORDER,  /* with the amount that is expected or still open */
	FTL_REMITTANCE_BY_SERIAL, /* with the day of hand-over or of submission */
	FTL_REMITTANCE_KEYS
};
/* "none", "claim", "reference", "order", "serial" */
extern const char *const ftl_remittance_key_names[FTL_REMITTANCE_KEYS];

enum ftl_remittance_outcome {
	FTL_REMITTANCE_EXACT, /* within the tolerance */
	FTL_REMITTANCE_SHORT,
	FTL_REMITTANCE_OVER,
	FTL_REMITTANCE_UNKNOWN,   /* no claim, or one of several */
	FTL_REMITTANCE_DUPLICATE, /* of a claim that was paid before, or said twice in this file */
	FTL_REMITTANCE_NEGATIVE,  /* taken back, whether of a claim that was found or not */
	FTL_REMITTANCE_OUTCOMES
};
/* "exact", "short", "over", "unknown", "duplicate", "negative" */
extern const char *const ftl_remittance_outcome_names[FTL_REMITTANCE_OUTCOMES];

#define FTL_REMITTANCE_NO_CLAIM        SIZE_MAX
#define FTL_REMITTANCE_CANDIDATES_MOST 5

/* What becomes of one line. */
struct ftl_remittance_match {
	enum ftl_remittance_outcome outcome;
	enum ftl_remittance_key key;
	size_t claim; /* index of the claim, or FTL_REMITTANCE_NO_CLAIM */
	/* The line gives a claim number, but the claim was not found by it: mistyped, or another.
	 */
	bool is_claim_number_off;
	/* The line that this one says again, by its index; absent: it is none. */
	struct ftl_opt repeats;
	/* Of a line that could be of several claims: the first of them, by index. */
	const size_t *candidates;
	size_t candidate_count;
	bool has_more_candidates;
};

/* What becomes of one claim by all lines that count for it: not by those that are duplicates. */
struct ftl_remittance_sum {
	size_t claim;
	size_t line_count;
	int64_t paid_cents;                  /* by this file, less what it takes back */
	int64_t difference_cents;            /* of all that was ever paid from what was expected */
	int64_t rounding_cents;              /* the difference when it is within the tolerance */
	enum ftl_remittance_outcome outcome; /* negative: the file only takes back */
};

struct ftl_remittance {
	const struct ftl_remittance_match *matches; /* one a line, in their order */
	const struct ftl_remittance_sum *sums;      /* in the order of the first line of each */
	size_t sum_count;
};

/*
 * Matches each line by claim number, then portal reference, then work-order number and amount, then
 * serial and date. Numbers are compared as people print them: upper case, letters and digits only.
 * A key that finds several claims decides nothing and ends the search: the line is unknown.
 *
 * Several lines may pay one claim: their sum counts, and each of them has the outcome of the claim.
 * What the file takes back of a claim lowers what was paid before; a claim that is still paid in
 * full then makes its other lines duplicates.
 *
 * A line that says the same as an earlier one in all its fields is another part of the payment when
 * it is of a claim and not more than what is owed of it after all lines that differ. Else it is a
 * duplicate: also what is taken back twice, and a line whose reference is not the number that its
 * claim is known by, and so is that of the payment. Lines that name neither claim nor order nor
 * device are never duplicates.
 *
 * Differences of up to tolerance_cents are exact. Takes time as sorting does. FTL_INVALID (field
 * "amount") when a sum leaves what money may be.
 */
FTL_MUST_CHECK enum ftl_status
ftl_remittance_settle(struct ftl_arena *arena, const struct ftl_remittance_claim *claims,
                      size_t claim_count, const struct ftl_remittance_line *lines,
                      size_t line_count, int64_t tolerance_cents, struct ftl_remittance *ret,
                      struct ftl_err *err);

/*
 * Which claim each line means, by the same keys in the same order, but a work order is enough
 * without its amount: for what a payer says before it pays. Of each match only key, claim,
 * is_claim_number_off and the candidates are set.
 */
void ftl_remittance_find(struct ftl_arena *arena, const struct ftl_remittance_claim *claims,
                         size_t claim_count, const struct ftl_remittance_line *lines,
                         size_t line_count, const struct ftl_remittance_match **ret);

#endif

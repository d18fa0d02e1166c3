#include "fettle/model/coverage.h"

#include <string.h>

#include "model/coverage_words.h"

const char *const ftl_cover_giver_names[FTL_COVER_GIVERS] = {
        [FTL_COVER_RECALL] = "recall",
        [FTL_COVER_DOA] = "doa",
        [FTL_COVER_PART_SUPPLIER] = "part_supplier",
        [FTL_COVER_OWN_REPAIR] = "own_repair",
        [FTL_COVER_MAKER] = "maker",
        [FTL_COVER_EXTENDED] = "extended",
        [FTL_COVER_CONTRACT] = "contract",
        [FTL_COVER_INSURANCE] = "insurance",
        [FTL_COVER_SELLER] = "seller",
        [FTL_COVER_GOODWILL] = "goodwill",
};

const char *const ftl_exclusion_names[FTL_EXCLUSIONS] = {
        [FTL_EXCLUDE_DAMAGE] = "damage",
        [FTL_EXCLUDE_LIQUID] = "liquid",
        [FTL_EXCLUDE_OPENED] = "opened",
        [FTL_EXCLUDE_SEAL_BROKEN] = "seal_broken",
        [FTL_EXCLUDE_CONSUMABLE] = "consumable",
        [FTL_EXCLUDE_BATTERY_WEAR] = "battery_wear",
        [FTL_EXCLUDE_WRONG_REGION] = "wrong_region",
        [FTL_EXCLUDE_STOLEN] = "stolen",
        [FTL_EXCLUDE_SERIAL_ALTERED] = "serial_altered",
        [FTL_EXCLUDE_MISUSE] = "misuse",
        [FTL_EXCLUDE_COMMERCIAL_USE] = "commercial_use",
};

const char *const ftl_cover_match_names[FTL_MATCHES] = {
        [FTL_MATCH_ALL] = "all",
        [FTL_MATCH_YES] = "yes",
        [FTL_MATCH_NO] = "no",
        [FTL_MATCH_UNKNOWN] = "unknown",
};

const char *const ftl_considered_names[FTL_CONSIDERED] = {
        [FTL_CONSIDERED_VOID] = "void",
        [FTL_CONSIDERED_CLASS] = "class",
        [FTL_CONSIDERED_NOT_BEGUN] = "not_begun",
        [FTL_CONSIDERED_ENDED] = "ended",
        [FTL_CONSIDERED_OTHER_FAULT] = "other_fault",
        [FTL_CONSIDERED_OTHER_OWNER] = "other_owner",
        [FTL_CONSIDERED_TERRITORY] = "territory",
        [FTL_CONSIDERED_METER] = "meter",
        [FTL_CONSIDERED_NO_PROOF] = "no_proof",
        [FTL_CONSIDERED_EXCLUDED] = "excluded",
        [FTL_CONSIDERED_USED_UP] = "used_up",
        [FTL_CONSIDERED_BEHIND] = "behind",
        [FTL_CONSIDERED_DECIDES] = "decides",
};

const char *const ftl_standing_names[FTL_STANDINGS] = {
        [FTL_STANDING_CERTAIN] = "certain",
        [FTL_STANDING_PROVISIONAL] = "provisional",
        [FTL_STANDING_IF_SAME_FAULT] = "if_same_fault",
        [FTL_STANDING_IF_METER] = "if_meter",
};

const char *const ftl_change_names[FTL_CHANGES] = {
        [FTL_CHANGE_SAME_FAULT] = "same_fault", [FTL_CHANGE_START] = "start",
        [FTL_CHANGE_METER] = "meter",           [FTL_CHANGE_SUSPICION] = "suspicion",
        [FTL_CHANGE_PROOF] = "proof",           [FTL_CHANGE_TIME] = "time",
        [FTL_CHANGE_EXCLUSION] = "exclusion",   [FTL_CHANGE_NOTHING] = "nothing",
        [FTL_CHANGE_FINDING] = "finding",       [FTL_CHANGE_TERRITORY] = "territory",
        [FTL_CHANGE_OWNER] = "owner",           [FTL_CHANGE_FAULT] = "fault",
        [FTL_CHANGE_EXTENSION] = "extension",   [FTL_CHANGE_VOID] = "void",
        [FTL_CHANGE_PURCHASE] = "purchase",
};

static const enum ftl_cover_giver default_givers[] = {
        FTL_COVER_RECALL, FTL_COVER_DOA,      FTL_COVER_PART_SUPPLIER, FTL_COVER_OWN_REPAIR,
        FTL_COVER_MAKER,  FTL_COVER_EXTENDED, FTL_COVER_CONTRACT,      FTL_COVER_INSURANCE,
        FTL_COVER_SELLER, FTL_COVER_GOODWILL,
};
const struct ftl_cover_policy ftl_cover_default_policy = {default_givers,
                                                          FTL_COUNT(default_givers)};

const enum ftl_payer ftl_cover_payers[FTL_COVER_GIVERS] = {
        [FTL_COVER_RECALL] = FTL_PAYER_MAKER,
        [FTL_COVER_DOA] = FTL_PAYER_SELLER,
        [FTL_COVER_PART_SUPPLIER] = FTL_PAYER_SUPPLIER,
        [FTL_COVER_OWN_REPAIR] = FTL_PAYER_SHOP,
        [FTL_COVER_MAKER] = FTL_PAYER_MAKER,
        [FTL_COVER_EXTENDED] = FTL_PAYER_CONTRACT,
        [FTL_COVER_CONTRACT] = FTL_PAYER_CONTRACT,
        [FTL_COVER_INSURANCE] = FTL_PAYER_INSURER,
        [FTL_COVER_SELLER] = FTL_PAYER_SELLER,
        [FTL_COVER_GOODWILL] = FTL_PAYER_SHOP,
};

/* A cover put to the facts for one class. */
struct question {
	const struct ftl_cover_facts *facts;
	const struct ftl_cover *cover;
	const struct ftl_cover_share *share;
};

static bool is_void(const struct question *q)
{
	return q->cover->void_reason != NULL;
}

static bool is_class_uncovered(const struct question *q)
{
	return q->share->percent == 0;
}

static bool is_not_begun(const struct question *q)
{
	return q->facts->reported_on < q->cover->starts_on;
}

static bool has_end(const struct question *q)
{
	return q->share->ends_on.has;
}

static bool has_ended(const struct question *q)
{
	return has_end(q) && q->facts->reported_on > q->share->ends_on.value;
}

static bool is_other_fault(const struct question *q)
{
	return q->cover->match == FTL_MATCH_NO;
}

bool ftl_cover_has_limit(const struct ftl_cover_conditions *conditions)
{
	return conditions->claim_limit_cents.has || conditions->total_limit_cents.has ||
	       conditions->claims_limit.has;
}

struct ftl_opt ftl_cover_left(const struct ftl_cover_conditions *conditions, int64_t used_cents,
                              int64_t claims)
{
	struct ftl_opt left = conditions->claim_limit_cents, total = conditions->total_limit_cents;

	if (conditions->claims_limit.has && claims >= conditions->claims_limit.value)
		return ftl_some(0);
	if (!total.has)
		return left;
	total.value = used_cents < total.value ? total.value - used_cents : 0;
	return left.has && left.value < total.value ? left : total;
}

bool ftl_cover_is_lost(const struct ftl_cover *cover, struct ftl_opt changed_hands_on, int32_t day)
{
	return !cover->conditions.is_transferable && changed_hands_on.has &&
	       changed_hands_on.value > cover->starts_on && changed_hands_on.value <= day;
}

static bool is_other_owner(const struct question *q)
{
	return ftl_cover_is_lost(q->cover, q->facts->changed_hands_on, q->facts->reported_on);
}

static bool is_elsewhere(const struct question *q)
{
	const struct ftl_cover_conditions *conditions = &q->cover->conditions;

	for (size_t i = 0; i < conditions->territory_count; i++) {
		if (strcmp(conditions->territory[i], q->facts->country) == 0)
			return false;
	}
	return conditions->territory_count > 0;
}

static bool is_meter_over(const struct question *q)
{
	struct ftl_opt limit = q->cover->conditions.meter_limit;

	return limit.has && q->facts->meter.has && q->facts->meter.value > limit.value;
}

static bool is_meter_unknown(const struct question *q)
{
	return q->cover->conditions.meter_limit.has && !q->facts->meter.has;
}

static bool has_no_proof(const struct question *q)
{
	return !q->cover->has_proof;
}

static bool is_proof_missing(const struct question *q)
{
	return q->cover->conditions.needs_proof && has_no_proof(q);
}

/* Whether something that the cover excludes was found, with evidence or without. */
static bool is_found(const struct question *q, bool has_evidence)
{
	for (size_t i = 0; i < q->facts->finding_count; i++) {
		const struct ftl_cover_finding *finding = &q->facts->findings[i];

		if ((finding->evidence != NULL) == has_evidence &&
		    (q->cover->conditions.excludes & FTL_EXCLUDES(finding->exclusion)) != 0)
			return true;
	}
	return false;
}

static bool is_excluded(const struct question *q)
{
	return is_found(q, true);
}

static bool is_suspected(const struct question *q)
{
	return is_found(q, false);
}

static bool is_used_up(const struct question *q)
{
	return q->cover->left_cents.has && q->cover->left_cents.value <= 0;
}

static bool is_match_unknown(const struct question *q)
{
	return q->cover->match == FTL_MATCH_UNKNOWN;
}

static bool is_provisional(const struct question *q)
{
	return q->cover->is_provisional;
}

static bool is_any(const struct question *q)
{
	(void)q;
	return true;
}

/* Why a cover does not apply, and what would change a verdict that it is nearest to: the first that
 * holds. */
static const struct {
	bool (*holds)(const struct question *q);
	enum ftl_change change;
} reasons[FTL_CONSIDERED_BEHIND] = {
        [FTL_CONSIDERED_VOID] = {is_void, FTL_CHANGE_VOID},
        [FTL_CONSIDERED_CLASS] = {is_class_uncovered, FTL_CHANGE_EXTENSION},
        [FTL_CONSIDERED_NOT_BEGUN] = {is_not_begun, FTL_CHANGE_START},
        [FTL_CONSIDERED_ENDED] = {has_ended, FTL_CHANGE_EXTENSION},
        [FTL_CONSIDERED_OTHER_FAULT] = {is_other_fault, FTL_CHANGE_FAULT},
        [FTL_CONSIDERED_OTHER_OWNER] = {is_other_owner, FTL_CHANGE_OWNER},
        [FTL_CONSIDERED_TERRITORY] = {is_elsewhere, FTL_CHANGE_TERRITORY},
        [FTL_CONSIDERED_METER] = {is_meter_over, FTL_CHANGE_METER},
        [FTL_CONSIDERED_NO_PROOF] = {is_proof_missing, FTL_CHANGE_PROOF},
        [FTL_CONSIDERED_EXCLUDED] = {is_excluded, FTL_CHANGE_FINDING},
        [FTL_CONSIDERED_USED_UP] = {is_used_up, FTL_CHANGE_NOTHING},
};

/* How a verdict stands, and what would change it, by the cover that decides: the first that holds.
 */
static const struct {
	bool (*holds)(const struct question *q);
	enum ftl_standing standing;
	enum ftl_change change;
} standings[] = {
        {is_match_unknown, FTL_STANDING_IF_SAME_FAULT, FTL_CHANGE_SAME_FAULT},
        {is_provisional, FTL_STANDING_PROVISIONAL, FTL_CHANGE_START},
        {is_meter_unknown, FTL_STANDING_IF_METER, FTL_CHANGE_METER},
        {is_suspected, FTL_STANDING_CERTAIN, FTL_CHANGE_SUSPICION},
        {has_no_proof, FTL_STANDING_CERTAIN, FTL_CHANGE_PROOF},
        {has_end, FTL_STANDING_CERTAIN, FTL_CHANGE_TIME},
        {is_any, FTL_STANDING_CERTAIN, FTL_CHANGE_EXCLUSION},
};

static enum ftl_considered consider(const struct question *q)
{
	int reason = FTL_CONSIDERED_VOID;

	while (reason < FTL_CONSIDERED_BEHIND && !reasons[reason].holds(q))
		reason++;
	return (enum ftl_considered)reason;
}

/* The place of a giver in the policy; its count when it is not named. */
static size_t find_giver(const struct ftl_cover_policy *policy, enum ftl_cover_giver giver)
{
	size_t place = 0;

	while (place < policy->count && policy->givers[place] != giver)
		place++;
	return place;
}

/* What puts one cover before another, the most important first; the less, the sooner. */
struct rank {
	int64_t keys[5];
};

/* A cover that applies stands before one that does not, of those the one that was nearest to it. */
static struct rank rank_of(const struct question *q, enum ftl_considered considered, size_t place)
{
	bool applies = considered == FTL_CONSIDERED_BEHIND;

	return (struct rank){{
	        -(int64_t)considered,
	        applies && is_match_unknown(q),
	        (int64_t)place,
	        applies ? -q->share->percent : 0,
	        has_end(q) ? -q->share->ends_on.value : INT64_MIN,
	}};
}

static bool is_before(const struct rank *a, const struct rank *b)
{
	for (size_t i = 0; i < FTL_COUNT(a->keys); i++) {
		if (a->keys[i] != b->keys[i])
			return a->keys[i] < b->keys[i];
	}
	return false;
}

static void decide_covered(const struct question *q, struct ftl_verdict *verdict)
{
	size_t standing = 0;

	while (!standings[standing].holds(q))
		standing++;
	verdict->payer = ftl_cover_payers[q->cover->giver];
	verdict->percent = q->share->percent;
	verdict->has_until = q->share->ends_on.has;
	verdict->until = (int32_t)q->share->ends_on.value;
	verdict->rule = q->cover->rule;
	verdict->standing = standings[standing].standing;
	verdict->change = standings[standing].change;
	verdict->deductible_cents = q->cover->conditions.deductible_cents;
	verdict->excess_cents = ftl_some(q->cover->conditions.deductible_cents);
	verdict->left_cents = q->cover->left_cents;
}

static void decide_open(const struct ftl_cover_facts *facts, enum ftl_change change,
                        struct ftl_verdict *verdict)
{
	verdict->payer = FTL_PAYER_CUSTOMER;
	verdict->percent = 100;
	verdict->rule = "no_cover";
	verdict->excess_cents = ftl_some(0);
	verdict->standing = FTL_STANDING_CERTAIN;
	verdict->change = change;
	if (change == FTL_CHANGE_EXTENSION && !facts->has_purchase_date)
		verdict->change = FTL_CHANGE_PURCHASE;
}

static void decide_class(struct ftl_arena *arena, const struct ftl_cover_facts *facts,
                         const struct ftl_cover_policy *policy, const struct ftl_cover *covers,
                         size_t count, struct ftl_verdict *verdict)
{
	enum ftl_considered *considered = ftl_alloc(arena, count, sizeof(*considered));
	enum ftl_considered *first = NULL;
	struct question q = {.facts = facts};
	struct rank best = {{0}};

	for (size_t i = 0; i < count; i++) {
		size_t place = find_giver(policy, covers[i].giver);
		struct rank rank;

		if (place == policy->count)
			continue;
		q.cover = &covers[i];
		q.share = &q.cover->shares[verdict->class];
		considered[i] = consider(&q);
		rank = rank_of(&q, considered[i], place);
		if (first != NULL && !is_before(&rank, &best))
			continue;
		first = &considered[i];
		best = rank;
	}
	verdict->considered = considered;
	if (first == NULL) {
		decide_open(facts, FTL_CHANGE_EXTENSION, verdict);
		return;
	}
	verdict->cover = ftl_some(first - considered);
	q.cover = &covers[first - considered];
	q.share = &q.cover->shares[verdict->class];
	if (*first != FTL_CONSIDERED_BEHIND) {
		decide_open(facts, reasons[*first].change, verdict);
		return;
	}
	*first = FTL_CONSIDERED_DECIDES;
	decide_covered(&q, verdict);
}

static bool decides(const struct ftl_verdict *verdict, int64_t cover)
{
	return verdict->cover.has && verdict->cover.value == cover &&
	       verdict->considered[cover] == FTL_CONSIDERED_DECIDES;
}

void ftl_coverage_decide(struct ftl_arena *arena, const struct ftl_cover_facts *facts,
                         const struct ftl_cover_policy *policy, const struct ftl_cover *covers,
                         size_t count, struct ftl_verdict ret[FTL_LINE_CLASSES])
{
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		struct ftl_verdict *verdict = &ret[class];

		*verdict = (struct ftl_verdict){.class = (enum ftl_line_class) class};
		decide_class(arena, facts, policy, covers, count, verdict);
		for (int before = 0; before < class; before++) {
			if (verdict->cover.has && decides(&ret[before], verdict->cover.value))
				verdict->deductible_cents = 0;
		}
		ftl_coverage_explain(arena, facts, covers, verdict);
	}
}

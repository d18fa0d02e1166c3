#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/model/coverage.h"
#include "fettle/model/term.h"
#include "helper_time.h"

static void terms_end_on_the_same_day_or_the_months_last(void **state)
{
	static const struct {
		const char *starts;
		int months;
		const char *ends;
	} vectors[] = {
	        {"2024-02-29", 24, "2026-02-28"}, {"2024-08-31", 6, "2025-02-28"},
	        {"2024-01-31", 1, "2024-02-29"},  {"2025-03-14", 24, "2027-03-14"},
	        {"2023-08-31", 6, "2024-02-29"},  {"2026-12-31", 2, "2027-02-28"},
	        {"2024-02-29", 48, "2028-02-29"},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++)
		assert_int_equal(
		        ftl_cover_end(date(vectors[i].starts), vectors[i].months, FTL_TERM_MONTH)
		                .value,
		        date(vectors[i].ends));
}

/* Cover of labour and parts alike. */
static struct ftl_cover cover(enum ftl_cover_giver giver, const char *starts, const char *ends,
                              const char *rule)
{
	const struct ftl_cover_share share = {100,
	                                      ends != NULL ? ftl_some(date(ends)) : ftl_none()};

	return (struct ftl_cover){
	        .giver = giver,
	        .rule = rule,
	        .evidence = "bought 2025-03-14, receipt 4711",
	        .starts_on = date(starts),
	        .has_proof = true,
	        .shares = {[FTL_LABOUR] = share, [FTL_PART] = share},
	        .conditions = {.is_transferable = true, .excludes = FTL_EXCLUDES_ALL},
	};
}

static struct ftl_verdict decide_by(struct ftl_arena *arena, const struct ftl_cover_facts *facts,
                                    const struct ftl_cover_policy *policy,
                                    const struct ftl_cover *covers, size_t count,
                                    enum ftl_line_class class)
{
	struct ftl_verdict verdicts[FTL_LINE_CLASSES];

	ftl_coverage_decide(arena, facts, policy, covers, count, verdicts);
	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		assert_int_equal(verdicts[i].class, i);
		assert_true(strlen(verdicts[i].rule) > 0);
		assert_true(strlen(verdicts[i].because) > 10);
		assert_true(strlen(verdicts[i].would_change) > 10);
		assert_in_range(verdicts[i].percent, 1, 100);
	}
	return verdicts[class];
}

static struct ftl_verdict decide(struct ftl_arena *arena, const char *reported, bool has_purchase,
                                 const struct ftl_cover *covers, size_t count,
                                 enum ftl_line_class class)
{
	const struct ftl_cover_facts facts = {
	        .reported_on = date(reported), .country = "DE", .has_purchase_date = has_purchase};

	return decide_by(arena, &facts, &ftl_cover_default_policy, covers, count, class);
}

static void last_day_of_a_term_still_counts(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover maker =
	        cover(FTL_COVER_MAKER, "2025-03-14", "2027-03-14", "maker_warranty");
	struct ftl_verdict verdict;

	(void)state;
	verdict = decide(&arena, "2027-03-14", true, &maker, 1, FTL_PART);
	assert_int_equal(verdict.payer, FTL_PAYER_MAKER);
	assert_int_equal(verdict.percent, 100);
	assert_true(verdict.has_until);
	assert_int_equal(verdict.until, date("2027-03-14"));
	assert_string_equal(verdict.rule, "maker_warranty");
	assert_string_equal(verdict.because, "the maker's warranty runs until 2027-03-14: bought "
	                                     "2025-03-14, receipt 4711");
	assert_non_null(strstr(verdict.would_change, "2027-03-14"));

	verdict = decide(&arena, "2027-03-15", true, &maker, 1, FTL_PART);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	assert_int_equal(verdict.percent, 100);
	assert_false(verdict.has_until);
	assert_string_equal(verdict.rule, "no_cover");
	assert_non_null(strstr(verdict.because, "ended on 2027-03-14"));
	assert_non_null(strstr(verdict.because, "reported on 2027-03-15"));

	verdict = decide(&arena, "2025-03-14", true, &maker, 1, FTL_PART);
	assert_int_equal(verdict.payer, FTL_PAYER_MAKER);
	verdict = decide(&arena, "2025-03-13", true, &maker, 1, FTL_PART);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	assert_non_null(strstr(verdict.because, "begins on 2025-03-14"));
}

/* The default order and who pays, written out by hand from the domain reference. */
static const struct {
	enum ftl_cover_giver giver;
	enum ftl_payer payer;
} order[FTL_COVER_GIVERS] = {
        {FTL_COVER_RECALL, FTL_PAYER_MAKER},
        {FTL_COVER_DOA, FTL_PAYER_SELLER},
        {FTL_COVER_PART_SUPPLIER, FTL_PAYER_SUPPLIER},
        {FTL_COVER_OWN_REPAIR, FTL_PAYER_SHOP},
        {FTL_COVER_MAKER, FTL_PAYER_MAKER},
        {FTL_COVER_EXTENDED, FTL_PAYER_CONTRACT},
        {FTL_COVER_CONTRACT, FTL_PAYER_CONTRACT},
        {FTL_COVER_INSURANCE, FTL_PAYER_INSURER},
        {FTL_COVER_SELLER, FTL_PAYER_SELLER},
        {FTL_COVER_GOODWILL, FTL_PAYER_SHOP},
};

static void covers_are_tried_in_the_order_of_the_policy(void **state)
{
	static const enum ftl_cover_giver few[] = {FTL_COVER_SELLER, FTL_COVER_MAKER};
	const struct ftl_cover_policy policy = {few, FTL_COUNT(few)};
	const struct ftl_cover_facts facts = {.reported_on = date("2026-06-01"), .country = "DE"};
	FTL_ARENA(arena);
	struct ftl_cover covers[FTL_COVER_GIVERS];
	struct ftl_verdict verdict;

	(void)state;
	/* Given backwards: the order of giver decides. */
	for (int i = 0; i < FTL_COVER_GIVERS; i++)
		covers[FTL_COVER_GIVERS - 1 - i] =
		        cover(order[i].giver, "2026-01-01", "2026-12-31", "rule");
	for (int i = 0; i < FTL_COVER_GIVERS; i++) {
		verdict = decide(&arena, "2026-06-01", true, covers, (size_t)(FTL_COVER_GIVERS - i),
		                 FTL_LABOUR);
		assert_int_equal(verdict.payer, order[i].payer);
		assert_int_equal(verdict.cover.value, FTL_COVER_GIVERS - 1 - i);
	}
	verdict = decide_by(&arena, &facts, &policy, covers, FTL_COVER_GIVERS, FTL_LABOUR);
	assert_int_equal(verdict.payer, FTL_PAYER_SELLER);
	for (int i = 0; i < FTL_COVER_GIVERS; i++) {
		enum ftl_considered wanted = FTL_CONSIDERED_NOT;

		if (covers[i].giver == FTL_COVER_SELLER)
			wanted = FTL_CONSIDERED_DECIDES;
		if (covers[i].giver == FTL_COVER_MAKER)
			wanted = FTL_CONSIDERED_BEHIND;
		assert_int_equal(verdict.considered[i], wanted);
	}
}

/* Whether it is the same fault is not known at the counter: until then it pays what nobody else
 * does. */
static void own_repair_of_perhaps_another_fault_comes_after_every_certain_cover(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover covers[] = {
	        cover(FTL_COVER_OWN_REPAIR, "2026-10-12", "2027-01-10", "own_repair_warranty"),
	        cover(FTL_COVER_GOODWILL, "2025-03-14", "2026-11-22", "goodwill"),
	};
	struct ftl_verdict verdict;

	(void)state;
	covers[0].match = FTL_MATCH_UNKNOWN;
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_LABOUR);
	assert_string_equal(verdict.rule, "goodwill");
	assert_int_equal(verdict.standing, FTL_STANDING_CERTAIN);
	verdict = decide(&arena, "2026-11-23", true, covers, 2, FTL_LABOUR);
	assert_string_equal(verdict.rule, "own_repair_warranty");
	assert_int_equal(verdict.standing, FTL_STANDING_IF_SAME_FAULT);
	covers[0].match = FTL_MATCH_YES;
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_LABOUR);
	assert_string_equal(verdict.rule, "own_repair_warranty");
	assert_int_equal(verdict.standing, FTL_STANDING_CERTAIN);
}

static void each_cost_class_is_decided_by_itself(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover covers[] = {
	        cover(FTL_COVER_OWN_REPAIR, "2026-10-12", "2027-01-10", "own_repair_warranty"),
	        cover(FTL_COVER_MAKER, "2025-03-14", "2027-03-14", "maker_warranty"),
	};
	struct ftl_verdict verdict;

	(void)state;
	covers[0].shares[FTL_PART].percent = 0;
	covers[1].shares[FTL_FREIGHT] = (struct ftl_cover_share){50, ftl_some(date("2026-11-22"))};
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_LABOUR);
	assert_int_equal(verdict.payer, FTL_PAYER_SHOP);
	assert_int_equal(verdict.until, date("2027-01-10"));
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_PART);
	assert_int_equal(verdict.payer, FTL_PAYER_MAKER);
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_FREIGHT);
	assert_int_equal(verdict.payer, FTL_PAYER_MAKER);
	assert_int_equal(verdict.percent, 50);
	verdict = decide(&arena, "2026-11-23", true, covers, 2, FTL_FREIGHT);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_OTHER);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	assert_int_equal(verdict.percent, 100);
}

static void lifetime_cover_has_no_end(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover lifetime = cover(FTL_COVER_MAKER, "1999-01-01", NULL, "maker_warranty");
	struct ftl_verdict verdict;

	(void)state;
	verdict = decide(&arena, "2199-12-31", true, &lifetime, 1, FTL_LABOUR);
	assert_int_equal(verdict.payer, FTL_PAYER_MAKER);
	assert_false(verdict.has_until);
	assert_non_null(strstr(verdict.because, "has no end"));
}

static void verdict_says_what_would_change_it(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover maker =
	        cover(FTL_COVER_MAKER, "2025-03-14", "2027-03-14", "maker_warranty");
	struct ftl_verdict verdict;

	(void)state;
	verdict = decide(&arena, "2026-11-22", false, NULL, 0, FTL_LABOUR);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	assert_string_equal(verdict.would_change, "the purchase date with its proof");
	verdict = decide(&arena, "2026-11-22", true, NULL, 0, FTL_LABOUR);
	assert_null(strstr(verdict.would_change, "purchase date"));

	maker.has_proof = false;
	verdict = decide(&arena, "2026-11-22", true, &maker, 1, FTL_LABOUR);
	assert_non_null(strstr(verdict.would_change, "proof of purchase"));
	maker.is_provisional = true;
	verdict = decide(&arena, "2026-11-22", false, &maker, 1, FTL_LABOUR);
	assert_non_null(strstr(verdict.would_change, "the true start"));
	assert_non_null(strstr(verdict.because, "provisionally"));
	maker.evidence = NULL;
	verdict = decide(&arena, "2026-11-22", false, &maker, 1, FTL_LABOUR);
	assert_null(strstr(verdict.because, ":"));
}

/* Of one giver the one that ended last. */
static void the_giver_who_would_pay_first_explains_a_refusal(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover covers[] = {
	        cover(FTL_COVER_EXTENDED, "2022-01-02", "2024-01-01", "extended_warranty"),
	        cover(FTL_COVER_MAKER, "2020-01-01", "2022-01-01", "maker_warranty"),
	        cover(FTL_COVER_OWN_REPAIR, "2021-01-01", "2021-04-01", "own_repair_warranty"),
	        cover(FTL_COVER_OWN_REPAIR, "2021-03-01", "2021-06-01", "own_repair_warranty"),
	};
	struct ftl_verdict verdict;

	(void)state;
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_LABOUR);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	assert_non_null(strstr(verdict.because, "the maker's warranty ended on 2022-01-01"));
	verdict = decide(&arena, "2026-11-22", true, covers, 4, FTL_LABOUR);
	assert_non_null(strstr(verdict.because, "our own repair warranty ended on 2021-06-01"));
}

/* What a sentence is about: one cover, made from the usual one, and the facts. */
struct sentence {
	const char *because;
	const char *would_change;
	void (*make)(struct ftl_cover *cover, struct ftl_cover_facts *facts);
};

static const struct ftl_cover_finding dropped = {FTL_EXCLUDE_DAMAGE, NULL};
static const struct ftl_cover_finding wet_and_open[] = {{FTL_EXCLUDE_LIQUID, "photo 3"},
                                                        {FTL_EXCLUDE_OPENED, "torn screws"}};
static const char *const home[] = {"AT", "DE"};

static void as_it_is(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)cover;
	(void)facts;
}

static void half(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)facts;
	cover->shares[FTL_LABOUR].percent = 50;
	cover->conditions.excludes = 0;
	cover->conditions.deductible_cents = 4900;
}

static void for_life(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)facts;
	cover->shares[FTL_LABOUR].ends_on = ftl_none();
	cover->evidence = NULL;
}

static void on_conditions(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)facts;
	cover->match = FTL_MATCH_UNKNOWN;
	cover->is_provisional = true;
	cover->conditions.meter_limit = ftl_some(20000);
}

static void guessed(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)facts;
	cover->is_provisional = true;
}

static void unread(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)facts;
	cover->conditions.meter_limit = ftl_some(20000);
}

static void over_its_meter(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	cover->conditions.meter_limit = ftl_some(20000);
	facts->meter = ftl_some(20001);
}

static void perhaps_dropped(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)cover;
	facts->findings = &dropped;
	facts->finding_count = 1;
}

static void surely_wet(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)cover;
	facts->findings = wet_and_open;
	facts->finding_count = 2;
}

static void without_proof(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)facts;
	cover->has_proof = false;
}

static void in_want_of_proof(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)facts;
	cover->has_proof = false;
	cover->conditions.needs_proof = true;
}

static void voided(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)facts;
	cover->void_reason = "exchanged";
}

static void of_parts_alone(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	without_proof(cover, facts);
	cover->shares[FTL_LABOUR] = (struct ftl_cover_share){0};
}

static void too_early(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)cover;
	facts->reported_on = date("2025-03-13");
}

static void too_late(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)cover;
	facts->reported_on = date("2027-03-15");
}

static void too_late_without_proof(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	without_proof(cover, facts);
	too_late(cover, facts);
}

static void too_late_without_purchase(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	too_late(cover, facts);
	facts->has_purchase_date = false;
}

static void of_another_fault(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)facts;
	cover->match = FTL_MATCH_NO;
}

static void sold(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	cover->conditions.is_transferable = false;
	facts->changed_hands_on = ftl_some(date("2026-01-03"));
}

static void abroad(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	cover->conditions.territory = home;
	cover->conditions.territory_count = 2;
	facts->country = "FR";
}

static void spent(struct ftl_cover *cover, struct ftl_cover_facts *facts)
{
	(void)facts;
	cover->left_cents = ftl_some(0);
}

#define BOUGHT ": bought 2025-03-14, receipt 4711"
static const struct sentence sentences[] = {
        {"the maker's warranty runs until 2027-03-14" BOUGHT,
         "damage or another exclusion, or a fault reported after 2027-03-14", as_it_is},
        {"the maker's warranty runs until 2027-03-14 and pays 50 %, less its excess" BOUGHT,
         "a fault reported after 2027-03-14", half},
        {"the maker's warranty has no end", "damage or another exclusion", for_life},
        {"the maker's warranty runs until 2027-03-14, if it is the same fault, provisionally "
         "counted from 2025-03-14, if its meter is not above 20000" BOUGHT,
         "proof that it is another fault", on_conditions},
        {"the maker's warranty runs until 2027-03-14, provisionally counted from "
         "2025-03-14" BOUGHT,
         "the true start, such as the day of purchase: 2025-03-14 is only guessed", guessed},
        {"the maker's warranty runs until 2027-03-14, if its meter is not above 20000" BOUGHT,
         "a meter above 20000: what it reads is not known", unread},
        {"the maker's warranty goes up to a meter of 20000, and it reads 20001" BOUGHT,
         "a meter of 20000 or less", over_its_meter},
        {"the maker's warranty runs until 2027-03-14" BOUGHT,
         "evidence of damage: it is suspected, and excluded", perhaps_dropped},
        {"the maker's warranty excludes liquid (photo 3), opening by others (torn screws)",
         "proof against liquid (photo 3), opening by others (torn screws)", surely_wet},
        {"the maker's warranty runs until 2027-03-14" BOUGHT,
         "a proof of purchase that says otherwise: none is on file", without_proof},
        {"the maker's warranty needs a proof, and none is on file" BOUGHT,
         "the proof that the maker's warranty needs", in_want_of_proof},
        {"the maker's warranty is void (exchanged)" BOUGHT,
         "proof that the maker's warranty is not void: exchanged", voided},
        {"the maker's warranty does not cover labour",
         "an extended warranty, an insurance or a contract", of_parts_alone},
        {"the maker's warranty begins on 2025-03-14, after the fault was reported on "
         "2025-03-13" BOUGHT,
         "an earlier start than 2025-03-14", too_early},
        {"the maker's warranty ended on 2027-03-14, the fault was reported on 2027-03-15" BOUGHT,
         "an extended warranty, an insurance or a contract", too_late},
        {"the maker's warranty ended on 2027-03-14, the fault was reported on 2027-03-15" BOUGHT,
         "a proof of purchase with a later date, an extended warranty, an insurance or a contract",
         too_late_without_proof},
        {"the maker's warranty ended on 2027-03-14, the fault was reported on 2027-03-15" BOUGHT,
         "the purchase date with its proof", too_late_without_purchase},
        {"the maker's warranty is for another fault" BOUGHT,
         "proof that it is the fault that the maker's warranty is for", of_another_fault},
        {"the maker's warranty cannot be passed on, and the device changed hands on "
         "2026-01-03" BOUGHT,
         "proof that the device did not change hands", sold},
        {"the maker's warranty holds in AT, DE, not in FR" BOUGHT, "a repair in AT, DE", abroad},
        {"the claim limit of the maker's warranty is used up" BOUGHT,
         "nothing: what was left of the maker's warranty is spent", spent},
};

static void every_verdict_is_said_in_plain_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < FTL_COUNT(sentences); i++) {
		FTL_ARENA(arena);
		struct ftl_cover maker =
		        cover(FTL_COVER_MAKER, "2025-03-14", "2027-03-14", "maker_warranty");
		struct ftl_cover_facts facts = {.reported_on = date("2026-11-22"),
		                                .country = "DE",
		                                .has_purchase_date = true};
		struct ftl_verdict verdict;

		sentences[i].make(&maker, &facts);
		verdict =
		        decide_by(&arena, &facts, &ftl_cover_default_policy, &maker, 1, FTL_LABOUR);
		assert_string_equal(verdict.because, sentences[i].because);
		assert_string_equal(verdict.would_change, sentences[i].would_change);
	}
}

static void nothing_on_file_is_said_with_the_day(void **state)
{
	FTL_ARENA(arena);
	struct ftl_verdict verdict;

	(void)state;
	verdict = decide(&arena, "2026-11-22", true, NULL, 0, FTL_LABOUR);
	assert_string_equal(verdict.because, "no cover is known for this device on 2026-11-22");
	assert_string_equal(verdict.would_change,
	                    "an extended warranty, an insurance or a contract");
	assert_false(verdict.cover.has);
}

/* What is left is the least of the three limits that a term may have, worked out by hand. */
static void limits_leave_what_was_not_asked_for_yet(void **state)
{
	static const struct {
		struct ftl_opt one, all, times;
		int64_t used, claims;
		struct ftl_opt left;
	} cases[] = {
	        /* No limit: any amount, however often. */
	        {{0}, {0}, {0}, 99999, 50, {0}},
	        /* 300.00 a claim, whatever was asked before. */
	        {{true, 30000}, {0}, {0}, 99999, 50, {true, 30000}},
	        /* 500.00 in all: 480.00 were asked, 20.00 are left; then nothing, never less. */
	        {{0}, {true, 50000}, {0}, 0, 0, {true, 50000}},
	        {{0}, {true, 50000}, {0}, 48000, 2, {true, 2000}},
	        {{0}, {true, 50000}, {0}, 50000, 2, {true, 0}},
	        {{0}, {true, 50000}, {0}, 50001, 2, {true, 0}},
	        /* Both: the lesser one. */
	        {{true, 30000}, {true, 50000}, {0}, 10000, 1, {true, 30000}},
	        {{true, 30000}, {true, 50000}, {0}, 20001, 1, {true, 29999}},
	        /* Two claims: the second may come, the third may not, whatever is left. */
	        {{0}, {0}, {true, 2}, 0, 1, {0}},
	        {{0}, {0}, {true, 2}, 1, 2, {true, 0}},
	        {{true, 30000}, {true, 50000}, {true, 2}, 100, 2, {true, 0}},
	        {{true, 30000}, {0}, {true, 2}, 100, 1, {true, 30000}},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		const struct ftl_cover_conditions conditions = {.claim_limit_cents = cases[i].one,
		                                                .total_limit_cents = cases[i].all,
		                                                .claims_limit = cases[i].times};
		struct ftl_opt left = ftl_cover_left(&conditions, cases[i].used, cases[i].claims);

		assert_int_equal(left.has, cases[i].left.has);
		assert_int_equal(left.value, cases[i].left.value);
		assert_int_equal(ftl_cover_has_limit(&conditions), i > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(limits_leave_what_was_not_asked_for_yet),
	        cmocka_unit_test(terms_end_on_the_same_day_or_the_months_last),
	        cmocka_unit_test(last_day_of_a_term_still_counts),
	        cmocka_unit_test(covers_are_tried_in_the_order_of_the_policy),
	        cmocka_unit_test(
	                own_repair_of_perhaps_another_fault_comes_after_every_certain_cover),
	        cmocka_unit_test(each_cost_class_is_decided_by_itself),
	        cmocka_unit_test(lifetime_cover_has_no_end),
	        cmocka_unit_test(verdict_says_what_would_change_it),
	        cmocka_unit_test(the_giver_who_would_pay_first_explains_a_refusal),
	        cmocka_unit_test(every_verdict_is_said_in_plain_words),
	        cmocka_unit_test(nothing_on_file_is_said_with_the_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "helper_claim.h"

/*
 * The checks of a claim at their limits: a job that lacks one thing or just does not,
 * helper_claim.h. That every reason for which payers refuse has a check is in
 * test_model_rejections.c.
 */

static void part_not_covered(struct claim_scene *s)
{
	s->cover[FTL_PART].payer = FTL_PAYER_CUSTOMER;
}

static void nothing_decided(struct claim_scene *s)
{
	s->job.cover = NULL;
	s->job.line_count = 1;
}

/* 20 November and 30 days are 20 December, the last day; three days before it is said. */
static void last_day_over(struct claim_scene *s)
{
	s->job.today = claim_day("2026-12-21");
}

static void last_day(struct claim_scene *s)
{
	s->job.today = claim_day("2026-12-20");
}

static void four_days_before(struct claim_scene *s)
{
	s->job.today = claim_day("2026-12-16");
}

static void from_hand_over(struct claim_scene *s)
{
	s->rules.submit_basis = FTL_CLAIM_FROM_HAND_OVER;
	s->job.today = claim_day("2026-12-17"); /* four days before the 21st */
}

static void no_filing_limit(struct claim_scene *s)
{
	s->rules.submit_days = ftl_none();
	s->job.today = claim_day("2030-01-01");
}

static void repeat_unpaid(struct claim_scene *s)
{
	s->rules.unpaid_repeat_days = ftl_some(30);
	s->rules.preauth_for_repeat = false;
	s->job.repeat_days = ftl_some(30);
	s->job.repeat_of = "W26000027";
}

static void repeat_a_day_later(struct claim_scene *s)
{
	repeat_unpaid(s);
	s->rules.no_labour_repeat_days = ftl_none();
	s->job.repeat_days = ftl_some(31);
}

static void repeat_no_labour(struct claim_scene *s)
{
	repeat_unpaid(s);
	s->rules.unpaid_repeat_days = ftl_none();
}

static void repeat_without_labour(struct claim_scene *s)
{
	repeat_no_labour(s);
	s->lines[0].line.payer = FTL_PAYER_SHOP;
}

static void repeat_unasked(struct claim_scene *s)
{
	repeat_without_labour(s);
	s->rules.preauth_for_repeat = true;
}

/* 30.00, 10.50 and 5.00 are 45.50. */
static void above_unasked(struct claim_scene *s)
{
	s->rules.preauth_above_cents = ftl_some(4549);
}

static void not_above(struct claim_scene *s)
{
	s->rules.preauth_above_cents = ftl_some(4550);
}

static void above_asked(struct claim_scene *s)
{
	above_unasked(s);
	s->preauths.list[0] = (struct ftl_preauth){
	        .payer = ftl_some(FTL_PAYER_MAKER), .reference = "PA-12", .number = "PA-12"};
	s->preauths.count = 1;
	s->job.preauths = &s->preauths;
}

static void above_granted(struct claim_scene *s)
{
	above_asked(s);
	s->preauths.list[0].state = FTL_PREAUTH_GRANTED;
	s->preauths.list[0].granted_cents = ftl_some(4550);
}

static void granted_too_little(struct claim_scene *s)
{
	above_granted(s);
	s->preauths.list[0].granted_cents = ftl_some(4549);
}

static void denied(struct claim_scene *s)
{
	above_asked(s);
	s->preauths.list[0].state = FTL_PREAUTH_DENIED;
}

static void denied_below(struct claim_scene *s)
{
	denied(s);
	not_above(s);
}

static void expired(struct claim_scene *s)
{
	above_granted(s);
	s->preauths.list[0].state = FTL_PREAUTH_EXPIRED;
	s->preauths.list[0].valid_until = ftl_some(claim_day("2026-11-23"));
}

static void expired_below(struct claim_scene *s)
{
	expired(s);
	not_above(s);
}

static void asked_below(struct claim_scene *s)
{
	above_asked(s);
	not_above(s);
}

static void granted_to_another(struct claim_scene *s)
{
	above_granted(s);
	s->preauths.list[0].payer = ftl_some(FTL_PAYER_INSURER);
}

/* The insurer agreed to its own part; the maker was not asked. */
static void another_pays_too(struct claim_scene *s)
{
	granted_to_another(s);
	s->lines[2].line.payer = FTL_PAYER_INSURER;
	s->rules.preauth_above_cents = ftl_some(4049);
}

static void granted_to_somebody(struct claim_scene *s)
{
	above_granted(s);
	s->preauths.list[0].payer = ftl_none();
}

static void other_number(struct claim_scene *s)
{
	above_granted(s);
	s->job.authorisation = "PA-13";
}

static void same_number(struct claim_scene *s)
{
	above_granted(s);
	s->job.authorisation = "pa 12";
}

static void exchanged_unasked(struct claim_scene *s)
{
	s->order.result = FTL_EXCHANGED;
}

static void no_account(struct claim_scene *s)
{
	s->rules.account = NULL;
}

static void no_account_needed(struct claim_scene *s)
{
	no_account(s);
	s->rules.needs_account = false;
}

static void no_serial(struct claim_scene *s)
{
	s->device.serial = NULL;
}

static void an_imei(struct claim_scene *s)
{
	s->device.serial = NULL;
	s->device.imei = "490154203237518";
}

static void no_model(struct claim_scene *s)
{
	s->device.model = NULL;
}

static void other_model(struct claim_scene *s)
{
	s->device.model = "WH-1000XM5";
}

static void any_model(struct claim_scene *s)
{
	other_model(s);
	s->rules.model_count = 0;
}

static const char *const headphones[] = {"headphones"};

static void repaired_what_is_exchanged(struct claim_scene *s)
{
	s->rules.exchange_only = headphones;
	s->rules.exchange_only_count = 1;
}

static void exchanged(struct claim_scene *s)
{
	repaired_what_is_exchanged(s);
	s->order.result = FTL_EXCHANGED;
	s->rules.preauth_for_exchange = false;
}

static void elsewhere(struct claim_scene *s)
{
	s->job.country = "AT";
}

static void no_purchase_date(struct claim_scene *s)
{
	s->device.purchased_on = ftl_none();
}

static void bought_on(struct claim_scene *s, int64_t date)
{
	s->device.purchased_on = ftl_some(date);
	s->covers[0].starts_on = (int32_t)date;
}

static void bought_on_the_day(struct claim_scene *s)
{
	bought_on(s, s->job.received_on.value);
}

static void bought_later(struct claim_scene *s)
{
	bought_on(s, s->job.received_on.value + 1);
}

static void no_proof(struct claim_scene *s)
{
	s->device.proof = NULL;
}

static void not_here(struct claim_scene *s)
{
	s->job.received_on = ftl_none();
}

static void not_ready(struct claim_scene *s)
{
	s->job.ready_on = s->job.handed_over_on = ftl_none();
	s->job.today = claim_day("2027-11-24");
}

static void no_address(struct claim_scene *s)
{
	s->customer.address = NULL;
}

static void no_phone(struct claim_scene *s)
{
	s->contacts[0].is_email = true;
}

static void no_email(struct claim_scene *s)
{
	s->customer.contact_count = 1;
}

static void no_condition(struct claim_scene *s)
{
	s->diagnosis.codes[FTL_FAULT_CONDITION].id = 0;
}

static void no_symptom(struct claim_scene *s)
{
	s->diagnosis.codes[FTL_FAULT_SYMPTOM].id = 0;
}

static void no_section(struct claim_scene *s)
{
	s->diagnosis.codes[FTL_FAULT_SECTION].id = 0;
}

static void no_defect(struct claim_scene *s)
{
	s->diagnosis.codes[FTL_FAULT_DEFECT].id = 0;
}

static void no_repair(struct claim_scene *s)
{
	s->diagnosis.codes[FTL_FAULT_REPAIR].id = 0;
}

static void no_part_named(struct claim_scene *s)
{
	s->diagnosis.part = NULL;
}

static void no_part_claimed(struct claim_scene *s)
{
	no_part_named(s);
	s->lines[1].line.payer = FTL_PAYER_CUSTOMER;
}

static void nothing_required(struct claim_scene *s)
{
	s->rules.required = 0;
	s->rules.model_count = 0;
	s->job.diagnosis_count = 0;
	s->customer.address = s->device.proof = s->device.serial = s->device.model = NULL;
	s->customer.contact_count = 0;
	s->device.purchased_on = ftl_none();
}

static void no_fault(struct claim_scene *s)
{
	s->order.result = FTL_NO_FAULT_FOUND;
}

static void no_fault_is_paid(struct claim_scene *s)
{
	no_fault(s);
	s->rules.pays_no_fault = true;
}

static void damage_found(struct claim_scene *s)
{
	s->finding =
	        (struct ftl_order_finding){.exclusion = FTL_EXCLUDE_LIQUID, .evidence = "photo 3"};
	s->job.finding_count = 1;
}

static void damage_suspected(struct claim_scene *s)
{
	damage_found(s);
	s->finding.evidence = NULL;
}

static void damage_covered(struct claim_scene *s)
{
	damage_found(s);
	s->covers[0].excludes = FTL_EXCLUDES(FTL_EXCLUDE_DAMAGE);
}

static void labour_rate_over(struct claim_scene *s)
{
	s->lines[0].line.unit_price_cents = 6001;
}

static void labour_over(struct claim_scene *s)
{
	s->rules.labour_most_cents = ftl_some(2999);
}

/* 8.40 and a quarter are 10.50; 8.39 and a quarter 10.4875, which is 10.49. */
static void part_over(struct claim_scene *s)
{
	s->lines[1].line.unit_cost_cents = 839;
}

static void part_over_by_rounding(struct claim_scene *s)
{
	s->lines[1].line.unit_cost_cents = 839;
	s->lines[1].line.unit_price_cents = 1049;
}

static void freight_over(struct claim_scene *s)
{
	s->rules.freight_most_cents = ftl_some(499);
}

static void amount_over(struct claim_scene *s)
{
	s->rules.amount_most_cents = ftl_some(4549);
}

static void as_it_is(struct claim_scene *s)
{
	(void)s;
}

/* What a case finds: the names of the findings, with ? for a warning and … for later. */
static const struct {
	void (*change)(struct claim_scene *s);
	const char *found;
} cases[] = {
        {as_it_is, ""},
        {part_not_covered, "not_covered@2"},
        {nothing_decided, "not_covered@1"},
        {last_day_over, "filing_limit"},
        {last_day, "filing_limit?"},
        {four_days_before, ""},
        {from_hand_over, ""},
        {no_filing_limit, ""},
        {repeat_unpaid, "second_repair"},
        {repeat_a_day_later, ""},
        {repeat_no_labour, "labour_on_repeat@1"},
        {repeat_without_labour, ""},
        {repeat_unasked, "authorisation_missing"},
        {above_unasked, "authorisation_missing"},
        {not_above, ""},
        {above_asked, "authorisation_pending"},
        {above_granted, ""},
        {granted_too_little, "authorisation_short"},
        {denied, "authorisation_denied"},
        {denied_below, "authorisation_denied"},
        {expired, "authorisation_expired"},
        {expired_below, ""},
        {asked_below, ""},
        {granted_to_another, "authorisation_mismatch"},
        {another_pays_too, "authorisation_missing"},
        {granted_to_somebody, ""},
        {other_number, "authorisation_mismatch"},
        {same_number, ""},
        {exchanged_unasked, "authorisation_missing"},
        {no_account, "account_missing"},
        {no_account_needed, ""},
        {no_serial, "serial_missing"},
        {an_imei, ""},
        {no_model, "model_missing"},
        {other_model, "model_not_allowed"},
        {any_model, ""},
        {repaired_what_is_exchanged, "exchange_only"},
        {exchanged, ""},
        {elsewhere, "region"},
        {no_purchase_date, "purchase_date_missing"},
        {bought_on_the_day, ""},
        {bought_later, "purchase_date_invalid"},
        {no_proof, "proof_missing"},
        {not_here, "request_date_missing…"},
        {not_ready, "completion_date_missing…"},
        {no_address, "customer_missing"},
        {no_phone, "customer_missing"},
        {no_email, "customer_missing"},
        {no_condition, "code_missing"},
        {no_symptom, "code_missing"},
        {no_section, "code_missing"},
        {no_defect, "code_missing"},
        {no_repair, "code_missing"},
        {no_part_named, "part_missing"},
        {no_part_claimed, ""},
        {nothing_required, ""},
        {no_fault, "no_fault"},
        {no_fault_is_paid, ""},
        {damage_found, "damage"},
        {damage_suspected, "damage?"},
        {damage_covered, ""},
        {labour_rate_over, "labour_above_schedule@1"},
        {labour_over, "labour_above_schedule"},
        {part_over, "part_above_schedule@2"},
        {part_over_by_rounding, ""},
        {freight_over, "freight_above_schedule@3"},
        {amount_over, "amount_above_schedule"},
};

static void each_check_finds_what_is_wrong_and_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_ARENA(arena);
		struct ftl_preflight preflight;
		struct claim_scene s;
		char text[512];

		claim_scene_set(&s);
		cases[i].change(&s);
		claim_scene_look(&arena, &s, &preflight, text, sizeof(text));
		if (strcmp(text, cases[i].found) != 0)
			fail_msg("case %zu: found '%s', expected '%s'", i, text, cases[i].found);
	}
}

static void the_amount_and_the_last_day_are_told(void **state)
{
	FTL_ARENA(arena);
	struct ftl_preflight preflight;
	struct claim_scene s;
	char text[64];

	(void)state;
	claim_scene_set(&s);
	s.lines[2].is_removed = true;
	claim_scene_look(&arena, &s, &preflight, text, sizeof(text));
	assert_int_equal(preflight.amount_cents, 4050);
	assert_true(preflight.last_day.has);
	assert_int_equal(preflight.last_day.value, claim_day("2026-12-20"));
	assert_int_equal(preflight.blocking, 0);
	s.rules.submit_basis = FTL_CLAIM_FROM_HAND_OVER;
	s.job.handed_over_on = ftl_none();
	claim_scene_look(&arena, &s, &preflight, text, sizeof(text));
	assert_false(preflight.last_day.has);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(each_check_finds_what_is_wrong_and_nothing_else),
	        cmocka_unit_test(the_amount_and_the_last_day_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

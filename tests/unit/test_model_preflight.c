#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/model/preflight.h"

/*
 * Every reason for which a claim is refused fires for a job that lacks one thing, and does not for
 * the same job that has it. The job: headphones bought on 14 March 2025, in on 16 November 2026,
 * ready on the 20th, half an hour of labour at 60.00 and a part of 10.50 that cost 8.40.
 */

static const struct ftl_currency euro = {.code = "EUR", .decimals = 2};

static int32_t day(const char *text)
{
	struct ftl_err err;
	int32_t date = 0;

	if (ftl_date_parse("day", text, &date, &err) != FTL_OK)
		fail_msg("%s: %s", text, err.message);
	return date;
}

/* Everything a case may change. */
struct scene {
	struct ftl_payer_rules rules;
	struct ftl_preflight_job job;
	struct ftl_order order;
	struct ftl_customer customer;
	struct ftl_contact contacts[2];
	struct ftl_device device;
	struct ftl_order_line lines[3];
	struct ftl_diagnosis diagnosis;
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	struct ftl_order_finding finding;
	struct ftl_preauths preauths;
};

static struct ftl_order_line line(int position, enum ftl_line_class class, int64_t price,
                                  int64_t cost, int64_t amount)
{
	return (struct ftl_order_line){
	        .position = position,
	        .line = {.class = class,
	                 .quantity_milli = 1000,
	                 .unit_price_cents = price,
	                 .unit_cost_cents = cost,
	                 .payer = FTL_PAYER_MAKER},
	        .amounts = {.list_cents = amount, .payer_cents = amount},
	};
}

static void set_scene(struct scene *s)
{
	static const char *const models[] = {"WH-1000XM4"};
	static const char *const germany[] = {"DE"};

	memset(s, 0, sizeof(*s));
	s->rules = (struct ftl_payer_rules){
	        .payer = FTL_PAYER_MAKER,
	        .account = "DE-4711",
	        .needs_account = true,
	        .models = models,
	        .model_count = 1,
	        .territory = germany,
	        .territory_count = 1,
	        .required = (1u << FTL_CLAIM_FIELDS) - 1,
	        .submit_days = ftl_some(30),
	        .preauth_above_cents = ftl_some(10000),
	        .preauth_for_exchange = true,
	        .preauth_for_repeat = true,
	        .no_labour_repeat_days = ftl_some(30),
	        .labour_rate_cents = ftl_some(6000),
	        .labour_most_cents = ftl_some(9000),
	        .markup_basis_points = ftl_some(2500),
	        .freight_most_cents = ftl_some(2000),
	        .amount_most_cents = ftl_some(50000),
	};
	s->order = (struct ftl_order){
	        .code = "W26000019", .state = FTL_HANDED_OVER, .result = FTL_REPAIRED};
	s->contacts[0] = (struct ftl_contact){false, "+49 30 1234567"};
	s->contacts[1] = (struct ftl_contact){true, "ana@example.org"};
	s->customer = (struct ftl_customer){.code = "K2600001A",
	                                    .name = "Ana Čović",
	                                    .address = "Lindenstr. 1, Berlin",
	                                    .contacts = s->contacts,
	                                    .contact_count = 2};
	s->device = (struct ftl_device){.code = "D26000018",
	                                .category = "Headphones",
	                                .brand = "Sony",
	                                .model = "WH-1000xm4",
	                                .serial = "S01-5512345-7",
	                                .purchased_on = ftl_some(day("2025-03-14")),
	                                .proof = "receipt 4711"};
	s->lines[0] = line(1, FTL_LABOUR, 6000, 3000, 3000);
	s->lines[1] = line(2, FTL_PART, 1050, 840, 1050);
	s->lines[2] = line(3, FTL_FREIGHT, 500, 500, 500);
	s->diagnosis = (struct ftl_diagnosis){.part = "cable A-2211"};
	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++)
		s->diagnosis.codes[kind].id = kind + 1;
	for (int class = 0; class < FTL_LINE_CLASSES; class ++)
		s->cover[class].payer = FTL_PAYER_MAKER;
	s->job = (struct ftl_preflight_job){
	        .order = &s->order,
	        .customer = &s->customer,
	        .device = &s->device,
	        .lines = s->lines,
	        .line_count = 3,
	        .diagnosis = &s->diagnosis,
	        .diagnosis_count = 1,
	        .cover = s->cover,
	        .findings = &s->finding,
	        .country = "DE",
	        .today = day("2026-11-24"),
	        .received_on = ftl_some(day("2026-11-16")),
	        .ready_on = ftl_some(day("2026-11-20")),
	        .handed_over_on = ftl_some(day("2026-11-21")),
	};
}

static void part_not_covered(struct scene *s)
{
	s->cover[FTL_PART].payer = FTL_PAYER_CUSTOMER;
}

static void nothing_decided(struct scene *s)
{
	s->job.cover = NULL;
	s->job.line_count = 1;
}

/* 20 November and 30 days are 20 December, the last day; three days before it is said. */
static void last_day_over(struct scene *s)
{
	s->job.today = day("2026-12-21");
}

static void last_day(struct scene *s)
{
	s->job.today = day("2026-12-20");
}

static void four_days_before(struct scene *s)
{
	s->job.today = day("2026-12-16");
}

static void from_hand_over(struct scene *s)
{
	s->rules.submit_basis = FTL_CLAIM_FROM_HAND_OVER;
	s->job.today = day("2026-12-17"); /* four days before the 21st */
}

static void no_filing_limit(struct scene *s)
{
	s->rules.submit_days = ftl_none();
	s->job.today = day("2030-01-01");
}

static void repeat_unpaid(struct scene *s)
{
	s->rules.unpaid_repeat_days = ftl_some(30);
	s->rules.preauth_for_repeat = false;
	s->job.repeat_days = ftl_some(30);
	s->job.repeat_of = "W26000027";
}

static void repeat_a_day_later(struct scene *s)
{
	repeat_unpaid(s);
	s->rules.no_labour_repeat_days = ftl_none();
	s->job.repeat_days = ftl_some(31);
}

static void repeat_no_labour(struct scene *s)
{
	repeat_unpaid(s);
	s->rules.unpaid_repeat_days = ftl_none();
}

static void repeat_without_labour(struct scene *s)
{
	repeat_no_labour(s);
	s->lines[0].line.payer = FTL_PAYER_SHOP;
}

static void repeat_unasked(struct scene *s)
{
	repeat_without_labour(s);
	s->rules.preauth_for_repeat = true;
}

/* 30.00, 10.50 and 5.00 are 45.50. */
static void above_unasked(struct scene *s)
{
	s->rules.preauth_above_cents = ftl_some(4549);
}

static void not_above(struct scene *s)
{
	s->rules.preauth_above_cents = ftl_some(4550);
}

static void above_asked(struct scene *s)
{
	above_unasked(s);
	s->preauths.list[0] = (struct ftl_preauth){
	        .payer = ftl_some(FTL_PAYER_MAKER), .reference = "PA-12", .number = "PA-12"};
	s->preauths.count = 1;
	s->job.preauths = &s->preauths;
}

static void above_granted(struct scene *s)
{
	above_asked(s);
	s->preauths.list[0].state = FTL_PREAUTH_GRANTED;
	s->preauths.list[0].granted_cents = ftl_some(4550);
}

static void granted_too_little(struct scene *s)
{
	above_granted(s);
	s->preauths.list[0].granted_cents = ftl_some(4549);
}

static void denied(struct scene *s)
{
	above_asked(s);
	s->preauths.list[0].state = FTL_PREAUTH_DENIED;
}

static void denied_below(struct scene *s)
{
	denied(s);
	not_above(s);
}

static void expired(struct scene *s)
{
	above_granted(s);
	s->preauths.list[0].state = FTL_PREAUTH_EXPIRED;
	s->preauths.list[0].valid_until = ftl_some(day("2026-11-23"));
}

static void expired_below(struct scene *s)
{
	expired(s);
	not_above(s);
}

static void asked_below(struct scene *s)
{
	above_asked(s);
	not_above(s);
}

static void granted_to_another(struct scene *s)
{
	above_granted(s);
	s->preauths.list[0].payer = ftl_some(FTL_PAYER_INSURER);
}

/* The insurer agreed to its own part; the maker was not asked. */
static void another_pays_too(struct scene *s)
{
	granted_to_another(s);
	s->lines[2].line.payer = FTL_PAYER_INSURER;
	s->rules.preauth_above_cents = ftl_some(4049);
}

static void granted_to_somebody(struct scene *s)
{
	above_granted(s);
	s->preauths.list[0].payer = ftl_none();
}

static void other_number(struct scene *s)
{
	above_granted(s);
	s->job.authorisation = "PA-13";
}

static void same_number(struct scene *s)
{
	above_granted(s);
	s->job.authorisation = "pa 12";
}

static void exchanged_unasked(struct scene *s)
{
	s->order.result = FTL_EXCHANGED;
}

static void no_account(struct scene *s)
{
	s->rules.account = NULL;
}

static void no_account_needed(struct scene *s)
{
	no_account(s);
	s->rules.needs_account = false;
}

static void no_serial(struct scene *s)
{
	s->device.serial = NULL;
}

static void an_imei(struct scene *s)
{
	s->device.serial = NULL;
	s->device.imei = "490154203237518";
}

static void no_model(struct scene *s)
{
	s->device.model = NULL;
}

static void other_model(struct scene *s)
{
	s->device.model = "WH-1000XM5";
}

static void any_model(struct scene *s)
{
	other_model(s);
	s->rules.model_count = 0;
}

static const char *const headphones[] = {"headphones"};

static void repaired_what_is_exchanged(struct scene *s)
{
	s->rules.exchange_only = headphones;
	s->rules.exchange_only_count = 1;
}

static void exchanged(struct scene *s)
{
	repaired_what_is_exchanged(s);
	s->order.result = FTL_EXCHANGED;
	s->rules.preauth_for_exchange = false;
}

static void elsewhere(struct scene *s)
{
	s->job.country = "AT";
}

static void no_purchase_date(struct scene *s)
{
	s->device.purchased_on = ftl_none();
}

static void bought_on_the_day(struct scene *s)
{
	s->device.purchased_on = s->job.received_on;
}

static void bought_later(struct scene *s)
{
	s->device.purchased_on = ftl_some(s->job.received_on.value + 1);
}

static void no_proof(struct scene *s)
{
	s->device.proof = NULL;
}

static void not_here(struct scene *s)
{
	s->job.received_on = ftl_none();
}

static void not_ready(struct scene *s)
{
	s->job.ready_on = s->job.handed_over_on = ftl_none();
	s->job.today = day("2027-11-24");
}

static void no_address(struct scene *s)
{
	s->customer.address = NULL;
}

static void no_phone(struct scene *s)
{
	s->contacts[0].is_email = true;
}

static void no_email(struct scene *s)
{
	s->customer.contact_count = 1;
}

static void no_condition(struct scene *s)
{
	s->diagnosis.codes[FTL_FAULT_CONDITION].id = 0;
}

static void no_symptom(struct scene *s)
{
	s->diagnosis.codes[FTL_FAULT_SYMPTOM].id = 0;
}

static void no_section(struct scene *s)
{
	s->diagnosis.codes[FTL_FAULT_SECTION].id = 0;
}

static void no_defect(struct scene *s)
{
	s->diagnosis.codes[FTL_FAULT_DEFECT].id = 0;
}

static void no_repair(struct scene *s)
{
	s->diagnosis.codes[FTL_FAULT_REPAIR].id = 0;
}

static void no_part_named(struct scene *s)
{
	s->diagnosis.part = NULL;
}

static void no_part_claimed(struct scene *s)
{
	no_part_named(s);
	s->lines[1].line.payer = FTL_PAYER_CUSTOMER;
}

static void nothing_required(struct scene *s)
{
	s->rules.required = 0;
	s->rules.model_count = 0;
	s->job.diagnosis_count = 0;
	s->customer.address = s->device.proof = s->device.serial = s->device.model = NULL;
	s->customer.contact_count = 0;
	s->device.purchased_on = ftl_none();
}

static void no_fault(struct scene *s)
{
	s->order.result = FTL_NO_FAULT_FOUND;
}

static void no_fault_is_paid(struct scene *s)
{
	no_fault(s);
	s->rules.pays_no_fault = true;
}

static void damage_found(struct scene *s)
{
	s->finding =
	        (struct ftl_order_finding){.exclusion = FTL_EXCLUDE_LIQUID, .evidence = "photo 3"};
	s->job.finding_count = 1;
}

static void damage_suspected(struct scene *s)
{
	damage_found(s);
	s->finding.evidence = NULL;
}

static void labour_rate_over(struct scene *s)
{
	s->lines[0].line.unit_price_cents = 6001;
}

static void labour_over(struct scene *s)
{
	s->rules.labour_most_cents = ftl_some(2999);
}

/* 8.40 and a quarter are 10.50; 8.39 and a quarter 10.4875, which is 10.49. */
static void part_over(struct scene *s)
{
	s->lines[1].line.unit_cost_cents = 839;
}

static void part_over_by_rounding(struct scene *s)
{
	s->lines[1].line.unit_cost_cents = 839;
	s->lines[1].line.unit_price_cents = 1049;
}

static void freight_over(struct scene *s)
{
	s->rules.freight_most_cents = ftl_some(499);
}

static void amount_over(struct scene *s)
{
	s->rules.amount_most_cents = ftl_some(4549);
}

static void as_it_is(struct scene *s)
{
	(void)s;
}

/* What a case finds: the names of the findings, with ? for a warning and … for later. */
static const struct {
	void (*change)(struct scene *s);
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
        {labour_rate_over, "labour_above_schedule@1"},
        {labour_over, "labour_above_schedule"},
        {part_over, "part_above_schedule@2"},
        {part_over_by_rounding, ""},
        {freight_over, "freight_above_schedule@3"},
        {amount_over, "amount_above_schedule"},
};

static void write_findings(char *text, size_t size, const struct ftl_preflight *preflight)
{
	static const char *const marks[FTL_PREFLIGHT_SEVERITIES] = {"", "…", "?"};
	size_t used = 0;

	*text = '\0';
	for (size_t i = 0; i < preflight->count; i++) {
		const struct ftl_preflight_finding *finding = &preflight->findings[i];

		used += (size_t)snprintf(text + used, size - used, "%s%s%s", i > 0 ? " " : "",
		                         ftl_preflight_names[finding->check],
		                         marks[finding->severity]);
		if (finding->position > 0)
			used += (size_t)snprintf(text + used, size - used, "@%d",
			                         finding->position);
		assert_non_null(finding->field);
		assert_non_null(finding->message);
		assert_non_null(finding->way);
	}
}

static void every_reason_fires_alone_and_not_without_its_cause(void **state)
{
	bool fired[FTL_PREFLIGHT_CHECKS] = {false};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_ARENA(arena);
		struct ftl_preflight preflight;
		struct scene s;
		char text[512];

		set_scene(&s);
		cases[i].change(&s);
		ftl_preflight(&arena, &s.rules, &euro, &s.job, &preflight);
		write_findings(text, sizeof(text), &preflight);
		if (strcmp(text, cases[i].found) != 0)
			fail_msg("case %zu: found '%s', expected '%s'", i, text, cases[i].found);
		for (size_t j = 0; j < preflight.count; j++)
			fired[preflight.findings[j].check] = true;
	}
	for (int check = 0; check < FTL_PREFLIGHT_CHECKS; check++) {
		if (!fired[check])
			fail_msg("no case finds %s", ftl_preflight_names[check]);
	}
}

static void the_amount_and_the_last_day_are_told(void **state)
{
	FTL_ARENA(arena);
	struct ftl_preflight preflight;
	struct scene s;

	(void)state;
	set_scene(&s);
	s.lines[2].is_removed = true;
	ftl_preflight(&arena, &s.rules, &euro, &s.job, &preflight);
	assert_int_equal(preflight.amount_cents, 4050);
	assert_true(preflight.last_day.has);
	assert_int_equal(preflight.last_day.value, day("2026-12-20"));
	assert_int_equal(preflight.blocking, 0);
	s.rules.submit_basis = FTL_CLAIM_FROM_HAND_OVER;
	s.job.handed_over_on = ftl_none();
	ftl_preflight(&arena, &s.rules, &euro, &s.job, &preflight);
	assert_false(preflight.last_day.has);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_reason_fires_alone_and_not_without_its_cause),
	        cmocka_unit_test(the_amount_and_the_last_day_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

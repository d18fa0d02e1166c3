#include "helper_claim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/date.h"

static const struct ftl_currency euro = {.code = "EUR", .decimals = 2};

int32_t claim_day(const char *text)
{
	struct ftl_err err;
	int32_t date = 0;

	if (ftl_date_parse("day", text, &date, &err) != FTL_OK)
		fail_msg("%s: %s", text, err.message);
	return date;
}

static struct ftl_order_line line(int position, enum ftl_line_class class, const char *text,
                                  int64_t price, int64_t cost, int64_t amount)
{
	return (struct ftl_order_line){
	        .position = position,
	        .text = text,
	        .line = {.class = class,
	                 .quantity_milli = 1000,
	                 .unit_price_cents = price,
	                 .unit_cost_cents = cost,
	                 .payer = FTL_PAYER_MAKER},
	        .amounts = {.list_cents = amount, .payer_cents = amount},
	};
}

static const char *const models[] = {"WH-1000XM4"};
static const char *const germany[] = {"DE"};
static const char *const german[] = {"DE", "AT"};
static const char *const serials[] = {"SN########", "@##-#######-#"};
static const char *const part_numbers[] = {"@-####"};
static const char *const adjusted[] = {"ADJUSTED"};
static const char *const fitting[] = {"WH-1000XM4", "WH-1000XM5"};
static const struct ftl_claim_part parts[] = {{"A-2211", {fitting, 2}}};
static const char *const codes[FTL_FAULT_KINDS] = {"1", "NO-SOUND", "CORD", "BROKEN", "REPLACED"};

static void set_rules(struct ftl_payer_rules *rules)
{
	*rules = (struct ftl_payer_rules){
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
	        .serial_formats = {serials, 2},
	        .part_number_formats = {part_numbers, 1},
	        .age_most_months = ftl_some(24),
	        .evidence = FTL_EVIDENCE_OF(FTL_EVIDENCE_WANTED) - 1,
	        .invoice_above_cents = ftl_some(500),
	        .labour_not_with_part = {adjusted, 1},
	        .parts = parts,
	        .part_count = 1,
	};
	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++)
		rules->codes[kind] = (struct ftl_claim_list){&codes[kind], 1};
}

static void set_people(struct claim_scene *s)
{
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
	                                .purchased_on = ftl_some(claim_day("2025-03-14")),
	                                .proof = "receipt 4711"};
}

static void set_work(struct claim_scene *s)
{
	s->lines[0] = line(1, FTL_LABOUR, "cable replaced", 6000, 3000, 3000);
	s->lines[1] = line(2, FTL_PART, "cable A-2211", 1050, 840, 1050);
	s->lines[2] = line(3, FTL_FREIGHT, "shipping", 500, 500, 500);
	s->diagnosis = (struct ftl_diagnosis){.position = 1, .part = "cable A-2211"};
	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++) {
		s->diagnosis.codes[kind].id = kind + 1;
		s->diagnosis.codes[kind].code = codes[kind];
	}
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		s->cover[class].payer = FTL_PAYER_MAKER;
		s->cover[class].rule = "sony-2-years";
	}
	s->failure = (struct ftl_part_failure){.position = 2, .reason = FTL_PART_FAULTY};
	s->returned = (struct ftl_claim_return){.position = 2,
	                                        .due_on = claim_day("2026-12-05"),
	                                        .state = FTL_CLAIM_RETURN_SHIPPED};
}

static void set_evidence(struct claim_scene *s)
{
	s->covers[0] = (struct ftl_claim_cover){.payer = FTL_PAYER_MAKER,
	                                        .rule = "sony-2-years",
	                                        .is_registered = true,
	                                        .starts_on = claim_day("2025-03-14"),
	                                        .ends_on = ftl_some(claim_day("2027-03-14")),
	                                        .territory = {german, 2},
	                                        .excludes = FTL_EXCLUDES(FTL_EXCLUDE_DAMAGE) |
	                                                    FTL_EXCLUDES(FTL_EXCLUDE_LIQUID)};
	for (int kind = 0; kind < FTL_EVIDENCE_WANTED; kind++)
		s->attachments[kind] = (struct ftl_claim_attachment){
		        .kind = (enum ftl_evidence)kind, .is_readable = true};
	s->attachments[FTL_EVIDENCE_WANTED] = (struct ftl_claim_attachment){
	        .kind = FTL_EVIDENCE_INVOICE, .position = 2, .is_readable = true};
}

void claim_scene_set(struct claim_scene *s)
{
	memset(s, 0, sizeof(*s));
	set_rules(&s->rules);
	set_people(s);
	set_work(s);
	set_evidence(s);
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
	        .today = claim_day("2026-11-24"),
	        .received_on = ftl_some(claim_day("2026-11-16")),
	        .ready_on = ftl_some(claim_day("2026-11-20")),
	        .handed_over_on = ftl_some(claim_day("2026-11-21")),
	        .failures = &s->failure,
	        .failure_count = 1,
	        .covers = s->covers,
	        .cover_count = 1,
	        .has_attachments = true,
	        .attachments = s->attachments,
	        .attachment_count = FTL_EVIDENCE_WANTED + 1,
	        .returns = &s->returned,
	        .return_count = 1,
	        .claimed = &s->claimed,
	};
}

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

void claim_scene_look(struct ftl_arena *arena, const struct claim_scene *s,
                      struct ftl_preflight *ret, char *text, size_t size)
{
	if (s->is_unauthorised)
		ftl_preflight_unauthorised(arena, s->rules.payer, &s->job, ret);
	else
		ftl_preflight(arena, &s->rules, &euro, &s->job, ret);
	write_findings(text, size, ret);
}

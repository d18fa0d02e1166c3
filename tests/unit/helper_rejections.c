#include "helper_rejections.h"

static const char *const french[] = {"FR", "MC"};

static void bought(struct claim_scene *s, const char *date)
{
	s->device.purchased_on = ftl_some(claim_day(date));
	s->covers[0].starts_on = claim_day(date);
}

static void came_back(struct claim_scene *s, int64_t days)
{
	s->rules.preauth_for_repeat = false;
	s->job.repeat_days = ftl_some(days);
	s->job.repeat_of = "W26000027";
}

static void only_exchanged(struct claim_scene *s)
{
	static const char *const headphones[] = {"headphones"};

	s->rules.exchange_only = headphones;
	s->rules.exchange_only_count = 1;
}

static void attach(struct claim_scene *s, enum ftl_evidence kind)
{
	s->attachments[s->job.attachment_count++] =
	        (struct ftl_claim_attachment){.kind = kind, .is_readable = true};
}

static void claimed(struct claim_scene *s, int position)
{
	s->claimed = (struct ftl_claim_claimed){position, "C2600001A"};
	s->job.claimed_count = 1;
}

/* For what must be asked. */
static void ask(struct claim_scene *s, enum ftl_payer payer)
{
	s->rules.preauth_above_cents = ftl_some(4549);
	s->preauths.list[0] = (struct ftl_preauth){
	        .payer = ftl_some(payer), .reference = "PA-12", .number = "PA-12"};
	s->preauths.count = 1;
	s->job.preauths = &s->preauths;
}

static void adjusted(struct claim_scene *s)
{
	s->diagnosis.codes[FTL_FAULT_REPAIR].code = "ADJUSTED";
	s->rules.codes[FTL_FAULT_REPAIR].count = 0;
}

static void returned(struct claim_scene *s, enum ftl_claim_return_state state)
{
	s->returned.state = state;
}

static void found(struct claim_scene *s, const char *evidence)
{
	s->finding =
	        (struct ftl_order_finding){.exclusion = FTL_EXCLUDE_DAMAGE, .evidence = evidence};
	s->job.finding_count = 1;
}

static void lapsed(struct claim_scene *s, const char *date)
{
	s->covers[0].ends_on = ftl_some(claim_day(date));
}

static void account_missing(struct claim_scene *s, bool is_wrong)
{
	s->rules.account = NULL;
	if (!is_wrong)
		s->rules.needs_account = false;
}

static void part_missing(struct claim_scene *s, bool is_wrong)
{
	s->diagnosis.part = NULL;
	if (!is_wrong)
		s->lines[1].line.payer = FTL_PAYER_SHOP;
}

static void part_number_missing(struct claim_scene *s, bool is_wrong)
{
	s->lines[1].text = "cable, left";
	if (!is_wrong)
		s->rules.part_number_formats.count = 0;
}

static void part_number_invalid(struct claim_scene *s, bool is_wrong)
{
	s->lines[1].text = is_wrong ? "cable A-22111" : "2 m cable (b-2212)";
}

static void model_missing(struct claim_scene *s, bool is_wrong)
{
	s->device.model = NULL;
	if (!is_wrong) {
		s->rules.required = 0;
		s->rules.model_count = 0;
	}
}

static void model_not_allowed(struct claim_scene *s, bool is_wrong)
{
	s->device.model = "WH-1000XM5";
	if (!is_wrong)
		s->rules.model_count = 0;
}

static void serial_missing(struct claim_scene *s, bool is_wrong)
{
	s->device.serial = NULL;
	if (!is_wrong)
		s->device.imei = "490154203237518";
}

static void serial_invalid(struct claim_scene *s, bool is_wrong)
{
	s->device.serial = is_wrong ? "S01-551234-7" : "sn12345678";
}

static void purchase_date_missing(struct claim_scene *s, bool is_wrong)
{
	s->device.purchased_on = ftl_none();
	if (!is_wrong)
		s->rules.required = 0;
}

static void purchase_date_invalid(struct claim_scene *s, bool is_wrong)
{
	bought(s, is_wrong ? "2026-11-17" : "2026-11-16");
}

static void request_date_missing(struct claim_scene *s, bool is_wrong)
{
	s->job.received_on = is_wrong ? ftl_none() : ftl_some(claim_day("2026-11-20"));
}

static void request_date_invalid(struct claim_scene *s, bool is_wrong)
{
	s->job.today = claim_day(is_wrong ? "2026-11-15" : "2026-11-16");
}

static void completion_date_missing(struct claim_scene *s, bool is_wrong)
{
	s->job.ready_on = is_wrong ? ftl_none() : ftl_some(claim_day("2026-11-24"));
}

static void completion_date_invalid(struct claim_scene *s, bool is_wrong)
{
	s->job.ready_on = ftl_some(claim_day(is_wrong ? "2026-11-15" : "2026-11-16"));
}

static void second_repair(struct claim_scene *s, bool is_wrong)
{
	came_back(s, is_wrong ? 30 : 31);
	s->rules.unpaid_repeat_days = ftl_some(30);
}

static void labour_on_repeat(struct claim_scene *s, bool is_wrong)
{
	came_back(s, is_wrong ? 30 : 31);
}

static void second_stock_repair(struct claim_scene *s, bool is_wrong)
{
	if (is_wrong) {
		came_back(s, 1);
		s->rules.unpaid_repeat_days = ftl_some(3650);
	} else {
		came_back(s, 365);
		s->rules.unpaid_repeat_days = ftl_some(364);
	}
}

static void too_old(struct claim_scene *s, bool is_wrong)
{
	bought(s, is_wrong ? "2024-11-15" : "2024-11-16");
}

static void not_covered(struct claim_scene *s, bool is_wrong)
{
	if (is_wrong) {
		s->job.cover = NULL;
		s->job.cover_count = 0;
		s->job.line_count = 1;
	} else {
		s->job.cover_count = 0;
	}
}

static void category_not_authorised(struct claim_scene *s, bool is_wrong)
{
	s->is_unauthorised = is_wrong;
}

static void exchange_only(struct claim_scene *s, bool is_wrong)
{
	only_exchanged(s);
	if (!is_wrong) {
		s->order.result = FTL_EXCHANGED;
		s->rules.preauth_for_exchange = false;
	}
}

static void part_not_for_model(struct claim_scene *s, bool is_wrong)
{
	s->device.model = "WH-CH720N";
	s->rules.model_count = 0;
	if (!is_wrong)
		s->lines[1].text = "cable A-2212";
}

static void invoice_missing(struct claim_scene *s, bool is_wrong)
{
	s->job.attachment_count--;
	if (!is_wrong)
		s->rules.invoice_above_cents = ftl_some(840);
}

static void invoice_of_another_line(struct claim_scene *s, bool is_wrong)
{
	s->attachments[s->job.attachment_count - 1].position = is_wrong ? 1 : 0;
}

static void customer_missing(struct claim_scene *s, bool is_wrong)
{
	s->customer.address = NULL;
	if (!is_wrong)
		s->rules.required = 0;
}

static void code_missing(struct claim_scene *s, bool is_wrong)
{
	s->diagnosis.codes[FTL_FAULT_SYMPTOM].id = 0;
	if (!is_wrong)
		s->rules.required = 0;
}

static void code_invalid(struct claim_scene *s, bool is_wrong)
{
	s->diagnosis.codes[FTL_FAULT_REPAIR].code = "CLEANED";
	if (!is_wrong)
		s->rules.codes[FTL_FAULT_REPAIR].count = 0;
}

static void filing_limit(struct claim_scene *s, bool is_wrong)
{
	s->job.today = claim_day(is_wrong ? "2026-12-21" : "2026-12-16");
}

static void not_of_its_class(struct claim_scene *s, bool is_wrong)
{
	if (is_wrong)
		s->cover[FTL_PART].payer = FTL_PAYER_CUSTOMER;
	else
		s->cover[FTL_OTHER].payer = FTL_PAYER_CUSTOMER;
}

static void no_fault(struct claim_scene *s, bool is_wrong)
{
	s->order.result = FTL_NO_FAULT_FOUND;
	if (!is_wrong)
		s->rules.pays_no_fault = true;
}

static void illegible(struct claim_scene *s, bool is_wrong)
{
	s->attachments[FTL_EVIDENCE_RECEIPT].is_readable = false;
	if (!is_wrong)
		attach(s, FTL_EVIDENCE_RECEIPT);
}

static void duplicate(struct claim_scene *s, bool is_wrong)
{
	if (is_wrong)
		claimed(s, 2);
	else
		s->claimed.code = "C2600001A";
}

static void same_device_and_day(struct claim_scene *s, bool is_wrong)
{
	if (is_wrong)
		claimed(s, 0);
	else
		s->job.claimed_count = 0;
}

static void authorisation_missing(struct claim_scene *s, bool is_wrong)
{
	s->rules.preauth_above_cents = is_wrong ? ftl_some(4549) : ftl_some(4550);
}

static void authorisation_pending(struct claim_scene *s, bool is_wrong)
{
	ask(s, FTL_PAYER_MAKER);
	if (!is_wrong)
		s->rules.preauth_above_cents = ftl_none();
}

static void authorisation_denied(struct claim_scene *s, bool is_wrong)
{
	ask(s, FTL_PAYER_MAKER);
	s->preauths.list[0].state = is_wrong ? FTL_PREAUTH_DENIED : FTL_PREAUTH_GRANTED;
}

static void authorisation_expired(struct claim_scene *s, bool is_wrong)
{
	ask(s, FTL_PAYER_MAKER);
	s->preauths.list[0].state = FTL_PREAUTH_EXPIRED;
	if (!is_wrong)
		s->rules.preauth_above_cents = ftl_none();
}

static void authorisation_mismatch(struct claim_scene *s, bool is_wrong)
{
	ask(s, is_wrong ? FTL_PAYER_INSURER : FTL_PAYER_MAKER);
	s->preauths.list[0].state = FTL_PREAUTH_GRANTED;
}

static void other_number(struct claim_scene *s, bool is_wrong)
{
	ask(s, FTL_PAYER_MAKER);
	s->preauths.list[0].state = FTL_PREAUTH_GRANTED;
	s->job.authorisation = is_wrong ? "PA-13" : "pa12";
}

static void authorisation_short(struct claim_scene *s, bool is_wrong)
{
	ask(s, FTL_PAYER_MAKER);
	s->preauths.list[0].state = FTL_PREAUTH_GRANTED;
	s->preauths.list[0].granted_cents = is_wrong ? ftl_some(4549) : ftl_some(4550);
}

static void labour_with_part(struct claim_scene *s, bool is_wrong)
{
	adjusted(s);
	if (!is_wrong)
		s->lines[1].line.payer = FTL_PAYER_SHOP;
}

static void labour_above_schedule(struct claim_scene *s, bool is_wrong)
{
	if (is_wrong)
		s->lines[0].line.unit_price_cents = 6001;
	else
		s->rules.labour_rate_cents = ftl_some(6000);
}

static void part_above_schedule(struct claim_scene *s, bool is_wrong)
{
	s->lines[1].line.unit_price_cents = is_wrong ? 1051 : 1049;
}

static void freight_above_schedule(struct claim_scene *s, bool is_wrong)
{
	s->rules.freight_most_cents = is_wrong ? ftl_some(499) : ftl_some(500);
}

static void amount_above_schedule(struct claim_scene *s, bool is_wrong)
{
	s->rules.amount_most_cents = is_wrong ? ftl_some(4549) : ftl_some(4550);
}

static void above_limit(struct claim_scene *s, bool is_wrong)
{
	s->covers[0].left_cents = is_wrong ? ftl_some(4549) : ftl_some(4550);
}

static void sold_elsewhere(struct claim_scene *s, bool is_wrong)
{
	if (is_wrong) {
		s->covers[0].territory.words = french;
	} else {
		s->covers[1] = s->covers[0];
		s->covers[0].territory.words = french;
		s->job.cover_count = 2;
	}
}

static void region(struct claim_scene *s, bool is_wrong)
{
	s->job.country = "AT";
	if (!is_wrong)
		s->rules.territory_count = 0;
}

static void proof_mismatch(struct claim_scene *s, bool is_wrong)
{
	s->covers[0].starts_on++;
	if (!is_wrong)
		s->covers[0].is_registered = false;
}

static void return_missing(struct claim_scene *s, bool is_wrong)
{
	returned(s, FTL_CLAIM_RETURN_DUE);
	s->returned.due_on = claim_day(is_wrong ? "2026-11-23" : "2026-11-28");
}

static void return_wrong(struct claim_scene *s, bool is_wrong)
{
	returned(s, is_wrong ? FTL_CLAIM_RETURN_WRONG : FTL_CLAIM_RETURN_SHIPPED);
}

static void return_damaged(struct claim_scene *s, bool is_wrong)
{
	returned(s, is_wrong ? FTL_CLAIM_RETURN_DAMAGED : FTL_CLAIM_RETURN_RECEIVED);
}

static void part_no_fault(struct claim_scene *s, bool is_wrong)
{
	s->failure.reason = is_wrong ? FTL_PART_DAMAGED_BY_US : FTL_PART_DOA;
}

static void wrong_part(struct claim_scene *s, bool is_wrong)
{
	s->failure.reason = FTL_PART_WRONG;
	if (!is_wrong)
		s->failure.is_taken_back = true;
}

static void damage(struct claim_scene *s, bool is_wrong)
{
	if (is_wrong)
		found(s, "photo 3");
	else
		s->job.finding_count = 0;
}

static void evidence_missing(struct claim_scene *s, bool is_wrong)
{
	s->attachments[FTL_EVIDENCE_PHOTO].kind = FTL_EVIDENCE_OTHER;
	if (!is_wrong)
		s->rules.evidence = FTL_EVIDENCE_OF(FTL_EVIDENCE_REPORT);
}

static void signature_missing(struct claim_scene *s, bool is_wrong)
{
	if (is_wrong) {
		s->job.attachment_count = 0;
		s->rules.invoice_above_cents = ftl_none();
		s->rules.evidence = FTL_EVIDENCE_OF(FTL_EVIDENCE_SIGNATURE);
	} else {
		s->job.has_attachments = false;
		s->job.attachment_count = 0;
	}
}

static void proof_missing(struct claim_scene *s, bool is_wrong)
{
	s->device.proof = NULL;
	if (!is_wrong)
		s->rules.required = 0;
}

static void contract_lapsed(struct claim_scene *s, bool is_wrong)
{
	lapsed(s, is_wrong ? "2026-11-15" : "2026-11-16");
}

static void lapsed_by_the_verdict(struct claim_scene *s, bool is_wrong)
{
	lapsed(s, "2026-11-15");
	if (is_wrong)
		s->cover[FTL_PART].payer = FTL_PAYER_CUSTOMER;
	else
		s->covers[0].payer = FTL_PAYER_CONTRACT;
}

const struct claim_row claim_rows[] = {
        {"account invalid", "account_missing", account_missing},
        {"part no. invalid", "part_missing", part_missing},
        {"part no. invalid", "part_number_missing", part_number_missing},
        {"part no. invalid", "part_number_invalid", part_number_invalid},
        {"model invalid", "model_missing", model_missing},
        {"model invalid", "model_not_allowed", model_not_allowed},
        {"serial missing/invalid", "serial_missing", serial_missing},
        {"serial missing/invalid", "serial_invalid", serial_invalid},
        {"purchase date missing/invalid", "purchase_date_missing", purchase_date_missing},
        {"purchase date missing/invalid", "purchase_date_invalid", purchase_date_invalid},
        {"request date missing/invalid", "request_date_missing", request_date_missing},
        {"request date missing/invalid", "request_date_invalid", request_date_invalid},
        {"completion date missing/invalid", "completion_date_missing", completion_date_missing},
        {"completion date missing/invalid", "completion_date_invalid", completion_date_invalid},
        {"second repair within 30 days", "second_repair", second_repair},
        {"second repair within 30 days", "labour_on_repeat", labour_on_repeat},
        {"second stock repair / too old / sold as is", "second_repair", second_stock_repair},
        {"second stock repair / too old / sold as is", "too_old", too_old},
        {"second stock repair / too old / sold as is", "not_covered", not_covered},
        {"product category not authorised", "category_not_authorised", category_not_authorised},
        {"exchange-only unit", "exchange_only", exchange_only},
        {"part not used in this model", "part_not_for_model", part_not_for_model},
        {"invoice no./copy missing", "invoice_missing", invoice_missing},
        {"invoice no./copy missing", "invoice_missing", invoice_of_another_line},
        {"customer data missing", "customer_missing", customer_missing},
        {"symptom/work code missing or invalid", "code_missing", code_missing},
        {"symptom/work code missing or invalid", "code_invalid", code_invalid},
        {"over the filing limit", "filing_limit", filing_limit},
        {"not a warranty item", "not_covered", not_of_its_class},
        {"not a warranty item", "no_fault", no_fault},
        {"illegible", "illegible", illegible},
        {"duplicate claim", "duplicate", duplicate},
        {"duplicate claim", "duplicate", same_device_and_day},
        {"authorisation missing/expired/mismatch", "authorisation_missing", authorisation_missing},
        {"authorisation missing/expired/mismatch", "authorisation_pending", authorisation_pending},
        {"authorisation missing/expired/mismatch", "authorisation_denied", authorisation_denied},
        {"authorisation missing/expired/mismatch", "authorisation_expired", authorisation_expired},
        {"authorisation missing/expired/mismatch", "authorisation_mismatch",
         authorisation_mismatch},
        {"authorisation missing/expired/mismatch", "authorisation_mismatch", other_number},
        {"authorisation missing/expired/mismatch", "authorisation_short", authorisation_short},
        {"labour code not allowed with part", "labour_with_part", labour_with_part},
        {"amount above schedule", "labour_above_schedule", labour_above_schedule},
        {"amount above schedule", "part_above_schedule", part_above_schedule},
        {"amount above schedule", "freight_above_schedule", freight_above_schedule},
        {"amount above schedule", "amount_above_schedule", amount_above_schedule},
        {"amount above schedule", "above_limit", above_limit},
        {"serial not sold in region", "sold_elsewhere", sold_elsewhere},
        {"serial not sold in region", "region", region},
        {"proof of purchase mismatch with registration", "proof_mismatch", proof_mismatch},
        {"part not returned / wrong part returned / returned damaged", "return_missing",
         return_missing},
        {"part not returned / wrong part returned / returned damaged", "return_wrong",
         return_wrong},
        {"part not returned / wrong part returned / returned damaged", "return_damaged",
         return_damaged},
        {"no-fault part", "part_no_fault", part_no_fault},
        {"no-fault part", "part_no_fault", wrong_part},
        {"physical damage found", "damage", damage},
        {"insufficient evidence", "evidence_missing", evidence_missing},
        {"insufficient evidence", "evidence_missing", signature_missing},
        {"insufficient evidence", "proof_missing", proof_missing},
        {"contract lapsed", "contract_lapsed", contract_lapsed},
        {"contract lapsed", "contract_lapsed", lapsed_by_the_verdict},
};
const size_t claim_row_count = FTL_COUNT(claim_rows);

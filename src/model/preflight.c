#include "fettle/model/preflight.h"

#include <string.h>

#include "fettle/base/date.h"
#include "model/flight.h"

const char *const ftl_claim_field_names[FTL_CLAIM_FIELDS] = {
        [FTL_CLAIM_SERIAL] = "serial",
        [FTL_CLAIM_MODEL] = "model",
        [FTL_CLAIM_PURCHASE_DATE] = "purchase_date",
        [FTL_CLAIM_PROOF] = "proof",
        [FTL_CLAIM_ADDRESS] = "address",
        [FTL_CLAIM_PHONE] = "phone",
        [FTL_CLAIM_EMAIL] = "email",
        [FTL_CLAIM_CONDITION] = "condition",
        [FTL_CLAIM_SYMPTOM] = "symptom",
        [FTL_CLAIM_SECTION] = "section",
        [FTL_CLAIM_DEFECT] = "defect",
        [FTL_CLAIM_REPAIR] = "repair",
        [FTL_CLAIM_PART] = "part",
};

const char *const ftl_claim_basis_names[FTL_CLAIM_BASES] = {
        [FTL_CLAIM_FROM_READY] = "ready",
        [FTL_CLAIM_FROM_HAND_OVER] = "hand_over",
};

const char *const ftl_evidence_names[FTL_EVIDENCES] = {
        [FTL_EVIDENCE_RECEIPT] = "receipt", [FTL_EVIDENCE_PHOTO] = "photo",
        [FTL_EVIDENCE_REPORT] = "report",   [FTL_EVIDENCE_SIGNATURE] = "signature",
        [FTL_EVIDENCE_INVOICE] = "invoice", [FTL_EVIDENCE_OTHER] = "other",
};

const char *const ftl_preflight_names[FTL_PREFLIGHT_CHECKS] = {
        [FTL_PREFLIGHT_NOT_COVERED] = "not_covered",
        [FTL_PREFLIGHT_CONTRACT_LAPSED] = "contract_lapsed",
        [FTL_PREFLIGHT_DUPLICATE] = "duplicate",
        [FTL_PREFLIGHT_FILING_LIMIT] = "filing_limit",
        [FTL_PREFLIGHT_SECOND_REPAIR] = "second_repair",
        [FTL_PREFLIGHT_LABOUR_ON_REPEAT] = "labour_on_repeat",
        [FTL_PREFLIGHT_AUTHORISATION_MISSING] = "authorisation_missing",
        [FTL_PREFLIGHT_AUTHORISATION_PENDING] = "authorisation_pending",
        [FTL_PREFLIGHT_AUTHORISATION_DENIED] = "authorisation_denied",
        [FTL_PREFLIGHT_AUTHORISATION_EXPIRED] = "authorisation_expired",
        [FTL_PREFLIGHT_AUTHORISATION_MISMATCH] = "authorisation_mismatch",
        [FTL_PREFLIGHT_AUTHORISATION_SHORT] = "authorisation_short",
        [FTL_PREFLIGHT_ACCOUNT_MISSING] = "account_missing",
        [FTL_PREFLIGHT_SERIAL_MISSING] = "serial_missing",
        [FTL_PREFLIGHT_SERIAL_INVALID] = "serial_invalid",
        [FTL_PREFLIGHT_MODEL_MISSING] = "model_missing",
        [FTL_PREFLIGHT_MODEL_NOT_ALLOWED] = "model_not_allowed",
        [FTL_PREFLIGHT_CATEGORY_NOT_AUTHORISED] = "category_not_authorised",
        [FTL_PREFLIGHT_EXCHANGE_ONLY] = "exchange_only",
        [FTL_PREFLIGHT_REGION] = "region",
        [FTL_PREFLIGHT_SOLD_ELSEWHERE] = "sold_elsewhere",
        [FTL_PREFLIGHT_PURCHASE_DATE_MISSING] = "purchase_date_missing",
        [FTL_PREFLIGHT_PURCHASE_DATE_INVALID] = "purchase_date_invalid",
        [FTL_PREFLIGHT_TOO_OLD] = "too_old",
        [FTL_PREFLIGHT_PROOF_MISSING] = "proof_missing",
        [FTL_PREFLIGHT_PROOF_MISMATCH] = "proof_mismatch",
        [FTL_PREFLIGHT_REQUEST_DATE_MISSING] = "request_date_missing",
        [FTL_PREFLIGHT_REQUEST_DATE_INVALID] = "request_date_invalid",
        [FTL_PREFLIGHT_COMPLETION_DATE_MISSING] = "completion_date_missing",
        [FTL_PREFLIGHT_COMPLETION_DATE_INVALID] = "completion_date_invalid",
        [FTL_PREFLIGHT_CUSTOMER_MISSING] = "customer_missing",
        [FTL_PREFLIGHT_EVIDENCE_MISSING] = "evidence_missing",
        [FTL_PREFLIGHT_ILLEGIBLE] = "illegible",
        [FTL_PREFLIGHT_CODE_MISSING] = "code_missing",
        [FTL_PREFLIGHT_CODE_INVALID] = "code_invalid",
        [FTL_PREFLIGHT_PART_MISSING] = "part_missing",
        [FTL_PREFLIGHT_NO_FAULT] = "no_fault",
        [FTL_PREFLIGHT_DAMAGE] = "damage",
        [FTL_PREFLIGHT_LABOUR_WITH_PART] = "labour_with_part",
        [FTL_PREFLIGHT_PART_NUMBER_MISSING] = "part_number_missing",
        [FTL_PREFLIGHT_PART_NUMBER_INVALID] = "part_number_invalid",
        [FTL_PREFLIGHT_PART_NOT_FOR_MODEL] = "part_not_for_model",
        [FTL_PREFLIGHT_PART_NO_FAULT] = "part_no_fault",
        [FTL_PREFLIGHT_INVOICE_MISSING] = "invoice_missing",
        [FTL_PREFLIGHT_RETURN_MISSING] = "return_missing",
        [FTL_PREFLIGHT_RETURN_WRONG] = "return_wrong",
        [FTL_PREFLIGHT_RETURN_DAMAGED] = "return_damaged",
        [FTL_PREFLIGHT_LABOUR_ABOVE_SCHEDULE] = "labour_above_schedule",
        [FTL_PREFLIGHT_PART_ABOVE_SCHEDULE] = "part_above_schedule",
        [FTL_PREFLIGHT_FREIGHT_ABOVE_SCHEDULE] = "freight_above_schedule",
        [FTL_PREFLIGHT_AMOUNT_ABOVE_SCHEDULE] = "amount_above_schedule",
        [FTL_PREFLIGHT_ABOVE_LIMIT] = "above_limit",
};

const char *const ftl_preflight_severity_names[FTL_PREFLIGHT_SEVERITIES] = {
        [FTL_PREFLIGHT_BLOCKS] = "blocks",
        [FTL_PREFLIGHT_LATER] = "later",
        [FTL_PREFLIGHT_WARNS] = "warns",
};

static void make_room(struct ftl_flight *f)
{
	struct ftl_preflight_finding *findings;

	if (f->count < f->capacity)
		return;
	f->capacity = f->capacity == 0 ? 16 : 2 * f->capacity;
	findings = ftl_alloc(f->arena, f->capacity, sizeof(*findings));
	if (f->count > 0)
		memcpy(findings, f->findings, f->count * sizeof(*findings));
	f->findings = findings;
}

void ftl_flight_find(struct ftl_flight *f, enum ftl_preflight_check check,
                     enum ftl_preflight_severity severity, int position, const char *field,
                     const char *message, const char *way)
{
	make_room(f);
	f->findings[f->count++] = (struct ftl_preflight_finding){
	        .check = check,
	        .severity = severity,
	        .position = position,
	        .field = field,
	        .message = message,
	        .way = way,
	};
	f->result.blocking += severity == FTL_PREFLIGHT_BLOCKS;
}

bool ftl_flight_needs(const struct ftl_flight *f, enum ftl_claim_field field)
{
	return (f->rules->required & FTL_CLAIM_NEEDS(field)) != 0;
}

const char *ftl_flight_money(const struct ftl_flight *f, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_sprintf(f->arena, "%s %s", ftl_money_format(text, cents, f->currency),
	                   f->currency->code);
}

const char *ftl_flight_date(const struct ftl_flight *f, int64_t day)
{
	char text[FTL_DATE_TEXT_SIZE];

	return ftl_strdup(f->arena, ftl_date_format(text, (int32_t)day));
}

bool ftl_flight_is_theirs(const struct ftl_flight *f, const struct ftl_order_line *row)
{
	return !row->is_removed && row->line.payer == f->rules->payer;
}

const char *ftl_flight_line_field(const struct ftl_flight *f, const struct ftl_order_line *row)
{
	return ftl_sprintf(f->arena, "line %d", row->position);
}

static void begin(struct ftl_flight *f)
{
	ftl_code_eye_of(f->order, f->job->order->code);
	ftl_code_eye_of(f->device, f->job->device->code);
	for (size_t i = 0; i < f->job->line_count; i++) {
		if (ftl_flight_is_theirs(f, &f->job->lines[i]))
			f->result.amount_cents += f->job->lines[i].amounts.payer_cents;
	}
}

static void end(const struct ftl_flight *f, struct ftl_preflight *ret)
{
	*ret = f->result;
	ret->findings = f->findings;
	ret->count = f->count;
}

void ftl_preflight_unauthorised(struct ftl_arena *arena, enum ftl_payer payer,
                                const struct ftl_preflight_job *job, struct ftl_preflight *ret)
{
	const struct ftl_payer_rules rules = {.payer = payer};
	struct ftl_flight f = {.arena = arena, .rules = &rules, .job = job};
	const char *category = job->device->category;

	begin(&f);
	ftl_flight_find(
	        &f, FTL_PREFLIGHT_CATEGORY_NOT_AUTHORISED, FTL_PREFLIGHT_BLOCKS, 0, "category",
	        ftl_sprintf(arena, "none of the %s's rules is for %s", ftl_payer_names[payer],
	                    category != NULL ? category : "a device of no category"),
	        "payer import, with the category in the document");
	end(&f, ret);
}

void ftl_preflight(struct ftl_arena *arena, const struct ftl_payer_rules *rules,
                   const struct ftl_currency *currency, const struct ftl_preflight_job *job,
                   struct ftl_preflight *ret)
{
	struct ftl_flight f = {.arena = arena, .rules = rules, .currency = currency, .job = job};

	begin(&f);
	ftl_flight_check_cover(&f);
	ftl_flight_check_claim(&f);
	ftl_flight_check_device(&f);
	ftl_flight_check_evidence(&f);
	ftl_flight_check_work(&f);
	ftl_flight_check_parts(&f);
	ftl_flight_check_bill(&f);
	end(&f, ret);
}

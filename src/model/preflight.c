#include "fettle/model/preflight.h"

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

const char *const ftl_preflight_names[FTL_PREFLIGHT_CHECKS] = {
        [FTL_PREFLIGHT_NOT_COVERED] = "not_covered",
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
        [FTL_PREFLIGHT_MODEL_MISSING] = "model_missing",
        [FTL_PREFLIGHT_MODEL_NOT_ALLOWED] = "model_not_allowed",
        [FTL_PREFLIGHT_EXCHANGE_ONLY] = "exchange_only",
        [FTL_PREFLIGHT_REGION] = "region",
        [FTL_PREFLIGHT_PURCHASE_DATE_MISSING] = "purchase_date_missing",
        [FTL_PREFLIGHT_PURCHASE_DATE_INVALID] = "purchase_date_invalid",
        [FTL_PREFLIGHT_PROOF_MISSING] = "proof_missing",
        [FTL_PREFLIGHT_REQUEST_DATE_MISSING] = "request_date_missing",
        [FTL_PREFLIGHT_COMPLETION_DATE_MISSING] = "completion_date_missing",
        [FTL_PREFLIGHT_CUSTOMER_MISSING] = "customer_missing",
        [FTL_PREFLIGHT_CODE_MISSING] = "code_missing",
        [FTL_PREFLIGHT_PART_MISSING] = "part_missing",
        [FTL_PREFLIGHT_NO_FAULT] = "no_fault",
        [FTL_PREFLIGHT_DAMAGE] = "damage",
        [FTL_PREFLIGHT_LABOUR_ABOVE_SCHEDULE] = "labour_above_schedule",
        [FTL_PREFLIGHT_PART_ABOVE_SCHEDULE] = "part_above_schedule",
        [FTL_PREFLIGHT_FREIGHT_ABOVE_SCHEDULE] = "freight_above_schedule",
        [FTL_PREFLIGHT_AMOUNT_ABOVE_SCHEDULE] = "amount_above_schedule",
};

const char *const ftl_preflight_severity_names[FTL_PREFLIGHT_SEVERITIES] = {
        [FTL_PREFLIGHT_BLOCKS] = "blocks",
        [FTL_PREFLIGHT_LATER] = "later",
        [FTL_PREFLIGHT_WARNS] = "warns",
};

void ftl_flight_find(struct ftl_flight *f, enum ftl_preflight_check check,
                     enum ftl_preflight_severity severity, int position, const char *field,
                     const char *message, const char *way)
{
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

/* Each check finds one thing, but for those that look at the fields, the lines and the findings one
 * by one. */
static size_t most_findings(const struct ftl_preflight_job *job)
{
	return FTL_PREFLIGHT_CHECKS + FTL_CLAIM_FIELDS + 3 * job->line_count + job->finding_count;
}

void ftl_preflight(struct ftl_arena *arena, const struct ftl_payer_rules *rules,
                   const struct ftl_currency *currency, const struct ftl_preflight_job *job,
                   struct ftl_preflight *ret)
{
	struct ftl_flight f = {.arena = arena, .rules = rules, .currency = currency, .job = job};

	ftl_code_eye_of(f.order, job->order->code);
	ftl_code_eye_of(f.device, job->device->code);
	f.findings = ftl_alloc(arena, most_findings(job), sizeof(*f.findings));
	for (size_t i = 0; i < job->line_count; i++) {
		if (ftl_flight_is_theirs(&f, &job->lines[i]))
			f.result.amount_cents += job->lines[i].amounts.payer_cents;
	}
	ftl_flight_check_claim(&f);
	ftl_flight_check_device(&f);
	ftl_flight_check_work(&f);
	ftl_flight_check_bill(&f);
	f.result.findings = f.findings;
	f.result.count = f.count;
	*ret = f.result;
}

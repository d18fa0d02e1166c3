#include "fettle/model/preflight.h"

#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/model/claim_terms.h"
#include "fettle/model/ident.h"

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

#define SOON_DAYS 3 /* before the last day to submit */

/* A claim while it is looked at. */
struct flight {
	struct ftl_arena *arena;
	const struct ftl_payer_rules *rules;
	const struct ftl_currency *currency;
	const struct ftl_preflight_job *job;
	char order[FTL_CODE_SIZE];  /* for the eye */
	char device[FTL_CODE_SIZE]; /* likewise */
	struct ftl_preflight_finding *findings;
	size_t count;
	struct ftl_preflight result;
};

static void find(struct flight *f, enum ftl_preflight_check check,
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

static bool needs(const struct flight *f, enum ftl_claim_field field)
{
	return (f->rules->required & FTL_CLAIM_NEEDS(field)) != 0;
}

static const char *money(const struct flight *f, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_sprintf(f->arena, "%s %s", ftl_money_format(text, cents, f->currency),
	                   f->currency->code);
}

static const char *date(const struct flight *f, int64_t day)
{
	char text[FTL_DATE_TEXT_SIZE];

	return ftl_strdup(f->arena, ftl_date_format(text, (int32_t)day));
}

static bool is_theirs(const struct flight *f, const struct ftl_order_line *row)
{
	return !row->is_removed && row->line.payer == f->rules->payer;
}

static const char *line_field(const struct flight *f, const struct ftl_order_line *row)
{
	return ftl_sprintf(f->arena, "line %d", row->position);
}

static const char *edit_device(const struct flight *f, const char *option)
{
	return ftl_sprintf(f->arena, "device edit %s --%s", f->device, option);
}

static void check_cover(struct flight *f)
{
	for (size_t i = 0; i < f->job->line_count; i++) {
		const struct ftl_order_line *row = &f->job->lines[i];
		const struct ftl_verdict *verdict =
		        f->job->cover != NULL ? &f->job->cover[row->line.class] : NULL;

		if (!is_theirs(f, row) || (verdict != NULL && verdict->payer == f->rules->payer))
			continue;
		find(f, FTL_PREFLIGHT_NOT_COVERED, FTL_PREFLIGHT_BLOCKS, row->position,
		     line_field(f, row),
		     ftl_sprintf(
		             f->arena, "%s is the %s's by the verdict, not the %s's",
		             ftl_line_class_names[row->line.class],
		             ftl_payer_names[verdict != NULL ? verdict->payer : FTL_PAYER_CUSTOMER],
		             ftl_payer_names[f->rules->payer]),
		     ftl_sprintf(f->arena, "coverage why %s", f->order));
	}
}

static void check_filing(struct flight *f)
{
	const struct ftl_preflight_job *job = f->job;
	struct ftl_opt from = f->rules->submit_basis == FTL_CLAIM_FROM_READY ? job->ready_on
	                                                                     : job->handed_over_on;
	int64_t left;

	if (!f->rules->submit_days.has || !from.has)
		return;
	f->result.last_day = ftl_some(ftl_claim_last_day(job->calendar, f->rules->in_business_days,
	                                                 from.value, f->rules->submit_days.value));
	left = f->result.last_day.value - job->today;
	if (left > SOON_DAYS)
		return;
	find(f, FTL_PREFLIGHT_FILING_LIMIT, left < 0 ? FTL_PREFLIGHT_BLOCKS : FTL_PREFLIGHT_WARNS,
	     0, "submitted_on",
	     ftl_sprintf(f->arena,
	                 left < 0 ? "was to be submitted by %s" : "is to be submitted by %s",
	                 date(f, f->result.last_day.value)),
	     left < 0 ? "ask the payer for an exception" : "submit it now");
}

static bool is_within(const struct flight *f, struct ftl_opt days)
{
	return f->job->repeat_days.has && days.has && f->job->repeat_days.value <= days.value;
}

static const char *repeat_words(const struct flight *f)
{
	char code[FTL_CODE_SIZE];

	return ftl_sprintf(f->arena, "the device came back %lld days after %s",
	                   (long long)f->job->repeat_days.value,
	                   ftl_code_eye_of(code, f->job->repeat_of));
}

static void check_repeat(struct flight *f)
{
	if (is_within(f, f->rules->unpaid_repeat_days)) {
		find(f, FTL_PREFLIGHT_SECOND_REPAIR, FTL_PREFLIGHT_BLOCKS, 0, "returns_for",
		     ftl_sprintf(f->arena, "%s, and a second repair within %lld is not paid",
		                 repeat_words(f), (long long)f->rules->unpaid_repeat_days.value),
		     ftl_sprintf(f->arena, "coverage override %s --payer shop REASON", f->order));
		return;
	}
	for (size_t i = 0; i < f->job->line_count; i++) {
		const struct ftl_order_line *row = &f->job->lines[i];

		if (!is_theirs(f, row) || row->line.class != FTL_LABOUR ||
		    !is_within(f, f->rules->no_labour_repeat_days))
			continue;
		find(f, FTL_PREFLIGHT_LABOUR_ON_REPEAT, FTL_PREFLIGHT_BLOCKS, row->position,
		     line_field(f, row),
		     ftl_sprintf(f->arena, "%s, and labour within %lld is not paid",
		                 repeat_words(f), (long long)f->rules->no_labour_repeat_days.value),
		     ftl_sprintf(f->arena,
		                 "coverage override %s --class labour --payer shop REASON",
		                 f->order));
	}
}

/* Why the payer is to be asked first; NULL: there is no need. */
static const char *why_asked(const struct flight *f)
{
	const struct ftl_payer_rules *rules = f->rules;

	if (rules->preauth_above_cents.has &&
	    f->result.amount_cents > rules->preauth_above_cents.value)
		return ftl_sprintf(f->arena, "%s is above %s", money(f, f->result.amount_cents),
		                   money(f, rules->preauth_above_cents.value));
	if (rules->preauth_for_exchange && f->job->order->result == FTL_EXCHANGED)
		return "the device was exchanged";
	if (rules->preauth_for_repeat && f->job->repeat_days.has)
		return repeat_words(f);
	return NULL;
}

/* "order ask-payer W26-00001-9 --payer maker --reference NUMBER" */
static const char *ask_payer(const struct flight *f)
{
	return ftl_sprintf(f->arena, "order ask-payer %s --payer %s --reference NUMBER", f->order,
	                   ftl_payer_names[f->rules->payer]);
}

static bool has_lines_of(const struct flight *f, int64_t payer)
{
	for (size_t i = 0; i < f->job->line_count; i++) {
		if (!f->job->lines[i].is_removed && f->job->lines[i].line.payer == payer)
			return true;
	}
	return false;
}

/* Another payer who agreed and is not to pay anything; NULL: none. */
static const struct ftl_preauth *other_granted(const struct flight *f)
{
	const struct ftl_preauths *all = f->job->preauths;

	for (size_t i = 0; all != NULL && i < all->count; i++) {
		if (all->list[i].state == FTL_PREAUTH_GRANTED &&
		    !has_lines_of(f, all->list[i].payer.value))
			return &all->list[i];
	}
	return NULL;
}

static void check_unasked(struct flight *f, const char *why)
{
	const struct ftl_preauth *other = other_granted(f);

	if (other != NULL)
		find(f, FTL_PREFLIGHT_AUTHORISATION_MISMATCH, FTL_PREFLIGHT_BLOCKS, 0, "reference",
		     ftl_sprintf(f->arena, "%s was granted by the %s, not by the %s", other->number,
		                 ftl_payer_names[other->payer.value],
		                 ftl_payer_names[f->rules->payer]),
		     ask_payer(f));
	else
		find(f, FTL_PREFLIGHT_AUTHORISATION_MISSING, FTL_PREFLIGHT_BLOCKS, 0, "reference",
		     ftl_sprintf(f->arena, "%s: the payer is to be asked first", why),
		     ask_payer(f));
}

/* Numbers are compared as people type them. */
static bool is_other_number(const struct flight *f, const struct ftl_preauth *preauth)
{
	const char *given = f->job->authorisation;

	return given != NULL && strcmp(ftl_text_ident_key(f->arena, given),
	                               ftl_text_ident_key(f->arena, preauth->number)) != 0;
}

static void check_granted(struct flight *f, const struct ftl_preauth *preauth)
{
	if (is_other_number(f, preauth))
		find(f, FTL_PREFLIGHT_AUTHORISATION_MISMATCH, FTL_PREFLIGHT_BLOCKS, 0, "reference",
		     ftl_sprintf(f->arena, "the claim gives %s, granted was %s",
		                 f->job->authorisation, preauth->number),
		     ask_payer(f));
	if (preauth->granted_cents.has && f->result.amount_cents > preauth->granted_cents.value)
		find(f, FTL_PREFLIGHT_AUTHORISATION_SHORT, FTL_PREFLIGHT_BLOCKS, 0, "amount",
		     ftl_sprintf(f->arena, "%s is claimed, %s was authorised by %s",
		                 money(f, f->result.amount_cents),
		                 money(f, preauth->granted_cents.value), preauth->number),
		     ask_payer(f));
}

/* What was denied would be refused, whether the payer was to be asked or not. */
static void check_authorisation(struct flight *f)
{
	const struct ftl_preauth *preauth =
	        f->job->preauths != NULL ? ftl_preauths_find(f->job->preauths, f->rules->payer)
	                                 : NULL;
	const char *why = why_asked(f);

	if (preauth == NULL) {
		if (why != NULL)
			check_unasked(f, why);
		return;
	}
	switch (preauth->state) {
	case FTL_PREAUTH_REQUESTED:
		if (why != NULL)
			find(f, FTL_PREFLIGHT_AUTHORISATION_PENDING, FTL_PREFLIGHT_BLOCKS, 0,
			     "reference",
			     ftl_sprintf(f->arena, "the payer has not agreed to %s yet",
			                 preauth->number),
			     ftl_sprintf(f->arena, "order approve %s", f->order));
		break;
	case FTL_PREAUTH_DENIED:
		find(f, FTL_PREFLIGHT_AUTHORISATION_DENIED, FTL_PREFLIGHT_BLOCKS, 0, "reference",
		     ftl_sprintf(f->arena, "the payer did not agree to %s%s%s", preauth->number,
		                 preauth->text != NULL ? ": " : "",
		                 preauth->text != NULL ? preauth->text : ""),
		     ask_payer(f));
		break;
	case FTL_PREAUTH_EXPIRED:
		if (why != NULL)
			find(f, FTL_PREFLIGHT_AUTHORISATION_EXPIRED, FTL_PREFLIGHT_BLOCKS, 0,
			     "reference",
			     ftl_sprintf(f->arena, "%s was valid until %s", preauth->number,
			                 date(f, preauth->valid_until.value)),
			     ask_payer(f));
		break;
	case FTL_PREAUTH_GRANTED:
		check_granted(f, preauth);
		break;
	case FTL_PREAUTH_STATES:
		break;
	}
}

static void check_device(struct flight *f)
{
	const struct ftl_payer_rules *rules = f->rules;
	const struct ftl_device *device = f->job->device;

	if (rules->needs_account && rules->account == NULL)
		find(f, FTL_PREFLIGHT_ACCOUNT_MISSING, FTL_PREFLIGHT_BLOCKS, 0, "account",
		     "the payer knows us by a number, and none is on file",
		     "payer import, with `account` in the document");
	if (needs(f, FTL_CLAIM_SERIAL) && device->serial == NULL && device->imei == NULL)
		find(f, FTL_PREFLIGHT_SERIAL_MISSING, FTL_PREFLIGHT_BLOCKS, 0, "serial",
		     "the device has no serial number on file", edit_device(f, "serial NUMBER"));
	if (device->model == NULL && (needs(f, FTL_CLAIM_MODEL) || rules->model_count > 0))
		find(f, FTL_PREFLIGHT_MODEL_MISSING, FTL_PREFLIGHT_BLOCKS, 0, "model",
		     "the model of the device is not on file", edit_device(f, "model NAME"));
	else if (rules->model_count > 0 &&
	         !ftl_text_is_among(f->arena, rules->models, rules->model_count, device->model))
		find(f, FTL_PREFLIGHT_MODEL_NOT_ALLOWED, FTL_PREFLIGHT_BLOCKS, 0, "model",
		     ftl_sprintf(f->arena, "'%s' is not among the models we may repair",
		                 device->model),
		     edit_device(f, "model NAME"));
	if (ftl_text_is_among(f->arena, rules->exchange_only, rules->exchange_only_count,
	                      device->category) &&
	    f->job->order->result != FTL_EXCHANGED)
		find(f, FTL_PREFLIGHT_EXCHANGE_ONLY, FTL_PREFLIGHT_BLOCKS, 0, "result",
		     "devices of this kind are exchanged, not repaired",
		     ftl_sprintf(f->arena, "order ready %s --result exchanged", f->order));
	if (rules->territory_count > 0 &&
	    !ftl_text_is_among(f->arena, rules->territory, rules->territory_count, f->job->country))
		find(f, FTL_PREFLIGHT_REGION, FTL_PREFLIGHT_BLOCKS, 0, "country",
		     ftl_sprintf(f->arena, "the payer does not pay for repairs in %s",
		                 f->job->country),
		     ftl_sprintf(f->arena, "coverage why %s", f->order));
}

static void check_purchase(struct flight *f)
{
	const struct ftl_preflight_job *job = f->job;
	struct ftl_opt bought = job->device->purchased_on;

	if (needs(f, FTL_CLAIM_PURCHASE_DATE) && !bought.has)
		find(f, FTL_PREFLIGHT_PURCHASE_DATE_MISSING, FTL_PREFLIGHT_BLOCKS, 0,
		     "purchased_on", "the day of purchase is not on file",
		     edit_device(f, "purchased-on DATE"));
	else if (bought.has && job->received_on.has && bought.value > job->received_on.value)
		find(f, FTL_PREFLIGHT_PURCHASE_DATE_INVALID, FTL_PREFLIGHT_BLOCKS, 0,
		     "purchased_on",
		     ftl_sprintf(f->arena, "%s lies after the day it came in, %s",
		                 date(f, bought.value), date(f, job->received_on.value)),
		     edit_device(f, "purchased-on DATE"));
	if (needs(f, FTL_CLAIM_PROOF) && job->device->proof == NULL)
		find(f, FTL_PREFLIGHT_PROOF_MISSING, FTL_PREFLIGHT_BLOCKS, 0, "proof",
		     "no proof of purchase is on file", edit_device(f, "proof TEXT"));
}

static void check_dates(struct flight *f)
{
	if (!f->job->received_on.has)
		find(f, FTL_PREFLIGHT_REQUEST_DATE_MISSING, FTL_PREFLIGHT_LATER, 0, "received_at",
		     "the device is not here yet",
		     ftl_sprintf(f->arena, "order receive %s", f->order));
	if (!f->job->ready_on.has)
		find(f, FTL_PREFLIGHT_COMPLETION_DATE_MISSING, FTL_PREFLIGHT_LATER, 0, "ready_at",
		     "the repair is not finished",
		     ftl_sprintf(f->arena, "order ready %s --result RESULT", f->order));
}

static bool has_contact(const struct ftl_customer *customer, bool is_email)
{
	for (size_t i = 0; i < customer->contact_count; i++) {
		if (customer->contacts[i].is_email == is_email)
			return true;
	}
	return false;
}

static void check_customer(struct flight *f)
{
	const struct ftl_customer *customer = f->job->customer;
	const struct {
		enum ftl_claim_field field;
		bool is_known;
		const char *option;
	} wanted[] = {
	        {FTL_CLAIM_ADDRESS, customer->address != NULL, "address TEXT"},
	        {FTL_CLAIM_PHONE, has_contact(customer, false), "phone NUMBER"},
	        {FTL_CLAIM_EMAIL, has_contact(customer, true), "email ADDRESS"},
	};
	char code[FTL_CODE_SIZE];

	for (size_t i = 0; i < FTL_COUNT(wanted); i++) {
		if (!needs(f, wanted[i].field) || wanted[i].is_known)
			continue;
		find(f, FTL_PREFLIGHT_CUSTOMER_MISSING, FTL_PREFLIGHT_BLOCKS, 0,
		     ftl_claim_field_names[wanted[i].field],
		     ftl_sprintf(f->arena, "the customer's %s is not on file",
		                 ftl_claim_field_names[wanted[i].field]),
		     ftl_sprintf(f->arena, "customer edit %s --%s",
		                 ftl_code_eye_of(code, customer->code), wanted[i].option));
	}
}

/* Whether a code of a kind is said, in any line of the diagnosis that stands. */
static bool has_code(const struct ftl_preflight_job *job, enum ftl_fault_kind kind)
{
	for (size_t i = 0; i < job->diagnosis_count; i++) {
		if (!job->diagnosis[i].is_removed && job->diagnosis[i].codes[kind].id != 0)
			return true;
	}
	return false;
}

static bool has_part(const struct ftl_preflight_job *job)
{
	for (size_t i = 0; i < job->diagnosis_count; i++) {
		if (!job->diagnosis[i].is_removed && job->diagnosis[i].part != NULL)
			return true;
	}
	return false;
}

static bool claims_part(const struct flight *f)
{
	for (size_t i = 0; i < f->job->line_count; i++) {
		if (is_theirs(f, &f->job->lines[i]) && f->job->lines[i].line.class == FTL_PART)
			return true;
	}
	return false;
}

static void check_codes(struct flight *f)
{
	static const struct {
		enum ftl_claim_field field;
		enum ftl_fault_kind kind;
	} wanted[] = {
	        {FTL_CLAIM_CONDITION, FTL_FAULT_CONDITION}, {FTL_CLAIM_SYMPTOM, FTL_FAULT_SYMPTOM},
	        {FTL_CLAIM_SECTION, FTL_FAULT_SECTION},     {FTL_CLAIM_DEFECT, FTL_FAULT_DEFECT},
	        {FTL_CLAIM_REPAIR, FTL_FAULT_REPAIR},
	};

	for (size_t i = 0; i < FTL_COUNT(wanted); i++) {
		const char *name = ftl_claim_field_names[wanted[i].field];

		if (!needs(f, wanted[i].field) || has_code(f->job, wanted[i].kind))
			continue;
		find(f, FTL_PREFLIGHT_CODE_MISSING, FTL_PREFLIGHT_BLOCKS, 0, name,
		     ftl_sprintf(f->arena, "no %s code is noted", name),
		     ftl_sprintf(f->arena, "order code %s --%s CODE", f->order, name));
	}
	if (needs(f, FTL_CLAIM_PART) && claims_part(f) && !has_part(f->job))
		find(f, FTL_PREFLIGHT_PART_MISSING, FTL_PREFLIGHT_BLOCKS, 0, "part",
		     "a part is claimed, and the diagnosis names none",
		     ftl_sprintf(f->arena, "order code %s --repair CODE --part TEXT", f->order));
}

static void check_result(struct flight *f)
{
	enum ftl_result result = f->job->order->result;

	if ((result == FTL_NO_FAULT_FOUND || result == FTL_USER_INSTRUCTED) &&
	    !f->rules->pays_no_fault)
		find(f, FTL_PREFLIGHT_NO_FAULT, FTL_PREFLIGHT_BLOCKS, 0, "result",
		     ftl_sprintf(f->arena, "the job ended as %s, which is not paid",
		                 ftl_result_title(result)),
		     ftl_sprintf(f->arena, "coverage override %s --payer shop REASON", f->order));
	for (size_t i = 0; i < f->job->finding_count; i++) {
		const struct ftl_order_finding *finding = &f->job->findings[i];

		find(f, FTL_PREFLIGHT_DAMAGE,
		     finding->evidence != NULL ? FTL_PREFLIGHT_BLOCKS : FTL_PREFLIGHT_WARNS, 0,
		     ftl_exclusion_names[finding->exclusion],
		     finding->evidence != NULL
		             ? ftl_sprintf(f->arena, "%s was found: %s",
		                           ftl_exclusion_names[finding->exclusion],
		                           finding->evidence)
		             : ftl_sprintf(f->arena, "%s is suspected",
		                           ftl_exclusion_names[finding->exclusion]),
		     ftl_sprintf(f->arena, "coverage decide %s", f->order));
	}
}

static void above(struct flight *f, enum ftl_preflight_check check,
                  const struct ftl_order_line *row, int64_t amount, int64_t most, const char *per)
{
	find(f, check, FTL_PREFLIGHT_BLOCKS, row != NULL ? row->position : 0,
	     row != NULL ? line_field(f, row) : "amount",
	     ftl_sprintf(f->arena, "%s%s is above what is paid, %s%s", money(f, amount), per,
	                 money(f, most), per),
	     row != NULL
	             ? ftl_sprintf(f->arena, "line remove %s %d, and add what is paid", f->order,
	                           row->position)
	             : ftl_sprintf(f->arena, "order ask-payer %s --reference NUMBER", f->order));
}

static void check_line(struct flight *f, const struct ftl_order_line *row)
{
	const struct ftl_payer_rules *rules = f->rules;
	const struct ftl_line *line = &row->line;
	int64_t most;

	switch (line->class) {
	case FTL_LABOUR:
		if (rules->labour_rate_cents.has &&
		    line->unit_price_cents > rules->labour_rate_cents.value)
			above(f, FTL_PREFLIGHT_LABOUR_ABOVE_SCHEDULE, row, line->unit_price_cents,
			      rules->labour_rate_cents.value, " an hour");
		break;
	case FTL_PART:
		if (!rules->markup_basis_points.has)
			break;
		/* Half a unit is rounded up, as lines are. */
		most = (line->unit_cost_cents *
		                (FTL_BASIS_POINTS + rules->markup_basis_points.value) +
		        FTL_BASIS_POINTS / 2) /
		       FTL_BASIS_POINTS;
		if (line->unit_price_cents > most)
			above(f, FTL_PREFLIGHT_PART_ABOVE_SCHEDULE, row, line->unit_price_cents,
			      most, " a piece");
		break;
	case FTL_FREIGHT:
		if (rules->freight_most_cents.has &&
		    row->amounts.payer_cents > rules->freight_most_cents.value)
			above(f, FTL_PREFLIGHT_FREIGHT_ABOVE_SCHEDULE, row,
			      row->amounts.payer_cents, rules->freight_most_cents.value, "");
		break;
	case FTL_OTHER:
	case FTL_LINE_CLASSES:
		break;
	}
}

static void check_amounts(struct flight *f)
{
	const struct ftl_payer_rules *rules = f->rules;
	int64_t labour = 0;

	for (size_t i = 0; i < f->job->line_count; i++) {
		const struct ftl_order_line *row = &f->job->lines[i];

		if (!is_theirs(f, row))
			continue;
		check_line(f, row);
		if (row->line.class == FTL_LABOUR)
			labour += row->amounts.payer_cents;
	}
	if (rules->labour_most_cents.has && labour > rules->labour_most_cents.value)
		above(f, FTL_PREFLIGHT_LABOUR_ABOVE_SCHEDULE, NULL, labour,
		      rules->labour_most_cents.value, " of labour");
	if (rules->amount_most_cents.has && f->result.amount_cents > rules->amount_most_cents.value)
		above(f, FTL_PREFLIGHT_AMOUNT_ABOVE_SCHEDULE, NULL, f->result.amount_cents,
		      rules->amount_most_cents.value, "");
}

static void (*const checks[])(struct flight *f) = {
        check_cover,  check_filing,   check_repeat,  check_authorisation,
        check_device, check_purchase, check_dates,   check_customer,
        check_codes,  check_result,   check_amounts,
};

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
	struct flight f = {.arena = arena, .rules = rules, .currency = currency, .job = job};

	ftl_code_eye_of(f.order, job->order->code);
	ftl_code_eye_of(f.device, job->device->code);
	f.findings = ftl_alloc(arena, most_findings(job), sizeof(*f.findings));
	for (size_t i = 0; i < job->line_count; i++) {
		if (is_theirs(&f, &job->lines[i]))
			f.result.amount_cents += job->lines[i].amounts.payer_cents;
	}
	for (size_t i = 0; i < FTL_COUNT(checks); i++)
		checks[i](&f);
	f.result.findings = f.findings;
	f.result.count = f.count;
	*ret = f.result;
}

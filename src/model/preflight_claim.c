#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/claim_terms.h"
#include "model/flight.h"

/* Whether it is claimed once, in time, and as it was asked. */

#define SOON_DAYS 3 /* before the last day to submit */

/* Another claim asks for the same already. */
static void check_duplicate(struct ftl_flight *f)
{
	char code[FTL_CODE_SIZE];

	for (size_t i = 0; i < f->job->claimed_count; i++) {
		const struct ftl_claim_claimed *other = &f->job->claimed[i];

		ftl_code_eye_of(code, other->code);
		ftl_flight_find(
		        f, FTL_PREFLIGHT_DUPLICATE, FTL_PREFLIGHT_BLOCKS, other->position,
		        other->position > 0 ? ftl_sprintf(f->arena, "line %d", other->position)
		                            : "claim",
		        ftl_sprintf(f->arena,
		                    other->position > 0 ? "is claimed with %s already"
		                                        : "%s is for the same device and day",
		                    code),
		        ftl_sprintf(f->arena, "scan %s, and leave one of them out", code));
	}
}

static void check_filing(struct ftl_flight *f)
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
	ftl_flight_find(
	        f, FTL_PREFLIGHT_FILING_LIMIT,
	        left < 0 ? FTL_PREFLIGHT_BLOCKS : FTL_PREFLIGHT_WARNS, 0, "submitted_on",
	        ftl_sprintf(f->arena,
	                    left < 0 ? "was to be submitted by %s" : "is to be submitted by %s",
	                    ftl_flight_date(f, f->result.last_day.value)),
	        left < 0 ? "ask the payer for an exception" : "submit it now");
}

static bool is_within(const struct ftl_flight *f, struct ftl_opt days)
{
	return f->job->repeat_days.has && days.has && f->job->repeat_days.value <= days.value;
}

static const char *repeat_words(const struct ftl_flight *f)
{
	char code[FTL_CODE_SIZE];

	return ftl_sprintf(f->arena, "the device came back %lld days after %s",
	                   (long long)f->job->repeat_days.value,
	                   ftl_code_eye_of(code, f->job->repeat_of));
}

static void check_repeat(struct ftl_flight *f)
{
	if (is_within(f, f->rules->unpaid_repeat_days)) {
		ftl_flight_find(
		        f, FTL_PREFLIGHT_SECOND_REPAIR, FTL_PREFLIGHT_BLOCKS, 0, "returns_for",
		        ftl_sprintf(f->arena, "%s, and a second repair within %lld is not paid",
		                    repeat_words(f), (long long)f->rules->unpaid_repeat_days.value),
		        ftl_sprintf(f->arena, "coverage override %s --payer shop REASON",
		                    f->order));
		return;
	}
	for (size_t i = 0; i < f->job->line_count; i++) {
		const struct ftl_order_line *row = &f->job->lines[i];

		if (!ftl_flight_is_theirs(f, row) || row->line.class != FTL_LABOUR ||
		    !is_within(f, f->rules->no_labour_repeat_days))
			continue;
		ftl_flight_find(
		        f, FTL_PREFLIGHT_LABOUR_ON_REPEAT, FTL_PREFLIGHT_BLOCKS, row->position,
		        ftl_flight_line_field(f, row),
		        ftl_sprintf(f->arena, "%s, and labour within %lld is not paid",
		                    repeat_words(f),
		                    (long long)f->rules->no_labour_repeat_days.value),
		        ftl_sprintf(f->arena,
		                    "coverage override %s --class labour --payer shop REASON",
		                    f->order));
	}
}

/* Why the payer is to be asked first; NULL: there is no need. */
static const char *why_asked(const struct ftl_flight *f)
{
	const struct ftl_payer_rules *rules = f->rules;

	if (rules->preauth_above_cents.has &&
	    f->result.amount_cents > rules->preauth_above_cents.value)
		return ftl_sprintf(f->arena, "%s is above %s",
		                   ftl_flight_money(f, f->result.amount_cents),
		                   ftl_flight_money(f, rules->preauth_above_cents.value));
	if (rules->preauth_for_exchange && f->job->order->result == FTL_EXCHANGED)
		return "the device was exchanged";
	if (rules->preauth_for_repeat && f->job->repeat_days.has)
		return repeat_words(f);
	return NULL;
}

/* "order ask-payer W26-00001-9 --payer maker --reference NUMBER" */
static const char *ask_payer(const struct ftl_flight *f)
{
	return ftl_sprintf(f->arena, "order ask-payer %s --payer %s --reference NUMBER", f->order,
	                   ftl_payer_names[f->rules->payer]);
}

static bool has_lines_of(const struct ftl_flight *f, int64_t payer)
{
	for (size_t i = 0; i < f->job->line_count; i++) {
		if (!f->job->lines[i].is_removed && f->job->lines[i].line.payer == payer)
			return true;
	}
	return false;
}

/* Another payer who agreed and is not to pay anything; NULL: none. */
static const struct ftl_preauth *other_granted(const struct ftl_flight *f)
{
	const struct ftl_preauths *all = f->job->preauths;

	for (size_t i = 0; all != NULL && i < all->count; i++) {
		if (all->list[i].state == FTL_PREAUTH_GRANTED &&
		    !has_lines_of(f, all->list[i].payer.value))
			return &all->list[i];
	}
	return NULL;
}

static void check_unasked(struct ftl_flight *f, const char *why)
{
	const struct ftl_preauth *other = other_granted(f);

	if (other != NULL)
		ftl_flight_find(f, FTL_PREFLIGHT_AUTHORISATION_MISMATCH, FTL_PREFLIGHT_BLOCKS, 0,
		                "reference",
		                ftl_sprintf(f->arena, "%s was granted by the %s, not by the %s",
		                            other->number, ftl_payer_names[other->payer.value],
		                            ftl_payer_names[f->rules->payer]),
		                ask_payer(f));
	else
		ftl_flight_find(f, FTL_PREFLIGHT_AUTHORISATION_MISSING, FTL_PREFLIGHT_BLOCKS, 0,
		                "reference",
		                ftl_sprintf(f->arena, "%s: the payer is to be asked first", why),
		                ask_payer(f));
}

/* Numbers are compared as people type them. */
static bool is_other_number(const struct ftl_flight *f, const struct ftl_preauth *preauth)
{
	const char *given = f->job->authorisation;

	return given != NULL && strcmp(ftl_text_ident_key(f->arena, given),
	                               ftl_text_ident_key(f->arena, preauth->number)) != 0;
}

static void check_granted(struct ftl_flight *f, const struct ftl_preauth *preauth)
{
	if (is_other_number(f, preauth))
		ftl_flight_find(f, FTL_PREFLIGHT_AUTHORISATION_MISMATCH, FTL_PREFLIGHT_BLOCKS, 0,
		                "reference",
		                ftl_sprintf(f->arena, "the claim gives %s, granted was %s",
		                            f->job->authorisation, preauth->number),
		                ask_payer(f));
	if (preauth->granted_cents.has && f->result.amount_cents > preauth->granted_cents.value)
		ftl_flight_find(f, FTL_PREFLIGHT_AUTHORISATION_SHORT, FTL_PREFLIGHT_BLOCKS, 0,
		                "amount",
		                ftl_sprintf(f->arena, "%s is claimed, %s was authorised by %s",
		                            ftl_flight_money(f, f->result.amount_cents),
		                            ftl_flight_money(f, preauth->granted_cents.value),
		                            preauth->number),
		                ask_payer(f));
}

/* What was denied would be refused, whether the payer was to be asked or not. */
static void check_authorisation(struct ftl_flight *f)
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
			ftl_flight_find(f, FTL_PREFLIGHT_AUTHORISATION_PENDING,
			                FTL_PREFLIGHT_BLOCKS, 0, "reference",
			                ftl_sprintf(f->arena, "the payer has not agreed to %s yet",
			                            preauth->number),
			                ftl_sprintf(f->arena, "order approve %s", f->order));
		break;
	case FTL_PREAUTH_DENIED:
		ftl_flight_find(f, FTL_PREFLIGHT_AUTHORISATION_DENIED, FTL_PREFLIGHT_BLOCKS, 0,
		                "reference",
		                ftl_sprintf(f->arena, "the payer did not agree to %s%s%s",
		                            preauth->number, preauth->text != NULL ? ": " : "",
		                            preauth->text != NULL ? preauth->text : ""),
		                ask_payer(f));
		break;
	case FTL_PREAUTH_EXPIRED:
		if (why != NULL)
			ftl_flight_find(f, FTL_PREFLIGHT_AUTHORISATION_EXPIRED,
			                FTL_PREFLIGHT_BLOCKS, 0, "reference",
			                ftl_sprintf(f->arena, "%s was valid until %s",
			                            preauth->number,
			                            ftl_flight_date(f, preauth->valid_until.value)),
			                ask_payer(f));
		break;
	case FTL_PREAUTH_GRANTED:
		check_granted(f, preauth);
		break;
	case FTL_PREAUTH_STATES:
		break;
	}
}

void ftl_flight_check_claim(struct ftl_flight *f)
{
	check_duplicate(f);
	check_filing(f);
	check_repeat(f);
	check_authorisation(f);
}

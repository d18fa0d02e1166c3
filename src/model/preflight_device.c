#include "fettle/base/text.h"
#include "fettle/model/pattern.h"
#include "fettle/model/term.h"
#include "model/flight.h"

/* The device, its days, and who brought it. */

static const char *edit_device(const struct ftl_flight *f, const char *option)
{
	return ftl_sprintf(f->arena, "device edit %s --%s", f->device, option);
}

static bool fits_any(const struct ftl_claim_list *patterns, const char *text)
{
	for (size_t i = 0; i < patterns->count; i++) {
		if (ftl_pattern_fits(patterns->words[i], text))
			return true;
	}
	return false;
}

static void check_serial(struct ftl_flight *f)
{
	const struct ftl_claim_list *formats = &f->rules->serial_formats;
	const struct ftl_device *device = f->job->device;

	if (ftl_flight_needs(f, FTL_CLAIM_SERIAL) && device->serial == NULL && device->imei == NULL)
		ftl_flight_find(f, FTL_PREFLIGHT_SERIAL_MISSING, FTL_PREFLIGHT_BLOCKS, 0, "serial",
		                "the device has no serial number on file",
		                edit_device(f, "serial NUMBER"));
	else if (device->serial != NULL && formats->count > 0 && !fits_any(formats, device->serial))
		ftl_flight_find(f, FTL_PREFLIGHT_SERIAL_INVALID, FTL_PREFLIGHT_BLOCKS, 0, "serial",
		                ftl_sprintf(f->arena,
		                            "'%s' is no serial number of theirs, such as %s",
		                            device->serial, formats->words[0]),
		                edit_device(f, "serial NUMBER"));
}

static void check_device(struct ftl_flight *f)
{
	const struct ftl_payer_rules *rules = f->rules;
	const struct ftl_device *device = f->job->device;

	if (rules->needs_account && rules->account == NULL)
		ftl_flight_find(f, FTL_PREFLIGHT_ACCOUNT_MISSING, FTL_PREFLIGHT_BLOCKS, 0,
		                "account", "the payer knows us by a number, and none is on file",
		                "payer import, with `account` in the document");
	check_serial(f);
	if (device->model == NULL &&
	    (ftl_flight_needs(f, FTL_CLAIM_MODEL) || rules->model_count > 0))
		ftl_flight_find(f, FTL_PREFLIGHT_MODEL_MISSING, FTL_PREFLIGHT_BLOCKS, 0, "model",
		                "the model of the device is not on file",
		                edit_device(f, "model NAME"));
	else if (rules->model_count > 0 &&
	         !ftl_text_is_among(f->arena, rules->models, rules->model_count, device->model))
		ftl_flight_find(f, FTL_PREFLIGHT_MODEL_NOT_ALLOWED, FTL_PREFLIGHT_BLOCKS, 0,
		                "model",
		                ftl_sprintf(f->arena, "'%s' is not among the models we may repair",
		                            device->model),
		                edit_device(f, "model NAME"));
	if (ftl_text_is_among(f->arena, rules->exchange_only, rules->exchange_only_count,
	                      device->category) &&
	    f->job->order->result != FTL_EXCHANGED)
		ftl_flight_find(
		        f, FTL_PREFLIGHT_EXCHANGE_ONLY, FTL_PREFLIGHT_BLOCKS, 0, "result",
		        "devices of this kind are exchanged, not repaired",
		        ftl_sprintf(f->arena, "order ready %s --result exchanged", f->order));
	if (rules->territory_count > 0 &&
	    !ftl_text_is_among(f->arena, rules->territory, rules->territory_count, f->job->country))
		ftl_flight_find(f, FTL_PREFLIGHT_REGION, FTL_PREFLIGHT_BLOCKS, 0, "country",
		                ftl_sprintf(f->arena, "the payer does not pay for repairs in %s",
		                            f->job->country),
		                ftl_sprintf(f->arena, "coverage why %s", f->order));
}

/* The last day on which it is young enough counts. */
static void check_age(struct ftl_flight *f)
{
	struct ftl_opt bought = f->job->device->purchased_on, most = f->rules->age_most_months;
	struct ftl_opt end;

	if (!bought.has || !most.has || !f->job->received_on.has)
		return;
	end = ftl_cover_end((int32_t)bought.value, (int)most.value, FTL_TERM_MONTH);
	if (!end.has || f->job->received_on.value <= end.value)
		return;
	ftl_flight_find(
	        f, FTL_PREFLIGHT_TOO_OLD, FTL_PREFLIGHT_BLOCKS, 0, "purchased_on",
	        ftl_sprintf(f->arena, "bought on %s, more than %lld months before it came in",
	                    ftl_flight_date(f, bought.value), (long long)most.value),
	        ftl_sprintf(f->arena, "coverage override %s --payer customer REASON", f->order));
}

static void check_purchase(struct ftl_flight *f)
{
	const struct ftl_preflight_job *job = f->job;
	struct ftl_opt bought = job->device->purchased_on;

	if (ftl_flight_needs(f, FTL_CLAIM_PURCHASE_DATE) && !bought.has)
		ftl_flight_find(f, FTL_PREFLIGHT_PURCHASE_DATE_MISSING, FTL_PREFLIGHT_BLOCKS, 0,
		                "purchased_on", "the day of purchase is not on file",
		                edit_device(f, "purchased-on DATE"));
	else if (bought.has && job->received_on.has && bought.value > job->received_on.value)
		ftl_flight_find(f, FTL_PREFLIGHT_PURCHASE_DATE_INVALID, FTL_PREFLIGHT_BLOCKS, 0,
		                "purchased_on",
		                ftl_sprintf(f->arena, "%s lies after the day it came in, %s",
		                            ftl_flight_date(f, bought.value),
		                            ftl_flight_date(f, job->received_on.value)),
		                edit_device(f, "purchased-on DATE"));
	check_age(f);
	if (ftl_flight_needs(f, FTL_CLAIM_PROOF) && job->device->proof == NULL)
		ftl_flight_find(f, FTL_PREFLIGHT_PROOF_MISSING, FTL_PREFLIGHT_BLOCKS, 0, "proof",
		                "no proof of purchase is on file", edit_device(f, "proof TEXT"));
}

static void check_request(struct ftl_flight *f)
{
	const struct ftl_preflight_job *job = f->job;

	if (!job->received_on.has)
		ftl_flight_find(f, FTL_PREFLIGHT_REQUEST_DATE_MISSING, FTL_PREFLIGHT_LATER, 0,
		                "received_at", "the device is not here yet",
		                ftl_sprintf(f->arena, "order receive %s", f->order));
	else if (job->received_on.value > job->today)
		ftl_flight_find(f, FTL_PREFLIGHT_REQUEST_DATE_INVALID, FTL_PREFLIGHT_BLOCKS, 0,
		                "received_at",
		                ftl_sprintf(f->arena, "it came in on %s, and today is %s",
		                            ftl_flight_date(f, job->received_on.value),
		                            ftl_flight_date(f, job->today)),
		                "set the clock of this computer");
}

/* An event may be younger in the order of truth and older by the clock. */
static void check_completion(struct ftl_flight *f)
{
	const struct ftl_preflight_job *job = f->job;

	if (!job->ready_on.has)
		ftl_flight_find(f, FTL_PREFLIGHT_COMPLETION_DATE_MISSING, FTL_PREFLIGHT_LATER, 0,
		                "ready_at", "the repair is not finished",
		                ftl_sprintf(f->arena, "order ready %s --result RESULT", f->order));
	else if (job->received_on.has && job->ready_on.value < job->received_on.value)
		ftl_flight_find(f, FTL_PREFLIGHT_COMPLETION_DATE_INVALID, FTL_PREFLIGHT_BLOCKS, 0,
		                "ready_at",
		                ftl_sprintf(f->arena, "it was ready on %s, before it came in on %s",
		                            ftl_flight_date(f, job->ready_on.value),
		                            ftl_flight_date(f, job->received_on.value)),
		                ftl_sprintf(f->arena,
		                            "order fail %s REASON, and make it ready anew",
		                            f->order));
}

static bool has_contact(const struct ftl_customer *customer, bool is_email)
{
	for (size_t i = 0; i < customer->contact_count; i++) {
		if (customer->contacts[i].is_email == is_email)
			return true;
	}
	return false;
}

static void check_customer(struct ftl_flight *f)
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
		if (!ftl_flight_needs(f, wanted[i].field) || wanted[i].is_known)
			continue;
		ftl_flight_find(f, FTL_PREFLIGHT_CUSTOMER_MISSING, FTL_PREFLIGHT_BLOCKS, 0,
		                ftl_claim_field_names[wanted[i].field],
		                ftl_sprintf(f->arena, "the customer's %s is not on file",
		                            ftl_claim_field_names[wanted[i].field]),
		                ftl_sprintf(f->arena, "customer edit %s --%s",
		                            ftl_code_eye_of(code, customer->code),
		                            wanted[i].option));
	}
}

void ftl_flight_check_device(struct ftl_flight *f)
{
	check_device(f);
	check_purchase(f);
	check_request(f);
	check_completion(f);
	check_customer(f);
}

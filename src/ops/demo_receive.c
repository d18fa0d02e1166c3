#include <stdlib.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/ops/intake.h"
#include "fettle/ops/loaner.h"
#include "ops/demo.h"

#define DAY_SECONDS   INT64_C(86400)
#define RETURN_DAYS   80 /* within the 90 that count as a repeat */
#define WARRANTY_DAYS 690

/* "JN#-@@" with digits and letters for the marks; I and O are left out, as makers do. */
static const char *make_serial(struct ftl_arena *arena, uint64_t *random, const char *pattern)
{
	char *text = ftl_strdup(arena, pattern);

	for (char *c = text; *c != '\0'; c++) {
		if (*c == '#')
			*c = (char)('0' + ftl_demo_pick(random, 10));
		else if (*c == '@')
			*c = "ABCDEFGHJKLMNPQRSTUVWXYZ"[ftl_demo_pick(random, 24)];
	}
	return text;
}

/* Fourteen digits and the Luhn digit (ISO/IEC 7812-1 Annex B). */
static const char *make_imei(struct ftl_arena *arena, uint64_t *random)
{
	char *text = ftl_sprintf(arena, "35%06d%06d", (int)ftl_demo_pick(random, 1000000),
	                         (int)ftl_demo_pick(random, 1000000));
	int sum = 0;

	for (int i = 0; i < 14; i++) {
		int digit = text[i] - '0';

		if (i % 2 == 1)
			digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
		sum += digit;
	}
	return ftl_sprintf(arena, "%s%d", text, (10 - sum % 10) % 10);
}

static void describe_device(struct ftl_demo_run *run, struct ftl_demo_job *job,
                            struct ftl_intake_device *device)
{
	struct ftl_arena *arena = &run->scratch;
	const struct ftl_demo_product *product = job->product;
	uint64_t *random = &job->random;
	int32_t today = ftl_app_today(run->app);
	char date[FTL_DATE_TEXT_SIZE];

	device->category = product->category;
	device->brand = product->brand;
	device->model = product->model;
	if (product->serial != NULL)
		device->serial = make_serial(arena, random, product->serial);
	else if (product->group == FTL_DEMO_PHONE)
		device->imei = make_imei(arena, random);
	if (!job->is_warranty && ftl_demo_pick(random, 3) == 0)
		return;
	int64_t age = job->is_warranty ? ftl_demo_between(random, 20, WARRANTY_DAYS)
	                               : ftl_demo_between(random, 800, 2600);
	device->purchased_on = ftl_strdup(arena, ftl_date_format(date, (int32_t)(today - age)));
	/* Under warranty it is rarely missing, and what is open at the end is not to fail by it. */
	if (job->open != NULL || ftl_demo_pick(random, job->is_warranty ? 16 : 4) != 0)
		device->proof = ftl_sprintf(arena, "receipt %d",
		                            (int)ftl_demo_between(random, 1000, 99999));
}

/* What the customer says and brings with it. */
static void describe_visit(struct ftl_demo_run *run, struct ftl_demo_job *job,
                           struct ftl_intake_device *device)
{
	static const char *const priorities[] = {"normal", "normal", "normal", "normal", "normal",
	                                         "normal", "normal", "high",   "low",    "urgent"};
	uint64_t *random = &job->random;
	const char **accessories =
	        ftl_alloc(&run->scratch, FTL_DEMO_ACCESSORIES, sizeof(*accessories));

	device->fault = job->fault->fault;
	device->condition = ftl_demo_conditions[ftl_demo_pick(random, ftl_demo_condition_count)];
	device->priority = job->open != NULL
	                           ? job->open->priority
	                           : priorities[ftl_demo_pick(random, FTL_COUNT(priorities))];
	for (size_t i = 0; i < FTL_DEMO_ACCESSORIES; i++) {
		if (ftl_demo_pick(random, 4) == 0)
			accessories[device->accessory_count++] =
			        ftl_demo_accessories[job->product->group][i];
	}
	device->accessories = accessories;
}

static const char *language_of(const char *name)
{
	return (unsigned char)name[0] > 0x7F ? NULL : "de";
}

/* Somebody who has not been here: of the table, or put together. */
static void describe_new_customer(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                  struct ftl_intake *intake)
{
	struct ftl_arena *arena = &run->scratch;
	uint64_t *random = &job->random;
	struct ftl_contact *contacts = ftl_alloc(arena, 2, sizeof(*contacts));
	size_t number = run->customer_count;

	if (ftl_demo_pick(random, 3) == 0 && run->named_count < ftl_demo_customer_count) {
		const struct ftl_demo_customer *customer = &ftl_demo_customers[run->named_count++];

		intake->customer_name = customer->name;
		intake->is_company = customer->is_company;
		intake->language = customer->language;
	} else {
		intake->customer_name = ftl_sprintf(
		        arena, "%s %s",
		        ftl_demo_first_names[ftl_demo_pick(random, ftl_demo_first_name_count)],
		        ftl_demo_last_names[ftl_demo_pick(random, ftl_demo_last_name_count)]);
		intake->language = language_of(intake->customer_name);
	}
	/* Numbers that are kept free for films and books in Germany. */
	contacts[0].value = ftl_sprintf(arena, "+49 30 23125 %03zu", number);
	contacts[1].value = ftl_sprintf(arena, "customer%03zu@example.org", number);
	contacts[1].is_email = true;
	intake->contacts = contacts;
	intake->contact_count = ftl_demo_pick(random, 3) == 0 ? 1 : 2;
}

/* A device that was repaired here some weeks ago and has not been back. */
static struct ftl_demo_job *find_return(struct ftl_demo_run *run, struct ftl_demo_job *job)
{
	size_t first = ftl_demo_pick(&job->random, run->job_count);

	for (size_t i = 0; i < run->job_count; i++) {
		struct ftl_demo_job *other = &run->jobs[(first + i) % run->job_count];
		int64_t age = job->next_at - other->handed_over_at;

		if (other->is_repaired && !other->has_returned && other->handed_over_at != 0 &&
		    age > 3 * DAY_SECONDS && age < RETURN_DAYS * DAY_SECONDS)
			return other;
	}
	return NULL;
}

/* The same device, mostly with the same fault: then it is the shop's to pay. */
static void describe_return(struct ftl_demo_job *job, struct ftl_demo_job *earlier,
                            struct ftl_intake_device *device)
{
	earlier->has_returned = true;
	device->code = earlier->device_code;
	job->product = earlier->product;
	job->customer = earlier->customer;
	job->fault = earlier->fault;
	job->part = earlier->part;
	job->story = &ftl_demo_return_story;
}

static enum ftl_status take_in(struct ftl_demo_run *run, struct ftl_demo_job *job,
                               const struct ftl_intake *intake, struct ftl_err *err)
{
	struct ftl_check_in_result result;

	ftl_demo_act_as(run, ftl_demo_someone(run, &job->random, FTL_ROLE_FRONT_DESK));
	FTL_TRY(ftl_check_in(run->app, &run->scratch, intake, 1, &result, err));
	const struct ftl_checked_in *in = &result.jobs[0];
	if (in->is_new_customer) {
		job->customer = run->customer_count;
		run->customers[run->customer_count++] = (struct ftl_demo_known){
		        ftl_strdup(run->arena, in->customer.code), intake->is_company};
	}
	run->device_count += in->is_new_device;
	job->is_here = true;
	job->received_at = run->app->clock.frozen_at;
	job->code = ftl_strdup(run->arena, in->order.code);
	job->device_code = ftl_strdup(run->arena, in->device.code);
	job->technician = ftl_demo_someone(run, &job->random, FTL_ROLE_TECHNICIAN);
	return FTL_OK;
}

/* What the customer takes along instead. */
static enum ftl_status lend(struct ftl_demo_run *run, const struct ftl_demo_job *job,
                            struct ftl_err *err)
{
	struct ftl_loaner_change change;

	for (size_t i = 0; job->open != NULL && i < ftl_demo_loaner_count; i++) {
		const struct ftl_demo_loaner *loaner = &ftl_demo_loaners[i];
		const struct ftl_loaner_say say = {.due_on = loaner->due,
		                                   .amount = loaner->deposit,
		                                   .text = loaner->condition};

		if (job->open == &ftl_demo_open[loaner->open])
			FTL_TRY(ftl_loaner_lend(run->app, &run->scratch, loaner->serial, job->code,
			                        &say, &change, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_demo_receive(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                 struct ftl_err *err)
{
	struct ftl_intake_device device = {0};
	struct ftl_intake intake = {.devices = &device, .device_count = 1};
	struct ftl_demo_job *earlier = job->wants_return ? find_return(run, job) : NULL;

	if (earlier != NULL) {
		describe_return(job, earlier, &device);
		intake.customer_code = run->customers[job->customer].code;
	} else {
		describe_device(run, job, &device);
		if (run->customer_count > 10 && ftl_demo_pick(&job->random, 10) < 3) {
			job->customer = ftl_demo_pick(&job->random, run->customer_count);
			intake.customer_code = run->customers[job->customer].code;
		} else {
			describe_new_customer(run, job, &intake);
		}
	}
	describe_visit(run, job, &device);
	FTL_TRY(take_in(run, job, &intake, err));
	return lend(run, job, err);
}

#include "ops/cover_search.h"

#include "fettle/ops/centre.h"
#include "store/cover.h"
#include "store/device.h"
#include "store/fault.h"
#include "store/meter.h"
#include "store/order.h"

#define REPAIRS_MOST 20

/* The last day, of those up to the one that is asked about, on which the device got another owner;
 * absent: never. */
static enum ftl_status find_sale(struct ftl_cover_search *f, struct ftl_err *err)
{
	const struct ftl_owner_span *owners;
	int32_t day, second;
	size_t count;

	FTL_TRY(ftl_store_owner_list(f->app->db, f->arena, f->device->id, &owners, &count, err));
	/* The newest first; the last one was the first to have it. */
	for (size_t i = 0; i + 1 < count; i++) {
		ftl_zone_local(f->app->zone, owners[i].since, &day, &second);
		if (day > f->asked.reported_on)
			continue;
		f->asked.changed_hands_on = ftl_some(day);
		break;
	}
	return FTL_OK;
}

/* What was found on the job, with evidence or as a suspicion. */
static enum ftl_status find_findings(struct ftl_cover_search *f, struct ftl_err *err)
{
	struct ftl_cover_finding *findings;
	size_t count;

	FTL_TRY(ftl_store_finding_list(f->app->db, f->arena, f->question->order_id, &f->found,
	                               &count, err));
	findings = ftl_alloc(f->arena, count + 1, sizeof(*findings));
	for (size_t i = 0; i < count; i++)
		findings[i] =
		        (struct ftl_cover_finding){f->found[i].exclusion, f->found[i].evidence};
	f->asked.findings = findings;
	f->asked.finding_count = count;
	return FTL_OK;
}

/* What is known of the fault: the codes of its job, or the group alone. */
static enum ftl_status find_fault(struct ftl_cover_search *f, struct ftl_err *err)
{
	struct ftl_diagnosis *told;

	if (f->question->order_id != 0) {
		FTL_TRY(find_findings(f, err));
		return ftl_store_diagnosis_list(f->app->db, f->arena, f->question->order_id,
		                                &f->codes, &f->code_count, err);
	}
	if (f->question->group == NULL)
		return FTL_OK;
	told = FTL_NEW(f->arena, struct ftl_diagnosis);
	told->codes[FTL_FAULT_SYMPTOM].group = f->question->group;
	f->codes = told;
	f->code_count = 1;
	return FTL_OK;
}

enum ftl_status ftl_cover_search_facts(struct ftl_cover_search *f, struct ftl_err *err)
{
	FTL_TRY(ftl_term_list(f->app, f->arena, FTL_RULES_ALL, &f->docs, &f->doc_count, err));
	f->facts.dates[FTL_TERM_PURCHASE] = f->device->purchased_on;
	if (f->doc_count > 0)
		FTL_TRY(ftl_app_calendar(f->app, f->arena, &f->facts.calendar, err));
	f->asked.meter = f->question->meter;
	FTL_TRY(find_fault(f, err));
	if (f->device->id == 0)
		return FTL_OK;
	if (!f->asked.meter.has)
		FTL_TRY(ftl_store_meter_on(f->app->db, f->device->id, f->asked.reported_on,
		                           &f->asked.meter, err));
	FTL_TRY(ftl_store_order_collect(f->app->db, f->arena, FTL_ORDERS_DEVICE, f->device->id,
	                                REPAIRS_MOST, &f->orders, &f->order_count, err));
	f->has_term = ftl_alloc(f->arena, f->order_count + 1, sizeof(*f->has_term));
	return find_sale(f, err);
}

#include <stdlib.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/lookup.h"
#include "ops/claim.h"
#include "ops/coverage.h"
#include "store/attachment.h"
#include "store/cover.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/device_cover.h"
#include "store/event.h"
#include "store/fault.h"
#include "store/line.h"
#include "store/order.h"
#include "store/row.h"

/* What is known of a job that payers are claimed from. */

#define VISITS_MOST 50

static struct ftl_opt day_of(const struct ftl_claim_look *c, struct ftl_opt at)
{
	int32_t day, second;

	if (!at.has)
		return ftl_none();
	ftl_zone_local(c->app->zone, at.value, &day, &second);
	return ftl_some(day);
}

/* The last repair of the device that was handed over before this job came in. */
static enum ftl_status find_repeat(struct ftl_claim_look *c, struct ftl_err *err)
{
	const struct ftl_order *orders;
	size_t count;

	if ((c->rows & FTL_ROWS_EARLIER_JOBS) == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_order_collect(c->app->db, c->arena, FTL_ORDERS_DEVICE, c->device.id,
	                                VISITS_MOST, &orders, &count, err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_order *before = &orders[i];
		struct ftl_opt out_on = day_of(c, before->handed_over_at);
		int64_t days;

		if (before->id == c->order.id || !out_on.has || !c->job.received_on.has ||
		    (before->result != FTL_REPAIRED && before->result != FTL_REPAIRED_PARTLY))
			continue;
		days = c->job.received_on.value - out_on.value;
		if (before->handed_over_at.value > c->order.received_at.value ||
		    (c->job.repeat_days.has && c->job.repeat_days.value <= days))
			continue;
		c->job.repeat_days = ftl_some(days);
		c->job.repeat_of = before->code;
	}
	return FTL_OK;
}

static enum ftl_status find_authorisations(struct ftl_claim_look *c, struct ftl_err *err)
{
	const struct ftl_order_event *events = NULL;
	size_t count = 0;

	if ((c->rows & FTL_ROWS_REQUESTS) != 0)
		FTL_TRY(ftl_store_event_list(c->app->db, c->arena, c->order.id, &events, &count,
		                             err));
	ftl_preauths_fold(events, count, c->job.today, &c->preauths);
	c->job.preauths = &c->preauths;
	return FTL_OK;
}

/* A line that another claim asks for is asked for once. */
static bool is_held(const struct ftl_claim_line_row *rows, size_t count, int64_t line_id,
                    int64_t own_id)
{
	for (size_t i = 0; i < count; i++) {
		bool is_own = rows[i].claim_id == own_id;

		if (rows[i].line.line_id == line_id &&
		    rows[i].line.state != FTL_CLAIM_LINE_DROPPED &&
		    ftl_claim_holds_lines(rows[i].claim_state) &&
		    (!is_own || rows[i].line.state == FTL_CLAIM_LINE_APPROVED))
			return true;
	}
	return false;
}

/* The last day of any class; none where one has no end. */
static struct ftl_opt end_of(const struct ftl_cover *cover)
{
	struct ftl_opt end = {0};

	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		const struct ftl_cover_share *share = &cover->shares[i];

		if (share->percent == 0)
			continue;
		if (!share->ends_on.has)
			return ftl_none();
		if (!end.has || share->ends_on.value > end.value)
			end = share->ends_on;
	}
	return end;
}

static bool is_registered(const struct ftl_device_cover *filed, size_t count, int position)
{
	for (size_t i = 0; i < count; i++) {
		if (filed[i].position == position)
			return strcmp(filed[i].source, "register") == 0;
	}
	return false;
}

static enum ftl_status load_lines(struct ftl_claim_look *c, int64_t own_id, struct ftl_err *err)
{
	const struct ftl_claim_line_row *claimed = NULL;
	struct ftl_order_line *lines;
	size_t claimed_count = 0, kept = 0;

	FTL_TRY(ftl_store_line_list(c->app->db, c->arena, c->order.id, &c->bill, &c->bill_count,
	                            err));
	if ((c->rows & FTL_ROWS_CLAIMS) != 0)
		FTL_TRY(ftl_store_claim_lines_of_order(c->app->db, c->arena, c->order.id, &claimed,
		                                       &claimed_count, err));
	lines = ftl_alloc(c->arena, c->bill_count + 1, sizeof(*lines));
	for (size_t i = 0; i < c->bill_count; i++) {
		if (!is_held(claimed, claimed_count, c->bill[i].id, own_id))
			lines[kept++] = c->bill[i];
	}
	c->job.lines = lines;
	c->job.line_count = kept;
	return FTL_OK;
}

/* Most devices have none on file, and for them no terms are read. */
static enum ftl_status find_covers(struct ftl_claim_look *c, struct ftl_err *err)
{
	const struct ftl_cover_question question = {
	        .device = &c->device,
	        .reported_on =
	                (int32_t)(c->job.received_on.has ? c->job.received_on.value : c->job.today),
	        .order_id = c->order.id,
	};
	struct ftl_coverage *all;
	const struct ftl_device_cover *filed;
	struct ftl_claim_cover *covers;
	size_t count;

	if ((c->rows & FTL_ROWS_DEVICE_COVERS) == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_device_cover_list(c->app->db, c->arena, c->device.id, &filed, &count,
	                                    err));
	if (count == 0)
		return FTL_OK;
	all = FTL_NEW(c->arena, struct ftl_coverage);
	FTL_TRY(ftl_coverage_find(c->app, c->arena, &question, all, err));
	covers = ftl_alloc(c->arena, all->cover_count + 1, sizeof(*covers));
	for (size_t i = 0; i < all->cover_count; i++) {
		const struct ftl_cover *cover = &all->covers[i];

		if (all->positions[i] == 0 || cover->void_reason != NULL)
			continue;
		covers[c->job.cover_count++] = (struct ftl_claim_cover){
		        .payer = ftl_cover_payers[cover->giver],
		        .rule = cover->rule,
		        .is_registered = is_registered(filed, count, all->positions[i]),
		        .starts_on = cover->starts_on,
		        .ends_on = end_of(cover),
		        .excludes = cover->conditions.excludes,
		        .left_cents = cover->left_cents,
		        .territory = {cover->conditions.territory,
		                      cover->conditions.territory_count},
		};
	}
	c->job.covers = covers;
	return FTL_OK;
}

static const enum ftl_evidence evidence_of[FTL_ATTACHMENT_KINDS] = {
        [FTL_ATTACHMENT_RECEIPT] = FTL_EVIDENCE_RECEIPT,
        [FTL_ATTACHMENT_PHOTO] = FTL_EVIDENCE_PHOTO,
        [FTL_ATTACHMENT_REPORT] = FTL_EVIDENCE_REPORT,
        [FTL_ATTACHMENT_INVOICE] = FTL_EVIDENCE_INVOICE,
        [FTL_ATTACHMENT_SIGNATURE] = FTL_EVIDENCE_SIGNATURE,
        [FTL_ATTACHMENT_OTHER] = FTL_EVIDENCE_OTHER,
};

static enum ftl_status find_attachments(struct ftl_claim_look *c, struct ftl_err *err)
{
	struct ftl_claim_attachment *rows;

	c->job.has_attachments = true;
	c->file_count = 0;
	if ((c->rows & FTL_ROWS_ATTACHMENTS) == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_attachment_list(c->app->db, c->arena, c->order.id, &c->files,
	                                  &c->file_count, err));
	rows = ftl_alloc(c->arena, c->file_count + 1, sizeof(*rows));
	for (size_t i = 0; i < c->file_count; i++) {
		const struct ftl_attachment *file = &c->files[i];

		if (!file->removed_at.has)
			rows[c->job.attachment_count++] = (struct ftl_claim_attachment){
			        evidence_of[file->kind], file->line_position, file->is_readable};
	}
	c->job.attachments = rows;
	return FTL_OK;
}

/* What was asked of a payer for the same device and day by another job, or for the same line. */
static enum ftl_status find_claimed(struct ftl_claim_look *c, int64_t own_id, struct ftl_err *err)
{
	c->of_device_count = 0;
	if ((c->rows & FTL_ROWS_CLAIMS) != 0)
		FTL_TRY(ftl_store_claim_list(c->app->db, c->arena, FTL_CLAIMS_OF_DEVICE,
		                             c->device.id, &c->of_device, &c->of_device_count,
		                             err));
	if (own_id == 0)
		return FTL_OK;
	return ftl_store_claim_fold(c->app->db, c->arena, own_id, &c->own, &(int64_t){0}, err);
}

/* What was found, and what failed. */
static enum ftl_status find_work(struct ftl_claim_look *c, struct ftl_err *err)
{
	struct ftl_db *db = c->app->db;
	struct ftl_preflight_job *job = &c->job;
	int64_t id = c->order.id;

	if ((c->rows & FTL_ROWS_DIAGNOSIS) != 0)
		FTL_TRY(ftl_store_diagnosis_list(db, c->arena, id, &job->diagnosis,
		                                 &job->diagnosis_count, err));
	if ((c->rows & FTL_ROWS_FINDINGS) != 0)
		FTL_TRY(ftl_store_finding_list(db, c->arena, id, &job->findings,
		                               &job->finding_count, err));
	if ((c->rows & FTL_ROWS_FAILURES) != 0)
		FTL_TRY(ftl_store_failure_of(db, c->arena, id, &job->failures, &job->failure_count,
		                             err));
	return FTL_OK;
}

enum ftl_status ftl_claim_look_at(struct ftl_claim_look *c, const char *code, int64_t own_id,
                                  struct ftl_err *err)
{
	struct ftl_db *db = c->app->db;
	struct ftl_preflight_job *job = &c->job;
	bool has_cover;

	*job = (struct ftl_preflight_job){.calendar = job->calendar};
	c->own = (struct ftl_claim_facts){0};
	FTL_TRY(ftl_find_order(c->app, c->arena, code, &c->order, err));
	FTL_TRY(ftl_store_customer_get(db, c->arena, c->order.customer_id, &c->customer, err));
	FTL_TRY(ftl_store_device_get(db, c->arena, c->order.device_id, &c->device, err));
	FTL_TRY(load_lines(c, own_id, err));
	FTL_TRY(find_work(c, err));
	FTL_TRY(ftl_store_cover_get(db, c->arena, c->order.id, c->cover, &has_cover, err));
	job->order = &c->order;
	job->customer = &c->customer;
	job->device = &c->device;
	job->cover = has_cover ? c->cover : NULL;
	job->country = c->app->country;
	job->today = ftl_app_today(c->app);
	job->received_on = day_of(c, c->order.received_at);
	job->ready_on = day_of(c, c->order.ready_at);
	job->handed_over_on = day_of(c, c->order.handed_over_at);
	FTL_TRY(find_repeat(c, err));
	FTL_TRY(find_covers(c, err));
	FTL_TRY(find_attachments(c, err));
	FTL_TRY(find_claimed(c, own_id, err));
	return find_authorisations(c, err);
}

enum ftl_status ftl_claim_look_begin(struct ftl_app *app, struct ftl_arena *arena,
                                     struct ftl_claim_look *c, struct ftl_err *err)
{
	*c = (struct ftl_claim_look){0};
	c->app = app;
	c->arena = arena;
	c->rows = FTL_ROWS_ALL;
	FTL_TRY(ftl_app_calendar(app, arena, &c->job.calendar, err));
	return ftl_payer_list(app, arena, FTL_RULES_ALL, &c->docs, &c->doc_count, err);
}

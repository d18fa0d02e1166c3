#include <stdlib.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/lookup.h"
#include "ops/claim.h"
#include "ops/coverage.h"
#include "store/cover.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/device_cover.h"
#include "store/event.h"
#include "store/fault.h"
#include "store/line.h"
#include "store/order.h"
#include "store/row.h"

/* What would get the claims of a job refused. */

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
	const struct ftl_order_event *events;
	size_t count;

	FTL_TRY(ftl_store_event_list(c->app->db, c->arena, c->order.id, &events, &count, err));
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
	const struct ftl_claim_line_row *claimed;
	const struct ftl_order_line *all;
	struct ftl_order_line *lines;
	size_t count, claimed_count, kept = 0;

	FTL_TRY(ftl_store_line_list(c->app->db, c->arena, c->order.id, &all, &count, err));
	FTL_TRY(ftl_store_claim_lines_of_order(c->app->db, c->arena, c->order.id, &claimed,
	                                       &claimed_count, err));
	lines = ftl_alloc(c->arena, count + 1, sizeof(*lines));
	for (size_t i = 0; i < count; i++) {
		if (!is_held(claimed, claimed_count, all[i].id, own_id))
			lines[kept++] = all[i];
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
	struct ftl_coverage *all = FTL_NEW(c->arena, struct ftl_coverage);
	const struct ftl_device_cover *filed;
	struct ftl_claim_cover *covers;
	size_t count;

	FTL_TRY(ftl_store_device_cover_list(c->app->db, c->arena, c->device.id, &filed, &count,
	                                    err));
	if (count == 0)
		return FTL_OK;
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
		        .territory = {cover->conditions.territory,
		                      cover->conditions.territory_count},
		};
	}
	c->job.covers = covers;
	return FTL_OK;
}

enum ftl_status ftl_claim_look_at(struct ftl_claim_look *c, const char *code, int64_t own_id,
                                  struct ftl_err *err)
{
	struct ftl_db *db = c->app->db;
	struct ftl_preflight_job *job = &c->job;
	bool has_cover;

	*job = (struct ftl_preflight_job){.calendar = job->calendar};
	FTL_TRY(ftl_find_order(c->app, c->arena, code, &c->order, err));
	FTL_TRY(ftl_store_customer_get(db, c->arena, c->order.customer_id, &c->customer, err));
	FTL_TRY(ftl_store_device_get(db, c->arena, c->order.device_id, &c->device, err));
	FTL_TRY(load_lines(c, own_id, err));
	FTL_TRY(ftl_store_diagnosis_list(db, c->arena, c->order.id, &job->diagnosis,
	                                 &job->diagnosis_count, err));
	FTL_TRY(ftl_store_finding_list(db, c->arena, c->order.id, &job->findings,
	                               &job->finding_count, err));
	FTL_TRY(ftl_store_cover_get(db, c->arena, c->order.id, c->cover, &has_cover, err));
	FTL_TRY(ftl_store_failure_of(db, c->arena, c->order.id, &job->failures, &job->failure_count,
	                             err));
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
	return find_authorisations(c, err);
}

/* Of no names everything is one. */
static bool is_named(struct ftl_claim_look *c, const char *const *names, size_t count,
                     const char *name)
{
	return count == 0 || ftl_text_is_among(c->arena, names, count, name);
}

/* How closely a document fits the device: the brand counts more than the category. −1: not. */
static int fit(struct ftl_claim_look *c, const struct ftl_payer_doc *doc)
{
	if (!is_named(c, doc->brands, doc->brand_count, c->device.brand) ||
	    !is_named(c, doc->categories, doc->category_count, c->device.category))
		return -1;
	return 2 * (doc->brand_count > 0) + (doc->category_count > 0);
}

/* A maker or supplier who names other brands is another one; of the other payers there is one. */
static bool is_same_payer(struct ftl_claim_look *c, const struct ftl_payer_doc *doc)
{
	return (doc->rules.payer != FTL_PAYER_MAKER && doc->rules.payer != FTL_PAYER_SUPPLIER) ||
	       is_named(c, doc->brands, doc->brand_count, c->device.brand);
}

/* Of the documents of a code, which come newest first, the one counts that applied on the day.
 * *ret_knows: the payer has rules in use, if none for this device. */
static const struct ftl_payer_doc *choose(struct ftl_claim_look *c, enum ftl_payer payer,
                                          bool *ret_knows)
{
	int64_t day = c->job.ready_on.has ? c->job.ready_on.value : c->job.today;
	const struct ftl_payer_doc *best = NULL;
	const char *code = NULL;
	int closest = -1;

	for (size_t i = 0; i < c->doc_count; i++) {
		const struct ftl_payer_doc *doc = &c->docs[i];

		if (doc->rules.payer != payer || doc->is_retired || doc->applies_from > day ||
		    (code != NULL && strcmp(doc->code, code) == 0))
			continue;
		code = doc->code;
		*ret_knows = *ret_knows || is_same_payer(c, doc);
		if (fit(c, doc) > closest) {
			closest = fit(c, doc);
			best = doc;
		}
	}
	return best;
}

bool ftl_claim_look_has_lines(const struct ftl_claim_look *look, enum ftl_payer payer)
{
	for (size_t i = 0; i < look->job.line_count; i++) {
		if (!look->job.lines[i].is_removed && look->job.lines[i].line.payer == payer)
			return true;
	}
	return false;
}

static const struct ftl_payer_doc *doc_of(const struct ftl_claim_look *look, int64_t id)
{
	for (size_t i = 0; i < look->doc_count; i++) {
		if (look->docs[i].id == id)
			return &look->docs[i];
	}
	return NULL;
}

void ftl_claim_look_check(struct ftl_claim_look *c, enum ftl_payer payer, int64_t rules_id,
                          struct ftl_claim_check *check)
{
	bool knows = false;
	const struct ftl_payer_doc *doc =
	        rules_id != 0 ? doc_of(c, rules_id) : choose(c, payer, &knows);

	*check = (struct ftl_claim_check){.payer = payer};
	if (doc != NULL) {
		check->doc = doc;
		ftl_preflight(c->arena, &doc->rules, &c->app->currency, &c->job, &check->preflight);
		return;
	}
	if (knows) {
		ftl_preflight_unauthorised(c->arena, payer, &c->job, &check->preflight);
		return;
	}
	for (size_t i = 0; i < c->job.line_count; i++) {
		if (!c->job.lines[i].is_removed && c->job.lines[i].line.payer == payer)
			check->preflight.amount_cents += c->job.lines[i].amounts.payer_cents;
	}
}

static enum ftl_status check_job(struct ftl_claim_look *c, const char *code,
                                 struct ftl_claim_checks *ret, struct ftl_err *err)
{
	struct ftl_claim_check *checks = ftl_alloc(c->arena, FTL_PAYERS, sizeof(*checks));
	size_t count = 0, blocking = 0;

	FTL_TRY(ftl_claim_look_at(c, code, 0, err));
	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		if (payer == FTL_PAYER_CUSTOMER || payer == FTL_PAYER_SHOP ||
		    !ftl_claim_look_has_lines(c, (enum ftl_payer)payer))
			continue;
		ftl_claim_look_check(c, (enum ftl_payer)payer, 0, &checks[count]);
		blocking += checks[count++].preflight.blocking;
	}
	*ret = (struct ftl_claim_checks){
	        .order = c->order, .checks = checks, .count = count, .blocking = blocking};
	return FTL_OK;
}

enum ftl_status ftl_claim_look_begin(struct ftl_app *app, struct ftl_arena *arena,
                                     struct ftl_claim_look *c, struct ftl_err *err)
{
	*c = (struct ftl_claim_look){0};
	c->app = app;
	c->arena = arena;
	FTL_TRY(ftl_app_calendar(app, arena, &c->job.calendar, err));
	return ftl_payer_list(app, arena, FTL_RULES_ALL, &c->docs, &c->doc_count, err);
}

/* Of a claim: its payer alone, and the lines that it would ask for. */
static enum ftl_status check_claim(struct ftl_claim_look *c, const char *code,
                                   struct ftl_claim_checks *ret, struct ftl_err *err)
{
	struct ftl_claim_check *check = FTL_NEW(c->arena, struct ftl_claim_check);
	struct ftl_claim claim;

	FTL_TRY(ftl_find_claim(c->app, c->arena, code, &claim, err));
	FTL_TRY(ftl_claim_look_at(c, claim.order_code, claim.id, err));
	ftl_claim_look_check(c, claim.payer, claim.revision == 0 ? 0 : claim.rules_id, check);
	*ret = (struct ftl_claim_checks){.order = c->order,
	                                 .checks = check,
	                                 .count = ftl_claim_look_has_lines(c, claim.payer),
	                                 .blocking = check->preflight.blocking};
	return FTL_OK;
}

enum ftl_status ftl_claim_preflight(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    struct ftl_claim_checks *ret, struct ftl_err *err)
{
	struct ftl_claim_look *c = FTL_NEW(arena, struct ftl_claim_look);
	struct ftl_code parsed;
	struct ftl_err ignored;

	FTL_TRY(ftl_claim_look_begin(app, arena, c, err));
	if (ftl_code_read(app, code, &parsed, &ignored) == FTL_OK && parsed.kind == FTL_CODE_CLAIM)
		return check_claim(c, code, ret, err);
	return check_job(c, code, ret, err);
}

/* In which part of the list: over, under way, without a last day. */
static int part_of(const struct ftl_claim_due *due)
{
	if (!due->days_left.has)
		return 2;
	return due->days_left.value >= 0;
}

/* Amounts a day are compared crosswise: a sum of money is at most 10^15, ten years are 3651 days.
 */
static int compare(const void *left, const void *right)
{
	const struct ftl_claim_due *a = left, *b = right;
	int part = part_of(a) - part_of(b);
	int64_t first = a->check.preflight.amount_cents, second = b->check.preflight.amount_cents;

	if (part != 0)
		return part;
	if (part_of(a) == 1) {
		first *= b->days_left.value + 1;
		second *= a->days_left.value + 1;
	}
	if (first != second)
		return first > second ? -1 : 1;
	return (a->order.id > b->order.id) - (a->order.id < b->order.id);
}

static void add_due(const struct ftl_claim_look *c, const struct ftl_claim_checks *checks,
                    struct ftl_claim_due **rows, size_t *count, size_t *capacity)
{
	for (size_t i = 0; i < checks->count; i++) {
		struct ftl_claim_due due = {.order = checks->order, .check = checks->checks[i]};
		struct ftl_opt last = due.check.preflight.last_day;

		if (last.has)
			due.days_left = ftl_some(last.value - c->job.today);
		*rows = ftl_store_grow(c->arena, *rows, *count, capacity, sizeof(**rows));
		(*rows)[(*count)++] = due;
	}
}

enum ftl_status ftl_claims_due(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_claim_due **ret, size_t *ret_count,
                               struct ftl_err *err)
{
	const char *const *codes;
	struct ftl_claim_due *rows = NULL;
	struct ftl_claim_look common = {0};
	size_t count, row_count = 0, capacity = 0;

	FTL_TRY(ftl_claim_look_begin(app, arena, &common, err));
	FTL_TRY(ftl_store_line_claimable(app->db, arena, app->site_id, &codes, &count, err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_claim_look *c = FTL_NEW(arena, struct ftl_claim_look);
		struct ftl_claim_checks checks;

		*c = common;
		FTL_TRY(check_job(c, codes[i], &checks, err));
		add_due(c, &checks, &rows, &row_count, &capacity);
	}
	if (row_count > 1)
		qsort(rows, row_count, sizeof(*rows), compare);
	*ret = rows;
	*ret_count = row_count;
	return FTL_OK;
}

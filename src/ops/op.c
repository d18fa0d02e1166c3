#include "ops/op.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/model/record.h"
#include "ops/verify.h"
#include "store/row.h"
#include "store/site.h"

/* 2020-01-01: no clock that is right shows less, and an empty battery shows 1970. */
#define EARLIEST_CLOCK INT64_C(1577836800)

/* Finds out whether this request was carried out before. */
static enum ftl_status look_for_retry(struct ftl_op *op, struct ftl_err *err)
{
	struct ftl_request_row row;
	struct ftl_digest request = op->app->request;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	if (op->app->request_id == NULL)
		return FTL_OK;
	ftl_digest_end(&request, op->content_hash);
	FTL_TRY(ftl_store_request_find(op->app->db, &op->arena, op->app->site_id,
	                               op->app->request_id, &row, &found, err));
	if (!found)
		return FTL_OK;
	if (strcmp(row.operation, op->name) != 0 ||
	    memcmp(row.content_hash, op->content_hash, FTL_DIGEST_SIZE) != 0) {
		ftl_fail(err, FTL_CONFLICT, "request-id", "%s was used for another request",
		         ftl_quote(quoted, op->app->request_id));
		return ftl_hint(err, "give every new request an id of its own");
	}
	op->is_replay = true;
	op->app->was_replayed = true;
	op->app->replayed = ftl_strdup(&op->app->arena, row.result);
	return FTL_OK;
}

enum ftl_status ftl_op_begin(struct ftl_app *app, const char *name, enum ftl_capability capability,
                             struct ftl_op *ret, struct ftl_err *err)
{
	struct ftl_op *op = ret;

	op->app = app;
	op->name = name;
	app->was_replayed = false;
	app->replayed = NULL;
	app->is_committed = false;
	FTL_TRY(ftl_app_permit(app, capability, err));
	FTL_TRY(ftl_txn_begin(app->db, &op->txn, err));
	op->now = ftl_app_now(app);
	FTL_TRY(ftl_store_audit_head(app->db, app->site_id, &op->entry.seq, &op->entry.at,
	                             op->entry.previous_hash, err));
	op->entry.seq++;
	if (op->now < EARLIEST_CLOCK && !app->is_clock_accepted) {
		char now[FTL_INSTANT_TEXT_SIZE];

		ftl_fail(err, FTL_INVALID, "clock", "the computer's clock says %s",
		         ftl_instant_format(now, op->now));
		return ftl_hint(
		        err,
		        "set the clock: every time and every code would be wrong; only checkin "
		        "goes on all the same, with --accept-clock");
	}
	app->is_clock_behind = op->now < op->entry.at;
	return look_for_retry(op, err);
}

void ftl_op_done(struct ftl_op *op)
{
	ftl_txn_done(&op->txn);
	ftl_arena_done(&op->arena);
}

static int compare_items(const void *a, const void *b)
{
	const struct ftl_audit_item *x = a, *y = b;
	int names = strcmp(ftl_entity_names[x->entity], ftl_entity_names[y->entity]);

	if (names != 0)
		return names;
	return (x->entity_id > y->entity_id) - (x->entity_id < y->entity_id);
}

enum ftl_status ftl_op_touch(struct ftl_op *op, enum ftl_entity entity, int64_t id, bool is_new,
                             struct ftl_err *err)
{
	struct ftl_audit_item *item;

	/* The entities of one operation come in runs; a repeat is nearly always the last few. */
	for (size_t i = op->item_count; i > 0 && i + FTL_OP_ENTITIES_MAX > op->item_count; i--) {
		if (op->items[i - 1].entity == entity && op->items[i - 1].entity_id == id)
			return FTL_OK;
	}
	op->items = ftl_store_grow(&op->arena, op->items, op->item_count, &op->item_capacity,
	                           sizeof(*op->items));
	item = &op->items[op->item_count++];
	item->entity = entity;
	item->entity_id = id;
	if (is_new)
		return FTL_OK;
	return ftl_store_audit_seal(op->app->db, entity, id, item->before, &item->has_before, err);
}

static enum ftl_status seal_items(struct ftl_op *op, struct ftl_err *err)
{
	size_t kept = 0;

	if (op->item_count > 1)
		qsort(op->items, op->item_count, sizeof(*op->items), compare_items);
	for (size_t i = 0; i < op->item_count; i++) {
		struct ftl_audit_item *item = &op->items[i];

		if (kept > 0 && compare_items(&op->items[kept - 1], item) == 0)
			continue;
		FTL_TRY(ftl_store_seal(op->app->db, item->entity, item->entity_id, item->seal,
		                       &item->has_seal, err));
		if (item->entity == FTL_ENTITY_ORDER)
			FTL_TRY(ftl_verify_order(op->app->db, item->entity_id, err));
		if (item->entity == FTL_ENTITY_LOANER)
			FTL_TRY(ftl_verify_loaner(op->app->db, item->entity_id, err));
		if (item->entity == FTL_ENTITY_REMITTANCE)
			FTL_TRY(ftl_verify_remittance(op->app->db, item->entity_id, err));
		if (item->entity == FTL_ENTITY_PURCHASE)
			FTL_TRY(ftl_verify_purchase(op->app->db, item->entity_id, err));
		if (item->entity == FTL_ENTITY_STOCKTAKE)
			FTL_TRY(ftl_verify_stocktake(op->app->db, item->entity_id, false, err));
		if (item->entity == FTL_ENTITY_RETURN)
			FTL_TRY(ftl_verify_return(op->app->db, item->entity_id, err));
		if (item->entity == FTL_ENTITY_CLAIM)
			FTL_TRY(ftl_verify_claim(op->app->db, item->entity_id, err));
		op->items[kept++] = *item;
	}
	op->item_count = kept;
	return FTL_OK;
}

static enum ftl_status draw(struct ftl_op *op, const char *kind, int64_t *ret, struct ftl_err *err)
{
	struct ftl_op_counter *counter = op->counters;

	while (*counter->kind != '\0' && strcmp(counter->kind, kind) != 0) {
		if (++counter == op->counters + FTL_OP_COUNTERS)
			return ftl_fail(err, FTL_INTERNAL, NULL,
			                "too many kinds of numbers at once");
	}
	if (*counter->kind == '\0') {
		FTL_TRY(ftl_store_counter_get(op->app->db, op->app->site_id, kind, &counter->last,
		                              err));
		snprintf(counter->kind, sizeof(counter->kind), "%s", kind);
	}
	counter->is_drawn = true;
	*ret = ++counter->last;
	return FTL_OK;
}

static enum ftl_status save_counters(struct ftl_op *op, struct ftl_err *err)
{
	for (int i = 0; i < FTL_OP_COUNTERS; i++) {
		struct ftl_op_counter *counter = &op->counters[i];

		if (counter->is_drawn)
			FTL_TRY(ftl_store_counter_set(op->app->db, op->app->site_id, counter->kind,
			                              counter->last, err));
		counter->is_drawn = false;
	}
	return FTL_OK;
}

enum ftl_status ftl_op_seal(struct ftl_op *op, struct ftl_err *err)
{
	struct ftl_app *app = op->app;

	FTL_TRY(save_counters(op, err));
	FTL_TRY(seal_items(op, err));
	op->entry.at = op->now;
	op->entry.staff_id = app->actor.staff_id;
	op->entry.program = FTL_VERSION;
	op->entry.operation = op->name;
	op->entry.request_id = app->request_id;
	op->entry.items = op->items;
	op->entry.item_count = op->item_count;
	ftl_audit_hash(app->site_id, &op->entry, op->entry.hash);
	op->is_sealed = true;
	return ftl_store_audit_insert(app->db, app->site_id, &op->entry, err);
}

static enum ftl_status keep_result(struct ftl_op *op, const void *result, struct ftl_err *err)
{
	struct ftl_app *app = op->app;
	struct ftl_request_row row = {.operation = op->name, .result = ""};

	if (app->request_id == NULL)
		return FTL_OK;
	if (app->keep != NULL)
		FTL_TRY(app->keep(app->keep_context, result, &op->arena, &row.result, err));
	memcpy(row.content_hash, op->content_hash, sizeof(row.content_hash));
	return ftl_store_request_insert(app->db, app->site_id, app->request_id, &row, op->now, err);
}

enum ftl_status ftl_op_commit(struct ftl_op *op, const void *result, struct ftl_err *err)
{
	struct ftl_app *app = op->app;

	if (!op->is_sealed)
		FTL_TRY(ftl_op_seal(op, err));
	FTL_TRY(keep_result(op, result, err));
	if (app->is_dry_run) {
		ftl_txn_done(&op->txn);
		return FTL_OK;
	}
	FTL_TRY(ftl_txn_commit(&op->txn, err));
	app->is_committed = true;
	return FTL_OK;
}

enum ftl_status ftl_op_id(struct ftl_op *op, int64_t *ret, struct ftl_err *err)
{
	int64_t number;

	FTL_TRY(draw(op, "id", &number, err));
	*ret = ftl_store_id_band(op->app->site_id) + number;
	return FTL_OK;
}

enum ftl_status ftl_op_code(struct ftl_op *op, int kind, const char **ret, struct ftl_err *err)
{
	struct ftl_code code = {.kind = (enum ftl_code_kind)kind};
	char counter[8], text[FTL_CODE_SIZE];
	int32_t today = ftl_app_today(op->app);

	code.year = ftl_date_to_ymd(today).year;
	snprintf(counter, sizeof(counter), "%c%02d", ftl_code_kind_letter(code.kind),
	         code.year % 100);
	snprintf(code.site, sizeof(code.site), "%s", op->app->site_code);
	do {
		FTL_TRY(draw(op, counter, &code.serial, err));
	} while (!ftl_code_is_usable(&code));
	*ret = ftl_strdup(&op->arena, ftl_code_short(text, &code));
	return FTL_OK;
}

const char *ftl_op_head(const struct ftl_op *op, struct ftl_arena *arena)
{
	char hex[FTL_DIGEST_HEX_SIZE];

	if (op->app->is_dry_run)
		return NULL;
	return ftl_strdup(arena, ftl_hex(hex, op->entry.hash, FTL_AUDIT_HEAD_DIGITS / 2));
}

enum ftl_status ftl_audit_head_text(struct ftl_app *app, struct ftl_arena *arena, const char **ret,
                                    struct ftl_err *err)
{
	unsigned char hash[FTL_DIGEST_SIZE];
	char hex[FTL_DIGEST_HEX_SIZE];
	int64_t seq, at;

	FTL_TRY(ftl_store_audit_head(app->db, app->site_id, &seq, &at, hash, err));
	ftl_hex(hex, hash, FTL_AUDIT_HEAD_DIGITS / 2);
	*ret = ftl_strdup(arena, hex);
	return FTL_OK;
}

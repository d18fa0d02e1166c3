#include "ops/return.h"

#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/base/zone.h"
#include "fettle/model/ident.h"
#include "ops/find.h"
#include "ops/order_log.h"
#include "ops/stock.h"
#include "ops/verify.h"
#include "store/order.h"
#include "store/part.h"
#include "store/row.h"

/* What every operation on a return does: find it, say what happened, work out what follows. */

enum ftl_status ftl_find_return(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                struct ftl_return *ret, struct ftl_err *err)
{
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_read_code(app, "return", text, FTL_CODE_RETURN, FTL_CODE_RETURN, &code, err));
	FTL_TRY(ftl_store_return_find(app->db, arena, ftl_code_short(buffer, &code), ret, &found,
	                              err));
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "return", "there is no return %s",
	         ftl_code_eye(buffer, &code));
	return ftl_hint(err, "fettle return list shows them");
}

enum ftl_status ftl_returning_find(struct ftl_returning *r, const char *code, struct ftl_err *err)
{
	enum ftl_status status;

	FTL_TRY(ftl_find_return(r->app, r->arena, code, &r->box, err));
	status = ftl_verify_return(r->app->db, r->box.id, err);
	if (status != FTL_INTERNAL)
		return status;
	err->status = FTL_DB;
	return ftl_hint(err, "it was changed outside the program: fettle check says what else was");
}

enum ftl_status ftl_returning_begin(struct ftl_returning *r, const char *name,
                                    enum ftl_capability capability, const char *code,
                                    enum ftl_return_act act, struct ftl_err *err)
{
	FTL_TRY(ftl_op_begin(r->app, name, capability, r->op, err));
	if (r->op->is_replay)
		return FTL_OK;
	FTL_TRY(ftl_returning_find(r, code, err));
	FTL_TRY(ftl_return_can(r->box.code, r->box.state, act, err));
	FTL_TRY(ftl_store_return_lines(r->app->db, r->arena, r->box.id, &r->lines, &r->count, err));
	return ftl_op_touch(r->op, FTL_ENTITY_RETURN, r->box.id, false, err);
}

enum ftl_status ftl_returning_find_line(const struct ftl_returning *r, const char *text,
                                        const struct ftl_return_line **ret, struct ftl_err *err)
{
	int64_t position;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_parse_i64("line", text, 1, INT32_MAX, &position, err));
	for (size_t i = 0; i < r->count; i++) {
		if (r->lines[i].position == position && !r->lines[i].removed_at.has) {
			*ret = &r->lines[i];
			return FTL_OK;
		}
	}
	ftl_fail(err, FTL_NOT_FOUND, "line", "%s has no line %lld",
	         ftl_code_eye_of(eye, r->box.code), (long long)position);
	return ftl_hint(err, "fettle return show %s lists its lines", eye);
}

enum ftl_status ftl_returning_day(struct ftl_returning *r, const char *text, struct ftl_opt *ret,
                                  struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE], sent[FTL_DATE_TEXT_SIZE], eye[FTL_CODE_SIZE];
	int32_t said, sent_on, second;

	*ret = ftl_some(ftl_app_today(r->app));
	if (text == NULL)
		return FTL_OK;
	FTL_TRY(ftl_date_parse("on", text, &said, err));
	ftl_zone_local(r->app->zone, r->box.sent_at.value, &sent_on, &second);
	if (said < sent_on)
		return ftl_fail(err, FTL_INVALID, "on", "%s is before %s was sent, on %s",
		                ftl_date_format(day, said), ftl_code_eye_of(eye, r->box.code),
		                ftl_date_format(sent, sent_on));
	if (said > ret->value)
		return ftl_fail(err, FTL_INVALID, "on", "%s is after today",
		                ftl_date_format(day, said));
	*ret = ftl_some(said);
	return FTL_OK;
}

enum ftl_status ftl_return_fold(struct ftl_db *db, struct ftl_arena *arena, struct ftl_return *box,
                                struct ftl_return_line **ret_lines, size_t *ret_count,
                                struct ftl_err *err)
{
	const struct ftl_return_event *events;
	const struct ftl_return_line *stored;
	struct ftl_return_line *lines;
	struct ftl_return_facts facts = {0};
	size_t event_count, count;

	FTL_TRY(ftl_store_return_lines(db, arena, box->id, &stored, &count, err));
	FTL_TRY(ftl_store_return_events(db, arena, box->id, &events, &event_count, err));
	lines = ftl_alloc(arena, count + 1, sizeof(*lines));
	for (size_t i = 0; i < count; i++) {
		lines[i] = stored[i];
		lines[i].removed_at = ftl_none();
		lines[i].outcome = FTL_RETURN_OPEN;
		lines[i].credited_cents = 0;
	}
	for (size_t i = 0; i < event_count; i++)
		ftl_return_apply(&facts, lines, count, &events[i]);
	box->state = ftl_return_state_of(&facts, lines, count);
	box->is_open = ftl_return_is_open(box->state);
	box->carrier = facts.marks.carrier;
	box->tracking = facts.marks.tracking;
	box->reference = facts.marks.reference;
	*ret_lines = lines;
	*ret_count = count;
	return FTL_OK;
}

/* What is repeated from the events, written anew. */
static enum ftl_status refresh(struct ftl_returning *r, struct ftl_err *err)
{
	struct ftl_return_line *lines;

	FTL_TRY(ftl_return_fold(r->app->db, r->arena, &r->box, &lines, &r->count, err));
	for (size_t i = 0; i < r->count; i++)
		FTL_TRY(ftl_store_return_line_cache(r->app->db, &lines[i], err));
	r->lines = lines;
	return ftl_store_return_cache(r->app->db, &r->box, err);
}

enum ftl_status ftl_returning_log(struct ftl_returning *r, struct ftl_return_event *event,
                                  struct ftl_err *err)
{
	FTL_TRY(ftl_op_id(r->op, &event->id, err));
	event->at = r->op->now;
	FTL_TRY(ftl_store_return_event_insert(r->app->db, r->box.id, event, r->app->actor.staff_id,
	                                      err));
	return refresh(r, err);
}

enum ftl_status ftl_returning_draft(struct ftl_returning *r, int64_t supplier_id,
                                    const char *supplier, const char *text, struct ftl_err *err)
{
	struct ftl_return_event event = {.act = FTL_RETURN_ADD, .text = text};

	r->box = (struct ftl_return){
	        .supplier_id = supplier_id, .supplier = supplier, .created_at = r->op->now};
	FTL_TRY(ftl_op_id(r->op, &r->box.id, err));
	FTL_TRY(ftl_op_code(r->op, FTL_CODE_RETURN, &r->box.code, err));
	r->box.code = ftl_strdup(r->arena, r->box.code);
	FTL_TRY(ftl_op_touch(r->op, FTL_ENTITY_RETURN, r->box.id, true, err));
	FTL_TRY(ftl_store_return_insert(r->app->db, r->app->site_id, &r->box, err));
	return ftl_returning_log(r, &event, err);
}

enum ftl_status ftl_returning_line(struct ftl_returning *r, struct ftl_return_line *line,
                                   struct ftl_err *err)
{
	const struct ftl_part part = {.unit = line->unit};
	struct ftl_return_event event = {.act = FTL_RETURN_LINE};

	FTL_TRY(ftl_op_id(r->op, &line->id, err));
	line->position = (int)r->count + 1;
	FTL_TRY(ftl_store_return_line_insert(r->app->db, r->box.id, line, err));
	r->position = event.position = line->position;
	event.text = ftl_sprintf(r->arena, "%s of %s, %s",
	                         ftl_stock_words(r->arena, &part, line->quantity_milli), line->sku,
	                         ftl_return_reason_title(line->reason));
	return ftl_returning_log(r, &event, err);
}

enum ftl_status ftl_returning_tell_job(struct ftl_returning *r, const struct ftl_return_line *line,
                                       const char *what, struct ftl_err *err)
{
	const struct ftl_part part = {.unit = line->unit};
	struct ftl_order order;
	char eye[FTL_CODE_SIZE];
	int64_t order_id, part_id;
	bool is_removed, found;

	if (line->order_line_id == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_order_part_get(r->app->db, line->order_line_id, &order_id, &part_id,
	                                 &is_removed, &found, err));
	if (!found)
		return ftl_fail(err, FTL_DB, NULL, "the line of a job is missing");
	FTL_TRY(ftl_store_order_get(r->app->db, r->arena, order_id, &order, err));
	FTL_TRY(ftl_op_touch(r->op, FTL_ENTITY_ORDER, order_id, false, err));
	return ftl_order_log(r->op, &order, FTL_EV_LINE, ftl_none(),
	                     ftl_sprintf(r->arena, "line %d: %s of %s%s%s%s %s, %s",
	                                 line->order_position,
	                                 ftl_stock_words(r->arena, &part, line->quantity_milli),
	                                 ftl_return_is_old(line->reason) ? "the old " : "",
	                                 line->sku, line->serial != NULL ? " " : "",
	                                 line->serial != NULL ? line->serial : "", what,
	                                 ftl_code_eye_of(eye, r->box.code)),
	                     err);
}

enum ftl_status ftl_return_fill(struct ftl_app *app, struct ftl_arena *arena, bool with_history,
                                struct ftl_return_full *ret, struct ftl_err *err)
{
	int64_t id = ret->box.id;
	bool found;

	FTL_TRY(ftl_store_supplier_named(app->db, arena, app->site_id, ret->box.supplier,
	                                 &ret->supplier, &found, err));
	FTL_TRY(ftl_store_return_lines(app->db, arena, id, &ret->lines, &ret->line_count, err));
	if (!ftl_return_sum(ret->lines, ret->line_count, &ret->sums))
		return ftl_fail(err, FTL_INVALID, "value", "is out of range with the other lines");
	if (!with_history)
		return FTL_OK;
	return ftl_store_return_events(app->db, arena, id, &ret->events, &ret->event_count, err);
}

enum ftl_status ftl_returning_finish(struct ftl_returning *r, struct ftl_return_full *ret,
                                     struct ftl_err *err)
{
	struct ftl_return_full full = {.position = r->position};

	FTL_TRY(ftl_store_return_get(r->app->db, r->arena, r->box.id, &full.box, err));
	FTL_TRY(ftl_return_fill(r->app, r->arena, true, &full, err));
	FTL_TRY(ftl_op_commit(r->op, &full, err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_return_get(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                               struct ftl_return_full *ret, struct ftl_err *err)
{
	struct ftl_return_full full = {0};

	FTL_TRY(ftl_find_return(app, arena, code, &full.box, err));
	FTL_TRY(ftl_return_fill(app, arena, true, &full, err));
	*ret = full;
	return FTL_OK;
}

static bool is_listed(const struct ftl_app *app, const struct ftl_return_filter *filter,
                      int64_t supplier_id, const struct ftl_return *box)
{
	int32_t day, second;

	if (supplier_id != 0 && box->supplier_id != supplier_id)
		return false;
	if (!filter->from.has && !filter->to.has)
		return true;
	if (!box->sent_at.has)
		return false;
	ftl_zone_local(app->zone, box->sent_at.value, &day, &second);
	return (!filter->from.has || day >= filter->from.value) &&
	       (!filter->to.has || day <= filter->to.value);
}

enum ftl_status ftl_return_list(struct ftl_app *app, const struct ftl_return_filter *filter,
                                ftl_return_each *each, bool (*is_enough)(void *context),
                                void *context, struct ftl_err *err)
{
	FTL_ARENA(keep);
	FTL_ARENA(row);
	struct ftl_supplier supplier = {0};
	const struct ftl_return *all;
	size_t count;

	if (filter->supplier != NULL)
		FTL_TRY(ftl_find_supplier(app, &keep, filter->supplier, &supplier, err));
	FTL_TRY(ftl_store_return_list(app->db, &keep, app->site_id, filter->only_open, &all, &count,
	                              err));
	for (size_t i = 0; i < count && (is_enough == NULL || !is_enough(context)); i++) {
		struct ftl_return_full full = {.box = all[i]};

		if (!is_listed(app, filter, supplier.id, &all[i]))
			continue;
		ftl_arena_reset(&row);
		FTL_TRY(ftl_return_fill(app, &row, false, &full, err));
		FTL_TRY(each(context, &full, err));
	}
	return FTL_OK;
}

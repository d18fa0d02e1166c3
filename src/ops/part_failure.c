#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/fault.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_log.h"
#include "store/fault.h"
#include "store/line.h"
#include "store/staff.h"

static enum ftl_status find_part(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_order *order, int position,
                                 struct ftl_order_line *ret, struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	size_t count;
	char code[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];

	FTL_TRY(ftl_store_line_list(app->db, arena, order->id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].position != position)
			continue;
		*ret = lines[i];
		if (ret->line.class == FTL_PART)
			return FTL_OK;
		ftl_fail(err, FTL_INVALID, "line", "line %d is %s, no part: %s", position,
		         ftl_line_class_names[ret->line.class], ftl_quote(quoted, ret->text));
		return ftl_hint(err, "fettle order show %s lists the parts",
		                ftl_code_eye_of(code, order->code));
	}
	return ftl_fail(err, FTL_NOT_FOUND, "line", "work order %s has no line %d",
	                ftl_code_eye_of(code, order->code), position);
}

/* Who damaged it: needed for damage by us, refused for the others. */
static enum ftl_status find_culprit(struct ftl_app *app, struct ftl_arena *arena, const char *by,
                                    struct ftl_part_failure *failure, int64_t *ret_id,
                                    struct ftl_err *err)
{
	struct ftl_staff staff;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	*ret_id = 0;
	if (failure->reason != FTL_PART_DAMAGED_BY_US) {
		if (by == NULL)
			return FTL_OK;
		return ftl_fail(err, FTL_INVALID, "by", "goes with damaged_by_us, not with %s",
		                ftl_part_failure_names[failure->reason]);
	}
	if (by == NULL) {
		ftl_fail(err, FTL_INVALID, "by", "is missing: who damaged it?");
		return ftl_hint(err, "add --by LOGIN; fettle staff list shows the logins");
	}
	FTL_TRY(ftl_store_staff_find(app->db, arena, app->site_id, by, &staff, &found, err));
	if (!found) {
		ftl_fail(err, FTL_NOT_FOUND, "by", "nobody on the staff is called %s",
		         ftl_quote(quoted, by));
		return ftl_hint(err, "fettle staff list shows the logins");
	}
	failure->by = staff.login;
	failure->by_name = staff.name;
	*ret_id = staff.id;
	return FTL_OK;
}

/* What is on file of a line, for a retry and for taking back. */
static enum ftl_status get_failure(struct ftl_app *app, struct ftl_arena *arena, int64_t order_id,
                                   int64_t line_id, struct ftl_part_failure *ret, bool *ret_found,
                                   struct ftl_err *err)
{
	const struct ftl_part_failure *rows;
	size_t count;

	*ret_found = false;
	FTL_TRY(ftl_store_failure_of(app->db, arena, order_id, &rows, &count, err));
	for (size_t i = 0; i < count && !*ret_found; i++) {
		*ret_found = rows[i].line_id == line_id;
		if (*ret_found)
			*ret = rows[i];
	}
	return FTL_OK;
}

static enum ftl_status take_back(struct ftl_op *op, struct ftl_arena *arena,
                                 const struct ftl_order *order, struct ftl_part_failure *failure,
                                 struct ftl_err *err)
{
	bool found;

	FTL_TRY(get_failure(op->app, arena, order->id, failure->line_id, failure, &found, err));
	if (!found)
		return ftl_fail(err, FTL_STATE, "reason", "line %d did not fail, so far",
		                failure->position);
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_ORDER, order->id, false, err));
	FTL_TRY(ftl_store_failure_remove(op->app->db, failure->line_id, &found, err));
	return ftl_order_log(op, order, FTL_EV_LINE, ftl_none(),
	                     ftl_sprintf(arena, "line %d did not fail: not %s", failure->position,
	                                 ftl_part_failure_title(failure->reason)),
	                     err);
}

static enum ftl_status put(struct ftl_op *op, struct ftl_arena *arena,
                           const struct ftl_order *order, const char *reason, const char *by,
                           const char *text, struct ftl_part_failure *failure, struct ftl_err *err)
{
	struct ftl_app *app = op->app;
	int64_t by_id;
	int index;

	FTL_TRY(ftl_parse_name("reason", reason, ftl_part_failure_names, FTL_PART_FAILURES, &index,
	                       err));
	failure->reason = (enum ftl_part_failure_reason)index;
	FTL_TRY(find_culprit(app, arena, by, failure, &by_id, err));
	FTL_TRY(ftl_take_text(arena, "", "text", FTL_TEXT_BLOCK, FTL_TEXT_MAX, text, &failure->text,
	                      err));
	failure->staff = app->actor.login;
	failure->noted_at = op->now;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_ORDER, order->id, false, err));
	FTL_TRY(ftl_store_failure_put(app->db, failure, by_id, app->actor.staff_id, err));
	return ftl_order_log(
	        op, order, FTL_EV_LINE, ftl_none(),
	        ftl_sprintf(arena, "line %d failed, %s%s%s%s%s", failure->position,
	                    ftl_part_failure_title(failure->reason), by_id != 0 ? " by " : "",
	                    by_id != 0 ? failure->by_name : "", failure->text ? ": " : "",
	                    failure->text ? failure->text : ""),
	        err);
}

enum ftl_status ftl_order_why_failed(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                     int position, const char *reason, const char *by,
                                     const char *text, struct ftl_part_failure *ret,
                                     struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order order;
	struct ftl_order_line line;
	struct ftl_part_failure failure = {.position = position};
	bool is_back = strcmp(reason, "none") == 0;

	FTL_TRY(ftl_op_begin(app, "part.why_failed", FTL_CAN_REPAIR, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, &order, err));
	FTL_TRY(find_part(app, arena, &order, position, &line, err));
	failure.order_code = order.code;
	failure.line_id = line.id;
	failure.part = line.text;
	failure.brand = order.brand;
	failure.model = order.model;
	if (is_back)
		FTL_TRY(take_back(&op, arena, &order, &failure, err));
	else
		FTL_TRY(put(&op, arena, &order, reason, by, text, &failure, err));
	failure.is_taken_back = is_back;
	FTL_TRY(ftl_op_commit(&op, &failure, err));
	*ret = failure;
	return FTL_OK;
}

enum ftl_status ftl_failure_list(struct ftl_app *app, const struct ftl_failure_filter *filter,
                                 ftl_failure_each *each, void *context, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(row);
	struct ftl_part_failure failure;
	int32_t day, second;
	int reason = -1;
	bool more;

	if (filter->reason != NULL)
		FTL_TRY(ftl_parse_name("reason", filter->reason, ftl_part_failure_names,
		                       FTL_PART_FAILURES, &reason, err));
	FTL_TRY(ftl_store_failure_select(app->db, app->site_id, &cursor, err));
	for (;;) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_failure_next(cursor, &row, &failure, &more, err));
		if (!more)
			return FTL_OK;
		ftl_zone_local(app->zone, failure.noted_at, &day, &second);
		if ((reason >= 0 && (int)failure.reason != reason) ||
		    (filter->by != NULL && !ftl_text_equal(filter->by, failure.by)) ||
		    (filter->from.has && day < filter->from.value) ||
		    (filter->to.has && day > filter->to.value))
			continue;
		FTL_TRY(each(context, &failure, err));
	}
}

#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/moment.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/model/labour.h"
#include "ops/labour.h"
#include "ops/order_act.h"
#include "ops/order_log.h"
#include "store/event.h"
#include "store/order.h"
#include "store/timer.h"

/* Who works by a step: whose timer begins or ends, or whose minutes are noted. */

static bool begins(enum ftl_event_kind kind)
{
	return kind == FTL_EV_START || kind == FTL_EV_DIAGNOSE || kind == FTL_EV_RESUME;
}

/*
 * Whoever is named; else a technician means themselves; else it is who has the job. To end a hold
 * is work only for the technician who has the job at the bench.
 */
static int64_t who_begins(const struct ftl_acting *a)
{
	bool is_technician = a->app->actor.role == FTL_ROLE_TECHNICIAN;
	int64_t actor_id = a->app->actor.staff_id;

	if (a->step->kind == FTL_EV_RESUME)
		return is_technician && a->facts.technician_id == actor_id &&
		                       ftl_state_is_bench(a->facts.state)
		               ? actor_id
		               : 0;
	if (a->named_id != 0)
		return a->named_id;
	return is_technician ? actor_id : a->taken_by;
}

/* Other people's time is the manager's to correct. */
static enum ftl_status find_owner(const struct ftl_acting *a, int64_t *ret, struct ftl_err *err)
{
	int64_t actor_id = a->app->actor.staff_id;
	char quoted[FTL_QUOTE_SIZE];

	*ret = a->named_id != 0 ? a->named_id : actor_id;
	if (*ret == actor_id || ftl_app_can(a->app, FTL_CAN_MANAGE))
		return FTL_OK;
	ftl_fail(err, FTL_DENIED, "technician", "the time of %s is not yours to change",
	         ftl_quote(quoted, a->step->technician));
	return ftl_hint(err, "ask a manager, or whoever it is");
}

/* "90" or "1:30", below zero to take back. */
static enum ftl_status read_minutes(struct ftl_acting *a, struct ftl_err *err)
{
	const char *text = a->step->minutes != NULL ? a->step->minutes : "";
	bool is_back = *text == '-';
	const char *rest = text + is_back, *colon = strchr(rest, ':');
	int64_t hours = 0, minutes = 0;
	struct ftl_err ignored;
	char quoted[FTL_QUOTE_SIZE];
	bool is_read = strspn(rest, "0123456789:") == strlen(rest);

	if (is_read && colon != NULL) {
		is_read = strlen(colon + 1) == 2 &&
		          ftl_parse_i64("", ftl_strndup(a->arena, rest, (size_t)(colon - rest)), 0,
		                        FTL_LABOUR_MOST / 60, &hours, &ignored) == FTL_OK;
		rest = colon + 1;
	}
	is_read = is_read && ftl_parse_i64("", rest, 0, colon != NULL ? 59 : FTL_LABOUR_MOST,
	                                   &minutes, &ignored) == FTL_OK;
	minutes += hours * 60;
	if (!is_read || minutes == 0 || minutes > FTL_LABOUR_MOST) {
		ftl_fail(err, FTL_INVALID, "minutes", "must be 1 to %d, or 0:01 to %d:00, got %s",
		         FTL_LABOUR_MOST, FTL_LABOUR_MOST / 60, ftl_quote(quoted, text));
		return ftl_hint(err, "90 or 1:30 is an hour and a half; -15 takes 15 minutes back");
	}
	a->row.event.minutes = (int)(is_back ? -minutes : minutes);
	return FTL_OK;
}

enum ftl_status ftl_work_read(struct ftl_acting *a, struct ftl_err *err)
{
	enum ftl_event_kind kind = a->step->kind;
	struct ftl_event *event = &a->row.event;

	if (begins(kind))
		event->technician_id = who_begins(a);
	if (kind != FTL_EV_STOP && kind != FTL_EV_LABOUR)
		return FTL_OK;
	FTL_TRY(find_owner(a, &event->technician_id, err));
	return kind == FTL_EV_LABOUR ? read_minutes(a, err) : FTL_OK;
}

/* "10:40", of another day "2026-11-22 10:40". */
static const char *since_words(const struct ftl_acting *a, int64_t since)
{
	char text[FTL_WALL_TEXT_SIZE];
	int32_t day, today, second;

	ftl_zone_local(a->app->zone, a->at, &today, &second);
	ftl_zone_local(a->app->zone, since, &day, &second);
	if (day == today)
		return ftl_sprintf(a->arena, "%02d:%02d", second / 3600, second / 60 % 60);
	return ftl_strdup(a->arena, ftl_wall_format(text, a->app->zone, since));
}

enum ftl_status ftl_work_guard(struct ftl_acting *a, struct ftl_guard *guard, struct ftl_err *err)
{
	const char *login, *name;
	FTL_BUF(text);

	if (!begins(a->step->kind) && a->step->kind != FTL_EV_STOP)
		return FTL_OK;
	guard->worker_id = a->row.event.technician_id;
	for (int i = 0; i < a->facts.worker_count; i++) {
		const struct ftl_worker *worker = &a->facts.workers[i];

		FTL_TRY(ftl_acting_name(a, worker->staff_id, &login, &name, err));
		ftl_buf_printf(&text, "%s%s since %s", i > 0 ? ", " : "",
		               ftl_text_visible(a->arena, name), since_words(a, worker->since));
	}
	if (text.length > 0)
		guard->at_work = ftl_strdup(a->arena, ftl_buf_cstr(&text));
	FTL_TRY(ftl_acting_name(a, guard->worker_id, &login, &name, err));
	guard->worker = guard->worker_id == a->app->actor.staff_id ? "you"
	                : name != NULL ? ftl_text_visible(a->arena, name)
	                               : NULL;
	return FTL_OK;
}

static enum ftl_status check_taken_back(const struct ftl_acting *a, struct ftl_err *err)
{
	const struct ftl_event *event = &a->row.event;
	char wanted[FTL_LABOUR_TEXT_SIZE], there[FTL_LABOUR_TEXT_SIZE];
	int64_t seconds, back = (int64_t)event->minutes * -60;

	if (event->minutes > 0)
		return FTL_OK;
	if (a->row.text == NULL)
		return ftl_fail(err, FTL_INVALID, "text",
		                "is empty, expected why the minutes are taken back");
	FTL_TRY(ftl_labour_seconds(a->app, a->order.id, event->technician_id, a->at, &seconds,
	                           err));
	if (back <= seconds)
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "minutes",
	                "%s cannot be taken back: there is no more than %s",
	                ftl_labour_format(wanted, back), ftl_labour_format(there, seconds));
}

/* What was noted of the job that is left, later than the person says they left it. */
static enum ftl_status check_left(const struct ftl_acting *a, struct ftl_err *err)
{
	const struct ftl_order_facts *facts = &a->left_facts;
	char code[FTL_CODE_SIZE], at[FTL_WALL_TEXT_SIZE], last[FTL_WALL_TEXT_SIZE];

	if (a->step->at == NULL || a->at >= facts->last_event_at)
		return FTL_OK;
	ftl_code_eye_of(code, a->left.code);
	ftl_fail(err, FTL_INVALID, "at",
	         "%s lies before the last event, at %s, of work order %s, which is left for this "
	         "one",
	         ftl_wall_format(at, a->app->zone, a->at),
	         ftl_wall_format(last, a->app->zone, facts->last_event_at), code);
	return ftl_hint(err, "give that time or a later one, or stop first: order stop %s", code);
}

/* The job that whoever begins here is at work on until now; none: a->left.id is 0. */
static enum ftl_status find_left(struct ftl_acting *a, struct ftl_err *err)
{
	struct ftl_app *app = a->app;
	int64_t staff_id = a->row.event.technician_id, order_id, last_id;
	char code[FTL_CODE_SIZE];

	if (staff_id == 0 || ftl_order_worker(&a->facts, staff_id) != NULL)
		return FTL_OK;
	FTL_TRY(ftl_store_timer_of(app->db, app->site_id, staff_id, &order_id, err));
	if (order_id == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_order_get(app->db, a->arena, order_id, &a->left, err));
	FTL_TRY(ftl_store_event_fold(app->db, order_id, &a->left_facts, &last_id, err));
	if (ftl_order_worker(&a->left_facts, staff_id) == NULL)
		return ftl_fail(err, FTL_DB, "order",
		                "the timers are not what the events of work order %s say",
		                ftl_code_eye_of(code, a->left.code));
	return check_left(a, err);
}

enum ftl_status ftl_work_check(struct ftl_acting *a, struct ftl_err *err)
{
	enum ftl_event_kind kind = a->step->kind;

	if (kind == FTL_EV_LABOUR)
		return check_taken_back(a, err);
	if (kind == FTL_EV_STOP)
		a->began_at = ftl_order_worker(&a->facts, a->row.event.technician_id)->since;
	return begins(kind) ? find_left(a, err) : FTL_OK;
}

enum ftl_status ftl_work_leave(struct ftl_acting *a, struct ftl_err *err)
{
	int64_t staff_id = a->row.event.technician_id;
	char code[FTL_CODE_SIZE];
	struct ftl_order_event row = {
	        .event = {.kind = FTL_EV_STOP, .technician_id = staff_id, .at = a->at}};

	if (a->left.id == 0)
		return FTL_OK;
	row.text = ftl_sprintf(a->arena, "went on with %s", ftl_code_eye_of(code, a->order.code));
	a->began_at = ftl_order_worker(&a->left_facts, staff_id)->since;
	FTL_TRY(ftl_op_touch(a->op, FTL_ENTITY_ORDER, a->left.id, false, err));
	return ftl_order_append(a->op, a->left.id, &a->left_facts, &row, err);
}

enum ftl_status ftl_work_tell(struct ftl_acting *a, struct ftl_order_change *change,
                              struct ftl_err *err)
{
	const struct ftl_event *event = &a->row.event;
	bool is_begin = begins(event->kind);

	if (!is_begin && event->kind != FTL_EV_STOP && event->kind != FTL_EV_LABOUR)
		return FTL_OK;
	FTL_TRY(ftl_acting_name(a, event->technician_id, &change->worker, &change->worker_name,
	                        err));
	if (is_begin && a->left.id != 0) {
		change->left_code = a->left.code;
		change->left_seconds = a->left_facts.last_event_at - a->began_at;
	}
	if (is_begin)
		return FTL_OK;
	change->worked_seconds = event->kind == FTL_EV_LABOUR
	                                 ? (int64_t)event->minutes * 60
	                                 : a->facts.last_event_at - a->began_at;
	return ftl_labour_seconds(a->app, a->order.id, event->technician_id, a->at,
	                          &change->labour_seconds, err);
}

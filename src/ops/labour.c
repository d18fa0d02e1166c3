#include "ops/labour.h"

#include <stdlib.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/ops/centre.h"
#include "store/event.h"
#include "store/labour.h"
#include "store/row.h"
#include "store/staff.h"
#include "store/timer.h"

static struct ftl_labour fold(struct ftl_arena *arena, const struct ftl_order_event *events,
                              size_t count, int64_t as_of)
{
	struct ftl_labour labour;

	ftl_labour_begin(&labour, arena);
	for (size_t i = 0; i < count; i++)
		ftl_labour_event(&labour, &events[i].event);
	ftl_labour_end(&labour, as_of);
	return labour;
}

enum ftl_status ftl_labour_seconds(struct ftl_app *app, int64_t order_id, int64_t staff_id,
                                   int64_t as_of, int64_t *ret, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const struct ftl_order_event *events;
	struct ftl_labour labour;
	struct ftl_labour_sum sum;
	size_t count;

	FTL_TRY(ftl_store_event_list(app->db, &scratch, order_id, &events, &count, err));
	labour = fold(&scratch, events, count, as_of);
	sum = ftl_labour_of(&labour, staff_id);
	*ret = sum.timed_seconds + sum.typed_seconds;
	return FTL_OK;
}

enum ftl_status ftl_labour_quantity(struct ftl_app *app, int64_t order_id, int64_t *ret_milli,
                                    struct ftl_err *err)
{
	int64_t seconds, step;

	FTL_TRY(ftl_setting_number(app, "labour.step_minutes", &step, err));
	FTL_TRY(ftl_labour_seconds(app, order_id, 0, ftl_app_now(app), &seconds, err));
	if (seconds == 0) {
		ftl_fail(err, FTL_STATE, "measured", "nobody's work on this job was measured");
		return ftl_hint(err,
		                "order start runs a timer, order labour notes minutes; or give "
		                "--quantity");
	}
	*ret_milli = ftl_labour_hours_milli(seconds, step);
	return FTL_OK;
}

/* Events that say who works. */
static bool names_worker(const struct ftl_event *event)
{
	return event->technician_id != 0 && event->kind != FTL_EV_ASSIGN;
}

void ftl_labour_shares(struct ftl_arena *arena, const struct ftl_order_event *events, size_t count,
                       int64_t as_of, const struct ftl_labour_share **ret, size_t *ret_count)
{
	struct ftl_labour labour = fold(arena, events, count, as_of);
	struct ftl_labour_share *shares = ftl_alloc(arena, count + 1, sizeof(*shares));
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t staff_id = events[i].event.technician_id;
		const struct ftl_worker *worker = ftl_order_worker(&labour.facts, staff_id);
		struct ftl_labour_sum sum = ftl_labour_of(&labour, staff_id);
		size_t known = 0;

		if (!names_worker(&events[i].event) ||
		    (worker == NULL && sum.timed_seconds + sum.typed_seconds == 0))
			continue;
		while (known < kept && shares[known].staff_id != staff_id)
			known++;
		if (known < kept)
			continue;
		shares[kept++] = (struct ftl_labour_share){
		        .staff_id = staff_id,
		        .staff = events[i].technician,
		        .staff_name = events[i].technician_name,
		        .sum = sum,
		        .running_since = worker != NULL ? worker->since : 0,
		};
	}
	*ret = shares;
	*ret_count = kept;
}

enum ftl_status ftl_timer_list(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_timer **ret, size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_timer_list(app->db, arena, app->site_id, ret, ret_count, err);
}

/* What one person worked on one job on one day; several of a kind are added up once sorted. */
struct entry {
	int32_t day;
	size_t person; /* its place in the list of the staff */
	int64_t order_id;
	const char *order_code;
	struct ftl_labour_sum sum;
};

struct gathering {
	struct ftl_app *app;
	struct ftl_arena *arena; /* of what is kept */
	const struct ftl_labour_filter *filter;
	const struct ftl_staff *staff; /* by login */
	size_t staff_count;
	int64_t only_id; /* 0: everybody */
	struct entry *entries;
	size_t count, capacity;
};

static size_t place_of(const struct gathering *g, int64_t staff_id)
{
	size_t i = 0;

	while (i < g->staff_count && g->staff[i].id != staff_id)
		i++;
	return i;
}

/* The days of one job that are asked for. */
static void take_job(struct gathering *g, const struct ftl_labour *labour, int64_t order_id,
                     const char *code)
{
	for (const struct ftl_labour_piece *at = labour->newest; at != NULL; at = at->before) {
		struct ftl_labour_piece rest = *at;
		size_t person = place_of(g, at->staff_id);
		int32_t day;
		int64_t seconds;

		if (person == g->staff_count || (g->only_id != 0 && at->staff_id != g->only_id))
			continue;
		while (ftl_labour_next_day(g->app->zone, &rest, &day, &seconds)) {
			if (day < g->filter->from || day > g->filter->to)
				continue;
			g->entries = ftl_store_grow(g->arena, g->entries, g->count, &g->capacity,
			                            sizeof(*g->entries));
			g->entries[g->count++] = (struct entry){
			        .day = day,
			        .person = person,
			        .order_id = order_id,
			        .order_code = code,
			        .sum = {.timed_seconds = at->is_typed ? 0 : seconds,
			                .typed_seconds = at->is_typed ? seconds : 0},
			};
		}
	}
}

/* Folds the jobs one after the other; none of them stays in memory. */
static enum ftl_status gather(struct gathering *g, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(scratch);
	int64_t from_at, now = ftl_app_now(g->app), order_id = 0;
	const char *code = NULL;
	struct ftl_labour labour;
	struct ftl_labour_event row;
	bool more;

	ftl_zone_instant(g->app->zone, g->filter->from, 0, &from_at);
	FTL_TRY(ftl_store_labour_open(g->app->db, g->app->site_id, from_at, &cursor, err));
	ftl_labour_begin(&labour, &scratch);
	for (;;) {
		FTL_TRY(ftl_store_labour_next(cursor, &row, &more, err));
		if (!more || row.order_id != order_id) {
			ftl_labour_end(&labour, now);
			take_job(g, &labour, order_id, code);
			if (!more)
				return FTL_OK;
			ftl_arena_reset(&scratch);
			ftl_labour_begin(&labour, &scratch);
			order_id = row.order_id;
			code = ftl_strdup(g->arena, row.order_code);
		}
		ftl_labour_event(&labour, &row.event);
	}
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return (a->order_id > b->order_id) - (a->order_id < b->order_id);
}

/* One row a day and person; entries are sorted. */
static void add_up(const struct gathering *g, const struct ftl_labour_day **ret, size_t *ret_count)
{
	struct ftl_labour_day *days = ftl_alloc(g->arena, g->count + 1, sizeof(*days));
	const char **codes = ftl_alloc(g->arena, g->count + 1, sizeof(*codes));
	size_t rows = 0, jobs = 0;

	for (size_t i = 0; i < g->count; i++) {
		const struct entry *entry = &g->entries[i], *last = &g->entries[i > 0 ? i - 1 : 0];
		bool is_same_row =
		        i > 0 && last->day == entry->day && last->person == entry->person;
		struct ftl_labour_day *day = &days[is_same_row ? rows - 1 : rows];

		if (!is_same_row) {
			const struct ftl_staff *staff = &g->staff[entry->person];

			*day = (struct ftl_labour_day){.day = entry->day,
			                               .staff = staff->login,
			                               .staff_name = staff->name,
			                               .orders = codes + jobs};
			rows++;
		}
		if (!is_same_row || last->order_id != entry->order_id) {
			codes[jobs++] = entry->order_code;
			day->order_count++;
		}
		day->sum.timed_seconds += entry->sum.timed_seconds;
		day->sum.typed_seconds += entry->sum.typed_seconds;
	}
	*ret = days;
	*ret_count = rows;
}

/* Whose labour: the person that is named, else one's own, else, for managers, everybody's. */
static enum ftl_status find_whose(struct gathering *g, struct ftl_err *err)
{
	const char *login = g->filter->technician;
	bool is_manager = ftl_app_can(g->app, FTL_CAN_MANAGE);
	struct ftl_staff staff;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	if (login == NULL) {
		g->only_id = is_manager ? 0 : g->app->actor.staff_id;
		return FTL_OK;
	}
	FTL_TRY(ftl_store_staff_find(g->app->db, g->arena, g->app->site_id, login, &staff, &found,
	                             err));
	if (!is_manager && (!found || staff.id != g->app->actor.staff_id)) {
		ftl_fail(err, FTL_DENIED, "technician", "the labour of %s is not yours to see",
		         ftl_quote(quoted, login));
		return ftl_hint(err, "leave --technician out to see your own");
	}
	if (!found) {
		ftl_fail(err, FTL_NOT_FOUND, "technician", "nobody on the staff is called %s",
		         ftl_quote(quoted, login));
		return ftl_hint(err, "fettle staff list shows the logins");
	}
	g->only_id = staff.id;
	return FTL_OK;
}

enum ftl_status ftl_labour_list(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_labour_filter *filter,
                                const struct ftl_labour_day **ret, size_t *ret_count,
                                struct ftl_err *err)
{
	struct gathering g = {.app = app, .arena = arena, .filter = filter};

	FTL_TRY(find_whose(&g, err));
	FTL_TRY(ftl_store_staff_list(app->db, arena, app->site_id, &g.staff, &g.staff_count, err));
	FTL_TRY(gather(&g, err));
	if (g.count > 0)
		qsort(g.entries, g.count, sizeof(*g.entries), compare_entries);
	add_up(&g, ret, ret_count);
	return FTL_OK;
}

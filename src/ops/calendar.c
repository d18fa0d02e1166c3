#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"
#include "ops/site_change.h"
#include "store/calendar.h"

enum ftl_status ftl_app_calendar(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_calendar **ret, struct ftl_err *err)
{
	const struct ftl_calendar_window *windows;
	const struct ftl_calendar_day_row *rows;
	struct ftl_calendar_day *days;
	size_t window_count, day_count;

	FTL_TRY(ftl_store_window_list(app->db, arena, app->site_id, &windows, &window_count, err));
	FTL_TRY(ftl_store_day_list(app->db, arena, app->site_id, &rows, &day_count, err));
	days = ftl_alloc(arena, day_count, sizeof(*days));
	for (size_t i = 0; i < day_count; i++)
		days[i] = rows[i].day;
	return ftl_calendar_new(arena, app->zone, windows, window_count, days, day_count, ret, err);
}

/* One day as typed: 2026-05-01, today, +3d. */
static enum ftl_status read_day(struct ftl_app *app, const char *field, const char *text,
                                int32_t *ret, struct ftl_err *err)
{
	struct ftl_period period;
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(ftl_period_parse(field, text, ftl_app_today(app), &period, err));
	if (period.from != period.to)
		return ftl_fail(err, FTL_INVALID, field, "must be one day, got %s",
		                ftl_quote(quoted, text));
	*ret = period.from;
	return FTL_OK;
}

static const char *hours_text(struct ftl_arena *arena, int32_t opens, int32_t closes)
{
	char buffer[FTL_HOURS_TEXT_SIZE];

	return ftl_strdup(arena, ftl_hours_format(buffer, opens, closes));
}

enum ftl_status ftl_calendar_entries(struct ftl_app *app, struct ftl_arena *arena,
                                     struct ftl_calendar_list *ret, struct ftl_err *err)
{
	static const char *const weekdays[] = {"-",   "Mon", "Tue", "Wed",
	                                       "Thu", "Fri", "Sat", "Sun"};
	const struct ftl_calendar_window *windows;
	const struct ftl_calendar_day_row *days;
	struct ftl_calendar_entry *rows;
	size_t window_count, day_count, count = 0;
	char date[FTL_DATE_TEXT_SIZE];

	FTL_TRY(ftl_store_window_list(app->db, arena, app->site_id, &windows, &window_count, err));
	FTL_TRY(ftl_store_day_list(app->db, arena, app->site_id, &days, &day_count, err));
	rows = ftl_alloc(arena, window_count + day_count, sizeof(*rows));
	for (size_t i = 0; i < window_count; i++)
		rows[count++] = (struct ftl_calendar_entry){
		        .what = ftl_sprintf(arena, "hours from %s",
		                            ftl_date_format(date, windows[i].effective_from)),
		        .day = weekdays[windows[i].weekday],
		        .hours = hours_text(arena, windows[i].opens, windows[i].closes),
		};
	for (size_t i = 0; i < day_count; i++)
		rows[count++] = (struct ftl_calendar_entry){
		        .what = days[i].day.closes == 0 ? "closed" : "open",
		        .day = ftl_strdup(arena, ftl_date_format(date, days[i].day.date)),
		        .hours = hours_text(arena, days[i].day.opens, days[i].day.closes),
		        .name = days[i].name,
		};
	*ret = (struct ftl_calendar_list){rows, count};
	return FTL_OK;
}

static enum ftl_status commit_calendar(struct ftl_op *op, struct ftl_arena *arena,
                                       struct ftl_calendar_list *ret, struct ftl_err *err)
{
	struct ftl_calendar_list list;

	FTL_TRY(ftl_calendar_entries(op->app, arena, &list, err));
	FTL_TRY(ftl_op_commit(op, &list, err));
	*ret = list;
	return FTL_OK;
}

enum ftl_status ftl_calendar_set_hours(struct ftl_app *app, struct ftl_arena *arena,
                                       const char *text, const char *from,
                                       struct ftl_calendar_list *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_calendar_window *windows;
	const struct ftl_calendar *calendar;
	int32_t date = ftl_app_today(app);
	size_t count;
	bool go;

	FTL_TRY(ftl_site_change(app, "calendar.hours", &op, &go, err));
	if (!go)
		return FTL_OK;
	if (from != NULL)
		FTL_TRY(read_day(app, "from", from, &date, err));
	FTL_TRY(ftl_calendar_parse_week(arena, text, date, &windows, &count, err));
	FTL_TRY(ftl_store_window_replace(app->db, app->site_id, date, windows, count, err));
	/* The whole calendar must still make sense. */
	FTL_TRY(ftl_app_calendar(app, arena, &calendar, err));
	return commit_calendar(&op, arena, ret, err);
}

/* What is said of a day already must not be lost by a slip of the hand. */
static enum ftl_status check_free(struct ftl_app *app, struct ftl_arena *arena, int32_t first,
                                  int32_t last, struct ftl_err *err)
{
	const struct ftl_calendar_day_row *rows;
	char date[FTL_DATE_TEXT_SIZE], hours[FTL_HOURS_TEXT_SIZE], quoted[FTL_QUOTE_SIZE];
	size_t count;

	FTL_TRY(ftl_store_day_list(app->db, arena, app->site_id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_calendar_day *day = &rows[i].day;

		if (day->date < first || day->date > last)
			continue;
		ftl_date_format(date, day->date);
		if (day->closes == 0)
			ftl_fail(err, FTL_CONFLICT, "date", "%s is closed already: %s", date,
			         ftl_quote(quoted, rows[i].name));
		else
			ftl_fail(err, FTL_CONFLICT, "date", "%s is open %s already", date,
			         ftl_hours_format(hours, day->opens, day->closes));
		return ftl_hint(err, "--replace puts what you say now in its place");
	}
	return FTL_OK;
}

enum ftl_status ftl_calendar_close_days(struct ftl_app *app, struct ftl_arena *arena,
                                        const struct ftl_calendar_closing *closing,
                                        struct ftl_calendar_list *ret, struct ftl_err *err)
{
	FTL_OP(op);
	const char *clean;
	int32_t first, last;
	bool go;

	FTL_TRY(ftl_site_change(app, "calendar.close", &op, &go, err));
	if (!go)
		return FTL_OK;
	FTL_TRY(read_day(app, "date", closing->from, &first, err));
	last = first;
	if (closing->until != NULL)
		FTL_TRY(read_day(app, "until", closing->until, &last, err));
	if (last < first || last - first > 366)
		return ftl_fail(err, FTL_INVALID, "until",
		                "must lie after the first day, within a year");
	FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, 200, closing->name,
	                         strlen(closing->name), &clean, err));
	if (!closing->replaces)
		FTL_TRY(check_free(app, arena, first, last, err));
	for (int32_t date = first; date <= last; date++) {
		struct ftl_calendar_day day = {.date = date};

		FTL_TRY(ftl_store_day_replace(app->db, app->site_id, date, &day, 1, clean, err));
	}
	return commit_calendar(&op, arena, ret, err);
}

/* "closed", or hours of other days beside. */
static enum ftl_status refuse_week(const char *hours, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_INVALID, "hours", "must be the opening hours of one day, got %s",
	         ftl_quote(quoted, hours));
	return ftl_hint(err, "write them as 09:00-12:30,13:30-18:00; fettle calendar close says "
	                     "that a day is closed");
}

enum ftl_status ftl_calendar_open_day(struct ftl_app *app, struct ftl_arena *arena, const char *day,
                                      const char *hours, bool replaces,
                                      struct ftl_calendar_list *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_calendar_window *windows;
	struct ftl_calendar_day *days;
	const struct ftl_calendar *calendar;
	int32_t date;
	size_t count;
	bool go;

	FTL_TRY(ftl_site_change(app, "calendar.open", &op, &go, err));
	if (!go)
		return FTL_OK;
	FTL_TRY(read_day(app, "date", day, &date, err));
	if (!replaces)
		FTL_TRY(check_free(app, arena, date, date, err));
	/* The hours of one day are written like those of a week that has only that day. */
	FTL_TRY(ftl_calendar_parse_week(arena, ftl_sprintf(arena, "Mon %s", hours), date, &windows,
	                                &count, err));
	days = ftl_alloc(arena, count, sizeof(*days));
	for (size_t i = 0; i < count; i++) {
		if (windows[i].weekday != 1)
			return refuse_week(hours, err);
		days[i] = (struct ftl_calendar_day){date, windows[i].opens, windows[i].closes};
	}
	FTL_TRY(ftl_store_day_replace(app->db, app->site_id, date, days, count, "open", err));
	FTL_TRY(ftl_app_calendar(app, arena, &calendar, err));
	FTL_TRY(ftl_calendar_check_day(calendar, date, err));
	return commit_calendar(&op, arena, ret, err);
}

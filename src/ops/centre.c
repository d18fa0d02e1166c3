#include "fettle/ops/centre.h"

#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "ops/op.h"
#include "store/calendar.h"
#include "store/device.h"
#include "store/printer.h"
#include "store/row.h"

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

/* Begins a change of the site's own data; *ret_go is false for a retry, when all is done. */
static enum ftl_status begin_site_change(struct ftl_app *app, const char *name, struct ftl_op *op,
                                         bool *ret_go, struct ftl_err *err)
{
	FTL_TRY(ftl_op_begin(app, name, FTL_CAN_MANAGE, op, err));
	*ret_go = !op->is_replay;
	return op->is_replay ? FTL_OK : ftl_op_touch(op, FTL_ENTITY_SITE, app->site_id, false, err);
}

static const char *hours_text(struct ftl_arena *arena, int32_t opens, int32_t closes)
{
	if (opens == 0 && closes == 0)
		return "closed";
	return ftl_sprintf(arena, "%02d:%02d-%02d:%02d", opens / 3600, opens / 60 % 60,
	                   closes / 3600, closes / 60 % 60);
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

	FTL_TRY(begin_site_change(app, "calendar.hours", &op, &go, err));
	if (!go)
		return ftl_calendar_entries(app, arena, ret, err);
	if (from != NULL)
		FTL_TRY(read_day(app, "from", from, &date, err));
	FTL_TRY(ftl_calendar_parse_week(arena, text, date, &windows, &count, err));
	FTL_TRY(ftl_store_window_replace(app->db, app->site_id, date, windows, count, err));
	/* The whole calendar must still make sense. */
	FTL_TRY(ftl_app_calendar(app, arena, &calendar, err));
	FTL_TRY(ftl_calendar_entries(app, arena, ret, err));
	return ftl_op_commit(&op, "", err);
}

enum ftl_status ftl_calendar_close_days(struct ftl_app *app, struct ftl_arena *arena,
                                        const char *from, const char *until, const char *name,
                                        struct ftl_calendar_list *ret, struct ftl_err *err)
{
	FTL_OP(op);
	const char *clean;
	int32_t first, last;
	bool go;

	FTL_TRY(begin_site_change(app, "calendar.close", &op, &go, err));
	if (!go)
		return ftl_calendar_entries(app, arena, ret, err);
	FTL_TRY(read_day(app, "date", from, &first, err));
	last = first;
	if (until != NULL)
		FTL_TRY(read_day(app, "until", until, &last, err));
	if (last < first || last - first > 366)
		return ftl_fail(err, FTL_INVALID, "until",
		                "must lie after the first day, within a year");
	FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, 200, name, strlen(name), &clean,
	                         err));
	for (int32_t date = first; date <= last; date++) {
		struct ftl_calendar_day day = {.date = date};

		FTL_TRY(ftl_store_day_replace(app->db, app->site_id, date, &day, 1, clean, err));
	}
	FTL_TRY(ftl_calendar_entries(app, arena, ret, err));
	return ftl_op_commit(&op, "", err);
}

enum ftl_status ftl_calendar_open_day(struct ftl_app *app, struct ftl_arena *arena, const char *day,
                                      const char *hours, struct ftl_calendar_list *ret,
                                      struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_calendar_window *windows;
	struct ftl_calendar_day *days;
	const struct ftl_calendar *calendar;
	int32_t date;
	size_t count;
	bool go;

	FTL_TRY(begin_site_change(app, "calendar.open", &op, &go, err));
	if (!go)
		return ftl_calendar_entries(app, arena, ret, err);
	FTL_TRY(read_day(app, "date", day, &date, err));
	/* The hours of one day are written like those of a week that has only that day. */
	FTL_TRY(ftl_calendar_parse_week(arena, ftl_sprintf(arena, "Mon %s", hours), date, &windows,
	                                &count, err));
	days = ftl_alloc(arena, count, sizeof(*days));
	for (size_t i = 0; i < count; i++)
		days[i] = (struct ftl_calendar_day){date, windows[i].opens, windows[i].closes};
	FTL_TRY(ftl_store_day_replace(app->db, app->site_id, date, days, count, "open", err));
	FTL_TRY(ftl_app_calendar(app, arena, &calendar, err));
	FTL_TRY(ftl_calendar_entries(app, arena, ret, err));
	return ftl_op_commit(&op, "", err);
}

enum ftl_status ftl_category_list(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_category **ret, size_t *ret_count,
                                  struct ftl_err *err)
{
	return ftl_store_category_list(app->db, arena, ret, ret_count, err);
}

enum ftl_status ftl_printer_add(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_printer_record *printer, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_printer_record row = *printer;
	bool go;

	FTL_TRY(begin_site_change(app, "printer.add", &op, &go, err));
	if (!go)
		return FTL_OK;
	FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, 64, printer->name,
	                         strlen(printer->name), &row.name, err));
	FTL_TRY(ftl_op_id(&op, &row.id, err));
	FTL_TRY(ftl_store_printer_put(app->db, app->site_id, &row, err));
	return ftl_op_commit(&op, row.name, err);
}

static enum ftl_status no_printer(const char *name, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_NOT_FOUND, "printer", "there is no printer %s", ftl_quote(quoted, name));
	return ftl_hint(err, "fettle printer list shows them; fettle printer add sets one up");
}

enum ftl_status ftl_printer_remove(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                   struct ftl_err *err)
{
	FTL_OP(op);
	bool go, removed;

	(void)arena;
	FTL_TRY(begin_site_change(app, "printer.remove", &op, &go, err));
	if (!go)
		return FTL_OK;
	FTL_TRY(ftl_store_printer_remove(app->db, app->site_id, name, &removed, err));
	return removed ? ftl_op_commit(&op, name, err) : no_printer(name, err);
}

enum ftl_status ftl_printer_list(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_printer_record **ret, size_t *ret_count,
                                 struct ftl_err *err)
{
	return ftl_store_printer_list(app->db, arena, app->site_id, ret, ret_count, err);
}

enum ftl_status ftl_printer_get(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                struct ftl_printer_record *ret, struct ftl_err *err)
{
	const struct ftl_printer_record *rows;
	size_t count;

	FTL_TRY(ftl_printer_list(app, arena, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].name, name) == 0) {
			*ret = rows[i];
			return FTL_OK;
		}
	}
	return no_printer(name, err);
}

#include "fettle/model/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "fettle/base/date.h"
#include "model/calendar_window.h"

#define FIELD        "hours"
#define DAY_SECONDS  86400
#define WEEK_SECONDS (7 * DAY_SECONDS)

/* Days are laid out from a little before FTL_DATE_MIN to a little after FTL_DATE_MAX. */
#define FIRST_DAY (FTL_DATE_MIN - 4)
#define LAST_DAY  (FTL_DATE_MAX + 4)
/* How far beyond the days asked for the layout is made at once. */
#define AHEAD 400
/* How far ftl_calendar_add() looks for an opening. */
#define HORIZON INT64_C(18300)

/* Wall times of one day; closes may lie on the day after it. */
struct hours {
	int32_t opens;
	int32_t closes;
};

struct run {
	size_t first;
	size_t count;
};

/* A week that holds from a date on. */
struct week {
	int32_t from;
	struct run weekdays[8]; /* by weekday, 1 to 7: its hours */
};

struct single {
	int32_t date;
	struct run run;
};

/* A day laid out in UTC. */
struct day {
	int64_t starts;   /* the instant of its midnight */
	int64_t position; /* business seconds from the origin up to that instant */
	int64_t opened;   /* business days from the origin up to that instant */
	bool is_open;
	struct run spans;
};

struct span {
	int64_t opens;
	int64_t closes;
};

/*
 * The days from (inclusive) to (exclusive) that were needed so far; days[to - from] is a further
 * entry that says where the last one ends. Positions never change once they are given out.
 */
struct layout {
	struct ftl_arena *arena;
	int32_t from;
	int32_t to;
	struct day *days;
	struct span *spans;
	size_t span_count;
	size_t span_capacity;
};

struct ftl_calendar {
	const struct ftl_zone *zone;
	const struct hours *week_hours;
	const struct week *weeks; /* by date */
	size_t week_count;
	const struct hours *single_hours;
	const struct single *singles; /* by date */
	size_t single_count;
	struct layout *layout; /* NULL: no rule at all, every second counts */
};

static const struct hours whole_day = {0, DAY_SECONDS};

static int compare_windows(const void *a, const void *b)
{
	const struct ftl_calendar_window *left = a;
	const struct ftl_calendar_window *right = b;

	if (left->effective_from != right->effective_from)
		return left->effective_from < right->effective_from ? -1 : 1;
	if (left->weekday != right->weekday)
		return left->weekday < right->weekday ? -1 : 1;
	return (left->opens > right->opens) - (left->opens < right->opens);
}

static int compare_days(const void *a, const void *b)
{
	const struct ftl_calendar_day *left = a;
	const struct ftl_calendar_day *right = b;

	if (left->date != right->date)
		return left->date < right->date ? -1 : 1;
	return (left->opens > right->opens) - (left->opens < right->opens);
}

static bool is_hours(int32_t opens, int32_t closes)
{
	return opens >= 0 && opens < DAY_SECONDS && opens < closes && closes <= opens + DAY_SECONDS;
}

/* A second of the week, from Monday 00:00. */
static int32_t week_second(const struct ftl_calendar_window *window)
{
	return (window->weekday - 1) * DAY_SECONDS + window->opens;
}

bool ftl_windows_overlap(const struct ftl_calendar_window *a, const struct ftl_calendar_window *b)
{
	int32_t ahead = (week_second(b) - week_second(a) + WEEK_SECONDS) % WEEK_SECONDS;

	return ahead < a->closes - a->opens ||
	       (WEEK_SECONDS - ahead) % WEEK_SECONDS < b->closes - b->opens;
}

/* No two windows of the set that begins at `first` may share a second, Sunday night and Monday
 * neither. */
static enum ftl_status check_set(const struct ftl_calendar_window *windows, size_t first,
                                 size_t last, struct ftl_err *err)
{
	const struct ftl_calendar_window *window = &windows[last];

	for (size_t i = first; i < last; i++) {
		const struct ftl_calendar_window *other = &windows[i];

		if (other->weekday != 0 && ftl_windows_overlap(other, window))
			return ftl_fail(err, FTL_INVALID, FIELD,
			                "two windows of the week overlap at %02d:%02d",
			                window->opens / 3600, window->opens / 60 % 60);
	}
	return FTL_OK;
}

static enum ftl_status check_windows(const struct ftl_calendar_window *windows, size_t count,
                                     struct ftl_err *err)
{
	size_t first = 0;

	for (size_t i = 0; i < count; i++) {
		const struct ftl_calendar_window *window = &windows[i];

		if (window->effective_from != windows[first].effective_from)
			first = i;
		if (window->weekday < 0 || window->weekday > 7)
			return ftl_fail(err, FTL_INVALID, FIELD,
			                "weekday must lie between 1 and 7, got %d",
			                window->weekday);
		if (window->weekday == 0)
			continue;
		if (!is_hours(window->opens, window->closes))
			return ftl_fail(err, FTL_INVALID, FIELD,
			                "a window must open before it closes, within a day");
		FTL_TRY(check_set(windows, first, i, err));
	}
	return FTL_OK;
}

static enum ftl_status check_days(const struct ftl_calendar_day *days, size_t count,
                                  struct ftl_err *err)
{
	char text[FTL_DATE_TEXT_SIZE];

	for (size_t i = 0; i < count; i++) {
		const struct ftl_calendar_day *day = &days[i];
		bool is_closed = day->opens == 0 && day->closes == 0;

		if (!is_closed && !is_hours(day->opens, day->closes))
			return ftl_fail(err, FTL_INVALID, FIELD,
			                "%s: a window must open before it closes, within a day",
			                ftl_date_format(text, day->date));
		if (i > 0 && days[i - 1].date == day->date && days[i - 1].closes > day->opens)
			return ftl_fail(err, FTL_INVALID, FIELD,
			                "%s: two windows overlap at %02d:%02d",
			                ftl_date_format(text, day->date), day->opens / 3600,
			                day->opens / 60 % 60);
	}
	return FTL_OK;
}

static void *copy_sorted(struct ftl_arena *arena, const void *rows, size_t count, size_t size,
                         int (*compare)(const void *, const void *))
{
	void *copy = ftl_alloc(arena, count + 1, size);

	if (count > 0) {
		memcpy(copy, rows, count * size);
		qsort(copy, count, size, compare);
	}
	return copy;
}

/* Windows in order of effective date, weekday and opening, as weeks. */
static void take_weeks(struct ftl_arena *arena, struct ftl_calendar *calendar,
                       const struct ftl_calendar_window *windows, size_t count)
{
	struct hours *hours = ftl_alloc(arena, count + 1, sizeof(*hours));
	struct week *weeks = ftl_alloc(arena, count + 1, sizeof(*weeks));
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		struct run *run;

		hours[i] = (struct hours){windows[i].opens, windows[i].closes};
		if (found == 0 || weeks[found - 1].from != windows[i].effective_from)
			weeks[found++].from = windows[i].effective_from;
		run = &weeks[found - 1].weekdays[windows[i].weekday];
		run->first = run->count == 0 ? i : run->first;
		run->count++;
	}
	calendar->week_hours = hours;
	calendar->weeks = weeks;
	calendar->week_count = found;
}

/* Single days in order of date and opening. A closed one keeps its date and no hours. */
static void take_singles(struct ftl_arena *arena, struct ftl_calendar *calendar,
                         const struct ftl_calendar_day *days, size_t count)
{
	struct hours *hours = ftl_alloc(arena, count + 1, sizeof(*hours));
	struct single *singles = ftl_alloc(arena, count + 1, sizeof(*singles));
	size_t used = 0;
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		if (found == 0 || singles[found - 1].date != days[i].date)
			singles[found++] = (struct single){days[i].date, {used, 0}};
		if (days[i].closes == 0)
			continue;
		hours[used++] = (struct hours){days[i].opens, days[i].closes};
		singles[found - 1].run.count++;
	}
	calendar->single_hours = hours;
	calendar->singles = singles;
	calendar->single_count = found;
}

enum ftl_status ftl_calendar_new(struct ftl_arena *arena, const struct ftl_zone *zone,
                                 const struct ftl_calendar_window *windows, size_t window_count,
                                 const struct ftl_calendar_day *days, size_t day_count,
                                 const struct ftl_calendar **ret, struct ftl_err *err)
{
	struct ftl_calendar *calendar = FTL_NEW(arena, struct ftl_calendar);
	struct ftl_calendar_window *sorted =
	        copy_sorted(arena, windows, window_count, sizeof(*windows), compare_windows);
	struct ftl_calendar_day *sorted_days =
	        copy_sorted(arena, days, day_count, sizeof(*days), compare_days);

	FTL_TRY(check_windows(sorted, window_count, err));
	FTL_TRY(check_days(sorted_days, day_count, err));
	calendar->zone = zone;
	take_weeks(arena, calendar, sorted, window_count);
	take_singles(arena, calendar, sorted_days, day_count);
	if (window_count > 0 || day_count > 0) {
		calendar->layout = FTL_NEW(arena, struct layout);
		calendar->layout->arena = arena;
	}
	*ret = calendar;
	return FTL_OK;
}

static const struct single *find_single(const struct ftl_calendar *calendar, int32_t date)
{
	size_t low = 0;
	size_t high = calendar->single_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (calendar->singles[middle].date < date)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < calendar->single_count && calendar->singles[low].date == date)
		return &calendar->singles[low];
	return NULL;
}

/* The hours of a date in order of opening; none when it is closed. */
static const struct hours *hours_of(const struct ftl_calendar *calendar, int32_t date,
                                    size_t *ret_count)
{
	const struct single *single = find_single(calendar, date);
	const struct run *run;
	size_t week = calendar->week_count;

	if (single != NULL) {
		*ret_count = single->run.count;
		return &calendar->single_hours[single->run.first];
	}
	while (week > 0 && calendar->weeks[week - 1].from > date)
		week--;
	if (week == 0) {
		*ret_count = 1;
		return &whole_day;
	}
	run = &calendar->weeks[week - 1].weekdays[ftl_date_weekday(date)];
	*ret_count = run->count;
	return &calendar->week_hours[run->first];
}

/* Whether the last window of the day before reaches into the first of the date. */
static enum ftl_status check_night(const struct ftl_calendar *calendar, int32_t date,
                                   struct ftl_err *err)
{
	size_t count, count_before;
	const struct hours *before = hours_of(calendar, date - 1, &count_before);
	const struct hours *hours = hours_of(calendar, date, &count);
	char date_before[FTL_DATE_TEXT_SIZE], date_text[FTL_DATE_TEXT_SIZE];
	char night[FTL_HOURS_TEXT_SIZE], day[FTL_HOURS_TEXT_SIZE];

	/* Where no hours are known, none are contradicted. */
	if (count == 0 || count_before == 0 || before == &whole_day || hours == &whole_day)
		return FTL_OK;
	before += count_before - 1;
	if (before->closes - DAY_SECONDS <= hours->opens)
		return FTL_OK;
	ftl_date_format(date_before, date - 1);
	ftl_date_format(date_text, date);
	ftl_fail(err, FTL_INVALID, FIELD, "%s %s and %s %s overlap", date_before,
	         ftl_hours_format(night, before->opens, before->closes), date_text,
	         ftl_hours_format(day, hours->opens, hours->closes));
	return ftl_hint(err, "let %s close before %s opens, or open %s later", date_before,
	                date_text, date_text);
}

enum ftl_status ftl_calendar_check_day(const struct ftl_calendar *calendar, int32_t date,
                                       struct ftl_err *err)
{
	FTL_TRY(check_night(calendar, date, err));
	return check_night(calendar, date + 1, err);
}

static int64_t instant_of(const struct ftl_calendar *calendar, int32_t date, int32_t second)
{
	int64_t instant = 0;

	(void)ftl_zone_instant(calendar->zone, date, second, &instant);
	return instant;
}

/* A wall time counted from the midnight of a date, up to the end of the day after it. */
static int64_t instant_after(const struct ftl_calendar *calendar, int32_t date, int32_t second)
{
	if (second > DAY_SECONDS)
		return instant_of(calendar, date + 1, second - DAY_SECONDS);
	return instant_of(calendar, date, second);
}

static void add_span(struct layout *layout, struct span span)
{
	if (layout->span_count == layout->span_capacity) {
		size_t capacity = layout->span_capacity != 0 ? layout->span_capacity * 2 : 512;
		struct span *spans = ftl_alloc(layout->arena, capacity, sizeof(*spans));

		if (layout->span_count > 0)
			memcpy(spans, layout->spans, layout->span_count * sizeof(*spans));
		layout->spans = spans;
		layout->span_capacity = capacity;
	}
	layout->spans[layout->span_count++] = span;
}

/* Until which second of a date the windows of the day before reach; 0: they end before it. */
static int32_t night_until(const struct ftl_calendar *calendar, int32_t date)
{
	size_t count;
	const struct hours *hours = hours_of(calendar, date - 1, &count);

	if (count == 0 || hours[count - 1].closes <= DAY_SECONDS)
		return 0;
	return hours[count - 1].closes - DAY_SECONDS;
}

/* Adds hours of a date to its spans; returns their seconds. */
static int64_t add_hours(const struct ftl_calendar *calendar, int32_t date, struct day *day,
                         struct hours hours)
{
	int32_t closes = hours.closes < DAY_SECONDS ? hours.closes : DAY_SECONDS;
	struct span span;

	if (hours.opens >= closes)
		return 0;
	span = (struct span){instant_of(calendar, date, hours.opens),
	                     instant_of(calendar, date, closes)};
	add_span(calendar->layout, span);
	day->spans.count++;
	return span.closes - span.opens;
}

/* Lays out one day, all but what counts from the origin; returns its business seconds. */
static int64_t lay_out_day(const struct ftl_calendar *calendar, int32_t date, struct day *day)
{
	struct layout *layout = calendar->layout;
	size_t count;
	const struct hours *hours = hours_of(calendar, date, &count);
	int32_t night = night_until(calendar, date);
	int64_t seconds;

	day->starts = instant_of(calendar, date, 0);
	day->spans = (struct run){layout->span_count, 0};
	day->is_open = count > 0;
	seconds = add_hours(calendar, date, day, (struct hours){0, night});
	for (size_t i = 0; i < count; i++) {
		int32_t opens = hours[i].opens > night ? hours[i].opens : night;

		seconds += add_hours(calendar, date, day, (struct hours){opens, hours[i].closes});
	}
	return seconds;
}

static int32_t clamp_day(int64_t date)
{
	return date < FIRST_DAY ? FIRST_DAY : date > LAST_DAY ? LAST_DAY : (int32_t)date;
}

/* Extends the layout so that it holds the days from … to - 1, and some more. */
static void extend(const struct ftl_calendar *calendar, int32_t from, int32_t to)
{
	struct layout *layout = calendar->layout;
	struct layout old = *layout;
	bool is_empty = old.from == old.to;
	/* Growing by a part of what is there keeps the copies that stay behind in bounds. */
	int32_t ahead = AHEAD + (old.to - old.from) / 2;
	int64_t seconds;

	layout->from = is_empty || from < old.from ? clamp_day((int64_t)from - ahead) : old.from;
	layout->to = is_empty || to > old.to ? clamp_day((int64_t)to + ahead) : old.to;
	layout->days = ftl_alloc(layout->arena, (size_t)(layout->to - layout->from) + 1,
	                         sizeof(struct day));
	if (is_empty)
		old.from = old.to = from;
	else
		memcpy(&layout->days[old.from - layout->from], old.days,
		       (size_t)(old.to - old.from + 1) * sizeof(struct day));
	for (int32_t date = old.to; date < layout->to; date++) {
		struct day *day = &layout->days[date - layout->from];

		seconds = lay_out_day(calendar, date, day);
		day[1].position = day->position + seconds;
		day[1].opened = day->opened + day->is_open;
	}
	for (int32_t date = old.from - 1; date >= layout->from; date--) {
		struct day *day = &layout->days[date - layout->from];

		seconds = lay_out_day(calendar, date, day);
		day->position = day[1].position - seconds;
		day->opened = day[1].opened - day->is_open;
	}
	layout->days[layout->to - layout->from].starts = instant_of(calendar, layout->to, 0);
}

/* The day of an instant within the range; the layout holds it and its two neighbours. */
static const struct day *find_day(const struct ftl_calendar *calendar, int64_t instant)
{
	struct layout *layout = calendar->layout;
	/* The local date differs from the one in UTC by a day at most. */
	int32_t guess =
	        (int32_t)((instant - (int64_t)FIRST_DAY * DAY_SECONDS) / DAY_SECONDS) + FIRST_DAY;
	const struct day *day;

	if (guess - 2 < layout->from || guess + 3 > layout->to)
		extend(calendar, guess - 2, guess + 3);
	day = &layout->days[guess - layout->from];
	while (instant < day->starts)
		day--;
	while (instant >= day[1].starts)
		day++;
	return day;
}

/* Within the days that can be laid out. */
static int64_t clamp_instant(int64_t instant)
{
	const int64_t least = (int64_t)(FIRST_DAY + 3) * DAY_SECONDS;
	const int64_t most = (int64_t)(LAST_DAY - 4) * DAY_SECONDS;

	return instant < least ? least : instant > most ? most : instant;
}

int64_t ftl_calendar_position(const struct ftl_calendar *calendar, int64_t instant)
{
	const struct day *day;
	const struct span *span;
	int64_t position;

	if (calendar->layout == NULL)
		return instant;
	instant = clamp_instant(instant);
	day = find_day(calendar, instant);
	position = day->position;
	span = &calendar->layout->spans[day->spans.first];
	for (size_t i = 0; i < day->spans.count && instant > span[i].opens; i++)
		position += (instant < span[i].closes ? instant : span[i].closes) - span[i].opens;
	return position;
}

int64_t ftl_calendar_seconds(const struct ftl_calendar *calendar, int64_t from, int64_t to)
{
	if (to <= from)
		return 0;
	return ftl_calendar_position(calendar, to) - ftl_calendar_position(calendar, from);
}

/* Where in a day the position is reached; the day holds it. */
static int64_t reach(const struct layout *layout, const struct day *day, int64_t position)
{
	const struct span *span = &layout->spans[day->spans.first];
	int64_t left = position - day->position;

	while (left > span->closes - span->opens) {
		left -= span->closes - span->opens;
		span++;
	}
	return span->opens + left;
}

int64_t ftl_calendar_add(const struct ftl_calendar *calendar, int64_t from, int64_t seconds)
{
	const struct layout *layout = calendar->layout;
	int64_t target;
	int64_t last;
	int32_t date;

	if (seconds <= 0)
		return from;
	if (layout == NULL)
		return from > INT64_MAX - seconds ? INT64_MAX : from + seconds;
	if (seconds > HORIZON * DAY_SECONDS)
		return INT64_MAX;
	target = ftl_calendar_position(calendar, from) + seconds;
	ftl_zone_local(calendar->zone, from, &date, &(int32_t){0});
	last = (int64_t)date + HORIZON;
	for (date = clamp_day((int64_t)date - 1); date < last && date < LAST_DAY - 4; date++) {
		const struct day *day;

		if (date < layout->from || date + 1 > layout->to)
			extend(calendar, date, date + 1);
		day = &layout->days[date - layout->from];
		if (day[1].position >= target)
			return reach(layout, day, target);
	}
	return INT64_MAX;
}

bool ftl_calendar_is_open(const struct ftl_calendar *calendar, int32_t date)
{
	size_t count;

	(void)hours_of(calendar, date, &count);
	return count > 0;
}

/* Business days of the layout before a date. */
static int64_t opened_before(const struct ftl_calendar *calendar, int32_t date)
{
	const struct layout *layout = calendar->layout;

	if (date < layout->from || date + 1 > layout->to)
		extend(calendar, date, date + 1);
	return layout->days[date - layout->from].opened;
}

int64_t ftl_calendar_days(const struct ftl_calendar *calendar, int64_t from, int64_t to)
{
	int32_t first, last, second;
	int64_t days;

	ftl_zone_local(calendar->zone, clamp_instant(from), &first, &second);
	ftl_zone_local(calendar->zone, clamp_instant(to), &last, &second);
	if (last <= first)
		return 0;
	if (calendar->layout == NULL)
		return last - first - 1;
	days = opened_before(calendar, last + 1) - opened_before(calendar, first + 1);
	/* A night may go on into the last day. */
	for (int32_t date = last; date > first && date >= last - 1; date--) {
		days -= ftl_calendar_is_open(calendar, date) &&
		        ftl_calendar_close_of(calendar, date) > to;
	}
	return days;
}

int64_t ftl_calendar_close_of(const struct ftl_calendar *calendar, int32_t date)
{
	size_t count;
	const struct hours *hours = hours_of(calendar, date, &count);

	return instant_after(calendar, date, count > 0 ? hours[count - 1].closes : DAY_SECONDS);
}

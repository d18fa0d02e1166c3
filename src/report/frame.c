#include "report/frame.h"

#define DAYS_MOST      21
#define WEEKS_MOST     184
#define MONTHS_MOST    72
#define DEFAULT_MONTHS 3

static const char *const month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const weekday_names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const step_names[] = {"day", "week", "month", "year"};

bool ftl_period_has(const struct ftl_period *period, int32_t date)
{
	return date >= period->from && date <= period->to;
}

const char *ftl_frame_date(struct ftl_arena *arena, int32_t date)
{
	struct ftl_ymd ymd = ftl_date_to_ymd(date);

	return ftl_sprintf(arena, "%d %s %d", ymd.day, month_names[ymd.month - 1], ymd.year);
}

static const char *words_period(struct ftl_arena *arena, struct ftl_period period)
{
	if (period.from == period.to)
		return ftl_frame_date(arena, period.from);
	return ftl_sprintf(arena, "%s to %s", ftl_frame_date(arena, period.from),
	                   ftl_frame_date(arena, period.to));
}

static const char *words_instant(const struct ftl_report_context *context, struct ftl_arena *arena)
{
	int32_t date;
	int32_t second;

	ftl_zone_local(context->zone, context->as_of, &date, &second);
	return ftl_sprintf(arena, "%s %s %02d:%02d (%s)", weekday_names[ftl_date_weekday(date) - 1],
	                   ftl_frame_date(arena, date), second / 3600, second / 60 % 60,
	                   context->timezone);
}

static int32_t first_of_month(int32_t date)
{
	return date - ftl_date_to_ymd(date).day + 1;
}

static int32_t monday_of(int32_t date)
{
	return date - ftl_date_weekday(date) + 1;
}

static int month_number(int32_t date)
{
	struct ftl_ymd ymd = ftl_date_to_ymd(date);

	return ymd.year * 12 + ymd.month - 1;
}

struct ftl_period ftl_report_default_period(const struct ftl_report_context *context)
{
	int32_t today;
	int32_t second;

	ftl_zone_local(context->zone, context->as_of, &today, &second);
	return (struct ftl_period){ftl_date_add_months(first_of_month(today), -DEFAULT_MONTHS),
	                           today};
}

static struct ftl_period period_before(struct ftl_period period)
{
	int32_t days = period.to - period.from + 1;
	int months = month_number(period.to + 1) - month_number(period.from);

	if (period.from == first_of_month(period.from) &&
	    period.to + 1 == first_of_month(period.to + 1))
		return (struct ftl_period){ftl_date_add_months(period.from, -months),
		                           period.from - 1};
	return (struct ftl_period){period.from - days, period.from - 1};
}

static enum ftl_step choose_step(struct ftl_period period)
{
	int32_t days = period.to - period.from + 1;

	if (days <= DAYS_MOST)
		return FTL_STEP_DAY;
	if (days <= WEEKS_MOST)
		return FTL_STEP_WEEK;
	if (month_number(period.to) - month_number(period.from) < MONTHS_MOST)
		return FTL_STEP_MONTH;
	return FTL_STEP_YEAR;
}

/* The first day of the slice that date lies in, and of the one after it. */
static int32_t slice_start(enum ftl_step step, int32_t date)
{
	switch (step) {
	case FTL_STEP_DAY:
		break;
	case FTL_STEP_WEEK:
		return monday_of(date);
	case FTL_STEP_MONTH:
		return first_of_month(date);
	case FTL_STEP_YEAR:
		return ftl_date_add_months(first_of_month(date), 1 - ftl_date_to_ymd(date).month);
	}
	return date;
}

static int32_t slice_next(enum ftl_step step, int32_t start)
{
	switch (step) {
	case FTL_STEP_DAY:
		break;
	case FTL_STEP_WEEK:
		return start + 7;
	case FTL_STEP_MONTH:
		return ftl_date_add_months(start, 1);
	case FTL_STEP_YEAR:
		return ftl_date_add_months(start, 12);
	}
	return start + 1;
}

/* ISO 8601: the week belongs to the year of its Thursday. */
static const char *week_label(struct ftl_arena *arena, int32_t monday)
{
	struct ftl_ymd thursday = ftl_date_to_ymd(monday + 3);
	int32_t new_year = 0;

	if (!ftl_date_from_ymd((struct ftl_ymd){thursday.year, 1, 1}, &new_year))
		new_year = monday;
	return ftl_sprintf(arena, "%d-W%02d", thursday.year, (monday + 3 - new_year) / 7 + 1);
}

static const char *slice_label(struct ftl_arena *arena, enum ftl_step step, int32_t start)
{
	struct ftl_ymd ymd = ftl_date_to_ymd(start);

	switch (step) {
	case FTL_STEP_DAY:
		return ftl_sprintf(arena, "%s %d %s", weekday_names[ftl_date_weekday(start) - 1],
		                   ymd.day, month_names[ymd.month - 1]);
	case FTL_STEP_WEEK:
		return week_label(arena, start);
	case FTL_STEP_MONTH:
		return ftl_sprintf(arena, "%s %d", month_names[ymd.month - 1], ymd.year);
	case FTL_STEP_YEAR:
		break;
	}
	return ftl_sprintf(arena, "%d", ymd.year);
}

static void make_slices(struct ftl_frame *frame, struct ftl_arena *arena)
{
	size_t most = (size_t)ftl_frame_slice(frame, frame->period.to) + 1;
	struct ftl_slice *slices = ftl_alloc(arena, most, sizeof(*slices));
	int32_t start = slice_start(frame->step, frame->period.from);

	for (size_t i = 0; i < most; i++) {
		int32_t next = slice_next(frame->step, start);
		slices[i].days.from = start < frame->period.from ? frame->period.from : start;
		slices[i].days.to = next - 1 > frame->period.to ? frame->period.to : next - 1;
		slices[i].label = slice_label(arena, frame->step, start);
		start = next;
	}
	frame->slices = slices;
	frame->slice_count = most;
}

size_t ftl_frame_slice(const struct ftl_frame *frame, int32_t date)
{
	int32_t from = frame->period.from;

	switch (frame->step) {
	case FTL_STEP_DAY:
		break;
	case FTL_STEP_WEEK:
		return (size_t)(monday_of(date) - monday_of(from)) / 7;
	case FTL_STEP_MONTH:
		return (size_t)(month_number(date) - month_number(from));
	case FTL_STEP_YEAR:
		return (size_t)(ftl_date_to_ymd(date).year - ftl_date_to_ymd(from).year);
	}
	return (size_t)(date - from);
}

static enum ftl_status check_period(const struct ftl_report_context *context,
                                    struct ftl_period period, struct ftl_err *err)
{
	char from[FTL_DATE_TEXT_SIZE];
	char other[FTL_DATE_TEXT_SIZE];
	int32_t today;
	int32_t second;

	ftl_date_format(from, period.from);
	ftl_zone_local(context->zone, context->as_of, &today, &second);
	if (period.from > today)
		return ftl_fail(err, FTL_INVALID, "from",
		                "the period begins on %s, after what is known on %s", from,
		                ftl_date_format(other, today));
	if (period.from > period.to)
		return ftl_fail(err, FTL_INVALID, "to",
		                "the period ends on %s, before it begins on %s",
		                ftl_date_format(other, period.to), from);
	return FTL_OK;
}

enum ftl_status ftl_frame_make(const struct ftl_report_context *context, struct ftl_period period,
                               bool is_by_month, struct ftl_arena *arena, struct ftl_frame *ret,
                               struct ftl_err *err)
{
	int32_t today;
	int32_t second;

	FTL_TRY(check_period(context, period, err));
	/* Nothing is known after as-of: compare what there is with as many days before. */
	ftl_zone_local(context->zone, context->as_of, &today, &second);
	if (period.to > today)
		period.to = today;
	*ret = (struct ftl_frame){
	        .period = period,
	        .before = period_before(period),
	        .step = choose_step(period),
	        .period_words = words_period(arena, period),
	        .as_of_words = words_instant(context, arena),
	};
	if (is_by_month && ret->step == FTL_STEP_WEEK)
		ret->step = FTL_STEP_MONTH;
	ret->before_words = words_period(arena, ret->before);
	ret->step_words = step_names[ret->step];
	make_slices(ret, arena);
	return FTL_OK;
}

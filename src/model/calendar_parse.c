#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "fettle/base/text.h"
#include "fettle/model/calendar.h"
#include "model/ascii.h"
#include "model/calendar_window.h"

#define FIELD      "hours"
#define TEXT_MOST  1024
#define WINDOWS    256 /* more than any TEXT_MOST characters can say */
#define HOUR       3600
#define MINUTE     60
#define DAY        86400
#define WEEK_SETUP "write for example \"Mon-Fri 09:00-17:00; Sat 10:00-14:00\", or \"closed\""

static const char *const day_names[8] = {NULL,       "Monday", "Tuesday",  "Wednesday",
                                         "Thursday", "Friday", "Saturday", "Sunday"};

struct week_parser {
	const char *at;
	struct ftl_calendar_window *windows;
	size_t count;
	int32_t effective_from;
	struct ftl_err *err;
};

static void skip_blanks(struct week_parser *parser)
{
	while (*parser->at == ' ' || *parser->at == '\t')
		parser->at++;
}

static bool take_char(struct week_parser *parser, char c)
{
	skip_blanks(parser);
	if (*parser->at != c)
		return false;
	parser->at++;
	skip_blanks(parser);
	return true;
}

/* A hyphen, or the dash that word processors make of it. */
static bool take_dash(struct week_parser *parser)
{
	static const char en_dash[] = "\xE2\x80\x93";

	skip_blanks(parser);
	if (strncmp(parser->at, en_dash, strlen(en_dash)) == 0) {
		parser->at += strlen(en_dash);
		skip_blanks(parser);
		return true;
	}
	return take_char(parser, '-');
}

static enum ftl_status refuse(struct week_parser *parser, const char *expected)
{
	char quoted[FTL_QUOTE_SIZE];

	if (*parser->at == '\0')
		ftl_fail(parser->err, FTL_INVALID, FIELD, "expected %s at the end", expected);
	else
		ftl_fail(parser->err, FTL_INVALID, FIELD, "expected %s, got %s", expected,
		         ftl_quote(quoted, parser->at));
	return ftl_hint(parser->err, "%s", WEEK_SETUP);
}

/* Takes a word if it is the given one or, when short is not 0, its first letters. */
static bool take_word(struct week_parser *parser, const char *word, size_t abbreviation)
{
	size_t length = 0;

	while (ftl_is_lower(parser->at[length]) || ftl_is_upper(parser->at[length]))
		length++;
	if (length != strlen(word) && length != abbreviation)
		return false;
	if (length == 0 || strncasecmp(parser->at, word, length) != 0)
		return false;
	parser->at += length;
	return true;
}

static enum ftl_status take_day(struct week_parser *parser, int *ret)
{
	skip_blanks(parser);
	for (int day = 1; day <= 7; day++) {
		if (take_word(parser, day_names[day], 3)) {
			*ret = day;
			return FTL_OK;
		}
	}
	return refuse(parser, "a day such as Mon");
}

/* "Mon-Wed,Fri": bit (1 << weekday) for each. */
static enum ftl_status take_days(struct week_parser *parser, unsigned *ret)
{
	unsigned days = 0;
	int first = 0;
	int last;

	do {
		FTL_TRY(take_day(parser, &first));
		last = first;
		if (take_dash(parser))
			FTL_TRY(take_day(parser, &last));
		for (int day = first; day != last; day = day % 7 + 1)
			days |= 1u << day;
		days |= 1u << last;
	} while (take_char(parser, ','));
	*ret = days;
	return FTL_OK;
}

/* "9:00", "09:00" or "24:00" as seconds of the day. */
static enum ftl_status take_time(struct week_parser *parser, int32_t *ret)
{
	const char *at = parser->at;
	int32_t hours = 0;
	int32_t minutes = 0;
	size_t digits = 0;

	for (; digits < 2 && ftl_is_digit(*at); digits++, at++)
		hours = hours * 10 + (*at - '0');
	if (digits == 0 || *at != ':' || !ftl_is_digit(at[1]) || !ftl_is_digit(at[2]) ||
	    ftl_is_digit(at[3]))
		return refuse(parser, "a time such as 09:00");
	minutes = (at[1] - '0') * 10 + (at[2] - '0');
	if (minutes > 59 || hours > 24 || (hours == 24 && minutes != 0))
		return refuse(parser, "a time between 00:00 and 24:00");
	parser->at = at + 3;
	*ret = hours * HOUR + minutes * MINUTE;
	return FTL_OK;
}

/* Both by name: "Fri 18:00-02:00 and Sat 01:00-05:00 overlap". */
static enum ftl_status refuse_overlap(struct week_parser *parser,
                                      const struct ftl_calendar_window *a,
                                      const struct ftl_calendar_window *b)
{
	char one[FTL_HOURS_TEXT_SIZE], two[FTL_HOURS_TEXT_SIZE];

	ftl_fail(parser->err, FTL_INVALID, FIELD, "%.3s %s and %.3s %s overlap",
	         day_names[a->weekday], ftl_hours_format(one, a->opens, a->closes),
	         day_names[b->weekday], ftl_hours_format(two, b->opens, b->closes));
	return ftl_hint(parser->err, "say each hour of the week once");
}

static enum ftl_status add_window(struct week_parser *parser, int weekday, int32_t opens,
                                  int32_t closes)
{
	const struct ftl_calendar_window window = {
	        .effective_from = parser->effective_from,
	        .weekday = weekday,
	        .opens = opens,
	        .closes = closes,
	};

	if (parser->count == WINDOWS) {
		ftl_fail(parser->err, FTL_INVALID, FIELD, "more than %d windows", WINDOWS);
		return ftl_hint(parser->err, "%s", WEEK_SETUP);
	}
	for (size_t i = 0; i < parser->count; i++) {
		if (ftl_windows_overlap(&parser->windows[i], &window))
			return refuse_overlap(parser, &parser->windows[i], &window);
	}
	parser->windows[parser->count++] = window;
	return FTL_OK;
}

static enum ftl_status take_window(struct week_parser *parser, unsigned days)
{
	const char *begin = parser->at;
	int32_t opens = 0;
	int32_t closes = 0;

	FTL_TRY(take_time(parser, &opens));
	if (!take_dash(parser))
		return refuse(parser, "a dash and a closing time");
	FTL_TRY(take_time(parser, &closes));
	if (opens == DAY) {
		parser->at = begin;
		return refuse(parser, "an opening time before 24:00");
	}
	if (opens == closes) {
		parser->at = begin;
		return refuse(parser, "a window that closes at another time than it opens");
	}
	/* It closes on the day after. */
	if (closes < opens)
		closes += DAY;
	for (int day = 1; day <= 7; day++)
		if ((days & 1u << day) != 0)
			FTL_TRY(add_window(parser, day, opens, closes));
	return FTL_OK;
}

/* "Mon-Fri 09:00-12:30,13:30-18:00" or "Sun closed". */
static enum ftl_status take_group(struct week_parser *parser)
{
	unsigned days = 0;

	FTL_TRY(take_days(parser, &days));
	skip_blanks(parser);
	if (take_word(parser, "closed", 0))
		return FTL_OK;
	do {
		FTL_TRY(take_window(parser, days));
	} while (take_char(parser, ','));
	return FTL_OK;
}

static enum ftl_status take_week(struct week_parser *parser)
{
	skip_blanks(parser);
	if (take_word(parser, "closed", 0)) {
		skip_blanks(parser);
		return *parser->at == '\0' ? FTL_OK : refuse(parser, "nothing after \"closed\"");
	}
	for (;;) {
		FTL_TRY(take_group(parser));
		skip_blanks(parser);
		if (*parser->at == '\0')
			return FTL_OK;
		if (!take_char(parser, ';'))
			return refuse(parser, "a semicolon or the end");
		if (*parser->at == '\0')
			return FTL_OK;
	}
}

enum ftl_status ftl_calendar_parse_week(struct ftl_arena *arena, const char *text,
                                        int32_t effective_from, struct ftl_calendar_window **ret,
                                        size_t *ret_count, struct ftl_err *err)
{
	struct week_parser parser = {
	        .at = text,
	        .windows = ftl_alloc(arena, WINDOWS, sizeof(struct ftl_calendar_window)),
	        .effective_from = effective_from,
	        .err = err,
	};

	if (strlen(text) > TEXT_MOST)
		return ftl_fail(err, FTL_INVALID, FIELD, "is longer than %d characters", TEXT_MOST);
	FTL_TRY(take_week(&parser));
	/* A week without windows still has to say that it holds. */
	if (parser.count == 0)
		parser.windows[parser.count++].effective_from = effective_from;
	*ret = parser.windows;
	*ret_count = parser.count;
	return FTL_OK;
}

const char *ftl_hours_format(char buffer[FTL_HOURS_TEXT_SIZE], int32_t opens, int32_t closes)
{
	/* The same day's 24:00 stays what it is. */
	int32_t end = closes > DAY ? closes - DAY : closes;

	if (opens == 0 && closes == 0)
		snprintf(buffer, FTL_HOURS_TEXT_SIZE, "closed");
	else
		snprintf(buffer, FTL_HOURS_TEXT_SIZE, "%02u:%02u-%02u:%02u",
		         (unsigned)opens / HOUR % 100, (unsigned)opens / MINUTE % 60,
		         (unsigned)end / HOUR % 100, (unsigned)end / MINUTE % 60);
	return buffer;
}

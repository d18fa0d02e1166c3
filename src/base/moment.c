#include "fettle/base/moment.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/text.h"

#define DAY_SECONDS 86400
#define DAY_MOST    31 /* characters of the day, "yesterday" or a date */

static bool take_two(const char **text, int most, int32_t *ret)
{
	const char *at = *text;

	if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
		return false;
	*ret = (at[0] - '0') * 10 + (at[1] - '0');
	*text = at + 2;
	return *ret <= most;
}

/* "10:30" or "10:30:15", to the end. ret_shape: it looked like one, though no such time exists. */
static bool read_clock(const char *text, int32_t *ret, bool *ret_shape)
{
	int32_t hour = 0, minute = 0, second = 0;
	size_t length = text[strspn(text, "0123456789:")] == '\0' ? strlen(text) : 0;
	bool is_ok = take_two(&text, 23, &hour) && *text++ == ':' && take_two(&text, 59, &minute) &&
	             (*text == '\0' || (*text++ == ':' && take_two(&text, 59, &second))) &&
	             *text == '\0';

	*ret_shape = is_ok || length == strlen("10:30") || length == strlen("10:30:00");
	*ret = hour * 3600 + minute * 60 + second;
	return is_ok;
}

static enum ftl_status refuse_shape(const char *field, const char *text, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_INVALID, field, "must be a time, got %s", ftl_quote(quoted, text));
	return ftl_hint(err, "write 10:30, 'yesterday 16:00', '2026-11-22 10:30' or "
	                     "2026-11-22T10:30:00+01:00");
}

/* The day before the blank or T, and what follows it; NULL: no day is said. */
static const char *split(const char *text, char day[DAY_MOST + 1])
{
	size_t length = strcspn(text, " T");
	const char *rest = text + length;

	day[0] = '\0';
	if (*rest == '\0')
		return text;
	if (length > DAY_MOST)
		return NULL;
	memcpy(day, text, length);
	day[length] = '\0';
	return rest + 1;
}

static enum ftl_status refuse_gap(const char *field, const char *text, const struct ftl_zone *zone,
                                  int64_t after, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE], wall[FTL_WALL_TEXT_SIZE];

	ftl_fail(err, FTL_INVALID, field, "there is no such time: %s", ftl_quote(quoted, text));
	return ftl_hint(err, "the clocks were put forward; the next time there is %s",
	                ftl_wall_format(wall, zone, after));
}

static enum ftl_status refuse_twice(const char *field, const char *text,
                                    const struct ftl_zone *zone, int64_t first, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE], one[FTL_MOMENT_TEXT_SIZE], two[FTL_MOMENT_TEXT_SIZE];
	int32_t date, second, that_date, that_second;
	int64_t other = first;

	ftl_zone_local(zone, first, &date, &second);
	do {
		ftl_zone_local(zone, ++other, &that_date, &that_second);
	} while (other - first < DAY_SECONDS && (that_date != date || that_second != second));
	ftl_fail(err, FTL_INVALID, field, "comes twice that day, as the clocks were put back: %s",
	         ftl_quote(quoted, text));
	return ftl_hint(err, "write %s for the first, %s for the second",
	                ftl_moment_format(one, zone, first), ftl_moment_format(two, zone, other));
}

static enum ftl_status to_instant(const char *field, const char *text, const struct ftl_zone *zone,
                                  int32_t date, int32_t second, int64_t *ret, struct ftl_err *err)
{
	int64_t instant;

	switch (ftl_zone_instant(zone, date, second, &instant)) {
	case FTL_WALL_GAP:
		return refuse_gap(field, text, zone, instant, err);
	case FTL_WALL_TWICE:
		return refuse_twice(field, text, zone, instant, err);
	case FTL_WALL_ONE:
		break;
	}
	*ret = instant;
	return FTL_OK;
}

enum ftl_status ftl_moment_parse(const char *field, const char *text, const struct ftl_zone *zone,
                                 int64_t now, int64_t *ret, struct ftl_err *err)
{
	char day[DAY_MOST + 1], quoted[FTL_QUOTE_SIZE];
	const char *clock = split(text, day);
	struct ftl_period period;
	int32_t today, second, wall;
	bool is_clock, has_shape;

	if (clock == NULL)
		return refuse_shape(field, text, err);
	is_clock = read_clock(clock, &wall, &has_shape);
	/* Whoever writes T and more than a clock means RFC 3339. */
	if (!is_clock && !has_shape && strchr(text, 'T') != NULL)
		return ftl_instant_parse(field, text, ret, err);
	if (!has_shape)
		return refuse_shape(field, text, err);
	if (!is_clock)
		return ftl_fail(err, FTL_INVALID, field, "there is no such time of day: %s",
		                ftl_quote(quoted, text));
	ftl_zone_local(zone, now, &today, &second);
	period = (struct ftl_period){today, today};
	if (*day != '\0')
		FTL_TRY(ftl_period_parse(field, day, today, &period, err));
	if (period.from != period.to)
		return refuse_shape(field, text, err);
	return to_instant(field, text, zone, period.from, wall, ret, err);
}

/* A wall time by its parts. */
struct wall {
	char date[FTL_DATE_TEXT_SIZE];
	unsigned char hour, minute, second;
};

static struct wall wall_of(const struct ftl_zone *zone, int64_t instant)
{
	struct wall wall;
	int32_t date, second;

	ftl_zone_local(zone, instant, &date, &second);
	ftl_date_format(wall.date, date);
	wall.hour = (unsigned char)(second / 3600);
	wall.minute = (unsigned char)(second / 60 % 60);
	wall.second = (unsigned char)(second % 60);
	return wall;
}

const char *ftl_wall_format(char buffer[FTL_WALL_TEXT_SIZE], const struct ftl_zone *zone,
                            int64_t instant)
{
	struct wall wall = wall_of(zone, instant);

	if (wall.second == 0)
		snprintf(buffer, FTL_WALL_TEXT_SIZE, "%s %02u:%02u", wall.date, wall.hour,
		         wall.minute);
	else
		snprintf(buffer, FTL_WALL_TEXT_SIZE, "%s %02u:%02u:%02u", wall.date, wall.hour,
		         wall.minute, wall.second);
	return buffer;
}

const char *ftl_moment_format(char buffer[FTL_MOMENT_TEXT_SIZE], const struct ftl_zone *zone,
                              int64_t instant)
{
	struct wall wall = wall_of(zone, instant);
	int32_t offset = ftl_zone_offset(zone, instant);
	unsigned east = (unsigned)(offset < 0 ? -offset : offset);

	snprintf(buffer, FTL_MOMENT_TEXT_SIZE, "%sT%02u:%02u:%02u%c%02u:%02u", wall.date, wall.hour,
	         wall.minute, wall.second, offset < 0 ? '-' : '+', east / 3600 % 24,
	         east / 60 % 60);
	return buffer;
}

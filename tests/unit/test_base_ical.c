#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/buf.h"
#include "fettle/base/file.h"
#include "fettle/base/ical.h"
#include "helper_time.h"

#define FILE_MOST ((size_t)1 << 20)

/* What tests/fixtures/ical/NAME.days says of NAME.ics: a span in a zone, and then for each name
 * "NAME | DAY DAY…" and "NAME ! WHY"; or "refused MESSAGE". */
struct expectation {
	const struct ftl_zone *zone;
	struct ftl_period period;
	const char *refused;
	char *lines;
};

static char *read_fixture(struct ftl_arena *arena, const char *name)
{
	const char *path =
	        ftl_sprintf(arena, "%s/tests/fixtures/ical/%s", getenv("FETTLE_SOURCE_DIR"), name);
	struct ftl_err err;
	size_t length;
	char *text;

	if (ftl_file_read(arena, path, FILE_MOST, &text, &length, &err) != FTL_OK)
		fail_msg("%s: %s", path, err.message);
	return text;
}

/* The next line of a text, which it is cut from; NULL at the end. */
static char *take_line(char **text)
{
	char *line = *text;
	char *end = strchr(line, '\n');

	if (end == NULL)
		return NULL;
	*end = '\0';
	*text = end + 1;
	return line;
}

static struct expectation expectation_of(struct ftl_arena *arena, const char *name)
{
	struct expectation expected = {.lines = read_fixture(arena, name)};
	struct ftl_err err;
	char *line;

	while (strncmp(expected.lines, "# ", 2) == 0)
		(void)take_line(&expected.lines);
	line = take_line(&expected.lines);
	assert_int_equal(ftl_zone_open(arena, line + strlen("zone "), &expected.zone, &err),
	                 FTL_OK);
	expected.period.from = date(take_line(&expected.lines) + strlen("from "));
	expected.period.to = date(take_line(&expected.lines) + strlen("until "));
	if (strncmp(expected.lines, "refused ", strlen("refused ")) == 0)
		expected.refused = take_line(&expected.lines) + strlen("refused ");
	return expected;
}

/* "2026-12-25 2026-12-26": the days of a name, as the file gives them. */
static const char *days_of(struct ftl_arena *arena, const struct ftl_ical *file, const char *name,
                           size_t *count)
{
	const char *text = "";
	char day[FTL_DATE_TEXT_SIZE];

	for (size_t i = 0; i < file->day_count; i++) {
		if (strcmp(file->days[i].name, name) != 0)
			continue;
		text = ftl_sprintf(arena, "%s%s%s", text, *text == '\0' ? "" : " ",
		                   ftl_date_format(day, file->days[i].date));
		(*count)++;
	}
	return text;
}

static const char *why_of(const struct ftl_ical *file, const char *name, size_t *count)
{
	for (size_t i = 0; i < file->skip_count; i++) {
		if (strcmp(file->skips[i].name, name) == 0) {
			(*count)++;
			return file->skips[i].why;
		}
	}
	return "";
}

static void assert_line(struct ftl_arena *arena, const struct ftl_ical *file, char *line,
                        size_t *days, size_t *skips)
{
	char *days_at = strstr(line, " | ");
	char *why_at = strstr(line, " ! ");
	char *mark = days_at != NULL ? days_at : why_at;
	const char *got;

	assert_non_null(mark);
	*mark = '\0';
	got = days_at != NULL ? days_of(arena, file, line, days) : why_of(file, line, skips);
	if (strcmp(got, mark + 3) != 0)
		fail_msg("%s\n  got:      %s\n  expected: %s", line, got, mark + 3);
}

static void assert_fixture(const char *name)
{
	FTL_ARENA(arena);
	struct expectation expected = expectation_of(&arena, ftl_sprintf(&arena, "%s.days", name));
	const char *text = read_fixture(&arena, ftl_sprintf(&arena, "%s.ics", name));
	struct ftl_ical file;
	struct ftl_err err = {0};
	enum ftl_status status =
	        ftl_ical_read(&arena, text, expected.zone, &expected.period, &file, &err);
	size_t days = 0;
	size_t skips = 0;
	char *line;

	print_message("%s\n", name);
	if (expected.refused != NULL) {
		assert_int_equal(status, FTL_INVALID);
		assert_string_equal(err.field, "file");
		assert_string_equal(err.message, expected.refused);
		return;
	}
	if (status != FTL_OK)
		fail_msg("%s: %s", name, err.message);
	while ((line = take_line(&expected.lines)) != NULL)
		assert_line(&arena, &file, line, &days, &skips);
	/* And nothing else. */
	assert_int_equal(file.day_count, days);
	assert_int_equal(file.skip_count, skips);
	for (size_t i = 1; i < file.day_count; i++)
		assert_true(file.days[i - 1].date <= file.days[i].date);
}

static void files_say_the_days_worked_out_by_hand(void **state)
{
	FTL_ARENA(arena);
	DIR *folder =
	        opendir(ftl_sprintf(&arena, "%s/tests/fixtures/ical", getenv("FETTLE_SOURCE_DIR")));
	const struct dirent *entry;
	size_t count = 0;

	(void)state;
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		size_t length = strlen(entry->d_name);

		if (length < 4 || strcmp(entry->d_name + length - 4, ".ics") != 0)
			continue;
		assert_fixture(ftl_strndup(&arena, entry->d_name, length - 4));
		count++;
	}
	closedir(folder);
	assert_true(count >= 28);
}

/* ---- what would take long, or much ---- */

struct attempt {
	enum ftl_status status;
	struct ftl_ical file;
	struct ftl_err err;
};

/* Reads what stands between BEGIN:VCALENDAR and END:VCALENDAR, for the years 2026 to 2028. */
static struct attempt attempt(struct ftl_arena *arena, const char *middle)
{
	const struct ftl_period period = {date("2026-01-01"), date("2028-12-31")};
	const struct ftl_zone *zone;
	struct attempt result = {0};

	assert_int_equal(ftl_zone_open(arena, "Europe/Berlin", &zone, &result.err), FTL_OK);
	result.status = ftl_ical_read(
	        arena, ftl_sprintf(arena, "BEGIN:VCALENDAR\n%sEND:VCALENDAR\n", middle), zone,
	        &period, &result.file, &result.err);
	return result;
}

static const char *copies(struct ftl_arena *arena, size_t count, const char *piece)
{
	size_t length = strlen(piece);
	char *text = ftl_alloc(arena, count * length + 1, 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * length, piece, length + 1);
	return text;
}

static const char *event(struct ftl_arena *arena, const char *lines)
{
	return ftl_sprintf(arena, "BEGIN:VEVENT\nUID:1\n%sEND:VEVENT\n", lines);
}

static void assert_refused(const struct attempt *got, const char *message)
{
	assert_int_equal(got->status, FTL_INVALID);
	assert_string_equal(got->err.field, "file");
	assert_non_null(strstr(got->err.message, message));
}

static void a_million_repetitions_end_with_the_span(void **state)
{
	FTL_ARENA(arena);
	struct attempt got =
	        attempt(&arena, event(&arena, "DTSTART;VALUE=DATE:20261231\n"
	                                      "RRULE:FREQ=DAILY;COUNT=1000000\nSUMMARY:Many\n"));

	(void)state;
	/* 31 December 2026, then 365 and 366 days. */
	assert_int_equal(got.status, FTL_OK);
	assert_int_equal(got.file.day_count, 1 + 365 + 366);
	got = attempt(&arena, event(&arena, "DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=YEARLY\n"));
	assert_int_equal(got.file.day_count, 3);
	got = attempt(&arena,
	              event(&arena, "DTSTART;VALUE=DATE:20261231\nRRULE:FREQ=YEARLY;COUNT=9999999;"
	                            "INTERVAL=9999\n"));
	assert_int_equal(got.file.day_count, 1);
}

static void rules_that_never_come_true_are_no_work(void **state)
{
	static const char *const rules[] = {
	        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
	        "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=2;COUNT=1",
	        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
	        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6;UNTIL=21991231",
	        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
	        "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2",
	        "FREQ=YEARLY;BYDAY=MO;BYSETPOS=300",
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(rules); i++) {
		FTL_ARENA(arena);
		const char *one = ftl_sprintf(
		        &arena, "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261231\nRRULE:%s\nEND:VEVENT\n",
		        rules[i]);
		struct attempt got = attempt(&arena, copies(&arena, 200, one));

		assert_int_equal(got.status, FTL_OK);
		assert_int_equal(got.file.day_count, 0);
	}
}

static void work_without_end_is_refused(void **state)
{
	static const char *const events[] = {
	        "DTSTART;VALUE=DATE:19500101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1\n",
	        "DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=YEARLY;COUNT=9999\n",
	        ("DTSTART:20230101T230000Z\nDTEND:20230102T230000Z\n"
	         "RRULE:FREQ=DAILY;UNTIL=20251231\n"),
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(events); i++) {
		FTL_ARENA(arena);
		struct attempt got =
		        attempt(&arena, copies(&arena, 20000, event(&arena, events[i])));

		assert_refused(&got, "would take too long");
		assert_string_not_equal(got.err.hint, "");
	}
}

/* Each event reads the zone, each zone looks for its hours, each master for its changes. */
static void many_of_everything_is_refused_or_read(void **state)
{
	FTL_ARENA(arena);
	char *zones = ftl_alloc(&arena, 20000, 128);
	struct attempt got;
	size_t length = 0;

	(void)state;
	for (int i = 0; i < 20000; i++)
		length += (size_t)snprintf(zones + length, 128,
		                           "BEGIN:VEVENT\nDTSTART;TZID=Zone%d:20261225T000000\n"
		                           "END:VEVENT\n",
		                           i);
	got = attempt(&arena, zones);
	assert_refused(&got, "would take too long");
	got = attempt(
	        &arena,
	        ftl_sprintf(&arena, "%s%s",
	                    copies(&arena, 20000, event(&arena, "DTSTART:20261225\n")),
	                    copies(&arena, 20000,
	                           event(&arena, "DTSTART:20261225\nRECURRENCE-ID:20261225\n"))));
	assert_int_equal(got.status, FTL_OK);
	/* One change in the place of all of them. */
	assert_int_equal(got.file.day_count, 1);
	got = attempt(&arena,
	              copies(&arena, 20001, event(&arena, "DTSTART;VALUE=DATE:20261225\n")));
	assert_refused(&got, "more than 20000 days");
	got = attempt(&arena,
	              event(&arena, ftl_sprintf(&arena, "DTSTART;VALUE=DATE:20261225\n%s",
	                                        copies(&arena, 50000,
	                                               "EXDATE;VALUE=DATE:20261225,20261226\n"))));
	assert_int_equal(got.status, FTL_OK);
	assert_int_equal(got.file.day_count, 0);
}

static void lines_and_nests_are_bounded(void **state)
{
	FTL_ARENA(arena);
	struct attempt got;

	(void)state;
	got = attempt(&arena, ftl_sprintf(&arena, "%s%s", copies(&arena, 200000, "BEGIN:X-A\n"),
	                                  copies(&arena, 200000, "END:X-A\n")));
	assert_refused(&got, "more than 8 components within each other");
	got = attempt(&arena, ftl_sprintf(&arena, "%s%s", copies(&arena, 7, "BEGIN:X-A\n"),
	                                  copies(&arena, 7, "END:X-A\n")));
	assert_int_equal(got.status, FTL_OK);
	got = attempt(&arena, event(&arena, ftl_sprintf(&arena, "SUMMARY:%s\n",
	                                                copies(&arena, 1 << 20, "x"))));
	assert_refused(&got, "line 4 is longer than 1048576 bytes");
	got = attempt(&arena, event(&arena, ftl_sprintf(&arena, "SUMMARY:%s\n",
	                                                copies(&arena, 600000, "\n x"))));
	assert_int_equal(got.status, FTL_INVALID); /* it has no date */
	got = attempt(&arena,
	              event(&arena, ftl_sprintf(&arena, "DTSTART;VALUE=DATE:20261225\nSUMMARY:%s\n",
	                                        copies(&arena, 600000, "\n x"))));
	assert_int_equal(got.status, FTL_OK);
	assert_int_equal(strlen(got.file.days[0].name), 600000);
}

/* Whatever a byte becomes, the file is read or refused. */
static void any_byte_may_be_wrong(void **state)
{
	FTL_ARENA(outer);
	const char *names[] = {"changed.ics", "zones.ics", "dates.ics", "others.ics"};
	static const char bytes[] = "\n:;,=\"0\xFF";
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(names); i++) {
		const char *text = read_fixture(&outer, names[i]);
		size_t length = strlen(text);

		for (size_t at = i; at < length; at += 29) {
			FTL_ARENA(arena);
			char *copy = ftl_strdup(&arena, text);
			struct attempt got;
			const struct ftl_period period = {date("2026-01-01"), date("2026-12-31")};
			const struct ftl_zone *zone;

			copy[at] = bytes[at % (sizeof(bytes) - 1)];
			assert_int_equal(ftl_zone_open(&arena, "Europe/Berlin", &zone, &got.err),
			                 FTL_OK);
			got.status =
			        ftl_ical_read(&arena, copy, zone, &period, &got.file, &got.err);
			assert_true(got.status == FTL_OK || got.status == FTL_INVALID);
			count++;
		}
	}
	assert_true(count > 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(files_say_the_days_worked_out_by_hand),
	        cmocka_unit_test(a_million_repetitions_end_with_the_span),
	        cmocka_unit_test(rules_that_never_come_true_are_no_work),
	        cmocka_unit_test(work_without_end_is_refused),
	        cmocka_unit_test(many_of_everything_is_refused_or_read),
	        cmocka_unit_test(lines_and_nests_are_bounded),
	        cmocka_unit_test(any_byte_may_be_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

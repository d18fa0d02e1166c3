#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/model/attention.h"
#include "helper_time.h"

static const struct ftl_zone *berlin(struct ftl_arena *arena)
{
	const struct ftl_zone *zone;
	struct ftl_err err;

	assert_int_equal(ftl_zone_open(arena, "Europe/Berlin", &zone, &err), FTL_OK);
	return zone;
}

/* A site in Berlin with these hours from a date on, closed on some days. */
static const struct ftl_calendar *site_of(struct ftl_arena *arena, const char *week, int32_t from,
                                          const struct ftl_calendar_day *closed, size_t count)
{
	const struct ftl_calendar *site;
	struct ftl_calendar_window *windows = NULL;
	size_t window_count = 0;
	struct ftl_err err;

	if (week != NULL)
		assert_int_equal(
		        ftl_calendar_parse_week(arena, week, from, &windows, &window_count, &err),
		        FTL_OK);
	assert_int_equal(ftl_calendar_new(arena, berlin(arena), windows, window_count, closed,
	                                  count, &site, &err),
	                 FTL_OK);
	return site;
}

static const struct ftl_calendar *office(struct ftl_arena *arena)
{
	return site_of(arena, "Mon-Fri 09:00-17:00", FTL_DATE_MIN, NULL, 0);
}

static void assert_days(const struct ftl_calendar *site, const char *from, const char *to,
                        int64_t expected)
{
	assert_int_equal(ftl_calendar_days(site, instant(from), instant(to)), expected);
}

static void a_business_day_is_over_when_it_closes(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = office(&arena);
	const char *monday = "2026-11-16T10:00:00+01:00";

	(void)state;
	assert_days(site, monday, "2026-11-16T23:59:59+01:00", 0);
	assert_days(site, monday, "2026-11-17T16:59:59+01:00", 0);
	assert_days(site, monday, "2026-11-17T17:00:00+01:00", 1);
	assert_days(site, monday, "2026-11-20T16:59:59+01:00", 3);
	assert_days(site, monday, "2026-11-20T17:00:00+01:00", 4);
	/* The day of the event counts not at all, however early it was. */
	assert_days(site, "2026-11-16T00:00:00+01:00", "2026-11-17T17:00:00+01:00", 1);
	assert_days(site, "2026-11-16T23:59:59+01:00", "2026-11-17T17:00:00+01:00", 1);
}

static void weekends_and_holidays_are_no_business_days(void **state)
{
	FTL_ARENA(arena);
	struct ftl_calendar_day closed[5];
	const struct ftl_calendar *site = office(&arena);
	const char *monday = "2026-11-16T10:00:00+01:00";

	(void)state;
	assert_days(site, monday, "2026-11-22T23:59:59+01:00", 4);
	assert_days(site, monday, "2026-11-23T16:59:59+01:00", 4);
	assert_days(site, monday, "2026-11-23T17:00:00+01:00", 5);
	assert_days(site, "2026-11-21T12:00:00+01:00", "2026-11-23T09:00:00+01:00", 0);
	assert_days(site, "2026-11-21T12:00:00+01:00", "2026-11-23T17:00:00+01:00", 1);
	/* Closed from Monday 21 to Friday 25 December: the Monday after it is the first. */
	for (int i = 0; i < 5; i++)
		closed[i] = (struct ftl_calendar_day){date("2026-12-21") + i, 0, 0};
	site = site_of(&arena, "Mon-Fri 09:00-17:00", FTL_DATE_MIN, closed, 5);
	assert_days(site, "2026-12-18T10:00:00+01:00", "2026-12-28T16:59:59+01:00", 0);
	assert_days(site, "2026-12-18T10:00:00+01:00", "2026-12-28T17:00:00+01:00", 1);
}

static void clock_changes_and_nights_move_the_end_of_a_day(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *daily =
	        site_of(&arena, "Mon-Sun 09:00-17:00", FTL_DATE_MIN, NULL, 0);
	const struct ftl_calendar *bar =
	        site_of(&arena, "Fri-Sat 18:00-02:00", FTL_DATE_MIN, NULL, 0);

	(void)state;
	/* Sunday 29 March closes at 17:00 summer time, 25 October at 17:00 winter time. */
	assert_days(daily, "2026-03-28T10:00:00+01:00", "2026-03-29T14:59:59Z", 0);
	assert_days(daily, "2026-03-28T10:00:00+01:00", "2026-03-29T15:00:00Z", 1);
	assert_days(daily, "2026-10-24T10:00:00+02:00", "2026-10-25T15:59:59Z", 0);
	assert_days(daily, "2026-10-24T10:00:00+02:00", "2026-10-25T16:00:00Z", 1);
	/* Friday's night is over on Saturday at 02:00, Saturday's on Sunday. */
	assert_days(bar, "2026-11-19T12:00:00+01:00", "2026-11-21T01:59:59+01:00", 0);
	assert_days(bar, "2026-11-19T12:00:00+01:00", "2026-11-21T02:00:00+01:00", 1);
	assert_days(bar, "2026-11-19T12:00:00+01:00", "2026-11-22T01:59:59+01:00", 1);
	assert_days(bar, "2026-11-19T12:00:00+01:00", "2026-11-22T02:00:00+01:00", 2);
}

static void without_hours_every_day_is_a_business_day(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *always = site_of(&arena, NULL, 0, NULL, 0);
	const struct ftl_calendar *later =
	        site_of(&arena, "Mon-Fri 09:00-17:00", date("2026-11-23"), NULL, 0);

	(void)state;
	assert_days(always, "2026-11-20T10:00:00+01:00", "2026-11-21T23:59:59+01:00", 0);
	assert_days(always, "2026-11-20T10:00:00+01:00", "2026-11-22T00:00:00+01:00", 1);
	assert_days(always, "2026-11-20T10:00:00+01:00", "2026-11-20T09:00:00+01:00", 0);
	/* Saturday and Sunday lie before the first hours that were set, Monday does not. */
	assert_days(later, "2026-11-20T10:00:00+01:00", "2026-11-23T16:59:59+01:00", 2);
	assert_days(later, "2026-11-20T10:00:00+01:00", "2026-11-23T17:00:00+01:00", 3);
}

static void days_of_a_century_add_up(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = office(&arena);
	int64_t begin = instant("1999-12-31T12:00:00Z"), end = instant("2100-01-01T16:00:00Z");

	(void)state;
	/* Saturday 1 January 2000 to Friday 1 January 2100: 36526 days, 5218 weeks
	 * of 5. */
	assert_int_equal(ftl_calendar_days(site, begin, end), INT64_C(26090));
	/* Whatever was asked before: the layout grows to both sides. */
	assert_days(site, "1970-01-01T12:00:00Z", "1970-01-02T16:00:00Z", 1);
	assert_int_equal(ftl_calendar_days(site, begin, end), INT64_C(26090));
	assert_int_equal(ftl_calendar_days(site, end, begin), 0);
	assert_true(ftl_calendar_days(site, INT64_MIN, INT64_MAX) > INT64_C(26090));
}

/* ---- judging: an office in Berlin, notices after 3, 14 and 30 days, quiet after 5 ---- */

static struct ftl_attention judge_by(struct ftl_arena *arena, const struct ftl_calendar *site,
                                     const char *notices, const struct ftl_attention_job *job,
                                     const char *now)
{
	struct ftl_attention_rules rules = {
	        .zone = berlin(arena), .calendar = site, .now = instant(now), .quiet_days = 5};
	struct ftl_attention found;
	struct ftl_err err;
	int32_t second;

	ftl_zone_local(rules.zone, rules.now, &rules.today, &second);
	assert_int_equal(ftl_notice_parse("days", notices, &rules.notices, &err), FTL_OK);
	ftl_attention_judge(&rules, job, &found);
	return found;
}

static struct ftl_attention judge(const struct ftl_attention_job *job, const char *now)
{
	FTL_ARENA(arena);

	return judge_by(&arena, office(&arena), "3,14,30", job, now);
}

/* The troubles by name, the worst first; since when the worst is. */
static void assert_found(struct ftl_attention found, enum ftl_level level, const char *troubles,
                         const char *since)
{
	FTL_BUF(names);

	for (int i = 0; i < found.count; i++)
		ftl_buf_printf(&names, "%s%s", i > 0 ? " " : "",
		               ftl_trouble_names[found.troubles[i].trouble]);
	assert_string_equal(ftl_buf_cstr(&names), troubles);
	assert_string_equal(ftl_level_names[found.level], ftl_level_names[level]);
	if (since != NULL)
		assert_int_equal(found.troubles[0].since, instant(since));
}

static void a_job_is_quiet_after_whole_business_days(void **state)
{
	FTL_ARENA(arena);
	struct ftl_attention_job job = {.state = FTL_IN_REPAIR,
	                                .priority = FTL_PRIORITY_NORMAL,
	                                .last_event_at = instant("2026-11-16T10:00:00+01:00")};
	struct ftl_calendar_day closed[5];

	(void)state;
	/* Tuesday to Monday, the weekend between them, until the Monday closes. */
	assert_found(judge(&job, "2026-11-23T16:59:59+01:00"), FTL_LEVEL_FINE, "", NULL);
	assert_int_equal(judge(&job, "2026-11-23T16:59:59+01:00").quiet_days, 4);
	assert_found(judge(&job, "2026-11-23T17:00:00+01:00"), FTL_LEVEL_QUIET, "quiet",
	             "2026-11-16T10:00:00+01:00");
	/* A week of holidays makes nothing quiet: 28 December to 1 January are the five. */
	for (int i = 0; i < 5; i++)
		closed[i] = (struct ftl_calendar_day){date("2026-12-21") + i, 0, 0};
	job.last_event_at = instant("2026-12-18T10:00:00+01:00");
	const struct ftl_calendar *site =
	        site_of(&arena, "Mon-Fri 09:00-17:00", FTL_DATE_MIN, closed, 5);
	assert_found(judge_by(&arena, site, "", &job, "2027-01-01T16:59:59+01:00"), FTL_LEVEL_FINE,
	             "", NULL);
	assert_found(judge_by(&arena, site, "", &job, "2027-01-01T17:00:00+01:00"), FTL_LEVEL_QUIET,
	             "quiet", NULL);
	/* A clock that was set back. */
	assert_found(judge(&job, "2026-11-01T10:00:00+01:00"), FTL_LEVEL_FINE, "", NULL);
}

static void a_promise_is_broken_when_its_day_has_closed(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *daily =
	        site_of(&arena, "Mon-Sun 09:00-17:00", FTL_DATE_MIN, NULL, 0);
	struct ftl_attention_job job = {.state = FTL_IN_REPAIR,
	                                .promised_on = ftl_some(date("2026-11-20")),
	                                .last_event_at = instant("2026-11-19T10:00:00+01:00")};

	(void)state;
	assert_found(judge(&job, "2026-11-19T16:59:59+01:00"), FTL_LEVEL_FINE, "", NULL);
	assert_found(judge(&job, "2026-11-19T17:00:00+01:00"), FTL_LEVEL_SOON, "", NULL);
	assert_found(judge(&job, "2026-11-20T17:00:00+01:00"), FTL_LEVEL_SOON, "", NULL);
	assert_found(judge(&job, "2026-11-20T17:00:01+01:00"), FTL_LEVEL_LATE, "promise",
	             "2026-11-20T17:00:00+01:00");
	/* Quiet beside it after the 20th and 23rd to 26th. */
	assert_found(judge(&job, "2026-11-26T17:00:00+01:00"), FTL_LEVEL_LATE, "promise quiet",
	             "2026-11-20T17:00:00+01:00");
	/* On a Saturday nobody is here: it is over at midnight. */
	job.promised_on = ftl_some(date("2026-11-21"));
	assert_found(judge(&job, "2026-11-22T00:00:01+01:00"), FTL_LEVEL_LATE, "promise",
	             "2026-11-22T00:00:00+01:00");
	/* The Sunday on which clocks go forward closes at 17:00 of summer time, 24 hours after
	 * 16:00 of winter time. */
	job.promised_on = ftl_some(date("2026-03-29"));
	job.last_event_at = instant("2026-03-28T10:00:00+01:00");
	assert_found(judge_by(&arena, daily, "", &job, "2026-03-28T14:59:59Z"), FTL_LEVEL_FINE, "",
	             NULL);
	assert_found(judge_by(&arena, daily, "", &job, "2026-03-28T15:00:00Z"), FTL_LEVEL_SOON, "",
	             NULL);
	assert_found(judge_by(&arena, daily, "", &job, "2026-03-29T15:00:01Z"), FTL_LEVEL_LATE,
	             "promise", "2026-03-29T15:00:00Z");
	job.state = FTL_READY;
	job.ready_at = instant("2026-11-22T10:00:00+01:00");
	job.last_event_at = job.ready_at;
	assert_found(judge(&job, "2026-11-23T10:00:00+01:00"), FTL_LEVEL_FINE, "", NULL);
}

static void a_target_stands_beside_the_promise(void **state)
{
	struct ftl_attention_job job = {.state = FTL_IN_REPAIR,
	                                .promised_on = ftl_some(date("2026-11-20")),
	                                .target_due_at = instant("2026-11-18T12:00:00+01:00"),
	                                .last_event_at = instant("2026-11-18T10:00:00+01:00")};
	struct ftl_attention found;

	(void)state;
	assert_found(judge(&job, "2026-11-18T12:00:00+01:00"), FTL_LEVEL_SOON, "", NULL);
	found = judge(&job, "2026-11-18T12:00:01+01:00");
	assert_found(found, FTL_LEVEL_LATE, "target", "2026-11-18T12:00:00+01:00");
	assert_int_equal(found.due_at, job.target_due_at);
	assert_int_equal(found.due_on, date("2026-11-18"));
	assert_found(judge(&job, "2026-11-20T18:00:00+01:00"), FTL_LEVEL_LATE, "promise target",
	             "2026-11-20T17:00:00+01:00");
	/* A broken promise is late, whatever our own target is. */
	job.target_due_at = instant("2026-12-18T12:00:00+01:00");
	found = judge(&job, "2026-11-20T18:00:00+01:00");
	assert_found(found, FTL_LEVEL_LATE, "promise", NULL);
	assert_int_equal(found.due_at, job.target_due_at);
}

static void what_is_waited_for_is_overdue_at_midnight(void **state)
{
	static const struct {
		enum ftl_state state;
		enum ftl_hold hold;
		const char *trouble;
	} waits[] = {
	        {FTL_AWAIT_CUSTOMER, FTL_HOLD_NONE, "customer"},
	        {FTL_AWAIT_PAYER, FTL_HOLD_NONE, "payer"},
	        {FTL_AWAIT_PARTS, FTL_HOLD_NONE, "part"},
	        {FTL_AT_VENDOR, FTL_HOLD_NONE, "vendor"},
	        {FTL_AT_VENDOR, FTL_HOLD_LEGAL, "hold"},
	        {FTL_RECEIVED, FTL_HOLD_CUSTOMER, "hold"},
	        {FTL_READY, FTL_HOLD_INTERNAL, "hold"},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(waits); i++) {
		const struct ftl_attention_job job = {
		        .state = waits[i].state,
		        .hold = waits[i].hold,
		        .request_due_on = ftl_some(date("2026-11-20")),
		        .ready_at = instant("2026-11-19T10:00:00+01:00"),
		        .last_event_at = instant("2026-11-19T10:00:00+01:00")};

		assert_found(judge(&job, "2026-11-20T23:59:59+01:00"), FTL_LEVEL_FINE, "", NULL);
		assert_found(judge(&job, "2026-11-21T00:00:00+01:00"), FTL_LEVEL_QUIET,
		             waits[i].trouble, "2026-11-21T00:00:00+01:00");
	}
}

static void a_request_belongs_to_its_state_and_a_hold_covers_it(void **state)
{
	static const enum ftl_event_kind asked[FTL_STATES] = {
	        [FTL_AWAIT_CUSTOMER] = FTL_EV_ASK,
	        [FTL_AWAIT_PAYER] = FTL_EV_ASK_PAYER,
	        [FTL_AWAIT_PARTS] = FTL_EV_WAIT_PARTS,
	        [FTL_AT_VENDOR] = FTL_EV_SEND,
	};

	(void)state;
	/* FTL_EV_BOOK, which is 0, is asked of nobody. */
	for (int in = 0; in < FTL_STATES; in++) {
		for (int kind = 1; kind < FTL_EVENT_KINDS; kind++) {
			enum ftl_state at = (enum ftl_state)in;
			enum ftl_event_kind said = (enum ftl_event_kind)kind;

			assert_int_equal(ftl_request_is_of(said, at, FTL_HOLD_NONE),
			                 said == asked[at]);
			assert_int_equal(ftl_request_is_of(said, at, FTL_HOLD_RECALL),
			                 said == FTL_EV_HOLD);
		}
	}
}

static void a_hold_with_a_day_is_not_quiet_before_it(void **state)
{
	struct ftl_attention_job job = {.state = FTL_IN_REPAIR,
	                                .hold = FTL_HOLD_LEGAL,
	                                .request_due_on = ftl_some(date("2026-12-18")),
	                                .last_event_at = instant("2026-11-16T10:00:00+01:00")};

	(void)state;
	assert_found(judge(&job, "2026-12-18T12:00:00+01:00"), FTL_LEVEL_FINE, "", NULL);
	assert_found(judge(&job, "2026-12-19T12:00:00+01:00"), FTL_LEVEL_QUIET, "hold quiet",
	             "2026-12-19T00:00:00+01:00");
	job.request_due_on = ftl_none();
	assert_found(judge(&job, "2026-12-18T12:00:00+01:00"), FTL_LEVEL_QUIET, "quiet", NULL);
	/* A part that is on its way has a day as well, but nobody said to leave it alone. */
	job.hold = FTL_HOLD_NONE;
	job.state = FTL_AWAIT_PARTS;
	job.request_due_on = ftl_some(date("2026-12-18"));
	assert_found(judge(&job, "2026-12-18T12:00:00+01:00"), FTL_LEVEL_QUIET, "quiet", NULL);
}

/* Ready on Wednesday 18 November at 13:00. */
static struct ftl_attention_job ready_job(void)
{
	return (struct ftl_attention_job){.state = FTL_READY,
	                                  .ready_at = instant("2026-11-18T13:00:00+01:00"),
	                                  .last_event_at = instant("2026-11-18T13:00:00+01:00")};
}

static void what_is_ready_has_notices_instead_of_quiet(void **state)
{
	FTL_ARENA(arena);
	struct ftl_attention_job job = ready_job();

	(void)state;
	assert_int_equal(judge(&job, "2026-11-18T14:00:00+01:00").notice_due_on.value,
	                 date("2026-11-21"));
	assert_found(judge(&job, "2026-11-20T23:59:59+01:00"), FTL_LEVEL_FINE, "", NULL);
	assert_found(judge(&job, "2026-11-21T00:00:00+01:00"), FTL_LEVEL_QUIET, "notice",
	             "2026-11-21T00:00:00+01:00");
	assert_found(judge(&job, "2026-12-31T12:00:00+01:00"), FTL_LEVEL_QUIET, "notice",
	             "2026-11-21T00:00:00+01:00");
	ftl_notices_add(&job.notices, date("2026-11-21"));
	assert_found(judge(&job, "2026-12-01T23:59:59+01:00"), FTL_LEVEL_FINE, "", NULL);
	assert_found(judge(&job, "2026-12-02T00:00:00+01:00"), FTL_LEVEL_QUIET, "notice",
	             "2026-12-02T00:00:00+01:00");
	/* On hold it is not there to be collected; without notices it may be quiet. */
	job.hold = FTL_HOLD_CUSTOMER;
	assert_found(judge(&job, "2026-12-02T00:00:00+01:00"), FTL_LEVEL_QUIET, "quiet", NULL);
	job.hold = FTL_HOLD_NONE;
	assert_found(judge_by(&arena, office(&arena), "", &job, "2026-11-25T16:59:59+01:00"),
	             FTL_LEVEL_FINE, "", NULL);
	assert_found(judge_by(&arena, office(&arena), "", &job, "2026-11-25T17:00:00+01:00"),
	             FTL_LEVEL_QUIET, "quiet", "2026-11-18T13:00:00+01:00");
}

static void after_the_last_notice_the_customer_has_some_days(void **state)
{
	struct ftl_attention_job job = ready_job();

	(void)state;
	ftl_notices_add(&job.notices, date("2026-11-21"));
	ftl_notices_add(&job.notices, date("2026-12-02"));
	ftl_notices_add(&job.notices, date("2026-12-18"));
	job.last_event_at = instant("2026-12-18T10:00:00+01:00");
	/* The third was given on a Friday: Monday to Friday. */
	assert_false(judge(&job, "2026-12-18T11:00:00+01:00").notice_due_on.has);
	assert_found(judge(&job, "2026-12-25T16:59:59+01:00"), FTL_LEVEL_FINE, "", NULL);
	assert_found(judge(&job, "2026-12-25T17:00:00+01:00"), FTL_LEVEL_QUIET, "abandoned",
	             "2026-12-18T00:00:00+01:00");
	/* They called on the 22nd, and that was noted. */
	job.last_event_at = instant("2026-12-22T10:00:00+01:00");
	assert_found(judge(&job, "2026-12-25T17:00:00+01:00"), FTL_LEVEL_FINE, "", NULL);
}

static void a_timer_was_forgotten_once_it_runs_on_another_day(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *bar =
	        site_of(&arena, "Fri-Sat 18:00-02:00", FTL_DATE_MIN, NULL, 0);
	struct ftl_attention_job job = {.state = FTL_IN_REPAIR, .priority = FTL_PRIORITY_NORMAL};

	(void)state;
	/* Begun on Monday at three; the office closes at five. */
	job.at_work_since = job.last_event_at = instant("2026-11-23T15:00:00+01:00");
	assert_found(judge(&job, "2026-11-23T23:59:59+01:00"), FTL_LEVEL_FINE, "", NULL);
	assert_found(judge(&job, "2026-11-24T00:00:00+01:00"), FTL_LEVEL_QUIET, "timer",
	             "2026-11-23T17:00:00+01:00");
	/* Begun when it had closed, and on a Sunday. */
	job.at_work_since = instant("2026-11-23T19:30:00+01:00");
	assert_found(judge(&job, "2026-11-24T09:00:00+01:00"), FTL_LEVEL_QUIET, "timer",
	             "2026-11-24T00:00:00+01:00");
	job.at_work_since = job.last_event_at = instant("2026-11-22T10:00:00+01:00");
	assert_found(judge(&job, "2026-11-22T23:59:59+01:00"), FTL_LEVEL_FINE, "", NULL);
	assert_found(judge(&job, "2026-11-23T00:00:00+01:00"), FTL_LEVEL_QUIET, "timer",
	             "2026-11-23T00:00:00+01:00");
	/* Midnight is no evening where the night is worked. */
	job.at_work_since = job.last_event_at = instant("2026-11-20T20:00:00+01:00");
	assert_found(judge_by(&arena, bar, "", &job, "2026-11-21T01:59:59+01:00"), FTL_LEVEL_FINE,
	             "", NULL);
	assert_found(judge_by(&arena, bar, "", &job, "2026-11-21T02:00:00+01:00"), FTL_LEVEL_QUIET,
	             "timer", "2026-11-21T02:00:00+01:00");
	job.at_work_since = 0;
	assert_found(judge(&job, "2026-11-24T09:00:00+01:00"), FTL_LEVEL_FINE, "", NULL);
}

static void a_loaner_is_overdue_at_midnight_whatever_its_job_waits_for(void **state)
{
	static const enum ftl_state states[] = {FTL_RECEIVED, FTL_AWAIT_PARTS, FTL_AT_VENDOR,
	                                        FTL_READY};
	struct ftl_attention_job job = {.priority = FTL_PRIORITY_NORMAL,
	                                .ready_at = instant("2026-11-23T16:00:00+01:00"),
	                                .last_event_at = instant("2026-11-23T16:00:00+01:00")};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(states); i++) {
		job.state = states[i];
		job.loaner_due_on = ftl_some(date("2026-11-23"));
		assert_found(judge(&job, "2026-11-23T23:59:59+01:00"), FTL_LEVEL_FINE, "", NULL);
		assert_found(judge(&job, "2026-11-24T00:00:00+01:00"), FTL_LEVEL_QUIET, "loaner",
		             "2026-11-24T00:00:00+01:00");
		job.hold = FTL_HOLD_LEGAL;
		assert_found(judge(&job, "2026-11-24T09:00:00+01:00"), FTL_LEVEL_QUIET, "loaner",
		             "2026-11-24T00:00:00+01:00");
		job.hold = FTL_HOLD_NONE;
		job.loaner_due_on = ftl_none();
		assert_found(judge(&job, "2026-11-24T00:00:00+01:00"), FTL_LEVEL_FINE, "", NULL);
	}
}

static struct ftl_attention with(enum ftl_trouble trouble, int64_t badness)
{
	return (struct ftl_attention){.troubles = {{trouble, 0}}, .count = 1, .badness = badness};
}

static void what_hurts_first_comes_first(void **state)
{
	static const int ranks[FTL_TROUBLES] = {0, 1, 2, 2, 2, 2, 2, 3, 4, 4, 5, 6};

	(void)state;
	for (int i = 0; i < FTL_TROUBLES; i++) {
		for (int j = 0; j < FTL_TROUBLES; j++) {
			struct ftl_attention a = with((enum ftl_trouble)i, 1000000 - i);
			struct ftl_attention b = with((enum ftl_trouble)j, 1000000 - j);
			int order = ftl_attention_compare(&a, &b);

			assert_true(ranks[i] == ranks[j]
			                    ? (order < 0) == (i < j) && (order == 0) == (i == j)
			                    : (order < 0) == (ranks[i] < ranks[j]));
		}
	}
}

static void how_late_weighs_by_priority(void **state)
{
	struct ftl_attention_job job = {.state = FTL_IN_REPAIR,
	                                .priority = FTL_PRIORITY_NORMAL,
	                                .promised_on = ftl_some(date("2026-11-20")),
	                                .last_event_at = instant("2026-11-23T08:00:00+01:00")};
	/* Late since Friday 17:00, on Monday 09:00: 64 hours. */
	struct ftl_attention normal = judge(&job, "2026-11-23T09:00:00+01:00"), other;

	(void)state;
	/* Urgent, late since Sunday midnight in Berlin (promised for that closed day): 9 hours. */
	job.priority = FTL_PRIORITY_URGENT;
	job.promised_on = ftl_some(date("2026-11-22"));
	other = judge(&job, "2026-11-23T09:00:00+01:00");
	assert_true(ftl_attention_compare(&normal, &other) < 0);
	/* 33 hours four times over are more than 64. */
	job.promised_on = ftl_some(date("2026-11-21"));
	other = judge(&job, "2026-11-23T09:00:00+01:00");
	assert_true(ftl_attention_compare(&normal, &other) > 0);
	/* Low counts half, high twice. */
	job.promised_on = ftl_some(date("2026-11-20"));
	job.priority = FTL_PRIORITY_LOW;
	other = judge(&job, "2026-11-23T09:00:00+01:00");
	assert_true(ftl_attention_compare(&normal, &other) < 0);
	assert_int_equal(other.badness * 2, normal.badness);
	job.priority = FTL_PRIORITY_HIGH;
	other = judge(&job, "2026-11-23T09:00:00+01:00");
	assert_int_equal(other.badness, normal.badness * 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_business_day_is_over_when_it_closes),
	        cmocka_unit_test(weekends_and_holidays_are_no_business_days),
	        cmocka_unit_test(clock_changes_and_nights_move_the_end_of_a_day),
	        cmocka_unit_test(without_hours_every_day_is_a_business_day),
	        cmocka_unit_test(days_of_a_century_add_up),
	        cmocka_unit_test(a_job_is_quiet_after_whole_business_days),
	        cmocka_unit_test(a_promise_is_broken_when_its_day_has_closed),
	        cmocka_unit_test(a_target_stands_beside_the_promise),
	        cmocka_unit_test(what_is_waited_for_is_overdue_at_midnight),
	        cmocka_unit_test(a_request_belongs_to_its_state_and_a_hold_covers_it),
	        cmocka_unit_test(a_hold_with_a_day_is_not_quiet_before_it),
	        cmocka_unit_test(what_is_ready_has_notices_instead_of_quiet),
	        cmocka_unit_test(after_the_last_notice_the_customer_has_some_days),
	        cmocka_unit_test(a_timer_was_forgotten_once_it_runs_on_another_day),
	        cmocka_unit_test(a_loaner_is_overdue_at_midnight_whatever_its_job_waits_for),
	        cmocka_unit_test(what_hurts_first_comes_first),
	        cmocka_unit_test(how_late_weighs_by_priority),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

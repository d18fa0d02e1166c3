#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/model/preauth.h"
#include "helper_time.h"

/* What payers were asked and answered, folded from the events of one job. */

#define TODAY "2026-11-22"
#define NOON  1795348800 /* 2026-11-22T12:00:00Z */

/* The events of a job, an hour apart. */
struct story {
	struct ftl_order_event events[12];
	size_t count;
};

static struct ftl_order_event *tell(struct story *story, enum ftl_event_kind kind,
                                    enum ftl_state state)
{
	struct ftl_order_event *event = &story->events[story->count];

	*event = (struct ftl_order_event){
	        .event = {.kind = kind, .at = NOON + 3600 * (int64_t)story->count}, .state = state};
	story->count++;
	return event;
}

static struct ftl_order_event *ask(struct story *story, int payer, const char *reference,
                                   int64_t cents)
{
	struct ftl_order_event *event = tell(story, FTL_EV_ASK_PAYER, FTL_AWAIT_PAYER);

	event->payer = payer < 0 ? ftl_none() : ftl_some(payer);
	event->reference = reference;
	event->amount_cents = cents > 0 ? ftl_some(cents) : ftl_none();
	return event;
}

static struct ftl_preauths fold(const struct story *story)
{
	struct ftl_preauths preauths;

	ftl_preauths_fold(story->events, story->count, date(TODAY), &preauths);
	return preauths;
}

static void nobody_was_asked(void **state)
{
	struct story story = {0};
	struct ftl_preauths preauths;

	(void)state;
	tell(&story, FTL_EV_RECEIVE, FTL_RECEIVED);
	tell(&story, FTL_EV_APPROVE, FTL_APPROVED);
	preauths = fold(&story);
	assert_int_equal(preauths.count, 0);
	assert_null(ftl_preauths_find(&preauths, FTL_PAYER_MAKER));
}

static void what_was_asked_holds_unless_the_answer_says_otherwise(void **state)
{
	struct story story = {0};
	struct ftl_preauths preauths;
	struct ftl_order_event *yes;

	(void)state;
	tell(&story, FTL_EV_RECEIVE, FTL_RECEIVED);
	ask(&story, FTL_PAYER_MAKER, "PA-1", 4050)->text = "three lines";
	preauths = fold(&story);
	assert_int_equal(preauths.list[0].state, FTL_PREAUTH_REQUESTED);
	assert_false(preauths.list[0].granted_cents.has);
	assert_false(preauths.list[0].answered_at.has);
	/* A note while it waits is no answer. */
	tell(&story, FTL_EV_NOTE, FTL_AWAIT_PAYER);
	yes = tell(&story, FTL_EV_APPROVE, FTL_APPROVED);
	preauths = fold(&story);
	assert_int_equal(preauths.count, 1);
	assert_int_equal(preauths.list[0].state, FTL_PREAUTH_GRANTED);
	assert_string_equal(preauths.list[0].number, "PA-1");
	assert_int_equal(preauths.list[0].granted_cents.value, 4050);
	assert_int_equal(preauths.list[0].asked_at, NOON + 3600);
	assert_int_equal(preauths.list[0].answered_at.value, NOON + 3 * 3600);
	assert_string_equal(preauths.list[0].text, "three lines");
	assert_false(preauths.list[0].valid_until.has);
	yes->reference = "SONY-7";
	yes->amount_cents = ftl_some(4000);
	yes->text = "by mail";
	preauths = fold(&story);
	assert_string_equal(preauths.list[0].reference, "PA-1");
	assert_string_equal(preauths.list[0].number, "SONY-7");
	assert_int_equal(preauths.list[0].asked_cents.value, 4050);
	assert_int_equal(preauths.list[0].granted_cents.value, 4000);
	assert_string_equal(preauths.list[0].text, "by mail");
}

static void it_is_valid_on_its_last_day_and_not_after(void **state)
{
	struct story story = {0};
	struct ftl_order_event *yes;

	(void)state;
	ask(&story, FTL_PAYER_MAKER, "PA-1", 0);
	yes = tell(&story, FTL_EV_APPROVE, FTL_APPROVED);
	yes->due_on = ftl_some(date("2026-11-22"));
	assert_int_equal(fold(&story).list[0].state, FTL_PREAUTH_GRANTED);
	yes->due_on = ftl_some(date("2026-11-21"));
	assert_int_equal(fold(&story).list[0].state, FTL_PREAUTH_EXPIRED);
	assert_false(fold(&story).list[0].granted_cents.has);
}

static void a_refusal_is_on_record_until_the_payer_is_asked_again(void **state)
{
	struct story story = {0};
	struct ftl_preauths preauths;

	(void)state;
	ask(&story, FTL_PAYER_INSURER, "PA-1", 9000);
	tell(&story, FTL_EV_REFUSE, FTL_DIAGNOSING)->text = "fell into water";
	preauths = fold(&story);
	assert_int_equal(preauths.list[0].state, FTL_PREAUTH_DENIED);
	assert_string_equal(preauths.list[0].text, "fell into water");
	assert_false(preauths.list[0].granted_cents.has);
	/* The customer agrees: none of the payer's. */
	tell(&story, FTL_EV_APPROVE, FTL_APPROVED);
	assert_int_equal(fold(&story).list[0].state, FTL_PREAUTH_DENIED);
	ask(&story, FTL_PAYER_INSURER, "PA-2", 8000);
	preauths = fold(&story);
	assert_int_equal(preauths.count, 1);
	assert_int_equal(preauths.list[0].state, FTL_PREAUTH_REQUESTED);
	assert_string_equal(preauths.list[0].number, "PA-2");
	assert_null(preauths.list[0].text);
}

static void work_that_goes_on_leaves_the_request_open(void **state)
{
	struct story story = {0};

	(void)state;
	ask(&story, FTL_PAYER_MAKER, "PA-1", 0);
	tell(&story, FTL_EV_DIAGNOSE, FTL_DIAGNOSING);
	tell(&story, FTL_EV_APPROVE, FTL_APPROVED);
	assert_int_equal(fold(&story).list[0].state, FTL_PREAUTH_REQUESTED);
}

static void each_payer_has_its_own_and_an_answer_is_of_the_last_one_asked(void **state)
{
	struct story story = {0};
	struct ftl_preauths preauths;

	(void)state;
	ask(&story, FTL_PAYER_MAKER, "PA-1", 0);
	tell(&story, FTL_EV_REFUSE, FTL_DIAGNOSING);
	ask(&story, FTL_PAYER_INSURER, "PA-2", 0);
	tell(&story, FTL_EV_APPROVE, FTL_APPROVED);
	preauths = fold(&story);
	assert_int_equal(preauths.count, 2);
	assert_int_equal(ftl_preauths_find(&preauths, FTL_PAYER_MAKER)->state, FTL_PREAUTH_DENIED);
	assert_int_equal(ftl_preauths_find(&preauths, FTL_PAYER_INSURER)->state,
	                 FTL_PREAUTH_GRANTED);
	assert_null(ftl_preauths_find(&preauths, FTL_PAYER_CONTRACT));
	/* Asked again, the maker is the last of the list, and the one who answers. */
	ask(&story, FTL_PAYER_MAKER, "PA-3", 0);
	tell(&story, FTL_EV_APPROVE, FTL_APPROVED);
	preauths = fold(&story);
	assert_int_equal(preauths.count, 2);
	assert_string_equal(preauths.list[0].number, "PA-2");
	assert_string_equal(preauths.list[1].number, "PA-3");
	assert_int_equal(preauths.list[1].state, FTL_PREAUTH_GRANTED);
}

static void an_older_request_that_names_nobody_is_anybodys(void **state)
{
	struct story story = {0};
	struct ftl_preauths preauths;

	(void)state;
	ask(&story, -1, "SN-1", 0);
	tell(&story, FTL_EV_APPROVE, FTL_APPROVED);
	ask(&story, FTL_PAYER_MAKER, "PA-2", 0);
	preauths = fold(&story);
	assert_string_equal(ftl_preauths_find(&preauths, FTL_PAYER_INSURER)->number, "SN-1");
	assert_string_equal(ftl_preauths_find(&preauths, FTL_PAYER_MAKER)->number, "PA-2");
}

static void as_many_as_there_are_payers_have_room(void **state)
{
	struct story story = {0};
	struct ftl_preauths preauths;

	(void)state;
	for (int payer = -1; payer < FTL_PAYERS; payer++)
		ask(&story, payer, "PA", 0);
	preauths = fold(&story);
	assert_int_equal(preauths.count, FTL_PREAUTHS_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(nobody_was_asked),
	        cmocka_unit_test(what_was_asked_holds_unless_the_answer_says_otherwise),
	        cmocka_unit_test(it_is_valid_on_its_last_day_and_not_after),
	        cmocka_unit_test(a_refusal_is_on_record_until_the_payer_is_asked_again),
	        cmocka_unit_test(work_that_goes_on_leaves_the_request_open),
	        cmocka_unit_test(each_payer_has_its_own_and_an_answer_is_of_the_last_one_asked),
	        cmocka_unit_test(an_older_request_that_names_nobody_is_anybodys),
	        cmocka_unit_test(as_many_as_there_are_payers_have_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* When covers begin and end: the cases of tests/fixtures/coverage/terms.json, which were worked out
 * by hand, and the months of every start against a count of another program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/digest.h"
#include "fettle/base/text.h"
#include "fettle/model/term.h"
#include "helper_cases.h"
#include "helper_time.h"

#define CASES_LEAST 153

/* What is given of a unit, and what is known of the one it replaces. */
struct unit {
	struct ftl_term term;
	struct ftl_term_facts facts;
	bool is_replacement;
	struct ftl_cover old;
	struct ftl_opt old_changed_hands_on;
	struct ftl_opt began_with_exchange_on;
	struct ftl_opt exchanged_on;
	struct ftl_opt asked_on;
	struct ftl_opt fitted_on;
};

static void read_term(struct cases *cases, const struct ftl_json *value, struct ftl_term *term)
{
	enum {
		GIVER,
		RULE,
		BASIS,
		CLASSES,
		MOVES,
		EXTENDS,
		ALLOWANCE,
		REPLACEMENT,
		PART,
		ONCE,
		APPLIES_FROM,
		FIELDS
	};
	static const struct ftl_json_field fields[FIELDS] = {
	        [GIVER] = {"giver", FTL_JSON_STRING, true},
	        [RULE] = {"rule", FTL_JSON_STRING, true},
	        [BASIS] = {"basis", FTL_JSON_STRING, true},
	        [CLASSES] = {"classes", FTL_JSON_OBJECT, true},
	        [MOVES] = {"moves_to_working_day", FTL_JSON_BOOL, false},
	        [EXTENDS] = {"extends_by_repair_days", FTL_JSON_BOOL, false},
	        [ALLOWANCE] = {"allowance_months", FTL_JSON_NUMBER, false},
	        [REPLACEMENT] = {"replacement_min_days", FTL_JSON_NUMBER, false},
	        [PART] = {"part_min_days", FTL_JSON_NUMBER, false},
	        [ONCE] = {"extension_once_months", FTL_JSON_NUMBER, false},
	        [APPLIES_FROM] = {"extension_applies_from", FTL_JSON_STRING, false},
	};
	enum { PERCENT, DURATION, UNIT, SHARE_FIELDS };
	static const struct ftl_json_field share_fields[SHARE_FIELDS] = {
	        [PERCENT] = {"percent", FTL_JSON_NUMBER, true},
	        [DURATION] = {"duration", FTL_JSON_NUMBER, false},
	        [UNIT] = {"unit", FTL_JSON_STRING, true},
	};
	const struct ftl_json *v[FIELDS], *share[SHARE_FIELDS], *classes[FTL_LINE_CLASSES];

	cases_object(cases, value, fields, FIELDS, v);
	*term = (struct ftl_term){
	        .giver = (enum ftl_cover_giver)cases_name(v[GIVER], ftl_cover_giver_names,
	                                                  FTL_COVER_GIVERS, 0),
	        .rule = ftl_json_text(v[RULE]),
	        .basis = (enum ftl_term_basis)cases_name(v[BASIS], ftl_term_basis_names,
	                                                 FTL_TERM_BASES, 0),
	        .moves_to_working_day = cases_flag(v[MOVES], false),
	        .extends_by_repair_days = cases_flag(v[EXTENDS], false),
	        .allowance_months = (int)cases_number(cases, v[ALLOWANCE]).value,
	        .replacement_min_days = cases_number(cases, v[REPLACEMENT]),
	        .part_min_days = cases_number(cases, v[PART]),
	        .extension_once_months = (int)cases_number(cases, v[ONCE]).value,
	        .extension_applies_from = cases_date(v[APPLIES_FROM]),
	};
	cases_classes(cases, v[CLASSES], classes);
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		if (classes[class] == NULL)
			continue;
		cases_object(cases, classes[class], share_fields, SHARE_FIELDS, share);
		term->shares[class] = (struct ftl_term_share){
		        (int)cases_number(cases, share[PERCENT]).value,
		        (int)cases_number(cases, share[DURATION]).value,
		        (enum ftl_term_unit)cases_name(share[UNIT], ftl_term_unit_names,
		                                       FTL_TERM_UNITS, 0)};
	}
}

static void read_dates(struct cases *cases, const struct ftl_json *value, struct unit *unit)
{
	/* Dates of a job that start nothing: the model has no place for them. */
	enum { READY = FTL_TERM_BASES, STATUS_CHANGED, FIELDS };
	struct ftl_json_field fields[FIELDS] = {
	        [READY] = {"ready", FTL_JSON_STRING, false},
	        [STATUS_CHANGED] = {"status_changed", FTL_JSON_STRING, false},
	};
	const struct ftl_json *v[FIELDS];

	for (int basis = 0; basis < FTL_TERM_BASES; basis++)
		fields[basis] = (struct ftl_json_field){ftl_term_basis_names[basis],
		                                        FTL_JSON_STRING, false};
	cases_object(cases, value, fields, FIELDS, v);
	for (int basis = 0; basis < FTL_TERM_BASES; basis++)
		unit->facts.dates[basis] = cases_date(v[basis]);
}

/* A calendar that is open but on these days; none when it is left out. */
static void read_calendar(struct cases *cases, const struct ftl_json *array, struct unit *unit)
{
	const struct ftl_json *item = NULL;
	const struct ftl_zone *zone;
	struct ftl_calendar_day *days;
	struct ftl_err err;
	size_t count = 0;

	if (array == NULL)
		return;
	days = ftl_alloc(&cases->arena, cases_count(array), sizeof(*days));
	while ((item = ftl_json_next(array, item)) != NULL)
		days[count++].date = (int32_t)cases_date(item).value;
	assert_int_equal(ftl_zone_open(&cases->arena, "UTC", &zone, &err), FTL_OK);
	assert_int_equal(ftl_calendar_new(&cases->arena, zone, NULL, 0, days, count,
	                                  &unit->facts.calendar, &err),
	                 FTL_OK);
}

static void read_visits(struct cases *cases, const struct ftl_json *array, struct unit *unit)
{
	enum { RECEIVED_ON, HANDED_OVER_ON, IS_COVERED, IS_REPAIRED, FIELDS };
	static const struct ftl_json_field fields[FIELDS] = {
	        [RECEIVED_ON] = {"received_on", FTL_JSON_STRING, true},
	        [HANDED_OVER_ON] = {"handed_over_on", FTL_JSON_STRING, false},
	        [IS_COVERED] = {"is_covered", FTL_JSON_BOOL, true},
	        [IS_REPAIRED] = {"is_repaired", FTL_JSON_BOOL, true},
	};
	const struct ftl_json *item = NULL, *v[FIELDS];
	struct ftl_term_visit *visits =
	        ftl_alloc(&cases->arena, cases_count(array), sizeof(*visits));

	unit->facts.visits = visits;
	while (array != NULL && (item = ftl_json_next(array, item)) != NULL) {
		cases_object(cases, item, fields, FIELDS, v);
		visits[unit->facts.visit_count++] = (struct ftl_term_visit){
		        (int32_t)cases_date(v[RECEIVED_ON]).value, cases_date(v[HANDED_OVER_ON]),
		        cases_flag(v[IS_COVERED], false), cases_flag(v[IS_REPAIRED], false)};
	}
}

static void read_replaced(struct cases *cases, const struct ftl_json *value, struct unit *unit)
{
	enum { EXCHANGED_ON, CLASSES, STARTS_ON, IS_TRANSFERABLE, CHANGED_HANDS_ON, FIELDS };
	static const struct ftl_json_field fields[FIELDS] = {
	        [EXCHANGED_ON] = {"exchanged_on", FTL_JSON_STRING, true},
	        [CLASSES] = {"classes", FTL_JSON_OBJECT, true},
	        [STARTS_ON] = {"starts_on", FTL_JSON_STRING, false},
	        [IS_TRANSFERABLE] = {"is_transferable", FTL_JSON_BOOL, false},
	        [CHANGED_HANDS_ON] = {"changed_hands_on", FTL_JSON_STRING, false},
	};
	const struct ftl_json *v[FIELDS];

	if (value == NULL)
		return;
	cases_object(cases, value, fields, FIELDS, v);
	unit->is_replacement = true;
	unit->began_with_exchange_on = cases_date(v[EXCHANGED_ON]);
	unit->old_changed_hands_on = cases_date(v[CHANGED_HANDS_ON]);
	unit->old.giver = unit->term.giver;
	unit->old.rule = unit->term.rule;
	unit->old.starts_on = (int32_t)cases_date(v[STARTS_ON]).value;
	unit->old.conditions.is_transferable = cases_flag(v[IS_TRANSFERABLE], true);
	cases_shares(cases, v[CLASSES], unit->old.shares);
}

static void read_unit(struct cases *cases, const struct ftl_json *value, struct unit *unit)
{
	enum { TERM, DATES, CLOSED, VISITS, REPLACES, EXCHANGED_ON, ON, FITTED_ON, FIELDS };
	static const struct ftl_json_field fields[FIELDS] = {
	        [TERM] = {"term", FTL_JSON_OBJECT, true},
	        [DATES] = {"dates", FTL_JSON_OBJECT, true},
	        [CLOSED] = {"closed_days", FTL_JSON_ARRAY, false},
	        [VISITS] = {"visits", FTL_JSON_ARRAY, false},
	        [REPLACES] = {"replaces", FTL_JSON_OBJECT, false},
	        [EXCHANGED_ON] = {"exchanged_on", FTL_JSON_STRING, false},
	        [ON] = {"on", FTL_JSON_STRING, false},
	        [FITTED_ON] = {"fitted_on", FTL_JSON_STRING, false},
	};
	const struct ftl_json *v[FIELDS];

	*unit = (struct unit){0};
	cases_object(cases, value, fields, FIELDS, v);
	read_term(cases, v[TERM], &unit->term);
	read_dates(cases, v[DATES], unit);
	read_calendar(cases, v[CLOSED], unit);
	read_visits(cases, v[VISITS], unit);
	read_replaced(cases, v[REPLACES], unit);
	unit->exchanged_on = cases_date(v[EXCHANGED_ON]);
	unit->asked_on = cases_date(v[ON]);
	unit->fitted_on = cases_date(v[FITTED_ON]);
}

/* "2027-03-14", "never" or "none": an end as text, to be compared and shown. */
static const char *end_text(struct cases *cases, struct ftl_opt end)
{
	char text[FTL_DATE_TEXT_SIZE];

	if (!end.has)
		return "never";
	return ftl_strdup(&cases->arena, ftl_date_format(text, (int32_t)end.value));
}

static const char *cover_text(struct cases *cases, const struct ftl_cover *cover)
{
	char date_text[FTL_DATE_TEXT_SIZE];
	const char *result = ftl_sprintf(&cases->arena, "from %s%s%s",
	                                 ftl_date_format(date_text, cover->starts_on),
	                                 cover->is_provisional ? ", a guess" : "",
	                                 cover->void_reason != NULL ? ", void" : "");

	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		const struct ftl_cover_share *share = &cover->shares[class];

		if (share->percent > 0)
			result = ftl_sprintf(&cases->arena, "%s, %s %d %% until %s", result,
			                     cases_class_names[class], share->percent,
			                     end_text(cases, share->ends_on));
	}
	return result;
}

static const char *wanted_cover(struct cases *cases, const struct ftl_json *value)
{
	enum { STARTS_ON, IS_PROVISIONAL, STATUS, CLASSES, FIELDS };
	static const struct ftl_json_field fields[FIELDS] = {
	        [STARTS_ON] = {"starts_on", FTL_JSON_STRING, true},
	        [IS_PROVISIONAL] = {"is_provisional", FTL_JSON_BOOL, true},
	        [STATUS] = {"status", FTL_JSON_STRING, true},
	        [CLASSES] = {"classes", FTL_JSON_OBJECT, true},
	};
	struct ftl_cover cover = {0};
	const struct ftl_json *v[FIELDS];

	if (value == NULL)
		return "none";
	cases_object(cases, value, fields, FIELDS, v);
	cover.starts_on = (int32_t)cases_date(v[STARTS_ON]).value;
	cover.is_provisional = cases_flag(v[IS_PROVISIONAL], false);
	if (strcmp(ftl_json_text(v[STATUS]), "active") != 0)
		cover.void_reason = ftl_json_text(v[STATUS]);
	cases_shares(cases, v[CLASSES], cover.shares);
	return cover_text(cases, &cover);
}

static const char *wanted_part(struct cases *cases, const struct ftl_json *value)
{
	enum { STARTS_ON, ENDS_ON, FIELDS };
	static const struct ftl_json_field fields[FIELDS] = {
	        [STARTS_ON] = {"starts_on", FTL_JSON_STRING, true},
	        [ENDS_ON] = {"ends_on", FTL_JSON_STRING, false},
	};
	const struct ftl_json *v[FIELDS];

	if (value == NULL)
		return "none";
	cases_object(cases, value, fields, FIELDS, v);
	return ftl_sprintf(&cases->arena, "%s until %s", ftl_json_text(v[STARTS_ON]),
	                   end_text(cases, cases_date(v[ENDS_ON])));
}

static const char *resolve(struct cases *cases, const struct unit *unit, const char **ret_part)
{
	const struct ftl_calendar *calendar = unit->facts.calendar;
	struct ftl_cover cover = {0};
	struct ftl_opt end;
	bool has_cover;

	if (unit->is_replacement)
		has_cover = ftl_term_inherit(&unit->term, calendar, &unit->old,
		                             unit->old_changed_hands_on,
		                             (int32_t)unit->began_with_exchange_on.value, &cover);
	else
		has_cover = ftl_term_cover(&unit->term, &unit->facts, &cover);
	if (has_cover) {
		assert_int_equal(cover.giver, unit->term.giver);
		assert_string_equal(cover.rule, unit->term.rule);
	}
	if (has_cover && unit->exchanged_on.has)
		ftl_cover_exchange(&cover, (int32_t)unit->exchanged_on.value,
		                   (int32_t)unit->asked_on.value);
	*ret_part = "none";
	if (unit->fitted_on.has &&
	    ftl_term_part_end(&unit->term, calendar, has_cover ? &cover : NULL,
	                      (int32_t)unit->fitted_on.value, &end))
		*ret_part = ftl_sprintf(&cases->arena, "%s until %s",
		                        end_text(cases, unit->fitted_on), end_text(cases, end));
	return has_cover ? cover_text(cases, &cover) : "none";
}

static void check_case(struct cases *cases, const struct ftl_json *value, struct ftl_buf *mistakes)
{
	enum { NAME, REASONING, GIVEN, COVER, PART, FIELDS };
	static const struct ftl_json_field fields[FIELDS] = {
	        [NAME] = {"name", FTL_JSON_STRING, true},
	        [REASONING] = {"reasoning", FTL_JSON_STRING, true},
	        [GIVEN] = {"given", FTL_JSON_OBJECT, true},
	        [COVER] = {"cover", FTL_JSON_OBJECT, false},
	        [PART] = {"part", FTL_JSON_OBJECT, false},
	};
	const struct ftl_json *v[FIELDS];
	const char *cover, *part, *wanted;
	struct unit unit;

	cases_object(cases, value, fields, FIELDS, v);
	read_unit(cases, v[GIVEN], &unit);
	cover = resolve(cases, &unit, &part);
	wanted = wanted_cover(cases, v[COVER]);
	if (strcmp(cover, wanted) != 0)
		ftl_buf_printf(mistakes, "\n%s: cover %s, expected %s", ftl_json_text(v[NAME]),
		               cover, wanted);
	wanted = wanted_part(cases, v[PART]);
	if (strcmp(part, wanted) != 0)
		ftl_buf_printf(mistakes, "\n%s: part %s, expected %s", ftl_json_text(v[NAME]), part,
		               wanted);
}

static void every_case_runs_from_and_until_the_days_found_by_hand(void **state)
{
	const struct ftl_json *root, *item = NULL;
	struct cases cases;
	FTL_BUF(mistakes);

	(void)state;
	cases_open(&cases, "terms.json");
	root = ftl_json_root(cases.doc);
	assert_true(cases_count(root) >= CASES_LEAST);
	while ((item = ftl_json_next(root, item)) != NULL)
		check_case(&cases, item, &mistakes);
	cases_done(&cases);
	if (mistakes.length > 0)
		print_error("%s\n", ftl_buf_cstr(&mistakes));
	assert_int_equal(mistakes.length, 0);
}

/*
 * "2019-01-01 1 2019-02-01": every day from 2019 to 2032 and terms of 1 to 120 months. The hash is
 * that of `tests/fixtures/coverage/check.py months`, which counts by Python's calendar;
 * tests/cli/coverage_cases.bats holds it to that.
 */
static void months_end_as_another_program_counts_them(void **state)
{
	static const char wanted[] =
	        "89beffc5868bad829efbf7f109783efee8cb5862a5cb5c991a5fa9ffaf924164";
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];
	crypto_hash_sha256_state digest;
	int lines = 0;

	(void)state;
	crypto_hash_sha256_init(&digest);
	for (int32_t start = date("2019-01-01"); start <= date("2032-12-31"); start++) {
		FTL_BUF(text);
		char from[FTL_DATE_TEXT_SIZE], to[FTL_DATE_TEXT_SIZE];

		ftl_date_format(from, start);
		for (int months = 1; months <= 120; months++) {
			struct ftl_opt end = ftl_cover_end(start, months, FTL_TERM_MONTH);

			assert_true(end.has);
			ftl_buf_printf(&text, "%s %d %s\n", from, months,
			               ftl_date_format(to, (int32_t)end.value));
			lines++;
		}
		crypto_hash_sha256_update(&digest, (const unsigned char *)ftl_buf_cstr(&text),
		                          text.length);
	}
	crypto_hash_sha256_final(&digest, hash);
	assert_int_equal(lines, 613680);
	assert_string_equal(ftl_hex(hex, hash, sizeof(hash)), wanted);
}

static struct ftl_term term_of_months(int months)
{
	return (struct ftl_term){
	        .giver = FTL_COVER_MAKER,
	        .rule = "maker_warranty",
	        .basis = FTL_TERM_PURCHASE,
	        .shares = {[FTL_PART] = {100, months, FTL_TERM_MONTH}},
	};
}

static void a_cover_has_the_conditions_of_its_term_and_nothing_else(void **state)
{
	struct ftl_term term = term_of_months(24);
	const struct ftl_term_facts facts = {.dates[FTL_TERM_PURCHASE] =
	                                             ftl_some(date("2025-03-14"))};
	struct ftl_cover cover = {.has_proof = true, .left_cents = {true, 5}};

	(void)state;
	term.conditions = (struct ftl_cover_conditions){.needs_proof = true,
	                                                .meter_limit = ftl_some(20000),
	                                                .excludes = FTL_EXCLUDES_ALL,
	                                                .deductible_cents = 4900};
	assert_true(ftl_term_cover(&term, &facts, &cover));
	assert_true(cover.conditions.needs_proof);
	assert_false(cover.conditions.is_transferable);
	assert_int_equal(cover.conditions.meter_limit.value, 20000);
	assert_int_equal(cover.conditions.excludes, FTL_EXCLUDES_ALL);
	assert_int_equal(cover.conditions.deductible_cents, 4900);
	assert_false(cover.has_proof);
	assert_false(cover.left_cents.has);
	assert_null(cover.void_reason);
	assert_int_equal(cover.match, FTL_MATCH_ALL);
	assert_int_equal(cover.shares[FTL_LABOUR].percent, 0);
	assert_false(cover.shares[FTL_LABOUR].ends_on.has);
}

/* What was guessed of the old unit stays a guess, and what is left of its limit goes over. */
static void a_replacement_unit_takes_over_what_is_known_of_the_old_cover(void **state)
{
	struct ftl_term term = term_of_months(24);
	struct ftl_cover old = {.giver = FTL_COVER_MAKER,
	                        .rule = "maker_warranty",
	                        .evidence = "receipt 4711",
	                        .starts_on = date("2025-03-14"),
	                        .is_provisional = true,
	                        .shares = {[FTL_PART] = {50, ftl_some(date("2027-03-14"))}},
	                        .conditions = {.is_transferable = true, .deductible_cents = 4900},
	                        .has_proof = true,
	                        .left_cents = {true, 12345}};
	struct ftl_cover cover = {.rule = "untouched"};

	(void)state;
	assert_true(ftl_term_inherit(&term, NULL, &old, ftl_none(), date("2026-11-22"), &cover));
	assert_int_equal(cover.starts_on, date("2026-11-22"));
	assert_int_equal(cover.shares[FTL_PART].ends_on.value, date("2027-03-14"));
	assert_true(cover.is_provisional);
	assert_true(cover.has_proof);
	assert_string_equal(cover.evidence, "receipt 4711");
	assert_int_equal(cover.left_cents.value, 12345);
	assert_int_equal(cover.conditions.deductible_cents, 4900);

	/* A void cover is not inherited, and what is not inherited leaves the result alone. */
	old.void_reason = "registered twice";
	cover.rule = "untouched";
	assert_false(ftl_term_inherit(&term, NULL, &old, ftl_none(), date("2026-11-22"), &cover));
	assert_string_equal(cover.rule, "untouched");
}

static void a_centre_that_never_opens_again_moves_no_end(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar_window never = {.effective_from = date("2026-01-01")};
	struct ftl_term term = term_of_months(24);
	struct ftl_term_facts facts = {.dates[FTL_TERM_PURCHASE] = ftl_some(date("2025-03-14"))};
	const struct ftl_zone *zone;
	struct ftl_cover cover;
	struct ftl_err err;

	(void)state;
	term.moves_to_working_day = true;
	assert_int_equal(ftl_zone_open(&arena, "UTC", &zone, &err), FTL_OK);
	assert_int_equal(ftl_calendar_new(&arena, zone, &never, 1, NULL, 0, &facts.calendar, &err),
	                 FTL_OK);
	assert_true(ftl_calendar_is_open(facts.calendar, date("2025-12-31")));
	assert_false(ftl_calendar_is_open(facts.calendar, date("2026-01-01")));
	assert_true(ftl_term_cover(&term, &facts, &cover));
	assert_int_equal(cover.shares[FTL_PART].ends_on.value, date("2027-03-14"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_case_runs_from_and_until_the_days_found_by_hand),
	        cmocka_unit_test(months_end_as_another_program_counts_them),
	        cmocka_unit_test(a_cover_has_the_conditions_of_its_term_and_nothing_else),
	        cmocka_unit_test(a_replacement_unit_takes_over_what_is_known_of_the_old_cover),
	        cmocka_unit_test(a_centre_that_never_opens_again_moves_no_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

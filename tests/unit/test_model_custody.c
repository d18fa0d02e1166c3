/* Where a piece is, by its custody events. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/record.h"

#define SHELF  11
#define BENCH  12
#define VENDOR 13

/* One event a letter, and what is true after the last: i came in, s b v moved to shelf, bench and
 * vendor, d came in at the desk's shelf, o given back, m missing. */
static struct ftl_custody_facts fold(const char *story)
{
	static const struct {
		char letter;
		enum ftl_custody direction;
		int64_t place_id;
	} events[] = {{'i', FTL_CUSTODY_IN, 0},         {'d', FTL_CUSTODY_IN, SHELF},
	              {'s', FTL_CUSTODY_MOVE, SHELF},   {'b', FTL_CUSTODY_MOVE, BENCH},
	              {'v', FTL_CUSTODY_MOVE, VENDOR},  {'o', FTL_CUSTODY_OUT, 0},
	              {'m', FTL_CUSTODY_MISSING, SHELF}};
	struct ftl_custody_facts facts = {0};

	for (int64_t id = 1; *story != '\0'; story++, id++) {
		for (size_t i = 0; i < FTL_COUNT(events); i++) {
			const struct ftl_custody_event event = {.id = id,
			                                        .at = 1000 - id,
			                                        .direction = events[i].direction,
			                                        .place_id = events[i].place_id};

			if (events[i].letter == *story)
				ftl_custody_apply(&facts, &event);
		}
	}
	return facts;
}

static void a_piece_is_where_its_last_event_says(void **state)
{
	static const struct {
		const char *story;
		bool is_here;
		int64_t place_id;
	} cases[] = {
	        {"", false, 0},
	        {"i", true, 0},
	        {"d", true, SHELF},
	        {"is", true, SHELF},
	        {"isb", true, BENCH},
	        {"isbs", true, SHELF},
	        {"isv", true, VENDOR},
	        {"isvb", true, BENCH},
	        {"iso", false, 0},
	        {"ism", false, 0},
	        {"io", false, 0},
	        {"isoi", true, 0},
	        {"ismd", true, SHELF},
	        /* No guard lets these in: they are told as they are. */
	        {"b", true, BENCH},
	        {"iob", true, BENCH},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct ftl_custody_facts facts = fold(cases[i].story);

		if (facts.is_here != cases[i].is_here || facts.place_id != cases[i].place_id)
			fail_msg("'%s': here %d, place %d", cases[i].story, facts.is_here,
			         (int)facts.place_id);
	}
}

static void only_what_an_outside_repairer_holds_is_away(void **state)
{
	struct ftl_piece piece = {.is_here = true};

	(void)state;
	/* No place: the first kind of place is none. */
	assert_false(ftl_piece_is_away(&piece));
	piece.place_id = SHELF;
	for (int kind = 0; kind < FTL_PLACE_KINDS; kind++) {
		piece.place_kind = (enum ftl_place_kind)kind;
		assert_int_equal(ftl_piece_is_away(&piece), kind == FTL_PLACE_VENDOR);
	}
	piece.place_kind = FTL_PLACE_VENDOR;
	piece.is_here = false;
	assert_false(ftl_piece_is_away(&piece));
}

static void names_are_those_of_the_data_format(void **state)
{
	static const char *const kinds[] = {"shelf", "bench", "vendor", "desk"};
	static const char *const directions[] = {"in", "out", "missing", "move"};

	(void)state;
	for (int i = 0; i < FTL_PLACE_KINDS; i++)
		assert_string_equal(ftl_place_kind_names[i], kinds[i]);
	for (int i = 0; i < FTL_CUSTODIES; i++)
		assert_string_equal(ftl_custody_names[i], directions[i]);
	assert_string_equal(ftl_place_kind_title(FTL_PLACE_VENDOR), "outside repairer");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_piece_is_where_its_last_event_says),
	        cmocka_unit_test(only_what_an_outside_repairer_holds_is_away),
	        cmocka_unit_test(names_are_those_of_the_data_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/arena.h"
#include "fettle/model/pattern.h"

static const struct {
	const char *pattern;
	const char *text;
	bool fits;
} cases[] = {
        {"#", "7", true},
        {"#", "x", false},
        {"#", "", false},
        {"@", "x", true},
        {"@", "X", true},
        {"@", "7", false},
        {"*", "7", true},
        {"*", "x", true},
        {"*", "-", false},
        {"SN-##", "sn-42", true},
        {"SN-##", "SN-421", false},
        {"SN-##", "SN-4", false},
        {"SN-##", "XSN-42", false},
        {"A-####", "A-2211", true},
        {"A-####", "A2211", false},
        {"@@#",
         "\xC3\xA9"
         "1",
         false}, /* letters of ASCII only */
};

static void a_text_fits_when_every_character_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		if (ftl_pattern_fits(cases[i].pattern, cases[i].text) != cases[i].fits)
			fail_msg("'%s' and '%s'", cases[i].pattern, cases[i].text);
	}
}

static void a_pattern_is_printable_and_without_blanks(void **state)
{
	char most[FTL_PATTERN_MAX + 2];

	(void)state;
	memset(most, '#', sizeof(most));
	most[FTL_PATTERN_MAX + 1] = '\0';
	assert_false(ftl_pattern_is_valid(most));
	most[FTL_PATTERN_MAX] = '\0';
	assert_true(ftl_pattern_is_valid(most));
	assert_true(ftl_pattern_is_valid("S/N:~*"));
	assert_false(ftl_pattern_is_valid(""));
	assert_false(ftl_pattern_is_valid("## ##"));
	assert_false(ftl_pattern_is_valid("##\t"));
	assert_false(ftl_pattern_is_valid("\xC3\xA9"));
	assert_false(ftl_pattern_is_valid("\x7F"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_text_fits_when_every_character_does),
	        cmocka_unit_test(a_pattern_is_printable_and_without_blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/model/ident.h"

struct vector {
	const char *text;
	const char *gtin;
	const char *serial;
};

static void assert_same(const char *got, const char *expected)
{
	if (expected == NULL)
		assert_null(got);
	else
		assert_string_equal(got, expected);
}

static void assert_all(const struct vector *vectors, size_t count)
{
	FTL_ARENA(arena);
	struct ftl_gs1 gs1;

	for (size_t i = 0; i < count; i++) {
		assert_true(ftl_gs1_parse(&arena, vectors[i].text, &gs1));
		assert_same(gs1.gtin, vectors[i].gtin);
		assert_same(gs1.serial, vectors[i].serial);
	}
}

/* The URIs follow the examples of the GS1 Digital Link standard; GTINs from the design documents.
 */
static void digital_link_gives_gtin_and_serial(void **state)
{
	static const struct vector vectors[] = {
	        {"https://id.gs1.org/01/09521234543213", "09521234543213", NULL},
	        {"https://id.gs1.org/01/09521234543213/21/12345", "09521234543213", "12345"},
	        {"https://example.com/some/path/01/09521234543213/22/2A/10/ABC/21/S-1?17=261122",
	         "09521234543213", "S-1"},
	        {"HTTPS://EXAMPLE.COM/01/9521234543213/21/A%2FB%3A1", "09521234543213", "A/B:1"},
	        {"http://example.com/gtin/4006381333931/ser/77", "04006381333931", "77"},
	        {"]Q1https://example.com/01/09521234543213/21/12345\r", "09521234543213", "12345"},
	        {"https://example.com/01/09521234543213/10/LOT?21=nope", "09521234543213", NULL},
	};

	(void)state;
	assert_all(vectors, FTL_COUNT(vectors));
}

static void element_string_gives_gtin_and_serial(void **state)
{
	static const struct vector vectors[] = {
	        {"]d2"
	         "0109521234543213"
	         "1726112210ABC\x1D"
	         "21XYZ-9",
	         "09521234543213", "XYZ-9"},
	        {"]C1"
	         "0104006381333931",
	         "04006381333931", NULL},
	        {"]Q3"
	         "21SER1\x1D"
	         "0104006381333931",
	         "04006381333931", "SER1"},
	        {"\x1D"
	         "0104006381333931"
	         "21SER1\r\n",
	         "04006381333931", "SER1"},
	        {"0104006381333931"
	         "21SER1",
	         "04006381333931", "SER1"},
	        {"(01)04006381333931(21)AB(1)C", "04006381333931", "AB(1)C"},
	        {"(01)09521234543213(17)261122(10)ABC(21)9", "09521234543213", "9"},
	};

	(void)state;
	assert_all(vectors, FTL_COUNT(vectors));
}

static void other_texts_are_neither(void **state)
{
	static const char *const texts[] = {
	        "",
	        "]",
	        "]C1",
	        "W26-00001-9",
	        "S01-5512345-7",
	        "490154203237518",
	        "4006381333931",
	        "0104006381333931",    /* no mark of a scanner: a number like any other */
	        "]C10104006381333932", /* wrong check digit */
	        "]d2010952123454321317261",
	        "]d2XX",
	        "]d2010952123454321321ABCDEFGHIJKLMNOPQRSTU", /* 21 characters */
	        "https://example.com/",
	        "https://example.com",
	        "https://",
	        "https://example.com/01",
	        "https://example.com/01/",
	        "https://example.com/01/123/21/9",
	        "https://example.com/01/09521234543213/21/A%00B",
	        "https://example.com/01/09521234543213/21/A%20B", /* a blank is not in set 82 */
	        "https://example.com/01/09521234543213/21/",
	        "https://example.com/w/W26000019",
	        "(01)04006381333932(21)A",
	        "(99",
	        "(01",
	        "()",
	};
	FTL_ARENA(arena);
	struct ftl_gs1 gs1;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(texts); i++)
		assert_false(ftl_gs1_parse(&arena, texts[i], &gs1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(digital_link_gives_gtin_and_serial),
	        cmocka_unit_test(element_string_gives_gtin_and_serial),
	        cmocka_unit_test(other_texts_are_neither),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

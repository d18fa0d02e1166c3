#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "print/bitmap.h"
#include "print/items.h"
#include "print/text_label.h"

/* Printer languages and texts, against bytes worked out by hand from the makers' manuals. */
static struct ftl_err err;

static struct ftl_bitmap bitmap_of(const unsigned char *bits, int64_t width, int64_t height)
{
	return (struct ftl_bitmap){width, height, ((size_t)width + 7) / 8, bits};
}

static void zpl_packs_rows_as_the_manual_says(void **state)
{
	/* White; black; the same; 1A then white; 5 and 11 nibbles; one odd dot at the end. */
	static const unsigned char bits[] = {
	        0,    0,    0,    0,    0,    0,    0,    0,    0xff, 0xff, 0xff, 0xff,
	        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	        0x1a, 0,    0,    0,    0,    0,    0,    0,    0xaa, 0xaa, 0xa5, 0x55,
	        0x55, 0x55, 0x55, 0x55, 0,    0,    0,    0,    0,    0,    0,    1,
	};
	struct ftl_bitmap bitmap = bitmap_of(bits, 64, 6);
	FTL_BUF(out);

	(void)state;
	ftl_zpl_add(&out, &bitmap, 2);
	assert_string_equal(ftl_buf_cstr(&out), "^XA^PW64^LL6^LH0,0^FO0,0^GFA,48,48,8,"
	                                        ",!:1A,KAQ5U01^FS^PQ2^XZ\n");
}

/* 20 is g, 19 is Y, 400 is z; 419 is zY; 420 and more begins again. */
static void zpl_counts_long_runs(void **state)
{
	static const struct {
		size_t run;
		const char *packed;
	} runs[] = {{1, "7"},    {2, "H7"},    {19, "Y7"},    {20, "g7"},
	            {21, "gG7"}, {39, "gY7"},  {40, "h7"},    {399, "yY7"},
	            {400, "z7"}, {401, "z77"}, {800, "z7z7"}, {819, "z7z7Y7"}};
	FTL_ARENA(arena);

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(runs); i++) {
		size_t stride = runs[i].run / 2 + 1;
		unsigned char *bits = ftl_alloc(&arena, stride, 1);
		FTL_BUF(out);

		memset(bits, 0x77, stride);
		/* The run ends in another nibble, or in two. */
		bits[stride - 1] = runs[i].run % 2 == 1 ? 0x7c : 0xcc;
		struct ftl_bitmap bitmap = bitmap_of(bits, (int64_t)stride * 8, 1);
		ftl_zpl_add(&out, &bitmap, 1);
		const char *packed = strrchr(ftl_buf_cstr(&out), ',') + 1;
		assert_memory_equal(packed, runs[i].packed, strlen(runs[i].packed));
		assert_string_equal(packed + strlen(runs[i].packed),
		                    runs[i].run % 2 == 1 ? "C^FS^PQ1^XZ\n" : "HC^FS^PQ1^XZ\n");
	}
}

static void escpos_is_raster_feed_and_cut(void **state)
{
	static const unsigned char bits[] = {0x80, 0x00, 0x01, 0x00};
	static const char expected[] = "\x1b@"
	                               "\x1dv0\0\2\0\2\0\x80\0\1\0"
	                               "\x1b"
	                               "d\3"
	                               "\x1dV\x42\0";
	struct ftl_bitmap bitmap = bitmap_of(bits, 9, 2);
	FTL_BUF(out);

	(void)state;
	ftl_escpos_begin(&out);
	ftl_escpos_add(&out, &bitmap, 1, 1);
	assert_int_equal(out.length, sizeof(expected) - 1);
	assert_memory_equal(out.data, expected, sizeof(expected) - 1);
}

static void escpos_sends_tall_labels_in_bands(void **state)
{
	static const unsigned char bits[300] = {0};
	struct ftl_bitmap bitmap = bitmap_of(bits, 8, 300);
	FTL_BUF(out);

	(void)state;
	ftl_escpos_add(&out, &bitmap, 1, 0);
	/* 128 + 128 + 44 rows, a head of eight bytes each, three bytes of feed. */
	assert_int_equal(out.length, 300 + 3 * 8 + 3);
	assert_memory_equal(out.data, "\x1dv0\0\1\0\x80\0", 8);
	assert_memory_equal(out.data + 272, "\x1dv0\0\1\0\x2c\0", 8);
}

static void a_bitmap_is_cropped_to_its_middle(void **state)
{
	/* 24 columns with ink in columns 6 and 17. */
	static const unsigned char bits[] = {0x02, 0x00, 0x40};
	struct ftl_bitmap bitmap = bitmap_of(bits, 24, 1);
	struct ftl_bitmap cropped;
	FTL_BUF(rows);

	(void)state;
	/* From column 4: the ink is at 2 and 13. */
	assert_true(ftl_bitmap_crop(&bitmap, 16, &rows, &cropped));
	assert_int_equal(cropped.stride, 2);
	assert_memory_equal(cropped.bits, "\x20\x04", 2);
	/* Twelve columns hold it exactly: 0 and 11, the rest of the byte is white. */
	assert_true(ftl_bitmap_crop(&bitmap, 12, &rows, &cropped));
	assert_memory_equal(cropped.bits, "\x80\x10", 2);
	assert_false(ftl_bitmap_crop(&bitmap, 11, &rows, &cropped));
}

static void a_crop_follows_ink_at_the_side(void **state)
{
	static const unsigned char left[] = {0x80, 0, 0};
	static const unsigned char right[] = {0, 0, 0x01};
	struct ftl_bitmap cropped;
	struct ftl_bitmap bitmap = bitmap_of(left, 24, 1);
	FTL_BUF(rows);

	(void)state;
	assert_true(ftl_bitmap_crop(&bitmap, 8, &rows, &cropped));
	assert_memory_equal(cropped.bits, "\x80", 1);
	bitmap = bitmap_of(right, 24, 1);
	assert_true(ftl_bitmap_crop(&bitmap, 8, &rows, &cropped));
	assert_memory_equal(cropped.bits, "\x01", 1);
}

static const struct ftl_layout *layout_of(struct ftl_arena *arena, const char *template)
{
	const struct ftl_layout *layout = NULL;
	const char *text = ftl_sprintf(
	        arena,
	        "{\"form\":\"label\",\"title\":\"t\",\"help\":\"h\",\"width_mm\":62,"
	        "\"height_mm\":29,\"margin_x_mm\":0,\"margin_y_mm\":0,\"dpi\":203,\"elements\":["
	        "{\"kind\":\"text\",\"name\":\"code\",\"text\":\"{code}\",\"x_mm\":0,\"y_mm\":0,"
	        "\"width_mm\":50,\"height_mm\":6},"
	        "{\"kind\":\"bar\",\"name\":\"bar\",\"text\":\"{priority}\",\"x_mm\":0,"
	        "\"y_mm\":20,\"width_mm\":50,\"height_mm\":6},"
	        "{\"kind\":\"text\",\"name\":\"other\",\"text\":\"%s\",\"x_mm\":0,\"y_mm\":10,"
	        "\"width_mm\":50,\"height_mm\":6}]}",
	        template);

	if (ftl_layout_read(arena, "own", text, strlen(text), &layout, &err) != FTL_OK)
		fail_msg("%s", err.message);
	return layout;
}

/* The text that the last element gets of this customer, or NULL. */
static const char *other_of(struct ftl_arena *arena, const char *template, const char *customer)
{
	struct ftl_label_data label = {
	        .code = "W26-00001-9", .short_code = "W26000019", .customer = customer};
	struct ftl_items items;

	if (ftl_items_make(arena, layout_of(arena, template), &label, NULL, &items, &err) != FTL_OK)
		fail_msg("%s", err.message);
	assert_string_equal(items.items[0].text, "W26-00001-9");
	assert_string_equal(items.qr, "W26000019");
	assert_true(items.count == 1 || items.count == 2);
	return items.count == 1 ? NULL : items.items[1].text;
}

static void values_are_made_harmless(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	assert_string_equal(other_of(&arena, "{customer}", "Ana Čović"), "Ana Čović");
	assert_string_equal(other_of(&arena, "{customer}", "a\x1b[2J\nb\tc\x7f"), "a [2J b c ");
	assert_string_equal(other_of(&arena, "{customer}",
	                             "a\xc2\x85"
	                             "b"),
	                    "a b");
	assert_string_equal(other_of(&arena, "{customer}",
	                             "a\xe2\x80\xae"
	                             "b\xe2\x81\xa6"),
	                    "ab");
	assert_string_equal(other_of(&arena, "{customer}", "caf\xe9"), "caf\xef\xbf\xbd");
	assert_string_equal(other_of(&arena, "{customer}", "\xed\xa0\x80"),
	                    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	assert_string_equal(other_of(&arena, "{customer}", "\xf0\x9f\x91"),
	                    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

static void elements_without_values_are_left_out(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	assert_null(other_of(&arena, "{customer}", NULL));
	assert_null(other_of(&arena, "for {customer}", NULL));
	assert_null(other_of(&arena, "for {customer}", ""));
	assert_string_equal(other_of(&arena, "fixed words", NULL), "fixed words");
}

/* LRM, "for ", FSI, name, PDI: a name in Arabic must not turn the words around it. */
static void values_among_words_keep_their_direction_to_themselves(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	assert_string_equal(other_of(&arena, "for {customer}", "سارة"), "\xe2\x80\x8e"
	                                                                "for \xe2\x81\xa8"
	                                                                "سارة"
	                                                                "\xe2\x81\xa9");
	assert_string_equal(other_of(&arena, "عميل {customer}", "Ana"), "\xe2\x80\x8f"
	                                                                "عميل \xe2\x81\xa8"
	                                                                "Ana\xe2\x81\xa9");
	assert_string_equal(other_of(&arena, "{customer}", "سارة"), "سارة");
}

static void very_long_values_are_bounded(void **state)
{
	FTL_ARENA(arena);
	char *text = ftl_alloc(&arena, 1000001, 1);

	(void)state;
	memset(text, 'x', 1000000);
	assert_int_equal(strlen(other_of(&arena, "{customer}", text)), 600);
}

/* A code of two modules: the quiet zone is four wide, so four rows and columns of nothing. */
static void the_terminal_shows_the_code_beside_the_words(void **state)
{
	static const struct ftl_element text = {.kind = FTL_ELEMENT_TEXT};
	static const struct ftl_element bar = {.kind = FTL_ELEMENT_BAR};
	struct ftl_item items[] = {{&text, "W26-00001-9", "W26-00001-9"},
	                           {&bar, "EXPRESS", "EXPRESS"}};
	struct ftl_items label = {.items = items, .count = 2};
	struct ftl_qr qr = {.size = 3, .modules = {1, 0, 1, 1, 1, 0, 0, 0, 1}};
	FTL_BUF(out);

	(void)state;
	ftl_text_label_add(&out, &label, &qr, false);
	assert_string_equal(ftl_buf_cstr(&out), "           \n"
	                                        "           \n"
	                                        "    █▄▀      W26-00001-9\n"
	                                        "      ▀      [EXPRESS]\n"
	                                        "           \n"
	                                        "           \n");
	ftl_buf_clear(&out);
	ftl_text_label_add(&out, &label, &qr, true);
	assert_non_null(
	        strstr(ftl_buf_cstr(&out), "\x1b[30;107m    █▄▀    \x1b[0m  W26-00001-9\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(zpl_packs_rows_as_the_manual_says),
	        cmocka_unit_test(zpl_counts_long_runs),
	        cmocka_unit_test(escpos_is_raster_feed_and_cut),
	        cmocka_unit_test(escpos_sends_tall_labels_in_bands),
	        cmocka_unit_test(a_bitmap_is_cropped_to_its_middle),
	        cmocka_unit_test(a_crop_follows_ink_at_the_side),
	        cmocka_unit_test(values_are_made_harmless),
	        cmocka_unit_test(elements_without_values_are_left_out),
	        cmocka_unit_test(values_among_words_keep_their_direction_to_themselves),
	        cmocka_unit_test(very_long_values_are_bounded),
	        cmocka_unit_test(the_terminal_shows_the_code_beside_the_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

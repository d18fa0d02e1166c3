#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/buf.h"
#include "helper_print.h"

/* What a label shows, dot by dot where it matters, and what is refused. */

static void equal_input_gives_equal_bytes(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-62x29");

	(void)state;
	for (enum ftl_label_format format = FTL_LABEL_PNG; format < FTL_LABEL_FORMATS; format++) {
		struct ftl_label_options options = {.format = format, .made_at = 1795341600};
		FTL_LABEL_OUTPUT(first);
		FTL_LABEL_OUTPUT(second);

		print_render(layout, print_scripts, PRINT_SCRIPTS, &options, &first);
		print_render(layout, print_scripts, PRINT_SCRIPTS, &options, &second);
		assert_int_equal(first.count, second.count);
		for (size_t i = 0; i < first.count; i++) {
			assert_int_equal(first.files[i].length, second.files[i].length);
			assert_memory_equal(first.files[i].data, second.files[i].data,
			                    first.files[i].length);
		}
	}
}

/* Not a name: characters of the private planes, which no font may have. */
static void characters_that_no_font_has_are_reported_once(void **state)
{
	FTL_ARENA(arena);
	struct ftl_label_data label = print_scripts[0];
	struct ftl_label_options options = {.format = FTL_LABEL_ZPL};
	struct ftl_label_data twice[2];
	FTL_LABEL_OUTPUT(output);

	(void)state;
	label.customer = "A\xf4\x8f\xbc\x80\xf4\x8f\xbc\x81";
	twice[0] = label;
	twice[1] = label;
	print_render(print_load(&arena, "intake-62x29"), twice, 2, &options, &output);
	assert_int_equal(output.warning_count, 1);
	assert_non_null(strstr(output.warnings[0], "W26-00412-8"));
	assert_non_null(strstr(output.warnings[0], "2 of the characters"));
}

static void what_the_fonts_have_gives_no_warning(void **state)
{
	FTL_ARENA(arena);
	struct ftl_label_options options = {.format = FTL_LABEL_PDF};
	FTL_LABEL_OUTPUT(output);

	(void)state;
	print_render(print_load(&arena, "intake-100x50"), print_scripts, PRINT_SCRIPTS, &options,
	             &output);
	assert_int_equal(output.warning_count, 0);
}

static void refused(const struct ftl_layout *layout, const struct ftl_label_data *label,
                    const struct ftl_label_options *options, const char *field, const char *message)
{
	FTL_LABEL_OUTPUT(output);

	assert_int_equal(ftl_label_render(layout, label, 1, options, &output, &print_err),
	                 FTL_INVALID);
	assert_string_equal(print_err.field, field);
	if (strstr(print_err.message, message) == NULL)
		fail_msg("%s", print_err.message);
	assert_null(output.files);
}

static void labels_that_cannot_be_read_are_refused(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-54x25");
	struct ftl_label_options options = {.format = FTL_LABEL_PNG};
	struct ftl_label_data label = print_scripts[0];

	(void)state;
	label.code = NULL;
	refused(layout, &label, &options, "code", "needs its code");
	label.code = "";
	refused(layout, &label, &options, "code", "needs its code");
	label = print_scripts[0];
	label.short_code = NULL;
	refused(layout, &label, &options, "short_code", "needs its short_code");
	label.short_code = print_times(&arena, "W", 65);
	refused(layout, &label, &options, "short_code", "at most 64 bytes");
	label = print_scripts[0];
	options.url_base = print_times(&arena, "https://x/", 12);
	refused(layout, &label, &options, "short_code", "too fine for scanners");
	options.url_base = "https://x /";
	refused(layout, &label, &options, "url_base", "without blanks");
}

static void options_out_of_range_are_refused(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-62x29");

	(void)state;
	refused(layout, print_scripts, &(struct ftl_label_options){.dpi = 72}, "dpi",
	        "150 to 1200");
	refused(layout, print_scripts, &(struct ftl_label_options){.dpi = 2400}, "dpi",
	        "150 to 1200");
	refused(layout, print_scripts, &(struct ftl_label_options){.copies = 101}, "copies",
	        "1 to 100");
	refused(layout, print_scripts, &(struct ftl_label_options){.copies = -1}, "copies",
	        "1 to 100");
	refused(layout, print_scripts, &(struct ftl_label_options){.skip = 1}, "skip", "0 to 0");
	refused(layout, print_scripts,
	        &(struct ftl_label_options){.format = FTL_LABEL_ZPL, .width_dots = 384}, "media",
	        "496 dots wide, the printer prints 384");
}

/* Short texts leave the sides of the label white: that must not decide. */
static void a_print_head_fits_the_medium_or_not_whatever_the_label_says(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-57x32");
	const struct ftl_label_data label = {.code = "W", .short_code = "W"};
	struct ftl_label_options options = {.format = FTL_LABEL_ZPL, .width_dots = 383};

	(void)state;
	refused(layout, &label, &options, "media", "456 dots wide, the printer prints 383");
	options.format = FTL_LABEL_ESCPOS;
	refused(layout, &label, &options, "media", "456 dots wide, the printer prints 383");
	for (enum ftl_label_format format = FTL_LABEL_PNG; format < FTL_LABEL_FORMATS; format++) {
		FTL_LABEL_OUTPUT(output);
		options.format = format;
		options.width_dots =
		        format == FTL_LABEL_ZPL || format == FTL_LABEL_ESCPOS ? 384 : 383;
		print_render(layout, &label, 1, &options, &output);
	}
}

/* A label in dots, out of ESC/POS; its copies and cuts counted. */
struct dots {
	size_t stride;
	size_t height;
	unsigned char *bits;
	int feeds;
	int cuts;
};

static struct dots dots_of(struct ftl_arena *arena, const struct ftl_buf *escpos)
{
	const unsigned char *at = (const unsigned char *)escpos->data;
	const unsigned char *end = at + escpos->length;
	struct dots dots = {.bits = ftl_alloc(arena, escpos->length, 1)};

	assert_memory_equal(at, "\x1b@", 2);
	for (at += 2; at < end;) {
		if (memcmp(at, "\x1dv0", 4) == 0) {
			size_t rows = at[6] + 256U * at[7];
			dots.stride = at[4] + 256U * at[5];
			memcpy(dots.bits + dots.height * dots.stride, at + 8, rows * dots.stride);
			dots.height += rows;
			at += 8 + rows * dots.stride;
		} else if (memcmp(at,
		                  "\x1b"
		                  "d",
		                  2) == 0) {
			dots.feeds++;
			at += 3;
		} else {
			assert_memory_equal(at, "\x1dVB", 4);
			dots.cuts++;
			at += 4;
		}
	}
	return dots;
}

static int dot(const struct dots *dots, size_t x, size_t y)
{
	return dots->bits[y * dots->stride + x / 8] >> (7 - x % 8) & 1;
}

/* The ink's own rectangle: left, top, right, bottom, the last two not included. */
static void ink_of(const struct dots *dots, size_t ink[4])
{
	ink[0] = dots->stride * 8;
	ink[1] = dots->height;
	ink[2] = 0;
	ink[3] = 0;
	for (size_t y = 0; y < dots->height; y++)
		for (size_t x = 0; x < dots->stride * 8; x++) {
			if (!dot(dots, x, y))
				continue;
			ink[0] = x < ink[0] ? x : ink[0];
			ink[1] = y < ink[1] ? y : ink[1];
			ink[2] = x >= ink[2] ? x + 1 : ink[2];
			ink[3] = y + 1;
		}
}

static bool same_ink(const struct dots *a, const struct dots *b)
{
	size_t left[4];
	size_t right[4];

	ink_of(a, left);
	ink_of(b, right);
	if (left[2] - left[0] != right[2] - right[0] || left[3] - left[1] != right[3] - right[1])
		return false;
	for (size_t y = 0; y < left[3] - left[1]; y++)
		for (size_t x = 0; x < left[2] - left[0]; x++)
			if (dot(a, left[0] + x, left[1] + y) != dot(b, right[0] + x, right[1] + y))
				return false;
	return true;
}

/* A label that shows its code alone, in a box of this size. */
static const struct ftl_layout *code_only(struct ftl_arena *arena, const char *box,
                                          const char *letter)
{
	const struct ftl_layout *layout = NULL;
	const char *text = ftl_sprintf(
	        arena,
	        "{\"form\":\"label\",\"title\":\"t\",\"help\":\"h\",\"width_mm\":300,"
	        "\"height_mm\":60,\"margin_x_mm\":0,\"margin_y_mm\":0,\"dpi\":203,\"elements\":["
	        "{\"kind\":\"text\",\"name\":\"code\",\"text\":\"{code}\",\"x_mm\":2,\"y_mm\":2,"
	        "%s,\"letter_mm\":%s,\"weight\":\"bold\",\"fit\":\"shrink\"}]}",
	        box, letter);

	if (ftl_layout_read(arena, "code", text, strlen(text), &layout, &print_err) != FTL_OK)
		fail_msg("%s", print_err.message);
	return layout;
}

static struct dots draw_dots(struct ftl_arena *arena, const struct ftl_layout *layout,
                             const struct ftl_label_data *label)
{
	struct ftl_label_options options = {.format = FTL_LABEL_ESCPOS, .width_dots = 5000};
	FTL_LABEL_OUTPUT(output);

	print_render(layout, label, 1, &options, &output);
	return dots_of(arena, &output.files[0]);
}

/*
 * The code squeezed into the box of the 62 × 29 label has, dot for dot, the ink of the same code
 * set free at one of the sizes between: nothing of it is cut.
 */
static void a_code_that_shrinks_loses_no_dot(void **state)
{
	static const char *const codes[] = {"W26-00412-8", "W26-LUX-1234567-8",
	                                    "W26-LUX-1234567-8QQQQQQQQQQ"};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(codes); i++) {
		FTL_ARENA(arena);
		struct ftl_label_data label = {.code = codes[i], .short_code = "W26004128"};
		struct dots boxed = draw_dots(
		        &arena, code_only(&arena, "\"width_mm\":59,\"height_mm\":7.2", "6.6"),
		        &label);
		bool is_found = false;
		size_t ink[4];

		ink_of(&boxed, ink);
		assert_true(ink[0] >= 16 && ink[2] <= 16 + 472);
		assert_true(ink[1] >= 16 && ink[3] <= 16 + 57);
		for (int letter = 660; letter >= 180 && !is_found; letter -= 6) {
			struct dots open =
			        draw_dots(&arena,
			                  code_only(&arena, "\"width_mm\":295,\"height_mm\":50",
			                            ftl_sprintf(&arena, "%d.%02d", letter / 100,
			                                        letter % 100)),
			                  &label);
			is_found = same_ink(&boxed, &open);
		}
		assert_true(is_found);
	}
}

static void a_code_that_fits_in_no_size_is_refused(void **state)
{
	FTL_ARENA(arena);
	struct ftl_label_data label = {.code = print_times(&arena, "W", 64),
	                               .short_code = "W26004128"};

	(void)state;
	refused(code_only(&arena, "\"width_mm\":20,\"height_mm\":7.2", "6.6"), &label,
	        &(struct ftl_label_options){.format = FTL_LABEL_PNG}, "code",
	        "not even in the smallest letters");
}

static void a_code_in_tiny_letters_is_warned_of(void **state)
{
	FTL_ARENA(arena);
	struct ftl_label_data label = {.code = print_times(&arena, "W", 40),
	                               .short_code = "W26004128"};
	struct ftl_label_options options = {.format = FTL_LABEL_PNG};
	FTL_LABEL_OUTPUT(output);

	(void)state;
	print_render(code_only(&arena, "\"width_mm\":50,\"height_mm\":7.2", "6.6"), &label, 1,
	             &options, &output);
	assert_int_equal(output.warning_count, 1);
	assert_non_null(strstr(output.warnings[0], "very small letters"));
}

static int count_text(const struct ftl_buf *buf, const char *text)
{
	int count = 0;
	const char *end = buf->data + buf->length;

	for (const char *at = buf->data;
	     (at = memmem(at, (size_t)(end - at), text, strlen(text))) != NULL; at++)
		count++;
	return count;
}

static void copies_are_made_by_the_printer_or_repeated(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-62x29");
	struct ftl_label_options options = {.format = FTL_LABEL_ZPL, .copies = 3, .is_cut = true};
	FTL_LABEL_OUTPUT(zpl);
	FTL_LABEL_OUTPUT(escpos);
	FTL_LABEL_OUTPUT(png);

	(void)state;
	print_render(layout, print_scripts, 2, &options, &zpl);
	assert_int_equal(count_text(&zpl.files[0], "^XA"), 2);
	assert_int_equal(count_text(&zpl.files[0], "^PQ3^XZ"), 2);
	options.format = FTL_LABEL_ESCPOS;
	print_render(layout, print_scripts, 2, &options, &escpos);
	struct dots dots = dots_of(&arena, &escpos.files[0]);
	assert_int_equal(dots.feeds, 6);
	assert_int_equal(dots.cuts, 6);
	assert_int_equal(dots.height, 1392);
	options.format = FTL_LABEL_PNG;
	print_render(layout, print_scripts, 2, &options, &png);
	assert_int_equal(png.count, 2);
}

/* 57 mm less 4.5 mm on each side are 48 mm, 384 dots: the head of such printers. */
static void a_receipt_printer_gets_the_label_without_its_margins(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-57x32");
	struct ftl_label_options options = {.format = FTL_LABEL_ESCPOS};
	struct dots whole = draw_dots(&arena, layout, print_scripts);
	FTL_LABEL_OUTPUT(output);

	(void)state;
	print_render(layout, print_scripts, 1, &options, &output);
	struct dots cropped = dots_of(&arena, &output.files[0]);
	assert_int_equal(cropped.stride, 48);
	assert_true(same_ink(&whole, &cropped));
}

static void a_narrow_print_head_gets_the_middle_of_the_label(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-57x32");
	struct ftl_label_options options = {.format = FTL_LABEL_ESCPOS, .width_dots = 384};
	struct dots whole = draw_dots(&arena, layout, print_scripts);
	FTL_LABEL_OUTPUT(output);

	(void)state;
	print_render(layout, print_scripts, 1, &options, &output);
	struct dots cropped = dots_of(&arena, &output.files[0]);
	assert_int_equal(whole.stride, 57);
	assert_int_equal(cropped.stride, 48);
	assert_int_equal(cropped.height, whole.height);
	assert_true(same_ink(&whole, &cropped));
}

static void sheets_begin_after_the_labels_already_used(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "sheet-l7163");
	struct ftl_label_options options = {.format = FTL_LABEL_PDF, .skip = 13};
	FTL_LABEL_OUTPUT(one);
	FTL_LABEL_OUTPUT(two);

	(void)state;
	print_render(layout, print_scripts, 1, &options, &one);
	print_render(layout, print_scripts, 2, &options, &two);
	assert_int_equal(count_text(&one.files[0], "/Count 1\n"), 1);
	assert_int_equal(count_text(&two.files[0], "/Count 2\n"), 1);
	refused(layout, print_scripts,
	        &(struct ftl_label_options){.format = FTL_LABEL_PDF, .skip = 14}, "skip",
	        "0 to 13");
}

/* Ink within a rectangle given in millimetres, at 8 dots a millimetre. */
static size_t ink_in(const struct dots *dots, double x, double y, double width, double height)
{
	size_t count = 0;

	for (size_t row = (size_t)(y * 8); row < (size_t)((y + height) * 8); row++)
		for (size_t column = (size_t)(x * 8); column < (size_t)((x + width) * 8); column++)
			count += (size_t)dot(dots, column, row);
	return count;
}

/* The bar of the 62 × 29 label lies at 25.5 to 43 across, 24.3 to 27.5 down. */
static void priority_is_a_solid_bar_and_nothing_when_absent(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-62x29");
	struct ftl_label_data label = print_scripts[0];
	struct dots express = draw_dots(&arena, layout, &label);
	label.priority = NULL;
	struct dots plain = draw_dots(&arena, layout, &label);

	(void)state;
	assert_int_equal(ink_in(&express, 25.5, 24.5, 1.5, 2.5), 240);
	assert_true(ink_in(&express, 28, 24.5, 13, 2.5) < 2080);
	assert_int_equal(ink_in(&plain, 25.5, 24.3, 17.5, 3.2), 0);
}

/* The device of the 62 × 29 label has its box at 1.5 to 43 across, 9.2 to 13.2 down. */
static void stacked_marks_are_cut_at_their_box(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-62x29");
	struct ftl_label_data label = {.code = "W26-00412-8", .short_code = "W26004128"};

	(void)state;
	label.device = ftl_sprintf(&arena, "Z%s", print_times(&arena, "\xcc\x8d\xcc\xa9", 60));
	struct dots dots = draw_dots(&arena, layout, &label);
	assert_true(ink_in(&dots, 1.5, 9.2, 41.5, 4) > 0);
	assert_int_equal(ink_in(&dots, 0, 13.25, 43, 15.75), 0);
}

/* The fault of the 100 × 50 label has its box at 2.5 to 65.5 across, 24.1 to 32 down. */
static void a_fault_in_arabic_begins_at_the_right(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-100x50");
	struct ftl_label_data label = {.code = "W26-00412-8", .short_code = "W26004128"};

	(void)state;
	label.fault = "شاحن";
	struct dots arabic = draw_dots(&arena, layout, &label);
	label.fault = "charger";
	struct dots latin = draw_dots(&arena, layout, &label);
	assert_true(ink_in(&arabic, 45, 24.1, 20.5, 7.9) > 0);
	assert_int_equal(ink_in(&arabic, 2.5, 24.1, 30, 7.9), 0);
	assert_true(ink_in(&latin, 2.5, 24.1, 20, 7.9) > 0);
	assert_int_equal(ink_in(&latin, 40, 24.1, 25.5, 7.9), 0);
}

static void a_label_with_codes_alone_shows_no_empty_words(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = print_load(&arena, "intake-62x29");
	struct ftl_label_data label = {.code = "W26-00412-8", .short_code = "W26004128"};
	struct dots dots = draw_dots(&arena, layout, &label);

	(void)state;
	assert_true(ink_in(&dots, 1.5, 1.5, 59, 7.2) > 0);
	assert_int_equal(ink_in(&dots, 0, 9.2, 43, 19.8), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(stacked_marks_are_cut_at_their_box),
	        cmocka_unit_test(equal_input_gives_equal_bytes),
	        cmocka_unit_test(characters_that_no_font_has_are_reported_once),
	        cmocka_unit_test(what_the_fonts_have_gives_no_warning),
	        cmocka_unit_test(labels_that_cannot_be_read_are_refused),
	        cmocka_unit_test(options_out_of_range_are_refused),
	        cmocka_unit_test(a_print_head_fits_the_medium_or_not_whatever_the_label_says),
	        cmocka_unit_test(a_code_that_shrinks_loses_no_dot),
	        cmocka_unit_test(a_code_that_fits_in_no_size_is_refused),
	        cmocka_unit_test(a_code_in_tiny_letters_is_warned_of),
	        cmocka_unit_test(copies_are_made_by_the_printer_or_repeated),
	        cmocka_unit_test(a_receipt_printer_gets_the_label_without_its_margins),
	        cmocka_unit_test(a_narrow_print_head_gets_the_middle_of_the_label),
	        cmocka_unit_test(sheets_begin_after_the_labels_already_used),
	        cmocka_unit_test(priority_is_a_solid_bar_and_nothing_when_absent),
	        cmocka_unit_test(a_fault_in_arabic_begins_at_the_right),
	        cmocka_unit_test(a_label_with_codes_alone_shows_no_empty_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

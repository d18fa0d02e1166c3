#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fettle/base/buf.h"
#include "fettle/print/label.h"

/*
 * Labels as they leave for the printer, looked at by programs that are not ours: zbarimg, poppler,
 * librsvg and the interpreters in tests/cli/label_oracle. Runs in an empty folder (tests/isolate).
 */
extern char **environ;

static struct ftl_err err;

/* Latin with diacritics, Greek, Cyrillic, Arabic, Chinese and Japanese. */
static const struct ftl_label_data scripts[] = {
        {.code = "W26-00412-8",
         .short_code = "W26004128",
         .device = "Samsung Galaxy S23",
         .customer = "Jana Nováková-Čović",
         .serial_tail = "43809",
         .fault = "switches off at 40 %, gets warm near the camera",
         .received = "22 Nov",
         .promised = "Thu 26 Nov 16:00",
         .priority = "EXPRESS",
         .piece_number = "2",
         .piece_count = "3",
         .piece_name = "charger",
         .place = "A3",
         .centre = "Northside Repair",
         .audit_head = "9f3c71aa"},
        {.code = "W26-00413-6",
         .short_code = "W26004136",
         .device = "Φούρνος Pitsos",
         .customer = "Αλέξανδρος Παπαδόπουλος",
         .serial_tail = "77Χ01",
         .received = "20 Nov",
         .promised = "Mon 30 Nov",
         .piece_number = "1",
         .piece_count = "1",
         .piece_name = "συσκευή"},
        {.code = "W26-00414-4",
         .short_code = "W26004144",
         .device = "Электрочайник Redmond",
         .customer = "Екатерина Щербакова",
         .serial_tail = "9905",
         .promised = "пн 30 ноя",
         .priority = "СРОЧНО",
         .piece_number = "3",
         .piece_count = "3",
         .piece_name = "сумка"},
        {.code = "W26-00415-2",
         .short_code = "W26004152",
         .device = "Dyson V11",
         .customer = "محمد عبد الرحمن الحداد",
         .serial_tail = "0123A",
         .fault = "المكنسة لا تعمل بعد الشحن الكامل",
         .promised = "Thu 19 Nov 17:00",
         .piece_number = "1",
         .piece_count = "3",
         .piece_name = "شاحن",
         .place = "B12"},
        {.code = "W26-LX-00416-0",
         .short_code = "W26LX004160",
         .device = "ソニー WH-1000XM4",
         .customer = "山田太郎 李小龍",
         .serial_tail = "45-7",
         .fault = "左側から音が出ません。電源を入れ直しても変わりません。",
         .promised = "11月30日",
         .piece_number = "1",
         .piece_count = "2",
         .piece_name = "ヘッドホン"},
};
#define SCRIPTS FTL_COUNT(scripts)

static const char *const media[] = {"intake-54x25", "intake-57x32", "intake-62x29", "intake-100x50",
                                    "sheet-l7163"};

static const struct ftl_layout *load(struct ftl_arena *arena, const char *name)
{
	const struct ftl_layout *layout = NULL;

	if (ftl_layout_load(arena, name, NULL, &layout, &err) != FTL_OK)
		fail_msg("%s (%s)", err.message, err.hint);
	return layout;
}

static void render(const struct ftl_layout *layout, const struct ftl_label_data *labels,
                   size_t count, const struct ftl_label_options *options,
                   struct ftl_label_output *output)
{
	if (ftl_label_render(layout, labels, count, options, output, &err) != FTL_OK)
		fail_msg("%s (%s)", err.message, err.hint);
}

static void put(const char *path, const struct ftl_buf *bytes)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes->data, 1, bytes->length, file), bytes->length);
	assert_int_equal(fclose(file), 0);
}

/* Every form of the labels, as FORMAT-N in a folder. */
static void draw_forms(const struct ftl_layout *layout, const char *folder, int64_t dpi,
                       const struct ftl_label_data *labels, size_t count, const char *url_base)
{
	FTL_ARENA(arena);

	assert_int_equal(mkdir(folder, 0755), 0);
	for (enum ftl_label_format format = FTL_LABEL_PNG; format < FTL_LABEL_FORMATS; format++) {
		struct ftl_label_options options = {.format = format,
		                                    .dpi = dpi,
		                                    .made_at = 1795341600,
		                                    .url_base = url_base,
		                                    .is_ansi = dpi == 300};
		FTL_LABEL_OUTPUT(output);
		render(layout, labels, count, &options, &output);
		assert_int_equal(output.count, ftl_label_is_single(format) ? count : 1);
		for (size_t i = 0; i < output.count; i++)
			put(ftl_sprintf(&arena, "%s/%s-%zu", folder, ftl_label_format_names[format],
			                i),
			    &output.files[i]);
	}
}

static void run(char *const *arguments)
{
	pid_t pid = 0;
	int status = 0;

	assert_int_equal(posix_spawnp(&pid, arguments[0], NULL, NULL, arguments, environ), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* Draws all forms and has them looked at. */
static void check_forms(const char *medium, int64_t dpi, const struct ftl_label_data *labels,
                        size_t count, const char *url_base)
{
	FTL_ARENA(arena);
	const char *source = getenv("FETTLE_SOURCE_DIR");
	char *folder = ftl_sprintf(&arena, "%s-%lld", medium, (long long)dpi);
	char *arguments[64] = {NULL};
	size_t at = 0;

	assert_non_null(source);
	draw_forms(load(&arena, medium), folder, dpi, labels, count, url_base);
	arguments[at++] = ftl_sprintf(&arena, "%s/tests/cli/label_oracle/check.py", source);
	arguments[at++] = folder;
	arguments[at++] = ftl_sprintf(&arena, "%s/forms/%s.json", source, medium);
	arguments[at++] = ftl_sprintf(&arena, "%lld", (long long)dpi);
	for (size_t i = 0; i < count; i++)
		arguments[at++] = ftl_sprintf(&arena, "%s%s", url_base == NULL ? "" : url_base,
		                              labels[i].short_code);
	run(arguments);
	char remove[] = "rm";
	char recursive[] = "-r";
	char *const cleaning[] = {remove, recursive, folder, NULL};
	run(cleaning);
}

static void labels_in_five_scripts_decode_from_every_form_and_medium(void **state)
{
	(void)state;
	for (size_t i = 0; i < FTL_COUNT(media); i++) {
		check_forms(media[i], 203, scripts, SCRIPTS, NULL);
		check_forms(media[i], 300, scripts, SCRIPTS, NULL);
	}
}

/* text count times over. */
static const char *times(struct ftl_arena *arena, const char *text, int count)
{
	FTL_BUF(buf);

	for (int i = 0; i < count; i++)
		ftl_buf_text(&buf, text);
	return ftl_strdup(arena, ftl_buf_cstr(&buf));
}

static void very_long_texts_stay_in_their_boxes(void **state)
{
	FTL_ARENA(arena);
	struct ftl_label_data labels[SCRIPTS];

	(void)state;
	for (size_t i = 0; i < SCRIPTS; i++) {
		const struct ftl_label_data *data = &scripts[i];
		labels[i] = (struct ftl_label_data){
		        .code = data->code,
		        .short_code = data->short_code,
		        .device = times(&arena, data->device, 40),
		        .customer = times(&arena, data->customer, 40),
		        .serial_tail = times(&arena, data->serial_tail, 40),
		        .fault = times(&arena, data->customer, 200),
		        .received = times(&arena, data->device, 10),
		        .promised = times(&arena, data->promised, 10),
		        .priority = times(&arena, data->customer, 10),
		        .piece_number = "1000000",
		        .piece_count = "1000000",
		        .piece_name = times(&arena, data->piece_name, 40),
		        .place = times(&arena, data->device, 10),
		        .centre = times(&arena, data->customer, 10),
		        .audit_head = times(&arena, "f", 500),
		};
	}
	for (size_t i = 0; i < FTL_COUNT(media); i++)
		check_forms(media[i], 203, labels, SCRIPTS, NULL);
}

/* Bad input L01: the interpreters refuse every command that a label does not need. */
static void printer_commands_in_names_are_only_drawn(void **state)
{
	static const char *const names[] = {"^XZ^XA^FO0,0^A0N,50,50^FDx^FS^XZ", "~JA~JR", "^CC!",
	                                    "_5E_7E", "\\&"};
	struct ftl_label_data labels[FTL_COUNT(names)];

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(names); i++) {
		labels[i] = scripts[i];
		labels[i].customer = names[i];
		labels[i].device = "\x1b\x70\x00\x1d\x56\x01";
		labels[i].fault = "caf\xe9 \xed\xa0\x80\x10\x14\x01 \xe2\x80\xae evil";
	}
	check_forms("intake-100x50", 203, labels, FTL_COUNT(names), NULL);
}

static void the_qr_code_carries_the_shops_address_before_the_code(void **state)
{
	(void)state;
	check_forms("intake-62x29", 203, scripts, 2, "https://shop.example/q/");
	check_forms("intake-100x50", 300, scripts, 2, "HTTPS://REPAIR.EXAMPLE.ORG/LONGER/PATH/");
}

static void equal_input_gives_equal_bytes(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = load(&arena, "intake-62x29");

	(void)state;
	for (enum ftl_label_format format = FTL_LABEL_PNG; format < FTL_LABEL_FORMATS; format++) {
		struct ftl_label_options options = {.format = format, .made_at = 1795341600};
		FTL_LABEL_OUTPUT(first);
		FTL_LABEL_OUTPUT(second);

		render(layout, scripts, SCRIPTS, &options, &first);
		render(layout, scripts, SCRIPTS, &options, &second);
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
	struct ftl_label_data label = scripts[0];
	struct ftl_label_options options = {.format = FTL_LABEL_ZPL};
	struct ftl_label_data twice[2];
	FTL_LABEL_OUTPUT(output);

	(void)state;
	label.customer = "A\xf4\x8f\xbc\x80\xf4\x8f\xbc\x81";
	twice[0] = label;
	twice[1] = label;
	render(load(&arena, "intake-62x29"), twice, 2, &options, &output);
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
	render(load(&arena, "intake-100x50"), scripts, SCRIPTS, &options, &output);
	assert_int_equal(output.warning_count, 0);
}

static void refused(const struct ftl_layout *layout, const struct ftl_label_data *label,
                    const struct ftl_label_options *options, const char *field, const char *message)
{
	FTL_LABEL_OUTPUT(output);

	assert_int_equal(ftl_label_render(layout, label, 1, options, &output, &err), FTL_INVALID);
	assert_string_equal(err.field, field);
	if (strstr(err.message, message) == NULL)
		fail_msg("%s", err.message);
	assert_null(output.files);
}

static void labels_that_cannot_be_read_are_refused(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = load(&arena, "intake-54x25");
	struct ftl_label_options options = {.format = FTL_LABEL_PNG};
	struct ftl_label_data label = scripts[0];

	(void)state;
	label.code = NULL;
	refused(layout, &label, &options, "code", "needs its code");
	label.code = "";
	refused(layout, &label, &options, "code", "needs its code");
	label = scripts[0];
	label.short_code = NULL;
	refused(layout, &label, &options, "short_code", "needs its short_code");
	label.short_code = times(&arena, "W", 65);
	refused(layout, &label, &options, "short_code", "at most 64 bytes");
	label = scripts[0];
	options.url_base = times(&arena, "https://x/", 12);
	refused(layout, &label, &options, "short_code", "too fine for scanners");
	options.url_base = "https://x /";
	refused(layout, &label, &options, "url_base", "without blanks");
}

static void options_out_of_range_are_refused(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = load(&arena, "intake-62x29");

	(void)state;
	refused(layout, scripts, &(struct ftl_label_options){.dpi = 72}, "dpi", "150 to 1200");
	refused(layout, scripts, &(struct ftl_label_options){.dpi = 2400}, "dpi", "150 to 1200");
	refused(layout, scripts, &(struct ftl_label_options){.copies = 101}, "copies", "1 to 100");
	refused(layout, scripts, &(struct ftl_label_options){.copies = -1}, "copies", "1 to 100");
	refused(layout, scripts, &(struct ftl_label_options){.skip = 1}, "skip", "0 to 0");
	refused(layout, scripts,
	        &(struct ftl_label_options){.format = FTL_LABEL_ZPL, .width_dots = 384}, "media",
	        "496 dots wide, the printer prints 384");
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

	if (ftl_layout_read(arena, "code", text, strlen(text), &layout, &err) != FTL_OK)
		fail_msg("%s", err.message);
	return layout;
}

static struct dots draw_dots(struct ftl_arena *arena, const struct ftl_layout *layout,
                             const struct ftl_label_data *label)
{
	struct ftl_label_options options = {.format = FTL_LABEL_ESCPOS};
	FTL_LABEL_OUTPUT(output);

	render(layout, label, 1, &options, &output);
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
	struct ftl_label_data label = {.code = times(&arena, "W", 64), .short_code = "W26004128"};

	(void)state;
	refused(code_only(&arena, "\"width_mm\":20,\"height_mm\":7.2", "6.6"), &label,
	        &(struct ftl_label_options){.format = FTL_LABEL_PNG}, "code",
	        "not even in the smallest letters");
}

static void a_code_in_tiny_letters_is_warned_of(void **state)
{
	FTL_ARENA(arena);
	struct ftl_label_data label = {.code = times(&arena, "W", 40), .short_code = "W26004128"};
	struct ftl_label_options options = {.format = FTL_LABEL_PNG};
	FTL_LABEL_OUTPUT(output);

	(void)state;
	render(code_only(&arena, "\"width_mm\":50,\"height_mm\":7.2", "6.6"), &label, 1, &options,
	       &output);
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
	const struct ftl_layout *layout = load(&arena, "intake-62x29");
	struct ftl_label_options options = {.format = FTL_LABEL_ZPL, .copies = 3, .is_cut = true};
	FTL_LABEL_OUTPUT(zpl);
	FTL_LABEL_OUTPUT(escpos);
	FTL_LABEL_OUTPUT(png);

	(void)state;
	render(layout, scripts, 2, &options, &zpl);
	assert_int_equal(count_text(&zpl.files[0], "^XA"), 2);
	assert_int_equal(count_text(&zpl.files[0], "^PQ3^XZ"), 2);
	options.format = FTL_LABEL_ESCPOS;
	render(layout, scripts, 2, &options, &escpos);
	struct dots dots = dots_of(&arena, &escpos.files[0]);
	assert_int_equal(dots.feeds, 6);
	assert_int_equal(dots.cuts, 6);
	assert_int_equal(dots.height, 1392);
	options.format = FTL_LABEL_PNG;
	render(layout, scripts, 2, &options, &png);
	assert_int_equal(png.count, 2);
}

static void a_narrow_print_head_gets_the_middle_of_the_label(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = load(&arena, "intake-57x32");
	struct ftl_label_options options = {.format = FTL_LABEL_ESCPOS, .width_dots = 384};
	struct dots whole = draw_dots(&arena, layout, scripts);
	FTL_LABEL_OUTPUT(output);

	(void)state;
	render(layout, scripts, 1, &options, &output);
	struct dots cropped = dots_of(&arena, &output.files[0]);
	assert_int_equal(whole.stride, 57);
	assert_int_equal(cropped.stride, 48);
	assert_int_equal(cropped.height, whole.height);
	assert_true(same_ink(&whole, &cropped));
}

static void sheets_begin_after_the_labels_already_used(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = load(&arena, "sheet-l7163");
	struct ftl_label_options options = {.format = FTL_LABEL_PDF, .skip = 13};
	FTL_LABEL_OUTPUT(one);
	FTL_LABEL_OUTPUT(two);

	(void)state;
	render(layout, scripts, 1, &options, &one);
	render(layout, scripts, 2, &options, &two);
	assert_int_equal(count_text(&one.files[0], "/Count 1\n"), 1);
	assert_int_equal(count_text(&two.files[0], "/Count 2\n"), 1);
	refused(layout, scripts, &(struct ftl_label_options){.format = FTL_LABEL_PDF, .skip = 14},
	        "skip", "0 to 13");
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

/* The bar of the 62 × 29 label lies at 19 to 43 across, 24.3 to 27.5 down. */
static void priority_is_a_solid_bar_and_nothing_when_absent(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = load(&arena, "intake-62x29");
	struct ftl_label_data label = scripts[0];
	struct dots express = draw_dots(&arena, layout, &label);
	label.priority = NULL;
	struct dots plain = draw_dots(&arena, layout, &label);

	(void)state;
	assert_int_equal(ink_in(&express, 19, 24.5, 4, 2.5), 640);
	assert_true(ink_in(&express, 24, 24.5, 14, 2.5) < 2240);
	assert_int_equal(ink_in(&plain, 19, 24.3, 24, 3.2), 0);
}

/* The device of the 62 × 29 label has its box at 1.5 to 43 across, 9.2 to 13.2 down. */
static void stacked_marks_are_cut_at_their_box(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = load(&arena, "intake-62x29");
	struct ftl_label_data label = {.code = "W26-00412-8", .short_code = "W26004128"};

	(void)state;
	label.device = ftl_sprintf(&arena, "Z%s", times(&arena, "\xcc\x8d\xcc\xa9", 60));
	struct dots dots = draw_dots(&arena, layout, &label);
	assert_true(ink_in(&dots, 1.5, 9.2, 41.5, 4) > 0);
	assert_int_equal(ink_in(&dots, 0, 13.25, 43, 15.75), 0);
	check_forms("intake-62x29", 203, &label, 1, NULL);
}

/* The fault of the 100 × 50 label has its box at 2.5 to 65.5 across, 24.1 to 32 down. */
static void a_fault_in_arabic_begins_at_the_right(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = load(&arena, "intake-100x50");
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
	const struct ftl_layout *layout = load(&arena, "intake-62x29");
	struct ftl_label_data label = {.code = "W26-00412-8", .short_code = "W26004128"};
	struct dots dots = draw_dots(&arena, layout, &label);

	(void)state;
	assert_true(ink_in(&dots, 1.5, 1.5, 59, 7.2) > 0);
	assert_int_equal(ink_in(&dots, 0, 9.2, 43, 19.8), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(labels_in_five_scripts_decode_from_every_form_and_medium),
	        cmocka_unit_test(very_long_texts_stay_in_their_boxes),
	        cmocka_unit_test(printer_commands_in_names_are_only_drawn),
	        cmocka_unit_test(stacked_marks_are_cut_at_their_box),
	        cmocka_unit_test(the_qr_code_carries_the_shops_address_before_the_code),
	        cmocka_unit_test(equal_input_gives_equal_bytes),
	        cmocka_unit_test(characters_that_no_font_has_are_reported_once),
	        cmocka_unit_test(what_the_fonts_have_gives_no_warning),
	        cmocka_unit_test(labels_that_cannot_be_read_are_refused),
	        cmocka_unit_test(options_out_of_range_are_refused),
	        cmocka_unit_test(a_code_that_shrinks_loses_no_dot),
	        cmocka_unit_test(a_code_that_fits_in_no_size_is_refused),
	        cmocka_unit_test(a_code_in_tiny_letters_is_warned_of),
	        cmocka_unit_test(copies_are_made_by_the_printer_or_repeated),
	        cmocka_unit_test(a_narrow_print_head_gets_the_middle_of_the_label),
	        cmocka_unit_test(sheets_begin_after_the_labels_already_used),
	        cmocka_unit_test(priority_is_a_solid_bar_and_nothing_when_absent),
	        cmocka_unit_test(a_fault_in_arabic_begins_at_the_right),
	        cmocka_unit_test(a_label_with_codes_alone_shows_no_empty_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

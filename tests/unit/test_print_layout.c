#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "print/layout.h"

/* Layouts of labels: what is read, what is refused. Runs in an empty folder. */
static struct ftl_err err;

#define HEAD                                                                                       \
	"{\"form\":\"label\",\"title\":\"T\",\"help\":\"H\",\"width_mm\":62,\"height_mm\":29,"     \
	"\"margin_x_mm\":2,\"margin_y_mm\":2,\"dpi\":203,\"elements\":["
#define CODE                                                                                       \
	"{\"kind\":\"text\",\"name\":\"code\",\"text\":\"{code}\",\"x_mm\":2,\"y_mm\":2,"          \
	"\"width_mm\":40,\"height_mm\":6,\"letter_mm\":5,\"fit\":\"shrink\"}"
#define TAIL "]}"

static void refused(const char *text, const char *message)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = NULL;

	if (ftl_layout_read(&arena, "own", text, strlen(text), &layout, &err) != FTL_INVALID)
		fail_msg("accepted: %s", text);
	if (strstr(err.message, message) == NULL && strstr(err.field, message) == NULL)
		fail_msg("%s: %s", err.field, err.message);
	assert_null(layout);
}

static const struct ftl_layout *read_one(struct ftl_arena *arena, const char *text)
{
	const struct ftl_layout *layout = NULL;

	if (ftl_layout_read(arena, "own", text, strlen(text), &layout, &err) != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
	return layout;
}

static void a_layout_is_read_in_micrometres(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout =
	        read_one(&arena, HEAD CODE
	                 ",{\"kind\":\"text\",\"name\":\"due\",\"when\":\"promised\","
	                 "\"unless\":\"priority\","
	                 "\"text\":\"due {promised}, {place}\",\"x_mm\":2.5,\"y_mm\":8.125,"
	                 "\"width_mm\":30,\"height_mm\":4,\"letter_mm\":2.4,"
	                 "\"min_letter_mm\":1.8,\"weight\":\"bold\",\"align\":\"right\","
	                 "\"valign\":\"top\",\"fit\":\"wrap\"}" TAIL);

	(void)state;
	assert_string_equal(layout->name, "own");
	assert_int_equal(layout->width_um, 62000);
	assert_int_equal(layout->count, 2);
	const struct ftl_element *due = &layout->elements[1];
	assert_int_equal(due->box.x, 2500);
	assert_int_equal(due->box.y, 8125);
	assert_int_equal(due->letter_um, 2400);
	assert_int_equal(due->min_letter_um, 1800);
	assert_true(due->is_bold);
	assert_int_equal(due->align, FTL_ALIGN_RIGHT);
	assert_int_equal(due->valign, FTL_VALIGN_TOP);
	assert_int_equal(due->fit, FTL_FIT_WRAP);
	assert_string_equal(due->when->name, "promised");
	assert_string_equal(due->unless->name, "priority");
	assert_int_equal(due->part_count, 4);
	assert_string_equal(due->parts[0].literal, "due ");
	assert_string_equal(due->parts[1].field->name, "promised");
	assert_string_equal(due->parts[2].literal, ", ");
	assert_string_equal(due->parts[3].field->name, "place");
}

/* 203 dpi heads have 8 dots a millimetre; the sizes are those that label printers document. */
static void lengths_become_whole_dots(void **state)
{
	(void)state;
	assert_int_equal(ftl_dots(62000, 203), 496);
	assert_int_equal(ftl_dots(29000, 203), 232);
	assert_int_equal(ftl_dots(57000, 203), 456);
	assert_int_equal(ftl_dots(32000, 203), 256);
	assert_int_equal(ftl_dots(100000, 203), 800);
	assert_int_equal(ftl_dots(50000, 203), 400);
	assert_int_equal(ftl_dots(62000, 300), 732);
	assert_int_equal(ftl_dots(29000, 300), 342);
	assert_int_equal(ftl_dots(57000, 300), 673);
	assert_int_equal(ftl_dots(32000, 300), 377);
	assert_int_equal(ftl_dots(100000, 300), 1181);
	assert_int_equal(ftl_dots(50000, 300), 590);
	assert_int_equal(ftl_qr_min_dots(203), 3);
	assert_int_equal(ftl_qr_min_dots(300), 4);
	assert_int_equal(ftl_qr_min_dots(600), 8);
}

static void unknown_keys_and_kinds_are_named(void **state)
{
	(void)state;
	refused("{\"form\":\"label\",\"colour\":1}", "colour");
	refused("{\"form\":\"receipt\",\"title\":\"T\",\"help\":\"H\",\"width_mm\":62,"
	        "\"height_mm\":29,\"margin_x_mm\":2,\"margin_y_mm\":2,\"dpi\":203,\"elements\":[]}",
	        "'label'");
	refused(HEAD "{\"kind\":\"circle\"}" TAIL, "circle");
	refused(HEAD "{\"name\":\"x\"}" TAIL, "kind");
	refused(HEAD "{\"kind\":7}" TAIL, "string");
	refused(HEAD "7" TAIL, "object");
	refused(HEAD CODE ",{\"kind\":\"qr\",\"name\":\"q\",\"x_mm\":40,\"y_mm\":8,\"size_mm\":20,"
	                  "\"text\":\"{customer}\"}" TAIL,
	        "text");
	refused(HEAD CODE ",{\"kind\":\"line\",\"name\":\"l\",\"x_mm\":2,\"y_mm\":9,"
	                  "\"width_mm\":9,\"height_mm\":0.5,\"letter_mm\":2}" TAIL,
	        "letter_mm");
	refused("[]", "");
	refused("", "");
}

static void sizes_have_bounds(void **state)
{
	(void)state;
	refused("{\"form\":\"label\",\"title\":\"T\",\"help\":\"H\",\"width_mm\":5,"
	        "\"height_mm\":29,\"margin_x_mm\":2,\"margin_y_mm\":2,\"dpi\":203,\"elements\":[]}",
	        "8 to 320 millimetres");
	refused("{\"form\":\"label\",\"title\":\"T\",\"help\":\"H\",\"width_mm\":1e9,"
	        "\"height_mm\":29,\"margin_x_mm\":2,\"margin_y_mm\":2,\"dpi\":203,\"elements\":[]}",
	        "width_mm");
	refused("{\"form\":\"label\",\"title\":\"T\",\"help\":\"H\",\"width_mm\":62,"
	        "\"height_mm\":29,\"margin_x_mm\":2,\"margin_y_mm\":2,\"dpi\":72,\"elements\":[]}",
	        "dpi");
	refused(HEAD "{\"kind\":\"text\",\"name\":\"code\",\"text\":\"{code}\",\"x_mm\":2,"
	             "\"y_mm\":2,\"width_mm\":40,\"height_mm\":6,\"letter_mm\":1.7}" TAIL,
	        "1.8 to 60 millimetres");
	refused(HEAD "{\"kind\":\"text\",\"name\":\"code\",\"text\":\"{code}\",\"x_mm\":2,"
	             "\"y_mm\":2,\"width_mm\":40,\"height_mm\":6,\"letter_mm\":3,"
	             "\"min_letter_mm\":4}" TAIL,
	        "1.8 to 3 millimetres");
	refused(HEAD "{\"kind\":\"text\",\"name\":\"code\",\"text\":\"{code}\",\"x_mm\":2,"
	             "\"y_mm\":2,\"width_mm\":40,\"height_mm\":4,\"letter_mm\":5}" TAIL,
	        "do not fit");
}

static void templates_name_known_fields(void **state)
{
	static const char *const texts[][2] = {
	        {"{serial}", "no field 'serial'"}, {"{code", "not closed"}, {"code}", "not opened"},
	        {"{co{de}", "not closed"},         {"{}", "no field"},      {"", "empty"}};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		FTL_ARENA(arena);
		refused(ftl_sprintf(&arena,
		                    HEAD CODE ",{\"kind\":\"text\",\"name\":\"x\",\"text\":\"%s\","
		                              "\"x_mm\":2,\"y_mm\":9,\"width_mm\":9,"
		                              "\"height_mm\":4}" TAIL,
		                    texts[i][0]),
		        texts[i][1]);
	}
	refused(HEAD CODE ",{\"kind\":\"line\",\"name\":\"l\",\"when\":\"nothing\",\"x_mm\":2,"
	                  "\"y_mm\":9,\"width_mm\":9,\"height_mm\":0.5}" TAIL,
	        "no field 'nothing'");
	refused(HEAD CODE ",{\"kind\":\"line\",\"name\":\"l\",\"unless\":\"never\",\"x_mm\":2,"
	                  "\"y_mm\":9,\"width_mm\":9,\"height_mm\":0.5}" TAIL,
	        "no field 'never'");
}

static void elements_outside_the_printable_part_are_named(void **state)
{
	static const char *const boxes[] = {
	        "\"x_mm\":1.9,\"y_mm\":9,\"width_mm\":9,\"height_mm\":4",
	        "\"x_mm\":2,\"y_mm\":1.9,\"width_mm\":9,\"height_mm\":4",
	        "\"x_mm\":52,\"y_mm\":9,\"width_mm\":8.1,\"height_mm\":4",
	        "\"x_mm\":2,\"y_mm\":23.1,\"width_mm\":9,\"height_mm\":4",
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(boxes); i++) {
		FTL_ARENA(arena);
		refused(ftl_sprintf(&arena,
		                    HEAD CODE ",{\"kind\":\"text\",\"name\":\"stray\","
		                              "\"text\":\"{place}\",%s}" TAIL,
		                    boxes[i]),
		        "element 'stray' lies outside");
	}
}

/* A code of 20 mm at (40, 8): its box ends at 60 and 28, of which the margin may take 1.5 mm. */
#define QR ",{\"kind\":\"qr\",\"name\":\"square\",\"x_mm\":41,\"y_mm\":8,\"size_mm\":20}"

static void nothing_may_reach_into_the_qr_code(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	read_one(&arena, HEAD CODE QR TAIL);
	read_one(&arena, HEAD CODE QR
	         ",{\"kind\":\"line\",\"name\":\"near\",\"x_mm\":2,\"y_mm\":9,\"width_mm\":39,"
	         "\"height_mm\":1}" TAIL);
	refused(HEAD CODE QR
	        ",{\"kind\":\"line\",\"name\":\"near\",\"x_mm\":2,\"y_mm\":9,\"width_mm\":39.001,"
	        "\"height_mm\":1}" TAIL,
	        "element 'near' reaches into the box of the QR code 'square'");
	refused(HEAD CODE QR
	        ",{\"kind\":\"qr\",\"name\":\"other\",\"x_mm\":30,\"y_mm\":8,\"size_mm\":12}" TAIL,
	        "reaches into");
	refused(HEAD CODE ",{\"kind\":\"qr\",\"name\":\"small\",\"x_mm\":41,\"y_mm\":9,\"size_mm\":"
	                  "10.8}" TAIL,
	        "at least 10.876 millimetres");
	refused(HEAD CODE
	        ",{\"kind\":\"qr\",\"name\":\"edge\",\"x_mm\":42,\"y_mm\":8.6,\"size_mm\":20}" TAIL,
	        "'edge' lies outside");
}

static void a_layout_must_show_the_code(void **state)
{
	(void)state;
	refused(HEAD "{\"kind\":\"line\",\"name\":\"l\",\"x_mm\":2,\"y_mm\":9,\"width_mm\":9,"
	             "\"height_mm\":0.5}" TAIL,
	        "no element shows the {code}");
	refused(HEAD CODE "," CODE TAIL, "same name");
}

static void sheets_must_hold_their_labels(void **state)
{
	FTL_ARENA(arena);
	static const char *const sheets[][2] = {
	        {"\"page_width_mm\":210,\"page_height_mm\":297,\"columns\":3,\"rows\":8,"
	         "\"left_mm\":8,\"top_mm\":10,\"step_x_mm\":64,\"step_y_mm\":31",
	         NULL},
	        {"\"page_width_mm\":210,\"page_height_mm\":297,\"columns\":4,\"rows\":8,"
	         "\"left_mm\":8,\"top_mm\":10,\"step_x_mm\":64,\"step_y_mm\":31",
	         "do not fit"},
	        {"\"page_width_mm\":210,\"page_height_mm\":297,\"columns\":3,\"rows\":8,"
	         "\"left_mm\":8,\"top_mm\":10,\"step_x_mm\":60,\"step_y_mm\":31",
	         "lie on each other"},
	        {"\"page_width_mm\":210,\"page_height_mm\":297,\"columns\":0,\"rows\":8,"
	         "\"left_mm\":8,\"top_mm\":10,\"step_x_mm\":64,\"step_y_mm\":31",
	         "columns"},
	        {"\"page_width_mm\":210", "page_height_mm"}};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(sheets); i++) {
		const char *text = ftl_sprintf(
		        &arena,
		        "{\"form\":\"label\",\"title\":\"T\",\"help\":\"H\",\"width_mm\":62,"
		        "\"height_mm\":29,\"margin_x_mm\":2,\"margin_y_mm\":2,\"dpi\":203,"
		        "\"sheet\":{%s},\"elements\":[" CODE "]}",
		        sheets[i][0]);
		if (sheets[i][1] == NULL)
			read_one(&arena, text);
		else
			refused(text, sheets[i][1]);
	}
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static const struct ftl_label_medium *find(const struct ftl_label_medium *media, size_t count,
                                           const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(media[i].name, name) == 0)
			return &media[i];
	return NULL;
}

static void built_in_media_are_listed_by_name(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_label_medium *media = NULL;
	size_t count = 0;

	(void)state;
	assert_int_equal(ftl_label_list_media(&arena, NULL, &media, &count, &err), FTL_OK);
	assert_true(count >= 5);
	for (size_t i = 1; i < count; i++)
		assert_true(strcmp(media[i - 1].name, media[i].name) < 0);
	const struct ftl_label_medium *sheet = find(media, count, "sheet-l7163");
	assert_non_null(sheet);
	assert_int_equal(sheet->per_page, 14);
	assert_int_equal(sheet->width_um, 99100);
	assert_null(sheet->path);
	assert_null(sheet->problem);
	assert_non_null(find(media, count, FTL_LAYOUT_DEFAULT));
}

static void the_shops_own_layout_comes_first(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_layout *layout = NULL;
	const struct ftl_label_medium *media = NULL;
	size_t count = 0;

	(void)state;
	assert_int_equal(mkdir("own", 0755), 0);
	put("own/intake-62x29.json", HEAD CODE TAIL);
	put("own/broken.json", "{\"form\":");
	put("own/receipt.json", "{\"form\":\"receipt\"}");
	put("own/Notes.json", "{}");
	put("own/readme.txt", "hello");
	assert_int_equal(ftl_layout_load(&arena, "intake-62x29", "own", &layout, &err), FTL_OK);
	assert_string_equal(layout->title, "T");
	assert_int_equal(ftl_layout_load(&arena, "intake-57x32", "own", &layout, &err), FTL_OK);
	assert_int_equal(ftl_layout_load(&arena, "broken", "own", &layout, &err), FTL_INVALID);
	assert_int_equal(ftl_label_list_media(&arena, "own", &media, &count, &err), FTL_OK);
	assert_string_equal(find(media, count, "intake-62x29")->path, "own/intake-62x29.json");
	assert_string_equal(find(media, count, "intake-62x29")->title, "T");
	assert_non_null(find(media, count, "broken")->problem);
	assert_null(find(media, count, "receipt"));
	assert_null(find(media, count, "Notes"));
	assert_int_equal(ftl_label_list_media(&arena, "none", &media, &count, &err), FTL_IO);
	unlink("own/intake-62x29.json");
	unlink("own/broken.json");
	unlink("own/receipt.json");
	unlink("own/Notes.json");
	unlink("own/readme.txt");
	rmdir("own");
}

static void unknown_media_are_answered_with_the_known_ones(void **state)
{
	FTL_ARENA(arena);
	static const char *const names[] = {"a4",  "../forms/intake-62x29", "", "-x",
	                                    "A B", "intake-62x29.json"};
	const struct ftl_layout *layout = NULL;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(names); i++) {
		assert_int_equal(ftl_layout_load(&arena, names[i], NULL, &layout, &err),
		                 FTL_NOT_FOUND);
		assert_string_equal(err.field, "media");
		assert_non_null(strstr(err.hint, "intake-62x29"));
	}
}

static void very_large_files_are_not_read(void **state)
{
	FTL_ARENA(arena);
	char *text = ftl_alloc(&arena, FTL_LAYOUT_SIZE + 2, 1);

	(void)state;
	memset(text, ' ', FTL_LAYOUT_SIZE + 1);
	refused(text, "larger than 65536 bytes");
}

static void millimetres_are_written_without_needless_zeros(void **state)
{
	char buffer[FTL_MM_SIZE];

	(void)state;
	assert_string_equal(ftl_mm(buffer, 62000), "62");
	assert_string_equal(ftl_mm(buffer, 99100), "99.1");
	assert_string_equal(ftl_mm(buffer, 10876), "10.876");
	assert_string_equal(ftl_mm(buffer, 10), "0.01");
	assert_string_equal(ftl_mm(buffer, 0), "0");
	assert_string_equal(ftl_mm(buffer, -1500), "-1.5");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_layout_is_read_in_micrometres),
	        cmocka_unit_test(lengths_become_whole_dots),
	        cmocka_unit_test(unknown_keys_and_kinds_are_named),
	        cmocka_unit_test(sizes_have_bounds),
	        cmocka_unit_test(templates_name_known_fields),
	        cmocka_unit_test(elements_outside_the_printable_part_are_named),
	        cmocka_unit_test(nothing_may_reach_into_the_qr_code),
	        cmocka_unit_test(a_layout_must_show_the_code),
	        cmocka_unit_test(sheets_must_hold_their_labels),
	        cmocka_unit_test(built_in_media_are_listed_by_name),
	        cmocka_unit_test(the_shops_own_layout_comes_first),
	        cmocka_unit_test(unknown_media_are_answered_with_the_known_ones),
	        cmocka_unit_test(very_large_files_are_not_read),
	        cmocka_unit_test(millimetres_are_written_without_needless_zeros),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

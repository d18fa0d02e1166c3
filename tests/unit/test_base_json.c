#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/json.h"

static struct ftl_err err;

static enum ftl_status parse(struct ftl_json_doc **doc, const char *text, size_t length)
{
	return ftl_json_parse("in.json", 1, text, length, doc, &err);
}

static void opened(struct ftl_json_doc **doc, const char *text)
{
	if (parse(doc, text, strlen(text)) != FTL_OK)
		fail_msg("refused %s: %s", text, err.message);
}

static void refused(const char *text, size_t length, const char *message)
{
	FTL_JSON_DOC(doc);

	if (parse(&doc, text, length) != FTL_INVALID)
		fail_msg("accepted %s", text);
	assert_null(doc);
	assert_string_equal(err.field, "in.json");
	assert_string_equal(err.message, message);
}

#define REFUSED(literal, message) refused(literal, sizeof(literal) - 1, message)

static void a_document_is_walked_in_order(void **state)
{
	(void)state;
	FTL_JSON_DOC(doc);
	opened(&doc, " {\"a\": [1, \"x\\u00e9\\ud83d\\udd27\\n\", true, false, null, {}], \"\": "
	             "-0.5e3}\r\n");
	const struct ftl_json *root = ftl_json_root(doc);
	assert_int_equal(ftl_json_kind(root), FTL_JSON_OBJECT);
	const struct ftl_json *a = ftl_json_next(root, NULL);
	assert_string_equal(ftl_json_key(a), "a");
	assert_int_equal(ftl_json_kind(a), FTL_JSON_ARRAY);
	const struct ftl_json *item = ftl_json_next(a, NULL);
	assert_string_equal(ftl_json_text(item), "1");
	item = ftl_json_next(a, item);
	assert_string_equal(ftl_json_text(item), "x\xC3\xA9\xF0\x9F\x94\xA7\n");
	item = ftl_json_next(a, item);
	assert_int_equal(ftl_json_kind(item), FTL_JSON_BOOL);
	assert_true(ftl_json_bool(item));
	item = ftl_json_next(a, item);
	assert_false(ftl_json_bool(item));
	item = ftl_json_next(a, item);
	assert_int_equal(ftl_json_kind(item), FTL_JSON_NULL);
	item = ftl_json_next(a, item);
	assert_null(ftl_json_next(item, NULL));
	assert_null(ftl_json_next(a, item));
	const struct ftl_json *last = ftl_json_next(root, a);
	assert_string_equal(ftl_json_key(last), "");
	assert_string_equal(ftl_json_text(last), "-0.5e3");
}

/* What a double would spoil: cJSON reads 9007199254740993 as …992. */
static void numbers_keep_their_text(void **state)
{
	(void)state;
	static const char *const numbers[] = {
	        "9007199254740993",
	        "89490200001045676512",
	        "1e400",
	        "0.10",
	        "-0",
	        "1E+2",
	        "123456789012345678901234567890123456789012345678901234567890",
	};

	for (size_t i = 0; i < FTL_COUNT(numbers); i++) {
		FTL_JSON_DOC(doc);
		opened(&doc, numbers[i]);
		assert_string_equal(ftl_json_text(ftl_json_root(doc)), numbers[i]);
	}
}

static void a_byte_order_mark_is_skipped(void **state)
{
	(void)state;
	FTL_JSON_DOC(doc);

	opened(&doc, "\xEF\xBB\xBF[1]");
	assert_int_equal(ftl_json_kind(ftl_json_root(doc)), FTL_JSON_ARRAY);
}

/* J03 */
static void rubbish_is_refused_with_line_and_column(void **state)
{
	(void)state;
	REFUSED("", "line 1, column 1: the text ends here, expected a value");
	REFUSED("  \n ", "line 2, column 2: the text ends here, expected a value");
	REFUSED("[1,2,]", "line 1, column 6: comma before ']'");
	REFUSED("{\"a\":1,}", "line 1, column 8: comma before '}'");
	REFUSED("[1,\n // x\n2]", "line 2, column 2: comments are not allowed");
	REFUSED("/* x */ 1", "line 1, column 1: comments are not allowed");
	REFUSED("[NaN]", "line 1, column 2: unexpected 'NaN', expected a value or ']'");
	REFUSED("[-Infinity]", "line 1, column 2: unexpected '-', expected a value or ']'");
	REFUSED("{} {}", "line 1, column 4: something follows after the end of the document");
	REFUSED("{\"a\":\n1", "line 2, column 2: the text ends here, expected ',' or the closing "
	                      "bracket");
	REFUSED("{\"\xC3\xA9\" 1}", "line 1, column 6: unexpected '1', expected ':'");
	REFUSED("{a:1}", "line 1, column 2: unexpected 'a', expected a key or '}'");
	REFUSED("{'a':1}", "line 1, column 2: unexpected ''', expected a key or '}'");
	REFUSED("[1 2]", "line 1, column 4: unexpected '2', expected ',' or the closing bracket");
	REFUSED("[1}", "line 1, column 3: unexpected '}', expected ',' or the closing bracket");
	REFUSED("]", "line 1, column 1: unexpected ']', expected a value");
	REFUSED("[01]", "line 1, column 3: number with a leading zero");
	REFUSED("[1.]", "line 1, column 2: unexpected '1', expected a value or ']'");
	REFUSED("[+1]", "line 1, column 2: unexpected '+', expected a value or ']'");
	REFUSED("[.5]", "line 1, column 2: unexpected '.', expected a value or ']'");
	REFUSED("[tru]", "line 1, column 2: unexpected 'tru', expected a value or ']'");
	REFUSED("[truex]", "line 1, column 6: unexpected 'x', expected ',' or the closing bracket");
	REFUSED("\"abc", "line 1, column 1: this string has no closing quote");
	REFUSED("\"a\nb\"", "line 1, column 3: line break inside a string; write \\n");
	REFUSED("\"a\tb\"", "line 1, column 3: control character U+0009 inside a string; write it "
	                    "as an escape");
	REFUSED("\"\\x41\"", "line 1, column 2: unknown escape after a backslash");
	REFUSED("\"\\u12g4\"", "line 1, column 2: \\u needs four hexadecimal digits");
	REFUSED("\"\\u12", "line 1, column 2: \\u needs four hexadecimal digits");
	REFUSED("\"\\", "line 1, column 2: the text ends inside an escape");
	REFUSED("[1]\0", "line 1, column 4: something follows after the end of the document");
	REFUSED("[1,\xC2\xA0"
	        "2]",
	        "line 1, column 4: unexpected '\xC2\xA0', expected a value");
	REFUSED("[1234567890123456789012345678901234567890123456789012345678901]",
	        "line 1, column 2: number has more than 60 characters");
	REFUSED("\xFF\xFE[\0", "is UTF-16, expected UTF-8");
	REFUSED("[\0"
	        "1\0",
	        "is UTF-16, expected UTF-8");
}

/* T04 to T06 */
static void text_that_is_no_text_is_refused(void **state)
{
	(void)state;
	REFUSED("{\"n\":\n \"Ann\\u0000Bob\"}", "line 2, column 6: NUL (\\u0000) is not allowed");
	REFUSED("[\"Ann\0Bob\"]", "line 1, column 6: control character U+0000 inside a string; "
	                          "write it as an escape");
	REFUSED("[\"caf\xE9\"]", "line 1, column 6: not valid UTF-8");
	REFUSED("[\"\xED\xA0\x80\"]", "line 1, column 3: not valid UTF-8");
	REFUSED("\"\\ud800\"", "line 1, column 2: lone surrogate \\ud800");
	REFUSED("\"\\ud800\\u0041\"", "line 1, column 2: lone surrogate \\ud800");
	REFUSED("\"\\udc00\\ud800\"", "line 1, column 2: lone surrogate \\udc00");
}

/* J01 */
static void duplicate_keys_are_refused(void **state)
{
	(void)state;
	REFUSED("{\"qty\":1,\n\"qty\":-1}", "line 2, column 1: duplicate key 'qty'");
	REFUSED("[{\"a\":{\"b\":1,\"\\u0062\":2}}]", "line 1, column 14: duplicate key 'b'");
	REFUSED("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\n\"a\":"
	        "2}",
	        "line 2, column 1: duplicate key 'a'");
	FTL_JSON_DOC(doc);
	opened(&doc, "{\"a\":1,\"A\":2,\"b\":{\"a\":3}}");
}

/* J02 */
static void nesting_ends_at_64_levels(void **state)
{
	(void)state;
	enum { MEGABYTE = 1 << 20 };
	char text[130];
	char *deep = malloc(MEGABYTE);
	FTL_JSON_DOC(doc);

	assert_non_null(deep);
	memset(deep, '[', MEGABYTE);
	refused(deep, MEGABYTE, "line 1, column 65: nested deeper than 64 levels");
	free(deep);
	memset(text, '[', 64);
	memset(text + 64, ']', 64);
	text[128] = '\0';
	opened(&doc, text);
}

static void json_lines_count_on(void **state)
{
	(void)state;
	FTL_JSON_DOC(doc);

	assert_int_equal(ftl_json_parse("in.jsonl", 41, "{\"a\":,}", 7, &doc, &err), FTL_INVALID);
	assert_string_equal(err.message, "line 41, column 6: unexpected ',', expected a value");
	assert_int_equal(ftl_json_parse("in.jsonl", 41, "{\"a\":1}", 7, &doc, &err), FTL_OK);
	ftl_json_fail(doc, ftl_json_next(ftl_json_root(doc), NULL), &err, "is %d", 1);
	assert_string_equal(err.field, "$.a");
	assert_string_equal(err.message, "is 1 (in.jsonl, line 41)");
}

/* The last member of an object, the last element of an array, and so down `depth` levels. */
static const struct ftl_json *last_of(const struct ftl_json *value, int depth)
{
	for (; depth > 0; depth--) {
		const struct ftl_json *last = NULL;
		for (const struct ftl_json *item = ftl_json_next(value, NULL); item != NULL;
		     item = ftl_json_next(value, item))
			last = item;
		value = last;
	}
	return value;
}

static void paths_lead_to_values(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	FTL_JSON_DOC(doc);

	opened(&doc, "{\"x\":[[],{}],\"devices\":[1,[2],{\"a b\":0,\"serial\":{\"\\u001b\":7}}]}");
	const struct ftl_json *root = ftl_json_root(doc);
	assert_string_equal(ftl_json_path(&arena, doc, root), "$");
	assert_string_equal(ftl_json_path(&arena, doc, last_of(root, 1)), "$.devices");
	assert_string_equal(ftl_json_path(&arena, doc, last_of(root, 2)), "$.devices[2]");
	assert_string_equal(ftl_json_path(&arena, doc, last_of(root, 3)), "$.devices[2].serial");
	assert_string_equal(ftl_json_path(&arena, doc, last_of(root, 4)),
	                    "$.devices[2].serial[\"\\x1b\"]");
	const struct ftl_json *blank = ftl_json_next(last_of(root, 2), NULL);
	assert_string_equal(ftl_json_path(&arena, doc, blank), "$.devices[2][\"a b\"]");
}

static void a_long_path_keeps_its_end(void **state)
{
	(void)state;
	FTL_JSON_DOC(doc);

	opened(&doc, "{\"a_rather_long_key_to_begin_with\":{\"and_another_long_one_below_it\":"
	             "{\"serial\":1}}}");
	ftl_json_fail(doc, last_of(ftl_json_root(doc), 3), &err, "wrong");
	assert_int_equal(strlen(err.field), 63);
	assert_memory_equal(err.field, "\xE2\x80\xA6", 3);
	assert_string_equal(err.field + 63 - 7, ".serial");
}

static const struct ftl_json_field fields[] = {
        {"name", FTL_JSON_STRING, true},
        {"qty", FTL_JSON_NUMBER, false},
        {"tags", FTL_JSON_ARRAY, false},
};

static enum ftl_status take_apart(const char *text, const struct ftl_json **values)
{
	FTL_JSON_DOC(doc);

	opened(&doc, text);
	return ftl_json_object(doc, ftl_json_root(doc), fields, FTL_COUNT(fields), values, &err);
}

static void objects_come_apart_by_declaration(void **state)
{
	(void)state;
	const struct ftl_json *values[3];
	FTL_JSON_DOC(doc);

	opened(&doc, "{\"qty\":null,\"tags\":[],\"name\":\"x\"}");
	assert_int_equal(ftl_json_object(doc, ftl_json_root(doc), fields, 3, values, &err), FTL_OK);
	assert_string_equal(ftl_json_text(values[0]), "x");
	assert_null(values[1]);
	assert_int_equal(ftl_json_kind(values[2]), FTL_JSON_ARRAY);
}

/* J04 */
static void objects_of_another_shape_are_refused(void **state)
{
	(void)state;
	const struct ftl_json *values[3];

	assert_int_equal(take_apart("{\"name\":\"x\",\n\"colour\":1}", values), FTL_INVALID);
	assert_string_equal(err.field, "$.colour");
	assert_string_equal(err.message, "unknown key 'colour' (in.json, line 2)");
	assert_string_equal(err.hint, "known here: name, qty, tags");
	assert_int_equal(take_apart("{\"name\":\"x\",\"Name\":\"y\"}", values), FTL_INVALID);
	assert_string_equal(err.field, "$.Name");
	assert_int_equal(take_apart("{\"qty\":1}", values), FTL_INVALID);
	assert_string_equal(err.field, "$.name");
	assert_string_equal(err.message, "is missing (in.json, line 1)");
	assert_int_equal(take_apart("{\"name\":null}", values), FTL_INVALID);
	assert_string_equal(err.message, "must be a string, got null (in.json, line 1)");
	assert_int_equal(take_apart("{\"name\":490154203237518}", values), FTL_INVALID);
	assert_string_equal(err.message, "must be a string, got a number (in.json, line 1)");
	assert_int_equal(take_apart("{\"name\":\"x\",\"qty\":\"5\"}", values), FTL_INVALID);
	assert_string_equal(err.field, "$.qty");
	assert_int_equal(take_apart("[]", values), FTL_INVALID);
	assert_string_equal(err.field, "$");
	assert_string_equal(err.message, "must be an object, got an array (in.json, line 1)");
}

static enum ftl_status whole(const char *text, int64_t *ret)
{
	FTL_JSON_DOC(doc);

	opened(&doc, text);
	return ftl_json_i64(doc, ftl_json_root(doc), -5, INT64_MAX, ret, &err);
}

static void whole_numbers_are_read_from_their_text(void **state)
{
	(void)state;
	static const char *const none[] = {"1e2",
	                                   "1.0",
	                                   "\"5\"",
	                                   "null",
	                                   "-6",
	                                   "9223372036854775808",
	                                   "99999999999999999999999",
	                                   "true"};
	int64_t number = 0;

	assert_int_equal(whole("9223372036854775807", &number), FTL_OK);
	assert_int_equal(number, INT64_MAX);
	assert_int_equal(whole("-5", &number), FTL_OK);
	assert_int_equal(number, -5);
	assert_int_equal(whole("9007199254740993", &number), FTL_OK);
	assert_int_equal(number, INT64_C(9007199254740993));
	for (size_t i = 0; i < FTL_COUNT(none); i++)
		assert_int_equal(whole(none[i], &number), FTL_INVALID);
}

static enum ftl_status decimal(const char *text, int64_t *ret)
{
	FTL_JSON_DOC(doc);

	opened(&doc, text);
	return ftl_json_decimal(doc, ftl_json_root(doc), 2, ret, &err);
}

static void decimals_are_scaled(void **state)
{
	(void)state;
	static const char *const none[] = {"1e2", "1.005", "\"5\"", "99999999999999999999"};
	int64_t number = 0;

	assert_int_equal(decimal("29.5", &number), FTL_OK);
	assert_int_equal(number, 2950);
	assert_int_equal(decimal("-0.05", &number), FTL_OK);
	assert_int_equal(number, -5);
	assert_int_equal(decimal("62", &number), FTL_OK);
	assert_int_equal(number, 6200);
	for (size_t i = 0; i < FTL_COUNT(none); i++)
		assert_int_equal(decimal(none[i], &number), FTL_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_document_is_walked_in_order),
	        cmocka_unit_test(numbers_keep_their_text),
	        cmocka_unit_test(a_byte_order_mark_is_skipped),
	        cmocka_unit_test(rubbish_is_refused_with_line_and_column),
	        cmocka_unit_test(text_that_is_no_text_is_refused),
	        cmocka_unit_test(duplicate_keys_are_refused),
	        cmocka_unit_test(nesting_ends_at_64_levels),
	        cmocka_unit_test(json_lines_count_on),
	        cmocka_unit_test(paths_lead_to_values),
	        cmocka_unit_test(a_long_path_keeps_its_end),
	        cmocka_unit_test(objects_come_apart_by_declaration),
	        cmocka_unit_test(objects_of_another_shape_are_refused),
	        cmocka_unit_test(whole_numbers_are_read_from_their_text),
	        cmocka_unit_test(decimals_are_scaled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fettle/base/arena.h"
#include "fettle/base/asset.h"
#include "fettle/base/buf.h"
#include "fettle/base/err.h"
#include "fettle/base/module.h"

static void allocations_are_zeroed_aligned_and_apart(void **state)
{
	(void)state;
	enum { COUNT = 2000 };
	FTL_ARENA(arena);
	unsigned char *blocks[COUNT];
	size_t sizes[COUNT];

	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < COUNT; i++) {
			sizes[i] = i % 97 == 0 ? 40000 + i : i % 61;
			blocks[i] = ftl_alloc(&arena, 1, sizes[i]);
			assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
			for (size_t j = 0; j < sizes[i]; j++)
				assert_int_equal(blocks[i][j], 0);
			memset(blocks[i], (int)(i % 255) + 1, sizes[i]);
			if (i % 3 == 0)
				ftl_strdup(&arena, "odd");
		}
		for (size_t i = 0; i < COUNT; i++) {
			for (size_t j = 0; j < sizes[i]; j++)
				assert_int_equal(blocks[i][j], (int)(i % 255) + 1);
		}
		ftl_arena_reset(&arena);
	}
}

static void strings_are_copied_and_formatted(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	char large[70001];

	assert_string_equal(ftl_strdup(&arena, ""), "");
	assert_string_equal(ftl_strndup(&arena, "abcdef", 3), "abc");
	assert_string_equal(ftl_sprintf(&arena, "%s-%05d", "W26", 42), "W26-00042");
	memset(large, 'x', 70000);
	large[70000] = '\0';
	assert_string_equal(ftl_sprintf(&arena, "%s", large), large);
	ftl_arena_done(&arena);
	assert_string_equal(ftl_strdup(&arena, "usable again"), "usable again");
}

/* The child's status after `act` ran in it with little memory. */
static int run_apart(void (*act)(void))
{
	int status = 0;
	fflush(NULL);
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct rlimit none = {0, 0};
		setrlimit(RLIMIT_CORE, &none);
		signal(SIGABRT, SIG_DFL);
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(1);
		act();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void overflow_a_product(void)
{
	struct ftl_arena arena = {NULL};

	ftl_alloc(&arena, SIZE_MAX / 2, 3);
}

static void impossible_sizes_abort(void **state)
{
	(void)state;
	int status = run_apart(overflow_a_product);

	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void buffers_grow_and_end_in_nul(void **state)
{
	(void)state;
	FTL_BUF(buf);

	assert_string_equal(ftl_buf_cstr(&buf), "");
	ftl_buf_text(&buf, "ab");
	ftl_buf_char(&buf, 'c');
	ftl_buf_add(&buf, "\0d", 2);
	assert_int_equal(buf.length, 5);
	assert_memory_equal(buf.data, "abc\0d", 6);
	ftl_buf_clear(&buf);
	assert_string_equal(ftl_buf_cstr(&buf), "");
	for (int i = 0; i < 1000; i++)
		ftl_buf_printf(&buf, "%03d,", i);
	assert_int_equal(buf.length, 4000);
	assert_memory_equal(buf.data + 3996, "999,", 5);
	ftl_buf_add(&buf, NULL, 0);
	assert_int_equal(buf.length, 4000);
}

static void errors_carry_status_field_and_hint(void **state)
{
	(void)state;
	struct ftl_err err;

	assert_int_equal(ftl_fail(&err, FTL_CONFLICT, "serial", "'%s' is known", "S1"),
	                 FTL_CONFLICT);
	assert_int_equal(ftl_hint(&err, "see %s", "W26"), FTL_CONFLICT);
	assert_string_equal(err.field, "serial");
	assert_string_equal(err.message, "'S1' is known");
	assert_string_equal(err.hint, "see W26");
	/* The old message may be part of the new one, and the hint goes. */
	ftl_fail(&err, FTL_IO, NULL, "row 3: %s", err.message);
	assert_string_equal(err.message, "row 3: 'S1' is known");
	assert_string_equal(err.field, "");
	assert_string_equal(err.hint, "");
}

/* cli.md: the table of exit statuses. */
static void statuses_have_their_numbers_and_names(void **state)
{
	(void)state;
	static const struct {
		int number;
		const char *name;
	} statuses[] = {{0, "ok"},       {2, "usage"},  {3, "invalid"},  {4, "not_found"},
	                {5, "conflict"}, {6, "denied"}, {7, "state"},    {8, "busy"},
	                {9, "io"},       {10, "db"},    {70, "internal"}};

	for (size_t i = 0; i < FTL_COUNT(statuses); i++)
		assert_string_equal(ftl_status_name((enum ftl_status)statuses[i].number),
		                    statuses[i].name);
}

static void long_messages_end_between_characters(void **state)
{
	(void)state;
	struct ftl_err err;
	char text[2001];

	for (size_t shift = 0; shift < 4; shift++) {
		memset(text, 'x', shift);
		for (size_t i = shift; i + 4 <= 2000; i += 4)
			memcpy(text + i, "\xF0\x9F\x94\xA7", 5);
		ftl_fail(&err, FTL_INVALID, text, "%s", text);
		ftl_hint(&err, "%s", text);
		assert_int_equal((strlen(err.message) - shift) % 4, 0);
		assert_int_equal((strlen(err.field) - shift) % 4, 0);
		assert_int_equal((strlen(err.hint) - shift) % 4, 0);
		assert_true(strlen(err.message) > sizeof(err.message) - 5);
	}
}

static void assets_are_found_by_path(void **state)
{
	(void)state;
	for (size_t i = 0; i < ftl_asset_count; i++) {
		assert_ptr_equal(ftl_asset_find(ftl_assets[i].path), &ftl_assets[i]);
		assert_int_equal(ftl_assets[i].bytes[ftl_assets[i].length], '\0');
		if (i > 0)
			assert_true(strcmp(ftl_assets[i - 1].path, ftl_assets[i].path) < 0);
	}
	assert_null(ftl_asset_find("forms/no-such-form.json"));
}

static void a_missing_module_is_told(void **state)
{
	(void)state;
	struct ftl_err err;
	const void *table = NULL;

	assert_int_equal(ftl_module_load("no-such-part", "ftl_table", &table, &err), FTL_IO);
	assert_non_null(strstr(err.message, "no-such-part"));
	assert_null(table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(allocations_are_zeroed_aligned_and_apart),
	        cmocka_unit_test(strings_are_copied_and_formatted),
	        cmocka_unit_test(impossible_sizes_abort),
	        cmocka_unit_test(buffers_grow_and_end_in_nul),
	        cmocka_unit_test(errors_carry_status_field_and_hint),
	        cmocka_unit_test(statuses_have_their_numbers_and_names),
	        cmocka_unit_test(long_messages_end_between_characters),
	        cmocka_unit_test(assets_are_found_by_path),
	        cmocka_unit_test(a_missing_module_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "helper_out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "fettle/base/file.h"

#define PATH  "helper-out"
#define LIMIT (1 << 24)

struct ftl_out_options helper_out_options(enum ftl_format format)
{
	return (struct ftl_out_options){.format = format, .currency = {"EUR", 2}};
}

static const char *close_and_read(struct ftl_arena *arena, struct ftl_out *out)
{
	struct ftl_err err;
	char *text;
	size_t length;

	assert_int_equal(ftl_out_close(out, &err), FTL_OK);
	ftl_out_free(&out);
	assert_int_equal(ftl_file_read(arena, PATH, LIMIT, &text, &length, &err), FTL_OK);
	unlink(PATH);
	return text;
}

static struct ftl_out *open_file(const struct ftl_out_options *options)
{
	struct ftl_out_options to_file = *options;
	struct ftl_err err;
	struct ftl_out *out;

	to_file.path = PATH;
	assert_int_equal(ftl_out_open(&to_file, &out, &err), FTL_OK);
	return out;
}

const char *helper_out_list(struct ftl_arena *arena, const struct ftl_out_options *options,
                            const struct ftl_table *table, const struct ftl_row *rows, size_t count)
{
	struct ftl_out *out = open_file(options);
	struct ftl_err err;

	assert_int_equal(ftl_out_begin(out, table, &err), FTL_OK);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(ftl_out_row(out, &rows[i], &err), FTL_OK);
	assert_int_equal(ftl_out_end(out, &err), FTL_OK);
	return close_and_read(arena, out);
}

const char *helper_out_record(struct ftl_arena *arena, const struct ftl_out_options *options,
                              const struct ftl_table *table, const struct ftl_row *row)
{
	struct ftl_out *out = open_file(options);
	struct ftl_err err;

	assert_int_equal(ftl_out_record(out, table, row, NULL, NULL, &err), FTL_OK);
	return close_and_read(arena, out);
}

#include "print/bitmap.h"

#include <string.h>

#define RUN_SMALL 20  /* G … Y count 1 to 19 */
#define RUN_LARGE 400 /* g … z count 20 to 400 by twenties; more is repeated */

static void add_run(struct ftl_buf *out, char digit, size_t count)
{
	for (; count > RUN_LARGE; count -= RUN_LARGE) {
		ftl_buf_char(out, 'z');
		ftl_buf_char(out, digit);
	}
	if (count > 1) {
		if (count >= RUN_SMALL)
			ftl_buf_char(out, (char)('g' + count / RUN_SMALL - 1));
		if (count % RUN_SMALL != 0)
			ftl_buf_char(out, (char)('G' + count % RUN_SMALL - 1));
	}
	ftl_buf_char(out, digit);
}

/* One row in hexadecimal with run lengths; "," and "!" fill the rest with white or black. */
static void add_row(struct ftl_buf *out, const unsigned char *row, size_t stride)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t count = stride * 2;

	for (size_t i = 0; i < count;) {
		unsigned nibble = (unsigned)row[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15U;
		size_t run = 1;

		while (i + run < count &&
		       ((unsigned)row[(i + run) / 2] >> ((i + run) % 2 == 0 ? 4 : 0) & 15U) ==
		               nibble)
			run++;
		if (i + run == count && nibble == 0)
			ftl_buf_char(out, ',');
		else if (i + run == count && nibble == 15)
			ftl_buf_char(out, '!');
		else
			add_run(out, digits[nibble], run);
		i += run;
	}
}

void ftl_zpl_add(struct ftl_buf *out, const struct ftl_bitmap *bitmap, int64_t copies)
{
	size_t total = bitmap->stride * (size_t)bitmap->height;

	ftl_buf_printf(out, "^XA^PW%lld^LL%lld^LH0,0^FO0,0^GFA,%zu,%zu,%zu,",
	               (long long)bitmap->width, (long long)bitmap->height, total, total,
	               bitmap->stride);
	for (int64_t y = 0; y < bitmap->height; y++) {
		const unsigned char *row = bitmap->bits + (size_t)y * bitmap->stride;

		if (y > 0 && memcmp(row, row - bitmap->stride, bitmap->stride) == 0)
			ftl_buf_char(out, ':');
		else
			add_row(out, row, bitmap->stride);
	}
	ftl_buf_printf(out, "^FS^PQ%lld^XZ\n", (long long)copies);
}

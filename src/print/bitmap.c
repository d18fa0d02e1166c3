#include "print/bitmap.h"

static int is_ink(const struct ftl_bitmap *bitmap, int64_t x, int64_t y)
{
	return bitmap->bits[(size_t)y * bitmap->stride + (size_t)x / 8] >> (7 - x % 8) & 1;
}

static int column_has_ink(const struct ftl_bitmap *bitmap, int64_t x)
{
	for (int64_t y = 0; y < bitmap->height; y++)
		if (is_ink(bitmap, x, y))
			return 1;
	return 0;
}

int ftl_bitmap_crop(const struct ftl_bitmap *bitmap, int64_t width, struct ftl_buf *rows,
                    struct ftl_bitmap *ret)
{
	int64_t first = 0;
	int64_t last = bitmap->width - 1;
	int64_t left = (bitmap->width - width) / 2;

	while (first < last && !column_has_ink(bitmap, first))
		first++;
	while (last > first && !column_has_ink(bitmap, last))
		last--;
	if (last - first + 1 > width)
		return 0;
	if (left > first)
		left = first;
	if (left + width <= last)
		left = last - width + 1;
	size_t stride = ((size_t)width + 7) / 8;
	ftl_buf_clear(rows);
	for (int64_t y = 0; y < bitmap->height; y++)
		for (size_t byte = 0; byte < stride; byte++) {
			unsigned value = 0;
			for (int64_t bit = 0; bit < 8; bit++) {
				int64_t x = (int64_t)byte * 8 + bit;
				value <<= 1;
				if (x < width && is_ink(bitmap, left + x, y))
					value |= 1;
			}
			ftl_buf_char(rows, (char)value);
		}
	*ret = (struct ftl_bitmap){width, bitmap->height, stride,
	                           (const unsigned char *)rows->data};
	return 1;
}

#include "print/bitmap.h"

#define BAND_ROWS  128 /* what small printers hold in memory */
#define FEED_LINES 3   /* so that the label passes the tear bar */

void ftl_escpos_begin(struct ftl_buf *out)
{
	static const char reset[] = {0x1b, '@'};

	ftl_buf_add(out, reset, sizeof(reset));
}

static void add_band(struct ftl_buf *out, const struct ftl_bitmap *bitmap, int64_t top,
                     int64_t rows)
{
	const unsigned char raster[] = {
	        0x1d,
	        'v',
	        '0',
	        0,
	        (unsigned char)(bitmap->stride & 0xff),
	        (unsigned char)(bitmap->stride >> 8),
	        (unsigned char)(rows & 0xff),
	        (unsigned char)(rows >> 8),
	};

	ftl_buf_add(out, raster, sizeof(raster));
	ftl_buf_add(out, bitmap->bits + (size_t)top * bitmap->stride,
	            (size_t)rows * bitmap->stride);
}

void ftl_escpos_add(struct ftl_buf *out, const struct ftl_bitmap *bitmap, int64_t copies,
                    int is_cut)
{
	static const char feed[] = {0x1b, 'd', FEED_LINES};
	static const char cut[] = {0x1d, 'V', 66, 0};

	for (int64_t copy = 0; copy < copies; copy++) {
		for (int64_t top = 0; top < bitmap->height; top += BAND_ROWS) {
			int64_t rest = bitmap->height - top;
			add_band(out, bitmap, top, rest < BAND_ROWS ? rest : BAND_ROWS);
		}
		ftl_buf_add(out, feed, sizeof(feed));
		if (is_cut)
			ftl_buf_add(out, cut, sizeof(cut));
	}
}

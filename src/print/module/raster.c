#include <png.h>
#include <string.h>

#include "print/module/painter.h"

/* Cairo keeps the first dot of a byte in the lowest bit on machines that count bytes that way. */
static unsigned char first_dot_high(unsigned char byte)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
	unsigned v = byte;

	v = ((v & 0xf0U) >> 4) | ((v & 0x0fU) << 4);
	v = ((v & 0xccU) >> 2) | ((v & 0x33U) << 2);
	v = ((v & 0xaaU) >> 1) | ((v & 0x55U) << 1);
	return (unsigned char)v;
#else
	return byte;
#endif
}

static enum ftl_status open_bits(struct ftl_painter *painter, size_t stride, struct ftl_err *err)
{
	if (painter->bits != NULL)
		return FTL_OK;
	painter->bits =
	        cairo_image_surface_create(CAIRO_FORMAT_A1, painter->width, painter->height);
	painter->bits_cr = cairo_create(painter->bits);
	painter->rows = ftl_alloc(&painter->arena, (size_t)painter->height, stride);
	if (cairo_status(painter->bits_cr) != CAIRO_STATUS_SUCCESS)
		return ftl_fail(err, FTL_INTERNAL, NULL, "cannot draw the label: %s",
		                cairo_status_to_string(cairo_status(painter->bits_cr)));
	return FTL_OK;
}

enum ftl_status ftl_paint_bitmap(struct ftl_painter *painter, const struct ftl_items *items,
                                 struct ftl_bitmap *ret, struct ftl_err *err)
{
	size_t stride = ((size_t)painter->width + 7) / 8;
	unsigned tail = (unsigned)painter->width % 8;

	FTL_TRY(ftl_paint_compose(painter, items, err));
	FTL_TRY(open_bits(painter, stride, err));
	unsigned char *data = cairo_image_surface_get_data(painter->bits);
	size_t from = (size_t)cairo_image_surface_get_stride(painter->bits);
	memset(data, 0, from * (size_t)painter->height);
	cairo_surface_mark_dirty(painter->bits);
	ftl_paint(painter, painter->bits_cr, true);
	cairo_surface_flush(painter->bits);
	if (cairo_status(painter->bits_cr) != CAIRO_STATUS_SUCCESS)
		return ftl_fail(err, FTL_INTERNAL, NULL, "cannot draw the label: %s",
		                cairo_status_to_string(cairo_status(painter->bits_cr)));
	for (size_t y = 0; y < (size_t)painter->height; y++) {
		unsigned char *row = painter->rows + y * stride;
		for (size_t x = 0; x < stride; x++)
			row[x] = first_dot_high(data[y * from + x]);
		if (tail != 0)
			row[stride - 1] &= (unsigned char)(0xff << (8 - tail));
	}
	*ret = (struct ftl_bitmap){painter->width, painter->height, stride, painter->rows};
	return FTL_OK;
}

static void write_png(png_structp png, png_bytep bytes, size_t length)
{
	ftl_buf_add(png_get_io_ptr(png), bytes, length);
}

static void flush_png(png_structp png)
{
	(void)png;
}

enum ftl_status ftl_paint_png(struct ftl_painter *painter, const struct ftl_bitmap *bitmap,
                              struct ftl_buf *out, struct ftl_err *err)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png == NULL ? NULL : png_create_info_struct(png);
	/* Dots a metre: 203 dpi heads have exactly 8,000. */
	png_uint_32 resolution =
	        (png_uint_32)((ftl_dpi_tenths(painter->setup.dpi) * 1000 + 127) / 254);

	if (info == NULL || setjmp(png_jmpbuf(png))) {
		png_destroy_write_struct(&png, info == NULL ? NULL : &info);
		return ftl_fail(err, FTL_INTERNAL, NULL, "cannot write the picture of a label");
	}
	png_set_write_fn(png, out, write_png, flush_png);
	png_set_IHDR(png, info, (png_uint_32)bitmap->width, (png_uint_32)bitmap->height, 1,
	             PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
	             PNG_FILTER_TYPE_DEFAULT);
	png_set_pHYs(png, info, resolution, resolution, PNG_RESOLUTION_METER);
	png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
	png_write_info(png, info);
	png_set_invert_mono(png);
	for (int64_t y = 0; y < bitmap->height; y++)
		png_write_row(png, bitmap->bits + (size_t)y * bitmap->stride);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	return FTL_OK;
}

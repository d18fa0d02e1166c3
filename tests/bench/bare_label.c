/*
 * The limit for a label: draws a code, three lines of text and a QR code at 203 dpi on 62 x 29 mm
 * with cairo, pango and libqrencode, as 1-bit PNG. usage: bare_label CODE FILE
 */
#include <pango/pangocairo.h>
#include <png.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIDTH = 496, HEIGHT = 232, MODULE = 6 };

static void draw_text(cairo_t *cairo, PangoLayout *layout, const char *font, const char *text,
                      double x, double y)
{
	PangoFontDescription *description = pango_font_description_from_string(font);

	pango_layout_set_font_description(layout, description);
	pango_layout_set_text(layout, text, -1);
	cairo_move_to(cairo, x, y);
	pango_cairo_show_layout(cairo, layout);
	pango_font_description_free(description);
}

static int write_png(cairo_surface_t *surface, const char *path)
{
	FILE *file = fopen(path, "wb");
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	unsigned char *data = cairo_image_surface_get_data(surface);
	int stride = cairo_image_surface_get_stride(surface);

	if (file == NULL || setjmp(png_jmpbuf(png)))
		return 1;
	png_init_io(png, file);
	png_set_IHDR(png, info, WIDTH, HEIGHT, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
	             PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_set_pHYs(png, info, 7992, 7992, PNG_RESOLUTION_METER);
	png_write_info(png, info);
	png_set_packswap(png);
	png_set_invert_mono(png);
	for (int y = 0; y < HEIGHT; y++)
		png_write_row(png, data + y * stride);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	return fclose(file);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A1, WIDTH, HEIGHT);
	cairo_t *cairo = cairo_create(surface);
	PangoLayout *layout = pango_cairo_create_layout(cairo);
	QRcode *qr = QRcode_encodeString8bit(argv[1], 0, QR_ECLEVEL_M);

	draw_text(cairo, layout, "Noto Sans Bold 28", argv[1], 10, 10);
	draw_text(cairo, layout, "Noto Sans 16", "Sony WH-1000XM4", 10, 80);
	draw_text(cairo, layout, "Noto Sans 16", "Ana Čović", 10, 120);
	draw_text(cairo, layout, "Noto Sans 16", "due 30 Nov", 10, 160);
	for (int y = 0; y < qr->width; y++) {
		for (int x = 0; x < qr->width; x++) {
			if (qr->data[y * qr->width + x] & 1)
				cairo_rectangle(cairo, 330 + x * MODULE, 40 + y * MODULE, MODULE,
				                MODULE);
		}
	}
	cairo_fill(cairo);
	cairo_surface_flush(surface);
	QRcode_free(qr);
	g_object_unref(layout);
	int status = write_png(surface, argv[2]);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	return status;
}

/*
 * The limit for labels: draws what a list says with cairo, pango and libqrencode, 62 x 29 mm at 203
 * dpi, as one 1-bit PNG or as a PDF of a page a label. Sizes and places come with the list, so that
 * nothing is fitted; letters are hinted as the program hints them, and the PNG is the same picture.
 * It reads no database and no layout, knows its font, and encodes each QR code once.
 *
 * A line is "T X Y SIZE WEIGHT TEXT", "Q X Y DOTS TEXT", all in dots, or "N": the next label.
 * usage: bare_label png|pdf FILE LIST
 */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <png.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 496, HEIGHT = 232 };

struct label {
	cairo_t *cairo;
	PangoLayout *layout;
	PangoFontDescription *font;
};

static void draw_text(struct label *label, const char *line)
{
	int x, y, size, weight, at;

	if (sscanf(line, "%d %d %d %d %n", &x, &y, &size, &weight, &at) != 4)
		exit(2);
	pango_font_description_set_absolute_size(label->font, size * PANGO_SCALE);
	pango_font_description_set_weight(label->font, (PangoWeight)weight);
	pango_layout_set_font_description(label->layout, label->font);
	pango_layout_set_text(label->layout, line + at, -1);
	cairo_move_to(label->cairo, x, y);
	pango_cairo_show_layout(label->cairo, label->layout);
	cairo_new_path(label->cairo);
}

static void draw_qr(struct label *label, const char *line)
{
	int left, top, dots, at;

	if (sscanf(line, "%d %d %d %n", &left, &top, &dots, &at) != 3)
		exit(2);
	QRcode *qr = QRcode_encodeString(line + at, 0, QR_ECLEVEL_H, QR_MODE_8, 1);
	for (int y = 0; y < qr->width; y++) {
		for (int x = 0, run; x < qr->width; x += run) {
			const unsigned char *row = qr->data + y * qr->width;
			for (run = 1; x + run < qr->width && ((row[x + run] ^ row[x]) & 1) == 0;)
				run++;
			if (row[x] & 1)
				cairo_rectangle(label->cairo, left + x * dots, top + y * dots,
				                run * dots, dots);
		}
	}
	cairo_fill(label->cairo);
	QRcode_free(qr);
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
	png_set_pHYs(png, info, 8000, 8000, PNG_RESOLUTION_METER);
	png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
	png_write_info(png, info);
	png_set_packswap(png);
	png_set_invert_mono(png);
	for (int y = 0; y < HEIGHT; y++)
		png_write_row(png, data + y * stride);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	return fclose(file);
}

static PangoLayout *open_layout(void)
{
	PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_NONE);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_FULL);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_ON);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	return pango_layout_new(context);
}

int main(int argc, char **argv)
{
	int is_pdf = argc == 4 && strcmp(argv[1], "pdf") == 0;
	FILE *list = argc == 4 ? fopen(argv[3], "r") : NULL;
	char line[1024];
	double scale = 72 / 203.2;
	cairo_surface_t *surface;

	if (list == NULL)
		return 2;
	if (is_pdf)
		surface = cairo_pdf_surface_create(argv[2], 62 * 72 / 25.4, 29 * 72 / 25.4);
	else
		surface = cairo_image_surface_create(CAIRO_FORMAT_A1, WIDTH, HEIGHT);
	struct label label = {cairo_create(surface), open_layout(), pango_font_description_new()};
	pango_font_description_set_family(label.font, "Noto Sans");
	cairo_set_antialias(label.cairo, is_pdf ? CAIRO_ANTIALIAS_DEFAULT : CAIRO_ANTIALIAS_NONE);
	if (is_pdf)
		cairo_scale(label.cairo, scale, scale);
	while (fgets(line, sizeof(line), list) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == 'T')
			draw_text(&label, line + 2);
		else if (line[0] == 'Q')
			draw_qr(&label, line + 2);
		else if (is_pdf)
			cairo_show_page(label.cairo);
	}
	cairo_surface_flush(surface);
	int status = is_pdf ? 0 : write_png(surface, argv[2]);
	cairo_destroy(label.cairo);
	cairo_surface_finish(surface);
	return status != 0 || cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS;
}

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <string.h>

#include "fettle/base/date.h"
#include "print/module/painter.h"

static cairo_status_t write_bytes(void *closure, const unsigned char *bytes, unsigned length)
{
	ftl_buf_add(closure, bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

static double points(int64_t um)
{
	return (double)um * 72.0 / 25400.0;
}

double ftl_paint_points_per_dot(const struct ftl_painter *painter)
{
	return 720.0 / (double)ftl_dpi_tenths(painter->setup.dpi);
}

static enum ftl_status drawn(cairo_status_t status, struct ftl_err *err)
{
	if (status == CAIRO_STATUS_SUCCESS)
		return FTL_OK;
	return ftl_fail(err, FTL_INTERNAL, NULL, "cannot draw the label: %s",
	                cairo_status_to_string(status));
}

/* Cairo numbers its surfaces over the whole process: one name for all keeps files equal. */
static void add_stable(struct ftl_buf *out, const char *text, size_t length)
{
	static const char mark[] = "id=\"surface";
	const char *at = memmem(text, length, mark, sizeof(mark) - 1);

	if (at != NULL) {
		size_t before = (size_t)(at - text) + sizeof(mark) - 1;
		ftl_buf_add(out, text, before);
		while (before < length && text[before] >= '0' && text[before] <= '9')
			before++;
		text += before;
		length -= before;
	}
	ftl_buf_add(out, text, length);
}

enum ftl_status ftl_paint_svg(struct ftl_painter *painter, const struct ftl_items *items,
                              struct ftl_buf *out, struct ftl_err *err)
{
	const struct ftl_layout *layout = painter->setup.layout;
	double scale = ftl_paint_points_per_dot(painter);
	FTL_BUF(text);

	FTL_TRY(ftl_paint_compose(painter, items, err));
	cairo_surface_t *svg = cairo_svg_surface_create_for_stream(
	        write_bytes, &text, points(layout->width_um), points(layout->height_um));
	cairo_t *cr = cairo_create(svg);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_scale(cr, scale, scale);
	ftl_paint(painter, cr, false);
	cairo_status_t status = cairo_status(cr);
	cairo_destroy(cr);
	cairo_surface_finish(svg);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(svg);
	cairo_surface_destroy(svg);
	FTL_TRY(drawn(status, err));
	add_stable(out, text.data, text.length);
	return FTL_OK;
}

static void page_size(const struct ftl_layout *layout, double *ret_width, double *ret_height)
{
	*ret_width = points(layout->has_sheet ? layout->sheet.page_width_um : layout->width_um);
	*ret_height = points(layout->has_sheet ? layout->sheet.page_height_um : layout->height_um);
}

enum ftl_status ftl_paint_pdf_begin(struct ftl_painter *painter, struct ftl_buf *out,
                                    const char *title, int64_t made_at, int64_t skip,
                                    struct ftl_err *err)
{
	char date[FTL_INSTANT_TEXT_SIZE];
	double width = 0;
	double height = 0;

	page_size(painter->setup.layout, &width, &height);
	painter->pdf = cairo_pdf_surface_create_for_stream(write_bytes, out, width, height);
	cairo_pdf_surface_set_metadata(painter->pdf, CAIRO_PDF_METADATA_CREATE_DATE,
	                               ftl_instant_format(date, made_at));
	cairo_pdf_surface_set_metadata(painter->pdf, CAIRO_PDF_METADATA_CREATOR, "Fettle");
	if (title != NULL)
		cairo_pdf_surface_set_metadata(painter->pdf, CAIRO_PDF_METADATA_TITLE, title);
	painter->pdf_cr = cairo_create(painter->pdf);
	painter->cell = skip;
	return drawn(cairo_status(painter->pdf_cr), err);
}

static void add_page(struct ftl_painter *painter)
{
	double scale = ftl_paint_points_per_dot(painter);

	cairo_save(painter->pdf_cr);
	cairo_scale(painter->pdf_cr, scale, scale);
	ftl_paint(painter, painter->pdf_cr, false);
	cairo_restore(painter->pdf_cr);
	cairo_show_page(painter->pdf_cr);
}

static void add_cell(struct ftl_painter *painter)
{
	const struct ftl_sheet *sheet = &painter->setup.layout->sheet;
	int64_t column = painter->cell % sheet->columns;
	int64_t row = painter->cell / sheet->columns;
	double scale = ftl_paint_points_per_dot(painter);

	cairo_save(painter->pdf_cr);
	cairo_translate(painter->pdf_cr, points(sheet->left_um + column * sheet->step_x_um),
	                points(sheet->top_um + row * sheet->step_y_um));
	cairo_scale(painter->pdf_cr, scale, scale);
	ftl_paint(painter, painter->pdf_cr, false);
	cairo_restore(painter->pdf_cr);
	painter->cell++;
	if (painter->cell == sheet->columns * sheet->rows) {
		cairo_show_page(painter->pdf_cr);
		painter->cell = 0;
	}
}

enum ftl_status ftl_paint_pdf_add(struct ftl_painter *painter, const struct ftl_items *items,
                                  int64_t copies, struct ftl_err *err)
{
	FTL_TRY(ftl_paint_compose(painter, items, err));
	for (int64_t copy = 0; copy < copies; copy++) {
		if (painter->setup.layout->has_sheet)
			add_cell(painter);
		else
			add_page(painter);
	}
	return drawn(cairo_status(painter->pdf_cr), err);
}

enum ftl_status ftl_paint_pdf_end(struct ftl_painter *painter, struct ftl_err *err)
{
	if (painter->setup.layout->has_sheet && painter->cell > 0)
		cairo_show_page(painter->pdf_cr);
	cairo_status_t status = cairo_status(painter->pdf_cr);
	cairo_destroy(painter->pdf_cr);
	painter->pdf_cr = NULL;
	cairo_surface_finish(painter->pdf);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(painter->pdf);
	cairo_surface_destroy(painter->pdf);
	painter->pdf = NULL;
	return drawn(status, err);
}

#include "print/layout.h"

#include "fettle/base/text.h"

#define QR_MODULES_MIN 21 /* version 1 */

static bool boxes_touch(const struct ftl_box *a, const struct ftl_box *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
	       b->y < a->y + a->height;
}

/*
 * How far from the edge an element must stay. The outer part of a QR code's box is its quiet zone
 * and stays white, at least four of the smallest modules: that much may lie in the margin, where
 * the printer cannot print.
 */
static int64_t distance(const struct ftl_layout *layout, const struct ftl_element *element,
                        int64_t margin_um)
{
	int64_t quiet_um =
	        FTL_QR_QUIET * ftl_qr_min_dots(layout->dpi) * 254000 / ftl_dpi_tenths(layout->dpi);

	if (element->kind != FTL_ELEMENT_QR)
		return margin_um;
	return quiet_um < margin_um ? margin_um - quiet_um : 0;
}

static enum ftl_status check_place(const struct ftl_layout *layout,
                                   const struct ftl_element *element, struct ftl_err *err)
{
	const struct ftl_box *box = &element->box;
	int64_t x = distance(layout, element, layout->margin_x_um);
	int64_t y = distance(layout, element, layout->margin_y_um);
	char quoted[FTL_QUOTE_SIZE];
	char left[FTL_MM_SIZE];
	char right[FTL_MM_SIZE];
	char top[FTL_MM_SIZE];
	char bottom[FTL_MM_SIZE];

	if (box->x >= x && box->x + box->width <= layout->width_um - x && box->y >= y &&
	    box->y + box->height <= layout->height_um - y)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "layout",
	         "layout '%s': element %s lies outside the printable part of the label",
	         layout->name, ftl_quote(quoted, element->name));
	return ftl_hint(err, "keep it between %s and %s mm across, %s and %s mm down",
	                ftl_mm(left, x), ftl_mm(right, layout->width_um - x), ftl_mm(top, y),
	                ftl_mm(bottom, layout->height_um - y));
}

static enum ftl_status check_qr(const struct ftl_layout *layout, const struct ftl_element *qr,
                                struct ftl_err *err)
{
	int64_t least = (QR_MODULES_MIN + 2 * FTL_QR_QUIET) * ftl_qr_min_dots(layout->dpi);
	char quoted[FTL_QUOTE_SIZE];
	char other[FTL_QUOTE_SIZE];
	char size[FTL_MM_SIZE];

	if (ftl_dots(qr->box.width, layout->dpi) < least)
		return ftl_fail(err, FTL_INVALID, "layout",
		                "layout '%s': the QR code %s needs at least %s millimetres",
		                layout->name, ftl_quote(quoted, qr->name),
		                ftl_mm(size, least * 254000 / ftl_dpi_tenths(layout->dpi) + 1));
	for (size_t i = 0; i < layout->count; i++) {
		const struct ftl_element *element = &layout->elements[i];
		if (element == qr || !boxes_touch(&element->box, &qr->box))
			continue;
		return ftl_fail(err, FTL_INVALID, "layout",
		                "layout '%s': element %s reaches into the box of the QR code %s",
		                layout->name, ftl_quote(other, element->name),
		                ftl_quote(quoted, qr->name));
	}
	return FTL_OK;
}

static enum ftl_status check_letters(const struct ftl_layout *layout,
                                     const struct ftl_element *element, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	char letter[FTL_MM_SIZE];
	char height[FTL_MM_SIZE];

	if (element->part_count == 0 || element->kind == FTL_ELEMENT_QR ||
	    element->box.height >= element->letter_um)
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "layout",
	                "layout '%s': letters of %s mm do not fit into element %s of %s mm",
	                layout->name, ftl_mm(letter, element->letter_um),
	                ftl_quote(quoted, element->name), ftl_mm(height, element->box.height));
}

static enum ftl_status check_sheet(const struct ftl_layout *layout, struct ftl_err *err)
{
	const struct ftl_sheet *sheet = &layout->sheet;

	if (!layout->has_sheet)
		return FTL_OK;
	if ((sheet->columns > 1 && sheet->step_x_um < layout->width_um) ||
	    (sheet->rows > 1 && sheet->step_y_um < layout->height_um))
		return ftl_fail(err, FTL_INVALID, "layout",
		                "layout '%s': the labels of a sheet lie on each other",
		                layout->name);
	if (sheet->left_um + (sheet->columns - 1) * sheet->step_x_um + layout->width_um >
	            sheet->page_width_um ||
	    sheet->top_um + (sheet->rows - 1) * sheet->step_y_um + layout->height_um >
	            sheet->page_height_um)
		return ftl_fail(err, FTL_INVALID, "layout",
		                "layout '%s': the labels do not fit on the sheet", layout->name);
	return FTL_OK;
}

enum ftl_status ftl_layout_check(const struct ftl_layout *layout, struct ftl_err *err)
{
	bool has_code = false;

	for (size_t i = 0; i < layout->count; i++) {
		const struct ftl_element *element = &layout->elements[i];
		FTL_TRY(check_place(layout, element, err));
		FTL_TRY(check_letters(layout, element, err));
		if (element->kind == FTL_ELEMENT_QR)
			FTL_TRY(check_qr(layout, element, err));
		for (size_t p = 0; p < element->part_count; p++)
			if (element->parts[p].field == &ftl_label_fields[0])
				has_code = true;
	}
	if (!has_code)
		return ftl_fail(err, FTL_INVALID, "layout",
		                "layout '%s': no element shows the {code}", layout->name);
	return check_sheet(layout, err);
}

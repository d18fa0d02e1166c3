#include "fettle/base/text.h"
#include "print/module/painter.h"

static struct ftl_area area_of(const struct ftl_painter *painter, const struct ftl_box *box)
{
	int64_t dpi = painter->setup.dpi;
	int x = (int)ftl_dots(box->x, dpi);
	int y = (int)ftl_dots(box->y, dpi);

	return (struct ftl_area){x, y, (int)ftl_dots(box->x + box->width, dpi) - x,
	                         (int)ftl_dots(box->y + box->height, dpi) - y};
}

enum ftl_status ftl_paint_place_qr(const struct ftl_painter *painter, const char *text,
                                   struct ftl_area area, struct ftl_op *op, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int side = area.width < area.height ? area.width : area.height;

	FTL_TRY(ftl_paint_qr(text, &op->qr, err));
	op->kind = FTL_OP_QR;
	op->module_dots = side / (op->qr.size + 2 * FTL_QR_QUIET);
	if (op->module_dots < ftl_qr_min_dots(painter->setup.dpi)) {
		ftl_fail(err, FTL_INVALID, "short_code",
		         "the QR code of %s would be too fine for scanners on this medium",
		         ftl_quote(quoted, text));
		return ftl_hint(err, "choose a larger medium or a shorter address for QR codes");
	}
	int extent = op->qr.size * op->module_dots;
	op->area = (struct ftl_area){area.x + (area.width - extent) / 2,
	                             area.y + (area.height - extent) / 2, extent, extent};
	return FTL_OK;
}

/* A bar's letters keep away from its ends. */
static struct ftl_area inside_bar(struct ftl_area area)
{
	int pad = area.height / 4;

	if (area.width > 4 * pad) {
		area.x += pad;
		area.width -= 2 * pad;
	}
	return area;
}

static enum ftl_status compose_item(struct ftl_painter *painter, const struct ftl_items *items,
                                    const struct ftl_item *item, struct ftl_err *err)
{
	struct ftl_area area = area_of(painter, &item->element->box);
	struct ftl_op *op = &painter->ops[painter->op_count++];

	op->is_white = false;
	op->is_clipped = false;
	switch (item->element->kind) {
	case FTL_ELEMENT_TEXT:
		return ftl_paint_fit(painter, item, items->code, area, op, err);
	case FTL_ELEMENT_QR:
		return ftl_paint_place_qr(painter, items->qr, area, op, err);
	case FTL_ELEMENT_LINE:
	case FTL_ELEMENT_BAR:
		op->kind = FTL_OP_FILL;
		op->area = area;
		break;
	}
	if (item->element->part_count > 0) {
		op = &painter->ops[painter->op_count++];
		op->is_white = true;
		return ftl_paint_fit(painter, item, items->code, inside_bar(area), op, err);
	}
	return FTL_OK;
}

enum ftl_status ftl_paint_compose(struct ftl_painter *painter, const struct ftl_items *items,
                                  struct ftl_err *err)
{
	painter->op_count = 0;
	for (size_t i = 0; i < items->count; i++)
		FTL_TRY(compose_item(painter, items, &items->items[i], err));
	return FTL_OK;
}

/* All modules in one path: no hair lines between them at any zoom. */
void ftl_paint_modules(const struct ftl_op *op, cairo_t *cr)
{
	int dots = op->module_dots;

	for (int y = 0; y < op->qr.size; y++) {
		const unsigned char *row = op->qr.modules + (size_t)y * (size_t)op->qr.size;
		for (int x = 0; x < op->qr.size;) {
			int run = 1;
			while (x + run < op->qr.size && row[x + run] == row[x])
				run++;
			if (row[x])
				cairo_rectangle(cr, op->area.x + x * dots, op->area.y + y * dots,
				                run * dots, dots);
			x += run;
		}
	}
	cairo_fill(cr);
}

static void paint_text(const struct ftl_op *op, cairo_t *cr, bool is_bitmap)
{
	if (op->is_white || op->is_clipped)
		cairo_save(cr);
	if (op->is_clipped) {
		cairo_rectangle(cr, op->area.x, op->area.y, op->area.width, op->area.height);
		cairo_clip(cr);
	}
	if (op->is_white && is_bitmap)
		cairo_set_operator(cr, CAIRO_OPERATOR_DEST_OUT);
	else if (op->is_white)
		cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_move_to(cr, op->text_x, op->text_y);
	pango_cairo_show_layout(cr, op->text);
	if (op->is_white || op->is_clipped)
		cairo_restore(cr);
	cairo_new_path(cr);
}

void ftl_paint(const struct ftl_painter *painter, cairo_t *cr, bool is_bitmap)
{
	cairo_set_antialias(cr, is_bitmap ? CAIRO_ANTIALIAS_NONE : CAIRO_ANTIALIAS_DEFAULT);
	cairo_set_source_rgb(cr, 0, 0, 0);
	for (size_t i = 0; i < painter->op_count; i++) {
		const struct ftl_op *op = &painter->ops[i];
		switch (op->kind) {
		case FTL_OP_FILL:
			cairo_rectangle(cr, op->area.x, op->area.y, op->area.width,
			                op->area.height);
			cairo_fill(cr);
			break;
		case FTL_OP_TEXT:
			paint_text(op, cr, is_bitmap);
			break;
		case FTL_OP_QR:
			ftl_paint_modules(op, cr);
			break;
		}
	}
}

#ifndef PRINT_MODULE_PAINTER_H
#define PRINT_MODULE_PAINTER_H

#include <cairo.h>
#include <pango/pangocairo.h>

#include "print/print_module.h"

/* A rectangle in dots. */
struct ftl_area {
	int x;
	int y;
	int width;
	int height;
};

enum ftl_op_kind { FTL_OP_FILL, FTL_OP_TEXT, FTL_OP_QR };

/*
 * One step of drawing, in whole dots. The list of steps is made once a label; bitmaps and vector
 * files are painted from the same list.
 */
struct ftl_op {
	enum ftl_op_kind kind;
	struct ftl_area area; /* what is filled; for text the box that its ink may not leave */
	PangoLayout *text;    /* the painter's */
	int text_x;
	int text_y;
	bool is_white;   /* letters cut out of a bar */
	bool is_clipped; /* ink that would leave the box (stacks of marks) is cut off */
	int module_dots; /* QR: size of a module; area.x and .y are its first module */
	struct ftl_qr qr;
};

struct ftl_painter {
	struct ftl_arena arena; /* holds the painter itself and its tables */
	struct ftl_paint_setup setup;
	int width; /* of a label, in dots */
	int height;
	PangoContext *context;
	PangoFontDescription *font;
	PangoFont *main_font;    /* what the layout's list of families comes to first */
	const char *main_family; /* its family */
	PangoLayout **texts;     /* one an element, used again for each label */
	struct ftl_op *ops;      /* up to two an element */
	size_t op_count;
	cairo_surface_t *bits; /* A1 */
	cairo_t *bits_cr;
	unsigned char *rows; /* the bitmap handed out */
	cairo_surface_t *pdf;
	cairo_t *pdf_cr;
	int64_t cell; /* next free place on the PDF's sheet */
};

/* Lays a label out: fills painter->ops. */
FTL_MUST_CHECK enum ftl_status
ftl_paint_compose(struct ftl_painter *painter, const struct ftl_items *items, struct ftl_err *err);

/* Paints the composed label, one unit a dot. A bitmap has no white: there white means nothing. */
void ftl_paint(const struct ftl_painter *painter, cairo_t *cr, bool is_bitmap);

/* Sets an item's text in an area: size of letters, place, clip. Fills op (all but is_white). */
FTL_MUST_CHECK enum ftl_status ftl_paint_fit(struct ftl_painter *painter,
                                             const struct ftl_item *item, const char *code,
                                             struct ftl_area area, struct ftl_op *op,
                                             struct ftl_err *err);

/* Modules of whole dots, as large as the area allows with the quiet zone, in its middle; painted.
 */
FTL_MUST_CHECK enum ftl_status ftl_paint_place_qr(const struct ftl_painter *painter,
                                                  const char *text, struct ftl_area area,
                                                  struct ftl_op *op, struct ftl_err *err);
void ftl_paint_modules(const struct ftl_op *op, cairo_t *cr);

/* Font size in dots for capitals of at least um. */
int ftl_paint_font_px(const struct ftl_painter *painter, int64_t um);
/* The layout's families, or the one of them that has the whole text. */
const char *ftl_paint_family(const struct ftl_painter *painter, const char *text);
double ftl_paint_points_per_dot(const struct ftl_painter *painter);

FTL_MUST_CHECK enum ftl_status ftl_paint_bitmap(struct ftl_painter *painter,
                                                const struct ftl_items *items,
                                                struct ftl_bitmap *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_paint_png(struct ftl_painter *painter,
                                             const struct ftl_bitmap *bitmap, struct ftl_buf *out,
                                             struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_paint_svg(struct ftl_painter *painter,
                                             const struct ftl_items *items, struct ftl_buf *out,
                                             struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_paint_pdf_begin(struct ftl_painter *painter, struct ftl_buf *out,
                                                   const char *title, int64_t made_at, int64_t skip,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_paint_pdf_add(struct ftl_painter *painter,
                                                 const struct ftl_items *items, int64_t copies,
                                                 struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_paint_pdf_flow(struct ftl_painter *painter,
                                                  const struct ftl_form_pages *pages,
                                                  int64_t *ret_pages, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_paint_pdf_end(struct ftl_painter *painter, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_paint_qr(const char *text, struct ftl_qr *ret,
                                            struct ftl_err *err);

extern const struct ftl_print_module ftl_print_module;

#endif

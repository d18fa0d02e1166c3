#include "fettle/base/text.h"
#include "print/module/painter.h"

/*
 * A capital of Noto Sans and its kin is 0.714 of the font's size. Letters are measured by it, so
 * that "1.8 mm" means what a person with a ruler would say.
 */
#define CAPITAL_PER_MILLE 714
#define SMALLEST_PX       7    /* below, letters are no longer letters */
#define LINE_FACTOR       0.9F /* of the font's own distance of lines */
#define LINE_PERCENT      122  /* of the font's size, about what that comes to */

int ftl_paint_font_px(const struct ftl_painter *painter, int64_t um)
{
	int64_t divisor = INT64_C(254) * CAPITAL_PER_MILLE;

	return (int)((um * ftl_dpi_tenths(painter->setup.dpi) + divisor - 1) / divisor);
}

static int capital_px(int px)
{
	return (px * CAPITAL_PER_MILLE + 500) / 1000;
}

static void set_size(struct ftl_painter *painter, PangoLayout *text, int px)
{
	pango_font_description_set_absolute_size(painter->font, (double)px * PANGO_SCALE);
	pango_layout_set_font_description(text, painter->font);
}

/* What a line takes: its ink, and at least its advance, so that blanks at the ends count. */
static void extents(PangoLayout *text, PangoRectangle *ink, PangoRectangle *taken)
{
	PangoRectangle logical;

	pango_layout_get_pixel_extents(text, ink, &logical);
	int left = ink->x < logical.x ? ink->x : logical.x;
	int right = ink->x + ink->width > logical.x + logical.width ? ink->x + ink->width
	                                                            : logical.x + logical.width;
	*taken = (PangoRectangle){
	        .x = left, .y = ink->y, .width = right - left, .height = ink->height};
}

static bool fits(PangoLayout *text, const struct ftl_area *area, PangoRectangle *taken)
{
	PangoRectangle ink;

	extents(text, &ink, taken);
	return taken->width <= area->width && taken->height <= area->height;
}

/*
 * One line as large as it fits, from px down to least; returns the size. A guess from the measured
 * width needs two or three tries where counting down needs dozens.
 */
static int shrink(struct ftl_painter *painter, PangoLayout *text, const struct ftl_area *area,
                  int px, int least, bool *ret_fits)
{
	PangoRectangle taken;

	for (;;) {
		set_size(painter, text, px);
		*ret_fits = fits(text, area, &taken);
		if (*ret_fits || px <= least)
			return px;
		int by_width = taken.width > area->width ? px * area->width / taken.width : px;
		int by_height = taken.height > area->height ? px * area->height / taken.height : px;
		int guess = by_width < by_height ? by_width : by_height;
		if (guess >= px)
			guess = px - 1;
		px = guess > least ? guess : least;
	}
}

static enum ftl_status fit_whole(struct ftl_painter *painter, const struct ftl_item *item,
                                 const char *code, const struct ftl_area *area, PangoLayout *text,
                                 int *ret_px, struct ftl_err *err)
{
	int px = ftl_paint_font_px(painter, item->element->letter_um);
	int least = ftl_paint_font_px(painter, item->element->min_letter_um);
	char quoted[FTL_QUOTE_SIZE];
	bool is_fit = false;

	*ret_px = shrink(painter, text, area, px, SMALLEST_PX, &is_fit);
	if (!is_fit) {
		ftl_fail(err, FTL_INVALID, item->element->name,
		         "%s does not fit on the label, not even in the smallest letters",
		         ftl_quote(quoted, item->plain));
		return ftl_hint(err, "choose a larger medium");
	}
	if (*ret_px < least)
		ftl_warnings_add(painter->setup.warnings,
		                 "label %s: %s is printed in very small letters; choose a larger "
		                 "medium",
		                 code, ftl_quote(quoted, item->plain));
	return FTL_OK;
}

static int fit_ellipsis(struct ftl_painter *painter, const struct ftl_item *item,
                        const struct ftl_area *area, PangoLayout *text)
{
	int least = ftl_paint_font_px(painter, item->element->min_letter_um);
	bool is_fit = false;
	int px = shrink(painter, text, area, ftl_paint_font_px(painter, item->element->letter_um),
	                least, &is_fit);

	if (!is_fit) {
		pango_layout_set_ellipsize(text, PANGO_ELLIPSIZE_END);
		pango_layout_set_width(text, area->width * PANGO_SCALE);
	}
	return px;
}

/* As many lines as the box holds; fewer when a script with tall letters needs the room. */
static void set_lines(PangoLayout *text, const struct ftl_area *area, int px)
{
	int lines = area->height * 100 / (px * LINE_PERCENT);
	PangoRectangle ink;

	for (lines = lines < 1 ? 1 : lines; lines >= 1; lines--) {
		pango_layout_set_height(text, -lines);
		pango_layout_get_pixel_extents(text, &ink, NULL);
		if (ink.height <= area->height)
			return;
	}
}

/* Several lines: full size if it holds all, else down to the smallest allowed. */
static int fit_wrap(struct ftl_painter *painter, const struct ftl_item *item,
                    const struct ftl_area *area, PangoLayout *text)
{
	int px = ftl_paint_font_px(painter, item->element->letter_um);
	int least = ftl_paint_font_px(painter, item->element->min_letter_um);

	pango_layout_set_wrap(text, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_width(text, area->width * PANGO_SCALE);
	pango_layout_set_line_spacing(text, LINE_FACTOR);
	pango_layout_set_ellipsize(text, PANGO_ELLIPSIZE_END);
	for (int step = px > least ? (px - least + 2) / 3 : 1;; px -= step) {
		if (px < least)
			px = least;
		set_size(painter, text, px);
		set_lines(text, area, px);
		if (px <= least || !pango_layout_is_ellipsized(text))
			return px;
	}
}

static bool is_right_to_left(PangoLayout *text)
{
	return pango_layout_get_direction(text, 0) == PANGO_DIRECTION_RTL;
}

/* Where the text's left edge goes for its alignment; x is where its own extents begin. */
static int place_x(const struct ftl_item *item, const struct ftl_area *area, PangoLayout *text,
                   const PangoRectangle *taken)
{
	int room = area->width - taken->width;
	enum ftl_align align = item->element->align;

	if (align == FTL_ALIGN_START)
		align = is_right_to_left(text) ? FTL_ALIGN_RIGHT : FTL_ALIGN_LEFT;
	if (align == FTL_ALIGN_LEFT || room < 0)
		room = 0;
	else if (align == FTL_ALIGN_CENTER)
		room /= 2;
	return area->x + room - taken->x;
}

/*
 * Single lines stand on a common base line whatever their script: the capital's height decides, not
 * the font's; then the ink is moved into the box if it would stick out.
 */
static int place_y(const struct ftl_item *item, const struct ftl_area *area, PangoLayout *text,
                   const PangoRectangle *ink, int px)
{
	int base = PANGO_PIXELS(pango_layout_get_baseline(text));
	int capital = capital_px(px);
	int room = area->height - capital;
	int y = 0;

	if (item->element->valign == FTL_VALIGN_MIDDLE)
		y = area->y + (room + 1) / 2 + capital - base;
	else if (item->element->valign == FTL_VALIGN_TOP)
		y = area->y - ink->y;
	else
		y = area->y + area->height - (ink->y + ink->height);
	if (y + ink->y + ink->height > area->y + area->height)
		y = area->y + area->height - (ink->y + ink->height);
	if (y + ink->y < area->y)
		y = area->y - ink->y;
	return y;
}

/* A block of lines is placed by its ink. */
static int place_block_y(const struct ftl_item *item, const struct ftl_area *area,
                         const PangoRectangle *ink)
{
	int room = area->height - ink->height;

	if (item->element->valign == FTL_VALIGN_TOP || room < 0)
		room = 0;
	else if (item->element->valign == FTL_VALIGN_MIDDLE)
		room /= 2;
	return area->y + room - ink->y;
}

static bool main_font_has(const struct ftl_painter *painter, const char *text)
{
	while (*text != '\0') {
		if (!pango_font_has_char(painter->main_font, ftl_utf8_next(&text)))
			return false;
	}
	return true;
}

/*
 * The layout's families, or the one of them that has the whole text. Pango asks for the line height
 * of a font by its one family: what was asked for by a list is then looked up, sorted and hinted
 * a second time at each size, which is most of the time that a first label takes.
 */
const char *ftl_paint_family(const struct ftl_painter *painter, const char *text)
{
	bool is_one = painter->main_font != NULL && main_font_has(painter, text);

	return is_one ? painter->main_family : painter->setup.layout->font;
}

/* A layout of this element as it was when new. */
static PangoLayout *take_text(struct ftl_painter *painter, const struct ftl_item *item)
{
	size_t index = (size_t)(item->element - painter->setup.layout->elements);
	PangoLayout *text = painter->texts[index];

	if (text == NULL) {
		text = pango_layout_new(painter->context);
		pango_layout_set_single_paragraph_mode(text, TRUE);
		painter->texts[index] = text;
	}
	pango_layout_set_width(text, -1);
	pango_layout_set_height(text, -1);
	pango_layout_set_ellipsize(text, PANGO_ELLIPSIZE_NONE);
	pango_layout_set_text(text, item->text, -1);
	pango_font_description_set_family(painter->font, ftl_paint_family(painter, item->plain));
	pango_font_description_set_weight(
	        painter->font, item->element->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	return text;
}

static void warn_of_missing(struct ftl_painter *painter, const struct ftl_item *item,
                            const char *code, PangoLayout *text)
{
	int count = pango_layout_get_unknown_glyphs_count(text);
	char quoted[FTL_QUOTE_SIZE];

	if (count > 0)
		ftl_warnings_add(painter->setup.warnings,
		                 "label %s: no installed font has %d of the characters in %s "
		                 "(fonts-noto-core and fonts-noto-cjk have most)",
		                 code, count, ftl_quote(quoted, item->plain));
}

enum ftl_status ftl_paint_fit(struct ftl_painter *painter, const struct ftl_item *item,
                              const char *code, struct ftl_area area, struct ftl_op *op,
                              struct ftl_err *err)
{
	PangoLayout *text = take_text(painter, item);
	PangoRectangle ink;
	PangoRectangle taken;
	int px = 0;

	switch (item->element->fit) {
	case FTL_FIT_SHRINK:
		FTL_TRY(fit_whole(painter, item, code, &area, text, &px, err));
		break;
	case FTL_FIT_ELLIPSIS:
		px = fit_ellipsis(painter, item, &area, text);
		break;
	case FTL_FIT_WRAP:
		px = fit_wrap(painter, item, &area, text);
		break;
	}
	extents(text, &ink, &taken);
	op->kind = FTL_OP_TEXT;
	op->area = area;
	op->text = text;
	op->text_x = place_x(item, &area, text, &taken);
	op->text_y = item->element->fit == FTL_FIT_WRAP ? place_block_y(item, &area, &ink)
	                                                : place_y(item, &area, text, &ink, px);
	op->is_clipped = op->text_x + ink.x < area.x || op->text_y + ink.y < area.y ||
	                 op->text_x + ink.x + ink.width > area.x + area.width ||
	                 op->text_y + ink.y + ink.height > area.y + area.height;
	warn_of_missing(painter, item, code, text);
	return FTL_OK;
}

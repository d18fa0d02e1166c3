#include "fettle/base/text.h"
#include "print/module/painter.h"

/*
 * Rows of texts down as many pages as they need. It is gone through twice: once to count the pages,
 * which the foot of each tells, and once to paint. A row that does not fit on what is left of a
 * page goes to the next; one that no page holds is broken between its lines.
 */

#define PAGES_MOST  500
#define RULE_GAP_UM 700
#define FOOT_GAP_UM 3000
#define NUMBER_UM   20000 /* room for "500 / 500" */
#define GREY        0.35

/* A cell's text, and the line of it that comes next. */
struct cell {
	PangoLayout *text;
	PangoLayoutIter *line;
	int x;
	int width;
	enum ftl_align align;
	bool is_grey;
	bool is_done;
};

struct flow {
	struct ftl_painter *painter;
	const struct ftl_form_pages *pages;
	struct ftl_arena arena;
	cairo_t *cr; /* NULL: only counting */
	int64_t page;
	int64_t count; /* of pages, once they are counted */
	int left;
	int width;
	int top;
	int bottom;
	int y;
	int qr_left; /* what stands beside the QR code ends here, above qr_bottom */
	int qr_bottom;
};

static int dots(const struct flow *flow, int64_t um)
{
	return (int)ftl_dots(um, flow->painter->setup.dpi);
}

static void warn_of_missing(const struct flow *flow, PangoLayout *text)
{
	int count = pango_layout_get_unknown_glyphs_count(text);
	char quoted[FTL_QUOTE_SIZE];

	if (count > 0)
		ftl_warnings_add(flow->painter->setup.warnings,
		                 "no installed font has %d of the characters in %s "
		                 "(fonts-noto-core and fonts-noto-cjk have most)",
		                 count, ftl_quote(quoted, pango_layout_get_text(text)));
}

/* Where a line of a cell begins. Text that says where it starts begins on the side of its script.
 */
static double line_x(const struct cell *cell, const PangoRectangle *logical)
{
	double room = cell->width - (double)logical->width / PANGO_SCALE;

	switch (cell->align) {
	case FTL_ALIGN_LEFT:
		return cell->x;
	case FTL_ALIGN_CENTER:
		return cell->x + room / 2;
	case FTL_ALIGN_RIGHT:
		return cell->x + room;
	case FTL_ALIGN_START:
		break;
	}
	return cell->x + (double)logical->x / PANGO_SCALE;
}

static void open_cell(struct flow *flow, const struct ftl_form_cell *from, int width,
                      struct cell *cell)
{
	struct ftl_painter *painter = flow->painter;
	const char *text = from->text == NULL ? "" : from->text;

	cell->text = pango_layout_new(painter->context);
	pango_layout_set_wrap(cell->text, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_width(cell->text, width * PANGO_SCALE);
	pango_layout_set_text(cell->text, text, -1);
	pango_font_description_set_family(painter->font, ftl_paint_family(painter, text));
	pango_font_description_set_weight(painter->font,
	                                  from->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_absolute_size(
	        painter->font, (double)ftl_paint_font_px(painter, from->letter_um) * PANGO_SCALE);
	pango_layout_set_font_description(cell->text, painter->font);
	cell->line = pango_layout_get_iter(cell->text);
	cell->x = flow->left + dots(flow, from->x_um);
	cell->width = width;
	cell->align = from->align;
	cell->is_grey = from->is_grey;
	cell->is_done = *text == '\0';
	if (flow->cr == NULL)
		warn_of_missing(flow, cell->text);
}

static void close_cells(struct cell *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		pango_layout_iter_free(cells[i].line);
		g_object_unref(cells[i].text);
	}
}

static void draw_line(const struct flow *flow, const struct cell *cell, int y)
{
	PangoRectangle logical;

	if (flow->cr == NULL)
		return;
	pango_layout_iter_get_line_extents(cell->line, NULL, &logical);
	double grey = cell->is_grey ? GREY : 0;
	cairo_set_source_rgb(flow->cr, grey, grey, grey);
	cairo_move_to(flow->cr, line_x(cell, &logical),
	              y + PANGO_PIXELS(pango_layout_iter_get_baseline(cell->line)));
	pango_cairo_show_layout_line(flow->cr, pango_layout_iter_get_line_readonly(cell->line));
	cairo_new_path(flow->cr);
}

/* Draws the lines of a cell that fit into room from y down; returns what they take. */
static int draw_lines(const struct flow *flow, struct cell *cell, int y, int room)
{
	int from = 0, to = 0, used = 0;

	if (cell->is_done)
		return 0;
	pango_layout_iter_get_line_yrange(cell->line, &from, &to);
	int first = PANGO_PIXELS_FLOOR(from);
	while (!cell->is_done) {
		pango_layout_iter_get_line_yrange(cell->line, &from, &to);
		if (PANGO_PIXELS_CEIL(to) - first > room)
			break;
		draw_line(flow, cell, y - first);
		used = PANGO_PIXELS_CEIL(to) - first;
		cell->is_done = !pango_layout_iter_next_line(cell->line);
	}
	return used;
}

static int text_height(PangoLayout *text)
{
	int height = 0;

	pango_layout_get_pixel_size(text, NULL, &height);
	return height;
}

static void draw_rule(const struct flow *flow, int y)
{
	if (flow->cr == NULL)
		return;
	cairo_set_source_rgb(flow->cr, 0.6, 0.6, 0.6);
	cairo_rectangle(flow->cr, flow->left, y, flow->width,
	                dots(flow, 150) > 0 ? dots(flow, 150) : 1);
	cairo_fill(flow->cr);
}

/* The foot of the page: its text, and which of how many pages it is. */
static void draw_foot(struct flow *flow)
{
	const struct ftl_form_cell *footer = &flow->pages->footer;
	struct ftl_form_cell number = *footer;
	struct cell cells[2];
	int number_width = dots(flow, NUMBER_UM);
	int y = flow->bottom + dots(flow, FOOT_GAP_UM);

	if (!flow->pages->has_footer || flow->cr == NULL)
		return;
	number.text = ftl_sprintf(&flow->arena, "%lld / %lld", (long long)flow->page,
	                          (long long)flow->count);
	number.align = FTL_ALIGN_RIGHT;
	open_cell(flow, footer, flow->width - number_width, &cells[0]);
	open_cell(flow, &number, number_width, &cells[1]);
	cells[1].x = flow->left + flow->width - number_width;
	for (int i = 0; i < 2; i++) {
		cells[i].is_grey = true;
		(void)draw_lines(flow, &cells[i], y, text_height(cells[i].text));
	}
	draw_rule(flow, y - dots(flow, RULE_GAP_UM));
	close_cells(cells, 2);
}

static void end_page(struct flow *flow)
{
	draw_foot(flow);
	if (flow->cr != NULL)
		cairo_show_page(flow->cr);
}

static enum ftl_status draw_row(struct flow *flow, const struct ftl_form_row *row,
                                struct ftl_err *err);

/* For a row that begins or goes on there: what a table's columns are is said again above it. */
static enum ftl_status next_page(struct flow *flow, const struct ftl_form_row *row,
                                 struct ftl_err *err)
{
	end_page(flow);
	if (flow->page == PAGES_MOST) {
		ftl_fail(err, FTL_INVALID, "form", "needs more than %d pages", PAGES_MOST);
		return ftl_hint(err, "make several documents of it");
	}
	flow->page++;
	flow->y = flow->top;
	flow->qr_bottom = flow->top;
	if (row->head == NULL)
		return FTL_OK;
	FTL_TRY(draw_row(flow, row->head, err));
	flow->y += dots(flow, row->gap_um);
	return FTL_OK;
}

/* Cells from where the page is to its end, and on from the top of the next ones. */
static enum ftl_status draw_cells(struct flow *flow, const struct ftl_form_row *row,
                                  struct cell *cells, struct ftl_err *err)
{
	for (;;) {
		bool is_done = true;
		int used = 0;

		for (size_t i = 0; i < row->count; i++) {
			int taken = draw_lines(flow, &cells[i], flow->y, flow->bottom - flow->y);

			used = taken > used ? taken : used;
			is_done = is_done && cells[i].is_done;
		}
		flow->y += used;
		if (is_done)
			return FTL_OK;
		if (used == 0 && flow->y == flow->top)
			return ftl_fail(err, FTL_INVALID, "layout",
			                "layout '%s': a line of text is higher than the page",
			                flow->painter->setup.layout->name);
		FTL_TRY(next_page(flow, row, err));
	}
}

static enum ftl_status place_row(struct flow *flow, const struct ftl_form_row *row,
                                 struct cell *cells, struct ftl_err *err)
{
	int height = 0, rule = row->is_ruled ? dots(flow, RULE_GAP_UM) : 0;

	for (size_t i = 0; i < row->count; i++) {
		int one = cells[i].is_done ? 0 : text_height(cells[i].text);

		height = one > height ? one : height;
	}
	if (flow->y > flow->top)
		flow->y += dots(flow, row->gap_um);
	int needed = height + rule + dots(flow, row->keep_um);
	bool is_page = needed <= flow->bottom - flow->top;
	if (flow->y + needed > flow->bottom && flow->y > flow->top && is_page)
		FTL_TRY(next_page(flow, row, err));
	FTL_TRY(draw_cells(flow, row, cells, err));
	if (row->is_ruled)
		draw_rule(flow, flow->y + rule / 2);
	flow->y += rule;
	return FTL_OK;
}

static enum ftl_status draw_row(struct flow *flow, const struct ftl_form_row *row,
                                struct ftl_err *err)
{
	struct cell *cells = ftl_alloc(&flow->arena, row->count, sizeof(*cells));
	enum ftl_status status;

	if (!row->is_beside && flow->y < flow->qr_bottom)
		flow->y = flow->qr_bottom;
	for (size_t i = 0; i < row->count; i++) {
		int width = dots(flow, row->cells[i].width_um);

		if (flow->y < flow->qr_bottom && flow->left + width > flow->qr_left)
			width = flow->qr_left - flow->left;
		open_cell(flow, &row->cells[i], width, &cells[i]);
	}
	status = place_row(flow, row, cells, err);
	close_cells(cells, row->count);
	return status;
}

/* In the upper right corner of the first page; its quiet zone may lie in the margins. */
static enum ftl_status draw_qr(struct flow *flow, struct ftl_err *err)
{
	int size = dots(flow, flow->pages->qr_um);
	struct ftl_area area = {flow->left + flow->width - size, flow->top, size, size};
	struct ftl_op op;

	if (flow->pages->qr == NULL)
		return FTL_OK;
	FTL_TRY(ftl_paint_place_qr(flow->painter, flow->pages->qr, area, &op, err));
	flow->qr_left = area.x - dots(flow, FTL_FORM_GUTTER_UM);
	flow->qr_bottom = area.y + size;
	if (flow->cr == NULL)
		return FTL_OK;
	cairo_set_source_rgb(flow->cr, 0, 0, 0);
	ftl_paint_modules(&op, flow->cr);
	return FTL_OK;
}

static enum ftl_status go_through(struct flow *flow, struct ftl_err *err)
{
	const struct ftl_layout *layout = flow->painter->setup.layout;
	int foot = 0;

	if (flow->pages->has_footer)
		foot = dots(flow, FOOT_GAP_UM) +
		       2 * ftl_paint_font_px(flow->painter, flow->pages->footer.letter_um);
	flow->page = 1;
	flow->left = dots(flow, layout->margin_x_um);
	flow->width = dots(flow, layout->width_um) - 2 * flow->left;
	flow->top = dots(flow, layout->margin_y_um);
	flow->bottom = dots(flow, layout->height_um) - flow->top - foot;
	flow->y = flow->top;
	flow->qr_bottom = flow->top;
	FTL_TRY(draw_qr(flow, err));
	for (size_t i = 0; i < flow->pages->count; i++) {
		ftl_arena_reset(&flow->arena);
		FTL_TRY(draw_row(flow, &flow->pages->rows[i], err));
	}
	end_page(flow);
	return FTL_OK;
}

enum ftl_status ftl_paint_pdf_flow(struct ftl_painter *painter, const struct ftl_form_pages *pages,
                                   int64_t *ret_pages, struct ftl_err *err)
{
	struct flow flow = {.painter = painter, .pages = pages};
	double scale = ftl_paint_points_per_dot(painter);
	enum ftl_status status = go_through(&flow, err);

	if (status == FTL_OK) {
		flow.count = flow.page;
		flow.cr = painter->pdf_cr;
		cairo_scale(flow.cr, scale, scale);
		status = go_through(&flow, err);
	}
	ftl_arena_done(&flow.arena);
	*ret_pages = flow.count;
	return status;
}

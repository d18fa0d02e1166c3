#include "print/module/painter.h"

static void close_painter(struct ftl_painter **painter)
{
	struct ftl_painter *p = *painter;

	if (p == NULL)
		return;
	for (size_t i = 0; p->texts != NULL && i < p->setup.layout->count; i++)
		g_clear_object(&p->texts[i]);
	cairo_destroy(p->bits_cr);
	cairo_surface_destroy(p->bits);
	cairo_destroy(p->pdf_cr);
	cairo_surface_destroy(p->pdf);
	if (p->font != NULL)
		pango_font_description_free(p->font);
	g_clear_object(&p->main_font);
	g_clear_object(&p->context);
	struct ftl_arena arena = p->arena;
	ftl_arena_done(&arena);
	*painter = NULL;
}

/* Crisp letters on a printer that knows no grey. */
static PangoContext *open_context(const struct ftl_paint_setup *setup)
{
	PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_NONE);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_FULL);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_ON);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_language(
	        context,
	        pango_language_from_string(setup->language == NULL ? "en" : setup->language));
	pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
	return context;
}

/* Finds the first of the layout's families that is installed. */
static void open_main_font(struct ftl_painter *painter, struct ftl_arena *arena)
{
	PangoFontDescription *found;

	pango_font_description_set_absolute_size(painter->font, 16 * PANGO_SCALE);
	painter->main_font = pango_context_load_font(painter->context, painter->font);
	if (painter->main_font == NULL)
		return;
	found = pango_font_describe(painter->main_font);
	painter->main_family = ftl_strdup(arena, pango_font_description_get_family(found));
	pango_font_description_free(found);
}

static enum ftl_status open_painter(const struct ftl_paint_setup *setup, struct ftl_painter **ret,
                                    struct ftl_err *err)
{
	const struct ftl_layout *layout = setup->layout;
	struct ftl_arena arena = {NULL};
	struct ftl_painter *painter = FTL_NEW(&arena, struct ftl_painter);

	painter->setup = *setup;
	painter->width = (int)ftl_dots(layout->width_um, setup->dpi);
	painter->height = (int)ftl_dots(layout->height_um, setup->dpi);
	painter->context = open_context(setup);
	painter->font = pango_font_description_new();
	pango_font_description_set_family(painter->font, layout->font);
	open_main_font(painter, &arena);
	painter->texts = ftl_alloc(&arena, layout->count, sizeof(PangoLayout *));
	painter->ops = ftl_alloc(&arena, layout->count * 2, sizeof(struct ftl_op));
	painter->arena = arena;
	if (pango_context_get_font_map(painter->context) == NULL) {
		close_painter(&painter);
		return ftl_fail(err, FTL_INTERNAL, NULL, "pango has no fonts");
	}
	*ret = painter;
	return FTL_OK;
}

const struct ftl_print_module ftl_print_module = {
        .open = open_painter,
        .close = close_painter,
        .bitmap = ftl_paint_bitmap,
        .png = ftl_paint_png,
        .svg = ftl_paint_svg,
        .pdf_begin = ftl_paint_pdf_begin,
        .pdf_add = ftl_paint_pdf_add,
        .pdf_flow = ftl_paint_pdf_flow,
        .pdf_end = ftl_paint_pdf_end,
        .qr = ftl_paint_qr,
};

#include <string.h>

#include "fettle/base/module.h"
#include "fettle/base/text.h"
#include "print/print_module.h"
#include "print/text_label.h"

#define COPIES_MAX   100
#define HEAD_MAX     5000
#define URL_BASE_MAX 120

const char *const ftl_label_format_names[FTL_LABEL_FORMATS] = {"png", "svg",    "pdf",
                                                               "zpl", "escpos", "text"};

const char *ftl_label_extension(enum ftl_label_format format)
{
	return format == FTL_LABEL_TEXT ? "txt" : ftl_label_format_names[format];
}

bool ftl_label_is_single(enum ftl_label_format format)
{
	return format == FTL_LABEL_PNG || format == FTL_LABEL_SVG;
}

void ftl_label_output_done(struct ftl_label_output *output)
{
	for (size_t i = 0; i < output->count; i++)
		ftl_buf_done(&output->files[i]);
	ftl_arena_done(&output->arena);
	*output = (struct ftl_label_output){0};
}

/* What one call of ftl_label_render works with. */
struct render {
	const struct ftl_print_module *module;
	const struct ftl_layout *layout;
	const struct ftl_label_options *options;
	int64_t dpi;
	int64_t copies;
	struct ftl_painter *painter;
	struct ftl_buf rows; /* of a cropped bitmap */
};

static void render_done(struct render *render)
{
	if (render->painter != NULL)
		render->module->close(&render->painter);
	ftl_buf_done(&render->rows);
}

static enum ftl_status check_range(const char *field, int64_t value, int64_t min, int64_t max,
                                   struct ftl_err *err)
{
	if (value >= min && value <= max)
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, field, "must be %lld to %lld, got %lld", (long long)min,
	                (long long)max, (long long)value);
}

static enum ftl_status check_url_base(const char *base, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	size_t length = base == NULL ? 0 : strlen(base);

	for (size_t i = 0; i < length; i++)
		if (base[i] <= ' ' || base[i] > '~')
			return ftl_fail(err, FTL_INVALID, "url_base",
			                "must be plain letters without blanks, got %s",
			                ftl_quote(quoted, base));
	if (length > URL_BASE_MAX)
		return ftl_fail(err, FTL_INVALID, "url_base",
		                "must be at most %d characters, got %s", URL_BASE_MAX,
		                ftl_quote(quoted, base));
	return FTL_OK;
}

/* The dots of a row that a layout may use: all but its side margins. */
static int64_t printed_dots(const struct render *render)
{
	const struct ftl_layout *layout = render->layout;

	return ftl_dots(layout->width_um, render->dpi) -
	       2 * ftl_dots(layout->margin_x_um, render->dpi);
}

/*
 * The dots the printer has for a row. A receipt printer's first dot is the first that it can print,
 * not the edge of the paper: unless its head is known, it gets the label without its side margins.
 */
static int64_t head_dots(const struct render *render)
{
	if (render->options->width_dots != 0 || render->options->format != FTL_LABEL_ESCPOS)
		return render->options->width_dots;
	return printed_dots(render);
}

static enum ftl_status check_head(const struct render *render, int64_t needed, struct ftl_err *err)
{
	int64_t head = head_dots(render);

	if (head == 0 || needed <= head)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "media",
	         "a label of %s is %lld dots wide, the printer prints %lld", render->layout->name,
	         (long long)ftl_dots(render->layout->width_um, render->dpi), (long long)head);
	return ftl_hint(err, "choose a narrower medium: fettle label-media list");
}

static enum ftl_status check_options(const struct render *render, struct ftl_err *err)
{
	const struct ftl_label_options *options = render->options;
	const struct ftl_layout *layout = render->layout;
	int64_t places = 1;

	if (options->format == FTL_LABEL_PDF && layout->has_sheet)
		places = layout->sheet.columns * layout->sheet.rows;
	FTL_TRY(check_range("dpi", render->dpi, FTL_DPI_MIN, FTL_DPI_MAX, err));
	FTL_TRY(check_range("copies", render->copies, 1, COPIES_MAX, err));
	FTL_TRY(check_range("skip", options->skip, 0, places - 1, err));
	FTL_TRY(check_range("width_dots", options->width_dots, 0, HEAD_MAX, err));
	if (options->format == FTL_LABEL_ZPL || options->format == FTL_LABEL_ESCPOS)
		FTL_TRY(check_head(render, printed_dots(render), err));
	return check_url_base(options->url_base, err);
}

/* Leaves out the white sides that the print head cannot reach. */
static enum ftl_status fit_head(struct render *render, struct ftl_bitmap *bitmap,
                                struct ftl_err *err)
{
	int64_t head = head_dots(render);
	struct ftl_bitmap cropped;

	if (head == 0 || bitmap->width <= head)
		return FTL_OK;
	if (!ftl_bitmap_crop(bitmap, head, &render->rows, &cropped))
		return check_head(render, bitmap->width, err);
	*bitmap = cropped;
	return FTL_OK;
}

static enum ftl_status add_label(struct render *render, const struct ftl_items *items,
                                 struct ftl_buf *out, struct ftl_err *err)
{
	const struct ftl_print_module *module = render->module;
	struct ftl_bitmap bitmap;
	struct ftl_qr qr;

	switch (render->options->format) {
	case FTL_LABEL_SVG:
		return module->svg(render->painter, items, out, err);
	case FTL_LABEL_PDF:
		return module->pdf_add(render->painter, items, render->copies, err);
	case FTL_LABEL_TEXT:
		FTL_TRY(module->qr(items->qr, &qr, err));
		if (out->length > 0)
			ftl_buf_char(out, '\n');
		ftl_text_label_add(out, items, &qr, render->options->is_ansi);
		return FTL_OK;
	case FTL_LABEL_PNG:
	case FTL_LABEL_ZPL:
	case FTL_LABEL_ESCPOS:
	case FTL_LABEL_FORMATS:
		break;
	}
	FTL_TRY(module->bitmap(render->painter, items, &bitmap, err));
	if (render->options->format == FTL_LABEL_PNG)
		return module->png(render->painter, &bitmap, out, err);
	FTL_TRY(fit_head(render, &bitmap, err));
	if (render->options->format == FTL_LABEL_ZPL)
		ftl_zpl_add(out, &bitmap, render->copies);
	else
		ftl_escpos_add(out, &bitmap, render->copies, render->options->is_cut);
	return FTL_OK;
}

static enum ftl_status add_labels(struct render *render, const struct ftl_label_data *labels,
                                  size_t count, struct ftl_label_output *output,
                                  struct ftl_err *err)
{
	const struct ftl_label_options *options = render->options;
	FTL_ARENA(scratch);

	if (options->format == FTL_LABEL_ESCPOS)
		ftl_escpos_begin(&output->files[0]);
	if (options->format == FTL_LABEL_PDF)
		FTL_TRY(render->module->pdf_begin(render->painter, &output->files[0],
		                                  options->title, options->made_at, options->skip,
		                                  err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_items items;
		ftl_arena_reset(&scratch);
		FTL_TRY(ftl_items_make(&scratch, render->layout, &labels[i], options->url_base,
		                       &items, err));
		FTL_TRY(add_label(render, &items,
		                  &output->files[ftl_label_is_single(options->format) ? i : 0],
		                  err));
	}
	if (options->format == FTL_LABEL_PDF)
		FTL_TRY(render->module->pdf_end(render->painter, err));
	return FTL_OK;
}

enum ftl_status ftl_label_render(const struct ftl_layout *layout,
                                 const struct ftl_label_data *labels, size_t count,
                                 const struct ftl_label_options *options,
                                 struct ftl_label_output *ret, struct ftl_err *err)
{
	FTL_LABEL_OUTPUT(output);
	struct ftl_warnings warnings = {.arena = &output.arena};
	const void *table = NULL;
	struct render render FTL_CLEANUP(render_done) = {
	        .layout = layout,
	        .options = options,
	        .dpi = options->dpi == 0 ? layout->dpi : options->dpi,
	        .copies = options->copies == 0 ? 1 : options->copies,
	};
	struct ftl_paint_setup setup = {
	        .layout = layout,
	        .dpi = render.dpi,
	        .language = options->language,
	        .warnings = &warnings,
	};

	FTL_TRY(check_options(&render, err));
	if (count == 0)
		return ftl_fail(err, FTL_INVALID, NULL, "there is no label to draw");
	output.count = ftl_label_is_single(options->format) ? count : 1;
	output.files = ftl_alloc(&output.arena, output.count, sizeof(*output.files));
	FTL_TRY(ftl_module_load("print", "ftl_print_module", &table, err));
	render.module = table;
	FTL_TRY(render.module->open(&setup, &render.painter, err));
	FTL_TRY(add_labels(&render, labels, count, &output, err));
	output.warnings = warnings.lines;
	output.warning_count = warnings.count;
	*ret = output;
	output = (struct ftl_label_output){0};
	return FTL_OK;
}

#include "fettle/print/form.h"

#include "fettle/base/file.h"
#include "fettle/base/module.h"
#include "fettle/base/text.h"
#include "print/print_module.h"

void ftl_form_output_done(struct ftl_form_output *output)
{
	ftl_buf_done(&output->pdf);
	ftl_arena_done(&output->arena);
	*output = (struct ftl_form_output){0};
}

static void hand_over(struct ftl_form_output *from, struct ftl_form_output *ret)
{
	*ret = *from;
	*from = (struct ftl_form_output){0};
}

/* What one call of ftl_form_draw works with. */
struct drawing {
	const struct ftl_print_module *module;
	struct ftl_painter *painter;
};

static void drawing_done(struct drawing *drawing)
{
	if (drawing->painter != NULL)
		drawing->module->close(&drawing->painter);
}

enum ftl_status ftl_form_text(struct ftl_arena *arena, const char *name, const char *folder,
                              const char **ret, size_t *ret_length, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(ftl_layout_text(arena, name, folder, ret, ret_length, err));
	return *ret != NULL ? FTL_OK
	                    : ftl_fail(err, FTL_NOT_FOUND, "form", "there is no form %s",
	                               ftl_quote(quoted, name));
}

enum ftl_status ftl_form_draw(const char *name, const char *text, size_t length,
                              const struct ftl_form_data *data,
                              const struct ftl_form_options *options, struct ftl_form_output *ret,
                              struct ftl_err *err)
{
	FTL_ARENA(scratch);
	FTL_FORM_OUTPUT(output);
	struct ftl_warnings warnings = {.arena = &output.arena};
	struct drawing drawing FTL_CLEANUP(drawing_done) = {0};
	const struct ftl_form *form;
	struct ftl_form_pages pages;
	const void *table;

	FTL_TRY(ftl_form_read(&scratch, name, text, length, &form, err));
	FTL_TRY(ftl_form_fill(&scratch, form, data, &pages, err));
	const struct ftl_paint_setup setup = {.layout = &form->page,
	                                      .dpi = form->page.dpi,
	                                      .language = options->language,
	                                      .warnings = &warnings};
	FTL_TRY(ftl_module_load("print", "ftl_print_module", &table, err));
	drawing.module = table;
	FTL_TRY(drawing.module->open(&setup, &drawing.painter, err));
	FTL_TRY(drawing.module->pdf_begin(drawing.painter, &output.pdf, options->title,
	                                  options->made_at, 0, err));
	FTL_TRY(drawing.module->pdf_flow(drawing.painter, &pages, &output.pages, err));
	FTL_TRY(drawing.module->pdf_end(drawing.painter, err));
	output.warnings = warnings.lines;
	output.warning_count = warnings.count;
	hand_over(&output, ret);
	return FTL_OK;
}

enum ftl_status ftl_form_pdf(const char *name, const char *text, size_t length,
                             const struct ftl_form_data *data,
                             const struct ftl_form_options *options, const char *path,
                             struct ftl_form_output *ret, struct ftl_err *err)
{
	FTL_FORM_OUTPUT(output);
	FTL_OUTFILE(file);

	FTL_TRY(ftl_outfile_open(path, &file, err));
	FTL_TRY(ftl_form_draw(name, text, length, data, options, &output, err));
	fwrite(output.pdf.data, 1, output.pdf.length, file.stream);
	FTL_TRY(ftl_outfile_commit(&file, err));
	hand_over(&output, ret);
	return FTL_OK;
}

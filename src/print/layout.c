#include "print/layout.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/text.h"

#define LABEL_MIN_UM  8000
#define LABEL_MAX_UM  320000
#define PAGE_MAX_UM   1300000
#define MARGIN_MAX_UM 20000
/* DejaVu draws Arabic and Hebrew crisper than the fonts of Noto when there is no grey. */
#define DEFAULT_FONT "Noto Sans, DejaVu Sans"

const char *ftl_mm(char buffer[FTL_MM_SIZE], int64_t um)
{
	int64_t rest = (um < 0 ? -um : um) % 1000;

	snprintf(buffer, FTL_MM_SIZE, "%s%lld.%03lld", um < 0 ? "-" : "",
	         (long long)((um < 0 ? -um : um) / 1000), (long long)rest);
	for (size_t end = strlen(buffer); buffer[end - 1] == '0'; end--)
		buffer[end - 1] = '\0';
	if (buffer[strlen(buffer) - 1] == '.')
		buffer[strlen(buffer) - 1] = '\0';
	return buffer;
}

enum ftl_status ftl_layout_length(const struct ftl_json_doc *doc, const struct ftl_json *value,
                                  int64_t min_um, int64_t max_um, int64_t *ret_um,
                                  struct ftl_err *err)
{
	char low[FTL_MM_SIZE];
	char high[FTL_MM_SIZE];
	char quoted[FTL_QUOTE_SIZE];
	int64_t um = 0;

	FTL_TRY(ftl_json_decimal(doc, value, 3, &um, err));
	if (um < min_um || um > max_um)
		return ftl_json_fail(doc, value, err, "must be %s to %s millimetres, got %s",
		                     ftl_mm(low, min_um), ftl_mm(high, max_um),
		                     ftl_quote(quoted, ftl_json_text(value)));
	*ret_um = um;
	return FTL_OK;
}

static enum ftl_status read_sheet(const struct ftl_json_doc *doc, const struct ftl_json *object,
                                  struct ftl_sheet *ret, struct ftl_err *err)
{
	enum { PAGE_WIDTH, PAGE_HEIGHT, COLUMNS, ROWS, LEFT, TOP, STEP_X, STEP_Y, COUNT };
	static const struct ftl_json_field fields[COUNT] = {
	        {"page_width_mm", FTL_JSON_NUMBER, true}, {"page_height_mm", FTL_JSON_NUMBER, true},
	        {"columns", FTL_JSON_NUMBER, true},       {"rows", FTL_JSON_NUMBER, true},
	        {"left_mm", FTL_JSON_NUMBER, true},       {"top_mm", FTL_JSON_NUMBER, true},
	        {"step_x_mm", FTL_JSON_NUMBER, true},     {"step_y_mm", FTL_JSON_NUMBER, true},
	};
	const struct ftl_json *values[COUNT];

	FTL_TRY(ftl_json_object(doc, object, fields, COUNT, values, err));
	FTL_TRY(ftl_layout_length(doc, values[PAGE_WIDTH], LABEL_MIN_UM, PAGE_MAX_UM,
	                          &ret->page_width_um, err));
	FTL_TRY(ftl_layout_length(doc, values[PAGE_HEIGHT], LABEL_MIN_UM, PAGE_MAX_UM,
	                          &ret->page_height_um, err));
	FTL_TRY(ftl_json_i64(doc, values[COLUMNS], 1, 50, &ret->columns, err));
	FTL_TRY(ftl_json_i64(doc, values[ROWS], 1, 100, &ret->rows, err));
	FTL_TRY(ftl_layout_length(doc, values[LEFT], 0, PAGE_MAX_UM, &ret->left_um, err));
	FTL_TRY(ftl_layout_length(doc, values[TOP], 0, PAGE_MAX_UM, &ret->top_um, err));
	FTL_TRY(ftl_layout_length(doc, values[STEP_X], LABEL_MIN_UM, PAGE_MAX_UM, &ret->step_x_um,
	                          err));
	return ftl_layout_length(doc, values[STEP_Y], LABEL_MIN_UM, PAGE_MAX_UM, &ret->step_y_um,
	                         err);
}

/* One line of text in a layout: title, help, font. */
static enum ftl_status read_line(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                 const struct ftl_json *value, size_t max, const char **ret,
                                 struct ftl_err *err)
{
	const char *path = ftl_json_path(arena, doc, value);
	const char *text = ftl_json_text(value);

	return ftl_text_require(arena, path, FTL_TEXT_LINE, max, text, strlen(text), ret, err);
}

/* Cards are laid out as labels are, but they are no medium for labels of jobs. */
static enum ftl_status check_form(const struct ftl_json_doc *doc, const struct ftl_json *value,
                                  enum ftl_layout_kind kind, struct ftl_err *err)
{
	const char *form = ftl_json_text(value);

	if (kind == FTL_LAYOUT_DOCUMENT)
		return strcmp(form, "document") == 0
		               ? FTL_OK
		               : ftl_json_fail(doc, value, err, "must be 'document'");
	return strcmp(form, "label") == 0 || strcmp(form, "cards") == 0
	               ? FTL_OK
	               : ftl_json_fail(doc, value, err, "must be 'label' or 'cards'");
}

enum ftl_status ftl_layout_root(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                enum ftl_layout_kind kind, struct ftl_layout *layout,
                                const struct ftl_json **ret_elements, struct ftl_err *err)
{
	enum {
		FORM,
		TITLE,
		HELP,
		WIDTH,
		HEIGHT,
		MARGIN_X,
		MARGIN_Y,
		DPI,
		FONT,
		SHEET,
		ELEMENTS,
		COUNT
	};
	static const struct ftl_json_field fields[COUNT] = {
	        {"form", FTL_JSON_STRING, true},        {"title", FTL_JSON_STRING, true},
	        {"help", FTL_JSON_STRING, true},        {"width_mm", FTL_JSON_NUMBER, true},
	        {"height_mm", FTL_JSON_NUMBER, true},   {"margin_x_mm", FTL_JSON_NUMBER, true},
	        {"margin_y_mm", FTL_JSON_NUMBER, true}, {"dpi", FTL_JSON_NUMBER, true},
	        {"font", FTL_JSON_STRING, false},       {"sheet", FTL_JSON_OBJECT, false},
	        {"elements", FTL_JSON_ARRAY, true},
	};
	const struct ftl_json *values[COUNT];

	FTL_TRY(ftl_json_object(doc, ftl_json_root(doc), fields, COUNT, values, err));
	FTL_TRY(check_form(doc, values[FORM], kind, err));
	FTL_TRY(read_line(arena, doc, values[TITLE], 120, &layout->title, err));
	FTL_TRY(read_line(arena, doc, values[HELP], 400, &layout->help, err));
	FTL_TRY(ftl_layout_length(doc, values[WIDTH], LABEL_MIN_UM, LABEL_MAX_UM, &layout->width_um,
	                          err));
	FTL_TRY(ftl_layout_length(doc, values[HEIGHT], LABEL_MIN_UM, LABEL_MAX_UM,
	                          &layout->height_um, err));
	FTL_TRY(ftl_layout_length(doc, values[MARGIN_X], 0, MARGIN_MAX_UM, &layout->margin_x_um,
	                          err));
	FTL_TRY(ftl_layout_length(doc, values[MARGIN_Y], 0, MARGIN_MAX_UM, &layout->margin_y_um,
	                          err));
	FTL_TRY(ftl_json_i64(doc, values[DPI], FTL_DPI_MIN, FTL_DPI_MAX, &layout->dpi, err));
	layout->font = DEFAULT_FONT;
	if (values[FONT] != NULL)
		FTL_TRY(read_line(arena, doc, values[FONT], 200, &layout->font, err));
	layout->has_sheet = values[SHEET] != NULL;
	if (layout->has_sheet && kind == FTL_LAYOUT_DOCUMENT)
		return ftl_json_fail(doc, values[SHEET], err, "is for labels");
	if (layout->has_sheet)
		FTL_TRY(read_sheet(doc, values[SHEET], &layout->sheet, err));
	*ret_elements = values[ELEMENTS];
	return FTL_OK;
}

enum ftl_status ftl_layout_read(struct ftl_arena *arena, const char *name, const char *text,
                                size_t length, const struct ftl_layout **ret, struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	char quoted[FTL_QUOTE_SIZE];
	struct ftl_layout *layout = FTL_NEW(arena, struct ftl_layout);
	const struct ftl_json *elements;

	layout->name = ftl_strdup(arena, name);
	if (length > FTL_LAYOUT_SIZE)
		return ftl_fail(err, FTL_INVALID, "layout", "layout %s is larger than %d bytes",
		                ftl_quote(quoted, name), FTL_LAYOUT_SIZE);
	FTL_TRY(ftl_json_parse(ftl_sprintf(arena, "%s.json", name), 1, text, length, &doc, err));
	FTL_TRY(ftl_layout_root(arena, doc, FTL_LAYOUT_LABEL, layout, &elements, err));
	FTL_TRY(ftl_layout_elements(arena, doc, elements, layout, err));
	FTL_TRY(ftl_layout_check(layout, err));
	*ret = layout;
	return FTL_OK;
}

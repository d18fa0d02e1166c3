#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "print/form.h"
#include "print/items.h"

#define TITLE_GAP_UM  1400  /* between a title and what it is of */
#define TITLE_KEEP_UM 14000 /* a title is not the last thing on a page */
#define HEAD_KEEP_UM  9000

/* A layout while the data is put into it. */
struct filling {
	struct ftl_arena *arena;
	const struct ftl_form *form;
	const struct ftl_form_data *data;
	int64_t width_um;
	struct ftl_form_row *rows;
	size_t count;
	size_t capacity;
};

static struct ftl_form_row *add_row(struct filling *f, size_t cells)
{
	if (f->count == f->capacity) {
		size_t capacity = f->capacity == 0 ? 64 : f->capacity * 2;
		struct ftl_form_row *rows = ftl_alloc(f->arena, capacity, sizeof(*rows));

		if (f->count > 0)
			memcpy(rows, f->rows, f->count * sizeof(*rows));
		f->rows = rows;
		f->capacity = capacity;
	}
	f->rows[f->count] =
	        (struct ftl_form_row){.cells = ftl_alloc(f->arena, cells, sizeof(*f->rows->cells)),
	                              .count = cells,
	                              .gap_um = FTL_FORM_ROW_GAP_UM};
	return &f->rows[f->count++];
}

static const char *value_of(const struct filling *f, const char *text)
{
	size_t length = text == NULL ? 0 : strlen(text);

	/* A byte that is no character becomes three: the bound never cuts. */
	return ftl_items_harmless(f->arena, text, 3 * length + 1, true);
}

static enum ftl_status find_field(const struct filling *f, const struct ftl_form_part *part,
                                  const char *key, const struct ftl_form_field **ret,
                                  struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE], name[FTL_QUOTE_SIZE];

	for (size_t i = 0; i < f->data->field_count; i++) {
		*ret = &f->data->fields[i];
		if (strcmp((*ret)->key, key) == 0)
			return FTL_OK;
	}
	return ftl_fail(err, FTL_INVALID, "layout",
	                "layout '%s': element %s names the field %s, which this document has not",
	                f->form->page.name, ftl_quote(name, part->name), ftl_quote(quoted, key));
}

/* A template with its values; *ret is NULL when it names fields and none of them is there. */
static enum ftl_status expand(const struct filling *f, const struct ftl_form_part *part,
                              const char **ret, struct ftl_err *err)
{
	const struct ftl_form_field *field;
	const char *at = part->text, *value;
	bool has_field = false, has_value = false;
	FTL_BUF(text);

	while (*at != '\0') {
		size_t length = strcspn(at, "{");

		ftl_buf_add(&text, at, length);
		at += length;
		if (*at == '\0')
			break;
		length = strcspn(at, "}");
		FTL_TRY(find_field(f, part, ftl_strndup(f->arena, at + 1, length - 1), &field,
		                   err));
		has_field = true;
		value = value_of(f, field->value);
		if (value != NULL) {
			bool is_whole = at == part->text && at[length + 1] == '\0';

			has_value = true;
			ftl_buf_text(&text, is_whole ? value : ftl_items_isolated(f->arena, value));
		}
		at += length + 1;
	}
	*ret = has_value || !has_field ? ftl_strdup(f->arena, ftl_buf_cstr(&text)) : NULL;
	return FTL_OK;
}

static enum ftl_status add_text(struct filling *f, const struct ftl_form_part *part,
                                struct ftl_err *err)
{
	const char *text;
	struct ftl_form_row *row;

	FTL_TRY(expand(f, part, &text, err));
	if (text == NULL)
		return FTL_OK;
	row = add_row(f, 1);
	row->gap_um = part->gap_um;
	row->is_beside = true;
	row->cells[0] = (struct ftl_form_cell){.text = text,
	                                       .width_um = f->width_um,
	                                       .letter_um = part->letter_um,
	                                       .is_bold = part->is_bold,
	                                       .align = part->align};
	return FTL_OK;
}

static void add_title(struct filling *f, const struct ftl_form_part *part)
{
	struct ftl_form_row *row;

	if (part->title == NULL)
		return;
	row = add_row(f, 1);
	row->gap_um = part->gap_um;
	row->keep_um = TITLE_KEEP_UM;
	row->cells[0] = (struct ftl_form_cell){.text = part->title,
	                                       .x_um = part->x_um,
	                                       .width_um = f->width_um - part->x_um,
	                                       .letter_um = part->letter_um,
	                                       .is_bold = true,
	                                       .align = FTL_ALIGN_START};
}

/* The label and the value of a field, in column `column` of the block. */
static void set_field(const struct filling *f, const struct ftl_form_part *part,
                      struct ftl_form_row *row, int64_t column, const char *label,
                      const char *value)
{
	int64_t step = (f->width_um - part->x_um + FTL_FORM_GUTTER_UM) / part->columns;
	int64_t x = part->x_um + column * step;
	int64_t taken = part->label_um + FTL_FORM_GUTTER_UM;

	row->cells[2 * (size_t)column] = (struct ftl_form_cell){.text = label,
	                                                        .x_um = x,
	                                                        .width_um = part->label_um,
	                                                        .letter_um = part->letter_um,
	                                                        .is_grey = true,
	                                                        .align = FTL_ALIGN_START};
	row->cells[2 * (size_t)column + 1] =
	        (struct ftl_form_cell){.text = value,
	                               .x_um = x + taken,
	                               .width_um = step - FTL_FORM_GUTTER_UM - taken,
	                               .letter_um = part->letter_um,
	                               .is_bold = part->is_bold,
	                               .align = part->align};
}

/* Those that are there, line by line; a title stands only above some. */
static enum ftl_status add_fields(struct filling *f, const struct ftl_form_part *part,
                                  struct ftl_err *err)
{
	struct ftl_form_row *row = NULL;
	int64_t column = 0;
	bool is_first = true;

	for (size_t i = 0; i < part->use_count; i++) {
		const struct ftl_form_use *use = &part->uses[i];
		const struct ftl_form_field *field;
		const char *value;

		FTL_TRY(find_field(f, part, use->key, &field, err));
		value = value_of(f, field->value);
		if (value == NULL)
			continue;
		if (is_first)
			add_title(f, part);
		if (column == 0) {
			row = add_row(f, 2 * (size_t)part->columns);
			row->gap_um = !is_first             ? FTL_FORM_ROW_GAP_UM
			              : part->title != NULL ? TITLE_GAP_UM
			                                    : part->gap_um;
		}
		is_first = false;
		set_field(f, part, row, column,
		          value_of(f, use->label != NULL ? use->label : field->label), value);
		column = (column + 1) % part->columns;
	}
	return FTL_OK;
}

static enum ftl_status find_table(const struct filling *f, const struct ftl_form_part *part,
                                  const struct ftl_form_table **ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE], name[FTL_QUOTE_SIZE];

	for (size_t i = 0; i < f->data->table_count; i++) {
		*ret = &f->data->tables[i];
		if (strcmp((*ret)->key, part->key) == 0)
			return FTL_OK;
	}
	return ftl_fail(err, FTL_INVALID, "layout",
	                "layout '%s': element %s names the table %s, which this document has not",
	                f->form->page.name, ftl_quote(name, part->name),
	                ftl_quote(quoted, part->key));
}

static enum ftl_status find_column(const struct filling *f, const struct ftl_form_part *part,
                                   const struct ftl_form_table *table, const char *key, size_t *ret,
                                   struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	for (size_t i = 0; i < table->column_count; i++) {
		*ret = i;
		if (strcmp(table->columns[i].key, key) == 0)
			return FTL_OK;
	}
	return ftl_fail(err, FTL_INVALID, "layout",
	                "layout '%s': the table '%s' has no column %s in this document",
	                f->form->page.name, part->key, ftl_quote(quoted, key));
}

/* What the columns without a width of their own get. */
static int64_t width_left(const struct filling *f, const struct ftl_form_part *part)
{
	int64_t left = f->width_um - (int64_t)(part->use_count - 1) * FTL_FORM_GUTTER_UM;

	for (size_t i = 0; i < part->use_count; i++)
		left -= part->uses[i].width_um;
	return left;
}

static enum ftl_status add_table(struct filling *f, const struct ftl_form_part *part,
                                 struct ftl_err *err)
{
	const struct ftl_form_table *table;
	size_t *columns = ftl_alloc(f->arena, part->use_count, sizeof(*columns));
	struct ftl_form_row head;
	int64_t x = 0;

	FTL_TRY(find_table(f, part, &table, err));
	for (size_t i = 0; i < part->use_count; i++)
		FTL_TRY(find_column(f, part, table, part->uses[i].key, &columns[i], err));
	if (table->row_count == 0)
		return FTL_OK;
	add_title(f, part);
	struct ftl_form_row *row = add_row(f, part->use_count);
	row->gap_um = part->title != NULL ? TITLE_GAP_UM : part->gap_um;
	row->keep_um = HEAD_KEEP_UM;
	row->is_ruled = true;
	for (size_t i = 0; i < part->use_count; i++) {
		const struct ftl_form_use *use = &part->uses[i];
		const char *label =
		        use->label != NULL ? use->label : table->columns[columns[i]].label;
		int64_t width = use->width_um != 0 ? use->width_um : width_left(f, part);

		row->cells[i] = (struct ftl_form_cell){.text = value_of(f, label),
		                                       .x_um = x,
		                                       .width_um = width,
		                                       .letter_um = part->letter_um,
		                                       .is_bold = true,
		                                       .align = use->align};
		x += width + FTL_FORM_GUTTER_UM;
	}
	head = *row;
	struct ftl_form_row *kept = FTL_NEW(f->arena, struct ftl_form_row);
	*kept = head;
	for (size_t r = 0; r < table->row_count; r++) {
		row = add_row(f, part->use_count);
		row->is_ruled = true;
		row->head = kept;
		for (size_t i = 0; i < part->use_count; i++) {
			struct ftl_form_cell cell = kept->cells[i];

			cell.text = value_of(f, table->cells[r * table->column_count + columns[i]]);
			cell.is_bold = false;
			row->cells[i] = cell;
		}
	}
	return FTL_OK;
}

static void add_line(struct filling *f, const struct ftl_form_part *part)
{
	struct ftl_form_row *row = add_row(f, 1);

	row->gap_um = part->gap_um;
	row->is_ruled = true;
}

static enum ftl_status add_part(struct filling *f, const struct ftl_form_part *part,
                                struct ftl_form_pages *pages, struct ftl_err *err)
{
	const struct ftl_form_field *field;

	switch (part->kind) {
	case FTL_PART_TEXT:
		return add_text(f, part, err);
	case FTL_PART_FIELDS:
		return add_fields(f, part, err);
	case FTL_PART_TABLE:
		return add_table(f, part, err);
	case FTL_PART_LINE:
		add_line(f, part);
		break;
	case FTL_PART_QR:
		FTL_TRY(find_field(f, part, part->key, &field, err));
		pages->qr = value_of(f, field->value);
		pages->qr_um = part->size_um;
		break;
	case FTL_PART_FOOTER:
		FTL_TRY(expand(f, part, &pages->footer.text, err));
		pages->footer.width_um = f->width_um;
		pages->footer.letter_um = part->letter_um;
		pages->footer.align = FTL_ALIGN_START;
		pages->has_footer = true;
		break;
	case FTL_PART_KINDS:
		break;
	}
	return FTL_OK;
}

enum ftl_status ftl_form_fill(struct ftl_arena *arena, const struct ftl_form *form,
                              const struct ftl_form_data *data, struct ftl_form_pages *ret,
                              struct ftl_err *err)
{
	struct filling f = {.arena = arena,
	                    .form = form,
	                    .data = data,
	                    .width_um = form->page.width_um - 2 * form->page.margin_x_um};
	struct ftl_form_pages pages = {0};

	for (size_t i = 0; i < form->count; i++)
		FTL_TRY(add_part(&f, &form->parts[i], &pages, err));
	pages.rows = f.rows;
	pages.count = f.count;
	*ret = pages;
	return FTL_OK;
}

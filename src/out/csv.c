#include <string.h>

#include "out/render.h"

/*
 * A spreadsheet takes a cell that begins with one of these for a formula (OWASP ASVS 1.2.10). Such
 * a text gets a ' before it; so does a text that already looks guarded, so that taking exactly one
 * ' off again always gives the original.
 */
static bool needs_guard(const char *text)
{
	text += strspn(text, "'");
	return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

static void add_field(struct ftl_buf *buf, const char *guard, const char *text)
{
	if (strpbrk(text, ",\"\r\n") == NULL) {
		ftl_buf_text(buf, guard);
		ftl_buf_text(buf, text);
		return;
	}
	ftl_buf_char(buf, '"');
	ftl_buf_text(buf, guard);
	for (;;) {
		size_t length = strcspn(text, "\"");
		ftl_buf_add(buf, text, length);
		text += length;
		if (*text == '\0')
			break;
		ftl_buf_text(buf, "\"\"");
		text++;
	}
	ftl_buf_char(buf, '"');
}

static void add_text(struct ftl_out *out, const char *text)
{
	bool is_guarded = !out->options.is_raw && needs_guard(text);

	add_field(&out->sink.buf, is_guarded ? "'" : "", text);
}

/* "case\nUSB-C cable" as "case; USB-C cable". */
static void add_list(struct ftl_out *out, const char *text)
{
	FTL_BUF(joined);

	for (; *text != '\0'; text++) {
		if (*text == '\n')
			ftl_buf_text(&joined, "; ");
		else
			ftl_buf_char(&joined, *text);
	}
	add_text(out, ftl_buf_cstr(&joined));
}

static void add_cell(struct ftl_out *out, const struct ftl_column *column,
                     const struct ftl_cell *cell)
{
	char buffer[FTL_CELL_SIZE];

	if (!cell->has)
		return;
	if (column->type == FTL_T_LIST)
		add_list(out, cell->text);
	else if (ftl_type_is_number(column->type))
		ftl_buf_text(&out->sink.buf, ftl_cell_data(&out->options, column, cell, buffer));
	else
		add_text(out, ftl_cell_data(&out->options, column, cell, buffer));
}

static void add_section(struct ftl_out *out, const struct ftl_section *section)
{
	FTL_BUF(joined);

	if (section == NULL)
		return;
	ftl_cell_join(&out->options, section, &joined);
	add_text(out, ftl_buf_cstr(&joined));
}

void ftl_out_csv_begin(struct ftl_out *out)
{
	for (size_t i = 0; i < out->shape.count; i++) {
		const struct ftl_pick *pick = &out->shape.picks[i];
		ftl_buf_text(&out->sink.buf, i == 0 ? "" : ",");
		ftl_buf_text(&out->sink.buf,
		             pick->column != NULL ? pick->column->key : pick->section->key);
	}
	ftl_buf_char(&out->sink.buf, '\n');
}

void ftl_out_csv_row(struct ftl_out *out, const struct ftl_row *row)
{
	size_t before = out->sink.buf.length;

	for (size_t i = 0; i < out->shape.count; i++) {
		const struct ftl_pick *pick = &out->shape.picks[i];
		ftl_buf_text(&out->sink.buf, i == 0 ? "" : ",");
		if (pick->column != NULL)
			add_cell(out, pick->column, &row->cells[pick->index]);
		else
			add_section(out, ftl_shape_section(row, pick->section->key));
	}
	/* An empty line would be read as no record at all. */
	if (out->sink.buf.length == before)
		ftl_buf_text(&out->sink.buf, "\"\"");
	ftl_buf_char(&out->sink.buf, '\n');
}

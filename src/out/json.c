#include <stdio.h>
#include <string.h>

#include "fettle/base/text.h"
#include "out/render.h"

/* Characters that act on a terminal although JSON allows them raw: DEL, C1, line and paragraph
 * separators, bidirectional controls. Escaped they read back the same. */
static bool is_harmful(uint32_t point)
{
	return (point >= 0x7F && point <= 0x9F) || point == 0x2028 || point == 0x2029 ||
	       (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

/* Bytes that may be copied as they are: printable ASCII but quote and backslash. */
static size_t plain_run(const char *text, size_t length)
{
	size_t run = 0;

	while (run < length && (unsigned char)text[run] >= 0x20 &&
	       (unsigned char)text[run] < 0x7F && text[run] != '"' && text[run] != '\\')
		run++;
	return run;
}

static void add_ascii(struct ftl_buf *buf, char c)
{
	static const char letters[] = "\b\f\n\r\t\"\\";
	static const char escapes[] = "bfnrt\"\\";
	const char *found = c == '\0' ? NULL : strchr(letters, c);

	if (found != NULL)
		ftl_buf_printf(buf, "\\%c", escapes[found - letters]);
	else
		ftl_buf_printf(buf, "\\u%04x", (unsigned)(unsigned char)c);
}

void ftl_json_add_string(struct ftl_buf *buf, const char *text)
{
	size_t left = strlen(text);

	ftl_buf_char(buf, '"');
	while (left > 0) {
		size_t run = plain_run(text, left);
		ftl_buf_add(buf, text, run);
		text += run;
		left -= run;
		if (left == 0)
			break;
		if ((unsigned char)*text < 0x80) {
			add_ascii(buf, *text);
			text++;
			left--;
			continue;
		}
		size_t size = (unsigned char)*text >= 0xF0   ? 4
		              : (unsigned char)*text >= 0xE0 ? 3
		                                             : 2;
		if (size > left || !ftl_utf8_is_valid(text, size, NULL)) {
			ftl_buf_text(buf, "\xEF\xBF\xBD");
			text++;
			left--;
			continue;
		}
		const char *next = text;
		uint32_t point = ftl_utf8_next(&next);
		if (is_harmful(point))
			ftl_buf_printf(buf, "\\u%04x", (unsigned)point);
		else
			ftl_buf_add(buf, text, size);
		text += size;
		left -= size;
	}
	ftl_buf_char(buf, '"');
}

static void add_list(struct ftl_buf *buf, const char *text)
{
	FTL_ARENA(scratch);

	ftl_buf_char(buf, '[');
	for (bool is_first = true;; is_first = false) {
		size_t length = strcspn(text, "\n");
		ftl_buf_text(buf, is_first ? "" : ",");
		ftl_json_add_string(buf, ftl_strndup(&scratch, text, length));
		if (text[length] == '\0')
			break;
		text += length + 1;
	}
	ftl_buf_char(buf, ']');
}

static void add_cell(struct ftl_out *out, const struct ftl_column *column,
                     const struct ftl_cell *cell)
{
	struct ftl_buf *buf = &out->sink.buf;
	char buffer[FTL_CELL_SIZE];

	ftl_json_add_string(buf, column->key);
	ftl_buf_char(buf, ':');
	if (!cell->has) {
		ftl_buf_text(buf, "null");
		return;
	}
	switch (column->type) {
	case FTL_T_LIST:
		add_list(buf, cell->text);
		return;
	case FTL_T_INT:
	case FTL_T_DURATION:
	case FTL_T_BOOL:
		ftl_buf_text(buf, ftl_cell_data(&out->options, column, cell, buffer));
		return;
	case FTL_T_TEXT:
	case FTL_T_CODE:
	case FTL_T_ENUM:
	case FTL_T_QUANTITY:
	case FTL_T_MONEY:
	case FTL_T_PERCENT:
	case FTL_T_DATE:
	case FTL_T_INSTANT:
		break;
	}
	ftl_json_add_string(buf, ftl_cell_data(&out->options, column, cell, buffer));
}

static void add_section(struct ftl_out *out, const struct ftl_section *section);

/* A row of a section: all its columns, and the sections inside it. */
static void add_inner_row(struct ftl_out *out, const struct ftl_section *section,
                          const struct ftl_row *row)
{
	struct ftl_buf *buf = &out->sink.buf;

	ftl_buf_char(buf, '{');
	for (size_t i = 0; i < section->count; i++) {
		ftl_buf_text(buf, i == 0 ? "" : ",");
		add_cell(out, &section->columns[i], &row->cells[i]);
	}
	for (size_t i = 0; i < row->section_count; i++) {
		ftl_buf_text(buf, i == 0 && section->count == 0 ? "" : ",");
		add_section(out, &row->sections[i]);
	}
	ftl_buf_char(buf, '}');
}

static void add_section(struct ftl_out *out, const struct ftl_section *section)
{
	struct ftl_buf *buf = &out->sink.buf;

	ftl_json_add_string(buf, section->key);
	ftl_buf_char(buf, ':');
	if (section->is_object) {
		if (section->row_count == 0)
			ftl_buf_text(buf, "null");
		else
			add_inner_row(out, section, &section->rows[0]);
		return;
	}
	ftl_buf_char(buf, '[');
	for (size_t i = 0; i < section->row_count; i++) {
		ftl_buf_text(buf, i == 0 ? "" : ",");
		add_inner_row(out, section, &section->rows[i]);
	}
	ftl_buf_char(buf, ']');
}

/* The members a person chose; the object's braces are the caller's. */
static void add_members(struct ftl_out *out, const struct ftl_row *row, bool is_first)
{
	for (size_t i = 0; i < out->shape.count; i++) {
		const struct ftl_pick *pick = &out->shape.picks[i];
		ftl_buf_text(&out->sink.buf, is_first ? "" : ",");
		is_first = false;
		if (pick->column != NULL) {
			add_cell(out, pick->column, &row->cells[pick->index]);
			continue;
		}
		const struct ftl_section *section = ftl_shape_section(row, pick->section->key);
		struct ftl_section none = *pick->section;
		none.row_count = 0;
		add_section(out, section != NULL ? section : &none);
	}
}

static void add_schema(struct ftl_out *out)
{
	ftl_buf_text(&out->sink.buf, "{\"schema\":");
	ftl_json_add_string(&out->sink.buf, out->table->schema);
}

void ftl_out_json_begin(struct ftl_out *out)
{
	add_schema(out);
	ftl_buf_text(&out->sink.buf, ",\"rows\":[");
}

void ftl_out_json_row(struct ftl_out *out, const struct ftl_row *row)
{
	ftl_buf_text(&out->sink.buf, out->rows == 0 ? "\n{" : ",\n{");
	add_members(out, row, true);
	ftl_buf_char(&out->sink.buf, '}');
}

void ftl_out_json_end(struct ftl_out *out)
{
	ftl_buf_text(&out->sink.buf, out->rows == 0 ? "]}\n" : "\n]}\n");
}

void ftl_out_json_record(struct ftl_out *out, const struct ftl_row *row)
{
	add_schema(out);
	add_members(out, row, false);
	ftl_buf_text(&out->sink.buf, "}\n");
}

static void add_text_or_null(struct ftl_buf *buf, const char *key, const char *text)
{
	ftl_buf_printf(buf, ",\"%s\":", key);
	if (*text == '\0')
		ftl_buf_text(buf, "null");
	else
		ftl_json_add_string(buf, text);
}

void ftl_out_error_json(void *stream, const struct ftl_err *err)
{
	FTL_BUF(buf);

	ftl_buf_text(&buf, "{\"error\":{\"code\":");
	ftl_json_add_string(&buf, ftl_status_name(err->status));
	ftl_buf_text(&buf, ",\"message\":");
	ftl_json_add_string(&buf, err->message);
	add_text_or_null(&buf, "field", err->field);
	add_text_or_null(&buf, "hint", err->hint);
	ftl_buf_text(&buf, "}}\n");
	fputs(ftl_buf_cstr(&buf), stream);
}

/*
 * A tape is JSON: {"schema":…,"is_list":…,"rows":[{key:cell,…,section:[{key:cell,…},…]},…],
 * "picture":…,"partial":…}. Cells are raw, numbers in the column's own unit, so that every format
 * can be made of them; picture is what the record's view drew.
 */
#include <inttypes.h>
#include <string.h>

#include "fettle/base/json.h"
#include "out/render.h"

void ftl_tape_open(const struct ftl_out *like, struct ftl_out **ret)
{
	struct ftl_arena arena = {NULL};
	struct ftl_out *out = FTL_NEW(&arena, struct ftl_out);

	out->arena = arena;
	out->options = like->options;
	out->options.format = FTL_FORMAT_TEXT;
	out->options.fields = NULL;
	out->options.path = NULL;
	out->options.limit = 0;
	out->width = like->width;
	out->sink.fd = -1;
	out->is_tape = true;
	*ret = out;
}

const char *ftl_tape_text(struct ftl_out *tape)
{
	return ftl_buf_cstr(&tape->tape);
}

static void add_key(struct ftl_buf *buf, const char *key, bool is_first)
{
	if (!is_first)
		ftl_buf_char(buf, ',');
	ftl_json_add_string(buf, key);
	ftl_buf_char(buf, ':');
}

static void add_cells(struct ftl_buf *buf, const struct ftl_column *columns, size_t count,
                      const struct ftl_cell *cells)
{
	for (size_t i = 0; i < count; i++) {
		add_key(buf, columns[i].key, i == 0);
		if (!cells[i].has)
			ftl_buf_text(buf, "null");
		else if (ftl_type_is_number(columns[i].type))
			ftl_buf_printf(buf, "%" PRId64, cells[i].number);
		else
			ftl_json_add_string(buf, cells[i].text);
	}
}

void ftl_tape_begin(struct ftl_out *out, bool is_list)
{
	ftl_buf_char(&out->tape, '{');
	add_key(&out->tape, "schema", true);
	ftl_json_add_string(&out->tape, out->table->schema);
	ftl_buf_printf(&out->tape, ",\"is_list\":%s,\"rows\":[", is_list ? "true" : "false");
}

void ftl_tape_row(struct ftl_out *out, const struct ftl_row *row)
{
	struct ftl_buf *buf = &out->tape;

	ftl_buf_text(buf, out->rows == 0 ? "{" : ",{");
	add_cells(buf, out->table->columns, out->table->count, row->cells);
	for (size_t i = 0; i < row->section_count; i++) {
		const struct ftl_section *section = &row->sections[i];

		add_key(buf, section->key, false);
		ftl_buf_char(buf, '[');
		for (size_t j = 0; j < section->row_count; j++) {
			ftl_buf_text(buf, j == 0 ? "{" : ",{");
			add_cells(buf, section->columns, section->count, section->rows[j].cells);
			ftl_buf_char(buf, '}');
		}
		ftl_buf_char(buf, ']');
	}
	ftl_buf_char(buf, '}');
}

void ftl_tape_end(struct ftl_out *out, const char *picture)
{
	ftl_buf_char(&out->tape, ']');
	add_key(&out->tape, "picture", false);
	ftl_json_add_string(&out->tape, picture);
	if (out->partial != NULL) {
		add_key(&out->tape, "partial", false);
		ftl_json_add_string(&out->tape, out->partial);
	}
	ftl_buf_char(&out->tape, '}');
}

/* A tape while it is read. */
struct playing {
	struct ftl_arena *arena;
	const struct ftl_json_doc *doc;
	const struct ftl_table *shape;
	const char *picture;
};

static const struct ftl_json *member(const struct ftl_json *object, const char *key)
{
	const struct ftl_json *value = NULL;

	while ((value = ftl_json_next(object, value)) != NULL) {
		if (strcmp(ftl_json_key(value), key) == 0)
			return value;
	}
	return NULL;
}

/* A column that the tape does not know is absent: a later version may have more of them. */
static enum ftl_status read_cells(struct playing *p, const struct ftl_json *object,
                                  const struct ftl_column *columns, size_t count,
                                  struct ftl_cell **ret, struct ftl_err *err)
{
	struct ftl_cell *cells = ftl_alloc(p->arena, count, sizeof(*cells));
	int64_t number;

	for (size_t i = 0; i < count; i++) {
		const struct ftl_json *value = member(object, columns[i].key);

		cells[i] = ftl_cell_none();
		if (value == NULL || ftl_json_kind(value) == FTL_JSON_NULL)
			continue;
		if (ftl_type_is_number(columns[i].type)) {
			FTL_TRY(ftl_json_i64(p->doc, value, INT64_MIN, INT64_MAX, &number, err));
			cells[i] = ftl_cell_number(number);
		} else if (ftl_json_kind(value) == FTL_JSON_STRING) {
			cells[i] = ftl_cell_text(ftl_json_text(value));
		}
	}
	*ret = cells;
	return FTL_OK;
}

static enum ftl_status read_section(struct playing *p, const struct ftl_json *list,
                                    struct ftl_section *section, struct ftl_err *err)
{
	const struct ftl_json *at = NULL;
	struct ftl_row *rows;
	struct ftl_cell *cells;
	size_t count = 0;

	while ((at = ftl_json_next(list, at)) != NULL)
		count++;
	rows = ftl_alloc(p->arena, count, sizeof(*rows));
	section->rows = rows;
	section->row_count = count;
	for (at = ftl_json_next(list, NULL); at != NULL; at = ftl_json_next(list, at)) {
		FTL_TRY(read_cells(p, at, section->columns, section->count, &cells, err));
		*rows++ = (struct ftl_row){.cells = cells};
	}
	return FTL_OK;
}

static enum ftl_status read_row(struct playing *p, const struct ftl_json *object,
                                struct ftl_row *ret, struct ftl_err *err)
{
	struct ftl_section *sections =
	        ftl_alloc(p->arena, p->shape->section_count, sizeof(*sections));
	struct ftl_cell *cells;

	FTL_TRY(read_cells(p, object, p->shape->columns, p->shape->count, &cells, err));
	for (size_t i = 0; i < p->shape->section_count; i++) {
		const struct ftl_json *list = member(object, p->shape->sections[i].key);

		sections[i] = p->shape->sections[i];
		if (list != NULL && ftl_json_kind(list) == FTL_JSON_ARRAY)
			FTL_TRY(read_section(p, list, &sections[i], err));
	}
	*ret = (struct ftl_row){cells, sections, p->shape->section_count};
	return FTL_OK;
}

static enum ftl_status play_rows(struct playing *p, struct ftl_out *out,
                                 const struct ftl_json *rows, struct ftl_err *err)
{
	const struct ftl_json *at = NULL;
	struct ftl_row row;

	while ((at = ftl_json_next(rows, at)) != NULL) {
		FTL_TRY(read_row(p, at, &row, err));
		FTL_TRY(ftl_out_row(out, &row, err));
	}
	return FTL_OK;
}

static void view_picture(struct ftl_out *out, const struct ftl_table *shape,
                         const struct ftl_row *row, const void *extra)
{
	(void)shape;
	(void)row;
	ftl_out_print(out, "%s", (const char *)extra);
}

static enum ftl_status play(struct playing *p, struct ftl_out *out, const struct ftl_json **values,
                            struct ftl_err *err)
{
	const struct ftl_json *first = ftl_json_next(values[2], NULL);
	const char *picture = ftl_json_text(values[3]);
	struct ftl_row row;

	if (strcmp(ftl_json_text(values[0]), p->shape->schema) != 0)
		return ftl_fail(err, FTL_DB, NULL, "is of schema %s", ftl_json_text(values[0]));
	if (values[4] != NULL)
		ftl_out_set_partial(out, ftl_json_text(values[4]));
	if (out->stage == FTL_OUT_LIST)
		return play_rows(p, out, values[2], err);
	if (ftl_json_bool(values[1])) {
		FTL_TRY(ftl_out_begin(out, p->shape, err));
		FTL_TRY(play_rows(p, out, values[2], err));
		return ftl_out_end(out, err);
	}
	if (first == NULL)
		return ftl_fail(err, FTL_DB, NULL, "is empty");
	FTL_TRY(read_row(p, first, &row, err));
	return ftl_out_record(out, p->shape, &row, *picture != '\0' ? view_picture : NULL, picture,
	                      err);
}

enum ftl_status ftl_tape_play(struct ftl_out *out, const struct ftl_table *shape, const char *text,
                              struct ftl_err *err)
{
	static const struct ftl_json_field fields[] = {
	        {"schema", FTL_JSON_STRING, true},   {"is_list", FTL_JSON_BOOL, true},
	        {"rows", FTL_JSON_ARRAY, true},      {"picture", FTL_JSON_STRING, true},
	        {"partial", FTL_JSON_STRING, false},
	};
	const struct ftl_json *values[FTL_COUNT(fields)];
	FTL_JSON_DOC(doc);
	FTL_ARENA(arena);
	struct playing playing = {.arena = &arena, .shape = shape};
	enum ftl_status status = ftl_json_parse("kept result", 1, text, strlen(text), &doc, err);

	if (status == FTL_OK) {
		playing.doc = doc;
		status = ftl_json_object(doc, ftl_json_root(doc), fields, FTL_COUNT(fields), values,
		                         err);
	}
	if (status == FTL_OK)
		status = play(&playing, out, values, err);
	if (status != FTL_INVALID)
		return status;
	ftl_fail(err, FTL_DB, NULL,
	         "what this request gave the first time cannot be read any more");
	return ftl_hint(err, "the request was carried out; look at what it made");
}

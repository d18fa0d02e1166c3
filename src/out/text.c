#include <stdlib.h>
#include <string.h>

#include "fettle/base/text.h"
#include "out/grid.h"

/* Rows that are held back to find the widths of columns; the rest streams. */
#define HELD_BACK 500

struct ftl_text_list {
	struct ftl_out_grid grid;
	const struct ftl_pick **picks; /* of each column of the grid */
	const char ***held;            /* rows held back */
	enum ftl_tone *tones;          /* theirs */
	size_t held_count;
	bool is_streaming;
	bool is_tall;             /* the last picture of a row took several lines */
	struct ftl_arena scratch; /* of one row, once streaming */
};

/* The place of a key in "unit,supplier", from 1; 0: it is not there. */
static size_t wish_of(const char *wide, const char *key)
{
	size_t length = strlen(key);

	for (size_t wish = 1; wide != NULL; wish++) {
		if (strncmp(wide, key, length) == 0 &&
		    (wide[length] == ',' || wide[length] == '\0'))
			return wish;
		wide = strchr(wide, ',');
		if (wide != NULL)
			wide++;
	}
	return 0;
}

/* Details and sections stand in text only for those who ask, or where there is room. */
static bool is_shown(const struct ftl_out *out, const struct ftl_pick *pick)
{
	if (out->shape.is_chosen)
		return true;
	return pick->column != NULL &&
	       (!pick->column->is_detail || wish_of(out->table->wide, pick->column->key) > 0);
}

/* A value that is there, and of a BOOL that it is so. */
static bool says_something(const struct ftl_column *column, const struct ftl_cell *cell)
{
	return cell->has && (column->type != FTL_T_BOOL || cell->number != 0);
}

/* Of one thing a detail that is worth its line is shown only where it says something. */
static bool is_shown_of(const struct ftl_out *out, const struct ftl_pick *pick,
                        const struct ftl_row *row)
{
	if (!is_shown(out, pick))
		return false;
	return out->shape.is_chosen || !pick->column->is_detail ||
	       says_something(pick->column, &row->cells[pick->index]);
}

static bool is_shown_in(const struct ftl_section *section, size_t column)
{
	if (section->columns[column].is_detail)
		return false;
	for (size_t i = 0; section->is_short && i < section->row_count; i++) {
		if (says_something(&section->columns[column], &section->rows[i].cells[column]))
			return true;
	}
	return !section->is_short;
}

static bool may_shrink(const struct ftl_column *column)
{
	return column == NULL || column->type == FTL_T_TEXT || column->type == FTL_T_LIST ||
	       column->type == FTL_T_ENUM;
}

static struct ftl_out_grid_column column_of(const char *title, const struct ftl_column *column)
{
	return (struct ftl_out_grid_column){
	        .title = title,
	        .is_right = column != NULL && ftl_type_is_right(column->type),
	        .may_shrink = may_shrink(column),
	        .width = ftl_utf8_width(title),
	};
}

enum ftl_status ftl_out_text_begin(struct ftl_out *out, struct ftl_err *err)
{
	struct ftl_text_list *list = FTL_NEW(&out->arena, struct ftl_text_list);
	const struct ftl_shape *shape = &out->shape;

	(void)err;
	list->grid.columns = ftl_alloc(&out->arena, shape->count + 1, sizeof(*list->grid.columns));
	list->picks = ftl_alloc(&out->arena, shape->count + 1, sizeof(const struct ftl_pick *));
	list->held = ftl_alloc(&out->arena, HELD_BACK, sizeof(const char **));
	list->tones = ftl_alloc(&out->arena, HELD_BACK, sizeof(*list->tones));
	for (size_t i = 0; i < shape->count; i++) {
		const struct ftl_pick *pick = &shape->picks[i];
		if (!is_shown(out, pick))
			continue;
		const char *title =
		        pick->column != NULL ? pick->column->title : pick->section->title;
		struct ftl_out_grid_column column = column_of(title, pick->column);
		if (!shape->is_chosen && pick->column->is_detail)
			column.wish = wish_of(out->table->wide, pick->column->key);
		list->picks[list->grid.count] = pick;
		list->grid.columns[list->grid.count++] = column;
	}
	out->text = list;
	if (out->table->heading != NULL && !shape->is_chosen)
		ftl_out_print(out, "%s\n\n", out->table->heading);
	return FTL_OK;
}

void ftl_out_text_drop(struct ftl_out *out)
{
	if (out->text != NULL)
		ftl_arena_done(&out->text->scratch);
	out->text = NULL;
}

static const char *show_section(const struct ftl_out *out, struct ftl_arena *arena,
                                const struct ftl_section *section)
{
	FTL_BUF(joined);

	if (section == NULL || section->row_count == 0)
		return NULL;
	ftl_cell_join(&out->options, section, &joined);
	return ftl_cell_line(arena, ftl_buf_cstr(&joined), false);
}

static const char **show_row(const struct ftl_out *out, struct ftl_arena *arena,
                             const struct ftl_row *row)
{
	const struct ftl_text_list *list = out->text;
	const char **cells = ftl_alloc(arena, list->grid.count + 1, sizeof(*cells));

	for (size_t i = 0; i < list->grid.count; i++) {
		const struct ftl_pick *pick = list->picks[i];
		if (pick->column == NULL) {
			const char *key = pick->section->key;
			cells[i] = show_section(out, arena, ftl_shape_section(row, key));
		} else if (row->cells[pick->index].has) {
			cells[i] = ftl_cell_shown(&out->options, arena, pick->column,
			                          &row->cells[pick->index]);
		}
	}
	return cells;
}

/* Widths are known now: prints the header and what was held back. */
static void start_streaming(struct ftl_out *out)
{
	struct ftl_text_list *list = out->text;

	size_t at;

	list->is_streaming = true;
	while (ftl_out_grid_overflow(&list->grid, out, &at)) {
		ftl_out_grid_drop(&list->grid, list->held, list->held_count, at);
		memmove(&list->picks[at], &list->picks[at + 1],
		        (list->grid.count - at) * sizeof(*list->picks));
	}
	ftl_out_grid_fit(&list->grid, out);
	ftl_out_grid_header(out, &list->grid);
	for (size_t i = 0; i < list->held_count; i++) {
		ftl_out_grid_toned(out, &list->grid, list->held[i], list->tones[i]);
		ftl_sink_step(&out->sink);
	}
}

/* Who names fields wants these and no picture. */
static bool has_view(const struct ftl_out *out)
{
	return out->table->row_view != NULL && !out->shape.is_chosen;
}

static enum ftl_tone tone_of(const struct ftl_out *out, const struct ftl_row *row)
{
	return out->table->tone_of != NULL ? out->table->tone_of(row) : FTL_TONE_PLAIN;
}

/* Pictures of several lines stand apart from what is above and below. */
static void put_view(struct ftl_out *out, const struct ftl_row *row)
{
	struct ftl_text_list *list = out->text;
	struct ftl_buf *buf = &out->sink.buf;
	size_t begin = buf->length;
	bool was_tall = list->is_tall;

	out->sink.is_held = true;
	out->table->row_view(out, out->table, row, NULL);
	out->sink.is_held = false;
	list->is_tall = buf->length > begin &&
	                memchr(buf->data + begin, '\n', buf->length - begin - 1) != NULL;
	if (out->rows == 0 || (!was_tall && !list->is_tall))
		return;
	ftl_buf_char(buf, '\n');
	memmove(buf->data + begin + 1, buf->data + begin, buf->length - begin - 1);
	buf->data[begin] = '\n';
}

enum ftl_status ftl_out_text_row(struct ftl_out *out, const struct ftl_row *row,
                                 struct ftl_err *err)
{
	struct ftl_text_list *list = out->text;

	(void)err;
	if (has_view(out)) {
		put_view(out, row);
		return FTL_OK;
	}
	if (!list->is_streaming) {
		const char **cells = show_row(out, &out->arena, row);
		ftl_out_grid_measure(&list->grid, cells);
		list->tones[list->held_count] = tone_of(out, row);
		list->held[list->held_count++] = cells;
		if (list->held_count == HELD_BACK)
			start_streaming(out);
		return FTL_OK;
	}
	ftl_out_grid_toned(out, &list->grid, show_row(out, &list->scratch, row), tone_of(out, row));
	ftl_arena_reset(&list->scratch);
	return FTL_OK;
}

enum ftl_status ftl_out_text_end(struct ftl_out *out, struct ftl_err *err)
{
	(void)err;
	if (out->rows == 0 && out->table->empty != NULL) {
		ftl_out_print(out, "%s\n", out->table->empty);
	} else if (out->rows > 0 && !has_view(out) && !out->text->is_streaming) {
		out->text->grid.is_whole = !out->shape.is_chosen;
		start_streaming(out);
	}
	return FTL_OK;
}

/* Text of several lines: the later ones begin under the first. */
static void print_value(struct ftl_out *out, const struct ftl_column *column,
                        const struct ftl_cell *cell, size_t indent)
{
	FTL_ARENA(scratch);
	struct ftl_buf *buf = &out->sink.buf;

	if (column->type != FTL_T_TEXT || strchr(cell->text, '\n') == NULL) {
		ftl_buf_printf(buf, "%s\n", ftl_out_cell(out, &scratch, column, cell));
		return;
	}
	const char *text = cell->text;
	for (bool is_first = true; *text != '\0'; is_first = false) {
		size_t length = strcspn(text, "\n");
		const char *line = ftl_strndup(&scratch, text, length);
		ftl_buf_printf(buf, "%*s%s\n", is_first ? 0 : (int)indent, "",
		               ftl_cell_line(&scratch, line, false));
		text += length + (text[length] == '\n');
	}
}

static size_t widest_title(const struct ftl_column *columns, size_t count)
{
	size_t widest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t width = ftl_utf8_width(columns[i].title);
		if (width > widest)
			widest = width;
	}
	return widest;
}

static void print_field(struct ftl_out *out, const struct ftl_column *column,
                        const struct ftl_cell *cell, size_t indent, size_t width)
{
	struct ftl_buf *buf = &out->sink.buf;

	if (!cell->has)
		return;
	ftl_buf_printf(buf, "%*s", (int)indent, "");
	ftl_out_tone(out, FTL_TONE_DIM);
	ftl_buf_text(buf, column->title);
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_buf_printf(buf, "%*s", (int)(width - ftl_utf8_width(column->title) + 2), "");
	print_value(out, column, cell, indent + width + 2);
}

static void print_section(struct ftl_out *out, const struct ftl_section *section);

static void print_section_rows(struct ftl_out *out, const struct ftl_section *section)
{
	FTL_ARENA(scratch);
	struct ftl_out_grid grid = {.indent = 2};
	const char ***rows = ftl_alloc(&scratch, section->row_count, sizeof(const char **));
	size_t *indexes = ftl_alloc(&scratch, section->count + 1, sizeof(*indexes));
	size_t at;

	grid.columns = ftl_alloc(&scratch, section->count + 1, sizeof(*grid.columns));
	for (size_t i = 0; i < section->count; i++) {
		if (!is_shown_in(section, i))
			continue;
		indexes[grid.count] = i;
		grid.columns[grid.count++] =
		        column_of(section->columns[i].title, &section->columns[i]);
	}
	for (size_t i = 0; i < section->row_count; i++) {
		rows[i] = ftl_alloc(&scratch, grid.count + 1, sizeof(const char *));
		for (size_t j = 0; j < grid.count; j++) {
			const struct ftl_cell *cell = &section->rows[i].cells[indexes[j]];
			if (cell->has)
				rows[i][j] = ftl_cell_shown(&out->options, &scratch,
				                            &section->columns[indexes[j]], cell);
		}
		ftl_out_grid_measure(&grid, rows[i]);
	}
	grid.is_whole = true;
	while (ftl_out_grid_overflow(&grid, out, &at))
		ftl_out_grid_drop(&grid, rows, section->row_count, at);
	ftl_out_grid_fit(&grid, out);
	ftl_out_grid_header(out, &grid);
	for (size_t i = 0; i < section->row_count; i++) {
		ftl_out_grid_row(out, &grid, rows[i]);
		for (size_t j = 0; j < section->rows[i].section_count; j++)
			print_section(out, &section->rows[i].sections[j]);
	}
}

static void print_section(struct ftl_out *out, const struct ftl_section *section)
{
	if (section->row_count == 0)
		return;
	ftl_buf_char(&out->sink.buf, '\n');
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_buf_text(&out->sink.buf, section->title);
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_buf_char(&out->sink.buf, '\n');
	if (!section->is_object) {
		print_section_rows(out, section);
		return;
	}
	size_t width = widest_title(section->columns, section->count);
	for (size_t i = 0; i < section->count; i++) {
		if (!section->columns[i].is_detail)
			print_field(out, &section->columns[i], &section->rows[0].cells[i], 2,
			            width);
	}
}

void ftl_out_text_record(struct ftl_out *out, const struct ftl_row *row)
{
	const struct ftl_shape *shape = &out->shape;
	size_t width = 0;

	for (size_t i = 0; i < shape->count; i++) {
		const struct ftl_pick *pick = &shape->picks[i];
		if (pick->column != NULL && is_shown_of(out, pick, row) &&
		    row->cells[pick->index].has && ftl_utf8_width(pick->column->title) > width)
			width = ftl_utf8_width(pick->column->title);
	}
	for (size_t i = 0; i < shape->count; i++) {
		const struct ftl_pick *pick = &shape->picks[i];
		if (pick->column != NULL) {
			if (is_shown_of(out, pick, row))
				print_field(out, pick->column, &row->cells[pick->index], 0, width);
			continue;
		}
		const struct ftl_section *section = ftl_shape_section(row, pick->section->key);
		if (section != NULL)
			print_section(out, section);
	}
	ftl_sink_step(&out->sink);
}

#include "out/grid.h"

#include <string.h>

#include "fettle/base/text.h"

#define GAP          2
#define NARROW       8  /* text columns are not shrunk below this */
#define MOST_PADDING 60 /* without a terminal: a longer cell sticks out instead of widening all */

#define ABSENT   "\xE2\x80\x93" /* – */
#define ELLIPSIS "\xE2\x80\xA6" /* … */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t width_of(const char *cell)
{
	return cell == NULL ? 1 : ftl_utf8_width(cell);
}

void ftl_out_grid_measure(struct ftl_out_grid *grid, const char *const *cells)
{
	for (size_t i = 0; i < grid->count; i++) {
		size_t width = width_of(cells[i]);
		if (width > grid->columns[i].width)
			grid->columns[i].width = width;
		if (cells[i] != NULL)
			grid->columns[i].has_value = true;
	}
}

static size_t total_width(const struct ftl_out_grid *grid)
{
	size_t total = grid->indent;

	for (size_t i = 0; i < grid->count; i++)
		total += grid->columns[i].width + (i == 0 ? 0 : GAP);
	return total;
}

bool ftl_out_grid_overflow(const struct ftl_out_grid *grid, const struct ftl_out *out, size_t *ret)
{
	bool is_too_wide = out->is_terminal && total_width(grid) > (size_t)out->width;
	size_t last = 0;

	for (size_t i = 0; i < grid->count; i++) {
		if (is_too_wide && grid->is_whole && !grid->columns[i].has_value) {
			*ret = i;
			return true;
		}
		if (grid->columns[i].wish > last) {
			last = grid->columns[i].wish;
			*ret = i;
		}
	}
	return last > 0 && (!out->is_terminal || is_too_wide);
}

void ftl_out_grid_drop(struct ftl_out_grid *grid, const char ***rows, size_t row_count, size_t at)
{
	size_t behind = --grid->count - at;

	memmove(&grid->columns[at], &grid->columns[at + 1], behind * sizeof(*grid->columns));
	for (size_t i = 0; i < row_count; i++)
		memmove(&rows[i][at], &rows[i][at + 1], behind * sizeof(*rows[i]));
}

/* The widest column that may still give way; NULL when there is none. The last one is what people
 * read a line for: it keeps twice the room of the others. */
static struct ftl_out_grid_column *widest(const struct ftl_out_grid *grid)
{
	struct ftl_out_grid_column *found = NULL;
	size_t most = 0;

	for (size_t i = 0; i < grid->count; i++) {
		struct ftl_out_grid_column *column = &grid->columns[i];
		size_t width = i + 1 == grid->count ? column->width / 2 : column->width;
		if (column->may_shrink && column->width > NARROW && width > most) {
			found = column;
			most = width;
		}
	}
	return found;
}

void ftl_out_grid_fit(struct ftl_out_grid *grid, const struct ftl_out *out)
{
	struct ftl_out_grid_column *column;

	if (!out->is_terminal) {
		for (size_t i = 0; i < grid->count; i++) {
			if (grid->columns[i].width > MOST_PADDING)
				grid->columns[i].width = MOST_PADDING;
		}
		return;
	}
	while (total_width(grid) > (size_t)out->width && (column = widest(grid)) != NULL)
		column->width--;
}

static void add_blanks(struct ftl_buf *buf, size_t count)
{
	static const char blanks[] = "                                ";

	for (size_t step = 0; count > 0; count -= step) {
		step = least(count, sizeof(blanks) - 1);
		ftl_buf_add(buf, blanks, step);
	}
}

/* A cell cut to the room it has, on a terminal. Returns the columns it took. */
static size_t add_cut(struct ftl_buf *buf, const char *cell, size_t width, size_t room)
{
	if (width <= room) {
		ftl_buf_text(buf, cell);
		return width;
	}
	if (room == 0)
		return 0;
	size_t length = ftl_utf8_fit(cell, room - 1);
	ftl_buf_add(buf, cell, length);
	ftl_buf_text(buf, ELLIPSIS);
	FTL_BUF(kept);
	ftl_buf_add(&kept, cell, length);
	return ftl_utf8_width(ftl_buf_cstr(&kept)) + 1;
}

void ftl_out_grid_row(struct ftl_out *out, const struct ftl_out_grid *grid,
                      const char *const *cells)
{
	struct ftl_buf *buf = &out->sink.buf;
	size_t begin = grid->indent; /* where the column begins */
	size_t written = 0;          /* of the line so far: a cell may have stuck out */
	size_t last = grid->count;

	while (last > 0 && cells[last - 1] != NULL && cells[last - 1][0] == '\0')
		last--;
	for (size_t i = 0; i < last; i++) {
		const struct ftl_out_grid_column *column = &grid->columns[i];
		const char *cell = cells[i] == NULL ? ABSENT : cells[i];
		size_t width = width_of(cells[i]);
		size_t room = width;
		if (out->is_terminal && begin >= (size_t)out->width)
			break;
		if (out->is_terminal)
			room = least(column->width, (size_t)out->width - begin);
		size_t shown = least(width, room);
		size_t at = begin;
		if (column->is_right && shown < column->width)
			at += (out->is_terminal ? room : column->width) - shown;
		if (at < written + (i == 0 ? 0 : GAP))
			at = written + (i == 0 ? 0 : GAP);
		add_blanks(buf, at - written);
		written = at + add_cut(buf, cell, width, room);
		begin += column->width + GAP;
	}
	ftl_buf_char(buf, '\n');
}

void ftl_out_grid_toned(struct ftl_out *out, const struct ftl_out_grid *grid,
                        const char *const *cells, enum ftl_tone tone)
{
	if (tone == FTL_TONE_PLAIN) {
		ftl_out_grid_row(out, grid, cells);
		return;
	}
	ftl_out_tone(out, tone);
	/* The tone ends before the line does, or it would colour the rest of the terminal's line.
	 */
	ftl_out_grid_row(out, grid, cells);
	if (out->has_color) {
		out->sink.buf.data[--out->sink.buf.length] = '\0';
		ftl_out_tone(out, FTL_TONE_PLAIN);
		ftl_buf_char(&out->sink.buf, '\n');
	}
}

void ftl_out_grid_header(struct ftl_out *out, const struct ftl_out_grid *grid)
{
	FTL_ARENA(scratch);
	const char **titles = ftl_alloc(&scratch, grid->count + 1, sizeof(*titles));

	for (size_t i = 0; i < grid->count; i++)
		titles[i] = grid->columns[i].title;
	ftl_out_grid_toned(out, grid, titles, FTL_TONE_BOLD);
}

#ifndef OUT_GRID_H
#define OUT_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "out/render.h"

/* Aligned columns of text. */
struct ftl_out_grid_column {
	const char *title;
	bool is_right;
	bool may_shrink; /* text that may be cut to fit a terminal */
	bool has_value;  /* measured: some cell is not absent */
	size_t width;
	size_t wish; /* shown where there is room, 1 before 2; 0: always */
};

struct ftl_out_grid {
	struct ftl_out_grid_column *columns;
	size_t count;
	size_t indent;
	bool is_whole; /* every row was measured: a column without a value tells nothing */
};

/* Widens columns to the cells of a row; NULL cells are absent. */
void ftl_out_grid_measure(struct ftl_out_grid *grid, const char *const *cells);

/* After the measuring: the column that is to go for lack of room; false: all may stay. On a
 * terminal those without a value go first. */
bool ftl_out_grid_overflow(const struct ftl_out_grid *grid, const struct ftl_out *out, size_t *ret);
/* Takes a column out of the grid and out of the rows made for it. */
void ftl_out_grid_drop(struct ftl_out_grid *grid, const char ***rows, size_t row_count, size_t at);

/* Ends the measuring: makes the columns fit the terminal, bounds padding elsewhere. */
void ftl_out_grid_fit(struct ftl_out_grid *grid, const struct ftl_out *out);

void ftl_out_grid_header(struct ftl_out *out, const struct ftl_out_grid *grid);
void ftl_out_grid_row(struct ftl_out *out, const struct ftl_out_grid *grid,
                      const char *const *cells);
/* The same in a tone, where colour is on. */
void ftl_out_grid_toned(struct ftl_out *out, const struct ftl_out_grid *grid,
                        const char *const *cells, enum ftl_tone tone);

#endif

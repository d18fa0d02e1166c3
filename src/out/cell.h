#ifndef OUT_CELL_H
#define OUT_CELL_H

#include "fettle/base/buf.h"
#include "fettle/out/table.h"

/* True for types whose cells hold a number. */
bool ftl_type_is_number(enum ftl_type type);

/* True for numbers that stand at the right: not dates, instants or truth values. */
bool ftl_type_is_right(enum ftl_type type);

/* Size of a buffer for the short forms of cells. */
#define FTL_CELL_SIZE 48

/*
 * A present cell's value as CSV and JSON write it, without quotes or escapes; a list keeps its
 * newlines. Returns the cell's own text or buffer.
 */
const char *ftl_cell_data(const struct ftl_out_options *options, const struct ftl_column *column,
                          const struct ftl_cell *cell, char buffer[FTL_CELL_SIZE]);

/* A present cell as a table of text shows it: on one line, safe for a terminal. In the arena, or a
 * constant. */
const char *ftl_cell_shown(const struct ftl_out_options *options, struct ftl_arena *arena,
                           const struct ftl_column *column, const struct ftl_cell *cell);

/* Text with blanks for newlines and tabs, safe for a terminal; a list's newlines become ", ". */
const char *ftl_cell_line(struct ftl_arena *arena, const char *text, bool is_list);

/* A section's rows joined for formats that cannot nest: "a, b; c, d". */
void ftl_cell_join(const struct ftl_out_options *options, const struct ftl_section *section,
                   struct ftl_buf *ret);

#endif

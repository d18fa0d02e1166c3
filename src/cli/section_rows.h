#ifndef CLI_SECTION_ROWS_H
#define CLI_SECTION_ROWS_H

#include "fettle/base/arena.h"
#include "fettle/out/table.h"

/* Rows of a section while they are filled; they live in the arena. */
struct ftl_section_rows {
	struct ftl_arena *arena;
	struct ftl_row *items;
	size_t count;
};

/* At most `most` rows will be added. */
struct ftl_section_rows ftl_section_begin(struct ftl_arena *arena, size_t most);
/* Adds a copy of the cells. */
void ftl_section_add(struct ftl_section_rows *rows, const struct ftl_cell *cells, size_t count);
void ftl_section_end(struct ftl_section *section, const struct ftl_section_rows *rows);

#endif

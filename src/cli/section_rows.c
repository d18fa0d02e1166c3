#include "cli/section_rows.h"

#include <string.h>

struct ftl_section_rows ftl_section_begin(struct ftl_arena *arena, size_t most)
{
	return (struct ftl_section_rows){arena, ftl_alloc(arena, most + 1, sizeof(struct ftl_row)),
	                                 0};
}

void ftl_section_add(struct ftl_section_rows *rows, const struct ftl_cell *cells, size_t count)
{
	struct ftl_cell *copy = ftl_alloc(rows->arena, count, sizeof(*copy));

	memcpy(copy, cells, count * sizeof(*copy));
	rows->items[rows->count++].cells = copy;
}

void ftl_section_end(struct ftl_section *section, const struct ftl_section_rows *rows)
{
	section->rows = rows->items;
	section->row_count = rows->count;
}

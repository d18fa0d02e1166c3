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

static bool says_something(const struct ftl_section *section, size_t column)
{
	bool is_flag = section->columns[column].type == FTL_T_BOOL;

	for (size_t i = 0; i < section->row_count; i++) {
		const struct ftl_cell *cell = &section->rows[i].cells[column];

		if (cell->has && (!is_flag || cell->number != 0))
			return true;
	}
	return false;
}

void ftl_section_end_short(struct ftl_section *section, const struct ftl_section_rows *rows)
{
	struct ftl_column *columns = ftl_alloc(rows->arena, section->count, sizeof(*columns));

	ftl_section_end(section, rows);
	memcpy(columns, section->columns, section->count * sizeof(*columns));
	for (size_t i = 0; i < section->count; i++)
		columns[i].is_detail = columns[i].is_detail || !says_something(section, i);
	section->columns = columns;
}

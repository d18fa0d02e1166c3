#include "cli/view_import.h"

#include "cli/section_rows.h"

enum { ROW, LINE, MESSAGE, CELLS };
static const struct ftl_column columns[CELLS] = {
        [ROW] = {"row", "Row", FTL_T_INT, false, "record in the file, its first is 1", NULL},
        [LINE] = {"line", "Line", FTL_T_INT, false, "line in the file", NULL},
        [MESSAGE] = {"message", "Problem", FTL_T_TEXT, false, "column and reason", NULL},
};
const struct ftl_section ftl_view_problems = {
        .key = "problems", .title = "Left out", .columns = columns, .count = CELLS};

struct ftl_section ftl_view_problems_of(struct ftl_arena *arena,
                                        const struct ftl_import_problem *problems, size_t count)
{
	struct ftl_section_rows rows = ftl_section_begin(arena, count);
	struct ftl_section section = ftl_view_problems;

	for (size_t i = 0; i < count; i++) {
		const struct ftl_cell cells[CELLS] = {
		        [ROW] = ftl_cell_number(problems[i].row),
		        [LINE] = ftl_cell_number(problems[i].line),
		        [MESSAGE] = ftl_cell_text(problems[i].message),
		};

		ftl_section_add(&rows, cells, CELLS);
	}
	ftl_section_end(&section, &rows);
	return section;
}

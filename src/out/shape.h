#ifndef OUT_SHAPE_H
#define OUT_SHAPE_H

#include "fettle/out/table.h"

/* One column of the output: a column of the table or one of its sections. */
struct ftl_pick {
	const struct ftl_column *column;   /* NULL: a section */
	size_t index;                      /* of the column in the table */
	const struct ftl_section *section; /* its declaration; NULL: a column */
};

/* What --fields chose of a table, in the person's order; everything in its own order without. */
struct ftl_shape {
	const struct ftl_table *table;
	struct ftl_pick *picks;
	size_t count;
	bool is_chosen;
};

/*
 * Chooses. sections are those the table declares or, for a table that declares none, those of its
 * first row. FTL_INVALID with field "fields" names an unknown or repeated key and what there is.
 */
FTL_MUST_CHECK enum ftl_status ftl_shape_choose(struct ftl_arena *arena,
                                                const struct ftl_table *table,
                                                const struct ftl_section *sections,
                                                size_t section_count, const char *fields,
                                                struct ftl_shape *ret, struct ftl_err *err);

/* The row's section of the declared one's key; NULL when the row has none. */
const struct ftl_section *ftl_shape_section(const struct ftl_row *row, const char *key);

#endif

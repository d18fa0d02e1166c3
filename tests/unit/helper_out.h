#ifndef HELPER_OUT_H
#define HELPER_OUT_H

#include <stddef.h>

#include "fettle/out/table.h"

/* What a list or a record looks like: written to a file in the current folder and read back. Fails
 * the test when it cannot be written. */
const char *helper_out_list(struct ftl_arena *arena, const struct ftl_out_options *options,
                            const struct ftl_table *table, const struct ftl_row *rows,
                            size_t count);
const char *helper_out_record(struct ftl_arena *arena, const struct ftl_out_options *options,
                              const struct ftl_table *table, const struct ftl_row *row);

/* Options in euros and in the given format, without a zone. */
struct ftl_out_options helper_out_options(enum ftl_format format);

#endif

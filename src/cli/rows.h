#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "cli/context.h"

/* Fills the cells of one row, of as many as the shape has columns, from what the operation gave. */
typedef void ftl_cli_fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing);

/* Writes count things, each size bytes long, as the rows of a list, until the list is full. */
FTL_MUST_CHECK enum ftl_status ftl_cli_put_list(struct ftl_cli *cli, const struct ftl_table *shape,
                                                ftl_cli_fill *fill, const void *things,
                                                size_t count, size_t size, struct ftl_err *err);

/* Whether the list is full: the is_enough of operations that give one thing after another, whose
 * context is the struct ftl_cli. */
bool ftl_cli_is_full(void *context);

/* Writes one thing as a record that has no sections and no view of its own. */
FTL_MUST_CHECK enum ftl_status ftl_cli_put_record(struct ftl_cli *cli,
                                                  const struct ftl_table *shape, ftl_cli_fill *fill,
                                                  const void *thing, struct ftl_err *err);

#endif

#ifndef CLI_STOCKTAKE_FILE_H
#define CLI_STOCKTAKE_FILE_H

#include "cli/context.h"
#include "fettle/ops/stocktake.h"

/* A count sheet: on paper, or as a table to be filled in and read back; see document_file.h. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_file_write(struct ftl_cli *cli,
                                                        const struct ftl_stocktake_full *full,
                                                        const char *path, struct ftl_err *err);

#endif

#ifndef CLI_RETURN_FILE_H
#define CLI_RETURN_FILE_H

#include "cli/context.h"
#include "fettle/ops/return.h"

/* What is in a box as a file that goes with it: PDF, CSV, XLSX or JSON, as the path says. */

FTL_MUST_CHECK enum ftl_status ftl_return_file_write(struct ftl_cli *cli,
                                                     const struct ftl_return_full *full,
                                                     const char *path, struct ftl_err *err);

#endif

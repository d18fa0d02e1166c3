#ifndef CLI_PURCHASE_FILE_H
#define CLI_PURCHASE_FILE_H

#include "cli/context.h"
#include "fettle/ops/purchase.h"

/* A purchase order as a file for the supplier: PDF, CSV, XLSX or JSON, as the path says. */

FTL_MUST_CHECK enum ftl_status ftl_purchase_file_write(struct ftl_cli *cli,
                                                       const struct ftl_purchase_full *full,
                                                       const char *path, struct ftl_err *err);

#endif

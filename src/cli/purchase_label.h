#ifndef CLI_PURCHASE_LABEL_H
#define CLI_PURCHASE_LABEL_H

#include "cli/context.h"
#include "fettle/ops/purchase.h"

/* Labels for what came: for a job "for W26-00042-S", with the part; for the shelf the part's own.
 */

/* Whether --label names a file that can be one, and --printer one that is there: FTL_INVALID,
 * FTL_NOT_FOUND. Either may be NULL. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_label_check(struct ftl_cli *cli, const char *path,
                                                        const char *printer, struct ftl_err *err);
/* Writes or sends a label for what of each item is kept for a job, and for what is not. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_label_make(struct ftl_cli *cli,
                                                       const struct ftl_purchase_received *received,
                                                       const char *path, const char *printer,
                                                       struct ftl_err *err);

#endif

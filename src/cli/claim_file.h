#ifndef CLI_CLAIM_FILE_H
#define CLI_CLAIM_FILE_H

#include "cli/context.h"
#include "fettle/ops/claim.h"

/* The payer's file of a claim that was sent: its lines as rows, with the columns that the payer's
 * rules name, or with all of them. */

/* Of a revision (0: the last) as the command's result. */
FTL_MUST_CHECK enum ftl_status ftl_claim_file_put(struct ftl_cli *cli, const char *code,
                                                  int revision, struct ftl_err *err);
/* Of what was frozen last, into a file of the format that the rules name. */
FTL_MUST_CHECK enum ftl_status ftl_claim_file_again(struct ftl_cli *cli, const char *code,
                                                    const char *path, struct ftl_err *err);

#endif

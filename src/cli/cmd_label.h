#ifndef CLI_CMD_LABEL_H
#define CLI_CMD_LABEL_H

#include "cli/context.h"
#include "fettle/ops/label.h"
#include "fettle/print/printer.h"

/* What the commands for labels and printers share. */

/*
 * The shop's own layouts: the folder "forms" beside the database; NULL when there is none. A file
 * there takes the place of the built-in medium of its name.
 */
FTL_MUST_CHECK enum ftl_status ftl_cli_forms_folder(struct ftl_cli *cli, const char **ret,
                                                    struct ftl_err *err);

/* Loads a medium by its name: the shop's own, or one of the program's. */
FTL_MUST_CHECK enum ftl_status ftl_cli_load_layout(struct ftl_cli *cli, const char *name,
                                                   const struct ftl_layout **ret,
                                                   struct ftl_err *err);

/* What stands on the labels of these pieces. */
FTL_MUST_CHECK enum ftl_status ftl_cli_label_data(struct ftl_cli *cli,
                                                  const struct ftl_label_piece *pieces,
                                                  size_t count, const struct ftl_label_data **ret,
                                                  struct ftl_err *err);

/* The action cards of a scanner at the bench as labels, and as pieces of no job that stand for them
 * in the list of what was made. */
void ftl_cli_card_labels(struct ftl_cli *cli, const struct ftl_label_piece **ret_pieces,
                         const struct ftl_label_data **ret_labels, size_t *ret_count);

/* A printer that was set up, checked again before it is used. */
FTL_MUST_CHECK enum ftl_status ftl_cli_find_printer(struct ftl_cli *cli, const char *name,
                                                    struct ftl_printer *ret, struct ftl_err *err);

/* Sends what was drawn: one file as it is, single pictures each as many times as copies says. */
FTL_MUST_CHECK enum ftl_status ftl_cli_send_labels(const struct ftl_printer *printer,
                                                   const struct ftl_label_output *output,
                                                   int64_t copies, struct ftl_err *err);

#endif

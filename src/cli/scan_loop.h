#ifndef CLI_SCAN_LOOP_H
#define CLI_SCAN_LOOP_H

#include "cli/context.h"

/*
 * `fettle scan` without a code: one scan after the other, jobs and action cards, until CMDEND or
 * the end of the input. Reads a terminal; or the lines of a file ("-": standard input), and then
 * FTL_INVALID says that scans were refused. FTL_USAGE when there is neither.
 */
FTL_MUST_CHECK enum ftl_status ftl_scan_loop(struct ftl_cli *cli, const char *from,
                                             struct ftl_err *err);

#endif

#ifndef CLI_CMD_COVERAGE_H
#define CLI_CMD_COVERAGE_H

#include "cli/context.h"
#include "fettle/ops/coverage.h"

/* Who pays, and why: what every command that changes cover shows, a struct ftl_coverage. */
extern const struct ftl_table ftl_coverage_shape;
ftl_command_write ftl_coverage_write;

#endif

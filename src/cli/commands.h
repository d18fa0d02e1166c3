#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

/*
 * Every command, one a line, in the order of help. X(order_list) stands for the descriptor
 * `const struct ftl_command ftl_command_order_list` in cmd_order.c.
 */
#define FTL_COMMANDS(X)                                                                            \
	X(help)                                                                                    \
	X(version)

#define X(name) extern const struct ftl_command ftl_command_##name;
FTL_COMMANDS(X)
#undef X

#endif

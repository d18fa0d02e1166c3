#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

/*
 * Every command, one a line, in the order of help. X(order_list) stands for the descriptor
 * `const struct ftl_command ftl_command_order_list` in cmd_order.c.
 */
#define FTL_COMMANDS(X)                                                                            \
	X(init)                                                                                    \
	X(checkin)                                                                                 \
	X(backup)                                                                                  \
	X(restore)                                                                                 \
	X(check)                                                                                   \
	X(import_ords)                                                                             \
	X(report)                                                                                  \
	X(export_ords)                                                                             \
	X(staff_add)                                                                               \
	X(staff_list)                                                                              \
	X(staff_edit)                                                                              \
	X(setting_list)                                                                            \
	X(setting_show)                                                                            \
	X(setting_set)                                                                             \
	X(calendar_show)                                                                           \
	X(calendar_hours)                                                                          \
	X(calendar_close)                                                                          \
	X(calendar_open)                                                                           \
	X(category_list)                                                                           \
	X(help)                                                                                    \
	X(version)                                                                                 \
	X(completion)                                                                              \
	X(man)

#define X(name) extern const struct ftl_command ftl_command_##name;
FTL_COMMANDS(X)
#undef X

#endif

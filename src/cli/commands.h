#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

/*
 * Every command, one a line, in the order of help. X(order_list) stands for the descriptor
 * `const struct ftl_command ftl_command_order_list` in cmd_order.c.
 */
#define FTL_COMMANDS(X)                                                                            \
	X(init)                                                                                    \
	X(demo)                                                                                    \
	X(checkin)                                                                                 \
	X(scan)                                                                                    \
	X(find_text)                                                                               \
	X(label)                                                                                   \
	X(board)                                                                                   \
	X(bench)                                                                                   \
	X(order_list)                                                                              \
	X(order_show)                                                                              \
	X(order_assign)                                                                            \
	X(order_take)                                                                              \
	X(order_diagnose)                                                                          \
	X(order_ask)                                                                               \
	X(order_ask_payer)                                                                         \
	X(order_approve)                                                                           \
	X(order_parts)                                                                             \
	X(order_start)                                                                             \
	X(order_stop)                                                                              \
	X(order_labour)                                                                            \
	X(order_send)                                                                              \
	X(order_receive)                                                                           \
	X(order_test)                                                                              \
	X(order_check)                                                                             \
	X(order_fail)                                                                              \
	X(order_ready)                                                                             \
	X(order_notice)                                                                            \
	X(order_handover)                                                                          \
	X(order_hold)                                                                              \
	X(order_resume)                                                                            \
	X(order_note)                                                                              \
	X(order_move)                                                                              \
	X(order_promise)                                                                           \
	X(order_priority)                                                                          \
	X(order_close)                                                                             \
	X(order_cancel)                                                                            \
	X(order_code)                                                                              \
	X(order_why_failed)                                                                        \
	X(coverage_why)                                                                            \
	X(coverage_add)                                                                            \
	X(coverage_void)                                                                           \
	X(coverage_exchange)                                                                       \
	X(coverage_found)                                                                          \
	X(coverage_decide)                                                                         \
	X(coverage_override)                                                                       \
	X(term_list)                                                                               \
	X(term_show)                                                                               \
	X(term_use)                                                                                \
	X(term_import)                                                                             \
	X(term_edit)                                                                               \
	X(fixes)                                                                                   \
	X(line_add)                                                                                \
	X(line_remove)                                                                             \
	X(line_recover)                                                                            \
	X(estimate_add)                                                                            \
	X(estimate_list)                                                                           \
	X(estimate_show)                                                                           \
	X(estimate_edit)                                                                           \
	X(estimate_revise)                                                                         \
	X(estimate_send)                                                                           \
	X(estimate_accept)                                                                         \
	X(estimate_reject)                                                                         \
	X(report)                                                                                  \
	X(labour)                                                                                  \
	X(backup)                                                                                  \
	X(restore)                                                                                 \
	X(check)                                                                                   \
	X(import_ords)                                                                             \
	X(export_ords)                                                                             \
	X(customer_add)                                                                            \
	X(customer_list)                                                                           \
	X(customer_show)                                                                           \
	X(customer_edit)                                                                           \
	X(device_list)                                                                             \
	X(device_show)                                                                             \
	X(device_edit)                                                                             \
	X(staff_add)                                                                               \
	X(staff_list)                                                                              \
	X(staff_edit)                                                                              \
	X(setting_list)                                                                            \
	X(setting_show)                                                                            \
	X(setting_set)                                                                             \
	X(target_list)                                                                             \
	X(target_set)                                                                              \
	X(target_remove)                                                                           \
	X(test_list_list)                                                                          \
	X(test_list_show)                                                                          \
	X(test_list_import)                                                                        \
	X(calendar_show)                                                                           \
	X(calendar_hours)                                                                          \
	X(calendar_close)                                                                          \
	X(calendar_open)                                                                           \
	X(calendar_import)                                                                         \
	X(place_add)                                                                               \
	X(place_list)                                                                              \
	X(place_show)                                                                              \
	X(place_edit)                                                                              \
	X(loaner_add)                                                                              \
	X(loaner_list)                                                                             \
	X(loaner_show)                                                                             \
	X(loaner_edit)                                                                             \
	X(loaner_lend)                                                                             \
	X(loaner_return)                                                                           \
	X(loaner_lost)                                                                             \
	X(category_list)                                                                           \
	X(code_list)                                                                               \
	X(code_import)                                                                             \
	X(part_failure_list)                                                                       \
	X(label_media_list)                                                                        \
	X(printer_add)                                                                             \
	X(printer_list)                                                                            \
	X(printer_remove)                                                                          \
	X(printer_test)                                                                            \
	X(help)                                                                                    \
	X(version)                                                                                 \
	X(completion)                                                                              \
	X(man)

#define X(name) extern const struct ftl_command ftl_command_##name;
FTL_COMMANDS(X)
#undef X

#endif

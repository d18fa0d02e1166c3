#ifndef CLI_MAN_H
#define CLI_MAN_H

#include "cli/command.h"
#include "fettle/base/buf.h"

/* The manual page of a command in roff (man macros); of the whole program for NULL. day is
 * "2026-11-22", the date in the page's foot. */
void ftl_man_page(struct ftl_buf *roff, const struct ftl_command *command, const char *day);

/* "fettle-order-list", "fettle": the name of the page. */
const char *ftl_man_name(struct ftl_arena *arena, const struct ftl_command *command);

#endif

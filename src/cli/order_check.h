#ifndef CLI_ORDER_CHECK_H
#define CLI_ORDER_CHECK_H

#include "cli/view_order.h"
#include "fettle/ops/test.h"

/*
 * Asks every item that is not answered yet (all, when none is open) on a terminal, one key each.
 * form->phase is looked at and set. FTL_STATE when the person stopped: nothing is written then.
 */
FTL_MUST_CHECK enum ftl_status ftl_order_check_guided(struct ftl_cli *cli, const char *code,
                                                      struct ftl_test_form *form,
                                                      struct ftl_err *err);

#endif

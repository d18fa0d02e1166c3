#ifndef FETTLE_OPS_TESTS_H
#define FETTLE_OPS_TESTS_H

#include "fettle/model/possible.h"
#include "fettle/ops/test.h"
#include "ops/op.h"

/* Quality checks inside operations: order_test.c, test_list.c. */

/* Keeps a list of the program's with its first use; does nothing to one that is on file. */
FTL_MUST_CHECK enum ftl_status ftl_test_list_store(struct ftl_op *op, struct ftl_test_list *list,
                                                   struct ftl_err *err);

/* The tests of a work order whose events are given. */
FTL_MUST_CHECK enum ftl_status ftl_tests_load(struct ftl_db *db, struct ftl_arena *arena,
                                              int64_t order_id,
                                              const struct ftl_order_event *events,
                                              size_t event_count, struct ftl_order_tests *ret,
                                              struct ftl_err *err);

/* How the check after the repair stands for the person at work, of a job whose events are given. */
FTL_MUST_CHECK enum ftl_status ftl_tests_check(struct ftl_app *app, struct ftl_arena *arena,
                                               int64_t order_id,
                                               const struct ftl_order_event *events, size_t count,
                                               struct ftl_possible_check *ret, struct ftl_err *err);

/* What the settings quality.list and quality.other_person ask for, for the guard of READY. */
FTL_MUST_CHECK enum ftl_status ftl_tests_guard(struct ftl_app *app, struct ftl_arena *arena,
                                               int64_t order_id, struct ftl_guard *guard,
                                               struct ftl_err *err);

#endif

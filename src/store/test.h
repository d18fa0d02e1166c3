#ifndef FETTLE_STORE_TEST_H
#define FETTLE_STORE_TEST_H

#include "fettle/db/db.h"
#include "fettle/model/test.h"

extern const struct ftl_sql_table ftl_test_sql;

/* Writes a list with its items as the next version of its category; *ret_version. */
FTL_MUST_CHECK enum ftl_status ftl_store_test_list_insert(struct ftl_db *db, int64_t site_id,
                                                          const struct ftl_test_list *list,
                                                          int64_t staff_id, int *ret_version,
                                                          struct ftl_err *err);
/* By id, with its items. */
FTL_MUST_CHECK enum ftl_status ftl_store_test_list_get(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t id, struct ftl_test_list *ret,
                                                       bool *ret_found, struct ftl_err *err);
/* Every version of every list, with its items, in order of category (any first) and version. */
FTL_MUST_CHECK enum ftl_status ftl_store_test_lists(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t site_id,
                                                    const struct ftl_test_list **ret,
                                                    size_t *ret_count, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_test_result_insert(struct ftl_db *db, int64_t order_id,
                                                            const struct ftl_test_result *result,
                                                            struct ftl_err *err);
/* All of a work order, oldest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_test_results(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t order_id,
                                                      const struct ftl_test_result **ret,
                                                      size_t *ret_count, struct ftl_err *err);

#endif

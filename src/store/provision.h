#ifndef FETTLE_STORE_PROVISION_H
#define FETTLE_STORE_PROVISION_H

#include "fettle/db/db.h"
#include "fettle/model/provision.h"

extern const struct ftl_sql_table ftl_provision_sql;

/* Every rate, ended ones too, the latest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_provision_list(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t site_id,
                                                        const struct ftl_provision_rate **ret,
                                                        size_t *ret_count, struct ftl_err *err);

/* Writes a rate; one of the same date is replaced. */
FTL_MUST_CHECK enum ftl_status ftl_store_provision_put(struct ftl_db *db, int64_t site_id,
                                                       const struct ftl_provision_rate *rate,
                                                       struct ftl_err *err);

#endif

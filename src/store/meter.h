#ifndef FETTLE_STORE_METER_H
#define FETTLE_STORE_METER_H

#include "fettle/base/opt.h"
#include "fettle/db/db.h"
#include "fettle/model/meter.h"

extern const struct ftl_sql_table ftl_meter_sql;

FTL_MUST_CHECK enum ftl_status ftl_store_meter_insert(struct ftl_db *db, int64_t device_id,
                                                      int64_t staff_id,
                                                      const struct ftl_meter_row *row,
                                                      struct ftl_err *err);
/* The readings of a device by day, of one day in the order in which they were noted. */
FTL_MUST_CHECK enum ftl_status ftl_store_meter_list(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t device_id,
                                                    const struct ftl_meter_row **ret,
                                                    size_t *ret_count, struct ftl_err *err);
/* The last reading of that day or before; absent: there is none. */
FTL_MUST_CHECK enum ftl_status ftl_store_meter_on(struct ftl_db *db, int64_t device_id, int32_t day,
                                                  struct ftl_opt *ret, struct ftl_err *err);

#endif

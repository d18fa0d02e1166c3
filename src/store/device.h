#ifndef FETTLE_STORE_DEVICE_H
#define FETTLE_STORE_DEVICE_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_device_sql;

/* Writes a device (its owner apart). Keys are computed here. */
FTL_MUST_CHECK enum ftl_status ftl_store_device_insert(struct ftl_db *db, int64_t site_id,
                                                       const struct ftl_device *device,
                                                       struct ftl_err *err);
/* Rewrites every column but id, code, created_at. */
FTL_MUST_CHECK enum ftl_status
ftl_store_device_update(struct ftl_db *db, const struct ftl_device *device, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_device_get(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t id, struct ftl_device *ret,
                                                    struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_device_find(struct ftl_db *db, struct ftl_arena *arena,
                                                     const char *code, struct ftl_device *ret,
                                                     bool *ret_found, struct ftl_err *err);

/* By what stands on the device. */
enum ftl_device_key {
	FTL_DEVICE_IMEI,      /* either of the two */
	FTL_DEVICE_SERIAL,    /* serial key */
	FTL_DEVICE_LOOKALIKE, /* folded serial key */
	FTL_DEVICE_ASSET,     /* asset tag key */
};
FTL_MUST_CHECK enum ftl_status ftl_store_device_match(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t site_id, enum ftl_device_key by,
                                                      const char *key,
                                                      const struct ftl_device **ret,
                                                      size_t *ret_count, struct ftl_err *err);

/* All, by brand and model; rows with ftl_store_device_next. */
FTL_MUST_CHECK enum ftl_status ftl_store_device_list(struct ftl_db *db, int64_t site_id,
                                                     struct ftl_cursor **ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_device_next(struct ftl_cursor *cursor,
                                                     struct ftl_arena *arena,
                                                     struct ftl_device *ret, bool *ret_more,
                                                     struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_owner_insert(struct ftl_db *db, int64_t device_id,
                                                      int64_t customer_id, int64_t since,
                                                      struct ftl_err *err);
/* Who owned a device, newest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_owner_list(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t device_id,
                                                    const struct ftl_owner_span **ret,
                                                    size_t *ret_count, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_category_list(struct ftl_db *db, struct ftl_arena *arena,
                                                       const struct ftl_category **ret,
                                                       size_t *ret_count, struct ftl_err *err);
/* By id or by name key; *ret_found. */
FTL_MUST_CHECK enum ftl_status ftl_store_category_find(struct ftl_db *db, struct ftl_arena *arena,
                                                       const char *name_key,
                                                       struct ftl_category *ret, bool *ret_found,
                                                       struct ftl_err *err);

#endif

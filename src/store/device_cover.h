#ifndef FETTLE_STORE_DEVICE_COVER_H
#define FETTLE_STORE_DEVICE_COVER_H

#include "fettle/base/opt.h"
#include "fettle/db/db.h"

extern const struct ftl_sql_table ftl_device_cover_sql;

/* A cover on file of a device. */
struct ftl_device_cover {
	int64_t id;
	int64_t device_id;
	int position;
	int64_t term_id;
	int32_t starts_on;
	bool is_provisional;    /* the start is a guess */
	struct ftl_opt ends_on; /* as its giver says; absent: as the term says */
	const char *proof;
	const char *source;
	const char *staff; /* login of who noted it */
	int64_t created_at;
	const char *void_reason;
};

FTL_MUST_CHECK enum ftl_status ftl_store_device_cover_insert(struct ftl_db *db,
                                                             const struct ftl_device_cover *cover,
                                                             int64_t staff_id, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_device_cover_void(struct ftl_db *db, int64_t id,
                                                           const char *reason, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_device_cover_list(struct ftl_db *db,
                                                           struct ftl_arena *arena,
                                                           int64_t device_id,
                                                           const struct ftl_device_cover **ret,
                                                           size_t *ret_count, struct ftl_err *err);

/* A unit that took the place of another. */
struct ftl_exchange {
	int64_t old_device_id, new_device_id;
	int32_t exchanged_on;
};

FTL_MUST_CHECK enum ftl_status ftl_store_exchange_insert(struct ftl_db *db,
                                                         const struct ftl_exchange *exchange,
                                                         int64_t staff_id, int64_t now,
                                                         struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_exchange_remove(struct ftl_db *db, int64_t new_device_id,
                                                         struct ftl_err *err);
/* In which this device was the new unit, or the old one. */
FTL_MUST_CHECK enum ftl_status ftl_store_exchange_by_new(struct ftl_db *db, int64_t device_id,
                                                         struct ftl_exchange *ret, bool *ret_found,
                                                         struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_exchange_by_old(struct ftl_db *db, int64_t device_id,
                                                         struct ftl_exchange *ret, bool *ret_found,
                                                         struct ftl_err *err);

#endif

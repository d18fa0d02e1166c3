#ifndef FETTLE_STORE_ORDER_H
#define FETTLE_STORE_ORDER_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_order_sql;

struct ftl_intake_row {
	int64_t id;
	const char *code;
	int64_t customer_id;
	int64_t staff_id;
	int64_t received_at;
};
FTL_MUST_CHECK enum ftl_status ftl_store_intake_insert(struct ftl_db *db, int64_t site_id,
                                                       const struct ftl_intake_row *intake,
                                                       struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_intake_find(struct ftl_db *db, struct ftl_arena *arena,
                                                     const char *code, struct ftl_intake_row *ret,
                                                     bool *ret_found, struct ftl_err *err);

/* What is written once; the rest of the row is the cache of the events. */
struct ftl_order_insert {
	int64_t id;
	const char *code;
	int64_t intake_id;
	int64_t device_id;
	int64_t customer_id;
	enum ftl_priority priority;
	const char *fault;
	const char *condition;
	struct ftl_opt approval_limit_cents;
	struct ftl_opt promised_on;
	int64_t returns_for_id; /* 0: none */
	const char *source;
};
/* Writes the row with its cache from facts. */
FTL_MUST_CHECK enum ftl_status ftl_store_order_insert(struct ftl_db *db, int64_t site_id,
                                                      const struct ftl_order_insert *order,
                                                      const struct ftl_order_facts *facts,
                                                      int64_t last_event_id, struct ftl_err *err);
/* Rewrites the cache from facts. */
FTL_MUST_CHECK enum ftl_status ftl_store_order_cache(struct ftl_db *db, int64_t id,
                                                     const struct ftl_order_facts *facts,
                                                     int64_t last_event_id, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_order_promise(struct ftl_db *db, int64_t id,
                                                       int32_t promised_on, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_order_priority(struct ftl_db *db, int64_t id,
                                                        enum ftl_priority priority,
                                                        struct ftl_err *err);

/* Only what the row repeats of its events, and its code: for holding it against them. */
FTL_MUST_CHECK enum ftl_status ftl_store_order_cached(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t id, struct ftl_order *ret,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_order_get(struct ftl_db *db, struct ftl_arena *arena,
                                                   int64_t id, struct ftl_order *ret,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_order_find(struct ftl_db *db, struct ftl_arena *arena,
                                                    const char *code, struct ftl_order *ret,
                                                    bool *ret_found, struct ftl_err *err);

/* Which rows; rows follow with ftl_store_order_next. Open ones come in order of promise, the others
 * newest first. */
enum ftl_order_set {
	FTL_ORDERS_ALL,      /* key: site */
	FTL_ORDERS_OPEN,     /* key: site */
	FTL_ORDERS_DEVICE,   /* key: device id */
	FTL_ORDERS_CUSTOMER, /* key: customer id */
	FTL_ORDERS_INTAKE,   /* key: intake id, in order of entry */
};
FTL_MUST_CHECK enum ftl_status ftl_store_order_select(struct ftl_db *db, enum ftl_order_set set,
                                                      int64_t key, struct ftl_cursor **ret,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_order_next(struct ftl_cursor *cursor,
                                                    struct ftl_arena *arena, struct ftl_order *ret,
                                                    bool *ret_more, struct ftl_err *err);
/* As select, but at most limit rows, read at once. */
FTL_MUST_CHECK enum ftl_status ftl_store_order_collect(struct ftl_db *db, struct ftl_arena *arena,
                                                       enum ftl_order_set set, int64_t key,
                                                       size_t limit, const struct ftl_order **ret,
                                                       size_t *ret_count, struct ftl_err *err);

#endif

#ifndef FETTLE_STORE_BOARD_H
#define FETTLE_STORE_BOARD_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_board_sql;

/* Every open work order of a site, in no order; *ret is NULL when there is none. */
FTL_MUST_CHECK enum ftl_status ftl_store_board(struct ftl_db *db, struct ftl_arena *arena,
                                               int64_t site_id, const struct ftl_board_job **ret,
                                               size_t *ret_count, struct ftl_err *err);

/* A day that was promised, or a notice, of an open work order. */
struct ftl_board_told {
	int64_t order_id;
	enum ftl_event_kind kind; /* PROMISE or NOTICE */
	int64_t at;
	struct ftl_opt due_on;
};
/* In order of work order and event. */
FTL_MUST_CHECK enum ftl_status ftl_store_board_told(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t site_id,
                                                    const struct ftl_board_told **ret,
                                                    size_t *ret_count, struct ftl_err *err);

#endif

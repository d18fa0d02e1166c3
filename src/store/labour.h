#ifndef FETTLE_STORE_LABOUR_H
#define FETTLE_STORE_LABOUR_H

#include "fettle/db/db.h"
#include "fettle/model/order.h"

extern const struct ftl_sql_table ftl_labour_sql;

/* An event of a job that somebody worked on. */
struct ftl_labour_event {
	int64_t order_id;
	const char *order_code; /* lasts until the next one */
	struct ftl_event event;
};

/*
 * The events of every job of a site on which somebody's work was noted and on which anything
 * happened since an instant, or somebody is at work: job by job, in order of id.
 */
FTL_MUST_CHECK enum ftl_status ftl_store_labour_open(struct ftl_db *db, int64_t site_id,
                                                     int64_t since, struct ftl_cursor **ret,
                                                     struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_labour_next(struct ftl_cursor *cursor,
                                                     struct ftl_labour_event *ret, bool *ret_more,
                                                     struct ftl_err *err);

#endif

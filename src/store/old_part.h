#ifndef FETTLE_STORE_OLD_PART_H
#define FETTLE_STORE_OLD_PART_H

#include "fettle/base/zone.h"
#include "fettle/db/db.h"
#include "fettle/model/old_part.h"

/* The old parts of jobs: what was said of them, and what is known of who wants them. */

extern const struct ftl_sql_table ftl_old_part_sql;

/* One word on the old parts of a line. */
struct ftl_old_word {
	int64_t id;
	int64_t line_id;
	int64_t order_id;
	int64_t at;
	enum ftl_old_fate fate;
	const char *serial;
	const char *reason;
	struct ftl_opt quantity_milli; /* absent: of all of it */
};
FTL_MUST_CHECK enum ftl_status ftl_store_old_insert(struct ftl_db *db,
                                                    const struct ftl_old_word *word,
                                                    int64_t staff_id, struct ftl_err *err);

/* Of the lines of a job that are for parts of the catalogue and were not taken off, by position;
 * zone decides which days its instants are. */
FTL_MUST_CHECK enum ftl_status ftl_store_old_of_order(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t order_id, const struct ftl_zone *zone,
                                                      const struct ftl_old_part **ret,
                                                      size_t *ret_count, struct ftl_err *err);
/* Of one line of a job, whether it was taken off or not. */
FTL_MUST_CHECK enum ftl_status ftl_store_old_of_line(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t line_id, const struct ftl_zone *zone,
                                                     struct ftl_old_part *ret, struct ftl_err *err);
/* Of all lines of a site's open jobs whose part somebody may want back, and of those of which the
 * last word is that they are held, by line. */
FTL_MUST_CHECK enum ftl_status ftl_store_old_list(struct ftl_db *db, struct ftl_arena *arena,
                                                  int64_t site_id, const struct ftl_zone *zone,
                                                  const struct ftl_old_part **ret,
                                                  size_t *ret_count, struct ftl_err *err);

#endif

#ifndef FETTLE_STORE_SITE_H
#define FETTLE_STORE_SITE_H

#include "fettle/base/digest.h"
#include "fettle/db/db.h"

extern const struct ftl_sql_table ftl_site_sql;

struct ftl_site {
	int64_t id;
	const char *code;
	const char *name;
	const char *country;
	const char *currency;
	const char *timezone;
	unsigned char seal_key[FTL_KEY_SIZE];
	int64_t created_at;
};

FTL_MUST_CHECK enum ftl_status ftl_store_site_insert(struct ftl_db *db, const struct ftl_site *site,
                                                     struct ftl_err *err);
/* The site this file belongs to: the one with the lowest id. */
FTL_MUST_CHECK enum ftl_status ftl_store_site_first(struct ftl_db *db, struct ftl_arena *arena,
                                                    struct ftl_site *ret, struct ftl_err *err);

/* Ids of a site's rows lie in a band of their own, so that sites can be merged without clashes. */
#define FTL_ID_BAND_BITS 40

/*
 * Draws `count` numbers from a counter and returns the first; counters begin at 1. Kind "id" gives
 * row ids, unique over all tables of the file and made of the site's id and a sequence.
 */
FTL_MUST_CHECK enum ftl_status ftl_store_counter_draw(struct ftl_db *db, int64_t site_id,
                                                      const char *kind, int64_t count,
                                                      int64_t *ret_first, struct ftl_err *err);

/* Where the ids of a site begin: the counter "id" counts from there. */
int64_t ftl_store_id_band(int64_t site_id);
/* The last number given out under a counter, without drawing from it; 0 when there is none. */
FTL_MUST_CHECK enum ftl_status ftl_store_counter_get(struct ftl_db *db, int64_t site_id,
                                                     const char *kind, int64_t *ret,
                                                     struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_counter_set(struct ftl_db *db, int64_t site_id,
                                                     const char *kind, int64_t value,
                                                     struct ftl_err *err);

/* NULL when the key is not set. */
FTL_MUST_CHECK enum ftl_status ftl_store_setting_get(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t site_id, const char *key,
                                                     const char **ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_setting_set(struct ftl_db *db, int64_t site_id,
                                                     const char *key, const char *value,
                                                     struct ftl_err *err);

#endif

#include "store/site.h"

#include <string.h>

#include "store/row.h"

enum { INSERT, FIRST, DRAW, COUNTER_GET, COUNTER_SET, SETTING_GET, SETTING_SET };

static const struct ftl_sql sql[] = {
        [INSERT] = {"site_insert",
                    "INSERT INTO site (id, code, name, country, currency, timezone, seal_key, "
                    "created_at) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    8, 0, FTL_SQL_WRITE},
        [FIRST] = {"site_first",
                   "SELECT id, code, name, country, currency, timezone, seal_key, created_at "
                   "FROM site ORDER BY id LIMIT 1",
                   0, 8, FTL_SQL_READ},
        [DRAW] = {"counter_draw",
                  "INSERT INTO counter (site_id, kind, value) VALUES ($1, $2, $3) "
                  "ON CONFLICT (site_id, kind) DO UPDATE SET value = counter.value + $3 "
                  "RETURNING value",
                  3, 1, FTL_SQL_WRITE},
        [COUNTER_GET] = {"counter_get",
                         "SELECT value FROM counter WHERE site_id = $1 AND kind = $2", 2, 1,
                         FTL_SQL_HOT},
        [COUNTER_SET] = {"counter_set",
                         "INSERT INTO counter (site_id, kind, value) VALUES ($1, $2, $3) "
                         "ON CONFLICT (site_id, kind) DO UPDATE SET value = excluded.value",
                         3, 0, FTL_SQL_WRITE},
        [SETTING_GET] = {"setting_get", "SELECT value FROM setting WHERE site_id = $1 AND key = $2",
                         2, 1, FTL_SQL_HOT},
        [SETTING_SET] = {"setting_set",
                         "INSERT INTO setting (site_id, key, value) VALUES ($1, $2, $3) "
                         "ON CONFLICT (site_id, key) DO UPDATE SET value = excluded.value",
                         3, 0, FTL_SQL_WRITE},
};
const struct ftl_sql_table ftl_site_sql = {"site", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_site_insert(struct ftl_db *db, const struct ftl_site *site,
                                      struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(site->id), ftl_val_text(site->code),
	                            ftl_val_text(site->name), ftl_val_text(site->country),
	                            ftl_val_text(site->currency), ftl_val_text(site->timezone),
	                            ftl_val_blob(site->seal_key, sizeof(site->seal_key)),
	                            ftl_val_i64(site->created_at)),
	                   err);
}

enum ftl_status ftl_store_site_first(struct ftl_db *db, struct ftl_arena *arena,
                                     struct ftl_site *ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct ftl_site site = {0};
	const void *key;
	size_t length;
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[FIRST], FTL_NO_ARGS, &cursor, &found, err));
	if (!found)
		return ftl_fail(err, FTL_DB, NULL, "the database has no site");
	site.id = ftl_col_i64(cursor, 0);
	site.code = ftl_col_text(cursor, 1, arena);
	site.name = ftl_col_text(cursor, 2, arena);
	site.country = ftl_col_text(cursor, 3, arena);
	site.currency = ftl_col_text(cursor, 4, arena);
	site.timezone = ftl_col_text(cursor, 5, arena);
	key = ftl_col_blob(cursor, 6, arena, &length);
	if (key == NULL || length != sizeof(site.seal_key))
		return ftl_fail(err, FTL_DB, NULL, "the site's seal key is damaged");
	memcpy(site.seal_key, key, length);
	site.created_at = ftl_col_i64(cursor, 7);
	*ret = site;
	return FTL_OK;
}

enum ftl_status ftl_store_counter_draw(struct ftl_db *db, int64_t site_id, const char *kind,
                                       int64_t count, int64_t *ret_first, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	int64_t first;
	bool found;

	FTL_TRY(ftl_store_first(
	        db, &sql[DRAW],
	        FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(kind), ftl_val_i64(count)), &cursor,
	        &found, err));
	if (!found)
		return ftl_fail(err, FTL_INTERNAL, NULL, "counter '%s' gave no number", kind);
	first = ftl_col_i64(cursor, 0) - count + 1;
	if (strcmp(kind, "id") == 0)
		first += ftl_store_id_band(site_id);
	*ret_first = first;
	return FTL_OK;
}

int64_t ftl_store_id_band(int64_t site_id)
{
	return (site_id - 1) << FTL_ID_BAND_BITS;
}

enum ftl_status ftl_store_counter_get(struct ftl_db *db, int64_t site_id, const char *kind,
                                      int64_t *ret, struct ftl_err *err)
{
	return ftl_store_number(db, &sql[COUNTER_GET],
	                        FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(kind)), ret, err);
}

enum ftl_status ftl_store_counter_set(struct ftl_db *db, int64_t site_id, const char *kind,
                                      int64_t value, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[COUNTER_SET],
	                   FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(kind), ftl_val_i64(value)),
	                   err);
}

enum ftl_status ftl_store_setting_get(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                      const char *key, const char **ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[SETTING_GET],
	                        FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(key)), &cursor, &found,
	                        err));
	*ret = found ? ftl_col_text(cursor, 0, arena) : NULL;
	return FTL_OK;
}

enum ftl_status ftl_store_setting_set(struct ftl_db *db, int64_t site_id, const char *key,
                                      const char *value, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[SETTING_SET],
	                   FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(key), ftl_val_text(value)),
	                   err);
}

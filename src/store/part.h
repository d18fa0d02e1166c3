#ifndef FETTLE_STORE_PART_H
#define FETTLE_STORE_PART_H

#include "fettle/db/db.h"
#include "fettle/model/part.h"

/* Suppliers and the catalogue of parts. */

extern const struct ftl_sql_table ftl_supplier_sql;
extern const struct ftl_sql_table ftl_part_sql;

FTL_MUST_CHECK enum ftl_status ftl_store_supplier_insert(struct ftl_db *db, int64_t site_id,
                                                         const struct ftl_supplier *supplier,
                                                         struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_supplier_update(struct ftl_db *db,
                                                         const struct ftl_supplier *supplier,
                                                         struct ftl_err *err);
/* By its name, in any spelling of case and blanks. */
FTL_MUST_CHECK enum ftl_status ftl_store_supplier_named(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t site_id, const char *name,
                                                        struct ftl_supplier *ret, bool *ret_found,
                                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_supplier_list(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t site_id,
                                                       const struct ftl_supplier **ret,
                                                       size_t *ret_count, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_part_insert(struct ftl_db *db, int64_t site_id,
                                                     const struct ftl_part *part,
                                                     struct ftl_err *err);
/* What is said of it; not its stock. */
FTL_MUST_CHECK enum ftl_status ftl_store_part_update(struct ftl_db *db, const struct ftl_part *part,
                                                     struct ftl_err *err);

/* Which parts: $1 of each is its argument. */
enum ftl_parts {
	FTL_PARTS_ID,     /* the row id */
	FTL_PARTS_CODE,   /* code in short form */
	FTL_PARTS_SKU,    /* key of the SKU */
	FTL_PARTS_NUMBER, /* key of a number that others know it by */
	FTL_PARTS_SERIAL, /* key of the serial number of a piece */
	FTL_PARTS_GTIN,
	FTL_PARTS_OF, /* all of the site, by SKU */
	FTL_PARTS_LISTS
};
/* Opens a cursor for ftl_store_part_next(); the prices are those of the day. key is not looked at
 * for FTL_PARTS_ID and FTL_PARTS_OF, id not for the others. */
FTL_MUST_CHECK enum ftl_status ftl_store_part_select(struct ftl_db *db, enum ftl_parts which,
                                                     int64_t site_id, int64_t id, const char *key,
                                                     int32_t today, struct ftl_cursor **ret,
                                                     struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_part_next(struct ftl_cursor *cursor,
                                                   struct ftl_arena *arena, struct ftl_part *ret,
                                                   bool *ret_more, struct ftl_err *err);

/* The SKU of the first part beside part_id that is known by a key: of its SKU, of another number of
 * it, or its GTIN. NULL: there is none. */
enum ftl_parts_sharing { FTL_PARTS_SHARE_SKU, FTL_PARTS_SHARE_NUMBER, FTL_PARTS_SHARE_GTIN };
FTL_MUST_CHECK enum ftl_status ftl_store_part_sharing(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t site_id, enum ftl_parts_sharing what,
                                                      const char *key, int64_t part_id,
                                                      const char **ret, struct ftl_err *err);

/* Ids of parts, ascending: of which some lies at a place; that fit a brand or a model, or with both
 * the model of the brand; keys as ftl_text_key() makes them. */
FTL_MUST_CHECK enum ftl_status ftl_store_part_at_place(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t place_id, const int64_t **ret,
                                                       size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_part_fitting(struct ftl_db *db, struct ftl_arena *arena,
                                                      const char *brand_key, const char *model_key,
                                                      const int64_t **ret, size_t *ret_count,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_part_fitting_any(struct ftl_db *db,
                                                          struct ftl_arena *arena, const char *key,
                                                          const int64_t **ret, size_t *ret_count,
                                                          struct ftl_err *err);

/* Numbers, fits, prices, and where it is to be ordered again: replaced as a whole. */
FTL_MUST_CHECK enum ftl_status ftl_store_part_numbers(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t part_id,
                                                      const struct ftl_part_number **ret,
                                                      size_t *ret_count, struct ftl_err *err);
/* Instead of those that it has: old_count of them. */
FTL_MUST_CHECK enum ftl_status ftl_store_part_set_numbers(struct ftl_db *db, int64_t part_id,
                                                          size_t old_count,
                                                          const struct ftl_part_number *numbers,
                                                          size_t count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_part_fits(struct ftl_db *db, struct ftl_arena *arena,
                                                   int64_t part_id, const struct ftl_part_fit **ret,
                                                   size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_part_set_fits(struct ftl_db *db, int64_t part_id,
                                                       const struct ftl_part_fit *fits,
                                                       size_t count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_part_prices(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t part_id,
                                                     const struct ftl_part_price **ret,
                                                     size_t *ret_count, struct ftl_err *err);
/* What was said for the same day before is replaced. */
FTL_MUST_CHECK enum ftl_status ftl_store_part_put_price(struct ftl_db *db, int64_t part_id,
                                                        const struct ftl_part_price *price,
                                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_part_reorders(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t part_id,
                                                       const struct ftl_part_reorder **ret,
                                                       size_t *ret_count, struct ftl_err *err);
/* A quantity of 0 takes it back. */
FTL_MUST_CHECK enum ftl_status ftl_store_part_put_reorder(struct ftl_db *db, int64_t part_id,
                                                          const struct ftl_part_reorder *reorder,
                                                          struct ftl_err *err);

#endif

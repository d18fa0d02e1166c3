#ifndef FETTLE_STORE_SEARCH_H
#define FETTLE_STORE_SEARCH_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_search_sql;

/*
 * What `find` looks through. A customer, device or work order has one document of folded text
 * under its own id; a trigram index finds parts of words in any script.
 */
enum ftl_search_kind { FTL_SEARCH_CUSTOMER, FTL_SEARCH_DEVICE, FTL_SEARCH_ORDER, FTL_SEARCH_KINDS };

/* Writes or replaces the document of an entity; is_new saves the look at the old one. */
FTL_MUST_CHECK enum ftl_status ftl_store_search_put(struct ftl_db *db, int64_t site_id,
                                                    enum ftl_search_kind kind, int64_t id,
                                                    const char *text, bool is_new,
                                                    struct ftl_err *err);

/* The document of an entity; NULL when it has none of this kind. */
FTL_MUST_CHECK enum ftl_status ftl_store_search_get(struct ftl_db *db, struct ftl_arena *arena,
                                                    enum ftl_search_kind kind, int64_t id,
                                                    const char **ret, struct ftl_err *err);
/* Ids of documents that no customer, device or work order has: ftl_store_id_next. */
FTL_MUST_CHECK enum ftl_status ftl_store_search_strays(struct ftl_db *db, struct ftl_cursor **ret,
                                                       struct ftl_err *err);
/* Compares the index with the documents, see ftl_db_try: FTL_DB when they differ. */
FTL_MUST_CHECK enum ftl_status ftl_store_search_prove(struct ftl_db *db, struct ftl_err *err);

/* The documents' texts, folded. */
const char *ftl_search_customer_text(struct ftl_arena *arena, const struct ftl_customer *customer);
const char *ftl_search_device_text(struct ftl_arena *arena, const struct ftl_device *device);
const char *ftl_search_order_text(struct ftl_arena *arena, const char *code, const char *fault);

struct ftl_search_hit {
	enum ftl_search_kind kind;
	int64_t id;
};
/* Entities of the kinds (bits 1 << kind) that hold every word of text, newest first, at most limit.
 * A telephone number is found with and without its country code and trunk zero. */
FTL_MUST_CHECK enum ftl_status ftl_store_search_find(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t site_id, const char *text,
                                                     unsigned kinds, int64_t limit,
                                                     const struct ftl_search_hit **ret,
                                                     size_t *ret_count, struct ftl_err *err);

#endif

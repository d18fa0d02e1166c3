#ifndef FETTLE_STORE_CUSTOMER_H
#define FETTLE_STORE_CUSTOMER_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_customer_sql;

/* Writes the customer with contacts. name_key is ftl_text_key of the name; contact_keys[i] the key
 * of contacts[i] (ftl_store_contact_key). */
FTL_MUST_CHECK enum ftl_status ftl_store_customer_insert(struct ftl_db *db, int64_t site_id,
                                                         const struct ftl_customer *customer,
                                                         const char *name_key, struct ftl_err *err);
/* Rewrites name, language, address, note, kind and all contacts. */
FTL_MUST_CHECK enum ftl_status ftl_store_customer_update(struct ftl_db *db,
                                                         const struct ftl_customer *customer,
                                                         const char *name_key, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_customer_get(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t id, struct ftl_customer *ret,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_customer_find(struct ftl_db *db, struct ftl_arena *arena,
                                                       const char *code, struct ftl_customer *ret,
                                                       bool *ret_found, struct ftl_err *err);
/* All customers of exactly this name key (families, namesakes), oldest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_customer_named(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t site_id, const char *name_key,
                                                        const struct ftl_customer **ret,
                                                        size_t *ret_count, struct ftl_err *err);

/* All, by name; call ftl_store_customer_next until it says no more. Contacts are read with it. */
FTL_MUST_CHECK enum ftl_status ftl_store_customer_list(struct ftl_db *db, int64_t site_id,
                                                       struct ftl_cursor **ret,
                                                       struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_customer_next(struct ftl_db *db, struct ftl_cursor *cursor,
                                                       struct ftl_arena *arena,
                                                       struct ftl_customer *ret, bool *ret_more,
                                                       struct ftl_err *err);

/* Digits of a phone number, folded e-mail: what contacts are compared by. */
const char *ftl_store_contact_key(struct ftl_arena *arena, const struct ftl_contact *contact);

#endif

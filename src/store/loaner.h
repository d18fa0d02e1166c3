#ifndef FETTLE_STORE_LOANER_H
#define FETTLE_STORE_LOANER_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_loaner_sql;

FTL_MUST_CHECK enum ftl_status ftl_store_loaner_insert(struct ftl_db *db, int64_t site_id,
                                                       const struct ftl_loaner *loaner,
                                                       struct ftl_err *err);
/* Name, serial, usual deposit and whether it is retired. */
FTL_MUST_CHECK enum ftl_status
ftl_store_loaner_update(struct ftl_db *db, const struct ftl_loaner *loaner, struct ftl_err *err);
/* By its id; FTL_DB when there is none. */
FTL_MUST_CHECK enum ftl_status ftl_store_loaner_get(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t id, struct ftl_loaner *ret,
                                                    struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_loaner_find(struct ftl_db *db, struct ftl_arena *arena,
                                                     const char *code, struct ftl_loaner *ret,
                                                     bool *ret_found, struct ftl_err *err);
/* By the key of a serial number: ftl_text_ident_key. */
FTL_MUST_CHECK enum ftl_status ftl_store_loaner_serial(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t site_id, const char *serial_key,
                                                       struct ftl_loaner *ret, bool *ret_found,
                                                       struct ftl_err *err);
/* All of a site, in the order in which they were added. */
FTL_MUST_CHECK enum ftl_status ftl_store_loaner_list(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t site_id, const struct ftl_loaner **ret,
                                                     size_t *ret_count, struct ftl_err *err);

/* Which loaners are out, what is due first, first. */
enum ftl_loaner_out {
	FTL_LOANERS_OF_SITE,
	FTL_LOANERS_OF_ORDER,
	FTL_LOANERS_OF_CUSTOMER,
};
FTL_MUST_CHECK enum ftl_status ftl_store_loaner_out(struct ftl_db *db, struct ftl_arena *arena,
                                                    enum ftl_loaner_out which, int64_t key,
                                                    const struct ftl_loaner **ret,
                                                    size_t *ret_count, struct ftl_err *err);

/* Appends an event and writes what all of them say now into the loaner's row. */
FTL_MUST_CHECK enum ftl_status ftl_store_loaner_event(struct ftl_db *db, int64_t loaner_id,
                                                      const struct ftl_loaner_event *event,
                                                      int64_t staff_id, const char *text,
                                                      const struct ftl_loaner_facts *facts,
                                                      struct ftl_err *err);
/* The events of a loaner, or those that went with a job, the oldest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_loaner_events(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t loaner_id,
                                                       const struct ftl_loaner_row **ret,
                                                       size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_store_loaner_events_of_order(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                 const struct ftl_loaner_row **ret, size_t *ret_count,
                                 struct ftl_err *err);

#endif

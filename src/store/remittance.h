#ifndef FETTLE_STORE_REMITTANCE_H
#define FETTLE_STORE_REMITTANCE_H

#include "fettle/base/digest.h"
#include "fettle/db/db.h"
#include "fettle/model/record.h"
#include "fettle/model/remittance.h"

extern const struct ftl_sql_table ftl_remittance_sql;

FTL_MUST_CHECK enum ftl_status ftl_store_remittance_insert(
        struct ftl_db *db, int64_t site_id, const struct ftl_remittance_record *remittance,
        const unsigned char hash[FTL_DIGEST_SIZE], int64_t staff_id, struct ftl_err *err);
/* A line that nobody matched yet; row->id is set. */
FTL_MUST_CHECK enum ftl_status
ftl_store_remittance_line_insert(struct ftl_db *db, int64_t remittance_id,
                                 const struct ftl_remittance_row *row, struct ftl_err *err);
/* What became of a line. */
FTL_MUST_CHECK enum ftl_status
ftl_store_remittance_line_update(struct ftl_db *db, const struct ftl_remittance_row *row,
                                 struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_remittance_get(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t id,
                                                        struct ftl_remittance_record *ret,
                                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_remittance_find(struct ftl_db *db, struct ftl_arena *arena,
                                                         const char *code,
                                                         struct ftl_remittance_record *ret,
                                                         bool *ret_found, struct ftl_err *err);
/* The one of a file. */
FTL_MUST_CHECK enum ftl_status
ftl_store_remittance_of_file(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                             const unsigned char hash[FTL_DIGEST_SIZE],
                             struct ftl_remittance_record *ret, bool *ret_found,
                             struct ftl_err *err);
/* All of a site, the oldest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_remittance_list(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t site_id,
                                                         const struct ftl_remittance_record **ret,
                                                         size_t *ret_count, struct ftl_err *err);
/* The lines of one, or (suspense) those of a site of which something waits. */
FTL_MUST_CHECK enum ftl_status ftl_store_remittance_lines(struct ftl_db *db,
                                                          struct ftl_arena *arena, int64_t id,
                                                          const struct ftl_remittance_row **ret,
                                                          size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_store_remittance_suspense(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                              const struct ftl_remittance_row **ret, size_t *ret_count,
                              struct ftl_err *err);

/* The claims on a kind of payer that were sent; texts in the arena. */
struct ftl_remittance_open {
	struct ftl_remittance_claim claim; /* handed_over_on and submitted_on are UTC seconds */
	enum ftl_claim_state state;
	int64_t claimed_cents;
	const char *rules; /* the payer's code; NULL: none */
};
FTL_MUST_CHECK enum ftl_status ftl_store_remittance_claims(struct ftl_db *db,
                                                           struct ftl_arena *arena, int64_t site_id,
                                                           enum ftl_payer payer,
                                                           const struct ftl_remittance_open **ret,
                                                           size_t *ret_count, struct ftl_err *err);
/* What stands on claims by a line. */
FTL_MUST_CHECK enum ftl_status ftl_store_remittance_booked(struct ftl_db *db, int64_t line_id,
                                                           int64_t *ret_cents, struct ftl_err *err);

#endif

#ifndef FETTLE_STORE_CLAIM_ANSWER_H
#define FETTLE_STORE_CLAIM_ANSWER_H

#include "fettle/base/digest.h"
#include "fettle/db/db.h"

extern const struct ftl_sql_table ftl_claim_answer_sql;

/* A file in which a payer said what it decided. */
struct ftl_claim_answer_file {
	int64_t id;
	int64_t rules_id;
	const char *name;
	int64_t created_at;
};

FTL_MUST_CHECK enum ftl_status ftl_store_claim_answer_insert(
        struct ftl_db *db, int64_t site_id, const struct ftl_claim_answer_file *file,
        const unsigned char hash[FTL_DIGEST_SIZE], int64_t staff_id, struct ftl_err *err);
/* The one of these bytes. */
FTL_MUST_CHECK enum ftl_status
ftl_store_claim_answer_of_file(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                               const unsigned char hash[FTL_DIGEST_SIZE],
                               struct ftl_claim_answer_file *ret, bool *ret_found,
                               struct ftl_err *err);

#endif

#ifndef FETTLE_STORE_PROOF_H
#define FETTLE_STORE_PROOF_H

#include "fettle/db/db.h"

extern const struct ftl_sql_table ftl_proof_sql;

/* What `fettle check` reads beside the entities: numbers given out, and requests. */

/* Every code on file. */
struct ftl_given_code {
	int64_t site_id;
	const char *title; /* "order": what carries it */
	int64_t id;
	const char *code;
};
FTL_MUST_CHECK enum ftl_status ftl_store_codes(struct ftl_db *db, struct ftl_cursor **ret,
                                               struct ftl_err *err);
/* The next one; the strings last until the call after it. */
FTL_MUST_CHECK enum ftl_status ftl_store_code_next(struct ftl_cursor *cursor,
                                                   struct ftl_given_code *ret, bool *ret_more,
                                                   struct ftl_err *err);

/* The highest of the ids that a site's counter gives out, as the counter counts; 0: none. */
FTL_MUST_CHECK enum ftl_status ftl_store_highest_id(struct ftl_db *db, int64_t site_id,
                                                    int64_t *ret, struct ftl_err *err);

/* A request that the audit log does not know, or one that it knows and that is not on file. */
struct ftl_request_doubt {
	const char *request_id;
	const char *operation;
	int64_t seq;         /* of the audit entry; 0: there is none */
	bool is_hash_broken; /* of what was asked */
};
/* Requests first, then entries of the log that miss theirs. */
FTL_MUST_CHECK enum ftl_status ftl_store_request_doubts(struct ftl_db *db, struct ftl_arena *arena,
                                                        const struct ftl_request_doubt **ret,
                                                        size_t *ret_count, struct ftl_err *err);

#endif

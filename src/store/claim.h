#ifndef FETTLE_STORE_CLAIM_H
#define FETTLE_STORE_CLAIM_H

#include "fettle/base/digest.h"
#include "fettle/db/db.h"
#include "fettle/model/claim_paper.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_claim_sql;

/* The row of a new claim, which has no events yet. */
FTL_MUST_CHECK enum ftl_status ftl_store_claim_insert(struct ftl_db *db, int64_t site_id,
                                                      const struct ftl_claim *claim,
                                                      struct ftl_err *err);
/* The document that it is judged by from now on; 0: none. */
FTL_MUST_CHECK enum ftl_status ftl_store_claim_judge(struct ftl_db *db, int64_t claim_id,
                                                     int64_t rules_id, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_claim_event(struct ftl_db *db, int64_t claim_id,
                                                     const struct ftl_claim_event *event,
                                                     int64_t staff_id, struct ftl_err *err);
/* Writes what the events say into the claim's row and those of its lines. */
FTL_MUST_CHECK enum ftl_status ftl_store_claim_cache(struct ftl_db *db, int64_t claim_id,
                                                     const struct ftl_claim_facts *facts,
                                                     int64_t last_event_id, struct ftl_err *err);
/* What was sent, with its SHA-256. */
FTL_MUST_CHECK enum ftl_status ftl_store_claim_freeze(struct ftl_db *db, int64_t claim_id,
                                                      int revision, const char *paper, int64_t at,
                                                      struct ftl_err *err);
/* ret_fits is false when the text is not the one that was frozen. */
FTL_MUST_CHECK enum ftl_status ftl_store_claim_paper(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t claim_id, int revision,
                                                     const char **ret, bool *ret_found,
                                                     bool *ret_fits, struct ftl_err *err);

/* By its id; FTL_DB when there is none. */
FTL_MUST_CHECK enum ftl_status ftl_store_claim_get(struct ftl_db *db, struct ftl_arena *arena,
                                                   int64_t id, struct ftl_claim *ret,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_claim_find(struct ftl_db *db, struct ftl_arena *arena,
                                                    const char *code, struct ftl_claim *ret,
                                                    bool *ret_found, struct ftl_err *err);

/* Which claims; the oldest first. */
enum ftl_claim_set {
	FTL_CLAIMS_OF_ORDER,
	FTL_CLAIMS_OF_DEVICE,
	FTL_CLAIMS_OPEN, /* of a site */
	FTL_CLAIMS_ALL,  /* of a site */
	FTL_CLAIM_SETS
};
FTL_MUST_CHECK enum ftl_status ftl_store_claim_list(struct ftl_db *db, struct ftl_arena *arena,
                                                    enum ftl_claim_set set, int64_t key,
                                                    const struct ftl_claim **ret, size_t *ret_count,
                                                    struct ftl_err *err);

/* Of a site those that are open, and those that are closed, were submitted at an instant or later
 * and have a line whose part did not go to the payer; the oldest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_claim_watched(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t site_id, int64_t since,
                                                       const struct ftl_claim **ret,
                                                       size_t *ret_count, struct ftl_err *err);

/* Those that a payer knows by a number, by its key: ftl_text_ident_key. */
FTL_MUST_CHECK enum ftl_status
ftl_store_claim_by_reference(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                             const char *reference_key, const struct ftl_claim **ret,
                             size_t *ret_count, struct ftl_err *err);

/* The events of a claim, the oldest first; and folded. */
FTL_MUST_CHECK enum ftl_status ftl_store_claim_events(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t claim_id,
                                                      const struct ftl_claim_row **ret,
                                                      size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_claim_fold(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t claim_id, struct ftl_claim_facts *ret,
                                                    int64_t *ret_last_id, struct ftl_err *err);

/* A line of a claim as its row repeats it. */
struct ftl_claim_line_row {
	struct ftl_claim_line line;
	int64_t claim_id;
	const char *claim_code;
	enum ftl_claim_state claim_state;
	enum ftl_payer payer;
};
/* The lines that are in a claim of a job, in any state. */
FTL_MUST_CHECK enum ftl_status
ftl_store_claim_lines_of_order(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                               const struct ftl_claim_line_row **ret, size_t *ret_count,
                               struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_claim_lines(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t claim_id,
                                                     const struct ftl_claim_line_row **ret,
                                                     size_t *ret_count, struct ftl_err *err);

#endif

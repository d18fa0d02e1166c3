#ifndef FETTLE_OPS_OP_H
#define FETTLE_OPS_OP_H

#include "fettle/ops/app.h"
#include "store/audit.h"

#define FTL_OP_ENTITIES_MAX 64

/*
 * A counter that the operation draws from. The transaction holds the write lock, so it is read
 * once and written once, at commit.
 */
struct ftl_op_counter {
	char kind[8];  /* "id", "W26"; "" is a free place */
	int64_t last;  /* the last number given out */
	bool is_drawn; /* the table does not know the last ones yet */
};
#define FTL_OP_COUNTERS 8

/*
 * One operation = one transaction = one audit entry. Begin it, tell what it touches before writing,
 * write, commit. It rolls back when it leaves scope uncommitted.
 */
struct ftl_op {
	struct ftl_app *app;
	const char *name; /* "checkin", "order.start": in the audit log */
	struct ftl_txn txn;
	int64_t now;
	struct ftl_arena arena;
	struct ftl_audit_item *items;
	size_t item_count;
	size_t item_capacity;
	struct ftl_audit_entry entry;
	struct ftl_op_counter counters[FTL_OP_COUNTERS];
	bool is_sealed;
	bool is_replay; /* a retry: return at once, what it gives back stands in the app */
	unsigned char content_hash[FTL_DIGEST_SIZE];
};
void ftl_op_done(struct ftl_op *op);
#define FTL_OP(var) struct ftl_op var FTL_CLEANUP(ftl_op_done) = {0}

/* FTL_DENIED when the actor may not; FTL_CONFLICT when the request id was used for something else.
 */
FTL_MUST_CHECK enum ftl_status ftl_op_begin(struct ftl_app *app, const char *name,
                                            enum ftl_capability capability, struct ftl_op *ret,
                                            struct ftl_err *err);

/* Says that the operation writes an entity; once more is harmless. */
FTL_MUST_CHECK enum ftl_status ftl_op_touch(struct ftl_op *op, enum ftl_entity entity, int64_t id,
                                            bool is_new, struct ftl_err *err);

/*
 * Verifies what was written (each touched work order's, loaner's, purchase order's and stocktake's
 * cache against its events), seals the entities and appends the audit entry, so that its head is
 * known (ftl_op_head) before the commit. Nothing may be written after it but the commit.
 */
FTL_MUST_CHECK enum ftl_status ftl_op_seal(struct ftl_op *op, struct ftl_err *err);

/*
 * Seals unless that was done, keeps what a retry must give back (result is what the operation
 * returns, for ftl_app.keep) and commits. An operation fills its ret_ members after this.
 */
FTL_MUST_CHECK enum ftl_status ftl_op_commit(struct ftl_op *op, const void *result,
                                             struct ftl_err *err);

/* A fresh row id; the next code of a kind in short form, in the operation's arena. */
FTL_MUST_CHECK enum ftl_status ftl_op_id(struct ftl_op *op, int64_t *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_op_code(struct ftl_op *op, int kind, const char **ret,
                                           struct ftl_err *err);

/* The short head of the chain that sealing this operation makes, in the arena; NULL in a dry run,
 * which makes none. */
const char *ftl_op_head(const struct ftl_op *op, struct ftl_arena *arena);

/* The first 12 hex digits of the chain's head: what receipts print. */
#define FTL_AUDIT_HEAD_DIGITS 12
FTL_MUST_CHECK enum ftl_status ftl_audit_head_text(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char **ret, struct ftl_err *err);

#endif

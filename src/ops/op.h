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
	char kind[8];    /* "id", "W26"; "" is a free place */
	int64_t last;    /* the last number given out */
	int64_t unsaved; /* given out beyond what the table knows */
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
	bool is_replay; /* a retry: read `replay`, write nothing, do not commit */
	const char *replay;
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
 * Verifies what was written (each touched work order's cache against its events), seals the
 * entities, appends the audit entry and commits. result is what a retry needs to tell the outcome
 * again (an id or a list of codes); it is kept when a request id was given.
 */
FTL_MUST_CHECK enum ftl_status ftl_op_commit(struct ftl_op *op, const char *result,
                                             struct ftl_err *err);

/* A fresh row id; the next code of a kind in short form, in the operation's arena. */
FTL_MUST_CHECK enum ftl_status ftl_op_id(struct ftl_op *op, int64_t *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_op_code(struct ftl_op *op, int kind, const char **ret,
                                           struct ftl_err *err);

/* The short head of the chain that this operation's commit made, in the arena; NULL in a dry run,
 * which made none. Cannot fail: after a commit nothing may, or a change would be reported as
 * refused. */
const char *ftl_op_head(const struct ftl_op *op, struct ftl_arena *arena);

/* The first 12 hex digits of the chain's head: what receipts print. */
#define FTL_AUDIT_HEAD_DIGITS 12
FTL_MUST_CHECK enum ftl_status ftl_audit_head_text(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char **ret, struct ftl_err *err);

#endif

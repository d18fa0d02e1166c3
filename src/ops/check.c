#include <stdio.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "ops/op.h"
#include "ops/verify.h"
#include "store/row.h"

/* Findings as they come up. */
struct checking {
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_finding *rows;
	size_t count, capacity;
};

static void find(struct checking *c, const char *what, const char *problem)
{
	c->rows = ftl_store_grow(c->arena, c->rows, c->count, &c->capacity, sizeof(*c->rows));
	c->rows[c->count++] =
	        (struct ftl_finding){ftl_strdup(c->arena, what), ftl_strdup(c->arena, problem)};
}

static void find_in_file(void *context, const char *what, const char *problem)
{
	find(context, what, problem);
}

static const char *entity_title(struct ftl_arena *arena, enum ftl_entity entity, int64_t id)
{
	return ftl_sprintf(arena, "%s row %lld", ftl_entity_names[entity], (long long)id);
}

/* Follows the chain from its first entry: numbers without gaps, each hash over its own content and
 * the hash before it. */
static enum ftl_status check_chain(struct checking *c, const char *wanted,
                                   struct ftl_check_result *result, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(row);
	unsigned char previous[FTL_DIGEST_SIZE] = {0}, hash[FTL_DIGEST_SIZE];
	char hex[FTL_DIGEST_HEX_SIZE];
	struct ftl_audit_entry entry;
	int64_t expected = 1;
	bool more;

	FTL_TRY(ftl_store_audit_walk(c->app->db, c->app->site_id, &cursor, err));
	for (;;) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_audit_next(c->app->db, c->app->site_id, cursor, &row, &entry,
		                             &more, err));
		if (!more)
			break;
		const char *what = ftl_sprintf(&row, "audit entry %lld", (long long)entry.seq);

		if (entry.seq != expected)
			find(c, what,
			     ftl_sprintf(&row, "entry %lld is missing before it",
			                 (long long)expected));
		if (memcmp(entry.previous_hash, previous, sizeof(previous)) != 0)
			find(c, what, "does not follow the entry before it");
		ftl_audit_hash(c->app->site_id, &entry, hash);
		if (memcmp(hash, entry.hash, sizeof(hash)) != 0)
			find(c, what, "was changed after it was written");
		memcpy(previous, entry.hash, sizeof(previous));
		expected = entry.seq + 1;
		result->audit_entries++;
		ftl_hex(hex, entry.hash, FTL_AUDIT_HEAD_DIGITS / 2);
		if (wanted != NULL && strcmp(hex, wanted) == 0) {
			result->found_head = true;
			result->head_seq = entry.seq;
		}
	}
	return FTL_OK;
}

/* Every entity's rows against the seal that the log last gave it; work orders against their events.
 */
static enum ftl_status check_entities(struct checking *c, enum ftl_entity entity,
                                      struct ftl_check_result *result, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(row);
	unsigned char logged[FTL_DIGEST_SIZE], seal[FTL_DIGEST_SIZE];
	struct ftl_err problem;
	bool more, found;

	FTL_TRY(ftl_store_entity_ids(c->app->db, entity, &cursor, err));
	for (;;) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			return FTL_OK;
		int64_t id = ftl_col_i64(cursor, 0);

		FTL_TRY(ftl_store_audit_seal(c->app->db, entity, id, logged, &found, err));
		if (!found) {
			find(c, entity_title(&row, entity, id), "the audit log does not know it");
			continue;
		}
		FTL_TRY(ftl_store_seal(c->app->db, entity, id, seal, &found, err));
		if (!found || memcmp(seal, logged, sizeof(seal)) != 0)
			find(c, entity_title(&row, entity, id),
			     "was changed outside the program: it differs from its seal in the "
			     "audit log");
		if (entity != FTL_ENTITY_ORDER)
			continue;
		result->orders++;
		if (ftl_verify_order(c->app->db, id, &problem) != FTL_OK)
			find(c, entity_title(&row, entity, id), problem.message);
	}
}

/* What the log knows and never saw leave must still be there. */
static enum ftl_status check_deleted(struct checking *c, enum ftl_entity entity,
                                     struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(row);
	bool more, found;

	FTL_TRY(ftl_store_audit_entities(c->app->db, entity, &cursor, err));
	for (;;) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			return FTL_OK;
		int64_t id = ftl_col_i64(cursor, 0);

		if (ftl_col_i64(cursor, 1) != 0)
			continue;
		FTL_TRY(ftl_store_seal_exists(c->app->db, entity, id, &found, err));
		if (!found)
			find(c, entity_title(&row, entity, id),
			     "was deleted outside the program: the audit log has it, the database "
			     "has not");
	}
}

enum ftl_status ftl_check(struct ftl_app *app, struct ftl_arena *arena, const char *audit_head,
                          struct ftl_check_result *ret, struct ftl_err *err)
{
	FTL_TXN(view);
	struct checking c = {.app = app, .arena = arena};
	struct ftl_check_result result = {.has_wanted_head = audit_head != NULL};

	FTL_TRY(ftl_txn_begin_read(app->db, &view, err));
	FTL_TRY(ftl_db_verify(app->db, find_in_file, &c, err));
	FTL_TRY(check_chain(&c, audit_head, &result, err));
	for (int entity = 0; entity < FTL_ENTITIES; entity++) {
		FTL_TRY(check_entities(&c, (enum ftl_entity)entity, &result, err));
		FTL_TRY(check_deleted(&c, (enum ftl_entity)entity, err));
	}
	if (result.has_wanted_head && !result.found_head)
		find(&c, "audit",
		     "the head you gave is not in the log: the log was cut or rewritten");
	FTL_TRY(ftl_audit_head_text(app, arena, &result.audit_head, err));
	result.findings = c.rows;
	result.count = c.count;
	*ret = result;
	return FTL_OK;
}

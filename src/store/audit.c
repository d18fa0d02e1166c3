#include "store/audit.h"

#include <string.h>

#include "store/row.h"

enum {
	HEAD,
	SEAL,
	BIRTH,
	INSERT,
	ITEM_INSERT,
	WALK,
	ITEMS,
	REQUEST_FIND,
	REQUEST_INSERT,
	LOGGED,
	IDS
};

static const struct ftl_sql sql[] = {
        [HEAD] = {"audit_head",
                  "SELECT seq, hash, at FROM audit WHERE site_id = $1 ORDER BY seq DESC LIMIT 1", 1,
                  3, FTL_SQL_HOT},
        [SEAL] = {"audit_seal",
                  "SELECT seal FROM audit_item WHERE entity = $1 AND entity_id = $2 "
                  "ORDER BY seq DESC LIMIT 1",
                  2, 1, FTL_SQL_HOT},
        [BIRTH] = {"audit_birth",
                   "SELECT a.hash FROM audit_item i "
                   "JOIN audit a ON a.site_id = i.site_id AND a.seq = i.seq "
                   "WHERE i.entity = $1 AND i.entity_id = $2 ORDER BY i.seq LIMIT 1",
                   2, 1, FTL_SQL_HOT},
        [INSERT] =
                {"audit_insert",
                 "INSERT INTO audit (site_id, seq, at, staff_id, program, operation, request_id, "
                 "previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                 9, 0, FTL_SQL_WRITE},
        [ITEM_INSERT] =
                {"audit_item_insert",
                 "INSERT INTO audit_item (site_id, seq, entity, entity_id, seal_before, seal) "
                 "VALUES ($1, $2, $3, $4, $5, $6)",
                 6, 0, FTL_SQL_WRITE},
        [WALK] = {"audit_walk",
                  "SELECT seq, at, staff_id, program, operation, request_id, previous_hash, hash "
                  "FROM audit WHERE site_id = $1 ORDER BY seq",
                  1, 8, FTL_SQL_HOT},
        [ITEMS] = {"audit_items",
                   "SELECT entity, entity_id, seal_before, seal FROM audit_item "
                   "WHERE site_id = $1 AND seq = $2 ORDER BY entity, entity_id",
                   2, 4, FTL_SQL_HOT},
        [REQUEST_FIND] = {"request_find",
                          "SELECT operation, content_hash, result FROM request "
                          "WHERE site_id = $1 AND request_id = $2",
                          2, 3, FTL_SQL_HOT},
        [REQUEST_INSERT] = {"request_insert",
                            "INSERT INTO request (site_id, request_id, operation, content_hash, "
                            "result, at) VALUES ($1, $2, $3, $4, $5, $6)",
                            6, 0, FTL_SQL_WRITE},
        /* Each entity once, unless the last word of the log on it is that it went. */
        [LOGGED] =
                {"audit_entities",
                 "SELECT i.entity_id FROM audit_item i WHERE i.entity = $1 AND i.seal IS NOT NULL "
                 "AND i.seq = (SELECT MAX(l.seq) FROM audit_item l WHERE l.entity = i.entity "
                 "AND l.entity_id = i.entity_id) ORDER BY i.entity_id",
                 1, 1, FTL_SQL_READ},
        [IDS + FTL_ENTITY_SITE] = {"site_ids", "SELECT id FROM site ORDER BY id", 0, 1,
                                   FTL_SQL_READ},
        [IDS + FTL_ENTITY_STAFF] = {"staff_ids", "SELECT id FROM staff ORDER BY id", 0, 1,
                                    FTL_SQL_READ},
        [IDS + FTL_ENTITY_CUSTOMER] = {"customer_ids", "SELECT id FROM customer ORDER BY id", 0, 1,
                                       FTL_SQL_READ},
        [IDS + FTL_ENTITY_DEVICE] = {"device_ids", "SELECT id FROM device ORDER BY id", 0, 1,
                                     FTL_SQL_READ},
        [IDS + FTL_ENTITY_INTAKE] = {"intake_ids", "SELECT id FROM intake ORDER BY id", 0, 1,
                                     FTL_SQL_READ},
        [IDS + FTL_ENTITY_ORDER] = {"order_ids", "SELECT id FROM work_order ORDER BY id", 0, 1,
                                    FTL_SQL_READ},
        [IDS + FTL_ENTITY_PLACE] = {"place_ids", "SELECT id FROM place ORDER BY id", 0, 1,
                                    FTL_SQL_READ},
        [IDS + FTL_ENTITY_REMITTANCE] = {"remittance_ids", "SELECT id FROM remittance ORDER BY id",
                                         0, 1, FTL_SQL_READ},
        [IDS + FTL_ENTITY_CLAIM] = {"claim_ids", "SELECT id FROM claim ORDER BY id", 0, 1,
                                    FTL_SQL_READ},
        [IDS + FTL_ENTITY_SUPPLIER] = {"supplier_ids", "SELECT id FROM supplier ORDER BY id", 0, 1,
                                       FTL_SQL_READ},
        [IDS + FTL_ENTITY_PART] = {"part_ids", "SELECT id FROM part ORDER BY id", 0, 1,
                                   FTL_SQL_READ},
        [IDS + FTL_ENTITY_MOVE] = {"move_ids", "SELECT id FROM stock_move ORDER BY id", 0, 1,
                                   FTL_SQL_READ},
        [IDS + FTL_ENTITY_PURCHASE] = {"purchase_ids", "SELECT id FROM purchase ORDER BY id", 0, 1,
                                       FTL_SQL_READ},
        [IDS + FTL_ENTITY_STOCKTAKE] = {"stocktake_ids", "SELECT id FROM stocktake ORDER BY id", 0,
                                        1, FTL_SQL_READ},
        [IDS + FTL_ENTITY_RETURN] = {"return_ids", "SELECT id FROM return_box ORDER BY id", 0, 1,
                                     FTL_SQL_READ},
        [IDS + FTL_ENTITY_LOANER] = {"loaner_ids", "SELECT id FROM loaner ORDER BY id", 0, 1,
                                     FTL_SQL_READ},
};
const struct ftl_sql_table ftl_audit_sql = {"audit", sql, FTL_COUNT(sql)};

/* A stored hash; false when it is NULL or not of the right length. */
static bool read_hash(struct ftl_cursor *cursor, int column, struct ftl_arena *arena,
                      unsigned char ret[FTL_DIGEST_SIZE])
{
	size_t length = 0;
	const void *bytes = ftl_col_blob(cursor, column, arena, &length);

	if (bytes == NULL || length != FTL_DIGEST_SIZE)
		return false;
	memcpy(ret, bytes, FTL_DIGEST_SIZE);
	return true;
}

static struct ftl_val hash_val(bool has, const unsigned char hash[FTL_DIGEST_SIZE])
{
	return has ? ftl_val_blob(hash, FTL_DIGEST_SIZE) : ftl_val_null();
}

enum ftl_status ftl_store_audit_head(struct ftl_db *db, int64_t site_id, int64_t *ret_seq,
                                     int64_t *ret_at, unsigned char ret_hash[FTL_DIGEST_SIZE],
                                     struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(scratch);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[HEAD], FTL_ARGS(ftl_val_i64(site_id)), &cursor, &found,
	                        err));
	memset(ret_hash, 0, FTL_DIGEST_SIZE);
	*ret_seq = found ? ftl_col_i64(cursor, 0) : 0;
	*ret_at = found ? ftl_col_i64(cursor, 2) : 0;
	if (found && !read_hash(cursor, 1, &scratch, ret_hash))
		return ftl_fail(err, FTL_DB, NULL, "the head of the audit log is damaged");
	return FTL_OK;
}

enum ftl_status ftl_store_audit_birth(struct ftl_db *db, enum ftl_entity entity, int64_t id,
                                      unsigned char ret_hash[FTL_DIGEST_SIZE], bool *ret_found,
                                      struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(scratch);

	FTL_TRY(ftl_store_first(db, &sql[BIRTH],
	                        FTL_ARGS(ftl_val_text(ftl_entity_names[entity]), ftl_val_i64(id)),
	                        &cursor, ret_found, err));
	if (*ret_found && !read_hash(cursor, 0, &scratch, ret_hash))
		return ftl_fail(err, FTL_DB, NULL, "an entry of the audit log is damaged");
	return FTL_OK;
}

enum ftl_status ftl_store_audit_seal(struct ftl_db *db, enum ftl_entity entity, int64_t id,
                                     unsigned char ret[FTL_DIGEST_SIZE], bool *ret_found,
                                     struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(scratch);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[SEAL],
	                        FTL_ARGS(ftl_val_text(ftl_entity_names[entity]), ftl_val_i64(id)),
	                        &cursor, &found, err));
	*ret_found = found && read_hash(cursor, 0, &scratch, ret);
	return FTL_OK;
}

void ftl_audit_hash(int64_t site_id, const struct ftl_audit_entry *entry,
                    unsigned char ret[FTL_DIGEST_SIZE])
{
	struct ftl_digest digest;

	ftl_digest_begin(&digest);
	ftl_digest_text(&digest, "fettle audit 1");
	ftl_digest_i64(&digest, site_id);
	ftl_digest_i64(&digest, entry->seq);
	ftl_digest_i64(&digest, entry->at);
	ftl_digest_i64(&digest, entry->staff_id);
	ftl_digest_text(&digest, entry->program);
	ftl_digest_text(&digest, entry->operation);
	ftl_digest_text(&digest, entry->request_id);
	for (size_t i = 0; i < entry->item_count; i++) {
		const struct ftl_audit_item *item = &entry->items[i];

		ftl_digest_text(&digest, ftl_entity_names[item->entity]);
		ftl_digest_i64(&digest, item->entity_id);
		ftl_digest_bytes(&digest, item->before, item->has_before ? FTL_DIGEST_SIZE : 0);
		ftl_digest_bytes(&digest, item->seal, item->has_seal ? FTL_DIGEST_SIZE : 0);
	}
	ftl_digest_bytes(&digest, entry->previous_hash, FTL_DIGEST_SIZE);
	ftl_digest_end(&digest, ret);
}

enum ftl_status ftl_store_audit_insert(struct ftl_db *db, int64_t site_id,
                                       const struct ftl_audit_entry *entry, struct ftl_err *err)
{
	FTL_TRY(ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(entry->seq), ftl_val_i64(entry->at),
	                 ftl_val_id(entry->staff_id), ftl_val_text(entry->program),
	                 ftl_val_text(entry->operation), ftl_val_text(entry->request_id),
	                 hash_val(true, entry->previous_hash), hash_val(true, entry->hash)),
	        err));
	for (size_t i = 0; i < entry->item_count; i++) {
		const struct ftl_audit_item *item = &entry->items[i];

		FTL_TRY(ftl_db_exec(db, &sql[ITEM_INSERT],
		                    FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(entry->seq),
		                             ftl_val_text(ftl_entity_names[item->entity]),
		                             ftl_val_i64(item->entity_id),
		                             hash_val(item->has_before, item->before),
		                             hash_val(item->has_seal, item->seal)),
		                    err));
	}
	return FTL_OK;
}

enum ftl_status ftl_store_audit_walk(struct ftl_db *db, int64_t site_id, struct ftl_cursor **ret,
                                     struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[WALK], FTL_ARGS(ftl_val_i64(site_id)), ret, err);
}

static void read_item(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_audit_item *item = row;

	item->entity = (enum ftl_entity)ftl_store_name(cursor, 0, ftl_entity_names, FTL_ENTITIES);
	item->entity_id = ftl_col_i64(cursor, 1);
	item->has_before = read_hash(cursor, 2, arena, item->before);
	item->has_seal = read_hash(cursor, 3, arena, item->seal);
}

enum ftl_status ftl_store_audit_next(struct ftl_db *db, int64_t site_id, struct ftl_cursor *cursor,
                                     struct ftl_arena *arena, struct ftl_audit_entry *ret,
                                     bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret = (struct ftl_audit_entry){
	        .seq = ftl_col_i64(cursor, 0),
	        .at = ftl_col_i64(cursor, 1),
	        .staff_id = ftl_col_i64(cursor, 2),
	        .program = ftl_col_text(cursor, 3, arena),
	        .operation = ftl_col_text(cursor, 4, arena),
	        .request_id = ftl_col_text(cursor, 5, arena),
	};
	read_hash(cursor, 6, arena, ret->previous_hash);
	read_hash(cursor, 7, arena, ret->hash);
	return ftl_store_collect(db, &sql[ITEMS],
	                         FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(ret->seq)), arena,
	                         read_item, FTL_ROWS(&ret->items), &ret->item_count, err);
}

enum ftl_status ftl_store_audit_entities(struct ftl_db *db, enum ftl_entity entity,
                                         struct ftl_cursor **ret, struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[LOGGED], FTL_ARGS(ftl_val_text(ftl_entity_names[entity])),
	                       ret, err);
}

enum ftl_status ftl_store_entity_ids(struct ftl_db *db, enum ftl_entity entity,
                                     struct ftl_cursor **ret, struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[IDS + entity], FTL_NO_ARGS, ret, err);
}

enum ftl_status ftl_store_request_find(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                       const char *request_id, struct ftl_request_row *ret,
                                       bool *ret_found, struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, &sql[REQUEST_FIND],
	                        FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(request_id)), &cursor,
	                        ret_found, err));
	if (!*ret_found)
		return FTL_OK;
	ret->operation = ftl_col_text(cursor, 0, arena);
	if (!read_hash(cursor, 1, arena, ret->content_hash))
		return ftl_fail(err, FTL_DB, NULL, "a stored request is damaged");
	ret->result = ftl_col_text(cursor, 2, arena);
	return FTL_OK;
}

enum ftl_status ftl_store_request_insert(struct ftl_db *db, int64_t site_id, const char *request_id,
                                         const struct ftl_request_row *row, int64_t at,
                                         struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[REQUEST_INSERT],
	                   FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(request_id),
	                            ftl_val_text(row->operation), hash_val(true, row->content_hash),
	                            ftl_val_text(row->result), ftl_val_i64(at)),
	                   err);
}

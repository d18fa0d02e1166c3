#include "store/attachment.h"

#include "store/row.h"

enum { INSERT, CONTENT_INSERT, REMOVE, CONTENT_DELETE, LIST, CONTENT, WALK };

static const struct ftl_sql sql[] = {
        [INSERT] = {"attachment_insert",
                    "INSERT INTO order_attachment (id, order_id, position, kind, name, media_type, "
                    "size_bytes, sha256, is_readable, line_position, text, staff_id, at) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                    13, 0, FTL_SQL_WRITE},
        [CONTENT_INSERT] =
                {"attachment_content_insert",
                 "INSERT INTO order_attachment_content (attachment_id, content) VALUES ($1, $2)", 2,
                 0, FTL_SQL_WRITE},
        [REMOVE] = {"attachment_remove",
                    "UPDATE order_attachment SET removed_at = $2, removed_reason = $3 "
                    "WHERE id = $1",
                    3, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [CONTENT_DELETE] = {"attachment_content_delete",
                            "DELETE FROM order_attachment_content WHERE attachment_id = $1", 1, 0,
                            FTL_SQL_WRITE | FTL_SQL_HOT},
        [LIST] = {"attachment_list",
                  "SELECT a.id, a.position, a.kind, a.name, a.media_type, a.size_bytes, a.sha256, "
                  "a.is_readable, a.line_position, a.text, a.staff_id, s.login, a.at, "
                  "a.removed_at, a.removed_reason "
                  "FROM order_attachment a JOIN staff s ON s.id = a.staff_id "
                  "WHERE a.order_id = $1 ORDER BY a.position",
                  1, 15, FTL_SQL_HOT},
        [CONTENT] = {"attachment_content",
                     "SELECT content FROM order_attachment_content WHERE attachment_id = $1", 1, 1,
                     FTL_SQL_HOT},
        [WALK] = {"attachment_walk",
                  "SELECT w.code, a.position, a.size_bytes, a.sha256, a.removed_at, c.content "
                  "FROM order_attachment a JOIN work_order w ON w.id = a.order_id "
                  "LEFT JOIN order_attachment_content c ON c.attachment_id = a.id ORDER BY a.id",
                  0, 6, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_attachment_sql = {"attachment", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_attachment_insert(struct ftl_db *db, int64_t order_id,
                                            const struct ftl_attachment *attachment,
                                            const void *bytes, struct ftl_err *err)
{
	FTL_TRY(ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(attachment->id), ftl_val_i64(order_id),
	                 ftl_val_i64(attachment->position),
	                 ftl_val_text(ftl_attachment_kind_names[attachment->kind]),
	                 ftl_val_text(attachment->name), ftl_val_text(attachment->media_type),
	                 ftl_val_i64(attachment->size_bytes), ftl_val_text(attachment->sha256),
	                 ftl_val_i64(attachment->is_readable),
	                 ftl_val_id(attachment->line_position), ftl_val_text(attachment->text),
	                 ftl_val_i64(attachment->staff_id), ftl_val_i64(attachment->at)),
	        err));
	return ftl_db_exec(db, &sql[CONTENT_INSERT],
	                   FTL_ARGS(ftl_val_i64(attachment->id),
	                            ftl_val_blob(bytes, (size_t)attachment->size_bytes)),
	                   err);
}

enum ftl_status ftl_store_attachment_remove(struct ftl_db *db, int64_t id, int64_t now,
                                            const char *reason, struct ftl_err *err)
{
	FTL_TRY(ftl_db_exec(db, &sql[REMOVE],
	                    FTL_ARGS(ftl_val_i64(id), ftl_val_i64(now), ftl_val_text(reason)),
	                    err));
	return ftl_db_exec(db, &sql[CONTENT_DELETE], FTL_ARGS(ftl_val_i64(id)), err);
}

static void read_attachment(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_attachment *)row = (struct ftl_attachment){
	        .id = ftl_col_i64(cursor, 0),
	        .position = (int)ftl_col_i64(cursor, 1),
	        .kind = (enum ftl_attachment_kind)ftl_store_name(
	                cursor, 2, ftl_attachment_kind_names, FTL_ATTACHMENT_KINDS),
	        .name = ftl_col_text(cursor, 3, arena),
	        .media_type = ftl_col_text(cursor, 4, arena),
	        .size_bytes = ftl_col_i64(cursor, 5),
	        .sha256 = ftl_col_text(cursor, 6, arena),
	        .is_readable = ftl_col_i64(cursor, 7) != 0,
	        .line_position = (int)ftl_col_i64(cursor, 8),
	        .text = ftl_col_text(cursor, 9, arena),
	        .staff_id = ftl_col_i64(cursor, 10),
	        .staff = ftl_col_text(cursor, 11, arena),
	        .at = ftl_col_i64(cursor, 12),
	        .removed_at = ftl_store_opt(cursor, 13),
	        .removed_reason = ftl_col_text(cursor, 14, arena),
	};
}

enum ftl_status ftl_store_attachment_list(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t order_id, const struct ftl_attachment **ret,
                                          size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                         read_attachment, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_attachment_content(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                             const void **ret, size_t *ret_length,
                                             struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	*ret = NULL;
	*ret_length = 0;
	FTL_TRY(ftl_store_first(db, &sql[CONTENT], FTL_ARGS(ftl_val_i64(id)), &cursor, &found,
	                        err));
	if (found)
		*ret = ftl_col_blob(cursor, 0, arena, ret_length);
	return FTL_OK;
}

enum ftl_status ftl_store_attachment_walk(struct ftl_db *db, struct ftl_cursor **ret,
                                          struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[WALK], FTL_NO_ARGS, ret, err);
}

enum ftl_status ftl_store_attachment_next(struct ftl_cursor *cursor, struct ftl_arena *arena,
                                          struct ftl_attachment_row *ret, bool *ret_more,
                                          struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret = (struct ftl_attachment_row){
	        .order_code = ftl_col_text(cursor, 0, arena),
	        .position = (int)ftl_col_i64(cursor, 1),
	        .size_bytes = ftl_col_i64(cursor, 2),
	        .sha256 = ftl_col_text(cursor, 3, arena),
	        .is_removed = !ftl_col_is_null(cursor, 4),
	};
	ret->bytes = ftl_col_blob(cursor, 5, arena, &ret->length);
	return FTL_OK;
}

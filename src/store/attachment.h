#ifndef FETTLE_STORE_ATTACHMENT_H
#define FETTLE_STORE_ATTACHMENT_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_attachment_sql;

/* What is known of it, and its bytes. */
FTL_MUST_CHECK enum ftl_status ftl_store_attachment_insert(struct ftl_db *db, int64_t order_id,
                                                           const struct ftl_attachment *attachment,
                                                           const void *bytes, struct ftl_err *err);
/* Takes it off: the row stays with the reason, the bytes go. */
FTL_MUST_CHECK enum ftl_status ftl_store_attachment_remove(struct ftl_db *db, int64_t id,
                                                           int64_t now, const char *reason,
                                                           struct ftl_err *err);
/* All of a job by their number, those that were taken off too; no bytes are read. */
FTL_MUST_CHECK enum ftl_status ftl_store_attachment_list(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t order_id,
                                                         const struct ftl_attachment **ret,
                                                         size_t *ret_count, struct ftl_err *err);
/* The bytes; *ret is NULL when they are not there. */
FTL_MUST_CHECK enum ftl_status ftl_store_attachment_content(struct ftl_db *db,
                                                            struct ftl_arena *arena, int64_t id,
                                                            const void **ret, size_t *ret_length,
                                                            struct ftl_err *err);

/* One of all attachments of the centre, with the job it belongs to. */
struct ftl_attachment_row {
	const char *order_code;
	int position;
	int64_t size_bytes;
	const char *sha256;
	bool is_removed;
	const void *bytes; /* NULL: there are none */
	size_t length;
};
/* A cursor over all of them, and its next row; strings and bytes go into the arena. */
FTL_MUST_CHECK enum ftl_status ftl_store_attachment_walk(struct ftl_db *db, struct ftl_cursor **ret,
                                                         struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_attachment_next(struct ftl_cursor *cursor,
                                                         struct ftl_arena *arena,
                                                         struct ftl_attachment_row *ret,
                                                         bool *ret_more, struct ftl_err *err);

#endif

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "db/handle.h"

/* A prepared statement; as a cursor while it is in use. */
struct ftl_cursor {
	struct ftl_db *db;
	const struct ftl_sql *sql;
	const char *text; /* guards against another struct ftl_sql at the same address */
	void *statement;
	struct ftl_cursor *next;
	bool is_used;
	bool has_row;
	bool is_done;
};

static struct ftl_cursor **bucket_of(struct ftl_db *db, const struct ftl_sql *sql)
{
	return &db->statements[((uintptr_t)sql / sizeof(*sql)) % FTL_DB_BUCKETS];
}

void ftl_db_forget_statements(struct ftl_db *db)
{
	for (size_t i = 0; i < FTL_DB_BUCKETS; i++) {
		for (struct ftl_cursor *at = db->statements[i]; at != NULL; at = at->next)
			db->driver->finalize(at->statement);
		db->statements[i] = NULL;
	}
}

/* A failed statement can make the database roll back by itself: nothing more may be written. */
static enum ftl_status after_failure(struct ftl_db *db, enum ftl_status status)
{
	if (db->txn != FTL_DB_TXN_NONE && !db->driver->is_in_transaction(db->connection))
		db->lost = status;
	return status;
}

static enum ftl_status check_use(const struct ftl_db *db, const struct ftl_sql *sql, size_t count,
                                 struct ftl_err *err)
{
	if (db->lost != FTL_OK)
		return ftl_fail(err, db->lost, NULL,
		                "the transaction was undone by an earlier error");
	if ((sql->flags & FTL_SQL_WRITE) != 0 && db->txn != FTL_DB_TXN_WRITE)
		return ftl_fail(err, FTL_INTERNAL, NULL,
		                "statement %s writes outside a writing transaction", sql->name);
	if (sql->params < 0 || count != (size_t)sql->params)
		return ftl_fail(err, FTL_INTERNAL, NULL, "statement %s takes %d values, got %zu",
		                sql->name, sql->params, count);
	return FTL_OK;
}

/* What the row of the statement table says must be what the database makes of its text. */
static enum ftl_status check_shape(const struct ftl_db *db, const struct ftl_sql *sql,
                                   void *statement, struct ftl_err *err)
{
	int columns = db->driver->columns(statement);
	bool is_read_only = db->driver->is_read_only(statement);

	if (columns != sql->columns)
		return ftl_fail(err, FTL_INTERNAL, NULL,
		                "statement %s has %d result columns, not %d", sql->name, columns,
		                sql->columns);
	if (is_read_only != ((sql->flags & FTL_SQL_WRITE) == 0))
		return ftl_fail(err, FTL_INTERNAL, NULL, "statement %s is marked as %s", sql->name,
		                is_read_only ? "writing but only reads" : "reading but writes");
	return FTL_OK;
}

static enum ftl_status prepare(struct ftl_db *db, const struct ftl_sql *sql,
                               struct ftl_cursor **ret, struct ftl_err *err)
{
	void *statement = NULL;
	enum ftl_status status =
	        db->driver->prepare(db->connection, sql->text, sql->params, &statement, err);
	if (status != FTL_OK)
		return after_failure(db, status);
	status = check_shape(db, sql, statement, err);
	if (status != FTL_OK) {
		db->driver->finalize(statement);
		return status;
	}
	struct ftl_cursor *made = FTL_NEW(&db->arena, struct ftl_cursor);
	struct ftl_cursor **bucket = bucket_of(db, sql);
	made->db = db;
	made->sql = sql;
	made->text = sql->text;
	made->statement = statement;
	made->next = *bucket;
	*bucket = made;
	*ret = made;
	return FTL_OK;
}

static void release(struct ftl_cursor *cursor)
{
	cursor->db->driver->reset(cursor->statement);
	cursor->is_used = false;
	cursor->has_row = false;
}

static enum ftl_status find_or_prepare(struct ftl_db *db, const struct ftl_sql *sql,
                                       struct ftl_cursor **ret, struct ftl_err *err)
{
	struct ftl_cursor *found = *bucket_of(db, sql);

	while (found != NULL && (found->sql != sql || found->text != sql->text || found->is_used))
		found = found->next;
	if (found == NULL)
		return prepare(db, sql, ret, err);
	*ret = found;
	return FTL_OK;
}

enum ftl_status ftl_db_prepare(struct ftl_db *db, const struct ftl_sql *sql, struct ftl_err *err)
{
	struct ftl_cursor *unused;

	return find_or_prepare(db, sql, &unused, err);
}

/* A statement that nobody uses, with its values bound. */
static enum ftl_status acquire(struct ftl_db *db, const struct ftl_sql *sql,
                               const struct ftl_val *args, size_t count, bool copy,
                               struct ftl_cursor **ret, struct ftl_err *err)
{
	struct ftl_cursor *found;

	FTL_TRY(check_use(db, sql, count, err));
	FTL_TRY(find_or_prepare(db, sql, &found, err));
	for (size_t i = 0; i < count; i++) {
		enum ftl_status status = db->driver->bind(db->connection, found->statement,
		                                          (int)i + 1, &args[i], copy, err);
		if (status != FTL_OK)
			return after_failure(db, status);
	}
	found->is_used = true;
	found->has_row = false;
	found->is_done = false;
	*ret = found;
	return FTL_OK;
}

static enum ftl_status step(struct ftl_cursor *cursor, struct ftl_err *err)
{
	struct ftl_db *db = cursor->db;

	if (cursor->is_done)
		return FTL_OK;
	cursor->has_row = false;
	if (db->lost != FTL_OK)
		return ftl_fail(err, db->lost, NULL,
		                "the transaction was undone by an earlier error");
	enum ftl_status status =
	        db->driver->step(db->connection, cursor->statement, &cursor->has_row, err);
	cursor->is_done = !cursor->has_row;
	return status == FTL_OK ? FTL_OK : after_failure(db, status);
}

enum ftl_status ftl_db_exec(struct ftl_db *db, const struct ftl_sql *sql,
                            const struct ftl_val *args, size_t count, struct ftl_err *err)
{
	struct ftl_cursor *cursor;
	enum ftl_status status;

	FTL_TRY(acquire(db, sql, args, count, false, &cursor, err));
	do {
		status = step(cursor, err);
	} while (status == FTL_OK && cursor->has_row);
	release(cursor);
	return status;
}

enum ftl_status ftl_db_change(struct ftl_db *db, const struct ftl_sql *sql,
                              const struct ftl_val *args, size_t count, int64_t *ret_changed,
                              struct ftl_err *err)
{
	FTL_TRY(ftl_db_exec(db, sql, args, count, err));
	*ret_changed = (sql->flags & FTL_SQL_WRITE) != 0 ? db->driver->changes(db->connection) : 0;
	return FTL_OK;
}

enum ftl_status ftl_cursor_open(struct ftl_db *db, const struct ftl_sql *sql,
                                const struct ftl_val *args, size_t count, struct ftl_cursor **ret,
                                struct ftl_err *err)
{
	return acquire(db, sql, args, count, true, ret, err);
}

enum ftl_status ftl_cursor_next(struct ftl_cursor *cursor, bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(step(cursor, err));
	*ret_more = cursor->has_row;
	return FTL_OK;
}

void ftl_cursor_close(struct ftl_cursor **cursor)
{
	if (*cursor != NULL)
		release(*cursor);
	*cursor = NULL;
}

/* Reading beside the row or its columns is a fault of the program; it reads as NULL. */
static bool has_column(const struct ftl_cursor *cursor, int column)
{
	bool is_there = cursor->has_row && column >= 0 && column < cursor->sql->columns;

	assert(is_there);
	return is_there;
}

bool ftl_col_is_null(struct ftl_cursor *cursor, int column)
{
	return !has_column(cursor, column) ||
	       cursor->db->driver->column_is_null(cursor->statement, column);
}

int64_t ftl_col_i64(struct ftl_cursor *cursor, int column)
{
	if (!has_column(cursor, column))
		return 0;
	return cursor->db->driver->column_i64(cursor->statement, column);
}

const char *ftl_col_text(struct ftl_cursor *cursor, int column, struct ftl_arena *arena)
{
	size_t length;

	if (!has_column(cursor, column))
		return NULL;
	const char *text = cursor->db->driver->column_text(cursor->statement, column, &length);
	return text == NULL ? NULL : ftl_strndup(arena, text, length);
}

const char *ftl_col_peek(struct ftl_cursor *cursor, int column)
{
	if (!has_column(cursor, column))
		return NULL;
	return cursor->db->driver->column_text(cursor->statement, column, NULL);
}

const void *ftl_col_blob(struct ftl_cursor *cursor, int column, struct ftl_arena *arena,
                         size_t *ret_length)
{
	*ret_length = 0;
	if (!has_column(cursor, column))
		return NULL;
	const void *bytes = cursor->db->driver->column_blob(cursor->statement, column, ret_length);
	if (bytes == NULL)
		return NULL;
	/* Bytes may be NUL anywhere: no string's copy. */
	return memcpy(ftl_alloc(arena, *ret_length + 1, 1), bytes, *ret_length);
}

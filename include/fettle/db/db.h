#ifndef FETTLE_DB_DB_H
#define FETTLE_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/*
 * The database as the rest of the program sees it. SQL text is written once for two drivers:
 * placeholders $1, $2 … bound by name, RETURNING, ON CONFLICT, every ORDER BY ending in a unique
 * key, no date arithmetic. A statement is a row of a table at the top of its store file.
 */
enum ftl_sql_flags {
	FTL_SQL_READ = 0,
	FTL_SQL_WRITE = 1, /* changes rows: only inside a transaction */
	FTL_SQL_HOT = 2,   /* must never scan a table: a test looks at its query plan */
};

/* One statement, a row of its store file's table. */
struct ftl_sql {
	const char *name; /* "order_by_code": for errors and tests */
	const char *text;
	int params;  /* number of $n placeholders */
	int columns; /* number of result columns */
	unsigned flags;
};

/* A store file's statements, for the tests that prepare every one of them. */
struct ftl_sql_table {
	const char *name;
	const struct ftl_sql *rows;
	size_t count;
};

/* One value on its way into a statement. */
enum ftl_val_type { FTL_VAL_NULL, FTL_VAL_I64, FTL_VAL_TEXT, FTL_VAL_BLOB };

struct ftl_val {
	enum ftl_val_type type;
	int64_t i64;
	const void *bytes;
	size_t length;
};

struct ftl_val ftl_val_null(void);
struct ftl_val ftl_val_i64(int64_t value);
struct ftl_val ftl_val_opt(bool has, int64_t value); /* NULL unless has */
struct ftl_val ftl_val_id(int64_t id);               /* NULL when 0: "no such reference" */
struct ftl_val ftl_val_text(const char *text);       /* NULL text is NULL */
struct ftl_val ftl_val_blob(const void *bytes, size_t length);

/* `ftl_db_exec(db, &sql[X], FTL_ARGS(ftl_val_i64(id), ftl_val_text(name)), err)` */
#define FTL_ARGS(...)                                                                              \
	(const struct ftl_val[]){__VA_ARGS__},                                                     \
	        sizeof((const struct ftl_val[]){__VA_ARGS__}) / sizeof(struct ftl_val)
#define FTL_NO_ARGS NULL, 0

struct ftl_db;

/* What a database is opened for. */
enum ftl_db_mode {
	FTL_DB_READ, /* no write will be made; still fails when the schema is newer or not ours */
	FTL_DB_WRITE,
	FTL_DB_CREATE, /* a new file, there when its schema is; FTL_CONFLICT when it exists */
};

/*
 * Opens the file with the recipe of the reliability promise: our application id and a schema this
 * program knows (newer: FTL_DB; older: migrated after a backup beside the file), no triggers or
 * views, one hard link, defensive settings, foreign keys, rollback journal on SQLite versions with
 * the WAL-reset bug. FTL_NOT_FOUND (hint: fettle init), FTL_DB, FTL_IO, FTL_BUSY.
 */
FTL_MUST_CHECK enum ftl_status ftl_db_open(const char *path, enum ftl_db_mode mode,
                                           struct ftl_db **ret, struct ftl_err *err);
/* What a new database holds from its first moment; runs transactions of its own. */
typedef enum ftl_status ftl_db_fill(struct ftl_db *db, void *context, struct ftl_err *err);

/*
 * As ftl_db_open with FTL_DB_CREATE, but the file gets its name only after fill has succeeded: a
 * program killed in between leaves no half-made database.
 */
FTL_MUST_CHECK enum ftl_status ftl_db_create(const char *path, ftl_db_fill *fill, void *context,
                                             struct ftl_db **ret, struct ftl_err *err);
void ftl_db_close(struct ftl_db **db);
#define FTL_DB(var) struct ftl_db *var FTL_CLEANUP(ftl_db_close) = NULL

/* As it was opened. */
const char *ftl_db_path(const struct ftl_db *db);

/* True on a network file system, whose locks cannot be trusted: a reason to warn. */
bool ftl_db_is_remote(const struct ftl_db *db);

/* Runs a statement that returns no row that anyone wants. */
FTL_MUST_CHECK enum ftl_status ftl_db_exec(struct ftl_db *db, const struct ftl_sql *sql,
                                           const struct ftl_val *args, size_t count,
                                           struct ftl_err *err);
/* As ftl_db_exec; ret_changed is the number of rows written. */
FTL_MUST_CHECK enum ftl_status ftl_db_change(struct ftl_db *db, const struct ftl_sql *sql,
                                             const struct ftl_val *args, size_t count,
                                             int64_t *ret_changed, struct ftl_err *err);

/* Rows, one at a time; column values are read while the cursor stands on the row. */
struct ftl_cursor;

FTL_MUST_CHECK enum ftl_status ftl_cursor_open(struct ftl_db *db, const struct ftl_sql *sql,
                                               const struct ftl_val *args, size_t count,
                                               struct ftl_cursor **ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_cursor_next(struct ftl_cursor *cursor, bool *ret_more,
                                               struct ftl_err *err);
void ftl_cursor_close(struct ftl_cursor **cursor);
#define FTL_CURSOR(var) struct ftl_cursor *var FTL_CLEANUP(ftl_cursor_close) = NULL

bool ftl_col_is_null(struct ftl_cursor *cursor, int column);
int64_t ftl_col_i64(struct ftl_cursor *cursor, int column); /* 0 for NULL */
/* A copy in the arena; NULL for NULL. */
const char *ftl_col_text(struct ftl_cursor *cursor, int column, struct ftl_arena *arena);
/* Not copied: valid until the next row; NULL for NULL. */
const char *ftl_col_peek(struct ftl_cursor *cursor, int column);
const void *ftl_col_blob(struct ftl_cursor *cursor, int column, struct ftl_arena *arena,
                         size_t *ret_length);

/* One transaction (BEGIN IMMEDIATE); rolls back unless committed. Only ops begins one. */
struct ftl_txn {
	struct ftl_db *db;
	bool is_open;
};

FTL_MUST_CHECK enum ftl_status ftl_txn_begin(struct ftl_db *db, struct ftl_txn *ret,
                                             struct ftl_err *err);
/* A consistent view for several reads (plain BEGIN, no write): reports and checks. Inside a
 * transaction it is part of that one, and ret stays closed. */
FTL_MUST_CHECK enum ftl_status ftl_txn_begin_read(struct ftl_db *db, struct ftl_txn *ret,
                                                  struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_txn_commit(struct ftl_txn *txn, struct ftl_err *err);
void ftl_txn_done(struct ftl_txn *txn);
#define FTL_TXN(var) struct ftl_txn var FTL_CLEANUP(ftl_txn_done) = {NULL, false}

/*
 * A copy of the whole database as of now, made with the online backup, written beside the target,
 * re-opened, checked (integrity, foreign keys), synced and renamed into place. Refuses to replace
 * an existing file (FTL_CONFLICT) unless may_replace, and the open database itself (FTL_INVALID).
 * Its SHA-256 is written to <target>.sha256, as sha256sum does, and restore compares it.
 */
FTL_MUST_CHECK enum ftl_status ftl_db_backup(struct ftl_db *db, const char *target,
                                             bool may_replace, struct ftl_err *err);

/*
 * Puts a backup in place of the database at path, which must not be open here: the backup is
 * opened and checked first, copied beside path, checked again and renamed; the file that was there
 * is kept as <path>.before-restore-<n> (NULL when there was none). A backup with a <backup>.sha256
 * beside it must agree with it. FTL_DB when the backup is damaged or newer, FTL_BUSY when another
 * process holds the database; the database is as it was then.
 */
FTL_MUST_CHECK enum ftl_status ftl_db_restore(const char *backup, const char *path,
                                              struct ftl_arena *arena, const char **ret_kept_as,
                                              struct ftl_err *err);

/* One problem found by ftl_db_verify: what was checked and what is wrong. */
typedef void ftl_db_finding(void *context, const char *what, const char *problem);

/*
 * SQLite's own integrity_check and foreign_key_check, the applied migrations against those this
 * program knows, and every table and index against what these make; calls finding for every
 * problem, whose texts live until it returns. FTL_OK also when there are findings.
 */
FTL_MUST_CHECK enum ftl_status ftl_db_verify(struct ftl_db *db, ftl_db_finding *finding,
                                             void *context, struct ftl_err *err);

/*
 * Runs a statement that looks at the database under the write lock (an index's check of itself)
 * and undoes it, on a database opened for reading too. No transaction may be open. FTL_IO where
 * nothing can be written, FTL_BUSY, FTL_DB what it found.
 */
FTL_MUST_CHECK enum ftl_status ftl_db_try(struct ftl_db *db, const struct ftl_sql *sql_to_try,
                                          struct ftl_err *err);

/* Schema version of the open file and the newest this program knows. */
FTL_MUST_CHECK enum ftl_status ftl_db_schema(struct ftl_db *db, int *ret_file, int *ret_program,
                                             struct ftl_err *err);

/*
 * For tests of statement tables: prepares the statement and compares parameters, result columns and
 * the mark FTL_SQL_WRITE with its row; one marked FTL_SQL_HOT must not scan a table. FTL_INTERNAL.
 */
FTL_MUST_CHECK enum ftl_status ftl_db_check_sql(struct ftl_db *db, const struct ftl_sql *row,
                                                struct ftl_err *err);

#endif

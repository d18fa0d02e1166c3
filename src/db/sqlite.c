#include "db/sqlite.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "fettle/base/text.h"

struct statement {
	sqlite3_stmt *handle;
	int index[]; /* of $1, $2 …: SQLite numbers parameters by their first appearance */
};

/* Lack of memory has one end, in base: ask it for more than there can be. */
static void run_out_of_memory(void)
{
	FTL_ARENA(none);

	ftl_alloc(&none, SIZE_MAX, SIZE_MAX);
}

static enum ftl_status fail_constraint(int code, const char *problem, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_quote(quoted, problem);
	if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
	    code == SQLITE_CONSTRAINT_ROWID)
		return ftl_fail(err, FTL_CONFLICT, NULL, "this is on file already: %s", quoted);
	return ftl_fail(err, FTL_INTERNAL, NULL, "the database refused a row: %s", quoted);
}

static enum ftl_status fail_read_only(int code, const char *path, struct ftl_err *err)
{
	if (code == SQLITE_READONLY_DBMOVED) {
		ftl_fail(err, FTL_IO, NULL, "the database %s was moved or replaced meanwhile",
		         path);
		return ftl_hint(err, "try again");
	}
	ftl_fail(err, FTL_IO, NULL, "the database %s cannot be written", path);
	return ftl_hint(err, "look at the permissions of the file and of its folder");
}

static enum ftl_status fail_io(struct ftl_sqlite *connection, int code, const char *path,
                               struct ftl_err *err)
{
	int number = sqlite3_system_errno(connection->handle);

	if ((code & 0xFF) == SQLITE_FULL) {
		ftl_fail(err, FTL_IO, NULL, "the disk that holds the database %s is full", path);
		return ftl_hint(err, "free some space and try again");
	}
	if ((code & 0xFF) == SQLITE_CANTOPEN)
		return ftl_fail(err, FTL_IO, NULL, "the database %s cannot be opened: %s", path,
		                number != 0 ? strerror(number) : sqlite3_errstr(code));
	return ftl_fail(err, FTL_IO, NULL, "the disk failed at the database %s: %s (%d)", path,
	                number != 0 ? strerror(number) : sqlite3_errstr(code), code);
}

enum ftl_status ftl_sqlite_fail(struct ftl_sqlite *connection, int code, struct ftl_err *err)
{
	char path[FTL_QUOTE_SIZE];
	char problem[FTL_QUOTE_SIZE];

	ftl_quote(path, connection->path);
	switch (code & 0xFF) {
	case SQLITE_NOMEM:
		run_out_of_memory();
		return ftl_fail(err, FTL_INTERNAL, NULL, "out of memory");
	case SQLITE_BUSY:
	case SQLITE_PROTOCOL:
		ftl_fail(err, FTL_BUSY, NULL, "another process is using the database");
		return ftl_hint(err, "try again in a moment");
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_NOLFS:
		return fail_io(connection, code, path, err);
	case SQLITE_READONLY:
		return fail_read_only(code, path, err);
	case SQLITE_NOTADB:
		return ftl_fail(err, FTL_DB, NULL, "%s is not a database of Fettle", path);
	case SQLITE_CORRUPT:
	case SQLITE_FORMAT:
		ftl_fail(err, FTL_DB, NULL, "the database %s is damaged", path);
		return ftl_hint(err, "fettle restore puts a backup in its place");
	case SQLITE_CONSTRAINT:
		return fail_constraint(code, sqlite3_errmsg(connection->handle), err);
	case SQLITE_TOOBIG:
		return ftl_fail(err, FTL_INVALID, NULL, "a value is too long for the database");
	case SQLITE_ERROR:
		ftl_quote(problem, sqlite3_errmsg(connection->handle));
		/* The program's own statements are right (a test prepares each): the file is not.
		 */
		if (strncmp(sqlite3_errmsg(connection->handle), "no such ", strlen("no such ")) ==
		    0)
			return ftl_fail(err, FTL_DB, NULL, "the database is damaged: %s", problem);
		return ftl_fail(err, FTL_INTERNAL, NULL,
		                "the database does not understand: %s (%d)", problem, code);
	default:
		ftl_quote(problem, sqlite3_errmsg(connection->handle));
		return ftl_fail(err, FTL_INTERNAL, NULL,
		                "the database does not understand: %s (%d)", problem, code);
	}
}

enum ftl_status ftl_sqlite_run(struct ftl_sqlite *connection, const char *sql, struct ftl_err *err)
{
	int code = sqlite3_exec(connection->handle, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? FTL_OK : ftl_sqlite_fail(connection, code, err);
}

static int step_frame(struct ftl_sqlite *connection, enum ftl_sqlite_frame frame)
{
	static const char *const texts[FTL_SQLITE_FRAMES] = {
	        [FTL_SQLITE_BEGIN_READ] = "BEGIN",
	        [FTL_SQLITE_BEGIN_WRITE] = "BEGIN IMMEDIATE",
	        [FTL_SQLITE_COMMIT] = "COMMIT",
	        [FTL_SQLITE_ROLLBACK] = "ROLLBACK",
	};
	sqlite3_stmt **statement = &connection->frames[frame];

	if (*statement == NULL) {
		int code = sqlite3_prepare_v3(connection->handle, texts[frame], -1,
		                              SQLITE_PREPARE_PERSISTENT, statement, NULL);
		if (code != SQLITE_OK)
			return code;
	}
	int code = sqlite3_step(*statement);
	sqlite3_reset(*statement);
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

static enum ftl_status begin(void *connection, bool is_write, struct ftl_err *err)
{
	int code =
	        step_frame(connection, is_write ? FTL_SQLITE_BEGIN_WRITE : FTL_SQLITE_BEGIN_READ);

	return code == SQLITE_OK ? FTL_OK : ftl_sqlite_fail(connection, code, err);
}

/*
 * The one failure after which nobody knows: everything was written, the journal emptied, and the
 * disk did not say that it has it.
 */
static enum ftl_status commit(void *connection, struct ftl_err *err)
{
	int code = step_frame(connection, FTL_SQLITE_COMMIT);

	if (code == SQLITE_OK)
		return FTL_OK;
	ftl_sqlite_fail(connection, code, err);
	if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
		ftl_hint(err, "it may have been saved all the same: look before doing it again");
	return err->status;
}

/* Whatever a rollback answers, the journal undoes the transaction at the latest on the next open.
 */
static void rollback(void *connection)
{
	step_frame(connection, FTL_SQLITE_ROLLBACK);
}

static bool is_in_transaction(void *connection)
{
	sqlite3 *handle = ((struct ftl_sqlite *)connection)->handle;

	return handle != NULL && sqlite3_get_autocommit(handle) == 0;
}

static void set_patience(void *connection, int milliseconds)
{
	((struct ftl_sqlite *)connection)->patience_ms = milliseconds;
}

/* Fills index; the statement's parameters must be $1 … $params exactly. */
static enum ftl_status map_params(struct statement *statement, int params, const char *sql,
                                  struct ftl_err *err)
{
	int found = sqlite3_bind_parameter_count(statement->handle);

	for (int i = 1; i <= found; i++) {
		const char *name = sqlite3_bind_parameter_name(statement->handle, i);
		long number = 0;
		if (name != NULL && name[0] == '$' && name[1] >= '1' && name[1] <= '9')
			number = strtol(name + 1, NULL, 10);
		if (number < 1 || number > params)
			return ftl_fail(err, FTL_INTERNAL, NULL,
			                "parameter %s is not one of $1 … $%d: %s",
			                name == NULL ? "?" : name, params, sql);
		statement->index[number - 1] = i;
	}
	if (found != params)
		return ftl_fail(err, FTL_INTERNAL, NULL, "%d parameters, not %d: %s", found, params,
		                sql);
	return FTL_OK;
}

static enum ftl_status prepare(void *connection, const char *sql, int params, void **ret_statement,
                               struct ftl_err *err)
{
	struct ftl_sqlite *c = connection;
	sqlite3_stmt *handle = NULL;
	const char *tail = "";

	int code =
	        sqlite3_prepare_v3(c->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, &tail);
	if (code != SQLITE_OK)
		return ftl_sqlite_fail(c, code, err);
	enum ftl_status status = FTL_OK;
	struct statement *statement = ftl_alloc(
	        &c->arena, 1, sizeof(*statement) + (size_t)params * sizeof(statement->index[0]));
	statement->handle = handle;
	if (handle == NULL || tail[strspn(tail, " \t\r\n;")] != '\0')
		status = ftl_fail(err, FTL_INTERNAL, NULL, "not exactly one statement: %s", sql);
	else
		status = map_params(statement, params, sql, err);
	if (status != FTL_OK) {
		sqlite3_finalize(handle);
		return status;
	}
	*ret_statement = statement;
	return FTL_OK;
}

static void finalize(void *statement)
{
	sqlite3_finalize(((struct statement *)statement)->handle);
}

static int columns(void *statement)
{
	return sqlite3_column_count(((struct statement *)statement)->handle);
}

static bool is_read_only(void *statement)
{
	return sqlite3_stmt_readonly(((struct statement *)statement)->handle) != 0;
}

static enum ftl_status bind(void *connection, void *statement, int param,
                            const struct ftl_val *value, bool copy, struct ftl_err *err)
{
	sqlite3_stmt *handle = ((struct statement *)statement)->handle;
	int index = ((struct statement *)statement)->index[param - 1];
	sqlite3_destructor_type keep = copy ? SQLITE_TRANSIENT : SQLITE_STATIC;
	int code = SQLITE_OK;

	switch (value->type) {
	case FTL_VAL_NULL:
		code = sqlite3_bind_null(handle, index);
		break;
	case FTL_VAL_I64:
		code = sqlite3_bind_int64(handle, index, value->i64);
		break;
	case FTL_VAL_TEXT:
		code = sqlite3_bind_text64(handle, index, value->bytes, value->length, keep,
		                           SQLITE_UTF8);
		break;
	case FTL_VAL_BLOB:
		code = sqlite3_bind_blob64(handle, index, value->bytes, value->length, keep);
		break;
	}
	return code == SQLITE_OK ? FTL_OK : ftl_sqlite_fail(connection, code, err);
}

static enum ftl_status step(void *connection, void *statement, bool *ret_row, struct ftl_err *err)
{
	int code = sqlite3_step(((struct statement *)statement)->handle);

	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return ftl_sqlite_fail(connection, code, err);
	*ret_row = code == SQLITE_ROW;
	return FTL_OK;
}

static void reset(void *statement)
{
	sqlite3_reset(((struct statement *)statement)->handle);
}

static int64_t changes(void *connection)
{
	return sqlite3_changes64(((struct ftl_sqlite *)connection)->handle);
}

static bool column_is_null(void *statement, int column)
{
	return sqlite3_column_type(((struct statement *)statement)->handle, column) == SQLITE_NULL;
}

static int64_t column_i64(void *statement, int column)
{
	return sqlite3_column_int64(((struct statement *)statement)->handle, column);
}

/* SQLite answers NULL for NULL and for lack of memory alike. */
static bool is_truly_null(sqlite3_stmt *handle, int column)
{
	if (sqlite3_column_type(handle, column) != SQLITE_NULL)
		run_out_of_memory();
	return true;
}

static const char *column_text(void *statement, int column, size_t *ret_length)
{
	sqlite3_stmt *handle = ((struct statement *)statement)->handle;
	const char *text = (const char *)sqlite3_column_text(handle, column);

	if (text == NULL && is_truly_null(handle, column))
		return NULL;
	if (ret_length != NULL)
		*ret_length = (size_t)sqlite3_column_bytes(handle, column);
	return text;
}

static const void *column_blob(void *statement, int column, size_t *ret_length)
{
	sqlite3_stmt *handle = ((struct statement *)statement)->handle;
	const void *bytes = sqlite3_column_blob(handle, column);

	*ret_length = (size_t)sqlite3_column_bytes(handle, column);
	if (bytes != NULL || *ret_length > 0)
		return bytes;
	/* A blob of no bytes has no address either. */
	return sqlite3_column_type(handle, column) == SQLITE_NULL ? NULL : "";
}

static enum ftl_status script(void *connection, const char *sql, struct ftl_err *err)
{
	return ftl_sqlite_run(connection, sql, err);
}

static void set_foreign_keys(void *connection, bool are_enforced)
{
	sqlite3_db_config(((struct ftl_sqlite *)connection)->handle, SQLITE_DBCONFIG_ENABLE_FKEY,
	                  (int)are_enforced, NULL);
}

static enum ftl_status set_read_only(void *connection, bool is_read_only, struct ftl_err *err)
{
	return ftl_sqlite_run(connection,
	                      is_read_only ? "PRAGMA query_only=ON" : "PRAGMA query_only=OFF", err);
}

/* Whose fault a failed copy is: what can only go wrong while writing is the target's. */
static bool blames_target(int code)
{
	return (code & 0xFF) == SQLITE_FULL || (code & 0xFF) == SQLITE_READONLY ||
	       code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_TRUNCATE;
}

/* The copy is written without journal or sync: its maker syncs it before it gets its name. */
static enum ftl_status copy_into(struct ftl_sqlite *from, struct ftl_sqlite *to,
                                 struct ftl_err *err)
{
	FTL_TRY(ftl_sqlite_run(to, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", err));
	sqlite3_backup *backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");
	if (backup == NULL)
		return ftl_sqlite_fail(to, sqlite3_extended_errcode(to->handle), err);
	/* In one step: step by step it would begin again at every write of another process. */
	int code = sqlite3_backup_step(backup, -1);
	sqlite3_backup_finish(backup);
	if (code != SQLITE_DONE)
		return ftl_sqlite_fail(blames_target(code) ? to : from, code, err);
	/* A copy of a file in WAL mode is in WAL mode until told otherwise. */
	return ftl_sqlite_run(to, "PRAGMA journal_mode=DELETE", err);
}

static enum ftl_status copy_to(void *connection, const char *target, struct ftl_err *err)
{
	struct ftl_sqlite to = {.path = target, .patience_ms = FTL_SQLITE_PATIENCE_MS};
	enum ftl_status status;

	int code = ftl_sqlite_connect(&to, target, SQLITE_OPEN_READWRITE);
	if (code == SQLITE_OK)
		status = copy_into(connection, &to, err);
	else
		status = ftl_sqlite_fail(&to, code, err);
	code = sqlite3_close(to.handle);
	if (status == FTL_OK && code != SQLITE_OK)
		return ftl_fail(err, FTL_INTERNAL, NULL, "the copy cannot be closed (%d)", code);
	return status;
}

const struct ftl_driver ftl_sqlite_driver = {
        .name = "sqlite",
        .open = ftl_sqlite_open,
        .open_empty = ftl_sqlite_open_empty,
        .publish = ftl_sqlite_publish,
        .close = ftl_sqlite_close,
        .set_patience = set_patience,
        .begin = begin,
        .commit = commit,
        .rollback = rollback,
        .is_in_transaction = is_in_transaction,
        .prepare = prepare,
        .finalize = finalize,
        .columns = columns,
        .is_read_only = is_read_only,
        .bind = bind,
        .step = step,
        .reset = reset,
        .changes = changes,
        .column_is_null = column_is_null,
        .column_i64 = column_i64,
        .column_text = column_text,
        .column_blob = column_blob,
        .script = script,
        .set_foreign_keys = set_foreign_keys,
        .set_read_only = set_read_only,
        .get_schema = ftl_sqlite_get_schema,
        .set_schema = ftl_sqlite_set_schema,
        .copy_to = copy_to,
};

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "db/place.h"
#include "db/sqlite.h"
#include "fettle/base/text.h"

/* Long enough for a migration, a note of 64 KiB or a picture; a crafted file gets no further. */
#define LONGEST_VALUE (64 * 1024 * 1024)
#define LONGEST_SQL   (1024 * 1024)

/* The first SQLite versions without the WAL-reset bug, and the end of the line each began. */
#define MENDED           3051003
#define MENDED_3_50      3050007
#define MENDED_3_44      3044006
#define LINE_END(mended) ((mended) - (mended) % 1000 + 1000)

const char *ftl_sqlite_journal_mode(int version)
{
	bool is_mended = version >= MENDED ||
	                 (version >= MENDED_3_50 && version < LINE_END(MENDED_3_50)) ||
	                 (version >= MENDED_3_44 && version < LINE_END(MENDED_3_44));

	return is_mended ? "wal" : "truncate";
}

static int64_t monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * SQLite's own waiting backs off further and further, so that who waits longest is served last.
 * Short sleeps of 0.3 to 3.3 ms at random serve all alike.
 */
static int wait_for_lock(void *context, int attempt)
{
	struct ftl_sqlite *connection = context;
	int64_t now = monotonic_ms();

	if (attempt == 0)
		connection->wait_began_ms = now;
	if (now - connection->wait_began_ms >= connection->patience_ms)
		return 0;
	if (connection->jitter == 0)
		connection->jitter = (uint32_t)getpid() * 2654435761U ^
		                     (uint32_t)((uintptr_t)connection >> 4) ^ (uint32_t)now;
	connection->jitter = connection->jitter * 1664525U + 1013904223U;
	struct timespec sleep = {0, 300000 + (long)(connection->jitter >> 8) % 3000000};
	nanosleep(&sleep, NULL);
	return 1;
}

static void harden(sqlite3 *handle)
{
	static const struct {
		int option;
		int value;
	} options[] = {
	        {SQLITE_DBCONFIG_DEFENSIVE, 1},
	        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	        {SQLITE_DBCONFIG_DQS_DML, 0},
	        {SQLITE_DBCONFIG_DQS_DDL, 0},
	        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
	        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
	};
	static const struct {
		int limit;
		int value;
	} limits[] = {
	        {SQLITE_LIMIT_LENGTH, LONGEST_VALUE}, {SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL},
	        {SQLITE_LIMIT_EXPR_DEPTH, 200},       {SQLITE_LIMIT_COMPOUND_SELECT, 50},
	        {SQLITE_LIMIT_ATTACHED, 0},           {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 4096},
	        {SQLITE_LIMIT_VARIABLE_NUMBER, 999},  {SQLITE_LIMIT_TRIGGER_DEPTH, 32},
	        {SQLITE_LIMIT_WORKER_THREADS, 0},
	};

	for (size_t i = 0; i < FTL_COUNT(options); i++)
		sqlite3_db_config(handle, options[i].option, options[i].value, NULL);
	for (size_t i = 0; i < FTL_COUNT(limits); i++)
		sqlite3_limit(handle, limits[i].limit, limits[i].value);
}

int ftl_sqlite_connect(struct ftl_sqlite *connection, const char *path, int flags)
{
	FTL_ARENA(scratch);
	/* A name like "file:x?mode=memory" or ":memory:" is a file's name here. */
	const char *name = path == NULL     ? ":memory:"
	                   : path[0] == '/' ? path
	                                    : ftl_sprintf(&scratch, "./%s", path);

	int code = sqlite3_open_v2(name, &connection->handle,
	                           flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
	                                   SQLITE_OPEN_EXRESCODE,
	                           NULL);
	if (code != SQLITE_OK)
		return code;
	harden(connection->handle);
	sqlite3_busy_handler(connection->handle, wait_for_lock, connection);
	return SQLITE_OK;
}

/* The only column of the only row; 0 or "" when there is none. Text is kept in the arena. */
static enum ftl_status ask(struct ftl_sqlite *connection, const char *sql, int64_t *ret_number,
                           const char **ret_text, struct ftl_err *err)
{
	sqlite3_stmt *statement = NULL;

	int code = sqlite3_prepare_v2(connection->handle, sql, -1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (ret_number != NULL)
		*ret_number = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
	if (ret_text != NULL)
		*ret_text = code == SQLITE_ROW
		                    ? ftl_strdup(&connection->arena,
		                                 (const char *)sqlite3_column_text(statement, 0))
		                    : "";
	sqlite3_finalize(statement);
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return FTL_OK;
	return ftl_sqlite_fail(connection, code, err);
}

enum ftl_status ftl_sqlite_get_schema(void *connection, int *ret, struct ftl_err *err)
{
	int64_t schema;

	FTL_TRY(ask(connection, "PRAGMA user_version", &schema, NULL, err));
	*ret = (int)schema;
	return FTL_OK;
}

enum ftl_status ftl_sqlite_set_schema(void *connection, int schema, struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return ftl_sqlite_run(connection, ftl_sprintf(&scratch, "PRAGMA user_version=%d", schema),
	                      err);
}

/*
 * Ours, of a schema we know, without code of somebody else's. The application id comes first: it
 * is read from the header, before SQLite parses what a crafted file calls its schema.
 */
static enum ftl_status check_identity(struct ftl_sqlite *connection, int newest, int *ret_schema,
                                      struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	char foreign[FTL_QUOTE_SIZE];
	int64_t id;
	const char *name;

	ftl_quote(quoted, connection->path);
	FTL_TRY(ask(connection, "PRAGMA application_id", &id, NULL, err));
	if (id != FTL_SQLITE_APPLICATION_ID)
		return ftl_fail(err, FTL_DB, NULL, "%s is not a database of Fettle", quoted);
	FTL_TRY(ftl_sqlite_get_schema(connection, ret_schema, err));
	if (*ret_schema < 0 || *ret_schema > newest) {
		ftl_fail(err, FTL_DB, NULL,
		         "%s was made by a newer Fettle (schema %d, this program knows %d)", quoted,
		         *ret_schema, newest);
		return ftl_hint(err, "install that version of Fettle, or a later one");
	}
	FTL_TRY(ask(connection,
	            "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 1",
	            NULL, &name, err));
	if (*name != '\0')
		return ftl_fail(err, FTL_DB, NULL,
		                "%s holds the trigger or view %s, which Fettle did not make",
		                quoted, ftl_quote(foreign, name));
	return FTL_OK;
}

/*
 * TRUNCATE with FULL syncs the emptied journal, so no power cut can bring it back and undo what
 * was acknowledged; DELETE would need EXTRA for that, at a higher price.
 */
static enum ftl_status tune_writing(struct ftl_sqlite *connection, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const char *mode = ftl_sqlite_journal_mode(sqlite3_libversion_number());
	const char *set;

	FTL_TRY(ask(connection, ftl_sprintf(&scratch, "PRAGMA journal_mode=%s", mode), NULL, &set,
	            err));
	if (strcmp(set, mode) != 0)
		return ftl_fail(err, FTL_IO, NULL, "the database cannot use the journal mode %s",
		                mode);
	/* A long import finds its way in a large cache; reading gains nothing by more than SQLite's
	 * standard, and pays for every page of it. */
	return ftl_sqlite_run(connection,
	                      "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
	                      "PRAGMA cache_size=-16384",
	                      err);
}

static enum ftl_status tune(struct ftl_sqlite *connection, struct ftl_err *err)
{
	FTL_TRY(ftl_sqlite_run(connection,
	                       "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
	                       "PRAGMA temp_store=MEMORY",
	                       err));
	if (connection->mode == FTL_DB_READ)
		return ftl_sqlite_run(connection, "PRAGMA query_only=ON", err);
	return tune_writing(connection, err);
}

static bool has_wal(const char *path)
{
	FTL_ARENA(scratch);

	return ftl_place_is_taken(ftl_sprintf(&scratch, "%s-wal", path));
}

static enum ftl_status open_existing(struct ftl_sqlite *connection, int newest, int *ret_schema,
                                     struct ftl_err *err)
{
	struct stat status;

	FTL_TRY(ftl_place_check(connection->path, &status, err));
	bool is_untidy = has_wal(connection->path);
	int code = ftl_sqlite_connect(connection, connection->path, SQLITE_OPEN_READWRITE);
	if (code != SQLITE_OK)
		return ftl_sqlite_fail(connection, code, err);
	/* A file that is refused must stay as it is: closing must not carry its WAL into it. */
	if (is_untidy)
		sqlite3_db_config(connection->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	FTL_TRY(check_identity(connection, newest, ret_schema, err));
	if (connection->mode == FTL_DB_WRITE &&
	    sqlite3_db_readonly(connection->handle, "main") == 1)
		return ftl_sqlite_fail(connection, SQLITE_READONLY, err);
	if (is_untidy && connection->mode == FTL_DB_WRITE)
		sqlite3_db_config(connection->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	return tune(connection, err);
}

/*
 * Nobody sees the draft, and publishing syncs it: a journal in memory and no syncs will do.
 */
static enum ftl_status open_new(struct ftl_sqlite *connection, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	char quoted[FTL_QUOTE_SIZE];

	if (ftl_place_is_taken(connection->path))
		return ftl_fail(err, FTL_CONFLICT, NULL, "%s exists already",
		                ftl_quote(quoted, connection->path));
	FTL_TRY(ftl_place_folders(&connection->arena, connection->path, &connection->made_folder,
	                          err));
	FTL_TRY(ftl_place_draft(&connection->arena, connection->path, &connection->draft, err));
	int code = ftl_sqlite_connect(connection, connection->draft, SQLITE_OPEN_READWRITE);
	if (code != SQLITE_OK)
		return ftl_sqlite_fail(connection, code, err);
	FTL_TRY(ftl_sqlite_run(connection,
	                       ftl_sprintf(&scratch,
	                                   "PRAGMA page_size=4096; PRAGMA application_id=%d;"
	                                   "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
	                                   "PRAGMA temp_store=MEMORY",
	                                   FTL_SQLITE_APPLICATION_ID),
	                       err));
	return FTL_OK;
}

enum ftl_status ftl_sqlite_open(const char *path, enum ftl_db_mode mode, int newest_schema,
                                void **ret_connection, int *ret_schema, struct ftl_err *err)
{
	if (*path == '\0' || path[strlen(path) - 1] == '/')
		return ftl_fail(err, FTL_INVALID, NULL,
		                "the name of the database's file is missing");
	struct ftl_arena arena = {NULL};
	struct ftl_sqlite *connection = FTL_NEW(&arena, struct ftl_sqlite);
	enum ftl_status status;

	connection->path = ftl_strdup(&arena, path);
	connection->arena = arena;
	connection->mode = mode;
	connection->patience_ms = FTL_SQLITE_PATIENCE_MS;
	*ret_schema = 0;
	if (mode == FTL_DB_CREATE)
		status = open_new(connection, err);
	else
		status = open_existing(connection, newest_schema, ret_schema, err);
	if (status != FTL_OK) {
		ftl_sqlite_close(connection);
		return status;
	}
	*ret_connection = connection;
	return FTL_OK;
}

enum ftl_status ftl_sqlite_open_empty(void **ret_connection, struct ftl_err *err)
{
	struct ftl_arena arena = {NULL};
	struct ftl_sqlite *connection = FTL_NEW(&arena, struct ftl_sqlite);

	connection->path = "in memory";
	connection->arena = arena;
	connection->mode = FTL_DB_CREATE;
	int code = ftl_sqlite_connect(connection, NULL, SQLITE_OPEN_READWRITE);
	if (code != SQLITE_OK) {
		ftl_sqlite_fail(connection, code, err);
		ftl_sqlite_close(connection);
		return err->status;
	}
	*ret_connection = connection;
	return FTL_OK;
}

static void disconnect(struct ftl_sqlite *connection)
{
	for (size_t i = 0; i < FTL_SQLITE_FRAMES; i++) {
		sqlite3_finalize(connection->frames[i]);
		connection->frames[i] = NULL;
	}
	sqlite3_close(connection->handle);
	connection->handle = NULL;
}

enum ftl_status ftl_sqlite_publish(void *opaque, struct ftl_err *err)
{
	struct ftl_sqlite *connection = opaque;

	/* SQLite finds its journal by the file's name: close before renaming. */
	disconnect(connection);
	FTL_TRY(ftl_place_new(connection->draft, connection->path, err));
	connection->draft = NULL;
	connection->made_folder = NULL;
	connection->mode = FTL_DB_WRITE;
	int code = ftl_sqlite_connect(connection, connection->path, SQLITE_OPEN_READWRITE);
	if (code != SQLITE_OK)
		return ftl_sqlite_fail(connection, code, err);
	return tune(connection, err);
}

void ftl_sqlite_close(void *opaque)
{
	struct ftl_sqlite *connection = opaque;
	struct ftl_arena arena = connection->arena;

	disconnect(connection);
	ftl_place_discard(connection->draft);
	ftl_place_unmake(connection->path, connection->made_folder);
	ftl_arena_done(&arena);
}

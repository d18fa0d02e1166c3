#ifndef FETTLE_DB_SQLITE_H
#define FETTLE_DB_SQLITE_H

#include <sqlite3.h>

#include "db/driver.h"

#define FTL_SQLITE_APPLICATION_ID 0x46544C31 /* "FTL1" */
#define FTL_SQLITE_PATIENCE_MS    10000

/* The statements that frame a transaction, prepared at their first use. */
enum ftl_sqlite_frame {
	FTL_SQLITE_BEGIN_READ,
	FTL_SQLITE_BEGIN_WRITE,
	FTL_SQLITE_COMMIT,
	FTL_SQLITE_ROLLBACK,
	FTL_SQLITE_FRAMES,
};

struct ftl_sqlite {
	struct ftl_arena arena; /* holds this struct too, and the statements */
	sqlite3 *handle;
	const char *path;
	const char *draft;       /* of a new database: its name until it is published */
	const char *made_folder; /* the topmost folder made for it */
	enum ftl_db_mode mode;
	sqlite3_stmt *frames[FTL_SQLITE_FRAMES];
	int patience_ms;
	int64_t wait_began_ms;
	uint32_t jitter;
};

/* open.c: see struct ftl_driver. */
enum ftl_status ftl_sqlite_open(const char *path, enum ftl_db_mode mode, int newest_schema,
                                void **ret_connection, int *ret_schema, struct ftl_err *err);
enum ftl_status ftl_sqlite_open_empty(void **ret_connection, struct ftl_err *err);
enum ftl_status ftl_sqlite_publish(void *connection, struct ftl_err *err);
void ftl_sqlite_close(void *connection);
enum ftl_status ftl_sqlite_get_schema(void *connection, int *ret, struct ftl_err *err);
enum ftl_status ftl_sqlite_set_schema(void *connection, int schema, struct ftl_err *err);

/*
 * "wal" where the WAL-reset bug is mended (3.51.3, 3.50.7, 3.44.6 and what follows each), else
 * "truncate"; version as of sqlite3_libversion_number().
 */
const char *ftl_sqlite_journal_mode(int version);

/* Opens a file by name, never as a URI, or NULL: one in memory; waits fairly for locks. Closing is
 * the caller's, always. */
int ftl_sqlite_connect(struct ftl_sqlite *connection, const char *path, int flags);

/* Turns the connection's last error, of the given result code, into one of ours. */
enum ftl_status ftl_sqlite_fail(struct ftl_sqlite *connection, int code, struct ftl_err *err);

/* Runs SQL text of our own without parameters. */
enum ftl_status ftl_sqlite_run(struct ftl_sqlite *connection, const char *sql, struct ftl_err *err);

#endif

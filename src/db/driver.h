#ifndef FETTLE_DB_DRIVER_H
#define FETTLE_DB_DRIVER_H

#include "fettle/db/db.h"

/*
 * What a driver provides. The SQLite driver is the only one today; tests put a driver in front of
 * it that fails the n-th call. Connections and statements are the driver's own.
 */
struct ftl_driver {
	const char *name;
	/*
	 * Connects after checking that the database is ours and its schema not newer than
	 * newest_schema; gives its schema version (0 for a new one). A database opened with
	 * FTL_DB_CREATE is invisible to others until publish, and close before that removes it.
	 */
	enum ftl_status (*open)(const char *path, enum ftl_db_mode mode, int newest_schema,
	                        void **ret_connection, int *ret_schema, struct ftl_err *err);
	/* An empty database in memory, to compare a schema with. */
	enum ftl_status (*open_empty)(void **ret_connection, struct ftl_err *err);
	enum ftl_status (*publish)(void *connection, struct ftl_err *err);
	/* Undoes an open transaction. */
	void (*close)(void *connection);

	/* How long a call waits for another process; 10 seconds after open. */
	void (*set_patience)(void *connection, int milliseconds);

	/* A writing transaction takes the write lock at once. A rollback cannot fail. */
	enum ftl_status (*begin)(void *connection, bool is_write, struct ftl_err *err);
	enum ftl_status (*commit)(void *connection, struct ftl_err *err);
	void (*rollback)(void *connection);
	/* False also when a failed statement made the database roll back by itself. */
	bool (*is_in_transaction)(void *connection);

	/* Parameters are $1 … $params, each of them used. */
	enum ftl_status (*prepare)(void *connection, const char *sql, int params,
	                           void **ret_statement, struct ftl_err *err);
	void (*finalize)(void *statement);
	int (*columns)(void *statement);
	bool (*is_read_only)(void *statement);
	/* Without `copy` the bytes must stay in place until the statement was reset. */
	enum ftl_status (*bind)(void *connection, void *statement, int param,
	                        const struct ftl_val *value, bool copy, struct ftl_err *err);
	enum ftl_status (*step)(void *connection, void *statement, bool *ret_row,
	                        struct ftl_err *err);
	void (*reset)(void *statement);
	int64_t (*changes)(void *connection);
	bool (*column_is_null)(void *statement, int column);
	int64_t (*column_i64)(void *statement, int column);
	/* NULL for NULL alone; text is followed by a NUL, and its length may be left out. */
	const char *(*column_text)(void *statement, int column, size_t *ret_length);
	const void *(*column_blob)(void *statement, int column, size_t *ret_length);

	/* For the migrator: a script of many statements; foreign keys off and on; the version. */
	enum ftl_status (*script)(void *connection, const char *sql, struct ftl_err *err);
	void (*set_foreign_keys)(void *connection, bool are_enforced);
	/* Lets a connection opened for reading write, and takes that back. */
	enum ftl_status (*set_read_only)(void *connection, bool is_read_only, struct ftl_err *err);
	enum ftl_status (*get_schema)(void *connection, int *ret, struct ftl_err *err);
	enum ftl_status (*set_schema)(void *connection, int schema, struct ftl_err *err);

	/* Copies the whole database into the empty file target. */
	enum ftl_status (*copy_to)(void *connection, const char *target, struct ftl_err *err);
};

extern const struct ftl_driver ftl_sqlite_driver;

/* As ftl_db_open, through a driver of the caller's choice: for tests. */
FTL_MUST_CHECK enum ftl_status ftl_db_open_with(const struct ftl_driver *driver, const char *path,
                                                enum ftl_db_mode mode, struct ftl_db **ret,
                                                struct ftl_err *err);

/* How long calls on this handle wait for other processes: for tests. */
void ftl_db_set_patience(struct ftl_db *db, int milliseconds);

#endif

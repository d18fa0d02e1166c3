#ifndef FETTLE_DB_DRIVER_H
#define FETTLE_DB_DRIVER_H

#include "fettle/db/db.h"

/*
 * What a driver provides. The SQLite driver is the only one today; tests put a driver in front of
 * it that fails the n-th call. Handles are the driver's own.
 */
struct ftl_driver {
	const char *name;
	enum ftl_status (*open)(const char *path, enum ftl_db_mode mode, void **ret_connection,
				struct ftl_err *err);
	void (*close)(void *connection);
	enum ftl_status (*prepare)(void *connection, const char *sql, void **ret_statement,
				   struct ftl_err *err);
	void (*finalize)(void *statement);
	enum ftl_status (*bind)(void *connection, void *statement, int param,
				const struct ftl_val *value, struct ftl_err *err);
	enum ftl_status (*step)(void *connection, void *statement, bool *ret_row,
				struct ftl_err *err);
	void (*reset)(void *statement);
	int64_t (*changes)(void *connection);
	bool (*column_is_null)(void *statement, int column);
	int64_t (*column_i64)(void *statement, int column);
	const void *(*column_bytes)(void *statement, int column, size_t *ret_length);
};

extern const struct ftl_driver ftl_sqlite_driver;

/* As ftl_db_open, through a driver of the caller's choice: for tests. */
FTL_MUST_CHECK enum ftl_status ftl_db_open_with(const struct ftl_driver *driver, const char *path,
						enum ftl_db_mode mode, struct ftl_db **ret,
						struct ftl_err *err);

#endif

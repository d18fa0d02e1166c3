#ifndef FETTLE_DB_HANDLE_H
#define FETTLE_DB_HANDLE_H

#include "db/driver.h"
#include "db/migrate.h"

#define FTL_DB_BUCKETS 64

enum ftl_db_txn { FTL_DB_TXN_NONE, FTL_DB_TXN_READ, FTL_DB_TXN_WRITE };

struct ftl_db {
	struct ftl_arena arena; /* holds this struct too */
	const struct ftl_driver *driver;
	void *connection;
	const char *path;
	enum ftl_db_mode mode;
	struct ftl_migrations known;
	enum ftl_db_txn txn;
	enum ftl_status lost; /* why the open transaction was rolled back under way, or FTL_OK */
	struct ftl_cursor *statements[FTL_DB_BUCKETS]; /* by address of their struct ftl_sql */
};

/* Prepares a statement for later and checks it against its row: FTL_INTERNAL. */
FTL_MUST_CHECK enum ftl_status ftl_db_prepare(struct ftl_db *db, const struct ftl_sql *sql,
                                              struct ftl_err *err);

/* Finalizes every cached statement. */
void ftl_db_forget_statements(struct ftl_db *db);

/* As ftl_db_open_with, with migrations of the caller's choice. */
FTL_MUST_CHECK enum ftl_status ftl_db_open_known(const struct ftl_driver *driver, const char *path,
                                                 enum ftl_db_mode mode,
                                                 const struct ftl_migrations *known,
                                                 struct ftl_db **ret, struct ftl_err *err);

/* Opens for reading without migrating an older schema: for backups. */
FTL_MUST_CHECK enum ftl_status ftl_db_open_as_is(const struct ftl_driver *driver, const char *path,
                                                 const struct ftl_migrations *known,
                                                 struct ftl_db **ret, struct ftl_err *err);

/* A database in memory with the schema that the migrations applied to this one make, no more. */
FTL_MUST_CHECK enum ftl_status ftl_db_open_empty(const struct ftl_db *like, struct ftl_db **ret,
                                                 struct ftl_err *err);

/* The part of ftl_db_verify that looks at pages and references only. */
FTL_MUST_CHECK enum ftl_status ftl_db_verify_content(struct ftl_db *db, ftl_db_finding *finding,
                                                     void *context, struct ftl_err *err);

/* Tables and indexes against those that the migrations make: schema.c. */
FTL_MUST_CHECK enum ftl_status ftl_schema_verify(struct ftl_db *db, ftl_db_finding *finding,
                                                 void *context, struct ftl_err *err);

/* As ftl_db_restore, waiting no longer than patience_ms for other processes: for tests. */
FTL_MUST_CHECK enum ftl_status ftl_db_restore_within(int patience_ms, const char *backup,
                                                     const char *path, struct ftl_arena *arena,
                                                     const char **ret_kept_as, struct ftl_err *err);

#endif

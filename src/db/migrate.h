#ifndef FETTLE_DB_MIGRATE_H
#define FETTLE_DB_MIGRATE_H

#include <stddef.h>

#include "fettle/base/asset.h"
#include "fettle/db/db.h"

/* Migration files in order: the n-th one, named NNNN_name.sql, leads to schema n. */
struct ftl_migrations {
	const struct ftl_asset *rows;
	size_t count;
};

/* Those that are built into the program. */
struct ftl_migrations ftl_migrations_builtin(void);

/* FTL_DB when a migration that was applied before differs from the one known here. */
FTL_MUST_CHECK enum ftl_status ftl_migrations_check(struct ftl_db *db, struct ftl_err *err);

/*
 * Brings an open database from its schema to the newest known one, each migration in a transaction
 * of its own.
 */
FTL_MUST_CHECK enum ftl_status ftl_migrate(struct ftl_db *db, struct ftl_err *err);

/* Calls finding for every applied migration that is not the one known here. */
FTL_MUST_CHECK enum ftl_status ftl_migrations_verify(struct ftl_db *db, ftl_db_finding *finding,
                                                     void *context, struct ftl_err *err);

#endif

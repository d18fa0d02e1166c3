#include "db/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/handle.h"
#include "fettle/base/clock.h"
#include "fettle/base/digest.h"

#define FOLDER "data/migrations/sqlite/"

enum { FIND, APPLIED, INSERT, BROKEN_REFERENCES, FOREIGN_OBJECTS };

static const struct ftl_sql sql[] = {
        [FIND] = {"migration_table_find",
                  "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'",
                  0, 1, FTL_SQL_READ},
        [APPLIED] = {"migration_list",
                     "SELECT version, name, sha256 FROM schema_migration ORDER BY version", 0, 3,
                     FTL_SQL_READ},
        [INSERT] = {"migration_insert",
                    "INSERT INTO schema_migration (version, name, sha256, applied_at)"
                    " VALUES ($1, $2, $3, $4)",
                    4, 0, FTL_SQL_WRITE},
        [BROKEN_REFERENCES] = {"migration_references", "PRAGMA foreign_key_check", 0, 4,
                               FTL_SQL_READ},
        [FOREIGN_OBJECTS] = {"migration_foreign_objects",
                             "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')"
                             " ORDER BY name",
                             0, 1, FTL_SQL_READ},
};

static const char create_table[] = "CREATE TABLE IF NOT EXISTS schema_migration ("
                                   " version INTEGER PRIMARY KEY,"
                                   " name TEXT NOT NULL UNIQUE,"
                                   " sha256 TEXT NOT NULL,"
                                   " applied_at INTEGER NOT NULL"
                                   ") STRICT";

struct ftl_migrations ftl_migrations_builtin(void)
{
	struct ftl_migrations all = {NULL, 0};

	for (size_t i = 0; i < ftl_asset_count; i++) {
		if (strncmp(ftl_assets[i].path, FOLDER, strlen(FOLDER)) != 0)
			continue;
		if (all.rows == NULL)
			all.rows = &ftl_assets[i];
		all.count++;
	}
	return all;
}

/* "0001_centre" of "data/migrations/sqlite/0001_centre.sql". */
static const char *name_of(struct ftl_arena *arena, const struct ftl_asset *migration)
{
	const char *slash = strrchr(migration->path, '/');
	const char *name = slash == NULL ? migration->path : slash + 1;
	const char *dot = strrchr(name, '.');

	return ftl_strndup(arena, name, dot == NULL ? strlen(name) : (size_t)(dot - name));
}

/* The files are numbered 0001, 0002 … without a gap. */
static enum ftl_status check_numbers(const struct ftl_migrations *known, struct ftl_err *err)
{
	FTL_ARENA(scratch);

	for (size_t i = 0; i < known->count; i++) {
		const char *name = name_of(&scratch, &known->rows[i]);
		const char *wanted = ftl_sprintf(&scratch, "%04zu_", i + 1);
		if (strncmp(name, wanted, strlen(wanted)) != 0)
			return ftl_fail(err, FTL_INTERNAL, NULL,
			                "migration %s stands where number %zu is due", name, i + 1);
	}
	return FTL_OK;
}

/* Of the length-prefixed text, as everywhere in the database: not what `sha256sum` prints. */
static const char *checksum(struct ftl_arena *arena, const struct ftl_asset *migration)
{
	struct ftl_digest digest;
	unsigned char bytes[FTL_DIGEST_SIZE];

	ftl_digest_begin(&digest);
	ftl_digest_bytes(&digest, migration->bytes, migration->length);
	ftl_digest_end(&digest, bytes);
	char *hex = ftl_alloc(arena, FTL_DIGEST_HEX_SIZE, 1);
	return ftl_hex(hex, bytes, sizeof(bytes));
}

static enum ftl_status has_table(struct ftl_db *db, bool *ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_cursor_open(db, &sql[FIND], FTL_NO_ARGS, &cursor, err));
	return ftl_cursor_next(cursor, ret, err);
}

enum ftl_status ftl_migrations_verify(struct ftl_db *db, ftl_db_finding *finding, void *context,
                                      struct ftl_err *err)
{
	FTL_ARENA(scratch);
	FTL_CURSOR(cursor);
	const struct ftl_migrations *known = &db->known;
	int schema;
	bool more;
	int64_t expected = 0;

	FTL_TRY(db->driver->get_schema(db->connection, &schema, err));
	FTL_TRY(has_table(db, &more, err));
	if (!more) {
		if (schema != 0)
			finding(context, "schema", "the list of applied migrations is missing");
		return FTL_OK;
	}
	FTL_TRY(ftl_cursor_open(db, &sql[APPLIED], FTL_NO_ARGS, &cursor, err));
	FTL_TRY(ftl_cursor_next(cursor, &more, err));
	while (more) {
		int64_t version = ftl_col_i64(cursor, 0);
		const struct ftl_asset *migration = version >= 1 && version <= (int64_t)known->count
		                                            ? &known->rows[version - 1]
		                                            : NULL;
		if (version != ++expected || migration == NULL ||
		    strcmp(ftl_col_peek(cursor, 1), name_of(&scratch, migration)) != 0 ||
		    strcmp(ftl_col_peek(cursor, 2), checksum(&scratch, migration)) != 0) {
			finding(context, "schema",
			        ftl_sprintf(&scratch,
			                    "migration %s is not the one this program knows",
			                    ftl_col_peek(cursor, 1)));
			return FTL_OK;
		}
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
	}
	if (expected != schema)
		finding(context, "schema", "the applied migrations do not add up to its version");
	return FTL_OK;
}

struct first {
	struct ftl_arena *arena;
	const char *problem;
};

static void keep_first(void *context, const char *what, const char *problem)
{
	struct first *first = context;

	(void)what;
	if (first->problem == NULL)
		first->problem = ftl_strdup(first->arena, problem);
}

enum ftl_status ftl_migrations_check(struct ftl_db *db, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	struct first first = {&scratch, NULL};

	FTL_TRY(ftl_migrations_verify(db, keep_first, &first, err));
	if (first.problem == NULL)
		return FTL_OK;
	ftl_fail(err, FTL_DB, NULL, "the database cannot be upgraded: %s", first.problem);
	return ftl_hint(err, "use the Fettle version that made it, or restore a backup");
}

/* Foreign keys are not enforced while a migration rebuilds tables: look at its result instead. */
static enum ftl_status check_result(struct ftl_db *db, const char *name, struct ftl_err *err)
{
	FTL_CURSOR(broken);
	FTL_CURSOR(foreign);
	bool more;

	FTL_TRY(ftl_cursor_open(db, &sql[BROKEN_REFERENCES], FTL_NO_ARGS, &broken, err));
	FTL_TRY(ftl_cursor_next(broken, &more, err));
	if (more)
		return ftl_fail(err, FTL_INTERNAL, NULL,
		                "migration %s would leave rows of %s that refer to nothing", name,
		                ftl_col_peek(broken, 0));
	FTL_TRY(ftl_cursor_open(db, &sql[FOREIGN_OBJECTS], FTL_NO_ARGS, &foreign, err));
	FTL_TRY(ftl_cursor_next(foreign, &more, err));
	if (more)
		return ftl_fail(err, FTL_INTERNAL, NULL,
		                "migration %s makes %s: triggers and views are not allowed", name,
		                ftl_col_peek(foreign, 0));
	return FTL_OK;
}

static enum ftl_status apply(struct ftl_db *db, int version, int64_t now, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	FTL_TXN(txn);
	const struct ftl_asset *migration = &db->known.rows[version - 1];
	const char *name = name_of(&scratch, migration);
	int schema;

	FTL_TRY(ftl_txn_begin(db, &txn, err));
	FTL_TRY(db->driver->get_schema(db->connection, &schema, err));
	if (schema >= version)
		return FTL_OK; /* another process was quicker */
	FTL_TRY(db->driver->script(db->connection, create_table, err));
	FTL_TRY(db->driver->script(db->connection, migration->bytes, err));
	if (!db->driver->is_in_transaction(db->connection))
		return ftl_fail(err, FTL_INTERNAL, NULL, "migration %s ended its transaction",
		                name);
	FTL_TRY(check_result(db, name, err));
	FTL_TRY(ftl_db_exec(db, &sql[INSERT],
	                    FTL_ARGS(ftl_val_i64(version), ftl_val_text(name),
	                             ftl_val_text(checksum(&scratch, migration)), ftl_val_i64(now)),
	                    err));
	FTL_TRY(db->driver->set_schema(db->connection, version, err));
	return ftl_txn_commit(&txn, err);
}

enum ftl_status ftl_migrate(struct ftl_db *db, struct ftl_err *err)
{
	struct ftl_clock clock;
	int schema;
	enum ftl_status status = FTL_OK;

	FTL_TRY(check_numbers(&db->known, err));
	FTL_TRY(ftl_clock_from_env(&clock, err));
	FTL_TRY(db->driver->get_schema(db->connection, &schema, err));
	/* Within a transaction this switch would do nothing. */
	db->driver->set_foreign_keys(db->connection, false);
	for (int version = schema + 1; status == FTL_OK && version <= (int)db->known.count;
	     version++)
		status = apply(db, version, ftl_clock_now(&clock), err);
	db->driver->set_foreign_keys(db->connection, true);
	return status;
}

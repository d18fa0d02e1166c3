#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/handle.h"
#include "helper_dbfile.h"
#include "helper_faultydb.h"

#define err (&dbfile_err)

#define FILE_OF(name, text)                                                                        \
	{                                                                                          \
		"data/migrations/sqlite/" name ".sql", text, sizeof(text) - 1                      \
	}

#define FIRST                                                                                      \
	FILE_OF("0001_shop", "CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT) STRICT;"       \
	                     "CREATE TABLE job (id INTEGER PRIMARY KEY,"                           \
	                     " shop_id INTEGER NOT NULL REFERENCES shop (id)) STRICT;")
/* What SQLite needs to change a column: a new table takes the place of the old one. */
#define SECOND                                                                                     \
	FILE_OF("0002_town",                                                                       \
	        "CREATE TABLE shop_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"       \
	        "INSERT INTO shop_new SELECT id, coalesce(name, '?') FROM shop;"                   \
	        "DROP TABLE shop; ALTER TABLE shop_new RENAME TO shop;")
#define THIRD FILE_OF("0003_note", "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT) STRICT;")

static const struct ftl_asset good[] = {FIRST, SECOND, THIRD};

static struct ftl_migrations first_of(const struct ftl_asset *rows, size_t count)
{
	return (struct ftl_migrations){rows, count};
}

static enum ftl_status open_known(const char *path, enum ftl_db_mode mode,
                                  const struct ftl_asset *rows, size_t count, struct ftl_db **ret)
{
	const struct ftl_migrations known = first_of(rows, count);

	return ftl_db_open_known(&ftl_sqlite_driver, path, mode, &known, ret, err);
}

/* A database of the first schema with a shop and a job in it. */
static const char *make_old(void **state)
{
	FTL_DB(db);
	FTL_TXN(txn);
	const char *path = dbfile_in(state, "shop.db");

	dbfile_ok(open_known(path, FTL_DB_CREATE, good, 1, &db));
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(dbfile_run(db, "INSERT INTO shop (id, name) VALUES (1, 'corner')"));
	dbfile_ok(dbfile_run(db, "INSERT INTO shop (id) VALUES (2)"));
	dbfile_ok(dbfile_run(db, "INSERT INTO job (id, shop_id) VALUES (1, 1), (2, 2)"));
	dbfile_ok(ftl_txn_commit(&txn, err));
	return path;
}

static int file_schema(struct ftl_db *db)
{
	int file;
	int program;

	dbfile_ok(ftl_db_schema(db, &file, &program, err));
	return file;
}

static void a_new_database_has_the_newest_schema(void **state)
{
	FTL_DB(db);
	int file;
	int program;

	setenv("FETTLE_NOW", "2026-03-01T10:00:00Z", 1);
	dbfile_ok(open_known(dbfile_in(state, "new.db"), FTL_DB_CREATE, good, 3, &db));
	unsetenv("FETTLE_NOW");
	dbfile_ok(ftl_db_schema(db, &file, &program, err));
	assert_int_equal(file, 3);
	assert_int_equal(program, 3);
	assert_string_equal(dbfile_text(state, db,
	                                "SELECT group_concat(version || ' ' || name, ', ')"
	                                " FROM (SELECT * FROM schema_migration ORDER BY version)"),
	                    "1 0001_shop, 2 0002_town, 3 0003_note");
	/* `date -u -d 2026-03-01T10:00:00Z +%s` */
	assert_int_equal(dbfile_number(db, "SELECT min(applied_at) FROM schema_migration"),
	                 1772359200);
	assert_int_equal(dbfile_count(dbfile_in(state, "")),
	                 1 + (access(dbfile_in(state, "new.db-journal"), F_OK) == 0));
}

static void an_older_database_is_upgraded_after_a_backup(void **state)
{
	FTL_DB(db);
	FTL_DB(old);
	const char *path = make_old(state);
	const char *kept = dbfile_in(state, "shop.db.before-schema-3");

	dbfile_ok(open_known(path, FTL_DB_WRITE, good, 3, &db));
	assert_int_equal(file_schema(db), 3);
	assert_string_equal(dbfile_text(state, db, "SELECT name FROM shop WHERE id = 2"), "?");
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM job"), 2);
	assert_int_equal(dbfile_number(db, "PRAGMA foreign_keys"), 1);

	dbfile_ok(open_known(kept, FTL_DB_READ, good, 1, &old));
	assert_int_equal(file_schema(old), 1);
	assert_int_equal(dbfile_number(old, "SELECT count(*) FROM shop WHERE name IS NULL"), 1);
}

static void reading_an_older_database_upgrades_it_too(void **state)
{
	FTL_DB(db);
	FTL_TXN(txn);
	const char *path = make_old(state);

	dbfile_ok(open_known(path, FTL_DB_READ, good, 3, &db));
	assert_int_equal(file_schema(db), 3);
	dbfile_fails(ftl_txn_begin(db, &txn, err), FTL_INTERNAL);
}

static void an_earlier_backup_is_not_overwritten(void **state)
{
	FTL_DB(db);
	const char *path = make_old(state);
	size_t length;

	dbfile_write(dbfile_in(state, "shop.db.before-schema-3"), "mine", 4);
	dbfile_ok(open_known(path, FTL_DB_WRITE, good, 3, &db));
	assert_memory_equal(
	        dbfile_read(state, dbfile_in(state, "shop.db.before-schema-3"), &length), "mine",
	        4);
	assert_int_equal(access(dbfile_in(state, "shop.db.before-schema-3-2"), F_OK), 0);
}

/* Fails with status and words, at schema 1 and with its rows as before. */
static void stops(void **state, const struct ftl_asset *rows, size_t count, enum ftl_status status,
                  const char *words)
{
	const char *path = make_old(state);
	FTL_DB(db);

	dbfile_fails(open_known(path, FTL_DB_WRITE, rows, count, &db), status);
	if (strstr(err->message, words) == NULL)
		fail_msg("'%s' does not say '%s'", err->message, words);
	dbfile_ok(open_known(path, FTL_DB_WRITE, good, 1, &db));
	assert_int_equal(file_schema(db), 1);
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM shop"), 2);
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM schema_migration"), 1);
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM sqlite_schema WHERE name IN"
	                                   " ('note', 'half')"),
	                 0);
}

static void a_migration_that_fails_half_way_leaves_nothing(void **state)
{
	static const struct ftl_asset rows[] = {
	        FIRST, FILE_OF("0002_half", "CREATE TABLE half (a) STRICT; SELECT 1;"
	                                    "DELETE FROM shop; INSERT INTO nowhere VALUES (1);")};

	stops(state, rows, 2, FTL_INTERNAL, "");
}

static void a_migration_must_not_end_its_transaction(void **state)
{
	static const struct ftl_asset rows[] = {
	        FIRST, FILE_OF("0002_ends", "DELETE FROM shop; ROLLBACK;")};

	stops(state, rows, 2, FTL_INTERNAL, "0002_ends ended its transaction");
}

static void a_migration_must_not_break_references(void **state)
{
	static const struct ftl_asset rows[] = {
	        FIRST, FILE_OF("0002_breaks", "DELETE FROM shop WHERE id = 2;")};

	stops(state, rows, 2, FTL_INTERNAL, "0002_breaks would leave rows of job");
}

static void a_migration_must_not_make_triggers(void **state)
{
	static const struct ftl_asset rows[] = {
	        FIRST, FILE_OF("0002_view", "CREATE VIEW half AS SELECT 1;")};

	stops(state, rows, 2, FTL_INTERNAL, "0002_view makes half");
}

static void a_changed_migration_stops_the_upgrade(void **state)
{
	static const struct ftl_asset changed[] = {
	        FILE_OF("0001_shop", "CREATE TABLE shop (id INTEGER PRIMARY KEY) STRICT;"), SECOND};
	static const struct ftl_asset renamed[] = {
	        FILE_OF("0001_ship", "CREATE TABLE shop (id INTEGER PRIMARY KEY) STRICT;"), SECOND};

	stops(state, changed, 2, FTL_DB, "migration 0001_shop is not the one this program knows");
	dbfile_teardown(state);
	dbfile_setup(state);
	stops(state, renamed, 2, FTL_DB, "migration 0001_shop is not the one this program knows");
	/* No backup was made for an upgrade that cannot begin. */
	assert_int_not_equal(access(dbfile_in(state, "shop.db.before-schema-2"), F_OK), 0);
}

static void numbers_must_not_have_a_gap(void **state)
{
	static const struct ftl_asset rows[] = {FIRST, THIRD};

	stops(state, rows, 2, FTL_INTERNAL, "0003_note stands where number 2 is due");
}

static void what_came_before_a_failed_migration_stays(void **state)
{
	static const struct ftl_asset rows[] = {FIRST, SECOND, FILE_OF("0003_bad", "rubbish;")};
	FTL_DB(db);
	const char *path = make_old(state);

	dbfile_fails(open_known(path, FTL_DB_WRITE, rows, 3, &db), FTL_INTERNAL);
	dbfile_ok(open_known(path, FTL_DB_WRITE, good, 2, &db));
	assert_int_equal(file_schema(db), 2);
	ftl_db_close(&db);
	dbfile_ok(open_known(path, FTL_DB_WRITE, good, 3, &db));
	assert_int_equal(file_schema(db), 3);
}

struct seen {
	int count;
	char last[200];
};

static void note(void *context, const char *what, const char *problem)
{
	struct seen *seen = context;

	seen->count++;
	snprintf(seen->last, sizeof(seen->last), "%s: %s", what, problem);
}

static void verifying_finds_a_forged_migration_list(void **state)
{
	static const char *const forgeries[] = {
	        "UPDATE schema_migration SET sha256 = '00' WHERE version = 2",
	        "DELETE FROM schema_migration WHERE version = 3",
	        "DELETE FROM schema_migration WHERE version = 1",
	        "INSERT INTO schema_migration VALUES (4, '0004_x', '00', 0)",
	        "DROP TABLE schema_migration",
	};

	for (size_t i = 0; i < FTL_COUNT(forgeries); i++) {
		FTL_DB(db);
		struct seen seen = {0, ""};
		const char *path = dbfile_in(state, "x.db");
		unlink(path);
		dbfile_ok(open_known(path, FTL_DB_CREATE, good, 3, &db));
		dbfile_ok(ftl_db_verify(db, note, &seen, err));
		assert_int_equal(seen.count, 0);
		ftl_db_close(&db);
		dbfile_meddle(path, forgeries[i]);
		dbfile_ok(open_known(path, FTL_DB_READ, good, 3, &db));
		dbfile_ok(ftl_db_verify(db, note, &seen, err));
		if (seen.count != 1 || strncmp(seen.last, "schema: ", 8) != 0)
			fail_msg("%s: %d findings, %s", forgeries[i], seen.count, seen.last);
	}
}

/* Whatever call fails, the file is of one of the schemas with all its rows, and the next try works.
 */
static void any_failure_of_an_upgrade_can_be_repeated(void **state)
{
	const struct ftl_migrations known = first_of(good, 3);
	static const enum ftl_status kinds[] = {FTL_IO, FTL_BUSY, FTL_DB};
	bool has_failed = true;
	int upgrades = 0;

	for (long nth = 1; has_failed; nth++) {
		const char *path = make_old(state);
		struct ftl_db *db = NULL;
		faultydb_fail(nth, kinds[nth % 3], nth % 2 == 0);
		enum ftl_status status =
		        ftl_db_open_known(&faultydb_driver, path, FTL_DB_WRITE, &known, &db, err);
		has_failed = faultydb_has_failed();
		faultydb_fail(0, FTL_OK, false);
		if (has_failed)
			assert_int_equal(status, kinds[nth % 3]);
		else
			dbfile_ok(status);
		ftl_db_close(&db);
		dbfile_ok(open_known(path, FTL_DB_WRITE, good, 3, &db));
		assert_int_equal(file_schema(db), 3);
		assert_int_equal(dbfile_number(db, "SELECT count(*) FROM job, shop"
		                                   " WHERE shop.id = shop_id"),
		                 2);
		ftl_db_close(&db);
		dbfile_teardown(state);
		dbfile_setup(state);
		upgrades++;
	}
	assert_true(upgrades > 30);
}

static void any_failure_of_creating_leaves_nothing(void **state)
{
	const struct ftl_migrations known = first_of(good, 3);
	const char *folder = dbfile_in(state, "");
	bool has_failed = true;

	for (long nth = 1; has_failed; nth++) {
		FTL_DB(db);
		faultydb_fail(nth, FTL_IO, false);
		enum ftl_status status =
		        ftl_db_open_known(&faultydb_driver, dbfile_in(state, "deep/er/shop.db"),
		                          FTL_DB_CREATE, &known, &db, err);
		has_failed = faultydb_has_failed();
		faultydb_fail(0, FTL_OK, false);
		assert_int_equal(status, has_failed ? FTL_IO : FTL_OK);
		assert_int_equal(dbfile_count(folder), has_failed ? 0 : 1);
	}
}

static void processes_that_start_together_upgrade_once(void **state)
{
	const char *path = make_old(state);
	pid_t children[4];

	for (size_t i = 0; i < FTL_COUNT(children); i++) {
		children[i] = fork();
		if (children[i] == 0) {
			FTL_DB(db);
			enum ftl_status status = open_known(path, FTL_DB_WRITE, good, 3, &db);
			if (status != FTL_OK)
				fprintf(stderr, "%s\n", err->message);
			ftl_db_close(&db);
			_exit((int)status);
		}
	}
	for (size_t i = 0; i < FTL_COUNT(children); i++) {
		int status;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	FTL_DB(db);
	dbfile_ok(open_known(path, FTL_DB_READ, good, 3, &db));
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM schema_migration"), 3);
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM job"), 2);
}

/* The other process has the lock while this one decides to migrate, and commits the same step. */
static void a_step_that_another_process_took_is_not_taken_again(void **state)
{
	FTL_DB(db);
	const char *path = make_old(state);
	int ends[2];
	char byte;
	int status;

	dbfile_ok(open_known(path, FTL_DB_WRITE, good, 1, &db));
	db->known = first_of(good, 2);
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		sqlite3 *other = NULL;
		if (sqlite3_open(path, &other) != SQLITE_OK)
			_exit(1);
		dbfile_script(other, "BEGIN IMMEDIATE;"
		                     "INSERT INTO schema_migration VALUES (2, '0002_town', '', 0);"
		                     "PRAGMA user_version = 2");
		if (write(ends[1], "x", 1) != 1)
			_exit(2);
		usleep(200000);
		dbfile_script(other, "COMMIT");
		_exit(0);
	}
	assert_int_equal(read(ends[0], &byte, 1), 1);
	dbfile_ok(ftl_migrate(db, err));
	assert_int_equal(file_schema(db), 2);
	/* The rows of the first schema are as they were: only the child's step was taken. */
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM shop WHERE name IS NULL"), 1);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(ends[0]);
	close(ends[1]);
}

static void the_built_in_migrations_make_a_sound_database(void **state)
{
	FTL_DB(db);
	struct seen seen = {0, ""};
	int file;
	int program;

	dbfile_ok(ftl_db_open(dbfile_in(state, "real.db"), FTL_DB_CREATE, &db, err));
	dbfile_ok(ftl_db_verify(db, note, &seen, err));
	assert_int_equal(seen.count, 0);
	dbfile_ok(ftl_db_schema(db, &file, &program, err));
	assert_int_equal(file, program);
	assert_true(file >= 1);
	/* Every table is STRICT, but for the ones full-text search makes for itself. */
	assert_string_equal(
	        dbfile_text(state, db,
	                    "SELECT coalesce(group_concat(name), 'none')"
	                    " FROM pragma_table_list WHERE type = 'table' AND strict = 0"
	                    " AND name NOT LIKE 'sqlite_%'"),
	        "none");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_new_database_has_the_newest_schema),
	        TEST(an_older_database_is_upgraded_after_a_backup),
	        TEST(reading_an_older_database_upgrades_it_too),
	        TEST(an_earlier_backup_is_not_overwritten),
	        TEST(a_migration_that_fails_half_way_leaves_nothing),
	        TEST(a_migration_must_not_end_its_transaction),
	        TEST(a_migration_must_not_break_references),
	        TEST(a_migration_must_not_make_triggers),
	        TEST(a_changed_migration_stops_the_upgrade),
	        TEST(numbers_must_not_have_a_gap),
	        TEST(what_came_before_a_failed_migration_stays),
	        TEST(verifying_finds_a_forged_migration_list),
	        TEST(any_failure_of_an_upgrade_can_be_repeated),
	        TEST(any_failure_of_creating_leaves_nothing),
	        TEST(processes_that_start_together_upgrade_once),
	        TEST(a_step_that_another_process_took_is_not_taken_again),
	        TEST(the_built_in_migrations_make_a_sound_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

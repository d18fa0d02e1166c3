/*
 * Power loss and failing disks at every I/O point of writing transactions and of migrations, on a
 * file system in memory. FETTLE_LONG=1 runs many more rolls of the dice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/handle.h"
#include "db/sqlite.h"
#include "helper_dbfile.h"
#include "helper_vfs.h"

#define err          (&dbfile_err)
#define TRANSACTIONS 3

#define FILE_OF(name, text)                                                                        \
	{                                                                                          \
		"data/migrations/sqlite/" name ".sql", text, sizeof(text) - 1                      \
	}

/* Small, so that thousands of runs are quick; every transaction touches several pages of each. */
static const struct ftl_asset rows[] = {
        FILE_OF("0001_ledger",
                "CREATE TABLE counter (kind TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;"
                "INSERT INTO counter VALUES ('job', 0);"
                "CREATE TABLE job (id INTEGER PRIMARY KEY, code TEXT UNIQUE, body BLOB) STRICT;"
                "CREATE TABLE event (id INTEGER PRIMARY KEY, job_id INTEGER NOT NULL"
                " REFERENCES job (id), touched INTEGER NOT NULL) STRICT;"
                "CREATE INDEX event_job ON event (job_id);"),
        FILE_OF("0002_note", "ALTER TABLE job ADD COLUMN note TEXT;"
                             "CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT) STRICT;"
                             "INSERT INTO tag SELECT id, code FROM job;"),
        FILE_OF("0003_event",
                "CREATE TABLE event_new (id INTEGER PRIMARY KEY, job_id INTEGER NOT NULL"
                " REFERENCES job (id), touched INTEGER NOT NULL, kind TEXT) STRICT;"
                "INSERT INTO event_new SELECT id, job_id, touched, 'old' FROM event;"
                "DROP TABLE event; ALTER TABLE event_new RENAME TO event;"),
};
static const struct ftl_migrations first_schema = {rows, 1};
static const struct ftl_migrations all_schemas = {rows, 3};

static const struct ftl_sql count_up = {
        "count_up", "UPDATE counter SET value = value + 1 WHERE kind = 'job'", 0, 0, FTL_SQL_WRITE};
static const struct ftl_sql add_job = {
        "add_job", "INSERT INTO job (id, code, body) VALUES ($1, $2, zeroblob($3))", 3, 0,
        FTL_SQL_WRITE};
static const struct ftl_sql add_event = {
        "add_event", "INSERT INTO event (job_id, touched) VALUES ($1, 0)", 1, 0, FTL_SQL_WRITE};
static const struct ftl_sql touch = {"touch", "UPDATE event SET touched = touched + 1", 0, 0,
                                     FTL_SQL_WRITE};

static enum ftl_status write_job(struct ftl_db *db, int64_t id)
{
	FTL_TXN(txn);
	char code[32];

	snprintf(code, sizeof(code), "W26-%05d", (int)id);
	FTL_TRY(ftl_txn_begin(db, &txn, err));
	FTL_TRY(ftl_db_exec(db, &count_up, FTL_NO_ARGS, err));
	FTL_TRY(ftl_db_exec(
	        db, &add_job,
	        FTL_ARGS(ftl_val_i64(id), ftl_val_text(code), ftl_val_i64(4000 * (id % 3))), err));
	FTL_TRY(ftl_db_exec(db, &add_event, FTL_ARGS(ftl_val_i64(id)), err));
	FTL_TRY(ftl_db_exec(db, &add_event, FTL_ARGS(ftl_val_i64(id)), err));
	FTL_TRY(ftl_db_exec(db, &touch, FTL_NO_ARGS, err));
	return ftl_txn_commit(&txn, err);
}

struct image {
	const char *path; /* a real, empty file stands there for who asks the system */
	const unsigned char *bytes;
	size_t length;
	int64_t jobs;
};

/* A database of the first schema with some jobs in it, made on the real file system. */
static struct image make(void **state)
{
	struct image image = {.path = dbfile_in(state, "shop.db"), .jobs = 9};
	FTL_DB(db);

	dbfile_ok(ftl_db_open_known(&ftl_sqlite_driver, image.path, FTL_DB_CREATE, &first_schema,
	                            &db, err));
	for (int64_t id = 1; id <= image.jobs; id++)
		dbfile_ok(write_job(db, id));
	ftl_db_close(&db);
	image.bytes = dbfile_read(state, image.path, &image.length);
	return image;
}

static void set_up(const struct image *image)
{
	vfs_install();
	vfs_put(image->path, image->bytes, image->length);
}

static enum ftl_status open_as(const struct image *image, const struct ftl_migrations *known,
                               struct ftl_db **ret)
{
	return ftl_db_open_known(&ftl_sqlite_driver, image->path, FTL_DB_WRITE, known, ret, err);
}

/* How the connection under test differs from what Fettle sets up; NULL for not at all. */
static void deviate(struct ftl_db *db, const char *pragmas)
{
	if (pragmas != NULL)
		dbfile_script(((struct ftl_sqlite *)db->connection)->handle, pragmas);
}

/* Writes jobs until one fails; gives the number of those acknowledged and the last answer. */
static int64_t write_jobs(struct ftl_db *db, int64_t after, enum ftl_status *ret_last)
{
	int64_t acknowledged = 0;

	*ret_last = FTL_OK;
	while (acknowledged < TRANSACTIONS && *ret_last == FTL_OK) {
		*ret_last = write_job(db, after + acknowledged + 1);
		if (*ret_last == FTL_OK)
			acknowledged++;
	}
	return acknowledged;
}

static void count_finding(void *context, const char *what, const char *problem)
{
	(void)what;
	(void)problem;
	(*(int *)context)++;
}

/* The number of jobs in a sound database where all belongs together; −1 when it is not sound. */
static int64_t sound_jobs(const struct image *image)
{
	static const struct ftl_sql totals = {
	        "totals",
	        "SELECT (SELECT count(*) FROM job), (SELECT value FROM counter),"
	        " (SELECT count(*) FROM event), (SELECT coalesce(sum(touched), 0) FROM event),"
	        " (SELECT count(*) FROM job WHERE length(body) = 4000 * (id % 3))",
	        0, 5, FTL_SQL_READ};
	FTL_DB(db);
	FTL_CURSOR(cursor);
	int findings = 0;
	bool more;

	if (open_as(image, &first_schema, &db) != FTL_OK ||
	    ftl_db_verify(db, count_finding, &findings, err) != FTL_OK || findings > 0 ||
	    ftl_cursor_open(db, &totals, FTL_NO_ARGS, &cursor, err) != FTL_OK ||
	    ftl_cursor_next(cursor, &more, err) != FTL_OK)
		return -1;
	int64_t jobs = ftl_col_i64(cursor, 0);
	/* Job n brings two events, which it and each later one touch once: 2 × (1 + 2 + … + n). */
	bool belongs_together =
	        ftl_col_i64(cursor, 1) == jobs && ftl_col_i64(cursor, 2) == 2 * jobs &&
	        ftl_col_i64(cursor, 3) == jobs * (jobs + 1) && ftl_col_i64(cursor, 4) == jobs;
	return belongs_together ? jobs : -1;
}

struct tally {
	long runs;
	long lost;    /* something acknowledged was not there */
	long damaged; /* or the file was not sound */
	long extra;   /* the transaction that was not acknowledged was there: may be, once */
};

static long rolls(long per_point)
{
	return getenv("FETTLE_LONG") == NULL ? per_point : per_point * 100;
}

static void judge(const struct image *image, int64_t acknowledged, struct tally *tally)
{
	int64_t jobs = sound_jobs(image);

	tally->runs++;
	if (jobs < 0 || jobs > image->jobs + acknowledged + 1)
		tally->damaged++;
	else if (jobs < image->jobs + acknowledged)
		tally->lost++;
	else if (jobs > image->jobs + acknowledged)
		tally->extra++;
}

/* Cuts the power at every point, several times each with other dice. */
static struct tally cut_power(const struct image *image, const char *pragmas, long per_point)
{
	struct tally tally = {0};
	bool has_failed = true;

	for (long nth = 1; has_failed; nth++) {
		for (long dice = 0; dice < rolls(per_point) && has_failed; dice++) {
			struct ftl_db *db = NULL;
			enum ftl_status last;
			set_up(image);
			dbfile_ok(open_as(image, &first_schema, &db));
			deviate(db, pragmas);
			vfs_fail(nth, VFS_POWER, true);
			int64_t acknowledged = write_jobs(db, image->jobs, &last);
			has_failed = vfs_has_failed();
			if (has_failed)
				assert_int_equal(last, FTL_IO);
			ftl_db_close(&db);
			vfs_restart((uint64_t)(nth * 1000003 + dice));
			judge(image, acknowledged, &tally);
			vfs_remove();
		}
	}
	return tally;
}

static void tell(const char *what, const struct tally *tally)
{
	print_message("%s: %ld runs, %ld lost, %ld damaged, %ld unacknowledged but there\n", what,
	              tally->runs, tally->lost, tally->damaged, tally->extra);
}

static void needs_rollback_journal(void)
{
	/* The file system of this test has no shared memory for a WAL. */
	if (strcmp(ftl_sqlite_journal_mode(sqlite3_libversion_number()), "wal") == 0)
		skip();
}

static void what_was_acknowledged_survives_a_power_cut_at_any_point(void **state)
{
	needs_rollback_journal();
	struct image image = make(state);
	struct tally tally = cut_power(&image, NULL, 16);

	tell("power cut", &tally);
	assert_true(tally.runs > 500);
	assert_int_equal(tally.lost, 0);
	assert_int_equal(tally.damaged, 0);
}

/* A cache of a few pages makes SQLite write to the database before the commit. */
static void a_transaction_larger_than_the_cache_survives_too(void **state)
{
	needs_rollback_journal();
	struct image image = make(state);
	struct tally tally = cut_power(&image, "PRAGMA cache_size=3", 8);

	tell("power cut, small cache", &tally);
	assert_true(tally.runs > 500);
	assert_int_equal(tally.lost, 0);
	assert_int_equal(tally.damaged, 0);
}

/* The test must be able to fail: where nothing is synced, work is lost or the file damaged. */
static void without_syncs_the_power_cut_takes_acknowledged_work(void **state)
{
	needs_rollback_journal();
	struct image image = make(state);
	struct tally tally = cut_power(&image, "PRAGMA synchronous=OFF", 3);

	tell("power cut, synchronous=OFF", &tally);
	assert_true(tally.lost + tally.damaged > 0);
}

/* And why the journal is truncated: a deleted one may be back after the power cut. */
static void a_deleted_journal_takes_acknowledged_work(void **state)
{
	needs_rollback_journal();
	struct image image = make(state);
	struct tally tally = cut_power(&image, "PRAGMA journal_mode=DELETE", 3);

	tell("power cut, journal_mode=DELETE", &tally);
	assert_true(tally.lost > 0);
	assert_int_equal(tally.damaged, 0);
}

/* The disk fails at every point of every transaction, once or for ever, and then works again. */
static void fail_disk(const struct image *image, enum vfs_fault fault, bool is_for_ever,
                      const char *pragmas, struct tally *tally)
{
	bool has_failed = true;

	for (long nth = 1; has_failed; nth++) {
		struct ftl_db *db = NULL;
		enum ftl_status last;
		long extra = tally->extra;
		set_up(image);
		dbfile_ok(open_as(image, &first_schema, &db));
		deviate(db, pragmas);
		vfs_fail(nth, fault, is_for_ever);
		int64_t acknowledged = write_jobs(db, image->jobs, &last);
		has_failed = vfs_has_failed();
		if (last != FTL_OK)
			assert_int_equal(last, FTL_IO);
		const struct ftl_err answer = *err;
		vfs_fail(0, VFS_NONE, false);
		/* The same handle goes on where the disk does. */
		if (last != FTL_OK && (nth + is_for_ever) % 2 == 0 &&
		    write_job(db, image->jobs + acknowledged + 1) == FTL_OK)
			acknowledged++;
		ftl_db_close(&db);
		judge(image, acknowledged, tally);
		/* Who was told of an error finds nothing changed, or was told to look. */
		if (tally->extra > extra && strstr(answer.hint, "may have been saved") == NULL)
			fail_msg("saved, but told: %s", answer.message);
		vfs_remove();
	}
}

static void a_failing_disk_damages_nothing(void **state)
{
	needs_rollback_journal();
	struct image image = make(state);
	static const char *const variants[] = {NULL, "PRAGMA cache_size=3"};

	for (enum vfs_fault fault = VFS_ERROR; fault <= VFS_FULL; fault++) {
		struct tally tally = {0};
		for (size_t i = 0; i < FTL_COUNT(variants); i++) {
			fail_disk(&image, fault, false, variants[i], &tally);
			fail_disk(&image, fault, true, variants[i], &tally);
		}
		tell(fault == VFS_ERROR ? "disk fails" : "disk is full", &tally);
		assert_true(tally.runs > 100);
		assert_int_equal(tally.lost, 0);
		assert_int_equal(tally.damaged, 0);
	}
}

/* The schema of a sound file that holds all jobs; −1 when it does not. */
static int sound_schema(const struct image *image)
{
	static const struct ftl_migrations *const known = &all_schemas;
	FTL_DB(db);
	int findings = 0;
	int file;
	int program;

	if (ftl_db_open_as_is(&ftl_sqlite_driver, image->path, known, &db, err) != FTL_OK ||
	    ftl_db_verify(db, count_finding, &findings, err) != FTL_OK || findings > 0 ||
	    ftl_db_schema(db, &file, &program, err) != FTL_OK ||
	    dbfile_number(db, "SELECT count(*) FROM job") != image->jobs ||
	    dbfile_number(db, "SELECT count(*) FROM event") != 2 * image->jobs ||
	    dbfile_number(db, "SELECT count(*) FROM schema_migration") != file)
		return -1;
	return file;
}

static void an_upgrade_cut_at_any_point_leaves_one_schema_or_the_next(void **state)
{
	needs_rollback_journal();
	struct image image = make(state);
	bool has_failed = true;
	long runs = 0;

	for (long nth = 1; has_failed; nth++) {
		for (long dice = 0; dice < rolls(5) && has_failed; dice++) {
			struct ftl_db *db = NULL;
			set_up(&image);
			dbfile_ok(open_as(&image, &first_schema, &db));
			db->known = all_schemas;
			vfs_fail(nth, VFS_POWER, true);
			enum ftl_status status = ftl_migrate(db, err);
			has_failed = vfs_has_failed();
			assert_int_equal(status, has_failed ? FTL_IO : FTL_OK);
			ftl_db_close(&db);
			vfs_restart((uint64_t)(nth * 1000003 + dice));
			/* Hot journals are played back by whoever may write; then all is there. */
			int schema = sound_schema(&image);
			assert_true(schema >= 1 && schema <= 3);
			assert_true(has_failed || schema == 3);
			vfs_remove();
			runs++;
		}
	}
	print_message("upgrade: %ld runs\n", runs);
	assert_true(runs > 100);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(what_was_acknowledged_survives_a_power_cut_at_any_point),
	        TEST(a_transaction_larger_than_the_cache_survives_too),
	        TEST(without_syncs_the_power_cut_takes_acknowledged_work),
	        TEST(a_deleted_journal_takes_acknowledged_work),
	        TEST(a_failing_disk_damages_nothing),
	        TEST(an_upgrade_cut_at_any_point_leaves_one_schema_or_the_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

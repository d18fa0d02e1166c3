/* Several processes and one database; calls that fail. FETTLE_LONG=1 does ten times as much. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/handle.h"
#include "db/sqlite.h"
#include "helper_dbfile.h"
#include "helper_faultydb.h"

#define err (&dbfile_err)

enum { DRAW, NUMBER, ADD, MARK };

static const struct ftl_sql sql[] = {
        [DRAW] = {"draw", "UPDATE counter2 SET value = value + 1 RETURNING value", 0, 1,
                  FTL_SQL_WRITE},
        [NUMBER] = {"number", "SELECT value FROM counter2", 0, 1, FTL_SQL_READ},
        [ADD] = {"add", "INSERT INTO job (number, process) VALUES ($1, $2)", 2, 0, FTL_SQL_WRITE},
        [MARK] = {"mark", "INSERT INTO event (number) VALUES ($1)", 1, 0, FTL_SQL_WRITE},
};

static const char *make(void **state)
{
	FTL_DB(db);
	FTL_TXN(txn);
	const char *path = dbfile_in(state, "shop.db");

	dbfile_ok(ftl_db_open(path, FTL_DB_CREATE, &db, err));
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(dbfile_run(db, "CREATE TABLE counter2 (value INTEGER NOT NULL) STRICT"));
	dbfile_ok(dbfile_run(db, "INSERT INTO counter2 VALUES (0)"));
	dbfile_ok(dbfile_run(db, "CREATE TABLE job (number INTEGER PRIMARY KEY,"
	                         " process INTEGER NOT NULL) STRICT"));
	dbfile_ok(dbfile_run(db, "CREATE TABLE event (number INTEGER NOT NULL"
	                         " REFERENCES job (number)) STRICT"));
	dbfile_ok(ftl_txn_commit(&txn, err));
	return path;
}

static enum ftl_status check_in(struct ftl_db *db, int64_t process, int64_t *ret_number)
{
	FTL_TXN(txn);
	FTL_CURSOR(cursor);
	bool more;

	FTL_TRY(ftl_txn_begin(db, &txn, err));
	FTL_TRY(ftl_cursor_open(db, &sql[DRAW], FTL_NO_ARGS, &cursor, err));
	FTL_TRY(ftl_cursor_next(cursor, &more, err));
	int64_t number = ftl_col_i64(cursor, 0);
	ftl_cursor_close(&cursor);
	FTL_TRY(ftl_db_exec(db, &sql[ADD], FTL_ARGS(ftl_val_i64(number), ftl_val_i64(process)),
	                    err));
	FTL_TRY(ftl_db_exec(db, &sql[MARK], FTL_ARGS(ftl_val_i64(number)), err));
	FTL_TRY(ftl_db_exec(db, &sql[MARK], FTL_ARGS(ftl_val_i64(number)), err));
	FTL_TRY(ftl_txn_commit(&txn, err));
	*ret_number = number;
	return FTL_OK;
}

/* As check_in, but reads before it takes the write lock: the mistake that BEGIN IMMEDIATE avoids.
 */
static int check_in_late(struct ftl_db *db)
{
	sqlite3 *handle = ((struct ftl_sqlite *)db->connection)->handle;
	static const char *const steps[] = {"BEGIN", "SELECT value FROM counter2",
	                                    "UPDATE counter2 SET value = value + 1", "COMMIT"};
	int code = SQLITE_OK;

	for (size_t i = 0; i < FTL_COUNT(steps) && code == SQLITE_OK; i++) {
		sqlite3_stmt *statement = NULL;
		sqlite3_prepare_v2(handle, steps[i], -1, &statement, NULL);
		while (sqlite3_step(statement) == SQLITE_ROW)
			;
		code = sqlite3_finalize(statement);
		if (i == 1)
			usleep(500);
	}
	if (code != SQLITE_OK)
		ftl_sqlite_driver.rollback(db->connection);
	return code;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int rounds(int usual)
{
	return getenv("FETTLE_LONG") == NULL ? usual : usual * 10;
}

/* A child's work; its exit status is 0 when all went well. */
static pid_t start(int (*work)(const char *path, int number), const char *path, int number)
{
	pid_t child = fork();

	if (child == 0)
		_exit(work(path, number));
	assert_true(child > 0);
	return child;
}

static void expect_success(const pid_t *children, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int status;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

static int write_many(const char *path, int number)
{
	FTL_DB(db);
	int64_t drawn;
	int64_t last = 0;

	if (ftl_db_open(path, FTL_DB_WRITE, &db, err) != FTL_OK)
		return 1;
	for (int i = 0; i < rounds(50); i++) {
		if (check_in(db, number, &drawn) != FTL_OK) {
			fprintf(stderr, "process %d: %s\n", number, err->message);
			return 2;
		}
		if (drawn <= last)
			return 3;
		last = drawn;
	}
	return 0;
}

static int read_many(const char *path, int number)
{
	FTL_DB(db);

	(void)number;
	if (ftl_db_open(path, FTL_DB_READ, &db, err) != FTL_OK)
		return 1;
	for (int i = 0; i < rounds(50); i++) {
		FTL_TXN(txn);
		if (ftl_txn_begin_read(db, &txn, err) != FTL_OK)
			return 2;
		int64_t numbers = dbfile_number(db, "SELECT value FROM counter2");
		usleep(1000);
		if (dbfile_number(db, "SELECT count(*) FROM job") != numbers ||
		    dbfile_number(db, "SELECT count(*) FROM event") != 2 * numbers)
			return 3;
		if (ftl_txn_commit(&txn, err) != FTL_OK)
			return 4;
	}
	return 0;
}

static void processes_at_once_lose_nothing_and_draw_no_number_twice(void **state)
{
	const char *path = make(state);
	pid_t children[6];
	FTL_DB(db);

	for (int i = 0; i < 4; i++)
		children[i] = start(write_many, path, i + 1);
	for (int i = 4; i < 6; i++)
		children[i] = start(read_many, path, i + 1);
	expect_success(children, FTL_COUNT(children));
	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
	int64_t all = INT64_C(4) * rounds(50);
	assert_int_equal(dbfile_number(db, "SELECT value FROM counter2"), all);
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM job"), all);
	assert_int_equal(dbfile_number(db, "SELECT max(number) FROM job"), all);
	assert_int_equal(dbfile_number(db, "SELECT min(n) FROM (SELECT count(*) AS n FROM job"
	                                   " GROUP BY process)"),
	                 rounds(50));
}

static int write_late(const char *path, int number)
{
	FTL_DB(db);
	int failures = 0;

	(void)number;
	if (ftl_db_open(path, FTL_DB_WRITE, &db, err) != FTL_OK)
		return 99;
	ftl_db_set_patience(db, 2000);
	for (int i = 0; i < 50; i++)
		failures += check_in_late(db) != SQLITE_OK;
	return failures > 90 ? 90 : failures;
}

/* The test must be able to fail: with a plain BEGIN the same load is refused. */
static void a_transaction_that_reads_before_it_locks_is_refused(void **state)
{
	const char *path = make(state);
	pid_t children[4];
	int failures = 0;

	for (int i = 0; i < 4; i++)
		children[i] = start(write_late, path, i + 1);
	for (int i = 0; i < 4; i++) {
		int status;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 99);
		failures += WEXITSTATUS(status);
	}
	assert_true(failures > 0);
}

static int hold(const char *path, int milliseconds)
{
	FTL_DB(db);
	FTL_TXN(txn);

	if (ftl_db_open(path, FTL_DB_WRITE, &db, err) != FTL_OK ||
	    ftl_txn_begin(db, &txn, err) != FTL_OK)
		return 1;
	usleep((useconds_t)milliseconds * 1000);
	return 0;
}

static void who_waits_gets_the_lock_when_it_is_free(void **state)
{
	const char *path = make(state);
	FTL_DB(db);
	int64_t number;

	dbfile_ok(ftl_db_open(path, FTL_DB_WRITE, &db, err));
	pid_t child = start(hold, path, 400);
	/* Until the child has it. */
	ftl_db_set_patience(db, 0);
	for (;;) {
		FTL_TXN(txn);
		if (ftl_txn_begin(db, &txn, err) == FTL_BUSY)
			break;
		ftl_txn_done(&txn);
		usleep(1000);
	}
	ftl_db_set_patience(db, 5000);
	dbfile_ok(check_in(db, 1, &number));
	expect_success(&child, 1);
}

static void patience_ends_with_a_plain_answer(void **state)
{
	const char *path = make(state);
	FTL_DB(holder);
	FTL_DB(db);
	FTL_TXN(held);
	FTL_TXN(txn);

	dbfile_ok(ftl_db_open(path, FTL_DB_WRITE, &holder, err));
	dbfile_ok(ftl_db_open(path, FTL_DB_WRITE, &db, err));
	dbfile_ok(ftl_txn_begin(holder, &held, err));
	ftl_db_set_patience(db, 200);
	int64_t began = now_ms();
	dbfile_fails(ftl_txn_begin(db, &txn, err), FTL_BUSY);
	assert_true(now_ms() - began >= 200);
	assert_string_equal(err->message, "another process is using the database");
	assert_string_equal(err->hint, "try again in a moment");
	assert_false(txn.is_open);
	/* Reading goes on beside a writer that has not begun to commit. */
	assert_int_equal(dbfile_number(db, "SELECT value FROM counter2"), 0);
	ftl_txn_done(&held);
	dbfile_ok(ftl_txn_begin(db, &txn, err));
}

/* A killed writer leaves nothing half, and what it was told is there. */
static void a_killed_writer_loses_nothing_acknowledged(void **state)
{
	const char *path = make(state);
	FTL_DB(db);
	int64_t acknowledged = 0;
	int64_t unheard = 0;

	for (int i = 0; i < rounds(20); i++) {
		int ends[2];
		int64_t number;
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		if (child == 0) {
			if (ftl_db_open(path, FTL_DB_WRITE, &db, err) != FTL_OK)
				_exit(1);
			while (check_in(db, 1, &number) == FTL_OK) {
				if (write(ends[1], &number, sizeof(number)) < 0)
					break;
			}
			_exit(2);
		}
		close(ends[1]);
		usleep((useconds_t)(5000 + 1777 * i % 9000));
		kill(child, SIGKILL);
		while (read(ends[0], &number, sizeof(number)) == sizeof(number))
			acknowledged = number;
		close(ends[0]);
		assert_int_equal(waitpid(child, NULL, 0), child);
		dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
		int64_t there = dbfile_number(db, "SELECT value FROM counter2");
		assert_true(there == acknowledged || there == acknowledged + 1);
		unheard += there - acknowledged;
		acknowledged = there;
		assert_int_equal(dbfile_number(db, "SELECT count(*) FROM job"), there);
		assert_int_equal(dbfile_number(db, "SELECT count(*) FROM event"), 2 * there);
		ftl_db_close(&db);
	}
	print_message("%d check-ins, %d of them killed before they could tell\n", (int)acknowledged,
	              (int)unheard);
	assert_true(acknowledged > 0);
}

/* Whatever call fails, all of the check-in is there or nothing, and the answer says which. */
static void a_call_that_fails_leaves_nothing_half_done(void **state)
{
	static const enum ftl_status kinds[] = {FTL_IO, FTL_BUSY, FTL_DB};
	const char *path = make(state);
	FTL_DB(reader);
	int64_t expected = 0;
	long failures = 0;

	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &reader, err));
	for (size_t kind = 0; kind < FTL_COUNT(kinds); kind++) {
		for (int is_for_ever = 0; is_for_ever < 2; is_for_ever++) {
			bool has_failed = true;
			for (long nth = 1; has_failed; nth++) {
				FTL_DB(db);
				int64_t number = -1;
				dbfile_ok(ftl_db_open_with(&faultydb_driver, path, FTL_DB_WRITE,
				                           &db, err));
				faultydb_fail(nth, kinds[kind], is_for_ever == 1);
				enum ftl_status status = check_in(db, 1, &number);
				has_failed = faultydb_has_failed();
				assert_int_equal(status, has_failed ? kinds[kind] : FTL_OK);
				if (status == FTL_OK)
					expected++;
				else
					failures++;
				assert_int_equal(number, has_failed ? -1 : expected);
				assert_int_equal(dbfile_number(reader, "SELECT count(*) FROM job"),
				                 expected);
				assert_int_equal(
				        dbfile_number(reader, "SELECT count(*) FROM event"),
				        2 * expected);
				/* The same handle works again. */
				faultydb_fail(0, FTL_OK, false);
				dbfile_ok(check_in(db, 1, &number));
				expected++;
			}
		}
	}
	assert_true(failures > 60);
}

/* Who goes on after an error that undid the transaction must not write the rest of it. */
static void nothing_is_written_after_the_database_undid_the_transaction(void **state)
{
	const char *path = make(state);
	FTL_DB(db);
	FTL_TXN(txn);
	const struct ftl_val values[] = {ftl_val_i64(1), ftl_val_i64(1)};

	dbfile_ok(ftl_db_open_with(&faultydb_driver, path, FTL_DB_WRITE, &db, err));
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(ftl_db_exec(db, &sql[ADD], values, 2, err));
	/* Its third call, after preparing and binding, is the step, which undoes all. */
	faultydb_fail(3, FTL_IO, false);
	dbfile_fails(ftl_db_exec(db, &sql[MARK], values, 1, err), FTL_IO);
	faultydb_fail(0, FTL_OK, false);
	dbfile_fails(ftl_db_exec(db, &sql[ADD], values, 2, err), FTL_IO);
	assert_string_equal(err->message, "the transaction was undone by an earlier error");
	dbfile_fails(ftl_txn_commit(&txn, err), FTL_IO);
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM job"), 0);
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(ftl_db_exec(db, &sql[ADD], values, 2, err));
	dbfile_ok(ftl_txn_commit(&txn, err));
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM job"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(processes_at_once_lose_nothing_and_draw_no_number_twice),
	        TEST(a_transaction_that_reads_before_it_locks_is_refused),
	        TEST(who_waits_gets_the_lock_when_it_is_free),
	        TEST(patience_ends_with_a_plain_answer),
	        TEST(a_killed_writer_loses_nothing_acknowledged),
	        TEST(a_call_that_fails_leaves_nothing_half_done),
	        TEST(nothing_is_written_after_the_database_undid_the_transaction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

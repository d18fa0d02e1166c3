#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/handle.h"
#include "db/sqlite.h"
#include "helper_dbfile.h"
#include "helper_faultydb.h"

#define err (&dbfile_err)

static const struct ftl_sql insert = {"insert", "INSERT INTO thing (id, name) VALUES ($1, $2)", 2,
                                      0, FTL_SQL_WRITE};

static enum ftl_status add(struct ftl_db *db, int64_t id, const char *name)
{
	FTL_TXN(txn);

	FTL_TRY(ftl_txn_begin(db, &txn, err));
	FTL_TRY(ftl_db_exec(db, &insert, FTL_ARGS(ftl_val_i64(id), ftl_val_text(name)), err));
	return ftl_txn_commit(&txn, err);
}

static const char *make(void **state, const char *name, int64_t rows)
{
	FTL_DB(db);
	FTL_TXN(txn);
	const char *path = dbfile_in(state, name);

	dbfile_ok(ftl_db_open(path, FTL_DB_CREATE, &db, err));
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(dbfile_run(db, "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT) STRICT"));
	for (int64_t id = 1; id <= rows; id++)
		dbfile_ok(ftl_db_exec(db, &insert,
		                      FTL_ARGS(ftl_val_i64(id), ftl_val_text("a thing on file")),
		                      err));
	dbfile_ok(ftl_txn_commit(&txn, err));
	return path;
}

static int64_t rows_in(const char *path)
{
	FTL_DB(db);

	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
	return dbfile_number(db, "SELECT count(*) FROM thing");
}

static void back_up(const char *path, const char *target)
{
	FTL_DB(db);

	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
	dbfile_ok(ftl_db_backup(db, target, false, err));
}

static void a_backup_holds_what_was_there(void **state)
{
	FTL_DB(db);
	const char *path = make(state, "shop.db", 1000);
	const char *target = dbfile_in(state, "copy.db");
	struct stat status;

	dbfile_ok(ftl_db_open(path, FTL_DB_WRITE, &db, err));
	dbfile_ok(ftl_db_backup(db, target, false, err));
	dbfile_ok(add(db, 1001, "later"));
	assert_int_equal(rows_in(target), 1000);
	assert_int_equal(stat(target, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	/* The manifest is what `sha256sum copy.db` prints. */
	size_t length;
	const char *manifest =
	        (const char *)dbfile_read(state, dbfile_in(state, "copy.db.sha256"), &length);
	assert_int_equal(length, 64 + 2 + strlen("copy.db") + 1);
	assert_memory_equal(manifest, dbfile_hash(state, target), 64);
	assert_string_equal(manifest + 64, "  copy.db\n");
}

/* sha256sum of the coreutils reads the manifest, also of a name it has to escape. */
static void sha256sum_accepts_the_manifest(void **state)
{
	const char *const names[] = {"plain.db", "two words.db", "back\\slash.db"};
	const char *path = make(state, "shop.db", 10);

	for (size_t i = 0; i < FTL_COUNT(names); i++) {
		const char *target = dbfile_in(state, names[i]);
		int status;
		back_up(path, target);
		pid_t child = fork();
		if (child == 0) {
			const char *manifest = dbfile_in(
			        state, ftl_sprintf(dbfile_arena(state), "%s.sha256", names[i]));
			if (chdir(dbfile_in(state, "")) != 0)
				_exit(98);
			execlp("sha256sum", "sha256sum", "--check", "--status", "--strict",
			       manifest, (char *)NULL);
			_exit(99);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		if (WEXITSTATUS(status) == 99)
			skip();
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

static void a_backup_replaces_only_when_told(void **state)
{
	FTL_DB(db);
	const char *path = make(state, "shop.db", 5);
	const char *target = dbfile_in(state, "copy.db");

	dbfile_ok(ftl_db_open(path, FTL_DB_WRITE, &db, err));
	dbfile_write(target, "diary", 5);
	dbfile_fails(ftl_db_backup(db, target, false, err), FTL_CONFLICT);
	size_t length;
	assert_memory_equal(dbfile_read(state, target, &length), "diary", 5);
	dbfile_ok(ftl_db_backup(db, target, true, err));
	assert_int_equal(rows_in(target), 5);
	dbfile_ok(add(db, 6, "six"));
	dbfile_ok(ftl_db_backup(db, target, true, err));
	assert_int_equal(rows_in(target), 6);
	assert_memory_equal(dbfile_read(state, dbfile_in(state, "copy.db.sha256"), &length),
	                    dbfile_hash(state, target), 64);
}

static void impossible_targets_are_refused(void **state)
{
	FTL_DB(db);
	FTL_TXN(txn);
	const char *path = make(state, "shop.db", 5);
	const char *live = dbfile_in(state, "live.db");

	dbfile_ok(ftl_db_open(path, FTL_DB_WRITE, &db, err));
	dbfile_fails(ftl_db_backup(db, path, true, err), FTL_INVALID);
	assert_int_equal(symlink(path, dbfile_in(state, "link")), 0);
	dbfile_fails(ftl_db_backup(db, dbfile_in(state, "link"), true, err), FTL_INVALID);
	assert_int_equal(mkdir(dbfile_in(state, "folder"), 0700), 0);
	dbfile_fails(ftl_db_backup(db, dbfile_in(state, "folder"), true, err), FTL_INVALID);
	dbfile_fails(ftl_db_backup(db, dbfile_in(state, "folder/"), true, err), FTL_INVALID);
	dbfile_fails(ftl_db_backup(db, "", true, err), FTL_INVALID);
	dbfile_fails(ftl_db_backup(db, dbfile_in(state, "new\nline"), true, err), FTL_INVALID);
	dbfile_fails(ftl_db_backup(db, dbfile_in(state, "no/where.db"), false, err), FTL_IO);
	/* A journal beside the target would be played into the backup. */
	dbfile_write(live, "", 0);
	dbfile_write(dbfile_in(state, "live.db-journal"), "hot", 3);
	dbfile_fails(ftl_db_backup(db, live, true, err), FTL_CONFLICT);
	int names = dbfile_count(dbfile_in(state, ""));
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_fails(ftl_db_backup(db, dbfile_in(state, "x"), false, err), FTL_INTERNAL);
	ftl_txn_done(&txn);
	assert_int_equal(dbfile_count(dbfile_in(state, "")), names);
	assert_int_equal(rows_in(path), 5);
}

static void a_full_disk_leaves_no_backup(void **state)
{
	FTL_DB(db);
	const char *path = make(state, "shop.db", 2000);
	int status;

	/* A limit on the size of files stands for the full disk. */
	pid_t child = fork();
	if (child == 0) {
		signal(SIGXFSZ, SIG_IGN);
		struct rlimit limit = {100000, 100000};
		if (ftl_db_open(path, FTL_DB_READ, &db, err) != FTL_OK ||
		    setrlimit(RLIMIT_FSIZE, &limit) != 0)
			_exit(1);
		_exit(ftl_db_backup(db, dbfile_in(state, "copy.db"), false, err) == FTL_IO ? 0 : 2);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_not_equal(access(dbfile_in(state, "copy.db"), F_OK), 0);
	for (int i = 0; i < 2; i++) {
		int names = dbfile_count(dbfile_in(state, ""));
		FTL_DB(faulty);
		dbfile_ok(ftl_db_open_with(&faultydb_driver, path, FTL_DB_READ, &faulty, err));
		faultydb_fail(1, i == 0 ? FTL_IO : FTL_BUSY, false);
		dbfile_fails(ftl_db_backup(faulty, dbfile_in(state, "copy.db"), false, err),
		             i == 0 ? FTL_IO : FTL_BUSY);
		faultydb_fail(0, FTL_OK, false);
		assert_int_equal(dbfile_count(dbfile_in(state, "")), names);
	}
}

static void a_damaged_database_gives_no_backup(void **state)
{
	FTL_DB(db);
	const char *path = make(state, "shop.db", 2000);
	size_t length;
	unsigned char *bytes = dbfile_read(state, path, &length);

	memset(bytes + length - 4096, 0xA5, 4096);
	dbfile_write(path, bytes, length);
	int names = dbfile_count(dbfile_in(state, ""));
	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
	dbfile_fails(ftl_db_backup(db, dbfile_in(state, "copy.db"), false, err), FTL_DB);
	assert_int_equal(dbfile_count(dbfile_in(state, "")), names);
}

static void a_backup_under_load_holds_all_that_was_acknowledged(void **state)
{
	FTL_DB(db);
	const char *path = make(state, "shop.db", 1);
	int pipe_ends[2];
	int status;

	assert_int_equal(pipe(pipe_ends), 0);
	pid_t writer = fork();
	if (writer == 0) {
		FTL_DB(own);
		if (ftl_db_open(path, FTL_DB_WRITE, &own, err) != FTL_OK)
			_exit(1);
		for (int64_t id = 2; add(own, id, "written under load") == FTL_OK; id++) {
			if (write(pipe_ends[1], &id, sizeof(id)) != sizeof(id))
				_exit(2);
		}
		_exit(3);
	}
	close(pipe_ends[1]);
	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
	for (int i = 0; i < 5; i++) {
		int64_t acknowledged = 0;
		for (int j = 0; j < 20; j++)
			assert_int_equal(read(pipe_ends[0], &acknowledged, sizeof(acknowledged)),
			                 sizeof(acknowledged));
		const char *target =
		        dbfile_in(state, ftl_sprintf(dbfile_arena(state), "copy-%d.db", i));
		dbfile_ok(ftl_db_backup(db, target, false, err));
		assert_true(rows_in(target) >= acknowledged);
	}
	kill(writer, SIGKILL);
	assert_int_equal(waitpid(writer, &status, 0), writer);
	assert_true(WIFSIGNALED(status));
	close(pipe_ends[0]);
}

static void restoring_keeps_the_file_that_was_there(void **state)
{
	const char *path = make(state, "shop.db", 5);
	const char *backup = dbfile_in(state, "copy.db");
	const char *kept = NULL;
	struct stat status;

	back_up(path, backup);
	FTL_DB(db);
	dbfile_ok(ftl_db_open(path, FTL_DB_WRITE, &db, err));
	dbfile_ok(add(db, 6, "six"));
	ftl_db_close(&db);
	assert_int_equal(chmod(path, 0640), 0);
	dbfile_ok(ftl_db_restore(backup, path, dbfile_arena(state), &kept, err));
	assert_string_equal(kept, dbfile_in(state, "shop.db.before-restore-1"));
	assert_int_equal(rows_in(path), 5);
	assert_int_equal(rows_in(kept), 6);
	assert_int_equal(rows_in(backup), 5);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
	assert_int_equal(status.st_nlink, 1);
	/* Once more: the next number, and nothing of the first is lost. */
	dbfile_ok(ftl_db_restore(kept, path, dbfile_arena(state), &kept, err));
	assert_string_equal(kept, dbfile_in(state, "shop.db.before-restore-2"));
	assert_int_equal(rows_in(path), 6);
}

static void restoring_where_nothing_was_makes_the_file(void **state)
{
	const char *path = make(state, "shop.db", 5);
	const char *backup = dbfile_in(state, "copy.db");
	const char *kept = "?";

	back_up(path, backup);
	assert_int_equal(unlink(path), 0);
	dbfile_ok(ftl_db_restore(backup, path, dbfile_arena(state), &kept, err));
	assert_null(kept);
	assert_int_equal(rows_in(path), 5);
}

static void restoring_through_a_link_keeps_the_link(void **state)
{
	const char *path = make(state, "shop.db", 5);
	const char *link = dbfile_in(state, "link.db");
	const char *kept;

	back_up(path, dbfile_in(state, "copy.db"));
	assert_int_equal(symlink(path, link), 0);
	dbfile_ok(
	        ftl_db_restore(dbfile_in(state, "copy.db"), link, dbfile_arena(state), &kept, err));
	struct stat status;
	assert_int_equal(lstat(link, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_int_equal(rows_in(path), 5);
}

/* A restore that is refused: nothing changes. */
static void refuses(void **state, const char *backup, const char *path, enum ftl_status status,
                    const char *words)
{
	const char *before = dbfile_hash(state, path);
	const char *kept = NULL;
	int names = dbfile_count(dbfile_in(state, ""));

	dbfile_fails(ftl_db_restore_within(100, backup, path, dbfile_arena(state), &kept, err),
	             status);
	if (strstr(err->message, words) == NULL)
		fail_msg("'%s' does not say '%s'", err->message, words);
	assert_null(kept);
	assert_string_equal(dbfile_hash(state, path), before);
	assert_int_equal(dbfile_count(dbfile_in(state, "")), names);
}

static void damaged_backups_are_refused(void **state)
{
	const char *path = make(state, "shop.db", 2000);
	const char *backup = dbfile_in(state, "copy.db");
	size_t length;

	back_up(path, backup);
	unsigned char *bytes = dbfile_read(state, backup, &length);
	/* A letter inside a row: only the manifest sees that. */
	unsigned char *word = memmem(bytes, length, "a thing on file", 15);
	assert_non_null(word);
	*word = 'b';
	dbfile_write(backup, bytes, length);
	refuses(state, backup, path, FTL_DB, "is not what its .sha256 file says");
	*word = 'a';
	dbfile_write(backup, bytes, length);
	dbfile_write(dbfile_in(state, "copy.db.sha256"), "rubbish", 7);
	refuses(state, backup, path, FTL_DB, "is not what its .sha256 file says");
	/* Without a manifest SQLite's own checks remain. */
	assert_int_equal(unlink(dbfile_in(state, "copy.db.sha256")), 0);
	memset(bytes + length - 4096, 0xA5, 4096);
	dbfile_write(backup, bytes, length);
	refuses(state, backup, path, FTL_DB, "is damaged");
	dbfile_write(backup, "text", 4);
	refuses(state, backup, path, FTL_DB, "is not a database of Fettle");
	refuses(state, dbfile_in(state, "none.db"), path, FTL_NOT_FOUND, "there is no backup");
}

static void newer_and_broken_backups_are_refused(void **state)
{
	const char *path = make(state, "shop.db", 5);
	const char *newer = make(state, "newer.db", 5);
	const char *broken = make(state, "broken.db", 5);

	dbfile_meddle(newer, "PRAGMA user_version = 9999");
	refuses(state, newer, path, FTL_DB, "was made by a newer Fettle");
	dbfile_meddle(broken, "PRAGMA foreign_keys = OFF;"
	                      "INSERT INTO setting (site_id, key, value) VALUES (77, 'a', 'b')");
	refuses(state, broken, path, FTL_DB, "a row of setting refers to a row of site");
}

static void a_database_in_use_is_not_replaced(void **state)
{
	FTL_DB(db);
	FTL_TXN(txn);
	const char *path = make(state, "shop.db", 5);
	const char *backup = dbfile_in(state, "copy.db");
	int ready[2];
	int status;

	back_up(path, backup);
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		if (ftl_db_open(path, FTL_DB_WRITE, &db, err) != FTL_OK ||
		    ftl_txn_begin(db, &txn, err) != FTL_OK || write(ready[1], "x", 1) != 1)
			_exit(1);
		pause();
	}
	char byte;
	assert_int_equal(read(ready[0], &byte, 1), 1);
	refuses(state, backup, path, FTL_BUSY, "another process is using the database");
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	close(ready[0]);
	close(ready[1]);
	const char *kept;
	dbfile_ok(ftl_db_restore(backup, path, dbfile_arena(state), &kept, err));
}

static void a_process_that_held_the_old_file_cannot_write_into_it(void **state)
{
	FTL_DB(db);
	const char *path = make(state, "shop.db", 5);
	const char *kept;

	back_up(path, dbfile_in(state, "copy.db"));
	dbfile_ok(ftl_db_open(path, FTL_DB_WRITE, &db, err));
	dbfile_ok(add(db, 6, "six"));
	dbfile_ok(
	        ftl_db_restore(dbfile_in(state, "copy.db"), path, dbfile_arena(state), &kept, err));
	dbfile_fails(add(db, 7, "lost"), FTL_IO);
	assert_non_null(strstr(err->message, "was moved or replaced"));
	ftl_db_close(&db);
	assert_int_equal(rows_in(path), 5);
	assert_int_equal(rows_in(kept), 6);
}

static void a_destroyed_database_can_be_replaced(void **state)
{
	const char *path = make(state, "shop.db", 5);
	const char *backup = dbfile_in(state, "copy.db");
	const char *kept;

	back_up(path, backup);
	/* No header left, and a journal that would be played into the new file. */
	dbfile_write(path, "rubbish all over", 16);
	dbfile_write(dbfile_in(state, "shop.db-journal"), "rubbish", 7);
	dbfile_write(dbfile_in(state, "shop.db-wal"), "rubbish", 7);
	dbfile_ok(ftl_db_restore(backup, path, dbfile_arena(state), &kept, err));
	assert_int_equal(rows_in(path), 5);
	size_t length;
	assert_memory_equal(dbfile_read(state, kept, &length), "rubbish all over", 16);
	assert_int_not_equal(access(dbfile_in(state, "shop.db-journal"), F_OK), 0);
	assert_int_not_equal(access(dbfile_in(state, "shop.db-wal"), F_OK), 0);
}

static void a_backup_in_wal_mode_becomes_a_plain_file(void **state)
{
	const char *path = make(state, "shop.db", 5);
	const char *source = make(state, "wal.db", 7);
	const char *kept;
	size_t length;

	dbfile_meddle(source, "PRAGMA journal_mode=WAL");
	assert_int_equal(dbfile_read(state, source, &length)[18], 2);
	dbfile_ok(ftl_db_restore(source, path, dbfile_arena(state), &kept, err));
	/* Bytes 18 and 19 of the header: 1 is a rollback journal, 2 is WAL. */
	assert_int_equal(dbfile_read(state, path, &length)[18], 1);
	assert_int_equal(dbfile_read(state, path, &length)[19], 1);
	assert_int_equal(rows_in(path), 7);
	/* And a database in WAL mode is replaced with all its content kept. */
	dbfile_ok(ftl_db_restore(path, source, dbfile_arena(state), &kept, err));
	assert_int_equal(rows_in(kept), 7);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_backup_holds_what_was_there),
	        TEST(sha256sum_accepts_the_manifest),
	        TEST(a_backup_replaces_only_when_told),
	        TEST(impossible_targets_are_refused),
	        TEST(a_full_disk_leaves_no_backup),
	        TEST(a_damaged_database_gives_no_backup),
	        TEST(a_backup_under_load_holds_all_that_was_acknowledged),
	        TEST(restoring_keeps_the_file_that_was_there),
	        TEST(restoring_where_nothing_was_makes_the_file),
	        TEST(restoring_through_a_link_keeps_the_link),
	        TEST(damaged_backups_are_refused),
	        TEST(newer_and_broken_backups_are_refused),
	        TEST(a_database_in_use_is_not_replaced),
	        TEST(a_process_that_held_the_old_file_cannot_write_into_it),
	        TEST(a_destroyed_database_can_be_replaced),
	        TEST(a_backup_in_wal_mode_becomes_a_plain_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

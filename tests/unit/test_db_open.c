#include <linux/capability.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "db/handle.h"
#include "db/sqlite.h"
#include "helper_dbfile.h"

#define err (&dbfile_err)

/* In place of the C library's: the file system that every file seems to lie on; 0: a plain one. */
static uint32_t file_system;

int statfs(const char *path, struct statfs *ret)
{
	(void)path;
	memset(ret, 0, sizeof(*ret));
	ret->f_type = file_system != 0 ? file_system : 0xEF53; /* ext4 */
	return 0;
}

static const char *make(void **state)
{
	FTL_DB(db);
	const char *path = dbfile_in(state, "shop.db");

	dbfile_ok(ftl_db_open(path, FTL_DB_CREATE, &db, err));
	return path;
}

/* Refused in both modes, in these words, with the file and its folder as they were. */
static void refuses(void **state, const char *path, enum ftl_status status, const char *words)
{
	const char *before = dbfile_hash(state, path);
	int names = dbfile_count(dbfile_in(state, ""));

	for (enum ftl_db_mode mode = FTL_DB_READ; mode <= FTL_DB_WRITE; mode++) {
		FTL_DB(db);
		dbfile_fails(ftl_db_open(path, mode, &db, err), status);
		assert_null(db);
		if (strstr(err->message, words) == NULL)
			fail_msg("'%s' does not say '%s'", err->message, words);
		assert_string_equal(dbfile_hash(state, path), before);
		assert_int_equal(dbfile_count(dbfile_in(state, "")), names);
	}
}

static void a_new_database_is_for_its_owner_alone(void **state)
{
	const char *path = dbfile_in(state, "a/b/shop.db");
	FTL_DB(db);
	struct stat status;

	umask(0);
	dbfile_ok(ftl_db_open(path, FTL_DB_CREATE, &db, err));
	umask(022);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	assert_int_equal(stat(dbfile_in(state, "a"), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0700);
	assert_int_equal(stat(dbfile_in(state, "a/b"), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0700);
	assert_string_equal(ftl_db_path(db), path);
	/* "FTL1" at offset 68 of the header: see the SQLite file format, 1.3.15. */
	size_t length;
	const unsigned char *bytes = dbfile_read(state, path, &length);
	assert_memory_equal(bytes + 68, "FTL1", 4);
	assert_int_equal(bytes[16] * 256 + bytes[17], 4096);
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM schema_migration"),
	                 dbfile_number(db, "PRAGMA user_version"));
}

static void creating_never_replaces_a_file(void **state)
{
	const char *path = dbfile_in(state, "taken");
	const char *link = dbfile_in(state, "link");
	FTL_DB(db);

	dbfile_write(path, "dear diary", 10);
	dbfile_fails(ftl_db_open(path, FTL_DB_CREATE, &db, err), FTL_CONFLICT);
	assert_int_equal(symlink("nowhere", link), 0);
	dbfile_fails(ftl_db_open(link, FTL_DB_CREATE, &db, err), FTL_CONFLICT);
	size_t length;
	assert_memory_equal(dbfile_read(state, path, &length), "dear diary", 10);
	assert_int_equal(dbfile_count(dbfile_in(state, "")), 2);
}

static void a_failed_create_leaves_nothing(void **state)
{
	static const struct ftl_asset rows[] = {
	        {"data/migrations/sqlite/0001_broken.sql", "CREATE TABLE a (b) STRICT;", 26}};
	static const struct ftl_migrations broken = {rows, 1};
	FTL_DB(db);

	dbfile_fails(ftl_db_open_known(&ftl_sqlite_driver, dbfile_in(state, "a/b/shop.db"),
	                               FTL_DB_CREATE, &broken, &db, err),
	             FTL_INTERNAL);
	dbfile_fails(ftl_db_open(dbfile_in(state, "x/"), FTL_DB_CREATE, &db, err), FTL_INVALID);
	dbfile_fails(ftl_db_open("", FTL_DB_CREATE, &db, err), FTL_INVALID);
	dbfile_write(dbfile_in(state, "file"), "", 0);
	dbfile_fails(ftl_db_open(dbfile_in(state, "file/shop.db"), FTL_DB_CREATE, &db, err),
	             FTL_IO);
	assert_int_equal(dbfile_count(dbfile_in(state, "")), 1);
}

static void the_open_database_is_set_up_for_safety(void **state)
{
	FTL_DB(writer);
	FTL_DB(reader);
	const char *path = make(state);
	const char *mode = ftl_sqlite_journal_mode(sqlite3_libversion_number());
	sqlite3 *handle;

	dbfile_ok(ftl_db_open(path, FTL_DB_WRITE, &writer, err));
	handle = ((struct ftl_sqlite *)writer->connection)->handle;
	assert_string_equal(dbfile_script(handle, "PRAGMA journal_mode"), mode);
	assert_int_equal(dbfile_number(writer, "PRAGMA synchronous"), 2);
	assert_int_equal(dbfile_number(writer, "PRAGMA secure_delete"), 1);
	assert_int_equal(dbfile_number(writer, "PRAGMA query_only"), 0);
	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &reader, err));
	assert_int_equal(dbfile_number(reader, "PRAGMA query_only"), 1);
	for (int i = 0; i < 2; i++) {
		struct ftl_db *db = i == 0 ? writer : reader;
		assert_int_equal(dbfile_number(db, "PRAGMA foreign_keys"), 1);
		assert_int_equal(dbfile_number(db, "PRAGMA cell_size_check"), 1);
		assert_int_equal(dbfile_number(db, "PRAGMA temp_store"), 2);
		assert_int_equal(dbfile_number(db, "PRAGMA trusted_schema"), 0);
	}
	FTL_TXN(txn);
	dbfile_ok(ftl_txn_begin(writer, &txn, err));
	/* Defensive: the schema cannot be rewritten, nor another file attached. */
	dbfile_fails(dbfile_run(writer, "UPDATE sqlite_schema SET sql = ''"), FTL_INTERNAL);
	dbfile_fails(dbfile_run(writer, "ATTACH ':memory:' AS other"), FTL_INTERNAL);
}

static void the_journal_depends_on_the_version_of_sqlite(void **state)
{
	/* The versions named in the notice about the WAL-reset bug: 3.51.3, 3.50.7, 3.44.6. */
	static const struct {
		int version;
		const char *mode;
	} cases[] = {
	        {3040001, "truncate"}, {3044005, "truncate"}, {3044006, "wal"},
	        {3044009, "wal"},      {3045000, "truncate"}, {3050006, "truncate"},
	        {3050007, "wal"},      {3051000, "truncate"}, {3051002, "truncate"},
	        {3051003, "wal"},      {3052000, "wal"},      {4000000, "wal"},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++)
		assert_string_equal(ftl_sqlite_journal_mode(cases[i].version), cases[i].mode);
}

static void reading_cannot_write(void **state)
{
	FTL_DB(db);
	FTL_TXN(txn);
	const char *path = make(state);

	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
	dbfile_fails(ftl_txn_begin(db, &txn, err), FTL_INTERNAL);
	dbfile_fails(dbfile_run(db, "DELETE FROM setting"), FTL_INTERNAL);
}

static void what_is_not_there_is_not_found(void **state)
{
	FTL_DB(db);

	dbfile_fails(ftl_db_open(dbfile_in(state, "none.db"), FTL_DB_READ, &db, err),
	             FTL_NOT_FOUND);
	assert_non_null(strstr(err->hint, "fettle init"));
	dbfile_fails(ftl_db_open(dbfile_in(state, "no/ne.db"), FTL_DB_WRITE, &db, err),
	             FTL_NOT_FOUND);
	/* Neither a database in memory nor a URI: plain names of files that do not exist. */
	dbfile_fails(ftl_db_open(":memory:", FTL_DB_WRITE, &db, err), FTL_NOT_FOUND);
	dbfile_fails(ftl_db_open("file:x?mode=memory", FTL_DB_WRITE, &db, err), FTL_NOT_FOUND);
	assert_int_equal(dbfile_count(dbfile_in(state, "")), 0);
}

static void a_name_that_looks_like_a_uri_is_a_name(void **state)
{
	FTL_DB(db);
	char *here = getcwd(NULL, 0);

	assert_int_equal(chdir(dbfile_in(state, "")), 0);
	dbfile_ok(ftl_db_open("file:shop.db?mode=ro", FTL_DB_CREATE, &db, err));
	ftl_db_close(&db);
	dbfile_ok(ftl_db_open("file:shop.db?mode=ro", FTL_DB_WRITE, &db, err));
	struct stat status;
	assert_int_equal(stat(dbfile_in(state, "file:shop.db?mode=ro"), &status), 0);
	assert_int_equal(chdir(here), 0);
	free(here);
}

static void only_files_are_opened(void **state)
{
	FTL_DB(db);
	const char *pipe = dbfile_in(state, "pipe");

	dbfile_fails(ftl_db_open(dbfile_in(state, ""), FTL_DB_WRITE, &db, err), FTL_INVALID);
	assert_int_equal(mkdir(dbfile_in(state, "folder"), 0700), 0);
	dbfile_fails(ftl_db_open(dbfile_in(state, "folder"), FTL_DB_WRITE, &db, err), FTL_IO);
	assert_non_null(strstr(err->message, "is a folder"));
	assert_int_equal(mkfifo(pipe, 0600), 0);
	dbfile_fails(ftl_db_open(pipe, FTL_DB_READ, &db, err), FTL_IO);
	assert_non_null(strstr(err->message, "is a pipe"));
	dbfile_fails(ftl_db_open("/dev/null", FTL_DB_READ, &db, err), FTL_IO);
	assert_non_null(strstr(err->message, "is a device"));
}

static void files_of_others_are_refused_untouched(void **state)
{
	const char *path = dbfile_in(state, "other");

	dbfile_write(path, "", 0);
	refuses(state, path, FTL_DB, "is not a database of Fettle");
	char text[5000];
	memset(text, 'x', sizeof(text));
	dbfile_write(path, text, sizeof(text));
	refuses(state, path, FTL_DB, "is not a database of Fettle");
	unlink(path);
	dbfile_meddle(path, "CREATE TABLE bookmark (url TEXT)");
	refuses(state, path, FTL_DB, "is not a database of Fettle");
	dbfile_meddle(path, "PRAGMA application_id = 252006673"); /* Fossil's */
	refuses(state, path, FTL_DB, "is not a database of Fettle");
}

static void a_foreign_database_with_a_log_keeps_it(void **state)
{
	const char *path = dbfile_in(state, "other.db");
	sqlite3 *busy = NULL;

	/* A copy taken while the log holds a commit: whoever closes it would carry the log over. */
	assert_int_equal(sqlite3_open(dbfile_in(state, "live"), &busy), SQLITE_OK);
	dbfile_script(busy, "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;"
	                    "CREATE TABLE a (b); INSERT INTO a VALUES (1)");
	dbfile_copy(state, dbfile_in(state, "live"), path);
	dbfile_copy(state, dbfile_in(state, "live-wal"), dbfile_in(state, "other.db-wal"));
	dbfile_copy(state, dbfile_in(state, "live-shm"), dbfile_in(state, "other.db-shm"));
	sqlite3_close(busy);
	const char *log = dbfile_hash(state, dbfile_in(state, "other.db-wal"));
	refuses(state, path, FTL_DB, "is not a database of Fettle");
	assert_string_equal(dbfile_hash(state, dbfile_in(state, "other.db-wal")), log);
}

static void a_newer_schema_is_refused_untouched(void **state)
{
	const char *path = make(state);

	dbfile_meddle(path, "PRAGMA user_version = 9999");
	refuses(state, path, FTL_DB, "was made by a newer Fettle (schema 9999, this program knows");
	dbfile_meddle(path, "PRAGMA user_version = -1");
	refuses(state, path, FTL_DB, "was made by a newer Fettle");
}

static void triggers_and_views_are_refused_untouched(void **state)
{
	const char *path = make(state);

	dbfile_meddle(path, "CREATE VIEW spy AS SELECT * FROM setting");
	refuses(state, path, FTL_DB, "'spy', which Fettle did not make");
	dbfile_meddle(path, "DROP VIEW spy; CREATE TRIGGER thief AFTER INSERT ON setting"
	                    " BEGIN DELETE FROM setting; END");
	refuses(state, path, FTL_DB, "'thief', which Fettle did not make");
	dbfile_meddle(path, "DROP TRIGGER thief");
	FTL_DB(db);
	dbfile_ok(ftl_db_open(path, FTL_DB_WRITE, &db, err));
}

static void a_file_with_two_names_is_refused_untouched(void **state)
{
	const char *path = make(state);

	assert_int_equal(link(path, dbfile_in(state, "second")), 0);
	refuses(state, path, FTL_DB, "has 2 names (hard links)");
}

static void a_symbolic_link_is_followed(void **state)
{
	FTL_DB(db);
	FTL_TXN(txn);
	const char *path = make(state);
	const char *link = dbfile_in(state, "link.db");

	assert_int_equal(symlink(path, link), 0);
	dbfile_ok(ftl_db_open(link, FTL_DB_WRITE, &db, err));
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(dbfile_run(db, "CREATE TABLE more (a) "));
	dbfile_ok(ftl_txn_commit(&txn, err));
	ftl_db_close(&db);
	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM more"), 0);
}

static void a_truncated_file_is_damaged(void **state)
{
	const char *path = make(state);
	size_t length;

	dbfile_read(state, path, &length);
	assert_int_equal(truncate(path, (off_t)(length / 2)), 0);
	refuses(state, path, FTL_DB, "is damaged");
	assert_int_equal(truncate(path, 600), 0);
	refuses(state, path, FTL_DB, "");
}

static void note(void *context, const char *what, const char *problem)
{
	int *count = context;

	assert_true(strlen(what) > 0 && strlen(problem) > 0);
	(*count)++;
}

static void a_page_of_zeros_is_found(void **state)
{
	const char *path = make(state);
	char zeros[4096] = {0};
	FTL_DB(db);
	int problems = 0;

	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
	dbfile_ok(ftl_db_verify(db, note, &problems, err));
	assert_int_equal(problems, 0);
	/* The root of some table or index; the last page may be a free one. */
	size_t at = (size_t)(dbfile_number(db, "SELECT MAX(rootpage) FROM sqlite_schema") - 1);
	ftl_db_close(&db);
	size_t length;
	unsigned char *bytes = dbfile_read(state, path, &length);
	memcpy(bytes + at * sizeof(zeros), zeros, sizeof(zeros));
	dbfile_write(path, bytes, length);
	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
	dbfile_ok(ftl_db_verify(db, note, &problems, err));
	assert_true(problems > 0);
}

static void rows_that_refer_to_nothing_are_found(void **state)
{
	const char *path = make(state);
	FTL_DB(db);
	int problems = 0;

	dbfile_meddle(path, "PRAGMA foreign_keys = OFF;"
	                    "INSERT INTO setting (site_id, key, value) VALUES (77, 'a', 'b')");
	dbfile_ok(ftl_db_open(path, FTL_DB_READ, &db, err));
	dbfile_ok(ftl_db_verify(db, note, &problems, err));
	assert_int_equal(problems, 1);
}

/* Without special rights: for who has them no file is read-only. */
static int without_rights(int (*run)(const char *path), const char *path)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
		struct __user_cap_data_struct none[2] = {{0, 0, 0}};
		if (syscall(SYS_capset, &header, none) != 0)
			_exit(99);
		_exit(run(path));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int read_only_run(const char *path)
{
	FTL_DB(db);
	struct ftl_err problem;

	if (ftl_db_open(path, FTL_DB_WRITE, &db, &problem) != FTL_IO ||
	    strstr(problem.message, "cannot be written") == NULL)
		return 1;
	if (ftl_db_open(path, FTL_DB_READ, &db, &problem) != FTL_OK)
		return 2;
	return dbfile_number(db, "SELECT count(*) FROM schema_migration") > 0 ? 0 : 3;
}

static int closed_run(const char *path)
{
	FTL_DB(db);
	struct ftl_err problem;

	return ftl_db_open(path, FTL_DB_READ, &db, &problem) == FTL_IO ? 0 : 1;
}

static void a_read_only_file_can_be_read(void **state)
{
	const char *path = make(state);
	const char *before = dbfile_hash(state, path);

	assert_int_equal(chmod(path, 0444), 0);
	assert_int_equal(without_rights(read_only_run, path), 0);
	assert_string_equal(dbfile_hash(state, path), before);
	assert_int_equal(chmod(path, 0), 0);
	assert_int_equal(without_rights(closed_run, path), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dbfile_setup, dbfile_teardown)

static void a_network_file_system_is_told_from_a_disk(void **state)
{
	/* linux/magic.h: NFS, SMB 1 and 2, Ceph, 9P; then tmpfs, btrfs, XFS. */
	static const uint32_t remote[] = {0x6969, 0x517B, 0xFE534D42, 0x00C36400, 0x01021997};
	static const uint32_t local[] = {0x01021994, 0x9123683E, 0x58465342};
	FTL_DB(db);

	dbfile_ok(ftl_db_open(dbfile_in(state, "shop.db"), FTL_DB_CREATE, &db, err));
	assert_false(ftl_db_is_remote(db));
	for (size_t i = 0; i < FTL_COUNT(remote); i++) {
		file_system = remote[i];
		assert_true(ftl_db_is_remote(db));
	}
	for (size_t i = 0; i < FTL_COUNT(local); i++) {
		file_system = local[i];
		assert_false(ftl_db_is_remote(db));
	}
	file_system = 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_new_database_is_for_its_owner_alone),
	        TEST(a_network_file_system_is_told_from_a_disk),
	        TEST(creating_never_replaces_a_file),
	        TEST(a_failed_create_leaves_nothing),
	        TEST(the_open_database_is_set_up_for_safety),
	        TEST(the_journal_depends_on_the_version_of_sqlite),
	        TEST(reading_cannot_write),
	        TEST(what_is_not_there_is_not_found),
	        TEST(a_name_that_looks_like_a_uri_is_a_name),
	        TEST(only_files_are_opened),
	        TEST(files_of_others_are_refused_untouched),
	        TEST(a_foreign_database_with_a_log_keeps_it),
	        TEST(a_newer_schema_is_refused_untouched),
	        TEST(triggers_and_views_are_refused_untouched),
	        TEST(a_file_with_two_names_is_refused_untouched),
	        TEST(a_symbolic_link_is_followed),
	        TEST(a_truncated_file_is_damaged),
	        TEST(a_page_of_zeros_is_found),
	        TEST(rows_that_refer_to_nothing_are_found),
	        TEST(a_read_only_file_can_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

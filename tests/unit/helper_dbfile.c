#include "helper_dbfile.h"

#include <dirent.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/handle.h"
#include "fettle/base/digest.h"

struct ftl_err dbfile_err;

struct folder {
	struct ftl_arena arena;
	const char *path;
};

int dbfile_setup(void **state)
{
	struct folder *folder = calloc(1, sizeof(*folder));
	const char *base = getenv("TMPDIR");
	char *path;

	if (folder == NULL)
		return -1;
	path = ftl_sprintf(&folder->arena, "%s/fettle-db-XXXXXX", base == NULL ? "/tmp" : base);
	folder->path = mkdtemp(path);
	*state = folder;
	return folder->path == NULL ? -1 : 0;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status;
	(void)kind;
	(void)walk;
	return remove(path);
}

int dbfile_teardown(void **state)
{
	struct folder *folder = *state;

	int failed = nftw(folder->path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	ftl_arena_done(&folder->arena);
	free(folder);
	return failed;
}

struct ftl_arena *dbfile_arena(void **state)
{
	return &((struct folder *)*state)->arena;
}

const char *dbfile_in(void **state, const char *name)
{
	struct folder *folder = *state;

	return ftl_sprintf(&folder->arena, "%s/%s", folder->path, name);
}

unsigned char *dbfile_read(void **state, const char *path, size_t *ret_length)
{
	FILE *file = fopen(path, "rb");
	struct stat status;

	assert_non_null(file);
	assert_int_equal(fstat(fileno(file), &status), 0);
	*ret_length = (size_t)status.st_size;
	unsigned char *bytes = ftl_alloc(dbfile_arena(state), *ret_length + 1, 1);
	assert_int_equal(fread(bytes, 1, *ret_length, file), *ret_length);
	fclose(file);
	return bytes;
}

void dbfile_write(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

void dbfile_copy(void **state, const char *from, const char *to)
{
	size_t length;
	const unsigned char *bytes = dbfile_read(state, from, &length);

	dbfile_write(to, bytes, length);
}

const char *dbfile_hash(void **state, const char *path)
{
	unsigned char digest[FTL_DIGEST_SIZE];
	char *hex = ftl_alloc(dbfile_arena(state), FTL_DIGEST_HEX_SIZE, 1);

	dbfile_ok(ftl_digest_file(path, digest, &dbfile_err));
	return ftl_hex(hex, digest, sizeof(digest));
}

int dbfile_count(const char *folder)
{
	DIR *opened = opendir(folder);
	int count = 0;

	assert_non_null(opened);
	for (const struct dirent *entry; (entry = readdir(opened)) != NULL;) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			count++;
	}
	closedir(opened);
	return count;
}

void dbfile_check(enum ftl_status got, enum ftl_status wanted, const char *call, const char *file,
                  int line)
{
	if (got == wanted)
		return;
	print_error("%s gave %s, not %s: %s\n", call, ftl_status_name(got), ftl_status_name(wanted),
	            got == FTL_OK ? "" : dbfile_err.message);
	_fail(file, line);
}

int64_t dbfile_number(struct ftl_db *db, const char *query)
{
	const struct ftl_sql sql = {"number", query, 0, 1, FTL_SQL_READ};
	FTL_CURSOR(cursor);
	bool more;

	dbfile_ok(ftl_cursor_open(db, &sql, FTL_NO_ARGS, &cursor, &dbfile_err));
	dbfile_ok(ftl_cursor_next(cursor, &more, &dbfile_err));
	assert_true(more);
	return ftl_col_i64(cursor, 0);
}

const char *dbfile_text(void **state, struct ftl_db *db, const char *query)
{
	const struct ftl_sql sql = {"text", query, 0, 1, FTL_SQL_READ};
	FTL_CURSOR(cursor);
	bool more;

	dbfile_ok(ftl_cursor_open(db, &sql, FTL_NO_ARGS, &cursor, &dbfile_err));
	dbfile_ok(ftl_cursor_next(cursor, &more, &dbfile_err));
	assert_true(more);
	return ftl_col_text(cursor, 0, dbfile_arena(state));
}

enum ftl_status dbfile_run(struct ftl_db *db, const char *text)
{
	const struct ftl_sql sql = {"run", text, 0, 0, FTL_SQL_WRITE};

	return ftl_db_exec(db, &sql, FTL_NO_ARGS, &dbfile_err);
}

const char *dbfile_script(sqlite3 *handle, const char *script)
{
	static char last[256];
	int code = SQLITE_OK;

	while (code == SQLITE_OK && *script != '\0') {
		sqlite3_stmt *statement = NULL;
		code = sqlite3_prepare_v2(handle, script, -1, &statement, &script);
		while (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
			const unsigned char *text = sqlite3_column_text(statement, 0);
			snprintf(last, sizeof(last), "%s", text == NULL ? "" : (const char *)text);
		}
		if (code == SQLITE_OK)
			code = sqlite3_finalize(statement);
	}
	if (code != SQLITE_OK)
		fail_msg("%s: %s", script, sqlite3_errmsg(handle));
	return last;
}

void dbfile_meddle(const char *path, const char *script)
{
	sqlite3 *handle = NULL;

	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	dbfile_script(handle, script);
	assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

#ifndef HELPER_DBFILE_H
#define HELPER_DBFILE_H

#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"
#include "fettle/db/db.h"

/*
 * Files of one test: each test works in a folder of its own below the temporary one, removed with
 * all that is in it. For cmocka_unit_test_setup_teardown; the state is the folder's path.
 */
int dbfile_setup(void **state);
int dbfile_teardown(void **state);

/* folder/name, in memory that lives until the test ends. */
const char *dbfile_in(void **state, const char *name);

/* The test's arena. */
struct ftl_arena *dbfile_arena(void **state);

/* All bytes of a file; fails the test when it cannot be read. */
unsigned char *dbfile_read(void **state, const char *path, size_t *ret_length);
void dbfile_write(const char *path, const void *bytes, size_t length);
void dbfile_copy(void **state, const char *from, const char *to);

/* SHA-256 of the file, to see whether it changed. */
const char *dbfile_hash(void **state, const char *path);

/* Number of names in the folder, without . and .. */
int dbfile_count(const char *folder);

/* The error that a call left, to be shown by the assertions below. */
extern struct ftl_err dbfile_err;

/* Fails the test with the error's message unless the call returned FTL_OK. */
#define dbfile_ok(call)            dbfile_check((call), FTL_OK, #call, __FILE__, __LINE__)
#define dbfile_fails(call, status) dbfile_check((call), (status), #call, __FILE__, __LINE__)
void dbfile_check(enum ftl_status got, enum ftl_status wanted, const char *call, const char *file,
                  int line);

/* The only number of a query's first row. */
int64_t dbfile_number(struct ftl_db *db, const char *query);
/* The first row's first column as text, in the test's arena. */
const char *dbfile_text(void **state, struct ftl_db *db, const char *query);
/* Runs a writing statement without values inside the open transaction. */
enum ftl_status dbfile_run(struct ftl_db *db, const char *text);

/*
 * Runs statements on a plain connection, failing the test with the first that fails; gives the
 * first column of the last row, valid until the next call.
 */
const char *dbfile_script(sqlite3 *handle, const char *script);

/* The same on a file, behind Fettle's back. */
void dbfile_meddle(const char *path, const char *script);

#endif

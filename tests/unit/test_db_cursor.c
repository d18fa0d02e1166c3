#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/handle.h"
#include "fettle/base/attr.h"
#include "helper_dbfile.h"

#define err (&dbfile_err)

enum { INSERT, LIST, ONE, ECHO, TOUCH, RETURN };

static const struct ftl_sql sql[] = {
        [INSERT] = {"insert", "INSERT INTO thing (id, name, size, body) VALUES ($1, $2, $3, $4)", 4,
                    0, FTL_SQL_WRITE},
        [LIST] = {"list", "SELECT id, name FROM thing WHERE id >= $1 ORDER BY id", 1, 2,
                  FTL_SQL_READ},
        [ONE] = {"one", "SELECT name, size, body FROM thing WHERE id = $1", 1, 3,
                 FTL_SQL_READ | FTL_SQL_HOT},
        /* The second parameter stands first, and twice. */
        [ECHO] = {"echo", "SELECT $2, $1, $2", 2, 3, FTL_SQL_READ},
        [TOUCH] = {"touch", "UPDATE thing SET size = size + 1 WHERE id >= $1", 1, 0, FTL_SQL_WRITE},
        [RETURN] = {"return", "INSERT INTO thing (name) VALUES ($1) RETURNING id, name", 1, 2,
                    FTL_SQL_WRITE},
};

static struct ftl_db *make(void **state)
{
	struct ftl_db *db = NULL;
	FTL_TXN(txn);

	dbfile_ok(ftl_db_open(dbfile_in(state, "shop.db"), FTL_DB_CREATE, &db, err));
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(dbfile_run(db, "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE,"
	                         " size INTEGER CONSTRAINT size_is_small CHECK (size < 1000),"
	                         " body BLOB, parent INTEGER REFERENCES thing (id)) STRICT"));
	dbfile_ok(ftl_txn_commit(&txn, err));
	return db;
}

static enum ftl_status insert(struct ftl_db *db, int64_t id, const char *name, int64_t size)
{
	return ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(id), ftl_val_text(name), ftl_val_i64(size), ftl_val_null()),
	        err);
}

static void fill(struct ftl_db *db, int64_t count)
{
	FTL_TXN(txn);
	char name[32];

	dbfile_ok(ftl_txn_begin(db, &txn, err));
	for (int64_t id = 1; id <= count; id++) {
		snprintf(name, sizeof(name), "thing %d", (int)id);
		dbfile_ok(insert(db, id, name, id));
	}
	dbfile_ok(ftl_txn_commit(&txn, err));
}

static void values_come_back_as_they_went_in(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_TXN(txn);
	const unsigned char bytes[] = {0, 1, 0, 255};
	const char *name = "Ana \xC4\x8Covi\xC4\x87";
	size_t length;
	bool more;

	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(ftl_db_exec(db, &sql[INSERT],
	                      FTL_ARGS(ftl_val_i64(INT64_MIN), ftl_val_text(name), ftl_val_i64(-7),
	                               ftl_val_blob(bytes, sizeof(bytes))),
	                      err));
	dbfile_ok(ftl_db_exec(db, &sql[INSERT],
	                      FTL_ARGS(ftl_val_i64(2), ftl_val_text(""), ftl_val_opt(false, 5),
	                               ftl_val_blob("", 0)),
	                      err));
	dbfile_ok(ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(3), ftl_val_text(NULL), ftl_val_id(0), ftl_val_blob(NULL, 0)),
	        err));
	dbfile_ok(ftl_txn_commit(&txn, err));

	FTL_CURSOR(first);
	dbfile_ok(ftl_cursor_open(db, &sql[ONE], FTL_ARGS(ftl_val_i64(INT64_MIN)), &first, err));
	dbfile_ok(ftl_cursor_next(first, &more, err));
	assert_true(more);
	assert_string_equal(ftl_col_text(first, 0, dbfile_arena(state)), name);
	assert_string_equal(ftl_col_peek(first, 0), name);
	assert_int_equal(ftl_col_i64(first, 1), -7);
	const void *blob = ftl_col_blob(first, 2, dbfile_arena(state), &length);
	assert_int_equal(length, sizeof(bytes));
	assert_memory_equal(blob, bytes, sizeof(bytes));
	dbfile_ok(ftl_cursor_next(first, &more, err));
	assert_false(more);
	dbfile_ok(ftl_cursor_next(first, &more, err));
	assert_false(more);

	/* Empty is not absent. */
	FTL_CURSOR(empty);
	dbfile_ok(ftl_cursor_open(db, &sql[ONE], FTL_ARGS(ftl_val_i64(2)), &empty, err));
	dbfile_ok(ftl_cursor_next(empty, &more, err));
	assert_false(ftl_col_is_null(empty, 0));
	assert_string_equal(ftl_col_peek(empty, 0), "");
	assert_true(ftl_col_is_null(empty, 1));
	assert_int_equal(ftl_col_i64(empty, 1), 0);
	assert_non_null(ftl_col_blob(empty, 2, dbfile_arena(state), &length));
	assert_int_equal(length, 0);

	FTL_CURSOR(absent);
	dbfile_ok(ftl_cursor_open(db, &sql[ONE], FTL_ARGS(ftl_val_i64(3)), &absent, err));
	dbfile_ok(ftl_cursor_next(absent, &more, err));
	assert_true(more);
	assert_null(ftl_col_text(absent, 0, dbfile_arena(state)));
	assert_null(ftl_col_peek(absent, 0));
	assert_null(ftl_col_blob(absent, 2, dbfile_arena(state), &length));
	assert_int_equal(length, 0);
}

static void parameters_are_bound_by_their_number(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_CURSOR(cursor);
	bool more;

	dbfile_ok(ftl_cursor_open(db, &sql[ECHO], FTL_ARGS(ftl_val_i64(11), ftl_val_i64(22)),
	                          &cursor, err));
	dbfile_ok(ftl_cursor_next(cursor, &more, err));
	assert_int_equal(ftl_col_i64(cursor, 0), 22);
	assert_int_equal(ftl_col_i64(cursor, 1), 11);
	assert_int_equal(ftl_col_i64(cursor, 2), 22);
}

static void a_cursor_keeps_its_values_when_the_caller_does_not(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_CURSOR(cursor);
	char text[] = "before";
	bool more;

	dbfile_ok(ftl_cursor_open(db, &sql[ECHO], FTL_ARGS(ftl_val_text(text), ftl_val_null()),
	                          &cursor, err));
	memcpy(text, "after!", sizeof(text));
	dbfile_ok(ftl_cursor_next(cursor, &more, err));
	assert_string_equal(ftl_col_peek(cursor, 1), "before");
}

static void one_statement_can_be_open_twice(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_CURSOR(outer);
	bool more;
	int pairs = 0;

	fill(db, 4);
	dbfile_ok(ftl_cursor_open(db, &sql[LIST], FTL_ARGS(ftl_val_i64(1)), &outer, err));
	dbfile_ok(ftl_cursor_next(outer, &more, err));
	while (more) {
		FTL_CURSOR(inner);
		bool inner_more;
		int64_t id = ftl_col_i64(outer, 0);
		dbfile_ok(ftl_cursor_open(db, &sql[LIST], FTL_ARGS(ftl_val_i64(id)), &inner, err));
		dbfile_ok(ftl_cursor_next(inner, &inner_more, err));
		while (inner_more) {
			assert_true(ftl_col_i64(inner, 0) >= id);
			pairs++;
			dbfile_ok(ftl_cursor_next(inner, &inner_more, err));
		}
		assert_int_equal(ftl_col_i64(outer, 0), id);
		dbfile_ok(ftl_cursor_next(outer, &more, err));
	}
	assert_int_equal(pairs, 4 + 3 + 2 + 1);
}

static void a_statement_is_prepared_once(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	bool more;
	struct ftl_cursor *seen = NULL;

	fill(db, 3);
	for (int i = 0; i < 3; i++) {
		FTL_CURSOR(cursor);
		dbfile_ok(ftl_cursor_open(db, &sql[LIST], FTL_ARGS(ftl_val_i64(1)), &cursor, err));
		dbfile_ok(ftl_cursor_next(cursor, &more, err));
		assert_int_equal(ftl_col_i64(cursor, 0), 1);
		if (seen != NULL)
			assert_ptr_equal(cursor, seen);
		seen = cursor;
	}
}

static void a_row_of_another_text_at_the_same_address_is_another_statement(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	struct ftl_sql changing = {"changing", "SELECT 1", 0, 1, FTL_SQL_READ};

	for (int wanted = 1; wanted <= 2; wanted++) {
		FTL_CURSOR(cursor);
		bool more;
		changing.text = wanted == 1 ? "SELECT 1" : "SELECT 2";
		dbfile_ok(ftl_cursor_open(db, &changing, FTL_NO_ARGS, &cursor, err));
		dbfile_ok(ftl_cursor_next(cursor, &more, err));
		assert_int_equal(ftl_col_i64(cursor, 0), wanted);
	}
}

static void changes_are_counted(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_TXN(txn);
	int64_t changed = -1;

	fill(db, 5);
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(ftl_db_change(db, &sql[TOUCH], FTL_ARGS(ftl_val_i64(3)), &changed, err));
	assert_int_equal(changed, 3);
	dbfile_ok(ftl_db_change(db, &sql[TOUCH], FTL_ARGS(ftl_val_i64(99)), &changed, err));
	assert_int_equal(changed, 0);
	dbfile_ok(ftl_txn_commit(&txn, err));
	assert_int_equal(dbfile_number(db, "SELECT sum(size) FROM thing"), 1 + 2 + 4 + 5 + 6);
}

static void an_insert_returns_its_row(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_TXN(txn);
	bool more;

	fill(db, 2);
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	FTL_CURSOR(cursor);
	dbfile_ok(ftl_cursor_open(db, &sql[RETURN], FTL_ARGS(ftl_val_text("new")), &cursor, err));
	dbfile_ok(ftl_cursor_next(cursor, &more, err));
	assert_true(more);
	assert_int_equal(ftl_col_i64(cursor, 0), 3);
	assert_string_equal(ftl_col_peek(cursor, 1), "new");
	ftl_cursor_close(&cursor);
	dbfile_ok(ftl_txn_commit(&txn, err));
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM thing WHERE name = 'new'"), 1);
}

static void writing_needs_a_writing_transaction(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_TXN(reading);

	dbfile_fails(insert(db, 1, "one", 1), FTL_INTERNAL);
	assert_string_equal(err->message, "statement insert writes outside a writing transaction");
	dbfile_ok(ftl_txn_begin_read(db, &reading, err));
	dbfile_fails(insert(db, 1, "one", 1), FTL_INTERNAL);
	ftl_txn_done(&reading);
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM thing"), 0);
}

static void transactions_do_not_nest(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_TXN(outer);
	FTL_TXN(inner);

	dbfile_ok(ftl_txn_begin(db, &outer, err));
	dbfile_fails(ftl_txn_begin(db, &inner, err), FTL_INTERNAL);
	/* A view for reading is part of what is open. */
	dbfile_ok(ftl_txn_begin_read(db, &inner, err));
	assert_false(inner.is_open);
	/* The one that is open goes on. */
	dbfile_ok(insert(db, 1, "one", 1));
	dbfile_ok(ftl_txn_commit(&outer, err));
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM thing"), 1);
	dbfile_fails(ftl_txn_commit(&outer, err), FTL_INTERNAL);
}

static enum ftl_status insert_and_leave(struct ftl_db *db)
{
	FTL_TXN(txn);

	FTL_TRY(ftl_txn_begin(db, &txn, err));
	FTL_TRY(insert(db, 1, "one", 1));
	return insert(db, 1, "one again", 1);
}

static void what_is_not_committed_is_undone_at_the_end_of_the_scope(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_TXN(txn);

	dbfile_fails(insert_and_leave(db), FTL_CONFLICT);
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM thing"), 0);
	/* And the handle is as good as new. */
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(insert(db, 1, "one", 1));
	dbfile_ok(ftl_txn_commit(&txn, err));
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM thing"), 1);
}

static void closing_undoes_an_open_transaction(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	struct ftl_txn txn;
	struct ftl_cursor *cursor = NULL;
	bool more;

	fill(db, 3);
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(insert(db, 4, "four", 4));
	dbfile_ok(ftl_cursor_open(db, &sql[LIST], FTL_ARGS(ftl_val_i64(1)), &cursor, err));
	dbfile_ok(ftl_cursor_next(cursor, &more, err));
	ftl_db_close(&db);
	assert_null(db);
	dbfile_ok(ftl_db_open(dbfile_in(state, "shop.db"), FTL_DB_READ, &db, err));
	assert_int_equal(dbfile_number(db, "SELECT count(*) FROM thing"), 3);
}

static void a_reading_transaction_sees_one_state(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_DB(other);
	FTL_TXN(reading);
	FTL_TXN(writing);

	fill(db, 2);
	dbfile_ok(ftl_db_open(dbfile_in(state, "shop.db"), FTL_DB_WRITE, &other, err));
	dbfile_ok(ftl_txn_begin_read(other, &reading, err));
	assert_int_equal(dbfile_number(other, "SELECT count(*) FROM thing"), 2);
	dbfile_ok(ftl_txn_begin(db, &writing, err));
	dbfile_ok(insert(db, 3, "three", 3));
	ftl_db_set_patience(db, 50);
	/* With a rollback journal the reader holds the writer up; it must say so and undo. */
	enum ftl_status status = ftl_txn_commit(&writing, err);
	assert_int_equal(dbfile_number(other, "SELECT count(*) FROM thing"), 2);
	dbfile_ok(ftl_txn_commit(&reading, err));
	if (status != FTL_OK) {
		assert_int_equal(status, FTL_BUSY);
		assert_string_equal(err->message, "another process is using the database");
		assert_string_equal(err->hint, "try again in a moment");
		assert_int_equal(dbfile_number(db, "SELECT count(*) FROM thing"), 2);
		dbfile_ok(ftl_txn_begin(db, &writing, err));
		dbfile_ok(insert(db, 3, "three", 3));
		dbfile_ok(ftl_txn_commit(&writing, err));
	}
	assert_int_equal(dbfile_number(other, "SELECT count(*) FROM thing"), 3);
}

static void broken_constraints_tell_what_they_are(void **state)
{
	static const struct ftl_sql orphan = {
	        "orphan", "INSERT INTO thing (id, parent) VALUES (8, 77)", 0, 0, FTL_SQL_WRITE};
	static const struct ftl_sql text = {"text", "INSERT INTO thing (id, size) VALUES (8, 'x')",
	                                    0, 0, FTL_SQL_WRITE};
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_TXN(txn);

	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_ok(insert(db, 1, "one", 1));
	dbfile_fails(insert(db, 2, "one", 1), FTL_CONFLICT);
	assert_non_null(strstr(err->message, "thing.name"));
	dbfile_fails(insert(db, 1, "two", 1), FTL_CONFLICT);
	assert_non_null(strstr(err->message, "thing.id"));
	dbfile_fails(insert(db, 3, "three", 1000), FTL_INTERNAL);
	assert_non_null(strstr(err->message, "size_is_small"));
	dbfile_fails(ftl_db_exec(db, &orphan, FTL_NO_ARGS, err), FTL_INTERNAL);
	assert_non_null(strstr(err->message, "FOREIGN KEY"));
	dbfile_fails(ftl_db_exec(db, &text, FTL_NO_ARGS, err), FTL_INTERNAL);
	/* A refused row leaves the transaction and what was written before. */
	dbfile_ok(insert(db, 4, "four", 4));
	dbfile_ok(ftl_txn_commit(&txn, err));
	assert_int_equal(dbfile_number(db, "SELECT sum(id) FROM thing"), 5);
}

static void a_value_beyond_the_limit_is_refused(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_TXN(txn);
	size_t length = (size_t)65 * 1024 * 1024;
	char *huge = ftl_alloc(dbfile_arena(state), length + 1, 1);

	memset(huge, 'x', length);
	dbfile_ok(ftl_txn_begin(db, &txn, err));
	dbfile_fails(insert(db, 1, huge, 1), FTL_INVALID);
	dbfile_ok(insert(db, 1, "small", 1));
}

static void check(struct ftl_db *db, struct ftl_sql row, enum ftl_status wanted, const char *why)
{
	dbfile_fails(ftl_db_check_sql(db, &row, err), wanted);
	if (wanted != FTL_OK && strstr(err->message, why) == NULL)
		fail_msg("'%s' does not say '%s'", err->message, why);
	FTL_CURSOR(cursor);
	/* What the check finds, the first use finds too, but for slow plans. */
	if (wanted != FTL_OK && (row.flags & FTL_SQL_HOT) == 0) {
		struct ftl_val nulls[9] = {{.type = FTL_VAL_NULL}};
		assert_int_equal(ftl_cursor_open(db, &row, nulls, (size_t)row.params, &cursor, err),
		                 wanted);
	}
}

static void statement_tables_are_checked(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);

	for (size_t i = 0; i < FTL_COUNT(sql); i++)
		dbfile_ok(ftl_db_check_sql(db, &sql[i], err));
	check(db, (struct ftl_sql){"a", "SELECT $1", 2, 1, 0}, FTL_INTERNAL, "1 parameters, not 2");
	check(db, (struct ftl_sql){"b", "SELECT $2", 1, 1, 0}, FTL_INTERNAL, "parameter $2");
	check(db, (struct ftl_sql){"c", "SELECT ?", 1, 1, 0}, FTL_INTERNAL, "parameter ?");
	check(db, (struct ftl_sql){"d", "SELECT :name", 1, 1, 0}, FTL_INTERNAL, ":name");
	check(db, (struct ftl_sql){"e", "SELECT 1, 2", 0, 1, 0}, FTL_INTERNAL, "2 result columns");
	check(db, (struct ftl_sql){"f", "DELETE FROM thing", 0, 0, 0}, FTL_INTERNAL, "but writes");
	check(db, (struct ftl_sql){"h", "SELECT 1; SELECT 2", 0, 1, 0}, FTL_INTERNAL,
	      "exactly one");
	check(db, (struct ftl_sql){"i", " ", 0, 0, 0}, FTL_INTERNAL, "exactly one");
	check(db, (struct ftl_sql){"j", "SELECT nowhere FROM thing", 0, 1, 0}, FTL_DB,
	      "no such column");
	check(db, (struct ftl_sql){"k", "SELECT \"text\"", 0, 1, 0}, FTL_DB, "no such column");
}

static void hot_statements_must_not_scan(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	unsigned hot = FTL_SQL_READ | FTL_SQL_HOT;

	check(db, (struct ftl_sql){"a", "SELECT id FROM thing WHERE size = $1", 1, 1, hot},
	      FTL_INTERNAL, "SCAN thing");
	check(db, (struct ftl_sql){"b", "SELECT id FROM thing WHERE name = $1", 1, 1, hot}, FTL_OK,
	      "");
	check(db, (struct ftl_sql){"c", "SELECT name FROM thing ORDER BY name", 0, 1, hot},
	      FTL_INTERNAL, "SCAN thing");
	check(db,
	      (struct ftl_sql){"d", "UPDATE thing SET size = 1 WHERE id = $1", 1, 0,
	                       FTL_SQL_WRITE | FTL_SQL_HOT},
	      FTL_OK, "");
	check(db,
	      (struct ftl_sql){"e", "UPDATE thing SET size = 1 WHERE size = $1", 1, 0,
	                       FTL_SQL_WRITE | FTL_SQL_HOT},
	      FTL_INTERNAL, "SCAN thing");
}

static void a_wrong_number_of_values_is_refused(void **state)
{
	struct ftl_db *db FTL_CLEANUP(ftl_db_close) = make(state);
	FTL_CURSOR(cursor);

	dbfile_fails(ftl_cursor_open(db, &sql[ONE], FTL_NO_ARGS, &cursor, err), FTL_INTERNAL);
	dbfile_fails(ftl_cursor_open(db, &sql[ONE], FTL_ARGS(ftl_val_i64(1), ftl_val_i64(2)),
	                             &cursor, err),
	             FTL_INTERNAL);
	assert_null(cursor);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(values_come_back_as_they_went_in),
	        TEST(parameters_are_bound_by_their_number),
	        TEST(a_cursor_keeps_its_values_when_the_caller_does_not),
	        TEST(one_statement_can_be_open_twice),
	        TEST(a_statement_is_prepared_once),
	        TEST(a_row_of_another_text_at_the_same_address_is_another_statement),
	        TEST(changes_are_counted),
	        TEST(an_insert_returns_its_row),
	        TEST(writing_needs_a_writing_transaction),
	        TEST(transactions_do_not_nest),
	        TEST(what_is_not_committed_is_undone_at_the_end_of_the_scope),
	        TEST(closing_undoes_an_open_transaction),
	        TEST(a_reading_transaction_sees_one_state),
	        TEST(broken_constraints_tell_what_they_are),
	        TEST(a_value_beyond_the_limit_is_refused),
	        TEST(statement_tables_are_checked),
	        TEST(hot_statements_must_not_scan),
	        TEST(a_wrong_number_of_values_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Every statement of the store: it prepares, its counts are true, and hot ones never scan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "helper_dbfile.h"
#include "store/part.h"
#include "store/proof.h"
#include "store/registry.h"

#define err (&dbfile_err)

static void every_statement_prepares_and_hot_ones_never_scan(void **state)
{
	FTL_DB(db);

	dbfile_ok(ftl_db_open(dbfile_in(state, "sql.db"), FTL_DB_CREATE, &db, err));
	for (size_t i = 0; i < ftl_store_table_count; i++) {
		const struct ftl_sql_table *table = ftl_store_tables[i];

		for (size_t j = 0; j < table->count; j++) {
			if (ftl_db_check_sql(db, &table->rows[j], err) != FTL_OK)
				fail_msg("%s: %s: %s", table->name, table->rows[j].name,
				         dbfile_err.message);
		}
	}
}

/* A number that few parts have must not be looked for among all parts of the site: what is no scan
 * may be as slow as one. */
static void a_part_is_found_by_a_number_without_a_look_at_the_others(void **state)
{
	FTL_DB(db);
	bool more;
	int count = 0;

	dbfile_ok(ftl_db_open(dbfile_in(state, "sql.db"), FTL_DB_CREATE, &db, err));
	for (size_t i = 0; i < ftl_part_sql.count; i++) {
		const struct ftl_sql *sql = &ftl_part_sql.rows[i];
		const struct ftl_sql plan = {
		        "plan",
		        ftl_sprintf(dbfile_arena(state), "EXPLAIN QUERY PLAN %s", sql->text), 3, 4,
		        FTL_SQL_READ};
		FTL_CURSOR(cursor);

		if (strncmp(sql->name, "part_of_", strlen("part_of_")) != 0)
			continue;
		count++;
		dbfile_ok(ftl_cursor_open(
		        db, &plan,
		        FTL_ARGS(ftl_val_i64(1), ftl_val_text("2026-11-22"), ftl_val_text("X")),
		        &cursor, err));
		for (;;) {
			dbfile_ok(ftl_cursor_next(cursor, &more, err));
			if (!more)
				break;
			const char *step = ftl_col_peek(cursor, 3);
			if (strstr(step, "SEARCH p ") != NULL &&
			    strstr(step, "(site_id=?)") != NULL)
				fail_msg("%s: %s", sql->name, step);
		}
	}
	assert_int_equal(count, 4);
}

/* Sites and categories have numbers of their own, a search text that of what it stands for. */
static const struct ftl_sql tables_with_ids = {
        "tables_with_ids",
        "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
        "WHERE t.type = 'table' AND c.name = 'id' AND c.pk = 1 AND t.name NOT LIKE 'search%' "
        "AND t.name NOT IN ('site', 'category') ORDER BY t.name",
        0, 1, FTL_SQL_READ};

static const char *proof_of_ids(void)
{
	for (size_t i = 0; i < ftl_proof_sql.count; i++) {
		if (strcmp(ftl_proof_sql.rows[i].name, "proof_highest_id") == 0)
			return ftl_proof_sql.rows[i].text;
	}
	return "";
}

static void the_check_of_ids_forgets_no_table(void **state)
{
	FTL_DB(db);
	FTL_CURSOR(cursor);
	const char *proof = proof_of_ids();
	bool more;
	int count = 0;

	dbfile_ok(ftl_db_open(dbfile_in(state, "sql.db"), FTL_DB_CREATE, &db, err));
	dbfile_ok(ftl_cursor_open(db, &tables_with_ids, FTL_NO_ARGS, &cursor, err));
	for (;; count++) {
		dbfile_ok(ftl_cursor_next(cursor, &more, err));
		if (!more)
			break;
		const char *from = ftl_sprintf(dbfile_arena(state), " FROM %s WHERE id BETWEEN",
		                               ftl_col_peek(cursor, 0));
		if (strstr(proof, from) == NULL)
			fail_msg("proof_highest_id lacks%s", from);
	}
	assert_true(count >= 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(the_check_of_ids_forgets_no_table, dbfile_setup,
	                                        dbfile_teardown),
	        cmocka_unit_test_setup_teardown(
	                a_part_is_found_by_a_number_without_a_look_at_the_others, dbfile_setup,
	                dbfile_teardown),
	        cmocka_unit_test_setup_teardown(every_statement_prepares_and_hot_ones_never_scan,
	                                        dbfile_setup, dbfile_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

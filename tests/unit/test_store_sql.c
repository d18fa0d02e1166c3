/* Every statement of the store: it prepares, its counts are true, and hot ones never scan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "helper_dbfile.h"
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(every_statement_prepares_and_hot_ones_never_scan,
	                                        dbfile_setup, dbfile_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

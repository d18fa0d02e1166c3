#include <string.h>

#include "db/handle.h"

/*
 * EXPLAIN QUERY PLAN says SCAN for every loop over all of something. Constant rows, subqueries and
 * table functions or full-text tables, which are asked through an index of their own, are no
 * tables.
 */
static bool is_scan(const char *detail)
{
	return strncmp(detail, "SCAN ", 5) == 0 && strstr(detail, "CONSTANT ROW") == NULL &&
	       strstr(detail, "VIRTUAL TABLE INDEX") == NULL && strstr(detail, "(subquery") == NULL;
}

static enum ftl_status read_plan(struct ftl_db *db, const struct ftl_sql *row, void *plan,
                                 struct ftl_err *err)
{
	const int detail_column = 3;
	bool more;

	FTL_TRY(db->driver->step(db->connection, plan, &more, err));
	while (more) {
		const char *detail = db->driver->column_text(plan, detail_column, NULL);
		if (is_scan(detail))
			return ftl_fail(err, FTL_INTERNAL, NULL, "statement %s is hot, but: %s",
			                row->name, detail);
		FTL_TRY(db->driver->step(db->connection, plan, &more, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_db_check_sql(struct ftl_db *db, const struct ftl_sql *row, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	void *plan = NULL;

	FTL_TRY(ftl_db_prepare(db, row, err));
	if ((row->flags & FTL_SQL_HOT) == 0)
		return FTL_OK;
	FTL_TRY(db->driver->prepare(db->connection,
	                            ftl_sprintf(&scratch, "EXPLAIN QUERY PLAN %s", row->text),
	                            row->params, &plan, err));
	enum ftl_status status = read_plan(db, row, plan, err);
	db->driver->finalize(plan);
	return status;
}

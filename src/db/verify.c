#include <inttypes.h>

#include "db/handle.h"
#include "db/migrate.h"
#include "fettle/base/text.h"

enum { INTEGRITY, REFERENCES };

static const struct ftl_sql sql[] = {
        [INTEGRITY] = {"integrity_check", "PRAGMA integrity_check(100)", 0, 1, FTL_SQL_READ},
        [REFERENCES] = {"foreign_key_check", "PRAGMA foreign_key_check", 0, 4, FTL_SQL_READ},
};

static enum ftl_status verify_pages(struct ftl_db *db, ftl_db_finding *finding, void *context,
                                    struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool more;

	FTL_TRY(ftl_cursor_open(db, &sql[INTEGRITY], FTL_NO_ARGS, &cursor, err));
	FTL_TRY(ftl_cursor_next(cursor, &more, err));
	while (more) {
		const char *problem = ftl_col_peek(cursor, 0);
		if (!ftl_text_equal(problem, "ok"))
			finding(context, "integrity", problem);
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
	}
	return FTL_OK;
}

static enum ftl_status verify_references(struct ftl_db *db, ftl_db_finding *finding, void *context,
                                         struct ftl_err *err)
{
	FTL_ARENA(scratch);
	FTL_CURSOR(cursor);
	bool more;

	FTL_TRY(ftl_cursor_open(db, &sql[REFERENCES], FTL_NO_ARGS, &cursor, err));
	FTL_TRY(ftl_cursor_next(cursor, &more, err));
	while (more) {
		const char *table = ftl_col_text(cursor, 0, &scratch);
		const char *row = "a row"; /* a table without rowid has no number to tell */
		if (!ftl_col_is_null(cursor, 1))
			row = ftl_sprintf(&scratch, "row %" PRId64, ftl_col_i64(cursor, 1));
		finding(context, "references",
		        ftl_sprintf(&scratch, "%s of %s refers to a row of %s that is not there",
		                    row, table, ftl_col_peek(cursor, 2)));
		ftl_arena_reset(&scratch);
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
	}
	return FTL_OK;
}

typedef enum ftl_status verifier(struct ftl_db *db, ftl_db_finding *finding, void *context,
                                 struct ftl_err *err);

static enum ftl_status run(verifier *check, const char *what, struct ftl_db *db,
                           ftl_db_finding *finding, void *context, struct ftl_err *err)
{
	enum ftl_status status = check(db, finding, context, err);

	if (status != FTL_DB)
		return status;
	/* Damage that stops a check is its finding. */
	finding(context, what, err->message);
	return FTL_OK;
}

enum ftl_status ftl_db_verify_content(struct ftl_db *db, ftl_db_finding *finding, void *context,
                                      struct ftl_err *err)
{
	FTL_TRY(run(verify_pages, "integrity", db, finding, context, err));
	return run(verify_references, "references", db, finding, context, err);
}

enum ftl_status ftl_db_verify(struct ftl_db *db, ftl_db_finding *finding, void *context,
                              struct ftl_err *err)
{
	FTL_TRY(ftl_db_verify_content(db, finding, context, err));
	return run(ftl_migrations_verify, "schema", db, finding, context, err);
}

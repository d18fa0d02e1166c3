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
		finding(context, "references",
		        ftl_sprintf(
		                &scratch, "row %lld of %s refers to a row of %s that is not there",
		                (long long)ftl_col_i64(cursor, 1), table, ftl_col_peek(cursor, 2)));
		ftl_arena_reset(&scratch);
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
	}
	return FTL_OK;
}

typedef enum ftl_status verifier(struct ftl_db *db, ftl_db_finding *finding, void *context,
                                 struct ftl_err *err);

enum ftl_status ftl_db_verify(struct ftl_db *db, ftl_db_finding *finding, void *context,
                              struct ftl_err *err)
{
	static const struct {
		const char *what;
		verifier *run;
	} checks[] = {
	        {"integrity", verify_pages},
	        {"references", verify_references},
	        {"schema", ftl_migrations_verify},
	};

	for (size_t i = 0; i < FTL_COUNT(checks); i++) {
		enum ftl_status status = checks[i].run(db, finding, context, err);
		/* Damage that stops a check is its finding. */
		if (status == FTL_DB)
			finding(context, checks[i].what, err->message);
		else if (status != FTL_OK)
			return status;
	}
	return FTL_OK;
}

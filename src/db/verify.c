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

/* Hands findings on and remembers that there was one. */
struct counting {
	ftl_db_finding *finding;
	void *context;
	int count;
};

static void count_finding(void *context, const char *what, const char *problem)
{
	struct counting *counting = context;

	counting->count++;
	counting->finding(counting->context, what, problem);
}

enum ftl_status ftl_db_verify(struct ftl_db *db, ftl_db_finding *finding, void *context,
                              struct ftl_err *err)
{
	struct counting of_migrations = {finding, context, 0};

	FTL_TRY(ftl_db_verify_content(db, finding, context, err));
	FTL_TRY(run(ftl_migrations_verify, "schema", db, count_finding, &of_migrations, err));
	/* Of migrations that are not known nobody can say what they make. */
	if (of_migrations.count > 0)
		return FTL_OK;
	return run(ftl_schema_verify, "schema", db, finding, context, err);
}

static enum ftl_status run_and_undo(struct ftl_db *db, const struct ftl_sql *sql_to_try,
                                    struct ftl_err *err)
{
	FTL_TXN(txn);

	FTL_TRY(ftl_txn_begin(db, &txn, err));
	return ftl_db_exec(db, sql_to_try, FTL_NO_ARGS, err);
}

enum ftl_status ftl_db_try(struct ftl_db *db, const struct ftl_sql *sql_to_try, struct ftl_err *err)
{
	enum ftl_db_mode mode = db->mode;
	enum ftl_status status;
	struct ftl_err ignored;

	if (mode != FTL_DB_READ)
		return run_and_undo(db, sql_to_try, err);
	FTL_TRY(db->driver->set_read_only(db->connection, false, err));
	db->mode = FTL_DB_WRITE;
	status = run_and_undo(db, sql_to_try, err);
	db->mode = mode;
	(void)db->driver->set_read_only(db->connection, true, &ignored);
	return status;
}

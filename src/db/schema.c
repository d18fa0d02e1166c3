#include <string.h>

#include "db/handle.h"
#include "fettle/base/text.h"

static const struct ftl_sql objects = {"schema_objects",
                                       /* What SQLite makes by itself follows from the rest. */
                                       "SELECT type, name, COALESCE(sql, '') FROM sqlite_schema "
                                       "WHERE SUBSTR(name, 1, 7) <> 'sqlite_' ORDER BY type, name",
                                       0, 3, FTL_SQL_READ};

/* One table or index of a schema while it is walked. */
struct walk {
	struct ftl_cursor *cursor;
	const char *type;
	const char *name;
	const char *text;
	bool more;
};

static enum ftl_status step(struct walk *walk, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(walk->cursor, &walk->more, err));
	if (!walk->more)
		return FTL_OK;
	walk->type = ftl_col_peek(walk->cursor, 0);
	walk->name = ftl_col_peek(walk->cursor, 1);
	walk->text = ftl_col_peek(walk->cursor, 2);
	return FTL_OK;
}

/* Which of the two stands first: below 0 the left one, above 0 the right one. */
static int compare(const struct walk *left, const struct walk *right)
{
	if (!left->more || !right->more)
		return (int)right->more - (int)left->more;
	int types = strcmp(left->type, right->type);
	return types != 0 ? types : strcmp(left->name, right->name);
}

static void tell(ftl_db_finding *finding, void *context, const struct walk *walk,
                 const char *problem)
{
	FTL_ARENA(scratch);
	char quoted[FTL_QUOTE_SIZE];

	finding(context, "schema",
	        ftl_sprintf(&scratch, "the %s %s %s", walk->type, ftl_quote(quoted, walk->name),
	                    problem));
}

enum ftl_status ftl_schema_verify(struct ftl_db *db, ftl_db_finding *finding, void *context,
                                  struct ftl_err *err)
{
	FTL_DB(empty);
	FTL_CURSOR(wanted_rows);
	FTL_CURSOR(found_rows);
	struct walk wanted = {0}, found = {0};

	FTL_TRY(ftl_db_open_empty(db, &empty, err));
	FTL_TRY(ftl_cursor_open(empty, &objects, FTL_NO_ARGS, &wanted_rows, err));
	FTL_TRY(ftl_cursor_open(db, &objects, FTL_NO_ARGS, &found_rows, err));
	wanted.cursor = wanted_rows;
	found.cursor = found_rows;
	FTL_TRY(step(&wanted, err));
	FTL_TRY(step(&found, err));
	while (wanted.more || found.more) {
		int order = compare(&wanted, &found);

		if (order < 0)
			tell(finding, context, &wanted, "is missing");
		else if (order > 0)
			tell(finding, context, &found, "is none of Fettle's");
		else if (strcmp(wanted.text, found.text) != 0)
			tell(finding, context, &found, "is not built as Fettle builds it");
		if (order <= 0)
			FTL_TRY(step(&wanted, err));
		if (order >= 0)
			FTL_TRY(step(&found, err));
	}
	return FTL_OK;
}

/*
 * The limit for a report: opens the database, runs queries one after the other and looks at every
 * column of every row, keeping nothing but a sum.
 * usage: bare_read DATABASE SQL…
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>

static uint64_t look_at(sqlite3_stmt *statement, int column)
{
	switch (sqlite3_column_type(statement, column)) {
	case SQLITE_INTEGER:
		return (uint64_t)sqlite3_column_int64(statement, column);
	case SQLITE_NULL:
		return 0;
	default:
		return *sqlite3_column_text(statement, column);
	}
}

int main(int argc, char **argv)
{
	sqlite3 *db;
	uint64_t sum = 0, rows = 0;

	if (argc < 3 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		return 2;
	for (int i = 2; i < argc; i++) {
		sqlite3_stmt *statement;

		if (sqlite3_prepare_v2(db, argv[i], -1, &statement, NULL) != SQLITE_OK) {
			fprintf(stderr, "bare_read: %s\n", sqlite3_errmsg(db));
			return 1;
		}
		int columns = sqlite3_column_count(statement);

		for (; sqlite3_step(statement) == SQLITE_ROW; rows++)
			for (int column = 0; column < columns; column++)
				sum += look_at(statement, column);
		if (sqlite3_finalize(statement) != SQLITE_OK)
			return 1;
	}
	sqlite3_close(db);
	printf("%llu rows, sum %llu\n", (unsigned long long)rows, (unsigned long long)sum);
	return fflush(stdout) != 0;
}

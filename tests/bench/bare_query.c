/*
 * The limit for one look-up: opens the database and runs one query, printing its rows as they come,
 * in no columns. The program also checks whose database it is, reads the centre, its settings and
 * who asks, and shows a work order from some ten queries.
 * usage: bare_query DATABASE SQL
 */
#include <sqlite3.h>
#include <stdio.h>

static int print_row(void *context, int count, char **values, char **names)
{
	(void)context;
	(void)names;
	for (int i = 0; i < count; i++)
		printf("%s%c", values[i] != NULL ? values[i] : "", i + 1 < count ? '\t' : '\n');
	return 0;
}

int main(int argc, char **argv)
{
	sqlite3 *db;
	char *message = NULL;

	if (argc != 3 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		return 2;
	if (sqlite3_exec(db, argv[2], print_row, NULL, &message) != SQLITE_OK) {
		fprintf(stderr, "bare_query: %s\n", message);
		return 1;
	}
	sqlite3_close(db);
	return fflush(stdout) != 0;
}

/*
 * The limit for a command that writes: carries out statements, a line each, in one immediate
 * transaction with the program's pragmas; those that read print nothing.
 * usage: bare_write DATABASE STATEMENTS
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void run(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);

	while (code == SQLITE_OK || code == SQLITE_ROW)
		code = sqlite3_step(statement);
	if (code != SQLITE_DONE) {
		fprintf(stderr, "bare_write: %s: %s\n", sqlite3_errmsg(db), sql);
		exit(1);
	}
	sqlite3_finalize(statement);
}

int main(int argc, char **argv)
{
	FILE *statements = argc == 3 ? fopen(argv[2], "r") : NULL;
	char *line = NULL;
	size_t size = 0;
	sqlite3 *db;

	if (statements == NULL || sqlite3_open(argv[1], &db) != SQLITE_OK)
		return 2;
	sqlite3_exec(db,
	             "PRAGMA foreign_keys = ON; PRAGMA journal_mode = TRUNCATE;"
	             "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
	             "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON;"
	             "PRAGMA cache_size = -16384",
	             NULL, NULL, NULL);
	run(db, "BEGIN IMMEDIATE");
	while (getline(&line, &size, statements) > 0) {
		line[strcspn(line, "\n")] = '\0';
		run(db, line);
	}
	run(db, "COMMIT");
	free(line);
	fclose(statements);
	return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}

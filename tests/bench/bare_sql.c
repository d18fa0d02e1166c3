/*
 * The limit for one durable write: opens the database with the pragmas that the program uses, runs
 * the statements of a file in one immediate transaction, and ends. usage: bare_sql DATABASE FILE
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static void run(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
		fprintf(stderr, "bare_sql: %s\n", message);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	sqlite3 *db;
	FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
	static char sql[64 << 20];

	if (file == NULL || sqlite3_open(argv[1], &db) != SQLITE_OK)
		return 2;
	sql[fread(sql, 1, sizeof(sql) - 1, file)] = '\0';
	fclose(file);
	run(db,
	    "PRAGMA foreign_keys = ON; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;"
	    "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON");
	run(db, "BEGIN IMMEDIATE");
	run(db, sql);
	run(db, "COMMIT");
	sqlite3_close(db);
	return 0;
}

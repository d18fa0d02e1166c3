/*
 * The limit for an import: inserts every row of a database into an empty one of the same schema,
 * with prepared statements in one transaction and the program's pragmas. It reads the rows ready
 * made; the program reads CSV, checks and folds each value, looks for records that it has already,
 * and seals what it wrote.
 * usage: bare_copy FROM TO
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(sqlite3 *db, int code)
{
	if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
		return;
	fprintf(stderr, "bare_copy: %s\n", sqlite3_errmsg(db));
	exit(1);
}

static void copy_table(sqlite3 *from, sqlite3 *to, const char *table)
{
	char sql[4096];
	sqlite3_stmt *read, *write;
	size_t length;

	snprintf(sql, sizeof(sql),
	         strcmp(table, "search") == 0 ? "SELECT id, text FROM search_doc ORDER BY id"
	                                      : "SELECT * FROM %s",
	         table);
	check(from, sqlite3_prepare_v2(from, sql, -1, &read, NULL));
	length = (size_t)snprintf(sql, sizeof(sql),
	                          strcmp(table, "search") == 0
	                                  ? "INSERT INTO search (rowid, text) VALUES ("
	                                  : "INSERT INTO %s VALUES (",
	                          table);
	for (int i = 0; i < sqlite3_column_count(read); i++)
		length += (size_t)snprintf(sql + length, sizeof(sql) - length, i > 0 ? ", ?" : "?");
	snprintf(sql + length, sizeof(sql) - length, ")");
	check(to, sqlite3_prepare_v2(to, sql, -1, &write, NULL));
	while (sqlite3_step(read) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(read); i++)
			check(to, sqlite3_bind_value(write, i + 1, sqlite3_column_value(read, i)));
		check(to, sqlite3_step(write));
		sqlite3_reset(write);
	}
	sqlite3_finalize(read);
	sqlite3_finalize(write);
}

int main(int argc, char **argv)
{
	/* Every table, referred ones first. */
	static const char *const tables[] = {
	        "site",         "counter",     "setting",          "staff",       "calendar_window",
	        "calendar_day", "customer",    "customer_contact", "device",      "device_owner",
	        "intake",       "work_order",  "order_event",      "piece",       "custody_event",
	        "order_line",   "order_cover", "order_warning",    "ords_record", "printer",
	        "supplier",     "part",        "part_number",      "part_price",  "audit",
	        "audit_item",   "request",     "search_doc",       "search"};
	sqlite3 *from, *to;

	if (argc != 3 || sqlite3_open(argv[1], &from) != SQLITE_OK ||
	    sqlite3_open(argv[2], &to) != SQLITE_OK)
		return 2;
	check(to, sqlite3_exec(to,
	                       "PRAGMA foreign_keys = ON; PRAGMA journal_mode = TRUNCATE;"
	                       "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
	                       "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"
	                       "PRAGMA cache_size = -16384; BEGIN IMMEDIATE",
	                       NULL, NULL, NULL));
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		copy_table(from, to, tables[i]);
	check(to, sqlite3_exec(to, "COMMIT", NULL, NULL, NULL));
	return 0;
}

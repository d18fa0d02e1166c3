/*
 * The limit for a price list of parts that are known: finds each part by the key of its SKU, reads
 * the prices of the day, and puts down new ones and that the part was touched, with prepared
 * statements in one transaction and the program's pragmas. It reads the lines ready made; the
 * program reads CSV, checks and folds each value, and seals what it wrote.
 * usage: bare_prices DATABASE LINES DAY      lines: KEY COST PRICE, in cents
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static sqlite3 *db;

static void check(int code)
{
	if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
		return;
	fprintf(stderr, "bare_prices: %s\n", sqlite3_errmsg(db));
	exit(1);
}

static sqlite3_stmt *prepare(const char *sql)
{
	sqlite3_stmt *statement;

	check(sqlite3_prepare_v2(db, sql, -1, &statement, NULL));
	return statement;
}

static void run(sqlite3_stmt *statement)
{
	check(sqlite3_step(statement));
	check(sqlite3_reset(statement));
}

static long long find(sqlite3_stmt *part, const char *key, const char *day)
{
	long long id;

	check(sqlite3_bind_text(part, 1, key, -1, SQLITE_STATIC));
	check(sqlite3_bind_text(part, 2, day, -1, SQLITE_STATIC));
	if (sqlite3_step(part) != SQLITE_ROW) {
		fprintf(stderr, "bare_prices: no part %s\n", key);
		exit(1);
	}
	id = sqlite3_column_int64(part, 0);
	check(sqlite3_reset(part));
	return id;
}

int main(int argc, char **argv)
{
	FILE *lines = argc == 4 ? fopen(argv[2], "r") : NULL;
	sqlite3_stmt *part, *price, *item;
	char key[65];
	long long cost, sale, id;

	if (lines == NULL || sqlite3_open(argv[1], &db) != SQLITE_OK)
		return 2;
	check(sqlite3_exec(db,
	                   "PRAGMA foreign_keys = ON; PRAGMA journal_mode = TRUNCATE;"
	                   "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
	                   "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"
	                   "PRAGMA cache_size = -16384; BEGIN IMMEDIATE;"
	                   "INSERT INTO audit SELECT site_id, seq + 1, at, staff_id, program, "
	                   "operation, request_id, previous_hash, hash FROM audit "
	                   "ORDER BY seq DESC LIMIT 1",
	                   NULL, NULL, NULL));
	part = prepare("SELECT p.id, p.name, r.cost_cents, r.price_cents FROM part p "
	               "JOIN part_price r ON r.part_id = p.id AND r.effective_from <= ?2 "
	               "WHERE p.site_id = 1 AND p.sku_key = ?1 ORDER BY r.effective_from DESC");
	price = prepare("INSERT INTO part_price VALUES (?1, ?2, ?3, ?4) "
	                "ON CONFLICT (part_id, effective_from) DO UPDATE "
	                "SET cost_cents = ?3, price_cents = ?4");
	item = prepare("INSERT INTO audit_item VALUES "
	               "(1, (SELECT MAX(seq) FROM audit), 'part', ?1, zeroblob(32), "
	               "zeroblob(32))");
	while (fscanf(lines, "%64s %lld %lld", key, &cost, &sale) == 3) {
		id = find(part, key, argv[3]);
		check(sqlite3_bind_int64(price, 1, id));
		check(sqlite3_bind_text(price, 2, argv[3], -1, SQLITE_STATIC));
		check(sqlite3_bind_int64(price, 3, cost));
		check(sqlite3_bind_int64(price, 4, sale));
		run(price);
		check(sqlite3_bind_int64(item, 1, id));
		run(item);
	}
	check(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
	fclose(lines);
	return 0;
}

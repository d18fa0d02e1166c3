/*
 * The limit for check-ins: writes the rows that the program wrote, with prepared statements and
 * bound values and the program's pragmas, one immediate transaction a check-in, in one process.
 * What no check-in can do without is done too: the customer is looked up by telephone number and
 * the device by serial number, numbers are drawn from their counters, and the head of the audit log
 * is read and carried on by a hash over all rows. Left out: reading JSON, all rules and checks, the
 * cover, the keyed seals of the entities (they come with the rows), and saying what was done.
 *
 * A line's fields stand between tabs: "B" begins a check-in and "E" ends it, "K key" and "D key"
 * look up a customer and a device, "C kind value" draws a number, "R table value …" is a row. A
 * value is n(ull), i(nteger), t(ext), x (bytes in hexadecimal), p (the hash before) or h (the
 * hash). usage: bare_checkin DATABASE ROWS
 */
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HASH = crypto_hash_sha256_BYTES, STATEMENTS = 32 };

struct desk {
	sqlite3 *db;
	sqlite3_stmt *begin, *commit, *head, *customer, *device, *counter;
	struct {
		char table[32];
		sqlite3_stmt *insert;
	} inserts[STATEMENTS];
	unsigned char before[HASH], hash[HASH];
	crypto_hash_sha256_state state;
};

static void check(sqlite3 *db, int code)
{
	if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
		return;
	fprintf(stderr, "bare_checkin: %s\n", sqlite3_errmsg(db));
	exit(1);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement;

	check(db, sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
	return statement;
}

/* Runs a statement to its end. */
static void run(sqlite3 *db, sqlite3_stmt *statement)
{
	int code;

	do {
		code = sqlite3_step(statement);
		check(db, code);
	} while (code == SQLITE_ROW);
	sqlite3_reset(statement);
}

static void begin(struct desk *desk)
{
	run(desk->db, desk->begin);
	crypto_hash_sha256_init(&desk->state);
	check(desk->db, sqlite3_step(desk->head));
	if (sqlite3_column_bytes(desk->head, 0) == HASH)
		memcpy(desk->before, sqlite3_column_blob(desk->head, 0), HASH);
	sqlite3_reset(desk->head);
	crypto_hash_sha256_update(&desk->state, desk->before, HASH);
}

static void look_up(struct desk *desk, sqlite3_stmt *statement, const char *key)
{
	check(desk->db, sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC));
	run(desk->db, statement);
}

static void draw(struct desk *desk, char *kind)
{
	char *value = strchr(kind, '\t');

	*value++ = '\0';
	check(desk->db, sqlite3_bind_int64(desk->counter, 1, strtoll(value, NULL, 10)));
	check(desk->db, sqlite3_bind_text(desk->counter, 2, kind, -1, SQLITE_STATIC));
	run(desk->db, desk->counter);
}

static void bind(struct desk *desk, sqlite3_stmt *statement, int place, char *value)
{
	crypto_hash_sha256_state state;
	unsigned char bytes[256];
	size_t length = 0;
	int code = SQLITE_OK;

	switch (value[0]) {
	case 'n':
		code = sqlite3_bind_null(statement, place);
		break;
	case 'i':
		code = sqlite3_bind_int64(statement, place, strtoll(value + 1, NULL, 10));
		break;
	case 't':
		code = sqlite3_bind_text(statement, place, value + 1, -1, SQLITE_STATIC);
		break;
	case 'x':
		sodium_hex2bin(bytes, sizeof(bytes), value + 1, strlen(value + 1), NULL, &length,
		               NULL);
		code = sqlite3_bind_blob(statement, place, bytes, (int)length, SQLITE_TRANSIENT);
		break;
	case 'p':
		code = sqlite3_bind_blob(statement, place, desk->before, HASH, SQLITE_STATIC);
		break;
	default:
		state = desk->state;
		crypto_hash_sha256_final(&state, desk->hash);
		code = sqlite3_bind_blob(statement, place, desk->hash, HASH, SQLITE_STATIC);
	}
	check(desk->db, code);
}

/* The prepared insert into a table, made when it is first met. */
static sqlite3_stmt *insert_into(struct desk *desk, const char *table, int count)
{
	char sql[512];
	int i = 0;

	while (desk->inserts[i].insert != NULL && strcmp(desk->inserts[i].table, table) != 0)
		i++;
	if (desk->inserts[i].insert == NULL) {
		int length =
		        snprintf(sql, sizeof(sql), "INSERT INTO %s VALUES (?",
		                 strcmp(table, "search") == 0 ? "search (rowid, text)" : table);
		for (int column = 1; column < count; column++)
			length += snprintf(sql + length, sizeof(sql) - (size_t)length, ", ?");
		snprintf(sql + length, sizeof(sql) - (size_t)length, ")");
		snprintf(desk->inserts[i].table, sizeof(desk->inserts[i].table), "%s", table);
		desk->inserts[i].insert = prepare(desk->db, sql);
	}
	return desk->inserts[i].insert;
}

static void insert(struct desk *desk, char *line)
{
	char *fields[64];
	int count = 0;

	crypto_hash_sha256_update(&desk->state, (unsigned char *)line, strlen(line));
	while (count < 64 && (fields[count] = strsep(&line, "\t")) != NULL)
		count++;
	sqlite3_stmt *statement = insert_into(desk, fields[0], count - 1);
	for (int i = 1; i < count; i++)
		bind(desk, statement, i, fields[i]);
	run(desk->db, statement);
}

static void open_desk(struct desk *desk, const char *path)
{
	check(desk->db, sqlite3_open(path, &desk->db));
	check(desk->db, sqlite3_exec(desk->db,
	                             "PRAGMA foreign_keys = ON; PRAGMA journal_mode = TRUNCATE;"
	                             "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
	                             "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON;"
	                             "PRAGMA cache_size = -16384",
	                             NULL, NULL, NULL));
	desk->begin = prepare(desk->db, "BEGIN IMMEDIATE");
	desk->commit = prepare(desk->db, "COMMIT");
	desk->head = prepare(desk->db,
	                     "SELECT hash FROM audit WHERE site_id = 1 ORDER BY seq DESC LIMIT 1");
	desk->customer = prepare(desk->db, "SELECT c.id, c.name FROM customer_contact k JOIN "
	                                   "customer c ON c.id = k.customer_id "
	                                   "WHERE k.value_key = ? ORDER BY c.id");
	desk->device =
	        prepare(desk->db, "SELECT id, brand, model FROM device WHERE serial_key = ?");
	desk->counter = prepare(desk->db, "UPDATE counter SET value = ?1 WHERE site_id = 1 AND "
	                                  "kind = ?2 RETURNING value");
}

int main(int argc, char **argv)
{
	struct desk desk = {0};
	FILE *rows = argc == 3 ? fopen(argv[2], "r") : NULL;
	char *line = NULL;
	size_t size = 0;

	if (rows == NULL)
		return 2;
	open_desk(&desk, argv[1]);
	while (getline(&line, &size, rows) > 0) {
		line[strcspn(line, "\n")] = '\0';
		switch (line[0]) {
		case 'B':
			begin(&desk);
			break;
		case 'K':
			look_up(&desk, desk.customer, line + 2);
			break;
		case 'D':
			look_up(&desk, desk.device, line + 2);
			break;
		case 'C':
			draw(&desk, line + 2);
			break;
		case 'R':
			insert(&desk, line + 2);
			break;
		default:
			run(desk.db, desk.commit);
		}
	}
	return 0;
}

#include "store/customer.h"

#include <string.h>

#include "fettle/base/digest.h"
#include "fettle/base/text.h"
#include "store/row.h"

enum { INSERT, UPDATE, CONTACT_INSERT, CONTACT_CLEAR, CONTACTS, GET, FIND, NAMED, LIST };

#define COLUMNS "id, code, kind, name, language, address, note, created_at"

static const struct ftl_sql sql[] = {
        [INSERT] = {"customer_insert",
                    "INSERT INTO customer (id, site_id, code, kind, name, name_key, language, "
                    "address, note, seal_key, created_at) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                    11, 0, FTL_SQL_WRITE},
        [UPDATE] = {"customer_update",
                    "UPDATE customer SET kind = $2, name = $3, name_key = $4, language = $5, "
                    "address = $6, note = $7 WHERE id = $1",
                    7, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [CONTACT_INSERT] = {"contact_insert",
                            "INSERT INTO customer_contact (customer_id, position, kind, value, "
                            "value_key) VALUES ($1, $2, $3, $4, $5)",
                            5, 0, FTL_SQL_WRITE},
        [CONTACT_CLEAR] = {"contact_clear", "DELETE FROM customer_contact WHERE customer_id = $1",
                           1, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [CONTACTS] = {"contacts",
                      "SELECT kind, value FROM customer_contact WHERE customer_id = $1 "
                      "ORDER BY position",
                      1, 2, FTL_SQL_HOT},
        [GET] = {"customer_get", "SELECT " COLUMNS " FROM customer WHERE id = $1", 1, 8,
                 FTL_SQL_HOT},
        [FIND] = {"customer_find", "SELECT " COLUMNS " FROM customer WHERE code = $1", 1, 8,
                  FTL_SQL_HOT},
        [NAMED] = {"customer_named",
                   "SELECT " COLUMNS
                   " FROM customer WHERE site_id = $1 AND name_key = $2 ORDER BY id",
                   2, 8, FTL_SQL_HOT},
        [LIST] = {"customer_list",
                  "SELECT " COLUMNS " FROM customer WHERE site_id = $1 ORDER BY name_key, id", 1, 8,
                  FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_customer_sql = {"customer", sql, FTL_COUNT(sql)};

const char *ftl_store_contact_key(struct ftl_arena *arena, const struct ftl_contact *contact)
{
	size_t length = 0;
	char *digits;

	if (contact->is_email)
		return ftl_text_key(arena, contact->value);
	digits = ftl_alloc(arena, strlen(contact->value) + 1, 1);
	for (const char *c = contact->value; *c != '\0'; c++) {
		if (*c >= '0' && *c <= '9')
			digits[length++] = *c;
	}
	/* 0049… and +49… are one number. */
	return strncmp(digits, "00", 2) == 0 ? digits + 2 : digits;
}

static enum ftl_status insert_contacts(struct ftl_db *db, const struct ftl_customer *customer,
                                       struct ftl_err *err)
{
	FTL_ARENA(scratch);

	for (size_t i = 0; i < customer->contact_count; i++) {
		const struct ftl_contact *contact = &customer->contacts[i];

		FTL_TRY(ftl_db_exec(
		        db, &sql[CONTACT_INSERT],
		        FTL_ARGS(ftl_val_i64(customer->id), ftl_val_i64((int64_t)i + 1),
		                 ftl_val_text(contact->is_email ? "email" : "phone"),
		                 ftl_val_text(contact->value),
		                 ftl_val_text(ftl_store_contact_key(&scratch, contact))),
		        err));
	}
	return FTL_OK;
}

enum ftl_status ftl_store_customer_insert(struct ftl_db *db, int64_t site_id,
                                          const struct ftl_customer *customer, const char *name_key,
                                          struct ftl_err *err)
{
	unsigned char seal_key[FTL_KEY_SIZE];

	ftl_random(seal_key, sizeof(seal_key));
	FTL_TRY(ftl_db_exec(db, &sql[INSERT],
	                    FTL_ARGS(ftl_val_i64(customer->id), ftl_val_i64(site_id),
	                             ftl_val_text(customer->code),
	                             ftl_val_text(customer->is_company ? "company" : "person"),
	                             ftl_val_text(customer->name), ftl_val_text(name_key),
	                             ftl_val_text(customer->language),
	                             ftl_val_text(customer->address), ftl_val_text(customer->note),
	                             ftl_val_blob(seal_key, sizeof(seal_key)),
	                             ftl_val_i64(customer->created_at)),
	                    err));
	return insert_contacts(db, customer, err);
}

enum ftl_status ftl_store_customer_update(struct ftl_db *db, const struct ftl_customer *customer,
                                          const char *name_key, struct ftl_err *err)
{
	FTL_TRY(ftl_db_exec(db, &sql[UPDATE],
	                    FTL_ARGS(ftl_val_i64(customer->id),
	                             ftl_val_text(customer->is_company ? "company" : "person"),
	                             ftl_val_text(customer->name), ftl_val_text(name_key),
	                             ftl_val_text(customer->language),
	                             ftl_val_text(customer->address), ftl_val_text(customer->note)),
	                    err));
	FTL_TRY(ftl_db_exec(db, &sql[CONTACT_CLEAR], FTL_ARGS(ftl_val_i64(customer->id)), err));
	return insert_contacts(db, customer, err);
}

static void read_contact(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_contact *contact = row;

	contact->is_email = strcmp(ftl_col_peek(cursor, 0), "email") == 0;
	contact->value = ftl_col_text(cursor, 1, arena);
}

static enum ftl_status read_customer(struct ftl_db *db, struct ftl_cursor *cursor,
                                     struct ftl_arena *arena, struct ftl_customer *ret,
                                     struct ftl_err *err)
{
	*ret = (struct ftl_customer){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .is_company = strcmp(ftl_col_peek(cursor, 2), "company") == 0,
	        .name = ftl_col_text(cursor, 3, arena),
	        .language = ftl_col_text(cursor, 4, arena),
	        .address = ftl_col_text(cursor, 5, arena),
	        .note = ftl_col_text(cursor, 6, arena),
	        .created_at = ftl_col_i64(cursor, 7),
	};
	return ftl_store_collect(db, &sql[CONTACTS], FTL_ARGS(ftl_val_i64(ret->id)), arena,
	                         read_contact, FTL_ROWS(&ret->contacts), &ret->contact_count, err);
}

enum ftl_status ftl_store_customer_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                       struct ftl_customer *ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[GET], FTL_ARGS(ftl_val_i64(id)), &cursor, &found, err));
	if (!found)
		return ftl_fail(err, FTL_DB, NULL, "customer row %lld is missing", (long long)id);
	return read_customer(db, cursor, arena, ret, err);
}

enum ftl_status ftl_store_customer_find(struct ftl_db *db, struct ftl_arena *arena,
                                        const char *code, struct ftl_customer *ret, bool *ret_found,
                                        struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), &cursor, ret_found,
	                        err));
	return *ret_found ? read_customer(db, cursor, arena, ret, err) : FTL_OK;
}

enum ftl_status ftl_store_customer_named(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t site_id, const char *name_key,
                                         const struct ftl_customer **ret, size_t *ret_count,
                                         struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct ftl_customer *rows = NULL;
	size_t count = 0, capacity = 0;
	bool more;

	FTL_TRY(ftl_cursor_open(db, &sql[NAMED],
	                        FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(name_key)), &cursor,
	                        err));
	for (;;) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			break;
		rows = ftl_store_grow(arena, rows, count, &capacity, sizeof(*rows));
		FTL_TRY(read_customer(db, cursor, arena, &rows[count++], err));
	}
	*ret = rows;
	*ret_count = count;
	return FTL_OK;
}

enum ftl_status ftl_store_customer_list(struct ftl_db *db, int64_t site_id, struct ftl_cursor **ret,
                                        struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), ret, err);
}

enum ftl_status ftl_store_customer_next(struct ftl_db *db, struct ftl_cursor *cursor,
                                        struct ftl_arena *arena, struct ftl_customer *ret,
                                        bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	return *ret_more ? read_customer(db, cursor, arena, ret, err) : FTL_OK;
}

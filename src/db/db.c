#include "fettle/db/db.h"

#include <string.h>

#include "db/handle.h"
#include "db/place.h"

struct ftl_val ftl_val_null(void)
{
	return (struct ftl_val){.type = FTL_VAL_NULL};
}

struct ftl_val ftl_val_i64(int64_t value)
{
	return (struct ftl_val){.type = FTL_VAL_I64, .i64 = value};
}

struct ftl_val ftl_val_opt(bool has, int64_t value)
{
	return has ? ftl_val_i64(value) : ftl_val_null();
}

struct ftl_val ftl_val_id(int64_t id)
{
	return ftl_val_opt(id != 0, id);
}

struct ftl_val ftl_val_text(const char *text)
{
	if (text == NULL)
		return ftl_val_null();
	return (struct ftl_val){.type = FTL_VAL_TEXT, .bytes = text, .length = strlen(text)};
}

struct ftl_val ftl_val_blob(const void *bytes, size_t length)
{
	if (bytes == NULL)
		return ftl_val_null();
	return (struct ftl_val){.type = FTL_VAL_BLOB, .bytes = bytes, .length = length};
}

static struct ftl_db *new_handle(const struct ftl_driver *driver, void *connection,
                                 const char *path, enum ftl_db_mode mode,
                                 const struct ftl_migrations *known)
{
	struct ftl_arena arena = {NULL};
	struct ftl_db *db = FTL_NEW(&arena, struct ftl_db);

	db->path = ftl_strdup(&arena, path);
	db->arena = arena;
	db->driver = driver;
	db->connection = connection;
	db->mode = mode;
	db->known = *known;
	return db;
}

static enum ftl_status connect(const struct ftl_driver *driver, const char *path,
                               enum ftl_db_mode mode, const struct ftl_migrations *known,
                               struct ftl_db **ret, int *ret_schema, struct ftl_err *err)
{
	void *connection = NULL;

	FTL_TRY(driver->open(path, mode, (int)known->count, &connection, ret_schema, err));
	*ret = new_handle(driver, connection, path, mode, known);
	return FTL_OK;
}

enum ftl_status ftl_db_open_empty(const struct ftl_db *like, struct ftl_db **ret,
                                  struct ftl_err *err)
{
	FTL_DB(db);
	void *connection = NULL;
	struct ftl_migrations made = like->known;
	int schema;

	FTL_TRY(like->driver->get_schema(like->connection, &schema, err));
	made.count = (size_t)schema;
	FTL_TRY(like->driver->open_empty(&connection, err));
	db = new_handle(like->driver, connection, "in memory", FTL_DB_CREATE, &made);
	FTL_TRY(ftl_migrate(db, err));
	*ret = db;
	db = NULL;
	return FTL_OK;
}

/* A copy of the file as it was, under the first free name of its kind. */
static enum ftl_status keep_copy(struct ftl_db *db, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	enum ftl_status status = FTL_CONFLICT;

	for (int attempt = 1; status == FTL_CONFLICT && attempt <= 100; attempt++) {
		const char *target =
		        ftl_sprintf(&scratch, "%s.before-schema-%zu", db->path, db->known.count);
		if (attempt > 1)
			target = ftl_sprintf(&scratch, "%s-%d", target, attempt);
		status = ftl_db_backup(db, target, false, err);
	}
	return status;
}

static enum ftl_status upgrade(const struct ftl_driver *driver, const char *path,
                               const struct ftl_migrations *known, struct ftl_err *err)
{
	FTL_DB(db);
	int schema;

	FTL_TRY(connect(driver, path, FTL_DB_WRITE, known, &db, &schema, err));
	if (schema == (int)known->count)
		return FTL_OK; /* another process was quicker */
	FTL_TRY(ftl_migrations_check(db, err));
	FTL_TRY(keep_copy(db, err));
	return ftl_migrate(db, err);
}

static enum ftl_status create(const struct ftl_driver *driver, const char *path,
                              const struct ftl_migrations *known, ftl_db_fill *fill, void *context,
                              struct ftl_db **ret, struct ftl_err *err)
{
	FTL_DB(db);
	int schema;

	FTL_TRY(connect(driver, path, FTL_DB_CREATE, known, &db, &schema, err));
	FTL_TRY(ftl_migrate(db, err));
	if (fill != NULL)
		FTL_TRY(fill(db, context, err));
	ftl_db_forget_statements(db);
	FTL_TRY(driver->publish(db->connection, err));
	*ret = db;
	db = NULL;
	return FTL_OK;
}

enum ftl_status ftl_db_create(const char *path, ftl_db_fill *fill, void *context,
                              struct ftl_db **ret, struct ftl_err *err)
{
	const struct ftl_migrations known = ftl_migrations_builtin();

	return create(&ftl_sqlite_driver, path, &known, fill, context, ret, err);
}

enum ftl_status ftl_db_open_known(const struct ftl_driver *driver, const char *path,
                                  enum ftl_db_mode mode, const struct ftl_migrations *known,
                                  struct ftl_db **ret, struct ftl_err *err)
{
	FTL_DB(db);
	int schema;

	if (mode == FTL_DB_CREATE)
		return create(driver, path, known, NULL, NULL, ret, err);
	FTL_TRY(connect(driver, path, mode, known, &db, &schema, err));
	if (schema != (int)known->count) {
		ftl_db_close(&db);
		FTL_TRY(upgrade(driver, path, known, err));
		FTL_TRY(connect(driver, path, mode, known, &db, &schema, err));
	}
	*ret = db;
	db = NULL;
	return FTL_OK;
}

enum ftl_status ftl_db_open_with(const struct ftl_driver *driver, const char *path,
                                 enum ftl_db_mode mode, struct ftl_db **ret, struct ftl_err *err)
{
	const struct ftl_migrations known = ftl_migrations_builtin();

	return ftl_db_open_known(driver, path, mode, &known, ret, err);
}

enum ftl_status ftl_db_open(const char *path, enum ftl_db_mode mode, struct ftl_db **ret,
                            struct ftl_err *err)
{
	return ftl_db_open_with(&ftl_sqlite_driver, path, mode, ret, err);
}

enum ftl_status ftl_db_open_as_is(const struct ftl_driver *driver, const char *path,
                                  const struct ftl_migrations *known, struct ftl_db **ret,
                                  struct ftl_err *err)
{
	int schema;

	return connect(driver, path, FTL_DB_READ, known, ret, &schema, err);
}

void ftl_db_close(struct ftl_db **db)
{
	if (*db == NULL)
		return;
	struct ftl_arena arena = (*db)->arena;
	ftl_db_forget_statements(*db);
	(*db)->driver->close((*db)->connection);
	ftl_arena_done(&arena);
	*db = NULL;
}

const char *ftl_db_path(const struct ftl_db *db)
{
	return db->path;
}

bool ftl_db_is_remote(const struct ftl_db *db)
{
	return ftl_place_is_remote(db->path);
}

void ftl_db_set_patience(struct ftl_db *db, int milliseconds)
{
	db->driver->set_patience(db->connection, milliseconds);
}

enum ftl_status ftl_db_schema(struct ftl_db *db, int *ret_file, int *ret_program,
                              struct ftl_err *err)
{
	FTL_TRY(db->driver->get_schema(db->connection, ret_file, err));
	*ret_program = (int)db->known.count;
	return FTL_OK;
}

static enum ftl_status begin(struct ftl_db *db, bool is_write, struct ftl_txn *ret,
                             struct ftl_err *err)
{
	if (db->txn != FTL_DB_TXN_NONE)
		return ftl_fail(err, FTL_INTERNAL, NULL, "a transaction is open already");
	if (is_write && db->mode == FTL_DB_READ)
		return ftl_fail(err, FTL_INTERNAL, NULL,
		                "the database was opened for reading only");
	FTL_TRY(db->driver->begin(db->connection, is_write, err));
	db->txn = is_write ? FTL_DB_TXN_WRITE : FTL_DB_TXN_READ;
	db->lost = FTL_OK;
	ret->db = db;
	ret->is_open = true;
	return FTL_OK;
}

enum ftl_status ftl_txn_begin(struct ftl_db *db, struct ftl_txn *ret, struct ftl_err *err)
{
	return begin(db, true, ret, err);
}

enum ftl_status ftl_txn_begin_read(struct ftl_db *db, struct ftl_txn *ret, struct ftl_err *err)
{
	/* What is open already is one view too. */
	return db->txn == FTL_DB_TXN_NONE ? begin(db, false, ret, err) : FTL_OK;
}

enum ftl_status ftl_txn_commit(struct ftl_txn *txn, struct ftl_err *err)
{
	if (!txn->is_open)
		return ftl_fail(err, FTL_INTERNAL, NULL, "there is no transaction to commit");
	struct ftl_db *db = txn->db;
	enum ftl_status status;
	if (db->lost != FTL_OK)
		status = ftl_fail(err, db->lost, NULL,
		                  "the transaction was undone by an earlier error");
	else
		status = db->driver->commit(db->connection, err);
	if (status != FTL_OK) {
		ftl_txn_done(txn);
		return status;
	}
	db->txn = FTL_DB_TXN_NONE;
	txn->is_open = false;
	return FTL_OK;
}

void ftl_txn_done(struct ftl_txn *txn)
{
	if (!txn->is_open)
		return;
	struct ftl_db *db = txn->db;
	if (db->driver->is_in_transaction(db->connection))
		db->driver->rollback(db->connection);
	db->txn = FTL_DB_TXN_NONE;
	db->lost = FTL_OK;
	txn->is_open = false;
}

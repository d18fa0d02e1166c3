#include "helper_faultydb.h"

static struct {
	long calls;
	long nth;
	enum ftl_status status;
	bool is_for_ever;
	bool has_failed;
} plan;

void faultydb_fail(long nth, enum ftl_status status, bool is_for_ever)
{
	plan.calls = 0;
	plan.nth = nth;
	plan.status = status;
	plan.is_for_ever = is_for_ever;
	plan.has_failed = false;
}

long faultydb_calls(void)
{
	return plan.calls;
}

bool faultydb_has_failed(void)
{
	return plan.has_failed;
}

/* Counts a call; FTL_OK when it shall be made. */
static enum ftl_status count(struct ftl_err *err)
{
	plan.calls++;
	if (plan.nth == 0 || plan.calls < plan.nth || (plan.calls > plan.nth && !plan.is_for_ever))
		return FTL_OK;
	plan.has_failed = true;
	return ftl_fail(err, plan.status, NULL, "call %ld fails for the test", plan.calls);
}

static enum ftl_status faulty_open(const char *path, enum ftl_db_mode mode, int newest_schema,
                                   void **ret_connection, int *ret_schema, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.open(path, mode, newest_schema, ret_connection, ret_schema, err);
}

static enum ftl_status faulty_open_empty(void **ret_connection, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.open_empty(ret_connection, err);
}

static enum ftl_status faulty_publish(void *connection, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.publish(connection, err);
}

static void faulty_close(void *connection)
{
	ftl_sqlite_driver.close(connection);
}

static void faulty_set_patience(void *connection, int milliseconds)
{
	ftl_sqlite_driver.set_patience(connection, milliseconds);
}

static enum ftl_status faulty_begin(void *connection, bool is_write, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.begin(connection, is_write, err);
}

static enum ftl_status faulty_commit(void *connection, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.commit(connection, err);
}

static void faulty_rollback(void *connection)
{
	ftl_sqlite_driver.rollback(connection);
}

static bool faulty_is_in_transaction(void *connection)
{
	return ftl_sqlite_driver.is_in_transaction(connection);
}

static enum ftl_status faulty_prepare(void *connection, const char *sql, int params,
                                      void **ret_statement, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.prepare(connection, sql, params, ret_statement, err);
}

static void faulty_finalize(void *statement)
{
	ftl_sqlite_driver.finalize(statement);
}

static int faulty_columns(void *statement)
{
	return ftl_sqlite_driver.columns(statement);
}

static bool faulty_is_read_only(void *statement)
{
	return ftl_sqlite_driver.is_read_only(statement);
}

static enum ftl_status faulty_bind(void *connection, void *statement, int param,
                                   const struct ftl_val *value, bool copy, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.bind(connection, statement, param, value, copy, err);
}

static enum ftl_status faulty_step(void *connection, void *statement, bool *ret_row,
                                   struct ftl_err *err)
{
	enum ftl_status status = count(err);

	if (status == FTL_OK)
		return ftl_sqlite_driver.step(connection, statement, ret_row, err);
	if (status == FTL_IO && ftl_sqlite_driver.is_in_transaction(connection))
		ftl_sqlite_driver.rollback(connection);
	return status;
}

static void faulty_reset(void *statement)
{
	ftl_sqlite_driver.reset(statement);
}

static int64_t faulty_changes(void *connection)
{
	return ftl_sqlite_driver.changes(connection);
}

static bool faulty_column_is_null(void *statement, int column)
{
	return ftl_sqlite_driver.column_is_null(statement, column);
}

static int64_t faulty_column_i64(void *statement, int column)
{
	return ftl_sqlite_driver.column_i64(statement, column);
}

static const char *faulty_column_text(void *statement, int column, size_t *ret_length)
{
	return ftl_sqlite_driver.column_text(statement, column, ret_length);
}

static const void *faulty_column_blob(void *statement, int column, size_t *ret_length)
{
	return ftl_sqlite_driver.column_blob(statement, column, ret_length);
}

static enum ftl_status faulty_script(void *connection, const char *sql, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.script(connection, sql, err);
}

static void faulty_set_foreign_keys(void *connection, bool are_enforced)
{
	ftl_sqlite_driver.set_foreign_keys(connection, are_enforced);
}

static enum ftl_status faulty_get_schema(void *connection, int *ret, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.get_schema(connection, ret, err);
}

static enum ftl_status faulty_set_schema(void *connection, int schema, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.set_schema(connection, schema, err);
}

static enum ftl_status faulty_set_read_only(void *connection, bool is_read_only,
                                            struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.set_read_only(connection, is_read_only, err);
}

static enum ftl_status faulty_copy_to(void *connection, const char *target, struct ftl_err *err)
{
	FTL_TRY(count(err));
	return ftl_sqlite_driver.copy_to(connection, target, err);
}

const struct ftl_driver faultydb_driver = {
        .name = "faulty",
        .open = faulty_open,
        .open_empty = faulty_open_empty,
        .publish = faulty_publish,
        .close = faulty_close,
        .set_patience = faulty_set_patience,
        .begin = faulty_begin,
        .commit = faulty_commit,
        .rollback = faulty_rollback,
        .is_in_transaction = faulty_is_in_transaction,
        .prepare = faulty_prepare,
        .finalize = faulty_finalize,
        .columns = faulty_columns,
        .is_read_only = faulty_is_read_only,
        .bind = faulty_bind,
        .step = faulty_step,
        .reset = faulty_reset,
        .changes = faulty_changes,
        .column_is_null = faulty_column_is_null,
        .column_i64 = faulty_column_i64,
        .column_text = faulty_column_text,
        .column_blob = faulty_column_blob,
        .script = faulty_script,
        .set_foreign_keys = faulty_set_foreign_keys,
        .get_schema = faulty_get_schema,
        .set_schema = faulty_set_schema,
        .set_read_only = faulty_set_read_only,
        .copy_to = faulty_copy_to,
};

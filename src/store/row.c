#include "store/row.h"

#include <string.h>

enum ftl_status ftl_store_first(struct ftl_db *db, const struct ftl_sql *sql,
                                const struct ftl_val *args, size_t count, struct ftl_cursor **ret,
                                bool *ret_found, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_open(db, sql, args, count, ret, err));
	return ftl_cursor_next(*ret, ret_found, err);
}

enum ftl_status ftl_store_id_next(struct ftl_cursor *cursor, int64_t *ret, bool *ret_more,
                                  struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	*ret = *ret_more ? ftl_col_i64(cursor, 0) : 0;
	return FTL_OK;
}

struct ftl_opt ftl_store_opt(struct ftl_cursor *cursor, int column)
{
	if (ftl_col_is_null(cursor, column))
		return ftl_none();
	return ftl_some(ftl_col_i64(cursor, column));
}

struct ftl_opt ftl_store_date(struct ftl_cursor *cursor, int column)
{
	const char *text = ftl_col_peek(cursor, column);
	struct ftl_err ignored;
	int32_t date;

	if (text == NULL || ftl_date_parse("date", text, &date, &ignored) != FTL_OK)
		return ftl_none();
	return ftl_some(date);
}

int ftl_store_name(struct ftl_cursor *cursor, int column, const char *const *names, int count)
{
	const char *text = ftl_col_peek(cursor, column);

	if (text == NULL)
		return 0;
	for (int i = 0; i < count; i++) {
		if (names[i] != NULL && strcmp(names[i], text) == 0)
			return i;
	}
	return 0;
}

struct ftl_val ftl_store_date_val(char buffer[FTL_DATE_TEXT_SIZE], struct ftl_opt date)
{
	if (!date.has)
		return ftl_val_null();
	return ftl_val_text(ftl_date_format(buffer, (int32_t)date.value));
}

struct ftl_val ftl_store_opt_val(struct ftl_opt number)
{
	return ftl_val_opt(number.has, number.value);
}

void *ftl_store_grow(struct ftl_arena *arena, void *array, size_t count, size_t *capacity,
                     size_t size)
{
	void *moved;

	if (count < *capacity)
		return array;
	*capacity = *capacity == 0 ? 8 : *capacity * 2;
	moved = ftl_alloc(arena, *capacity, size);
	if (count > 0)
		memcpy(moved, array, count * size);
	return moved;
}

enum ftl_status ftl_store_number(struct ftl_db *db, const struct ftl_sql *sql,
                                 const struct ftl_val *args, size_t count, int64_t *ret,
                                 struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, sql, args, count, &cursor, &found, err));
	*ret = found ? ftl_col_i64(cursor, 0) : 0;
	return FTL_OK;
}

enum ftl_status ftl_store_find(struct ftl_db *db, const struct ftl_sql *sql,
                               const struct ftl_val *args, size_t count, struct ftl_arena *arena,
                               ftl_store_reader *read, void *ret, bool *ret_found,
                               struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, sql, args, count, &cursor, ret_found, err));
	if (*ret_found)
		read(cursor, arena, ret);
	return FTL_OK;
}

enum ftl_status ftl_store_collect(struct ftl_db *db, const struct ftl_sql *sql,
                                  const struct ftl_val *args, size_t count, struct ftl_arena *arena,
                                  ftl_store_reader *read, void *ret_rows, size_t size,
                                  size_t *ret_count, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	char *rows = NULL;
	size_t found = 0, capacity = 0;
	bool more;

	FTL_TRY(ftl_cursor_open(db, sql, args, count, &cursor, err));
	for (;;) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			break;
		rows = ftl_store_grow(arena, rows, found, &capacity, size);
		read(cursor, arena, rows + found * size);
		found++;
	}
	memcpy(ret_rows, &rows, sizeof(rows));
	*ret_count = found;
	return FTL_OK;
}

static void read_id(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	(void)arena;
	*(int64_t *)row = ftl_col_i64(cursor, 0);
}

enum ftl_status ftl_store_collect_ids(struct ftl_db *db, const struct ftl_sql *sql,
                                      const struct ftl_val *args, size_t count,
                                      struct ftl_arena *arena, const int64_t **ret,
                                      size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, sql, args, count, arena, read_id, FTL_ROWS(ret), ret_count,
	                         err);
}

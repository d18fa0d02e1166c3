#ifndef FETTLE_STORE_ROW_H
#define FETTLE_STORE_ROW_H

#include "fettle/base/date.h"
#include "fettle/base/opt.h"
#include "fettle/db/db.h"

/* Opens a query and stands on its first row; *ret_found is false when there is none. */
FTL_MUST_CHECK enum ftl_status ftl_store_first(struct ftl_db *db, const struct ftl_sql *sql,
                                               const struct ftl_val *args, size_t count,
                                               struct ftl_cursor **ret, bool *ret_found,
                                               struct ftl_err *err);

/* The next row of a cursor of ids. */
FTL_MUST_CHECK enum ftl_status ftl_store_id_next(struct ftl_cursor *cursor, int64_t *ret,
                                                 bool *ret_more, struct ftl_err *err);

/* A nullable number, and a nullable date stored as text. */
struct ftl_opt ftl_store_opt(struct ftl_cursor *cursor, int column);
struct ftl_opt ftl_store_date(struct ftl_cursor *cursor, int column);

/* A name out of a string table, 0 for NULL and for names that are not in it. */
int ftl_store_name(struct ftl_cursor *cursor, int column, const char *const *names, int count);

/* A nullable date on its way in; buffer must live until the statement ran. */
struct ftl_val ftl_store_date_val(char buffer[FTL_DATE_TEXT_SIZE], struct ftl_opt date);
struct ftl_val ftl_store_opt_val(struct ftl_opt number);

/* The number in the only column of the first row of a query; 0 when there is no row. */
FTL_MUST_CHECK enum ftl_status ftl_store_number(struct ftl_db *db, const struct ftl_sql *sql,
                                                const struct ftl_val *args, size_t count,
                                                int64_t *ret, struct ftl_err *err);

/* Reads the row a cursor stands on into all of *row; strings go into the arena. */
typedef void ftl_store_reader(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row);

/* The first row of a query. *ret is set only if there is one, and by nothing but the reader. */
FTL_MUST_CHECK enum ftl_status ftl_store_find(struct ftl_db *db, const struct ftl_sql *sql,
                                              const struct ftl_val *args, size_t count,
                                              struct ftl_arena *arena, ftl_store_reader *read,
                                              void *ret, bool *ret_found, struct ftl_err *err);

/* Where an array of rows is to go: `const struct ftl_part **ret` is written FTL_ROWS(ret). */
#define FTL_ROWS(ret) (ret), sizeof(**(ret))

/* All rows of a query as an array in the arena; NULL when there is none. The reader fills what
 * FTL_ROWS points to. */
FTL_MUST_CHECK enum ftl_status ftl_store_collect(struct ftl_db *db, const struct ftl_sql *sql,
                                                 const struct ftl_val *args, size_t count,
                                                 struct ftl_arena *arena, ftl_store_reader *read,
                                                 void *ret_rows, size_t size, size_t *ret_count,
                                                 struct ftl_err *err);

/* The same of one column that is an id. */
FTL_MUST_CHECK enum ftl_status ftl_store_collect_ids(struct ftl_db *db, const struct ftl_sql *sql,
                                                     const struct ftl_val *args, size_t count,
                                                     struct ftl_arena *arena, const int64_t **ret,
                                                     size_t *ret_count, struct ftl_err *err);

/* Room for a growing array in an arena: doubles when full. Returns the (moved) array. */
void *ftl_store_grow(struct ftl_arena *arena, void *array, size_t count, size_t *capacity,
                     size_t size);

#endif

#include "store/piece.h"

#include <string.h>

#include "store/row.h"

enum { INSERT, CUSTODY, HERE, LIST, FIND, ASTRAY };

static const char *const custody_names[FTL_CUSTODIES] = {
        [FTL_CUSTODY_IN] = "in",
        [FTL_CUSTODY_OUT] = "out",
        [FTL_CUSTODY_MISSING] = "missing",
};

#define SELECT                                                                                     \
	"SELECT p.id, p.code, w.code, p.order_id, p.position, p.kind, p.name, p.is_here "          \
	"FROM piece p JOIN work_order w ON w.id = p.order_id "

static const struct ftl_sql sql[] = {
        [INSERT] =
                {"piece_insert",
                 "INSERT INTO piece (id, site_id, order_id, code, position, kind, name, is_here) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                 8, 0, FTL_SQL_WRITE},
        [CUSTODY] = {"custody_insert",
                     "INSERT INTO custody_event (id, piece_id, at, direction, staff_id, text) "
                     "VALUES ($1, $2, $3, $4, $5, $6)",
                     6, 0, FTL_SQL_WRITE},
        [HERE] = {"piece_here", "UPDATE piece SET is_here = $2 WHERE id = $1", 2, 0,
                  FTL_SQL_WRITE | FTL_SQL_HOT},
        [LIST] = {"piece_list", SELECT "WHERE p.order_id = $1 ORDER BY p.position", 1, 8,
                  FTL_SQL_HOT},
        [FIND] = {"piece_find", SELECT "WHERE p.code = $1", 1, 8, FTL_SQL_HOT},
        /* Pieces whose mark differs from their last custody event. */
        [ASTRAY] = {"piece_astray",
                    "SELECT p.code FROM piece p WHERE p.order_id = $1 AND p.is_here <> "
                    "COALESCE((SELECT CASE WHEN c.direction = 'in' THEN 1 ELSE 0 END "
                    "FROM custody_event c WHERE c.piece_id = p.id ORDER BY c.id DESC LIMIT 1), 0) "
                    "ORDER BY p.position LIMIT 1",
                    1, 1, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_piece_sql = {"piece", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_piece_insert(struct ftl_db *db, int64_t site_id,
                                       const struct ftl_piece *piece, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(piece->id), ftl_val_i64(site_id),
	                            ftl_val_i64(piece->order_id), ftl_val_text(piece->code),
	                            ftl_val_i64(piece->position),
	                            ftl_val_text(piece->is_device ? "device" : "accessory"),
	                            ftl_val_text(piece->name), ftl_val_i64(piece->is_here)),
	                   err);
}

enum ftl_status ftl_store_custody_insert(struct ftl_db *db, int64_t id, int64_t piece_id,
                                         int64_t at, enum ftl_custody direction, int64_t staff_id,
                                         const char *text, struct ftl_err *err)
{
	FTL_TRY(ftl_db_exec(db, &sql[CUSTODY],
	                    FTL_ARGS(ftl_val_i64(id), ftl_val_i64(piece_id), ftl_val_i64(at),
	                             ftl_val_text(custody_names[direction]), ftl_val_i64(staff_id),
	                             ftl_val_text(text)),
	                    err));
	return ftl_db_exec(
	        db, &sql[HERE],
	        FTL_ARGS(ftl_val_i64(piece_id), ftl_val_i64(direction == FTL_CUSTODY_IN)), err);
}

static void read_piece(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_piece *piece = row;

	*piece = (struct ftl_piece){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .order_code = ftl_col_text(cursor, 2, arena),
	        .order_id = ftl_col_i64(cursor, 3),
	        .position = (int)ftl_col_i64(cursor, 4),
	        .is_device = strcmp(ftl_col_peek(cursor, 5), "device") == 0,
	        .name = ftl_col_text(cursor, 6, arena),
	        .is_here = ftl_col_i64(cursor, 7) != 0,
	};
}

enum ftl_status ftl_store_piece_list(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                     const struct ftl_piece **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	const void *rows;

	FTL_TRY(ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                          sizeof(struct ftl_piece), read_piece, &rows, ret_count, err));
	*ret = rows;
	return FTL_OK;
}

enum ftl_status ftl_store_piece_find(struct ftl_db *db, struct ftl_arena *arena, const char *code,
                                     struct ftl_piece *ret, bool *ret_found, struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), &cursor, ret_found,
	                        err));
	if (*ret_found)
		read_piece(cursor, arena, ret);
	return FTL_OK;
}

enum ftl_status ftl_store_piece_astray(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                       const char **ret_code, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[ASTRAY], FTL_ARGS(ftl_val_i64(order_id)), &cursor, &found,
	                        err));
	*ret_code = found ? ftl_col_text(cursor, 0, arena) : NULL;
	return FTL_OK;
}

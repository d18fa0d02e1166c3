#include "store/piece.h"

#include <string.h>

#include "store/row.h"

enum { INSERT, CUSTODY, PUT, LIST, FIND, HISTORY, FOLD };

#define SELECT                                                                                     \
	"SELECT p.id, p.code, w.code, p.order_id, p.position, p.kind, p.name, p.is_here, "         \
	"p.place_id, l.code, l.name, l.kind, CASE WHEN p.is_here = 0 THEN (SELECT c.direction "    \
	"FROM custody_event c WHERE c.piece_id = p.id ORDER BY c.id DESC LIMIT 1) END "            \
	"FROM piece p JOIN work_order w ON w.id = p.order_id "                                     \
	"LEFT JOIN place l ON l.id = p.place_id "
#define COLUMNS 13

static const struct ftl_sql sql[] = {
        [INSERT] =
                {"piece_insert",
                 "INSERT INTO piece (id, site_id, order_id, code, position, kind, name, is_here) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
                 7, 0, FTL_SQL_WRITE},
        [CUSTODY] = {"custody_insert",
                     "INSERT INTO custody_event (id, piece_id, at, direction, place_id, staff_id, "
                     "text) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                     7, 0, FTL_SQL_WRITE},
        [PUT] = {"piece_put", "UPDATE piece SET is_here = $2, place_id = $3 WHERE id = $1", 3, 0,
                 FTL_SQL_WRITE | FTL_SQL_HOT},
        [LIST] = {"piece_list", SELECT "WHERE p.order_id = $1 ORDER BY p.position", 1, COLUMNS,
                  FTL_SQL_HOT},
        [FIND] = {"piece_find", SELECT "WHERE p.code = $1", 1, COLUMNS, FTL_SQL_HOT},
        [HISTORY] = {"custody_list",
                     "SELECT c.id, c.at, c.direction, c.place_id, p.id, p.code, p.name, p.kind, "
                     "l.name, s.login, c.text FROM piece p "
                     "JOIN custody_event c ON c.piece_id = p.id "
                     "JOIN staff s ON s.id = c.staff_id LEFT JOIN place l ON l.id = c.place_id "
                     "WHERE p.order_id = $1 ORDER BY c.id",
                     1, 11, FTL_SQL_HOT},
        [FOLD] = {"custody_fold",
                  "SELECT c.id, c.at, c.direction, c.place_id, p.id, p.code, p.is_here, p.place_id "
                  "FROM piece p LEFT JOIN custody_event c ON c.piece_id = p.id "
                  "WHERE p.order_id = $1 ORDER BY p.position, c.id",
                  1, 8, FTL_SQL_HOT},
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
	                            ftl_val_text(piece->name)),
	                   err);
}

enum ftl_status ftl_store_custody_insert(struct ftl_db *db, int64_t piece_id,
                                         const struct ftl_custody_event *event, int64_t staff_id,
                                         const char *text, struct ftl_err *err)
{
	struct ftl_custody_facts facts = {0};

	ftl_custody_apply(&facts, event);
	FTL_TRY(ftl_db_exec(
	        db, &sql[CUSTODY],
	        FTL_ARGS(ftl_val_i64(event->id), ftl_val_i64(piece_id), ftl_val_i64(event->at),
	                 ftl_val_text(ftl_custody_names[event->direction]),
	                 ftl_val_id(event->place_id), ftl_val_i64(staff_id), ftl_val_text(text)),
	        err));
	return ftl_db_exec(db, &sql[PUT],
	                   FTL_ARGS(ftl_val_i64(piece_id), ftl_val_i64(facts.is_here),
	                            ftl_val_id(facts.place_id)),
	                   err);
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
	        .place_id = ftl_col_i64(cursor, 8),
	        .place_code = ftl_col_text(cursor, 9, arena),
	        .place = ftl_col_text(cursor, 10, arena),
	        .place_kind = (enum ftl_place_kind)ftl_store_name(cursor, 11, ftl_place_kind_names,
	                                                          FTL_PLACE_KINDS),
	        .is_missing = !ftl_col_is_null(cursor, 12) &&
	                      strcmp(ftl_col_peek(cursor, 12),
	                             ftl_custody_names[FTL_CUSTODY_MISSING]) == 0,
	};
}

enum ftl_status ftl_store_piece_list(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                     const struct ftl_piece **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(order_id)), arena, read_piece,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_piece_find(struct ftl_db *db, struct ftl_arena *arena, const char *code,
                                     struct ftl_piece *ret, bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), arena, read_piece, ret,
	                      ret_found, err);
}

static struct ftl_custody_event read_event(struct ftl_cursor *cursor)
{
	return (struct ftl_custody_event){
	        .id = ftl_col_i64(cursor, 0),
	        .at = ftl_col_i64(cursor, 1),
	        .direction = (enum ftl_custody)ftl_store_name(cursor, 2, ftl_custody_names,
	                                                      FTL_CUSTODIES),
	        .place_id = ftl_col_i64(cursor, 3),
	};
}

static void read_row(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_custody_row *)row = (struct ftl_custody_row){
	        .event = read_event(cursor),
	        .piece_id = ftl_col_i64(cursor, 4),
	        .piece_code = ftl_col_text(cursor, 5, arena),
	        .piece = ftl_col_text(cursor, 6, arena),
	        .is_device = strcmp(ftl_col_peek(cursor, 7), "device") == 0,
	        .place = ftl_col_text(cursor, 8, arena),
	        .staff = ftl_col_text(cursor, 9, arena),
	        .text = ftl_col_text(cursor, 10, arena),
	};
}

enum ftl_status ftl_store_custody_list(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                       const struct ftl_custody_row **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[HISTORY], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                         read_row, FTL_ROWS(ret), ret_count, err);
}

/* A piece while its events are folded. */
struct folded {
	int64_t id; /* 0: none yet */
	const char *code;
	bool is_here; /* as stored, with the place */
	int64_t place_id;
	struct ftl_custody_facts facts;
};

static bool is_astray(const struct folded *piece)
{
	return piece->id != 0 &&
	       (piece->is_here != piece->facts.is_here || piece->place_id != piece->facts.place_id);
}

enum ftl_status ftl_store_piece_astray(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                       const char **ret_code, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct folded piece = {0};
	bool more;

	*ret_code = NULL;
	FTL_TRY(ftl_cursor_open(db, &sql[FOLD], FTL_ARGS(ftl_val_i64(order_id)), &cursor, err));
	for (;;) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more || ftl_col_i64(cursor, 4) != piece.id) {
			if (is_astray(&piece)) {
				*ret_code = piece.code;
				return FTL_OK;
			}
			if (!more)
				return FTL_OK;
			piece = (struct folded){.id = ftl_col_i64(cursor, 4),
			                        .code = ftl_col_text(cursor, 5, arena),
			                        .is_here = ftl_col_i64(cursor, 6) != 0,
			                        .place_id = ftl_col_i64(cursor, 7)};
		}
		/* A piece without events has a row all the same. */
		if (!ftl_col_is_null(cursor, 0)) {
			struct ftl_custody_event event = read_event(cursor);

			ftl_custody_apply(&piece.facts, &event);
		}
	}
}

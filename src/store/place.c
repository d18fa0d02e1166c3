#include "store/place.h"

#include <string.h>

#include "fettle/base/text.h"
#include "store/row.h"

enum { INSERT, UPDATE, GET, FIND, NAMED, LIST, DESK, PIECES };

#define SELECT  "SELECT l.id, l.code, l.kind, l.name, l.is_retired, l.created_at, "
#define COLUMNS 7

static const struct ftl_sql sql[] = {
        [INSERT] = {"place_insert",
                    "INSERT INTO place (id, site_id, code, kind, name, name_key, is_retired, "
                    "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    8, 0, FTL_SQL_WRITE},
        [UPDATE] = {"place_update",
                    "UPDATE place SET name = $2, name_key = $3, is_retired = $4 WHERE id = $1", 4,
                    0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [GET] = {"place_get", SELECT "0 FROM place l WHERE l.id = $1", 1, COLUMNS, FTL_SQL_HOT},
        [FIND] = {"place_find", SELECT "0 FROM place l WHERE l.code = $1", 1, COLUMNS, FTL_SQL_HOT},
        [NAMED] = {"place_named", SELECT "0 FROM place l WHERE l.site_id = $1 AND l.name_key = $2",
                   2, COLUMNS, FTL_SQL_HOT},
        [LIST] = {"place_list",
                  SELECT "(SELECT COUNT(*) FROM piece p WHERE p.place_id = l.id) FROM place l "
                         "WHERE l.site_id = $1 ORDER BY l.kind, l.name_key, l.id",
                  1, COLUMNS, FTL_SQL_HOT},
        [DESK] = {"place_desk",
                  "SELECT MIN(id), COUNT(*) FROM place WHERE site_id = $1 AND kind = 'desk' "
                  "AND is_retired = 0",
                  1, 2, FTL_SQL_HOT},
        [PIECES] = {"place_pieces",
                    "SELECT p.id, p.code, w.code, p.order_id, p.position, p.kind, p.name, u.name, "
                    "k.name, d.brand, d.model, w.state, c.at, s.login FROM piece p "
                    "JOIN work_order w ON w.id = p.order_id "
                    "JOIN customer u ON u.id = w.customer_id "
                    "JOIN device d ON d.id = w.device_id "
                    "LEFT JOIN category k ON k.id = d.category_id "
                    "JOIN custody_event c ON c.id = (SELECT MAX(e.id) FROM custody_event e "
                    "WHERE e.piece_id = p.id) JOIN staff s ON s.id = c.staff_id "
                    "WHERE p.place_id = $1 ORDER BY p.order_id, p.position",
                    1, 14, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_place_sql = {"place", sql, FTL_COUNT(sql)};

const char *ftl_store_place_key(struct ftl_arena *arena, const char *name)
{
	char *key = ftl_strdup(arena, ftl_text_key(arena, name));
	char *to = key;

	for (const char *from = key; *from != '\0'; from++) {
		if (*from != ' ')
			*to++ = *from;
	}
	*to = '\0';
	return key;
}

enum ftl_status ftl_store_place_insert(struct ftl_db *db, int64_t site_id,
                                       const struct ftl_place *place, struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(place->id), ftl_val_i64(site_id), ftl_val_text(place->code),
	                 ftl_val_text(ftl_place_kind_names[place->kind]), ftl_val_text(place->name),
	                 ftl_val_text(ftl_store_place_key(&scratch, place->name)),
	                 ftl_val_i64(place->is_retired), ftl_val_i64(place->created_at)),
	        err);
}

enum ftl_status ftl_store_place_update(struct ftl_db *db, const struct ftl_place *place,
                                       struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return ftl_db_exec(db, &sql[UPDATE],
	                   FTL_ARGS(ftl_val_i64(place->id), ftl_val_text(place->name),
	                            ftl_val_text(ftl_store_place_key(&scratch, place->name)),
	                            ftl_val_i64(place->is_retired)),
	                   err);
}

static void read_place(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_place *)row = (struct ftl_place){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .kind = (enum ftl_place_kind)ftl_store_name(cursor, 2, ftl_place_kind_names,
	                                                    FTL_PLACE_KINDS),
	        .name = ftl_col_text(cursor, 3, arena),
	        .is_retired = ftl_col_i64(cursor, 4) != 0,
	        .created_at = ftl_col_i64(cursor, 5),
	        .piece_count = ftl_col_i64(cursor, 6),
	};
}

enum ftl_status ftl_store_place_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                    struct ftl_place *ret, struct ftl_err *err)
{
	bool found;

	FTL_TRY(ftl_store_find(db, &sql[GET], FTL_ARGS(ftl_val_i64(id)), arena, read_place, ret,
	                       &found, err));
	return found ? FTL_OK
	             : ftl_fail(err, FTL_INTERNAL, NULL, "there is no place row %lld",
	                        (long long)id);
}

enum ftl_status ftl_store_place_find(struct ftl_db *db, struct ftl_arena *arena, const char *code,
                                     struct ftl_place *ret, bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), arena, read_place, ret,
	                      ret_found, err);
}

enum ftl_status ftl_store_place_named(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                      const char *name, struct ftl_place *ret, bool *ret_found,
                                      struct ftl_err *err)
{
	const char *key = ftl_store_place_key(arena, name);

	return ftl_store_find(db, &sql[NAMED], FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(key)),
	                      arena, read_place, ret, ret_found, err);
}

enum ftl_status ftl_store_place_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                     const struct ftl_place **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), arena, read_place,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_place_desk(struct ftl_db *db, int64_t site_id, int64_t *ret,
                                     struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[DESK], FTL_ARGS(ftl_val_i64(site_id)), &cursor, &found,
	                        err));
	*ret = found && ftl_col_i64(cursor, 1) == 1 ? ftl_col_i64(cursor, 0) : 0;
	return FTL_OK;
}

static void read_place_piece(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_place_piece *)row = (struct ftl_place_piece){
	        .piece = {.id = ftl_col_i64(cursor, 0),
	                  .code = ftl_col_text(cursor, 1, arena),
	                  .order_code = ftl_col_text(cursor, 2, arena),
	                  .order_id = ftl_col_i64(cursor, 3),
	                  .position = (int)ftl_col_i64(cursor, 4),
	                  .is_device = strcmp(ftl_col_peek(cursor, 5), "device") == 0,
	                  .name = ftl_col_text(cursor, 6, arena),
	                  .is_here = true},
	        .customer = ftl_col_text(cursor, 7, arena),
	        .category = ftl_col_text(cursor, 8, arena),
	        .brand = ftl_col_text(cursor, 9, arena),
	        .model = ftl_col_text(cursor, 10, arena),
	        .state = (enum ftl_state)ftl_store_name(cursor, 11, ftl_state_names, FTL_STATES),
	        .since = ftl_col_i64(cursor, 12),
	        .staff = ftl_col_text(cursor, 13, arena),
	};
}

enum ftl_status ftl_store_place_pieces(struct ftl_db *db, struct ftl_arena *arena, int64_t place_id,
                                       const struct ftl_place_piece **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[PIECES], FTL_ARGS(ftl_val_i64(place_id)), arena,
	                         read_place_piece, FTL_ROWS(ret), ret_count, err);
}

#include "store/staff.h"

#include "store/row.h"

enum { INSERT, UPDATE, FIND, LIST };

#define COLUMNS "id, login, name, role, is_active, created_at"

static const struct ftl_sql sql[] = {
        [INSERT] = {"staff_insert",
                    "INSERT INTO staff (id, site_id, login, name, role, is_active, created_at) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    7, 0, FTL_SQL_WRITE},
        [UPDATE] = {"staff_update",
                    "UPDATE staff SET name = $2, role = $3, is_active = $4 WHERE id = $1", 4, 0,
                    FTL_SQL_WRITE | FTL_SQL_HOT},
        [FIND] = {"staff_find", "SELECT " COLUMNS " FROM staff WHERE site_id = $1 AND login = $2",
                  2, 6, FTL_SQL_HOT},
        [LIST] = {"staff_list",
                  "SELECT " COLUMNS " FROM staff WHERE site_id = $1 ORDER BY login, id", 1, 6,
                  FTL_SQL_READ},
};
const struct ftl_sql_table ftl_staff_sql = {"staff", sql, FTL_COUNT(sql)};

static void read_staff(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_staff *staff = row;

	*staff = (struct ftl_staff){
	        .id = ftl_col_i64(cursor, 0),
	        .login = ftl_col_text(cursor, 1, arena),
	        .name = ftl_col_text(cursor, 2, arena),
	        .role = (enum ftl_role)ftl_store_name(cursor, 3, ftl_role_names, FTL_ROLES),
	        .is_active = ftl_col_i64(cursor, 4) != 0,
	        .created_at = ftl_col_i64(cursor, 5),
	};
}

const char *ftl_store_login(struct ftl_arena *arena, const char *login)
{
	char *small = ftl_strdup(arena, login);

	for (char *c = small; *c != '\0'; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	}
	return small;
}

enum ftl_status ftl_store_staff_insert(struct ftl_db *db, int64_t site_id,
                                       const struct ftl_staff *staff, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(staff->id), ftl_val_i64(site_id),
	                            ftl_val_text(staff->login), ftl_val_text(staff->name),
	                            ftl_val_text(ftl_role_names[staff->role]),
	                            ftl_val_i64(staff->is_active), ftl_val_i64(staff->created_at)),
	                   err);
}

enum ftl_status ftl_store_staff_update(struct ftl_db *db, const struct ftl_staff *staff,
                                       struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[UPDATE],
	                   FTL_ARGS(ftl_val_i64(staff->id), ftl_val_text(staff->name),
	                            ftl_val_text(ftl_role_names[staff->role]),
	                            ftl_val_i64(staff->is_active)),
	                   err);
}

enum ftl_status ftl_store_staff_find(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                     const char *login, struct ftl_staff *ret, bool *ret_found,
                                     struct ftl_err *err)
{
	return ftl_store_find(
	        db, &sql[FIND],
	        FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(ftl_store_login(arena, login))), arena,
	        read_staff, ret, ret_found, err);
}

enum ftl_status ftl_store_staff_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                     const struct ftl_staff **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), arena, read_staff,
	                         FTL_ROWS(ret), ret_count, err);
}

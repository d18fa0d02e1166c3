#include "store/printer.h"

#include "store/row.h"

enum { PUT, REMOVE, LIST };

static const struct ftl_sql sql[] = {
        [PUT] = {"printer_put",
                 "INSERT INTO printer (id, site_id, name, kind, target, language, media, dpi, "
                 "width_dots) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                 "ON CONFLICT (site_id, name) DO UPDATE SET kind = excluded.kind, "
                 "target = excluded.target, language = excluded.language, "
                 "media = excluded.media, dpi = excluded.dpi, width_dots = excluded.width_dots",
                 9, 0, FTL_SQL_WRITE},
        [REMOVE] = {"printer_remove", "DELETE FROM printer WHERE site_id = $1 AND name = $2", 2, 0,
                    FTL_SQL_WRITE | FTL_SQL_HOT},
        [LIST] = {"printer_list",
                  "SELECT id, name, kind, target, language, media, dpi, width_dots FROM printer "
                  "WHERE site_id = $1 ORDER BY name, id",
                  1, 8, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_printer_sql = {"printer", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_printer_put(struct ftl_db *db, int64_t site_id,
                                      const struct ftl_printer_record *printer, struct ftl_err *err)
{
	return ftl_db_exec(
	        db, &sql[PUT],
	        FTL_ARGS(ftl_val_i64(printer->id), ftl_val_i64(site_id),
	                 ftl_val_text(printer->name), ftl_val_text(printer->kind),
	                 ftl_val_text(printer->target), ftl_val_text(printer->language),
	                 ftl_val_text(printer->media), ftl_val_i64(printer->dpi),
	                 ftl_val_opt(printer->width_dots.has, printer->width_dots.value)),
	        err);
}

enum ftl_status ftl_store_printer_remove(struct ftl_db *db, int64_t site_id, const char *name,
                                         bool *ret_removed, struct ftl_err *err)
{
	int64_t changed;

	FTL_TRY(ftl_db_change(db, &sql[REMOVE], FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(name)),
	                      &changed, err));
	*ret_removed = changed > 0;
	return FTL_OK;
}

static void read_printer(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_printer_record *printer = row;

	*printer = (struct ftl_printer_record){
	        .id = ftl_col_i64(cursor, 0),
	        .name = ftl_col_text(cursor, 1, arena),
	        .kind = ftl_col_text(cursor, 2, arena),
	        .target = ftl_col_text(cursor, 3, arena),
	        .language = ftl_col_text(cursor, 4, arena),
	        .media = ftl_col_text(cursor, 5, arena),
	        .dpi = (int)ftl_col_i64(cursor, 6),
	        .width_dots = ftl_store_opt(cursor, 7),
	};
}

enum ftl_status ftl_store_printer_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                       const struct ftl_printer_record **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), arena,
	                         read_printer, FTL_ROWS(ret), ret_count, err);
}

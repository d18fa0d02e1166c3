#include "fettle/ops/backup.h"

#include <string.h>

#include "ops/op.h"
#include "store/site.h"

static enum ftl_status read_head(const char *path, struct ftl_arena *arena, const char **ret,
                                 struct ftl_err *err)
{
	struct ftl_app copy = {0};
	struct ftl_site site;
	enum ftl_status status = ftl_db_open(path, FTL_DB_READ, &copy.db, err);

	if (status == FTL_OK)
		status = ftl_store_site_first(copy.db, arena, &site, err);
	if (status == FTL_OK) {
		copy.site_id = site.id;
		status = ftl_audit_head_text(&copy, arena, ret, err);
	}
	ftl_db_close(&copy.db);
	return status;
}

enum ftl_status ftl_backup(struct ftl_app *app, struct ftl_arena *arena, const char *file,
                           bool may_replace, const char **ret_head, struct ftl_err *err)
{
	/* The copy is of what stands when it is made, not of what this command saw when it began. */
	ftl_txn_done(&app->view);
	FTL_TRY(ftl_db_backup(app->db, file, may_replace, err));
	return read_head(file, arena, ret_head, err);
}

enum ftl_status ftl_restore(struct ftl_arena *arena, const char *file, const char *path,
                            const char **ret_kept_as, const char **ret_head, struct ftl_err *err)
{
	FTL_TRY(ftl_db_restore(file, path, arena, ret_kept_as, err));
	return read_head(path, arena, ret_head, err);
}

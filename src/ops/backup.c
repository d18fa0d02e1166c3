#include "fettle/ops/backup.h"

#include <string.h>
#include <sys/stat.h>

#include "fettle/base/text.h"
#include "ops/op.h"
#include "store/site.h"

/* The head of the chain in a copy; NULL when it cannot be read, for what was done stands. */
static const char *read_head(const char *path, struct ftl_arena *arena)
{
	struct ftl_app copy = {0};
	struct ftl_site site;
	struct ftl_err ignored = {.status = FTL_OK};
	const char *head = NULL;
	enum ftl_status status = ftl_db_open(path, FTL_DB_READ, &copy.db, &ignored);

	if (status == FTL_OK)
		status = ftl_store_site_first(copy.db, arena, &site, &ignored);
	if (status == FTL_OK) {
		copy.site_id = site.id;
		status = ftl_audit_head_text(&copy, arena, &head, &ignored);
	}
	ftl_db_close(&copy.db);
	return status == FTL_OK ? head : NULL;
}

enum ftl_status ftl_backup(struct ftl_app *app, struct ftl_arena *arena, const char *file,
                           bool may_replace, const char **ret_head, struct ftl_err *err)
{
	FTL_TRY(ftl_app_permit(app, FTL_CAN_MANAGE, err));
	/* The copy is of what stands when it is made, not of what this command saw when it began.
	 */
	ftl_txn_done(&app->view);
	FTL_TRY(ftl_db_backup(app->db, file, may_replace, err));
	*ret_head = read_head(file, arena);
	return FTL_OK;
}

/*
 * Only a manager puts another state in place of a centre that works; one that cannot be opened any
 * more can tell nobody's role, and then the backup is what everybody needs.
 */
static enum ftl_status check_may_restore(const char *file, const char *path, const char *login,
                                         struct ftl_err *err)
{
	struct ftl_app_options options = {
	        .path = path, .mode = FTL_DB_READ, .as = login, .is_for_anybody = true};
	struct ftl_err ignored;
	struct stat from, to;
	char quoted[FTL_QUOTE_SIZE];
	FTL_APP(app);

	if (stat(file, &from) == 0 && stat(path, &to) == 0 && from.st_dev == to.st_dev &&
	    from.st_ino == to.st_ino)
		return ftl_fail(err, FTL_INVALID, "file", "%s is the database itself",
		                ftl_quote(quoted, file));
	if (ftl_app_open(&options, &app, &ignored) != FTL_OK)
		return FTL_OK;
	return ftl_app_permit(app, FTL_CAN_MANAGE, err);
}

enum ftl_status ftl_restore(struct ftl_arena *arena, const char *file, const char *path,
                            const char *login, const char **ret_kept_as, const char **ret_head,
                            struct ftl_err *err)
{
	FTL_TRY(check_may_restore(file, path, login, err));
	/* Before: once the backup is in place others may already be at work in it. */
	*ret_head = read_head(file, arena);
	return ftl_db_restore(file, path, arena, ret_kept_as, err);
}

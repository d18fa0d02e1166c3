#ifndef FETTLE_OPS_BACKUP_H
#define FETTLE_OPS_BACKUP_H

#include "fettle/ops/app.h"

/* A checked copy of the whole centre; see ftl_db_backup. ret_head: the audit head in it, NULL
 * when it cannot be read. */
FTL_MUST_CHECK enum ftl_status ftl_backup(struct ftl_app *app, struct ftl_arena *arena,
                                          const char *file, bool may_replace, const char **ret_head,
                                          struct ftl_err *err);

/* Puts a backup in place of the database at path; see ftl_db_restore. Where a centre can still be
 * opened there, login must be a manager's (FTL_DENIED). ret_kept_as is NULL when there was no file,
 * ret_head when the head cannot be read. */
FTL_MUST_CHECK enum ftl_status ftl_restore(struct ftl_arena *arena, const char *file,
                                           const char *path, const char *login,
                                           const char **ret_kept_as, const char **ret_head,
                                           struct ftl_err *err);

#endif

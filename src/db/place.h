#ifndef FETTLE_DB_PLACE_H
#define FETTLE_DB_PLACE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/*
 * Database files come under their names complete or not at all: they are made as a draft beside
 * the target (no other process knows its name), closed, synced, renamed.
 */

/* An existing regular file with one name; FTL_NOT_FOUND, FTL_IO, FTL_DB. Links are followed. */
FTL_MUST_CHECK enum ftl_status ftl_place_check(const char *path, struct stat *ret,
                                               struct ftl_err *err);

/* True when the file lies on a file system of another machine. */
bool ftl_place_is_remote(const char *path);

/* True when anything has that name, a dangling link too. */
bool ftl_place_is_taken(const char *path);

/* Makes an empty file with a new name beside path, readable by its owner alone. */
FTL_MUST_CHECK enum ftl_status ftl_place_draft(struct ftl_arena *arena, const char *path,
                                               const char **ret_draft, struct ftl_err *err);

/* Removes a draft and what SQLite may have put beside it. Takes NULL. */
void ftl_place_discard(const char *draft);

/* Syncs the draft and gives it the name path: FTL_CONFLICT when that is taken, FTL_IO. */
FTL_MUST_CHECK enum ftl_status ftl_place_new(const char *draft, const char *path,
                                             struct ftl_err *err);

/* As ftl_place_new, but replaces a file of that name. */
FTL_MUST_CHECK enum ftl_status ftl_place_over(const char *draft, const char *path,
                                              struct ftl_err *err);

/*
 * As ftl_place_over, but the file that was there gets the name kept. Whatever moment the power
 * goes, there is a complete file at path on file systems that can exchange names. *draft becomes
 * NULL as soon as no draft of that name is left to be discarded.
 */
FTL_MUST_CHECK enum ftl_status ftl_place_swap(const char **draft, const char *path,
                                              const char *kept, struct ftl_err *err);

/* Makes the missing folders above path, for their owner alone; gives the topmost one or NULL. */
FTL_MUST_CHECK enum ftl_status ftl_place_folders(struct ftl_arena *arena, const char *path,
                                                 const char **ret_made, struct ftl_err *err);

/* Removes the folders made above path again, up to and with made, as long as they are empty. */
void ftl_place_unmake(const char *path, const char *made);

#endif

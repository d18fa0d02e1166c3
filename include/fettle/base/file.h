#ifndef FETTLE_BASE_FILE_H
#define FETTLE_BASE_FILE_H

#include <stddef.h>
#include <stdio.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/*
 * A file that is never half-written: a temporary name beside the target (O_EXCL, O_NOFOLLOW),
 * then flush, fsync, rename, fsync of the folder. A target that is a folder, FIFO, device or
 * socket is refused; a symbolic link is replaced, not followed. Existing regular files are
 * replaced (the old one stays until the new one is complete).
 */
struct ftl_outfile {
	FILE *stream;    /* write here; NULL after commit */
	char *path;      /* the target */
	char *temporary; /* the name in use until commit */
};

FTL_MUST_CHECK enum ftl_status ftl_outfile_open(const char *path, struct ftl_outfile *ret,
                                                struct ftl_err *err);

/*
 * For libraries that open files by name: reserves a temporary name beside the target and returns it
 * in ret->temporary with stream NULL; commit checks, syncs and renames what was written there.
 */
FTL_MUST_CHECK enum ftl_status ftl_outfile_reserve(const char *path, struct ftl_outfile *ret,
                                                   struct ftl_err *err);

/* FTL_IO when any earlier write, the flush, the sync or the rename failed; nothing is left then. */
FTL_MUST_CHECK enum ftl_status ftl_outfile_commit(struct ftl_outfile *file, struct ftl_err *err);

/* Removes the temporary file unless committed. Safe on a zeroed struct. */
void ftl_outfile_done(struct ftl_outfile *file);
#define FTL_OUTFILE(var) struct ftl_outfile var FTL_CLEANUP(ftl_outfile_done) = {NULL, NULL, NULL}

/*
 * The whole of a regular file, or of standard input for "-", followed by a NUL that is not
 * counted. FTL_INVALID when it is longer than limit (without reading further), FTL_NOT_FOUND,
 * FTL_IO. Lives in the arena.
 */
FTL_MUST_CHECK enum ftl_status ftl_file_read(struct ftl_arena *arena, const char *path,
                                             size_t limit, char **ret_text, size_t *ret_length,
                                             struct ftl_err *err);

/* The same for a file that is kept as it is: "-" is a file of that name, and a symbolic link is
 * refused rather than followed (FTL_INVALID). */
FTL_MUST_CHECK enum ftl_status ftl_file_read_own(struct ftl_arena *arena, const char *path,
                                                 size_t limit, char **ret_text, size_t *ret_length,
                                                 struct ftl_err *err);

#endif

#ifndef BASE_FD_H
#define BASE_FD_H

#include <stddef.h>
#include <sys/types.h>

#include "fettle/base/err.h"

/* `FTL_FD(fd);` declares a descriptor that closes itself at the end of the scope. */
void ftl_fd_done(int *fd);
#define FTL_FD(name) int name FTL_CLEANUP(ftl_fd_done) = -1

/* Hands the descriptor on: returns it and leaves -1, so that the scope does not close it. */
int ftl_fd_release(int *fd);

/* What a mode of stat is called in messages: "a folder", "a pipe", … */
const char *ftl_fd_kind_name(mode_t mode);

/* Room for a file's name in struct ftl_err's field. */
#define FTL_LABEL_SIZE 64

/*
 * What a file is called in errors: its path made visible, or when that is too long the end of its
 * name; "standard input" for "-". Returns buffer.
 */
const char *ftl_file_label(char buffer[FTL_LABEL_SIZE], const char *path);

/* Opens a regular file for reading: FTL_NOT_FOUND, FTL_INVALID for other kinds, FTL_IO. */
FTL_MUST_CHECK enum ftl_status ftl_fd_open_regular(const char *path, int *ret, struct ftl_err *err);

/* The same, but a symbolic link is FTL_INVALID instead of being followed. */
FTL_MUST_CHECK enum ftl_status ftl_fd_open_own(const char *path, int *ret, struct ftl_err *err);

/* Opens anything that can be read as a stream; "-" is standard input. */
FTL_MUST_CHECK enum ftl_status ftl_fd_open_stream(const char *path, int *ret, struct ftl_err *err);

/* read() that is not disturbed by signals. */
ssize_t ftl_fd_read(int fd, void *buffer, size_t size);

#endif

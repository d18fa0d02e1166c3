#include "fettle/base/file.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "fd.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

#define FIELD "file"

static enum ftl_status refuse_length(const char *path, size_t limit, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	return ftl_fail(err, FTL_INVALID, FIELD, "%s is longer than %zu bytes",
	                strcmp(path, "-") == 0 ? "standard input" : ftl_quote(quoted, path), limit);
}

static enum ftl_status refuse_read(const char *path, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int code = errno;

	return ftl_fail(err, FTL_IO, FIELD, "cannot read %s: %s",
	                strcmp(path, "-") == 0 ? "standard input" : ftl_quote(quoted, path),
	                strerror(code));
}

/* The size is not known before, or is not to be trusted: reads at most one byte over the limit. */
static enum ftl_status read_stream(struct ftl_arena *arena, const char *path, int fd, size_t limit,
                                   char **ret_text, size_t *ret_length, struct ftl_err *err)
{
	char chunk[16384];
	FTL_BUF(buf);

	for (;;) {
		size_t left = limit - buf.length;
		size_t want = left < sizeof(chunk) ? left + 1 : sizeof(chunk);
		ssize_t got = ftl_fd_read(fd, chunk, want);
		if (got < 0)
			return refuse_read(path, err);
		if (got == 0)
			break;
		if ((size_t)got > left)
			return refuse_length(path, limit, err);
		ftl_buf_add(&buf, chunk, (size_t)got);
	}
	/* Bytes may be NUL anywhere: no string's copy. The NUL at the end is the buffer's own. */
	*ret_text = memcpy(ftl_alloc(arena, buf.length + 1, 1), ftl_buf_cstr(&buf), buf.length);
	*ret_length = buf.length;
	return FTL_OK;
}

enum ftl_status ftl_file_read(struct ftl_arena *arena, const char *path, size_t limit,
                              char **ret_text, size_t *ret_length, struct ftl_err *err)
{
	struct stat status;
	FTL_FD(fd);

	if (strcmp(path, "-") == 0)
		FTL_TRY(ftl_fd_open_stream(path, &fd, err));
	else
		FTL_TRY(ftl_fd_open_regular(path, &fd, err));
	if (fstat(fd, &status) != 0)
		return refuse_read(path, err);
	if (S_ISREG(status.st_mode) && strcmp(path, "-") != 0 && status.st_size > 0 &&
	    (uint64_t)status.st_size > limit)
		return refuse_length(path, limit, err);
	return read_stream(arena, path, fd, limit, ret_text, ret_length, err);
}

enum ftl_status ftl_file_read_own(struct ftl_arena *arena, const char *path, size_t limit,
                                  char **ret_text, size_t *ret_length, struct ftl_err *err)
{
	struct stat status;
	FTL_FD(fd);

	FTL_TRY(ftl_fd_open_own(path, &fd, err));
	if (fstat(fd, &status) != 0)
		return refuse_read(path, err);
	if ((uint64_t)status.st_size > limit)
		return refuse_length(path, limit, err);
	return read_stream(arena, path, fd, limit, ret_text, ret_length, err);
}

#include "fd.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fettle/base/arena.h"
#include "fettle/base/text.h"

void ftl_fd_done(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

int ftl_fd_release(int *fd)
{
	int released = *fd;

	*fd = -1;
	return released;
}

const char *ftl_fd_kind_name(mode_t mode)
{
	if (S_ISDIR(mode))
		return "a folder";
	if (S_ISFIFO(mode))
		return "a pipe";
	if (S_ISSOCK(mode))
		return "a socket";
	if (S_ISBLK(mode) || S_ISCHR(mode))
		return "a device";
	return "not a regular file";
}

const char *ftl_file_label(char buffer[FTL_LABEL_SIZE], const char *path)
{
	FTL_ARENA(scratch);
	const char *shown =
	        strcmp(path, "-") == 0 ? "standard input" : ftl_text_visible(&scratch, path);
	size_t length = strlen(shown);

	if (length >= FTL_LABEL_SIZE) {
		const char *slash = strrchr(shown, '/');
		shown = slash == NULL ? shown : slash + 1;
		length = strlen(shown);
	}
	if (length >= FTL_LABEL_SIZE) {
		shown += length - (FTL_LABEL_SIZE - 1);
		while (((unsigned char)*shown & 0xC0) == 0x80)
			shown++;
		length = strlen(shown);
	}
	memcpy(buffer, shown, length + 1);
	return buffer;
}

static enum ftl_status refuse_open(const char *path, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int code = errno;

	ftl_quote(quoted, path);
	if (code == ENOENT || code == ENOTDIR)
		return ftl_fail(err, FTL_NOT_FOUND, "file", "there is no file %s", quoted);
	return ftl_fail(err, FTL_IO, "file", "cannot open %s: %s", quoted, strerror(code));
}

static enum ftl_status open_regular(const char *path, int flags, int *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	struct stat status;
	FTL_FD(fd);

	/* Without O_NONBLOCK the open of a pipe would wait for a writer. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags);
	if (fd < 0 && errno == ELOOP && (flags & O_NOFOLLOW) != 0)
		return ftl_fail(err, FTL_INVALID, "file", "%s is a symbolic link, expected a file",
		                ftl_quote(quoted, path));
	if (fd < 0 || fstat(fd, &status) != 0)
		return refuse_open(path, err);
	if (!S_ISREG(status.st_mode))
		return ftl_fail(err, FTL_INVALID, "file", "%s is %s, expected a file",
		                ftl_quote(quoted, path), ftl_fd_kind_name(status.st_mode));
	*ret = ftl_fd_release(&fd);
	return FTL_OK;
}

enum ftl_status ftl_fd_open_regular(const char *path, int *ret, struct ftl_err *err)
{
	return open_regular(path, 0, ret, err);
}

enum ftl_status ftl_fd_open_own(const char *path, int *ret, struct ftl_err *err)
{
	return open_regular(path, O_NOFOLLOW, ret, err);
}

enum ftl_status ftl_fd_open_stream(const char *path, int *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	struct stat status;
	FTL_FD(fd);

	fd = strcmp(path, "-") == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
	                            : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0 || fstat(fd, &status) != 0)
		return refuse_open(path, err);
	if (S_ISDIR(status.st_mode))
		return ftl_fail(err, FTL_INVALID, "file", "%s is a folder, expected a file",
		                ftl_quote(quoted, path));
	*ret = ftl_fd_release(&fd);
	return FTL_OK;
}

ssize_t ftl_fd_read(int fd, void *buffer, size_t size)
{
	ssize_t got;

	do {
		got = read(fd, buffer, size);
	} while (got < 0 && errno == EINTR);
	return got;
}

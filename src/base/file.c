#include "fettle/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fd.h"
#include "fettle/base/buf.h"
#include "fettle/base/digest.h"
#include "fettle/base/memory.h"
#include "fettle/base/text.h"

#define FIELD     "output"
#define NAME_MOST 255
/* Of the target's name in the temporary one; the rest of NAME_MOST is for dots and the random. */
#define NAME_KEPT 200

static char *duplicate(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(ftl_memory_get(size), text, size);
}

/* The name in its folder: what follows the last slash. */
static const char *last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* The folder of a path: "." for a bare name, "/" at the top. */
static const char *folder_of(struct ftl_arena *arena, const char *path)
{
	const char *name = last_name(path);

	if (name == path)
		return ".";
	return name == path + 1 ? "/" : ftl_strndup(arena, path, (size_t)(name - path) - 1);
}

static enum ftl_status check_name(const char *path, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const char *name = last_name(path);

	ftl_quote(quoted, path);
	if (*path == '\0')
		return ftl_fail(err, FTL_INVALID, FIELD, "file name is empty");
	if (*name == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return ftl_fail(err, FTL_INVALID, FIELD, "%s is a folder, not a file", quoted);
	if (strlen(name) > NAME_MOST)
		return ftl_fail(err, FTL_INVALID, FIELD,
		                "file name has %zu bytes, at most %d are possible: %s",
		                strlen(name), NAME_MOST, quoted);
	for (const char *at = path; *at != '\0'; at++) {
		if ((unsigned char)*at < 0x20 || *at == 0x7F)
			return ftl_fail(err, FTL_INVALID, FIELD,
			                "file name holds a control character: %s", quoted);
	}
	return FTL_OK;
}

/*
 * A slip of the hand must not replace a centre, a backup of one or its journal by a report.
 * SQLite's files begin with these bytes (sqlite.org/fileformat2.html); journals lie beside their
 * database.
 */
static bool is_database(const char *path)
{
	static const char magic[] = "SQLite format 3";
	static const char *const companions[] = {"", "-journal", "-wal", "-shm"};
	size_t length = strlen(path);
	FTL_ARENA(scratch);

	for (size_t i = 0; i < FTL_COUNT(companions); i++) {
		size_t tail = strlen(companions[i]);
		char head[sizeof(magic)] = "";

		if (tail > length || strcmp(path + length - tail, companions[i]) != 0)
			continue;
		int fd = open(ftl_strndup(&scratch, path, length - tail),
		              O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
		if (fd < 0)
			continue;
		ssize_t got = read(fd, head, sizeof(head));
		close(fd);
		if (got == (ssize_t)sizeof(head) && memcmp(head, magic, sizeof(magic)) == 0)
			return true;
	}
	return false;
}

/* A missing target and a regular one are fine, a link too: it will be replaced. */
static enum ftl_status check_target(const char *path, mode_t *ret_mode, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	struct stat status;

	*ret_mode = 0;
	if (lstat(path, &status) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return FTL_OK;
		return ftl_fail(err, FTL_IO, FIELD, "cannot look at %s: %s",
		                ftl_quote(quoted, path), strerror(errno));
	}
	if (S_ISREG(status.st_mode)) {
		*ret_mode = status.st_mode & 0777;
		if (is_database(path)) {
			ftl_fail(err, FTL_INVALID, FIELD, "%s is a database",
			         ftl_quote(quoted, path));
			return ftl_hint(err, "choose another name: a centre's work is never "
			                     "written over");
		}
	} else if (!S_ISLNK(status.st_mode)) {
		return ftl_fail(err, FTL_INVALID, FIELD, "%s is %s, not a file",
		                ftl_quote(quoted, path), ftl_fd_kind_name(status.st_mode));
	}
	return FTL_OK;
}

static enum ftl_status refuse_create(const char *folder, int code, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_quote(quoted, folder);
	if (code == ENOENT) {
		ftl_fail(err, FTL_IO, FIELD, "there is no folder %s", quoted);
		return ftl_hint(err, "create the folder first, or choose another one");
	}
	if (code == ENOTDIR)
		return ftl_fail(err, FTL_IO, FIELD, "%s is not a folder", quoted);
	return ftl_fail(err, FTL_IO, FIELD, "cannot create a file in %s: %s", quoted,
	                strerror(code));
}

/* Creates the temporary file and fills path and temporary; *ret_fd is open for writing. */
static enum ftl_status create(const char *path, struct ftl_outfile *ret, int *ret_fd,
                              struct ftl_err *err)
{
	FTL_ARENA(scratch);
	mode_t mode;

	FTL_TRY(check_name(path, err));
	FTL_TRY(check_target(path, &mode, err));
	const char *folder = folder_of(&scratch, path);
	const char *name = last_name(path);
	int fd = -1;
	const char *temporary = NULL;
	for (int attempt = 0; fd < 0 && attempt < 8; attempt++) {
		uint64_t random;
		ftl_random(&random, sizeof(random));
		temporary = ftl_sprintf(&scratch, "%.*s.%.*s.%016" PRIx64 ".tmp",
		                        (int)(name - path), path, NAME_KEPT, name, random);
		fd = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd < 0)
		return refuse_create(folder, errno, err);
	/* The file that is replaced hands down who may read it. A failure only means the default.
	 */
	if (mode != 0 && fchmod(fd, mode | S_IRUSR | S_IWUSR) != 0)
		errno = 0;
	ret->stream = NULL;
	ret->path = duplicate(path);
	ret->temporary = duplicate(temporary);
	*ret_fd = fd;
	return FTL_OK;
}

enum ftl_status ftl_outfile_open(const char *path, struct ftl_outfile *ret, struct ftl_err *err)
{
	struct ftl_outfile file = {NULL, NULL, NULL};
	int fd = -1;

	FTL_TRY(create(path, &file, &fd, err));
	file.stream = fdopen(fd, "w+");
	if (file.stream == NULL) {
		int code = errno;
		close(fd);
		ftl_outfile_done(&file);
		return refuse_create(path, code, err);
	}
	*ret = file;
	return FTL_OK;
}

enum ftl_status ftl_outfile_reserve(const char *path, struct ftl_outfile *ret, struct ftl_err *err)
{
	int fd = -1;

	FTL_TRY(create(path, ret, &fd, err));
	close(fd);
	return FTL_OK;
}

/* errno may be 0 when the stream only remembers that something failed. */
static enum ftl_status refuse_write(const struct ftl_outfile *file, int code, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_IO, FIELD, "cannot write %s: %s", ftl_quote(quoted, file->path),
	         code == 0 ? "a write failed" : strerror(code));
	return ftl_hint(err, code == ENOSPC || code == 0 || code == EDQUOT
	                             ? "is the disk full? nothing was replaced"
	                             : "nothing was replaced");
}

static enum ftl_status finish_stream(struct ftl_outfile *file, struct ftl_err *err)
{
	FILE *stream = file->stream;
	int code = 0;
	bool has_failed = ferror(stream) != 0;

	if (fflush(stream) != 0 || fsync(fileno(stream)) != 0) {
		has_failed = true;
		code = errno;
	}
	file->stream = NULL;
	if (fclose(stream) != 0 && !has_failed) {
		has_failed = true;
		code = errno;
	}
	return has_failed ? refuse_write(file, code, err) : FTL_OK;
}

/* A library wrote the temporary file by its name: it must still be a plain file with contents. */
static enum ftl_status finish_reserved(struct ftl_outfile *file, struct ftl_err *err)
{
	struct stat status;
	FTL_FD(fd);

	fd = open(file->temporary, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &status) != 0 || fsync(fd) != 0)
		return refuse_write(file, errno, err);
	if (!S_ISREG(status.st_mode) || status.st_size == 0)
		return refuse_write(file, 0, err);
	return FTL_OK;
}

static enum ftl_status sync_folder(const struct ftl_outfile *file, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	FTL_ARENA(scratch);
	const char *folder = folder_of(&scratch, file->path);
	FTL_FD(fd);

	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* A folder that one may write but not read, and file systems that cannot sync one. */
	if (fd < 0 || fsync(fd) == 0 || errno == EINVAL || errno == EROFS)
		return FTL_OK;
	return ftl_fail(err, FTL_IO, FIELD, "cannot sync the folder %s: %s",
	                ftl_quote(quoted, folder), strerror(errno));
}

enum ftl_status ftl_outfile_commit(struct ftl_outfile *file, struct ftl_err *err)
{
	enum ftl_status status =
	        file->stream != NULL ? finish_stream(file, err) : finish_reserved(file, err);

	if (status == FTL_OK && rename(file->temporary, file->path) != 0)
		status = refuse_write(file, errno, err);
	if (status != FTL_OK) {
		ftl_outfile_done(file);
		return status;
	}
	free(file->temporary);
	file->temporary = NULL;
	return sync_folder(file, err);
}

void ftl_outfile_done(struct ftl_outfile *file)
{
	if (file->stream != NULL)
		fclose(file->stream);
	if (file->temporary != NULL)
		unlink(file->temporary);
	free(file->temporary);
	free(file->path);
	*file = (struct ftl_outfile){NULL, NULL, NULL};
}

#include "db/place.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "fettle/base/digest.h"
#include "fettle/base/text.h"

static enum ftl_status fail_system(const char *action, const char *path, int number,
                                   struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	return ftl_fail(err, FTL_IO, NULL, "cannot %s %s: %s", action, ftl_quote(quoted, path),
	                strerror(number));
}

static const char *kind_of(mode_t mode)
{
	if (S_ISDIR(mode))
		return "a folder";
	if (S_ISFIFO(mode))
		return "a pipe";
	if (S_ISSOCK(mode))
		return "a socket";
	return "a device";
}

enum ftl_status ftl_place_check(const char *path, struct stat *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_quote(quoted, path);
	if (stat(path, ret) != 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			return fail_system("open the database", path, errno, err);
		ftl_fail(err, FTL_NOT_FOUND, NULL, "there is no database %s", quoted);
		return ftl_hint(err, "fettle init makes a new one");
	}
	if (!S_ISREG(ret->st_mode))
		return ftl_fail(err, FTL_IO, NULL, "%s is %s, not a database", quoted,
		                kind_of(ret->st_mode));
	if (ret->st_nlink > 1) {
		ftl_fail(err, FTL_DB, NULL,
		         "the database %s has %ju names (hard links): its journal could be missed",
		         quoted, (uintmax_t)ret->st_nlink);
		return ftl_hint(err, "remove the other names; a copy is made by fettle backup");
	}
	return FTL_OK;
}

bool ftl_place_is_remote(const char *path)
{
	/* NFS, AFS, Ceph, Coda, the three numbers of SMB, 9P: see statfs(2). */
	static const uint32_t remote[] = {
	        0x6969, 0x5346414F, 0x00C36400, 0x73757245,
	        0x517B, 0xFF534D42, 0xFE534D42, 0x01021997,
	};
	struct statfs status;

	if (statfs(path, &status) != 0)
		return false;
	for (size_t i = 0; i < FTL_COUNT(remote); i++) {
		if ((uint32_t)status.f_type == remote[i])
			return true;
	}
	return false;
}

bool ftl_place_is_taken(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

enum ftl_status ftl_place_draft(struct ftl_arena *arena, const char *path, const char **ret_draft,
                                struct ftl_err *err)
{
	for (int attempt = 0; attempt < 8; attempt++) {
		uint64_t random;
		ftl_random(&random, sizeof(random));
		const char *draft = ftl_sprintf(arena, "%s.%016" PRIx64 ".tmp", path, random);
		int fd = open(draft, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0) {
			close(fd);
			*ret_draft = draft;
			return FTL_OK;
		}
		if (errno != EEXIST)
			break;
	}
	return fail_system("create a file beside", path, errno, err);
}

void ftl_place_discard(const char *draft)
{
	static const char *const suffixes[] = {"", "-journal", "-wal", "-shm"};
	FTL_ARENA(scratch);

	if (draft == NULL)
		return;
	for (size_t i = 0; i < FTL_COUNT(suffixes); i++)
		unlink(ftl_sprintf(&scratch, "%s%s", draft, suffixes[i]));
}

static enum ftl_status sync_path(const char *path, int flags, struct ftl_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);

	if (fd < 0)
		return fail_system("open", path, errno, err);
	int failed = fsync(fd) == 0 ? 0 : errno;
	close(fd);
	/* Some file systems cannot sync a folder and say so. */
	if (failed != 0 && !(flags == O_DIRECTORY && failed == EINVAL))
		return fail_system("write", path, failed, err);
	return FTL_OK;
}

static const char *folder_of(struct ftl_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/" : ftl_strndup(arena, path, (size_t)(slash - path));
}

static enum ftl_status sync_folder_of(const char *path, struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return sync_path(folder_of(&scratch, path), O_DIRECTORY, err);
}

/* Not every file system knows renameat2's flags. */
static bool lacks_flag(int number)
{
	return number == EINVAL || number == ENOSYS || number == ENOTSUP;
}

static int rename_new(const char *draft, const char *path)
{
	if (renameat2(AT_FDCWD, draft, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return 0;
	if (!lacks_flag(errno))
		return -1;
	if (link(draft, path) == 0)
		return unlink(draft);
	if (errno == EEXIST || ftl_place_is_taken(path)) {
		errno = EEXIST;
		return -1;
	}
	return rename(draft, path);
}

enum ftl_status ftl_place_new(const char *draft, const char *path, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(sync_path(draft, 0, err));
	if (rename_new(draft, path) != 0) {
		if (errno == EEXIST)
			return ftl_fail(err, FTL_CONFLICT, NULL, "%s exists already",
			                ftl_quote(quoted, path));
		return fail_system("create", path, errno, err);
	}
	return sync_folder_of(path, err);
}

enum ftl_status ftl_place_over(const char *draft, const char *path, struct ftl_err *err)
{
	FTL_TRY(sync_path(draft, 0, err));
	if (rename(draft, path) != 0)
		return fail_system("replace", path, errno, err);
	return sync_folder_of(path, err);
}

enum ftl_status ftl_place_swap(const char **draft, const char *path, const char *kept,
                               struct ftl_err *err)
{
	const char *made = *draft;

	FTL_TRY(sync_path(made, 0, err));
	if (renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_EXCHANGE) == 0) {
		*draft = NULL; /* the draft's name is now that of the old file */
		if (rename_new(made, kept) != 0)
			return fail_system("give the old database the name", kept, errno, err);
		return sync_folder_of(path, err);
	}
	if (!lacks_flag(errno))
		return fail_system("replace", path, errno, err);
	if (rename_new(path, kept) != 0)
		return fail_system("give the old database the name", kept, errno, err);
	if (rename(made, path) != 0) {
		int number = errno;
		rename(kept, path);
		return fail_system("replace", path, number, err);
	}
	*draft = NULL;
	return sync_folder_of(path, err);
}

enum ftl_status ftl_place_folders(struct ftl_arena *arena, const char *path, const char **ret_made,
                                  struct ftl_err *err)
{
	const char *made = NULL;

	for (const char *at = path; (at = strchr(at, '/')) != NULL; at++) {
		if (at == path)
			continue;
		const char *folder = ftl_strndup(arena, path, (size_t)(at - path));
		if (mkdir(folder, 0700) == 0) {
			if (made == NULL)
				made = folder;
		} else if (errno != EEXIST) {
			int number = errno;
			ftl_place_unmake(path, made);
			return fail_system("create the folder", folder, number, err);
		}
	}
	*ret_made = made;
	return FTL_OK;
}

void ftl_place_unmake(const char *path, const char *made)
{
	FTL_ARENA(scratch);

	if (made == NULL)
		return;
	while (strlen(path) > strlen(made)) {
		path = folder_of(&scratch, path);
		if (rmdir(path) != 0)
			return;
	}
}

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/handle.h"
#include "db/place.h"
#include "db/sqlite.h"
#include "fettle/base/digest.h"
#include "fettle/base/file.h"
#include "fettle/base/text.h"

#define LONGEST_MANIFEST 8192

/* `FTL_DRAFT(name);` declares the name of a draft that is removed at the end of the scope. */
static void draft_done(const char **draft)
{
	ftl_place_discard(*draft);
}
#define FTL_DRAFT(name) const char *name FTL_CLEANUP(draft_done) = NULL

struct first {
	struct ftl_arena *arena;
	const char *problem;
};

static void keep_first(void *context, const char *what, const char *problem)
{
	struct first *first = context;

	if (first->problem == NULL)
		first->problem = ftl_sprintf(first->arena, "%s: %s", what, problem);
}

/* Opens the file anew and looks at every page and reference. */
static enum ftl_status check_file(const char *path, const char *called,
                                  const struct ftl_migrations *known, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	FTL_DB(db);
	char quoted[FTL_QUOTE_SIZE];
	char problem[FTL_QUOTE_SIZE];
	struct first first = {&scratch, NULL};

	FTL_TRY(ftl_db_open_as_is(&ftl_sqlite_driver, path, known, &db, err));
	FTL_TRY(ftl_db_verify_content(db, keep_first, &first, err));
	if (first.problem == NULL)
		return FTL_OK;
	return ftl_fail(err, FTL_DB, NULL, "the backup %s is damaged: %s",
	                ftl_quote(quoted, called), ftl_quote(problem, first.problem));
}

static const char *manifest_of(struct ftl_arena *arena, const char *backup)
{
	return ftl_sprintf(arena, "%s.sha256", backup);
}

/* One line as sha256sum writes it, which marks and escapes a name with a backslash. */
static enum ftl_status write_manifest(const char *draft, const char *target,
                                      struct ftl_outfile *file, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	unsigned char digest[FTL_DIGEST_SIZE];
	char hex[FTL_DIGEST_HEX_SIZE];
	char quoted[FTL_QUOTE_SIZE];
	const char *slash = strrchr(target, '/');
	const char *name = slash == NULL ? target : slash + 1;

	FTL_TRY(ftl_digest_file(draft, digest, err));
	FTL_TRY(ftl_outfile_open(manifest_of(&scratch, target), file, err));
	fprintf(file->stream, "%s%s  ", strchr(name, '\\') == NULL ? "" : "\\",
	        ftl_hex(hex, digest, sizeof(digest)));
	for (; *name != '\0'; name++)
		fprintf(file->stream, "%s%c", *name == '\\' ? "\\" : "", *name);
	fputc('\n', file->stream);
	if (fflush(file->stream) == 0)
		return FTL_OK;
	return ftl_fail(err, FTL_IO, NULL, "cannot write the checksum of the backup %s: %s",
	                ftl_quote(quoted, target), strerror(errno));
}

/* A backup without a manifest is taken as it is; one that differs from its manifest is not. */
static enum ftl_status check_manifest(const char *backup, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	unsigned char digest[FTL_DIGEST_SIZE];
	char hex[FTL_DIGEST_HEX_SIZE];
	char quoted[FTL_QUOTE_SIZE];
	const char *manifest = manifest_of(&scratch, backup);
	char *line;
	size_t length;

	if (!ftl_place_is_taken(manifest))
		return FTL_OK;
	FTL_TRY(ftl_file_read(&scratch, manifest, LONGEST_MANIFEST, &line, &length, err));
	FTL_TRY(ftl_digest_file(backup, digest, err));
	ftl_hex(hex, digest, sizeof(digest));
	if (*line == '\\')
		line++;
	if (strncmp(line, hex, strlen(hex)) == 0 && line[strlen(hex)] == ' ')
		return FTL_OK;
	ftl_fail(err, FTL_DB, NULL, "the backup %s is not what its .sha256 file says",
	         ftl_quote(quoted, backup));
	return ftl_hint(err, "it was damaged or replaced; use another backup");
}

/* A journal beside a target would be taken for the new file's. */
static bool has_journal(const char *path)
{
	FTL_ARENA(scratch);
	struct stat status;

	return (stat(ftl_sprintf(&scratch, "%s-journal", path), &status) == 0 &&
	        status.st_size > 0) ||
	       ftl_place_is_taken(ftl_sprintf(&scratch, "%s-wal", path));
}

static enum ftl_status check_target(const struct ftl_db *db, const char *target, bool may_replace,
                                    struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	struct stat own;
	struct stat there;

	ftl_quote(quoted, target);
	if (*target == '\0' || target[strlen(target) - 1] == '/')
		return ftl_fail(err, FTL_INVALID, NULL, "the name of the backup's file is missing");
	for (const char *at = target; *at != '\0'; at++) {
		if ((unsigned char)*at < 0x20 || *at == 0x7F)
			return ftl_fail(
			        err, FTL_INVALID, NULL,
			        "the name of the backup's file holds a control character: %s",
			        quoted);
	}
	if (has_journal(target))
		return ftl_fail(err, FTL_CONFLICT, NULL,
		                "%s is a database in use, or was one when the power failed",
		                quoted);
	if (!ftl_place_is_taken(target))
		return FTL_OK;
	if (!may_replace)
		return ftl_fail(err, FTL_CONFLICT, NULL, "%s exists already", quoted);
	if (stat(target, &there) != 0)
		return FTL_OK; /* a link to nothing: it is replaced, not followed */
	if (!S_ISREG(there.st_mode))
		return ftl_fail(err, FTL_INVALID, NULL, "%s is not a file that can be replaced",
		                quoted);
	if (stat(db->path, &own) == 0 && own.st_dev == there.st_dev && own.st_ino == there.st_ino)
		return ftl_fail(err, FTL_INVALID, NULL, "%s is the database itself", quoted);
	return FTL_OK;
}

enum ftl_status ftl_db_backup(struct ftl_db *db, const char *target, bool may_replace,
                              struct ftl_err *err)
{
	FTL_ARENA(scratch);
	FTL_DRAFT(draft);
	FTL_OUTFILE(manifest);

	if (db->txn != FTL_DB_TXN_NONE)
		return ftl_fail(err, FTL_INTERNAL, NULL, "a backup inside a transaction");
	FTL_TRY(check_target(db, target, may_replace, err));
	FTL_TRY(ftl_place_draft(&scratch, target, &draft, err));
	FTL_TRY(db->driver->copy_to(db->connection, draft, err));
	FTL_TRY(check_file(draft, target, &db->known, err));
	FTL_TRY(write_manifest(draft, target, &manifest, err));
	/* An old manifest must not speak against the new file if the power fails in between. */
	if (may_replace)
		unlink(manifest_of(&scratch, target));
	if (may_replace)
		FTL_TRY(ftl_place_over(draft, target, err));
	else
		FTL_TRY(ftl_place_new(draft, target, err));
	draft = NULL;
	return ftl_outfile_commit(&manifest, err);
}

/*
 * Keeps everybody else out of the file that is replaced, with all its content in the file itself.
 * A file that SQLite cannot read is what restore is for: nobody can be using it.
 */
static enum ftl_status hold(struct ftl_sqlite *old, bool *ret_is_readable, struct ftl_err *err)
{
	int code = ftl_sqlite_connect(old, old->path, SQLITE_OPEN_READWRITE);

	if (code == SQLITE_OK)
		code = sqlite3_exec(old->handle, "PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE",
		                    NULL, NULL, NULL);
	*ret_is_readable = code == SQLITE_OK;
	if (code == SQLITE_OK || (code & 0xFF) == SQLITE_NOTADB || (code & 0xFF) == SQLITE_CORRUPT)
		return FTL_OK;
	return ftl_sqlite_fail(old, code, err);
}

static void release(struct ftl_sqlite *old)
{
	sqlite3_close(old->handle);
}

static const char *name_kept(struct ftl_arena *arena, const char *path)
{
	for (int number = 1;; number++) {
		const char *kept = ftl_sprintf(arena, "%s.before-restore-%d", path, number);
		if (!ftl_place_is_taken(kept))
			return kept;
	}
}

/* The journals of a file that could not be opened would be played into the new one. */
static enum ftl_status move_journals(const char *path, const char *kept, struct ftl_err *err)
{
	static const char *const suffixes[] = {"-journal", "-wal", "-shm"};
	FTL_ARENA(scratch);
	char quoted[FTL_QUOTE_SIZE];

	for (size_t i = 0; i < FTL_COUNT(suffixes); i++) {
		const char *from = ftl_sprintf(&scratch, "%s%s", path, suffixes[i]);
		const char *to = ftl_sprintf(&scratch, "%s%s", kept, suffixes[i]);
		if (ftl_place_is_taken(from) && rename(from, to) != 0)
			return ftl_fail(err, FTL_IO, NULL, "cannot move %s away",
			                ftl_quote(quoted, from));
	}
	return FTL_OK;
}

/* Who may read the old file may read the new one; a failure leaves it to its owner alone. */
static void hand_down(const char *draft, const struct stat *old)
{
	if (chown(draft, (uid_t)-1, old->st_gid) == 0)
		(void)!chmod(draft, old->st_mode & 0777);
}

static enum ftl_status replace(const char **draft, const char *path, int patience_ms,
                               struct ftl_arena *arena, const char **ret_kept_as,
                               struct ftl_err *err)
{
	struct ftl_sqlite old FTL_CLEANUP(release) = {.path = path, .patience_ms = patience_ms};
	const char *kept = name_kept(arena, path);
	struct stat status;
	bool is_readable;

	FTL_TRY(ftl_place_check(path, &status, err));
	FTL_TRY(hold(&old, &is_readable, err));
	hand_down(*draft, &status);
	if (!is_readable)
		FTL_TRY(move_journals(path, kept, err));
	FTL_TRY(ftl_place_swap(draft, path, kept, err));
	*ret_kept_as = kept;
	return FTL_OK;
}

/* Where a link leads: the file there is replaced, and its journals lie there. */
static const char *resolve(struct ftl_arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	const char *copy = ftl_strdup(arena, real == NULL ? path : real);

	free(real);
	return copy;
}

enum ftl_status ftl_db_restore_within(int patience_ms, const char *backup, const char *path,
                                      struct ftl_arena *arena, const char **ret_kept_as,
                                      struct ftl_err *err)
{
	FTL_ARENA(scratch);
	FTL_DRAFT(draft);
	FTL_DB(source);
	const struct ftl_migrations known = ftl_migrations_builtin();

	path = resolve(&scratch, path);
	if (!ftl_place_is_taken(backup)) {
		char quoted[FTL_QUOTE_SIZE];

		ftl_fail(err, FTL_NOT_FOUND, "file", "there is no backup %s",
		         ftl_quote(quoted, backup));
		return ftl_hint(err, "give the path of a file that fettle backup made");
	}
	FTL_TRY(check_manifest(backup, err));
	FTL_TRY(check_file(backup, backup, &known, err));
	FTL_TRY(ftl_db_open_as_is(&ftl_sqlite_driver, backup, &known, &source, err));
	FTL_TRY(ftl_place_draft(&scratch, path, &draft, err));
	FTL_TRY(source->driver->copy_to(source->connection, draft, err));
	FTL_TRY(check_file(draft, backup, &known, err));
	*ret_kept_as = NULL;
	if (ftl_place_is_taken(path))
		return replace(&draft, path, patience_ms, arena, ret_kept_as, err);
	FTL_TRY(ftl_place_new(draft, path, err));
	draft = NULL;
	return FTL_OK;
}

enum ftl_status ftl_db_restore(const char *backup, const char *path, struct ftl_arena *arena,
                               const char **ret_kept_as, struct ftl_err *err)
{
	return ftl_db_restore_within(FTL_SQLITE_PATIENCE_MS, backup, path, arena, ret_kept_as, err);
}

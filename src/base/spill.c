#include "fettle/base/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fd.h"
#include "fettle/base/arena.h"
#include "fettle/base/memory.h"

#define BLOCK ((size_t)4096) /* rows */

struct ftl_spill {
	int fd;
	size_t columns;
	size_t count;    /* rows in all */
	size_t kept;     /* of these in the block, not in the file yet */
	int error;       /* errno of the first write that failed */
	uint32_t *block; /* a column after the other */
};

static enum ftl_status fail(const char *what, int error, struct ftl_err *err)
{
	return ftl_fail(err, FTL_IO, NULL, "cannot %s a temporary file: %s", what, strerror(error));
}

/* A file that no name leads to, in the folder of a path. */
static int open_nameless(struct ftl_arena *arena, const char *beside)
{
	const char *slash = strrchr(beside, '/');
	const char *folder =
	        slash == NULL ? "." : ftl_strndup(arena, beside, (size_t)(slash - beside) + 1);
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd;
	char *name = ftl_sprintf(arena, "%s/.fettle.XXXXXX", folder);
	fd = mkostemp(name, O_CLOEXEC);
	if (fd >= 0)
		unlink(name);
	return fd;
}

enum ftl_status ftl_spill_open(const char *beside, size_t columns, struct ftl_spill **ret,
                               struct ftl_err *err)
{
	FTL_ARENA(scratch);
	int fd = open_nameless(&scratch, beside);
	struct ftl_spill *spill;

	if (fd < 0)
		return fail("make", errno, err);
	spill = ftl_memory_zeroed(sizeof(*spill));
	spill->fd = fd;
	spill->columns = columns;
	spill->block = ftl_memory_zeroed(BLOCK * columns * sizeof(*spill->block));
	*ret = spill;
	return FTL_OK;
}

void ftl_spill_free(struct ftl_spill **spill)
{
	if (*spill == NULL)
		return;
	ftl_fd_done(&(*spill)->fd);
	free((*spill)->block);
	free(*spill);
	*spill = NULL;
}

static void write_block(struct ftl_spill *spill)
{
	const char *bytes = (const char *)spill->block;
	size_t left = BLOCK * spill->columns * sizeof(*spill->block);

	while (left > 0 && spill->error == 0) {
		ssize_t written = write(spill->fd, bytes, left);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0) {
			spill->error = written < 0 ? errno : ENOSPC;
			return;
		}
		bytes += written;
		left -= (size_t)written;
	}
}

void ftl_spill_add(struct ftl_spill *spill, const uint32_t *row)
{
	for (size_t i = 0; i < spill->columns; i++)
		spill->block[i * BLOCK + spill->kept] = row[i];
	spill->count++;
	if (++spill->kept < BLOCK)
		return;
	write_block(spill);
	spill->kept = 0;
}

size_t ftl_spill_count(const struct ftl_spill *spill)
{
	return spill->count;
}

/* `length` bytes from an offset, all of them. */
static enum ftl_status read_all(int fd, char *bytes, size_t length, off_t offset,
                                struct ftl_err *err)
{
	while (length > 0) {
		ssize_t got = pread(fd, bytes, length, offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return fail("read", got < 0 ? errno : EIO, err);
		bytes += got;
		length -= (size_t)got;
		offset += got;
	}
	return FTL_OK;
}

enum ftl_status ftl_spill_column(struct ftl_spill *spill, size_t column, uint32_t *values,
                                 struct ftl_err *err)
{
	size_t bytes = BLOCK * sizeof(*values);
	size_t blocks = spill->count / BLOCK;

	if (spill->error != 0)
		return fail("write", spill->error, err);
	for (size_t i = 0; i < blocks; i++)
		FTL_TRY(read_all(spill->fd, (char *)(values + i * BLOCK), bytes,
		                 (off_t)((i * spill->columns + column) * bytes), err));
	memcpy(values + blocks * BLOCK, spill->block + column * BLOCK,
	       spill->kept * sizeof(*values));
	return FTL_OK;
}

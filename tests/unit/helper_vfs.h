#ifndef HELPER_VFS_H
#define HELPER_VFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A file system in memory for SQLite that can lose power and fail. It keeps what was written and
 * what was synced apart:
 *
 * - a write or truncation is only in the cache until its file is synced; a power loss keeps of it
 *   any sectors of 512 bytes, in any mixture of old and new;
 * - a file that was made or deleted is so on the disk only when its folder is synced, which SQLite
 *   asks for with the first sync of a new journal and with some deletions.
 *
 * One connection at a time: locks are granted always. There is no shared memory, hence no WAL.
 */

/* Registers the file system as SQLite's default and empties it; the second takes it away again. */
void vfs_install(void);
void vfs_remove(void);

/* Puts a file there, as if it had been synced long ago. The name must be absolute. */
void vfs_put(const char *name, const void *bytes, size_t length);

/* What one run does at its n-th I/O point: a write, truncation, sync, creation or deletion. */
enum vfs_fault {
	VFS_NONE,
	VFS_POWER, /* the call is begun, and it and every one after it fails */
	VFS_ERROR, /* the call fails with an I/O error */
	VFS_FULL,  /* a write stops half way because the disk is full; other calls fail */
};
/* Starts counting anew. With is_for_ever every I/O point after the n-th fails as well. */
void vfs_fail(long nth, enum vfs_fault fault, bool is_for_ever);

/* I/O points since then, and whether the n-th was reached. */
long vfs_points(void);
bool vfs_has_failed(void);

/*
 * Decides by the dice of seed what of the unsynced the disk has got, forgets the rest, and switches
 * the power on. Every connection must be closed.
 */
void vfs_restart(uint64_t seed);

#endif

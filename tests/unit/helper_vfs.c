#include "helper_vfs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#define SECTOR      512
#define MOST_FILES  8
#define MOST_INODES 64

struct bytes {
	unsigned char *data;
	size_t length;
};

/* A write or, without data, a truncation to offset. */
struct change {
	size_t offset;
	struct bytes bytes;
};

struct inode {
	struct bytes cached;
	struct bytes synced;
	struct change *pending;
	size_t count;
	size_t room;
};

struct entry {
	char name[512];
	struct inode *cached; /* NULL: no such file */
	struct inode *synced;
};

struct handle {
	sqlite3_file base;
	struct entry *entry;
	struct inode *inode;
	bool is_new; /* its folder was not synced since it was made */
};

static struct {
	struct entry entries[MOST_FILES];
	struct inode *inodes[MOST_INODES];
	size_t inode_count;
	enum vfs_fault fault;
	long nth;
	bool is_for_ever;
	bool has_failed;
	bool is_dark;
	long points;
} disk;

static void *grow(void *memory, size_t size)
{
	void *larger = realloc(memory, size);

	if (larger == NULL)
		abort();
	return larger;
}

static void resize(struct bytes *bytes, size_t length)
{
	if (length > bytes->length) {
		bytes->data = grow(bytes->data, length);
		memset(bytes->data + bytes->length, 0, length - bytes->length);
	}
	bytes->length = length;
}

static void put(struct bytes *bytes, size_t offset, const unsigned char *data, size_t length)
{
	if (offset + length > bytes->length)
		resize(bytes, offset + length);
	memcpy(bytes->data + offset, data, length);
}

static void assign(struct bytes *to, const struct bytes *from)
{
	to->data = grow(to->data, from->length + 1);
	if (from->length > 0)
		memcpy(to->data, from->data, from->length);
	to->length = from->length;
}

static struct inode *new_inode(void)
{
	struct inode *inode = calloc(1, sizeof(*inode));

	if (inode == NULL || disk.inode_count == MOST_INODES)
		abort();
	disk.inodes[disk.inode_count++] = inode;
	return inode;
}

static void forget_pending(struct inode *inode)
{
	for (size_t i = 0; i < inode->count; i++)
		free(inode->pending[i].bytes.data);
	inode->count = 0;
}

static void change(struct inode *inode, size_t offset, const void *data, size_t length)
{
	if (inode->count == inode->room) {
		inode->room = inode->room * 2 + 16;
		inode->pending = grow(inode->pending, inode->room * sizeof(*inode->pending));
	}
	struct change *made = &inode->pending[inode->count++];
	memset(made, 0, sizeof(*made));
	made->offset = offset;
	if (data == NULL) {
		resize(&inode->cached, offset);
		return;
	}
	put(&made->bytes, 0, data, length);
	put(&inode->cached, offset, data, length);
}

static void empty_disk(void)
{
	for (size_t i = 0; i < disk.inode_count; i++) {
		forget_pending(disk.inodes[i]);
		free(disk.inodes[i]->pending);
		free(disk.inodes[i]->cached.data);
		free(disk.inodes[i]->synced.data);
		free(disk.inodes[i]);
	}
	memset(&disk, 0, sizeof(disk));
}

static struct entry *find(const char *name, bool may_add)
{
	struct entry *free_entry = NULL;

	for (size_t i = 0; i < MOST_FILES; i++) {
		struct entry *entry = &disk.entries[i];
		if (strcmp(entry->name, name) == 0)
			return entry;
		if (free_entry == NULL && entry->name[0] == '\0')
			free_entry = entry;
	}
	if (!may_add)
		return NULL;
	if (free_entry == NULL)
		abort();
	snprintf(free_entry->name, sizeof(free_entry->name), "%s", name);
	return free_entry;
}

static void sync_inode(struct inode *inode)
{
	for (size_t i = 0; i < inode->count; i++) {
		const struct change *made = &inode->pending[i];
		if (made->bytes.data == NULL)
			resize(&inode->synced, made->offset);
		else
			put(&inode->synced, made->offset, made->bytes.data, made->bytes.length);
	}
	forget_pending(inode);
}

static void sync_folder(void)
{
	for (size_t i = 0; i < MOST_FILES; i++)
		disk.entries[i].synced = disk.entries[i].cached;
}

/* Counts an I/O point. SQLITE_OK: go on; otherwise the call's result. */
static int point(int error, bool *ret_is_begun)
{
	*ret_is_begun = false;
	if (disk.is_dark)
		return error;
	disk.points++;
	if (disk.fault == VFS_NONE || disk.points < disk.nth ||
	    (disk.points > disk.nth && !disk.is_for_ever))
		return SQLITE_OK;
	disk.has_failed = true;
	if (disk.fault == VFS_POWER) {
		disk.is_dark = true;
		*ret_is_begun = true;
		return error;
	}
	*ret_is_begun = disk.fault == VFS_FULL && error == SQLITE_IOERR_WRITE;
	return disk.fault == VFS_FULL && error == SQLITE_IOERR_WRITE ? SQLITE_FULL : error;
}

static int vfs_close(sqlite3_file *file)
{
	(void)file;
	return SQLITE_OK;
}

static int vfs_read(sqlite3_file *file, void *buffer, int amount, sqlite3_int64 offset)
{
	const struct bytes *bytes = &((struct handle *)file)->inode->cached;
	size_t start = (size_t)offset;
	size_t wanted = (size_t)amount;

	if (disk.is_dark)
		return SQLITE_IOERR_READ;
	size_t there = start >= bytes->length ? 0 : bytes->length - start;
	if (there > wanted)
		there = wanted;
	if (there > 0)
		memcpy(buffer, bytes->data + start, there);
	if (there == wanted)
		return SQLITE_OK;
	memset((char *)buffer + there, 0, wanted - there);
	return SQLITE_IOERR_SHORT_READ;
}

static int vfs_write(sqlite3_file *file, const void *buffer, int amount, sqlite3_int64 offset)
{
	struct inode *inode = ((struct handle *)file)->inode;
	bool is_begun;

	int code = point(SQLITE_IOERR_WRITE, &is_begun);
	size_t length = code == SQLITE_FULL ? (size_t)amount / 2 : (size_t)amount;
	if ((code == SQLITE_OK || is_begun) && length > 0)
		change(inode, (size_t)offset, buffer, length);
	return code;
}

static int vfs_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct inode *inode = ((struct handle *)file)->inode;
	bool is_begun;

	int code = point(SQLITE_IOERR_TRUNCATE, &is_begun);
	if (code == SQLITE_OK || is_begun)
		change(inode, (size_t)size, NULL, 0);
	return code;
}

static int vfs_sync(sqlite3_file *file, int flags)
{
	struct handle *handle = (struct handle *)file;
	bool is_begun;

	(void)flags;
	int code = point(SQLITE_IOERR_FSYNC, &is_begun);
	if (code != SQLITE_OK)
		return code;
	sync_inode(handle->inode);
	if (handle->is_new)
		sync_folder();
	handle->is_new = false;
	return SQLITE_OK;
}

static int vfs_size(sqlite3_file *file, sqlite3_int64 *ret)
{
	*ret = (sqlite3_int64)((struct handle *)file)->inode->cached.length;
	return disk.is_dark ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

static int vfs_lock(sqlite3_file *file, int level)
{
	(void)file;
	(void)level;
	return SQLITE_OK;
}

static int vfs_check_lock(sqlite3_file *file, int *ret)
{
	(void)file;
	*ret = 0;
	return SQLITE_OK;
}

static int vfs_control(sqlite3_file *file, int operation, void *argument)
{
	(void)file;
	(void)operation;
	(void)argument;
	return SQLITE_NOTFOUND;
}

static int vfs_sector(sqlite3_file *file)
{
	(void)file;
	return 4096;
}

/* As SQLite's own for Linux says: a write changes no byte beside it. */
static int vfs_characteristics(sqlite3_file *file)
{
	(void)file;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static const sqlite3_io_methods methods = {
        .iVersion = 1,
        .xClose = vfs_close,
        .xRead = vfs_read,
        .xWrite = vfs_write,
        .xTruncate = vfs_truncate,
        .xSync = vfs_sync,
        .xFileSize = vfs_size,
        .xLock = vfs_lock,
        .xUnlock = vfs_lock,
        .xCheckReservedLock = vfs_check_lock,
        .xFileControl = vfs_control,
        .xSectorSize = vfs_sector,
        .xDeviceCharacteristics = vfs_characteristics,
};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                    int *ret_flags)
{
	struct handle *handle = (struct handle *)file;
	bool is_begun;

	(void)vfs;
	memset(handle, 0, sizeof(*handle));
	if (name == NULL || disk.is_dark)
		return SQLITE_CANTOPEN;
	struct entry *entry = find(name, (flags & SQLITE_OPEN_CREATE) != 0);
	if (entry == NULL || (entry->cached == NULL && (flags & SQLITE_OPEN_CREATE) == 0))
		return SQLITE_CANTOPEN;
	if (entry->cached == NULL) {
		int code = point(SQLITE_CANTOPEN, &is_begun);
		if (code == SQLITE_OK || is_begun)
			entry->cached = new_inode();
		if (code != SQLITE_OK)
			return code;
		handle->is_new = true;
	}
	handle->base.pMethods = &methods;
	handle->entry = entry;
	handle->inode = entry->cached;
	if (ret_flags != NULL)
		*ret_flags = flags;
	return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int is_folder_synced)
{
	struct entry *entry = find(name, false);
	bool is_begun;

	(void)vfs;
	if (disk.is_dark)
		return SQLITE_IOERR_DELETE;
	if (entry == NULL || entry->cached == NULL)
		return SQLITE_IOERR_DELETE_NOENT;
	int code = point(SQLITE_IOERR_DELETE, &is_begun);
	if (code == SQLITE_OK || is_begun)
		entry->cached = NULL;
	if (code == SQLITE_OK && is_folder_synced) {
		code = point(SQLITE_IOERR_DIR_FSYNC, &is_begun);
		if (code == SQLITE_OK)
			sync_folder();
	}
	return code;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *ret)
{
	const struct entry *entry = find(name, false);

	(void)vfs;
	(void)flags;
	*ret = entry != NULL && entry->cached != NULL;
	return disk.is_dark ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

static int vfs_full_name(sqlite3_vfs *vfs, const char *name, int size, char *ret)
{
	(void)vfs;
	return snprintf(ret, (size_t)size, "%s", name) < size ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int vfs_random(sqlite3_vfs *vfs, int size, char *ret)
{
	(void)vfs;
	memset(ret, 0x5A, (size_t)size);
	return size;
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
	(void)vfs;
	return microseconds;
}

static int vfs_time(sqlite3_vfs *vfs, sqlite3_int64 *ret)
{
	(void)vfs;
	*ret = 212000000000000;
	return SQLITE_OK;
}

static int vfs_last_error(sqlite3_vfs *vfs, int size, char *ret)
{
	(void)vfs;
	(void)size;
	(void)ret;
	return 0;
}

static sqlite3_vfs vfs_in_memory = {
        .iVersion = 2,
        .szOsFile = sizeof(struct handle),
        .mxPathname = 500,
        .zName = "fettle-test",
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_name,
        .xRandomness = vfs_random,
        .xSleep = vfs_sleep,
        .xGetLastError = vfs_last_error,
        .xCurrentTimeInt64 = vfs_time,
};

void vfs_install(void)
{
	empty_disk();
	if (sqlite3_vfs_register(&vfs_in_memory, 1) != SQLITE_OK)
		abort();
}

void vfs_remove(void)
{
	sqlite3_vfs_unregister(&vfs_in_memory);
	empty_disk();
}

void vfs_put(const char *name, const void *bytes, size_t length)
{
	struct entry *entry = find(name, true);
	const struct bytes content = {(unsigned char *)(uintptr_t)bytes, length};

	entry->cached = new_inode();
	entry->synced = entry->cached;
	assign(&entry->cached->cached, &content);
	assign(&entry->cached->synced, &content);
}

void vfs_fail(long nth, enum vfs_fault fault, bool is_for_ever)
{
	disk.nth = nth;
	disk.fault = fault;
	disk.is_for_ever = is_for_ever;
	disk.has_failed = false;
	disk.points = 0;
}

long vfs_points(void)
{
	return disk.points;
}

bool vfs_has_failed(void)
{
	return disk.has_failed;
}

static uint64_t roll(uint64_t *seed)
{
	/* splitmix64 */
	uint64_t z = *seed += 0x9E3779B97F4A7C15U;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

/* Of a hundred unsynced sectors, `share` get to the disk. */
static bool reaches_disk(uint64_t *seed, unsigned share)
{
	return roll(seed) % 100 < share;
}

static void settle(struct inode *inode, uint64_t *seed, unsigned share)
{
	struct bytes *disk_bytes = &inode->synced;

	for (size_t i = 0; i < inode->count; i++) {
		const struct change *made = &inode->pending[i];
		if (made->bytes.data == NULL) {
			if (reaches_disk(seed, share))
				resize(disk_bytes, made->offset);
			continue;
		}
		for (size_t at = 0; at < made->bytes.length;) {
			size_t room = SECTOR - (made->offset + at) % SECTOR;
			size_t part = made->bytes.length - at;
			if (part > room)
				part = room;
			if (reaches_disk(seed, share))
				put(disk_bytes, made->offset + at, made->bytes.data + at, part);
			at += part;
		}
	}
	forget_pending(inode);
	assign(&inode->cached, disk_bytes);
}

void vfs_restart(uint64_t seed)
{
	static const unsigned shares[] = {0, 10, 50, 90, 100};
	unsigned share = shares[roll(&seed) % (sizeof(shares) / sizeof(shares[0]))];

	for (size_t i = 0; i < MOST_FILES; i++) {
		struct entry *entry = &disk.entries[i];
		if (entry->cached != entry->synced && reaches_disk(&seed, share))
			entry->synced = entry->cached;
		entry->cached = entry->synced;
	}
	for (size_t i = 0; i < disk.inode_count; i++)
		settle(disk.inodes[i], &seed, share);
	vfs_fail(0, VFS_NONE, false);
	disk.is_dark = false;
}

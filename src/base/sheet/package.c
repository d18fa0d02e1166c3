#include "base/sheet/package.h"

#include <minizip/unzip.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fd.h"
#include "fettle/base/memory.h"
#include "fettle/base/text.h"

#define ENTRIES_MOST 4096
/* Sheets of one value repeated shrink to about a hundredth; past this it is a bomb. */
#define RATIO_MOST  300
#define RATIO_FLOOR ((int64_t)8 << 20) /* below it the ratio does not matter */

#define METHOD_STORED   0
#define METHOD_DEFLATED 8
#define FLAG_ENCRYPTED  1u

struct entry {
	char name[FTL_PACKAGE_NAME_SIZE];
	unz64_file_pos position;
};

struct ftl_package {
	char label[FTL_LABEL_SIZE];
	const char *bytes;
	uint64_t length;
	uint64_t at;   /* minizip's file position */
	bool is_short; /* more was asked for than there is */
	unzFile zip;
	struct entry *entries;
	size_t count;
	const struct entry *current; /* the part that is read */
	int64_t limit;
	int64_t packed;
	int64_t unpacked; /* so far */
};

/* minizip reads through these, from memory. */

static voidpf memory_open(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static uLong memory_read(voidpf opaque, voidpf stream, void *buffer, uLong size)
{
	struct ftl_package *package = opaque;
	uint64_t left = package->length - package->at;
	size_t length = size < left ? size : (size_t)left;

	(void)stream;
	memcpy(buffer, package->bytes + package->at, length);
	package->at += length;
	package->is_short |= length < size;
	return length;
}

static uLong memory_write(voidpf opaque, voidpf stream, const void *buffer, uLong size)
{
	(void)opaque;
	(void)stream;
	(void)buffer;
	(void)size;
	return 0;
}

static ZPOS64_T memory_tell(voidpf opaque, voidpf stream)
{
	const struct ftl_package *package = opaque;

	(void)stream;
	return package->at;
}

static long memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct ftl_package *package = opaque;
	uint64_t from = 0;

	(void)stream;
	if (origin == ZLIB_FILEFUNC_SEEK_CUR)
		from = package->at;
	else if (origin == ZLIB_FILEFUNC_SEEK_END)
		from = package->length;
	if (offset > package->length - from)
		return -1;
	package->at = from + offset;
	return 0;
}

static int memory_close(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* minizip takes the end of the file for success when it reads its numbers, unless told of it. */
static int memory_error(voidpf opaque, voidpf stream)
{
	const struct ftl_package *package = opaque;

	(void)stream;
	return package->is_short ? 1 : 0;
}

static enum ftl_status refuse_damaged(const struct ftl_package *package, struct ftl_err *err)
{
	ftl_fail(err, FTL_INVALID, package->label, "is a damaged or incomplete workbook");
	return ftl_hint(err, "fetch it again, or open it in a spreadsheet program and save it");
}

static enum ftl_status list_entries(struct ftl_package *package, struct ftl_err *err)
{
	unz_global_info64 info;

	if (unzGetGlobalInfo64(package->zip, &info) != UNZ_OK)
		return refuse_damaged(package, err);
	if (info.number_entry > ENTRIES_MOST)
		return ftl_fail(err, FTL_INVALID, package->label,
		                "has more than %d parts, no workbook has so many", ENTRIES_MOST);
	package->entries =
	        ftl_memory_zeroed((size_t)(info.number_entry + 1) * sizeof(*package->entries));
	for (size_t i = 0; i < info.number_entry; i++) {
		struct entry *entry = &package->entries[package->count];
		unz_file_info64 file;
		int got = i == 0 ? unzGoToFirstFile(package->zip) : unzGoToNextFile(package->zip);

		if (got != UNZ_OK ||
		    unzGetCurrentFileInfo64(package->zip, &file, entry->name,
		                            sizeof(entry->name) - 1, NULL, 0, NULL, 0) != UNZ_OK ||
		    unzGetFilePos64(package->zip, &entry->position) != UNZ_OK)
			return refuse_damaged(package, err);
		if (file.size_filename < sizeof(entry->name))
			package->count++;
		else
			memset(entry, 0, sizeof(*entry));
	}
	return FTL_OK;
}

enum ftl_status ftl_package_open(const char *label, const char *bytes, size_t length,
                                 struct ftl_package **ret, struct ftl_err *err)
{
	FTL_PACKAGE(package);

	package = ftl_memory_zeroed(sizeof(*package));
	snprintf(package->label, sizeof(package->label), "%s", label);
	package->bytes = bytes;
	package->length = length;
	zlib_filefunc64_def functions = {
	        .zopen64_file = memory_open,
	        .zread_file = memory_read,
	        .zwrite_file = memory_write,
	        .ztell64_file = memory_tell,
	        .zseek64_file = memory_seek,
	        .zclose_file = memory_close,
	        .zerror_file = memory_error,
	        .opaque = package,
	};
	package->zip = unzOpen2_64("", &functions);
	if (package->zip == NULL)
		return refuse_damaged(package, err);
	FTL_TRY(list_entries(package, err));
	*ret = package;
	package = NULL;
	return FTL_OK;
}

void ftl_package_close(struct ftl_package **package)
{
	if (*package == NULL)
		return;
	if ((*package)->zip != NULL)
		unzClose((*package)->zip); /* ends the reading of a part, too */
	free((*package)->entries);
	free(*package);
	*package = NULL;
}

const char *ftl_package_label(const struct ftl_package *package)
{
	return package->label;
}

/* Names of parts are the same whatever the case of their letters (ECMA-376 part 2, 6.2.2). */
static size_t find_entry(const struct ftl_package *package, const char *name,
                         const struct entry **ret)
{
	size_t found = 0;

	for (size_t i = 0; i < package->count; i++) {
		if (strcasecmp(package->entries[i].name, name) == 0) {
			*ret = &package->entries[i];
			found++;
		}
	}
	return found;
}

bool ftl_package_has(const struct ftl_package *package, const char *name)
{
	const struct entry *entry;

	return find_entry(package, name, &entry) > 0;
}

static enum ftl_status check_part(const struct ftl_package *package, const unz_file_info64 *info,
                                  struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	if ((info->flag & FLAG_ENCRYPTED) != 0) {
		ftl_fail(err, FTL_INVALID, package->label, "is protected with a password");
		return ftl_hint(err, "save it without a password, and give that file");
	}
	if (info->compression_method != METHOD_STORED &&
	    info->compression_method != METHOD_DEFLATED)
		return ftl_fail(err, FTL_INVALID, package->label,
		                "its part %s is packed in a way that no workbook is",
		                ftl_quote(quoted, package->current->name));
	if (info->uncompressed_size > (uint64_t)package->limit)
		return ftl_fail(err, FTL_INVALID, package->label,
		                "its part %s unpacks to more than %lld MiB",
		                ftl_quote(quoted, package->current->name),
		                (long long)(package->limit >> 20));
	return FTL_OK;
}

static void leave(struct ftl_package *package)
{
	if (package->current != NULL)
		(void)unzCloseCurrentFile(package->zip);
	package->current = NULL;
}

enum ftl_status ftl_package_enter(struct ftl_package *package, const char *name, int64_t limit,
                                  struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const struct entry *entry = NULL;
	unz_file_info64 info;
	size_t found = find_entry(package, name, &entry);

	leave(package);
	if (found != 1) {
		ftl_fail(err, FTL_INVALID, package->label,
		         found == 0 ? "is a workbook without its part %s"
		                    : "is a workbook with two parts %s",
		         ftl_quote(quoted, name));
		return ftl_hint(err, "open it in a spreadsheet program and save it");
	}
	package->current = entry;
	package->limit = limit;
	package->unpacked = 0;
	if (unzGoToFilePos64(package->zip, &entry->position) != UNZ_OK ||
	    unzGetCurrentFileInfo64(package->zip, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK) {
		package->current = NULL;
		return refuse_damaged(package, err);
	}
	enum ftl_status status = check_part(package, &info, err);
	package->packed = (int64_t)info.compressed_size;
	if (status == FTL_OK && unzOpenCurrentFile(package->zip) != UNZ_OK)
		status = refuse_damaged(package, err);
	if (status != FTL_OK)
		package->current = NULL;
	return status;
}

enum ftl_status ftl_package_read(struct ftl_package *package, char *buffer, size_t size,
                                 size_t *ret_length, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int got = unzReadCurrentFile(package->zip, buffer, (unsigned)size);

	if (got < 0)
		return refuse_damaged(package, err);
	package->unpacked += got;
	if (package->unpacked > package->limit ||
	    (package->unpacked > RATIO_FLOOR && package->unpacked / RATIO_MOST > package->packed)) {
		ftl_fail(err, FTL_INVALID, package->label,
		         "its part %s unpacks to far more than it should",
		         ftl_quote(quoted, package->current->name));
		return ftl_hint(err, "open it in a spreadsheet program, copy the table alone into "
		                     "a new workbook and save that");
	}
	if (got == 0) {
		package->current = NULL;
		if (unzCloseCurrentFile(package->zip) != UNZ_OK) /* the checksum, too */
			return refuse_damaged(package, err);
	}
	*ret_length = (size_t)got;
	return FTL_OK;
}

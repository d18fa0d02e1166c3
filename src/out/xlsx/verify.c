#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "book.h"

/*
 * Reads what was written, by the description of the ZIP format (PKWARE APPNOTE 4.3: end of central
 * directory, central headers, local headers). Without ZIP64: the library does not write it here.
 */
#define END_SIGNATURE     0x06054B50u
#define CENTRAL_SIGNATURE 0x02014B50u
#define LOCAL_SIGNATURE   0x04034B50u
#define END_SIZE          22
#define CENTRAL_SIZE      46
#define LOCAL_SIZE        30
#define CHUNK             65536
#define TAIL              32

struct part {
	char name[128];
	uint32_t method;
	uint32_t crc;
	uint32_t packed;
	uint32_t size;
	uint32_t offset;
};

/* What is counted while a part runs past. */
struct count {
	bool is_sheet;
	int64_t rows;
	int64_t row_ends;
	uint64_t size;
	uLong crc;
	size_t tail_length;
	char tail[TAIL]; /* the last bytes seen: for what lies across two chunks, and the end */
};

static uint32_t number(const unsigned char *at, int bytes)
{
	uint32_t value = 0;

	for (int i = bytes - 1; i >= 0; i--)
		value = value << 8 | at[i];
	return value;
}

static enum ftl_status damaged(struct ftl_err *err, const char *part, const char *what)
{
	return ftl_fail(err, FTL_IO, "output", "reading it back, %s %s", part, what);
}

static bool read_at(FILE *file, int64_t offset, void *bytes, size_t length)
{
	return fseeko(file, offset, SEEK_SET) == 0 && fread(bytes, 1, length, file) == length;
}

static int64_t occurrences(const char *bytes, size_t length, const char *what)
{
	size_t size = strlen(what);
	const char *at = bytes;
	const char *end = bytes + length;
	int64_t found = 0;

	while ((at = memmem(at, (size_t)(end - at), what, size)) != NULL) {
		found++;
		at += size;
	}
	return found;
}

/*
 * Counts "<row " and their ends ("</row>"; a row of no cells ends in itself). A mark that lies
 * across two chunks is found when the tail of the first and the head of the second are put
 * together; marks whole in the tail were counted before.
 */
static void count_rows(struct count *count, const char *bytes, size_t length)
{
	static const char *const marks[] = {"<row ", "</row>"};
	int64_t *const totals[] = {&count->rows, &count->row_ends};

	for (size_t i = 0; i < FTL_COUNT(marks); i++) {
		char seam[2 * TAIL];
		size_t size = strlen(marks[i]);
		size_t before = count->tail_length < size - 1 ? count->tail_length : size - 1;
		size_t after = length < size - 1 ? length : size - 1;
		memcpy(seam, count->tail + count->tail_length - before, before);
		memcpy(seam + before, bytes, after);
		*totals[i] += occurrences(seam, before + after, marks[i]);
		*totals[i] += occurrences(bytes, length, marks[i]);
	}
}

static void keep_tail(struct count *count, const char *bytes, size_t length)
{
	char joined[2 * TAIL];
	size_t take = length < TAIL ? length : TAIL;

	memcpy(joined, count->tail, count->tail_length);
	memcpy(joined + count->tail_length, bytes + length - take, take);
	size_t total = count->tail_length + take;
	size_t keep = total < TAIL ? total : TAIL;
	memcpy(count->tail, joined + total - keep, keep);
	count->tail_length = keep;
}

static void take_chunk(struct count *count, const void *bytes, size_t length)
{
	if (length == 0)
		return;
	count->crc = crc32(count->crc, bytes, (uInt)length);
	count->size += length;
	if (count->is_sheet)
		count_rows(count, bytes, length);
	keep_tail(count, bytes, length);
}

static bool ends_with(const struct count *count, const char *text)
{
	size_t size = strlen(text);
	size_t length = count->tail_length;

	while (length > 0 && (count->tail[length - 1] == '\n' || count->tail[length - 1] == '\r'))
		length--;
	return length >= size && memcmp(count->tail + length - size, text, size) == 0;
}

static bool inflate_part(FILE *file, const struct part *part, struct count *count)
{
	unsigned char in[CHUNK];
	unsigned char out[CHUNK];
	z_stream stream = {0};
	uint32_t left = part->packed;
	int code = Z_OK;

	if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
		return false;
	while (code == Z_OK) {
		if (stream.avail_in == 0) {
			size_t want = left < CHUNK ? left : CHUNK;
			if (want == 0 || fread(in, 1, want, file) != want)
				break;
			left -= (uint32_t)want;
			stream.next_in = in;
			stream.avail_in = (uInt)want;
		}
		stream.next_out = out;
		stream.avail_out = CHUNK;
		code = inflate(&stream, Z_NO_FLUSH);
		take_chunk(count, out, CHUNK - stream.avail_out);
	}
	inflateEnd(&stream);
	return code == Z_STREAM_END && left == 0;
}

static bool copy_part(FILE *file, const struct part *part, struct count *count)
{
	unsigned char bytes[CHUNK];
	uint32_t left = part->packed;

	while (left > 0) {
		size_t want = left < CHUNK ? left : CHUNK;
		if (fread(bytes, 1, want, file) != want)
			return false;
		take_chunk(count, bytes, want);
		left -= (uint32_t)want;
	}
	return true;
}

static enum ftl_status check_part(FILE *file, const struct part *part, struct count *ret,
                                  struct ftl_err *err)
{
	unsigned char header[LOCAL_SIZE];

	if (!read_at(file, part->offset, header, sizeof(header)) ||
	    number(header, 4) != LOCAL_SIGNATURE)
		return damaged(err, part->name, "is not where it should be");
	uint32_t skip = number(header + 26, 2) + number(header + 28, 2);
	if (fseeko(file, (int64_t)part->offset + LOCAL_SIZE + skip, SEEK_SET) != 0)
		return damaged(err, part->name, "is not where it should be");
	ret->crc = crc32(0, NULL, 0);
	bool is_whole =
	        part->method == 8 ? inflate_part(file, part, ret) : copy_part(file, part, ret);
	if (!is_whole || ret->size != part->size || ret->crc != part->crc)
		return damaged(err, part->name, "is damaged");
	if (part->size == 0 || !ends_with(ret, ret->is_sheet ? "</worksheet>" : ">"))
		return damaged(err, part->name, "is not complete");
	return FTL_OK;
}

/* "xl/worksheets/sheet12.xml" is sheet 12; 0 for everything else. */
static int sheet_number(const char *name)
{
	static const char before[] = "xl/worksheets/sheet";
	char *end;

	if (strncmp(name, before, sizeof(before) - 1) != 0)
		return 0;
	long value = strtol(name + sizeof(before) - 1, &end, 10);
	return strcmp(end, ".xml") == 0 && value > 0 && value < 100000 ? (int)value : 0;
}

static enum ftl_status read_central(FILE *file, int64_t *offset, struct part *ret,
                                    struct ftl_err *err)
{
	unsigned char header[CENTRAL_SIZE];

	if (!read_at(file, *offset, header, sizeof(header)) ||
	    number(header, 4) != CENTRAL_SIGNATURE)
		return damaged(err, "its directory", "is damaged");
	uint32_t length = number(header + 28, 2);
	if (length >= sizeof(ret->name) || fread(ret->name, 1, length, file) != length)
		return damaged(err, "its directory", "is damaged");
	ret->name[length] = '\0';
	ret->method = number(header + 10, 2);
	ret->crc = number(header + 16, 4);
	ret->packed = number(header + 20, 4);
	ret->size = number(header + 24, 4);
	ret->offset = number(header + 42, 4);
	*offset += CENTRAL_SIZE + length + number(header + 30, 2) + number(header + 32, 2);
	if (ret->method != 0 && ret->method != 8)
		return damaged(err, ret->name, "is packed in an unknown way");
	return FTL_OK;
}

static enum ftl_status check_parts(FILE *file, int64_t directory, uint32_t parts,
                                   const int64_t *rows, int sheets, struct ftl_err *err)
{
	int seen = 0;
	bool has_workbook = false;

	for (uint32_t i = 0; i < parts; i++) {
		struct part part = {0};
		struct count count = {0};
		FTL_TRY(read_central(file, &directory, &part, err));
		int sheet = sheet_number(part.name);
		count.is_sheet = sheet > 0;
		FTL_TRY(check_part(file, &part, &count, err));
		has_workbook |= strcmp(part.name, "xl/workbook.xml") == 0;
		if (sheet == 0)
			continue;
		if (sheet > sheets)
			return damaged(err, part.name, "is one sheet too many");
		if (count.rows != rows[sheet - 1] || count.row_ends != rows[sheet - 1])
			return ftl_fail(err, FTL_IO, "output",
			                "reading it back, %s has %lld rows instead of %lld",
			                part.name, (long long)count.rows,
			                (long long)rows[sheet - 1]);
		seen++;
	}
	if (!has_workbook || seen != sheets)
		return damaged(err, "a part", "is missing");
	return FTL_OK;
}

enum ftl_status ftl_xlsx_verify(const char *path, const int64_t *rows, int sheets,
                                struct ftl_err *err)
{
	unsigned char end[END_SIZE];
	FILE *file = fopen(path, "rbe");

	if (file == NULL)
		return ftl_fail(err, FTL_IO, "output", "it cannot be read back: %s",
		                strerror(errno));
	enum ftl_status status;
	if (fseeko(file, -END_SIZE, SEEK_END) != 0 || fread(end, 1, END_SIZE, file) != END_SIZE ||
	    number(end, 4) != END_SIGNATURE)
		status = damaged(err, "the end of the archive", "is missing");
	else
		status = check_parts(file, number(end + 16, 4), number(end + 10, 2), rows, sheets,
		                     err);
	fclose(file);
	return status;
}

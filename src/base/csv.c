#include "fettle/base/csv.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "charset.h"
#include "fd.h"
#include "fettle/base/buf.h"
#include "fettle/base/memory.h"
#include "fettle/base/text.h"
#include "table.h"

#define COLUMNS_MOST FTL_TABLE_COLUMNS_MOST
#define FIELD_MOST   FTL_TABLE_FIELD_MOST
#define READ_SIZE    65536

struct ftl_csv {
	char name[FTL_LABEL_SIZE]; /* what the file is called in errors */
	char separator;
	enum ftl_charset charset;
	bool has_map; /* see struct ftl_csv_dialect */
	int fd;
	int64_t size;
	int64_t read;
	bool is_at_end; /* of the file, not of the buffer */
	bool has_begun; /* the byte-order mark was looked at */
	unsigned char *buffer;
	size_t at;
	size_t filled;

	struct ftl_buf record; /* the fields, each with a NUL behind it */
	size_t starts[COLUMNS_MOST + 1];
	const char *fields[COLUMNS_MOST];
	size_t count;
	int64_t row;
	int64_t line;         /* where the record began */
	int64_t current_line; /* where the reading is */
	bool is_blank;        /* the record is a line without any character */

	size_t expected; /* fields of the header; 0 before it */
	bool is_held;    /* a record was read but a blank line before it was reported first */
	bool is_broken;
	struct ftl_err failure; /* what broke it */
};

enum ftl_status ftl_csv_open(const char *path, struct ftl_csv **ret, struct ftl_err *err)
{
	struct stat status;
	FTL_FD(fd);

	FTL_TRY(ftl_fd_open_stream(path, &fd, err));
	struct ftl_csv *csv = ftl_memory_get(sizeof(*csv));
	*csv = (struct ftl_csv){
	        .separator = ',',
	        .fd = ftl_fd_release(&fd),
	        .buffer = ftl_memory_get(READ_SIZE),
	        .current_line = 1,
	};
	ftl_file_label(csv->name, path);
	if (fstat(csv->fd, &status) == 0 && S_ISREG(status.st_mode))
		csv->size = status.st_size;
	*ret = csv;
	return FTL_OK;
}

void ftl_csv_open_bytes(const char *name, const char *bytes, size_t length, struct ftl_csv **ret)
{
	struct ftl_csv *csv = ftl_memory_get(sizeof(*csv));

	*csv = (struct ftl_csv){
	        .separator = ',',
	        .fd = -1,
	        .buffer = ftl_memory_get(length + 1),
	        .current_line = 1,
	        .is_at_end = true,
	        .filled = length,
	        .read = (int64_t)length,
	        .size = (int64_t)length,
	};
	memcpy(csv->buffer, bytes, length);
	ftl_file_label(csv->name, name);
	*ret = csv;
}

void ftl_csv_speak(struct ftl_csv *csv, const struct ftl_csv_dialect *dialect)
{
	if (dialect->separator != '\0')
		csv->separator = dialect->separator;
	csv->charset = dialect->charset;
	csv->has_map = dialect->has_map;
}

void ftl_csv_close(struct ftl_csv **csv)
{
	if (*csv == NULL)
		return;
	ftl_fd_done(&(*csv)->fd);
	ftl_buf_done(&(*csv)->record);
	free((*csv)->buffer);
	free(*csv);
	*csv = NULL;
}

void ftl_csv_progress(const struct ftl_csv *csv, int64_t *ret_read, int64_t *ret_size)
{
	*ret_read = csv->read - (int64_t)(csv->filled - csv->at);
	*ret_size = csv->size;
}

/* An error at a place of the file; FTL_INVALID unless the caller changes it. */
static enum ftl_status refuse(const struct ftl_csv *csv, size_t column, struct ftl_err *err,
                              const char *format, ...) FTL_PRINTF(4, 5);

static enum ftl_status refuse(const struct ftl_csv *csv, size_t column, struct ftl_err *err,
                              const char *format, ...)
{
	char message[360];
	char place[96];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	if (csv->line == csv->row)
		snprintf(place, sizeof(place), "row %" PRId64, csv->row);
	else
		snprintf(place, sizeof(place), "row %" PRId64 " (line %" PRId64 ")", csv->row,
		         csv->line);
	if (column == 0)
		return ftl_fail(err, FTL_INVALID, csv->name, "%s: %s", place, message);
	return ftl_fail(err, FTL_INVALID, csv->name, "%s, column %zu: %s", place, column, message);
}

/* Makes at least one byte available unless the file has ended. */
static enum ftl_status fill(struct ftl_csv *csv, struct ftl_err *err)
{
	if (csv->at < csv->filled || csv->is_at_end)
		return FTL_OK;
	ssize_t got = ftl_fd_read(csv->fd, csv->buffer, READ_SIZE);
	if (got < 0)
		return ftl_fail(err, FTL_IO, csv->name, "cannot read the file: %s",
		                strerror(errno));
	csv->is_at_end = got == 0;
	csv->at = 0;
	csv->filled = (size_t)got;
	csv->read += got;
	return FTL_OK;
}

/* The next byte without taking it, −1 at the end of the file. */
static enum ftl_status peek(struct ftl_csv *csv, int *ret, struct ftl_err *err)
{
	FTL_TRY(fill(csv, err));
	*ret = csv->at < csv->filled ? csv->buffer[csv->at] : -1;
	return FTL_OK;
}

static enum ftl_status skip_mark(struct ftl_csv *csv, struct ftl_err *err)
{
	csv->has_begun = true;
	/* Pipes may hand out single bytes: gather what a mark needs. */
	while (csv->filled < 3 && !csv->is_at_end) {
		ssize_t got =
		        ftl_fd_read(csv->fd, csv->buffer + csv->filled, READ_SIZE - csv->filled);
		if (got < 0)
			return ftl_fail(err, FTL_IO, "file", "cannot read '%s': %s", csv->name,
			                strerror(errno));
		csv->is_at_end = got == 0;
		csv->filled += (size_t)got;
		csv->read += got;
	}
	const unsigned char *bytes = csv->buffer;
	if (csv->filled >= 2 &&
	    ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF))) {
		ftl_fail(err, FTL_INVALID, csv->name, "is UTF-16, expected UTF-8");
		return ftl_hint(err, "save the file as \"CSV UTF-8\"");
	}
	if (csv->filled < 3 || memcmp(bytes, "\xEF\xBB\xBF", 3) != 0)
		return FTL_OK;
	if (csv->charset != FTL_CHARSET_UTF8) {
		ftl_fail(err, FTL_INVALID, csv->name, "is UTF-8 by its byte-order mark, not %s",
		         ftl_charset_names[csv->charset]);
		return ftl_hint(err, "read it as utf-8");
	}
	csv->at = 3;
	return FTL_OK;
}

static enum ftl_status add_bytes(struct ftl_csv *csv, const unsigned char *bytes, size_t length,
                                 struct ftl_err *err)
{
	if (csv->record.length - csv->starts[csv->count] + length > FIELD_MOST) {
		refuse(csv, csv->count + 1, err, "field is longer than %d bytes", FIELD_MOST);
		return ftl_hint(err, "is a quote not closed?");
	}
	ftl_buf_add(&csv->record, bytes, length);
	return FTL_OK;
}

/* Makes the field in work, which is in the file's charset, UTF-8. */
static enum ftl_status decode_field(struct ftl_csv *csv, struct ftl_err *err)
{
	size_t start = csv->starts[csv->count];
	FTL_BUF(decoded);
	size_t bad;

	if (!ftl_charset_decode(csv->charset, ftl_buf_cstr(&csv->record) + start,
	                        csv->record.length - start, &decoded, &bad))
		return refuse(csv, csv->count + 1, err, "not valid %s at byte %zu",
		              ftl_charset_names[csv->charset], bad);
	csv->record.length = start;
	return add_bytes(csv, (const unsigned char *)ftl_buf_cstr(&decoded), decoded.length, err);
}

static enum ftl_status end_field(struct ftl_csv *csv, struct ftl_err *err)
{
	if (csv->charset != FTL_CHARSET_UTF8)
		FTL_TRY(decode_field(csv, err));
	size_t start = csv->starts[csv->count];
	const char *text = ftl_buf_cstr(&csv->record) + start;
	size_t length = csv->record.length - start;
	const char *nul = length == 0 ? NULL : memchr(text, '\0', length);
	size_t bad;

	if (nul != NULL)
		return refuse(csv, csv->count + 1, err, "NUL character at byte %zu",
		              (size_t)(nul - text));
	if (!ftl_utf8_is_valid(text, length, &bad)) {
		refuse(csv, csv->count + 1, err, "not valid UTF-8 at byte %zu", bad);
		return ftl_hint(err, "save the file as \"CSV UTF-8\"%s",
		                csv->has_map ? ", or say {\"encoding\": \"windows-1252\"} in a "
		                               "file for --map"
		                             : "");
	}
	if (csv->count == COLUMNS_MOST)
		return refuse(csv, csv->count + 1, err, "more than %d columns", COLUMNS_MOST);
	ftl_buf_char(&csv->record, '\0');
	csv->count++;
	csv->starts[csv->count] = csv->record.length;
	return FTL_OK;
}

static bool ends_bare_run(const struct ftl_csv *csv, unsigned char c)
{
	return c == (unsigned char)csv->separator || c == '\n' || c == '\r' || c == '"';
}

/* A field without quotes, up to its separator or line end. */
static enum ftl_status read_bare(struct ftl_csv *csv, struct ftl_err *err)
{
	for (;;) {
		FTL_TRY(fill(csv, err));
		if (csv->at == csv->filled)
			return FTL_OK;
		size_t begin = csv->at;
		while (csv->at < csv->filled && !ends_bare_run(csv, csv->buffer[csv->at]))
			csv->at++;
		FTL_TRY(add_bytes(csv, csv->buffer + begin, csv->at - begin, err));
		if (csv->at == csv->filled)
			continue;
		if (csv->buffer[csv->at] == '"')
			return refuse(csv, csv->count + 1, err,
			              "quote inside a field that does not begin with one");
		return FTL_OK;
	}
}

/* A field from behind its opening quote to behind its closing one. */
static enum ftl_status read_quoted(struct ftl_csv *csv, struct ftl_err *err)
{
	int c;

	for (;;) {
		FTL_TRY(fill(csv, err));
		if (csv->at == csv->filled)
			return refuse(csv, csv->count + 1, err,
			              "the file ends inside a quoted field");
		const unsigned char *begin = csv->buffer + csv->at;
		size_t left = csv->filled - csv->at;
		const unsigned char *quote = memchr(begin, '"', left);
		size_t length = quote == NULL ? left : (size_t)(quote - begin);
		for (size_t i = 0; i < length; i++)
			csv->current_line += begin[i] == '\n' ? 1 : 0;
		FTL_TRY(add_bytes(csv, begin, length, err));
		csv->at += length;
		if (quote == NULL)
			continue;
		csv->at++;
		FTL_TRY(peek(csv, &c, err));
		if (c != '"')
			break;
		FTL_TRY(add_bytes(csv, (const unsigned char *)"\"", 1, err));
		csv->at++;
	}
	if (c != -1 && c != csv->separator && c != '\n' && c != '\r')
		return refuse(csv, csv->count + 1, err, "text after a closing quote");
	return FTL_OK;
}

/* Takes the separator or line end behind a field; *ret_more: another field follows. */
static enum ftl_status take_separator(struct ftl_csv *csv, bool *ret_more, struct ftl_err *err)
{
	int c;

	*ret_more = false;
	FTL_TRY(peek(csv, &c, err));
	if (c == -1)
		return FTL_OK;
	csv->at++;
	if (c == csv->separator) {
		*ret_more = true;
		return FTL_OK;
	}
	if (c == '\r') {
		FTL_TRY(peek(csv, &c, err));
		if (c != '\n')
			return refuse(csv, csv->count, err, "carriage return without a line feed");
		csv->at++;
	}
	csv->current_line++;
	return FTL_OK;
}

/* One record into csv->record, whatever its number of fields; *ret_more is false at the end. */
static enum ftl_status read_record(struct ftl_csv *csv, bool *ret_more, struct ftl_err *err)
{
	bool has_more = true;
	int c;

	if (!csv->has_begun)
		FTL_TRY(skip_mark(csv, err));
	FTL_TRY(peek(csv, &c, err));
	*ret_more = c != -1;
	if (c == -1)
		return FTL_OK;
	ftl_buf_clear(&csv->record);
	csv->count = 0;
	csv->starts[0] = 0;
	csv->row++;
	csv->line = csv->current_line;
	csv->is_blank = c == '\n' || c == '\r';
	while (has_more) {
		FTL_TRY(peek(csv, &c, err));
		if (c == '"') {
			csv->at++;
			FTL_TRY(read_quoted(csv, err));
		} else {
			FTL_TRY(read_bare(csv, err));
		}
		FTL_TRY(end_field(csv, err));
		FTL_TRY(take_separator(csv, &has_more, err));
	}
	return FTL_OK;
}

/* Remembers an error that ends the reading. */
static enum ftl_status break_off(struct ftl_csv *csv, struct ftl_err *err)
{
	csv->is_broken = true;
	csv->failure = *err;
	return err->status;
}

/*
 * The next record that is no blank line. Blank lines at the end of the file are no records; one
 * between records is refused, and the record behind it is held for the next call. With a single
 * column a blank line is an empty value.
 */
static enum ftl_status next_record(struct ftl_csv *csv, bool *ret_more, struct ftl_err *err)
{
	int64_t blank_row = 0;
	int64_t blank_line = 0;

	if (csv->is_held) {
		csv->is_held = false;
		*ret_more = true;
		return FTL_OK;
	}
	for (;;) {
		if (read_record(csv, ret_more, err) != FTL_OK)
			return break_off(csv, err);
		if (!*ret_more || !csv->is_blank || csv->expected == 1)
			break;
		if (blank_row == 0) {
			blank_row = csv->row;
			blank_line = csv->line;
		}
	}
	if (!*ret_more || blank_row == 0)
		return FTL_OK;
	csv->is_held = true;
	return ftl_fail(err, FTL_INVALID, csv->name,
	                "row %" PRId64 " (line %" PRId64 ") is a blank line", blank_row,
	                blank_line);
}

enum ftl_status ftl_csv_next(struct ftl_csv *csv, struct ftl_csv_record *ret, bool *ret_more,
                             struct ftl_err *err)
{
	bool has_more = false;

	if (csv->is_broken) {
		*err = csv->failure;
		return err->status;
	}
	enum ftl_status status = next_record(csv, &has_more, err);
	/* Where it was, also when the record is refused. */
	*ret = (struct ftl_csv_record){.row = csv->row, .line = csv->line};
	if (status != FTL_OK)
		return status;
	if (!has_more) {
		*ret_more = false;
		return FTL_OK;
	}
	if (csv->expected == 0)
		csv->expected = csv->count;
	if (csv->count != csv->expected)
		return refuse(csv, 0, err, "has %zu fields, the header has %zu", csv->count,
		              csv->expected);
	for (size_t i = 0; i < csv->count; i++)
		csv->fields[i] = csv->record.data + csv->starts[i];
	*ret = (struct ftl_csv_record){
	        .row = csv->row, .line = csv->line, .count = csv->count, .fields = csv->fields};
	*ret_more = true;
	return FTL_OK;
}

void ftl_csv_forget_header(struct ftl_csv *csv)
{
	csv->expected = 0;
}

/* A header of one column that is not the wanted one is often cut by another separator. */
void ftl_csv_hint_separator(const struct ftl_csv *csv, const struct ftl_csv_record *header,
                            struct ftl_err *err)
{
	bool is_comma = csv->separator == ',';
	const char *field = header->fields[0];
	bool is_semicolon = strchr(field, ';') != NULL;

	if (header->count != 1)
		return;
	if (is_comma && (is_semicolon || strchr(field, '\t') != NULL))
		ftl_hint(err, "the file is separated by %s: save it with commas%s",
		         is_semicolon ? "semicolons" : "tabs",
		         !csv->has_map  ? ""
		         : is_semicolon ? ", or say {\"separator\": \";\"} in a file for --map"
		                        : ", or say {\"separator\": \"\\t\"} in a file for --map");
	else if (!is_comma && strpbrk(field, ",;|\t") != NULL)
		ftl_hint(err, "is the file separated by something else than %s?",
		         csv->separator == '\t'  ? "tabs"
		         : csv->separator == '|' ? "bars"
		                                 : "semicolons");
}

const char *ftl_csv_unguarded(const char *text)
{
	const char *first = text + strspn(text, "'");

	return first != text && *first != '\0' && strchr("=+-@\t\r", *first) != NULL ? text + 1
	                                                                             : text;
}

bool ftl_csv_is_over(const struct ftl_csv *csv)
{
	return csv->is_broken;
}

enum ftl_status ftl_csv_header_some(struct ftl_csv *csv, const char *const *names, size_t count,
                                    size_t required, size_t *positions, struct ftl_err *err)
{
	struct ftl_csv_record header;
	bool has_header = false;
	bool is_missing = false;

	FTL_TRY(ftl_csv_next(csv, &header, &has_header, err));
	if (!has_header) {
		ftl_fail(err, FTL_INVALID, csv->name, "is empty, expected a header");
		return break_off(csv, err);
	}
	if (ftl_table_columns(csv->name, &header, names, count, required, positions, &is_missing,
	                      err) == FTL_OK)
		return FTL_OK;
	if (is_missing)
		ftl_csv_hint_separator(csv, &header, err);
	return break_off(csv, err);
}

enum ftl_status ftl_csv_header(struct ftl_csv *csv, const char *const *names, size_t count,
                               size_t *positions, struct ftl_err *err)
{
	return ftl_csv_header_some(csv, names, count, count, positions, err);
}

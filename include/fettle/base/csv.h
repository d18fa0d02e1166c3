#ifndef FETTLE_BASE_CSV_H
#define FETTLE_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/*
 * Strict CSV reading (RFC 4180): comma, double quotes, LF or CRLF, a UTF-8 byte-order mark is
 * skipped. Streams: memory is one record. Refused with row and column: an unclosed quote, a quote
 * in a bare field, text after a closing quote, a lone CR, a record with another number of fields
 * than the header, more than 200 columns, a field over 64 KiB, invalid UTF-8, NUL, UTF-16.
 */
struct ftl_csv;

/* A record as it was read; its fields last until the next one. */
struct ftl_csv_record {
	int64_t row;  /* 1 is the header */
	int64_t line; /* line in the file where the record begins, from 1 */
	size_t count;
	const char *const *fields; /* valid until the next read */
};

/* The characters that the bytes of a file stand for. */
enum ftl_charset {
	FTL_CHARSET_UTF8,
	FTL_CHARSET_WINDOWS_1252,
	FTL_CHARSET_LATIN_1, /* ISO 8859-1: byte n is U+00n */
	FTL_CHARSETS
};

extern const char *const ftl_charset_names[FTL_CHARSETS]; /* "utf-8", "windows-1252", "latin-1" */

/* How others write CSV: nothing is guessed. Zeroed it is the strict form above. */
struct ftl_csv_dialect {
	char separator; /* , ; | or tab; '\0' is the comma */
	enum ftl_charset charset;
	bool has_map; /* a file given as --map says the two: hints tell what it is to say */
};

/* path "-" is standard input. Reads nothing yet. */
FTL_MUST_CHECK enum ftl_status ftl_csv_open(const char *path, struct ftl_csv **ret,
                                            struct ftl_err *err);
/* The same over bytes in memory, which are copied; name is what they are called in errors. */
void ftl_csv_open_bytes(const char *name, const char *bytes, size_t length, struct ftl_csv **ret);
/*
 * Before the first reading: reads by a dialect. Fields come out as UTF-8 all the same. A byte that
 * is no character of the charset is refused, and so is a file whose byte-order mark says UTF-8 when
 * the dialect says another.
 */
void ftl_csv_speak(struct ftl_csv *csv, const struct ftl_csv_dialect *dialect);
void ftl_csv_close(struct ftl_csv **csv);
#define FTL_CSV(var) struct ftl_csv *var FTL_CLEANUP(ftl_csv_close) = NULL

/*
 * Reads the header and finds the wanted columns: positions[i] is the index of names[i].
 * FTL_INVALID names a missing column (with what was found instead) or one that occurs twice.
 * An empty file is refused. Of the names, the first `required` must be there; the position of
 * another that is missing is FTL_CSV_ABSENT.
 */
#define FTL_CSV_ABSENT SIZE_MAX
FTL_MUST_CHECK enum ftl_status ftl_csv_header_some(struct ftl_csv *csv, const char *const *names,
                                                   size_t count, size_t required, size_t *positions,
                                                   struct ftl_err *err);
/* The same with all of them required. */
FTL_MUST_CHECK enum ftl_status ftl_csv_header(struct ftl_csv *csv, const char *const *names,
                                              size_t count, size_t *positions, struct ftl_err *err);

/* Before a header was found: the next record is taken for it, whatever number of fields it has. */
void ftl_csv_forget_header(struct ftl_csv *csv);
/* Says with a column that is missing how the file seems to be cut, where the header is one field.
 */
void ftl_csv_hint_separator(const struct ftl_csv *csv, const struct ftl_csv_record *header,
                            struct ftl_err *err);

/*
 * The next record; *ret_more is false at the end. A refusal (FTL_INVALID) fills row and line of ret
 * too. After a ragged record the next call goes on with the following one (for --keep-going);
 * after any other refusal nothing can be read any more: see ftl_csv_is_over.
 */
FTL_MUST_CHECK enum ftl_status ftl_csv_next(struct ftl_csv *csv, struct ftl_csv_record *ret,
                                            bool *ret_more, struct ftl_err *err);

/*
 * A field without the guard that our own CSV output puts before what a spreadsheet would take for a
 * formula (a ' before =, +, -, @, tab or return, or before a text that looks guarded already).
 * Points into text.
 */
const char *ftl_csv_unguarded(const char *text);

/* True once a refusal has ended the reading: each further call gives the same error. */
bool ftl_csv_is_over(const struct ftl_csv *csv);

/* Bytes read so far and the file's size (0 when unknown), for progress. */
void ftl_csv_progress(const struct ftl_csv *csv, int64_t *ret_read, int64_t *ret_size);

#endif

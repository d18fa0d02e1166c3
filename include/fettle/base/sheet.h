#ifndef FETTLE_BASE_SHEET_H
#define FETTLE_BASE_SHEET_H

#include "fettle/base/csv.h"

/*
 * A table that others send, as CSV or as a workbook (XLSX, ECMA-376 and its strict form), read
 * through one door; which of them it is the content tells, not the name. Files are at most
 * FTL_SHEET_FILE_MOST bytes. Refused with a way out: what other programs take for a workbook
 * (.xls, .xlsb, .ods), one with a password, a damaged one, one that unpacks to more than it may.
 *
 * Of a workbook one sheet is read row by row; memory is its texts. Cells come out as text:
 *  - numbers as plain decimals of at most 15 digits, which is what spreadsheets show of them;
 *  - dates as YYYY-MM-DD, with a time YYYY-MM-DDTHH:MM:SS, times alone HH:MM:SS, as the cell's
 *    number format says, counted from 1900 or 1904 as the workbook says;
 *  - truth values as TRUE and FALSE; formulas as the result they were saved with.
 * Refused, naming the cell: an error value (#N/A), a formula without a result, a whole number of
 * more than 15 digits or one shown with an exponent (the spreadsheet lost digits of what was
 * typed), a date that does not exist. Hidden rows and columns are read. Of merged cells only the
 * first has a value. Rows without any value are passed over, and short ones filled up with empty
 * fields to the width of the header, which is the first row with a value.
 */
struct ftl_sheet;

#define FTL_SHEET_FILE_MOST ((size_t)64 << 20)

/* How a file is read, whichever it turns out to be. Zeroed: strict CSV or the first sheet. */
struct ftl_sheet_options {
	struct ftl_csv_dialect csv; /* of CSV */
	const char *sheet; /* of a workbook: its name, NULL: the first that is not hidden */
};

/* path "-" is standard input. A workbook loads lib/fettle/sheet.so. */
FTL_MUST_CHECK enum ftl_status ftl_sheet_open(const char *path,
                                              const struct ftl_sheet_options *options,
                                              struct ftl_sheet **ret, struct ftl_err *err);
/* The same over bytes in memory, which are copied; name is what they are called in errors. */
FTL_MUST_CHECK enum ftl_status ftl_sheet_open_bytes(const char *name, const char *bytes,
                                                    size_t length,
                                                    const struct ftl_sheet_options *options,
                                                    struct ftl_sheet **ret, struct ftl_err *err);
void ftl_sheet_close(struct ftl_sheet **sheet);
#define FTL_SHEET(var) struct ftl_sheet *var FTL_CLEANUP(ftl_sheet_close) = NULL

bool ftl_sheet_is_workbook(const struct ftl_sheet *sheet);

/* As ftl_csv_header_some(). */
FTL_MUST_CHECK enum ftl_status ftl_sheet_header_some(struct ftl_sheet *sheet,
                                                     const char *const *names, size_t count,
                                                     size_t required, size_t *positions,
                                                     struct ftl_err *err);

/*
 * As ftl_sheet_header_some(), but the header may stand below other rows, a letterhead or a date:
 * it is the first of the first 30 rows that has the required columns. When none has them, the error
 * speaks of the row that has the most of them. *ret_header is the header that was found; its fields
 * last until the next read.
 */
FTL_MUST_CHECK enum ftl_status ftl_sheet_header_seek(struct ftl_sheet *sheet,
                                                     const char *const *names, size_t count,
                                                     size_t required, size_t *positions,
                                                     struct ftl_csv_record *ret_header,
                                                     struct ftl_err *err);

/*
 * As ftl_csv_next(). In a workbook row and line are both the number that the spreadsheet shows
 * beside the row, and after a cell that is refused the next call goes on, too.
 */
FTL_MUST_CHECK enum ftl_status ftl_sheet_next(struct ftl_sheet *sheet, struct ftl_csv_record *ret,
                                              bool *ret_more, struct ftl_err *err);

/*
 * What a field of the last record was before it became text. CSV has only text: what it means,
 * the reader must know. A number of a workbook has a point before its decimals and nothing between
 * its thousands, whatever the country; a moment is as said above.
 */
enum ftl_sheet_type { FTL_SHEET_TYPE_TEXT, FTL_SHEET_TYPE_NUMBER, FTL_SHEET_TYPE_MOMENT };
enum ftl_sheet_type ftl_sheet_type(const struct ftl_sheet *sheet, size_t column);

/* As ftl_csv_is_over(). */
bool ftl_sheet_is_over(const struct ftl_sheet *sheet);

#endif

#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "fettle/base/csv.h"

/* What a table may hold, be it CSV or a workbook's sheet. */
#define FTL_TABLE_COLUMNS_MOST 200
#define FTL_TABLE_FIELD_MOST   65536 /* bytes */

/*
 * Titles are equal when they differ in nothing but blanks: a spreadsheet breaks them over lines.
 *
 * As ftl_csv_header_some() says, of a header that was read; label is what the file is called in
 * errors. *ret_is_missing tells a refusal for a missing column from one for a column that is there
 * twice.
 */
FTL_MUST_CHECK enum ftl_status ftl_table_columns(const char *label,
                                                 const struct ftl_csv_record *header,
                                                 const char *const *names, size_t count,
                                                 size_t required, size_t *positions,
                                                 bool *ret_is_missing, struct ftl_err *err);

/* How many of the names are titles of the header. */
size_t ftl_table_matches(const struct ftl_csv_record *header, const char *const *names,
                         size_t count);

#endif

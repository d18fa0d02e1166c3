#ifndef FETTLE_OPS_FAULT_READ_H
#define FETTLE_OPS_FAULT_READ_H

#include "fettle/base/csv.h"
#include "fettle/db/db.h"
#include "fettle/model/fault.h"

/* Columns of a code table in CSV. */
enum ftl_fault_column {
	FTL_FAULT_COL_KIND,
	FTL_FAULT_COL_CODE,
	FTL_FAULT_COL_TEXT,
	FTL_FAULT_COLS_REQUIRED,
	FTL_FAULT_COL_GROUP = FTL_FAULT_COLS_REQUIRED,
	FTL_FAULT_COL_CATEGORIES,
	FTL_FAULT_COL_NO_FAULT,
	FTL_FAULT_COL_ACTIVE,
	FTL_FAULT_COLS
};

FTL_MUST_CHECK enum ftl_status
ftl_fault_header(struct ftl_csv *csv, size_t positions[FTL_FAULT_COLS], struct ftl_err *err);

/* Kind and code of a record, without the rest. */
FTL_MUST_CHECK enum ftl_status ftl_fault_read_key(struct ftl_arena *arena,
                                                  const struct ftl_csv_record *record,
                                                  const size_t positions[FTL_FAULT_COLS],
                                                  struct ftl_fault_code *ret, struct ftl_err *err);
/* What else a record says, into a code whose key was read; a column that is missing leaves its
 * member as it is. Strings go into the arena. */
FTL_MUST_CHECK enum ftl_status ftl_fault_read_rest(struct ftl_db *db, struct ftl_arena *arena,
                                                   const struct ftl_csv_record *record,
                                                   const size_t positions[FTL_FAULT_COLS],
                                                   struct ftl_fault_code *ret, struct ftl_err *err);

/* A code as it is kept: trimmed, in upper case. FTL_INVALID with what codes are made of. */
FTL_MUST_CHECK enum ftl_status ftl_fault_code_take(struct ftl_arena *arena, const char *field,
                                                   const char *typed, const char **ret,
                                                   struct ftl_err *err);

#endif

#ifndef CLI_VIEW_DIAGNOSIS_H
#define CLI_VIEW_DIAGNOSIS_H

#include "cli/context.h"
#include "fettle/model/record.h"

/* The cells of a line of diagnosis: of each kind the code and its text. */
enum ftl_view_diagnosis {
	FTL_VIEW_DIAGNOSIS_POSITION,
	FTL_VIEW_DIAGNOSIS_CODES, /* code, text; code, text … in order of ftl_fault_kind */
	FTL_VIEW_DIAGNOSIS_GROUP = FTL_VIEW_DIAGNOSIS_CODES + 2 * FTL_FAULT_KINDS,
	FTL_VIEW_DIAGNOSIS_PART,
	FTL_VIEW_DIAGNOSIS_TEXT,
	FTL_VIEW_DIAGNOSIS_REMOVED,
	FTL_VIEW_DIAGNOSIS_CELLS,
	/* Of a line by itself also: */
	FTL_VIEW_DIAGNOSIS_CODE = FTL_VIEW_DIAGNOSIS_CELLS,
	FTL_VIEW_DIAGNOSIS_ALONE
};
extern const struct ftl_column ftl_view_diagnosis_columns[FTL_VIEW_DIAGNOSIS_ALONE];
void ftl_view_diagnosis_cells(struct ftl_cell cells[FTL_VIEW_DIAGNOSIS_CELLS],
                              const struct ftl_diagnosis *line);

/* "NO-CHARGE does not charge · BATTERY battery · WORN worn out · REPLACED part replaced (BL-5C)";
 * raw user text. */
const char *ftl_view_diagnosis_words(struct ftl_arena *arena, const struct ftl_diagnosis *line);

/* The cells of why a part failed. */
enum ftl_view_failure {
	FTL_VIEW_FAILURE_LINE,
	FTL_VIEW_FAILURE_PART,
	FTL_VIEW_FAILURE_REASON,
	FTL_VIEW_FAILURE_BY,
	FTL_VIEW_FAILURE_BY_NAME,
	FTL_VIEW_FAILURE_TEXT,
	FTL_VIEW_FAILURE_STAFF,
	FTL_VIEW_FAILURE_NOTED_AT,
	FTL_VIEW_FAILURE_CELLS,
	/* Lists have these, too: */
	FTL_VIEW_FAILURE_CODE = FTL_VIEW_FAILURE_CELLS,
	FTL_VIEW_FAILURE_BRAND,
	FTL_VIEW_FAILURE_MODEL,
	FTL_VIEW_FAILURE_LISTED
};
extern const struct ftl_column ftl_view_failure_columns[FTL_VIEW_FAILURE_LISTED];
void ftl_view_failure_cells(struct ftl_cell cells[FTL_VIEW_FAILURE_LISTED],
                            const struct ftl_part_failure *failure);
/* "dead on arrival", "damaged by us (Tomas Eder): slipped". */
const char *ftl_view_failure_words(struct ftl_arena *arena, const struct ftl_part_failure *failure);

#endif

#ifndef FETTLE_OPS_CSV_IMPORT_H
#define FETTLE_OPS_CSV_IMPORT_H

#include "fettle/base/csv.h"
#include "fettle/ops/app.h"
#include "fettle/ops/import.h"

/* Takes one record over; scratch is reset before each. */
typedef enum ftl_status ftl_csv_take(void *context, const struct ftl_csv_record *record,
                                     struct ftl_arena *scratch, struct ftl_err *err);

/* How every CSV file comes in: a bad record stops all, or with keep_going is left out and told. */
struct ftl_csv_import {
	struct ftl_arena *arena; /* for the problems */
	bool keep_going;
	ftl_csv_take *take;
	void *context;
	ftl_import_progress *progress; /* or NULL */
	void *progress_context;
	/* what came of it */
	int64_t read;
	struct ftl_import_problem *problems;
	size_t problem_count;
	size_t problem_capacity;
};

/* Takes every record behind the header. An error names row and line of the record. */
FTL_MUST_CHECK enum ftl_status ftl_csv_import(struct ftl_csv_import *import, struct ftl_csv *csv,
                                              struct ftl_err *err);

/* A retry must bring the same file, not just the same name: adds the content to what is asked.
 * Standard input can be read only once. */
FTL_MUST_CHECK enum ftl_status ftl_csv_import_note_file(struct ftl_app *app, const char *path,
                                                        struct ftl_err *err);

#endif

#ifndef FETTLE_OPS_ORDS_H
#define FETTLE_OPS_ORDS_H

#include "fettle/ops/app.h"
#include "fettle/ops/import.h"

/* Open Repair Data Standard 0.3 (openrepair.org), aggregate CSV. */

/* What became of a file's records. */
struct ftl_ords_result {
	int64_t read;
	int64_t added;
	int64_t known;     /* already here, the same: nothing was done */
	int64_t conflicts; /* already here, with other content: among the problems */
	const struct ftl_import_problem *problems;
	size_t problem_count;
};

/*
 * Imports a file in one transaction. A bad row is an error for the whole file (nothing is added)
 * unless keep_going, which leaves it out and reports it. FTL_CONFLICT: an id that is on file with
 * other content; nothing on file is ever overwritten.
 */
FTL_MUST_CHECK enum ftl_status ftl_ords_import(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *path, bool keep_going,
                                               ftl_import_progress *progress, void *context,
                                               struct ftl_ords_result *ret, struct ftl_err *err);

#define FTL_ORDS_FIELDS 14
extern const char *const ftl_ords_field_names[FTL_ORDS_FIELDS];

/* One record in the order of ftl_ords_field_names; valid until the callback returns. */
typedef enum ftl_status ftl_ords_each(void *context, const char *const fields[FTL_ORDS_FIELDS],
                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_ords_export(struct ftl_app *app, ftl_ords_each *each,
                                               void *context, struct ftl_err *err);

#endif

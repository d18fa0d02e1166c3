#ifndef FETTLE_OPS_FAULT_H
#define FETTLE_OPS_FAULT_H

#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* The code tables of a centre, and diagnosis in codes. */

/* Which codes; zeroed: all that are in use. */
struct ftl_fault_filter {
	bool has_kind;
	enum ftl_fault_kind kind;
	const char *category; /* name: those for it, and those for all kinds of devices */
	bool with_retired;
};
typedef enum ftl_status ftl_fault_each(void *context, const struct ftl_fault_code *code,
                                       struct ftl_err *err);
/* By kind, then code; a code's strings last until each returns. */
FTL_MUST_CHECK enum ftl_status ftl_fault_list(struct ftl_app *app,
                                              const struct ftl_fault_filter *filter,
                                              ftl_fault_each *each, void *context,
                                              struct ftl_err *err);

struct ftl_fault_problem {
	int64_t row; /* record number in the file, header = 1 */
	int64_t line;
	const char *message; /* names the column */
};
struct ftl_fault_import {
	int64_t read;
	int64_t added;
	int64_t changed;
	int64_t same;
	const struct ftl_fault_problem *problems;
	size_t problem_count;
};
/*
 * Takes a CSV file with the columns kind, code, text and, where wanted, group, categories, no_fault
 * and active into the tables, in one transaction. Codes that the file does not name stay as they
 * are; a column that is not there changes nothing. A bad row stops all unless keep_going.
 */
FTL_MUST_CHECK enum ftl_status ftl_fault_import(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *path, bool keep_going,
                                                struct ftl_fault_import *ret, struct ftl_err *err);

/* A line of diagnosis as typed; NULL members are not said. */
struct ftl_diagnosis_form {
	const char *codes[FTL_FAULT_KINDS];
	const char *part;
	const char *text;
};
FTL_MUST_CHECK enum ftl_status ftl_order_code(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *code,
                                              const struct ftl_diagnosis_form *form,
                                              struct ftl_diagnosis *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_order_uncode(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, int position,
                                                struct ftl_diagnosis *ret, struct ftl_err *err);

/*
 * Says why a part line of a job failed: reason is a name of ftl_part_failure_names, or "none" to
 * take back what was said. by is the login of who damaged it, needed for that and refused
 * otherwise. The line may be one that was taken off.
 */
FTL_MUST_CHECK enum ftl_status ftl_order_why_failed(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *code, int position,
                                                    const char *reason, const char *by,
                                                    const char *text, struct ftl_part_failure *ret,
                                                    struct ftl_err *err);

/* Which failures; zeroed: all. */
struct ftl_failure_filter {
	const char *reason;  /* name */
	const char *by;      /* login of who damaged it */
	struct ftl_opt from; /* days on which it was noted, both inclusive */
	struct ftl_opt to;
};
typedef enum ftl_status ftl_failure_each(void *context, const struct ftl_part_failure *failure,
                                         struct ftl_err *err);
/* The newest first; strings last until each returns. */
FTL_MUST_CHECK enum ftl_status ftl_failure_list(struct ftl_app *app,
                                                const struct ftl_failure_filter *filter,
                                                ftl_failure_each *each, void *context,
                                                struct ftl_err *err);

#endif

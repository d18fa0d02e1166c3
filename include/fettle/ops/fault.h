#ifndef FETTLE_OPS_FAULT_H
#define FETTLE_OPS_FAULT_H

#include "fettle/model/record.h"
#include "fettle/ops/app.h"
#include "fettle/ops/import.h"

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

struct ftl_fault_import {
	int64_t read;
	int64_t added;
	int64_t changed;
	int64_t same;
	const struct ftl_import_problem *problems;
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

/* What fixed it here: which device and fault. code is a job's; else model (and brand), or brand and
 * category. NULL members are not said. */
struct ftl_fixes_ask {
	const char *code;
	const char *model;
	const char *brand;
	const char *category;
	const char *symptom; /* code */
};

/* One repair and how it went. */
struct ftl_fix {
	const char *section; /* code and text; NULL: not said */
	const char *section_text;
	const char *repair;
	const char *repair_text;
	const char *part;
	int64_t jobs;      /* handed over repeat_days or more days ago */
	int64_t worked;    /* of these, repaired and not come back within repeat_days */
	int64_t came_back; /* of these, come back within repeat_days */
	int64_t recent;    /* handed over since: not known yet, not in jobs */
};

/* From how many jobs on figures are worth something. */
#define FTL_FIXES_ENOUGH 3

struct ftl_fixes {
	const char *scope;   /* in words: which device and which fault the figures are of */
	const char *symptom; /* code; NULL: any fault */
	const char *group;
	int64_t repeat_days;
	int64_t jobs; /* with a repair, handed over repeat_days or more days ago */
	int64_t recent;
	const struct ftl_fix *fixes; /* what helps most first */
	size_t count;
};

/*
 * Counts repairs of earlier jobs by what was done and to which part. It looks at the same model and
 * symptom; where these are fewer than FTL_FIXES_ENOUGH jobs at the fault group, then at brand and
 * category. What helps is ordered by (worked + 1) / (jobs + 2), so that one lucky job does not
 * stand before twenty good ones.
 */
FTL_MUST_CHECK enum ftl_status ftl_fixes(struct ftl_app *app, struct ftl_arena *arena,
                                         const struct ftl_fixes_ask *ask, struct ftl_fixes *ret,
                                         struct ftl_err *err);

/* The best one in a line, "battery: part replaced (BL-5C), 7 of 8 worked …"; NULL with fewer than
 * FTL_FIXES_ENOUGH jobs. order_id: a job that does not count, or 0. */
FTL_MUST_CHECK enum ftl_status ftl_fixed_here(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_device *device,
                                              const struct ftl_fault_code *symptom,
                                              int64_t order_id, const char **ret,
                                              struct ftl_err *err);
/* "battery: part replaced (BL-5C)" */
const char *ftl_fix_words(struct ftl_arena *arena, const struct ftl_fix *fix);

#endif

#ifndef FETTLE_MODEL_FAULT_H
#define FETTLE_MODEL_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/opt.h"
#include "fettle/model/coverage.h"
#include "fettle/model/order.h"

/*
 * Diagnosis in codes. The structure is that of IRIS (International Repair Information System): the
 * user tells a condition and a symptom; the technician finds section, part and defect and says what
 * was done. That no technical fault was found is said in the field of the section.
 */
enum ftl_fault_kind {
	FTL_FAULT_CONDITION,
	FTL_FAULT_SYMPTOM,
	FTL_FAULT_SECTION,
	FTL_FAULT_DEFECT,
	FTL_FAULT_REPAIR,
	FTL_FAULT_KINDS
};
extern const char *const ftl_fault_kind_names[FTL_FAULT_KINDS]; /* "condition", … */

/* A code of the tables of a centre. */
struct ftl_fault_code {
	int64_t id;
	enum ftl_fault_kind kind;
	const char *code; /* upper case */
	const char *text;
	const char *group;      /* of a symptom or section: the kind of fault; NULL: none */
	const char *categories; /* kinds of devices it is for, a name a line; NULL: all */
	bool is_no_fault;       /* section: no technical fault; repair: nothing was repaired */
	bool is_active;         /* else retired: kept for the jobs that carry it */
};

/* A line of a job's diagnosis; a code that is not said has id 0. */
struct ftl_diagnosis {
	int64_t id;
	const char *order_code; /* of the job it belongs to; operations fill it, lists do not */
	int position;
	struct ftl_fault_code codes[FTL_FAULT_KINDS];
	const char *part;
	const char *text;
	bool is_removed;
};

/* Why a part that was fitted failed. */
enum ftl_part_failure_reason {
	FTL_PART_DOA, /* dead on arrival: never worked */
	FTL_PART_FAULTY,
	FTL_PART_DAMAGED_BY_US,
	FTL_PART_WRONG,
	FTL_PART_FAILURES
};
extern const char *const ftl_part_failure_names[FTL_PART_FAILURES]; /* "doa", … */
const char *ftl_part_failure_title(enum ftl_part_failure_reason reason);

/* Repaired, in part, or by software alone: what repeat rates and first-time fix count. */
bool ftl_result_is_repair(enum ftl_result result);

/*
 * May a job with these lines end with this result? No fault found does not go with a repair that
 * was done, and a repair does not go with a section that says there was no fault, unless another
 * line says what was repaired. FTL_STATE names the line; code is the job's, for the hint.
 */
FTL_MUST_CHECK enum ftl_status ftl_diagnosis_fits(const char *code,
                                                  const struct ftl_diagnosis *lines, size_t count,
                                                  enum ftl_result result, struct ftl_err *err);

/* The fault group of a job: that of its first symptom that has one, else of its first section;
 * NULL: not known. Removed lines do not count. */
const char *ftl_diagnosis_group(const struct ftl_diagnosis *lines, size_t count);
/*
 * Whether a job is about what another one repaired, domain reference 2.3: the same fault group, or
 * a part that both name. Unknown where a group is not. *ret_alike: "the same fault: power", only
 * where something is.
 */
enum ftl_cover_match ftl_diagnosis_match(struct ftl_arena *arena,
                                         const struct ftl_diagnosis *before, size_t before_count,
                                         const struct ftl_diagnosis *now, size_t now_count,
                                         const char **ret_alike);
/* The first symptom that stands, NULL: none is said. */
const struct ftl_fault_code *ftl_diagnosis_symptom(const struct ftl_diagnosis *lines, size_t count);

/* One visit of a device, in days of the centre. */
struct ftl_visit {
	int32_t received_on;
	struct ftl_opt out_on; /* handed over */
	const char *group;     /* fault group; NULL: not known */
};

/*
 * After how many days of its hand-over the device of visit i was brought back; none: never, or it
 * is not handed over. Visits are those of one device in order of receipt. With same_fault only a
 * return in the same fault group counts, and no return of which a group is not known.
 */
struct ftl_opt ftl_visit_back(const struct ftl_visit *visits, size_t count, size_t i,
                              bool same_fault);

#endif

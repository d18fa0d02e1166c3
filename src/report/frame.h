#ifndef REPORT_FRAME_H
#define REPORT_FRAME_H

#include "fettle/base/arena.h"
#include "fettle/report/report.h"

enum ftl_step { FTL_STEP_DAY, FTL_STEP_WEEK, FTL_STEP_MONTH, FTL_STEP_YEAR };

/* A slice of the period: a day, week, month or year, cut off at the period's ends. */
struct ftl_slice {
	struct ftl_period days;
	const char *label; /* "2026-W45", "Nov 2026" */
};

/* The time a report is about: its period in slices, and the period before it to compare with. */
struct ftl_frame {
	struct ftl_period period;
	struct ftl_period before;
	enum ftl_step step;
	const struct ftl_slice *slices;
	size_t slice_count;
	const char *period_words; /* "1 Aug 2026 to 22 Nov 2026" */
	const char *before_words;
	const char *as_of_words; /* "Sun 22 Nov 2026 11:00 (Europe/Berlin)" */
	const char *step_words;  /* "week" */
};

/*
 * The period before is as long as the period: as many whole months when the period is whole months,
 * otherwise as many days. Slices are days up to 3 weeks, weeks up to half a year, months up to 6
 * years, then years; is_by_month: months instead of weeks.
 */
FTL_MUST_CHECK enum ftl_status ftl_frame_make(const struct ftl_report_context *context,
                                              struct ftl_period period, bool is_by_month,
                                              struct ftl_arena *arena, struct ftl_frame *ret,
                                              struct ftl_err *err);

/* The slice a date falls into; the date lies in the period. */
size_t ftl_frame_slice(const struct ftl_frame *frame, int32_t date);

bool ftl_period_has(const struct ftl_period *period, int32_t date);

/* "22 Nov 2026". */
const char *ftl_frame_date(struct ftl_arena *arena, int32_t date);

#endif

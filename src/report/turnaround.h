#ifndef REPORT_TURNAROUND_H
#define REPORT_TURNAROUND_H

#include "fettle/base/spill.h"
#include "fettle/out/workbook.h"
#include "report/figure.h"
#include "report/groups.h"
#include "report/returns.h"
#include "report/walk.h"

/* Ways to divide the jobs of the period. */
enum ftl_turnaround_by {
	FTL_BY_SLICE,
	FTL_BY_BRAND,
	FTL_BY_CATEGORY,
	FTL_BY_TECHNICIAN,
	FTL_BY_PAYER,
	FTL_BYS
};

enum { FTL_AGES = 6 }; /* buckets of ageing */

/* What is kept of a job: a few bytes, so that a million fit. Durations in seconds. */
struct ftl_turnaround_row {
	uint32_t calendar;
	uint32_t net;
	uint32_t brand : 24; /* numbers of groups */
	uint32_t reworks : 8;
	uint16_t category;
	uint16_t technician;
	uint8_t slice; /* no period has more of them */
	uint8_t payer;
	uint8_t promises_changed;
	uint8_t is_timed : 1;
	uint8_t is_within : 1;
	uint8_t has_promise : 1;
	uint8_t is_late : 1;
	uint8_t watched;        /* days since a repair was handed over, at most FTL_WINDOW_MOST */
	uint8_t is_watched : 1; /* repaired, handed over, and its times known */
	uint8_t back;           /* days; FTL_NEVER_BACK */
	uint8_t back_same;
};

struct ftl_turnaround_rows {
	struct ftl_turnaround_row *items;
	size_t count;
	size_t capacity;
};

/* Spread of one duration. */
struct ftl_spread {
	int64_t sum;
	int64_t median;
	int64_t p90;
	int64_t max;
};

/* The figures of a set of jobs. */
struct ftl_turnaround_stats {
	int64_t jobs;
	int64_t timed; /* with known times: what the durations rest on */
	struct ftl_spread calendar;
	struct ftl_spread net;
	int64_t within;
	int64_t promised;
	int64_t late;
	int64_t reworks;
	int64_t promises_changed;
	int64_t watched[FTL_WINDOWS]; /* repairs handed over that many days ago or more */
	int64_t back[FTL_WINDOWS];    /* of these, come back within */
	int64_t back_same[FTL_WINDOWS];
	int64_t first_time; /* of watched[0], without rework and not come back within */
};

/* Whose clock ran in the jobs of a slice, in seconds of the calendar. */
struct ftl_turnaround_clocks {
	int64_t timed;
	int64_t owners[FTL_OWNERS];
};

struct ftl_turnaround {
	const struct ftl_report_context *context;
	const struct ftl_frame *frame;
	struct ftl_turnaround_rows rows;   /* of the period */
	struct ftl_turnaround_rows before; /* of the period before */
	struct ftl_groups groups[FTL_BYS]; /* FTL_BY_SLICE: unused; FTL_BY_PAYER: as they turn up */
	struct ftl_turnaround_clocks *slices;
	struct ftl_returns returns;
	struct ftl_turnaround_stats now; /* of rows, and of before, when all is read */
	struct ftl_turnaround_stats was;
	int64_t ages[FTL_AGES][FTL_OWNERS]; /* open jobs */
	int64_t waiting_ages[FTL_AGES];     /* ready, not collected */
	int64_t open;
	int64_t waiting;
	int64_t open_late;
	struct ftl_workbook *book; /* NULL: figures only */
	struct ftl_grid *jobs;
	struct ftl_grid *list;   /* of open jobs */
	struct ftl_spill *named; /* the named clocks of every job of the period */
};

/* Owners in the order of columns: nobody (a legal hold) last. */
static inline enum ftl_owner ftl_owner_at(int place)
{
	return (enum ftl_owner)((place + FTL_OWNER_SHOP) % FTL_OWNERS);
}

extern const char *const ftl_age_names[FTL_AGES]; /* "0 to 2 days" */

void ftl_turnaround_done(struct ftl_turnaround *report);

/* A visit of the walk: takes a job into the figures and, with a workbook, onto its sheet. */
enum ftl_status ftl_turnaround_visit(void *state, const struct ftl_job_view *job,
                                     struct ftl_err *err);

/*
 * The figures of every group of a division, in an array of `count` in the arena; the groups are
 * 0 … count - 1.
 */
const struct ftl_turnaround_stats *ftl_turnaround_by(const struct ftl_turnaround_rows *rows,
                                                     enum ftl_turnaround_by by, size_t count,
                                                     struct ftl_arena *arena);

/* turnaround_jobs.c: the sheets with one row a job, and cells of the summary that refer to them. */
struct ftl_grid *ftl_turnaround_jobs_grid(struct ftl_workbook *book, const char *footer);
struct ftl_grid *ftl_turnaround_list_grid(struct ftl_workbook *book, const char *footer);
void ftl_turnaround_put_job(const struct ftl_turnaround *report, const struct ftl_job_view *job,
                            bool is_within);
void ftl_turnaround_put_open(const struct ftl_turnaround *report, const struct ftl_job_view *job);

/* Jobs, durations, target, rework, promises; first-time fix; repeats of each window, of any fault
 * and of the same. */
enum {
	FTL_TURNAROUND_PLAIN = 9,
	FTL_TURNAROUND_FIGURES = FTL_TURNAROUND_PLAIN + 1 + 2 * FTL_WINDOWS
};
/* turnaround_figures.c: the summary's figures; formulas when the rows stand on one sheet. */
void ftl_turnaround_figures(const struct ftl_turnaround *report, struct ftl_arena *arena,
                            struct ftl_figure ret[FTL_TURNAROUND_FIGURES]);

/* turnaround_by.c: a sheet of groups, the sheet of clocks, and what is drawn from them. */
struct ftl_sheet *ftl_turnaround_by_open(struct ftl_workbook *book, const char *footer,
                                         enum ftl_turnaround_by by);
void ftl_turnaround_by_write(const struct ftl_turnaround *report, struct ftl_arena *arena,
                             struct ftl_sheet *sheet, enum ftl_turnaround_by by);
struct ftl_sheet *ftl_turnaround_clock_open(struct ftl_workbook *book, const char *footer);
void ftl_turnaround_clock_write(const struct ftl_turnaround *report, struct ftl_arena *arena,
                                struct ftl_sheet *sheet);
void ftl_turnaround_charts(const struct ftl_turnaround *report, struct ftl_sheet *sheet,
                           struct ftl_arena *arena, int row);
/* A series an owner, in columns from first_column on; nobody only when with_nobody. */
int ftl_owner_series(int first_column, bool with_nobody, struct ftl_series ret[FTL_OWNERS]);

/* turnaround_named.c: the sheet of the named clocks, and what it keeps of each job. */
FTL_MUST_CHECK enum ftl_status ftl_turnaround_named_begin(struct ftl_turnaround *report,
                                                          const char *path, struct ftl_err *err);
void ftl_turnaround_named_add(struct ftl_turnaround *report, const struct ftl_clocks *of);
struct ftl_sheet *ftl_turnaround_named_open(struct ftl_workbook *book, const char *footer);
FTL_MUST_CHECK enum ftl_status ftl_turnaround_named_write(const struct ftl_turnaround *report,
                                                          struct ftl_arena *arena,
                                                          struct ftl_sheet *sheet,
                                                          struct ftl_err *err);
/* turnaround_repeat.c: the figures of repeats, after the plain ones; days since the hand-over of a
 * repair at as-of (none: not a repair that can be watched). */
void ftl_turnaround_repeat_figures(const struct ftl_turnaround *report, struct ftl_arena *arena,
                                   struct ftl_figure *ret);
void ftl_turnaround_count_repeats(const struct ftl_turnaround_row *row,
                                  struct ftl_turnaround_stats *stats);
struct ftl_opt ftl_turnaround_watched(const struct ftl_report_context *context,
                                      const struct ftl_job_view *job);

/* turnaround_words.c: the definitions, and the owners that net turnaround leaves out. */
void ftl_turnaround_definitions(const struct ftl_turnaround *report, struct ftl_arena *arena);
const char *ftl_excluded_words(const struct ftl_report_context *context, struct ftl_arena *arena);

/* turnaround_book.c: opens the sheets, and fills what follows from all jobs. */
struct ftl_turnaround_sheets {
	struct ftl_sheet *summary;
	struct ftl_sheet *by[FTL_BYS];
	struct ftl_sheet *clock;
	struct ftl_sheet *named;
	struct ftl_sheet *open;
};
void ftl_turnaround_sheets_open(struct ftl_turnaround *report, struct ftl_arena *arena,
                                struct ftl_turnaround_sheets *ret);
FTL_MUST_CHECK enum ftl_status
ftl_turnaround_sheets_fill(const struct ftl_turnaround *report, struct ftl_arena *arena,
                           const struct ftl_turnaround_sheets *sheets, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_turnaround_run(const struct ftl_report_context *context,
                                                  const struct ftl_frame *frame, const char *path,
                                                  struct ftl_out *out, struct ftl_arena *arena,
                                                  struct ftl_report_result *ret,
                                                  struct ftl_err *err);

#endif

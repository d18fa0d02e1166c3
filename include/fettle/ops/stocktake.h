#ifndef FETTLE_OPS_STOCKTAKE_H
#define FETTLE_OPS_STOCKTAKE_H

#include "fettle/model/stocktake.h"
#include "fettle/ops/app.h"
#include "fettle/ops/import.h"

/* Stocktakes: what a place holds is counted while the shop goes on working, and what the counts and
 * the ledger differ by is posted. */

/* A line with what was counted of it and what the ledger says. */
struct ftl_stocktake_row {
	struct ftl_stocktake_line line;
	struct ftl_stocktake_count count;
	struct ftl_stocktake_drift drift; /* while it was counted */
	struct ftl_stocktake_found found;
	int64_t known_milli; /* by the ledger now, reserved and free together */
	bool is_open;        /* it is still to be counted: the ledger says that some is there */
	/* What the difference is worth, at average cost; of one that was posted what it was worth.
	 * Absent: there is none. */
	struct ftl_opt value_cents;
};

/* Over all lines, whichever are shown. */
struct ftl_stocktake_totals {
	int64_t lines;
	int64_t counted;
	int64_t open;
	int64_t differences;
	int64_t surplus_cents;
	int64_t shortage_cents;
};

/* A stocktake with all that is known of it, as it is after an operation. */
struct ftl_stocktake_full {
	struct ftl_stocktake stocktake;
	const struct ftl_stocktake_row *rows; /* by part, lot and serial number, as on a sheet */
	size_t row_count;
	const struct ftl_stocktake_event *steps; /* begun, counted again, posted, called off */
	size_t step_count;
	struct ftl_stocktake_totals totals;
};

/* What is to be counted, as typed. */
struct ftl_stocktake_scope {
	const char *place;
	const char *const *parts; /* only these of it */
	size_t part_count;        /* 0: all of it */
	bool is_blind;
};
/* Of all that the ledger says is at a place, or of some parts; what else of it is met there is
 * added as it is counted. FTL_CONFLICT when one is open there. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_start(struct ftl_app *app, struct ftl_arena *arena,
                                                   const struct ftl_stocktake_scope *scope,
                                                   struct ftl_stocktake_full *ret,
                                                   struct ftl_err *err);

/* A count as typed; NULL: not said. */
struct ftl_stocktake_form {
	const char *part;
	const char *quantity; /* of all there is, reserved or free */
	const char *lot;
	const char *const *serials; /* of what is followed by serial number: of all there are */
	size_t serial_count;
	const char *at;  /* when it was counted; NULL: now */
	bool is_instead; /* of what was counted before */
};
/* All there is of a part. FTL_CONFLICT when it was counted before. Only its lines are in ret. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_count(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *code,
                                                   const struct ftl_stocktake_form *form,
                                                   struct ftl_stocktake_full *ret,
                                                   struct ftl_err *err);
/* What was counted of a part (lot NULL: of all its lots) before; NULL: nothing, so that it need not
 * be asked about. */
FTL_MUST_CHECK enum ftl_status
ftl_stocktake_counted_before(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                             const struct ftl_stocktake_form *form, const char **ret_words,
                             struct ftl_err *err);

/* What was counted of a part is not believed: it is to be counted again. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_recount(struct ftl_app *app, struct ftl_arena *arena,
                                                     const char *code, const char *part,
                                                     const char *lot,
                                                     struct ftl_stocktake_full *ret,
                                                     struct ftl_err *err);

/* What became of a scan. */
enum ftl_scanned {
	FTL_SCANNED_COUNTED,
	FTL_SCANNED_SAME,    /* one piece that was scanned before */
	FTL_SCANNED_WAITS,   /* for the number of the piece */
	FTL_SCANNED_REFUSED, /* nothing is known of it, or it belongs elsewhere */
	FTL_SCANNED_KINDS
};
extern const char *const ftl_scanned_names[FTL_SCANNED_KINDS];

struct ftl_stocktake_scan {
	const char *text;
	enum ftl_scanned outcome;
	struct ftl_stocktake_line line; /* COUNTED, SAME, WAITS: what it was taken for */
	int64_t counted_milli;          /* of the line, with it */
	int64_t expected_milli;         /* by the ledger, before the first of them */
	const char *problem;            /* REFUSED: why, and the way out */
};
/* Scans as they came. */
struct ftl_stocktake_scans {
	const char *const *texts;
	size_t count;
	const char *at;      /* when they were made; NULL: now */
	const char *of_part; /* the scan before was of this part, whose piece has a number; or NULL
	                      */
	bool keep_going;     /* count what is understood, though something is not */
	bool is_done;        /* nothing more follows: that is all there is of what was scanned */
};
struct ftl_stocktake_scanned {
	struct ftl_stocktake stocktake;
	const struct ftl_stocktake_scan *scans;
	size_t count;
	size_t refused;
	bool is_taken; /* false: something was refused, and nothing was counted */
	bool is_done;  /* what was scanned last is not being counted any more */
};
/* Each scan is one more of what it says, all in one transaction: a list that is cut off counts
 * nothing. Without a scan it only says that whoever is at work is done. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_scan(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *code,
                                                  const struct ftl_stocktake_scans *scans,
                                                  struct ftl_stocktake_scanned *ret,
                                                  struct ftl_err *err);

/* A count sheet that was filled in. */
struct ftl_stocktake_sheet {
	const char *path; /* CSV or a workbook; "-" is standard input */
	const char *at;   /* when it was counted, where no row says so; NULL: now */
	bool is_instead;  /* of what was counted before */
	bool keep_going;  /* take over what is right, though something is not */
};
struct ftl_stocktake_taken {
	struct ftl_stocktake stocktake;
	int64_t read;
	int64_t counted;
	int64_t blank; /* rows without a count: not counted */
	bool is_taken; /* false: something was wrong, and nothing was counted */
	const struct ftl_import_problem *problems;
	size_t problem_count;
};
FTL_MUST_CHECK enum ftl_status ftl_stocktake_import(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *code,
                                                    const struct ftl_stocktake_sheet *sheet,
                                                    struct ftl_stocktake_taken *ret,
                                                    struct ftl_err *err);

/* What is to be done with what nobody counted. */
enum ftl_uncounted { FTL_UNCOUNTED_ZERO, FTL_UNCOUNTED_LEAVE, FTL_UNCOUNTEDS };
extern const char *const ftl_uncounted_names[FTL_UNCOUNTEDS]; /* "zero", "leave" */
/* What is to be done with a count that something moved in: what was counted was all there was when
 * the last of it was scanned; or what the moves can explain is not posted. */
enum ftl_doubt { FTL_DOUBT_STANDS, FTL_DOUBT_LEAVE, FTL_DOUBTS };
extern const char *const ftl_doubt_names[FTL_DOUBTS]; /* "stands", "leave" */
/* How it is posted, as typed; NULL: not said. */
struct ftl_stocktake_end {
	const char *reason;
	const char *uncounted; /* one of its names */
	const char *doubt;     /* one of its names */
};
/* Posts every difference, in one transaction: a manager's. FTL_STATE when something is still to be
 * counted or in doubt and nobody said what to do about it, or when what lacks is kept for a job. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_post(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *code,
                                                  const struct ftl_stocktake_end *end,
                                                  struct ftl_stocktake_full *ret,
                                                  struct ftl_err *err);
/* With a reason, once something was counted. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_cancel(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *code, const char *reason,
                                                    struct ftl_stocktake_full *ret,
                                                    struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_stocktake_get(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *code, struct ftl_stocktake_full *ret,
                                                 struct ftl_err *err);
/* As it is written on a sheet: of a blind one nobody is told what should be there. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_sheet(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *code, struct ftl_stocktake_full *ret,
                                                   struct ftl_err *err);
/* In the order in which they were made, without lines and steps. */
typedef enum ftl_status ftl_stocktake_each(void *context, const struct ftl_stocktake_full *full,
                                           struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_stocktake_list(struct ftl_app *app, bool only_open,
                                                  ftl_stocktake_each *each,
                                                  bool (*is_enough)(void *context), void *context,
                                                  struct ftl_err *err);
/* Whether the person at work may be told what should be there: not while a blind one is counted,
 * but by a manager. */
bool ftl_stocktake_is_told(const struct ftl_app *app, const struct ftl_stocktake *stocktake);

#endif

#ifndef FETTLE_REPORT_REPORT_H
#define FETTLE_REPORT_REPORT_H

#include <stdint.h>

#include "fettle/base/date.h"
#include "fettle/base/err.h"
#include "fettle/base/money.h"
#include "fettle/base/zone.h"
#include "fettle/model/calendar.h"
#include "fettle/model/claim_terms.h"
#include "fettle/model/holding.h"
#include "fettle/model/provision.h"
#include "fettle/model/target.h"
#include "fettle/out/table.h"

struct ftl_db;

/* What a report needs to know of a payer's document. */
struct ftl_report_rules {
	int64_t id;
	enum ftl_claim_basis basis; /* from when on the days to submit count */
	bool in_business_days;      /* … are counted, as all its days */
	const struct ftl_payer_terms *terms;
};

/* What a report needs to know of the centre. Strings live as long as the report. */
struct ftl_report_context {
	struct ftl_db *db;
	bool has_view; /* a transaction of the caller holds one view of db; otherwise the report
	                  does */
	int64_t site_id;
	const char *centre;
	const char *timezone; /* its name, for people */
	const struct ftl_zone *zone;
	const struct ftl_calendar *calendar;
	struct ftl_currency currency;
	int64_t now;
	int64_t as_of;            /* events after it are not known to the report; ≤ now */
	unsigned excluded_owners; /* bits 1 << enum ftl_owner: whose time is not the centre's */
	const struct ftl_report_rules *rules; /* that claims were judged by */
	size_t rules_count;
	struct ftl_targets targets;           /* within which business time a job should be ready */
	struct ftl_provisions provisions;     /* what is set aside for the guarantee on repairs */
	struct ftl_stock_limits stock_limits; /* from when on stock is slow, dead, too much */
};

/* A report there is. */
struct ftl_report_info {
	const char *name;  /* "turnaround" */
	const char *title; /* "Turnaround" */
	const char *help;  /* one line, lower case */
};

extern const struct ftl_report_info ftl_reports[];
extern const size_t ftl_report_count;

/* The figures of any report as rows: one shape, so that scripts need to know one. */
extern const struct ftl_table ftl_report_shape;

/* What was read and written, for the message. */
struct ftl_report_result {
	int64_t jobs;   /* in the period */
	bool has_moves; /* the report is about parts and not about jobs … */
	int64_t moves;  /* … and their moves in the period */
	bool has_open;  /* the report looks at open jobs … */
	int64_t open;   /* … not ready at as-of */
	int sheets;     /* 0: no workbook */
	/* In words, in the caller's arena. */
	const char *period;
	const char *before;
	const char *as_of;
	/* Of a report as of now: events that lie later still, by a clock that was wrong once, and
	 * the jobs that have them. They are left out, and as_of says so. */
	int64_t later_events;
	int64_t later_jobs;
};

/* From the first of the month three months back until the day of as-of. */
struct ftl_period ftl_report_default_period(const struct ftl_report_context *context);

/*
 * Runs a report over the jobs that became ready in the period. Without a path the figures go to out
 * as rows of ftl_report_shape; with one a workbook is made there and out is not used. Reads in one
 * consistent view; memory grows by a few bytes a job in the period and the one before it.
 * FTL_NOT_FOUND for an unknown name, FTL_INVALID with field "from" or "to" for a period that is
 * empty or begins after as-of.
 */
FTL_MUST_CHECK enum ftl_status ftl_report_run(const struct ftl_report_context *context,
                                              const char *name, struct ftl_period period,
                                              const char *path, struct ftl_out *out,
                                              struct ftl_arena *arena,
                                              struct ftl_report_result *ret, struct ftl_err *err);

#endif

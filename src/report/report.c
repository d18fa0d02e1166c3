#include "fettle/report/report.h"

#include <string.h>

#include "fettle/base/text.h"
#include "report/parts.h"
#include "report/turnaround.h"
#include "report/warranty.h"
#include "store/figures.h"

struct runner {
	bool is_by_month; /* weeks say nothing about money */
	enum ftl_status (*run)(const struct ftl_report_context *context,
	                       const struct ftl_frame *frame, const char *path, struct ftl_out *out,
	                       struct ftl_arena *arena, struct ftl_report_result *ret,
	                       struct ftl_err *err);
};

const struct ftl_report_info ftl_reports[] = {
        {"turnaround", "Turnaround",
         "how long jobs took, whose clock ran, how many were in time, what is open"},
        {"warranty-cost", "Warranty cost",
         "what warranty jobs cost, who is to pay, what was recovered and what was not"},
        {"parts", "Parts",
         "what the stock is worth, whether parts are there when needed, what is dead or lost"},
};
const size_t ftl_report_count = FTL_COUNT(ftl_reports);

static const struct runner runners[] = {
        {false, ftl_turnaround_run}, {true, ftl_warranty_run}, {true, ftl_parts_run}};
_Static_assert(FTL_COUNT(runners) == FTL_COUNT(ftl_reports), "one runner a report");

/* What lies after a past day is meant to be left out; what lies after now is a wrong clock's. */
static enum ftl_status note_later(const struct ftl_report_context *context, struct ftl_arena *arena,
                                  struct ftl_frame *frame, struct ftl_report_result *ret,
                                  struct ftl_err *err)
{
	if (context->as_of < context->now)
		return FTL_OK;
	FTL_TRY(ftl_figures_later(context->db, context->site_id, context->as_of, &ret->later_events,
	                          &ret->later_jobs, err));
	if (ret->later_events > 0)
		frame->as_of_words = ftl_sprintf(
		        arena, "%s (without %lld later %s of %lld %s)", frame->as_of_words,
		        (long long)ret->later_events, ret->later_events == 1 ? "event" : "events",
		        (long long)ret->later_jobs, ret->later_jobs == 1 ? "job" : "jobs");
	return FTL_OK;
}

enum ftl_status ftl_report_run(const struct ftl_report_context *context, const char *name,
                               struct ftl_period period, const char *path, struct ftl_out *out,
                               struct ftl_arena *arena, struct ftl_report_result *ret,
                               struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	struct ftl_frame frame;

	for (size_t i = 0; i < ftl_report_count; i++) {
		if (strcmp(ftl_reports[i].name, name) != 0)
			continue;
		*ret = (struct ftl_report_result){0};
		FTL_TRY(ftl_frame_make(context, period, runners[i].is_by_month, arena, &frame,
		                       err));
		FTL_TRY(note_later(context, arena, &frame, ret, err));
		ret->period = frame.period_words;
		ret->before = frame.before_words;
		ret->as_of = frame.as_of_words;
		return runners[i].run(context, &frame, path, out, arena, ret, err);
	}
	return ftl_fail(err, FTL_NOT_FOUND, "name", "there is no report %s",
	                ftl_quote(quoted, name));
}

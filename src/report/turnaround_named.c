#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "fettle/base/memory.h"
#include "fettle/model/stats.h"
#include "report/pages.h"
#include "report/turnaround.h"

/* The sheet that shows every named clock beside the others. */

#define BAND_ROW  3
#define HEAD_ROW  4
#define FIRST_ROW 5
#define NO_TIME   UINT32_MAX

static const struct {
	const char *title;
	const char *words;
	size_t offset;
	bool must_run; /* a sum of stretches: jobs in which it never ran are left out */
} clocks[] = {
        {"Turnaround", "received to ready", offsetof(struct ftl_clocks, customer), false},
        {"Door to door", "received to handed over", offsetof(struct ftl_clocks, door_to_door),
         false},
        {"Net turnaround", "received to ready, less what is not ours",
         offsetof(struct ftl_clocks, net), false},
        {"Bench", "in diagnosis and repair", offsetof(struct ftl_clocks, bench), true},
        {"To quote", "received to the first estimate or question",
         offsetof(struct ftl_clocks, quote), false},
        {"Approval", "asked to answered", offsetof(struct ftl_clocks, approval), false},
        {"Parts wait", "waiting for parts", offsetof(struct ftl_clocks, parts), true},
        {"Vendor", "at an outside repairer", offsetof(struct ftl_clocks, vendor), true},
        {"Collection", "ready to handed over, or to as-of", offsetof(struct ftl_clocks, collection),
         false},
};
#define CLOCKS FTL_COUNT(clocks)

enum {
	NAMED_CLOCK,
	NAMED_WORDS,
	NAMED_JOBS,
	NAMED_CALENDAR,
	NAMED_BUSINESS = NAMED_CALENDAR + 4,
	NAMED_COLUMNS = NAMED_BUSINESS + 4
};

enum ftl_status ftl_turnaround_named_begin(struct ftl_turnaround *report, const char *path,
                                           struct ftl_err *err)
{
	return ftl_spill_open(path, 2 * CLOCKS, &report->named, err);
}

static uint32_t shortened(int64_t seconds)
{
	return seconds >= NO_TIME ? NO_TIME - 1 : (uint32_t)seconds;
}

void ftl_turnaround_named_add(struct ftl_turnaround *report, const struct ftl_clocks *of)
{
	uint32_t row[2 * CLOCKS];

	for (size_t i = 0; i < CLOCKS; i++) {
		struct ftl_clock_value value;
		bool counts;

		memcpy(&value, (const char *)of + clocks[i].offset, sizeof(value));
		counts = value.is_known && (!clocks[i].must_run || value.calendar_seconds > 0);
		row[2 * i] = counts ? shortened(value.calendar_seconds) : NO_TIME;
		row[2 * i + 1] = counts ? shortened(value.business_seconds) : NO_TIME;
	}
	ftl_spill_add(report->named, row);
}

struct ftl_sheet *ftl_turnaround_named_open(struct ftl_workbook *book, const char *footer)
{
	static const double widths[NAMED_COLUMNS] = {18, 40, 10, 11, 11, 11, 11, 11, 11, 11, 11};

	return ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Clocks",
	                                                         .widths = widths,
	                                                         .columns = NAMED_COLUMNS,
	                                                         .head_rows = FIRST_ROW,
	                                                         .frozen_columns = 1,
	                                                         .footer = footer});
}

/* Mean, median, P90 and max from a column on; dashes when there is nothing. Returns how many. */
static int64_t write_spread(struct ftl_sheet *sheet, int row, int column, enum ftl_show show,
                            const uint32_t *values, size_t count)
{
	struct ftl_sample sample FTL_CLEANUP(ftl_sample_done) = {NULL, 0, 0, false};
	const struct ftl_look look = {FTL_FACE_PLAIN, show};
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		if (values[i] == NO_TIME)
			continue;
		ftl_sample_add(&sample, values[i]);
		sum += values[i];
	}
	if (sample.count == 0) {
		for (int i = 0; i < 4; i++)
			ftl_sheet_blank(sheet, row, column + i, FTL_FACE_PLAIN);
		return 0;
	}
	ftl_sheet_value(sheet, row, column, look, sum, (int64_t)sample.count);
	ftl_sheet_value(sheet, row, column + 1, look, ftl_sample_percentile(&sample, 50), 1);
	ftl_sheet_value(sheet, row, column + 2, look, ftl_sample_percentile(&sample, 90), 1);
	ftl_sheet_value(sheet, row, column + 3, look, ftl_sample_max(&sample), 1);
	return (int64_t)sample.count;
}

static void write_heads(struct ftl_sheet *sheet)
{
	static const char *const heads[NAMED_COLUMNS] = {"Clock",  "From, to", "Jobs", "Mean",
	                                                 "Median", "P90",      "Max",  "Mean",
	                                                 "Median", "P90",      "Max"};
	const struct ftl_look band = {FTL_FACE_BAND, FTL_SHOW_TEXT};

	ftl_sheet_span(sheet, BAND_ROW, NAMED_CALENDAR, NAMED_BUSINESS - 1, band, "Calendar days");
	ftl_sheet_span(sheet, BAND_ROW, NAMED_BUSINESS, NAMED_COLUMNS - 1, band, "Business hours");
	for (int i = 0; i < NAMED_COLUMNS; i++)
		ftl_sheet_span(sheet, HEAD_ROW, i, i,
		               (struct ftl_look){FTL_FACE_HEAD,
		                                 i < NAMED_JOBS ? FTL_SHOW_TEXT : FTL_SHOW_INT},
		               heads[i]);
}

static void free_values(uint32_t **values)
{
	free(*values);
}

enum ftl_status ftl_turnaround_named_write(const struct ftl_turnaround *report,
                                           struct ftl_arena *arena, struct ftl_sheet *sheet,
                                           struct ftl_err *err)
{
	size_t count = ftl_spill_count(report->named);
	uint32_t *values FTL_CLEANUP(free_values) =
	        ftl_memory_zeroed((count + 1) * sizeof(*values));

	ftl_page_title(sheet, "Every clock side by side",
	               ftl_sprintf(arena, "%s. Jobs ready %s", report->context->centre,
	                           report->frame->period_words),
	               ftl_sprintf(arena, "As of %s", report->frame->as_of_words));
	write_heads(sheet);
	for (size_t i = 0; i < CLOCKS; i++) {
		int row = FIRST_ROW + (int)i;
		int64_t jobs;

		ftl_sheet_text(sheet, row, NAMED_CLOCK, FTL_FACE_STRONG, clocks[i].title);
		ftl_sheet_text(sheet, row, NAMED_WORDS, FTL_FACE_PLAIN, clocks[i].words);
		FTL_TRY(ftl_spill_column(report->named, 2 * i, values, err));
		jobs = write_spread(sheet, row, NAMED_CALENDAR, FTL_SHOW_DAYS, values, count);
		FTL_TRY(ftl_spill_column(report->named, 2 * i + 1, values, err));
		write_spread(sheet, row, NAMED_BUSINESS, FTL_SHOW_HOURS, values, count);
		ftl_sheet_value(sheet, row, NAMED_JOBS,
		                (struct ftl_look){FTL_FACE_PLAIN, FTL_SHOW_INT}, jobs, 1);
	}
	return FTL_OK;
}

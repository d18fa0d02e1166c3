#include "report/parts.h"

#include "report/pages.h"

/* Sheets that are no listing: summary, further figures, by period, places, suppliers, words. */
#define PAGES 6

/* The listings in the order in which their sheets stand; the other two are pages of their own. */
static const int sheet_order[] = {
        FTL_PARTS_COVER,  FTL_PARTS_SLOW,       FTL_PARTS_FILL,  FTL_PARTS_FAULTY,
        FTL_PARTS_LOSSES, FTL_PARTS_UNCREDITED, FTL_PARTS_BELOW, FTL_PARTS_DELIVERIES,
        FTL_PARTS_STOCK,  FTL_PARTS_MOVES,
};

static void tell(const struct ftl_parts_report *report, struct ftl_report_result *ret)
{
	ret->has_moves = true;
	ret->moves = report->listings[FTL_PARTS_MOVES].rows;
}

static enum ftl_status run_book(struct ftl_parts_report *report, const char *path,
                                struct ftl_report_result *ret, struct ftl_err *err)
{
	const struct ftl_report_context *context = report->context;
	struct ftl_arena *arena = report->arena;
	const char *footer = ftl_page_footer(context, report->frame, "Parts", arena);
	struct ftl_parts_sheets sheets;
	FTL_WORKBOOK(book);

	FTL_TRY(ftl_workbook_open(
	        &(struct ftl_workbook_options){
	                .path = path,
	                .title = ftl_sprintf(arena, "Parts, %s", report->frame->period_words),
	                .subject = ftl_sprintf(arena, "As of %s", report->frame->as_of_words),
	                .centre = context->centre,
	                .now = context->now,
	                .currency = context->currency,
	                .zone = context->zone,
	        },
	        &book, err));
	ftl_parts_sheets_open(report, book, footer, &sheets);
	for (size_t i = 0; i < FTL_COUNT(sheet_order); i++)
		ftl_listing_open(&report->listings[sheet_order[i]], book, footer);
	FTL_TRY(ftl_parts_walk(report, err));
	FTL_TRY(ftl_parts_put_rows(report, err));
	ret->sheets = PAGES;
	for (size_t i = 0; i < FTL_COUNT(sheet_order); i++)
		ret->sheets += ftl_listing_end(&report->listings[sheet_order[i]]);
	ftl_parts_sheets_fill(report, arena, &sheets);
	ftl_parts_definitions(report, book, footer, arena);
	tell(report, ret);
	return ftl_workbook_close(&book, err);
}

enum ftl_status ftl_parts_run(const struct ftl_report_context *context,
                              const struct ftl_frame *frame, const char *path, struct ftl_out *out,
                              struct ftl_arena *arena, struct ftl_report_result *ret,
                              struct ftl_err *err)
{
	struct ftl_parts_report report FTL_CLEANUP(ftl_parts_done) = {0};
	struct ftl_figure figures[FTL_PARTS_FIGURES];

	ftl_parts_begin(context, frame, arena, &report);
	if (path != NULL)
		return run_book(&report, path, ret, err);
	FTL_TRY(ftl_parts_walk(&report, err));
	tell(&report, ret);
	ftl_parts_figures(&report, arena, figures);
	return ftl_figures_put(context, frame, figures, FTL_PARTS_FIGURES, out, err);
}

enum ftl_status ftl_parts_list(const struct ftl_report_context *context, struct ftl_period period,
                               enum ftl_parts_list list, bool is_short, struct ftl_out *out,
                               struct ftl_arena *arena, struct ftl_report_result *ret,
                               struct ftl_err *err)
{
	struct ftl_parts_report report FTL_CLEANUP(ftl_parts_done) = {0};
	struct ftl_frame frame;

	*ret = (struct ftl_report_result){0};
	FTL_TRY(ftl_frame_make(context, period, true, arena, &frame, err));
	ftl_parts_begin(context, &frame, arena, &report);
	report.is_short = is_short;
	report.listings[list].out = out;
	FTL_TRY(ftl_out_begin(out, &ftl_parts_shapes[list], err));
	FTL_TRY(ftl_parts_walk(&report, err));
	FTL_TRY(ftl_parts_put_rows(&report, err));
	ret->period = frame.period_words;
	ret->before = frame.before_words;
	ret->as_of = frame.as_of_words;
	tell(&report, ret);
	return ftl_out_end(out, err);
}

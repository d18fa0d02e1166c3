#include "report/turnaround_jobs.h"

#include "fettle/model/ident.h"
#include "report/turnaround.h"

#define DAYS(title)                                                                                \
	{                                                                                          \
		title, FTL_SHOW_DAYS                                                               \
	}
#define HOURS(title)                                                                               \
	{                                                                                          \
		title, FTL_SHOW_HOURS                                                              \
	}
#define TEXT(title)                                                                                \
	{                                                                                          \
		title, FTL_SHOW_TEXT                                                               \
	}

static const struct ftl_grid_column job_columns[FTL_JOB_COLUMNS] = {
        [FTL_JOB_CODE] = TEXT("Work order"),
        [FTL_JOB_RECEIVED] = {"Received", FTL_SHOW_INSTANT},
        [FTL_JOB_READY] = {"Ready", FTL_SHOW_INSTANT},
        [FTL_JOB_HANDED_OVER] = {"Handed over", FTL_SHOW_INSTANT},
        [FTL_JOB_SLICE] = TEXT("Period"),
        [FTL_JOB_CATEGORY] = TEXT("Category"),
        [FTL_JOB_BRAND] = TEXT("Brand"),
        [FTL_JOB_MODEL] = TEXT("Model"),
        [FTL_JOB_SERIAL] = TEXT("Serial"),
        [FTL_JOB_TECHNICIAN] = TEXT("Technician"),
        [FTL_JOB_PAYER] = TEXT("Payer"),
        [FTL_JOB_RESULT] = TEXT("Result"),
        [FTL_JOB_CALENDAR_DAYS] = DAYS("Turnaround, calendar"),
        [FTL_JOB_CALENDAR_HOURS] = HOURS("The same in hours"),
        [FTL_JOB_BUSINESS_HOURS] = HOURS("Business hours"),
        [FTL_JOB_NET_HOURS] = HOURS("Net business hours"),
        [FTL_JOB_TARGET] = HOURS("Target, business hours"),
        [FTL_JOB_WITHIN] = TEXT("Within target"),
        [FTL_JOB_PROMISED] = {"Promised on", FTL_SHOW_DATE},
        [FTL_JOB_LATE] = TEXT("Late"),
        [FTL_JOB_KEPT] = TEXT("First promise kept"),
        [FTL_JOB_CHANGED] = {"Other days promised", FTL_SHOW_INT},
        [FTL_JOB_REWORKS] = {"Reworks", FTL_SHOW_INT},
        [FTL_JOB_SHOP] = DAYS("Shop's clock"),
        [FTL_JOB_CUSTOMER] = DAYS("Customer's clock"),
        [FTL_JOB_PAYER_TIME] = DAYS("Payer's clock"),
        [FTL_JOB_PARTS] = DAYS("Parts' clock"),
        [FTL_JOB_VENDOR] = DAYS("Vendor's clock"),
        [FTL_JOB_NOBODY] = DAYS("Nobody's clock"),
        [FTL_JOB_DOOR] = DAYS("Door to door"),
        [FTL_JOB_DOOR_HOURS] = HOURS("Door to door, business hours"),
        [FTL_JOB_NET_DAYS] = DAYS("Net, calendar"),
        [FTL_JOB_BENCH_DAYS] = DAYS("Bench"),
        [FTL_JOB_BENCH] = HOURS("Bench, business hours"),
        [FTL_JOB_QUOTE_DAYS] = DAYS("To quote"),
        [FTL_JOB_QUOTE] = HOURS("To quote, business hours"),
        [FTL_JOB_APPROVAL] = DAYS("Approval"),
        [FTL_JOB_APPROVAL_HOURS] = HOURS("Approval, business hours"),
        [FTL_JOB_PARTS_HOURS] = HOURS("Parts, business hours"),
        [FTL_JOB_VENDOR_HOURS] = HOURS("Vendor, business hours"),
        [FTL_JOB_COLLECTION] = DAYS("Collection"),
        [FTL_JOB_COLLECTION_HOURS] = HOURS("Collection, business hours"),
        [FTL_JOB_TIMES] = TEXT("Times"),
        [FTL_JOB_WATCHED] = {"Repair out for days", FTL_SHOW_INT},
        [FTL_JOB_BACK] = {"Back after days", FTL_SHOW_INT},
        [FTL_JOB_BACK_SAME] = {"Same fault after days", FTL_SHOW_INT},
};

enum open_column {
	OPEN_CODE,
	OPEN_RECEIVED,
	OPEN_AGE,
	OPEN_STATE,
	OPEN_OWNER,
	OPEN_SINCE,
	OPEN_CATEGORY,
	OPEN_BRAND,
	OPEN_MODEL,
	OPEN_TECHNICIAN,
	OPEN_PAYER,
	OPEN_PRIORITY,
	OPEN_PROMISED,
	OPEN_LATE,
	OPEN_HOURS,
	OPEN_NET,
	OPEN_COLUMNS
};

static const struct ftl_grid_column open_columns[OPEN_COLUMNS] = {
        [OPEN_CODE] = TEXT("Work order"),
        [OPEN_RECEIVED] = {"Received", FTL_SHOW_INSTANT},
        [OPEN_AGE] = {"Age, days", FTL_SHOW_INT},
        [OPEN_STATE] = TEXT("State"),
        [OPEN_OWNER] = TEXT("Whose clock"),
        [OPEN_SINCE] = {"Since", FTL_SHOW_INSTANT},
        [OPEN_CATEGORY] = TEXT("Category"),
        [OPEN_BRAND] = TEXT("Brand"),
        [OPEN_MODEL] = TEXT("Model"),
        [OPEN_TECHNICIAN] = TEXT("Technician"),
        [OPEN_PAYER] = TEXT("Payer"),
        [OPEN_PRIORITY] = TEXT("Priority"),
        [OPEN_PROMISED] = {"Promised on", FTL_SHOW_DATE},
        [OPEN_LATE] = TEXT("Late"),
        [OPEN_HOURS] = HOURS("Business hours so far"),
        [OPEN_NET] = HOURS("Net business hours"),
};

struct ftl_grid *ftl_turnaround_jobs_grid(struct ftl_workbook *book, const char *footer)
{
	return ftl_workbook_grid(book, "Jobs", footer, job_columns, FTL_JOB_COLUMNS, 1);
}

struct ftl_grid *ftl_turnaround_list_grid(struct ftl_workbook *book, const char *footer)
{
	return ftl_workbook_grid(book, "Open list", footer, open_columns, OPEN_COLUMNS, 1);
}

static const char *yes_no(bool is_true)
{
	return is_true ? "yes" : "no";
}

/* 0 is "not yet". */
static struct ftl_cell instant(int64_t at)
{
	return ftl_cell_opt(at != 0, at);
}

static struct ftl_cell calendar(const struct ftl_clock_value *value)
{
	return ftl_cell_opt(value->is_known, value->calendar_seconds);
}

static struct ftl_cell business(const struct ftl_clock_value *value)
{
	return ftl_cell_opt(value->is_known, value->business_seconds);
}

static void put_both(struct ftl_cell *days, struct ftl_cell *hours,
                     const struct ftl_clock_value *value)
{
	*days = calendar(value);
	*hours = business(value);
}

static void put_clocks(const struct ftl_job_view *job, bool is_within, struct ftl_cell *cells)
{
	const struct ftl_clocks *clocks = &job->clocks;
	bool is_timed = clocks->customer.is_known;

	cells[FTL_JOB_CALENDAR_DAYS] = calendar(&clocks->customer);
	cells[FTL_JOB_CALENDAR_HOURS] = calendar(&clocks->customer);
	cells[FTL_JOB_BUSINESS_HOURS] = business(&clocks->customer);
	cells[FTL_JOB_NET_HOURS] = business(&clocks->net);
	cells[FTL_JOB_WITHIN] = ftl_cell_text(is_timed ? yes_no(is_within) : NULL);
	cells[FTL_JOB_TARGET] = ftl_cell_opt(is_timed, job->target_seconds);
	if (is_timed && job->due_at.has) {
		bool is_late = job->facts.ready_at > job->due_at.value;

		cells[FTL_JOB_LATE] = ftl_cell_text(yes_no(is_late));
		cells[FTL_JOB_KEPT] = ftl_cell_text(yes_no(!is_late));
	}
	cells[FTL_JOB_SHOP] = calendar(&clocks->by_owner[FTL_OWNER_SHOP]);
	cells[FTL_JOB_CUSTOMER] = calendar(&clocks->by_owner[FTL_OWNER_CUSTOMER]);
	cells[FTL_JOB_PAYER_TIME] = calendar(&clocks->by_owner[FTL_OWNER_PAYER]);
	cells[FTL_JOB_PARTS] = calendar(&clocks->parts);
	cells[FTL_JOB_VENDOR] = calendar(&clocks->vendor);
	cells[FTL_JOB_NOBODY] = calendar(&clocks->by_owner[FTL_OWNER_NONE]);
	put_both(&cells[FTL_JOB_DOOR], &cells[FTL_JOB_DOOR_HOURS], &clocks->door_to_door);
	cells[FTL_JOB_NET_DAYS] = calendar(&clocks->net);
	put_both(&cells[FTL_JOB_BENCH_DAYS], &cells[FTL_JOB_BENCH], &clocks->bench);
	put_both(&cells[FTL_JOB_QUOTE_DAYS], &cells[FTL_JOB_QUOTE], &clocks->quote);
	put_both(&cells[FTL_JOB_APPROVAL], &cells[FTL_JOB_APPROVAL_HOURS], &clocks->approval);
	cells[FTL_JOB_PARTS_HOURS] = business(&clocks->parts);
	cells[FTL_JOB_VENDOR_HOURS] = business(&clocks->vendor);
	put_both(&cells[FTL_JOB_COLLECTION], &cells[FTL_JOB_COLLECTION_HOURS], &clocks->collection);
	cells[FTL_JOB_TIMES] = ftl_cell_text(is_timed ? "known" : "day only");
}

static void put_repeats(const struct ftl_turnaround *report, const struct ftl_job_view *job,
                        struct ftl_cell *cells)
{
	struct ftl_return back = ftl_returns_find(&report->returns, job->row->id);
	struct ftl_opt watched = ftl_turnaround_watched(report->context, job);

	cells[FTL_JOB_WATCHED] = ftl_cell_opt(watched.has, watched.value);
	cells[FTL_JOB_BACK] = ftl_cell_opt(back.days != FTL_NEVER_BACK, back.days);
	cells[FTL_JOB_BACK_SAME] = ftl_cell_opt(back.same_days != FTL_NEVER_BACK, back.same_days);
}

void ftl_turnaround_put_job(const struct ftl_turnaround *report, const struct ftl_job_view *job,
                            bool is_within)
{
	struct ftl_cell cells[FTL_JOB_COLUMNS] = {0};
	char code[FTL_CODE_SIZE];
	const struct ftl_figures_job *row = job->row;
	size_t slice = ftl_frame_slice(report->frame, job->ready_on);

	cells[FTL_JOB_CODE] = ftl_cell_text(ftl_code_eye_of(code, row->code));
	cells[FTL_JOB_RECEIVED] = instant(job->facts.received_at);
	cells[FTL_JOB_READY] = instant(job->facts.ready_at);
	cells[FTL_JOB_HANDED_OVER] = instant(job->facts.handed_over_at);
	cells[FTL_JOB_SLICE] = ftl_cell_text(report->frame->slices[slice].label);
	cells[FTL_JOB_CATEGORY] = ftl_cell_text(row->category);
	cells[FTL_JOB_BRAND] = ftl_cell_text(row->brand);
	cells[FTL_JOB_MODEL] = ftl_cell_text(row->model);
	cells[FTL_JOB_SERIAL] = ftl_cell_text(row->serial);
	cells[FTL_JOB_TECHNICIAN] = ftl_cell_text(job->technician);
	cells[FTL_JOB_PAYER] = ftl_cell_text(job->has_payer ? ftl_payer_names[job->payer] : NULL);
	cells[FTL_JOB_RESULT] = ftl_cell_text(
	        job->facts.result == FTL_RESULT_NONE ? NULL : ftl_result_title(job->facts.result));
	cells[FTL_JOB_PROMISED] =
	        ftl_cell_opt(row->first_promised_on.has, row->first_promised_on.value);
	cells[FTL_JOB_REWORKS] = ftl_cell_number(job->facts.reworks);
	cells[FTL_JOB_CHANGED] = ftl_cell_number(job->promises_changed);
	put_clocks(job, is_within, cells);
	put_repeats(report, job, cells);
	ftl_grid_row(report->jobs, cells);
}

static const char *owner_words(const struct ftl_job_view *job)
{
	enum ftl_owner owner = ftl_clock_owner(job->facts.state, job->facts.hold);

	if (job->is_waiting)
		return "ready, not collected";
	return owner == FTL_OWNER_NONE ? "nobody" : ftl_owner_names[owner];
}

void ftl_turnaround_put_open(const struct ftl_turnaround *report, const struct ftl_job_view *job)
{
	struct ftl_cell cells[OPEN_COLUMNS] = {0};
	char code[FTL_CODE_SIZE];
	const struct ftl_figures_job *row = job->row;
	int32_t today;
	int32_t second;

	ftl_zone_local(report->context->zone, report->context->as_of, &today, &second);
	cells[OPEN_CODE] = ftl_cell_text(ftl_code_eye_of(code, row->code));
	cells[OPEN_RECEIVED] = instant(job->facts.received_at);
	cells[OPEN_AGE] =
	        ftl_cell_number(today - (job->is_waiting ? job->ready_on : job->received_on));
	cells[OPEN_STATE] =
	        ftl_cell_text(job->facts.hold == FTL_HOLD_NONE ? ftl_state_title(job->facts.state)
	                                                       : ftl_hold_title(job->facts.hold));
	cells[OPEN_OWNER] = ftl_cell_text(owner_words(job));
	cells[OPEN_SINCE] = instant(job->facts.state_since);
	cells[OPEN_CATEGORY] = ftl_cell_text(row->category);
	cells[OPEN_BRAND] = ftl_cell_text(row->brand);
	cells[OPEN_MODEL] = ftl_cell_text(row->model);
	cells[OPEN_TECHNICIAN] = ftl_cell_text(job->technician);
	cells[OPEN_PAYER] = ftl_cell_text(job->has_payer ? ftl_payer_names[job->payer] : NULL);
	cells[OPEN_PRIORITY] = ftl_cell_text(row->priority);
	cells[OPEN_PROMISED] =
	        ftl_cell_opt(row->first_promised_on.has, row->first_promised_on.value);
	if (job->due_at.has && job->is_open)
		cells[OPEN_LATE] =
		        ftl_cell_text(yes_no(report->context->as_of > job->due_at.value));
	cells[OPEN_HOURS] = business(&job->clocks.customer);
	cells[OPEN_NET] = business(&job->clocks.net);
	ftl_grid_row(report->list, cells);
}

#include "report/provision.h"

void ftl_provision_begin(const struct ftl_report_context *context, const struct ftl_frame *frame,
                         struct ftl_arena *arena, struct ftl_provision *ret)
{
	const struct ftl_provisions *rates = &context->provisions;
	size_t count = FTL_PROVISION_SLICES + frame->slice_count;
	struct ftl_provision_part *parts = ftl_alloc(arena, count, sizeof(*parts));

	parts[FTL_PROVISION_START].ends_on = frame->before.from - 1;
	parts[FTL_PROVISION_BEFORE].ends_on = frame->before.to;
	for (size_t i = 0; i < frame->slice_count; i++)
		parts[FTL_PROVISION_SLICES + i].ends_on = frame->slices[i].days.to;
	*ret = (struct ftl_provision){
	        .context = context,
	        .frame = frame,
	        .parts = parts,
	        .part_count = count,
	        .has_rate = ftl_provision_has_rate(rates, frame->before.to, frame->period.to),
	        .has_rate_before =
	                ftl_provision_has_rate(rates, frame->before.from - 1, frame->before.to),
	};
}

/* The part that a day lies in; absent: it lies before them all or after the period. */
static struct ftl_opt part_of(const struct ftl_provision *provision, int32_t day)
{
	if (ftl_period_has(&provision->frame->before, day))
		return ftl_some(FTL_PROVISION_BEFORE);
	if (ftl_period_has(&provision->frame->period, day))
		return ftl_some(FTL_PROVISION_SLICES +
		                (int64_t)ftl_frame_slice(provision->frame, day));
	return ftl_none();
}

/* What customers and payers are billed, and what the job cost under an earlier guarantee. */
static enum ftl_status add_up(const struct ftl_figures_job *job, struct ftl_provision_row *row,
                              int64_t *ret_settled, struct ftl_err *err)
{
	struct ftl_line_amounts billed = {0};

	*ret_settled = 0;
	for (size_t i = 0; i < job->line_count; i++) {
		struct ftl_line_amounts amounts;
		bool is_in_range = true;
		FTL_TRY(ftl_line_amounts(&job->lines[i].line, &amounts, err));
		if (job->lines[i].line.bill == FTL_BILL_WARRANTY_OWN)
			is_in_range = ftl_money_add(*ret_settled, amounts.cost_cents, ret_settled);
		if (!is_in_range || !ftl_line_amounts_add(&billed, &amounts) ||
		    !ftl_money_add(billed.customer_cents, billed.payer_cents, &row->billed_cents))
			return ftl_fail(err, FTL_INVALID, NULL,
			                "the sum of the lines of a work order is larger than any "
			                "amount the program handles");
	}
	return FTL_OK;
}

static void find_guarantee(const struct ftl_provision *provision, struct ftl_arena *arena,
                           const struct ftl_job_view *job, struct ftl_provision_row *row)
{
	const struct ftl_report_context *context = provision->context;
	enum ftl_result result = job->facts.result;
	int32_t day, second;

	if (job->facts.handed_over_at == 0 ||
	    (result != FTL_REPAIRED && result != FTL_REPAIRED_PARTLY))
		return;
	ftl_zone_local(context->zone, job->facts.handed_over_at, &day, &second);
	row->guarantee = ftl_guarantee_find(&context->provisions, context->calendar, arena,
	                                    job->row->brand, job->row->category, day);
	row->rate = ftl_provision_rate_on(&context->provisions, day);
}

/* Adds what was set aside at the hand-over, and what is left of it at each part's end. */
static bool add_guarantee(const struct ftl_provision *provision, struct ftl_provision_row *row)
{
	const struct ftl_provisions *rates = &provision->context->provisions;
	const struct ftl_guarantee *guarantee = &row->guarantee;
	struct ftl_opt at = part_of(provision, guarantee->starts_on);
	bool is_in_range = true;

	for (size_t i = 0; i < provision->part_count; i++) {
		struct ftl_provision_part *part = &provision->parts[i];
		row->closing_cents =
		        ftl_provision_needed(rates, guarantee, row->billed_cents, part->ends_on);
		if (i == FTL_PROVISION_BEFORE)
			row->opening_cents = row->closing_cents;
		part->closing_jobs += row->closing_cents > 0;
		is_in_range &= ftl_money_add(part->closing_cents, row->closing_cents,
		                             &part->closing_cents);
	}
	if (at.has) {
		struct ftl_provision_part *part = &provision->parts[at.value];
		int64_t accrued = ftl_provision_needed(rates, guarantee, row->billed_cents,
		                                       guarantee->starts_on);
		part->accrued_jobs += accrued > 0;
		is_in_range &= ftl_money_add(part->accrued_cents, accrued, &part->accrued_cents);
		if (at.value >= FTL_PROVISION_SLICES && accrued > 0) {
			row->accrued_in = ftl_some(at.value - FTL_PROVISION_SLICES);
			row->accrued_cents = accrued;
		}
	}
	return is_in_range;
}

static bool add_settled(const struct ftl_provision *provision, const struct ftl_job_view *job,
                        int64_t cents, struct ftl_provision_row *row)
{
	struct ftl_opt at = part_of(provision, job->ready_on);
	struct ftl_provision_part *part;

	if (!job->clocks.is_done || cents == 0 || !at.has)
		return true;
	part = &provision->parts[at.value];
	part->settled_jobs++;
	if (at.value >= FTL_PROVISION_SLICES) {
		row->settled_in = ftl_some(at.value - FTL_PROVISION_SLICES);
		row->settled_cents = cents;
	}
	return ftl_money_add(part->settled_cents, cents, &part->settled_cents);
}

enum ftl_status ftl_provision_take(struct ftl_provision *provision, struct ftl_arena *arena,
                                   const struct ftl_job_view *job, struct ftl_err *err)
{
	struct ftl_provision_row row = {0};
	int64_t settled;

	if (!provision->has_rate && !provision->has_rate_before)
		return FTL_OK;
	FTL_TRY(add_up(job->row, &row, &settled, err));
	find_guarantee(provision, arena, job, &row);
	if ((row.guarantee.is_given && !add_guarantee(provision, &row)) ||
	    !add_settled(provision, job, settled, &row))
		return ftl_fail(err, FTL_INVALID, NULL,
		                "the provision is larger than any amount the program handles");
	if (!provision->has_rate || (!row.accrued_in.has && !row.settled_in.has &&
	                             row.opening_cents == 0 && row.closing_cents == 0))
		return FTL_OK;
	provision->rows++;
	if (provision->list != NULL)
		ftl_provision_put(provision, job, &row);
	return FTL_OK;
}

struct ftl_provision_roll ftl_provision_roll_of(const struct ftl_provision *provision, size_t first,
                                                size_t last)
{
	struct ftl_provision_roll roll = {
	        .opening_cents = provision->parts[first - 1].closing_cents,
	        .closing_cents = provision->parts[last].closing_cents,
	};

	/* Each is within the range of money, and there are no more than some hundred. */
	for (size_t i = first; i <= last; i++) {
		roll.accrued_cents += provision->parts[i].accrued_cents;
		roll.settled_cents += provision->parts[i].settled_cents;
	}
	return roll;
}

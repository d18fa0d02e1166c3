#include "report/parts.h"

#include <stdlib.h>

#include "report/frame.h"

enum ftl_status ftl_parts_too_large(struct ftl_err *err)
{
	return ftl_fail(err, FTL_INVALID, NULL,
	                "the sum of the stock is larger than any amount the program handles");
}

bool ftl_parts_add(struct ftl_parts_sums *total, const struct ftl_parts_sums *sums)
{
	bool is_in_range = true;

	for (int flow = 0; flow < FTL_FLOWS; flow++) {
		struct ftl_stock_sum *all = &total->flows[flow];
		const struct ftl_stock_sum *more = &sums->flows[flow];
		is_in_range &= ftl_money_add(all->quantity_milli, more->quantity_milli,
		                             &all->quantity_milli);
		is_in_range &=
		        ftl_money_add(all->value_cents, more->value_cents, &all->value_cents);
		total->moves[flow] += sums->moves[flow];
	}
	total->needed += sums->needed;
	total->filled += sums->filled;
	total->below += sums->below;
	return is_in_range;
}

struct ftl_stock_sum ftl_parts_lost(const struct ftl_parts_sums *sums)
{
	struct ftl_stock_sum lost = {0};

	for (int flow = 0; flow < FTL_FLOWS; flow++) {
		if (!ftl_flow_is_loss((enum ftl_flow)flow))
			continue;
		lost.quantity_milli += sums->flows[flow].quantity_milli;
		lost.value_cents += sums->flows[flow].value_cents;
	}
	return lost;
}

int32_t ftl_parts_days(const struct ftl_period *period)
{
	return period->to - period->from + 1;
}

static int64_t begin_of(const struct ftl_report_context *context, int32_t date)
{
	int64_t at;

	ftl_zone_instant(context->zone, date, 0, &at);
	return at;
}

void ftl_parts_begin(const struct ftl_report_context *context, const struct ftl_frame *frame,
                     struct ftl_arena *arena, struct ftl_parts_report *ret)
{
	size_t count = frame->slice_count;
	int64_t *slice_at = ftl_alloc(arena, count + 1, sizeof(*slice_at));

	*ret = (struct ftl_parts_report){
	        .context = context,
	        .frame = frame,
	        .arena = arena,
	        .before_at = begin_of(context, frame->before.from),
	        .from_at = begin_of(context, frame->period.from),
	        .end_at = begin_of(context, frame->period.to + 1),
	        .slice_at = slice_at,
	        .slices = ftl_alloc(arena, count + 1, sizeof(*ret->slices)),
	};
	for (size_t i = 0; i < count; i++) {
		slice_at[i] = begin_of(context, frame->slices[i].days.from);
		ret->slices[i] = (struct ftl_parts_slice){0};
	}
	for (int i = 0; i < FTL_PARTS_LISTINGS; i++)
		ret->listings[i].spec = &ftl_parts_specs[i];
}

void ftl_parts_done(struct ftl_parts_report *report)
{
	ftl_sample_done(&report->now.supply.lead);
	ftl_sample_done(&report->was.supply.lead);
	for (size_t i = 0; i < report->supplier_count; i++)
		ftl_sample_done(&report->suppliers[i].supply.lead);
	free(report->rows);
	ftl_parts_kept_done(report);
}

size_t ftl_parts_slice(const struct ftl_parts_report *report, int64_t at)
{
	size_t first = 0, last = report->frame->slice_count - 1;

	while (first < last) {
		size_t middle = (first + last + 1) / 2;
		if (report->slice_at[middle] <= at)
			first = middle;
		else
			last = middle - 1;
	}
	return first;
}

int32_t ftl_parts_day(const struct ftl_parts_report *report, int64_t at)
{
	int32_t date;
	int32_t second;

	ftl_zone_local(report->context->zone, at, &date, &second);
	return date;
}

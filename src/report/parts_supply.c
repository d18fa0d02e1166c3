#include "report/parts.h"

/* The day that was promised: as the supplier confirmed it, else by the days that delivery takes. */
static struct ftl_opt promised_on(const struct ftl_parts_report *report,
                                  const struct ftl_delivery *delivery)
{
	if (delivery->confirmed_on.has)
		return delivery->confirmed_on;
	if (!delivery->sent_at.has || !delivery->lead_days.has)
		return ftl_none();
	return ftl_some(ftl_parts_day(report, delivery->sent_at.value) + delivery->lead_days.value);
}

static void take(const struct ftl_parts_report *report, const struct ftl_delivery *delivery,
                 struct ftl_opt promised, struct ftl_parts_supply *supply)
{
	supply->deliveries++;
	supply->promised += promised.has;
	supply->in_time += promised.has && ftl_parts_day(report, delivery->at) <= promised.value;
	supply->lines += delivery->is_first;
	supply->in_full +=
	        delivery->is_first && delivery->quantity_milli >= delivery->ordered_milli;
	if (delivery->sent_at.has)
		ftl_sample_add(&supply->lead, delivery->at - delivery->sent_at.value);
}

enum ftl_status ftl_parts_supply(struct ftl_parts_report *report, struct ftl_err *err)
{
	const struct ftl_report_context *context = report->context;
	FTL_ARENA(scratch);
	FTL_CURSOR(cursor);
	struct ftl_delivery delivery;
	bool more;

	FTL_TRY(ftl_delivery_select(context->db, context->site_id, context->as_of, &cursor, err));
	for (;;) {
		struct ftl_opt promised;

		ftl_arena_reset(&scratch);
		FTL_TRY(ftl_delivery_next(cursor, &scratch, &delivery, &more, err));
		if (!more)
			return FTL_OK;
		if (delivery.at < report->before_at || delivery.at >= report->end_at)
			continue;
		promised = promised_on(report, &delivery);
		if (delivery.at < report->from_at) {
			take(report, &delivery, promised, &report->was.supply);
			continue;
		}
		take(report, &delivery, promised, &report->now.supply);
		take(report, &delivery, promised,
		     &report->suppliers[ftl_parts_supplier(report, delivery.supplier_id)].supply);
		FTL_TRY(ftl_parts_put_delivery(report, &delivery, promised, err));
	}
}

#include <stdlib.h>
#include <string.h>

#include "report/parts.h"
#include "report/parts_shapes.h"

/* Rows of what the moves came to: parts, places, suppliers. */

struct rank {
	int64_t weight;
	const char *name;
	size_t index;
};

static int compare_ranks(const void *a, const void *b)
{
	const struct rank *left = a;
	const struct rank *right = b;
	int by_name;

	if (left->weight != right->weight)
		return left->weight < right->weight ? 1 : -1;
	by_name = strcmp(left->name, right->name);
	return by_name != 0 ? by_name : (left->index > right->index) - (left->index < right->index);
}

static const size_t *in_order(const struct ftl_parts_report *report, struct rank *ranks,
                              size_t count)
{
	size_t *order = ftl_alloc(report->arena, count + 1, sizeof(*order));

	qsort(ranks, count, sizeof(*ranks), compare_ranks);
	for (size_t i = 0; i < count; i++)
		order[i] = ranks[i].index;
	return order;
}

const size_t *ftl_parts_place_order(const struct ftl_parts_report *report, size_t *ret_count)
{
	struct rank *ranks = ftl_alloc(report->arena, report->place_count + 1, sizeof(*ranks));

	*ret_count = 0;
	for (size_t i = 0; i < report->place_count; i++) {
		const struct ftl_parts_place *place = &report->places[i];
		if (place->parts == 0 && place->value_cents == 0 && place->value_before_cents == 0)
			continue;
		ranks[(*ret_count)++] = (struct rank){place->value_cents, place->name, i};
	}
	return in_order(report, ranks, *ret_count);
}

const size_t *ftl_parts_supplier_order(const struct ftl_parts_report *report, size_t *ret_count)
{
	struct rank *ranks = ftl_alloc(report->arena, report->supplier_count + 1, sizeof(*ranks));

	*ret_count = 0;
	for (size_t i = 0; i < report->supplier_count; i++) {
		const struct ftl_parts_supplier *supplier = &report->suppliers[i];
		const struct ftl_stock_sum *flows = supplier->sums.flows;
		if (flows[FTL_FLOW_RECEIVED].quantity_milli == 0 &&
		    flows[FTL_FLOW_DEAD].quantity_milli == 0 &&
		    flows[FTL_FLOW_WRONG].quantity_milli == 0 && supplier->sums.needed == 0 &&
		    supplier->supply.deliveries == 0)
			continue;
		ranks[(*ret_count)++] =
		        (struct rank){flows[FTL_FLOW_RECEIVED].value_cents, supplier->name, i};
	}
	return in_order(report, ranks, *ret_count);
}

static const size_t *row_order(const struct ftl_parts_report *report)
{
	struct rank *ranks = ftl_alloc(report->arena, report->row_count + 1, sizeof(*ranks));

	for (size_t i = 0; i < report->row_count; i++)
		ranks[i] = (struct rank){report->rows[i].holding.stock.value_cents,
		                         report->rows[i].sku, i};
	return in_order(report, ranks, report->row_count);
}

/* part ÷ whole in basis points; absent where there is nothing to measure. */
static struct ftl_cell share(int64_t part, int64_t whole)
{
	return whole > 0 ? ftl_cell_number(ftl_quotient_round(part, 10000, whole))
	                 : ftl_cell_none();
}

static struct ftl_cell supplier_cell(const struct ftl_parts_report *report, int supplier)
{
	return ftl_cell_text(supplier == 0 ? NULL : report->suppliers[supplier].name);
}

static enum ftl_status put_cover(struct ftl_parts_report *report, const struct ftl_parts_row *row,
                                 struct ftl_err *err)
{
	struct ftl_cell cells[FTL_COVER_COLUMNS] = {0};
	const struct ftl_stock_sum *stock = &row->holding.stock;
	const struct ftl_stock_sum *used = &row->sums.flows[FTL_FLOW_USED];
	struct ftl_opt cover = ftl_cover_seconds(stock->quantity_milli, used->quantity_milli,
	                                         ftl_parts_days(&report->frame->period));

	cells[FTL_COVER_SKU] = ftl_cell_text(row->sku);
	cells[FTL_COVER_NAME] = ftl_cell_text(row->name);
	cells[FTL_COVER_ON_HAND] = ftl_cell_number(stock->quantity_milli);
	cells[FTL_COVER_FREE] = ftl_cell_number(row->free_milli);
	cells[FTL_COVER_RESERVED] = ftl_cell_number(row->reserved_milli);
	cells[FTL_COVER_UNIT] = ftl_cell_text(ftl_unit_names[row->unit]);
	cells[FTL_COVER_VALUE] = ftl_cell_number(stock->value_cents);
	cells[FTL_COVER_USED] = ftl_cell_number(used->quantity_milli);
	cells[FTL_COVER_USED_VALUE] = ftl_cell_number(used->value_cents);
	cells[FTL_COVER_SECONDS] = ftl_cell_opt(cover.has, cover.value);
	cells[FTL_COVER_OVER] =
	        ftl_cell_opt(row->over.quantity_milli > 0, row->over.quantity_milli);
	cells[FTL_COVER_OVER_VALUE] =
	        ftl_cell_opt(row->over.quantity_milli > 0, row->over.value_cents);
	cells[FTL_COVER_NEEDED] = ftl_cell_number(row->sums.needed);
	cells[FTL_COVER_FILLED] = ftl_cell_number(row->sums.filled);
	cells[FTL_COVER_FILL_RATE] = share(row->sums.filled, row->sums.needed);
	cells[FTL_COVER_SUPPLIER] = supplier_cell(report, row->supplier);
	return ftl_listing_put(&report->listings[FTL_PARTS_COVER], cells, err);
}

static enum ftl_status put_slow(struct ftl_parts_report *report, const struct ftl_parts_row *row,
                                struct ftl_err *err)
{
	struct ftl_cell cells[FTL_SLOW_COLUMNS] = {0};
	struct ftl_opt used_at = row->holding.used_at;

	if (!row->idle_at.has || row->pace == FTL_PACE_MOVING)
		return FTL_OK;
	cells[FTL_SLOW_SKU] = ftl_cell_text(row->sku);
	cells[FTL_SLOW_NAME] = ftl_cell_text(row->name);
	cells[FTL_SLOW_PACE] = ftl_cell_text(ftl_pace_names[row->pace]);
	cells[FTL_SLOW_ON_HAND] = ftl_cell_number(row->holding.stock.quantity_milli);
	cells[FTL_SLOW_UNIT] = ftl_cell_text(ftl_unit_names[row->unit]);
	cells[FTL_SLOW_VALUE] = ftl_cell_number(row->holding.stock.value_cents);
	cells[FTL_SLOW_IDLE_DAYS] = ftl_cell_number(row->idle_days);
	cells[FTL_SLOW_IDLE_ON] = ftl_cell_number(ftl_parts_day(report, row->idle_at.value));
	if (used_at.has)
		cells[FTL_SLOW_USED_ON] = ftl_cell_number(ftl_parts_day(report, used_at.value));
	cells[FTL_SLOW_SUPPLIER] = supplier_cell(report, row->supplier);
	return ftl_listing_put(&report->listings[FTL_PARTS_SLOW], cells, err);
}

static enum ftl_status put_place(struct ftl_parts_report *report,
                                 const struct ftl_parts_place *place, struct ftl_err *err)
{
	struct ftl_cell cells[FTL_PLACES_COLUMNS] = {0};

	cells[FTL_PLACES_PLACE] = ftl_cell_text(place->name);
	cells[FTL_PLACES_KIND] = ftl_cell_text(ftl_place_kind_names[place->kind]);
	cells[FTL_PLACES_PARTS] = ftl_cell_number(place->parts);
	cells[FTL_PLACES_VALUE] = ftl_cell_number(place->value_cents);
	cells[FTL_PLACES_SHARE] = share(place->value_cents, report->now.placed_cents);
	cells[FTL_PLACES_BEFORE] = ftl_cell_number(place->value_before_cents);
	cells[FTL_PLACES_CHANGE] = ftl_cell_number(place->value_cents - place->value_before_cents);
	return ftl_listing_put(&report->listings[FTL_PARTS_PLACES], cells, err);
}

static enum ftl_status put_supplier(struct ftl_parts_report *report,
                                    struct ftl_parts_supplier *supplier, struct ftl_err *err)
{
	struct ftl_cell cells[FTL_SUPPLIERS_COLUMNS] = {0};
	const struct ftl_stock_sum *flows = supplier->sums.flows;
	const struct ftl_parts_supply *supply = &supplier->supply;
	int64_t received = flows[FTL_FLOW_RECEIVED].quantity_milli;
	int64_t dead = flows[FTL_FLOW_DEAD].quantity_milli;
	int64_t wrong = flows[FTL_FLOW_WRONG].quantity_milli;

	cells[FTL_SUPPLIERS_NAME] = ftl_cell_text(supplier->name);
	cells[FTL_SUPPLIERS_RECEIVED] = ftl_cell_number(received);
	cells[FTL_SUPPLIERS_DEAD] = ftl_cell_number(dead);
	cells[FTL_SUPPLIERS_DEAD_RATE] = share(dead, received);
	cells[FTL_SUPPLIERS_WRONG] = ftl_cell_number(wrong);
	cells[FTL_SUPPLIERS_WRONG_RATE] = share(wrong, received);
	cells[FTL_SUPPLIERS_NEEDED] = ftl_cell_number(supplier->sums.needed);
	cells[FTL_SUPPLIERS_FILLED] = ftl_cell_number(supplier->sums.filled);
	cells[FTL_SUPPLIERS_FILL_RATE] = share(supplier->sums.filled, supplier->sums.needed);
	cells[FTL_SUPPLIERS_DELIVERIES] = ftl_cell_number(supply->deliveries);
	cells[FTL_SUPPLIERS_PROMISED_DAYS] =
	        ftl_cell_opt(supplier->lead_days.has, supplier->lead_days.value);
	if (supply->lead.count > 0) {
		cells[FTL_SUPPLIERS_MEDIAN] =
		        ftl_cell_number(ftl_sample_percentile(&supplier->supply.lead, 50));
		cells[FTL_SUPPLIERS_P90] =
		        ftl_cell_number(ftl_sample_percentile(&supplier->supply.lead, 90));
	}
	cells[FTL_SUPPLIERS_IN_TIME] = share(supply->in_time, supply->promised);
	cells[FTL_SUPPLIERS_IN_FULL] = share(supply->in_full, supply->lines);
	return ftl_listing_put(&report->listings[FTL_PARTS_SUPPLIERS], cells, err);
}

enum ftl_status ftl_parts_put_rows(struct ftl_parts_report *report, struct ftl_err *err)
{
	const size_t *order = row_order(report);
	size_t count;

	for (size_t i = 0; i < report->row_count; i++)
		FTL_TRY(put_cover(report, &report->rows[order[i]], err));
	for (size_t i = 0; i < report->row_count; i++)
		FTL_TRY(put_slow(report, &report->rows[order[i]], err));
	order = ftl_parts_place_order(report, &count);
	for (size_t i = 0; i < count; i++)
		FTL_TRY(put_place(report, &report->places[order[i]], err));
	order = ftl_parts_supplier_order(report, &count);
	for (size_t i = 0; i < count; i++)
		FTL_TRY(put_supplier(report, &report->suppliers[order[i]], err));
	return ftl_parts_put_kept(report, err);
}

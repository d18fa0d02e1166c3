#include "fettle/base/text.h"
#include "report/parts.h"
#include "report/parts_shapes.h"

/* Rows that come with the moves of the ledger and the lines of jobs. */

/* "shelf B2"; of what is at no place what the account is called. */
static const char *end_name(const struct ftl_parts_report *report, const struct ftl_stock_end *end)
{
	const struct ftl_parts_place *place = ftl_parts_place(report, end->place_id);

	return place != NULL ? place->name : ftl_account_title(end->account);
}

static const char *kind_title(const struct ftl_holding_move *row)
{
	return ftl_move_names[row->move.kind];
}

/* The value, or nothing where it is 0: in a column of many zeros the few that count are seen. */
static struct ftl_cell some(int64_t number)
{
	return ftl_cell_opt(number != 0, number);
}

static struct ftl_cell supplier_cell(const struct ftl_parts_report *report, int supplier)
{
	return ftl_cell_text(supplier == 0 ? NULL : report->suppliers[supplier].name);
}

static enum ftl_status put_move(struct ftl_parts_report *report, const struct ftl_parts_step *step,
                                struct ftl_err *err)
{
	struct ftl_cell cells[FTL_MOVES_COLUMNS] = {0};
	const struct ftl_stock_move *move = &step->move->move;
	const struct ftl_stock_sum *flows = step->sums->flows;

	if (report->listings[FTL_PARTS_MOVES].grid == NULL) { /* they are many: only counted */
		report->listings[FTL_PARTS_MOVES].rows++;
		return FTL_OK;
	}
	cells[FTL_MOVES_ID] = ftl_cell_number(move->id);
	cells[FTL_MOVES_AT] = ftl_cell_number(move->at);
	cells[FTL_MOVES_SKU] = ftl_cell_text(step->part->sku);
	cells[FTL_MOVES_NAME] = ftl_cell_text(step->part->name);
	cells[FTL_MOVES_KIND] = ftl_cell_text(kind_title(step->move));
	cells[FTL_MOVES_QUANTITY] = ftl_cell_number(move->quantity_milli);
	cells[FTL_MOVES_VALUE] = ftl_cell_number(move->value_cents);
	cells[FTL_MOVES_FROM] = ftl_cell_text(end_name(report, &move->from));
	cells[FTL_MOVES_TO] = ftl_cell_text(end_name(report, &move->to));
	cells[FTL_MOVES_ORDER] = ftl_cell_text(step->move->order);
	cells[FTL_MOVES_SUPPLIER] = supplier_cell(report, step->supplier);
	cells[FTL_MOVES_SERIAL] = ftl_cell_text(move->serial);
	cells[FTL_MOVES_STAFF] = ftl_cell_text(ftl_parts_person(report, step->move->staff_id));
	cells[FTL_MOVES_REASON] = ftl_cell_text(move->reason);
	cells[FTL_MOVES_STOCK_CHANGE] = some(step->change_cents);
	cells[FTL_MOVES_RECEIVED] = some(flows[FTL_FLOW_RECEIVED].quantity_milli);
	cells[FTL_MOVES_RECEIVED_VALUE] = some(flows[FTL_FLOW_RECEIVED].value_cents);
	cells[FTL_MOVES_USED_VALUE] = some(flows[FTL_FLOW_USED].value_cents);
	cells[FTL_MOVES_DEAD] = some(flows[FTL_FLOW_DEAD].quantity_milli);
	cells[FTL_MOVES_WRONG] = some(flows[FTL_FLOW_WRONG].quantity_milli);
	cells[FTL_MOVES_LOST_VALUE] = some(ftl_parts_lost(step->sums).value_cents);
	cells[FTL_MOVES_SLICE_NUMBER] =
	        ftl_cell_number((int64_t)ftl_parts_slice(report, move->at) + 1);
	cells[FTL_MOVES_SUPPLIER_NUMBER] = ftl_cell_number(step->supplier + 1);
	return ftl_listing_put(&report->listings[FTL_PARTS_MOVES], cells, err);
}

/* Below zero: what was said of a piece was taken back. */
static void keep_faulty(struct ftl_parts_report *report, const struct ftl_parts_step *step)
{
	struct ftl_cell cells[FTL_FAULTY_COLUMNS] = {0};
	const struct ftl_stock_move *move = &step->move->move;
	int sign = move->kind == FTL_MOVE_REVERSE ? -1 : 1;

	cells[FTL_FAULTY_AT] = ftl_cell_number(move->at);
	cells[FTL_FAULTY_SKU] = ftl_cell_text(step->part->sku);
	cells[FTL_FAULTY_NAME] = ftl_cell_text(step->part->name);
	cells[FTL_FAULTY_KIND] = ftl_cell_text(ftl_move_names[step->move->kind]);
	cells[FTL_FAULTY_QUANTITY] = ftl_cell_number(sign * move->quantity_milli);
	cells[FTL_FAULTY_UNIT] = ftl_cell_text(ftl_unit_names[step->part->unit]);
	cells[FTL_FAULTY_VALUE] = ftl_cell_number(sign * move->value_cents);
	cells[FTL_FAULTY_SUPPLIER] = supplier_cell(report, step->supplier);
	cells[FTL_FAULTY_ORDER] = ftl_cell_text(step->move->order);
	cells[FTL_FAULTY_SERIAL] = ftl_cell_text(move->serial);
	cells[FTL_FAULTY_STAFF] = ftl_cell_text(ftl_parts_person(report, step->move->staff_id));
	cells[FTL_FAULTY_REASON] = ftl_cell_text(move->reason);
	ftl_parts_keep_row(report, FTL_PARTS_FAULTY, cells, step->part->sku,
	                   sign * move->value_cents);
}

static void keep_loss(struct ftl_parts_report *report, const struct ftl_parts_step *step)
{
	struct ftl_cell cells[FTL_LOSSES_COLUMNS] = {0};
	const struct ftl_stock_move *move = &step->move->move;
	const struct ftl_stock_sum lost = ftl_parts_lost(step->sums);
	const struct ftl_stock_end *end =
	        ftl_account_is_stock(move->to.account) ? &move->to : &move->from;

	cells[FTL_LOSSES_AT] = ftl_cell_number(move->at);
	cells[FTL_LOSSES_SKU] = ftl_cell_text(step->part->sku);
	cells[FTL_LOSSES_NAME] = ftl_cell_text(step->part->name);
	cells[FTL_LOSSES_KIND] = ftl_cell_text(ftl_move_names[step->move->kind]);
	cells[FTL_LOSSES_QUANTITY] = ftl_cell_number(lost.quantity_milli);
	cells[FTL_LOSSES_UNIT] = ftl_cell_text(ftl_unit_names[step->part->unit]);
	cells[FTL_LOSSES_VALUE] = ftl_cell_number(lost.value_cents);
	cells[FTL_LOSSES_PLACE] = ftl_cell_text(end_name(report, end));
	cells[FTL_LOSSES_ORDER] = ftl_cell_text(step->move->order);
	cells[FTL_LOSSES_STAFF] = ftl_cell_text(ftl_parts_person(report, step->move->staff_id));
	cells[FTL_LOSSES_REASON] = ftl_cell_text(move->reason);
	ftl_parts_keep_row(report, FTL_PARTS_LOSSES, cells, step->part->sku, lost.value_cents);
}

static enum ftl_status put_below(struct ftl_parts_report *report, const struct ftl_parts_step *step,
                                 struct ftl_err *err)
{
	struct ftl_cell cells[FTL_BELOW_COLUMNS] = {0};
	const struct ftl_stock_move *move = &step->move->move;

	cells[FTL_BELOW_AT] = ftl_cell_number(move->at);
	cells[FTL_BELOW_SKU] = ftl_cell_text(step->part->sku);
	cells[FTL_BELOW_NAME] = ftl_cell_text(step->part->name);
	cells[FTL_BELOW_PLACE] = ftl_cell_text(end_name(report, &move->from));
	cells[FTL_BELOW_KIND] = ftl_cell_text(kind_title(step->move));
	cells[FTL_BELOW_QUANTITY] = ftl_cell_number(move->quantity_milli);
	cells[FTL_BELOW_LEFT] = ftl_cell_number(step->left_milli);
	cells[FTL_BELOW_UNIT] = ftl_cell_text(ftl_unit_names[step->part->unit]);
	cells[FTL_BELOW_VALUE] = ftl_cell_number(move->value_cents);
	cells[FTL_BELOW_ORDER] = ftl_cell_text(step->move->order);
	cells[FTL_BELOW_STAFF] = ftl_cell_text(ftl_parts_person(report, step->move->staff_id));
	cells[FTL_BELOW_REASON] = ftl_cell_text(move->reason);
	return ftl_listing_put(&report->listings[FTL_PARTS_BELOW], cells, err);
}

enum ftl_status ftl_parts_put_step(struct ftl_parts_report *report,
                                   const struct ftl_parts_step *step, struct ftl_err *err)
{
	const struct ftl_stock_sum *flows = step->sums->flows;
	bool is_faulty = flows[FTL_FLOW_DEAD].quantity_milli != 0 ||
	                 flows[FTL_FLOW_WRONG].quantity_milli != 0;
	bool is_loss = false;

	for (int flow = 0; flow < FTL_FLOWS; flow++)
		is_loss |= ftl_flow_is_loss((enum ftl_flow)flow) && flows[flow].quantity_milli != 0;
	FTL_TRY(put_move(report, step, err));
	if (is_faulty)
		keep_faulty(report, step);
	if (is_loss)
		keep_loss(report, step);
	return step->sums->below > 0 ? put_below(report, step, err) : FTL_OK;
}

enum ftl_status ftl_parts_put_need(struct ftl_parts_report *report,
                                   const struct ftl_holding_part *part,
                                   const struct ftl_holding_need *need, struct ftl_err *err)
{
	struct ftl_cell cells[FTL_FILL_ALL] = {0};
	bool is_filled = ftl_part_need_is_filled(&need->need);
	int supplier = ftl_parts_supplier(report, part->supplier_id);

	if (is_filled && report->is_short)
		return FTL_OK;
	cells[FTL_FILL_SKU] = ftl_cell_text(part->sku);
	cells[FTL_FILL_NAME] = ftl_cell_text(part->name);
	cells[FTL_FILL_ORDER] = ftl_cell_text(need->order);
	cells[FTL_FILL_LINE] = ftl_cell_number(need->position);
	cells[FTL_FILL_AT] = ftl_cell_number(need->added_at);
	cells[FTL_FILL_NEEDED] = ftl_cell_number(ftl_part_need_milli(&need->need));
	cells[FTL_FILL_FIRST] = ftl_cell_number(need->need.first_milli);
	cells[FTL_FILL_UNIT] = ftl_cell_text(ftl_unit_names[part->unit]);
	cells[FTL_FILL_FILLED] = ftl_cell_number(is_filled);
	cells[FTL_FILL_SUPPLIER] = supplier_cell(report, supplier);
	cells[FTL_FILL_SLICE_NUMBER] =
	        ftl_cell_number((int64_t)ftl_parts_slice(report, need->added_at) + 1);
	cells[FTL_FILL_SUPPLIER_NUMBER] = ftl_cell_number(supplier + 1);
	return ftl_listing_put(&report->listings[FTL_PARTS_FILL], cells, err);
}

enum ftl_status ftl_parts_put_stock(struct ftl_parts_report *report,
                                    const struct ftl_holding_part *part,
                                    const struct ftl_parts_place *place,
                                    const struct ftl_stock_sum *sum, struct ftl_err *err)
{
	struct ftl_cell cells[FTL_STOCK_COLUMNS] = {0};

	cells[FTL_STOCK_SKU] = ftl_cell_text(part->sku);
	cells[FTL_STOCK_NAME] = ftl_cell_text(part->name);
	cells[FTL_STOCK_PLACE] = ftl_cell_text(place->name);
	cells[FTL_STOCK_QUANTITY] = ftl_cell_number(sum->quantity_milli);
	cells[FTL_STOCK_UNIT] = ftl_cell_text(ftl_unit_names[part->unit]);
	cells[FTL_STOCK_VALUE] = ftl_cell_number(sum->value_cents);
	cells[FTL_STOCK_PLACE_NUMBER] = ftl_cell_number(place - report->places + 1);
	return ftl_listing_put(&report->listings[FTL_PARTS_STOCK], cells, err);
}

enum ftl_status ftl_parts_put_delivery(struct ftl_parts_report *report,
                                       const struct ftl_delivery *delivery,
                                       struct ftl_opt promised_on, struct ftl_err *err)
{
	struct ftl_cell cells[FTL_DELIVERIES_COLUMNS] = {0};
	int supplier = ftl_parts_supplier(report, delivery->supplier_id);

	cells[FTL_DELIVERIES_PURCHASE] = ftl_cell_text(delivery->purchase);
	cells[FTL_DELIVERIES_LINE] = ftl_cell_number(delivery->position);
	cells[FTL_DELIVERIES_SKU] = ftl_cell_text(delivery->sku);
	cells[FTL_DELIVERIES_NAME] = ftl_cell_text(delivery->name);
	cells[FTL_DELIVERIES_SUPPLIER] = supplier_cell(report, supplier);
	cells[FTL_DELIVERIES_ORDERED] = ftl_cell_number(delivery->ordered_milli);
	cells[FTL_DELIVERIES_CAME] = ftl_cell_number(delivery->quantity_milli);
	cells[FTL_DELIVERIES_SENT_AT] =
	        ftl_cell_opt(delivery->sent_at.has, delivery->sent_at.value);
	cells[FTL_DELIVERIES_PROMISED_ON] = ftl_cell_opt(promised_on.has, promised_on.value);
	cells[FTL_DELIVERIES_CAME_AT] = ftl_cell_number(delivery->at);
	cells[FTL_DELIVERIES_LEAD] =
	        ftl_cell_opt(delivery->sent_at.has, delivery->at - delivery->sent_at.value);
	cells[FTL_DELIVERIES_IN_TIME] = ftl_cell_opt(
	        promised_on.has, ftl_parts_day(report, delivery->at) <= promised_on.value);
	cells[FTL_DELIVERIES_IN_FULL] = ftl_cell_opt(
	        delivery->is_first, delivery->quantity_milli >= delivery->ordered_milli);
	return ftl_listing_put(&report->listings[FTL_PARTS_DELIVERIES], cells, err);
}

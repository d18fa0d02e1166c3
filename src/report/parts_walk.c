#include <stdlib.h>

#include "fettle/base/memory.h"
#include "report/parts.h"

/* What a place holds of a part and lot, now and when the period begins. */
struct spot {
	int64_t place_id;
	int64_t lot_id;
	int64_t shelf_milli;
	int64_t other_milli; /* reserved there, or with an outside repairer */
	int64_t before_milli;
};

/* One part while its moves pass by. */
struct folding {
	struct ftl_parts_report *report;
	const struct ftl_holding_part *part;
	int supplier; /* who usually sells it */
	struct ftl_holding now;
	struct ftl_holding was;
	struct ftl_parts_sums sums;
	struct ftl_parts_sums sums_before;
	int64_t free_milli;
	int64_t reserved_milli;
	struct spot *spots;
	size_t spot_count;
	size_t spot_capacity;
};

static void end_folding(struct folding *f)
{
	free(f->spots);
}

static struct spot *spot_of(struct folding *f, int64_t place_id, int64_t lot_id)
{
	for (size_t i = f->spot_count; i > 0; i--) {
		if (f->spots[i - 1].place_id == place_id && f->spots[i - 1].lot_id == lot_id)
			return &f->spots[i - 1];
	}
	if (f->spot_count == f->spot_capacity) {
		f->spot_capacity = f->spot_capacity == 0 ? 16 : 2 * f->spot_capacity;
		f->spots = ftl_memory_resize(f->spots, f->spot_capacity * sizeof(*f->spots));
	}
	f->spots[f->spot_count] = (struct spot){.place_id = place_id, .lot_id = lot_id};
	return &f->spots[f->spot_count++];
}

/* What one end of a move does to the place that it is at; returns what is left on its shelf. */
static int64_t shift(struct folding *f, const struct ftl_stock_move *move,
                     const struct ftl_stock_end *end, int sign)
{
	int64_t milli = sign * move->quantity_milli;
	struct spot *spot;

	if (!ftl_account_is_stock(end->account) || end->place_id == 0)
		return 0;
	spot = spot_of(f, end->place_id, move->lot_id);
	if (end->account == FTL_ACC_SHELF) {
		spot->shelf_milli += milli;
		f->free_milli += milli;
	} else {
		spot->other_milli += milli;
	}
	if (end->account == FTL_ACC_RESERVED)
		f->reserved_milli += milli;
	if (move->at < f->report->from_at)
		spot->before_milli += milli;
	return spot->shelf_milli;
}

static int64_t change_of(const struct ftl_stock_move *move)
{
	return (ftl_account_is_stock(move->to.account) ? move->value_cents : 0) -
	       (ftl_account_is_stock(move->from.account) ? move->value_cents : 0);
}

/* Deliveries by who sent them, what was bad by who is taken to have sent it. */
static bool add_to_suppliers(struct ftl_parts_report *report, const struct ftl_holding_move *row,
                             const struct ftl_parts_sums *sums, int *ret_supplier)
{
	struct ftl_parts_sums part = {0};
	bool is_bad = row->kind == FTL_MOVE_DEAD || row->kind == FTL_MOVE_WRONG;

	*ret_supplier = ftl_parts_supplier(report, is_bad ? row->sender_id : row->move.supplier_id);
	part.flows[FTL_FLOW_RECEIVED] = sums->flows[FTL_FLOW_RECEIVED];
	part.flows[FTL_FLOW_DEAD] = sums->flows[FTL_FLOW_DEAD];
	part.flows[FTL_FLOW_WRONG] = sums->flows[FTL_FLOW_WRONG];
	return ftl_parts_add(&report->suppliers[*ret_supplier].sums, &part);
}

static enum ftl_status take_of_period(struct folding *f, const struct ftl_holding_move *row,
                                      const struct ftl_parts_sums *sums, int64_t left_milli,
                                      struct ftl_err *err)
{
	struct ftl_parts_report *report = f->report;
	struct ftl_parts_slice *slice = &report->slices[ftl_parts_slice(report, row->move.at)];
	struct ftl_parts_step step = {.part = f->part,
	                              .move = row,
	                              .sums = sums,
	                              .change_cents = change_of(&row->move),
	                              .left_milli = left_milli};

	if (!add_to_suppliers(report, row, sums, &step.supplier) ||
	    !ftl_parts_add(&f->sums, sums) || !ftl_parts_add(&slice->sums, sums) ||
	    !ftl_money_add(slice->change_cents, step.change_cents, &slice->change_cents))
		return ftl_parts_too_large(err);
	return ftl_parts_put_step(report, &step, err);
}

static enum ftl_status take_move(struct folding *f, const struct ftl_holding_move *row,
                                 struct ftl_err *err)
{
	const struct ftl_stock_move *move = &row->move;
	struct ftl_parts_sums sums = {0};
	int64_t left;

	if (move->at >= f->report->end_at)
		return FTL_OK;
	ftl_holding_take(&f->now, move, row->is_taken_back);
	if (move->at < f->report->from_at)
		ftl_holding_take(&f->was, move, row->is_taken_back);
	left = shift(f, move, &move->from, -1);
	shift(f, move, &move->to, 1);
	if (move->at < f->report->before_at)
		return FTL_OK;
	ftl_stock_flows(move, row->kind, sums.flows);
	for (int flow = 0; flow < FTL_FLOWS; flow++)
		sums.moves[flow] = sums.flows[flow].quantity_milli != 0;
	sums.below = move->from.account == FTL_ACC_SHELF && move->quantity_milli > 0 && left < 0;
	if (move->at >= f->report->from_at)
		return take_of_period(f, row, &sums, left, err);
	return ftl_parts_add(&f->sums_before, &sums) ? FTL_OK : ftl_parts_too_large(err);
}

static enum ftl_status take_needs(struct folding *f, struct ftl_holdings *holdings,
                                  struct ftl_err *err)
{
	struct ftl_parts_report *report = f->report;
	const struct ftl_holding_need *row;

	for (;;) {
		struct ftl_parts_sums sums = {.needed = 1};
		FTL_TRY(ftl_holdings_need(holdings, &row, err));
		if (row == NULL)
			return FTL_OK;
		if (row->added_at < report->before_at || row->added_at >= report->end_at)
			continue;
		sums.filled = ftl_part_need_is_filled(&row->need);
		if (row->added_at < report->from_at) {
			f->sums_before.needed++;
			f->sums_before.filled += sums.filled;
			continue;
		}
		if (!ftl_parts_add(&f->sums, &sums) ||
		    !ftl_parts_add(&report->slices[ftl_parts_slice(report, row->added_at)].sums,
		                   &sums) ||
		    !ftl_parts_add(&report->suppliers[f->supplier].sums, &sums))
			return ftl_parts_too_large(err);
		FTL_TRY(ftl_parts_put_need(report, f->part, row, err));
	}
}

static int compare_spots(const void *a, const void *b)
{
	const struct spot *left = a;
	const struct spot *right = b;

	return (left->place_id > right->place_id) - (left->place_id < right->place_id);
}

/* Lots are told apart for what goes below nothing; a place holds all of them. */
static void join_lots(struct folding *f)
{
	size_t kept = 0;

	if (f->spot_count == 0)
		return;
	qsort(f->spots, f->spot_count, sizeof(*f->spots), compare_spots);
	for (size_t i = 1; i < f->spot_count; i++) {
		if (f->spots[i].place_id != f->spots[kept].place_id) {
			f->spots[++kept] = f->spots[i];
			continue;
		}
		f->spots[kept].shelf_milli += f->spots[i].shelf_milli;
		f->spots[kept].other_milli += f->spots[i].other_milli;
		f->spots[kept].before_milli += f->spots[i].before_milli;
	}
	f->spot_count = kept + 1;
}

static bool add_to_place(struct ftl_parts_report *report, struct ftl_parts_place *place,
                         int64_t now, int64_t before)
{
	return ftl_money_add(place->value_cents, now, &place->value_cents) &&
	       ftl_money_add(place->value_before_cents, before, &place->value_before_cents) &&
	       ftl_money_add(report->now.placed_cents, now, &report->now.placed_cents) &&
	       ftl_money_add(report->was.placed_cents, before, &report->was.placed_cents);
}

/* The part's value goes to its places, in order of id. */
static enum ftl_status take_places(struct folding *f, struct ftl_err *err)
{
	int64_t passed = 0, passed_before = 0;

	join_lots(f);
	for (size_t i = 0; i < f->spot_count; i++) {
		const struct spot *spot = &f->spots[i];
		struct ftl_parts_place *place = ftl_parts_place(f->report, spot->place_id);
		struct ftl_stock_sum here = {spot->shelf_milli + spot->other_milli, 0};
		int64_t before =
		        ftl_stock_value_at(&f->was.stock, passed_before, spot->before_milli);

		here.value_cents = ftl_stock_value_at(&f->now.stock, passed, here.quantity_milli);
		passed += here.quantity_milli;
		passed_before += spot->before_milli;
		if (place == NULL)
			return ftl_fail(err, FTL_DB, "place", "%s lies at a place of another site",
			                f->part->sku);
		if (!add_to_place(f->report, place, here.value_cents, before))
			return ftl_parts_too_large(err);
		if (here.quantity_milli == 0)
			continue;
		place->parts++;
		FTL_TRY(ftl_parts_put_stock(f->report, f->part, place, &here, err));
	}
	return FTL_OK;
}

/* What is said of a part at the end of a period. */
struct standing {
	struct ftl_stock_sum over;
	struct ftl_opt idle_at;
	int64_t idle_days;
	enum ftl_pace pace;
};

static struct standing stand(const struct ftl_parts_report *report, enum ftl_unit unit,
                             const struct ftl_holding *holding, const struct ftl_parts_sums *sums,
                             const struct ftl_period *period)
{
	const struct ftl_stock_limits *limits = &report->context->stock_limits;
	struct standing at = {
	        .over = ftl_stock_over(&holding->stock, sums->flows[FTL_FLOW_USED].quantity_milli,
	                               ftl_parts_days(period), limits->cover_days,
	                               ftl_unit_is_divisible(unit) ? 1 : 1000),
	        .idle_at = ftl_holding_idle_at(holding),
	};

	if (at.idle_at.has) {
		at.idle_days = period->to - ftl_parts_day(report, at.idle_at.value);
		at.pace = ftl_pace_of(at.idle_days, limits);
	}
	return at;
}

static bool add_total(struct ftl_parts_totals *total, const struct ftl_holding *holding,
                      const struct ftl_parts_sums *sums, const struct standing *at)
{
	int64_t value = holding->stock.value_cents;
	bool is_slow = at->idle_at.has && at->pace == FTL_PACE_SLOW;
	bool is_dead = at->idle_at.has && at->pace == FTL_PACE_DEAD;

	total->stocked += holding->stock.quantity_milli != 0;
	total->slow += is_slow;
	total->dead += is_dead;
	total->over += at->over.quantity_milli > 0;
	return ftl_parts_add(&total->sums, sums) &&
	       ftl_money_add(total->stock_cents, value, &total->stock_cents) &&
	       ftl_money_add(total->slow_cents, is_slow ? value : 0, &total->slow_cents) &&
	       ftl_money_add(total->dead_cents, is_dead ? value : 0, &total->dead_cents) &&
	       ftl_money_add(total->over_cents, at->over.value_cents, &total->over_cents);
}

static void keep_row(struct folding *f, const struct standing *at)
{
	struct ftl_parts_report *report = f->report;

	if (f->now.stock.quantity_milli == 0 && f->now.stock.value_cents == 0 &&
	    f->sums.needed == 0 && f->sums.flows[FTL_FLOW_USED].quantity_milli == 0 &&
	    f->sums.flows[FTL_FLOW_USED].value_cents == 0)
		return;
	if (report->row_count == report->row_capacity) {
		report->row_capacity = report->row_capacity == 0 ? 256 : 2 * report->row_capacity;
		report->rows = ftl_memory_resize(report->rows,
		                                 report->row_capacity * sizeof(*report->rows));
	}
	report->rows[report->row_count++] = (struct ftl_parts_row){
	        .sku = ftl_strdup(report->arena, f->part->sku),
	        .name = ftl_strdup(report->arena, f->part->name),
	        .unit = f->part->unit,
	        .supplier = f->supplier,
	        .holding = f->now,
	        .free_milli = f->free_milli,
	        .reserved_milli = f->reserved_milli,
	        .sums = f->sums,
	        .over = at->over,
	        .idle_at = at->idle_at,
	        .idle_days = at->idle_days,
	        .pace = at->pace,
	};
}

static enum ftl_status take_part(struct folding *f, struct ftl_holdings *holdings,
                                 struct ftl_err *err)
{
	struct ftl_parts_report *report = f->report;
	const struct ftl_frame *frame = report->frame;
	const struct ftl_holding_move *move;
	struct standing now, was;

	f->supplier = ftl_parts_supplier(report, f->part->supplier_id);
	f->now = f->was = (struct ftl_holding){0};
	f->sums = f->sums_before = (struct ftl_parts_sums){0};
	f->free_milli = f->reserved_milli = 0;
	f->spot_count = 0;
	for (;;) {
		FTL_TRY(ftl_holdings_move(holdings, &move, err));
		if (move == NULL)
			break;
		FTL_TRY(take_move(f, move, err));
	}
	FTL_TRY(take_needs(f, holdings, err));
	now = stand(report, f->part->unit, &f->now, &f->sums, &frame->period);
	was = stand(report, f->part->unit, &f->was, &f->sums_before, &frame->before);
	if (!add_total(&report->now, &f->now, &f->sums, &now) ||
	    !add_total(&report->was, &f->was, &f->sums_before, &was))
		return ftl_parts_too_large(err);
	keep_row(f, &now);
	return take_places(f, err);
}

enum ftl_status ftl_parts_walk(struct ftl_parts_report *report, struct ftl_err *err)
{
	const struct ftl_report_context *context = report->context;
	struct folding folding FTL_CLEANUP(end_folding) = {.report = report};
	FTL_TXN(view);
	FTL_HOLDINGS(holdings);

	if (!context->has_view)
		FTL_TRY(ftl_txn_begin_read(context->db, &view, err));
	FTL_TRY(ftl_parts_load(report, err));
	FTL_TRY(ftl_parts_supply(report, err));
	FTL_TRY(ftl_parts_uncredited(report, err));
	FTL_TRY(ftl_holdings_open(context->db, context->site_id, context->as_of, &holdings, err));
	for (;;) {
		FTL_TRY(ftl_holdings_next(holdings, &folding.part, err));
		if (folding.part == NULL)
			return FTL_OK;
		FTL_TRY(take_part(&folding, holdings, err));
	}
}

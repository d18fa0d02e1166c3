#include "fettle/model/holding.h"

#include <stddef.h>

#include "fettle/base/attr.h"
#include "fettle/base/money.h"

#define DAY_SECONDS 86400

__extension__ typedef __int128 wide;

const char *const ftl_pace_names[FTL_PACES] = {
        [FTL_PACE_MOVING] = "moving", [FTL_PACE_SLOW] = "slow", [FTL_PACE_DEAD] = "dead"};

void ftl_holding_take(struct ftl_holding *holding, const struct ftl_stock_move *move,
                      bool is_taken_back)
{
	bool was_there = holding->stock.quantity_milli > 0;

	if (ftl_account_is_stock(move->from.account)) {
		holding->stock.quantity_milli -= move->quantity_milli;
		holding->stock.value_cents -= move->value_cents;
	}
	if (ftl_account_is_stock(move->to.account)) {
		holding->stock.quantity_milli += move->quantity_milli;
		holding->stock.value_cents += move->value_cents;
	}
	if (!was_there && holding->stock.quantity_milli > 0)
		holding->held_at = ftl_some(move->at);
	if (move->kind == FTL_MOVE_ISSUE && !is_taken_back)
		holding->used_at = ftl_some(move->at);
}

struct ftl_opt ftl_holding_idle_at(const struct ftl_holding *holding)
{
	if (holding->stock.quantity_milli <= 0)
		return ftl_none();
	if (holding->used_at.has && holding->used_at.value > holding->held_at.value)
		return holding->used_at;
	return holding->held_at;
}

enum ftl_pace ftl_pace_of(int64_t idle_days, const struct ftl_stock_limits *limits)
{
	if (idle_days >= limits->dead_days)
		return FTL_PACE_DEAD;
	return idle_days >= limits->slow_days ? FTL_PACE_SLOW : FTL_PACE_MOVING;
}

static void add(struct ftl_stock_sum *flow, const struct ftl_stock_move *move, int sign)
{
	flow->quantity_milli += sign * move->quantity_milli;
	flow->value_cents += sign * move->value_cents;
}

void ftl_stock_flows(const struct ftl_stock_move *move, enum ftl_move_kind kind,
                     struct ftl_stock_sum ret[FTL_FLOWS])
{
	static const struct {
		enum ftl_move_kind kind;
		enum ftl_flow flow;
	} plain[] = {
	        {FTL_MOVE_RECEIVE, FTL_FLOW_RECEIVED}, {FTL_MOVE_DEAD, FTL_FLOW_DEAD},
	        {FTL_MOVE_WRONG, FTL_FLOW_WRONG},      {FTL_MOVE_SCRAP, FTL_FLOW_SCRAPPED},
	        {FTL_MOVE_DAMAGE, FTL_FLOW_DAMAGED},
	};
	int sign = move->kind == FTL_MOVE_REVERSE ? -1 : 1;

	for (int flow = 0; flow < FTL_FLOWS; flow++)
		ret[flow] = (struct ftl_stock_sum){0};
	for (size_t i = 0; i < FTL_COUNT(plain); i++) {
		if (plain[i].kind == kind)
			add(&ret[plain[i].flow], move, sign);
	}
	if (kind == FTL_MOVE_REFUSED &&
	    (move->to.account == FTL_ACC_SCRAP || move->from.account == FTL_ACC_SCRAP))
		add(&ret[FTL_FLOW_SCRAPPED], move, sign);
	if (kind == FTL_MOVE_COUNT)
		add(&ret[FTL_FLOW_COUNTED], move, move->to.account == FTL_ACC_ADJUSTMENT ? 1 : -1);
	if (ftl_account_is_stock(move->from.account) && move->to.account == FTL_ACC_JOB)
		add(&ret[FTL_FLOW_USED], move, 1);
	if (move->from.account == FTL_ACC_JOB && ftl_account_is_stock(move->to.account))
		add(&ret[FTL_FLOW_USED], move, -1);
}

bool ftl_flow_is_loss(enum ftl_flow flow)
{
	return flow == FTL_FLOW_COUNTED || flow == FTL_FLOW_SCRAPPED || flow == FTL_FLOW_DAMAGED;
}

struct ftl_opt ftl_cover_seconds(int64_t held, int64_t used, int32_t days)
{
	int64_t seconds;

	if (used <= 0 ||
	    !ftl_money_share(held < 0 ? 0 : held, (int64_t)days * DAY_SECONDS, used, &seconds))
		return ftl_none();
	return ftl_some(seconds);
}

struct ftl_stock_sum ftl_stock_over(const struct ftl_stock_sum *stock, int64_t used_milli,
                                    int32_t days, int64_t enough_days, int64_t step_milli)
{
	struct ftl_stock_sum over = {0};
	wide step = (wide)step_milli * days;
	wide enough = ((wide)used_milli * enough_days + step - 1) / step * step_milli;

	if (used_milli <= 0 || stock->quantity_milli <= enough)
		return over;
	over.quantity_milli = stock->quantity_milli - (int64_t)enough;
	over.value_cents = stock->value_cents - ftl_stock_value_at(stock, 0, (int64_t)enough);
	return over;
}

/* The value of the first so many. */
static int64_t value_of(const struct ftl_stock_sum *stock, int64_t quantity_milli)
{
	int64_t value = 0;

	if (stock->quantity_milli == 0 ||
	    !ftl_money_share(stock->value_cents, quantity_milli, stock->quantity_milli, &value))
		return 0;
	return value;
}

int64_t ftl_stock_value_at(const struct ftl_stock_sum *stock, int64_t before_milli,
                           int64_t quantity_milli)
{
	return value_of(stock, before_milli + quantity_milli) - value_of(stock, before_milli);
}

int64_t ftl_part_need_milli(const struct ftl_part_need *need)
{
	return need->line_milli + need->given_milli;
}

bool ftl_part_need_is_filled(const struct ftl_part_need *need)
{
	return need->first_milli >= ftl_part_need_milli(need);
}

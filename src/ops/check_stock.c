#include <stdlib.h>
#include <string.h>

#include "fettle/base/text.h"
#include "ops/check.h"
#include "ops/stock.h"
#include "store/part.h"
#include "store/row.h"

/* The ledger of parts against all that is repeated from it. */

#define COMPARE "keep this file as it is, and compare it with the last good backup"

/* What moves brought to one account of a part: one leg of a move, or a sum of them. */
struct leg {
	struct ftl_stock_end end;
	int64_t lot_id;
	struct ftl_stock_sum sum;
};

/* The part whose moves are being added up. */
struct adding {
	struct ftl_checking *c;
	struct ftl_arena arena; /* of the part */
	struct ftl_part part;
	int64_t part_id;
	struct leg *legs;
	size_t count, capacity;
	struct ftl_stock_sum stock; /* by its moves */
	int64_t difference;         /* that the moves laid bare and none has told yet */
	bool is_out_of_range;
	/* The balances of all parts, standing on the first that was not taken yet. */
	struct ftl_cursor *balances;
	int64_t balance_part_id;
	struct ftl_part_balance balance;
	bool has_balance;
};

/* By the names of the accounts, as the database puts them in order. */
static int compare(const void *left, const void *right)
{
	const struct leg *a = left, *b = right;
	int names = strcmp(ftl_account_names[a->end.account], ftl_account_names[b->end.account]);

	if (names != 0)
		return names;
	if (a->end.place_id != b->end.place_id)
		return a->end.place_id < b->end.place_id ? -1 : 1;
	if (a->end.line_id != b->end.line_id)
		return a->end.line_id < b->end.line_id ? -1 : 1;
	return (a->lot_id > b->lot_id) - (a->lot_id < b->lot_id);
}

static void add_leg(struct adding *a, const struct ftl_stock_move *move,
                    const struct ftl_stock_end *end, int sign)
{
	bool has_value = !ftl_account_is_stock(end->account);
	struct leg *leg;

	/* Value alone has no quantity, and the stock has its value as a whole. */
	if (move->kind == FTL_MOVE_VALUE && !has_value)
		return;
	a->legs = ftl_store_grow(&a->arena, a->legs, a->count, &a->capacity, sizeof(*a->legs));
	leg = &a->legs[a->count++];
	*leg = (struct leg){
	        .end = *end,
	        .lot_id = move->lot_id,
	        .sum = {sign * move->quantity_milli, has_value ? sign * move->value_cents : 0}};
}

static void add_move(struct adding *a, const struct ftl_stock_move *move)
{
	int64_t difference;

	add_leg(a, move, &move->from, -1);
	add_leg(a, move, &move->to, 1);
	if (ftl_stock_is_difference(move)) {
		a->difference -= ftl_account_is_stock(move->from.account) ? move->value_cents
		                                                          : -move->value_cents;
		return;
	}
	if (!ftl_stock_settle(move, &a->stock, &difference))
		a->is_out_of_range = true;
	else
		a->difference += difference;
}

/* Legs of the same account made one. */
static void sum_legs(struct adding *a)
{
	size_t kept = 0;

	if (a->count > 1)
		qsort(a->legs, a->count, sizeof(*a->legs), compare);
	for (size_t i = 0; i < a->count; i++) {
		if (kept > 0 && compare(&a->legs[kept - 1], &a->legs[i]) == 0) {
			a->legs[kept - 1].sum.quantity_milli += a->legs[i].sum.quantity_milli;
			a->legs[kept - 1].sum.value_cents += a->legs[i].sum.value_cents;
		} else {
			a->legs[kept++] = a->legs[i];
		}
	}
	a->count = kept;
}

static void note(struct adding *a, const char *problem)
{
	const char *what = a->part.sku != NULL
	                           ? ftl_sprintf(&a->arena, "part %s", a->part.sku)
	                           : ftl_sprintf(&a->arena, "part row %lld", (long long)a->part_id);

	ftl_checking_note(a->c, what, problem, COMPARE);
}

static void note_balance(struct adding *a, enum ftl_account account, const struct leg *by_moves,
                         const struct ftl_part_balance *stored)
{
	const struct ftl_stock_sum none = {0};
	const struct ftl_stock_sum *wanted = by_moves != NULL ? &by_moves->sum : &none;
	const struct ftl_stock_sum *is = stored != NULL ? &stored->sum : &none;

	if (wanted->quantity_milli == is->quantity_milli && wanted->value_cents == is->value_cents)
		return;
	note(a, ftl_sprintf(&a->arena, "account '%s' holds %s by its moves, and %s is written down",
	                    ftl_account_names[account],
	                    ftl_stock_words(&a->arena, &a->part, wanted->quantity_milli),
	                    wanted->quantity_milli != is->quantity_milli
	                            ? ftl_stock_words(&a->arena, &a->part, is->quantity_milli)
	                            : "another value"));
}

static enum ftl_status next_balance(struct adding *a, struct ftl_err *err)
{
	return ftl_store_balance_next(a->balances, &a->balance_part_id, &a->balance,
	                              &a->has_balance, err);
}

/* Both lists are in order of account, place, line and lot. */
static enum ftl_status compare_balances(struct adding *a, struct ftl_err *err)
{
	size_t i = 0;

	while (a->has_balance && a->balance_part_id < a->part_id)
		FTL_TRY(next_balance(a, err));
	for (;;) {
		bool has = a->has_balance && a->balance_part_id == a->part_id;
		const struct leg stored = {.end = a->balance.end, .lot_id = a->balance.lot_id};
		int order = !has ? -1 : i == a->count ? 1 : compare(&a->legs[i], &stored);

		if (!has && i == a->count)
			return FTL_OK;
		note_balance(a, order <= 0 ? a->legs[i].end.account : a->balance.end.account,
		             order <= 0 ? &a->legs[i] : NULL, order >= 0 ? &a->balance : NULL);
		if (order <= 0)
			i++;
		if (order >= 0)
			FTL_TRY(next_balance(a, err));
	}
}

/* What came in is what went out and what is left: of the quantity, and of the money. */
static void prove_sums(struct adding *a)
{
	int64_t value = a->stock.value_cents;

	for (size_t i = 0; i < a->count; i++)
		value += a->legs[i].sum.value_cents;
	if (a->is_out_of_range)
		note(a, "its moves are out of range");
	else if (value != 0)
		note(a, "the money of its moves does not add up");
	else if (a->difference != 0)
		note(a, "a difference of cost was not told by a move");
	if (a->stock.quantity_milli != a->part.stock.quantity_milli ||
	    a->stock.value_cents != a->part.stock.value_cents)
		note(a, "its stock is not what its moves say");
}

static enum ftl_status finish_part(struct adding *a, struct ftl_err *err)
{
	if (a->part_id == 0)
		return FTL_OK;
	FTL_TRY(ftl_part_load(a->c->app, &a->arena, a->part_id, &a->part, err));
	sum_legs(a);
	prove_sums(a);
	return compare_balances(a, err);
}

static void begin_part(struct adding *a, int64_t part_id)
{
	ftl_arena_reset(&a->arena);
	a->legs = NULL;
	a->count = a->capacity = 0;
	a->stock = (struct ftl_stock_sum){0};
	a->difference = 0;
	a->is_out_of_range = false;
	a->part = (struct ftl_part){0};
	a->part_id = part_id;
}

/* Memory is that of the moves of one part. */
static enum ftl_status check_moves(struct adding *a, struct ftl_err *err)
{
	FTL_CURSOR(moves);
	struct ftl_stock_move move;
	bool more;

	FTL_TRY(ftl_store_move_all(a->c->app->db, a->c->app->site_id, &moves, err));
	FTL_TRY(next_balance(a, err));
	for (;;) {
		FTL_TRY(ftl_store_move_bare_next(moves, &move, &more, err));
		if (!more)
			return finish_part(a, err);
		if (move.part_id != a->part_id) {
			FTL_TRY(finish_part(a, err));
			begin_part(a, move.part_id);
		}
		add_move(a, &move);
	}
}

static enum ftl_status check_lines(struct ftl_checking *c, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	static const char *const words[] = {
	        [FTL_ASTRAY_COST] = "does not cost what its moves say",
	        [FTL_ASTRAY_SERIAL] = "is not where its last move put it",
	        [FTL_ASTRAY_HELD] = "is off the bill or closed and still holds some",
	        [FTL_ASTRAY_LOST] = "has moves, and nothing says where it is",
	};
	const struct ftl_stock_astray *rows;
	size_t count;

	FTL_TRY(ftl_store_stock_astray(c->app->db, &scratch, c->app->site_id, &rows, &count, err));
	for (size_t i = 0; i < count; i++)
		ftl_checking_note(c, ftl_sprintf(&scratch, "part %s", rows[i].sku),
		                  ftl_sprintf(&scratch, "%s %s", rows[i].what, words[rows[i].kind]),
		                  COMPARE);
	return FTL_OK;
}

enum ftl_status ftl_check_stock(struct ftl_checking *c, struct ftl_err *err)
{
	FTL_CURSOR(balances);
	struct adding a = {.c = c};
	enum ftl_status status;

	FTL_TRY(ftl_store_balance_all(c->app->db, c->app->site_id, &balances, err));
	a.balances = balances;
	status = check_moves(&a, err);
	ftl_arena_done(&a.arena);
	return status != FTL_OK ? status : check_lines(c, err);
}

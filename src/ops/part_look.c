#include <string.h>

#include "fettle/base/text.h"
#include "ops/stock.h"
#include "store/part.h"

/* The catalogue and the ledger as they are read. */

enum ftl_status ftl_part_get(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                             struct ftl_part_full *ret, struct ftl_err *err)
{
	struct ftl_part_full full = {0};
	int64_t id;

	FTL_TRY(ftl_find_part(app, arena, text, &full.part, err));
	id = full.part.id;
	FTL_TRY(ftl_store_part_numbers(app->db, arena, id, &full.numbers, &full.number_count, err));
	FTL_TRY(ftl_store_part_fits(app->db, arena, id, &full.fits, &full.fit_count, err));
	FTL_TRY(ftl_store_part_prices(app->db, arena, id, &full.prices, &full.price_count, err));
	FTL_TRY(ftl_store_part_reorders(app->db, arena, id, &full.reorders, &full.reorder_count,
	                                err));
	FTL_TRY(ftl_store_balance_list(app->db, arena, id, &full.balances, &full.balance_count,
	                               err));
	*ret = full;
	return FTL_OK;
}

/* Whether a part's SKU, name or number has the text, as keys compare. */
static bool is_like(struct ftl_arena *arena, const struct ftl_part *part, const char *key)
{
	const char *const texts[] = {part->sku, part->name, part->maker_number};

	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		if (texts[i] != NULL && strstr(ftl_text_key(arena, texts[i]), key) != NULL)
			return true;
	}
	return false;
}

enum ftl_status ftl_part_list(struct ftl_app *app, const struct ftl_part_filter *filter,
                              ftl_part_each *each, bool (*is_enough)(void *context), void *context,
                              struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(keep);
	FTL_ARENA(row);
	const char *key = filter->text != NULL ? ftl_text_key(&keep, filter->text) : NULL;
	struct ftl_part part;
	bool more;

	FTL_TRY(ftl_store_part_select(app->db, FTL_PARTS_OF, app->site_id, 0, NULL,
	                              ftl_app_today(app), &cursor, err));
	while (is_enough == NULL || !is_enough(context)) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_part_next(cursor, &row, &part, &more, err));
		if (!more)
			break;
		if ((part.is_retired && !filter->has_retired) ||
		    (filter->is_in_stock && part.stock.quantity_milli == 0) ||
		    (key != NULL && !is_like(&row, &part, key)))
			continue;
		FTL_TRY(each(context, &part, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_part_explain(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                 struct ftl_part *ret, ftl_move_each *each, void *context,
                                 struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(row);
	struct ftl_part_move move;
	struct ftl_stock_sum stock = {0};
	int64_t difference;
	bool more;

	FTL_TRY(ftl_find_part(app, arena, text, ret, err));
	FTL_TRY(ftl_store_move_of_part(app->db, ret->id, &cursor, err));
	for (;;) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_move_next(cursor, &row, &move, &more, err));
		if (!more)
			return FTL_OK;
		/* A difference of cost is told by the move of its own that follows. */
		if (!ftl_stock_is_difference(&move.move) &&
		    !ftl_stock_settle(&move.move, &stock, &difference))
			return ftl_fail(err, FTL_DB, "part", "the moves of %s do not add up",
			                ret->sku);
		FTL_TRY(each(context, &move, &stock, err));
	}
}

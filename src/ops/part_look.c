#include <stdlib.h>
#include <string.h>

#include "fettle/base/text.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/stock.h"
#include "store/part.h"
#include "store/purchase.h"

/* The catalogue and the ledger as they are read. */

/* The jobs that a part is kept for, or that lack it. */
static enum ftl_status look_at_needs(struct ftl_app *app, struct ftl_arena *arena,
                                     struct ftl_part_full *full, struct ftl_err *err)
{
	const struct ftl_purchase_need *all;
	struct ftl_purchase_need *needs;
	size_t count;

	FTL_TRY(ftl_store_purchase_needs(app->db, arena, app->site_id, &all, &count, err));
	needs = ftl_alloc(arena, count + 1, sizeof(*needs));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_part_progress *progress = &all[i].progress;

		if (all[i].part_id == full->part.id &&
		    (progress->reserved_milli > 0 || ftl_part_missing(progress) > 0))
			needs[full->need_count++] = all[i];
	}
	full->needs = needs;
	return FTL_OK;
}

enum ftl_status ftl_part_get(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                             bool has_serials, struct ftl_part_full *ret, struct ftl_err *err)
{
	int64_t most = has_serials ? INT64_MAX : FTL_PART_SERIALS_MOST;
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
	FTL_TRY(ftl_store_serial_list(app->db, arena, id, most, &full.serials, &full.serial_count,
	                              &full.serials_in_all, err));
	FTL_TRY(ftl_store_purchase_due(app->db, arena, app->site_id, id, &full.due, &full.due_count,
	                               err));
	FTL_TRY(look_at_needs(app, arena, &full, err));
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

/* Parts that a question has named, by id. */
struct chosen {
	bool is_asked;
	const int64_t *ids; /* ascending */
	size_t count;
};

struct listing {
	struct ftl_app *app;
	const struct ftl_part_filter *filter;
	struct ftl_arena *keep;
	const char *key; /* of the text; NULL: any */
	int64_t supplier_id;
	struct chosen at_place, fitting, below;
};

static int compare_ids(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static bool is_chosen(const struct chosen *chosen, int64_t part_id)
{
	return !chosen->is_asked ||
	       (chosen->count > 0 && bsearch(&part_id, chosen->ids, chosen->count,
	                                     sizeof(*chosen->ids), compare_ids) != NULL);
}

/* "Brand: Model", or one word that is either. */
static enum ftl_status choose_fitting(struct listing *l, struct ftl_err *err)
{
	const char *text = l->filter->fits, *colon = strchr(text, ':'), *brand, *model;
	struct ftl_db *db = l->app->db;

	l->fitting.is_asked = true;
	FTL_TRY(ftl_text_require(l->keep, "fits", FTL_TEXT_LINE, FTL_NAME_MAX, text,
	                         colon != NULL ? (size_t)(colon - text) : strlen(text), &brand,
	                         err));
	brand = ftl_text_key(l->keep, brand);
	if (colon == NULL)
		return ftl_store_part_fitting_any(db, l->keep, brand, &l->fitting.ids,
		                                  &l->fitting.count, err);
	FTL_TRY(ftl_text_require(l->keep, "fits", FTL_TEXT_LINE, FTL_NAME_MAX, colon + 1,
	                         strlen(colon + 1), &model, err));
	return ftl_store_part_fitting(db, l->keep, brand, ftl_text_key(l->keep, model),
	                              &l->fitting.ids, &l->fitting.count, err);
}

/* So few are free at a place that more are to be ordered for it. */
static enum ftl_status choose_below(struct listing *l, struct ftl_err *err)
{
	const struct ftl_purchase_point *points;
	size_t count;
	int64_t *ids;

	l->below.is_asked = true;
	FTL_TRY(ftl_store_purchase_points(l->app->db, l->keep, l->app->site_id, &points, &count,
	                                  err));
	ids = ftl_alloc(l->keep, count + 1, sizeof(*ids));
	for (size_t i = 0; i < count; i++) {
		if (points[i].free_milli <= points[i].reorder.point_milli)
			ids[l->below.count++] = points[i].part_id;
	}
	l->below.ids = ids;
	return FTL_OK;
}

static enum ftl_status choose(struct listing *l, struct ftl_err *err)
{
	const struct ftl_part_filter *filter = l->filter;
	struct ftl_supplier supplier;
	struct ftl_place place;

	if (filter->text != NULL)
		l->key = ftl_text_key(l->keep, filter->text);
	if (filter->supplier != NULL) {
		FTL_TRY(ftl_find_supplier(l->app, l->keep, filter->supplier, &supplier, err));
		l->supplier_id = supplier.id;
	}
	if (filter->place != NULL) {
		FTL_TRY(ftl_find_place(l->app, l->keep, filter->place, &place, err));
		l->at_place.is_asked = true;
		FTL_TRY(ftl_store_part_at_place(l->app->db, l->keep, place.id, &l->at_place.ids,
		                                &l->at_place.count, err));
	}
	if (filter->fits != NULL)
		FTL_TRY(choose_fitting(l, err));
	return filter->is_below ? choose_below(l, err) : FTL_OK;
}

static bool is_wanted(const struct listing *l, struct ftl_arena *row, const struct ftl_part *part)
{
	const struct ftl_part_filter *filter = l->filter;
	bool has_stock = part->stock.quantity_milli != 0;

	return (!part->is_retired || filter->has_retired) && (has_stock || !filter->is_in_stock) &&
	       (!has_stock || !filter->is_out) &&
	       (l->supplier_id == 0 || part->supplier_id == l->supplier_id) &&
	       is_chosen(&l->at_place, part->id) && is_chosen(&l->fitting, part->id) &&
	       is_chosen(&l->below, part->id) && (l->key == NULL || is_like(row, part, l->key));
}

enum ftl_status ftl_part_list(struct ftl_app *app, const struct ftl_part_filter *filter,
                              ftl_part_each *each, bool (*is_enough)(void *context), void *context,
                              struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	FTL_ARENA(keep);
	FTL_ARENA(row);
	struct listing l = {.app = app, .filter = filter, .keep = &keep};
	struct ftl_part part;
	bool more;

	FTL_TRY(choose(&l, err));
	FTL_TRY(ftl_store_part_select(app->db, FTL_PARTS_OF, app->site_id, 0, NULL,
	                              ftl_app_today(app), &cursor, err));
	while (is_enough == NULL || !is_enough(context)) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_part_next(cursor, &row, &part, &more, err));
		if (!more)
			break;
		if (is_wanted(&l, &row, &part))
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

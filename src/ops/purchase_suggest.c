#include <stdlib.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/purchase.h"
#include "ops/stock.h"
#include "store/row.h"

/* What is to be ordered, and why. */

/* What a line of a job lacks, of the part that can be bought. */
struct need {
	const struct ftl_purchase_need *line;
	int64_t part_id;
	int64_t lack_milli;
	const char *instead_of; /* SKU of the part that it takes the place of; NULL: of none */
};

/* The lists, each in order of parts, standing on what was not looked at yet. */
struct planning {
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct need *needs;
	size_t need_count, need;
	const struct ftl_purchase_point *points;
	size_t point_count, point;
	const struct ftl_purchase_coming *coming;
	size_t coming_count;
	int64_t supplier_id; /* 0: any */
	struct ftl_purchase_wish *wishes;
	size_t count, capacity;
	struct ftl_part part; /* that is looked at */
	int64_t free_milli;   /* of it, for any job */
	int64_t coming_milli; /* of it, for no job */
};

static void add_wish(struct planning *p, int64_t quantity_milli, const struct need *need,
                     const char *because)
{
	struct ftl_purchase_wish *wish;
	struct ftl_opt unit = p->part.cost_cents;

	if (p->supplier_id != 0 && p->part.supplier_id != p->supplier_id)
		return;
	p->wishes = ftl_store_grow(p->arena, p->wishes, p->count, &p->capacity, sizeof(*wish));
	wish = &p->wishes[p->count++];
	*wish = (struct ftl_purchase_wish){
	        .part = p->part, .quantity_milli = quantity_milli, .because = because};
	if (need != NULL) {
		wish->order_line_id = need->line->line_id;
		wish->order = need->line->order;
		wish->order_position = need->line->position;
	}
	wish->cost_cents.has = unit.has && ftl_money_share(unit.value, quantity_milli, 1000,
	                                                   &wish->cost_cents.value);
}

static int64_t take(int64_t *from, int64_t wanted)
{
	int64_t taken = *from < wanted ? *from : wanted;

	if (taken < 0)
		taken = 0;
	*from -= taken;
	return taken;
}

/* A job is served by what is free, then by what comes for nobody; the rest is to be ordered. */
static void plan_job(struct planning *p, const struct need *need)
{
	int64_t lack = need->lack_milli;
	char eye[FTL_CODE_SIZE];

	lack -= take(&p->free_milli, lack);
	lack -= take(&p->coming_milli, lack);
	if (lack == 0)
		return;
	add_wish(p, lack, need,
	         ftl_sprintf(p->arena, "%s lacks %s on line %d%s%s%s",
	                     ftl_code_eye_of(eye, need->line->order),
	                     ftl_stock_words(p->arena, &p->part, lack), need->line->position,
	                     need->instead_of != NULL ? ", of " : "",
	                     need->instead_of != NULL ? need->instead_of : "",
	                     need->instead_of != NULL ? ", whose place it takes" : ""));
}

/* What is left of the part, place by place, against the point at which it is ordered again. */
static void plan_places(struct planning *p, int64_t used_milli)
{
	int64_t wanted = 0;
	FTL_BUF(because);

	for (; p->point < p->point_count && p->points[p->point].part_id == p->part.id; p->point++) {
		const struct ftl_part_reorder *reorder = &p->points[p->point].reorder;
		int64_t free_milli = p->points[p->point].free_milli;

		free_milli -= take(&used_milli, free_milli);
		if (free_milli > reorder->point_milli)
			continue;
		if (free_milli + p->coming_milli > reorder->point_milli) {
			(void)take(&p->coming_milli, reorder->quantity_milli);
			continue;
		}
		ftl_buf_printf(&because, "%s%s has %s free", because.length > 0 ? "; " : "",
		               reorder->place, ftl_stock_words(p->arena, &p->part, free_milli));
		if (p->coming_milli > 0)
			ftl_buf_printf(&because, " and %s on order",
			               ftl_stock_words(p->arena, &p->part, p->coming_milli));
		ftl_buf_printf(&because, ", ordered again at %s",
		               ftl_stock_words(p->arena, &p->part, reorder->point_milli));
		wanted += reorder->quantity_milli;
		p->coming_milli = 0;
	}
	if (wanted > 0 && !p->part.is_retired && p->part.superseded_by_id == 0)
		add_wish(p, wanted, NULL, ftl_strdup(p->arena, ftl_buf_cstr(&because)));
}

static int64_t coming_of(const struct planning *p, int64_t part_id)
{
	for (size_t i = 0; i < p->coming_count; i++) {
		if (p->coming[i].part_id == part_id)
			return p->coming[i].quantity_milli;
	}
	return 0;
}

/* The next part of either list; 0: there is none. */
static int64_t next_part(const struct planning *p)
{
	int64_t need = p->need < p->need_count ? p->needs[p->need].part_id : 0;
	int64_t point = p->point < p->point_count ? p->points[p->point].part_id : 0;

	if (need == 0 || point == 0)
		return need + point;
	return need < point ? need : point;
}

static enum ftl_status plan_part(struct planning *p, int64_t part_id, struct ftl_err *err)
{
	FTL_TRY(ftl_part_load(p->app, p->arena, part_id, &p->part, err));
	p->free_milli = p->part.shelf_milli;
	p->coming_milli = coming_of(p, part_id);
	for (; p->need < p->need_count && p->needs[p->need].part_id == part_id; p->need++)
		plan_job(p, &p->needs[p->need]);
	plan_places(p, p->part.shelf_milli - p->free_milli);
	return FTL_OK;
}

/* Of a part that is not made any more what is left serves first; the rest is lacking of the one
 * that takes its place. The needs of one part, from `from` on; *ret_kept is how many are left of
 * all. */
static enum ftl_status pass_on(struct planning *p, size_t from, size_t count, size_t *ret_kept,
                               struct ftl_err *err)
{
	int64_t free_milli, coming_milli;
	struct ftl_part old, part, next;

	FTL_TRY(ftl_part_load(p->app, p->arena, p->needs[from].part_id, &old, err));
	free_milli = old.shelf_milli;
	coming_milli = coming_of(p, old.id);
	part = old;
	while (part.superseded_by_id != 0) { /* never leads back */
		FTL_TRY(ftl_part_load(p->app, p->arena, part.superseded_by_id, &next, err));
		if (next.unit != old.unit) /* its unit was another by then */
			break;
		part = next;
	}
	for (size_t i = from; i < from + count; i++) {
		struct need need = p->needs[i];

		if (part.id != old.id) {
			need.lack_milli -= take(&free_milli, need.lack_milli);
			need.lack_milli -= take(&coming_milli, need.lack_milli);
			need.part_id = part.id;
			need.instead_of = old.sku;
		}
		if (need.lack_milli > 0)
			p->needs[(*ret_kept)++] = need;
	}
	return FTL_OK;
}

static int by_part(const void *left, const void *right)
{
	const struct need *a = left, *b = right;

	if (a->part_id != b->part_id)
		return a->part_id < b->part_id ? -1 : 1;
	return (a->line->line_id > b->line->line_id) - (a->line->line_id < b->line->line_id);
}

/* What jobs lack and nobody has ordered, in order of the parts that can be bought for it. */
static enum ftl_status take_needs(struct planning *p, const struct ftl_purchase_need *rows,
                                  size_t count, struct ftl_err *err)
{
	size_t lacking = 0;

	p->needs = ftl_alloc(p->arena, count + 1, sizeof(*p->needs));
	for (size_t i = 0; i < count; i++) {
		int64_t lack = ftl_part_missing(&rows[i].progress) - rows[i].progress.ordered_milli;

		if (lack > 0)
			p->needs[lacking++] = (struct need){&rows[i], rows[i].part_id, lack, NULL};
	}
	for (size_t from = 0, to; from < lacking; from = to) {
		for (to = from + 1; to < lacking; to++) {
			if (p->needs[to].part_id != p->needs[from].part_id)
				break;
		}
		FTL_TRY(pass_on(p, from, to - from, &p->need_count, err));
	}
	if (p->need_count > 1)
		qsort(p->needs, p->need_count, sizeof(*p->needs), by_part);
	return FTL_OK;
}

/* What has no supplier comes last. */
static int compare(const void *left, const void *right)
{
	const struct ftl_purchase_wish *a = left, *b = right;
	int order;

	if ((a->part.supplier == NULL) != (b->part.supplier == NULL))
		return a->part.supplier == NULL ? 1 : -1;
	order = a->part.supplier == NULL ? 0 : strcmp(a->part.supplier, b->part.supplier);
	if (order == 0)
		order = (a->order == NULL) - (b->order == NULL);
	if (order == 0)
		order = strcmp(a->part.sku, b->part.sku);
	if (order == 0)
		order = (a->order_line_id > b->order_line_id) -
		        (a->order_line_id < b->order_line_id);
	return order;
}

static enum ftl_status plan(struct planning *p, const char *supplier, struct ftl_err *err)
{
	struct ftl_db *db = p->app->db;
	const struct ftl_purchase_need *rows;
	struct ftl_supplier found;
	size_t count;

	if (supplier != NULL) {
		FTL_TRY(ftl_find_supplier(p->app, p->arena, supplier, &found, err));
		p->supplier_id = found.id;
	}
	FTL_TRY(ftl_store_purchase_needs(db, p->arena, p->app->site_id, &rows, &count, err));
	FTL_TRY(ftl_store_purchase_points(db, p->arena, p->app->site_id, &p->points,
	                                  &p->point_count, err));
	FTL_TRY(ftl_store_purchase_coming(db, p->arena, p->app->site_id, &p->coming,
	                                  &p->coming_count, err));
	FTL_TRY(take_needs(p, rows, count, err));
	for (int64_t part_id = next_part(p); part_id != 0; part_id = next_part(p))
		FTL_TRY(plan_part(p, part_id, err));
	if (p->count > 1)
		qsort(p->wishes, p->count, sizeof(*p->wishes), compare);
	return FTL_OK;
}

/* The draft of the supplier whose wishes begin at *at, which then stands on the next one's. */
static enum ftl_status make_draft(struct ftl_op *op, struct planning *p, size_t *at,
                                  struct ftl_err *err)
{
	struct ftl_buying b = {.op = op, .app = p->app, .arena = p->arena};
	const struct ftl_supplier supplier = {.id = p->wishes[*at].part.supplier_id,
	                                      .name = p->wishes[*at].part.supplier};

	FTL_TRY(ftl_buying_draft(&b, &supplier, NULL, err));
	for (; *at < p->count && p->wishes[*at].part.supplier_id == supplier.id; ++*at) {
		struct ftl_purchase_wish *wish = &p->wishes[*at];
		struct ftl_purchase_line line = {.part_id = wish->part.id,
		                                 .quantity_milli = wish->quantity_milli,
		                                 .unit_cost_cents = wish->part.cost_cents,
		                                 .order_line_id = wish->order_line_id};

		wish->purchase = b.purchase.code;
		FTL_TRY(ftl_buying_line(&b, &line, err));
	}
	return FTL_OK;
}

static enum ftl_status make(struct planning *p, const char *supplier, struct ftl_purchase_plan *ret,
                            struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_purchase_plan made = {0};
	size_t at = 0;

	FTL_TRY(ftl_op_begin(p->app, "purchase.suggest", FTL_CAN_PURCHASE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(plan(p, supplier, err));
	while (at < p->count && p->wishes[at].part.supplier_id != 0) {
		FTL_TRY(make_draft(&op, p, &at, err));
		made.drafts++;
	}
	made.wishes = p->wishes;
	made.count = p->count;
	made.left_out = p->count - at;
	if (made.drafts > 0)
		FTL_TRY(ftl_op_commit(&op, &made, err));
	*ret = made;
	return FTL_OK;
}

enum ftl_status ftl_purchase_suggest(struct ftl_app *app, struct ftl_arena *arena,
                                     const char *supplier, bool is_make,
                                     struct ftl_purchase_plan *ret, struct ftl_err *err)
{
	struct planning p = {.app = app, .arena = arena};

	if (is_make)
		return make(&p, supplier, ret, err);
	FTL_TRY(plan(&p, supplier, err));
	*ret = (struct ftl_purchase_plan){.wishes = p.wishes, .count = p.count};
	return FTL_OK;
}

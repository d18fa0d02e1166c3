#include <stdlib.h>

#include "fettle/ops/payer.h"
#include "ops/find.h"
#include "store/event.h"
#include "store/row.h"

/* What payers were asked before repairs. */

/* The day it expires, then the job; of one job the payer who was asked first. */
static int compare(const void *left, const void *right)
{
	const struct ftl_claim_preauth *a = left, *b = right;

	if (a->days_left.has != b->days_left.has)
		return a->days_left.has ? -1 : 1;
	if (a->days_left.value != b->days_left.value)
		return a->days_left.value < b->days_left.value ? -1 : 1;
	if (a->order.id != b->order.id)
		return a->order.id < b->order.id ? -1 : 1;
	return (a->preauth.asked_at > b->preauth.asked_at) -
	       (a->preauth.asked_at < b->preauth.asked_at);
}

enum ftl_status ftl_claim_preauths(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_claim_preauth **ret, size_t *ret_count,
                                   struct ftl_err *err)
{
	int32_t today = ftl_app_today(app);
	struct ftl_claim_preauth *rows = NULL;
	size_t count, event_count, row_count = 0, capacity = 0;
	const struct ftl_order_event *events;
	const char *const *codes;

	FTL_TRY(ftl_store_event_preauths(app->db, arena, app->site_id, &codes, &count, err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_claim_preauth row = {0};
		struct ftl_preauths preauths;

		FTL_TRY(ftl_find_order(app, arena, codes[i], &row.order, err));
		FTL_TRY(ftl_store_event_list(app->db, arena, row.order.id, &events, &event_count,
		                             err));
		ftl_preauths_fold(events, event_count, today, &preauths);
		for (size_t j = 0; j < preauths.count; j++) {
			row.preauth = preauths.list[j];
			row.days_left = row.preauth.valid_until;
			row.days_left.value -= row.days_left.has ? today : 0;
			rows = ftl_store_grow(arena, rows, row_count, &capacity, sizeof(*rows));
			rows[row_count++] = row;
		}
	}
	if (row_count > 1)
		qsort(rows, row_count, sizeof(*rows), compare);
	*ret = rows;
	*ret_count = row_count;
	return FTL_OK;
}

#include "ops/share.h"

#include <string.h>

#include "fettle/model/ident.h"
#include "fettle/model/share.h"
#include "ops/estimate.h"
#include "store/claim.h"
#include "store/cover.h"
#include "store/estimate.h"
#include "store/line.h"

/* What a payer was asked for stays as it was asked, unless they refused it. */
static bool is_held(const struct ftl_claim_line_row *rows, size_t count, int64_t line_id)
{
	for (size_t i = 0; i < count; i++) {
		if (rows[i].line.line_id == line_id && ftl_claim_line_is_held(&rows[i].line) &&
		    ftl_claim_holds_lines(rows[i].claim_state))
			return true;
	}
	return false;
}

enum ftl_status ftl_share_find(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                               struct ftl_order_line **ret, size_t *ret_count, bool *ret_is_claimed,
                               struct ftl_err *err)
{
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	const struct ftl_claim_line_row *claimed;
	const struct ftl_order_line *rows;
	struct ftl_order_line *lines;
	size_t claimed_count;
	bool has_cover, *held;

	FTL_TRY(ftl_store_line_list(db, arena, order_id, &rows, ret_count, err));
	FTL_TRY(ftl_store_claim_lines_of_order(db, arena, order_id, &claimed, &claimed_count, err));
	FTL_TRY(ftl_store_cover_get(db, arena, order_id, cover, &has_cover, err));
	lines = ftl_alloc(arena, *ret_count + 1, sizeof(*lines));
	held = ftl_alloc(arena, *ret_count + 1, sizeof(*held));
	for (size_t i = 0; i < *ret_count; i++) {
		lines[i] = rows[i];
		/* What was taken off stays as it was when it was. */
		held[i] = rows[i].is_removed || is_held(claimed, claimed_count, rows[i].id);
	}
	*ret = lines;
	*ret_is_claimed = claimed_count > 0;
	return has_cover ? ftl_share_lines(cover, lines, *ret_count, held, err) : FTL_OK;
}

enum ftl_status ftl_share_bill(struct ftl_op *op, struct ftl_arena *arena, int64_t order_id,
                               struct ftl_err *err)
{
	struct ftl_db *db = op->app->db;
	const struct ftl_order_line *rows;
	struct ftl_order_line *lines;
	bool is_claimed;
	size_t count;

	FTL_TRY(ftl_share_find(db, arena, order_id, &lines, &count, &is_claimed, err));
	FTL_TRY(ftl_store_line_list(db, arena, order_id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].line.shared_cents != rows[i].line.shared_cents)
			FTL_TRY(ftl_store_line_share(db, &lines[i], err));
	}
	return FTL_OK;
}

/* Whether a line of the bill stays on it beside those of an estimate. */
static bool stays(const struct ftl_order_line *line, const struct ftl_estimate *all, size_t count,
                  const struct ftl_order_line *own, size_t own_count)
{
	if (line->is_removed)
		return false;
	for (size_t i = 0; i < own_count; i++) {
		if (own[i].id == line->id)
			return false;
	}
	for (size_t i = 0; i < count; i++) {
		if (ftl_estimate_holds(&all[i], line->id, true))
			return false;
	}
	return true;
}

enum ftl_status ftl_share_estimate(struct ftl_op *op, struct ftl_arena *arena, int64_t order_id,
                                   const struct ftl_estimate *estimate, struct ftl_err *err)
{
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	const struct ftl_order_line *bill, *own;
	const struct ftl_estimate *all;
	struct ftl_order_line *lines;
	size_t bill_count, own_count, estimates, count = 0;
	bool has_cover, *held;

	FTL_TRY(ftl_store_cover_get(op->app->db, arena, order_id, cover, &has_cover, err));
	if (!has_cover)
		return FTL_OK;
	FTL_TRY(ftl_store_line_list(op->app->db, arena, order_id, &bill, &bill_count, err));
	FTL_TRY(ftl_store_estimate_lines(op->app->db, arena, estimate->id, &own, &own_count, err));
	FTL_TRY(ftl_estimate_of_order(op->app, arena, order_id, &all, &estimates, err));
	lines = ftl_alloc(arena, bill_count + own_count + 1, sizeof(*lines));
	held = ftl_alloc(arena, bill_count + own_count + 1, sizeof(*held));
	for (size_t i = 0; i < bill_count; i++) {
		held[count] = stays(&bill[i], all, estimates, own, own_count);
		if (held[count])
			lines[count++] = bill[i];
	}
	for (size_t i = 0; i < own_count; i++) {
		held[count + i] = false;
		lines[count + i] = own[i];
	}
	FTL_TRY(ftl_share_lines(cover, lines, count + own_count, held, err));
	for (size_t i = 0; i < own_count; i++) {
		if (lines[count + i].line.shared_cents != own[i].line.shared_cents)
			FTL_TRY(ftl_store_estimate_line_update(op->app->db, estimate->id,
			                                       &lines[count + i], err));
	}
	return FTL_OK;
}

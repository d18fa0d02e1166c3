#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/stocktake.h"
#include "ops/verify.h"

/* What differs of one event; NULL: nothing. */
static enum ftl_status check_event(struct ftl_db *db, struct ftl_arena *arena,
                                   const struct ftl_stocktake *stocktake,
                                   const struct ftl_stocktake_line *line,
                                   const struct ftl_stocktake_event *event, const char **ret,
                                   struct ftl_err *err)
{
	bool is_more = event->quantity_milli > 0, is_reversed, found;
	struct ftl_stock_move move;
	int64_t expected, cents;

	if (event->act == FTL_STOCKTAKE_SCAN || event->act == FTL_STOCKTAKE_COUNT) {
		FTL_TRY(ftl_stocktake_expected(db, arena, stocktake->place_id, line,
		                               event->ledger_id, &expected, err));
		if (expected != event->expected_milli)
			*ret = "what was expected is not what the ledger of parts said then";
	}
	if (event->act != FTL_STOCKTAKE_ADJUST)
		return FTL_OK;
	FTL_TRY(ftl_store_move_get(db, arena, event->move_id, &move, &is_reversed, &found, err));
	cents = is_more ? move.value_cents : -move.value_cents;
	if (!found || move.kind != FTL_MOVE_COUNT || move.part_id != line->part_id ||
	    move.lot_id != line->lot_id ||
	    ftl_stocktake_moved(&move, stocktake->place_id) != event->quantity_milli ||
	    cents != event->value_cents.value)
		*ret = "what was posted is not what the ledger of parts says";
	return FTL_OK;
}

/* What was posted against what the counts before it and the ledger differed by. */
static enum ftl_status check_line(struct ftl_db *db, struct ftl_arena *arena,
                                  const struct ftl_stocktake *stocktake,
                                  const struct ftl_stocktake_line *line, int64_t posted_id,
                                  const char **ret, struct ftl_err *err)
{
	const struct ftl_stocktake_event *events;
	const struct ftl_stock_move *moves;
	struct ftl_stocktake_count count;
	struct ftl_stocktake_drift drift = {0};
	bool is_piece = line->serial_key != NULL;
	size_t event_count, move_count;

	FTL_TRY(ftl_store_stocktake_events_of(db, arena, line->id, &events, &event_count, err));
	for (size_t i = 0; i < event_count && *ret == NULL; i++)
		FTL_TRY(check_event(db, arena, stocktake, line, &events[i], ret, err));
	FTL_TRY(ftl_stocktake_fold_line(db, arena, stocktake, line, &count, err));
	if (*ret != NULL || posted_id == 0 || !(count.is_counted || count.is_adjusted))
		return FTL_OK;
	FTL_TRY(ftl_store_stocktake_moves(db, arena, line, count.first_id, &moves, &move_count,
	                                  err));
	for (size_t i = 0; i < move_count && moves[i].id < posted_id; i++)
		ftl_stocktake_drift_add(&drift, &count, stocktake->place_id, is_piece, &moves[i]);
	if (ftl_stocktake_find(&count, &drift).difference_milli != count.adjusted_milli)
		*ret = "what was posted is not what its counts and the ledger differed by";
	return FTL_OK;
}

enum ftl_status ftl_verify_stocktake(struct ftl_db *db, int64_t id, bool with_counts,
                                     struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct ftl_stocktake stored;
	enum ftl_stocktake_state said;
	const struct ftl_stocktake_line *lines;
	const char *wrong = NULL;
	char code[FTL_CODE_SIZE];
	bool is_chosen;
	int64_t posted_id;
	size_t count, i;

	FTL_TRY(ftl_store_stocktake_get(db, &arena, id, &stored, err));
	FTL_TRY(ftl_store_stocktake_fold(db, id, &said, err));
	if (stored.state != said)
		return ftl_fail(err, FTL_INTERNAL, "stocktake",
		                "stocktake %s: the state is not what its events say",
		                ftl_code_eye_of(code, stored.code));
	if (!with_counts)
		return FTL_OK;
	FTL_TRY(ftl_store_stocktake_posting(db, id, &posted_id, err));
	FTL_TRY(ftl_store_stocktake_lines(db, &arena, id, &lines, &count, err));
	for (i = 0; i < count && wrong == NULL; i++) {
		FTL_ARENA(scratch);

		FTL_TRY(ftl_store_stocktake_has_part(db, &stored, lines[i].part_id, &is_chosen,
		                                     err));
		if (!is_chosen)
			wrong = "it is none of the parts that it was begun for";
		FTL_TRY(check_line(db, &scratch, &stored, &lines[i], posted_id, &wrong, err));
	}
	if (wrong == NULL)
		return FTL_OK;
	return ftl_fail(err, FTL_INTERNAL, "stocktake", "stocktake %s, %s: %s",
	                ftl_code_eye_of(code, stored.code), lines[i - 1].sku, wrong);
}

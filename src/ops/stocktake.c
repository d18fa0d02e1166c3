#include "ops/stocktake.h"

#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/custody.h"
#include "ops/find.h"
#include "ops/verify.h"
#include "store/row.h"

/* Stocktakes: begun, found, looked at. */

enum ftl_status ftl_find_stocktake(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                   struct ftl_stocktake *ret, struct ftl_err *err)
{
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_read_code(app, "stocktake", text, FTL_CODE_STOCKTAKE, FTL_CODE_STOCKTAKE, &code,
	                      err));
	FTL_TRY(ftl_store_stocktake_find(app->db, arena, ftl_code_short(buffer, &code), ret, &found,
	                                 err));
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "stocktake", "there is no stocktake %s",
	         ftl_code_eye(buffer, &code));
	return ftl_hint(err, "fettle stocktake list shows them");
}

/* For a change: one whose row is not what its events say is not touched, for that would hide it. */
static enum ftl_status find_to_change(struct ftl_counting *c, const char *code, struct ftl_err *err)
{
	enum ftl_status status;

	FTL_TRY(ftl_find_stocktake(c->app, c->arena, code, &c->stocktake, err));
	status = ftl_verify_stocktake(c->app->db, c->stocktake.id, false, err);
	if (status != FTL_INTERNAL)
		return status;
	err->status = FTL_DB;
	return ftl_hint(err, "it was changed outside the program: fettle check says what else was");
}

enum ftl_status ftl_counting_begin(struct ftl_counting *c, const char *name,
                                   enum ftl_capability capability, const char *code,
                                   enum ftl_stocktake_act act, struct ftl_err *err)
{
	FTL_TRY(ftl_op_begin(c->app, name, capability, c->op, err));
	if (c->op->is_replay)
		return FTL_OK;
	FTL_TRY(find_to_change(c, code, err));
	FTL_TRY(ftl_stocktake_can(&c->stocktake, act, err));
	FTL_TRY(ftl_store_stocktake_line_count(c->app->db, c->stocktake.id, &c->line_count, err));
	return ftl_op_touch(c->op, FTL_ENTITY_STOCKTAKE, c->stocktake.id, false, err);
}

enum ftl_status ftl_counting_log(struct ftl_counting *c, struct ftl_stocktake_event *event,
                                 struct ftl_err *err)
{
	enum ftl_stocktake_state state = c->stocktake.state;

	if (event->id == 0)
		FTL_TRY(ftl_op_id(c->op, &event->id, err));
	event->at = c->op->now;
	FTL_TRY(ftl_store_stocktake_event_insert(c->app->db, c->stocktake.id, event,
	                                         c->app->actor.staff_id, err));
	ftl_stocktake_apply(&state, event);
	if (state == c->stocktake.state)
		return FTL_OK;
	c->stocktake.state = state;
	return ftl_store_stocktake_set_state(c->app->db, c->stocktake.id, state, err);
}

enum ftl_status ftl_counting_line(struct ftl_counting *c, struct ftl_stocktake_line *line,
                                  struct ftl_err *err)
{
	FTL_TRY(ftl_op_id(c->op, &line->id, err));
	line->position = (int)++c->line_count;
	return ftl_store_stocktake_line_insert(c->app->db, c->stocktake.id, line, err);
}

static enum ftl_status refuse_second(struct ftl_app *app, struct ftl_arena *arena,
                                     const struct ftl_place *place, struct ftl_err *err)
{
	struct ftl_stocktake open;
	char eye[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];
	bool found;

	FTL_TRY(ftl_store_stocktake_open_at(app->db, arena, place->id, &open, &found, err));
	if (!found)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "place", "%s is being counted already: stocktake %s",
	         ftl_quote(quoted, place->name), ftl_code_eye_of(eye, open.code));
	return ftl_hint(err, "fettle stocktake show %s says how far it is", eye);
}

static enum ftl_status choose_parts(struct ftl_counting *c, const struct ftl_stocktake_scope *scope,
                                    struct ftl_err *err)
{
	struct ftl_part part;

	for (size_t i = 0; i < scope->part_count; i++) {
		FTL_TRY(ftl_find_part(c->app, c->arena, scope->parts[i], &part, err));
		FTL_TRY(ftl_store_stocktake_part_insert(c->app->db, c->stocktake.id, part.id, err));
	}
	return FTL_OK;
}

/* What the ledger says is there. */
static enum ftl_status add_lines(struct ftl_counting *c, struct ftl_err *err)
{
	const struct ftl_stocktake_line *held;
	size_t count;
	bool is_asked;

	FTL_TRY(ftl_store_stocktake_held(c->app->db, c->arena, c->stocktake.place_id, &held, &count,
	                                 err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_stocktake_line line = held[i];

		FTL_TRY(ftl_store_stocktake_has_part(c->app->db, &c->stocktake, line.part_id,
		                                     &is_asked, err));
		if (is_asked)
			FTL_TRY(ftl_counting_line(c, &line, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_stocktake_start(struct ftl_app *app, struct ftl_arena *arena,
                                    const struct ftl_stocktake_scope *scope,
                                    struct ftl_stocktake_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_counting c = {.op = &op, .app = app, .arena = arena};
	struct ftl_stocktake_event event = {.act = FTL_STOCKTAKE_START};
	struct ftl_place place;

	FTL_TRY(ftl_op_begin(app, "stocktake.start", FTL_CAN_STOCK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_place(app, arena, scope->place, &place, err));
	FTL_TRY(ftl_place_in_use(&place, err));
	FTL_TRY(refuse_second(app, arena, &place, err));
	c.stocktake = (struct ftl_stocktake){.place_id = place.id,
	                                     .is_blind = scope->is_blind,
	                                     .chosen_parts = (int64_t)scope->part_count,
	                                     .created_at = op.now};
	FTL_TRY(ftl_op_id(&op, &c.stocktake.id, err));
	FTL_TRY(ftl_op_code(&op, FTL_CODE_STOCKTAKE, &c.stocktake.code, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_STOCKTAKE, c.stocktake.id, true, err));
	FTL_TRY(ftl_store_stocktake_insert(app->db, app->site_id, &c.stocktake, err));
	FTL_TRY(ftl_counting_log(&c, &event, err));
	FTL_TRY(choose_parts(&c, scope, err));
	FTL_TRY(add_lines(&c, err));
	return ftl_counting_finish(&c, 0, ret, err);
}

enum ftl_status ftl_stocktake_known(struct ftl_db *db, struct ftl_arena *arena, int64_t place_id,
                                    const struct ftl_stocktake_line *line, int64_t *ret,
                                    struct ftl_err *err)
{
	const struct ftl_part_balance *rows;
	struct ftl_stock_end at;
	int64_t lot_id;
	size_t count;
	bool found;

	*ret = 0;
	if (line->serial_key != NULL) {
		FTL_TRY(ftl_store_serial_get(db, line->part_id, line->serial_key, &at, &lot_id,
		                             &found, err));
		*ret = found && at.place_id == place_id ? 1000 : 0;
		return FTL_OK;
	}
	FTL_TRY(ftl_store_balance_list(db, arena, line->part_id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].end.place_id == place_id && rows[i].lot_id == line->lot_id)
			*ret += rows[i].sum.quantity_milli;
	}
	return FTL_OK;
}

enum ftl_status ftl_stocktake_expected(struct ftl_db *db, struct ftl_arena *arena, int64_t place_id,
                                       const struct ftl_stocktake_line *line, int64_t ledger_id,
                                       int64_t *ret, struct ftl_err *err)
{
	const struct ftl_stock_move *moves;
	size_t count;

	FTL_TRY(ftl_stocktake_known(db, arena, place_id, line, ret, err));
	FTL_TRY(ftl_store_stocktake_moves(db, arena, line, ledger_id, &moves, &count, err));
	for (size_t i = 0; i < count; i++)
		*ret -= ftl_stocktake_moved(&moves[i], place_id);
	return FTL_OK;
}

enum ftl_status ftl_stocktake_fold_line(struct ftl_db *db, struct ftl_arena *arena,
                                        const struct ftl_stocktake *stocktake,
                                        const struct ftl_stocktake_line *line,
                                        struct ftl_stocktake_count *ret, struct ftl_err *err)
{
	const struct ftl_stocktake_event *events;
	size_t count;

	*ret = (struct ftl_stocktake_count){0};
	FTL_TRY(ftl_store_stocktake_events_of(db, arena, line->id, &events, &count, err));
	for (size_t i = 0; i < count; i++)
		ftl_stocktake_fold(ret, line->serial_key != NULL, &events[i]);
	if (!ret->is_going_on)
		return FTL_OK;
	return ftl_store_stocktake_event_after(db, stocktake->id, ret->event_id, line->id,
	                                       &ret->until_id, err);
}

enum ftl_status ftl_stocktake_fill_row(struct ftl_db *db, struct ftl_arena *arena,
                                       const struct ftl_stocktake *stocktake,
                                       const struct ftl_stocktake_line *line, int64_t posted_id,
                                       struct ftl_stocktake_row *ret, struct ftl_err *err)
{
	const struct ftl_stock_move *moves;
	bool is_piece = line->serial_key != NULL;
	size_t count;

	*ret = (struct ftl_stocktake_row){.line = *line};
	FTL_TRY(ftl_stocktake_fold_line(db, arena, stocktake, line, &ret->count, err));
	FTL_TRY(ftl_stocktake_known(db, arena, stocktake->place_id, line, &ret->known_milli, err));
	if (!ret->count.is_counted) {
		ret->is_open = stocktake->state == FTL_STOCKTAKE_OPEN &&
		               (ret->known_milli != 0 || ret->count.is_again);
		return FTL_OK;
	}
	FTL_TRY(ftl_store_stocktake_moves(db, arena, line, ret->count.first_id, &moves, &count,
	                                  err));
	for (size_t i = 0; i < count && (posted_id == 0 || moves[i].id < posted_id); i++)
		ftl_stocktake_drift_add(&ret->drift, &ret->count, stocktake->place_id, is_piece,
		                        &moves[i]);
	ret->found = ftl_stocktake_find(&ret->count, &ret->drift);
	return FTL_OK;
}

/* What its difference is worth at average cost, with its sign, were it posted now. */
static enum ftl_status value_row(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_stocktake *stocktake,
                                 struct ftl_stocktake_row *row, struct ftl_err *err)
{
	static const struct ftl_stock_sum nothing = {0};
	struct ftl_stock_move move = {.kind = FTL_MOVE_COUNT};
	int64_t difference = row->found.difference_milli;
	struct ftl_part part;

	if (row->count.is_adjusted)
		row->value_cents = ftl_some(row->count.adjusted_cents);
	if (difference == 0 || stocktake->state != FTL_STOCKTAKE_OPEN)
		return FTL_OK;
	FTL_TRY(ftl_part_load(app, arena, row->line.part_id, &part, err));
	move.quantity_milli = difference > 0 ? difference : -difference;
	move.from.account = difference > 0 ? FTL_ACC_ADJUSTMENT : FTL_ACC_SHELF;
	move.to.account = difference > 0 ? FTL_ACC_SHELF : FTL_ACC_ADJUSTMENT;
	row->value_cents.has = ftl_stock_value(&move, &part.stock, &nothing, ftl_none(),
	                                       part.cost_cents.has ? part.cost_cents.value : 0,
	                                       &row->value_cents.value);
	if (difference < 0)
		row->value_cents.value = -row->value_cents.value;
	return FTL_OK;
}

static void add_up(struct ftl_stocktake_totals *totals, const struct ftl_stocktake_row *row)
{
	int64_t cents = row->value_cents.has ? row->value_cents.value : 0;

	totals->lines++;
	totals->counted += row->count.is_counted;
	totals->open += row->is_open;
	totals->differences += row->found.difference_milli != 0;
	if (cents > 0)
		totals->surplus_cents += cents;
	else
		totals->shortage_cents -= cents;
}

/* What happened to it as a whole, and what was to be counted again: not each count, nor each piece.
 */
static enum ftl_status fill_steps(struct ftl_app *app, struct ftl_arena *arena,
                                  struct ftl_stocktake_full *ret, struct ftl_err *err)
{
	const struct ftl_stocktake_event *events;
	struct ftl_stocktake_event *steps;
	size_t count;

	FTL_TRY(ftl_store_stocktake_events(app->db, arena, ret->stocktake.id, &events, &count,
	                                   err));
	steps = ftl_alloc(arena, count + 1, sizeof(*steps));
	for (size_t i = 0; i < count; i++) {
		if ((events[i].line_id == 0 && events[i].act != FTL_STOCKTAKE_DONE) ||
		    (events[i].act == FTL_STOCKTAKE_RECOUNT && events[i].text != NULL))
			steps[ret->step_count++] = events[i];
	}
	ret->steps = steps;
	return FTL_OK;
}

static const char *keep(struct ftl_arena *arena, const char *text)
{
	return text != NULL ? ftl_strdup(arena, text) : NULL;
}

/* As whoever is told, or not, sees it. */
static enum ftl_status fill(struct ftl_app *app, struct ftl_arena *arena, int64_t part_id,
                            bool is_told, struct ftl_stocktake_full *ret, struct ftl_err *err)
{
	const struct ftl_stocktake_line *lines, *unmet;
	struct ftl_stocktake_row *rows;
	int64_t posted_id;
	size_t count, unmet_count;

	FTL_TRY(ftl_store_stocktake_posting(app->db, ret->stocktake.id, &posted_id, err));
	FTL_TRY(ftl_store_stocktake_lines(app->db, arena, ret->stocktake.id, &lines, &count, err));
	FTL_TRY(ftl_store_stocktake_parts_unmet(app->db, arena, ret->stocktake.id, &unmet,
	                                        &unmet_count, err));
	rows = ftl_alloc(arena, count + unmet_count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		FTL_ARENA(scratch);
		struct ftl_stocktake_row *row = &rows[i];

		FTL_TRY(ftl_stocktake_fill_row(app->db, &scratch, &ret->stocktake, &lines[i],
		                               posted_id, row, err));
		FTL_TRY(value_row(app, &scratch, &ret->stocktake, row, err));
		row->count.staff = keep(arena, row->count.staff);
		row->count.other_staff = keep(arena, row->count.other_staff);
	}
	for (size_t i = 0; i < unmet_count; i++)
		rows[count++].line = unmet[i];
	if (!is_told)
		count = ftl_stocktake_conceal(&ret->stocktake, rows, count);
	for (size_t i = 0; i < count; i++) {
		add_up(&ret->totals, &rows[i]);
		if (part_id == 0 || rows[i].line.part_id == part_id)
			rows[ret->row_count++] = rows[i];
	}
	ret->rows = rows;
	return fill_steps(app, arena, ret, err);
}

enum ftl_status ftl_stocktake_fill(struct ftl_app *app, struct ftl_arena *arena, int64_t part_id,
                                   struct ftl_stocktake_full *ret, struct ftl_err *err)
{
	return fill(app, arena, part_id, ftl_stocktake_is_told(app, &ret->stocktake), ret, err);
}

enum ftl_status ftl_counting_finish(struct ftl_counting *c, int64_t part_id,
                                    struct ftl_stocktake_full *ret, struct ftl_err *err)
{
	struct ftl_stocktake_full full = {0};

	FTL_TRY(ftl_store_stocktake_get(c->app->db, c->arena, c->stocktake.id, &full.stocktake,
	                                err));
	FTL_TRY(ftl_stocktake_fill(c->app, c->arena, part_id, &full, err));
	FTL_TRY(ftl_op_commit(c->op, &full, err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_stocktake_get(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                  struct ftl_stocktake_full *ret, struct ftl_err *err)
{
	struct ftl_stocktake_full full = {0};

	FTL_TRY(ftl_find_stocktake(app, arena, code, &full.stocktake, err));
	FTL_TRY(ftl_stocktake_fill(app, arena, 0, &full, err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_stocktake_sheet(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    struct ftl_stocktake_full *ret, struct ftl_err *err)
{
	struct ftl_stocktake_full full = {0};

	FTL_TRY(ftl_find_stocktake(app, arena, code, &full.stocktake, err));
	FTL_TRY(fill(app, arena, 0, !full.stocktake.is_blind, &full, err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_stocktake_list(struct ftl_app *app, bool only_open, ftl_stocktake_each *each,
                                   bool (*is_enough)(void *context), void *context,
                                   struct ftl_err *err)
{
	FTL_ARENA(keep);
	FTL_ARENA(row);
	const struct ftl_stocktake *all;
	size_t count;

	FTL_TRY(ftl_store_stocktake_list(app->db, &keep, app->site_id, only_open, &all, &count,
	                                 err));
	for (size_t i = 0; i < count && (is_enough == NULL || !is_enough(context)); i++) {
		struct ftl_stocktake_full full = {.stocktake = all[i]};

		ftl_arena_reset(&row);
		FTL_TRY(ftl_stocktake_fill(app, &row, 0, &full, err));
		FTL_TRY(each(context, &full, err));
	}
	return FTL_OK;
}

bool ftl_stocktake_is_told(const struct ftl_app *app, const struct ftl_stocktake *stocktake)
{
	/* Of one that was called off nothing is told: it would say what the next one is to find. */
	return !stocktake->is_blind || stocktake->state == FTL_STOCKTAKE_POSTED ||
	       ftl_app_can(app, FTL_CAN_MANAGE);
}

#include "ops/custody.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "fettle/ops/place.h"
#include "ops/find.h"
#include "ops/order_all.h"
#include "store/piece.h"
#include "store/place.h"

const char *const ftl_moved_names[FTL_MOVED_KINDS] = {
        [FTL_MOVED] = "moved",
        [FTL_MOVED_ALREADY] = "already",
        [FTL_MOVED_AWAY] = "away",
};

enum ftl_status ftl_custody_note(struct ftl_op *op, int64_t piece_id, enum ftl_custody direction,
                                 int64_t place_id, int64_t at, const char *text,
                                 struct ftl_err *err)
{
	struct ftl_custody_event event = {.at = at, .direction = direction, .place_id = place_id};

	FTL_TRY(ftl_op_id(op, &event.id, err));
	return ftl_store_custody_insert(op->app->db, piece_id, &event, op->app->actor.staff_id,
	                                text, err);
}

const char *ftl_piece_where(char buffer[FTL_WHERE_SIZE], const struct ftl_piece *piece)
{
	char quoted[FTL_QUOTE_SIZE];

	if (piece->place == NULL && !piece->is_here)
		(void)snprintf(buffer, FTL_WHERE_SIZE, "%s",
		               piece->is_missing ? "missing" : "not here");
	else if (piece->place == NULL)
		(void)snprintf(buffer, FTL_WHERE_SIZE, "in the house");
	else
		(void)snprintf(buffer, FTL_WHERE_SIZE, "at %s", ftl_quote(quoted, piece->place));
	return buffer;
}

/* A move while it is worked out. */
struct moving {
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_order_moved move;
	struct ftl_piece *pieces;
	enum ftl_moved *fates;
};

/* The piece of the code, or all of its job, the device first. */
static enum ftl_status find_pieces(struct moving *m, const char *text, struct ftl_err *err)
{
	const struct ftl_piece *all;
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];
	size_t count;

	FTL_TRY(ftl_find_order_to_change(m->app, m->arena, text, &m->move.order, err));
	FTL_TRY(ftl_code_read(m->app, text, &code, err));
	FTL_TRY(ftl_store_piece_list(m->app->db, m->arena, m->move.order.id, &all, &count, err));
	m->move.is_piece = code.kind == FTL_CODE_PIECE;
	ftl_code_short(buffer, &code);
	m->pieces = ftl_alloc(m->arena, count + 1, sizeof(*m->pieces));
	m->fates = ftl_alloc(m->arena, count + 1, sizeof(*m->fates));
	for (size_t i = 0; i < count; i++) {
		if (!m->move.is_piece || strcmp(all[i].code, buffer) == 0)
			m->pieces[m->move.count++] = all[i];
	}
	return FTL_OK;
}

/* Goes out of the house by `order send`; what is forgotten follows a device that is there. */
static enum ftl_status check_to_vendor(const struct moving *m, struct ftl_err *err)
{
	const struct ftl_order *order = &m->move.order;
	const struct ftl_order_facts facts = {
	        .has_events = true, .state = order->state, .hold = order->hold};
	bool is_held = order->hold == FTL_HOLD_LEGAL;
	char quoted[FTL_QUOTE_SIZE], code[FTL_CODE_SIZE];

	if (m->move.place.kind != FTL_PLACE_VENDOR ||
	    (order->state == FTL_AT_VENDOR && !is_held &&
	     ftl_text_equal(order->place, m->move.place.name)))
		return FTL_OK;
	ftl_quote(quoted, m->move.place.name);
	ftl_code_eye_of(code, order->code);
	if (order->state == FTL_AT_VENDOR && !is_held)
		return ftl_fail(err, FTL_STATE, "place",
		                "work order %s is at another outside repairer than %s", code,
		                quoted);
	if (!ftl_order_may(&facts, FTL_EV_SEND))
		return ftl_fail(
		        err, FTL_STATE, "place",
		        "%s is an outside repairer: nothing of work order %s (%s) goes there",
		        quoted, code,
		        is_held ? ftl_hold_title(order->hold) : ftl_state_title(order->state));
	ftl_fail(err, FTL_STATE, "place", "%s is an outside repairer: a device is sent there",
	         quoted);
	return ftl_hint(err, "fettle order send %s --vendor %s --due DATE", code, quoted);
}

/* A job that is at an outside repairer comes back by `order receive`. */
static enum ftl_status check_from_vendor(const struct moving *m, const struct ftl_piece *piece,
                                         struct ftl_err *err)
{
	char where[FTL_WHERE_SIZE], code[FTL_CODE_SIZE], order[FTL_CODE_SIZE];

	if (m->move.order.state != FTL_AT_VENDOR || !ftl_piece_is_away(piece) ||
	    piece->place_id == m->move.place.id)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "code", "piece %s is %s", ftl_code_eye_of(code, piece->code),
	         ftl_piece_where(where, piece));
	return ftl_hint(err, "when it is back: fettle order receive %s --place %s",
	                ftl_code_eye_of(order, m->move.order.code),
	                ftl_code_eye_of(code, m->move.place.code));
}

/* What was missing turned up, before the job was done with. */
static bool is_found(const struct moving *m, const struct ftl_piece *piece)
{
	return m->move.is_piece && piece->is_missing && ftl_state_is_open(m->move.order.state);
}

/*
 * By the job's code go the device, whose label carries it, and what is in the house of the rest: of
 * an accessory elsewhere nobody has said that it is back.
 */
static enum ftl_status judge(struct moving *m, size_t i, struct ftl_err *err)
{
	const struct ftl_piece *piece = &m->pieces[i];
	bool is_meant = m->move.is_piece || piece->is_device;

	if ((!piece->is_here && !is_found(m, piece)) ||
	    (ftl_piece_is_away(piece) && !is_meant && piece->place_id != m->move.place.id)) {
		m->fates[i] = FTL_MOVED_AWAY;
		return FTL_OK;
	}
	FTL_TRY(check_from_vendor(m, piece, err));
	m->fates[i] = piece->place_id == m->move.place.id ? FTL_MOVED_ALREADY : FTL_MOVED;
	m->move.moved += m->fates[i] == FTL_MOVED;
	return FTL_OK;
}

static enum ftl_status check_any_here(const struct moving *m, struct ftl_err *err)
{
	const struct ftl_order_moved *move = &m->move;
	char code[FTL_CODE_SIZE];

	for (size_t i = 0; i < move->count; i++) {
		if (m->fates[i] != FTL_MOVED_AWAY)
			return FTL_OK;
	}
	if (move->is_piece)
		return ftl_fail(err, FTL_STATE, "code", "piece %s is not here",
		                ftl_code_eye_of(code, m->pieces[0].code));
	return ftl_fail(err, FTL_STATE, "order", "work order %s %s and has no piece here",
	                ftl_code_eye_of(code, move->order.code),
	                ftl_state_sentence(move->order.state));
}

static enum ftl_status write_moves(struct moving *m, struct ftl_op *op, struct ftl_err *err)
{
	if (m->move.moved == 0)
		return FTL_OK;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_ORDER, m->move.order.id, false, err));
	for (size_t i = 0; i < m->move.count; i++) {
		if (m->fates[i] == FTL_MOVED)
			FTL_TRY(ftl_custody_note(op, m->pieces[i].id, FTL_CUSTODY_MOVE,
			                         m->move.place.id, op->now, NULL, err));
	}
	return FTL_OK;
}

static enum ftl_status begin(struct moving *m, const char *place, struct ftl_op *op,
                             struct ftl_err *err)
{
	FTL_TRY(ftl_op_begin(m->app, "order.move", FTL_CAN_WORK, op, err));
	if (op->is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_place(m->app, m->arena, place, &m->move.place, err));
	return ftl_place_in_use(&m->move.place, err);
}

/* What is named, and whether it may go there. */
static enum ftl_status prepare(struct moving *m, const char *text, struct ftl_err *err)
{
	FTL_TRY(find_pieces(m, text, err));
	FTL_TRY(check_to_vendor(m, err));
	for (size_t i = 0; i < m->move.count; i++)
		FTL_TRY(judge(m, i, err));
	m->move.pieces = m->pieces;
	m->move.fates = m->fates;
	return check_any_here(m, err);
}

/* What lies there already leaves no trace; but a retry has to find what it was told. */
static bool is_to_commit(const struct ftl_app *app, size_t moved)
{
	return moved > 0 || app->request_id != NULL;
}

enum ftl_status ftl_order_move(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                               const char *place, struct ftl_order_moved *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct moving m = {.app = app, .arena = arena};

	FTL_TRY(begin(&m, place, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(prepare(&m, code, err));
	FTL_TRY(write_moves(&m, &op, err));
	if (is_to_commit(app, m.move.moved))
		FTL_TRY(ftl_op_commit(&op, &m.move, err));
	*ret = m.move;
	return FTL_OK;
}

/* Moves of a list: what is the same for all, and the one at hand. */
struct moving_all {
	struct moving common, m;
	struct ftl_op *op;
	size_t moved;
};

static enum ftl_status prepare_one(void *context, const char *text, int64_t *ret_id,
                                   const char **ret_code, struct ftl_err *err)
{
	struct moving_all *all = context;
	const struct ftl_order_moved *move = &all->m.move;
	enum ftl_status status;

	all->m = all->common;
	status = prepare(&all->m, text, err);
	if (move->is_piece && move->count > 0) {
		*ret_id = all->m.pieces[0].id;
		*ret_code = all->m.pieces[0].code;
	} else {
		*ret_id = move->order.id;
		*ret_code = move->order.code;
	}
	return status;
}

static enum ftl_status carry_out_one(void *context, struct ftl_order_outcome *outcome,
                                     struct ftl_err *err)
{
	struct moving_all *all = context;
	struct ftl_order_moved *move = FTL_NEW(all->m.arena, struct ftl_order_moved);

	*move = all->m.move;
	outcome->move = move;
	all->moved += move->moved;
	return write_moves(&all->m, all->op, err);
}

enum ftl_status ftl_order_move_all(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_order_named *named, size_t count,
                                   const char *place, bool keep_going,
                                   struct ftl_order_outcomes *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct moving_all all = {.common = {.app = app, .arena = arena}, .op = &op};
	const struct ftl_all_work work = {&all, prepare_one, carry_out_one};
	struct ftl_order_outcomes outcomes;

	FTL_TRY(begin(&all.common, place, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_all_do(arena, &work, named, count, keep_going, &outcomes, err));
	/* A list of which everything was refused may go better the next time. */
	if (outcomes.done > 0 && is_to_commit(app, all.moved)) {
		FTL_TRY(ftl_op_seal(&op, err));
		outcomes.audit_head = ftl_op_head(&op, arena);
		FTL_TRY(ftl_op_commit(&op, &outcomes, err));
	}
	*ret = outcomes;
	return FTL_OK;
}

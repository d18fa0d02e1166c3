#include <string.h>

#include "fettle/base/money.h"
#include "fettle/base/text.h"
#include "fettle/base/zone.h"
#include "fettle/model/ident.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/return.h"
#include "ops/stock.h"
#include "store/old_part.h"

/* A box before it is sent: what goes into it and comes out of it again. */

enum ftl_status ftl_return_add(struct ftl_app *app, struct ftl_arena *arena, const char *supplier,
                               const char *text, struct ftl_return_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_returning r = {.op = &op, .app = app, .arena = arena};
	struct ftl_supplier found;
	const char *note;

	FTL_TRY(ftl_op_begin(app, "return.add", FTL_CAN_PURCHASE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_supplier(app, arena, supplier, &found, err));
	FTL_TRY(ftl_take_text(arena, "", "text", FTL_TEXT_LINE, FTL_NAME_MAX, text, &note, err));
	FTL_TRY(ftl_returning_draft(&r, found.id, found.name, note, err));
	return ftl_returning_finish(&r, ret, err);
}

enum ftl_status ftl_return_pieces(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_return_piece **ret, size_t *ret_count,
                                  struct ftl_err *err)
{
	struct ftl_return_piece *pieces;
	size_t count;

	FTL_TRY(ftl_store_return_pieces(app->db, arena, app->site_id, &pieces, &count, err));
	*ret_count = ftl_return_find_left(pieces, count);
	*ret = pieces;
	return FTL_OK;
}

static enum ftl_status in_a_box(const struct ftl_part *part, const char *serial, const char *code,
                                struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_CONFLICT, serial != NULL ? "serial" : "part", "%s%s%s is in %s",
	         part->sku, serial != NULL ? " " : "",
	         serial != NULL ? ftl_quote(quoted, serial) : "", ftl_code_eye_of(eye, code));
	return ftl_hint(err,
	                "fettle return show %s lists its lines; fettle return remove-line "
	                "takes one out again",
	                eye);
}

enum ftl_status ftl_return_check_free(struct ftl_app *app, struct ftl_arena *arena,
                                      const struct ftl_part *part,
                                      const struct ftl_stock_move *move, struct ftl_err *err)
{
	struct ftl_stock_move of = *move;
	struct ftl_stock_sum there;
	const char *code;
	int64_t boxed;

	of.part_id = part->id;
	FTL_TRY(ftl_store_return_boxed(app->db, arena, &of, &boxed, &code, err));
	if (boxed == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_balance_get(app->db, part->id, &of.from, of.lot_id, &there, err));
	if (of.serial == NULL && there.quantity_milli - boxed >= of.quantity_milli)
		return FTL_OK;
	return in_a_box(part, of.serial, code, err);
}

/* The box that a move went with: it is called off, or settled, as a whole. */
static enum ftl_status went_with_box(const struct ftl_stock_move *move, const char *code,
                                     struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	ftl_fail(err, FTL_STATE, "move", "move %lld is of return %s", (long long)move->id,
	         ftl_code_eye_of(eye, code));
	return ftl_hint(err,
	                "fettle return cancel %s takes back all that was sent, fettle return "
	                "reopen %s LINE what became of a line",
	                eye, eye);
}

enum ftl_status ftl_return_check_unboxed(struct ftl_app *app, struct ftl_arena *arena,
                                         const struct ftl_stock_move *move, struct ftl_err *err)
{
	const char *code;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_return_of_move(app->db, arena, move, &code, err));
	if (code == NULL)
		return FTL_OK;
	if (move->return_line_id != 0)
		return went_with_box(move, code, err);
	ftl_fail(err, FTL_CONFLICT, "move", "what move %lld put aside is in %s",
	         (long long)move->id, ftl_code_eye_of(eye, code));
	return ftl_hint(err, "take it out first: fettle return show %s", eye);
}

enum ftl_status ftl_returning_piece(struct ftl_returning *r, const struct ftl_return_piece *piece,
                                    int64_t quantity_milli, int64_t asked_cents,
                                    struct ftl_err *err)
{
	struct ftl_return_line line = {.part_id = piece->part_id,
	                               .sku = piece->sku,
	                               .unit = piece->unit,
	                               .quantity_milli = quantity_milli,
	                               .reason = piece->reason,
	                               .move_id = piece->move_id,
	                               .order_line_id = piece->order_line_id,
	                               .lot_id = piece->lot_id,
	                               .serial = piece->serial,
	                               .asked_cents = asked_cents};
	int32_t day, second;

	if (piece->return_days.has) {
		ftl_zone_local(r->app->zone, piece->at, &day, &second);
		line.due_on = ftl_some(day + piece->return_days.value);
	}
	return ftl_returning_line(r, &line, err);
}

/* To whom an old part goes back, in a box; 0: nobody is known, or it goes to a payer. */
static int64_t wanted_by(const struct ftl_old_part *old)
{
	switch (ftl_old_part_claim(old)) {
	case FTL_OLD_WARRANTY:
		return old->before.supplier_id;
	case FTL_OLD_CORE:
		return old->supplier_id;
	case FTL_OLD_FREE:
	case FTL_OLD_PAYER:
	case FTL_OLD_CLAIMS:
		break;
	}
	return 0;
}

enum ftl_status ftl_returning_old(struct ftl_returning *r, const struct ftl_old_part *old,
                                  int64_t quantity_milli, int64_t asked_cents, struct ftl_err *err)
{
	bool is_core = ftl_old_part_claim(old) == FTL_OLD_CORE;
	struct ftl_return_line line = {.part_id = old->part_id,
	                               .sku = old->sku,
	                               .unit = old->unit,
	                               .quantity_milli = quantity_milli,
	                               .reason = is_core ? FTL_RETURN_CORE : FTL_RETURN_WARRANTY,
	                               .order_line_id = old->line_id,
	                               .serial = old->serial,
	                               .asked_cents = asked_cents};
	int32_t day, second;

	ftl_zone_local(r->app->zone, old->since, &day, &second);
	line.due_on = ftl_old_part_day(old, day);
	return ftl_returning_line(r, &line, err);
}

/* What is looked for, as it was typed and found. */
struct packing {
	struct ftl_returning *r;
	const struct ftl_return_form *form;
	struct ftl_part part;
	struct ftl_return_like like;
	struct ftl_opt each_cents;
};

static enum ftl_status read_form(struct packing *p, struct ftl_err *err)
{
	struct ftl_app *app = p->r->app;
	struct ftl_order order;

	FTL_TRY(ftl_find_part(app, p->r->arena, p->form->part, &p->part, err));
	p->like.part_id = p->part.id;
	if (p->form->serial != NULL)
		p->like.serial_key = ftl_text_ident_key(p->r->arena, p->form->serial);
	if (p->form->lot != NULL)
		p->like.lot_key = ftl_text_ident_key(p->r->arena, p->form->lot);
	if (p->form->order != NULL) {
		FTL_TRY(ftl_find_order(app, p->r->arena, p->form->order, &order, err));
		p->like.order = order.code;
	}
	if (p->form->value == NULL)
		return FTL_OK;
	p->each_cents.has = true;
	return ftl_money_parse("value", p->form->value, &app->currency, false, &p->each_cents.value,
	                       err);
}

static bool is_meant(const struct packing *p, const struct ftl_return_piece *piece)
{
	return piece->part_id == p->part.id &&
	       (p->like.order == NULL || ftl_text_equal(p->like.order, piece->order)) &&
	       (p->like.serial_key == NULL ||
	        ftl_text_equal(p->like.serial_key, piece->serial_key)) &&
	       (p->like.lot_key == NULL || ftl_text_equal(p->like.lot_key, piece->lot_key));
}

/* Nobody else is known to have sent it. */
static bool is_theirs(const struct packing *p, const struct ftl_return_piece *piece)
{
	return piece->supplier_id == 0 || piece->supplier_id == p->r->box.supplier_id ||
	       p->form->is_anyway;
}

static enum ftl_status not_theirs(const struct packing *p, const struct ftl_return_piece *piece,
                                  struct ftl_err *err)
{
	const struct ftl_return *box = &p->r->box;
	char from[FTL_QUOTE_SIZE], to[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_CONFLICT, "supplier", "%s came from %s, not from %s", p->part.sku,
	         ftl_quote(from, piece->supplier), ftl_quote(to, box->supplier));
	return ftl_hint(err, "add --anyway when they take it all the same");
}

/* None is kept and in no box: it may be in one. */
static enum ftl_status none_left(const struct packing *p, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE], eye[FTL_CODE_SIZE];
	const char *code;

	FTL_TRY(ftl_store_return_packed(p->r->app->db, p->r->arena, &p->like, &code, err));
	if (code != NULL)
		return in_a_box(&p->part, p->form->serial, code, err);
	if (p->form->serial != NULL || p->form->lot != NULL)
		ftl_fail(err, FTL_NOT_FOUND, p->form->serial != NULL ? "serial" : "lot",
		         "no %s %s %s is kept to be sent back", p->part.sku,
		         p->form->serial != NULL ? "with number" : "of lot",
		         ftl_quote(quoted,
		                   p->form->serial != NULL ? p->form->serial : p->form->lot));
	else
		ftl_fail(err, FTL_STATE, "part", "no %s%s%s is kept to be sent back", p->part.sku,
		         p->like.order != NULL ? " of " : "",
		         p->like.order != NULL ? ftl_code_eye_of(eye, p->like.order) : "");
	return ftl_hint(err,
	                "fettle part return ORDER %s --fate doa keeps one that failed; --place "
	                "takes it off a shelf",
	                p->part.sku);
}

/* What they should credit: as said for each, else what it is worth. */
static enum ftl_status ask_for(const struct packing *p, int64_t quantity_milli, int64_t worth_cents,
                               int64_t *ret, struct ftl_err *err)
{
	*ret = worth_cents;
	if (!p->each_cents.has || ftl_money_share(p->each_cents.value, quantity_milli, 1000, ret))
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "value", "is out of range with the quantity");
}

static enum ftl_status put_piece(struct packing *p, const struct ftl_return_piece *piece,
                                 int64_t quantity_milli, struct ftl_err *err)
{
	int64_t worth, asked;

	if (!ftl_return_piece_value(piece, quantity_milli, &worth))
		return ftl_fail(err, FTL_INVALID, "quantity", "is out of range");
	FTL_TRY(ask_for(p, quantity_milli, worth, &asked, err));
	return ftl_returning_piece(p->r, piece, quantity_milli, asked, err);
}

/* Of what failed and may be the supplier's, the oldest first. */
static enum ftl_status put_pieces(struct packing *p, struct ftl_err *err)
{
	struct ftl_returning *r = p->r;
	const struct ftl_return_piece *pieces, *other = NULL;
	int64_t there = 0, wanted;
	size_t count;

	FTL_TRY(ftl_return_pieces(r->app, r->arena, &pieces, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (!is_meant(p, &pieces[i]))
			continue;
		if (is_theirs(p, &pieces[i]))
			there += pieces[i].left_milli;
		else
			other = &pieces[i];
	}
	if (there == 0)
		return other != NULL ? not_theirs(p, other, err) : none_left(p, err);
	wanted = there;
	if (p->form->quantity != NULL)
		FTL_TRY(ftl_stock_quantity(&p->part, "quantity", p->form->quantity, 1, &wanted,
		                           err));
	if (wanted > there) {
		ftl_fail(err, FTL_STATE, "quantity",
		         "only %s of %s %s kept to be sent back, not %s",
		         ftl_stock_words(r->arena, &p->part, there), p->part.sku,
		         there == 1000 ? "is" : "are", ftl_stock_words(r->arena, &p->part, wanted));
		return ftl_hint(err, "fettle return due lists what is");
	}
	for (size_t i = 0; i < count && wanted > 0; i++) {
		int64_t taken = wanted < pieces[i].left_milli ? wanted : pieces[i].left_milli;

		if (!is_meant(p, &pieces[i]) || !is_theirs(p, &pieces[i]))
			continue;
		FTL_TRY(put_piece(p, &pieces[i], taken, err));
		wanted -= taken;
	}
	return FTL_OK;
}

static bool is_meant_old(const struct packing *p, const struct ftl_old_part *old)
{
	return old->part_id == p->part.id &&
	       (p->like.order == NULL || ftl_text_equal(p->like.order, old->order)) &&
	       wanted_by(old) == p->r->box.supplier_id && ftl_old_part_due(old) > 0;
}

/* Old parts out of devices, that the box's supplier wants back. */
static enum ftl_status put_olds(struct packing *p, struct ftl_err *err)
{
	struct ftl_returning *r = p->r;
	const struct ftl_old_part *olds;
	int64_t worth, asked;
	size_t count;
	bool has_some = false;

	FTL_TRY(ftl_store_old_list(r->app->db, r->arena, r->app->site_id, r->app->zone, &olds,
	                           &count, err));
	for (size_t i = 0; i < count; i++) {
		int64_t due = ftl_old_part_due(&olds[i]);

		if (!is_meant_old(p, &olds[i]))
			continue;
		if (!ftl_old_part_value(&olds[i], due, &worth))
			return ftl_fail(err, FTL_INVALID, "quantity", "is out of range");
		FTL_TRY(ask_for(p, due, worth, &asked, err));
		FTL_TRY(ftl_returning_old(r, &olds[i], due, asked, err));
		has_some = true;
	}
	if (has_some)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "part", "no old %s is to go back to %s", p->part.sku,
	         r->box.supplier);
	return ftl_hint(err,
	                "fettle part old ORDER LINE --fate held keeps one; part edit --core or "
	                "--warranty-months says that they want it");
}

/* What did not fail and is not needed, off a shelf. */
static enum ftl_status put_surplus(struct packing *p, struct ftl_err *err)
{
	struct ftl_returning *r = p->r;
	const struct ftl_stock_form as_stock = {.serial = p->form->serial, .lot = p->form->lot};
	struct ftl_posting posting = {.part = &p->part,
	                              .move = {.kind = FTL_MOVE_SEND_BACK,
	                                       .quantity_milli = 1000,
	                                       .to.account = FTL_ACC_SUPPLIER}};
	struct ftl_return_line line = {.part_id = p->part.id,
	                               .sku = p->part.sku,
	                               .unit = p->part.unit,
	                               .reason = FTL_RETURN_SURPLUS};
	struct ftl_stock_sum there;
	struct ftl_place place;
	int64_t worth;

	FTL_TRY(ftl_find_place(r->app, r->arena, p->form->place, &place, err));
	FTL_TRY(ftl_stock_own_shelf(&place, &posting.move.from, err));
	if (p->form->quantity != NULL)
		FTL_TRY(ftl_stock_quantity(&p->part, "quantity", p->form->quantity, 1,
		                           &posting.move.quantity_milli, err));
	FTL_TRY(ftl_stock_track(r->op, r->arena, &as_stock, false, &posting, err));
	FTL_TRY(ftl_return_check_free(r->app, r->arena, &p->part, &posting.move, err));
	FTL_TRY(ftl_store_balance_get(r->app->db, p->part.id, &posting.move.from,
	                              posting.move.lot_id, &there, err));
	if (there.quantity_milli < posting.move.quantity_milli)
		return ftl_fail(err, FTL_STATE, "quantity", "only %s of %s %s free at %s",
		                ftl_stock_words(r->arena, &p->part, there.quantity_milli),
		                p->part.sku, there.quantity_milli == 1000 ? "is" : "are",
		                place.name);
	if (!ftl_stock_value(&posting.move, &p->part.stock, &there, ftl_none(),
	                     p->part.cost_cents.has ? p->part.cost_cents.value : 0, &worth))
		return ftl_fail(err, FTL_INVALID, "quantity", "is out of range");
	FTL_TRY(ask_for(p, posting.move.quantity_milli, worth, &line.asked_cents, err));
	line.quantity_milli = posting.move.quantity_milli;
	line.place_id = place.id;
	line.lot_id = posting.move.lot_id;
	line.serial = posting.move.serial;
	return ftl_returning_line(r, &line, err);
}

enum ftl_status ftl_return_put_line(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    const struct ftl_return_form *form, struct ftl_return_full *ret,
                                    struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_returning r = {.op = &op, .app = app, .arena = arena};
	struct packing p = {.r = &r, .form = form};

	FTL_TRY(ftl_returning_begin(&r, "return.line", FTL_CAN_PURCHASE, code, FTL_RETURN_LINE,
	                            err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_form(&p, err));
	if (form->place != NULL)
		FTL_TRY(put_surplus(&p, err));
	else if (form->is_old)
		FTL_TRY(put_olds(&p, err));
	else
		FTL_TRY(put_pieces(&p, err));
	return ftl_returning_finish(&r, ret, err);
}

enum ftl_status ftl_return_remove_line(struct ftl_app *app, struct ftl_arena *arena,
                                       const char *code, const char *text,
                                       struct ftl_return_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_returning r = {.op = &op, .app = app, .arena = arena};
	struct ftl_return_event event = {.act = FTL_RETURN_REMOVE_LINE};
	const struct ftl_return_line *line;

	FTL_TRY(ftl_returning_begin(&r, "return.remove-line", FTL_CAN_PURCHASE, code,
	                            FTL_RETURN_REMOVE_LINE, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_returning_find_line(&r, text, &line, err));
	r.position = event.position = line->position;
	event.text = line->sku;
	FTL_TRY(ftl_returning_log(&r, &event, err));
	return ftl_returning_finish(&r, ret, err);
}

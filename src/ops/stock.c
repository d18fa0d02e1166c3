#include "ops/stock.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/line.h"
#include "fettle/ops/lookup.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/purchase.h"
#include "store/part.h"
#include "store/place.h"

#define LOT_MAX 60

enum ftl_status ftl_stock_quantity(const struct ftl_part *part, const char *field, const char *text,
                                   int64_t least_milli, int64_t *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(ftl_parse_decimal(field, text, 3, INT64_MIN, INT64_MAX, ret, err));
	ftl_quote(quoted, text);
	if (*ret < least_milli) {
		ftl_fail(err, FTL_INVALID, field,
		         least_milli > 0 ? "must be more than 0, got %s"
		                         : "must not be below 0, got %s",
		         quoted);
		return least_milli > 0
		               ? ftl_hint(err,
		                          "fettle part reverse takes back a move, by its number")
		               : err->status;
	}
	if (*ret > FTL_STOCK_MOST)
		return ftl_fail(err, FTL_INVALID, field, "must be at most %lld, got %s",
		                (long long)(FTL_STOCK_MOST / 1000), quoted);
	if (*ret % 1000 == 0 || ftl_unit_is_divisible(part->unit))
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, field, "%s is counted by the %s: there is no %s of one",
	         part->sku, ftl_unit_names[part->unit], quoted);
	return ftl_hint(err, "say a whole number; what comes in parts of one is kept by the metre, "
	                     "litre or kilogram");
}

enum ftl_status ftl_part_in_use(const struct ftl_part *part, struct ftl_err *err)
{
	if (!part->is_retired)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "part", "%s is retired", part->sku);
	return ftl_hint(err, "fettle part edit %s --retired no takes it into use again", part->sku);
}

struct ftl_stock_end ftl_stock_at(const struct ftl_place *place)
{
	return (struct ftl_stock_end){
	        place->kind == FTL_PLACE_VENDOR ? FTL_ACC_VENDOR : FTL_ACC_SHELF, place->id, 0};
}

enum ftl_status ftl_stock_own_shelf(const struct ftl_place *place, struct ftl_stock_end *ret,
                                    struct ftl_err *err)
{
	*ret = ftl_stock_at(place);
	if (ret->account == FTL_ACC_SHELF)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "place",
	         "%s is a repairer outside: parts for jobs and for suppliers are taken off the "
	         "centre's own shelves and come back there",
	         place->name);
	return ftl_hint(err, "fettle part move SKU --place %s --to PLACE brings parts back",
	                place->code);
}

bool ftl_stock_is_usable(const struct ftl_app *app, const struct ftl_part_balance *row)
{
	return row->end.account == FTL_ACC_SHELF && row->sum.quantity_milli > 0 &&
	       (!row->expires_on.has || row->expires_on.value >= ftl_app_today(app));
}

/* Of the places that hold some of a part the one there is; else of those where it lay before, else
 * of those where it is to be ordered again. */
static enum ftl_status only_place(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_part *part, const char **ret, int *ret_count,
                                  struct ftl_err *err)
{
	const struct ftl_stock_home *homes;
	const struct ftl_part_reorder *reorders;
	size_t count, reorder_count;

	FTL_TRY(ftl_store_stock_homes(app->db, arena, part->id, &homes, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (homes[i].quantity_milli == 0)
			continue;
		*ret = homes[i].place_code;
		++*ret_count;
	}
	if (*ret_count > 0)
		return FTL_OK;
	FTL_TRY(ftl_store_part_reorders(app->db, arena, part->id, &reorders, &reorder_count, err));
	*ret_count = (int)(count > 0 ? count : reorder_count);
	if (*ret_count == 1)
		*ret = count == 1 ? homes[0].place_code : reorders[0].place_code;
	return FTL_OK;
}

enum ftl_status ftl_stock_place(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_part *part, const char *text,
                                struct ftl_place *ret, struct ftl_err *err)
{
	int count = 0;

	if (text == NULL)
		FTL_TRY(only_place(app, arena, part, &text, &count, err));
	if (count > 1) {
		ftl_fail(err, FTL_INVALID, "place", "is missing: %s lies at %d places", part->sku,
		         count);
		return ftl_hint(err, "fettle part show %s says which", part->sku);
	}
	if (text == NULL) {
		ftl_fail(err, FTL_INVALID, "place", "is missing: %s lies nowhere yet", part->sku);
		return ftl_hint(err, "fettle place list shows the places");
	}
	return ftl_find_place(app, arena, text, ret, err);
}

static enum ftl_status no_serial(const struct ftl_part *part, struct ftl_err *err)
{
	ftl_fail(err, FTL_INVALID, "serial", "is missing: each %s has a serial number of its own",
	         part->sku);
	return ftl_hint(err, "scan the number of the piece, or say --serial");
}

/* The shelves that hold some of a part that is free, each once. */
static const struct ftl_part_balance **free_shelves(struct ftl_arena *arena,
                                                    const struct ftl_part_balance *rows,
                                                    size_t count, size_t *ret_count)
{
	const struct ftl_part_balance **shelves = ftl_alloc(arena, count + 1, sizeof(*shelves));

	*ret_count = 0;
	for (size_t i = 0; i < count; i++) { /* in the order of their places */
		if (rows[i].end.account != FTL_ACC_SHELF || rows[i].sum.quantity_milli <= 0)
			continue;
		if (*ret_count > 0 && shelves[*ret_count - 1]->end.place_id == rows[i].end.place_id)
			continue;
		shelves[(*ret_count)++] = &rows[i];
	}
	return shelves;
}

enum ftl_status ftl_stock_place_from(struct ftl_app *app, struct ftl_arena *arena,
                                     const struct ftl_part *part, const struct ftl_stock_form *form,
                                     struct ftl_place *ret, struct ftl_err *err)
{
	const struct ftl_part_balance *rows, **shelves;
	struct ftl_stock_end at = {0};
	size_t row_count, count;
	int64_t lot_id;
	bool found = false;

	if (form->place != NULL)
		return ftl_find_place(app, arena, form->place, ret, err);
	if (form->serial != NULL)
		FTL_TRY(ftl_store_serial_get(app->db, part->id,
		                             ftl_text_ident_key(arena, form->serial), &at, &lot_id,
		                             &found, err));
	if (form->serial == NULL && part->tracking == FTL_TRACK_SERIAL)
		return no_serial(part, err);
	if (found && at.place_id != 0)
		return ftl_store_place_get(app->db, arena, at.place_id, ret, err);
	FTL_TRY(ftl_store_balance_list(app->db, arena, part->id, &rows, &row_count, err));
	shelves = free_shelves(arena, rows, row_count, &count);
	if (count == 1)
		return ftl_store_place_get(app->db, arena, shelves[0]->end.place_id, ret, err);
	if (count == 0)
		return ftl_stock_place(app, arena, part, NULL, ret, err);
	ftl_fail(err, FTL_INVALID, "place", "is missing: %s lies at %zu places, such as %s and %s",
	         part->sku, count, shelves[0]->place, shelves[1]->place);
	return ftl_hint(err, "--place says which; fettle part show %s lists them", part->sku);
}

enum ftl_status ftl_stock_override(struct ftl_app *app, const struct ftl_stock_form *form,
                                   struct ftl_err *err)
{
	if (!form->may_go_below)
		return FTL_OK;
	FTL_TRY(ftl_app_permit(app, FTL_CAN_MANAGE, err));
	if (form->reason != NULL && *form->reason != '\0')
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "reason", "is missing: why is more taken than there is?");
}

static enum ftl_status find_lot(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_stock_form *form, bool is_arrival,
                                struct ftl_posting *posting, struct ftl_err *err)
{
	const struct ftl_part *part = posting->part;
	struct ftl_db *db = op->app->db;
	struct ftl_opt expires_on = {0}, known;
	char quoted[FTL_QUOTE_SIZE];
	const char *lot;
	bool found;

	FTL_TRY(ftl_text_require(arena, "lot", FTL_TEXT_LINE, LOT_MAX, form->lot, strlen(form->lot),
	                         &lot, err));
	if (form->expires_on != NULL) {
		int32_t day;

		FTL_TRY(ftl_date_parse("expires", form->expires_on, &day, err));
		expires_on = ftl_some(day);
	}
	FTL_TRY(ftl_store_lot_find(db, part->id, ftl_text_ident_key(arena, lot),
	                           &posting->move.lot_id, &known, &found, err));
	if (found) {
		if (expires_on.has && (!known.has || known.value != expires_on.value))
			return ftl_fail(err, FTL_CONFLICT, "expires",
			                "lot %s of %s is on file with another day",
			                ftl_quote(quoted, lot), part->sku);
		return FTL_OK;
	}
	if (!is_arrival) {
		ftl_fail(err, FTL_NOT_FOUND, "lot", "%s has no lot %s", part->sku,
		         ftl_quote(quoted, lot));
		return ftl_hint(err, "fettle part show %s lists what lies where", part->sku);
	}
	if (!expires_on.has && part->shelf_life_days.has)
		expires_on = ftl_some(ftl_app_today(op->app) + part->shelf_life_days.value);
	FTL_TRY(ftl_op_id(op, &posting->move.lot_id, err));
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_PART, part->id, false, err));
	return ftl_store_lot_insert(db, posting->move.lot_id, part->id, lot, expires_on, err);
}

/* Of what leaves a place, the lot that expires first and has enough. */
static enum ftl_status choose_lot(struct ftl_op *op, struct ftl_arena *arena, bool is_arrival,
                                  struct ftl_posting *posting, struct ftl_err *err)
{
	const struct ftl_stock_move *move = &posting->move;
	const struct ftl_part_balance *rows;
	size_t count;
	bool is_for_job = move->to.line_id != 0;

	FTL_TRY(ftl_store_balance_list(op->app->db, arena, posting->part->id, &rows, &count, err));
	for (size_t i = 0; i < count && !is_arrival; i++) {
		bool is_passed = is_for_job && rows[i].end.account == FTL_ACC_SHELF &&
		                 !ftl_stock_is_usable(op->app, &rows[i]);

		if (!is_passed && rows[i].end.account == move->from.account &&
		    rows[i].end.place_id == move->from.place_id &&
		    rows[i].end.line_id == move->from.line_id &&
		    rows[i].sum.quantity_milli >= move->quantity_milli) {
			posting->move.lot_id = rows[i].lot_id;
			return FTL_OK;
		}
	}
	ftl_fail(err, FTL_INVALID, "lot", "is missing: %s is followed by lot%s", posting->part->sku,
	         is_arrival   ? ""
	         : is_for_job ? ", and no lot there has enough that has not expired"
	                      : ", and no lot there has enough");
	return ftl_hint(err, "fettle part show %s lists what lies where", posting->part->sku);
}

/* A numbered piece is of the lot that it came with, said or not. */
static enum ftl_status lot_of_piece(struct ftl_op *op, struct ftl_posting *posting,
                                    struct ftl_err *err)
{
	struct ftl_stock_end at;
	int64_t lot_id;
	bool found;

	FTL_TRY(ftl_store_serial_get(op->app->db, posting->part->id,
	                             ftl_text_ident_key(&op->arena, posting->move.serial), &at,
	                             &lot_id, &found, err));
	if (found)
		posting->move.lot_id = lot_id;
	return FTL_OK;
}

/* What comes in has a number as devices have; one that is here is looked up as it was typed. */
static enum ftl_status take_serial(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                   bool is_arrival, const char **ret, struct ftl_err *err)
{
	struct ftl_serial serial;

	if (!is_arrival)
		return ftl_text_require(arena, "serial", FTL_TEXT_LINE, FTL_NAME_MAX, text,
		                        strlen(text), ret, err);
	if (ftl_code_seems(app, text)) {
		char quoted[FTL_QUOTE_SIZE];

		return ftl_fail(err, FTL_INVALID, "serial", "looks like a code of ours, got %s",
		                ftl_quote(quoted, text));
	}
	FTL_TRY(ftl_serial_parse(arena, "serial", text, &serial, err));
	*ret = serial.raw;
	return FTL_OK;
}

enum ftl_status ftl_stock_track(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_stock_form *form, bool is_arrival,
                                struct ftl_posting *posting, struct ftl_err *err)
{
	const struct ftl_part *part = posting->part;

	if ((form->serial != NULL) != (part->tracking == FTL_TRACK_SERIAL)) {
		if (form->serial != NULL)
			return ftl_fail(err, FTL_INVALID, "serial",
			                "%s is not followed by serial number", part->sku);
		return no_serial(part, err);
	}
	if (form->lot == NULL && part->tracking == FTL_TRACK_LOT)
		return choose_lot(op, arena, is_arrival, posting, err);
	if (form->lot != NULL && part->tracking == FTL_TRACK_NONE)
		return ftl_fail(err, FTL_INVALID, "lot", "%s is not followed by lot", part->sku);
	if (form->serial != NULL) {
		FTL_TRY(take_serial(op->app, arena, form->serial, is_arrival, &posting->move.serial,
		                    err));
		if (posting->move.quantity_milli != 1000)
			return ftl_fail(err, FTL_INVALID, "quantity",
			                "a serial number is of one %s, not of %s", part->sku,
			                ftl_stock_words(arena, part, posting->move.quantity_milli));
	}
	if (form->serial != NULL && form->lot == NULL && !is_arrival)
		return lot_of_piece(op, posting, err);
	return form->lot != NULL ? find_lot(op, arena, form, is_arrival, posting, err) : FTL_OK;
}

/* "S1 'X1' is on a job" */
static enum ftl_status refuse_piece(const struct ftl_posting *posting, const char *verb,
                                    enum ftl_account account, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_CONFLICT, "serial", "%s %s %s %s", posting->part->sku,
	         ftl_quote(quoted, posting->move.serial), verb, ftl_account_standing(account));
	return ftl_hint(err, "fettle part explain %s tells where each went", posting->part->sku);
}

/* A numbered piece leaves from where it is; one that comes is not here yet. */
static enum ftl_status follow_serial(struct ftl_op *op, const struct ftl_posting *posting,
                                     struct ftl_err *err)
{
	const struct ftl_stock_move *move = &posting->move;
	struct ftl_db *db = op->app->db;
	const char *key;
	struct ftl_stock_end at;
	char quoted[FTL_QUOTE_SIZE];
	int64_t lot_id;
	bool found, is_there;

	if (move->serial == NULL)
		return FTL_OK;
	key = ftl_text_ident_key(&op->arena, move->serial);
	FTL_TRY(ftl_store_serial_get(db, move->part_id, key, &at, &lot_id, &found, err));
	is_there = found && at.account == move->from.account &&
	           at.place_id == move->from.place_id && at.line_id == move->from.line_id &&
	           lot_id == move->lot_id;
	if (ftl_account_is_bounded(move->from.account) && !is_there) {
		if (!found)
			return ftl_fail(err, FTL_NOT_FOUND, "serial",
			                "there is no %s with number %s", posting->part->sku,
			                ftl_quote(quoted, move->serial));
		if (lot_id != move->lot_id)
			return ftl_fail(err, FTL_CONFLICT, "lot", "%s %s came in with another lot",
			                posting->part->sku, ftl_quote(quoted, move->serial));
		return refuse_piece(posting, "is", at.account, err);
	}
	if (found && !ftl_account_is_bounded(move->from.account) &&
	    ftl_account_is_bounded(at.account) && at.account != FTL_ACC_SCRAP)
		return refuse_piece(posting, "came in before, and is still there:", at.account,
		                    err);
	return ftl_store_serial_put(db, move->part_id, key, move->serial, &move->to, move->lot_id,
	                            err);
}

static enum ftl_status too_few(struct ftl_op *op, const struct ftl_posting *posting, int64_t there,
                               struct ftl_err *err)
{
	const struct ftl_part *part = posting->part;
	const struct ftl_stock_move *move = &posting->move;
	const char *piece = "";
	char quoted[FTL_QUOTE_SIZE];
	struct ftl_stock_end at;
	int64_t lot_id;
	bool found = false;

	if (move->serial != NULL)
		FTL_TRY(ftl_store_serial_get(op->app->db, part->id,
		                             ftl_text_ident_key(&op->arena, move->serial), &at,
		                             &lot_id, &found, err));
	if (found)
		piece = ftl_sprintf(&op->arena, ": %s is %s", ftl_quote(quoted, move->serial),
		                    ftl_account_standing(at.account));
	ftl_fail(err, FTL_STATE, "quantity", "only %s of %s %s there, not %s%s",
	         ftl_stock_words(&op->arena, part, there), part->sku, there == 1000 ? "is" : "are",
	         ftl_stock_words(&op->arena, part, move->quantity_milli), piece);
	return ftl_hint(err, "fettle part show %s says what lies where", part->sku);
}

static enum ftl_status change(struct ftl_op *op, const struct ftl_stock_move *move,
                              const struct ftl_stock_end *end, int sign, struct ftl_err *err)
{
	bool has_value = !ftl_account_is_stock(end->account);
	struct ftl_stock_sum by = {sign * move->quantity_milli,
	                           has_value ? sign * move->value_cents : 0};

	return ftl_store_balance_add(op->app->db, move->part_id, end, move->lot_id, by, err);
}

static enum ftl_status write_move(struct ftl_op *op, struct ftl_stock_move *move,
                                  struct ftl_err *err)
{
	FTL_TRY(ftl_stock_move_check(move, err));
	FTL_TRY(ftl_op_id(op, &move->id, err));
	move->at = op->now;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_MOVE, move->id, true, err));
	return ftl_store_move_insert(op->app->db, op->app->site_id, move, op->app->actor.staff_id,
	                             err);
}

/* Value alone, out of the stock (above zero) or into it. */
static enum ftl_status post_difference(struct ftl_op *op, const struct ftl_stock_move *cause,
                                       int64_t cents, struct ftl_err *err)
{
	struct ftl_stock_end stock = {FTL_ACC_SHELF, 0, 0}, other = {FTL_ACC_ADJUSTMENT, 0, 0};
	struct ftl_stock_move move = {
	        .part_id = cause->part_id,
	        .kind = FTL_MOVE_VALUE,
	        .value_cents = cents > 0 ? cents : -cents,
	        .from = cents > 0 ? stock : other,
	        .to = cents > 0 ? other : stock,
	};

	if (cents == 0)
		return FTL_OK;
	FTL_TRY(write_move(op, &move, err));
	return change(op, &move, &other, cents > 0 ? 1 : -1, err);
}

/* Value from the supplier to an end (below zero: back), as an invoice asks. */
static enum ftl_status post_billed(struct ftl_op *op, const struct ftl_stock_move *like,
                                   enum ftl_account account, int64_t cents, struct ftl_err *err)
{
	struct ftl_stock_end supplier = {FTL_ACC_SUPPLIER, 0, 0}, other = {account, 0, 0};
	struct ftl_stock_move move = *like;
	struct ftl_stock_sum stock;
	int64_t difference;

	if (cents == 0)
		return FTL_OK;
	move.kind = FTL_MOVE_VALUE;
	move.value_cents = cents > 0 ? cents : -cents;
	move.from = cents > 0 ? supplier : other;
	move.to = cents > 0 ? other : supplier;
	FTL_TRY(ftl_store_stock_get(op->app->db, move.part_id, &stock, err));
	if (!ftl_stock_settle(&move, &stock, &difference))
		return ftl_fail(err, FTL_INVALID, "amount", "is out of range with the stock");
	FTL_TRY(write_move(op, &move, err));
	FTL_TRY(change(op, &move, &supplier, cents > 0 ? -1 : 1, err));
	if (!ftl_account_is_stock(account))
		return change(op, &move, &other, cents > 0 ? 1 : -1, err);
	FTL_TRY(post_difference(op, &move, difference, err));
	return ftl_store_stock_set(op->app->db, move.part_id, &stock, err);
}

enum ftl_status ftl_stock_correct(struct ftl_op *op, const struct ftl_stock_move *like,
                                  int64_t quantity_milli, int64_t cents, struct ftl_err *err)
{
	struct ftl_stock_sum stock;
	int64_t there, share = 0;

	FTL_TRY(ftl_store_stock_get(op->app->db, like->part_id, &stock, err));
	there = stock.quantity_milli < quantity_milli ? stock.quantity_milli : quantity_milli;
	if (there > 0 && !ftl_money_share(cents, there, quantity_milli, &share))
		return ftl_fail(err, FTL_INVALID, "amount", "is out of range with the stock");
	FTL_TRY(post_billed(op, like, FTL_ACC_SHELF, share, err));
	return post_billed(op, like, FTL_ACC_ADJUSTMENT, cents - share, err);
}

enum ftl_status ftl_stock_write_off(struct ftl_op *op, const struct ftl_stock_move *like,
                                    int64_t cents, struct ftl_err *err)
{
	return post_billed(op, like, FTL_ACC_ADJUSTMENT, cents, err);
}

/* What is on the job and what went out with it is what the line cost. */
static enum ftl_status cost_line(struct ftl_op *op, int64_t line_id, struct ftl_err *err)
{
	const struct ftl_part_balance *rows;
	size_t count;
	int64_t cents = 0, order_id;

	if (line_id == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_balance_of_line(op->app->db, &op->arena, line_id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].end.account == FTL_ACC_JOB || rows[i].end.account == FTL_ACC_CUSTOMER)
			cents += rows[i].sum.value_cents;
	}
	/* More than any line of a bill may come to: nothing could be read of the job after it. */
	if (cents > FTL_LINE_MAX)
		return ftl_fail(err, FTL_INVALID, "quantity",
		                "is out of range with what it is worth");
	FTL_TRY(ftl_store_order_part_cost(op->app->db, line_id, cents, &order_id, err));
	return ftl_op_touch(op, FTL_ENTITY_ORDER, order_id, false, err);
}

static enum ftl_status cost_lines(struct ftl_op *op, const struct ftl_stock_move *move,
                                  struct ftl_err *err)
{
	FTL_TRY(cost_line(op, move->from.account != FTL_ACC_RESERVED ? move->from.line_id : 0,
	                  err));
	if (move->to.account == FTL_ACC_RESERVED ||
	    (move->to.line_id == move->from.line_id && move->from.account != FTL_ACC_RESERVED))
		return FTL_OK;
	return cost_line(op, move->to.line_id, err);
}

enum ftl_status ftl_stock_post(struct ftl_op *op, struct ftl_posting *posting, struct ftl_err *err)
{
	struct ftl_stock_move *move = &posting->move;
	struct ftl_db *db = op->app->db;
	struct ftl_stock_sum stock, there;
	struct ftl_opt unit = posting->part->cost_cents;
	int64_t difference;

	move->part_id = posting->part->id;
	FTL_TRY(ftl_store_balance_get(db, move->part_id, &move->from, move->lot_id, &there, err));
	if (ftl_account_is_bounded(move->from.account) && !posting->may_go_below &&
	    there.quantity_milli < move->quantity_milli)
		return too_few(op, posting, there.quantity_milli, err);
	FTL_TRY(ftl_store_stock_get(db, move->part_id, &stock, err));
	if (!ftl_stock_value(move, &stock, &there, posting->given_cents, unit.has ? unit.value : 0,
	                     &move->value_cents) ||
	    !ftl_stock_settle(move, &stock, &difference))
		return ftl_fail(err, FTL_INVALID, "quantity",
		                "is out of range with what it is worth");
	FTL_TRY(follow_serial(op, posting, err));
	FTL_TRY(write_move(op, move, err));
	FTL_TRY(change(op, move, &move->from, -1, err));
	FTL_TRY(change(op, move, &move->to, 1, err));
	FTL_TRY(post_difference(op, move, difference, err));
	FTL_TRY(ftl_store_stock_set(db, move->part_id, &stock, err));
	if (move->purchase_line_id != 0)
		FTL_TRY(ftl_purchase_moved(op, move->purchase_line_id, err));
	return cost_lines(op, move, err);
}

enum ftl_status ftl_stock_post_all(struct ftl_op *op, struct ftl_posting *posting,
                                   struct ftl_err *err)
{
	const char *const *serials;
	struct ftl_stock_move whole = posting->move;
	size_t count;

	if (posting->part->tracking != FTL_TRACK_SERIAL)
		return ftl_stock_post(op, posting, err);
	FTL_TRY(ftl_store_serial_at(op->app->db, &op->arena, posting->part->id, &whole.from,
	                            whole.lot_id, &serials, &count, err));
	for (size_t i = 0; i < count; i++) {
		posting->move = whole;
		posting->move.quantity_milli = 1000;
		posting->move.serial = serials[i];
		FTL_TRY(ftl_stock_post(op, posting, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_stock_tell(struct ftl_op *op, struct ftl_arena *arena,
                               const struct ftl_posting *posting, const char *from, const char *to,
                               struct ftl_stock_done *ret, struct ftl_err *err)
{
	FTL_TRY(ftl_part_load(op->app, arena, posting->part->id, &ret->part, err));
	ret->kind = posting->move.kind;
	ret->move_id = posting->move.id;
	ret->quantity_milli = posting->move.quantity_milli;
	ret->value_cents = posting->move.value_cents;
	ret->from = from != NULL ? from : ftl_account_title(posting->move.from.account);
	ret->to = to != NULL ? to : ftl_account_title(posting->move.to.account);
	ret->superseded = ret->part.superseded_by;
	return FTL_OK;
}

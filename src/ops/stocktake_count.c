#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/moment.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "ops/intake_form.h"
#include "ops/stocktake.h"
#include "store/place.h"

/* Counting: all there is of a part, as typed. */

/* A stocktake of some parts has nothing to say of another. */
static enum ftl_status is_asked(struct ftl_counting *c, const struct ftl_part *part,
                                struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE], place[FTL_CODE_SIZE];
	bool is_chosen;

	FTL_TRY(ftl_store_stocktake_has_part(c->app->db, &c->stocktake, part->id, &is_chosen, err));
	if (is_chosen)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "part", "%s is none of the parts of stocktake %s", part->sku,
	         ftl_code_eye_of(eye, c->stocktake.code));
	return ftl_hint(err, "fettle part count %s QUANTITY --place %s corrects it", part->sku,
	                ftl_code_eye_of(place, c->stocktake.place_code));
}

enum ftl_status ftl_counting_find_line(struct ftl_counting *c, const struct ftl_part *part,
                                       int64_t lot_id, const char *serial,
                                       struct ftl_stocktake_line *ret, struct ftl_err *err)
{
	const char *key = serial != NULL ? ftl_text_ident_key(c->arena, serial) : NULL;
	const struct ftl_stocktake_line *lines;
	size_t count;

	FTL_TRY(ftl_store_stocktake_lines_of(c->app->db, c->arena, c->stocktake.id, part->id,
	                                     &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (key != NULL ? ftl_text_equal(lines[i].serial_key, key)
		                : lines[i].lot_id == lot_id) {
			*ret = lines[i];
			return FTL_OK;
		}
	}
	*ret = (struct ftl_stocktake_line){.part_id = part->id,
	                                   .sku = part->sku,
	                                   .name = part->name,
	                                   .unit = part->unit,
	                                   .tracking = part->tracking,
	                                   .lot_id = lot_id,
	                                   .serial = serial,
	                                   .serial_key = key};
	FTL_TRY(ftl_part_in_use(part, err));
	FTL_TRY(is_asked(c, part, err));
	return ftl_counting_line(c, ret, err);
}

enum ftl_status ftl_counting_read_at(const struct ftl_counting *c, const char *text,
                                     struct ftl_counted_at *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE], since[FTL_WALL_TEXT_SIZE];
	const struct ftl_zone *zone = c->app->zone;

	*ret = (struct ftl_counted_at){.at = c->op->now};
	if (text == NULL)
		return FTL_OK;
	FTL_TRY(ftl_moment_parse("at", text, zone, c->op->now, &ret->at, err));
	if (ret->at > c->op->now)
		return ftl_fail(err, FTL_INVALID, "at", "is in the future: %s",
		                ftl_quote(quoted, text));
	if (ret->at < c->stocktake.created_at) {
		ftl_fail(err, FTL_INVALID, "at", "%s is before the stocktake began, at %s",
		         ftl_quote(quoted, text),
		         ftl_wall_format(since, zone, c->stocktake.created_at));
		return ftl_hint(err, "what was counted before it is counted again");
	}
	return ftl_store_stocktake_move_after(c->app->db, c->app->site_id, c->stocktake.id, ret->at,
	                                      &ret->ledger_id, err);
}

enum ftl_status ftl_counting_put(struct ftl_counting *c, const struct ftl_stocktake_line *line,
                                 enum ftl_stocktake_act act, int64_t quantity_milli,
                                 const struct ftl_counted_at *at, struct ftl_err *err)
{
	struct ftl_stocktake_event event = {.act = act,
	                                    .line_id = line->id,
	                                    .counted_at = at->at,
	                                    .ledger_id = at->ledger_id,
	                                    .quantity_milli = quantity_milli};

	FTL_TRY(ftl_op_id(c->op, &event.id, err));
	if (event.ledger_id == 0)
		event.ledger_id = event.id;
	FTL_TRY(ftl_stocktake_expected(c->app->db, c->arena, c->stocktake.place_id, line,
	                               event.ledger_id, &event.expected_milli, err));
	return ftl_counting_log(c, &event, err);
}

static enum ftl_status is_elsewhere(struct ftl_counting *c, const struct ftl_part *part,
                                    const char *serial, const struct ftl_stock_end *at,
                                    struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE], eye[FTL_CODE_SIZE];
	struct ftl_place place;

	ftl_quote(quoted, serial);
	if (at->place_id == 0) {
		ftl_fail(err, FTL_CONFLICT, "serial", "%s %s is %s by the ledger", part->sku,
		         quoted, ftl_account_standing(at->account));
		return ftl_hint(err,
		                "fettle part explain %s tells how it went there; fettle part "
		                "return takes it off a job",
		                part->sku);
	}
	FTL_TRY(ftl_store_place_get(c->app->db, c->arena, at->place_id, &place, err));
	ftl_fail(err, FTL_CONFLICT, "serial", "%s %s lies at %s by the ledger", part->sku, quoted,
	         place.name);
	return ftl_hint(err, "fettle part move %s --serial %s --to %s puts it here", part->sku,
	                ftl_text_visible(c->arena, serial),
	                ftl_code_eye_of(eye, c->stocktake.place_code));
}

enum ftl_status ftl_counting_find_piece(struct ftl_counting *c, const struct ftl_part *part,
                                        const char *text, const char **ret_serial,
                                        int64_t *ret_lot_id, struct ftl_err *err)
{
	struct ftl_stock_end at;
	struct ftl_serial serial;
	char quoted[FTL_QUOTE_SIZE];
	const char *line;
	bool found;

	*ret_lot_id = 0;
	FTL_TRY(ftl_text_require(c->arena, "serial", FTL_TEXT_LINE, FTL_NAME_MAX, text,
	                         strlen(text), &line, err));
	FTL_TRY(ftl_store_serial_get(c->app->db, part->id, ftl_text_ident_key(c->arena, line), &at,
	                             ret_lot_id, &found, err));
	*ret_serial = line;
	if (found && at.place_id != c->stocktake.place_id && ftl_account_is_bounded(at.account) &&
	    at.account != FTL_ACC_SCRAP)
		return is_elsewhere(c, part, line, &at, err);
	if (found)
		return FTL_OK;
	/* One that nobody knows comes into the ledger as a delivery would. */
	if (ftl_code_seems(c->app, line))
		return ftl_fail(err, FTL_INVALID, "serial", "looks like a code of ours, got %s",
		                ftl_quote(quoted, line));
	FTL_TRY(ftl_serial_parse(c->arena, "serial", line, &serial, err));
	*ret_serial = serial.raw;
	return FTL_OK;
}

/* Of the lots to be counted the only one. */
static enum ftl_status only_lot(struct ftl_counting *c, const struct ftl_part *part, int64_t *ret,
                                struct ftl_err *err)
{
	const struct ftl_stocktake_line *lines;
	FTL_BUF(lots);
	char eye[FTL_CODE_SIZE];
	size_t count;

	FTL_TRY(ftl_store_stocktake_lines_of(c->app->db, c->arena, c->stocktake.id, part->id,
	                                     &lines, &count, err));
	if (count == 1) {
		*ret = lines[0].lot_id;
		return FTL_OK;
	}
	for (size_t i = 0; i < count; i++)
		ftl_buf_printf(&lots, "%s%s", i > 0 ? ", " : ": ", lines[i].lot);
	ftl_fail(err, FTL_INVALID, "lot", "is missing: %s is followed by lot%s", part->sku,
	         count > 0 ? ftl_text_visible(c->arena, ftl_buf_cstr(&lots)) : "");
	return ftl_hint(err, "fettle stocktake count %s %s QUANTITY --lot LOT",
	                ftl_code_eye_of(eye, c->stocktake.code), part->sku);
}

enum ftl_status ftl_counting_find_lot(struct ftl_counting *c, const struct ftl_part *part,
                                      const char *text, bool may_be_new, int64_t *ret,
                                      struct ftl_err *err)
{
	const struct ftl_stock_form form = {.lot = text};
	struct ftl_posting posting = {.part = part};

	*ret = 0;
	if (text != NULL && part->tracking != FTL_TRACK_LOT)
		return ftl_fail(err, FTL_INVALID, "lot", "%s is not followed by lot", part->sku);
	if (part->tracking != FTL_TRACK_LOT)
		return FTL_OK;
	if (text == NULL)
		return only_lot(c, part, ret, err);
	FTL_TRY(ftl_stock_track(c->op, c->arena, &form, may_be_new, &posting, err));
	*ret = posting.move.lot_id;
	return FTL_OK;
}

/* The lines of a part that were counted: how many, and one of them in words. */
static enum ftl_status counted_lines(struct ftl_app *app, struct ftl_arena *arena,
                                     const struct ftl_stocktake *stocktake,
                                     const struct ftl_part *part, const char *lot,
                                     const char **ret_words, struct ftl_err *err)
{
	const char *key = lot != NULL ? ftl_text_ident_key(arena, lot) : NULL;
	const struct ftl_stocktake_line *lines;
	struct ftl_stocktake_row row;
	int64_t counted = 0;
	size_t count, matches = 0;
	const char *by = "", *other = NULL;

	*ret_words = NULL;
	FTL_TRY(ftl_store_stocktake_lines_of(app->db, arena, stocktake->id, part->id, &lines,
	                                     &count, err));
	for (size_t i = 0; i < count; i++) {
		if (key != NULL && (lines[i].lot == NULL ||
		                    !ftl_text_equal(ftl_text_ident_key(arena, lines[i].lot), key)))
			continue;
		FTL_TRY(ftl_stocktake_fill_row(app->db, arena, stocktake, &lines[i], 0, &row, err));
		if (!row.count.is_counted)
			continue;
		matches++;
		counted += row.count.counted_milli;
		by = row.count.staff;
		other = row.count.other_staff;
	}
	if (matches > 0)
		*ret_words = ftl_sprintf(arena, "%s of %s %s counted already, by %s%s%s",
		                         ftl_stock_words(arena, part, counted), part->sku,
		                         counted == 1000 ? "is" : "are", by,
		                         other != NULL ? " and " : "", other != NULL ? other : "");
	return FTL_OK;
}

enum ftl_status ftl_stocktake_counted_before(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *code,
                                             const struct ftl_stocktake_form *form,
                                             const char **ret_words, struct ftl_err *err)
{
	struct ftl_stocktake stocktake;
	struct ftl_part part;

	FTL_TRY(ftl_find_stocktake(app, arena, code, &stocktake, err));
	FTL_TRY(ftl_find_part(app, arena, form->part, &part, err));
	return counted_lines(app, arena, &stocktake, &part, form->lot, ret_words, err);
}

static enum ftl_status check_before(struct ftl_counting *c, const struct ftl_part *part,
                                    const struct ftl_stocktake_form *form, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];
	const char *words;

	if (form->is_instead)
		return FTL_OK;
	FTL_TRY(counted_lines(c->app, c->arena, &c->stocktake, part, form->lot, &words, err));
	if (words == NULL)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "part", "%s", words);
	return ftl_hint(
	        err, "--replace counts it anew; fettle stocktake scan %s adds what else is found",
	        ftl_code_eye_of(eye, c->stocktake.code));
}

/* What is followed by serial number: these are there, and no others. */
static enum ftl_status count_pieces(struct ftl_counting *c, const struct ftl_part *part,
                                    const struct ftl_stocktake_form *form, int64_t quantity_milli,
                                    const struct ftl_counted_at *at, struct ftl_err *err)
{
	int64_t *met = ftl_alloc(c->arena, form->serial_count + 1, sizeof(*met)), lot_id;
	const struct ftl_stocktake_line *lines;
	struct ftl_stocktake_line line;
	char quoted[FTL_QUOTE_SIZE];
	const char *serial;
	size_t count, at_met;

	if (quantity_milli != (int64_t)form->serial_count * 1000) {
		ftl_fail(err, FTL_INVALID, "serial",
		         "each %s has a number of its own: %s counted, %zu %s", part->sku,
		         ftl_stock_words(c->arena, part, quantity_milli), form->serial_count,
		         form->serial_count == 1 ? "number is given" : "numbers are given");
		return ftl_hint(err, "say --serial for each that is there, or scan them");
	}
	for (size_t i = 0; i < form->serial_count; i++) {
		FTL_TRY(ftl_counting_find_piece(c, part, form->serials[i], &serial, &lot_id, err));
		FTL_TRY(ftl_counting_find_line(c, part, lot_id, serial, &line, err));
		for (at_met = 0; at_met < i; at_met++) {
			if (met[at_met] == line.id)
				return ftl_fail(err, FTL_CONFLICT, "serial", "%s is named twice",
				                ftl_quote(quoted, serial));
		}
		met[i] = line.id;
		FTL_TRY(ftl_counting_put(c, &line, FTL_STOCKTAKE_COUNT, 1000, at, err));
	}
	FTL_TRY(ftl_store_stocktake_lines_of(c->app->db, c->arena, c->stocktake.id, part->id,
	                                     &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		for (at_met = 0; at_met < form->serial_count; at_met++) {
			if (met[at_met] == lines[i].id)
				break;
		}
		if (at_met == form->serial_count)
			FTL_TRY(ftl_counting_put(c, &lines[i], FTL_STOCKTAKE_COUNT, 0, at, err));
	}
	return FTL_OK;
}

static enum ftl_status count_lot(struct ftl_counting *c, const struct ftl_part *part,
                                 const struct ftl_stocktake_form *form, int64_t quantity_milli,
                                 const struct ftl_counted_at *at, struct ftl_err *err)
{
	struct ftl_stocktake_line line;
	int64_t lot_id;

	if (form->serial_count > 0)
		return ftl_fail(err, FTL_INVALID, "serial", "%s is not followed by serial number",
		                part->sku);
	FTL_TRY(ftl_counting_find_lot(c, part, form->lot, true, &lot_id, err));
	FTL_TRY(ftl_counting_find_line(c, part, lot_id, NULL, &line, err));
	return ftl_counting_put(c, &line, FTL_STOCKTAKE_COUNT, quantity_milli, at, err);
}

enum ftl_status ftl_stocktake_count(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    const struct ftl_stocktake_form *form,
                                    struct ftl_stocktake_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_counting c = {.op = &op, .app = app, .arena = arena};
	struct ftl_counted_at at;
	struct ftl_part part;
	int64_t quantity;

	FTL_TRY(ftl_counting_begin(&c, "stocktake.count", FTL_CAN_STOCK, code, FTL_STOCKTAKE_COUNT,
	                           err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_part(app, arena, form->part, &part, err));
	FTL_TRY(ftl_stock_quantity(&part, "quantity", form->quantity, 0, &quantity, err));
	FTL_TRY(ftl_counting_read_at(&c, form->at, &at, err));
	FTL_TRY(check_before(&c, &part, form, err));
	FTL_TRY(part.tracking == FTL_TRACK_SERIAL
	                ? count_pieces(&c, &part, form, quantity, &at, err)
	                : count_lot(&c, &part, form, quantity, &at, err));
	return ftl_counting_finish(&c, part.id, ret, err);
}

/* What is not believed of a part or of one lot: line by line on record, in words of all of it. */
static enum ftl_status doubt_lines(struct ftl_counting *c, const struct ftl_part *part,
                                   const int64_t *lot_id, struct ftl_err *err)
{
	const struct ftl_stocktake_line *lines;
	struct ftl_stocktake_event *events;
	struct ftl_stocktake_row row;
	size_t count, marked = 0;
	int64_t counted = 0;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_stocktake_lines_of(c->app->db, c->arena, c->stocktake.id, part->id,
	                                     &lines, &count, err));
	events = ftl_alloc(c->arena, count + 1, sizeof(*events));
	for (size_t i = 0; i < count; i++) {
		if (lot_id != NULL && lines[i].lot_id != *lot_id)
			continue;
		FTL_TRY(ftl_stocktake_fill_row(c->app->db, c->arena, &c->stocktake, &lines[i], 0,
		                               &row, err));
		if (!row.count.is_counted)
			continue;
		counted += row.count.counted_milli;
		events[marked++] = (struct ftl_stocktake_event){.act = FTL_STOCKTAKE_RECOUNT,
		                                                .line_id = lines[i].id};
	}
	events[0].text = ftl_sprintf(c->arena, "%s: %s were counted", part->sku,
	                             ftl_stock_words(c->arena, part, counted));
	for (size_t i = 0; i < marked; i++)
		FTL_TRY(ftl_counting_log(c, &events[i], err));
	if (marked > 0)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "part", "nothing of %s was counted yet", part->sku);
	return ftl_hint(err, "fettle stocktake count %s %s QUANTITY",
	                ftl_code_eye_of(eye, c->stocktake.code), part->sku);
}

enum ftl_status ftl_stocktake_recount(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *code, const char *text, const char *lot,
                                      struct ftl_stocktake_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_counting c = {.op = &op, .app = app, .arena = arena};
	struct ftl_part part;
	int64_t lot_id = 0;

	FTL_TRY(ftl_counting_begin(&c, "stocktake.recount", FTL_CAN_STOCK, code,
	                           FTL_STOCKTAKE_RECOUNT, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_part(app, arena, text, &part, err));
	if (lot != NULL)
		FTL_TRY(ftl_counting_find_lot(&c, &part, lot, false, &lot_id, err));
	FTL_TRY(doubt_lines(&c, &part, lot != NULL ? &lot_id : NULL, err));
	return ftl_counting_finish(&c, part.id, ret, err);
}

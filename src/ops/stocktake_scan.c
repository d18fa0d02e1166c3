#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "ops/stocktake.h"

/* Counting by scanning: each scan is one more of what it says. */

const char *const ftl_scanned_names[FTL_SCANNED_KINDS] = {
        [FTL_SCANNED_COUNTED] = "counted",
        [FTL_SCANNED_SAME] = "same",
        [FTL_SCANNED_WAITS] = "waits",
        [FTL_SCANNED_REFUSED] = "refused",
};

/* What was scanned so far. */
struct scanning {
	struct ftl_counting *c;
	struct ftl_counted_at at;
	struct ftl_part part; /* whose piece's number is to be scanned next */
	bool is_waiting;
};

/* What a scan says: a part, and which piece of it; a maker's label may say both. */
static enum ftl_status understand(struct scanning *s, const char *text, struct ftl_part *part,
                                  const char **ret_serial, struct ftl_err *err)
{
	struct ftl_counting *c = s->c;
	struct ftl_stock_end at;
	struct ftl_gs1 gs1;
	enum ftl_status status;
	int64_t lot_id;
	bool found, is_gs1 = ftl_gs1_parse(c->arena, text, &gs1) && gs1.gtin != NULL;

	*ret_serial = NULL;
	status = ftl_find_part(c->app, c->arena, is_gs1 ? gs1.gtin : text, part, err);
	if (status == FTL_NOT_FOUND && s->is_waiting && !is_gs1 && !ftl_code_seems(c->app, text)) {
		*part = s->part;
		*ret_serial = text;
		return FTL_OK;
	}
	if (status != FTL_OK || part->tracking != FTL_TRACK_SERIAL)
		return status;
	if (is_gs1 && gs1.serial != NULL) {
		*ret_serial = gs1.serial;
		return FTL_OK;
	}
	FTL_TRY(ftl_store_serial_get(c->app->db, part->id, ftl_text_ident_key(c->arena, text), &at,
	                             &lot_id, &found, err));
	*ret_serial = found ? text : NULL;
	return FTL_OK;
}

static enum ftl_status cannot_scan(struct ftl_counting *c, const struct ftl_part *part,
                                   struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	ftl_fail(err, FTL_INVALID, "scan", "%s is measured by the %s: a scan is no measure of it",
	         part->sku, ftl_unit_names[part->unit]);
	return ftl_hint(err, "fettle stocktake count %s %s QUANTITY",
	                ftl_code_eye_of(eye, c->stocktake.code), part->sku);
}

static enum ftl_status take(struct scanning *s, struct ftl_stocktake_scan *scan,
                            struct ftl_err *err)
{
	FTL_ARENA(scratch);
	struct ftl_counting *c = s->c;
	struct ftl_stocktake_row row;
	struct ftl_part part;
	const char *serial;
	int64_t lot_id = 0;

	FTL_TRY(understand(s, scan->text, &part, &serial, err));
	s->is_waiting = false;
	if (ftl_unit_is_divisible(part.unit))
		return cannot_scan(c, &part, err);
	if (part.tracking == FTL_TRACK_SERIAL && serial == NULL) {
		s->part = part;
		s->is_waiting = true;
		scan->outcome = FTL_SCANNED_WAITS;
		scan->line = (struct ftl_stocktake_line){
		        .sku = part.sku, .name = part.name, .unit = part.unit};
		return FTL_OK;
	}
	if (serial != NULL)
		FTL_TRY(ftl_counting_find_piece(c, &part, serial, &serial, &lot_id, err));
	else
		FTL_TRY(ftl_counting_find_lot(c, &part, NULL, false, &lot_id, err));
	FTL_TRY(ftl_counting_find_line(c, &part, lot_id, serial, &scan->line, err));
	FTL_TRY(ftl_stocktake_fill_row(c->app->db, &scratch, &c->stocktake, &scan->line, 0, &row,
	                               err));
	scan->outcome = FTL_SCANNED_SAME;
	if (serial == NULL || row.count.counted_milli == 0) {
		scan->outcome = FTL_SCANNED_COUNTED;
		FTL_TRY(ftl_counting_put(c, &scan->line, FTL_STOCKTAKE_SCAN, 1000, &s->at, err));
		FTL_TRY(ftl_stocktake_fill_row(c->app->db, &scratch, &c->stocktake, &scan->line, 0,
		                               &row, err));
	}
	scan->counted_milli = row.count.counted_milli;
	scan->expected_milli = row.count.expected_milli;
	return FTL_OK;
}

static enum ftl_status take_or_refuse(struct scanning *s, struct ftl_stocktake_scan *scan,
                                      struct ftl_err *err)
{
	struct ftl_err problem;
	enum ftl_status status = take(s, scan, &problem);

	if (status == FTL_OK)
		return FTL_OK;
	if (!ftl_status_is_refusal(status)) {
		*err = problem;
		return status;
	}
	scan->outcome = FTL_SCANNED_REFUSED;
	scan->problem = ftl_sprintf(s->c->arena, "%s%s%s", problem.message,
	                            *problem.hint ? "; " : "", problem.hint);
	return FTL_OK;
}

/* Whoever is at work scans no more; ret: there was something to be done with. */
static enum ftl_status log_done(struct ftl_counting *c, bool *ret, struct ftl_err *err)
{
	struct ftl_stocktake_event event = {.act = FTL_STOCKTAKE_DONE};

	FTL_TRY(ftl_store_stocktake_is_scanning(c->app->db, c->stocktake.id, c->app->actor.staff_id,
	                                        ret, err));
	return *ret ? ftl_counting_log(c, &event, err) : FTL_OK;
}

enum ftl_status ftl_stocktake_scan(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                   const struct ftl_stocktake_scans *scans,
                                   struct ftl_stocktake_scanned *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_counting c = {.op = &op, .app = app, .arena = arena};
	struct scanning s = {.c = &c, .is_waiting = scans->of_part != NULL};
	struct ftl_stocktake_scan *rows = ftl_alloc(arena, scans->count + 1, sizeof(*rows));
	struct ftl_stocktake_scanned scanned = {.scans = rows, .count = scans->count};
	bool is_change = scans->count > 0 || app->request_id != NULL;

	FTL_TRY(ftl_counting_begin(&c, "stocktake.scan", FTL_CAN_STOCK, code, FTL_STOCKTAKE_SCAN,
	                           err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_counting_read_at(&c, scans->at, &s.at, err));
	if (s.is_waiting)
		FTL_TRY(ftl_find_part(app, arena, scans->of_part, &s.part, err));
	for (size_t i = 0; i < scans->count; i++) {
		rows[i].text = scans->texts[i];
		FTL_TRY(take_or_refuse(&s, &rows[i], err));
		scanned.refused += rows[i].outcome == FTL_SCANNED_REFUSED;
	}
	scanned.stocktake = c.stocktake;
	scanned.is_taken = scanned.refused == 0 || scans->keep_going;
	if (scans->is_done) {
		FTL_TRY(log_done(&c, &scanned.is_done, err));
		is_change = is_change || scanned.is_done;
	}
	if (scanned.is_taken && is_change)
		FTL_TRY(ftl_op_commit(&op, &scanned, err));
	*ret = scanned;
	return FTL_OK;
}

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/intake_form.h"
#include "ops/part_job.h"
#include "ops/stocktake.h"
#include "store/place.h"

/* What the counts and the ledger differ by is posted; or the stocktake is called off. */

const char *const ftl_uncounted_names[FTL_UNCOUNTEDS] = {
        [FTL_UNCOUNTED_ZERO] = "zero",
        [FTL_UNCOUNTED_LEAVE] = "leave",
};

const char *const ftl_doubt_names[FTL_DOUBTS] = {
        [FTL_DOUBT_STANDS] = "stands",
        [FTL_DOUBT_LEAVE] = "leave",
};

static const char *line_words(struct ftl_arena *arena, const struct ftl_stocktake_line *line)
{
	const char *more = line->serial != NULL ? line->serial : line->lot;

	if (more == NULL)
		return line->sku;
	return ftl_sprintf(arena, "%s %s%s", line->sku, line->serial != NULL ? "" : "lot ",
	                   ftl_text_visible(arena, more));
}

/* Lines that nobody counted, of which the ledger says that some is there. */
static enum ftl_status settle_uncounted(struct ftl_counting *c,
                                        const struct ftl_stocktake_full *full,
                                        const char *uncounted, struct ftl_err *err)
{
	const struct ftl_counted_at now = {.at = c->op->now};
	const struct ftl_stocktake_line *first = NULL;
	char eye[FTL_CODE_SIZE];
	int what = FTL_UNCOUNTED_LEAVE;

	if (uncounted != NULL)
		FTL_TRY(ftl_parse_name("uncounted", uncounted, ftl_uncounted_names, FTL_UNCOUNTEDS,
		                       &what, err));
	for (size_t i = 0; i < full->row_count; i++) {
		if (!full->rows[i].is_open)
			continue;
		if (first == NULL)
			first = &full->rows[i].line;
		if (what == FTL_UNCOUNTED_ZERO)
			FTL_TRY(ftl_counting_put(c, &full->rows[i].line, FTL_STOCKTAKE_COUNT, 0,
			                         &now, err));
	}
	if (first == NULL || uncounted != NULL)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "uncounted", "%lld of %lld lines %s not been counted, such as %s",
	         (long long)full->totals.open, (long long)full->totals.lines,
	         full->totals.open == 1 ? "has" : "have", line_words(c->arena, first));
	return ftl_hint(err,
	                "fettle stocktake show %s --only uncounted lists them; --uncounted zero "
	                "says that none of it is there, --uncounted leave lets the ledger stand",
	                ftl_code_eye_of(eye, c->stocktake.code));
}

/* Lines that something moved in while they were counted. */
static enum ftl_status settle_doubt(struct ftl_counting *c, const struct ftl_stocktake_full *full,
                                    const char *doubt, struct ftl_err *err)
{
	const struct ftl_stocktake_line *first = NULL;
	char eye[FTL_CODE_SIZE];
	int what = FTL_DOUBT_LEAVE;
	size_t count = 0;

	if (doubt != NULL)
		FTL_TRY(ftl_parse_name("doubt", doubt, ftl_doubt_names, FTL_DOUBTS, &what, err));
	for (size_t i = 0; i < full->row_count; i++) {
		const struct ftl_stocktake_row *row = &full->rows[i];
		const struct ftl_counted_at at = {row->count.counted_at, row->count.last_id};

		if (!ftl_stocktake_is_unsure(&row->found))
			continue;
		count++;
		if (first == NULL)
			first = &row->line;
		if (what == FTL_DOUBT_STANDS)
			FTL_TRY(ftl_counting_put(c, &row->line, FTL_STOCKTAKE_COUNT,
			                         row->count.counted_milli, &at, err));
	}
	if (first == NULL || doubt != NULL)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "doubt",
	         "%zu of %lld lines %s in doubt, such as %s: what moved leaves open how many there "
	         "are",
	         count, (long long)full->totals.lines, count == 1 ? "is" : "are",
	         line_words(c->arena, first));
	ftl_code_eye_of(eye, c->stocktake.code);
	return ftl_hint(err,
	                "fettle stocktake show %s --only differences lists them, fettle stocktake "
	                "recount %s %s has it counted again; --doubt stands: what was counted lay "
	                "there at the last scan; --doubt leave: only what the moves cannot explain "
	                "is posted",
	                eye, eye, first->sku);
}

/* An error of one of many lines says which it is. */
static enum ftl_status of_line(struct ftl_counting *c, const struct ftl_stocktake_line *line,
                               struct ftl_err *err)
{
	struct ftl_err problem = *err;
	char eye[FTL_CODE_SIZE];

	ftl_fail(err, problem.status, problem.field, "%s: %s", line_words(c->arena, line),
	         problem.message);
	if (*problem.hint != '\0')
		return ftl_hint(err, "%s", problem.hint);
	return ftl_hint(err, "fettle stocktake recount %s %s",
	                ftl_code_eye_of(eye, c->stocktake.code), line->sku);
}

static enum ftl_status adjust(struct ftl_counting *c, const struct ftl_place *place,
                              const struct ftl_stocktake_row *row, const char *reason,
                              struct ftl_err *err)
{
	int64_t difference = row->found.difference_milli;
	char eye[FTL_CODE_SIZE];
	struct ftl_part part;
	struct ftl_posting posting = {
	        .part = &part,
	        .move = {.lot_id = row->line.lot_id,
	                 .serial = row->line.serial,
	                 .reference = ftl_code_eye_of(eye, c->stocktake.code),
	                 .reason = reason},
	};
	struct ftl_stocktake_event event = {.act = FTL_STOCKTAKE_ADJUST, .line_id = row->line.id};
	enum ftl_status status;

	FTL_TRY(ftl_part_load(c->app, c->arena, row->line.part_id, &part, err));
	status = ftl_stock_adjust(c->op, c->arena, place, difference, &posting, err);
	if (status != FTL_OK)
		return ftl_status_is_refusal(status) ? of_line(c, &row->line, err) : status;
	event.move_id = posting.move.id;
	event.quantity_milli = difference;
	event.value_cents =
	        ftl_some(difference > 0 ? posting.move.value_cents : -posting.move.value_cents);
	return ftl_counting_log(c, &event, err);
}

/* What lacks first: what was found may be kept for a job at once, and then be none of what lacks.
 */
static enum ftl_status adjust_all(struct ftl_counting *c, const struct ftl_stocktake_full *full,
                                  const char *reason, struct ftl_err *err)
{
	struct ftl_place place;
	const char *kept_for;

	FTL_TRY(ftl_store_place_get(c->app->db, c->arena, c->stocktake.place_id, &place, err));
	for (size_t i = 0; i < full->row_count; i++) {
		if (full->rows[i].found.difference_milli < 0)
			FTL_TRY(adjust(c, &place, &full->rows[i], reason, err));
	}
	for (size_t i = 0; i < full->row_count; i++) {
		if (full->rows[i].found.difference_milli > 0)
			FTL_TRY(adjust(c, &place, &full->rows[i], reason, err));
	}
	if (ftl_stock_at(&place).account != FTL_ACC_SHELF)
		return FTL_OK;
	for (size_t i = 0; i < full->row_count; i++) {
		const struct ftl_offer offer = {.part_id = full->rows[i].line.part_id};

		if (full->rows[i].found.difference_milli > 0)
			FTL_TRY(ftl_parts_offer(c->op, c->arena, &offer, &kept_for, err));
	}
	return FTL_OK;
}

/* Its lines as they stand now. */
static enum ftl_status look(struct ftl_counting *c, struct ftl_stocktake_full *ret,
                            struct ftl_err *err)
{
	*ret = (struct ftl_stocktake_full){.stocktake = c->stocktake};
	return ftl_stocktake_fill(c->app, c->arena, 0, ret, err);
}

enum ftl_status ftl_stocktake_post(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                   const struct ftl_stocktake_end *end,
                                   struct ftl_stocktake_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_counting c = {.op = &op, .app = app, .arena = arena};
	struct ftl_stocktake_event event = {.act = FTL_STOCKTAKE_POST};
	struct ftl_stocktake_full full;

	FTL_TRY(ftl_counting_begin(&c, "stocktake.post", FTL_CAN_MANAGE, code, FTL_STOCKTAKE_POST,
	                           err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, end->reason,
	                      &event.text, err));
	FTL_TRY(look(&c, &full, err));
	FTL_TRY(settle_uncounted(&c, &full, end->uncounted, err));
	FTL_TRY(settle_doubt(&c, &full, end->doubt, err));
	FTL_TRY(look(&c, &full, err));
	if (event.text == NULL && full.totals.differences > 0) {
		ftl_fail(err, FTL_INVALID, "reason",
		         "is missing: %lld of %lld lines %s, and the ledger is to say why",
		         (long long)full.totals.differences, (long long)full.totals.lines,
		         full.totals.differences == 1 ? "differs" : "differ");
		return ftl_hint(err, "--reason 'yearly count' stands with every move");
	}
	FTL_TRY(adjust_all(&c, &full, event.text, err));
	FTL_TRY(ftl_counting_log(&c, &event, err));
	return ftl_counting_finish(&c, 0, ret, err);
}

enum ftl_status ftl_stocktake_cancel(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                     const char *reason, struct ftl_stocktake_full *ret,
                                     struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_counting c = {.op = &op, .app = app, .arena = arena};
	struct ftl_stocktake_event event = {.act = FTL_STOCKTAKE_CANCEL};
	struct ftl_stocktake_full full;

	FTL_TRY(ftl_counting_begin(&c, "stocktake.cancel", FTL_CAN_STOCK, code,
	                           FTL_STOCKTAKE_CANCEL, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, reason, &event.text,
	                      err));
	FTL_TRY(look(&c, &full, err));
	if (event.text == NULL && full.totals.counted > 0)
		return ftl_fail(err, FTL_INVALID, "reason",
		                "is missing: %lld of %lld lines were counted, for nothing then",
		                (long long)full.totals.counted, (long long)full.totals.lines);
	FTL_TRY(ftl_counting_log(&c, &event, err));
	return ftl_counting_finish(&c, 0, ret, err);
}

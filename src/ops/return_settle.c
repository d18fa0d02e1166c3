#include "fettle/base/money.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/custody.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/part_job.h"
#include "ops/return.h"
#include "ops/stock.h"

/* What the supplier says of what was sent: credited, denied, never arrived. */

/* The lines that a word of theirs is about. */
struct settling {
	struct ftl_returning r;
	const struct ftl_return_line **lines;
	size_t count;
	int64_t asked_cents; /* for all of them */
};

static enum ftl_status is_settled(const struct settling *s, const struct ftl_return_line *line,
                                  struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE], money[FTL_MONEY_TEXT_SIZE];

	ftl_code_eye_of(eye, s->r.box.code);
	if (line->outcome == FTL_RETURN_CREDITED || line->outcome == FTL_RETURN_SHORT)
		ftl_fail(err, FTL_STATE, "line", "line %d of %s was credited already: %s",
		         line->position, eye,
		         ftl_money_format(money, line->credited_cents, &s->r.app->currency));
	else
		ftl_fail(err, FTL_STATE, "line", "line %d of %s is settled: it is %s",
		         line->position, eye, ftl_return_outcome_names[line->outcome]);
	return ftl_hint(err, "fettle return reopen %s %d REASON when that was a mistake", eye,
	                line->position);
}

/* The line named, or all that are open. */
static enum ftl_status find_lines(struct settling *s, const char *text, struct ftl_err *err)
{
	const struct ftl_return_line *named = NULL;

	if (text != NULL)
		FTL_TRY(ftl_returning_find_line(&s->r, text, &named, err));
	s->lines = ftl_alloc(s->r.arena, s->r.count + 1, sizeof(struct ftl_return_line *));
	for (size_t i = 0; i < s->r.count; i++) {
		const struct ftl_return_line *line = &s->r.lines[i];

		if (line->removed_at.has || (named != NULL && line != named))
			continue;
		if (line->outcome != FTL_RETURN_OPEN) {
			if (named != NULL || !s->r.box.is_open)
				return is_settled(s, line, err);
			continue;
		}
		s->lines[s->count++] = line;
		s->asked_cents += line->asked_cents;
	}
	s->r.position = named != NULL ? named->position : 0;
	return FTL_OK;
}

static enum ftl_status begin(struct settling *s, const char *name, const char *code,
                             enum ftl_return_act act, const char *line, struct ftl_err *err)
{
	FTL_TRY(ftl_returning_begin(&s->r, name, FTL_CAN_MANAGE, code, act, err));
	return s->r.op->is_replay ? FTL_OK : find_lines(s, line, err);
}

/* Of what went to the supplier's account so much is not theirs to pay; below zero they pay more. */
static enum ftl_status write_off(struct settling *s, const struct ftl_return_line *line,
                                 int64_t cents, const char *reference, struct ftl_err *err)
{
	const struct ftl_stock_move like = {.part_id = line->part_id,
	                                    .supplier_id = s->r.box.supplier_id,
	                                    .return_line_id = line->id,
	                                    .reference = reference};

	return ftl_stock_write_off(s->r.op, &like, cents, err);
}

/* What a note says, and what of it is for which line. */
struct crediting {
	struct ftl_return_event event;
	int64_t amount_cents;
	int64_t *shares;
};

static enum ftl_status read_amount(const struct settling *s, const struct ftl_return_note *note,
                                   struct crediting *c, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_money_parse("amount", note->amount, &s->r.app->currency, false,
	                        &c->amount_cents, err));
	if (c->amount_cents > 0)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "amount", "is nothing: what do they credit?");
	return ftl_hint(err, "fettle return deny %s notes that they credit nothing",
	                ftl_code_eye_of(eye, s->r.box.code));
}

static const char *more_words(const struct settling *s, int64_t amount_cents)
{
	char asked[FTL_MONEY_TEXT_SIZE], amount[FTL_MONEY_TEXT_SIZE], eye[FTL_CODE_SIZE];
	const struct ftl_currency *currency = &s->r.app->currency;

	return ftl_sprintf(
	        s->r.arena, "%s was asked for %s%s, and %s is credited",
	        ftl_money_format(asked, s->asked_cents, currency),
	        s->count == 1 ? ftl_sprintf(s->r.arena, "line %d of ", s->lines[0]->position) : "",
	        ftl_code_eye_of(eye, s->r.box.code),
	        ftl_money_format(amount, amount_cents, currency));
}

static enum ftl_status read_note(struct settling *s, const struct ftl_return_note *note,
                                 struct crediting *c, struct ftl_err *err)
{
	c->event.act = FTL_RETURN_CREDIT;
	FTL_TRY(read_amount(s, note, c, err));
	FTL_TRY(ftl_take_text(s->r.arena, "", "reference", FTL_TEXT_LINE, FTL_RETURN_REFERENCE_MAX,
	                      note->reference, &c->event.reference, err));
	FTL_TRY(ftl_returning_day(&s->r, note->on, &c->event.happened_on, err));
	if (c->amount_cents > s->asked_cents && !note->may_be_more) {
		ftl_fail(err, FTL_STATE, "amount", "%s", more_words(s, c->amount_cents));
		return ftl_hint(err, "add --more when they credit that much");
	}
	c->shares = ftl_alloc(s->r.arena, s->count + 1, sizeof(*c->shares));
	if (ftl_return_divide(c->amount_cents, s->lines, s->count, c->shares))
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "amount", "is out of range");
}

static enum ftl_status credit(struct settling *s, const struct ftl_return_line *line, int64_t cents,
                              const struct ftl_return_event *like, struct ftl_err *err)
{
	struct ftl_return_event event = *like;

	event.position = line->position;
	event.amount_cents = ftl_some(cents);
	FTL_TRY(write_off(s, line, line->moved_cents - cents, event.reference, err));
	FTL_TRY(ftl_returning_tell_job(
	        &s->r, line, cents < line->asked_cents ? "credited short" : "credited", err));
	return ftl_returning_log(&s->r, &event, err);
}

enum ftl_status ftl_return_credit(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                  const struct ftl_return_note *note, struct ftl_return_full *ret,
                                  struct ftl_err *err)
{
	FTL_OP(op);
	struct settling s = {.r = {.op = &op, .app = app, .arena = arena}};
	struct crediting c = {0};

	FTL_TRY(begin(&s, "return.credit", code, FTL_RETURN_CREDIT, note->line, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_note(&s, note, &c, err));
	for (size_t i = 0; i < s.count; i++)
		FTL_TRY(credit(&s, s.lines[i], c.shares[i], &c.event, err));
	return ftl_returning_finish(&s.r, ret, err);
}

enum ftl_status ftl_return_credit_more(struct ftl_app *app, struct ftl_arena *arena,
                                       const char *code, const struct ftl_return_note *note,
                                       const char **ret_words, struct ftl_err *err)
{
	struct settling s = {.r = {.app = app, .arena = arena}};
	struct crediting c = {0};

	*ret_words = NULL;
	FTL_TRY(ftl_find_return(app, arena, code, &s.r.box, err));
	FTL_TRY(ftl_return_can(s.r.box.code, s.r.box.state, FTL_RETURN_CREDIT, err));
	FTL_TRY(ftl_store_return_lines(app->db, arena, s.r.box.id, &s.r.lines, &s.r.count, err));
	FTL_TRY(find_lines(&s, note->line, err));
	FTL_TRY(read_amount(&s, note, &c, err));
	if (c.amount_cents > s.asked_cents)
		*ret_words = more_words(&s, c.amount_cents);
	return FTL_OK;
}

/* Back in the house, at what it was worth when it went. */
static enum ftl_status bring_back(struct settling *s, const struct ftl_return_line *line,
                                  struct ftl_stock_end to, const char *reason, struct ftl_err *err)
{
	const struct ftl_offer offer = {.part_id = line->part_id};
	struct ftl_part part;
	struct ftl_posting posting = {
	        .part = &part,
	        .move = {.kind = FTL_MOVE_REFUSED,
	                 .quantity_milli = line->quantity_milli,
	                 .from.account = FTL_ACC_SUPPLIER,
	                 .to = to,
	                 .supplier_id = s->r.box.supplier_id,
	                 .return_line_id = line->id,
	                 .lot_id = line->lot_id,
	                 .serial = line->serial,
	                 .reason = reason},
	        .given_cents = ftl_some(line->moved_cents),
	};
	const char *kept_for;

	if (ftl_return_is_old(line->reason)) /* no stock */
		return FTL_OK;
	FTL_TRY(ftl_part_load(s->r.app, s->r.arena, line->part_id, &part, err));
	FTL_TRY(ftl_stock_post(s->r.op, &posting, err));
	if (to.account != FTL_ACC_SHELF)
		return FTL_OK;
	return ftl_parts_offer(s->r.op, s->r.arena, &offer, &kept_for, err);
}

/* Where what is denied is now; its name for the history, NULL: with them. */
static enum ftl_status find_end(struct settling *s, enum ftl_return_fate fate, const char *text,
                                struct ftl_stock_end *ret, const char **ret_name,
                                struct ftl_err *err)
{
	struct ftl_place place;

	*ret = (struct ftl_stock_end){FTL_ACC_SCRAP, 0, 0};
	*ret_name = NULL;
	switch (fate) {
	case FTL_RETURN_KEPT:
		return FTL_OK;
	case FTL_RETURN_SCRAPPED:
		*ret_name = "came back and was thrown away";
		return FTL_OK;
	case FTL_RETURN_ON_SHELF:
		break;
	}
	FTL_TRY(ftl_find_place(s->r.app, s->r.arena, text, &place, err));
	FTL_TRY(ftl_place_in_use(&place, err));
	*ret_name = ftl_sprintf(s->r.arena, "came back to %s", place.name);
	return ftl_stock_own_shelf(&place, ret, err);
}

/* What failed is no stock: it is thrown away, or goes to another supplier. */
static enum ftl_status check_usable(const struct settling *s, enum ftl_return_fate fate,
                                    struct ftl_err *err)
{
	for (size_t i = 0; i < s->count && fate == FTL_RETURN_ON_SHELF; i++) {
		enum ftl_return_reason reason = s->lines[i]->reason;

		if (reason != FTL_RETURN_DEAD && !ftl_return_is_old(reason))
			continue;
		ftl_fail(err, FTL_CONFLICT, "place", "line %d is %s: it goes on no shelf",
		         s->lines[i]->position, ftl_return_reason_title(s->lines[i]->reason));
		return ftl_hint(err, "--scrap throws away what came back");
	}
	return FTL_OK;
}

static enum ftl_status need_reason(const char *reason, const char *what, struct ftl_err *err)
{
	if (reason != NULL)
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "reason", "is missing: %s", what);
}

enum ftl_status ftl_return_deny(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                const char *line, const char *reason, enum ftl_return_fate fate,
                                const char *place, struct ftl_return_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct settling s = {.r = {.op = &op, .app = app, .arena = arena}};
	struct ftl_return_event event = {.act = FTL_RETURN_DENY};
	const char *why, *where;
	struct ftl_stock_end to;

	FTL_TRY(begin(&s, "return.deny", code, FTL_RETURN_DENY, line, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, reason, &why, err));
	FTL_TRY(need_reason(why, "why do they not credit it?", err));
	FTL_TRY(find_end(&s, fate, place, &to, &where, err));
	FTL_TRY(check_usable(&s, fate, err));
	event.text = where != NULL ? ftl_sprintf(arena, "%s; %s", why, where) : why;
	for (size_t i = 0; i < s.count; i++) {
		const struct ftl_return_line *row = s.lines[i];

		if (where != NULL)
			FTL_TRY(bring_back(&s, row, to, why, err));
		else
			FTL_TRY(write_off(&s, row, row->moved_cents, NULL, err));
		FTL_TRY(ftl_returning_tell_job(
		        &s.r, row, where != NULL ? "denied, came back" : "denied", err));
		event.position = row->position;
		FTL_TRY(ftl_returning_log(&s.r, &event, err));
	}
	return ftl_returning_finish(&s.r, ret, err);
}

enum ftl_status ftl_return_lose(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                const char *line, const char *reason, struct ftl_return_full *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	struct settling s = {.r = {.op = &op, .app = app, .arena = arena}};
	struct ftl_return_event event = {.act = FTL_RETURN_LOSE};

	FTL_TRY(begin(&s, "return.lost", code, FTL_RETURN_LOSE, line, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, reason, &event.text,
	                      err));
	FTL_TRY(need_reason(event.text, "who says that it never arrived?", err));
	for (size_t i = 0; i < s.count; i++) {
		const struct ftl_return_line *row = s.lines[i];

		FTL_TRY(write_off(&s, row, row->moved_cents, NULL, err));
		FTL_TRY(ftl_returning_tell_job(&s.r, row, "lost on the way back", err));
		event.position = row->position;
		FTL_TRY(ftl_returning_log(&s.r, &event, err));
	}
	return ftl_returning_finish(&s.r, ret, err);
}

#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/claim.h"
#include "ops/intake_form.h"
#include "ops/order_act.h"

/* A step while it is read and done. */
struct stepping {
	struct ftl_claiming c;
	enum ftl_claim_act act;
	int position; /* 0: of no line */
	struct ftl_opt amount;
	struct ftl_opt due_on;
	const char *reference;
	const char *reason;
	const char *text;
};

static enum ftl_status no_line(const struct stepping *s, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	ftl_fail(err, FTL_NOT_FOUND, "line", "claim %s has no line %d",
	         ftl_code_eye_of(eye, s->c.claim.code), s->position);
	return ftl_hint(err, "fettle claim show %s shows its lines", eye);
}

/* What is said, checked; and whether it may be done now. */
static enum ftl_status read_step(struct stepping *s, const struct ftl_claim_say *say,
                                 bool may_be_negative, struct ftl_err *err)
{
	struct ftl_app *app = s->c.app;
	struct ftl_arena *arena = s->c.arena;
	int64_t line;

	FTL_TRY(ftl_claim_can(s->c.claim.code, &s->c.facts, s->act, err));
	FTL_TRY(ftl_take_text(arena, "", "reference", FTL_TEXT_LINE, FTL_NAME_MAX, say->reference,
	                      &s->reference, err));
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, say->reason,
	                      &s->reason, err));
	FTL_TRY(ftl_take_text(arena, "", "text", FTL_TEXT_BLOCK, FTL_TEXT_MAX, say->text, &s->text,
	                      err));
	FTL_TRY(ftl_read_due(app, "due", say->due_on, &s->due_on, err));
	FTL_TRY(ftl_claiming_read_on(&s->c, say->on, err));
	if (say->amount != NULL) {
		s->amount.has = true;
		FTL_TRY(ftl_money_parse("amount", say->amount, &app->currency, may_be_negative,
		                        &s->amount.value, err));
	}
	if (say->line == NULL)
		return FTL_OK;
	FTL_TRY(ftl_parse_i64("line", say->line, 1, 1000000, &line, err));
	s->position = (int)line;
	return ftl_claim_line_at(&s->c.facts, s->position) != NULL ? FTL_OK : no_line(s, err);
}

static enum ftl_status begin(struct ftl_app *app, struct ftl_arena *arena, struct ftl_op *op,
                             const char *name, const char *code, enum ftl_claim_act act,
                             struct stepping *s, struct ftl_err *err)
{
	*s = (struct stepping){.act = act};
	FTL_TRY(ftl_op_begin(app, name, FTL_CAN_CLAIM, op, err));
	return op->is_replay ? FTL_OK : ftl_claiming_begin(op, arena, code, &s->c, err);
}

static enum ftl_status finish(struct stepping *s, struct ftl_claim_change *ret, struct ftl_err *err)
{
	struct ftl_claim_change change = {
	        .act = s->act,
	        .was = s->c.was,
	        .at = s->c.at,
	        .amount_cents = s->amount,
	        .text = s->text != NULL ? s->text : s->reason,
	};

	FTL_TRY(ftl_claiming_save(&s->c, err));
	FTL_TRY(ftl_claim_load(s->c.app, s->c.arena, &s->c.claim, &change.full, err));
	FTL_TRY(ftl_op_commit(s->c.op, &change, err));
	*ret = change;
	return FTL_OK;
}

static const char *money(const struct stepping *s, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_strdup(s->c.arena, ftl_money_format(text, cents, &s->c.app->currency));
}

/* The payer's document that the claim is judged by; NULL: none. */
static enum ftl_status find_doc(const struct ftl_claiming *c, const struct ftl_payer_doc **ret,
                                struct ftl_err *err)
{
	const struct ftl_payer_doc *docs;
	size_t count;

	FTL_TRY(ftl_payer_list(c->app, c->arena, FTL_RULES_ALL, &docs, &count, err));
	*ret = ftl_payer_doc_of(docs, count, c->claim.rules_id);
	return FTL_OK;
}

static enum ftl_status decide(struct stepping *s, enum ftl_claim_decision decision,
                              bool takes_unlisted, struct ftl_err *err)
{
	struct ftl_claim_verdict verdict = {.decision = decision,
	                                    .position = s->position,
	                                    .reason = s->reason,
	                                    .reference = s->reference,
	                                    .text = s->text};
	const struct ftl_payer_doc *doc;

	if (decision == FTL_CLAIM_AMOUNT) {
		if (!s->amount.has)
			return ftl_fail(err, FTL_INVALID, "amount",
			                "is missing: what was approved");
		verdict.cents = s->amount.value;
	}
	FTL_TRY(find_doc(&s->c, &doc, err));
	FTL_TRY(ftl_claim_reason(s->c.arena, doc, takes_unlisted, &verdict.reason, err));
	return ftl_claiming_decide(&s->c, &verdict, err);
}

enum ftl_status ftl_claim_decide(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 enum ftl_claim_decision decision, const struct ftl_claim_say *say,
                                 struct ftl_claim_change *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct stepping s;

	FTL_TRY(begin(app, arena, &op, "claim.decide", code, FTL_CLAIM_DECIDE, &s, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_step(&s, say, false, err));
	FTL_TRY(decide(&s, decision, say->takes_unlisted_reason, err));
	return finish(&s, ret, err);
}

enum ftl_status ftl_claim_pay(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                              const struct ftl_claim_say *say, struct ftl_claim_change *ret,
                              struct ftl_err *err)
{
	FTL_OP(op);
	struct stepping s;

	FTL_TRY(begin(app, arena, &op, "claim.pay", code, FTL_CLAIM_PAY, &s, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_step(&s, say, true, err));
	if (!s.amount.has || s.amount.value == 0)
		return ftl_fail(err, FTL_INVALID, "amount", "is missing: what was paid");
	FTL_TRY(ftl_claiming_pay(&s.c, s.position, s.amount.value, s.reference, s.text, err));
	return finish(&s, ret, err);
}

static enum ftl_status write_off_line(struct stepping *s, const struct ftl_claim_line *line,
                                      int64_t cents, struct ftl_err *err)
{
	if (cents > ftl_claim_line_open(line))
		return ftl_fail(err, FTL_INVALID, "amount",
		                "%s is more than the %s that is open of line %d", money(s, cents),
		                money(s, ftl_claim_line_open(line)), line->position);
	return ftl_claiming_add(&s->c,
	                        (struct ftl_claim_event){.act = FTL_CLAIM_WRITE_OFF,
	                                                 .position = line->position,
	                                                 .amount_cents = ftl_some(cents),
	                                                 .reason = s->reason},
	                        err);
}

static enum ftl_status write_off_all(struct stepping *s, struct ftl_err *err)
{
	int64_t total = 0;

	for (size_t i = 0; i < s->c.facts.line_count; i++) {
		const struct ftl_claim_line *line = &s->c.facts.lines[i];
		int64_t open = ftl_claim_line_open(line);

		if ((s->position != 0 && line->position != s->position) || open == 0)
			continue;
		FTL_TRY(write_off_line(s, line, open, err));
		total += open;
	}
	s->amount = ftl_some(total);
	if (total > 0)
		return FTL_OK;
	return ftl_fail(err, FTL_STATE, "line", "nothing of line %d is open", s->position);
}

enum ftl_status ftl_claim_write_off(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    const struct ftl_claim_say *say, struct ftl_claim_change *ret,
                                    struct ftl_err *err)
{
	FTL_OP(op);
	struct stepping s;

	FTL_TRY(begin(app, arena, &op, "claim.write_off", code, FTL_CLAIM_WRITE_OFF, &s, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_step(&s, say, false, err));
	if (s.reason == NULL)
		return ftl_fail(err, FTL_INVALID, "reason",
		                "is empty, expected why it is given up");
	if (s.amount.has && s.position == 0)
		return ftl_fail(err, FTL_INVALID, "line", "is missing: an amount is of one line");
	if (s.amount.has && s.amount.value == 0)
		return ftl_fail(err, FTL_INVALID, "amount", "is nothing");
	if (s.amount.has)
		FTL_TRY(write_off_line(&s, ftl_claim_line_at(&s.c.facts, s.position),
		                       s.amount.value, err));
	else
		FTL_TRY(write_off_all(&s, err));
	return finish(&s, ret, err);
}

/* What an act cannot do without. */
static enum ftl_status check_whole(const struct stepping *s, struct ftl_err *err)
{
	static const char *const wanted[FTL_CLAIM_ACTS] = {
	        [FTL_CLAIM_ASK] = "what the payer asks",
	        [FTL_CLAIM_ANSWER] = "what they were told",
	        [FTL_CLAIM_APPEAL] = "why the decision is not right",
	        [FTL_CLAIM_DISPUTE] = "why the payment is not right",
	        [FTL_CLAIM_WITHDRAW] = "why it is taken back",
	        [FTL_CLAIM_LAPSE] = "why it was not sent in time",
	        [FTL_CLAIM_NOTE] = "the note",
	};

	if (wanted[s->act] != NULL && s->text == NULL)
		return ftl_fail(err, FTL_INVALID, "text", "is empty, expected %s", wanted[s->act]);
	if (s->act == FTL_CLAIM_RETURN && s->position == 0)
		return ftl_fail(err, FTL_INVALID, "line", "is missing: whose part was sent back");
	return FTL_OK;
}

/* What lapses is lost as it stands on the bill. */
static enum ftl_status lapse_lines(struct stepping *s, struct ftl_err *err)
{
	struct ftl_claim_look *look = FTL_NEW(s->c.arena, struct ftl_claim_look);

	FTL_TRY(ftl_claim_look_begin(s->c.app, s->c.arena, look, err));
	FTL_TRY(ftl_claim_look_at(look, s->c.claim.order_code, s->c.claim.id, err));
	for (size_t i = 0; i < look->job.line_count; i++) {
		const struct ftl_order_line *row = &look->job.lines[i];

		if (row->is_removed || row->line.payer != s->c.claim.payer)
			continue;
		FTL_TRY(ftl_claiming_add(
		        &s->c,
		        (struct ftl_claim_event){.act = FTL_CLAIM_LINE,
		                                 .position = row->position,
		                                 .line_id = row->id,
		                                 .amount_cents =
		                                         ftl_some(row->amounts.payer_cents)},
		        err));
	}
	return FTL_OK;
}

enum ftl_status ftl_claim_step(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                               enum ftl_claim_act act, const struct ftl_claim_say *say,
                               struct ftl_claim_change *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct stepping s;

	FTL_TRY(begin(app, arena, &op, ftl_sprintf(arena, "claim.%s", ftl_claim_act_names[act]),
	              code, act, &s, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_step(&s, say, false, err));
	FTL_TRY(check_whole(&s, err));
	FTL_TRY(ftl_claiming_add(&s.c,
	                         (struct ftl_claim_event){.act = act,
	                                                  .position = s.position,
	                                                  .due_on = s.due_on,
	                                                  .reference = s.reference,
	                                                  .text = s.text},
	                         err));
	if (act == FTL_CLAIM_LAPSE)
		FTL_TRY(lapse_lines(&s, err));
	return finish(&s, ret, err);
}

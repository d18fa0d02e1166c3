#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/claim.h"
#include "ops/intake_form.h"

/* A claim while it is sent. */
struct sending {
	enum ftl_claim_act act;
	struct ftl_claiming c;
	struct ftl_claim_look look;
	struct ftl_claim_check check;
	struct ftl_claim_say say; /* read */
};

static enum ftl_status read_say(struct ftl_arena *arena, const struct ftl_claim_say *said,
                                struct ftl_claim_say *ret, struct ftl_err *err)
{
	FTL_TRY(ftl_take_text(arena, "", "reference", FTL_TEXT_LINE, FTL_NAME_MAX, said->reference,
	                      &ret->reference, err));
	FTL_TRY(ftl_take_text(arena, "", "override", FTL_TEXT_LINE, FTL_NAME_MAX, said->reason,
	                      &ret->reason, err));
	return ftl_take_text(arena, "", "text", FTL_TEXT_BLOCK, FTL_TEXT_MAX, said->text,
	                     &ret->text, err);
}

static const struct ftl_preflight_finding *first_blocking(const struct ftl_preflight *preflight)
{
	for (size_t i = 0; i < preflight->count; i++) {
		if (preflight->findings[i].severity == FTL_PREFLIGHT_BLOCKS)
			return &preflight->findings[i];
	}
	return NULL;
}

/* What would get it refused stops it, unless somebody says why it goes out all the same. */
static enum ftl_status check_findings(const struct sending *s, struct ftl_err *err)
{
	const struct ftl_preflight *preflight = &s->check.preflight;
	const struct ftl_preflight_finding *first = first_blocking(preflight);
	char eye[FTL_CODE_SIZE];

	if (first == NULL && s->say.reason == NULL)
		return FTL_OK;
	ftl_code_eye_of(eye, s->c.claim.code);
	if (first == NULL)
		return ftl_fail(err, FTL_INVALID, "override",
		                "nothing would get claim %s refused: there is nothing to override",
		                eye);
	if (s->say.reason != NULL)
		return FTL_OK;
	if (preflight->blocking == 1)
		ftl_fail(err, FTL_INVALID, first->field, "claim %s would be refused: %s", eye,
		         first->message);
	else
		ftl_fail(err, FTL_INVALID, first->field,
		         "claim %s would be refused: %s, and %zu more", eye, first->message,
		         preflight->blocking - 1);
	return ftl_hint(err,
	                "%s; fettle claim preflight %s shows all, --override REASON sends it "
	                "all the same",
	                first->way, eye);
}

static enum ftl_status check_sendable(const struct sending *s, struct ftl_err *err)
{
	const struct ftl_order *order = &s->look.order;
	char eye[FTL_CODE_SIZE], claim[FTL_CODE_SIZE];

	ftl_code_eye_of(eye, order->code);
	ftl_code_eye_of(claim, s->c.claim.code);
	if (!s->look.job.ready_on.has) {
		ftl_fail(err, FTL_STATE, "order",
		         "work order %s %s: a claim is sent when the job is ready", eye,
		         ftl_state_sentence(order->state));
		return ftl_hint(err, "fettle order ready %s --result RESULT", eye);
	}
	if (!ftl_claim_look_has_lines(&s->look, s->c.claim.payer)) {
		ftl_fail(err, FTL_STATE, "line",
		         "no line on the bill of %s is left for claim %s to ask for", eye, claim);
		return ftl_hint(err, "fettle line add %s … --payer %s, or fettle claim withdraw %s",
		                eye, ftl_payer_names[s->c.claim.payer], claim);
	}
	if (s->check.preflight.amount_cents > 0)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "amount", "claim %s would ask for nothing", claim);
	return ftl_hint(err, "the lines of the %s on the bill of %s have no price",
	                ftl_payer_names[s->c.claim.payer], eye);
}

/* The revision with its lines, and what it says. */
static enum ftl_status write_revision(struct sending *s, const struct ftl_paper *paper,
                                      struct ftl_err *err)
{
	struct ftl_claiming *c = &s->c;
	int revision = c->facts.revision + 1;

	FTL_TRY(ftl_claiming_add(
	        c,
	        (struct ftl_claim_event){.act = s->act,
	                                 .revision = revision,
	                                 .amount_cents = ftl_some(s->check.preflight.amount_cents),
	                                 .reason = s->say.reason,
	                                 .reference = s->say.reference,
	                                 .text = s->say.text},
	        err));
	for (size_t i = 0; i < s->look.job.line_count; i++) {
		const struct ftl_order_line *row = &s->look.job.lines[i];

		if (row->is_removed || row->line.payer != c->claim.payer)
			continue;
		FTL_TRY(ftl_claiming_add(
		        c,
		        (struct ftl_claim_event){.act = FTL_CLAIM_LINE,
		                                 .position = row->position,
		                                 .line_id = row->id,
		                                 .amount_cents =
		                                         ftl_some(row->amounts.payer_cents)},
		        err));
	}
	FTL_TRY(ftl_store_claim_freeze(c->app->db, c->claim.id, revision,
	                               ftl_paper_write(c->arena, paper), c->at, err));
	return ftl_claiming_save(c, err);
}

/* The first revision is judged by the rules of the job's day, and the others by the same. */
static enum ftl_status look(struct sending *s, struct ftl_err *err)
{
	struct ftl_claiming *c = &s->c;
	bool is_first = c->facts.revision == 0;
	int64_t rules_id;

	FTL_TRY(ftl_claim_look_begin(c->app, c->arena, &s->look, err));
	FTL_TRY(ftl_claim_look_at(&s->look, c->claim.order_code, c->claim.id, err));
	ftl_claim_look_check(&s->look, c->claim.payer, is_first ? 0 : c->claim.rules_id, &s->check);
	rules_id = s->check.doc != NULL ? s->check.doc->id : 0;
	if (rules_id != c->claim.rules_id)
		FTL_TRY(ftl_store_claim_judge(c->app->db, c->claim.id, rules_id, err));
	return FTL_OK;
}

enum ftl_status ftl_claim_submit(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 enum ftl_claim_act act, const struct ftl_claim_say *say,
                                 struct ftl_claim_change *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct sending *s = FTL_NEW(arena, struct sending);
	struct ftl_paper *paper = FTL_NEW(arena, struct ftl_paper);
	struct ftl_claim_change change = {.act = act, .paper = paper};

	FTL_TRY(ftl_op_begin(app, act == FTL_CLAIM_SUBMIT ? "claim.submit" : "claim.correct",
	                     FTL_CAN_CLAIM, &op, err));
	if (op.is_replay)
		return FTL_OK;
	s->act = act;
	FTL_TRY(read_say(arena, say, &s->say, err));
	FTL_TRY(ftl_claiming_begin(&op, arena, code, &s->c, err));
	FTL_TRY(ftl_claim_can(s->c.claim.code, &s->c.facts, act, err));
	FTL_TRY(look(s, err));
	FTL_TRY(check_sendable(s, err));
	FTL_TRY(check_findings(s, err));
	*paper = ftl_claim_paper_make(&s->look, &s->c, &s->check, &s->say);
	FTL_TRY(write_revision(s, paper, err));
	FTL_TRY(ftl_claim_load(app, arena, &s->c.claim, &change.full, err));
	change.was = s->c.was;
	change.at = s->c.at;
	change.amount_cents = ftl_some(s->check.preflight.amount_cents);
	change.text = s->say.text;
	change.overridden = s->check.preflight.blocking;
	FTL_TRY(ftl_op_commit(&op, &change, err));
	*ret = change;
	return FTL_OK;
}

enum ftl_status ftl_claim_paper(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                int revision, struct ftl_claim_full *ret_full,
                                struct ftl_paper *ret, struct ftl_err *err)
{
	const char *text;
	bool found, fits;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_claim_get(app, arena, code, ret_full, err));
	ftl_code_eye_of(eye, ret_full->claim.code);
	if (ret_full->facts.revision == 0) {
		ftl_fail(err, FTL_STATE, "claim", "claim %s is %s%s: nothing was sent yet", eye,
		         ret_full->claim.state == FTL_CLAIM_DRAFT ? "a " : "",
		         ftl_claim_state_title(ret_full->claim.state));
		return ftl_hint(err, "fettle claim submit %s sends it", eye);
	}
	if (revision == 0)
		revision = ret_full->facts.revision;
	if (revision > ret_full->facts.revision)
		return ftl_fail(err, FTL_NOT_FOUND, "revision",
		                "claim %s has no revision %d: the "
		                "last is %d",
		                eye, revision, ret_full->facts.revision);
	FTL_TRY(ftl_store_claim_paper(app->db, arena, ret_full->claim.id, revision, &text, &found,
	                              &fits, err));
	if (!found || !fits) {
		ftl_fail(err, FTL_DB, "claim", "what revision %d of claim %s said is %s", revision,
		         eye, found ? "not what was sent" : "missing");
		return ftl_hint(err, "fettle check says what else was changed");
	}
	return ftl_paper_read(arena, text, ret, err);
}

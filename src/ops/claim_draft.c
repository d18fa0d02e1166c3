#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/claim.h"

/* Opening claims on the payers of a job. */
struct drafting {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_claim_look look;
	const struct ftl_claim *claims; /* that the job has already */
	size_t claim_count;
	struct ftl_claim made[FTL_PAYERS];
	size_t made_count;
};

static const struct ftl_claim *draft_of(const struct drafting *d, enum ftl_payer payer)
{
	for (size_t i = 0; i < d->claim_count; i++) {
		if (d->claims[i].payer == payer && d->claims[i].state == FTL_CLAIM_DRAFT)
			return &d->claims[i];
	}
	return NULL;
}

/* The last claim on a payer that holds lines. */
static const struct ftl_claim *claim_of(const struct drafting *d, enum ftl_payer payer)
{
	for (size_t i = d->claim_count; i > 0; i--) {
		if (d->claims[i - 1].payer == payer &&
		    ftl_claim_holds_lines(d->claims[i - 1].state))
			return &d->claims[i - 1];
	}
	return NULL;
}

static bool is_claimed_from(enum ftl_payer payer)
{
	return payer != FTL_PAYER_CUSTOMER && payer != FTL_PAYER_SHOP;
}

/* Why no claim on a payer is opened. */
static enum ftl_status check_payer(const struct drafting *d, enum ftl_payer payer,
                                   struct ftl_err *err)
{
	const struct ftl_claim *draft = draft_of(d, payer), *claim = claim_of(d, payer);
	char order[FTL_CODE_SIZE], code[FTL_CODE_SIZE];

	ftl_code_eye_of(order, d->look.order.code);
	if (!is_claimed_from(payer))
		return ftl_fail(err, FTL_INVALID, "payer",
		                "the %s is not claimed from: maker, seller, supplier, insurer or "
		                "contract",
		                ftl_payer_names[payer]);
	if (draft != NULL) {
		ftl_fail(err, FTL_CONFLICT, "payer", "claim %s on the %s is a draft already",
		         ftl_code_eye_of(code, draft->code), ftl_payer_names[payer]);
		return ftl_hint(err, "fettle claim submit %s sends it", code);
	}
	if (ftl_claim_look_has_lines(&d->look, payer))
		return FTL_OK;
	if (claim != NULL) {
		ftl_fail(err, FTL_CONFLICT, "line",
		         "every line of the %s on the bill of %s is claimed already by %s",
		         ftl_payer_names[payer], order, ftl_code_eye_of(code, claim->code));
		return ftl_hint(err, "fettle claim show %s tells what became of it", code);
	}
	ftl_fail(err, FTL_INVALID, "payer", "no line on the bill of %s is the %s's", order,
	         ftl_payer_names[payer]);
	return ftl_hint(err, "fettle order show %s shows who pays what", order);
}

/* On one payer. The rules are looked up again when it is sent. */
static enum ftl_status open_claim(struct drafting *d, enum ftl_payer payer, struct ftl_err *err)
{
	struct ftl_claiming c = {.op = d->op, .app = d->app, .arena = d->arena, .at = d->op->now};
	struct ftl_claim_check check;

	FTL_TRY(check_payer(d, payer, err));
	ftl_claim_look_check(&d->look, payer, 0, &check);
	FTL_TRY(ftl_op_id(d->op, &c.claim.id, err));
	FTL_TRY(ftl_op_code(d->op, FTL_CODE_CLAIM, &c.claim.code, err));
	c.claim.order_id = d->look.order.id;
	c.claim.payer = payer;
	c.claim.rules_id = check.doc != NULL ? check.doc->id : 0;
	c.claim.created_at = d->op->now;
	FTL_TRY(ftl_op_touch(d->op, FTL_ENTITY_CLAIM, c.claim.id, true, err));
	FTL_TRY(ftl_store_claim_insert(d->app->db, d->app->site_id, &c.claim, err));
	FTL_TRY(ftl_claiming_add(&c, (struct ftl_claim_event){.act = FTL_CLAIM_OPEN}, err));
	FTL_TRY(ftl_claiming_save(&c, err));
	d->made[d->made_count++] = c.claim;
	return FTL_OK;
}

/* On every payer that nobody claimed from yet; when there is none, why. */
static enum ftl_status open_all(struct drafting *d, struct ftl_err *err)
{
	char order[FTL_CODE_SIZE];

	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		if (is_claimed_from((enum ftl_payer)payer) &&
		    draft_of(d, (enum ftl_payer)payer) == NULL &&
		    ftl_claim_look_has_lines(&d->look, (enum ftl_payer)payer))
			FTL_TRY(open_claim(d, (enum ftl_payer)payer, err));
	}
	if (d->made_count > 0)
		return FTL_OK;
	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		if (is_claimed_from((enum ftl_payer)payer) &&
		    claim_of(d, (enum ftl_payer)payer) != NULL)
			FTL_TRY(check_payer(d, (enum ftl_payer)payer, err));
	}
	ftl_code_eye_of(order, d->look.order.code);
	ftl_fail(err, FTL_INVALID, "payer",
	         "on the bill of %s nothing is paid by anybody who is claimed from", order);
	return ftl_hint(err, "fettle order show %s shows who pays what", order);
}

static enum ftl_status begin(struct drafting *d, const char *order, struct ftl_err *err)
{
	FTL_TRY(ftl_claim_look_begin(d->app, d->arena, &d->look, err));
	FTL_TRY(ftl_claim_look_at(&d->look, order, 0, err));
	return ftl_store_claim_list(d->app->db, d->arena, FTL_CLAIMS_OF_ORDER, d->look.order.id,
	                            &d->claims, &d->claim_count, err);
}

/* Everything that can be told of what was opened. */
static enum ftl_status load_made(struct drafting *d, const struct ftl_claim_full **ret,
                                 struct ftl_err *err)
{
	struct ftl_claim_full *full = ftl_alloc(d->arena, d->made_count, sizeof(*full));

	for (size_t i = 0; i < d->made_count; i++)
		FTL_TRY(ftl_claim_load(d->app, d->arena, &d->made[i], &full[i], err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_claim_draft(struct ftl_app *app, struct ftl_arena *arena, const char *order,
                                const char *payer, struct ftl_claim_drafts *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	struct drafting *d = FTL_NEW(arena, struct drafting);
	struct ftl_claim_drafts drafts;
	int index;

	FTL_TRY(ftl_op_begin(app, "claim.draft", FTL_CAN_CLAIM, &op, err));
	if (op.is_replay)
		return FTL_OK;
	*d = (struct drafting){.op = &op, .app = app, .arena = arena};
	FTL_TRY(begin(d, order, err));
	if (payer != NULL) {
		FTL_TRY(ftl_parse_name("payer", payer, ftl_payer_names, FTL_PAYERS, &index, err));
		FTL_TRY(open_claim(d, (enum ftl_payer)index, err));
	} else {
		FTL_TRY(open_all(d, err));
	}
	FTL_TRY(load_made(d, &drafts.claims, err));
	drafts.count = d->made_count;
	FTL_TRY(ftl_op_commit(&op, &drafts, err));
	*ret = drafts;
	return FTL_OK;
}

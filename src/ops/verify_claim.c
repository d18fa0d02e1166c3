#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/verify.h"
#include "store/claim.h"
#include "store/line.h"

/* A claim while it is compared. */
struct comparing {
	struct ftl_arena *arena;
	struct ftl_claim claim;
	struct ftl_claim_facts facts;
	int64_t last_id;
	const struct ftl_claim_line_row *rows; /* as stored */
	size_t row_count;
	const struct ftl_claim_line_row *of_order; /* of every claim of the job */
	size_t of_order_count;
	const struct ftl_order_line *bill;
	size_t bill_count;
};

/* Until a write-off was first of what was refused, any made what was promised paid as approved. A
 * claim of that time keeps the state it was given, which is sealed, until something happens to it.
 */
static bool is_state_of_events(const struct comparing *c)
{
	enum ftl_claim_state state = ftl_claim_state_of(&c->facts);

	return c->claim.state == state ||
	       (c->claim.state == FTL_CLAIM_MATCHED && c->claim.written_off_cents > 0 &&
	        (state == FTL_CLAIM_SHORT_PAID || state == FTL_CLAIM_DISPUTED));
}

/* What of the claim's own row is wrong; NULL: nothing. */
static const char *wrong_claim(const struct comparing *c)
{
	const struct ftl_claim *claim = &c->claim;
	struct ftl_claim_sums sums = ftl_claim_sums_of(&c->facts);

	if (!c->facts.has_events)
		return "it has no history";
	if (!is_state_of_events(c))
		return "the state is not what its events say";
	if (claim->revision != c->facts.revision)
		return "the revision is not what its events say";
	if (claim->claimed_cents != sums.claimed_cents ||
	    claim->approved_cents != sums.approved_cents || claim->paid_cents != sums.paid_cents ||
	    claim->written_off_cents != sums.written_off_cents)
		return "an amount is not what its events say";
	if (!ftl_opt_equal(claim->submitted_at, c->facts.submitted_at) ||
	    !ftl_opt_equal(claim->decided_at, c->facts.decided_at) ||
	    !ftl_opt_equal(claim->paid_at, c->facts.paid_at) || claim->last_event_id != c->last_id)
		return "a time is not what its events say";
	if (!ftl_text_equal(claim->reference, c->facts.reference))
		return "the payer's number is not what its events say";
	return NULL;
}

static const struct ftl_order_line *on_bill(const struct comparing *c, int64_t line_id)
{
	for (size_t i = 0; i < c->bill_count; i++) {
		if (c->bill[i].id == line_id)
			return &c->bill[i];
	}
	return NULL;
}

static bool is_claimed_twice(const struct comparing *c, const struct ftl_claim_line *line)
{
	for (size_t i = 0; i < c->of_order_count; i++) {
		const struct ftl_claim_line_row *other = &c->of_order[i];

		if (other->line.line_id == line->line_id && other->claim_id != c->claim.id &&
		    other->line.state != FTL_CLAIM_LINE_DROPPED &&
		    ftl_claim_holds_lines(other->claim_state))
			return true;
	}
	return false;
}

static const char *wrong_money(const struct ftl_claim_line *line)
{
	if (line->claimed_cents < 0 || line->approved_cents < 0 || line->paid_cents < 0 ||
	    line->written_off_cents < 0)
		return "is below zero";
	if (line->approved_cents > line->claimed_cents)
		return "was approved for more than was claimed";
	if (line->paid_cents > line->approved_cents)
		return "was paid more than was approved";
	if (ftl_claim_line_open(line) < 0)
		return "was paid and written off for more than was claimed";
	return NULL;
}

/* What of a line is wrong; NULL: nothing. */
static const char *wrong_line(const struct comparing *c, const struct ftl_claim_line *line)
{
	const struct ftl_order_line *bill = on_bill(c, line->line_id);
	const char *money = wrong_money(line);

	if (bill == NULL || bill->position != line->position)
		return "is not on its job's bill";
	if (money != NULL || line->state == FTL_CLAIM_LINE_DROPPED ||
	    !ftl_claim_holds_lines(c->claim.state))
		return money;
	if (bill->line.payer != c->claim.payer || bill->amounts.payer_cents != line->claimed_cents)
		return "asks for something else than its job's bill";
	if (bill->is_removed && ftl_claim_line_is_held(line))
		return "is off its job's bill";
	return is_claimed_twice(c, line) ? "is in another claim too" : NULL;
}

static bool same_line(const struct ftl_claim_line *a, const struct ftl_claim_line *b)
{
	return a->position == b->position && a->line_id == b->line_id &&
	       a->revision == b->revision && a->state == b->state &&
	       a->claimed_cents == b->claimed_cents && a->approved_cents == b->approved_cents &&
	       a->paid_cents == b->paid_cents && a->written_off_cents == b->written_off_cents &&
	       ftl_text_equal(a->reason, b->reason);
}

static const char *wrong_lines(const struct comparing *c)
{
	if (c->row_count != c->facts.line_count)
		return "its lines are not what its events say";
	for (size_t i = 0; i < c->row_count; i++) {
		const struct ftl_claim_line *line = &c->facts.lines[i];
		const char *wrong = wrong_line(c, line);

		if (!same_line(&c->rows[i].line, line))
			return ftl_sprintf(c->arena, "line %d is not what its events say",
			                   line->position);
		if (wrong != NULL)
			return ftl_sprintf(c->arena, "line %d %s", line->position, wrong);
	}
	return NULL;
}

static enum ftl_status check_paper(struct ftl_db *db, const struct comparing *c, const char **ret,
                                   struct ftl_err *err)
{
	const char *paper;
	bool found, fits;

	for (int revision = 1; revision <= c->facts.revision; revision++) {
		FTL_TRY(ftl_store_claim_paper(db, c->arena, c->claim.id, revision, &paper, &found,
		                              &fits, err));
		if (!found || !fits)
			*ret = ftl_sprintf(c->arena, "what revision %d said is %s", revision,
			                   found ? "not what was sent" : "missing");
	}
	return FTL_OK;
}

enum ftl_status ftl_verify_claim(struct ftl_db *db, int64_t id, struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct comparing c = {.arena = &arena};
	char code[FTL_CODE_SIZE];
	const char *wrong;

	FTL_TRY(ftl_store_claim_get(db, &arena, id, &c.claim, err));
	FTL_TRY(ftl_store_claim_fold(db, &arena, id, &c.facts, &c.last_id, err));
	FTL_TRY(ftl_store_claim_lines(db, &arena, id, &c.rows, &c.row_count, err));
	FTL_TRY(ftl_store_claim_lines_of_order(db, &arena, c.claim.order_id, &c.of_order,
	                                       &c.of_order_count, err));
	FTL_TRY(ftl_store_line_list(db, &arena, c.claim.order_id, &c.bill, &c.bill_count, err));
	wrong = wrong_claim(&c);
	if (wrong == NULL)
		wrong = wrong_lines(&c);
	if (wrong == NULL)
		FTL_TRY(check_paper(db, &c, &wrong, err));
	if (wrong == NULL)
		return FTL_OK;
	return ftl_fail(err, FTL_INTERNAL, "claim", "claim %s: %s",
	                ftl_code_eye_of(code, c.claim.code), wrong);
}

#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/claim.h"

#define REASONS_TOLD 12

static const char *money(const struct ftl_claiming *c, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_strdup(c->arena, ftl_money_format(text, cents, &c->app->currency));
}

enum ftl_status ftl_claim_reason(struct ftl_arena *arena, const struct ftl_payer_doc *doc,
                                 bool takes_unlisted, const char **reason, struct ftl_err *err)
{
	const struct ftl_payer_reason *known;
	char quoted[FTL_QUOTE_SIZE];
	size_t count = doc == NULL ? 0 : doc->terms.reason_count;
	FTL_BUF(codes);

	if (*reason == NULL || count == 0)
		return FTL_OK;
	known = ftl_payer_reason_find(arena, &doc->terms, *reason);
	if (known != NULL)
		*reason = known->code;
	if (known != NULL || takes_unlisted)
		return FTL_OK;
	for (size_t i = 0; i < count && i < REASONS_TOLD; i++)
		ftl_buf_printf(&codes, "%s%s", i > 0 ? ", " : "",
		               ftl_text_visible(arena, doc->terms.reasons[i].code));
	if (count > REASONS_TOLD)
		ftl_buf_printf(&codes, " and %zu more", count - REASONS_TOLD);
	ftl_fail(err, FTL_INVALID, "reason", "%s is none of the reasons of %s: %.360s",
	         ftl_quote(quoted, *reason), doc->code, ftl_buf_cstr(&codes));
	return ftl_hint(err,
	                "fettle payer show %s tells what each means; --unlisted-reason takes it "
	                "all the same",
	                doc->code);
}

/* Less than was claimed has a reason. */
static enum ftl_status check_line(const struct ftl_claiming *c, const struct ftl_claim_line *line,
                                  int64_t approved, const char *reason, struct ftl_err *err)
{
	if (approved > line->claimed_cents)
		return ftl_fail(err, FTL_INVALID, "amount",
		                "%s is more than the %s that line %d claims", money(c, approved),
		                money(c, line->claimed_cents), line->position);
	if (approved < line->paid_cents) {
		ftl_fail(err, FTL_INVALID, "amount",
		         "%s is less than the %s that was paid for line %d already",
		         money(c, approved), money(c, line->paid_cents), line->position);
		return ftl_hint(err, "note first what was taken back: fettle claim pay … -%s",
		                money(c, line->paid_cents - approved));
	}
	if (approved + line->written_off_cents > line->claimed_cents)
		return ftl_fail(err, FTL_INVALID, "amount",
		                "%s of line %d was written off already, %s is left",
		                money(c, line->written_off_cents), line->position,
		                money(c, line->claimed_cents - line->written_off_cents));
	if (approved == line->claimed_cents || reason != NULL)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "reason", "is missing for line %d: why %s of %s is not approved",
	         line->position, money(c, line->claimed_cents - approved),
	         money(c, line->claimed_cents));
	return ftl_hint(err, "--reason with the payer's code or words");
}

/* The one line that is pending, when only one is. */
static int only_pending(const struct ftl_claim_facts *facts)
{
	int position = 0;

	for (size_t i = 0; i < facts->line_count; i++) {
		if (facts->lines[i].state != FTL_CLAIM_LINE_PENDING)
			continue;
		if (position != 0)
			return 0;
		position = facts->lines[i].position;
	}
	return position;
}

static bool is_meant(const struct ftl_claim_line *line, int position)
{
	return position != 0 ? line->position == position : line->state == FTL_CLAIM_LINE_PENDING;
}

/* What the verdict means: an amount needs a line, anything else one that is pending. */
static enum ftl_status find_lines(const struct ftl_claiming *c,
                                  const struct ftl_claim_verdict *verdict, int *position,
                                  struct ftl_err *err)
{
	bool is_of_line = verdict->decision == FTL_CLAIM_AMOUNT && !verdict->is_of_claim;
	const struct ftl_claim_line *named;
	char eye[FTL_CODE_SIZE];

	*position = verdict->position;
	if (is_of_line && *position == 0)
		*position = only_pending(&c->facts);
	named = ftl_claim_line_at(&c->facts, *position);
	if (named != NULL && named->state == FTL_CLAIM_LINE_DROPPED)
		return ftl_fail(err, FTL_STATE, "line",
		                "line %d of claim %s was asked once, and is asked no more",
		                *position, ftl_code_eye_of(eye, c->claim.code));
	for (size_t i = 0; i < c->facts.line_count; i++) {
		if (is_meant(&c->facts.lines[i], *position)) {
			if (!is_of_line || *position != 0)
				return FTL_OK;
			ftl_fail(err, FTL_INVALID, "line",
			         "is missing: %s is for one line, and several are not decided",
			         money(c, verdict->cents));
			return ftl_hint(err,
			                "--line N for each, or `approved` or `rejected` for all");
		}
	}
	ftl_code_eye_of(eye, c->claim.code);
	ftl_fail(err, FTL_STATE, "claim", "every line of claim %s is decided already", eye);
	return ftl_hint(err, "claim decide %s … --line N decides one of them anew", eye);
}

/* What is to be spread of an amount of the whole claim: not what other lines have, nor what was
 * paid of these, which stays. */
static enum ftl_status find_rest(const struct ftl_claiming *c, int64_t cents, int64_t *ret,
                                 struct ftl_err *err)
{
	int64_t claimed = 0, fixed = 0;

	for (size_t i = 0; i < c->facts.line_count; i++) {
		const struct ftl_claim_line *line = &c->facts.lines[i];

		claimed += line->claimed_cents;
		fixed += line->state == FTL_CLAIM_LINE_PENDING ? line->paid_cents
		                                               : line->approved_cents;
	}
	if (cents > claimed)
		return ftl_fail(err, FTL_INVALID, "amount",
		                "%s is more than the %s that is claimed", money(c, cents),
		                money(c, claimed));
	if (cents < fixed)
		return ftl_fail(err, FTL_INVALID, "amount",
		                "%s is less than the %s that was approved or paid of it already",
		                money(c, cents), money(c, fixed));
	*ret = cents - fixed;
	return FTL_OK;
}

/* From the first line to the last, as far as the amount goes. */
static enum ftl_status spread(const struct ftl_claiming *c, int64_t cents, int64_t *approved,
                              struct ftl_err *err)
{
	int64_t rest;

	FTL_TRY(find_rest(c, cents, &rest, err));
	for (size_t i = 0; i < c->facts.line_count; i++) {
		const struct ftl_claim_line *line = &c->facts.lines[i];
		int64_t part = ftl_claim_line_open(line);

		if (line->state != FTL_CLAIM_LINE_PENDING)
			continue;
		if (part > rest)
			part = rest;
		approved[i] = line->paid_cents + part;
		rest -= part;
	}
	if (rest == 0)
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "amount",
	                "%s is %s more than its lines can take: the rest was decided or written "
	                "off",
	                money(c, cents), money(c, rest));
}

/* What each line of the claim is to have, by its index; of those that are not meant anything. */
static enum ftl_status weigh(const struct ftl_claiming *c, const struct ftl_claim_verdict *verdict,
                             int64_t *approved, struct ftl_err *err)
{
	if (verdict->decision == FTL_CLAIM_AMOUNT && verdict->is_of_claim)
		return spread(c, verdict->cents, approved, err);
	for (size_t i = 0; i < c->facts.line_count; i++)
		approved[i] = verdict->decision == FTL_CLAIM_ALL_APPROVED
		                      ? c->facts.lines[i].claimed_cents
		              : verdict->decision == FTL_CLAIM_AMOUNT ? verdict->cents
		                                                      : 0;
	return FTL_OK;
}

/* The line that is meant (0: those that are pending) and what each is to have, checked. */
static enum ftl_status judge(const struct ftl_claiming *c, const struct ftl_claim_verdict *verdict,
                             int *position, int64_t *approved, struct ftl_err *err)
{
	FTL_TRY(find_lines(c, verdict, position, err));
	FTL_TRY(weigh(c, verdict, approved, err));
	for (size_t i = 0; i < c->facts.line_count; i++) {
		if (is_meant(&c->facts.lines[i], *position))
			FTL_TRY(check_line(c, &c->facts.lines[i], approved[i], verdict->reason,
			                   err));
	}
	return FTL_OK;
}

enum ftl_status ftl_claiming_check_verdict(const struct ftl_claiming *c,
                                           const struct ftl_claim_verdict *verdict,
                                           struct ftl_err *err)
{
	int64_t *approved = ftl_alloc(c->arena, c->facts.line_count + 1, sizeof(*approved));
	int position;

	return judge(c, verdict, &position, approved, err);
}

enum ftl_status ftl_claiming_decide(struct ftl_claiming *c, const struct ftl_claim_verdict *verdict,
                                    struct ftl_err *err)
{
	int64_t *approved = ftl_alloc(c->arena, c->facts.line_count + 1, sizeof(*approved));
	int position;

	FTL_TRY(judge(c, verdict, &position, approved, err));
	/* A line that is decided is no longer pending: none is met twice. */
	for (size_t i = 0; i < c->facts.line_count; i++) {
		const struct ftl_claim_line *line = &c->facts.lines[i];
		bool is_less = approved[i] < line->claimed_cents;

		if (!is_meant(line, position))
			continue;
		FTL_TRY(ftl_claiming_add(
		        c,
		        (struct ftl_claim_event){.act = FTL_CLAIM_DECIDE,
		                                 .position = line->position,
		                                 .amount_cents = ftl_some(approved[i]),
		                                 .reason = is_less ? verdict->reason : NULL,
		                                 .reference = verdict->reference,
		                                 .text = verdict->text},
		        err));
	}
	return FTL_OK;
}

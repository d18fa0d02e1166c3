#include "ops/claim_answer.h"

#include <inttypes.h>
#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/intake_form.h"
#include "store/line.h"

/* One row of a payer's answers, on its claim. */

#define BETWEEN " \t,;:()[]" /* between the words of a line */

static const char *money(const struct ftl_answering *a, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_strdup(a->arena, ftl_money_format(text, cents, &a->op->app->currency));
}

enum ftl_status ftl_answering_begin(const struct ftl_answering *a, const char *code,
                                    struct ftl_answered *ret, struct ftl_err *err)
{
	struct ftl_answered answered = {0};

	FTL_TRY(ftl_claiming_look(a->op, a->arena, code, &answered.c, err));
	FTL_TRY(ftl_claiming_read_on(&answered.c, a->on, err));
	answered.doc = ftl_payer_doc_of(a->docs, a->doc_count, answered.c.claim.rules_id);
	if (answered.doc == NULL)
		answered.doc = a->doc;
	answered.by_row =
	        ftl_alloc(a->arena, answered.c.facts.line_count + 1, sizeof(*answered.by_row));
	*ret = answered;
	return FTL_OK;
}

/* Whether a text is a part's number or name: the whole of it, or one of its words. */
static bool names_part(struct ftl_arena *arena, const char *text, const char *key)
{
	if (strcmp(ftl_text_ident_key(arena, text), key) == 0)
		return true;
	for (text += strspn(text, BETWEEN); *text != '\0'; text += strspn(text, BETWEEN)) {
		size_t length = strcspn(text, BETWEEN);

		if (strcmp(ftl_text_ident_key(arena, ftl_strndup(arena, text, length)), key) == 0)
			return true;
		text += length;
	}
	return false;
}

static enum ftl_status find_part(const struct ftl_answering *a, const struct ftl_answered *answered,
                                 const char *part, int *ret, struct ftl_err *err)
{
	const struct ftl_claiming *c = &answered->c;
	const char *key = ftl_text_ident_key(a->arena, part);
	const struct ftl_order_line *bill;
	size_t bill_count, found = 0;
	char quoted[FTL_QUOTE_SIZE], eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_line_list(c->app->db, a->arena, c->claim.order_id, &bill, &bill_count,
	                            err));
	for (size_t i = 0; i < bill_count && *key != '\0'; i++) {
		const struct ftl_claim_line *line = ftl_claim_line_at(&c->facts, bill[i].position);

		if (line == NULL || line->line_id != bill[i].id ||
		    !names_part(a->arena, bill[i].text, key))
			continue;
		*ret = bill[i].position;
		found++;
	}
	if (found == 1)
		return FTL_OK;
	ftl_code_eye_of(eye, c->claim.code);
	if (found > 1)
		return ftl_fail(err, FTL_CONFLICT, "part", "%s means %zu lines of claim %s",
		                ftl_quote(quoted, part), found, eye);
	ftl_fail(err, FTL_NOT_FOUND, "part", "%s is in no line of claim %s",
	         ftl_quote(quoted, part), eye);
	return ftl_hint(err, "fettle claim show %s shows its lines", eye);
}

/* The line that a row is about, by its position or else its part; 0: the whole claim. */
static enum ftl_status find_line(const struct ftl_answering *a, const struct ftl_answered *answered,
                                 const struct ftl_payer_row *row, int *ret, struct ftl_err *err)
{
	const struct ftl_claiming *c = &answered->c;
	int64_t position;
	char eye[FTL_CODE_SIZE];

	if (row->number == NULL)
		return row->part == NULL ? FTL_OK : find_part(a, answered, row->part, ret, err);
	FTL_TRY(ftl_parse_i64("line", row->number, 1, 1000000, &position, err));
	if (ftl_claim_line_at(&c->facts, (int)position) == NULL) {
		ftl_code_eye_of(eye, c->claim.code);
		ftl_fail(err, FTL_NOT_FOUND, "line", "claim %s has no line %" PRId64, eye,
		         position);
		return ftl_hint(err, "fettle claim show %s shows its lines", eye);
	}
	*ret = (int)position;
	return FTL_OK;
}

/* The word and the amount must go together. */
static enum ftl_status check_amount(const struct ftl_answering *a, const struct ftl_payer_row *row,
                                    struct ftl_err *err)
{
	int64_t cents = row->line.amount_cents;
	bool is_approved = row->answer.has && row->answer.value == FTL_PAYER_APPROVED;

	if (!row->answer.has && !row->has_amount)
		return ftl_fail(err, FTL_INVALID,
		                a->doc->answer.columns[FTL_PAYER_COLUMN_DECISION] != NULL
		                        ? "decision"
		                        : "amount",
		                "is empty, expected what was decided");
	if (!row->has_amount)
		return FTL_OK;
	if (cents < 0)
		return ftl_fail(err, FTL_INVALID, "amount", "%s is below zero", money(a, cents));
	if (is_approved && cents == 0)
		return ftl_fail(err, FTL_INVALID, "amount", "is %s, but the row says approved",
		                money(a, cents));
	if (row->answer.has && !is_approved && cents != 0)
		return ftl_fail(err, FTL_INVALID, "amount", "is %s, but the row says %s",
		                money(a, cents), ftl_payer_answer_names[row->answer.value]);
	return FTL_OK;
}

static struct ftl_claim_verdict verdict_of(const struct ftl_answering *a,
                                           const struct ftl_payer_row *row,
                                           const struct ftl_claim_answer *result)
{
	struct ftl_claim_verdict verdict = {
	        .decision = FTL_CLAIM_AMOUNT,
	        .position = result->line,
	        .cents = row->line.amount_cents,
	        .is_of_claim = result->line == 0,
	        .reason = result->reason,
	        .reference = row->line.reference != NULL ? row->line.reference : a->file,
	        .text = row->line.text,
	};

	if (row->answer.has && row->answer.value == FTL_PAYER_REFUSED)
		verdict.decision = FTL_CLAIM_ALL_REJECTED;
	else if (!row->has_amount)
		verdict.decision = FTL_CLAIM_ALL_APPROVED;
	return verdict;
}

/* What a verdict would have approved, of so much. */
static int64_t target_of(const struct ftl_claim_verdict *verdict, int64_t claimed_cents)
{
	switch (verdict->decision) {
	case FTL_CLAIM_ALL_APPROVED:
		return claimed_cents;
	case FTL_CLAIM_AMOUNT:
		return verdict->cents;
	case FTL_CLAIM_ALL_REJECTED:
		break;
	}
	return 0;
}

/* Whether it stands like that already. A whole claim does when its lines have as much together. */
static bool is_same(struct ftl_arena *arena, const struct ftl_claim_facts *facts,
                    const struct ftl_claim_verdict *verdict)
{
	const struct ftl_claim_line *line = ftl_claim_line_at(facts, verdict->position);
	struct ftl_claim_sums sums = ftl_claim_sums_of(facts);

	if (line != NULL)
		return line->state != FTL_CLAIM_LINE_PENDING &&
		       line->state != FTL_CLAIM_LINE_DROPPED &&
		       line->approved_cents == target_of(verdict, line->claimed_cents) &&
		       (line->state == FTL_CLAIM_LINE_APPROVED || verdict->reason == NULL ||
		        (line->reason != NULL &&
		         strcmp(ftl_text_key(arena, line->reason),
		                ftl_text_key(arena, verdict->reason)) == 0));
	for (size_t i = 0; i < facts->line_count; i++) {
		if (facts->lines[i].state == FTL_CLAIM_LINE_PENDING)
			return false;
	}
	return sums.approved_cents == target_of(verdict, sums.claimed_cents);
}

/* The payer's number comes with its first answer where nobody noted it before. */
static enum ftl_status note_reference(struct ftl_answered *answered,
                                      const struct ftl_payer_row *row, struct ftl_err *err)
{
	struct ftl_claim_facts *facts = &answered->c.facts;

	answered->is_changed = true;
	if (row->line.reference == NULL || facts->reference != NULL ||
	    ftl_claim_state_of(facts) != FTL_CLAIM_SUBMITTED)
		return FTL_OK;
	return ftl_claiming_add(&answered->c,
	                        (struct ftl_claim_event){.act = FTL_CLAIM_ACKNOWLEDGE,
	                                                 .reference = row->line.reference},
	                        err);
}

/* A file says one thing of a line: two rows that differ are a fault of it. */
static enum ftl_status check_once(const struct ftl_answered *answered, int position,
                                  struct ftl_err *err)
{
	const struct ftl_claim_facts *facts = &answered->c.facts;
	char eye[FTL_CODE_SIZE];

	for (size_t i = 0; i < facts->line_count; i++) {
		if (facts->lines[i].position == position && answered->by_row[i] != 0)
			return ftl_fail(err, FTL_CONFLICT, "line",
			                "row %" PRId64 " says something else of line %d of claim "
			                "%s",
			                answered->by_row[i], position,
			                ftl_code_eye_of(eye, answered->c.claim.code));
	}
	return FTL_OK;
}

static enum ftl_status decide(const struct ftl_answering *a, struct ftl_answered *answered,
                              const struct ftl_payer_row *row, struct ftl_claim_answer *ret,
                              struct ftl_err *err)
{
	struct ftl_claiming *c = &answered->c;
	struct ftl_claim_verdict verdict;

	FTL_TRY(check_amount(a, row, err));
	FTL_TRY(ftl_claim_reason(a->arena, answered->doc, a->takes_unlisted_reason, &ret->reason,
	                         err));
	verdict = verdict_of(a, row, ret);
	ret->outcome = FTL_CLAIM_ANSWER_SAME;
	if (!is_same(a->arena, &c->facts, &verdict)) {
		FTL_TRY(ftl_claim_can(c->claim.code, &c->facts, FTL_CLAIM_DECIDE, err));
		FTL_TRY(check_once(answered, ret->line, err));
		FTL_TRY(ftl_claiming_check_verdict(c, &verdict, err));
		ret->outcome = FTL_CLAIM_ANSWER_DECIDED;
		for (size_t i = 0; i < c->facts.line_count; i++) {
			const struct ftl_claim_line *line = &c->facts.lines[i];

			if (ret->line == 0 ? line->state == FTL_CLAIM_LINE_PENDING
			                   : line->position == ret->line)
				answered->by_row[i] = row->line.position;
		}
		FTL_TRY(note_reference(answered, row, err));
		FTL_TRY(ftl_claiming_decide(c, &verdict, err));
	}
	ret->approved_cents =
	        ftl_some(ret->line == 0 ? ftl_claim_sums_of(&c->facts).approved_cents
	                                : ftl_claim_line_at(&c->facts, ret->line)->approved_cents);
	return FTL_OK;
}

/* Whether the payer asked that before, and is not answered yet. */
static enum ftl_status is_asked(const struct ftl_claiming *c, const char *text, bool *ret,
                                struct ftl_err *err)
{
	const struct ftl_claim_row *rows;
	size_t count;

	*ret = false;
	FTL_TRY(ftl_store_claim_events(c->app->db, c->arena, c->claim.id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].event.act == FTL_CLAIM_ASK)
			*ret |= ftl_text_equal(rows[i].event.text, text);
		else if (rows[i].event.act == FTL_CLAIM_ANSWER)
			*ret = false;
	}
	*ret &= ftl_claim_state_of(&c->facts) == FTL_CLAIM_INFO_REQUIRED;
	return FTL_OK;
}

/* What was asked before and is not answered yet is not asked again. */
static enum ftl_status ask(const struct ftl_answering *a, struct ftl_answered *answered,
                           const struct ftl_payer_row *row, struct ftl_claim_answer *ret,
                           struct ftl_err *err)
{
	struct ftl_claiming *c = &answered->c;
	bool is_known;

	FTL_TRY(check_amount(a, row, err));
	if (ret->text == NULL)
		ret->text = ret->reason;
	if (ret->text == NULL)
		return ftl_fail(err, FTL_INVALID, "text", "is empty, expected what the payer asks");
	ret->outcome = FTL_CLAIM_ANSWER_SAME;
	FTL_TRY(is_asked(c, ret->text, &is_known, err));
	if (is_known)
		return FTL_OK;
	FTL_TRY(ftl_claim_can(c->claim.code, &c->facts, FTL_CLAIM_ASK, err));
	ret->outcome = FTL_CLAIM_ANSWER_ASKED;
	FTL_TRY(note_reference(answered, row, err));
	return ftl_claiming_add(c,
	                        (struct ftl_claim_event){.act = FTL_CLAIM_ASK,
	                                                 .reference = row->line.reference != NULL
	                                                                      ? row->line.reference
	                                                                      : a->file,
	                                                 .text = ret->text},
	                        err);
}

enum ftl_status ftl_answering_row(const struct ftl_answering *a, struct ftl_answered *answered,
                                  const struct ftl_payer_row *row, struct ftl_claim_answer *ret,
                                  struct ftl_err *err)
{
	FTL_TRY(find_line(a, answered, row, &ret->line, err));
	ret->reason = row->reason;
	ret->text = row->line.text;
	if (row->answer.has && row->answer.value == FTL_PAYER_ASKS)
		return ask(a, answered, row, ret, err);
	if (row->answer.has && row->answer.value == FTL_PAYER_PENDING) {
		ret->outcome = FTL_CLAIM_ANSWER_PENDING;
		return FTL_OK;
	}
	return decide(a, answered, row, ret, err);
}

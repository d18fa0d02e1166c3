#include <stdio.h>

#include "fettle/base/digest.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/claim_answer.h"
#include "ops/remittance.h"
#include "store/claim_answer.h"

/* A payer's file of answers: which claim each row means, and every row in one transaction. */

const char *const ftl_claim_answer_outcome_names[FTL_CLAIM_ANSWER_OUTCOMES] = {
        [FTL_CLAIM_ANSWER_DECIDED] = "decided", [FTL_CLAIM_ANSWER_ASKED] = "asked",
        [FTL_CLAIM_ANSWER_SAME] = "same",       [FTL_CLAIM_ANSWER_PENDING] = "pending",
        [FTL_CLAIM_ANSWER_REFUSED] = "refused",
};

struct importing {
	struct ftl_answering a;
	const struct ftl_payer_row *rows;
	size_t count;
	const struct ftl_remittance_claim *claims;
	size_t claim_count;
	const struct ftl_remittance_match *matches;
	struct ftl_answered **answered; /* of the claims, by their index; NULL: not met yet */
	struct ftl_claim_answer *results;
	size_t *claim_of; /* of the results; FTL_REMITTANCE_NO_CLAIM: none */
};

/* Says of a claim that is on file why it is none of those that can be answered. */
static enum ftl_status tell_unknown(const struct importing *im, const char *text,
                                    struct ftl_err *err)
{
	const struct ftl_answering *a = &im->a;
	struct ftl_claim claim;
	struct ftl_claim_facts facts;
	struct ftl_err other;
	int64_t last_id;
	char eye[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];

	if (ftl_find_claim(a->op->app, a->arena, text, &claim, &other) == FTL_OK) {
		FTL_TRY(ftl_store_claim_fold(a->op->app->db, a->arena, claim.id, &facts, &last_id,
		                             err));
		FTL_TRY(ftl_claim_can(claim.code, &facts, FTL_CLAIM_DECIDE, err));
		return ftl_fail(err, FTL_CONFLICT, "claim", "claim %s is on %s, not on %s",
		                ftl_code_eye_of(eye, claim.code),
		                claim.rules != NULL ? claim.rules : ftl_payer_names[claim.payer],
		                a->doc->code);
	}
	ftl_fail(err, FTL_NOT_FOUND, "claim", "%s is no claim on %s", ftl_quote(quoted, text),
	         a->doc->code);
	return ftl_hint(err, "fettle claim list --all shows them");
}

/* The claim that a row means. */
static enum ftl_status find_claim(const struct importing *im, size_t row, struct ftl_err *err)
{
	static const enum ftl_payer_column columns[FTL_REMITTANCE_KEYS] = {
	        [FTL_REMITTANCE_BY_CLAIM] = FTL_PAYER_COLUMN_CLAIM,
	        [FTL_REMITTANCE_BY_REFERENCE] = FTL_PAYER_COLUMN_REFERENCE,
	        [FTL_REMITTANCE_BY_ORDER] = FTL_PAYER_COLUMN_ORDER,
	        [FTL_REMITTANCE_BY_SERIAL] = FTL_PAYER_COLUMN_SERIAL,
	};
	const struct ftl_remittance_match *match = &im->matches[row];
	const struct ftl_remittance_line *line = &im->rows[row].line;
	const char *given[FTL_REMITTANCE_KEYS] = {
	        [FTL_REMITTANCE_BY_CLAIM] = line->claim,
	        [FTL_REMITTANCE_BY_REFERENCE] = line->reference,
	        [FTL_REMITTANCE_BY_ORDER] = line->order,
	        [FTL_REMITTANCE_BY_SERIAL] = line->serial,
	};
	char quoted[FTL_QUOTE_SIZE];

	if (match->claim != FTL_REMITTANCE_NO_CLAIM && !match->is_claim_number_off)
		return FTL_OK;
	/* A number that is not ours decides nothing on another claim. */
	if (line->claim != NULL && match->key != FTL_REMITTANCE_BY_CLAIM)
		return tell_unknown(im, line->claim, err);
	if (match->candidate_count > 0) {
		ftl_fail(err, FTL_CONFLICT, ftl_payer_column_names[columns[match->key]],
		         "%s means several claims", ftl_quote(quoted, given[match->key]));
		return ftl_hint(err, "fettle claim decide for each of them");
	}
	for (int key = FTL_REMITTANCE_BY_REFERENCE; key < FTL_REMITTANCE_KEYS; key++) {
		if (given[key] != NULL)
			return ftl_fail(err, FTL_NOT_FOUND, ftl_payer_column_names[columns[key]],
			                "%s is of no claim on %s", ftl_quote(quoted, given[key]),
			                im->a.doc->code);
	}
	return ftl_fail(err, FTL_INVALID, "claim", "is empty, and nothing else says which it is");
}

static enum ftl_status answered_of(struct importing *im, size_t claim, struct ftl_answered **ret,
                                   struct ftl_err *err)
{
	struct ftl_answered *answered = im->answered[claim];

	if (answered == NULL) {
		answered = FTL_NEW(im->a.arena, struct ftl_answered);
		FTL_TRY(ftl_answering_begin(&im->a, im->claims[claim].code, answered, err));
		im->answered[claim] = answered;
	}
	*ret = answered;
	return FTL_OK;
}

/* What is wrong is told of the column as the file calls it. */
static void name_column(const struct importing *im, struct ftl_err *err)
{
	for (int i = 0; i < FTL_PAYER_COLUMNS; i++) {
		const char *column = im->a.doc->answer.columns[i];

		if (column == NULL || !ftl_text_equal(err->field, ftl_payer_column_names[i]))
			continue;
		snprintf(err->field, sizeof(err->field), "%s", column);
		return;
	}
}

static enum ftl_status answer_row(struct importing *im, size_t i, struct ftl_err *err)
{
	struct ftl_answered *answered;

	FTL_TRY(find_claim(im, i, err));
	im->claim_of[i] = im->matches[i].claim;
	FTL_TRY(answered_of(im, im->claim_of[i], &answered, err));
	return ftl_answering_row(&im->a, answered, &im->rows[i], &im->results[i], err);
}

static enum ftl_status take_row(struct importing *im, size_t i, struct ftl_err *err)
{
	const struct ftl_payer_row *row = &im->rows[i];
	struct ftl_claim_answer *result = &im->results[i];
	enum ftl_status status;

	*result = (struct ftl_claim_answer){.row = row->line.position, .problem = row->problem};
	im->claim_of[i] = FTL_REMITTANCE_NO_CLAIM;
	if (row->problem == NULL) {
		status = answer_row(im, i, err);
		if (status == FTL_OK)
			return FTL_OK;
		if (row->reason == NULL && ftl_text_equal(err->field, "reason"))
			ftl_hint(err, "`reason` in the `answer` of their rules names its column");
		name_column(im, err);
		if (!im->a.keep_going || !ftl_status_is_refusal(status))
			return ftl_payer_row_place(row->line.position, row->file_line, err);
		result->problem = ftl_payer_row_problem(im->a.arena, err);
	}
	result->outcome = FTL_CLAIM_ANSWER_REFUSED;
	result->approved_cents = ftl_none();
	return FTL_OK;
}

static enum ftl_status save_claims(struct importing *im, struct ftl_claim_answers *ret,
                                   struct ftl_err *err)
{
	for (size_t i = 0; i < im->claim_count; i++) {
		struct ftl_answered *answered = im->answered[i];

		if (answered != NULL && answered->is_changed)
			FTL_TRY(ftl_claiming_save(&answered->c, err));
	}
	for (size_t i = 0; i < im->count; i++) {
		ret->counts[im->results[i].outcome]++;
		if (im->claim_of[i] == FTL_REMITTANCE_NO_CLAIM ||
		    im->answered[im->claim_of[i]] == NULL)
			continue;
		im->results[i].claim = im->answered[im->claim_of[i]]->c.claim.code;
		im->results[i].state = im->answered[im->claim_of[i]]->c.claim.state;
	}
	ret->rows = im->results;
	ret->count = im->count;
	return FTL_OK;
}

/* A file of which a row was left out may come again. */
static enum ftl_status keep_file(const struct importing *im, const char *name,
                                 const unsigned char hash[FTL_DIGEST_SIZE], struct ftl_err *err)
{
	struct ftl_op *op = im->a.op;
	struct ftl_claim_answer_file file = {
	        .rules_id = im->a.doc->id, .name = name, .created_at = op->now};

	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_SITE, op->app->site_id, false, err));
	FTL_TRY(ftl_op_id(op, &file.id, err));
	return ftl_store_claim_answer_insert(op->app->db, op->app->site_id, &file, hash,
	                                     op->app->actor.staff_id, err);
}

static enum ftl_status read_file(struct importing *im, const struct ftl_claim_answers_form *form,
                                 struct ftl_err *err)
{
	struct ftl_app *app = im->a.op->app;
	const struct ftl_payer_file file = {.kind = FTL_PAYER_ANSWER,
	                                    .name = form->name,
	                                    .bytes = form->bytes,
	                                    .length = form->length,
	                                    .mapping = &im->a.doc->answer,
	                                    .currency = &app->currency,
	                                    .keep_going = form->keep_going};
	struct ftl_remittance_line *lines;

	FTL_TRY(ftl_payer_file_read(im->a.arena, &file, &im->rows, &im->count, err));
	if (im->count == 0)
		return ftl_fail(err, FTL_INVALID, "file", "%s has no row", form->name);
	lines = ftl_alloc(im->a.arena, im->count, sizeof(*lines));
	for (size_t i = 0; i < im->count; i++)
		lines[i] = im->rows[i].line;
	FTL_TRY(ftl_remittance_load_claims(app, im->a.arena, im->a.doc->rules.payer,
	                                   im->a.doc->code, &im->claims, &im->claim_count, err));
	ftl_remittance_find(im->a.arena, im->claims, im->claim_count, lines, im->count,
	                    &im->matches);
	im->answered = ftl_alloc(im->a.arena, im->claim_count + 1, sizeof(struct ftl_answered *));
	im->results = ftl_alloc(im->a.arena, im->count, sizeof(*im->results));
	im->claim_of = ftl_alloc(im->a.arena, im->count, sizeof(*im->claim_of));
	return FTL_OK;
}

static enum ftl_status import(struct importing *im, const struct ftl_claim_answers_form *form,
                              const unsigned char hash[FTL_DIGEST_SIZE],
                              struct ftl_claim_answers *ret, struct ftl_err *err)
{
	struct ftl_app *app = im->a.op->app;
	struct ftl_payer_doc *doc = FTL_NEW(im->a.arena, struct ftl_payer_doc);
	int32_t day = ftl_app_today(app);

	if (form->on != NULL)
		FTL_TRY(ftl_read_past_day(app, form->on, &day, err));
	FTL_TRY(ftl_payer_file_rules(app, im->a.arena, form->payer, day, FTL_PAYER_ANSWER, doc,
	                             err));
	FTL_TRY(ftl_payer_list(app, im->a.arena, FTL_RULES_ALL, &im->a.docs, &im->a.doc_count,
	                       err));
	im->a.doc = doc;
	FTL_TRY(read_file(im, form, err));
	for (size_t i = 0; i < im->count; i++)
		FTL_TRY(take_row(im, i, err));
	FTL_TRY(save_claims(im, ret, err));
	ret->payer = doc->code;
	return ret->counts[FTL_CLAIM_ANSWER_REFUSED] > 0 ? FTL_OK
	                                                 : keep_file(im, form->name, hash, err);
}

enum ftl_status ftl_claim_answers(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_claim_answers_form *form,
                                  struct ftl_claim_answers *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct importing im = {.a = {.op = &op,
	                             .arena = arena,
	                             .on = form->on,
	                             .file = form->name,
	                             .keep_going = form->keep_going,
	                             .takes_unlisted_reason = form->takes_unlisted_reason}};
	struct ftl_claim_answers answers = {.payer = form->payer, .file = form->name};
	struct ftl_claim_answer_file known;
	unsigned char hash[FTL_DIGEST_SIZE];

	FTL_TRY(ftl_op_begin(app, "claim.answers", FTL_CAN_CLAIM, &op, err));
	if (op.is_replay)
		return FTL_OK;
	ftl_digest_memory(form->bytes, form->length, hash);
	FTL_TRY(ftl_store_claim_answer_of_file(app->db, arena, app->site_id, hash, &known,
	                                       &answers.was_known, err));
	if (answers.was_known) {
		answers.file = known.name;
	} else {
		FTL_TRY(import(&im, form, hash, &answers, err));
		FTL_TRY(ftl_op_commit(&op, &answers, err));
	}
	*ret = answers;
	return FTL_OK;
}

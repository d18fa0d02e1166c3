#ifndef OPS_CLAIM_ANSWER_H
#define OPS_CLAIM_ANSWER_H

#include "ops/claim.h"
#include "ops/payer_file.h"

/* A payer's file while its rows are taken. */
struct ftl_answering {
	struct ftl_op *op;
	struct ftl_arena *arena;
	const struct ftl_payer_doc *doc;  /* by which the file is read */
	const struct ftl_payer_doc *docs; /* of every payer */
	size_t doc_count;
	const char *on; /* the day of the decisions, as typed; NULL: today */
	const char *file;
	bool keep_going;
	bool takes_unlisted_reason;
};

/* A claim while rows of a file answer it. */
struct ftl_answered {
	struct ftl_claiming c;
	const struct ftl_payer_doc *doc; /* that it is judged by; else the file's */
	int64_t *by_row;                 /* of its lines: the row that decided it; 0: none yet */
	bool is_changed;
};

/* FTL_INVALID (field "on") when the claim was not sent on that day. */
FTL_MUST_CHECK enum ftl_status ftl_answering_begin(const struct ftl_answering *a, const char *code,
                                                   struct ftl_answered *ret, struct ftl_err *err);
/*
 * What a row says of the claim: fills line, outcome, approved_cents, reason and text. An error
 * leaves the claim as it was; its field is a column by its name in payers' documents.
 */
FTL_MUST_CHECK enum ftl_status ftl_answering_row(const struct ftl_answering *a,
                                                 struct ftl_answered *answered,
                                                 const struct ftl_payer_row *row,
                                                 struct ftl_claim_answer *ret, struct ftl_err *err);

#endif

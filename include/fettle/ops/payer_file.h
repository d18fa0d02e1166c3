#ifndef FETTLE_OPS_PAYER_FILE_H
#define FETTLE_OPS_PAYER_FILE_H

#include <stdbool.h>

#include "fettle/base/money.h"
#include "fettle/ops/file_form.h"

/*
 * How a payer writes the files that it sends, as its document says: lists of payments (the key
 * "remittance") and what it decided (the key "answer").
 */
enum ftl_payer_file_kind { FTL_PAYER_REMITTANCE, FTL_PAYER_ANSWER, FTL_PAYER_FILES };
extern const char *const ftl_payer_file_names[FTL_PAYER_FILES]; /* "remittance", "answer" */

enum ftl_payer_column {
	FTL_PAYER_COLUMN_CLAIM,
	FTL_PAYER_COLUMN_REFERENCE,
	FTL_PAYER_COLUMN_ORDER,
	FTL_PAYER_COLUMN_SERIAL,
	FTL_PAYER_COLUMN_DATE,
	FTL_PAYER_COLUMN_AMOUNT, /* paid; of an answer: approved */
	FTL_PAYER_COLUMN_CURRENCY,
	FTL_PAYER_COLUMN_TEXT,
	/* of answers only */
	FTL_PAYER_COLUMN_LINE, /* position on the bill */
	FTL_PAYER_COLUMN_PART, /* number or text of the line */
	FTL_PAYER_COLUMN_DECISION,
	FTL_PAYER_COLUMN_REASON,
	FTL_PAYER_COLUMNS
};
/* "claim", "reference", …: the keys of the document's columns. */
extern const char *const ftl_payer_column_names[FTL_PAYER_COLUMNS];

/* What a payer says of a claim, or of one of its lines. */
enum ftl_payer_answer {
	FTL_PAYER_APPROVED,
	FTL_PAYER_REFUSED,
	FTL_PAYER_ASKS,    /* wants to know more */
	FTL_PAYER_PENDING, /* nothing yet */
	FTL_PAYER_ANSWERS
};
/* "approved", "refused", "asks", "pending" */
extern const char *const ftl_payer_answer_names[FTL_PAYER_ANSWERS];

/* The payer's own words for one of them. */
struct ftl_payer_words {
	const char *const *words;
	size_t count;
};

struct ftl_payer_mapping {
	bool is_given; /* false: nobody has said yet */
	/* The file's own names; NULL: it has no such column. Payments have an amount, answers an
	 * amount or a decision. */
	const char *columns[FTL_PAYER_COLUMNS];
	struct ftl_file_form form;
	int64_t tolerance_cents; /* of payments */
	struct ftl_payer_words answers[FTL_PAYER_ANSWERS];
};

#endif

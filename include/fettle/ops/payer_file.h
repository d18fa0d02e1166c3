#ifndef FETTLE_OPS_PAYER_FILE_H
#define FETTLE_OPS_PAYER_FILE_H

#include <stdbool.h>

#include "fettle/base/money.h"
#include "fettle/base/sheet.h"

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
	struct ftl_sheet_options sheet;
	char decimal;  /* . or , */
	char grouping; /* between thousands: . , ' or a blank of any kind; '\0': nothing */
	const char *date_format; /* "DD.MM.YYYY" */
	int64_t tolerance_cents; /* of payments */
	struct ftl_payer_words answers[FTL_PAYER_ANSWERS];
};

/*
 * An amount as text, by the decimal sign and the grouping of the mapping and no other: "1.234,56"
 * with , and . is 123456 cents. Groups are of three digits, all or none; a minus stands first; no
 * currency sign. FTL_INVALID names field and value and shows how it should be written.
 */
FTL_MUST_CHECK enum ftl_status ftl_payer_amount(const char *field, const char *text,
                                                const struct ftl_payer_mapping *mapping,
                                                const struct ftl_currency *currency,
                                                int64_t *ret_cents, struct ftl_err *err);

/*
 * A date as text by a format of YYYY, MM or M, DD or D in any order, with . - / or a blank between
 * them or nothing. MM and DD are two digits, M and D one or two.
 */
FTL_MUST_CHECK enum ftl_status ftl_payer_date(const char *field, const char *text,
                                              const char *format, int32_t *ret,
                                              struct ftl_err *err);
/* Whether that is such a format. */
bool ftl_payer_is_date_format(const char *format);

#endif

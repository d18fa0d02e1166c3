#ifndef OPS_PAYER_FILE_H
#define OPS_PAYER_FILE_H

#include "fettle/ops/payer.h"

/* A file of a payer as it is to be read. */
struct ftl_payer_file {
	enum ftl_payer_file_kind kind;
	const char *name; /* in errors */
	const char *bytes;
	size_t length;
	const struct ftl_payer_mapping *mapping;
	const struct ftl_currency *currency;
	bool keep_going; /* a row that cannot be understood is left out and told */
};

/* A row of it. Texts are NULL where it says nothing. */
struct ftl_payer_row {
	struct ftl_remittance_line line; /* its position is the row */
	int64_t file_line;
	bool has_amount;
	const char *number; /* of the line of the claim, as typed */
	const char *part;
	const char *reason;
	struct ftl_opt answer; /* enum ftl_payer_answer */
	const char *problem;   /* why it cannot be understood; nothing else is given then */
};

/* As ftl_remittance_read(), of either kind. */
FTL_MUST_CHECK enum ftl_status ftl_payer_file_read(struct ftl_arena *arena,
                                                   const struct ftl_payer_file *file,
                                                   const struct ftl_payer_row **ret,
                                                   size_t *ret_count, struct ftl_err *err);
/* Puts "row 12, line 14: " before an error, as for every file that comes in. Returns its status. */
enum ftl_status ftl_payer_row_place(int64_t row, int64_t line, struct ftl_err *err);
/* The error as one text, with the field. */
const char *ftl_payer_row_problem(struct ftl_arena *arena, const struct ftl_err *err);

/* Which answer a payer's word is, whatever its case and the blanks around it; false: none. */
bool ftl_payer_answer_find(struct ftl_arena *arena, const struct ftl_payer_mapping *mapping,
                           const char *word, enum ftl_payer_answer *ret);

/* The payer's rules by which its files are read: of its code the newest that apply on the day.
 * FTL_STATE when they do not say how. */
FTL_MUST_CHECK enum ftl_status ftl_payer_file_rules(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *code, int32_t day,
                                                    enum ftl_payer_file_kind kind,
                                                    struct ftl_payer_doc *ret, struct ftl_err *err);

#endif

#ifndef FETTLE_OPS_REMITTANCE_H
#define FETTLE_OPS_REMITTANCE_H

#include "fettle/model/remittance.h"
#include "fettle/ops/payer_file.h"

/* What a payer says it has paid, read from the file it sends, as its document says. */

#define FTL_REMITTANCE_LINES_MOST 100000

/*
 * The lines of a file, CSV or a workbook; each has the row it stands in as its position. All or
 * nothing: the first line that cannot be understood is refused, naming row, column and value, and
 * so is one in another currency than the one given. In a workbook numbers and dates are read as
 * what they are, and only texts by the mapping.
 */
FTL_MUST_CHECK enum ftl_status
ftl_remittance_read(struct ftl_arena *arena, const char *name, const char *bytes, size_t length,
                    const struct ftl_payer_mapping *mapping, const struct ftl_currency *currency,
                    const struct ftl_remittance_line **ret, size_t *ret_count, struct ftl_err *err);

struct ftl_app;
struct ftl_remittance_record;
struct ftl_remittance_row;

/* A list of payments with its lines. */
struct ftl_remittance_full {
	const struct ftl_remittance_record *record;
	const struct ftl_remittance_row *rows;
	size_t count;
	bool was_known; /* an import: the same file came in before, and nothing was done */
};

/*
 * Takes a payer's file in, as the rules of its code say (the newest that apply on the day it was
 * paid); nothing is booked yet. paid_on (NULL: today) is the day the money came. FTL_STATE when
 * the rules do not say how their files are to be read.
 */
struct ftl_remittance_form {
	const char *payer; /* code of the rules */
	const char *name;  /* what the file is called */
	const char *bytes;
	size_t length;
	const char *reference;
	const char *paid_on;
};
FTL_MUST_CHECK enum ftl_status ftl_remittance_import(struct ftl_app *app, struct ftl_arena *arena,
                                                     const struct ftl_remittance_form *form,
                                                     struct ftl_remittance_full *ret,
                                                     struct ftl_err *err);

/*
 * Matches what waits of a remittance with the payer's claims, and books what fits: a payment of a
 * claim that nobody decided yet is its approval, line by line as far as the money goes; a
 * difference within the tolerance is written off. What is unknown, more than is owed, or said
 * twice waits for a person.
 */
FTL_MUST_CHECK enum ftl_status ftl_remittance_match(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *code,
                                                    struct ftl_remittance_full *ret,
                                                    struct ftl_err *err);

/* What waits of a line, by hand: booked on a claim, or put aside with a reason. */
FTL_MUST_CHECK enum ftl_status ftl_remittance_book(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *code, const char *line,
                                                   const char *claim,
                                                   struct ftl_remittance_full *ret,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_remittance_dismiss(struct ftl_app *app, struct ftl_arena *arena,
                                                      const char *code, const char *line,
                                                      const char *reason,
                                                      struct ftl_remittance_full *ret,
                                                      struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_remittance_get(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *code, struct ftl_remittance_full *ret,
                                                  struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_remittance_list(struct ftl_app *app, struct ftl_arena *arena,
                                                   const struct ftl_remittance_record **ret,
                                                   size_t *ret_count, struct ftl_err *err);
/* What waits for a person, of every remittance. */
FTL_MUST_CHECK enum ftl_status ftl_remittance_suspense(struct ftl_app *app, struct ftl_arena *arena,
                                                       const struct ftl_remittance_row **ret,
                                                       size_t *ret_count, struct ftl_err *err);

#endif

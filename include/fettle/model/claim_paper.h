#ifndef FETTLE_MODEL_CLAIM_PAPER_H
#define FETTLE_MODEL_CLAIM_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/*
 * What a claim says, frozen when it is sent: names and values, those of the whole claim and those
 * of each line. The names are the field's usual ones (domain reference 2.7, the union of what
 * payers ask); a payer's file is a choice of them.
 */

/* One value. An absent one has no row. Amounts are decimal, dates YYYY-MM-DD. */
struct ftl_paper_row {
	int position; /* of the line; 0: of the whole claim */
	const char *name;
	const char *value;
};

struct ftl_paper {
	struct ftl_paper_row *rows; /* those of the whole claim first, then line by line */
	size_t count;
	size_t capacity;
};

/* Every name that a paper may have, in the order in which they are told: X(name, title, whether it
 * is of a line, whether it is money). */
#define FTL_PAPER_NAMES(X)                                                                         \
	X("claim", "Claim", false, false)                                                          \
	X("revision", "Revision", false, false)                                                    \
	X("payer", "Payer", false, false)                                                          \
	X("rules", "Rules", false, false)                                                          \
	X("account", "Account", false, false)                                                      \
	X("servicer", "Service centre", false, false)                                              \
	X("country", "Country", false, false)                                                      \
	X("currency", "Currency", false, false)                                                    \
	X("submitted_on", "Submitted on", false, false)                                            \
	X("reference", "Payer's number", false, false)                                             \
	X("preauth", "Authorisation", false, false)                                                \
	X("preauth_amount", "Authorised", false, true)                                             \
	X("corrects", "Corrects", false, false)                                                    \
	X("note", "Note", false, false)                                                            \
	X("order", "Work order", false, false)                                                     \
	X("result", "Result", false, false)                                                        \
	X("category", "Category", false, false)                                                    \
	X("brand", "Brand", false, false)                                                          \
	X("model", "Model", false, false)                                                          \
	X("serial", "Serial", false, false)                                                        \
	X("imei", "IMEI", false, false)                                                            \
	X("gtin", "GTIN", false, false)                                                            \
	X("new_serial", "Serial of the new unit", false, false)                                    \
	X("purchased_on", "Purchased on", false, false)                                            \
	X("proof", "Proof of purchase", false, false)                                              \
	X("customer", "Customer", false, false)                                                    \
	X("address", "Address", false, false)                                                      \
	X("phone", "Phone", false, false)                                                          \
	X("email", "E-mail", false, false)                                                         \
	X("requested_on", "Received on", false, false)                                             \
	X("completed_on", "Completed on", false, false)                                            \
	X("handed_over_on", "Handed over on", false, false)                                        \
	X("technician", "Technician", false, false)                                                \
	X("fault", "Fault as told", false, false)                                                  \
	X("condition", "Condition code", false, false)                                             \
	X("symptom", "Symptom code", false, false)                                                 \
	X("section", "Section code", false, false)                                                 \
	X("defect", "Defect code", false, false)                                                   \
	X("repair", "Repair code", false, false)                                                   \
	X("part", "Part", false, false)                                                            \
	X("work", "Work performed", false, false)                                                  \
	X("repeat_of", "Repeat of", false, false)                                                  \
	X("attachments", "Attachments", false, false)                                              \
	X("total", "Total claimed", false, true)                                                   \
	X("line", "Line", true, false)                                                             \
	X("class", "Class", true, false)                                                           \
	X("text", "Description", true, false)                                                      \
	X("quantity", "Quantity", true, false)                                                     \
	X("unit_cost", "Unit cost", true, true)                                                    \
	X("unit_price", "Unit price", true, true)                                                  \
	X("tax_percent", "Tax %", true, false)                                                     \
	X("amount", "Amount", true, true)

struct ftl_paper_name {
	const char *name;
	const char *title;
	bool is_of_line;
	bool is_money;
};
extern const struct ftl_paper_name ftl_paper_names[];
extern const size_t ftl_paper_name_count;
/* NULL: no paper has it. */
const struct ftl_paper_name *ftl_paper_name_find(const char *name);

/* Adds a value; NULL and "" add nothing. The strings are kept, not copied. */
void ftl_paper_add(struct ftl_arena *arena, struct ftl_paper *paper, int position, const char *name,
                   const char *value);
/* NULL: it is absent. */
const char *ftl_paper_value(const struct ftl_paper *paper, int position, const char *name);

/* The paper as text, one row a line: "0 serial SN-1"; a backslash and a line end within a value are
 * written as \\ and \n. And back; FTL_DB when it is none. */
const char *ftl_paper_write(struct ftl_arena *arena, const struct ftl_paper *paper);
FTL_MUST_CHECK enum ftl_status ftl_paper_read(struct ftl_arena *arena, const char *text,
                                              struct ftl_paper *ret, struct ftl_err *err);

#endif

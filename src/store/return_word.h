#ifndef STORE_RETURN_WORD_H
#define STORE_RETURN_WORD_H

#include "fettle/db/db.h"
#include "fettle/model/return.h"

extern const struct ftl_sql_table ftl_return_word_sql;

/* What was said of a line that went back to a supplier: that it is credited, denied, lost on the
 * way, or that this was a mistake. Valid until the next one is read. */
struct ftl_return_word {
	int64_t line_id;
	int64_t at;
	enum ftl_return_act act;
	const char *box; /* its code */
	int64_t supplier_id;
	int position;
	const char *sku;
	const char *name;
	enum ftl_unit unit;
	int64_t quantity_milli;
	int64_t asked_cents;
	struct ftl_opt credited_cents;
	int64_t staff_id;
	const char *reason; /* or the number of the credit note; NULL */
};

/* Up to as_of, line by line, each in its order. */
FTL_MUST_CHECK enum ftl_status ftl_return_word_select(struct ftl_db *db, int64_t site_id,
                                                      int64_t as_of, struct ftl_cursor **ret,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_return_word_next(struct ftl_cursor *cursor,
                                                    struct ftl_return_word *ret, bool *ret_more,
                                                    struct ftl_err *err);

#endif

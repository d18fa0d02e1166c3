#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/purchase.h"
#include "ops/verify.h"

/* What differs; NULL: nothing. */
static const char *differs(const struct ftl_purchase *stored, const struct ftl_purchase *said)
{
	if (stored->state != said->state)
		return "the state is not what its events and deliveries say";
	if (stored->is_open != said->is_open)
		return "the open mark is not what its state says";
	if (!ftl_opt_equal(stored->expected_on, said->expected_on))
		return "the day it is expected is not what its events say";
	if (!ftl_text_equal(stored->reference, said->reference) ||
	    !ftl_text_equal(stored->tracking, said->tracking))
		return "the supplier's number is not what its events say";
	return NULL;
}

enum ftl_status ftl_verify_purchase(struct ftl_db *db, int64_t id, struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct ftl_purchase stored, said;
	const struct ftl_purchase_line *rows;
	struct ftl_purchase_line *lines;
	const char *wrong;
	char code[FTL_CODE_SIZE];
	size_t count, row_count;

	FTL_TRY(ftl_store_purchase_get(db, &arena, id, &stored, err));
	said = stored;
	FTL_TRY(ftl_purchase_fold(db, &arena, &said, &lines, &count, err));
	FTL_TRY(ftl_store_purchase_lines(db, &arena, id, &rows, &row_count, err));
	wrong = differs(&stored, &said);
	for (size_t i = 0; i < count && wrong == NULL; i++) {
		if (rows[i].received_milli != lines[i].received_milli)
			wrong = ftl_sprintf(&arena,
			                    "what has come of line %d is not what the "
			                    "ledger says",
			                    rows[i].position);
		else if (!ftl_opt_equal(rows[i].expected_on, lines[i].expected_on))
			wrong = ftl_sprintf(&arena,
			                    "the day line %d is expected is not what its "
			                    "events say",
			                    rows[i].position);
	}
	if (wrong == NULL)
		return FTL_OK;
	return ftl_fail(err, FTL_INTERNAL, "purchase", "purchase order %s: %s",
	                ftl_code_eye_of(code, stored.code), wrong);
}

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/return.h"
#include "ops/verify.h"

/* What differs; NULL: nothing. */
static const char *differs(const struct ftl_return *stored, const struct ftl_return *said)
{
	if (stored->state != said->state)
		return "the state is not what its events say";
	if (stored->is_open != said->is_open)
		return "the open mark is not what its state says";
	if (!ftl_text_equal(stored->carrier, said->carrier) ||
	    !ftl_text_equal(stored->tracking, said->tracking) ||
	    !ftl_text_equal(stored->reference, said->reference))
		return "the parcel is not what its events say";
	return NULL;
}

/* How much of a line is with the supplier by the ledger, in which old parts are not; what they
 * denied may have come back. */
static bool is_where_it_should_be(enum ftl_return_state state, const struct ftl_return_line *line)
{
	bool is_here = line->removed_at.has || state == FTL_RETURN_DRAFT ||
	               state == FTL_RETURN_CANCELLED || ftl_return_is_old(line->reason);

	return line->moved_milli == (is_here ? 0 : line->quantity_milli) ||
	       (line->outcome == FTL_RETURN_DENIED && line->moved_milli == 0);
}

/* What is wrong with a line, in words; NULL: nothing. */
static const char *line_differs(enum ftl_return_state state, const struct ftl_return_line *stored,
                                const struct ftl_return_line *said)
{
	if (!ftl_opt_equal(stored->removed_at, said->removed_at))
		return "whether it was taken out is not what its events say";
	if (stored->outcome != said->outcome || stored->credited_cents != said->credited_cents)
		return "what became of it is not what its events say";
	if (!is_where_it_should_be(state, said))
		return "what is with the supplier is not what the ledger says";
	if (said->moved_cents - said->written_off_cents != ftl_return_owed(state, said))
		return "the supplier's account got not what was sent or credited";
	return NULL;
}

enum ftl_status ftl_verify_return(struct ftl_db *db, int64_t id, struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct ftl_return stored, said;
	const struct ftl_return_line *rows;
	struct ftl_return_line *lines;
	const char *wrong;
	char code[FTL_CODE_SIZE];
	size_t count, row_count;

	FTL_TRY(ftl_store_return_get(db, &arena, id, &stored, err));
	said = stored;
	FTL_TRY(ftl_return_fold(db, &arena, &said, &lines, &count, err));
	FTL_TRY(ftl_store_return_lines(db, &arena, id, &rows, &row_count, err));
	wrong = differs(&stored, &said);
	for (size_t i = 0; i < count && wrong == NULL; i++) {
		wrong = line_differs(said.state, &rows[i], &lines[i]);
		if (wrong != NULL)
			wrong = ftl_sprintf(&arena, "line %d: %s", rows[i].position, wrong);
	}
	if (wrong == NULL)
		return FTL_OK;
	return ftl_fail(err, FTL_INTERNAL, "return", "return %s: %s",
	                ftl_code_eye_of(code, stored.code), wrong);
}

#include <string.h>

#include "fettle/base/moment.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "ops/custody.h"
#include "ops/find.h"
#include "ops/order_act.h"
#include "store/piece.h"

/* The pieces that pass by a step: out to a repairer and back, and out to the customer. */

static bool is_from_vendor(const struct ftl_acting *a)
{
	return a->step->kind == FTL_EV_RECEIVE && a->facts.state == FTL_AT_VENDOR;
}

static bool passes_anything(const struct ftl_acting *a)
{
	enum ftl_event_kind kind = a->step->kind;

	return kind == FTL_EV_SEND || kind == FTL_EV_RECEIVE || kind == FTL_EV_HAND_OVER ||
	       kind == FTL_EV_CANCEL;
}

/* Before places were kept a device was sent without a word of where it lies. */
static bool was_sent(const struct ftl_piece *piece)
{
	return piece->is_device || ftl_piece_is_away(piece);
}

/* Passes unless something else is said of it. */
static bool is_concerned(const struct ftl_acting *a, const struct ftl_piece *piece)
{
	if (a->step->kind == FTL_EV_SEND)
		return piece->is_device;
	if (is_from_vendor(a))
		return was_sent(piece);
	return a->step->kind == FTL_EV_RECEIVE ? !piece->is_here : piece->is_here;
}

/* Nobody can give back what lies elsewhere, or left already; of what is missing that was said. */
static bool is_elsewhere(const struct ftl_acting *a, const struct ftl_piece *piece)
{
	return a->step->kind == FTL_EV_HAND_OVER && !piece->is_missing &&
	       (!piece->is_here || ftl_piece_is_away(piece));
}

/* A piece of the job by its code; the code of the job is on the device. */
static enum ftl_status find_piece(const struct ftl_acting *a, const char *field, const char *text,
                                  size_t *ret, struct ftl_err *err)
{
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];

	FTL_TRY(ftl_read_code(a->app, field, text, FTL_CODE_PIECE, FTL_CODE_ORDER, &code, err));
	ftl_code_short(buffer, &code);
	for (size_t i = 0; i < a->piece_count; i++) {
		bool is_job = a->pieces[i].is_device && strcmp(a->order.code, buffer) == 0;

		if (is_job || strcmp(a->pieces[i].code, buffer) == 0) {
			*ret = i;
			return FTL_OK;
		}
	}
	ftl_fail(err, FTL_CONFLICT, field, "%s %s does not belong to this job",
	         ftl_code_kind_title(code.kind), ftl_code_eye(buffer, &code));
	return ftl_hint(err, "fettle order show %s lists its pieces",
	                ftl_code_eye_of(buffer, a->order.code));
}

/* The way out for a piece that is said to be elsewhere and is not. */
static enum ftl_status hint_move(const struct ftl_piece *piece, struct ftl_err *err)
{
	char code[FTL_CODE_SIZE];

	return ftl_hint(err, "when it is back: fettle order move %s PLACE",
	                ftl_code_eye_of(code, piece->code));
}

/* What goes out must be in the house; what comes back from a repairer must have gone. What is
 * scanned was not missing after all. */
static enum ftl_status check_passing(const struct ftl_acting *a, size_t i, struct ftl_err *err)
{
	const struct ftl_piece *piece = &a->pieces[i];
	enum ftl_event_kind kind = a->step->kind;
	bool is_away = ftl_piece_is_away(piece);
	char code[FTL_CODE_SIZE], where[FTL_WHERE_SIZE];

	ftl_code_eye_of(code, piece->code);
	if (is_from_vendor(a) && !was_sent(piece))
		return ftl_fail(err, FTL_STATE, "piece", "piece %s was not sent: it is %s", code,
		                ftl_piece_where(where, piece));
	if (kind == FTL_EV_RECEIVE || (!is_away && (piece->is_here || kind != FTL_EV_SEND)))
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "piece", "piece %s is %s and cannot be %s", code,
	         ftl_piece_where(where, piece), kind == FTL_EV_SEND ? "sent" : "given back");
	return hint_move(piece, err);
}

static enum ftl_status mark_scanned(struct ftl_acting *a, struct ftl_err *err)
{
	size_t i;

	for (size_t n = 0; n < a->step->piece_count; n++) {
		FTL_TRY(find_piece(a, "piece", a->step->pieces[n], &i, err));
		FTL_TRY(check_passing(a, i, err));
		a->fates[i] = FTL_PIECE_PASSES;
	}
	return FTL_OK;
}

static enum ftl_status mark_missing(struct ftl_acting *a, struct ftl_err *err)
{
	char code[FTL_CODE_SIZE];
	size_t i;

	if (a->step->missing_count == 0 && a->missing_reason != NULL) {
		ftl_fail(err, FTL_INVALID, "reason",
		         "says what became of a missing piece, and none is named");
		return ftl_hint(err, "--missing PIECE names it");
	}
	if (a->step->missing_count > 0 && a->missing_reason == NULL)
		return ftl_fail(err, FTL_INVALID, "reason",
		                "is missing: say what became of the missing pieces");
	for (size_t n = 0; n < a->step->missing_count; n++) {
		FTL_TRY(find_piece(a, "missing", a->step->missing[n], &i, err));
		ftl_code_eye_of(code, a->pieces[i].code);
		if (a->fates[i] == FTL_PIECE_PASSES)
			return ftl_fail(err, FTL_CONFLICT, "missing",
			                "piece %s was scanned and is not missing", code);
		if (is_from_vendor(a) && a->pieces[i].is_device)
			return ftl_fail(err, FTL_CONFLICT, "missing",
			                "piece %s is the device: without it nothing is back", code);
		if (a->step->kind == FTL_EV_RECEIVE)
			FTL_TRY(check_passing(a, i, err));
		a->fates[i] = FTL_PIECE_MISSING;
	}
	return FTL_OK;
}

/* Must every piece be scanned as it passes? Once one is, all are. */
static enum ftl_status is_counted(const struct ftl_acting *a, bool *ret, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const char *policy;

	*ret = a->step->piece_count > 0 && a->step->kind != FTL_EV_SEND;
	if (*ret || a->step->kind != FTL_EV_HAND_OVER)
		return FTL_OK;
	FTL_TRY(ftl_setting_get(a->app, &scratch, "handover.count", &policy, err));
	*ret = strcmp(policy, "all") == 0 || (strcmp(policy, "several") == 0 && a->piece_count > 1);
	return FTL_OK;
}

static void name_piece(const struct ftl_acting *a, size_t i, struct ftl_buf *text)
{
	const struct ftl_piece *piece = &a->pieces[i];
	char code[FTL_CODE_SIZE], where[FTL_WHERE_SIZE];
	bool is_away = ftl_piece_is_away(piece);

	ftl_buf_printf(text, "%s%s %s%s%s", text->length > 0 ? ", " : "", piece->name,
	               ftl_code_eye_of(code, piece->code), is_away ? " " : "",
	               is_away ? ftl_piece_where(where, piece) : "");
}

static bool passes_before(const struct ftl_acting *a, const struct ftl_custody_row *row)
{
	for (size_t i = 0; i < a->piece_count; i++) {
		if (a->pieces[i].id == row->piece_id)
			return a->fates[i] != FTL_PIECE_STAYS && a->at < row->event.at;
	}
	return false;
}

/* Said to have happened earlier: but not before what is noted of a piece that passes already. */
static enum ftl_status check_at(const struct ftl_acting *a, struct ftl_err *err)
{
	const struct ftl_zone *zone = a->app->zone;
	const struct ftl_custody_row *rows;
	char code[FTL_CODE_SIZE], at[FTL_WALL_TEXT_SIZE], noted[FTL_WALL_TEXT_SIZE];
	size_t count;

	if (a->step->at == NULL)
		return FTL_OK;
	FTL_TRY(ftl_store_custody_list(a->app->db, a->arena, a->order.id, &rows, &count, err));
	for (; count > 0; count--) {
		const struct ftl_custody_row *row = &rows[count - 1];

		if (!passes_before(a, row))
			continue;
		ftl_fail(err, FTL_INVALID, "at", "%s lies before piece %s was noted at %s",
		         ftl_wall_format(at, zone, a->at), ftl_code_eye_of(code, row->piece_code),
		         ftl_wall_format(noted, zone, row->event.at));
		return ftl_hint(err,
		                "the way of a piece only grows: give that time or a later one");
	}
	return FTL_OK;
}

enum ftl_status ftl_pieces_look(struct ftl_acting *a, struct ftl_guard *guard, struct ftl_err *err)
{
	FTL_BUF(lacking);
	bool is_scanned;

	if (!passes_anything(a) || !ftl_order_may(&a->facts, a->step->kind))
		return FTL_OK;
	FTL_TRY(ftl_store_piece_list(a->app->db, a->arena, a->order.id, &a->pieces, &a->piece_count,
	                             err));
	a->fates = ftl_alloc(a->arena, a->piece_count + 1, sizeof(*a->fates));
	FTL_TRY(mark_scanned(a, err));
	FTL_TRY(mark_missing(a, err));
	FTL_TRY(is_counted(a, &is_scanned, err));
	for (size_t i = 0; i < a->piece_count; i++) {
		if (a->fates[i] == FTL_PIECE_STAYS && is_elsewhere(a, &a->pieces[i])) {
			guard->pieces_missing++;
			name_piece(a, i, &lacking);
		}
	}
	for (size_t i = 0; i < a->piece_count; i++) {
		if (a->fates[i] != FTL_PIECE_STAYS || !is_concerned(a, &a->pieces[i]) ||
		    is_elsewhere(a, &a->pieces[i]))
			continue;
		FTL_TRY(check_passing(a, i, err));
		a->fates[i] = FTL_PIECE_PASSES;
		guard->pieces_uncounted += is_scanned;
		if (is_scanned && guard->pieces_missing == 0)
			name_piece(a, i, &lacking);
	}
	if (lacking.length > 0)
		guard->pieces = ftl_strdup(a->arena, ftl_buf_cstr(&lacking));
	return check_at(a, err);
}

void ftl_pieces_describe_missing(const struct ftl_acting *a, struct ftl_buf *text)
{
	const char *between = text->length > 0 ? "; missing: " : "missing: ";
	bool is_any = false;

	for (size_t i = 0; i < a->piece_count; i++) {
		if (a->fates[i] != FTL_PIECE_MISSING)
			continue;
		ftl_buf_printf(text, "%s%s", is_any ? ", " : between, a->pieces[i].name);
		is_any = true;
	}
	if (is_any)
		ftl_buf_printf(text, " (%s)", a->missing_reason);
}

enum ftl_status ftl_pieces_pass(struct ftl_acting *a, struct ftl_err *err)
{
	enum ftl_custody direction = FTL_CUSTODY_OUT;

	if (a->step->kind == FTL_EV_SEND)
		direction = FTL_CUSTODY_MOVE;
	else if (a->step->kind == FTL_EV_RECEIVE)
		direction = FTL_CUSTODY_IN;
	for (size_t i = 0; i < a->piece_count; i++) {
		if (a->fates[i] == FTL_PIECE_PASSES)
			FTL_TRY(ftl_custody_note(a->op, a->pieces[i].id, direction, a->place.id,
			                         a->at, NULL, err));
		else if (a->fates[i] == FTL_PIECE_MISSING)
			FTL_TRY(ftl_custody_note(a->op, a->pieces[i].id, FTL_CUSTODY_MISSING, 0,
			                         a->at, a->missing_reason, err));
	}
	return FTL_OK;
}

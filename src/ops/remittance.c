#include "ops/remittance.h"

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/intake_form.h"
#include "ops/payer_file.h"
#include "ops/verify.h"

enum ftl_status ftl_find_remittance(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                    struct ftl_remittance_record *ret, struct ftl_err *err)
{
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_read_code(app, "remittance", text, FTL_CODE_REMITTANCE, FTL_CODE_REMITTANCE,
	                      &code, err));
	FTL_TRY(ftl_store_remittance_find(app->db, arena, ftl_code_short(buffer, &code), ret,
	                                  &found, err));
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "remittance", "there is no remittance %s",
	         ftl_code_eye(buffer, &code));
	return ftl_hint(err, "fettle remittance list shows them");
}

enum ftl_status ftl_remittance_load(struct ftl_app *app, struct ftl_arena *arena, int64_t id,
                                    struct ftl_remittance_full *ret, struct ftl_err *err)
{
	struct ftl_remittance_record *record = FTL_NEW(arena, struct ftl_remittance_record);
	struct ftl_remittance_full full = {.record = record};

	FTL_TRY(ftl_store_remittance_get(app->db, arena, id, record, err));
	FTL_TRY(ftl_store_remittance_lines(app->db, arena, id, &full.rows, &full.count, err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_remittance_get(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                   struct ftl_remittance_full *ret, struct ftl_err *err)
{
	struct ftl_remittance_record record;

	FTL_TRY(ftl_app_permit(app, FTL_CAN_CLAIM, err));
	FTL_TRY(ftl_find_remittance(app, arena, code, &record, err));
	return ftl_remittance_load(app, arena, record.id, ret, err);
}

enum ftl_status ftl_remittance_list(struct ftl_app *app, struct ftl_arena *arena,
                                    const struct ftl_remittance_record **ret, size_t *ret_count,
                                    struct ftl_err *err)
{
	FTL_TRY(ftl_app_permit(app, FTL_CAN_CLAIM, err));
	return ftl_store_remittance_list(app->db, arena, app->site_id, ret, ret_count, err);
}

enum ftl_status ftl_remittance_suspense(struct ftl_app *app, struct ftl_arena *arena,
                                        const struct ftl_remittance_row **ret, size_t *ret_count,
                                        struct ftl_err *err)
{
	FTL_TRY(ftl_app_permit(app, FTL_CAN_CLAIM, err));
	return ftl_store_remittance_suspense(app->db, arena, app->site_id, ret, ret_count, err);
}

enum ftl_status ftl_remittance_read(struct ftl_arena *arena, const char *name, const char *bytes,
                                    size_t length, const struct ftl_payer_mapping *mapping,
                                    const struct ftl_currency *currency,
                                    const struct ftl_remittance_line **ret, size_t *ret_count,
                                    struct ftl_err *err)
{
	const struct ftl_payer_file file = {.kind = FTL_PAYER_REMITTANCE,
	                                    .name = name,
	                                    .bytes = bytes,
	                                    .length = length,
	                                    .mapping = mapping,
	                                    .currency = currency};
	const struct ftl_payer_row *rows;
	struct ftl_remittance_line *lines;
	size_t count;

	FTL_TRY(ftl_payer_file_read(arena, &file, &rows, &count, err));
	lines = ftl_alloc(arena, count + 1, sizeof(*lines));
	for (size_t i = 0; i < count; i++)
		lines[i] = rows[i].line;
	*ret = lines;
	*ret_count = count;
	return FTL_OK;
}

/* The record of a file, and its lines. */
static enum ftl_status write_lines(struct ftl_op *op, int64_t remittance_id,
                                   const struct ftl_remittance_line *lines, size_t count,
                                   struct ftl_err *err)
{
	for (size_t i = 0; i < count; i++) {
		struct ftl_remittance_row row = {.line = lines[i]};

		FTL_TRY(ftl_op_id(op, &row.id, err));
		FTL_TRY(ftl_store_remittance_line_insert(op->app->db, remittance_id, &row, err));
	}
	return FTL_OK;
}

static enum ftl_status take_in(struct ftl_op *op, struct ftl_arena *arena,
                               const struct ftl_remittance_form *form,
                               const unsigned char hash[FTL_DIGEST_SIZE], int64_t *ret_id,
                               struct ftl_err *err)
{
	struct ftl_app *app = op->app;
	struct ftl_payer_doc doc;
	struct ftl_remittance_record record = {.created_at = op->now};
	const struct ftl_remittance_line *lines;
	size_t count;

	record.paid_on = ftl_app_today(app);
	if (form->paid_on != NULL)
		FTL_TRY(ftl_read_past_day(app, form->paid_on, &record.paid_on, err));
	FTL_TRY(ftl_payer_file_rules(app, arena, form->payer, record.paid_on, FTL_PAYER_REMITTANCE,
	                             &doc, err));
	FTL_TRY(ftl_take_text(arena, "", "reference", FTL_TEXT_LINE, FTL_NAME_MAX, form->reference,
	                      &record.reference, err));
	FTL_TRY(ftl_remittance_read(arena, form->name, form->bytes, form->length, &doc.remittance,
	                            &app->currency, &lines, &count, err));
	if (count == 0)
		return ftl_fail(err, FTL_INVALID, "file", "%s has no line", form->name);
	record.rules_id = doc.id;
	record.payer = doc.rules.payer;
	record.file_name = form->name;
	FTL_TRY(ftl_op_id(op, &record.id, err));
	FTL_TRY(ftl_op_code(op, FTL_CODE_REMITTANCE, &record.code, err));
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_REMITTANCE, record.id, true, err));
	FTL_TRY(ftl_store_remittance_insert(app->db, app->site_id, &record, hash,
	                                    app->actor.staff_id, err));
	*ret_id = record.id;
	return write_lines(op, record.id, lines, count, err);
}

enum ftl_status ftl_remittance_import(struct ftl_app *app, struct ftl_arena *arena,
                                      const struct ftl_remittance_form *form,
                                      struct ftl_remittance_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_remittance_record known;
	struct ftl_remittance_full full;
	unsigned char hash[FTL_DIGEST_SIZE];
	int64_t id;
	bool was_known;

	FTL_TRY(ftl_op_begin(app, "remittance.import", FTL_CAN_CLAIM, &op, err));
	if (op.is_replay)
		return FTL_OK;
	ftl_digest_memory(form->bytes, form->length, hash);
	FTL_TRY(ftl_store_remittance_of_file(app->db, arena, app->site_id, hash, &known, &was_known,
	                                     err));
	if (was_known)
		id = known.id;
	else
		FTL_TRY(take_in(&op, arena, form, hash, &id, err));
	FTL_TRY(ftl_remittance_load(app, arena, id, &full, err));
	full.was_known = was_known;
	if (!was_known)
		FTL_TRY(ftl_op_commit(&op, &full, err));
	*ret = full;
	return FTL_OK;
}

/* A line by its number, of which something waits. */
static enum ftl_status find_line(const struct ftl_remittance_full *full, const char *text,
                                 struct ftl_remittance_row *ret, struct ftl_err *err)
{
	int64_t position;
	char eye[FTL_CODE_SIZE];

	ftl_code_eye_of(eye, full->record->code);
	FTL_TRY(ftl_parse_i64("line", text, 1, INT32_MAX, &position, err));
	for (size_t i = 0; i < full->count; i++) {
		if (full->rows[i].line.position != position)
			continue;
		*ret = full->rows[i];
		if (ret->is_open)
			return FTL_OK;
		ftl_fail(err, FTL_STATE, "line", "nothing of line %lld of %s waits",
		         (long long)position, eye);
		return ftl_hint(err, "fettle remittance show %s tells what became of it", eye);
	}
	ftl_fail(err, FTL_NOT_FOUND, "line", "remittance %s has no line %lld", eye,
	         (long long)position);
	return ftl_hint(err, "fettle remittance show %s lists them", eye);
}

static enum ftl_status begin(struct ftl_app *app, struct ftl_arena *arena, struct ftl_op *op,
                             const char *name, const char *code, const char *line,
                             struct ftl_remittance_full *full, struct ftl_remittance_row *row,
                             struct ftl_err *err)
{
	struct ftl_remittance_record record;

	FTL_TRY(ftl_op_begin(app, name, FTL_CAN_CLAIM, op, err));
	if (op->is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_remittance(app, arena, code, &record, err));
	FTL_TRY(ftl_remittance_load(app, arena, record.id, full, err));
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_REMITTANCE, record.id, false, err));
	return find_line(full, line, row, err);
}

static enum ftl_status finish(struct ftl_op *op, struct ftl_arena *arena, int64_t id,
                              struct ftl_remittance_full *ret, struct ftl_err *err)
{
	struct ftl_remittance_full full;

	FTL_TRY(ftl_remittance_load(op->app, arena, id, &full, err));
	FTL_TRY(ftl_op_commit(op, &full, err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_remittance_book(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    const char *line, const char *claim,
                                    struct ftl_remittance_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_remittance_full full;
	struct ftl_remittance_row row;
	struct ftl_claiming c;
	int64_t booked;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(begin(app, arena, &op, "remittance.book", code, line, &full, &row, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_claiming_begin(&op, arena, claim, &c, err));
	booked = row.booked_cents;
	if (full.record->paid_on < ftl_app_today(app))
		ftl_claiming_on(&c, full.record->paid_on);
	FTL_TRY(ftl_remittance_approve(&c, row.line.amount_cents - booked, row.line.text, err));
	FTL_TRY(ftl_remittance_pay(&c, &row, err));
	if (row.booked_cents == booked) {
		ftl_fail(err, FTL_STATE, "claim", "nothing is owed on claim %s",
		         ftl_code_eye_of(eye, c.claim.code));
		return ftl_hint(err, "fettle claim show %s tells what was paid", eye);
	}
	FTL_TRY(ftl_claiming_save(&c, err));
	return finish(&op, arena, full.record->id, ret, err);
}

enum ftl_status ftl_remittance_dismiss(struct ftl_app *app, struct ftl_arena *arena,
                                       const char *code, const char *line, const char *reason,
                                       struct ftl_remittance_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_remittance_full full;
	struct ftl_remittance_row row;

	FTL_TRY(begin(app, arena, &op, "remittance.dismiss", code, line, &full, &row, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, reason,
	                      &row.dismissed_reason, err));
	if (row.dismissed_reason == NULL)
		return ftl_fail(err, FTL_INVALID, "reason",
		                "is empty, expected why nobody books it");
	row.is_open = false;
	FTL_TRY(ftl_store_remittance_line_update(app->db, &row, err));
	return finish(&op, arena, full.record->id, ret, err);
}

enum ftl_status ftl_verify_remittance(struct ftl_db *db, int64_t id, struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct ftl_remittance_record record;
	const struct ftl_remittance_row *rows;
	size_t count;
	int64_t booked;
	char code[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_remittance_get(db, &arena, id, &record, err));
	FTL_TRY(ftl_store_remittance_lines(db, &arena, id, &rows, &count, err));
	ftl_code_eye_of(code, record.code);
	for (size_t i = 0; i < count; i++) {
		const struct ftl_remittance_row *row = &rows[i];
		bool is_whole = row->booked_cents == row->line.amount_cents;
		bool waits = !is_whole && row->dismissed_reason == NULL;

		FTL_TRY(ftl_store_remittance_booked(db, row->id, &booked, err));
		if (booked != row->booked_cents)
			return ftl_fail(err, FTL_INTERNAL, "remittance",
			                "remittance %s: line %lld is not booked as its claims say",
			                code, (long long)row->line.position);
		if (row->is_open != waits)
			return ftl_fail(err, FTL_INTERNAL, "remittance",
			                "remittance %s: whether line %lld waits is not what its "
			                "amounts say",
			                code, (long long)row->line.position);
	}
	return FTL_OK;
}

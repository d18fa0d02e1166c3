#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/base/zone.h"
#include "fettle/model/ident.h"
#include "ops/intake_form.h"
#include "ops/part_job.h"
#include "ops/purchase.h"

/* What happens to a purchase order with the supplier: sent, confirmed, called off. */

#define REFERENCE_MAX 120

static bool has_lines(const struct ftl_buying *b)
{
	for (size_t i = 0; i < b->count; i++) {
		if (!b->lines[i].is_removed)
			return true;
	}
	return false;
}

enum ftl_status ftl_purchase_send(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                  const char *text, struct ftl_purchase_full *ret,
                                  struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_buying b = {.op = &op, .app = app, .arena = arena};
	struct ftl_purchase_event event = {.act = FTL_PURCHASE_SEND};
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_buying_begin(&b, "purchase.send", FTL_CAN_PURCHASE, code, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_purchase_can(b.purchase.code, b.purchase.state, FTL_PURCHASE_SEND, err));
	if (!has_lines(&b)) {
		ftl_fail(err, FTL_STATE, "purchase", "purchase order %s has no line",
		         ftl_code_eye_of(eye, b.purchase.code));
		return ftl_hint(err, "fettle purchase line %s PART QUANTITY adds one", eye);
	}
	FTL_TRY(ftl_take_text(arena, "", "text", FTL_TEXT_LINE, FTL_NAME_MAX, text, &event.text,
	                      err));
	FTL_TRY(ftl_buying_log(&b, &event, err));
	FTL_TRY(ftl_buying_tell_jobs(&b, 0, "ordered", err));
	return ftl_buying_finish(&b, ret, err);
}

/* Nothing comes before it was ordered. */
static enum ftl_status read_expected(struct ftl_buying *b, const char *text, struct ftl_opt *ret,
                                     struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE], sent[FTL_DATE_TEXT_SIZE], eye[FTL_CODE_SIZE];
	int32_t expected_on, sent_on, second;

	if (text == NULL)
		return FTL_OK;
	FTL_TRY(ftl_date_parse("expected", text, &expected_on, err));
	ftl_zone_local(b->app->zone, b->purchase.sent_at.value, &sent_on, &second);
	if (expected_on < sent_on)
		return ftl_fail(err, FTL_INVALID, "expected", "%s is before %s was sent, on %s",
		                ftl_date_format(day, expected_on),
		                ftl_code_eye_of(eye, b->purchase.code),
		                ftl_date_format(sent, sent_on));
	*ret = ftl_some(expected_on);
	return FTL_OK;
}

static enum ftl_status read_answer(struct ftl_buying *b, const struct ftl_purchase_answer *answer,
                                   struct ftl_purchase_event *event, struct ftl_err *err)
{
	const struct ftl_purchase_line *line;

	FTL_TRY(read_expected(b, answer->expected, &event->due_on, err));
	FTL_TRY(ftl_take_text(b->arena, "", "reference", FTL_TEXT_LINE, REFERENCE_MAX,
	                      answer->reference, &event->reference, err));
	FTL_TRY(ftl_take_text(b->arena, "", "tracking", FTL_TEXT_LINE, REFERENCE_MAX,
	                      answer->tracking, &event->tracking, err));
	FTL_TRY(ftl_take_text(b->arena, "", "text", FTL_TEXT_LINE, FTL_NAME_MAX, answer->text,
	                      &event->text, err));
	if (answer->line == NULL)
		return FTL_OK;
	FTL_TRY(ftl_buying_find_line(b, answer->line, &line, err));
	b->position = event->position = line->position;
	return event->due_on.has
	               ? FTL_OK
	               : ftl_fail(err, FTL_INVALID, "expected",
	                          "is missing: when is line %d expected?", line->position);
}

enum ftl_status ftl_purchase_confirm(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                     const struct ftl_purchase_answer *answer,
                                     struct ftl_purchase_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_buying b = {.op = &op, .app = app, .arena = arena};
	struct ftl_purchase_event event = {.act = FTL_PURCHASE_CONFIRM};

	FTL_TRY(ftl_buying_begin(&b, "purchase.confirm", FTL_CAN_PURCHASE, code, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_purchase_can(b.purchase.code, b.purchase.state, FTL_PURCHASE_CONFIRM, err));
	FTL_TRY(read_answer(&b, answer, &event, err));
	FTL_TRY(ftl_buying_log(&b, &event, err));
	FTL_TRY(ftl_buying_tell_jobs(&b, event.position, NULL, err));
	return ftl_buying_finish(&b, ret, err);
}

enum ftl_status ftl_purchase_cancel(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    const char *reason, struct ftl_purchase_full *ret,
                                    struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_buying b = {.op = &op, .app = app, .arena = arena};
	struct ftl_purchase_event event = {.act = FTL_PURCHASE_CANCEL};
	char eye[FTL_CODE_SIZE];
	bool is_draft;

	FTL_TRY(ftl_buying_begin(&b, "purchase.cancel", FTL_CAN_PURCHASE, code, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_purchase_can(b.purchase.code, b.purchase.state, FTL_PURCHASE_CANCEL, err));
	is_draft = b.purchase.state == FTL_PURCHASE_DRAFT;
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, reason, &event.text,
	                      err));
	if (event.text == NULL && !is_draft) {
		ftl_fail(err, FTL_INVALID, "reason",
		         "is missing: why is what was ordered called off?");
		return ftl_hint(err, "fettle purchase cancel %s REASON",
		                ftl_code_eye_of(eye, b.purchase.code));
	}
	FTL_TRY(ftl_buying_log(&b, &event, err));
	/* Of a draft no job was told. */
	if (!is_draft)
		FTL_TRY(ftl_buying_tell_jobs(&b, 0, "called off with the supplier", err));
	for (size_t i = 0; i < b.count; i++) {
		if (!b.lines[i].is_removed && b.lines[i].order_line_id != 0)
			FTL_TRY(ftl_parts_offer_successor(&op, arena, b.lines[i].part_id, err));
	}
	return ftl_buying_finish(&b, ret, err);
}

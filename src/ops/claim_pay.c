#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/claim.h"

/* Money on the lines of a claim: what is owed is paid in their order, what is taken back is taken
 * from the last. */

static const char *money(const struct ftl_claiming *c, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_strdup(c->arena, ftl_money_format(text, cents, &c->app->currency));
}

/* What a line can take, of the amount's sign. */
static int64_t room_of(const struct ftl_claim_line *line, bool is_taken_back)
{
	return is_taken_back ? -line->paid_cents : ftl_claim_line_owed(line);
}

static enum ftl_status check_room(const struct ftl_claiming *c, int position, int64_t cents,
                                  struct ftl_err *err)
{
	int64_t room = 0;
	char eye[FTL_CODE_SIZE];

	for (size_t i = 0; i < c->facts.line_count; i++) {
		if (position == 0 || c->facts.lines[i].position == position)
			room += room_of(&c->facts.lines[i], cents < 0);
	}
	if (cents < 0 ? cents >= room : cents <= room)
		return FTL_OK;
	ftl_code_eye_of(eye, c->claim.code);
	if (cents < 0)
		return ftl_fail(err, FTL_INVALID, "amount",
		                "%s is more than was paid on claim %s: %s", money(c, cents), eye,
		                money(c, -room));
	ftl_fail(err, FTL_INVALID, "amount",
	         "%s is more than the %s that was approved and is not paid on claim %s",
	         money(c, cents), money(c, room), eye);
	return ftl_hint(err, "note first what the payer approved: fettle claim decide %s", eye);
}

static enum ftl_status pay_line(struct ftl_claiming *c, int position, int64_t *left,
                                const char *reference, const char *text, struct ftl_err *err)
{
	const struct ftl_claim_line *line = ftl_claim_line_at(&c->facts, position);
	int64_t room = room_of(line, *left < 0), part = *left;

	if (room == 0 || part == 0)
		return FTL_OK;
	if (part < 0 ? part < room : part > room)
		part = room;
	*left -= part;
	return ftl_claiming_add(
	        c,
	        (struct ftl_claim_event){.act = FTL_CLAIM_PAY,
	                                 .position = position,
	                                 .amount_cents = ftl_some(part),
	                                 .reference = reference,
	                                 .text = text,
	                                 .remittance_line_id = c->remittance_line_id},
	        err);
}

enum ftl_status ftl_claiming_pay(struct ftl_claiming *c, int position, int64_t cents,
                                 const char *reference, const char *text, struct ftl_err *err)
{
	size_t count = c->facts.line_count;
	int64_t left = cents;

	FTL_TRY(check_room(c, position, cents, err));
	if (position != 0)
		return pay_line(c, position, &left, reference, text, err);
	for (size_t i = 0; i < count; i++)
		FTL_TRY(pay_line(c, c->facts.lines[cents < 0 ? count - 1 - i : i].position, &left,
		                 reference, text, err));
	return FTL_OK;
}

#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/intake_form.h"
#include "ops/purchase.h"
#include "ops/stock.h"

/* What the supplier asks for, against what was received. */

#define NUMBER_MAX 120

static enum ftl_status read_number(struct ftl_buying *b, const char *text, const char **ret,
                                   struct ftl_err *err)
{
	const char *known;
	char quoted[FTL_QUOTE_SIZE], eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_text_require(b->arena, "number", FTL_TEXT_LINE, NUMBER_MAX, text, strlen(text),
	                         ret, err));
	FTL_TRY(ftl_store_purchase_invoiced(b->app->db, b->arena, b->app->site_id,
	                                    b->purchase.supplier_id, *ret, &known, err));
	if (known == NULL)
		return FTL_OK;
	return ftl_fail(err, FTL_CONFLICT, "number", "invoice %s is on file, for %s",
	                ftl_quote(quoted, *ret), ftl_code_eye_of(eye, known));
}

/* What was received of a line and no invoice asked for. */
static bool is_unbilled(const struct ftl_purchase_line *line, struct ftl_purchase_bill *ret)
{
	*ret = (struct ftl_purchase_bill){.line = *line,
	                                  .quantity_milli = line->moved_milli - line->billed_milli,
	                                  .received_cents =
	                                          line->moved_cents - line->matched_cents};
	return ret->quantity_milli > 0 && ret->received_cents >= 0;
}

/* What the invoice says of a line. */
struct said {
	bool is_named;
	const char *cost;       /* of each; NULL: as received */
	int64_t quantity_milli; /* 0: all that is not billed */
};

static enum ftl_status find_unbilled(struct ftl_buying *b, const char *text, struct said *said,
                                     struct said **ret, struct ftl_purchase_bill *ret_bill,
                                     struct ftl_err *err)
{
	const struct ftl_purchase_line *line;

	FTL_TRY(ftl_buying_find_line(b, text, &line, err));
	*ret = &said[line - b->lines];
	(*ret)->is_named = true;
	if (is_unbilled(line, ret_bill))
		return FTL_OK;
	return ftl_fail(err, FTL_STATE, "line",
	                "nothing of line %d was received that is not billed", line->position);
}

static enum ftl_status twice(const struct ftl_purchase_bill *bill, struct ftl_err *err)
{
	return ftl_fail(err, FTL_CONFLICT, "line", "line %d is named twice", bill->line.position);
}

static enum ftl_status read_costs(struct ftl_buying *b,
                                  const struct ftl_purchase_invoice_form *form, struct said *said,
                                  struct ftl_err *err)
{
	struct ftl_purchase_bill bill;
	struct said *of;

	if (form->pair_count % 2 != 0)
		return ftl_fail(err, FTL_INVALID, "cost",
		                "is missing: what does each of the last line cost?");
	for (size_t i = 0; i < form->pair_count; i += 2) {
		FTL_TRY(find_unbilled(b, form->pairs[i], said, &of, &bill, err));
		if (of->cost != NULL)
			return twice(&bill, err);
		of->cost = form->pairs[i + 1];
	}
	return FTL_OK;
}

/* "2:6" is six of line 2. */
static enum ftl_status read_quantity(struct ftl_buying *b, const char *text, struct said *said,
                                     struct ftl_err *err)
{
	const char *colon = strchr(text, ':');
	char quoted[FTL_QUOTE_SIZE];
	struct ftl_purchase_bill bill;
	struct ftl_part part;
	struct said *of;

	if (colon == NULL)
		return ftl_fail(err, FTL_INVALID, "quantity",
		                "expected a line and how many of it, such as 2:6, got %s",
		                ftl_quote(quoted, text));
	FTL_TRY(find_unbilled(b, ftl_strndup(b->arena, text, (size_t)(colon - text)), said, &of,
	                      &bill, err));
	if (of->quantity_milli != 0)
		return twice(&bill, err);
	part = (struct ftl_part){.sku = bill.line.sku, .unit = bill.line.unit};
	FTL_TRY(ftl_stock_quantity(&part, "quantity", colon + 1, 1, &of->quantity_milli, err));
	if (of->quantity_milli <= bill.quantity_milli)
		return FTL_OK;
	return ftl_fail(err, FTL_STATE, "quantity", "%s of line %d came and %s not billed, not %s",
	                ftl_stock_words(b->arena, &part, bill.quantity_milli), bill.line.position,
	                bill.quantity_milli == 1000 ? "is" : "are",
	                ftl_stock_words(b->arena, &part, of->quantity_milli));
}

/* What is asked for a line: as received, in proportion, unless the invoice says what each costs. */
static enum ftl_status ask(struct ftl_buying *b, const struct said *said,
                           struct ftl_purchase_bill *bill, struct ftl_err *err)
{
	int64_t unit, all_milli = bill->quantity_milli;

	if (said->quantity_milli != 0)
		bill->quantity_milli = said->quantity_milli;
	if (!ftl_money_share(bill->received_cents, bill->quantity_milli, all_milli,
	                     &bill->received_cents))
		return ftl_fail(err, FTL_INVALID, "quantity", "is out of range with the cost");
	bill->billed_cents = bill->received_cents;
	if (said->cost == NULL)
		return FTL_OK;
	FTL_TRY(ftl_money_parse("cost", said->cost, &b->app->currency, false, &unit, err));
	if (ftl_money_share(unit, bill->quantity_milli, 1000, &bill->billed_cents))
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "cost", "is out of range with the quantity");
}

/* The lines that it is for, with what it asks for each. */
static enum ftl_status match(struct ftl_buying *b, const struct ftl_purchase_invoice_form *form,
                             struct ftl_purchase_matched *matched, struct ftl_err *err)
{
	struct said *said = ftl_alloc(b->arena, b->count + 1, sizeof(*said));
	struct ftl_purchase_bill *bills = ftl_alloc(b->arena, b->count + 1, sizeof(*bills));
	char eye[FTL_CODE_SIZE];

	FTL_TRY(read_costs(b, form, said, err));
	for (size_t i = 0; i < form->quantity_count; i++)
		FTL_TRY(read_quantity(b, form->quantities[i], said, err));
	matched->rest_cents = matched->amount_cents;
	for (size_t i = 0; i < b->count; i++) {
		struct ftl_purchase_bill *bill = &bills[matched->count];

		if (!is_unbilled(&b->lines[i], bill) || (form->is_only && !said[i].is_named))
			continue;
		FTL_TRY(ask(b, &said[i], bill, err));
		matched->rest_cents -= bill->billed_cents;
		matched->count++;
	}
	matched->bills = bills;
	if (matched->count > 0)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "purchase", "nothing of %s was received that is not billed",
	         ftl_code_eye_of(eye, b->purchase.code));
	return ftl_hint(err, "fettle purchase receive %s takes in what came", eye);
}

/* What a line costs more or less, into the value of the stock. */
static enum ftl_status book(struct ftl_buying *b, const struct ftl_purchase_matched *matched,
                            int64_t event_id, struct ftl_err *err)
{
	for (size_t i = 0; i < matched->count; i++) {
		const struct ftl_purchase_bill *bill = &matched->bills[i];
		const struct ftl_stock_move like = {.part_id = bill->line.part_id,
		                                    .supplier_id = b->purchase.supplier_id,
		                                    .purchase_line_id = bill->line.id,
		                                    .reference = matched->number};

		FTL_TRY(ftl_store_purchase_bill_insert(b->app->db, event_id, bill, err));
		FTL_TRY(ftl_stock_correct(b->op, &like, bill->quantity_milli,
		                          bill->billed_cents - bill->received_cents, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_purchase_invoice(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                     const struct ftl_purchase_invoice_form *form,
                                     struct ftl_purchase_matched *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_buying b = {.op = &op, .app = app, .arena = arena};
	struct ftl_purchase_event event = {.act = FTL_PURCHASE_INVOICE};
	struct ftl_purchase_matched matched = {0};

	FTL_TRY(ftl_buying_begin(&b, "purchase.invoice", FTL_CAN_MANAGE, code, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_purchase_can(b.purchase.code, b.purchase.state, FTL_PURCHASE_INVOICE, err));
	FTL_TRY(read_number(&b, form->number, &matched.number, err));
	FTL_TRY(ftl_money_parse("amount", form->amount, &app->currency, false,
	                        &matched.amount_cents, err));
	FTL_TRY(match(&b, form, &matched, err));
	event.reference = matched.number;
	event.amount_cents = ftl_some(matched.amount_cents);
	FTL_TRY(ftl_buying_log(&b, &event, err));
	FTL_TRY(book(&b, &matched, event.id, err));
	matched.purchase = b.purchase;
	FTL_TRY(ftl_op_commit(&op, &matched, err));
	*ret = matched;
	return FTL_OK;
}

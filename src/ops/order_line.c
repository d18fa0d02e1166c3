#include <stdlib.h>
#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/order.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/labour.h"
#include "ops/order_act.h"
#include "ops/order_line.h"
#include "ops/order_log.h"
#include "ops/part_job.h"
#include "ops/possible.h"
#include "ops/share.h"
#include "store/claim.h"
#include "store/cover.h"
#include "store/event.h"
#include "store/line.h"
#include "store/order.h"

/* Payer and bill code as said, each from the other, or from the verdict of the check-in. */
static enum ftl_status choose_payer(struct ftl_app *app, struct ftl_arena *arena, int64_t order_id,
                                    const struct ftl_line_form *form, struct ftl_line *line,
                                    struct ftl_err *err)
{
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	bool has_cover;
	int index;

	if (form->bill != NULL) {
		FTL_TRY(ftl_parse_name("bill", form->bill, ftl_bill_names, FTL_BILLS, &index, err));
		line->bill = (enum ftl_bill)index;
		line->payer = ftl_bill_payer(line->bill);
	}
	if (form->payer != NULL) {
		FTL_TRY(ftl_parse_name("payer", form->payer, ftl_payer_names, FTL_PAYERS, &index,
		                       err));
		line->payer = (enum ftl_payer)index;
		if (form->bill == NULL)
			line->bill = ftl_payer_bill(line->payer);
	}
	if (form->bill != NULL || form->payer != NULL)
		return FTL_OK;
	FTL_TRY(ftl_store_cover_get(app->db, arena, order_id, cover, &has_cover, err));
	line->payer = FTL_PAYER_CUSTOMER;
	/* A provisional guarantee of our own is for a person to grant: it is said, not assumed. */
	if (has_cover &&
	    (cover[line->class].percent == 100 || cover[line->class].excess_cents.has) &&
	    strcmp(cover[line->class].rule, "own_repair_warranty") != 0)
		line->payer = cover[line->class].payer;
	line->bill = ftl_payer_bill(line->payer);
	return FTL_OK;
}

enum ftl_status ftl_line_read(struct ftl_app *app, struct ftl_arena *arena, int64_t order_id,
                              const struct ftl_line_form *form, struct ftl_order_line *row,
                              struct ftl_err *err)
{
	struct ftl_line *line = &row->line;
	int64_t tax;
	int index;

	if (form->class == NULL)
		return ftl_fail(err, FTL_INVALID, "class",
		                "is missing: labour, part, freight or other");
	FTL_TRY(ftl_parse_name("class", form->class, ftl_line_class_names, FTL_LINE_CLASSES, &index,
	                       err));
	line->class = (enum ftl_line_class)index;
	if (form->text == NULL)
		return ftl_fail(err, FTL_INVALID, "text", "is missing");
	FTL_TRY(ftl_text_require(arena, "text", FTL_TEXT_LINE, FTL_NAME_MAX, form->text,
	                         strlen(form->text), &row->text, err));
	line->quantity_milli = 1000;
	if (form->is_measured)
		FTL_TRY(ftl_labour_quantity(app, order_id, &line->quantity_milli, err));
	else if (form->quantity != NULL)
		FTL_TRY(ftl_parse_decimal("quantity", form->quantity, 3, 1, 1000000000,
		                          &line->quantity_milli, err));
	if (form->cost != NULL)
		FTL_TRY(ftl_money_parse("cost", form->cost, &app->currency, false,
		                        &line->unit_cost_cents, err));
	if (form->price != NULL)
		FTL_TRY(ftl_money_parse("price", form->price, &app->currency, false,
		                        &line->unit_price_cents, err));
	if (form->tax != NULL)
		FTL_TRY(ftl_parse_decimal("tax", form->tax, 2, 0, 10000, &tax, err));
	else
		FTL_TRY(ftl_setting_number(app, "tax.percent", &tax, err));
	line->tax_basis_points = (int)tax;
	FTL_TRY(choose_payer(app, arena, order_id, form, line, err));
	return ftl_line_amounts(line, &row->amounts, err);
}

static enum ftl_status get_line(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_order *order, int position,
                                struct ftl_order_line *ret, struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	size_t count;
	char code[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_line_list(app->db, arena, order->id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].position == position) {
			*ret = lines[i];
			ret->order_code = order->code;
			return FTL_OK;
		}
	}
	return ftl_fail(err, FTL_NOT_FOUND, "line", "work order %s has no line %d",
	                ftl_code_eye_of(code, order->code), position);
}

enum ftl_status ftl_line_check_open(struct ftl_app *app, struct ftl_arena *arena,
                                    const struct ftl_order *order, struct ftl_err *err)
{
	struct ftl_order_facts facts;
	struct ftl_guard guard = {0};
	int64_t last_id;

	FTL_TRY(ftl_store_event_fold(app->db, order->id, &facts, &last_id, err));
	return ftl_possible_can(app, arena, order, &facts, FTL_EV_LINE, &guard, err);
}

/* Whether the bill is more now than the customer allowed. Whatever happened at the bench is written
 * down; that the customer is asked before it goes on is for the next step. */
static enum ftl_status weigh(struct ftl_op *op, struct ftl_arena *arena,
                             const struct ftl_order *order, struct ftl_order_line *row,
                             struct ftl_err *err)
{
	struct ftl_acting a = {.op = op, .app = op->app, .arena = arena, .order = *order};
	struct ftl_over over;
	int64_t last_id;

	FTL_TRY(ftl_store_event_fold(op->app->db, order->id, &a.facts, &last_id, err));
	if (ftl_result_is_unrepaired(a.facts.result))
		return FTL_OK;
	FTL_TRY(ftl_acting_weigh(&a, true, &over, err));
	row->over_limit = over.why;
	row->over_limit_hint = over.way;
	return FTL_OK;
}

/* What a payer was asked for stays on the bill, unless they refused it. */
static enum ftl_status check_unclaimed(struct ftl_app *app, struct ftl_arena *arena,
                                       const struct ftl_order *order,
                                       const struct ftl_order_line *row, struct ftl_err *err)
{
	const struct ftl_claim_line_row *rows;
	size_t count;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_claim_lines_of_order(app->db, arena, order->id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].line.line_id != row->id || !ftl_claim_line_is_held(&rows[i].line) ||
		    !ftl_claim_holds_lines(rows[i].claim_state))
			continue;
		ftl_fail(err, FTL_STATE, "line", "line %d is claimed by %s: %s", row->position,
		         ftl_code_eye_of(eye, rows[i].claim_code),
		         ftl_claim_state_title(rows[i].claim_state));
		return ftl_hint(err, "fettle claim show %s tells what became of it", eye);
	}
	return FTL_OK;
}

static enum ftl_status commit_line(struct ftl_op *op, const struct ftl_order_line *row,
                                   struct ftl_order_line *ret, struct ftl_err *err)
{
	FTL_TRY(ftl_op_commit(op, row, err));
	*ret = *row;
	return FTL_OK;
}

/* Shares the bill again, and tells what came out for one of its lines. */
static enum ftl_status share_with(struct ftl_op *op, struct ftl_arena *arena, int64_t order_id,
                                  struct ftl_order_line *row, struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	size_t count;

	FTL_TRY(ftl_share_bill(op, arena, order_id, err));
	FTL_TRY(ftl_store_line_list(op->app->db, arena, order_id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].id != row->id)
			continue;
		row->line.shared_cents = lines[i].line.shared_cents;
		row->amounts = lines[i].amounts;
	}
	return FTL_OK;
}

enum ftl_status ftl_line_put(struct ftl_op *op, struct ftl_arena *arena,
                             const struct ftl_order *order, struct ftl_order_line *row,
                             struct ftl_err *err)
{
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_ORDER, order->id, false, err));
	FTL_TRY(ftl_op_id(op, &row->id, err));
	FTL_TRY(ftl_store_line_insert(op->app->db, order->id, row, op->now, &row->position, err));
	FTL_TRY(share_with(op, arena, order->id, row, err));
	FTL_TRY(ftl_order_log(op, order, FTL_EV_LINE, ftl_some(row->amounts.list_cents),
	                      ftl_sprintf(arena, "line %d: %s", row->position, row->text), err));
	row->order_code = order->code;
	return weigh(op, arena, order, row, err);
}

enum ftl_status ftl_line_take_off(struct ftl_op *op, struct ftl_arena *arena,
                                  const struct ftl_order *order, const struct ftl_order_line *line,
                                  struct ftl_err *err)
{
	FTL_TRY(ftl_parts_unline(op, arena, order, line, err));
	return ftl_store_line_remove(op->app->db, line->id, op->now, err);
}

enum ftl_status ftl_order_add_line(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                   const struct ftl_line_form *form, struct ftl_order_line *ret,
                                   struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order order;
	struct ftl_order_line row = {0};

	FTL_TRY(ftl_op_begin(app, "line.add", FTL_CAN_PRICE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, &order, err));
	FTL_TRY(ftl_line_check_open(app, arena, &order, err));
	FTL_TRY(ftl_line_read(app, arena, order.id, form, &row, err));
	FTL_TRY(ftl_line_put(&op, arena, &order, &row, err));
	return commit_line(&op, &row, ret, err);
}

enum ftl_status ftl_order_remove_line(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *code, int position, const char *reason,
                                      struct ftl_order_line *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order order;
	struct ftl_order_line row;
	const char *why;

	FTL_TRY(ftl_op_begin(app, "line.remove", FTL_CAN_PRICE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, &order, err));
	FTL_TRY(ftl_line_check_open(app, arena, &order, err));
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, reason, &why, err));
	FTL_TRY(get_line(app, arena, &order, position, &row, err));
	if (row.is_removed)
		return ftl_fail(err, FTL_STATE, "line", "line %d was taken off already", position);
	FTL_TRY(check_unclaimed(app, arena, &order, &row, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_ORDER, order.id, false, err));
	FTL_TRY(ftl_line_take_off(&op, arena, &order, &row, err));
	FTL_TRY(ftl_share_bill(&op, arena, order.id, err));
	FTL_TRY(ftl_order_log(&op, &order, FTL_EV_LINE, ftl_none(),
	                      ftl_sprintf(arena, "line %d taken off: %s%s%s", position, row.text,
	                                  why ? ", " : "", why ? why : ""),
	                      err));
	row.is_removed = true;
	FTL_TRY(ftl_parts_let_on(&op, arena, order.id, err)); /* it may have lacked that alone */
	FTL_TRY(weigh(&op, arena, &order, &row, err));
	return commit_line(&op, &row, ret, err);
}

enum ftl_status ftl_line_lower(struct ftl_op *op, struct ftl_arena *arena,
                               const struct ftl_order *order, int position, int64_t by_milli,
                               struct ftl_err *err)
{
	struct ftl_order_line row;

	FTL_TRY(get_line(op->app, arena, order, position, &row, err));
	FTL_TRY(check_unclaimed(op->app, arena, order, &row, err));
	if (by_milli < row.line.quantity_milli) {
		FTL_TRY(ftl_store_line_quantity(op->app->db, row.id,
		                                row.line.quantity_milli - by_milli, err));
		return ftl_share_bill(op, arena, order->id, err);
	}
	FTL_TRY(ftl_line_take_off(op, arena, order, &row, err));
	return ftl_share_bill(op, arena, order->id, err);
}

enum ftl_status ftl_line_raise(struct ftl_op *op, struct ftl_arena *arena,
                               const struct ftl_order *order, int64_t line_id, int64_t by_milli,
                               struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	size_t count, i = 0;

	FTL_TRY(ftl_store_line_list(op->app->db, arena, order->id, &lines, &count, err));
	while (i < count && lines[i].id != line_id)
		i++;
	if (i == count)
		return ftl_fail(err, FTL_INTERNAL, "line", "is of another work order");
	FTL_TRY(check_unclaimed(op->app, arena, order, &lines[i], err));
	FTL_TRY(ftl_store_line_quantity(op->app->db, line_id,
	                                lines[i].line.quantity_milli + by_milli, err));
	return ftl_share_bill(op, arena, order->id, err);
}

enum ftl_status ftl_order_recover_line(struct ftl_app *app, struct ftl_arena *arena,
                                       const char *code, int position, const char *amount,
                                       struct ftl_order_line *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order order;
	struct ftl_order_line row;
	char paid[FTL_MONEY_TEXT_SIZE], owed[FTL_MONEY_TEXT_SIZE];
	int64_t cents, most;

	FTL_TRY(ftl_op_begin(app, "line.recover", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, &order, err));
	FTL_TRY(ftl_money_parse("amount", amount, &app->currency, false, &cents, err));
	FTL_TRY(get_line(app, arena, &order, position, &row, err));
	most = row.amounts.payer_cents;
	if (row.is_removed)
		return ftl_fail(err, FTL_STATE, "line", "line %d was taken off", position);
	if (cents > most)
		return ftl_fail(err, FTL_INVALID, "amount",
		                "%s is more than the %s without tax asked of the %s",
		                ftl_money_format(paid, cents, &app->currency),
		                ftl_money_format(owed, most, &app->currency),
		                ftl_payer_names[row.line.payer]);
	FTL_TRY(check_unclaimed(app, arena, &order, &row, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_ORDER, order.id, false, err));
	FTL_TRY(ftl_store_line_recover(app->db, row.id, cents, err));
	FTL_TRY(ftl_order_log(&op, &order, FTL_EV_LINE, ftl_some(cents),
	                      ftl_sprintf(arena, "line %d: the %s paid", position,
	                                  ftl_payer_names[row.line.payer]),
	                      err));
	row.recovered_cents = ftl_some(cents);
	return commit_line(&op, &row, ret, err);
}

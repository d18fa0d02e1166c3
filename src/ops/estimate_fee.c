#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "ops/estimate.h"
#include "ops/order_log.h"
#include "store/estimate.h"
#include "store/line.h"

/* The fee and the policy as they are set. */
static enum ftl_status read_fee(struct ftl_app *app, bool is_approved, struct ftl_order_line *ret,
                                bool *ret_has, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const char *value;
	int64_t fee, tax;
	int policy;

	FTL_TRY(ftl_setting_number(app, "diagnosis.fee", &fee, err));
	FTL_TRY(ftl_setting_number(app, "tax.percent", &tax, err));
	FTL_TRY(ftl_setting_get(app, &scratch, "diagnosis.fee_on_approval", &value, err));
	FTL_TRY(ftl_parse_name("diagnosis.fee_on_approval", value, ftl_fee_policy_names,
	                       FTL_FEE_POLICIES, &policy, err));
	*ret = (struct ftl_order_line){0};
	*ret_has = ftl_fee_line(is_approved, (enum ftl_fee_policy)policy, fee, (int)tax, &ret->line,
	                        &ret->text);
	return *ret_has ? ftl_line_amounts(&ret->line, &ret->amounts, err) : FTL_OK;
}

bool ftl_estimate_is_fee(const struct ftl_estimate *all, size_t count, int64_t line_id)
{
	for (size_t i = 0; i < count; i++) {
		if (all[i].fee_line_id == line_id)
			return true;
	}
	return false;
}

enum ftl_status ftl_estimate_add_fee(struct ftl_op *op, struct ftl_arena *arena,
                                     struct ftl_estimate *estimate, struct ftl_err *err)
{
	struct ftl_order_line line;
	bool has;

	/* A figure contains all; who is asked for no money owes none for looking. */
	if (estimate->lump_cents.has || ftl_estimate_customer_total(estimate) == 0 ||
	    ftl_estimate_has_fee(estimate))
		return FTL_OK;
	FTL_TRY(read_fee(op->app, true, &line, &has, err));
	if (!has)
		return FTL_OK;
	line.position = estimate->lines[estimate->line_count - 1].position + 1;
	FTL_TRY(ftl_store_estimate_line_insert(op->app->db, estimate->id, &line, err));
	return ftl_estimate_load(op->app->db, arena, ftl_app_today(op->app), estimate, err);
}

/* The fee is charged once a job: taken off by hand, it was waived. */
static bool is_charged(const struct ftl_estimate *all, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (all[i].fee_line_id != 0)
			return true;
	}
	return false;
}

/* What the customer was told to pay stays as it is, unless declining is what made the job ready. */
static bool is_bill_open(const struct ftl_order_facts *facts)
{
	return ftl_order_may(facts, FTL_EV_LINE) &&
	       (facts->state != FTL_READY || facts->result == FTL_DECLINED_BY_CUSTOMER);
}

enum ftl_status ftl_estimate_charge_fee(struct ftl_acting *a, const struct ftl_estimate *all,
                                        size_t count, struct ftl_estimate *declined,
                                        struct ftl_err *err)
{
	struct ftl_order_line line;
	bool has;

	if (ftl_estimate_customer_total(declined) == 0 || !is_bill_open(&a->facts) ||
	    is_charged(all, count))
		return FTL_OK;
	FTL_TRY(read_fee(a->app, false, &line, &has, err));
	if (!has)
		return FTL_OK;
	FTL_TRY(ftl_op_id(a->op, &line.id, err));
	FTL_TRY(ftl_store_line_insert(a->app->db, a->order.id, &line, a->op->now, &line.position,
	                              err));
	declined->fee_line_id = line.id;
	FTL_TRY(ftl_store_estimate_update(a->app->db, declined, err));
	return ftl_order_log(a->op, &a->order, FTL_EV_LINE, ftl_some(line.amounts.list_cents),
	                     ftl_sprintf(a->arena, "line %d: %s", line.position, line.text), err);
}

enum ftl_status ftl_estimate_decline_all(struct ftl_acting *a, const char *reason,
                                         struct ftl_err *err)
{
	struct ftl_estimate *all, *declined = NULL;
	bool is_agreed = false;
	size_t count;

	FTL_TRY(ftl_estimate_load_all(a, &all, &count, err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_estimate_event no = ftl_estimate_event_of(a, FTL_ESTIMATE_REJECT);

		is_agreed = is_agreed || all[i].stored == FTL_ESTIMATE_ACCEPTED;
		if (all[i].stored != FTL_ESTIMATE_SENT)
			continue;
		no.text = reason;
		FTL_TRY(ftl_estimate_write(a->op, &all[i], &no, err));
		if (declined == NULL || ftl_estimate_customer_total(&all[i]) > 0)
			declined = &all[i];
	}
	if (declined == NULL || is_agreed)
		return FTL_OK;
	return ftl_estimate_charge_fee(a, all, count, declined, err);
}

enum ftl_status ftl_estimate_owed_fee(struct ftl_acting *a, const struct ftl_estimate *all,
                                      size_t count, struct ftl_opt *ret, struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	struct ftl_order_line fee;
	bool is_open = false, is_agreed = false, has;
	size_t line_count;

	*ret = ftl_none();
	FTL_TRY(ftl_store_line_list(a->app->db, a->arena, a->order.id, &lines, &line_count, err));
	for (size_t i = 0; i < line_count; i++) {
		if (!lines[i].is_removed && ftl_estimate_is_fee(all, count, lines[i].id))
			*ret = ftl_some(lines[i].amounts.customer_cents +
			                lines[i].amounts.customer_tax_cents);
	}
	for (size_t i = 0; i < count; i++) {
		is_agreed = is_agreed || all[i].stored == FTL_ESTIMATE_ACCEPTED;
		is_open = is_open || (all[i].stored == FTL_ESTIMATE_SENT &&
		                      ftl_estimate_customer_total(&all[i]) > 0);
	}
	if (!is_open || is_agreed || is_charged(all, count))
		return FTL_OK;
	FTL_TRY(read_fee(a->app, false, &fee, &has, err));
	if (has)
		*ret = ftl_some(fee.amounts.customer_cents + fee.amounts.customer_tax_cents);
	return FTL_OK;
}

enum ftl_status ftl_estimate_check_cancel(struct ftl_acting *a, struct ftl_err *err)
{
	char code[FTL_CODE_SIZE], money[FTL_MONEY_TEXT_SIZE];
	const struct ftl_estimate *all;
	struct ftl_opt fee;
	size_t count;

	FTL_TRY(ftl_estimate_of_order(a->app, a->arena, a->order.id, &all, &count, err));
	FTL_TRY(ftl_estimate_owed_fee(a, all, count, &fee, err));
	if (!fee.has)
		return FTL_OK;
	ftl_code_eye_of(code, a->order.code);
	ftl_fail(err, FTL_STATE, "order",
	         "work order %s owes a diagnosis fee of %s %s and cannot be cancelled", code,
	         ftl_money_format(money, fee.value, &a->app->currency), a->app->currency.code);
	return ftl_hint(err,
	                "order ready %s --result declined_by_customer, then order handover; line "
	                "remove waives the fee once it is on the bill",
	                code);
}

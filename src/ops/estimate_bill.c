#include "fettle/base/buf.h"
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

static const struct ftl_order_line *find_line(const struct ftl_order_line *lines, size_t count,
                                              int64_t id)
{
	for (size_t i = 0; i < count && id != 0; i++) {
		if (lines[i].id == id)
			return &lines[i];
	}
	return NULL;
}

/* Whether an estimate keeps this line of the bill. */
static bool holds(const struct ftl_estimate *estimate, int64_t line_id, bool is_removed_too)
{
	for (size_t i = 0; i < estimate->line_count; i++) {
		if (estimate->lines[i].id == line_id &&
		    (is_removed_too || !estimate->lines[i].is_removed))
			return true;
	}
	return false;
}

/* The bill while an accepted estimate is put onto it. */
struct billing {
	struct ftl_acting *a;
	const struct ftl_order_line *lines;
	size_t count;
	struct ftl_buf what; /* in words, for the timeline */
	int64_t list_cents;  /* added */
};

static enum ftl_status take_off(struct billing *b, const struct ftl_order_line *line,
                                struct ftl_err *err)
{
	ftl_buf_printf(&b->what, "%sline %d taken off", b->what.length > 0 ? ", " : "",
	               line->position);
	return ftl_store_line_remove(b->a->app->db, line->id, b->a->op->now, err);
}

static enum ftl_status put_on(struct billing *b, const struct ftl_estimate *estimate,
                              struct ftl_order_line line, struct ftl_err *err)
{
	struct ftl_order_line on_bill = line;

	FTL_TRY(ftl_op_id(b->a->op, &on_bill.id, err));
	FTL_TRY(ftl_store_line_insert(b->a->app->db, b->a->order.id, &on_bill, b->a->op->now,
	                              &on_bill.position, err));
	line.id = on_bill.id;
	ftl_buf_printf(&b->what, "%sline %d: %s", b->what.length > 0 ? ", " : "", on_bill.position,
	               line.text);
	b->list_cents += line.amounts.list_cents;
	return ftl_store_estimate_line_update(b->a->app->db, estimate->id, &line, err);
}

/* Whether a line stands for what is chosen no longer: it is another estimate's, or the fee of a
 * refusal. What was on the bill before a figure stays: only another figure goes with it. */
static bool is_of_other(const struct ftl_order_line *line, const struct ftl_estimate *all,
                        size_t count, const struct ftl_estimate *chosen)
{
	if (line->is_removed || holds(chosen, line->id, false))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool is_rival = !chosen->lump_cents.has || all[i].lump_cents.has;

		if (all[i].fee_line_id == line->id || (is_rival && holds(&all[i], line->id, true)))
			return true;
	}
	return false;
}

static enum ftl_status put_lines(struct billing *b, const struct ftl_estimate *chosen,
                                 struct ftl_err *err)
{
	for (size_t i = 0; i < chosen->line_count; i++) {
		const struct ftl_order_line *line = &chosen->lines[i];
		const struct ftl_order_line *on_bill = find_line(b->lines, b->count, line->id);

		if (!line->is_removed && (on_bill == NULL || on_bill->is_removed))
			FTL_TRY(put_on(b, chosen, *line, err));
	}
	return FTL_OK;
}

/* What was agreed in one figure becomes what the customer pays. */
static enum ftl_status put_figure(struct billing *b, const struct ftl_estimate *figure,
                                  struct ftl_err *err)
{
	struct ftl_line lines[FTL_FIGURE_LINES];
	int64_t tax;
	int count;

	FTL_TRY(ftl_setting_number(b->a->app, "tax.percent", &tax, err));
	count = ftl_figure_lines(figure->lump_cents.value, (int)tax, lines);
	for (int i = 0; i < count; i++) {
		struct ftl_order_line line = {.position = i + 1, .line = lines[i]};

		line.text = i > 0 ? "rounding" : figure->title;
		if (line.text == NULL)
			line.text = "repair as agreed";
		FTL_TRY(ftl_line_amounts(&line.line, &line.amounts, err));
		FTL_TRY(ftl_store_estimate_line_insert(b->a->app->db, figure->id, &line, err));
		FTL_TRY(put_on(b, figure, line, err));
	}
	return FTL_OK;
}

static enum ftl_status fill_bill(struct billing *b, const struct ftl_estimate *all, size_t count,
                                 const struct ftl_estimate *chosen, struct ftl_err *err)
{
	bool is_made = false; /* by lines that the customer pays */

	for (size_t i = 0; i < b->count; i++) {
		const struct ftl_order_line *line = &b->lines[i];

		if (is_of_other(line, all, count, chosen))
			FTL_TRY(take_off(b, line, err));
		else
			is_made |= !line->is_removed && line->amounts.customer_cents > 0;
	}
	if (!chosen->lump_cents.has)
		return put_lines(b, chosen, err);
	return is_made ? FTL_OK : put_figure(b, chosen, err);
}

enum ftl_status ftl_estimate_to_bill(struct ftl_acting *a, const struct ftl_estimate *all,
                                     size_t count, const struct ftl_estimate *chosen,
                                     struct ftl_err *err)
{
	FTL_BUF(what);
	struct billing b = {.a = a};
	enum ftl_status status;

	FTL_TRY(ftl_store_line_list(a->app->db, a->arena, a->order.id, &b.lines, &b.count, err));
	status = fill_bill(&b, all, count, chosen, err);
	what = b.what;
	FTL_TRY(status);
	if (what.length == 0)
		return FTL_OK;
	return ftl_order_log(a->op, &a->order, FTL_EV_LINE,
	                     b.list_cents > 0 ? ftl_some(b.list_cents) : ftl_none(),
	                     ftl_strdup(a->arena, ftl_buf_cstr(&what)), err);
}

/* Whether the bill bears a fee already: once a job. */
static enum ftl_status is_charged(struct ftl_acting *a, const struct ftl_estimate *all,
                                  size_t count, bool *ret, struct ftl_err *err)
{
	const struct ftl_order_line *lines, *line;
	size_t line_count;

	FTL_TRY(ftl_store_line_list(a->app->db, a->arena, a->order.id, &lines, &line_count, err));
	*ret = false;
	for (size_t i = 0; i < count; i++) {
		line = find_line(lines, line_count, all[i].fee_line_id);
		*ret = *ret || (line != NULL && !line->is_removed);
	}
	return FTL_OK;
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
	bool has, is_there;

	if (ftl_estimate_customer_total(declined) == 0 || !is_bill_open(&a->facts))
		return FTL_OK;
	FTL_TRY(read_fee(a->app, false, &line, &has, err));
	FTL_TRY(is_charged(a, all, count, &is_there, err));
	if (!has || is_there)
		return FTL_OK;
	FTL_TRY(ftl_op_id(a->op, &line.id, err));
	FTL_TRY(ftl_store_line_insert(a->app->db, a->order.id, &line, a->op->now, &line.position,
	                              err));
	declined->fee_line_id = line.id;
	FTL_TRY(ftl_store_estimate_update(a->app->db, declined, err));
	return ftl_order_log(a->op, &a->order, FTL_EV_LINE, ftl_some(line.amounts.list_cents),
	                     ftl_sprintf(a->arena, "line %d: %s", line.position, line.text), err);
}

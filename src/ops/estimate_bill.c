#include "fettle/base/buf.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "ops/estimate.h"
#include "ops/order_line.h"
#include "ops/order_log.h"
#include "ops/part_job.h"
#include "ops/share.h"
#include "store/estimate.h"
#include "store/line.h"

static const struct ftl_order_line *find_line(const struct ftl_order_line *lines, size_t count,
                                              int64_t id)
{
	for (size_t i = 0; i < count && id != 0; i++) {
		if (lines[i].id == id)
			return &lines[i];
	}
	return NULL;
}

bool ftl_estimate_holds(const struct ftl_estimate *estimate, int64_t line_id, bool is_removed_too)
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
	return ftl_line_take_off(b->a->op, b->a->arena, &b->a->order, line, err);
}

/* A line that comes back onto the bill is for the part that it was for. */
static enum ftl_status keep_part(struct billing *b, int64_t old_line_id, int64_t line_id,
                                 struct ftl_err *err)
{
	struct ftl_offer offer = {0};
	int64_t order_id;
	const char *kept_for;
	bool is_removed, found;

	FTL_TRY(ftl_store_order_part_get(b->a->app->db, old_line_id, &order_id, &offer.part_id,
	                                 &is_removed, &found, err));
	if (!found)
		return FTL_OK;
	FTL_TRY(ftl_store_order_part_insert(b->a->app->db, line_id, order_id, offer.part_id, err));
	return ftl_parts_offer(b->a->op, b->a->arena, &offer, &kept_for, err);
}

static enum ftl_status put_on(struct billing *b, const struct ftl_estimate *estimate,
                              struct ftl_order_line line, struct ftl_err *err)
{
	struct ftl_order_line on_bill = line;

	FTL_TRY(ftl_op_id(b->a->op, &on_bill.id, err));
	FTL_TRY(ftl_store_line_insert(b->a->app->db, b->a->order.id, &on_bill, b->a->op->now,
	                              &on_bill.position, err));
	FTL_TRY(keep_part(b, line.id, on_bill.id, err));
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
	if (line->is_removed || ftl_estimate_holds(chosen, line->id, false))
		return false;
	if (ftl_estimate_is_fee(all, count, line->id))
		return true;
	for (size_t i = 0; i < count; i++) {
		bool is_rival = !chosen->lump_cents.has || all[i].lump_cents.has;

		if (is_rival && ftl_estimate_holds(&all[i], line->id, true))
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
	int count, last = 0;

	FTL_TRY(ftl_setting_number(b->a->app, "tax.percent", &tax, err));
	count = ftl_figure_lines(figure->lump_cents.value, (int)tax, lines);
	for (size_t i = 0; i < figure->line_count; i++)
		last = figure->lines[i].position;
	for (int i = 0; i < count; i++) {
		struct ftl_order_line line = {.position = ++last, .line = lines[i]};

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
	FTL_TRY(ftl_share_bill(a->op, a->arena, a->order.id, err));
	FTL_TRY(ftl_parts_clock(a->op, a->arena, a->order.id, &a->facts, false, err));
	return ftl_order_log(a->op, &a->order, FTL_EV_LINE,
	                     b.list_cents > 0 ? ftl_some(b.list_cents) : ftl_none(),
	                     ftl_strdup(a->arena, ftl_buf_cstr(&what)), err);
}

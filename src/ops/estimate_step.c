#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/estimate.h"
#include "ops/intake_form.h"

/* What a figure in `order ask` follows: the accepted estimate, or a figure that is open. */
static const struct ftl_estimate *find_before(const struct ftl_estimate *all, size_t count)
{
	const struct ftl_estimate *before = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct ftl_estimate *other = &all[i];
		bool is_open_figure = other->lump_cents.has && other->stored == FTL_ESTIMATE_SENT;

		if (other->stored == FTL_ESTIMATE_ACCEPTED)
			return other;
		if (is_open_figure)
			before = other;
	}
	return before;
}

/* Text of a step as an estimate can keep it; what is longer stands in the timeline only. */
static const char *in_short(const char *text)
{
	if (text == NULL || strlen(text) > FTL_NAME_MAX || strchr(text, '\n') != NULL)
		return NULL;
	return text;
}

static enum ftl_status make_figure(struct ftl_acting *a, struct ftl_estimate *all, size_t count,
                                   struct ftl_estimate *ret, struct ftl_err *err)
{
	const struct ftl_estimate *before = find_before(all, count);
	const char *title = in_short(a->row.text);

	FTL_TRY(ftl_op_touch(a->op, FTL_ENTITY_ORDER, a->order.id, false, err));
	FTL_TRY(ftl_estimate_draft(a->op, a->arena, &a->order, before, title, a->row.amount_cents,
	                           ret, err));
	/* What was agreed to stands until this is; other versions that were not agreed to do not.
	 */
	for (size_t i = 0; i < count; i++) {
		struct ftl_estimate *other = &all[i];

		if (other->number == ret->number && other->stored != FTL_ESTIMATE_ACCEPTED &&
		    ftl_estimate_gives_way(other, ret))
			FTL_TRY(ftl_estimate_give_way(a->op, other, NULL, ret->code, err));
	}
	return FTL_OK;
}

/* The one estimate that `order approve` answers. */
static enum ftl_status find_open(const struct ftl_acting *a, const struct ftl_estimate *all,
                                 size_t count, struct ftl_estimate *ret, bool *ret_found,
                                 struct ftl_err *err)
{
	char code[FTL_CODE_SIZE], name[FTL_ESTIMATE_NAME_SIZE];
	int open = 0;

	*ret_found = false;
	for (size_t i = 0; i < count; i++) {
		bool is_open = ftl_estimate_state_at(a, &all[i]) == FTL_ESTIMATE_SENT;

		/* One that expired is refused only when it is all there is. */
		if (all[i].stored != FTL_ESTIMATE_SENT || (!is_open && open > 0))
			continue;
		*ret = all[i];
		*ret_found = true;
		open += is_open;
	}
	if (!*ret_found)
		return FTL_OK;
	ftl_estimate_name(name, ret);
	if (open > 1) {
		ftl_fail(err, FTL_STATE, "order", "work order %s has %d estimates open",
		         ftl_code_eye_of(code, a->order.code), open);
		return ftl_hint(err, "say which: fettle estimate accept %s --by NAME, or another",
		                strchr(name, ' ') + 1);
	}
	FTL_TRY(ftl_estimate_can(name, ftl_estimate_state_at(a, ret), FTL_ESTIMATE_ACCEPT, false,
	                         err));
	return ftl_estimate_is_covered(a, ret, a->row.amount_cents, "amount", err);
}

/* A yes to what names no money leaves the limit where it was. */
static enum ftl_status keep_limit(struct ftl_acting *a, struct ftl_err *err)
{
	if (a->row.amount_cents.has)
		return FTL_OK;
	return ftl_order_allowed(a->app, a->arena, &a->order, &a->row.amount_cents, err);
}

enum ftl_status ftl_estimate_before_step(struct ftl_acting *a, struct ftl_estimate **ret,
                                         struct ftl_err *err)
{
	struct ftl_estimate *all, *estimate = FTL_NEW(a->arena, struct ftl_estimate);
	bool is_asked = a->step->kind == FTL_EV_ASK && a->row.amount_cents.has;
	bool found = is_asked;
	char code[FTL_CODE_SIZE];
	size_t count;

	*ret = NULL;
	if (a->step->kind == FTL_EV_CANCEL)
		return ftl_estimate_check_cancel(a, err);
	if (!is_asked && (a->step->kind != FTL_EV_APPROVE || a->facts.state == FTL_AWAIT_PAYER))
		return FTL_OK;
	FTL_TRY(ftl_estimate_load_all(a, &all, &count, err));
	if (is_asked)
		FTL_TRY(make_figure(a, all, count, estimate, err));
	else
		FTL_TRY(find_open(a, all, count, estimate, &found, err));
	if (!found)
		return keep_limit(a, err);
	if (a->row.reference == NULL)
		a->row.reference = ftl_strdup(a->arena, ftl_code_eye_of(code, estimate->code));
	if (!a->row.amount_cents.has)
		a->row.amount_cents = ftl_some(ftl_estimate_customer_total(estimate));
	*ret = estimate;
	return FTL_OK;
}

/* The bill is made up when the job is ready: a figure that lines stood for when it was agreed to,
 * or that is from before figures had lines, is not forgotten when nothing stands for it. */
static enum ftl_status bill_figure(struct ftl_acting *a, struct ftl_err *err)
{
	struct ftl_estimate *all;
	size_t count;

	FTL_TRY(ftl_estimate_load_all(a, &all, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (all[i].stored == FTL_ESTIMATE_ACCEPTED && all[i].lump_cents.has &&
		    !ftl_estimate_has_lines(&all[i]))
			return ftl_estimate_to_bill(a, all, count, &all[i], err);
	}
	return FTL_OK;
}

static enum ftl_status end_job(struct ftl_acting *a, struct ftl_err *err)
{
	enum ftl_result result = a->row.event.result;

	if (result == FTL_DECLINED_BY_CUSTOMER)
		return ftl_estimate_decline_all(a, in_short(a->row.text), err);
	return ftl_result_is_unrepaired(result) ? FTL_OK : bill_figure(a, err);
}

enum ftl_status ftl_estimate_after_step(struct ftl_acting *a, struct ftl_estimate *estimate,
                                        struct ftl_err *err)
{
	struct ftl_estimate_event event;

	if (a->step->kind == FTL_EV_READY)
		return end_job(a, err);
	if (estimate == NULL)
		return FTL_OK;
	if (a->step->kind == FTL_EV_ASK) {
		event = ftl_estimate_event_of(a, FTL_ESTIMATE_SEND);
		event.due_on = a->row.due_on;
		event.amount_cents = a->row.amount_cents;
		return ftl_estimate_write(a->op, estimate, &event, err);
	}
	event = ftl_estimate_event_of(a, FTL_ESTIMATE_ACCEPT);
	event.amount_cents = a->row.amount_cents;
	event.text = a->row.text;
	return ftl_estimate_take_yes(a, estimate, &event, err);
}

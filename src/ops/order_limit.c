#include "fettle/model/ident.h"
#include "fettle/ops/estimate.h"
#include "ops/order_act.h"
#include "store/event.h"
#include "store/line.h"

enum ftl_status ftl_acting_sum(struct ftl_acting *a, struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	size_t count;

	a->totals = (struct ftl_line_amounts){0};
	FTL_TRY(ftl_store_line_list(a->app->db, a->arena, a->order.id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (!lines[i].is_removed && !ftl_line_amounts_add(&a->totals, &lines[i].amounts))
			return ftl_fail(err, FTL_INVALID, "order", "total out of range");
	}
	return FTL_OK;
}

int64_t ftl_acting_bill(const struct ftl_acting *a)
{
	return a->totals.customer_cents + a->totals.customer_tax_cents;
}

struct ftl_opt ftl_order_allowed_by(const struct ftl_order *order,
                                    const struct ftl_order_event *events, size_t count)
{
	struct ftl_opt limit = order->approval_limit_cents;

	for (size_t i = 0; i < count; i++) {
		const struct ftl_order_event *event = &events[i];
		/* The payer's yes is not the customer's. A note with an amount is the yes to an
		 * estimate that no step was possible for. */
		bool is_yes = event->event.kind == FTL_EV_APPROVE &&
		              (i == 0 || events[i - 1].state != FTL_AWAIT_PAYER);
		bool is_note = event->event.kind == FTL_EV_NOTE && event->amount_cents.has;

		if (is_yes || is_note)
			limit = event->amount_cents;
	}
	return limit;
}

enum ftl_status ftl_order_allowed(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_order *order, struct ftl_opt *ret,
                                  struct ftl_err *err)
{
	const struct ftl_order_event *events;
	size_t count;

	FTL_TRY(ftl_store_event_list(app->db, arena, order->id, &events, &count, err));
	*ret = ftl_order_allowed_by(order, events, count);
	return FTL_OK;
}

static const char *money_of(const struct ftl_acting *a, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_sprintf(a->arena, "%s %s", ftl_money_format(text, cents, &a->app->currency),
	                   a->app->currency.code);
}

/* The job's estimates and what the customer allowed, while they are held against each other. */
struct weighing {
	struct ftl_acting *a;
	const struct ftl_estimate *all;
	size_t count;
	struct ftl_opt limit;
	struct ftl_over *over;
};

/* ", over the 50.00 EUR that the customer allowed," */
static const char *over_words(const struct weighing *w, const char *nothing)
{
	if (!w->limit.has)
		return nothing;
	return ftl_sprintf(w->a->arena, ", over the %s that the customer allowed,",
	                   money_of(w->a, w->limit.value));
}

/* How an answer is noted, or asked for anew when the day to answer is over. */
static const char *way_to_answer(const struct weighing *w, const struct ftl_estimate *estimate)
{
	char code[FTL_CODE_SIZE];

	ftl_code_eye_of(code, estimate->code);
	if (estimate->state == FTL_ESTIMATE_EXPIRED)
		return ftl_sprintf(w->a->arena,
		                   "its day to answer is over: fettle estimate revise %s offers it "
		                   "anew; or fettle estimate reject %s --reason TEXT",
		                   code, code);
	return ftl_sprintf(w->a->arena,
	                   "fettle estimate accept %s --by NAME, or fettle estimate reject %s "
	                   "--reason TEXT",
	                   code, code);
}

static bool weigh_offers(struct weighing *w)
{
	for (size_t i = 0; i < w->count; i++) {
		const struct ftl_estimate *estimate = &w->all[i];
		int64_t total = ftl_estimate_customer_total(estimate);

		if (estimate->stored != FTL_ESTIMATE_SENT || !ftl_estimate_is_over(total, w->limit))
			continue;
		w->over->why = ftl_sprintf(w->a->arena, "has an unanswered estimate of %s%s",
		                           money_of(w->a, total), over_words(w, ""));
		w->over->way = way_to_answer(w, estimate);
		return true;
	}
	return false;
}

/* Whoever was asked for money allows no more than what was agreed to. */
static bool was_asked(const struct weighing *w)
{
	for (size_t i = 0; i < w->count; i++) {
		const struct ftl_estimate_event *sent =
		        ftl_estimate_last(&w->all[i], FTL_ESTIMATE_SEND);

		if (sent != NULL && sent->amount_cents.value > 0)
			return true;
	}
	return false;
}

/* How the customer is asked for what is on the bill; after the repair, by paying. */
static const char *way_to_ask(const struct weighing *w)
{
	struct ftl_acting *a = w->a;
	char code[FTL_CODE_SIZE];

	if (a->facts.state == FTL_READY)
		return ftl_sprintf(a->arena,
		                   "who pays it agrees: order handover with --paid %s; line remove "
		                   "takes a line off the bill",
		                   money_of(a, ftl_acting_bill(a)));
	for (size_t i = 0; i < w->count; i++) {
		if (w->all[i].stored == FTL_ESTIMATE_ACCEPTED)
			return ftl_sprintf(a->arena,
			                   "ask first: fettle estimate revise %s, then fettle "
			                   "estimate send",
			                   ftl_code_eye_of(code, w->all[i].code));
	}
	return ftl_sprintf(a->arena,
	                   "ask first: fettle estimate add %s --from-lines, then fettle estimate "
	                   "send",
	                   ftl_code_eye_of(code, a->order.code));
}

static void weigh_bill(struct weighing *w)
{
	int64_t bill = ftl_acting_bill(w->a);
	bool is_free = !w->limit.has && !was_asked(w);

	if (is_free || !ftl_estimate_is_over(bill, w->limit))
		return;
	w->over->why = ftl_sprintf(w->a->arena, "costs %s%s", money_of(w->a, bill),
	                           over_words(w, ", which the customer did not agree to,"));
	w->over->way = way_to_ask(w);
}

enum ftl_status ftl_acting_weigh(struct ftl_acting *a, bool is_bill_only, struct ftl_over *ret,
                                 struct ftl_err *err)
{
	struct ftl_over over = {0};
	struct weighing w = {.a = a, .over = &over};

	FTL_TRY(ftl_acting_sum(a, err));
	FTL_TRY(ftl_order_allowed(a->app, a->arena, &a->order, &w.limit, err));
	FTL_TRY(ftl_estimate_of_order(a->app, a->arena, a->order.id, &w.all, &w.count, err));
	if (is_bill_only || !weigh_offers(&w))
		weigh_bill(&w);
	*ret = over;
	return FTL_OK;
}

bool ftl_acting_is_over(struct ftl_acting *a, const struct ftl_estimate *all, size_t count,
                        struct ftl_opt limit)
{
	struct ftl_over over = {0};
	struct weighing w = {.a = a, .all = all, .count = count, .limit = limit, .over = &over};

	if (!weigh_offers(&w))
		weigh_bill(&w);
	return over.why != NULL;
}

#include "ops/possible.h"

#include "fettle/model/ident.h"
#include "fettle/ops/estimate.h"
#include "ops/estimate.h"
#include "ops/find.h"
#include "ops/order_act.h"
#include "ops/tests.h"
#include "store/claim.h"
#include "store/event.h"
#include "store/loaner.h"

/* A job while what is around it is gathered. */
struct gathering {
	struct ftl_acting a; /* nothing is done to it */
	const struct ftl_order_event *events;
	size_t event_count;
	struct ftl_possible_facts facts;
};

static enum ftl_status fold(struct gathering *g, struct ftl_err *err)
{
	struct ftl_acting *a = &g->a;

	FTL_TRY(ftl_store_event_list(a->app->db, a->arena, a->order.id, &g->events, &g->event_count,
	                             err));
	ftl_order_facts_init(&a->facts);
	for (size_t i = 0; i < g->event_count; i++)
		ftl_order_apply(&a->facts, &g->events[i].event);
	g->facts.order = a->facts;
	return FTL_OK;
}

/* Can work begin, or be done, in this state, for which the customer must have agreed? */
static bool is_limited(const struct ftl_order_facts *facts)
{
	return ftl_order_may(facts, FTL_EV_START) || ftl_order_may(facts, FTL_EV_TEST) ||
	       facts->state == FTL_QUALITY_CHECK;
}

static enum ftl_status look_at_money(struct gathering *g, struct ftl_err *err)
{
	struct ftl_acting *a = &g->a;
	struct ftl_possible_facts *facts = &g->facts;
	struct ftl_opt fee = ftl_none();

	FTL_TRY(ftl_estimate_of_order(a->app, a->arena, a->order.id, &facts->estimates,
	                              &facts->estimate_count, err));
	if (is_limited(&a->facts) || a->facts.state == FTL_READY)
		FTL_TRY(ftl_acting_sum(a, err));
	if (is_limited(&a->facts))
		facts->is_over_limit = ftl_acting_is_over(
		        a, facts->estimates, facts->estimate_count,
		        ftl_order_allowed_by(&a->order, g->events, g->event_count));
	/* Nobody owes it but for an estimate. */
	if (facts->estimate_count > 0 && ftl_order_may(&a->facts, FTL_EV_CANCEL))
		FTL_TRY(ftl_estimate_owed_fee(a, facts->estimates, facts->estimate_count, &fee,
		                              err));
	facts->owes_fee = fee.has;
	return FTL_OK;
}

/* What is out for a job that could leave, or was lost with one that could be called off. */
static enum ftl_status look_at_loaner(struct gathering *g, struct ftl_err *err)
{
	const struct ftl_acting *a = &g->a;
	const struct ftl_loaner *out;
	struct ftl_opt owed;
	size_t count;

	if (!ftl_order_may(&a->facts, FTL_EV_HAND_OVER) && !ftl_order_may(&a->facts, FTL_EV_CANCEL))
		return FTL_OK;
	FTL_TRY(ftl_store_loaner_out(a->app->db, a->arena, FTL_LOANERS_OF_ORDER, a->order.id, &out,
	                             &count, err));
	if (count > 0)
		g->facts.loaner = out[0].code;
	if (!ftl_order_may(&a->facts, FTL_EV_CANCEL))
		return FTL_OK;
	FTL_TRY(ftl_loaner_owed(a, &owed, err));
	g->facts.owes_fee = g->facts.owes_fee || owed.has;
	return FTL_OK;
}

/* What a payer still owes keeps a job from being closed. */
static enum ftl_status look_at_claims(struct gathering *g, struct ftl_err *err)
{
	const struct ftl_claim *claims;
	size_t count;

	if (!ftl_order_may(&g->a.facts, FTL_EV_CLOSE))
		return FTL_OK;
	FTL_TRY(ftl_store_claim_list(g->a.app->db, g->a.arena, FTL_CLAIMS_OF_ORDER, g->a.order.id,
	                             &claims, &count, err));
	for (size_t i = 0; i < count; i++)
		g->facts.has_open_claim |= ftl_claim_is_open(claims[i].state);
	return FTL_OK;
}

enum ftl_status ftl_possible_now(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_order *order, struct ftl_order_facts *ret_facts,
                                 struct ftl_possible *ret, struct ftl_err *err)
{
	struct gathering g = {
	        .a = {.app = app, .arena = arena, .order = *order},
	        .facts = {.actor_id = app->actor.staff_id,
	                  .role = app->actor.role,
	                  .is_away = ftl_order_is_away(order)},
	};

	FTL_TRY(fold(&g, err));
	FTL_TRY(look_at_money(&g, err));
	FTL_TRY(look_at_loaner(&g, err));
	FTL_TRY(look_at_claims(&g, err));
	if (g.a.facts.state == FTL_QUALITY_CHECK)
		FTL_TRY(ftl_tests_check(app, arena, order->id, g.events, g.event_count,
		                        &g.facts.check, err));
	ftl_possible_acts(&g.facts, ret);
	if (g.a.facts.state == FTL_READY)
		ret->bill_cents = ftl_some(ftl_acting_bill(&g.a));
	*ret_facts = g.a.facts;
	return FTL_OK;
}

enum ftl_status ftl_order_possible(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                   struct ftl_possible *ret, struct ftl_err *err)
{
	struct ftl_order_facts facts;
	struct ftl_order order;

	FTL_TRY(ftl_find_order(app, arena, code, &order, err));
	return ftl_possible_now(app, arena, &order, &facts, ret, err);
}

enum ftl_status ftl_possible_can(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_order *order, const struct ftl_order_facts *facts,
                                 enum ftl_event_kind kind, const struct ftl_guard *guard,
                                 struct ftl_err *err)
{
	enum ftl_status status = ftl_order_can(order->code, facts, kind, guard, err);
	struct ftl_guard knowing = *guard;
	struct ftl_order_facts ignored;
	struct ftl_possible possible;
	struct ftl_err problem;

	if (status != FTL_STATE ||
	    ftl_possible_now(app, arena, order, &ignored, &possible, &problem) != FTL_OK)
		return status;
	knowing.possible = &possible;
	return ftl_order_can(order->code, facts, kind, &knowing, err);
}

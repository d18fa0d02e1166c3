#include "fettle/model/clocks.h"

void ftl_clocks_begin(struct ftl_clock_fold *fold, const struct ftl_calendar *calendar,
                      unsigned excluded_owners)
{
	*fold = (struct ftl_clock_fold){
	        .calendar = calendar,
	        .excluded_owners = excluded_owners,
	};
	ftl_order_facts_init(&fold->facts);
}

/* A stretch of time in which nothing changed. */
struct stretch {
	int64_t calendar;
	int64_t business;
};

static void add(struct ftl_clock_value *value, const struct stretch *stretch)
{
	value->calendar_seconds += stretch->calendar;
	value->business_seconds += stretch->business;
}

/*
 * While it is ready, time is added as the shop's: it counts only when the ready is undone, and then
 * as if it had never been said. The sums at the ready that holds are kept apart.
 */
static enum ftl_owner owner_now(const struct ftl_order_facts *facts)
{
	if (facts->state == FTL_READY && facts->hold == FTL_HOLD_NONE)
		return FTL_OWNER_SHOP;
	return ftl_clock_owner(facts->state, facts->hold);
}

static void add_stretch(const struct ftl_clock_fold *fold, const struct stretch *stretch,
                        struct ftl_clocks *sum)
{
	const struct ftl_order_facts *facts = &fold->facts;
	enum ftl_owner owner;

	if (facts->received_at == 0 || !ftl_state_is_open(facts->state))
		return;
	owner = owner_now(facts);
	add(&sum->customer, stretch);
	add(&sum->by_owner[owner], stretch);
	if ((fold->excluded_owners & 1u << owner) == 0)
		add(&sum->net, stretch);
	if (facts->hold == FTL_HOLD_NONE && ftl_state_is_bench(facts->state))
		add(&sum->bench, stretch);
}

static struct stretch stretch_to(const struct ftl_clock_fold *fold, int64_t at, int64_t position)
{
	return (struct stretch){at - fold->last_at, position - fold->last_position};
}

void ftl_clocks_event(struct ftl_clock_fold *fold, const struct ftl_event *event)
{
	struct ftl_order_facts *facts = &fold->facts;
	enum ftl_state before = facts->state;
	bool was_ready = facts->ready_at != 0;
	struct stretch stretch;
	int64_t position;
	int64_t at = event->at;

	if (facts->has_events && at < fold->last_at)
		at = fold->last_at;
	position = at == fold->last_at && facts->has_events
	                   ? fold->last_position
	                   : ftl_calendar_position(fold->calendar, at);
	stretch = stretch_to(fold, at, position);
	if (facts->has_events)
		add_stretch(fold, &stretch, &fold->sum);
	if (facts->has_events && before == FTL_AWAIT_CUSTOMER)
		add(&fold->asked, &stretch);
	ftl_order_apply(facts, event);
	fold->last_at = at;
	fold->last_position = position;
	if (before == FTL_AWAIT_CUSTOMER && facts->state != FTL_AWAIT_CUSTOMER) {
		fold->sum.approval.is_known = true;
		fold->sum.approval.calendar_seconds += fold->asked.calendar_seconds;
		fold->sum.approval.business_seconds += fold->asked.business_seconds;
		fold->asked = (struct ftl_clock_value){0};
	}
	if (event->kind == FTL_EV_ASK && fold->quoted_at == 0 && facts->received_at != 0)
		fold->quoted_at = at;
	if (!was_ready && facts->ready_at != 0)
		fold->at_ready = fold->sum;
}

static struct ftl_clock_value between(const struct ftl_calendar *calendar, int64_t from, int64_t to)
{
	return (struct ftl_clock_value){
	        .is_known = true,
	        .calendar_seconds = to > from ? to - from : 0,
	        .business_seconds = ftl_calendar_seconds(calendar, from, to),
	};
}

static void set_known(struct ftl_clocks *clocks)
{
	clocks->customer.is_known = true;
	clocks->net.is_known = true;
	clocks->bench.is_known = true;
	clocks->parts = clocks->by_owner[FTL_OWNER_PARTS];
	clocks->vendor = clocks->by_owner[FTL_OWNER_VENDOR];
	clocks->parts.is_known = true;
	clocks->vendor.is_known = true;
	for (int owner = 0; owner < FTL_OWNERS; owner++)
		clocks->by_owner[owner].is_known = true;
}

void ftl_clocks_end(struct ftl_clock_fold *fold, int64_t as_of, struct ftl_clocks *ret)
{
	const struct ftl_order_facts *facts = &fold->facts;
	const struct ftl_calendar *calendar = fold->calendar;
	int64_t now = as_of > fold->last_at ? as_of : fold->last_at;
	struct ftl_clocks clocks = {0};

	if (facts->received_at != 0 && !facts->is_day_only) {
		clocks = facts->ready_at != 0 ? fold->at_ready : fold->sum;
		if (facts->ready_at == 0) {
			struct stretch rest = {now - fold->last_at,
			                       ftl_calendar_seconds(calendar, fold->last_at, now)};

			add_stretch(fold, &rest, &clocks);
		}
		set_known(&clocks);
		if (facts->handed_over_at != 0)
			clocks.door_to_door =
			        between(calendar, facts->received_at, facts->handed_over_at);
		if (fold->quoted_at != 0)
			clocks.quote = between(calendar, facts->received_at, fold->quoted_at);
		if (facts->ready_at != 0 && facts->handed_over_at != 0)
			clocks.collection =
			        between(calendar, facts->ready_at, facts->handed_over_at);
		else if (facts->state == FTL_READY)
			clocks.collection = between(calendar, facts->ready_at, now);
	}
	clocks.is_done = facts->ready_at != 0;
	clocks.ready_at = facts->ready_at;
	*ret = clocks;
}

int64_t ftl_clocks_due(const struct ftl_calendar *calendar, int64_t received_at,
                       int64_t target_business_seconds, int64_t excluded_business_seconds)
{
	return ftl_calendar_add(calendar, received_at,
	                        target_business_seconds + excluded_business_seconds);
}

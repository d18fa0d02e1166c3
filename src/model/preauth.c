#include "fettle/model/preauth.h"

const char *const ftl_preauth_state_names[FTL_PREAUTH_STATES] = {
        [FTL_PREAUTH_REQUESTED] = "requested",
        [FTL_PREAUTH_GRANTED] = "granted",
        [FTL_PREAUTH_DENIED] = "denied",
        [FTL_PREAUTH_EXPIRED] = "expired",
};

/* A payer who is asked again is asked anew: what was said before holds no longer. */
static void ask(struct ftl_preauths *all, const struct ftl_order_event *event)
{
	size_t kept = 0;

	for (size_t i = 0; i < all->count; i++) {
		if (!ftl_opt_equal(all->list[i].payer, event->payer))
			all->list[kept++] = all->list[i];
	}
	all->list[kept] = (struct ftl_preauth){
	        .state = FTL_PREAUTH_REQUESTED,
	        .payer = event->payer,
	        .reference = event->reference,
	        .number = event->reference,
	        .asked_cents = event->amount_cents,
	        .due_on = event->due_on,
	        .asked_at = event->event.at,
	        .text = event->text,
	};
	all->count = kept + 1;
}

static void answer(struct ftl_preauth *asked, const struct ftl_order_event *event)
{
	bool is_yes = event->event.kind == FTL_EV_APPROVE;

	asked->state = is_yes ? FTL_PREAUTH_GRANTED : FTL_PREAUTH_DENIED;
	asked->answered_at = ftl_some(event->event.at);
	if (event->text != NULL)
		asked->text = event->text;
	if (!is_yes)
		return;
	if (event->reference != NULL)
		asked->number = event->reference;
	asked->granted_cents = event->amount_cents.has ? event->amount_cents : asked->asked_cents;
	asked->valid_until = event->due_on;
}

void ftl_preauths_fold(const struct ftl_order_event *events, size_t count, int32_t today,
                       struct ftl_preauths *ret)
{
	struct ftl_preauths all = {0};

	for (size_t i = 0; i < count; i++) {
		enum ftl_event_kind kind = events[i].event.kind;
		bool is_waiting = i > 0 && events[i - 1].state == FTL_AWAIT_PAYER;

		if (kind == FTL_EV_ASK_PAYER)
			ask(&all, &events[i]);
		else if (is_waiting && all.count > 0 &&
		         (kind == FTL_EV_APPROVE || kind == FTL_EV_REFUSE))
			answer(&all.list[all.count - 1], &events[i]);
	}
	for (size_t i = 0; i < all.count; i++) {
		struct ftl_preauth *one = &all.list[i];

		if (one->state == FTL_PREAUTH_GRANTED && one->valid_until.has &&
		    one->valid_until.value < today)
			one->state = FTL_PREAUTH_EXPIRED;
	}
	*ret = all;
}

const struct ftl_preauth *ftl_preauths_find(const struct ftl_preauths *preauths,
                                            enum ftl_payer payer)
{
	const struct ftl_preauth *unsaid = NULL;

	for (size_t i = 0; i < preauths->count; i++) {
		const struct ftl_preauth *one = &preauths->list[i];

		if (!one->payer.has)
			unsaid = one;
		else if (one->payer.value == payer)
			return one;
	}
	return unsaid;
}

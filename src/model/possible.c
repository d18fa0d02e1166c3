#include "fettle/model/possible.h"

#include <string.h>

enum ftl_capability ftl_event_capability(enum ftl_event_kind kind)
{
	switch (kind) {
	case FTL_EV_HAND_OVER:
	case FTL_EV_CANCEL: /* both let the pieces out of the house */
		return FTL_CAN_HAND_OVER;
	case FTL_EV_DIAGNOSE:
	case FTL_EV_START:
	case FTL_EV_TEST:
	case FTL_EV_STOP:
	case FTL_EV_LABOUR:
	case FTL_EV_CODE:
		return FTL_CAN_REPAIR;
	case FTL_EV_LINE:
		return FTL_CAN_PRICE;
	case FTL_EV_BOOK:
	case FTL_EV_RECEIVE:
	case FTL_EV_ASSIGN:
	case FTL_EV_ASK:
	case FTL_EV_ASK_PAYER:
	case FTL_EV_APPROVE:
	case FTL_EV_WAIT_PARTS:
	case FTL_EV_SEND:
	case FTL_EV_FAIL:
	case FTL_EV_READY:
	case FTL_EV_CLOSE:
	case FTL_EV_HOLD:
	case FTL_EV_RESUME:
	case FTL_EV_NOTE:
	case FTL_EV_PROMISE:
	case FTL_EV_NOTICE:
	case FTL_EV_IMPORT:
	case FTL_EV_REFUSE:
	case FTL_EV_PARTS:
	case FTL_EVENT_KINDS:
		break;
	}
	return FTL_CAN_WORK;
}

static bool is_technician(const struct ftl_possible_facts *f)
{
	return f->role == FTL_ROLE_TECHNICIAN;
}

static bool may_step(const struct ftl_possible_facts *f, enum ftl_event_kind kind)
{
	return ftl_role_can(f->role, ftl_event_capability(kind)) && ftl_order_may(&f->order, kind);
}

/* The first estimate in a state; NULL: there is none. */
static const struct ftl_estimate *find_in(const struct ftl_possible_facts *f,
                                          enum ftl_estimate_state state)
{
	for (size_t i = 0; i < f->estimate_count; i++) {
		if (f->estimates[i].state == state)
			return &f->estimates[i];
	}
	return NULL;
}

static int count_in(const struct ftl_possible_facts *f, enum ftl_estimate_state state)
{
	int count = 0;

	for (size_t i = 0; i < f->estimate_count; i++)
		count += f->estimates[i].state == state;
	return count;
}

/* The timer that would begin: who is at work already does not begin, and there is an end to how
 * many may. A manager may name somebody else where nobody has the job. */
static bool can_begin(const struct ftl_possible_facts *f, enum ftl_state here)
{
	const struct ftl_order_facts *order = &f->order;
	int64_t who = is_technician(f) ? f->actor_id : order->technician_id;
	bool is_at_work = who != 0 && ftl_order_worker(order, who) != NULL;

	return is_at_work ? order->state != here : order->worker_count < FTL_WORKERS_MOST;
}

/* Who joins a repair that goes on asks nothing anew. */
static bool can_start(const struct ftl_possible_facts *f)
{
	return can_begin(f, FTL_IN_REPAIR) &&
	       (f->order.state == FTL_IN_REPAIR || !f->is_over_limit);
}

/* Other people's timers are the manager's to end. */
static bool can_stop(const struct ftl_possible_facts *f)
{
	return ftl_role_can(f->role, FTL_CAN_MANAGE) ||
	       ftl_order_worker(&f->order, f->actor_id) != NULL;
}

/* Short for the estimate that is open: the only one, and in time. An answer of the payer is none
 * to it. */
static bool can_approve(const struct ftl_possible_facts *f)
{
	int open = count_in(f, FTL_ESTIMATE_SENT);

	return f->order.state == FTL_AWAIT_PAYER || open == 1 ||
	       (open == 0 && find_in(f, FTL_ESTIMATE_EXPIRED) == NULL);
}

/* In the check it is meant as repaired; before it, as whatever came of it instead. */
static bool can_be_ready(const struct ftl_possible_facts *f)
{
	const struct ftl_possible_check *check = &f->check;

	return f->order.state != FTL_QUALITY_CHECK ||
	       (!f->is_over_limit && check->failed == 0 && !check->is_missing && !check->is_own);
}

static bool can_close(const struct ftl_possible_facts *f)
{
	return !f->has_open_claim && (!is_technician(f) || f->order.technician_id == f->actor_id);
}

static bool can_step(const struct ftl_possible_facts *f, enum ftl_event_kind kind)
{
	if (!may_step(f, kind))
		return false;
	switch (kind) {
	case FTL_EV_DIAGNOSE:
		return can_begin(f, FTL_DIAGNOSING);
	case FTL_EV_START:
		return can_start(f);
	case FTL_EV_STOP:
		return can_stop(f);
	case FTL_EV_APPROVE:
		return can_approve(f);
	case FTL_EV_TEST:
		return !f->is_over_limit;
	case FTL_EV_READY:
		return can_be_ready(f);
	case FTL_EV_CLOSE:
		return can_close(f);
	case FTL_EV_CANCEL:
		return !f->owes_fee && f->loaner == NULL && !f->is_away;
	case FTL_EV_HAND_OVER: /* what is to be paid, and what is missing, is said with it */
		return f->loaner == NULL && !f->is_away;
	case FTL_EV_SEND:
		return !f->is_away;
	case FTL_EV_BOOK:
	case FTL_EV_RECEIVE:
	case FTL_EV_ASSIGN:
	case FTL_EV_ASK:
	case FTL_EV_ASK_PAYER:
	case FTL_EV_WAIT_PARTS:
	case FTL_EV_FAIL:
	case FTL_EV_HOLD:
	case FTL_EV_RESUME:
	case FTL_EV_NOTE:
	case FTL_EV_PROMISE:
	case FTL_EV_NOTICE:
	case FTL_EV_LINE:
	case FTL_EV_CODE:
	case FTL_EV_IMPORT:
	case FTL_EV_LABOUR:
	case FTL_EV_REFUSE:
	case FTL_EV_PARTS:
	case FTL_EVENT_KINDS:
		break;
	}
	return true;
}

/* The step that the job calls for: that of its state, or what must come before it. */
static enum ftl_event_kind next_step(const struct ftl_possible_facts *f)
{
	enum ftl_event_kind next[FTL_EVENT_KINDS];
	bool is_work;

	if (ftl_order_next(&f->order, next) == 0)
		return FTL_EVENT_KINDS;
	is_work = next[0] == FTL_EV_DIAGNOSE || next[0] == FTL_EV_START;
	if (is_work && f->order.technician_id == 0 && !is_technician(f))
		return FTL_EV_ASSIGN;
	if (next[0] == FTL_EV_READY && f->check.failed > 0)
		return FTL_EV_FAIL;
	return next[0];
}

/* The commands beside the steps. Which estimate they take is found with them; NULL: not possible.
 * An act on the job itself has no estimate. */
typedef const struct ftl_estimate *find_estimate(const struct ftl_possible_facts *f);
typedef bool is_so(const struct ftl_possible_facts *f);

/* Under way, from the receipt until it is ready. */
static bool is_under_way(const struct ftl_possible_facts *f)
{
	return ftl_state_is_open(f->order.state) && f->order.state != FTL_READY;
}

static const struct ftl_estimate *find_to_accept(const struct ftl_possible_facts *f)
{
	return is_under_way(f) ? find_in(f, FTL_ESTIMATE_SENT) : NULL;
}

static const struct ftl_estimate *find_to_reject(const struct ftl_possible_facts *f)
{
	const struct ftl_estimate *open = find_in(f, FTL_ESTIMATE_SENT);

	return open != NULL ? open : find_in(f, FTL_ESTIMATE_EXPIRED);
}

static const struct ftl_estimate *find_to_send(const struct ftl_possible_facts *f)
{
	for (size_t i = 0; i < f->estimate_count && ftl_order_may(&f->order, FTL_EV_ASK); i++) {
		const struct ftl_estimate *draft = &f->estimates[i];

		if (draft->state == FTL_ESTIMATE_DRAFT &&
		    (draft->lump_cents.has || ftl_estimate_has_lines(draft)))
			return draft;
	}
	return NULL;
}

static const struct ftl_estimate *find_to_edit(const struct ftl_possible_facts *f)
{
	return may_step(f, FTL_EV_LINE) ? find_in(f, FTL_ESTIMATE_DRAFT) : NULL;
}

/* A version has one that follows it, and beside what is accepted there is no other. */
static bool has_no_next(const struct ftl_possible_facts *f, const struct ftl_estimate *before)
{
	for (size_t i = 0; i < f->estimate_count; i++) {
		const struct ftl_estimate *other = &f->estimates[i];
		bool is_later = other->number == before->number && other->version > before->version;
		bool is_pending =
		        other->stored == FTL_ESTIMATE_DRAFT || other->stored == FTL_ESTIMATE_SENT;

		if ((is_later && is_pending) ||
		    (other->stored == FTL_ESTIMATE_ACCEPTED && other->number != before->number))
			return false;
	}
	return true;
}

/* What is agreed to, or ran out, or was declined last; then what is open. */
static const struct ftl_estimate *find_to_revise(const struct ftl_possible_facts *f)
{
	static const enum ftl_estimate_state wanted[] = {FTL_ESTIMATE_ACCEPTED,
	                                                 FTL_ESTIMATE_EXPIRED,
	                                                 FTL_ESTIMATE_REJECTED, FTL_ESTIMATE_SENT};

	for (size_t i = 0; i < FTL_COUNT(wanted) && may_step(f, FTL_EV_LINE); i++) {
		for (size_t j = f->estimate_count; j > 0; j--) {
			const struct ftl_estimate *estimate = &f->estimates[j - 1];

			if (estimate->state == wanted[i] && has_no_next(f, estimate))
				return estimate;
		}
	}
	return NULL;
}

/* Nothing is offered, or about to be, that the customer may yet agree to. */
static bool is_nothing_offered(const struct ftl_possible_facts *f)
{
	return find_in(f, FTL_ESTIMATE_SENT) == NULL && find_in(f, FTL_ESTIMATE_DRAFT) == NULL;
}

/* The next offer is a new version: of what was agreed to and is no longer enough, or of what nobody
 * agreed to. */
static bool must_revise(const struct ftl_possible_facts *f)
{
	bool is_agreed = find_in(f, FTL_ESTIMATE_ACCEPTED) != NULL;
	bool is_waiting = f->order.state == FTL_AWAIT_CUSTOMER || f->order.state == FTL_DIAGNOSING;

	return is_nothing_offered(f) && find_to_revise(f) != NULL &&
	       (is_agreed ? f->is_over_limit : is_waiting);
}

static bool can_add(const struct ftl_possible_facts *f)
{
	return may_step(f, FTL_EV_LINE) && find_in(f, FTL_ESTIMATE_ACCEPTED) == NULL;
}

/* The bill is too much, and there is no estimate to come back to. */
static bool must_add(const struct ftl_possible_facts *f)
{
	return f->is_over_limit && is_nothing_offered(f) && !must_revise(f);
}

/* What is to be offered says nothing yet. */
static bool must_edit(const struct ftl_possible_facts *f)
{
	return f->is_over_limit && find_in(f, FTL_ESTIMATE_SENT) == NULL && find_to_send(f) == NULL;
}

/* Before the repair, how the device came in. */
static bool can_check(const struct ftl_possible_facts *f)
{
	switch (f->order.state) {
	case FTL_QUALITY_CHECK:
		return !f->check.is_barred;
	case FTL_RECEIVED:
	case FTL_DIAGNOSING:
	case FTL_AWAIT_CUSTOMER:
	case FTL_AWAIT_PAYER:
	case FTL_APPROVED:
	case FTL_AWAIT_PARTS:
		return true;
	case FTL_BOOKED:
	case FTL_IN_REPAIR:
	case FTL_AT_VENDOR:
	case FTL_READY:
	case FTL_HANDED_OVER:
	case FTL_CLOSED:
	case FTL_CANCELLED:
	case FTL_STATES:
		break;
	}
	return false;
}

static bool must_check(const struct ftl_possible_facts *f)
{
	return f->order.state == FTL_QUALITY_CHECK && f->check.is_wanted && f->check.failed == 0;
}

/* What a colleague has stays theirs. */
static bool can_take(const struct ftl_possible_facts *f)
{
	return may_step(f, FTL_EV_ASSIGN) && f->order.technician_id == 0;
}

static bool can_return(const struct ftl_possible_facts *f)
{
	return f->loaner != NULL && ftl_role_can(f->role, FTL_CAN_LEND);
}

static bool must_return(const struct ftl_possible_facts *f)
{
	return f->order.state == FTL_READY;
}

/* What is in the house lies somewhere. */
static bool can_move(const struct ftl_possible_facts *f)
{
	return ftl_state_is_open(f->order.state) && f->order.state != FTL_AT_VENDOR;
}

static bool must_move(const struct ftl_possible_facts *f)
{
	return f->order.state == FTL_READY && f->is_away;
}

static bool always(const struct ftl_possible_facts *f)
{
	(void)f;
	return true;
}

static bool never(const struct ftl_possible_facts *f)
{
	(void)f;
	return false;
}

#define LOANER_RETURN "loaner return"

static const struct {
	const char *command;
	find_estimate *find; /* NULL: the act is on the job, or the loaner */
	is_so *can;
	is_so *is_called_for;
} besides[] = {
        {"estimate accept", find_to_accept, always, always},
        {"estimate send", find_to_send, always, always},
        {"estimate revise", find_to_revise, always, must_revise},
        {"estimate add", NULL, can_add, must_add},
        {"estimate reject", find_to_reject, always, is_under_way},
        {"order check", NULL, can_check, must_check},
        {LOANER_RETURN, NULL, can_return, must_return},
        {"estimate edit", find_to_edit, always, must_edit},
        {"order take", NULL, can_take, never},
        {"order priority", NULL, is_under_way, never},
        {"order move", NULL, can_move, must_move},
};

const struct ftl_possible_act *ftl_possible_find(const struct ftl_possible *possible,
                                                 const char *command)
{
	for (int i = 0; i < possible->count; i++) {
		if (strcmp(possible->acts[i].command, command) == 0)
			return &possible->acts[i];
	}
	return NULL;
}

static void add(struct ftl_possible *list, const struct ftl_possible_act *act)
{
	if (act->command != NULL && list->count < FTL_POSSIBLE_MOST &&
	    ftl_possible_find(list, act->command) == NULL)
		list->acts[list->count++] = *act;
}

static void add_step(const struct ftl_possible_facts *f, enum ftl_event_kind kind,
                     struct ftl_possible *list)
{
	const struct ftl_possible_act act = {.command = ftl_event_command(kind), .kind = kind};

	if (can_step(f, kind))
		add(list, &act);
}

static void add_besides(const struct ftl_possible_facts *f, bool only_called_for,
                        struct ftl_possible *list)
{
	for (size_t i = 0; i < FTL_COUNT(besides); i++) {
		struct ftl_possible_act act = {.command = besides[i].command,
		                               .kind = FTL_EVENT_KINDS};
		const struct ftl_estimate *estimate =
		        besides[i].find != NULL ? besides[i].find(f) : NULL;

		if ((besides[i].find != NULL && estimate == NULL) || !besides[i].can(f) ||
		    (only_called_for && !besides[i].is_called_for(f)))
			continue;
		if (estimate != NULL)
			act.code = estimate->code;
		else if (strcmp(act.command, LOANER_RETURN) == 0)
			act.code = f->loaner;
		add(list, &act);
	}
}

void ftl_possible_acts(const struct ftl_possible_facts *f, struct ftl_possible *ret)
{
	enum ftl_event_kind next[FTL_EVENT_KINDS], first = next_step(f);
	struct ftl_possible list = {0};
	int count = ftl_order_next(&f->order, next);

	if (f->order.hold != FTL_HOLD_NONE)
		add_step(f, FTL_EV_RESUME, &list);
	add_besides(f, true, &list);
	/* Of what is done with, a note is all that is left. */
	if (first != FTL_EVENT_KINDS && first != FTL_EV_NOTE)
		add_step(f, first, &list);
	list.called_for = list.count;
	for (int i = 0; i < count; i++)
		add_step(f, next[i], &list);
	add_besides(f, false, &list);
	*ret = list;
}

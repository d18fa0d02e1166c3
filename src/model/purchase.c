#include "fettle/model/purchase.h"

#include "fettle/base/money.h"
#include "fettle/model/ident.h"

const char *const ftl_purchase_state_names[FTL_PURCHASE_STATES] = {
        [FTL_PURCHASE_DRAFT] = "draft",         [FTL_PURCHASE_SENT] = "sent",
        [FTL_PURCHASE_CONFIRMED] = "confirmed", [FTL_PURCHASE_PART_RECEIVED] = "part_received",
        [FTL_PURCHASE_RECEIVED] = "received",   [FTL_PURCHASE_CANCELLED] = "cancelled",
};

const char *const ftl_purchase_act_names[FTL_PURCHASE_ACTS] = {
        [FTL_PURCHASE_ADD] = "add",
        [FTL_PURCHASE_LINE] = "line",
        [FTL_PURCHASE_REMOVE_LINE] = "remove_line",
        [FTL_PURCHASE_SEND] = "send",
        [FTL_PURCHASE_CONFIRM] = "confirm",
        [FTL_PURCHASE_INVOICE] = "invoice",
        [FTL_PURCHASE_CANCEL] = "cancel",
};

#define BIT(state) (1u << (state))
#define DRAFT      BIT(FTL_PURCHASE_DRAFT)
#define UNDER_WAY                                                                                  \
	(BIT(FTL_PURCHASE_SENT) | BIT(FTL_PURCHASE_CONFIRMED) | BIT(FTL_PURCHASE_PART_RECEIVED))

/* In which states each act is possible, and what cannot be done otherwise. */
static const struct {
	unsigned states;
	const char *title;
} acts[FTL_PURCHASE_ACTS] = {
        [FTL_PURCHASE_ADD] = {0, "is there already"},
        [FTL_PURCHASE_LINE] = {DRAFT, "its lines stay as they are"},
        [FTL_PURCHASE_REMOVE_LINE] = {DRAFT, "its lines stay as they are"},
        [FTL_PURCHASE_SEND] = {DRAFT, "it is not sent again"},
        [FTL_PURCHASE_CONFIRM] = {UNDER_WAY, "there is nothing to confirm"},
        [FTL_PURCHASE_INVOICE] = {UNDER_WAY | BIT(FTL_PURCHASE_RECEIVED) |
                                          BIT(FTL_PURCHASE_CANCELLED),
                                  "there is nothing to pay"},
        [FTL_PURCHASE_CANCEL] = {DRAFT | UNDER_WAY, "it is not called off"},
};

static const char *const titles[FTL_PURCHASE_STATES] = {
        [FTL_PURCHASE_DRAFT] = "draft",         [FTL_PURCHASE_SENT] = "sent",
        [FTL_PURCHASE_CONFIRMED] = "confirmed", [FTL_PURCHASE_PART_RECEIVED] = "partly received",
        [FTL_PURCHASE_RECEIVED] = "received",   [FTL_PURCHASE_CANCELLED] = "cancelled",
};

const char *ftl_purchase_state_title(enum ftl_purchase_state state)
{
	return titles[state];
}

bool ftl_purchase_is_open(enum ftl_purchase_state state)
{
	return (BIT(state) & (DRAFT | UNDER_WAY)) != 0;
}

static void confirm(struct ftl_purchase_facts *facts, struct ftl_purchase_line *lines, size_t count,
                    const struct ftl_purchase_event *event)
{
	facts->is_confirmed = true;
	if (event->position == 0 && event->due_on.has)
		facts->expected_on = event->due_on;
	if (event->reference != NULL)
		facts->reference = event->reference;
	if (event->tracking != NULL)
		facts->tracking = event->tracking;
	for (size_t i = 0; i < count && event->due_on.has; i++) {
		if (event->position == 0 || event->position == lines[i].position)
			lines[i].expected_on = event->due_on;
	}
}

void ftl_purchase_apply(struct ftl_purchase_facts *facts, struct ftl_purchase_line *lines,
                        size_t count, const struct ftl_purchase_event *event)
{
	switch (event->act) {
	case FTL_PURCHASE_SEND:
		facts->is_sent = true;
		break;
	case FTL_PURCHASE_CONFIRM:
		confirm(facts, lines, count, event);
		break;
	case FTL_PURCHASE_CANCEL:
		facts->is_cancelled = true;
		break;
	case FTL_PURCHASE_ADD:
	case FTL_PURCHASE_LINE:
	case FTL_PURCHASE_REMOVE_LINE:
	case FTL_PURCHASE_INVOICE:
	case FTL_PURCHASE_ACTS:
		break;
	}
}

enum ftl_purchase_state ftl_purchase_state_of(const struct ftl_purchase_facts *facts,
                                              const struct ftl_purchase_line *lines, size_t count)
{
	bool has_some = false, has_all = true;

	if (facts->is_cancelled)
		return FTL_PURCHASE_CANCELLED;
	if (!facts->is_sent)
		return FTL_PURCHASE_DRAFT;
	for (size_t i = 0; i < count; i++) {
		if (lines[i].is_removed)
			continue;
		has_some |= lines[i].moved_milli > 0;
		has_all &= lines[i].moved_milli >= lines[i].quantity_milli;
	}
	if (has_some)
		return has_all ? FTL_PURCHASE_RECEIVED : FTL_PURCHASE_PART_RECEIVED;
	return facts->is_confirmed ? FTL_PURCHASE_CONFIRMED : FTL_PURCHASE_SENT;
}

int64_t ftl_purchase_left(const struct ftl_purchase_line *line)
{
	if (line->is_removed || line->received_milli >= line->quantity_milli)
		return 0;
	return line->quantity_milli - line->received_milli;
}

bool ftl_purchase_cost(const struct ftl_purchase_line *line, int64_t quantity_milli,
                       struct ftl_opt *ret)
{
	*ret = ftl_none();
	if (!line->unit_cost_cents.has)
		return true;
	ret->has = true;
	return ftl_money_share(line->unit_cost_cents.value, quantity_milli, 1000, &ret->value);
}

static const char *article(enum ftl_purchase_state state)
{
	return state == FTL_PURCHASE_DRAFT ? "a " : "";
}

/* What can be done in the state instead. */
static enum ftl_status hint(const char *eye, enum ftl_purchase_state state, struct ftl_err *err)
{
	switch (state) {
	case FTL_PURCHASE_DRAFT:
		return ftl_hint(err, "fettle purchase send %s orders it", eye);
	case FTL_PURCHASE_SENT:
	case FTL_PURCHASE_CONFIRMED:
	case FTL_PURCHASE_PART_RECEIVED:
		return ftl_hint(err,
		                "fettle purchase receive %s takes in what comes, purchase cancel "
		                "calls off what does not; what else is needed goes on a new order",
		                eye);
	case FTL_PURCHASE_RECEIVED:
	case FTL_PURCHASE_CANCELLED:
	case FTL_PURCHASE_STATES:
		break;
	}
	return ftl_hint(err, "fettle purchase add SUPPLIER begins another one");
}

enum ftl_status ftl_purchase_can(const char *code, enum ftl_purchase_state state,
                                 enum ftl_purchase_act act, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	if ((acts[act].states & BIT(state)) != 0)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "purchase", "purchase order %s is %s%s: %s",
	         ftl_code_eye_of(eye, code), article(state), titles[state], acts[act].title);
	return hint(eye, state, err);
}

enum ftl_status ftl_purchase_can_receive(const char *code, enum ftl_purchase_state state,
                                         struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	if ((UNDER_WAY & BIT(state)) != 0 || state == FTL_PURCHASE_RECEIVED)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "purchase", "purchase order %s is %s%s: nothing comes of it",
	         ftl_code_eye_of(eye, code), article(state), titles[state]);
	return hint(eye, state, err);
}

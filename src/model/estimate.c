#include "fettle/model/estimate.h"

#include "fettle/base/money.h"
#include "fettle/base/text.h"

const char *const ftl_estimate_state_names[FTL_ESTIMATE_STATES] = {
        [FTL_ESTIMATE_DRAFT] = "draft",       [FTL_ESTIMATE_SENT] = "sent",
        [FTL_ESTIMATE_ACCEPTED] = "accepted", [FTL_ESTIMATE_REJECTED] = "rejected",
        [FTL_ESTIMATE_EXPIRED] = "expired",   [FTL_ESTIMATE_SUPERSEDED] = "superseded",
};

const char *const ftl_estimate_act_names[FTL_ESTIMATE_ACTS] = {
        [FTL_ESTIMATE_SEND] = "send",           [FTL_ESTIMATE_ACCEPT] = "accept",
        [FTL_ESTIMATE_REJECT] = "reject",       [FTL_ESTIMATE_EDIT] = "edit",
        [FTL_ESTIMATE_SUPERSEDE] = "supersede", [FTL_ESTIMATE_REVISE] = "revise",
};

const char *const ftl_estimate_way_names[FTL_WAYS] = {
        [FTL_WAY_LETTER] = "letter", [FTL_WAY_PHONE] = "phone", [FTL_WAY_EMAIL] = "email",
        [FTL_WAY_DESK] = "desk",     [FTL_WAY_LIMIT] = "limit", [FTL_WAY_SIGNATURE] = "signature",
};

const char *const ftl_fee_policy_names[FTL_FEE_POLICIES] = {
        [FTL_FEE_WAIVE] = "waive",
        [FTL_FEE_DEDUCT] = "deduct",
        [FTL_FEE_KEEP] = "keep",
};

#define BIT(state) (1u << (state))

static const struct {
	unsigned from;              /* bit (1 << state) for every state it may happen in */
	enum ftl_estimate_state to; /* unless it leaves the state as it is */
	bool is_move;
	const char *refusal; /* "is sent and " + this */
} acts[FTL_ESTIMATE_ACTS] = {
        [FTL_ESTIMATE_SEND] = {BIT(FTL_ESTIMATE_DRAFT), FTL_ESTIMATE_SENT, true, "cannot be sent"},
        [FTL_ESTIMATE_ACCEPT] = {BIT(FTL_ESTIMATE_SENT), FTL_ESTIMATE_ACCEPTED, true,
                                 "cannot be accepted"},
        [FTL_ESTIMATE_REJECT] = {BIT(FTL_ESTIMATE_SENT) | BIT(FTL_ESTIMATE_EXPIRED),
                                 FTL_ESTIMATE_REJECTED, true, "cannot be rejected"},
        [FTL_ESTIMATE_SUPERSEDE] = {BIT(FTL_ESTIMATE_DRAFT) | BIT(FTL_ESTIMATE_SENT) |
                                            BIT(FTL_ESTIMATE_EXPIRED) | BIT(FTL_ESTIMATE_ACCEPTED),
                                    FTL_ESTIMATE_SUPERSEDED, true, "cannot be superseded"},
        [FTL_ESTIMATE_EDIT] = {BIT(FTL_ESTIMATE_DRAFT), FTL_ESTIMATE_DRAFT, false,
                               "cannot be changed"},
        [FTL_ESTIMATE_REVISE] = {BIT(FTL_ESTIMATE_SENT) | BIT(FTL_ESTIMATE_ACCEPTED) |
                                         BIT(FTL_ESTIMATE_REJECTED) | BIT(FTL_ESTIMATE_EXPIRED),
                                 FTL_ESTIMATE_DRAFT, false, "cannot have a new version"},
};

/* The way out of a state, as a hint. */
static const char *const ways_out[FTL_ESTIMATE_STATES] = {
        [FTL_ESTIMATE_DRAFT] = "it can be edited, and sent with: fettle estimate send CODE --due "
                               "DATE",
        [FTL_ESTIMATE_SENT] =
                "it waits for its answer: fettle estimate accept, or reject; a change "
                "is a new version: fettle estimate revise",
        [FTL_ESTIMATE_ACCEPTED] =
                "what was agreed stays as it is; a change is a new version: fettle "
                "estimate revise",
        [FTL_ESTIMATE_REJECTED] = "offer another: fettle estimate revise, or add",
        [FTL_ESTIMATE_EXPIRED] = "fettle estimate accept --late REASON says why it counts after "
                                 "all; fettle estimate revise offers it anew",
        [FTL_ESTIMATE_SUPERSEDED] = "another stands in its place: fettle estimate list, or order "
                                    "show, names it",
};

bool ftl_estimate_may(enum ftl_estimate_state state, enum ftl_estimate_act act)
{
	return (acts[act].from & BIT(state)) != 0;
}

enum ftl_estimate_state ftl_estimate_after(enum ftl_estimate_state state, enum ftl_estimate_act act)
{
	return acts[act].is_move ? acts[act].to : state;
}

enum ftl_estimate_state ftl_estimate_on(enum ftl_estimate_state stored, struct ftl_opt due_on,
                                        int32_t today)
{
	bool is_over = due_on.has && today > due_on.value;

	return stored == FTL_ESTIMATE_SENT && is_over ? FTL_ESTIMATE_EXPIRED : stored;
}

enum ftl_status ftl_estimate_can(const char *name, enum ftl_estimate_state state,
                                 enum ftl_estimate_act act, bool is_late, struct ftl_err *err)
{
	if (ftl_estimate_may(state, act))
		return FTL_OK;
	if (act == FTL_ESTIMATE_ACCEPT && state == FTL_ESTIMATE_EXPIRED && is_late)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "estimate", "%s %s %s and %s", name,
	         state == FTL_ESTIMATE_DRAFT ? "is a" : "is", ftl_estimate_state_names[state],
	         acts[act].refusal);
	return ftl_hint(err, "%s", ways_out[state]);
}

static bool add(struct ftl_estimate_sums *sums, enum ftl_payer payer, int64_t net, int64_t tax)
{
	return ftl_money_add(sums->net_cents[payer], net, &sums->net_cents[payer]) &&
	       ftl_money_add(sums->tax_cents[payer], tax, &sums->tax_cents[payer]);
}

bool ftl_estimate_sum(struct ftl_estimate_sums *sums, enum ftl_payer payer,
                      const struct ftl_line_amounts *amounts)
{
	/* The customer bears a share of what others pay too. */
	return add(sums, FTL_PAYER_CUSTOMER, amounts->customer_cents,
	           amounts->customer_tax_cents) &&
	       add(sums, payer, amounts->payer_cents, amounts->payer_tax_cents);
}

int64_t ftl_estimate_total(const struct ftl_estimate_sums *sums, enum ftl_payer payer)
{
	return sums->net_cents[payer] + sums->tax_cents[payer];
}

int64_t ftl_estimate_others(const struct ftl_estimate_sums *sums)
{
	int64_t total = 0;

	for (int payer = FTL_PAYER_CUSTOMER + 1; payer < FTL_PAYERS; payer++)
		total += ftl_estimate_total(sums, (enum ftl_payer)payer);
	return total;
}

bool ftl_estimate_is_over(int64_t total_cents, struct ftl_opt limit_cents)
{
	return total_cents > (limit_cents.has ? limit_cents.value : 0);
}

static const char fee_text[] = "diagnosis fee";
static const char deducted_text[] = "diagnosis fee, deducted";

bool ftl_fee_line(bool is_approved, enum ftl_fee_policy policy, int64_t fee_cents,
                  int tax_basis_points, struct ftl_line *ret, const char **ret_text)
{
	bool is_deducted = is_approved && policy == FTL_FEE_DEDUCT;

	if (fee_cents == 0 || (is_approved && policy == FTL_FEE_WAIVE))
		return false;
	*ret = (struct ftl_line){
	        .class = FTL_LABOUR,
	        .quantity_milli = 1000,
	        .unit_price_cents = fee_cents,
	        .tax_basis_points = tax_basis_points,
	        .payer = FTL_PAYER_CUSTOMER,
	        .bill = is_deducted ? FTL_BILL_NO_CHARGE : FTL_BILL_LIST,
	};
	*ret_text = is_deducted ? deducted_text : fee_text;
	return true;
}

bool ftl_estimate_has_lines(const struct ftl_estimate *estimate)
{
	for (size_t i = 0; i < estimate->line_count; i++) {
		if (!estimate->lines[i].is_removed)
			return true;
	}
	return false;
}

bool ftl_estimate_has_fee(const struct ftl_estimate *estimate)
{
	for (size_t i = 0; i < estimate->line_count; i++) {
		const char *text = estimate->lines[i].text;

		if (!estimate->lines[i].is_removed &&
		    (ftl_text_equal(text, fee_text) || ftl_text_equal(text, deducted_text)))
			return true;
	}
	return false;
}

int ftl_figure_lines(int64_t gross_cents, int tax_basis_points,
                     struct ftl_line ret[FTL_FIGURE_LINES])
{
	struct ftl_line line = {
	        .class = FTL_OTHER,
	        .quantity_milli = 1000,
	        .payer = FTL_PAYER_CUSTOMER,
	        .bill = FTL_BILL_LIST,
	};
	int64_t net = 0, tax = 0;
	int count = 0;

	/* Rounded, the share may be a cent more than what fits, never less. */
	(void)ftl_money_share(gross_cents, FTL_BASIS_POINTS, FTL_BASIS_POINTS + tax_basis_points,
	                      &net);
	(void)ftl_money_share(net, tax_basis_points, FTL_BASIS_POINTS, &tax);
	if (net + tax > gross_cents) {
		net--;
		(void)ftl_money_share(net, tax_basis_points, FTL_BASIS_POINTS, &tax);
	}
	line.unit_price_cents = net;
	line.tax_basis_points = tax_basis_points;
	if (net > 0)
		ret[count++] = line;
	line.unit_price_cents = gross_cents - net - tax;
	line.tax_basis_points = 0;
	if (line.unit_price_cents > 0)
		ret[count++] = line;
	return count;
}

int64_t ftl_estimate_customer_total(const struct ftl_estimate *estimate)
{
	if (estimate->lump_cents.has)
		return estimate->lump_cents.value;
	return ftl_estimate_total(&estimate->sums, FTL_PAYER_CUSTOMER);
}

const struct ftl_estimate_event *ftl_estimate_last(const struct ftl_estimate *estimate,
                                                   enum ftl_estimate_act act)
{
	for (size_t i = estimate->event_count; i > 0; i--) {
		if (estimate->events[i - 1].act == act)
			return &estimate->events[i - 1];
	}
	return NULL;
}

bool ftl_estimate_gives_way(const struct ftl_estimate *other, const struct ftl_estimate *chosen)
{
	return other->id != chosen->id && ftl_estimate_may(other->stored, FTL_ESTIMATE_SUPERSEDE);
}

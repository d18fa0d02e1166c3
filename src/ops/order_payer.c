#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/model/ident.h"
#include "fettle/model/preauth.h"
#include "ops/order_act.h"
#include "store/cover.h"
#include "store/event.h"
#include "store/line.h"

/* Asking a payer before the repair, and what is said of the answer. */

/* The payer of a job, if there is only one: by its bill, and while that is empty by its cover. */
static enum ftl_status find_payers(const struct ftl_acting *a, unsigned *ret, struct ftl_err *err)
{
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	const struct ftl_order_line *lines;
	size_t count;
	bool has_cover;

	*ret = 0;
	FTL_TRY(ftl_store_line_list(a->app->db, a->arena, a->order.id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (!lines[i].is_removed && ftl_claimed_names[lines[i].line.payer] != NULL)
			*ret |= 1u << lines[i].line.payer;
	}
	if (*ret != 0)
		return FTL_OK;
	FTL_TRY(ftl_store_cover_get(a->app->db, a->arena, a->order.id, cover, &has_cover, err));
	for (int i = 0; has_cover && i < FTL_LINE_CLASSES; i++) {
		if (ftl_claimed_names[cover[i].payer] != NULL)
			*ret |= 1u << cover[i].payer;
	}
	return FTL_OK;
}

static enum ftl_status check_asked(struct ftl_acting *a, struct ftl_err *err)
{
	unsigned payers;
	int index = 0;

	if (a->step->payer != NULL) {
		FTL_TRY(ftl_parse_name("payer", a->step->payer, ftl_claimed_names, FTL_PAYERS,
		                       &index, err));
		a->row.payer = ftl_some(index);
		return FTL_OK;
	}
	FTL_TRY(find_payers(a, &payers, err));
	if (payers == 0 || (payers & (payers - 1)) != 0) {
		ftl_fail(err, FTL_INVALID, "payer", "is missing: %s",
		         payers == 0 ? "nothing on the bill is for a payer"
		                     : "several are to pay for this job");
		return ftl_hint(err, "--payer says who is asked: maker, seller, supplier, insurer "
		                     "or contract");
	}
	while ((payers >> index) != 1)
		index++;
	a->row.payer = ftl_some(index);
	return FTL_OK;
}

/* What is said of a payer's answer is nothing that a customer says. */
static enum ftl_status check_answer(struct ftl_acting *a, struct ftl_err *err)
{
	const char *field = a->row.reference != NULL ? "reference" : "until";
	const struct ftl_order_event *events;
	struct ftl_preauths preauths;
	char code[FTL_CODE_SIZE], until[FTL_DATE_TEXT_SIZE], asked[FTL_DATE_TEXT_SIZE];
	int32_t asked_on, second;
	size_t count;

	if (a->row.reference == NULL && !a->row.due_on.has)
		return FTL_OK;
	if (a->facts.state != FTL_AWAIT_PAYER) {
		ftl_fail(err, FTL_INVALID, field,
		         "goes with the answer of a payer, and work order %s does not wait for one",
		         ftl_code_eye_of(code, a->order.code));
		return ftl_hint(err, "order ask-payer %s --reference NUMBER asks one", code);
	}
	FTL_TRY(ftl_store_event_list(a->app->db, a->arena, a->order.id, &events, &count, err));
	ftl_preauths_fold(events, count, ftl_app_today(a->app), &preauths);
	if (!a->row.due_on.has || preauths.count == 0)
		return FTL_OK;
	ftl_zone_local(a->app->zone, preauths.list[preauths.count - 1].asked_at, &asked_on,
	               &second);
	if (a->row.due_on.value >= asked_on)
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "until", "%s lies before the request of %s",
	                ftl_date_format(until, (int32_t)a->row.due_on.value),
	                ftl_date_format(asked, asked_on));
}

enum ftl_status ftl_payer_check(struct ftl_acting *a, struct ftl_err *err)
{
	if (a->step->kind == FTL_EV_ASK_PAYER)
		return check_asked(a, err);
	/* The customer's answer to an estimate says which one in its reference. */
	return a->step->kind == FTL_EV_APPROVE && !a->is_answer ? check_answer(a, err) : FTL_OK;
}

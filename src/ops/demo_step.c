#include <stdlib.h>
#include <string.h>

#include "fettle/ops/claim.h"
#include "fettle/ops/fault.h"
#include "fettle/ops/order.h"
#include "ops/demo.h"

#define LABOUR_COST_CENTS  2900 /* an hour */
#define LABOUR_PRICE_CENTS 6900
/* The most that the maker's rules allow. */
#define MAKER_LABOUR_CENTS 6000
#define TAX_PERCENT        19
#define ESTIMATE_STEP      500 /* estimates end in 5 or 0 */

const char *ftl_demo_money(struct ftl_demo_run *run, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_strdup(&run->scratch, ftl_money_format(text, cents, &run->app->currency));
}

static enum ftl_status act(struct ftl_demo_run *run, const struct ftl_demo_job *job,
                           const struct ftl_order_step *step, struct ftl_err *err)
{
	struct ftl_order_change change;

	return ftl_order_act(run->app, &run->scratch, job->code, step, &change, err);
}

static enum ftl_status add_line(struct ftl_demo_run *run, const struct ftl_demo_job *job,
                                const struct ftl_line_form *form, struct ftl_err *err)
{
	struct ftl_order_line line;

	return ftl_order_add_line(run->app, &run->scratch, job->code, form, &line, err);
}

/* As the cover says, under warranty. */
static bool is_for_maker(const struct ftl_demo_job *job)
{
	return job->is_warranty && job->story->payer == NULL;
}

static enum ftl_status note_codes(struct ftl_demo_run *run, const struct ftl_demo_job *job,
                                  const struct ftl_diagnosis_form *form, struct ftl_err *err)
{
	struct ftl_diagnosis diagnosis;

	return ftl_order_code(run->app, &run->scratch, job->code, form, &diagnosis, err);
}

static const struct ftl_diagnosis_form update = {.codes = {[FTL_FAULT_SYMPTOM] = "SLOW",
                                                           [FTL_FAULT_SECTION] = "SYSTEM",
                                                           [FTL_FAULT_DEFECT] = "CORRUPT",
                                                           [FTL_FAULT_REPAIR] = "UPDATED"}};

static enum ftl_status note_fault(struct ftl_demo_run *run, const struct ftl_demo_job *job,
                                  const char *forgotten, struct ftl_err *err)
{
	const struct ftl_demo_fault *fault = job->fault;
	struct ftl_diagnosis_form form = {.codes = {[FTL_FAULT_SYMPTOM] = fault->symptom,
	                                            [FTL_FAULT_SECTION] = fault->section,
	                                            [FTL_FAULT_DEFECT] = fault->defect,
	                                            [FTL_FAULT_REPAIR] = fault->repair},
	                                  .part = job->part != NULL ? job->part->name : NULL};

	for (int i = 0; i < FTL_FAULT_KINDS; i++) {
		if (forgotten != NULL && strcmp(ftl_fault_kind_names[i], forgotten) == 0)
			form.codes[i] = NULL;
	}
	return note_codes(run, job, &form, err);
}

static enum ftl_status add_lines(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                 const char *forgotten, struct ftl_err *err)
{
	const struct ftl_demo_fault *fault = job->fault;
	const struct ftl_line_form labour = {
	        .class = "labour",
	        .text = fault->work,
	        .quantity = ftl_sprintf(&run->scratch, "%d.%02d", fault->labour_minutes / 60,
	                                fault->labour_minutes % 60 * 100 / 60),
	        .cost = ftl_demo_money(run, LABOUR_COST_CENTS),
	        .price = ftl_demo_money(run, is_for_maker(job) ? MAKER_LABOUR_CENTS
	                                                       : LABOUR_PRICE_CENTS),
	        .payer = job->story->payer,
	        .bill = job->story->bill,
	};

	FTL_TRY(note_fault(run, job, forgotten, err));
	FTL_TRY(add_line(run, job, &labour, err));
	return job->part != NULL ? ftl_demo_need(run, job, err) : FTL_OK;
}

/* What looking at it costs, and what the parcel to the outside repairer cost. */
static enum ftl_status add_extra(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                 enum ftl_demo_do what, struct ftl_err *err)
{
	static const struct ftl_line_form fee = {.class = "labour",
	                                         .text = "diagnosis",
	                                         .quantity = "0.5",
	                                         .cost = "29.00",
	                                         .price = "50.00"};
	static const struct ftl_line_form freight = {.class = "freight",
	                                             .text = "parcel to the outside repairer",
	                                             .cost = "11.90",
	                                             .price = "14.00"};

	return add_line(run, job, what == FTL_DEMO_FEE ? &fee : &freight, err);
}

/* What the customer is asked for: a little more than the lines will come to. */
static int64_t estimate_of(const struct ftl_demo_job *job)
{
	const struct ftl_demo_fault *fault = job->fault;
	int64_t net = (int64_t)LABOUR_PRICE_CENTS * fault->labour_minutes / 60;

	net += ftl_demo_part_price(job->part);
	int64_t gross = net * (100 + TAX_PERCENT) / 100 + 1;
	return (gross + ESTIMATE_STEP - 1) / ESTIMATE_STEP * ESTIMATE_STEP;
}

static enum ftl_status hand_over(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                 struct ftl_err *err)
{
	struct ftl_order_step step = {.kind = FTL_EV_HAND_OVER};
	struct ftl_order_full full;

	FTL_TRY(ftl_order_get(run->app, &run->scratch, job->code, &full, err));
	int64_t bill = full.totals.customer_cents + full.totals.customer_tax_cents;
	if (bill > 0 && run->customers[job->customer].is_company)
		step.on_account = true;
	else if (bill > 0)
		step.amount = ftl_demo_money(run, bill);
	FTL_TRY(act(run, job, &step, err));
	job->handed_over_at = job->next_at;
	return FTL_OK;
}

enum ftl_status ftl_demo_close(struct ftl_demo_run *run, struct ftl_demo_job *job,
                               struct ftl_err *err)
{
	static const struct ftl_order_step close = {.kind = FTL_EV_CLOSE};
	struct ftl_claim_full claim;

	job->waits_for_claim = false;
	if (job->claim != NULL) {
		/* The desk does not see claims. */
		ftl_demo_act_as(run, ftl_demo_someone(run, &job->random, FTL_ROLE_MANAGER));
		FTL_TRY(ftl_claim_get(run->app, &run->scratch, job->claim, &claim, err));
		job->waits_for_claim = ftl_claim_is_open(claim.claim.state);
	}
	return job->waits_for_claim ? FTL_OK : act(run, job, &close, err);
}

/* Which event a step is; those that are none stand for themselves in ftl_demo_do(). */
static const enum ftl_event_kind kinds[] = {
        [FTL_DEMO_ASSIGN] = FTL_EV_ASSIGN,   [FTL_DEMO_DIAGNOSE] = FTL_EV_DIAGNOSE,
        [FTL_DEMO_ASK] = FTL_EV_ASK,         [FTL_DEMO_ASK_PAYER] = FTL_EV_ASK_PAYER,
        [FTL_DEMO_APPROVE] = FTL_EV_APPROVE, [FTL_DEMO_PARTS] = FTL_EV_WAIT_PARTS,
        [FTL_DEMO_PROMISE] = FTL_EV_PROMISE, [FTL_DEMO_START] = FTL_EV_START,
        [FTL_DEMO_SEND] = FTL_EV_SEND,       [FTL_DEMO_BACK] = FTL_EV_RECEIVE,
        [FTL_DEMO_TEST] = FTL_EV_TEST,       [FTL_DEMO_FAIL] = FTL_EV_FAIL,
        [FTL_DEMO_READY] = FTL_EV_READY,     [FTL_DEMO_CANCEL] = FTL_EV_CANCEL,
        [FTL_DEMO_HOLD] = FTL_EV_HOLD,       [FTL_DEMO_RESUME] = FTL_EV_RESUME,
        [FTL_DEMO_NOTE] = FTL_EV_NOTE,       [FTL_DEMO_REFUSE] = FTL_EV_REFUSE,
};

/* Steps of the bench are the technician's, talk with customers is the desk's. */
static enum ftl_role role_of(enum ftl_demo_do what)
{
	switch (what) {
	case FTL_DEMO_ASSIGN:
	case FTL_DEMO_ASK:
	case FTL_DEMO_ASK_PAYER:
	case FTL_DEMO_APPROVE:
	case FTL_DEMO_REFUSE:
	case FTL_DEMO_PROMISE:
	case FTL_DEMO_SEND:
	case FTL_DEMO_BACK:
	case FTL_DEMO_FREIGHT:
	case FTL_DEMO_HAND_OVER:
	case FTL_DEMO_CLOSE:
	case FTL_DEMO_CANCEL:
		return FTL_ROLE_FRONT_DESK;
	case FTL_DEMO_CLAIM:
		return FTL_ROLE_MANAGER;
	case FTL_DEMO_DIAGNOSE:
	case FTL_DEMO_LINES:
	case FTL_DEMO_CODE:
	case FTL_DEMO_FEE:
	case FTL_DEMO_PARTS:
	case FTL_DEMO_START:
	case FTL_DEMO_TEST:
	case FTL_DEMO_FAIL:
	case FTL_DEMO_READY:
	case FTL_DEMO_HOLD:
	case FTL_DEMO_RESUME:
	case FTL_DEMO_NOTE:
		break;
	}
	return FTL_ROLE_TECHNICIAN;
}

/* The payer agrees to what the lines ask of it, in full fives. */
static const char *payers_answer(struct ftl_demo_run *run, const struct ftl_demo_job *job)
{
	int64_t labour = is_for_maker(job) ? MAKER_LABOUR_CENTS : LABOUR_PRICE_CENTS;
	int64_t cents = labour * job->fault->labour_minutes / 60 + ftl_demo_part_price(job->part);

	return ftl_demo_money(run, (cents + ESTIMATE_STEP - 1) / ESTIMATE_STEP * ESTIMATE_STEP);
}

static bool answers_payer(const struct ftl_demo_job *job)
{
	return job->step > 1 && job->story->steps[job->step - 2].what == FTL_DEMO_ASK_PAYER;
}

/* What the event needs besides its kind. */
static void fill_step(struct ftl_demo_run *run, struct ftl_demo_job *job,
                      const struct ftl_demo_step *told, struct ftl_order_step *step)
{
	int number = (int)ftl_demo_between(&job->random, 10000, 99999);

	step->kind = kinds[told->what];
	step->text = told->text;
	switch (told->what) {
	case FTL_DEMO_ASSIGN:
		step->technician = job->technician->login;
		break;
	case FTL_DEMO_ASK:
		step->amount = ftl_demo_money(run, estimate_of(job));
		step->due_on = told->name;
		break;
	case FTL_DEMO_ASK_PAYER:
		step->reference = ftl_sprintf(&run->scratch, "RA-%d", number);
		step->payer = job->story->payer != NULL ? job->story->payer : "maker";
		step->due_on = told->name;
		break;
	case FTL_DEMO_PARTS:
		step->reference = job->fault->part;
		step->due_on = told->name;
		break;
	case FTL_DEMO_PROMISE:
		step->due_on = told->name;
		break;
	case FTL_DEMO_APPROVE:
		step->due_on = told->name;
		if (answers_payer(job))
			step->amount = payers_answer(run, job);
		break;
	case FTL_DEMO_SEND:
		step->vendor = "Boardworks";
		step->reference = ftl_sprintf(&run->scratch, "case %d", number);
		step->due_on = told->name;
		break;
	case FTL_DEMO_READY:
		step->result = told->name;
		step->barrier = job->story->barrier;
		job->is_repaired = strcmp(told->name, "repaired") == 0;
		break;
	case FTL_DEMO_HOLD:
		step->hold = told->name;
		break;
	case FTL_DEMO_DIAGNOSE:
	case FTL_DEMO_LINES:
	case FTL_DEMO_CODE:
	case FTL_DEMO_FEE:
	case FTL_DEMO_FREIGHT:
	case FTL_DEMO_REFUSE:
	case FTL_DEMO_START:
	case FTL_DEMO_BACK:
	case FTL_DEMO_TEST:
	case FTL_DEMO_FAIL:
	case FTL_DEMO_HAND_OVER:
	case FTL_DEMO_CLOSE:
	case FTL_DEMO_CANCEL:
	case FTL_DEMO_RESUME:
	case FTL_DEMO_NOTE:
	case FTL_DEMO_CLAIM:
		break;
	}
}

/* Steps that are no event of the job alone; *ret_done: it was one. */
static enum ftl_status do_special(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                  const struct ftl_demo_step *told, bool *ret_done,
                                  struct ftl_err *err)
{
	*ret_done = true;
	if (told->what == FTL_DEMO_LINES)
		return add_lines(run, job, told->name, err);
	if (told->what == FTL_DEMO_CODE)
		return note_codes(run, job, &update, err);
	if (told->what == FTL_DEMO_FEE || told->what == FTL_DEMO_FREIGHT)
		return add_extra(run, job, told->what, err);
	if (told->what == FTL_DEMO_HAND_OVER)
		return hand_over(run, job, err);
	if (told->what == FTL_DEMO_CLAIM)
		return ftl_demo_claim(run, job, err);
	if (told->what == FTL_DEMO_CLOSE)
		return ftl_demo_close(run, job, err);
	*ret_done = false;
	return FTL_OK;
}

/* Whether the step is not to be done: for want of a part, or because there is no want. */
static enum ftl_status look_for_part(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                     enum ftl_demo_do what, bool *ret_waits, bool *ret_skips,
                                     struct ftl_err *err)
{
	bool is_wanted = true;

	*ret_waits = *ret_skips = false;
	if (what == FTL_DEMO_START)
		return ftl_demo_fit(run, job, false, ret_waits, err);
	if (what == FTL_DEMO_TEST)
		return ftl_demo_fit(run, job, true, ret_waits, err);
	if (what == FTL_DEMO_PARTS)
		FTL_TRY(ftl_demo_wants_part(run, job, &is_wanted, err));
	*ret_skips = !is_wanted;
	return FTL_OK;
}

enum ftl_status ftl_demo_do(struct ftl_demo_run *run, struct ftl_demo_job *job, bool *ret_waits,
                            struct ftl_err *err)
{
	const struct ftl_demo_step *told = &job->story->steps[job->step];
	struct ftl_order_step step = {0};
	enum ftl_role role = role_of(told->what);
	bool is_done, skips;

	ftl_demo_act_as(run, role == FTL_ROLE_TECHNICIAN
	                             ? job->technician
	                             : ftl_demo_someone(run, &job->random, role));
	FTL_TRY(look_for_part(run, job, told->what, ret_waits, &skips, err));
	if (*ret_waits)
		return FTL_OK;
	job->step++;
	FTL_TRY(do_special(run, job, told, &is_done, err));
	if (is_done || skips)
		return FTL_OK;
	fill_step(run, job, told, &step);
	return act(run, job, &step, err);
}

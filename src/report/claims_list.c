#include "fettle/model/ident.h"
#include "report/claims.h"

#define TEXT(title)                                                                                \
	{                                                                                          \
		title, FTL_SHOW_TEXT                                                               \
	}
#define MONEY(title)                                                                               \
	{                                                                                          \
		title, FTL_SHOW_MONEY                                                              \
	}

#define NUMBER(title)                                                                              \
	{                                                                                          \
		title, FTL_SHOW_INT                                                                \
	}

static const struct ftl_grid_column claim_columns[FTL_CLAIMS_COLUMNS] = {
        [FTL_CLAIMS_CODE] = TEXT("Claim"),
        [FTL_CLAIMS_REVISION] = {"Revision", FTL_SHOW_INT},
        [FTL_CLAIMS_JOB] = TEXT("Work order"),
        [FTL_CLAIMS_SLICE] = TEXT("Period"),
        [FTL_CLAIMS_PAYER] = TEXT("Payer"),
        [FTL_CLAIMS_STATE] = TEXT("State"),
        [FTL_CLAIMS_CLAIMED] = MONEY("Claimed"),
        [FTL_CLAIMS_APPROVED] = MONEY("Approved"),
        [FTL_CLAIMS_PAID] = MONEY("Paid"),
        [FTL_CLAIMS_SHORT] = MONEY("Short-paid"),
        [FTL_CLAIMS_WRITTEN_OFF] = MONEY("Written off"),
        [FTL_CLAIMS_OPEN_AMOUNT] = MONEY("Open"),
        [FTL_CLAIMS_SUBMITTED] = {"Submitted", FTL_SHOW_INSTANT},
        [FTL_CLAIMS_DAYS_TO_SUBMIT] = {"Days to submit", FTL_SHOW_DAYS},
        [FTL_CLAIMS_DAYS_TO_PAY] = {"Days to pay", FTL_SHOW_DAYS},
        [FTL_CLAIMS_FIRST_PASS] = TEXT("First pass"),
        [FTL_CLAIMS_SHARE] = {"Approved of claimed", FTL_SHOW_PERCENT},
        [FTL_CLAIMS_DECIDED_CLAIMED] = MONEY("Claimed, decided"),
        [FTL_CLAIMS_DECIDED_APPROVED] = MONEY("Approved, decided"),
        [FTL_CLAIMS_REFUSALS] = {"Refusals", FTL_SHOW_INT},
        [FTL_CLAIMS_REFUSED] = MONEY("Refused"),
        [FTL_CLAIMS_REASON] = TEXT("Last reason"),
        [FTL_CLAIMS_GROUP + FTL_COST_BY_SLICE] = NUMBER("No. by period"),
        [FTL_CLAIMS_GROUP + FTL_COST_BY_PAYER] = NUMBER("No. by payer"),
        [FTL_CLAIMS_GROUP + FTL_COST_BY_BILL] = NUMBER("No. by bill code"),
        [FTL_CLAIMS_GROUP + FTL_COST_BY_BRAND] = NUMBER("No. by brand"),
        [FTL_CLAIMS_GROUP + FTL_COST_BY_MODEL] = NUMBER("No. by model"),
        [FTL_CLAIMS_GROUP + FTL_COST_BY_CATEGORY] = NUMBER("No. by category"),
        [FTL_CLAIMS_GROUP + FTL_COST_BY_SYMPTOM] = NUMBER("No. by symptom"),
};

static const struct ftl_grid_column leak_columns[FTL_LEAKS_COLUMNS] = {
        [FTL_LEAKS_KIND] = TEXT("Kind"),      [FTL_LEAKS_JOB] = TEXT("Work order"),
        [FTL_LEAKS_CLAIM] = TEXT("Claim"),    [FTL_LEAKS_SLICE] = TEXT("Period"),
        [FTL_LEAKS_PAYER] = TEXT("Payer"),    [FTL_LEAKS_READY] = {"Ready", FTL_SHOW_INSTANT},
        [FTL_LEAKS_AMOUNT] = MONEY("Amount"),
};

struct ftl_grid *ftl_claims_grid(struct ftl_workbook *book, const char *footer)
{
	return ftl_workbook_grid(book, "Claims", footer, claim_columns, FTL_CLAIMS_COLUMNS, 1);
}

struct ftl_grid *ftl_leaks_grid(struct ftl_workbook *book, const char *footer)
{
	return ftl_workbook_grid(book, "Leakage list", footer, leak_columns, FTL_LEAKS_COLUMNS, 2);
}

static const char *slice_of(const struct ftl_claims *claims, const struct ftl_job_view *job)
{
	return claims->frame->slices[ftl_frame_slice(claims->frame, job->ready_on)].label;
}

/* What a payer was asked for; of a draft nothing yet. */
static void put_amounts(const struct ftl_claim_view *view, struct ftl_cell *cells)
{
	bool is_sent = view->facts.revision > 0;

	cells[FTL_CLAIMS_CLAIMED] = ftl_cell_opt(is_sent, view->amounts[FTL_AMOUNT_CLAIMED]);
	cells[FTL_CLAIMS_APPROVED] = ftl_cell_opt(is_sent, view->amounts[FTL_AMOUNT_APPROVED]);
	cells[FTL_CLAIMS_PAID] = ftl_cell_opt(is_sent, view->amounts[FTL_AMOUNT_PAID]);
	cells[FTL_CLAIMS_SHORT] = ftl_cell_opt(is_sent, view->amounts[FTL_AMOUNT_SHORT]);
	cells[FTL_CLAIMS_WRITTEN_OFF] =
	        ftl_cell_opt(is_sent, view->amounts[FTL_AMOUNT_WRITTEN_OFF]);
	cells[FTL_CLAIMS_OPEN_AMOUNT] = ftl_cell_number(view->sums.open_cents);
	cells[FTL_CLAIMS_DECIDED_CLAIMED] =
	        ftl_cell_opt(view->is_decided, view->sums.claimed_cents);
	cells[FTL_CLAIMS_DECIDED_APPROVED] =
	        ftl_cell_opt(view->is_decided, view->sums.approved_cents);
	cells[FTL_CLAIMS_REFUSALS] = ftl_cell_number(view->refusals);
	cells[FTL_CLAIMS_REFUSED] = ftl_cell_number(view->refused_cents);
}

/* The sheets by group count claims by these numbers: names of people would be taken for patterns.
 */
static void put_groups(const struct ftl_claim_view *view, const struct ftl_claim_groups *groups,
                       struct ftl_cell *cells)
{
	enum ftl_payer payer = view->row->payer;

	for (int by = 0; by < FTL_COST_BYS; by++)
		cells[FTL_CLAIMS_GROUP + by] = ftl_cell_number(groups->of_job[by]);
	cells[FTL_CLAIMS_GROUP + FTL_COST_BY_PAYER] = ftl_cell_number(groups->of_payer[payer]);
	cells[FTL_CLAIMS_GROUP + FTL_COST_BY_BILL] =
	        ftl_cell_number(groups->of_bill[ftl_payer_bill(payer)]);
}

void ftl_claims_put(const struct ftl_claims *claims, const struct ftl_job_view *job,
                    const struct ftl_claim_view *view, const struct ftl_claim_groups *groups)
{
	struct ftl_cell cells[FTL_CLAIMS_COLUMNS] = {0};
	const struct ftl_claim_facts *facts = &view->facts;
	char code[FTL_CODE_SIZE];
	char order[FTL_CODE_SIZE];

	cells[FTL_CLAIMS_CODE] = ftl_cell_text(ftl_code_eye_of(code, view->row->code));
	cells[FTL_CLAIMS_REVISION] = ftl_cell_number(facts->revision);
	cells[FTL_CLAIMS_JOB] = ftl_cell_text(ftl_code_eye_of(order, job->row->code));
	cells[FTL_CLAIMS_SLICE] = ftl_cell_text(slice_of(claims, job));
	cells[FTL_CLAIMS_PAYER] = ftl_cell_text(ftl_payer_names[view->row->payer]);
	cells[FTL_CLAIMS_STATE] = ftl_cell_text(ftl_claim_state_title(view->state));
	put_amounts(view, cells);
	cells[FTL_CLAIMS_SUBMITTED] =
	        ftl_cell_opt(facts->first_submitted_at.has, facts->first_submitted_at.value);
	cells[FTL_CLAIMS_DAYS_TO_SUBMIT] =
	        ftl_cell_opt(view->submit_seconds.has, view->submit_seconds.value);
	cells[FTL_CLAIMS_DAYS_TO_PAY] =
	        ftl_cell_opt(view->pay_seconds.has, view->pay_seconds.value);
	if (view->is_decided)
		cells[FTL_CLAIMS_FIRST_PASS] = ftl_cell_text(facts->is_first_pass ? "yes" : "no");
	cells[FTL_CLAIMS_SHARE] =
	        ftl_cell_opt(view->approved_share.has, view->approved_share.value);
	cells[FTL_CLAIMS_REASON] = ftl_cell_text(view->reason);
	put_groups(view, groups, cells);
	ftl_grid_row(claims->list, cells);
}

void ftl_leaks_put(const struct ftl_claims *claims, const struct ftl_job_view *job,
                   enum ftl_leak leak, enum ftl_payer payer, const struct ftl_claim_view *view,
                   int64_t cents)
{
	struct ftl_cell cells[FTL_LEAKS_COLUMNS] = {0};
	char code[FTL_CODE_SIZE];
	char order[FTL_CODE_SIZE];

	cells[FTL_LEAKS_KIND] = ftl_cell_text(ftl_leak_titles[leak]);
	cells[FTL_LEAKS_JOB] = ftl_cell_text(ftl_code_eye_of(order, job->row->code));
	if (view != NULL)
		cells[FTL_LEAKS_CLAIM] = ftl_cell_text(ftl_code_eye_of(code, view->row->code));
	cells[FTL_LEAKS_SLICE] = ftl_cell_text(slice_of(claims, job));
	cells[FTL_LEAKS_PAYER] = ftl_cell_text(ftl_payer_names[payer]);
	cells[FTL_LEAKS_READY] = ftl_cell_number(job->facts.ready_at);
	cells[FTL_LEAKS_AMOUNT] = ftl_cell_number(cents);
	ftl_grid_row(claims->leaks, cells);
}

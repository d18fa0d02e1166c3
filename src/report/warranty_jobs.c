#include "fettle/base/buf.h"
#include "fettle/model/ident.h"
#include "report/warranty.h"

#define TEXT(title)                                                                                \
	{                                                                                          \
		title, FTL_SHOW_TEXT                                                               \
	}
#define MONEY(title)                                                                               \
	{                                                                                          \
		title, FTL_SHOW_MONEY                                                              \
	}

static const struct ftl_grid_column columns[FTL_COST_COLUMNS] = {
        [FTL_COST_CODE] = TEXT("Work order"),
        [FTL_COST_RECEIVED] = {"Received", FTL_SHOW_INSTANT},
        [FTL_COST_READY] = {"Ready", FTL_SHOW_INSTANT},
        [FTL_COST_SLICE] = TEXT("Period"),
        [FTL_COST_CATEGORY] = TEXT("Category"),
        [FTL_COST_BRAND] = TEXT("Brand"),
        [FTL_COST_MODEL] = TEXT("Model"),
        [FTL_COST_SERIAL] = TEXT("Serial"),
        [FTL_COST_SYMPTOM] = TEXT("Symptom"),
        [FTL_COST_TECHNICIAN] = TEXT("Technician"),
        [FTL_COST_RESULT] = TEXT("Result"),
        [FTL_COST_PAYERS_OF] = TEXT("Payers"),
        [FTL_COST_BILLS_OF] = TEXT("Bill codes"),
        [FTL_COST_LABOUR] = MONEY("Labour"),
        [FTL_COST_PARTS] = MONEY("Parts"),
        [FTL_COST_FREIGHT] = MONEY("Freight"),
        [FTL_COST_OTHER] = MONEY("Other"),
        [FTL_COST_TOTAL] = MONEY("Cost"),
        [FTL_COST_PAYABLE] = MONEY("To be paid by others"),
        [FTL_COST_RECOVERED] = MONEY("Recovered"),
        [FTL_COST_OWED] = MONEY("Still owed by others"),
        [FTL_COST_LEFT] = MONEY("Cost not recovered"),
};

struct ftl_grid *ftl_warranty_jobs_grid(struct ftl_workbook *book, const char *footer)
{
	return ftl_workbook_grid(book, "Jobs", footer, columns, FTL_COST_COLUMNS, 1);
}

static void add_name(struct ftl_buf *buf, const char *name)
{
	if (buf->length > 0)
		ftl_buf_text(buf, ", ");
	ftl_buf_text(buf, name);
}

void ftl_warranty_put_job(const struct ftl_warranty *report, const struct ftl_job_view *job,
                          const struct ftl_warranty_job *costs)
{
	struct ftl_cell cells[FTL_COST_COLUMNS] = {0};
	const struct ftl_warranty_sums *sums = &costs->all;
	const struct ftl_figures_job *row = job->row;
	char code[FTL_CODE_SIZE];
	FTL_BUF(payers);
	FTL_BUF(bills);

	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		if (costs->by_payer[payer].jobs > 0)
			add_name(&payers, ftl_payer_names[payer]);
	}
	for (int bill = 0; bill < FTL_BILLS; bill++) {
		if (costs->by_bill[bill].jobs > 0)
			add_name(&bills, ftl_bill_names[bill]);
	}
	cells[FTL_COST_CODE] = ftl_cell_text(ftl_code_eye_of(code, row->code));
	cells[FTL_COST_RECEIVED] =
	        ftl_cell_opt(job->facts.received_at != 0, job->facts.received_at);
	cells[FTL_COST_READY] = ftl_cell_number(job->facts.ready_at);
	cells[FTL_COST_SLICE] = ftl_cell_text(
	        report->frame->slices[ftl_frame_slice(report->frame, job->ready_on)].label);
	cells[FTL_COST_CATEGORY] = ftl_cell_text(row->category);
	cells[FTL_COST_BRAND] = ftl_cell_text(row->brand);
	cells[FTL_COST_MODEL] = ftl_cell_text(row->model);
	cells[FTL_COST_SERIAL] = ftl_cell_text(row->serial);
	cells[FTL_COST_SYMPTOM] = ftl_cell_text(row->symptom);
	cells[FTL_COST_TECHNICIAN] = ftl_cell_text(job->technician);
	cells[FTL_COST_RESULT] = ftl_cell_text(
	        job->facts.result == FTL_RESULT_NONE ? NULL : ftl_result_title(job->facts.result));
	cells[FTL_COST_PAYERS_OF] = ftl_cell_text(ftl_buf_cstr(&payers));
	cells[FTL_COST_BILLS_OF] = ftl_cell_text(ftl_buf_cstr(&bills));
	cells[FTL_COST_LABOUR] = ftl_cell_number(sums->cost[FTL_LABOUR]);
	cells[FTL_COST_PARTS] = ftl_cell_number(sums->cost[FTL_PART]);
	cells[FTL_COST_FREIGHT] = ftl_cell_number(sums->cost[FTL_FREIGHT]);
	cells[FTL_COST_OTHER] = ftl_cell_number(sums->cost[FTL_OTHER]);
	cells[FTL_COST_TOTAL] = ftl_cell_number(sums->total);
	cells[FTL_COST_PAYABLE] = ftl_cell_number(sums->payable);
	cells[FTL_COST_RECOVERED] = ftl_cell_number(sums->recovered);
	cells[FTL_COST_OWED] = ftl_cell_number(sums->payable - sums->recovered);
	cells[FTL_COST_LEFT] = ftl_cell_number(sums->total - sums->recovered);
	ftl_grid_row(report->jobs, cells);
}

#include "fettle/model/ident.h"
#include "report/provision.h"

static const struct ftl_grid_column columns[FTL_PROVISION_COLUMNS] = {
        [FTL_PROVISION_CODE] = {"Work order", FTL_SHOW_TEXT},
        [FTL_PROVISION_OUT] = {"Handed over", FTL_SHOW_DATE},
        [FTL_PROVISION_UNTIL] = {"Guaranteed until", FTL_SHOW_DATE},
        [FTL_PROVISION_BILLED] = {"Billed", FTL_SHOW_MONEY},
        [FTL_PROVISION_RATE] = {"Rate in %", FTL_SHOW_QUANTITY},
        [FTL_PROVISION_ACCRUED_IN] = {"Accrued in", FTL_SHOW_TEXT},
        [FTL_PROVISION_ACCRUED] = {"Accrued", FTL_SHOW_MONEY},
        [FTL_PROVISION_OPENING] = {"Needed at the start", FTL_SHOW_MONEY},
        [FTL_PROVISION_CLOSING] = {"Needed at the end", FTL_SHOW_MONEY},
        [FTL_PROVISION_SETTLED_IN] = {"Settled in", FTL_SHOW_TEXT},
        [FTL_PROVISION_SETTLED] = {"Settled", FTL_SHOW_MONEY},
};

struct ftl_grid *ftl_provision_grid(struct ftl_workbook *book, const char *footer)
{
	return ftl_workbook_grid(book, "Provision list", footer, columns, FTL_PROVISION_COLUMNS, 1);
}

static struct ftl_cell slice_cell(const struct ftl_provision *provision, struct ftl_opt slice)
{
	return ftl_cell_text(slice.has ? provision->frame->slices[slice.value].label : NULL);
}

void ftl_provision_put(const struct ftl_provision *provision, const struct ftl_job_view *job,
                       const struct ftl_provision_row *row)
{
	struct ftl_cell cells[FTL_PROVISION_COLUMNS] = {0};
	const struct ftl_guarantee *guarantee = &row->guarantee;
	char code[FTL_CODE_SIZE];

	cells[FTL_PROVISION_CODE] = ftl_cell_text(ftl_code_eye_of(code, job->row->code));
	cells[FTL_PROVISION_ACCRUED_IN] = slice_cell(provision, row->accrued_in);
	cells[FTL_PROVISION_ACCRUED] = ftl_cell_opt(row->accrued_in.has, row->accrued_cents);
	cells[FTL_PROVISION_SETTLED_IN] = slice_cell(provision, row->settled_in);
	cells[FTL_PROVISION_SETTLED] = ftl_cell_opt(row->settled_in.has, row->settled_cents);
	if (guarantee->is_given) {
		cells[FTL_PROVISION_OUT] = ftl_cell_number(guarantee->starts_on);
		cells[FTL_PROVISION_UNTIL] =
		        ftl_cell_opt(guarantee->ends_on.has, guarantee->ends_on.value);
		cells[FTL_PROVISION_BILLED] = ftl_cell_number(row->billed_cents);
		cells[FTL_PROVISION_RATE] = ftl_cell_opt(row->rate.has, row->rate.value * 10);
		cells[FTL_PROVISION_OPENING] = ftl_cell_number(row->opening_cents);
		cells[FTL_PROVISION_CLOSING] = ftl_cell_number(row->closing_cents);
	}
	ftl_grid_row(provision->list, cells);
}

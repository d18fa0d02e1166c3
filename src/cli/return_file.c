#include "cli/return_file.h"

#include "cli/document_file.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "cli/view_return.h"
#include "fettle/base/text.h"

#define FORM "return-a4"

enum {
	RETURN,
	REFERENCE,
	ACCOUNT,
	LINE,
	SKU,
	MAKER_NUMBER,
	NAME,
	QUANTITY,
	UNIT,
	SERIAL,
	LOT,
	REASON,
	ORDER,
	ASKED,
	CELLS
};
static const struct ftl_column columns[CELLS] = {
        [RETURN] = {"return", "Return", FTL_T_CODE, false, "our number of the return", NULL},
        [REFERENCE] = {"reference", "Your number", FTL_T_TEXT, false, "the supplier's number of it",
                       NULL},
        [ACCOUNT] = {"account", "Account", FTL_T_TEXT, false, "our number with the supplier", NULL},
        [LINE] = {"line", "Line", FTL_T_INT, false, "its number", NULL},
        [SKU] = {"sku", "Part", FTL_T_TEXT, false, "what we call it", NULL},
        [MAKER_NUMBER] = {"maker_number", "Maker's number", FTL_T_TEXT, false,
                          "what its maker calls it", NULL},
        [NAME] = {"name", "Description", FTL_T_TEXT, false, "what it is", NULL},
        [QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much", NULL},
        [UNIT] = {"unit", "Unit", FTL_T_ENUM, false, "what it is counted by", NULL},
        [SERIAL] = {"serial", "Serial", FTL_T_TEXT, false, "of a numbered piece", NULL},
        [LOT] = {"lot", "Lot", FTL_T_TEXT, false, "the lot", NULL},
        [REASON] = {"reason", "Why", FTL_T_ENUM, false, "dead, wrong, surplus, core, warranty",
                    ftl_view_return_reason},
        [ORDER] = {"order", "Our job", FTL_T_CODE, false, "that it failed on", NULL},
        [ASKED] = {"asked", "Credit", FTL_T_MONEY, false, "what we ask for all of it, without tax",
                   NULL},
};
static const struct ftl_table shape = {.schema = "return.file/1",
                                       .title = "Return",
                                       .columns = columns,
                                       .count = CELLS,
                                       .empty = "the box is empty"};

static enum ftl_status put_lines(const void *context, struct ftl_out *out, struct ftl_err *err)
{
	const struct ftl_return_full *full = context;

	FTL_TRY(ftl_out_begin(out, &shape, err));
	for (size_t i = 0; i < full->line_count; i++) {
		const struct ftl_return_line *line = &full->lines[i];
		const struct ftl_cell cells[CELLS] = {
		        [RETURN] = ftl_cell_text(full->box.code),
		        [REFERENCE] = ftl_cell_text(full->box.reference),
		        [ACCOUNT] = ftl_cell_text(full->supplier.account),
		        [LINE] = ftl_cell_number(line->position),
		        [SKU] = ftl_cell_text(line->sku),
		        [MAKER_NUMBER] = ftl_cell_text(line->maker_number),
		        [NAME] = ftl_cell_text(line->name),
		        [QUANTITY] = ftl_cell_number(line->quantity_milli),
		        [UNIT] = ftl_cell_text(ftl_unit_names[line->unit]),
		        [SERIAL] = ftl_cell_text(line->serial),
		        [LOT] = ftl_cell_text(line->lot),
		        [REASON] = ftl_cell_text(ftl_return_reason_names[line->reason]),
		        [ORDER] = ftl_cell_text(line->order),
		        [ASKED] = ftl_cell_number(line->asked_cents),
		};
		const struct ftl_row row = {.cells = cells};

		if (!line->removed_at.has)
			FTL_TRY(ftl_out_row(out, &row, err));
	}
	return ftl_out_end(out, err);
}

static const struct ftl_form_column form_columns[] = {
        {"line", "No"},      {"sku", "Our number"}, {"maker_number", "Number"},
        {"name", "Article"}, {"quantity", "Qty"},   {"serial", "Serial"},
        {"reason", "Why"},   {"amount", "Credit"}};

static struct ftl_form_table form_lines(struct ftl_cli *cli, const struct ftl_return_full *full)
{
	const char **cells = ftl_alloc(&cli->arena, full->line_count * FTL_COUNT(form_columns) + 1,
	                               sizeof(*cells));
	struct ftl_form_table table = {"lines", form_columns, FTL_COUNT(form_columns), cells, 0};
	size_t at = 0;

	for (size_t i = 0; i < full->line_count; i++) {
		const struct ftl_return_line *line = &full->lines[i];
		const struct ftl_part part = {.unit = line->unit};

		if (line->removed_at.has)
			continue;
		cells[at++] = ftl_sprintf(&cli->arena, "%d", line->position);
		cells[at++] = line->sku;
		cells[at++] = line->maker_number;
		cells[at++] = line->name;
		cells[at++] = ftl_stock_words(&cli->arena, &part, line->quantity_milli);
		cells[at++] = line->serial != NULL ? line->serial : line->lot;
		cells[at++] = ftl_return_reason_title(line->reason);
		cells[at++] = ftl_document_money(cli, ftl_some(line->asked_cents));
		table.row_count++;
	}
	return table;
}

enum ftl_status ftl_return_file_write(struct ftl_cli *cli, const struct ftl_return_full *full,
                                      const char *path, struct ftl_err *err)
{
	const struct ftl_return *box = &full->box;
	bool is_draft = box->state == FTL_RETURN_DRAFT;
	const struct ftl_form_field fields[] = {
	        {"heading", "Form", is_draft ? "Draft of a return" : "Return"},
	        {"code", "Return", ftl_view_code(&cli->arena, box->code)},
	        {"short_code", "Code", box->code},
	        {"centre", "Service centre", cli->app->centre},
	        {"supplier", "To", full->supplier.name},
	        {"supplier_email", "E-mail", full->supplier.email},
	        {"supplier_phone", "Phone", full->supplier.phone},
	        {"account", "Our account", full->supplier.account},
	        {"made_on", "Date",
	         ftl_document_day(cli,
	                          box->sent_at.has ? box->sent_at.value : ftl_app_now(cli->app))},
	        {"reference", "Your number", box->reference},
	        {"carrier", "Carrier", box->carrier},
	        {"tracking", "Parcel", box->tracking},
	        {"currency", "Currency", cli->app->currency.code},
	        {"total", "Credit asked, without tax",
	         ftl_document_money(cli, ftl_some(full->sums.asked_cents))},
	};
	const struct ftl_form_table table = form_lines(cli, full);
	const struct ftl_form_data data = {fields, FTL_COUNT(fields), &table, 1};
	const struct ftl_document document = {
	        .form = FORM, .title = "Return", .data = &data, .put = put_lines, .context = full};

	if (ftl_document_write(cli, &document, path, err) == FTL_OK)
		return FTL_OK;
	return ftl_hint(err, "nothing else is lost: fettle return file %s FILE writes it",
	                ftl_view_code(&cli->arena, box->code));
}

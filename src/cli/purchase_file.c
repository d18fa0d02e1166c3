#include "cli/purchase_file.h"

#include "cli/document_file.h"
#include "cli/view_order.h"
#include "cli/view_part.h"

#define FORM "purchase-a4"

enum { PURCHASE, ACCOUNT, LINE, SKU, MAKER_NUMBER, NAME, QUANTITY, UNIT, COST, AMOUNT, CELLS };
static const struct ftl_column columns[CELLS] = {
        [PURCHASE] = {"purchase", "Order", FTL_T_CODE, false, "our number of the order", NULL},
        [ACCOUNT] = {"account", "Account", FTL_T_TEXT, false, "our number with the supplier", NULL},
        [LINE] = {"line", "Line", FTL_T_INT, false, "its number", NULL},
        [SKU] = {"sku", "Part", FTL_T_TEXT, false, "what we call it", NULL},
        [MAKER_NUMBER] = {"maker_number", "Maker's number", FTL_T_TEXT, false,
                          "what its maker calls it", NULL},
        [NAME] = {"name", "Description", FTL_T_TEXT, false, "what it is", NULL},
        [QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much", NULL},
        [UNIT] = {"unit", "Unit", FTL_T_ENUM, false, "what it is counted by", NULL},
        [COST] = {"cost", "Price", FTL_T_MONEY, false, "each, without tax", NULL},
        [AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "all of it, without tax", NULL},
};
static const struct ftl_table shape = {.schema = "purchase.file/1",
                                       .title = "Order",
                                       .columns = columns,
                                       .count = CELLS,
                                       .empty = "the order has no line"};

static struct ftl_opt amount_of(const struct ftl_purchase_line *line)
{
	struct ftl_opt amount;

	return ftl_purchase_cost(line, line->quantity_milli, &amount) ? amount : ftl_none();
}

static enum ftl_status put_lines(const void *context, struct ftl_out *out, struct ftl_err *err)
{
	const struct ftl_purchase_full *full = context;

	FTL_TRY(ftl_out_begin(out, &shape, err));
	for (size_t i = 0; i < full->line_count; i++) {
		const struct ftl_purchase_line *line = &full->lines[i];
		struct ftl_opt amount = amount_of(line);
		const struct ftl_cell cells[CELLS] = {
		        [PURCHASE] = ftl_cell_text(full->purchase.code),
		        [ACCOUNT] = ftl_cell_text(full->supplier.account),
		        [LINE] = ftl_cell_number(line->position),
		        [SKU] = ftl_cell_text(line->sku),
		        [MAKER_NUMBER] = ftl_cell_text(line->maker_number),
		        [NAME] = ftl_cell_text(line->name),
		        [QUANTITY] = ftl_cell_number(line->quantity_milli),
		        [UNIT] = ftl_cell_text(ftl_unit_names[line->unit]),
		        [COST] = ftl_cell_opt(line->unit_cost_cents.has,
		                              line->unit_cost_cents.value),
		        [AMOUNT] = ftl_cell_opt(amount.has, amount.value),
		};
		const struct ftl_row row = {.cells = cells};

		if (!line->is_removed)
			FTL_TRY(ftl_out_row(out, &row, err));
	}
	return ftl_out_end(out, err);
}

static const struct ftl_form_column form_columns[] = {
        {"line", "No"},      {"sku", "Our number"}, {"maker_number", "Maker's number"},
        {"name", "Article"}, {"quantity", "Qty"},   {"price", "Price"},
        {"amount", "Amount"}};

static struct ftl_form_table form_lines(struct ftl_cli *cli, const struct ftl_purchase_full *full)
{
	const char **cells = ftl_alloc(&cli->arena, full->line_count * FTL_COUNT(form_columns) + 1,
	                               sizeof(*cells));
	struct ftl_form_table table = {"lines", form_columns, FTL_COUNT(form_columns), cells, 0};
	size_t at = 0;

	for (size_t i = 0; i < full->line_count; i++) {
		const struct ftl_purchase_line *line = &full->lines[i];
		const struct ftl_part part = {.unit = line->unit};

		if (line->is_removed)
			continue;
		cells[at++] = ftl_sprintf(&cli->arena, "%d", line->position);
		cells[at++] = line->sku;
		cells[at++] = line->maker_number;
		cells[at++] = line->name;
		cells[at++] = ftl_stock_words(&cli->arena, &part, line->quantity_milli);
		cells[at++] = ftl_document_money(cli, line->unit_cost_cents);
		cells[at++] = ftl_document_money(cli, amount_of(line));
		table.row_count++;
	}
	return table;
}

enum ftl_status ftl_purchase_file_write(struct ftl_cli *cli, const struct ftl_purchase_full *full,
                                        const char *path, struct ftl_err *err)
{
	const struct ftl_purchase *purchase = &full->purchase;
	bool is_draft = purchase->state == FTL_PURCHASE_DRAFT;
	const struct ftl_form_field fields[] = {
	        {"heading", "Form", is_draft ? "Draft of an order" : "Purchase order"},
	        {"code", "Order", ftl_view_code(&cli->arena, purchase->code)},
	        {"short_code", "Code", purchase->code},
	        {"centre", "Service centre", cli->app->centre},
	        {"supplier", "To", full->supplier.name},
	        {"supplier_email", "E-mail", full->supplier.email},
	        {"supplier_phone", "Phone", full->supplier.phone},
	        {"account", "Our account", full->supplier.account},
	        {"made_on", "Date",
	         ftl_document_day(cli, purchase->sent_at.has ? purchase->sent_at.value
	                                                     : ftl_app_now(cli->app))},
	        {"reference", "Your number", purchase->reference},
	        {"currency", "Currency", cli->app->currency.code},
	        {"total", "Total without tax", ftl_document_money(cli, full->total_cents)},
	};
	const struct ftl_form_table table = form_lines(cli, full);
	const struct ftl_form_data data = {fields, FTL_COUNT(fields), &table, 1};
	const struct ftl_document document = {.form = FORM,
	                                      .title = "Purchase order",
	                                      .data = &data,
	                                      .put = put_lines,
	                                      .context = full};

	if (ftl_document_write(cli, &document, path, err) == FTL_OK)
		return FTL_OK;
	return ftl_hint(err, "nothing else is lost: fettle purchase file %s FILE writes it",
	                ftl_view_code(&cli->arena, purchase->code));
}

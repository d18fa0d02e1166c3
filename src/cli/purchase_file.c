#include "cli/purchase_file.h"

#include <string.h>
#include <strings.h>

#include "cli/cmd_label.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/text.h"
#include "fettle/print/form.h"

#define FORM "purchase-a4"

/* The extension with which a path ends, without its dot; "" when it has none. */
static const char *extension_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash != NULL ? slash : path, '.');

	return dot != NULL ? dot + 1 : "";
}

/* The table's format; false: it is a PDF or none of ours. */
static bool format_of(const char *path, enum ftl_format *ret)
{
	for (int i = FTL_FORMAT_JSON; i < FTL_FORMATS; i++) {
		if (strcasecmp(extension_of(path), ftl_format_names[i]) == 0) {
			*ret = (enum ftl_format)i;
			return true;
		}
	}
	return false;
}

enum ftl_status ftl_purchase_file_check(const char *path, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	enum ftl_format format;

	if (format_of(path, &format) || strcasecmp(extension_of(path), "pdf") == 0)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "file", "the name does not say which format it should be: %s",
	         ftl_quote(quoted, path));
	return ftl_hint(err, "name it .pdf, .csv, .xlsx or .json");
}

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

static enum ftl_status put_lines(const struct ftl_purchase_full *full, struct ftl_out *out,
                                 struct ftl_err *err)
{
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
        {"line", "No"},      {"sku", "Our number"}, {"maker_number", "Number"}, {"name", "Article"},
        {"quantity", "Qty"}, {"price", "Price"},    {"amount", "Amount"}};

static const char *money(struct ftl_cli *cli, struct ftl_opt cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return cents.has ? ftl_strdup(&cli->arena,
	                              ftl_money_format(text, cents.value, &cli->app->currency))
	                 : NULL;
}

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
		cells[at++] = money(cli, line->unit_cost_cents);
		cells[at++] = money(cli, amount_of(line));
		table.row_count++;
	}
	return table;
}

/* The day it was sent; of a draft today. */
static const char *day_of(struct ftl_cli *cli, const struct ftl_purchase *purchase)
{
	char day[FTL_DATE_TEXT_SIZE];
	int32_t date = ftl_app_today(cli->app), second;

	if (purchase->sent_at.has)
		ftl_zone_local(cli->app->zone, purchase->sent_at.value, &date, &second);
	return ftl_strdup(&cli->arena, ftl_date_format(day, date));
}

static enum ftl_status write_pdf(struct ftl_cli *cli, const struct ftl_purchase_full *full,
                                 const char *path, struct ftl_err *err)
{
	FTL_FORM_OUTPUT(made);
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
	        {"made_on", "Date", day_of(cli, purchase)},
	        {"reference", "Your number", purchase->reference},
	        {"currency", "Currency", cli->app->currency.code},
	        {"total", "Total without tax", money(cli, full->total_cents)},
	};
	const struct ftl_form_table table = form_lines(cli, full);
	const struct ftl_form_data data = {fields, FTL_COUNT(fields), &table, 1};
	const struct ftl_form_options options = {.made_at = ftl_app_now(cli->app),
	                                         .title = "Purchase order"};
	const char *text, *folder;
	size_t length;

	FTL_TRY(ftl_cli_forms_folder(cli, &folder, err));
	FTL_TRY(ftl_form_text(&cli->arena, FORM, folder, &text, &length, err));
	FTL_TRY(ftl_form_pdf(FORM, text, length, &data, &options, path, &made, err));
	for (size_t i = 0; i < made.warning_count; i++)
		ftl_cli_warn(cli, "%s", made.warnings[i]);
	return FTL_OK;
}

static enum ftl_status write_table(struct ftl_cli *cli, const struct ftl_purchase_full *full,
                                   enum ftl_format format, const char *path, struct ftl_err *err)
{
	FTL_OUT(out);
	const struct ftl_out_options options = {
	        .format = format,
	        .path = path,
	        .currency = cli->app->currency,
	        .zone = cli->app->zone,
	        .now = ftl_app_now(cli->app),
	        .centre = cli->app->centre,
	};

	FTL_TRY(ftl_out_open(&options, &out, err));
	FTL_TRY(put_lines(full, out, err));
	return ftl_out_close(out, err);
}

enum ftl_status ftl_purchase_file_write(struct ftl_cli *cli, const struct ftl_purchase_full *full,
                                        const char *path, struct ftl_err *err)
{
	enum ftl_format format;
	enum ftl_status status = format_of(path, &format)
	                                 ? write_table(cli, full, format, path, err)
	                                 : write_pdf(cli, full, path, err);

	if (status != FTL_OK)
		return ftl_hint(err, "nothing else is lost: fettle purchase file %s FILE writes it",
		                ftl_view_code(&cli->arena, full->purchase.code));
	ftl_cli_say(cli, "written: %s", ftl_text_visible(&cli->arena, path));
	return FTL_OK;
}

#include "cli/stocktake_file.h"

#include "cli/document_file.h"
#include "cli/view_order.h"
#include "cli/view_part.h"

#define FORM "stocktake-a4"
/* An empty line above, so that a hand can write. */
#define BOX "\n______________"
/* A blind sheet has no numbers of pieces, but room for those that are found. */
#define NUMBERS BOX BOX BOX

/* `stocktake import` reads these columns by their keys and by their titles. */
enum { STOCKTAKE, SKU, NAME, MAKER_NUMBER, LOT, SERIAL, UNIT, EXPECTED, COUNTED, CELLS };
static const struct ftl_column columns[CELLS] = {
        [STOCKTAKE] = {"stocktake", "Stocktake", FTL_T_CODE, false, "whose sheet it is", NULL},
        [SKU] = {"sku", "Part", FTL_T_TEXT, false, "its SKU", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [MAKER_NUMBER] = {"maker_number", "Maker's number", FTL_T_TEXT, false,
                          "what its maker calls it", NULL},
        [LOT] = {"lot", "Lot", FTL_T_TEXT, false, "where lots are counted apart", NULL},
        [SERIAL] = {"serial", "Serial number", FTL_T_TEXT, false, "of one piece", NULL},
        [UNIT] = {"unit", "Unit", FTL_T_ENUM, false, "what it is counted by", NULL},
        [EXPECTED] = {"expected", "Expected", FTL_T_QUANTITY, false,
                      "what the ledger says; not on a blind one", NULL},
        [COUNTED] = {"counted", "Counted", FTL_T_QUANTITY, false,
                     "to be filled in; what was counted already", NULL},
};
static const struct ftl_table shape = {.schema = "stocktake.sheet/1",
                                       .title = "Count sheet",
                                       .columns = columns,
                                       .count = CELLS,
                                       .empty = "nothing is there by the ledger"};

static enum ftl_status put_rows(const void *context, struct ftl_out *out, struct ftl_err *err)
{
	const struct ftl_stocktake_full *full = context;

	FTL_TRY(ftl_out_begin(out, &shape, err));
	for (size_t i = 0; i < full->row_count; i++) {
		const struct ftl_stocktake_row *from = &full->rows[i];
		const struct ftl_stocktake_line *line = &from->line;
		const struct ftl_cell cells[CELLS] = {
		        [STOCKTAKE] = ftl_cell_text(full->stocktake.code),
		        [SKU] = ftl_cell_text(line->sku),
		        [NAME] = ftl_cell_text(line->name),
		        [MAKER_NUMBER] = ftl_cell_text(line->maker_number),
		        [LOT] = ftl_cell_text(line->lot),
		        [SERIAL] = ftl_cell_text(line->serial),
		        [UNIT] = ftl_cell_text(ftl_unit_names[line->unit]),
		        [EXPECTED] = ftl_cell_opt(!full->stocktake.is_blind, from->known_milli),
		        [COUNTED] = ftl_cell_none(),
		};
		const struct ftl_row row = {.cells = cells};

		/* What was counted is not counted again: it is not on the next sheet. */
		if (!from->count.is_counted)
			FTL_TRY(ftl_out_row(out, &row, err));
	}
	return ftl_out_end(out, err);
}

enum { F_SKU, F_NAME, F_MAKER_NUMBER, F_WHICH, F_EXPECTED, F_COUNTED, F_CELLS };
static const struct ftl_form_column form_columns[F_CELLS] = {
        [F_SKU] = {"sku", "Part"},
        [F_NAME] = {"name", "Name"},
        [F_MAKER_NUMBER] = {"maker_number", "Maker's number"},
        [F_WHICH] = {"which", "Lot or number"},
        [F_EXPECTED] = {"expected", "Expected"},
        [F_COUNTED] = {"counted", "Counted"},
};
/* Nobody fills in what a blind sheet does not say. */
static const struct ftl_form_column blind_columns[F_CELLS] = {
        [F_SKU] = {"sku", "Part"},
        [F_NAME] = {"name", "Name"},
        [F_MAKER_NUMBER] = {"maker_number", "Maker's number"},
        [F_WHICH] = {"which", "Lot or number"},
        [F_EXPECTED] = {"expected", ""},
        [F_COUNTED] = {"counted", "Counted"},
};

static struct ftl_form_table form_lines(struct ftl_cli *cli, const struct ftl_stocktake_full *full)
{
	const char **cells = ftl_alloc(&cli->arena, full->row_count * F_CELLS + 1, sizeof(*cells));
	bool is_blind = full->stocktake.is_blind;
	struct ftl_form_table table = {"lines", is_blind ? blind_columns : form_columns, F_CELLS,
	                               cells, 0};

	for (size_t i = 0; i < full->row_count; i++) {
		const struct ftl_stocktake_row *row = &full->rows[i];
		const struct ftl_stocktake_line *line = &row->line;
		const struct ftl_part part = {.unit = line->unit};

		if (row->count.is_counted)
			continue;
		cells[F_SKU] = line->sku;
		cells[F_NAME] = line->name;
		cells[F_MAKER_NUMBER] = line->maker_number;
		cells[F_WHICH] = ftl_stocktake_is_by_piece(line) ? NUMBERS
		                 : line->serial != NULL          ? line->serial
		                                                 : line->lot;
		cells[F_EXPECTED] =
		        is_blind ? NULL : ftl_stock_words(&cli->arena, &part, row->known_milli);
		cells[F_COUNTED] =
		        line->unit == FTL_UNIT_PIECE
		                ? BOX
		                : ftl_sprintf(&cli->arena, BOX " %s", ftl_unit_names[line->unit]);
		cells += F_CELLS;
		table.row_count++;
	}
	return table;
}

enum ftl_status ftl_stocktake_file_write(struct ftl_cli *cli, const struct ftl_stocktake_full *full,
                                         const char *path, struct ftl_err *err)
{
	const struct ftl_stocktake *stocktake = &full->stocktake;
	const struct ftl_form_table table = form_lines(cli, full);
	const struct ftl_form_field fields[] = {
	        {"heading", "Form", "Count sheet"},
	        {"code", "Stocktake", ftl_view_code(&cli->arena, stocktake->code)},
	        {"short_code", "Code", stocktake->code},
	        {"centre", "Service centre", cli->app->centre},
	        {"place", "Place", stocktake->place},
	        {"place_code", "Code of the place",
	         ftl_view_code(&cli->arena, stocktake->place_code)},
	        {"made_on", "Date", ftl_document_day(cli, ftl_app_now(cli->app))},
	        {"lines", "Lines", ftl_sprintf(&cli->arena, "%zu", table.row_count)},
	        {"counted_by", "Counted by", BOX},
	        {"counted_at", "At", BOX},
	};
	const struct ftl_form_data data = {fields, FTL_COUNT(fields), &table, 1};
	const struct ftl_document document = {.form = FORM,
	                                      .title = "Count sheet",
	                                      .data = &data,
	                                      .put = put_rows,
	                                      .context = full};

	return ftl_document_write(cli, &document, path, err);
}

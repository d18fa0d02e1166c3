#include "report/listing.h"

#include "fettle/model/ident.h"
#include "report/pages.h"

static enum ftl_show show_of(enum ftl_type type)
{
	switch (type) {
	case FTL_T_TEXT:
	case FTL_T_CODE:
	case FTL_T_ENUM:
	case FTL_T_LIST:
		break;
	case FTL_T_INT:
		return FTL_SHOW_INT;
	case FTL_T_QUANTITY:
		return FTL_SHOW_QUANTITY;
	case FTL_T_MONEY:
		return FTL_SHOW_MONEY;
	case FTL_T_PERCENT:
		return FTL_SHOW_PERCENT;
	case FTL_T_DATE:
		return FTL_SHOW_DATE;
	case FTL_T_INSTANT:
		return FTL_SHOW_INSTANT;
	case FTL_T_DURATION:
		return FTL_SHOW_DAYS;
	case FTL_T_BOOL:
		return FTL_SHOW_BOOL;
	}
	return FTL_SHOW_TEXT;
}

void ftl_listing_open(struct ftl_listing *listing, struct ftl_workbook *book, const char *footer)
{
	const struct ftl_listing_spec *spec = listing->spec;
	struct ftl_grid_column columns[FTL_LISTING_COLUMNS];

	for (int i = 0; i < spec->column_count; i++)
		columns[i] = (struct ftl_grid_column){spec->shape->columns[i].title,
		                                      show_of(spec->shape->columns[i].type)};
	listing->book = book;
	listing->grid = ftl_workbook_grid(book, spec->sheet, footer, columns, spec->column_count,
	                                  spec->frozen_columns);
}

static void put_row(const struct ftl_listing *listing, const struct ftl_cell *cells)
{
	const struct ftl_column *columns = listing->spec->shape->columns;
	struct ftl_cell shown[FTL_LISTING_COLUMNS];
	char codes[FTL_LISTING_COLUMNS][FTL_CODE_SIZE];

	for (int i = 0; i < listing->spec->column_count; i++) {
		shown[i] = cells[i];
		if (!cells[i].has || cells[i].text == NULL)
			continue;
		if (columns[i].type == FTL_T_CODE)
			shown[i].text = ftl_code_eye_of(codes[i], cells[i].text);
		if (columns[i].type == FTL_T_ENUM && columns[i].title_of != NULL)
			shown[i].text = columns[i].title_of(cells[i].text);
	}
	ftl_grid_row(listing->grid, shown);
}

enum ftl_status ftl_listing_put(struct ftl_listing *listing, const struct ftl_cell *cells,
                                struct ftl_err *err)
{
	listing->rows++;
	if (listing->out != NULL && !ftl_out_is_full(listing->out))
		return ftl_out_row(listing->out, &(struct ftl_row){.cells = cells}, err);
	if (listing->grid == NULL)
		return FTL_OK;
	put_row(listing, cells);
	return ftl_workbook_check(listing->book, err);
}

int ftl_listing_end(struct ftl_listing *listing)
{
	ftl_grid_end(listing->grid);
	return ftl_grid_sheets(listing->grid);
}

bool ftl_listing_is_live(const struct ftl_listing *listing)
{
	return listing->grid != NULL && listing->rows > 0 && listing->rows <= FTL_LIVE_ROWS;
}

const char *ftl_listing_range(const struct ftl_listing *listing, struct ftl_arena *arena,
                              int column)
{
	return ftl_column_range(arena, listing->spec->sheet, column, listing->rows);
}

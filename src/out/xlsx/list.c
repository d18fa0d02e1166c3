#include <stdlib.h>
#include <string.h>

#include "book.h"

#include "fettle/base/memory.h"
#include "out/cell.h"
#include "out/xlsx_module.h"

/* A list as a workbook: one grid in a book whose file belongs to the caller. */
struct ftl_xlsx_list {
	struct ftl_workbook *book;
	struct ftl_grid *grid;
	const struct ftl_out_options *options;
	const struct ftl_table *table;
	struct ftl_cell *cells;
	struct ftl_arena scratch; /* of one row */
};

static void drop(struct ftl_xlsx_list **at)
{
	struct ftl_xlsx_list *list = *at;

	if (list == NULL)
		return;
	ftl_xlsx_drop(&list->book);
	ftl_arena_done(&list->scratch);
	free(list->cells);
	free(list);
	*at = NULL;
}

static enum ftl_status open_list(const char *path, const struct ftl_out_options *options,
                                 struct ftl_xlsx_list **ret, struct ftl_err *err)
{
	struct ftl_workbook_options how = {.title = "fettle",
	                                   .centre = options->centre,
	                                   .now = options->now,
	                                   .currency = options->currency,
	                                   .zone = options->zone};
	struct ftl_workbook *book;

	FTL_TRY(ftl_xlsx_open_at(path, &how, &book, err));
	struct ftl_xlsx_list *list = ftl_memory_zeroed(sizeof(*list));
	list->book = book;
	list->options = options;
	*ret = list;
	return FTL_OK;
}

static enum ftl_show show_of(enum ftl_type type)
{
	switch (type) {
	case FTL_T_TEXT:
	case FTL_T_CODE:
	case FTL_T_ENUM:
		break;
	case FTL_T_LIST:
		return FTL_SHOW_WRAP;
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
		return FTL_SHOW_CLOCK;
	case FTL_T_BOOL:
		return FTL_SHOW_BOOL;
	}
	return FTL_SHOW_TEXT;
}

/* A name that a sheet may have: at most 31 characters, none of []:*?/\, no quote at its ends. */
static const char *sheet_name(struct ftl_arena *arena, const char *title)
{
	char *name = ftl_strndup(arena, title, 28);
	size_t length = strlen(name);

	/* A cut inside a character takes the whole character with it. */
	if (strlen(title) > length) {
		while (length > 0 && ((unsigned char)title[length] & 0xC0) == 0x80)
			length--;
		name[length] = '\0';
	}
	for (char *at = name; *at != '\0'; at++) {
		if (strchr("[]:*?/\\'", *at) != NULL)
			*at = ' ';
	}
	return *name == '\0' || strcasecmp(name, "history") == 0 ? "List" : name;
}

static enum ftl_status begin(struct ftl_xlsx_list *list, const struct ftl_table *table,
                             struct ftl_err *err)
{
	struct ftl_workbook *book = list->book;
	struct ftl_grid_column *columns =
	        ftl_alloc(&book->arena, table->count + 1, sizeof(*columns));
	const char *centre = list->options->centre == NULL ? "" : list->options->centre;

	for (size_t i = 0; i < table->count; i++)
		columns[i] = (struct ftl_grid_column){table->columns[i].title,
		                                      show_of(table->columns[i].type)};
	list->table = table;
	list->cells = ftl_memory_zeroed((table->count + 1) * sizeof(*list->cells));
	list->grid = ftl_xlsx_grid(book, sheet_name(&book->arena, table->title), centre, columns,
	                           (int)table->count, table->count > 1 ? 1 : 0);
	return ftl_xlsx_check(book, err);
}

static enum ftl_status row(struct ftl_xlsx_list *list, const struct ftl_cell *cells,
                           struct ftl_err *err)
{
	ftl_arena_reset(&list->scratch);
	for (size_t i = 0; i < list->table->count; i++) {
		const struct ftl_column *column = &list->table->columns[i];
		list->cells[i] = cells[i];
		if (column->type == FTL_T_CODE && cells[i].has)
			list->cells[i].text =
			        ftl_cell_data(list->options, column, &cells[i],
			                      ftl_alloc(&list->scratch, 1, FTL_CELL_SIZE));
	}
	ftl_xlsx_grid_row(list->grid, list->cells);
	return ftl_xlsx_check(list->book, err);
}

static enum ftl_status close_list(struct ftl_xlsx_list **at, struct ftl_err *err)
{
	struct ftl_xlsx_list *list FTL_CLEANUP(drop) = *at;

	*at = NULL;
	if (list->grid == NULL)
		return ftl_fail(err, FTL_INTERNAL, NULL, "a workbook without a sheet");
	ftl_xlsx_grid_end(list->grid);
	return ftl_xlsx_finish(list->book, err);
}

const struct ftl_xlsx_writer ftl_xlsx_module = {
        .open = open_list,
        .begin = begin,
        .row = row,
        .close = close_list,
        .drop = drop,
};

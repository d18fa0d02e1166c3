#ifndef BASE_SHEET_ROWS_H
#define BASE_SHEET_ROWS_H

#include "base/sheet/strings.h"
#include "base/sheet/styles.h"
#include "base/sheet/xml.h"
#include "base/table.h"
#include "fettle/base/sheet.h"

/* A cell while it is read. */
struct ftl_sheet_cell {
	char type[16]; /* its t; "n" when there is none */
	size_t style;
	bool has_formula;
	bool has_value;
	struct ftl_buf value; /* as stored */
};

/* The rows of one sheet. */
struct ftl_book {
	struct ftl_package *package;
	struct ftl_arena arena;
	struct ftl_sheet_strings strings;
	struct ftl_sheet_styles styles;
	bool is_1904;
	struct ftl_xml *xml;

	int64_t row;   /* 1 is the first of the sheet */
	size_t column; /* the last one read, 1 is A; 0 before the first */
	struct ftl_sheet_cell cell;
	struct ftl_buf record; /* the fields that are not empty, each with a NUL behind it */
	size_t starts[FTL_TABLE_COLUMNS_MOST];
	bool is_filled[FTL_TABLE_COLUMNS_MOST];
	enum ftl_sheet_type types[FTL_TABLE_COLUMNS_MOST]; /* of those that are filled */
	const char *fields[FTL_TABLE_COLUMNS_MOST];
	size_t count;    /* up to the last field that is not empty */
	size_t expected; /* fields of the header; 0 before it */
	bool is_sought;  /* the header may stand below other rows */
	bool has_fault;  /* of the row: the first cell that was refused */
	struct ftl_err fault;

	bool is_at_end;
	bool is_broken;
	struct ftl_err failure; /* what broke it */
};

/* Tells the cells of a sheet to a book, which is the context, and pauses behind each row. */
extern const struct ftl_xml_handler ftl_sheet_rows;

#endif

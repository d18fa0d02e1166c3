#include "base/sheet/rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/sheet/text.h"
#include "base/sheet/value.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"

/* What spreadsheets end at: XFD1048576. */
#define ROW_MOST         1048576
#define COLUMN_MOST      16384
#define COLUMN_NAME_SIZE 8

/* 1 is A, 27 is AA. */
static const char *column_name(char buffer[COLUMN_NAME_SIZE], size_t column)
{
	char *c = buffer + COLUMN_NAME_SIZE - 1;

	for (*c = '\0'; column > 0 && c > buffer; column = (column - 1) / 26)
		*--c = (char)('A' + (column - 1) % 26);
	return c;
}

/* The row is refused for one of its cells; the first fault of a row is told. */
static void refuse_cell(struct ftl_book *book, const char *hint, const char *format, ...)
        FTL_PRINTF(3, 4);

static void refuse_cell(struct ftl_book *book, const char *hint, const char *format, ...)
{
	char name[COLUMN_NAME_SIZE];
	char message[360];
	va_list args;

	if (book->has_fault)
		return;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	ftl_fail(&book->fault, FTL_INVALID, ftl_package_label(book->package),
	         "cell %s%" PRId64 ": %s", column_name(name, book->column), book->row, message);
	if (hint != NULL)
		ftl_hint(&book->fault, "%s", hint);
	book->has_fault = true;
}

static void begin_row(struct ftl_xml *xml, struct ftl_book *book, const char *const *attributes)
{
	const char *text = ftl_xml_attribute(attributes, "r");
	struct ftl_err ignored;
	int64_t row = book->row + 1;

	if (text != NULL &&
	    ftl_parse_i64("r", text, book->row + 1, ROW_MOST, &row, &ignored) != FTL_OK)
		ftl_xml_refuse(xml, "its rows are damaged behind row %" PRId64, book->row);
	else if (row > ROW_MOST)
		ftl_xml_refuse(xml, "it has more than %d rows", ROW_MOST);
	book->row = row;
	book->column = 0;
	book->count = 0;
	book->has_fault = false;
	memset(book->is_filled, 0, sizeof(book->is_filled));
	ftl_buf_clear(&book->record);
}

/* The column of "B3"; 0 when that is no cell of the row. */
static size_t column_of(const char *name, int64_t row)
{
	size_t column = 0;
	struct ftl_err ignored;
	int64_t number;

	for (; *name >= 'A' && *name <= 'Z' && column <= COLUMN_MOST; name++)
		column = column * 26 + (size_t)(*name - 'A') + 1;
	if (*name < '1' || *name > '9' ||
	    ftl_parse_i64("r", name, row, row, &number, &ignored) != FTL_OK)
		return 0;
	return column;
}

static void begin_cell(struct ftl_xml *xml, struct ftl_book *book, const char *const *attributes)
{
	const char *name = ftl_xml_attribute(attributes, "r");
	const char *type = ftl_xml_attribute(attributes, "t");
	const char *style = ftl_xml_attribute(attributes, "s");
	size_t column = name == NULL ? book->column + 1 : column_of(name, book->row);
	struct ftl_err ignored;
	int64_t number = 0;

	if (column <= book->column || column > COLUMN_MOST ||
	    (style != NULL &&
	     ftl_parse_i64("s", style, 0, INT32_MAX, &number, &ignored) != FTL_OK) ||
	    (type != NULL && strlen(type) >= sizeof(book->cell.type))) {
		ftl_xml_refuse(xml, "its cells are damaged in row %" PRId64, book->row);
		return;
	}
	book->column = column;
	book->cell.style = (size_t)number;
	book->cell.has_formula = false;
	book->cell.has_value = false;
	snprintf(book->cell.type, sizeof(book->cell.type), "%s", type == NULL ? "n" : type);
	ftl_buf_clear(&book->cell.value);
}

static void begin(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
                  enum ftl_xml_name parent, const char *const *attributes)
{
	struct ftl_book *book = context;

	if (name == FTL_XML_ROW && parent == FTL_XML_SHEET_DATA)
		begin_row(xml, book, attributes);
	else if (name == FTL_XML_C && parent == FTL_XML_ROW)
		begin_cell(xml, book, attributes);
	else if (name == FTL_XML_F && parent == FTL_XML_C)
		book->cell.has_formula = true;
	else if ((name == FTL_XML_V || name == FTL_XML_IS) && parent == FTL_XML_C)
		book->cell.has_value = true;
}

static void text(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
                 enum ftl_xml_name parent, const char *bytes, size_t length)
{
	struct ftl_book *book = context;
	bool is_inline = name == FTL_XML_T && (parent == FTL_XML_IS || parent == FTL_XML_R);

	(void)xml;
	if (!is_inline && !(name == FTL_XML_V && parent == FTL_XML_C))
		return;
	if (book->cell.value.length + length > FTL_TABLE_FIELD_MOST)
		refuse_cell(book, NULL, "is longer than %d bytes", FTL_TABLE_FIELD_MOST);
	else
		ftl_buf_add(&book->cell.value, bytes, length);
}

static enum ftl_sheet_kind kind_of(const struct ftl_book *book)
{
	return book->cell.style < book->styles.count ? book->styles.kinds[book->cell.style]
	                                             : FTL_SHEET_NUMBER;
}

static void add_number(struct ftl_book *book, const char *stored, bool is_text)
{
	char quoted[FTL_QUOTE_SIZE];
	const struct ftl_sheet_fault *fault =
	        is_text ? ftl_sheet_date_text(stored, kind_of(book), &book->record)
	                : ftl_sheet_number(stored, kind_of(book), book->is_1904, &book->record);

	if (fault != NULL)
		refuse_cell(book, fault->hint, "%s %s", ftl_quote(quoted, stored), fault->why);
}

static void add_shared(struct ftl_book *book, const char *stored)
{
	struct ftl_err ignored;
	int64_t index = 0;
	const char *shared = NULL;

	if (ftl_parse_i64("v", stored, 0, INT32_MAX, &index, &ignored) == FTL_OK)
		shared = ftl_sheet_string(&book->strings, (size_t)index);
	if (shared == NULL)
		refuse_cell(book, "open the workbook in a spreadsheet program and save it",
		            "its text is missing in the workbook");
	else
		ftl_buf_text(&book->record, shared);
}

static enum ftl_sheet_type type_of(const struct ftl_book *book)
{
	const char *type = book->cell.type;

	if (strcmp(type, "d") == 0)
		return FTL_SHEET_TYPE_MOMENT;
	if (strcmp(type, "n") != 0)
		return FTL_SHEET_TYPE_TEXT;
	return kind_of(book) == FTL_SHEET_NUMBER ? FTL_SHEET_TYPE_NUMBER : FTL_SHEET_TYPE_MOMENT;
}

/* Adds what the cell holds, as text, by its type (ECMA-376 part 1, 18.18.11). */
static void add_value(struct ftl_xml *xml, struct ftl_book *book)
{
	const char *stored = ftl_buf_cstr(&book->cell.value);
	const char *type = book->cell.type;
	char quoted[FTL_QUOTE_SIZE];

	if (strcmp(type, "s") == 0)
		add_shared(book, stored);
	else if (strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0)
		ftl_buf_text(&book->record, stored);
	else if (strcmp(type, "b") == 0 && (strcmp(stored, "0") == 0 || strcmp(stored, "1") == 0))
		ftl_buf_text(&book->record, *stored == '0' ? "FALSE" : "TRUE");
	else if (strcmp(type, "e") == 0)
		refuse_cell(book, "mend the cell, or empty it, and save the workbook",
		            "holds the error %s", ftl_quote(quoted, stored));
	else if (strcmp(type, "n") == 0 || strcmp(type, "d") == 0)
		add_number(book, stored, *type == 'd');
	else
		ftl_xml_refuse(xml, "its cells are damaged in row %" PRId64, book->row);
}

static void end_cell(struct ftl_xml *xml, struct ftl_book *book)
{
	struct ftl_sheet_cell *cell = &book->cell;
	bool is_text = strcmp(cell->type, "str") == 0 || strcmp(cell->type, "inlineStr") == 0;
	size_t start = book->record.length;

	if (cell->has_formula && (!cell->has_value || (cell->value.length == 0 && !is_text))) {
		refuse_cell(book, "open the workbook in a spreadsheet program and save it",
		            "holds a formula without its result");
		return;
	}
	if (cell->value.length == 0)
		return;
	if (is_text && !ftl_sheet_unescape(&cell->value, 0)) {
		refuse_cell(book, NULL, "holds what is no character");
		return;
	}
	add_value(xml, book);
	if (book->record.length == start)
		return;
	if (book->column > FTL_TABLE_COLUMNS_MOST) {
		refuse_cell(book, NULL, "is past column %d, the last that is read",
		            FTL_TABLE_COLUMNS_MOST);
		book->record.length = start;
		return;
	}
	ftl_buf_char(&book->record, '\0');
	book->starts[book->column - 1] = start;
	book->types[book->column - 1] = type_of(book);
	book->is_filled[book->column - 1] = true;
	book->count = book->column;
}

static void end(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
                enum ftl_xml_name parent)
{
	if (name == FTL_XML_C && parent == FTL_XML_ROW)
		end_cell(xml, context);
	else if (name == FTL_XML_ROW && parent == FTL_XML_SHEET_DATA)
		ftl_xml_pause(xml);
}

const struct ftl_xml_handler ftl_sheet_rows = {begin, end, text};

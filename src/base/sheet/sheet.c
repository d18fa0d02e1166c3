#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/sheet/index.h"
#include "base/sheet/rows.h"
#include "base/sheet_module.h"
#include "fettle/base/memory.h"

#define SHEET_MOST ((int64_t)1 << 30) /* bytes of XML: a million rows of a dozen columns */

static void close_book(struct ftl_book *book)
{
	if (book == NULL)
		return;
	ftl_xml_close(&book->xml);
	ftl_package_close(&book->package);
	ftl_sheet_strings_done(&book->strings);
	ftl_buf_done(&book->cell.value);
	ftl_buf_done(&book->record);
	ftl_arena_done(&book->arena);
	free(book);
}

static enum ftl_status read_parts(struct ftl_book *book, const char *sheet, struct ftl_err *err)
{
	struct ftl_sheet_index index;

	FTL_TRY(ftl_sheet_index_read(book->package, &book->arena, sheet, &index, err));
	book->is_1904 = index.is_1904;
	if (index.strings != NULL)
		FTL_TRY(ftl_sheet_strings_read(book->package, index.strings, &book->strings, err));
	if (index.styles != NULL)
		FTL_TRY(ftl_sheet_styles_read(book->package, &book->arena, index.styles,
		                              &book->styles, err));
	return ftl_xml_open(book->package, index.sheet, SHEET_MOST, FTL_XML_WORKSHEET,
	                    &ftl_sheet_rows, book, &book->xml, err);
}

static enum ftl_status open_book(const char *label, const char *bytes, size_t length,
                                 const char *sheet, struct ftl_book **ret, struct ftl_err *err)
{
	struct ftl_book *book = ftl_memory_zeroed(sizeof(*book));
	enum ftl_status status = ftl_package_open(label, bytes, length, &book->package, err);

	if (status == FTL_OK)
		status = read_parts(book, sheet, err);
	if (status == FTL_OK)
		*ret = book;
	else
		close_book(book);
	return status;
}

static void end_book(struct ftl_book *book, const struct ftl_err *err)
{
	book->is_broken = true;
	book->failure = *err;
}

static void forget_header(struct ftl_book *book)
{
	book->expected = 0;
	book->is_sought = true;
}

static enum ftl_sheet_type type_of(const struct ftl_book *book, size_t column)
{
	return column < FTL_TABLE_COLUMNS_MOST && book->is_filled[column] ? book->types[column]
	                                                                  : FTL_SHEET_TYPE_TEXT;
}

static bool is_over(const struct ftl_book *book)
{
	return book->is_broken;
}

/* The next row with a value or a fault. */
static enum ftl_status next_row(struct ftl_book *book, bool *ret_more, struct ftl_err *err)
{
	bool has_more = !book->is_at_end;

	while (has_more) {
		FTL_TRY(ftl_xml_run(book->xml, &has_more, err));
		if (has_more && (book->count > 0 || book->has_fault))
			break;
	}
	book->is_at_end = !has_more;
	*ret_more = has_more;
	return FTL_OK;
}

static enum ftl_status take_row(struct ftl_book *book, struct ftl_csv_record *ret,
                                struct ftl_err *err)
{
	if (book->has_fault) {
		*err = book->fault;
		return err->status;
	}
	if (book->expected == 0)
		book->expected = book->count;
	if (book->count > book->expected)
		return ftl_fail(err, FTL_INVALID, ftl_package_label(book->package),
		                "row %" PRId64 ": has %zu fields, the header has %zu", book->row,
		                book->count, book->expected);
	for (size_t i = 0; i < book->expected; i++)
		book->fields[i] = book->is_filled[i] ? book->record.data + book->starts[i] : "";
	ret->count = book->expected;
	ret->fields = book->fields;
	return FTL_OK;
}

static enum ftl_status next(struct ftl_book *book, struct ftl_csv_record *ret, bool *ret_more,
                            struct ftl_err *err)
{
	bool has_more = false;

	if (book->is_broken) {
		*err = book->failure;
		return err->status;
	}
	enum ftl_status status = next_row(book, &has_more, err);
	*ret = (struct ftl_csv_record){.row = book->row, .line = book->row};
	if (status != FTL_OK) {
		end_book(book, err);
		return status;
	}
	if (has_more)
		status = take_row(book, ret, err);
	/* Without a header nothing that follows can be understood. */
	if (status != FTL_OK && book->expected == 0 && !book->is_sought)
		end_book(book, err);
	if (status == FTL_OK)
		*ret_more = has_more;
	return status;
}

extern const struct ftl_sheet_module ftl_sheet_module;
const struct ftl_sheet_module ftl_sheet_module = {open_book,     next,     type_of,   is_over,
                                                  forget_header, end_book, close_book};

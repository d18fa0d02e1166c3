#include "fettle/base/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/sheet_module.h"
#include "fd.h"
#include "fettle/base/file.h"
#include "fettle/base/memory.h"
#include "fettle/base/module.h"
#include "table.h"

/* A letterhead, an address and a date are less. */
#define HEADER_ROWS_MOST 30

/* Either of the two. */
struct ftl_sheet {
	char label[FTL_LABEL_SIZE];
	struct ftl_csv *csv;
	const struct ftl_sheet_module *module;
	struct ftl_book *book;
	char *bytes; /* of the workbook */
};

/* What a file begins with (PKWARE APPNOTE 4.3.7 and 4.3.16; [MS-CFB] 2.2). */
static bool is_zip(const char *bytes, size_t length)
{
	return length >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0);
}

static bool is_ole(const char *bytes, size_t length)
{
	return length >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0;
}

/* Old workbooks, and new ones with a password, are such files. */
static enum ftl_status refuse_ole(const char *label, const char *bytes, size_t length,
                                  struct ftl_err *err)
{
	static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	if (memmem(bytes, length, encrypted, sizeof(encrypted)) != NULL) {
		ftl_fail(err, FTL_INVALID, label, "is protected with a password");
		return ftl_hint(err, "open it, save it without a password, and give that file");
	}
	ftl_fail(err, FTL_INVALID, label, "is a workbook of the old kind (.xls)");
	return ftl_hint(err, "open it in a spreadsheet program and save it as .xlsx or CSV");
}

static enum ftl_status open_book(struct ftl_sheet *sheet, const char *bytes, size_t length,
                                 const char *name, struct ftl_err *err)
{
	const void *table;

	FTL_TRY(ftl_module_load("sheet", "ftl_sheet_module", &table, err));
	sheet->module = table;
	sheet->bytes = ftl_memory_get(length);
	memcpy(sheet->bytes, bytes, length);
	return sheet->module->open(sheet->label, sheet->bytes, length, name, &sheet->book, err);
}

enum ftl_status ftl_sheet_open_bytes(const char *name, const char *bytes, size_t length,
                                     const struct ftl_sheet_options *options,
                                     struct ftl_sheet **ret, struct ftl_err *err)
{
	FTL_SHEET(sheet);

	sheet = ftl_memory_zeroed(sizeof(*sheet));
	ftl_file_label(sheet->label, name);
	if (length > FTL_SHEET_FILE_MOST)
		return ftl_fail(err, FTL_INVALID, sheet->label, "is longer than %zu bytes",
		                FTL_SHEET_FILE_MOST);
	if (is_ole(bytes, length))
		return refuse_ole(sheet->label, bytes, length, err);
	if (is_zip(bytes, length)) {
		FTL_TRY(open_book(sheet, bytes, length, options->sheet, err));
	} else {
		ftl_csv_open_bytes(name, bytes, length, &sheet->csv);
		ftl_csv_speak(sheet->csv, &options->csv);
	}
	*ret = sheet;
	sheet = NULL;
	return FTL_OK;
}

enum ftl_status ftl_sheet_open(const char *path, const struct ftl_sheet_options *options,
                               struct ftl_sheet **ret, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	char *bytes;
	size_t length;

	FTL_TRY(ftl_file_read(&scratch, path, FTL_SHEET_FILE_MOST, &bytes, &length, err));
	return ftl_sheet_open_bytes(path, bytes, length, options, ret, err);
}

void ftl_sheet_close(struct ftl_sheet **sheet)
{
	if (*sheet == NULL)
		return;
	ftl_csv_close(&(*sheet)->csv);
	if ((*sheet)->book != NULL)
		(*sheet)->module->close((*sheet)->book);
	free((*sheet)->bytes);
	free(*sheet);
	*sheet = NULL;
}

bool ftl_sheet_is_workbook(const struct ftl_sheet *sheet)
{
	return sheet->book != NULL;
}

bool ftl_sheet_is_over(const struct ftl_sheet *sheet)
{
	return sheet->book == NULL ? ftl_csv_is_over(sheet->csv)
	                           : sheet->module->is_over(sheet->book);
}

enum ftl_sheet_type ftl_sheet_type(const struct ftl_sheet *sheet, size_t column)
{
	return sheet->book == NULL ? FTL_SHEET_TYPE_TEXT : sheet->module->type(sheet->book, column);
}

enum ftl_status ftl_sheet_next(struct ftl_sheet *sheet, struct ftl_csv_record *ret, bool *ret_more,
                               struct ftl_err *err)
{
	*ret = (struct ftl_csv_record){0};
	return sheet->book == NULL ? ftl_csv_next(sheet->csv, ret, ret_more, err)
	                           : sheet->module->next(sheet->book, ret, ret_more, err);
}

static enum ftl_status book_header(struct ftl_sheet *sheet, const char *const *names, size_t count,
                                   size_t required, size_t *positions, struct ftl_err *err)
{
	struct ftl_csv_record header;
	bool has_header = false;
	bool is_missing;

	FTL_TRY(sheet->module->next(sheet->book, &header, &has_header, err));
	if (!has_header) {
		ftl_fail(err, FTL_INVALID, sheet->label, "the sheet is empty, expected a header");
		return ftl_hint(err, "is the table on another sheet of the workbook?");
	}
	return ftl_table_columns(sheet->label, &header, names, count, required, positions,
	                         &is_missing, err);
}

enum ftl_status ftl_sheet_header_some(struct ftl_sheet *sheet, const char *const *names,
                                      size_t count, size_t required, size_t *positions,
                                      struct ftl_err *err)
{
	if (sheet->book == NULL)
		return ftl_csv_header_some(sheet->csv, names, count, required, positions, err);
	enum ftl_status status = book_header(sheet, names, count, required, positions, err);
	if (status != FTL_OK)
		sheet->module->end(sheet->book, err);
	return status;
}

static void forget_header(struct ftl_sheet *sheet)
{
	if (sheet->book == NULL)
		ftl_csv_forget_header(sheet->csv);
	else
		sheet->module->forget_header(sheet->book);
}

/* The row that is most like a header, with what is wrong with it as one: it has most of the names,
 * and of those that have as many most fields: a letterhead has few. */
struct likeliest {
	bool has;
	size_t matches;
	size_t fields;
	struct ftl_err why;
};

static void note_likeliest(struct likeliest *likeliest, size_t matches, size_t fields,
                           const struct ftl_err *why)
{
	if (likeliest->has && (matches < likeliest->matches ||
	                       (matches == likeliest->matches && fields <= likeliest->fields)))
		return;
	*likeliest = (struct likeliest){true, matches, fields, *why};
}

static size_t filled(const struct ftl_csv_record *record)
{
	size_t count = 0;

	for (size_t i = 0; i < record->count; i++)
		count += *record->fields[i] != '\0';
	return count;
}

enum ftl_status ftl_sheet_header_seek(struct ftl_sheet *sheet, const char *const *names,
                                      size_t count, size_t required, size_t *positions,
                                      struct ftl_csv_record *ret_header, struct ftl_err *err)
{
	struct ftl_csv_record header = {0};
	struct likeliest likeliest = {0};
	bool has_more = true, is_missing = true;

	for (int i = 0; i < HEADER_ROWS_MOST && is_missing; i++) {
		forget_header(sheet);
		if (ftl_sheet_next(sheet, &header, &has_more, err) != FTL_OK) {
			if (ftl_sheet_is_over(sheet))
				return err->status;
			note_likeliest(&likeliest, 0, 0, err);
			continue;
		}
		if (!has_more)
			break;
		if (ftl_table_columns(sheet->label, &header, names, count, required, positions,
		                      &is_missing, err) == FTL_OK) {
			*ret_header = header;
			return FTL_OK;
		}
		if (is_missing && sheet->book == NULL)
			ftl_csv_hint_separator(sheet->csv, &header, err);
		/* What another separator has cut says more than how many pieces. */
		note_likeliest(&likeliest, ftl_table_matches(&header, names, count),
		               *err->hint != '\0' ? SIZE_MAX : filled(&header), err);
	}
	if (!likeliest.has)
		return ftl_fail(err, FTL_INVALID, sheet->label, "is empty, expected a header");
	*err = likeliest.why;
	return err->status;
}

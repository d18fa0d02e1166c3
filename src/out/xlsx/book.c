#include "book.h"

#include "fettle/base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fettle/base/text.h"

/* The folder of a path: scratch files go there, so that they and the result share one disk. */
static char *folder_of(struct ftl_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ftl_strdup(arena, ".");
	return slash == path ? ftl_strdup(arena, "/")
	                     : ftl_strndup(arena, path, (size_t)(slash - path));
}

static enum ftl_status fail(struct ftl_err *err, const struct ftl_workbook *book, const char *why)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_IO, "output", "cannot write the workbook %s: %s",
	         ftl_quote(quoted, book->file.path != NULL ? book->file.path : book->path), why);
	return ftl_hint(err, "is the disk full? nothing was put in place");
}

void ftl_xlsx_note(struct ftl_workbook *book, lxw_error code)
{
	if (code == LXW_NO_ERROR || book->has_failed)
		return;
	book->has_failed = true;
	switch ((int)code) {
	case LXW_ERROR_CREATING_XLSX_FILE:
	case LXW_ERROR_CREATING_TMPFILE:
	case LXW_ERROR_READING_TMPFILE:
	case LXW_ERROR_ZIP_FILE_OPERATION:
	case LXW_ERROR_ZIP_FILE_ADD:
	case LXW_ERROR_ZIP_CLOSE:
		fail(&book->err, book, lxw_strerror(code));
		break;
	default:
		ftl_fail(&book->err, FTL_INTERNAL, NULL, "the workbook cannot be laid out: %s",
		         lxw_strerror(code));
	}
}

enum ftl_status ftl_xlsx_check(const struct ftl_workbook *book, struct ftl_err *err)
{
	if (!book->has_failed)
		return FTL_OK;
	*err = book->err;
	return err->status;
}

static void set_properties(struct ftl_workbook *book, const struct ftl_workbook_options *options)
{
	FTL_ARENA(scratch);
	lxw_doc_properties properties = {0};
	const char *centre = options->centre == NULL ? "" : options->centre;

	/* ftl_xlsx_text hands out one text at a time. */
	properties.title = ftl_strdup(&scratch, ftl_xlsx_text(book, options->title));
	properties.subject = ftl_strdup(
	        &scratch, ftl_xlsx_text(book, options->subject == NULL ? "" : options->subject));
	properties.author = ftl_strdup(&scratch, ftl_xlsx_text(book, centre));
	properties.company = properties.author;
	properties.comments = ftl_strdup(&scratch, "Made by fettle");
	properties.created = (time_t)options->now;
	ftl_xlsx_note(book, workbook_set_properties(book->lxw, &properties));
}

enum ftl_status ftl_xlsx_open_at(const char *path, const struct ftl_workbook_options *options,
                                 struct ftl_workbook **ret, struct ftl_err *err)
{
	struct ftl_workbook *book = ftl_memory_zeroed(sizeof(*book));

	book->ops = &ftl_xlsx_workbook;
	book->path = ftl_strdup(&book->arena, path);
	book->currency = options->currency;
	book->zone = options->zone;
	book->cents = 1;
	for (int i = 0; i < options->currency.decimals; i++)
		book->cents *= 10;
	lxw_workbook_options how = {.constant_memory = LXW_TRUE,
	                            .tmpdir = folder_of(&book->arena, path)};
	book->lxw = workbook_new_opt(path, &how);
	if (book->lxw == NULL) {
		fail(err, book, "the library refuses to start");
		ftl_xlsx_drop(&book);
		return err->status;
	}
	set_properties(book, options);
	*ret = book;
	return FTL_OK;
}

/*
 * Rows wait in a scratch file until the book is closed. The library does not look whether they got
 * there, so we do: ahead of its own flush, which would only hide the failure.
 */
void ftl_xlsx_flush(struct ftl_sheet *sheet)
{
	FILE *scratch = sheet->lxw->optimize_tmpfile;

	if (sheet->book->has_failed || scratch == NULL)
		return;
	if (fflush(scratch) == 0 && !ferror(scratch))
		return;
	sheet->book->has_failed = true;
	fail(&sheet->book->err, sheet->book, errno == 0 ? "write error" : strerror(errno));
}

static int64_t *expected_rows(struct ftl_workbook *book, int *ret_sheets)
{
	int count = 0;

	for (const struct ftl_sheet *sheet = book->sheets; sheet != NULL; sheet = sheet->next)
		count++;
	int64_t *rows = ftl_alloc(&book->arena, (size_t)count + 1, sizeof(*rows));
	int at = 0;
	for (const struct ftl_sheet *sheet = book->sheets; sheet != NULL; sheet = sheet->next)
		rows[at++] = sheet->row_count;
	*ret_sheets = count;
	return rows;
}

enum ftl_status ftl_xlsx_finish(struct ftl_workbook *book, struct ftl_err *err)
{
	int sheets;

	for (struct ftl_sheet *sheet = book->sheets; sheet != NULL; sheet = sheet->next) {
		/* The last row still lies in memory; it goes out with the others. */
		lxw_worksheet_write_single_row(sheet->lxw);
		ftl_xlsx_flush(sheet);
	}
	FTL_TRY(ftl_xlsx_check(book, err));
	/* Frees the library's workbook, also on failure. */
	lxw_error code = workbook_close(book->lxw);
	book->lxw = NULL;
	ftl_xlsx_note(book, code);
	FTL_TRY(ftl_xlsx_check(book, err));
	const int64_t *rows = expected_rows(book, &sheets);
	if (ftl_xlsx_verify(book->path, rows, sheets, err) != FTL_OK) {
		FTL_ARENA(scratch);
		return fail(err, book, ftl_strdup(&scratch, err->message));
	}
	return FTL_OK;
}

void ftl_xlsx_drop(struct ftl_workbook **at)
{
	struct ftl_workbook *book = *at;

	if (book == NULL)
		return;
	if (book->lxw != NULL)
		lxw_workbook_free(book->lxw);
	ftl_outfile_done(&book->file);
	ftl_buf_done(&book->text);
	ftl_arena_done(&book->arena);
	free(book);
	*at = NULL;
}

static enum ftl_status open_book(const struct ftl_workbook_options *options,
                                 struct ftl_workbook **ret, struct ftl_err *err)
{
	FTL_OUTFILE(file);

	FTL_TRY(ftl_outfile_reserve(options->path, &file, err));
	FTL_TRY(ftl_xlsx_open_at(file.temporary, options, ret, err));
	(*ret)->file = file;
	file = (struct ftl_outfile){NULL, NULL, NULL};
	return FTL_OK;
}

static enum ftl_status close_book(struct ftl_workbook **at, struct ftl_err *err)
{
	struct ftl_workbook *book FTL_CLEANUP(ftl_xlsx_drop) = *at;

	*at = NULL;
	FTL_TRY(ftl_xlsx_finish(book, err));
	return ftl_outfile_commit(&book->file, err);
}

const struct ftl_workbook_ops ftl_xlsx_workbook = {
        .open = open_book,
        .check = ftl_xlsx_check,
        .close = close_book,
        .free = ftl_xlsx_drop,
        .sheet = ftl_xlsx_sheet,
        .text = ftl_xlsx_write_text,
        .span = ftl_xlsx_write_span,
        .value = ftl_xlsx_write_value,
        .formula = ftl_xlsx_write_formula,
        .change = ftl_xlsx_write_change,
        .link = ftl_xlsx_write_link,
        .blank = ftl_xlsx_write_blank,
        .money_width = ftl_xlsx_set_money_width,
        .height = ftl_xlsx_set_height,
        .filter = ftl_xlsx_set_filter,
        .bars = ftl_xlsx_set_bars,
        .chart = ftl_xlsx_chart,
        .grid = ftl_xlsx_grid,
        .row = ftl_xlsx_grid_row,
        .end = ftl_xlsx_grid_end,
        .sheets = ftl_xlsx_grid_sheets,
};

#ifndef BASE_SHEET_MODULE_H
#define BASE_SHEET_MODULE_H

#include "fettle/base/sheet.h"

struct ftl_book;

/* What lib/fettle/sheet.so offers: `const struct ftl_sheet_module ftl_sheet_module`. */
struct ftl_sheet_module {
	/*
	 * A workbook's sheet, NULL: the first that is not hidden. The bytes stay the caller's and
	 * must outlive the book; label is what the file is called in errors, and is copied.
	 */
	enum ftl_status (*open)(const char *label, const char *bytes, size_t length,
	                        const char *sheet, struct ftl_book **ret, struct ftl_err *err);
	/* As ftl_sheet_next(). */
	enum ftl_status (*next)(struct ftl_book *book, struct ftl_csv_record *ret, bool *ret_more,
	                        struct ftl_err *err);
	/* As ftl_sheet_type(). */
	enum ftl_sheet_type (*type)(const struct ftl_book *book, size_t column);
	/* As ftl_sheet_is_over(). */
	bool (*is_over)(const struct ftl_book *book);
	/* As ftl_csv_forget_header(); until one is found a refused row does not end the reading. */
	void (*forget_header)(struct ftl_book *book);
	/* Ends the reading with an error, which each further call gives. */
	void (*end)(struct ftl_book *book, const struct ftl_err *err);
	void (*close)(struct ftl_book *book);
};

#endif

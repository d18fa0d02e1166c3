#ifndef FETTLE_PRINT_PRINTER_H
#define FETTLE_PRINT_PRINTER_H

#include <stddef.h>
#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/print/label.h"

/* How bytes reach a printer. */
enum ftl_printer_kind {
	FTL_PRINTER_TCP,  /* target "192.0.2.5", "printer.lan:9100", "[2001:db8::5]:9100" */
	FTL_PRINTER_FILE, /* target is an absolute path: a character device, or a file to be made */
	FTL_PRINTER_CUPS, /* target is the name of a print queue */
	FTL_PRINTER_KINDS
};
extern const char *const ftl_printer_kind_names[FTL_PRINTER_KINDS]; /* "tcp", "file", "cups" */

/* A printer as the centre's settings have it. */
struct ftl_printer {
	const char *name; /* "counter" */
	enum ftl_printer_kind kind;
	const char *target;
	enum ftl_label_format language; /* ZPL or ESCPOS; PNG or PDF for cups and file */
	const char *media;              /* name of its layout; NULL: the default */
	int64_t dpi;                    /* 0: the layout's */
	int64_t width_dots; /* of the print head: 80 mm is 576, 58 mm is 384; 0: unknown */
};

#define FTL_PRINTER_PORT 9100

/*
 * Checks every member before a printer is stored or used: names of queues, hosts and ports, paths,
 * no leading hyphen, no control characters, a language that the kind can carry. FTL_INVALID names
 * the member ("target", "media", …) and the value.
 */
FTL_MUST_CHECK enum ftl_status ftl_printer_check(const struct ftl_printer *printer,
                                                 struct ftl_err *err);

/*
 * Checks the printer, then sends the bytes: over TCP with time limits for connecting and for each
 * stretch without progress, into a device or a file made whole, or to `lp` started without a
 * shell. Returns when the printer's side has taken all bytes. FTL_IO says what does not answer and
 * how to print again. Must not be called inside a transaction.
 */
FTL_MUST_CHECK enum ftl_status ftl_printer_send(const struct ftl_printer *printer,
                                                const void *bytes, size_t length,
                                                struct ftl_err *err);

/*
 * Options for drawing on this printer: format from its language, its head's width, and its dpi
 * unless options already ask for one.
 */
void ftl_printer_defaults(const struct ftl_printer *printer, struct ftl_label_options *options);

#endif

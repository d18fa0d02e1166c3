#include "fettle/print/printer.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "fettle/base/text.h"
#include "print/layout.h"
#include "print/transport.h"

#define NAME_LENGTH   64
#define TARGET_LENGTH 1024
#define QUEUE_LENGTH  127
#define HEAD_MAX      5000
#define LP            "/usr/bin/lp"

const char *const ftl_printer_kind_names[FTL_PRINTER_KINDS] = {"tcp", "file", "cups"};

const struct ftl_send_limits ftl_send_limits = {.connect_ms = 5000, .stall_ms = 10000};

enum ftl_status ftl_hint_again(const struct ftl_printer *printer, struct ftl_err *err)
{
	return ftl_hint(err, "nothing is lost; print again with fettle label CODE --printer %s",
	                printer->name);
}

enum ftl_written ftl_write_all(int fd, const void *bytes, size_t length, int stall_ms)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t written = write(fd, at, length);

		if (written > 0) {
			at += written;
			length -= (size_t)written;
			continue;
		}
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0 && errno != EAGAIN)
			return FTL_WRITE_FAILED;
		struct pollfd ready = {.fd = fd, .events = POLLOUT};
		int count = poll(&ready, 1, stall_ms);
		if (count == 0)
			return FTL_WRITE_STALLED;
		if (count < 0 && errno != EINTR)
			return FTL_WRITE_FAILED;
	}
	return FTL_WRITTEN;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-' || c == '.';
}

/* Names travel into argument lists and hints: letters, digits, dot, hyphen, underscore. */
static enum ftl_status check_word(const char *field, const char *what, const char *text, size_t max,
                                  struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	size_t length = text == NULL ? 0 : strnlen(text, max + 1);
	size_t good = 0;

	while (good < length && is_word(text[good]))
		good++;
	if (length > 0 && length <= max && good == length && text[0] != '-' && text[0] != '.')
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, field, "%s is no name of a %s", ftl_quote(quoted, text), what);
	return ftl_hint(err, "up to %zu letters, digits, '.', '_' and '-', not beginning with '-'",
	                max);
}

static enum ftl_status check_path(const char *path, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	size_t length = strnlen(path, TARGET_LENGTH + 1);

	if (path[0] != '/' || length > TARGET_LENGTH || path[length - 1] == '/' ||
	    !ftl_utf8_is_valid(path, length, NULL))
		return ftl_fail(err, FTL_INVALID, "target",
		                "must be an absolute path such as /dev/usb/lp0, got %s",
		                ftl_quote(quoted, path));
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)path[i] < ' ' || path[i] == 0x7f)
			return ftl_fail(err, FTL_INVALID, "target",
			                "a path has no control characters, got %s",
			                ftl_quote(quoted, path));
	return FTL_OK;
}

static enum ftl_status check_target(const struct ftl_printer *printer, struct ftl_err *err)
{
	struct ftl_address address;

	if (printer->target == NULL || printer->target[0] == '\0')
		return ftl_fail(err, FTL_INVALID, "target", "is empty");
	switch (printer->kind) {
	case FTL_PRINTER_TCP:
		return ftl_address_parse(printer->target, &address, err);
	case FTL_PRINTER_FILE:
		return check_path(printer->target, err);
	case FTL_PRINTER_CUPS:
		return check_word("target", "print queue", printer->target, QUEUE_LENGTH, err);
	case FTL_PRINTER_KINDS:
		break;
	}
	return ftl_fail(err, FTL_INVALID, "kind", "must be tcp, file or cups");
}

static enum ftl_status check_language(const struct ftl_printer *printer, struct ftl_err *err)
{
	enum ftl_label_format language = printer->language;

	if (language == FTL_LABEL_ZPL || language == FTL_LABEL_ESCPOS)
		return FTL_OK;
	if (printer->kind != FTL_PRINTER_TCP &&
	    (language == FTL_LABEL_PNG || language == FTL_LABEL_PDF))
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "language",
	                printer->kind == FTL_PRINTER_TCP ? "a tcp printer takes zpl or escpos"
	                                                 : "must be zpl, escpos, png or pdf");
}

enum ftl_status ftl_printer_check(const struct ftl_printer *printer, struct ftl_err *err)
{
	FTL_TRY(check_word("name", "printer", printer->name, NAME_LENGTH, err));
	FTL_TRY(check_target(printer, err));
	FTL_TRY(check_language(printer, err));
	if (printer->media != NULL)
		FTL_TRY(check_word("media", "label medium", printer->media, NAME_LENGTH, err));
	if (printer->dpi != 0 && (printer->dpi < FTL_DPI_MIN || printer->dpi > FTL_DPI_MAX))
		return ftl_fail(err, FTL_INVALID, "dpi", "must be %d to %d, got %lld", FTL_DPI_MIN,
		                FTL_DPI_MAX, (long long)printer->dpi);
	if (printer->width_dots < 0 || printer->width_dots > HEAD_MAX)
		return ftl_fail(err, FTL_INVALID, "width_dots", "must be 0 to %d, got %lld",
		                HEAD_MAX, (long long)printer->width_dots);
	return FTL_OK;
}

enum ftl_status ftl_printer_send(const struct ftl_printer *printer, const void *bytes,
                                 size_t length, struct ftl_err *err)
{
	FTL_TRY(ftl_printer_check(printer, err));
	switch (printer->kind) {
	case FTL_PRINTER_TCP:
		return ftl_send_tcp(printer, bytes, length, &ftl_send_limits, err);
	case FTL_PRINTER_FILE:
		return ftl_send_file(printer, bytes, length, &ftl_send_limits, err);
	case FTL_PRINTER_CUPS:
	case FTL_PRINTER_KINDS:
		break;
	}
	return ftl_send_lp(printer, LP, bytes, length, &ftl_send_limits, err);
}

void ftl_printer_defaults(const struct ftl_printer *printer, struct ftl_label_options *options)
{
	options->format = printer->language;
	options->width_dots = printer->width_dots;
	if (options->dpi == 0)
		options->dpi = printer->dpi;
}

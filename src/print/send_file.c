#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fettle/base/file.h"
#include "fettle/base/text.h"
#include "print/transport.h"

static enum ftl_status device_failed(const struct ftl_printer *printer, const char *what,
                                     struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_IO, "printer", "printer '%s' at %s: %s", printer->name,
	         ftl_quote(quoted, printer->target), what);
	return ftl_hint_again(printer, err);
}

static enum ftl_status write_device(const struct ftl_printer *printer, int fd, const void *bytes,
                                    size_t length, int stall_ms, struct ftl_err *err)
{
	struct stat seen;

	if (fstat(fd, &seen) < 0 || !S_ISCHR(seen.st_mode))
		return device_failed(printer, "is no character device any more", err);
	switch (ftl_write_all(fd, bytes, length, stall_ms)) {
	case FTL_WRITTEN:
		break;
	case FTL_WRITE_STALLED:
		return device_failed(printer, "takes no more data; is it out of paper?", err);
	case FTL_WRITE_FAILED:
		return device_failed(printer, strerror(errno), err);
	}
	return FTL_OK;
}

static enum ftl_status send_device(const struct ftl_printer *printer, const void *bytes,
                                   size_t length, int stall_ms, struct ftl_err *err)
{
	int fd = open(printer->target, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return device_failed(printer, strerror(errno), err);
	enum ftl_status status = write_device(printer, fd, bytes, length, stall_ms, err);
	if (close(fd) < 0 && status == FTL_OK)
		status = device_failed(printer, strerror(errno), err);
	return status;
}

enum ftl_status ftl_send_file(const struct ftl_printer *printer, const void *bytes, size_t length,
                              const struct ftl_send_limits *limits, struct ftl_err *err)
{
	struct stat seen;
	FTL_OUTFILE(file);

	if (stat(printer->target, &seen) == 0 && S_ISCHR(seen.st_mode))
		return send_device(printer, bytes, length, limits->stall_ms, err);
	FTL_TRY(ftl_outfile_open(printer->target, &file, err));
	if (fwrite(bytes, 1, length, file.stream) != length)
		return device_failed(printer, strerror(errno), err);
	return ftl_outfile_commit(&file, err);
}

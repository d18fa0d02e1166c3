#include "out/sink.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define WORTH_A_WRITE 65536

void ftl_sink_done(struct ftl_sink *sink)
{
	ftl_buf_done(&sink->buf);
	*sink = (struct ftl_sink){.fd = -1};
}

static void write_to_descriptor(struct ftl_sink *sink)
{
	const char *at = sink->buf.data;
	size_t left = sink->buf.length;

	while (left > 0) {
		ssize_t written = write(sink->fd, at, left);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0) {
			sink->is_gone = errno == EPIPE;
			sink->code = errno;
			return;
		}
		at += written;
		left -= (size_t)written;
	}
}

static void write_to_stream(struct ftl_sink *sink)
{
	errno = 0;
	if (fwrite(sink->buf.data, 1, sink->buf.length, sink->stream) != sink->buf.length)
		sink->code = errno != 0 ? errno : EIO;
}

void ftl_sink_flush(struct ftl_sink *sink)
{
	if (sink->code == 0 && sink->buf.length > 0) {
		if (sink->stream != NULL)
			write_to_stream(sink);
		else
			write_to_descriptor(sink);
	}
	ftl_buf_clear(&sink->buf);
}

void ftl_sink_step(struct ftl_sink *sink)
{
	if (!sink->is_held && sink->buf.length >= WORTH_A_WRITE)
		ftl_sink_flush(sink);
}

enum ftl_status ftl_sink_check(const struct ftl_sink *sink, struct ftl_err *err)
{
	if (sink->code == 0 || sink->is_gone)
		return FTL_OK;
	return ftl_fail(err, FTL_IO, NULL, "cannot write to %s: %s",
	                sink->stream != NULL ? "the output file" : "standard output",
	                strerror(sink->code));
}

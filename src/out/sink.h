#ifndef OUT_SINK_H
#define OUT_SINK_H

#include <stdbool.h>
#include <stdio.h>

#include "fettle/base/buf.h"
#include "fettle/base/err.h"

/*
 * Where bytes go: a descriptor or a stream, behind a buffer. The first failure sticks and
 * everything after it is dropped; ftl_sink_check tells it. A reader of a pipe that went away is no
 * failure.
 */
struct ftl_sink {
	struct ftl_buf buf; /* renderers add here, then call ftl_sink_step */
	FILE *stream;       /* NULL: the descriptor */
	int fd;
	int code;     /* errno of the first failure, 0: none */
	bool is_gone; /* the reader went away */
	bool is_held; /* ftl_sink_step waits: what is in the buffer may still change */
};

void ftl_sink_done(struct ftl_sink *sink);

/* Passes on what has gathered, when it is worth a write. */
void ftl_sink_step(struct ftl_sink *sink);

/* Passes on everything. */
void ftl_sink_flush(struct ftl_sink *sink);

/* FTL_IO "cannot write to standard output: No space left on device" after a failure. */
FTL_MUST_CHECK enum ftl_status ftl_sink_check(const struct ftl_sink *sink, struct ftl_err *err);

#endif

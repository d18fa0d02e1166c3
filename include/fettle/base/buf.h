#ifndef FETTLE_BASE_BUF_H
#define FETTLE_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "fettle/base/attr.h"

/* A growing byte buffer on the heap, always followed by a NUL. A zeroed struct is empty. */
struct ftl_buf {
	char *data;
	size_t length;
	size_t capacity;
};

void ftl_buf_done(struct ftl_buf *buf);

/* Empties the buffer and keeps its memory. */
void ftl_buf_clear(struct ftl_buf *buf);

void ftl_buf_add(struct ftl_buf *buf, const void *bytes, size_t length);
void ftl_buf_text(struct ftl_buf *buf, const char *text);
void ftl_buf_char(struct ftl_buf *buf, char c);
void ftl_buf_printf(struct ftl_buf *buf, const char *format, ...) FTL_PRINTF(2, 3);
void ftl_buf_vprintf(struct ftl_buf *buf, const char *format, va_list args) FTL_PRINTF(2, 0);

/* Never NULL: the text so far, or "" for an empty buffer. Valid until the next change. */
const char *ftl_buf_cstr(const struct ftl_buf *buf);

/* `FTL_BUF(line);` declares a buffer that frees itself at the end of the scope. */
#define FTL_BUF(name) struct ftl_buf name FTL_CLEANUP(ftl_buf_done) = {NULL, 0, 0}

#endif

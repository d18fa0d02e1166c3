#include "fettle/base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fettle/base/memory.h"

void ftl_buf_done(struct ftl_buf *buf)
{
	free(buf->data);
	*buf = (struct ftl_buf){NULL, 0, 0};
}

void ftl_buf_clear(struct ftl_buf *buf)
{
	buf->length = 0;
	if (buf->data != NULL)
		buf->data[0] = '\0';
}

/* Room for extra more bytes and the NUL. */
static void reserve(struct ftl_buf *buf, size_t extra)
{
	size_t needed;

	if (__builtin_add_overflow(buf->length, extra, &needed) || needed > SIZE_MAX / 2)
		ftl_memory_out();
	needed++;
	if (needed <= buf->capacity)
		return;
	size_t capacity = buf->capacity < 64 ? 64 : buf->capacity;
	while (capacity < needed)
		capacity *= 2;
	buf->data = ftl_memory_resize(buf->data, capacity);
	buf->capacity = capacity;
}

void ftl_buf_add(struct ftl_buf *buf, const void *bytes, size_t length)
{
	reserve(buf, length);
	if (length > 0)
		memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

void ftl_buf_text(struct ftl_buf *buf, const char *text)
{
	ftl_buf_add(buf, text, strlen(text));
}

void ftl_buf_char(struct ftl_buf *buf, char c)
{
	ftl_buf_add(buf, &c, 1);
}

void ftl_buf_vprintf(struct ftl_buf *buf, const char *format, va_list args)
{
	va_list again;
	size_t room;

	va_copy(again, args);
	reserve(buf, 0);
	room = buf->capacity - buf->length;
	int length = vsnprintf(buf->data + buf->length, room, format, args);
	if (length < 0)
		ftl_memory_out();
	if ((size_t)length >= room) {
		reserve(buf, (size_t)length);
		vsnprintf(buf->data + buf->length, (size_t)length + 1, format, again);
	}
	va_end(again);
	buf->length += (size_t)length;
}

void ftl_buf_printf(struct ftl_buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	ftl_buf_vprintf(buf, format, args);
	va_end(args);
}

const char *ftl_buf_cstr(const struct ftl_buf *buf)
{
	return buf->data == NULL ? "" : buf->data;
}

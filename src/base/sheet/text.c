#include "base/sheet/text.h"

#include <string.h>

#define ESCAPE_LENGTH 7 /* _x0000_ */

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* The value of an escape, −1: there is none. */
static int escape_at(const char *text, size_t left)
{
	int value = 0;

	if (left < ESCAPE_LENGTH || text[0] != '_' || text[1] != 'x' || text[6] != '_')
		return -1;
	for (size_t i = 2; i < 6; i++) {
		int digit = digit_of(text[i]);

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* Three bytes at most, and always fewer than the escape has. */
static size_t encode(char *out, unsigned point)
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xC0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3F));
		return 2;
	}
	out[0] = (char)(0xE0 | point >> 12);
	out[1] = (char)(0x80 | (point >> 6 & 0x3F));
	out[2] = (char)(0x80 | (point & 0x3F));
	return 3;
}

bool ftl_sheet_unescape(struct ftl_buf *buf, size_t start)
{
	size_t to = start;

	if (buf->length == start || memchr(buf->data + start, '_', buf->length - start) == NULL)
		return true;
	for (size_t from = start; from < buf->length;) {
		int value = escape_at(buf->data + from, buf->length - from);

		if (value == 0 || (value >= 0xD800 && value <= 0xDFFF))
			return false;
		if (value < 0) {
			buf->data[to++] = buf->data[from++];
			continue;
		}
		to += encode(buf->data + to, (unsigned)value);
		from += ESCAPE_LENGTH;
	}
	buf->length = to;
	buf->data[to] = '\0';
	return true;
}

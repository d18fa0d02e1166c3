#include "fettle/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *ftl_status_name(enum ftl_status status)
{
	switch (status) {
#define X(constant, number, name)                                                                  \
	case constant:                                                                             \
		return name;
		FTL_STATUS_LIST(X)
#undef X
	}
	return "internal";
}

bool ftl_status_is_refusal(enum ftl_status status)
{
	return status == FTL_INVALID || status == FTL_NOT_FOUND || status == FTL_CONFLICT ||
	       status == FTL_STATE;
}

/* A text that was cut by its buffer must not end in half a character. */
static void cut_at_character(char *text, size_t length)
{
	size_t begin = length;

	while (begin > 0 && length - begin < 4 && ((unsigned char)text[begin - 1] & 0xC0) == 0x80)
		begin--;
	if (begin == 0 || ((unsigned char)text[begin - 1] & 0xC0) != 0xC0)
		return;
	unsigned char lead = (unsigned char)text[begin - 1];
	size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
	if (length - (begin - 1) < wanted)
		text[begin - 1] = '\0';
}

static void fill(char *buffer, size_t size, const char *format, va_list args) FTL_PRINTF(3, 0);

static void fill(char *buffer, size_t size, const char *format, va_list args)
{
	int length = vsnprintf(buffer, size, format, args);

	if (length < 0)
		buffer[0] = '\0';
	else if ((size_t)length >= size)
		cut_at_character(buffer, size - 1);
}

enum ftl_status ftl_fail(struct ftl_err *err, enum ftl_status status, const char *field,
                         const char *format, ...)
{
	va_list args;
	struct ftl_err next = {.status = status};

	/* The arguments may point into err itself, so it is replaced only at the end. */
	va_start(args, format);
	fill(next.message, sizeof(next.message), format, args);
	va_end(args);
	if (field != NULL) {
		int length = snprintf(next.field, sizeof(next.field), "%s", field);
		if (length >= (int)sizeof(next.field))
			cut_at_character(next.field, sizeof(next.field) - 1);
	}
	*err = next;
	return status;
}

enum ftl_status ftl_hint(struct ftl_err *err, const char *format, ...)
{
	va_list args;
	char hint[sizeof(err->hint)];

	va_start(args, format);
	fill(hint, sizeof(hint), format, args);
	va_end(args);
	memcpy(err->hint, hint, sizeof(hint));
	return err->status;
}

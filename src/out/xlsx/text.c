#include <string.h>

#include "book.h"
#include "fettle/base/text.h"

#define REPLACEMENT "\xEF\xBF\xBD"

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* _x0041_ means "A" to whoever opens the file. */
static bool is_escape(const char *at)
{
	if (at[0] != '_' || (at[1] != 'x' && at[1] != 'X'))
		return false;
	for (int i = 2; i < 6; i++) {
		if (!is_hex(at[i]))
			return false;
	}
	return at[6] == '_';
}

/* Plain ASCII without an underscore goes in as it is: nearly all cells. */
static bool is_plain(const char *raw, size_t *ret_length)
{
	const char *at = raw;

	while (*at >= 0x20 && *at < 0x7F && *at != '_')
		at++;
	*ret_length = (size_t)(at - raw);
	return *at == '\0' && *ret_length <= XLSX_TEXT_MOST;
}

static bool is_allowed(uint32_t code)
{
	if (code < 0x20)
		return code == '\n' || code == '\t';
	return code != 0x7F && !(code >= 0x80 && code < 0xA0) && (code & 0xFFFE) != 0xFFFE &&
	       !(code >= 0xFDD0 && code <= 0xFDEF);
}

static void add_valid(struct ftl_buf *out, const char *at, size_t length, size_t *units)
{
	const char *end = at + length;

	while (at < end) {
		const char *start = at;
		if (is_escape(at)) {
			ftl_buf_text(out, "_x005F_");
			*units += 1;
			at++;
			continue;
		}
		uint32_t code = ftl_utf8_next(&at);
		if (is_allowed(code))
			ftl_buf_add(out, start, (size_t)(at - start));
		else
			ftl_buf_text(out, REPLACEMENT);
		*units += code > 0xFFFF ? 2 : 1;
	}
}

const char *ftl_xlsx_text(struct ftl_workbook *book, const char *raw)
{
	size_t length;

	if (is_plain(raw, &length))
		return raw;
	ftl_buf_clear(&book->text);
	size_t units = 0;
	length = strlen(raw);
	while (length > 0) {
		size_t good = length;
		bool is_valid = ftl_utf8_is_valid(raw, length, &good);
		size_t part = is_valid ? length : good;
		FTL_BUF(copy);
		/* A part of its own, so that decoding stops at its end. */
		ftl_buf_add(&copy, raw, part);
		add_valid(&book->text, ftl_buf_cstr(&copy), part, &units);
		if (!is_valid) {
			ftl_buf_text(&book->text, REPLACEMENT);
			units++;
			part++;
		}
		raw += part;
		length -= part;
	}
	if (units <= XLSX_TEXT_MOST)
		return ftl_buf_cstr(&book->text);
	if (!book->has_failed) {
		char quoted[FTL_QUOTE_SIZE];
		book->has_failed = true;
		ftl_fail(&book->err, FTL_INVALID, NULL,
		         "a text of %zu characters does not fit into a workbook cell (%d): %s",
		         units, XLSX_TEXT_MOST, ftl_quote(quoted, ftl_buf_cstr(&book->text)));
		ftl_hint(&book->err, "use --format csv or json, or leave the column out with "
		                     "--fields");
	}
	return "";
}

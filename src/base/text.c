#include "fettle/base/text.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "fettle/base/buf.h"

#define MOST_MARKS 8

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

static bool is_bidi_control(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_noncharacter(uint32_t c)
{
	return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

static bool is_mark(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
	       category == UTF8PROC_CATEGORY_ME;
}

static bool is_ignorable(uint32_t c)
{
	return utf8proc_get_property((utf8proc_int32_t)c)->ignorable;
}

/* Puts no ink on paper: blanks, line ends, zero-width and filler characters, the empty Braille. */
static bool is_blank(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

	return c == '\t' || c == '\n' || c == 0x2800 || category == UTF8PROC_CATEGORY_ZS ||
	       category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
	       is_ignorable(c);
}

/* Length of the outer blank at this place: ASCII blank or line end, or U+00A0; 0 for none. */
static size_t outer_blank(const char *at, size_t left)
{
	if (left >= 1 && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
		return 1;
	return left >= 2 && memcmp(at, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static void trim(const char *raw, size_t *begin, size_t *end)
{
	size_t step;

	while ((step = outer_blank(raw + *begin, *end - *begin)) > 0)
		*begin += step;
	while (*end > *begin) {
		if (outer_blank(raw + *end - 1, 1) > 0)
			*end -= 1;
		else if (*end - *begin >= 2 && outer_blank(raw + *end - 2, 2) == 2)
			*end -= 2;
		else
			break;
	}
}

static enum ftl_status refuse_character(const char *field, enum ftl_text_kind kind, uint32_t c,
                                        size_t offset, struct ftl_err *err)
{
	if (c == 0)
		return ftl_fail(err, FTL_INVALID, field, "NUL character at byte %zu", offset);
	if (kind == FTL_TEXT_LINE && (c == '\n' || c == '\r'))
		return ftl_fail(err, FTL_INVALID, field,
		                "line break at byte %zu, expected one line", offset);
	if (kind == FTL_TEXT_BLOCK && c == '\r')
		return ftl_fail(err, FTL_INVALID, field,
		                "carriage return without a line feed at byte %zu", offset);
	const char *what = is_bidi_control(c)   ? "text direction control"
	                   : is_noncharacter(c) ? "noncharacter"
	                                        : "control character";
	return ftl_fail(err, FTL_INVALID, field, "%s U+%04X at byte %zu is not allowed", what, c,
	                offset);
}

/* Checks the characters of valid UTF-8 in raw[begin, end); *ret_has_ink: one of them shows. */
static enum ftl_status check_characters(const char *field, enum ftl_text_kind kind, const char *raw,
                                        size_t begin, size_t end, bool *ret_has_ink,
                                        struct ftl_err *err)
{
	bool has_ink = false;
	size_t marks = 0;
	size_t i = begin;

	while (i < end) {
		size_t offset = i;
		unsigned char byte = (unsigned char)raw[i];

		if (byte > 0x20 && byte < 0x7F) {
			has_ink = true;
			marks = 0;
			i++;
			continue;
		}
		const char *at = raw + i;
		uint32_t c = ftl_utf8_next(&at);
		i = c == 0 ? i + 1 : (size_t)(at - raw);
		if (kind == FTL_TEXT_BLOCK) {
			if (c == '\n' || c == '\t') {
				marks = 0;
				continue;
			}
			if (c == '\r' && i < end && raw[i] == '\n')
				continue;
		}
		if (is_control(c) || is_bidi_control(c) || is_noncharacter(c))
			return refuse_character(field, kind, c, offset, err);
		if (!is_blank(c))
			has_ink = true;
		if (is_mark(c))
			marks++;
		else if (!is_ignorable(c))
			marks = 0;
		if (marks > MOST_MARKS)
			return ftl_fail(err, FTL_INVALID, field,
			                "more than %d combining marks in a row at byte %zu",
			                MOST_MARKS, offset);
	}
	*ret_has_ink = has_ink;
	return FTL_OK;
}

/* A copy in the arena with every CRLF made a newline. */
static const char *copy_lines(struct ftl_arena *arena, const char *text, size_t length)
{
	char *copy = ftl_strndup(arena, text, length);
	char *to = memchr(copy, '\r', length);

	if (to == NULL)
		return copy;
	for (const char *from = to; *from != '\0'; from++) {
		if (*from != '\r')
			*to++ = *from;
	}
	*to = '\0';
	return copy;
}

/* Appends a run of printable ASCII, one other character or its escape to buf; returns what follows
 * it. */
static const char *add_visible(struct ftl_buf *buf, const char *text, const char *end)
{
	size_t left = (size_t)(end - text);
	size_t bad = 0;
	const char *after = text;

	if (*text == '\0') {
		ftl_buf_text(buf, "\\x00");
		return text + 1;
	}
	while (after < end && *after >= ' ' && *after <= '~')
		after++;
	if (after > text) {
		ftl_buf_add(buf, text, (size_t)(after - text));
		return after;
	}
	if ((unsigned char)*text >= 0x80 && !ftl_utf8_is_valid(text, left > 4 ? 4 : left, &bad) &&
	    bad == 0) {
		ftl_buf_printf(buf, "\\x%02x", (unsigned)(unsigned char)*text);
		return text + 1;
	}
	uint32_t c = ftl_utf8_next(&after);
	if (c == '\n')
		ftl_buf_text(buf, "\\n");
	else if (c == '\r')
		ftl_buf_text(buf, "\\r");
	else if (c == '\t')
		ftl_buf_text(buf, "\\t");
	else if (c < 0x80 && is_control(c))
		ftl_buf_printf(buf, "\\x%02x", c);
	else if (is_control(c) || is_bidi_control(c) || is_noncharacter(c) || c == 0x2028 ||
	         c == 0x2029)
		ftl_buf_printf(buf, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c);
	else
		ftl_buf_add(buf, text, (size_t)(after - text));
	return after;
}

const char *ftl_text_visible(struct ftl_arena *arena, const char *text)
{
	FTL_BUF(buf);
	const char *end = text + strlen(text);

	while (text < end)
		text = add_visible(&buf, text, end);
	return ftl_strndup(arena, ftl_buf_cstr(&buf), buf.length);
}

static const char *quote_bytes(char buffer[FTL_QUOTE_SIZE], const char *text, size_t length)
{
	static const char ellipsis[] = "…";
	const size_t room = FTL_QUOTE_SIZE - sizeof(ellipsis) - 2;
	/* More than can be shown need not be looked at, however long the text is. */
	const size_t most = (size_t)4 * FTL_QUOTE_SIZE;
	FTL_BUF(buf);

	for (const char *end = text + (length < most ? length : most); text < end;)
		text = add_visible(&buf, text, end);
	const char *shown = ftl_buf_cstr(&buf);
	size_t fit = ftl_utf8_fit(shown, 60);
	while (fit > room || (fit > 0 && ((unsigned char)shown[fit] & 0xC0) == 0x80))
		fit--;
	snprintf(buffer, FTL_QUOTE_SIZE, "'%.*s%s'", (int)fit, shown,
	         fit < buf.length ? ellipsis : "");
	return buffer;
}

const char *ftl_quote(char buffer[FTL_QUOTE_SIZE], const char *text)
{
	if (text == NULL)
		text = "";
	return quote_bytes(buffer, text, strnlen(text, (size_t)4 * FTL_QUOTE_SIZE));
}

/* Adds the value to an error that tells what is wrong with it, and the way out. */
static enum ftl_status show_value(const char *raw, size_t length, const char *hint,
                                  struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	size_t used = strlen(err->message);

	snprintf(err->message + used, sizeof(err->message) - used, ", got %s",
	         quote_bytes(quoted, raw, length));
	return ftl_hint(err, "%s", hint);
}

enum ftl_status ftl_text_take(struct ftl_arena *arena, const char *field, enum ftl_text_kind kind,
                              size_t max_bytes, const char *raw, size_t length, const char **ret,
                              struct ftl_err *err)
{
	size_t begin = 0;
	size_t end = raw == NULL ? 0 : length;
	size_t bad;
	bool has_ink = false;

	if (end > 0 && kind == FTL_TEXT_LINE)
		trim(raw, &begin, &end);
	if (end == begin) {
		*ret = NULL;
		return FTL_OK;
	}
	if (end - begin > max_bytes) {
		ftl_fail(err, FTL_INVALID, field, "is %zu bytes long, at most %zu are allowed",
		         end - begin, max_bytes);
		return show_value(raw, length, "make it shorter", err);
	}
	if (!ftl_utf8_is_valid(raw + begin, end - begin, &bad)) {
		ftl_fail(err, FTL_INVALID, field, "not valid UTF-8 at byte %zu", begin + bad);
		return show_value(raw, length, "save the file, or set the terminal, as UTF-8", err);
	}
	if (check_characters(field, kind, raw, begin, end, &has_ink, err) != FTL_OK)
		return show_value(raw, length, "take it out, or type the text again by hand", err);
	*ret = has_ink ? copy_lines(arena, raw + begin, end - begin) : NULL;
	return FTL_OK;
}

enum ftl_status ftl_text_require(struct ftl_arena *arena, const char *field,
                                 enum ftl_text_kind kind, size_t max_bytes, const char *raw,
                                 size_t length, const char **ret, struct ftl_err *err)
{
	const char *text = NULL;

	FTL_TRY(ftl_text_take(arena, field, kind, max_bytes, raw, length, &text, err));
	if (text == NULL) {
		ftl_fail(err, FTL_INVALID, field, "is empty");
		return show_value(raw, raw == NULL ? 0 : length, "write something that can be seen",
		                  err);
	}
	*ret = text;
	return FTL_OK;
}

const char *ftl_text_article(const char *word)
{
	return *word != '\0' && strchr("aeiou", *word) != NULL ? "an" : "a";
}

char *ftl_text_past_mark(char *text)
{
	static const char mark[] = "\xEF\xBB\xBF";

	return strncmp(text, mark, strlen(mark)) == 0 ? text + strlen(mark) : text;
}

int ftl_text_index(const char *const *names, int count, const char *text)
{
	for (int i = 0; i < count; i++) {
		if (ftl_text_equal(names[i], text))
			return i;
	}
	return -1;
}

bool ftl_text_equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

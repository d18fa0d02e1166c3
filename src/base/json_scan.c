#include "json_scan.h"

#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fettle/base/memory.h"
#include "fettle/base/text.h"

#define DEPTH_MOST 64
/* cJSON reads numbers through a buffer of 64 bytes. */
#define NUMBER_MOST 60

/* What may come next. */
enum expectation {
	ANY_VALUE,
	VALUE_OR_END, /* after '[' */
	KEY_OR_END,   /* after '{' */
	KEY,          /* after ',' in an object */
	COLON,
	COMMA_OR_END,
	NOTHING, /* after the document's value */
};

struct state {
	struct ftl_json_scan *scan;
	size_t at;
	int64_t line;
	size_t depth;
	char closers[DEPTH_MOST]; /* the bracket that ends each open container */
	enum expectation next;
	size_t key_offset;
	bool has_key;
	bool is_after_comma;
};

enum ftl_status ftl_json_scan_fail(const struct ftl_json_scan *scan, struct ftl_err *err,
                                   size_t offset, const char *format, ...)
{
	char message[400];
	int64_t line = scan->first_line;
	size_t column = 1;
	va_list args;

	for (size_t i = 0; i < offset && i < scan->length; i++) {
		if (scan->text[i] == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)scan->text[i] & 0xC0) != 0x80) {
			column++;
		}
	}
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	return ftl_fail(err, FTL_INVALID, scan->name, "line %" PRId64 ", column %zu: %s", line,
	                column, message);
}

void ftl_json_scan_done(struct ftl_json_scan *scan)
{
	free(scan->places);
	scan->places = NULL;
	scan->count = 0;
	scan->capacity = 0;
}

static bool is_digit_at(const char *text, size_t left, size_t at)
{
	return at < left && text[at] >= '0' && text[at] <= '9';
}

static size_t skip_digits(const char *text, size_t left, size_t at)
{
	while (is_digit_at(text, left, at))
		at++;
	return at;
}

size_t ftl_json_number_length(const char *text, size_t left)
{
	size_t at = left > 0 && text[0] == '-' ? 1 : 0;

	if (!is_digit_at(text, left, at))
		return 0;
	at = text[at] == '0' ? at + 1 : skip_digits(text, left, at);
	if (at < left && text[at] == '.') {
		if (!is_digit_at(text, left, at + 1))
			return 0;
		at = skip_digits(text, left, at + 1);
	}
	if (at < left && (text[at] == 'e' || text[at] == 'E')) {
		at++;
		if (at < left && (text[at] == '+' || text[at] == '-'))
			at++;
		if (!is_digit_at(text, left, at))
			return 0;
		at = skip_digits(text, left, at);
	}
	return at;
}

static void add_place(struct state *state)
{
	struct ftl_json_scan *scan = state->scan;

	if (scan->count == scan->capacity) {
		scan->capacity = scan->capacity == 0 ? 32 : scan->capacity * 2;
		scan->places =
		        ftl_memory_resize(scan->places, scan->capacity * sizeof(*scan->places));
	}
	scan->places[scan->count++] = (struct ftl_json_place){
	        .offset = state->at,
	        .key_offset = state->has_key ? state->key_offset : state->at,
	        .line = state->line,
	};
	state->has_key = false;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The four digits of an escape \uXXXX that begins at offset; −1 when it is none. */
static int read_unicode_escape(const struct ftl_json_scan *scan, size_t offset)
{
	int value = 0;

	if (scan->length - offset < 6 || scan->text[offset] != '\\' ||
	    scan->text[offset + 1] != 'u')
		return -1;
	for (size_t i = 2; i < 6; i++) {
		int digit = hex_value(scan->text[offset + i]);
		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* An escape inside a string; moves past it. */
static enum ftl_status scan_escape(struct state *state, struct ftl_err *err)
{
	const struct ftl_json_scan *scan = state->scan;
	size_t offset = state->at;

	if (offset + 1 >= scan->length)
		return ftl_json_scan_fail(scan, err, offset, "the text ends inside an escape");
	if (scan->text[offset + 1] != 'u') {
		if (scan->text[offset + 1] == '\0' ||
		    strchr("\"\\/bfnrt", scan->text[offset + 1]) == NULL)
			return ftl_json_scan_fail(scan, err, offset,
			                          "unknown escape after a backslash");
		state->at += 2;
		return FTL_OK;
	}
	int unit = read_unicode_escape(scan, offset);
	if (unit < 0)
		return ftl_json_scan_fail(scan, err, offset, "\\u needs four hexadecimal digits");
	if (unit == 0)
		return ftl_json_scan_fail(scan, err, offset, "NUL (\\u0000) is not allowed");
	state->at += 6;
	if (unit < 0xD800 || unit > 0xDFFF)
		return FTL_OK;
	int low = unit < 0xDC00 ? read_unicode_escape(scan, state->at) : -1;
	if (low < 0xDC00 || low > 0xDFFF)
		return ftl_json_scan_fail(scan, err, offset, "lone surrogate \\u%04x",
		                          (unsigned)unit);
	state->at += 6;
	return FTL_OK;
}

/* A string from its opening quote to behind its closing one. */
static enum ftl_status scan_string(struct state *state, struct ftl_err *err)
{
	const struct ftl_json_scan *scan = state->scan;
	size_t begin = state->at++;

	while (state->at < scan->length) {
		unsigned char c = (unsigned char)scan->text[state->at];
		if (c == '"') {
			state->at++;
			return FTL_OK;
		}
		if (c == '\\') {
			FTL_TRY(scan_escape(state, err));
			continue;
		}
		if (c == '\n' || c == '\r')
			return ftl_json_scan_fail(scan, err, state->at,
			                          "line break inside a string; write \\n");
		if (c < 0x20)
			return ftl_json_scan_fail(scan, err, state->at,
			                          "control character U+%04X inside a string; write "
			                          "it as an escape",
			                          c);
		state->at++;
	}
	return ftl_json_scan_fail(scan, err, begin, "this string has no closing quote");
}

static enum ftl_status refuse_here(const struct state *state, struct ftl_err *err)
{
	static const char *const wanted[] = {
	        [ANY_VALUE] = "a value",
	        [VALUE_OR_END] = "a value or ']'",
	        [KEY_OR_END] = "a key or '}'",
	        [KEY] = "a key in double quotes",
	        [COLON] = "':'",
	        [COMMA_OR_END] = "',' or the closing bracket",
	        [NOTHING] = "the end of the text",
	};
	const struct ftl_json_scan *scan = state->scan;
	char quoted[FTL_QUOTE_SIZE];
	char word[24];
	size_t size = 0;

	if (state->at >= scan->length)
		return ftl_json_scan_fail(scan, err, state->at, "the text ends here, expected %s",
		                          wanted[state->next]);
	const char *at = scan->text + state->at;
	size_t left = scan->length - state->at;
	if (state->is_after_comma && (*at == ']' || *at == '}'))
		return ftl_json_scan_fail(scan, err, state->at, "comma before '%c'", *at);
	if (*at == '/')
		return ftl_json_scan_fail(scan, err, state->at, "comments are not allowed");
	if (state->next == NOTHING)
		return ftl_json_scan_fail(scan, err, state->at,
		                          "something follows after the end of the document");
	if (is_digit_at(at, left, 0) && state->at > 0 && at[-1] == '0')
		return ftl_json_scan_fail(scan, err, state->at, "number with a leading zero");
	/* A word as a whole, or one character. */
	while (size < left && size + 4 < sizeof(word) &&
	       ((at[size] >= 'a' && at[size] <= 'z') || (at[size] >= 'A' && at[size] <= 'Z')))
		size++;
	if (size == 0) {
		size = 1;
		while (size < left && ((unsigned char)at[size] & 0xC0) == 0x80)
			size++;
	}
	memcpy(word, at, size);
	word[size] = '\0';
	return ftl_json_scan_fail(scan, err, state->at, "unexpected %s, expected %s",
	                          ftl_quote(quoted, word), wanted[state->next]);
}

static void value_is_done(struct state *state)
{
	state->next = state->depth == 0 ? NOTHING : COMMA_OR_END;
	state->is_after_comma = false;
}

static enum ftl_status open_container(struct state *state, struct ftl_err *err)
{
	char bracket = state->scan->text[state->at];

	if (state->depth == DEPTH_MOST)
		return ftl_json_scan_fail(state->scan, err, state->at,
		                          "nested deeper than %d levels", DEPTH_MOST);
	add_place(state);
	state->closers[state->depth++] = bracket == '{' ? '}' : ']';
	state->next = bracket == '{' ? KEY_OR_END : VALUE_OR_END;
	state->is_after_comma = false;
	state->at++;
	return FTL_OK;
}

static enum ftl_status scan_value(struct state *state, struct ftl_err *err)
{
	static const char *const words[] = {"true", "false", "null"};
	const char *at = state->scan->text + state->at;
	size_t left = state->scan->length - state->at;

	if (*at == '{' || *at == '[')
		return open_container(state, err);
	if (*at == '"') {
		add_place(state);
		FTL_TRY(scan_string(state, err));
		value_is_done(state);
		return FTL_OK;
	}
	size_t size = ftl_json_number_length(at, left);
	if (size > NUMBER_MOST)
		return ftl_json_scan_fail(state->scan, err, state->at,
		                          "number has more than %d characters", NUMBER_MOST);
	for (size_t i = 0; size == 0 && i < FTL_COUNT(words); i++) {
		size_t length = strlen(words[i]);
		if (left >= length && memcmp(at, words[i], length) == 0)
			size = length;
	}
	if (size == 0)
		return refuse_here(state, err);
	add_place(state);
	state->at += size;
	value_is_done(state);
	return FTL_OK;
}

static enum ftl_status close_container(struct state *state, struct ftl_err *err)
{
	if (state->scan->text[state->at] != state->closers[state->depth - 1])
		return refuse_here(state, err);
	state->depth--;
	state->at++;
	value_is_done(state);
	return FTL_OK;
}

/* One token; state->at is at its first character, never at the end or a blank. */
static enum ftl_status scan_token(struct state *state, struct ftl_err *err)
{
	char c = state->scan->text[state->at];

	switch (state->next) {
	case ANY_VALUE:
		return scan_value(state, err);
	case VALUE_OR_END:
		return c == ']' ? close_container(state, err) : scan_value(state, err);
	case KEY_OR_END:
	case KEY:
		if (c == '}' && state->next == KEY_OR_END)
			return close_container(state, err);
		if (c != '"')
			return refuse_here(state, err);
		state->key_offset = state->at;
		state->has_key = true;
		state->is_after_comma = false;
		FTL_TRY(scan_string(state, err));
		state->next = COLON;
		return FTL_OK;
	case COLON:
		if (c != ':')
			return refuse_here(state, err);
		state->at++;
		state->next = ANY_VALUE;
		return FTL_OK;
	case COMMA_OR_END:
		if (c != ',')
			return close_container(state, err);
		state->at++;
		state->next = state->closers[state->depth - 1] == '}' ? KEY : ANY_VALUE;
		state->is_after_comma = true;
		return FTL_OK;
	case NOTHING:
		break;
	}
	return refuse_here(state, err);
}

/* Things that no JSON text begins with, so that their errors are plain. */
static enum ftl_status check_encoding(const struct ftl_json_scan *scan, struct ftl_err *err)
{
	const unsigned char *bytes = (const unsigned char *)scan->text;
	size_t bad;

	if (scan->length >= 2 &&
	    ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) ||
	     bytes[0] == 0 || bytes[1] == 0))
		return ftl_fail(err, FTL_INVALID, scan->name, "is UTF-16, expected UTF-8");
	if (!ftl_utf8_is_valid(scan->text, scan->length, &bad))
		return ftl_json_scan_fail(scan, err, bad, "not valid UTF-8");
	return FTL_OK;
}

enum ftl_status ftl_json_scan_run(struct ftl_json_scan *scan, struct ftl_err *err)
{
	struct state state = {.scan = scan, .line = scan->first_line, .next = ANY_VALUE};

	FTL_TRY(check_encoding(scan, err));
	if (scan->length >= INT_MAX)
		return ftl_fail(err, FTL_INVALID, scan->name, "is too long");
	while (state.at < scan->length) {
		char c = scan->text[state.at];
		if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
			state.line += c == '\n' ? 1 : 0;
			state.at++;
			continue;
		}
		FTL_TRY(scan_token(&state, err));
	}
	return state.next == NOTHING ? FTL_OK : refuse_here(&state, err);
}

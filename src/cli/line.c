#include "cli/line.h"

#include <stdint.h>
#include <string.h>

#include "fettle/base/text.h"

void ftl_line_done(struct ftl_line *line)
{
	ftl_buf_done(&line->text);
	line->cursor = 0;
}

void ftl_line_set(struct ftl_line *line, const char *text)
{
	ftl_buf_clear(&line->text);
	ftl_buf_text(&line->text, text);
	line->cursor = line->text.length;
}

bool ftl_line_insert(struct ftl_line *line, const char *bytes, size_t length)
{
	char character[8] = {0};

	if (length == 0 || length >= sizeof(character) || !ftl_utf8_is_valid(bytes, length, NULL) ||
	    line->text.length + length > FTL_LINE_MOST)
		return false;
	memcpy(character, bytes, length);
	const char *at = character;
	uint32_t point = ftl_utf8_next(&at);
	if (point < 0x20 || (point >= 0x7F && point <= 0x9F))
		return false;
	/* Room for the character, then everything after the cursor moves up. */
	ftl_buf_add(&line->text, character, length);
	char *hole = line->text.data + line->cursor;
	memmove(hole + length, hole, line->text.length - length - line->cursor);
	memcpy(hole, character, length);
	line->cursor += length;
	return true;
}

static size_t point_before(const char *text, size_t at)
{
	while (at > 0 && ((unsigned char)text[--at] & 0xC0) == 0x80)
		;
	return at;
}

/* True when the code point at this place takes no column of its own: a combining mark. */
static bool is_mark(const char *text)
{
	char character[8] = {0};
	const char *next = text;

	if (*text == '\0' || ftl_utf8_next(&next) == 0)
		return false;
	memcpy(character, text, (size_t)(next - text));
	return ftl_utf8_width(character) == 0;
}

static size_t step_before(const struct ftl_line *line)
{
	const char *text = ftl_buf_cstr(&line->text);
	size_t at = line->cursor;

	do {
		at = point_before(text, at);
	} while (at > 0 && is_mark(text + at));
	return at;
}

static size_t step_after(const struct ftl_line *line)
{
	const char *text = ftl_buf_cstr(&line->text);
	const char *at = text + line->cursor;

	if (*at == '\0')
		return line->cursor;
	do {
		ftl_utf8_next(&at);
	} while (is_mark(at));
	return (size_t)(at - text);
}

static void cut(struct ftl_line *line, size_t from, size_t to)
{
	if (from == to)
		return;
	memmove(line->text.data + from, line->text.data + to, line->text.length - to);
	line->text.length -= to - from;
	line->text.data[line->text.length] = '\0';
	line->cursor = from;
}

void ftl_line_left(struct ftl_line *line)
{
	line->cursor = step_before(line);
}

void ftl_line_right(struct ftl_line *line)
{
	line->cursor = step_after(line);
}

void ftl_line_home(struct ftl_line *line)
{
	line->cursor = 0;
}

void ftl_line_end(struct ftl_line *line)
{
	line->cursor = line->text.length;
}

void ftl_line_backspace(struct ftl_line *line)
{
	cut(line, step_before(line), line->cursor);
}

void ftl_line_delete(struct ftl_line *line)
{
	cut(line, line->cursor, step_after(line));
}

void ftl_line_kill_to_start(struct ftl_line *line)
{
	cut(line, 0, line->cursor);
}

void ftl_line_kill_to_end(struct ftl_line *line)
{
	cut(line, line->cursor, line->text.length);
}

void ftl_line_kill_word(struct ftl_line *line)
{
	const char *text = ftl_buf_cstr(&line->text);
	size_t from = line->cursor;

	while (from > 0 && text[from - 1] == ' ')
		from--;
	while (from > 0 && text[from - 1] != ' ')
		from--;
	cut(line, from, line->cursor);
}

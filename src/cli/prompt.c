#include "cli/prompt.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/line.h"
#include "cli/terminal.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

#define MARK       " \xE2\x80\xBA " /* › */
#define MARK_WIDTH 3

struct ftl_prompt {
	struct ftl_arena arena; /* holds the prompt itself */
	struct ftl_terminal terminal;
	size_t label_width;
	bool is_dumb;
};

/* A question while it stands open. */
struct open_question {
	struct ftl_prompt *prompt;
	const struct ftl_question *question;
	struct ftl_line line;
	struct ftl_suggestion suggestions[FTL_SUGGESTIONS_MOST];
	size_t count;
	int chosen;           /* −1: none */
	struct ftl_buf drawn; /* gathers one redraw, so that it is one write */
};

enum ftl_status ftl_prompt_open(size_t label_width, struct ftl_prompt **ret, struct ftl_err *err)
{
	struct ftl_arena arena = {NULL};
	const char *name = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return ftl_fail(err, FTL_USAGE, NULL, "questions need a terminal");
	struct ftl_prompt *prompt = FTL_NEW(&arena, struct ftl_prompt);
	prompt->arena = arena;
	prompt->label_width = label_width;
	prompt->terminal.signal_fd = -1;
	prompt->is_dumb = name == NULL || *name == '\0' || strcmp(name, "dumb") == 0;
	*ret = prompt;
	return FTL_OK;
}

void ftl_prompt_close(struct ftl_prompt **ref)
{
	struct ftl_prompt *prompt = *ref;

	if (prompt == NULL)
		return;
	ftl_terminal_restore(&prompt->terminal);
	struct ftl_arena arena = prompt->arena;
	ftl_arena_done(&arena);
	*ref = NULL;
}

static void write_out(const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(STDERR_FILENO, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		/* A terminal that cannot be written to is found out by reading. */
		if (written <= 0)
			return;
		bytes += written;
		length -= (size_t)written;
	}
}

static size_t width_of_part(const char *text, size_t length)
{
	FTL_BUF(part);

	ftl_buf_add(&part, text, length);
	return ftl_utf8_width(ftl_buf_cstr(&part));
}

static void add_label(struct ftl_buf *buf, const struct ftl_prompt *prompt, const char *label)
{
	size_t width = ftl_utf8_width(label);
	size_t pad = prompt->label_width > width ? prompt->label_width - width : 0;

	ftl_buf_printf(buf, "%s%*s%s", label, (int)pad, "", MARK);
}

static size_t label_columns(const struct ftl_prompt *prompt, const char *label)
{
	size_t width = ftl_utf8_width(label);

	return (width > prompt->label_width ? width : prompt->label_width) + MARK_WIDTH;
}

/* The part of the line that fits, scrolled so that the cursor is in it. Returns its column there.
 */
static size_t add_line(struct open_question *open, size_t room)
{
	const char *text = ftl_buf_cstr(&open->line.text);
	size_t from = 0;

	if (*text == '\0' && open->question->help != NULL) {
		size_t length = ftl_utf8_fit(open->question->help, room);
		ftl_buf_printf(&open->drawn, "\x1b[2m%.*s\x1b[0m", (int)length,
		               open->question->help);
		return 0;
	}
	while (width_of_part(text + from, open->line.cursor - from) >= room) {
		const char *next = text + from;
		ftl_utf8_next(&next);
		from = (size_t)(next - text);
	}
	ftl_buf_add(&open->drawn, text + from, ftl_utf8_fit(text + from, room));
	return width_of_part(text + from, open->line.cursor - from);
}

static void add_suggestion(struct open_question *open, size_t index, size_t indent, size_t width)
{
	FTL_ARENA(scratch);
	const struct ftl_suggestion *row = &open->suggestions[index];
	bool is_chosen = (int)index == open->chosen;
	const char *text = ftl_text_visible(&scratch, row->text);
	const char *note = row->note == NULL ? "" : ftl_text_visible(&scratch, row->note);
	FTL_BUF(line);

	ftl_buf_printf(&line, "%s%s%s", text, *note == '\0' ? "" : "   ", note);
	size_t room = width > indent + 1 ? width - indent - 1 : 1;
	size_t length = ftl_utf8_fit(ftl_buf_cstr(&line), room);
	/* The mark tells the chosen one apart where colours do not. */
	ftl_buf_printf(&open->drawn, "\r\n\x1b[K%*s%s%s%.*s\x1b[0m", (int)(indent - 2), "",
	               is_chosen ? "\xE2\x80\xBA " : "  ", is_chosen ? "\x1b[7m" : "\x1b[2m",
	               (int)length, ftl_buf_cstr(&line));
}

static void draw(struct open_question *open)
{
	size_t width = ftl_terminal_width();
	size_t indent = label_columns(open->prompt, open->question->label);
	size_t room = width > indent + 1 ? width - indent - 1 : 1;

	ftl_buf_clear(&open->drawn);
	ftl_buf_text(&open->drawn, "\r");
	add_label(&open->drawn, open->prompt, open->question->label);
	size_t cursor = indent + add_line(open, room);
	ftl_buf_text(&open->drawn, "\x1b[K");
	for (size_t i = 0; i < open->count; i++)
		add_suggestion(open, i, indent, width);
	ftl_buf_text(&open->drawn, "\x1b[J");
	if (open->count > 0)
		ftl_buf_printf(&open->drawn, "\x1b[%zuA", open->count);
	ftl_buf_printf(&open->drawn, "\r\x1b[%zuC", cursor);
	write_out(open->drawn.data, open->drawn.length);
}

/* The line as it will stand there, and nothing below it. */
static void draw_last(struct open_question *open)
{
	ftl_buf_clear(&open->drawn);
	ftl_buf_text(&open->drawn, "\r\x1b[J");
	add_label(&open->drawn, open->prompt, open->question->label);
	ftl_buf_text(&open->drawn, ftl_buf_cstr(&open->line.text));
	ftl_buf_text(&open->drawn, "\r\n");
	write_out(open->drawn.data, open->drawn.length);
}

static void suggest(struct open_question *open)
{
	const struct ftl_question *question = open->question;

	open->chosen = -1;
	open->count = 0;
	if (question->suggest == NULL)
		return;
	open->count = question->suggest(question->context, ftl_buf_cstr(&open->line.text),
	                                open->suggestions, FTL_SUGGESTIONS_MOST);
	if (open->count > FTL_SUGGESTIONS_MOST)
		open->count = FTL_SUGGESTIONS_MOST;
}

static void choose(struct open_question *open, int step)
{
	int count = (int)open->count;

	if (count == 0)
		return;
	/* One place more than suggestions: back to what was typed. */
	open->chosen = (open->chosen + 1 + step + count + 1) % (count + 1) - 1;
}

/* Tab: the chosen suggestion, else the first, becomes the line. */
static void take_suggestion(struct open_question *open)
{
	if (open->count == 0)
		return;
	ftl_line_set(&open->line, open->suggestions[open->chosen < 0 ? 0 : open->chosen].text);
	suggest(open);
}

/* Editing keys; true when the text may have changed. */
static bool edit(struct ftl_line *line, const struct ftl_keystroke *stroke)
{
	static void (*const moves[])(struct ftl_line *) = {
	        [FTL_KEY_LEFT] = ftl_line_left,
	        [FTL_KEY_RIGHT] = ftl_line_right,
	        [FTL_KEY_HOME] = ftl_line_home,
	        [FTL_KEY_END] = ftl_line_end,
	        [FTL_KEY_BACKSPACE] = ftl_line_backspace,
	        [FTL_KEY_DELETE] = ftl_line_delete,
	        [FTL_KEY_KILL_TO_START] = ftl_line_kill_to_start,
	        [FTL_KEY_KILL_TO_END] = ftl_line_kill_to_end,
	        [FTL_KEY_KILL_WORD] = ftl_line_kill_word,
	};
	size_t before = line->text.length;

	if (stroke->key == FTL_KEY_CHARACTER)
		return ftl_line_insert(line, stroke->bytes, stroke->length);
	if ((size_t)stroke->key < FTL_COUNT(moves) && moves[stroke->key] != NULL)
		moves[stroke->key](line);
	return line->text.length != before;
}

static bool answers_at_once(const struct open_question *open, const struct ftl_keystroke *stroke)
{
	return open->question->keys != NULL && stroke->key == FTL_KEY_CHARACTER &&
	       stroke->length == 1 && open->line.text.length == 0 &&
	       strchr(open->question->keys, stroke->bytes[0]) != NULL;
}

/* What one key does. True when the question is over; *ret_kind says how. */
static bool press(struct open_question *open, const struct ftl_keystroke *stroke,
                  enum ftl_answer_kind *ret_kind)
{
	enum ftl_key key = stroke->key;

	if (key == FTL_KEY_EOF && open->line.text.length > 0) {
		struct ftl_keystroke delete = {.key = FTL_KEY_DELETE};
		if (edit(&open->line, &delete))
			suggest(open);
		return false;
	}
	if (key == FTL_KEY_ENTER || key == FTL_KEY_ESCAPE || key == FTL_KEY_STOP ||
	    key == FTL_KEY_EOF || key == FTL_KEY_GONE) {
		*ret_kind = key == FTL_KEY_ENTER    ? FTL_ANSWER_GIVEN
		            : key == FTL_KEY_ESCAPE ? FTL_ANSWER_BACK
		                                    : FTL_ANSWER_STOPPED;
		return true;
	}
	if (answers_at_once(open, stroke)) {
		*ret_kind = FTL_ANSWER_GIVEN;
		return edit(&open->line, stroke);
	}
	if (key == FTL_KEY_UP || key == FTL_KEY_DOWN)
		choose(open, key == FTL_KEY_UP ? -1 : 1);
	else if (key == FTL_KEY_TAB)
		take_suggestion(open);
	else if (key == FTL_KEY_SUSPEND)
		ftl_terminal_suspend(&open->prompt->terminal);
	else if (edit(&open->line, stroke))
		suggest(open);
	return false;
}

static const char *trimmed(struct ftl_arena *arena, const char *text)
{
	text += strspn(text, " ");
	size_t length = strlen(text);
	while (length > 0 && text[length - 1] == ' ')
		length--;
	return ftl_strndup(arena, text, length);
}

static enum ftl_status ask_drawn(struct ftl_prompt *prompt, const struct ftl_question *question,
                                 struct ftl_arena *arena, struct ftl_answer *ret,
                                 struct ftl_err *err)
{
	struct open_question open = {.prompt = prompt, .question = question};
	enum ftl_answer_kind kind = FTL_ANSWER_STOPPED;
	struct ftl_keystroke stroke;

	FTL_TRY(ftl_terminal_raw(&prompt->terminal, err));
	ftl_line_set(&open.line, question->initial == NULL ? "" : question->initial);
	suggest(&open);
	do {
		draw(&open);
		stroke = ftl_terminal_key(&prompt->terminal);
	} while (!press(&open, &stroke, &kind));
	int chosen = kind == FTL_ANSWER_GIVEN ? open.chosen : -1;
	if (chosen >= 0)
		ftl_line_set(&open.line, open.suggestions[chosen].text);
	draw_last(&open);
	ftl_terminal_restore(&prompt->terminal);
	*ret = (struct ftl_answer){kind, trimmed(arena, ftl_buf_cstr(&open.line.text)), chosen};
	ftl_line_done(&open.line);
	ftl_buf_done(&open.drawn);
	return FTL_OK;
}

/* A terminal that cannot move its cursor: a plain line; an empty one keeps what was there. */
static enum ftl_status ask_plain(struct ftl_prompt *prompt, const struct ftl_question *question,
                                 struct ftl_arena *arena, struct ftl_answer *ret)
{
	char typed[FTL_LINE_MOST];
	FTL_BUF(buf);
	const char *initial = question->initial == NULL ? "" : question->initial;

	add_label(&buf, prompt, question->label);
	if (*initial != '\0')
		ftl_buf_printf(&buf, "[%s] ", initial);
	write_out(buf.data, buf.length);
	if (!ftl_terminal_line(&prompt->terminal, typed, sizeof(typed))) {
		*ret = (struct ftl_answer){FTL_ANSWER_STOPPED, "", -1};
		return FTL_OK;
	}
	const char *text = trimmed(arena, typed);
	*ret = (struct ftl_answer){FTL_ANSWER_GIVEN,
	                           *text == '\0' ? ftl_strdup(arena, initial) : text, -1};
	return FTL_OK;
}

enum ftl_status ftl_prompt_ask(struct ftl_prompt *prompt, const struct ftl_question *question,
                               struct ftl_arena *arena, struct ftl_answer *ret, struct ftl_err *err)
{
	if (prompt->is_dumb)
		return ask_plain(prompt, question, arena, ret);
	return ask_drawn(prompt, question, arena, ret, err);
}

void ftl_prompt_note(struct ftl_prompt *prompt, bool is_alert, const char *format, ...)
{
	va_list args;
	FTL_BUF(line);
	bool is_toned = is_alert && !prompt->is_dumb && getenv("NO_COLOR") == NULL;

	ftl_buf_printf(&line, "%*s%s%s", (int)(prompt->label_width + MARK_WIDTH), "",
	               is_toned ? "\x1b[33m" : "", is_alert ? "! " : "");
	va_start(args, format);
	ftl_buf_vprintf(&line, format, args);
	va_end(args);
	ftl_buf_text(&line, is_toned ? "\x1b[0m\n" : "\n");
	write_out(line.data, line.length);
}

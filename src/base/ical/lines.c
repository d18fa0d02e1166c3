#include <string.h>
#include <strings.h>

#include "base/ical/reading.h"
#include "fettle/base/text.h"

#define DEPTH_MOST 8
#define LINE_MOST  (1 << 20) /* bytes; the library takes time by the square of it */

/* The components that are open, outermost first. */
struct nest {
	const char *names[DEPTH_MOST];
	size_t lines[DEPTH_MOST];
	size_t depth;
	size_t count;
	size_t line;
	struct ftl_err *err;
};

static enum ftl_status no_calendar(struct ftl_err *err)
{
	ftl_fail(err, FTL_INVALID, FTL_ICAL_FIELD, "is no iCalendar file");
	return ftl_hint(err, "it begins with BEGIN:VCALENDAR and ends with END:VCALENDAR");
}

static enum ftl_status begin(struct nest *nest, const char *name)
{
	if (nest->depth == 0 && strcasecmp(name, "VCALENDAR") != 0)
		return no_calendar(nest->err);
	if (nest->depth == DEPTH_MOST)
		return ftl_fail(nest->err, FTL_INVALID, FTL_ICAL_FIELD,
		                "line %zu: more than %d components within each other", nest->line,
		                DEPTH_MOST);
	nest->names[nest->depth] = name;
	nest->lines[nest->depth++] = nest->line;
	nest->count++;
	return FTL_OK;
}

static enum ftl_status end(struct nest *nest, const char *name)
{
	char got[FTL_QUOTE_SIZE], expected[FTL_QUOTE_SIZE];

	if (nest->depth == 0)
		return no_calendar(nest->err);
	if (strcasecmp(name, nest->names[--nest->depth]) == 0)
		return FTL_OK;
	ftl_fail(nest->err, FTL_INVALID, FTL_ICAL_FIELD, "line %zu ends %s, but %s is open",
	         nest->line, ftl_quote(got, name), ftl_quote(expected, nest->names[nest->depth]));
	return ftl_hint(nest->err, "it began in line %zu", nest->lines[nest->depth]);
}

/* The value of "BEGIN:value" without the blanks around it; NULL: the line says something else. */
static char *value_of(char *line, const char *word)
{
	size_t length = strlen(word);
	char *last;

	if (strncasecmp(line, word, length) != 0)
		return NULL;
	line += length;
	line += strspn(line, " \t");
	if (*line != ':' && *line != ';')
		return NULL;
	line++;
	line += strspn(line, " \t");
	last = line + strlen(line);
	while (last > line && (last[-1] == ' ' || last[-1] == '\t'))
		last--;
	*last = '\0';
	return line;
}

/* A line, unfolded; it is cut into pieces. */
static enum ftl_status take_line(struct nest *nest, char *line)
{
	const char *name;

	if (strlen(line) > LINE_MOST)
		return ftl_fail(nest->err, FTL_INVALID, FTL_ICAL_FIELD,
		                "line %zu is longer than %d bytes", nest->line, LINE_MOST);
	if ((name = value_of(line, "BEGIN")) != NULL)
		return begin(nest, name);
	if ((name = value_of(line, "END")) != NULL)
		return end(nest, name);
	if (nest->depth == 0 && line[strspn(line, " \t")] != '\0')
		return no_calendar(nest->err);
	return FTL_OK;
}

/* The end of the line at text; *ret_next is where the next one begins. */
static const char *end_of(const char *text, const char **ret_next)
{
	const char *stop = text + strcspn(text, "\r\n");

	*ret_next = stop + (*stop == '\0' ? 0 : stop[0] == '\r' && stop[1] == '\n' ? 2 : 1);
	return stop;
}

enum ftl_status ftl_ical_unfold(struct ftl_arena *arena, const char *text, char **ret,
                                size_t *ret_count, struct ftl_err *err)
{
	static const char mark[] = "\xEF\xBB\xBF";
	struct nest nest = {.err = err};
	char *copy = ftl_alloc(arena, strlen(text) + 2, 1);
	/* The names of what is open point into this one. */
	char *lines = ftl_alloc(arena, strlen(text) + 2, 1);
	size_t used = 0;
	size_t line = 1;

	if (strncmp(text, mark, strlen(mark)) == 0)
		text += strlen(mark);
	while (*text != '\0') {
		size_t first = used;

		nest.line = line;
		for (bool goes_on = true; goes_on; line++) {
			const char *next;
			const char *stop = end_of(text, &next);

			memcpy(copy + used, text, (size_t)(stop - text));
			used += (size_t)(stop - text);
			/* A blank at its beginning says that a line belongs to the one before. */
			goes_on = *next == ' ' || *next == '\t';
			text = next + (goes_on ? 1 : 0);
		}
		memcpy(lines + first, copy + first, used - first);
		FTL_TRY(take_line(&nest, lines + first));
		copy[used++] = '\n';
	}
	if (nest.depth > 0) {
		char open[FTL_QUOTE_SIZE];

		ftl_fail(err, FTL_INVALID, FTL_ICAL_FIELD, "is cut off: %s of line %zu has no end",
		         ftl_quote(open, nest.names[nest.depth - 1]), nest.lines[nest.depth - 1]);
		return ftl_hint(err, "fetch it again");
	}
	if (nest.count == 0)
		return no_calendar(err);
	*ret = copy;
	*ret_count = nest.count;
	return FTL_OK;
}

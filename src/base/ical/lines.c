#include <string.h>
#include <strings.h>

#include "base/ical/reading.h"
#include "fettle/base/text.h"

#define BLANKS     " \t"
#define DEPTH_MOST 8
#define LINE_MOST  (1 << 20) /* bytes; the library takes time by the square of it */

/* The components that are open, outermost first. */
struct nest {
	struct ftl_arena *arena;
	const char *names[DEPTH_MOST];
	size_t lines[DEPTH_MOST];
	size_t depth;
	size_t count;
	size_t line;
	size_t next_line;
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
	nest->names[nest->depth] = ftl_strdup(nest->arena, name);
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
static const char *value_of(struct nest *nest, const char *line, const char *word)
{
	size_t length = strlen(word);

	if (strncasecmp(line, word, length) != 0)
		return NULL;
	line += length;
	line += strspn(line, BLANKS);
	if (*line != ':' && *line != ';')
		return NULL;
	line++;
	line += strspn(line, BLANKS);
	length = strlen(line);
	while (length > 0 && strchr(BLANKS, line[length - 1]) != NULL)
		length--;
	return ftl_strndup(nest->arena, line, length);
}

/* A line, unfolded. */
static enum ftl_status take_line(struct nest *nest, const char *line)
{
	const char *name;

	if ((name = value_of(nest, line, "BEGIN")) != NULL)
		return begin(nest, name);
	if ((name = value_of(nest, line, "END")) != NULL)
		return end(nest, name);
	if (nest->depth == 0 && line[strspn(line, BLANKS)] != '\0')
		return no_calendar(nest->err);
	return FTL_OK;
}

/* The end of the line at text; *ret_next is where the next one begins. */
static const char *end_of(const char *text, const char *end, const char **ret_next)
{
	const char *feed = memchr(text, '\n', (size_t)(end - text));
	const char *stop = feed == NULL ? end : feed;
	const char *mark = memchr(text, '\r', (size_t)(stop - text));

	*ret_next = mark != NULL && mark + 1 != feed ? mark + 1 : feed != NULL ? feed + 1 : end;
	return mark != NULL ? mark : stop;
}

/* Copies a line without its folds (RFC 5545 3.1) and moves past it. */
static enum ftl_status unfold(struct nest *nest, const char **text, const char *end,
                              char line[LINE_MOST + 1])
{
	size_t used = 0;

	for (bool goes_on = true; goes_on;) {
		const char *next;
		size_t length = (size_t)(end_of(*text, end, &next) - *text);

		if (length > LINE_MOST - used)
			return ftl_fail(nest->err, FTL_INVALID, FTL_ICAL_FIELD,
			                "line %zu is longer than %d bytes", nest->line, LINE_MOST);
		memcpy(line + used, *text, length);
		used += length;
		nest->next_line++;
		/* A blank at its beginning says that a line belongs to the one before. */
		goes_on = next < end && strchr(BLANKS, *next) != NULL;
		*text = next + (goes_on ? 1 : 0);
	}
	line[used] = '\0';
	return FTL_OK;
}

static void end_parser(icalparser **parser)
{
	icalparser_free(*parser);
}

static enum ftl_status cut_off(const struct nest *nest)
{
	char open[FTL_QUOTE_SIZE];

	ftl_fail(nest->err, FTL_INVALID, FTL_ICAL_FIELD, "is cut off: %s of line %zu has no end",
	         ftl_quote(open, nest->names[nest->depth - 1]), nest->lines[nest->depth - 1]);
	return ftl_hint(nest->err, "fetch it again");
}

enum ftl_status ftl_ical_parse(struct ftl_arena *arena, const char *text, icalcomponent *file,
                               size_t *ret_count, struct ftl_err *err)
{
	static const char byte_order[] = "\xEF\xBB\xBF";
	icalparser *parser FTL_CLEANUP(end_parser) = icalparser_new();
	struct nest nest = {.arena = arena, .next_line = 1, .err = err};
	const char *end = text + strlen(text);
	char *line = ftl_alloc(arena, LINE_MOST + 1, 1);

	if (strncmp(text, byte_order, strlen(byte_order)) == 0)
		text += strlen(byte_order);
	while (text < end) {
		icalcomponent *calendar;

		nest.line = nest.next_line;
		FTL_TRY(unfold(&nest, &text, end, line));
		FTL_TRY(take_line(&nest, line));
		calendar = icalparser_add_line(parser, line);
		if (calendar != NULL)
			icalcomponent_add_component(file, calendar);
	}
	if (nest.depth > 0)
		return cut_off(&nest);
	if (nest.count == 0)
		return no_calendar(err);
	*ret_count = nest.count;
	return FTL_OK;
}

#include <string.h>

#include "cli/help.h"
#include "cli/options.h"
#include "fettle/base/attr.h"
#include "fettle/base/text.h"

#define WIDTH           79
#define FIRST_PAGE_ROWS 19 /* everyday commands and nouns, so that the page has 24 lines */

static const char *const audience_titles[FTL_AUDIENCES] = {
        [FTL_FOR_FRONT_DESK] = "Front desk",
        [FTL_FOR_TECHNICIAN] = "Bench",
        [FTL_FOR_EVERYONE] = "Everyone",
        [FTL_FOR_MANAGER] = "Manager",
};

static bool is_visible(const struct ftl_command *command)
{
	return (command->flags & FTL_COMMAND_HIDDEN) == 0;
}

static bool is_everyday(const struct ftl_command *command, enum ftl_audience audience)
{
	return command->audience == audience && is_visible(command);
}

/* How many commands of an audience have a line each when about `most` may: the last one takes no
 * more room than saying that it is there. */
static size_t own_lines(enum ftl_audience audience, size_t most, size_t *ret_count)
{
	size_t count = 0;

	for (size_t i = 0; i < ftl_command_count; i++)
		count += is_everyday(ftl_commands[i], audience);
	*ret_count = count;
	return count <= most + 1 ? count : most;
}

static void add_everyday(struct ftl_buf *text, const char *title, const struct ftl_command *command)
{
	size_t begin = text->length;

	ftl_buf_printf(text, "%-12s %-14s ", title, command->path);
	size_t room = WIDTH - (text->length - begin);
	if (ftl_utf8_width(command->summary) <= room) {
		ftl_buf_printf(text, "%s\n", command->summary);
		return;
	}
	size_t length = ftl_utf8_fit(command->summary, room - 1);
	ftl_buf_printf(text, "%.*s\xE2\x80\xA6\n", (int)length, command->summary);
}

/* The everyday commands of one audience: about `most` with a line each, the rest by name. */
static void add_audience(struct ftl_buf *text, enum ftl_audience audience, size_t most)
{
	size_t count;
	size_t own = own_lines(audience, most, &count);
	size_t shown = 0;
	FTL_BUF(rest);

	for (size_t i = 0; i < ftl_command_count; i++) {
		const struct ftl_command *command = ftl_commands[i];
		if (!is_everyday(command, audience))
			continue;
		if (shown < own)
			add_everyday(text, shown == 0 ? audience_titles[audience] : "", command);
		else
			ftl_buf_printf(&rest, "%s%s", rest.length == 0 ? "and " : ", ",
			               command->path);
		shown++;
	}
	if (rest.length > 0)
		ftl_help_wrap(text, ftl_buf_cstr(&rest), 13, WIDTH);
}

/* Lines the everyday commands take when each audience has about so many with a line each. */
static size_t first_page_rows(size_t most)
{
	size_t rows = 0;

	for (int audience = FTL_FOR_NOUN + 1; audience < FTL_AUDIENCES; audience++) {
		size_t count;
		size_t own = own_lines((enum ftl_audience)audience, most, &count);
		rows += own + (count > own);
	}
	return rows;
}

/* A noun that stands above with one of its commands is not named again. */
static bool is_shown(const struct ftl_noun *noun)
{
	for (size_t i = 0; i < ftl_command_count; i++) {
		if (ftl_commands[i]->audience != FTL_FOR_NOUN && is_visible(ftl_commands[i]) &&
		    ftl_command_is_of_noun(ftl_commands[i], noun))
			return true;
	}
	return false;
}

static void add_nouns(struct ftl_buf *text)
{
	FTL_BUF(names);

	for (size_t i = 0; i < ftl_noun_count; i++) {
		if (ftl_command_find(ftl_nouns[i].name).noun != NULL && !is_shown(&ftl_nouns[i]))
			ftl_buf_printf(&names, "%s%s", names.length == 0 ? "Also: " : ", ",
			               ftl_nouns[i].name);
	}
	if (names.length > 0) {
		ftl_buf_char(text, '\n');
		ftl_help_wrap(text, ftl_buf_cstr(&names), 0, WIDTH);
	}
}

static void add_first_page(struct ftl_buf *text)
{
	FTL_BUF(nouns);
	size_t rows = FIRST_PAGE_ROWS;

	add_nouns(&nouns);
	for (const char *at = ftl_buf_cstr(&nouns); *at != '\0'; at++)
		rows -= *at == '\n';
	ftl_buf_text(text, "Fettle runs a repair and warranty service centre from one file.\n\n");
	size_t most = rows;
	while (most > 1 && first_page_rows(most) > rows)
		most--;
	for (int audience = FTL_FOR_NOUN + 1; audience < FTL_AUDIENCES; audience++)
		add_audience(text, (enum ftl_audience)audience, most);
	ftl_buf_text(text, ftl_buf_cstr(&nouns));
	ftl_buf_text(text, "\nNew here: fettle init --name \"My shop\", then fettle checkin.\n"
	                   "fettle help COMMAND shows how it is used; fettle help --all lists all "
	                   "commands.\n");
}

static void add_rows(struct ftl_buf *text, const char *name, const char *help)
{
	size_t width = ftl_utf8_width(name);
	FTL_BUF(wrapped);

	ftl_help_wrap(&wrapped, help, 26, WIDTH);
	const char *rest = ftl_buf_cstr(&wrapped);
	ftl_buf_printf(text, "  %s", name);
	if (width > 23)
		ftl_buf_printf(text, "\n%s", rest);
	else
		ftl_buf_printf(text, "%*s%s", (int)(24 - width), "", rest + strspn(rest, " "));
}

static void add_globals(struct ftl_buf *text, const struct ftl_command *command)
{
	FTL_ARENA(scratch);

	ftl_buf_text(text, "\nOptions of every command:\n");
	for (int i = 0; i < FTL_GLOBALS; i++) {
		const struct ftl_option *row = &ftl_global_options[i];
		if (command == NULL || ftl_global_refusal(command, (enum ftl_global)i) == NULL)
			add_rows(text, ftl_help_option(&scratch, row),
			         ftl_help_option_text(&scratch, row));
	}
}

static void add_all_pages(struct ftl_buf *text)
{
	const char *last = "";

	for (size_t i = 0; i < ftl_command_count; i++) {
		const struct ftl_command *command = ftl_commands[i];
		if (!is_visible(command))
			continue;
		size_t length = strcspn(command->path, " ");
		bool is_same =
		        strncmp(command->path, last, length) == 0 && strcspn(last, " ") == length;
		if (i > 0 && !is_same && (command->path[length] == ' ' || strchr(last, ' ')))
			ftl_buf_char(text, '\n');
		add_rows(text, command->path, command->summary);
		last = command->path;
	}
	add_globals(text, NULL);
}

static void add_noun_page(struct ftl_buf *text, const struct ftl_noun *noun)
{
	ftl_buf_printf(text, "%s: %s\n\n", noun->name, noun->summary);
	for (size_t i = 0; i < ftl_command_count; i++) {
		const struct ftl_command *command = ftl_commands[i];
		if (is_visible(command) && ftl_command_is_of_noun(command, noun))
			add_rows(text, command->path, command->summary);
	}
	if (noun->alias != NULL)
		ftl_buf_printf(text, "\n'%s' is short for '%s'.\n", noun->alias, noun->name);
	ftl_buf_printf(text, "\nfettle help %s VERB explains one, with examples.\n", noun->name);
}

static void add_columns(struct ftl_buf *text, const struct ftl_table *shape)
{
	FTL_BUF(names);

	for (size_t i = 0; i < shape->count; i++)
		ftl_buf_printf(&names, "%s%s", i == 0 ? "" : ", ", shape->columns[i].key);
	for (size_t i = 0; i < shape->section_count; i++)
		ftl_buf_printf(&names, "%s%s", names.length == 0 ? "" : ", ",
		               shape->sections[i].key);
	ftl_buf_text(text, "\nColumns for --fields:\n");
	ftl_help_wrap(text, ftl_buf_cstr(&names), 2, WIDTH);
}

/* A blank outside quotes, the last one before column `most`; the text's length when it fits, 0 when
 * there is none. */
static size_t break_at(const char *line, size_t most)
{
	size_t found = 0;
	char quote = '\0';

	for (size_t i = 0; line[i] != '\0'; i++) {
		if (i >= most && found > 0)
			return found;
		if (quote != '\0')
			quote = (char)(line[i] == quote ? '\0' : quote);
		else if (line[i] == '\'' || line[i] == '"')
			quote = line[i];
		else if (line[i] == ' ')
			found = i;
	}
	return strlen(line) <= most ? strlen(line) : found;
}

/* A long command line goes on in the next one, as a shell allows it. */
static void add_example(struct ftl_buf *text, const struct ftl_example *example)
{
	const char *line = example->line;
	size_t indent = 2;

	for (;;) {
		size_t length = break_at(line, WIDTH - indent - 2);
		if (length == 0)
			length = strlen(line);
		ftl_buf_printf(text, "%*s%.*s", (int)indent, "", (int)length, line);
		line += length;
		line += strspn(line, " ");
		if (*line == '\0')
			break;
		ftl_buf_text(text, " \\\n");
		indent = 4;
	}
	ftl_buf_printf(text, "\n      %s\n", example->shows);
}

static void add_command_page(struct ftl_buf *text, const struct ftl_command *command)
{
	FTL_ARENA(scratch);

	ftl_buf_printf(text, "%s\n\nUsage: %s\n", command->summary,
	               ftl_help_usage(&scratch, command));
	for (const char *const *alias = command->aliases; alias != NULL && *alias != NULL; alias++)
		ftl_buf_printf(text, "   or: fettle %s\n", *alias);
	if (command->description != NULL) {
		ftl_buf_char(text, '\n');
		ftl_help_wrap(text, command->description, 0, WIDTH);
	}
	for (size_t i = 0; i < command->argument_count; i++) {
		const struct ftl_argument *row = &command->arguments[i];
		FTL_BUF(help);
		ftl_buf_text(&help, row->help);
		for (int j = 0; row->names != NULL && j < row->name_count; j++)
			ftl_buf_printf(&help, "%s%s", j == 0 ? ": " : ", ", row->names[j]);
		ftl_buf_text(text, i == 0 ? "\nArguments:\n" : "");
		add_rows(text, row->name, ftl_buf_cstr(&help));
	}
	for (size_t i = 0; i < command->option_count; i++) {
		const struct ftl_option *row = &command->options[i];
		ftl_buf_text(text, i == 0 ? "\nOptions:\n" : "");
		add_rows(text, ftl_help_option(&scratch, row), ftl_help_option_text(&scratch, row));
	}
	add_globals(text, command);
	if (command->shape != NULL)
		add_columns(text, command->shape);
	for (size_t i = 0; i < command->example_count; i++) {
		ftl_buf_text(text, i == 0 ? "\nExamples:\n" : "");
		add_example(text, &command->examples[i]);
	}
}

static void add_examples(struct ftl_buf *text)
{
	for (size_t i = 0; i < ftl_command_count; i++) {
		for (size_t j = 0; j < ftl_commands[i]->example_count; j++)
			ftl_buf_printf(text, "%s\n", ftl_commands[i]->examples[j].line);
	}
}

void ftl_help_text(struct ftl_buf *text, const struct ftl_help_page *page)
{
	if (page->is_examples)
		add_examples(text);
	else if (page->command != NULL)
		add_command_page(text, page->command);
	else if (page->noun != NULL)
		add_noun_page(text, page->noun);
	else if (page->is_all)
		add_all_pages(text);
	else
		add_first_page(text);
}

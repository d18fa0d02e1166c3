#include "cli/man.h"

#include <ctype.h>
#include <string.h>

#include "cli/help.h"
#include "cli/options.h"

/* Text in roff: backslashes and hyphens are not markup, and no line begins with a request. */
static void add_text(struct ftl_buf *roff, const char *text)
{
	bool is_start = roff->length == 0 || roff->data[roff->length - 1] == '\n';

	if (is_start && (*text == '.' || *text == '\''))
		ftl_buf_text(roff, "\\&");
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			ftl_buf_text(roff, "\\e");
		else if (*text == '-')
			ftl_buf_text(roff, "\\-");
		else if (strncmp(text, "\xE2\x80\xA6", 3) == 0) { /* … */
			ftl_buf_text(roff, "\\&...");
			text += 2;
		} else
			ftl_buf_char(roff, *text);
	}
}

static void add_line(struct ftl_buf *roff, const char *text)
{
	add_text(roff, text);
	ftl_buf_char(roff, '\n');
}

/* Paragraphs with an empty line between them. */
static void add_paragraphs(struct ftl_buf *roff, const char *text)
{
	while (*text != '\0') {
		const char *gap = strstr(text, "\n\n");
		size_t length = gap == NULL ? strlen(text) : (size_t)(gap - text);
		FTL_BUF(paragraph);
		for (size_t i = 0; i < length; i++)
			ftl_buf_char(&paragraph, (char)(text[i] == '\n' ? ' ' : text[i]));
		add_line(roff, ftl_buf_cstr(&paragraph));
		text += length + strspn(text + length, "\n");
		if (*text != '\0')
			ftl_buf_text(roff, ".PP\n");
	}
}

static void add_item(struct ftl_buf *roff, const char *name, const char *text)
{
	ftl_buf_text(roff, ".TP\n\\fB");
	add_text(roff, name);
	ftl_buf_text(roff, "\\fR\n");
	add_line(roff, text);
}

static void add_option(struct ftl_buf *roff, const struct ftl_option *row)
{
	FTL_ARENA(scratch);

	ftl_buf_text(roff, ".TP\n\\fB");
	if (row->letter != '\0')
		ftl_buf_printf(roff, "\\-%c\\fR, \\fB", row->letter);
	ftl_buf_text(roff, "\\-\\-");
	add_text(roff, row->key);
	ftl_buf_text(roff, "\\fR");
	if (row->value != NULL) {
		ftl_buf_text(roff, " \\fI");
		add_text(roff, row->value);
		ftl_buf_text(roff, "\\fR");
	}
	ftl_buf_char(roff, '\n');
	add_line(roff, ftl_help_option_text(&scratch, row));
}

const char *ftl_man_name(struct ftl_arena *arena, const struct ftl_command *command)
{
	if (command == NULL)
		return "fettle";
	char *name = ftl_sprintf(arena, "fettle-%s", command->path);
	for (char *at = name; *at != '\0'; at++) {
		if (*at == ' ')
			*at = '-';
	}
	return name;
}

static void add_head(struct ftl_buf *roff, const char *name, const char *summary, const char *day)
{
	ftl_buf_text(roff, ".TH ");
	for (const char *at = name; *at != '\0'; at++) {
		if (*at == '-')
			ftl_buf_char(roff, '\\');
		ftl_buf_char(roff, (char)toupper((unsigned char)*at));
	}
	ftl_buf_printf(roff, " 1 %s \"fettle %s\" \"Fettle Manual\"\n.nh\n.SH NAME\n", day,
	               FTL_VERSION);
	add_text(roff, name);
	ftl_buf_text(roff, " \\- ");
	add_line(roff, summary);
}

static void add_globals(struct ftl_buf *roff, const struct ftl_command *command)
{
	ftl_buf_text(roff, ".SH COMMON OPTIONS\n");
	for (int i = 0; i < FTL_GLOBALS; i++) {
		if (command == NULL || ftl_global_refusal(command, (enum ftl_global)i) == NULL)
			add_option(roff, &ftl_global_options[i]);
	}
}

static void add_columns(struct ftl_buf *roff, const struct ftl_table *shape)
{
	ftl_buf_text(roff, ".SH COLUMNS\nFor \\fB\\-\\-fields\\fR, and keys in JSON and CSV.\n");
	for (size_t i = 0; i < shape->count; i++) {
		const struct ftl_column *column = &shape->columns[i];
		add_item(roff, column->key, column->help != NULL ? column->help : column->title);
	}
	for (size_t i = 0; i < shape->section_count; i++)
		add_item(roff, shape->sections[i].key, shape->sections[i].title);
}

static void add_examples(struct ftl_buf *roff, const struct ftl_command *command)
{
	if (command->example_count == 0)
		return;
	ftl_buf_text(roff, ".SH EXAMPLES\n");
	for (size_t i = 0; i < command->example_count; i++)
		add_item(roff, command->examples[i].line, command->examples[i].shows);
}

static void add_arguments(struct ftl_buf *roff, const struct ftl_command *command)
{
	for (size_t i = 0; i < command->argument_count; i++) {
		const struct ftl_argument *row = &command->arguments[i];
		FTL_BUF(text);
		ftl_buf_text(&text, row->help);
		for (int j = 0; row->names != NULL && j < row->name_count; j++)
			ftl_buf_printf(&text, "%s%s", j == 0 ? ": " : ", ", row->names[j]);
		ftl_buf_text(roff, i == 0 ? ".SH ARGUMENTS\n" : "");
		add_item(roff, row->name, ftl_buf_cstr(&text));
	}
}

static void add_command(struct ftl_buf *roff, const struct ftl_command *command)
{
	FTL_ARENA(scratch);

	ftl_buf_text(roff, ".SH SYNOPSIS\n\\fB");
	add_text(roff, ftl_help_usage(&scratch, command));
	ftl_buf_text(roff, "\\fR\n");
	for (const char *const *alias = command->aliases; alias != NULL && *alias != NULL;
	     alias++) {
		ftl_buf_text(roff, ".br\n\\fBfettle ");
		add_text(roff, *alias);
		ftl_buf_text(roff, "\\fR\n");
	}
	ftl_buf_text(roff, ".SH DESCRIPTION\n");
	add_paragraphs(roff,
	               command->description != NULL ? command->description : command->summary);
	add_arguments(roff, command);
	for (size_t i = 0; i < command->option_count; i++) {
		ftl_buf_text(roff, i == 0 ? ".SH OPTIONS\n" : "");
		add_option(roff, &command->options[i]);
	}
	add_globals(roff, command);
	if (command->shape != NULL)
		add_columns(roff, command->shape);
	add_examples(roff, command);
	ftl_buf_text(roff, ".SH SEE ALSO\n\\fBfettle\\fR(1)\n");
}

static void add_program(struct ftl_buf *roff)
{
	ftl_buf_text(roff, ".SH SYNOPSIS\n\\fBfettle\\fR [\\fIoptions\\fR] \\fICOMMAND\\fR "
	                   "[\\fIarguments\\fR]\n.SH DESCRIPTION\n");
	add_paragraphs(roff,
	               "Fettle runs a repair and warranty service centre from one file: it tracks "
	               "customers, devices, warranty cover and repair work orders, prints labels, "
	               "and writes workbooks of turnaround and warranty cost.\n\n"
	               "Results go to standard output, messages and progress to standard error. "
	               "Questions are asked only on a terminal. A command that returns 0 is on "
	               "disk; one that fails has changed nothing. A reader that stops reading a "
	               "pipe is no failure.");
	ftl_buf_text(roff, ".SH COMMANDS\n");
	for (size_t i = 0; i < ftl_command_count; i++) {
		if ((ftl_commands[i]->flags & FTL_COMMAND_HIDDEN) == 0)
			add_item(roff, ftl_commands[i]->path, ftl_commands[i]->summary);
	}
	add_globals(roff, NULL);
	ftl_buf_text(roff, ".SH EXIT STATUS\n");
	add_item(roff, "0", "done, and on disk");
	add_item(roff, "2", "unknown command or option, missing argument");
	add_item(roff, "3", "a value is not acceptable");
	add_item(roff, "4", "there is no such work order, part or file");
	add_item(roff, "5", "it exists already, or is of another kind");
	add_item(roff, "6", "the role may not do this");
	add_item(roff, "7", "not possible in the present state");
	add_item(roff, "8", "another process holds the database; trying again helps");
	add_item(roff, "9", "a file, printer or disk failed; nothing was lost");
	add_item(roff, "10", "the database is damaged or too new");
	add_item(roff, "70", "a fault of the program");
	ftl_buf_text(roff, ".SH ENVIRONMENT\n");
	add_item(roff, "FETTLE_DB", "the centre's database, unless --db is given");
	add_item(roff, "FETTLE_AS", "who is at work, unless --as is given");
	add_item(roff, "FETTLE_NOW",
	         "an instant such as 2026-11-22T10:00:00Z at which the clock "
	         "stands still, for tests");
	add_item(roff, "NO_COLOR", "when set to anything, no colour unless --color always");
	ftl_buf_text(roff, ".SH FILES\n");
	add_item(roff, "~/.local/share/fettle/fettle.db",
	         "the database when nothing else is said; XDG_DATA_HOME is honoured");
}

void ftl_man_page(struct ftl_buf *roff, const struct ftl_command *command, const char *day)
{
	FTL_ARENA(scratch);
	const char *name = ftl_man_name(&scratch, command);

	add_head(roff, name,
	         command != NULL ? command->summary
	                         : "runs a repair and warranty service centre from one file",
	         day);
	if (command != NULL)
		add_command(roff, command);
	else
		add_program(roff);
}

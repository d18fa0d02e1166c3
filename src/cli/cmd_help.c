#include <string.h>

#include "cli/context.h"
#include "cli/help.h"
#include "cli/options.h"
#include "fettle/base/attr.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

static bool is_visible(const struct ftl_command *command)
{
	return (command->flags & FTL_COMMAND_HIDDEN) == 0;
}

static bool is_on_page(const struct ftl_command *command, const struct ftl_help_page *page)
{
	if (page->command != NULL)
		return false;
	return is_visible(command) &&
	       (page->noun == NULL || ftl_command_is_of_noun(command, page->noun));
}

static void view_help(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	const struct ftl_help_page *page = extra;
	FTL_BUF(text);

	(void)shape;
	(void)row;
	ftl_help_text(&text, page);
	ftl_out_print(out, "%s", ftl_buf_cstr(&text));
}

static const struct ftl_column help_columns[] = {
        {.key = "command", .title = "Command", .type = FTL_T_TEXT, .help = "its path"},
        {.key = "summary", .title = "Summary", .type = FTL_T_TEXT, .help = "one line"},
        {.key = "usage", .title = "Usage", .type = FTL_T_TEXT, .help = "how it is typed"},
        {.key = "description", .title = "Description", .type = FTL_T_TEXT, .help = "in full"},
};

static const struct ftl_column command_columns[] = {
        {.key = "command", .title = "Command", .type = FTL_T_TEXT},
        {.key = "summary", .title = "Summary", .type = FTL_T_TEXT},
        {.key = "need", .title = "Database", .type = FTL_T_ENUM},
};

static const struct ftl_column option_columns[] = {
        {.key = "option", .title = "Option", .type = FTL_T_TEXT},
        {.key = "value", .title = "Value", .type = FTL_T_TEXT},
        {.key = "help", .title = "Help", .type = FTL_T_TEXT},
        {.key = "names", .title = "Names", .type = FTL_T_LIST},
        {.key = "standard", .title = "Standard", .type = FTL_T_TEXT},
        {.key = "is_required", .title = "Required", .type = FTL_T_BOOL},
        {.key = "is_repeatable", .title = "Repeatable", .type = FTL_T_BOOL},
};

static const struct ftl_column argument_columns[] = {
        {.key = "argument", .title = "Argument", .type = FTL_T_TEXT},
        {.key = "help", .title = "Help", .type = FTL_T_TEXT},
        {.key = "names", .title = "Names", .type = FTL_T_LIST},
        {.key = "is_required", .title = "Required", .type = FTL_T_BOOL},
        {.key = "is_repeatable", .title = "Repeatable", .type = FTL_T_BOOL},
};

static const struct ftl_column field_columns[] = {
        {.key = "key", .title = "Key", .type = FTL_T_TEXT},
        {.key = "title", .title = "Title", .type = FTL_T_TEXT},
        {.key = "help", .title = "Help", .type = FTL_T_TEXT},
};

static const struct ftl_column example_columns[] = {
        {.key = "line", .title = "Line", .type = FTL_T_TEXT},
        {.key = "shows", .title = "Shows", .type = FTL_T_TEXT},
        {.key = "setup", .title = "Setup", .type = FTL_T_TEXT},
};

enum {
	SECTION_COMMANDS,
	SECTION_ARGUMENTS,
	SECTION_OPTIONS,
	SECTION_FIELDS,
	SECTION_EXAMPLES,
	SECTIONS
};

static const struct ftl_section help_sections[SECTIONS] = {
        {.key = "commands",
         .title = "Commands",
         .columns = command_columns,
         .count = FTL_COUNT(command_columns)},
        {.key = "arguments",
         .title = "Arguments",
         .columns = argument_columns,
         .count = FTL_COUNT(argument_columns)},
        {.key = "options",
         .title = "Options",
         .columns = option_columns,
         .count = FTL_COUNT(option_columns)},
        {.key = "fields",
         .title = "Columns",
         .columns = field_columns,
         .count = FTL_COUNT(field_columns)},
        {.key = "examples",
         .title = "Examples",
         .columns = example_columns,
         .count = FTL_COUNT(example_columns)},
};

static const struct ftl_table help_shape = {
        .schema = "help/1",
        .title = "Help",
        .columns = help_columns,
        .count = FTL_COUNT(help_columns),
        .sections = help_sections,
        .section_count = SECTIONS,
};

static const char *const need_names[] = {
        [FTL_NEED_NONE] = "none", [FTL_NEED_READ] = "read", [FTL_NEED_WRITE] = "write"};

/* Rows of a section while they are collected; capacity is known beforehand. */
static struct ftl_cell *add_row(struct ftl_arena *arena, struct ftl_section *section,
                                struct ftl_row *rows)
{
	struct ftl_cell *cells = ftl_alloc(arena, section->count, sizeof(*cells));

	rows[section->row_count++].cells = cells;
	section->rows = rows;
	return cells;
}

static const char *join_names(struct ftl_arena *arena, const char *const *names, int count)
{
	FTL_BUF(text);

	for (int i = 0; names != NULL && i < count; i++)
		ftl_buf_printf(&text, "%s%s", text.length == 0 ? "" : "\n",
		               names[i] == NULL ? "" : names[i]);
	return text.length == 0 ? NULL : ftl_strdup(arena, ftl_buf_cstr(&text));
}

static void fill_commands(struct ftl_arena *arena, struct ftl_section *sections,
                          const struct ftl_help_page *page)
{
	struct ftl_row *rows = ftl_alloc(arena, ftl_command_count, sizeof(*rows));
	struct ftl_row *examples = ftl_alloc(arena, ftl_command_count * 16, sizeof(*examples));

	for (size_t i = 0; i < ftl_command_count; i++) {
		const struct ftl_command *command = ftl_commands[i];
		if (is_on_page(command, page)) {
			struct ftl_cell *cells = add_row(arena, &sections[SECTION_COMMANDS], rows);
			cells[0] = ftl_cell_text(command->path);
			cells[1] = ftl_cell_text(command->summary);
			cells[2] = ftl_cell_text(need_names[command->need]);
		}
		bool has_examples = page->is_examples || page->command == command;
		for (size_t j = 0; has_examples && j < command->example_count && j < 16; j++) {
			const struct ftl_example *example = &command->examples[j];
			const char *standard = command->need == FTL_NEED_NONE ? NULL : "centre";
			struct ftl_cell *cells =
			        add_row(arena, &sections[SECTION_EXAMPLES], examples);
			cells[0] = ftl_cell_text(example->line);
			cells[1] = ftl_cell_text(example->shows);
			cells[2] =
			        ftl_cell_text(example->setup != NULL ? example->setup : standard);
		}
	}
}

static void fill_option(struct ftl_arena *arena, struct ftl_section *section, struct ftl_row *rows,
                        const struct ftl_option *option)
{
	struct ftl_cell *cells = add_row(arena, section, rows);

	cells[0] = ftl_cell_text(ftl_sprintf(arena, "--%s", option->key));
	cells[1] = ftl_cell_text(option->value);
	cells[2] = ftl_cell_text(option->help);
	cells[3] = ftl_cell_text(join_names(arena, option->names, option->name_count));
	cells[4] = ftl_cell_text(option->standard);
	cells[5] = ftl_cell_number(option->is_required);
	cells[6] = ftl_cell_number(option->is_repeatable);
}

static void fill_options(struct ftl_arena *arena, struct ftl_section *section,
                         const struct ftl_command *command)
{
	size_t own = command != NULL ? command->option_count : 0;
	struct ftl_row *rows = ftl_alloc(arena, own + FTL_GLOBALS, sizeof(*rows));

	for (size_t i = 0; i < own; i++)
		fill_option(arena, section, rows, &command->options[i]);
	for (int i = 0; i < FTL_GLOBALS; i++) {
		if (command == NULL || ftl_global_refusal(command, (enum ftl_global)i) == NULL)
			fill_option(arena, section, rows, &ftl_global_options[i]);
	}
}

static void fill_command(struct ftl_arena *arena, struct ftl_section *sections,
                         const struct ftl_command *command)
{
	size_t fields = command->shape != NULL ? command->shape->count : 0;
	struct ftl_row *rows = ftl_alloc(arena, command->argument_count + 1, sizeof(*rows));
	struct ftl_row *field_rows = ftl_alloc(arena, fields + 1, sizeof(*rows));

	for (size_t i = 0; i < command->argument_count; i++) {
		const struct ftl_argument *argument = &command->arguments[i];
		struct ftl_cell *cells = add_row(arena, &sections[SECTION_ARGUMENTS], rows);
		cells[0] = ftl_cell_text(argument->name);
		cells[1] = ftl_cell_text(argument->help);
		cells[2] = ftl_cell_text(join_names(arena, argument->names, argument->name_count));
		cells[3] = ftl_cell_number(argument->min > 0);
		cells[4] = ftl_cell_number(argument->max == 0);
	}
	for (size_t i = 0; i < fields; i++) {
		const struct ftl_column *column = &command->shape->columns[i];
		struct ftl_cell *cells = add_row(arena, &sections[SECTION_FIELDS], field_rows);
		cells[0] = ftl_cell_text(column->key);
		cells[1] = ftl_cell_text(column->title);
		cells[2] = ftl_cell_text(column->help);
	}
}

static enum ftl_status find_page(struct ftl_cli *cli, struct ftl_help_page *page,
                                 struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const char *near[3];
	size_t count;
	const struct ftl_value *words = ftl_cli_args(cli, "COMMAND", &count);
	FTL_BUF(path);

	page->is_all = ftl_cli_flag(cli, "all");
	page->is_examples = ftl_cli_flag(cli, "examples");
	for (size_t i = 0; i < count; i++)
		ftl_buf_printf(&path, "%s%s", i == 0 ? "" : " ", words[i].text);
	if (count == 0)
		return FTL_OK;
	struct ftl_command_match match = ftl_command_find(ftl_buf_cstr(&path));
	page->command = match.command;
	page->noun = match.command == NULL ? match.noun : NULL;
	if (match.command != NULL || match.noun != NULL)
		return FTL_OK;
	ftl_fail(err, FTL_USAGE, NULL, "there is no command %s",
	         ftl_quote(quoted, ftl_buf_cstr(&path)));
	if (ftl_command_suggest(ftl_buf_cstr(&path), near, FTL_COUNT(near)) > 0)
		return ftl_hint(err, "did you mean: fettle help %s", near[0]);
	return ftl_hint(err, "fettle help --all lists all commands");
}

static enum ftl_status run_help(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_help_page page = {NULL, NULL, false, false};
	struct ftl_section sections[SECTIONS];
	struct ftl_cell cells[FTL_COUNT(help_columns)];

	FTL_TRY(find_page(cli, &page, err));
	memcpy(sections, help_sections, sizeof(sections));
	fill_commands(&cli->arena, sections, &page);
	if (page.noun == NULL)
		fill_options(&cli->arena, &sections[SECTION_OPTIONS], page.command);
	cells[0] = ftl_cell_text(page.noun != NULL ? page.noun->name : NULL);
	cells[1] = ftl_cell_text(page.noun != NULL ? page.noun->summary
	                                           : "runs a repair and warranty service centre");
	cells[2] = ftl_cell_text("fettle [options] COMMAND");
	cells[3] = ftl_cell_none();
	if (page.command != NULL) {
		fill_command(&cli->arena, sections, page.command);
		cells[0] = ftl_cell_text(page.command->path);
		cells[1] = ftl_cell_text(page.command->summary);
		cells[2] = ftl_cell_text(ftl_help_usage(&cli->arena, page.command));
		cells[3] = ftl_cell_text(page.command->description);
	}
	const struct ftl_row row = {
	        .cells = cells, .sections = sections, .section_count = SECTIONS};
	return ftl_out_record(cli->out, &help_shape, &row, view_help, &page, err);
}

static const struct ftl_option help_options[] = {
        {.key = "all", .type = FTL_OPT_FLAG, .help = "every command, one a line"},
        {.key = "examples", .type = FTL_OPT_FLAG, .help = "every example, one a line"},
};

static const struct ftl_argument help_arguments[] = {
        {.name = "COMMAND", .help = "a command or a noun", .min = 0, .max = 0},
};

static const struct ftl_example help_examples[] = {
        {"fettle help", "the everyday commands, by who needs them", NULL},
        {"fettle help version", "one command with its options and examples", NULL},
        {"fettle help --all", "every command and the options they share", NULL},
        {"fettle help --format json", "the commands for a script", NULL},
};

const struct ftl_command ftl_command_help = {
        .path = "help",
        .summary = "explain a command, or show what there is",
        .description = "Without a command it shows the everyday ones. With a noun, for example "
                       "'order', it shows what can be done with it.",
        .need = FTL_NEED_NONE,
        FTL_OPTIONS(help_options),
        FTL_ARGUMENTS(help_arguments),
        FTL_EXAMPLES(help_examples),
        .shape = &help_shape,
        .run = run_help,
};

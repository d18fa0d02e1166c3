#include "cli/help.h"

#include <stdio.h>
#include <string.h>

#include "cli/options.h"
#include "fettle/base/text.h"

static size_t newlines_in(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += text[i] == '\n';
	return count;
}

void ftl_help_wrap(struct ftl_buf *buf, const char *text, size_t indent, size_t width)
{
	size_t column = 0;

	while (*text != '\0') {
		size_t gap = strspn(text, " \n");
		bool is_paragraph = newlines_in(text, gap) > 1;
		text += gap;
		if (*text == '\0')
			break;
		size_t length = strcspn(text, " \n");
		FTL_BUF(word);
		ftl_buf_add(&word, text, length);
		size_t columns = ftl_utf8_width(ftl_buf_cstr(&word));
		if (column > 0 && (is_paragraph || column + 1 + columns > width)) {
			ftl_buf_text(buf, is_paragraph ? "\n\n" : "\n");
			column = 0;
		}
		if (column == 0)
			ftl_buf_printf(buf, "%*s", (int)indent, "");
		else
			ftl_buf_char(buf, ' ');
		column += (column == 0 ? indent : 1) + columns;
		ftl_buf_add(buf, text, length);
		text += length;
	}
	if (column > 0)
		ftl_buf_char(buf, '\n');
}

const char *ftl_help_usage(struct ftl_arena *arena, const struct ftl_command *command)
{
	FTL_BUF(line);

	ftl_buf_printf(&line, "fettle %s", command->path);
	for (size_t i = 0; i < command->option_count; i++) {
		const struct ftl_option *row = &command->options[i];
		if (row->is_required)
			ftl_buf_printf(&line, " --%s %s", row->key, row->value);
	}
	for (size_t i = 0; i < command->argument_count; i++) {
		const struct ftl_argument *row = &command->arguments[i];
		ftl_buf_printf(&line, row->min > 0 ? " %s%s" : " [%s%s]", row->name,
		               row->max == 0 ? "…" : "");
	}
	return ftl_strdup(arena, ftl_buf_cstr(&line));
}

const char *ftl_help_option(struct ftl_arena *arena, const struct ftl_option *row)
{
	FTL_BUF(text);

	if (row->letter != '\0')
		ftl_buf_printf(&text, "-%c, ", row->letter);
	ftl_buf_printf(&text, "--%s", row->key);
	if (row->value != NULL)
		ftl_buf_printf(&text, " %s", row->value);
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

static void add_names(struct ftl_buf *buf, const char *const *names, int count)
{
	bool is_first = true;

	for (int i = 0; names != NULL && i < count; i++) {
		if (names[i] == NULL)
			continue;
		ftl_buf_printf(buf, "%s%s", is_first ? ": " : ", ", names[i]);
		is_first = false;
	}
}

const char *ftl_help_option_text(struct ftl_arena *arena, const struct ftl_option *row)
{
	FTL_BUF(text);

	ftl_buf_text(&text, row->help);
	add_names(&text, row->names, row->name_count);
	if (row->is_required)
		ftl_buf_text(&text, "; required");
	if (row->is_repeatable)
		ftl_buf_text(&text, "; may be repeated");
	if (row->standard != NULL)
		ftl_buf_printf(&text, " (%s unless given)", row->standard);
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

enum ftl_status ftl_help_redirect(struct ftl_cli *cli, struct ftl_err *err)
{
	static const char *const argv_start[] = {"fettle", "help"};
	char *argv[8];
	int argc = 0;
	const char *words = cli->help_words;

	for (size_t i = 0; i < FTL_COUNT(argv_start); i++)
		argv[argc++] = ftl_strdup(&cli->arena, argv_start[i]);
	while (*words != '\0' && argc + 1 < (int)FTL_COUNT(argv)) {
		size_t length = strcspn(words, " ");
		argv[argc++] = ftl_strndup(&cli->arena, words, length);
		words += length + strspn(words + length, " ");
	}
	argv[argc] = NULL;
	enum ftl_format format = cli->format;
	const char *output = cli->output;
	enum ftl_color color = cli->color;
	FTL_TRY(ftl_options_parse(cli, argc, argv, err));
	cli->format = format;
	cli->output = output;
	cli->color = color;
	cli->is_help = false;
	return FTL_OK;
}

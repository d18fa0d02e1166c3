#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/values.h"
#include "fettle/base/attr.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

#define WORDS_SIZE     96
#define OF_GLOBAL      256 /* getopt's value of the first global option */
#define OF_COMMAND     512 /* and of the command's first option */
#define IS_WORD        1   /* getopt's value of what is no option */
#define MOST_OPTIONS   120
#define MOST_SUGGESTED 3
#define REQUEST_ID_MAX 200 /* bytes */

/* The command line while it is read. */
struct scan {
	struct ftl_cli *cli;
	const struct ftl_command *command; /* NULL until its words are complete */
	char words[WORDS_SIZE];            /* the command's words so far */
	struct option longs[MOST_OPTIONS];
	char shorts[MOST_OPTIONS];
	const char *globals[FTL_GLOBALS];  /* as given; flags: "" */
	struct ftl_value_list *options;    /* of the command */
	struct ftl_value_list positionals; /* in the order given */
};

static bool is_flag(const struct ftl_option *row)
{
	return row->type == FTL_OPT_FLAG;
}

static void add_row(struct scan *scan, size_t *at, const struct ftl_option *row, int value)
{
	scan->longs[*at] = (struct option){row->key, is_flag(row) ? no_argument : required_argument,
	                                   NULL, value};
	(*at)++;
	if (row->letter != '\0') {
		size_t length = strlen(scan->shorts);
		scan->shorts[length] = row->letter;
		if (!is_flag(row))
			scan->shorts[length + 1] = ':';
	}
}

/* What getopt looks for: the global options, and the command's own once it is known. */
static void build_tables(struct scan *scan)
{
	size_t at = 0;

	memset(scan->longs, 0, sizeof(scan->longs));
	memset(scan->shorts, 0, sizeof(scan->shorts));
	/* "-": words in their place, whatever POSIXLY_CORRECT says; ":": a missing value is told.
	 */
	memcpy(scan->shorts, "-:", 2);
	for (int i = 0; i < FTL_GLOBALS; i++)
		add_row(scan, &at, &ftl_global_options[i], OF_GLOBAL + i);
	if (scan->command == NULL)
		return;
	for (size_t i = 0; i < scan->command->option_count && at + 1 < MOST_OPTIONS; i++)
		add_row(scan, &at, &scan->command->options[i], OF_COMMAND + (int)i);
}

static const struct ftl_option *row_of(const struct scan *scan, int value)
{
	if (value >= OF_COMMAND)
		return &scan->command->options[value - OF_COMMAND];
	return &ftl_global_options[value - OF_GLOBAL];
}

/* getopt's value for a short letter. */
static int value_of_letter(const struct scan *scan, int letter)
{
	for (int i = 0; i < FTL_GLOBALS; i++) {
		if (ftl_global_options[i].letter == letter)
			return OF_GLOBAL + i;
	}
	for (size_t i = 0; scan->command != NULL && i < scan->command->option_count; i++) {
		if (scan->command->options[i].letter == letter)
			return OF_COMMAND + (int)i;
	}
	return -1;
}

static const char *help_line(struct scan *scan)
{
	if (scan->command != NULL)
		return ftl_sprintf(&scan->cli->arena, "fettle help %s", scan->command->path);
	return "fettle help";
}

static enum ftl_status refuse_words(struct scan *scan, const char *next, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const char *near[MOST_SUGGESTED];
	const char *tried = scan->words;
	FTL_BUF(list);

	if (next != NULL && next[0] != '-')
		tried = ftl_sprintf(&scan->cli->arena, "%s %s", scan->words, next);
	size_t count = ftl_command_suggest(tried, near, MOST_SUGGESTED);
	if (count == 0 && tried != scan->words)
		count = ftl_command_suggest(scan->words, near, MOST_SUGGESTED);
	ftl_fail(err, FTL_USAGE, NULL, "there is no command %s", ftl_quote(quoted, scan->words));
	for (size_t i = 0; i < count; i++) {
		ftl_buf_text(&list, i == 0 ? "" : ", ");
		ftl_buf_printf(&list, "fettle %s", near[i]);
	}
	if (count > 0)
		return ftl_hint(err, "did you mean: %s", ftl_buf_cstr(&list));
	return ftl_hint(err, "fettle help shows all commands");
}

/* A noun without its verb: names the verbs. */
static enum ftl_status refuse_noun(struct scan *scan, struct ftl_err *err)
{
	struct ftl_command_match match = ftl_command_find(scan->words);
	const char *noun = match.noun != NULL ? match.noun->name : scan->words;
	FTL_BUF(verbs);

	for (size_t i = 0; i < ftl_command_count; i++) {
		const struct ftl_command *command = ftl_commands[i];
		size_t length = strlen(noun);
		if ((command->flags & FTL_COMMAND_HIDDEN) != 0 ||
		    strncmp(command->path, noun, length) != 0 || command->path[length] != ' ')
			continue;
		ftl_buf_printf(&verbs, "%s%s", verbs.length == 0 ? "" : ", ",
		               command->path + length + 1);
	}
	ftl_fail(err, FTL_USAGE, NULL, "say what to do with '%s': %s", noun, ftl_buf_cstr(&verbs));
	return ftl_hint(err, "fettle help %s", noun);
}

/* A word while the command is not complete yet. */
static enum ftl_status take_command_word(struct scan *scan, const char *word, const char *next,
                                         struct ftl_err *err)
{
	char before[WORDS_SIZE];

	snprintf(before, sizeof(before), "%s", scan->words);
	int length = snprintf(scan->words, sizeof(scan->words), "%s%s%s", before,
	                      *before == '\0' ? "" : " ", word);
	bool is_whole = length > 0 && (size_t)length < sizeof(scan->words);
	struct ftl_command_match match = {NULL, NULL};
	if (is_whole)
		match = ftl_command_find(scan->words);
	if (match.command != NULL) {
		scan->command = match.command;
		scan->cli->command = match.command;
		scan->options = ftl_alloc(&scan->cli->arena, match.command->option_count + 1,
		                          sizeof(*scan->options));
		build_tables(scan);
		return FTL_OK;
	}
	if (is_whole && ftl_command_is_prefix(scan->words))
		return FTL_OK;
	return refuse_words(scan, next, err);
}

static enum ftl_status take_word(struct scan *scan, const char *word, const char *next,
                                 struct ftl_err *err)
{
	if (scan->command == NULL)
		return take_command_word(scan, word, next, err);
	ftl_value_list_add(&scan->cli->arena, &scan->positionals, word);
	return FTL_OK;
}

/* The option's name as typed, without its value. */
static const char *typed_name(struct scan *scan, const char *token)
{
	return ftl_strndup(&scan->cli->arena, token, strcspn(token, "="));
}

/* The command's or global option whose name is nearest; NULL when none is near. */
static const char *nearest_option(const struct scan *scan, const char *name)
{
	const char *best = NULL;
	size_t least = strlen(name) / 3 + 1;

	for (const struct option *row = scan->longs; row->name != NULL; row++) {
		size_t edits = ftl_edit_distance(name, row->name);
		bool is_begun = strlen(name) >= 2 && strncmp(name, row->name, strlen(name)) == 0;
		if (is_begun)
			edits = 1;
		if (edits <= least && (best == NULL || edits < least)) {
			best = row->name;
			least = edits;
		}
	}
	return best;
}

static enum ftl_status refuse_option(struct scan *scan, const char *token, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const char *name = typed_name(scan, token);

	ftl_fail(err, FTL_USAGE, NULL, "unknown option %s", ftl_quote(quoted, name));
	const char *near = strncmp(name, "--", 2) == 0 ? nearest_option(scan, name + 2) : NULL;
	if (near != NULL)
		return ftl_hint(err, "did you mean --%s? otherwise see: %s", near, help_line(scan));
	return ftl_hint(err, "%s", help_line(scan));
}

/* getopt found no such option, or a flag with a value. */
static enum ftl_status refuse_question_mark(struct scan *scan, const char *token,
                                            struct ftl_err *err)
{
	if (strncmp(token, "--", 2) == 0) {
		const char *name = typed_name(scan, token) + 2;
		for (const struct option *row = scan->longs; row->name != NULL; row++) {
			if (strcmp(row->name, name) == 0) {
				ftl_fail(err, FTL_USAGE, NULL, "option '--%s' takes no value",
				         name);
				return ftl_hint(err, "%s", help_line(scan));
			}
		}
		return refuse_option(scan, token, err);
	}
	return refuse_option(scan, ftl_sprintf(&scan->cli->arena, "-%c", optopt), err);
}

static enum ftl_status take_option(struct scan *scan, int value, const char *given,
                                   struct ftl_err *err)
{
	const struct ftl_option *row = row_of(scan, value);

	if (value < OF_COMMAND) {
		/* The last one counts, so that an alias of the shell can be overruled. */
		scan->globals[value - OF_GLOBAL] = given == NULL ? "" : given;
		return FTL_OK;
	}
	struct ftl_value_list *list = &scan->options[value - OF_COMMAND];
	if (list->count > 0 && !row->is_repeatable && !is_flag(row)) {
		ftl_fail(err, FTL_USAGE, NULL, "option '--%s' was given twice", row->key);
		return ftl_hint(err, "%s", help_line(scan));
	}
	ftl_value_list_add(&scan->cli->arena, list, given == NULL ? "" : given);
	return FTL_OK;
}

/* One step of getopt: `got` with its token on the command line. */
static enum ftl_status take_step(struct scan *scan, int got, char **argv, struct ftl_err *err)
{
	const char *token = argv[optind - 1];

	if (got == IS_WORD)
		return take_word(scan, optarg, argv[optind], err);
	if (got == '?')
		return refuse_question_mark(scan, token, err);
	if (got == ':') {
		int value = optopt >= OF_GLOBAL ? optopt : value_of_letter(scan, optopt);
		const struct ftl_option *row = row_of(scan, value);
		ftl_fail(err, FTL_USAGE, NULL, "option '--%s' needs a value: %s", row->key,
		         row->value);
		return ftl_hint(err, "%s", help_line(scan));
	}
	if (got < OF_GLOBAL) /* a letter */
		return take_option(scan, value_of_letter(scan, got), optarg, err);
	/* getopt takes abbreviations, which break when an option is added: only whole names. */
	if (optarg != NULL && optarg == argv[optind - 1])
		token = argv[optind - 2];
	const char *name = typed_name(scan, token);
	if (strncmp(name, "--", 2) != 0 || strcmp(name + 2, row_of(scan, got)->key) != 0)
		return refuse_option(scan, token, err);
	return take_option(scan, got, optarg, err);
}

/* "-1", "-7d": no option begins with a digit, so it is a value, to be judged by its field. */
static bool is_number(const char *token)
{
	return token[0] == '-' && token[1] >= '0' && token[1] <= '9';
}

static enum ftl_status scan_line(struct scan *scan, int argc, char **argv, struct ftl_err *err)
{
	int got;

	optind = 0;
	opterr = 0;
	build_tables(scan);
	do {
		while (scan->command != NULL && optind < argc && is_number(argv[optind])) {
			FTL_TRY(take_word(scan, argv[optind], argv[optind + 1], err));
			optind++;
		}
		got = getopt_long(argc, argv, scan->shorts, scan->longs, NULL);
		if (got != -1)
			FTL_TRY(take_step(scan, got, argv, err));
	} while (got != -1);
	for (int i = optind; i < argc; i++)
		FTL_TRY(take_word(scan, argv[i], argv[i + 1], err));
	return FTL_OK;
}

static enum ftl_status check_globals(struct scan *scan, struct ftl_err *err)
{
	struct ftl_cli *cli = scan->cli;

	for (int i = 0; i < FTL_GLOBALS; i++) {
		const char *reason = ftl_global_refusal(scan->command, (enum ftl_global)i);
		if (scan->globals[i] == NULL || reason == NULL)
			continue;
		ftl_fail(err, FTL_USAGE, NULL, "'%s' %s: --%s does not apply", scan->command->path,
		         reason, ftl_global_options[i].key);
		return ftl_hint(err, "%s", help_line(scan));
	}
	if (cli->request_id != NULL) {
		size_t length = strlen(cli->request_id);
		if (length == 0 || length > REQUEST_ID_MAX)
			return ftl_fail(err, FTL_USAGE, "request_id",
			                "must have 1 to %d bytes, got %zu", REQUEST_ID_MAX, length);
	}
	if (cli->is_raw && cli->format != FTL_FORMAT_CSV)
		return ftl_fail(err, FTL_USAGE, NULL, "--raw is for --format csv");
	return FTL_OK;
}

/* Given on the command line, else in the environment; empty there means not set. */
static const char *or_env(const char *given, const char *name)
{
	const char *value = given != NULL ? given : getenv(name);

	return value == NULL || *value == '\0' ? given : value;
}

static enum ftl_status take_globals(struct scan *scan, struct ftl_err *err)
{
	struct ftl_cli *cli = scan->cli;
	const char *const *given = scan->globals;
	struct ftl_value values[FTL_GLOBALS] = {0};

	for (int i = 0; i < FTL_GLOBALS; i++) {
		const struct ftl_option *row = &ftl_global_options[i];
		values[i].text = given[i] != NULL ? given[i] : row->standard;
		if (values[i].text != NULL)
			FTL_TRY(ftl_value_convert(cli, row, &values[i], err));
	}
	cli->db = or_env(given[FTL_GLOBAL_DB], "FETTLE_DB");
	cli->as = or_env(given[FTL_GLOBAL_AS], "FETTLE_AS");
	cli->format = (enum ftl_format)values[FTL_GLOBAL_FORMAT].number;
	cli->is_format_given = given[FTL_GLOBAL_FORMAT] != NULL;
	cli->fields = given[FTL_GLOBAL_FIELDS];
	cli->output = given[FTL_GLOBAL_OUTPUT];
	cli->limit = values[FTL_GLOBAL_LIMIT].number;
	cli->is_raw = given[FTL_GLOBAL_RAW] != NULL;
	cli->is_no_input = given[FTL_GLOBAL_NO_INPUT] != NULL;
	cli->is_yes = given[FTL_GLOBAL_YES] != NULL;
	cli->is_dry_run = given[FTL_GLOBAL_DRY_RUN] != NULL;
	cli->request_id = given[FTL_GLOBAL_REQUEST_ID];
	cli->is_quiet = given[FTL_GLOBAL_QUIET] != NULL;
	cli->color = (enum ftl_color)values[FTL_GLOBAL_COLOR].number;
	cli->is_help = given[FTL_GLOBAL_HELP] != NULL;
	return FTL_OK;
}

/* Hands the words after the command to the argument rows, in order; the last may take the rest. */
static enum ftl_status take_arguments(struct scan *scan, struct ftl_err *err)
{
	const struct ftl_command *command = scan->command;
	struct ftl_cli *cli = scan->cli;
	const struct ftl_value_list *words = &scan->positionals;
	size_t at = 0;

	cli->arguments =
	        ftl_alloc(&cli->arena, command->argument_count + 1, sizeof(*cli->arguments));
	for (size_t i = 0; i < command->argument_count; i++) {
		const struct ftl_argument *row = &command->arguments[i];
		size_t left = words->count - at;
		size_t count = row->max == 0 || left == 0 ? left : 1;
		if (count == 0 && row->min > 0 && !cli->is_help) {
			ftl_fail(err, FTL_USAGE, NULL, "missing argument %s: %s", row->name,
			         row->help);
			return ftl_hint(err, "%s", help_line(scan));
		}
		cli->arguments[i] =
		        (struct ftl_values){count > 0 ? words->items + at : NULL, count, count > 0};
		for (size_t j = 0; j < count; j++)
			FTL_TRY(ftl_argument_check(row, &words->items[at + j], err));
		at += count;
	}
	if (at < words->count && !cli->is_help) {
		char quoted[FTL_QUOTE_SIZE];
		ftl_fail(err, FTL_USAGE, NULL, "unexpected argument %s",
		         ftl_quote(quoted, words->items[at].text));
		return ftl_hint(err, "%s", help_line(scan));
	}
	return FTL_OK;
}

static enum ftl_status take_options(struct scan *scan, struct ftl_err *err)
{
	const struct ftl_command *command = scan->command;
	struct ftl_cli *cli = scan->cli;

	cli->options = ftl_alloc(&cli->arena, command->option_count + 1, sizeof(*cli->options));
	for (size_t i = 0; i < command->option_count; i++) {
		const struct ftl_option *row = &command->options[i];
		struct ftl_value_list *list = &scan->options[i];
		bool is_given = list->count > 0;
		if (!is_given && row->is_required && !cli->is_help) {
			ftl_fail(err, FTL_USAGE, NULL, "missing option --%s %s: %s", row->key,
			         row->value, row->help);
			return ftl_hint(err, "%s", help_line(scan));
		}
		if (!is_given && row->standard != NULL)
			ftl_value_list_add(&cli->arena, list, row->standard);
		for (size_t j = 0; j < list->count; j++) {
			if (!ftl_option_needs_centre(row))
				FTL_TRY(ftl_value_convert(cli, row, &list->items[j], err));
		}
		cli->options[i] = (struct ftl_values){list->items, list->count, is_given};
	}
	return FTL_OK;
}

enum ftl_status ftl_options_parse(struct ftl_cli *cli, int argc, char **argv, struct ftl_err *err)
{
	struct scan scan = {.cli = cli};

	/* What people try first with a program they do not know. */
	if (argc == 2 && (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0))
		return ftl_options_parse(cli, 2, (char *[]){argv[0], (char[]){"version"}, NULL},
		                         err);
	FTL_TRY(scan_line(&scan, argc, argv, err));
	FTL_TRY(take_globals(&scan, err));
	if (scan.command == NULL && scan.words[0] != '\0') {
		if (!cli->is_help)
			return refuse_noun(&scan, err);
		cli->help_words = ftl_strdup(&cli->arena, scan.words);
		return FTL_OK;
	}
	if (scan.command == NULL) {
		cli->help_words = "";
		cli->is_help = true;
		return FTL_OK;
	}
	cli->help_words = scan.command->path;
	FTL_TRY(take_options(&scan, err));
	FTL_TRY(take_arguments(&scan, err));
	if (cli->is_help)
		return FTL_OK;
	return check_globals(&scan, err);
}

enum ftl_status ftl_options_convert(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_command *command = cli->command;

	for (size_t i = 0; i < command->option_count; i++) {
		const struct ftl_option *row = &command->options[i];
		struct ftl_value *items = cli->options[i].items;
		for (size_t j = 0; j < cli->options[i].count; j++) {
			if (ftl_option_needs_centre(row))
				FTL_TRY(ftl_value_convert(cli, row, &items[j], err));
		}
	}
	return FTL_OK;
}

bool ftl_options_want_json(int argc, char **argv)
{
	bool wants = false;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--format") == 0 && i + 1 < argc)
			wants = strcmp(argv[i + 1], "json") == 0;
		else if (strncmp(argv[i], "--format=", 9) == 0)
			wants = strcmp(argv[i] + 9, "json") == 0;
	}
	return wants;
}

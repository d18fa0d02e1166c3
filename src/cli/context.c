#include "cli/context.h"

#include <errno.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fettle/base/buf.h"
#include "fettle/base/digest.h"
#include "fettle/base/file.h"
#include "fettle/base/text.h"

#define SECONDS_A_DAY 86400

static const struct ftl_values *option_of(const struct ftl_cli *cli, const char *key,
                                          const struct ftl_option **ret_row)
{
	for (size_t i = 0; i < cli->command->option_count; i++) {
		if (strcmp(cli->command->options[i].key, key) == 0) {
			*ret_row = &cli->command->options[i];
			return &cli->options[i];
		}
	}
	fprintf(stderr, "fettle: '%s' has no option '%s'\n", cli->command->path, key);
	abort();
}

/* The first value of an option that must be of the given type; NULL when it has none. */
static const struct ftl_value *value_of(const struct ftl_cli *cli, const char *key,
                                        enum ftl_option_type type)
{
	const struct ftl_option *row;
	const struct ftl_values *values = option_of(cli, key, &row);

	if (row->type != type) {
		fprintf(stderr, "fettle: option '%s' of '%s' is of another type\n", key,
		        cli->command->path);
		abort();
	}
	return values->count > 0 ? &values->items[0] : NULL;
}

static int64_t number_of(const struct ftl_cli *cli, const char *key, enum ftl_option_type type)
{
	const struct ftl_value *value = value_of(cli, key, type);

	return value != NULL ? value->number : 0;
}

bool ftl_cli_has(const struct ftl_cli *cli, const char *key)
{
	const struct ftl_option *row;

	return option_of(cli, key, &row)->count > 0;
}

bool ftl_cli_is_given(const struct ftl_cli *cli, const char *key)
{
	const struct ftl_option *row;

	return option_of(cli, key, &row)->is_given;
}

bool ftl_cli_flag(const struct ftl_cli *cli, const char *key)
{
	return value_of(cli, key, FTL_OPT_FLAG) != NULL;
}

const char *ftl_cli_text(const struct ftl_cli *cli, const char *key)
{
	const struct ftl_option *row;
	const struct ftl_values *values = option_of(cli, key, &row);

	return values->count > 0 ? values->items[0].text : NULL;
}

int64_t ftl_cli_int(const struct ftl_cli *cli, const char *key)
{
	return number_of(cli, key, FTL_OPT_INT);
}

int32_t ftl_cli_date(const struct ftl_cli *cli, const char *key)
{
	return (int32_t)number_of(cli, key, FTL_OPT_DATE);
}

struct ftl_period ftl_cli_period(const struct ftl_cli *cli, const char *key)
{
	const struct ftl_value *value = value_of(cli, key, FTL_OPT_PERIOD);

	return value != NULL ? value->period : (struct ftl_period){0, 0};
}

enum ftl_status ftl_cli_between(const struct ftl_cli *cli, struct ftl_opt *ret_from,
                                struct ftl_opt *ret_to, struct ftl_err *err)
{
	struct ftl_opt from = ftl_none(), to = ftl_none();

	if (ftl_cli_is_given(cli, "from"))
		from = ftl_some(ftl_cli_period(cli, "from").from);
	if (ftl_cli_is_given(cli, "to"))
		to = ftl_some(ftl_cli_period(cli, "to").to);
	if (from.has && to.has && from.value > to.value)
		return ftl_fail(err, FTL_INVALID, "to", "lies before --from");
	*ret_from = from;
	*ret_to = to;
	return FTL_OK;
}

int ftl_cli_enum(const struct ftl_cli *cli, const char *key)
{
	const struct ftl_value *value = value_of(cli, key, FTL_OPT_ENUM);

	return value != NULL ? (int)value->number : -1;
}

const char *ftl_cli_date_text(struct ftl_cli *cli, const char *key)
{
	char date[FTL_DATE_TEXT_SIZE];

	if (!ftl_cli_has(cli, key))
		return NULL;
	return ftl_strdup(&cli->arena, ftl_date_format(date, ftl_cli_date(cli, key)));
}

bool ftl_cli_is_yes(const struct ftl_cli *cli, const char *key)
{
	return strcmp(ftl_cli_text(cli, key), ftl_cli_yes_no[1]) == 0;
}

const struct ftl_value *ftl_cli_values(const struct ftl_cli *cli, const char *key,
                                       size_t *ret_count)
{
	const struct ftl_option *row;
	const struct ftl_values *values = option_of(cli, key, &row);

	*ret_count = values->count;
	return values->items;
}

const struct ftl_value *ftl_cli_args(const struct ftl_cli *cli, const char *name, size_t *ret_count)
{
	for (size_t i = 0; i < cli->command->argument_count; i++) {
		if (strcmp(cli->command->arguments[i].name, name) == 0) {
			*ret_count = cli->arguments[i].count;
			return cli->arguments[i].items;
		}
	}
	fprintf(stderr, "fettle: '%s' has no argument '%s'\n", cli->command->path, name);
	abort();
}

static const char *const *texts_of(struct ftl_cli *cli, const struct ftl_value *values,
                                   size_t count)
{
	const char **texts = ftl_alloc(&cli->arena, count + 1, sizeof(*texts));

	for (size_t i = 0; i < count; i++)
		texts[i] = values[i].text;
	return texts;
}

const char *const *ftl_cli_texts(struct ftl_cli *cli, const char *key, size_t *ret_count)
{
	const struct ftl_value *values = ftl_cli_values(cli, key, ret_count);

	return texts_of(cli, values, *ret_count);
}

const char *const *ftl_cli_arg_texts(struct ftl_cli *cli, const char *name, size_t *ret_count)
{
	const struct ftl_value *values = ftl_cli_args(cli, name, ret_count);

	return texts_of(cli, values, *ret_count);
}

const char *ftl_cli_arg(const struct ftl_cli *cli, const char *name)
{
	size_t count;
	const struct ftl_value *values = ftl_cli_args(cli, name, &count);

	return count > 0 ? values[0].text : NULL;
}

enum ftl_status ftl_cli_file_text(struct ftl_cli *cli, const char *path, size_t most,
                                  const char **ret_name, char **ret, size_t *ret_length,
                                  struct ftl_err *err)
{
	FTL_TRY(ftl_file_read(&cli->arena, path, most, ret, ret_length, err));
	ftl_digest_bytes(&cli->app->request, *ret, *ret_length);
	*ret_name = strcmp(path, "-") == 0 ? "standard input" : path;
	return FTL_OK;
}

const char *const ftl_cli_yes_no[2] = {"no", "yes"};

const char *ftl_cli_words(struct ftl_cli *cli, const char *name)
{
	size_t count;
	const struct ftl_value *values = ftl_cli_args(cli, name, &count);
	FTL_BUF(text);

	for (size_t i = 0; i < count; i++)
		ftl_buf_printf(&text, "%s%s", i > 0 ? " " : "", values[i].text);
	return count > 0 ? ftl_strdup(&cli->arena, ftl_buf_cstr(&text)) : NULL;
}

static const char *env_of(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0' ? value : NULL;
}

/* The user's data folder by the XDG base directory specification; a relative one is not valid. */
static enum ftl_status data_folder(struct ftl_cli *cli, const char **ret, struct ftl_err *err)
{
	const char *data = env_of("XDG_DATA_HOME");
	const char *home = env_of("HOME");

	if (data != NULL && data[0] == '/') {
		*ret = data;
		return FTL_OK;
	}
	if (home != NULL) {
		*ret = ftl_sprintf(&cli->arena, "%s/.local/share", home);
		return FTL_OK;
	}
	ftl_fail(err, FTL_USAGE, "db", "no database was named, and there is no home folder");
	return ftl_hint(err, "give --db PATH or set FETTLE_DB");
}

enum ftl_status ftl_cli_db_path(struct ftl_cli *cli, const char **ret, struct ftl_err *err)
{
	const char *folder = NULL;

	if (cli->db != NULL) {
		*ret = cli->db;
		return FTL_OK;
	}
	FTL_TRY(data_folder(cli, &folder, err));
	*ret = ftl_sprintf(&cli->arena, "%s/fettle/fettle.db", folder);
	return FTL_OK;
}

const char *ftl_cli_login(struct ftl_cli *cli)
{
	if (cli->as == NULL) {
		const struct passwd *entry = getpwuid(getuid());
		cli->as = entry != NULL
		                  ? ftl_strdup(&cli->arena, entry->pw_name)
		                  : ftl_sprintf(&cli->arena, "uid%lu", (unsigned long)getuid());
	}
	return cli->as;
}

int32_t ftl_cli_today(const struct ftl_cli *cli)
{
	if (cli->app != NULL)
		return ftl_app_today(cli->app);
	int64_t now = ftl_clock_now(&cli->clock);
	int64_t days = now / SECONDS_A_DAY;
	return (int32_t)(now % SECONDS_A_DAY < 0 ? days - 1 : days);
}

/* One line, in one write: lines of several processes do not mix. */
static void say_line(const char *before, const char *format, va_list args) FTL_PRINTF(2, 0);

static void say_line(const char *before, const char *format, va_list args)
{
	FTL_BUF(line);

	ftl_buf_text(&line, before);
	ftl_buf_vprintf(&line, format, args);
	ftl_buf_char(&line, '\n');
	fputs(ftl_buf_cstr(&line), stderr);
}

void ftl_cli_say(const struct ftl_cli *cli, const char *format, ...)
{
	va_list args;

	if (cli->is_quiet || cli->is_taping)
		return;
	va_start(args, format);
	say_line("", format, args);
	va_end(args);
}

void ftl_cli_next(const struct ftl_cli *cli, const char *format, ...)
{
	va_list args;

	/* After a dry run nothing follows: what it showed is not there. */
	if (cli->is_quiet || cli->is_dry_run || cli->is_taping)
		return;
	va_start(args, format);
	say_line("Next: fettle ", format, args);
	va_end(args);
}

void ftl_cli_warn(const struct ftl_cli *cli, const char *format, ...)
{
	va_list args;

	if (cli->is_taping)
		return;
	va_start(args, format);
	say_line("fettle: warning: ", format, args);
	va_end(args);
}

void ftl_cli_error(const struct ftl_cli *cli, const struct ftl_err *err)
{
	FTL_ARENA(scratch);

	if (cli->is_json) {
		ftl_out_error_json(stderr, err);
		return;
	}
	/* What came from outside is quoted in the message already; this is the second wall. */
	fprintf(stderr, "fettle: %s%s%s\n", ftl_text_visible(&scratch, err->field),
	        err->field[0] == '\0' ? "" : ": ", ftl_text_visible(&scratch, err->message));
	if (err->hint[0] != '\0')
		fprintf(stderr, "hint: %s\n", ftl_text_visible(&scratch, err->hint));
}

bool ftl_cli_can_ask(const struct ftl_cli *cli)
{
	return !cli->is_no_input && isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* The first character of the next line; 0 at the end. Takes no more than the line: the next one may
 * be for somebody else. */
static char read_first_of_line(void)
{
	char first = '\0';
	char byte;
	bool is_first = true;

	while (read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n') {
		if (is_first)
			first = byte;
		is_first = false;
	}
	return first;
}

enum ftl_status ftl_cli_confirm(const struct ftl_cli *cli, struct ftl_err *err, const char *format,
                                ...)
{
	char answer;
	va_list args;
	FTL_BUF(question);

	if (cli->is_yes || !ftl_cli_can_ask(cli))
		return FTL_OK;
	va_start(args, format);
	ftl_buf_vprintf(&question, format, args);
	va_end(args);
	fprintf(stderr, "%s [y/N] ", ftl_buf_cstr(&question));
	answer = read_first_of_line();
	if (answer == 'y' || answer == 'Y')
		return FTL_OK;
	return ftl_fail(err, FTL_STATE, NULL, "not confirmed, nothing was done");
}

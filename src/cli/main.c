#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/context.h"
#include "cli/help.h"
#include "cli/options.h"
#include "fettle/base/text.h"

/*
 * A standard stream that the caller closed would be given to the next file that is opened: a
 * message could then end up in the database. Reading from these gives nothing, and writing to
 * standard output fails as it should.
 */
static void guard_standard_streams(void)
{
	static const int modes[] = {O_RDONLY, O_RDONLY, O_WRONLY};

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
			continue;
		if (open("/dev/null", modes[fd]) != fd)
			abort();
	}
}

static enum ftl_status open_centre(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_command *command = cli->command;
	bool is_writing = command->need == FTL_NEED_WRITE ||
	                  (command->writes != NULL && command->writes(cli));
	struct ftl_app_options options = {
	        .mode = is_writing ? FTL_DB_WRITE : FTL_DB_READ,
	        .clock = cli->clock,
	        .request_id = cli->request_id,
	        .is_dry_run = cli->is_dry_run,
	        .is_checking = (cli->command->flags & FTL_COMMAND_CHECKS) != 0,
	        .is_for_anybody = (cli->command->flags & FTL_COMMAND_FOR_ANYBODY) != 0,
	};

	if (cli->command->need == FTL_NEED_NONE)
		return FTL_OK;
	options.as = ftl_cli_login(cli);
	FTL_TRY(ftl_cli_db_path(cli, &options.path, err));
	FTL_TRY(ftl_app_open(&options, &cli->app, err));
	if (ftl_app_is_remote(cli->app) && (options.mode == FTL_DB_WRITE || options.is_checking))
		ftl_cli_warn(cli,
		             "the database lies on a network file system, where locks cannot "
		             "be trusted: two at work at once may damage it; keep it on a disk "
		             "of this computer");
	return FTL_OK;
}

/* Only what was given: a later version that knows more options must recognise the retry too. */
static void note_values(struct ftl_cli *cli, const char *key, const struct ftl_values *values)
{
	if (!values->is_given)
		return;
	ftl_digest_text(&cli->app->request, key);
	ftl_digest_i64(&cli->app->request, (int64_t)values->count);
	for (size_t i = 0; i < values->count; i++)
		ftl_digest_text(&cli->app->request, values->items[i].text);
}

/*
 * What is asked for, so that a retry under the same --request-id can be told from another request:
 * the command with its options and arguments. What a command reads from files it adds itself.
 */
static void note_request(struct ftl_cli *cli)
{
	const struct ftl_command *command = cli->command;

	if (cli->app == NULL)
		return;
	ftl_digest_text(&cli->app->request, command->path);
	for (size_t i = 0; i < command->option_count; i++)
		note_values(cli, command->options[i].key, &cli->options[i]);
	for (size_t i = 0; i < command->argument_count; i++)
		note_values(cli, command->arguments[i].name, &cli->arguments[i]);
}

/* Colours may come without being asked for only where they can be shown and are wanted. */
static enum ftl_color color_of(const struct ftl_cli *cli)
{
	const char *no_color = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");
	bool is_unwanted = (no_color != NULL && *no_color != '\0') || terminal == NULL ||
	                   strcmp(terminal, "dumb") == 0;

	return cli->color == FTL_COLOR_AUTO && is_unwanted ? FTL_COLOR_NEVER : cli->color;
}

/* As it was asked for; else as the file is called; else what the command usually gives. */
static enum ftl_format format_of(const struct ftl_cli *cli)
{
	bool is_own = (cli->command->flags & FTL_COMMAND_OWN_OUTPUT) != 0;
	const char *dot = cli->output == NULL || is_own ? NULL : strrchr(cli->output, '.');

	if (cli->is_format_given)
		return cli->format;
	for (int i = FTL_FORMAT_JSON; dot != NULL && i < FTL_FORMATS; i++) {
		if (strcmp(dot + 1, ftl_format_names[i]) == 0)
			return (enum ftl_format)i;
	}
	return (cli->command->flags & FTL_COMMAND_DATA) != 0 ? FTL_FORMAT_CSV : cli->format;
}

static enum ftl_status open_result(struct ftl_cli *cli, struct ftl_err *err)
{
	bool is_own = (cli->command->flags & FTL_COMMAND_OWN_OUTPUT) != 0;
	bool is_data = (cli->command->flags & FTL_COMMAND_DATA) != 0;
	struct ftl_out_options options = {
	        .format = format_of(cli),
	        .fields = cli->fields,
	        .path = is_own ? NULL : cli->output,
	        .limit = cli->limit,
	        .color = color_of(cli),
	        .is_raw = cli->is_raw || is_data,
	        .now = ftl_clock_now(&cli->clock),
	};

	bool is_screen =
	        options.format == FTL_FORMAT_TEXT && options.path == NULL && isatty(STDOUT_FILENO);
	if (is_screen && options.limit == 0)
		options.limit = cli->command->screen_limit;
	if (cli->app != NULL) {
		options.currency = cli->app->currency;
		options.zone = cli->app->zone;
		options.centre = cli->app->centre;
	}
	return ftl_out_open(&options, &cli->out, err);
}

static enum ftl_status close_result(struct ftl_cli *cli, struct ftl_err *err)
{
	bool is_cut = ftl_out_is_cut(cli->out);
	enum ftl_status status = ftl_out_close(cli->out, err);

	if (status == FTL_OK && is_cut && cli->limit == 0)
		ftl_cli_say(cli, "the first %d are shown; --limit N shows more",
		            cli->command->screen_limit);
	return status;
}

/* What every changing command has to say, and none says itself. */
static void say_what_was_kept(const struct ftl_cli *cli)
{
	if (cli->app != NULL && cli->app->was_replayed)
		ftl_cli_say(cli, "this request was carried out before; nothing was done again");
	if (cli->is_dry_run)
		ftl_cli_say(cli, "dry run: nothing was kept");
	if (cli->app != NULL && cli->app->is_clock_behind)
		ftl_cli_warn(
		        cli,
		        "the computer's clock stands before the last change: check date and time");
}

/* Whoever reads an error must not try again what is done. What it told itself stands. */
static void hint_at_change(const struct ftl_cli *cli, struct ftl_err *err)
{
	if (err->status == FTL_IO && err->hint[0] == '\0' && cli->app != NULL &&
	    cli->app->is_committed)
		(void)ftl_hint(err, "only the printing failed: the change itself is made");
}

static enum ftl_status run(struct ftl_cli *cli, int argc, char **argv, struct ftl_err *err)
{
	FTL_TRY(ftl_clock_from_env(&cli->clock, err));
	FTL_TRY(ftl_options_parse(cli, argc, argv, err));
	if (cli->is_help)
		FTL_TRY(ftl_help_redirect(cli, err));
	/* Before any work: a change that was made cannot be reported as refused. */
	if (cli->command->shape != NULL)
		FTL_TRY(ftl_out_check_fields(cli->command->shape, cli->fields, err));
	FTL_TRY(open_centre(cli, err));
	FTL_TRY(ftl_options_convert(cli, err));
	note_request(cli);
	FTL_TRY(open_result(cli, err));
	ftl_cli_keep_outcome(cli);
	FTL_TRY(cli->command->run(cli, err));
	FTL_TRY(close_result(cli, err));
	say_what_was_kept(cli);
	if (ftl_out_partial(cli->out) == NULL)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, NULL, "%s", ftl_out_partial(cli->out));
	return ftl_hint(err, "%s",
	                cli->mend != NULL
	                        ? cli->mend
	                        : "mend what was refused and send what was left out again");
}

int main(int argc, char **argv)
{
	struct ftl_cli cli = {.format = FTL_FORMAT_TEXT,
	                      .is_json = ftl_options_want_json(argc, argv)};
	struct ftl_err err = {.status = FTL_OK};

	guard_standard_streams();
	/* A reader that goes away is seen where it matters: when writing. */
	signal(SIGPIPE, SIG_IGN);
	enum ftl_status status = run(&cli, argc, argv, &err);
	if (status != FTL_OK) {
		hint_at_change(&cli, &err);
		ftl_cli_error(&cli, &err);
	}
	ftl_out_free(&cli.out);
	ftl_app_close(&cli.app);
	ftl_arena_done(&cli.arena);
	return (int)status;
}

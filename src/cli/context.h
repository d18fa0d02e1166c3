#ifndef CLI_CONTEXT_H
#define CLI_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/command.h"
#include "fettle/base/arena.h"
#include "fettle/base/clock.h"
#include "fettle/base/date.h"
#include "fettle/base/err.h"
#include "fettle/base/opt.h"
#include "fettle/ops/app.h"
#include "fettle/out/table.h"

/* One given value: the text as typed and what it was converted to. */
struct ftl_value {
	const char *text;
	int64_t number; /* int, money, decimal, date, index of the enum */
	struct ftl_period period;
};

/* The values of one option or argument, in the order given. */
struct ftl_values {
	struct ftl_value *items;
	size_t count;
	bool is_given; /* false: count is 0, or the row's standard stands there */
};

/*
 * What a command gets. Everything in here lives until the command is over; strings that the
 * command makes for its result belong into the arena.
 */
struct ftl_cli {
	struct ftl_arena arena;
	const struct ftl_command *command;
	struct ftl_app *app; /* the open centre; NULL when the command needs none */
	struct ftl_out *out; /* where the result goes */
	struct ftl_clock clock;

	/* Global options. */
	const char *db;         /* --db or FETTLE_DB as given; NULL: see ftl_cli_db_path */
	const char *as;         /* --as or FETTLE_AS as given; NULL: see ftl_cli_login */
	const char *request_id; /* NULL: none */
	const char *fields;
	const char *output; /* --output as given: for FTL_COMMAND_OWN_OUTPUT */
	int64_t limit;      /* 0: none */
	enum ftl_format format;
	enum ftl_color color;
	bool is_format_given;
	bool is_no_input;
	bool is_yes;
	bool is_dry_run;
	bool is_quiet;
	bool is_raw;
	bool is_json;           /* errors are JSON objects, one a line */
	bool is_taping;         /* the result is being kept for a retry: nothing is said */
	const char *mend;       /* what is to be done about what was left out; NULL: the usual */
	bool is_help;           /* --help: show help on help_words instead of running the command */
	const char *help_words; /* the command's path, a noun, or "" */

	struct ftl_values *options;   /* as many as the command has option rows */
	struct ftl_values *arguments; /* as many as it has argument rows */
};

/*
 * Options by their key. Asking for a key the descriptor does not have is a fault of the program
 * and aborts. Of an option that was not given and has no standard: false, NULL, 0.
 */
bool ftl_cli_has(const struct ftl_cli *cli, const char *key); /* given, or has a standard */
bool ftl_cli_is_given(const struct ftl_cli *cli, const char *key);
bool ftl_cli_flag(const struct ftl_cli *cli, const char *key);
const char *ftl_cli_text(const struct ftl_cli *cli, const char *key); /* text, file, any as typed */
int64_t ftl_cli_int(const struct ftl_cli *cli, const char *key);
int32_t ftl_cli_date(const struct ftl_cli *cli, const char *key);
/* The same as the operations take it, in the arena; NULL: neither given nor a standard. */
const char *ftl_cli_date_text(struct ftl_cli *cli, const char *key);
/* Of an option of ftl_cli_yes_no. */
bool ftl_cli_is_yes(const struct ftl_cli *cli, const char *key);
struct ftl_period ftl_cli_period(const struct ftl_cli *cli, const char *key);
/* The days from --from to --to, both inclusive and absent when not given; FTL_INVALID when the one
 * lies before the other. */
FTL_MUST_CHECK enum ftl_status ftl_cli_between(const struct ftl_cli *cli, struct ftl_opt *ret_from,
                                               struct ftl_opt *ret_to, struct ftl_err *err);
int ftl_cli_enum(const struct ftl_cli *cli, const char *key); /* the index; −1 when not given */
/* All values of a repeatable option. */
const struct ftl_value *ftl_cli_values(const struct ftl_cli *cli, const char *key,
                                       size_t *ret_count);
/* The same as texts, in the arena. */
const char *const *ftl_cli_texts(struct ftl_cli *cli, const char *key, size_t *ret_count);

/* Positional arguments by their name: the first one, or NULL; all of them. */
const char *ftl_cli_arg(const struct ftl_cli *cli, const char *name);
/*
 * The text of a file that a command was given, "-" being standard input: at most `most` bytes, into
 * the arena. What it says is part of the request, so that a retry with another text is refused.
 * ret_name is what the file is called in errors.
 */
FTL_MUST_CHECK enum ftl_status ftl_cli_file_text(struct ftl_cli *cli, const char *path, size_t most,
                                                 const char **ret_name, char **ret,
                                                 size_t *ret_length, struct ftl_err *err);
/* "no", "yes": of options that say whether something is so. */
extern const char *const ftl_cli_yes_no[2];
const struct ftl_value *ftl_cli_args(const struct ftl_cli *cli, const char *name,
                                     size_t *ret_count);
const char *const *ftl_cli_arg_texts(struct ftl_cli *cli, const char *name, size_t *ret_count);
/* All of them as one text, joined by blanks; NULL: none was given. */
const char *ftl_cli_words(struct ftl_cli *cli, const char *name);

/*
 * Where the centre's database is: --db, FETTLE_DB, else fettle/fettle.db in the XDG data folder.
 * FTL_USAGE when nothing says where (no HOME).
 */
FTL_MUST_CHECK enum ftl_status ftl_cli_db_path(struct ftl_cli *cli, const char **ret,
                                               struct ftl_err *err);
/* Who is at work: --as, FETTLE_AS, else the login name. */
const char *ftl_cli_login(struct ftl_cli *cli);

/* The centre's civil date; without an open centre the date in UTC. */
int32_t ftl_cli_today(const struct ftl_cli *cli);

/*
 * Shows what the command's operation gave, through the descriptor's write; of a retry what was kept
 * of the first time, whatever the format it is asked for in now.
 */
FTL_MUST_CHECK enum ftl_status ftl_cli_outcome(struct ftl_cli *cli, const void *result,
                                               struct ftl_err *err);
/* Lets the operations of the open centre keep what write shows: for main. A command that honours
 * --request-id and has no write is a fault of the program and aborts. */
void ftl_cli_keep_outcome(struct ftl_cli *cli);

/*
 * Messages, on standard error, one line each; the newline is added. User text inside must have gone
 * through ftl_quote or ftl_text_visible. say: what happened ("checked in, 3 pieces"); next: the
 * command that usually follows ("order assign W26-00001-9 TECHNICIAN", shown as "Next: fettle …");
 * both are silent under --quiet, next also in a dry run. warn: what somebody should look at; never
 * silent. All are while a result is kept for a retry.
 */
void ftl_cli_say(const struct ftl_cli *cli, const char *format, ...) FTL_PRINTF(2, 3);
void ftl_cli_next(const struct ftl_cli *cli, const char *format, ...) FTL_PRINTF(2, 3);
void ftl_cli_warn(const struct ftl_cli *cli, const char *format, ...) FTL_PRINTF(2, 3);

/* Of a batch that kept going: how many of its records were left out. Any makes the program end with
 * FTL_INVALID once the result is shown. Called before the result is given. */
void ftl_cli_set_left_out(struct ftl_cli *cli, int64_t count, int64_t total);
/* The same of a batch of which nothing was taken over, because so many of its rows are wrong; it
 * has an option --keep-going. */
void ftl_cli_set_none_taken(struct ftl_cli *cli, int64_t wrong, int64_t total);

/* An error as the program ends with it, on standard error: a line and its hint, or a JSON object a
 * line. For main, and for records that are refused while others go in. */
void ftl_cli_error(const struct ftl_cli *cli, const struct ftl_err *err);

/* True when questions may be asked: stdin and stderr are a terminal and --no-input is not given. */
bool ftl_cli_can_ask(const struct ftl_cli *cli);

/*
 * Asks for a yes before something large that can be put right again. FTL_OK: yes, --yes was given,
 * or nobody can be asked: a script means what it says. FTL_STATE: the answer was no.
 */
FTL_MUST_CHECK enum ftl_status ftl_cli_confirm(const struct ftl_cli *cli, struct ftl_err *err,
                                               const char *format, ...) FTL_PRINTF(3, 4);

#endif

#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

/*
 * How to write a command
 *
 * 1. In src/cli/cmd_<noun>.c define one descriptor, `const struct ftl_command ftl_command_<name>`,
 *    and add its name to the list in commands.h. Dispatch, --help, the man page, completions and
 *    the example tests follow from it.
 *
 *	static const struct ftl_option note_options[] = {
 *		{ .key = "internal", .type = FTL_OPT_FLAG, .help = "not for the customer's eyes" },
 *		{ .key = "by", .type = FTL_OPT_TEXT, .value = "NAME", .help = "who said it" },
 *	};
 *	static const struct ftl_argument note_arguments[] = {
 *		{ .name = "CODE", .min = 1, .max = 1, .help = "the work order" },
 *		{ .name = "TEXT", .min = 1, .max = 1, .help = "the note" },
 *	};
 *	static const struct ftl_example note_examples[] = {
 *		{ "fettle order note W26-00001-9 'rear glass cracked'", "adds a note", "orders" },
 *	};
 *	const struct ftl_command ftl_command_order_note = {
 *		.path = "order note",
 *		.summary = "add a note to a work order",
 *		.description = "Notes stay in the timeline for ever; …",
 *		.need = FTL_NEED_WRITE,
 *		.flags = FTL_COMMAND_CHANGES,
 *		FTL_OPTIONS(note_options),
 *		FTL_ARGUMENTS(note_arguments),
 *		FTL_EXAMPLES(note_examples),
 *		.shape = &note_result,
 *		.run = run_note,
 *		.write = write_note,
 *	};
 *
 * 2. The body reads arguments, makes one call into ops, report or print, and fills the result:
 *
 *	static enum ftl_status write_note(struct ftl_cli *cli, const void *result, …)
 *	{
 *		const struct ftl_order_result *note = result;
 *		FTL_TRY(ftl_out_record(cli->out, &note_result, …, err));
 *		ftl_cli_next(cli, "order show %s", note->code);
 *		return FTL_OK;
 *	}
 *
 *	static enum ftl_status run_note(struct ftl_cli *cli, struct ftl_err *err)
 *	{
 *		struct ftl_order_result result;
 *		FTL_TRY(ftl_order_note(cli->app, ftl_cli_arg(cli, "CODE"), …, &result, err));
 *		return ftl_cli_outcome(cli, &result, err);
 *	}
 *
 *    write stands in the descriptor: a request id keeps what it shows, and a retry shows that.
 *
 *    The framework has already refused unknown options and missing arguments, converted and checked
 *    every value, opened the centre in cli->app (need READ or WRITE) and the result in cli->out.
 *    It closes both, prints the error and picks the exit status. A command never prints by itself,
 *    never exits, and cannot ask which format is in use: data goes to cli->out, messages through
 *    ftl_cli_say, ftl_cli_next and ftl_cli_warn (context.h).
 *
 * 3. An everyday command carries .audience, so that it stands on the first help page.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/out/table.h"

struct ftl_cli;

/* What the command works on; the framework opens it. */
enum ftl_need {
	FTL_NEED_NONE,  /* no database: cli->app is NULL */
	FTL_NEED_READ,  /* an existing centre, nothing will be written */
	FTL_NEED_WRITE, /* an existing centre */
};

enum ftl_option_type {
	FTL_OPT_FLAG,
	FTL_OPT_TEXT,    /* valid UTF-8; everything else is for the operation to check */
	FTL_OPT_INT,     /* within min … max of the row */
	FTL_OPT_MONEY,   /* in the centre's currency: needs an open centre; negative if min < 0 */
	FTL_OPT_DECIMAL, /* scaled by 10^decimals, within min … max */
	FTL_OPT_DATE,    /* one day: 2026-11-22, today, -7d */
	FTL_OPT_PERIOD,  /* a day or a span: also 2026-11, 2026-Q4, 2026 */
	FTL_OPT_ENUM,    /* one of names */
	FTL_OPT_FILE,    /* a path, any bytes; "-" is a standard stream where the command says so */
};

struct ftl_option {
	const char *key; /* "purchased-on": given as --purchased-on; errors name purchased_on */
	char letter;     /* 'n' for -n, or 0 */
	enum ftl_option_type type;
	const char *value;        /* what stands for the value in help: "DATE"; NULL for flags */
	const char *help;         /* one line, lower case, no full stop */
	const char *standard;     /* used when it is not given, as one would type it; or NULL */
	const char *const *names; /* FTL_OPT_ENUM: the enum's string table */
	int name_count;
	int64_t min; /* FTL_OPT_INT and FTL_OPT_DECIMAL: bounds; both 0: 0 … INT64_MAX */
	int64_t max;
	int decimals;
	bool is_repeatable; /* otherwise a second one is refused */
	bool is_required;
};

struct ftl_argument {
	const char *name; /* "CODE" */
	const char *help;
	int min;                  /* 0 or 1: may be left out or not */
	int max;                  /* 1, or 0 for any number (last argument only) */
	bool is_file;             /* any bytes; completed as a file name */
	const char *const *names; /* only these are allowed; NULL: anything */
	int name_count;
};

/* An example in help and the man page. It also runs as a test and must exit 0. */
struct ftl_example {
	const char *line;  /* "fettle order list --format json", as typed in a shell */
	const char *shows; /* what it does, lower case */
	/*
	 * What must be there first: the name of a script tests/cli/setup/<setup>.sh that is run in
	 * the empty folder. NULL: nothing for a command without a centre, otherwise "centre".
	 */
	const char *setup;
};

enum ftl_command_flags {
	FTL_COMMAND_DRY_RUN = 1,    /* --dry-run is honoured; otherwise it is refused */
	FTL_COMMAND_REQUEST_ID = 2, /* --request-id is honoured; otherwise it is refused */
	FTL_COMMAND_CHANGES = 3,    /* both: what every writing command should be */
	FTL_COMMAND_LIST = 4,       /* gives a list: --limit is honoured; otherwise it is refused */
	FTL_COMMAND_OWN_OUTPUT =
	        8, /* --output is the command's own: cli->output; cli->out is stdout */
	FTL_COMMAND_HIDDEN = 16, /* not in help or completions */
	FTL_COMMAND_DATA =
	        32, /* data for another program: CSV unless asked otherwise, never guarded */
	FTL_COMMAND_CHECKS = 64,       /* looks for damage: opens a centre that others refuse */
	FTL_COMMAND_WHOLE_FILE = 128,  /* makes a database or puts one in place of another */
	FTL_COMMAND_FOR_ANYBODY = 256, /* also for who is not on the staff */
};

/* Where a command stands on the first help page. */
enum ftl_audience {
	FTL_FOR_NOUN, /* under its noun only */
	FTL_FOR_FRONT_DESK,
	FTL_FOR_TECHNICIAN,
	FTL_FOR_EVERYONE,
	FTL_FOR_MANAGER,
	FTL_AUDIENCES
};

/* Shows the result of an operation, of the type that the operation returns: data to cli->out, and
 * what there is to say about it. */
typedef enum ftl_status ftl_command_write(struct ftl_cli *cli, const void *result,
                                          struct ftl_err *err);

struct ftl_command {
	const char *path; /* "order list", "checkin" */
	const char *const
	        *aliases;    /* further paths, ended by NULL; or NULL. Noun aliases: commands.c */
	const char *summary; /* one line, lower case, no full stop: "list work orders" */
	const char *description; /* paragraphs with an empty line between; lines are re-wrapped */
	enum ftl_need need;
	/* FTL_NEED_READ: whether it writes all the same, called as it is now; NULL: never. */
	bool (*writes)(const struct ftl_cli *cli);
	unsigned flags;
	enum ftl_audience audience;
	int screen_limit; /* FTL_COMMAND_LIST: rows shown on a terminal without --limit; 0: all */
	const struct ftl_option *options;
	size_t option_count;
	const struct ftl_argument *arguments;
	size_t argument_count;
	const struct ftl_example *examples;
	size_t example_count;
	const struct ftl_table
	        *shape; /* what it gives: columns and sections for --fields; or NULL */
	enum ftl_status (*run)(struct ftl_cli *cli, struct ftl_err *err);
	/* FTL_COMMAND_REQUEST_ID: shows what the operation gave; see ftl_cli_outcome. */
	ftl_command_write *write;
};

#define FTL_OPTIONS(array)   .options = (array), .option_count = FTL_COUNT(array)
#define FTL_ARGUMENTS(array) .arguments = (array), .argument_count = FTL_COUNT(array)
#define FTL_EXAMPLES(array)  .examples = (array), .example_count = FTL_COUNT(array)

/* A noun: the first word of several commands. */
struct ftl_noun {
	const char *name;    /* "order" */
	const char *alias;   /* "wo", or NULL */
	const char *summary; /* "work orders, from check-in to hand-over" */
};

/* Every command and noun, in the order of help; commands.c. */
extern const struct ftl_command *const ftl_commands[];
extern const size_t ftl_command_count;
extern const struct ftl_noun ftl_nouns[];
extern const size_t ftl_noun_count;

/* What the words of a command line lead to. */
struct ftl_command_match {
	const struct ftl_command *command; /* NULL: no command of that name */
	const struct ftl_noun *noun;       /* the words are a noun alone */
};

/*
 * Finds a command by its words, aliases included: "order list", "wo list". A noun alone gives the
 * noun; both NULL when there is neither.
 */
struct ftl_command_match ftl_command_find(const char *words);

/* True when some command's path goes on after these words: "order", "import". */
bool ftl_command_is_prefix(const char *words);

/*
 * The command paths most like the words, for "did you mean": writes up to max of them, best first,
 * and returns their number (0 when nothing is near).
 */
size_t ftl_command_suggest(const char *words, const char **ret, size_t max);

/* True when the command belongs to the noun. */
bool ftl_command_is_of_noun(const struct ftl_command *command, const struct ftl_noun *noun);

#include "cli/commands.h"

#endif

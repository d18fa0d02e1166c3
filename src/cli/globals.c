#include "cli/options.h"

const struct ftl_option ftl_global_options[FTL_GLOBALS] = {
        [FTL_GLOBAL_DB] = {.key = "db",
                           .type = FTL_OPT_FILE,
                           .value = "PATH",
                           .help = "the centre's database (else FETTLE_DB, else your data folder)"},
        [FTL_GLOBAL_AS] = {.key = "as",
                           .type = FTL_OPT_TEXT,
                           .value = "STAFF",
                           .help = "who is at work (else FETTLE_AS, else the login name)"},
        [FTL_GLOBAL_FORMAT] = {.key = "format",
                               .type = FTL_OPT_ENUM,
                               .value = "FORMAT",
                               .help = "how the result looks",
                               .standard = "text",
                               .names = ftl_format_names,
                               .name_count = FTL_FORMATS},
        [FTL_GLOBAL_FIELDS] = {.key = "fields",
                               .type = FTL_OPT_TEXT,
                               .value = "A,B",
                               .help = "only these columns, in this order"},
        [FTL_GLOBAL_OUTPUT] = {.key = "output",
                               .type = FTL_OPT_FILE,
                               .value = "PATH",
                               .help = "write the result to a file; - is standard output"},
        [FTL_GLOBAL_LIMIT] = {.key = "limit",
                              .type = FTL_OPT_INT,
                              .value = "N",
                              .help = "at most N rows (1 to 100000)",
                              .min = 1,
                              .max = 100000},
        [FTL_GLOBAL_RAW] = {.key = "raw",
                            .type = FTL_OPT_FLAG,
                            .help = "CSV as it is, without the ' that keeps cells from becoming "
                                    "formulas"},
        [FTL_GLOBAL_NO_INPUT] = {.key = "no-input",
                                 .type = FTL_OPT_FLAG,
                                 .help = "never ask a question"},
        [FTL_GLOBAL_YES] = {.key = "yes",
                            .letter = 'y',
                            .type = FTL_OPT_FLAG,
                            .help = "answer yes where the program would ask to be sure"},
        [FTL_GLOBAL_DRY_RUN] = {.key = "dry-run",
                                .type = FTL_OPT_FLAG,
                                .help = "do everything, show the result, keep nothing"},
        [FTL_GLOBAL_REQUEST_ID] = {.key = "request-id",
                                   .type = FTL_OPT_TEXT,
                                   .value = "ID",
                                   .help = "a retry with the same ID gives the first result again"},
        [FTL_GLOBAL_QUIET] = {.key = "quiet",
                              .letter = 'q',
                              .type = FTL_OPT_FLAG,
                              .help = "no messages but warnings and errors"},
        [FTL_GLOBAL_COLOR] = {.key = "color",
                              .type = FTL_OPT_ENUM,
                              .value = "WHEN",
                              .help = "colour in text (NO_COLOR is honoured)",
                              .standard = "auto",
                              .names = ftl_color_names,
                              .name_count = FTL_COLORS},
        [FTL_GLOBAL_HELP] = {.key = "help",
                             .letter = 'h',
                             .type = FTL_OPT_FLAG,
                             .help = "show help for the command"},
};

const char *ftl_global_refusal(const struct ftl_command *command, enum ftl_global option)
{
	bool is_whole_file = (command->flags & FTL_COMMAND_WHOLE_FILE) != 0;
	bool is_write = command->need == FTL_NEED_WRITE || is_whole_file || command->writes != NULL;

	if (option == FTL_GLOBAL_DRY_RUN && (command->flags & FTL_COMMAND_DRY_RUN) == 0)
		return is_write ? "cannot be tried out" : "changes nothing";
	if (option == FTL_GLOBAL_REQUEST_ID && (command->flags & FTL_COMMAND_REQUEST_ID) == 0) {
		if (is_whole_file)
			return "makes a whole file, which is no request to a centre";
		return is_write ? "cannot be told to be a retry" : "changes nothing";
	}
	if (option == FTL_GLOBAL_LIMIT && (command->flags & FTL_COMMAND_LIST) == 0)
		return "gives no list";
	if (option == FTL_GLOBAL_FIELDS && command->shape == NULL)
		return "has no columns to choose from";
	return NULL;
}

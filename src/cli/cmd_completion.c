#include <string.h>

#include "cli/completion.h"
#include "cli/context.h"
#include "fettle/base/attr.h"
#include "fettle/base/buf.h"

enum shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH, SHELLS };

static const char *const shell_names[SHELLS] = {
        [SHELL_BASH] = "bash", [SHELL_ZSH] = "zsh", [SHELL_FISH] = "fish"};

static const struct ftl_column completion_columns[] = {
        {.key = "shell", .title = "Shell", .type = FTL_T_ENUM, .help = "bash, zsh or fish"},
        {.key = "script", .title = "Script", .type = FTL_T_TEXT, .help = "to be sourced"},
};

static const struct ftl_table completion_shape = {
        .schema = "completion/1",
        .title = "Completion",
        .columns = completion_columns,
        .count = FTL_COUNT(completion_columns),
};

static void view_script(struct ftl_out *out, const struct ftl_table *shape,
                        const struct ftl_row *row, const void *extra)
{
	(void)shape;
	(void)extra;
	ftl_out_print(out, "%s", row->cells[1].text);
}

static enum ftl_status run_completion(struct ftl_cli *cli, struct ftl_err *err)
{
	static void (*const writers[SHELLS])(struct ftl_buf *) = {
	        [SHELL_BASH] = ftl_completion_bash,
	        [SHELL_ZSH] = ftl_completion_zsh,
	        [SHELL_FISH] = ftl_completion_fish,
	};
	size_t count;
	const struct ftl_value *shell = ftl_cli_args(cli, "SHELL", &count);
	FTL_BUF(script);

	writers[shell->number](&script);
	const struct ftl_cell cells[] = {ftl_cell_text(shell->text),
	                                 ftl_cell_text(ftl_buf_cstr(&script))};
	const struct ftl_row row = {.cells = cells};
	return ftl_out_record(cli->out, &completion_shape, &row, view_script, NULL, err);
}

static const struct ftl_argument completion_arguments[] = {
        {.name = "SHELL",
         .help = "the shell",
         .min = 1,
         .max = 1,
         .names = shell_names,
         .name_count = SHELLS},
};

static const struct ftl_example completion_examples[] = {
        {"fettle completion bash > fettle.bash", "then: source fettle.bash", NULL},
        {"fettle completion fish --output fettle.fish", "for ~/.config/fish/completions", NULL},
};

const struct ftl_command ftl_command_completion = {
        .path = "completion",
        .summary = "print a script that completes commands in a shell",
        .description =
                "For bash: source the script, or put it into "
                "~/.local/share/bash-completion/completions/fettle. For zsh: save it as _fettle in "
                "a "
                "folder of $fpath. For fish: save it as ~/.config/fish/completions/fettle.fish.",
        .need = FTL_NEED_NONE,
        FTL_ARGUMENTS(completion_arguments),
        FTL_EXAMPLES(completion_examples),
        .shape = &completion_shape,
        .run = run_completion,
};

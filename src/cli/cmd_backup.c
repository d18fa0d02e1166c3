#include <unistd.h>

#include "cli/context.h"
#include "fettle/base/text.h"
#include "fettle/ops/backup.h"

enum { FILE_NAME, DATABASE, KEPT, HEAD, CELLS };

static const struct ftl_column columns[CELLS] = {
        [FILE_NAME] = {.key = "file", .title = "Backup", .type = FTL_T_TEXT, .help = "the copy"},
        [DATABASE] = {.key = "database",
                      .title = "Database",
                      .type = FTL_T_TEXT,
                      .help = "the centre's file"},
        [KEPT] = {.key = "kept_as",
                  .title = "The old one is kept as",
                  .type = FTL_T_TEXT,
                  .help = "what stood there before"},
        [HEAD] = {.key = "audit_head",
                  .title = "Audit head",
                  .type = FTL_T_TEXT,
                  .help = "short head of the audit chain in it"},
};

static const struct ftl_table backup_shape = {
        .schema = "backup/1", .title = "Backup", .columns = columns, .count = CELLS};
static const struct ftl_table restore_shape = {
        .schema = "restore/1", .title = "Restored", .columns = columns, .count = CELLS};

static enum ftl_status run_backup(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *file = ftl_cli_arg(cli, "FILE"), *head;

	FTL_TRY(ftl_backup(cli->app, &cli->arena, file, ftl_cli_flag(cli, "replace"), &head, err));
	const struct ftl_cell cells[CELLS] = {
	        [FILE_NAME] = ftl_cell_text(file),
	        [DATABASE] = ftl_cell_text(ftl_app_path(cli->app)),
	        [HEAD] = ftl_cell_text(head),
	};
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_record(cli->out, &backup_shape, &row, NULL, NULL, err));
	ftl_cli_say(cli, "the copy was opened again and checked; keep it on another disk");
	return FTL_OK;
}

static enum ftl_status run_restore(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *file = ftl_cli_arg(cli, "FILE"), *path, *kept, *head;
	char quoted_file[FTL_QUOTE_SIZE];
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(ftl_cli_db_path(cli, &path, err));
	if (access(path, F_OK) == 0)
		FTL_TRY(ftl_cli_confirm(cli, err, "put %s in place of %s, which is kept beside it?",
		                        ftl_quote(quoted_file, file), ftl_quote(quoted, path)));
	FTL_TRY(ftl_restore(&cli->arena, file, path, ftl_cli_login(cli), &kept, &head, err));
	const struct ftl_cell cells[CELLS] = {
	        [FILE_NAME] = ftl_cell_text(file),
	        [DATABASE] = ftl_cell_text(path),
	        [KEPT] = ftl_cell_text(kept),
	        [HEAD] = ftl_cell_text(head),
	};
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_record(cli->out, &restore_shape, &row, NULL, NULL, err));
	ftl_cli_next(cli, "check");
	return FTL_OK;
}

static const struct ftl_option backup_options[] = {
        {.key = "replace", .type = FTL_OPT_FLAG, .help = "an older backup of that name may go"},
};
static const struct ftl_argument file_arguments[] = {
        {.name = "FILE", .min = 1, .max = 1, .is_file = true, .help = "the backup"},
};
static const struct ftl_example backup_examples[] = {
        {"fettle backup today.fettle", "a checked copy of everything", NULL},
};

const struct ftl_command ftl_command_backup = {
        .path = "backup",
        .summary = "make a checked copy of everything",
        .description = "Copies the database as it is at this moment, while others go on working, "
                       "opens the copy again and checks it. A file that was only copied is no "
                       "backup.",
        .need = FTL_NEED_READ,
        .audience = FTL_FOR_MANAGER,
        FTL_OPTIONS(backup_options),
        FTL_ARGUMENTS(file_arguments),
        FTL_EXAMPLES(backup_examples),
        .shape = &backup_shape,
        .run = run_backup,
};

static const struct ftl_example restore_examples[] = {
        {"fettle restore today.fettle", "back to the state of the backup", "backup"},
};

const struct ftl_command ftl_command_restore = {
        .path = "restore",
        .summary = "put a backup in place of the database",
        .description = "The backup is checked first. The database that was there is kept beside "
                       "it under another name: nothing is lost by restoring.\n\n"
                       "On a terminal it asks to be sure before it replaces a database; --yes "
                       "answers. In a script it does not ask.",
        .need = FTL_NEED_NONE,
        .flags = FTL_COMMAND_WHOLE_FILE,
        .audience = FTL_FOR_MANAGER,
        FTL_ARGUMENTS(file_arguments),
        FTL_EXAMPLES(restore_examples),
        .shape = &restore_shape,
        .run = run_restore,
};

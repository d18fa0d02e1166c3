#include "cli/rows.h"
#include <stdio.h>

#include "cli/cmd_label.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"

enum { KEY, VALUE, INITIAL, HELP, CELLS };

static const struct ftl_column columns[CELLS] = {
        [KEY] = {.key = "key", .title = "Setting", .type = FTL_T_TEXT, .help = "name"},
        [VALUE] = {.key = "value", .title = "Value", .type = FTL_T_TEXT, .help = "in force"},
        [INITIAL] = {.key = "initial",
                     .title = "At first",
                     .type = FTL_T_TEXT,
                     .is_detail = true,
                     .help = "value of a new centre"},
        [HELP] = {.key = "help", .title = "What it does", .type = FTL_T_TEXT, .help = "meaning"},
};

static const struct ftl_table list_shape = {
        .schema = "setting.list/1", .title = "Settings", .columns = columns, .count = CELLS};
static const struct ftl_table one_shape = {
        .schema = "setting/1", .title = "Setting", .columns = columns, .count = CELLS};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_setting *setting = thing;

	(void)cli;
	cells[KEY] = ftl_cell_text(setting->key);
	cells[VALUE] = ftl_cell_text(setting->value);
	cells[INITIAL] = ftl_cell_text(setting->initial);
	cells[HELP] = ftl_cell_text(setting->help);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_setting *settings;
	size_t count;

	FTL_TRY(ftl_setting_list(cli->app, &cli->arena, &settings, &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, settings, count, sizeof(*settings), err);
}

static enum ftl_status put(struct ftl_cli *cli, const void *setting, struct ftl_err *err)
{
	return ftl_cli_put_record(cli, &one_shape, fill, setting, err);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *key = ftl_cli_arg(cli, "KEY");
	struct ftl_setting setting = {.key = key};

	FTL_TRY(ftl_setting_get(cli->app, &cli->arena, key, &setting.value, err));
	for (size_t i = 0; i < ftl_setting_count; i++) {
		if (ftl_text_equal(ftl_setting_specs[i].key, key)) {
			setting.initial = ftl_setting_specs[i].initial;
			setting.help = ftl_setting_specs[i].help;
		}
	}
	return put(cli, &setting, err);
}

/* Label sizes are known to the print room, not to the operations. */
static enum ftl_status check_media(struct ftl_cli *cli, const char *name, struct ftl_err *err)
{
	const struct ftl_layout *layout;
	enum ftl_status status = ftl_cli_load_layout(cli, name, &layout, err);

	if (status != FTL_NOT_FOUND)
		return status;
	snprintf(err->field, sizeof(err->field), "label.media");
	return err->status = FTL_INVALID;
}

static enum ftl_status run_set(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *key = ftl_cli_arg(cli, "KEY");
	const char *value = ftl_cli_arg(cli, "VALUE");
	struct ftl_setting setting;

	if (ftl_text_equal(key, "label.media"))
		FTL_TRY(check_media(cli, value, err));
	FTL_TRY(ftl_setting_set(cli->app, &cli->arena, key, value, &setting, err));
	return ftl_cli_outcome(cli, &setting, err);
}

static const struct ftl_example list_examples[] = {
        {"fettle setting list", "every setting with its value and meaning", NULL},
};

const struct ftl_command ftl_command_setting_list = {
        .path = "setting list",
        .summary = "list the settings",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_argument show_arguments[] = {
        {.name = "KEY", .min = 1, .max = 1, .help = "name of the setting"},
};
static const struct ftl_example show_examples[] = {
        {"fettle setting show repeat.days", "one setting", NULL},
};

const struct ftl_command ftl_command_setting_show = {
        .path = "setting show",
        .summary = "show a setting",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(show_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &one_shape,
        .run = run_show,
};

static const struct ftl_argument set_arguments[] = {
        {.name = "KEY", .min = 1, .max = 1, .help = "name of the setting"},
        {.name = "VALUE", .min = 1, .max = 1, .help = "its new value"},
};
static const struct ftl_example set_examples[] = {
        {"fettle setting set tax.percent 19", "lines carry 19 % tax from now on", NULL},
        {"fettle setting set label.media 57x32", "labels of another size", NULL},
};

const struct ftl_command ftl_command_setting_set = {
        .path = "setting set",
        .summary = "change a setting",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(set_arguments),
        FTL_EXAMPLES(set_examples),
        .shape = &one_shape,
        .run = run_set,
        .write = put,
};

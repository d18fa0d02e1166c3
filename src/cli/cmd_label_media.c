#include "cli/rows.h"
#include <string.h>
#include <sys/stat.h>

#include "cli/cmd_label.h"
#include "fettle/base/text.h"

#define UM_A_MM 1000

enum ftl_status ftl_cli_forms_folder(struct ftl_cli *cli, const char **ret, struct ftl_err *err)
{
	const char *db = NULL;
	struct stat status;

	FTL_TRY(ftl_cli_db_path(cli, &db, err));
	const char *slash = strrchr(db, '/');
	int length = slash == NULL ? 0 : (int)(slash - db) + 1;
	const char *folder = ftl_sprintf(&cli->arena, "%.*sforms", length, db);
	*ret = stat(folder, &status) == 0 && S_ISDIR(status.st_mode) ? folder : NULL;
	return FTL_OK;
}

enum ftl_status ftl_cli_load_layout(struct ftl_cli *cli, const char *name,
                                    const struct ftl_layout **ret, struct ftl_err *err)
{
	const char *folder = NULL;

	FTL_TRY(ftl_cli_forms_folder(cli, &folder, err));
	return ftl_layout_load(&cli->arena, name, folder, ret, err);
}

enum { NAME, TITLE, WIDTH, HEIGHT, DPI, PER_PAGE, HELP, FILE_PATH, PROBLEM, CELLS };

static const struct ftl_column columns[CELLS] = {
        [NAME] = {.key = "name",
                  .title = "Medium",
                  .type = FTL_T_TEXT,
                  .help = "what stands after --media"},
        [TITLE] = {.key = "title", .title = "What it is", .type = FTL_T_TEXT, .help = "in words"},
        [WIDTH] = {.key = "width_mm", .title = "Width", .type = FTL_T_TEXT, .help = "millimetres"},
        [HEIGHT] = {.key = "height_mm",
                    .title = "Height",
                    .type = FTL_T_TEXT,
                    .help = "millimetres"},
        [DPI] = {.key = "dpi",
                 .title = "dpi",
                 .type = FTL_T_INT,
                 .help = "dots an inch, unless --dpi or the printer says otherwise"},
        [PER_PAGE] = {.key = "per_page",
                      .title = "A page",
                      .type = FTL_T_INT,
                      .help = "labels on a sheet; 1 for single labels"},
        [HELP] = {.key = "help",
                  .title = "For",
                  .type = FTL_T_TEXT,
                  .is_detail = true,
                  .help = "products and printers it is made for"},
        [FILE_PATH] = {.key = "file",
                       .title = "File",
                       .type = FTL_T_TEXT,
                       .is_detail = true,
                       .help = "the shop's own layout; absent when built in"},
        [PROBLEM] = {.key = "problem",
                     .title = "Problem",
                     .type = FTL_T_TEXT,
                     .help = "why the shop's own file cannot be used"},
};

static const struct ftl_table shape = {.schema = "label-media.list/1",
                                       .title = "Label media",
                                       .columns = columns,
                                       .count = CELLS,
                                       .empty = "there are no label media"};

/* Micrometres as millimetres, without needless digits: "62", "63.5". */
static struct ftl_cell millimetres(struct ftl_arena *arena, int64_t um)
{
	int64_t rest = um % UM_A_MM;
	char *text = NULL;

	if (rest == 0)
		return ftl_cell_text(ftl_sprintf(arena, "%lld", (long long)(um / UM_A_MM)));
	text = ftl_sprintf(arena, "%lld.%03lld", (long long)(um / UM_A_MM), (long long)rest);
	for (char *end = text + strlen(text) - 1; *end == '0'; end--)
		*end = '\0';
	return ftl_cell_text(text);
}

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_label_medium *medium = thing;
	bool is_good = medium->problem == NULL;

	cells[NAME] = ftl_cell_text(medium->name);
	cells[TITLE] = ftl_cell_text(is_good ? medium->title : NULL);
	cells[WIDTH] = is_good ? millimetres(&cli->arena, medium->width_um) : ftl_cell_none();
	cells[HEIGHT] = is_good ? millimetres(&cli->arena, medium->height_um) : ftl_cell_none();
	cells[DPI] = ftl_cell_opt(is_good, medium->dpi);
	cells[PER_PAGE] = ftl_cell_opt(is_good, medium->per_page);
	cells[HELP] = ftl_cell_text(is_good ? medium->help : NULL);
	cells[FILE_PATH] = ftl_cell_text(medium->path);
	cells[PROBLEM] = ftl_cell_text(medium->problem);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_label_medium *media = NULL;
	const char *folder = NULL;
	size_t count = 0;

	FTL_TRY(ftl_cli_forms_folder(cli, &folder, err));
	FTL_TRY(ftl_label_list_media(&cli->arena, folder, &media, &count, err));
	return ftl_cli_put_list(cli, &shape, fill, media, count, sizeof(*media), err);
}

static const struct ftl_example examples[] = {
        {"fettle label-media list", "what labels can be printed on", NULL},
};

const struct ftl_command ftl_command_label_media_list = {
        .path = "label-media list",
        .summary = "list the label sizes",
        .description = "Media are layouts in JSON. To change one, put a file of its name into the "
                       "folder 'forms' beside the database; a new name there is a new medium.",
        .need = FTL_NEED_NONE,
        .flags = FTL_COMMAND_LIST,
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_list,
};

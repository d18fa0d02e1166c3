#include "cli/context.h"
#include "cli/rows.h"
#include "fettle/base/text.h"
#include "fettle/ops/people.h"

enum { LOGIN, NAME, ROLE, ACTIVE, SINCE, CELLS };

static const struct ftl_column columns[CELLS] = {
        [LOGIN] = {.key = "login",
                   .title = "Login",
                   .type = FTL_T_TEXT,
                   .help = "what stands after --as"},
        [NAME] = {.key = "name", .title = "Name", .type = FTL_T_TEXT, .help = "the person's name"},
        [ROLE] = {.key = "role",
                  .title = "Role",
                  .type = FTL_T_ENUM,
                  .help = "front_desk, technician or manager"},
        [ACTIVE] = {.key = "active",
                    .title = "Works here",
                    .type = FTL_T_BOOL,
                    .help = "may work and be assigned"},
        [SINCE] = {.key = "created_at",
                   .title = "Since",
                   .type = FTL_T_INSTANT,
                   .is_detail = true,
                   .help = "when the login was added"},
};

static const struct ftl_table list_shape = {.schema = "staff.list/1",
                                            .title = "Staff",
                                            .columns = columns,
                                            .count = CELLS,
                                            .empty = "nobody works here yet"};
static const struct ftl_table one_shape = {
        .schema = "staff/1", .title = "Staff", .columns = columns, .count = CELLS};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_staff *staff = thing;

	(void)cli;
	cells[LOGIN] = ftl_cell_text(staff->login);
	cells[NAME] = ftl_cell_text(staff->name);
	cells[ROLE] = ftl_cell_text(ftl_role_names[staff->role]);
	cells[ACTIVE] = ftl_cell_number(staff->is_active);
	cells[SINCE] = ftl_cell_number(staff->created_at);
}

static enum ftl_status show(struct ftl_cli *cli, const void *staff, struct ftl_err *err)
{
	return ftl_cli_put_record(cli, &one_shape, fill, staff, err);
}

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_staff staff;

	FTL_TRY(ftl_staff_add(cli->app, &cli->arena, ftl_cli_arg(cli, "LOGIN"),
	                      ftl_cli_arg(cli, "NAME"), ftl_cli_text(cli, "role"), &staff, err));
	return ftl_cli_outcome(cli, &staff, err);
}

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_staff staff;

	FTL_TRY(ftl_staff_edit(cli->app, &cli->arena, ftl_cli_arg(cli, "LOGIN"),
	                       ftl_cli_text(cli, "name"), ftl_cli_text(cli, "role"),
	                       ftl_cli_text(cli, "active"), &staff, err));
	return ftl_cli_outcome(cli, &staff, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_staff *staff;
	size_t count;

	FTL_TRY(ftl_staff_list(cli->app, &cli->arena, &staff, &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, staff, count, sizeof(*staff), err);
}

static const struct ftl_option add_options[] = {
        {.key = "role",
         .type = FTL_OPT_ENUM,
         .value = "ROLE",
         .help = "what the person may do",
         .names = ftl_role_names,
         .name_count = FTL_ROLES,
         .is_required = true},
};
static const struct ftl_argument add_arguments[] = {
        {.name = "LOGIN", .min = 1, .max = 1, .help = "short name: letters, digits, dots, hyphens"},
        {.name = "NAME", .min = 1, .max = 1, .help = "the person's name"},
};
static const struct ftl_example add_examples[] = {
        {"fettle staff add tomas 'Tomáš Dvořák' --role technician", "a technician starts", NULL},
};

const struct ftl_command ftl_command_staff_add = {
        .path = "staff add",
        .summary = "add a colleague",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(add_arguments),
        FTL_EXAMPLES(add_examples),
        .shape = &one_shape,
        .run = run_add,
        .write = show,
};

static const struct ftl_option edit_options[] = {
        {.key = "name", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "another name"},
        {.key = "role",
         .type = FTL_OPT_ENUM,
         .value = "ROLE",
         .help = "another role",
         .names = ftl_role_names,
         .name_count = FTL_ROLES},
        {.key = "active",
         .type = FTL_OPT_ENUM,
         .value = "YES",
         .help = "no: the person left; the work they did stays under their name",
         .names = ftl_cli_yes_no,
         .name_count = 2},
};
static const struct ftl_argument edit_arguments[] = {
        {.name = "LOGIN", .min = 1, .max = 1, .help = "whom"},
};
static const struct ftl_example edit_examples[] = {
        {"fettle staff edit tomas --role manager", "a technician becomes a manager", "staff"},
        {"fettle staff edit tomas --active no", "a colleague has left", "staff"},
};

const struct ftl_command ftl_command_staff_edit = {
        .path = "staff edit",
        .summary = "change a colleague's name or role, or note that they left",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(edit_options),
        FTL_ARGUMENTS(edit_arguments),
        FTL_EXAMPLES(edit_examples),
        .shape = &one_shape,
        .run = run_edit,
        .write = show,
};

static const struct ftl_example list_examples[] = {
        {"fettle staff list", "who works here", NULL},
};

const struct ftl_command ftl_command_staff_list = {
        .path = "staff list",
        .summary = "list who works here",
        .description = "Anybody may ask: it is how one finds one's login.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST | FTL_COMMAND_FOR_ANYBODY,
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

#include "cli/context.h"
#include "cli/rows.h"
#include "fettle/ops/part.h"

enum { NAME, EMAIL, PHONE, ACCOUNT, LEAD, RETURN, CORE, RETIRED, SINCE, CELLS };
static const struct ftl_column columns[CELLS] = {
        [NAME] = {"name", "Supplier", FTL_T_TEXT, false, "what they are called", NULL},
        [EMAIL] = {"email", "E-mail", FTL_T_TEXT, false, "for orders", NULL},
        [PHONE] = {"phone", "Phone", FTL_T_TEXT, false, "for questions", NULL},
        [ACCOUNT] = {"account", "Our number", FTL_T_TEXT, false, "our customer number with them",
                     NULL},
        [LEAD] = {"lead_days", "Lead days", FTL_T_INT, false, "days from order to delivery", NULL},
        [RETURN] = {"return_days", "Return days", FTL_T_INT, false,
                    "from a failure until they want the part back", NULL},
        [CORE] = {"core_days", "Core days", FTL_T_INT, true,
                  "from a new part until they want an old one with a deposit", NULL},
        [RETIRED] = {"retired", "Retired", FTL_T_BOOL, true, "no longer ordered from", NULL},
        [SINCE] = {"created_at", "Since", FTL_T_INSTANT, true, "when it was added", NULL},
};
static const struct ftl_table list_shape = {
        .schema = "supplier.list/1",
        .title = "Suppliers",
        .columns = columns,
        .count = CELLS,
        .empty = "no suppliers yet: fettle supplier add NAME",
};
static const struct ftl_table one_shape = {
        .schema = "supplier/1", .title = "Supplier", .columns = columns, .count = CELLS};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_supplier *supplier = thing;

	(void)cli;
	cells[NAME] = ftl_cell_text(supplier->name);
	cells[EMAIL] = ftl_cell_text(supplier->email);
	cells[PHONE] = ftl_cell_text(supplier->phone);
	cells[ACCOUNT] = ftl_cell_text(supplier->account);
	cells[LEAD] = ftl_cell_opt(supplier->lead_days.has, supplier->lead_days.value);
	cells[RETURN] = ftl_cell_opt(supplier->return_days.has, supplier->return_days.value);
	cells[CORE] = ftl_cell_opt(supplier->core_days.has, supplier->core_days.value);
	cells[RETIRED] = ftl_cell_number(supplier->is_retired);
	cells[SINCE] = ftl_cell_number(supplier->created_at);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	FTL_TRY(ftl_cli_put_record(cli, &one_shape, fill, result, err));
	ftl_cli_next(cli, "part list");
	return FTL_OK;
}

static struct ftl_supplier_form form_of(const struct ftl_cli *cli)
{
	return (struct ftl_supplier_form){.email = ftl_cli_text(cli, "email"),
	                                  .phone = ftl_cli_text(cli, "phone"),
	                                  .account = ftl_cli_text(cli, "account"),
	                                  .lead_days = ftl_cli_text(cli, "lead-days"),
	                                  .return_days = ftl_cli_text(cli, "return-days"),
	                                  .core_days = ftl_cli_text(cli, "core-days")};
}

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_supplier_form form = form_of(cli);
	struct ftl_supplier supplier;

	form.name = ftl_cli_arg(cli, "NAME");
	FTL_TRY(ftl_supplier_add(cli->app, &cli->arena, &form, &supplier, err));
	return ftl_cli_outcome(cli, &supplier, err);
}

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_supplier_form form = form_of(cli);
	struct ftl_supplier supplier;

	form.name = ftl_cli_text(cli, "name");
	form.is_retired = ftl_cli_text(cli, "retired");
	FTL_TRY(ftl_supplier_edit(cli->app, &cli->arena, ftl_cli_arg(cli, "SUPPLIER"), &form,
	                          &supplier, err));
	return ftl_cli_outcome(cli, &supplier, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_supplier *suppliers;
	size_t count;

	FTL_TRY(ftl_supplier_list(cli->app, &cli->arena, ftl_cli_flag(cli, "all"), &suppliers,
	                          &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, suppliers, count, sizeof(*suppliers), err);
}

#define SAID                                                                                       \
	{.key = "email", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "for orders"},             \
	        {.key = "phone", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "for questions"},  \
	        {.key = "account",                                                                 \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "TEXT",                                                                  \
	         .help = "our customer number with them"},                                         \
	        {.key = "lead-days",                                                               \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "DAYS",                                                                  \
	         .help = "from order to delivery"},                                                \
	        {.key = "return-days",                                                             \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "DAYS",                                                                  \
	         .help = "from a failure until they want the part back"},                          \
	{                                                                                          \
		.key = "core-days", .type = FTL_OPT_TEXT, .value = "DAYS",                         \
		.help = "from a new part until they want the old one, where a deposit was paid"    \
	}

static const struct ftl_option add_options[] = {SAID};
static const struct ftl_argument add_arguments[] = {
        {.name = "NAME", .min = 1, .max = 1, .help = "what they are called"},
};
static const struct ftl_example add_examples[] = {
        {"fettle supplier add 'Spares Ltd' --email orders@spares.example --lead-days 3",
         "a supplier of parts", NULL},
};
const struct ftl_command ftl_command_supplier_add = {
        .path = "supplier add",
        .summary = "add a supplier of parts",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(add_arguments),
        FTL_EXAMPLES(add_examples),
        .shape = &one_shape,
        .run = run_add,
        .write = put,
};

static const struct ftl_option edit_options[] = {
        {.key = "name", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "another name"},
        SAID,
        {.key = "retired",
         .type = FTL_OPT_ENUM,
         .value = "YES",
         .help = "yes: nothing is ordered from them any longer",
         .names = ftl_cli_yes_no,
         .name_count = 2},
};
static const struct ftl_argument edit_arguments[] = {
        {.name = "SUPPLIER", .min = 1, .max = 1, .help = "the name, in any spelling of case"},
};
static const struct ftl_example edit_examples[] = {
        {"fettle supplier edit 'spares ltd' --lead-days 5", "deliveries take longer now", "parts"},
};
const struct ftl_command ftl_command_supplier_edit = {
        .path = "supplier edit",
        .summary = "change what is known of a supplier",
        .description = "What is given as '' is taken back.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(edit_options),
        FTL_ARGUMENTS(edit_arguments),
        FTL_EXAMPLES(edit_examples),
        .shape = &one_shape,
        .run = run_edit,
        .write = put,
};

static const struct ftl_option list_options[] = {
        {.key = "all", .type = FTL_OPT_FLAG, .help = "also those that are retired"},
};
static const struct ftl_example list_examples[] = {
        {"fettle supplier list", "whom parts come from", "parts"},
};
const struct ftl_command ftl_command_supplier_list = {
        .path = "supplier list",
        .summary = "list the suppliers of parts",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

#include "cli/rows.h"
#include "cli/view_order.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/target.h"

enum { HOURS, CUSTOMER, CUSTOMER_CODE, PRIORITY, CATEGORY, COVER, FROM, CELLS };
static const struct ftl_column columns[CELLS] = {
        [HOURS] = {"business_hours", "Hours", FTL_T_QUANTITY, false,
                   "business hours from receipt to ready; none: ended", NULL},
        [CUSTOMER] = {"customer", "Customer", FTL_T_TEXT, false, "of this customer; none: any",
                      NULL},
        [CUSTOMER_CODE] = {"customer_code", "Customer's code", FTL_T_CODE, true, "their code",
                           NULL},
        [PRIORITY] = {"priority", "Priority", FTL_T_ENUM, false, "of this priority; none: any",
                      NULL},
        [CATEGORY] = {"category", "Category", FTL_T_TEXT, false, "of this category; none: any",
                      NULL},
        [COVER] = {"cover", "Cover", FTL_T_ENUM, false,
                   "warranty or no_warranty, by who pays labour; none: any", NULL},
        [FROM] = {"effective_from", "From", FTL_T_DATE, false,
                  "for jobs received on this day or later", NULL},
};

static const struct ftl_table list_shape = {
        .schema = "target.list/1",
        .title = "Service targets",
        .columns = columns,
        .count = CELLS,
        .empty = "no targets are set: the setting target.business_hours is for every job"};
static const struct ftl_table one_shape = {
        .schema = "target/1", .title = "Service target", .columns = columns, .count = CELLS};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_target *target = thing;

	(void)cli;
	/* 3600 seconds are 1000 thousandths of an hour. */
	cells[HOURS] = ftl_cell_opt(target->business_seconds.has,
	                            target->business_seconds.value * 1000 / 3600);
	cells[CUSTOMER] = ftl_cell_text(target->customer);
	cells[CUSTOMER_CODE] = ftl_cell_text(target->customer_code);
	cells[PRIORITY] = ftl_cell_text(
	        target->priority.has ? ftl_priority_names[target->priority.value] : NULL);
	cells[CATEGORY] = ftl_cell_text(target->category);
	cells[COVER] = ftl_cell_text(ftl_target_cover_names[target->cover]);
	cells[FROM] = ftl_cell_number(target->effective_from);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_target *targets;
	int32_t date = ftl_cli_is_given(cli, "as-of") ? ftl_cli_date(cli, "as-of")
	                                              : ftl_app_today(cli->app);
	size_t count;

	FTL_TRY(ftl_target_list(cli->app, &cli->arena, date, ftl_cli_flag(cli, "all"), &targets,
	                        &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, targets, count, sizeof(*targets), err);
}

static enum ftl_status put(struct ftl_cli *cli, const void *target, struct ftl_err *err)
{
	FTL_TRY(ftl_cli_put_record(cli, &one_shape, fill, target, err));
	ftl_cli_next(cli, "target list");
	return FTL_OK;
}

static enum ftl_status set(struct ftl_cli *cli, const char *hours, struct ftl_err *err)
{
	int cover = ftl_cli_enum(cli, "cover");
	int priority = ftl_cli_enum(cli, "priority");
	const struct ftl_target_form form = {
	        .hours = hours,
	        .customer = ftl_cli_text(cli, "customer"),
	        .priority = priority >= 0 ? ftl_priority_names[priority] : NULL,
	        .category = ftl_cli_text(cli, "category"),
	        .cover = cover >= 0 ? ftl_target_cover_names[cover] : NULL,
	        .from = ftl_cli_date_text(cli, "from"),
	};
	struct ftl_target target;

	FTL_TRY(ftl_target_set(cli->app, &cli->arena, &form, &target, err));
	return ftl_cli_outcome(cli, &target, err);
}

static enum ftl_status run_set(struct ftl_cli *cli, struct ftl_err *err)
{
	return set(cli, ftl_cli_arg(cli, "HOURS"), err);
}

static enum ftl_status run_remove(struct ftl_cli *cli, struct ftl_err *err)
{
	return set(cli, NULL, err);
}

static const struct ftl_option list_options[] = {
        {.key = "as-of",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "in force on this day (default: today)"},
        {.key = "all", .type = FTL_OPT_FLAG, .help = "also what is over or has not begun"},
};
static const struct ftl_example list_examples[] = {
        {"fettle target list", "what is aimed at, the most special first", NULL},
};

const struct ftl_command ftl_command_target_list = {
        .path = "target list",
        .summary = "list the service targets",
        .description = "Of the targets that fit a job the first one counts: a customer's own "
                       "before one for a priority, then category, then cover. What none fits has "
                       "the setting target.business_hours.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_option key_options[] = {
        {.key = "customer",
         .type = FTL_OPT_TEXT,
         .value = "CODE",
         .help = "only for jobs of this customer"},
        {.key = "priority",
         .type = FTL_OPT_ENUM,
         .value = "PRIORITY",
         .help = "only for this priority",
         .names = ftl_priority_names,
         .name_count = FTL_PRIORITIES},
        {.key = "category",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "only for this category of devices"},
        {.key = "cover",
         .type = FTL_OPT_ENUM,
         .value = "COVER",
         .help = "only with, or only without warranty on labour",
         .names = ftl_target_cover_names,
         .name_count = FTL_TARGET_COVERS},
        {.key = "from",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "for jobs received on this day or later (default: today)"},
};
static const struct ftl_argument set_arguments[] = {
        {.name = "HOURS", .min = 1, .max = 1, .help = "business hours from receipt to ready: 24"},
};
static const struct ftl_example set_examples[] = {
        {"fettle target set 8 --priority urgent", "urgent jobs within a day of eight hours", NULL},
        {"fettle target set 16 --category Mobile --cover warranty --from 2026-01-01",
         "phones under warranty, since the new year", NULL},
};

const struct ftl_command ftl_command_target_set = {
        .path = "target set",
        .summary = "say within how many business hours jobs should be ready",
        .description =
                "A target holds for jobs received from a date on: what was received before keeps "
                "the one it had, so earlier reports do not change. Time that does not count as "
                "ours (setting clock.excluded) shifts the hour at which a job is due.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(key_options),
        FTL_ARGUMENTS(set_arguments),
        FTL_EXAMPLES(set_examples),
        .shape = &one_shape,
        .run = run_set,
        .write = put,
};

static const struct ftl_example remove_examples[] = {
        {"fettle target set 8 --priority urgent && fettle target remove --priority urgent --from "
         "2027-01-01",
         "no target for urgent jobs after the new year", NULL},
};

const struct ftl_command ftl_command_target_remove = {
        .path = "target remove",
        .summary = "end a service target",
        .description = "The options say which: exactly those it was set with. It ends on the "
                       "date; jobs received before keep it.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(key_options),
        FTL_EXAMPLES(remove_examples),
        .shape = &one_shape,
        .run = run_remove,
        .write = put,
};

enum { P_CODE, P_PRIORITY, P_CELLS };
static const struct ftl_column priority_columns[P_CELLS] = {
        [P_CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [P_PRIORITY] = {"priority", "Priority", FTL_T_ENUM, false, "its priority now", NULL},
};
static const struct ftl_table priority_shape = {.schema = "order.priority/1",
                                                .title = "Priority",
                                                .columns = priority_columns,
                                                .count = P_CELLS};

static enum ftl_status put_priority(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_order *order = result;
	const struct ftl_cell cells[P_CELLS] = {
	        [P_CODE] = ftl_cell_text(order->code),
	        [P_PRIORITY] = ftl_cell_text(ftl_priority_names[order->priority]),
	};
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_record(cli->out, &priority_shape, &row, NULL, NULL, err));
	ftl_cli_next(cli, "order show %s", ftl_view_code(&cli->arena, order->code));
	return FTL_OK;
}

static enum ftl_status run_priority(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_order order;

	FTL_TRY(ftl_order_set_priority(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                               ftl_cli_arg(cli, "PRIORITY"), &order, err));
	return ftl_cli_outcome(cli, &order, err);
}

static const struct ftl_argument priority_arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "the work order, or one of its pieces"},
        {.name = "PRIORITY",
         .min = 1,
         .max = 1,
         .help = "low, normal, high or urgent",
         .names = ftl_priority_names,
         .name_count = FTL_PRIORITIES},
};
static const struct ftl_example priority_examples[] = {
        {"fettle order priority W26-00002-7 urgent", "it cannot wait any longer", "jobs"},
};

const struct ftl_command ftl_command_order_priority = {
        .path = "order priority",
        .summary = "give a work order another priority",
        .description = "Its service target may be another one then. What it waited for so far "
                       "still counts: holds it has earned shift the new hour as they did the old.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(priority_arguments),
        FTL_EXAMPLES(priority_examples),
        .shape = &priority_shape,
        .run = run_priority,
        .write = put_priority,
};

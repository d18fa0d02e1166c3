#include <string.h>

#include "cli/desk_jobs.h"
#include "cli/rows.h"
#include "cli/view_loaner.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/people.h"

enum { CODE, NAME, KIND, PHONES, EMAILS, LANGUAGE, ADDRESS, NOTE, CREATED_AT, CELLS };

static const char *const kind_names[] = {"person", "company"};

/* In a list the lesser ones are details; one customer alone is shown whole. */
#define COLUMNS(lesser)                                                                            \
	{                                                                                          \
		[CODE] = {"code", "Code", FTL_T_CODE, false, "customer number", NULL},             \
		[NAME] = {"name", "Name", FTL_T_TEXT, false, "as it was given", NULL},             \
		[KIND] = {"kind", "Kind", FTL_T_ENUM, (lesser), "person or company", NULL},        \
		[PHONES] = {"phones", "Phone", FTL_T_LIST, false, "telephone numbers", NULL},      \
		[EMAILS] = {"emails", "E-mail", FTL_T_LIST, false, "e-mail addresses", NULL},      \
		[LANGUAGE] = {"language",                                                          \
		              "Language",                                                          \
		              FTL_T_TEXT,                                                          \
		              (lesser),                                                            \
		              "for forms and messages",                                            \
		              NULL},                                                               \
		[ADDRESS] = {"address", "Address", FTL_T_TEXT, (lesser), "postal address", NULL},  \
		[NOTE] = {"note", "Note", FTL_T_TEXT, (lesser), "for colleagues only", NULL},      \
		[CREATED_AT] = {"created_at",           "Since", FTL_T_INSTANT, (lesser),          \
		                "when they came first", NULL},                                     \
	}
static const struct ftl_column list_columns[CELLS] = COLUMNS(true);
static const struct ftl_column one_columns[CELLS] = COLUMNS(false);

static const struct ftl_table list_shape = {.schema = "customer.list/1",
                                            .title = "Customers",
                                            .columns = list_columns,
                                            .count = CELLS,
                                            .empty = "there are no customers yet"};
static const struct ftl_table one_shape = {
        .schema = "customer/1", .title = "Customer", .columns = one_columns, .count = CELLS};
enum { JOBS, LOANERS, SECTIONS };
static const struct ftl_section show_sections[SECTIONS] = {
        [JOBS] = FTL_DESK_JOBS, [LOANERS] = FTL_VIEW_LOANERS};
static const struct ftl_table show_shape = {.schema = "customer/1",
                                            .title = "Customer",
                                            .columns = one_columns,
                                            .count = CELLS,
                                            .sections = show_sections,
                                            .section_count = SECTIONS};

static void fill(struct ftl_arena *arena, const struct ftl_customer *customer,
                 struct ftl_cell cells[CELLS])
{
	cells[CODE] = ftl_cell_text(customer->code);
	cells[NAME] = ftl_cell_text(customer->name);
	cells[KIND] = ftl_cell_text(kind_names[customer->is_company]);
	cells[PHONES] = ftl_cell_text(ftl_desk_contacts(arena, customer, false));
	cells[EMAILS] = ftl_cell_text(ftl_desk_contacts(arena, customer, true));
	cells[LANGUAGE] = ftl_cell_text(customer->language);
	cells[ADDRESS] = ftl_cell_text(customer->address);
	cells[NOTE] = ftl_cell_text(customer->note);
	cells[CREATED_AT] = ftl_cell_number(customer->created_at);
}

static enum ftl_status write_one(struct ftl_cli *cli, const void *customer, struct ftl_err *err)
{
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells};

	fill(&cli->arena, customer, cells);
	return ftl_out_record(cli->out, &one_shape, &row, NULL, NULL, err);
}

/* What the options say. --name is an argument of `add` and an option of `edit`. */
static struct ftl_customer_form read_form(struct ftl_cli *cli, const char *name)
{
	size_t phones, emails, count = 0;
	const struct ftl_value *phone = ftl_cli_values(cli, "phone", &phones);
	const struct ftl_value *email = ftl_cli_values(cli, "email", &emails);
	struct ftl_contact *contacts = ftl_alloc(&cli->arena, phones + emails, sizeof(*contacts));

	for (size_t i = 0; i < phones; i++)
		contacts[count++] = (struct ftl_contact){false, phone[i].text};
	for (size_t i = 0; i < emails; i++)
		contacts[count++] = (struct ftl_contact){true, email[i].text};
	return (struct ftl_customer_form){
	        .name = name,
	        .kind = ftl_cli_text(cli, "kind"),
	        .language = ftl_cli_text(cli, "language"),
	        .address = ftl_cli_text(cli, "address"),
	        .note = ftl_cli_text(cli, "note"),
	        .contacts = contacts,
	        .contact_count = count,
	};
}

static enum ftl_status write_added(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_customer *customer = result;
	char code[FTL_CODE_SIZE];

	FTL_TRY(write_one(cli, customer, err));
	ftl_cli_next(cli, "checkin --customer %s", ftl_code_eye_of(code, customer->code));
	return FTL_OK;
}

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_customer customer;
	struct ftl_customer_form form = read_form(cli, ftl_cli_arg(cli, "NAME"));

	FTL_TRY(ftl_customer_add(cli->app, &cli->arena, &form, &customer, err));
	return ftl_cli_outcome(cli, &customer, err);
}

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_customer customer;
	struct ftl_customer_form form = read_form(cli, ftl_cli_text(cli, "name"));

	FTL_TRY(ftl_customer_edit(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &form, &customer,
	                          err));
	return ftl_cli_outcome(cli, &customer, err);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_customer customer;
	struct ftl_order_filter filter = {.customer = ftl_cli_arg(cli, "CODE")};
	struct ftl_section sections[SECTIONS];
	const struct ftl_loaner *loaners;
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {cells, sections, SECTIONS};
	size_t count;

	FTL_TRY(ftl_customer_get(cli->app, &cli->arena, filter.customer, &customer, err));
	FTL_TRY(ftl_desk_jobs_load(cli, &filter, &sections[JOBS], err));
	FTL_TRY(ftl_loaner_of_customer(cli->app, &cli->arena, customer.id, &loaners, &count, err));
	sections[LOANERS] = ftl_view_loaners(&cli->arena, loaners, count, ftl_app_today(cli->app));
	fill(&cli->arena, &customer, cells);
	return ftl_out_record(cli->out, &show_shape, &row, NULL, NULL, err);
}

static enum ftl_status write_row(void *context, const struct ftl_customer *customer,
                                 struct ftl_err *err)
{
	FTL_ARENA(scratch);
	struct ftl_cli *cli = context;
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells};

	fill(&scratch, customer, cells);
	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_customer_list(cli->app, write_row, ftl_cli_is_full, cli, err));
	return ftl_out_end(cli->out, err);
}

#define SAID(phone_help, email_help)                                                               \
	{.key = "phone",                                                                           \
	 .type = FTL_OPT_TEXT,                                                                     \
	 .value = "NUMBER",                                                                        \
	 .help = (phone_help),                                                                     \
	 .is_repeatable = true},                                                                   \
	        {.key = "email",                                                                   \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "ADDRESS",                                                               \
	         .help = (email_help),                                                             \
	         .is_repeatable = true},                                                           \
	        {.key = "kind",                                                                    \
	         .type = FTL_OPT_ENUM,                                                             \
	         .value = "KIND",                                                                  \
	         .help = "person or company",                                                      \
	         .names = kind_names,                                                              \
	         .name_count = 2},                                                                 \
	        {.key = "language",                                                                \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "TAG",                                                                   \
	         .help = "for forms: de, en-GB"},                                                  \
	        {.key = "address",                                                                 \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "TEXT",                                                                  \
	         .help = "postal address"},                                                        \
	{                                                                                          \
		.key = "note", .type = FTL_OPT_TEXT, .value = "TEXT",                              \
		.help = "for colleagues only"                                                      \
	}

static const struct ftl_option add_options[] = {SAID("a telephone number", "an e-mail address")};
static const struct ftl_argument add_arguments[] = {
        {.name = "NAME", .min = 1, .max = 1, .help = "the person's or company's name"},
};
static const struct ftl_example add_examples[] = {
        {"fettle customer add 'Jana Nováková' --phone '+420 601 555 012'", "before a first visit",
         NULL},
};

const struct ftl_command ftl_command_customer_add = {
        .path = "customer add",
        .summary = "add a customer before the first visit",
        .description = "Checking a device in adds its customer by itself; this is for whoever "
                       "calls ahead. "
                       "The same name may be given twice: two people may share one.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(add_arguments),
        FTL_EXAMPLES(add_examples),
        .shape = &one_shape,
        .run = run_add,
        .write = write_added,
};

static const struct ftl_example list_examples[] = {
        {"fettle customer list", "everybody, by name", "orders"},
        {"fettle customer list --format csv --output customers.csv", "for another program",
         "orders"},
};

const struct ftl_command ftl_command_customer_list = {
        .path = "customer list",
        .summary = "list customers by name",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_argument code_arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "the customer's code"},
};
static const struct ftl_example show_examples[] = {
        {"fettle customer show K26-00001-A", "a customer with all jobs", "orders"},
};

const struct ftl_command ftl_command_customer_show = {
        .path = "customer show",
        .summary = "show a customer with all their jobs",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &show_shape,
        .run = run_show,
};

static const struct ftl_option edit_options[] = {
        {.key = "name", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "another name"},
        SAID("replaces all telephone numbers; '' takes them away",
             "replaces all e-mail addresses; '' takes them away"),
};
static const struct ftl_example edit_examples[] = {
        {"fettle customer edit K26-00001-A --phone '+49 30 7654321'", "a new number", "orders"},
};

const struct ftl_command ftl_command_customer_edit = {
        .path = "customer edit",
        .summary = "change what is on file about a customer",
        .description = "What is not named stays as it is. An empty text takes a value away.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(edit_options),
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(edit_examples),
        .shape = &one_shape,
        .run = run_edit,
        .write = write_one,
};

#include "cli/context.h"
#include "cli/view_import.h"
#include "fettle/base/text.h"
#include "fettle/ops/fault.h"

/* The keys are the columns that `code import` reads, so that a table can go out, be edited, and
 * come back. */
enum { KIND, CODE, TEXT, GROUP, CATEGORIES, NO_FAULT, ACTIVE, CELLS };
static const struct ftl_column columns[CELLS] = {
        [KIND] = {"kind", "Kind", FTL_T_ENUM, false,
                  "condition, symptom, section, defect or repair", NULL},
        [CODE] = {"code", "Code", FTL_T_TEXT, false, "as it is typed", NULL},
        [TEXT] = {"text", "Text", FTL_T_TEXT, false, "what it means", NULL},
        [GROUP] = {"group", "Fault group", FTL_T_TEXT, false,
                   "kind of fault: what counts as the same fault when a device comes back", NULL},
        [CATEGORIES] = {"categories", "For", FTL_T_LIST, true,
                        "kinds of devices it is for; none: all", NULL},
        [NO_FAULT] = {"no_fault", "No fault", FTL_T_BOOL, true,
                      "section: no technical fault found; repair: nothing was repaired", NULL},
        [ACTIVE] = {"active", "In use", FTL_T_BOOL, true, "no: retired, kept for earlier jobs",
                    NULL},
};

static const struct ftl_table list_shape = {.schema = "code.list/1",
                                            .title = "Codes",
                                            .columns = columns,
                                            .count = CELLS,
                                            .empty = "no such codes"};

static enum ftl_status put_code(void *context, const struct ftl_fault_code *code,
                                struct ftl_err *err)
{
	struct ftl_out *out = context;
	const struct ftl_cell cells[CELLS] = {
	        [KIND] = ftl_cell_text(ftl_fault_kind_names[code->kind]),
	        [CODE] = ftl_cell_text(code->code),
	        [TEXT] = ftl_cell_text(code->text),
	        [GROUP] = ftl_cell_text(code->group),
	        [CATEGORIES] = ftl_cell_text(code->categories),
	        [NO_FAULT] = ftl_cell_number(code->is_no_fault),
	        [ACTIVE] = ftl_cell_number(code->is_active),
	};
	const struct ftl_row row = {.cells = cells};

	return ftl_out_is_full(out) ? FTL_OK : ftl_out_row(out, &row, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	int kind = ftl_cli_enum(cli, "kind");
	const struct ftl_fault_filter filter = {
	        .has_kind = kind >= 0,
	        .kind = kind >= 0 ? (enum ftl_fault_kind)kind : FTL_FAULT_CONDITION,
	        .category = ftl_cli_text(cli, "category"),
	        .with_retired = ftl_cli_flag(cli, "retired"),
	};

	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_fault_list(cli->app, &filter, put_code, cli->out, err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_option list_options[] = {
        {.key = "kind",
         .type = FTL_OPT_ENUM,
         .value = "KIND",
         .help = "only codes of this kind",
         .names = ftl_fault_kind_names,
         .name_count = FTL_FAULT_KINDS},
        {.key = "category",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "only what goes with this kind of device"},
        {.key = "retired", .type = FTL_OPT_FLAG, .help = "those that are no longer in use, too"},
};
static const struct ftl_example list_examples[] = {
        {"fettle code list --kind symptom --category Mobile", "what customers say of telephones",
         NULL},
        {"fettle code list --retired --format csv --output codes.csv",
         "all of them, to edit and import again", NULL},
};

const struct ftl_command ftl_command_code_list = {
        .path = "code list",
        .summary = "list the codes of faults and repairs",
        .description =
                "A new centre has a small free table of Fettle's own. It has the structure of "
                "IRIS, the codes that makers ask for, but none of its codes: import the table you "
                "have a licence for with fettle code import.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

enum { I_READ, I_ADDED, I_CHANGED, I_SAME, I_REFUSED, I_CELLS };
static const struct ftl_column import_columns[I_CELLS] = {
        [I_READ] = {"read", "Codes read", FTL_T_INT, false, "in the file", NULL},
        [I_ADDED] = {"added", "Added", FTL_T_INT, false, "were not here before", NULL},
        [I_CHANGED] = {"changed", "Changed", FTL_T_INT, false,
                       "another text, group or use than before", NULL},
        [I_SAME] = {"same", "As before", FTL_T_INT, false, "nothing was done", NULL},
        [I_REFUSED] = {"refused", "Left out", FTL_T_INT, false, "with a problem", NULL},
};
static const struct ftl_table import_shape = {.schema = "code.import/1",
                                              .title = "Codes",
                                              .columns = import_columns,
                                              .count = I_CELLS,
                                              .sections = &ftl_view_problems,
                                              .section_count = 1};

static enum ftl_status write_import(struct ftl_cli *cli, const void *given, struct ftl_err *err)
{
	const struct ftl_fault_import *result = given;
	const struct ftl_section problems =
	        ftl_view_problems_of(&cli->arena, result->problems, result->problem_count);
	const struct ftl_cell cells[I_CELLS] = {
	        [I_READ] = ftl_cell_number(result->read),
	        [I_ADDED] = ftl_cell_number(result->added),
	        [I_CHANGED] = ftl_cell_number(result->changed),
	        [I_SAME] = ftl_cell_number(result->same),
	        [I_REFUSED] = ftl_cell_number((int64_t)result->problem_count),
	};
	const struct ftl_row row = {.cells = cells, .sections = &problems, .section_count = 1};

	ftl_cli_set_left_out(cli, (int64_t)result->problem_count, result->read);
	FTL_TRY(ftl_out_record(cli->out, &import_shape, &row, NULL, NULL, err));
	if (result->added + result->changed > 0 && result->problem_count == 0)
		ftl_cli_next(cli, "code list");
	return FTL_OK;
}

static enum ftl_status run_import(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_fault_import result;

	FTL_TRY(ftl_fault_import(cli->app, &cli->arena, ftl_cli_arg(cli, "FILE"),
	                         ftl_cli_flag(cli, "keep-going"), &result, err));
	return ftl_cli_outcome(cli, &result, err);
}

static const struct ftl_option import_options[] = {
        {.key = "keep-going",
         .type = FTL_OPT_FLAG,
         .help = "leave bad rows out, report them and end with status 3; otherwise one stops all"},
};
static const struct ftl_argument import_arguments[] = {
        {.name = "FILE",
         .min = 1,
         .max = 1,
         .is_file = true,
         .help = "CSV file; - is standard input"},
};
static const struct ftl_example import_examples[] = {
        {"fettle code list --retired --format csv | fettle code import - --dry-run",
         "what a table would change: this one, nothing", NULL},
};

const struct ftl_command ftl_command_code_import = {
        .path = "code import",
        .summary = "read a table of codes of faults and repairs",
        .description =
                "A CSV file with the columns kind, code and text, and where wanted group, "
                "categories (with ; between two), no_fault and active (yes or no). Codes that are "
                "here get the new text and the rest; the same file twice changes nothing. No code "
                "is ever deleted: active no retires it, and jobs that carry it keep it.\n\n"
                "no_fault marks a section that says that no technical fault was found, and a "
                "repair that says that nothing was repaired.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(import_options),
        FTL_ARGUMENTS(import_arguments),
        FTL_EXAMPLES(import_examples),
        .shape = &import_shape,
        .run = run_import,
        .write = write_import,
};

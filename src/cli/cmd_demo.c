#include "cli/context.h"
#include "cli/progress.h"
#include "fettle/ops/demo.h"

enum { DATABASE, STAFF, CUSTOMERS, DEVICES, ORDERS, OPEN, LATE, FIRST, CELLS };

static const struct ftl_column columns[CELLS] = {
        [DATABASE] = {.key = "database",
                      .title = "Database",
                      .type = FTL_T_TEXT,
                      .help = "the file"},
        [STAFF] = {.key = "staff",
                   .title = "People who work there",
                   .type = FTL_T_INT,
                   .help = "you are one of the managers"},
        [CUSTOMERS] = {.key = "customers",
                       .title = "Customers",
                       .type = FTL_T_INT,
                       .help = "people and companies"},
        [DEVICES] = {.key = "devices",
                     .title = "Devices",
                     .type = FTL_T_INT,
                     .help = "that were brought in"},
        [ORDERS] = {.key = "orders",
                    .title = "Work orders",
                    .type = FTL_T_INT,
                    .help = "in nine months"},
        [OPEN] = {.key = "open", .title = "Open", .type = FTL_T_INT, .help = "not handed over yet"},
        [LATE] = {.key = "late",
                  .title = "Late",
                  .type = FTL_T_INT,
                  .help = "open, not ready and past the promised day"},
        [FIRST] = {.key = "from",
                   .title = "Since",
                   .type = FTL_T_DATE,
                   .help = "the first day of the demo"},
};

static const struct ftl_table shape = {
        .schema = "demo/1", .title = "Demo centre", .columns = columns, .count = CELLS};

static void show_progress(void *context, int64_t done, int64_t total)
{
	ftl_progress_step(context, done, done, total);
}

static enum ftl_status run_demo(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_progress progress FTL_CLEANUP(ftl_progress_done) = {0};
	struct ftl_demo demo = {
	        .login = ftl_cli_login(cli),
	        .clock = cli->clock,
	        .progress = show_progress,
	        .context = &progress,
	};
	struct ftl_demo_result result = {0};

	FTL_TRY(ftl_cli_db_path(cli, &demo.path, err));
	ftl_progress_start(&progress, cli, "living nine months", "jobs");
	FTL_TRY(ftl_demo_make(&demo, &result, err));
	ftl_progress_done(&progress);
	const struct ftl_cell cells[CELLS] = {
	        [DATABASE] = ftl_cell_text(demo.path),
	        [STAFF] = ftl_cell_number(result.staff),
	        [CUSTOMERS] = ftl_cell_number(result.customers),
	        [DEVICES] = ftl_cell_number(result.devices),
	        [ORDERS] = ftl_cell_number(result.orders),
	        [OPEN] = ftl_cell_number(result.open),
	        [LATE] = ftl_cell_number(result.late),
	        [FIRST] = ftl_cell_number(result.first_day),
	};
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_record(cli->out, &shape, &row, NULL, NULL, err));
	ftl_cli_next(cli, "board                                       what is open now");
	ftl_cli_next(cli, "report turnaround --output turnaround.xlsx  how long it took");
	ftl_cli_next(cli,
	             "claim due                                   what payers are to be asked");
	ftl_cli_next(cli, "purchase suggest                            what is to be ordered");
	ftl_cli_next(cli, "find iphone                                 looks for anything");
	return FTL_OK;
}

static const struct ftl_example examples[] = {
        {"fettle --db demo.db demo", "a demo centre in a file of its own", NULL},
};

const struct ftl_command ftl_command_demo = {
        .path = "demo",
        .summary = "create a demo centre with nine months of work",
        .description =
                "Creates a new database with a made-up repair centre: colleagues, customers, "
                "suppliers, parts on shelves, and a few hundred jobs that end now, with what was "
                "ordered and claimed for them, some of them open in every state and some late. "
                "The same moment gives the same centre. You become one of its managers. An "
                "existing file is never touched.",
        .need = FTL_NEED_NONE,
        .flags = FTL_COMMAND_WHOLE_FILE,
        .audience = FTL_FOR_NOUN,
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_demo,
};

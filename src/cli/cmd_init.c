#include <ctype.h>
#include <string.h>

#include "cli/context.h"
#include "fettle/base/text.h"

enum { NAME, CURRENCY, TIMEZONE, COUNTRY, SITE, MANAGER, DATABASE, CELLS };

static const struct ftl_column columns[CELLS] = {
        [NAME] = {.key = "name",
                  .title = "Centre",
                  .type = FTL_T_TEXT,
                  .help = "the centre's name"},
        [CURRENCY] = {.key = "currency",
                      .title = "Currency",
                      .type = FTL_T_TEXT,
                      .help = "ISO 4217 code"},
        [TIMEZONE] = {.key = "timezone",
                      .title = "Time zone",
                      .type = FTL_T_TEXT,
                      .help = "decides which day it is"},
        [COUNTRY] = {.key = "country",
                     .title = "Country",
                     .type = FTL_T_TEXT,
                     .help = "ISO 3166-1 code"},
        [SITE] = {.key = "site",
                  .title = "Site",
                  .type = FTL_T_TEXT,
                  .help = "code of a further site of a chain"},
        [MANAGER] = {.key = "manager",
                     .title = "Manager",
                     .type = FTL_T_TEXT,
                     .help = "login of the first manager"},
        [DATABASE] = {.key = "database",
                      .title = "Database",
                      .type = FTL_T_TEXT,
                      .help = "the file"},
};

static const struct ftl_table shape = {
        .schema = "init/1", .title = "New centre", .columns = columns, .count = CELLS};

/* Codes are typed in either case. */
static const char *upper(struct ftl_cli *cli, const char *key)
{
	char *text = ftl_strdup(&cli->arena, ftl_cli_text(cli, key));

	for (char *c = text; *c != '\0'; c++)
		*c = (char)toupper((unsigned char)*c);
	return text;
}

static enum ftl_status run_init(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_init init = {
	        .name = ftl_cli_text(cli, "name"),
	        .currency = upper(cli, "currency"),
	        .timezone = ftl_cli_text(cli, "timezone"),
	        .country = upper(cli, "country"),
	        .site = ftl_cli_has(cli, "site") ? upper(cli, "site") : "",
	        .login = ftl_cli_login(cli),
	        .login_name = ftl_cli_text(cli, "manager"),
	        .clock = cli->clock,
	        .is_dry_run = cli->is_dry_run,
	};

	FTL_TRY(ftl_cli_db_path(cli, &init.path, err));
	FTL_TRY(ftl_init_centre(&init, err));
	const struct ftl_cell cells[CELLS] = {
	        [NAME] = ftl_cell_text(init.name),
	        [CURRENCY] = ftl_cell_text(init.currency),
	        [TIMEZONE] = ftl_cell_text(init.timezone),
	        [COUNTRY] = ftl_cell_text(init.country),
	        [SITE] = ftl_cell_text(*init.site == '\0' ? NULL : init.site),
	        [MANAGER] = ftl_cell_text(init.login),
	        [DATABASE] = ftl_cell_text(init.path),
	};
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_record(cli->out, &shape, &row, NULL, NULL, err));
	ftl_cli_next(cli, "calendar hours \"Mon-Fri 09:00-17:00\"   sets the opening hours");
	ftl_cli_next(cli, "staff add LOGIN NAME --role technician   adds a colleague");
	ftl_cli_next(cli, "checkin                                  checks the first device in");
	return FTL_OK;
}

static const struct ftl_option options[] = {
        {.key = "name",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "the centre's name",
         .is_required = true},
        {.key = "currency",
         .type = FTL_OPT_TEXT,
         .value = "CODE",
         .help = "currency of all amounts; it cannot be changed later",
         .standard = "EUR"},
        {.key = "timezone",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "the centre's time zone",
         .standard = "Europe/Berlin"},
        {.key = "country",
         .type = FTL_OPT_TEXT,
         .value = "CODE",
         .help = "two-letter country code",
         .standard = "DE"},
        {.key = "site",
         .type = FTL_OPT_TEXT,
         .value = "CODE",
         .help = "one to three letters before the serial of codes, for a further site of a chain"},
        {.key = "manager",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "your own name; your login becomes the first manager"},
};

static const struct ftl_example examples[] = {
        {"fettle init --name 'Repair Centre East'", "a new centre in your data folder", NULL},
        {"fettle --db shop.db init --name Tüftelei --currency CHF --timezone Europe/Zurich "
         "--country CH",
         "a centre in another country, in a file of its own", NULL},
};

const struct ftl_command ftl_command_init = {
        .path = "init",
        .summary = "create a new centre",
        .description =
                "Creates the centre's database: one file that holds everything. You become its "
                "first manager, under your login name or the one given with --as. An existing "
                "file is never touched.",
        .need = FTL_NEED_NONE,
        .flags = FTL_COMMAND_WHOLE_FILE | FTL_COMMAND_DRY_RUN,
        .audience = FTL_FOR_MANAGER,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_init,
};

#include "cli/section_rows.h"
#include "cli/view_import.h"
#include "fettle/ops/part.h"

#define MAP_MOST ((size_t)64 << 10)

enum { READ, ADDED, CHANGED, SAME, REFUSED, TAKEN, CELLS };
static const struct ftl_column columns[CELLS] = {
        [READ] = {"read", "Rows read", FTL_T_INT, false, "in the file", NULL},
        [ADDED] = {"added", "New parts", FTL_T_INT, false, "were not in the catalogue", NULL},
        [CHANGED] = {"changed", "Changed", FTL_T_INT, false, "something differs", NULL},
        [SAME] = {"same", "As before", FTL_T_INT, false, "nothing was done", NULL},
        [REFUSED] = {"refused", "Wrong", FTL_T_INT, false, "with a problem", NULL},
        [TAKEN] = {"taken", "Taken over", FTL_T_BOOL, false,
                   "no: something was wrong, and nothing was changed", NULL},
};

enum { C_ROW, C_SKU, C_NEW, C_WHAT, C_CELLS };
static const struct ftl_column change_columns[C_CELLS] = {
        [C_ROW] = {"row", "Row", FTL_T_INT, false, "of the file", NULL},
        [C_SKU] = {"sku", "Part", FTL_T_TEXT, false, "its SKU", NULL},
        [C_NEW] = {"new", "New", FTL_T_BOOL, false, "it was not in the catalogue", NULL},
        [C_WHAT] = {"what", "What", FTL_T_TEXT, false, "what it gets", NULL},
};
enum { U_TITLE, U_CELLS };
static const struct ftl_column unread_columns[U_CELLS] = {
        [U_TITLE] = {"title", "Column", FTL_T_TEXT, false, "as the file calls it", NULL},
};
enum { CHANGES, UNREAD, WARNINGS, PROBLEMS, SECTIONS };
/* These two are filled in by the dry run that is to show them. */
static const struct ftl_section unread_section = {.key = "unread",
                                                  .title = "Columns that are not read",
                                                  .columns = unread_columns,
                                                  .count = U_CELLS};
static const struct ftl_section change_section = {
        .key = "changes", .title = "Changes", .columns = change_columns, .count = C_CELLS};
static const struct ftl_table shape = {
        .schema = "part.import/1", .title = "Parts", .columns = columns, .count = CELLS};

static void fill_changes(struct ftl_cli *cli, const struct ftl_part_list *result,
                         struct ftl_section *section)
{
	size_t count = cli->is_dry_run ? result->change_count : 0;
	struct ftl_row *rows = ftl_alloc(&cli->arena, count + 1, sizeof(*rows));
	struct ftl_cell(*cells)[C_CELLS] = ftl_alloc(&cli->arena, count + 1, sizeof(*cells));

	for (size_t i = 0; i < count; i++) {
		const struct ftl_part_list_change *change = &result->changes[i];

		cells[i][C_ROW] = ftl_cell_number(change->row);
		cells[i][C_SKU] = ftl_cell_text(change->sku);
		cells[i][C_NEW] = ftl_cell_number(change->is_new);
		cells[i][C_WHAT] = ftl_cell_text(change->what);
		rows[i].cells = cells[i];
	}
	section->rows = rows;
	section->row_count = count;
}

static void fill_unread(struct ftl_cli *cli, const struct ftl_part_list *result,
                        struct ftl_section *section)
{
	size_t count = cli->is_dry_run ? result->unread_count : 0;
	struct ftl_section_rows rows = ftl_section_begin(&cli->arena, count);

	for (size_t i = 0; i < count; i++)
		ftl_section_add(&rows, (const struct ftl_cell[]){ftl_cell_text(result->unread[i])},
		                U_CELLS);
	ftl_section_end(section, &rows);
}

static enum ftl_status put(struct ftl_cli *cli, const void *given, struct ftl_err *err)
{
	const struct ftl_part_list *result = given;
	struct ftl_section sections[SECTIONS] = {
	        [CHANGES] = change_section,
	        [UNREAD] = unread_section,
	        [WARNINGS] =
	                ftl_view_problems_of(&cli->arena, result->warnings, result->warning_count),
	        [PROBLEMS] =
	                ftl_view_problems_of(&cli->arena, result->problems, result->problem_count),
	};
	const struct ftl_cell cells[CELLS] = {
	        [READ] = ftl_cell_number(result->read),
	        [ADDED] = ftl_cell_number(result->is_taken ? result->added : 0),
	        [CHANGED] = ftl_cell_number(result->is_taken ? result->changed : 0),
	        [SAME] = ftl_cell_number(result->same),
	        [REFUSED] = ftl_cell_number((int64_t)result->problem_count),
	        [TAKEN] = ftl_cell_number(result->is_taken),
	};
	const struct ftl_row row = {
	        .cells = cells, .sections = sections, .section_count = SECTIONS};

	sections[WARNINGS].key = "warnings";
	sections[WARNINGS].title = "Numbers that another part has, too";
	if (!result->is_taken)
		sections[PROBLEMS].title = "What is wrong";
	fill_changes(cli, result, &sections[CHANGES]);
	fill_unread(cli, result, &sections[UNREAD]);
	if (result->is_taken)
		ftl_cli_set_left_out(cli, (int64_t)result->problem_count, result->read);
	else
		ftl_cli_set_none_taken(cli, (int64_t)result->problem_count, result->read);
	FTL_TRY(ftl_out_record(cli->out, &shape, &row, NULL, NULL, err));
	if (result->is_taken && result->added + result->changed > 0)
		ftl_cli_next(cli, "part list");
	return FTL_OK;
}

static enum ftl_status run_import(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_part_list_form form = {
	        .path = ftl_cli_arg(cli, "FILE"),
	        .supplier = ftl_cli_text(cli, "supplier"),
	        .from = ftl_cli_text(cli, "from"),
	        .keep_going = ftl_cli_flag(cli, "keep-going"),
	};
	struct ftl_part_list result;
	char *map;
	size_t length;

	if (ftl_cli_is_given(cli, "map")) {
		FTL_TRY(ftl_cli_file_text(cli, ftl_cli_text(cli, "map"), MAP_MOST, &form.map_name,
		                          &map, &length, err));
		form.map = map;
	}
	FTL_TRY(ftl_part_import(cli->app, &cli->arena, &form, &result, err));
	return ftl_cli_outcome(cli, &result, err);
}

static const struct ftl_option options[] = {
        {.key = "supplier",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "whose list it is: new parts are theirs, and --map is kept for the next"},
        {.key = "map",
         .type = FTL_OPT_FILE,
         .value = "FILE",
         .help = "JSON: which of its columns is what, and how it writes numbers"},
        {.key = "from",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "the day from which costs and prices apply; today unless said"},
        {.key = "keep-going",
         .type = FTL_OPT_FLAG,
         .help = "take over what is right; otherwise one wrong row keeps all out"},
};
static const struct ftl_argument arguments[] = {
        {.name = "FILE",
         .min = 1,
         .max = 1,
         .is_file = true,
         .help = "a price list, CSV or XLSX; - is standard input"},
};
static const struct ftl_example examples[] = {
        {"fettle part list --format csv --raw | fettle part import - --dry-run",
         "what a table would change: this one, nothing", "parts"},
        {"printf 'Nr;Text;EK\\n970013-02;filter V11;23.50\\n' >list.csv; printf "
         "'{\"columns\":{\"sku\":\"Nr\",\"cost\":\"EK\"},\"separator\":\";\"}' >map.json; "
         "fettle part import list.csv --supplier 'Spares Ltd' --map map.json --from 2027-01-01",
         "a supplier's list in their own columns; the next needs no map", "parts"},
};
const struct ftl_command ftl_command_part_import = {
        .path = "part import",
        .summary = "read a price list into the catalogue",
        .description =
                "Parts that are not in the catalogue are added, of the others what differs is "
                "changed; an empty field changes nothing. The columns are called as "
                "`fettle part list --format csv` calls them (sku, name, cost, price, unit, "
                "tracking, maker_number, gtin, supplier, lead_days, shelf_life_days, hazardous, "
                "wanted_back, core, warranty_months, and alternative and effective_from), or as a "
                "map says: "
                "{\"columns\": {\"sku\": \"Art. no.\", \"cost\": \"Net\"}, \"separator\": "
                "\";\", \"decimal\": \",\"}. A map may also have encoding, sheet, grouping and "
                "date_format, as a payer's document has; without columns they are called as "
                "ours.\n\n"
                "The line of titles may stand below a letterhead. A column that the map does not "
                "name is left unread; one that is none of ours is refused without a map.\n\n"
                "All in one transaction. Every wrong row is told; unless --keep-going nothing is "
                "taken over then. --dry-run shows what would change.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_import,
        .write = put,
};

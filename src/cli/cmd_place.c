#include "cli/rows.h"
#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "fettle/base/text.h"
#include "fettle/ops/place.h"

enum { CODE, NAME, KIND, PIECES, RETIRED, SINCE, CELLS };

static const char *kind_title(const char *name)
{
	int i = ftl_text_index(ftl_place_kind_names, FTL_PLACE_KINDS, name);

	return i < 0 ? name : ftl_place_kind_title((enum ftl_place_kind)i);
}

static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Place", FTL_T_CODE, false, "its code, which its label carries", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, false, "what people call it", NULL},
        [KIND] = {"kind", "Kind", FTL_T_ENUM, false, "shelf, bench, desk or vendor", kind_title},
        [PIECES] = {"piece_count", "Pieces", FTL_T_INT, false, "how many lie there now", NULL},
        [RETIRED] = {"retired", "Retired", FTL_T_BOOL, false, "no longer in use", NULL},
        [SINCE] = {"created_at", "Since", FTL_T_INSTANT, true, "when it was added", NULL},
};

static const struct ftl_table list_shape = {
        .schema = "place.list/1",
        .title = "Places",
        .columns = columns,
        .count = CELLS,
        .empty = "no places yet: fettle place add NAME --kind shelf",
};
static const struct ftl_table one_shape = {
        .schema = "place/1", .title = "Place", .columns = columns, .count = CELLS};

enum { P_PIECE, P_NAME, P_ORDER, P_STATE, P_CUSTOMER, P_DEVICE, P_SINCE, P_STAFF, P_CELLS };
static const struct ftl_column piece_columns[P_CELLS] = {
        [P_PIECE] = {"piece", "Piece", FTL_T_CODE, false, "the piece's code", NULL},
        [P_NAME] = {"name", "What", FTL_T_TEXT, false, "what it is", NULL},
        [P_ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job it belongs to", NULL},
        [P_STATE] = {"state", "State", FTL_T_ENUM, false, "where that job stands",
                     ftl_view_state_title},
        [P_CUSTOMER] = {"customer", "Customer", FTL_T_TEXT, true, "whose it is", NULL},
        [P_DEVICE] = {"device", "Device", FTL_T_TEXT, true, "brand and model", NULL},
        [P_SINCE] = {"since", "Since", FTL_T_INSTANT, false, "when it came there", NULL},
        [P_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login of who put it there", NULL},
};
static const struct ftl_section piece_section = {
        .key = "pieces", .title = "There now", .columns = piece_columns, .count = P_CELLS};
static const struct ftl_table show_shape = {.schema = "place/1",
                                            .title = "Place",
                                            .columns = columns,
                                            .count = CELLS,
                                            .sections = &piece_section,
                                            .section_count = 1};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_place *place = thing;

	(void)cli;
	cells[CODE] = ftl_cell_text(place->code);
	cells[NAME] = ftl_cell_text(place->name);
	cells[KIND] = ftl_cell_text(ftl_place_kind_names[place->kind]);
	cells[PIECES] = ftl_cell_number(place->piece_count);
	cells[RETIRED] = ftl_cell_number(place->is_retired);
	cells[SINCE] = ftl_cell_number(place->created_at);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_place *place = result;

	FTL_TRY(ftl_cli_put_record(cli, &one_shape, fill, place, err));
	if (!place->is_retired)
		ftl_cli_next(cli, "label %s", ftl_view_code(&cli->arena, place->code));
	return FTL_OK;
}

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_place_form form = {.name = ftl_cli_arg(cli, "NAME"),
	                                    .kind = ftl_cli_text(cli, "kind")};
	struct ftl_place place;

	FTL_TRY(ftl_place_add(cli->app, &cli->arena, &form, &place, err));
	return ftl_cli_outcome(cli, &place, err);
}

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_place_form form = {.name = ftl_cli_text(cli, "name"),
	                                    .is_retired = ftl_cli_text(cli, "retired")};
	struct ftl_place place;

	FTL_TRY(ftl_place_edit(cli->app, &cli->arena, ftl_cli_arg(cli, "PLACE"), &form, &place,
	                       err));
	return ftl_cli_outcome(cli, &place, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_place *places;
	size_t count;

	FTL_TRY(ftl_place_list(cli->app, &cli->arena, ftl_cli_flag(cli, "all"), &places, &count,
	                       err));
	return ftl_cli_put_list(cli, &list_shape, fill, places, count, sizeof(*places), err);
}

static const char *device_of(struct ftl_arena *arena, const struct ftl_place_piece *row)
{
	const struct ftl_order order = {
	        .category = row->category, .brand = row->brand, .model = row->model};

	return ftl_view_device(arena, &order);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_section section = piece_section;
	struct ftl_place_full full;
	struct ftl_section_rows rows;
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells, .sections = &section, .section_count = 1};

	FTL_TRY(ftl_place_get(cli->app, &cli->arena, ftl_cli_arg(cli, "PLACE"), &full, err));
	rows = ftl_section_begin(&cli->arena, full.piece_count);
	for (size_t i = 0; i < full.piece_count; i++) {
		const struct ftl_place_piece *piece = &full.pieces[i];
		const struct ftl_cell of_piece[P_CELLS] = {
		        [P_PIECE] = ftl_cell_text(piece->piece.code),
		        [P_NAME] = ftl_cell_text(piece->piece.name),
		        [P_ORDER] = ftl_cell_text(piece->piece.order_code),
		        [P_STATE] = ftl_cell_text(ftl_state_names[piece->state]),
		        [P_CUSTOMER] = ftl_cell_text(piece->customer),
		        [P_DEVICE] = ftl_cell_text(device_of(&cli->arena, piece)),
		        [P_SINCE] = ftl_cell_number(piece->since),
		        [P_STAFF] = ftl_cell_text(piece->staff),
		};

		ftl_section_add(&rows, of_piece, P_CELLS);
	}
	ftl_section_end(&section, &rows);
	fill(cli, cells, &full.place);
	return ftl_out_record(cli->out, &show_shape, &row, NULL, NULL, err);
}

static const struct ftl_option add_options[] = {
        {.key = "kind",
         .type = FTL_OPT_ENUM,
         .value = "KIND",
         .help = "shelf, bench, desk, or vendor: an outside repairer",
         .names = ftl_place_kind_names,
         .name_count = FTL_PLACE_KINDS,
         .is_required = true},
};
static const struct ftl_argument add_arguments[] = {
        {.name = "NAME", .min = 1, .max = 1, .help = "what people call it"},
};
static const struct ftl_example add_examples[] = {
        {"fettle place add 'Shelf B2' --kind shelf", "a shelf with a code to scan", NULL},
        {"fettle place add 'Front desk' --kind desk", "where devices come in and go out", NULL},
};

const struct ftl_command ftl_command_place_add = {
        .path = "place add",
        .summary = "add a place where things lie",
        .description = "A place has a code, and `fettle label` prints it: scan a job, then the "
                       "place, and the program knows where the job lies. While a centre has one "
                       "desk, what is checked in lies there until it is moved. Outside repairers "
                       "are places, too; `order send` makes those that are new.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(add_arguments),
        FTL_EXAMPLES(add_examples),
        .shape = &one_shape,
        .run = run_add,
        .write = put,
};

static const struct ftl_option list_options[] = {
        {.key = "all", .type = FTL_OPT_FLAG, .help = "also those that are retired"},
};
static const struct ftl_example list_examples[] = {
        {"fettle place list", "the places, and how much lies there", "places"},
};

const struct ftl_command ftl_command_place_list = {
        .path = "place list",
        .summary = "list the places where things lie",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_argument place_arguments[] = {
        {.name = "PLACE", .min = 1, .max = 1, .help = "its code or its name"},
};
static const struct ftl_example show_examples[] = {
        {"fettle place show 'Shelf B2'", "what lies on the shelf, and since when", "places"},
};

const struct ftl_command ftl_command_place_show = {
        .path = "place show",
        .summary = "show what lies at a place",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(place_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &show_shape,
        .run = run_show,
};

static const struct ftl_option edit_options[] = {
        {.key = "name", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "another name"},
        {.key = "retired",
         .type = FTL_OPT_ENUM,
         .value = "YES",
         .help = "yes: nothing is put there any longer; it must be empty",
         .names = ftl_cli_yes_no,
         .name_count = 2},
};
static const struct ftl_example edit_examples[] = {
        {"fettle place edit 'Shelf B2' --name 'Shelf B3'", "it is called otherwise now", "places"},
        {"fettle place edit 'Shelf C1' --retired yes", "an empty shelf is taken down", "places"},
};

const struct ftl_command ftl_command_place_edit = {
        .path = "place edit",
        .summary = "rename a place, or retire it",
        .description = "Its code stays, and so does the history of what lay there.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(edit_options),
        FTL_ARGUMENTS(place_arguments),
        FTL_EXAMPLES(edit_examples),
        .shape = &one_shape,
        .run = run_edit,
        .write = put,
};

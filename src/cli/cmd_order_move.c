#include "cli/cmd_order_move.h"

#include "cli/job_list.h"
#include "cli/order_steps.h"
#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

enum { CODE, PLACE, PLACE_CODE, MOVED, CELLS };
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [PLACE] = {"place", "Place", FTL_T_TEXT, false, "where its pieces lie now", NULL},
        [PLACE_CODE] = {"place_code", "Place's code", FTL_T_CODE, false, "its code", NULL},
        [MOVED] = {"moved", "Moved", FTL_T_INT, false, "how many pieces came there with this",
                   NULL},
};

enum { P_CODE, P_NAME, P_OUTCOME, P_FROM, P_CELLS };
static const struct ftl_column piece_columns[P_CELLS] = {
        [P_CODE] = {"code", "Piece", FTL_T_CODE, false, "the piece's code", NULL},
        [P_NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [P_OUTCOME] = {"outcome", "Outcome", FTL_T_ENUM, false,
                       "moved; already: it lay there; away: not in the house", NULL},
        [P_FROM] = {"from", "From", FTL_T_TEXT, false, "where it lay before", NULL},
};
static const struct ftl_section piece_section = {
        .key = "pieces", .title = "Pieces", .columns = piece_columns, .count = P_CELLS};

static const struct ftl_table shape = {.schema = "order.move/1",
                                       .title = "Move",
                                       .columns = columns,
                                       .count = CELLS,
                                       .sections = &piece_section,
                                       .section_count = 1};

/* What lies there now and what lay there, but for what is away. */
static size_t count_there(const struct ftl_order_moved *move)
{
	size_t there = 0;

	for (size_t i = 0; i < move->count; i++)
		there += move->fates[i] != FTL_MOVED_AWAY;
	return there;
}

static const char *subject(struct ftl_arena *arena, const struct ftl_order_moved *move,
                           size_t count)
{
	if (move->is_piece)
		return move->pieces[0].name;
	if (move->count == 1 || count == 0)
		return ftl_view_device(arena, &move->order);
	return ftl_sprintf(arena, "%s, %zu piece%s", ftl_view_device(arena, &move->order), count,
	                   count == 1 ? "" : "s");
}

const char *ftl_order_move_words(struct ftl_arena *arena, const struct ftl_order_moved *move)
{
	FTL_BUF(text);

	if (move->moved == 0)
		return ftl_sprintf(arena, "%s: at %s already, nothing was moved",
		                   subject(arena, move, count_there(move)), move->place.name);
	ftl_buf_printf(&text, "%s: at %s now", subject(arena, move, move->moved), move->place.name);
	for (size_t i = 0; i < move->count; i++) {
		const struct ftl_piece *piece = &move->pieces[i];

		if (move->fates[i] == FTL_MOVED_AWAY)
			ftl_buf_printf(&text, "; %s is %s%s", piece->name,
			               piece->place != NULL ? "at " : "not here",
			               piece->place != NULL ? piece->place : "");
	}
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

static void view_move(struct ftl_out *out, const struct ftl_table *table, const struct ftl_row *row,
                      const void *extra)
{
	FTL_ARENA(scratch);
	const struct ftl_order_moved *move = extra;
	const char *code = move->is_piece ? move->pieces[0].code : move->order.code;

	(void)table;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", ftl_view_code(&scratch, code));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %s\n",
	              ftl_text_visible(&scratch, ftl_order_move_words(&scratch, move)));
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_order_moved *move = result;
	struct ftl_section section = piece_section;

	if (ftl_job_list_is(ftl_cli_arg(cli, "CODE")))
		return ftl_order_steps_write(cli, result, err);
	struct ftl_section_rows rows = ftl_section_begin(&cli->arena, move->count);
	const struct ftl_cell cells[CELLS] = {
	        [CODE] = ftl_cell_text(move->order.code),
	        [PLACE] = ftl_cell_text(move->place.name),
	        [PLACE_CODE] = ftl_cell_text(move->place.code),
	        [MOVED] = ftl_cell_number((int64_t)move->moved),
	};
	const struct ftl_row row = {.cells = cells, .sections = &section, .section_count = 1};

	for (size_t i = 0; i < move->count; i++) {
		const struct ftl_cell of_piece[P_CELLS] = {
		        [P_CODE] = ftl_cell_text(move->pieces[i].code),
		        [P_NAME] = ftl_cell_text(move->pieces[i].name),
		        [P_OUTCOME] = ftl_cell_text(ftl_moved_names[move->fates[i]]),
		        [P_FROM] = ftl_cell_text(move->pieces[i].place),
		};

		ftl_section_add(&rows, of_piece, P_CELLS);
	}
	ftl_section_end(&section, &rows);
	return ftl_out_record(cli->out, &shape, &row, view_move, move, err);
}

static enum ftl_status run_move(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *code = ftl_cli_arg(cli, "CODE"), *place = ftl_cli_arg(cli, "PLACE");
	struct ftl_order_moved move;

	FTL_TRY(ftl_job_list_check(cli, code, err));
	if (ftl_job_list_is(code))
		return ftl_order_moves_run(cli, code, place, err);
	FTL_TRY(ftl_order_move(cli->app, &cli->arena, code, place, &move, err));
	return ftl_cli_outcome(cli, &move, err);
}

static const struct ftl_argument arguments[] = {
        {.name = "CODE",
         .min = 1,
         .max = 1,
         .help = "a work order: all its pieces that are in the house; or one piece; @FILE: a list "
                 "of them, @-: typed in"},
        {.name = "PLACE", .min = 1, .max = 1, .help = "the place's code or name"},
};
static const struct ftl_option options[] = {FTL_JOB_LIST_OPTION};
static const struct ftl_example examples[] = {
        {"fettle order move W26-00001-9 'Shelf B2'", "the job lies on the shelf now", "places"},
        {"fettle order move P26-00002-N 'Shelf C1'", "its case alone lies elsewhere", "places"},
        {"fettle order list --state ready --fields code --format csv | "
         "fettle order move @- 'Front desk'",
         "what is ready goes to the desk", "places"},
};

const struct ftl_command ftl_command_order_move = {
        .path = "order move",
        .summary = "say where a work order or a piece of it lies",
        .description =
                "The custody of each piece keeps every place it was at, since when and by whom; "
                "`order show` tells the way of the device. A move is no step of the job: its state "
                "and its timeline stay as they are. At the bench the scanner does it: scan a job "
                "or a piece, then the place.\n\n"
                "To an outside repairer a device goes by `order send`, and back by `order "
                "receive`; what was forgotten may follow a device that is there.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_EVERYONE,
        FTL_ARGUMENTS(arguments),
        FTL_OPTIONS(options),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_move,
        .write = put,
};

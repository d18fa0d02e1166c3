#include "cli/order_steps.h"

#include <string.h>

#include "cli/cmd_order_move.h"
#include "cli/cmd_order_step.h"
#include "cli/job_list.h"
#include "cli/view_order.h"

enum {
	LINE,
	CODE,
	OUTCOME,
	STATE,
	HOLD,
	RESULT,
	TECHNICIAN,
	DUE,
	PLACE,
	MESSAGE,
	HINT,
	HEAD,
	CELLS
};

static const char *const outcome_names[FTL_ORDER_OUTCOMES] = {
        [FTL_ORDER_DONE] = "done",
        [FTL_ORDER_SAME] = "same",
        [FTL_ORDER_REFUSED] = "refused",
};

static const struct ftl_column columns[CELLS] = {
        [LINE] = {"line", "Line", FTL_T_INT, false, "of the list", NULL},
        [CODE] = {"code", "Work order", FTL_T_CODE, false,
                  "the job's code; of one that is not known, what stands on the line", NULL},
        [OUTCOME] = {"outcome", "Outcome", FTL_T_ENUM, false,
                     "done, same (named before on the list) or refused", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, true, "where the job stands now",
                   ftl_view_state_title},
        [HOLD] = {"hold", "On hold", FTL_T_ENUM, true, "why it is on hold now",
                  ftl_view_hold_title},
        [RESULT] = {"result", "Result", FTL_T_ENUM, true, "how it ended, of a step that says so",
                    ftl_view_result_title},
        [TECHNICIAN] = {"technician", "Technician", FTL_T_TEXT, true, "login of who has it now",
                        NULL},
        [DUE] = {"due_on", "Due", FTL_T_DATE, true, "the date the step set", NULL},
        [PLACE] = {"place", "Place", FTL_T_TEXT, true, "where it lies now, if that was said", NULL},
        [MESSAGE] = {"message", "What happened", FTL_T_TEXT, false, "in words", NULL},
        [HINT] = {"hint", "Way out", FTL_T_TEXT, true, "of a refusal", NULL},
        [HEAD] = {"audit_head", "Audit head", FTL_T_TEXT, true,
                  "short head of the audit chain after the step", NULL},
};

static enum ftl_tone tone_of(const struct ftl_row *row)
{
	return strcmp(row->cells[OUTCOME].text, outcome_names[FTL_ORDER_REFUSED]) == 0
	               ? FTL_TONE_WARN
	               : FTL_TONE_PLAIN;
}

static const struct ftl_table list_shape = {
        .schema = "order.step.list/1",
        .title = "Steps",
        .columns = columns,
        .count = CELLS,
        .tone_of = tone_of,
};

static void fill_done(struct ftl_cli *cli, const struct ftl_order_change *change,
                      struct ftl_cell cells[CELLS])
{
	cells[CODE] = ftl_cell_text(change->code);
	cells[STATE] = ftl_cell_text(ftl_state_names[change->state]);
	cells[HOLD] = ftl_cell_text(ftl_hold_names[change->hold]);
	cells[RESULT] = ftl_cell_text(ftl_result_names[change->row.event.result]);
	cells[TECHNICIAN] = ftl_cell_text(change->technician);
	cells[DUE] = ftl_cell_opt(change->row.due_on.has, change->row.due_on.value);
	cells[PLACE] = ftl_cell_text(change->place);
	cells[MESSAGE] = ftl_cell_text(ftl_order_step_words(&cli->arena, cli->app, change));
}

static void fill_moved(struct ftl_cli *cli, const struct ftl_order_moved *move,
                       struct ftl_cell cells[CELLS])
{
	cells[STATE] = ftl_cell_text(ftl_state_names[move->order.state]);
	cells[HOLD] = ftl_cell_text(ftl_hold_names[move->order.hold]);
	cells[TECHNICIAN] = ftl_cell_text(move->order.technician);
	cells[PLACE] = ftl_cell_text(move->place.name);
	cells[MESSAGE] = ftl_cell_text(ftl_order_move_words(&cli->arena, move));
}

static enum ftl_status put_outcome(struct ftl_cli *cli, const struct ftl_order_outcomes *steps,
                                   const struct ftl_order_outcome *outcome, struct ftl_err *err)
{
	struct ftl_cell cells[CELLS] = {
	        [LINE] = ftl_cell_number((int64_t)outcome->named->line),
	        [CODE] =
	                ftl_cell_text(outcome->code != NULL ? outcome->code : outcome->named->code),
	        [OUTCOME] = ftl_cell_text(outcome_names[outcome->kind]),
	        [HEAD] = ftl_cell_text(steps->audit_head),
	};
	const struct ftl_row row = {.cells = cells};

	switch (outcome->kind) {
	case FTL_ORDER_DONE:
		if (outcome->move != NULL)
			fill_moved(cli, outcome->move, cells);
		else
			fill_done(cli, outcome->change, cells);
		break;
	case FTL_ORDER_SAME:
		cells[MESSAGE] = ftl_cell_text("is on the list twice: done once");
		break;
	case FTL_ORDER_REFUSED:
		cells[MESSAGE] = ftl_cell_text(outcome->refused->message);
		cells[HINT] =
		        ftl_cell_text(*outcome->refused->hint ? outcome->refused->hint : NULL);
		break;
	case FTL_ORDER_OUTCOMES:
		break;
	}
	return ftl_out_row(cli->out, &row, err);
}

enum ftl_status ftl_order_steps_write(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_order_outcomes *steps = result;

	ftl_cli_set_left_out(cli, (int64_t)steps->refused, (int64_t)steps->count);
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	for (size_t i = 0; i < steps->count; i++)
		FTL_TRY(put_outcome(cli, steps, &steps->rows[i], err));
	return ftl_out_end(cli->out, err);
}

/* The command's own shape is that of one job. */
static enum ftl_status tell_all(struct ftl_cli *cli, const struct ftl_order_outcomes *outcomes,
                                struct ftl_err *err)
{
	if (cli->app->was_replayed)
		return ftl_tape_play(cli->out, &list_shape, cli->app->replayed, err);
	return ftl_order_steps_write(cli, outcomes, err);
}

enum ftl_status ftl_order_steps_run(struct ftl_cli *cli, const char *list,
                                    const struct ftl_order_step *step, struct ftl_err *err)
{
	const struct ftl_order_named *named;
	struct ftl_order_outcomes outcomes;
	size_t count;

	FTL_TRY(ftl_job_list_read(cli, list, &named, &count, err));
	FTL_TRY(ftl_order_act_all(cli->app, &cli->arena, named, count, step,
	                          ftl_cli_flag(cli, "keep-going"), &outcomes, err));
	return tell_all(cli, &outcomes, err);
}

enum ftl_status ftl_order_moves_run(struct ftl_cli *cli, const char *list, const char *place,
                                    struct ftl_err *err)
{
	const struct ftl_order_named *named;
	struct ftl_order_outcomes outcomes;
	size_t count;

	FTL_TRY(ftl_job_list_read(cli, list, &named, &count, err));
	FTL_TRY(ftl_order_move_all(cli->app, &cli->arena, named, count, place,
	                           ftl_cli_flag(cli, "keep-going"), &outcomes, err));
	return tell_all(cli, &outcomes, err);
}

#include "cli/section_rows.h"
#include "cli/view_part.h"
#include "cli/view_purchase.h"

/* What of a part has a number of its own, what is on its way, and which jobs it is for. */

enum { S_SERIAL, S_ACCOUNT, S_PLACE, S_ORDER, S_LINE, S_LOT };
const struct ftl_column ftl_view_part_serial_columns[FTL_VIEW_PART_SERIAL_CELLS] = {
        [S_SERIAL] = {"serial", "Serial", FTL_T_TEXT, false, "the number of the piece", NULL},
        [S_ACCOUNT] = {"account", "Account", FTL_T_ENUM, false, "shelf, reserved or vendor",
                       ftl_view_account_title},
        [S_PLACE] = {"place", "Place", FTL_T_TEXT, false, "where it lies", NULL},
        [S_ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job it is kept for", NULL},
        [S_LINE] = {"line", "Line", FTL_T_INT, true, "of that job's bill", NULL},
        [S_LOT] = {"lot", "Lot", FTL_T_TEXT, true, "the lot", NULL},
};
enum { D_PURCHASE, D_LINE, D_SUPPLIER, D_STATE, D_LEFT, D_EXPECTED, D_ORDER, D_ORDER_LINE };
const struct ftl_column ftl_view_part_due_columns[FTL_VIEW_PART_DUE_CELLS] = {
        [D_PURCHASE] = {"purchase", "Purchase", FTL_T_CODE, false, "the order", NULL},
        [D_LINE] = {"line", "Line", FTL_T_INT, true, "of that order", NULL},
        [D_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false, "whom it comes from", NULL},
        [D_STATE] = {"state", "State", FTL_T_ENUM, false, "of that order",
                     ftl_view_purchase_state_title},
        [D_LEFT] = {"left", "To come", FTL_T_QUANTITY, false, "still to come", NULL},
        [D_EXPECTED] = {"expected_on", "Expected", FTL_T_DATE, false, "the day that was said",
                        NULL},
        [D_ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job it is for", NULL},
        [D_ORDER_LINE] = {"order_line", "Job's line", FTL_T_INT, true, "of that job's bill", NULL},
};
enum { J_ORDER, J_LINE, J_STATE, J_NEEDED, J_RESERVED, J_ORDERED, J_LACKING };
const struct ftl_column ftl_view_part_job_columns[FTL_VIEW_PART_JOB_CELLS] = {
        [J_ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job", NULL},
        [J_LINE] = {"line", "Line", FTL_T_INT, false, "of its bill", NULL},
        [J_STATE] = {"state", "State", FTL_T_ENUM, false,
                     "of that line: needed, ordered, reserved or issued", NULL},
        [J_NEEDED] = {"needed", "Needed", FTL_T_QUANTITY, false, "how much", NULL},
        [J_RESERVED] = {"reserved", "Reserved", FTL_T_QUANTITY, false, "kept for it", NULL},
        [J_ORDERED] = {"ordered", "On order", FTL_T_QUANTITY, false, "on its way for it", NULL},
        [J_LACKING] = {"lacking", "Lacking", FTL_T_QUANTITY, false, "it waits for so much", NULL},
};
struct ftl_section ftl_view_part_serials(struct ftl_arena *arena, const struct ftl_part_full *full)
{
	struct ftl_section section = FTL_VIEW_PART_SERIALS;
	struct ftl_section_rows rows = ftl_section_begin(arena, full->serial_count);

	for (size_t i = 0; i < full->serial_count; i++) {
		const struct ftl_part_serial *serial = &full->serials[i];
		const struct ftl_cell cells[FTL_VIEW_PART_SERIAL_CELLS] = {
		        [S_SERIAL] = ftl_cell_text(serial->serial),
		        [S_ACCOUNT] = ftl_cell_text(ftl_account_names[serial->account]),
		        [S_PLACE] = ftl_cell_text(serial->place),
		        [S_ORDER] = ftl_cell_text(serial->order),
		        [S_LINE] = ftl_cell_opt(serial->line != 0, serial->line),
		        [S_LOT] = ftl_cell_text(serial->lot),
		};

		ftl_section_add(&rows, cells, FTL_VIEW_PART_SERIAL_CELLS);
	}
	ftl_section_end(&section, &rows);
	return section;
}

struct ftl_section ftl_view_part_due(struct ftl_arena *arena, const struct ftl_part_full *full)
{
	struct ftl_section section = FTL_VIEW_PART_DUE;
	struct ftl_section_rows rows = ftl_section_begin(arena, full->due_count);

	for (size_t i = 0; i < full->due_count; i++) {
		const struct ftl_purchase_due *due = &full->due[i];
		const struct ftl_cell cells[FTL_VIEW_PART_DUE_CELLS] = {
		        [D_PURCHASE] = ftl_cell_text(due->purchase),
		        [D_LINE] = ftl_cell_number(due->position),
		        [D_SUPPLIER] = ftl_cell_text(due->supplier),
		        [D_STATE] = ftl_cell_text(ftl_purchase_state_names[due->state]),
		        [D_LEFT] = ftl_cell_number(due->left_milli),
		        [D_EXPECTED] = ftl_cell_opt(due->expected_on.has, due->expected_on.value),
		        [D_ORDER] = ftl_cell_text(due->order),
		        [D_ORDER_LINE] = ftl_cell_opt(due->order != NULL, due->order_position),
		};

		ftl_section_add(&rows, cells, FTL_VIEW_PART_DUE_CELLS);
	}
	ftl_section_end(&section, &rows);
	return section;
}

struct ftl_section ftl_view_part_jobs(struct ftl_arena *arena, const struct ftl_part_full *full)
{
	struct ftl_section section = FTL_VIEW_PART_JOBS;
	struct ftl_section_rows rows = ftl_section_begin(arena, full->need_count);

	for (size_t i = 0; i < full->need_count; i++) {
		const struct ftl_purchase_need *need = &full->needs[i];
		const struct ftl_part_progress *progress = &need->progress;
		const struct ftl_cell cells[FTL_VIEW_PART_JOB_CELLS] = {
		        [J_ORDER] = ftl_cell_text(need->order),
		        [J_LINE] = ftl_cell_number(need->position),
		        [J_STATE] =
		                ftl_cell_text(ftl_part_state_names[ftl_part_state_of(progress)]),
		        [J_NEEDED] = ftl_cell_number(progress->needed_milli),
		        [J_RESERVED] = ftl_cell_number(progress->reserved_milli),
		        [J_ORDERED] = ftl_cell_number(progress->ordered_milli),
		        [J_LACKING] = ftl_cell_number(ftl_part_missing(progress)),
		};

		ftl_section_add(&rows, cells, FTL_VIEW_PART_JOB_CELLS);
	}
	ftl_section_end(&section, &rows);
	return section;
}

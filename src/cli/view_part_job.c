#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "cli/view_part.h"

/* The parts of a job, as its page shows them. */

const struct ftl_column ftl_view_order_part_columns[FTL_VIEW_ORDER_PART_CELLS] = {
        [FTL_VIEW_ORDER_PART_LINE] = {"line", "Line", FTL_T_INT, false, "of the bill", NULL},
        [FTL_VIEW_ORDER_PART_SKU] = {"sku", "Part", FTL_T_TEXT, false, "what the shop calls it",
                                     NULL},
        [FTL_VIEW_ORDER_PART_NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [FTL_VIEW_ORDER_PART_STATE] = {"state", "State", FTL_T_ENUM, false,
                                       "needed, ordered, reserved, issued or used", NULL},
        [FTL_VIEW_ORDER_PART_NEEDED] = {"needed", "Needed", FTL_T_QUANTITY, false, "how much",
                                        NULL},
        [FTL_VIEW_ORDER_PART_ORDERED] = {"ordered", "On order", FTL_T_QUANTITY, false,
                                         "on its way from a supplier for this line", NULL},
        [FTL_VIEW_ORDER_PART_EXPECTED] = {"expected_on", "Expected", FTL_T_DATE, false,
                                          "the day the supplier said", NULL},
        [FTL_VIEW_ORDER_PART_RESERVED] = {"reserved", "Reserved", FTL_T_QUANTITY, false,
                                          "on shelves for this line", NULL},
        [FTL_VIEW_ORDER_PART_ON_JOB] = {"on_job", "On the job", FTL_T_QUANTITY, false,
                                        "issued to it", NULL},
        [FTL_VIEW_ORDER_PART_USED] = {"used", "Used", FTL_T_QUANTITY, false, "gone out with it",
                                      NULL},
        [FTL_VIEW_ORDER_PART_OLD] = {"old", "Old part", FTL_T_TEXT, false,
                                     "what becomes of what came out, in words", NULL},
};

/* What becomes of those of which nothing else was said. */
static const char *rest_words(struct ftl_arena *arena, const struct ftl_old_part *old)
{
	enum ftl_old_claim claim = ftl_old_part_claim(old);
	const char *fate =
	        old->fate.has ? ftl_old_fate_title((enum ftl_old_fate)old->fate.value) : NULL;

	if (old->box != NULL)
		return ftl_sprintf(arena, "in %s", ftl_view_code(arena, old->box));
	if (claim == FTL_OLD_PAYER && old->is_sent_to_payer)
		return "sent to the payer";
	if (claim == FTL_OLD_FREE || old->fitted_milli == 0)
		return fate;
	if (fate == NULL)
		return ftl_sprintf(arena, "to be held: %s", ftl_old_claim_title(claim));
	return ftl_sprintf(arena, "%s: %s", fate, ftl_old_claim_title(claim));
}

const char *ftl_view_old_part(struct ftl_arena *arena, const struct ftl_old_part *old)
{
	const struct ftl_part part = {.unit = old->unit};
	const char *words = NULL, *rest = NULL;

	if (ftl_old_part_parts(old) < old->fitted_milli || old->box != NULL)
		rest = rest_words(arena, old);
	for (int fate = 0; fate < FTL_OLD_FATES; fate++) {
		if (old->part_milli[fate] != 0)
			words = ftl_sprintf(arena, "%s%s%s %s", words != NULL ? words : "",
			                    words != NULL ? ", " : "",
			                    ftl_stock_words(arena, &part, old->part_milli[fate]),
			                    ftl_old_fate_title((enum ftl_old_fate)fate));
	}
	if (words == NULL || rest == NULL)
		return words != NULL ? words : rest;
	return ftl_sprintf(arena, "%s; %s", words, rest);
}

static const char *old_words(struct ftl_arena *arena, int64_t line_id,
                             const struct ftl_old_part *olds, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (olds[i].line_id == line_id)
			return ftl_view_old_part(arena, &olds[i]);
	}
	return NULL;
}

struct ftl_section ftl_view_order_parts(struct ftl_arena *arena, const struct ftl_order_part *parts,
                                        size_t count, const struct ftl_old_part *olds,
                                        size_t old_count)
{
	struct ftl_section section = FTL_VIEW_ORDER_PARTS;
	struct ftl_section_rows rows = ftl_section_begin(arena, count);

	for (size_t i = 0; i < count; i++) {
		const struct ftl_part_progress *progress = &parts[i].progress;
		const struct ftl_opt expected = parts[i].expected_on;
		const struct ftl_cell cells[FTL_VIEW_ORDER_PART_CELLS] = {
		        [FTL_VIEW_ORDER_PART_LINE] = ftl_cell_number(parts[i].position),
		        [FTL_VIEW_ORDER_PART_SKU] = ftl_cell_text(parts[i].sku),
		        [FTL_VIEW_ORDER_PART_NAME] = ftl_cell_text(parts[i].name),
		        [FTL_VIEW_ORDER_PART_STATE] =
		                ftl_cell_text(ftl_part_state_names[ftl_part_state_of(progress)]),
		        [FTL_VIEW_ORDER_PART_NEEDED] = ftl_cell_number(progress->needed_milli),
		        [FTL_VIEW_ORDER_PART_ORDERED] = ftl_cell_number(progress->ordered_milli),
		        [FTL_VIEW_ORDER_PART_EXPECTED] = ftl_cell_opt(expected.has, expected.value),
		        [FTL_VIEW_ORDER_PART_RESERVED] = ftl_cell_number(progress->reserved_milli),
		        [FTL_VIEW_ORDER_PART_ON_JOB] = ftl_cell_number(progress->on_job_milli),
		        [FTL_VIEW_ORDER_PART_USED] = ftl_cell_number(progress->used_milli),
		        [FTL_VIEW_ORDER_PART_OLD] =
		                ftl_cell_text(old_words(arena, parts[i].line_id, olds, old_count)),
		};

		ftl_section_add(&rows, cells, FTL_VIEW_ORDER_PART_CELLS);
	}
	ftl_section_end(&section, &rows);
	return section;
}

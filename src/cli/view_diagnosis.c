#include "cli/view_diagnosis.h"

#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"

#define PAIR(kind, key, title, words)                                                              \
	[FTL_VIEW_DIAGNOSIS_CODES + 2 * (kind)] = {key, title, FTL_T_TEXT, false, words, NULL},    \
	                                [FTL_VIEW_DIAGNOSIS_CODES + 2 * (kind) +                   \
	                                        1] = {key "_text", title " in words",  FTL_T_TEXT, \
	                                              true,        words ", in words", NULL},

const struct ftl_column ftl_view_diagnosis_columns[FTL_VIEW_DIAGNOSIS_ALONE] = {
        [FTL_VIEW_DIAGNOSIS_POSITION] = {"position", "Line", FTL_T_INT, false, "number of the line",
                                         NULL},
        PAIR(FTL_FAULT_CONDITION, "condition", "When", "when it happens")
                PAIR(FTL_FAULT_SYMPTOM, "symptom", "Symptom",
                     "what the customer says") PAIR(FTL_FAULT_SECTION, "section", "Section",
                                                    "where the fault was, or that there was none")
                        PAIR(FTL_FAULT_DEFECT, "defect", "Defect", "what was wrong with it") PAIR(
                                FTL_FAULT_REPAIR, "repair", "Repair",
                                "what was done")[FTL_VIEW_DIAGNOSIS_GROUP] =
                                {"fault_group", "Fault group", FTL_T_TEXT, true,
                                 "kind of fault, by the symptom, else by the section", NULL},
        [FTL_VIEW_DIAGNOSIS_PART] = {"part", "Part", FTL_T_TEXT, false, "the part, in words", NULL},
        [FTL_VIEW_DIAGNOSIS_TEXT] = {"text", "Text", FTL_T_TEXT, false, "beside the codes", NULL},
        [FTL_VIEW_DIAGNOSIS_REMOVED] = {"removed", "Taken off", FTL_T_BOOL, true,
                                        "counts no longer", NULL},
        [FTL_VIEW_DIAGNOSIS_CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code",
                                     NULL},
};

void ftl_view_diagnosis_cells(struct ftl_cell cells[FTL_VIEW_DIAGNOSIS_CELLS],
                              const struct ftl_diagnosis *line)
{
	const char *group = line->codes[FTL_FAULT_SYMPTOM].group;

	if (group == NULL)
		group = line->codes[FTL_FAULT_SECTION].group;
	cells[FTL_VIEW_DIAGNOSIS_POSITION] = ftl_cell_number(line->position);
	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++) {
		struct ftl_cell *pair = &cells[FTL_VIEW_DIAGNOSIS_CODES + 2 * kind];

		pair[0] = ftl_cell_text(line->codes[kind].code);
		pair[1] = ftl_cell_text(line->codes[kind].text);
	}
	cells[FTL_VIEW_DIAGNOSIS_GROUP] = ftl_cell_text(group);
	cells[FTL_VIEW_DIAGNOSIS_PART] = ftl_cell_text(line->part);
	cells[FTL_VIEW_DIAGNOSIS_TEXT] = ftl_cell_text(line->text);
	cells[FTL_VIEW_DIAGNOSIS_REMOVED] = ftl_cell_number(line->is_removed);
}

const char *ftl_view_diagnosis_words(struct ftl_arena *arena, const struct ftl_diagnosis *line)
{
	FTL_BUF(words);

	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++) {
		if (line->codes[kind].id != 0)
			ftl_buf_printf(&words, "%s%s %s", words.length > 0 ? " · " : "",
			               line->codes[kind].code, line->codes[kind].text);
	}
	if (line->part != NULL)
		ftl_buf_printf(&words, words.length > 0 ? " (%s)" : "%s", line->part);
	if (line->text != NULL)
		ftl_buf_printf(&words, "%s%s", words.length > 0 ? " · " : "", line->text);
	return ftl_strdup(arena, ftl_buf_cstr(&words));
}

static const char *reason_title(const char *name)
{
	int i = ftl_text_index(ftl_part_failure_names, FTL_PART_FAILURES, name);

	return i < 0 ? name : ftl_part_failure_title((enum ftl_part_failure_reason)i);
}

const struct ftl_column ftl_view_failure_columns[FTL_VIEW_FAILURE_LISTED] = {
        [FTL_VIEW_FAILURE_LINE] = {"line", "Line", FTL_T_INT, false, "of the job's bill", NULL},
        [FTL_VIEW_FAILURE_PART] = {"part", "Part", FTL_T_TEXT, false, "as on the bill", NULL},
        [FTL_VIEW_FAILURE_REASON] = {"reason", "Why", FTL_T_ENUM, false,
                                     "doa, faulty, damaged_by_us or wrong_part", reason_title},
        [FTL_VIEW_FAILURE_BY] = {"by", "Damaged by", FTL_T_TEXT, true, "login of who damaged it",
                                 NULL},
        [FTL_VIEW_FAILURE_BY_NAME] = {"by_name", "Damaged by", FTL_T_TEXT, false,
                                      "name of who damaged it", NULL},
        [FTL_VIEW_FAILURE_TEXT] = {"text", "Text", FTL_T_TEXT, false, "what was said", NULL},
        [FTL_VIEW_FAILURE_STAFF] = {"staff", "Noted by", FTL_T_TEXT, true, "login", NULL},
        [FTL_VIEW_FAILURE_NOTED_AT] = {"noted_at", "Noted", FTL_T_INSTANT, true, "when", NULL},
        [FTL_VIEW_FAILURE_CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [FTL_VIEW_FAILURE_BRAND] = {"brand", "Brand", FTL_T_TEXT, true, "of the device", NULL},
        [FTL_VIEW_FAILURE_MODEL] = {"model", "Model", FTL_T_TEXT, true, "of the device", NULL},
};

void ftl_view_failure_cells(struct ftl_cell cells[FTL_VIEW_FAILURE_LISTED],
                            const struct ftl_part_failure *failure)
{
	const struct ftl_cell filled[FTL_VIEW_FAILURE_LISTED] = {
	        [FTL_VIEW_FAILURE_LINE] = ftl_cell_number(failure->position),
	        [FTL_VIEW_FAILURE_PART] = ftl_cell_text(failure->part),
	        [FTL_VIEW_FAILURE_REASON] = ftl_cell_text(ftl_part_failure_names[failure->reason]),
	        [FTL_VIEW_FAILURE_BY] = ftl_cell_text(failure->by),
	        [FTL_VIEW_FAILURE_BY_NAME] = ftl_cell_text(failure->by_name),
	        [FTL_VIEW_FAILURE_TEXT] = ftl_cell_text(failure->text),
	        [FTL_VIEW_FAILURE_STAFF] = ftl_cell_text(failure->staff),
	        [FTL_VIEW_FAILURE_NOTED_AT] =
	                ftl_cell_opt(failure->noted_at != 0, failure->noted_at),
	        [FTL_VIEW_FAILURE_CODE] = ftl_cell_text(failure->order_code),
	        [FTL_VIEW_FAILURE_BRAND] = ftl_cell_text(failure->brand),
	        [FTL_VIEW_FAILURE_MODEL] = ftl_cell_text(failure->model),
	};

	memcpy(cells, filled, sizeof(filled));
}

const char *ftl_view_failure_words(struct ftl_arena *arena, const struct ftl_part_failure *failure)
{
	FTL_BUF(words);

	ftl_buf_text(&words, ftl_part_failure_title(failure->reason));
	if (failure->by_name != NULL)
		ftl_buf_printf(&words, " (%s)", failure->by_name);
	if (failure->text != NULL)
		ftl_buf_printf(&words, ": %s", failure->text);
	return ftl_strdup(arena, ftl_buf_cstr(&words));
}

#include "cli/view_diagnosis.h"
#include "cli/view_order.h"
#include "fettle/base/text.h"
#include "fettle/ops/fault.h"

static const struct ftl_table line_shape = {
        .schema = "diagnosis/1",
        .title = "Diagnosis",
        .columns = ftl_view_diagnosis_columns,
        .count = FTL_VIEW_DIAGNOSIS_ALONE,
};

struct telling {
	struct ftl_arena *arena;
	const struct ftl_diagnosis *line;
};

/* "W26-00001-9  diagnosis 2: BATTERY battery · REPLACED part replaced (BL-5C)" */
static void view_line(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	const struct telling *t = extra;

	(void)shape;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", ftl_view_code(t->arena, t->line->order_code));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  diagnosis %d%s: %s\n", t->line->position,
	              t->line->is_removed ? " taken off" : "",
	              ftl_text_visible(t->arena, ftl_view_diagnosis_words(t->arena, t->line)));
}

static enum ftl_status show_line(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_diagnosis *line = result;
	struct ftl_cell cells[FTL_VIEW_DIAGNOSIS_ALONE];
	const struct ftl_row row = {.cells = cells};
	const struct telling telling = {&cli->arena, line};

	ftl_view_diagnosis_cells(cells, line);
	cells[FTL_VIEW_DIAGNOSIS_CODE] = ftl_cell_text(line->order_code);
	FTL_TRY(ftl_out_record(cli->out, &line_shape, &row, view_line, &telling, err));
	ftl_cli_next(cli, "order show %s", ftl_view_code(&cli->arena, line->order_code));
	return FTL_OK;
}

static enum ftl_status run_code(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *code = ftl_cli_arg(cli, "CODE");
	struct ftl_diagnosis_form form = {.part = ftl_cli_text(cli, "part"),
	                                  .text = ftl_cli_text(cli, "text")};
	struct ftl_diagnosis line;
	bool is_said = form.part != NULL || form.text != NULL;

	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++) {
		form.codes[kind] = ftl_cli_text(cli, ftl_fault_kind_names[kind]);
		is_said |= form.codes[kind] != NULL;
	}
	if (!ftl_cli_is_given(cli, "remove")) {
		FTL_TRY(ftl_order_code(cli->app, &cli->arena, code, &form, &line, err));
	} else {
		if (is_said)
			return ftl_fail(err, FTL_USAGE, "remove",
			                "takes a line off and says nothing else");
		FTL_TRY(ftl_order_uncode(cli->app, &cli->arena, code,
		                         (int)ftl_cli_int(cli, "remove"), &line, err));
	}
	return ftl_cli_outcome(cli, &line, err);
}

#define CODED(k, h)                                                                                \
	{                                                                                          \
		.key = (k), .type = FTL_OPT_TEXT, .value = "CODE", .help = (h)                     \
	}
static const struct ftl_option code_options[] = {
        CODED("condition", "when it happens"),
        CODED("symptom", "what the customer says"),
        CODED("section", "where the fault is, or that there is none"),
        CODED("defect", "what is wrong with it"),
        CODED("repair", "what was done"),
        {.key = "part", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "which part"},
        {.key = "text", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "what no code says"},
        {.key = "remove",
         .type = FTL_OPT_INT,
         .value = "LINE",
         .help = "takes this line off instead",
         .min = 1,
         .max = INT32_MAX},
};
static const struct ftl_argument code_arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "the work order"},
};
static const struct ftl_example code_examples[] = {
        {"fettle order code W26-00002-7 --symptom NO-CHARGE --section BATTERY --defect WORN "
         "--repair REPLACED --part 'battery BL-5C'",
         "what was wrong and what was done, in one line", "jobs"},
        {"fettle order code W26-00002-7 --section NONE-USE --text 'charger was not plugged in'",
         "no technical fault was found", "jobs"},
};

const struct ftl_command ftl_command_order_code = {
        .path = "order code",
        .summary = "add a coded line to a job's diagnosis",
        .description =
                "Condition and symptom say what the customer tells, section and defect what was "
                "found, repair what was done. A job may have several lines; a line is never "
                "changed: take it off and add another. fettle code list shows the codes.\n\n"
                "The codes must go with the result: a job without a fault has no repair, and a "
                "repaired one no section that says that there was no fault.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_TECHNICIAN,
        FTL_OPTIONS(code_options),
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(code_examples),
        .shape = &line_shape,
        .run = run_code,
        .write = show_line,
};

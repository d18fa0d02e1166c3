#include "cli/context.h"
#include "fettle/base/text.h"
#include "fettle/ops/fault.h"

enum { SCOPE, SYMPTOM, GROUP, REPEAT_DAYS, JOBS, RECENT, ENOUGH, CELLS };
static const struct ftl_column columns[CELLS] = {
        [SCOPE] = {"scope", "Of", FTL_T_TEXT, false, "which devices and faults, in words", NULL},
        [SYMPTOM] = {"symptom", "Symptom", FTL_T_TEXT, true, "that was asked for", NULL},
        [GROUP] = {"fault_group", "Fault group", FTL_T_TEXT, true, "of the symptom", NULL},
        [REPEAT_DAYS] = {"repeat_days", "Days", FTL_T_INT, true,
                         "days after hand-over in which a return counts (setting repeat.days)",
                         NULL},
        [JOBS] = {"jobs", "Jobs", FTL_T_INT, false,
                  "with a repair, handed over that many days ago or more", NULL},
        [RECENT] = {"recent", "Newer", FTL_T_INT, false,
                    "handed over since: how they went is not known yet", NULL},
        [ENOUGH] = {"enough", "Enough", FTL_T_BOOL, true, "no: fewer than three jobs", NULL},
};

enum {
	F_SECTION,
	F_SECTION_TEXT,
	F_REPAIR,
	F_REPAIR_TEXT,
	F_PART,
	F_JOBS,
	F_WORKED,
	F_SUCCESS,
	F_BACK,
	F_REPEAT,
	F_RECENT,
	F_CELLS
};
static const struct ftl_column fix_columns[F_CELLS] = {
        [F_SECTION] = {"section", "Section", FTL_T_TEXT, true, "where, as a code", NULL},
        [F_SECTION_TEXT] = {"section_text", "Where", FTL_T_TEXT, false, "in words", NULL},
        [F_REPAIR] = {"repair", "Repair", FTL_T_TEXT, true, "what was done, as a code", NULL},
        [F_REPAIR_TEXT] = {"repair_text", "What was done", FTL_T_TEXT, false, "in words", NULL},
        [F_PART] = {"part", "Part", FTL_T_TEXT, false, "to which part", NULL},
        [F_JOBS] = {"jobs", "Jobs", FTL_T_INT, false, "in which it was done", NULL},
        [F_WORKED] = {"worked", "Worked", FTL_T_INT, false, "repaired and not come back", NULL},
        [F_SUCCESS] = {"success", "Success", FTL_T_PERCENT, false, "share of these jobs", NULL},
        [F_BACK] = {"came_back", "Came back", FTL_T_INT, false, "with whatever fault", NULL},
        [F_REPEAT] = {"repeat", "Repeat", FTL_T_PERCENT, false, "share of these jobs", NULL},
        [F_RECENT] = {"recent", "Newer", FTL_T_INT, false, "not known yet", NULL},
};
static const struct ftl_section fix_section = {
        .key = "fixes", .title = "Repairs", .columns = fix_columns, .count = F_CELLS};
static const struct ftl_table shape = {.schema = "fixes/1",
                                       .title = "What fixed it here",
                                       .columns = columns,
                                       .count = CELLS,
                                       .sections = &fix_section,
                                       .section_count = 1};

/* A share in hundredths of a percent, rounded half up; none of nothing. */
static struct ftl_cell share(int64_t part, int64_t whole)
{
	return ftl_cell_opt(whole > 0, whole > 0 ? (part * 20000 + whole) / (2 * whole) : 0);
}

struct telling {
	struct ftl_arena *arena;
	const struct ftl_fixes *fixes;
};

static void view_fixes(struct ftl_out *out, const struct ftl_table *table,
                       const struct ftl_row *row, const void *extra)
{
	const struct telling *t = extra;
	const struct ftl_fixes *fixes = t->fixes;
	const struct ftl_column percent = {.type = FTL_T_PERCENT};

	(void)table;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", ftl_text_visible(t->arena, fixes->scope));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %lld %s handed over %lld or more days ago\n", (long long)fixes->jobs,
	              fixes->jobs == 1 ? "job" : "jobs", (long long)fixes->repeat_days);
	for (size_t i = 0; i < fixes->count; i++) {
		const struct ftl_fix *fix = &fixes->fixes[i];
		const struct ftl_cell success = share(fix->worked, fix->jobs);

		ftl_out_print(out,
		              "  %s: ", ftl_text_visible(t->arena, ftl_fix_words(t->arena, fix)));
		if (fix->jobs > 0)
			ftl_out_print(out, "%lld of %lld worked (%s), %lld came back",
			              (long long)fix->worked, (long long)fix->jobs,
			              ftl_out_cell(out, t->arena, &percent, &success),
			              (long long)fix->came_back);
		if (fix->recent > 0)
			ftl_out_print(out, "%s%lld newer", fix->jobs > 0 ? "; " : "",
			              (long long)fix->recent);
		ftl_out_print(out, "\n");
	}
	if (fixes->jobs < FTL_FIXES_ENOUGH)
		ftl_out_print(out, "  too few jobs to go by\n");
}

static enum ftl_status write_fixes(struct ftl_cli *cli, const struct ftl_fixes *fixes,
                                   struct ftl_err *err)
{
	struct ftl_row *rows = ftl_alloc(&cli->arena, fixes->count, sizeof(*rows));
	const struct telling telling = {&cli->arena, fixes};
	struct ftl_section section = fix_section;
	const struct ftl_cell cells[CELLS] = {
	        [SCOPE] = ftl_cell_text(fixes->scope),
	        [SYMPTOM] = ftl_cell_text(fixes->symptom),
	        [GROUP] = ftl_cell_text(fixes->group),
	        [REPEAT_DAYS] = ftl_cell_number(fixes->repeat_days),
	        [JOBS] = ftl_cell_number(fixes->jobs),
	        [RECENT] = ftl_cell_number(fixes->recent),
	        [ENOUGH] = ftl_cell_number(fixes->jobs >= FTL_FIXES_ENOUGH),
	};
	const struct ftl_row row = {.cells = cells, .sections = &section, .section_count = 1};

	for (size_t i = 0; i < fixes->count; i++) {
		const struct ftl_fix *fix = &fixes->fixes[i];
		struct ftl_cell *of = ftl_alloc(&cli->arena, F_CELLS, sizeof(*of));

		of[F_SECTION] = ftl_cell_text(fix->section);
		of[F_SECTION_TEXT] = ftl_cell_text(fix->section_text);
		of[F_REPAIR] = ftl_cell_text(fix->repair);
		of[F_REPAIR_TEXT] = ftl_cell_text(fix->repair_text);
		of[F_PART] = ftl_cell_text(fix->part);
		of[F_JOBS] = ftl_cell_number(fix->jobs);
		of[F_WORKED] = ftl_cell_number(fix->worked);
		of[F_SUCCESS] = share(fix->worked, fix->jobs);
		of[F_BACK] = ftl_cell_number(fix->came_back);
		of[F_REPEAT] = share(fix->came_back, fix->jobs);
		of[F_RECENT] = ftl_cell_number(fix->recent);
		rows[i].cells = of;
	}
	section.rows = rows;
	section.row_count = fixes->count;
	return ftl_out_record(cli->out, &shape, &row, view_fixes, &telling, err);
}

static enum ftl_status run_fixes(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_fixes_ask ask = {
	        .code = ftl_cli_arg(cli, "CODE"),
	        .model = ftl_cli_text(cli, "model"),
	        .brand = ftl_cli_text(cli, "brand"),
	        .category = ftl_cli_text(cli, "category"),
	        .symptom = ftl_cli_text(cli, "symptom"),
	};
	struct ftl_fixes fixes;

	if (ask.code == NULL && ask.model == NULL && (ask.brand == NULL || ask.category == NULL)) {
		ftl_fail(err, FTL_USAGE, "CODE", "of which device?");
		return ftl_hint(err, "name a job, or --model, or --brand and --category");
	}
	if (ask.code != NULL && (ask.model != NULL || ask.brand != NULL || ask.category != NULL))
		return ftl_fail(err, FTL_USAGE, "CODE",
		                "the job says which device it is: leave the other options out");
	FTL_TRY(ftl_fixes(cli->app, &cli->arena, &ask, &fixes, err));
	return write_fixes(cli, &fixes, err);
}

#define TEXT(k, v, h)                                                                              \
	{                                                                                          \
		.key = (k), .type = FTL_OPT_TEXT, .value = (v), .help = (h)                        \
	}
static const struct ftl_option options[] = {
        TEXT("model", "NAME", "of this model"),
        TEXT("brand", "NAME", "of this brand; with the category also where the model is too rare"),
        TEXT("category", "NAME", "kind of device"),
        TEXT("symptom", "CODE", "with this symptom (standard: the job's)"),
};
static const struct ftl_argument arguments[] = {
        {.name = "CODE", .max = 1, .help = "a work order: its device and its symptom"},
};
static const struct ftl_example examples[] = {
        {"fettle fixes W26-00002-7", "what helped with this fault on this model before", "jobs"},
        {"fettle fixes --model 3310 --symptom NO-CHARGE", "the same without a job", "jobs"},
};

const struct ftl_command ftl_command_fixes = {
        .path = "fixes",
        .summary = "what fixed it here: repairs that worked, by model and symptom",
        .description =
                "Counts the coded repairs of earlier jobs. A repair worked when the job ended as "
                "repaired and the device did not come back within the days of the setting "
                "repeat.days, with whatever fault; only jobs handed over so long ago count. Of "
                "the same model and symptom; with fewer than three such jobs of the symptom's "
                "fault group, then of the brand and category; the first line says which.\n\n"
                "What helps most comes first, by (worked + 1) / (jobs + 2), so that one lucky job "
                "does not stand before twenty good ones.",
        .need = FTL_NEED_READ,
        .audience = FTL_FOR_NOUN,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_fixes,
};

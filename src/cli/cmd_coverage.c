#include <string.h>

#include "cli/cmd_coverage.h"
#include "cli/desk_words.h"
#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "cli/view_picture.h"
#include "fettle/base/text.h"
#include "fettle/ops/coverage.h"

enum { CODE, DEVICE, DEVICE_TEXT, ON, METER, KEPT, CELLS };
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [DEVICE] = {"device", "Device", FTL_T_CODE, false, "the device's code", NULL},
        [DEVICE_TEXT] = {"device_text", "Device", FTL_T_TEXT, false, "what it is", NULL},
        [ON] = {"on", "Reported", FTL_T_DATE, false, "the day the fault was reported", NULL},
        [METER] = {"meter", "Meter", FTL_T_INT, false,
                   "what it read on that day or last before it; absent: not known", NULL},
        [KEPT] = {"as_decided", "As decided", FTL_T_BOOL, false,
                  "no: the job goes by another verdict, that of its check-in; absent: of another "
                  "day, or there is none",
                  NULL},
};

enum {
	C_CLASS,
	C_PAYER,
	C_PERCENT,
	C_UNTIL,
	C_RULE,
	C_BECAUSE,
	C_CHANGE,
	C_STANDING,
	C_EXCESS,
	C_LEFT,
	C_CELLS
};
static const struct ftl_column class_columns[C_CELLS] = {
        [C_CLASS] = {"class", "Class", FTL_T_ENUM, false, "labour, parts, shipping or travel",
                     NULL},
        [C_PAYER] = {"payer", "Payer", FTL_T_ENUM, false, "who pays", ftl_words_payer},
        [C_PERCENT] = {"percent", "Percent", FTL_T_INT, false,
                       "of the costs; the rest is the customer's", NULL},
        [C_UNTIL] = {"until", "Until", FTL_T_DATE, false, "last day of the cover", NULL},
        [C_RULE] = {"rule", "Rule", FTL_T_TEXT, false, "the rule that decided", NULL},
        [C_BECAUSE] = {"because", "Because", FTL_T_TEXT, false, "why, in words", NULL},
        [C_CHANGE] = {"would_change", "Would change it", FTL_T_TEXT, false,
                      "what would change the verdict", NULL},
        [C_STANDING] = {"standing", "Standing", FTL_T_ENUM, false,
                        "certain, provisional, if_same_fault or if_meter", NULL},
        [C_EXCESS] = {"excess", "Excess", FTL_T_MONEY, false,
                      "of the job, borne by the customer, tax included; on the first class that "
                      "its cover decides",
                      NULL},
        [C_LEFT] = {"left", "Left", FTL_T_MONEY, false,
                    "what is left of the limit of its cover for this job, without tax; absent: "
                    "there is none",
                    NULL},
};

enum { F_FINDING, F_EVIDENCE, F_STAFF, F_AT, F_CELLS };
static const struct ftl_column finding_columns[F_CELLS] = {
        [F_FINDING] = {"finding", "Found", FTL_T_ENUM, false, "damage, liquid, …", NULL},
        [F_EVIDENCE] = {"evidence", "Evidence", FTL_T_TEXT, false,
                        "photo or test; absent: it is only suspected", NULL},
        [F_STAFF] = {"staff", "By", FTL_T_TEXT, false, "who noted it", NULL},
        [F_AT] = {"at", "When", FTL_T_INSTANT, false, "when it was noted", NULL},
};

enum {
	L_POSITION,
	L_GIVER,
	L_RULE,
	L_EVIDENCE,
	L_STARTS,
	L_LABOUR,
	L_PARTS,
	L_SHIPPING,
	L_TRAVEL,
	L_CELLS
};
static const struct ftl_column cover_columns[L_CELLS] = {
        [L_POSITION] = {"position", "No.", FTL_T_INT, false,
                        "among the covers on file of the device; absent: by a term alone", NULL},
        [L_GIVER] = {"giver", "Given by", FTL_T_ENUM, false, "maker, own_repair, …", NULL},
        [L_RULE] = {"rule", "Rule", FTL_T_TEXT, false, "which cover it is", NULL},
        [L_EVIDENCE] = {"evidence", "Evidence", FTL_T_TEXT, false, "what is known of it", NULL},
        [L_STARTS] = {"starts_on", "From", FTL_T_DATE, false, "its first day", NULL},
#define OF_CLASS(cell, key, title)                                                                 \
	[cell] = {                                                                                 \
	        key,                                                                               \
	        title,                                                                             \
	        FTL_T_ENUM,                                                                        \
	        false,                                                                             \
	        "what became of it: decides, behind (another decides), or why it does not apply: " \
	        "void, class, not_begun, ended, other_fault, other_owner, territory, meter, "      \
	        "no_proof, excluded or used_up",                                                   \
	        NULL}
        OF_CLASS(L_LABOUR, "labour", "Labour"),
        OF_CLASS(L_PARTS, "parts", "Parts"),
        OF_CLASS(L_SHIPPING, "shipping", "Shipping"),
        OF_CLASS(L_TRAVEL, "travel", "Travel"),
};

static const struct ftl_section sections[] = {
        {.key = "classes", .title = "Classes", .columns = class_columns, .count = C_CELLS},
        {.key = "covers", .title = "Covers", .columns = cover_columns, .count = L_CELLS},
        {.key = "findings", .title = "Findings", .columns = finding_columns, .count = F_CELLS},
};
const struct ftl_table ftl_coverage_shape = {.schema = "coverage/1",
                                             .title = "Coverage",
                                             .columns = columns,
                                             .count = CELLS,
                                             .sections = sections,
                                             .section_count = FTL_COUNT(sections)};

/* Parts first: they are most of the money. */
static const struct {
	enum ftl_line_class class;
	int cell;
} classes[FTL_LINE_CLASSES] = {
        {FTL_PART, L_PARTS},
        {FTL_LABOUR, L_LABOUR},
        {FTL_FREIGHT, L_SHIPPING},
        {FTL_OTHER, L_TRAVEL},
};

struct telling {
	struct ftl_cli *cli;
	const struct ftl_coverage *coverage;
};

static const char *day(const struct telling *t, int32_t date)
{
	return ftl_words_date(&t->cli->arena, date);
}

/* "the maker pays until Sun 14 Mar 2027", "the insurer pays 80 %, the customer the rest, less an
 * excess of 50.00" */
static const char *verdict_words(const struct telling *t, const struct ftl_verdict *verdict)
{
	struct ftl_arena *arena = &t->cli->arena;
	const char *payer = ftl_words_payer(ftl_payer_names[verdict->payer]);
	const char *share = "";

	if (verdict->percent < 100)
		share = ftl_sprintf(arena, " %d %%, the customer the rest,", verdict->percent);
	if (verdict->deductible_cents > 0)
		share = ftl_sprintf(arena, "%s less an excess of %s,", share,
		                    ftl_view_money(arena, t->cli->app, verdict->deductible_cents));
	if (verdict->left_cents.has)
		share = ftl_sprintf(arena, "%s up to %s without tax,", share,
		                    ftl_view_money(arena, t->cli->app, verdict->left_cents.value));
	if (!verdict->has_until)
		return ftl_sprintf(arena, "%s pays%s", payer, share);
	return ftl_sprintf(arena, "%s pays%s until %s", payer, share, day(t, verdict->until));
}

/* Classes of which the same is to be said are said together. */
static bool is_said_alike(const struct ftl_verdict *a, const struct ftl_verdict *b)
{
	return a->payer == b->payer && a->percent == b->percent && a->has_until == b->has_until &&
	       a->until == b->until && strcmp(a->because, b->because) == 0 &&
	       strcmp(a->would_change, b->would_change) == 0;
}

static void put_class(const struct ftl_picture *p, const struct telling *t, int first,
                      const char *names)
{
	const struct ftl_verdict *verdict = &t->coverage->classes[classes[first].class];
	const char *indent = "  ";

	ftl_out_print(p->out, "\n%s", indent);
	ftl_out_tone(p->out, FTL_TONE_BOLD);
	ftl_out_print(p->out, "%s", names);
	ftl_out_tone(p->out, FTL_TONE_PLAIN);
	ftl_out_print(p->out, ": %s\n    ", verdict_words(t, verdict));
	ftl_picture_wrapped(p, ftl_picture_safe(p, verdict->because), 4);
	ftl_out_print(p->out, "    ");
	ftl_picture_wrapped(p,
	                    ftl_sprintf(p->arena, "it would change with %s",
	                                ftl_picture_safe(p, verdict->would_change)),
	                    4);
}

static void put_classes(const struct ftl_picture *p, const struct telling *t)
{
	const struct ftl_verdict *verdicts = t->coverage->classes;
	bool is_said[FTL_LINE_CLASSES] = {false};

	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		FTL_BUF(names);

		for (int j = i; j < FTL_LINE_CLASSES; j++) {
			if (is_said[j] || !is_said_alike(&verdicts[classes[i].class],
			                                 &verdicts[classes[j].class]))
				continue;
			ftl_picture_join(&names, ", ",
			                 ftl_words_class(ftl_line_class_names[classes[j].class]));
			is_said[j] = true;
		}
		if (names.length > 0)
			put_class(p, t, i, ftl_strdup(p->arena, ftl_buf_cstr(&names)));
	}
}

static bool is_override(const struct ftl_verdict *verdict)
{
	return strcmp(verdict->rule, FTL_RULE_OVERRIDE) == 0;
}

static bool has_override(const struct ftl_coverage *coverage)
{
	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		if (is_override(&coverage->kept[i]))
			return true;
	}
	return false;
}

/* Who decided a class, and why; classes that were decided together are told once. */
static void put_decision(const struct ftl_picture *p, const struct ftl_coverage *coverage,
                         int class)
{
	const struct ftl_verdict *kept = coverage->kept;

	if (!is_override(&kept[class]))
		return;
	for (int before = 0; before < class; before++) {
		if (strcmp(kept[before].because, kept[class].because) == 0)
			return;
	}
	ftl_out_print(p->out, "    ");
	ftl_picture_wrapped(p, ftl_picture_safe(p, kept[class].because), 4);
}

/* What the job goes by, where it was decided otherwise. */
static void put_kept(const struct ftl_picture *p, const struct telling *t)
{
	const struct ftl_coverage *coverage = t->coverage;
	const char *lines[FTL_LINE_CLASSES];
	size_t count;

	if (!coverage->has_kept || coverage->is_kept)
		return;
	ftl_out_print(p->out, "\n  ");
	ftl_out_tone(p->out, FTL_TONE_WARN);
	ftl_out_print(p->out, "the job goes by what was decided before\n");
	ftl_out_tone(p->out, FTL_TONE_PLAIN);
	count = ftl_words_cover(p->arena, coverage->kept, lines);
	for (size_t i = 0; i < count; i++)
		ftl_out_print(p->out, "    %s\n", lines[i]);
	for (int i = 0; i < FTL_LINE_CLASSES; i++)
		put_decision(p, coverage, i);
}

/* "extended-60: cover 1 on file, from 2025-03-14, certificate 88" */
static void put_filed(const struct ftl_picture *p, const struct telling *t)
{
	const struct ftl_coverage *coverage = t->coverage;
	const char *before = "\n  ";

	for (size_t i = 0; i < coverage->cover_count; i++) {
		const struct ftl_cover *cover = &coverage->covers[i];
		const char *reason = cover->void_reason;

		if (coverage->positions[i] == 0)
			continue;
		ftl_out_print(p->out, "%s", before);
		ftl_picture_wrapped(
		        p,
		        ftl_picture_safe(p, ftl_sprintf(p->arena, "%s: %s%s%s", cover->rule,
		                                        cover->evidence,
		                                        reason != NULL ? "; void: " : "",
		                                        reason != NULL ? reason : "")),
		        2);
		before = "  ";
	}
}

/* "found: liquid (photo 3)", "suspected: damage" */
static void put_findings(const struct ftl_picture *p, const struct telling *t)
{
	for (size_t i = 0; i < t->coverage->finding_count; i++) {
		const struct ftl_order_finding *finding = &t->coverage->findings[i];
		const char *name = ftl_exclusion_names[finding->exclusion];

		ftl_out_print(p->out, i == 0 ? "\n  " : "  ");
		ftl_picture_wrapped(p,
		                    finding->evidence == NULL
		                            ? ftl_sprintf(p->arena, "suspected: %s", name)
		                            : ftl_sprintf(p->arena, "found: %s (%s)", name,
		                                          ftl_picture_safe(p, finding->evidence)),
		                    2);
	}
}

static void view_coverage(struct ftl_out *out, const struct ftl_table *table,
                          const struct ftl_row *row, const void *extra)
{
	FTL_ARENA(scratch);
	const struct telling *t = extra;
	const struct ftl_picture p = {
	        .out = out, .arena = &scratch, .width = (size_t)ftl_out_width(out)};

	(void)table;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(
	        out, "%s",
	        ftl_view_code(&scratch, row->cells[row->cells[CODE].has ? CODE : DEVICE].text));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %s, fault reported %s",
	              ftl_picture_safe(&p, row->cells[DEVICE_TEXT].text), day(t, t->coverage->on));
	if (t->coverage->meter.has)
		ftl_out_print(out, ", meter %lld", (long long)t->coverage->meter.value);
	ftl_out_print(out, "\n");
	put_classes(&p, t);
	put_filed(&p, t);
	put_findings(&p, t);
	put_kept(&p, t);
}

static void fill_classes(const struct telling *t, struct ftl_section *section)
{
	struct ftl_section_rows rows = ftl_section_begin(&t->cli->arena, FTL_LINE_CLASSES);

	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		const struct ftl_verdict *verdict = &t->coverage->classes[classes[i].class];
		const struct ftl_cell cells[C_CELLS] = {
		        [C_CLASS] = ftl_cell_text(ftl_cover_class_names[classes[i].class]),
		        [C_PAYER] = ftl_cell_text(ftl_payer_names[verdict->payer]),
		        [C_PERCENT] = ftl_cell_number(verdict->percent),
		        [C_UNTIL] = ftl_cell_opt(verdict->has_until, verdict->until),
		        [C_RULE] = ftl_cell_text(verdict->rule),
		        [C_BECAUSE] = ftl_cell_text(verdict->because),
		        [C_CHANGE] = ftl_cell_text(verdict->would_change),
		        [C_STANDING] = ftl_cell_text(ftl_standing_names[verdict->standing]),
		        [C_EXCESS] = ftl_cell_opt(verdict->deductible_cents > 0,
		                                  verdict->deductible_cents),
		        [C_LEFT] = ftl_cell_opt(verdict->left_cents.has, verdict->left_cents.value),
		};

		ftl_section_add(&rows, cells, C_CELLS);
	}
	ftl_section_end(section, &rows);
}

static void fill_covers(const struct telling *t, struct ftl_section *section)
{
	const struct ftl_coverage *coverage = t->coverage;
	struct ftl_section_rows rows = ftl_section_begin(&t->cli->arena, coverage->cover_count);

	for (size_t n = 0; n < coverage->cover_count; n++) {
		const struct ftl_cover *cover = &coverage->covers[n];
		struct ftl_cell cells[L_CELLS] = {
		        [L_POSITION] =
		                ftl_cell_opt(coverage->positions[n] > 0, coverage->positions[n]),
		        [L_GIVER] = ftl_cell_text(ftl_cover_giver_names[cover->giver]),
		        [L_RULE] = ftl_cell_text(cover->rule),
		        [L_EVIDENCE] = ftl_cell_text(cover->evidence),
		        [L_STARTS] = ftl_cell_number(cover->starts_on),
		};

		for (int i = 0; i < FTL_LINE_CLASSES; i++) {
			const struct ftl_verdict *verdict = &coverage->classes[classes[i].class];

			cells[classes[i].cell] =
			        ftl_cell_text(ftl_considered_names[verdict->considered[n]]);
		}
		ftl_section_add(&rows, cells, L_CELLS);
	}
	ftl_section_end(section, &rows);
}

static void fill_findings(const struct telling *t, struct ftl_section *section)
{
	const struct ftl_coverage *coverage = t->coverage;
	struct ftl_section_rows rows = ftl_section_begin(&t->cli->arena, coverage->finding_count);

	for (size_t i = 0; i < coverage->finding_count; i++) {
		const struct ftl_order_finding *finding = &coverage->findings[i];
		const struct ftl_cell cells[F_CELLS] = {
		        [F_FINDING] = ftl_cell_text(ftl_exclusion_names[finding->exclusion]),
		        [F_EVIDENCE] = ftl_cell_text(finding->evidence),
		        [F_STAFF] = ftl_cell_text(finding->staff),
		        [F_AT] = ftl_cell_number(finding->at),
		};

		ftl_section_add(&rows, cells, F_CELLS);
	}
	ftl_section_end(section, &rows);
}

enum ftl_status ftl_coverage_write(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_coverage *coverage = result;
	const struct ftl_device *device = &coverage->device;
	const struct telling telling = {cli, coverage};
	struct ftl_section filled[FTL_COUNT(sections)];
	const struct ftl_cell cells[CELLS] = {
	        [CODE] = ftl_cell_text(coverage->order.code),
	        [DEVICE] = ftl_cell_text(device->code),
	        [DEVICE_TEXT] = ftl_cell_text(ftl_words_device(&cli->arena, device->category,
	                                                       device->brand, device->model)),
	        [ON] = ftl_cell_number(coverage->on),
	        [METER] = ftl_cell_opt(coverage->meter.has, coverage->meter.value),
	        [KEPT] = ftl_cell_opt(coverage->has_kept, coverage->is_kept),
	};
	const struct ftl_row row = {
	        .cells = cells, .sections = filled, .section_count = FTL_COUNT(sections)};

	memcpy(filled, sections, sizeof(sections));
	fill_classes(&telling, &filled[0]);
	fill_covers(&telling, &filled[1]);
	fill_findings(&telling, &filled[2]);
	FTL_TRY(ftl_out_record(cli->out, &ftl_coverage_shape, &row, view_coverage, &telling, err));
	/* What a person decided is not to be undone by the way. */
	if (coverage->has_kept && !coverage->is_kept && coverage->order.is_open &&
	    !has_override(coverage))
		ftl_cli_next(cli, "coverage decide %s",
		             ftl_view_code(&cli->arena, coverage->order.code));
	return FTL_OK;
}

static enum ftl_status run_why(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_coverage coverage;

	FTL_TRY(ftl_coverage_why(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                         ftl_cli_text(cli, "on"), &coverage, err));
	return ftl_coverage_write(cli, &coverage, err);
}

static const struct ftl_option options[] = {
        {.key = "on",
         .type = FTL_OPT_TEXT,
         .value = "DATE",
         .help = "as if the fault had been reported on that day"},
};
static const struct ftl_argument arguments[] = {
        {.name = "CODE",
         .min = 1,
         .max = 1,
         .help = "a work order or piece; or a device by its code, IMEI, serial or asset tag"},
};
static const struct ftl_example examples[] = {
        {"fettle coverage why W26-00001-9", "who pays for the headphones, and why", "jobs"},
        {"fettle coverage why W26-00001-9 --on 2027-04-01", "and if they had come a month late",
         "jobs"},
};

const struct ftl_command ftl_command_coverage_why = {
        .path = "coverage why",
        .summary = "who pays for what, why, and what would change it",
        .description =
                "Puts every cover that is known of the device to the rules, for the day on which "
                "the fault was reported: per cost class who pays, how much and until when, the "
                "rule that decided, and what would change it. Covers that do not apply are listed "
                "with the reason in JSON; those on file of the device in text as well.\n\n"
                "Of the covers that apply the first pays, in this order of givers unless the "
                "setting warranty.order says another: recall, doa, part_supplier, own_repair, "
                "maker, extended, contract, insurance, seller, goodwill.\n\n"
                "One of our own repairs covers the same fault: by the fault group of the codes "
                "of both jobs, or by a part that both name. While one of them has no code it pays "
                "behind all others, if it is the same.\n\n"
                "It goes by what is known now. A job goes by the verdict that was given at its "
                "check-in or adopted since; where "
                "that is another, it is said, and `coverage decide` adopts it. It is advice, not "
                "law.",
        .need = FTL_NEED_READ,
        .audience = FTL_FOR_NOUN,
        FTL_ARGUMENTS(arguments),
        FTL_OPTIONS(options),
        FTL_EXAMPLES(examples),
        .shape = &ftl_coverage_shape,
        .run = run_why,
};

#include "report/figure.h"

#include <inttypes.h>

#define DAY_SECONDS  86400
#define HOUR_SECONDS 3600

__extension__ typedef __int128 wide;

enum {
	COLUMN_FIGURE,
	COLUMN_TITLE,
	COLUMN_VALUE,
	COLUMN_PREVIOUS,
	COLUMN_CHANGE,
	COLUMN_COUNTED,
	COLUMN_UNIT,
	COLUMN_RAW,
	COLUMN_RAW_PREVIOUS,
	COLUMN_FROM,
	COLUMN_TO,
	COLUMN_AS_OF,
	COLUMNS
};

static const struct ftl_column columns[COLUMNS] = {
        [COLUMN_FIGURE] = {"figure", "Key", FTL_T_TEXT, true, "stable name of the figure", NULL},
        [COLUMN_TITLE] = {"title", "Figure", FTL_T_TEXT, false, "the figure in words", NULL},
        [COLUMN_VALUE] = {"value", "This period", FTL_T_TEXT, false, "value with its unit", NULL},
        [COLUMN_PREVIOUS] = {"previous", "Before", FTL_T_TEXT, false,
                             "the same of the period before", NULL},
        [COLUMN_CHANGE] = {"change", "Change", FTL_T_TEXT, false, "difference of the two", NULL},
        [COLUMN_COUNTED] = {"counted", "Counted", FTL_T_INT, false,
                            "jobs, claims, parts, moves or lines the value rests on", NULL},
        [COLUMN_UNIT] = {"unit", "Unit", FTL_T_TEXT, true,
                         "unit of raw: count, seconds, basis_points, minor_units", NULL},
        [COLUMN_RAW] = {"raw", "Raw", FTL_T_INT, true, "value as a whole number", NULL},
        [COLUMN_RAW_PREVIOUS] = {"raw_previous", "Raw before", FTL_T_INT, true,
                                 "previous as a whole number", NULL},
        [COLUMN_FROM] = {"from", "From", FTL_T_DATE, true, "first day of the period", NULL},
        [COLUMN_TO] = {"to", "To", FTL_T_DATE, true, "last day of the period", NULL},
        [COLUMN_AS_OF] = {"as_of", "As of", FTL_T_INSTANT, true,
                          "events after this instant are not counted", NULL},
};

const struct ftl_table ftl_report_shape = {.schema = "report/1",
                                           .title = "Figures",
                                           .columns = columns,
                                           .count = COLUMNS,
                                           .empty = "no figures"};

int64_t ftl_quotient_round(int64_t numerator, int64_t scale, int64_t denominator)
{
	wide top = (wide)numerator * scale;
	wide half = denominator / 2;

	return (int64_t)((top < 0 ? top - half : top + half) / denominator);
}

enum ftl_show ftl_unit_show(enum ftl_figure_unit unit)
{
	switch (unit) {
	case FTL_UNIT_COUNT:
		break;
	case FTL_UNIT_DAYS:
		return FTL_SHOW_DAYS;
	case FTL_UNIT_HOURS:
		return FTL_SHOW_HOURS;
	case FTL_UNIT_SHARE:
		return FTL_SHOW_PERCENT;
	case FTL_UNIT_MONEY:
		return FTL_SHOW_MONEY;
	}
	return FTL_SHOW_INT;
}

enum ftl_show ftl_unit_change(enum ftl_figure_unit unit)
{
	switch (unit) {
	case FTL_UNIT_COUNT:
		break;
	case FTL_UNIT_DAYS:
		return FTL_SHOW_CHANGE_DAYS;
	case FTL_UNIT_HOURS:
		return FTL_SHOW_CHANGE_HOURS;
	case FTL_UNIT_SHARE:
		return FTL_SHOW_CHANGE_SHARE;
	case FTL_UNIT_MONEY:
		return FTL_SHOW_CHANGE_MONEY;
	}
	return FTL_SHOW_CHANGE_INT;
}

/* Whole units of raw: a count, seconds, basis points, minor units. */
static int64_t raw_of(enum ftl_figure_unit unit, struct ftl_quotient value)
{
	return ftl_quotient_round(value.numerator, unit == FTL_UNIT_SHARE ? 10000 : 1,
	                          value.denominator);
}

static const char *unit_name(enum ftl_figure_unit unit)
{
	switch (unit) {
	case FTL_UNIT_COUNT:
		break;
	case FTL_UNIT_DAYS:
	case FTL_UNIT_HOURS:
		return "seconds";
	case FTL_UNIT_SHARE:
		return "basis_points";
	case FTL_UNIT_MONEY:
		return "minor_units";
	}
	return "count";
}

/* A number of tenths with its unit; sign: as in changes, with a plus. */
static const char *tenths(struct ftl_arena *arena, int64_t value, bool is_change, const char *unit)
{
	int64_t size = value < 0 ? -value : value;
	const char *sign = value < 0 ? "-" : is_change && value > 0 ? "+" : "";

	return ftl_sprintf(arena, "%s%" PRId64 ".%d%s", sign, size / 10, (int)(size % 10), unit);
}

/* raw as text; of a change when it is a difference. */
static const char *words(struct ftl_arena *arena, const struct ftl_currency *currency,
                         enum ftl_figure_unit unit, int64_t raw, bool is_change)
{
	char money[FTL_MONEY_TEXT_SIZE];
	const char *plus = is_change && raw > 0 ? "+" : "";

	switch (unit) {
	case FTL_UNIT_COUNT:
		break;
	case FTL_UNIT_DAYS:
		return tenths(arena, ftl_quotient_round(raw, 10, DAY_SECONDS), is_change, " d");
	case FTL_UNIT_HOURS:
		return tenths(arena, ftl_quotient_round(raw, 10, HOUR_SECONDS), is_change, " h");
	case FTL_UNIT_SHARE:
		return tenths(arena, ftl_quotient_round(raw, 1, 10), is_change,
		              is_change ? " pp" : " %");
	case FTL_UNIT_MONEY:
		return ftl_sprintf(arena, "%s%s %s", plus, ftl_money_format(money, raw, currency),
		                   currency->code);
	}
	return ftl_sprintf(arena, "%s%" PRId64, plus, raw);
}

static void fill(const struct ftl_report_context *context, const struct ftl_frame *frame,
                 const struct ftl_figure *figure, struct ftl_arena *arena,
                 struct ftl_cell cells[COLUMNS])
{
	bool has_now = figure->now.denominator != 0;
	bool has_before = figure->before.denominator != 0;
	int64_t now = has_now ? raw_of(figure->unit, figure->now) : 0;
	int64_t before = has_before ? raw_of(figure->unit, figure->before) : 0;

	for (int i = 0; i < COLUMNS; i++)
		cells[i] = ftl_cell_none();
	cells[COLUMN_FIGURE] = ftl_cell_text(figure->key);
	cells[COLUMN_TITLE] = ftl_cell_text(figure->title);
	if (has_now)
		cells[COLUMN_VALUE] =
		        ftl_cell_text(words(arena, &context->currency, figure->unit, now, false));
	if (has_before)
		cells[COLUMN_PREVIOUS] = ftl_cell_text(
		        words(arena, &context->currency, figure->unit, before, false));
	if (has_now && has_before)
		cells[COLUMN_CHANGE] = ftl_cell_text(
		        words(arena, &context->currency, figure->unit, now - before, true));
	cells[COLUMN_COUNTED] = ftl_cell_number(figure->counted);
	cells[COLUMN_UNIT] = ftl_cell_text(unit_name(figure->unit));
	cells[COLUMN_RAW] = ftl_cell_opt(has_now, now);
	cells[COLUMN_RAW_PREVIOUS] = ftl_cell_opt(has_before, before);
	cells[COLUMN_FROM] = ftl_cell_number(frame->period.from);
	cells[COLUMN_TO] = ftl_cell_number(frame->period.to);
	cells[COLUMN_AS_OF] = ftl_cell_number(context->as_of);
}

enum ftl_status ftl_figures_put(const struct ftl_report_context *context,
                                const struct ftl_frame *frame, const struct ftl_figure *figures,
                                size_t count, struct ftl_out *out, struct ftl_err *err)
{
	FTL_ARENA(scratch);

	FTL_TRY(ftl_out_begin(out, &ftl_report_shape, err));
	for (size_t i = 0; i < count && !ftl_out_is_full(out); i++) {
		struct ftl_cell cells[COLUMNS];
		ftl_arena_reset(&scratch);
		fill(context, frame, &figures[i], &scratch, cells);
		FTL_TRY(ftl_out_row(out, &(struct ftl_row){.cells = cells}, err));
	}
	return ftl_out_end(out, err);
}

/* What the last digit shown is worth in raw units: a tenth of a day, hour or percent. */
static int64_t smallest_shown(enum ftl_figure_unit unit)
{
	switch (unit) {
	case FTL_UNIT_COUNT:
	case FTL_UNIT_MONEY:
		break;
	case FTL_UNIT_DAYS:
		return DAY_SECONDS / 10;
	case FTL_UNIT_HOURS:
		return HOUR_SECONDS / 10;
	case FTL_UNIT_SHARE:
		return 10;
	}
	return 1;
}

/* -1, 0, 1: the change is for the worse, none to speak of, for the better. */
static int judge(const struct ftl_figure *figure)
{
	if (figure->now.denominator == 0 || figure->before.denominator == 0)
		return 0;
	/* From nothing at all there is no better or worse. */
	if (figure->unit == FTL_UNIT_COUNT && figure->before.numerator == 0)
		return 0;
	int64_t change = raw_of(figure->unit, figure->now) - raw_of(figure->unit, figure->before);
	int64_t shown = ftl_quotient_round(change, 1, smallest_shown(figure->unit));
	return shown == 0 ? 0 : (shown > 0 ? figure->better : -figure->better);
}

static void write_figure(struct ftl_sheet *sheet, int row, const struct ftl_figure *figure,
                         int decimals)
{
	FTL_ARENA(scratch);
	enum ftl_show show = ftl_unit_show(figure->unit);
	int verdict = judge(figure);
	enum ftl_face face = verdict > 0   ? FTL_FACE_GOOD
	                     : verdict < 0 ? FTL_FACE_BAD
	                                   : FTL_FACE_PLAIN;
	const char *scale = figure->unit == FTL_UNIT_SHARE ? "100*" : "";

	ftl_sheet_height(sheet, row, 21);
	ftl_sheet_text(sheet, row, FTL_FIGURE_TITLE, FTL_FACE_PLAIN, figure->title);
	if (figure->formula != NULL)
		ftl_sheet_formula(sheet, row, FTL_FIGURE_NOW,
		                  (struct ftl_look){FTL_FACE_STRONG, show}, figure->formula,
		                  figure->now.numerator, figure->now.denominator);
	else
		ftl_sheet_value(sheet, row, FTL_FIGURE_NOW,
		                (struct ftl_look){FTL_FACE_STRONG, show}, figure->now.numerator,
		                figure->now.denominator);
	if (figure->unit == FTL_UNIT_DAYS)
		ftl_sheet_formula(
		        sheet, row, FTL_FIGURE_HOURS,
		        (struct ftl_look){FTL_FACE_PLAIN, FTL_SHOW_HOURS},
		        ftl_sprintf(&scratch, "=IF(ISNUMBER(B%d),24*B%d,\"–\")", row + 1, row + 1),
		        figure->now.numerator, figure->now.denominator);
	else
		ftl_sheet_blank(sheet, row, FTL_FIGURE_HOURS, FTL_FACE_PLAIN);
	ftl_sheet_value(sheet, row, FTL_FIGURE_BEFORE, (struct ftl_look){FTL_FACE_PLAIN, show},
	                figure->before.numerator, figure->before.denominator);
	ftl_sheet_change(sheet, row, FTL_FIGURE_CHANGE,
	                 (struct ftl_look){face, ftl_unit_change(figure->unit)},
	                 ftl_sprintf(&scratch,
	                             "=IF(AND(ISNUMBER(B%d),ISNUMBER(D%d)),"
	                             "ROUND(%s(B%d-D%d),%d),\"–\")",
	                             row + 1, row + 1, scale, row + 1, row + 1,
	                             figure->unit == FTL_UNIT_MONEY ? decimals : 1),
	                 figure->now, figure->before);
	ftl_sheet_text(sheet, row, FTL_FIGURE_VERDICT, face,
	               verdict > 0   ? "better"
	               : verdict < 0 ? "worse"
	                             : "");
	ftl_sheet_value(sheet, row, FTL_FIGURE_COUNTED,
	                (struct ftl_look){FTL_FACE_PLAIN, FTL_SHOW_INT}, figure->counted, 1);
	ftl_sheet_link(sheet, row, FTL_FIGURE_LINK, (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_INT},
	               figure->link, figure->target);
}

int ftl_figures_write(struct ftl_sheet *sheet, int row, const struct ftl_figure *figures,
                      size_t count, int decimals)
{
	static const struct {
		const char *title;
		enum ftl_show show;
	} heads[FTL_FIGURE_COLUMNS] = {
	        [FTL_FIGURE_TITLE] = {"Figure", FTL_SHOW_TEXT},
	        [FTL_FIGURE_NOW] = {"This period", FTL_SHOW_INT},
	        [FTL_FIGURE_HOURS] = {"In hours", FTL_SHOW_INT},
	        [FTL_FIGURE_BEFORE] = {"Period before", FTL_SHOW_INT},
	        [FTL_FIGURE_CHANGE] = {"Change", FTL_SHOW_INT},
	        [FTL_FIGURE_VERDICT] = {"", FTL_SHOW_TEXT},
	        [FTL_FIGURE_COUNTED] = {"Counted", FTL_SHOW_INT},
	        [FTL_FIGURE_LINK] = {"Rows", FTL_SHOW_INT},
	};

	bool has_days = false;

	for (size_t i = 0; i < count; i++)
		has_days |= figures[i].unit == FTL_UNIT_DAYS;
	for (int i = 0; i < FTL_FIGURE_COLUMNS; i++)
		ftl_sheet_span(sheet, row, i, i, (struct ftl_look){FTL_FACE_HEAD, heads[i].show},
		               i == FTL_FIGURE_HOURS && !has_days ? "" : heads[i].title);
	for (size_t i = 0; i < count; i++)
		write_figure(sheet, row + 1 + (int)i, &figures[i], decimals);
	return row + 1 + (int)count;
}

#include "book.h"

#define TITLE_SIZE 10
#define LABEL_SIZE 8

/* The library wants its text writable; it does not write to it. */
static lxw_chart_font font_of(double size, lxw_color_t color, bool is_bold)
{
	return (lxw_chart_font){.name = (char *)(uintptr_t)FONT,
	                        .size = size,
	                        .color = color,
	                        .bold = is_bold ? LXW_TRUE : LXW_EXPLICIT_FALSE};
}

static lxw_color_t color_of(enum ftl_paint paint)
{
	switch (paint) {
	case FTL_PAINT_MAIN:
		return BLUE;
	case FTL_PAINT_LIGHT:
		return LIGHT;
	case FTL_PAINT_GREY:
		return GREY;
	case FTL_PAINT_SAND:
		return SAND;
	case FTL_PAINT_TEAL:
		return TEAL;
	case FTL_PAINT_WARN:
	case FTL_PAINTS:
		break;
	}
	return RUST;
}

static uint8_t type_of(enum ftl_chart_kind kind)
{
	switch (kind) {
	case FTL_CHART_COLUMNS:
		return LXW_CHART_COLUMN;
	case FTL_CHART_STACK:
		return LXW_CHART_COLUMN_STACKED;
	case FTL_CHART_LINES:
		return LXW_CHART_LINE;
	case FTL_CHART_BARS:
		break;
	}
	return LXW_CHART_BAR;
}

static const char *axis_format(enum ftl_show show)
{
	return show == FTL_SHOW_PERCENT ? "0%" : show == FTL_SHOW_INT ? "#,##0" : "#,##0.##";
}

static void add_series(lxw_chart *chart, const struct ftl_chart *spec,
                       const struct ftl_series *series)
{
	lxw_chart_series *one = chart_add_series(chart, NULL, NULL);
	lxw_row_t first = (lxw_row_t)spec->first_row;
	lxw_row_t last = (lxw_row_t)spec->last_row;
	lxw_col_t labels = (lxw_col_t)spec->label_column;
	lxw_col_t values = (lxw_col_t)series->column;

	chart_series_set_categories(one, spec->data_sheet, first, labels, last, labels);
	chart_series_set_values(one, spec->data_sheet, first, values, last, values);
	chart_series_set_name(one, series->name);
	if (spec->kind == FTL_CHART_LINES) {
		lxw_chart_line line = {.color = color_of(series->paint), .width = 2.0F};
		lxw_chart_fill fill = {.color = color_of(series->paint)};
		chart_series_set_line(one, &line);
		chart_series_set_marker_type(one, LXW_CHART_MARKER_CIRCLE);
		chart_series_set_marker_size(one, 5);
		chart_series_set_marker_line(one, &line);
		chart_series_set_marker_fill(one, &fill);
	} else {
		lxw_chart_fill fill = {.color = color_of(series->paint)};
		chart_series_set_fill(one, &fill);
	}
}

static void set_axes(lxw_chart *chart, const struct ftl_chart *spec)
{
	lxw_chart_font small = font_of(LABEL_SIZE, SLATE, false);
	lxw_chart_line rule = {.color = RULE, .width = 0.75F};
	lxw_chart_line none = {.none = LXW_TRUE};

	chart_axis_set_num_font(chart->x_axis, &small);
	chart_axis_set_num_font(chart->y_axis, &small);
	chart_axis_set_line(chart->x_axis, &rule);
	chart_axis_set_line(chart->y_axis, &none);
	chart_axis_set_major_tick_mark(chart->x_axis, LXW_CHART_AXIS_TICK_MARK_NONE);
	lxw_chart_axis *values = spec->kind == FTL_CHART_BARS ? chart->x_axis : chart->y_axis;
	chart_axis_set_num_format(values, axis_format(spec->show));
	chart_axis_set_min(values, 0);
	if (spec->axis != NULL) {
		chart_axis_set_name(values, spec->axis);
		chart_axis_set_name_font(values, &small);
	}
	chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
	chart_axis_major_gridlines_set_line(values, &rule);
}

void ftl_xlsx_chart(struct ftl_sheet *sheet, const struct ftl_chart *spec)
{
	lxw_chart *chart = workbook_add_chart(sheet->book->lxw, type_of(spec->kind));
	lxw_chart_font title = font_of(TITLE_SIZE, INK, true);
	lxw_chart_font legend = font_of(LABEL_SIZE, SLATE, false);
	lxw_chart_line none = {.none = LXW_TRUE};

	for (int i = 0; i < spec->series_count; i++)
		add_series(chart, spec, &spec->series[i]);
	chart_title_set_name(chart, spec->title);
	chart_title_set_name_font(chart, &title);
	set_axes(chart, spec);
	if (spec->series_count == 1) {
		chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	} else {
		chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
		chart_legend_set_font(chart, &legend);
	}
	if (spec->kind != FTL_CHART_LINES)
		chart_set_series_gap(chart, 60);
	if (spec->kind == FTL_CHART_STACK)
		chart_set_series_overlap(chart, 100);
	chart_chartarea_set_line(chart, &none);
	lxw_chart_options place = {.x_offset = spec->x,
	                           .y_offset = spec->y,
	                           .x_scale = spec->width / 480.0,
	                           .y_scale = spec->height / 288.0,
	                           .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
	ftl_xlsx_note(sheet->book,
	              worksheet_insert_chart_opt(sheet->lxw, (lxw_row_t)spec->row,
	                                         (lxw_col_t)spec->column, chart, &place));
}

#include <stdio.h>

#include "book.h"

bool ftl_xlsx_is_number(enum ftl_show show)
{
	return show != FTL_SHOW_TEXT && show != FTL_SHOW_WRAP && show != FTL_SHOW_BOOL;
}

/* A format with and without sign, with a unit after the number. */
static void set_unit(lxw_format *format, bool is_change, const char *digits, const char *unit)
{
	char text[160];

	if (is_change)
		snprintf(text, sizeof(text), "+%s\"%s\";-%s\"%s\";%s\"%s\"", digits, unit, digits,
		         unit, digits, unit);
	else
		snprintf(text, sizeof(text), "%s\"%s\"", digits, unit);
	format_set_num_format(format, text);
}

static void set_money(const struct ftl_workbook *book, lxw_format *format, bool is_change)
{
	static const char *const digits[] = {"#,##0", "#,##0.0", "#,##0.00", "#,##0.000",
	                                     "#,##0.0000"};
	int decimals = book->currency.decimals;
	char unit[8];

	snprintf(unit, sizeof(unit), " %.3s", book->currency.code);
	if (decimals < 0 || decimals > 4)
		decimals = 2;
	set_unit(format, is_change, digits[decimals], unit);
}

static void set_show(const struct ftl_workbook *book, lxw_format *format, enum ftl_show show)
{
	switch (show) {
	case FTL_SHOW_TEXT:
	case FTL_SHOW_QUANTITY:
	case FTL_SHOW_BOOL:
	case FTL_SHOWS:
		break;
	case FTL_SHOW_WRAP:
		format_set_text_wrap(format);
		break;
	case FTL_SHOW_INT:
		format_set_num_format(format, "#,##0");
		break;
	case FTL_SHOW_DAYS:
		set_unit(format, false, "#,##0.0", " d");
		break;
	case FTL_SHOW_HOURS:
		set_unit(format, false, "#,##0.0", " h");
		break;
	case FTL_SHOW_CLOCK:
		format_set_num_format(format, "[h]:mm");
		break;
	case FTL_SHOW_PERCENT:
		format_set_num_format(format, "0.0%");
		break;
	case FTL_SHOW_MONEY:
		set_money(book, format, false);
		break;
	case FTL_SHOW_DATE:
		format_set_num_format(format, "yyyy-mm-dd");
		break;
	case FTL_SHOW_INSTANT:
		format_set_num_format(format, "yyyy-mm-dd hh:mm");
		break;
	case FTL_SHOW_CHANGE_INT:
		format_set_num_format(format, "+#,##0;-#,##0;0");
		break;
	case FTL_SHOW_CHANGE_DAYS:
		set_unit(format, true, "#,##0.0", " d");
		break;
	case FTL_SHOW_CHANGE_HOURS:
		set_unit(format, true, "#,##0.0", " h");
		break;
	case FTL_SHOW_CHANGE_SHARE:
		set_unit(format, true, "0.0", " pp");
		break;
	case FTL_SHOW_CHANGE_MONEY:
		set_money(book, format, true);
		break;
	}
}

static void set_rule(lxw_format *format, uint8_t style, lxw_color_t color)
{
	format_set_bottom(format, style);
	format_set_bottom_color(format, color);
}

static void set_font(lxw_format *format, double size, lxw_color_t color, bool is_bold)
{
	format_set_font_size(format, size);
	format_set_font_color(format, color);
	if (is_bold)
		format_set_bold(format);
}

static void set_head(lxw_format *format)
{
	set_font(format, 9, BLUE, true);
	format_set_text_wrap(format);
	format_set_bg_color(format, PAPER);
	set_rule(format, LXW_BORDER_MEDIUM, BLUE);
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
}

static void set_face(lxw_format *format, enum ftl_face face)
{
	switch (face) {
	case FTL_FACE_PLAIN:
		set_font(format, 10, INK, false);
		set_rule(format, LXW_BORDER_THIN, RULE);
		break;
	case FTL_FACE_DATA:
		set_font(format, 10, INK, false);
		break;
	case FTL_FACE_STRONG:
		set_font(format, 12, BLUE, true);
		set_rule(format, LXW_BORDER_THIN, RULE);
		break;
	case FTL_FACE_TOTAL:
		set_font(format, 10, INK, true);
		format_set_bg_color(format, PAPER);
		set_rule(format, LXW_BORDER_THIN, GREY);
		break;
	case FTL_FACE_HEAD:
		set_head(format);
		break;
	case FTL_FACE_BAND:
		set_font(format, 9, SLATE, false);
		format_set_align(format, LXW_ALIGN_CENTER);
		set_rule(format, LXW_BORDER_THIN, GREY);
		break;
	case FTL_FACE_TITLE:
		set_font(format, 18, BLUE, true);
		break;
	case FTL_FACE_SUBTITLE:
		set_font(format, 10, SLATE, false);
		break;
	case FTL_FACE_NOTE:
		set_font(format, 9, SLATE, false);
		format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
		break;
	case FTL_FACE_LINK:
		set_font(format, 9, BLUE, false);
		format_set_underline(format, LXW_UNDERLINE_SINGLE);
		set_rule(format, LXW_BORDER_THIN, RULE);
		break;
	case FTL_FACE_GOOD:
		set_font(format, 10, TEAL, false);
		set_rule(format, LXW_BORDER_THIN, RULE);
		break;
	case FTL_FACE_BAD:
		set_font(format, 10, RUST, false);
		set_rule(format, LXW_BORDER_THIN, RULE);
		break;
	case FTL_FACES:
		break;
	}
}

lxw_format *ftl_xlsx_format(struct ftl_workbook *book, struct ftl_look look)
{
	lxw_format **slot = &book->formats[look.face][look.show];

	if (*slot != NULL)
		return *slot;
	lxw_format *format = workbook_add_format(book->lxw);
	format_set_font_name(format, FONT);
	set_face(format, look.face);
	if (look.face != FTL_FACE_HEAD)
		set_show(book, format, look.show);
	if (look.show == FTL_SHOW_DATE || look.show == FTL_SHOW_INSTANT)
		format_set_align(format, LXW_ALIGN_CENTER);
	else if (ftl_xlsx_is_number(look.show))
		format_set_align(format, LXW_ALIGN_RIGHT);
	else if (look.face == FTL_FACE_DATA ||
	         (look.face == FTL_FACE_HEAD && look.show == FTL_SHOW_WRAP))
		/* On data sheets text keeps off the numbers at its left, and its title with it. */
		format_set_indent(format, 1);
	if ((look.face == FTL_FACE_GOOD || look.face == FTL_FACE_BAD) && look.show == FTL_SHOW_TEXT)
		format_set_indent(format, 1);
	if (look.show == FTL_SHOW_WRAP)
		format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	*slot = format;
	return format;
}

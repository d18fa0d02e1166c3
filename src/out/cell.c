#include "out/cell.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"

#define MINUTE 60
#define HOUR   3600
#define DAY    86400

struct ftl_cell ftl_cell_none(void)
{
	return (struct ftl_cell){false, 0, NULL};
}

struct ftl_cell ftl_cell_text(const char *text)
{
	return (struct ftl_cell){text != NULL, 0, text};
}

struct ftl_cell ftl_cell_number(int64_t number)
{
	return (struct ftl_cell){true, number, NULL};
}

struct ftl_cell ftl_cell_opt(bool has, int64_t number)
{
	return (struct ftl_cell){has, has ? number : 0, NULL};
}

bool ftl_type_is_number(enum ftl_type type)
{
	switch (type) {
	case FTL_T_TEXT:
	case FTL_T_CODE:
	case FTL_T_ENUM:
	case FTL_T_LIST:
		return false;
	case FTL_T_INT:
	case FTL_T_QUANTITY:
	case FTL_T_MONEY:
	case FTL_T_PERCENT:
	case FTL_T_DATE:
	case FTL_T_INSTANT:
	case FTL_T_DURATION:
	case FTL_T_BOOL:
		break;
	}
	return true;
}

bool ftl_type_is_right(enum ftl_type type)
{
	return ftl_type_is_number(type) && type != FTL_T_DATE && type != FTL_T_INSTANT &&
	       type != FTL_T_BOOL;
}

/* W26000019 as W26-00001-9, W26LX000018 as W26-LX-00001-8; anything else stays as it is. */
static const char *eye_form(const char *code, char buffer[FTL_CELL_SIZE])
{
	size_t length = strlen(code);

	if (length < 9 || length > 24 || !isupper((unsigned char)code[0]) ||
	    !isdigit((unsigned char)code[1]) || !isdigit((unsigned char)code[2]))
		return code;
	const char *serial = code + 3;
	while (isupper((unsigned char)*serial))
		serial++;
	size_t site = (size_t)(serial - (code + 3));
	size_t digits = strspn(serial, "0123456789");
	size_t rest = length - 3 - site - digits;
	/* The check character may be a digit itself. */
	if (site > 3 || rest > 1 || digits + rest < 6)
		return code;
	/* Every row of a list has one: snprintf would take longer than all the rest of its cell. */
	char *end = mempcpy(buffer, code, 3);
	*end++ = '-';
	if (site > 0) {
		end = mempcpy(end, code + 3, site);
		*end++ = '-';
	}
	end = mempcpy(end, serial, digits + rest - 1);
	*end++ = '-';
	*end++ = code[length - 1];
	*end = '\0';
	return buffer;
}

/* "3:20 h" up to a day, "2.4 d" from there. */
static const char *format_duration(char buffer[FTL_CELL_SIZE], int64_t seconds)
{
	const char *sign = seconds < 0 ? "-" : "";
	uint64_t size = seconds < 0 ? 0 - (uint64_t)seconds : (uint64_t)seconds;
	uint64_t minutes = (size + MINUTE / 2) / MINUTE;

	if (minutes < DAY / MINUTE) {
		snprintf(buffer, FTL_CELL_SIZE, "%s%" PRIu64 ":%02" PRIu64 " h", sign, minutes / 60,
		         minutes % 60);
	} else {
		uint64_t tenths = (size + DAY / 20) / (DAY / 10);
		snprintf(buffer, FTL_CELL_SIZE, "%s%" PRIu64 ".%" PRIu64 " d", sign, tenths / 10,
		         tenths % 10);
	}
	return buffer;
}

/* The centre's wall time; UTC, marked so, without a centre. */
static const char *format_local(const struct ftl_out_options *options, int64_t instant,
                                char buffer[FTL_CELL_SIZE])
{
	int32_t date;
	int32_t second;
	char day[FTL_DATE_TEXT_SIZE];

	if (options->zone == NULL) {
		char text[FTL_INSTANT_TEXT_SIZE];
		ftl_instant_format(text, instant);
		snprintf(buffer, FTL_CELL_SIZE, "%.10s %.5sZ", text, text + 11);
		return buffer;
	}
	ftl_zone_local(options->zone, instant, &date, &second);
	snprintf(buffer, FTL_CELL_SIZE, "%s %02d:%02d", ftl_date_format(day, date), second / HOUR,
	         second % HOUR / MINUTE);
	return buffer;
}

const char *ftl_cell_data(const struct ftl_out_options *options, const struct ftl_column *column,
                          const struct ftl_cell *cell, char buffer[FTL_CELL_SIZE])
{
	switch (column->type) {
	case FTL_T_CODE:
		return eye_form(cell->text, buffer);
	case FTL_T_TEXT:
	case FTL_T_ENUM:
	case FTL_T_LIST:
		return cell->text;
	case FTL_T_INT:
	case FTL_T_DURATION:
		return ftl_decimal_format(buffer, cell->number, 0, 0);
	case FTL_T_QUANTITY:
		return ftl_decimal_format(buffer, cell->number, 3, 0);
	case FTL_T_MONEY:
		return ftl_money_format(buffer, cell->number, &options->currency);
	case FTL_T_PERCENT:
		return ftl_decimal_format(buffer, cell->number, 2, 0);
	case FTL_T_DATE:
		return ftl_date_format(buffer, (int32_t)cell->number);
	case FTL_T_INSTANT:
		return ftl_instant_format(buffer, cell->number);
	case FTL_T_BOOL:
		return cell->number != 0 ? "true" : "false";
	}
	return "";
}

const char *ftl_cell_line(struct ftl_arena *arena, const char *text, bool is_list)
{
	FTL_BUF(line);

	if (strpbrk(text, "\n\t\r") == NULL)
		return ftl_text_visible(arena, text);
	for (; *text != '\0'; text++) {
		if (*text == '\n' && is_list)
			ftl_buf_text(&line, ", ");
		else
			ftl_buf_char(&line, (char)(strchr("\n\t\r", *text) != NULL ? ' ' : *text));
	}
	return ftl_text_visible(arena, ftl_buf_cstr(&line));
}

const char *ftl_cell_shown(const struct ftl_out_options *options, struct ftl_arena *arena,
                           const struct ftl_column *column, const struct ftl_cell *cell)
{
	char buffer[FTL_CELL_SIZE];
	const char *title = NULL;

	switch (column->type) {
	case FTL_T_TEXT:
	case FTL_T_LIST:
		return ftl_cell_line(arena, cell->text, column->type == FTL_T_LIST);
	case FTL_T_CODE:
		return ftl_cell_line(arena, eye_form(cell->text, buffer), false);
	case FTL_T_ENUM:
		if (column->title_of != NULL)
			title = column->title_of(cell->text);
		return ftl_cell_line(arena, title != NULL ? title : cell->text, false);
	case FTL_T_INT:
	case FTL_T_QUANTITY:
	case FTL_T_MONEY:
	case FTL_T_DATE:
		return ftl_strdup(arena, ftl_cell_data(options, column, cell, buffer));
	case FTL_T_PERCENT:
		return ftl_sprintf(arena, "%s %%", ftl_decimal_format(buffer, cell->number, 2, 1));
	case FTL_T_INSTANT:
		return ftl_strdup(arena, format_local(options, cell->number, buffer));
	case FTL_T_DURATION:
		return ftl_strdup(arena, format_duration(buffer, cell->number));
	case FTL_T_BOOL:
		return cell->number != 0 ? "yes" : "no";
	}
	return "";
}

static void join_row(const struct ftl_out_options *options, const struct ftl_section *section,
                     const struct ftl_row *row, struct ftl_buf *ret)
{
	char buffer[FTL_CELL_SIZE];
	bool is_first = true;

	for (size_t i = 0; i < section->count; i++) {
		if (!row->cells[i].has)
			continue;
		ftl_buf_text(ret, is_first ? "" : ", ");
		ftl_buf_text(ret,
		             ftl_cell_data(options, &section->columns[i], &row->cells[i], buffer));
		is_first = false;
	}
}

void ftl_cell_join(const struct ftl_out_options *options, const struct ftl_section *section,
                   struct ftl_buf *ret)
{
	for (size_t i = 0; i < section->row_count; i++) {
		ftl_buf_text(ret, i == 0 ? "" : "; ");
		join_row(options, section, &section->rows[i], ret);
	}
}

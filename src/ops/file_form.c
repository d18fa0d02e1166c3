#include "fettle/ops/file_form.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"

#define GROUP_DIGITS 3
#define AMOUNT_MOST  40 /* bytes; FTL_MONEY_MAX has 16 digits */
#define DATE_MOST    20

#define NO_BREAK_SPACE        "\xC2\xA0"
#define NARROW_NO_BREAK_SPACE "\xE2\x80\xAF"
#define RIGHT_QUOTE           "\xE2\x80\x99"

struct ftl_file_form ftl_file_form_plain(void)
{
	return (struct ftl_file_form){
	        .sheet.csv.separator = ',', .decimal = '.', .date_format = "YYYY-MM-DD"};
}

static bool begins_with(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* The bytes of a grouping sign that stands here; 0: none does. */
static size_t grouping_at(const char *text, char grouping)
{
	if (grouping == '\0')
		return 0;
	if (*text == grouping)
		return 1;
	if (grouping == ' ' && begins_with(text, NO_BREAK_SPACE))
		return strlen(NO_BREAK_SPACE);
	if (grouping == ' ' && begins_with(text, NARROW_NO_BREAK_SPACE))
		return strlen(NARROW_NO_BREAK_SPACE);
	if (grouping == '\'' && begins_with(text, RIGHT_QUOTE))
		return strlen(RIGHT_QUOTE);
	return 0;
}

static size_t add_digits(const char **text, struct ftl_buf *plain)
{
	size_t count = strspn(*text, "0123456789");

	ftl_buf_add(plain, *text, count);
	*text += count;
	return count;
}

/* "-1.234,56" to "-1234.56"; false when it is written in any other way. */
static bool make_plain(const char *text, const struct ftl_file_form *form, struct ftl_buf *plain)
{
	size_t digits;
	size_t sign;

	text += strspn(text, " ");
	if (*text == '-')
		ftl_buf_char(plain, *text++);
	digits = add_digits(&text, plain);
	if (digits == 0)
		return false;
	if (grouping_at(text, form->grouping) > 0 && digits > GROUP_DIGITS)
		return false;
	/* A blank may also be what stands behind the amount. */
	while ((sign = grouping_at(text, form->grouping)) > 0 &&
	       text[sign + strspn(text + sign, " ")] != '\0') {
		text += sign;
		if (add_digits(&text, plain) != GROUP_DIGITS)
			return false;
	}
	if (*text == form->decimal) {
		ftl_buf_char(plain, '.');
		text++;
		if (add_digits(&text, plain) == 0)
			return false;
	}
	return text[strspn(text, " ")] == '\0';
}

enum ftl_status ftl_file_amount(const char *field, const char *text,
                                const struct ftl_file_form *form,
                                const struct ftl_currency *currency, int64_t *ret_cents,
                                struct ftl_err *err)
{
	const char grouping[] = {form->grouping, '\0'};
	char quoted[FTL_QUOTE_SIZE];
	FTL_BUF(plain);

	if (text[strspn(text, " ")] == '\0')
		return ftl_fail(err, FTL_INVALID, field, "is empty, expected an amount");
	if (strlen(text) <= AMOUNT_MOST && make_plain(text, form, &plain))
		return ftl_money_parse(field, ftl_buf_cstr(&plain), currency, true, ret_cents, err);
	ftl_fail(err, FTL_INVALID, field, "%s is no amount as this file writes them: 1%s234%c56",
	         ftl_quote(quoted, text), grouping, form->decimal);
	return ftl_hint(err, "is the decimal sign of such files %c and the grouping right?",
	                form->decimal);
}

bool ftl_file_is_date_format(const char *format)
{
	int years = 0, months = 0, days = 0;

	while (*format != '\0') {
		size_t length = strspn(format, (char[]){*format, '\0'});
		bool is_open = false;

		if (*format == 'Y' && length == 4)
			years++;
		else if (*format == 'M' && length <= 2)
			months++;
		else if (*format == 'D' && length <= 2)
			days++;
		else if (strchr(".-/ ", *format) == NULL || length != 1)
			return false;
		is_open = (*format == 'M' || *format == 'D') && length == 1;
		format += length;
		/* One digit or two: something must say where it ends. */
		if (is_open && *format != '\0' && strchr(".-/ ", *format) == NULL)
			return false;
	}
	return years == 1 && months == 1 && days == 1;
}

/* From least to most digits; false when there are fewer. */
static bool take_number(const char **text, size_t least, size_t most, int *ret)
{
	size_t count = strspn(*text, "0123456789");

	*ret = 0;
	if (count < least)
		return false;
	for (size_t i = 0; i < count && i < most; i++)
		*ret = *ret * 10 + (*(*text)++ - '0');
	return true;
}

static bool take_date(const char *text, const char *format, struct ftl_ymd *ret)
{
	text += strspn(text, " ");
	while (*format != '\0') {
		size_t length = strspn(format, (char[]){*format, '\0'});
		size_t most = length == 1 ? 2 : length;
		bool is_taken = true;

		if (*format == 'Y')
			is_taken = take_number(&text, length, most, &ret->year);
		else if (*format == 'M')
			is_taken = take_number(&text, length, most, &ret->month);
		else if (*format == 'D')
			is_taken = take_number(&text, length, most, &ret->day);
		else
			is_taken = *text++ == *format;
		if (!is_taken)
			return false;
		format += length;
	}
	return text[strspn(text, " ")] == '\0';
}

enum ftl_status ftl_file_date(const char *field, const char *text, const char *format, int32_t *ret,
                              struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	struct ftl_ymd ymd = {0};
	int32_t date;

	if (strlen(text) > DATE_MOST || !take_date(text, format, &ymd))
		return ftl_fail(err, FTL_INVALID, field, "%s is no date written as %s",
		                ftl_quote(quoted, text), format);
	if (!ftl_date_from_ymd(ymd, &date) || date < FTL_DATE_MIN || date > FTL_DATE_MAX)
		return ftl_fail(err, FTL_INVALID, field, "%s is no date that can be (%s)",
		                ftl_quote(quoted, text), format);
	*ret = date;
	return FTL_OK;
}

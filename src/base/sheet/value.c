#include "base/sheet/value.h"

#include <stdbool.h>
#include <string.h>

#include "fettle/base/date.h"

#define DIGITS_MOST   15   /* that spreadsheets keep and show */
#define EXPONENT_MOST 4000 /* past what a double can hold; keeps the sums small */
#define PLACES_MOST   20
#define DAY_SECONDS   86400
#define FRACTION_MOST 12      /* places of a day's fraction that are looked at: 0.1 µs */
#define SERIAL_MOST   2958465 /* 9999-12-31, the last day that spreadsheets know */
/* Days from the day that has the number 0 to 1970-01-01. */
#define EPOCH_1900 25569
#define EPOCH_1904 24107
#define LEAP_DAY   60 /* the number of 1900-02-29, which never was */

static const struct ftl_sheet_fault no_number = {
        "is no number, though the workbook says so",
        "open the workbook in a spreadsheet program and save it",
};
static const struct ftl_sheet_fault too_long = {
        "has more than 15 digits, of which the spreadsheet kept 15",
        "format the column as text before the numbers are typed or pasted in",
};
static const struct ftl_sheet_fault has_exponent = {
        "is shown in scientific notation",
        "format the column as text or as a plain number and look whether the numbers are right",
};
static const struct ftl_sheet_fault too_small = {
        "is what a calculation left over, too small for any amount",
        "round the result in the workbook",
};
static const struct ftl_sheet_fault no_date = {
        "is shown as a date that does not exist",
        "write the date as YYYY-MM-DD",
};

/* d.ddd × 10^exponent; zero has no digits. */
struct decimal {
	bool is_negative;
	char digits[DIGITS_MOST + 2]; /* one more, for rounding, and a NUL */
	int count;
	int exponent;
};

/* e5, E+17, E-05; false when it is none. */
static bool read_exponent(const char *c, int *ret)
{
	bool is_negative = false;
	int value = 0;

	*ret = 0;
	if (*c == '\0')
		return true;
	if (*c++ != 'E' && c[-1] != 'e')
		return false;
	if (*c == '+' || *c == '-')
		is_negative = *c++ == '-';
	if (*c == '\0')
		return false;
	for (; *c >= '0' && *c <= '9'; c++)
		value = value > EXPONENT_MOST ? value : value * 10 + (*c - '0');
	*ret = is_negative ? -value : value;
	return *c == '\0';
}

/* All digits count for where the point is, the first 16 that are significant are kept. */
static bool read_decimal(const char *c, struct decimal *ret)
{
	bool has_digit = false;
	bool has_point = false;
	int exponent;

	*ret = (struct decimal){.is_negative = *c == '-', .exponent = -1};
	if (*c == '-' || *c == '+')
		c++;
	for (; (*c >= '0' && *c <= '9') || (*c == '.' && !has_point); c++) {
		if (*c == '.') {
			has_point = true;
			continue;
		}
		has_digit = true;
		if (ret->count == 0 && *c == '0') {
			ret->exponent -= has_point ? 1 : 0;
			continue;
		}
		if (ret->count <= DIGITS_MOST)
			ret->digits[ret->count++] = *c;
		ret->exponent += has_point ? 0 : 1;
	}
	if (!has_digit || !read_exponent(c, &exponent))
		return false;
	ret->exponent += exponent;
	return true;
}

/* To the 15 digits that a spreadsheet shows, without the zeros at their end. */
static void round_decimal(struct decimal *d)
{
	bool is_up = d->count > DIGITS_MOST && d->digits[DIGITS_MOST] >= '5';

	if (d->count > DIGITS_MOST)
		d->count = DIGITS_MOST;
	while (is_up && d->count > 0 && d->digits[d->count - 1] == '9')
		d->count--;
	if (is_up && d->count > 0) {
		d->digits[d->count - 1]++;
	} else if (is_up) {
		d->digits[d->count++] = '1';
		d->exponent++;
	}
	while (d->count > 0 && d->digits[d->count - 1] == '0')
		d->count--;
	d->digits[d->count] = '\0';
}

static char digit_at(const struct decimal *d, int place)
{
	if (place < 0 || place >= d->count)
		return '0';
	return d->digits[place];
}

static const struct ftl_sheet_fault *add_plain(const struct decimal *d, struct ftl_buf *buf)
{
	int places = d->count - 1 - d->exponent;

	if (d->count == 0) {
		ftl_buf_char(buf, '0');
		return NULL;
	}
	if (d->exponent >= DIGITS_MOST)
		return &too_long;
	if (places > PLACES_MOST)
		return &too_small;
	if (d->is_negative)
		ftl_buf_char(buf, '-');
	/* Of a fraction alone this is the one zero before the point. */
	for (int i = d->exponent < 0 ? d->exponent : 0; i <= d->exponent; i++)
		ftl_buf_char(buf, digit_at(d, i));
	if (places > 0)
		ftl_buf_char(buf, '.');
	for (int i = places; i > 0; i--)
		ftl_buf_char(buf, digit_at(d, d->count - i));
	return NULL;
}

/* Days as a number of seconds; false when they are more than spreadsheets know, or negative. */
static bool seconds_of(const struct decimal *d, int64_t *ret)
{
	int64_t days = 0;
	int64_t fraction = 0;
	int64_t scale = 1;

	if ((d->is_negative && d->count > 0) || (d->count > 0 && d->exponent > 6))
		return false;
	for (int i = 0; d->count > 0 && i <= d->exponent; i++)
		days = days * 10 + (digit_at(d, i) - '0');
	for (int i = 1; d->count > 0 && i <= FRACTION_MOST; i++) {
		fraction = fraction * 10 + (digit_at(d, d->exponent + i) - '0');
		scale *= 10;
	}
	*ret = days * DAY_SECONDS + (fraction * DAY_SECONDS + scale / 2) / scale;
	return true;
}

/* The day of a number by the workbook's calendar. */
static bool date_of(int64_t serial, bool is_1904, int32_t *ret)
{
	int64_t most = is_1904 ? SERIAL_MOST - (EPOCH_1900 - EPOCH_1904) : SERIAL_MOST;

	if (serial > most || (!is_1904 && (serial < 1 || serial == LEAP_DAY)))
		return false;
	/* Before the day that never was, the count is one ahead. */
	if (is_1904)
		serial -= EPOCH_1904;
	else
		serial -= serial < LEAP_DAY ? EPOCH_1900 - 1 : EPOCH_1900;
	*ret = (int32_t)serial;
	return true;
}

static void add_time(int64_t seconds, struct ftl_buf *buf)
{
	ftl_buf_printf(buf, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
	               (int)(seconds % 60));
}

static const struct ftl_sheet_fault *add_moment(const struct decimal *d, enum ftl_sheet_kind kind,
                                                bool is_1904, struct ftl_buf *buf)
{
	char text[FTL_DATE_TEXT_SIZE];
	int64_t seconds;
	int32_t date;

	if (!seconds_of(d, &seconds))
		return &no_date;
	if (kind == FTL_SHEET_DURATION || (kind == FTL_SHEET_TIME && seconds < DAY_SECONDS)) {
		add_time(seconds, buf);
		return NULL;
	}
	if (!date_of(seconds / DAY_SECONDS, is_1904, &date))
		return &no_date;
	ftl_buf_text(buf, ftl_date_format(text, date));
	if (kind == FTL_SHEET_DATE)
		return NULL;
	ftl_buf_char(buf, 'T');
	add_time(seconds % DAY_SECONDS, buf);
	return NULL;
}

const struct ftl_sheet_fault *ftl_sheet_number(const char *stored, enum ftl_sheet_kind kind,
                                               bool is_1904, struct ftl_buf *buf)
{
	struct decimal decimal;

	if (!read_decimal(stored, &decimal))
		return &no_number;
	round_decimal(&decimal);
	if (kind == FTL_SHEET_NUMBER)
		return add_plain(&decimal, buf);
	if (kind == FTL_SHEET_EXPONENT)
		return &has_exponent;
	return add_moment(&decimal, kind, is_1904, buf);
}

/* Whether text begins as the picture says, in which 0 is any digit. */
static bool looks_like(const char *text, const char *picture)
{
	for (; *picture != '\0'; picture++, text++) {
		if (*picture == '0' ? *text < '0' || *text > '9' : *text != *picture)
			return false;
	}
	return true;
}

/* hh:mm:ss, and nothing behind it but parts of a second and UTC. */
static bool is_clock(const char *text)
{
	return looks_like(text, "00:00:00") && memcmp(text, "24", 2) < 0 && text[3] < '6' &&
	       text[6] < '6' && (text[8] == '\0' || text[8] == '.' || text[8] == 'Z');
}

const struct ftl_sheet_fault *ftl_sheet_date_text(const char *stored, enum ftl_sheet_kind kind,
                                                  struct ftl_buf *buf)
{
	static const char date[] = "0000-00-00";
	bool has_date = looks_like(stored, date);
	const char *clock = has_date ? stored + strlen(date) : stored;
	struct ftl_ymd ymd = {0};
	int32_t day;

	if (has_date) {
		ymd = (struct ftl_ymd){
		        .year = (stored[0] - '0') * 1000 + (stored[1] - '0') * 100 +
		                (stored[2] - '0') * 10 + (stored[3] - '0'),
		        .month = (stored[5] - '0') * 10 + (stored[6] - '0'),
		        .day = (stored[8] - '0') * 10 + (stored[9] - '0'),
		};
		if (!ftl_date_from_ymd(ymd, &day))
			return &no_date;
		ftl_buf_add(buf, stored, strlen(date));
		if (*clock == '\0')
			return NULL;
		if (*clock++ != 'T')
			return &no_date;
	}
	if (!is_clock(clock))
		return &no_date;
	if (has_date && kind == FTL_SHEET_DATE)
		return NULL;
	if (has_date)
		ftl_buf_char(buf, 'T');
	ftl_buf_add(buf, clock, strlen("00:00:00"));
	return NULL;
}

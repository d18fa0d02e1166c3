#include <stdio.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "model/ascii.h"

#define IMEI_DIGITS  15
#define IMEI_MARKS   " -./\t\r\n"
#define GTIN_DIGITS  14
#define SERIAL_CHARS 64

/*
 * Copies the digits of text, dropping the marks, into digits; returns how many there are (counting
 * on past `most`), or -1 at any other character.
 */
static int take_digits(const char *text, const char *marks, char *digits, int most)
{
	int count = 0;

	for (; *text != '\0'; text++) {
		if (ftl_is_digit(*text)) {
			if (count < most)
				digits[count] = *text;
			count += count <= most;
		} else if (strchr(marks, *text) == NULL) {
			return -1;
		}
	}
	digits[count < most ? count : most] = '\0';
	return count;
}

/* What a spreadsheet makes of a long number: "4.90154E+14". */
static bool is_scientific(const char *text)
{
	size_t mantissa = strspn(text, "0123456789.,");
	const char *exponent = text + mantissa;

	if (mantissa == 0 || (*exponent != 'E' && *exponent != 'e'))
		return false;
	exponent++;
	exponent += *exponent == '+' || *exponent == '-';
	return *exponent != '\0' && strspn(exponent, "0123456789") == strlen(exponent);
}

static bool is_one_digit(const char *digits)
{
	return strspn(digits, (char[]){digits[0], '\0'}) == strlen(digits);
}

/* The digit that makes the Luhn sum of digits + itself a multiple of ten. */
static char luhn_digit(const char *digits, size_t count)
{
	int sum = 0;

	for (size_t i = 0; i < count; i++) {
		int digit = digits[count - 1 - i] - '0';

		if (i % 2 == 0)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return (char)('0' + (10 - sum % 10) % 10);
}

static enum ftl_status hint_imei(struct ftl_err *err)
{
	return ftl_hint(err, "scan the label again, or type *#06# on the phone");
}

static enum ftl_status refuse_imei(const char *field, const char *text, int count,
                                   struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_quote(quoted, text);
	if (is_scientific(text)) {
		ftl_fail(err, FTL_INVALID, field,
		         "looks like spreadsheet scientific notation, got %s", quoted);
		return ftl_hint(err, "format the column as text before saving the file");
	}
	if (count < 0)
		ftl_fail(err, FTL_INVALID, field, "must be 15 digits, got %s", quoted);
	else if (count == 16)
		ftl_fail(err, FTL_INVALID, field,
		         "16 digits is an IMEISV; give the 15-digit IMEI, got %s", quoted);
	else if (count > 16)
		ftl_fail(err, FTL_INVALID, field, "has more than 15 digits, got %s", quoted);
	else
		ftl_fail(err, FTL_INVALID, field, "has %d digits, an IMEI has 15, got %s", count,
		         quoted);
	return hint_imei(err);
}

/* The first of these passes Luhn; the second is the TAC of test equipment. */
static bool is_placeholder(const char *digits)
{
	return is_one_digit(digits) || strncmp(digits, "00499901", 8) == 0;
}

bool ftl_imei_is_placeholder(const char *text, char ret[16])
{
	return take_digits(text, IMEI_MARKS, ret, IMEI_DIGITS) == IMEI_DIGITS &&
	       is_placeholder(ret);
}

enum ftl_status ftl_imei_parse(const char *field, const char *text, char ret[16],
                               struct ftl_err *err)
{
	char digits[IMEI_DIGITS + 2];
	char quoted[FTL_QUOTE_SIZE];
	int count = take_digits(text, IMEI_MARKS, digits, IMEI_DIGITS + 1);
	char check;

	if (count != IMEI_DIGITS || is_scientific(text))
		return refuse_imei(field, text, count, err);
	if (is_placeholder(digits)) {
		ftl_fail(err, FTL_INVALID, field, "placeholder IMEI, got %s",
		         ftl_quote(quoted, text));
		return ftl_hint(
		        err,
		        "type *#06# on the phone; if it has no IMEI, leave it out, or say why at "
		        "check-in: --no-imei REASON, in a document no_imei");
	}
	check = luhn_digit(digits, IMEI_DIGITS - 1);
	if (digits[IMEI_DIGITS - 1] != check) {
		ftl_fail(err, FTL_INVALID, field, "check digit should be %c, got %s", check,
		         ftl_quote(quoted, text));
		return hint_imei(err);
	}
	memcpy(ret, digits, IMEI_DIGITS + 1);
	return FTL_OK;
}

/* GS1 General Specifications 7.9: weights 3 and 1 in turn from the right. */
static char gtin_digit(const char *digits, size_t count)
{
	int sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (digits[count - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
	return (char)('0' + (10 - sum % 10) % 10);
}

enum ftl_status ftl_gtin_parse(const char *field, const char *text, char ret[15],
                               struct ftl_err *err)
{
	char digits[GTIN_DIGITS + 2];
	char quoted[FTL_QUOTE_SIZE];
	int count = take_digits(text, " -\t\r\n", digits, GTIN_DIGITS + 1);
	char check;

	if (is_scientific(text)) {
		ftl_fail(err, FTL_INVALID, field,
		         "looks like spreadsheet scientific notation, got %s",
		         ftl_quote(quoted, text));
		return ftl_hint(err, "format the column as text before saving the file");
	}
	if (count != 8 && count != 12 && count != 13 && count != 14)
		return ftl_fail(err, FTL_INVALID, field, "must be 8, 12, 13 or 14 digits, got %s",
		                ftl_quote(quoted, text));
	if (is_one_digit(digits) && digits[0] == '0')
		return ftl_fail(err, FTL_INVALID, field, "placeholder GTIN, got %s",
		                ftl_quote(quoted, text));
	check = gtin_digit(digits, (size_t)count - 1);
	if (digits[count - 1] != check) {
		ftl_fail(err, FTL_INVALID, field, "check digit should be %c, got %s", check,
		         ftl_quote(quoted, text));
		return ftl_hint(err, "scan the bar code again");
	}
	memset(ret, '0', GTIN_DIGITS);
	memcpy(ret + GTIN_DIGITS - count, digits, (size_t)count + 1);
	return FTL_OK;
}

/* Bytes of a character that shows nothing at the end of a pasted value, 0 for others. */
static size_t blank_bytes(const char *text)
{
	static const char *const blanks[] = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF",
	                                     "\xE2\x80\x8B"};

	if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
		return 1;
	for (size_t i = 0; i < FTL_COUNT(blanks); i++)
		if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
			return strlen(blanks[i]);
	return 0;
}

/* ASCII itself, or its full-width form. */
static uint32_t fold_width(uint32_t point)
{
	return point >= 0xFF01 && point <= 0xFF5E ? point - 0xFF01 + 0x21 : point;
}

static enum ftl_status check_serial(const char *field, const char *raw, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	size_t count = 0;
	bool has_sign = false;

	for (const char *at = raw; *at != '\0'; count++) {
		uint32_t point = ftl_utf8_next(&at);
		uint32_t c = fold_width(point);

		if (c < ' ' || c > '~') {
			ftl_fail(err, FTL_INVALID, field, "has the character U+%04X, got %s",
			         (unsigned)point, ftl_quote(quoted, raw));
			return ftl_hint(err, "expected Latin letters, digits and marks");
		}
		has_sign = has_sign || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		           (c >= 'a' && c <= 'z');
	}
	if (count > SERIAL_CHARS)
		return ftl_fail(err, FTL_INVALID, field, "is longer than %d characters, got %s",
		                SERIAL_CHARS, ftl_quote(quoted, raw));
	if (!has_sign)
		return ftl_fail(err, FTL_INVALID, field, "has no letter and no digit, got %s",
		                ftl_quote(quoted, raw));
	return FTL_OK;
}

enum ftl_status ftl_serial_parse(struct ftl_arena *arena, const char *field, const char *text,
                                 struct ftl_serial *ret, struct ftl_err *err)
{
	size_t length = strlen(text);
	size_t bad;
	size_t end = 0;
	struct ftl_serial serial;

	if (!ftl_utf8_is_valid(text, length, &bad))
		return ftl_fail(err, FTL_INVALID, field, "not valid UTF-8 at byte %zu", bad);
	for (size_t blank; (blank = blank_bytes(text)) > 0;)
		text += blank;
	for (size_t at = 0; text[at] != '\0';) {
		size_t blank = blank_bytes(text + at);

		at += blank > 0 ? blank : 1;
		if (blank == 0)
			end = at;
	}
	if (end == 0)
		return ftl_fail(err, FTL_INVALID, field, "is empty");
	serial.raw = ftl_strndup(arena, text, end);
	FTL_TRY(check_serial(field, serial.raw, err));
	serial.key = ftl_text_ident_key(arena, serial.raw);
	serial.lookalike = ftl_text_lookalike(arena, serial.key);
	*ret = serial;
	return FTL_OK;
}

#include "fettle/model/ident.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "fettle/base/text.h"
#include "model/ascii.h"

#define FIELD        "code"
#define SITE_MOST    3
#define SERIAL_LEAST 5
#define SERIAL_MOST  9
/* Letter, year, site, serial, check character. */
#define SHORT_MOST (1 + 2 + SITE_MOST + SERIAL_MOST + 1)
/* More than a scanner sends for any label of ours, its URL included. */
#define INPUT_MOST 512

static const struct {
	char letter;
	const char *title;
} kinds[FTL_CODE_KINDS] = {
        [FTL_CODE_ORDER] = {'W', "work order"},
        [FTL_CODE_CLAIM] = {'C', "claim"},
        [FTL_CODE_PURCHASE] = {'B', "purchase order"},
        [FTL_CODE_INTAKE] = {'N', "intake"},
        [FTL_CODE_PIECE] = {'P', "piece"},
        [FTL_CODE_CUSTOMER] = {'K', "customer"},
        [FTL_CODE_DEVICE] = {'D', "device"},
        [FTL_CODE_ESTIMATE] = {'E', "estimate"},
        [FTL_CODE_PLACE] = {'L', "place"},
        [FTL_CODE_LOANER] = {'G', "loaner"},
        [FTL_CODE_REMITTANCE] = {'R', "remittance"},
        [FTL_CODE_PART] = {'A', "part"},
        [FTL_CODE_STOCKTAKE] = {'T', "stocktake"},
        [FTL_CODE_RETURN] = {'V', "return"},
};

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const char *ftl_code_kind_title(enum ftl_code_kind kind)
{
	return kinds[kind].title;
}

char ftl_code_kind_letter(enum ftl_code_kind kind)
{
	return kinds[kind].letter;
}

static int value_of(char c)
{
	return ftl_is_digit(c) ? c - '0' : c - 'A' + 10;
}

/* ISO 7064 clause 9: a hybrid system works modulo M + 1 and M, here 37 and 36. */
char ftl_check_character(const char *payload)
{
	int product = 36;

	for (; *payload != '\0'; payload++) {
		int sum = (product + value_of(*payload)) % 36;

		product = (sum == 0 ? 36 : sum) * 2 % 37;
	}
	return alphabet[(37 - product) % 36];
}

static void write_payload(char buffer[FTL_CODE_SIZE], const struct ftl_code *code)
{
	(void)snprintf(buffer, FTL_CODE_SIZE, "%c%02d%.3s%05" PRId64, kinds[code->kind].letter,
	               code->year % 100, code->site, code->serial);
}

const char *ftl_code_short(char buffer[FTL_CODE_SIZE], const struct ftl_code *code)
{
	size_t length;

	write_payload(buffer, code);
	length = strlen(buffer);
	buffer[length] = ftl_check_character(buffer);
	buffer[length + 1] = '\0';
	return buffer;
}

/* Where the parts of a short form lie. */
struct shape {
	size_t site;   /* letters of the site */
	size_t serial; /* digits of the serial */
};

static bool find_kind(char letter, enum ftl_code_kind *ret)
{
	for (int kind = 0; kind < FTL_CODE_KINDS; kind++) {
		if (kinds[kind].letter == letter) {
			*ret = (enum ftl_code_kind)kind;
			return true;
		}
	}
	return false;
}

/* True for upper-case letters and digits of the right shape, whatever the check character. */
static bool find_shape(const char *text, struct shape *ret)
{
	struct shape shape = {0, 0};
	enum ftl_code_kind kind;
	const char *at = text + 3;

	if (!find_kind(text[0], &kind) || !ftl_is_digit(text[1]) || !ftl_is_digit(text[2]))
		return false;
	while (shape.site <= SITE_MOST && ftl_is_upper(at[shape.site]))
		shape.site++;
	at += shape.site;
	while (shape.serial <= SERIAL_MOST + 1 && ftl_is_digit(at[shape.serial]))
		shape.serial++;
	/* The check character may be a digit as well. */
	if (at[shape.serial] == '\0' && shape.serial > 0)
		shape.serial--;
	if (shape.site > SITE_MOST || shape.serial < SERIAL_LEAST || shape.serial > SERIAL_MOST)
		return false;
	if (!ftl_is_digit(at[shape.serial]) && !ftl_is_upper(at[shape.serial]))
		return false;
	*ret = shape;
	return at[shape.serial + 1] == '\0';
}

static const char *write_eye(char buffer[FTL_CODE_SIZE], const char *text, struct shape shape)
{
	const char *site = text + 3;
	const char *serial = site + shape.site;

	(void)snprintf(buffer, FTL_CODE_SIZE, "%.3s-%.*s%s%.*s-%c", text, (int)shape.site, site,
	               shape.site > 0 ? "-" : "", (int)shape.serial, serial, serial[shape.serial]);
	return buffer;
}

const char *ftl_code_eye(char buffer[FTL_CODE_SIZE], const struct ftl_code *code)
{
	char text[FTL_CODE_SIZE];

	return ftl_code_eye_of(buffer, ftl_code_short(text, code));
}

const char *ftl_code_eye_of(char buffer[FTL_CODE_SIZE], const char *short_form)
{
	struct shape shape = {0, 0};

	if (find_shape(short_form, &shape))
		return write_eye(buffer, short_form, shape);
	(void)snprintf(buffer, FTL_CODE_SIZE, "%s", short_form);
	return buffer;
}

/* On a German keyboard Y and Z change places; I and O are read as digits. */
static bool is_easily_misread(char check)
{
	return check == 'I' || check == 'O' || check == 'Y' || check == 'Z';
}

bool ftl_code_is_usable(const struct ftl_code *code)
{
	char payload[FTL_CODE_SIZE];

	write_payload(payload, code);
	return !is_easily_misread(ftl_check_character(payload));
}

/* Scheme and host are compared without case (RFC 3986, 6.2.2.1), the path as it is. */
static bool begins_with_url(const char *text, size_t length, const char *url)
{
	size_t url_length = strlen(url);
	const char *host = strstr(url, "://");
	size_t origin = host == NULL ? 0 : (size_t)(host + 3 - url) + strcspn(host + 3, "/");

	return origin > 0 && length >= url_length && strncasecmp(text, url, origin) == 0 &&
	       memcmp(text + origin, url + origin, url_length - origin) == 0;
}

/* The last path segment of a URL of ours; other text as it is; NULL for a URL of somebody else. */
static const char *skip_url(const char *text, size_t *length, const char *our_url)
{
	const char *end = text + *length;
	const char *begin;

	if (memmem(text, *length, "://", 3) == NULL)
		return text;
	if (!begins_with_url(text, *length, our_url))
		return NULL;
	begin = text + strlen(our_url);
	for (const char *at = begin; at < end; at++)
		if (*at == '?' || *at == '#')
			end = at;
	while (end > begin && end[-1] == '/')
		end--;
	for (const char *at = begin; at < end; at++)
		if (*at == '/')
			begin = at + 1;
	*length = (size_t)(end - begin);
	return begin;
}

/* An ASCII symbology identifier such as "]C1": which bar code it was, told by the scanner. */
static bool has_aim_prefix(const char *text, size_t length)
{
	return length > 3 && text[0] == ']' && (ftl_is_upper(text[1]) || ftl_is_lower(text[1])) &&
	       (ftl_is_digit(text[2]) || ftl_is_upper(text[2]));
}

/* U+FF01 to U+FF5E, which an input method for Japanese makes of ASCII; 0 for anything else. */
static char fold_width(const unsigned char *bytes, size_t left)
{
	if (left < 3 || bytes[0] != 0xEF)
		return 0;
	if (bytes[1] == 0xBC && bytes[2] >= 0x81 && bytes[2] <= 0xBF)
		return (char)(bytes[2] - 0x60);
	if (bytes[1] == 0xBD && bytes[2] >= 0x80 && bytes[2] <= 0x9E)
		return (char)(bytes[2] - 0x20);
	return 0;
}

/*
 * Upper-case letters and digits of what was scanned or typed; false when it cannot be a code. Marks
 * of any script are dropped, since a keyboard layout may have made them of a hyphen.
 */
static bool normalise(const char *text, const char *our_url, char ret[SHORT_MOST + 1])
{
	size_t length = strnlen(text, INPUT_MOST + 1);
	size_t used = 0;

	if (length > INPUT_MOST)
		return false;
	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		length--;
	for (; length > 0 && strchr(" \t\r\n", text[0]) != NULL; length--)
		text++;
	if (has_aim_prefix(text, length)) {
		text += 3;
		length -= 3;
	}
	text = skip_url(text, &length, our_url);
	if (text == NULL)
		return false;
	for (size_t i = 0; i < length; i++) {
		char c = text[i];
		char narrow = fold_width((const unsigned char *)text + i, length - i);

		if ((c >= 0 && c < ' ') || c == 0x7F)
			return false;
		if (narrow != 0) {
			c = narrow;
			i += 2;
		}
		if (ftl_is_lower(c))
			c = (char)(c - 'a' + 'A');
		if (!ftl_is_digit(c) && !ftl_is_upper(c))
			continue;
		if (used == SHORT_MOST)
			return false;
		ret[used++] = c;
	}
	ret[used] = '\0';
	return true;
}

bool ftl_code_is_like(const char *text, const char *our_url)
{
	char plain[SHORT_MOST + 1] = "";
	struct shape shape = {0, 0};

	return normalise(text, our_url, plain) && find_shape(plain, &shape);
}

static enum ftl_status refuse(const char *text, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_NOT_FOUND, FIELD, "not one of our labels: got %s",
	         ftl_quote(quoted, text));
	return ftl_hint(err, "codes look like W26-00001-9");
}

enum ftl_status ftl_code_parse(const char *text, const char *our_url, struct ftl_code *ret,
                               struct ftl_err *err)
{
	char plain[SHORT_MOST + 1] = "";
	char quoted[FTL_QUOTE_SIZE];
	struct shape shape = {0, 0};
	struct ftl_code code = {.site = ""};
	char given;
	char expected;

	if (!normalise(text, our_url, plain) || !find_shape(plain, &shape))
		return refuse(text, err);
	(void)find_kind(plain[0], &code.kind);
	code.year = 2000 + (plain[1] - '0') * 10 + (plain[2] - '0');
	memcpy(code.site, plain + 3, shape.site);
	for (size_t i = 3 + shape.site; i < 3 + shape.site + shape.serial; i++)
		code.serial = code.serial * 10 + (plain[i] - '0');
	/* Longer serials are written without leading zeros, so that a thing has one code only. */
	if (code.serial == 0 || (shape.serial > SERIAL_LEAST && plain[3 + shape.site] == '0'))
		return refuse(text, err);
	given = plain[3 + shape.site + shape.serial];
	plain[3 + shape.site + shape.serial] = '\0';
	expected = ftl_check_character(plain);
	if (is_easily_misread(expected))
		return refuse(text, err);
	if (given != expected) {
		/* The right one is not told: with a misread digit it would belong to another job.
		 */
		ftl_fail(err, FTL_INVALID, FIELD,
		         "%s is mistyped: its check character does not fit",
		         ftl_quote(quoted, text));
		return ftl_hint(err, "scan the label, or type all of it again");
	}
	*ret = code;
	return FTL_OK;
}

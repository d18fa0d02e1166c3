#include <string.h>
#include <strings.h>

#include "fettle/model/ident.h"
#include "model/ascii.h"

#define GS          '\x1D'
#define SERIAL_MOST 20 /* AI 21: up to 20 characters of GS1's set 82 */

/*
 * Application identifiers by their first two digits (GS1 General Specifications, figures 3.2-1 and
 * 7.8.5-2): how long the identifier is, and its data when that length is fixed (0: up to GS).
 */
struct family {
	char digits[3];
	size_t identifier;
	size_t data;
};

static const struct family families[] = {
        {"00", 2, 18}, {"01", 2, 14}, {"02", 2, 14}, {"03", 2, 14}, {"10", 2, 0}, {"11", 2, 6},
        {"12", 2, 6},  {"13", 2, 6},  {"15", 2, 6},  {"16", 2, 6},  {"17", 2, 6}, {"20", 2, 2},
        {"21", 2, 0},  {"22", 2, 0},  {"23", 3, 0},  {"24", 3, 0},  {"25", 3, 0}, {"30", 2, 0},
        {"31", 4, 6},  {"32", 4, 6},  {"33", 4, 6},  {"34", 4, 6},  {"35", 4, 6}, {"36", 4, 6},
        {"37", 2, 0},  {"39", 4, 0},  {"40", 3, 0},  {"41", 3, 13}, {"42", 3, 0}, {"43", 4, 0},
        {"70", 4, 0},  {"71", 3, 0},  {"72", 4, 0},  {"80", 4, 0},  {"81", 4, 0}, {"82", 4, 0},
        {"90", 2, 0},  {"91", 2, 0},  {"92", 2, 0},  {"93", 2, 0},  {"94", 2, 0}, {"95", 2, 0},
        {"96", 2, 0},  {"97", 2, 0},  {"98", 2, 0},  {"99", 2, 0},
};

static bool has_digits(const char *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!ftl_is_digit(text[i]))
			return false;
	return true;
}

static const struct family *find_family(const char *text)
{
	for (size_t i = 0; i < FTL_COUNT(families); i++)
		if (strncmp(text, families[i].digits, 2) == 0)
			return has_digits(text, families[i].identifier) ? &families[i] : NULL;
	return NULL;
}

static bool is_in_set_82(char c)
{
	return ftl_is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c != '\0' && strchr("!\"%&'()*+,-./:;<=>?_", c) != NULL);
}

static const char *take_serial(struct ftl_arena *arena, const char *text, size_t length)
{
	if (length == 0 || length > SERIAL_MOST)
		return NULL;
	for (size_t i = 0; i < length; i++)
		if (!is_in_set_82(text[i]))
			return NULL;
	return ftl_strndup(arena, text, length);
}

static const char *take_gtin(struct ftl_arena *arena, const char *text, size_t length)
{
	struct ftl_err err;
	char digits[15];
	char gtin[15];

	if (length > 14 || !has_digits(text, length))
		return NULL;
	memcpy(digits, text, length);
	digits[length] = '\0';
	if (ftl_gtin_parse("gtin", digits, gtin, &err) != FTL_OK)
		return NULL;
	return ftl_strdup(arena, gtin);
}

static int hex_value(char c)
{
	if (ftl_is_digit(c))
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Undoes the percent-encoding of one path segment; its length may not grow. */
static size_t decode(const char *segment, size_t length, char *ret)
{
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		int high = i + 2 < length && segment[i] == '%' ? hex_value(segment[i + 1]) : -1;
		int low = high >= 0 ? hex_value(segment[i + 2]) : -1;

		if (low < 0) {
			ret[used++] = segment[i];
			continue;
		}
		ret[used++] = (char)(unsigned char)(high * 16 + low);
		i += 2;
	}
	return used;
}

static bool is_segment(const char *segment, size_t length, const char *digits, const char *alpha)
{
	return (length == strlen(digits) && strncmp(segment, digits, length) == 0) ||
	       (length == strlen(alpha) && strncmp(segment, alpha, length) == 0);
}

/* Path segments in pairs of identifier and value, beginning with the GTIN (GS1 Digital Link URI).
 */
static bool parse_link(struct ftl_arena *arena, const char *text, struct ftl_gs1 *ret)
{
	const char *at = text + strcspn(text, ":");
	const char *end;
	char value[3 * SERIAL_MOST + 1];

	if ((strncasecmp(text, "http://", 7) != 0 && strncasecmp(text, "https://", 8) != 0))
		return false;
	at += 3 + strcspn(at + 3, "/?#");
	end = at + strcspn(at, "?#");
	while (at < end) {
		const char *key = at + 1;
		size_t key_length = strcspn(key, "/?#");
		const char *data = key + key_length + (key[key_length] == '/');
		size_t length = strcspn(data, "/?#");

		if (ret->gtin == NULL) {
			at = key + key_length;
			if (!is_segment(key, key_length, "01", "gtin"))
				continue;
			ret->gtin = take_gtin(arena, data, length);
			at = ret->gtin != NULL ? data + length : at;
			continue;
		}
		at = data + length;
		if (!is_segment(key, key_length, "21", "ser"))
			continue;
		if (length >= sizeof(value))
			return false;
		ret->serial = take_serial(arena, value, decode(data, length, value));
		if (ret->serial == NULL)
			return false;
	}
	return ret->gtin != NULL;
}

static bool take_element(struct ftl_arena *arena, const char *identifier, const char *data,
                         size_t length, struct ftl_gs1 *ret)
{
	if (strncmp(identifier, "01", 2) == 0) {
		ret->gtin = take_gtin(arena, data, length);
		return ret->gtin != NULL;
	}
	if (strncmp(identifier, "21", 2) == 0) {
		ret->serial = take_serial(arena, data, length);
		return ret->serial != NULL;
	}
	return true;
}

/* "01" + 14 digits + "21" + serial + GS + …, as a scanner sends it. */
static bool parse_elements(struct ftl_arena *arena, const char *at, struct ftl_gs1 *ret)
{
	while (*at != '\0') {
		const struct family *family = find_family(at);
		const char *data;
		size_t length;

		if (family == NULL)
			return false;
		data = at + family->identifier;
		length = strcspn(data, "\x1D");
		if (family->data > 0 && length < family->data)
			return false;
		length = family->data > 0 ? family->data : length;
		if (length == 0 || !take_element(arena, at, data, length, ret))
			return false;
		at = data + length;
		at += *at == GS;
	}
	return ret->gtin != NULL || ret->serial != NULL;
}

/* "(01)04006381333931(21)ABC", as it is printed under a bar code. */
static bool parse_brackets(struct ftl_arena *arena, const char *at, struct ftl_gs1 *ret)
{
	while (*at == '(') {
		const struct family *family = find_family(at + 1);
		const char *data;
		const char *end;

		if (family == NULL || at[1 + family->identifier] != ')')
			return false;
		data = at + family->identifier + 2;
		/* A bracket may belong to the value; one with an identifier in it begins the next.
		 */
		for (end = strchr(data, '('); end != NULL; end = strchr(end + 1, '(')) {
			const struct family *next = find_family(end + 1);

			if (next != NULL && end[1 + next->identifier] == ')')
				break;
		}
		if (end == NULL)
			end = data + strlen(data);
		if (!take_element(arena, at + 1, data, (size_t)(end - data), ret))
			return false;
		at = end;
	}
	return *at == '\0' && (ret->gtin != NULL || ret->serial != NULL);
}

/* Symbology identifiers of bar codes that carry GS1 data (GS1 General Specifications 5.1.2). */
static bool has_gs1_prefix(const char *text)
{
	static const char *const prefixes[] = {"]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1"};

	for (size_t i = 0; i < FTL_COUNT(prefixes); i++)
		if (strncmp(text, prefixes[i], 3) == 0)
			return true;
	return false;
}

bool ftl_gs1_parse(struct ftl_arena *arena, const char *text, struct ftl_gs1 *ret)
{
	struct ftl_gs1 found = {NULL, NULL};
	bool is_marked = has_gs1_prefix(text);
	bool is_found;
	char *trimmed;
	size_t length;

	if (text[0] == ']' && strlen(text) > 3)
		text += 3;
	length = strlen(text);
	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		length--;
	trimmed = ftl_strndup(arena, text, length);
	if (*trimmed == GS) {
		is_marked = true;
		trimmed++;
	}
	if (parse_link(arena, trimmed, &found)) {
		*ret = found;
		return true;
	}
	found = (struct ftl_gs1){NULL, NULL};
	if (*trimmed == '(')
		is_found = parse_brackets(arena, trimmed, &found);
	else
		/* Without a mark of the scanner only GTIN and serial together are no coincidence.
		 */
		is_found = parse_elements(arena, trimmed, &found) &&
		           (is_marked || (found.gtin != NULL && found.serial != NULL));
	if (!is_found)
		return false;
	*ret = found;
	return true;
}

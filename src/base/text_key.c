#include "fettle/base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "fettle/base/memory.h"

/* Letters with a stroke and their kin, which Unicode does not take apart into letter and mark. */
static const struct {
	utf8proc_int32_t from;
	char to;
} stroke_letters[] = {
        {0x00F8, 'o'}, {0x0111, 'd'}, {0x0127, 'h'}, {0x0131, 'i'}, {0x0142, 'l'}, {0x0167, 't'},
};

/*
 * Marks that only decorate a letter: those of Latin, Greek and Cyrillic, and the points of Hebrew
 * and Arabic. The vowel signs of other scripts are letters to their readers and stay.
 */
static const struct {
	utf8proc_int32_t first;
	utf8proc_int32_t last;
} stripped_marks[] = {
        {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
        {0x05C4, 0x05C5}, {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},
        {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x1AB0, 0x1AFF},
        {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F},
};

static bool is_stripped(utf8proc_int32_t c)
{
	for (size_t i = 0; i < FTL_COUNT(stripped_marks); i++) {
		if (c >= stripped_marks[i].first && c <= stripped_marks[i].last)
			return true;
	}
	return false;
}

static utf8proc_int32_t plain_letter(utf8proc_int32_t c)
{
	for (size_t i = 0; i < FTL_COUNT(stroke_letters); i++) {
		if (stroke_letters[i].from == c)
			return stroke_letters[i].to;
	}
	return c;
}

static bool is_space(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP || (c >= 0x09 && c <= 0x0D);
}

static bool is_letter_or_digit(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL ||
	       category == UTF8PROC_CATEGORY_LT || category == UTF8PROC_CATEGORY_LM ||
	       category == UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_ND;
}

static void free_points(utf8proc_int32_t **points)
{
	free(*points);
}

/*
 * The code points of text under utf8proc's options, with room for one more behind them; NULL when
 * the text is not valid UTF-8. The caller frees it.
 */
static utf8proc_int32_t *decompose(const char *text, utf8proc_option_t options, size_t *ret_count)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t needed = utf8proc_decompose(bytes, 0, NULL, 0, options);

	if (needed < 0)
		return NULL;
	/* utf8proc_reencode writes its bytes over the points and wants a NUL after them. */
	utf8proc_int32_t *points = ftl_memory_get(((size_t)needed + 1) * sizeof(utf8proc_int32_t));
	utf8proc_decompose(bytes, 0, points, needed, options);
	*ret_count = (size_t)needed;
	return points;
}

/* Composes the points (NFC) and gives them as UTF-8 in the arena. */
static const char *compose(struct ftl_arena *arena, utf8proc_int32_t *points, size_t count)
{
	utf8proc_ssize_t length = utf8proc_reencode(points, (utf8proc_ssize_t)count,
	                                            UTF8PROC_COMPOSE | UTF8PROC_STABLE);

	return length < 0 ? ftl_strdup(arena, "")
	                  : ftl_strndup(arena, (const char *)points, (size_t)length);
}

const char *ftl_text_key(struct ftl_arena *arena, const char *text)
{
	const utf8proc_option_t options = UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
	                                  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_DECOMPOSE;
	utf8proc_int32_t *points FTL_CLEANUP(free_points) = NULL;
	size_t count = 0;
	size_t kept = 0;
	bool is_gap = false;

	points = decompose(text, options, &count);
	if (points == NULL)
		return ftl_text_visible(arena, text);
	for (size_t i = 0; i < count; i++) {
		utf8proc_int32_t c = points[i];
		if (is_stripped(c))
			continue;
		if (is_space(c)) {
			is_gap = kept > 0;
			continue;
		}
		/* The gap takes the place of at least one blank, so kept never overtakes i. */
		if (is_gap)
			points[kept++] = ' ';
		is_gap = false;
		points[kept++] = plain_letter(c);
	}
	return compose(arena, points, kept);
}

/* Nearly every number is plain ASCII, of which Unicode asks nothing; NULL: this one is not. */
static const char *plain_ident_key(struct ftl_arena *arena, const char *text)
{
	size_t length = strlen(text), kept = 0;
	char *key;

	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)text[i] >= 0x80)
			return NULL;
	}
	key = ftl_alloc(arena, length + 1, 1);
	for (size_t i = 0; i < length; i++) {
		char c = text[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - ('a' - 'A'));
		if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
			key[kept++] = c;
	}
	key[kept] = '\0';
	return key;
}

const char *ftl_text_ident_key(struct ftl_arena *arena, const char *text)
{
	const utf8proc_option_t options = UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
	                                  UTF8PROC_IGNORE | UTF8PROC_COMPOSE;
	utf8proc_int32_t *points FTL_CLEANUP(free_points) = NULL;
	const char *plain = plain_ident_key(arena, text);
	size_t count = 0;
	size_t kept = 0;

	if (plain != NULL)
		return plain;
	points = decompose(text, options, &count);
	if (points == NULL)
		return ftl_text_visible(arena, text);
	utf8proc_ssize_t composed =
	        utf8proc_normalize_utf32(points, (utf8proc_ssize_t)count, options);
	for (utf8proc_ssize_t i = 0; i < composed; i++) {
		utf8proc_int32_t c = points[i];
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		if (is_letter_or_digit(c))
			points[kept++] = c;
	}
	return compose(arena, points, kept);
}

const char *ftl_text_lookalike(struct ftl_arena *arena, const char *ident_key)
{
	static const char from[] = "OILBSZ";
	static const char to[] = "011852";
	char *folded = ftl_strdup(arena, ident_key);

	for (char *at = folded; *at != '\0'; at++) {
		const char *found = strchr(from, *at);
		if (found != NULL)
			*at = to[found - from];
	}
	return folded;
}

bool ftl_text_is_among(struct ftl_arena *arena, const char *const *names, size_t count,
                       const char *name)
{
	const char *key = name != NULL ? ftl_text_key(arena, name) : NULL;

	for (size_t i = 0; key != NULL && i < count; i++) {
		if (strcmp(ftl_text_key(arena, names[i]), key) == 0)
			return true;
	}
	return false;
}

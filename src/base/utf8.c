#include "fettle/base/text.h"

#include <string.h>
#include <utf8proc.h>

#define ZERO_WIDTH_JOINER  0x200D
#define EMOJI_PRESENTATION 0xFE0F

/* Length of the well-formed sequence at bytes (RFC 3629, table in section 4), 0 when it is none. */
static size_t sequence_length(const unsigned char *bytes, size_t left)
{
	unsigned char first = bytes[0];
	unsigned char low = 0x80;
	unsigned char high = 0xBF;
	size_t length;

	if (first < 0x80)
		return 1;
	if (first >= 0xC2 && first <= 0xDF) {
		length = 2;
	} else if (first >= 0xE0 && first <= 0xEF) {
		length = 3;
		low = first == 0xE0 ? 0xA0 : low;
		high = first == 0xED ? 0x9F : high;
	} else if (first >= 0xF0 && first <= 0xF4) {
		length = 4;
		low = first == 0xF0 ? 0x90 : low;
		high = first == 0xF4 ? 0x8F : high;
	} else {
		return 0;
	}
	if (left < length || bytes[1] < low || bytes[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++) {
		if ((bytes[i] & 0xC0) != 0x80)
			return 0;
	}
	return length;
}

bool ftl_utf8_is_valid(const char *text, size_t length, size_t *ret_bad_offset)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t i = 0;

	while (i < length) {
		uint64_t word;

		/* Eight ASCII bytes at a time: most text is that. */
		while (length - i >= sizeof(word)) {
			memcpy(&word, bytes + i, sizeof(word));
			if ((word & UINT64_C(0x8080808080808080)) != 0)
				break;
			i += sizeof(word);
		}
		if (i == length)
			break;
		size_t step = sequence_length(bytes + i, length - i);
		if (step == 0) {
			if (ret_bad_offset != NULL)
				*ret_bad_offset = i;
			return false;
		}
		i += step;
	}
	return true;
}

uint32_t ftl_utf8_next(const char **text)
{
	const unsigned char *bytes = (const unsigned char *)*text;
	uint32_t value = bytes[0];
	size_t more = 0;

	if (value == 0)
		return 0;
	if (value >= 0xF0) {
		value &= 0x07;
		more = 3;
	} else if (value >= 0xE0) {
		value &= 0x0F;
		more = 2;
	} else if (value >= 0xC0) {
		value &= 0x1F;
		more = 1;
	}
	/* A NUL inside a sequence ends it, so that broken text cannot lead past its end. */
	size_t i = 1;
	for (; i <= more && bytes[i] != 0; i++)
		value = value << 6 | (bytes[i] & 0x3FU);
	*text += i;
	return value;
}

/*
 * Moves past one character as a reader sees it (extended grapheme cluster, UAX 29) and gives its
 * columns. Inside a cluster what follows a zero-width joiner, and emoji modifiers, add nothing;
 * two regional indicators make one flag; U+FE0F makes a narrow sign a wide one.
 */
static size_t next_cluster(const char **text)
{
	const char *at = *text;
	uint32_t previous = ftl_utf8_next(&at);
	utf8proc_int32_t state = 0;
	size_t columns = (size_t)utf8proc_charwidth((utf8proc_int32_t)previous);
	bool is_joined = false;

	while ((unsigned char)*at >= 0x80) {
		const char *after = at;
		uint32_t next = ftl_utf8_next(&after);
		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)previous,
		                                     (utf8proc_int32_t)next, &state))
			break;
		bool is_modifier = next >= 0x1F3FB && next <= 0x1F3FF;
		bool is_flag = next >= 0x1F1E6 && next <= 0x1F1FF;
		if (is_flag || (next == EMOJI_PRESENTATION && columns == 1))
			columns = 2;
		else if (!is_joined && !is_modifier)
			columns += (size_t)utf8proc_charwidth((utf8proc_int32_t)next);
		is_joined = next == ZERO_WIDTH_JOINER;
		previous = next;
		at = after;
	}
	*text = at;
	return columns;
}

/* A printable ASCII character that no mark follows: one column. Most text is that. */
static bool is_plain_column(const char *at)
{
	return at[0] >= ' ' && at[0] <= '~' && (unsigned char)at[1] < 0x80;
}

size_t ftl_utf8_width(const char *text)
{
	size_t columns = 0;

	while (*text != '\0') {
		if (is_plain_column(text)) {
			columns++;
			text++;
		} else {
			columns += next_cluster(&text);
		}
	}
	return columns;
}

size_t ftl_utf8_fit(const char *text, size_t columns)
{
	const char *at = text;
	size_t used = 0;

	while (*at != '\0') {
		const char *after = at;
		used += next_cluster(&after);
		if (used > columns)
			break;
		at = after;
	}
	return (size_t)(at - text);
}

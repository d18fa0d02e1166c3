#include "print/items.h"

#include <stddef.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"

#define VALUE_MAX          600 /* bytes of one value: more than any label shows */
#define CODE_MAX           64
#define WARNINGS_MAX       50
#define ISOLATE            "\xe2\x81\xa8" /* U+2068, first strong isolate */
#define END_ISOLATE        "\xe2\x81\xa9" /* U+2069 */
#define LEFT_TO_RIGHT_MARK "\xe2\x80\x8e" /* U+200E */
#define RIGHT_TO_LEFT_MARK "\xe2\x80\x8f" /* U+200F */
#define REPLACEMENT        "\xef\xbf\xbd" /* U+FFFD */

enum field {
#define X(name, help) FIELD_##name,
	FTL_LABEL_FIELD_LIST(X)
#undef X
};

const struct ftl_label_field ftl_label_fields[] = {
#define X(name, help) {#name, help, offsetof(struct ftl_label_data, name)},
        FTL_LABEL_FIELD_LIST(X)
#undef X
};
const size_t ftl_label_field_count = FTL_COUNT(ftl_label_fields);

void ftl_warnings_add(struct ftl_warnings *warnings, const char *format, ...)
{
	va_list args;

	if (warnings->count == WARNINGS_MAX)
		return;
	va_start(args, format);
	const char *line = ftl_vsprintf(warnings->arena, format, args);
	va_end(args);
	for (size_t i = 0; i < warnings->count; i++)
		if (strcmp(warnings->lines[i], line) == 0)
			return;
	if (warnings->lines == NULL)
		warnings->lines = ftl_alloc(warnings->arena, WARNINGS_MAX, sizeof(char *));
	warnings->lines[warnings->count++] = line;
}

static bool is_control(uint32_t point)
{
	return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 ||
	       point == 0x2029;
}

static bool is_direction(uint32_t point)
{
	return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

/* The bytes of a character by its first; 0 when no character begins so. */
static size_t sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first < 0xe0)
		return 2;
	if (first >= 0xe0 && first < 0xf0)
		return 3;
	return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/* One valid character at text goes to the buffer unless it does harm. */
static void add_point(struct ftl_buf *buf, const char *text, size_t length, bool keeps_lines)
{
	char one[5] = {0};
	const char *at = one;

	memcpy(one, text, length);
	uint32_t point = ftl_utf8_next(&at);
	if (point == '\n' && keeps_lines)
		ftl_buf_char(buf, '\n');
	else if (is_control(point))
		ftl_buf_char(buf, ' ');
	else if (!is_direction(point))
		ftl_buf_add(buf, one, length);
}

/* The second wall: the first is where text enters the program. */
const char *ftl_items_harmless(struct ftl_arena *arena, const char *text, size_t max,
                               bool keeps_lines)
{
	FTL_BUF(buf);
	size_t length = text == NULL ? 0 : strnlen(text, max + 4);

	for (size_t i = 0; i < length && buf.length < max;) {
		size_t bytes = sequence_length((unsigned char)text[i]);

		if (bytes == 0 || i + bytes > length || !ftl_utf8_is_valid(text + i, bytes, NULL)) {
			ftl_buf_text(&buf, REPLACEMENT);
			i++;
			continue;
		}
		add_point(&buf, text + i, bytes, keeps_lines);
		i += bytes;
	}
	return buf.length == 0 ? NULL : ftl_strdup(arena, ftl_buf_cstr(&buf));
}

const char *ftl_items_isolated(struct ftl_arena *arena, const char *text)
{
	return ftl_sprintf(arena, ISOLATE "%s" END_ISOLATE, text);
}

static const char *raw_value(const struct ftl_label_data *label,
                             const struct ftl_label_field *field)
{
	const char *value = NULL;

	memcpy(&value, (const char *)label + field->offset, sizeof(value));
	return value;
}

/* Safe values of all fields, in the order of ftl_label_fields. */
static const char **safe_values(struct ftl_arena *arena, const struct ftl_label_data *label)
{
	const char **values = ftl_alloc(arena, ftl_label_field_count, sizeof(*values));

	for (size_t i = 0; i < ftl_label_field_count; i++)
		values[i] = ftl_items_harmless(arena, raw_value(label, &ftl_label_fields[i]),
		                               VALUE_MAX, false);
	return values;
}

static bool is_right_to_left(uint32_t point)
{
	return (point >= 0x590 && point <= 0x8ff) || (point >= 0xfb1d && point <= 0xfdff) ||
	       (point >= 0xfe70 && point <= 0xfeff) || (point >= 0x10800 && point <= 0x10fff) ||
	       (point >= 0x1e800 && point <= 0x1efff);
}

/* The words of the layout, not the values, decide the direction of a line that has both. */
static const char *direction_mark(const struct ftl_element *element)
{
	for (size_t i = 0; i < element->part_count; i++) {
		const char *text = element->parts[i].literal;
		uint32_t point = 0;

		while (text != NULL && (point = ftl_utf8_next(&text)) != 0)
			if (is_right_to_left(point))
				return RIGHT_TO_LEFT_MARK;
	}
	return LEFT_TO_RIGHT_MARK;
}

/* False when the template names fields and the label has none of them. */
static bool fill(struct ftl_arena *arena, const struct ftl_element *element,
                 const char *const *values, struct ftl_item *item)
{
	FTL_BUF(text);
	FTL_BUF(plain);
	bool has_field = false;
	bool has_value = false;

	if (element->part_count > 1)
		ftl_buf_text(&text, direction_mark(element));
	for (size_t i = 0; i < element->part_count; i++) {
		const struct ftl_template_part *part = &element->parts[i];
		const char *value = part->literal;

		if (part->field != NULL) {
			has_field = true;
			value = values[part->field - ftl_label_fields];
			has_value = has_value || value != NULL;
		}
		if (value == NULL)
			continue;
		bool is_isolated = part->field != NULL && element->part_count > 1;
		ftl_buf_printf(&text, "%s%s%s", is_isolated ? ISOLATE : "", value,
		               is_isolated ? END_ISOLATE : "");
		ftl_buf_text(&plain, value);
	}
	item->element = element;
	item->text = ftl_strdup(arena, ftl_buf_cstr(&text));
	item->plain = ftl_strdup(arena, ftl_buf_cstr(&plain));
	return has_value || !has_field;
}

static enum ftl_status check_codes(const char *const *values, struct ftl_err *err)
{
	static const enum field needed[] = {FIELD_code, FIELD_short_code};
	char quoted[FTL_QUOTE_SIZE];

	for (size_t i = 0; i < FTL_COUNT(needed); i++) {
		const char *name = ftl_label_fields[needed[i]].name;
		if (values[needed[i]] == NULL)
			return ftl_fail(err, FTL_INVALID, name, "a label needs its %s", name);
		if (strlen(values[needed[i]]) > CODE_MAX)
			return ftl_fail(err, FTL_INVALID, name,
			                "%s of a label must be at most %d bytes, got %s", name,
			                CODE_MAX, ftl_quote(quoted, values[needed[i]]));
	}
	return FTL_OK;
}

enum ftl_status ftl_items_make(struct ftl_arena *arena, const struct ftl_layout *layout,
                               const struct ftl_label_data *label, const char *url_base,
                               struct ftl_items *ret, struct ftl_err *err)
{
	const char **values = safe_values(arena, label);

	FTL_TRY(check_codes(values, err));
	ret->code = values[FIELD_code];
	ret->qr = url_base == NULL ? values[FIELD_short_code]
	                           : ftl_sprintf(arena, "%s%s", url_base, values[FIELD_short_code]);
	ret->items = ftl_alloc(arena, layout->count + 1, sizeof(*ret->items));
	ret->count = 0;
	for (size_t i = 0; i < layout->count; i++) {
		const struct ftl_element *element = &layout->elements[i];
		struct ftl_item *item = &ret->items[ret->count];

		if (element->when != NULL && values[element->when - ftl_label_fields] == NULL)
			continue;
		if (element->unless != NULL && values[element->unless - ftl_label_fields] != NULL)
			continue;
		if (fill(arena, element, values, item))
			ret->count++;
	}
	return FTL_OK;
}

#include "print/layout.h"

#include <string.h>

#include "fettle/base/text.h"

#define ELEMENTS_MAX   64
#define PARTS_MAX      16
#define EXTENT_MAX_UM  320000
#define LINE_MIN_UM    250
#define LETTER_MAX_UM  60000
#define DEFAULT_LETTER 2200
#define TEMPLATE_MAX   400

/* Every key an element may have; which of them depends on its kind. */
enum key {
	KIND,
	NAME,
	WHEN,
	UNLESS,
	X,
	Y,
	WIDTH,
	HEIGHT,
	SIZE,
	TEXT,
	LETTER,
	MIN_LETTER,
	WEIGHT,
	ALIGN,
	VALIGN,
	FIT,
	KEYS
};

static const struct ftl_json_field keys[KEYS] = {
        [KIND] = {"kind", FTL_JSON_STRING, true},
        [NAME] = {"name", FTL_JSON_STRING, true},
        [WHEN] = {"when", FTL_JSON_STRING, false},
        [UNLESS] = {"unless", FTL_JSON_STRING, false},
        [X] = {"x_mm", FTL_JSON_NUMBER, true},
        [Y] = {"y_mm", FTL_JSON_NUMBER, true},
        [WIDTH] = {"width_mm", FTL_JSON_NUMBER, true},
        [HEIGHT] = {"height_mm", FTL_JSON_NUMBER, true},
        [SIZE] = {"size_mm", FTL_JSON_NUMBER, true},
        [TEXT] = {"text", FTL_JSON_STRING, true},
        [LETTER] = {"letter_mm", FTL_JSON_NUMBER, false},
        [MIN_LETTER] = {"min_letter_mm", FTL_JSON_NUMBER, false},
        [WEIGHT] = {"weight", FTL_JSON_STRING, false},
        [ALIGN] = {"align", FTL_JSON_STRING, false},
        [VALIGN] = {"valign", FTL_JSON_STRING, false},
        [FIT] = {"fit", FTL_JSON_STRING, false},
};

#define BIT(key) (1U << (key))
#define PLACE    (BIT(KIND) | BIT(NAME) | BIT(WHEN) | BIT(UNLESS) | BIT(X) | BIT(Y))
#define LETTERS  (BIT(TEXT) | BIT(LETTER) | BIT(MIN_LETTER) | BIT(WEIGHT) | BIT(ALIGN) | BIT(FIT))

static const char *const kind_names[] = {"text", "qr", "line", "bar"};

static const unsigned kind_keys[] = {
        [FTL_ELEMENT_TEXT] = PLACE | BIT(WIDTH) | BIT(HEIGHT) | LETTERS | BIT(VALIGN),
        [FTL_ELEMENT_QR] = PLACE | BIT(SIZE),
        [FTL_ELEMENT_LINE] = PLACE | BIT(WIDTH) | BIT(HEIGHT),
        [FTL_ELEMENT_BAR] = PLACE | BIT(WIDTH) | BIT(HEIGHT) | LETTERS,
};

static const struct ftl_label_field *find_field(const char *name, size_t length)
{
	for (size_t i = 0; i < ftl_label_field_count; i++)
		if (strncmp(ftl_label_fields[i].name, name, length) == 0 &&
		    ftl_label_fields[i].name[length] == '\0')
			return &ftl_label_fields[i];
	return NULL;
}

/* A field that decides whether an element is drawn. */
static enum ftl_status read_condition(const struct ftl_json_doc *doc, const struct ftl_json *value,
                                      const struct ftl_label_field **ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	if (value == NULL)
		return FTL_OK;
	*ret = find_field(ftl_json_text(value), strlen(ftl_json_text(value)));
	if (*ret == NULL)
		return ftl_json_fail(doc, value, err, "labels have no field %s",
		                     ftl_quote(quoted, ftl_json_text(value)));
	return FTL_OK;
}

/* One part of a template at *text: a field in braces, or literal text up to the next brace. */
static enum ftl_status read_part(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                 const struct ftl_json *value, const char **text,
                                 struct ftl_template_part *part, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	if (**text == '{') {
		size_t length = strcspn(*text + 1, "{}");
		const char *name = ftl_strndup(arena, *text + 1, length);

		part->field = find_field(name, length);
		if ((*text)[length + 1] != '}')
			return ftl_json_fail(doc, value, err, "a brace is not closed in %s",
			                     ftl_quote(quoted, ftl_json_text(value)));
		if (part->field == NULL)
			return ftl_json_fail(doc, value, err, "labels have no field %s",
			                     ftl_quote(quoted, name));
		*text += length + 2;
		return FTL_OK;
	}
	size_t length = strcspn(*text, "{}");
	if ((*text)[length] == '}')
		return ftl_json_fail(doc, value, err, "a brace is not opened in %s",
		                     ftl_quote(quoted, ftl_json_text(value)));
	part->literal = ftl_strndup(arena, *text, length);
	*text += length;
	return FTL_OK;
}

static enum ftl_status read_template(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                     const struct ftl_json *value, struct ftl_element *element,
                                     struct ftl_err *err)
{
	const char *path = ftl_json_path(arena, doc, value);
	const char *raw = ftl_json_text(value);
	const char *text = NULL;
	struct ftl_template_part *parts = ftl_alloc(arena, PARTS_MAX, sizeof(*parts));
	size_t count = 0;

	FTL_TRY(ftl_text_require(arena, path, FTL_TEXT_LINE, TEMPLATE_MAX, raw, strlen(raw), &text,
	                         err));
	while (*text != '\0') {
		if (count == PARTS_MAX)
			return ftl_json_fail(doc, value, err, "has more than %d parts", PARTS_MAX);
		FTL_TRY(read_part(arena, doc, value, &text, &parts[count++], err));
	}
	element->parts = parts;
	element->part_count = count;
	return FTL_OK;
}

static enum ftl_status read_letters(const struct ftl_json_doc *doc,
                                    const struct ftl_json *const values[KEYS],
                                    struct ftl_element *element, struct ftl_err *err)
{
	static const char *const weights[] = {"normal", "bold"};
	static const char *const aligns[] = {"left", "center", "right", "start"};
	static const char *const valigns[] = {"top", "middle", "bottom"};
	static const char *const fits[] = {"ellipsis", "shrink", "wrap"};
	int weight = 0;
	int align = element->kind == FTL_ELEMENT_BAR ? FTL_ALIGN_CENTER : FTL_ALIGN_LEFT;
	int valign = FTL_VALIGN_MIDDLE;
	int fit = FTL_FIT_ELLIPSIS;

	element->letter_um = DEFAULT_LETTER;
	if (values[LETTER] != NULL)
		FTL_TRY(ftl_layout_length(doc, values[LETTER], FTL_LETTER_MIN_UM, LETTER_MAX_UM,
		                          &element->letter_um, err));
	element->min_letter_um = element->letter_um;
	if (values[MIN_LETTER] != NULL)
		FTL_TRY(ftl_layout_length(doc, values[MIN_LETTER], FTL_LETTER_MIN_UM,
		                          element->letter_um, &element->min_letter_um, err));
	FTL_TRY(ftl_json_name(doc, values[WEIGHT], weights, 2, &weight, err));
	FTL_TRY(ftl_json_name(doc, values[ALIGN], aligns, 4, &align, err));
	FTL_TRY(ftl_json_name(doc, values[VALIGN], valigns, 3, &valign, err));
	FTL_TRY(ftl_json_name(doc, values[FIT], fits, 3, &fit, err));
	element->is_bold = weight == 1;
	element->align = (enum ftl_align)align;
	element->valign = (enum ftl_valign)valign;
	element->fit = (enum ftl_fit)fit;
	return FTL_OK;
}

static enum ftl_status read_box(const struct ftl_json_doc *doc,
                                const struct ftl_json *const values[KEYS],
                                struct ftl_element *element, struct ftl_err *err)
{
	struct ftl_box *box = &element->box;

	FTL_TRY(ftl_layout_length(doc, values[X], 0, EXTENT_MAX_UM, &box->x, err));
	FTL_TRY(ftl_layout_length(doc, values[Y], 0, EXTENT_MAX_UM, &box->y, err));
	if (element->kind == FTL_ELEMENT_QR) {
		FTL_TRY(ftl_layout_length(doc, values[SIZE], LINE_MIN_UM, EXTENT_MAX_UM,
		                          &box->width, err));
		box->height = box->width;
		return FTL_OK;
	}
	FTL_TRY(ftl_layout_length(doc, values[WIDTH], LINE_MIN_UM, EXTENT_MAX_UM, &box->width,
	                          err));
	return ftl_layout_length(doc, values[HEIGHT], LINE_MIN_UM, EXTENT_MAX_UM, &box->height,
	                         err);
}

static enum ftl_status read_element(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                    const struct ftl_json *object, struct ftl_element *element,
                                    struct ftl_err *err)
{
	struct ftl_json_field fields[KEYS];
	enum key key_of[KEYS];
	const struct ftl_json *found[KEYS] = {NULL};
	const struct ftl_json *values[KEYS] = {NULL};
	size_t count = 0;
	int kind = 0;

	FTL_TRY(ftl_json_kind_name(doc, object, kind_names, FTL_COUNT(kind_names), &kind, err));
	element->kind = (enum ftl_element_kind)kind;
	for (enum key key = KIND; key < KEYS; key++) {
		if (!(kind_keys[element->kind] & BIT(key)))
			continue;
		fields[count] = keys[key];
		if (key == TEXT && element->kind == FTL_ELEMENT_BAR)
			fields[count].is_required = false;
		key_of[count++] = key;
	}
	FTL_TRY(ftl_json_object(doc, object, fields, count, found, err));
	for (size_t i = 0; i < count; i++)
		values[key_of[i]] = found[i];
	FTL_TRY(ftl_text_require(arena, ftl_json_path(arena, doc, values[NAME]), FTL_TEXT_LINE, 60,
	                         ftl_json_text(values[NAME]), strlen(ftl_json_text(values[NAME])),
	                         &element->name, err));
	FTL_TRY(read_condition(doc, values[WHEN], &element->when, err));
	FTL_TRY(read_condition(doc, values[UNLESS], &element->unless, err));
	FTL_TRY(read_box(doc, values, element, err));
	if (values[TEXT] != NULL)
		FTL_TRY(read_template(arena, doc, values[TEXT], element, err));
	return read_letters(doc, values, element, err);
}

enum ftl_status ftl_layout_elements(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                    const struct ftl_json *array, struct ftl_layout *layout,
                                    struct ftl_err *err)
{
	const struct ftl_json *object = NULL;

	layout->elements = ftl_alloc(arena, ELEMENTS_MAX, sizeof(*layout->elements));
	while ((object = ftl_json_next(array, object)) != NULL) {
		if (layout->count == ELEMENTS_MAX)
			return ftl_json_fail(doc, array, err, "has more than %d elements",
			                     ELEMENTS_MAX);
		struct ftl_element *element = &layout->elements[layout->count];
		FTL_TRY(read_element(arena, doc, object, element, err));
		for (size_t i = 0; i < layout->count; i++)
			if (strcmp(layout->elements[i].name, element->name) == 0)
				return ftl_json_fail(doc, object, err,
				                     "has the same name as element %zu", i + 1);
		layout->count++;
	}
	return FTL_OK;
}

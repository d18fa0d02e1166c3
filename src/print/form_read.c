#include "print/form.h"

#include <string.h>

#include "fettle/base/text.h"

#define PARTS_MAX      64
#define USES_MAX       60
#define TEMPLATE_MAX   2000
#define LETTER_MAX_UM  20000
#define DEFAULT_LETTER 2000
#define BLOCK_GAP_UM   4500 /* above what a title begins, and above a table */
#define GAP_MAX_UM     50000
#define LABEL_UM       34000
#define CELL_MIN_UM    8000 /* a column holds at least a letter of every script */
#define BODY_MIN_UM    30000

enum key {
	KIND,
	NAME,
	TEXT,
	TITLE,
	GAP,
	FIELD,
	FIELDS,
	TABLE,
	COLUMNS,
	LETTER,
	WEIGHT,
	ALIGN,
	X,
	LABEL,
	SIZE,
	KEYS
};

#define BIT(key) (1U << (key))
#define ANY      (BIT(KIND) | BIT(NAME))

static const struct ftl_json_field keys[KEYS] = {
        [KIND] = {"kind", FTL_JSON_STRING, true},
        [NAME] = {"name", FTL_JSON_STRING, true},
        [TEXT] = {"text", FTL_JSON_STRING, true},
        [TITLE] = {"title", FTL_JSON_STRING, false},
        [GAP] = {"gap_mm", FTL_JSON_NUMBER, false},
        [FIELD] = {"field", FTL_JSON_STRING, true},
        [FIELDS] = {"fields", FTL_JSON_ARRAY, true},
        [TABLE] = {"table", FTL_JSON_STRING, true},
        [COLUMNS] = {"columns", FTL_JSON_ARRAY, true},
        [LETTER] = {"letter_mm", FTL_JSON_NUMBER, false},
        [WEIGHT] = {"weight", FTL_JSON_STRING, false},
        [ALIGN] = {"align", FTL_JSON_STRING, false},
        [X] = {"x_mm", FTL_JSON_NUMBER, false},
        [LABEL] = {"label_mm", FTL_JSON_NUMBER, false},
        [SIZE] = {"size_mm", FTL_JSON_NUMBER, true},
};

static const char *const kind_names[FTL_PART_KINDS] = {
        [FTL_PART_TEXT] = "text",     [FTL_PART_QR] = "qr",       [FTL_PART_LINE] = "line",
        [FTL_PART_FIELDS] = "fields", [FTL_PART_TABLE] = "table", [FTL_PART_FOOTER] = "footer",
};

static const unsigned kind_keys[FTL_PART_KINDS] = {
        [FTL_PART_TEXT] = ANY | BIT(GAP) | BIT(TEXT) | BIT(LETTER) | BIT(WEIGHT) | BIT(ALIGN),
        [FTL_PART_QR] = ANY | BIT(FIELD) | BIT(SIZE),
        [FTL_PART_LINE] = ANY | BIT(GAP),
        [FTL_PART_FIELDS] = ANY | BIT(GAP) | BIT(TITLE) | BIT(FIELDS) | BIT(COLUMNS) | BIT(LETTER) |
                            BIT(ALIGN) | BIT(X) | BIT(LABEL) | BIT(WEIGHT),
        [FTL_PART_TABLE] = ANY | BIT(GAP) | BIT(TITLE) | BIT(TABLE) | BIT(COLUMNS) | BIT(LETTER),
        [FTL_PART_FOOTER] = ANY | BIT(TEXT) | BIT(LETTER),
};

static const char *const align_names[] = {"left", "center", "right", "start"};

static enum ftl_status read_words(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                  const struct ftl_json *value, size_t max, const char **ret,
                                  struct ftl_err *err)
{
	const char *text = ftl_json_text(value);

	return ftl_text_require(arena, ftl_json_path(arena, doc, value), FTL_TEXT_LINE, max, text,
	                        strlen(text), ret, err);
}

/* Every brace has its other. */
static enum ftl_status read_template(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                     const struct ftl_json *value, const char **ret,
                                     struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	bool is_open = false, is_paired = true;

	FTL_TRY(read_words(arena, doc, value, TEMPLATE_MAX, ret, err));
	for (const char *at = strpbrk(*ret, "{}"); at != NULL; at = strpbrk(at + 1, "{}")) {
		is_paired = is_paired && is_open == (*at == '}');
		is_open = *at == '{';
	}
	if (is_paired && !is_open)
		return FTL_OK;
	return ftl_json_fail(doc, value, err, "a brace has no other in %s",
	                     ftl_quote(quoted, *ret));
}

static enum ftl_status read_letter(const struct ftl_json_doc *doc, const struct ftl_json *value,
                                   struct ftl_form_part *part, struct ftl_err *err)
{
	part->letter_um = DEFAULT_LETTER;
	if (value == NULL)
		return FTL_OK;
	return ftl_layout_length(doc, value, FTL_LETTER_MIN_UM, LETTER_MAX_UM, &part->letter_um,
	                         err);
}

/* {"key": …, "label": …}, of a column also its width and how it is aligned. */
static enum ftl_status read_use(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                const struct ftl_json *object, bool is_column, int64_t most_um,
                                struct ftl_form_use *ret, struct ftl_err *err)
{
	enum { USE_KEY, USE_LABEL, USE_WIDTH, USE_ALIGN, COUNT };
	static const struct ftl_json_field fields[COUNT] = {
	        {"key", FTL_JSON_STRING, true},
	        {"label", FTL_JSON_STRING, false},
	        {"width_mm", FTL_JSON_NUMBER, false},
	        {"align", FTL_JSON_STRING, false},
	};
	const struct ftl_json *values[COUNT] = {NULL};
	int align = FTL_ALIGN_START;

	FTL_TRY(ftl_json_object(doc, object, fields, is_column ? COUNT : USE_WIDTH, values, err));
	FTL_TRY(read_words(arena, doc, values[USE_KEY], 60, &ret->key, err));
	if (values[USE_LABEL] != NULL)
		FTL_TRY(read_words(arena, doc, values[USE_LABEL], 120, &ret->label, err));
	if (values[USE_WIDTH] != NULL)
		FTL_TRY(ftl_layout_length(doc, values[USE_WIDTH], CELL_MIN_UM, most_um,
		                          &ret->width_um, err));
	FTL_TRY(ftl_json_name(doc, values[USE_ALIGN], align_names, FTL_COUNT(align_names), &align,
	                      err));
	ret->align = (enum ftl_align)align;
	return FTL_OK;
}

static enum ftl_status read_uses(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                 const struct ftl_json *array, int64_t most_um,
                                 struct ftl_form_part *part, struct ftl_err *err)
{
	struct ftl_form_use *uses = ftl_alloc(arena, USES_MAX, sizeof(*uses));
	const struct ftl_json *object = NULL;

	while ((object = ftl_json_next(array, object)) != NULL) {
		if (part->use_count == USES_MAX)
			return ftl_json_fail(doc, array, err, "has more than %d members", USES_MAX);
		FTL_TRY(read_use(arena, doc, object, part->kind == FTL_PART_TABLE, most_um,
		                 &uses[part->use_count++], err));
	}
	if (part->use_count == 0)
		return ftl_json_fail(doc, array, err, "is empty");
	part->uses = uses;
	return FTL_OK;
}

/* One column may be as wide as what the others leave; all of them fit beside each other. */
static enum ftl_status check_columns(const struct ftl_json_doc *doc, const struct ftl_json *array,
                                     const struct ftl_form_part *part, int64_t most_um,
                                     struct ftl_err *err)
{
	int64_t taken = (int64_t)(part->use_count - 1) * FTL_FORM_GUTTER_UM;
	char room[FTL_MM_SIZE], needed[FTL_MM_SIZE];
	int64_t open = 0;

	for (size_t i = 0; i < part->use_count; i++) {
		open += part->uses[i].width_um == 0;
		taken += part->uses[i].width_um;
	}
	if (open > 1)
		return ftl_json_fail(doc, array, err, "only one column may go without 'width_mm'");
	taken += open * CELL_MIN_UM;
	if (taken <= most_um)
		return FTL_OK;
	return ftl_json_fail(doc, array, err,
	                     "need %s millimetres with what is between them, the page has %s",
	                     ftl_mm(needed, taken), ftl_mm(room, most_um));
}

static enum ftl_status read_fields(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                   const struct ftl_json *const values[KEYS], int64_t most_um,
                                   struct ftl_form_part *part, struct ftl_err *err)
{
	char room[FTL_MM_SIZE];
	int64_t width;

	part->columns = 1;
	part->label_um = LABEL_UM;
	FTL_TRY(read_uses(arena, doc, values[FIELDS], most_um, part, err));
	if (values[COLUMNS] != NULL)
		FTL_TRY(ftl_json_i64(doc, values[COLUMNS], 1, 4, &part->columns, err));
	if (values[X] != NULL)
		FTL_TRY(ftl_layout_length(doc, values[X], 0, most_um, &part->x_um, err));
	if (values[LABEL] != NULL)
		FTL_TRY(ftl_layout_length(doc, values[LABEL], CELL_MIN_UM, most_um, &part->label_um,
		                          err));
	width = (most_um - part->x_um - (part->columns - 1) * FTL_FORM_GUTTER_UM) / part->columns -
	        part->label_um - FTL_FORM_GUTTER_UM;
	if (width >= CELL_MIN_UM)
		return FTL_OK;
	return ftl_json_fail(doc, values[FIELDS], err,
	                     "leave no room for values on %s millimetres of the page",
	                     ftl_mm(room, most_um));
}

/* What the kind has beside its letters. */
static enum ftl_status read_special(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                    const struct ftl_json *const values[KEYS], int64_t most_um,
                                    struct ftl_form_part *part, struct ftl_err *err)
{
	switch (part->kind) {
	case FTL_PART_QR:
		FTL_TRY(read_words(arena, doc, values[FIELD], 60, &part->key, err));
		return ftl_layout_length(doc, values[SIZE], CELL_MIN_UM, most_um / 2,
		                         &part->size_um, err);
	case FTL_PART_FIELDS:
		return read_fields(arena, doc, values, most_um, part, err);
	case FTL_PART_TABLE:
		FTL_TRY(read_words(arena, doc, values[TABLE], 60, &part->key, err));
		FTL_TRY(read_uses(arena, doc, values[COLUMNS], most_um, part, err));
		return check_columns(doc, values[COLUMNS], part, most_um, err);
	case FTL_PART_TEXT:
	case FTL_PART_FOOTER:
		return read_template(arena, doc, values[TEXT], &part->text, err);
	case FTL_PART_LINE:
	case FTL_PART_KINDS:
		break;
	}
	return FTL_OK;
}

static enum ftl_status read_part(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                 const struct ftl_json *object, int64_t most_um,
                                 struct ftl_form_part *part, struct ftl_err *err)
{
	static const char *const weights[] = {"normal", "bold"};
	struct ftl_json_field fields[KEYS];
	enum key key_of[KEYS];
	const struct ftl_json *found[KEYS] = {NULL};
	const struct ftl_json *values[KEYS] = {NULL};
	int kind = 0, weight = 0, align;
	size_t count = 0;

	FTL_TRY(ftl_json_kind_name(doc, object, kind_names, FTL_PART_KINDS, &kind, err));
	part->kind = (enum ftl_part_kind)kind;
	/* A value stands beside its label whatever its script. */
	align = part->kind == FTL_PART_FIELDS ? FTL_ALIGN_LEFT : FTL_ALIGN_START;
	for (enum key key = KIND; key < KEYS; key++) {
		if (!(kind_keys[part->kind] & BIT(key)))
			continue;
		fields[count] = keys[key];
		/* Of a block of fields: how many stand beside each other. */
		if (key == COLUMNS && part->kind == FTL_PART_FIELDS)
			fields[count] = (struct ftl_json_field){"columns", FTL_JSON_NUMBER, false};
		key_of[count++] = key;
	}
	FTL_TRY(ftl_json_object(doc, object, fields, count, found, err));
	for (size_t i = 0; i < count; i++)
		values[key_of[i]] = found[i];
	FTL_TRY(read_words(arena, doc, values[NAME], 60, &part->name, err));
	if (values[TITLE] != NULL)
		FTL_TRY(read_words(arena, doc, values[TITLE], 120, &part->title, err));
	FTL_TRY(read_letter(doc, values[LETTER], part, err));
	part->gap_um = part->kind == FTL_PART_FIELDS || part->kind == FTL_PART_TABLE
	                       ? BLOCK_GAP_UM
	                       : FTL_FORM_ROW_GAP_UM;
	if (values[GAP] != NULL)
		FTL_TRY(ftl_layout_length(doc, values[GAP], 0, GAP_MAX_UM, &part->gap_um, err));
	FTL_TRY(ftl_json_name(doc, values[WEIGHT], weights, FTL_COUNT(weights), &weight, err));
	FTL_TRY(ftl_json_name(doc, values[ALIGN], align_names, FTL_COUNT(align_names), &align,
	                      err));
	part->is_bold = weight == 1;
	part->align = (enum ftl_align)align;
	return read_special(arena, doc, values, most_um, part, err);
}

/* One QR code and one footer at most, and no name twice. */
static enum ftl_status check_alone(const struct ftl_json_doc *doc, const struct ftl_json *object,
                                   const struct ftl_form_part *parts, size_t count,
                                   struct ftl_err *err)
{
	const struct ftl_form_part *part = &parts[count];
	bool is_single = part->kind == FTL_PART_QR || part->kind == FTL_PART_FOOTER;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(parts[i].name, part->name) == 0)
			return ftl_json_fail(doc, object, err, "has the same name as element %zu",
			                     i + 1);
		if (is_single && parts[i].kind == part->kind)
			return ftl_json_fail(doc, object, err, "a document has one %s",
			                     kind_names[part->kind]);
	}
	return FTL_OK;
}

static enum ftl_status read_parts(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                  const struct ftl_json *array, struct ftl_form *form,
                                  struct ftl_err *err)
{
	struct ftl_form_part *parts = ftl_alloc(arena, PARTS_MAX, sizeof(*parts));
	int64_t most_um = form->page.width_um - 2 * form->page.margin_x_um;
	const struct ftl_json *object = NULL;

	if (most_um < BODY_MIN_UM ||
	    form->page.height_um - 2 * form->page.margin_y_um < BODY_MIN_UM)
		return ftl_json_fail(doc, ftl_json_root(doc), err,
		                     "the margins leave less than 30 millimetres of the page");
	while ((object = ftl_json_next(array, object)) != NULL) {
		if (form->count == PARTS_MAX)
			return ftl_json_fail(doc, array, err, "has more than %d elements",
			                     PARTS_MAX);
		FTL_TRY(read_part(arena, doc, object, most_um, &parts[form->count], err));
		FTL_TRY(check_alone(doc, object, parts, form->count, err));
		form->count++;
	}
	form->parts = parts;
	return FTL_OK;
}

enum ftl_status ftl_form_read(struct ftl_arena *arena, const char *name, const char *text,
                              size_t length, const struct ftl_form **ret, struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	char quoted[FTL_QUOTE_SIZE];
	struct ftl_form *form = FTL_NEW(arena, struct ftl_form);
	const struct ftl_json *elements;

	form->page.name = ftl_strdup(arena, name);
	if (length > FTL_LAYOUT_SIZE)
		return ftl_fail(err, FTL_INVALID, "layout", "layout %s is larger than %d bytes",
		                ftl_quote(quoted, name), FTL_LAYOUT_SIZE);
	FTL_TRY(ftl_json_parse(ftl_sprintf(arena, "%s.json", name), 1, text, length, &doc, err));
	FTL_TRY(ftl_layout_root(arena, doc, FTL_LAYOUT_DOCUMENT, &form->page, &elements, err));
	FTL_TRY(read_parts(arena, doc, elements, form, err));
	*ret = form;
	return FTL_OK;
}

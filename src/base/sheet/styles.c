#include "base/sheet/styles.h"

#include <string.h>

#include "base/sheet/xml.h"
#include "fettle/base/parse.h"

#define PART_MOST    ((int64_t)16 << 20)
#define FORMATS_MOST 4096
#define STYLES_MOST  65536

struct format {
	int64_t id;
	enum ftl_sheet_kind kind;
};

struct reading {
	struct format formats[FORMATS_MOST];
	size_t format_count;
	int64_t styles[STYLES_MOST]; /* the format's id of each */
	size_t count;
};

/* Letters of a code outside of quotes, escapes, fillers and brackets. */
struct letters {
	bool has_day_or_year;
	bool has_month; /* or minute */
	bool has_hour_or_second;
	bool has_elapsed; /* [h], [mm], [ss] */
	bool has_exponent;
};

/* Past what stands in a code as it is: "text", \x, _x, *x. NULL: nothing such begins here. */
static const char *past_literal(const char *c)
{
	const char *end;

	if (*c == '"') {
		end = strchr(c + 1, '"');
		return end == NULL ? c + strlen(c) : end + 1;
	}
	if (*c == '\\' || *c == '_' || *c == '*')
		return c[1] == '\0' ? c + 1 : c + 2;
	return NULL;
}

/* Past a [colour], [condition], [$currency] or [elapsed time]. */
static const char *past_bracket(const char *c, struct letters *letters)
{
	size_t units = strspn(c + 1, "hHmMsS");
	const char *end = strchr(c, ']');

	if (units > 0 && c[1 + units] == ']')
		letters->has_elapsed = true;
	return end == NULL ? c + strlen(c) : end + 1;
}

static void take_letter(const char *c, struct letters *letters)
{
	if (strchr("dDyY", *c) != NULL)
		letters->has_day_or_year = true;
	else if (strchr("hHsS", *c) != NULL)
		letters->has_hour_or_second = true;
	else if (strchr("mM", *c) != NULL)
		letters->has_month = true;
	else if (strchr("eE", *c) != NULL && (c[1] == '+' || c[1] == '-'))
		letters->has_exponent = true;
}

enum ftl_sheet_kind ftl_sheet_kind_of(const char *code)
{
	struct letters letters = {0};

	if (strcmp(code, "General") == 0 || strcmp(code, "@") == 0)
		return FTL_SHEET_NUMBER;
	/* What stands behind the first semicolon is for negative numbers. */
	for (const char *c = code; *c != '\0' && *c != ';';) {
		const char *next = past_literal(c);

		if (next == NULL && *c == '[')
			next = past_bracket(c, &letters);
		else if (next == NULL && strncmp(c, "AM/PM", 5) == 0)
			next = c + 5;
		else if (next == NULL) {
			take_letter(c, &letters);
			next = c + 1;
		}
		c = next;
	}
	if (letters.has_exponent)
		return FTL_SHEET_EXPONENT;
	if (letters.has_elapsed)
		return FTL_SHEET_DURATION;
	if (letters.has_day_or_year)
		return letters.has_hour_or_second ? FTL_SHEET_DATE_TIME : FTL_SHEET_DATE;
	if (letters.has_hour_or_second)
		return FTL_SHEET_TIME;
	return letters.has_month ? FTL_SHEET_DATE : FTL_SHEET_NUMBER;
}

/* The formats that a workbook does not spell out (ECMA-376 part 1, 18.8.30, numFmt), those of East
 * Asia among them; what 55 and 56 show there depends on the country, mostly dates. */
static enum ftl_sheet_kind built_in(int64_t id)
{
	if (id == 11 || id == 48)
		return FTL_SHEET_EXPONENT;
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
		return FTL_SHEET_DATE;
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
		return FTL_SHEET_TIME;
	if (id == 22)
		return FTL_SHEET_DATE_TIME;
	return id == 46 ? FTL_SHEET_DURATION : FTL_SHEET_NUMBER;
}

static enum ftl_sheet_kind kind_of_id(const struct reading *reading, int64_t id)
{
	for (size_t i = 0; i < reading->format_count; i++) {
		if (reading->formats[i].id == id)
			return reading->formats[i].kind;
	}
	return built_in(id);
}

static void begin(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
                  enum ftl_xml_name parent, const char *const *attributes)
{
	struct reading *reading = context;
	const char *code = ftl_xml_attribute(attributes, "formatCode");
	const char *text = ftl_xml_attribute(attributes, "numFmtId");
	bool is_format = name == FTL_XML_NUMBER_FORMAT && parent == FTL_XML_NUMBER_FORMATS;
	bool is_style = name == FTL_XML_XF && parent == FTL_XML_CELL_FORMATS;
	struct ftl_err ignored;
	int64_t id = 0;

	if (!is_format && !is_style)
		return;
	if ((text != NULL &&
	     ftl_parse_i64("numFmtId", text, 0, INT32_MAX, &id, &ignored) != FTL_OK) ||
	    (is_format && (text == NULL || code == NULL)))
		ftl_xml_refuse(xml, "its number formats are damaged");
	else if (is_format ? reading->format_count == FORMATS_MOST : reading->count == STYLES_MOST)
		ftl_xml_refuse(xml, "it has more than %d cell styles or %d number formats",
		               STYLES_MOST, FORMATS_MOST);
	else if (is_format)
		reading->formats[reading->format_count++] =
		        (struct format){id, ftl_sheet_kind_of(code)};
	else
		reading->styles[reading->count++] = id;
}

enum ftl_status ftl_sheet_styles_read(struct ftl_package *package, struct ftl_arena *arena,
                                      const char *part, struct ftl_sheet_styles *ret,
                                      struct ftl_err *err)
{
	static const struct ftl_xml_handler handler = {.begin = begin};
	FTL_ARENA(scratch);
	struct reading *reading = FTL_NEW(&scratch, struct reading);

	FTL_TRY(ftl_xml_read(package, part, PART_MOST, FTL_XML_STYLES, &handler, reading, err));
	ret->kinds = ftl_alloc(arena, reading->count + 1, sizeof(*ret->kinds));
	ret->count = reading->count;
	for (size_t i = 0; i < reading->count; i++)
		ret->kinds[i] = kind_of_id(reading, reading->styles[i]);
	return FTL_OK;
}

#include "base/sheet/strings.h"

#include <stdlib.h>

#include "base/sheet/text.h"
#include "base/sheet/xml.h"
#include "base/table.h"
#include "fettle/base/memory.h"

#define PART_MOST  ((int64_t)256 << 20)
#define TEXTS_MOST ((size_t)64 << 20) /* bytes of all of them */
#define COUNT_MOST ((size_t)4 << 20)

static void end_text(struct ftl_xml *xml, struct ftl_sheet_strings *strings)
{
	if (!ftl_sheet_unescape(&strings->work, 0)) {
		ftl_xml_refuse(xml, "its text %zu holds what is no character", strings->count + 1);
		return;
	}
	if (strings->count == COUNT_MOST ||
	    strings->texts.length + strings->work.length >= TEXTS_MOST) {
		ftl_xml_refuse(xml,
		               "its cells hold more than %zu different texts or %zu MiB of them",
		               COUNT_MOST, TEXTS_MOST >> 20);
		return;
	}
	if (strings->count == strings->capacity) {
		strings->capacity = strings->capacity == 0 ? 1024 : strings->capacity * 2;
		strings->starts = ftl_memory_resize(strings->starts,
		                                    strings->capacity * sizeof(*strings->starts));
	}
	strings->starts[strings->count++] = (uint32_t)strings->texts.length;
	ftl_buf_add(&strings->texts, ftl_buf_cstr(&strings->work), strings->work.length + 1);
}

static void begin(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
                  enum ftl_xml_name parent, const char *const *attributes)
{
	struct ftl_sheet_strings *strings = context;

	(void)xml;
	(void)attributes;
	if (name == FTL_XML_SI && parent == FTL_XML_STRINGS)
		ftl_buf_clear(&strings->work);
}

/* Runs of differing looks are one text; how it is read aloud (rPh) is none of it. */
static void text(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
                 enum ftl_xml_name parent, const char *bytes, size_t length)
{
	struct ftl_sheet_strings *strings = context;

	if (name != FTL_XML_T || (parent != FTL_XML_SI && parent != FTL_XML_R))
		return;
	if (strings->work.length + length > FTL_TABLE_FIELD_MOST)
		ftl_xml_refuse(xml, "its text %zu is longer than %d bytes", strings->count + 1,
		               FTL_TABLE_FIELD_MOST);
	else
		ftl_buf_add(&strings->work, bytes, length);
}

static void end(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
                enum ftl_xml_name parent)
{
	if (name == FTL_XML_SI && parent == FTL_XML_STRINGS)
		end_text(xml, context);
}

enum ftl_status ftl_sheet_strings_read(struct ftl_package *package, const char *part,
                                       struct ftl_sheet_strings *strings, struct ftl_err *err)
{
	static const struct ftl_xml_handler handler = {begin, end, text};

	return ftl_xml_read(package, part, PART_MOST, FTL_XML_STRINGS, &handler, strings, err);
}

void ftl_sheet_strings_done(struct ftl_sheet_strings *strings)
{
	ftl_buf_done(&strings->texts);
	ftl_buf_done(&strings->work);
	free(strings->starts);
}

const char *ftl_sheet_string(const struct ftl_sheet_strings *strings, size_t index)
{
	return index < strings->count ? strings->texts.data + strings->starts[index] : NULL;
}

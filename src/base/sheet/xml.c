#include "base/sheet/xml.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fettle/base/memory.h"
#include "fettle/base/text.h"

#define CHUNK_SIZE 65536
#define DEPTH_MOST 64
#define TOKEN_MOST (1 << 20)
#define SEPARATOR  '|' /* between namespace and name; expat refuses it inside a namespace */

struct ftl_xml {
	struct ftl_package *package;
	char part[FTL_PACKAGE_NAME_SIZE];
	const struct ftl_xml_handler *handler;
	void *context;
	XML_Parser parser;
	enum ftl_xml_name root;
	enum ftl_xml_name open[DEPTH_MOST + 1]; /* the elements around; the first is none */
	size_t depth;
	int64_t given; /* bytes, so far */
	bool is_paused;
	bool is_last; /* the last bytes were handed over */
	bool is_refused;
	struct ftl_err failure;
};

/* ECMA-376 and ISO/IEC 29500 strict. */
static const char *const namespaces[] = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
};
static const char *const relations[] = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
};

/* The local name of one that is in any of the namespaces, or NULL. */
static const char *local_name(const char *full, const char *const *spaces, size_t count)
{
	const char *bar = strrchr(full, SEPARATOR);

	for (size_t i = 0; bar != NULL && i < count; i++) {
		size_t length = strlen(spaces[i]);

		if ((size_t)(bar - full) == length && memcmp(full, spaces[i], length) == 0)
			return bar + 1;
	}
	return NULL;
}

static enum ftl_xml_name name_of(const char *full)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = (name),
	        FTL_XML_NAMES(X)
#undef X
	};
	const char *local = local_name(full, namespaces, FTL_COUNT(namespaces));

	for (size_t i = 0; local != NULL && i < FTL_COUNT(names); i++) {
		if (strcmp(local, names[i]) == 0)
			return (enum ftl_xml_name)i;
	}
	return FTL_XML_OTHER;
}

const char *ftl_xml_attribute(const char *const *attributes, const char *name)
{
	for (size_t i = 0; attributes[i] != NULL; i += 2) {
		if (strcmp(attributes[i], name) == 0)
			return attributes[i + 1];
	}
	return NULL;
}

const char *ftl_xml_relation(const char *const *attributes, const char *name)
{
	for (size_t i = 0; attributes[i] != NULL; i += 2) {
		const char *local = local_name(attributes[i], relations, FTL_COUNT(relations));

		if (local != NULL && strcmp(local, name) == 0)
			return attributes[i + 1];
	}
	return NULL;
}

static void refuse(struct ftl_xml *xml, const char *message)
{
	if (xml->is_refused)
		return;
	ftl_fail(&xml->failure, FTL_INVALID, ftl_package_label(xml->package), "%s", message);
	ftl_hint(&xml->failure, "open the workbook in a spreadsheet program and save it");
	xml->is_refused = true;
	(void)XML_StopParser(xml->parser, XML_FALSE);
}

void ftl_xml_refuse(struct ftl_xml *xml, const char *format, ...)
{
	char message[400];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	refuse(xml, message);
}

void ftl_xml_pause(struct ftl_xml *xml)
{
	(void)XML_StopParser(xml->parser, XML_TRUE);
}

/* expat may still call handlers after it was stopped. */

static void on_begin(void *context, const XML_Char *full, const XML_Char **attributes)
{
	struct ftl_xml *xml = context;
	enum ftl_xml_name parent = xml->open[xml->depth];
	enum ftl_xml_name name = name_of(full);
	char quoted[FTL_QUOTE_SIZE];

	if (xml->is_refused)
		return;
	if (xml->depth == 0 && name != xml->root) {
		ftl_xml_refuse(xml, "its part %s is not what a workbook has there",
		               ftl_quote(quoted, xml->part));
		return;
	}
	if (xml->depth == DEPTH_MOST) {
		ftl_xml_refuse(xml, "its part %s is nested more than %d deep",
		               ftl_quote(quoted, xml->part), DEPTH_MOST);
		return;
	}
	xml->open[++xml->depth] = name;
	if (xml->handler->begin != NULL && name != FTL_XML_OTHER)
		xml->handler->begin(xml, xml->context, name, parent,
		                    (const char *const *)attributes);
}

static void on_end(void *context, const XML_Char *full)
{
	struct ftl_xml *xml = context;

	(void)full;
	if (xml->is_refused)
		return;
	enum ftl_xml_name name = xml->open[xml->depth--];
	if (xml->handler->end != NULL && name != FTL_XML_OTHER)
		xml->handler->end(xml, xml->context, name, xml->open[xml->depth]);
}

static void on_text(void *context, const XML_Char *bytes, int length)
{
	struct ftl_xml *xml = context;

	if (!xml->is_refused && xml->handler->text != NULL && xml->depth > 0)
		xml->handler->text(xml, xml->context, xml->open[xml->depth],
		                   xml->open[xml->depth - 1], bytes, (size_t)length);
}

static void on_document_type(void *context, const XML_Char *name, const XML_Char *system,
                             const XML_Char *public, int has_inside)
{
	struct ftl_xml *xml = context;
	char quoted[FTL_QUOTE_SIZE];

	(void)name;
	(void)system;
	(void)public;
	(void)has_inside;
	ftl_xml_refuse(xml, "its part %s declares a document type, which no workbook does",
	               ftl_quote(quoted, xml->part));
}

enum ftl_status ftl_xml_open(struct ftl_package *package, const char *part, int64_t limit,
                             enum ftl_xml_name root, const struct ftl_xml_handler *handler,
                             void *context, struct ftl_xml **ret, struct ftl_err *err)
{
	FTL_TRY(ftl_package_enter(package, part, limit, err));
	struct ftl_xml *xml = ftl_memory_zeroed(sizeof(*xml));
	xml->package = package;
	snprintf(xml->part, sizeof(xml->part), "%s", part);
	xml->handler = handler;
	xml->context = context;
	xml->root = root;
	xml->open[0] = FTL_XML_NONE;
	xml->parser = XML_ParserCreateNS(NULL, SEPARATOR);
	if (xml->parser == NULL)
		ftl_memory_out();
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, on_begin, on_end);
	XML_SetCharacterDataHandler(xml->parser, on_text);
	XML_SetStartDoctypeDeclHandler(xml->parser, on_document_type);
	*ret = xml;
	return FTL_OK;
}

void ftl_xml_close(struct ftl_xml **xml)
{
	if (*xml == NULL)
		return;
	XML_ParserFree((*xml)->parser);
	free(*xml);
	*xml = NULL;
}

static enum ftl_status refuse_xml(const struct ftl_xml *xml, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	if (xml->is_refused) {
		*err = xml->failure;
		return err->status;
	}
	if (XML_GetErrorCode(xml->parser) == XML_ERROR_NO_MEMORY)
		ftl_memory_out();
	ftl_fail(err, FTL_INVALID, ftl_package_label(xml->package),
	         "its part %s is damaged at line %lu: %s", ftl_quote(quoted, xml->part),
	         XML_GetCurrentLineNumber(xml->parser),
	         XML_ErrorString(XML_GetErrorCode(xml->parser)));
	return ftl_hint(err,
	                "fetch the file again, or open it in a spreadsheet program and save it");
}

static enum ftl_status parse_chunk(struct ftl_xml *xml, enum XML_Status *ret, struct ftl_err *err)
{
	void *buffer = XML_GetBuffer(xml->parser, CHUNK_SIZE);
	size_t length;

	if (buffer == NULL)
		return refuse_xml(xml, err);
	FTL_TRY(ftl_package_read(xml->package, buffer, CHUNK_SIZE, &length, err));
	xml->is_last = length == 0;
	xml->given += (int64_t)length;
	*ret = XML_ParseBuffer(xml->parser, (int)length, xml->is_last);
	/* expat looks through an unfinished tag or comment again at every read. */
	if (*ret == XML_STATUS_OK && !xml->is_last &&
	    xml->given - XML_GetCurrentByteIndex(xml->parser) > TOKEN_MOST) {
		refuse(xml, "one of its parts has a tag or comment of more than 1 MiB");
		return refuse_xml(xml, err);
	}
	return FTL_OK;
}

enum ftl_status ftl_xml_run(struct ftl_xml *xml, bool *ret_more, struct ftl_err *err)
{
	enum XML_Status status = XML_STATUS_OK;

	do {
		if (xml->is_paused)
			status = XML_ResumeParser(xml->parser);
		else
			FTL_TRY(parse_chunk(xml, &status, err));
		xml->is_paused = status == XML_STATUS_SUSPENDED;
		if (status == XML_STATUS_ERROR)
			return refuse_xml(xml, err);
	} while (!xml->is_paused && !xml->is_last);
	*ret_more = xml->is_paused;
	return FTL_OK;
}

enum ftl_status ftl_xml_read(struct ftl_package *package, const char *part, int64_t limit,
                             enum ftl_xml_name root, const struct ftl_xml_handler *handler,
                             void *context, struct ftl_err *err)
{
	bool has_more = true;
	FTL_XML(xml);

	FTL_TRY(ftl_xml_open(package, part, limit, root, handler, context, &xml, err));
	while (has_more)
		FTL_TRY(ftl_xml_run(xml, &has_more, err));
	return FTL_OK;
}

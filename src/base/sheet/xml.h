#ifndef BASE_SHEET_XML_H
#define BASE_SHEET_XML_H

#include "base/sheet/package.h"

/* The elements that the reader knows, the frequent ones first; any other is FTL_XML_OTHER. */
#define FTL_XML_NAMES(X)                                                                           \
	X(FTL_XML_C, "c")                                                                          \
	X(FTL_XML_V, "v")                                                                          \
	X(FTL_XML_T, "t")                                                                          \
	X(FTL_XML_SI, "si")                                                                        \
	X(FTL_XML_ROW, "row")                                                                      \
	X(FTL_XML_F, "f")                                                                          \
	X(FTL_XML_IS, "is")                                                                        \
	X(FTL_XML_R, "r")                                                                          \
	X(FTL_XML_XF, "xf")                                                                        \
	X(FTL_XML_NUMBER_FORMAT, "numFmt")                                                         \
	X(FTL_XML_NUMBER_FORMATS, "numFmts")                                                       \
	X(FTL_XML_CELL_FORMATS, "cellXfs")                                                         \
	X(FTL_XML_STYLES, "styleSheet")                                                            \
	X(FTL_XML_STRINGS, "sst")                                                                  \
	X(FTL_XML_WORKSHEET, "worksheet")                                                          \
	X(FTL_XML_SHEET_DATA, "sheetData")                                                         \
	X(FTL_XML_WORKBOOK, "workbook")                                                            \
	X(FTL_XML_WORKBOOK_SETTINGS, "workbookPr")                                                 \
	X(FTL_XML_SHEETS, "sheets")                                                                \
	X(FTL_XML_SHEET, "sheet")                                                                  \
	X(FTL_XML_RELATIONSHIPS, "Relationships")                                                  \
	X(FTL_XML_RELATIONSHIP, "Relationship")

enum ftl_xml_name {
#define X(constant, name) constant,
	FTL_XML_NAMES(X)
#undef X
	        FTL_XML_OTHER,
	FTL_XML_NONE, /* outside of the root */
};

struct ftl_xml;

/* What is told of a part while it is read; parent is the element around. Each may be NULL. */
struct ftl_xml_handler {
	void (*begin)(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
	              enum ftl_xml_name parent, const char *const *attributes);
	void (*end)(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
	            enum ftl_xml_name parent);
	void (*text)(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
	             enum ftl_xml_name parent, const char *bytes, size_t length);
};

/*
 * Begins to read a part as XML with the root element given; limit as ftl_package_enter(). A
 * document type is refused, and with it every entity that is not of XML itself. Handler and context
 * must outlive the reading; only one part of a package can be read at a time.
 */
FTL_MUST_CHECK enum ftl_status ftl_xml_open(struct ftl_package *package, const char *part,
                                            int64_t limit, enum ftl_xml_name root,
                                            const struct ftl_xml_handler *handler, void *context,
                                            struct ftl_xml **ret, struct ftl_err *err);
void ftl_xml_close(struct ftl_xml **xml);
#define FTL_XML(var) struct ftl_xml *var FTL_CLEANUP(ftl_xml_close) = NULL

/* Reads on until the handler pauses; *ret_more is false at the end of the part. */
FTL_MUST_CHECK enum ftl_status ftl_xml_run(struct ftl_xml *xml, bool *ret_more,
                                           struct ftl_err *err);
/* A whole part at once. */
FTL_MUST_CHECK enum ftl_status ftl_xml_read(struct ftl_package *package, const char *part,
                                            int64_t limit, enum ftl_xml_name root,
                                            const struct ftl_xml_handler *handler, void *context,
                                            struct ftl_err *err);

/* For handlers: ends ftl_xml_run() for now, or for good with what is wrong. */
void ftl_xml_pause(struct ftl_xml *xml);
void ftl_xml_refuse(struct ftl_xml *xml, const char *format, ...) FTL_PRINTF(2, 3);

/* The value of an attribute without a namespace, or of the relationships' one ("id"); or NULL. */
const char *ftl_xml_attribute(const char *const *attributes, const char *name);
const char *ftl_xml_relation(const char *const *attributes, const char *name);

#endif

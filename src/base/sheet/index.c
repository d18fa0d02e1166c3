#include "base/sheet/index.h"

#include <string.h>

#include "base/sheet/xml.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

#define PART_MOST      ((int64_t)16 << 20)
#define RELATIONS_MOST 4096
#define SHEETS_MOST    4096

/* A part that another refers to (ECMA-376 part 2, 9.3). */
struct relation {
	const char *id;
	const char *kind; /* the last word of its type: "worksheet" */
	const char *part; /* NULL: it is not in the package */
};

struct relations {
	struct ftl_arena *arena;
	const char *folder; /* of the part that refers, without a slash at its end */
	struct relation list[RELATIONS_MOST];
	size_t count;
};

struct sheet {
	const char *name;
	const char *relation;
	bool is_hidden;
};

struct sheets {
	struct ftl_arena *arena;
	struct sheet list[SHEETS_MOST];
	size_t count;
	bool is_1904;
};

/* The name of a part by what a relationship says: "../a.xml" of "xl/b" is "xl/a.xml". */
static const char *resolve(struct ftl_arena *arena, const char *folder, const char *target)
{
	char *path = ftl_strdup(arena, *target == '/' ? "" : folder);

	while (*target != '\0') {
		size_t length = strcspn(target, "/");
		char *slash = strrchr(path, '/');

		if (length == 2 && strncmp(target, "..", 2) == 0)
			*(slash == NULL ? path : slash) = '\0';
		else if (length > 0 && !(length == 1 && *target == '.'))
			path = ftl_sprintf(arena, "%s%s%.*s", path, *path == '\0' ? "" : "/",
			                   (int)length, target);
		target += length + (target[length] == '/' ? 1 : 0);
	}
	return path;
}

static void begin_relation(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
                           enum ftl_xml_name parent, const char *const *attributes)
{
	struct relations *relations = context;
	const char *id = ftl_xml_attribute(attributes, "Id");
	const char *type = ftl_xml_attribute(attributes, "Type");
	const char *target = ftl_xml_attribute(attributes, "Target");
	const char *mode = ftl_xml_attribute(attributes, "TargetMode");

	if (name != FTL_XML_RELATIONSHIP || parent != FTL_XML_RELATIONSHIPS)
		return;
	if (id == NULL || type == NULL || target == NULL ||
	    strlen(target) >= FTL_PACKAGE_NAME_SIZE || relations->count == RELATIONS_MOST) {
		ftl_xml_refuse(xml, "the list of its parts is damaged");
		return;
	}
	const char *slash = strrchr(type, '/');
	relations->list[relations->count++] = (struct relation){
	        .id = ftl_strdup(relations->arena, id),
	        .kind = ftl_strdup(relations->arena, slash == NULL ? type : slash + 1),
	        .part = ftl_text_equal(mode, "External")
	                        ? NULL
	                        : resolve(relations->arena, relations->folder, target),
	};
}

/* The relationships of a part; of the package itself when it is "". */
static enum ftl_status read_relations(struct ftl_package *package, struct ftl_arena *arena,
                                      const char *part, struct relations **ret, struct ftl_err *err)
{
	static const struct ftl_xml_handler handler = {.begin = begin_relation};
	struct relations *relations = FTL_NEW(arena, struct relations);
	const char *slash = strrchr(part, '/');
	const char *name = slash == NULL ? part : slash + 1;

	relations->arena = arena;
	relations->folder = ftl_strndup(arena, part, slash == NULL ? 0 : (size_t)(slash - part));
	const char *list = ftl_sprintf(arena, "%s%s_rels/%s.rels", relations->folder,
	                               slash == NULL ? "" : "/", name);
	FTL_TRY(ftl_xml_read(package, list, PART_MOST, FTL_XML_RELATIONSHIPS, &handler, relations,
	                     err));
	*ret = relations;
	return FTL_OK;
}

static const struct relation *relation_by_kind(const struct relations *relations, const char *kind)
{
	for (size_t i = 0; i < relations->count; i++) {
		if (strcmp(relations->list[i].kind, kind) == 0)
			return &relations->list[i];
	}
	return NULL;
}

static const struct relation *relation_by_id(const struct relations *relations, const char *id)
{
	for (size_t i = 0; id != NULL && i < relations->count; i++) {
		if (strcmp(relations->list[i].id, id) == 0)
			return &relations->list[i];
	}
	return NULL;
}

static const char *part_by_kind(const struct relations *relations, const char *kind)
{
	const struct relation *relation = relation_by_kind(relations, kind);

	return relation == NULL ? NULL : relation->part;
}

/* What else comes as a ZIP file and looks like a workbook to the one who sends it. */
static enum ftl_status refuse_other(const struct ftl_package *package, struct ftl_err *err)
{
	const char *what = "a ZIP file, but no workbook";

	if (ftl_package_has(package, "mimetype") && ftl_package_has(package, "content.xml"))
		what = "an OpenDocument file, not a workbook of the kind .xlsx";
	else if (ftl_package_has(package, "xl/workbook.bin"))
		what = "a binary workbook (.xlsb)";
	else if (ftl_package_has(package, "word/document.xml"))
		what = "a text document, not a workbook";
	ftl_fail(err, FTL_INVALID, ftl_package_label(package), "is %s", what);
	return ftl_hint(err, "save the table as .xlsx or CSV and give that file");
}

static enum ftl_status find_workbook(struct ftl_package *package, struct ftl_arena *arena,
                                     const char **ret, struct ftl_err *err)
{
	struct relations *relations;

	if (!ftl_package_has(package, "_rels/.rels"))
		return refuse_other(package, err);
	FTL_TRY(read_relations(package, arena, "", &relations, err));
	const char *part = part_by_kind(relations, "officeDocument");
	if (part == NULL || !ftl_package_has(package, part) ||
	    ftl_package_has(package, "word/document.xml") ||
	    ftl_package_has(package, "xl/workbook.bin"))
		return refuse_other(package, err);
	*ret = part;
	return FTL_OK;
}

static bool is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void begin_sheet(struct ftl_xml *xml, void *context, enum ftl_xml_name name,
                        enum ftl_xml_name parent, const char *const *attributes)
{
	struct sheets *sheets = context;
	const char *title = ftl_xml_attribute(attributes, "name");
	const char *id = ftl_xml_relation(attributes, "id");
	const char *state = ftl_xml_attribute(attributes, "state");

	if (name == FTL_XML_WORKBOOK_SETTINGS && parent == FTL_XML_WORKBOOK)
		sheets->is_1904 = is_true(ftl_xml_attribute(attributes, "date1904"));
	if (name != FTL_XML_SHEET || parent != FTL_XML_SHEETS)
		return;
	if (title == NULL || id == NULL || sheets->count == SHEETS_MOST) {
		ftl_xml_refuse(xml, "the list of its sheets is damaged");
		return;
	}
	sheets->list[sheets->count++] = (struct sheet){
	        .name = ftl_strdup(sheets->arena, title),
	        .relation = ftl_strdup(sheets->arena, id),
	        .is_hidden = state != NULL && strcmp(state, "visible") != 0,
	};
}

static enum ftl_status refuse_sheet(const struct ftl_package *package, const struct sheets *sheets,
                                    const char *wanted, struct ftl_err *err)
{
	const char *label = ftl_package_label(package);
	char quoted[FTL_QUOTE_SIZE];
	FTL_BUF(found);

	if (wanted == NULL)
		return ftl_fail(err, FTL_INVALID, label,
		                "is a workbook without a sheet to be seen");
	for (size_t i = 0; i < sheets->count; i++) {
		char name[FTL_QUOTE_SIZE];
		ftl_buf_printf(&found, "%s%s", i == 0 ? "" : ", ",
		               ftl_quote(name, sheets->list[i].name));
	}
	return ftl_fail(err, FTL_INVALID, label, "there is no sheet %s; the workbook has %s",
	                ftl_quote(quoted, wanted), ftl_buf_cstr(&found));
}

/* Sheets that are charts or macros hold no table. */
static enum ftl_status find_sheet(const struct ftl_package *package, const struct sheets *sheets,
                                  const struct relations *relations, const char *wanted,
                                  const char **ret, struct ftl_err *err)
{
	for (size_t i = 0; i < sheets->count; i++) {
		const struct sheet *sheet = &sheets->list[i];
		const struct relation *relation = relation_by_id(relations, sheet->relation);

		if (relation == NULL || relation->part == NULL ||
		    strcmp(relation->kind, "worksheet") != 0)
			continue;
		if (wanted == NULL ? !sheet->is_hidden : strcmp(sheet->name, wanted) == 0) {
			*ret = relation->part;
			return FTL_OK;
		}
	}
	return refuse_sheet(package, sheets, wanted, err);
}

enum ftl_status ftl_sheet_index_read(struct ftl_package *package, struct ftl_arena *arena,
                                     const char *wanted, struct ftl_sheet_index *ret,
                                     struct ftl_err *err)
{
	static const struct ftl_xml_handler handler = {.begin = begin_sheet};
	struct sheets *sheets = FTL_NEW(arena, struct sheets);
	struct relations *relations;
	const char *workbook;
	const char *sheet;

	sheets->arena = arena;
	FTL_TRY(find_workbook(package, arena, &workbook, err));
	FTL_TRY(ftl_xml_read(package, workbook, PART_MOST, FTL_XML_WORKBOOK, &handler, sheets,
	                     err));
	FTL_TRY(read_relations(package, arena, workbook, &relations, err));
	FTL_TRY(find_sheet(package, sheets, relations, wanted, &sheet, err));
	*ret = (struct ftl_sheet_index){
	        .is_1904 = sheets->is_1904,
	        .sheet = sheet,
	        .strings = part_by_kind(relations, "sharedStrings"),
	        .styles = part_by_kind(relations, "styles"),
	};
	return FTL_OK;
}

#include "ops/part_columns.h"

#include <ctype.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "ops/file_form_read.h"

#define TITLE_MOST 120
#define EDITS_MOST 3 /* of a name that is meant for another */

static const char *const column_names[FTL_PART_COLS] = {
        [FTL_PART_COL_SKU] = "sku",
        [FTL_PART_COL_NAME] = "name",
        [FTL_PART_COL_COST] = "cost",
        [FTL_PART_COL_PRICE] = "price",
        [FTL_PART_COL_FROM] = "effective_from",
        [FTL_PART_COL_UNIT] = "unit",
        [FTL_PART_COL_TRACKING] = "tracking",
        [FTL_PART_COL_MAKER_NUMBER] = "maker_number",
        [FTL_PART_COL_ALTERNATIVE] = "alternative",
        [FTL_PART_COL_GTIN] = "gtin",
        [FTL_PART_COL_SUPPLIER] = "supplier",
        [FTL_PART_COL_LEAD_DAYS] = "lead_days",
        [FTL_PART_COL_SHELF_LIFE] = "shelf_life_days",
        [FTL_PART_COL_HAZARDOUS] = "hazardous",
        [FTL_PART_COL_WANTED_BACK] = "wanted_back",
        [FTL_PART_COL_CORE] = "core",
        [FTL_PART_COL_WARRANTY] = "warranty_months",
};

/* What `part list` has besides: it follows from the ledger, or is said of a part in another way. */
static const char *const other_names[] = {
        "free", "reserved",      "stock",   "average_cost", "value",
        "code", "superseded_by", "retired", "created_at",
};

struct ftl_part_columns ftl_part_columns_plain(void)
{
	struct ftl_part_columns columns = {.form = ftl_file_form_plain()};

	columns.form.sheet.csv.has_map = true;
	memcpy(columns.names, column_names, sizeof(column_names));
	return columns;
}

enum ftl_status ftl_part_columns_read(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *name, const char *text,
                                      struct ftl_part_columns *columns, struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	struct ftl_json_field fields[FTL_FILE_FORM_FIELDS + 1], named[FTL_PART_COLS];
	const struct ftl_json *v[FTL_FILE_FORM_FIELDS + 1], *c[FTL_PART_COLS];

	FTL_TRY(ftl_json_parse(name, 1, text, strlen(text), &doc, err));
	const struct ftl_rule_reader r = {.app = app, .arena = arena, .err = err, .doc = doc};
	memcpy(fields, ftl_file_form_fields, sizeof(ftl_file_form_fields));
	fields[FTL_FILE_FORM_FIELDS] = (struct ftl_json_field){"columns", FTL_JSON_OBJECT, false};
	FTL_TRY(ftl_json_object(doc, ftl_json_root(doc), fields, FTL_FILE_FORM_FIELDS + 1, v, err));
	FTL_TRY(ftl_file_form_read(&r, v, &columns->form));
	if (v[FTL_FILE_FORM_FIELDS] == NULL)
		return FTL_OK;
	columns->are_theirs = true;
	for (int i = 0; i < FTL_PART_COLS; i++)
		named[i] = (struct ftl_json_field){column_names[i], FTL_JSON_STRING,
		                                   i == FTL_PART_COL_SKU};
	FTL_TRY(ftl_json_object(doc, v[FTL_FILE_FORM_FIELDS], named, FTL_PART_COLS, c, err));
	for (int i = 0; i < FTL_PART_COLS; i++) {
		columns->names[i] = NULL;
		if (c[i] != NULL)
			FTL_TRY(ftl_rule_text(&r, c[i], TITLE_MOST, &columns->names[i]));
	}
	return FTL_OK;
}

static bool begins_with(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* The name of ours that a title was meant for; NULL: it is like none. */
static const char *meant(const char *title)
{
	size_t least = strlen(title) / 2, edits;
	const char *nearest = NULL;

	if (least > EDITS_MOST)
		least = EDITS_MOST;
	for (int i = 0; i < FTL_PART_COLS; i++) {
		if (strlen(title) > 2 &&
		    (begins_with(column_names[i], title) || begins_with(title, column_names[i])))
			return column_names[i];
		edits = ftl_edit_distance(column_names[i], title);
		if (edits <= least && (nearest == NULL || edits < least)) {
			nearest = column_names[i];
			least = edits;
		}
	}
	return nearest;
}

/* "Shelf life" as we would write it: "shelf_life". */
static const char *as_ours(struct ftl_arena *arena, const char *title)
{
	char *name = ftl_strdup(arena, title);

	for (char *c = name; *c != '\0'; c++) {
		if (strchr(" -.", *c) != NULL)
			*c = '_';
		else
			*c = (char)tolower((unsigned char)*c);
	}
	return name;
}

static enum ftl_status refuse_title(const char *title, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	char quoted[FTL_QUOTE_SIZE];
	const char *near = meant(as_ours(&scratch, title));
	FTL_BUF(known);

	ftl_fail(err, FTL_INVALID, "column", "%s is not known", ftl_quote(quoted, title));
	if (near != NULL)
		return ftl_hint(err, "did you mean %s?", near);
	for (int i = 0; i < FTL_PART_COLS; i++)
		ftl_buf_printf(&known, "%s%s", i == 0 ? "" : ", ", column_names[i]);
	return ftl_hint(err,
	                "known are %s; --map says how others call them, and leaves the rest unread",
	                ftl_buf_cstr(&known));
}

static bool is_other_of_ours(const char *title)
{
	for (size_t i = 0; i < FTL_COUNT(other_names); i++) {
		if (strcmp(other_names[i], title) == 0)
			return true;
	}
	return false;
}

static bool is_read(const struct ftl_part_columns *columns, size_t position)
{
	for (int i = 0; i < FTL_PART_COLS; i++) {
		if (columns->at[i] == position)
			return true;
	}
	return false;
}

static enum ftl_status note_unread(struct ftl_arena *arena, const struct ftl_csv_record *header,
                                   struct ftl_part_columns *columns, struct ftl_err *err)
{
	const char **unread = ftl_alloc(arena, header->count + 1, sizeof(*unread));

	for (size_t i = 0; i < header->count; i++) {
		const char *title = header->fields[i];

		if (is_read(columns, i) || title[strspn(title, " ")] == '\0')
			continue;
		if (!columns->are_theirs && !is_other_of_ours(title))
			return refuse_title(title, err);
		unread[columns->unread_count++] = ftl_strdup(arena, title);
	}
	columns->unread = unread;
	return FTL_OK;
}

/* A file that has no such header. */
static enum ftl_status hint_map(const struct ftl_part_columns *columns, struct ftl_err *err)
{
	if (err->status != FTL_INVALID || err->hint[0] != '\0')
		return err->status;
	if (columns->are_theirs)
		return ftl_hint(err, "all columns that the map names must be there: has the "
		                     "supplier changed the list? --map gives another map");
	return ftl_hint(err,
	                "a file for --map says which of theirs is what: {\"columns\": {\"sku\": "
	                "\"Part no.\", \"name\": \"Description\", \"cost\": \"Net\"}}");
}

enum ftl_status ftl_part_columns_find(struct ftl_arena *arena, struct ftl_sheet *sheet,
                                      struct ftl_part_columns *columns, struct ftl_err *err)
{
	const char *names[FTL_PART_COLS];
	size_t positions[FTL_PART_COLS], count = 0;
	struct ftl_csv_record header;

	for (int i = 0; i < FTL_PART_COLS; i++) {
		if (columns->names[i] != NULL)
			names[count++] = columns->names[i];
	}
	if (ftl_sheet_header_seek(sheet, names, count, columns->are_theirs ? count : 1, positions,
	                          &header, err) != FTL_OK)
		return hint_map(columns, err);
	count = 0;
	for (int i = 0; i < FTL_PART_COLS; i++)
		columns->at[i] = columns->names[i] == NULL ? FTL_CSV_ABSENT : positions[count++];
	return note_unread(arena, &header, columns, err);
}

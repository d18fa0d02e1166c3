#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/key_set.h"
#include "fettle/base/text.h"
#include "ops/csv_import.h"
#include "ops/file_form_read.h"
#include "ops/stock.h"
#include "store/part.h"
#include "store/row.h"

/* Price lists and other tables of parts. */

#define PROBLEMS_MOST    1000
#define COLUMN_NAME_MOST 120

enum column {
	SKU,
	NAME,
	COST,
	PRICE,
	UNIT,
	TRACKING,
	MAKER_NUMBER,
	ALTERNATIVE,
	GTIN,
	SUPPLIER,
	LEAD_DAYS,
	SHELF_LIFE,
	HAZARDOUS,
	WANTED_BACK,
	COLUMNS
};
static const char *const column_names[COLUMNS] = {
        [SKU] = "sku",
        [NAME] = "name",
        [COST] = "cost",
        [PRICE] = "price",
        [UNIT] = "unit",
        [TRACKING] = "tracking",
        [MAKER_NUMBER] = "maker_number",
        [ALTERNATIVE] = "alternative",
        [GTIN] = "gtin",
        [SUPPLIER] = "supplier",
        [LEAD_DAYS] = "lead_days",
        [SHELF_LIFE] = "shelf_life_days",
        [HAZARDOUS] = "hazardous",
        [WANTED_BACK] = "wanted_back",
};

struct importing {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena; /* of the result */
	const struct ftl_part_list_form *given;
	struct ftl_supplier supplier; /* id 0: none */
	const char *columns[COLUMNS]; /* the file's own names; NULL: it has no such column */
	struct ftl_file_form form;
	int32_t from;
	struct ftl_sheet *sheet;
	struct ftl_csv_record record;
	size_t at[COLUMNS];      /* FTL_CSV_ABSENT: not there */
	struct ftl_key_set seen; /* the SKUs, with the row of each */
	struct ftl_part_list result;
	struct ftl_part_list_change *changes;
	size_t change_capacity;
	struct ftl_import_problem *problems;
	size_t problem_capacity;
};

/* {"columns": {"sku": "Artikelnr.", …}, "separator": ";", …} */
static enum ftl_status read_map(struct importing *im, const char *name, const char *text,
                                struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	const struct ftl_rule_reader reader = {.app = im->app, .arena = im->arena, .err = err};
	struct ftl_rule_reader r = reader;
	struct ftl_json_field fields[FTL_FILE_FORM_FIELDS + 1], named[COLUMNS];
	const struct ftl_json *v[FTL_FILE_FORM_FIELDS + 1], *c[COLUMNS];

	FTL_TRY(ftl_json_parse(name, 1, text, strlen(text), &doc, err));
	r.doc = doc;
	memcpy(fields, ftl_file_form_fields, sizeof(ftl_file_form_fields));
	fields[FTL_FILE_FORM_FIELDS] = (struct ftl_json_field){"columns", FTL_JSON_OBJECT, true};
	FTL_TRY(ftl_json_object(doc, ftl_json_root(doc), fields, FTL_FILE_FORM_FIELDS + 1, v, err));
	FTL_TRY(ftl_file_form_read(&r, v, &im->form));
	for (int i = 0; i < COLUMNS; i++)
		named[i] = (struct ftl_json_field){column_names[i], FTL_JSON_STRING, i == SKU};
	FTL_TRY(ftl_json_object(doc, v[FTL_FILE_FORM_FIELDS], named, COLUMNS, c, err));
	for (int i = 0; i < COLUMNS; i++) {
		im->columns[i] = NULL;
		if (c[i] != NULL)
			FTL_TRY(ftl_rule_text(&r, c[i], COLUMN_NAME_MOST, &im->columns[i]));
	}
	return FTL_OK;
}

/* As said now, else as was said last of the supplier, else by our own names. */
static enum ftl_status choose_map(struct importing *im, struct ftl_err *err)
{
	const struct ftl_part_list_form *given = im->given;

	im->form = ftl_file_form_plain();
	memcpy(im->columns, column_names, sizeof(column_names));
	if (given->supplier != NULL)
		FTL_TRY(ftl_find_supplier(im->app, im->arena, given->supplier, &im->supplier, err));
	if (given->map != NULL)
		return read_map(im, given->map_name, given->map, err);
	if (im->supplier.price_map != NULL)
		return read_map(im, "price list", im->supplier.price_map, err);
	return FTL_OK;
}

/* What was said of the supplier's lists is kept for the next one. */
static enum ftl_status keep_map(struct importing *im, struct ftl_err *err)
{
	if (im->given->map == NULL || im->supplier.id == 0 ||
	    ftl_text_equal(im->given->map, im->supplier.price_map))
		return FTL_OK;
	im->supplier.price_map = im->given->map;
	FTL_TRY(ftl_op_touch(im->op, FTL_ENTITY_SUPPLIER, im->supplier.id, false, err));
	return ftl_store_supplier_update(im->app->db, &im->supplier, err);
}

/* The columns of a map must be there; by our own names the SKU must, and others may. */
static enum ftl_status find_columns(struct importing *im, struct ftl_err *err)
{
	const char *names[COLUMNS];
	size_t positions[COLUMNS], count = 0;
	bool has_map = im->columns[NAME] != column_names[NAME];

	for (int i = 0; i < COLUMNS; i++) {
		if (im->columns[i] != NULL)
			names[count++] = im->columns[i];
	}
	FTL_TRY(ftl_sheet_header_some(im->sheet, names, count, has_map ? count : 1, positions,
	                              err));
	count = 0;
	for (int i = 0; i < COLUMNS; i++)
		im->at[i] = im->columns[i] == NULL ? FTL_CSV_ABSENT : positions[count++];
	return FTL_OK;
}

/* NULL where the file has no such column, or nothing in it. */
static const char *field_of(const struct importing *im, enum column column)
{
	const char *field;

	if (im->at[column] == FTL_CSV_ABSENT)
		return NULL;
	field = im->record.fields[im->at[column]];
	return field[strspn(field, " ")] == '\0' ? NULL : field;
}

/* An amount as the file writes it, as the rest of the program does. */
static enum ftl_status take_amount(struct importing *im, struct ftl_arena *scratch,
                                   enum column column, const char **ret, struct ftl_err *err)
{
	const char *field = field_of(im, column);
	char text[FTL_MONEY_TEXT_SIZE];
	int64_t cents;

	*ret = NULL;
	if (field == NULL)
		return FTL_OK;
	if (ftl_sheet_type(im->sheet, im->at[column]) == FTL_SHEET_TYPE_NUMBER)
		FTL_TRY(ftl_money_parse(im->columns[column], field, &im->app->currency, false,
		                        &cents, err));
	else
		FTL_TRY(ftl_file_amount(im->columns[column], field, &im->form, &im->app->currency,
		                        &cents, err));
	if (cents < 0)
		return ftl_fail(err, FTL_INVALID, im->columns[column], "is below zero: %s", field);
	*ret = ftl_strdup(scratch, ftl_money_format(text, cents, &im->app->currency));
	return FTL_OK;
}

static enum ftl_status refuse_twice(struct importing *im, const char *sku, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int64_t row;

	if (ftl_key_set_add(&im->seen, im->arena, ftl_text_ident_key(im->arena, sku),
	                    im->record.row, &row))
		return FTL_OK;
	return ftl_fail(err, FTL_CONFLICT, im->columns[SKU], "%s stands in row %lld already",
	                ftl_quote(quoted, sku), (long long)row);
}

/* "name old to new" of what differs; what stays as it is, is taken out of the form. */
static void compare_text(struct ftl_buf *what, const char *name, const char *old,
                         const char **given)
{
	if (*given == NULL)
		return;
	if (ftl_text_equal(old, *given)) {
		*given = NULL;
		return;
	}
	ftl_buf_printf(what, "%s%s %s%s%s", what->length > 0 ? ", " : "", name,
	               old != NULL ? old : "", old != NULL ? " to " : "", *given);
}

static const char *money_of(struct ftl_arena *arena, const struct ftl_app *app,
                            struct ftl_opt cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return cents.has ? ftl_strdup(arena, ftl_money_format(text, cents.value, &app->currency))
	                 : NULL;
}

static const char *days_of(struct ftl_arena *arena, struct ftl_opt days)
{
	return days.has ? ftl_sprintf(arena, "%lld", (long long)days.value) : NULL;
}

static const char *flag_of(bool flag)
{
	return flag ? "yes" : "no";
}

/* What the row says beside what is on file. */
static void compare(struct importing *im, struct ftl_arena *scratch, const struct ftl_part *part,
                    struct ftl_part_form *form, struct ftl_buf *what)
{
	bool is_new = part->id == 0;

	compare_text(what, "name", part->name, &form->name);
	compare_text(what, "cost", money_of(scratch, im->app, part->cost_cents), &form->cost);
	compare_text(what, "price", money_of(scratch, im->app, part->price_cents), &form->price);
	compare_text(what, "unit", is_new ? NULL : ftl_unit_names[part->unit], &form->unit);
	compare_text(what, "tracking", is_new ? NULL : ftl_tracking_names[part->tracking],
	             &form->tracking);
	compare_text(what, "GTIN", part->gtin, &form->gtin);
	compare_text(what, "supplier", part->supplier, &form->supplier);
	compare_text(what, "lead days", days_of(scratch, part->lead_days), &form->lead_days);
	compare_text(what, "shelf life", days_of(scratch, part->shelf_life_days),
	             &form->shelf_life_days);
	compare_text(what, "hazardous", is_new ? NULL : flag_of(part->is_hazardous),
	             &form->is_hazardous);
	compare_text(what, "wanted back", is_new ? NULL : flag_of(part->is_wanted_back),
	             &form->is_wanted_back);
	if (form->cost != NULL || form->price != NULL)
		form->from = im->given->from;
}

/* A number that the part has not beside those that it has: a list takes none away. */
static enum ftl_status add_number(const struct importing *im, struct ftl_arena *scratch,
                                  int64_t part_id, enum ftl_number_kind kind, const char *number,
                                  struct ftl_part_form *form, struct ftl_buf *what,
                                  struct ftl_err *err)
{
	const struct ftl_part_number *old;
	const char **numbers, *key;
	size_t old_count, count = 0;

	if (number == NULL)
		return FTL_OK;
	key = ftl_text_ident_key(scratch, number);
	FTL_TRY(ftl_store_part_numbers(im->app->db, scratch, part_id, &old, &old_count, err));
	numbers = ftl_alloc(scratch, old_count + 1, sizeof(*numbers));
	for (size_t i = 0; i < old_count; i++) {
		if (old[i].kind != kind)
			continue;
		if (strcmp(ftl_text_ident_key(scratch, old[i].number), key) == 0)
			return FTL_OK;
		numbers[count++] = old[i].number;
	}
	numbers[count++] = number;
	form->numbers[kind] = numbers;
	form->number_counts[kind] = count;
	ftl_buf_printf(what, "%s%s %s", what->length > 0 ? ", " : "",
	               kind == FTL_NUMBER_MAKER ? "maker's number" : "alternative", number);
	return FTL_OK;
}

static void note_change(struct importing *im, const char *sku, bool is_new, const char *what)
{
	struct ftl_part_list *result = &im->result;

	*(is_new ? &result->added : &result->changed) += 1;
	if (result->change_count == FTL_PART_CHANGES_MOST)
		return;
	im->changes = ftl_store_grow(im->arena, im->changes, result->change_count,
	                             &im->change_capacity, sizeof(*im->changes));
	im->changes[result->change_count++] = (struct ftl_part_list_change){
	        im->record.row, ftl_strdup(im->arena, sku), is_new, ftl_strdup(im->arena, what)};
}

/* A number of another spelling that the catalogue has keeps its GTIN: 13 digits are padded to 14.
 */
static const char *padded(struct ftl_arena *scratch, const char *gtin)
{
	size_t length = gtin != NULL ? strlen(gtin) : 0;

	if (length == 0 || length >= 14 || strspn(gtin, "0123456789") != length)
		return gtin;
	return ftl_sprintf(scratch, "%0*d%s", (int)(14 - length), 0, gtin);
}

/* Yes and no as tables write them. */
static const char *flag_text(const char *field)
{
	if (field == NULL || strcasecmp(field, "true") == 0)
		return field == NULL ? NULL : "yes";
	return strcasecmp(field, "false") == 0 ? "no" : field;
}

/* Before anything of the row is written: what is left out is left out whole. */
static enum ftl_status check_number(const struct importing *im, struct ftl_arena *scratch,
                                    enum column column, const char **number, struct ftl_err *err)
{
	if (*number == NULL)
		return FTL_OK;
	return ftl_text_require(scratch, im->columns[column], FTL_TEXT_LINE, FTL_PART_NUMBER_MAX,
	                        *number, strlen(*number), number, err);
}

static enum ftl_status take_row(struct importing *im, struct ftl_arena *scratch,
                                struct ftl_err *err)
{
	const char *maker = field_of(im, MAKER_NUMBER), *alternative = field_of(im, ALTERNATIVE);
	struct ftl_part_form form = {
	        .sku = field_of(im, SKU),
	        .name = field_of(im, NAME),
	        .unit = field_of(im, UNIT),
	        .tracking = field_of(im, TRACKING),
	        .gtin = padded(scratch, field_of(im, GTIN)),
	        .supplier = field_of(im, SUPPLIER),
	        .lead_days = field_of(im, LEAD_DAYS),
	        .shelf_life_days = field_of(im, SHELF_LIFE),
	        .is_hazardous = flag_text(field_of(im, HAZARDOUS)),
	        .is_wanted_back = flag_text(field_of(im, WANTED_BACK)),
	};
	struct ftl_part part = {0};
	FTL_BUF(what);
	int64_t id;
	bool found;

	if (form.sku == NULL)
		return ftl_fail(err, FTL_INVALID, im->columns[SKU], "is empty");
	FTL_TRY(check_number(im, scratch, MAKER_NUMBER, &maker, err));
	FTL_TRY(check_number(im, scratch, ALTERNATIVE, &alternative, err));
	FTL_TRY(refuse_twice(im, form.sku, err));
	FTL_TRY(take_amount(im, scratch, COST, &form.cost, err));
	FTL_TRY(take_amount(im, scratch, PRICE, &form.price, err));
	FTL_TRY(ftl_part_of_sku(im->app, scratch, form.sku, im->from, &part, &found, err));
	if (form.supplier == NULL && im->supplier.id != 0 && !found)
		form.supplier = im->supplier.name;
	compare(im, scratch, &part, &form, &what);
	FTL_TRY(add_number(im, scratch, part.id, FTL_NUMBER_MAKER, maker, &form, &what, err));
	FTL_TRY(add_number(im, scratch, part.id, FTL_NUMBER_ALTERNATIVE, alternative, &form, &what,
	                   err));
	if (!found) {
		FTL_TRY(ftl_part_create(im->op, scratch, &form, &id, err));
	} else if (what.length == 0) {
		im->result.same++;
		return FTL_OK;
	} else {
		form.sku = NULL;
		FTL_TRY(ftl_part_change(im->op, scratch, &part, &form, err));
	}
	note_change(im, found ? part.sku : form.sku, !found, ftl_buf_cstr(&what));
	return FTL_OK;
}

/* Every row that is wrong is told, not only the first; false: there are too many to go on. */
static bool note_problem(struct importing *im, const struct ftl_err *problem)
{
	struct ftl_part_list *result = &im->result;

	im->problems = ftl_store_grow(im->arena, im->problems, result->problem_count,
	                              &im->problem_capacity, sizeof(*im->problems));
	im->problems[result->problem_count++] = (struct ftl_import_problem){
	        im->record.row, im->record.line,
	        ftl_sprintf(im->arena, "%s%s%s", problem->field, *problem->field ? ": " : "",
	                    problem->message)};
	return result->problem_count < PROBLEMS_MOST;
}

static enum ftl_status take_rows(struct importing *im, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	bool more, goes_on = true;

	while (goes_on) {
		enum ftl_status status = ftl_sheet_next(im->sheet, &im->record, &more, err);

		if (status == FTL_OK && !more)
			return FTL_OK;
		im->result.read++;
		if (status == FTL_OK) {
			ftl_arena_reset(&scratch);
			status = take_row(im, &scratch, err);
			if (status != FTL_OK && !ftl_status_is_refusal(status))
				return status;
		} else if (status != FTL_INVALID || ftl_sheet_is_over(im->sheet)) {
			return status;
		}
		if (status != FTL_OK)
			goes_on = note_problem(im, err);
	}
	return ftl_fail(err, FTL_INVALID, "file", "has more than %d rows that are wrong",
	                PROBLEMS_MOST);
}

enum ftl_status ftl_part_import(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_part_list_form *form, struct ftl_part_list *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	FTL_SHEET(sheet);
	struct importing im = {.op = &op, .app = app, .arena = arena, .given = form};
	struct ftl_part_list *result = &im.result;

	FTL_TRY(ftl_csv_import_note_file(app, form->path, err));
	FTL_TRY(ftl_op_begin(app, "part.import", FTL_CAN_CATALOGUE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	im.from = ftl_app_today(app);
	if (form->from != NULL)
		FTL_TRY(ftl_date_parse("from", form->from, &im.from, err));
	FTL_TRY(choose_map(&im, err));
	FTL_TRY(ftl_sheet_open(form->path, &im.form.sheet, &sheet, err));
	im.sheet = sheet;
	FTL_TRY(find_columns(&im, err));
	FTL_TRY(take_rows(&im, err));
	FTL_TRY(keep_map(&im, err));
	result->changes = im.changes;
	result->problems = im.problems;
	result->is_taken = result->problem_count == 0 || form->keep_going;
	if (result->is_taken && (op.item_count > 0 || app->request_id != NULL))
		FTL_TRY(ftl_op_commit(&op, result, err));
	*ret = *result;
	return FTL_OK;
}

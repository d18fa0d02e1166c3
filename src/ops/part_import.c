#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/key_set.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/csv_import.h"
#include "ops/part_columns.h"
#include "ops/stock.h"
#include "store/part.h"
#include "store/row.h"

/* Price lists and other tables of parts. */

#define PROBLEMS_MOST 1000

struct importing {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena; /* of the result */
	const struct ftl_part_list_form *given;
	struct ftl_supplier supplier; /* id 0: none */
	struct ftl_part_columns columns;
	int32_t from;
	struct ftl_sheet *sheet;
	struct ftl_csv_record record;
	struct ftl_key_set seen; /* the SKUs, with the row of each */
	struct ftl_part_list result;
	struct ftl_part_list_change *changes;
	size_t change_capacity;
	struct ftl_import_problem *problems;
	size_t problem_capacity;
	struct ftl_import_problem *warnings;
	size_t warning_capacity;
};

/* As said now, else as was said last of the supplier, else by our own names. */
static enum ftl_status choose_map(struct importing *im, struct ftl_err *err)
{
	const struct ftl_part_list_form *given = im->given;

	im->columns = ftl_part_columns_plain();
	if (given->supplier != NULL)
		FTL_TRY(ftl_find_supplier(im->app, im->arena, given->supplier, &im->supplier, err));
	if (given->map != NULL)
		return ftl_part_columns_read(im->app, im->arena, given->map_name, given->map,
		                             &im->columns, err);
	if (im->supplier.price_map != NULL)
		return ftl_part_columns_read(im->app, im->arena, "price list",
		                             im->supplier.price_map, &im->columns, err);
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

static enum ftl_sheet_type type_of(const struct importing *im, enum ftl_part_column column)
{
	return ftl_sheet_type(im->sheet, im->columns.at[column]);
}

/* NULL where the file has no such column, or nothing in it. */
static const char *field_of(const struct importing *im, enum ftl_part_column column)
{
	const char *field;

	if (im->columns.at[column] == FTL_CSV_ABSENT)
		return NULL;
	field = im->record.fields[im->columns.at[column]];
	/* What our own lists put before what a spreadsheet would take for a formula. */
	if (!im->columns.are_theirs && !ftl_sheet_is_workbook(im->sheet))
		field = ftl_csv_unguarded(field);
	return field[strspn(field, " ")] == '\0' ? NULL : field;
}

/* What a spreadsheet makes of numbers like 3-1 and 4E17 when it may. */
static bool is_exponential(const char *text)
{
	size_t digits = strspn(text, "0123456789.,");

	return digits > 1 && (text[digits] == 'E' || text[digits] == 'e') &&
	       (text[digits + 1] == '+' || text[digits + 1] == '-') && text[digits + 2] != '\0' &&
	       text[digits + 2 + strspn(text + digits + 2, "0123456789")] == '\0';
}

/* The numbers of parts, which are text: a spreadsheet that took one for a date or an amount has
 * lost what was typed. */
static enum ftl_status take_number(const struct importing *im, enum ftl_part_column column,
                                   const char **ret, struct ftl_err *err)
{
	const char *title = im->columns.names[column];
	char quoted[FTL_QUOTE_SIZE];
	bool is_moment;

	*ret = field_of(im, column);
	if (*ret == NULL)
		return FTL_OK;
	is_moment = type_of(im, column) == FTL_SHEET_TYPE_MOMENT;
	if (!is_moment && !is_exponential(*ret))
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, title,
	         is_moment ? "is the date or time %s, expected a number of a part"
	                   : "%s is what a spreadsheet has made of a number",
	         ftl_quote(quoted, *ret));
	return ftl_hint(err, "format the column as text before the number is typed");
}

/* The day from which what the row says applies: its own, else that of the whole list. */
static enum ftl_status take_from(struct importing *im, struct ftl_arena *scratch,
                                 const char **ret_text, int32_t *ret, struct ftl_err *err)
{
	const char *title = im->columns.names[FTL_PART_COL_FROM];
	const char *field = field_of(im, FTL_PART_COL_FROM);
	char day[FTL_DATE_TEXT_SIZE];

	*ret = im->from;
	*ret_text = im->given->from;
	if (field == NULL)
		return FTL_OK;
	if (type_of(im, FTL_PART_COL_FROM) == FTL_SHEET_TYPE_MOMENT) {
		/* The time of day, if there is one, is of no matter. */
		snprintf(day, sizeof(day), "%s", field);
		FTL_TRY(ftl_date_parse(title, day, ret, err));
	} else {
		FTL_TRY(ftl_file_date(title, field, im->columns.form.date_format, ret, err));
	}
	*ret_text = ftl_strdup(scratch, ftl_date_format(day, *ret));
	return FTL_OK;
}

/* An amount as the file writes it, as the rest of the program does. */
static enum ftl_status take_amount(struct importing *im, struct ftl_arena *scratch,
                                   enum ftl_part_column column, const char **ret,
                                   struct ftl_err *err)
{
	const char *title = im->columns.names[column];
	const char *field = field_of(im, column);
	char text[FTL_MONEY_TEXT_SIZE], quoted[FTL_QUOTE_SIZE];
	int64_t cents = 0;

	*ret = NULL;
	if (field == NULL)
		return FTL_OK;
	switch (type_of(im, column)) {
	case FTL_SHEET_TYPE_NUMBER:
		FTL_TRY(ftl_money_parse(title, field, &im->app->currency, true, &cents, err));
		break;
	case FTL_SHEET_TYPE_MOMENT:
		return ftl_fail(err, FTL_INVALID, title,
		                "is the date or time %s, expected an amount",
		                ftl_quote(quoted, field));
	case FTL_SHEET_TYPE_TEXT:
		FTL_TRY(ftl_file_amount(title, field, &im->columns.form, &im->app->currency, &cents,
		                        err));
		break;
	}
	if (cents < 0)
		return ftl_fail(err, FTL_INVALID, title, "is below zero: %s",
		                ftl_quote(quoted, field));
	*ret = ftl_strdup(scratch, ftl_money_format(text, cents, &im->app->currency));
	return FTL_OK;
}

static enum ftl_status refuse_twice(struct importing *im, const char *sku, struct ftl_err *err)
{
	const char *key = ftl_text_ident_key(im->arena, sku);
	char quoted[FTL_QUOTE_SIZE];
	int64_t row;

	/* One without letter or digit is refused for that. */
	if (*key == '\0' || ftl_key_set_add(&im->seen, im->arena, key, im->record.row, &row))
		return FTL_OK;
	return ftl_fail(err, FTL_CONFLICT, im->columns.names[FTL_PART_COL_SKU],
	                "%s stands in row %lld already", ftl_quote(quoted, sku), (long long)row);
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

static const char *count_of(struct ftl_arena *arena, struct ftl_opt count)
{
	return count.has ? ftl_sprintf(arena, "%lld", (long long)count.value) : NULL;
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
	compare_text(what, "lead days", count_of(scratch, part->lead_days), &form->lead_days);
	compare_text(what, "shelf life", count_of(scratch, part->shelf_life_days),
	             &form->shelf_life_days);
	compare_text(what, "core deposit", money_of(scratch, im->app, part->core_cents),
	             &form->core);
	compare_text(what, "warranty months", count_of(scratch, part->warranty_months),
	             &form->warranty_months);
	compare_text(what, "hazardous", is_new ? NULL : flag_of(part->is_hazardous),
	             &form->is_hazardous);
	compare_text(what, "wanted back", is_new ? NULL : flag_of(part->is_wanted_back),
	             &form->is_wanted_back);
}

/* Who scans a number that another part has, too, must say which is meant. */
static enum ftl_status warn_shared(struct importing *im, struct ftl_arena *scratch, int64_t part_id,
                                   enum ftl_part_column column, const char *number,
                                   struct ftl_err *err)
{
	struct ftl_part_list *result = &im->result;
	bool is_gtin = column == FTL_PART_COL_GTIN;
	char quoted[FTL_QUOTE_SIZE], gtin[15];
	const char *sku;

	if (number == NULL || result->warning_count == FTL_PART_CHANGES_MOST)
		return FTL_OK;
	if (is_gtin) {
		FTL_TRY(ftl_gtin_parse("gtin", number, gtin, err));
		number = gtin;
	}
	FTL_TRY(ftl_part_sharing(im->app, scratch, part_id, number, is_gtin, &sku, err));
	if (sku == NULL)
		return FTL_OK;
	im->warnings = ftl_store_grow(im->arena, im->warnings, result->warning_count,
	                              &im->warning_capacity, sizeof(*im->warnings));
	im->warnings[result->warning_count++] = (struct ftl_import_problem){
	        im->record.row, im->record.line,
	        ftl_sprintf(im->arena, "%s: %s is that of %s, too", im->columns.names[column],
	                    ftl_quote(quoted, number), sku)};
	return FTL_OK;
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

/* Of what the row has added to the part. */
static enum ftl_status warn_all_shared(struct importing *im, struct ftl_arena *scratch,
                                       int64_t part_id, const struct ftl_part_form *form,
                                       struct ftl_err *err)
{
	static const enum ftl_part_column columns[] = {
	        [FTL_NUMBER_MAKER] = FTL_PART_COL_MAKER_NUMBER,
	        [FTL_NUMBER_ALTERNATIVE] = FTL_PART_COL_ALTERNATIVE};

	for (size_t kind = 0; kind < FTL_COUNT(columns); kind++) {
		size_t count = form->number_counts[kind];

		if (count > 0)
			FTL_TRY(warn_shared(im, scratch, part_id, columns[kind],
			                    form->numbers[kind][count - 1], err));
	}
	return warn_shared(im, scratch, part_id, FTL_PART_COL_GTIN, form->gtin, err);
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
static enum ftl_status take_name(const struct importing *im, struct ftl_arena *scratch,
                                 enum ftl_part_column column, const char **ret, struct ftl_err *err)
{
	FTL_TRY(take_number(im, column, ret, err));
	if (*ret == NULL)
		return FTL_OK;
	return ftl_text_require(scratch, im->columns.names[column], FTL_TEXT_LINE,
	                        FTL_PART_NUMBER_MAX, *ret, strlen(*ret), ret, err);
}

/* What the row says, as it would be typed. */
static enum ftl_status read_form(struct importing *im, struct ftl_arena *scratch,
                                 struct ftl_part_form *form, struct ftl_err *err)
{
	*form = (struct ftl_part_form){
	        .name = field_of(im, FTL_PART_COL_NAME),
	        .unit = field_of(im, FTL_PART_COL_UNIT),
	        .tracking = field_of(im, FTL_PART_COL_TRACKING),
	        .supplier = field_of(im, FTL_PART_COL_SUPPLIER),
	        .lead_days = field_of(im, FTL_PART_COL_LEAD_DAYS),
	        .shelf_life_days = field_of(im, FTL_PART_COL_SHELF_LIFE),
	        .is_hazardous = flag_text(field_of(im, FTL_PART_COL_HAZARDOUS)),
	        .is_wanted_back = flag_text(field_of(im, FTL_PART_COL_WANTED_BACK)),
	        .warranty_months = field_of(im, FTL_PART_COL_WARRANTY),
	};
	FTL_TRY(take_number(im, FTL_PART_COL_SKU, &form->sku, err));
	if (form->sku == NULL)
		return ftl_fail(err, FTL_INVALID, im->columns.names[FTL_PART_COL_SKU], "is empty");
	FTL_TRY(refuse_twice(im, form->sku, err));
	FTL_TRY(take_number(im, FTL_PART_COL_GTIN, &form->gtin, err));
	form->gtin = padded(scratch, form->gtin);
	FTL_TRY(take_amount(im, scratch, FTL_PART_COL_COST, &form->cost, err));
	FTL_TRY(take_amount(im, scratch, FTL_PART_COL_CORE, &form->core, err));
	return take_amount(im, scratch, FTL_PART_COL_PRICE, &form->price, err);
}

static enum ftl_status take_row(struct importing *im, struct ftl_arena *scratch,
                                struct ftl_err *err)
{
	const char *maker, *alternative, *from;
	struct ftl_part_form form;
	struct ftl_part part = {0};
	FTL_BUF(what);
	int32_t day;
	bool found;

	FTL_TRY(read_form(im, scratch, &form, err));
	FTL_TRY(take_name(im, scratch, FTL_PART_COL_MAKER_NUMBER, &maker, err));
	FTL_TRY(take_name(im, scratch, FTL_PART_COL_ALTERNATIVE, &alternative, err));
	FTL_TRY(take_from(im, scratch, &from, &day, err));
	FTL_TRY(ftl_part_of_sku(im->app, scratch, form.sku, day, &part, &found, err));
	if (form.supplier == NULL && im->supplier.id != 0 && !found)
		form.supplier = im->supplier.name;
	compare(im, scratch, &part, &form, &what);
	if (form.cost != NULL || form.price != NULL)
		form.from = from;
	FTL_TRY(add_number(im, scratch, part.id, FTL_NUMBER_MAKER, maker, &form, &what, err));
	FTL_TRY(add_number(im, scratch, part.id, FTL_NUMBER_ALTERNATIVE, alternative, &form, &what,
	                   err));
	if (!found) {
		FTL_TRY(ftl_part_create(im->op, scratch, &form, &part.id, err));
	} else if (what.length == 0) {
		im->result.same++;
		return FTL_OK;
	} else {
		form.sku = NULL;
		FTL_TRY(ftl_part_change(im->op, scratch, &part, &form, err));
	}
	FTL_TRY(warn_all_shared(im, scratch, part.id, &form, err));
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
	FTL_TRY(ftl_sheet_open(form->path, &im.columns.form.sheet, &sheet, err));
	im.sheet = sheet;
	FTL_TRY(ftl_part_columns_find(arena, sheet, &im.columns, err));
	FTL_TRY(take_rows(&im, err));
	FTL_TRY(keep_map(&im, err));
	result->changes = im.changes;
	result->problems = im.problems;
	result->warnings = im.warnings;
	result->unread = im.columns.unread;
	result->unread_count = im.columns.unread_count;
	result->is_taken = result->problem_count == 0 || form->keep_going;
	if (result->is_taken && (op.item_count > 0 || app->request_id != NULL))
		FTL_TRY(ftl_op_commit(&op, result, err));
	*ret = *result;
	return FTL_OK;
}

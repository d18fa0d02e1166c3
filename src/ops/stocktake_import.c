#include <string.h>

#include "fettle/base/sheet.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/csv_import.h"
#include "ops/find.h"
#include "ops/stocktake.h"
#include "store/row.h"

/* Count sheets that were filled in. */

#define PROBLEMS_MOST 1000

enum column { SKU, COUNTED, STOCKTAKE, LOT, SERIAL, COUNTED_AT, COLUMNS };
/* As the sheet calls them in CSV, and in a workbook; a spreadsheet saves the one as the other. */
static const char *const names[2 * COLUMNS] = {
        [SKU] = "sku",
        [COUNTED] = "counted",
        [STOCKTAKE] = "stocktake",
        [LOT] = "lot",
        [SERIAL] = "serial",
        [COUNTED_AT] = "counted_at",
        [COLUMNS + SKU] = "Part",
        [COLUMNS + COUNTED] = "Counted",
        [COLUMNS + STOCKTAKE] = "Stocktake",
        [COLUMNS + LOT] = "Lot",
        [COLUMNS + SERIAL] = "Serial number",
        [COLUMNS + COUNTED_AT] = "Counted at",
};

/* A line that a row was taken for. */
struct seen {
	int64_t line_id;
	int64_t row;
};

struct importing {
	struct ftl_counting c;
	const struct ftl_stocktake_sheet *given;
	struct ftl_counted_at at; /* where no row says so */
	struct ftl_sheet *sheet;
	struct ftl_csv_record record;
	size_t columns[COLUMNS]; /* FTL_CSV_ABSENT: not there */
	struct seen *seen;
	size_t seen_count, seen_capacity;
	struct ftl_stocktake_taken result;
	struct ftl_import_problem *problems;
	size_t problem_capacity;
};

static enum ftl_status find_columns(struct importing *im, struct ftl_err *err)
{
	size_t positions[2 * COLUMNS];

	FTL_TRY(ftl_sheet_header_some(im->sheet, names, FTL_COUNT(names), 0, positions, err));
	for (int i = 0; i < COLUMNS; i++)
		im->columns[i] =
		        positions[i] != FTL_CSV_ABSENT ? positions[i] : positions[COLUMNS + i];
	for (int i = SKU; i <= COUNTED; i++) {
		if (im->columns[i] != FTL_CSV_ABSENT)
			continue;
		ftl_fail(err, FTL_INVALID, names[i], "there is no column '%s' or '%s' in the file",
		         names[i], names[COLUMNS + i]);
		return ftl_hint(err, "fettle stocktake sheet writes one to be filled in");
	}
	return FTL_OK;
}

/* NULL where the file has no such column, or nothing in it. */
static const char *field_of(const struct importing *im, enum column column)
{
	const char *field;

	if (im->columns[column] == FTL_CSV_ABSENT)
		return NULL;
	field = im->record.fields[im->columns[column]];
	if (!ftl_sheet_is_workbook(im->sheet))
		field = ftl_csv_unguarded(field);
	return field[strspn(field, " ")] == '\0' ? NULL : field;
}

/* A sheet of another stocktake is not this one's. */
static enum ftl_status check_sheet(struct importing *im, struct ftl_err *err)
{
	const char *field = field_of(im, STOCKTAKE);
	char ours[FTL_CODE_SIZE], theirs[FTL_CODE_SIZE];
	struct ftl_code code;

	if (field == NULL)
		return FTL_OK;
	FTL_TRY(ftl_read_code(im->c.app, "stocktake", field, FTL_CODE_STOCKTAKE, FTL_CODE_STOCKTAKE,
	                      &code, err));
	if (strcmp(ftl_code_short(theirs, &code), im->c.stocktake.code) == 0)
		return FTL_OK;
	return ftl_fail(err, FTL_CONFLICT, "stocktake", "the row is of %s, not of %s",
	                ftl_code_eye(theirs, &code), ftl_code_eye_of(ours, im->c.stocktake.code));
}

static enum ftl_status read_at(const struct importing *im, struct ftl_counted_at *ret,
                               struct ftl_err *err)
{
	const char *field = field_of(im, COUNTED_AT);
	char *wall;

	*ret = im->at;
	if (field == NULL)
		return FTL_OK;
	wall = ftl_strdup(im->c.arena, field);
	if (ftl_sheet_type(im->sheet, im->columns[COUNTED_AT]) == FTL_SHEET_TYPE_MOMENT &&
	    strlen(wall) > strlen("2026-11-22"))
		wall[strlen("2026-11-22")] = ' ';
	return ftl_counting_read_at(&im->c, wall, ret, err);
}

/* Which line the row is of. */
static enum ftl_status find_line(struct importing *im, const struct ftl_part *part,
                                 int64_t quantity_milli, struct ftl_stocktake_line *ret,
                                 struct ftl_err *err)
{
	const char *lot = field_of(im, LOT), *serial = field_of(im, SERIAL);
	int64_t lot_id;

	if (serial != NULL && part->tracking != FTL_TRACK_SERIAL)
		return ftl_fail(err, FTL_INVALID, "serial", "%s is not followed by serial number",
		                part->sku);
	if (serial == NULL && part->tracking == FTL_TRACK_SERIAL) {
		ftl_fail(err, FTL_INVALID, "serial", "is missing: each %s has a number of its own",
		         part->sku);
		return ftl_hint(err, "write a row for each number, with 1 counted");
	}
	if (serial == NULL) {
		FTL_TRY(ftl_counting_find_lot(&im->c, part, lot, true, &lot_id, err));
		return ftl_counting_find_line(&im->c, part, lot_id, NULL, ret, err);
	}
	if (quantity_milli > 1000)
		return ftl_fail(err, FTL_INVALID, "counted",
		                "a serial number is of one %s, not of %s", part->sku,
		                ftl_stock_words(im->c.arena, part, quantity_milli));
	FTL_TRY(ftl_counting_find_piece(&im->c, part, serial, &serial, &lot_id, err));
	return ftl_counting_find_line(&im->c, part, lot_id, serial, ret, err);
}

static enum ftl_status refuse_twice(struct importing *im, const struct ftl_part *part,
                                    const struct ftl_stocktake_line *line, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	struct ftl_stocktake_row row;

	for (size_t i = 0; i < im->seen_count; i++) {
		if (im->seen[i].line_id == line->id)
			return ftl_fail(err, FTL_CONFLICT, "sku",
			                "%s comes twice: it is in row %lld too", part->sku,
			                (long long)im->seen[i].row);
	}
	im->seen = ftl_store_grow(im->c.arena, im->seen, im->seen_count, &im->seen_capacity,
	                          sizeof(*im->seen));
	im->seen[im->seen_count++] = (struct seen){line->id, im->record.row};
	if (im->given->is_instead)
		return FTL_OK;
	FTL_TRY(ftl_stocktake_fill_row(im->c.app->db, &scratch, &im->c.stocktake, line, 0, &row,
	                               err));
	if (!row.count.is_counted)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "counted", "%s of %s %s counted already, by %s",
	         ftl_stock_words(&scratch, part, row.count.counted_milli), part->sku,
	         row.count.counted_milli == 1000 ? "is" : "are", row.count.staff);
	return ftl_hint(err, "--replace counts it anew");
}

static enum ftl_status put_row(struct importing *im, const struct ftl_part *part,
                               const struct ftl_stocktake_line *line, int64_t quantity_milli,
                               const struct ftl_counted_at *at, struct ftl_err *err)
{
	FTL_TRY(refuse_twice(im, part, line, err));
	return ftl_counting_put(&im->c, line, FTL_STOCKTAKE_COUNT, quantity_milli, at, err);
}

/* A blind sheet has one row for all pieces of a part: none of them is there. */
static enum ftl_status no_piece(struct importing *im, const struct ftl_part *part,
                                const struct ftl_counted_at *at, struct ftl_err *err)
{
	const struct ftl_stocktake_line *lines;
	size_t count;

	FTL_TRY(ftl_store_stocktake_lines_of(im->c.app->db, im->c.arena, im->c.stocktake.id,
	                                     part->id, &lines, &count, err));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(put_row(im, part, &lines[i], 0, at, err));
	im->result.counted++;
	return FTL_OK;
}

static enum ftl_status take_row(struct importing *im, struct ftl_err *err)
{
	const char *sku = field_of(im, SKU), *counted = field_of(im, COUNTED);
	struct ftl_stocktake_line line;
	struct ftl_counted_at at;
	struct ftl_part part;
	int64_t quantity;

	FTL_TRY(check_sheet(im, err));
	if (counted == NULL) {
		im->result.blank++;
		return FTL_OK;
	}
	if (sku == NULL)
		return ftl_fail(err, FTL_INVALID, "sku", "is empty");
	FTL_TRY(ftl_find_part(im->c.app, im->c.arena, sku, &part, err));
	FTL_TRY(ftl_stock_quantity(&part, "counted", counted, 0, &quantity, err));
	FTL_TRY(read_at(im, &at, err));
	if (part.tracking == FTL_TRACK_SERIAL && quantity == 0 && field_of(im, SERIAL) == NULL)
		return no_piece(im, &part, &at, err);
	FTL_TRY(find_line(im, &part, quantity, &line, err));
	FTL_TRY(put_row(im, &part, &line, quantity, &at, err));
	im->result.counted++;
	return FTL_OK;
}

/* Every row that is wrong is told, not only the first; false: there are too many to go on. */
static bool note_problem(struct importing *im, const struct ftl_err *problem)
{
	struct ftl_stocktake_taken *result = &im->result;

	im->problems = ftl_store_grow(im->c.arena, im->problems, result->problem_count,
	                              &im->problem_capacity, sizeof(*im->problems));
	im->problems[result->problem_count++] = (struct ftl_import_problem){
	        im->record.row, im->record.line,
	        ftl_sprintf(im->c.arena, "%s%s%s%s%s", problem->field, *problem->field ? ": " : "",
	                    problem->message, *problem->hint ? "; " : "", problem->hint)};
	return result->problem_count < PROBLEMS_MOST;
}

static enum ftl_status take_rows(struct importing *im, struct ftl_err *err)
{
	bool more, goes_on = true;

	while (goes_on) {
		enum ftl_status status = ftl_sheet_next(im->sheet, &im->record, &more, err);

		if (status == FTL_OK && !more)
			return FTL_OK;
		im->result.read++;
		if (status == FTL_OK) {
			status = take_row(im, err);
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

enum ftl_status ftl_stocktake_import(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                     const struct ftl_stocktake_sheet *given,
                                     struct ftl_stocktake_taken *ret, struct ftl_err *err)
{
	FTL_OP(op);
	FTL_SHEET(sheet);
	static const struct ftl_sheet_options plain = {0};
	struct importing im = {.c = {.op = &op, .app = app, .arena = arena}, .given = given};
	struct ftl_stocktake_taken *result = &im.result;

	FTL_TRY(ftl_csv_import_note_file(app, given->path, err));
	FTL_TRY(ftl_counting_begin(&im.c, "stocktake.import", FTL_CAN_STOCK, code,
	                           FTL_STOCKTAKE_COUNT, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_counting_read_at(&im.c, given->at, &im.at, err));
	FTL_TRY(ftl_sheet_open(given->path, &plain, &sheet, err));
	im.sheet = sheet;
	FTL_TRY(find_columns(&im, err));
	FTL_TRY(take_rows(&im, err));
	result->stocktake = im.c.stocktake;
	result->problems = im.problems;
	result->is_taken = result->problem_count == 0 || given->keep_going;
	if (result->is_taken && (result->counted > 0 || app->request_id != NULL))
		FTL_TRY(ftl_op_commit(&op, result, err));
	*ret = *result;
	return FTL_OK;
}

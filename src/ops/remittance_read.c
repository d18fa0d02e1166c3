#include "fettle/ops/remittance.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "store/row.h"

#define NUMBER_MOST 120 /* bytes of a claim number and the like */
#define TEXT_MOST   1000

const char *const ftl_remittance_column_names[FTL_REMITTANCE_COLUMNS] = {
        [FTL_REMITTANCE_COLUMN_CLAIM] = "claim",
        [FTL_REMITTANCE_COLUMN_REFERENCE] = "reference",
        [FTL_REMITTANCE_COLUMN_ORDER] = "order",
        [FTL_REMITTANCE_COLUMN_SERIAL] = "serial",
        [FTL_REMITTANCE_COLUMN_DATE] = "date",
        [FTL_REMITTANCE_COLUMN_AMOUNT] = "amount",
        [FTL_REMITTANCE_COLUMN_CURRENCY] = "currency",
        [FTL_REMITTANCE_COLUMN_TEXT] = "text",
};

/* A file while it is read. */
struct reading {
	struct ftl_arena *arena;
	const struct ftl_remittance_mapping *mapping;
	const struct ftl_currency *currency;
	struct ftl_sheet *sheet;
	struct ftl_csv_record record;
	size_t at[FTL_REMITTANCE_COLUMNS]; /* positions in the record, or FTL_CSV_ABSENT */
	struct ftl_remittance_line *lines;
	size_t count;
	size_t capacity;
	struct ftl_err *err;
};

static enum ftl_status find_columns(struct reading *r)
{
	const char *names[FTL_REMITTANCE_COLUMNS];
	size_t positions[FTL_REMITTANCE_COLUMNS];
	size_t count = 0;

	for (int i = 0; i < FTL_REMITTANCE_COLUMNS; i++) {
		if (r->mapping->columns[i] != NULL)
			names[count++] = r->mapping->columns[i];
	}
	FTL_TRY(ftl_sheet_header_some(r->sheet, names, count, count, positions, r->err));
	count = 0;
	for (int i = 0; i < FTL_REMITTANCE_COLUMNS; i++)
		r->at[i] = r->mapping->columns[i] == NULL ? FTL_CSV_ABSENT : positions[count++];
	return FTL_OK;
}

/* "" where the file has no such column. */
static const char *field_of(const struct reading *r, enum ftl_remittance_column column)
{
	return r->at[column] == FTL_CSV_ABSENT ? "" : r->record.fields[r->at[column]];
}

static enum ftl_sheet_type type_of(const struct reading *r, enum ftl_remittance_column column)
{
	return r->at[column] == FTL_CSV_ABSENT ? FTL_SHEET_TYPE_TEXT
	                                       : ftl_sheet_type(r->sheet, r->at[column]);
}

static enum ftl_status take_text(struct reading *r, enum ftl_remittance_column column,
                                 const char **ret)
{
	bool is_text = column == FTL_REMITTANCE_COLUMN_TEXT;
	const char *field = field_of(r, column);

	if (*field == '\0')
		return FTL_OK;
	return ftl_text_take(r->arena, r->mapping->columns[column],
	                     is_text ? FTL_TEXT_BLOCK : FTL_TEXT_LINE,
	                     is_text ? TEXT_MOST : NUMBER_MOST, field, strlen(field), ret, r->err);
}

static enum ftl_status take_date(struct reading *r, struct ftl_opt *ret)
{
	const enum ftl_remittance_column column = FTL_REMITTANCE_COLUMN_DATE;
	const char *name = r->mapping->columns[column];
	const char *field = field_of(r, column);
	char day[FTL_DATE_TEXT_SIZE];
	int32_t date;

	if (field[strspn(field, " ")] == '\0')
		return FTL_OK;
	if (type_of(r, column) == FTL_SHEET_TYPE_MOMENT) {
		/* The time of day, if there is one, is of no matter. */
		snprintf(day, sizeof(day), "%s", field);
		FTL_TRY(ftl_date_parse(name, day, &date, r->err));
	} else {
		FTL_TRY(ftl_remittance_date(name, field, r->mapping->date_format, &date, r->err));
	}
	*ret = ftl_some(date);
	return FTL_OK;
}

static enum ftl_status take_amount(struct reading *r, int64_t *ret)
{
	const enum ftl_remittance_column column = FTL_REMITTANCE_COLUMN_AMOUNT;
	const char *name = r->mapping->columns[column];
	const char *field = field_of(r, column);
	char quoted[FTL_QUOTE_SIZE];

	switch (type_of(r, column)) {
	case FTL_SHEET_TYPE_NUMBER:
		return ftl_money_parse(name, field, r->currency, true, ret, r->err);
	case FTL_SHEET_TYPE_MOMENT:
		return ftl_fail(r->err, FTL_INVALID, name,
		                "is the date or time %s, expected an amount",
		                ftl_quote(quoted, field));
	case FTL_SHEET_TYPE_TEXT:
		break;
	}
	return ftl_remittance_amount(name, field, r->mapping, r->currency, ret, r->err);
}

static enum ftl_status check_currency(struct reading *r)
{
	const enum ftl_remittance_column column = FTL_REMITTANCE_COLUMN_CURRENCY;
	const char *name = r->mapping->columns[column];
	const char *code = NULL;
	char quoted[FTL_QUOTE_SIZE];

	if (name == NULL)
		return FTL_OK;
	FTL_TRY(take_text(r, column, &code));
	if (ftl_text_equal(code, r->currency->code))
		return FTL_OK;
	return ftl_fail(r->err, FTL_INVALID, name, "is %s, expected the centre's currency, %s",
	                code == NULL ? "empty" : ftl_quote(quoted, code), r->currency->code);
}

static enum ftl_status take_line(struct reading *r)
{
	struct ftl_remittance_line line = {.position = r->record.row};

	FTL_TRY(take_text(r, FTL_REMITTANCE_COLUMN_CLAIM, &line.claim));
	FTL_TRY(take_text(r, FTL_REMITTANCE_COLUMN_REFERENCE, &line.reference));
	FTL_TRY(take_text(r, FTL_REMITTANCE_COLUMN_ORDER, &line.order));
	FTL_TRY(take_text(r, FTL_REMITTANCE_COLUMN_SERIAL, &line.serial));
	FTL_TRY(take_text(r, FTL_REMITTANCE_COLUMN_TEXT, &line.text));
	FTL_TRY(take_date(r, &line.date));
	FTL_TRY(check_currency(r));
	FTL_TRY(take_amount(r, &line.amount_cents));
	if (r->count == FTL_REMITTANCE_LINES_MOST)
		return ftl_fail(r->err, FTL_INVALID, "file", "has more than %d lines",
		                FTL_REMITTANCE_LINES_MOST);
	r->lines = ftl_store_grow(r->arena, r->lines, r->count, &r->capacity, sizeof(*r->lines));
	r->lines[r->count++] = line;
	return FTL_OK;
}

/* "row 12, line 14: …", as for every file that comes in. */
static enum ftl_status place(const struct ftl_csv_record *record, struct ftl_err *err)
{
	char message[sizeof(err->message)];

	if (record->row == record->line)
		snprintf(message, sizeof(message), "row %lld: %.440s", (long long)record->row,
		         err->message);
	else
		snprintf(message, sizeof(message), "row %lld, line %lld: %.420s",
		         (long long)record->row, (long long)record->line, err->message);
	memcpy(err->message, message, sizeof(message));
	return err->status;
}

enum ftl_status ftl_remittance_read(struct ftl_arena *arena, const char *name, const char *bytes,
                                    size_t length, const struct ftl_remittance_mapping *mapping,
                                    const struct ftl_currency *currency,
                                    const struct ftl_remittance_line **ret, size_t *ret_count,
                                    struct ftl_err *err)
{
	FTL_SHEET(sheet);
	struct reading r = {.arena = arena, .mapping = mapping, .currency = currency, .err = err};
	bool has_more = true;

	FTL_TRY(ftl_sheet_open_bytes(name, bytes, length, &mapping->sheet, &sheet, err));
	r.sheet = sheet;
	FTL_TRY(find_columns(&r));
	for (;;) {
		FTL_TRY(ftl_sheet_next(sheet, &r.record, &has_more, err));
		if (!has_more)
			break;
		if (take_line(&r) != FTL_OK)
			return place(&r.record, err);
	}
	*ret = r.lines;
	*ret_count = r.count;
	return FTL_OK;
}

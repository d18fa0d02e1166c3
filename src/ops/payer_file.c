#include "ops/payer_file.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/ops/payer.h"
#include "store/row.h"

#define NUMBER_MOST 120 /* bytes of a claim number and the like */
#define TEXT_MOST   1000

const char *const ftl_payer_column_names[FTL_PAYER_COLUMNS] = {
        [FTL_PAYER_COLUMN_CLAIM] = "claim",       [FTL_PAYER_COLUMN_REFERENCE] = "reference",
        [FTL_PAYER_COLUMN_ORDER] = "order",       [FTL_PAYER_COLUMN_SERIAL] = "serial",
        [FTL_PAYER_COLUMN_DATE] = "date",         [FTL_PAYER_COLUMN_AMOUNT] = "amount",
        [FTL_PAYER_COLUMN_CURRENCY] = "currency", [FTL_PAYER_COLUMN_TEXT] = "text",
        [FTL_PAYER_COLUMN_LINE] = "line",         [FTL_PAYER_COLUMN_PART] = "part",
        [FTL_PAYER_COLUMN_DECISION] = "decision", [FTL_PAYER_COLUMN_REASON] = "reason",
};

const char *const ftl_payer_file_names[FTL_PAYER_FILES] = {
        [FTL_PAYER_REMITTANCE] = "remittance",
        [FTL_PAYER_ANSWER] = "answer",
};

const char *const ftl_payer_answer_names[FTL_PAYER_ANSWERS] = {
        [FTL_PAYER_APPROVED] = "approved",
        [FTL_PAYER_REFUSED] = "refused",
        [FTL_PAYER_ASKS] = "asks",
        [FTL_PAYER_PENDING] = "pending",
};

/* A file while it is read. */
struct reading {
	const struct ftl_payer_file *file;
	struct ftl_arena *arena;
	const struct ftl_payer_mapping *mapping;
	struct ftl_sheet *sheet;
	struct ftl_csv_record record;
	size_t at[FTL_PAYER_COLUMNS]; /* positions in the record, or FTL_CSV_ABSENT */
	struct ftl_payer_row *rows;
	size_t count;
	size_t capacity;
	struct ftl_err *err;
};

static enum ftl_status find_columns(struct reading *r)
{
	const char *names[FTL_PAYER_COLUMNS];
	size_t positions[FTL_PAYER_COLUMNS];
	size_t count = 0;

	for (int i = 0; i < FTL_PAYER_COLUMNS; i++) {
		if (r->mapping->columns[i] != NULL)
			names[count++] = r->mapping->columns[i];
	}
	FTL_TRY(ftl_sheet_header_some(r->sheet, names, count, count, positions, r->err));
	count = 0;
	for (int i = 0; i < FTL_PAYER_COLUMNS; i++)
		r->at[i] = r->mapping->columns[i] == NULL ? FTL_CSV_ABSENT : positions[count++];
	return FTL_OK;
}

/* "" where the file has no such column. */
static const char *field_of(const struct reading *r, enum ftl_payer_column column)
{
	return r->at[column] == FTL_CSV_ABSENT ? "" : r->record.fields[r->at[column]];
}

static enum ftl_sheet_type type_of(const struct reading *r, enum ftl_payer_column column)
{
	return r->at[column] == FTL_CSV_ABSENT ? FTL_SHEET_TYPE_TEXT
	                                       : ftl_sheet_type(r->sheet, r->at[column]);
}

static enum ftl_status take_text(struct reading *r, enum ftl_payer_column column, const char **ret)
{
	bool is_text = column == FTL_PAYER_COLUMN_TEXT;
	const char *field = field_of(r, column);

	if (*field == '\0')
		return FTL_OK;
	return ftl_text_take(r->arena, r->mapping->columns[column],
	                     is_text ? FTL_TEXT_BLOCK : FTL_TEXT_LINE,
	                     is_text ? TEXT_MOST : NUMBER_MOST, field, strlen(field), ret, r->err);
}

static enum ftl_status take_date(struct reading *r, struct ftl_opt *ret)
{
	const enum ftl_payer_column column = FTL_PAYER_COLUMN_DATE;
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
		FTL_TRY(ftl_file_date(name, field, r->mapping->form.date_format, &date, r->err));
	}
	*ret = ftl_some(date);
	return FTL_OK;
}

static enum ftl_status take_amount(struct reading *r, int64_t *ret)
{
	const enum ftl_payer_column column = FTL_PAYER_COLUMN_AMOUNT;
	const char *name = r->mapping->columns[column];
	const char *field = field_of(r, column);
	char quoted[FTL_QUOTE_SIZE];

	switch (type_of(r, column)) {
	case FTL_SHEET_TYPE_NUMBER:
		return ftl_money_parse(name, field, r->file->currency, true, ret, r->err);
	case FTL_SHEET_TYPE_MOMENT:
		return ftl_fail(r->err, FTL_INVALID, name,
		                "is the date or time %s, expected an amount",
		                ftl_quote(quoted, field));
	case FTL_SHEET_TYPE_TEXT:
		break;
	}
	return ftl_file_amount(name, field, &r->mapping->form, r->file->currency, ret, r->err);
}

static enum ftl_status check_currency(struct reading *r)
{
	const enum ftl_payer_column column = FTL_PAYER_COLUMN_CURRENCY;
	const char *name = r->mapping->columns[column];
	const char *code = NULL;
	char quoted[FTL_QUOTE_SIZE];

	if (name == NULL)
		return FTL_OK;
	FTL_TRY(take_text(r, column, &code));
	if (ftl_text_equal(code, r->file->currency->code))
		return FTL_OK;
	return ftl_fail(r->err, FTL_INVALID, name, "is %s, expected the centre's currency, %s",
	                code == NULL ? "empty" : ftl_quote(quoted, code), r->file->currency->code);
}

bool ftl_payer_answer_find(struct ftl_arena *arena, const struct ftl_payer_mapping *mapping,
                           const char *word, enum ftl_payer_answer *ret)
{
	for (int i = 0; i < FTL_PAYER_ANSWERS; i++) {
		const struct ftl_payer_words *words = &mapping->answers[i];

		if (!ftl_text_is_among(arena, words->words, words->count, word))
			continue;
		*ret = (enum ftl_payer_answer)i;
		return true;
	}
	return false;
}

static enum ftl_status take_answer(struct reading *r, struct ftl_opt *ret)
{
	const enum ftl_payer_column column = FTL_PAYER_COLUMN_DECISION;
	const char *word = NULL;
	enum ftl_payer_answer answer;
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(take_text(r, column, &word));
	if (word == NULL)
		return FTL_OK;
	if (!ftl_payer_answer_find(r->arena, r->mapping, word, &answer)) {
		ftl_fail(r->err, FTL_INVALID, r->mapping->columns[column],
		         "%s is none of the payer's words for approved, refused, asks or pending",
		         ftl_quote(quoted, word));
		return ftl_hint(r->err,
		                "`decisions` in the `answer` of their rules says what each means");
	}
	*ret = ftl_some((int64_t)answer);
	return FTL_OK;
}

/* What stands in the row beside what every file has. */
static enum ftl_status take_verdict(struct reading *r, struct ftl_payer_row *row)
{
	FTL_TRY(take_text(r, FTL_PAYER_COLUMN_LINE, &row->number));
	FTL_TRY(take_text(r, FTL_PAYER_COLUMN_PART, &row->part));
	FTL_TRY(take_text(r, FTL_PAYER_COLUMN_REASON, &row->reason));
	return take_answer(r, &row->answer);
}

/* An answer need not have an amount: "refused" has none. */
static bool has_amount(const struct reading *r)
{
	const char *field = field_of(r, FTL_PAYER_COLUMN_AMOUNT);

	return r->file->kind == FTL_PAYER_REMITTANCE || field[strspn(field, " ")] != '\0';
}

static enum ftl_status take_row(struct reading *r, struct ftl_payer_row *row)
{
	struct ftl_remittance_line *line = &row->line;

	FTL_TRY(take_text(r, FTL_PAYER_COLUMN_CLAIM, &line->claim));
	FTL_TRY(take_text(r, FTL_PAYER_COLUMN_REFERENCE, &line->reference));
	FTL_TRY(take_text(r, FTL_PAYER_COLUMN_ORDER, &line->order));
	FTL_TRY(take_text(r, FTL_PAYER_COLUMN_SERIAL, &line->serial));
	FTL_TRY(take_text(r, FTL_PAYER_COLUMN_TEXT, &line->text));
	FTL_TRY(take_date(r, &line->date));
	row->has_amount = has_amount(r);
	if (row->has_amount) {
		FTL_TRY(check_currency(r));
		FTL_TRY(take_amount(r, &line->amount_cents));
	}
	return r->file->kind == FTL_PAYER_ANSWER ? take_verdict(r, row) : FTL_OK;
}

enum ftl_status ftl_payer_row_place(int64_t row, int64_t line, struct ftl_err *err)
{
	char message[sizeof(err->message)];

	if (row == line)
		snprintf(message, sizeof(message), "row %lld: %.440s", (long long)row,
		         err->message);
	else
		snprintf(message, sizeof(message), "row %lld, line %lld: %.420s", (long long)row,
		         (long long)line, err->message);
	memcpy(err->message, message, sizeof(message));
	return err->status;
}

const char *ftl_payer_row_problem(struct ftl_arena *arena, const struct ftl_err *err)
{
	return ftl_sprintf(arena, "%s%s%s", err->field, *err->field == '\0' ? "" : ": ",
	                   err->message);
}

/* A row, or why it cannot be understood when the others are wanted all the same. */
static enum ftl_status add_row(struct reading *r, enum ftl_status status)
{
	struct ftl_payer_row row = {.line.position = r->record.row, .file_line = r->record.line};

	if (r->count == FTL_REMITTANCE_LINES_MOST)
		return ftl_fail(r->err, FTL_INVALID, "file", "has more than %d lines",
		                FTL_REMITTANCE_LINES_MOST);
	if (status == FTL_OK) {
		status = take_row(r, &row);
		if (status != FTL_OK && !r->file->keep_going)
			return ftl_payer_row_place(row.line.position, row.file_line, r->err);
	}
	if (status != FTL_OK)
		row = (struct ftl_payer_row){.line.position = r->record.row,
		                             .file_line = r->record.line,
		                             .problem = ftl_payer_row_problem(r->arena, r->err)};
	r->rows = ftl_store_grow(r->arena, r->rows, r->count, &r->capacity, sizeof(*r->rows));
	r->rows[r->count++] = row;
	return FTL_OK;
}

enum ftl_status ftl_payer_file_read(struct ftl_arena *arena, const struct ftl_payer_file *file,
                                    const struct ftl_payer_row **ret, size_t *ret_count,
                                    struct ftl_err *err)
{
	FTL_SHEET(sheet);
	struct reading r = {.file = file, .arena = arena, .mapping = file->mapping, .err = err};
	bool has_more = true;

	FTL_TRY(ftl_sheet_open_bytes(file->name, file->bytes, file->length,
	                             &file->mapping->form.sheet, &sheet, err));
	r.sheet = sheet;
	FTL_TRY(find_columns(&r));
	for (;;) {
		enum ftl_status status = ftl_sheet_next(sheet, &r.record, &has_more, err);

		if (status == FTL_OK && !has_more)
			break;
		/* What comes behind some errors cannot be read. */
		if (status != FTL_OK &&
		    (status != FTL_INVALID || !file->keep_going || ftl_sheet_is_over(sheet)))
			return status;
		FTL_TRY(add_row(&r, status));
	}
	*ret = r.rows;
	*ret_count = r.count;
	return FTL_OK;
}

enum ftl_status ftl_payer_file_rules(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                     int32_t day, enum ftl_payer_file_kind kind,
                                     struct ftl_payer_doc *ret, struct ftl_err *err)
{
	static const char *const what[FTL_PAYER_FILES] = {
	        [FTL_PAYER_REMITTANCE] = "its lists of payments",
	        [FTL_PAYER_ANSWER] = "its answers",
	};
	const struct ftl_payer_doc *docs;
	size_t count;

	FTL_TRY(ftl_payer_find(app, arena, code, ret, err));
	FTL_TRY(ftl_payer_list(app, arena, FTL_RULES_ALL, &docs, &count, err));
	/* The newest of a code comes first. */
	for (size_t i = count; i > 0; i--) {
		if (ftl_text_equal(docs[i - 1].code, ret->code) && docs[i - 1].applies_from <= day)
			*ret = docs[i - 1];
	}
	if (ret->id != 0 &&
	    (kind == FTL_PAYER_REMITTANCE ? &ret->remittance : &ret->answer)->is_given)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "payer", "the rules of '%s' do not say how %s are to be read",
	         ret->code, what[kind]);
	return ftl_hint(err, "payer import, with `%s` in the document", ftl_payer_file_names[kind]);
}

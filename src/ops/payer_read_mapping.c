#include "ops/payer_read_mapping.h"

#include <string.h>

#include "fettle/base/text.h"
#include "ops/payer_file.h"

#define COLUMN_NAME_MOST 120
#define SHEET_NAME_MOST  124 /* 31 characters */

enum { COLUMNS, SEPARATOR, ENCODING, SHEET, DECIMAL, GROUPING, DATE_FORMAT, OWN, FIELDS };
static const struct ftl_json_field fields[OWN] = {
        [COLUMNS] = {"columns", FTL_JSON_OBJECT, true},
        [SEPARATOR] = {"separator", FTL_JSON_STRING, false},
        [ENCODING] = {"encoding", FTL_JSON_STRING, false},
        [SHEET] = {"sheet", FTL_JSON_STRING, false},
        [DECIMAL] = {"decimal", FTL_JSON_STRING, false},
        [GROUPING] = {"grouping", FTL_JSON_STRING, false},
        [DATE_FORMAT] = {"date_format", FTL_JSON_STRING, false},
};
/* What one kind of file has and the other has not. */
static const struct ftl_json_field own[FTL_PAYER_FILES] = {
        [FTL_PAYER_REMITTANCE] = {"tolerance", FTL_JSON_STRING, false},
        [FTL_PAYER_ANSWER] = {"decisions", FTL_JSON_OBJECT, false},
};
static const int column_counts[FTL_PAYER_FILES] = {
        [FTL_PAYER_REMITTANCE] = FTL_PAYER_COLUMN_LINE,
        [FTL_PAYER_ANSWER] = FTL_PAYER_COLUMNS,
};

static enum ftl_status check_columns(const struct ftl_rule_reader *r, const struct ftl_json *value,
                                     const struct ftl_payer_mapping *mapping)
{
	const char *const *columns = mapping->columns;

	if (columns[FTL_PAYER_COLUMN_CLAIM] == NULL &&
	    columns[FTL_PAYER_COLUMN_REFERENCE] == NULL &&
	    columns[FTL_PAYER_COLUMN_ORDER] == NULL &&
	    (columns[FTL_PAYER_COLUMN_SERIAL] == NULL || columns[FTL_PAYER_COLUMN_DATE] == NULL))
		return ftl_json_fail(r->doc, value, r->err,
		                     "needs a column by which a claim can be found: claim, "
		                     "reference, order, or serial with date");
	if (columns[FTL_PAYER_COLUMN_AMOUNT] == NULL && columns[FTL_PAYER_COLUMN_DECISION] == NULL)
		return ftl_json_fail(r->doc, value, r->err,
		                     "needs a column that says what was decided: amount or "
		                     "decision");
	return FTL_OK;
}

static enum ftl_status read_columns(const struct ftl_rule_reader *r, const struct ftl_json *value,
                                    enum ftl_payer_file_kind kind,
                                    struct ftl_payer_mapping *mapping)
{
	struct ftl_json_field declared[FTL_PAYER_COLUMNS];
	const struct ftl_json *v[FTL_PAYER_COLUMNS];
	int count = column_counts[kind];

	for (int i = 0; i < count; i++)
		declared[i] = (struct ftl_json_field){ftl_payer_column_names[i], FTL_JSON_STRING,
		                                      kind == FTL_PAYER_REMITTANCE &&
		                                              i == FTL_PAYER_COLUMN_AMOUNT};
	FTL_TRY(ftl_json_object(r->doc, value, declared, (size_t)count, v, r->err));
	for (int i = 0; i < count; i++) {
		if (v[i] != NULL)
			FTL_TRY(ftl_rule_text(r, v[i], COLUMN_NAME_MOST, &mapping->columns[i]));
	}
	return check_columns(r, value, mapping);
}

/* One of a few characters; NULL leaves what was there. words: what they are, for people. */
static enum ftl_status read_sign(const struct ftl_rule_reader *r, const struct ftl_json *value,
                                 const char *signs, const char *words, char *ret)
{
	const char *text = value == NULL ? NULL : ftl_json_text(value);

	if (text == NULL)
		return FTL_OK;
	if (strlen(text) != 1 || strchr(signs, *text) == NULL)
		return ftl_json_fail(r->doc, value, r->err, "must be one of %s", words);
	*ret = *text;
	return FTL_OK;
}

static enum ftl_status read_form(const struct ftl_rule_reader *r, const struct ftl_json *const *v,
                                 struct ftl_payer_mapping *mapping)
{
	int charset = FTL_CHARSET_UTF8;

	FTL_TRY(read_sign(r, v[SEPARATOR], ",;|\t", "comma, semicolon, bar and tab",
	                  &mapping->sheet.csv.separator));
	if (v[ENCODING] != NULL)
		FTL_TRY(ftl_rule_name(r, v[ENCODING], ftl_charset_names, FTL_CHARSETS, &charset));
	mapping->sheet.csv.charset = (enum ftl_charset)charset;
	if (v[SHEET] != NULL)
		FTL_TRY(ftl_rule_text(r, v[SHEET], SHEET_NAME_MOST, &mapping->sheet.sheet));
	FTL_TRY(read_sign(r, v[DECIMAL], ".,", "point and comma", &mapping->decimal));
	FTL_TRY(read_sign(r, v[GROUPING], ".,' ", "point, comma, apostrophe and blank",
	                  &mapping->grouping));
	if (mapping->grouping == mapping->decimal)
		return ftl_json_fail(r->doc, v[GROUPING], r->err,
		                     "is the same sign as the decimal one");
	if (v[DATE_FORMAT] == NULL)
		return FTL_OK;
	FTL_TRY(ftl_rule_text(r, v[DATE_FORMAT], 16, &mapping->date_format));
	if (!ftl_payer_is_date_format(mapping->date_format))
		return ftl_json_fail(r->doc, v[DATE_FORMAT], r->err,
		                     "must be made of YYYY, MM and DD, such as DD.MM.YYYY");
	return FTL_OK;
}

/* The word of a payer that means two things, if there is one; NULL: none. */
static const char *find_ambiguous(const struct ftl_rule_reader *r,
                                  const struct ftl_payer_mapping *mapping)
{
	const char *word = NULL;
	enum ftl_payer_answer found;

	for (int i = 0; i < FTL_PAYER_ANSWERS; i++) {
		for (size_t j = 0; j < mapping->answers[i].count && word == NULL; j++) {
			if (!ftl_payer_answer_find(r->arena, mapping, mapping->answers[i].words[j],
			                           &found) ||
			    found != (enum ftl_payer_answer)i)
				word = mapping->answers[i].words[j];
		}
	}
	return word;
}

/* Without words of the payer's own they are those of the program. */
static enum ftl_status read_answers(const struct ftl_rule_reader *r, const struct ftl_json *value,
                                    struct ftl_payer_mapping *mapping)
{
	struct ftl_json_field declared[FTL_PAYER_ANSWERS];
	const struct ftl_json *v[FTL_PAYER_ANSWERS] = {NULL};
	char quoted[FTL_QUOTE_SIZE];
	const char *ambiguous;

	for (int i = 0; i < FTL_PAYER_ANSWERS; i++)
		declared[i] =
		        (struct ftl_json_field){ftl_payer_answer_names[i], FTL_JSON_ARRAY, false};
	if (value != NULL)
		FTL_TRY(ftl_json_object(r->doc, value, declared, FTL_PAYER_ANSWERS, v, r->err));
	for (int i = 0; i < FTL_PAYER_ANSWERS; i++) {
		struct ftl_payer_words *words = &mapping->answers[i];

		if (value == NULL)
			*words = (struct ftl_payer_words){&ftl_payer_answer_names[i], 1};
		else
			FTL_TRY(ftl_rule_words(r, v[i], &words->words, &words->count));
	}
	if (value == NULL)
		return FTL_OK;
	if (mapping->columns[FTL_PAYER_COLUMN_DECISION] == NULL)
		return ftl_json_fail(r->doc, value, r->err, "needs the column decision beside it");
	ambiguous = find_ambiguous(r, mapping);
	if (ambiguous == NULL)
		return FTL_OK;
	return ftl_json_fail(r->doc, value, r->err, "has %s twice", ftl_quote(quoted, ambiguous));
}

enum ftl_status ftl_payer_read_mapping(const struct ftl_rule_reader *r,
                                       const struct ftl_json *value, enum ftl_payer_file_kind kind,
                                       struct ftl_payer_mapping *ret)
{
	struct ftl_json_field declared[FIELDS];
	const struct ftl_json *v[FIELDS];
	struct ftl_payer_mapping mapping = {
	        .is_given = true,
	        .sheet.csv.separator = ',',
	        .decimal = '.',
	        .date_format = "YYYY-MM-DD",
	};
	struct ftl_opt tolerance = {0};

	if (value == NULL)
		return FTL_OK;
	memcpy(declared, fields, sizeof(fields));
	declared[OWN] = own[kind];
	FTL_TRY(ftl_json_object(r->doc, value, declared, FIELDS, v, r->err));
	FTL_TRY(read_columns(r, v[COLUMNS], kind, &mapping));
	FTL_TRY(read_form(r, v, &mapping));
	if (kind == FTL_PAYER_REMITTANCE)
		FTL_TRY(ftl_rule_money(r, v[OWN], &tolerance));
	else
		FTL_TRY(read_answers(r, v[OWN], &mapping));
	mapping.tolerance_cents = tolerance.value;
	*ret = mapping;
	return FTL_OK;
}

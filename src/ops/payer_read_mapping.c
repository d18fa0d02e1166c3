#include "ops/payer_read_mapping.h"

#include <string.h>

#include "fettle/base/text.h"
#include "ops/file_form_read.h"
#include "ops/payer_file.h"

#define COLUMN_NAME_MOST 120

enum { COLUMNS = FTL_FILE_FORM_FIELDS, OWN, FIELDS };
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
	        .form = ftl_file_form_plain(),
	};
	struct ftl_opt tolerance = {0};

	if (value == NULL)
		return FTL_OK;
	memcpy(declared, ftl_file_form_fields, sizeof(ftl_file_form_fields));
	declared[COLUMNS] = (struct ftl_json_field){"columns", FTL_JSON_OBJECT, true};
	declared[OWN] = own[kind];
	FTL_TRY(ftl_json_object(r->doc, value, declared, FIELDS, v, r->err));
	FTL_TRY(read_columns(r, v[COLUMNS], kind, &mapping));
	FTL_TRY(ftl_file_form_read(r, v, &mapping.form));
	if (kind == FTL_PAYER_REMITTANCE)
		FTL_TRY(ftl_rule_money(r, v[OWN], &tolerance));
	else
		FTL_TRY(read_answers(r, v[OWN], &mapping));
	mapping.tolerance_cents = tolerance.value;
	*ret = mapping;
	return FTL_OK;
}

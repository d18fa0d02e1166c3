#include "ops/payer_read_remittance.h"

#include <string.h>

#define COLUMN_NAME_MOST 120
#define SHEET_NAME_MOST  124 /* 31 characters */

enum { COLUMNS, SEPARATOR, ENCODING, SHEET, DECIMAL, GROUPING, DATE_FORMAT, TOLERANCE, FIELDS };
static const struct ftl_json_field fields[FIELDS] = {
        [COLUMNS] = {"columns", FTL_JSON_OBJECT, true},
        [SEPARATOR] = {"separator", FTL_JSON_STRING, false},
        [ENCODING] = {"encoding", FTL_JSON_STRING, false},
        [SHEET] = {"sheet", FTL_JSON_STRING, false},
        [DECIMAL] = {"decimal", FTL_JSON_STRING, false},
        [GROUPING] = {"grouping", FTL_JSON_STRING, false},
        [DATE_FORMAT] = {"date_format", FTL_JSON_STRING, false},
        [TOLERANCE] = {"tolerance", FTL_JSON_STRING, false},
};

static enum ftl_status read_columns(const struct ftl_rule_reader *r, const struct ftl_json *value,
                                    struct ftl_remittance_mapping *mapping)
{
	struct ftl_json_field declared[FTL_REMITTANCE_COLUMNS];
	const struct ftl_json *v[FTL_REMITTANCE_COLUMNS];

	for (int i = 0; i < FTL_REMITTANCE_COLUMNS; i++)
		declared[i] =
		        (struct ftl_json_field){ftl_remittance_column_names[i], FTL_JSON_STRING,
		                                i == FTL_REMITTANCE_COLUMN_AMOUNT};
	FTL_TRY(ftl_json_object(r->doc, value, declared, FTL_REMITTANCE_COLUMNS, v, r->err));
	for (int i = 0; i < FTL_REMITTANCE_COLUMNS; i++) {
		if (v[i] != NULL)
			FTL_TRY(ftl_rule_text(r, v[i], COLUMN_NAME_MOST, &mapping->columns[i]));
	}
	if (mapping->columns[FTL_REMITTANCE_COLUMN_CLAIM] == NULL &&
	    mapping->columns[FTL_REMITTANCE_COLUMN_REFERENCE] == NULL &&
	    mapping->columns[FTL_REMITTANCE_COLUMN_ORDER] == NULL &&
	    (mapping->columns[FTL_REMITTANCE_COLUMN_SERIAL] == NULL ||
	     mapping->columns[FTL_REMITTANCE_COLUMN_DATE] == NULL))
		return ftl_json_fail(r->doc, value, r->err,
		                     "needs a column by which a claim can be found: claim, "
		                     "reference, order, or serial with date");
	return FTL_OK;
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
                                 struct ftl_remittance_mapping *mapping)
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
	if (!ftl_remittance_is_date_format(mapping->date_format))
		return ftl_json_fail(r->doc, v[DATE_FORMAT], r->err,
		                     "must be made of YYYY, MM and DD, such as DD.MM.YYYY");
	return FTL_OK;
}

enum ftl_status ftl_payer_read_remittance(const struct ftl_rule_reader *r,
                                          const struct ftl_json *value,
                                          struct ftl_remittance_mapping *ret)
{
	const struct ftl_json *v[FIELDS];
	struct ftl_remittance_mapping mapping = {
	        .is_given = true,
	        .sheet.csv.separator = ',',
	        .decimal = '.',
	        .date_format = "YYYY-MM-DD",
	};
	struct ftl_opt tolerance = {0};

	if (value == NULL)
		return FTL_OK;
	FTL_TRY(ftl_json_object(r->doc, value, fields, FIELDS, v, r->err));
	FTL_TRY(read_columns(r, v[COLUMNS], &mapping));
	FTL_TRY(read_form(r, v, &mapping));
	FTL_TRY(ftl_rule_money(r, v[TOLERANCE], &tolerance));
	mapping.tolerance_cents = tolerance.value;
	*ret = mapping;
	return FTL_OK;
}

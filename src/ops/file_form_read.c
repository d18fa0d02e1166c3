#include "ops/file_form_read.h"

#include <string.h>

#define SHEET_NAME_MOST 124 /* 31 characters */

enum { SEPARATOR, ENCODING, SHEET, DECIMAL, GROUPING, DATE_FORMAT };
const struct ftl_json_field ftl_file_form_fields[FTL_FILE_FORM_FIELDS] = {
        [SEPARATOR] = {"separator", FTL_JSON_STRING, false},
        [ENCODING] = {"encoding", FTL_JSON_STRING, false},
        [SHEET] = {"sheet", FTL_JSON_STRING, false},
        [DECIMAL] = {"decimal", FTL_JSON_STRING, false},
        [GROUPING] = {"grouping", FTL_JSON_STRING, false},
        [DATE_FORMAT] = {"date_format", FTL_JSON_STRING, false},
};

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

enum ftl_status ftl_file_form_read(const struct ftl_rule_reader *r,
                                   const struct ftl_json *const v[FTL_FILE_FORM_FIELDS],
                                   struct ftl_file_form *form)
{
	int charset = FTL_CHARSET_UTF8;

	FTL_TRY(read_sign(r, v[SEPARATOR], ",;|\t", "comma, semicolon, bar and tab",
	                  &form->sheet.csv.separator));
	if (v[ENCODING] != NULL)
		FTL_TRY(ftl_rule_name(r, v[ENCODING], ftl_charset_names, FTL_CHARSETS, &charset));
	form->sheet.csv.charset = (enum ftl_charset)charset;
	if (v[SHEET] != NULL)
		FTL_TRY(ftl_rule_text(r, v[SHEET], SHEET_NAME_MOST, &form->sheet.sheet));
	FTL_TRY(read_sign(r, v[DECIMAL], ".,", "point and comma", &form->decimal));
	FTL_TRY(read_sign(r, v[GROUPING], ".,' ", "point, comma, apostrophe and blank",
	                  &form->grouping));
	if (form->grouping == form->decimal)
		return ftl_json_fail(r->doc, v[GROUPING], r->err,
		                     "is the same sign as the decimal one");
	if (v[DATE_FORMAT] == NULL)
		return FTL_OK;
	FTL_TRY(ftl_rule_text(r, v[DATE_FORMAT], 16, &form->date_format));
	if (!ftl_file_is_date_format(form->date_format))
		return ftl_json_fail(r->doc, v[DATE_FORMAT], r->err,
		                     "must be made of YYYY, MM and DD, such as DD.MM.YYYY");
	return FTL_OK;
}

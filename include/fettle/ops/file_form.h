#ifndef FETTLE_OPS_FILE_FORM_H
#define FETTLE_OPS_FILE_FORM_H

#include <stdbool.h>

#include "fettle/base/money.h"
#include "fettle/base/sheet.h"

/* How somebody else writes the tables that they send: payers their lists, suppliers their prices.
 */
struct ftl_file_form {
	struct ftl_sheet_options sheet;
	char decimal;  /* . or , */
	char grouping; /* between thousands: . , ' or a blank of any kind; '\0': nothing */
	const char *date_format; /* "DD.MM.YYYY" */
};
/* Commas, points, no grouping and YYYY-MM-DD. */
struct ftl_file_form ftl_file_form_plain(void);

/*
 * An amount as text, by the decimal sign and the grouping of the form and no other: "1.234,56"
 * with , and . is 123456 cents. Groups are of three digits, all or none; a minus stands first; no
 * currency sign. FTL_INVALID names field and value and shows how it should be written.
 */
FTL_MUST_CHECK enum ftl_status ftl_file_amount(const char *field, const char *text,
                                               const struct ftl_file_form *form,
                                               const struct ftl_currency *currency,
                                               int64_t *ret_cents, struct ftl_err *err);

/*
 * A date as text by a format of YYYY, MM or M, DD or D in any order, with . - / or a blank between
 * them or nothing. MM and DD are two digits, M and D one or two.
 */
FTL_MUST_CHECK enum ftl_status ftl_file_date(const char *field, const char *text,
                                             const char *format, int32_t *ret, struct ftl_err *err);
/* Whether that is such a format. */
bool ftl_file_is_date_format(const char *format);

#endif

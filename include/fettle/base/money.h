#ifndef FETTLE_BASE_MONEY_H
#define FETTLE_BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/base/err.h"

/* An ISO 4217 currency: its code and the number of decimals of its minor unit (EUR 2, JPY 0). */
struct ftl_currency {
	char code[4];
	int decimals;
};

/* Largest amount the program handles, in minor units: 10^15. Sums are checked against it. */
#define FTL_MONEY_MAX INT64_C(1000000000000000)

/* Finds a currency by its upper-case code; FTL_INVALID names the value. */
FTL_MUST_CHECK enum ftl_status ftl_currency_find(const char *code, struct ftl_currency *ret,
                                                 struct ftl_err *err);

/*
 * Reads "12", "12.5", "12.50", "-3.00" into minor units. No thousands separators, no comma, no
 * exponent, no more decimals than the currency has (nothing is rounded). Negative only when
 * allow_negative. field names the value in errors.
 */
FTL_MUST_CHECK enum ftl_status ftl_money_parse(const char *field, const char *text,
                                               const struct ftl_currency *currency,
                                               bool allow_negative, int64_t *ret_cents,
                                               struct ftl_err *err);

#define FTL_MONEY_TEXT_SIZE 32

/* The canonical decimal string, for example "-12.50"; returns buffer. */
const char *ftl_money_format(char buffer[FTL_MONEY_TEXT_SIZE], int64_t cents,
                             const struct ftl_currency *currency);

/* a + b, false when the result leaves ±FTL_MONEY_MAX (ret untouched). */
bool ftl_money_add(int64_t a, int64_t b, int64_t *ret);

/* amount × numerator ÷ denominator, rounded half away from zero; false on overflow. */
bool ftl_money_share(int64_t amount, int64_t numerator, int64_t denominator, int64_t *ret);

#endif

#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdint.h>

/* Why a text is not the decimal number that was asked for. */
enum ftl_decimal {
	FTL_DECIMAL_OK,
	FTL_DECIMAL_SHAPE,  /* something but sign, digits, one point, digits */
	FTL_DECIMAL_PLACES, /* more decimals than asked for */
	FTL_DECIMAL_RANGE,  /* does not fit into int64_t once scaled */
};

/*
 * Reads [blanks][+|-]digits[.digits][blanks] and scales it by 10^places (0 to 18). Trailing zeros
 * beyond the places count as too many places, so that nothing is ever dropped.
 */
enum ftl_decimal ftl_decimal_scan(const char *text, int places, int64_t *ret_scaled);

#endif

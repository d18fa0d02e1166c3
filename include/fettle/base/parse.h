#ifndef FETTLE_BASE_PARSE_H
#define FETTLE_BASE_PARSE_H

#include <stdint.h>

#include "fettle/base/err.h"

/* A plain decimal integer, outer blanks and one + allowed, within min … max. No hex, no exponent.
 */
FTL_MUST_CHECK enum ftl_status ftl_parse_i64(const char *field, const char *text, int64_t min,
                                             int64_t max, int64_t *ret, struct ftl_err *err);

/* A plain decimal with at most `decimals` places, scaled by 10^decimals: "1.5" with 3 gives 1500.
 */
FTL_MUST_CHECK enum ftl_status ftl_parse_decimal(const char *field, const char *text, int decimals,
                                                 int64_t min_scaled, int64_t max_scaled,
                                                 int64_t *ret_scaled, struct ftl_err *err);

/* Room for any number that ftl_decimal_format() writes. */
#define FTL_DECIMAL_SIZE 32

/*
 * The reverse: a number scaled by 10^decimals (0 to 18) with as many decimals as it needs, at least
 * `least`: 1500 with 3 and 0 is "1.5", 1200 with 2 and 2 "12.00". Lists write millions of these,
 * which is why it does not go through printf. Returns buffer.
 */
const char *ftl_decimal_format(char buffer[FTL_DECIMAL_SIZE], int64_t scaled, int decimals,
                               int least);

/*
 * One name out of count names (an enum's string table; entries may be NULL and are skipped);
 * FTL_INVALID lists what is allowed.
 */
FTL_MUST_CHECK enum ftl_status ftl_parse_name(const char *field, const char *text,
                                              const char *const *names, int count, int *ret_index,
                                              struct ftl_err *err);

#endif

#ifndef FETTLE_MODEL_SHARE_H
#define FETTLE_MODEL_SHARE_H

#include "fettle/model/coverage.h"
#include "fettle/model/record.h"

/*
 * What of the lines that another payer has the customer bears: by the verdict that the job goes by
 * the percent that a cover leaves, then its excess, then what is above what is left of its limit.
 */

/*
 * Fills shared_cents of every line and its amounts again. Lines are taken by position: the excess
 * comes off the first ones until it is borne, and the limit is spent by them. What is_held names
 * stays as it is and counts first; NULL: none. A line of another payer than its class has by the
 * verdict, or of a verdict whose terms were not kept, is not shared. FTL_INVALID when an amount
 * leaves the range of money.
 */
FTL_MUST_CHECK enum ftl_status ftl_share_lines(const struct ftl_verdict cover[FTL_LINE_CLASSES],
                                               struct ftl_order_line *lines, size_t count,
                                               const bool *is_held, struct ftl_err *err);

#endif

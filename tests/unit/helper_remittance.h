#ifndef HELPER_REMITTANCE_H
#define HELPER_REMITTANCE_H

#include "fettle/model/remittance.h"

/* Matches the lines with the claims, which must get through. */
struct ftl_remittance remittance_settle(struct ftl_arena *arena,
                                        const struct ftl_remittance_claim *claims,
                                        size_t claim_count, const struct ftl_remittance_line *lines,
                                        size_t line_count, int64_t tolerance);

/* What a line must have become. */
void remittance_line_is(const struct ftl_remittance *got, size_t line,
                        enum ftl_remittance_outcome outcome, enum ftl_remittance_key key,
                        size_t claim);

#endif

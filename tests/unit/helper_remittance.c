#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <cmocka.h>

#include "helper_remittance.h"

struct ftl_remittance remittance_settle(struct ftl_arena *arena,
                                        const struct ftl_remittance_claim *claims,
                                        size_t claim_count, const struct ftl_remittance_line *lines,
                                        size_t line_count, int64_t tolerance)
{
	struct ftl_remittance ret = {0};
	struct ftl_err err;

	if (ftl_remittance_settle(arena, claims, claim_count, lines, line_count, tolerance, &ret,
	                          &err) != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
	return ret;
}

void remittance_line_is(const struct ftl_remittance *got, size_t line,
                        enum ftl_remittance_outcome outcome, enum ftl_remittance_key key,
                        size_t claim)
{
	const struct ftl_remittance_match *match = &got->matches[line];

	if (match->outcome != outcome || match->key != key || match->claim != claim)
		fail_msg("line %zu: is %s by %s of claim %zd", line,
		         ftl_remittance_outcome_names[match->outcome],
		         ftl_remittance_key_names[match->key], (ssize_t)match->claim);
}

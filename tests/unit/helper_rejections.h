#ifndef HELPER_REJECTIONS_H
#define HELPER_REJECTIONS_H

#include "helper_claim.h"

/* A reason for which payers refuse claims, in the words of the domain reference (2.7), with the
 * check that foresees it, and how a job is made that is refused for it, or just is not. */
struct claim_row {
	const char *reason;
	const char *check;
	void (*change)(struct claim_scene *s, bool is_wrong);
};
extern const struct claim_row claim_rows[];
extern const size_t claim_row_count;

#endif

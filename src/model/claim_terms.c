#include "fettle/model/claim_terms.h"

#include <string.h>

#include "fettle/base/text.h"

const char *const ftl_claim_cause_names[FTL_CLAIM_CAUSES] = {
        [FTL_CAUSE_FRONT_DESK] = "front_desk", [FTL_CAUSE_TECHNICIAN] = "technician",
        [FTL_CAUSE_PARTS] = "parts",           [FTL_CAUSE_CLAIMS] = "claims",
        [FTL_CAUSE_PAYER] = "payer",
};

int64_t ftl_claim_last_day(const struct ftl_calendar *calendar, bool in_business_days, int64_t from,
                           int64_t days)
{
	int64_t day = from;

	if (!in_business_days)
		return from + days;
	while (days > 0)
		days -= ftl_calendar_is_open(calendar, (int32_t)++day);
	return day;
}

const struct ftl_payer_reason *ftl_payer_reason_find(struct ftl_arena *arena,
                                                     const struct ftl_payer_terms *terms,
                                                     const char *code)
{
	const char *key = ftl_text_key(arena, code);

	for (size_t i = 0; i < terms->reason_count; i++) {
		if (strcmp(ftl_text_key(arena, terms->reasons[i].code), key) == 0)
			return &terms->reasons[i];
	}
	return NULL;
}

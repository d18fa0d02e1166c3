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
	int step = days < 0 ? -1 : 1;
	int64_t day = from;

	if (!in_business_days)
		return from + days;
	while (days != 0) {
		day += step;
		days -= ftl_calendar_is_open(calendar, (int32_t)day) ? step : 0;
	}
	return day;
}

struct ftl_opt ftl_claim_return_day(const struct ftl_payer_terms *terms,
                                    const struct ftl_calendar *calendar, bool in_business_days,
                                    const struct ftl_line *line, int32_t submitted_on)
{
	if (!terms->return_parts_days.has || line->class != FTL_PART ||
	    (terms->return_parts_above_cents.has &&
	     line->unit_price_cents <= terms->return_parts_above_cents.value))
		return ftl_none();
	return ftl_some(ftl_claim_last_day(calendar, in_business_days, submitted_on,
	                                   terms->return_parts_days.value));
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

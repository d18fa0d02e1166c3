#include "fettle/model/old_part.h"

#include "fettle/base/date.h"
#include "fettle/base/money.h"

const char *const ftl_old_fate_names[FTL_OLD_FATES] = {
        [FTL_OLD_HELD] = "held",
        [FTL_OLD_SCRAPPED] = "scrapped",
        [FTL_OLD_CUSTOMER] = "customer",
        [FTL_OLD_RECYCLED] = "recycled",
};

static const char *const fates[FTL_OLD_FATES] = {
        [FTL_OLD_HELD] = "held",
        [FTL_OLD_SCRAPPED] = "scrapped",
        [FTL_OLD_CUSTOMER] = "given to the customer",
        [FTL_OLD_RECYCLED] = "recycled",
};

const char *const ftl_old_claim_names[FTL_OLD_CLAIMS] = {
        [FTL_OLD_FREE] = "free",
        [FTL_OLD_PAYER] = "payer",
        [FTL_OLD_WARRANTY] = "warranty",
        [FTL_OLD_CORE] = "core",
};

static const char *const claims[FTL_OLD_CLAIMS] = {
        [FTL_OLD_FREE] = "nobody wants it back",
        [FTL_OLD_PAYER] = "the payer wants it back",
        [FTL_OLD_WARRANTY] = "failed within its supplier's own warranty",
        [FTL_OLD_CORE] = "its supplier took a deposit",
};

const char *ftl_old_fate_title(enum ftl_old_fate fate)
{
	return fates[fate];
}

const char *ftl_old_claim_title(enum ftl_old_claim claim)
{
	return claims[claim];
}

/* What of it was put in before and failed within the term; its last day counts. */
static int64_t in_warranty_milli(const struct ftl_old_part *old)
{
	int64_t before = old->before.quantity_milli - old->before.other_milli;

	if (old->before.line_id == 0 || old->before.supplier_id == 0 || !old->warranty_months.has ||
	    old->received_on >
	            ftl_date_add_months(old->before.used_on, (int)old->warranty_months.value) ||
	    before < 0)
		return 0;
	return before < old->fitted_milli ? before : old->fitted_milli;
}

enum ftl_old_claim ftl_old_part_claim(const struct ftl_old_part *old)
{
	if (old->is_wanted_back && old->payer != FTL_PAYER_CUSTOMER && old->payer != FTL_PAYER_SHOP)
		return FTL_OLD_PAYER;
	if (in_warranty_milli(old) > 0)
		return FTL_OLD_WARRANTY;
	return old->core_cents.has ? FTL_OLD_CORE : FTL_OLD_FREE;
}

int64_t ftl_old_part_wanted(const struct ftl_old_part *old)
{
	switch (ftl_old_part_claim(old)) {
	case FTL_OLD_WARRANTY:
		return in_warranty_milli(old);
	case FTL_OLD_PAYER:
	case FTL_OLD_CORE:
		return old->fitted_milli;
	case FTL_OLD_FREE:
	case FTL_OLD_CLAIMS:
		break;
	}
	return 0;
}

int64_t ftl_old_part_parts(const struct ftl_old_part *old)
{
	int64_t sum = 0;

	for (int fate = 0; fate < FTL_OLD_FATES; fate++)
		sum += old->part_milli[fate];
	return sum;
}

int64_t ftl_old_part_due(const struct ftl_old_part *old)
{
	bool is_kept = old->fate.has ? old->fate.value == FTL_OLD_HELD : old->is_open;
	int64_t here = old->fitted_milli - ftl_old_part_parts(old);
	int64_t wanted = ftl_old_part_wanted(old);
	int64_t left = (here < wanted ? here : wanted) - old->boxed_milli;

	if (!is_kept || left <= 0 ||
	    (ftl_old_part_claim(old) == FTL_OLD_PAYER && old->is_sent_to_payer))
		return 0;
	return left;
}

struct ftl_opt ftl_old_part_day(const struct ftl_old_part *old, int32_t day)
{
	struct ftl_opt days = ftl_none();

	if (ftl_old_part_claim(old) == FTL_OLD_WARRANTY)
		days = old->before.return_days;
	if (ftl_old_part_claim(old) == FTL_OLD_CORE)
		days = old->core_days;
	return days.has ? ftl_some(day + days.value) : days;
}

bool ftl_old_part_value(const struct ftl_old_part *old, int64_t quantity_milli, int64_t *ret)
{
	switch (ftl_old_part_claim(old)) {
	case FTL_OLD_CORE:
		return ftl_money_share(old->core_cents.value, quantity_milli, 1000, ret);
	case FTL_OLD_WARRANTY:
		return ftl_money_share(old->before.cost_cents, quantity_milli,
		                       old->before.quantity_milli, ret);
	case FTL_OLD_PAYER:
		return ftl_money_share(old->cost_cents, quantity_milli, old->fitted_milli, ret);
	case FTL_OLD_FREE:
	case FTL_OLD_CLAIMS:
		break;
	}
	*ret = 0;
	return true;
}

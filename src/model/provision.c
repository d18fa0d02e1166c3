#include "fettle/model/provision.h"

#include "fettle/base/money.h"
#include "fettle/base/text.h"

struct ftl_opt ftl_provision_rate_on(const struct ftl_provisions *provisions, int32_t day)
{
	for (size_t i = 0; i < provisions->rate_count; i++) {
		if (provisions->rates[i].effective_from <= day)
			return provisions->rates[i].basis_points;
	}
	return ftl_none();
}

bool ftl_provision_has_rate(const struct ftl_provisions *provisions, int32_t from, int32_t to)
{
	for (size_t i = 0; i < provisions->rate_count; i++) {
		const struct ftl_provision_rate *rate = &provisions->rates[i];
		if (rate->effective_from > to)
			continue;
		if (rate->basis_points.has)
			return true;
		if (rate->effective_from <= from)
			return false;
	}
	return false;
}

static bool is_named(struct ftl_arena *arena, const char *const *names, size_t count,
                     const char *name)
{
	return count == 0 || ftl_text_is_among(arena, names, count, name);
}

/* No end is the latest. */
static void extend(struct ftl_guarantee *guarantee, struct ftl_opt end)
{
	if (!guarantee->is_given || !end.has ||
	    (guarantee->ends_on.has && end.value > guarantee->ends_on.value))
		guarantee->ends_on = end;
	guarantee->is_given = true;
}

struct ftl_guarantee ftl_guarantee_find(const struct ftl_provisions *provisions,
                                        const struct ftl_calendar *calendar,
                                        struct ftl_arena *arena, const char *brand,
                                        const char *category, int32_t handed_over_on)
{
	struct ftl_guarantee guarantee = {.starts_on = handed_over_on};
	const struct ftl_term_facts facts = {
	        .dates = {[FTL_TERM_HAND_OVER] = ftl_some(handed_over_on)}, .calendar = calendar};
	bool has_term = false;

	for (size_t i = 0; i < provisions->term_count; i++) {
		const struct ftl_repair_term *row = &provisions->terms[i];
		struct ftl_cover cover;
		if (handed_over_on < row->from || handed_over_on >= row->before ||
		    !is_named(arena, row->brands, row->brand_count, brand) ||
		    !is_named(arena, row->categories, row->category_count, category) ||
		    !ftl_term_cover(row->term, &facts, &cover))
			continue;
		has_term = true;
		for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
			if (cover.shares[class].percent > 0)
				extend(&guarantee, cover.shares[class].ends_on);
		}
	}
	if (!has_term && provisions->usual_days > 0)
		extend(&guarantee,
		       ftl_cover_end(handed_over_on, provisions->usual_days, FTL_TERM_DAY));
	return guarantee;
}

int64_t ftl_provision_needed(const struct ftl_provisions *provisions,
                             const struct ftl_guarantee *guarantee, int64_t billed_cents,
                             int32_t day)
{
	struct ftl_opt rate = ftl_provision_rate_on(provisions, day);
	struct ftl_opt end = guarantee->ends_on;
	int64_t days = end.has ? end.value - guarantee->starts_on : 1;
	int64_t left = end.has ? end.value - day : 1;
	int64_t needed = 0;

	if (!guarantee->is_given || !rate.has || day < guarantee->starts_on || left <= 0)
		return 0;
	/* A part of what was billed: it is within the range of money as that is. */
	ftl_money_share(billed_cents, rate.value * left, FTL_BASIS_POINTS * days, &needed);
	return needed;
}

int64_t ftl_provision_changes(const struct ftl_provision_roll *roll)
{
	return roll->closing_cents - roll->opening_cents - roll->accrued_cents +
	       roll->settled_cents;
}

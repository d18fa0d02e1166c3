#include "fettle/model/term.h"

#include "fettle/base/date.h"

const char *const ftl_term_basis_names[FTL_TERM_BASES] = {
        [FTL_TERM_PURCHASE] = "purchase",       [FTL_TERM_DELIVERY] = "delivery",
        [FTL_TERM_INVOICE] = "invoice",         [FTL_TERM_INSTALLATION] = "installation",
        [FTL_TERM_MANUFACTURE] = "manufacture", [FTL_TERM_FIRST_USE] = "first_use",
        [FTL_TERM_HAND_OVER] = "hand_over",
};

const char *const ftl_term_unit_names[FTL_TERM_UNITS] = {
        [FTL_TERM_DAY] = "day",   [FTL_TERM_WEEK] = "week",         [FTL_TERM_MONTH] = "month",
        [FTL_TERM_YEAR] = "year", [FTL_TERM_LIFETIME] = "lifetime",
};

/* What stands in for a date that is not known. */
static const struct {
	bool by_purchase;
	bool by_manufacture;
} stand_ins[FTL_TERM_BASES] = {
        [FTL_TERM_PURCHASE] = {false, true},
        [FTL_TERM_DELIVERY] = {true, true},
        [FTL_TERM_INVOICE] = {false, true},
        [FTL_TERM_FIRST_USE] = {false, true},
};

struct ftl_opt ftl_cover_end(int32_t starts_on, int duration, enum ftl_term_unit unit)
{
	switch (unit) {
	case FTL_TERM_DAY:
		return ftl_some((int64_t)starts_on + duration);
	case FTL_TERM_WEEK:
		return ftl_some(starts_on + INT64_C(7) * duration);
	case FTL_TERM_MONTH:
		return ftl_some(ftl_date_add_months(starts_on, duration));
	case FTL_TERM_YEAR:
		return ftl_some(ftl_date_add_months(starts_on, 12 * duration));
	case FTL_TERM_LIFETIME:
	case FTL_TERM_UNITS:
		break;
	}
	return ftl_none();
}

/* The later of two ends, of which none is the latest. */
static struct ftl_opt later(struct ftl_opt a, struct ftl_opt b)
{
	if (!a.has || !b.has)
		return ftl_none();
	return a.value > b.value ? a : b;
}

static int32_t open_day(const struct ftl_term *term, const struct ftl_calendar *calendar,
                        int32_t date)
{
	int32_t open = date;

	if (!term->moves_to_working_day || calendar == NULL)
		return date;
	while (!ftl_calendar_is_open(calendar, open)) {
		/* A centre that never opens again moves nothing. */
		if (open >= FTL_DATE_MAX)
			return date;
		open++;
	}
	return open;
}

/* The last day of a minimum that runs from a day on. */
static struct ftl_opt minimum(const struct ftl_term *term, const struct ftl_calendar *calendar,
                              int32_t from, struct ftl_opt days)
{
	return ftl_some(open_day(term, calendar, from + (int32_t)days.value));
}

/* Civil days on which the device was here for covered work; that of the hand-over does not count,
 * and one of several visits counts once. */
static int32_t repair_days(const struct ftl_term_facts *facts)
{
	int64_t reach = INT32_MIN;
	int64_t days = 0;

	for (;;) {
		const struct ftl_term_visit *next = NULL;

		/* Of the visits that go on after those counted, the one that began first. */
		for (size_t i = 0; i < facts->visit_count; i++) {
			const struct ftl_term_visit *visit = &facts->visits[i];

			if (visit->is_covered && visit->handed_over_on.has &&
			    visit->handed_over_on.value > visit->received_on &&
			    visit->handed_over_on.value > reach &&
			    (next == NULL || visit->received_on < next->received_on))
				next = visit;
		}
		if (next == NULL)
			return (int32_t)days;
		days += next->handed_over_on.value -
		        (next->received_on > reach ? next->received_on : reach);
		reach = next->handed_over_on.value;
	}
}

/* Where the day of the sale counts and is not known, nothing shows that the extension applies. */
static bool is_extended(const struct ftl_term *term, const struct ftl_term_facts *facts)
{
	struct ftl_opt sold_on = facts->dates[FTL_TERM_PURCHASE];
	struct ftl_opt since = term->extension_applies_from;

	if (since.has && (!sold_on.has || sold_on.value < since.value))
		return false;
	for (size_t i = 0; i < facts->visit_count; i++) {
		if (facts->visits[i].is_covered && facts->visits[i].is_repaired)
			return true;
	}
	return false;
}

/* An end by duration, moved by what happened since. */
static struct ftl_opt move_end(const struct ftl_term *term, const struct ftl_term_facts *facts,
                               struct ftl_opt end)
{
	int32_t date = (int32_t)end.value;

	if (!end.has)
		return end;
	if (term->extends_by_repair_days)
		date += repair_days(facts);
	if (term->extension_once_months > 0 && is_extended(term, facts))
		date = ftl_date_add_months(date, term->extension_once_months);
	if (date > FTL_DATE_MAX)
		return ftl_none();
	return ftl_some(open_day(term, facts->calendar, date));
}

static struct ftl_opt find_start(const struct ftl_term *term, const struct ftl_term_facts *facts,
                                 bool *ret_is_provisional)
{
	struct ftl_opt start = facts->dates[term->basis];
	struct ftl_opt made_on = facts->dates[FTL_TERM_MANUFACTURE];

	*ret_is_provisional = false;
	if (!start.has && stand_ins[term->basis].by_purchase)
		start = facts->dates[FTL_TERM_PURCHASE];
	if (start.has || !stand_ins[term->basis].by_manufacture || !made_on.has)
		return start;
	*ret_is_provisional = true;
	return ftl_some(ftl_date_add_months((int32_t)made_on.value, term->allowance_months));
}

bool ftl_term_cover(const struct ftl_term *term, const struct ftl_term_facts *facts,
                    struct ftl_cover *ret)
{
	bool is_provisional;
	struct ftl_opt start = find_start(term, facts, &is_provisional);

	if (!start.has)
		return false;
	*ret = (struct ftl_cover){
	        .giver = term->giver,
	        .rule = term->rule,
	        .starts_on = (int32_t)start.value,
	        .is_provisional = is_provisional,
	        .conditions = term->conditions,
	};
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		const struct ftl_term_share *share = &term->shares[class];
		struct ftl_opt end = ftl_cover_end(ret->starts_on, share->duration, share->unit);

		if (share->percent > 0)
			ret->shares[class] = (struct ftl_cover_share){share->percent,
			                                              move_end(term, facts, end)};
	}
	return true;
}

bool ftl_term_inherit(const struct ftl_term *term, const struct ftl_calendar *calendar,
                      const struct ftl_cover *old, struct ftl_opt changed_hands_on,
                      int32_t exchanged_on, struct ftl_cover *ret)
{
	struct ftl_opt days = term->replacement_min_days;
	struct ftl_cover cover = *old;
	bool is_any = false;

	if (old->void_reason != NULL || ftl_cover_is_lost(old, changed_hands_on, exchanged_on))
		return false;
	cover.starts_on = exchanged_on;
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		struct ftl_cover_share *share = &cover.shares[class];
		bool has_ended = share->ends_on.has && share->ends_on.value < exchanged_on;

		if (share->percent == 0)
			continue;
		if (days.has)
			share->ends_on =
			        later(share->ends_on, minimum(term, calendar, exchanged_on, days));
		else if (has_ended)
			*share = (struct ftl_cover_share){0};
		is_any = is_any || share->percent > 0;
	}
	if (is_any)
		*ret = cover;
	return is_any;
}

void ftl_cover_exchange(struct ftl_cover *cover, int32_t exchanged_on, int32_t day)
{
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		struct ftl_cover_share *share = &cover->shares[class];
		bool outlives = !share->ends_on.has || share->ends_on.value > exchanged_on;

		if (share->percent > 0 && outlives)
			share->ends_on = ftl_some(exchanged_on);
	}
	if (day > exchanged_on)
		cover->void_reason = "exchanged";
}

bool ftl_term_part_end(const struct ftl_term *term, const struct ftl_calendar *calendar,
                       const struct ftl_cover *cover, int32_t fitted_on, struct ftl_opt *ret)
{
	const struct ftl_cover_share *share = cover != NULL ? &cover->shares[FTL_PART] : NULL;
	struct ftl_opt days = term->part_min_days;
	bool is_covered = share != NULL && share->percent > 0;

	if (!is_covered && !days.has)
		return false;
	*ret = is_covered ? share->ends_on : ftl_some(fitted_on);
	if (days.has)
		*ret = later(*ret, minimum(term, calendar, fitted_on, days));
	return true;
}

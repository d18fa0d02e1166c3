#include "fettle/model/coverage.h"

#include "fettle/base/date.h"

static const char *const giver_titles[FTL_COVER_GIVERS] = {
        [FTL_COVER_OWN_REPAIR] = "our own repair warranty",
        [FTL_COVER_MAKER] = "the maker's warranty",
        [FTL_COVER_EXTENDED] = "the extended warranty",
        [FTL_COVER_INSURANCE] = "the insurance",
        [FTL_COVER_SELLER] = "the seller's guarantee",
};

static const enum ftl_payer giver_payers[FTL_COVER_GIVERS] = {
        [FTL_COVER_OWN_REPAIR] = FTL_PAYER_SHOP,   [FTL_COVER_MAKER] = FTL_PAYER_MAKER,
        [FTL_COVER_EXTENDED] = FTL_PAYER_CONTRACT, [FTL_COVER_INSURANCE] = FTL_PAYER_INSURER,
        [FTL_COVER_SELLER] = FTL_PAYER_SELLER,
};

int32_t ftl_cover_end(int32_t starts_on, int months)
{
	return ftl_date_add_months(starts_on, months);
}

static bool has_class(const struct ftl_cover *cover, enum ftl_line_class class)
{
	return cover->covers[class] && cover->percent[class] > 0;
}

static bool includes(const struct ftl_cover *cover, enum ftl_line_class class, int32_t date)
{
	return has_class(cover, class) && cover->starts_on <= date &&
	       (!cover->has_end[class] || date <= cover->ends_on[class]);
}

/* The first cover in order of giver, and among those of one giver as they were given. */
static const struct ftl_cover *find_cover(const struct ftl_cover *covers, size_t count,
                                          enum ftl_line_class class, int32_t date)
{
	const struct ftl_cover *found = NULL;

	for (size_t i = 0; i < count; i++)
		if (includes(&covers[i], class, date) &&
		    (found == NULL || covers[i].giver < found->giver))
			found = &covers[i];
	return found;
}

/* The cover that missed the day by least: the one that ended last, or else begins first. */
static const struct ftl_cover *find_nearest(const struct ftl_cover *covers, size_t count,
                                            enum ftl_line_class class, int32_t date)
{
	const struct ftl_cover *ended = NULL;
	const struct ftl_cover *future = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct ftl_cover *cover = &covers[i];

		if (!has_class(cover, class))
			continue;
		if (cover->starts_on > date) {
			if (future == NULL || cover->starts_on < future->starts_on)
				future = cover;
		} else if (ended == NULL || cover->ends_on[class] > ended->ends_on[class]) {
			ended = cover;
		}
	}
	return ended != NULL ? ended : future;
}

static const char *evidence_of(struct ftl_arena *arena, const struct ftl_cover *cover)
{
	if (cover->evidence == NULL)
		return "";
	return ftl_sprintf(arena, ": %s", cover->evidence);
}

static const char *because_covered(struct ftl_arena *arena, const struct ftl_cover *cover,
                                   enum ftl_line_class class)
{
	char until[FTL_DATE_TEXT_SIZE];
	const char *title = giver_titles[cover->giver];
	const char *evidence = evidence_of(arena, cover);
	const char *guess = cover->is_provisional ? ", provisionally" : "";

	if (!cover->has_end[class])
		return ftl_sprintf(arena, "%s has no end%s%s", title, guess, evidence);
	return ftl_sprintf(arena, "%s runs until %s%s%s", title,
	                   ftl_date_format(until, cover->ends_on[class]), guess, evidence);
}

static const char *change_covered(struct ftl_arena *arena, const struct ftl_cover *cover,
                                  enum ftl_line_class class)
{
	char until[FTL_DATE_TEXT_SIZE];

	if (cover->is_provisional)
		return "the true purchase date: it is only guessed";
	if (!cover->has_proof)
		return "a proof of purchase that says otherwise: none is on file";
	if (!cover->has_end[class])
		return "damage or another exclusion";
	return ftl_sprintf(arena, "damage or another exclusion, or a fault reported after %s",
	                   ftl_date_format(until, cover->ends_on[class]));
}

static const char *because_open(struct ftl_arena *arena, const struct ftl_cover *nearest,
                                enum ftl_line_class class, int32_t reported_on)
{
	char when[FTL_DATE_TEXT_SIZE];
	char reported[FTL_DATE_TEXT_SIZE];
	const char *title;
	const char *evidence;

	ftl_date_format(reported, reported_on);
	if (nearest == NULL)
		return ftl_sprintf(arena, "no cover is known for this device on %s", reported);
	title = giver_titles[nearest->giver];
	evidence = evidence_of(arena, nearest);
	if (nearest->starts_on > reported_on)
		return ftl_sprintf(arena, "%s begins on %s, after the fault was reported on %s%s",
		                   title, ftl_date_format(when, nearest->starts_on), reported,
		                   evidence);
	return ftl_sprintf(arena, "%s ended on %s, the fault was reported on %s%s", title,
	                   ftl_date_format(when, nearest->ends_on[class]), reported, evidence);
}

static const char *change_open(bool has_purchase_date, const struct ftl_cover *nearest)
{
	if (!has_purchase_date)
		return "the purchase date with its proof";
	if (nearest != NULL && nearest->is_provisional)
		return "the true purchase date: it is only guessed";
	if (nearest != NULL && !nearest->has_proof)
		return "a proof of purchase with a later date, an extended warranty or a contract";
	return "an extended warranty, an insurance or a contract";
}

void ftl_coverage_decide(struct ftl_arena *arena, int32_t reported_on, bool has_purchase_date,
                         const struct ftl_cover *covers, size_t count,
                         struct ftl_verdict ret[FTL_LINE_CLASSES])
{
	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		enum ftl_line_class class = (enum ftl_line_class)i;
		const struct ftl_cover *cover = find_cover(covers, count, class, reported_on);
		const struct ftl_cover *nearest;

		if (cover != NULL) {
			ret[class] = (struct ftl_verdict){
			        .class = class,
			        .payer = giver_payers[cover->giver],
			        .percent = cover->percent[class],
			        .has_until = cover->has_end[class],
			        .until = cover->has_end[class] ? cover->ends_on[class] : 0,
			        .rule = cover->rule,
			        .because = because_covered(arena, cover, class),
			        .would_change = change_covered(arena, cover, class),
			};
			continue;
		}
		nearest = find_nearest(covers, count, class, reported_on);
		ret[class] = (struct ftl_verdict){
		        .class = class,
		        .payer = FTL_PAYER_CUSTOMER,
		        .percent = 100,
		        .rule = "no_cover",
		        .because = because_open(arena, nearest, class, reported_on),
		        .would_change = change_open(has_purchase_date, nearest),
		};
	}
}

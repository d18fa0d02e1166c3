#include "fettle/base/text.h"
#include "model/flight.h"

/* Whether the cover is the payer's, still ran, and holds where the device was repaired. */

/* What is on file of the payer. */
static bool is_of_payer(const struct ftl_flight *f, const struct ftl_claim_cover *cover)
{
	return cover->payer == f->rules->payer;
}

static bool is_over(const struct ftl_claim_cover *cover, struct ftl_opt day)
{
	return cover->ends_on.has && day.has && cover->ends_on.value < day.value;
}

/* The last of the payer's covers, if all of them had ended when the fault was reported. */
static const struct ftl_claim_cover *find_lapsed(const struct ftl_flight *f)
{
	const struct ftl_claim_cover *last = NULL;

	for (size_t i = 0; i < f->job->cover_count; i++) {
		const struct ftl_claim_cover *cover = &f->job->covers[i];

		if (!is_of_payer(f, cover))
			continue;
		if (!is_over(cover, f->job->received_on))
			return NULL;
		if (last == NULL || cover->ends_on.value > last->ends_on.value)
			last = cover;
	}
	return last;
}

static bool holds_here(const struct ftl_flight *f, const struct ftl_claim_cover *cover)
{
	return cover->territory.count == 0 ||
	       ftl_text_is_among(f->arena, cover->territory.words, cover->territory.count,
	                         f->job->country);
}

static void check_territory(struct ftl_flight *f)
{
	const struct ftl_claim_cover *elsewhere = NULL;

	for (size_t i = 0; i < f->job->cover_count; i++) {
		const struct ftl_claim_cover *cover = &f->job->covers[i];

		if (!is_of_payer(f, cover))
			continue;
		if (holds_here(f, cover))
			return;
		elsewhere = cover;
	}
	if (elsewhere == NULL)
		return;
	ftl_flight_find(f, FTL_PREFLIGHT_SOLD_ELSEWHERE, FTL_PREFLIGHT_BLOCKS, 0, "cover",
	                ftl_sprintf(f->arena,
	                            "the device was sold with %s, which does not hold in %s",
	                            elsewhere->rule, f->job->country),
	                ftl_sprintf(f->arena, "coverage why %s", f->order));
}

/* What the giver's register says and what the receipt says. */
static void check_register(struct ftl_flight *f)
{
	struct ftl_opt bought = f->job->device->purchased_on;

	for (size_t i = 0; i < f->job->cover_count; i++) {
		const struct ftl_claim_cover *cover = &f->job->covers[i];

		if (!is_of_payer(f, cover) || !cover->is_registered || !bought.has ||
		    cover->starts_on == bought.value)
			continue;
		ftl_flight_find(
		        f, FTL_PREFLIGHT_PROOF_MISMATCH, FTL_PREFLIGHT_BLOCKS, 0, "purchased_on",
		        ftl_sprintf(f->arena, "bought on %s, and registered from %s",
		                    ftl_flight_date(f, bought.value),
		                    ftl_flight_date(f, cover->starts_on)),
		        ftl_sprintf(f->arena, "device edit %s --purchased-on DATE", f->device));
	}
}

static void check_lines(struct ftl_flight *f)
{
	for (size_t i = 0; i < f->job->line_count; i++) {
		const struct ftl_order_line *row = &f->job->lines[i];
		const struct ftl_verdict *verdict =
		        f->job->cover != NULL ? &f->job->cover[row->line.class] : NULL;

		if (!ftl_flight_is_theirs(f, row) ||
		    (verdict != NULL && verdict->payer == f->rules->payer))
			continue;
		ftl_flight_find(f, FTL_PREFLIGHT_NOT_COVERED, FTL_PREFLIGHT_BLOCKS, row->position,
		                ftl_flight_line_field(f, row),
		                ftl_sprintf(f->arena, "%s is the %s's by the verdict, not the %s's",
		                            ftl_line_class_names[row->line.class],
		                            ftl_payer_names[verdict != NULL ? verdict->payer
		                                                            : FTL_PAYER_CUSTOMER],
		                            ftl_payer_names[f->rules->payer]),
		                ftl_sprintf(f->arena, "coverage why %s", f->order));
	}
}

/* Of a cover that had ended that is what would be said, whatever the verdict is. */
void ftl_flight_check_cover(struct ftl_flight *f)
{
	const struct ftl_claim_cover *lapsed = find_lapsed(f);

	if (lapsed != NULL)
		ftl_flight_find(f, FTL_PREFLIGHT_CONTRACT_LAPSED, FTL_PREFLIGHT_BLOCKS, 0, "cover",
		                ftl_sprintf(f->arena, "%s ended on %s, before the request of %s",
		                            lapsed->rule, ftl_flight_date(f, lapsed->ends_on.value),
		                            ftl_flight_date(f, f->job->received_on.value)),
		                ftl_sprintf(f->arena, "coverage why %s", f->order));
	else
		check_lines(f);
	check_territory(f);
	check_register(f);
}

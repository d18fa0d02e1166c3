#include "fettle/base/text.h"

#include "model/flight.h"

/* The lines of the bill, held against what the payer pays. */

static void above(struct ftl_flight *f, enum ftl_preflight_check check,
                  const struct ftl_order_line *row, int64_t amount, int64_t most, const char *per)
{
	ftl_flight_find(
	        f, check, FTL_PREFLIGHT_BLOCKS, row != NULL ? row->position : 0,
	        row != NULL ? ftl_flight_line_field(f, row) : "amount",
	        ftl_sprintf(f->arena, "%s%s is above what is paid, %s%s",
	                    ftl_flight_money(f, amount), per, ftl_flight_money(f, most), per),
	        row != NULL
	                ? ftl_sprintf(f->arena, "line remove %s %d, and add what is paid", f->order,
	                              row->position)
	                : ftl_sprintf(f->arena, "order ask-payer %s --reference NUMBER", f->order));
}

static void check_line(struct ftl_flight *f, const struct ftl_order_line *row)
{
	const struct ftl_payer_rules *rules = f->rules;
	const struct ftl_line *line = &row->line;
	int64_t most;

	switch (line->class) {
	case FTL_LABOUR:
		if (rules->labour_rate_cents.has &&
		    line->unit_price_cents > rules->labour_rate_cents.value)
			above(f, FTL_PREFLIGHT_LABOUR_ABOVE_SCHEDULE, row, line->unit_price_cents,
			      rules->labour_rate_cents.value, " an hour");
		break;
	case FTL_PART:
		if (!rules->markup_basis_points.has)
			break;
		/* Half a unit is rounded up, as lines are. */
		most = (line->unit_cost_cents *
		                (FTL_BASIS_POINTS + rules->markup_basis_points.value) +
		        FTL_BASIS_POINTS / 2) /
		       FTL_BASIS_POINTS;
		if (line->unit_price_cents > most)
			above(f, FTL_PREFLIGHT_PART_ABOVE_SCHEDULE, row, line->unit_price_cents,
			      most, " a piece");
		break;
	case FTL_FREIGHT:
		if (rules->freight_most_cents.has &&
		    row->amounts.payer_cents > rules->freight_most_cents.value)
			above(f, FTL_PREFLIGHT_FREIGHT_ABOVE_SCHEDULE, row,
			      row->amounts.payer_cents, rules->freight_most_cents.value, "");
		break;
	case FTL_OTHER:
	case FTL_LINE_CLASSES:
		break;
	}
}

static void check_amounts(struct ftl_flight *f)
{
	const struct ftl_payer_rules *rules = f->rules;
	int64_t labour = 0;

	for (size_t i = 0; i < f->job->line_count; i++) {
		const struct ftl_order_line *row = &f->job->lines[i];

		if (!ftl_flight_is_theirs(f, row))
			continue;
		check_line(f, row);
		if (row->line.class == FTL_LABOUR)
			labour += row->amounts.payer_cents;
	}
	if (rules->labour_most_cents.has && labour > rules->labour_most_cents.value)
		above(f, FTL_PREFLIGHT_LABOUR_ABOVE_SCHEDULE, NULL, labour,
		      rules->labour_most_cents.value, " of labour");
	if (rules->amount_most_cents.has && f->result.amount_cents > rules->amount_most_cents.value)
		above(f, FTL_PREFLIGHT_AMOUNT_ABOVE_SCHEDULE, NULL, f->result.amount_cents,
		      rules->amount_most_cents.value, "");
}

/* What the job asks of a cover. */
static int64_t asked_of(const struct ftl_flight *f, const struct ftl_claim_cover *cover)
{
	int64_t cents = 0;

	for (size_t i = 0; f->job->cover != NULL && i < f->job->line_count; i++) {
		const struct ftl_order_line *row = &f->job->lines[i];

		if (ftl_flight_is_theirs(f, row) &&
		    ftl_text_equal(f->job->cover[row->line.class].rule, cover->rule))
			cents += row->amounts.payer_cents;
	}
	return cents;
}

/* Other jobs may have been claimed since the verdict was given. */
static void check_limits(struct ftl_flight *f)
{
	for (size_t i = 0; i < f->job->cover_count; i++) {
		const struct ftl_claim_cover *cover = &f->job->covers[i];
		int64_t cents = asked_of(f, cover);

		if (cover->payer != f->rules->payer || !cover->left_cents.has ||
		    cents <= cover->left_cents.value)
			continue;
		ftl_flight_find(f, FTL_PREFLIGHT_ABOVE_LIMIT, FTL_PREFLIGHT_BLOCKS, 0, "amount",
		                ftl_sprintf(f->arena, "%s is above the %s that are left of %s",
		                            ftl_flight_money(f, cents),
		                            ftl_flight_money(f, cover->left_cents.value),
		                            cover->rule),
		                ftl_sprintf(f->arena, "coverage decide %s", f->order));
	}
}

void ftl_flight_check_bill(struct ftl_flight *f)
{
	check_amounts(f);
	check_limits(f);
}

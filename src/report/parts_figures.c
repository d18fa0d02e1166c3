#include "report/pages.h"
#include "report/parts.h"

/* The figures in the order in which they stand: the first FTL_PARTS_MAIN are those of the summary.
 */
enum {
	STOCK_VALUE,
	FILL_RATE,
	DAYS_OF_COVER,
	DEAD_STOCK,
	DOA_RATE,
	SHRINKAGE,
	SHRINKAGE_RATE,
	USED,
	SLOW_STOCK,
	OVERSTOCK,
	WRONG_RATE,
	UNCREDITED,
	BELOW_ZERO,
	IN_TIME,
	IN_FULL,
	LEAD_MEDIAN,
	LEAD_P90,
	FIGURES
};
_Static_assert((int)FIGURES == (int)FTL_PARTS_FIGURES, "one place a figure");

static const struct {
	const char *key;
	const char *title;
	enum ftl_figure_unit unit;
	int better;
	int listing; /* where its rows are … */
	int column;  /* … and what it is made of */
} figures[FIGURES] = {
        [STOCK_VALUE] = {"stock_value", "Stock value at the end", FTL_UNIT_MONEY, 0,
                         FTL_PARTS_COVER, FTL_COVER_VALUE},
        [FILL_RATE] = {"fill_rate", "Parts there when first needed", FTL_UNIT_SHARE, 1,
                       FTL_PARTS_FILL, FTL_FILL_FILLED},
        [DAYS_OF_COVER] = {"days_of_cover", "Days of cover", FTL_UNIT_DAYS, 0, FTL_PARTS_COVER,
                           FTL_COVER_SECONDS},
        [DEAD_STOCK] = {"dead_stock", "Dead stock", FTL_UNIT_MONEY, -1, FTL_PARTS_SLOW,
                        FTL_SLOW_VALUE},
        [DOA_RATE] = {"doa_rate", "Dead on arrival", FTL_UNIT_SHARE, -1, FTL_PARTS_MOVES,
                      FTL_MOVES_DEAD},
        [SHRINKAGE] = {"shrinkage", "Shrinkage", FTL_UNIT_MONEY, -1, FTL_PARTS_MOVES,
                       FTL_MOVES_LOST_VALUE},
        [SHRINKAGE_RATE] = {"shrinkage_rate", "Shrinkage of what was used", FTL_UNIT_SHARE, -1,
                            FTL_PARTS_MOVES, FTL_MOVES_LOST_VALUE},
        [USED] = {"parts_used", "Parts used", FTL_UNIT_MONEY, 0, FTL_PARTS_MOVES,
                  FTL_MOVES_USED_VALUE},
        [SLOW_STOCK] = {"slow_stock", "Slow stock", FTL_UNIT_MONEY, -1, FTL_PARTS_SLOW,
                        FTL_SLOW_VALUE},
        [OVERSTOCK] = {"overstock", "Stock beyond what is enough", FTL_UNIT_MONEY, -1,
                       FTL_PARTS_COVER, FTL_COVER_OVER_VALUE},
        [WRONG_RATE] = {"wrong_rate", "Wrong parts", FTL_UNIT_SHARE, -1, FTL_PARTS_MOVES,
                        FTL_MOVES_WRONG},
        [UNCREDITED] = {"not_credited", "Not credited by suppliers", FTL_UNIT_MONEY, -1,
                        FTL_PARTS_UNCREDITED, FTL_UNCREDITED_VALUE},
        [BELOW_ZERO] = {"below_zero", "Taken though nothing was there", FTL_UNIT_COUNT, -1,
                        FTL_PARTS_BELOW, 0},
        [IN_TIME] = {"deliveries_in_time", "Deliveries in time", FTL_UNIT_SHARE, 1,
                     FTL_PARTS_DELIVERIES, FTL_DELIVERIES_IN_TIME},
        [IN_FULL] = {"deliveries_in_full", "Order lines that came at once", FTL_UNIT_SHARE, 1,
                     FTL_PARTS_DELIVERIES, FTL_DELIVERIES_IN_FULL},
        [LEAD_MEDIAN] = {"median_lead_time", "Median days to deliver", FTL_UNIT_DAYS, -1,
                         FTL_PARTS_DELIVERIES, FTL_DELIVERIES_LEAD},
        [LEAD_P90] = {"p90_lead_time", "9 in 10 were delivered within", FTL_UNIT_DAYS, -1,
                      FTL_PARTS_DELIVERIES, FTL_DELIVERIES_LEAD},
};

static struct ftl_quotient whole(int64_t number)
{
	return (struct ftl_quotient){number, 1};
}

/* Nothing to measure where the whole is not above zero. */
static struct ftl_quotient ratio(int64_t part, int64_t all)
{
	return all > 0 ? (struct ftl_quotient){part, all} : (struct ftl_quotient){0, 0};
}

static struct ftl_quotient optional(struct ftl_opt number)
{
	return (struct ftl_quotient){number.value, number.has};
}

/* Sorting moves the values, and the report is not to change: they are copied. */
static struct ftl_quotient percentile(const struct ftl_sample *sample, int percent)
{
	struct ftl_sample sorted FTL_CLEANUP(ftl_sample_done) = {NULL, 0, 0, false};

	if (sample->count == 0)
		return (struct ftl_quotient){0, 0};
	for (size_t i = 0; i < sample->count; i++)
		ftl_sample_add(&sorted, sample->values[i]);
	return whole(ftl_sample_percentile(&sorted, percent));
}

static void fill(const struct ftl_parts_totals *totals, const struct ftl_period *period,
                 struct ftl_quotient ret[FIGURES])
{
	const struct ftl_stock_sum *flows = totals->sums.flows;
	const struct ftl_parts_supply *supply = &totals->supply;
	int64_t lost = ftl_parts_lost(&totals->sums).value_cents;
	int64_t used = flows[FTL_FLOW_USED].value_cents;
	int64_t received = flows[FTL_FLOW_RECEIVED].quantity_milli;

	ret[STOCK_VALUE] = whole(totals->stock_cents);
	ret[FILL_RATE] = ratio(totals->sums.filled, totals->sums.needed);
	ret[DAYS_OF_COVER] =
	        optional(ftl_cover_seconds(totals->stock_cents, used, ftl_parts_days(period)));
	ret[DEAD_STOCK] = whole(totals->dead_cents);
	ret[DOA_RATE] = ratio(flows[FTL_FLOW_DEAD].quantity_milli, received);
	ret[SHRINKAGE] = whole(lost);
	ret[SHRINKAGE_RATE] = ratio(lost, used);
	ret[USED] = whole(used);
	ret[SLOW_STOCK] = whole(totals->slow_cents);
	ret[OVERSTOCK] = whole(totals->over_cents);
	ret[WRONG_RATE] = ratio(flows[FTL_FLOW_WRONG].quantity_milli, received);
	ret[UNCREDITED] = whole(totals->uncredited_cents);
	ret[BELOW_ZERO] = whole(totals->sums.below);
	ret[IN_TIME] = ratio(supply->in_time, supply->promised);
	ret[IN_FULL] = ratio(supply->in_full, supply->lines);
	ret[LEAD_MEDIAN] = percentile(&supply->lead, 50);
	ret[LEAD_P90] = percentile(&supply->lead, 90);
}

static int64_t losses(const struct ftl_parts_sums *sums)
{
	int64_t count = 0;

	for (int flow = 0; flow < FTL_FLOWS; flow++)
		count += ftl_flow_is_loss((enum ftl_flow)flow) ? sums->moves[flow] : 0;
	return count;
}

/* How many things the value of the period rests on; of a share those of the whole. */
static void count(const struct ftl_parts_totals *totals, int64_t ret[FIGURES])
{
	const int64_t *moves = totals->sums.moves;
	const struct ftl_parts_supply *supply = &totals->supply;

	ret[STOCK_VALUE] = ret[DAYS_OF_COVER] = totals->stocked;
	ret[FILL_RATE] = totals->sums.needed;
	ret[DEAD_STOCK] = totals->dead;
	ret[SLOW_STOCK] = totals->slow;
	ret[OVERSTOCK] = totals->over;
	ret[DOA_RATE] = ret[WRONG_RATE] = moves[FTL_FLOW_RECEIVED];
	ret[SHRINKAGE] = losses(&totals->sums);
	ret[SHRINKAGE_RATE] = ret[USED] = moves[FTL_FLOW_USED];
	ret[UNCREDITED] = totals->uncredited;
	ret[BELOW_ZERO] = totals->sums.below;
	ret[IN_TIME] = supply->promised;
	ret[IN_FULL] = supply->lines;
	ret[LEAD_MEDIAN] = ret[LEAD_P90] = (int64_t)supply->lead.count;
}

static const char *range_of(const struct ftl_parts_report *report, struct ftl_arena *arena,
                            int listing, int column)
{
	return ftl_listing_range(&report->listings[listing], arena, column);
}

static const char *sum_of(const struct ftl_parts_report *report, struct ftl_arena *arena,
                          int listing, int column)
{
	return ftl_sprintf(arena, "SUM(%s)", range_of(report, arena, listing, column));
}

static const char *ratio_of(struct ftl_arena *arena, const char *part, const char *all)
{
	return ftl_sprintf(arena, "=IF(%s<=0,\"–\",%s/%s)", all, part, all);
}

static const char *share_of_true(struct ftl_arena *arena, const char *range, const char *all)
{
	return ratio_of(arena, ftl_sprintf(arena, "COUNTIF(%s,TRUE)", range), all);
}

static const char *of_pace(const struct ftl_parts_report *report, struct ftl_arena *arena,
                           enum ftl_pace pace)
{
	return ftl_sprintf(arena, "=SUMIF(%s,\"%s\",%s)",
	                   range_of(report, arena, FTL_PARTS_SLOW, FTL_SLOW_PACE),
	                   ftl_pace_names[pace],
	                   range_of(report, arena, FTL_PARTS_SLOW, FTL_SLOW_VALUE));
}

static const char *percentile_of(struct ftl_arena *arena, const char *range, int percent)
{
	return ftl_sprintf(arena, "=IF(COUNT(%s)=0,\"–\",SMALL(%s,ROUNDUP(COUNT(%s)*%d/100,0)))",
	                   range, range, range, percent);
}

/* To the second, as it is stored. */
static const char *cover_of(const struct ftl_parts_report *report, struct ftl_arena *arena)
{
	const char *value = sum_of(report, arena, FTL_PARTS_COVER, FTL_COVER_VALUE);
	const char *used = sum_of(report, arena, FTL_PARTS_MOVES, FTL_MOVES_USED_VALUE);

	return ftl_sprintf(arena, "=IF(%s<=0,\"–\",ROUND(MAX(0,%s)*%d*86400/%s,0)/86400)", used,
	                   value, (int)ftl_parts_days(&report->frame->period), used);
}

static void add_moves(const struct ftl_parts_report *report, struct ftl_arena *arena,
                      struct ftl_figure *ret)
{
	const char *received = sum_of(report, arena, FTL_PARTS_MOVES, FTL_MOVES_RECEIVED);
	const char *used = sum_of(report, arena, FTL_PARTS_MOVES, FTL_MOVES_USED_VALUE);
	const char *lost = sum_of(report, arena, FTL_PARTS_MOVES, FTL_MOVES_LOST_VALUE);

	if (!ftl_listing_is_live(&report->listings[FTL_PARTS_MOVES]))
		return;
	ret[DOA_RATE].formula =
	        ratio_of(arena, sum_of(report, arena, FTL_PARTS_MOVES, FTL_MOVES_DEAD), received);
	ret[WRONG_RATE].formula =
	        ratio_of(arena, sum_of(report, arena, FTL_PARTS_MOVES, FTL_MOVES_WRONG), received);
	ret[SHRINKAGE].formula = ftl_sprintf(arena, "=%s", lost);
	ret[SHRINKAGE_RATE].formula = ratio_of(arena, lost, used);
	ret[USED].formula = ftl_sprintf(arena, "=%s", used);
	if (ftl_listing_is_live(&report->listings[FTL_PARTS_COVER]))
		ret[DAYS_OF_COVER].formula = cover_of(report, arena);
}

static void add_deliveries(const struct ftl_parts_report *report, struct ftl_arena *arena,
                           struct ftl_figure *ret)
{
	const char *in_time = range_of(report, arena, FTL_PARTS_DELIVERIES, FTL_DELIVERIES_IN_TIME);
	const char *in_full = range_of(report, arena, FTL_PARTS_DELIVERIES, FTL_DELIVERIES_IN_FULL);
	const char *lead = range_of(report, arena, FTL_PARTS_DELIVERIES, FTL_DELIVERIES_LEAD);

	if (!ftl_listing_is_live(&report->listings[FTL_PARTS_DELIVERIES]))
		return;
	ret[IN_TIME].formula =
	        share_of_true(arena, in_time, ftl_sprintf(arena, "COUNTA(%s)", in_time));
	ret[IN_FULL].formula =
	        share_of_true(arena, in_full, ftl_sprintf(arena, "COUNTA(%s)", in_full));
	ret[LEAD_MEDIAN].formula = percentile_of(arena, lead, 50);
	ret[LEAD_P90].formula = percentile_of(arena, lead, 90);
}

static void add_formulas(const struct ftl_parts_report *report, struct ftl_arena *arena,
                         struct ftl_figure *ret)
{
	const struct ftl_listing *listings = report->listings;

	if (ftl_listing_is_live(&listings[FTL_PARTS_COVER])) {
		ret[STOCK_VALUE].formula = ftl_sprintf(
		        arena, "=%s", sum_of(report, arena, FTL_PARTS_COVER, FTL_COVER_VALUE));
		ret[OVERSTOCK].formula = ftl_sprintf(
		        arena, "=%s", sum_of(report, arena, FTL_PARTS_COVER, FTL_COVER_OVER_VALUE));
	}
	if (ftl_listing_is_live(&listings[FTL_PARTS_FILL]))
		ret[FILL_RATE].formula = share_of_true(
		        arena, range_of(report, arena, FTL_PARTS_FILL, FTL_FILL_FILLED),
		        ftl_sprintf(arena, "COUNTA(%s)",
		                    range_of(report, arena, FTL_PARTS_FILL, FTL_FILL_SKU)));
	if (ftl_listing_is_live(&listings[FTL_PARTS_SLOW])) {
		ret[DEAD_STOCK].formula = of_pace(report, arena, FTL_PACE_DEAD);
		ret[SLOW_STOCK].formula = of_pace(report, arena, FTL_PACE_SLOW);
	}
	if (ftl_listing_is_live(&listings[FTL_PARTS_BELOW]))
		ret[BELOW_ZERO].formula = ftl_sprintf(arena, "=COUNTA(%s)",
		                                      range_of(report, arena, FTL_PARTS_BELOW, 0));
	if (ftl_listing_is_live(&listings[FTL_PARTS_UNCREDITED]))
		ret[UNCREDITED].formula = ftl_sprintf(
		        arena, "=%s",
		        sum_of(report, arena, FTL_PARTS_UNCREDITED, FTL_UNCREDITED_VALUE));
	add_moves(report, arena, ret);
	add_deliveries(report, arena, ret);
}

void ftl_parts_figures(const struct ftl_parts_report *report, struct ftl_arena *arena,
                       struct ftl_figure ret[FTL_PARTS_FIGURES])
{
	struct ftl_quotient now[FIGURES];
	struct ftl_quotient was[FIGURES];
	int64_t counted[FIGURES];

	fill(&report->now, &report->frame->period, now);
	count(&report->now, counted);
	fill(&report->was, &report->frame->before, was);
	for (int i = 0; i < FIGURES; i++) {
		const char *sheet = ftl_parts_specs[figures[i].listing].sheet;
		ret[i] = (struct ftl_figure){
		        .key = figures[i].key,
		        .title = figures[i].title,
		        .unit = figures[i].unit,
		        .better = figures[i].better,
		        .now = now[i],
		        .before = was[i],
		        .counted = counted[i],
		        .link = sheet,
		        .target = ftl_sprintf(arena, "'%s'!%s1", sheet,
		                              ftl_column_letters(arena, figures[i].column)),
		};
	}
	add_formulas(report, arena, ret);
}

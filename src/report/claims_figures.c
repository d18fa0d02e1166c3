#include "report/claims.h"
#include "report/pages.h"

/* The figures in the order in which they stand. */
enum {
	CLAIMS,
	CLAIMED,
	APPROVED,
	PAID,
	SHORT,
	WRITTEN_OFF,
	PAID_OF_CLAIMED,
	PAID_OF_COST,
	DECIDED,
	FIRST_PASS,
	APPROVED_COUNT,
	APPROVED_VALUE,
	SUBMIT_MEDIAN,
	SUBMIT_P90,
	PAY_MEDIAN,
	PAY_P90,
	OPEN,
	OPEN_AMOUNT,
	REFUSALS,
	REFUSED,
	FIGURES
};
_Static_assert((int)FIGURES == (int)FTL_CLAIMS_FIGURES, "one place a figure");

static const struct {
	const char *key;
	const char *title;
	enum ftl_figure_unit unit;
	int better;
	int column;
} figures[FIGURES] = {
        [CLAIMS] = {"claims", "Claims on these jobs", FTL_UNIT_COUNT, 0, FTL_CLAIMS_CODE},
        [CLAIMED] = {"claimed", "Claimed", FTL_UNIT_MONEY, 0, FTL_CLAIMS_CLAIMED},
        [APPROVED] = {"approved", "Approved", FTL_UNIT_MONEY, 1, FTL_CLAIMS_APPROVED},
        [PAID] = {"paid", "Paid", FTL_UNIT_MONEY, 1, FTL_CLAIMS_PAID},
        [SHORT] = {"short_paid", "Short-paid", FTL_UNIT_MONEY, -1, FTL_CLAIMS_SHORT},
        [WRITTEN_OFF] = {"written_off", "Written off", FTL_UNIT_MONEY, -1, FTL_CLAIMS_WRITTEN_OFF},
        [PAID_OF_CLAIMED] = {"paid_of_claimed", "Paid of what was claimed", FTL_UNIT_SHARE, 1,
                             FTL_CLAIMS_PAID},
        [PAID_OF_COST] = {"paid_of_cost", "Paid of what the jobs cost", FTL_UNIT_SHARE, 1,
                          FTL_CLAIMS_PAID},
        [DECIDED] = {"claims_decided", "Claims decided", FTL_UNIT_COUNT, 0, FTL_CLAIMS_FIRST_PASS},
        [FIRST_PASS] = {"first_pass_yield", "First-pass yield", FTL_UNIT_SHARE, 1,
                        FTL_CLAIMS_FIRST_PASS},
        [APPROVED_COUNT] = {"approval_rate", "Approval rate, by claims", FTL_UNIT_SHARE, 1,
                            FTL_CLAIMS_SHARE},
        [APPROVED_VALUE] = {"approval_rate_value", "Approval rate, by value", FTL_UNIT_SHARE, 1,
                            FTL_CLAIMS_DECIDED_APPROVED},
        [SUBMIT_MEDIAN] = {"median_to_submit", "Median days to submit", FTL_UNIT_DAYS, -1,
                           FTL_CLAIMS_DAYS_TO_SUBMIT},
        [SUBMIT_P90] = {"p90_to_submit", "9 in 10 were submitted within", FTL_UNIT_DAYS, -1,
                        FTL_CLAIMS_DAYS_TO_SUBMIT},
        [PAY_MEDIAN] = {"median_to_pay", "Median days to pay", FTL_UNIT_DAYS, -1,
                        FTL_CLAIMS_DAYS_TO_PAY},
        [PAY_P90] = {"p90_to_pay", "9 in 10 were paid within", FTL_UNIT_DAYS, -1,
                     FTL_CLAIMS_DAYS_TO_PAY},
        [OPEN] = {"claims_open", "Claims that are open", FTL_UNIT_COUNT, 0, FTL_CLAIMS_STATE},
        [OPEN_AMOUNT] = {"claims_open_amount", "What is open of them", FTL_UNIT_MONEY, 0,
                         FTL_CLAIMS_OPEN_AMOUNT},
        [REFUSALS] = {"refusals", "Refusals", FTL_UNIT_COUNT, -1, FTL_CLAIMS_REFUSALS},
        [REFUSED] = {"refused", "What was refused", FTL_UNIT_MONEY, -1, FTL_CLAIMS_REFUSED},
};

static struct ftl_quotient whole(int64_t number)
{
	return (struct ftl_quotient){number, 1};
}

/* Absent of an empty sample. Sorting moves the values: a copy of the struct would share them. */
static struct ftl_quotient percentile(const struct ftl_sample *sample, int percent)
{
	struct ftl_sample sorted FTL_CLEANUP(ftl_sample_done) = {NULL, 0, 0, false};

	if (sample->count == 0)
		return (struct ftl_quotient){0, 0};
	for (size_t i = 0; i < sample->count; i++)
		ftl_sample_add(&sorted, sample->values[i]);
	return whole(ftl_sample_percentile(&sorted, percent));
}

static int64_t open_count(const struct ftl_claim_stats *stats)
{
	int64_t count = 0;

	for (int state = 0; state < FTL_CLAIM_STATES; state++)
		count += ftl_claim_is_open((enum ftl_claim_state)state) ? stats->states[state] : 0;
	return count;
}

static int64_t open_amount(const struct ftl_claim_stats *stats)
{
	int64_t cents = 0;

	for (int state = 0; state < FTL_CLAIM_STATES; state++)
		cents += stats->state_open[state];
	return cents;
}

static void fill(const struct ftl_claim_stats *stats, const int64_t *amounts, int64_t cost,
                 struct ftl_quotient ret[FIGURES])
{
	ret[CLAIMS] = whole(stats->claims);
	for (int amount = 0; amount < FTL_AMOUNTS; amount++)
		ret[CLAIMED + amount] = whole(amounts[amount]);
	ret[PAID_OF_CLAIMED] =
	        (struct ftl_quotient){amounts[FTL_AMOUNT_PAID], amounts[FTL_AMOUNT_CLAIMED]};
	ret[PAID_OF_COST] = (struct ftl_quotient){amounts[FTL_AMOUNT_PAID], cost};
	ret[DECIDED] = whole(stats->decided);
	ret[FIRST_PASS] = (struct ftl_quotient){stats->first_pass, stats->decided};
	ret[APPROVED_COUNT] = (struct ftl_quotient){stats->shares, 10000 * stats->shared};
	ret[APPROVED_VALUE] =
	        (struct ftl_quotient){stats->decided_approved, stats->decided_claimed};
	ret[SUBMIT_MEDIAN] = percentile(&stats->submit, 50);
	ret[SUBMIT_P90] = percentile(&stats->submit, 90);
	ret[PAY_MEDIAN] = percentile(&stats->pay, 50);
	ret[PAY_P90] = percentile(&stats->pay, 90);
	ret[OPEN] = whole(open_count(stats));
	ret[OPEN_AMOUNT] = whole(open_amount(stats));
	ret[REFUSALS] = whole(stats->refusals);
	ret[REFUSED] = whole(stats->refused);
}

static const char *range_of(struct ftl_arena *arena, int column, int64_t rows)
{
	return ftl_column_range(arena, "Claims", column, rows);
}

static const char *percentile_formula(struct ftl_arena *arena, const char *range, int percent)
{
	return ftl_sprintf(arena, "=IF(COUNT(%s)=0,\"–\",SMALL(%s,ROUNDUP(COUNT(%s)*%d/100,0)))",
	                   range, range, range, percent);
}

static const char *ratio(struct ftl_arena *arena, const char *part, const char *all)
{
	return ftl_sprintf(arena, "=IF(%s=0,\"–\",%s/%s)", all, part, all);
}

static const char *sum_of(struct ftl_arena *arena, int column, int64_t rows)
{
	return ftl_sprintf(arena, "SUM(%s)", range_of(arena, column, rows));
}

/* The claims in a state of which something can still come. */
static const char *count_open(struct ftl_arena *arena, const char *range)
{
	const char *formula = "=0";

	for (int state = 0; state < FTL_CLAIM_STATES; state++) {
		if (ftl_claim_is_open((enum ftl_claim_state)state))
			formula = ftl_sprintf(arena, "%s+COUNTIF(%s,\"%s\")", formula, range,
			                      ftl_claim_state_title((enum ftl_claim_state)state));
	}
	return formula;
}

static void add_shares(const struct ftl_claims_cost *cost, struct ftl_arena *arena, int64_t rows,
                       struct ftl_figure *ret)
{
	const char *paid = sum_of(arena, FTL_CLAIMS_PAID, rows);
	const char *pass = range_of(arena, FTL_CLAIMS_FIRST_PASS, rows);
	const char *share = range_of(arena, FTL_CLAIMS_SHARE, rows);

	ret[PAID_OF_CLAIMED].formula = ratio(arena, paid, sum_of(arena, FTL_CLAIMS_CLAIMED, rows));
	if (cost->formula != NULL)
		ret[PAID_OF_COST].formula = ratio(arena, paid, cost->formula);
	ret[DECIDED].formula = ftl_sprintf(arena, "=COUNTA(%s)", pass);
	ret[FIRST_PASS].formula = ratio(arena, ftl_sprintf(arena, "COUNTIF(%s,\"yes\")", pass),
	                                ftl_sprintf(arena, "COUNTA(%s)", pass));
	ret[APPROVED_COUNT].formula =
	        ftl_sprintf(arena, "=IF(COUNT(%s)=0,\"–\",AVERAGE(%s))", share, share);
	ret[APPROVED_VALUE].formula = ratio(arena, sum_of(arena, FTL_CLAIMS_DECIDED_APPROVED, rows),
	                                    sum_of(arena, FTL_CLAIMS_DECIDED_CLAIMED, rows));
}

static void add_formulas(const struct ftl_claims *claims, const struct ftl_claims_cost *cost,
                         struct ftl_arena *arena, struct ftl_figure *ret)
{
	int64_t rows = claims->now.claims;
	const char *submit = range_of(arena, FTL_CLAIMS_DAYS_TO_SUBMIT, rows);
	const char *pay = range_of(arena, FTL_CLAIMS_DAYS_TO_PAY, rows);

	if (claims->list == NULL || rows == 0 || rows > FTL_LIVE_ROWS)
		return;
	ret[CLAIMS].formula =
	        ftl_sprintf(arena, "=COUNTA(%s)", range_of(arena, FTL_CLAIMS_CODE, rows));
	for (int figure = CLAIMED; figure <= WRITTEN_OFF; figure++)
		ret[figure].formula =
		        ftl_sprintf(arena, "=%s", sum_of(arena, figures[figure].column, rows));
	add_shares(cost, arena, rows, ret);
	ret[SUBMIT_MEDIAN].formula = percentile_formula(arena, submit, 50);
	ret[SUBMIT_P90].formula = percentile_formula(arena, submit, 90);
	ret[PAY_MEDIAN].formula = percentile_formula(arena, pay, 50);
	ret[PAY_P90].formula = percentile_formula(arena, pay, 90);
	ret[OPEN].formula = count_open(arena, range_of(arena, FTL_CLAIMS_STATE, rows));
	for (int figure = OPEN_AMOUNT; figure <= REFUSED; figure++)
		ret[figure].formula =
		        ftl_sprintf(arena, "=%s", sum_of(arena, figures[figure].column, rows));
}

/* What the value of a figure rests on. */
static int64_t counted_of(const struct ftl_claim_stats *stats, int figure)
{
	switch (figure) {
	case FIRST_PASS:
	case DECIDED:
	case APPROVED_VALUE:
		return stats->decided;
	case APPROVED_COUNT:
		return stats->shared;
	case SUBMIT_MEDIAN:
	case SUBMIT_P90:
		return (int64_t)stats->submit.count;
	case PAY_MEDIAN:
	case PAY_P90:
		return (int64_t)stats->pay.count;
	default:
		return stats->claims;
	}
}

void ftl_claims_figures(const struct ftl_claims *claims, const struct ftl_claims_cost *cost,
                        struct ftl_arena *arena, struct ftl_figure ret[FTL_CLAIMS_FIGURES])
{
	struct ftl_quotient now[FIGURES];
	struct ftl_quotient was[FIGURES];

	fill(&claims->now, claims->now_amounts, cost->now, now);
	fill(&claims->was, claims->was_amounts, cost->was, was);
	for (int i = 0; i < FIGURES; i++) {
		ret[i] = (struct ftl_figure){
		        .key = figures[i].key,
		        .title = figures[i].title,
		        .unit = figures[i].unit,
		        .better = figures[i].better,
		        .now = now[i],
		        .before = was[i],
		        .counted = counted_of(&claims->now, i),
		        .link = "Claims",
		        .target = ftl_sprintf(arena, "'Claims'!%s1",
		                              ftl_column_letters(arena, figures[i].column)),
		};
	}
	add_formulas(claims, cost, arena, ret);
}

void ftl_leak_figures(const struct ftl_claims *claims, struct ftl_arena *arena,
                      struct ftl_figure ret[FTL_LEAK_FIGURES])
{
	static const char *const keys[FTL_LEAKS] = {"leakage_not_claimed", "leakage_rejected",
	                                            "leakage_lapsed",      "leakage_short_paid",
	                                            "leakage_written_off", "leakage_not_returned"};
	int64_t rows = claims->leak_count;
	bool is_live = claims->leaks != NULL && rows > 0 && rows <= FTL_LIVE_ROWS;
	const char *kinds = ftl_column_range(arena, "Leakage list", FTL_LEAKS_KIND, rows);
	const char *amounts = ftl_column_range(arena, "Leakage list", FTL_LEAKS_AMOUNT, rows);
	int64_t now = 0;
	int64_t was = 0;

	for (int leak = 0; leak < FTL_LEAKS; leak++) {
		ret[1 + leak] = (struct ftl_figure){
		        .key = keys[leak],
		        .title = ftl_sprintf(arena, "Leakage: %s", ftl_leak_titles[leak]),
		        .now = whole(claims->now.leaks[leak]),
		        .before = whole(claims->was.leaks[leak]),
		        .counted = claims->now.leak_rows[leak],
		};
		if (is_live)
			ret[1 + leak].formula = ftl_sprintf(arena, "=SUMIF(%s,\"%s\",%s)", kinds,
			                                    ftl_leak_titles[leak], amounts);
		now += claims->now.leaks[leak];
		was += claims->was.leaks[leak];
	}
	ret[0] = (struct ftl_figure){.key = "leakage",
	                             .title = "Leakage, all of it",
	                             .now = whole(now),
	                             .before = whole(was),
	                             .counted = rows};
	if (is_live)
		ret[0].formula = ftl_sprintf(arena, "=SUM(%s)", amounts);
	for (int i = 0; i < FTL_LEAK_FIGURES; i++) {
		ret[i].unit = FTL_UNIT_MONEY;
		ret[i].better = -1;
		ret[i].link = "Leakage list";
		ret[i].target = "'Leakage list'!A1";
	}
}

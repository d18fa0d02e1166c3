#include "fettle/model/share.h"

#include <string.h>

#include "fettle/base/money.h"

/* What the covers of a job have still to give and to take, by the first class that each decides. */
struct purse {
	const struct ftl_verdict *cover;
	int first[FTL_LINE_CLASSES];
	int64_t excess_cents[FTL_LINE_CLASSES];
	struct ftl_opt left_cents[FTL_LINE_CLASSES];
};

static bool is_same_cover(const struct ftl_verdict *a, const struct ftl_verdict *b)
{
	return a->payer == b->payer && strcmp(a->rule, b->rule) == 0;
}

static struct purse open_purse(const struct ftl_verdict *cover)
{
	struct purse purse = {.cover = cover};

	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		int first = 0;

		while (!is_same_cover(&cover[first], &cover[class]))
			first++;
		purse.first[class] = first;
		purse.excess_cents[class] = cover[class].excess_cents.value;
		purse.left_cents[class] = cover[class].left_cents;
	}
	return purse;
}

static bool is_shared(const struct purse *purse, const struct ftl_order_line *row)
{
	const struct ftl_verdict *verdict = &purse->cover[row->line.class];

	return !row->is_removed && verdict->excess_cents.has &&
	       row->line.payer != FTL_PAYER_CUSTOMER && row->line.payer == verdict->payer &&
	       ftl_bill_is_warranty(row->line.bill);
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* What the percent of the cover leaves to the customer. */
static int64_t by_percent(const struct purse *purse, const struct ftl_order_line *row,
                          int64_t whole_cents)
{
	int64_t paid = 0;

	/* A part of what is in range is in range. */
	(void)ftl_money_share(whole_cents, purse->cover[row->line.class].percent, 100, &paid);
	return whole_cents - paid;
}

/* What stands on a line comes out of the purse. */
static void take(struct purse *purse, const struct ftl_order_line *row, int64_t rest_cents)
{
	int first = purse->first[row->line.class];
	int64_t borne = row->line.shared_cents - rest_cents;

	if (borne > 0)
		purse->excess_cents[first] -= least(borne, purse->excess_cents[first]);
	if (purse->left_cents[first].has)
		purse->left_cents[first].value -=
		        least(row->amounts.payer_cents, purse->left_cents[first].value);
}

/* Rounding may leave the payer a unit above the limit: the customer bears it too. */
static enum ftl_status keep_to_limit(struct ftl_order_line *row, int64_t left_cents,
                                     struct ftl_err *err)
{
	while (row->amounts.payer_cents > left_cents) {
		row->line.shared_cents += row->amounts.payer_cents - left_cents;
		FTL_TRY(ftl_line_amounts(&row->line, &row->amounts, err));
	}
	return FTL_OK;
}

static enum ftl_status share_line(struct purse *purse, struct ftl_order_line *row,
                                  struct ftl_err *err)
{
	int first = purse->first[row->line.class];
	int64_t whole_cents, rest;

	row->line.shared_cents = 0;
	FTL_TRY(ftl_line_amounts(&row->line, &row->amounts, err));
	if (!is_shared(purse, row))
		return FTL_OK;
	whole_cents = ftl_line_whole(&row->line, &row->amounts);
	rest = by_percent(purse, row, whole_cents);
	row->line.shared_cents = rest + least(purse->excess_cents[first], whole_cents - rest);
	FTL_TRY(ftl_line_amounts(&row->line, &row->amounts, err));
	purse->excess_cents[first] -= row->line.shared_cents - rest;
	if (!purse->left_cents[first].has)
		return FTL_OK;
	FTL_TRY(keep_to_limit(row, purse->left_cents[first].value, err));
	purse->left_cents[first].value -= row->amounts.payer_cents;
	return FTL_OK;
}

enum ftl_status ftl_share_lines(const struct ftl_verdict cover[FTL_LINE_CLASSES],
                                struct ftl_order_line *lines, size_t count, const bool *is_held,
                                struct ftl_err *err)
{
	struct purse purse = open_purse(cover);

	for (size_t i = 0; is_held != NULL && i < count; i++) {
		if (is_held[i] && is_shared(&purse, &lines[i]))
			take(&purse, &lines[i],
			     by_percent(&purse, &lines[i],
			                ftl_line_whole(&lines[i].line, &lines[i].amounts)));
	}
	for (size_t i = 0; i < count; i++) {
		if (is_held == NULL || !is_held[i])
			FTL_TRY(share_line(&purse, &lines[i], err));
	}
	return FTL_OK;
}

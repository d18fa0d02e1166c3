#include "fettle/model/line.h"

#include "fettle/base/money.h"

#define QUANTITY_MILLI_MAX INT64_C(1000000000)

const char *const ftl_line_class_names[FTL_LINE_CLASSES] = {
        [FTL_LABOUR] = "labour",
        [FTL_PART] = "part",
        [FTL_FREIGHT] = "freight",
        [FTL_OTHER] = "other",
};

const char *const ftl_payer_names[FTL_PAYERS] = {
        [FTL_PAYER_CUSTOMER] = "customer", [FTL_PAYER_MAKER] = "maker",
        [FTL_PAYER_SELLER] = "seller",     [FTL_PAYER_SUPPLIER] = "supplier",
        [FTL_PAYER_INSURER] = "insurer",   [FTL_PAYER_CONTRACT] = "contract",
        [FTL_PAYER_SHOP] = "shop",
};

const char *const ftl_claimed_names[FTL_PAYERS] = {
        [FTL_PAYER_MAKER] = "maker",       [FTL_PAYER_SELLER] = "seller",
        [FTL_PAYER_SUPPLIER] = "supplier", [FTL_PAYER_INSURER] = "insurer",
        [FTL_PAYER_CONTRACT] = "contract",
};

const char *const ftl_bill_names[FTL_BILLS] = {
        [FTL_BILL_LIST] = "list",
        [FTL_BILL_RECOVER] = "recover",
        [FTL_BILL_WARRANTY_MAKER] = "warranty_maker",
        [FTL_BILL_WARRANTY_OWN] = "warranty_own",
        [FTL_BILL_WARRANTY_SUPPLIER] = "warranty_supplier",
        [FTL_BILL_INSURANCE] = "insurance",
        [FTL_BILL_CONTRACT] = "contract",
        [FTL_BILL_GOODWILL] = "goodwill",
        [FTL_BILL_NO_CHARGE] = "no_charge",
};

static const struct {
	enum ftl_payer payer;
	bool is_warranty; /* makes a job a warranty job */
} bills[FTL_BILLS] = {
        [FTL_BILL_LIST] = {FTL_PAYER_CUSTOMER, false},
        [FTL_BILL_RECOVER] = {FTL_PAYER_CUSTOMER, false},
        [FTL_BILL_WARRANTY_MAKER] = {FTL_PAYER_MAKER, true},
        [FTL_BILL_WARRANTY_OWN] = {FTL_PAYER_SHOP, true},
        [FTL_BILL_WARRANTY_SUPPLIER] = {FTL_PAYER_SUPPLIER, true},
        [FTL_BILL_INSURANCE] = {FTL_PAYER_INSURER, true},
        [FTL_BILL_CONTRACT] = {FTL_PAYER_CONTRACT, true},
        [FTL_BILL_GOODWILL] = {FTL_PAYER_SHOP, true},
        [FTL_BILL_NO_CHARGE] = {FTL_PAYER_SHOP, false},
};

static const enum ftl_bill payer_bills[FTL_PAYERS] = {
        [FTL_PAYER_CUSTOMER] = FTL_BILL_LIST,
        [FTL_PAYER_MAKER] = FTL_BILL_WARRANTY_MAKER,
        [FTL_PAYER_SELLER] = FTL_BILL_WARRANTY_SUPPLIER,
        [FTL_PAYER_SUPPLIER] = FTL_BILL_WARRANTY_SUPPLIER,
        [FTL_PAYER_INSURER] = FTL_BILL_INSURANCE,
        [FTL_PAYER_CONTRACT] = FTL_BILL_CONTRACT,
        [FTL_PAYER_SHOP] = FTL_BILL_WARRANTY_OWN,
};

enum ftl_payer ftl_bill_payer(enum ftl_bill bill)
{
	return bills[bill].payer;
}

enum ftl_bill ftl_payer_bill(enum ftl_payer payer)
{
	return payer_bills[payer];
}

bool ftl_bill_is_warranty(enum ftl_bill bill)
{
	return bills[bill].is_warranty;
}

static bool agree(enum ftl_payer payer, enum ftl_bill bill)
{
	if (payer == ftl_bill_payer(bill))
		return true;
	/* The seller stands to us as a supplier does; nothing charged is nobody's contradiction. */
	if (bill == FTL_BILL_WARRANTY_SUPPLIER)
		return payer == FTL_PAYER_SELLER;
	return bill == FTL_BILL_NO_CHARGE && payer == FTL_PAYER_CUSTOMER;
}

static enum ftl_status check_line(const struct ftl_line *line, struct ftl_err *err)
{
	if (line->quantity_milli < 1 || line->quantity_milli > QUANTITY_MILLI_MAX)
		return ftl_fail(err, FTL_INVALID, "quantity", "must lie between 0.001 and 1000000");
	if (line->tax_basis_points < 0 || line->tax_basis_points > FTL_BASIS_POINTS)
		return ftl_fail(err, FTL_INVALID, "tax_rate", "must lie between 0 and 100 %%");
	if (!agree(line->payer, line->bill)) {
		ftl_fail(err, FTL_INVALID, "bill", "%s is not billed to payer %s, but to %s",
		         ftl_bill_names[line->bill], ftl_payer_names[line->payer],
		         ftl_payer_names[ftl_bill_payer(line->bill)]);
		return ftl_hint(err, "for payer %s the bill code is %s",
		                ftl_payer_names[line->payer],
		                ftl_bill_names[ftl_payer_bill(line->payer)]);
	}
	return FTL_OK;
}

/* What another payer is asked for; the shop's own share is a cost, not a claim. */
static bool is_claimable(enum ftl_payer payer)
{
	return payer != FTL_PAYER_CUSTOMER && payer != FTL_PAYER_SHOP;
}

static bool cost_of(const struct ftl_line *line, int64_t *ret)
{
	if (!line->stock_cost_cents.has)
		return ftl_money_share(line->unit_cost_cents, line->quantity_milli, 1000, ret);
	*ret = line->stock_cost_cents.value;
	return true;
}

int64_t ftl_line_whole(const struct ftl_line *line, const struct ftl_line_amounts *amounts)
{
	int64_t tax = 0;

	/* At most the price again, which is in range. */
	(void)ftl_money_share(amounts->list_cents, line->tax_basis_points, FTL_BASIS_POINTS, &tax);
	return amounts->list_cents + tax;
}

/* Takes what the customer bears, tax and all, off what the payer is to pay: the two always add up
 * to the price and its tax. */
static enum ftl_status share(const struct ftl_line *line, struct ftl_line_amounts *sums,
                             struct ftl_err *err)
{
	int64_t whole = ftl_line_whole(line, sums), tax = whole - sums->list_cents;

	if (line->shared_cents == 0)
		return FTL_OK;
	if (line->payer == FTL_PAYER_CUSTOMER || line->bill == FTL_BILL_NO_CHARGE)
		return ftl_fail(err, FTL_INVALID, "payer",
		                "nobody shares with the customer what is billed as %s",
		                ftl_bill_names[line->bill]);
	if (line->shared_cents < 0 || line->shared_cents > whole ||
	    !ftl_money_share(line->shared_cents, FTL_BASIS_POINTS,
	                     FTL_BASIS_POINTS + line->tax_basis_points, &sums->customer_cents))
		return ftl_fail(err, FTL_INVALID, "quantity",
		                "the customer's share is larger than the line");
	if (sums->customer_cents > sums->list_cents)
		sums->customer_cents = sums->list_cents;
	if (sums->customer_cents < line->shared_cents - tax)
		sums->customer_cents = line->shared_cents - tax;
	sums->customer_tax_cents = line->shared_cents - sums->customer_cents;
	if (!is_claimable(line->payer))
		return FTL_OK;
	sums->payer_cents = sums->list_cents - sums->customer_cents;
	sums->payer_tax_cents = tax - sums->customer_tax_cents;
	return FTL_OK;
}

enum ftl_status ftl_line_amounts(const struct ftl_line *line, struct ftl_line_amounts *ret,
                                 struct ftl_err *err)
{
	struct ftl_line_amounts sums = {0};
	bool is_in_range;

	FTL_TRY(check_line(line, err));
	is_in_range = cost_of(line, &sums.cost_cents) &&
	              ftl_money_share(line->unit_price_cents, line->quantity_milli, 1000,
	                              &sums.list_cents);
	if (is_in_range && line->bill == FTL_BILL_LIST)
		sums.customer_cents = sums.list_cents;
	else if (is_in_range && line->bill == FTL_BILL_RECOVER)
		sums.customer_cents = sums.cost_cents;
	else if (is_in_range && is_claimable(line->payer))
		sums.payer_cents = sums.list_cents;
	is_in_range = is_in_range &&
	              ftl_money_share(sums.customer_cents, line->tax_basis_points, FTL_BASIS_POINTS,
	                              &sums.customer_tax_cents) &&
	              ftl_money_share(sums.payer_cents, line->tax_basis_points, FTL_BASIS_POINTS,
	                              &sums.payer_tax_cents) &&
	              sums.cost_cents <= FTL_LINE_MAX && sums.list_cents <= FTL_LINE_MAX;
	if (!is_in_range)
		return ftl_fail(err, FTL_INVALID, "quantity", "line total out of range");
	FTL_TRY(share(line, &sums, err));
	*ret = sums;
	return FTL_OK;
}

bool ftl_line_amounts_add(struct ftl_line_amounts *total, const struct ftl_line_amounts *amounts)
{
	struct ftl_line_amounts sum;

	if (!ftl_money_add(total->cost_cents, amounts->cost_cents, &sum.cost_cents) ||
	    !ftl_money_add(total->list_cents, amounts->list_cents, &sum.list_cents) ||
	    !ftl_money_add(total->customer_cents, amounts->customer_cents, &sum.customer_cents) ||
	    !ftl_money_add(total->payer_cents, amounts->payer_cents, &sum.payer_cents) ||
	    !ftl_money_add(total->customer_tax_cents, amounts->customer_tax_cents,
	                   &sum.customer_tax_cents) ||
	    !ftl_money_add(total->payer_tax_cents, amounts->payer_tax_cents, &sum.payer_tax_cents))
		return false;
	*total = sum;
	return true;
}

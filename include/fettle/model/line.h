#ifndef FETTLE_MODEL_LINE_H
#define FETTLE_MODEL_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/base/opt.h"

/* Cost classes of coverage and of lines. */
enum ftl_line_class { FTL_LABOUR, FTL_PART, FTL_FREIGHT, FTL_OTHER, FTL_LINE_CLASSES };

/* Who pays a line. */
enum ftl_payer {
	FTL_PAYER_CUSTOMER,
	FTL_PAYER_MAKER,
	FTL_PAYER_SELLER,
	FTL_PAYER_SUPPLIER,
	FTL_PAYER_INSURER,
	FTL_PAYER_CONTRACT,
	FTL_PAYER_SHOP,
	FTL_PAYERS
};

/* How a line is billed: domain reference 2.9. */
enum ftl_bill {
	FTL_BILL_LIST,
	FTL_BILL_RECOVER,
	FTL_BILL_WARRANTY_MAKER,
	FTL_BILL_WARRANTY_OWN,
	FTL_BILL_WARRANTY_SUPPLIER,
	FTL_BILL_INSURANCE,
	FTL_BILL_CONTRACT,
	FTL_BILL_GOODWILL,
	FTL_BILL_NO_CHARGE,
	FTL_BILLS
};

extern const char *const ftl_line_class_names[FTL_LINE_CLASSES]; /* "labour", "part", … */
extern const char *const ftl_payer_names[FTL_PAYERS];            /* "customer", "maker", … */
/* Those who are claimed from: NULL for the customer and the shop. */
extern const char *const ftl_claimed_names[FTL_PAYERS];
extern const char *const ftl_bill_names[FTL_BILLS]; /* "list", "recover", … */

/* The payer a bill code implies: list and recover the customer, warranty_maker the maker, goodwill
 * and warranty_own the shop … */
enum ftl_payer ftl_bill_payer(enum ftl_bill bill);
/* The bill code that goes with a payer who covers the line. */
enum ftl_bill ftl_payer_bill(enum ftl_payer payer);
/* True for the bill codes that make a job a warranty job (maker, own, supplier, insurance,
 * contract, goodwill). */
bool ftl_bill_is_warranty(enum ftl_bill bill);

#define FTL_BASIS_POINTS 10000 /* a whole in basis points */

/* A line of a bill: what it costs the shop, what it is listed at, who pays. */
struct ftl_line {
	enum ftl_line_class class;
	int64_t quantity_milli;          /* 1 piece or 1 hour is 1000; 1 … 10^9 */
	int64_t unit_cost_cents;         /* what it costs the shop */
	struct ftl_opt stock_cost_cents; /* what the ledger of parts says all of it cost */
	int64_t unit_price_cents;        /* list price, net of tax */
	int tax_basis_points;            /* 1900 is 19 %; 0 … FTL_BASIS_POINTS */
	enum ftl_payer payer;
	enum ftl_bill bill;
	int64_t shared_cents; /* of a line that another payer covers: what of it the customer
	                         bears, tax included */
};

/* The four amounts of a line, and the tax of whoever pays. Minor units, net unless said. */
struct ftl_line_amounts {
	int64_t cost_cents;     /* quantity × unit cost, or what the ledger says */
	int64_t list_cents;     /* quantity × unit price */
	int64_t customer_cents; /* what the customer pays: list price, cost (recover), their share
	                           of what another payer covers, or 0 */
	int64_t payer_cents;    /* what another payer is to pay; 0 for shop, goodwill, no charge */
	int64_t customer_tax_cents; /* tax on customer_cents */
	int64_t payer_tax_cents;    /* tax on payer_cents */
};

/* Most that one line may come to, in minor units: ten thousand such lines still add up. */
#define FTL_LINE_MAX INT64_C(100000000000)

/* Rounds each product once, half away from zero; what a payer is to pay is what the customer's
 * share leaves of price and tax. FTL_INVALID "line total out of range" with field "quantity" when
 * an amount leaves the range of money, or when payer and bill code contradict. */
FTL_MUST_CHECK enum ftl_status ftl_line_amounts(const struct ftl_line *line,
                                                struct ftl_line_amounts *ret, struct ftl_err *err);

/* What a line comes to for whoever covers it, tax included: list price, or what is shared of it. */
int64_t ftl_line_whole(const struct ftl_line *line, const struct ftl_line_amounts *amounts);

/* Sums amounts of lines into total (which starts zeroed); false on overflow. */
bool ftl_line_amounts_add(struct ftl_line_amounts *total, const struct ftl_line_amounts *amounts);

#endif

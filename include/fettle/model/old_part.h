#ifndef FETTLE_MODEL_OLD_PART_H
#define FETTLE_MODEL_OLD_PART_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/base/opt.h"
#include "fettle/model/line.h"
#include "fettle/model/return.h"

/* The old parts that come out of devices where parts of the catalogue go in. They are no stock and
 * worth nothing in the ledger; what somebody gives for them is at risk all the same. */

enum ftl_old_fate {
	FTL_OLD_HELD,
	FTL_OLD_SCRAPPED,
	FTL_OLD_CUSTOMER, /* given to the customer */
	FTL_OLD_RECYCLED,
	FTL_OLD_FATES
};
extern const char *const ftl_old_fate_names[FTL_OLD_FATES];
const char *ftl_old_fate_title(enum ftl_old_fate fate); /* "given to the customer" */

/* Who wants them back. */
enum ftl_old_claim {
	FTL_OLD_FREE,     /* nobody */
	FTL_OLD_PAYER,    /* who pays the line under a warranty */
	FTL_OLD_WARRANTY, /* their supplier: they failed within their own term */
	FTL_OLD_CORE,     /* their supplier, who took a deposit on the new ones */
	FTL_OLD_CLAIMS
};
extern const char *const ftl_old_claim_names[FTL_OLD_CLAIMS];
const char *ftl_old_claim_title(enum ftl_old_claim claim); /* "the supplier's warranty" */

/* A line of a job by which the same part was put into the same device before. */
struct ftl_old_use {
	int64_t line_id; /* 0: there is none */
	const char *order;
	int position;
	int32_t used_on;    /* it went out with the job */
	int64_t cost_cents; /* of all of the line */
	int64_t quantity_milli;
	int64_t other_milli; /* that earlier lines of this job took the place of */
	int64_t supplier_id;
	const char *supplier;
	struct ftl_opt return_days;
};

/* What came out where the parts of a line went in. */
struct ftl_old_part {
	int64_t line_id;
	int64_t order_id;
	const char *order;
	int position;
	bool is_open;         /* the job is */
	int32_t received_on;  /* the device came */
	int64_t since;        /* the first new one was put on the job; 0: none is on it */
	enum ftl_payer payer; /* of the line */
	int64_t part_id;
	const char *sku;
	const char *name;
	enum ftl_unit unit;
	bool is_wanted_back;
	struct ftl_opt core_cents;
	struct ftl_opt warranty_months;
	int64_t supplier_id; /* of the new ones; 0: not known */
	const char *supplier;
	struct ftl_opt core_days;
	struct ftl_old_use before;
	int64_t fitted_milli;              /* of the new ones, on the job or gone out with it */
	int64_t cost_cents;                /* of them */
	struct ftl_opt fate;               /* enum ftl_old_fate, the last that was said */
	int64_t part_milli[FTL_OLD_FATES]; /* of so much something else was said */
	const char *serial;                /* of the old one, as said */
	int64_t boxed_milli;               /* in boxes to suppliers that were not called off */
	const char *box;                   /* code of the last of them */
	bool is_sent_to_payer;
};

/* Who wants it back: the payer before its supplier, a warranty before a deposit. */
enum ftl_old_claim ftl_old_part_claim(const struct ftl_old_part *old);

/* How much of it they want: under a warranty no more than was put in before. */
int64_t ftl_old_part_wanted(const struct ftl_old_part *old);

/* Of how much of it something else was said than of the rest. */
int64_t ftl_old_part_parts(const struct ftl_old_part *old);

/* How much of it is still to go back: what is held, and of an open job what nobody spoke of. */
int64_t ftl_old_part_due(const struct ftl_old_part *old);

/* The day by which it is to be back; absent: nobody said. day: on which the new one was put on. */
struct ftl_opt ftl_old_part_day(const struct ftl_old_part *old, int32_t day);

/* What they should give for a quantity of it. False on overflow. */
bool ftl_old_part_value(const struct ftl_old_part *old, int64_t quantity_milli, int64_t *ret);

#endif

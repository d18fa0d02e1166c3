#ifndef FETTLE_OPS_LOOKUP_H
#define FETTLE_OPS_LOOKUP_H

#include "fettle/model/ident.h"
#include "fettle/model/part.h"
#include "fettle/model/possible.h"
#include "fettle/model/purchase.h"
#include "fettle/model/record.h"
#include "fettle/model/return.h"
#include "fettle/model/stocktake.h"
#include "fettle/ops/app.h"
#include "fettle/ops/estimate.h"

/* What a scanned or typed code turned out to be. */
enum ftl_thing {
	FTL_THING_ORDER,
	FTL_THING_PIECE,
	FTL_THING_INTAKE,
	FTL_THING_CUSTOMER,
	FTL_THING_DEVICE,
	FTL_THING_ESTIMATE,
	FTL_THING_PLACE,
	FTL_THING_LOANER,
	FTL_THING_CLAIM,
	FTL_THING_PART,
	FTL_THING_PURCHASE,
	FTL_THING_REMITTANCE,
	FTL_THING_STOCKTAKE,
	FTL_THING_RETURN,
	FTL_THINGS
};
extern const char *const ftl_thing_names[FTL_THINGS];

struct ftl_scan {
	enum ftl_thing thing;
	struct ftl_order order; /* ORDER; PIECE, ESTIMATE, CLAIM: its job; DEVICE: its newest job,
	                           if any; LOANER: the job it is out for, if it is */
	bool has_order;
	struct ftl_piece piece;       /* PIECE */
	struct ftl_estimate estimate; /* ESTIMATE; order: its job */
	struct ftl_claim claim;       /* CLAIM; order: its job */
	struct ftl_device device;     /* DEVICE */
	struct ftl_customer customer; /* CUSTOMER, INTAKE */
	struct ftl_place place;       /* PLACE; with the number of pieces there */
	struct ftl_part part;         /* PART */
	const char *part_serial;      /* PART: of the piece that was scanned; NULL: a kind */
	struct ftl_purchase purchase; /* PURCHASE */
	struct ftl_remittance_record remittance; /* REMITTANCE */
	struct ftl_stocktake stocktake;          /* STOCKTAKE */
	struct ftl_return box;                   /* RETURN */
	struct ftl_loaner loaner;       /* LOANER; of a job that one is out for: it; id 0: none */
	const char *intake_code;        /* INTAKE */
	const struct ftl_order *orders; /* INTAKE, CUSTOMER, DEVICE: jobs, newest first (at most
	                                   50); PLACE: of what lies there (at most 50) */
	size_t order_count;
	struct ftl_possible possible;   /* with that job, now */
	const struct ftl_timer *timers; /* of who is at work on the job */
	size_t timer_count;
};

/*
 * ftl_code_parse and ftl_code_is_like with the setting label.url, which is what our labels carry
 * before the code.
 */
FTL_MUST_CHECK enum ftl_status ftl_code_read(struct ftl_app *app, const char *text,
                                             struct ftl_code *ret, struct ftl_err *err);
bool ftl_code_seems(struct ftl_app *app, const char *text);

/*
 * One of our codes (with check character), else an IMEI, a serial number, an asset tag, or a
 * maker's GS1 label. A serial number of one of our loaners is the loaner's, unless a device with it
 * is here for repair. FTL_INVALID: not one of our labels; FTL_NOT_FOUND: well-formed, not on file.
 */
FTL_MUST_CHECK enum ftl_status ftl_scan(struct ftl_app *app, struct ftl_arena *arena,
                                        const char *text, struct ftl_scan *ret,
                                        struct ftl_err *err);

/* One hit of a search. */
struct ftl_hit {
	enum ftl_thing thing;
	const char *code;
	const char *title;  /* name; brand and model; brand and model of the job */
	const char *detail; /* phone and e-mail; serial; fault */
	const char *state;  /* jobs: state name */
	int64_t at;         /* last here, bought, received: for sorting, 0 unknown */
};

/*
 * Customers, devices and jobs that contain every word of text (part of a word, any script, accents
 * and case ignored; O/0, I/1 and the like alike in serials; a phone number with or without its
 * country code), newest first, at most limit; then purchase orders whose supplier's name or number
 * has the text in it. A hit's strings last until each returns; is_enough
 * (may be NULL) is asked before each and ends the search.
 */
typedef enum ftl_status ftl_find_each(void *context, const struct ftl_hit *hit,
                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_find(struct ftl_app *app, const char *text, int64_t limit,
                                        ftl_find_each *each, bool (*is_enough)(void *context),
                                        void *context, struct ftl_err *err);

/* Customers only, in the arena; at is when they were last here, 0 for never. */
FTL_MUST_CHECK enum ftl_status ftl_find_customers(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *text, int64_t limit,
                                                  const struct ftl_hit **ret, size_t *ret_count,
                                                  struct ftl_err *err);

#endif

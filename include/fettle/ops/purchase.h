#ifndef FETTLE_OPS_PURCHASE_H
#define FETTLE_OPS_PURCHASE_H

#include "fettle/model/purchase.h"
#include "fettle/ops/app.h"

/* Purchasing: what is to be ordered, of whom, for which job, and what comes of it. */

/* A purchase order with all that is known of it, as it is after an operation. */
struct ftl_purchase_full {
	struct ftl_purchase purchase;
	struct ftl_supplier supplier;
	const struct ftl_purchase_line *lines; /* by position, those taken off too */
	size_t line_count;
	const struct ftl_purchase_event *events; /* oldest first */
	size_t event_count;
	const struct ftl_purchase_receipt *receipts; /* oldest first */
	size_t receipt_count;
	struct ftl_opt total_cents; /* of its lines as ordered; absent: a cost is not known */
	int position;               /* the line that the operation was about; 0: the whole order */
};

/* A draft; the supplier by name. FTL_NOT_FOUND, FTL_CONFLICT when it is retired. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_add(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *supplier, const char *text,
                                                struct ftl_purchase_full *ret, struct ftl_err *err);

/* A line as typed; NULL: not said. */
struct ftl_purchase_form {
	const char *part;
	const char *quantity;
	const char *cost;  /* each; NULL: as the price list says */
	const char *order; /* the job that it is for; NULL: the shelf */
	bool is_set;       /* it is on the draft already, and this is what is ordered of it now */
};
/* Onto a draft. FTL_CONFLICT when the part is on it already for the same job; FTL_STATE when the
 * job lacks no more of it, or less. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_put_line(struct ftl_app *app, struct ftl_arena *arena,
                                                     const char *code,
                                                     const struct ftl_purchase_form *form,
                                                     struct ftl_purchase_full *ret,
                                                     struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_purchase_remove_line(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                         const char *line, struct ftl_purchase_full *ret, struct ftl_err *err);

/* It is ordered now: the jobs that its lines name have their parts on order. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_send(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *code, const char *text,
                                                 struct ftl_purchase_full *ret,
                                                 struct ftl_err *err);

/* What the supplier said; NULL: nothing. */
struct ftl_purchase_answer {
	const char *line;     /* NULL: the whole order */
	const char *expected; /* YYYY-MM-DD */
	const char *reference;
	const char *tracking;
	const char *text;
};
/* May be said again when it changes. Jobs that wait for its lines expect them on the day. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_confirm(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *code,
                                                    const struct ftl_purchase_answer *answer,
                                                    struct ftl_purchase_full *ret,
                                                    struct ftl_err *err);
/* Of one that was sent with a reason; what has come of it stays. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_cancel(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *code, const char *reason,
                                                   struct ftl_purchase_full *ret,
                                                   struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_purchase_get(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, struct ftl_purchase_full *ret,
                                                struct ftl_err *err);
/* In the order in which they were made, without events and receipts. What each points to lasts
 * until it returns. */
typedef enum ftl_status ftl_purchase_each(void *context, const struct ftl_purchase_full *purchase,
                                          struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_purchase_list(struct ftl_app *app, bool only_open,
                                                 ftl_purchase_each *each,
                                                 bool (*is_enough)(void *context), void *context,
                                                 struct ftl_err *err);

/* Something that is to be ordered: for a line of a job that lacks it, or for places where little of
 * it is left. */
struct ftl_purchase_wish {
	struct ftl_part part;
	int64_t quantity_milli;
	struct ftl_opt cost_cents; /* of all of it, by the price list; absent: not known */
	int64_t order_line_id;     /* 0: for the shelf; of what takes a part's place that part's */
	const char *order;         /* code of the job that lacks it; NULL: none */
	int order_position;        /* the line of its bill */
	const char *because;       /* in words */
	const char *purchase;      /* code of the draft that was made of it; NULL: none */
};
struct ftl_purchase_plan {
	const struct ftl_purchase_wish *wishes; /* by supplier, jobs before shelves, by SKU */
	size_t count;
	size_t drafts;   /* that were made */
	size_t left_out; /* wishes without a supplier, of which no draft was made */
};
/*
 * What jobs that were approved lack and nobody has ordered, and of what so little is free or on
 * order that more is to be ordered; of one supplier, NULL: of all. is_make writes a draft a
 * supplier of it.
 */
FTL_MUST_CHECK enum ftl_status ftl_purchase_suggest(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *supplier, bool is_make,
                                                    struct ftl_purchase_plan *ret,
                                                    struct ftl_err *err);

/* A delivery as typed; NULL: not said. */
struct ftl_purchase_delivery {
	/* A line and how many of it came, one after the other; none: all that is to come. */
	const char *const *pairs;
	size_t pair_count; /* of texts */
	bool is_all;
	const char *place;          /* NULL: where the part lies */
	const char *reference;      /* of the delivery note */
	const char *cost;           /* each, of a single line; NULL: as ordered */
	const char *const *serials; /* of a single line, one for each piece */
	size_t serial_count;
	const char *lot; /* of a single line */
	const char *expires_on;
	bool may_be_more; /* than was ordered */
};
/* What came of a line. */
struct ftl_purchase_item {
	struct ftl_purchase_line line; /* as it is after it */
	int64_t move_id;               /* of several the last */
	int64_t quantity_milli;
	int64_t value_cents;
	int64_t left_milli;   /* still to come */
	const char *place;    /* NULL: it was taken back again */
	const char *kept_for; /* code of the job that it is reserved for, of several the first;
	                         NULL: none */
	const char *part_code;
	int64_t shelf_milli; /* of it what no job waits for */
};
struct ftl_purchase_received {
	struct ftl_purchase purchase;
	const struct ftl_purchase_item *items;
	size_t count;
};
/* Into the ledger of parts, at what was ordered. The job that a line names gets its pieces before
 * others; FTL_STATE when more comes than is open, unless that was meant. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_receive(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *code,
                                                    const struct ftl_purchase_delivery *delivery,
                                                    struct ftl_purchase_received *ret,
                                                    struct ftl_err *err);
/* What has come, to label it again: of one line, NULL: of all. FTL_STATE when nothing has. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_came(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *code, const char *line,
                                                 struct ftl_purchase_received *ret,
                                                 struct ftl_err *err);
/* The first line of which more comes than is open, to be asked about; position 0: none does. */
FTL_MUST_CHECK enum ftl_status
ftl_purchase_receive_more(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                          const struct ftl_purchase_delivery *delivery, int *ret_position,
                          const char **ret_words, struct ftl_err *err);

/* An invoice as typed. */
struct ftl_purchase_invoice_form {
	const char *number;
	const char *amount; /* all of it, without tax */
	/* A line and what each of it costs by the invoice, one after the other: where that is not
	 * as received. */
	const char *const *pairs;
	size_t pair_count; /* of texts */
	/* "2:6": of line 2 six, where it is not for all that came and is not billed. */
	const char *const *quantities;
	size_t quantity_count;
	bool is_only; /* it asks for the lines named alone */
};
/* Against what was received. */
struct ftl_purchase_matched {
	struct ftl_purchase purchase;
	const char *number;
	int64_t amount_cents;
	const struct ftl_purchase_bill *bills;
	size_t count;
	int64_t rest_cents; /* of the amount that is on no line: freight, or a mistake */
};
/* Matched with what was received of the lines and no invoice asked for yet; what a line costs more
 * or less goes into the value of the stock. FTL_CONFLICT when the number is on file. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_invoice(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *code,
                                                    const struct ftl_purchase_invoice_form *form,
                                                    struct ftl_purchase_matched *ret,
                                                    struct ftl_err *err);

#endif

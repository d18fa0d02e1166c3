#ifndef FETTLE_OPS_ORDER_ACT_H
#define FETTLE_OPS_ORDER_ACT_H

#include "fettle/base/buf.h"
#include "fettle/ops/order.h"
#include "ops/op.h"

/* What a step does with a piece of the job. */
enum ftl_piece_fate {
	FTL_PIECE_STAYS,
	FTL_PIECE_PASSES, /* goes out, or comes in */
	FTL_PIECE_MISSING,
};

/* A step of a work order while it is worked out: order_act.c. */
struct ftl_acting {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	const struct ftl_order_step *step;
	struct ftl_order order;
	struct ftl_order_facts facts;
	struct ftl_order_event row;
	int64_t at;            /* when it happened: now, or what the step says */
	int64_t named_id;      /* who the step names; 0: nobody */
	int64_t taken_by;      /* who has it after the step; 0: nobody */
	int64_t began_at;      /* when the timer began that ends, here or on the job that is left */
	struct ftl_order left; /* the job that whoever begins here was at; id 0: none */
	struct ftl_order_facts left_facts;
	bool is_clock_behind;
	const struct ftl_piece *pieces;
	size_t piece_count;
	enum ftl_piece_fate *fates; /* of each piece; NULL: the step is about none */
	struct ftl_place place;     /* SEND: where to; RECEIVE: where it is put. id 0: not known */
	bool is_place_new;          /* is made with the step */
	const char *missing_reason;
	struct ftl_line_amounts totals;
	struct ftl_estimate *estimate; /* that the step answers or sends; NULL: none */
	bool is_answer; /* the customer's, to an estimate: noted whoever has the job */
};

/* A day by which something is to come, as typed: today or later; NULL is none. */
FTL_MUST_CHECK enum ftl_status ftl_read_due(struct ftl_app *app, const char *field,
                                            const char *text, struct ftl_opt *ret,
                                            struct ftl_err *err);

/* Folds the job's events, validates what the step says and whether it may happen now. */
FTL_MUST_CHECK enum ftl_status ftl_acting_read(struct ftl_acting *a, struct ftl_err *err);
/* Writes the event and what follows from it. */
FTL_MUST_CHECK enum ftl_status ftl_acting_write(struct ftl_acting *a, struct ftl_err *err);

/* The parts of a step that a person takes: its operation; everything that may refuse it, which
 * writes nothing; and the rest. */
FTL_MUST_CHECK enum ftl_status ftl_acting_begin(struct ftl_app *app, struct ftl_arena *arena,
                                                enum ftl_event_kind kind, struct ftl_op *ret,
                                                struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_acting_prepare(struct ftl_acting *a, const char *code,
                                                  struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_acting_carry_out(struct ftl_acting *a, struct ftl_order_change *ret, struct ftl_err *err);

/* May the step happen now: state, estimate, pieces and bill; see ftl_order_can(). Fills the pieces,
 * and at hand-over the totals. */
FTL_MUST_CHECK enum ftl_status ftl_acting_check(struct ftl_acting *a, struct ftl_err *err);

/* Fills the totals with what is on the bill now; what the customer pays of them, tax included. */
FTL_MUST_CHECK enum ftl_status ftl_acting_sum(struct ftl_acting *a, struct ftl_err *err);
int64_t ftl_acting_bill(const struct ftl_acting *a);

/* Why the customer is to be asked first, and how: "costs …, over …,"; NULL: there is no need. */
struct ftl_over {
	const char *why;
	const char *way;
};

/*
 * Holds the bill, and unless is_bill_only the estimates that are not answered, against what the
 * customer allowed or agreed to. Without a word about money before, anything goes; whoever was
 * asked for money once allows only what was agreed to since. Sums the bill.
 */
FTL_MUST_CHECK enum ftl_status ftl_acting_weigh(struct ftl_acting *a, bool is_bill_only,
                                                struct ftl_over *ret, struct ftl_err *err);

/* The same of what is read already: all the job's estimates, the limit, and a's totals. */
bool ftl_acting_is_over(struct ftl_acting *a, const struct ftl_estimate *all, size_t count,
                        struct ftl_opt limit);

/* Somebody's login and name; NULL when there is nobody of that id. */
FTL_MUST_CHECK enum ftl_status ftl_acting_name(const struct ftl_acting *a, int64_t staff_id,
                                               const char **ret_login, const char **ret_name,
                                               struct ftl_err *err);

/* order_work.c: whose timer the step begins or ends, or whose minutes it notes. */
FTL_MUST_CHECK enum ftl_status ftl_work_read(struct ftl_acting *a, struct ftl_err *err);
/* What the guards want to know of who is at work. */
FTL_MUST_CHECK enum ftl_status ftl_work_guard(struct ftl_acting *a, struct ftl_guard *guard,
                                              struct ftl_err *err);
/* What else may refuse it: what is taken back, and the job that is left for this one. */
FTL_MUST_CHECK enum ftl_status ftl_work_check(struct ftl_acting *a, struct ftl_err *err);
/* Before the event is written: whoever begins here ends their timer on another job. */
FTL_MUST_CHECK enum ftl_status ftl_work_leave(struct ftl_acting *a, struct ftl_err *err);
/* After it: the members of the change that tell of labour. */
FTL_MUST_CHECK enum ftl_status ftl_work_tell(struct ftl_acting *a, struct ftl_order_change *change,
                                             struct ftl_err *err);

/* order_pieces.c: what becomes of each piece by the step, and which ones it lacks. */
FTL_MUST_CHECK enum ftl_status ftl_pieces_look(struct ftl_acting *a, struct ftl_guard *guard,
                                               struct ftl_err *err);
/* Adds "missing: charger (lost)" to a text; nothing when none is. */
void ftl_pieces_describe_missing(const struct ftl_acting *a, struct ftl_buf *text);
/* Writes it down, after the event. */
FTL_MUST_CHECK enum ftl_status ftl_pieces_pass(struct ftl_acting *a, struct ftl_err *err);

/* order_vendor.c: the place that the step names; whether the same unit is back; and the place of a
 * repairer who is not on file yet, with where a's order says that its device is now. */
FTL_MUST_CHECK enum ftl_status ftl_vendor_read(struct ftl_acting *a, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_vendor_check(struct ftl_acting *a, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_vendor_write(struct ftl_acting *a, struct ftl_err *err);

/* After it: the members of the change that tell of repairers. */
void ftl_vendor_tell(const struct ftl_acting *a, struct ftl_order_change *change);

/* order_payer.c: whom the step asks, and whether its answer is one. */
FTL_MUST_CHECK enum ftl_status ftl_payer_check(struct ftl_acting *a, struct ftl_err *err);

/* part_step.c: what the job lacks of its parts, or still has on it. */
FTL_MUST_CHECK enum ftl_status ftl_parts_guard(struct ftl_acting *a, struct ftl_guard *guard,
                                               struct ftl_err *err);
/* After the event: what was kept for the job is let go or goes out with it, and a job that was
 * approved waits for what it lacks. */
FTL_MUST_CHECK enum ftl_status ftl_parts_pass(struct ftl_acting *a, struct ftl_err *err);

/* loaner.c: what is out for a job that is handed over or called off. */
FTL_MUST_CHECK enum ftl_status ftl_loaner_guard(struct ftl_acting *a, struct ftl_guard *guard,
                                                struct ftl_err *err);
/* What the job's bill charges for loaners that were given up; none: nothing. */
FTL_MUST_CHECK enum ftl_status ftl_loaner_owed(const struct ftl_acting *a, struct ftl_opt *ret,
                                               struct ftl_err *err);

/* What the customer allowed: the limit of the check-in, or what was agreed to since; none: nothing
 * was said. */
FTL_MUST_CHECK enum ftl_status ftl_order_allowed(struct ftl_app *app, struct ftl_arena *arena,
                                                 const struct ftl_order *order, struct ftl_opt *ret,
                                                 struct ftl_err *err);
/* The same by the job's events. */
struct ftl_opt ftl_order_allowed_by(const struct ftl_order *order,
                                    const struct ftl_order_event *events, size_t count);

#endif

#ifndef FETTLE_OPS_ORDER_H
#define FETTLE_OPS_ORDER_H

#include "fettle/model/clocks.h"
#include "fettle/model/estimate.h"
#include "fettle/model/notice.h"
#include "fettle/model/part.h"
#include "fettle/model/possible.h"
#include "fettle/model/record.h"
#include "fettle/model/test.h"
#include "fettle/ops/app.h"
#include "fettle/ops/labour.h"

/*
 * One step of a work order. kind says which; members a kind does not use are NULL. Text is raw, as
 * typed: ftl_order_act() validates it and names the field.
 */
struct ftl_order_step {
	enum ftl_event_kind kind;
	const char *at;         /* when it happened, as ftl_moment_parse; NULL: now */
	const char *technician; /* ASSIGN (and the others that may take it): login; "none" takes it
	                           off. STOP, LABOUR: whose it is; NULL: the person's at work */
	const char *text;       /* note, question, reason, work done */
	const char *hold;       /* HOLD: reason name */
	const char *result;     /* READY */
	const char *barrier;    /* READY with unrepairable */
	const char *due_on;     /* ASK, ASK_PAYER, WAIT_PARTS, SEND, PROMISE, HOLD: date or today,
	                           +3d …; APPROVE of a payer: the last day on which it is valid */
	const char *reference; /* ASK_PAYER, WAIT_PARTS, SEND: their number, or the part; APPROVE of
	                          a payer: their number, if it is another than was asked with */
	const char *payer;     /* ASK_PAYER: payer name; NULL: whose lines are on the bill */
	const char *vendor;    /* SEND: name or code of the outside repairer; a new name becomes
	                          a place */
	const char *tracking;  /* SEND: the parcel's number */
	const char *place;     /* RECEIVE: where it is put; NULL: on the desk, if there is one */
	const char *serial;    /* RECEIVE: as read on what came back */
	const char *how;       /* NOTICE: way name */
	const char *amount;    /* ASK: estimate; APPROVE: approved; HAND_OVER: paid */
	const char *minutes;   /* LABOUR: "90", "1:30", "-15" */
	bool on_account;       /* HAND_OVER: the balance goes on account */
	const char *to;        /* HAND_OVER: who took it, when not the customer */
	/* SEND: accessories that go along. RECEIVE, HAND_OVER: what was scanned as it passed; none:
	   nothing was counted. Codes of pieces; the job's own code is its device. */
	const char *const *pieces;
	size_t piece_count;
	/* RECEIVE, HAND_OVER: codes of pieces accounted for as missing */
	const char *const *missing;
	size_t missing_count;
	const char *missing_reason;
	bool is_take;   /* ASSIGN: the person at work takes it; technician is not looked at */
	bool from_them; /* also from a colleague who has it */
};

/* What a step changed. */
struct ftl_order_change {
	const char *code;
	enum ftl_event_kind kind;
	enum ftl_state state; /* after it */
	enum ftl_hold hold;
	int64_t event_id;
	int64_t at;
	bool is_clock_behind; /* the clock stands before the job's last event */
	struct ftl_order_event
	        row;            /* what was written; staff and technician names are not filled */
	struct ftl_order order; /* the job as it was found */
	int64_t technician_id;  /* who has it now; 0: nobody */
	const char *technician; /* login and name; NULL: nobody */
	const char *technician_name;
	struct ftl_opt bill_cents;   /* READY: what the customer is to pay, tax included */
	bool is_taken;               /* the step itself gave it to this technician */
	const char *new_vendor_code; /* SEND: of a repairer that is new on file; NULL: known */
	const char *accessories;     /* SEND, RECEIVE: what passed with the device; NULL: nothing */
	const char *place;           /* RECEIVE: where it was put; NULL: nobody said */
	int notices; /* NOTICE: how many days the customer was told on, this one too */
	/* Whose timer began or ended, or whose minutes they are; NULL: nobody's. */
	const char *worker;
	const char *worker_name;
	int64_t worked_seconds;       /* STOP: by this timer; LABOUR: the minutes */
	int64_t labour_seconds;       /* STOP, LABOUR: on this job in all */
	const char *left_code;        /* the job that person was at until now; NULL: none */
	int64_t left_seconds;         /* by the timer that ended there */
	struct ftl_possible possible; /* now; of a list of jobs not filled */
	const char *audit_head;
};

/*
 * Does one step; code is what a person typed or scanned (a piece's code stands for its job). Who
 * diagnoses or starts a job that nobody has, being a technician, takes it; and the timer of whoever
 * does it, or of whoever has the job, begins. As people work on one job at a time, their timer on
 * another ends.
 */
FTL_MUST_CHECK enum ftl_status ftl_order_act(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *code, const struct ftl_order_step *step,
                                             struct ftl_order_change *ret, struct ftl_err *err);

/* A job of a list, as typed or scanned, and the line it stands on. */
struct ftl_order_named {
	const char *code;
	size_t line;
};

/* What became of one of them. */
enum ftl_order_outcome_kind {
	FTL_ORDER_DONE,
	FTL_ORDER_SAME, /* named before on the list: nothing is done twice */
	FTL_ORDER_REFUSED,
	FTL_ORDER_OUTCOMES
};
struct ftl_order_moved;
struct ftl_order_outcome {
	enum ftl_order_outcome_kind kind;
	const struct ftl_order_named *named;
	const char *code;                      /* as it was found; NULL: it was not */
	const struct ftl_order_change *change; /* DONE, by a step */
	const struct ftl_order_moved *move;    /* DONE, by a move */
	const struct ftl_err *refused;         /* REFUSED: why */
};

/* What was done with the jobs of a list, in their order. */
struct ftl_order_outcomes {
	const struct ftl_order_outcome *rows;
	size_t count;
	size_t done;
	size_t refused;
	const char *audit_head; /* NULL: nothing was written */
};

/*
 * The same step with every job of a list, in one transaction: all of them or none, and the error
 * names the line. With keep_going a job that is refused is left out and told.
 */
FTL_MUST_CHECK enum ftl_status ftl_order_act_all(struct ftl_app *app, struct ftl_arena *arena,
                                                 const struct ftl_order_named *named, size_t count,
                                                 const struct ftl_order_step *step, bool keep_going,
                                                 struct ftl_order_outcomes *ret,
                                                 struct ftl_err *err);

/* A line as typed. Empty members take defaults: quantity 1, cost and price 0, the centre's tax
 * rate, payer and bill code from the cover of the job. */
struct ftl_line_form {
	const char *class;
	const char *text;
	const char *quantity;
	const char *cost;
	const char *price;
	const char *tax; /* percent */
	const char *payer;
	const char *bill;
	bool is_measured; /* labour: the quantity is what was worked on the job; none is given */
};

/* A line more on the bill of an open job. */
FTL_MUST_CHECK enum ftl_status ftl_order_add_line(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *code,
                                                  const struct ftl_line_form *form,
                                                  struct ftl_order_line *ret, struct ftl_err *err);
/* Takes a line off the bill: it stays on record and counts no longer. */
FTL_MUST_CHECK enum ftl_status ftl_order_remove_line(struct ftl_app *app, struct ftl_arena *arena,
                                                     const char *code, int position,
                                                     const char *reason, struct ftl_order_line *ret,
                                                     struct ftl_err *err);
/* Writes down what a payer paid back for a line, net of tax as all amounts of lines are. */
FTL_MUST_CHECK enum ftl_status
ftl_order_recover_line(struct ftl_app *app, struct ftl_arena *arena, const char *code, int position,
                       const char *amount, struct ftl_order_line *ret, struct ftl_err *err);

/* Everything about one job. */
struct ftl_order_full {
	struct ftl_order order;
	struct ftl_customer customer;
	struct ftl_device device;
	const struct ftl_order_event *events;
	size_t event_count;
	const struct ftl_piece *pieces;
	size_t piece_count;
	const struct ftl_custody_row *custody; /* of all pieces, the oldest first */
	size_t custody_count;
	const struct ftl_order_line *lines; /* removed ones too */
	size_t line_count;
	struct ftl_line_amounts totals;
	const struct ftl_diagnosis *diagnosis; /* removed ones too */
	size_t diagnosis_count;
	const char *fixed_here; /* what fixed it here, in words; NULL: not known, or done with */
	const struct ftl_part_failure *failures; /* of part lines */
	size_t failure_count;
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	bool has_cover;
	/* Findings that would get a claim for it refused; absent: nothing is claimed. */
	struct ftl_opt claim_blocking;
	const struct ftl_warning *warnings;
	size_t warning_count;
	struct ftl_order_tests tests;
	const struct ftl_labour_share *labour; /* until now */
	size_t labour_count;
	const struct ftl_estimate *estimates; /* by number and version */
	size_t estimate_count;
	const struct ftl_loaner *loaners; /* that are out for it now */
	size_t loaner_count;
	const struct ftl_loaner_row *loaner_events; /* the oldest first */
	size_t loaner_event_count;
	const struct ftl_order_part *parts; /* what lines of its bill are for, in their order */
	size_t part_count;
	const struct ftl_old_part *olds; /* what came out where they went in, line by line */
	size_t old_count;
	const struct ftl_attachment *attachments; /* removed ones too */
	size_t attachment_count;
	struct ftl_clocks clocks;
	/*
	 * When it falls due: when its service target is up, where one is set for it; else by the
	 * promise. 0: neither.
	 */
	int64_t due_at;
	bool is_late;           /* ready, or still not, after it */
	bool has_target;        /* a target is set for it; else the setting target.business_hours */
	int64_t target_seconds; /* of business time */
	int64_t target_due_at;  /* when the target is up; 0: no clock runs */
	int64_t promise_due_at; /* end of the promised day; 0: nothing promised */
	int promises;           /* how often a day was promised */
	struct ftl_opt is_kept; /* was it ready by the first promise? absent: open, none, unknown */
	struct ftl_notices notices;   /* since it is ready */
	struct ftl_opt notice_due_on; /* day of the next one, while it is ready; absent: none */
	struct ftl_possible possible;
};

/* A job by its code or that of one of its pieces; its clocks run until now. */
FTL_MUST_CHECK enum ftl_status ftl_order_get(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *code, struct ftl_order_full *ret,
                                             struct ftl_err *err);

/* What the person at work can do with a job now. */
FTL_MUST_CHECK enum ftl_status ftl_order_possible(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *code, struct ftl_possible *ret,
                                                  struct ftl_err *err);

/* Which work orders. Zeroed: all, newest first; open ones come in order of promise. */
struct ftl_order_filter {
	bool only_open;
	const char *state;            /* name */
	const char *technician;       /* login; "none": nobody has it */
	const char *customer;         /* code */
	const char *device;           /* code, IMEI, serial or asset tag */
	struct ftl_opt received_from; /* dates, in the centre's zone, both inclusive */
	struct ftl_opt received_to;
	int64_t limit; /* 0: all */
	/* Asked before each row: true ends the list. NULL: never. */
	bool (*is_enough)(void *context);
};

/* Called for every row; the row's strings last until it returns. */
typedef enum ftl_status ftl_order_each(void *context, const struct ftl_order *order,
                                       struct ftl_err *err);

/* Gives every work order that the filter lets through to each. */
FTL_MUST_CHECK enum ftl_status ftl_order_list(struct ftl_app *app,
                                              const struct ftl_order_filter *filter,
                                              ftl_order_each *each, void *context,
                                              struct ftl_err *err);

/* The end of the promised day by the centre's hours. */
FTL_MUST_CHECK enum ftl_status ftl_order_due_at(struct ftl_app *app, int32_t promised_on,
                                                int64_t *ret, struct ftl_err *err);

#endif

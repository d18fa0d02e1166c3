#ifndef OPS_DEMO_H
#define OPS_DEMO_H

#include "fettle/model/calendar.h"
#include "fettle/ops/demo.h"
#include "fettle/ops/people.h"
#include "ops/demo_data.h"

/* The demo's own numbers (splitmix64, Vigna 2015): the same on every machine. */
uint64_t ftl_demo_next(uint64_t *state);
/* One of 0 … count−1 (0 of nothing); from min to max, both included. */
size_t ftl_demo_pick(uint64_t *state, size_t count);
int64_t ftl_demo_between(uint64_t *state, int64_t min, int64_t max);

/* A customer who has been here. */
struct ftl_demo_known {
	const char *code;
	bool is_company;
};

/* One job from before its check-in to its end. */
struct ftl_demo_job {
	const struct ftl_demo_story *story;
	const struct ftl_demo_open *open; /* NULL: runs to its end */
	const struct ftl_demo_product *product;
	const struct ftl_demo_fault *fault;
	const struct ftl_demo_part *part; /* of the fault; NULL: none */
	const char *serial;               /* of the piece that is kept for it */
	bool needs_part;                  /* on the bill and not on the job */
	bool lacks_part;                  /* nor kept for it, when it was looked at last */
	bool has_tried;                   /* one that was of no use */
	uint64_t random;   /* its own row of numbers, so that jobs do not disturb each other */
	bool wants_return; /* is to be the return of an earlier job */
	bool is_warranty;  /* bought within the maker's warranty */
	bool has_returned; /* its device came back */
	bool is_repaired;
	bool is_done;
	bool waits_for_claim; /* is to be closed when nothing of its claim is open */
	bool is_followed;     /* its own story is over, and that of its claim is not */
	bool is_here;         /* checked in */
	size_t step;          /* the next one */
	int64_t next_at;      /* when it is done */
	int64_t received_at;
	int64_t handed_over_at;
	const char *code;
	const char *device_code;
	const char *claim; /* its code; NULL: none was sent */
	const struct ftl_demo_claim_story *claim_story;
	size_t claim_step; /* the next one, when those of the job are done */
	size_t customer;
	const struct ftl_staff *technician;
};

/* An errand and when it is run. */
struct ftl_demo_due {
	int64_t at; /* INT64_MAX: it was */
	const struct ftl_demo_errand *errand;
	const char *purchase; /* DELIVER */
	bool is_rest;         /* DELIVER: of what came before */
};
#define FTL_DEMO_DUES 512

/* On the cost of parts: what the maker's rules allow. */
#define FTL_DEMO_PART_PERCENT 125

struct ftl_demo_run {
	const struct ftl_demo *demo;
	struct ftl_app *app;
	struct ftl_arena *arena;  /* what lasts */
	struct ftl_arena scratch; /* of one step */
	const struct ftl_calendar *calendar;
	int32_t first_day;
	int64_t start_at; /* the first opening */
	int64_t end_at;   /* now */
	uint64_t random;
	struct ftl_staff staff[16]; /* as many as ftl_demo_staff */
	struct ftl_demo_job *jobs;
	size_t job_count;
	struct ftl_demo_due *dues;
	size_t due_count;
	size_t serials_made; /* of pieces that are numbered: so many came, so many were kept */
	size_t serials_used;
	int to_send_back[64]; /* as ftl_demo_parts: dead or wrong */
	const char *paper;    /* where a file is written that is to be attached */
	struct ftl_demo_known *customers;
	size_t customer_count;
	size_t named_count; /* of ftl_demo_customers, how many have been here */
	int64_t device_count;
};

/* Lays out which jobs there will be and when they come. */
void ftl_demo_plan(struct ftl_demo_run *run);
/* Checks a job's device in. */
FTL_MUST_CHECK enum ftl_status ftl_demo_receive(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                                struct ftl_err *err);
/* Does the next step of a job's story; *ret_waits: it cannot be done before a part comes. */
FTL_MUST_CHECK enum ftl_status ftl_demo_do(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                           bool *ret_waits, struct ftl_err *err);
/* Claims what others pay of a job, if anything; and does the next step of the claim's story. */
FTL_MUST_CHECK enum ftl_status ftl_demo_claim(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                              struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_demo_follow(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                               struct ftl_err *err);
/* Closes a job, or notes that it waits for its claim. */
FTL_MUST_CHECK enum ftl_status ftl_demo_close(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                              struct ftl_err *err);
/* Does what belongs to no job: with payers, and with parts. */
FTL_MUST_CHECK enum ftl_status ftl_demo_run_payers(struct ftl_demo_run *run,
                                                   const struct ftl_demo_errand *errand,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_demo_run_stock(struct ftl_demo_run *run,
                                                  const struct ftl_demo_due *due, uint64_t *random,
                                                  struct ftl_err *err);
/* Puts an errand on the list: so many opening seconds after an instant. */
void ftl_demo_put_off(struct ftl_demo_run *run, const struct ftl_demo_errand *errand,
                      const char *purchase, int64_t from, int64_t seconds);
void ftl_demo_put_off_rest(struct ftl_demo_run *run, const struct ftl_demo_due *due, int64_t from);
/* The part of a number; NULL: there is none. What it sells for, 0 for none. */
const struct ftl_demo_part *ftl_demo_part_of(const char *sku);
int64_t ftl_demo_part_price(const struct ftl_demo_part *part);
/* Suppliers, shelves, the catalogue, and what lies there on the first day. */
FTL_MUST_CHECK enum ftl_status ftl_demo_stock_up(struct ftl_demo_run *run, struct ftl_err *err);
/* What is written on the next piece, and on the lot of the day. */
const char *ftl_demo_new_serial(struct ftl_demo_run *run);
const char *ftl_demo_new_lot(struct ftl_demo_run *run);
/* Puts the part of a job on its bill. */
FTL_MUST_CHECK enum ftl_status ftl_demo_need(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                             struct ftl_err *err);
/* Whether a job lacks its part and does not wait for it yet. */
FTL_MUST_CHECK enum ftl_status ftl_demo_wants_part(struct ftl_demo_run *run,
                                                   struct ftl_demo_job *job, bool *ret,
                                                   struct ftl_err *err);
/* Issues what a job that is_started needs; *ret_waits: it lacks it still, and cannot go on. */
FTL_MUST_CHECK enum ftl_status ftl_demo_fit(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                            bool is_started, bool *ret_waits, struct ftl_err *err);
/* What the maker's rules of the demo say, with our number and how it writes its lists. */
FTL_MUST_CHECK enum ftl_status ftl_demo_know_maker(struct ftl_demo_run *run, struct ftl_err *err);
/* An amount as it is typed; lives as long as the step. */
const char *ftl_demo_money(struct ftl_demo_run *run, int64_t cents);
/* Acts as this person from now on. */
void ftl_demo_act_as(struct ftl_demo_run *run, const struct ftl_staff *staff);
/* One of a role's people. */
const struct ftl_staff *ftl_demo_someone(struct ftl_demo_run *run, uint64_t *random,
                                         enum ftl_role role);

#endif

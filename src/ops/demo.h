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
	size_t errand;     /* the next one */
	const char *paper; /* where a file is written that is to be attached */
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
/* Does the next step of a job's story. */
FTL_MUST_CHECK enum ftl_status ftl_demo_do(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                           struct ftl_err *err);
/* Claims what others pay of a job, if anything; and does the next step of the claim's story. */
FTL_MUST_CHECK enum ftl_status ftl_demo_claim(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                              struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_demo_follow(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                               struct ftl_err *err);
/* Closes a job, or notes that it waits for its claim. */
FTL_MUST_CHECK enum ftl_status ftl_demo_close(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                              struct ftl_err *err);
/* Does what belongs to no job. */
FTL_MUST_CHECK enum ftl_status ftl_demo_run_errand(struct ftl_demo_run *run,
                                                   const struct ftl_demo_errand *errand,
                                                   struct ftl_err *err);
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

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
	bool is_here;    /* checked in */
	size_t step;     /* the next one */
	int64_t next_at; /* when it is done */
	int64_t received_at;
	int64_t handed_over_at;
	const char *code;
	const char *device_code;
	size_t customer;
	const struct ftl_staff *technician;
};

struct ftl_demo_run {
	const struct ftl_demo *demo;
	struct ftl_app *app;
	struct ftl_arena *arena;  /* what lasts */
	struct ftl_arena scratch; /* of one step */
	const struct ftl_calendar *calendar;
	int64_t start_at; /* the first opening */
	int64_t end_at;   /* now */
	uint64_t random;
	struct ftl_staff staff[16]; /* as many as ftl_demo_staff */
	struct ftl_demo_job *jobs;
	size_t job_count;
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
/* Acts as this person from now on. */
void ftl_demo_act_as(struct ftl_demo_run *run, const struct ftl_staff *staff);
/* One of a role's people. */
const struct ftl_staff *ftl_demo_someone(struct ftl_demo_run *run, uint64_t *random,
                                         enum ftl_role role);

#endif

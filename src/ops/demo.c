#include "ops/demo.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fettle/base/date.h"
#include "fettle/base/file.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/loaner.h"
#include "fettle/ops/order.h"
#include "fettle/ops/term.h"

#define SEED           UINT64_C(0x46657474)
#define DEMO_DAYS      273  /* nine months */
#define LOOK_AGAIN     480  /* opening minutes, for a part */
#define ERRAND_SECONDS 1200 /* after the opening */
#define HOURS          "Mon-Fri 09:00-17:00; Sat 10:00-14:00"

void ftl_demo_act_as(struct ftl_demo_run *run, const struct ftl_staff *staff)
{
	run->app->actor = (struct ftl_actor){
	        .staff_id = staff->id,
	        .login = staff->login,
	        .name = staff->name,
	        .role = staff->role,
	};
}

const struct ftl_staff *ftl_demo_someone(struct ftl_demo_run *run, uint64_t *random,
                                         enum ftl_role role)
{
	for (;;) {
		const struct ftl_staff *staff =
		        &run->staff[ftl_demo_pick(random, ftl_demo_staff_count)];
		if (staff->role == role)
			return staff;
	}
}

static void plan(struct ftl_demo_run *run, struct ftl_demo_job *job, int64_t min, int64_t max)
{
	job->next_at = ftl_calendar_add(run->calendar, job->next_at,
	                                60 * ftl_demo_between(&job->random, min, max));
}

/* When a job is over, its claim goes on. */
static void schedule_claim(struct ftl_demo_run *run, struct ftl_demo_job *job)
{
	const struct ftl_demo_claim_step *step;

	job->is_followed =
	        job->claim_story != NULL && job->claim_step < job->claim_story->step_count;
	job->is_done = !job->is_followed;
	if (job->is_done)
		return;
	step = &job->claim_story->steps[job->claim_step];
	plan(run, job, step->min_minutes, step->max_minutes);
}

/* When the next step of a job's story is done; nothing is left to do after the last one. */
static void schedule(struct ftl_demo_run *run, struct ftl_demo_job *job)
{
	size_t last = job->open != NULL ? job->open->steps : job->story->step_count;

	if (job->step >= last) {
		schedule_claim(run, job);
		return;
	}
	const struct ftl_demo_step *step = &job->story->steps[job->step];
	int64_t min = step->min_minutes, max = step->max_minutes;
	/* What is to be open in the end has to get there in time. */
	if (job->open != NULL) {
		int64_t left = ftl_calendar_seconds(run->calendar, job->next_at, run->end_at) / 60;
		int64_t later = 0;
		for (size_t i = job->step; i < last; i++)
			later += job->story->steps[i].min_minutes;
		int64_t spare = (left - later) / (int64_t)(last - job->step + 1);
		if (spare < 0)
			spare = 0;
		if (max - min > spare)
			max = min + spare;
	}
	plan(run, job, min, max);
}

static struct ftl_demo_job *first_of(struct ftl_demo_run *run)
{
	struct ftl_demo_job *first = NULL;

	for (size_t i = 0; i < run->job_count; i++) {
		struct ftl_demo_job *job = &run->jobs[i];

		if (!job->is_done && job->next_at <= run->end_at &&
		    (first == NULL || job->next_at < first->next_at))
			first = job;
	}
	return first;
}

static const struct ftl_staff *colleague(const struct ftl_demo_run *run, int64_t staff_id)
{
	size_t i = 0;

	while (run->staff[i].id != staff_id)
		i++;
	return &run->staff[i];
}

/* Nobody works through the night: before the first step of another day, whoever is at work stops
 * when the centre closes. */
static enum ftl_status go_home(struct ftl_demo_run *run, int64_t next_at, struct ftl_err *err)
{
	static const struct ftl_order_step stop = {.kind = FTL_EV_STOP};
	struct ftl_order_change change;
	const struct ftl_timer *timers;
	int32_t today, second;
	int64_t closes_at;
	size_t count;

	ftl_zone_local(run->app->zone, run->app->clock.frozen_at, &today, &second);
	closes_at = ftl_calendar_close_of(run->calendar, today);
	if (next_at <= closes_at)
		return FTL_OK;
	FTL_TRY(ftl_timer_list(run->app, &run->scratch, &timers, &count, err));
	for (size_t i = 0; i < count; i++) {
		run->app->clock.frozen_at = closes_at;
		ftl_demo_act_as(run, colleague(run, timers[i].staff_id));
		FTL_TRY(ftl_order_act(run->app, &run->scratch, timers[i].order_code, &stop, &change,
		                      err));
	}
	return FTL_OK;
}

/* What comes next of a job; what waits for a part is looked at again later. */
static enum ftl_status go_on(struct ftl_demo_run *run, struct ftl_demo_job *job,
                             struct ftl_err *err)
{
	bool waits = false;

	if (!job->is_here)
		FTL_TRY(ftl_demo_receive(run, job, err));
	else if (job->is_followed)
		FTL_TRY(ftl_demo_follow(run, job, err));
	else
		FTL_TRY(ftl_demo_do(run, job, &waits, err));
	if (waits)
		plan(run, job, LOOK_AGAIN / 2, LOOK_AGAIN);
	else
		schedule(run, job);
	return FTL_OK;
}

void ftl_demo_put_off(struct ftl_demo_run *run, const struct ftl_demo_errand *errand,
                      const char *purchase, int64_t from, int64_t seconds)
{
	if (run->due_count == FTL_DEMO_DUES)
		return;
	run->dues[run->due_count++] =
	        (struct ftl_demo_due){.at = ftl_calendar_add(run->calendar, from, seconds),
	                              .errand = errand,
	                              .purchase = purchase};
}

void ftl_demo_put_off_rest(struct ftl_demo_run *run, const struct ftl_demo_due *due, int64_t from)
{
	ftl_demo_put_off(run, due->errand, due->purchase, from, ERRAND_SECONDS);
	run->dues[run->due_count - 1].is_rest = true;
}

/* Those of the table: some minutes after the first opening from their day on. */
static void plan_errands(struct ftl_demo_run *run)
{
	int64_t at;

	run->dues = ftl_alloc(run->arena, FTL_DEMO_DUES, sizeof(*run->dues));
	for (size_t i = 0; i < ftl_demo_errand_count; i++) {
		ftl_zone_instant(run->app->zone, run->first_day + ftl_demo_errands[i].day, 0, &at);
		ftl_demo_put_off(run, &ftl_demo_errands[i], NULL, at, ERRAND_SECONDS);
	}
}

static struct ftl_demo_due *next_due(struct ftl_demo_run *run)
{
	struct ftl_demo_due *next = &run->dues[0];

	for (size_t i = 1; i < run->due_count; i++) {
		if (run->dues[i].at < next->at)
			next = &run->dues[i];
	}
	return next;
}

static enum ftl_status run_errand(struct ftl_demo_run *run, const struct ftl_demo_due *due,
                                  struct ftl_err *err)
{
	uint64_t random = (uint64_t)(due->at - run->start_at);

	ftl_demo_act_as(run, ftl_demo_someone(run, &random, FTL_ROLE_MANAGER));
	if (due->errand->what == FTL_DEMO_REMIT || due->errand->what == FTL_DEMO_DISPUTE)
		return ftl_demo_run_payers(run, due->errand, err);
	return ftl_demo_run_stock(run, due, &random, err);
}

/* The errands that come before an instant. */
static enum ftl_status run_errands(struct ftl_demo_run *run, int64_t until, struct ftl_err *err)
{
	struct ftl_demo_due *next;

	while ((next = next_due(run))->at < until) {
		const struct ftl_demo_due due = *next;

		next->at = INT64_MAX;
		FTL_TRY(go_home(run, due.at, err));
		run->app->clock.frozen_at = due.at;
		FTL_TRY(run_errand(run, &due, err));
		ftl_arena_reset(&run->scratch);
	}
	return FTL_OK;
}

/* Lives the nine months: always what comes next, whichever job it belongs to. */
static enum ftl_status live(struct ftl_demo_run *run, struct ftl_err *err)
{
	struct ftl_demo_job *job = NULL;
	int64_t received = 0;

	plan_errands(run);
	while ((job = first_of(run)) != NULL) {
		ftl_arena_reset(&run->scratch);
		FTL_TRY(run_errands(run, job->next_at, err));
		FTL_TRY(go_home(run, job->next_at, err));
		run->app->clock.frozen_at = job->next_at;
		received += !job->is_here;
		FTL_TRY(go_on(run, job, err));
		if (run->demo->progress != NULL)
			run->demo->progress(run->demo->context, received, (int64_t)run->job_count);
	}
	FTL_TRY(run_errands(run, run->end_at, err));
	return go_home(run, run->end_at, err);
}

static enum ftl_status buy_loaners(struct ftl_demo_run *run, struct ftl_err *err)
{
	struct ftl_loaner loaner;

	for (size_t i = 0; i < ftl_demo_loaner_count; i++) {
		const struct ftl_loaner_form form = {.name = ftl_demo_loaners[i].name,
		                                     .serial = ftl_demo_loaners[i].serial,
		                                     .deposit = ftl_demo_loaners[i].deposit};

		FTL_TRY(ftl_loaner_add(run->app, run->arena, &form, &loaner, err));
	}
	return FTL_OK;
}

/* Of the rules that come with the program those that a centre would try first. */
static enum ftl_status use_rules(struct ftl_demo_run *run, struct ftl_err *err)
{
	static const char *const terms[] = {"legal-guarantee-eu", "extended-60"};
	struct ftl_term_doc term;

	for (size_t i = 0; i < FTL_COUNT(terms); i++)
		FTL_TRY(ftl_term_use(run->app, run->arena, terms[i], &term, err));
	return ftl_demo_know_maker(run, err);
}

/* The centre before its first job: people, hours, tax, rules, loaners. */
static enum ftl_status furnish(struct ftl_demo_run *run, int32_t first_day, struct ftl_err *err)
{
	char from[FTL_DATE_TEXT_SIZE];
	struct ftl_calendar_list hours;
	struct ftl_setting tax;

	FTL_TRY(ftl_calendar_set_hours(run->app, run->arena, HOURS,
	                               ftl_date_format(from, first_day), &hours, err));
	FTL_TRY(ftl_setting_set(run->app, run->arena, "tax.percent", "19", &tax, err));
	for (size_t i = 0; i < ftl_demo_staff_count; i++) {
		const struct ftl_demo_staff *who = &ftl_demo_staff[i];
		const char *login = who->login;

		/* Whoever looks at the demo may have the name of somebody in it. */
		if (strcmp(login, run->demo->login) == 0)
			login = ftl_sprintf(run->arena, "%s.demo", login);
		FTL_TRY(ftl_staff_add(run->app, run->arena, login, who->name,
		                      ftl_role_names[who->role], &run->staff[i], err));
	}
	FTL_TRY(buy_loaners(run, err));
	FTL_TRY(use_rules(run, err));
	FTL_TRY(ftl_demo_stock_up(run, err));
	return ftl_app_calendar(run->app, run->arena, &run->calendar, err);
}

struct count {
	struct ftl_demo_run *run;
	struct ftl_demo_result *result;
};

static enum ftl_status count_open(void *context, const struct ftl_order *order, struct ftl_err *err)
{
	struct count *count = context;
	int64_t due_at;

	count->result->open++;
	if (!order->promised_on.has || order->state == FTL_READY)
		return FTL_OK;
	FTL_TRY(ftl_order_due_at(count->run->app, (int32_t)order->promised_on.value, &due_at, err));
	count->result->late += due_at < count->run->end_at;
	return FTL_OK;
}

static enum ftl_status run_demo(struct ftl_demo_run *run, struct ftl_demo_result *ret,
                                struct ftl_err *err)
{
	int32_t today, second;
	struct ftl_demo_result result = {0};
	struct count count = {.run = run, .result = &result};
	const struct ftl_order_filter open = {.only_open = true};

	ftl_zone_local(run->app->zone, run->end_at, &today, &second);
	run->first_day = today - DEMO_DAYS;
	FTL_TRY(furnish(run, run->first_day, err));
	run->start_at = ftl_calendar_add(run->calendar, run->app->clock.frozen_at, 0);
	ftl_demo_plan(run);
	FTL_TRY(live(run, err));
	run->app->clock.frozen_at = run->end_at;
	FTL_TRY(ftl_order_list(run->app, &open, count_open, &count, err));
	result.staff = (int64_t)ftl_demo_staff_count + 1;
	result.customers = (int64_t)run->customer_count;
	result.devices = run->device_count;
	for (size_t i = 0; i < run->job_count; i++)
		result.orders += run->jobs[i].is_here;
	ftl_zone_local(run->app->zone, run->start_at, &result.first_day, &second);
	*ret = result;
	return FTL_OK;
}

/* A quarter past eight on the first day, in the centre's time; the zone is not open yet. */
static enum ftl_status first_morning(int64_t now, const char *timezone, int64_t *ret,
                                     struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const struct ftl_zone *zone = NULL;
	int32_t today, second;

	FTL_TRY(ftl_zone_open(&scratch, timezone, &zone, err));
	ftl_zone_local(zone, now, &today, &second);
	if (today - DEMO_DAYS < FTL_DATE_MIN)
		return ftl_fail(err, FTL_INVALID, "FETTLE_NOW",
		                "lies too early for nine months before it");
	ftl_zone_instant(zone, today - DEMO_DAYS, 8 * 3600 + 900, ret);
	return FTL_OK;
}

/*
 * Thousands of operations, each synced, would take a minute on a disk. They are done in memory and
 * the whole is put in its place at the end: the demo is there or it is not.
 */
struct workshop {
	char folder[40];  /* "" when there is none: then the work is done in place, and slowly */
	const char *path; /* of the database in it, or its place */
};

static void open_workshop(struct ftl_arena *arena, const char *place, struct workshop *ret)
{
	*ret = (struct workshop){.folder = "/dev/shm/fettle-demo-XXXXXX", .path = place};
	if (mkdtemp(ret->folder) != NULL)
		ret->path = ftl_sprintf(arena, "%s/demo.db", ret->folder);
	else
		ret->folder[0] = '\0';
}

static void close_workshop(struct workshop *workshop)
{
	FTL_ARENA(scratch);

	if (workshop->folder[0] == '\0')
		return;
	unlink(workshop->path);
	unlink(ftl_sprintf(&scratch, "%s-journal", workshop->path));
	rmdir(workshop->folder);
}

/* The same refusals as `fettle init`, before any work. */
static enum ftl_status check_place(const char *path, struct ftl_err *err)
{
	struct stat status;
	char quoted[FTL_QUOTE_SIZE];
	FTL_OUTFILE(probe);

	if (lstat(path, &status) == 0)
		return ftl_fail(err, FTL_CONFLICT, NULL, "%s exists already",
		                ftl_quote(quoted, path));
	enum ftl_status made = ftl_outfile_reserve(path, &probe, err);
	err->field[0] = '\0';
	return made;
}

static enum ftl_status open_and_run(struct ftl_demo_run *run, const struct ftl_init *init,
                                    struct ftl_demo_result *ret, struct ftl_err *err)
{
	const struct ftl_app_options options = {
	        .path = init->path,
	        .mode = FTL_DB_WRITE,
	        .clock = init->clock,
	        .as = init->login,
	};
	const char *place = run->demo->path;
	FTL_APP(app);

	FTL_TRY(ftl_app_open(&options, &app, err));
	run->app = app;
	FTL_TRY(run_demo(run, ret, err));
	if (strcmp(init->path, place) == 0)
		return FTL_OK;
	FTL_TRY(ftl_db_backup(app->db, place, false, err));
	/* A checksum is for backups: of a centre at work it would be wrong in a minute. */
	unlink(ftl_sprintf(run->arena, "%s.sha256", place));
	return FTL_OK;
}

enum ftl_status ftl_demo_make(const struct ftl_demo *demo, struct ftl_demo_result *ret,
                              struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct ftl_demo_run run = {
	        .demo = demo,
	        .arena = &arena,
	        .end_at = ftl_clock_now(&demo->clock),
	        .random = SEED,
	};
	struct ftl_init init = {
	        .name = "Demo Repair Centre",
	        .currency = "EUR",
	        .timezone = "Europe/Berlin",
	        .country = "DE",
	        .site = "",
	        .login = demo->login,
	        .clock = {.is_frozen = true},
	};
	struct workshop workshop FTL_CLEANUP(close_workshop) = {.folder = ""};
	enum ftl_status status;

	FTL_TRY(first_morning(run.end_at, init.timezone, &init.clock.frozen_at, err));
	FTL_TRY(check_place(demo->path, err));
	open_workshop(&arena, demo->path, &workshop);
	init.path = workshop.path;
	run.paper = workshop.folder[0] == '\0'
	                    ? ftl_sprintf(&arena, "%s-invoice.txt", demo->path)
	                    : ftl_sprintf(&arena, "%s/invoice.txt", workshop.folder);
	FTL_TRY(ftl_init_centre(&init, err));
	status = open_and_run(&run, &init, ret, err);
	ftl_arena_done(&run.scratch);
	/* The file is ours, made a moment ago: half a demo must not stay. */
	if (status != FTL_OK)
		unlink(init.path);
	return status;
}

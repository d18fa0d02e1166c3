#include "fettle/model/attention.h"

#define A_DAY 86400

const char *const ftl_level_names[FTL_LEVELS] = {
        [FTL_LEVEL_LATE] = "late",
        [FTL_LEVEL_SOON] = "soon",
        [FTL_LEVEL_QUIET] = "quiet",
        [FTL_LEVEL_FINE] = "fine",
};

const char *const ftl_trouble_names[FTL_TROUBLES] = {
        [FTL_TROUBLE_PROMISE] = "promise",   [FTL_TROUBLE_TARGET] = "target",
        [FTL_TROUBLE_CUSTOMER] = "customer", [FTL_TROUBLE_PAYER] = "payer",
        [FTL_TROUBLE_PART] = "part",         [FTL_TROUBLE_VENDOR] = "vendor",
        [FTL_TROUBLE_HOLD] = "hold",         [FTL_TROUBLE_LOANER] = "loaner",
        [FTL_TROUBLE_NOTICE] = "notice",     [FTL_TROUBLE_ABANDONED] = "abandoned",
        [FTL_TROUBLE_TIMER] = "timer",       [FTL_TROUBLE_QUIET] = "quiet",
};

/* A job while it is judged. */
struct judging {
	const struct ftl_attention_rules *rules;
	const struct ftl_attention_job *job;
	struct ftl_attention *found; /* when it is due, and how long it has been quiet */
};

/* Since when a job is in trouble; absent: it is not. */
typedef struct ftl_opt since_of(const struct judging *j);

/* The beginning of a day, if it has come. */
static struct ftl_opt since_day(const struct judging *j, int64_t date)
{
	int64_t at;

	if (j->rules->today < date)
		return ftl_none();
	(void)ftl_zone_instant(j->rules->zone, (int32_t)date, 0, &at);
	return ftl_some(at);
}

/* A promise is kept on its last stroke, as a target is. */
static struct ftl_opt since_promise(const struct judging *j)
{
	const struct ftl_attention_job *job = j->job;
	int64_t due_at = j->found->due_at;

	if (job->state == FTL_READY || !job->promised_on.has)
		return ftl_none();
	if (job->target_due_at != 0)
		due_at = ftl_calendar_close_of(j->rules->calendar, (int32_t)job->promised_on.value);
	return j->rules->now > due_at ? ftl_some(due_at) : ftl_none();
}

static struct ftl_opt since_target(const struct judging *j)
{
	const struct ftl_attention_job *job = j->job;

	if (job->state == FTL_READY || job->target_due_at == 0 ||
	    j->rules->now <= job->target_due_at)
		return ftl_none();
	return ftl_some(job->target_due_at);
}

/* An answer may come on its day until midnight, whenever the centre closes. */
static struct ftl_opt since_request(const struct judging *j, enum ftl_event_kind kind)
{
	const struct ftl_attention_job *job = j->job;

	if (!ftl_request_is_of(kind, job->state, job->hold) || !job->request_due_on.has)
		return ftl_none();
	return since_day(j, job->request_due_on.value + 1);
}

static struct ftl_opt since_customer(const struct judging *j)
{
	return since_request(j, FTL_EV_ASK);
}

static struct ftl_opt since_payer(const struct judging *j)
{
	return since_request(j, FTL_EV_ASK_PAYER);
}

static struct ftl_opt since_part(const struct judging *j)
{
	return since_request(j, FTL_EV_WAIT_PARTS);
}

static struct ftl_opt since_vendor(const struct judging *j)
{
	return since_request(j, FTL_EV_SEND);
}

static struct ftl_opt since_hold(const struct judging *j)
{
	return since_request(j, FTL_EV_HOLD);
}

/* Whatever the job waits for, ours is missing for the next customer. */
static struct ftl_opt since_loaner(const struct judging *j)
{
	if (!j->job->loaner_due_on.has)
		return ftl_none();
	return since_day(j, j->job->loaner_due_on.value + 1);
}

/* A device that is on hold is not there to be collected. */
static bool is_to_collect(const struct judging *j)
{
	return j->job->state == FTL_READY && j->job->hold == FTL_HOLD_NONE &&
	       j->rules->notices.count > 0;
}

static struct ftl_opt since_notice(const struct judging *j)
{
	if (!is_to_collect(j) || !j->found->notice_due_on.has)
		return ftl_none();
	return since_day(j, j->found->notice_due_on.value);
}

static bool is_quiet(const struct judging *j)
{
	return j->found->quiet_days >= j->rules->quiet_days;
}

/* After the last notice a customer has as long to come as a job may be quiet. */
static struct ftl_opt since_last_notice(const struct judging *j)
{
	const struct ftl_notices *notices = &j->job->notices;

	if (!is_to_collect(j) || notices->count < j->rules->notices.count || !is_quiet(j))
		return ftl_none();
	return since_day(j, notices->last_on.value);
}

/*
 * Who works late may stop late: a timer was forgotten once it runs on another day, and the centre
 * has closed. Since then it measures nothing: since the centre closed, or since midnight where
 * somebody began after that.
 */
static struct ftl_opt since_evening(const struct judging *j)
{
	const struct ftl_attention_rules *rules = j->rules;
	int64_t since = j->job->at_work_since, closes_at, midnight;
	int32_t date, second;

	if (since == 0)
		return ftl_none();
	ftl_zone_local(rules->zone, since, &date, &second);
	closes_at = ftl_calendar_close_of(rules->calendar, date);
	(void)ftl_zone_instant(rules->zone, date + 1, 0, &midnight);
	if (rules->now < midnight || rules->now < closes_at)
		return ftl_none();
	return ftl_some(closes_at > since ? closes_at : midnight);
}

/* What waits to be collected has its notices, and a hold its day, if one was given. */
static struct ftl_opt since_last_event(const struct judging *j)
{
	const struct ftl_attention_job *job = j->job;
	bool is_held = job->hold != FTL_HOLD_NONE && job->request_due_on.has;

	if (is_to_collect(j) || (is_held && !since_hold(j).has) || !is_quiet(j))
		return ftl_none();
	return ftl_some(job->last_event_at);
}

/*
 * What hurts first. A day that was promised to a customer is a word that was broken, and every hour
 * makes it worse; a target is only our own measure. Then whoever else is overdue: one question
 * moves the job, and none comes by itself. A loaner of ours that is overdue keeps no job, but the
 * next customer from having it. What is ready fills a shelf, but its owner has it in hand. A timer
 * that was forgotten spoils a figure, and nobody waits for it. That nothing was heard is a
 * suspicion.
 */
static const struct {
	since_of *since;
	int rank;
	enum ftl_level level;
} rows[FTL_TROUBLES] = {
        [FTL_TROUBLE_PROMISE] = {since_promise, 0, FTL_LEVEL_LATE},
        [FTL_TROUBLE_TARGET] = {since_target, 1, FTL_LEVEL_LATE},
        [FTL_TROUBLE_CUSTOMER] = {since_customer, 2, FTL_LEVEL_QUIET},
        [FTL_TROUBLE_PAYER] = {since_payer, 2, FTL_LEVEL_QUIET},
        [FTL_TROUBLE_PART] = {since_part, 2, FTL_LEVEL_QUIET},
        [FTL_TROUBLE_VENDOR] = {since_vendor, 2, FTL_LEVEL_QUIET},
        [FTL_TROUBLE_HOLD] = {since_hold, 2, FTL_LEVEL_QUIET},
        [FTL_TROUBLE_LOANER] = {since_loaner, 3, FTL_LEVEL_QUIET},
        [FTL_TROUBLE_NOTICE] = {since_notice, 4, FTL_LEVEL_QUIET},
        [FTL_TROUBLE_ABANDONED] = {since_last_notice, 4, FTL_LEVEL_QUIET},
        [FTL_TROUBLE_TIMER] = {since_evening, 5, FTL_LEVEL_QUIET},
        [FTL_TROUBLE_QUIET] = {since_last_event, 6, FTL_LEVEL_QUIET},
};

/* How much an hour weighs: an urgent job that is an hour late is as bad as a normal one after four,
 * so that what is urgent comes first, and what was forgotten for weeks is not pushed back for ever.
 */
static const int64_t weights[FTL_PRIORITIES] = {
        [FTL_PRIORITY_LOW] = 1,
        [FTL_PRIORITY_NORMAL] = 2,
        [FTL_PRIORITY_HIGH] = 4,
        [FTL_PRIORITY_URGENT] = 8,
};

int ftl_trouble_rank(enum ftl_trouble trouble)
{
	return rows[trouble].rank;
}

bool ftl_request_is_of(enum ftl_event_kind kind, enum ftl_state state, enum ftl_hold hold)
{
	if (kind == FTL_EV_HOLD || hold != FTL_HOLD_NONE)
		return kind == FTL_EV_HOLD && hold != FTL_HOLD_NONE;
	return (kind == FTL_EV_ASK && state == FTL_AWAIT_CUSTOMER) ||
	       (kind == FTL_EV_ASK_PAYER && state == FTL_AWAIT_PAYER) ||
	       (kind == FTL_EV_WAIT_PARTS && state == FTL_AWAIT_PARTS) ||
	       (kind == FTL_EV_SEND && state == FTL_AT_VENDOR);
}

static void find_due(const struct judging *j)
{
	const struct ftl_attention_job *job = j->job;
	struct ftl_attention *found = j->found;
	int32_t second;

	if (job->target_due_at != 0) {
		found->due_at = job->target_due_at;
		ftl_zone_local(j->rules->zone, found->due_at, &found->due_on, &second);
	} else if (job->promised_on.has) {
		found->due_on = (int32_t)job->promised_on.value;
		found->due_at = ftl_calendar_close_of(j->rules->calendar, found->due_on);
	}
}

static void find_notice(const struct judging *j)
{
	int32_t ready_on, second;

	if (j->job->state != FTL_READY)
		return;
	ftl_zone_local(j->rules->zone, j->job->ready_at, &ready_on, &second);
	j->found->notice_due_on = ftl_notice_due_on(&j->rules->notices, &j->job->notices, ready_on);
}

void ftl_attention_judge(const struct ftl_attention_rules *rules,
                         const struct ftl_attention_job *job, struct ftl_attention *ret)
{
	struct ftl_attention found = {.level = FTL_LEVEL_FINE};
	const struct judging j = {rules, job, &found};

	find_due(&j);
	find_notice(&j);
	found.quiet_days = ftl_calendar_days(rules->calendar, job->last_event_at, rules->now);
	if (job->state != FTL_READY && found.due_at != 0 && found.due_at - rules->now <= A_DAY)
		found.level = FTL_LEVEL_SOON;
	for (int trouble = 0; trouble < FTL_TROUBLES; trouble++) {
		struct ftl_opt since = rows[trouble].since(&j);

		if (!since.has)
			continue;
		found.troubles[found.count++] =
		        (struct ftl_trouble_since){(enum ftl_trouble)trouble, since.value};
		if (rows[trouble].level < found.level)
			found.level = rows[trouble].level;
	}
	if (found.count > 0)
		found.badness = (rules->now - found.troubles[0].since) * weights[job->priority];
	*ret = found;
}

int ftl_attention_compare(const struct ftl_attention *a, const struct ftl_attention *b)
{
	int ranks =
	        ftl_trouble_rank(a->troubles[0].trouble) - ftl_trouble_rank(b->troubles[0].trouble);

	if (ranks != 0)
		return ranks;
	return (a->badness < b->badness) - (a->badness > b->badness);
}

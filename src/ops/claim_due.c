#include <stdlib.h>

#include "fettle/model/urgency.h"
#include "ops/claim.h"
#include "store/line.h"
#include "store/order.h"
#include "store/row.h"

/* What there is to do with payers, the most money for a day first. */

#define CHASE_AHEAD 3  /* days before the silence has lasted too long */
#define RETURN_PAST 60 /* days after which an old part is not asked for any more */
#define DAY_SECONDS 86400

const char *const ftl_claim_duty_names[FTL_DUTIES] = {
        [FTL_DUTY_SUBMIT] = "submit",   [FTL_DUTY_AUTHORISE] = "authorise",
        [FTL_DUTY_ANSWER] = "answer",   [FTL_DUTY_CORRECT] = "correct",
        [FTL_DUTY_DISPUTE] = "dispute", [FTL_DUTY_RETURN] = "return",
        [FTL_DUTY_CHASE] = "chase",
};

struct listing {
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_claim_look *look;
	int32_t today;
	struct ftl_claim_due *rows;
	size_t count;
	size_t capacity;
};

static void add(struct listing *l, struct ftl_claim_due due)
{
	if (due.last_day.has)
		due.days_left = ftl_some(due.last_day.value - l->today);
	l->rows = ftl_store_grow(l->arena, l->rows, l->count, &l->capacity, sizeof(*l->rows));
	l->rows[l->count++] = due;
}

/* Lines that nobody claimed; of a draft its code is told. */
static enum ftl_status add_unclaimed(struct listing *l, struct ftl_err *err)
{
	const struct ftl_claimable_job *jobs;
	size_t count;

	FTL_TRY(ftl_store_line_claimable(l->app->db, l->arena, l->app->site_id, &jobs, &count,
	                                 err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_claim_checks checks;

		l->look->rows = jobs[i].rows;
		FTL_TRY(ftl_claim_check_job(l->look, jobs[i].code, &checks, err));
		for (size_t j = 0; j < checks.count; j++) {
			const struct ftl_claim_check *check = &checks.checks[j];

			add(l, (struct ftl_claim_due){.duty = FTL_DUTY_SUBMIT,
			                              .order = checks.order,
			                              .payer = check->payer,
			                              .rules = check->doc != NULL ? check->doc->code
			                                                          : NULL,
			                              .amount_cents = check->preflight.amount_cents,
			                              .last_day = check->preflight.last_day,
			                              .check = *check});
		}
	}
	l->look->rows = FTL_ROWS_ALL;
	return FTL_OK;
}

static enum ftl_status add_preauths(struct listing *l, struct ftl_err *err)
{
	const struct ftl_claim_preauth *rows;
	size_t count;

	FTL_TRY(ftl_claim_preauths(l->app, l->arena, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_preauth *preauth = &rows[i].preauth;

		if (preauth->state != FTL_PREAUTH_GRANTED || !preauth->valid_until.has ||
		    !preauth->payer.has)
			continue;
		add(l, (struct ftl_claim_due){.duty = FTL_DUTY_AUTHORISE,
		                              .order = rows[i].order,
		                              .payer = (enum ftl_payer)preauth->payer.value,
		                              .amount_cents = preauth->granted_cents.value,
		                              .last_day = preauth->valid_until});
	}
	return FTL_OK;
}

/* A claim with what its payer's rules say of days. */
struct watched {
	struct listing *l;
	const struct ftl_claim *claim;
	const struct ftl_payer_doc *doc; /* NULL: none */
	struct ftl_claim_due due;        /* what is the same for all that is to be done */
};

/* So many days from an instant, as the payer counts them; none where it says nothing. */
static struct ftl_opt days_from(const struct watched *w, struct ftl_opt at, struct ftl_opt days)
{
	int32_t day, second;

	if (w->doc == NULL || !at.has || !days.has)
		return ftl_none();
	ftl_zone_local(w->l->app->zone, at.value, &day, &second);
	return ftl_some(ftl_claim_last_day(w->l->look->job.calendar, w->doc->rules.in_business_days,
	                                   day, days.value));
}

static void add_duty(struct watched *w, enum ftl_claim_duty duty, int64_t cents,
                     struct ftl_opt last_day)
{
	struct ftl_claim_due due = w->due;

	due.duty = duty;
	due.amount_cents = cents;
	due.last_day = last_day;
	add(w->l, due);
}

static int64_t owed_of(const struct ftl_claim_facts *facts)
{
	int64_t owed = 0;

	for (size_t i = 0; i < facts->line_count; i++)
		owed += ftl_claim_line_owed(&facts->lines[i]);
	return owed;
}

/* The earlier of two days, of which one may be absent. */
static struct ftl_opt earlier(struct ftl_opt a, struct ftl_opt b)
{
	if (!a.has || (b.has && b.value < a.value))
		return b;
	return a;
}

static void add_chase(struct watched *w, const struct ftl_claim_facts *facts, int64_t cents)
{
	struct ftl_opt last = w->doc != NULL
	                              ? days_from(w, facts->heard_at, w->doc->terms.chase_days)
	                              : ftl_none();

	if (last.has && last.value <= w->l->today + CHASE_AHEAD)
		add_duty(w, FTL_DUTY_CHASE, cents, last);
}

/* What the state of a claim asks for. */
static void add_by_state(struct watched *w, const struct ftl_claim_facts *facts)
{
	struct ftl_claim_sums sums = ftl_claim_sums_of(facts);
	int64_t owed = owed_of(facts);
	struct ftl_opt correct = {0}, dispute = {0};

	if (w->doc != NULL) {
		correct = earlier(days_from(w, facts->decided_at, w->doc->terms.correct_days),
		                  days_from(w, facts->decided_at, w->doc->terms.appeal_days));
		dispute = days_from(w, facts->paid_at, w->doc->terms.dispute_days);
	}
	switch (w->claim->state) {
	case FTL_CLAIM_INFO_REQUIRED:
		add_duty(w, FTL_DUTY_ANSWER, sums.open_cents, facts->due_on);
		break;
	case FTL_CLAIM_REJECTED:
	case FTL_CLAIM_PARTLY_APPROVED:
	case FTL_CLAIM_MATCHED:
		add_duty(w, FTL_DUTY_CORRECT, sums.open_cents - owed, correct);
		break;
	case FTL_CLAIM_SHORT_PAID:
		add_duty(w, FTL_DUTY_DISPUTE, owed, dispute);
		break;
	case FTL_CLAIM_SUBMITTED:
	case FTL_CLAIM_ACKNOWLEDGED:
	case FTL_CLAIM_IN_REVIEW:
	case FTL_CLAIM_APPROVED:
	case FTL_CLAIM_DISPUTED:
		add_chase(w, facts, sums.open_cents);
		break;
	case FTL_CLAIM_DRAFT:
	case FTL_CLAIM_CLOSED:
	case FTL_CLAIM_WITHDRAWN:
	case FTL_CLAIM_LAPSED:
	case FTL_CLAIM_WRITTEN_OFF:
	case FTL_CLAIM_STATES:
		break;
	}
}

static void add_returns(struct watched *w, const struct ftl_claim_facts *facts)
{
	for (size_t i = 0; i < facts->line_count; i++) {
		const struct ftl_claim_line *line = &facts->lines[i];
		struct ftl_opt due;

		if (line->returned_at.has)
			continue;
		due = ftl_claim_return_due(w->l->look, w->doc, line);
		if (!due.has)
			continue;
		w->due.line = line->position;
		add_duty(w, FTL_DUTY_RETURN, line->claimed_cents, due);
		w->due.line = 0;
	}
}

static enum ftl_status add_claim(struct listing *l, const struct ftl_claim *claim,
                                 struct ftl_err *err)
{
	struct watched w = {
	        .l = l,
	        .claim = claim,
	        .doc = ftl_payer_doc_of(l->look->docs, l->look->doc_count, claim->rules_id),
	        .due = {.claim = claim->code, .payer = claim->payer, .rules = claim->rules}};

	FTL_TRY(ftl_claim_look_at(l->look, claim->order_code, claim->id, err));
	w.due.order = l->look->order;
	add_by_state(&w, &l->look->own);
	if (w.doc != NULL)
		add_returns(&w, &l->look->own);
	return FTL_OK;
}

/* A claim that is closed owes nothing but old parts, until so long after their day that nobody
 * takes them any more. */
static bool may_owe_parts(const struct listing *l, const struct ftl_claim *claim)
{
	const struct ftl_payer_doc *doc =
	        ftl_payer_doc_of(l->look->docs, l->look->doc_count, claim->rules_id);
	int32_t day, second;

	if (claim->state != FTL_CLAIM_CLOSED || !claim->submitted_at.has || doc == NULL ||
	    !doc->terms.return_parts_days.has)
		return false;
	ftl_zone_local(l->app->zone, claim->submitted_at.value, &day, &second);
	return l->today <= ftl_claim_last_day(l->look->job.calendar, doc->rules.in_business_days,
	                                      day, doc->terms.return_parts_days.value) +
	                           RETURN_PAST;
}

/* An instant before which nothing was submitted of which parts may still be owed. */
static int64_t parts_since(const struct listing *l)
{
	int64_t first = INT32_MAX;

	for (size_t i = 0; i < l->look->doc_count; i++) {
		const struct ftl_payer_doc *doc = &l->look->docs[i];
		int64_t day;

		if (!doc->terms.return_parts_days.has)
			continue;
		day = ftl_claim_last_day(l->look->job.calendar, doc->rules.in_business_days,
		                         l->today - RETURN_PAST,
		                         -doc->terms.return_parts_days.value);
		first = day < first ? day : first;
	}
	return (first - 1) * DAY_SECONDS; /* in whatever zone */
}

static enum ftl_status add_claims(struct listing *l, struct ftl_err *err)
{
	const struct ftl_claim *claims;
	size_t count;

	FTL_TRY(ftl_store_claim_watched(l->app->db, l->arena, l->app->site_id, parts_since(l),
	                                &claims, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (claims[i].revision > 0 &&
		    (ftl_claim_is_open(claims[i].state) || may_owe_parts(l, &claims[i])))
			FTL_TRY(add_claim(l, &claims[i], err));
	}
	return FTL_OK;
}

static int compare(const void *left, const void *right)
{
	const struct ftl_claim_due *a = left, *b = right;
	const struct ftl_urgency first = {a->days_left, a->amount_cents},
	                         second = {b->days_left, b->amount_cents};
	int order = ftl_urgency_compare(&first, &second);

	if (order != 0)
		return order;
	if (a->order.id != b->order.id)
		return a->order.id < b->order.id ? -1 : 1;
	return a->duty != b->duty ? (int)a->duty - (int)b->duty : a->line - b->line;
}

enum ftl_status ftl_claims_due(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_claim_due **ret, size_t *ret_count,
                               struct ftl_err *err)
{
	struct listing l = {.app = app,
	                    .arena = arena,
	                    .look = FTL_NEW(arena, struct ftl_claim_look),
	                    .today = ftl_app_today(app)};

	FTL_TRY(ftl_claim_look_begin(app, arena, l.look, err));
	FTL_TRY(add_unclaimed(&l, err));
	FTL_TRY(add_preauths(&l, err));
	FTL_TRY(add_claims(&l, err));
	if (l.count > 1)
		qsort(l.rows, l.count, sizeof(*l.rows), compare);
	*ret = l.rows;
	*ret_count = l.count;
	return FTL_OK;
}

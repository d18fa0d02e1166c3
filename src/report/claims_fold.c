#include "report/claims.h"

static const struct ftl_report_rules *rules_of(const struct ftl_report_context *context, int64_t id)
{
	for (size_t i = 0; i < context->rules_count; i++) {
		if (context->rules[i].id == id)
			return &context->rules[i];
	}
	return NULL;
}

struct ftl_opt ftl_claims_cause(const struct ftl_report_context *context, struct ftl_arena *arena,
                                int64_t rules_id, const char *reason)
{
	const struct ftl_report_rules *rules = rules_of(context, rules_id);
	const struct ftl_payer_reason *found = NULL;

	if (rules != NULL && reason != NULL)
		found = ftl_payer_reason_find(arena, rules->terms, reason);
	return found == NULL ? ftl_none() : ftl_some(found->cause);
}

/* Less than was claimed: each time is a refusal, also of what is approved later. */
static void count_refusal(struct ftl_claim_view *view, const struct ftl_claim_event *event)
{
	const struct ftl_claim_line *line = ftl_claim_line_at(&view->facts, event->position);

	if (event->act != FTL_CLAIM_DECIDE || line == NULL ||
	    line->state == FTL_CLAIM_LINE_APPROVED)
		return;
	view->refusals++;
	view->refused_cents += line->claimed_cents - line->approved_cents;
	view->reason = event->reason;
}

static void measure(const struct ftl_report_context *context, const struct ftl_job_view *job,
                    struct ftl_claim_view *view)
{
	const struct ftl_report_rules *rules = rules_of(context, view->row->rules_id);
	struct ftl_opt submitted = view->facts.first_submitted_at;
	int64_t from = job->facts.ready_at;

	if (!submitted.has)
		return;
	if (rules != NULL && rules->basis == FTL_CLAIM_FROM_HAND_OVER &&
	    job->facts.handed_over_at != 0)
		from = job->facts.handed_over_at;
	if (submitted.value >= from)
		view->submit_seconds = ftl_some(submitted.value - from);
	if (view->is_decided && view->facts.paid_at.has && view->sums.approved_cents > 0 &&
	    view->sums.paid_cents >= view->sums.approved_cents)
		view->pay_seconds = ftl_some(view->facts.paid_at.value - submitted.value);
}

static void judge(struct ftl_claim_view *view)
{
	const struct ftl_claim_facts *facts = &view->facts;
	bool has_pending = false;

	for (size_t i = 0; i < facts->line_count; i++)
		has_pending |= facts->lines[i].state == FTL_CLAIM_LINE_PENDING;
	view->is_decided = facts->first_decided_at.has && !has_pending;
	if (view->is_decided && view->sums.claimed_cents > 0)
		view->approved_share = ftl_some(ftl_quotient_round(view->sums.approved_cents, 10000,
		                                                   view->sums.claimed_cents));
}

static const struct ftl_line *bill_line(const struct ftl_job_view *job, int64_t id)
{
	for (size_t i = 0; i < job->row->line_count; i++) {
		if (job->row->lines[i].id == id)
			return &job->row->lines[i].line;
	}
	return NULL;
}

/* The payer wanted the part back by a day that is over, and it was not sent. */
static bool is_return_late(const struct ftl_report_context *context, const struct ftl_job_view *job,
                           const struct ftl_claim_view *view, const struct ftl_claim_line *line)
{
	const struct ftl_report_rules *rules = rules_of(context, view->row->rules_id);
	const struct ftl_line *part = bill_line(job, line->line_id);
	struct ftl_opt submitted = view->facts.first_submitted_at;
	struct ftl_opt last;
	int32_t day, today, second;

	if (rules == NULL || part == NULL || !submitted.has || line->returned_at.has ||
	    line->state == FTL_CLAIM_LINE_DROPPED)
		return false;
	ftl_zone_local(context->zone, submitted.value, &day, &second);
	ftl_zone_local(context->zone, context->as_of, &today, &second);
	last = ftl_claim_return_day(rules->terms, context->calendar, rules->in_business_days, part,
	                            day);
	return last.has && last.value < today;
}

/* What is open is owed, or was refused. Of a part that was not sent back the payer takes back what
 * it paid and pays no more: all that is not lost already. */
static void add_line(const struct ftl_report_context *context, const struct ftl_job_view *job,
                     struct ftl_claim_view *view, const struct ftl_claim_line *line)
{
	int64_t owed = ftl_claim_line_owed(line);
	int64_t unpaid = line->approved_cents - line->paid_cents;
	int64_t refused = ftl_claim_line_open(line) - owed;
	int64_t left = line->claimed_cents - line->written_off_cents;

	if (view->facts.paid_at.has && line->state != FTL_CLAIM_LINE_PENDING && unpaid > 0)
		view->amounts[FTL_AMOUNT_SHORT] += unpaid;
	if (view->is_decided) {
		view->leaks[FTL_LEAK_REJECTED] += refused;
		left -= refused;
	}
	if (view->is_decided && view->facts.paid_at.has && !view->facts.is_disputed) {
		view->leaks[FTL_LEAK_SHORT] += owed;
		left -= owed;
	}
	if (is_return_late(context, job, view, line))
		view->leaks[FTL_LEAK_NOT_RETURNED] += left;
}

static void add_up(const struct ftl_report_context *context, const struct ftl_job_view *job,
                   struct ftl_claim_view *view)
{
	const struct ftl_claim_sums *sums = &view->sums;

	view->amounts[FTL_AMOUNT_PAID] = sums->paid_cents;
	if (view->facts.end != FTL_CLAIM_DRAFT)
		return;
	view->amounts[FTL_AMOUNT_CLAIMED] = sums->claimed_cents;
	view->amounts[FTL_AMOUNT_APPROVED] = sums->approved_cents;
	view->amounts[FTL_AMOUNT_WRITTEN_OFF] = sums->written_off_cents;
	view->leaks[FTL_LEAK_WRITTEN_OFF] = sums->written_off_cents;
	for (size_t i = 0; i < view->facts.line_count; i++)
		add_line(context, job, view, &view->facts.lines[i]);
}

static void fold(const struct ftl_report_context *context, struct ftl_arena *arena,
                 const struct ftl_job_view *job, const struct ftl_figures_claim *row,
                 struct ftl_claim_view *view)
{
	*view = (struct ftl_claim_view){.row = row};
	for (size_t i = 0; i < row->event_count; i++) {
		ftl_claim_apply(arena, &view->facts, &row->events[i]);
		count_refusal(view, &row->events[i]);
	}
	view->state = ftl_claim_state_of(&view->facts);
	view->sums = ftl_claim_sums_of(&view->facts);
	judge(view);
	measure(context, job, view);
	add_up(context, job, view);
}

int64_t ftl_claims_paid(const struct ftl_job_claims *claims, int64_t line_id)
{
	int64_t paid = 0;

	for (size_t i = 0; i < claims->count; i++) {
		const struct ftl_claim_facts *facts = &claims->views[i].facts;
		for (size_t j = 0; j < facts->line_count; j++)
			paid += facts->lines[j].line_id == line_id ? facts->lines[j].paid_cents : 0;
	}
	return paid;
}

/* What of a line claims ask for or asked for, but for those that were never sent; a line that a
 * correction went without is asked for as far as it was approved. */
static int64_t claimed_of(const struct ftl_claim_view *views, size_t count, int64_t line_id)
{
	int64_t claimed = 0;

	for (size_t i = 0; i < count; i++) {
		const struct ftl_claim_facts *facts = &views[i].facts;
		for (size_t j = 0; j < facts->line_count; j++) {
			if (facts->lines[j].line_id == line_id &&
			    views[i].state != FTL_CLAIM_LAPSED &&
			    ftl_claim_holds_lines(views[i].state))
				claimed += facts->lines[j].claimed_cents;
		}
	}
	return claimed;
}

static void find_unclaimed(const struct ftl_job_view *job, const struct ftl_claim_view *views,
                           const int64_t *payable, int64_t unclaimed[FTL_PAYERS])
{
	for (size_t i = 0; i < job->row->line_count; i++) {
		const struct ftl_figures_line *line = &job->row->lines[i];
		int64_t had = claimed_of(views, job->row->claim_count, line->id);

		if (line->recovered_cents.has && line->recovered_cents.value > had)
			had = line->recovered_cents.value;
		if (payable[i] > had)
			unclaimed[line->line.payer] += payable[i] - had;
	}
}

/* What a payer would pay and is in no claim belongs to the draft on it, else to the last claim on
 * it that lapsed, else to nobody. */
static void attribute(struct ftl_claim_view *views, size_t count, int64_t unclaimed[FTL_PAYERS])
{
	struct ftl_claim_view *drafts[FTL_PAYERS] = {NULL}, *lapsed[FTL_PAYERS] = {NULL};

	for (size_t i = 0; i < count; i++) {
		enum ftl_payer payer = views[i].row->payer;
		if (views[i].state == FTL_CLAIM_DRAFT)
			drafts[payer] = &views[i];
		if (views[i].state == FTL_CLAIM_LAPSED)
			lapsed[payer] = &views[i];
	}
	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		int64_t cents = unclaimed[payer];
		if (drafts[payer] != NULL)
			drafts[payer]->sums.open_cents = cents;
		else if (lapsed[payer] != NULL)
			lapsed[payer]->leaks[FTL_LEAK_LAPSED] = cents;
		else
			continue;
		unclaimed[payer] = 0;
	}
}

void ftl_claims_fold(const struct ftl_report_context *context, struct ftl_arena *arena,
                     const struct ftl_job_view *job, const int64_t *payable,
                     struct ftl_job_claims *ret)
{
	const struct ftl_figures_job *row = job->row;
	struct ftl_claim_view *views = ftl_alloc(arena, row->claim_count + 1, sizeof(*views));

	*ret = (struct ftl_job_claims){.views = views, .count = row->claim_count};
	for (size_t i = 0; i < row->claim_count; i++)
		fold(context, arena, job, &row->claims[i], &views[i]);
	find_unclaimed(job, views, payable, ret->not_claimed);
	attribute(views, row->claim_count, ret->not_claimed);
}

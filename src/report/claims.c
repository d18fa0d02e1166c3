#include "report/claims.h"

#include <stdlib.h>

#include "fettle/base/buf.h"
#include "fettle/base/memory.h"
#include "fettle/base/text.h"

const char *const ftl_leak_titles[FTL_LEAKS] = {
        [FTL_LEAK_NOT_CLAIMED] = "not claimed", [FTL_LEAK_REJECTED] = "rejected, not corrected",
        [FTL_LEAK_LAPSED] = "lapsed",           [FTL_LEAK_SHORT] = "short-paid, not disputed",
        [FTL_LEAK_WRITTEN_OFF] = "written off", [FTL_LEAK_NOT_RETURNED] = "returns not sent",
};

static void stats_done(struct ftl_claim_stats *stats)
{
	ftl_sample_done(&stats->submit);
	ftl_sample_done(&stats->pay);
}

void ftl_claims_done(struct ftl_claims *claims)
{
	stats_done(&claims->now);
	stats_done(&claims->was);
	ftl_groups_done(&claims->refusals.groups);
	free(claims->refusals.rows);
	ftl_arena_done(&claims->arena);
}

static bool add_decided(struct ftl_claim_stats *stats, const struct ftl_claim_view *view)
{
	stats->decided++;
	stats->first_pass += view->facts.is_first_pass;
	if (view->approved_share.has) {
		stats->shared++;
		stats->shares += view->approved_share.value;
	}
	return ftl_money_add(stats->decided_claimed, view->sums.claimed_cents,
	                     &stats->decided_claimed) &&
	       ftl_money_add(stats->decided_approved, view->sums.approved_cents,
	                     &stats->decided_approved);
}

static bool add_leak(struct ftl_claim_stats *stats, int leak, int64_t cents)
{
	stats->leak_rows[leak] += cents > 0;
	return ftl_money_add(stats->leaks[leak], cents, &stats->leaks[leak]);
}

static bool add_view(struct ftl_claim_stats *stats, const struct ftl_claim_view *view)
{
	bool is_in_range = true;

	stats->claims++;
	stats->states[view->state]++;
	if (view->is_decided)
		is_in_range &= add_decided(stats, view);
	if (view->submit_seconds.has)
		ftl_sample_add(&stats->submit, view->submit_seconds.value);
	if (view->pay_seconds.has)
		ftl_sample_add(&stats->pay, view->pay_seconds.value);
	stats->refusals += view->refusals;
	for (int leak = 0; leak < FTL_LEAKS; leak++)
		is_in_range &= add_leak(stats, leak, view->leaks[leak]);
	return is_in_range && ftl_money_add(stats->refused, view->refused_cents, &stats->refused) &&
	       ftl_money_add(stats->state_open[view->state], view->sums.open_cents,
	                     &stats->state_open[view->state]);
}

static struct ftl_refusal *refusal_of(struct ftl_claims *claims, enum ftl_payer payer,
                                      const char *reason, struct ftl_opt cause)
{
	struct ftl_refusals *refusals = &claims->refusals;
	FTL_BUF(key);
	const char *name = reason == NULL ? "no reason" : reason;
	size_t group;

	ftl_buf_printf(&key, "%s\x1f%d\x1f%s", ftl_payer_names[payer],
	               cause.has ? (int)cause.value : -1,
	               reason == NULL ? "" : ftl_text_key(&claims->arena, reason));
	group = ftl_groups_find(&refusals->groups, ftl_buf_cstr(&key), name);
	if (group >= refusals->capacity) {
		refusals->capacity = refusals->capacity == 0 ? 32 : 2 * refusals->capacity;
		refusals->rows = ftl_memory_resize(refusals->rows,
		                                   refusals->capacity * sizeof(*refusals->rows));
	}
	if (group + 1 == refusals->groups.count && refusals->counted < refusals->groups.count) {
		refusals->counted = refusals->groups.count;
		refusals->rows[group] = (struct ftl_refusal){.payer = payer, .cause = cause};
	}
	return &refusals->rows[group];
}

/* Every decision that gave less than was claimed, by its reason. */
static bool count_refusals(struct ftl_claims *claims, const struct ftl_job_view *job,
                           const struct ftl_claim_view *view)
{
	struct ftl_claim_facts facts = {0};
	const struct ftl_figures_claim *row = view->row;
	bool is_in_range = true;

	for (size_t i = 0; view->refusals > 0 && i < row->event_count; i++) {
		const struct ftl_claim_event *event = &row->events[i];
		const struct ftl_claim_line *line;
		ftl_claim_apply(&claims->arena, &facts, event);
		line = ftl_claim_line_at(&facts, event->position);
		if (event->act != FTL_CLAIM_DECIDE || line->state == FTL_CLAIM_LINE_APPROVED)
			continue;
		struct ftl_opt cause = ftl_claims_cause(claims->context, &claims->arena,
		                                        row->rules_id, event->reason);
		struct ftl_refusal *refusal = refusal_of(claims, row->payer, event->reason, cause);
		int64_t cents = line->claimed_cents - line->approved_cents;
		refusal->count++;
		is_in_range &= ftl_money_add(refusal->cents, cents, &refusal->cents);
		if (claims->refusal_list != NULL)
			ftl_refusals_put(claims, job, view, event, cause, cents,
			                 refusal - claims->refusals.rows + 1);
	}
	return is_in_range;
}

static void put_leak(struct ftl_claims *claims, const struct ftl_job_view *job, enum ftl_leak leak,
                     enum ftl_payer payer, const struct ftl_claim_view *view, int64_t cents)
{
	if (cents <= 0)
		return;
	claims->leak_count++;
	if (claims->leaks != NULL)
		ftl_leaks_put(claims, job, leak, payer, view, cents);
}

bool ftl_claims_take(struct ftl_claims *claims, const struct ftl_job_view *job,
                     const struct ftl_job_claims *of, const struct ftl_claim_groups *groups)
{
	struct ftl_claim_stats *stats = job->is_before ? &claims->was : &claims->now;
	bool is_in_range = true;

	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		is_in_range &= add_leak(stats, FTL_LEAK_NOT_CLAIMED, of->not_claimed[payer]);
		if (!job->is_before)
			put_leak(claims, job, FTL_LEAK_NOT_CLAIMED, (enum ftl_payer)payer, NULL,
			         of->not_claimed[payer]);
	}
	for (size_t i = 0; i < of->count; i++) {
		const struct ftl_claim_view *view = &of->views[i];
		is_in_range &= add_view(stats, view);
		if (job->is_before)
			continue;
		is_in_range &= count_refusals(claims, job, view);
		for (int leak = 0; leak < FTL_LEAKS; leak++)
			put_leak(claims, job, (enum ftl_leak)leak, view->row->payer, view,
			         view->leaks[leak]);
		if (claims->list != NULL)
			ftl_claims_put(claims, job, view, groups);
	}
	return is_in_range;
}

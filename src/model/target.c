#include "fettle/model/target.h"

const char *const ftl_target_cover_names[FTL_TARGET_COVERS] = {
        [FTL_COVER_WARRANTY] = "warranty",
        [FTL_COVER_NO_WARRANTY] = "no_warranty",
};

int ftl_target_rank(const struct ftl_target *target)
{
	return (target->customer_id != 0 ? 8 : 0) + (target->priority.has ? 4 : 0) +
	       (target->category_id != 0 ? 2 : 0) + (target->cover != FTL_COVER_ANY ? 1 : 0);
}

static bool fits(const struct ftl_target *target, const struct ftl_target_job *job)
{
	enum ftl_target_cover cover = job->is_warranty ? FTL_COVER_WARRANTY : FTL_COVER_NO_WARRANTY;

	return target->effective_from <= job->received_on &&
	       (target->customer_id == 0 || target->customer_id == job->customer_id) &&
	       (!target->priority.has || target->priority.value == (int64_t)job->priority) &&
	       (target->category_id == 0 || target->category_id == job->category_id) &&
	       (target->cover == FTL_COVER_ANY || target->cover == cover);
}

const struct ftl_target *ftl_target_find(const struct ftl_target *targets, size_t count,
                                         const struct ftl_target_job *job)
{
	/* Targets of one rank that fit a job have the same conditions: the latest one counts. */
	const struct ftl_target *latest[FTL_TARGET_RANKS] = {NULL};

	for (size_t i = 0; i < count; i++) {
		int rank = ftl_target_rank(&targets[i]);

		if (fits(&targets[i], job) &&
		    (latest[rank] == NULL ||
		     targets[i].effective_from >= latest[rank]->effective_from))
			latest[rank] = &targets[i];
	}
	for (int rank = FTL_TARGET_RANKS - 1; rank >= 0; rank--) {
		if (latest[rank] != NULL && latest[rank]->business_seconds.has)
			return latest[rank];
	}
	return NULL;
}

int64_t ftl_target_seconds(const struct ftl_targets *targets, const struct ftl_zone *zone,
                           struct ftl_opt received_at, const struct ftl_target_job *job,
                           bool *ret_is_set)
{
	const struct ftl_target *target = NULL;
	struct ftl_target_job on_day = *job;
	int32_t second;

	if (received_at.has && targets->count > 0) {
		ftl_zone_local(zone, received_at.value, &on_day.received_on, &second);
		target = ftl_target_find(targets->rows, targets->count, &on_day);
	}
	*ret_is_set = target != NULL;
	return target != NULL ? target->business_seconds.value : targets->fallback_seconds;
}

void ftl_target_begin(struct ftl_target_fold *fold, const struct ftl_calendar *calendar,
                      unsigned excluded_owners, int64_t target_seconds)
{
	*fold = (struct ftl_target_fold){.target_seconds = target_seconds};
	ftl_clocks_begin(&fold->clocks, calendar, excluded_owners);
}

void ftl_target_event(struct ftl_target_fold *fold, const struct ftl_event *event)
{
	if (!fold->is_up)
		ftl_clocks_end(&fold->clocks, event->at, &fold->at_target);
	fold->is_up = fold->is_up || fold->at_target.net.business_seconds >= fold->target_seconds;
	ftl_clocks_event(&fold->clocks, event);
}

void ftl_target_end(struct ftl_target_fold *fold, int64_t as_of, struct ftl_clocks *ret,
                    int64_t *ret_due_at)
{
	const struct ftl_clocks *at;

	ftl_clocks_end(&fold->clocks, as_of, ret);
	at = fold->is_up ? &fold->at_target : ret;
	*ret_due_at = 0;
	if (at->net.is_known)
		*ret_due_at = ftl_clocks_due(
		        fold->clocks.calendar, fold->clocks.facts.received_at, fold->target_seconds,
		        at->customer.business_seconds - at->net.business_seconds);
	if (*ret_due_at == INT64_MAX)
		*ret_due_at = 0;
}

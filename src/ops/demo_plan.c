#include "ops/demo.h"

/* Which jobs there will be, and the numbers drawn for them. */

#define JOBS        300 /* besides those that are left open on purpose */
#define RETURNS_ONE 14  /* one job in so many is a device that comes back */

uint64_t ftl_demo_next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

size_t ftl_demo_pick(uint64_t *state, size_t count)
{
	return count == 0 ? 0 : (size_t)(ftl_demo_next(state) % count);
}

int64_t ftl_demo_between(uint64_t *state, int64_t min, int64_t max)
{
	return min + (int64_t)ftl_demo_pick(state, (size_t)(max - min) + 1);
}

static const struct ftl_demo_story *pick_story(uint64_t *random, bool is_warranty)
{
	int64_t sum = 0;

	for (size_t i = 0; i < ftl_demo_story_count; i++)
		sum += is_warranty ? ftl_demo_stories[i].weight_warranty
		                   : ftl_demo_stories[i].weight_paid;
	int64_t left = ftl_demo_between(random, 1, sum);
	for (size_t i = 0; i < ftl_demo_story_count; i++) {
		left -= is_warranty ? ftl_demo_stories[i].weight_warranty
		                    : ftl_demo_stories[i].weight_paid;
		if (left <= 0)
			return &ftl_demo_stories[i];
	}
	return &ftl_demo_stories[0];
}

static const struct ftl_demo_product *pick_product(uint64_t *random)
{
	int64_t sum = 0;
	size_t i = 0;

	for (size_t j = 0; j < ftl_demo_product_count; j++)
		sum += ftl_demo_products[j].weight;
	int64_t left = ftl_demo_between(random, 1, sum);
	while ((left -= ftl_demo_products[i].weight) > 0)
		i++;
	return &ftl_demo_products[i];
}

static bool waits_for_parts(const struct ftl_demo_story *story)
{
	for (size_t i = 0; i < story->step_count; i++) {
		if (story->steps[i].what == FTL_DEMO_PARTS)
			return true;
	}
	return false;
}

/* Who waits for a part waits for one that no shelf holds; who does not has it there. */
static const struct ftl_demo_fault *pick_fault(uint64_t *random, enum ftl_demo_group group,
                                               bool waits)
{
	for (;;) {
		const struct ftl_demo_fault *fault =
		        &ftl_demo_faults[ftl_demo_pick(random, ftl_demo_fault_count)];
		const struct ftl_demo_part *part = ftl_demo_part_of(fault->part);

		if (fault->group == group && (part != NULL && part->again == 0) == waits)
			return fault;
	}
}

static void plan_job(struct ftl_demo_run *run, struct ftl_demo_job *job, int64_t business_seconds)
{
	uint64_t *random = &job->random;

	*random = ftl_demo_next(&run->random);
	job->next_at = ftl_calendar_add(run->calendar, run->start_at, business_seconds);
	job->product = pick_product(random);
	job->is_warranty = ftl_demo_pick(random, 100) < 45;
	if (job->open != NULL) {
		job->story = &ftl_demo_stories[job->open->story];
		job->is_warranty = job->story->weight_paid == 0;
	} else {
		job->story = pick_story(random, job->is_warranty);
		job->wants_return = ftl_demo_pick(random, RETURNS_ONE) == 0;
	}
	job->fault = pick_fault(random, job->product->group, waits_for_parts(job->story));
	job->part = ftl_demo_part_of(job->fault->part);
}

void ftl_demo_plan(struct ftl_demo_run *run)
{
	int64_t whole = ftl_calendar_seconds(run->calendar, run->start_at, run->end_at);
	int64_t gap = whole / (JOBS + 1);
	size_t open_count = ftl_demo_open_count;

	run->job_count = JOBS + open_count;
	run->jobs = ftl_alloc(run->arena, run->job_count, sizeof(*run->jobs));
	run->customers = ftl_alloc(run->arena, run->job_count, sizeof(*run->customers));
	for (size_t i = 0; i < JOBS; i++)
		plan_job(run, &run->jobs[i],
		         (int64_t)i * gap + ftl_demo_between(&run->random, 0, gap));
	for (size_t i = 0; i < open_count; i++) {
		struct ftl_demo_job *job = &run->jobs[JOBS + i];

		job->open = &ftl_demo_open[i];
		plan_job(run, job, whole - (int64_t)job->open->age_minutes * 60);
	}
}

#ifndef FETTLE_MODEL_STATS_H
#define FETTLE_MODEL_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A growing sample of whole numbers (seconds, cents) on the heap. A zeroed struct is empty. */
struct ftl_sample {
	int64_t *values;
	size_t count;
	size_t capacity;
	bool is_sorted;
};

/* Frees the values; and takes one more. */
void ftl_sample_done(struct ftl_sample *sample);
void ftl_sample_add(struct ftl_sample *sample, int64_t value);

/*
 * percentile_disc: the smallest value whose share of the sample reaches percent/100 (as
 * PostgreSQL's percentile_disc). The median is percent 50. count must not be 0. May sort the
 * sample.
 */
int64_t ftl_sample_percentile(struct ftl_sample *sample, int percent);
int64_t ftl_sample_max(struct ftl_sample *sample);

#endif

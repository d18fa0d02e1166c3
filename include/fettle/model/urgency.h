#ifndef FETTLE_MODEL_URGENCY_H
#define FETTLE_MODEL_URGENCY_H

#include "fettle/base/opt.h"

/* What is to be done by a day, and what money is at stake. */
struct ftl_urgency {
	struct ftl_opt days_left; /* below zero when the day is over; absent: there is none */
	int64_t amount_cents;
};

/*
 * Which of two comes first, as qsort() asks; 0: neither. What is over comes first, then the most
 * money for each day that is left (today counts as one), then what has no day; among what is over
 * and what has none the most money.
 */
int ftl_urgency_compare(const struct ftl_urgency *a, const struct ftl_urgency *b);

#endif

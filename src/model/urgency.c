#include "fettle/model/urgency.h"

/* In which part of the list: over, under way, without a last day. */
static int part_of(const struct ftl_urgency *urgency)
{
	if (!urgency->days_left.has)
		return 2;
	return urgency->days_left.value >= 0;
}

/* Amounts a day are compared crosswise: a sum of money is at most 10^15, ten years are 3651 days.
 */
int ftl_urgency_compare(const struct ftl_urgency *a, const struct ftl_urgency *b)
{
	int part = part_of(a) - part_of(b);
	int64_t first = a->amount_cents, second = b->amount_cents;

	if (part != 0)
		return part;
	if (part_of(a) == 1) {
		first *= b->days_left.value + 1;
		second *= a->days_left.value + 1;
	}
	if (first == second)
		return 0;
	return first > second ? -1 : 1;
}

#ifndef HELPER_TIME_H
#define HELPER_TIME_H

#include "fettle/model/clocks.h"

/* An instant such as 2026-04-29T16:00:00+02:00, and a day such as 2026-05-01 in days since 1970; a
 * test that writes one wrong fails. */
int64_t instant(const char *text);
int32_t date(const char *text);

const struct ftl_zone *zone(struct ftl_arena *arena, const char *name);

/* The opening hours of a site as people write them, from ever; days stand instead of their week. */
const struct ftl_calendar *calendar_of(struct ftl_arena *arena, const char *zone_name,
                                       const char *week, const struct ftl_calendar_day *days,
                                       size_t day_count);
/* The site of the domain vectors: Mon-Fri 09:00-17:00, 1 May 2026 is a holiday. */
const struct ftl_calendar *domain_site(struct ftl_arena *arena, const char *zone_name);

/* All clocks of a job's events at an instant; excluded as in ftl_clocks_begin. */
struct ftl_clocks fold_all(const struct ftl_calendar *site, unsigned excluded,
                           const struct ftl_event *events, size_t count, int64_t as_of);

/* The next number of a sequence that is the same in every run (xorshift32); the seed is not 0. */
uint32_t next_random(uint32_t *state);

#endif

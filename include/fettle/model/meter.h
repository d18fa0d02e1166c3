#ifndef FETTLE_MODEL_METER_H
#define FETTLE_MODEL_METER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/* What the counter of a device shows: pages, operating hours, kilometres. */

#define FTL_METER_MAX      INT64_C(1000000000000)
#define FTL_METER_UNIT_MAX 20

struct ftl_meter {
	int64_t reading;  /* 0 … FTL_METER_MAX */
	const char *unit; /* "km"; NULL: not said */
};

/* One reading as it is on file. */
struct ftl_meter_row {
	int64_t id;
	int32_t read_on; /* date */
	struct ftl_meter meter;
	const char *reason; /* why it is less than before; NULL: it is not */
	const char *staff;  /* login */
	int64_t at;         /* when it was noted */
};

/* "12000 km", "12000": the number stands first and has no separators. FTL_INVALID with the field.
 */
FTL_MUST_CHECK enum ftl_status ftl_meter_parse(struct ftl_arena *arena, const char *field,
                                               const char *text, struct ftl_meter *ret,
                                               struct ftl_err *err);
/* "12000 km", in the arena. */
const char *ftl_meter_text(struct ftl_arena *arena, const struct ftl_meter *meter);

/*
 * Whether a reading may stand among those of a device, which come by day, of one day in the order
 * in which they were noted. A counter runs up: one that is less than before, more than after, or in
 * another unit needs a reason. FTL_INVALID with the field.
 */
FTL_MUST_CHECK enum ftl_status ftl_meter_check(const struct ftl_meter_row *rows, size_t count,
                                               const struct ftl_meter_row *reading,
                                               const char *field, struct ftl_err *err);

#endif

#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A day of the year as POSIX TZ strings give it, and the second on which the clock changes. */
struct ftl_zone_day {
	enum { FTL_DAY_JULIAN, FTL_DAY_ZERO_BASED, FTL_DAY_WEEKDAY } kind;
	int day;    /* J: 1 to 365 without 29 Feb; zero-based: 0 to 365; M: weekday, 0 is Sunday */
	int week;   /* M: 1 to 5, 5 is the last */
	int month;  /* M: 1 to 12 */
	int second; /* wall time of the change, -167 to 167 hours */
};

/* The rule that holds after the last stored transition (the footer of a TZif file, RFC 8536 3.3).
 */
struct ftl_zone_rule {
	int32_t standard_offset; /* seconds east of UTC */
	bool has_summer;
	int32_t summer_offset;
	struct ftl_zone_day begin; /* of summer time, in standard time */
	struct ftl_zone_day end;   /* of summer time, in summer time */
};

/* False when text is not a TZ string of the form std offset [dst [offset] , start , end]. */
bool ftl_zone_rule_parse(const char *text, size_t length, struct ftl_zone_rule *ret);

int32_t ftl_zone_rule_offset(const struct ftl_zone_rule *rule, int64_t instant);

#endif

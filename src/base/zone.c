#include "fettle/base/zone.h"

#include <stdbool.h>
#include <string.h>

#include "fettle/base/file.h"
#include "fettle/base/text.h"
#include "zone_rule.h"

#define FIELD            "timezone"
#define FOLDER           "/usr/share/zoneinfo"
#define DAY_SECONDS      86400
#define HEADER_SIZE      44
#define FILE_LIMIT       ((size_t)1 << 20)
#define TRANSITIONS_MOST 100000
#define NAME_MOST        64
/* RFC 8536 3.2: offsets should lie between -25 and 26 hours. */
#define OFFSET_LEAST (-90000)
#define OFFSET_MOST  93600

struct ftl_zone {
	size_t count;
	const int64_t *at;      /* ascending instants of the changes */
	const int32_t *offsets; /* what holds from at[i] on */
	int32_t first_offset;   /* what held before at[0] */
	bool has_rule;
	struct ftl_zone_rule rule; /* what holds after the last change */
	size_t choice_count;
	const int32_t *choices; /* every offset that the zone ever has */
};

/* The counts of a TZif header (RFC 8536 3.1) and the block of data that follows it. */
struct block {
	size_t isutcnt;
	size_t isstdcnt;
	size_t leapcnt;
	size_t timecnt;
	size_t typecnt;
	size_t charcnt;
	size_t time_size;
	const unsigned char *data;
	size_t length; /* of the data block */
	char version;
};

static uint32_t read_u32(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

static int64_t read_time(const unsigned char *bytes, size_t size)
{
	if (size == 4)
		return (int32_t)read_u32(bytes);
	return (int64_t)((uint64_t)read_u32(bytes) << 32 | read_u32(bytes + 4));
}

/* Takes the header at bytes; false when it is none or its data does not fit into what is left. */
static bool read_block(const unsigned char *bytes, size_t left, size_t time_size, struct block *ret)
{
	if (left < HEADER_SIZE || memcmp(bytes, "TZif", 4) != 0)
		return false;
	struct block block = {
	        .isutcnt = read_u32(bytes + 20),
	        .isstdcnt = read_u32(bytes + 24),
	        .leapcnt = read_u32(bytes + 28),
	        .timecnt = read_u32(bytes + 32),
	        .typecnt = read_u32(bytes + 36),
	        .charcnt = read_u32(bytes + 40),
	        .time_size = time_size,
	        .data = bytes + HEADER_SIZE,
	        .version = (char)bytes[4],
	};
	if (block.timecnt > TRANSITIONS_MOST || block.typecnt < 1 || block.typecnt > 256 ||
	    block.charcnt > 65536 || block.leapcnt > TRANSITIONS_MOST || block.isutcnt > 256 ||
	    block.isstdcnt > 256)
		return false;
	block.length = block.timecnt * (time_size + 1) + block.typecnt * 6 + block.charcnt +
	               block.leapcnt * (time_size + 4) + block.isstdcnt + block.isutcnt;
	if (block.length > left - HEADER_SIZE)
		return false;
	*ret = block;
	return true;
}

static bool read_transitions(struct ftl_arena *arena, const struct block *block,
                             struct ftl_zone *zone)
{
	const unsigned char *times = block->data;
	const unsigned char *indices = times + block->timecnt * block->time_size;
	const unsigned char *types = indices + block->timecnt;
	int64_t *at = ftl_alloc(arena, block->timecnt + 1, sizeof(*at));
	int32_t *offsets = ftl_alloc(arena, block->timecnt + 1, sizeof(*offsets));
	int32_t *choices = ftl_alloc(arena, block->typecnt + 2, sizeof(*choices));

	for (size_t i = 0; i < block->typecnt; i++) {
		choices[i] = (int32_t)read_u32(types + i * 6);
		if (choices[i] < OFFSET_LEAST || choices[i] > OFFSET_MOST)
			return false;
	}
	for (size_t i = 0; i < block->timecnt; i++) {
		at[i] = read_time(times + i * block->time_size, block->time_size);
		if (indices[i] >= block->typecnt || (i > 0 && at[i] <= at[i - 1]))
			return false;
		offsets[i] = choices[indices[i]];
	}
	zone->count = block->timecnt;
	zone->at = at;
	zone->offsets = offsets;
	zone->first_offset = choices[0];
	zone->choice_count = block->typecnt;
	if (zone->has_rule) {
		choices[zone->choice_count++] = zone->rule.standard_offset;
		if (zone->rule.has_summer)
			choices[zone->choice_count++] = zone->rule.summer_offset;
	}
	zone->choices = choices;
	return true;
}

/* The line after the second block; an empty one means that no rule is known. */
static bool read_footer(const unsigned char *bytes, size_t left, struct ftl_zone *zone)
{
	if (left < 2 || bytes[0] != '\n')
		return false;
	const unsigned char *end = memchr(bytes + 1, '\n', left - 1);
	if (end == NULL)
		return false;
	size_t length = (size_t)(end - bytes) - 1;
	if (length == 0)
		return true;
	zone->has_rule = true;
	return ftl_zone_rule_parse((const char *)bytes + 1, length, &zone->rule);
}

static bool read_zone(struct ftl_arena *arena, const unsigned char *bytes, size_t length,
                      struct ftl_zone *zone)
{
	struct block block;

	if (!read_block(bytes, length, 4, &block))
		return false;
	if (block.version >= '2') {
		/* The first block is for readers of 32-bit times; the same follows in 64 bits. */
		size_t skip = HEADER_SIZE + block.length;
		bytes += skip;
		length -= skip;
		if (!read_block(bytes, length, 8, &block))
			return false;
		skip = HEADER_SIZE + block.length;
		if (!read_footer(bytes + skip, length - skip, zone))
			return false;
	}
	/* Zones that count leap seconds ("right/…") do not count as the rest of the program does.
	 */
	return block.leapcnt == 0 && read_transitions(arena, &block, zone);
}

static bool is_name(const char *name)
{
	size_t length = strlen(name);

	if (length == 0 || length > NAME_MOST || *name == '/' || *name == '-' || *name == '+' ||
	    name[length - 1] == '/' || strstr(name, "//") != NULL)
		return false;
	/* Dots occur in no name, so that ".." needs no rule of its own. */
	return strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") ==
	       length;
}

enum ftl_status ftl_zone_open(struct ftl_arena *arena, const char *name,
                              const struct ftl_zone **ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	struct ftl_err read_err;
	FTL_ARENA(scratch);
	struct ftl_zone *zone = FTL_NEW(arena, struct ftl_zone);
	char *bytes;
	size_t length;

	if (!is_name(name)) {
		ftl_fail(err, FTL_INVALID, FIELD, "is not the name of a time zone: %s",
		         ftl_quote(quoted, name));
		return ftl_hint(err, "write a name such as Europe/Berlin");
	}
	const char *path = ftl_sprintf(&scratch, "%s/%s", FOLDER, name);
	enum ftl_status status =
	        ftl_file_read(&scratch, path, FILE_LIMIT, &bytes, &length, &read_err);
	if (status != FTL_OK) {
		ftl_fail(err, FTL_INVALID, FIELD, "there is no time zone %s on this machine",
		         ftl_quote(quoted, name));
		return ftl_hint(err, "write a name such as Europe/Berlin; zones come with the "
		                     "package tzdata");
	}
	if (!read_zone(arena, (const unsigned char *)bytes, length, zone))
		return ftl_fail(err, FTL_INVALID, FIELD, "%s holds no usable time zone",
		                ftl_quote(quoted, path));
	*ret = zone;
	return FTL_OK;
}

int32_t ftl_zone_offset(const struct ftl_zone *zone, int64_t instant)
{
	size_t low = 0;
	size_t high = zone->count;

	if (zone->has_rule && (zone->count == 0 || instant >= zone->at[zone->count - 1]))
		return ftl_zone_rule_offset(&zone->rule, instant);
	/* The number of changes at or before the instant. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (zone->at[middle] <= instant)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? zone->first_offset : zone->offsets[low - 1];
}

void ftl_zone_local(const struct ftl_zone *zone, int64_t instant, int32_t *ret_date,
                    int32_t *ret_second)
{
	const int64_t most = ((int64_t)INT32_MAX - 2) * DAY_SECONDS;
	int64_t kept = instant > most ? most : instant < -most ? -most : instant;
	int64_t local = kept + ftl_zone_offset(zone, kept);
	int64_t days = local / DAY_SECONDS - (local % DAY_SECONDS < 0 ? 1 : 0);

	*ret_date = (int32_t)days;
	*ret_second = (int32_t)(local - days * DAY_SECONDS);
}

/* The change of the clock that jumps over the wall time `local`. */
static int64_t end_of_gap(const struct ftl_zone *zone, int64_t local)
{
	int64_t before = local - OFFSET_MOST - 1;
	int64_t after = local - OFFSET_LEAST + 1;

	/* Wall time is short of local at `before`, past it at `after` and nowhere equal to it. */
	while (after - before > 1) {
		int64_t middle = before + (after - before) / 2;
		if (middle + ftl_zone_offset(zone, middle) < local)
			before = middle;
		else
			after = middle;
	}
	return after;
}

enum ftl_wall ftl_zone_instant(const struct ftl_zone *zone, int32_t date, int32_t second,
                               int64_t *ret)
{
	int64_t local = (int64_t)date * DAY_SECONDS + second;
	int64_t first = INT64_MAX;
	int64_t last = INT64_MIN;

	for (size_t i = 0; i < zone->choice_count; i++) {
		int64_t instant = local - zone->choices[i];
		if (ftl_zone_offset(zone, instant) != zone->choices[i])
			continue;
		first = instant < first ? instant : first;
		last = instant > last ? instant : last;
	}
	if (first == INT64_MAX) {
		*ret = end_of_gap(zone, local);
		return FTL_WALL_GAP;
	}
	*ret = first;
	return first == last ? FTL_WALL_ONE : FTL_WALL_TWICE;
}

#include "fettle/model/labour.h"

#include <stdio.h>

#define A_MINUTE 60

void ftl_labour_begin(struct ftl_labour *labour, struct ftl_arena *arena)
{
	*labour = (struct ftl_labour){.arena = arena};
	ftl_order_facts_init(&labour->facts);
}

static void add(struct ftl_labour *labour, int64_t staff_id, int64_t from, int64_t seconds,
                bool is_typed)
{
	struct ftl_labour_piece *piece = FTL_NEW(labour->arena, struct ftl_labour_piece);

	*piece = (struct ftl_labour_piece){staff_id, from, seconds, is_typed, labour->newest};
	labour->newest = piece;
}

/* The time since the last event is work of everybody whose timer ran. */
static void add_stretch(struct ftl_labour *labour, int64_t to)
{
	const struct ftl_order_facts *facts = &labour->facts;

	if (to <= facts->last_event_at)
		return;
	for (int i = 0; i < facts->worker_count; i++)
		add(labour, facts->workers[i].staff_id, facts->last_event_at,
		    to - facts->last_event_at, false);
}

/* Takes seconds off one person's pieces of a kind, from the end; returns what could not be. */
static int64_t take_off(struct ftl_labour *labour, int64_t staff_id, bool is_typed, int64_t seconds)
{
	for (struct ftl_labour_piece *at = labour->newest; at != NULL; at = at->before) {
		int64_t off = at->seconds < seconds ? at->seconds : seconds;

		if (at->staff_id != staff_id || at->is_typed != is_typed)
			continue;
		at->seconds -= off;
		seconds -= off;
	}
	return seconds;
}

static void note_minutes(struct ftl_labour *labour, const struct ftl_event *event)
{
	int64_t seconds = (int64_t)event->minutes * A_MINUTE;
	int64_t id = event->technician_id;

	if (seconds > 0)
		add(labour, id, labour->facts.last_event_at, seconds, true);
	else if (seconds < 0)
		take_off(labour, id, false, take_off(labour, id, true, -seconds));
}

void ftl_labour_event(struct ftl_labour *labour, const struct ftl_event *event)
{
	add_stretch(labour, event->at);
	ftl_order_apply(&labour->facts, event);
	if (event->kind == FTL_EV_LABOUR)
		note_minutes(labour, event);
}

void ftl_labour_end(struct ftl_labour *labour, int64_t as_of)
{
	add_stretch(labour, as_of);
}

struct ftl_labour_sum ftl_labour_of(const struct ftl_labour *labour, int64_t staff_id)
{
	struct ftl_labour_sum sum = {0};

	for (const struct ftl_labour_piece *at = labour->newest; at != NULL; at = at->before) {
		if (staff_id != 0 && at->staff_id != staff_id)
			continue;
		if (at->is_typed)
			sum.typed_seconds += at->seconds;
		else
			sum.timed_seconds += at->seconds;
	}
	return sum;
}

bool ftl_labour_next_day(const struct ftl_zone *zone, struct ftl_labour_piece *rest,
                         int32_t *ret_day, int64_t *ret_seconds)
{
	int64_t seconds = rest->seconds, midnight;
	int32_t second;

	if (seconds == 0)
		return false;
	ftl_zone_local(zone, rest->from, ret_day, &second);
	ftl_zone_instant(zone, *ret_day + 1, 0, &midnight);
	if (!rest->is_typed && midnight > rest->from && midnight - rest->from < seconds)
		seconds = midnight - rest->from;
	rest->from += seconds;
	rest->seconds -= seconds;
	*ret_seconds = seconds;
	return true;
}

int64_t ftl_labour_hours_milli(int64_t seconds, int64_t step_minutes)
{
	int64_t step = step_minutes * A_MINUTE;
	int64_t steps = (seconds + step - 1) / step;

	/* Half a thousandth of an hour rounds up. */
	return (steps * step_minutes * 1000 + 30) / 60;
}

const char *ftl_labour_format(char buffer[FTL_LABOUR_TEXT_SIZE], int64_t seconds)
{
	int64_t minutes = (seconds < 0 ? -seconds : seconds) / A_MINUTE;

	snprintf(buffer, FTL_LABOUR_TEXT_SIZE, "%s%lld:%02lld", seconds < 0 ? "-" : "",
	         (long long)(minutes / 60), (long long)(minutes % 60));
	return buffer;
}

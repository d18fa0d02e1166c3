#include "fettle/model/stocktake.h"

#include <string.h>

#include "fettle/model/ident.h"

const char *const ftl_stocktake_state_names[FTL_STOCKTAKE_STATES] = {
        [FTL_STOCKTAKE_OPEN] = "open",
        [FTL_STOCKTAKE_POSTED] = "posted",
        [FTL_STOCKTAKE_CANCELLED] = "cancelled",
};

const char *const ftl_stocktake_act_names[FTL_STOCKTAKE_ACTS] = {
        [FTL_STOCKTAKE_START] = "start", [FTL_STOCKTAKE_SCAN] = "scan",
        [FTL_STOCKTAKE_COUNT] = "count", [FTL_STOCKTAKE_RECOUNT] = "recount",
        [FTL_STOCKTAKE_DONE] = "done",   [FTL_STOCKTAKE_ADJUST] = "adjust",
        [FTL_STOCKTAKE_POST] = "post",   [FTL_STOCKTAKE_CANCEL] = "cancel",
};

/* What cannot be done with one that is over. */
static const char *const refusals[FTL_STOCKTAKE_ACTS] = {
        [FTL_STOCKTAKE_START] = "it is there already",
        [FTL_STOCKTAKE_SCAN] = "nothing more is counted",
        [FTL_STOCKTAKE_COUNT] = "nothing more is counted",
        [FTL_STOCKTAKE_RECOUNT] = "nothing is counted again",
        [FTL_STOCKTAKE_DONE] = "nothing more is counted",
        [FTL_STOCKTAKE_ADJUST] = "nothing more is posted",
        [FTL_STOCKTAKE_POST] = "nothing more is posted",
        [FTL_STOCKTAKE_CANCEL] = "it is not called off",
};

void ftl_stocktake_apply(enum ftl_stocktake_state *state, const struct ftl_stocktake_event *event)
{
	switch (event->act) {
	case FTL_STOCKTAKE_START:
		*state = FTL_STOCKTAKE_OPEN;
		break;
	case FTL_STOCKTAKE_POST:
		*state = FTL_STOCKTAKE_POSTED;
		break;
	case FTL_STOCKTAKE_CANCEL:
		*state = FTL_STOCKTAKE_CANCELLED;
		break;
	case FTL_STOCKTAKE_SCAN:
	case FTL_STOCKTAKE_COUNT:
	case FTL_STOCKTAKE_RECOUNT:
	case FTL_STOCKTAKE_DONE:
	case FTL_STOCKTAKE_ADJUST:
	case FTL_STOCKTAKE_ACTS:
		break;
	}
}

bool ftl_stocktake_is_by_piece(const struct ftl_stocktake_line *line)
{
	return line->tracking == FTL_TRACK_SERIAL && line->serial == NULL;
}

static void note_staff(struct ftl_stocktake_count *count, const char *staff)
{
	if (count->staff != NULL && staff != NULL && strcmp(count->staff, staff) != 0)
		count->other_staff = count->staff;
	count->staff = staff;
}

/* Not one of a list that was scanned some time ago. */
static bool is_live(const struct ftl_stocktake_event *event)
{
	return event->act == FTL_STOCKTAKE_SCAN && event->ledger_id == event->id;
}

static void begin(struct ftl_stocktake_count *count, const struct ftl_stocktake_event *event)
{
	*count = (struct ftl_stocktake_count){
	        .is_counted = true,
	        .counted_milli = event->quantity_milli,
	        .expected_milli = event->expected_milli,
	        .first_id = event->ledger_id,
	        .last_id = event->ledger_id,
	        .event_id = event->id,
	        .is_going_on = is_live(event),
	        .counted_at = event->counted_at,
	        .staff = event->staff,
	};
}

/* One more; what was scanned from paper may be older than what was scanned before it. */
static void go_on(struct ftl_stocktake_count *count, const struct ftl_stocktake_event *event)
{
	count->counted_milli += event->quantity_milli;
	count->event_id = event->id;
	count->is_going_on = is_live(event);
	if (event->ledger_id < count->first_id) {
		count->first_id = event->ledger_id;
		count->expected_milli = event->expected_milli;
	}
	if (event->ledger_id > count->last_id)
		count->last_id = event->ledger_id;
	if (event->counted_at > count->counted_at)
		count->counted_at = event->counted_at;
	note_staff(count, event->staff);
}

void ftl_stocktake_fold(struct ftl_stocktake_count *count, bool is_piece,
                        const struct ftl_stocktake_event *event)
{
	switch (event->act) {
	case FTL_STOCKTAKE_SCAN:
		if (count->is_counted && !is_piece)
			go_on(count, event);
		else
			begin(count, event);
		break;
	case FTL_STOCKTAKE_COUNT:
		begin(count, event);
		break;
	case FTL_STOCKTAKE_RECOUNT:
		*count = (struct ftl_stocktake_count){.is_again = true};
		break;
	case FTL_STOCKTAKE_ADJUST:
		count->is_adjusted = true;
		count->adjusted_milli = event->quantity_milli;
		count->adjusted_cents = event->value_cents.value;
		break;
	case FTL_STOCKTAKE_START:
	case FTL_STOCKTAKE_DONE:
	case FTL_STOCKTAKE_POST:
	case FTL_STOCKTAKE_CANCEL:
	case FTL_STOCKTAKE_ACTS:
		break;
	}
}

int64_t ftl_stocktake_moved(const struct ftl_stock_move *move, int64_t place_id)
{
	bool is_from = move->from.place_id == place_id, is_to = move->to.place_id == place_id;

	if (is_from == is_to)
		return 0;
	return is_to ? move->quantity_milli : -move->quantity_milli;
}

/* After the last scan, and before something else was counted. */
static bool is_meanwhile(const struct ftl_stocktake_count *count, int64_t id)
{
	return count->is_going_on && (count->until_id == 0 || id < count->until_id);
}

/* The mistake that it takes back was made before the count: whoever counted may have found what the
 * ledger only says from now on. */
static bool is_correction(const struct ftl_stocktake_count *count,
                          const struct ftl_stock_move *move)
{
	return move->reverses_id != 0 && move->reverses_id < count->first_id;
}

void ftl_stocktake_drift_add(struct ftl_stocktake_drift *drift,
                             const struct ftl_stocktake_count *count, int64_t place_id,
                             bool is_piece, const struct ftl_stock_move *move)
{
	int64_t moved = ftl_stocktake_moved(move, place_id);
	/* Kept for a job, or let go, it lies where it lay. */
	bool is_within = move->from.place_id == place_id && move->to.place_id == place_id;

	if (is_piece)
		drift->has_moved |= move->id >= count->last_id && !is_within;
	if (move->id < count->first_id)
		return;
	if (moved > 0 && (move->id < count->last_id || is_correction(count, move)))
		drift->in_milli += moved;
	if (moved < 0 && (move->id < count->last_id || is_meanwhile(count, move->id) ||
	                  is_correction(count, move)))
		drift->out_milli -= moved;
}

struct ftl_stocktake_found ftl_stocktake_find(const struct ftl_stocktake_count *count,
                                              const struct ftl_stocktake_drift *drift)
{
	int64_t plain = count->counted_milli - count->expected_milli;
	struct ftl_stocktake_found found = {0, plain - drift->in_milli, plain + drift->out_milli};

	if (!count->is_counted || drift->has_moved)
		return (struct ftl_stocktake_found){0, 0, 0};
	if (found.least_milli > 0)
		found.difference_milli = found.least_milli;
	else if (found.most_milli < 0)
		found.difference_milli = found.most_milli;
	return found;
}

bool ftl_stocktake_is_unsure(const struct ftl_stocktake_found *found)
{
	return found->least_milli != found->most_milli;
}

enum ftl_status ftl_stocktake_can(const struct ftl_stocktake *stocktake, enum ftl_stocktake_act act,
                                  struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE], place[FTL_CODE_SIZE];

	if (stocktake->state == FTL_STOCKTAKE_OPEN && act != FTL_STOCKTAKE_START)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "stocktake", "stocktake %s is %s: %s",
	         ftl_code_eye_of(eye, stocktake->code), ftl_stocktake_state_names[stocktake->state],
	         refusals[act]);
	return ftl_hint(err, "fettle stocktake start --place %s begins another one",
	                ftl_code_eye_of(place, stocktake->place_code));
}

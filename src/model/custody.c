#include "fettle/model/record.h"

const char *const ftl_place_kind_names[FTL_PLACE_KINDS] = {
        [FTL_PLACE_SHELF] = "shelf",
        [FTL_PLACE_BENCH] = "bench",
        [FTL_PLACE_VENDOR] = "vendor",
        [FTL_PLACE_DESK] = "desk",
};

static const char *const kind_titles[FTL_PLACE_KINDS] = {
        [FTL_PLACE_SHELF] = "shelf",
        [FTL_PLACE_BENCH] = "bench",
        [FTL_PLACE_VENDOR] = "outside repairer",
        [FTL_PLACE_DESK] = "desk",
};

const char *const ftl_custody_names[FTL_CUSTODIES] = {
        [FTL_CUSTODY_IN] = "in",
        [FTL_CUSTODY_OUT] = "out",
        [FTL_CUSTODY_MISSING] = "missing",
        [FTL_CUSTODY_MOVE] = "move",
};

const char *ftl_place_kind_title(enum ftl_place_kind kind)
{
	return kind_titles[kind];
}

void ftl_custody_apply(struct ftl_custody_facts *facts, const struct ftl_custody_event *event)
{
	/* What is moved is here, whatever was said of it before. */
	facts->is_here = event->direction == FTL_CUSTODY_IN || event->direction == FTL_CUSTODY_MOVE;
	facts->place_id = facts->is_here ? event->place_id : 0;
}

bool ftl_piece_is_away(const struct ftl_piece *piece)
{
	return piece->is_here && piece->place_id != 0 && piece->place_kind == FTL_PLACE_VENDOR;
}

bool ftl_order_is_away(const struct ftl_order *order)
{
	return order->place != NULL && order->place_kind == FTL_PLACE_VENDOR;
}

#ifndef CLI_CMD_ORDER_MOVE_H
#define CLI_CMD_ORDER_MOVE_H

#include "cli/context.h"
#include "fettle/ops/place.h"

/* "Sony WH-1000XM4, 3 pieces: at Shelf B2 now": what a move did, raw user text inside. */
const char *ftl_order_move_words(struct ftl_arena *arena, const struct ftl_order_moved *move);

#endif

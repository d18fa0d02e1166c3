#include "ops/stocktake.h"

/* What of a blind stocktake is not told to who counts. */

static bool is_piece(const struct ftl_stocktake_row *row)
{
	return row->line.serial_key != NULL;
}

static bool is_met(const struct ftl_stocktake_row *row)
{
	return row->count.is_counted && row->count.counted_milli > 0;
}

/* One row for the pieces of a part: it is counted once any of them was looked for. */
static struct ftl_stocktake_row all_pieces(const struct ftl_stocktake_row *rows, size_t count)
{
	struct ftl_stocktake_row all = {.line = rows[0].line};

	all.line.serial = all.line.serial_key = all.line.lot = NULL;
	all.line.lot_id = 0;
	for (size_t i = 0; i < count; i++) {
		bool is_again = all.count.is_again || rows[i].count.is_again;

		if (rows[i].count.is_counted)
			all.count = rows[i].count;
		all.count.is_again = is_again;
	}
	return all;
}

size_t ftl_stocktake_conceal(const struct ftl_stocktake *stocktake, struct ftl_stocktake_row *rows,
                             size_t count)
{
	size_t kept = 0, next;

	for (size_t i = 0; i < count; i = next) {
		size_t met = 0;

		next = i + 1;
		if (!is_piece(&rows[i])) {
			rows[kept++] = rows[i];
			continue;
		}
		while (next < count && is_piece(&rows[next]) &&
		       rows[next].line.part_id == rows[i].line.part_id)
			next++;
		for (size_t at = i; at < next; at++)
			met += is_met(&rows[at]);
		if (met == 0)
			rows[kept++] = all_pieces(&rows[i], next - i);
		for (size_t at = i; at < next && met > 0; at++) {
			if (is_met(&rows[at]))
				rows[kept++] = rows[at];
		}
	}
	for (size_t i = 0; i < kept; i++)
		rows[i].is_open =
		        stocktake->state == FTL_STOCKTAKE_OPEN && !rows[i].count.is_counted;
	return kept;
}

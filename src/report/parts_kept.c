#include <stdlib.h>
#include <string.h>

#include "fettle/base/memory.h"
#include "report/parts.h"

/* Rows that come part by part, or box by box, and are shown by what they are worth. */

struct ftl_parts_kept_row {
	int64_t cents;
	const char *sku;
	size_t number; /* as they came */
	const struct ftl_cell *cells;
};

/* Their texts live as long as the row that they came from. */
static const struct ftl_cell *keep_cells(struct ftl_arena *arena, const struct ftl_cell *cells,
                                         int count)
{
	struct ftl_cell *kept = ftl_alloc(arena, (size_t)count, sizeof(*kept));

	for (int i = 0; i < count; i++) {
		kept[i] = cells[i];
		if (cells[i].text != NULL)
			kept[i].text = ftl_strdup(arena, cells[i].text);
	}
	return kept;
}

void ftl_parts_keep_row(struct ftl_parts_report *report, int listing, const struct ftl_cell *cells,
                        const char *sku, int64_t cents)
{
	const struct ftl_listing *to = &report->listings[listing];
	struct ftl_parts_kept *kept = &report->kept[listing];

	if (to->out == NULL && to->grid == NULL)
		return;
	if (kept->count == kept->capacity) {
		kept->capacity = kept->capacity == 0 ? 64 : 2 * kept->capacity;
		kept->rows = ftl_memory_resize(kept->rows, kept->capacity * sizeof(*kept->rows));
	}
	kept->rows[kept->count] = (struct ftl_parts_kept_row){
	        .cents = cents,
	        .sku = ftl_strdup(report->arena, sku),
	        .number = kept->count,
	        .cells = keep_cells(report->arena, cells, to->spec->column_count),
	};
	kept->count++;
}

static int compare(const void *a, const void *b)
{
	const struct ftl_parts_kept_row *left = a;
	const struct ftl_parts_kept_row *right = b;
	int by_sku;

	if (left->cents != right->cents)
		return left->cents < right->cents ? 1 : -1;
	by_sku = strcmp(left->sku, right->sku);
	return by_sku != 0 ? by_sku
	                   : (left->number > right->number) - (left->number < right->number);
}

enum ftl_status ftl_parts_put_kept(struct ftl_parts_report *report, struct ftl_err *err)
{
	for (int i = 0; i < FTL_PARTS_LISTINGS; i++) {
		struct ftl_parts_kept *kept = &report->kept[i];

		if (kept->count > 0)
			qsort(kept->rows, kept->count, sizeof(*kept->rows), compare);
		for (size_t at = 0; at < kept->count; at++)
			FTL_TRY(ftl_listing_put(&report->listings[i], kept->rows[at].cells, err));
	}
	return FTL_OK;
}

void ftl_parts_kept_done(struct ftl_parts_report *report)
{
	for (int i = 0; i < FTL_PARTS_LISTINGS; i++)
		free(report->kept[i].rows);
}

#include <stddef.h>
#include <string.h>

#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "fettle/base/attr.h"

const struct ftl_column ftl_view_turnaround_columns[FTL_VIEW_TURNAROUND_CELLS] = {
        [FTL_VIEW_TURNAROUND_CALENDAR] = {"calendar_seconds", "In days", FTL_T_DURATION, false,
                                          "from receipt to ready, or until now", NULL},
        [FTL_VIEW_TURNAROUND_BUSINESS] = {"business_seconds", "Opening hours", FTL_T_DURATION,
                                          false, "the part of it within opening hours", NULL},
        [FTL_VIEW_TURNAROUND_NET] =
                {"net_business_seconds", "Ours", FTL_T_DURATION, false,
                 "of these, without whose time does not count (setting clock.excluded)", NULL},
        [FTL_VIEW_TURNAROUND_DUE] =
                {"due_at", "Due", FTL_T_INSTANT, false,
                 "when the service target set for it is up; without one: promise_due_at", NULL},
        [FTL_VIEW_TURNAROUND_LATE] = {"late", "Late", FTL_T_BOOL, false,
                                      "ready, or still not, after due_at", NULL},
        [FTL_VIEW_TURNAROUND_HOURS] =
                {"target_business_seconds", "Target", FTL_T_DURATION, false,
                 "opening hours from receipt to ready it should take: its target, or the "
                 "setting target.business_hours",
                 NULL},
        [FTL_VIEW_TURNAROUND_TARGET] = {"target_due_at", "Target is up", FTL_T_INSTANT, false,
                                        "when that is up; time that does not count shifts it",
                                        NULL},
        [FTL_VIEW_TURNAROUND_PROMISE] = {"promise_due_at", "Promise is up", FTL_T_INSTANT, false,
                                         "closing time of the promised day", NULL},
};

enum { K_CLOCK, K_CALENDAR, K_BUSINESS, K_CELLS };
static const struct ftl_column clock_columns[K_CELLS] = {
        [K_CLOCK] = {"clock", "Clock", FTL_T_ENUM, false, "customer, door_to_door, net, …", NULL},
        [K_CALENDAR] = {"calendar_seconds", "In days", FTL_T_DURATION, false,
                        "all time that it ran; none: it has not begun", NULL},
        [K_BUSINESS] = {"business_seconds", "Opening hours", FTL_T_DURATION, false,
                        "the part of it within opening hours", NULL},
};
/* The named clocks, in the order in which a job meets them. */
static const struct {
	const char *name;
	size_t offset;
} clock_list[] = {
        {"customer", offsetof(struct ftl_clocks, customer)},
        {"door_to_door", offsetof(struct ftl_clocks, door_to_door)},
        {"net", offsetof(struct ftl_clocks, net)},
        {"bench", offsetof(struct ftl_clocks, bench)},
        {"quote", offsetof(struct ftl_clocks, quote)},
        {"approval", offsetof(struct ftl_clocks, approval)},
        {"parts", offsetof(struct ftl_clocks, parts)},
        {"vendor", offsetof(struct ftl_clocks, vendor)},
        {"collection", offsetof(struct ftl_clocks, collection)},
};
static const struct ftl_column owner_columns[FTL_OWNERS - 1] = {
        {"shop", "Shop", FTL_T_DURATION, false, "opening hours on the shop's clock", NULL},
        {"customer", "Customer", FTL_T_DURATION, false, "on the customer's", NULL},
        {"payer", "Payer", FTL_T_DURATION, false, "on the payer's", NULL},
        {"parts", "Parts", FTL_T_DURATION, false, "waiting for parts", NULL},
        {"vendor", "Vendor", FTL_T_DURATION, false, "at an outside repairer", NULL},
};

enum { IN_OWNERS, IN_CLOCKS, INNER };
static const struct ftl_section inner_sections[INNER] = {
        [IN_OWNERS] = {.key = "by_owner",
                       .title = "By whom",
                       .columns = owner_columns,
                       .count = FTL_COUNT(owner_columns),
                       .is_object = true},
        [IN_CLOCKS] = {.key = "clocks",
                       .title = "Clocks",
                       .columns = clock_columns,
                       .count = FTL_COUNT(clock_columns)},
};

static struct ftl_cell business(const struct ftl_clock_value *value)
{
	return ftl_cell_opt(value->is_known, value->business_seconds);
}

static void fill_clocks(struct ftl_arena *arena, const struct ftl_clocks *clocks,
                        struct ftl_section *section)
{
	struct ftl_section_rows rows = ftl_section_begin(arena, FTL_COUNT(clock_list));

	for (size_t i = 0; i < FTL_COUNT(clock_list); i++) {
		const struct ftl_clock_value *value =
		        (const struct ftl_clock_value *)((const char *)clocks +
		                                         clock_list[i].offset);
		const struct ftl_cell cells[K_CELLS] = {
		        [K_CLOCK] = ftl_cell_text(clock_list[i].name),
		        [K_CALENDAR] = ftl_cell_opt(value->is_known, value->calendar_seconds),
		        [K_BUSINESS] = business(value),
		};

		ftl_section_add(&rows, cells, K_CELLS);
	}
	ftl_section_end(section, &rows);
}

void ftl_view_turnaround(struct ftl_arena *arena, const struct ftl_order_full *full,
                         struct ftl_section *section)
{
	const struct ftl_clocks *clocks = &full->clocks;
	struct ftl_section *inner = ftl_alloc(arena, INNER, sizeof(*inner));
	struct ftl_cell owners[FTL_OWNERS - 1];
	const struct ftl_cell cells[FTL_VIEW_TURNAROUND_CELLS] = {
	        [FTL_VIEW_TURNAROUND_CALENDAR] =
	                ftl_cell_opt(clocks->customer.is_known, clocks->customer.calendar_seconds),
	        [FTL_VIEW_TURNAROUND_BUSINESS] = business(&clocks->customer),
	        [FTL_VIEW_TURNAROUND_NET] = business(&clocks->net),
	        [FTL_VIEW_TURNAROUND_DUE] = ftl_cell_opt(full->due_at != 0, full->due_at),
	        [FTL_VIEW_TURNAROUND_LATE] = ftl_cell_number(full->is_late),
	        [FTL_VIEW_TURNAROUND_HOURS] =
	                ftl_cell_opt(full->target_due_at != 0, full->target_seconds),
	        [FTL_VIEW_TURNAROUND_TARGET] =
	                ftl_cell_opt(full->target_due_at != 0, full->target_due_at),
	        [FTL_VIEW_TURNAROUND_PROMISE] =
	                ftl_cell_opt(full->promise_due_at != 0, full->promise_due_at),
	};
	struct ftl_section_rows rows = ftl_section_begin(arena, 1);

	for (int owner = FTL_OWNER_SHOP; owner < FTL_OWNERS; owner++)
		owners[owner - 1] = business(&clocks->by_owner[owner]);
	ftl_section_add(&rows, owners, FTL_OWNERS - 1);
	memcpy(inner, inner_sections, sizeof(inner_sections));
	ftl_section_end(&inner[IN_OWNERS], &rows);
	fill_clocks(arena, clocks, &inner[IN_CLOCKS]);
	rows = ftl_section_begin(arena, 1);
	ftl_section_add(&rows, cells, FTL_VIEW_TURNAROUND_CELLS);
	rows.items[0].sections = inner;
	rows.items[0].section_count = INNER;
	ftl_section_end(section, &rows);
}

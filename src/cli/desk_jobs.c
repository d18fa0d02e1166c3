#include "cli/desk_jobs.h"

#include <string.h>

#include "cli/desk_words.h"
#include "cli/view_order.h"
#include "fettle/base/buf.h"

enum { ORDER, STATE, CUSTOMER_NAME, DEVICE_TEXT, FAULT, RECEIVED_AT, PROMISED_ON, CELLS };

_Static_assert(CELLS == FTL_DESK_JOB_CELLS, "the header says how many");

const struct ftl_column ftl_desk_job_columns[FTL_DESK_JOB_CELLS] = {
        [ORDER] = {.key = "order", .title = "Order", .type = FTL_T_CODE, .help = "the work order"},
        [STATE] = {.key = "state",
                   .title = "State",
                   .type = FTL_T_ENUM,
                   .help = "where it stands",
                   .title_of = ftl_view_state_title},
        [CUSTOMER_NAME] = {.key = "customer_name",
                           .title = "Customer",
                           .type = FTL_T_TEXT,
                           .is_detail = true,
                           .help = "whose it was"},
        [DEVICE_TEXT] = {.key = "device_text",
                         .title = "Device",
                         .type = FTL_T_TEXT,
                         .help = "brand and model, or what is known"},
        [FAULT] = {.key = "fault",
                   .title = "Fault",
                   .type = FTL_T_TEXT,
                   .help = "in the customer's words"},
        [RECEIVED_AT] = {.key = "received_at",
                         .title = "Received",
                         .type = FTL_T_INSTANT,
                         .help = "when it was checked in"},
        [PROMISED_ON] = {.key = "promised_on",
                         .title = "Promised",
                         .type = FTL_T_DATE,
                         .is_detail = true,
                         .help = "the day the customer was promised"},
};

const struct ftl_section ftl_desk_jobs = FTL_DESK_JOBS;

static void fill(struct ftl_arena *arena, const struct ftl_order *order,
                 struct ftl_cell cells[CELLS])
{
	cells[ORDER] = ftl_cell_text(order->code);
	cells[STATE] = ftl_cell_text(ftl_state_names[order->state]);
	cells[CUSTOMER_NAME] = ftl_cell_text(order->customer);
	cells[DEVICE_TEXT] =
	        ftl_cell_text(ftl_words_device(arena, order->category, order->brand, order->model));
	cells[FAULT] = ftl_cell_text(order->fault);
	cells[RECEIVED_AT] = ftl_cell_opt(order->received_at.has, order->received_at.value);
	cells[PROMISED_ON] = ftl_cell_opt(order->promised_on.has, order->promised_on.value);
}

struct ftl_section ftl_desk_jobs_of(struct ftl_arena *arena, const struct ftl_order *orders,
                                    size_t count)
{
	struct ftl_section section = ftl_desk_jobs;
	struct ftl_row *rows = ftl_alloc(arena, count, sizeof(*rows));

	for (size_t i = 0; i < count; i++) {
		struct ftl_cell *cells = ftl_alloc(arena, CELLS, sizeof(*cells));

		fill(arena, &orders[i], cells);
		rows[i].cells = cells;
	}
	section.rows = rows;
	section.row_count = count;
	return section;
}

/* A growing list of jobs; its strings are copies. */
struct gathering {
	struct ftl_arena *arena;
	struct ftl_order *orders;
	size_t count;
	size_t capacity;
};

static const char *copy(struct ftl_arena *arena, const char *text)
{
	return text == NULL ? NULL : ftl_strdup(arena, text);
}

static enum ftl_status gather(void *context, const struct ftl_order *order, struct ftl_err *err)
{
	struct gathering *g = context;

	(void)err;
	if (g->count == g->capacity) {
		size_t capacity = g->capacity == 0 ? 16 : g->capacity * 2;
		struct ftl_order *orders = ftl_alloc(g->arena, capacity, sizeof(*orders));

		if (g->count > 0)
			memcpy(orders, g->orders, g->count * sizeof(*orders));
		g->orders = orders;
		g->capacity = capacity;
	}
	struct ftl_order *kept = &g->orders[g->count++];
	*kept = *order;
	kept->code = copy(g->arena, order->code);
	kept->customer = copy(g->arena, order->customer);
	kept->category = copy(g->arena, order->category);
	kept->brand = copy(g->arena, order->brand);
	kept->model = copy(g->arena, order->model);
	kept->fault = copy(g->arena, order->fault);
	return FTL_OK;
}

enum ftl_status ftl_desk_jobs_load(struct ftl_cli *cli, const struct ftl_order_filter *filter,
                                   struct ftl_section *ret, struct ftl_err *err)
{
	struct gathering g = {.arena = &cli->arena};

	FTL_TRY(ftl_order_list(cli->app, filter, gather, &g, err));
	*ret = ftl_desk_jobs_of(&cli->arena, g.orders, g.count);
	return FTL_OK;
}

const char *ftl_desk_contacts(struct ftl_arena *arena, const struct ftl_customer *customer,
                              bool is_email)
{
	FTL_BUF(list);

	for (size_t i = 0; i < customer->contact_count; i++) {
		if (customer->contacts[i].is_email == is_email)
			ftl_buf_printf(&list, "%s%s", list.length > 0 ? "\n" : "",
			               customer->contacts[i].value);
	}
	return list.length == 0 ? NULL : ftl_strdup(arena, ftl_buf_cstr(&list));
}

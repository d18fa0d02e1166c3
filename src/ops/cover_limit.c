#include <string.h>

#include "fettle/model/claim.h"
#include "ops/cover_search.h"
#include "store/claim.h"
#include "store/cover.h"
#include "store/line.h"
#include "store/order.h"

/* What is left of the limits of covers: what their payers were asked for other jobs counts. */

#define JOBS_MOST 1000 /* of one device */

/* What was asked of a payer by a cover, and how often. */
struct used {
	const struct ftl_cover *cover;
	int64_t cents;
	int64_t claims;
};

/* A person's decision for the same payer is taken to mean the same cover. */
static bool is_by(const struct ftl_verdict *verdict, const struct ftl_cover *cover)
{
	return verdict->payer == ftl_cover_payers[cover->giver] &&
	       (strcmp(verdict->rule, cover->rule) == 0 ||
	        strcmp(verdict->rule, FTL_RULE_OVERRIDE) == 0);
}

/* Of the claims of a job the one that holds a line; NULL: none does. */
static const struct ftl_claim_line_row *claim_of(const struct ftl_claim_line_row *rows,
                                                 size_t count, int64_t line_id)
{
	for (size_t i = 0; i < count; i++) {
		if (rows[i].line.line_id == line_id && ftl_claim_line_is_held(&rows[i].line) &&
		    ftl_claim_holds_lines(rows[i].claim_state))
			return &rows[i];
	}
	return NULL;
}

/* What was asked by a cover for one line, and by which claim; 0: without one. */
struct charge {
	int64_t cents;
	int64_t claim_id;
};

static void add_charges(struct used *used, const struct charge *charges, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool is_counted = charges[i].cents == 0;

		for (size_t j = 0; j < i; j++)
			is_counted |=
			        charges[j].cents != 0 && charges[j].claim_id == charges[i].claim_id;
		used->cents += charges[i].cents;
		used->claims += !is_counted;
	}
}

/* What a payer was asked for one job; what was paid back without a claim is one too. */
static enum ftl_status add_job(struct ftl_cover_search *f, const struct ftl_order *order,
                               struct used *used, struct ftl_err *err)
{
	struct ftl_verdict kept[FTL_LINE_CLASSES];
	const struct ftl_claim_line_row *claimed;
	const struct ftl_order_line *lines;
	size_t claimed_count, count;
	struct charge *charges;
	bool has_kept;

	FTL_TRY(ftl_store_cover_get(f->app->db, f->arena, order->id, kept, &has_kept, err));
	if (!has_kept)
		return FTL_OK;
	FTL_TRY(ftl_store_line_list(f->app->db, f->arena, order->id, &lines, &count, err));
	FTL_TRY(ftl_store_claim_lines_of_order(f->app->db, f->arena, order->id, &claimed,
	                                       &claimed_count, err));
	charges = ftl_alloc(f->arena, count + 1, sizeof(*charges));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_verdict *verdict = &kept[lines[i].line.class];
		const struct ftl_claim_line_row *row;

		if (!is_by(verdict, used->cover) || lines[i].line.payer != verdict->payer)
			continue;
		row = claim_of(claimed, claimed_count, lines[i].id);
		charges[i].cents = row != NULL ? ftl_claim_line_asked(&row->line)
		                               : lines[i].recovered_cents.value;
		charges[i].claim_id = row != NULL ? row->claim_id : 0;
	}
	add_charges(used, charges, count);
	return FTL_OK;
}

/* The jobs of one unit since its cover began. */
static enum ftl_status add_unit(struct ftl_cover_search *f, int64_t device_id, int32_t starts_on,
                                struct used *used, struct ftl_err *err)
{
	const struct ftl_order *orders;
	size_t count;

	if (device_id == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_order_collect(f->app->db, f->arena, FTL_ORDERS_DEVICE, device_id,
	                                JOBS_MOST, &orders, &count, err));
	for (size_t i = 0; i < count; i++) {
		int32_t day, second;

		if (orders[i].id == f->question->order_id || !orders[i].received_at.has)
			continue;
		ftl_zone_local(f->app->zone, orders[i].received_at.value, &day, &second);
		if (day >= starts_on)
			FTL_TRY(add_job(f, &orders[i], used, err));
	}
	return FTL_OK;
}

/* The jobs of the units that this one took the place of, whose cover it has the rest of. */
static enum ftl_status add_old_units(struct ftl_cover_search *f, struct used *used,
                                     struct ftl_err *err)
{
	for (const struct ftl_cover_search *unit = f->old; unit != NULL; unit = unit->old) {
		int32_t starts_on = INT32_MAX;

		for (size_t i = 0; i < unit->count; i++) {
			if (strcmp(unit->covers[i].rule, used->cover->rule) == 0 &&
			    unit->covers[i].starts_on < starts_on)
				starts_on = unit->covers[i].starts_on;
		}
		FTL_TRY(add_unit(f, unit->device->id, starts_on, used, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_cover_search_limits(struct ftl_cover_search *f, struct ftl_err *err)
{
	for (size_t i = 0; i < f->count; i++) {
		struct used used = {.cover = &f->covers[i]};

		if (!ftl_cover_has_limit(&used.cover->conditions))
			continue;
		FTL_TRY(add_unit(f, f->device->id, used.cover->starts_on, &used, err));
		/* What is on file of a unit itself it did not inherit. */
		if (f->positions[i] == 0)
			FTL_TRY(add_old_units(f, &used, err));
		f->covers[i].left_cents =
		        ftl_cover_left(&used.cover->conditions, used.cents, used.claims);
	}
	return FTL_OK;
}

#include <stdlib.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/ops/coverage.h"
#include "fettle/ops/order.h"
#include "fettle/ops/part.h"
#include "fettle/ops/place.h"
#include "ops/demo.h"

/* The parts of the demo: what lies on its shelves, and how it comes onto jobs. */

#define BAD_ONE 40 /* one part of so many is dead on arrival, and one is the wrong one */

const struct ftl_demo_part *ftl_demo_part_of(const char *sku)
{
	for (size_t i = 0; sku != NULL && i < ftl_demo_part_count; i++) {
		if (strcmp(ftl_demo_parts[i].sku, sku) == 0)
			return &ftl_demo_parts[i];
	}
	return NULL;
}

int64_t ftl_demo_part_price(const struct ftl_demo_part *part)
{
	return part == NULL ? 0 : (int64_t)part->cost_cents * FTL_DEMO_PART_PERCENT / 100;
}

static const char *number(struct ftl_demo_run *run, int64_t value)
{
	return ftl_sprintf(&run->scratch, "%lld", (long long)value);
}

static enum ftl_status add_part(struct ftl_demo_run *run, const struct ftl_demo_part *told,
                                struct ftl_err *err)
{
	const struct ftl_part_form form = {
	        .sku = told->sku,
	        .name = told->name,
	        .tracking = told->has_serials    ? "serial"
	                    : told->lots != NULL ? "lot"
	                                         : NULL,
	        .shelf_life_days = told->lots,
	        .is_hazardous = told->is_hazardous ? "yes" : NULL,
	        .supplier = ftl_demo_suppliers[told->supplier].name,
	        .superseded_by = told->superseded_by,
	        .cost = ftl_demo_money(run, told->cost_cents),
	        .price = ftl_demo_money(run, ftl_demo_part_price(told)),
	};
	struct ftl_part part;

	FTL_TRY(ftl_part_add(run->app, &run->scratch, &form, &part, err));
	if (told->again == 0)
		return FTL_OK;
	return ftl_part_reorder(run->app, &run->scratch, told->sku, ftl_demo_shelves[told->shelf],
	                        number(run, told->point), number(run, told->again), &part, err);
}

const char *ftl_demo_new_serial(struct ftl_demo_run *run)
{
	return ftl_sprintf(&run->scratch, "SN-%05zu", 30400 + run->serials_made++);
}

const char *ftl_demo_new_lot(struct ftl_demo_run *run)
{
	return ftl_sprintf(&run->scratch, "L%d", 2600 + ftl_app_today(run->app) % 400);
}

/* What lies there on the first day; of numbered pieces one by one. */
static enum ftl_status open_stock(struct ftl_demo_run *run, const struct ftl_demo_part *told,
                                  struct ftl_err *err)
{
	struct ftl_stock_form form = {.part = told->sku,
	                              .quantity = number(run, told->opening),
	                              .place = ftl_demo_shelves[told->shelf],
	                              .lot = told->lots != NULL ? ftl_demo_new_lot(run) : NULL};
	struct ftl_stock_done done;

	if (!told->has_serials)
		return ftl_stock_receive(run->app, &run->scratch, &form, true, &done, err);
	form.quantity = NULL;
	for (int i = 0; i < told->opening; i++) {
		form.serial = ftl_demo_new_serial(run);
		FTL_TRY(ftl_stock_receive(run->app, &run->scratch, &form, true, &done, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_demo_stock_up(struct ftl_demo_run *run, struct ftl_err *err)
{
	struct ftl_supplier supplier;
	struct ftl_place place;

	for (size_t i = 0; i < ftl_demo_supplier_count; i++) {
		const struct ftl_demo_supplier *told = &ftl_demo_suppliers[i];
		const struct ftl_supplier_form form = {.name = told->name,
		                                       .email = told->email,
		                                       .account = told->account,
		                                       .lead_days = told->lead_days};

		FTL_TRY(ftl_supplier_add(run->app, &run->scratch, &form, &supplier, err));
	}
	for (size_t i = 0; i < ftl_demo_shelf_count; i++) {
		const struct ftl_place_form form = {.name = ftl_demo_shelves[i], .kind = "shelf"};

		FTL_TRY(ftl_place_add(run->app, &run->scratch, &form, &place, err));
	}
	for (size_t i = 0; i < ftl_demo_part_count; i++) {
		FTL_TRY(add_part(run, &ftl_demo_parts[i], err));
		if (ftl_demo_parts[i].opening > 0)
			FTL_TRY(open_stock(run, &ftl_demo_parts[i], err));
	}
	return FTL_OK;
}

/* The line of a part is paid as the cover says: where somebody else pays, a manager says so. */
static enum ftl_status override_cover(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                      struct ftl_err *err)
{
	const struct ftl_cover_override override = {
	        .class = "parts", .payer = job->story->payer, .reason = "agreed with the payer"};
	struct ftl_coverage coverage;

	if (job->story->payer == NULL)
		return FTL_OK;
	ftl_demo_act_as(run, ftl_demo_someone(run, &job->random, FTL_ROLE_MANAGER));
	FTL_TRY(ftl_coverage_override(run->app, &run->scratch, job->code, &override, &coverage,
	                              err));
	ftl_demo_act_as(run, job->technician);
	return FTL_OK;
}

/* Numbered pieces are chosen by a person: the one that came first. The job waited for that moment.
 */
static enum ftl_status reserve_serial(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                      struct ftl_err *err)
{
	struct ftl_stock_form form = {.part = job->part->sku, .order = job->code};
	struct ftl_stock_done done;

	if (!job->part->has_serials || job->serial != NULL ||
	    run->serials_used == run->serials_made)
		return FTL_OK;
	job->serial = ftl_sprintf(run->arena, "SN-%05zu", 30400 + run->serials_used++);
	form.serial = job->serial;
	return ftl_part_reserve(run->app, &run->scratch, &form, &done, err);
}

enum ftl_status ftl_demo_need(struct ftl_demo_run *run, struct ftl_demo_job *job,
                              struct ftl_err *err)
{
	const struct ftl_stock_form form = {.part = job->part->sku, .order = job->code};
	struct ftl_stock_done done;

	FTL_TRY(override_cover(run, job, err));
	FTL_TRY(ftl_part_need(run->app, &run->scratch, &form, &done, err));
	job->needs_part = true;
	job->lacks_part = ftl_part_missing(&done.progress) > 0;
	return reserve_serial(run, job, err);
}

static enum ftl_status act(struct ftl_demo_run *run, const struct ftl_demo_job *job,
                           enum ftl_event_kind kind, struct ftl_err *err)
{
	const struct ftl_order_step step = {
	        .kind = kind, .reference = kind == FTL_EV_WAIT_PARTS ? job->part->sku : NULL};
	struct ftl_order_change change;

	return ftl_order_act(run->app, &run->scratch, job->code, &step, &change, err);
}

/* What was lacking may have come since. */
static enum ftl_status look_again(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                  enum ftl_state *ret, struct ftl_err *err)
{
	struct ftl_order_full full;

	FTL_TRY(ftl_order_get(run->app, &run->scratch, job->code, &full, err));
	job->lacks_part = false;
	for (size_t i = 0; i < full.part_count; i++)
		job->lacks_part |= ftl_part_missing(&full.parts[i].progress) > 0;
	*ret = full.order.state;
	return FTL_OK;
}

enum ftl_status ftl_demo_wants_part(struct ftl_demo_run *run, struct ftl_demo_job *job, bool *ret,
                                    struct ftl_err *err)
{
	enum ftl_state state;

	*ret = false;
	if (!job->lacks_part)
		return FTL_OK;
	FTL_TRY(look_again(run, job, &state, err));
	*ret = job->lacks_part && state != FTL_AWAIT_PARTS;
	return FTL_OK;
}

static enum ftl_status issue(struct ftl_demo_run *run, struct ftl_demo_job *job,
                             struct ftl_err *err)
{
	const struct ftl_stock_form form = {
	        .part = job->part->sku, .order = job->code, .serial = job->serial};
	struct ftl_stock_done done;

	job->needs_part = false;
	return ftl_part_issue(run->app, &run->scratch, &form, &done, err);
}

/* Rarely the part is of no use: then another is needed. */
static enum ftl_status try_out(struct ftl_demo_run *run, struct ftl_demo_job *job,
                               struct ftl_err *err)
{
	size_t luck = ftl_demo_pick(&job->random, BAD_ONE);
	bool is_dead = luck == 0;
	const struct ftl_stock_form form = {.part = job->part->sku,
	                                    .order = job->code,
	                                    .reason =
	                                            is_dead ? "does nothing" : "of another model"};
	struct ftl_stock_done done;

	if (luck > 1 || job->has_tried || job->part->has_serials)
		return FTL_OK;
	job->has_tried = true;
	job->needs_part = true;
	run->to_send_back[job->part - ftl_demo_parts]++;
	FTL_TRY(ftl_part_return(run->app, &run->scratch, &form,
	                        is_dead ? FTL_MOVE_DEAD : FTL_MOVE_WRONG, &done, err));
	job->lacks_part = ftl_part_missing(&done.progress) > 0;
	return FTL_OK;
}

/* A job that lacks its part waits for it, and when it came goes on where it was. */
static enum ftl_status wait_or_go_on(struct ftl_demo_run *run, struct ftl_demo_job *job,
                                     bool is_started, struct ftl_err *err)
{
	enum ftl_state state;

	FTL_TRY(reserve_serial(run, job, err));
	FTL_TRY(look_again(run, job, &state, err));
	if (job->lacks_part && state != FTL_AWAIT_PARTS)
		return act(run, job, FTL_EV_WAIT_PARTS, err);
	if (!job->lacks_part && is_started && state == FTL_APPROVED)
		return act(run, job, FTL_EV_START, err);
	return FTL_OK;
}

enum ftl_status ftl_demo_fit(struct ftl_demo_run *run, struct ftl_demo_job *job, bool is_started,
                             bool *ret_waits, struct ftl_err *err)
{
	*ret_waits = false;
	if (!job->needs_part)
		return FTL_OK;
	if (job->lacks_part)
		FTL_TRY(wait_or_go_on(run, job, is_started, err));
	*ret_waits = job->lacks_part;
	if (job->lacks_part || !is_started)
		return FTL_OK;
	FTL_TRY(issue(run, job, err));
	FTL_TRY(try_out(run, job, err));
	*ret_waits = job->needs_part;
	return FTL_OK;
}

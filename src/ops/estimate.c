#include <stdio.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/estimate.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_line.h"
#include "ops/possible.h"
#include "ops/share.h"
#include "store/estimate.h"
#include "store/event.h"
#include "store/line.h"

/* Most lines of one estimate, removed ones too. */
#define LINES_MAX 200

enum ftl_status ftl_estimate_draft(struct ftl_op *op, struct ftl_arena *arena,
                                   const struct ftl_order *order, const struct ftl_estimate *before,
                                   const char *title, struct ftl_opt lump_cents,
                                   struct ftl_estimate *ret, struct ftl_err *err)
{
	const struct ftl_estimate *all;
	struct ftl_estimate draft = {
	        .order_id = order->id,
	        .order_code = order->code,
	        .title = title,
	        .lump_cents = lump_cents,
	        .staff = op->app->actor.login,
	        .created_at = op->now,
	        .customer = order->customer,
	        .brand = order->brand,
	        .model = order->model,
	        .category = order->category,
	        .is_order_open = true,
	};
	size_t count;

	FTL_TRY(ftl_store_estimate_of_order(op->app->db, arena, order->id, &all, &count, err));
	draft.number = before != NULL ? before->number : 1;
	draft.version = 1;
	for (size_t i = 0; i < count; i++) {
		if (before == NULL && all[i].number >= draft.number)
			draft.number = all[i].number + 1;
		if (before != NULL && all[i].number == before->number)
			draft.version = all[i].version + 1;
	}
	FTL_TRY(ftl_op_id(op, &draft.id, err));
	FTL_TRY(ftl_op_code(op, FTL_CODE_ESTIMATE, &draft.code, err));
	draft.code = ftl_strdup(arena, draft.code);
	FTL_TRY(ftl_store_estimate_insert(op->app->db, op->app->site_id, op->app->actor.staff_id,
	                                  &draft, err));
	*ret = draft;
	return FTL_OK;
}

enum ftl_status ftl_estimate_write(struct ftl_op *op, struct ftl_estimate *estimate,
                                   struct ftl_estimate_event *event, struct ftl_err *err)
{
	FTL_TRY(ftl_op_id(op, &event->id, err));
	FTL_TRY(ftl_store_estimate_event_insert(op->app->db, estimate->id, op->app->actor.staff_id,
	                                        event, err));
	estimate->stored = ftl_estimate_after(estimate->stored, event->act);
	if (event->act == FTL_ESTIMATE_SEND)
		estimate->due_on = event->due_on;
	return ftl_store_estimate_update(op->app->db, estimate, err);
}

enum ftl_status ftl_estimate_give_way(struct ftl_op *op, struct ftl_estimate *other,
                                      const struct ftl_order_event *because, const char *by,
                                      struct ftl_err *err)
{
	struct ftl_estimate_event event = {
	        .at = because != NULL ? because->event.at : op->now,
	        .act = FTL_ESTIMATE_SUPERSEDE,
	        .order_event_id = because != NULL ? because->event.id : 0,
	        .text = by,
	};

	return ftl_estimate_write(op, other, &event, err);
}

/* A draft while it is written down. */
struct drafting {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_order order;
	struct ftl_estimate estimate;
	int positions; /* the last that is taken */
};

static enum ftl_status put_line(struct drafting *d, struct ftl_order_line *line,
                                struct ftl_err *err)
{
	line->position = ++d->positions;
	if (line->position > LINES_MAX)
		return ftl_fail(err, FTL_INVALID, "lines", "are too many, at most %d", LINES_MAX);
	return ftl_store_estimate_line_insert(d->app->db, d->estimate.id, line, err);
}

/* The lines of the form; what is wrong with one names it when there are several. */
static enum ftl_status put_lines(struct drafting *d, const struct ftl_estimate_form *form,
                                 struct ftl_err *err)
{
	for (size_t i = 0; i < form->line_count; i++) {
		struct ftl_order_line line = {0};
		enum ftl_status status =
		        ftl_line_read(d->app, d->arena, d->order.id, &form->lines[i], &line, err);
		char field[sizeof(err->field)];

		if (status == FTL_INVALID && form->line_count > 1) {
			(void)snprintf(field, sizeof(field), "lines[%zu].%.30s", i, err->field);
			memcpy(err->field, field, sizeof(field));
		}
		FTL_TRY(status);
		FTL_TRY(put_line(d, &line, err));
	}
	return FTL_OK;
}

/* The bill's present lines; each keeps its place on it. What becomes of a fee is for the policy. */
static enum ftl_status put_bill_lines(struct drafting *d, struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	const struct ftl_estimate *all;
	size_t count, estimates;
	char code[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_line_list(d->app->db, d->arena, d->order.id, &lines, &count, err));
	FTL_TRY(ftl_store_estimate_of_order(d->app->db, d->arena, d->order.id, &all, &estimates,
	                                    err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_order_line line = lines[i];

		if (!line.is_removed && !ftl_estimate_is_fee(all, estimates, line.id))
			FTL_TRY(put_line(d, &line, err));
	}
	if (d->positions > 0)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "from_lines", "work order %s has no lines",
	         ftl_code_eye_of(code, d->order.code));
	return ftl_hint(err, "say what it costs with --line 'part;filter;1;40.00'");
}

/* The figure of a form, if it names one; has_lines: the estimate has some, or gets them. */
static enum ftl_status read_figure(struct drafting *d, const struct ftl_estimate_form *form,
                                   bool has_lines, struct ftl_opt *ret, struct ftl_err *err)
{
	*ret = ftl_none();
	if (form->amount == NULL)
		return FTL_OK;
	ret->has = true;
	FTL_TRY(ftl_money_parse("amount", form->amount, &d->app->currency, false, &ret->value,
	                        err));
	if (!has_lines)
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "amount",
	                "is for an estimate without lines: these add up by themselves");
}

static enum ftl_status read_head(struct drafting *d, const struct ftl_estimate_form *form,
                                 const char **ret_title, struct ftl_opt *ret_lump,
                                 struct ftl_err *err)
{
	FTL_TRY(ftl_take_text(d->arena, "", "title", FTL_TEXT_LINE, FTL_NAME_MAX, form->title,
	                      ret_title, err));
	return read_figure(d, form, form->line_count > 0 || form->from_lines, ret_lump, err);
}

/* May the job have estimates made for it now; d's order is found, touched and open. */
static enum ftl_status begin_change(struct drafting *d, const char *order_code, struct ftl_err *err)
{
	struct ftl_order_facts facts;
	struct ftl_guard guard = {0};
	int64_t last_id;

	FTL_TRY(ftl_find_order_to_change(d->app, d->arena, order_code, &d->order, err));
	FTL_TRY(ftl_store_event_fold(d->app->db, d->order.id, &facts, &last_id, err));
	FTL_TRY(ftl_possible_can(d->app, d->arena, &d->order, &facts, FTL_EV_LINE, &guard, err));
	return ftl_op_touch(d->op, FTL_ENTITY_ORDER, d->order.id, false, err);
}

/* Tells and commits. */
static enum ftl_status finish(struct drafting *d, struct ftl_estimate_result *ret,
                              struct ftl_err *err)
{
	struct ftl_estimate_result result = {.act = FTL_ESTIMATE_EDIT,
	                                     .order_state = d->order.state};

	FTL_TRY(ftl_share_estimate(d->op, d->arena, d->order.id, &d->estimate, err));
	FTL_TRY(ftl_estimate_get(d->app, d->arena, d->estimate.code, &result.estimate, err));
	FTL_TRY(ftl_op_commit(d->op, &result, err));
	*ret = result;
	return FTL_OK;
}

/* A job with an accepted estimate gets no other, only that one's next version; and a version has
 * one that follows it. */
static enum ftl_status refuse_second(struct drafting *d, const struct ftl_estimate *before,
                                     struct ftl_err *err)
{
	const struct ftl_estimate *all;
	size_t count;
	char name[FTL_ESTIMATE_NAME_SIZE];

	FTL_TRY(ftl_store_estimate_of_order(d->app->db, d->arena, d->order.id, &all, &count, err));
	for (size_t i = 0; i < count; i++) {
		bool is_accepted = all[i].stored == FTL_ESTIMATE_ACCEPTED;
		bool is_draft = all[i].stored == FTL_ESTIMATE_DRAFT;
		bool is_next = before != NULL && all[i].number == before->number &&
		               all[i].version > before->version;

		ftl_estimate_name(name, &all[i]);
		if (is_next && (is_draft || all[i].stored == FTL_ESTIMATE_SENT)) {
			ftl_fail(err, FTL_STATE, "estimate", "%s is its next version already",
			         name);
			return ftl_hint(err,
			                is_draft ? "it is a draft: fettle estimate edit %s"
			                         : "it is sent: fettle estimate revise %s",
			                strchr(name, ' ') + 1);
		}
		if (is_accepted && (before == NULL || all[i].number != before->number)) {
			ftl_fail(err, FTL_STATE, "estimate",
			         "%s is accepted: there can be no other", name);
			return ftl_hint(err, "a change is a new version: fettle estimate revise %s",
			                strchr(name, ' ') + 1);
		}
	}
	return FTL_OK;
}

enum ftl_status ftl_estimate_add(struct ftl_app *app, struct ftl_arena *arena, const char *order,
                                 const struct ftl_estimate_form *form,
                                 struct ftl_estimate_result *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct drafting d = {.op = &op, .app = app, .arena = arena};
	const char *title;
	struct ftl_opt lump;

	FTL_TRY(ftl_op_begin(app, "estimate.add", FTL_CAN_PRICE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(begin_change(&d, order, err));
	FTL_TRY(refuse_second(&d, NULL, err));
	FTL_TRY(read_head(&d, form, &title, &lump, err));
	FTL_TRY(ftl_estimate_draft(&op, arena, &d.order, NULL, title, lump, &d.estimate, err));
	if (form->from_lines)
		FTL_TRY(put_bill_lines(&d, err));
	FTL_TRY(put_lines(&d, form, err));
	return finish(&d, ret, err);
}

static enum ftl_status remove_line(struct drafting *d, int position, struct ftl_err *err)
{
	char name[FTL_ESTIMATE_NAME_SIZE];

	for (size_t i = 0; i < d->estimate.line_count; i++) {
		struct ftl_order_line line = d->estimate.lines[i];

		if (line.position != position || line.is_removed)
			continue;
		line.is_removed = true;
		return ftl_store_estimate_line_update(d->app->db, d->estimate.id, &line, err);
	}
	return ftl_fail(err, FTL_NOT_FOUND, "remove", "%s has no line %d",
	                ftl_estimate_name(name, &d->estimate), position);
}

/* The estimate of a code, for a change of it or from it. */
static enum ftl_status begin_on(struct drafting *d, const char *code, enum ftl_estimate_act act,
                                struct ftl_err *err)
{
	char name[FTL_ESTIMATE_NAME_SIZE];

	FTL_TRY(ftl_estimate_get(d->app, d->arena, code, &d->estimate, err));
	FTL_TRY(begin_change(d, d->estimate.order_code, err));
	FTL_TRY(ftl_estimate_can(ftl_estimate_name(name, &d->estimate), d->estimate.state, act,
	                         false, err));
	for (size_t i = 0; i < d->estimate.line_count; i++)
		d->positions = d->estimate.lines[i].position;
	return FTL_OK;
}

enum ftl_status ftl_estimate_edit(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                  const struct ftl_estimate_form *form,
                                  struct ftl_estimate_result *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct drafting d = {.op = &op, .app = app, .arena = arena};
	struct ftl_opt figure;

	FTL_TRY(ftl_op_begin(app, "estimate.edit", FTL_CAN_PRICE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(begin_on(&d, code, FTL_ESTIMATE_EDIT, err));
	for (size_t i = 0; i < form->removed_count; i++) {
		FTL_TRY(remove_line(&d, form->removed[i], err));
		FTL_TRY(ftl_estimate_load(app->db, arena, ftl_app_today(app), &d.estimate, err));
	}
	if (form->title != NULL)
		FTL_TRY(ftl_take_text(arena, "", "title", FTL_TEXT_LINE, FTL_NAME_MAX, form->title,
		                      &d.estimate.title, err));
	FTL_TRY(read_figure(&d, form, form->line_count > 0 || ftl_estimate_has_lines(&d.estimate),
	                    &figure, err));
	/* Lines take the place of a figure. */
	if (figure.has || form->line_count > 0)
		d.estimate.lump_cents = figure;
	FTL_TRY(ftl_store_estimate_update(app->db, &d.estimate, err));
	FTL_TRY(put_lines(&d, form, err));
	return finish(&d, ret, err);
}

/* What a new version has of the one before: not what was taken off the bill since. */
static enum ftl_status put_version(struct drafting *d, const struct ftl_estimate *before,
                                   const struct ftl_order_line *bill, size_t count,
                                   struct ftl_err *err)
{
	for (size_t i = 0; i < before->line_count; i++) {
		struct ftl_order_line line = before->lines[i];
		bool is_gone = line.is_removed;

		for (size_t j = 0; j < count; j++)
			is_gone = is_gone || (line.id == bill[j].id && bill[j].is_removed);
		if (!is_gone)
			FTL_TRY(put_line(d, &line, err));
	}
	return FTL_OK;
}

/* Whether a line of the bill was put there by hand and is offered by nobody but an earlier version:
 * it goes along. */
static bool is_by_hand(const struct ftl_order_line *line, const struct ftl_estimate *all,
                       size_t count, const struct ftl_estimate *before)
{
	if (line->is_removed || ftl_estimate_is_fee(all, count, line->id) ||
	    ftl_estimate_holds(before, line->id, true))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (all[i].number != before->number && ftl_estimate_holds(&all[i], line->id, true))
			return false;
	}
	return true;
}

/* The lines of a new version. An accepted figure beside which lines were put on the bill is lines
 * from then on. */
static enum ftl_status write_version(struct drafting *d, const struct ftl_estimate *before,
                                     struct ftl_err *err)
{
	const struct ftl_order_line *bill;
	struct ftl_order_line *by_hand;
	const struct ftl_estimate *all;
	size_t count, estimates, found = 0;
	struct ftl_opt figure = before->lump_cents;

	FTL_TRY(ftl_store_line_list(d->app->db, d->arena, d->order.id, &bill, &count, err));
	FTL_TRY(ftl_estimate_of_order(d->app, d->arena, d->order.id, &all, &estimates, err));
	by_hand = ftl_alloc(d->arena, count + 1, sizeof(*by_hand));
	for (size_t i = 0; i < count; i++) {
		if (is_by_hand(&bill[i], all, estimates, before))
			by_hand[found++] = bill[i];
	}
	if (found > 0 && before->stored == FTL_ESTIMATE_ACCEPTED)
		figure = ftl_none();
	FTL_TRY(ftl_estimate_draft(d->op, d->arena, &d->order, before, before->title, figure,
	                           &d->estimate, err));
	d->positions = 0;
	if (figure.has)
		return FTL_OK;
	FTL_TRY(put_version(d, before, bill, count, err));
	for (size_t i = 0; i < found; i++)
		FTL_TRY(put_line(d, &by_hand[i], err));
	return FTL_OK;
}

enum ftl_status ftl_estimate_revise(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    struct ftl_estimate_result *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct drafting d = {.op = &op, .app = app, .arena = arena};
	struct ftl_estimate before;

	FTL_TRY(ftl_op_begin(app, "estimate.revise", FTL_CAN_PRICE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(begin_on(&d, code, FTL_ESTIMATE_REVISE, err));
	before = d.estimate;
	FTL_TRY(refuse_second(&d, &before, err));
	FTL_TRY(write_version(&d, &before, err));
	/* What is agreed to stands until the new version is; what was only offered does not. */
	if (before.stored == FTL_ESTIMATE_SENT)
		FTL_TRY(ftl_estimate_give_way(&op, &before, NULL, d.estimate.code, err));
	return finish(&d, ret, err);
}

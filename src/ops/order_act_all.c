#include <stdio.h>

#include "ops/order_act.h"

/* A step with many jobs while it is worked out. */
struct acting_all {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	const struct ftl_order_step *step;
	bool keep_going;
	struct ftl_order_outcome *outcomes;
	int64_t *done; /* ids of jobs */
	size_t done_count;
};

/* What a scanner or a pasted list names twice is done once. */
static bool is_done(const struct acting_all *all, int64_t order_id)
{
	for (size_t i = 0; i < all->done_count; i++) {
		if (all->done[i] == order_id)
			return true;
	}
	return false;
}

/* "line 3: order" */
static enum ftl_status place(struct ftl_err *err, size_t line)
{
	char field[sizeof(err->field)];

	snprintf(field, sizeof(field), "%s", err->field);
	snprintf(err->field, sizeof(err->field), "line %zu%s%.40s", line, *field ? ": " : "",
	         field);
	return err->status;
}

static const struct ftl_err *keep(struct ftl_arena *arena, const struct ftl_err *problem)
{
	struct ftl_err *kept = FTL_NEW(arena, struct ftl_err);

	*kept = *problem;
	return kept;
}

/* One job: its outcome, or an error that ends the whole. What may refuse it has written nothing. */
static enum ftl_status act_one(struct acting_all *all, struct ftl_order_outcome *outcome,
                               struct ftl_err *err)
{
	struct ftl_acting a = {
	        .op = all->op, .app = all->app, .arena = all->arena, .step = all->step};
	struct ftl_err problem;
	enum ftl_status status = ftl_acting_prepare(&a, outcome->named->code, &problem);

	if (a.order.id != 0 && is_done(all, a.order.id)) {
		outcome->kind = FTL_ORDER_SAME;
		outcome->change.code = a.order.code;
		return FTL_OK;
	}
	if (status == FTL_OK) {
		all->done[all->done_count++] = a.order.id;
		return ftl_acting_carry_out(&a, &outcome->change, err);
	}
	if (!all->keep_going || !ftl_status_is_refusal(status)) {
		*err = problem;
		return status;
	}
	outcome->kind = FTL_ORDER_REFUSED;
	outcome->refused = keep(all->arena, &problem);
	return FTL_OK;
}

enum ftl_status ftl_order_act_all(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_order_named *named, size_t count,
                                  const struct ftl_order_step *step, bool keep_going,
                                  struct ftl_order_steps *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct acting_all all = {
	        .op = &op, .app = app, .arena = arena, .step = step, .keep_going = keep_going};
	struct ftl_order_steps steps = {0};

	FTL_TRY(ftl_acting_begin(app, arena, step->kind, &op, err));
	if (op.is_replay)
		return FTL_OK;
	all.outcomes = ftl_alloc(arena, count, sizeof(*all.outcomes));
	all.done = ftl_alloc(arena, count, sizeof(*all.done));
	for (size_t i = 0; i < count; i++) {
		all.outcomes[i].named = &named[i];
		if (act_one(&all, &all.outcomes[i], err) != FTL_OK)
			return place(err, named[i].line);
		steps.refused += all.outcomes[i].kind == FTL_ORDER_REFUSED;
	}
	steps.outcomes = all.outcomes;
	steps.count = count;
	/* Nothing done is nothing to write down. */
	if (all.done_count > 0) {
		FTL_TRY(ftl_op_seal(&op, err));
		steps.audit_head = ftl_op_head(&op, arena);
		FTL_TRY(ftl_op_commit(&op, &steps, err));
	}
	*ret = steps;
	return FTL_OK;
}

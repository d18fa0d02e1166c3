#include "ops/order_act.h"
#include "ops/order_all.h"

/* A step with many jobs: what is the same for all, and the job at hand. */
struct acting_all {
	const struct ftl_acting *common;
	struct ftl_acting a;
};

static enum ftl_status prepare(void *context, const char *text, int64_t *ret_id,
                               const char **ret_code, struct ftl_err *err)
{
	struct acting_all *all = context;
	enum ftl_status status;

	all->a = *all->common;
	status = ftl_acting_prepare(&all->a, text, err);
	*ret_id = all->a.order.id;
	*ret_code = all->a.order.code;
	return status;
}

static enum ftl_status carry_out(void *context, struct ftl_order_outcome *outcome,
                                 struct ftl_err *err)
{
	struct acting_all *all = context;
	struct ftl_order_change *change = FTL_NEW(all->a.arena, struct ftl_order_change);

	outcome->change = change;
	return ftl_acting_carry_out(&all->a, change, err);
}

enum ftl_status ftl_order_act_all(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_order_named *named, size_t count,
                                  const struct ftl_order_step *step, bool keep_going,
                                  struct ftl_order_outcomes *ret, struct ftl_err *err)
{
	FTL_OP(op);
	const struct ftl_acting common = {.op = &op, .app = app, .arena = arena, .step = step};
	struct acting_all all = {.common = &common};
	const struct ftl_all_work work = {&all, prepare, carry_out};
	struct ftl_order_outcomes outcomes;

	FTL_TRY(ftl_acting_begin(app, arena, step->kind, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_all_do(arena, &work, named, count, keep_going, &outcomes, err));
	/* Nothing done is nothing to write down. */
	if (outcomes.done > 0) {
		FTL_TRY(ftl_op_seal(&op, err));
		outcomes.audit_head = ftl_op_head(&op, arena);
		FTL_TRY(ftl_op_commit(&op, &outcomes, err));
	}
	*ret = outcomes;
	return FTL_OK;
}

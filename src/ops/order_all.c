#include "ops/order_all.h"

#include <stdio.h>

/* The list while it is gone through. */
struct going {
	struct ftl_arena *arena;
	const struct ftl_all_work *work;
	bool keep_going;
	int64_t *done; /* ids */
	size_t done_count;
};

/* What a scanner or a pasted list names twice is done once. */
static bool is_done(const struct going *going, int64_t id)
{
	for (size_t i = 0; i < going->done_count; i++) {
		if (going->done[i] == id)
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

/* One line: its outcome, or an error that ends the whole. */
static enum ftl_status do_one(struct going *going, struct ftl_order_outcome *outcome,
                              struct ftl_err *err)
{
	const struct ftl_all_work *work = going->work;
	int64_t id = 0;
	struct ftl_err problem;
	enum ftl_status status =
	        work->prepare(work->context, outcome->named->code, &id, &outcome->code, &problem);

	if (id != 0 && is_done(going, id)) {
		outcome->kind = FTL_ORDER_SAME;
		return FTL_OK;
	}
	if (status == FTL_OK) {
		going->done[going->done_count++] = id;
		return work->carry_out(work->context, outcome, err);
	}
	if (!going->keep_going || !ftl_status_is_refusal(status)) {
		*err = problem;
		return status;
	}
	outcome->kind = FTL_ORDER_REFUSED;
	outcome->refused = keep(going->arena, &problem);
	return FTL_OK;
}

enum ftl_status ftl_all_do(struct ftl_arena *arena, const struct ftl_all_work *work,
                           const struct ftl_order_named *named, size_t count, bool keep_going,
                           struct ftl_order_outcomes *ret, struct ftl_err *err)
{
	struct going going = {.arena = arena, .work = work, .keep_going = keep_going};
	struct ftl_order_outcome *outcomes = ftl_alloc(arena, count, sizeof(*outcomes));
	size_t refused = 0;

	going.done = ftl_alloc(arena, count, sizeof(*going.done));
	for (size_t i = 0; i < count; i++) {
		outcomes[i].named = &named[i];
		if (do_one(&going, &outcomes[i], err) != FTL_OK)
			return place(err, named[i].line);
		refused += outcomes[i].kind == FTL_ORDER_REFUSED;
	}
	*ret = (struct ftl_order_outcomes){
	        .rows = outcomes, .count = count, .refused = refused, .done = going.done_count};
	return FTL_OK;
}

#ifndef FETTLE_OPS_ESTIMATE_STEP_H
#define FETTLE_OPS_ESTIMATE_STEP_H

#include "fettle/ops/estimate.h"
#include "ops/order_act.h"

/* "estimate E26-00001-T". */
#define FTL_ESTIMATE_NAME_SIZE (FTL_CODE_SIZE + 16)
const char *ftl_estimate_name(char buffer[FTL_ESTIMATE_NAME_SIZE],
                              const struct ftl_estimate *estimate);

/* Fills lines, sums, events and the state on a day. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_load(struct ftl_db *db, struct ftl_arena *arena,
                                                 int32_t today, struct ftl_estimate *estimate,
                                                 struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_estimate_find(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *text, struct ftl_estimate *ret,
                                                 struct ftl_err *err);

/* All of the job, whole, in the arena, to be written back. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_load_all(struct ftl_acting *a,
                                                     struct ftl_estimate **ret, size_t *ret_count,
                                                     struct ftl_err *err);

/* Inserts a draft: the next version of before, or the next alternative when that is NULL. The work
 * order must have been touched. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_draft(struct ftl_op *op, struct ftl_arena *arena,
                                                  const struct ftl_order *order,
                                                  const struct ftl_estimate *before,
                                                  const char *title, struct ftl_opt lump_cents,
                                                  struct ftl_estimate *ret, struct ftl_err *err);

/* Appends an event and lets the row follow it; *event gets its id. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_write(struct ftl_op *op, struct ftl_estimate *estimate,
                                                  struct ftl_estimate_event *event,
                                                  struct ftl_err *err);

/* The same for another one that gives way; by: what stands in its place. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_give_way(struct ftl_op *op, struct ftl_estimate *other,
                                                     const struct ftl_order_event *because,
                                                     const char *by, struct ftl_err *err);

/* What the bill has to do with estimates: estimate_bill.c. The lines of the accepted one go onto
 * it, those that only others stand for go off. A figure goes onto it as a line, unless lines that
 * the customer pays make the bill already. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_to_bill(struct ftl_acting *a,
                                                    const struct ftl_estimate *all, size_t count,
                                                    const struct ftl_estimate *chosen,
                                                    struct ftl_err *err);
/* Whether an estimate keeps this line of the bill; is_removed_too: or kept it before it was edited.
 */
bool ftl_estimate_holds(const struct ftl_estimate *estimate, int64_t line_id, bool is_removed_too);

/* The diagnosis fee: estimate_fee.c. Whether a line of the bill is the fee for an estimate that was
 * declined. */
bool ftl_estimate_is_fee(const struct ftl_estimate *all, size_t count, int64_t line_id);
/* Adds the line for the diagnosis fee that the policy wants to an estimate that is to be sent. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_add_fee(struct ftl_op *op, struct ftl_arena *arena,
                                                    struct ftl_estimate *estimate,
                                                    struct ftl_err *err);
/* What is to be paid for looking at the device, of all the job's estimates: it stands on the bill,
 * or does as soon as the customer declines what is open. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_owed_fee(struct ftl_acting *a,
                                                     const struct ftl_estimate *all, size_t count,
                                                     struct ftl_opt *ret, struct ftl_err *err);
/* A job that owes the fee is not called off: it leaves over the counter. FTL_STATE. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_check_cancel(struct ftl_acting *a, struct ftl_err *err);
/* Charges it when an estimate is declined, unless the job bears it already or the bill is done
 * with. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_charge_fee(struct ftl_acting *a,
                                                       const struct ftl_estimate *all, size_t count,
                                                       struct ftl_estimate *declined,
                                                       struct ftl_err *err);

/* What sending and answering have in common: estimate_answer.c. The state when the step happened:
 * what is noted later is judged by the day it was said on. */
enum ftl_estimate_state ftl_estimate_state_at(const struct ftl_acting *a,
                                              const struct ftl_estimate *estimate);
/* What was agreed to must cover the estimate; field: where it was said. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_is_covered(const struct ftl_acting *a,
                                                       const struct ftl_estimate *estimate,
                                                       struct ftl_opt amount, const char *field,
                                                       struct ftl_err *err);
/* An event of an estimate that goes with the job's event just written. */
struct ftl_estimate_event ftl_estimate_event_of(const struct ftl_acting *a,
                                                enum ftl_estimate_act act);
/* The customer's yes, after the job's event was written: others give way, and what was agreed to
 * goes onto the bill. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_take_yes(struct ftl_acting *a,
                                                     struct ftl_estimate *chosen,
                                                     struct ftl_estimate_event *event,
                                                     struct ftl_err *err);

/* Whoever wants no repair declines all that is open, by the step of the job that was just written;
 * the fee is charged unless something was agreed to. reason: NULL for none. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_decline_all(struct ftl_acting *a, const char *reason,
                                                        struct ftl_err *err);

/*
 * The short form: estimate_step.c. Before the event is written: `order ask --amount` makes an
 * estimate without lines, `order approve` finds the one that is open (*ret; NULL: none). After: it
 * is noted as sent or accepted. The payer's answer is none. `order ready` puts an accepted figure
 * that nothing stands for onto the bill; as declined by the customer, it declines what is open.
 */
FTL_MUST_CHECK enum ftl_status
ftl_estimate_before_step(struct ftl_acting *a, struct ftl_estimate **ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_estimate_after_step(struct ftl_acting *a, struct ftl_estimate *estimate, struct ftl_err *err);

#endif

#ifndef OPS_ATTENTION_H
#define OPS_ATTENTION_H

#include "fettle/model/attention.h"
#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* By what open jobs are judged now: the calendar and the settings. */
FTL_MUST_CHECK enum ftl_status ftl_attention_rules(struct ftl_app *app, struct ftl_arena *arena,
                                                   struct ftl_attention_rules *ret,
                                                   struct ftl_err *err);

/* The setting collect.notices. */
FTL_MUST_CHECK enum ftl_status
ftl_notice_schedule(struct ftl_app *app, struct ftl_notice_schedule *ret, struct ftl_err *err);

/* The notices among a job's events since it is ready; none while it is not. */
void ftl_order_notices(const struct ftl_app *app, const struct ftl_order_event *events,
                       size_t count, int64_t ready_at, struct ftl_notices *ret);

#endif

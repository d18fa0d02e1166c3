#ifndef OPS_REMITTANCE_H
#define OPS_REMITTANCE_H

#include "fettle/ops/remittance.h"
#include "ops/claim.h"
#include "store/remittance.h"

/* FTL_NOT_FOUND; FTL_CONFLICT for a code of another kind. */
FTL_MUST_CHECK enum ftl_status ftl_find_remittance(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *text,
                                                   struct ftl_remittance_record *ret,
                                                   struct ftl_err *err);
/* As it stands, with its lines. */
FTL_MUST_CHECK enum ftl_status ftl_remittance_load(struct ftl_app *app, struct ftl_arena *arena,
                                                   int64_t id, struct ftl_remittance_full *ret,
                                                   struct ftl_err *err);
/* The claims on a kind of payer that were sent and are judged by rules of a code, or by none. */
FTL_MUST_CHECK enum ftl_status ftl_remittance_load_claims(struct ftl_app *app,
                                                          struct ftl_arena *arena,
                                                          enum ftl_payer payer, const char *rules,
                                                          const struct ftl_remittance_claim **ret,
                                                          size_t *ret_count, struct ftl_err *err);
/* Books what waits of a line on a claim as far as it is owed, and says so in the row. */
FTL_MUST_CHECK enum ftl_status
ftl_remittance_pay(struct ftl_claiming *c, struct ftl_remittance_row *row, struct ftl_err *err);
/* A payment is the approval of what nobody decided yet, line by line as far as the money goes. */
FTL_MUST_CHECK enum ftl_status ftl_remittance_approve(struct ftl_claiming *c, int64_t cents,
                                                      const char *reason, struct ftl_err *err);

#endif

#ifndef FETTLE_OPS_VERIFY_H
#define FETTLE_OPS_VERIFY_H

#include "fettle/db/db.h"

/*
 * Compares a work order's row with what its events say, and its pieces with their custody events.
 * FTL_INTERNAL says what differs. Runs before every commit that touched the order, and in check.
 */
FTL_MUST_CHECK enum ftl_status ftl_verify_order(struct ftl_db *db, int64_t id, struct ftl_err *err);

/* The same of a loaner, and of what was charged for it with the line of the bill. */
FTL_MUST_CHECK enum ftl_status ftl_verify_loaner(struct ftl_db *db, int64_t id,
                                                 struct ftl_err *err);

/*
 * The same of a claim and its lines; and that each line asks for what the job's bill says, that no
 * other claim asks for it too, and that nothing was paid that was not approved: claimed is paid,
 * written off, still open or given up, to the cent.
 */
FTL_MUST_CHECK enum ftl_status ftl_verify_claim(struct ftl_db *db, int64_t id, struct ftl_err *err);

/* The same of a purchase order and its lines, with their deliveries in the ledger of parts. */
FTL_MUST_CHECK enum ftl_status ftl_verify_purchase(struct ftl_db *db, int64_t id,
                                                   struct ftl_err *err);
/* The same of a return, and that what its supplier got is what was sent, or what they credited. */
FTL_MUST_CHECK enum ftl_status ftl_verify_return(struct ftl_db *db, int64_t id,
                                                 struct ftl_err *err);

/* That a stocktake's row is what its events say; with its counts also that each expects what the
 * ledger of parts said at its moment, and that what was posted is what the counts and the ledger
 * differ by. */
FTL_MUST_CHECK enum ftl_status ftl_verify_stocktake(struct ftl_db *db, int64_t id, bool with_counts,
                                                    struct ftl_err *err);

/* That what of a remittance's lines is booked stands on claims, and that the rest waits or was
 * dismissed. */
FTL_MUST_CHECK enum ftl_status ftl_verify_remittance(struct ftl_db *db, int64_t id,
                                                     struct ftl_err *err);

#endif

#ifndef HELPER_FAULTYDB_H
#define HELPER_FAULTYDB_H

#include "db/driver.h"

/*
 * A driver in front of ftl_sqlite_driver whose n-th call fails, for ftl_db_open_with. Opening,
 * publishing, beginning, preparing, binding, stepping, committing and the calls of the migrator and
 * of backup are counted; rolling back, resetting and closing cannot fail and are not.
 *
 * A call that fails does nothing, but for a step that fails with FTL_IO: it rolls the transaction
 * back first, as SQLite does when the disk is full.
 */
extern const struct ftl_driver faultydb_driver;

/*
 * From now on the nth call (1 is the next) fails with the given status, and so does every one after
 * it when is_for_ever. With nth 0 no call fails. Starts counting anew.
 */
void faultydb_fail(long nth, enum ftl_status status, bool is_for_ever);

/* Calls since then, failed ones included. */
long faultydb_calls(void);

/* True when a call was made to fail since then. */
bool faultydb_has_failed(void);

#endif

#ifndef FETTLE_OPS_OLD_PART_H
#define FETTLE_OPS_OLD_PART_H

#include "fettle/model/old_part.h"
#include "fettle/ops/app.h"

/* What becomes of the old parts that come out of devices. */

/* As typed; NULL: not said. */
struct ftl_old_form {
	const char *order;
	int line;
	enum ftl_old_fate fate;
	const char *quantity; /* of so much, the rest stays as it is; NULL: of all */
	const char *serial;
	const char *reason;
};
/* The last word on the old parts of a line counts. What somebody wants back is given up only by a
 * manager with a reason (FTL_DENIED, FTL_INVALID); FTL_CONFLICT for what is in a box, FTL_STATE for
 * more than is here. */
FTL_MUST_CHECK enum ftl_status ftl_part_old(struct ftl_app *app, struct ftl_arena *arena,
                                            const struct ftl_old_form *form,
                                            struct ftl_old_part *ret, struct ftl_err *err);

#endif

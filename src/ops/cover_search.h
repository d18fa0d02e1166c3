#ifndef FETTLE_OPS_COVER_SEARCH_H
#define FETTLE_OPS_COVER_SEARCH_H

#include "fettle/model/term.h"
#include "fettle/ops/term.h"
#include "ops/coverage.h"

/* The covers of a device that are known, as far as they are found. */
struct ftl_cover_search {
	struct ftl_app *app;
	struct ftl_arena *arena;
	const struct ftl_device *device;
	const struct ftl_cover_question *question;
	const struct ftl_diagnosis *codes; /* of the fault that is asked about */
	size_t code_count;
	const struct ftl_term_doc *docs;
	size_t doc_count;
	const struct ftl_order *orders; /* of the device */
	size_t order_count;
	bool *has_term;              /* of each: a term says how it is guaranteed */
	struct ftl_term_facts facts; /* of the device; no date yet but its purchase */
	struct ftl_cover_facts asked;
	const struct ftl_order_finding *found;
	struct ftl_cover *covers;
	const struct ftl_term **terms; /* by which each cover is */
	int *positions;
	size_t count, capacity, term_capacity, position_capacity;
	/* The unit that this one took the place of, and its covers; NULL: of none. */
	const struct ftl_cover_search *old;
	int32_t exchanged_on;
};

/* Fills what is on file of the device and of the fault: all but the covers. */
FTL_MUST_CHECK enum ftl_status ftl_cover_search_facts(struct ftl_cover_search *f,
                                                      struct ftl_err *err);
/* Fills what is left of the limits of the covers, once all are found. */
FTL_MUST_CHECK enum ftl_status ftl_cover_search_limits(struct ftl_cover_search *f,
                                                       struct ftl_err *err);

#endif

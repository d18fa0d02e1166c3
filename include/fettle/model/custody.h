#ifndef FETTLE_MODEL_CUSTODY_H
#define FETTLE_MODEL_CUSTODY_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Where things are. Every piece has append-only custody events; whether it is in our care and at
 * which place follows from them, and what is stored besides is a cache of ftl_custody_apply().
 */

enum ftl_place_kind {
	FTL_PLACE_SHELF,
	FTL_PLACE_BENCH,
	FTL_PLACE_VENDOR, /* an outside repairer: in our care, and not in the house */
	FTL_PLACE_DESK,
	FTL_PLACE_KINDS
};
extern const char *const ftl_place_kind_names[FTL_PLACE_KINDS]; /* "shelf", … */
/* As a person says it: "outside repairer". */
const char *ftl_place_kind_title(enum ftl_place_kind kind);

enum ftl_custody {
	FTL_CUSTODY_IN,      /* came into our care */
	FTL_CUSTODY_OUT,     /* was given back */
	FTL_CUSTODY_MISSING, /* cannot be given back */
	FTL_CUSTODY_MOVE,    /* to another place, in our care all the while */
	FTL_CUSTODIES
};
extern const char *const ftl_custody_names[FTL_CUSTODIES]; /* "in", "out", "missing", "move" */

/* One event as it is stored. */
struct ftl_custody_event {
	int64_t id; /* the order of truth */
	int64_t at; /* UTC seconds */
	enum ftl_custody direction;
	int64_t place_id; /* where it came to; 0: not known */
};

/* What the events of a piece say; begins zeroed. */
struct ftl_custody_facts {
	bool is_here;     /* in our care: in the house, or at an outside repairer */
	int64_t place_id; /* 0: not known, or not in our care */
};

/* Adds one event, in order of id. Total and forgiving, as ftl_order_apply(). */
void ftl_custody_apply(struct ftl_custody_facts *facts, const struct ftl_custody_event *event);

#endif

#ifndef FETTLE_OPS_COVERAGE_H
#define FETTLE_OPS_COVERAGE_H

#include "fettle/model/meter.h"
#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* Who pays for a job, and why: the covers that are known, put to the model. Advice, never law. */

struct ftl_coverage {
	struct ftl_device device;
	struct ftl_order order; /* id 0: a device was asked for, not a job */
	int32_t on;             /* the day the fault was, or would be, reported */
	struct ftl_opt meter;   /* what it read on that day or before; absent: not known */
	const struct ftl_cover *covers;
	const int *positions; /* of each: among those on file of the device; 0: a term's own */
	size_t cover_count;
	const struct ftl_order_finding *findings; /* on the job */
	size_t finding_count;
	struct ftl_verdict classes[FTL_LINE_CLASSES];
	/* What the job goes by: the verdict of its check-in. False: none was given, or another day
	 * was asked for. */
	bool has_kept;
	struct ftl_verdict kept[FTL_LINE_CLASSES];
	bool is_kept; /* nobody else pays, or another share, than was said then */
};

/*
 * By what is known now, for a work order or one of its pieces, on the day it was received; or for a
 * device by its code or a number on it, on this day. on: a day instead of that, as
 * ftl_period_parse; NULL: none.
 */
FTL_MUST_CHECK enum ftl_status ftl_coverage_why(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, const char *on,
                                                struct ftl_coverage *ret, struct ftl_err *err);

/* A cover of a device as typed; NULL: not said. */
struct ftl_cover_form {
	const char *term; /* code */
	const char *from; /* the day it counts from; NULL: the day of purchase on file */
	const char
	        *made_on;  /* of the device, where neither is known: the start is guessed from it */
	const char *until; /* the last day as its giver says; NULL: as the term says */
	const char *proof; /* receipt, certificate, what the register said */
	const char *source; /* "typed", "receipt", "register", "import"; NULL: typed */
};
extern const char *const ftl_cover_source_names[];
extern const int ftl_cover_source_count;

/* Puts a cover on file of a device, by a term that is in use or comes with the program. Gives the
 * covers of the device on this day. */
FTL_MUST_CHECK enum ftl_status ftl_coverage_add(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *device,
                                                const struct ftl_cover_form *form,
                                                struct ftl_coverage *ret, struct ftl_err *err);
/* A cover on file no longer holds; it stays there with the reason. */
FTL_MUST_CHECK enum ftl_status ftl_coverage_void(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *device, int64_t position,
                                                 const char *reason, struct ftl_coverage *ret,
                                                 struct ftl_err *err);

/*
 * A unit took the place of another on a day (NULL: this one): it inherits what was left of the
 * cover then, no term begins anew with it, and the old one has none any more. is_back: it did not.
 * FTL_CONFLICT: one of them was exchanged already. Gives the covers of the new unit.
 */
FTL_MUST_CHECK enum ftl_status ftl_coverage_exchange(struct ftl_app *app, struct ftl_arena *arena,
                                                     const char *old_device, const char *new_device,
                                                     const char *on, bool is_back,
                                                     struct ftl_coverage *ret, struct ftl_err *err);

/* Something was found on the device of an open job that a cover may exclude; without evidence it is
 * a suspicion, whose place evidence takes. is_back takes it back; FTL_CONFLICT: it was noted
 * already. The job goes by its verdict until it is decided again. */
FTL_MUST_CHECK enum ftl_status ftl_coverage_found(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *code, const char *exclusion,
                                                  const char *evidence, bool is_back,
                                                  struct ftl_coverage *ret, struct ftl_err *err);
/* An open job goes from now on by what is known now; FTL_CONFLICT: it does so already. */
FTL_MUST_CHECK enum ftl_status ftl_coverage_decide_again(struct ftl_app *app,
                                                         struct ftl_arena *arena, const char *code,
                                                         struct ftl_coverage *ret,
                                                         struct ftl_err *err);

/* A reading of a device's meter as typed; NULL: not said. */
struct ftl_meter_form {
	const char *meter;  /* as ftl_meter_parse */
	const char *on;     /* the day it was read; NULL: this one */
	const char *reason; /* why it is less than before */
};
/* Notes what the meter of a device reads, of one that a work order or a piece names too, on whose
 * timeline it goes then. The job goes by its verdict until it is decided again. Gives the covers as
 * ftl_coverage_why. */
FTL_MUST_CHECK enum ftl_status ftl_device_meter(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, const struct ftl_meter_form *form,
                                                struct ftl_coverage *ret, struct ftl_err *err);
/* The readings of a device by day. */
FTL_MUST_CHECK enum ftl_status ftl_device_meters(struct ftl_app *app, struct ftl_arena *arena,
                                                 int64_t device_id,
                                                 const struct ftl_meter_row **ret,
                                                 size_t *ret_count, struct ftl_err *err);

#define FTL_RULE_OVERRIDE "override"

/* A person decides otherwise, for one class or (NULL) all: the rule is FTL_RULE_OVERRIDE then. */
struct ftl_cover_override {
	const char *class; /* "parts", "labour", "shipping", "travel" */
	const char *payer;
	const char *percent; /* NULL: 100 */
	const char *reason;
};
FTL_MUST_CHECK enum ftl_status ftl_coverage_override(struct ftl_app *app, struct ftl_arena *arena,
                                                     const char *code,
                                                     const struct ftl_cover_override *override,
                                                     struct ftl_coverage *ret, struct ftl_err *err);

/* Cost classes as they are called where cover is spoken of, by enum ftl_line_class. */
extern const char *const ftl_cover_class_names[FTL_LINE_CLASSES];

#endif

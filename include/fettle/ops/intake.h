#ifndef FETTLE_OPS_INTAKE_H
#define FETTLE_OPS_INTAKE_H

#include "fettle/model/record.h"
#include "fettle/ops/advice.h"
#include "fettle/ops/app.h"

/* What the front desk knows about one device of a drop-off. NULL and 0 members: not said. All text
 * is raw, as typed: ftl_check_in() validates it and names the field. */
struct ftl_intake_device {
	const char *code; /* of a device already on file */
	const char *category;
	const char *brand;
	const char *model;
	const char *serial;
	const char *imei;
	const char *imei2;
	const char *no_imei; /* why it has none: an IMEI beside it must be a placeholder */
	const char *gtin;
	const char *asset_tag;
	const char *purchased_on; /* YYYY-MM-DD */
	const char *proof;
	const char *meter;        /* as ftl_meter_parse */
	const char *meter_reason; /* why it is less than before */
	const char *fault;
	const char *symptom; /* code of the tables */
	const char *condition;
	const char *const *accessories;
	size_t accessory_count;
	const char *priority;
	const char *promised_on;
	const char *approval_limit; /* decimal money */
};

/* One drop-off: a customer and devices. */
struct ftl_intake {
	const char *customer_code; /* on file; else the name is required */
	const char *customer_name;
	bool is_company;
	const char *language;
	const char *address;
	const struct ftl_contact *contacts; /* phones and e-mails */
	size_t contact_count;
	const struct ftl_intake_device *devices;
	size_t device_count;
	const char *where; /* "line 3" or NULL: put before messages of a batch */
};

/* What became of one device. */
struct ftl_checked_in {
	struct ftl_order order;
	struct ftl_customer customer;
	struct ftl_device device;
	const struct ftl_piece *pieces;
	size_t piece_count;
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	const struct ftl_warning *warnings;
	size_t warning_count;
	bool is_new_customer;
	bool is_new_device;
};

/* What a check-in gives: a job for every device, in their order. */
struct ftl_check_in_result {
	const struct ftl_checked_in *jobs;
	size_t count;
	const char *audit_head; /* short head of the audit chain after the check-in, for receipts */
};

/*
 * Checks in one or several drop-offs in one transaction: finds or creates customers and devices,
 * opens an intake with a work order, pieces and cover for every device. Errors name the field as in
 * the intake document ("devices[0].imei"); nothing is written then.
 */
FTL_MUST_CHECK enum ftl_status ftl_check_in(struct ftl_app *app, struct ftl_arena *arena,
                                            const struct ftl_intake *intakes, size_t count,
                                            struct ftl_check_in_result *ret, struct ftl_err *err);

/* What became of one record: result (empty for a retry, see ftl_app.replayed), or refused with the
 * reason (the other one is NULL). */
typedef enum ftl_status ftl_intake_each(void *context, const struct ftl_intake *intake,
                                        const struct ftl_check_in_result *result,
                                        const struct ftl_err *refused, struct ftl_err *err);

/*
 * Checks in several drop-offs, each in a transaction of its own and under a request id of its own
 * ("ID/1", "ID/2" …), and tells each outcome; what the result holds lasts until each returns. Stops
 * at what is no record's fault (busy, disk, denied): what went in before stays.
 */
FTL_MUST_CHECK enum ftl_status ftl_check_in_each(struct ftl_app *app,
                                                 const struct ftl_intake *intakes, size_t count,
                                                 ftl_intake_each *each, void *context,
                                                 struct ftl_err *err);

/* The intake documents of a JSON text (one object, an array, or JSON Lines when is_lines). */
struct ftl_intake_batch {
	struct ftl_intake *intakes;
	size_t count;
	const struct ftl_err
	        *refused; /* with keep_going: what was refused and why; where in hint */
	const char *const *refused_where;
	size_t refused_count;
};

/*
 * Reads intake documents. A text whose first value is not an array and which goes on after it is
 * read as JSON Lines. Without keep_going the first bad document is an error.
 */
FTL_MUST_CHECK enum ftl_status ftl_intake_read(struct ftl_arena *arena, const char *name,
                                               const char *text, size_t length, bool keep_going,
                                               struct ftl_intake_batch *ret, struct ftl_err *err);

/*
 * What is known of a device before it is checked in, for the guided check-in: the device on file
 * (NULL: new), the warnings and the cover a check-in now would give.
 */
struct ftl_device_preview {
	struct ftl_advice advice; /* by what such jobs took here */
	const struct ftl_device *device;
	const struct ftl_customer *owner;
	const struct ftl_warning *warnings;
	size_t warning_count;
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	const char *fixed_here;     /* what fixed it here, in words; NULL: too few jobs */
	bool has_meter_limit;       /* a cover of it goes up to what its meter reads */
	struct ftl_opt promised_on; /* date the centre would promise by default */
};
FTL_MUST_CHECK enum ftl_status ftl_intake_preview(struct ftl_app *app, struct ftl_arena *arena,
                                                  const struct ftl_intake_device *device,
                                                  struct ftl_device_preview *ret,
                                                  struct ftl_err *err);

#endif

#ifndef FETTLE_OPS_INTAKE_FORM_H
#define FETTLE_OPS_INTAKE_FORM_H

#include "fettle/base/text.h"
#include "fettle/model/calendar.h"
#include "fettle/model/meter.h"
#include "fettle/ops/intake.h"
#include "ops/op.h"

/* A device of an intake after its values were checked and normalised. */
struct ftl_intake_item {
	struct ftl_device device; /* id 0: not matched yet */
	const char *serial_lookalike;
	bool has_meter;
	struct ftl_meter_row meter; /* as it is read this day */
	const char *fault;
	struct ftl_fault_code symptom; /* id 0: not coded */
	const char *condition;
	const char *no_imei; /* "no IMEI (it shows 000000000000000): board was replaced" */
	const char **accessories;
	size_t accessory_count;
	enum ftl_priority priority;
	struct ftl_opt promised_on;
	struct ftl_opt approval_limit_cents;
};

#define FTL_NAME_MAX 200
#define FTL_TEXT_MAX 65536

/*
 * Checks every value of a device. prefix ("devices[0]." or "") stands before the field names in
 * errors. Nothing is looked up but the category and the symptom.
 */
FTL_MUST_CHECK enum ftl_status ftl_intake_item_check(struct ftl_app *app, struct ftl_arena *arena,
                                                     const char *prefix,
                                                     const struct ftl_intake_device *raw,
                                                     struct ftl_intake_item *ret,
                                                     struct ftl_err *err);

/* Something like an e-mail address or a phone number, by what it says it is. */
FTL_MUST_CHECK enum ftl_status
ftl_contact_check(const char *field, const struct ftl_contact *contact, struct ftl_err *err);

/* Checks a customer's values: name, contacts, language, address. */
FTL_MUST_CHECK enum ftl_status ftl_customer_check(struct ftl_arena *arena, const char *prefix,
                                                  const char *name, const char *language,
                                                  const char *address,
                                                  const struct ftl_contact *contacts, size_t count,
                                                  struct ftl_customer *ret, struct ftl_err *err);

/* Optional and required free text of a form; NULL raw is absent. */
FTL_MUST_CHECK enum ftl_status ftl_take_text(struct ftl_arena *arena, const char *prefix,
                                             const char *field, enum ftl_text_kind kind, size_t max,
                                             const char *raw, const char **ret,
                                             struct ftl_err *err);

/* A "yes" or "no" of a form; NULL text leaves *ret as it is. */
FTL_MUST_CHECK enum ftl_status ftl_take_flag(const char *field, const char *text, bool *ret,
                                             struct ftl_err *err);

/* What was noticed when a device was looked up; NULL: nothing. */
struct ftl_device_notes {
	const char *similar;  /* a serial on file that looks like this one */
	const char *differs;  /* what was said and what the file says, in words */
	const char *group;    /* fault group of what the customer tells now */
	const char *namesake; /* of the new customer: code of one on file of the same name */
};

/* The device on file that this one is: by IMEI, then serial with no other brand or model, then
 * asset tag. *ret_found. */
FTL_MUST_CHECK enum ftl_status ftl_device_recognise(struct ftl_app *app, struct ftl_arena *arena,
                                                    const struct ftl_intake_item *item,
                                                    struct ftl_device *ret, bool *ret_found,
                                                    struct ftl_device_notes *ret_notes,
                                                    struct ftl_err *err);

/* Fills what the device on file does not know yet; never overwrites. True when something was new.
 */
bool ftl_device_complete(struct ftl_device *on_file, const struct ftl_device *said);

/* "serial 'A1' (on file 'A2')": where what was said is not what the file says; NULL: nowhere. */
const char *ftl_device_difference(struct ftl_arena *arena, const struct ftl_device *on_file,
                                  const struct ftl_device *said);

/*
 * The customer on file that this one is: same name and a phone or e-mail in common. A name alone
 * identifies nobody; *ret_namesake is then the code of somebody of that name who may be the same,
 * because one of the two has neither phone nor e-mail (NULL: nobody). *ret_found.
 */
FTL_MUST_CHECK enum ftl_status ftl_customer_recognise(struct ftl_app *app, struct ftl_arena *arena,
                                                      const struct ftl_customer *said,
                                                      struct ftl_customer *ret, bool *ret_found,
                                                      const char **ret_namesake,
                                                      struct ftl_err *err);

/* What the desk must hear about a device on file: open jobs, repeats, another owner. The newest job
 * this one returns for goes to *ret_returns_for (0: none). */
struct ftl_warning_row {
	struct ftl_warning warning;
	int64_t other_id;
};
FTL_MUST_CHECK enum ftl_status
ftl_intake_warnings(struct ftl_app *app, struct ftl_arena *arena, const struct ftl_device *device,
                    int64_t customer_id, const struct ftl_device_notes *notes,
                    const struct ftl_warning_row **ret, size_t *ret_count, int64_t *ret_returns_for,
                    struct ftl_err *err);

/*
 * What a repeat warning says of an earlier job: when, by whom, what was done, and, with_payer, who
 * pays now. group is the fault group of what is told now, NULL: not known.
 */
FTL_MUST_CHECK enum ftl_status ftl_intake_repeat(struct ftl_app *app, struct ftl_arena *arena,
                                                 const struct ftl_device *device,
                                                 const struct ftl_order *order, int64_t days,
                                                 const char *group, bool with_payer,
                                                 const char **ret, struct ftl_err *err);

/*
 * Finds or creates the customer of an intake inside an operation. What the file does not know yet
 * (a phone, an address) is added to it. *ret_namesake: see ftl_customer_recognise.
 */
FTL_MUST_CHECK enum ftl_status ftl_intake_customer(struct ftl_op *op, struct ftl_arena *arena,
                                                   const struct ftl_intake *intake,
                                                   struct ftl_customer *ret, bool *ret_is_new,
                                                   const char **ret_namesake, struct ftl_err *err);

/* The same for a device: by code when one was given, else by what item says. */
FTL_MUST_CHECK enum ftl_status
ftl_intake_device(struct ftl_op *op, struct ftl_arena *arena, const char *prefix, const char *code,
                  const struct ftl_intake_item *item, struct ftl_device *ret, bool *ret_is_new,
                  struct ftl_device_notes *ret_notes, struct ftl_err *err);

/* The date the centre promises when nobody says one. */
FTL_MUST_CHECK enum ftl_status ftl_intake_promise(struct ftl_app *app,
                                                  const struct ftl_calendar *calendar, int64_t now,
                                                  int32_t *ret, struct ftl_err *err);

#endif

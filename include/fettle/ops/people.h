#ifndef FETTLE_OPS_PEOPLE_H
#define FETTLE_OPS_PEOPLE_H

#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* Adds a colleague; FTL_CONFLICT when the login is taken. */
FTL_MUST_CHECK enum ftl_status ftl_staff_add(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *login, const char *name, const char *role,
                                             struct ftl_staff *ret, struct ftl_err *err);
/* NULL members stay as they are. is_active: "yes" or "no". The last active manager stays one. */
FTL_MUST_CHECK enum ftl_status ftl_staff_edit(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *login, const char *name, const char *role,
                                              const char *is_active, struct ftl_staff *ret,
                                              struct ftl_err *err);
/* Everybody, by login; those who left too. */
FTL_MUST_CHECK enum ftl_status ftl_staff_list(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_staff **ret, size_t *ret_count,
                                              struct ftl_err *err);

/* A customer as typed; NULL: not said. */
struct ftl_customer_form {
	const char *name;
	const char *kind; /* "person" or "company" */
	const char *language;
	const char *address;
	const char *note;
	const struct ftl_contact
	        *contacts; /* edit: those given replace their kind, "" takes it away */
	size_t contact_count;
};

/* A new customer, also when the name is on file. */
FTL_MUST_CHECK enum ftl_status ftl_customer_add(struct ftl_app *app, struct ftl_arena *arena,
                                                const struct ftl_customer_form *form,
                                                struct ftl_customer *ret, struct ftl_err *err);
/* Whether a form would do for a new customer, without writing anything. */
FTL_MUST_CHECK enum ftl_status ftl_customer_check_form(struct ftl_arena *arena,
                                                       const struct ftl_customer_form *form,
                                                       struct ftl_err *err);
/* Changes what is said: members of the form that are NULL stay, and so do the contacts of a kind
 * of which none is given. */
FTL_MUST_CHECK enum ftl_status ftl_customer_edit(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *code,
                                                 const struct ftl_customer_form *form,
                                                 struct ftl_customer *ret, struct ftl_err *err);
/* A customer by code. */
FTL_MUST_CHECK enum ftl_status ftl_customer_get(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, struct ftl_customer *ret,
                                                struct ftl_err *err);
/* Everybody on file of this name, as names are compared: they need not be one person. */
FTL_MUST_CHECK enum ftl_status ftl_customer_namesakes(struct ftl_app *app, struct ftl_arena *arena,
                                                      const char *name,
                                                      const struct ftl_customer **ret,
                                                      size_t *ret_count, struct ftl_err *err);
/* In order of name. is_enough (may be NULL) is asked before each row and ends the list. */
typedef enum ftl_status ftl_customer_each(void *context, const struct ftl_customer *customer,
                                          struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_customer_list(struct ftl_app *app, ftl_customer_each *each,
                                                 bool (*is_enough)(void *context), void *context,
                                                 struct ftl_err *err);

typedef enum ftl_status ftl_device_each(void *context, const struct ftl_device *device,
                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_device_list(struct ftl_app *app, ftl_device_each *each,
                                               bool (*is_enough)(void *context), void *context,
                                               struct ftl_err *err);
/* By code, IMEI, serial or asset tag. */
FTL_MUST_CHECK enum ftl_status ftl_device_get(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *text, struct ftl_device *ret,
                                              struct ftl_err *err);
/* Who owned a device, newest first. */
FTL_MUST_CHECK enum ftl_status ftl_device_owners(struct ftl_app *app, struct ftl_arena *arena,
                                                 int64_t device_id,
                                                 const struct ftl_owner_span **ret,
                                                 size_t *ret_count, struct ftl_err *err);
/* A device's details as typed; NULL: stays. */
struct ftl_device_form {
	const char *category;
	const char *brand;
	const char *model;
	const char *serial;
	const char *imei;
	const char *imei2;
	const char *gtin;
	const char *asset_tag;
	const char *purchased_on;
	const char *proof;
};
/* Changes what is on file about a device; FTL_CONFLICT for another telephone's IMEI. */
FTL_MUST_CHECK enum ftl_status ftl_device_edit(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *text, const struct ftl_device_form *form,
                                               struct ftl_device *ret, struct ftl_err *err);

#endif

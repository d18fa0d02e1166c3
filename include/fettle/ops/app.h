#ifndef FETTLE_OPS_APP_H
#define FETTLE_OPS_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/clock.h"
#include "fettle/base/digest.h"
#include "fettle/base/err.h"
#include "fettle/base/money.h"
#include "fettle/base/zone.h"
#include "fettle/db/db.h"
#include "fettle/model/role.h"

/* The person on whose behalf operations run. */
struct ftl_actor {
	int64_t staff_id; /* 0: not on the staff */
	bool is_former;   /* was on the staff; staff_id is 0 */
	const char *login;
	const char *name;
	enum ftl_role role;
};

/*
 * What the front end wants to give back when a request is sent again: made of the operation's own
 * result (the type that the operation returns), inside its transaction, and kept with the request.
 * The text is the front end's; it may live in the arena.
 */
typedef enum ftl_status ftl_app_keep(void *context, const void *result, struct ftl_arena *arena,
                                     const char **ret, struct ftl_err *err);

/*
 * An open centre: everything operations and reports need to know. Made by ftl_app_open; strings
 * live as long as the app.
 */
struct ftl_app {
	struct ftl_arena arena;
	struct ftl_db *db;
	struct ftl_txn view; /* reading only: one view of the database, from opening to closing */
	struct ftl_clock clock;
	int64_t site_id;
	const char *site_code; /* "" for the first site */
	const char *centre;    /* the centre's name */
	const char *country;   /* ISO 3166-1 alpha-2 */
	struct ftl_currency currency;
	const char *timezone;
	const struct ftl_zone *zone;
	struct ftl_actor actor;
	const char *request_id; /* NULL: none */
	/* What was asked, for telling a retry from a reuse of its id: the front end adds the
	 * command and every input to it before the operation begins. */
	struct ftl_digest request;
	bool is_dry_run;        /* operations do everything and roll back */
	bool is_clock_accepted; /* go on with a clock that stands before 2020 */
	bool is_clock_behind;   /* the clock stands before the log's last entry: the last operation
	                           saw it */
	ftl_app_keep *keep;     /* NULL: a retry is told apart, but has nothing to give back */
	void *keep_context;
	/* The last operation was a retry: nothing was done again, what it returns is not filled,
	 * and replayed is what keep made the first time. */
	bool was_replayed;
	const char *replayed;
	bool is_committed; /* the last operation is on disk: what fails now undoes nothing */
};

/* How to open a centre, and for whom. */
struct ftl_app_options {
	const char *path;      /* the database file */
	enum ftl_db_mode mode; /* READ or WRITE */
	struct ftl_clock clock;
	const char *as;         /* login of the person at work */
	const char *request_id; /* may be NULL */
	bool is_dry_run;
	/* For ftl_check: a currency or time zone that makes no sense is a finding, not the end; and
	 * who may check is for ftl_check to say. */
	bool is_checking;
	bool is_for_anybody; /* open it also for who is not on the staff: see ftl_app_permit */
};

/* Opens the file and loads the centre and the actor. FTL_DENIED when the login is nobody's on the
 * staff, and says how to be added. */
FTL_MUST_CHECK enum ftl_status ftl_app_open(const struct ftl_app_options *options,
                                            struct ftl_app **ret, struct ftl_err *err);
/* The same on a database that is open already (options->path and mode are not looked at); *db is
 * taken over, also when this fails. For tests that put a driver of their own underneath. */
FTL_MUST_CHECK enum ftl_status ftl_app_open_db(struct ftl_db **db,
                                               const struct ftl_app_options *options,
                                               struct ftl_app **ret, struct ftl_err *err);
void ftl_app_close(struct ftl_app **app);
#define FTL_APP(var) struct ftl_app *var FTL_CLEANUP(ftl_app_close) = NULL

/* Whether the person at work may do something. Permit: FTL_DENIED naming the login, its role and
 * the way out. */
bool ftl_app_can(const struct ftl_app *app, enum ftl_capability capability);
FTL_MUST_CHECK enum ftl_status ftl_app_permit(const struct ftl_app *app,
                                              enum ftl_capability capability, struct ftl_err *err);

/* The database file. */
const char *ftl_app_path(const struct ftl_app *app);

/* True when the file lies on a network file system, where locks cannot be trusted: to warn. */
bool ftl_app_is_remote(const struct ftl_app *app);

/* The centre's instant and civil date now. */
int64_t ftl_app_now(const struct ftl_app *app);
int32_t ftl_app_today(const struct ftl_app *app);

/* A new centre. */
struct ftl_init {
	const char *path;
	const char *name;
	const char *currency; /* "EUR" */
	const char *timezone; /* "Europe/Berlin" */
	const char *country;  /* "DE" */
	const char *site;     /* "" or one to three letters */
	const char *login;    /* the person who sets it up becomes its first manager */
	const char *login_name;
	struct ftl_clock clock;
	bool is_dry_run; /* do everything, keep nothing */
};

/* Creates the database file with its first site and its first manager; FTL_CONFLICT when the file
 * exists, FTL_INVALID naming the field. Nothing is left behind on failure or by a dry run. */
FTL_MUST_CHECK enum ftl_status ftl_init_centre(const struct ftl_init *init, struct ftl_err *err);

#endif

#include "fettle/ops/app.h"

#include <stdlib.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/memory.h"
#include "fettle/base/text.h"
#include "store/audit.h"
#include "store/site.h"
#include "store/staff.h"

const char *ftl_app_path(const struct ftl_app *app)
{
	return ftl_db_path(app->db);
}

bool ftl_app_is_remote(const struct ftl_app *app)
{
	return ftl_db_is_remote(app->db);
}

int64_t ftl_app_now(const struct ftl_app *app)
{
	return ftl_clock_now(&app->clock);
}

int32_t ftl_app_today(const struct ftl_app *app)
{
	int32_t date, second;

	ftl_zone_local(app->zone, ftl_app_now(app), &date, &second);
	return date;
}

/* What money and time are counted in. */
static enum ftl_status load_measures(struct ftl_app *app, const struct ftl_site *site,
                                     struct ftl_err *err)
{
	FTL_TRY(ftl_currency_find(site->currency, &app->currency, err));
	return ftl_zone_open(&app->arena, site->timezone, &app->zone, err);
}

bool ftl_app_can(const struct ftl_app *app, enum ftl_capability capability)
{
	return app->actor.staff_id != 0 && ftl_role_can(app->actor.role, capability);
}

enum ftl_status ftl_app_permit(const struct ftl_app *app, enum ftl_capability capability,
                               struct ftl_err *err)
{
	const struct ftl_actor *actor = &app->actor;
	char quoted[FTL_QUOTE_SIZE];

	ftl_quote(quoted, actor->login);
	if (ftl_app_can(app, capability))
		return FTL_OK;
	if (actor->is_former) {
		ftl_fail(err, FTL_DENIED, "as", "%s does not work here any more", quoted);
		return ftl_hint(
		        err,
		        "say who you are with --as LOGIN; a manager takes people back with: "
		        "fettle staff edit %s --active yes",
		        actor->login);
	}
	if (actor->staff_id == 0) {
		ftl_fail(err, FTL_DENIED, "as", "%s is not on the staff of this centre", quoted);
		return ftl_hint(
		        err, "say who you are with --as LOGIN (fettle staff list shows them), or "
		             "let a manager run: fettle staff add LOGIN NAME --role front_desk");
	}
	ftl_fail(err, FTL_DENIED, "as", "%s (%s) may not %s", quoted, ftl_role_titles[actor->role],
	         ftl_capability_title(capability));
	return ftl_hint(err, "ask a %s",
	                ftl_role_can(FTL_ROLE_FRONT_DESK, capability)
	                        ? "colleague at the front desk or a manager"
	                : ftl_role_can(FTL_ROLE_TECHNICIAN, capability) ? "technician or a manager"
	                                                                : "manager");
}

static enum ftl_status load_centre(struct ftl_app *app, bool is_checking, struct ftl_err *err)
{
	struct ftl_site site;

	FTL_TRY(ftl_store_site_first(app->db, &app->arena, &site, err));
	app->site_id = site.id;
	app->site_code = site.code;
	app->centre = site.name;
	app->country = site.country;
	app->timezone = site.timezone;
	if (load_measures(app, &site, err) == FTL_OK)
		return FTL_OK;
	if (!is_checking) {
		/* They were right when the centre was made: it is not the caller's value. */
		err->status = FTL_DB;
		return ftl_hint(err, "fettle check names all that is wrong with the database");
	}
	app->currency = (struct ftl_currency){"XXX", 2}; /* ISO 4217: no currency */
	return ftl_zone_open(&app->arena, "UTC", &app->zone, err);
}

static enum ftl_status load_actor(struct ftl_app *app, const char *login, struct ftl_err *err)
{
	struct ftl_staff staff;
	bool found;

	app->actor.login = ftl_strdup(&app->arena, login);
	app->actor.name = app->actor.login;
	FTL_TRY(ftl_store_staff_find(app->db, &app->arena, app->site_id, login, &staff, &found,
	                             err));
	if (!found)
		return FTL_OK;
	app->actor.is_former = !staff.is_active;
	app->actor.staff_id = staff.is_active ? staff.id : 0;
	app->actor.login = staff.login;
	app->actor.name = staff.name;
	app->actor.role = staff.role;
	return FTL_OK;
}

enum ftl_status ftl_app_open_db(struct ftl_db **db, const struct ftl_app_options *options,
                                struct ftl_app **ret, struct ftl_err *err)
{
	FTL_APP(app);

	app = ftl_memory_zeroed(sizeof(*app));
	app->db = *db;
	*db = NULL;
	app->clock = options->clock;
	app->is_dry_run = options->is_dry_run;
	if (options->request_id != NULL)
		app->request_id = ftl_strdup(&app->arena, options->request_id);
	ftl_digest_begin(&app->request);
	/* All reading of a command is of one moment, and takes the file's lock once. */
	if (options->mode == FTL_DB_READ)
		FTL_TRY(ftl_txn_begin_read(app->db, &app->view, err));
	FTL_TRY(load_centre(app, options->is_checking, err));
	FTL_TRY(load_actor(app, options->as, err));
	/* A retry is the same person's: what one may see of a result, another may not. */
	ftl_digest_i64(&app->request, app->actor.staff_id);
	if (!options->is_for_anybody && !options->is_checking)
		FTL_TRY(ftl_app_permit(app, FTL_CAN_LOOK, err));
	*ret = app;
	app = NULL;
	return FTL_OK;
}

enum ftl_status ftl_app_open(const struct ftl_app_options *options, struct ftl_app **ret,
                             struct ftl_err *err)
{
	FTL_DB(db);

	FTL_TRY(ftl_db_open(options->path, options->mode, &db, err));
	return ftl_app_open_db(&db, options, ret, err);
}

void ftl_app_close(struct ftl_app **app)
{
	if (*app == NULL)
		return;
	ftl_txn_done(&(*app)->view);
	ftl_db_close(&(*app)->db);
	ftl_arena_done(&(*app)->arena);
	free(*app);
	*app = NULL;
}

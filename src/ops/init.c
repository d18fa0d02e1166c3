#include <string.h>

#include "fettle/base/text.h"
#include "fettle/ops/app.h"
#include "ops/fault.h"
#include "ops/op.h"
#include "store/fault.h"
#include "store/site.h"
#include "store/staff.h"

static bool is_letters(const char *text, size_t min, size_t max)
{
	size_t length = strlen(text);

	for (size_t i = 0; i < length; i++) {
		if (text[i] < 'A' || text[i] > 'Z')
			return false;
	}
	return length >= min && length <= max;
}

static enum ftl_status check_init(struct ftl_arena *arena, const struct ftl_init *init,
                                  const char **ret_name, struct ftl_err *err)
{
	struct ftl_currency currency;
	const struct ftl_zone *zone;
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, 200, init->name, strlen(init->name),
	                         ret_name, err));
	FTL_TRY(ftl_currency_find(init->currency, &currency, err));
	FTL_TRY(ftl_zone_open(arena, init->timezone, &zone, err));
	if (!is_letters(init->country, 2, 2))
		return ftl_fail(err, FTL_INVALID, "country",
		                "must be a two-letter country code like DE, got %s",
		                ftl_quote(quoted, init->country));
	if (!is_letters(init->site, 0, 3))
		return ftl_fail(err, FTL_INVALID, "site",
		                "must be one to three capital letters, got %s",
		                ftl_quote(quoted, init->site));
	return FTL_OK;
}

/* What init was asked for, validated. */
struct new_centre {
	const struct ftl_init *init;
	const char *name;
	const char *login;
	const char *login_name;
	bool is_made;
};

/* The project's own code tables, for a shop that has none. */
static enum ftl_status load_codes(struct ftl_db *db, int64_t site_id, struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct ftl_fault_code *codes;
	size_t count;
	int64_t first;

	FTL_TRY(ftl_fault_own(db, &arena, &codes, &count, err));
	FTL_TRY(ftl_store_counter_draw(db, site_id, "id", (int64_t)count, &first, err));
	for (size_t i = 0; i < count; i++) {
		codes[i].id = first + (int64_t)i;
		FTL_TRY(ftl_store_fault_put(db, site_id, &codes[i], err));
	}
	return FTL_OK;
}

/* The first site, its first manager and the first audit entry, in one transaction. */
static enum ftl_status fill_centre(struct ftl_db *db, void *context, struct ftl_err *err)
{
	struct new_centre *centre = context;
	const struct ftl_init *init = centre->init;
	struct ftl_txn first FTL_CLEANUP(ftl_txn_done) = {NULL, false};
	struct ftl_site site = {
	        .id = 1,
	        .code = init->site,
	        .name = centre->name,
	        .country = init->country,
	        .currency = init->currency,
	        .timezone = init->timezone,
	        .created_at = ftl_clock_now(&init->clock),
	};
	struct ftl_staff staff = {
	        .login = centre->login,
	        .name = centre->login_name,
	        .role = FTL_ROLE_MANAGER,
	        .is_active = true,
	        .created_at = site.created_at,
	};
	struct ftl_audit_item items[] = {
	        {.entity = FTL_ENTITY_SITE, .entity_id = site.id},
	        {.entity = FTL_ENTITY_STAFF},
	};
	struct ftl_audit_entry entry = {
	        .seq = 1,
	        .at = site.created_at,
	        .program = FTL_VERSION,
	        .operation = "init",
	        .items = items,
	        .item_count = FTL_COUNT(items),
	};

	ftl_random(site.seal_key, sizeof(site.seal_key));
	FTL_TRY(ftl_txn_begin(db, &first, err));
	FTL_TRY(ftl_store_site_insert(db, &site, err));
	FTL_TRY(ftl_store_counter_draw(db, site.id, "id", 1, &staff.id, err));
	FTL_TRY(ftl_store_staff_insert(db, site.id, &staff, err));
	FTL_TRY(load_codes(db, site.id, err));
	items[1].entity_id = staff.id;
	entry.staff_id = staff.id;
	for (size_t i = 0; i < FTL_COUNT(items); i++)
		FTL_TRY(ftl_store_seal(db, items[i].entity, items[i].entity_id, items[i].seal,
		                       &items[i].has_seal, err));
	ftl_audit_hash(site.id, &entry, entry.hash);
	FTL_TRY(ftl_store_audit_insert(db, site.id, &entry, err));
	FTL_TRY(ftl_txn_commit(&first, err));
	centre->is_made = true;
	/* A file that is not filled gets no name and is taken away again. */
	return init->is_dry_run ? ftl_fail(err, FTL_STATE, NULL, "nothing was kept") : FTL_OK;
}

enum ftl_status ftl_init_centre(const struct ftl_init *init, struct ftl_err *err)
{
	FTL_ARENA(arena);
	FTL_DB(db);
	struct new_centre centre = {.init = init};
	enum ftl_status status;

	FTL_TRY(check_init(&arena, init, &centre.name, err));
	FTL_TRY(ftl_text_require(&arena, "login", FTL_TEXT_LINE, 64, init->login,
	                         strlen(init->login), &centre.login_name, err));
	centre.login = ftl_store_login(&arena, centre.login_name);
	if (init->login_name != NULL)
		FTL_TRY(ftl_text_require(&arena, "login name", FTL_TEXT_LINE, 200, init->login_name,
		                         strlen(init->login_name), &centre.login_name, err));
	status = ftl_db_create(init->path, fill_centre, &centre, &db, err);
	return init->is_dry_run && centre.is_made ? FTL_OK : status;
}

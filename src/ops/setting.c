#include <string.h>
#include <strings.h>

#include "fettle/base/buf.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/estimate.h"
#include "fettle/model/notice.h"
#include "fettle/ops/centre.h"
#include "ops/op.h"
#include "store/site.h"

/* How a value is checked. */
enum kind { NUMBER, PERCENT, MONEY, TEXT, OWNERS, CHOICE, URL, NOTICES, GIVERS };

static const char *const name_styles[] = {"full", "initials"};
static const char *const list_policies[] = {"off", "asked", "required"};
static const char *const yes_no[] = {"no", "yes"};
static const char *const count_policies[] = {"off", "several", "all"};

#define FEE_MOST INT64_C(100000000)

/* What the public table says beside each setting, in the same order. */
static const struct {
	enum kind kind;
	int64_t min;
	int64_t max;
	const char *const *names; /* CHOICE: max of them */
} rules[] = {
        {NUMBER, 1, 2000, NULL},       {NUMBER, 1, 2000, NULL},
        {OWNERS, 0, 0, NULL},          {NUMBER, 0, 240, NULL},
        {NUMBER, 0, 3650, NULL},       {NUMBER, 0, 3650, NULL},
        {PERCENT, 0, 10000, NULL},     {TEXT, 0, 64, NULL},
        {URL, 0, 200, NULL},           {CHOICE, 0, 2, name_styles},
        {CHOICE, 0, 3, list_policies}, {CHOICE, 0, 2, yes_no},
        {MONEY, 0, FEE_MOST, NULL},    {CHOICE, 0, FTL_FEE_POLICIES, ftl_fee_policy_names},
        {NUMBER, 1, 365, NULL},        {NOTICES, 0, 0, NULL},
        {NUMBER, 1, 240, NULL},        {CHOICE, 0, 3, count_policies},
        {GIVERS, 0, 0, NULL},          {NUMBER, 1, 60, NULL},
        {NUMBER, 1, 3650, NULL},       {NUMBER, 1, 3650, NULL},
        {NUMBER, 1, 3650, NULL},
};

const struct ftl_setting_spec ftl_setting_specs[] = {
        {"promise.business_hours", "24",
         "business hours from check-in to the date that is promised when nobody says one"},
        {"target.business_hours", "40",
         "business hours within which a job should be ready: the target of the turnaround report"},
        {"clock.excluded", "customer,payer,vendor",
         "whose time does not count as ours: customer, payer, parts, vendor"},
        {"warranty.maker_months", "24",
         "months of maker's warranty from purchase when nothing better is known; 0: none"},
        {"warranty.own_repair_days", "90",
         "days our own repair is guaranteed, from hand-over; the last day counts"},
        {"repeat.days", "90", "days after hand-over in which a return of the device is a repeat"},
        {"tax.percent", "0", "sales tax on lines unless a line says otherwise"},
        {"label.media", "62x29", "label size: see `fettle label-media list`"},
        {"label.url", "",
         "address before the code in QR codes, such as https://shop.example/q/; empty: none"},
        {"label.names", "full", "customer names on labels: full or initials"},
        {"quality.list", "asked",
         "test list after a repair: off, asked (a failed item stops), required (all must pass)"},
        {"quality.other_person", "no", "yes: a repair is tested by somebody else than who did it"},
        {"diagnosis.fee", "0", "charged, without tax, when the customer declines an estimate"},
        {"diagnosis.fee_on_approval", "waive",
         "what becomes of it when one is accepted: waive, deduct (contained in the price) or keep"},
        {"attention.quiet_days", "5",
         "whole business days without an event after which a job is quiet"},
        {"collect.notices", "3,14,30",
         "days after ready on which a customer who has not come is told again; empty: none"},
        {"labour.step_minutes", "6",
         "measured labour goes onto the bill in whole steps of so many minutes, rounded up"},
        {"handover.count", "off",
         "pieces are scanned out at hand-over: off, several (of jobs with accessories), all"},
        {"warranty.order", "",
         "givers of cover in the order in which they pay: maker,own_repair,…; who is not named "
         "never does; empty: see `fettle help coverage why`"},
        {"attachment.max_mib", "16", "MiB that a file attached to a work order may have at most"},
        {"stock.slow_days", "180", "days after which a part that nobody used is slow stock"},
        {"stock.dead_days", "365", "days after which a part that nobody used is dead stock"},
        {"stock.cover_days", "180",
         "days of use that stock may last for; what lies there beyond it is more than enough"},
};
const size_t ftl_setting_count = FTL_COUNT(ftl_setting_specs);
_Static_assert(FTL_COUNT(rules) == FTL_COUNT(ftl_setting_specs), "one rule a setting");

static enum ftl_status find_spec(const char *key, size_t *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	for (size_t i = 0; i < ftl_setting_count; i++) {
		if (strcmp(ftl_setting_specs[i].key, key) == 0) {
			*ret = i;
			return FTL_OK;
		}
	}
	ftl_fail(err, FTL_NOT_FOUND, "key", "there is no setting %s", ftl_quote(quoted, key));
	return ftl_hint(err, "fettle setting list shows them all");
}

enum ftl_status ftl_setting_get(struct ftl_app *app, struct ftl_arena *arena, const char *key,
                                const char **ret, struct ftl_err *err)
{
	const char *value;
	size_t i;

	FTL_TRY(find_spec(key, &i, err));
	FTL_TRY(ftl_store_setting_get(app->db, arena, app->site_id, key, &value, err));
	*ret = value != NULL ? value : ftl_setting_specs[i].initial;
	return FTL_OK;
}

static enum ftl_status parse_number(struct ftl_app *app, size_t i, const char *value, int64_t *ret,
                                    struct ftl_err *err)
{
	int decimals = rules[i].kind == PERCENT ? 2 : 0;

	if (rules[i].kind == MONEY)
		decimals = app->currency.decimals;
	return ftl_parse_decimal(ftl_setting_specs[i].key, value, decimals, rules[i].min,
	                         rules[i].max, ret, err);
}

enum ftl_status ftl_setting_number(struct ftl_app *app, const char *key, int64_t *ret,
                                   struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const char *value;
	size_t i;

	FTL_TRY(find_spec(key, &i, err));
	FTL_TRY(ftl_setting_get(app, &scratch, key, &value, err));
	return parse_number(app, i, value, ret, err);
}

enum ftl_status ftl_setting_list(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_setting **ret, size_t *ret_count,
                                 struct ftl_err *err)
{
	struct ftl_setting *rows = ftl_alloc(arena, ftl_setting_count, sizeof(*rows));

	for (size_t i = 0; i < ftl_setting_count; i++) {
		rows[i].key = ftl_setting_specs[i].key;
		rows[i].initial = ftl_setting_specs[i].initial;
		rows[i].help = ftl_setting_specs[i].help;
		FTL_TRY(ftl_setting_get(app, arena, rows[i].key, &rows[i].value, err));
	}
	*ret = rows;
	*ret_count = ftl_setting_count;
	return FTL_OK;
}

/* "customer,payer": owners whose time can be excluded, as bits. */
static enum ftl_status parse_owners(const char *key, const char *value, unsigned *ret,
                                    struct ftl_err *err)
{
	FTL_ARENA(scratch);
	char *rest = ftl_strdup(&scratch, value);
	const char *name;
	unsigned owners = 0;
	int index;

	while ((name = strsep(&rest, ",")) != NULL) {
		if (*name == '\0')
			continue;
		FTL_TRY(ftl_parse_name(key, name, ftl_owner_names + FTL_OWNER_CUSTOMER,
		                       FTL_OWNERS - FTL_OWNER_CUSTOMER, &index, err));
		owners |= 1u << (FTL_OWNER_CUSTOMER + index);
	}
	*ret = owners;
	return FTL_OK;
}

enum ftl_status ftl_excluded_owners(struct ftl_app *app, unsigned *ret, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const char *value;

	FTL_TRY(ftl_setting_get(app, &scratch, "clock.excluded", &value, err));
	return parse_owners("clock.excluded", value, ret, err);
}

/* "maker,own_repair": each at most once. */
static enum ftl_status parse_givers(struct ftl_arena *arena, const char *key, const char *value,
                                    struct ftl_cover_policy *ret, struct ftl_err *err)
{
	enum ftl_cover_giver *givers = ftl_alloc(arena, FTL_COVER_GIVERS, sizeof(*givers));
	char *rest = ftl_strdup(arena, value);
	unsigned named = 0;
	size_t count = 0;
	const char *name;
	int index;

	while ((name = strsep(&rest, ",")) != NULL) {
		FTL_TRY(ftl_parse_name(key, name, ftl_cover_giver_names, FTL_COVER_GIVERS, &index,
		                       err));
		if ((named & (1u << index)) != 0)
			return ftl_fail(err, FTL_INVALID, key, "names %s twice", name);
		named |= 1u << index;
		givers[count++] = (enum ftl_cover_giver)index;
	}
	*ret = (struct ftl_cover_policy){givers, count};
	return FTL_OK;
}

enum ftl_status ftl_cover_order(struct ftl_app *app, struct ftl_arena *arena,
                                struct ftl_cover_policy *ret, struct ftl_err *err)
{
	const char *value;

	FTL_TRY(ftl_setting_get(app, arena, "warranty.order", &value, err));
	if (*value != '\0')
		return parse_givers(arena, "warranty.order", value, ret, err);
	*ret = ftl_cover_default_policy;
	return FTL_OK;
}

/*
 * "https://shop.example/q": what a label carries before the code and a scan must begin with, so it
 * ends in a slash. A query would swallow the code, a user name would hide the host.
 */
static enum ftl_status check_url(struct ftl_arena *arena, const char *key, size_t max,
                                 const char **value, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const char *url = *value, *host = url;
	size_t length = strlen(url);

	if (length == 0)
		return FTL_OK;
	if (strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0)
		host = strstr(url, "://") + 3;
	for (const char *c = host; *c != '\0'; c++) {
		if (*c <= ' ' || *c > '~' || strchr("?#@\\\"<>", *c) != NULL)
			host = url;
	}
	if (host == url || *host == '/' || *host == '\0') {
		ftl_fail(err, FTL_INVALID, key, "must be an http or https address, got %s",
		         ftl_quote(quoted, url));
		return ftl_hint(err, "as https://shop.example/q/ without ? and #, or '' for none");
	}
	if (url[length - 1] != '/')
		*value = ftl_sprintf(arena, "%s/", url);
	if (strlen(*value) > max)
		return ftl_fail(err, FTL_INVALID, key, "must be at most %zu characters, got %s",
		                max, ftl_quote(quoted, url));
	return FTL_OK;
}

/* "3, 14, 30" is kept as "3,14,30". */
static enum ftl_status check_notices(struct ftl_arena *arena, const char *key, const char **value,
                                     struct ftl_err *err)
{
	struct ftl_notice_schedule schedule;
	char text[FTL_NOTICE_TEXT_SIZE];

	FTL_TRY(ftl_notice_parse(key, *value, &schedule, err));
	*value = ftl_strdup(arena, ftl_notice_format(text, &schedule));
	return FTL_OK;
}

/* May put a value into its usual form. */
static enum ftl_status check_value(struct ftl_app *app, struct ftl_arena *arena, size_t i,
                                   const char **ret, struct ftl_err *err)
{
	const char *value = *ret;
	const char *key = ftl_setting_specs[i].key;
	struct ftl_cover_policy policy;
	unsigned owners;
	int64_t number;
	int index;

	switch (rules[i].kind) {
	case NUMBER:
	case PERCENT:
	case MONEY:
		return parse_number(app, i, value, &number, err);
	case OWNERS:
		return parse_owners(key, value, &owners, err);
	case CHOICE:
		return ftl_parse_name(key, value, rules[i].names, (int)rules[i].max, &index, err);
	case URL:
		return check_url(arena, key, (size_t)rules[i].max, ret, err);
	case NOTICES:
		return check_notices(arena, key, ret, err);
	case GIVERS:
		return *value == '\0' ? FTL_OK : parse_givers(arena, key, value, &policy, err);
	case TEXT:
		return FTL_OK;
	}
	return FTL_OK;
}

enum ftl_status ftl_setting_set(struct ftl_app *app, struct ftl_arena *arena, const char *key,
                                const char *value, struct ftl_setting *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_setting setting;
	const char *clean;
	size_t i;

	FTL_TRY(find_spec(key, &i, err));
	FTL_TRY(ftl_text_take(arena, key, FTL_TEXT_LINE,
	                      rules[i].kind == TEXT ? (size_t)rules[i].max : 200, value,
	                      strlen(value), &clean, err));
	if (clean == NULL)
		clean = "";
	FTL_TRY(check_value(app, arena, i, &clean, err));
	setting = (struct ftl_setting){ftl_setting_specs[i].key, clean,
	                               ftl_setting_specs[i].initial, ftl_setting_specs[i].help};
	FTL_TRY(ftl_op_begin(app, "setting.set", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_SITE, app->site_id, false, err));
	FTL_TRY(ftl_store_setting_set(app->db, app->site_id, key, clean, err));
	FTL_TRY(ftl_op_commit(&op, &setting, err));
	*ret = setting;
	return FTL_OK;
}

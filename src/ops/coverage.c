#include "ops/coverage.h"

#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/model/term.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/lookup.h"
#include "fettle/ops/people.h"
#include "ops/find.h"
#include "store/cover.h"
#include "store/device.h"
#include "store/order.h"

/* Labour and parts, whole: what the settings say of a term is how long it runs. */
static struct ftl_term usual_term(enum ftl_cover_giver giver, const char *rule,
                                  enum ftl_term_basis basis, int64_t duration,
                                  enum ftl_term_unit unit)
{
	const struct ftl_term_share share = {100, (int)duration, unit};

	return (struct ftl_term){
	        .giver = giver,
	        .rule = rule,
	        .basis = basis,
	        .shares = {[FTL_LABOUR] = share, [FTL_PART] = share},
	        .conditions = {.is_transferable = true, .excludes = FTL_EXCLUDES_ALL},
	};
}

/* The covers of a device that are known, as far as they are found. */
struct finding_covers {
	struct ftl_app *app;
	struct ftl_arena *arena;
	const struct ftl_device *device;
	int64_t but_order_id; /* the job that is asked about: it does not cover itself */
	struct ftl_cover *covers;
	size_t count;
};

/* The maker's warranty by purchase date: the centre's usual term. */
static enum ftl_status add_maker(struct finding_covers *f, struct ftl_err *err)
{
	const struct ftl_device *device = f->device;
	const struct ftl_term_facts facts = {.dates[FTL_TERM_PURCHASE] = device->purchased_on};
	struct ftl_cover *cover = &f->covers[f->count];
	char date[FTL_DATE_TEXT_SIZE];
	struct ftl_term term;
	int64_t months;

	FTL_TRY(ftl_setting_number(f->app, "warranty.maker_months", &months, err));
	term = usual_term(FTL_COVER_MAKER, "maker_warranty", FTL_TERM_PURCHASE, months,
	                  FTL_TERM_MONTH);
	if (months == 0 || !ftl_term_cover(&term, &facts, cover))
		return FTL_OK;
	cover->has_proof = device->proof != NULL;
	cover->evidence =
	        ftl_sprintf(f->arena, "bought %s, %s", ftl_date_format(date, cover->starts_on),
	                    device->proof ? device->proof : "no proof on file");
	f->count++;
	return FTL_OK;
}

/* The guarantee on our own repair, from its hand-over. Whether it is the same fault is for the
 * technician to say. */
static void add_own(struct finding_covers *f, const struct ftl_order *order,
                    const struct ftl_term *term)
{
	struct ftl_cover *cover = &f->covers[f->count];
	struct ftl_term_facts facts = {0};
	char code[FTL_CODE_SIZE];
	int32_t date, second;

	if (order->id == f->but_order_id || !order->handed_over_at.has ||
	    (order->result != FTL_REPAIRED && order->result != FTL_REPAIRED_PARTLY))
		return;
	ftl_zone_local(f->app->zone, order->handed_over_at.value, &date, &second);
	facts.dates[FTL_TERM_HAND_OVER] = ftl_some(date);
	if (!ftl_term_cover(term, &facts, cover))
		return;
	cover->has_proof = true;
	cover->match = FTL_MATCH_UNKNOWN;
	cover->evidence =
	        ftl_sprintf(f->arena, "our repair %s", ftl_code_eye_of(code, order->code));
	f->count++;
}

#define REPAIRS_MOST 20

static enum ftl_status add_own_repairs(struct finding_covers *f, struct ftl_err *err)
{
	const struct ftl_order *orders;
	struct ftl_term term;
	size_t count;
	int64_t days;

	FTL_TRY(ftl_setting_number(f->app, "warranty.own_repair_days", &days, err));
	if (f->device->id == 0 || days == 0)
		return FTL_OK;
	term = usual_term(FTL_COVER_OWN_REPAIR, "own_repair_warranty", FTL_TERM_HAND_OVER, days,
	                  FTL_TERM_DAY);
	FTL_TRY(ftl_store_order_collect(f->app->db, f->arena, FTL_ORDERS_DEVICE, f->device->id,
	                                REPAIRS_MOST, &orders, &count, err));
	for (size_t i = 0; i < count; i++)
		add_own(f, &orders[i], &term);
	return FTL_OK;
}

enum ftl_status ftl_coverage_find(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_device *device, int32_t reported_on,
                                  int64_t but_order_id, struct ftl_coverage *ret,
                                  struct ftl_err *err)
{
	const struct ftl_cover_facts facts = {
	        .reported_on = reported_on,
	        .country = app->country,
	        .has_purchase_date = device->purchased_on.has,
	};
	struct finding_covers f = {
	        .app = app, .arena = arena, .device = device, .but_order_id = but_order_id};

	f.covers = ftl_alloc(arena, REPAIRS_MOST + 1, sizeof(*f.covers));
	FTL_TRY(add_maker(&f, err));
	FTL_TRY(add_own_repairs(&f, err));
	ret->on = reported_on;
	ret->covers = f.covers;
	ret->cover_count = f.count;
	ftl_coverage_decide(arena, &facts, &ftl_cover_default_policy, f.covers, f.count,
	                    ret->classes);
	return FTL_OK;
}

static bool is_same(const struct ftl_verdict *a, const struct ftl_verdict *b)
{
	return a->payer == b->payer && a->percent == b->percent;
}

static enum ftl_status look_at_order(struct ftl_app *app, struct ftl_arena *arena,
                                     struct ftl_coverage *c, struct ftl_err *err)
{
	FTL_TRY(ftl_store_device_get(app->db, arena, c->order.device_id, &c->device, err));
	return ftl_store_cover_get(app->db, arena, c->order.id, c->kept, &c->has_kept, err);
}

/* A job or a piece of one, else a device. */
static enum ftl_status find_subject(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                    struct ftl_coverage *c, struct ftl_err *err)
{
	struct ftl_code code;
	struct ftl_err ignored;

	if (ftl_code_seems(app, text) &&
	    (ftl_code_read(app, text, &code, &ignored) != FTL_OK || code.kind != FTL_CODE_DEVICE)) {
		FTL_TRY(ftl_find_order(app, arena, text, &c->order, err));
		return look_at_order(app, arena, c, err);
	}
	return ftl_device_get(app, arena, text, &c->device, err);
}

/* The day the fault was reported, or the one that is asked for. */
static enum ftl_status find_day(const struct ftl_app *app, const struct ftl_coverage *c,
                                const char *on, int32_t *ret, struct ftl_err *err)
{
	struct ftl_period period;
	char quoted[FTL_QUOTE_SIZE];
	int32_t second;

	*ret = ftl_app_today(app);
	if (on != NULL) {
		FTL_TRY(ftl_period_parse("on", on, *ret, &period, err));
		if (period.from != period.to)
			return ftl_fail(err, FTL_INVALID, "on", "must be one day, got %s",
			                ftl_quote(quoted, on));
		*ret = period.from;
	} else if (c->order.received_at.has) {
		ftl_zone_local(app->zone, c->order.received_at.value, ret, &second);
	}
	return FTL_OK;
}

enum ftl_status ftl_coverage_why(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 const char *on, struct ftl_coverage *ret, struct ftl_err *err)
{
	struct ftl_coverage c = {.is_kept = true};
	int32_t day;

	FTL_TRY(find_subject(app, arena, code, &c, err));
	FTL_TRY(find_day(app, &c, on, &day, err));
	c.has_kept = c.has_kept && on == NULL;
	FTL_TRY(ftl_coverage_find(app, arena, &c.device, day, c.order.id, &c, err));
	for (int i = 0; c.has_kept && i < FTL_LINE_CLASSES; i++)
		c.is_kept = c.is_kept && is_same(&c.classes[i], &c.kept[i]);
	*ret = c;
	return FTL_OK;
}

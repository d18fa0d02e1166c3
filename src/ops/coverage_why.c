#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/ops/lookup.h"
#include "fettle/ops/people.h"
#include "ops/coverage.h"
#include "ops/find.h"
#include "store/cover.h"
#include "store/device.h"

const char *const ftl_cover_class_names[FTL_LINE_CLASSES] = {
        [FTL_LABOUR] = "labour",
        [FTL_PART] = "parts",
        [FTL_FREIGHT] = "shipping",
        [FTL_OTHER] = "travel",
};

bool ftl_coverage_has_same_terms(const struct ftl_verdict *was, const struct ftl_verdict *is)
{
	if (!was->excess_cents.has)
		return true;
	return was->excess_cents.value == is->excess_cents.value &&
	       was->left_cents.has == is->left_cents.has &&
	       was->left_cents.value == is->left_cents.value;
}

static bool is_same(const struct ftl_verdict *a, const struct ftl_verdict *b)
{
	return a->payer == b->payer && a->percent == b->percent &&
	       ftl_coverage_has_same_terms(b, a);
}

static enum ftl_status look_at_order(struct ftl_app *app, struct ftl_arena *arena,
                                     struct ftl_coverage *c, struct ftl_err *err)
{
	FTL_TRY(ftl_store_device_get(app->db, arena, c->order.device_id, &c->device, err));
	return ftl_store_cover_get(app->db, arena, c->order.id, c->kept, &c->has_kept, err);
}

enum ftl_status ftl_coverage_subject(struct ftl_app *app, struct ftl_arena *arena, const char *text,
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

enum ftl_status ftl_coverage_day(const struct ftl_app *app, const char *field, const char *text,
                                 int32_t *ret, struct ftl_err *err)
{
	struct ftl_period period;
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(ftl_period_parse(field, text, ftl_app_today(app), &period, err));
	if (period.from != period.to)
		return ftl_fail(err, FTL_INVALID, field, "must be one day, got %s",
		                ftl_quote(quoted, text));
	*ret = period.from;
	return FTL_OK;
}

/* The day the fault was reported, or the one that is asked for. */
static enum ftl_status find_day(const struct ftl_app *app, const struct ftl_coverage *c,
                                const char *on, int32_t *ret, struct ftl_err *err)
{
	int32_t second;

	if (on != NULL)
		return ftl_coverage_day(app, "on", on, ret, err);
	*ret = ftl_app_today(app);
	if (c->order.received_at.has)
		ftl_zone_local(app->zone, c->order.received_at.value, ret, &second);
	return FTL_OK;
}

enum ftl_status ftl_coverage_why(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 const char *on, struct ftl_coverage *ret, struct ftl_err *err)
{
	struct ftl_coverage c = {.is_kept = true};
	int32_t day;

	FTL_TRY(ftl_coverage_subject(app, arena, code, &c, err));
	FTL_TRY(find_day(app, &c, on, &day, err));
	c.has_kept = c.has_kept && on == NULL;
	FTL_TRY(ftl_coverage_find(app, arena,
	                          &(struct ftl_cover_question){.device = &c.device,
	                                                       .reported_on = day,
	                                                       .order_id = c.order.id},
	                          &c, err));
	for (int i = 0; c.has_kept && i < FTL_LINE_CLASSES; i++)
		c.is_kept = c.is_kept && is_same(&c.classes[i], &c.kept[i]);
	*ret = c;
	return FTL_OK;
}

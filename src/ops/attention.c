#include "ops/attention.h"

#include "fettle/ops/centre.h"

enum ftl_status ftl_notice_schedule(struct ftl_app *app, struct ftl_notice_schedule *ret,
                                    struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const char *days;

	FTL_TRY(ftl_setting_get(app, &scratch, "collect.notices", &days, err));
	return ftl_notice_parse("collect.notices", days, ret, err);
}

enum ftl_status ftl_attention_rules(struct ftl_app *app, struct ftl_arena *arena,
                                    struct ftl_attention_rules *ret, struct ftl_err *err)
{
	struct ftl_attention_rules rules = {
	        .zone = app->zone, .now = ftl_app_now(app), .today = ftl_app_today(app)};

	FTL_TRY(ftl_app_calendar(app, arena, &rules.calendar, err));
	FTL_TRY(ftl_setting_number(app, "attention.quiet_days", &rules.quiet_days, err));
	FTL_TRY(ftl_notice_schedule(app, &rules.notices, err));
	*ret = rules;
	return FTL_OK;
}

void ftl_order_notices(const struct ftl_app *app, const struct ftl_order_event *events,
                       size_t count, int64_t ready_at, struct ftl_notices *ret)
{
	struct ftl_notices notices = {0};
	int32_t date, second;

	for (size_t i = 0; i < count; i++) {
		const struct ftl_event *event = &events[i].event;

		if (event->kind != FTL_EV_NOTICE || ready_at == 0 || event->at < ready_at)
			continue;
		ftl_zone_local(app->zone, event->at, &date, &second);
		ftl_notices_add(&notices, date);
	}
	*ret = notices;
}

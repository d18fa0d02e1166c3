#include "fettle/ops/advice.h"

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/model/stats.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/order.h"
#include "store/history.h"

const char *const ftl_advice_level_names[FTL_ADVICE_LEVELS] = {
        [FTL_ADVICE_MODEL] = "model",
        [FTL_ADVICE_CATEGORY] = "category",
        [FTL_ADVICE_ALL] = "all",
        [FTL_ADVICE_TARGET] = "target",
};

/* What such jobs took, in business time; those only that took longer than this one has. */
struct advising {
	struct ftl_app *app;
	const struct ftl_calendar *calendar;
	int64_t received_at;
	int64_t elapsed;
	struct ftl_sample sample;
};

static void end_advising(struct advising *a)
{
	ftl_sample_done(&a->sample);
}

static void take(struct advising *a, const struct ftl_past_job *jobs, size_t count,
                 int64_t category_id)
{
	ftl_sample_done(&a->sample);
	for (size_t i = 0; i < count; i++) {
		int64_t seconds;

		if (category_id != 0 && jobs[i].category_id != category_id)
			continue;
		seconds = ftl_calendar_seconds(a->calendar, jobs[i].received_at, jobs[i].ready_at);
		if (a->elapsed == 0 || seconds > a->elapsed)
			ftl_sample_add(&a->sample, seconds);
	}
}

/* The civil day of an instant of the calendar's; none for one that never comes. */
static struct ftl_opt day_of(const struct ftl_app *app, int64_t at)
{
	int32_t day, second;

	if (at == INT64_MAX)
		return ftl_none();
	ftl_zone_local(app->zone, at, &day, &second);
	return ftl_some(day);
}

static struct ftl_opt day_after(const struct advising *a, int64_t seconds)
{
	return day_of(a->app, ftl_calendar_add(a->calendar, a->received_at, seconds));
}

static void conclude(struct advising *a, enum ftl_advice_level level, int64_t p50, int64_t p90,
                     struct ftl_advice *ret)
{
	*ret = (struct ftl_advice){
	        .level = level,
	        .jobs = (int64_t)a->sample.count,
	        .p50_seconds = p50,
	        .p90_seconds = p90,
	        .p50_on = day_after(a, p50),
	        .p90_on = day_after(a, p90),
	};
}

static bool is_enough(struct advising *a, enum ftl_advice_level level, struct ftl_advice *ret)
{
	if (a->sample.count < FTL_ADVICE_JOBS_LEAST)
		return false;
	conclude(a, level, ftl_sample_percentile(&a->sample, 50),
	         ftl_sample_percentile(&a->sample, 90), ret);
	return true;
}

enum ftl_status ftl_advice_of(struct ftl_app *app, const struct ftl_device *device,
                              int64_t received_at, int64_t target_seconds, struct ftl_advice *ret,
                              struct ftl_err *err)
{
	FTL_ARENA(scratch);
	struct advising a FTL_CLEANUP(end_advising) = {.app = app, .received_at = received_at};
	const struct ftl_past_job *jobs;
	size_t count;

	FTL_TRY(ftl_app_calendar(app, &scratch, &a.calendar, err));
	a.elapsed = ftl_calendar_seconds(a.calendar, received_at, ftl_app_now(app));
	if (device->category_id != 0 && device->model != NULL) {
		FTL_TRY(ftl_store_history_of_model(
		        app->db, &scratch, app->site_id, device->category_id,
		        device->brand != NULL ? ftl_text_key(&scratch, device->brand) : NULL,
		        ftl_text_key(&scratch, device->model), &jobs, &count, err));
		take(&a, jobs, count, 0);
		if (is_enough(&a, FTL_ADVICE_MODEL, ret))
			return FTL_OK;
	}
	FTL_TRY(ftl_store_history(app->db, &scratch, app->site_id, &jobs, &count, err));
	if (device->category_id != 0) {
		take(&a, jobs, count, device->category_id);
		if (is_enough(&a, FTL_ADVICE_CATEGORY, ret))
			return FTL_OK;
	}
	take(&a, jobs, count, 0);
	if (!is_enough(&a, FTL_ADVICE_ALL, ret))
		conclude(&a, FTL_ADVICE_TARGET, target_seconds, target_seconds, ret);
	return FTL_OK;
}

enum ftl_status ftl_order_advice(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 struct ftl_order *ret_order, struct ftl_advice *ret,
                                 struct ftl_err *err)
{
	struct ftl_order_full full;
	struct ftl_advice advice;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_order_get(app, arena, code, &full, err));
	*ret_order = full.order;
	if (!full.order.received_at.has || full.clocks.is_done || !full.order.is_open)
		return ftl_fail(err, FTL_STATE, "order",
		                "work order %s %s: no day is to be promised for it",
		                ftl_code_eye_of(eye, full.order.code),
		                ftl_state_sentence(full.order.state));
	FTL_TRY(ftl_advice_of(app, &full.device, full.order.received_at.value, full.target_seconds,
	                      &advice, err));
	/* What was waited for has shifted it. */
	if (advice.level == FTL_ADVICE_TARGET && full.target_due_at != 0)
		advice.p50_on = advice.p90_on = day_of(app, full.target_due_at);
	*ret = advice;
	return FTL_OK;
}

#include <string.h>

#include "fettle/base/date.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "ops/intake_form.h"
#include "store/order.h"

#define OWN_REPAIR "own_repair_warranty"

/* The maker's warranty by purchase date: the centre's usual term, for parts and labour. */
static enum ftl_status maker_cover(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_device *device, struct ftl_cover *ret,
                                   bool *ret_has, struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];
	int32_t bought = (int32_t)device->purchased_on.value;
	int64_t months;

	FTL_TRY(ftl_setting_number(app, "warranty.maker_months", &months, err));
	*ret_has = device->purchased_on.has && months > 0;
	if (!*ret_has)
		return FTL_OK;
	*ret = (struct ftl_cover){
	        .giver = FTL_COVER_MAKER,
	        .starts_on = bought,
	        .has_proof = device->proof != NULL,
	        .rule = "maker_warranty",
	        .evidence = ftl_sprintf(arena, "bought %s, %s", ftl_date_format(date, bought),
	                                device->proof ? device->proof : "no proof on file"),
	};
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		ret->covers[class] = class == FTL_LABOUR || class == FTL_PART;
		ret->percent[class] = 100;
		ret->has_end[class] = true;
		ret->ends_on[class] = ftl_cover_end(bought, (int)months);
	}
	return FTL_OK;
}

/* The guarantee on our own earlier repair, from its hand-over. Whether it is the same fault is for
 * the technician to say. */
static enum ftl_status own_cover(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_device *device, struct ftl_cover *ret,
                                 bool *ret_has, struct ftl_err *err)
{
	const struct ftl_order *orders;
	size_t count;
	int64_t days;
	char code[FTL_CODE_SIZE];
	int32_t start, second;

	*ret_has = false;
	FTL_TRY(ftl_setting_number(app, "warranty.own_repair_days", &days, err));
	if (device->id == 0 || days == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_order_collect(app->db, arena, FTL_ORDERS_DEVICE, device->id, 20, &orders,
	                                &count, err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_order *order = &orders[i];

		if (!order->handed_over_at.has ||
		    (order->result != FTL_REPAIRED && order->result != FTL_REPAIRED_PARTLY))
			continue;
		ftl_zone_local(app->zone, order->handed_over_at.value, &start, &second);
		*ret = (struct ftl_cover){
		        .giver = FTL_COVER_OWN_REPAIR,
		        .starts_on = start,
		        .has_proof = true,
		        .rule = OWN_REPAIR,
		        .evidence = ftl_sprintf(arena, "our repair %s, if it is the same fault",
		                                ftl_code_eye_of(code, order->code)),
		};
		for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
			ret->covers[class] = class == FTL_LABOUR || class == FTL_PART;
			ret->percent[class] = 100;
			ret->has_end[class] = true;
			ret->ends_on[class] = start + (int32_t)days;
		}
		*ret_has = true;
		return FTL_OK;
	}
	return FTL_OK;
}

enum ftl_status ftl_intake_cover(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_device *device, int32_t reported_on,
                                 struct ftl_verdict ret[FTL_LINE_CLASSES], struct ftl_err *err)
{
	struct ftl_cover covers[2];
	size_t count = 0;
	bool has_maker, has_own;

	FTL_TRY(maker_cover(app, arena, device, &covers[0], &has_maker, err));
	count += has_maker;
	/* While the maker pays, the shop's own guarantee is not drawn on: the repeat warning says
	 * it. */
	if (!has_maker || covers[0].ends_on[FTL_LABOUR] < reported_on) {
		FTL_TRY(own_cover(app, arena, device, &covers[count], &has_own, err));
		count += has_own;
	}
	ftl_coverage_decide(arena, reported_on, device->purchased_on.has, covers, count, ret);
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		if (strcmp(ret[class].rule, OWN_REPAIR) == 0)
			ret[class].would_change = "another fault than the one we repaired";
	}
	return FTL_OK;
}

enum ftl_status ftl_intake_promise(struct ftl_app *app, const struct ftl_calendar *calendar,
                                   int64_t now, int32_t *ret, struct ftl_err *err)
{
	int64_t hours, due;
	int32_t second;

	FTL_TRY(ftl_setting_number(app, "promise.business_hours", &hours, err));
	due = ftl_calendar_add(calendar, now, hours * 3600);
	if (due == INT64_MAX)
		due = now + hours * 3600;
	/* A due time at the stroke of midnight is the end of the day before. */
	ftl_zone_local(app->zone, due - 1, ret, &second);
	return FTL_OK;
}

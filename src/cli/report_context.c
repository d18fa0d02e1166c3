#include "cli/report_context.h"

#include "fettle/ops/centre.h"
#include "fettle/ops/payer.h"
#include "fettle/ops/provision.h"
#include "fettle/ops/target.h"

static enum ftl_status find_as_of(struct ftl_cli *cli, struct ftl_report_context *context,
                                  struct ftl_err *err)
{
	char text[FTL_DATE_TEXT_SIZE];
	int64_t end;

	context->as_of = context->now;
	if (!ftl_cli_is_given(cli, "as-of"))
		return FTL_OK;
	int32_t date = ftl_cli_date(cli, "as-of");
	if (date > ftl_app_today(cli->app))
		return ftl_fail(err, FTL_INVALID, "as_of",
		                "%s lies in the future, where nothing is known yet",
		                ftl_date_format(text, date));
	/* The last second of that day; of today: now. */
	ftl_zone_instant(context->zone, date + 1, 0, &end);
	if (end - 1 < context->as_of)
		context->as_of = end - 1;
	return FTL_OK;
}

/* The documents of payers, also those that do not apply any more: claims were judged by them. */
static enum ftl_status load_rules(struct ftl_cli *cli, struct ftl_report_context *context,
                                  struct ftl_err *err)
{
	struct ftl_report_rules *rules;
	const struct ftl_payer_doc *docs;
	size_t count;

	FTL_TRY(ftl_payer_list(cli->app, &cli->arena, FTL_RULES_ALL, &docs, &count, err));
	rules = ftl_alloc(&cli->arena, count + 1, sizeof(*rules));
	for (size_t i = 0; i < count; i++)
		rules[i] =
		        (struct ftl_report_rules){docs[i].id, docs[i].rules.submit_basis,
		                                  docs[i].rules.in_business_days, &docs[i].terms};
	context->rules = rules;
	context->rules_count = count;
	return FTL_OK;
}

static enum ftl_status load_limits(struct ftl_app *app, struct ftl_stock_limits *ret,
                                   struct ftl_err *err)
{
	FTL_TRY(ftl_setting_number(app, "stock.slow_days", &ret->slow_days, err));
	FTL_TRY(ftl_setting_number(app, "stock.dead_days", &ret->dead_days, err));
	return ftl_setting_number(app, "stock.cover_days", &ret->cover_days, err);
}

enum ftl_status ftl_report_context_make(struct ftl_cli *cli, struct ftl_report_context *ret,
                                        struct ftl_err *err)
{
	struct ftl_app *app = cli->app;

	*ret = (struct ftl_report_context){
	        .db = app->db,
	        .has_view = app->view.is_open,
	        .site_id = app->site_id,
	        .centre = app->centre,
	        .timezone = app->timezone,
	        .zone = app->zone,
	        .currency = app->currency,
	        .now = ftl_app_now(app),
	};
	FTL_TRY(ftl_app_calendar(app, &cli->arena, &ret->calendar, err));
	FTL_TRY(ftl_excluded_owners(app, &ret->excluded_owners, err));
	FTL_TRY(ftl_targets_load(app, &cli->arena, &ret->targets, err));
	FTL_TRY(ftl_provisions_load(app, &cli->arena, &ret->provisions, err));
	FTL_TRY(load_rules(cli, ret, err));
	FTL_TRY(load_limits(app, &ret->stock_limits, err));
	return find_as_of(cli, ret, err);
}

struct ftl_period ftl_report_context_period(const struct ftl_cli *cli,
                                            const struct ftl_report_context *context)
{
	struct ftl_period period = ftl_report_default_period(context);

	if (ftl_cli_is_given(cli, "from")) {
		struct ftl_period from = ftl_cli_period(cli, "from");
		period.from = from.from;
		if (from.from != from.to)
			period.to = from.to;
	}
	if (ftl_cli_is_given(cli, "to"))
		period.to = ftl_cli_period(cli, "to").to;
	if (!ftl_cli_is_given(cli, "from") && period.from > period.to)
		period.from =
		        ftl_date_add_months(period.to - ftl_date_to_ymd(period.to).day + 1, -3);
	return period;
}

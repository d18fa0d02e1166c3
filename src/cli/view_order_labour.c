#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "cli/view_picture.h"

const struct ftl_column ftl_view_labour_columns[FTL_VIEW_LABOUR_CELLS] = {
        [FTL_VIEW_LABOUR_STAFF] = {"staff", "Who", FTL_T_TEXT, false, "login of who worked", NULL},
        [FTL_VIEW_LABOUR_NAME] = {"name", "Name", FTL_T_TEXT, false, "that person's name", NULL},
        [FTL_VIEW_LABOUR_TIMED] = {"timed_seconds", "By timer", FTL_T_DURATION, false,
                                   "measured, less what was taken back of it", NULL},
        [FTL_VIEW_LABOUR_TYPED] = {"typed_seconds", "Typed", FTL_T_DURATION, false,
                                   "noted by hand, less what was taken back", NULL},
        [FTL_VIEW_LABOUR_ALL] = {"seconds", "In all", FTL_T_DURATION, false, "both together", NULL},
        [FTL_VIEW_LABOUR_SINCE] = {"running_since", "At work since", FTL_T_INSTANT, false,
                                   "since when a timer runs; none: not at work on it", NULL},
};

static int64_t seconds_of(const struct ftl_labour_share *share)
{
	return share->sum.timed_seconds + share->sum.typed_seconds;
}

void ftl_view_labour(struct ftl_arena *arena, const struct ftl_order_full *full,
                     struct ftl_section *section)
{
	struct ftl_section_rows rows = ftl_section_begin(arena, full->labour_count);

	for (size_t i = 0; i < full->labour_count; i++) {
		const struct ftl_labour_share *share = &full->labour[i];
		const struct ftl_cell cells[FTL_VIEW_LABOUR_CELLS] = {
		        [FTL_VIEW_LABOUR_STAFF] = ftl_cell_text(share->staff),
		        [FTL_VIEW_LABOUR_NAME] = ftl_cell_text(share->staff_name),
		        [FTL_VIEW_LABOUR_TIMED] = ftl_cell_number(share->sum.timed_seconds),
		        [FTL_VIEW_LABOUR_TYPED] = ftl_cell_number(share->sum.typed_seconds),
		        [FTL_VIEW_LABOUR_ALL] = ftl_cell_number(seconds_of(share)),
		        [FTL_VIEW_LABOUR_SINCE] =
		                ftl_cell_opt(share->running_since != 0, share->running_since),
		};

		ftl_section_add(&rows, cells, FTL_VIEW_LABOUR_CELLS);
	}
	ftl_section_end(section, &rows);
}

const char *ftl_view_since(struct ftl_arena *arena, const struct ftl_app *app, int64_t instant)
{
	int32_t day, second;

	ftl_zone_local(app->zone, instant, &day, &second);
	if (day != ftl_app_today(app))
		return ftl_view_when(arena, app, instant);
	return ftl_sprintf(arena, "%02d:%02d", second / 3600, second / 60 % 60);
}

const char *ftl_picture_labour(const struct ftl_picture *p)
{
	char text[FTL_LABOUR_TEXT_SIZE];
	int64_t all = 0;
	size_t people = 0;
	FTL_BUF(shares);
	FTL_BUF(running);

	for (size_t i = 0; i < p->full->labour_count; i++)
		people += seconds_of(&p->full->labour[i]) > 0;
	for (size_t i = 0; i < p->full->labour_count; i++) {
		const struct ftl_labour_share *share = &p->full->labour[i];
		int64_t seconds = seconds_of(share);

		all += seconds;
		if (seconds > 0)
			ftl_picture_join(&shares, ", ", share->staff_name);
		if (seconds > 0 && people > 1)
			ftl_buf_printf(&shares, " %s", ftl_labour_format(text, seconds));
		if (share->running_since != 0)
			ftl_picture_join(&running, ", ",
			                 ftl_sprintf(p->arena, "%s at it since %s",
			                             share->staff_name,
			                             ftl_view_since(p->arena, p->app,
			                                            share->running_since)));
	}
	if (people == 0)
		return running.length > 0 ? ftl_strdup(p->arena, ftl_buf_cstr(&running)) : NULL;
	return ftl_sprintf(p->arena, "%s h%s%s%s%s", ftl_labour_format(text, all),
	                   people > 1 ? ": " : ", ", ftl_buf_cstr(&shares),
	                   running.length > 0 ? "; " : "", ftl_buf_cstr(&running));
}

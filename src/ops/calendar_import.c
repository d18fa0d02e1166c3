#include <string.h>

#include "fettle/base/ical.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"
#include "ops/site_change.h"
#include "store/calendar.h"

const char *const ftl_holiday_names[FTL_HOLIDAY_FATES] = {
        [FTL_HOLIDAY_CLOSED] = "closed",
        [FTL_HOLIDAY_KNOWN] = "already",
        [FTL_HOLIDAY_KEPT] = "kept",
        [FTL_HOLIDAY_SKIPPED] = "skipped",
};

/* An import while it is worked out. */
struct importing {
	struct ftl_app *app;
	struct ftl_arena *arena;
	const struct ftl_calendar_day_row *known;
	size_t known_count;
	bool replaces;
	struct ftl_holiday *rows;
	size_t count;
	int64_t closed;
};

/* Names are for people: a line of text, as `calendar close` wants it, cut where it is longer. */
static enum ftl_status clean(const struct importing *im, const char *name, const char **ret,
                             struct ftl_err *err)
{
	size_t length = strlen(name);
	char *line = ftl_strdup(im->arena, name);

	if (length > 200)
		length = 200;
	while (length > 0 && ((unsigned char)name[length] & 0xC0) == 0x80)
		length--;
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)line[i] < ' ' || line[i] == '\x7F')
			line[i] = ' ';
	}
	return ftl_text_require(im->arena, "file", FTL_TEXT_LINE, 200, line, length, ret, err);
}

static const struct ftl_calendar_day_row *find_known(const struct importing *im, int32_t date)
{
	for (size_t i = 0; i < im->known_count; i++) {
		if (im->known[i].day.date == date)
			return &im->known[i];
	}
	return NULL;
}

/* What is said of the day now, in words. */
static const char *words_of(const struct importing *im, const struct ftl_calendar_day_row *known)
{
	char hours[FTL_HOURS_TEXT_SIZE];

	if (known->day.closes == 0)
		return ftl_sprintf(im->arena, "is closed: %s", known->name);
	return ftl_sprintf(im->arena, "is open %s",
	                   ftl_hours_format(hours, known->day.opens, known->day.closes));
}

static enum ftl_status take_day(struct importing *im, const struct ftl_ical_day *day,
                                struct ftl_err *err)
{
	const struct ftl_calendar_day_row *known = find_known(im, day->date);
	const struct ftl_calendar_day closed = {.date = day->date};
	struct ftl_holiday *row = &im->rows[im->count];

	*row = (struct ftl_holiday){.date = ftl_some(day->date)};
	FTL_TRY(clean(im, day->name, &row->name, err));
	im->count++;
	/* Two events of one day: the first names it. */
	if (im->count > 1 && row[-1].date.has && row[-1].date.value == day->date) {
		bool is_kept = row[-1].fate == FTL_HOLIDAY_KEPT;
		bool is_same = !is_kept && strcmp(row[-1].name, row->name) == 0;

		row->fate = is_same ? FTL_HOLIDAY_KNOWN : FTL_HOLIDAY_KEPT;
		row->words = is_kept ? row[-1].words
		                     : ftl_sprintf(im->arena, "is closed: %s", row[-1].name);
		return FTL_OK;
	}
	if (known != NULL && known->day.closes == 0 && strcmp(known->name, row->name) == 0) {
		row->fate = FTL_HOLIDAY_KNOWN;
		return FTL_OK;
	}
	if (known != NULL && !im->replaces) {
		row->fate = FTL_HOLIDAY_KEPT;
		row->words = words_of(im, known);
		return FTL_OK;
	}
	im->closed++;
	return ftl_store_day_replace(im->app->db, im->app->site_id, day->date, &closed, 1,
	                             row->name, err);
}

enum ftl_status ftl_calendar_import(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                    const struct ftl_period *period, bool replaces,
                                    struct ftl_holiday_list *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct importing im = {.app = app, .arena = arena, .replaces = replaces};
	struct ftl_holiday_list list;
	struct ftl_ical file;
	bool go;

	FTL_TRY(ftl_site_change(app, "calendar.import", &op, &go, err));
	if (!go)
		return FTL_OK;
	FTL_TRY(ftl_ical_read(arena, text, app->zone, period, &file, err));
	FTL_TRY(ftl_store_day_list(app->db, arena, app->site_id, &im.known, &im.known_count, err));
	im.rows = ftl_alloc(arena, file.day_count + file.skip_count + 1, sizeof(*im.rows));
	for (size_t i = 0; i < file.day_count; i++)
		FTL_TRY(take_day(&im, &file.days[i], err));
	for (size_t i = 0; i < file.skip_count; i++) {
		struct ftl_holiday *row = &im.rows[im.count++];

		*row = (struct ftl_holiday){.fate = FTL_HOLIDAY_SKIPPED,
		                            .words = file.skips[i].why};
		FTL_TRY(clean(&im, file.skips[i].name, &row->name, err));
	}
	list = (struct ftl_holiday_list){im.rows, im.count, im.closed};
	/* What says nothing new leaves no trace; but a retry has to find what it was told. */
	if (im.closed > 0 || app->request_id != NULL)
		FTL_TRY(ftl_op_commit(&op, &list, err));
	*ret = list;
	return FTL_OK;
}

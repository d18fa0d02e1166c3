#include <stdio.h>
#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/estimate.h"
#include "ops/find.h"
#include "store/estimate.h"

const char *ftl_estimate_name(char buffer[FTL_ESTIMATE_NAME_SIZE],
                              const struct ftl_estimate *estimate)
{
	char code[FTL_CODE_SIZE];

	(void)snprintf(buffer, FTL_ESTIMATE_NAME_SIZE, "estimate %s",
	               ftl_code_eye_of(code, estimate->code));
	return buffer;
}

enum ftl_status ftl_estimate_load(struct ftl_db *db, struct ftl_arena *arena, int32_t today,
                                  struct ftl_estimate *estimate, struct ftl_err *err)
{
	FTL_TRY(ftl_store_estimate_lines(db, arena, estimate->id, &estimate->lines,
	                                 &estimate->line_count, err));
	FTL_TRY(ftl_store_estimate_events(db, arena, estimate->id, &estimate->events,
	                                  &estimate->event_count, err));
	estimate->sums = (struct ftl_estimate_sums){0};
	for (size_t i = 0; i < estimate->line_count; i++) {
		const struct ftl_order_line *line = &estimate->lines[i];

		if (!line->is_removed &&
		    !ftl_estimate_sum(&estimate->sums, line->line.payer, &line->amounts))
			return ftl_fail(err, FTL_INVALID, "lines", "total out of range");
	}
	estimate->state = ftl_estimate_on(estimate->stored, estimate->due_on, today);
	return FTL_OK;
}

enum ftl_status ftl_estimate_of_order(struct ftl_app *app, struct ftl_arena *arena,
                                      int64_t order_id, const struct ftl_estimate **ret,
                                      size_t *ret_count, struct ftl_err *err)
{
	const struct ftl_estimate *rows;
	struct ftl_estimate *all;
	size_t count;

	FTL_TRY(ftl_store_estimate_of_order(app->db, arena, order_id, &rows, &count, err));
	all = ftl_alloc(arena, count + 1, sizeof(*all));
	for (size_t i = 0; i < count; i++) {
		all[i] = rows[i];
		FTL_TRY(ftl_estimate_load(app->db, arena, ftl_app_today(app), &all[i], err));
	}
	*ret = all;
	*ret_count = count;
	return FTL_OK;
}

enum ftl_status ftl_estimate_load_all(struct ftl_acting *a, struct ftl_estimate **ret,
                                      size_t *ret_count, struct ftl_err *err)
{
	const struct ftl_estimate *rows;
	struct ftl_estimate *all;

	FTL_TRY(ftl_estimate_of_order(a->app, a->arena, a->order.id, &rows, ret_count, err));
	all = ftl_alloc(a->arena, *ret_count + 1, sizeof(*all));
	for (size_t i = 0; i < *ret_count; i++)
		all[i] = rows[i];
	*ret = all;
	return FTL_OK;
}

/* "ORDER/2": the slash before the number; NULL when text is none of that kind. */
static const char *find_slash(const char *text)
{
	const char *slash = strrchr(text, '/');

	if (slash == NULL || strstr(text, "://") != NULL || slash[1] == '\0' ||
	    slash[1 + strspn(slash + 1, "0123456789")] != '\0')
		return NULL;
	return slash;
}

/* The newest version of the number-th alternative of a job. */
static enum ftl_status find_by_number(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *order_text, const char *number_text,
                                      struct ftl_estimate *ret, struct ftl_err *err)
{
	const struct ftl_estimate *all;
	const struct ftl_estimate *found = NULL;
	struct ftl_order order;
	char code[FTL_CODE_SIZE];
	int64_t number;
	size_t count;

	FTL_TRY(ftl_find_order(app, arena, order_text, &order, err));
	FTL_TRY(ftl_parse_i64("code", number_text, 1, INT32_MAX, &number, err));
	FTL_TRY(ftl_store_estimate_of_order(app->db, arena, order.id, &all, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (all[i].number == number)
			found = &all[i];
	}
	if (found != NULL) {
		*ret = *found;
		return FTL_OK;
	}
	ftl_fail(err, FTL_NOT_FOUND, "code", "work order %s has no estimate %lld",
	         ftl_code_eye_of(code, order.code), (long long)number);
	return ftl_hint(err, "fettle order show %s lists its estimates", code);
}

enum ftl_status ftl_estimate_find(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                  struct ftl_estimate *ret, struct ftl_err *err)
{
	const char *slash = find_slash(text);
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];
	bool found;

	if (slash != NULL)
		return find_by_number(app, arena, ftl_strndup(arena, text, (size_t)(slash - text)),
		                      slash + 1, ret, err);
	FTL_TRY(ftl_read_code(app, "code", text, FTL_CODE_ESTIMATE, FTL_CODE_ESTIMATE, &code, err));
	FTL_TRY(ftl_store_estimate_find(app->db, arena, ftl_code_short(buffer, &code), ret, &found,
	                                err));
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "code", "there is no estimate %s",
	         ftl_code_eye(buffer, &code));
	return ftl_hint(err, "fettle estimate list --open shows what is not answered");
}

enum ftl_status ftl_estimate_get(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 struct ftl_estimate *ret, struct ftl_err *err)
{
	struct ftl_estimate estimate;

	FTL_TRY(ftl_estimate_find(app, arena, code, &estimate, err));
	FTL_TRY(ftl_estimate_load(app->db, arena, ftl_app_today(app), &estimate, err));
	*ret = estimate;
	return FTL_OK;
}

enum ftl_status ftl_estimate_list(struct ftl_app *app, bool only_open, ftl_estimate_each *each,
                                  bool (*is_enough)(void *context), void *context,
                                  struct ftl_err *err)
{
	FTL_ARENA(row);
	FTL_CURSOR(cursor);
	struct ftl_estimate estimate;
	bool more;

	FTL_TRY(ftl_store_estimate_select(app->db, app->site_id, only_open, &cursor, err));
	while (!is_enough(context)) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_estimate_next(cursor, &row, &estimate, &more, err));
		if (!more)
			break;
		if (only_open && !estimate.is_order_open)
			continue;
		FTL_TRY(ftl_estimate_load(app->db, &row, ftl_app_today(app), &estimate, err));
		FTL_TRY(each(context, &estimate, err));
	}
	return FTL_OK;
}

#include <stdio.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/check.h"
#include "store/audit.h"
#include "store/proof.h"
#include "store/row.h"
#include "store/search.h"
#include "store/site.h"

#define RESTORE "keep this file as it is, and restore the last good backup beside it"

enum ftl_status ftl_check_centre(struct ftl_checking *c, struct ftl_err *err)
{
	struct ftl_app *app = c->app;
	struct ftl_site site;
	struct ftl_currency currency;
	const struct ftl_zone *zone;
	const struct ftl_calendar *calendar;
	struct ftl_err problem;
	const char *what;

	FTL_TRY(ftl_store_site_first(app->db, c->arena, &site, err));
	what = ftl_sprintf(c->arena, "site row %lld", (long long)site.id);
	if (ftl_currency_find(site.currency, &currency, &problem) != FTL_OK)
		ftl_checking_note(c, what, ftl_sprintf(c->arena, "currency: %s", problem.message),
		                  "no sum can be shown; restore the last good backup");
	if (ftl_zone_open(c->arena, site.timezone, &zone, &problem) != FTL_OK)
		ftl_checking_note(c, what, ftl_sprintf(c->arena, "timezone: %s", problem.message),
		                  "no day can be told; install tzdata or restore the last good "
		                  "backup");
	if (ftl_app_calendar(app, c->arena, &calendar, &problem) != FTL_OK)
		ftl_checking_note(c, what, ftl_sprintf(c->arena, "hours: %s", problem.message),
		                  "no promise can be made; fettle calendar hours writes them anew");
	return FTL_OK;
}

/* The highest number given out under one counter. */
struct series {
	int64_t site_id;
	char kind[8]; /* "W26" */
	int64_t highest;
	char code[FTL_CODE_SIZE]; /* that has it */
};

struct all_series {
	struct series *rows;
	size_t count, capacity;
};

static struct series *series_of(struct ftl_checking *c, struct all_series *all, int64_t site_id,
                                const char *kind)
{
	struct series *row;

	for (size_t i = 0; i < all->count; i++) {
		if (all->rows[i].site_id == site_id && strcmp(all->rows[i].kind, kind) == 0)
			return &all->rows[i];
	}
	all->rows =
	        ftl_store_grow(c->arena, all->rows, all->count, &all->capacity, sizeof(*all->rows));
	row = &all->rows[all->count++];
	*row = (struct series){.site_id = site_id};
	snprintf(row->kind, sizeof(row->kind), "%s", kind);
	return row;
}

static void count_code(struct ftl_checking *c, struct all_series *all,
                       const struct ftl_given_code *given)
{
	FTL_ARENA(scratch);
	struct ftl_code code;
	struct ftl_err ignored;
	struct series *series;
	char kind[8], quoted[FTL_QUOTE_SIZE], text[FTL_CODE_SIZE];

	if (ftl_code_parse(given->code, "", &code, &ignored) != FTL_OK ||
	    strcmp(ftl_code_short(text, &code), given->code) != 0) {
		ftl_checking_note(
		        c, ftl_sprintf(&scratch, "%s row %lld", given->title, (long long)given->id),
		        ftl_sprintf(&scratch, "has the code %s, which was never given out",
		                    ftl_quote(quoted, given->code)),
		        RESTORE);
		return;
	}
	snprintf(kind, sizeof(kind), "%c%02d", ftl_code_kind_letter(code.kind), code.year % 100);
	series = series_of(c, all, given->site_id, kind);
	if (code.serial <= series->highest)
		return;
	series->highest = code.serial;
	ftl_code_eye(series->code, &code);
}

static enum ftl_status compare_counter(struct ftl_checking *c, const struct series *series,
                                       struct ftl_err *err)
{
	FTL_ARENA(scratch);
	int64_t value;

	FTL_TRY(ftl_store_counter_get(c->app->db, series->site_id, series->kind, &value, err));
	if (value < series->highest)
		ftl_checking_note(c, ftl_sprintf(&scratch, "counter %s", series->kind),
		                  ftl_sprintf(&scratch, "stands at %lld, but %s was given out",
		                              (long long)value, series->code),
		                  "check nothing in before a good backup is restored: the next "
		                  "number is taken already");
	return FTL_OK;
}

static enum ftl_status compare_ids(struct ftl_checking *c, struct ftl_err *err)
{
	FTL_CURSOR(sites);
	bool more;

	FTL_TRY(ftl_store_entity_ids(c->app->db, FTL_ENTITY_SITE, &sites, err));
	for (;;) {
		struct series ids = {.kind = "id"};

		FTL_TRY(ftl_store_id_next(sites, &ids.site_id, &more, err));
		if (!more)
			return FTL_OK;
		FTL_TRY(ftl_store_highest_id(c->app->db, ids.site_id, &ids.highest, err));
		snprintf(ids.code, sizeof(ids.code), "row %lld", (long long)ids.highest);
		FTL_TRY(compare_counter(c, &ids, err));
	}
}

enum ftl_status ftl_check_counters(struct ftl_checking *c, struct ftl_err *err)
{
	FTL_CURSOR(codes);
	struct ftl_given_code given;
	struct all_series all = {0};
	bool more;

	FTL_TRY(ftl_store_codes(c->app->db, &codes, err));
	for (;;) {
		FTL_TRY(ftl_store_code_next(codes, &given, &more, err));
		if (!more)
			break;
		count_code(c, &all, &given);
	}
	for (size_t i = 0; i < all.count; i++)
		FTL_TRY(compare_counter(c, &all.rows[i], err));
	return compare_ids(c, err);
}

enum ftl_status ftl_check_requests(struct ftl_checking *c, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const struct ftl_request_doubt *rows;
	size_t count;
	char id[FTL_QUOTE_SIZE], operation[FTL_QUOTE_SIZE];

	FTL_TRY(ftl_store_request_doubts(c->app->db, &scratch, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		const char *request;

		ftl_quote(id, rows[i].request_id);
		ftl_quote(operation, rows[i].operation);
		request = ftl_sprintf(&scratch, "request %s", id);
		if (rows[i].is_hash_broken)
			ftl_checking_note(
			        c, request, "the hash of what was asked is damaged",
			        "a retry under this id will be refused: do not repeat it");
		if (rows[i].seq == 0)
			ftl_checking_note(c, request,
			                  ftl_sprintf(&scratch,
			                              "names %s, but no audit entry says so",
			                              operation),
			                  "look whether what it asked for was done");
		else if (!rows[i].is_hash_broken)
			ftl_checking_note(
			        c,
			        ftl_sprintf(&scratch, "audit entry %lld", (long long)rows[i].seq),
			        ftl_sprintf(&scratch, "%s is not on file", request),
			        "do not repeat that request: it would be carried out again");
	}
	return FTL_OK;
}

enum ftl_status ftl_check_strays(struct ftl_checking *c, struct ftl_err *err)
{
	FTL_CURSOR(strays);
	FTL_ARENA(scratch);
	int64_t id;
	bool more;

	FTL_TRY(ftl_store_search_strays(c->app->db, &strays, err));
	for (;;) {
		FTL_TRY(ftl_store_id_next(strays, &id, &more, err));
		if (!more)
			return FTL_OK;
		ftl_checking_note(
		        c, "search",
		        ftl_sprintf(&scratch, "row %lld stands for nothing on file", (long long)id),
		        RESTORE);
	}
}

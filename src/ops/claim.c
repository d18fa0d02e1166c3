#include "fettle/ops/claim.h"

#include <stdlib.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "ops/claim.h"
#include "ops/verify.h"
#include "store/line.h"
#include "store/row.h"

#define NOON (12 * 3600)

enum ftl_status ftl_find_claim(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                               struct ftl_claim *ret, struct ftl_err *err)
{
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];
	bool found;

	FTL_TRY(ftl_read_code(app, "claim", text, FTL_CODE_CLAIM, FTL_CODE_CLAIM, &code, err));
	FTL_TRY(ftl_store_claim_find(app->db, arena, ftl_code_short(buffer, &code), ret, &found,
	                             err));
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "claim", "there is no claim %s", ftl_quote(quoted, text));
	return ftl_hint(err, "fettle claim list --all shows them");
}

enum ftl_status ftl_claiming_look(struct ftl_op *op, struct ftl_arena *arena, const char *code,
                                  struct ftl_claiming *ret, struct ftl_err *err)
{
	struct ftl_claiming c = {.op = op, .app = op->app, .arena = arena, .at = op->now};
	enum ftl_status status;

	FTL_TRY(ftl_find_claim(op->app, arena, code, &c.claim, err));
	status = ftl_verify_claim(op->app->db, c.claim.id, err);
	if (status == FTL_INTERNAL) {
		err->status = FTL_DB;
		return ftl_hint(err, "it was changed outside the program: fettle check says what "
		                     "else was");
	}
	FTL_TRY(status);
	FTL_TRY(ftl_store_claim_fold(op->app->db, arena, c.claim.id, &c.facts, &c.last_id, err));
	c.was = ftl_claim_state_of(&c.facts);
	*ret = c;
	return FTL_OK;
}

enum ftl_status ftl_claiming_begin(struct ftl_op *op, struct ftl_arena *arena, const char *code,
                                   struct ftl_claiming *ret, struct ftl_err *err)
{
	FTL_TRY(ftl_claiming_look(op, arena, code, ret, err));
	return ftl_op_touch(op, FTL_ENTITY_CLAIM, ret->claim.id, false, err);
}

/* Noon stands for the hour. */
void ftl_claiming_on(struct ftl_claiming *c, int32_t day)
{
	struct ftl_opt sent = c->facts.first_submitted_at;

	ftl_zone_instant(c->app->zone, day, NOON, &c->at);
	if (sent.has && c->at < sent.value)
		c->at = sent.value;
}

enum ftl_status ftl_read_past_day(struct ftl_app *app, const char *text, int32_t *ret,
                                  struct ftl_err *err)
{
	struct ftl_period said;
	int32_t today = ftl_app_today(app);
	char day[FTL_DATE_TEXT_SIZE], other[FTL_DATE_TEXT_SIZE];

	FTL_TRY(ftl_period_parse("on", text, today, &said, err));
	if (said.from != said.to)
		return ftl_fail(err, FTL_INVALID, "on", "is more than one day");
	if (said.from > today)
		return ftl_fail(err, FTL_INVALID, "on", "%s has not come yet: today is %s",
		                ftl_date_format(day, said.from), ftl_date_format(other, today));
	*ret = said.from;
	return FTL_OK;
}

enum ftl_status ftl_claiming_read_on(struct ftl_claiming *c, const char *on, struct ftl_err *err)
{
	int32_t sent, second, day;
	char text[FTL_DATE_TEXT_SIZE], other[FTL_DATE_TEXT_SIZE];

	if (on == NULL)
		return FTL_OK;
	FTL_TRY(ftl_read_past_day(c->app, on, &day, err));
	if (!c->facts.first_submitted_at.has || day == ftl_app_today(c->app))
		return FTL_OK;
	ftl_zone_local(c->app->zone, c->facts.first_submitted_at.value, &sent, &second);
	if (day < sent)
		return ftl_fail(err, FTL_INVALID, "on", "%s lies before %s, when it was sent",
		                ftl_date_format(text, day), ftl_date_format(other, sent));
	ftl_claiming_on(c, day);
	return FTL_OK;
}

enum ftl_status ftl_claiming_add(struct ftl_claiming *c, struct ftl_claim_event event,
                                 struct ftl_err *err)
{
	FTL_TRY(ftl_op_touch(c->op, FTL_ENTITY_CLAIM, c->claim.id, false, err));
	FTL_TRY(ftl_op_id(c->op, &event.id, err));
	event.at = c->at;
	if (event.revision == 0)
		event.revision = c->facts.revision;
	FTL_TRY(ftl_store_claim_event(c->app->db, c->claim.id, &event, c->app->actor.staff_id,
	                              err));
	ftl_claim_apply(c->arena, &c->facts, &event);
	c->last_id = event.id;
	return FTL_OK;
}

enum ftl_status ftl_claiming_save(struct ftl_claiming *c, struct ftl_err *err)
{
	FTL_TRY(ftl_store_claim_cache(c->app->db, c->claim.id, &c->facts, c->last_id, err));
	return ftl_store_claim_get(c->app->db, c->arena, c->claim.id, &c->claim, err);
}

/* What may still be changed of a claim: it is held against the rules again. */
static bool is_to_be_sent(const struct ftl_claim_full *full)
{
	return full->claim.state == FTL_CLAIM_DRAFT || full->claim.state == FTL_CLAIM_REJECTED ||
	       full->claim.state == FTL_CLAIM_PARTLY_APPROVED;
}

/* A draft would claim what stands on the bill and is in no other claim. */
static void fill_draft(const struct ftl_claim_look *look, struct ftl_claim_full *full)
{
	struct ftl_order_line *lines =
	        ftl_alloc(look->arena, look->job.line_count + 1, sizeof(*lines));

	full->line_count = 0;
	for (size_t i = 0; i < look->job.line_count; i++) {
		const struct ftl_order_line *line = &look->job.lines[i];

		if (line->is_removed || line->line.payer != full->claim.payer)
			continue;
		lines[full->line_count++] = *line;
		full->sums.claimed_cents += line->amounts.payer_cents;
	}
	full->sums.open_cents = full->sums.claimed_cents;
	full->lines = lines;
}

static enum ftl_status fill_lines(struct ftl_app *app, struct ftl_arena *arena,
                                  struct ftl_claim_full *full, struct ftl_err *err)
{
	const struct ftl_order_line *bill;
	struct ftl_order_line *lines = ftl_alloc(arena, full->facts.line_count + 1, sizeof(*lines));
	size_t count;

	FTL_TRY(ftl_store_line_list(app->db, arena, full->claim.order_id, &bill, &count, err));
	for (size_t i = 0; i < full->facts.line_count; i++) {
		for (size_t j = 0; j < count; j++) {
			if (bill[j].id == full->facts.lines[i].line_id)
				lines[i] = bill[j];
		}
	}
	full->lines = lines;
	full->line_count = full->facts.line_count;
	return FTL_OK;
}

enum ftl_status ftl_claim_load(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_claim *claim, struct ftl_claim_full *ret,
                               struct ftl_err *err)
{
	struct ftl_claim_full full = {.claim = *claim};
	struct ftl_claim_look *look = FTL_NEW(arena, struct ftl_claim_look);
	struct ftl_claim_check *check = FTL_NEW(arena, struct ftl_claim_check);
	int64_t last_id;

	FTL_TRY(ftl_store_claim_events(app->db, arena, claim->id, &full.events, &full.event_count,
	                               err));
	FTL_TRY(ftl_store_claim_fold(app->db, arena, claim->id, &full.facts, &last_id, err));
	full.sums = ftl_claim_sums_of(&full.facts);
	FTL_TRY(ftl_claim_look_begin(app, arena, look, err));
	FTL_TRY(ftl_claim_look_at(look, claim->order_code, claim->id, err));
	ftl_claim_look_check(look, claim->payer, claim->rules_id, check);
	full.doc = check->doc;
	if (is_to_be_sent(&full))
		full.preflight = &check->preflight;
	if (full.facts.revision == 0 && full.facts.line_count == 0)
		fill_draft(look, &full);
	else
		FTL_TRY(fill_lines(app, arena, &full, err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_claim_get(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                              struct ftl_claim_full *ret, struct ftl_err *err)
{
	struct ftl_claim claim;

	FTL_TRY(ftl_app_permit(app, FTL_CAN_CLAIM, err));
	FTL_TRY(ftl_find_claim(app, arena, code, &claim, err));
	return ftl_claim_load(app, arena, &claim, ret, err);
}

/* The filter as it was read. */
struct sieve {
	bool has_state, has_payer;
	enum ftl_claim_state state;
	enum ftl_payer payer;
	bool is_all;
};

static enum ftl_status read_filter(const struct ftl_claim_filter *filter, struct sieve *sieve,
                                   struct ftl_err *err)
{
	int index;

	*sieve = (struct sieve){.is_all = filter->is_all};
	if (filter->state != NULL) {
		FTL_TRY(ftl_parse_name("state", filter->state, ftl_claim_state_names,
		                       FTL_CLAIM_STATES, &index, err));
		sieve->state = (enum ftl_claim_state)index;
		sieve->has_state = true;
	}
	if (filter->payer != NULL) {
		FTL_TRY(ftl_parse_name("payer", filter->payer, ftl_payer_names, FTL_PAYERS, &index,
		                       err));
		sieve->payer = (enum ftl_payer)index;
		sieve->has_payer = true;
	}
	return FTL_OK;
}

/* What a draft would claim; its row does not say, for it follows the bill. */
static enum ftl_status weigh_drafts(struct ftl_app *app, struct ftl_arena *arena,
                                    struct ftl_claim *claims, size_t count, struct ftl_err *err)
{
	struct ftl_claim_look *look = FTL_NEW(arena, struct ftl_claim_look);

	*look = (struct ftl_claim_look){.app = app, .arena = arena};
	for (size_t i = 0; i < count; i++) {
		if (claims[i].state != FTL_CLAIM_DRAFT)
			continue;
		FTL_TRY(ftl_claim_look_at(look, claims[i].order_code, claims[i].id, err));
		for (size_t j = 0; j < look->job.line_count; j++) {
			const struct ftl_order_line *line = &look->job.lines[j];

			if (!line->is_removed && line->line.payer == claims[i].payer)
				claims[i].claimed_cents += line->amounts.payer_cents;
		}
	}
	return FTL_OK;
}

static bool passes(const struct sieve *sieve, const struct ftl_claim *claim)
{
	if (sieve->has_payer && claim->payer != sieve->payer)
		return false;
	if (sieve->has_state)
		return claim->state == sieve->state;
	return sieve->is_all || ftl_claim_is_open(claim->state);
}

enum ftl_status ftl_claim_list(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_claim_filter *filter, const struct ftl_claim **ret,
                               size_t *ret_count, struct ftl_err *err)
{
	enum ftl_claim_set set = FTL_CLAIMS_OPEN;
	int64_t key = app->site_id;
	const struct ftl_claim *all;
	struct ftl_claim *rows;
	struct ftl_order order;
	struct sieve sieve;
	size_t count, kept = 0;

	FTL_TRY(ftl_app_permit(app, FTL_CAN_CLAIM, err));
	FTL_TRY(read_filter(filter, &sieve, err));
	if (filter->order != NULL) {
		FTL_TRY(ftl_find_order(app, arena, filter->order, &order, err));
		set = FTL_CLAIMS_OF_ORDER;
		key = order.id;
		sieve.is_all = true;
	} else if (sieve.is_all || (sieve.has_state && !ftl_claim_is_open(sieve.state))) {
		set = FTL_CLAIMS_ALL;
	}
	FTL_TRY(ftl_store_claim_list(app->db, arena, set, key, &all, &count, err));
	rows = ftl_alloc(arena, count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		if (passes(&sieve, &all[i]))
			rows[kept++] = all[i];
	}
	FTL_TRY(weigh_drafts(app, arena, rows, kept, err));
	*ret = rows;
	*ret_count = kept;
	return FTL_OK;
}

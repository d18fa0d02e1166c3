#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "ops/claim.h"

/* What would get the claims of a job refused. */

/* Of no names everything is one. */
static bool is_named(struct ftl_claim_look *c, const char *const *names, size_t count,
                     const char *name)
{
	return count == 0 || ftl_text_is_among(c->arena, names, count, name);
}

/* How closely a document fits the device: the brand counts more than the category. −1: not. */
static int fit(struct ftl_claim_look *c, const struct ftl_payer_doc *doc)
{
	if (!is_named(c, doc->brands, doc->brand_count, c->device.brand) ||
	    !is_named(c, doc->categories, doc->category_count, c->device.category))
		return -1;
	return 2 * (doc->brand_count > 0) + (doc->category_count > 0);
}

/* A maker or supplier who names other brands is another one; of the other payers there is one. */
static bool is_same_payer(struct ftl_claim_look *c, const struct ftl_payer_doc *doc)
{
	return (doc->rules.payer != FTL_PAYER_MAKER && doc->rules.payer != FTL_PAYER_SUPPLIER) ||
	       is_named(c, doc->brands, doc->brand_count, c->device.brand);
}

/* Of the documents of a code, which come newest first, the one counts that applied on the day.
 * *ret_knows: the payer has rules in use, if none for this device. */
static const struct ftl_payer_doc *choose(struct ftl_claim_look *c, enum ftl_payer payer,
                                          bool *ret_knows)
{
	int64_t day = c->job.ready_on.has ? c->job.ready_on.value : c->job.today;
	const struct ftl_payer_doc *best = NULL;
	const char *code = NULL;
	int closest = -1;

	for (size_t i = 0; i < c->doc_count; i++) {
		const struct ftl_payer_doc *doc = &c->docs[i];

		if (doc->rules.payer != payer || doc->is_retired || doc->applies_from > day ||
		    (code != NULL && strcmp(doc->code, code) == 0))
			continue;
		code = doc->code;
		*ret_knows = *ret_knows || is_same_payer(c, doc);
		if (fit(c, doc) > closest) {
			closest = fit(c, doc);
			best = doc;
		}
	}
	return best;
}

bool ftl_claim_look_has_lines(const struct ftl_claim_look *look, enum ftl_payer payer)
{
	for (size_t i = 0; i < look->job.line_count; i++) {
		if (!look->job.lines[i].is_removed && look->job.lines[i].line.payer == payer)
			return true;
	}
	return false;
}

const struct ftl_payer_doc *ftl_payer_doc_of(const struct ftl_payer_doc *docs, size_t count,
                                             int64_t id)
{
	for (size_t i = 0; i < count && id != 0; i++) {
		if (docs[i].id == id)
			return &docs[i];
	}
	return NULL;
}

static const struct ftl_order_line *bill_line(const struct ftl_claim_look *c, int64_t id)
{
	for (size_t i = 0; i < c->bill_count; i++) {
		if (c->bill[i].id == id)
			return &c->bill[i];
	}
	return NULL;
}

struct ftl_opt ftl_claim_return_due(const struct ftl_claim_look *c, const struct ftl_payer_doc *doc,
                                    const struct ftl_claim_line *line)
{
	const struct ftl_order_line *row = bill_line(c, line->line_id);
	int32_t day, second;

	if (row == NULL || !c->own.first_submitted_at.has || line->state == FTL_CLAIM_LINE_DROPPED)
		return ftl_none();
	ftl_zone_local(c->app->zone, c->own.first_submitted_at.value, &day, &second);
	return ftl_claim_return_day(&doc->terms, c->job.calendar, doc->rules.in_business_days,
	                            &row->line, day);
}

/* Of the payer's live claims for the device those that a job of the same day has. */
static void find_doubles(struct ftl_claim_look *c, enum ftl_payer payer)
{
	struct ftl_claim_claimed *rows = ftl_alloc(c->arena, c->of_device_count + 1, sizeof(*rows));

	c->job.claimed_count = 0;
	for (size_t i = 0; i < c->of_device_count; i++) {
		const struct ftl_claim *claim = &c->of_device[i];
		int32_t day, second;

		if (claim->order_id == c->order.id || claim->payer != payer ||
		    claim->revision == 0 || claim->state == FTL_CLAIM_WITHDRAWN ||
		    !claim->received_at.has || !c->job.received_on.has)
			continue;
		ftl_zone_local(c->app->zone, claim->received_at.value, &day, &second);
		if (day == c->job.received_on.value)
			rows[c->job.claimed_count++] = (struct ftl_claim_claimed){0, claim->code};
	}
	c->job.claimed = rows;
}

/* The old parts that the payer wants back of what was claimed before. */
static void find_returns(struct ftl_claim_look *c, const struct ftl_payer_doc *doc)
{
	struct ftl_claim_return *rows = ftl_alloc(c->arena, c->own.line_count + 1, sizeof(*rows));

	c->job.return_count = 0;
	for (size_t i = 0; i < c->own.line_count; i++) {
		const struct ftl_claim_line *line = &c->own.lines[i];
		struct ftl_opt due = ftl_claim_return_due(c, doc, line);

		if (due.has)
			rows[c->job.return_count++] = (struct ftl_claim_return){
			        line->position, (int32_t)due.value,
			        line->returned_at.has ? FTL_CLAIM_RETURN_SHIPPED
			                              : FTL_CLAIM_RETURN_DUE};
	}
	c->job.returns = rows;
}

void ftl_claim_look_check(struct ftl_claim_look *c, enum ftl_payer payer, int64_t rules_id,
                          struct ftl_claim_check *check)
{
	bool knows = false;
	const struct ftl_payer_doc *doc =
	        rules_id != 0 ? ftl_payer_doc_of(c->docs, c->doc_count, rules_id)
	                      : choose(c, payer, &knows);

	*check = (struct ftl_claim_check){.payer = payer};
	find_doubles(c, payer);
	if (doc != NULL) {
		find_returns(c, doc);
		check->doc = doc;
		ftl_preflight(c->arena, &doc->rules, &c->app->currency, &c->job, &check->preflight);
		return;
	}
	if (knows) {
		ftl_preflight_unauthorised(c->arena, payer, &c->job, &check->preflight);
		return;
	}
	for (size_t i = 0; i < c->job.line_count; i++) {
		if (!c->job.lines[i].is_removed && c->job.lines[i].line.payer == payer)
			check->preflight.amount_cents += c->job.lines[i].amounts.payer_cents;
	}
}

enum ftl_status ftl_claim_check_job(struct ftl_claim_look *c, const char *code,
                                    struct ftl_claim_checks *ret, struct ftl_err *err)
{
	struct ftl_claim_check *checks = ftl_alloc(c->arena, FTL_PAYERS, sizeof(*checks));
	size_t count = 0, blocking = 0;

	FTL_TRY(ftl_claim_look_at(c, code, 0, err));
	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		if (payer == FTL_PAYER_CUSTOMER || payer == FTL_PAYER_SHOP ||
		    !ftl_claim_look_has_lines(c, (enum ftl_payer)payer))
			continue;
		ftl_claim_look_check(c, (enum ftl_payer)payer, 0, &checks[count]);
		blocking += checks[count++].preflight.blocking;
	}
	*ret = (struct ftl_claim_checks){
	        .order = c->order, .checks = checks, .count = count, .blocking = blocking};
	return FTL_OK;
}

/* Of a claim: its payer alone, and the lines that it would ask for. */
static enum ftl_status check_claim(struct ftl_claim_look *c, const char *code,
                                   struct ftl_claim_checks *ret, struct ftl_err *err)
{
	struct ftl_claim_check *check = FTL_NEW(c->arena, struct ftl_claim_check);
	struct ftl_claim claim;

	FTL_TRY(ftl_find_claim(c->app, c->arena, code, &claim, err));
	FTL_TRY(ftl_claim_look_at(c, claim.order_code, claim.id, err));
	ftl_claim_look_check(c, claim.payer, claim.revision == 0 ? 0 : claim.rules_id, check);
	*ret = (struct ftl_claim_checks){.order = c->order,
	                                 .checks = check,
	                                 .count = ftl_claim_look_has_lines(c, claim.payer),
	                                 .blocking = check->preflight.blocking};
	return FTL_OK;
}

enum ftl_status ftl_claim_preflight(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    struct ftl_claim_checks *ret, struct ftl_err *err)
{
	struct ftl_claim_look *c = FTL_NEW(arena, struct ftl_claim_look);
	struct ftl_code parsed;
	struct ftl_err ignored;

	FTL_TRY(ftl_claim_look_begin(app, arena, c, err));
	if (ftl_code_read(app, code, &parsed, &ignored) == FTL_OK && parsed.kind == FTL_CODE_CLAIM)
		return check_claim(c, code, ret, err);
	return ftl_claim_check_job(c, code, ret, err);
}

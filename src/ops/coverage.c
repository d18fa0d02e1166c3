#include "ops/cover_search.h"

#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "store/cover.h"
#include "store/device.h"
#include "store/device_cover.h"
#include "store/fault.h"
#include "store/line.h"
#include "store/row.h"

static struct ftl_cover *next_cover(struct ftl_cover_search *f)
{
	f->covers = ftl_store_grow(f->arena, f->covers, f->count, &f->capacity, sizeof(*f->covers));
	f->terms = ftl_store_grow(f->arena, f->terms, f->count, &f->term_capacity,
	                          sizeof(const struct ftl_term *));
	f->positions = ftl_store_grow(f->arena, f->positions, f->count, &f->position_capacity,
	                              sizeof(*f->positions));
	f->positions[f->count] = 0;
	return &f->covers[f->count];
}

static bool has_cover_of(const struct ftl_cover_search *f, enum ftl_cover_giver giver)
{
	for (size_t i = 0; i < f->count; i++) {
		if (f->covers[i].giver == giver)
			return true;
	}
	return false;
}

static const struct ftl_term_doc *doc_of(const struct ftl_cover_search *f, int64_t term_id)
{
	for (size_t i = 0; i < f->doc_count; i++) {
		if (f->docs[i].id == term_id)
			return &f->docs[i];
	}
	return NULL;
}

/* What was done under a term before moves the ends of some. A job was covered by the term when its
 * labour or its parts were decided by it. */
static enum ftl_status read_visits(struct ftl_cover_search *f, const char *rule,
                                   struct ftl_term_facts *facts, struct ftl_err *err)
{
	struct ftl_term_visit *visits = ftl_alloc(f->arena, f->order_count + 1, sizeof(*visits));

	for (size_t i = 0; i < f->order_count; i++) {
		const struct ftl_order *order = &f->orders[i];
		struct ftl_term_visit *visit = &visits[facts->visit_count];
		struct ftl_verdict kept[FTL_LINE_CLASSES];
		int32_t day, second;
		bool has_kept;

		if (order->id == f->question->order_id || !order->received_at.has)
			continue;
		FTL_TRY(ftl_store_cover_get(f->app->db, f->arena, order->id, kept, &has_kept, err));
		ftl_zone_local(f->app->zone, order->received_at.value, &visit->received_on,
		               &second);
		if (order->handed_over_at.has) {
			ftl_zone_local(f->app->zone, order->handed_over_at.value, &day, &second);
			visit->handed_over_on = ftl_some(day);
		}
		visit->is_repaired =
		        order->result == FTL_REPAIRED || order->result == FTL_SOFTWARE_ONLY;
		visit->is_covered = has_kept && (strcmp(kept[FTL_LABOUR].rule, rule) == 0 ||
		                                 strcmp(kept[FTL_PART].rule, rule) == 0);
		facts->visit_count++;
	}
	facts->visits = visits;
	return FTL_OK;
}

/* A cover by a term that begins on a day; false: the term does not begin by what is known. */
static enum ftl_status resolve(struct ftl_cover_search *f, const struct ftl_term *term,
                               struct ftl_opt starts_on, struct ftl_cover *ret, bool *ret_found,
                               struct ftl_err *err)
{
	struct ftl_term_facts facts = f->facts;

	f->terms[f->count] = term;
	if (starts_on.has)
		facts.dates[term->basis] = starts_on;
	if (term->extends_by_repair_days || term->extension_once_months > 0)
		FTL_TRY(read_visits(f, term->rule, &facts, err));
	*ret_found = ftl_term_cover(term, &facts, ret);
	return FTL_OK;
}

/* What its giver says of the end stands before what the term says. */
static void end_with(struct ftl_cover *cover, struct ftl_opt ends_on)
{
	for (int i = 0; ends_on.has && i < FTL_LINE_CLASSES; i++) {
		if (cover->shares[i].percent > 0)
			cover->shares[i].ends_on = ends_on;
	}
}

/* Whether the job is about what was repaired, by the codes of both. */
static enum ftl_status match_repair(struct ftl_cover_search *f, const struct ftl_order *order,
                                    struct ftl_cover *cover, struct ftl_err *err)
{
	const struct ftl_diagnosis *before;
	char code[FTL_CODE_SIZE];
	const char *alike = NULL;
	size_t count;

	cover->match = FTL_MATCH_UNKNOWN;
	if (f->code_count > 0) {
		FTL_TRY(ftl_store_diagnosis_list(f->app->db, f->arena, order->id, &before, &count,
		                                 err));
		cover->match = ftl_diagnosis_match(f->arena, before, count, f->codes, f->code_count,
		                                   &alike);
	}
	ftl_code_eye_of(code, order->code);
	cover->evidence = ftl_sprintf(
	        f->arena, alike != NULL ? "our repair %s, %s" : "our repair %s", code, alike);
	return FTL_OK;
}

/* Whether a part was put on the bill of a repair that a term decided, and when it was handed over.
 */
static enum ftl_status is_fitted(struct ftl_cover_search *f, const struct ftl_order *order,
                                 const char *rule, int32_t *ret_on, bool *ret, struct ftl_err *err)
{
	struct ftl_verdict kept[FTL_LINE_CLASSES];
	const struct ftl_order_line *lines;
	int32_t second;
	size_t count;
	bool found;

	*ret = false;
	if (order->id == f->question->order_id || !order->handed_over_at.has ||
	    (order->result != FTL_REPAIRED && order->result != FTL_REPAIRED_PARTLY))
		return FTL_OK;
	FTL_TRY(ftl_store_cover_get(f->app->db, f->arena, order->id, kept, &found, err));
	if (!found || strcmp(kept[FTL_PART].rule, rule) != 0)
		return FTL_OK;
	ftl_zone_local(f->app->zone, order->handed_over_at.value, ret_on, &second);
	FTL_TRY(ftl_store_line_list(f->app->db, f->arena, order->id, &lines, &count, err));
	for (size_t i = 0; i < count; i++)
		*ret = *ret || (!lines[i].is_removed && lines[i].line.class == FTL_PART);
	return FTL_OK;
}

/* A part that was fitted under the last cover has a minimum of its own, where that outlives it. */
static enum ftl_status add_parts(struct ftl_cover_search *f, struct ftl_err *err)
{
	const struct ftl_term *term = f->terms[f->count - 1];
	const struct ftl_cover base = f->covers[f->count - 1];
	struct ftl_opt left = base.shares[FTL_PART].ends_on;

	for (size_t i = 0;
	     term->part_min_days.has && base.void_reason == NULL && left.has && i < f->order_count;
	     i++) {
		struct ftl_cover *cover = next_cover(f);
		struct ftl_opt end;
		int32_t fitted_on;
		bool found;

		FTL_TRY(is_fitted(f, &f->orders[i], term->rule, &fitted_on, &found, err));
		if (!found || !ftl_term_part_end(term, f->facts.calendar, &base, fitted_on, &end) ||
		    !end.has || end.value <= left.value)
			continue;
		*cover = base;
		memset(cover->shares, 0, sizeof(cover->shares));
		cover->shares[FTL_PART] =
		        (struct ftl_cover_share){base.shares[FTL_PART].percent, end};
		cover->starts_on = fitted_on;
		FTL_TRY(match_repair(f, &f->orders[i], cover, err));
		f->terms[f->count] = term;
		f->count++;
	}
	return FTL_OK;
}

/* Of a repair or a part: whether it is about that is for the technician to say. */
static bool is_for_one_fault(enum ftl_cover_giver giver)
{
	return giver == FTL_COVER_OWN_REPAIR || giver == FTL_COVER_PART_SUPPLIER;
}

/* The covers that are on file of the device. */
static enum ftl_status add_filed(struct ftl_cover_search *f, struct ftl_err *err)
{
	const struct ftl_device_cover *rows;
	char date[FTL_DATE_TEXT_SIZE];
	size_t count;
	bool found;

	if (f->device->id == 0 || f->doc_count == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_device_cover_list(f->app->db, f->arena, f->device->id, &rows, &count,
	                                    err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_device_cover *row = &rows[i];
		const struct ftl_term_doc *doc = doc_of(f, row->term_id);
		struct ftl_cover *cover = next_cover(f);

		if (doc == NULL)
			continue;
		FTL_TRY(resolve(f, &doc->term, ftl_some(row->starts_on), cover, &found, err));
		if (!found)
			continue;
		end_with(cover, row->ends_on);
		f->positions[f->count] = row->position;
		if (is_for_one_fault(cover->giver))
			cover->match = FTL_MATCH_UNKNOWN;
		cover->is_provisional = row->is_provisional;
		cover->has_proof = row->proof != NULL;
		cover->void_reason = row->void_reason;
		cover->evidence = ftl_sprintf(f->arena, "cover %d on file, from %s, %s",
		                              row->position, ftl_date_format(date, row->starts_on),
		                              row->proof != NULL ? row->proof : "no proof");
		f->count++;
		FTL_TRY(add_parts(f, err));
	}
	return FTL_OK;
}

/* The names are as people write them: case and blanks do not count. */
static bool is_named(struct ftl_cover_search *f, const char *const *names, size_t count,
                     const char *name)
{
	return count == 0 || ftl_text_is_among(f->arena, names, count, name);
}

static bool fits(struct ftl_cover_search *f, const struct ftl_term_doc *doc)
{
	return doc->is_general && !doc->is_retired &&
	       is_named(f, doc->brands, doc->brand_count, f->device->brand) &&
	       is_named(f, doc->categories, doc->category_count, f->device->category);
}

static const char *bought(struct ftl_cover_search *f, int32_t starts_on)
{
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_sprintf(f->arena, "bought %s, %s", ftl_date_format(date, starts_on),
	                   f->device->proof != NULL ? f->device->proof : "no proof on file");
}

/* The days on which a cover must begin for a document to apply. */
struct span {
	int32_t from, before;
};
static const struct span always = {INT32_MIN, INT32_MAX};

static bool is_within(const struct span *span, int32_t day)
{
	return day >= span->from && day < span->before;
}

static struct span span_of(const struct ftl_cover_search *f, size_t i)
{
	return (struct span){f->docs[i].applies_from, ftl_term_before(f->docs, i)};
}

/* A term by the device's own dates. */
static enum ftl_status add_bought(struct ftl_cover_search *f, const struct ftl_term *term,
                                  const struct span *span, struct ftl_err *err)
{
	struct ftl_cover *cover = next_cover(f);
	bool found;

	/* No term begins anew with a unit that took the place of another. */
	if (f->old != NULL)
		return FTL_OK;
	FTL_TRY(resolve(f, term, ftl_none(), cover, &found, err));
	if (!found || !is_within(span, cover->starts_on))
		return FTL_OK;
	if (is_for_one_fault(cover->giver))
		cover->match = FTL_MATCH_UNKNOWN;
	cover->has_proof = f->device->proof != NULL;
	cover->evidence = bought(f, cover->starts_on);
	f->count++;
	return add_parts(f, err);
}

/* The guarantee on one of our own repairs, from its hand-over. */
static enum ftl_status add_repair(struct ftl_cover_search *f, size_t i, const struct ftl_term *term,
                                  const struct span *span, struct ftl_err *err)
{
	const struct ftl_order *order = &f->orders[i];
	struct ftl_cover *cover = next_cover(f);
	int32_t date, second;
	bool found;

	if (order->id == f->question->order_id || !order->handed_over_at.has ||
	    (order->result != FTL_REPAIRED && order->result != FTL_REPAIRED_PARTLY))
		return FTL_OK;
	ftl_zone_local(f->app->zone, order->handed_over_at.value, &date, &second);
	if (!is_within(span, date))
		return FTL_OK;
	FTL_TRY(resolve(f, term, ftl_some(date), cover, &found, err));
	if (!found)
		return FTL_OK;
	cover->has_proof = true;
	FTL_TRY(match_repair(f, order, cover, err));
	f->has_term[i] = true;
	f->count++;
	return FTL_OK;
}

static enum ftl_status add_repairs(struct ftl_cover_search *f, const struct ftl_term *term,
                                   const struct span *span, struct ftl_err *err)
{
	for (size_t i = 0; i < f->order_count; i++)
		FTL_TRY(add_repair(f, i, term, span, err));
	return FTL_OK;
}

/* What is left of the covers of the unit that this one took the place of; those of one fault stay
 * with it. */
static void add_inherited(struct ftl_cover_search *f)
{
	char code[FTL_CODE_SIZE], date[FTL_DATE_TEXT_SIZE];

	for (size_t i = 0; f->old != NULL && i < f->old->count; i++) {
		const struct ftl_cover *old = &f->old->covers[i];
		struct ftl_cover *cover = next_cover(f);

		if (old->match != FTL_MATCH_ALL ||
		    !ftl_term_inherit(f->old->terms[i], f->facts.calendar, old,
		                      f->old->asked.changed_hands_on, f->exchanged_on, cover))
			continue;
		f->terms[f->count] = f->old->terms[i];
		cover->evidence =
		        ftl_sprintf(f->arena, "in exchange for %s on %s, %s",
		                    ftl_code_eye_of(code, f->old->device->code),
		                    ftl_date_format(date, f->exchanged_on), old->evidence);
		f->count++;
	}
}

/* The terms that every device has which fits them; what is on file of a giver stands before them,
 * but each of our repairs is guaranteed for itself. */
static enum ftl_status add_general(struct ftl_cover_search *f, struct ftl_err *err)
{
	unsigned filed = 0;

	for (size_t i = 0; i < f->count; i++)
		filed |= 1u << f->covers[i].giver;
	for (size_t i = 0; i < f->doc_count; i++) {
		const struct ftl_term_doc *doc = &f->docs[i];
		struct span span = span_of(f, i);

		if (!fits(f, doc))
			continue;
		if (doc->term.giver == FTL_COVER_OWN_REPAIR)
			FTL_TRY(add_repairs(f, &doc->term, &span, err));
		else if ((filed & (1u << doc->term.giver)) == 0)
			FTL_TRY(add_bought(f, &doc->term, &span, err));
	}
	return FTL_OK;
}

/* Labour and parts, whole: what the settings say of a term is how long it runs. */
static const struct ftl_term *usual_term(struct ftl_arena *arena, enum ftl_cover_giver giver,
                                         const char *rule, enum ftl_term_basis basis,
                                         int64_t duration, enum ftl_term_unit unit)
{
	const struct ftl_term_share share = {100, (int)duration, unit};
	struct ftl_term *term = FTL_NEW(arena, struct ftl_term);

	*term = (struct ftl_term){
	        .giver = giver,
	        .rule = rule,
	        .basis = basis,
	        .shares = {[FTL_LABOUR] = share, [FTL_PART] = share},
	        .conditions = {.is_transferable = true, .excludes = FTL_EXCLUDES_ALL},
	};
	return term;
}

/* What the settings say, where no term says anything: the maker's warranty by purchase date, and
 * the guarantee on our own repairs. */
static enum ftl_status add_usual(struct ftl_cover_search *f, struct ftl_err *err)
{
	const struct ftl_term *term;
	int64_t months, days;

	FTL_TRY(ftl_setting_number(f->app, "warranty.maker_months", &months, err));
	FTL_TRY(ftl_setting_number(f->app, "warranty.own_repair_days", &days, err));
	term = usual_term(f->arena, FTL_COVER_MAKER, "maker_warranty", FTL_TERM_PURCHASE, months,
	                  FTL_TERM_MONTH);
	if (months > 0 && !has_cover_of(f, FTL_COVER_MAKER))
		FTL_TRY(add_bought(f, term, &always, err));
	term = usual_term(f->arena, FTL_COVER_OWN_REPAIR, "own_repair_warranty", FTL_TERM_HAND_OVER,
	                  days, FTL_TERM_DAY);
	for (size_t i = 0; days > 0 && i < f->order_count; i++) {
		if (!f->has_term[i])
			FTL_TRY(add_repair(f, i, term, &always, err));
	}
	return FTL_OK;
}

static struct ftl_cover_search *begin(struct ftl_app *app, struct ftl_arena *arena,
                                      const struct ftl_cover_question *question)
{
	struct ftl_cover_search *f = FTL_NEW(arena, struct ftl_cover_search);

	f->app = app;
	f->arena = arena;
	f->device = question->device;
	f->question = question;
	f->asked.reported_on = question->reported_on;
	f->asked.country = app->country;
	f->asked.has_purchase_date = question->device->purchased_on.has;
	return f;
}

/* The unit that this one took the place of, as it stood on the day of the exchange. */
static enum ftl_status find_old(struct ftl_cover_search *f, struct ftl_cover_search **ret,
                                struct ftl_err *err)
{
	struct ftl_cover_question *question = FTL_NEW(f->arena, struct ftl_cover_question);
	struct ftl_device *device = FTL_NEW(f->arena, struct ftl_device);
	struct ftl_exchange exchange;
	bool found;

	*ret = NULL;
	if (f->device->id == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_exchange_by_new(f->app->db, f->device->id, &exchange, &found, err));
	if (!found)
		return FTL_OK;
	FTL_TRY(ftl_store_device_get(f->app->db, f->arena, exchange.old_device_id, device, err));
	question->device = device;
	question->reported_on = exchange.exchanged_on;
	f->exchanged_on = exchange.exchanged_on;
	f->asked.has_purchase_date = true; /* it would begin nothing */
	*ret = begin(f->app, f->arena, question);
	f->old = *ret;
	return FTL_OK;
}

/* Of a unit that was given away in exchange nothing is left. */
static enum ftl_status end_exchanged(struct ftl_cover_search *f, struct ftl_err *err)
{
	struct ftl_exchange exchange;
	bool found = false;

	if (f->device->id != 0)
		FTL_TRY(ftl_store_exchange_by_old(f->app->db, f->device->id, &exchange, &found,
		                                  err));
	for (size_t i = 0; found && i < f->count; i++)
		ftl_cover_exchange(&f->covers[i], exchange.exchanged_on, f->asked.reported_on);
	return FTL_OK;
}

enum ftl_status ftl_coverage_find(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_cover_question *question,
                                  struct ftl_coverage *ret, struct ftl_err *err)
{
	struct ftl_cover_search *units[FTL_EXCHANGES_MOST + 1] = {begin(app, arena, question)};
	struct ftl_cover_search *f = units[0];
	struct ftl_cover_policy policy;
	size_t count = 1;

	FTL_TRY(ftl_cover_order(app, arena, &policy, err));
	FTL_TRY(find_old(f, &units[count], err));
	while (units[count] != NULL && ++count <= FTL_EXCHANGES_MOST)
		FTL_TRY(find_old(units[count - 1], &units[count], err));
	/* The oldest first: each inherits from the one before. */
	while (count-- > 0) {
		FTL_TRY(ftl_cover_search_facts(units[count], err));
		FTL_TRY(add_filed(units[count], err));
		add_inherited(units[count]);
		FTL_TRY(add_general(units[count], err));
		FTL_TRY(add_usual(units[count], err));
	}
	FTL_TRY(end_exchanged(f, err));
	FTL_TRY(ftl_cover_search_limits(f, err));
	ret->on = question->reported_on;
	ret->meter = f->asked.meter;
	ret->covers = f->covers;
	ret->positions = f->positions;
	ret->cover_count = f->count;
	ret->findings = f->found;
	ret->finding_count = f->asked.finding_count;
	ftl_coverage_decide(arena, &f->asked, &policy, f->covers, f->count, ret->classes);
	return FTL_OK;
}

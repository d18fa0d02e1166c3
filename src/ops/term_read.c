#include <string.h>

#include "fettle/ops/term.h"
#include "ops/intake_form.h"
#include "ops/rule_read.h"

#define DAYS_MAX   36500 /* a hundred years, as are the others */
#define MONTHS_MAX 1200

static const int duration_max[FTL_TERM_UNITS] = {
        [FTL_TERM_DAY] = DAYS_MAX,
        [FTL_TERM_WEEK] = 5200,
        [FTL_TERM_MONTH] = MONTHS_MAX,
        [FTL_TERM_YEAR] = 100,
};

enum {
	CODE,
	TITLE,
	SOURCE,
	SOURCE_ON,
	APPLIES_FROM,
	IS_GENERAL,
	BRANDS,
	CATEGORIES,
	GIVER,
	BASIS,
	CLASSES,
	NEEDS_PROOF,
	TRANSFERABLE,
	TERRITORY,
	METER_LIMIT,
	EXCLUDES,
	DEDUCTIBLE,
	LIMIT_CLAIM,
	LIMIT_TOTAL,
	LIMIT_COUNT,
	MOVES,
	EXTENDS,
	ALLOWANCE,
	REPLACEMENT,
	PART,
	ONCE,
	ONCE_FROM,
	FIELDS
};
static const struct ftl_json_field fields[FIELDS] = {
        [CODE] = {"code", FTL_JSON_STRING, true},
        [TITLE] = {"title", FTL_JSON_STRING, true},
        [SOURCE] = {"source", FTL_JSON_STRING, true},
        [SOURCE_ON] = {"source_on", FTL_JSON_STRING, false},
        [APPLIES_FROM] = {"applies_from", FTL_JSON_STRING, true},
        [IS_GENERAL] = {"is_general", FTL_JSON_BOOL, false},
        [BRANDS] = {"brands", FTL_JSON_ARRAY, false},
        [CATEGORIES] = {"categories", FTL_JSON_ARRAY, false},
        [GIVER] = {"giver", FTL_JSON_STRING, true},
        [BASIS] = {"basis", FTL_JSON_STRING, true},
        [CLASSES] = {"classes", FTL_JSON_OBJECT, true},
        [NEEDS_PROOF] = {"needs_proof", FTL_JSON_BOOL, false},
        [TRANSFERABLE] = {"is_transferable", FTL_JSON_BOOL, false},
        [TERRITORY] = {"territory", FTL_JSON_ARRAY, false},
        [METER_LIMIT] = {"meter_limit", FTL_JSON_NUMBER, false},
        [EXCLUDES] = {"excludes", FTL_JSON_ARRAY, false},
        [DEDUCTIBLE] = {"deductible", FTL_JSON_STRING, false},
        [LIMIT_CLAIM] = {"limit_per_claim", FTL_JSON_STRING, false},
        [LIMIT_TOTAL] = {"limit_total", FTL_JSON_STRING, false},
        [LIMIT_COUNT] = {"limit_claims", FTL_JSON_NUMBER, false},
        [MOVES] = {"moves_to_working_day", FTL_JSON_BOOL, false},
        [EXTENDS] = {"extends_by_repair_days", FTL_JSON_BOOL, false},
        [ALLOWANCE] = {"allowance_months", FTL_JSON_NUMBER, false},
        [REPLACEMENT] = {"replacement_min_days", FTL_JSON_NUMBER, false},
        [PART] = {"part_min_days", FTL_JSON_NUMBER, false},
        [ONCE] = {"extension_once_months", FTL_JSON_NUMBER, false},
        [ONCE_FROM] = {"extension_applies_from", FTL_JSON_STRING, false},
};

enum { PERCENT, DURATION, UNIT, SHARE_FIELDS };
static const struct ftl_json_field share_fields[SHARE_FIELDS] = {
        [PERCENT] = {"percent", FTL_JSON_NUMBER, true},
        [DURATION] = {"duration", FTL_JSON_NUMBER, false},
        [UNIT] = {"unit", FTL_JSON_STRING, true},
};

/* As cost classes are called where cover is spoken of. */
static const struct ftl_json_field class_fields[FTL_LINE_CLASSES] = {
        [FTL_LABOUR] = {"labour", FTL_JSON_OBJECT, false},
        [FTL_PART] = {"parts", FTL_JSON_OBJECT, false},
        [FTL_FREIGHT] = {"shipping", FTL_JSON_OBJECT, false},
        [FTL_OTHER] = {"travel", FTL_JSON_OBJECT, false},
};

static enum ftl_status read_share(const struct ftl_rule_reader *r, const struct ftl_json *object,
                                  struct ftl_term_share *share)
{
	const struct ftl_json *v[SHARE_FIELDS];
	int unit;

	if (object == NULL)
		return FTL_OK;
	FTL_TRY(ftl_json_object(r->doc, object, share_fields, SHARE_FIELDS, v, r->err));
	FTL_TRY(ftl_rule_int(r, v[PERCENT], 100, &share->percent));
	FTL_TRY(ftl_rule_name(r, v[UNIT], ftl_term_unit_names, FTL_TERM_UNITS, &unit));
	share->unit = (enum ftl_term_unit)unit;
	if (unit == FTL_TERM_LIFETIME && v[DURATION] != NULL)
		return ftl_json_fail(r->doc, v[DURATION], r->err, "goes with no lifetime");
	FTL_TRY(ftl_rule_int(r, v[DURATION], duration_max[unit], &share->duration));
	if (unit != FTL_TERM_LIFETIME && share->duration == 0)
		return ftl_json_fail(r->doc, object, r->err,
		                     "needs a duration, or the unit lifetime");
	return FTL_OK;
}

static enum ftl_status read_classes(const struct ftl_rule_reader *r, const struct ftl_json *object,
                                    struct ftl_term *term)
{
	const struct ftl_json *v[FTL_LINE_CLASSES];
	bool is_any = false;

	FTL_TRY(ftl_json_object(r->doc, object, class_fields, FTL_LINE_CLASSES, v, r->err));
	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		FTL_TRY(read_share(r, v[i], &term->shares[i]));
		is_any = is_any || term->shares[i].percent > 0;
	}
	return is_any ? FTL_OK
	              : ftl_json_fail(r->doc, object, r->err,
	                              "covers nothing: labour, parts, shipping or travel");
}

static enum ftl_status read_conditions(const struct ftl_rule_reader *r,
                                       const struct ftl_json *const *v,
                                       struct ftl_cover_conditions *conditions)
{
	struct ftl_opt deductible = {0};

	conditions->needs_proof = ftl_rule_flag(v[NEEDS_PROOF]);
	conditions->is_transferable = v[TRANSFERABLE] == NULL || ftl_json_bool(v[TRANSFERABLE]);
	FTL_TRY(ftl_rule_countries(r, v[TERRITORY], &conditions->territory,
	                           &conditions->territory_count));
	FTL_TRY(ftl_rule_opt(r, v[METER_LIMIT], 0, INT64_C(1000000000000),
	                     &conditions->meter_limit));
	FTL_TRY(ftl_rule_bits(r, v[EXCLUDES], ftl_exclusion_names, FTL_EXCLUSIONS,
	                      &conditions->excludes));
	FTL_TRY(ftl_rule_money(r, v[DEDUCTIBLE], &deductible));
	conditions->deductible_cents = deductible.value;
	return FTL_OK;
}

/* What the payer is asked for at most. */
static enum ftl_status read_limits(const struct ftl_rule_reader *r, const struct ftl_json *const *v,
                                   struct ftl_cover_conditions *conditions)
{
	struct ftl_opt *one = &conditions->claim_limit_cents;
	struct ftl_opt *all = &conditions->total_limit_cents;

	FTL_TRY(ftl_rule_money(r, v[LIMIT_CLAIM], one));
	FTL_TRY(ftl_rule_money(r, v[LIMIT_TOTAL], all));
	FTL_TRY(ftl_rule_opt(r, v[LIMIT_COUNT], 1, 1000, &conditions->claims_limit));
	if (one->has && one->value == 0)
		return ftl_json_fail(r->doc, v[LIMIT_CLAIM], r->err, "would pay nothing");
	if (all->has && all->value == 0)
		return ftl_json_fail(r->doc, v[LIMIT_TOTAL], r->err, "would pay nothing");
	if (one->has && all->has && one->value > all->value)
		return ftl_json_fail(r->doc, v[LIMIT_CLAIM], r->err,
		                     "is more than limit_total allows for all claims");
	return FTL_OK;
}

/* What has no start by what is on file would be a rule that says nothing. */
static enum ftl_status check_basis(const struct ftl_rule_reader *r, const struct ftl_json *value,
                                   const struct ftl_term_doc *doc)
{
	bool is_own = doc->term.giver == FTL_COVER_OWN_REPAIR;
	bool is_sale = doc->term.basis == FTL_TERM_PURCHASE || doc->term.basis == FTL_TERM_DELIVERY;

	if (is_own && doc->term.basis != FTL_TERM_HAND_OVER)
		return ftl_json_fail(
		        r->doc, value, r->err,
		        "must be hand_over: our own repairs are covered from there on");
	if (doc->is_general && !is_own && !is_sale)
		return ftl_json_fail(r->doc, value, r->err,
		                     "must be purchase or delivery of a general term: no other day "
		                     "is on file of every device");
	return FTL_OK;
}

static enum ftl_status read_rules(const struct ftl_rule_reader *r, const struct ftl_json *const *v,
                                  struct ftl_term *term)
{
	int index;

	FTL_TRY(ftl_rule_name(r, v[GIVER], ftl_cover_giver_names, FTL_COVER_GIVERS, &index));
	term->giver = (enum ftl_cover_giver)index;
	FTL_TRY(ftl_rule_name(r, v[BASIS], ftl_term_basis_names, FTL_TERM_BASES, &index));
	term->basis = (enum ftl_term_basis)index;
	FTL_TRY(read_classes(r, v[CLASSES], term));
	FTL_TRY(read_conditions(r, v, &term->conditions));
	FTL_TRY(read_limits(r, v, &term->conditions));
	term->moves_to_working_day = ftl_rule_flag(v[MOVES]);
	term->extends_by_repair_days = ftl_rule_flag(v[EXTENDS]);
	FTL_TRY(ftl_rule_int(r, v[ALLOWANCE], MONTHS_MAX, &term->allowance_months));
	FTL_TRY(ftl_rule_opt(r, v[REPLACEMENT], 0, DAYS_MAX, &term->replacement_min_days));
	FTL_TRY(ftl_rule_opt(r, v[PART], 0, DAYS_MAX, &term->part_min_days));
	FTL_TRY(ftl_rule_int(r, v[ONCE], MONTHS_MAX, &term->extension_once_months));
	FTL_TRY(ftl_rule_date(r, v[ONCE_FROM], &term->extension_applies_from));
	if (v[ONCE_FROM] != NULL && v[ONCE] == NULL)
		return ftl_json_fail(r->doc, v[ONCE_FROM], r->err,
		                     "needs extension_once_months beside it");
	return FTL_OK;
}

enum ftl_status ftl_term_read(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                              const char *text, size_t length, struct ftl_term_doc *ret,
                              struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	const struct ftl_json *v[FIELDS];
	struct ftl_term_doc term = {.text = ftl_strndup(arena, text, length)};
	struct ftl_rule_reader r = {.app = app, .arena = arena, .err = err};
	struct ftl_opt applies_from = {0};

	if (length > FTL_TERM_DOCUMENT_MAX)
		return ftl_fail(err, FTL_INVALID, "document", "holds more than %d bytes",
		                FTL_TERM_DOCUMENT_MAX);
	FTL_TRY(ftl_json_parse(name, 1, text, length, &doc, err));
	if (ftl_json_kind(ftl_json_root(doc)) != FTL_JSON_OBJECT)
		return ftl_json_fail(doc, ftl_json_root(doc), err, "must be one term, an object");
	r.doc = doc;
	FTL_TRY(ftl_json_object(doc, ftl_json_root(doc), fields, FIELDS, v, err));
	FTL_TRY(ftl_rule_code(&r, v[CODE], &term.code));
	FTL_TRY(ftl_rule_text(&r, v[TITLE], FTL_NAME_MAX, &term.title));
	FTL_TRY(ftl_rule_text(&r, v[SOURCE], 1000, &term.source));
	FTL_TRY(ftl_rule_date(&r, v[SOURCE_ON], &term.source_on));
	FTL_TRY(ftl_rule_date(&r, v[APPLIES_FROM], &applies_from));
	term.applies_from = (int32_t)applies_from.value;
	term.is_general = ftl_rule_flag(v[IS_GENERAL]);
	FTL_TRY(ftl_rule_words(&r, v[BRANDS], &term.brands, &term.brand_count));
	FTL_TRY(ftl_rule_words(&r, v[CATEGORIES], &term.categories, &term.category_count));
	FTL_TRY(read_rules(&r, v, &term.term));
	FTL_TRY(check_basis(&r, v[BASIS], &term));
	term.term.rule = term.code;
	*ret = term;
	return FTL_OK;
}

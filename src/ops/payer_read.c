#include <string.h>

#include "fettle/ops/payer.h"
#include "ops/intake_form.h"
#include "ops/payer_read.h"
#include "ops/payer_read_mapping.h"
#include "ops/rule_read.h"

#define MARKUP_MAX  1000
#define ACCOUNT_MAX 60

enum {
	CODE,
	TITLE,
	SOURCE,
	SOURCE_ON,
	APPLIES_FROM,
	PAYER,
	BRANDS,
	CATEGORIES,
	MODELS,
	EXCHANGE_ONLY,
	TERRITORY,
	ACCOUNT,
	NEEDS_ACCOUNT,
	REQUIRED,
	SUBMIT_DAYS,
	SUBMIT_FROM,
	BUSINESS_DAYS,
	PREAUTH_ABOVE,
	PREAUTH_EXCHANGE,
	PREAUTH_REPEAT,
	UNPAID_REPEAT,
	NO_LABOUR_REPEAT,
	LABOUR_RATE,
	LABOUR_MOST,
	MARKUP,
	FREIGHT_MOST,
	AMOUNT_MOST,
	PAYS_NO_FAULT,
	EXPORT,
	REMITTANCE,
	ANSWER,
	FIELDS
};
static const struct ftl_json_field fields[FIELDS] = {
        [CODE] = {"code", FTL_JSON_STRING, true},
        [TITLE] = {"title", FTL_JSON_STRING, true},
        [SOURCE] = {"source", FTL_JSON_STRING, true},
        [SOURCE_ON] = {"source_on", FTL_JSON_STRING, false},
        [APPLIES_FROM] = {"applies_from", FTL_JSON_STRING, true},
        [PAYER] = {"payer", FTL_JSON_STRING, true},
        [BRANDS] = {"brands", FTL_JSON_ARRAY, false},
        [CATEGORIES] = {"categories", FTL_JSON_ARRAY, false},
        [MODELS] = {"models", FTL_JSON_ARRAY, false},
        [EXCHANGE_ONLY] = {"exchange_only", FTL_JSON_ARRAY, false},
        [TERRITORY] = {"territory", FTL_JSON_ARRAY, false},
        [ACCOUNT] = {"account", FTL_JSON_STRING, false},
        [NEEDS_ACCOUNT] = {"needs_account", FTL_JSON_BOOL, false},
        [REQUIRED] = {"required", FTL_JSON_ARRAY, false},
        [SUBMIT_DAYS] = {"submit_days", FTL_JSON_NUMBER, false},
        [SUBMIT_FROM] = {"submit_from", FTL_JSON_STRING, false},
        [BUSINESS_DAYS] = {"in_business_days", FTL_JSON_BOOL, false},
        [PREAUTH_ABOVE] = {"preauth_above", FTL_JSON_STRING, false},
        [PREAUTH_EXCHANGE] = {"preauth_for_exchange", FTL_JSON_BOOL, false},
        [PREAUTH_REPEAT] = {"preauth_for_repeat", FTL_JSON_BOOL, false},
        [UNPAID_REPEAT] = {"unpaid_repeat_days", FTL_JSON_NUMBER, false},
        [NO_LABOUR_REPEAT] = {"no_labour_repeat_days", FTL_JSON_NUMBER, false},
        [LABOUR_RATE] = {"labour_rate", FTL_JSON_STRING, false},
        [LABOUR_MOST] = {"labour_most", FTL_JSON_STRING, false},
        [MARKUP] = {"part_markup_percent", FTL_JSON_NUMBER, false},
        [FREIGHT_MOST] = {"freight_most", FTL_JSON_STRING, false},
        [AMOUNT_MOST] = {"amount_most", FTL_JSON_STRING, false},
        [PAYS_NO_FAULT] = {"pays_no_fault", FTL_JSON_BOOL, false},
        [EXPORT] = {"export", FTL_JSON_OBJECT, false},
        [REMITTANCE] = {"remittance", FTL_JSON_OBJECT, false},
        [ANSWER] = {"answer", FTL_JSON_OBJECT, false},
};

/* The customer pays bills and the shop itself: neither is claimed from. */
static enum ftl_status read_payer(const struct ftl_rule_reader *r, const struct ftl_json *value,
                                  enum ftl_payer *ret)
{
	int index;

	FTL_TRY(ftl_rule_name(r, value, ftl_payer_names, FTL_PAYERS, &index));
	*ret = (enum ftl_payer)index;
	if (*ret != FTL_PAYER_CUSTOMER && *ret != FTL_PAYER_SHOP)
		return FTL_OK;
	return ftl_json_fail(r->doc, value, r->err,
	                     "must be somebody who is claimed from: maker, seller, supplier, "
	                     "insurer or contract");
}

static enum ftl_status read_filing(const struct ftl_rule_reader *r, const struct ftl_json *const *v,
                                   struct ftl_payer_rules *rules)
{
	int index = FTL_CLAIM_FROM_READY;

	FTL_TRY(ftl_rule_opt(r, v[SUBMIT_DAYS], 0, FTL_PAYER_DAYS_MAX, &rules->submit_days));
	if (v[SUBMIT_FROM] != NULL)
		FTL_TRY(ftl_rule_name(r, v[SUBMIT_FROM], ftl_claim_basis_names, FTL_CLAIM_BASES,
		                      &index));
	rules->submit_basis = (enum ftl_claim_basis)index;
	rules->in_business_days = ftl_rule_flag(v[BUSINESS_DAYS]);
	if (v[SUBMIT_FROM] != NULL && v[SUBMIT_DAYS] == NULL)
		return ftl_json_fail(r->doc, ftl_json_root(r->doc), r->err,
		                     "needs submit_days beside submit_from");
	return FTL_OK;
}

static enum ftl_status read_amounts(const struct ftl_rule_reader *r,
                                    const struct ftl_json *const *v, struct ftl_payer_rules *rules)
{
	struct ftl_opt markup = {0};

	FTL_TRY(ftl_rule_money(r, v[PREAUTH_ABOVE], &rules->preauth_above_cents));
	FTL_TRY(ftl_rule_money(r, v[LABOUR_RATE], &rules->labour_rate_cents));
	FTL_TRY(ftl_rule_money(r, v[LABOUR_MOST], &rules->labour_most_cents));
	FTL_TRY(ftl_rule_money(r, v[FREIGHT_MOST], &rules->freight_most_cents));
	FTL_TRY(ftl_rule_money(r, v[AMOUNT_MOST], &rules->amount_most_cents));
	FTL_TRY(ftl_rule_opt(r, v[MARKUP], 0, MARKUP_MAX, &markup));
	if (markup.has)
		rules->markup_basis_points = ftl_some(markup.value * FTL_BASIS_POINTS / 100);
	return FTL_OK;
}

static enum ftl_status read_rules(const struct ftl_rule_reader *r, const struct ftl_json *const *v,
                                  struct ftl_payer_rules *rules)
{
	FTL_TRY(read_payer(r, v[PAYER], &rules->payer));
	FTL_TRY(ftl_rule_words(r, v[MODELS], &rules->models, &rules->model_count));
	FTL_TRY(ftl_rule_words(r, v[EXCHANGE_ONLY], &rules->exchange_only,
	                       &rules->exchange_only_count));
	FTL_TRY(ftl_rule_countries(r, v[TERRITORY], &rules->territory, &rules->territory_count));
	if (v[ACCOUNT] != NULL)
		FTL_TRY(ftl_rule_text(r, v[ACCOUNT], ACCOUNT_MAX, &rules->account));
	rules->needs_account = ftl_rule_flag(v[NEEDS_ACCOUNT]);
	FTL_TRY(ftl_rule_bits(r, v[REQUIRED], ftl_claim_field_names, FTL_CLAIM_FIELDS,
	                      &rules->required));
	FTL_TRY(read_filing(r, v, rules));
	FTL_TRY(read_amounts(r, v, rules));
	rules->preauth_for_exchange = ftl_rule_flag(v[PREAUTH_EXCHANGE]);
	rules->preauth_for_repeat = ftl_rule_flag(v[PREAUTH_REPEAT]);
	FTL_TRY(ftl_rule_opt(r, v[UNPAID_REPEAT], 1, FTL_PAYER_DAYS_MAX,
	                     &rules->unpaid_repeat_days));
	FTL_TRY(ftl_rule_opt(r, v[NO_LABOUR_REPEAT], 1, FTL_PAYER_DAYS_MAX,
	                     &rules->no_labour_repeat_days));
	rules->pays_no_fault = ftl_rule_flag(v[PAYS_NO_FAULT]);
	return FTL_OK;
}

static bool counts_days(const struct ftl_payer_doc *payer)
{
	const struct ftl_payer_terms *terms = &payer->terms;

	return payer->rules.submit_days.has || terms->correct_days.has || terms->appeal_days.has ||
	       terms->dispute_days.has || terms->chase_days.has || terms->return_parts_days.has;
}

enum ftl_status ftl_payer_read(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                               const char *text, size_t length, struct ftl_payer_doc *ret,
                               struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	struct ftl_json_field all[FIELDS + FTL_PAYER_PROOF_KEYS + FTL_PAYER_TERM_KEYS];
	const struct ftl_json *v[FIELDS + FTL_PAYER_PROOF_KEYS + FTL_PAYER_TERM_KEYS];
	struct ftl_payer_doc payer = {.text = ftl_strndup(arena, text, length)};
	struct ftl_rule_reader r = {.app = app, .arena = arena, .err = err};
	struct ftl_opt applies_from = {0};

	if (length > FTL_PAYER_DOCUMENT_MAX)
		return ftl_fail(err, FTL_INVALID, "document", "holds more than %d bytes",
		                FTL_PAYER_DOCUMENT_MAX);
	FTL_TRY(ftl_json_parse(name, 1, text, length, &doc, err));
	if (ftl_json_kind(ftl_json_root(doc)) != FTL_JSON_OBJECT)
		return ftl_json_fail(doc, ftl_json_root(doc), err, "must be one payer, an object");
	r.doc = doc;
	memcpy(all, fields, sizeof(fields));
	memcpy(all + FIELDS, ftl_payer_proof_keys, sizeof(ftl_payer_proof_keys));
	memcpy(all + FIELDS + FTL_PAYER_PROOF_KEYS, ftl_payer_term_keys,
	       sizeof(ftl_payer_term_keys));
	FTL_TRY(ftl_json_object(doc, ftl_json_root(doc), all, FTL_COUNT(all), v, err));
	FTL_TRY(ftl_rule_code(&r, v[CODE], &payer.code));
	FTL_TRY(ftl_rule_text(&r, v[TITLE], FTL_NAME_MAX, &payer.title));
	FTL_TRY(ftl_rule_text(&r, v[SOURCE], 1000, &payer.source));
	FTL_TRY(ftl_rule_date(&r, v[SOURCE_ON], &payer.source_on));
	FTL_TRY(ftl_rule_date(&r, v[APPLIES_FROM], &applies_from));
	payer.applies_from = (int32_t)applies_from.value;
	FTL_TRY(ftl_rule_words(&r, v[BRANDS], &payer.brands, &payer.brand_count));
	FTL_TRY(ftl_rule_words(&r, v[CATEGORIES], &payer.categories, &payer.category_count));
	FTL_TRY(read_rules(&r, v, &payer.rules));
	FTL_TRY(ftl_payer_read_export(&r, v[EXPORT], &payer.layout));
	FTL_TRY(ftl_payer_read_proof(&r, v + FIELDS, &payer.rules));
	FTL_TRY(ftl_payer_read_terms(&r, v + FIELDS + FTL_PAYER_PROOF_KEYS, &payer.terms));
	if (payer.rules.in_business_days && !counts_days(&payer))
		return ftl_json_fail(doc, v[BUSINESS_DAYS], err,
		                     "needs days to count beside it, such as submit_days");
	FTL_TRY(ftl_payer_read_mapping(&r, v[REMITTANCE], FTL_PAYER_REMITTANCE, &payer.remittance));
	FTL_TRY(ftl_payer_read_mapping(&r, v[ANSWER], FTL_PAYER_ANSWER, &payer.answer));
	*ret = payer;
	return FTL_OK;
}

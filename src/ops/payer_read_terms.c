#include <string.h>

#include "fettle/base/text.h"
#include "ops/intake_form.h"
#include "ops/payer_read.h"

#define REASONS_MAX     500
#define REASON_CODE_MAX 40

enum {
	CORRECT_DAYS,
	APPEAL_DAYS,
	DISPUTE_DAYS,
	CHASE_DAYS,
	RETURN_DAYS,
	RETURN_ABOVE,
	REASONS,
};
const struct ftl_json_field ftl_payer_term_keys[FTL_PAYER_TERM_KEYS] = {
        [CORRECT_DAYS] = {"correct_days", FTL_JSON_NUMBER, false},
        [APPEAL_DAYS] = {"appeal_days", FTL_JSON_NUMBER, false},
        [DISPUTE_DAYS] = {"dispute_days", FTL_JSON_NUMBER, false},
        [CHASE_DAYS] = {"chase_days", FTL_JSON_NUMBER, false},
        [RETURN_DAYS] = {"return_parts_days", FTL_JSON_NUMBER, false},
        [RETURN_ABOVE] = {"return_parts_above", FTL_JSON_STRING, false},
        [REASONS] = {"reasons", FTL_JSON_ARRAY, false},
};

enum { REASON_CODE, REASON_TEXT, REASON_CAUSE, REASON_CHECK, REASON_KEYS };
static const struct ftl_json_field reason_keys[REASON_KEYS] = {
        [REASON_CODE] = {"code", FTL_JSON_STRING, true},
        [REASON_TEXT] = {"text", FTL_JSON_STRING, true},
        [REASON_CAUSE] = {"cause", FTL_JSON_STRING, true},
        [REASON_CHECK] = {"check", FTL_JSON_STRING, false},
};

/* There are too many checks to name all in an error. */
static enum ftl_status read_check(const struct ftl_rule_reader *r, const struct ftl_json *value,
                                  struct ftl_opt *ret)
{
	const char *name = ftl_json_text(value);
	char quoted[FTL_QUOTE_SIZE];
	int nearest = 0;

	for (int i = 0; i < FTL_PREFLIGHT_CHECKS; i++) {
		if (strcmp(ftl_preflight_names[i], name) == 0) {
			*ret = ftl_some(i);
			return FTL_OK;
		}
		if (ftl_edit_distance(ftl_preflight_names[i], name) <
		    ftl_edit_distance(ftl_preflight_names[nearest], name))
			nearest = i;
	}
	return ftl_json_fail(r->doc, value, r->err,
	                     "must be a check of claim preflight, such as %s; got %s",
	                     ftl_preflight_names[nearest], ftl_quote(quoted, name));
}

static enum ftl_status read_reason(const struct ftl_rule_reader *r, const struct ftl_json *item,
                                   struct ftl_payer_reason *reason)
{
	const struct ftl_json *v[REASON_KEYS];
	int index;

	if (ftl_json_kind(item) != FTL_JSON_OBJECT)
		return ftl_json_fail(r->doc, item, r->err, "must be an object");
	FTL_TRY(ftl_json_object(r->doc, item, reason_keys, REASON_KEYS, v, r->err));
	FTL_TRY(ftl_rule_text(r, v[REASON_CODE], REASON_CODE_MAX, &reason->code));
	FTL_TRY(ftl_rule_text(r, v[REASON_TEXT], FTL_NAME_MAX, &reason->text));
	FTL_TRY(ftl_rule_name(r, v[REASON_CAUSE], ftl_claim_cause_names, FTL_CLAIM_CAUSES, &index));
	reason->cause = (enum ftl_claim_cause)index;
	return v[REASON_CHECK] == NULL ? FTL_OK : read_check(r, v[REASON_CHECK], &reason->check);
}

static enum ftl_status read_reasons(const struct ftl_rule_reader *r, const struct ftl_json *array,
                                    struct ftl_payer_terms *terms)
{
	struct ftl_payer_reason *reasons = ftl_alloc(r->arena, REASONS_MAX, sizeof(*reasons));
	const char **keys = ftl_alloc(r->arena, REASONS_MAX, sizeof(*keys));
	const struct ftl_json *item = NULL;
	char quoted[FTL_QUOTE_SIZE];
	size_t count = 0;

	while (array != NULL && (item = ftl_json_next(array, item)) != NULL) {
		if (count == REASONS_MAX)
			return ftl_json_fail(r->doc, array, r->err, "holds more than %d",
			                     REASONS_MAX);
		FTL_TRY(read_reason(r, item, &reasons[count]));
		keys[count] = ftl_text_key(r->arena, reasons[count].code);
		for (size_t i = 0; i < count; i++) {
			if (strcmp(keys[i], keys[count]) == 0)
				return ftl_json_fail(r->doc, item, r->err,
				                     "is the second of the code %s",
				                     ftl_quote(quoted, reasons[count].code));
		}
		count++;
	}
	terms->reasons = reasons;
	terms->reason_count = count;
	return FTL_OK;
}

enum ftl_status ftl_payer_read_terms(const struct ftl_rule_reader *r,
                                     const struct ftl_json *const *v, struct ftl_payer_terms *ret)
{
	struct ftl_payer_terms terms = {0};

	FTL_TRY(ftl_rule_opt(r, v[CORRECT_DAYS], 1, FTL_PAYER_DAYS_MAX, &terms.correct_days));
	FTL_TRY(ftl_rule_opt(r, v[APPEAL_DAYS], 1, FTL_PAYER_DAYS_MAX, &terms.appeal_days));
	FTL_TRY(ftl_rule_opt(r, v[DISPUTE_DAYS], 1, FTL_PAYER_DAYS_MAX, &terms.dispute_days));
	FTL_TRY(ftl_rule_opt(r, v[CHASE_DAYS], 1, FTL_PAYER_DAYS_MAX, &terms.chase_days));
	FTL_TRY(ftl_rule_opt(r, v[RETURN_DAYS], 1, FTL_PAYER_DAYS_MAX, &terms.return_parts_days));
	FTL_TRY(ftl_rule_money(r, v[RETURN_ABOVE], &terms.return_parts_above_cents));
	if (v[RETURN_ABOVE] != NULL && v[RETURN_DAYS] == NULL)
		return ftl_json_fail(r->doc, v[RETURN_ABOVE], r->err,
		                     "needs return_parts_days beside it");
	FTL_TRY(read_reasons(r, v[REASONS], &terms));
	*ret = terms;
	return FTL_OK;
}

#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/pattern.h"
#include "ops/intake_form.h"
#include "ops/payer_read.h"

#define AGE_MONTHS_MAX 1200
#define PARTS_MAX      1000

enum {
	SERIAL_FORMAT,
	PART_FORMAT,
	AGE_MOST,
	EVIDENCE,
	INVOICE_ABOVE,
	LABOUR_NOT,
	CODES,
	PARTS,
};
const struct ftl_json_field ftl_payer_proof_keys[FTL_PAYER_PROOF_KEYS] = {
        [SERIAL_FORMAT] = {"serial_format", FTL_JSON_ARRAY, false},
        [PART_FORMAT] = {"part_number_format", FTL_JSON_ARRAY, false},
        [AGE_MOST] = {"age_most_months", FTL_JSON_NUMBER, false},
        [EVIDENCE] = {"evidence", FTL_JSON_ARRAY, false},
        [INVOICE_ABOVE] = {"invoice_above", FTL_JSON_STRING, false},
        [LABOUR_NOT] = {"labour_not_with_part", FTL_JSON_ARRAY, false},
        [CODES] = {"codes", FTL_JSON_OBJECT, false},
        [PARTS] = {"parts", FTL_JSON_ARRAY, false},
};

/* As the kinds of codes are called. */
static const struct ftl_json_field code_keys[FTL_FAULT_KINDS] = {
        [FTL_FAULT_CONDITION] = {"condition", FTL_JSON_ARRAY, false},
        [FTL_FAULT_SYMPTOM] = {"symptom", FTL_JSON_ARRAY, false},
        [FTL_FAULT_SECTION] = {"section", FTL_JSON_ARRAY, false},
        [FTL_FAULT_DEFECT] = {"defect", FTL_JSON_ARRAY, false},
        [FTL_FAULT_REPAIR] = {"repair", FTL_JSON_ARRAY, false},
};

enum { PART_NUMBER, PART_MODELS, PART_KEYS };
static const struct ftl_json_field part_keys[PART_KEYS] = {
        [PART_NUMBER] = {"number", FTL_JSON_STRING, true},
        [PART_MODELS] = {"models", FTL_JSON_ARRAY, true},
};

/* A list that is given and names nothing would allow nothing. */
static enum ftl_status read_list(const struct ftl_rule_reader *r, const struct ftl_json *array,
                                 struct ftl_claim_list *ret)
{
	FTL_TRY(ftl_rule_words(r, array, &ret->words, &ret->count));
	if (array != NULL && ret->count == 0)
		return ftl_json_fail(r->doc, array, r->err, "is empty: leave it out");
	return FTL_OK;
}

static enum ftl_status read_patterns(const struct ftl_rule_reader *r, const struct ftl_json *array,
                                     struct ftl_claim_list *ret)
{
	const struct ftl_json *item = NULL;
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(read_list(r, array, ret));
	for (size_t i = 0; i < ret->count; i++) {
		item = ftl_json_next(array, item);
		if (!ftl_pattern_is_valid(ret->words[i]))
			return ftl_json_fail(r->doc, item, r->err,
			                     "must be a form of at most %d characters without "
			                     "blanks: # a digit, @ a letter, * either; got %s",
			                     FTL_PATTERN_MAX, ftl_quote(quoted, ret->words[i]));
	}
	return FTL_OK;
}

static enum ftl_status read_codes(const struct ftl_rule_reader *r, const struct ftl_json *object,
                                  struct ftl_payer_rules *rules)
{
	const struct ftl_json *v[FTL_FAULT_KINDS];

	if (object == NULL)
		return FTL_OK;
	FTL_TRY(ftl_json_object(r->doc, object, code_keys, FTL_FAULT_KINDS, v, r->err));
	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++)
		FTL_TRY(read_list(r, v[kind], &rules->codes[kind]));
	return FTL_OK;
}

static enum ftl_status read_part(const struct ftl_rule_reader *r, const struct ftl_json *item,
                                 struct ftl_claim_part *part)
{
	const struct ftl_json *v[PART_KEYS];
	char quoted[FTL_QUOTE_SIZE];

	if (ftl_json_kind(item) != FTL_JSON_OBJECT)
		return ftl_json_fail(r->doc, item, r->err, "must be an object");
	FTL_TRY(ftl_json_object(r->doc, item, part_keys, PART_KEYS, v, r->err));
	FTL_TRY(ftl_rule_text(r, v[PART_NUMBER], FTL_NAME_MAX, &part->number));
	/* It is looked for among the words of a line. */
	if (strpbrk(part->number, " \t,;:()[]") != NULL ||
	    *ftl_text_ident_key(r->arena, part->number) == '\0')
		return ftl_json_fail(r->doc, v[PART_NUMBER], r->err,
		                     "must be one word with letters or digits, got %s",
		                     ftl_quote(quoted, part->number));
	return read_list(r, v[PART_MODELS], &part->models);
}

static enum ftl_status read_parts(const struct ftl_rule_reader *r, const struct ftl_json *array,
                                  struct ftl_payer_rules *rules)
{
	struct ftl_claim_part *parts;
	const struct ftl_json *item = NULL;
	size_t count = 0;

	while (array != NULL && (item = ftl_json_next(array, item)) != NULL)
		count++;
	if (count > PARTS_MAX)
		return ftl_json_fail(r->doc, array, r->err, "holds more than %d", PARTS_MAX);
	parts = ftl_alloc(r->arena, count + 1, sizeof(*parts));
	for (size_t i = 0; i < count; i++) {
		item = ftl_json_next(array, item);
		FTL_TRY(read_part(r, item, &parts[i]));
	}
	rules->parts = parts;
	rules->part_count = count;
	return FTL_OK;
}

enum ftl_status ftl_payer_read_proof(const struct ftl_rule_reader *r,
                                     const struct ftl_json *const *v, struct ftl_payer_rules *rules)
{
	FTL_TRY(read_patterns(r, v[SERIAL_FORMAT], &rules->serial_formats));
	FTL_TRY(read_patterns(r, v[PART_FORMAT], &rules->part_number_formats));
	FTL_TRY(ftl_rule_opt(r, v[AGE_MOST], 1, AGE_MONTHS_MAX, &rules->age_most_months));
	FTL_TRY(ftl_rule_bits(r, v[EVIDENCE], ftl_evidence_names, FTL_EVIDENCE_WANTED,
	                      &rules->evidence));
	FTL_TRY(ftl_rule_money(r, v[INVOICE_ABOVE], &rules->invoice_above_cents));
	FTL_TRY(read_list(r, v[LABOUR_NOT], &rules->labour_not_with_part));
	FTL_TRY(read_codes(r, v[CODES], rules));
	return read_parts(r, v[PARTS], rules);
}

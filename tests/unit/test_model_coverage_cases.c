/* Who pays in the situations of tests/fixtures/coverage/cases.json, which were worked out by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "helper_cases.h"

#define CASES_LEAST 235

/* A case and what came out; mistakes are gathered, so that one run shows them all. */
struct job {
	const char *name;
	struct ftl_cover_facts facts;
	struct ftl_cover_policy policy;
	const char **ids;
	struct ftl_cover *covers;
	size_t count;
	struct ftl_verdict got[FTL_LINE_CLASSES];
	struct ftl_buf mistakes;
};

static const char **read_texts(struct cases *cases, const struct ftl_json *array, size_t *ret_count)
{
	const struct ftl_json *item = NULL;
	const char **texts = ftl_alloc(&cases->arena, cases_count(array), sizeof(*texts));

	for (*ret_count = 0; array != NULL && (item = ftl_json_next(array, item)) != NULL;)
		texts[(*ret_count)++] = ftl_json_text(item);
	return texts;
}

static unsigned read_excludes(const struct ftl_json *array)
{
	const struct ftl_json *item = NULL;
	unsigned excludes = 0;

	while (array != NULL && (item = ftl_json_next(array, item)) != NULL)
		excludes |= FTL_EXCLUDES(cases_name(item, ftl_exclusion_names, FTL_EXCLUSIONS, 0));
	return excludes;
}

static void read_findings(struct cases *cases, const struct ftl_json *array, struct job *job)
{
	enum { EXCLUSION, HAS_EVIDENCE, FIELDS };
	static const struct ftl_json_field fields[FIELDS] = {
	        [EXCLUSION] = {"exclusion", FTL_JSON_STRING, true},
	        [HAS_EVIDENCE] = {"has_evidence", FTL_JSON_BOOL, true},
	};
	const struct ftl_json *item = NULL, *v[FIELDS];
	struct ftl_cover_finding *findings =
	        ftl_alloc(&cases->arena, cases_count(array), sizeof(*findings));

	job->facts.findings = findings;
	while (array != NULL && (item = ftl_json_next(array, item)) != NULL) {
		cases_object(cases, item, fields, FIELDS, v);
		findings[job->facts.finding_count++] = (struct ftl_cover_finding){
		        (enum ftl_exclusion)cases_name(v[EXCLUSION], ftl_exclusion_names,
		                                       FTL_EXCLUSIONS, 0),
		        cases_flag(v[HAS_EVIDENCE], false) ? "photo" : NULL};
	}
}

static void read_policy(struct cases *cases, const struct ftl_json *array, struct job *job)
{
	const struct ftl_json *item = NULL;
	enum ftl_cover_giver *givers =
	        ftl_alloc(&cases->arena, cases_count(array), sizeof(*givers));
	size_t count = 0;

	job->policy = ftl_cover_default_policy;
	if (array == NULL)
		return;
	while ((item = ftl_json_next(array, item)) != NULL)
		givers[count++] = (enum ftl_cover_giver)cases_name(item, ftl_cover_giver_names,
		                                                   FTL_COVER_GIVERS, 0);
	job->policy = (struct ftl_cover_policy){givers, count};
}

static void read_cover(struct cases *cases, const struct ftl_json *value, const char **ret_id,
                       struct ftl_cover *ret)
{
	enum {
		ID,
		GIVER,
		RULE,
		STARTS_ON,
		CLASSES,
		STATUS,
		VOID_REASON,
		MATCH,
		NEEDS_PROOF,
		HAS_PROOF,
		IS_TRANSFERABLE,
		TERRITORY,
		METER_LIMIT,
		EXCLUDES,
		IS_PROVISIONAL,
		LEFT,
		DEDUCTIBLE,
		FIELDS
	};
	static const struct ftl_json_field fields[FIELDS] = {
	        [ID] = {"id", FTL_JSON_STRING, true},
	        [GIVER] = {"giver", FTL_JSON_STRING, true},
	        [RULE] = {"rule", FTL_JSON_STRING, true},
	        [STARTS_ON] = {"starts_on", FTL_JSON_STRING, true},
	        [CLASSES] = {"classes", FTL_JSON_OBJECT, true},
	        [STATUS] = {"status", FTL_JSON_STRING, false},
	        [VOID_REASON] = {"void_reason", FTL_JSON_STRING, false},
	        [MATCH] = {"match", FTL_JSON_STRING, false},
	        [NEEDS_PROOF] = {"needs_proof", FTL_JSON_BOOL, true},
	        [HAS_PROOF] = {"has_proof", FTL_JSON_BOOL, true},
	        [IS_TRANSFERABLE] = {"is_transferable", FTL_JSON_BOOL, false},
	        [TERRITORY] = {"territory", FTL_JSON_ARRAY, false},
	        [METER_LIMIT] = {"meter_limit", FTL_JSON_NUMBER, false},
	        [EXCLUDES] = {"excludes", FTL_JSON_ARRAY, false},
	        [IS_PROVISIONAL] = {"is_provisional", FTL_JSON_BOOL, false},
	        [LEFT] = {"left", FTL_JSON_STRING, false},
	        [DEDUCTIBLE] = {"deductible", FTL_JSON_STRING, false},
	};
	static const char *const statuses[] = {"active", "void"};
	const struct ftl_json *v[FIELDS];
	struct ftl_cover_conditions *conditions = &ret->conditions;

	cases_object(cases, value, fields, FIELDS, v);
	*ret_id = ftl_json_text(v[ID]);
	ret->giver = (enum ftl_cover_giver)cases_name(v[GIVER], ftl_cover_giver_names,
	                                              FTL_COVER_GIVERS, 0);
	ret->rule = ftl_json_text(v[RULE]);
	ret->starts_on = (int32_t)cases_date(v[STARTS_ON]).value;
	cases_shares(cases, v[CLASSES], ret->shares);
	if (cases_name(v[STATUS], statuses, 2, 0) == 1)
		ret->void_reason = cases_text(v[VOID_REASON]);
	/* An active cover has no reason to be void, a void one has. */
	assert_int_equal(cases_name(v[STATUS], statuses, 2, 0), v[VOID_REASON] != NULL);
	ret->match = (enum ftl_cover_match)cases_name(v[MATCH], ftl_cover_match_names, FTL_MATCHES,
	                                              FTL_MATCH_ALL);
	ret->has_proof = cases_flag(v[HAS_PROOF], false);
	ret->is_provisional = cases_flag(v[IS_PROVISIONAL], false);
	ret->left_cents = cases_money(v[LEFT]);
	conditions->needs_proof = cases_flag(v[NEEDS_PROOF], false);
	conditions->is_transferable = cases_flag(v[IS_TRANSFERABLE], true);
	conditions->territory = read_texts(cases, v[TERRITORY], &conditions->territory_count);
	conditions->meter_limit = cases_number(cases, v[METER_LIMIT]);
	conditions->excludes = read_excludes(v[EXCLUDES]);
	conditions->deductible_cents = cases_money(v[DEDUCTIBLE]).value;
}

static void read_given(struct cases *cases, const struct ftl_json *value, struct job *job)
{
	enum {
		REPORTED_ON,
		PURCHASED_ON,
		COUNTRY,
		CHANGED_HANDS_ON,
		METER,
		FINDINGS,
		POLICY,
		COVERS,
		FIELDS
	};
	static const struct ftl_json_field fields[FIELDS] = {
	        [REPORTED_ON] = {"reported_on", FTL_JSON_STRING, true},
	        [PURCHASED_ON] = {"purchased_on", FTL_JSON_STRING, false},
	        [COUNTRY] = {"country", FTL_JSON_STRING, true},
	        [CHANGED_HANDS_ON] = {"changed_hands_on", FTL_JSON_STRING, false},
	        [METER] = {"meter", FTL_JSON_NUMBER, false},
	        [FINDINGS] = {"findings", FTL_JSON_ARRAY, false},
	        [POLICY] = {"policy", FTL_JSON_ARRAY, false},
	        [COVERS] = {"covers", FTL_JSON_ARRAY, true},
	};
	const struct ftl_json *cover = NULL, *v[FIELDS];

	cases_object(cases, value, fields, FIELDS, v);
	job->facts = (struct ftl_cover_facts){
	        .reported_on = (int32_t)cases_date(v[REPORTED_ON]).value,
	        .country = ftl_json_text(v[COUNTRY]),
	        .has_purchase_date = v[PURCHASED_ON] != NULL,
	        .changed_hands_on = cases_date(v[CHANGED_HANDS_ON]),
	        .meter = cases_number(cases, v[METER]),
	};
	read_findings(cases, v[FINDINGS], job);
	read_policy(cases, v[POLICY], job);
	job->ids = ftl_alloc(&cases->arena, cases_count(v[COVERS]), sizeof(*job->ids));
	job->covers = ftl_alloc(&cases->arena, cases_count(v[COVERS]), sizeof(*job->covers));
	for (; (cover = ftl_json_next(v[COVERS], cover)) != NULL; job->count++)
		read_cover(cases, cover, &job->ids[job->count], &job->covers[job->count]);
}

static void expect_text(struct job *job, int class, const char *key, const char *wanted,
                        const char *got)
{
	if (!ftl_text_equal(wanted, got))
		ftl_buf_printf(&job->mistakes, "\n%s: %s: %s: %s, expected %s", job->name,
		               cases_class_names[class], key, got != NULL ? got : "none",
		               wanted != NULL ? wanted : "none");
}

static void expect_number(struct job *job, int class, const char *key, int64_t wanted, int64_t got)
{
	if (wanted != got)
		ftl_buf_printf(&job->mistakes, "\n%s: %s: %s: %lld, expected %lld", job->name,
		               cases_class_names[class], key, (long long)got, (long long)wanted);
}

/* The sentences are there, and no field of theirs is left open. */
static void expect_sentences(struct job *job, int class, const struct ftl_verdict *verdict)
{
	const char *const sentences[] = {verdict->because, verdict->would_change};

	for (size_t i = 0; i < FTL_COUNT(sentences); i++) {
		if (strlen(sentences[i]) < 10 || strpbrk(sentences[i], "{}") != NULL ||
		    strstr(sentences[i], "  ") != NULL)
			expect_text(job, class, "sentence", "words", sentences[i]);
	}
}

static void check_verdict(struct cases *cases, const struct ftl_json *value, struct job *job,
                          int class)
{
	enum { PAYER, PERCENT, UNTIL, RULE, STANDING, WOULD_CHANGE, DEDUCTIBLE, NEAREST, FIELDS };
	static const struct ftl_json_field fields[FIELDS] = {
	        [PAYER] = {"payer", FTL_JSON_STRING, true},
	        [PERCENT] = {"percent", FTL_JSON_NUMBER, true},
	        [UNTIL] = {"until", FTL_JSON_STRING, false},
	        [RULE] = {"rule", FTL_JSON_STRING, true},
	        [STANDING] = {"standing", FTL_JSON_STRING, true},
	        [WOULD_CHANGE] = {"would_change", FTL_JSON_STRING, true},
	        [DEDUCTIBLE] = {"deductible", FTL_JSON_STRING, false},
	        [NEAREST] = {"nearest", FTL_JSON_STRING, false},
	};
	const struct ftl_verdict *got = &job->got[class];
	const struct ftl_json *v[FIELDS];
	char date[FTL_DATE_TEXT_SIZE];

	cases_object(cases, value, fields, FIELDS, v);
	expect_number(job, class, "class", class, got->class);
	expect_text(job, class, "payer", cases_text(v[PAYER]), ftl_payer_names[got->payer]);
	expect_number(job, class, "percent", cases_number(cases, v[PERCENT]).value, got->percent);
	expect_text(job, class, "until", cases_text(v[UNTIL]),
	            got->has_until ? ftl_date_format(date, got->until) : NULL);
	expect_text(job, class, "rule", cases_text(v[RULE]), got->rule);
	expect_text(job, class, "standing", cases_text(v[STANDING]),
	            ftl_standing_names[got->standing]);
	expect_text(job, class, "would_change", cases_text(v[WOULD_CHANGE]),
	            ftl_change_names[got->change]);
	expect_number(job, class, "deductible", cases_money(v[DEDUCTIBLE]).value,
	              got->deductible_cents);
	if (v[NEAREST] != NULL)
		expect_text(job, class, "nearest", cases_text(v[NEAREST]),
		            got->cover.has ? job->ids[got->cover.value] : NULL);
	expect_sentences(job, class, got);
}

/* Every cover with its code; one that is not considered is not named. */
static void check_considered(const struct ftl_json *value, struct job *job, int class)
{
	const struct ftl_json *item = NULL;
	size_t considered = 0;

	for (size_t i = 0; i < job->count; i++)
		considered += job->got[class].considered[i] != FTL_CONSIDERED_NOT;
	expect_number(job, class, "considered", (int64_t)cases_count(value), (int64_t)considered);
	while ((item = ftl_json_next(value, item)) != NULL) {
		size_t i = 0;

		while (i < job->count && strcmp(job->ids[i], ftl_json_key(item)) != 0)
			i++;
		assert_true(i < job->count);
		expect_text(job, class, job->ids[i], ftl_json_text(item),
		            ftl_considered_names[job->got[class].considered[i]]);
	}
}

static void check_case(struct cases *cases, const struct ftl_json *value, struct job *job)
{
	enum { NAME, REASONING, GIVEN, VERDICT, CONSIDERED, FIELDS };
	static const struct ftl_json_field fields[FIELDS] = {
	        [NAME] = {"name", FTL_JSON_STRING, true},
	        [REASONING] = {"reasoning", FTL_JSON_STRING, true},
	        [GIVEN] = {"given", FTL_JSON_OBJECT, true},
	        [VERDICT] = {"verdict", FTL_JSON_OBJECT, true},
	        [CONSIDERED] = {"considered", FTL_JSON_OBJECT, false},
	};
	const struct ftl_json *v[FIELDS], *classes[FTL_LINE_CLASSES];

	cases_object(cases, value, fields, FIELDS, v);
	job->name = ftl_json_text(v[NAME]);
	job->count = 0;
	read_given(cases, v[GIVEN], job);
	ftl_coverage_decide(&cases->arena, &job->facts, &job->policy, job->covers, job->count,
	                    job->got);
	cases_classes(cases, v[VERDICT], classes);
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		assert_non_null(classes[class]);
		check_verdict(cases, classes[class], job, class);
	}
	if (v[CONSIDERED] == NULL)
		return;
	cases_classes(cases, v[CONSIDERED], classes);
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		if (classes[class] != NULL)
			check_considered(classes[class], job, class);
	}
}

static void every_case_is_decided_as_by_hand(void **state)
{
	const struct ftl_json *root, *item = NULL;
	struct job job = {0};
	struct cases cases;

	(void)state;
	cases_open(&cases, "cases.json");
	root = ftl_json_root(cases.doc);
	assert_true(cases_count(root) >= CASES_LEAST);
	while ((item = ftl_json_next(root, item)) != NULL)
		check_case(&cases, item, &job);
	cases_done(&cases);
	if (job.mistakes.length > 0)
		print_error("%s\n", ftl_buf_cstr(&job.mistakes));
	assert_int_equal(job.mistakes.length, 0);
	ftl_buf_done(&job.mistakes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_case_is_decided_as_by_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

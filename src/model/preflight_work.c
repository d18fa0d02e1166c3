#include "fettle/base/text.h"
#include "model/flight.h"

/* What was found on the bench and done there. */

/* Whether a code of a kind is said, in any line of the diagnosis that stands. */
static bool has_code(const struct ftl_preflight_job *job, enum ftl_fault_kind kind)
{
	for (size_t i = 0; i < job->diagnosis_count; i++) {
		if (!job->diagnosis[i].is_removed && job->diagnosis[i].codes[kind].id != 0)
			return true;
	}
	return false;
}

static bool has_part(const struct ftl_preflight_job *job)
{
	for (size_t i = 0; i < job->diagnosis_count; i++) {
		if (!job->diagnosis[i].is_removed && job->diagnosis[i].part != NULL)
			return true;
	}
	return false;
}

static bool claims_part(const struct ftl_flight *f)
{
	for (size_t i = 0; i < f->job->line_count; i++) {
		if (ftl_flight_is_theirs(f, &f->job->lines[i]) &&
		    f->job->lines[i].line.class == FTL_PART)
			return true;
	}
	return false;
}

static void check_codes(struct ftl_flight *f)
{
	static const struct {
		enum ftl_claim_field field;
		enum ftl_fault_kind kind;
	} wanted[] = {
	        {FTL_CLAIM_CONDITION, FTL_FAULT_CONDITION}, {FTL_CLAIM_SYMPTOM, FTL_FAULT_SYMPTOM},
	        {FTL_CLAIM_SECTION, FTL_FAULT_SECTION},     {FTL_CLAIM_DEFECT, FTL_FAULT_DEFECT},
	        {FTL_CLAIM_REPAIR, FTL_FAULT_REPAIR},
	};

	for (size_t i = 0; i < FTL_COUNT(wanted); i++) {
		const char *name = ftl_claim_field_names[wanted[i].field];

		if (!ftl_flight_needs(f, wanted[i].field) || has_code(f->job, wanted[i].kind))
			continue;
		ftl_flight_find(f, FTL_PREFLIGHT_CODE_MISSING, FTL_PREFLIGHT_BLOCKS, 0, name,
		                ftl_sprintf(f->arena, "no %s code is noted", name),
		                ftl_sprintf(f->arena, "order code %s --%s CODE", f->order, name));
	}
	if (ftl_flight_needs(f, FTL_CLAIM_PART) && claims_part(f) && !has_part(f->job))
		ftl_flight_find(
		        f, FTL_PREFLIGHT_PART_MISSING, FTL_PREFLIGHT_BLOCKS, 0, "part",
		        "a part is claimed, and the diagnosis names none",
		        ftl_sprintf(f->arena, "order code %s --repair CODE --part TEXT", f->order));
}

/* Only what the payer knows, of the lines that stand. */
static void check_allowed(struct ftl_flight *f, const struct ftl_diagnosis *line,
                          enum ftl_fault_kind kind)
{
	const struct ftl_claim_list *allowed = &f->rules->codes[kind];
	const struct ftl_fault_code *code = &line->codes[kind];

	if (line->is_removed || code->id == 0 || allowed->count == 0 ||
	    ftl_text_is_among(f->arena, allowed->words, allowed->count, code->code))
		return;
	ftl_flight_find(f, FTL_PREFLIGHT_CODE_INVALID, FTL_PREFLIGHT_BLOCKS, 0,
	                ftl_fault_kind_names[kind],
	                ftl_sprintf(f->arena, "the payer does not know the %s code %s",
	                            ftl_fault_kind_names[kind], code->code),
	                ftl_sprintf(f->arena, "order code %s --remove %d, and note another",
	                            f->order, line->position));
}

static void check_known(struct ftl_flight *f)
{
	for (size_t i = 0; i < f->job->diagnosis_count; i++) {
		for (int kind = 0; kind < FTL_FAULT_KINDS; kind++)
			check_allowed(f, &f->job->diagnosis[i], (enum ftl_fault_kind)kind);
	}
}

/* The repair code whose labour is not paid beside a part; NULL: none is noted. */
static const char *find_without_labour(const struct ftl_flight *f)
{
	const struct ftl_claim_list *codes = &f->rules->labour_not_with_part;

	for (size_t i = 0; i < f->job->diagnosis_count; i++) {
		const struct ftl_diagnosis *line = &f->job->diagnosis[i];
		const struct ftl_fault_code *repair = &line->codes[FTL_FAULT_REPAIR];

		if (!line->is_removed && repair->id != 0 &&
		    ftl_text_is_among(f->arena, codes->words, codes->count, repair->code))
			return repair->code;
	}
	return NULL;
}

static void check_labour(struct ftl_flight *f)
{
	const char *code = find_without_labour(f);

	for (size_t i = 0; i < f->job->line_count && code != NULL && claims_part(f); i++) {
		const struct ftl_order_line *row = &f->job->lines[i];

		if (!ftl_flight_is_theirs(f, row) || row->line.class != FTL_LABOUR)
			continue;
		ftl_flight_find(
		        f, FTL_PREFLIGHT_LABOUR_WITH_PART, FTL_PREFLIGHT_BLOCKS, row->position,
		        ftl_flight_line_field(f, row),
		        ftl_sprintf(f->arena, "labour of %s is not paid beside a part", code),
		        ftl_sprintf(f->arena,
		                    "coverage override %s --class labour --payer shop REASON",
		                    f->order));
	}
}

/* Whether a cover of the payer that is on file pays for it: an insurance of damage does. */
static bool is_insured(const struct ftl_flight *f, enum ftl_exclusion exclusion)
{
	for (size_t i = 0; i < f->job->cover_count; i++) {
		const struct ftl_claim_cover *cover = &f->job->covers[i];

		if (cover->payer == f->rules->payer &&
		    (cover->excludes & FTL_EXCLUDES(exclusion)) == 0)
			return true;
	}
	return false;
}

static void check_result(struct ftl_flight *f)
{
	enum ftl_result result = f->job->order->result;

	if ((result == FTL_NO_FAULT_FOUND || result == FTL_USER_INSTRUCTED) &&
	    !f->rules->pays_no_fault)
		ftl_flight_find(f, FTL_PREFLIGHT_NO_FAULT, FTL_PREFLIGHT_BLOCKS, 0, "result",
		                ftl_sprintf(f->arena, "the job ended as %s, which is not paid",
		                            ftl_result_title(result)),
		                ftl_sprintf(f->arena, "coverage override %s --payer shop REASON",
		                            f->order));
	for (size_t i = 0; i < f->job->finding_count; i++) {
		const struct ftl_order_finding *finding = &f->job->findings[i];

		if (is_insured(f, finding->exclusion))
			continue;
		ftl_flight_find(f, FTL_PREFLIGHT_DAMAGE,
		                finding->evidence != NULL ? FTL_PREFLIGHT_BLOCKS
		                                          : FTL_PREFLIGHT_WARNS,
		                0, ftl_exclusion_names[finding->exclusion],
		                finding->evidence != NULL
		                        ? ftl_sprintf(f->arena, "%s was found: %s",
		                                      ftl_exclusion_names[finding->exclusion],
		                                      finding->evidence)
		                        : ftl_sprintf(f->arena, "%s is suspected",
		                                      ftl_exclusion_names[finding->exclusion]),
		                ftl_sprintf(f->arena, "coverage decide %s", f->order));
	}
}

void ftl_flight_check_work(struct ftl_flight *f)
{
	check_codes(f);
	check_known(f);
	check_result(f);
	check_labour(f);
}

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
	check_result(f);
}

#include "fettle/model/fault.h"

#include "fettle/base/text.h"

const char *const ftl_fault_kind_names[FTL_FAULT_KINDS] = {
        [FTL_FAULT_CONDITION] = "condition", [FTL_FAULT_SYMPTOM] = "symptom",
        [FTL_FAULT_SECTION] = "section",     [FTL_FAULT_DEFECT] = "defect",
        [FTL_FAULT_REPAIR] = "repair",
};

const char *const ftl_part_failure_names[FTL_PART_FAILURES] = {
        [FTL_PART_DOA] = "doa",
        [FTL_PART_FAULTY] = "faulty",
        [FTL_PART_DAMAGED_BY_US] = "damaged_by_us",
        [FTL_PART_WRONG] = "wrong_part",
};

static const char *const failure_titles[FTL_PART_FAILURES] = {
        [FTL_PART_DOA] = "dead on arrival",
        [FTL_PART_FAULTY] = "faulty",
        [FTL_PART_DAMAGED_BY_US] = "damaged by us",
        [FTL_PART_WRONG] = "wrong part",
};

const char *ftl_part_failure_title(enum ftl_part_failure_reason reason)
{
	return failure_titles[reason];
}

bool ftl_result_is_repair(enum ftl_result result)
{
	return result == FTL_REPAIRED || result == FTL_REPAIRED_PARTLY ||
	       result == FTL_SOFTWARE_ONLY;
}

/* The first line that stands and whose code of a kind says fault or no fault; NULL: none. */
static const struct ftl_diagnosis *find_line(const struct ftl_diagnosis *lines, size_t count,
                                             enum ftl_fault_kind kind, bool is_no_fault)
{
	for (size_t i = 0; i < count; i++) {
		const struct ftl_fault_code *code = &lines[i].codes[kind];

		if (!lines[i].is_removed && code->id != 0 && code->is_no_fault == is_no_fault)
			return &lines[i];
	}
	return NULL;
}

enum ftl_status ftl_diagnosis_fits(const char *code, const struct ftl_diagnosis *lines,
                                   size_t count, enum ftl_result result, struct ftl_err *err)
{
	const struct ftl_diagnosis *repair = find_line(lines, count, FTL_FAULT_REPAIR, false);
	const struct ftl_diagnosis *no_fault = find_line(lines, count, FTL_FAULT_SECTION, true);
	char quoted[FTL_QUOTE_SIZE];

	if (result == FTL_NO_FAULT_FOUND && repair != NULL) {
		const struct ftl_fault_code *done = &repair->codes[FTL_FAULT_REPAIR];

		ftl_fail(err, FTL_STATE, "result",
		         "line %d of the diagnosis says %s %s, so there was a fault",
		         repair->position, done->code, ftl_quote(quoted, done->text));
		return ftl_hint(err,
		                "say --result repaired, or take the line off: "
		                "fettle order code %s --remove %d",
		                code, repair->position);
	}
	if (ftl_result_is_repair(result) && no_fault != NULL && repair == NULL) {
		const struct ftl_fault_code *section = &no_fault->codes[FTL_FAULT_SECTION];

		ftl_fail(err, FTL_STATE, "result",
		         "line %d of the diagnosis says %s %s, and no line says what was repaired",
		         no_fault->position, section->code, ftl_quote(quoted, section->text));
		return ftl_hint(err,
		                "say --result no_fault_found, or take the line off: "
		                "fettle order code %s --remove %d",
		                code, no_fault->position);
	}
	return FTL_OK;
}

const char *ftl_diagnosis_group(const struct ftl_diagnosis *lines, size_t count)
{
	static const enum ftl_fault_kind kinds[] = {FTL_FAULT_SYMPTOM, FTL_FAULT_SECTION};

	for (size_t k = 0; k < FTL_COUNT(kinds); k++) {
		for (size_t i = 0; i < count; i++) {
			const char *group = lines[i].codes[kinds[k]].group;

			if (!lines[i].is_removed && group != NULL)
				return group;
		}
	}
	return NULL;
}

/* A part that one of the lines names as this one does; NULL: none. */
static const char *find_part(struct ftl_arena *arena, const struct ftl_diagnosis *line,
                             const struct ftl_diagnosis *lines, size_t count)
{
	const char *key;

	if (line->is_removed || line->part == NULL)
		return NULL;
	key = ftl_text_key(arena, line->part);
	for (size_t i = 0; i < count; i++) {
		if (!lines[i].is_removed && lines[i].part != NULL &&
		    ftl_text_equal(key, ftl_text_key(arena, lines[i].part)))
			return lines[i].part;
	}
	return NULL;
}

enum ftl_cover_match ftl_diagnosis_match(struct ftl_arena *arena,
                                         const struct ftl_diagnosis *before, size_t before_count,
                                         const struct ftl_diagnosis *now, size_t now_count,
                                         const char **ret_alike)
{
	const char *was = ftl_diagnosis_group(before, before_count);
	const char *is = ftl_diagnosis_group(now, now_count);
	const char *part = NULL;

	for (size_t i = 0; part == NULL && i < now_count; i++)
		part = find_part(arena, &now[i], before, before_count);
	if (part == NULL && (was == NULL || is == NULL))
		return FTL_MATCH_UNKNOWN;
	if (part == NULL && !ftl_text_equal(was, is))
		return FTL_MATCH_NO;
	*ret_alike = part != NULL ? ftl_sprintf(arena, "the same part: %s", part)
	                          : ftl_sprintf(arena, "the same fault: %s", is);
	return FTL_MATCH_YES;
}

const struct ftl_fault_code *ftl_diagnosis_symptom(const struct ftl_diagnosis *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!lines[i].is_removed && lines[i].codes[FTL_FAULT_SYMPTOM].id != 0)
			return &lines[i].codes[FTL_FAULT_SYMPTOM];
	}
	return NULL;
}

struct ftl_opt ftl_visit_back(const struct ftl_visit *visits, size_t count, size_t i,
                              bool same_fault)
{
	if (!visits[i].out_on.has)
		return ftl_none();
	for (size_t later = i + 1; later < count; later++) {
		int64_t days = visits[later].received_on - visits[i].out_on.value;
		bool is_same = visits[i].group != NULL &&
		               ftl_text_equal(visits[i].group, visits[later].group);

		if (days >= 0 && (is_same || !same_fault))
			return ftl_some(days);
	}
	return ftl_none();
}

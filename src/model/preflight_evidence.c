#include "model/flight.h"

/* What must be attached, and whether it can be read. */

static const char *attach(const struct ftl_flight *f, enum ftl_evidence kind)
{
	return ftl_sprintf(f->arena, "order attach %s FILE --kind %s", f->order,
	                   ftl_evidence_names[kind]);
}

static bool has_copy(const struct ftl_flight *f, enum ftl_evidence kind)
{
	for (size_t i = 0; i < f->job->attachment_count; i++) {
		if (f->job->attachments[i].kind == kind)
			return true;
	}
	return false;
}

/* What is tested is reported then, and whoever collects it signs then. */
static bool is_to_come(const struct ftl_flight *f, enum ftl_evidence kind)
{
	return (kind == FTL_EVIDENCE_REPORT && !f->job->ready_on.has) ||
	       (kind == FTL_EVIDENCE_SIGNATURE && !f->job->handed_over_on.has);
}

static void check_missing(struct ftl_flight *f)
{
	for (int i = 0; i < FTL_EVIDENCE_WANTED; i++) {
		enum ftl_evidence kind = (enum ftl_evidence)i;

		if ((f->rules->evidence & FTL_EVIDENCE_OF(kind)) == 0 || has_copy(f, kind))
			continue;
		ftl_flight_find(
		        f, FTL_PREFLIGHT_EVIDENCE_MISSING,
		        is_to_come(f, kind) ? FTL_PREFLIGHT_LATER : FTL_PREFLIGHT_BLOCKS, 0,
		        ftl_evidence_names[kind],
		        ftl_sprintf(f->arena, "no %s is attached", ftl_evidence_names[kind]),
		        attach(f, kind));
	}
}

/* One of the same that can be read is enough. */
static bool has_readable(const struct ftl_flight *f, const struct ftl_claim_attachment *like)
{
	for (size_t i = 0; i < f->job->attachment_count; i++) {
		const struct ftl_claim_attachment *copy = &f->job->attachments[i];

		if (copy->kind == like->kind && copy->position == like->position &&
		    copy->is_readable)
			return true;
	}
	return false;
}

static void check_illegible(struct ftl_flight *f)
{
	for (size_t i = 0; i < f->job->attachment_count; i++) {
		const struct ftl_claim_attachment *copy = &f->job->attachments[i];

		if (copy->is_readable || has_readable(f, copy))
			continue;
		ftl_flight_find(f, FTL_PREFLIGHT_ILLEGIBLE, FTL_PREFLIGHT_BLOCKS, copy->position,
		                copy->position > 0
		                        ? ftl_sprintf(f->arena, "line %d", copy->position)
		                        : ftl_evidence_names[copy->kind],
		                ftl_sprintf(f->arena, "the %s that is attached cannot be read",
		                            ftl_evidence_names[copy->kind]),
		                attach(f, copy->kind));
	}
}

void ftl_flight_check_evidence(struct ftl_flight *f)
{
	if (!f->job->has_attachments)
		return;
	check_missing(f);
	check_illegible(f);
}

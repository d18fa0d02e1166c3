#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/people.h"
#include "fettle/ops/term.h"
#include "ops/coverage.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_line.h"
#include "ops/order_log.h"
#include "ops/share.h"
#include "store/cover.h"
#include "store/device_cover.h"

/* What is put on file of cover: of a device, and of a job. */

const char *const ftl_cover_source_names[] = {"typed", "receipt", "register", "import"};
const int ftl_cover_source_count = FTL_COUNT(ftl_cover_source_names);

#define COVERS_MOST   50 /* of one device */
#define FINDINGS_MOST 50 /* of one job */

/* The term must be in use: one that comes with the program is taken into use with it. */
static enum ftl_status find_term(struct ftl_op *op, struct ftl_arena *arena, const char *code,
                                 struct ftl_term_doc *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	if (code == NULL)
		return ftl_fail(err, FTL_INVALID, "term",
		                "is missing, expected the code of a term");
	FTL_TRY(ftl_term_find(op->app, arena, code, ret, err));
	if (ret->id == 0) {
		ftl_fail(err, FTL_STATE, "term", "%s comes with the program and is not in use here",
		         ftl_quote(quoted, code));
		return ftl_hint(err, "a manager takes it into use: fettle term use %s", code);
	}
	if (!ret->is_retired)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "term", "%s is retired", ftl_quote(quoted, code));
	return ftl_hint(err, "fettle term edit %s --retired no takes it into use again", code);
}

/* The days a cover may begin by, as typed or on file. */
static enum ftl_status read_start(struct ftl_app *app, const struct ftl_device *device,
                                  const struct ftl_cover_form *form, struct ftl_opt *ret_from,
                                  struct ftl_opt *ret_made_on, struct ftl_err *err)
{
	int32_t day = 0;

	*ret_from = device->purchased_on;
	*ret_made_on = ftl_none();
	if (form->from != NULL) {
		FTL_TRY(ftl_coverage_day(app, "from", form->from, &day, err));
		*ret_from = ftl_some(day);
	}
	if (form->made_on == NULL && ret_from->has)
		return FTL_OK;
	if (form->made_on == NULL) {
		ftl_fail(err, FTL_INVALID, "from", "is missing, and no day of purchase is on file");
		return ftl_hint(err, "say from which day on it counts: --from DATE; or, where it "
		                     "is not known, when the device was made: --made-on DATE");
	}
	if (ret_from->has)
		return ftl_fail(err, FTL_INVALID, "made_on",
		                "goes with no day from which it counts or of purchase: it is for "
		                "where none is known");
	FTL_TRY(ftl_coverage_day(app, "made_on", form->made_on, &day, err));
	*ret_made_on = ftl_some(day);
	return FTL_OK;
}

/* Where a cover by a document begins; false: by none of these days. */
static bool find_start(const struct ftl_term *term, struct ftl_opt from, struct ftl_opt made_on,
                       struct ftl_device_cover *ret)
{
	struct ftl_term_facts facts = {.dates = {[FTL_TERM_MANUFACTURE] = made_on}};
	struct ftl_cover cover;

	if (from.has)
		facts.dates[term->basis] = from;
	if (!ftl_term_cover(term, &facts, &cover))
		return false;
	ret->starts_on = cover.starts_on;
	ret->is_provisional = cover.is_provisional;
	return true;
}

/* The document of the term that applied on the first day, and that day. */
static enum ftl_status find_document(struct ftl_app *app, struct ftl_arena *arena,
                                     const struct ftl_device *device,
                                     const struct ftl_cover_form *form, struct ftl_term_doc *term,
                                     struct ftl_device_cover *cover, struct ftl_err *err)
{
	const struct ftl_term_doc *docs;
	struct ftl_opt from, made_on;
	char date[FTL_DATE_TEXT_SIZE];
	size_t count;

	FTL_TRY(read_start(app, device, form, &from, &made_on, err));
	if (!find_start(&term->term, from, made_on, cover))
		return ftl_fail(err, FTL_INVALID, "made_on",
		                "says nothing of a term that counts from %s: name that day, --from",
		                ftl_term_basis_names[term->term.basis]);
	FTL_TRY(ftl_term_list(app, arena, FTL_RULES_ALL, &docs, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(docs[i].code, term->code) == 0 &&
		    find_start(&docs[i].term, from, made_on, cover) &&
		    docs[i].applies_from <= cover->starts_on) {
			*term = docs[i];
			return FTL_OK;
		}
	}
	return ftl_fail(err, FTL_INVALID, "from", "%s lies before the first day of the term %s",
	                ftl_date_format(date, cover->starts_on), term->code);
}

static enum ftl_status read_end(struct ftl_app *app, const struct ftl_cover_form *form,
                                struct ftl_device_cover *cover, struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];
	int32_t until;

	if (form->until == NULL)
		return FTL_OK;
	FTL_TRY(ftl_coverage_day(app, "until", form->until, &until, err));
	if (until < cover->starts_on)
		return ftl_fail(err, FTL_INVALID, "until", "lies before its first day %s",
		                ftl_date_format(date, cover->starts_on));
	cover->ends_on = ftl_some(until);
	return FTL_OK;
}

static enum ftl_status tell_device(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_device *device, struct ftl_coverage *ret,
                                   struct ftl_err *err)
{
	struct ftl_coverage coverage = {.device = *device, .is_kept = true};
	const struct ftl_cover_question question = {.device = device,
	                                            .reported_on = ftl_app_today(app)};

	FTL_TRY(ftl_coverage_find(app, arena, &question, &coverage, err));
	*ret = coverage;
	return FTL_OK;
}

enum ftl_status ftl_coverage_add(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                 const struct ftl_cover_form *form, struct ftl_coverage *ret,
                                 struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_device_cover cover = {0};
	const struct ftl_device_cover *rows;
	struct ftl_coverage coverage;
	struct ftl_device device;
	struct ftl_term_doc term;
	size_t count;
	int source = 0;

	FTL_TRY(ftl_op_begin(app, "coverage.add", FTL_CAN_EDIT_PEOPLE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_device_get(app, arena, text, &device, err));
	FTL_TRY(find_term(&op, arena, form->term, &term, err));
	FTL_TRY(find_document(app, arena, &device, form, &term, &cover, err));
	FTL_TRY(read_end(app, form, &cover, err));
	FTL_TRY(ftl_take_text(arena, "", "proof", FTL_TEXT_LINE, FTL_NAME_MAX, form->proof,
	                      &cover.proof, err));
	if (form->source != NULL)
		FTL_TRY(ftl_parse_name("source", form->source, ftl_cover_source_names,
		                       ftl_cover_source_count, &source, err));
	FTL_TRY(ftl_store_device_cover_list(app->db, arena, device.id, &rows, &count, err));
	if (count >= COVERS_MOST)
		return ftl_fail(err, FTL_CONFLICT, "device", "has %zu covers on file already",
		                count);
	cover.position = (int)count + 1;
	cover.device_id = device.id;
	cover.term_id = term.id;
	cover.source = ftl_cover_source_names[source];
	cover.created_at = op.now;
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_DEVICE, device.id, false, err));
	FTL_TRY(ftl_op_id(&op, &cover.id, err));
	FTL_TRY(ftl_store_device_cover_insert(app->db, &cover, app->actor.staff_id, err));
	FTL_TRY(tell_device(app, arena, &device, &coverage, err));
	FTL_TRY(ftl_op_commit(&op, &coverage, err));
	*ret = coverage;
	return FTL_OK;
}

static enum ftl_status find_filed(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_device *device, int64_t position,
                                  struct ftl_device_cover *ret, struct ftl_err *err)
{
	const struct ftl_device_cover *rows;
	char code[FTL_CODE_SIZE];
	size_t count;

	FTL_TRY(ftl_store_device_cover_list(app->db, arena, device->id, &rows, &count, err));
	ftl_code_eye_of(code, device->code);
	if (position < 1 || (size_t)position > count) {
		ftl_fail(err, FTL_NOT_FOUND, "cover", "device %s has no cover %lld on file", code,
		         (long long)position);
		return ftl_hint(err, "fettle coverage why %s --format json shows them", code);
	}
	*ret = rows[position - 1];
	if (ret->void_reason != NULL)
		return ftl_fail(err, FTL_STATE, "cover", "cover %lld of device %s is void already",
		                (long long)position, code);
	return FTL_OK;
}

enum ftl_status ftl_coverage_void(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                  int64_t position, const char *reason, struct ftl_coverage *ret,
                                  struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_device device;
	struct ftl_device_cover cover;
	struct ftl_coverage coverage;
	const char *clean;

	FTL_TRY(ftl_op_begin(app, "coverage.void", FTL_CAN_EDIT_PEOPLE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_device_get(app, arena, text, &device, err));
	FTL_TRY(find_filed(app, arena, &device, position, &cover, err));
	FTL_TRY(ftl_text_require(arena, "reason", FTL_TEXT_LINE, FTL_NAME_MAX, reason,
	                         strlen(reason), &clean, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_DEVICE, device.id, false, err));
	FTL_TRY(ftl_store_device_cover_void(app->db, cover.id, clean, err));
	FTL_TRY(tell_device(app, arena, &device, &coverage, err));
	FTL_TRY(ftl_op_commit(&op, &coverage, err));
	*ret = coverage;
	return FTL_OK;
}

/* A job of which the cover can still be told otherwise. */
static enum ftl_status begin_order(struct ftl_app *app, struct ftl_arena *arena, const char *what,
                                   enum ftl_capability capability, const char *code,
                                   struct ftl_op *op, struct ftl_order *ret, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_op_begin(app, what, capability, op, err));
	if (op->is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, ret, err));
	if (!ret->is_open)
		return ftl_fail(err, FTL_STATE, "order",
		                "work order %s %s and goes by what was decided",
		                ftl_code_eye_of(eye, ret->code), ftl_state_sentence(ret->state));
	return ftl_op_touch(op, FTL_ENTITY_ORDER, ret->id, false, err);
}

/* Notes on the timeline, and what the job goes by now. */
static enum ftl_status end_order(struct ftl_op *op, struct ftl_arena *arena,
                                 const struct ftl_order *order, const char *note,
                                 struct ftl_coverage *ret, struct ftl_err *err)
{
	struct ftl_coverage coverage;
	enum ftl_status status = ftl_line_check_open(op->app, arena, order, err);

	/* A bill that can no longer be changed was settled as it stands. */
	if (status == FTL_OK)
		FTL_TRY(ftl_share_bill(op, arena, order->id, err));
	else if (!ftl_status_is_refusal(status))
		return status;
	FTL_TRY(ftl_order_log(op, order, FTL_EV_NOTE, ftl_none(), note, err));
	FTL_TRY(ftl_coverage_why(op->app, arena, order->code, NULL, &coverage, err));
	FTL_TRY(ftl_op_commit(op, &coverage, err));
	*ret = coverage;
	return FTL_OK;
}

static enum ftl_status take_back(struct ftl_op *op, struct ftl_arena *arena, int64_t order_id,
                                 enum ftl_exclusion exclusion, struct ftl_err *err)
{
	const struct ftl_order_finding *rows;
	size_t count, back = 0;

	FTL_TRY(ftl_store_finding_list(op->app->db, arena, order_id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].exclusion != exclusion)
			continue;
		FTL_TRY(ftl_store_finding_remove(op->app->db, rows[i].id, op->now, err));
		back++;
	}
	return back > 0 ? FTL_OK
	                : ftl_fail(err, FTL_NOT_FOUND, "finding", "no %s was noted of this job",
	                           ftl_exclusion_names[exclusion]);
}

/* Evidence takes the place of a suspicion; what was noted already is not noted again. */
static enum ftl_status make_room(struct ftl_op *op, struct ftl_arena *arena, int64_t order_id,
                                 const struct ftl_order_finding *finding, struct ftl_err *err)
{
	const char *name = ftl_exclusion_names[finding->exclusion];
	const struct ftl_order_finding *rows;
	size_t count;

	FTL_TRY(ftl_store_finding_list(op->app->db, arena, order_id, &rows, &count, err));
	if (count >= FINDINGS_MOST)
		return ftl_fail(err, FTL_CONFLICT, "order", "has %zu findings already", count);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].exclusion != finding->exclusion)
			continue;
		if (finding->evidence == NULL ||
		    ftl_text_equal(rows[i].evidence, finding->evidence))
			return ftl_fail(err, FTL_CONFLICT, "finding", "%s was noted already%s%s",
			                name, rows[i].evidence != NULL ? ": " : "",
			                rows[i].evidence != NULL ? rows[i].evidence : "");
		if (rows[i].evidence == NULL)
			FTL_TRY(ftl_store_finding_remove(op->app->db, rows[i].id, op->now, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_coverage_found(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                   const char *exclusion, const char *evidence, bool is_back,
                                   struct ftl_coverage *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order_finding finding = {0};
	struct ftl_order order;
	const char *note;
	int index;

	FTL_TRY(begin_order(app, arena, "coverage.found", FTL_CAN_WORK, code, &op, &order, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_parse_name("finding", exclusion, ftl_exclusion_names, FTL_EXCLUSIONS, &index,
	                       err));
	finding.exclusion = (enum ftl_exclusion)index;
	FTL_TRY(ftl_take_text(arena, "", "evidence", FTL_TEXT_LINE, FTL_NAME_MAX, evidence,
	                      &finding.evidence, err));
	if (is_back) {
		FTL_TRY(take_back(&op, arena, order.id, finding.exclusion, err));
		note = ftl_sprintf(arena, "no %s after all%s%s", ftl_exclusion_names[index],
		                   finding.evidence != NULL ? ": " : "",
		                   finding.evidence != NULL ? finding.evidence : "");
		return end_order(&op, arena, &order, note, ret, err);
	}
	FTL_TRY(make_room(&op, arena, order.id, &finding, err));
	finding.at = op.now;
	FTL_TRY(ftl_op_id(&op, &finding.id, err));
	FTL_TRY(ftl_store_finding_insert(app->db, order.id, app->actor.staff_id, &finding, err));
	note = finding.evidence == NULL
	               ? ftl_sprintf(arena, "%s suspected", ftl_exclusion_names[index])
	               : ftl_sprintf(arena, "%s found: %s", ftl_exclusion_names[index],
	                             finding.evidence);
	return end_order(&op, arena, &order, note, ret, err);
}

/* "labour: maker 100 % (maker-24), was customer 100 % (no_cover)" */
static void add_change(struct ftl_buf *text, const struct ftl_verdict *was,
                       const struct ftl_verdict *is)
{
	ftl_buf_printf(text, "%s%s: %s %d %% (%s)", text->length > 0 ? "; " : "",
	               ftl_cover_class_names[is->class], ftl_payer_names[is->payer], is->percent,
	               is->rule);
	if (was->rule != NULL)
		ftl_buf_printf(text, ", was %s %d %% (%s)", ftl_payer_names[was->payer],
		               was->percent, was->rule);
}

/* A job that was decided by another cover is decided again, though the same one pays. */
static bool is_same(const struct ftl_verdict *was, const struct ftl_verdict *is)
{
	return ftl_text_equal(was->rule, is->rule) && was->payer == is->payer &&
	       was->percent == is->percent && was->has_until == is->has_until &&
	       was->until == is->until && ftl_coverage_has_same_terms(was, is);
}

enum ftl_status ftl_coverage_decide_again(struct ftl_app *app, struct ftl_arena *arena,
                                          const char *code, struct ftl_coverage *ret,
                                          struct ftl_err *err)
{
	FTL_OP(op);
	FTL_BUF(text);
	struct ftl_coverage coverage;
	struct ftl_order order;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(begin_order(app, arena, "coverage.decide", FTL_CAN_PRICE, code, &op, &order, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_coverage_why(app, arena, order.code, NULL, &coverage, err));
	if (!coverage.has_kept)
		FTL_TRY(ftl_store_cover_insert(app->db, order.id, coverage.classes, err));
	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		if (is_same(&coverage.kept[i], &coverage.classes[i]))
			continue;
		if (coverage.has_kept)
			FTL_TRY(ftl_store_cover_update(app->db, order.id, &coverage.classes[i],
			                               err));
		add_change(&text, &coverage.kept[i], &coverage.classes[i]);
	}
	if (text.length == 0)
		return ftl_fail(err, FTL_CONFLICT, "order",
		                "work order %s goes by what is known now already",
		                ftl_code_eye_of(eye, order.code));
	return end_order(&op, arena, &order,
	                 ftl_sprintf(arena, "cover decided again: %s", ftl_buf_cstr(&text)), ret,
	                 err);
}

/* Whom a person names, with the reason. */
static enum ftl_status read_override(struct ftl_app *app, struct ftl_arena *arena,
                                     const struct ftl_cover_override *said,
                                     struct ftl_verdict *verdict, unsigned *ret_classes,
                                     struct ftl_err *err)
{
	const char *reason;
	int64_t percent = 100;
	int index;

	*ret_classes = (1u << FTL_LINE_CLASSES) - 1;
	if (said->class != NULL) {
		FTL_TRY(ftl_parse_name("class", said->class, ftl_cover_class_names,
		                       FTL_LINE_CLASSES, &index, err));
		*ret_classes = 1u << index;
	}
	FTL_TRY(ftl_parse_name("payer", said->payer, ftl_payer_names, FTL_PAYERS, &index, err));
	verdict->payer = (enum ftl_payer)index;
	if (said->percent != NULL)
		FTL_TRY(ftl_parse_i64("percent", said->percent, 1, 100, &percent, err));
	if (verdict->payer == FTL_PAYER_CUSTOMER && percent != 100)
		return ftl_fail(err, FTL_INVALID, "percent",
		                "the customer pays what nobody else does: name who pays %lld %%",
		                (long long)(100 - percent));
	verdict->percent = (int)percent;
	FTL_TRY(ftl_text_require(arena, "reason", FTL_TEXT_LINE, FTL_NAME_MAX, said->reason,
	                         strlen(said->reason), &reason, err));
	verdict->rule = FTL_RULE_OVERRIDE;
	verdict->excess_cents = ftl_some(0);
	verdict->because = ftl_sprintf(arena, "decided by %s: %s", app->actor.name, reason);
	verdict->would_change = "another decision, or the covers: coverage decide";
	verdict->standing = FTL_STANDING_CERTAIN;
	return FTL_OK;
}

enum ftl_status ftl_coverage_override(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *code, const struct ftl_cover_override *said,
                                      struct ftl_coverage *ret, struct ftl_err *err)
{
	FTL_OP(op);
	FTL_BUF(text);
	struct ftl_coverage coverage;
	struct ftl_verdict verdict = {0};
	struct ftl_order order;
	unsigned classes;

	FTL_TRY(begin_order(app, arena, "coverage.override", FTL_CAN_MANAGE, code, &op, &order,
	                    err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_override(app, arena, said, &verdict, &classes, err));
	FTL_TRY(ftl_coverage_why(app, arena, order.code, NULL, &coverage, err));
	if (!coverage.has_kept)
		FTL_TRY(ftl_store_cover_insert(app->db, order.id, coverage.classes, err));
	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		if ((classes & (1u << i)) == 0)
			continue;
		verdict.class = (enum ftl_line_class)i;
		FTL_TRY(ftl_store_cover_update(app->db, order.id, &verdict, err));
		add_change(&text, &coverage.kept[i], &verdict);
	}
	return end_order(&op, arena, &order,
	                 ftl_sprintf(arena, "cover %s: %s", verdict.because, ftl_buf_cstr(&text)),
	                 ret, err);
}

#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/fault.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_log.h"
#include "ops/possible.h"
#include "store/event.h"
#include "store/fault.h"

const char *ftl_diagnosis_words(struct ftl_arena *arena, const struct ftl_diagnosis *line)
{
	FTL_BUF(words);

	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++) {
		if (line->codes[kind].id != 0)
			ftl_buf_printf(&words, "%s%s", words.length > 0 ? ", " : "",
			               line->codes[kind].text);
	}
	if (line->part != NULL)
		ftl_buf_printf(&words, words.length > 0 ? " (%s)" : "%s", line->part);
	if (line->text != NULL)
		ftl_buf_printf(&words, "%s%s", words.length > 0 ? ": " : "", line->text);
	return ftl_strdup(arena, ftl_buf_cstr(&words));
}

static enum ftl_status read_form(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_diagnosis_form *form, struct ftl_diagnosis *line,
                                 struct ftl_err *err)
{
	bool is_empty = form->part == NULL && form->text == NULL;

	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++) {
		if (form->codes[kind] == NULL)
			continue;
		is_empty = false;
		FTL_TRY(ftl_fault_resolve(app, arena, (enum ftl_fault_kind)kind,
		                          ftl_fault_kind_names[kind], form->codes[kind],
		                          &line->codes[kind], err));
	}
	FTL_TRY(ftl_take_text(arena, "", "part", FTL_TEXT_LINE, FTL_NAME_MAX, form->part,
	                      &line->part, err));
	FTL_TRY(ftl_take_text(arena, "", "text", FTL_TEXT_BLOCK, FTL_TEXT_MAX, form->text,
	                      &line->text, err));
	if (is_empty) {
		ftl_fail(err, FTL_INVALID, "code", "the line says nothing");
		return ftl_hint(err, "give at least one of --symptom, --section, --defect, "
		                     "--repair, --condition, --part and --text");
	}
	const struct ftl_fault_code *section = &line->codes[FTL_FAULT_SECTION];
	const struct ftl_fault_code *repair = &line->codes[FTL_FAULT_REPAIR];
	if (section->is_no_fault && repair->id != 0 && !repair->is_no_fault) {
		ftl_fail(err, FTL_INVALID, "repair",
		         "%s says that something was repaired, and section %s that there was no "
		         "fault",
		         repair->code, section->code);
		return ftl_hint(err, "say which section was repaired, or leave the repair out");
	}
	return FTL_OK;
}

/* May the job's diagnosis be changed now, and do the lines go with the result it has already. */
static enum ftl_status check_job(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_order *order, const struct ftl_diagnosis *lines,
                                 size_t count, struct ftl_err *err)
{
	struct ftl_order_facts facts;
	struct ftl_guard guard = {0};
	char code[FTL_CODE_SIZE];
	int64_t last_id;

	FTL_TRY(ftl_store_event_fold(app->db, order->id, &facts, &last_id, err));
	ftl_code_eye_of(code, order->code);
	FTL_TRY(ftl_possible_can(app, arena, order, &facts, FTL_EV_CODE, &guard, err));
	if (ftl_diagnosis_fits(code, lines, count, facts.result, err) == FTL_OK)
		return FTL_OK;
	/* The way out is another: the job is ready with its result. */
	return ftl_hint(err, "the job is ready, %s: take it back with fettle order fail %s REASON",
	                ftl_result_title(facts.result), code);
}

static enum ftl_status get_line(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_order *order, int position,
                                struct ftl_diagnosis *ret, struct ftl_err *err)
{
	const struct ftl_diagnosis *lines;
	size_t count;
	char code[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_diagnosis_list(app->db, arena, order->id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].position == position) {
			*ret = lines[i];
			ret->order_code = order->code;
			return FTL_OK;
		}
	}
	return ftl_fail(err, FTL_NOT_FOUND, "remove", "the diagnosis of %s has no line %d",
	                ftl_code_eye_of(code, order->code), position);
}

enum ftl_status ftl_order_code(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                               const struct ftl_diagnosis_form *form, struct ftl_diagnosis *ret,
                               struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order order;
	struct ftl_diagnosis line = {0}, *all;
	const struct ftl_diagnosis *lines;
	size_t count;

	FTL_TRY(ftl_op_begin(app, "diagnosis.add", FTL_CAN_REPAIR, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, &order, err));
	FTL_TRY(ftl_fault_ensure(&op, err));
	FTL_TRY(read_form(app, arena, form, &line, err));
	FTL_TRY(ftl_store_diagnosis_list(app->db, arena, order.id, &lines, &count, err));
	all = ftl_alloc(arena, count + 1, sizeof(*all));
	if (count > 0)
		memcpy(all, lines, count * sizeof(*all));
	line.position = count > 0 ? lines[count - 1].position + 1 : 1;
	all[count] = line;
	FTL_TRY(check_job(app, arena, &order, all, count + 1, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_ORDER, order.id, false, err));
	FTL_TRY(ftl_op_id(&op, &line.id, err));
	FTL_TRY(ftl_store_diagnosis_insert(
	        app->db, order.id, &line, line.part == NULL ? NULL : ftl_text_key(arena, line.part),
	        op.now, &line.position, err));
	FTL_TRY(ftl_order_log(
	        &op, &order, FTL_EV_CODE, ftl_none(),
	        ftl_sprintf(arena, "line %d: %s", line.position, ftl_diagnosis_words(arena, &line)),
	        err));
	line.order_code = order.code;
	FTL_TRY(ftl_op_commit(&op, &line, err));
	*ret = line;
	return FTL_OK;
}

enum ftl_status ftl_order_uncode(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 int position, struct ftl_diagnosis *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order order;
	const struct ftl_diagnosis *lines;
	struct ftl_diagnosis line, *left;
	size_t count;

	FTL_TRY(ftl_op_begin(app, "diagnosis.remove", FTL_CAN_REPAIR, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, &order, err));
	FTL_TRY(get_line(app, arena, &order, position, &line, err));
	if (line.is_removed)
		return ftl_fail(err, FTL_STATE, "remove", "line %d was taken off already",
		                position);
	FTL_TRY(ftl_store_diagnosis_list(app->db, arena, order.id, &lines, &count, err));
	left = ftl_alloc(arena, count, sizeof(*left));
	for (size_t i = 0; i < count; i++) {
		left[i] = lines[i];
		left[i].is_removed |= lines[i].position == position;
	}
	FTL_TRY(check_job(app, arena, &order, left, count, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_ORDER, order.id, false, err));
	FTL_TRY(ftl_store_diagnosis_remove(app->db, line.id, op.now, err));
	FTL_TRY(ftl_order_log(&op, &order, FTL_EV_CODE, ftl_none(),
	                      ftl_sprintf(arena, "line %d taken off: %s", position,
	                                  ftl_diagnosis_words(arena, &line)),
	                      err));
	line.is_removed = true;
	FTL_TRY(ftl_op_commit(&op, &line, err));
	*ret = line;
	return FTL_OK;
}

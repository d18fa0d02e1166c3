#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/coverage.h"
#include "ops/intake_form.h"
#include "store/fault.h"
#include "store/line.h"

/* "part replaced (battery BL-5C), cleaned": the repairs of the diagnosis; without any, the parts on
 * the bill. */
static enum ftl_status add_done(struct ftl_app *app, struct ftl_arena *arena, int64_t order_id,
                                const struct ftl_diagnosis *codes, size_t count,
                                struct ftl_buf *text, struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	const char *between = ": ";
	size_t line_count;

	for (size_t i = 0; i < count; i++) {
		const struct ftl_fault_code *repair = &codes[i].codes[FTL_FAULT_REPAIR];
		const char *what = codes[i].part;

		if (codes[i].is_removed || repair->id == 0)
			continue;
		if (what == NULL)
			what = codes[i].codes[FTL_FAULT_SECTION].text;
		ftl_buf_printf(text, what != NULL ? "%s%s (%s)" : "%s%s", between, repair->text,
		               what);
		between = ", ";
	}
	if (*between == ',')
		return FTL_OK;
	FTL_TRY(ftl_store_line_list(app->db, arena, order_id, &lines, &line_count, err));
	for (size_t i = 0; i < line_count; i++) {
		if (lines[i].is_removed || lines[i].line.class != FTL_PART)
			continue;
		ftl_buf_printf(text, "%s%s", between, lines[i].text);
		between = ", ";
	}
	return FTL_OK;
}

/* "; labour shop, part customer pay now" */
static enum ftl_status add_payer(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_device *device, const char *group,
                                 struct ftl_buf *text, struct ftl_err *err)
{
	const struct ftl_cover_question question = {
	        .device = device, .reported_on = ftl_app_today(app), .group = group};
	struct ftl_coverage coverage;

	FTL_TRY(ftl_coverage_find(app, arena, &question, &coverage, err));
	const struct ftl_verdict *labour = &coverage.classes[FTL_LABOUR];
	const struct ftl_verdict *part = &coverage.classes[FTL_PART];
	if (labour->payer == part->payer)
		ftl_buf_printf(text, "; now the %s pays", ftl_payer_names[labour->payer]);
	else
		ftl_buf_printf(text, "; now the %s pays labour, the %s parts",
		               ftl_payer_names[labour->payer], ftl_payer_names[part->payer]);
	if (labour->standing == FTL_STANDING_IF_SAME_FAULT)
		ftl_buf_text(text, ", if it is the same fault");
	return FTL_OK;
}

enum ftl_status ftl_intake_repeat(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_device *device, const struct ftl_order *order,
                                  int64_t days, const char *group, bool with_payer,
                                  const char **ret, struct ftl_err *err)
{
	static const int windows[] = {30, 60, 90};
	FTL_BUF(text);
	const struct ftl_diagnosis *codes;
	size_t count, window = 0;
	const char *before;
	char code[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_diagnosis_list(app->db, arena, order->id, &codes, &count, err));
	before = ftl_diagnosis_group(codes, count);
	if (days == 0)
		ftl_buf_text(&text, "back on the same day");
	else
		ftl_buf_printf(&text, "back after %lld %s", (long long)days,
		               days == 1 ? "day" : "days");
	while (window < FTL_COUNT(windows) && days > windows[window])
		window++;
	if (window < FTL_COUNT(windows))
		ftl_buf_printf(&text, " (within %d)", windows[window]);
	if (group != NULL && before != NULL)
		ftl_buf_printf(&text, ", %s",
		               ftl_text_equal(group, before) ? "the same fault" : "another fault");
	ftl_buf_printf(&text, ": %s %s", ftl_code_eye_of(code, order->code),
	               order->result == FTL_RESULT_NONE ? "handed over"
	                                                : ftl_result_title(order->result));
	if (order->technician_name != NULL)
		ftl_buf_printf(&text, " by %s", order->technician_name);
	FTL_TRY(add_done(app, arena, order->id, codes, count, &text, err));
	if (with_payer)
		FTL_TRY(add_payer(app, arena, device, group, &text, err));
	*ret = ftl_strdup(arena, ftl_buf_cstr(&text));
	return FTL_OK;
}

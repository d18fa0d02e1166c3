#include "report/parts.h"
#include "store/return_word.h"

/* What suppliers did not credit for what went back to them. */

/* Of the line after what was said last; nothing while it is open. */
static int64_t short_of(const struct ftl_return_word *word)
{
	if (word->act == FTL_RETURN_REOPEN)
		return 0;
	return word->asked_cents - (word->credited_cents.has ? word->credited_cents.value : 0);
}

static void keep(struct ftl_parts_report *report, const struct ftl_return_word *word,
                 int64_t change)
{
	struct ftl_cell cells[FTL_UNCREDITED_COLUMNS] = {0};
	int supplier = ftl_parts_supplier(report, word->supplier_id);

	cells[FTL_UNCREDITED_AT] = ftl_cell_number(word->at);
	cells[FTL_UNCREDITED_SUPPLIER] = ftl_cell_text(report->suppliers[supplier].name);
	cells[FTL_UNCREDITED_RETURN] = ftl_cell_text(word->box);
	cells[FTL_UNCREDITED_LINE] = ftl_cell_number(word->position);
	cells[FTL_UNCREDITED_SKU] = ftl_cell_text(word->sku);
	cells[FTL_UNCREDITED_NAME] = ftl_cell_text(word->name);
	cells[FTL_UNCREDITED_QUANTITY] = ftl_cell_number(word->quantity_milli);
	cells[FTL_UNCREDITED_UNIT] = ftl_cell_text(ftl_unit_names[word->unit]);
	cells[FTL_UNCREDITED_KIND] = ftl_cell_text(ftl_return_act_names[word->act]);
	cells[FTL_UNCREDITED_ASKED] = ftl_cell_number(word->asked_cents);
	cells[FTL_UNCREDITED_CREDITED] =
	        ftl_cell_opt(word->credited_cents.has, word->credited_cents.value);
	cells[FTL_UNCREDITED_VALUE] = ftl_cell_number(change);
	cells[FTL_UNCREDITED_STAFF] = ftl_cell_text(ftl_parts_person(report, word->staff_id));
	cells[FTL_UNCREDITED_REASON] = ftl_cell_text(word->reason);
	ftl_parts_keep_row(report, FTL_PARTS_UNCREDITED, cells, word->sku, change);
}

/* What was said changes what is not credited on the day on which it is said. */
static enum ftl_status take(struct ftl_parts_report *report, const struct ftl_return_word *word,
                            int64_t change, struct ftl_err *err)
{
	struct ftl_parts_totals *totals = word->at < report->from_at ? &report->was : &report->now;

	if (change == 0 || word->at < report->before_at || word->at >= report->end_at)
		return FTL_OK;
	totals->uncredited++;
	if (!ftl_money_add(totals->uncredited_cents, change, &totals->uncredited_cents))
		return ftl_parts_too_large(err);
	if (totals == &report->now)
		keep(report, word, change);
	return FTL_OK;
}

enum ftl_status ftl_parts_uncredited(struct ftl_parts_report *report, struct ftl_err *err)
{
	const struct ftl_report_context *context = report->context;
	FTL_CURSOR(cursor);
	struct ftl_return_word word;
	int64_t line_id = 0, before = 0;
	bool more;

	FTL_TRY(ftl_return_word_select(context->db, context->site_id, context->as_of, &cursor,
	                               err));
	for (;;) {
		FTL_TRY(ftl_return_word_next(cursor, &word, &more, err));
		if (!more)
			return FTL_OK;
		if (word.line_id != line_id)
			before = 0;
		line_id = word.line_id;
		FTL_TRY(take(report, &word, short_of(&word) - before, err));
		before = short_of(&word);
	}
}

#include "cli/view_diagnosis.h"
#include "cli/view_order.h"
#include "cli/view_picture.h"

static const char *quantity_words(const struct ftl_picture *p, int64_t milli)
{
	const struct ftl_column column = {.type = FTL_T_QUANTITY};
	const struct ftl_cell cell = ftl_cell_number(milli);

	return ftl_out_cell(p->out, p->arena, &column, &cell);
}

/* What a line costs whom: "40.00 EUR customer", "0.00 EUR maker, goodwill". */
static const char *line_payer(const struct ftl_picture *p, const struct ftl_order_line *row)
{
	const char *bill = ftl_bill_names[row->line.bill];
	bool is_plain = row->line.bill == ftl_payer_bill(row->line.payer);

	return ftl_sprintf(p->arena, "%s%s%s", ftl_view_pays(p->arena, p->app, row, " "),
	                   is_plain ? "" : ", ", is_plain ? "" : bill);
}

/* "failed, dead on arrival"; NULL: it did not. */
static const char *why_failed(const struct ftl_picture *p, int64_t line_id)
{
	for (size_t i = 0; i < p->full->failure_count; i++) {
		if (p->full->failures[i].line_id == line_id)
			return ftl_picture_part(
			        p, "failed, ",
			        ftl_view_failure_words(p->arena, &p->full->failures[i]));
	}
	return NULL;
}

/* "ordered, expected Wed 25 Nov"; NULL: it is for no part, or has it. */
static const char *part_words(const struct ftl_picture *p, int position)
{
	for (size_t i = 0; i < p->full->part_count; i++) {
		const struct ftl_order_part *part = &p->full->parts[i];
		enum ftl_part_state state = ftl_part_state_of(&part->progress);

		if (part->position != position || state == FTL_PART_ISSUED ||
		    state == FTL_PART_USED)
			continue;
		if (state != FTL_PART_ORDERED || !part->expected_on.has)
			return ftl_part_state_title(state);
		return ftl_sprintf(p->arena, "%s, expected %s", ftl_part_state_title(state),
		                   ftl_view_day(p->arena, (int32_t)part->expected_on.value,
		                                ftl_app_today(p->app)));
	}
	return NULL;
}

static void put_line(const struct ftl_picture *p, const struct ftl_order_line *row)
{
	const struct ftl_line *line = &row->line;
	const char *words = row->text;
	FTL_BUF(rest);

	if (line->quantity_milli != 1000)
		words = ftl_sprintf(p->arena, "%s × %s", words,
		                    quantity_words(p, line->quantity_milli));
	ftl_picture_join(&rest, "  ", line_payer(p, row));
	if (row->amounts.cost_cents > 0 && ftl_app_can(p->app, FTL_CAN_SEE_COST))
		ftl_picture_join(&rest, "  ",
		                 ftl_picture_part(p, "cost ",
		                                  ftl_view_money(p->arena, p->app,
		                                                 row->amounts.cost_cents)));
	if (row->recovered_cents.has)
		ftl_picture_join(&rest, "  ",
		                 ftl_picture_part(p, "paid back ",
		                                  ftl_view_money(p->arena, p->app,
		                                                 row->recovered_cents.value)));
	if (row->is_removed)
		ftl_picture_join(&rest, "  ", "(taken off)");
	ftl_picture_join(&rest, "  ", why_failed(p, row->id));
	if (!row->is_removed)
		ftl_picture_join(&rest, "  ", part_words(p, row->position));
	ftl_out_print(p->out, "  %2d ", row->position);
	ftl_picture_padded(p, ftl_line_class_names[line->class], 9);
	ftl_picture_padded(p, ftl_picture_safe(p, words), p->width > 100 ? 44 : 28);
	ftl_out_print(p->out, "  %s\n", ftl_picture_safe(p, ftl_buf_cstr(&rest)));
}

void ftl_picture_bill(const struct ftl_picture *p)
{
	const struct ftl_line_amounts *sum = &p->full->totals;
	FTL_BUF(line);

	if (p->full->line_count == 0)
		return;
	ftl_out_print(p->out, "\n");
	for (size_t i = 0; i < p->full->line_count; i++)
		put_line(p, &p->full->lines[i]);
	ftl_picture_join(
	        &line, ", ",
	        ftl_picture_part(p, "customer's bill ",
	                         ftl_view_money(p->arena, p->app,
	                                        sum->customer_cents + sum->customer_tax_cents)));
	if (sum->customer_tax_cents > 0)
		ftl_picture_join(&line, ", ",
		                 ftl_picture_part(p, "tax included ",
		                                  ftl_view_money(p->arena, p->app,
		                                                 sum->customer_tax_cents)));
	if (sum->payer_cents > 0)
		ftl_picture_join(
		        &line, " · ",
		        ftl_picture_part(p, "others pay ",
		                         ftl_view_money(p->arena, p->app,
		                                        sum->payer_cents + sum->payer_tax_cents)));
	ftl_out_print(p->out, "     %s\n", ftl_buf_cstr(&line));
}

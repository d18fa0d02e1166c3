#include "fettle/model/ident.h"
#include "report/claims.h"
#include "report/pages.h"

/* The refusals, and their Pareto: by reason, and by who could have prevented them. */

#define LIST "Refusals"

#define HEAD_ROW  4
#define FIRST_ROW 5

enum { NAME, PAYER, CAUSE, COUNT, SHARE, CUMULATED, AMOUNT, NUMBER, COLUMNS };

static const struct {
	const char *title;
	enum ftl_show show;
} heads[COLUMNS] = {
        [NAME] = {"Reason", FTL_SHOW_TEXT},          [PAYER] = {"Payer", FTL_SHOW_TEXT},
        [CAUSE] = {"Preventable by", FTL_SHOW_TEXT}, [COUNT] = {"Refusals", FTL_SHOW_INT},
        [SHARE] = {"Share", FTL_SHOW_PERCENT},       [CUMULATED] = {"Cumulated", FTL_SHOW_PERCENT},
        [AMOUNT] = {"Refused", FTL_SHOW_MONEY},      [NUMBER] = {"No.", FTL_SHOW_INT},
};

#define CAUSES (FTL_CLAIM_CAUSES + 1) /* and those of which the rules do not say */

static const char *const cause_titles[CAUSES] = {
        [FTL_CAUSE_FRONT_DESK] = "front desk",
        [FTL_CAUSE_TECHNICIAN] = "technician",
        [FTL_CAUSE_PARTS] = "parts",
        [FTL_CAUSE_CLAIMS] = "claims",
        [FTL_CAUSE_PAYER] = "nobody here: the payer",
        [FTL_CLAIM_CAUSES] = "not said",
};

static int cause_of(struct ftl_opt cause)
{
	return cause.has ? (int)cause.value : FTL_CLAIM_CAUSES;
}

/* Columns of the list. */
enum {
	LIST_CLAIM,
	LIST_JOB,
	LIST_PAYER,
	LIST_REASON,
	LIST_CAUSE,
	LIST_AT,
	LIST_AMOUNT,
	LIST_NUMBER,
	LIST_COLUMNS
};
static const struct ftl_grid_column list_columns[LIST_COLUMNS] = {
        [LIST_CLAIM] = {"Claim", FTL_SHOW_TEXT},
        [LIST_JOB] = {"Work order", FTL_SHOW_TEXT},
        [LIST_PAYER] = {"Payer", FTL_SHOW_TEXT},
        [LIST_REASON] = {"Reason", FTL_SHOW_TEXT},
        [LIST_CAUSE] = {"Preventable by", FTL_SHOW_TEXT},
        [LIST_AT] = {"Decided", FTL_SHOW_INSTANT},
        [LIST_AMOUNT] = {"Refused", FTL_SHOW_MONEY},
        [LIST_NUMBER] = {"No. in Rejections", FTL_SHOW_INT},
};

struct ftl_grid *ftl_refusals_grid(struct ftl_workbook *book, const char *footer)
{
	return ftl_workbook_grid(book, LIST, footer, list_columns, LIST_COLUMNS, 1);
}

void ftl_refusals_put(const struct ftl_claims *claims, const struct ftl_job_view *job,
                      const struct ftl_claim_view *view, const struct ftl_claim_event *event,
                      struct ftl_opt cause, int64_t cents, int64_t number)
{
	char code[FTL_CODE_SIZE];
	char order[FTL_CODE_SIZE];
	const struct ftl_cell cells[LIST_COLUMNS] = {
	        [LIST_CLAIM] = ftl_cell_text(ftl_code_eye_of(code, view->row->code)),
	        [LIST_JOB] = ftl_cell_text(ftl_code_eye_of(order, job->row->code)),
	        [LIST_PAYER] = ftl_cell_text(ftl_payer_names[view->row->payer]),
	        [LIST_REASON] = ftl_cell_text(event->reason),
	        [LIST_CAUSE] = ftl_cell_text(cause_titles[cause_of(cause)]),
	        [LIST_AT] = ftl_cell_number(event->at),
	        [LIST_AMOUNT] = ftl_cell_number(cents),
	        [LIST_NUMBER] = ftl_cell_number(number),
	};

	ftl_grid_row(claims->refusal_list, cells);
}

static void write_heads(struct ftl_sheet *sheet, int row, const char *name, bool has_reasons)
{
	for (int i = 0; i < COLUMNS; i++)
		ftl_sheet_span(sheet, row, i, i, (struct ftl_look){FTL_FACE_HEAD, heads[i].show},
		               i == NAME                                   ? name
		               : has_reasons || (i > CAUSE && i != NUMBER) ? heads[i].title
		                                                           : "");
}

static bool is_live(const struct ftl_claims *claims)
{
	return claims->refusal_list != NULL && claims->now.refusals > 0 &&
	       claims->now.refusals <= FTL_LIVE_ROWS;
}

static const char *range_of(const struct ftl_claims *claims, struct ftl_arena *arena, int column)
{
	return ftl_column_range(arena, LIST, column, claims->now.refusals);
}

static void write_cell(const struct ftl_claims *claims, struct ftl_sheet *sheet, int row,
                       int column, const char *formula, int64_t numerator, int64_t denominator)
{
	struct ftl_look look = {FTL_FACE_PLAIN, heads[column].show};

	if (is_live(claims))
		ftl_sheet_formula(sheet, row, column, look, formula, numerator, denominator);
	else
		ftl_sheet_value(sheet, row, column, look, numerator, denominator);
}

/* The refusals whose cell in a column of the list equals what the criterion says, and their share,
 * cumulated from the first row of the table on. */
static void write_row(const struct ftl_claims *claims, struct ftl_arena *arena,
                      struct ftl_sheet *sheet, int first_row, int row,
                      const struct ftl_refusal *refusal, int64_t cumulated, int column,
                      const char *criterion)
{
	int64_t all = claims->now.refusals;
	const char *range = range_of(claims, arena, column);
	const char *everything =
	        ftl_sprintf(arena, "COUNT(%s)", range_of(claims, arena, LIST_NUMBER));

	write_cell(claims, sheet, row, COUNT,
	           ftl_sprintf(arena, "=COUNTIF(%s,%s)", range, criterion), refusal->count, 1);
	write_cell(claims, sheet, row, SHARE, ftl_sprintf(arena, "=D%d/%s", row + 1, everything),
	           refusal->count, all);
	write_cell(claims, sheet, row, CUMULATED,
	           ftl_sprintf(arena, "=SUM(D$%d:D%d)/%s", first_row + 1, row + 1, everything),
	           cumulated, all);
	write_cell(claims, sheet, row, AMOUNT,
	           ftl_sprintf(arena, "=SUMIF(%s,%s,%s)", range, criterion,
	                       range_of(claims, arena, LIST_AMOUNT)),
	           refusal->cents, 1);
}

static int write_reasons(const struct ftl_claims *claims, struct ftl_arena *arena,
                         struct ftl_sheet *sheet)
{
	const struct ftl_refusals *refusals = &claims->refusals;
	struct ftl_look number = {FTL_FACE_PLAIN, FTL_SHOW_INT};
	size_t count = refusals->groups.count;
	int64_t *weights = ftl_alloc(arena, count + 1, sizeof(*weights));
	size_t *order = ftl_alloc(arena, count + 1, sizeof(*order));
	int64_t cumulated = 0;
	int row = FIRST_ROW;

	for (size_t i = 0; i < count; i++)
		weights[i] = refusals->rows[i].count;
	ftl_groups_rank(&refusals->groups, weights, order);
	if (count > 0)
		ftl_sheet_bars(sheet, FIRST_ROW, FIRST_ROW + (int)count - 1, COUNT);
	for (size_t i = 0; i < count; i++, row++) {
		const struct ftl_refusal *refusal = &refusals->rows[order[i]];
		cumulated += refusal->count;
		ftl_sheet_text(sheet, row, NAME, FTL_FACE_PLAIN, refusals->groups.names[order[i]]);
		ftl_sheet_text(sheet, row, PAYER, FTL_FACE_PLAIN, ftl_payer_names[refusal->payer]);
		ftl_sheet_text(sheet, row, CAUSE, FTL_FACE_PLAIN,
		               cause_titles[cause_of(refusal->cause)]);
		/* By number: a reason is a payer's text, which would be taken for a pattern. */
		write_row(claims, arena, sheet, FIRST_ROW, row, refusal, cumulated, LIST_NUMBER,
		          ftl_sprintf(arena, "H%d", row + 1));
		ftl_sheet_value(sheet, row, NUMBER, number, (int64_t)order[i] + 1, 1);
	}
	return row;
}

static void write_causes(const struct ftl_claims *claims, struct ftl_arena *arena,
                         struct ftl_sheet *sheet, int row)
{
	struct ftl_refusal causes[CAUSES] = {{0}};
	int64_t cumulated = 0;
	int order[CAUSES];
	int first_row = row + 1;

	for (size_t i = 0; i < claims->refusals.groups.count; i++) {
		const struct ftl_refusal *refusal = &claims->refusals.rows[i];
		causes[cause_of(refusal->cause)].count += refusal->count;
		causes[cause_of(refusal->cause)].cents += refusal->cents;
	}
	/* Few of them: each goes before those that are fewer. */
	for (int i = 0; i < CAUSES; i++) {
		int at = i;
		for (; at > 0 && causes[order[at - 1]].count < causes[i].count; at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
	write_heads(sheet, row, "Preventable by", false);
	row = first_row;
	for (int i = 0; i < CAUSES; i++, row++) {
		cumulated += causes[order[i]].count;
		ftl_sheet_text(sheet, row, NAME, FTL_FACE_PLAIN, cause_titles[order[i]]);
		ftl_sheet_blank(sheet, row, PAYER, FTL_FACE_PLAIN);
		ftl_sheet_blank(sheet, row, CAUSE, FTL_FACE_PLAIN);
		write_row(claims, arena, sheet, first_row, row, &causes[order[i]], cumulated,
		          LIST_CAUSE, ftl_sprintf(arena, "A%d", row + 1));
		ftl_sheet_blank(sheet, row, NUMBER, FTL_FACE_PLAIN);
	}
}

void ftl_refusals_write(const struct ftl_claims *claims, struct ftl_arena *arena,
                        struct ftl_sheet *sheet)
{
	int row;

	ftl_page_title(sheet, "Why payers refused",
	               ftl_sprintf(arena,
	                           "%s. Decisions that gave less than was claimed, for jobs ready "
	                           "%s; each counts, also when it was put right later.",
	                           claims->context->centre, claims->frame->period_words),
	               ftl_sprintf(arena, "As of %s", claims->frame->as_of_words));
	ftl_sheet_money_width(sheet, AMOUNT, AMOUNT, claims->now.refused);
	write_heads(sheet, HEAD_ROW, "Reason", true);
	row = write_reasons(claims, arena, sheet);
	write_causes(claims, arena, sheet, row + 1);
}

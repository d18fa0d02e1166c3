#include "report/claims.h"
#include "report/pages.h"

#define CHART_ROWS 15

void ftl_claims_sheets_open(struct ftl_workbook *book, const char *footer,
                            struct ftl_claims_sheets *ret)
{
	static const double figures[FTL_FIGURE_COLUMNS] = {36, 18, 12, 18, 18, 9, 13, 13};
	static const double refusals[] = {34, 14, 20, 11, 11, 11, 18, 7};

	ret->figures =
	        ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Claim figures",
	                                                          .widths = figures,
	                                                          .columns = FTL_FIGURE_COLUMNS,
	                                                          .is_one_page = true,
	                                                          .footer = footer});
	ret->refusals =
	        ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Rejections",
	                                                          .widths = refusals,
	                                                          .columns = FTL_COUNT(refusals),
	                                                          .head_rows = 5,
	                                                          .frozen_columns = 1,
	                                                          .footer = footer});
	ret->leakage =
	        ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Leakage",
	                                                          .widths = figures,
	                                                          .columns = FTL_FIGURE_COLUMNS,
	                                                          .is_one_page = true,
	                                                          .footer = footer});
}

/* Columns of the table of states. */
enum { STATE_NAME, STATE_CLAIMS, STATE_OPEN = FTL_FIGURE_BEFORE };

static void write_state(const struct ftl_claims *claims, struct ftl_arena *arena,
                        struct ftl_sheet *sheet, int row, enum ftl_claim_state state)
{
	struct ftl_look count = {FTL_FACE_PLAIN, FTL_SHOW_INT};
	struct ftl_look money = {FTL_FACE_PLAIN, FTL_SHOW_MONEY};
	const char *title = ftl_claim_state_title(state);
	int64_t rows = claims->now.claims;
	const char *states = ftl_column_range(arena, "Claims", FTL_CLAIMS_STATE, rows);
	const char *open = ftl_column_range(arena, "Claims", FTL_CLAIMS_OPEN_AMOUNT, rows);

	ftl_sheet_text(sheet, row, STATE_NAME, FTL_FACE_PLAIN, title);
	ftl_sheet_blank(sheet, row, FTL_FIGURE_HOURS, FTL_FACE_PLAIN);
	if (rows == 0 || rows > FTL_LIVE_ROWS) {
		ftl_sheet_value(sheet, row, STATE_CLAIMS, count, claims->now.states[state], 1);
		ftl_sheet_value(sheet, row, STATE_OPEN, money, claims->now.state_open[state], 1);
		return;
	}
	ftl_sheet_formula(sheet, row, STATE_CLAIMS, count,
	                  ftl_sprintf(arena, "=COUNTIF(%s,\"%s\")", states, title),
	                  claims->now.states[state], 1);
	ftl_sheet_formula(sheet, row, STATE_OPEN, money,
	                  ftl_sprintf(arena, "=SUMIF(%s,\"%s\",%s)", states, title, open),
	                  claims->now.state_open[state], 1);
}

/* Every state in which somebody waits for something. Returns the row after the last. */
static int write_states(const struct ftl_claims *claims, struct ftl_arena *arena,
                        struct ftl_sheet *sheet, int row)
{
	ftl_sheet_text(sheet, row, STATE_NAME, FTL_FACE_HEAD, "Open claims by state");
	ftl_sheet_span(sheet, row, STATE_CLAIMS, STATE_CLAIMS,
	               (struct ftl_look){FTL_FACE_HEAD, FTL_SHOW_INT}, "Claims");
	ftl_sheet_blank(sheet, row, FTL_FIGURE_HOURS, FTL_FACE_HEAD);
	ftl_sheet_span(sheet, row, STATE_OPEN, STATE_OPEN,
	               (struct ftl_look){FTL_FACE_HEAD, FTL_SHOW_MONEY}, "Open");
	row++;
	for (int state = 0; state < FTL_CLAIM_STATES; state++) {
		if (ftl_claim_is_open((enum ftl_claim_state)state))
			write_state(claims, arena, sheet, row++, (enum ftl_claim_state)state);
	}
	return row;
}

static int64_t most_of(const struct ftl_figure *figures, int count)
{
	int64_t most = 0;

	for (int i = 0; i < count; i++) {
		int64_t now = figures[i].now.numerator, before = figures[i].before.numerator;
		if (figures[i].unit != FTL_UNIT_MONEY)
			continue;
		most = now > most ? now : most;
		most = before > most ? before : most;
	}
	return most;
}

static int write_head(const struct ftl_claims *claims, struct ftl_arena *arena,
                      struct ftl_sheet *sheet, const char *title, const char *words)
{
	return ftl_page_title(sheet, title,
	                      ftl_sprintf(arena, "%s. %s ready %s, compared with %s",
	                                  claims->context->centre, words,
	                                  claims->frame->period_words, claims->frame->before_words),
	                      ftl_sprintf(arena, "As of %s", claims->frame->as_of_words));
}

static void write_figures(const struct ftl_claims *claims, const struct ftl_claims_cost *cost,
                          struct ftl_arena *arena, struct ftl_sheet *sheet)
{
	struct ftl_figure figures[FTL_CLAIMS_FIGURES];
	int row = write_head(claims, arena, sheet, "Claims on payers", "Claims for jobs");

	ftl_claims_figures(claims, cost, arena, figures);
	ftl_sheet_money_width(sheet, FTL_FIGURE_NOW, FTL_FIGURE_NOW,
	                      100 * most_of(figures, FTL_CLAIMS_FIGURES));
	ftl_sheet_money_width(sheet, FTL_FIGURE_BEFORE, FTL_FIGURE_CHANGE,
	                      10 * most_of(figures, FTL_CLAIMS_FIGURES));
	row = ftl_figures_write(sheet, row, figures, FTL_CLAIMS_FIGURES,
	                        claims->context->currency.decimals);
	write_states(claims, arena, sheet, row + 1);
}

static void write_leakage(const struct ftl_claims *claims, struct ftl_arena *arena,
                          struct ftl_sheet *sheet)
{
	static const struct ftl_series series[] = {
	        {"this period", FTL_FIGURE_NOW, FTL_PAINT_MAIN},
	        {"period before", FTL_FIGURE_BEFORE, FTL_PAINT_LIGHT},
	};
	struct ftl_figure figures[FTL_LEAK_FIGURES];
	int head = write_head(claims, arena, sheet, "Money left on the table", "Jobs");
	int row;

	ftl_leak_figures(claims, arena, figures);
	ftl_sheet_money_width(sheet, FTL_FIGURE_NOW, FTL_FIGURE_NOW,
	                      100 * most_of(figures, FTL_LEAK_FIGURES));
	ftl_sheet_money_width(sheet, FTL_FIGURE_BEFORE, FTL_FIGURE_CHANGE,
	                      10 * most_of(figures, FTL_LEAK_FIGURES));
	row = ftl_figures_write(sheet, head, figures, FTL_LEAK_FIGURES,
	                        claims->context->currency.decimals);
	ftl_sheet_chart(sheet, &(struct ftl_chart){.kind = FTL_CHART_BARS,
	                                           .title = "Leakage by kind",
	                                           .axis = claims->context->currency.code,
	                                           .show = FTL_SHOW_INT,
	                                           .data_sheet = "Leakage",
	                                           .first_row = head + 2,
	                                           .last_row = row - 1,
	                                           .series = series,
	                                           .series_count = FTL_COUNT(series),
	                                           .row = row + 1,
	                                           .width = 800,
	                                           .height = 290});
	ftl_sheet_span(
	        sheet, row + 1 + CHART_ROWS, 0, FTL_FIGURE_COLUMNS - 1,
	        (struct ftl_look){FTL_FACE_NOTE, FTL_SHOW_TEXT},
	        "No cent counts twice. What is in a draft, with the payer, disputed or "
	        "approved and not due for long is not lost yet and does not count, unless a part "
	        "that it is for was not sent back in time.");
}

void ftl_claims_sheets_fill(const struct ftl_claims *claims, const struct ftl_claims_cost *cost,
                            struct ftl_arena *arena, const struct ftl_claims_sheets *sheets)
{
	write_figures(claims, cost, arena, sheets->figures);
	ftl_refusals_write(claims, arena, sheets->refusals);
	write_leakage(claims, arena, sheets->leakage);
}

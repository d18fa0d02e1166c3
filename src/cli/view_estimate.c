#include "cli/view_estimate.h"

#include <string.h>

#include "cli/desk_words.h"
#include "cli/view_order.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

const struct ftl_column ftl_view_estimate_columns[FTL_VIEW_ESTIMATE_CELLS] = {
        [FTL_VIEW_ESTIMATE_CODE] = {"code", "Estimate", FTL_T_CODE, false, "its code", NULL},
        [FTL_VIEW_ESTIMATE_NUMBER] = {"number", "No.", FTL_T_INT, false,
                                      "which of the job's alternatives", NULL},
        [FTL_VIEW_ESTIMATE_VERSION] = {"version", "Version", FTL_T_INT, false,
                                       "which version of it", NULL},
        [FTL_VIEW_ESTIMATE_STATE] = {"state", "State", FTL_T_ENUM, false,
                                     "draft, sent, accepted, rejected, expired or superseded",
                                     NULL},
        [FTL_VIEW_ESTIMATE_TITLE] = {"title", "Title", FTL_T_TEXT, false, "what is offered", NULL},
        [FTL_VIEW_ESTIMATE_AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false,
                                      "what the customer is to pay, tax included", NULL},
        [FTL_VIEW_ESTIMATE_TAX] = {"tax", "Tax in it", FTL_T_MONEY, true, "tax in the amount",
                                   NULL},
        [FTL_VIEW_ESTIMATE_OTHERS_PAY] = {"others_pay", "Others pay", FTL_T_MONEY, true,
                                          "what other payers are to pay, tax included", NULL},
        [FTL_VIEW_ESTIMATE_DUE_ON] = {"due_on", "Answer by", FTL_T_DATE, false,
                                      "the last day to answer", NULL},
        [FTL_VIEW_ESTIMATE_SENT_AT] = {"sent_at", "Sent", FTL_T_INSTANT, true, "when it was sent",
                                       NULL},
        [FTL_VIEW_ESTIMATE_SENT_HOW] = {"sent_how", "Sent by", FTL_T_ENUM, true,
                                        "letter, phone, email or desk", NULL},
        [FTL_VIEW_ESTIMATE_ANSWERED_AT] = {"answered_at", "Answered", FTL_T_INSTANT, true,
                                           "when it was accepted or rejected", NULL},
        [FTL_VIEW_ESTIMATE_ANSWERED_BY] = {"answered_by", "Answered by", FTL_T_TEXT, true,
                                           "who accepted it", NULL},
        [FTL_VIEW_ESTIMATE_ANSWERED_HOW] = {"answered_how", "Answered how", FTL_T_ENUM, true,
                                            "phone, email, desk, signature; limit: allowed before",
                                            NULL},
        [FTL_VIEW_ESTIMATE_ALLOWED] = {"allowed", "Allowed", FTL_T_MONEY, true,
                                       "up to how much was agreed to", NULL},
        [FTL_VIEW_ESTIMATE_REASON] = {"reason", "Reason", FTL_T_TEXT, true,
                                      "why it was rejected, or counts though late", NULL},
        [FTL_VIEW_ESTIMATE_ORDER] = {"order", "Order", FTL_T_CODE, false, "the work order", NULL},
        [FTL_VIEW_ESTIMATE_CUSTOMER] = {"customer", "Customer", FTL_T_TEXT, false, "whose it is",
                                        NULL},
        [FTL_VIEW_ESTIMATE_DEVICE] = {"device", "Device", FTL_T_TEXT, true, "brand and model",
                                      NULL},
        [FTL_VIEW_ESTIMATE_CREATED_AT] = {"created_at", "Made", FTL_T_INSTANT, true,
                                          "when it was made", NULL},
        [FTL_VIEW_ESTIMATE_CREATED_BY] = {"created_by", "Made by", FTL_T_TEXT, true,
                                          "login of who made it", NULL},
};

enum { P_PAYER, P_NET, P_TAX, P_TOTAL, P_CELLS };
static const struct ftl_column payer_columns[P_CELLS] = {
        [P_PAYER] = {"payer", "Paid by", FTL_T_ENUM, false, "who pays", NULL},
        [P_NET] = {"net", "Net", FTL_T_MONEY, false, "without tax", NULL},
        [P_TAX] = {"tax", "Tax", FTL_T_MONEY, false, "tax on it", NULL},
        [P_TOTAL] = {"total", "Total", FTL_T_MONEY, false, "tax included", NULL},
};

enum { H_AT, H_EVENT, H_STAFF, H_DUE, H_AMOUNT, H_HOW, H_BY, H_TEXT, H_CELLS };
static const struct ftl_column history_columns[H_CELLS] = {
        [H_AT] = {"at", "When", FTL_T_INSTANT, false, "when it happened", NULL},
        [H_EVENT] = {"event", "Event", FTL_T_ENUM, false, "send, accept, reject or supersede",
                     NULL},
        [H_STAFF] = {"staff", "Noted by", FTL_T_TEXT, false, "login of who noted it", NULL},
        [H_DUE] = {"due_on", "Answer by", FTL_T_DATE, false, "the last day to answer", NULL},
        [H_AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "asked for, or agreed to", NULL},
        [H_HOW] = {"how", "How", FTL_T_ENUM, false, "how it was said", NULL},
        [H_BY] = {"by", "By", FTL_T_TEXT, false, "who said so", NULL},
        [H_TEXT] = {"text", "Text", FTL_T_TEXT, false, "reason; what stands in its place", NULL},
};

enum { S_LINES, S_PAYERS, S_HISTORY, SECTIONS };
static const struct ftl_section sections[SECTIONS] = {
        [S_LINES] = {.key = "lines",
                     .title = "Lines",
                     .columns = ftl_view_line_columns,
                     .count = FTL_VIEW_LINE_RECOVERED},
        [S_PAYERS] = {.key = "payers",
                      .title = "Who pays",
                      .columns = payer_columns,
                      .count = P_CELLS},
        [S_HISTORY] = {.key = "history",
                       .title = "History",
                       .columns = history_columns,
                       .count = H_CELLS},
};

const struct ftl_table ftl_view_estimate_shape = {
        .schema = "estimate/1",
        .title = "Estimate",
        .columns = ftl_view_estimate_columns,
        .count = FTL_VIEW_ESTIMATE_CELLS,
        .sections = sections,
        .section_count = SECTIONS,
};

/* The last answer; NULL: none. What is superseded was not answered by the customer. */
static const struct ftl_estimate_event *answer_of(const struct ftl_estimate *estimate)
{
	const struct ftl_estimate_event *yes = ftl_estimate_last(estimate, FTL_ESTIMATE_ACCEPT);

	return yes != NULL ? yes : ftl_estimate_last(estimate, FTL_ESTIMATE_REJECT);
}

static struct ftl_cell from_opt(struct ftl_opt opt)
{
	return ftl_cell_opt(opt.has, opt.value);
}

void ftl_view_estimate_cells(struct ftl_arena *arena,
                             struct ftl_cell cells[FTL_VIEW_ESTIMATE_CELLS],
                             const struct ftl_estimate *estimate)
{
	static const struct ftl_estimate_event nothing = {0};
	const struct ftl_estimate_event *sent = ftl_estimate_last(estimate, FTL_ESTIMATE_SEND);
	const struct ftl_estimate_event *answer = answer_of(estimate);
	bool is_sent = sent != NULL, is_answered = answer != NULL;
	bool is_yes = is_answered && answer->act == FTL_ESTIMATE_ACCEPT;

	sent = is_sent ? sent : &nothing;
	answer = is_answered ? answer : &nothing;
	const struct ftl_cell filled[FTL_VIEW_ESTIMATE_CELLS] = {
	        [FTL_VIEW_ESTIMATE_CODE] = ftl_cell_text(estimate->code),
	        [FTL_VIEW_ESTIMATE_NUMBER] = ftl_cell_number(estimate->number),
	        [FTL_VIEW_ESTIMATE_VERSION] = ftl_cell_number(estimate->version),
	        [FTL_VIEW_ESTIMATE_STATE] =
	                ftl_cell_text(ftl_estimate_state_names[estimate->state]),
	        [FTL_VIEW_ESTIMATE_TITLE] = ftl_cell_text(estimate->title),
	        [FTL_VIEW_ESTIMATE_AMOUNT] = ftl_cell_number(ftl_estimate_customer_total(estimate)),
	        [FTL_VIEW_ESTIMATE_TAX] =
	                ftl_cell_opt(!estimate->lump_cents.has || ftl_estimate_has_lines(estimate),
	                             estimate->sums.tax_cents[FTL_PAYER_CUSTOMER]),
	        [FTL_VIEW_ESTIMATE_OTHERS_PAY] =
	                ftl_cell_number(ftl_estimate_others(&estimate->sums)),
	        [FTL_VIEW_ESTIMATE_DUE_ON] = from_opt(estimate->due_on),
	        [FTL_VIEW_ESTIMATE_SENT_AT] = ftl_cell_opt(is_sent, sent->at),
	        [FTL_VIEW_ESTIMATE_SENT_HOW] = ftl_cell_text(ftl_estimate_way_names[sent->way]),
	        [FTL_VIEW_ESTIMATE_ANSWERED_AT] = ftl_cell_opt(is_answered, answer->at),
	        [FTL_VIEW_ESTIMATE_ANSWERED_BY] = ftl_cell_text(answer->by),
	        [FTL_VIEW_ESTIMATE_ANSWERED_HOW] =
	                ftl_cell_text(ftl_estimate_way_names[answer->way]),
	        [FTL_VIEW_ESTIMATE_ALLOWED] = ftl_cell_opt(is_yes && answer->amount_cents.has,
	                                                   answer->amount_cents.value),
	        [FTL_VIEW_ESTIMATE_REASON] = ftl_cell_text(answer->text),
	        [FTL_VIEW_ESTIMATE_ORDER] = ftl_cell_text(estimate->order_code),
	        [FTL_VIEW_ESTIMATE_CUSTOMER] = ftl_cell_text(estimate->customer),
	        [FTL_VIEW_ESTIMATE_DEVICE] = ftl_cell_text(ftl_words_device(
	                arena, estimate->category, estimate->brand, estimate->model)),
	        [FTL_VIEW_ESTIMATE_CREATED_AT] = ftl_cell_number(estimate->created_at),
	        [FTL_VIEW_ESTIMATE_CREATED_BY] = ftl_cell_text(estimate->staff),
	};

	memcpy(cells, filled, sizeof(filled));
}

static const char *total_of(struct ftl_arena *arena, const struct ftl_app *app,
                            const struct ftl_estimate *estimate)
{
	return ftl_view_money(arena, app, ftl_estimate_customer_total(estimate));
}

const char *ftl_view_estimate_words(struct ftl_arena *arena, const struct ftl_app *app,
                                    const struct ftl_estimate *estimate)
{
	FTL_BUF(text);

	if (estimate->version > 1)
		ftl_buf_printf(&text, "version %d, ", estimate->version);
	ftl_buf_printf(&text, "%s, %s", ftl_estimate_state_names[estimate->state],
	               total_of(arena, app, estimate));
	if (estimate->state == FTL_ESTIMATE_SENT || estimate->state == FTL_ESTIMATE_EXPIRED)
		ftl_buf_printf(
		        &text, ", answer %s %s",
		        estimate->state == FTL_ESTIMATE_SENT ? "by" : "was due",
		        ftl_view_date(arena, (int32_t)estimate->due_on.value, ftl_app_today(app)));
	if (estimate->title != NULL)
		ftl_buf_printf(&text, ": %s", estimate->title);
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

/* What the views of text need beside the declared data. */
struct telling {
	struct ftl_arena *arena;
	const struct ftl_app *app;
	const struct ftl_estimate *estimate;
	const char *what;
};

static const char *safe(struct ftl_out *out, const struct telling *t, const char *text)
{
	const struct ftl_column column = {.type = FTL_T_TEXT};
	const struct ftl_cell cell = ftl_cell_text(text);

	return ftl_out_cell(out, t->arena, &column, &cell);
}

static void put_code(struct ftl_out *out, const struct telling *t)
{
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", ftl_view_code(t->arena, t->estimate->code));
	ftl_out_tone(out, FTL_TONE_PLAIN);
}

/* "   2 part     filter × 2   40.00 EUR customer" */
static void put_line(struct ftl_out *out, const struct telling *t, const struct ftl_order_line *row)
{
	const struct ftl_column column = {.type = FTL_T_QUANTITY};
	const struct ftl_cell quantity = ftl_cell_number(row->line.quantity_milli);
	const char *text = safe(out, t, row->text);
	size_t width;

	if (row->line.quantity_milli != 1000)
		text = ftl_sprintf(t->arena, "%s × %s", text,
		                   ftl_out_cell(out, t->arena, &column, &quantity));
	width = ftl_utf8_width(text);
	ftl_out_print(
	        out, "  %2d %-9s%s%*s  %s %s%s%s\n", row->position,
	        ftl_line_class_names[row->line.class], text, width < 28 ? (int)(28 - width) : 0, "",
	        ftl_view_money(t->arena, t->app,
	                       row->amounts.customer_cents + row->amounts.payer_cents),
	        ftl_payer_names[row->line.payer],
	        row->line.bill == ftl_payer_bill(row->line.payer) ? "" : ", ",
	        row->line.bill == ftl_payer_bill(row->line.payer) ? ""
	                                                          : ftl_bill_names[row->line.bill]);
}

/* "     customer 90.44 EUR, tax included 14.44 EUR · maker 23.80 EUR" */
static void put_sums(struct ftl_out *out, const struct telling *t)
{
	const struct ftl_estimate *estimate = t->estimate;
	const struct ftl_estimate_sums *sums = &estimate->sums;

	ftl_out_print(out, "     customer %s", total_of(t->arena, t->app, estimate));
	if (sums->tax_cents[FTL_PAYER_CUSTOMER] > 0)
		ftl_out_print(
		        out, ", tax included %s",
		        ftl_view_money(t->arena, t->app, sums->tax_cents[FTL_PAYER_CUSTOMER]));
	for (int payer = FTL_PAYER_CUSTOMER + 1; payer < FTL_PAYERS; payer++) {
		int64_t total = ftl_estimate_total(sums, (enum ftl_payer)payer);

		if (total > 0)
			ftl_out_print(out, " · %s %s", ftl_payer_names[payer],
			              ftl_view_money(t->arena, t->app, total));
	}
	ftl_out_print(out, "\n");
}

/* "by Ana Čović, phone, up to 100.00 EUR: reason (Lena)" */
static const char *event_words(const struct telling *t, const struct ftl_estimate_event *event)
{
	FTL_BUF(text);

	if (event->by != NULL)
		ftl_buf_printf(&text, "by %s, ", event->by);
	if (event->way != FTL_WAY_NONE)
		ftl_buf_printf(&text, "%s, ", ftl_estimate_way_names[event->way]);
	if (event->amount_cents.has)
		ftl_buf_printf(&text, "%s%s, ", event->act == FTL_ESTIMATE_ACCEPT ? "up to " : "",
		               ftl_view_money(t->arena, t->app, event->amount_cents.value));
	if (event->due_on.has)
		ftl_buf_printf(&text, "answer by %s, ",
		               ftl_view_date(t->arena, (int32_t)event->due_on.value,
		                             ftl_app_today(t->app)));
	if (event->text != NULL && event->act == FTL_ESTIMATE_SUPERSEDE)
		ftl_buf_printf(&text, "for %s, ", ftl_view_code(t->arena, event->text));
	else if (event->text != NULL)
		ftl_buf_printf(&text, "%s, ", event->text);
	ftl_buf_printf(&text, "noted by %s", event->staff_name);
	return ftl_strdup(t->arena, ftl_buf_cstr(&text));
}

/* One estimate on a page. */
static void view_page(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	static const char *const done[FTL_ESTIMATE_ACTS] = {
	        [FTL_ESTIMATE_SEND] = "sent",
	        [FTL_ESTIMATE_ACCEPT] = "accepted",
	        [FTL_ESTIMATE_REJECT] = "rejected",
	        [FTL_ESTIMATE_SUPERSEDE] = "superseded",
	};
	const struct telling *t = extra;
	const struct ftl_estimate *estimate = t->estimate;

	(void)shape;
	(void)row;
	put_code(out, t);
	ftl_out_print(out, "  estimate %d for %s · ", estimate->number,
	              ftl_view_code(t->arena, estimate->order_code));
	ftl_out_print(out, "%s · ",
	              safe(out, t,
	                   ftl_words_device(t->arena, estimate->category, estimate->brand,
	                                    estimate->model)));
	ftl_out_print(out, "%s\n", safe(out, t, estimate->customer));
	ftl_out_print(out, "%s\n",
	              safe(out, t, ftl_view_estimate_words(t->arena, t->app, estimate)));
	ftl_out_print(out, "\n");
	for (size_t i = 0; i < estimate->line_count; i++) {
		if (!estimate->lines[i].is_removed)
			put_line(out, t, &estimate->lines[i]);
	}
	put_sums(out, t);
	for (size_t i = 0; i < estimate->event_count; i++) {
		const struct ftl_estimate_event *event = &estimate->events[i];

		ftl_out_print(out, "%s  %s  %-10s  %s\n", i == 0 ? "\n" : "",
		              ftl_view_when(t->arena, t->app, event->at), done[event->act],
		              safe(out, t, event_words(t, event)));
	}
}

/* What was done with one, on a line. */
static void view_line(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	const struct telling *t = extra;

	(void)shape;
	(void)row;
	put_code(out, t);
	ftl_out_print(out, "  %s\n", safe(out, t, t->what));
}

/* Rows of a section while they are filled. */
struct rows {
	struct ftl_arena *arena;
	struct ftl_section *section;
	struct ftl_row *items;
};

static struct rows begin_rows(struct ftl_arena *arena, struct ftl_section *section, size_t most)
{
	struct rows rows = {arena, section, ftl_alloc(arena, most + 1, sizeof(struct ftl_row))};

	section->rows = rows.items;
	section->row_count = 0;
	return rows;
}

static void add_row(struct rows *rows, const struct ftl_cell *cells)
{
	size_t count = rows->section->count;
	struct ftl_cell *copy = ftl_alloc(rows->arena, count, sizeof(*copy));

	memcpy(copy, cells, count * sizeof(*copy));
	rows->items[rows->section->row_count++].cells = copy;
}

static void fill_sections(struct ftl_arena *arena, const struct ftl_app *app,
                          const struct ftl_estimate *estimate, struct ftl_section all[SECTIONS])
{
	const struct ftl_estimate_sums *sums = &estimate->sums;
	struct rows rows = begin_rows(arena, &all[S_LINES], estimate->line_count);

	for (size_t i = 0; i < estimate->line_count; i++) {
		struct ftl_cell cells[FTL_VIEW_LINE_CELLS];

		ftl_view_line_cells(app, cells, &estimate->lines[i]);
		if (!estimate->lines[i].is_removed)
			add_row(&rows, cells);
	}
	rows = begin_rows(arena, &all[S_PAYERS], FTL_PAYERS);
	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		const struct ftl_cell cells[P_CELLS] = {
		        [P_PAYER] = ftl_cell_text(ftl_payer_names[payer]),
		        [P_NET] = ftl_cell_number(sums->net_cents[payer]),
		        [P_TAX] = ftl_cell_number(sums->tax_cents[payer]),
		        [P_TOTAL] =
		                ftl_cell_number(ftl_estimate_total(sums, (enum ftl_payer)payer)),
		};

		if (ftl_estimate_total(sums, (enum ftl_payer)payer) > 0)
			add_row(&rows, cells);
	}
	rows = begin_rows(arena, &all[S_HISTORY], estimate->event_count);
	for (size_t i = 0; i < estimate->event_count; i++) {
		const struct ftl_estimate_event *event = &estimate->events[i];
		const struct ftl_cell cells[H_CELLS] = {
		        [H_AT] = ftl_cell_number(event->at),
		        [H_EVENT] = ftl_cell_text(ftl_estimate_act_names[event->act]),
		        [H_STAFF] = ftl_cell_text(event->staff),
		        [H_DUE] = from_opt(event->due_on),
		        [H_AMOUNT] = from_opt(event->amount_cents),
		        [H_HOW] = ftl_cell_text(ftl_estimate_way_names[event->way]),
		        [H_BY] = ftl_cell_text(event->by),
		        [H_TEXT] = ftl_cell_text(event->act == FTL_ESTIMATE_SUPERSEDE &&
		                                                 event->text != NULL
		                                         ? ftl_view_code(arena, event->text)
		                                         : event->text),
		};

		add_row(&rows, cells);
	}
}

enum ftl_status ftl_view_estimate_show(struct ftl_cli *cli, const struct ftl_estimate *estimate,
                                       const char *what, struct ftl_err *err)
{
	struct ftl_cell cells[FTL_VIEW_ESTIMATE_CELLS];
	struct ftl_section all[SECTIONS];
	const struct ftl_row row = {.cells = cells, .sections = all, .section_count = SECTIONS};
	const struct telling telling = {&cli->arena, cli->app, estimate, what};

	memcpy(all, sections, sizeof(all));
	ftl_view_estimate_cells(&cli->arena, cells, estimate);
	fill_sections(&cli->arena, cli->app, estimate, all);
	return ftl_out_record(cli->out, &ftl_view_estimate_shape, &row,
	                      what != NULL ? view_line : view_page, &telling, err);
}

#include <string.h>

#include "cli/view_diagnosis.h"
#include "cli/view_estimate.h"
#include "cli/view_order.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

#define BAR_CELLS   12
#define WHEN_WIDTH  18
#define WHAT_WIDTH  15
#define TEXT_INDENT (2 + WHEN_WIDTH + WHAT_WIDTH)

/* The picture of one job. */
struct picture {
	struct ftl_out *out;
	struct ftl_arena *arena;
	const struct ftl_app *app;
	const struct ftl_order_full *full;
	size_t width;
};

/* User text, harmless on a terminal, on one line. */
static const char *safe(const struct picture *p, const char *text)
{
	const struct ftl_column column = {.type = FTL_T_TEXT};
	const struct ftl_cell cell = ftl_cell_text(text);

	return ftl_out_cell(p->out, p->arena, &column, &cell);
}

static const char *date_words(const struct picture *p, int64_t date)
{
	return ftl_view_date(p->arena, (int32_t)date, ftl_app_today(p->app));
}

/* Safe text, padded to a width; longer text sticks out. */
static void put_padded(const struct picture *p, const char *text, size_t width)
{
	size_t used = ftl_utf8_width(text);

	ftl_out_print(p->out, "%s%*s", text, used < width ? (int)(width - used) : 0, "");
}

/* The length of the line that text begins with, broken at a blank where there is one. */
static size_t break_at(const char *text, size_t columns)
{
	size_t fits = ftl_utf8_fit(text, columns);

	if (text[fits] == '\0')
		return fits;
	for (size_t i = fits; i > 0; i--) {
		if (text[i] == ' ')
			return i;
	}
	return fits > 0 ? fits : strlen(text);
}

/* Safe text over as many lines as it needs; the first begins where the line stands, the others
 * under it. */
static void put_wrapped(const struct picture *p, const char *text, size_t indent)
{
	size_t columns = p->width > indent + 20 ? p->width - indent : 20;

	for (bool is_first = true; *text != '\0' || is_first; is_first = false) {
		size_t length = break_at(text, columns);

		ftl_out_print(p->out, "%*s%.*s\n", is_first ? 0 : (int)indent, "", (int)length,
		              text);
		text += length;
		while (*text == ' ')
			text++;
	}
}

/* One more item of a row of items that goes on under itself where the line is full. */
static void put_item(const struct picture *p, size_t *used, size_t indent, const char *between,
                     const char *item)
{
	size_t width = ftl_utf8_width(between) + ftl_utf8_width(item);

	if (*used > indent && *used + width > p->width) {
		ftl_out_print(p->out, "\n%*s", (int)indent, "");
		*used = indent;
		between = "";
	}
	ftl_out_print(p->out, "%s%s", between, item);
	*used += ftl_utf8_width(between) + ftl_utf8_width(item);
}

/* The parts of a sentence that are there, with a mark between. */
static void add_part(struct ftl_buf *buf, const char *mark, const char *part)
{
	if (part != NULL && *part != '\0')
		ftl_buf_printf(buf, "%s%s", buf->length > 0 ? mark : "", part);
}

static const char *part(const struct picture *p, const char *before, const char *text)
{
	return text != NULL ? ftl_sprintf(p->arena, "%s%s", before, text) : NULL;
}

static const char *first_contact(const struct ftl_customer *customer)
{
	for (size_t i = 0; i < customer->contact_count; i++) {
		if (!customer->contacts[i].is_email)
			return customer->contacts[i].value;
	}
	return customer->contact_count > 0 ? customer->contacts[0].value : NULL;
}

/* "W26-00377-F  Dyson V11 · serial A3-EU-KHA0123A · Amir Haddad · +44 20 7946 0123" */
static void put_title(const struct picture *p)
{
	const struct ftl_order *order = &p->full->order;
	const char *code = ftl_view_code(p->arena, order->code);
	FTL_BUF(line);

	add_part(&line, " · ", ftl_view_device(p->arena, order));
	add_part(&line, " · ", part(p, "serial ", order->serial));
	if (order->serial == NULL)
		add_part(&line, " · ", part(p, "IMEI ", order->imei));
	add_part(&line, " · ", order->customer);
	add_part(&line, " · ", first_contact(&p->full->customer));
	ftl_out_tone(p->out, FTL_TONE_BOLD);
	ftl_out_print(p->out, "%s", code);
	ftl_out_tone(p->out, FTL_TONE_PLAIN);
	ftl_out_print(p->out, "  ");
	put_wrapped(p, safe(p, ftl_buf_cstr(&line)), strlen(code) + 2);
}

/* "promised Thu 26 Nov", "promised Thu 26 Nov, the 2nd date" */
static const char *promise_words(const struct picture *p)
{
	const char *date = date_words(p, p->full->order.promised_on.value);
	int count = p->full->promises;

	if (count < 2)
		return ftl_sprintf(p->arena, "promised %s", date);
	return ftl_sprintf(p->arena, "promised %s, date no. %d", date, count);
}

static const char *due_words(const struct picture *p)
{
	int32_t date, second;
	const struct ftl_order *order = &p->full->order;

	if (!order->promised_on.has)
		return order->is_open ? "no date promised" : NULL;
	if (order->state == FTL_READY || !order->is_open)
		return promise_words(p);
	if (p->full->has_target && p->full->due_at != 0)
		return ftl_sprintf(p->arena, "due %s · %s",
		                   ftl_view_when(p->arena, p->app, p->full->due_at),
		                   promise_words(p));
	/* The stroke of midnight is the end of the promised day. */
	ftl_zone_local(p->app->zone, p->full->due_at, &date, &second);
	if (second == 0)
		return ftl_sprintf(p->arena, "due %s", date_words(p, order->promised_on.value));
	return ftl_sprintf(p->arena, "due %s", ftl_view_when(p->arena, p->app, p->full->due_at));
}

static const char *late_words(const struct picture *p)
{
	const struct ftl_order_full *full = p->full;
	int64_t end = full->clocks.is_done ? full->clocks.ready_at : ftl_app_now(p->app);

	if (!full->is_late)
		return NULL;
	return ftl_sprintf(p->arena, "%s %s", full->clocks.is_done ? "was late by" : "late by",
	                   ftl_view_duration(p->out, p->arena, end - full->due_at));
}

/* "waits for parts since Tue 17 Nov 09:20 (Tomas) · due Thu 19 Nov 17:00 · late by 1.1 d" */
static void put_state(const struct picture *p)
{
	const struct ftl_order *order = &p->full->order;
	const char *late = late_words(p);
	FTL_BUF(line);

	ftl_buf_printf(&line, "%s since %s", ftl_state_title(order->state),
	               ftl_view_when(p->arena, p->app, order->state_since));
	if (order->technician_name != NULL || order->is_open)
		ftl_buf_printf(&line, " (%s)",
		               order->technician_name != NULL ? order->technician_name
		                                              : "nobody has it");
	if (order->hold != FTL_HOLD_NONE)
		add_part(&line, " · ", ftl_hold_title(order->hold));
	if (order->result != FTL_RESULT_NONE)
		add_part(&line, " · ", ftl_result_title(order->result));
	if (order->barrier != FTL_BARRIER_NONE)
		add_part(&line, ": ", ftl_barrier_names[order->barrier]);
	if (order->priority != FTL_PRIORITY_NORMAL)
		add_part(&line, " · ", part(p, "priority ", ftl_priority_names[order->priority]));
	add_part(&line, " · ", due_words(p));
	add_part(&line, " · ", late);
	if (late != NULL && !p->full->clocks.is_done)
		ftl_out_tone(p->out, FTL_TONE_WARN);
	put_wrapped(p, safe(p, ftl_buf_cstr(&line)), 0);
	ftl_out_tone(p->out, FTL_TONE_PLAIN);
}

/* "▇▇ 1.1 d shop": as long as its share of the whole. */
static const char *bar_piece(const struct picture *p, const char *name, int64_t spent,
                             int64_t total)
{
	int64_t cells = (spent * BAR_CELLS + total / 2) / total;
	FTL_BUF(text);

	do {
		ftl_buf_text(&text, "▇");
	} while (--cells > 0);
	ftl_buf_printf(&text, " %s %s", ftl_view_duration(p->out, p->arena, spent), name);
	return ftl_strdup(p->arena, ftl_buf_cstr(&text));
}

/* Opening hours are hours, however many: a day of them is no day. */
static const char *hours_words(const struct picture *p, int64_t seconds)
{
	int64_t minutes = (seconds + 30) / 60;

	return ftl_sprintf(p->arena, "%lld:%02d h", (long long)(minutes / 60), (int)(minutes % 60));
}

/* "4.2 d: ▇▇ 1.1 d shop  ▇▇▇▇ 2.0 d customer": whose time went by, in days of the week. */
static void put_bar(const struct picture *p)
{
	static const char *const names[FTL_OWNERS] = {
	        [FTL_OWNER_NONE] = "nobody",       [FTL_OWNER_SHOP] = "shop",
	        [FTL_OWNER_CUSTOMER] = "customer", [FTL_OWNER_PAYER] = "payer",
	        [FTL_OWNER_PARTS] = "parts",       [FTL_OWNER_VENDOR] = "outside repairer"};
	const struct ftl_clocks *clocks = &p->full->clocks;
	int64_t total = clocks->customer.calendar_seconds;
	const char *head;
	size_t indent, used;

	if (!clocks->customer.is_known || total == 0)
		return;
	head = ftl_sprintf(p->arena, "%s %s: ", ftl_view_duration(p->out, p->arena, total),
	                   clocks->is_done ? "to ready" : "so far");
	indent = used = ftl_utf8_width(head);
	ftl_out_print(p->out, "%s", head);
	/* Nobody's time is the first of the enum, and the last here. */
	for (int i = 1; i <= FTL_OWNERS; i++) {
		int owner = i % FTL_OWNERS;
		int64_t spent = clocks->by_owner[owner].calendar_seconds;

		if (spent > 0)
			put_item(p, &used, indent, used > indent ? "  " : "",
			         bar_piece(p, names[owner], spent, total));
	}
	ftl_out_print(p->out, "\n");
	/* Without opening hours every hour counts. */
	if (clocks->customer.business_seconds == total && clocks->net.business_seconds == total)
		return;
	ftl_out_tone(p->out, FTL_TONE_DIM);
	ftl_out_print(p->out, "%s in opening hours",
	              hours_words(p, clocks->customer.business_seconds));
	if (clocks->net.business_seconds != clocks->customer.business_seconds)
		ftl_out_print(p->out, ", %s of them ours",
		              hours_words(p, clocks->net.business_seconds));
	ftl_out_tone(p->out, FTL_TONE_PLAIN);
	ftl_out_print(p->out, "\n");
}

/* "  fault      …": a line of its own for what is known. */
static void put_fact(const struct picture *p, const char *title, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	ftl_out_print(p->out, "  ");
	put_padded(p, title, 11);
	put_wrapped(p, safe(p, text), 13);
}

static const char *cover_words(const struct picture *p)
{
	const struct ftl_order_full *full = p->full;
	FTL_BUF(line);

	if (!full->has_cover)
		return NULL;
	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		const struct ftl_verdict *verdict = &full->cover[i];
		const char *until = "";

		if (verdict->payer == FTL_PAYER_CUSTOMER)
			continue;
		if (verdict->has_until)
			until = ftl_sprintf(p->arena, " until %s", date_words(p, verdict->until));
		add_part(&line, ", ",
		         ftl_sprintf(p->arena, "%s %s%s", ftl_line_class_names[i],
		                     ftl_payer_names[verdict->payer], until));
	}
	return line.length > 0 ? ftl_strdup(p->arena, ftl_buf_cstr(&line)) : "the customer pays";
}

static const char *pieces_words(const struct picture *p)
{
	size_t here = 0;
	FTL_BUF(line);

	for (size_t i = 0; i < p->full->piece_count; i++)
		here += p->full->pieces[i].is_here;
	for (size_t i = 0; i < p->full->piece_count; i++) {
		const struct ftl_piece *piece = &p->full->pieces[i];
		bool is_gone = here > 0 && !piece->is_here;

		add_part(&line, ", ",
		         ftl_sprintf(p->arena, "%s %s%s", ftl_view_code(p->arena, piece->code),
		                     piece->name, is_gone ? " (not here)" : ""));
	}
	if (here == 0 && p->full->piece_count > 0)
		add_part(&line, "; ", "none of them here");
	return ftl_strdup(p->arena, ftl_buf_cstr(&line));
}

static void put_diagnosis(const struct picture *p)
{
	const char *title = "diagnosis";

	for (size_t i = 0; i < p->full->diagnosis_count; i++) {
		const struct ftl_diagnosis *line = &p->full->diagnosis[i];

		if (line->is_removed)
			continue;
		ftl_out_print(p->out, "  ");
		put_padded(p, title, 11);
		put_wrapped(p,
		            safe(p, ftl_sprintf(p->arena, "%d %s", line->position,
		                                ftl_view_diagnosis_words(p->arena, line))),
		            13);
		title = "";
	}
}

static void put_facts(const struct picture *p)
{
	const struct ftl_order *order = &p->full->order;

	ftl_out_print(p->out, "\n");
	put_fact(p, "fault", order->fault);
	put_fact(p, "condition", order->condition);
	put_diagnosis(p);
	put_fact(p, "fixed here", p->full->fixed_here);
	put_fact(p, "cover", cover_words(p));
	if (order->approval_limit_cents.has)
		put_fact(p, "may cost",
		         ftl_sprintf(p->arena, "%s without asking",
		                     ftl_view_money(p->arena, p->app,
		                                    order->approval_limit_cents.value)));
	if (order->returns_for != NULL)
		put_fact(p, "returns for", ftl_view_code(p->arena, order->returns_for));
	put_fact(p, "pieces", pieces_words(p));
	for (size_t i = 0; i < p->full->estimate_count; i++) {
		const struct ftl_estimate *estimate = &p->full->estimates[i];

		put_fact(p, ftl_sprintf(p->arena, "estimate %d", estimate->number),
		         ftl_sprintf(p->arena, "%s (%s)",
		                     ftl_view_estimate_words(p->arena, p->app, estimate),
		                     ftl_view_code(p->arena, estimate->code)));
	}
	for (size_t i = 0; i < p->full->warning_count; i++) {
		ftl_out_tone(p->out, FTL_TONE_WARN);
		put_fact(p, "!", p->full->warnings[i].text);
		ftl_out_tone(p->out, FTL_TONE_PLAIN);
	}
}

/* What happened, in a word or two. */
static const char *event_title(enum ftl_event_kind kind)
{
	static const char *const titles[FTL_EVENT_KINDS] = {
	        [FTL_EV_BOOK] = "booked",        [FTL_EV_RECEIVE] = "received",
	        [FTL_EV_ASSIGN] = "given to",    [FTL_EV_DIAGNOSE] = "diagnosing",
	        [FTL_EV_ASK] = "asked",          [FTL_EV_ASK_PAYER] = "asked payer",
	        [FTL_EV_APPROVE] = "approved",   [FTL_EV_WAIT_PARTS] = "await parts",
	        [FTL_EV_START] = "in repair",    [FTL_EV_SEND] = "sent out",
	        [FTL_EV_TEST] = "to be checked", [FTL_EV_FAIL] = "check failed",
	        [FTL_EV_READY] = "ready",        [FTL_EV_HAND_OVER] = "handed over",
	        [FTL_EV_CLOSE] = "closed",       [FTL_EV_CANCEL] = "cancelled",
	        [FTL_EV_HOLD] = "on hold",       [FTL_EV_RESUME] = "goes on",
	        [FTL_EV_NOTE] = "note",          [FTL_EV_PROMISE] = "promised",
	        [FTL_EV_LINE] = "bill",          [FTL_EV_CODE] = "diagnosis",
	        [FTL_EV_IMPORT] = "imported",
	};

	return titles[kind];
}

static const char *due_title(enum ftl_event_kind kind)
{
	if (kind == FTL_EV_ASK || kind == FTL_EV_ASK_PAYER)
		return "answer by ";
	if (kind == FTL_EV_RECEIVE)
		return "promised for ";
	return kind == FTL_EV_PROMISE ? "for " : "expected ";
}

static const char *event_words(const struct picture *p, const struct ftl_order_event *event)
{
	FTL_BUF(line);

	if (event->event.kind == FTL_EV_ASSIGN)
		add_part(&line, ", ",
		         event->technician_name != NULL ? event->technician_name : "nobody");
	if (event->event.hold != FTL_HOLD_NONE)
		add_part(&line, ", ", ftl_hold_names[event->event.hold]);
	if (event->event.result != FTL_RESULT_NONE)
		add_part(&line, ", ", ftl_result_title(event->event.result));
	if (event->event.barrier != FTL_BARRIER_NONE)
		add_part(&line, ", ", ftl_barrier_names[event->event.barrier]);
	add_part(&line, ", ", event->reference);
	if (event->amount_cents.has)
		add_part(&line, ", ", ftl_view_money(p->arena, p->app, event->amount_cents.value));
	if (event->due_on.has)
		add_part(&line, ", ",
		         part(p, due_title(event->event.kind), date_words(p, event->due_on.value)));
	add_part(&line, ": ", event->text);
	if (event->recorded_at.has)
		add_part(&line, " ",
		         ftl_sprintf(p->arena, "(typed %s by %s)",
		                     ftl_view_when(p->arena, p->app, event->recorded_at.value),
		                     event->staff_name));
	else if (event->event.kind != FTL_EV_ASSIGN || event->staff_name == NULL ||
	         !ftl_text_equal(event->staff_name, event->technician_name))
		add_part(&line, " ", ftl_sprintf(p->arena, "(%s)", event->staff_name));
	return ftl_strdup(p->arena, ftl_buf_cstr(&line));
}

static void put_timeline(const struct picture *p)
{
	ftl_out_print(p->out, "\n");
	for (size_t i = 0; i < p->full->event_count; i++) {
		const struct ftl_order_event *event = &p->full->events[i];
		const char *when = ftl_view_when(p->arena, p->app, event->event.at);

		ftl_out_print(p->out, "  ");
		ftl_out_tone(p->out, FTL_TONE_DIM);
		put_padded(p, when, WHEN_WIDTH);
		ftl_out_tone(p->out, FTL_TONE_PLAIN);
		put_padded(p, event_title(event->event.kind), WHAT_WIDTH);
		put_wrapped(p, safe(p, event_words(p, event)), TEXT_INDENT);
	}
}

static const char *quantity_words(const struct picture *p, int64_t milli)
{
	const struct ftl_column column = {.type = FTL_T_QUANTITY};
	const struct ftl_cell cell = ftl_cell_number(milli);

	return ftl_out_cell(p->out, p->arena, &column, &cell);
}

/* What a line costs whom: "40.00 EUR customer", "0.00 EUR maker, goodwill". */
static const char *line_payer(const struct picture *p, const struct ftl_order_line *row)
{
	const struct ftl_line_amounts *amounts = &row->amounts;
	int64_t pays = amounts->customer_cents + amounts->payer_cents;
	const char *bill = ftl_bill_names[row->line.bill];
	bool is_plain = row->line.bill == ftl_payer_bill(row->line.payer);

	return ftl_sprintf(p->arena, "%s %s%s%s", ftl_view_money(p->arena, p->app, pays),
	                   ftl_payer_names[row->line.payer], is_plain ? "" : ", ",
	                   is_plain ? "" : bill);
}

/* "failed, dead on arrival"; NULL: it did not. */
static const char *why_failed(const struct picture *p, int64_t line_id)
{
	for (size_t i = 0; i < p->full->failure_count; i++) {
		if (p->full->failures[i].line_id == line_id)
			return part(p, "failed, ",
			            ftl_view_failure_words(p->arena, &p->full->failures[i]));
	}
	return NULL;
}

static void put_line(const struct picture *p, const struct ftl_order_line *row)
{
	const struct ftl_line *line = &row->line;
	const char *words = row->text;
	FTL_BUF(rest);

	if (line->quantity_milli != 1000)
		words = ftl_sprintf(p->arena, "%s × %s", words,
		                    quantity_words(p, line->quantity_milli));
	add_part(&rest, "  ", line_payer(p, row));
	if (row->amounts.cost_cents > 0 && ftl_app_can(p->app, FTL_CAN_SEE_COST))
		add_part(&rest, "  ",
		         part(p, "cost ",
		              ftl_view_money(p->arena, p->app, row->amounts.cost_cents)));
	if (row->recovered_cents.has)
		add_part(&rest, "  ",
		         part(p, "paid back ",
		              ftl_view_money(p->arena, p->app, row->recovered_cents.value)));
	if (row->is_removed)
		add_part(&rest, "  ", "(taken off)");
	add_part(&rest, "  ", why_failed(p, row->id));
	ftl_out_print(p->out, "  %2d ", row->position);
	put_padded(p, ftl_line_class_names[line->class], 9);
	put_padded(p, safe(p, words), p->width > 100 ? 44 : 28);
	ftl_out_print(p->out, "  %s\n", safe(p, ftl_buf_cstr(&rest)));
}

static void put_bill(const struct picture *p)
{
	const struct ftl_line_amounts *sum = &p->full->totals;
	FTL_BUF(line);

	if (p->full->line_count == 0)
		return;
	ftl_out_print(p->out, "\n");
	for (size_t i = 0; i < p->full->line_count; i++)
		put_line(p, &p->full->lines[i]);
	add_part(&line, ", ",
	         part(p, "customer's bill ",
	              ftl_view_money(p->arena, p->app,
	                             sum->customer_cents + sum->customer_tax_cents)));
	if (sum->customer_tax_cents > 0)
		add_part(&line, ", ",
		         part(p, "tax included ",
		              ftl_view_money(p->arena, p->app, sum->customer_tax_cents)));
	if (sum->payer_cents > 0)
		add_part(&line, " · ",
		         part(p, "others pay ",
		              ftl_view_money(p->arena, p->app,
		                             sum->payer_cents + sum->payer_tax_cents)));
	ftl_out_print(p->out, "     %s\n", ftl_buf_cstr(&line));
}

/* "Possible now: start, ask, hold": commands of the noun order, without it. */
static void put_next(const struct picture *p)
{
	static const char head[] = "Possible now: ";
	size_t used = 0;

	for (int i = 0; i < p->full->next_count; i++) {
		const char *command = ftl_event_command(p->full->next[i]);

		if (command == NULL)
			continue;
		if (used == 0)
			ftl_out_print(p->out, "\n%s", head);
		if (strncmp(command, "order ", strlen("order ")) == 0)
			command += strlen("order ");
		if (i + 1 < p->full->next_count)
			command = ftl_sprintf(p->arena, "%s,", command);
		used = used == 0 ? strlen(head) : used;
		put_item(p, &used, strlen(head), used > strlen(head) ? " " : "", command);
	}
	if (used > 0)
		ftl_out_print(p->out, "\n");
}

void ftl_view_job(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                  const void *extra)
{
	FTL_ARENA(arena);
	const struct ftl_view_job *job = extra;
	const struct picture p = {out, &arena, job->app, job->full, (size_t)ftl_out_width(out)};

	(void)shape;
	(void)row;
	put_title(&p);
	put_state(&p);
	put_bar(&p);
	put_facts(&p);
	put_timeline(&p);
	put_bill(&p);
	ftl_view_job_tests(out, &arena, &job->full->tests);
	put_next(&p);
}

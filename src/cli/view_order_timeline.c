#include "cli/desk_words.h"
#include "cli/view_order.h"
#include "cli/view_picture.h"
#include "fettle/base/text.h"

#define WHEN_WIDTH  18
#define WHAT_WIDTH  15
#define TEXT_INDENT (2 + WHEN_WIDTH + WHAT_WIDTH)

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
	        [FTL_EV_NOTICE] = "told",        [FTL_EV_LINE] = "bill",
	        [FTL_EV_CODE] = "diagnosis",     [FTL_EV_IMPORT] = "imported",
	        [FTL_EV_STOP] = "stopped",       [FTL_EV_LABOUR] = "labour",
	        [FTL_EV_REFUSE] = "refused",     [FTL_EV_PARTS] = "parts in",
	};

	return titles[kind];
}

static const char *due_title(enum ftl_event_kind kind)
{
	if (kind == FTL_EV_ASK || kind == FTL_EV_ASK_PAYER)
		return "answer by ";
	if (kind == FTL_EV_RECEIVE)
		return "promised for ";
	if (kind == FTL_EV_HOLD)
		return "until ";
	if (kind == FTL_EV_APPROVE)
		return "valid until ";
	return kind == FTL_EV_PROMISE ? "for " : "expected ";
}

/* Who works, when it is not who noted it. */
static const char *worker_words(const struct ftl_order_event *event)
{
	if (event->technician_name == NULL ||
	    ftl_text_equal(event->staff_name, event->technician_name))
		return NULL;
	return event->technician_name;
}

static const char *event_words(const struct ftl_picture *p, const struct ftl_order_event *event)
{
	char hours[FTL_LABOUR_TEXT_SIZE];
	FTL_BUF(line);

	if (event->event.kind == FTL_EV_ASSIGN)
		ftl_picture_join(&line, ", ",
		                 event->technician_name != NULL ? event->technician_name
		                                                : "nobody");
	else
		ftl_picture_join(&line, ", ", worker_words(event));
	if (event->event.minutes != 0)
		ftl_picture_join(&line, ", ",
		                 ftl_labour_format(hours, (int64_t)event->event.minutes * 60));
	if (event->event.hold != FTL_HOLD_NONE)
		ftl_picture_join(&line, ", ", ftl_hold_names[event->event.hold]);
	if (event->event.result != FTL_RESULT_NONE)
		ftl_picture_join(&line, ", ", ftl_result_title(event->event.result));
	if (event->event.barrier != FTL_BARRIER_NONE)
		ftl_picture_join(&line, ", ", ftl_barrier_names[event->event.barrier]);
	ftl_picture_join(&line, ", ", event->vendor);
	if (event->payer.has)
		ftl_picture_join(&line, ", ", ftl_words_payer(ftl_payer_names[event->payer.value]));
	ftl_picture_join(&line, ", ",
	                 ftl_picture_part(p, event->event.kind == FTL_EV_NOTICE ? "by " : "",
	                                  event->reference));
	ftl_picture_join(&line, ", ", ftl_picture_part(p, "parcel ", event->tracking));
	if (event->amount_cents.has)
		ftl_picture_join(&line, ", ",
		                 ftl_view_money(p->arena, p->app, event->amount_cents.value));
	if (event->due_on.has)
		ftl_picture_join(&line, ", ",
		                 ftl_picture_part(p, due_title(event->event.kind),
		                                  ftl_picture_date(p, event->due_on.value)));
	ftl_picture_join(&line, ": ", event->text);
	if (event->recorded_at.has)
		ftl_picture_join(
		        &line, " ",
		        ftl_sprintf(p->arena, "(typed %s by %s)",
		                    ftl_view_when(p->arena, p->app, event->recorded_at.value),
		                    event->staff_name));
	else if (event->event.kind != FTL_EV_ASSIGN || event->staff_name == NULL ||
	         !ftl_text_equal(event->staff_name, event->technician_name))
		ftl_picture_join(&line, " ", ftl_sprintf(p->arena, "(%s)", event->staff_name));
	return ftl_strdup(p->arena, ftl_buf_cstr(&line));
}

/* Who begins where others work already, or goes on, changes no state. */
static bool is_joining(const struct ftl_order_event *events, size_t i)
{
	return (events[i].event.kind == FTL_EV_START || events[i].event.kind == FTL_EV_DIAGNOSE) &&
	       i > 0 && events[i - 1].state == events[i].state;
}

static void put_row(const struct ftl_picture *p, int64_t at, const char *what, const char *words)
{
	ftl_out_print(p->out, "  ");
	ftl_out_tone(p->out, FTL_TONE_DIM);
	ftl_picture_padded(p, ftl_view_when(p->arena, p->app, at), WHEN_WIDTH);
	ftl_out_tone(p->out, FTL_TONE_PLAIN);
	ftl_picture_padded(p, what, WHAT_WIDTH);
	ftl_picture_wrapped(p, ftl_picture_safe(p, words), TEXT_INDENT);
}

/* "G26-00001-8 Nokia 105, due Fri 20 Nov, deposit 50.00 EUR: no scratches (Lena)" */
static const char *loaner_words(const struct ftl_picture *p, const struct ftl_loaner_row *row)
{
	const struct ftl_loaner_event *event = &row->event;
	FTL_BUF(line);

	ftl_buf_printf(&line, "%s %s", ftl_view_code(p->arena, row->loaner_code), row->loaner);
	if (event->due_on.has)
		ftl_buf_printf(&line, ", due %s", ftl_picture_date(p, event->due_on.value));
	if (event->amount_cents.has)
		ftl_buf_printf(&line, ", %s %s",
		               event->act == FTL_LOANER_LEND ? "deposit" : "charged",
		               ftl_view_money(p->arena, p->app, event->amount_cents.value));
	ftl_picture_join(&line, ": ", row->text);
	ftl_buf_printf(&line, " (%s)", row->staff_name);
	return ftl_strdup(p->arena, ftl_buf_cstr(&line));
}

/* What happened to loaners before an event of the job, in the order of truth; moves *at on. */
static void put_loaners(const struct ftl_picture *p, size_t *at, int64_t before_id)
{
	static const char *const titles[FTL_LOANER_ACTS] = {[FTL_LOANER_LEND] = "loaner out",
	                                                    [FTL_LOANER_RETURN] = "loaner back",
	                                                    [FTL_LOANER_LOSE] = "loaner lost"};

	for (; *at < p->full->loaner_event_count; (*at)++) {
		const struct ftl_loaner_row *row = &p->full->loaner_events[*at];

		if (row->event.id > before_id)
			return;
		put_row(p, row->event.at, titles[row->event.act], loaner_words(p, row));
	}
}

void ftl_picture_timeline(const struct ftl_picture *p)
{
	size_t loaners = 0;

	ftl_out_print(p->out, "\n");
	for (size_t i = 0; i < p->full->event_count; i++) {
		const struct ftl_order_event *event = &p->full->events[i];

		put_loaners(p, &loaners, event->event.id);
		put_row(p, event->event.at,
		        is_joining(p->full->events, i) ? "at work" : event_title(event->event.kind),
		        event_words(p, event));
	}
	put_loaners(p, &loaners, INT64_MAX);
}

#include <string.h>

#include "cli/view_diagnosis.h"
#include "cli/view_estimate.h"
#include "cli/view_loaner.h"
#include "cli/view_order.h"
#include "cli/view_picture.h"
#include "cli/view_possible.h"
#include "fettle/base/text.h"

#define BAR_CELLS 12
#define WAY_SHOWN 5 /* places of its way */

static const char *first_contact(const struct ftl_customer *customer)
{
	for (size_t i = 0; i < customer->contact_count; i++) {
		if (!customer->contacts[i].is_email)
			return customer->contacts[i].value;
	}
	return customer->contact_count > 0 ? customer->contacts[0].value : NULL;
}

/* "W26-00377-F  Dyson V11 · serial A3-EU-KHA0123A · Amir Haddad · +44 20 7946 0123" */
static void put_title(const struct ftl_picture *p)
{
	const struct ftl_order *order = &p->full->order;
	const char *code = ftl_view_code(p->arena, order->code);
	FTL_BUF(line);

	ftl_picture_join(&line, " · ", ftl_view_device(p->arena, order));
	ftl_picture_join(&line, " · ", ftl_picture_part(p, "serial ", order->serial));
	if (order->serial == NULL)
		ftl_picture_join(&line, " · ", ftl_picture_part(p, "IMEI ", order->imei));
	ftl_picture_join(&line, " · ", order->customer);
	ftl_picture_join(&line, " · ", first_contact(&p->full->customer));
	ftl_out_tone(p->out, FTL_TONE_BOLD);
	ftl_out_print(p->out, "%s", code);
	ftl_out_tone(p->out, FTL_TONE_PLAIN);
	ftl_out_print(p->out, "  ");
	ftl_picture_wrapped(p, ftl_picture_safe(p, ftl_buf_cstr(&line)), strlen(code) + 2);
}

/* "promised Thu 26 Nov", "promised Thu 26 Nov, the 2nd date" */
static const char *promise_words(const struct ftl_picture *p)
{
	const char *date = ftl_picture_date(p, p->full->order.promised_on.value);
	int count = p->full->promises;

	if (count < 2)
		return ftl_sprintf(p->arena, "promised %s", date);
	return ftl_sprintf(p->arena, "promised %s, date no. %d", date, count);
}

static const char *due_words(const struct ftl_picture *p)
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
		return ftl_sprintf(p->arena, "due %s",
		                   ftl_picture_date(p, order->promised_on.value));
	return ftl_sprintf(p->arena, "due %s", ftl_view_when(p->arena, p->app, p->full->due_at));
}

static const char *late_words(const struct ftl_picture *p)
{
	const struct ftl_order_full *full = p->full;
	int64_t end = full->clocks.is_done ? full->clocks.ready_at : ftl_app_now(p->app);

	if (!full->is_late)
		return NULL;
	return ftl_sprintf(p->arena, "%s %s", full->clocks.is_done ? "was late by" : "late by",
	                   ftl_view_duration(p->out, p->arena, end - full->due_at));
}

/* "waits for parts since Tue 17 Nov 09:20 (Tomas) · due Thu 19 Nov 17:00 · late by 1.1 d" */
static void put_state(const struct ftl_picture *p)
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
		ftl_picture_join(&line, " · ", ftl_hold_title(order->hold));
	if (order->result != FTL_RESULT_NONE)
		ftl_picture_join(&line, " · ", ftl_result_title(order->result));
	if (order->barrier != FTL_BARRIER_NONE)
		ftl_picture_join(&line, ": ", ftl_barrier_names[order->barrier]);
	if (order->priority != FTL_PRIORITY_NORMAL)
		ftl_picture_join(
		        &line, " · ",
		        ftl_picture_part(p, "priority ", ftl_priority_names[order->priority]));
	ftl_picture_join(&line, " · ", due_words(p));
	ftl_picture_join(&line, " · ", late);
	if (late != NULL && !p->full->clocks.is_done)
		ftl_out_tone(p->out, FTL_TONE_WARN);
	ftl_picture_wrapped(p, ftl_picture_safe(p, ftl_buf_cstr(&line)), 0);
	ftl_out_tone(p->out, FTL_TONE_PLAIN);
}

/* "▇▇ 1.1 d shop": as long as its share of the whole. */
static const char *bar_piece(const struct ftl_picture *p, const char *name, int64_t spent,
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
static const char *hours_words(const struct ftl_picture *p, int64_t seconds)
{
	int64_t minutes = (seconds + 30) / 60;

	return ftl_sprintf(p->arena, "%lld:%02d h", (long long)(minutes / 60), (int)(minutes % 60));
}

/* "4.2 d: ▇▇ 1.1 d shop  ▇▇▇▇ 2.0 d customer": whose time went by, in days of the week. */
static void put_bar(const struct ftl_picture *p)
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
			ftl_picture_item(p, &used, indent, used > indent ? "  " : "",
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
static void put_fact(const struct ftl_picture *p, const char *title, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	ftl_out_print(p->out, "  ");
	ftl_picture_padded(p, title, 11);
	ftl_picture_wrapped(p, ftl_picture_safe(p, text), 13);
}

static const char *cover_words(const struct ftl_picture *p)
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
			until = ftl_sprintf(p->arena, " until %s",
			                    ftl_picture_date(p, verdict->until));
		ftl_picture_join(&line, ", ",
		                 ftl_sprintf(p->arena, "%s %s%s", ftl_line_class_names[i],
		                             ftl_payer_names[verdict->payer], until));
	}
	return line.length > 0 ? ftl_strdup(p->arena, ftl_buf_cstr(&line)) : "the customer pays";
}

/* " (Shelf B2)", " (missing)", " (not here)", or nothing where nothing is known. */
static const char *whereabouts(const struct ftl_picture *p, const struct ftl_piece *piece)
{
	if (!piece->is_here)
		return piece->is_missing ? " (missing)" : " (not here)";
	return piece->place != NULL ? ftl_sprintf(p->arena, " (%s)", piece->place) : "";
}

/* The one place of all pieces; NULL: they are not together, or there is but one. */
static const char *common_place(const struct ftl_order_full *full)
{
	const char *place = full->piece_count > 1 ? full->pieces[0].place : NULL;

	for (size_t i = 1; i < full->piece_count; i++) {
		if (full->pieces[i].place_id != full->pieces[0].place_id)
			place = NULL;
	}
	return place;
}

static const char *pieces_words(const struct ftl_picture *p)
{
	const char *place = common_place(p->full);
	size_t here = 0;
	FTL_BUF(line);

	for (size_t i = 0; i < p->full->piece_count; i++)
		here += p->full->pieces[i].is_here;
	for (size_t i = 0; i < p->full->piece_count; i++) {
		const struct ftl_piece *piece = &p->full->pieces[i];
		bool is_told = here > 0 && place == NULL;

		ftl_picture_join(&line, ", ",
		                 ftl_sprintf(p->arena, "%s %s%s",
		                             ftl_view_code(p->arena, piece->code), piece->name,
		                             is_told ? whereabouts(p, piece) : ""));
	}
	if (here == 0 && p->full->piece_count > 0)
		ftl_picture_join(&line, "; ", "none of them here");
	ftl_picture_join(&line, "; all at ", place);
	return ftl_strdup(p->arena, ftl_buf_cstr(&line));
}

/* "Front desk Mon 16 Nov 10:00 → Shelf B2 Tue 17 Nov 09:00": where the device was, the last few
 * places; NULL: nobody said. */
static const char *way_words(const struct ftl_picture *p)
{
	size_t count = 0, seen = 0;
	FTL_BUF(line);

	for (size_t i = 0; i < p->full->custody_count; i++)
		count += p->full->custody[i].is_device && p->full->custody[i].place != NULL;
	for (size_t i = 0; i < p->full->custody_count; i++) {
		const struct ftl_custody_row *row = &p->full->custody[i];

		if (!row->is_device || row->place == NULL || seen++ + WAY_SHOWN < count)
			continue;
		ftl_picture_join(&line, " → ",
		                 ftl_sprintf(p->arena, "%s %s", row->place,
		                             ftl_view_when(p->arena, p->app, row->event.at)));
	}
	if (count == 0)
		return NULL;
	return ftl_sprintf(p->arena, "%s%s", count > WAY_SHOWN ? "… → " : "", ftl_buf_cstr(&line));
}

static void put_diagnosis(const struct ftl_picture *p)
{
	const char *title = "diagnosis";

	for (size_t i = 0; i < p->full->diagnosis_count; i++) {
		const struct ftl_diagnosis *line = &p->full->diagnosis[i];

		if (line->is_removed)
			continue;
		ftl_out_print(p->out, "  ");
		ftl_picture_padded(p, title, 11);
		ftl_picture_wrapped(
		        p,
		        ftl_picture_safe(p, ftl_sprintf(p->arena, "%d %s", line->position,
		                                        ftl_view_diagnosis_words(p->arena, line))),
		        13);
		title = "";
	}
}

/* "2 given, the third due Wed 2 Dec", of what waits to be collected. */
static const char *notice_words(const struct ftl_picture *p)
{
	const struct ftl_order_full *full = p->full;
	FTL_BUF(line);

	if (full->order.state != FTL_READY)
		return NULL;
	if (full->notices.count > 0)
		ftl_buf_printf(&line, "%d given", full->notices.count);
	if (full->notice_due_on.has)
		ftl_picture_join(&line, ", ",
		                 ftl_sprintf(p->arena, "the %s %s %s",
		                             ftl_view_ordinal(p->arena, full->notices.count + 1),
		                             full->notice_due_on.value < ftl_app_today(p->app)
		                                     ? "was due"
		                                     : "due",
		                             ftl_picture_date(p, full->notice_due_on.value)));
	return ftl_strdup(p->arena, ftl_buf_cstr(&line));
}

/* "3 findings would get it refused: claim preflight W26-00001-9" */
static const char *claim_words(const struct ftl_picture *p)
{
	int64_t blocking = p->full->claim_blocking.value;

	if (blocking == 0)
		return NULL;
	return ftl_sprintf(p->arena, "%lld finding%s would get it refused: claim preflight %s",
	                   (long long)blocking, blocking == 1 ? "" : "s",
	                   ftl_view_code(p->arena, p->full->order.code));
}

/* "2 photos, 1 receipt: order attachments W26-00001-9"; NULL: there are none. */
static const char *attachment_words(const struct ftl_picture *p)
{
	int64_t counts[FTL_ATTACHMENT_KINDS] = {0};
	FTL_BUF(line);

	for (size_t i = 0; i < p->full->attachment_count; i++)
		counts[p->full->attachments[i].kind] += !p->full->attachments[i].removed_at.has;
	for (int i = 0; i < FTL_ATTACHMENT_KINDS; i++) {
		const char *kind =
		        i == FTL_ATTACHMENT_OTHER ? "other file" : ftl_attachment_kind_names[i];

		if (counts[i] > 0)
			ftl_picture_join(&line, ", ",
			                 ftl_sprintf(p->arena, "%lld %s%s", (long long)counts[i],
			                             kind, counts[i] == 1 ? "" : "s"));
	}
	if (line.length == 0)
		return NULL;
	return ftl_sprintf(p->arena, "%s: order attachments %s", ftl_buf_cstr(&line),
	                   ftl_view_code(p->arena, p->full->order.code));
}

/* "970013-02 reserved, CAB-3X1.5 needed"; NULL: no line is for a part of the catalogue. */
static const char *parts_words(const struct ftl_picture *p)
{
	FTL_BUF(line);

	for (size_t i = 0; i < p->full->part_count; i++) {
		const struct ftl_order_part *part = &p->full->parts[i];

		ftl_picture_join(
		        &line, ", ",
		        ftl_sprintf(p->arena, "%s %s", part->sku,
		                    ftl_part_state_title(ftl_part_state_of(&part->progress))));
	}
	return line.length == 0 ? NULL : ftl_strdup(p->arena, ftl_buf_cstr(&line));
}

static void put_facts(const struct ftl_picture *p)
{
	const struct ftl_order *order = &p->full->order;

	ftl_out_print(p->out, "\n");
	put_fact(p, "fault", order->fault);
	put_fact(p, "condition", order->condition);
	put_diagnosis(p);
	put_fact(p, "fixed here", p->full->fixed_here);
	put_fact(p, "cover", cover_words(p));
	put_fact(p, "claim", claim_words(p));
	if (order->approval_limit_cents.has)
		put_fact(p, "may cost",
		         ftl_sprintf(p->arena, "%s without asking",
		                     ftl_view_money(p->arena, p->app,
		                                    order->approval_limit_cents.value)));
	if (order->returns_for != NULL)
		put_fact(p, "returns for", ftl_view_code(p->arena, order->returns_for));
	put_fact(p, "pieces", pieces_words(p));
	put_fact(p, "parts", parts_words(p));
	put_fact(p, "labour", ftl_picture_labour(p));
	put_fact(p, "way", way_words(p));
	for (size_t i = 0; i < p->full->estimate_count; i++) {
		const struct ftl_estimate *estimate = &p->full->estimates[i];

		put_fact(p, ftl_sprintf(p->arena, "estimate %d", estimate->number),
		         ftl_sprintf(p->arena, "%s (%s)",
		                     ftl_view_estimate_words(p->arena, p->app, estimate),
		                     ftl_view_code(p->arena, estimate->code)));
	}
	for (size_t i = 0; i < p->full->loaner_count; i++) {
		const struct ftl_loaner *loaner = &p->full->loaners[i];

		put_fact(p, "loaner",
		         ftl_sprintf(p->arena, "%s %s, %s", ftl_view_code(p->arena, loaner->code),
		                     loaner->name,
		                     ftl_view_loaner_words(p->arena, p->app, loaner)));
	}
	put_fact(p, "attached", attachment_words(p));
	put_fact(p, "notices", notice_words(p));
	for (size_t i = 0; i < p->full->warning_count; i++) {
		ftl_out_tone(p->out, FTL_TONE_WARN);
		put_fact(p, "!", p->full->warnings[i].text);
		ftl_out_tone(p->out, FTL_TONE_PLAIN);
	}
}

/* "Possible now: start, ask, hold": commands of the noun order, without it. */
static void put_next(const struct ftl_picture *p)
{
	static const char head[] = "Possible now: ";
	const struct ftl_possible *possible = &p->full->possible;
	size_t used = 0;

	for (int i = 0; i < possible->count; i++) {
		const char *command = ftl_view_possible_act(p->arena, &possible->acts[i]);

		if (used == 0)
			ftl_out_print(p->out, "\n%s", head);
		if (strncmp(command, "order ", strlen("order ")) == 0)
			command += strlen("order ");
		if (i + 1 < possible->count)
			command = ftl_sprintf(p->arena, "%s,", command);
		used = used == 0 ? strlen(head) : used;
		ftl_picture_item(p, &used, strlen(head), used > strlen(head) ? " " : "", command);
	}
	if (used > 0)
		ftl_out_print(p->out, "\n");
}

void ftl_view_job(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                  const void *extra)
{
	FTL_ARENA(arena);
	const struct ftl_view_job *job = extra;
	const struct ftl_picture p = {out, &arena, job->app, job->full, (size_t)ftl_out_width(out)};

	(void)shape;
	(void)row;
	put_title(&p);
	put_state(&p);
	put_bar(&p);
	put_facts(&p);
	ftl_picture_timeline(&p);
	ftl_picture_bill(&p);
	ftl_view_job_tests(out, &arena, &job->full->tests);
	put_next(&p);
}

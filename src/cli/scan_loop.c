#include "cli/scan_loop.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/cmd_order_move.h"
#include "cli/cmd_order_step.h"
#include "cli/prompt.h"
#include "cli/scan_card.h"
#include "cli/scan_count.h"
#include "cli/view_loaner.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/buf.h"
#include "fettle/base/file.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"

#define SCANS_MAX (1 << 20) /* bytes of a list of scans */
#define SCAN_SIZE 512

/* What became of a scan. */
enum outcome { SHOWN, DONE, WAITS, SAME, REFUSED, OUTCOMES };
static const char *const outcome_names[OUTCOMES] = {
        [SHOWN] = "shown", [DONE] = "done",       [WAITS] = "waits",
        [SAME] = "same",   [REFUSED] = "refused",
};

enum { SCAN, OUTCOME, CODE, STATE, EVENT, MESSAGE, FAULT, CARDS, CELLS };
static const struct ftl_column columns[CELLS] = {
        [SCAN] = {"scan", "Scan", FTL_T_TEXT, false, "what was scanned or typed", NULL},
        [OUTCOME] = {"outcome", "Outcome", FTL_T_ENUM, false,
                     "shown, done, waits (for what comes next), same or refused", NULL},
        [CODE] = {"code", "Work order", FTL_T_CODE, false, "the current job", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, false, "where that job stands",
                   ftl_view_state_title},
        [EVENT] = {"event", "Step", FTL_T_ENUM, false, "the step that was done", NULL},
        [MESSAGE] = {"message", "What happened", FTL_T_TEXT, false, "in words", NULL},
        [FAULT] = {"fault", "Fault", FTL_T_TEXT, true, "of a job that is shown", NULL},
        [CARDS] = {"cards", "Cards", FTL_T_LIST, true, "cards that do what is possible now", NULL},
};

struct loop {
	struct ftl_cli *cli;
	struct ftl_arena *arena;      /* of this scan */
	char code[FTL_CODE_SIZE];     /* the current job; "": none */
	char piece[FTL_CODE_SIZE];    /* the piece of it that was scanned; "": the job */
	const struct ftl_card *waits; /* a card that waits for another, for text or for pieces */
	struct ftl_scan_count count;  /* of a job that is handed over */
	char last[SCAN_SIZE];         /* the scan before; "" when it was refused */
	enum outcome outcome;
	struct ftl_cell cells[CELLS];
	size_t scans, refused;
	bool is_over;
};

static void view_scan(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	FTL_ARENA(scratch);
	const struct ftl_cell *cells = row->cells;
	bool is_refused = strcmp(cells[OUTCOME].text, outcome_names[REFUSED]) == 0;
	const char *cards = cells[CARDS].has ? cells[CARDS].text : "";

	(void)extra;
	if (is_refused)
		ftl_out_tone(out, FTL_TONE_WARN);
	ftl_out_print(out, "%s", is_refused ? "! " : "");
	if (cells[CODE].has && !is_refused) {
		ftl_out_tone(out, FTL_TONE_BOLD);
		ftl_out_print(out, "%s  ",
		              ftl_out_cell(out, &scratch, &shape->columns[CODE], &cells[CODE]));
		ftl_out_tone(out, FTL_TONE_PLAIN);
	}
	ftl_out_print(out, "%s\n",
	              ftl_out_cell(out, &scratch, &shape->columns[MESSAGE], &cells[MESSAGE]));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	if (cells[FAULT].has)
		ftl_out_print(out, "  %s\n",
		              ftl_out_cell(out, &scratch, &shape->columns[FAULT], &cells[FAULT]));
	if (*cards != '\0') {
		ftl_out_print(out, "  cards:");
		for (const char *at = cards; *at != '\0';
		     at += strcspn(at, "\n"), at += *at == '\n')
			ftl_out_print(out, " %.*s", (int)strcspn(at, "\n"), at);
		ftl_out_print(out, "\n");
	}
}

static const struct ftl_table loop_shape = {.schema = "scan.loop/1",
                                            .title = "Scans",
                                            .columns = columns,
                                            .count = CELLS,
                                            .empty = "nothing was scanned",
                                            .row_view = view_scan};

static void say(struct loop *loop, enum outcome outcome, const char *message)
{
	loop->outcome = outcome;
	loop->cells[MESSAGE] = ftl_cell_text(message);
}

/* An error is one line, and the loop goes on. */
static void refuse(struct loop *loop, const struct ftl_err *problem)
{
	say(loop, REFUSED,
	    ftl_sprintf(loop->arena, "%s%s%s", problem->message, *problem->hint ? "; " : "",
	                problem->hint));
}

static void set_job(struct loop *loop, const char *code, enum ftl_state state)
{
	if (strcmp(loop->code, code) != 0)
		*loop->piece = '\0';
	snprintf(loop->code, sizeof(loop->code), "%s", code);
	loop->cells[STATE] = ftl_cell_text(ftl_state_names[state]);
}

/* The words of the cards that do what is possible now. */
static const char *cards_of(struct ftl_arena *arena, const struct ftl_possible *possible)
{
	FTL_BUF(text);

	for (int i = 0; i < possible->count; i++) {
		for (size_t j = 0; j < ftl_card_count; j++) {
			if (ftl_card_does(&ftl_cards[j], possible->acts[i].command))
				ftl_buf_printf(&text, "%s%s", text.length > 0 ? "\n" : "",
				               ftl_cards[j].word);
		}
	}
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

/* "Sony WH-1000XM4, in repair, on hold for parts, with Tomáš"; "…; Aiko at it since 10:40" */
static void show_job(struct loop *loop, const struct ftl_scan *scan)
{
	const struct ftl_order *order = &scan->order;
	FTL_BUF(text);

	ftl_buf_printf(&text, "%s, %s", ftl_view_device(loop->arena, order),
	               ftl_state_title(order->state));
	if (order->hold != FTL_HOLD_NONE)
		ftl_buf_printf(&text, ", %s", ftl_hold_title(order->hold));
	ftl_buf_printf(&text, ", with %s",
	               order->technician_name != NULL ? order->technician_name : "nobody");
	for (size_t i = 0; i < scan->timer_count; i++)
		ftl_buf_printf(&text, "%s%s at it since %s", i > 0 ? ", " : "; ",
		               scan->timers[i].staff_name,
		               ftl_view_since(loop->arena, loop->cli->app, scan->timers[i].since));
	if (order->place != NULL)
		ftl_buf_printf(&text, ", at %s", order->place);
	set_job(loop, order->code, order->state);
	snprintf(loop->piece, sizeof(loop->piece), "%s",
	         scan->thing == FTL_THING_PIECE ? scan->piece.code : "");
	loop->cells[FAULT] = ftl_cell_text(order->fault);
	loop->cells[CARDS] = ftl_cell_text(cards_of(loop->arena, &scan->possible));
	say(loop, SHOWN, ftl_strdup(loop->arena, ftl_buf_cstr(&text)));
}

/* Without a job before it, a place says what lies there. */
static void show_place(struct loop *loop, const struct ftl_place *place)
{
	say(loop, SHOWN,
	    ftl_sprintf(loop->arena, "%s, %lld piece%s there", place->name,
	                (long long)place->piece_count, place->piece_count == 1 ? "" : "s"));
}

/* A place after a job, or after a piece of it: there it lies now. */
static void scan_place(struct loop *loop, const struct ftl_place *place)
{
	const char *code = *loop->piece != '\0' ? loop->piece : loop->code;
	struct ftl_order_moved move;
	struct ftl_err problem;

	if (*code == '\0')
		show_place(loop, place);
	else if (ftl_order_move(loop->cli->app, loop->arena, code, place->code, &move, &problem) !=
	         FTL_OK)
		refuse(loop, &problem);
	else
		say(loop, move.moved > 0 ? DONE : SAME, ftl_order_move_words(loop->arena, &move));
}

/* A loaner is no job: what was scanned before it stays. */
static void show_loaner(struct loop *loop, const struct ftl_loaner *loaner)
{
	struct ftl_arena *arena = loop->arena;

	say(loop, SHOWN,
	    ftl_sprintf(arena, "loaner %s, %s: %s%s%s%s%s", ftl_view_code(arena, loaner->code),
	                loaner->name, ftl_view_loaner_words(arena, loop->cli->app, loaner),
	                loaner->order_code != NULL ? "; " : "",
	                loaner->order_code != NULL ? ftl_view_code(arena, loaner->order_code) : "",
	                loaner->customer != NULL ? ", " : "",
	                loaner->customer != NULL ? loaner->customer : ""));
}

/* "4 free, 1 reserved". */
static const char *stock_words(struct loop *loop, const struct ftl_part *part)
{
	return ftl_sprintf(loop->arena, "%s free, %s reserved",
	                   ftl_stock_words(loop->arena, part, part->shelf_milli),
	                   ftl_stock_words(loop->arena, part, part->reserved_milli));
}

/* A part after a job goes onto it: what is reserved for the job, or one from the shelf. */
static void scan_part(struct loop *loop, const struct ftl_scan *scan)
{
	const struct ftl_part *part = &scan->part;
	const struct ftl_stock_form form = {
	        .order = loop->code, .part = part->sku, .serial = scan->part_serial};
	struct ftl_arena *arena = loop->arena;
	struct ftl_stock_done done;
	struct ftl_err problem;

	if (*loop->code == '\0')
		say(loop, SHOWN,
		    ftl_sprintf(arena, "%s, %s: %s", part->sku, part->name,
		                stock_words(loop, part)));
	else if (ftl_part_issue(loop->cli->app, arena, &form, &done, &problem) != FTL_OK)
		refuse(loop, &problem);
	else
		say(loop, DONE,
		    ftl_sprintf(arena, "line %d: %s of %s, %s, taken from %s; %s", done.line,
		                ftl_stock_words(arena, part, done.quantity_milli), part->sku,
		                part->name, done.from, stock_words(loop, &done.part)));
}

static void scan_thing(struct loop *loop, const char *text)
{
	struct ftl_scan scan;
	struct ftl_err problem;

	if (ftl_scan(loop->cli->app, loop->arena, text, &scan, &problem) != FTL_OK)
		refuse(loop, &problem);
	else if (scan.thing == FTL_THING_PLACE)
		scan_place(loop, &scan.place);
	else if (scan.thing == FTL_THING_LOANER)
		show_loaner(loop, &scan.loaner);
	else if (scan.thing == FTL_THING_PART)
		scan_part(loop, &scan);
	else if (!scan.has_order)
		say(loop, REFUSED,
		    ftl_sprintf(loop->arena, "this is a %s without a job: scan a job or a piece",
		                ftl_thing_names[scan.thing]));
	else
		show_job(loop, &scan);
}

/* After the pieces of a job with a bill. */
static const struct ftl_card payment = {
        .kind = FTL_CARD_STEP,
        .step = FTL_EV_HAND_OVER,
        .needs = FTL_CARD_TEXT,
        .asks = "Paid (or ACCOUNT)",
};

static void fill_hand_over(const struct loop *loop, const char *text, struct ftl_order_step *step)
{
	step->pieces = loop->count.scanned;
	step->piece_count = loop->count.scanned_count;
	step->on_account = text != NULL && strcasecmp(text, "account") == 0;
	step->amount = step->on_account ? NULL : text;
}

/* The step of a card, with the reason, result or text that came after it. */
static void act(struct loop *loop, const struct ftl_card *card, const struct ftl_card *then,
                const char *text)
{
	struct ftl_order_step step = {.kind = card->step, .is_take = card->step == FTL_EV_ASSIGN};
	struct ftl_order_change change;
	struct ftl_err problem;

	loop->waits = NULL;
	if (card->needs == FTL_CARD_REASON)
		step.hold = ftl_hold_names[then->hold];
	if (card->needs == FTL_CARD_OUTCOME)
		step.result = ftl_result_names[then->result];
	if (card->step == FTL_EV_HAND_OVER)
		fill_hand_over(loop, text, &step);
	else
		*(card->step == FTL_EV_WAIT_PARTS ? &step.reference : &step.text) = text;
	if (ftl_order_act(loop->cli->app, loop->arena, loop->code, &step, &change, &problem) !=
	    FTL_OK) {
		refuse(loop, &problem);
		/* A mistyped amount is typed again; the pieces are counted. */
		loop->waits = card == &payment ? card : NULL;
		return;
	}
	set_job(loop, change.code, change.state);
	loop->cells[EVENT] = ftl_cell_text(ftl_event_names[change.kind]);
	say(loop, DONE, ftl_order_step_words(loop->arena, loop->cli->app, &change));
}

/* What is still to be scanned; then what is to be paid; then it is out. */
static void count_on(struct loop *loop, const struct ftl_card *card)
{
	const struct ftl_scan_count *count = &loop->count;
	const char *rest = ftl_scan_count_rest(count, loop->arena);

	loop->waits = card;
	if (count->is_possible && *rest != '\0') {
		say(loop, WAITS,
		    ftl_sprintf(loop->arena, "%zu of %zu pieces scanned; still: %s",
		                count->scanned_count, count->count, rest));
	} else if (count->is_possible && count->bill_cents > 0) {
		loop->waits = &payment;
		say(loop, WAITS,
		    ftl_sprintf(loop->arena, "%sthe bill is %s: how much was paid?",
		                count->count > 1
		                        ? ftl_sprintf(loop->arena, "all %zu pieces scanned; ",
		                                      count->count)
		                        : "",
		                ftl_view_money(loop->arena, loop->cli->app, count->bill_cents)));
	} else {
		act(loop, card, NULL, NULL);
	}
}

/* The scan before the card was of the device, by its job's code, or of another piece. */
static void begin_count(struct loop *loop, const struct ftl_card *card)
{
	struct ftl_err problem;

	if (ftl_scan_count_begin(loop->cli, &loop->count, loop->code, &problem) != FTL_OK) {
		refuse(loop, &problem);
		return;
	}
	(void)ftl_scan_count_piece(&loop->count, *loop->piece != '\0' ? loop->piece : loop->code);
	count_on(loop, card);
}

/* A piece while they are counted, or paid for; that of another job is held up, and the counting
 * goes on. False: what was scanned is no piece. */
static bool count_scan(struct loop *loop, const char *text)
{
	struct ftl_code code;
	struct ftl_err ignored;
	char buffer[FTL_CODE_SIZE], order[FTL_CODE_SIZE];

	if (loop->waits == NULL || loop->waits->step != FTL_EV_HAND_OVER ||
	    ftl_code_read(loop->cli->app, text, &code, &ignored) != FTL_OK)
		return false;
	if (ftl_scan_count_piece(&loop->count, ftl_code_short(buffer, &code)))
		count_on(loop, loop->waits);
	else if (code.kind == FTL_CODE_PIECE)
		say(loop, REFUSED,
		    ftl_sprintf(loop->arena, "piece %s does not belong to %s: it stays here",
		                ftl_code_eye(buffer, &code),
		                ftl_code_eye_of(order, loop->count.code)));
	else
		return false;
	return true;
}

static void scan_step(struct loop *loop, const struct ftl_card *card)
{
	static const char *const waits_for[] = {
	        [FTL_CARD_REASON] = "scan a FOR card: why is it on hold?",
	        [FTL_CARD_OUTCOME] = "scan a result card: what came of it?",
	};

	if (*loop->code == '\0') {
		say(loop, REFUSED, "scan a job first");
	} else if (card->needs == FTL_CARD_ALONE) {
		act(loop, card, NULL, NULL);
	} else if (card->needs == FTL_CARD_PIECES) {
		begin_count(loop, card);
	} else {
		loop->waits = card;
		say(loop, WAITS,
		    card->needs == FTL_CARD_TEXT ? ftl_sprintf(loop->arena, "%s?", card->asks)
		                                 : waits_for[card->needs]);
	}
}

/* A reason or a result completes the card before it. */
static void complete(struct loop *loop, const struct ftl_card *card, enum ftl_card_needs needs)
{
	if (loop->waits != NULL && loop->waits->needs == needs)
		act(loop, loop->waits, card, NULL);
	else
		say(loop, REFUSED,
		    needs == FTL_CARD_REASON ? "scan CMDHOLD before the reason"
		                             : "scan CMDREADY before the result");
}

static void scan_card(struct loop *loop, const char *text)
{
	const struct ftl_card *card = ftl_card_find(text);

	if (card == NULL) {
		say(loop, REFUSED,
		    ftl_sprintf(loop->arena, "there is no card %s",
		                ftl_text_visible(loop->arena, text)));
		return;
	}
	switch (card->kind) {
	case FTL_CARD_STEP:
		scan_step(loop, card);
		break;
	case FTL_CARD_HOLD:
		complete(loop, card, FTL_CARD_REASON);
		break;
	case FTL_CARD_RESULT:
		complete(loop, card, FTL_CARD_OUTCOME);
		break;
	case FTL_CARD_BACK:
		say(loop, DONE, loop->waits != NULL ? "forgotten" : "nothing was begun");
		loop->waits = NULL;
		break;
	case FTL_CARD_END:
		loop->is_over = true;
		break;
	}
}

/* One scan. What comes twice in a row is the scanner's doing, not the person's. */
static void take(struct loop *loop, const char *text)
{
	memset(loop->cells, 0, sizeof(loop->cells));
	loop->cells[SCAN] = ftl_cell_text(text);
	if (*loop->last != '\0' && strcasecmp(loop->last, text) == 0)
		say(loop, SAME,
		    ftl_code_seems(loop->cli->app, text) || ftl_card_seems(text)
		            ? "scanned twice: nothing was done again"
		            : "scanned twice: nothing was done again; if it is one more, scan the "
		              "job first");
	else if (ftl_card_seems(text))
		scan_card(loop, text);
	else if (loop->waits != NULL && loop->waits->needs == FTL_CARD_TEXT &&
	         !ftl_code_seems(loop->cli->app, text))
		act(loop, loop->waits, NULL, text);
	else if (!count_scan(loop, text)) {
		/* Another job: what was begun on the one before is left. */
		loop->waits = NULL;
		scan_thing(loop, text);
	}
	snprintf(loop->last, sizeof(loop->last), "%s", loop->outcome == REFUSED ? "" : text);
	loop->cells[OUTCOME] = ftl_cell_text(outcome_names[loop->outcome]);
	loop->cells[CODE] = ftl_cell_text(*loop->code != '\0' ? loop->code : NULL);
	loop->scans++;
	loop->refused += loop->outcome == REFUSED;
}

static enum ftl_status take_and_tell(struct loop *loop, const char *text, struct ftl_err *err)
{
	const struct ftl_row row = {.cells = loop->cells};

	take(loop, text);
	if (loop->is_over)
		return FTL_OK;
	return ftl_out_row(loop->cli->out, &row, err);
}

/* At the bench. */
static enum ftl_status ask(struct loop *loop, struct ftl_err *err)
{
	FTL_PROMPT(prompt);
	struct ftl_answer answer;

	FTL_TRY(ftl_prompt_open(strlen("Scan"), &prompt, err));
	while (!loop->is_over) {
		const struct ftl_question question = {
		        .label = loop->waits != NULL && loop->waits->asks != NULL
		                         ? loop->waits->asks
		                         : "Scan"};

		ftl_arena_reset(loop->arena);
		FTL_TRY(ftl_prompt_ask(prompt, &question, loop->arena, &answer, err));
		if (answer.kind == FTL_ANSWER_STOPPED)
			return FTL_OK;
		if (answer.kind == FTL_ANSWER_GIVEN && *answer.text != '\0')
			FTL_TRY(take_and_tell(loop, answer.text, err));
	}
	return FTL_OK;
}

/* A list of scans: a line each; empty ones do not count. */
static enum ftl_status replay(struct loop *loop, const char *path, struct ftl_err *err)
{
	struct ftl_err problem;
	char *text, *line;
	const char *clean;
	size_t length;

	FTL_TRY(ftl_file_read(&loop->cli->arena, path, SCANS_MAX, &text, &length, err));
	text = ftl_text_past_mark(text);
	while (!loop->is_over && (line = strsep(&text, "\n")) != NULL) {
		ftl_arena_reset(loop->arena);
		if (ftl_text_take(loop->arena, "scan", FTL_TEXT_LINE, SCAN_SIZE - 1, line,
		                  strlen(line), &clean, &problem) != FTL_OK)
			return ftl_fail(err, FTL_INVALID, "from", "scan %zu: %s", loop->scans + 1,
			                problem.message);
		if (clean != NULL)
			FTL_TRY(take_and_tell(loop, clean, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_scan_loop(struct ftl_cli *cli, const char *from, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	FTL_ARENA(kept);
	struct loop loop = {.cli = cli, .arena = &scratch, .count = {.kept = &kept}};

	if (from == NULL && !ftl_cli_can_ask(cli)) {
		ftl_fail(err, FTL_USAGE, "CODE", "is missing, and there is no terminal to scan at");
		return ftl_hint(err, "fettle scan CODE; or fettle scan --from FILE for a list");
	}
	FTL_TRY(ftl_out_begin(cli->out, &loop_shape, err));
	FTL_TRY(from == NULL ? ask(&loop, err) : replay(&loop, from, err));
	FTL_TRY(ftl_out_end(cli->out, err));
	if (from == NULL || loop.refused == 0)
		return FTL_OK;
	FTL_TRY(ftl_out_close(cli->out, err));
	return ftl_fail(err, FTL_INVALID, "from", "%zu of %zu scans %s refused", loop.refused,
	                loop.scans, loop.refused == 1 ? "was" : "were");
}

#ifndef CLI_SCAN_CARD_H
#define CLI_SCAN_CARD_H

#include <stdbool.h>
#include <stddef.h>

#include "fettle/model/order.h"

/*
 * The action cards of a bench with a scanner: letters only, so that no label and no serial of ours
 * is taken for one, and every keyboard layout reads them alike. One table says what each does.
 */

enum ftl_card_kind {
	FTL_CARD_STEP,   /* does a step on the current job, with `needs` once it was scanned */
	FTL_CARD_HOLD,   /* why a job is put on hold: completes CMDHOLD */
	FTL_CARD_RESULT, /* what came of a job: completes CMDREADY */
	FTL_CARD_BACK,   /* forgets a card that waits for another */
	FTL_CARD_END,    /* leaves the loop */
};

/* What a step waits for after its card. */
enum ftl_card_needs {
	FTL_CARD_ALONE,
	FTL_CARD_REASON,
	FTL_CARD_OUTCOME,
	FTL_CARD_TEXT,
	FTL_CARD_PIECES, /* a scan of each piece of the job */
};

struct ftl_card {
	const char *code; /* "CMDSTART" */
	const char *word; /* in large letters: "START" */
	const char *does; /* one line */
	enum ftl_card_kind kind;
	enum ftl_event_kind step;
	enum ftl_card_needs needs;
	const char *asks; /* FTL_CARD_TEXT: the question */
	enum ftl_hold hold;
	enum ftl_result result;
};

extern const struct ftl_card ftl_cards[];
extern const size_t ftl_card_count;

/* True when the text begins as our cards do and is letters only. */
bool ftl_card_seems(const char *text);
/* Whether a card does what a command does: "order take". */
bool ftl_card_does(const struct ftl_card *card, const char *command);
/* The card of a text in any case; NULL: there is none. */
const struct ftl_card *ftl_card_find(const char *text);

#endif

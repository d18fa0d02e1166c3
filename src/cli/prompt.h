#ifndef CLI_PROMPT_H
#define CLI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/*
 * Guided questions on a terminal (stdin and stderr; ask ftl_cli_can_ask first). The terminal is
 * changed only while a question stands open and is put back before anything else happens: when the
 * question is answered, and before SIGINT, SIGTERM, SIGHUP, SIGQUIT and Ctrl-Z do what they do.
 * What a scanner sends ahead of a question is kept for it.
 *
 * Keys: left, right, Home, End, Backspace, Delete, Ctrl-A -E -B -F -U -K -W; up and down choose a
 * suggestion, Tab takes it into the line, Enter answers; Esc goes back to the question before;
 * Ctrl-C, and Ctrl-D on an empty line, stop. With TERM=dumb it reads plain lines.
 */
struct ftl_prompt;

/* What may be meant: text goes into the line, note stands beside it ("+420 601 …, last here …"). */
struct ftl_suggestion {
	const char *text;
	const char *note; /* may be NULL */
};

#define FTL_SUGGESTIONS_MOST 8

/*
 * Called with the text so far, once at the start and after every change: writes at most max
 * suggestions and returns their number. They must live until the next call or the answer.
 */
typedef size_t ftl_prompt_suggest(void *context, const char *text, struct ftl_suggestion *ret,
                                  size_t max);

struct ftl_question {
	const char *label;   /* "Customer" */
	const char *initial; /* stands in the line already; NULL: nothing */
	const char *help;    /* shown dim while the line is empty: "[scan or type]"; or NULL */
	ftl_prompt_suggest *suggest; /* may be NULL */
	void *context;               /* for suggest */
	const char *keys;            /* each of these letters on an empty line answers at once */
};

enum ftl_answer_kind {
	FTL_ANSWER_GIVEN,
	FTL_ANSWER_BACK,    /* Esc: to the question before */
	FTL_ANSWER_STOPPED, /* Ctrl-C, Ctrl-D or the end of the input: nothing is to be done */
};

struct ftl_answer {
	enum ftl_answer_kind kind;
	const char *text; /* in the arena, outer blanks cut; "" when empty */
	int choice;       /* index of the suggestion that was chosen; −1: the text was typed */
};

/* Labels of all questions are padded to label_width columns, so that the answers line up. */
FTL_MUST_CHECK enum ftl_status ftl_prompt_open(size_t label_width, struct ftl_prompt **ret,
                                               struct ftl_err *err);
void ftl_prompt_close(struct ftl_prompt **prompt);
#define FTL_PROMPT(var) struct ftl_prompt *var FTL_CLEANUP(ftl_prompt_close) = NULL

/* Asks one question. Fails with FTL_IO only. */
FTL_MUST_CHECK enum ftl_status ftl_prompt_ask(struct ftl_prompt *prompt,
                                              const struct ftl_question *question,
                                              struct ftl_arena *arena, struct ftl_answer *ret,
                                              struct ftl_err *err);

/*
 * A line under the last answer, indented like the answers: "Samsung Galaxy S23 · IMEI ok". is_alert
 * makes it stand out and begins it with "!". User text must have been made visible.
 */
void ftl_prompt_note(struct ftl_prompt *prompt, bool is_alert, const char *format, ...)
        FTL_PRINTF(3, 4);

#endif

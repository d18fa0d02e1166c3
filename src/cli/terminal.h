#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include "fettle/base/err.h"

/*
 * The terminal while a question stands open: keys come one by one, and signals are waited for
 * together with them instead of interrupting. So no handler and no global is needed to put the
 * terminal back.
 */
struct ftl_terminal {
	struct termios before;
	sigset_t signals_before;
	int signal_fd;   /* −1 when the terminal is as it was */
	char ahead[512]; /* read but not used yet: stays for the next question */
	size_t ahead_length;
	size_t ahead_at;
};

/* Keys beyond characters. */
enum ftl_key {
	FTL_KEY_NONE, /* nothing to do */
	FTL_KEY_CHARACTER,
	FTL_KEY_LEFT,
	FTL_KEY_RIGHT,
	FTL_KEY_UP,
	FTL_KEY_DOWN,
	FTL_KEY_HOME,
	FTL_KEY_END,
	FTL_KEY_BACKSPACE,
	FTL_KEY_DELETE,
	FTL_KEY_KILL_TO_START,
	FTL_KEY_KILL_TO_END,
	FTL_KEY_KILL_WORD,
	FTL_KEY_TAB,
	FTL_KEY_ENTER,
	FTL_KEY_ESCAPE,
	FTL_KEY_REDRAW,
	FTL_KEY_SUSPEND, /* Ctrl-Z */
	FTL_KEY_STOP,    /* Ctrl-C */
	FTL_KEY_EOF,     /* Ctrl-D */
	FTL_KEY_GONE,    /* the terminal hung up */
};

struct ftl_keystroke {
	enum ftl_key key;
	char bytes[5]; /* of a character */
	size_t length;
};

FTL_MUST_CHECK enum ftl_status ftl_terminal_raw(struct ftl_terminal *terminal, struct ftl_err *err);

/* As it was; does nothing when it is. */
void ftl_terminal_restore(struct ftl_terminal *terminal);

/*
 * Waits for a key. A signal that ends the program puts the terminal back and takes effect: then
 * this does not return. A changed window size gives FTL_KEY_REDRAW.
 */
struct ftl_keystroke ftl_terminal_key(struct ftl_terminal *terminal);

/* Puts the terminal back, stops the process until it is continued, and takes the terminal again. */
void ftl_terminal_suspend(struct ftl_terminal *terminal);

/* A plain line without its newline, for terminals that cannot move the cursor; false at the end. */
bool ftl_terminal_line(struct ftl_terminal *terminal, char *buffer, size_t size);

/* Columns of the terminal on stderr, 80 when unknown. */
size_t ftl_terminal_width(void);

#endif

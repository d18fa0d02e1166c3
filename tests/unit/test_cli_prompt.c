/*
 * Questions on a terminal, through a pseudo-terminal: a child asks, the test types and looks at the
 * answer, the screen and the state of the terminal.
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* The command line is no library: its sources are part of this program. */
#include "cli/line.c"     /* NOLINT(bugprone-suspicious-include) */
#include "cli/prompt.c"   /* NOLINT(bugprone-suspicious-include) */
#include "cli/terminal.c" /* NOLINT(bugprone-suspicious-include) */

#define PATIENCE 5000 /* milliseconds: something is wrong */

/* A child with a question open on a terminal of its own. */
struct asked {
	pid_t child;
	int terminal; /* our end */
	int report;   /* the child writes its answers here, one a line */
	char screen[65536];
	size_t length;
};

static const char *const names[] = {"Jana Nováková", "Jan Novák", "Ana Čović"};

static size_t suggest_names(void *context, const char *text, struct ftl_suggestion *ret, size_t max)
{
	size_t count = 0;

	(void)context;
	for (size_t i = 0; *text != '\0' && i < FTL_COUNT(names) && count < max; i++) {
		if (strncmp(names[i], text, strlen(text)) == 0)
			ret[count++] = (struct ftl_suggestion){names[i], "last here 12 May"};
	}
	return count;
}

static void ask_in_child(int report, int questions, const char *initial)
{
	struct ftl_err err;
	FTL_ARENA(arena);
	FTL_PROMPT(prompt);

	if (ftl_prompt_open(10, &prompt, &err) != FTL_OK)
		_exit(9);
	for (int i = 0; i < questions; i++) {
		struct ftl_question question = {
		        .label = "Customer", .initial = initial, .suggest = suggest_names};
		struct ftl_answer answer;
		if (ftl_prompt_ask(prompt, &question, &arena, &answer, &err) != FTL_OK)
			_exit(9);
		dprintf(report, "%d|%d|%s\n", (int)answer.kind, answer.choice, answer.text);
	}
}

static void begin(struct asked *asked, const char *term, int questions, const char *initial)
{
	struct winsize size = {24, 60, 0, 0};
	int report[2];

	memset(asked, 0, sizeof(*asked));
	assert_int_equal(pipe(report), 0);
	asked->child = forkpty(&asked->terminal, NULL, NULL, &size);
	assert_true(asked->child >= 0);
	if (asked->child == 0) {
		close(report[0]);
		setenv("TERM", term, 1);
		ask_in_child(report[1], questions, initial);
		_exit(0);
	}
	close(report[1]);
	asked->report = report[0];
}

/* Reads the screen until text has appeared. */
static void wait_for(struct asked *asked, const char *text)
{
	while (strstr(asked->screen, text) == NULL) {
		struct pollfd polled = {asked->terminal, POLLIN, 0};
		if (poll(&polled, 1, PATIENCE) <= 0)
			fail_msg("never saw '%s' in '%s'", text, asked->screen);
		ssize_t got = read(asked->terminal, asked->screen + asked->length,
		                   sizeof(asked->screen) - 1 - asked->length);
		if (got <= 0)
			fail_msg("ended without '%s' in '%s'", text, asked->screen);
		asked->length += (size_t)got;
		asked->screen[asked->length] = '\0';
	}
}

static void forget_screen(struct asked *asked)
{
	asked->length = 0;
	asked->screen[0] = '\0';
}

static void type(struct asked *asked, const char *keys)
{
	assert_int_equal(write(asked->terminal, keys, strlen(keys)), (ssize_t)strlen(keys));
}

static void expect_answer(struct asked *asked, const char *expected)
{
	char line[256] = {0};

	for (size_t i = 0; i + 1 < sizeof(line); i++) {
		struct pollfd polled = {asked->report, POLLIN, 0};
		if (poll(&polled, 1, PATIENCE) <= 0)
			fail_msg("no answer came; screen '%s'", asked->screen);
		if (read(asked->report, &line[i], 1) != 1 || line[i] == '\n') {
			line[i] = '\0';
			break;
		}
	}
	assert_string_equal(line, expected);
}

static bool is_raw(struct asked *asked)
{
	struct termios now;

	assert_int_equal(tcgetattr(asked->terminal, &now), 0);
	return (now.c_lflag & (ICANON | ECHO)) == 0;
}

static int end(struct asked *asked)
{
	int status;
	char rest[4096];

	/* The last things on the screen must not hold up the child. */
	while (read(asked->terminal, rest, sizeof(rest)) > 0)
		;
	assert_int_equal(waitpid(asked->child, &status, 0), asked->child);
	close(asked->terminal);
	close(asked->report);
	return status;
}

static void typed_text_is_the_answer(void **state)
{
	struct asked asked;

	(void)state;
	begin(&asked, "xterm", 1, NULL);
	wait_for(&asked, "Customer   › ");
	assert_true(is_raw(&asked));
	type(&asked, "  Zoë 理 \r");
	expect_answer(&asked, "0|-1|Zoë 理");
	assert_int_equal(end(&asked), 0);
}

static void line_is_edited_in_place(void **state)
{
	struct asked asked;

	(void)state;
	begin(&asked, "xterm", 1, "Anna");
	wait_for(&asked, "Anna");
	/* Left, Delete, Home, "X", End, "e\xCC\x81", Backspace, Ctrl-A, Right, Ctrl-K, "yz". */
	type(&asked, "\x1b[D\x1b[3~\x1b[HX\x1bOF"
	             "e\xCC\x81\x7f");
	wait_for(&asked, "XAnn");
	type(&asked, "\x01\x1b[C\x0byz\r");
	expect_answer(&asked, "0|-1|Xyz");
	assert_int_equal(end(&asked), 0);
}

static void suggestions_follow_the_text_and_can_be_chosen(void **state)
{
	struct asked asked;

	(void)state;
	begin(&asked, "xterm", 2, NULL);
	wait_for(&asked, "›");
	type(&asked, "Jan");
	wait_for(&asked, "Jan Novák   last here 12 May");
	type(&asked, "\x1b[B\x1b[B\r");
	expect_answer(&asked, "0|1|Jan Novák");
	forget_screen(&asked);
	/* Down past the last one and up again: back to what was typed. */
	type(&asked, "Jan\x1b[B\x1b[A\r");
	expect_answer(&asked, "0|-1|Jan");
	assert_int_equal(end(&asked), 0);
}

static void tab_takes_the_first_suggestion_into_the_line(void **state)
{
	struct asked asked;

	(void)state;
	begin(&asked, "xterm", 1, NULL);
	wait_for(&asked, "›");
	type(&asked, "An\t-M.\r");
	expect_answer(&asked, "0|-1|Ana Čović-M.");
	assert_int_equal(end(&asked), 0);
}

static void what_a_scanner_sends_ahead_is_kept(void **state)
{
	struct asked asked;

	(void)state;
	begin(&asked, "xterm", 3, NULL);
	wait_for(&asked, "›");
	type(&asked, "one\rtwo\rthree\r");
	expect_answer(&asked, "0|-1|one");
	expect_answer(&asked, "0|-1|two");
	expect_answer(&asked, "0|-1|three");
	assert_int_equal(end(&asked), 0);
}

static void escape_goes_back_and_control_c_stops(void **state)
{
	struct asked asked;

	(void)state;
	begin(&asked, "xterm", 3, NULL);
	wait_for(&asked, "›");
	type(&asked, "half\x1b");
	expect_answer(&asked, "1|-1|half");
	/* Between two questions Ctrl-C is the signal it always is: wait for the second. */
	type(&asked, "more");
	wait_for(&asked, "more\x1b[K");
	type(&asked, "\x03");
	expect_answer(&asked, "2|-1|more");
	/* Ctrl-D deletes while there is text, and stops on an empty line. */
	type(&asked, "last");
	wait_for(&asked, "last\x1b[K");
	type(&asked, "\x15\x04");
	expect_answer(&asked, "2|-1|");
	assert_int_equal(end(&asked), 0);
}

static void terminal_is_as_before_after_the_answer(void **state)
{
	struct asked asked;
	struct termios before;
	struct termios after;

	(void)state;
	begin(&asked, "xterm", 1, NULL);
	wait_for(&asked, "›");
	/* A fresh pseudo-terminal is cooked; what the child finds is what it must leave. */
	assert_true(is_raw(&asked));
	type(&asked, "x\x03");
	expect_answer(&asked, "2|-1|x");
	assert_false(is_raw(&asked));
	assert_int_equal(tcgetattr(asked.terminal, &after), 0);
	assert_int_equal(end(&asked), 0);
	int other = -1;
	int side = -1;
	assert_int_equal(openpty(&other, &side, NULL, NULL, NULL), 0);
	assert_int_equal(tcgetattr(other, &before), 0);
	assert_int_equal(before.c_lflag, after.c_lflag);
	assert_int_equal(before.c_iflag, after.c_iflag);
	close(other);
	close(side);
}

static void signals_put_the_terminal_back_and_then_kill(void **state)
{
	static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(deadly); i++) {
		struct asked asked;
		begin(&asked, "xterm", 1, NULL);
		wait_for(&asked, "›");
		assert_true(is_raw(&asked));
		type(&asked, "typed");
		wait_for(&asked, "typed");
		assert_int_equal(kill(asked.child, deadly[i]), 0);
		int status;
		assert_int_equal(waitpid(asked.child, &status, 0), asked.child);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), deadly[i]);
		assert_false(is_raw(&asked));
		close(asked.terminal);
		close(asked.report);
	}
}

/* What a shell does with a job that stops: looks at the terminal and lets it go on. */
static void be_its_shell(pid_t job, int report)
{
	int status;
	struct termios now;

	while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
		bool is_cooked = tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ICANON) != 0;
		dprintf(report, "stopped %s\n", is_cooked ? "cooked" : "raw");
		kill(job, SIGCONT);
	}
}

static void control_z_stops_and_the_question_goes_on(void **state)
{
	struct asked asked = {0};
	int report[2];

	(void)state;
	assert_int_equal(pipe(report), 0);
	asked.child = forkpty(&asked.terminal, NULL, NULL, NULL);
	if (asked.child == 0) {
		/* Only a job of a shell can be stopped. */
		signal(SIGTTOU, SIG_IGN);
		setenv("TERM", "xterm", 1);
		pid_t job = fork();
		if (job == 0) {
			setpgid(0, 0);
			tcsetpgrp(STDIN_FILENO, getpid());
			ask_in_child(report[1], 1, NULL);
			_exit(0);
		}
		be_its_shell(job, report[1]);
		_exit(0);
	}
	close(report[1]);
	asked.report = report[0];
	wait_for(&asked, "›");
	type(&asked, "kept");
	wait_for(&asked, "kept");
	forget_screen(&asked);
	type(&asked, "\x1a");
	expect_answer(&asked, "stopped cooked");
	wait_for(&asked, "kept");
	type(&asked, "!\r");
	expect_answer(&asked, "0|-1|kept!");
	assert_int_equal(end(&asked), 0);
}

static void long_lines_scroll_and_stay_whole(void **state)
{
	struct asked asked;
	char expected[300] = "0|-1|";

	(void)state;
	begin(&asked, "xterm", 1, NULL);
	wait_for(&asked, "›");
	for (int i = 0; i < 20; i++) {
		type(&asked, "0123456789");
		strncat(expected, "0123456789", sizeof(expected) - strlen(expected) - 1);
	}
	type(&asked, "\r");
	expect_answer(&asked, expected);
	assert_int_equal(end(&asked), 0);
}

static void dumb_terminal_reads_plain_lines(void **state)
{
	struct asked asked;

	(void)state;
	begin(&asked, "dumb", 3, "before");
	wait_for(&asked, "Customer   › [before] ");
	assert_false(is_raw(&asked));
	type(&asked, "now\n\n\x04");
	expect_answer(&asked, "0|-1|now");
	expect_answer(&asked, "0|-1|before");
	expect_answer(&asked, "2|-1|");
	assert_null(strchr(asked.screen, '\x1b'));
	assert_int_equal(end(&asked), 0);
}

static void pipe_is_no_terminal(void **state)
{
	struct ftl_err err;
	FTL_PROMPT(prompt);
	int ends[2];
	int saved = dup(STDIN_FILENO);

	(void)state;
	assert_int_equal(pipe(ends), 0);
	dup2(ends[0], STDIN_FILENO);
	assert_int_equal(ftl_prompt_open(10, &prompt, &err), FTL_USAGE);
	dup2(saved, STDIN_FILENO);
	close(saved);
	close(ends[0]);
	close(ends[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(typed_text_is_the_answer),
	        cmocka_unit_test(line_is_edited_in_place),
	        cmocka_unit_test(suggestions_follow_the_text_and_can_be_chosen),
	        cmocka_unit_test(tab_takes_the_first_suggestion_into_the_line),
	        cmocka_unit_test(what_a_scanner_sends_ahead_is_kept),
	        cmocka_unit_test(escape_goes_back_and_control_c_stops),
	        cmocka_unit_test(terminal_is_as_before_after_the_answer),
	        cmocka_unit_test(signals_put_the_terminal_back_and_then_kill),
	        cmocka_unit_test(control_z_stops_and_the_question_goes_on),
	        cmocka_unit_test(long_lines_scroll_and_stay_whole),
	        cmocka_unit_test(dumb_terminal_reads_plain_lines),
	        cmocka_unit_test(pipe_is_no_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

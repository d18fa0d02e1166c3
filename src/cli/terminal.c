#include "cli/terminal.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "fettle/base/attr.h"

#define USUAL_WIDTH     80
#define ESCAPE_PATIENCE 40 /* milliseconds in which a key's escape sequence arrives as a whole */

#define CONTROL(letter) ((letter)&0x1F)

static const int deadly_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

static sigset_t watched_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < FTL_COUNT(deadly_signals); i++)
		sigaddset(&set, deadly_signals[i]);
	sigaddset(&set, SIGWINCH);
	return set;
}

enum ftl_status ftl_terminal_raw(struct ftl_terminal *terminal, struct ftl_err *err)
{
	struct termios raw;
	sigset_t watched = watched_signals();

	if (tcgetattr(STDIN_FILENO, &terminal->before) != 0)
		return ftl_fail(err, FTL_IO, NULL, "cannot ask on this terminal: %s",
		                strerror(errno));
	int fd = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd < 0)
		return ftl_fail(err, FTL_IO, NULL, "cannot ask on this terminal: %s",
		                strerror(errno));
	/* Blocked first: from here to the end nothing can leave the terminal raw. */
	sigprocmask(SIG_BLOCK, &watched, &terminal->signals_before);
	terminal->signal_fd = fd;
	raw = terminal->before;
	raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | ISTRIP | IXON);
	raw.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	/* TCSADRAIN keeps what a scanner typed ahead. */
	if (tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0)
		return FTL_OK;
	int code = errno;
	ftl_terminal_restore(terminal);
	return ftl_fail(err, FTL_IO, NULL, "cannot ask on this terminal: %s", strerror(code));
}

void ftl_terminal_restore(struct ftl_terminal *terminal)
{
	if (terminal->signal_fd < 0)
		return;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal->before);
	close(terminal->signal_fd);
	terminal->signal_fd = -1;
	/* A signal that waits takes effect now. */
	sigprocmask(SIG_SETMASK, &terminal->signals_before, NULL);
}

void ftl_terminal_suspend(struct ftl_terminal *terminal)
{
	struct ftl_err ignored;

	ftl_terminal_restore(terminal);
	raise(SIGTSTP);
	/* A terminal that is gone shows in the next read. */
	if (ftl_terminal_raw(terminal, &ignored) != FTL_OK)
		return;
}

/* Takes a waiting signal; true when the window changed. Does not return from a deadly one. */
static bool take_signal(struct ftl_terminal *terminal)
{
	struct signalfd_siginfo info;

	if (read(terminal->signal_fd, &info, sizeof(info)) != (ssize_t)sizeof(info))
		return false;
	if (info.ssi_signo == SIGWINCH)
		return true;
	static const char below[] = "\r\n\x1b[J";
	if (write(STDERR_FILENO, below, sizeof(below) - 1) < 0)
		errno = 0; /* then there is nothing to tidy */
	ftl_terminal_restore(terminal);
	raise((int)info.ssi_signo);
	/* Only a caller that ignores the signal gets here: it is as if nothing had come. */
	struct ftl_err ignored;
	return ftl_terminal_raw(terminal, &ignored) == FTL_OK;
}

enum wait { WAIT_BYTES, WAIT_REDRAW, WAIT_NOTHING, WAIT_GONE };

/* Waits for bytes or a signal; timeout in milliseconds, −1: for ever. */
static enum wait wait_for_input(struct ftl_terminal *terminal, int timeout)
{
	for (;;) {
		struct pollfd polled[] = {{STDIN_FILENO, POLLIN, 0},
		                          {terminal->signal_fd, POLLIN, 0}};
		nfds_t count = terminal->signal_fd >= 0 ? 2 : 1;
		int got = poll(polled, count, timeout);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0 ? WAIT_NOTHING : WAIT_GONE;
		if (count == 2 && polled[1].revents != 0)
			return take_signal(terminal) ? WAIT_REDRAW : WAIT_NOTHING;
		return WAIT_BYTES;
	}
}

/* One byte, from what was read ahead or from the terminal. */
static enum wait next_byte(struct ftl_terminal *terminal, int timeout, unsigned char *ret)
{
	if (terminal->ahead_at == terminal->ahead_length) {
		enum wait waited = wait_for_input(terminal, timeout);
		if (waited != WAIT_BYTES)
			return waited;
		ssize_t got = read(STDIN_FILENO, terminal->ahead, sizeof(terminal->ahead));
		if (got < 0 && errno == EINTR)
			return WAIT_NOTHING;
		if (got <= 0)
			return WAIT_GONE;
		terminal->ahead_at = 0;
		terminal->ahead_length = (size_t)got;
	}
	*ret = (unsigned char)terminal->ahead[terminal->ahead_at++];
	return WAIT_BYTES;
}

static enum ftl_key key_of_letter(unsigned char letter)
{
	switch (letter) {
	case 'A':
		return FTL_KEY_UP;
	case 'B':
		return FTL_KEY_DOWN;
	case 'C':
		return FTL_KEY_RIGHT;
	case 'D':
		return FTL_KEY_LEFT;
	case 'H':
		return FTL_KEY_HOME;
	case 'F':
		return FTL_KEY_END;
	default:
		return FTL_KEY_NONE;
	}
}

static enum ftl_key key_of_number(unsigned number)
{
	switch (number) {
	case 1:
	case 7:
		return FTL_KEY_HOME;
	case 4:
	case 8:
		return FTL_KEY_END;
	case 3:
		return FTL_KEY_DELETE;
	default:
		return FTL_KEY_NONE;
	}
}

/* After ESC: a key's sequence (CSI or SS3), or the Escape key when nothing follows. */
static enum ftl_key read_escape(struct ftl_terminal *terminal)
{
	unsigned char byte;
	unsigned number = 0;

	if (next_byte(terminal, ESCAPE_PATIENCE, &byte) != WAIT_BYTES)
		return FTL_KEY_ESCAPE;
	if (byte != '[' && byte != 'O')
		return FTL_KEY_NONE;
	bool is_csi = byte == '[';
	for (;;) {
		if (next_byte(terminal, ESCAPE_PATIENCE, &byte) != WAIT_BYTES)
			return FTL_KEY_NONE;
		if (!is_csi)
			return key_of_letter(byte);
		if (byte >= '0' && byte <= '9')
			number = number > 1000 ? number : number * 10 + (byte - '0');
		else if (byte == '~')
			return key_of_number(number);
		else if (byte >= 0x40 && byte <= 0x7E)
			return key_of_letter(byte);
	}
}

static enum ftl_key key_of_control(unsigned char byte)
{
	switch (byte) {
	case CONTROL('A'):
		return FTL_KEY_HOME;
	case CONTROL('E'):
		return FTL_KEY_END;
	case CONTROL('B'):
		return FTL_KEY_LEFT;
	case CONTROL('F'):
		return FTL_KEY_RIGHT;
	case CONTROL('P'):
		return FTL_KEY_UP;
	case CONTROL('N'):
		return FTL_KEY_DOWN;
	case CONTROL('H'):
	case 0x7F:
		return FTL_KEY_BACKSPACE;
	case CONTROL('D'):
		return FTL_KEY_EOF;
	case CONTROL('U'):
		return FTL_KEY_KILL_TO_START;
	case CONTROL('K'):
		return FTL_KEY_KILL_TO_END;
	case CONTROL('W'):
		return FTL_KEY_KILL_WORD;
	case CONTROL('C'):
		return FTL_KEY_STOP;
	case CONTROL('Z'):
		return FTL_KEY_SUSPEND;
	case CONTROL('L'):
		return FTL_KEY_REDRAW;
	case '\t':
		return FTL_KEY_TAB;
	case '\r':
	case '\n':
		return FTL_KEY_ENTER;
	default:
		return FTL_KEY_NONE;
	}
}

/* The rest of a character of several bytes; a broken one gives nothing. */
static void read_character(struct ftl_terminal *terminal, unsigned char first,
                           struct ftl_keystroke *ret)
{
	size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;

	ret->bytes[0] = (char)first;
	ret->length = 1;
	while (ret->length < length) {
		unsigned char byte;
		if (next_byte(terminal, ESCAPE_PATIENCE, &byte) != WAIT_BYTES)
			return;
		ret->bytes[ret->length++] = (char)byte;
	}
	ret->key = FTL_KEY_CHARACTER;
}

struct ftl_keystroke ftl_terminal_key(struct ftl_terminal *terminal)
{
	struct ftl_keystroke stroke = {.key = FTL_KEY_NONE};
	unsigned char byte;

	switch (next_byte(terminal, -1, &byte)) {
	case WAIT_REDRAW:
		stroke.key = FTL_KEY_REDRAW;
		return stroke;
	case WAIT_GONE:
		stroke.key = FTL_KEY_GONE;
		return stroke;
	case WAIT_NOTHING:
		return stroke;
	case WAIT_BYTES:
		break;
	}
	if (byte == 0x1B)
		stroke.key = read_escape(terminal);
	else if (byte < 0x20 || byte == 0x7F)
		stroke.key = key_of_control(byte);
	else
		read_character(terminal, byte, &stroke);
	return stroke;
}

bool ftl_terminal_line(struct ftl_terminal *terminal, char *buffer, size_t size)
{
	size_t length = 0;
	unsigned char byte;

	for (;;) {
		enum wait waited = next_byte(terminal, -1, &byte);
		if (waited == WAIT_GONE && length == 0)
			return false;
		if (waited == WAIT_GONE || (waited == WAIT_BYTES && byte == '\n'))
			break;
		if (waited == WAIT_BYTES && length + 1 < size)
			buffer[length++] = (char)byte;
	}
	buffer[length] = '\0';
	return true;
}

size_t ftl_terminal_width(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return USUAL_WIDTH;
}

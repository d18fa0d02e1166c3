#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fettle/base/text.h"
#include "print/transport.h"

#define SAID_SIZE 240

/* The child's own descriptors. */
enum { CHILD_IN, CHILD_OUT, CHILD_ERR };

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static enum ftl_status lp_failed(const struct ftl_printer *printer, const char *what,
                                 struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_IO, "printer", "the print queue '%s' of printer '%s' refused: %s",
	         printer->target, printer->name, ftl_quote(quoted, what));
	return ftl_hint_again(printer, err);
}

/* The bytes as a file without a name, from its beginning: lp reads it as its standard input. */
static int open_input(const void *bytes, size_t length)
{
	int fd = memfd_create("label", MFD_CLOEXEC);

	if (fd >= 0 &&
	    (ftl_write_all(fd, bytes, length, 0) != FTL_WRITTEN || lseek(fd, 0, SEEK_SET) != 0))
		close_fd(&fd);
	return fd;
}

/* Nothing of ours goes along: no files, no environment, no signal settings. */
static int spawn_lp(const char *lp, char *const argv[], int input, int said, pid_t *ret_pid)
{
	char path[] = "PATH=/usr/bin:/bin";
	char language[] = "LC_ALL=C.UTF-8";
	char *const environment[] = {path, language, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	sigset_t all;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	int failure = posix_spawn_file_actions_adddup2(&actions, input, CHILD_IN);
	if (failure == 0)
		failure = posix_spawn_file_actions_adddup2(&actions, said, CHILD_ERR);
	if (failure == 0)
		failure = posix_spawn_file_actions_addopen(&actions, CHILD_OUT, "/dev/null",
		                                           O_WRONLY, 0);
	if (failure == 0)
		failure = posix_spawn_file_actions_addclosefrom_np(&actions, CHILD_ERR + 1);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	if (failure == 0)
		failure = posix_spawn(ret_pid, lp, &actions, &attributes, argv, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failure;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Collects the first line of complaint until lp closes its end; false when it takes too long. */
static bool hear(int fd, int limit_ms, char text[SAID_SIZE])
{
	int64_t until = now_ms() + limit_ms;
	size_t length = 0;
	char dropped[256];

	for (;;) {
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		int64_t left = until - now_ms();
		int count = left > 0 ? poll(&ready, 1, (int)left) : 0;

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return false;
		size_t room = SAID_SIZE - 1 - length;
		ssize_t got = read(fd, room > 0 ? text + length : dropped,
		                   room > 0 ? room : sizeof(dropped));
		if (got == 0)
			break;
		if (got > 0 && room > 0)
			length += (size_t)got;
	}
	text[length] = '\0';
	text[strcspn(text, "\r\n")] = '\0';
	return true;
}

/* Waits for the end of lp; its exit status, or -1 when it did not end by itself. */
static int wait_lp(pid_t pid, bool is_late)
{
	int status = 0;

	if (is_late)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) && !is_late ? WEXITSTATUS(status) : -1;
}

static bool is_raw(const struct ftl_printer *printer)
{
	return printer->language == FTL_LABEL_ZPL || printer->language == FTL_LABEL_ESCPOS;
}

enum ftl_status ftl_send_lp(const struct ftl_printer *printer, const char *lp, const void *bytes,
                            size_t length, const struct ftl_send_limits *limits,
                            struct ftl_err *err)
{
	FTL_ARENA(scratch);
	char *queue = ftl_strdup(&scratch, printer->target);
	char *program = ftl_strdup(&scratch, lp);
	char destination[] = "-d";
	char title[] = "-t";
	char label[] = "label";
	char option[] = "-o";
	char raw[] = "raw";
	char end[] = "--";
	char *const as_raw[] = {program, destination, queue, title, label, option, raw, end, NULL};
	char *const as_file[] = {program, destination, queue, title, label, end, NULL};
	char text[SAID_SIZE] = "";
	int said[2] = {-1, -1};
	pid_t pid = 0;
	int input FTL_CLEANUP(close_fd) = open_input(bytes, length);

	if (input < 0 || pipe2(said, O_CLOEXEC) < 0)
		return lp_failed(printer, strerror(errno), err);
	int failure = spawn_lp(lp, is_raw(printer) ? as_raw : as_file, input, said[1], &pid);
	close(said[1]);
	int from_lp FTL_CLEANUP(close_fd) = said[0];
	if (failure == ENOENT) {
		ftl_fail(err, FTL_IO, "printer", "printer '%s' needs the program %s", printer->name,
		         lp);
		return ftl_hint(err, "install it: apt-get install cups-client");
	}
	if (failure != 0)
		return lp_failed(printer, strerror(failure), err);
	bool is_in_time = hear(from_lp, limits->stall_ms, text);
	int status = wait_lp(pid, !is_in_time);
	if (status == 0)
		return FTL_OK;
	if (!is_in_time)
		return lp_failed(printer, "no answer", err);
	return lp_failed(printer, text[0] != '\0' ? text : "lp failed without a word", err);
}

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "print/transport.h"

/* Little is kept on the way, so that a printer that stops is noticed while we still send. */
#define SEND_BUFFER 65536

static bool is_host_char(char c, bool in_brackets)
{
	if ((c >= '0' && c <= '9') || c == '.')
		return true;
	if (in_brackets)
		return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':';
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

static enum ftl_status bad_address(const char *text, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_INVALID, "target", "%s is no address of a printer",
	         ftl_quote(quoted, text));
	return ftl_hint(err, "write 192.0.2.5, printer.lan:9100 or [2001:db8::5]:9100");
}

enum ftl_status ftl_address_parse(const char *text, struct ftl_address *ret, struct ftl_err *err)
{
	bool in_brackets = text[0] == '[';
	const char *host = text + (in_brackets ? 1 : 0);
	size_t length = 0;
	int64_t port = FTL_PRINTER_PORT;

	while (is_host_char(host[length], in_brackets))
		length++;
	const char *rest = host + length;
	if (in_brackets && *rest++ != ']')
		return bad_address(text, err);
	if (length == 0 || length >= sizeof(ret->host) || host[0] == '-' || host[0] == '.')
		return bad_address(text, err);
	if (*rest != '\0') {
		if (rest[0] != ':' || rest[1] < '0' || rest[1] > '9' ||
		    ftl_parse_i64("target", rest + 1, 1, 65535, &port, err) != FTL_OK)
			return bad_address(text, err);
	}
	memcpy(ret->host, host, length);
	ret->host[length] = '\0';
	ret->port = (int)port;
	return FTL_OK;
}

static void close_socket(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

/* Waits for a connection that is under way; 0 or the error number. */
static int wait_connected(int fd, int connect_ms)
{
	struct pollfd ready = {.fd = fd, .events = POLLOUT};
	int failure = 0;
	socklen_t size = sizeof(failure);
	int count = poll(&ready, 1, connect_ms);

	if (count == 0)
		return ETIMEDOUT;
	if (count < 0)
		return errno;
	return getsockopt(fd, SOL_SOCKET, SO_ERROR, &failure, &size) < 0 ? errno : failure;
}

/* A connected socket, or -1 with the last error number in *ret_failure. */
static int connect_any(const struct addrinfo *list, int connect_ms, int *ret_failure)
{
	*ret_failure = EADDRNOTAVAIL;
	for (const struct addrinfo *info = list; info != NULL; info = info->ai_next) {
		int fd = socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
		int kept = SEND_BUFFER;

		if (fd < 0) {
			*ret_failure = errno;
			continue;
		}
		(void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &kept, sizeof(kept));
		*ret_failure = connect(fd, info->ai_addr, info->ai_addrlen) == 0 ? 0 : errno;
		if (*ret_failure == EINPROGRESS)
			*ret_failure = wait_connected(fd, connect_ms);
		if (*ret_failure == 0)
			return fd;
		close(fd);
	}
	return -1;
}

static enum ftl_status open_connection(const struct ftl_printer *printer,
                                       const struct ftl_address *address, int connect_ms,
                                       int *ret_fd, struct ftl_err *err)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
	struct addrinfo *list = NULL;
	char service[12];
	int failure = 0;

	snprintf(service, sizeof(service), "%d", address->port);
	int found = getaddrinfo(address->host, service, &hints, &list);
	if (found != 0) {
		ftl_fail(err, FTL_IO, "printer", "the host '%s' of printer '%s' is not known: %s",
		         address->host, printer->name, gai_strerror(found));
		return ftl_hint_again(printer, err);
	}
	*ret_fd = connect_any(list, connect_ms, &failure);
	freeaddrinfo(list);
	if (*ret_fd >= 0)
		return FTL_OK;
	ftl_fail(err, FTL_IO, "printer", "printer '%s' does not answer at %s:%d: %s", printer->name,
	         address->host, address->port, strerror(failure));
	return ftl_hint_again(printer, err);
}

/* As ftl_write_all, but a printer that hangs up must not end the program with SIGPIPE. */
static enum ftl_written send_all(int fd, const char *bytes, size_t length, int stall_ms)
{
	while (length > 0) {
		ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);

		if (sent >= 0) {
			bytes += sent;
			length -= (size_t)sent;
			continue;
		}
		if (errno == EINTR)
			continue;
		if (errno != EAGAIN)
			return FTL_WRITE_FAILED;
		struct pollfd ready = {.fd = fd, .events = POLLOUT};
		int count = poll(&ready, 1, stall_ms);
		if (count == 0)
			return FTL_WRITE_STALLED;
		if (count < 0 && errno != EINTR)
			return FTL_WRITE_FAILED;
	}
	return FTL_WRITTEN;
}

/* True when the other side has acknowledged all bytes and the end that follows them. */
static bool is_taken(int fd)
{
	struct tcp_info info;
	socklen_t size = sizeof(info);

	return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 &&
	       (info.tcpi_state == TCP_FIN_WAIT2 || info.tcpi_state == TCP_TIME_WAIT ||
	        info.tcpi_state == TCP_CLOSE);
}

/*
 * Waits until everything has arrived: a printer without paper takes what its memory holds and then
 * nothing. Its own words are read and dropped; they would make the close look like a break.
 */
static enum ftl_written wait_taken(int fd, int stall_ms)
{
	char dropped[512];

	if (shutdown(fd, SHUT_WR) < 0)
		return FTL_WRITE_FAILED;
	for (int waited_ms = 0; waited_ms < stall_ms;) {
		ssize_t got = recv(fd, dropped, sizeof(dropped), MSG_DONTWAIT);
		if (got < 0 && errno != EAGAIN && errno != EINTR)
			return FTL_WRITE_FAILED;
		if (is_taken(fd))
			return FTL_WRITTEN;
		int pause_ms = waited_ms < 20 ? 1 : 20;
		poll(NULL, 0, pause_ms);
		waited_ms += pause_ms;
	}
	return FTL_WRITE_STALLED;
}

enum ftl_status ftl_send_tcp(const struct ftl_printer *printer, const void *bytes, size_t length,
                             const struct ftl_send_limits *limits, struct ftl_err *err)
{
	struct ftl_address address = {.port = 0};
	int fd FTL_CLEANUP(close_socket) = -1;

	FTL_TRY(ftl_address_parse(printer->target, &address, err));
	FTL_TRY(open_connection(printer, &address, limits->connect_ms, &fd, err));
	enum ftl_written written = send_all(fd, bytes, length, limits->stall_ms);
	if (written == FTL_WRITTEN)
		written = wait_taken(fd, limits->stall_ms);
	switch (written) {
	case FTL_WRITTEN:
		return FTL_OK;
	case FTL_WRITE_STALLED:
		ftl_fail(err, FTL_IO, "printer",
		         "printer '%s' at %s:%d takes no more data; is it out of paper or paused?",
		         printer->name, address.host, address.port);
		break;
	case FTL_WRITE_FAILED:
		ftl_fail(err, FTL_IO, "printer", "printer '%s' at %s:%d broke off: %s",
		         printer->name, address.host, address.port, strerror(errno));
		break;
	}
	return ftl_hint_again(printer, err);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fettle/base/buf.h"
#include "fettle/base/file.h"
#include "print/transport.h"

/* Printers: what may be stored, and how bytes reach them. Runs in an empty folder. */
static struct ftl_err err;
static const struct ftl_send_limits short_limits = {.connect_ms = 300, .stall_ms = 300};

static struct ftl_printer tcp(const char *target)
{
	return (struct ftl_printer){.name = "counter",
	                            .kind = FTL_PRINTER_TCP,
	                            .target = target,
	                            .language = FTL_LABEL_ZPL};
}

static struct ftl_printer cups(const char *target)
{
	return (struct ftl_printer){.name = "counter",
	                            .kind = FTL_PRINTER_CUPS,
	                            .target = target,
	                            .language = FTL_LABEL_PDF};
}

static struct ftl_printer into(const char *target)
{
	return (struct ftl_printer){.name = "counter",
	                            .kind = FTL_PRINTER_FILE,
	                            .target = target,
	                            .language = FTL_LABEL_ESCPOS};
}

static void good(struct ftl_printer printer)
{
	if (ftl_printer_check(&printer, &err) != FTL_OK)
		fail_msg("%s: %s", printer.target, err.message);
}

static void bad(struct ftl_printer printer, const char *field)
{
	if (ftl_printer_check(&printer, &err) != FTL_INVALID)
		fail_msg("%s was accepted", printer.target);
	assert_string_equal(err.field, field);
	assert_int_not_equal(err.message[0], '\0');
}

static void hosts_and_addresses_are_accepted(void **state)
{
	static const char *const targets[] = {"192.0.2.5",     "printer.lan",   "printer.lan:9100",
	                                      "label-2:65535", "[2001:db8::5]", "[::1]:1"};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(targets); i++)
		good(tcp(targets[i]));
}

static void other_targets_of_tcp_are_refused(void **state)
{
	static const char *const targets[] = {"",
	                                      "-h",
	                                      "host:",
	                                      "host:0",
	                                      "host:65536",
	                                      "host:91x",
	                                      "host: 9100",
	                                      "host:+9100",
	                                      "http://host/",
	                                      "a b",
	                                      "host\n",
	                                      "2001:db8::5",
	                                      "[2001:db8::5",
	                                      "[::1]9100",
	                                      "[zz::1]",
	                                      "h\xc3\xb6st",
	                                      "host/path",
	                                      ";reboot",
	                                      "user@host:9100",
	                                      ":9100"};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(targets); i++)
		bad(tcp(targets[i]), "target");
}

/* Bad input L03. */
static void queue_names_that_look_like_options_are_refused(void **state)
{
	static const char *const targets[] = {"-o raw", "-o",  "--",   ";reboot", "-P", "a b",
	                                      "a/b",    "a#b", "$(x)", "a\nb",    "",   ".hidden"};

	(void)state;
	good(cups("Zebra_ZD421"));
	good(cups("front-desk.2"));
	for (size_t i = 0; i < FTL_COUNT(targets); i++)
		bad(cups(targets[i]), "target");
}

static void paths_must_be_absolute_and_plain(void **state)
{
	static const char *const targets[] = {"-P",    "labels.zpl", "./x",          "",
	                                      "/tmp/", "/tmp/a\nb",  "/tmp/\x1b[2J", "/tmp/\xff"};

	(void)state;
	good(into("/dev/usb/lp0"));
	good(into("/srv/labels/out.zpl"));
	for (size_t i = 0; i < FTL_COUNT(targets); i++)
		bad(into(targets[i]), "target");
}

static void other_members_are_checked_too(void **state)
{
	struct ftl_printer printer = tcp("192.0.2.5");

	(void)state;
	printer.name = "-P";
	bad(printer, "name");
	printer.name = NULL;
	bad(printer, "name");
	printer = tcp("192.0.2.5");
	printer.language = FTL_LABEL_PDF;
	bad(printer, "language");
	printer = cups("queue");
	printer.language = FTL_LABEL_TEXT;
	bad(printer, "language");
	printer = tcp("192.0.2.5");
	printer.media = "../../etc/passwd";
	bad(printer, "media");
	printer.media = "intake-62x29";
	good(printer);
	printer.dpi = 72;
	bad(printer, "dpi");
	printer.dpi = 300;
	printer.width_dots = -1;
	bad(printer, "width_dots");
}

static void a_printer_gives_its_format_and_width(void **state)
{
	struct ftl_printer printer = tcp("192.0.2.5");
	struct ftl_label_options options = {.format = FTL_LABEL_PNG};

	(void)state;
	printer.dpi = 300;
	printer.width_dots = 832;
	ftl_printer_defaults(&printer, &options);
	assert_int_equal(options.format, FTL_LABEL_ZPL);
	assert_int_equal(options.dpi, 300);
	assert_int_equal(options.width_dots, 832);
	options.dpi = 203;
	ftl_printer_defaults(&printer, &options);
	assert_int_equal(options.dpi, 203);
}

/* A socket that listens on a free port of this machine; its target in text. */
static int open_port(char target[32])
{
	struct sockaddr_in address = {.sin_family = AF_INET,
	                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(address);
	int small = 4096;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small)), 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, size), 0);
	assert_int_equal(listen(fd, 1), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
	snprintf(target, 32, "127.0.0.1:%d", ntohs(address.sin_port));
	return fd;
}

/* Another process that takes one connection and keeps what comes in a file. */
static pid_t start_printer(int fd, const char *path)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	char bytes[4096];
	ssize_t got = 0;
	int peer = accept(fd, NULL, NULL);
	FILE *file = fopen(path, "we");
	while ((got = read(peer, bytes, sizeof(bytes))) > 0)
		fwrite(bytes, 1, (size_t)got, file);
	_exit(fclose(file) == 0 && got == 0 ? 0 : 1);
}

static void ends_well(pid_t pid)
{
	int status = 0;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void file_holds(const char *path, const void *bytes, size_t length)
{
	FTL_ARENA(arena);
	char *text = NULL;
	size_t found = 0;

	if (ftl_file_read(&arena, path, 10000000, &text, &found, &err) != FTL_OK)
		fail_msg("%s", err.message);
	assert_int_equal(found, length);
	assert_memory_equal(text, bytes, length);
}

static void tcp_delivers_every_byte(void **state)
{
	char target[32];
	int fd = open_port(target);
	struct ftl_printer printer = tcp(target);
	FTL_BUF(bytes);

	(void)state;
	for (int i = 0; i < 100000; i++)
		ftl_buf_printf(&bytes, "^XA%d\n", i);
	pid_t pid = start_printer(fd, "taken");
	close(fd);
	if (ftl_printer_send(&printer, bytes.data, bytes.length, &err) != FTL_OK)
		fail_msg("%s", err.message);
	ends_well(pid);
	file_holds("taken", bytes.data, bytes.length);
	unlink("taken");
}

static void a_closed_port_says_how_to_print_again(void **state)
{
	char target[32];
	struct ftl_printer printer = tcp(target);

	(void)state;
	close(open_port(target));
	assert_int_equal(ftl_printer_send(&printer, "x", 1, &err), FTL_IO);
	assert_non_null(strstr(err.message, "printer 'counter' does not answer at 127.0.0.1:"));
	assert_non_null(strstr(err.hint, "fettle label CODE --printer counter"));
}

static void an_unknown_host_is_named(void **state)
{
	struct ftl_printer printer = tcp("no-such-printer.invalid");

	(void)state;
	assert_int_equal(ftl_printer_send(&printer, "x", 1, &err), FTL_IO);
	assert_non_null(strstr(err.message, "'no-such-printer.invalid'"));
}

static void a_printer_that_stops_reading_is_given_up(void **state)
{
	char target[32];
	int fd = open_port(target);
	struct ftl_printer printer = tcp(target);
	FTL_BUF(bytes);

	(void)state;
	for (int i = 0; i < 1000000; i++)
		ftl_buf_char(&bytes, 'x');
	assert_int_equal(ftl_send_tcp(&printer, bytes.data, bytes.length, &short_limits, &err),
	                 FTL_IO);
	assert_non_null(strstr(err.message, "takes no more data"));
	close(fd);
}

static void a_printer_that_hangs_up_is_an_error_and_no_signal(void **state)
{
	char target[32];
	int fd = open_port(target);
	struct ftl_printer printer = tcp(target);
	pid_t pid = fork();
	FTL_BUF(bytes);

	(void)state;
	if (pid == 0) {
		struct linger at_once = {.l_onoff = 1, .l_linger = 0};
		int peer = accept(fd, NULL, NULL);
		char first = 0;
		ssize_t got = read(peer, &first, 1);
		setsockopt(peer, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
		_exit(got == 1 && close(peer) == 0 ? 0 : 1);
	}
	for (int i = 0; i < 1000000; i++)
		ftl_buf_char(&bytes, 'x');
	assert_int_equal(ftl_send_tcp(&printer, bytes.data, bytes.length, &short_limits, &err),
	                 FTL_IO);
	assert_non_null(strstr(err.message, "broke off"));
	ends_well(pid);
	close(fd);
}

static const char *here(struct ftl_arena *arena, const char *name)
{
	char folder[4000];

	assert_non_null(getcwd(folder, sizeof(folder)));
	return ftl_sprintf(arena, "%s/%s", folder, name);
}

static void a_file_is_made_whole_and_replaced(void **state)
{
	FTL_ARENA(arena);
	struct ftl_printer printer = into(here(&arena, "label.escpos"));

	(void)state;
	assert_int_equal(ftl_printer_send(&printer, "first", 5, &err), FTL_OK);
	file_holds("label.escpos", "first", 5);
	assert_int_equal(ftl_printer_send(&printer, "two", 3, &err), FTL_OK);
	file_holds("label.escpos", "two", 3);
	unlink("label.escpos");
}

static void devices_are_written_and_full_ones_reported(void **state)
{
	struct ftl_printer null = into("/dev/null");
	struct ftl_printer full = into("/dev/full");
	struct stat seen;

	(void)state;
	assert_int_equal(ftl_printer_send(&null, "x", 1, &err), FTL_OK);
	assert_int_equal(ftl_printer_send(&full, "x", 1, &err), FTL_IO);
	assert_non_null(strstr(err.message, "'/dev/full'"));
	assert_non_null(strstr(err.message, "No space left"));
	assert_int_equal(stat("/dev/full", &seen), 0);
	assert_true(S_ISCHR(seen.st_mode));
}

static void folders_and_missing_folders_are_refused(void **state)
{
	FTL_ARENA(arena);
	struct ftl_printer folder = into(here(&arena, "folder"));
	struct ftl_printer missing = into(here(&arena, "none/label"));

	(void)state;
	assert_int_equal(mkdir("folder", 0755), 0);
	assert_int_not_equal(ftl_printer_send(&folder, "x", 1, &err), FTL_OK);
	assert_int_not_equal(ftl_printer_send(&missing, "x", 1, &err), FTL_OK);
	rmdir("folder");
}

/* Stands in for /usr/bin/lp. */
static const char *script(struct ftl_arena *arena, const char *text)
{
	FILE *file = fopen("lp", "we");

	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s\n", text);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod("lp", 0755), 0);
	return here(arena, "lp");
}

static void lp_gets_arguments_bytes_and_nothing_else(void **state)
{
	FTL_ARENA(arena);
	struct ftl_printer printer = cups("Zebra_1");
	const char *folder = here(&arena, "");
	const char *lp = script(&arena, ftl_sprintf(&arena,
	                                            "cd '%s' || exit 1\n"
	                                            "for word; do echo \"<$word>\"; done >said\n"
	                                            "env | grep -v '^PWD=\\|^OLDPWD=\\|^_=' |"
	                                            " sort >>said\n"
	                                            "ls /proc/self/fd | wc -l >>said\n"
	                                            "cat >taken",
	                                            folder));
	static const char file_words[] = "<-d>\n<Zebra_1>\n<-t>\n<label>\n<-->\n"
	                                 "LC_ALL=C.UTF-8\nPATH=/usr/bin:/bin\n4\n";
	static const char raw_words[] = "<-d>\n<Zebra_1>\n<-t>\n<label>\n<-o>\n<raw>\n<-->\n"
	                                "LC_ALL=C.UTF-8\nPATH=/usr/bin:/bin\n4\n";

	(void)state;
	if (ftl_send_lp(&printer, lp, "%PDF\0!", 6, &short_limits, &err) != FTL_OK)
		fail_msg("%s", err.message);
	file_holds("said", file_words, strlen(file_words));
	file_holds("taken", "%PDF\0!", 6);
	printer.language = FTL_LABEL_ZPL;
	assert_int_equal(ftl_send_lp(&printer, lp, "^XA", 3, &short_limits, &err), FTL_OK);
	file_holds("said", raw_words, strlen(raw_words));
	unlink("said");
	unlink("taken");
	unlink("lp");
}

static void what_lp_complains_of_is_passed_on(void **state)
{
	FTL_ARENA(arena);
	struct ftl_printer printer = cups("Zebra_1");
	const char *lp = script(&arena, "printf 'lp: no such queue\\033[2J\\nmore\\n' >&2; exit 1");

	(void)state;
	assert_int_equal(ftl_send_lp(&printer, lp, "x", 1, &short_limits, &err), FTL_IO);
	assert_non_null(strstr(err.message, "lp: no such queue\\x1b[2J"));
	assert_null(strstr(err.message, "more"));
	assert_non_null(strstr(err.hint, "--printer counter"));
	unlink("lp");
}

static void an_lp_that_hangs_is_ended(void **state)
{
	FTL_ARENA(arena);
	struct ftl_printer printer = cups("Zebra_1");
	const char *lp = script(&arena, "exec sleep 60");

	(void)state;
	assert_int_equal(ftl_send_lp(&printer, lp, "x", 1, &short_limits, &err), FTL_IO);
	assert_non_null(strstr(err.message, "no answer"));
	unlink("lp");
}

static void a_missing_lp_names_its_package(void **state)
{
	FTL_ARENA(arena);
	struct ftl_printer printer = cups("Zebra_1");

	(void)state;
	assert_int_equal(ftl_send_lp(&printer, here(&arena, "none"), "x", 1, &short_limits, &err),
	                 FTL_IO);
	assert_non_null(strstr(err.hint, "cups-client"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(hosts_and_addresses_are_accepted),
	        cmocka_unit_test(other_targets_of_tcp_are_refused),
	        cmocka_unit_test(queue_names_that_look_like_options_are_refused),
	        cmocka_unit_test(paths_must_be_absolute_and_plain),
	        cmocka_unit_test(other_members_are_checked_too),
	        cmocka_unit_test(a_printer_gives_its_format_and_width),
	        cmocka_unit_test(tcp_delivers_every_byte),
	        cmocka_unit_test(a_closed_port_says_how_to_print_again),
	        cmocka_unit_test(an_unknown_host_is_named),
	        cmocka_unit_test(a_printer_that_stops_reading_is_given_up),
	        cmocka_unit_test(a_printer_that_hangs_up_is_an_error_and_no_signal),
	        cmocka_unit_test(a_file_is_made_whole_and_replaced),
	        cmocka_unit_test(devices_are_written_and_full_ones_reported),
	        cmocka_unit_test(folders_and_missing_folders_are_refused),
	        cmocka_unit_test(lp_gets_arguments_bytes_and_nothing_else),
	        cmocka_unit_test(what_lp_complains_of_is_passed_on),
	        cmocka_unit_test(an_lp_that_hangs_is_ended),
	        cmocka_unit_test(a_missing_lp_names_its_package),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

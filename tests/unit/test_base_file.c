#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "fettle/base/file.h"

static struct ftl_err err;

static int enter_folder(void **state)
{
	static char folder[] = "/tmp/fettle-file-XXXXXX";

	*state = folder;
	return mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int leave_folder(void **state)
{
	return chdir("/") != 0 || rmdir(*state) != 0;
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void holds(const char *path, const char *expected)
{
	FTL_ARENA(arena);
	char *text;
	size_t length;

	if (ftl_file_read(&arena, path, 1000, &text, &length, &err) != FTL_OK)
		fail_msg("%s", err.message);
	assert_string_equal(text, expected);
	assert_int_equal(length, strlen(expected));
}

/* Names in the working folder; every test leaves none behind. */
static int count_names(void)
{
	DIR *folder = opendir(".");
	int count = 0;

	assert_non_null(folder);
	while (readdir(folder) != NULL)
		count++;
	closedir(folder);
	return count - 2;
}

static void the_target_appears_at_commit(void **state)
{
	(void)state;
	FTL_OUTFILE(file);

	put("out.txt", "old");
	assert_int_equal(chmod("out.txt", 0640), 0);
	assert_int_equal(ftl_outfile_open("out.txt", &file, &err), FTL_OK);
	fputs("new", file.stream);
	fflush(file.stream);
	holds("out.txt", "old");
	assert_int_equal(count_names(), 2);
	assert_int_equal(ftl_outfile_commit(&file, &err), FTL_OK);
	assert_null(file.stream);
	holds("out.txt", "new");
	struct stat status;
	assert_int_equal(stat("out.txt", &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
	assert_int_equal(count_names(), 1);
	unlink("out.txt");
}

static void nothing_is_left_without_commit(void **state)
{
	(void)state;
	put("out.txt", "old");
	{
		FTL_OUTFILE(file);
		assert_int_equal(ftl_outfile_open("./out.txt", &file, &err), FTL_OK);
		fputs("half", file.stream);
	}
	holds("out.txt", "old");
	assert_int_equal(count_names(), 1);
	unlink("out.txt");
}

/* P01 */
static void a_link_is_replaced_not_followed(void **state)
{
	(void)state;
	FTL_OUTFILE(file);
	struct stat status;

	put("precious", "keep me");
	assert_int_equal(symlink("precious", "out.txt"), 0);
	assert_int_equal(ftl_outfile_open("out.txt", &file, &err), FTL_OK);
	fputs("new", file.stream);
	assert_int_equal(ftl_outfile_commit(&file, &err), FTL_OK);
	holds("precious", "keep me");
	holds("out.txt", "new");
	assert_int_equal(lstat("out.txt", &status), 0);
	assert_true(S_ISREG(status.st_mode));
	unlink("out.txt");
	unlink("precious");
}

static void refused(const char *path, enum ftl_status expected, const char *message)
{
	FTL_OUTFILE(file);

	assert_int_equal(ftl_outfile_open(path, &file, &err), expected);
	assert_string_equal(err.field, "output");
	assert_string_equal(err.message, message);
	assert_null(file.stream);
	assert_int_equal(ftl_outfile_reserve(path, &file, &err), expected);
	assert_null(file.temporary);
}

/* P01, P02 */
static void targets_that_are_no_files_are_refused(void **state)
{
	(void)state;
	struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
	char lengthy[301];
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_int_equal(mkdir("folder", 0700), 0);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	close(fd);
	refused("folder", FTL_INVALID, "'folder' is a folder, not a file");
	refused("folder/", FTL_INVALID, "'folder/' is a folder, not a file");
	refused("pipe", FTL_INVALID, "'pipe' is a pipe, not a file");
	refused("socket", FTL_INVALID, "'socket' is a socket, not a file");
	refused("/dev/full", FTL_INVALID, "'/dev/full' is a device, not a file");
	refused(".", FTL_INVALID, "'.' is a folder, not a file");
	refused("folder/..", FTL_INVALID, "'folder/..' is a folder, not a file");
	refused("", FTL_INVALID, "file name is empty");
	refused("a\nb", FTL_INVALID, "file name holds a control character: 'a\\nb'");
	memset(lengthy, 'x', 300);
	lengthy[300] = '\0';
	assert_int_equal(ftl_outfile_open(lengthy, &(struct ftl_outfile){NULL, NULL, NULL}, &err),
	                 FTL_INVALID);
	refused("nowhere/out.txt", FTL_IO, "there is no folder 'nowhere'");
	put("plain", "");
	refused("plain/out.txt", FTL_IO, "'plain' is not a folder");
	rmdir("folder");
	unlink("pipe");
	unlink("socket");
	unlink("plain");
	assert_int_equal(count_names(), 0);
}

static void the_longest_name_works(void **state)
{
	(void)state;
	FTL_OUTFILE(file);
	char name[256];

	memset(name, 'n', 255);
	name[255] = '\0';
	assert_int_equal(ftl_outfile_open(name, &file, &err), FTL_OK);
	fputs("x", file.stream);
	assert_int_equal(ftl_outfile_commit(&file, &err), FTL_OK);
	holds(name, "x");
	unlink(name);
}

/* P03: /dev/full stands for a disk without room. */
static void a_failed_write_leaves_the_old_file(void **state)
{
	(void)state;
	FTL_OUTFILE(file);

	put("out.txt", "old");
	assert_int_equal(ftl_outfile_open("out.txt", &file, &err), FTL_OK);
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	assert_true(dup2(full, fileno(file.stream)) >= 0);
	close(full);
	fputs("new", file.stream);
	assert_int_equal(ftl_outfile_commit(&file, &err), FTL_IO);
	assert_string_equal(err.message, "cannot write 'out.txt': No space left on device");
	holds("out.txt", "old");
	assert_int_equal(count_names(), 1);
	unlink("out.txt");
}

/* The error of a write long ago is remembered by the stream alone. */
static void an_early_failure_is_not_forgotten(void **state)
{
	(void)state;
	FTL_OUTFILE(file);
	char large[20000];

	memset(large, 'x', sizeof(large));
	assert_int_equal(ftl_outfile_open("out.txt", &file, &err), FTL_OK);
	int good = dup(fileno(file.stream));
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	dup2(full, fileno(file.stream));
	fwrite(large, 1, sizeof(large), file.stream);
	fflush(file.stream);
	dup2(good, fileno(file.stream));
	close(full);
	close(good);
	fputs("rest", file.stream);
	assert_int_equal(ftl_outfile_commit(&file, &err), FTL_IO);
	assert_int_equal(count_names(), 0);
}

static void a_reserved_name_is_written_by_others(void **state)
{
	(void)state;
	FTL_OUTFILE(file);
	FTL_OUTFILE(empty);

	assert_int_equal(ftl_outfile_reserve("book.xlsx", &file, &err), FTL_OK);
	assert_null(file.stream);
	put(file.temporary, "PK");
	assert_int_equal(ftl_outfile_commit(&file, &err), FTL_OK);
	holds("book.xlsx", "PK");
	assert_int_equal(ftl_outfile_reserve("book.xlsx", &empty, &err), FTL_OK);
	assert_int_equal(ftl_outfile_commit(&empty, &err), FTL_IO);
	holds("book.xlsx", "PK");
	assert_int_equal(count_names(), 1);
	unlink("book.xlsx");
}

static void files_are_read_up_to_their_limit(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	char *text;
	size_t length;
	char lengthy[1001];

	memset(lengthy, 'x', 1000);
	lengthy[1000] = '\0';
	put("in.txt", lengthy);
	holds("in.txt", lengthy);
	assert_int_equal(ftl_file_read(&arena, "in.txt", 999, &text, &length, &err), FTL_INVALID);
	assert_string_equal(err.field, "file");
	assert_string_equal(err.message, "'in.txt' is longer than 999 bytes");
	put("in.txt", "");
	holds("in.txt", "");
	assert_int_equal(ftl_file_read(&arena, "in.txt", 0, &text, &length, &err), FTL_OK);
	unlink("in.txt");
	assert_int_equal(ftl_file_read(&arena, "in.txt", 9, &text, &length, &err), FTL_NOT_FOUND);
	assert_string_equal(err.message, "there is no file 'in.txt'");
	assert_int_equal(ftl_file_read(&arena, "/tmp", 9, &text, &length, &err), FTL_INVALID);
	assert_string_equal(err.message, "'/tmp' is a folder, expected a file");
	assert_int_equal(ftl_file_read(&arena, "/dev/zero", 9, &text, &length, &err), FTL_INVALID);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(ftl_file_read(&arena, "pipe", 9, &text, &length, &err), FTL_INVALID);
	unlink("pipe");
}

/* T08: no more is read of endless input than the limit. */
static void endless_input_is_refused(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	char *text;
	size_t length;
	int saved = dup(STDIN_FILENO);
	int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);

	dup2(zero, STDIN_FILENO);
	close(zero);
	assert_int_equal(ftl_file_read(&arena, "-", 65536, &text, &length, &err), FTL_INVALID);
	assert_string_equal(err.message, "standard input is longer than 65536 bytes");
	dup2(saved, STDIN_FILENO);
	close(saved);
}

static void standard_input_is_read_from_a_pipe(void **state)
{
	(void)state;
	int ends[2];
	int saved = dup(STDIN_FILENO);

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "{}", 2), 2);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	holds("-", "{}");
	dup2(saved, STDIN_FILENO);
	close(saved);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_target_appears_at_commit),
	        cmocka_unit_test(nothing_is_left_without_commit),
	        cmocka_unit_test(a_link_is_replaced_not_followed),
	        cmocka_unit_test(targets_that_are_no_files_are_refused),
	        cmocka_unit_test(the_longest_name_works),
	        cmocka_unit_test(a_failed_write_leaves_the_old_file),
	        cmocka_unit_test(an_early_failure_is_not_forgotten),
	        cmocka_unit_test(a_reserved_name_is_written_by_others),
	        cmocka_unit_test(files_are_read_up_to_their_limit),
	        cmocka_unit_test(endless_input_is_refused),
	        cmocka_unit_test(standard_input_is_read_from_a_pipe),
	};
	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}

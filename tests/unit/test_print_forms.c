#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fettle/base/buf.h"
#include "helper_print.h"

/*
 * Labels as they leave for the printer, looked at by programs that are not ours: zbarimg, poppler,
 * librsvg and the interpreters in tests/cli/label_oracle. Runs in an empty folder (tests/isolate).
 */
extern char **environ;

static const char *const media[] = {"intake-54x25",  "intake-57x32", "intake-62x29",
                                    "intake-100x50", "sheet-l7163",  "tag-54x25",
                                    "tag-57x32",     "tag-62x29",    "tag-100x50"};

static void put(const char *path, const struct ftl_buf *bytes)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes->data, 1, bytes->length, file), bytes->length);
	assert_int_equal(fclose(file), 0);
}

/* Every form of the labels, as FORMAT-N in a folder. */
static void draw_forms(const struct ftl_layout *layout, const char *folder, int64_t dpi,
                       const struct ftl_label_data *labels, size_t count, const char *url_base)
{
	FTL_ARENA(arena);

	assert_int_equal(mkdir(folder, 0755), 0);
	for (enum ftl_label_format format = FTL_LABEL_PNG; format < FTL_LABEL_FORMATS; format++) {
		struct ftl_label_options options = {.format = format,
		                                    .dpi = dpi,
		                                    .made_at = 1795341600,
		                                    .url_base = url_base,
		                                    .is_ansi = dpi == 300};
		FTL_LABEL_OUTPUT(output);
		print_render(layout, labels, count, &options, &output);
		assert_int_equal(output.count, ftl_label_is_single(format) ? count : 1);
		for (size_t i = 0; i < output.count; i++)
			put(ftl_sprintf(&arena, "%s/%s-%zu", folder, ftl_label_format_names[format],
			                i),
			    &output.files[i]);
	}
}

static void run(char *const *arguments)
{
	pid_t pid = 0;
	int status = 0;

	assert_int_equal(posix_spawnp(&pid, arguments[0], NULL, NULL, arguments, environ), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* Draws all forms and has them looked at. */
static void check_forms(const char *medium, int64_t dpi, const struct ftl_label_data *labels,
                        size_t count, const char *url_base)
{
	FTL_ARENA(arena);
	const char *source = getenv("FETTLE_SOURCE_DIR");
	char *folder = ftl_sprintf(&arena, "%s-%lld", medium, (long long)dpi);
	char *arguments[64] = {NULL};
	size_t at = 0;

	assert_non_null(source);
	draw_forms(print_load(&arena, medium), folder, dpi, labels, count, url_base);
	arguments[at++] = ftl_sprintf(&arena, "%s/tests/cli/label_oracle/check.py", source);
	arguments[at++] = folder;
	arguments[at++] = ftl_sprintf(&arena, "%s/forms/%s.json", source, medium);
	arguments[at++] = ftl_sprintf(&arena, "%lld", (long long)dpi);
	for (size_t i = 0; i < count; i++)
		arguments[at++] = ftl_sprintf(&arena, "%s%s", url_base == NULL ? "" : url_base,
		                              labels[i].short_code);
	run(arguments);
	char remove[] = "rm";
	char recursive[] = "-r";
	char *const cleaning[] = {remove, recursive, folder, NULL};
	run(cleaning);
}

static void labels_in_five_scripts_decode_from_every_form_and_medium(void **state)
{
	(void)state;
	for (size_t i = 0; i < FTL_COUNT(media); i++) {
		check_forms(media[i], 203, print_scripts, PRINT_SCRIPTS, NULL);
		check_forms(media[i], 300, print_scripts, PRINT_SCRIPTS, NULL);
	}
}

static void very_long_texts_stay_in_their_boxes(void **state)
{
	FTL_ARENA(arena);
	struct ftl_label_data labels[PRINT_SCRIPTS];

	(void)state;
	for (size_t i = 0; i < PRINT_SCRIPTS; i++) {
		const struct ftl_label_data *data = &print_scripts[i];
		labels[i] = (struct ftl_label_data){
		        .code = data->code,
		        .short_code = data->short_code,
		        .device = print_times(&arena, data->device, 40),
		        .customer = print_times(&arena, data->customer, 40),
		        .serial_tail = print_times(&arena, data->serial_tail, 40),
		        .fault = print_times(&arena, data->customer, 200),
		        .received = print_times(&arena, data->device, 10),
		        .promised = print_times(&arena, data->promised, 10),
		        .priority = print_times(&arena, data->customer, 10),
		        .piece_number = "1000000",
		        .piece_count = "1000000",
		        .piece_name = print_times(&arena, data->piece_name, 40),
		        .place = print_times(&arena, data->device, 10),
		        .centre = print_times(&arena, data->customer, 10),
		        .audit_head = print_times(&arena, "f", 500),
		};
	}
	for (size_t i = 0; i < FTL_COUNT(media); i++)
		check_forms(media[i], 203, labels, PRINT_SCRIPTS, NULL);
}

/* Bad input L01: the interpreters refuse every command that a label does not need. */
static void printer_commands_in_names_are_only_drawn(void **state)
{
	static const char *const names[] = {"^XZ^XA^FO0,0^A0N,50,50^FDx^FS^XZ", "~JA~JR", "^CC!",
	                                    "_5E_7E", "\\&"};
	struct ftl_label_data labels[FTL_COUNT(names)];

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(names); i++) {
		labels[i] = print_scripts[i];
		labels[i].customer = names[i];
		labels[i].device = "\x1b\x70\x00\x1d\x56\x01";
		labels[i].fault = "caf\xe9 \xed\xa0\x80\x10\x14\x01 \xe2\x80\xae evil";
	}
	check_forms("intake-100x50", 203, labels, FTL_COUNT(names), NULL);
}

static void stacked_marks_leave_the_qr_code_alone(void **state)
{
	FTL_ARENA(arena);
	struct ftl_label_data label = print_scripts[0];

	(void)state;
	label.device = ftl_sprintf(&arena, "Z%s", print_times(&arena, "\xcc\x8d\xcc\xa9", 60));
	label.fault = label.device;
	label.place = label.device;
	check_forms("intake-62x29", 203, &label, 1, NULL);
}

static void the_qr_code_carries_the_shops_address_before_the_code(void **state)
{
	(void)state;
	check_forms("intake-62x29", 203, print_scripts, 2, "https://shop.example/q/");
	check_forms("intake-100x50", 300, print_scripts, 2,
	            "HTTPS://REPAIR.EXAMPLE.ORG/LONGER/PATH/");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(labels_in_five_scripts_decode_from_every_form_and_medium),
	        cmocka_unit_test(very_long_texts_stay_in_their_boxes),
	        cmocka_unit_test(printer_commands_in_names_are_only_drawn),
	        cmocka_unit_test(stacked_marks_leave_the_qr_code_alone),
	        cmocka_unit_test(the_qr_code_carries_the_shops_address_before_the_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

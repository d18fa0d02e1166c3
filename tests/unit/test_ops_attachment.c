/* Files of a work order through the operations: what is kept, who may, and what the log says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "fettle/ops/attachment.h"
#include "fettle/ops/centre.h"
#include "helper_dbfile.h"
#include "helper_scene.h"

#define err (&dbfile_err)

/* printf 'abc\n' | sha256sum */
#define ABC_SHA256 "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb"

static const char *file(struct scene *s, const char *name, const char *text)
{
	const char *path = dbfile_in(s->state, name);

	dbfile_write(path, (const unsigned char *)text, strlen(text));
	return path;
}

static enum ftl_status attach(struct scene *s, const char *kind, const char *path,
                              struct ftl_attached *ret)
{
	const struct ftl_attach_form form = {.kind = kind, .paths = &path, .count = 1};

	return ftl_order_attach(s->app, s->arena, s->code, &form, ret, err);
}

static void a_file_is_kept_with_its_hash_and_given_back(void **state)
{
	struct ftl_attached attached;
	struct ftl_attachment row;
	const struct ftl_attachment *rows;
	const void *bytes;
	size_t count;
	SCENE(s);

	scene_begin(&s);
	scene_as_at(&s, "tomas", NOON + HOUR);
	dbfile_ok(attach(&s, "report", file(&s, "test.txt", "abc\n"), &attached));
	assert_int_equal(attached.count, 1);
	assert_string_equal(attached.order_code, s.code);
	dbfile_ok(ftl_order_attachments(s.app, s.arena, s.code, false, &rows, &count, err));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].position, 1);
	assert_int_equal(rows[0].kind, FTL_ATTACHMENT_REPORT);
	assert_string_equal(rows[0].name, "test.txt");
	assert_string_equal(rows[0].media_type, "text/plain");
	assert_int_equal(rows[0].size_bytes, 4);
	assert_string_equal(rows[0].sha256, ABC_SHA256);
	assert_string_equal(rows[0].staff, "tomas");
	assert_int_equal(rows[0].at, NOON + HOUR);
	assert_false(rows[0].removed_at.has);
	dbfile_ok(ftl_order_attachment(s.app, s.arena, s.code, 1, &row, &bytes, err));
	assert_memory_equal(bytes, "abc\n", 4);
}

static void all_files_of_a_request_go_in_or_none(void **state)
{
	struct ftl_attached attached;
	struct ftl_order_full full;
	SCENE(s);

	scene_begin(&s);
	const char *paths[] = {file(&s, "1.txt", "one"), file(&s, "2.txt", "two"),
	                       file(&s, "3.txt", "one")};
	struct ftl_attach_form form = {
	        .kind = "report", .text = "of the bench", .paths = paths, .count = 3};

	dbfile_fails(ftl_order_attach(s.app, s.arena, s.code, &form, &attached, err), FTL_CONFLICT);
	scene_is_about("file", "'3.txt' is attachment 1 of");
	scene_get(&s, &full);
	assert_int_equal(full.attachment_count, 0);
	form.count = 2;
	dbfile_ok(ftl_order_attach(s.app, s.arena, s.code, &form, &attached, err));
	scene_get(&s, &full);
	assert_int_equal(full.attachment_count, 2);
	assert_string_equal(full.attachments[1].text, "of the bench");
	assert_string_equal(full.events[full.event_count - 1].text, "reports attached: 1 to 2");
}

static void who_did_not_attach_it_and_is_no_manager_takes_nothing_off(void **state)
{
	struct ftl_attached attached;
	struct ftl_attachment row;
	struct ftl_order_full full;
	const void *bytes;
	SCENE(s);

	scene_begin(&s);
	scene_as_at(&s, "tomas", NOON);
	dbfile_ok(attach(&s, "receipt", file(&s, "1.txt", "one"), &attached));
	scene_as_at(&s, "lena", NOON);
	dbfile_fails(ftl_order_detach(s.app, s.arena, s.code, 1, "mine", &attached, err),
	             FTL_DENIED);
	scene_is_about("attachment", "attachment 1 was attached by tomas");
	scene_as_at(&s, "mara", NOON + HOUR);
	dbfile_fails(ftl_order_detach(s.app, s.arena, s.code, 1, " ", &attached, err), FTL_INVALID);
	dbfile_ok(ftl_order_detach(s.app, s.arena, s.code, 1, "blurred", &attached, err));
	dbfile_fails(ftl_order_detach(s.app, s.arena, s.code, 1, "blurred", &attached, err),
	             FTL_STATE);
	dbfile_fails(ftl_order_attachment(s.app, s.arena, s.code, 1, &row, &bytes, err), FTL_STATE);
	scene_get(&s, &full);
	assert_int_equal(full.attachment_count, 1);
	assert_int_equal(full.attachments[0].removed_at.value, NOON + HOUR);
	assert_string_equal(full.attachments[0].removed_reason, "blurred");
	/* Its number is not given again. */
	dbfile_ok(attach(&s, "receipt", file(&s, "1.txt", "one"), &attached));
	assert_int_equal(attached.rows[0].position, 2);
}

static void a_line_must_be_on_the_bill(void **state)
{
	struct ftl_attached attached;
	struct ftl_order_line line;
	SCENE(s);

	scene_begin(&s);
	scene_add_bill(&s);
	const char *path = file(&s, "invoice.txt", "one");
	struct ftl_attach_form form = {.kind = "invoice", .line = 2, .paths = &path, .count = 1};

	dbfile_ok(ftl_order_remove_line(s.app, s.arena, s.code, 2, "not used", &line, err));
	dbfile_fails(ftl_order_attach(s.app, s.arena, s.code, &form, &attached, err),
	             FTL_NOT_FOUND);
	scene_is_about("line", "has no line 2");
	form.line = 1;
	dbfile_ok(ftl_order_attach(s.app, s.arena, s.code, &form, &attached, err));
	assert_int_equal(attached.rows[0].line_position, 1);
}

static void a_file_of_just_the_largest_size_goes_in(void **state)
{
	struct ftl_attached attached;
	struct ftl_setting setting;
	SCENE(s);

	scene_begin(&s);
	dbfile_ok(ftl_setting_set(s.app, s.arena, "attachment.max_mib", "1", &setting, err));
	size_t most = 1 << 20;
	char *text = ftl_alloc(s.arena, most + 2, 1);

	memset(text, 'x', most + 1);
	dbfile_fails(attach(&s, "report", file(&s, "1.txt", text), &attached), FTL_INVALID);
	scene_is_about("file", "is longer than 1048576 bytes");
	text[most] = '\0';
	dbfile_ok(attach(&s, "report", file(&s, "1.txt", text), &attached));
	assert_int_equal(attached.rows[0].size_bytes, most);
}

static void a_job_that_was_meddled_with_takes_no_file(void **state)
{
	struct ftl_attached attached;
	SCENE(s);

	scene_begin(&s);
	const char *path = file(&s, "1.txt", "one");
	ftl_app_close(&s.app);
	dbfile_meddle(s.path, "UPDATE work_order SET state = 'ready'");
	scene_as_at(&s, "mara", NOON);
	dbfile_fails(attach(&s, "receipt", path, &attached), FTL_DB);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_file_is_kept_with_its_hash_and_given_back),
	        TEST(all_files_of_a_request_go_in_or_none),
	        TEST(who_did_not_attach_it_and_is_no_manager_takes_nothing_off),
	        TEST(a_line_must_be_on_the_bill),
	        TEST(a_file_of_just_the_largest_size_goes_in),
	        TEST(a_job_that_was_meddled_with_takes_no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

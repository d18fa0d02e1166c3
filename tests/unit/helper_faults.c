#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/driver.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/intake.h"
#include "helper_dbfile.h"
#include "helper_faults.h"
#include "helper_faultydb.h"

#define err (&dbfile_err)

#define NOW FAULTS_NOW

static struct ftl_app *open_app(const char *path)
{
	struct ftl_app_options options = {.mode = FTL_DB_WRITE, .clock = {true, NOW}, .as = "anna"};
	struct ftl_app *app = NULL;
	struct ftl_db *db = NULL;

	faultydb_fail(0, FTL_OK, false);
	dbfile_ok(ftl_db_open_with(&faultydb_driver, path, FTL_DB_WRITE, &db, err));
	dbfile_ok(ftl_app_open_db(&db, &options, &app, err));
	return app;
}

static void make_centre(const char *path)
{
	struct ftl_init init = {.path = path,
	                        .name = "Centre",
	                        .currency = "EUR",
	                        .timezone = "Europe/Berlin",
	                        .country = "DE",
	                        .site = "",
	                        .login = "anna",
	                        .clock = {true, NOW}};

	dbfile_ok(ftl_init_centre(&init, err));
}

/* How much is in the database: rows of every table a write touches. */
static int64_t size_of(struct ftl_app *app)
{
	return dbfile_number(app->db,
	                     "SELECT (SELECT count(*) FROM audit) * 1000000 + "
	                     "(SELECT count(*) FROM work_order) * 100000 + "
	                     "(SELECT count(*) FROM order_event) * 10000 + "
	                     "(SELECT count(*) FROM piece) * 1000 + "
	                     "(SELECT count(*) FROM customer) * 100 + "
	                     "(SELECT count(*) FROM order_line) * 10 + "
	                     "(SELECT count(*) FROM search_doc) + "
	                     "(SELECT count(*) FROM place) + "
	                     "(SELECT count(*) FROM custody_event) * 7 + "
	                     "(SELECT count(*) FROM piece WHERE place_id IS NOT NULL) * 3 + "
	                     "(SELECT count(*) FROM loaner) + "
	                     "(SELECT count(*) FROM rule_document) + "
	                     "(SELECT count(*) FROM device_cover) + "
	                     "(SELECT count(*) FROM device_meter) + "
	                     "(SELECT count(*) FROM order_finding) + "
	                     "(SELECT count(*) FROM device_exchange) + "
	                     "(SELECT count(*) FROM order_attachment) * 3 + "
	                     "(SELECT count(*) FROM order_attachment_content) + "
	                     "(SELECT count(*) FROM loaner_event) * 11 + "
	                     "(SELECT count(*) FROM claim_event) * 13 + "
	                     "(SELECT count(*) FROM claim_revision) + "
	                     "(SELECT count(*) FROM claim_answer_file) * 17 + "
	                     "(SELECT count(*) FROM remittance_line) * 5 + "
	                     "(SELECT COALESCE(SUM(booked_cents), 0) FROM remittance_line) + "
	                     "(SELECT count(*) FROM stock_move) * 17 + "
	                     "(SELECT count(*) FROM order_part) + "
	                     "(SELECT count(*) FROM calendar_window)");
}

static void assert_whole(const char *path, const char *after)
{
	struct ftl_app_options options = {
	        .path = path, .mode = FTL_DB_READ, .clock = {true, NOW}, .as = "anna"};
	struct ftl_check_result result;
	FTL_ARENA(arena);
	FTL_APP(app);

	dbfile_ok(ftl_app_open(&options, &app, err));
	dbfile_ok(ftl_check(app, &arena, NULL, &result, err));
	if (result.count != 0)
		fail_msg("%s: %s: %s", after, result.findings[0].what, result.findings[0].problem);
}

/* The calls that this build asks: FIRST, FIRST + STEP, … A sanitized program takes its time, so the
 * two compilers' sanitized builds share the calls between them. */
#if defined(__has_feature)
#define HAS_FEATURE(feature) __has_feature(feature)
#else
#define HAS_FEATURE(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || HAS_FEATURE(address_sanitizer)
#define STEP 2
#else
#define STEP 1
#endif
#if STEP == 2 && !defined(__clang__)
#define FIRST 2
#else
#define FIRST 1
#endif

void fail_every_call(void **state, const char *name, operation *run, operation *before,
                     enum ftl_status with, bool is_for_ever)
{
	const char *start = dbfile_in(state, "start.db");
	struct scene prepared = {0};
	long nth = FIRST, step = STEP;
	bool has_failed = true;
	size_t length;
	FTL_ARENA(kept);

	if (getenv("FETTLE_LONG") != NULL)
		nth = step = 1;
	make_centre(start);
	struct ftl_app *made = open_app(start);
	if (before != NULL)
		dbfile_ok(before(made, &kept, &prepared));
	int64_t size = size_of(made);
	ftl_app_close(&made);
	assert_whole(start, name);
	const unsigned char *bytes = dbfile_read(state, start, &length);
	const char *hash = dbfile_hash(state, start);
	while (has_failed) {
		const char *path = dbfile_in(state, "faulty.db");
		struct scene scene = {0};
		FTL_ARENA(arena);

		dbfile_write(path, bytes, length);
		struct ftl_app *app = open_app(path);
		scene = prepared;

		faultydb_fail(nth, with, is_for_ever);
		enum ftl_status status = run(app, &arena, &scene);
		has_failed = faultydb_has_failed();
		faultydb_fail(0, FTL_OK, false);
		if (has_failed) {
			if (status == FTL_OK)
				fail_msg("%s: call %ld failed unnoticed", name, nth);
			/* As it was, and so as whole as it was. */
			assert_string_equal(dbfile_hash(state, path), hash);
			/* The same connection is usable and the operation can be done now. */
			dbfile_ok(run(app, &arena, &scene));
		} else {
			assert_int_equal(status, FTL_OK);
		}
		assert_true(size_of(app) > size);
		ftl_app_close(&app);
		assert_int_equal(rename(path, dbfile_in(state, "last.db")), 0);
		nth += step;
	}
	assert_whole(dbfile_in(state, "last.db"), name);
	/* A test that never reached the operation would pass for nothing. */
	assert_true(nth > 20);
}

enum ftl_status faults_check_in(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const char *const left_with[] = {"case", "charger"};
	static const struct ftl_contact contact = {false, "+49 30 1234567"};
	static const struct ftl_intake_device devices[] = {
	        {.category = "Mobile",
	         .brand = "Samsung",
	         .model = "Galaxy S23",
	         .imei = FAULTS_IMEI,
	         .purchased_on = "2025-03-14",
	         .fault = "switches off",
	         .accessories = left_with,
	         .accessory_count = 2},
	        {.category = "Kettle", .serial = FAULTS_KETTLE, .fault = "does not heat"},
	};
	const struct ftl_intake intake = {.customer_name = "Jana Nováková",
	                                  .contacts = &contact,
	                                  .contact_count = 1,
	                                  .devices = devices,
	                                  .device_count = 2};
	struct ftl_check_in_result result;
	enum ftl_status status = ftl_check_in(app, arena, &intake, 1, &result, err);

	if (status == FTL_OK) {
		strncpy(scene->order, result.jobs[0].order.code, sizeof(scene->order) - 1);
		strncpy(scene->other, result.jobs[1].order.code, sizeof(scene->other) - 1);
	}
	return status;
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/ops/people.h"
#include "helper_dbfile.h"
#include "helper_scene.h"

#define err (&dbfile_err)

void scene_stop(struct scene *s)
{
	ftl_app_close(&s->app);
}
void scene_as_at(struct scene *s, const char *login, int64_t now)
{
	const struct ftl_app_options options = {
	        .path = s->path, .mode = FTL_DB_WRITE, .clock = {true, now}, .as = login};

	ftl_app_close(&s->app);
	dbfile_ok(ftl_app_open(&options, &s->app, err));
}

void scene_make_centre(struct scene *s)
{
	struct ftl_init init = {.name = "Centre",
	                        .currency = "EUR",
	                        .timezone = "Europe/Berlin",
	                        .country = "DE",
	                        .site = "",
	                        .login = "mara",
	                        .clock = {true, NOON}};
	struct ftl_staff staff;

	s->arena = dbfile_arena(s->state);
	init.path = s->path = dbfile_in(s->state, "shop.db");
	dbfile_ok(ftl_init_centre(&init, err));
	scene_as_at(s, "mara", NOON);
	dbfile_ok(ftl_staff_add(s->app, s->arena, "tomas", "Tomas", "technician", &staff, err));
	dbfile_ok(ftl_staff_add(s->app, s->arena, "aiko", "Aiko", "technician", &staff, err));
	dbfile_ok(ftl_staff_add(s->app, s->arena, "lena", "Lena", "front_desk", &staff, err));
}

const struct ftl_checked_in *scene_check_in(struct scene *s, const char *limit,
                                            const char *purchased_on)
{
	static const char *const left_with[] = {"case", "charger"};
	const struct ftl_intake_device device = {.brand = "Dyson",
	                                         .model = "V11",
	                                         .fault = "loses suction",
	                                         .accessories = left_with,
	                                         .accessory_count = 2,
	                                         .purchased_on = purchased_on,
	                                         .promised_on = "2026-11-27",
	                                         .approval_limit = limit};
	static const struct ftl_contact phone = {false, "+49 30 7654321"};
	const struct ftl_intake intake = {.customer_name = "Amir Haddad",
	                                  .contacts = &phone,
	                                  .contact_count = 1,
	                                  .devices = &device,
	                                  .device_count = 1};
	struct ftl_check_in_result result;

	dbfile_ok(ftl_check_in(s->app, s->arena, &intake, 1, &result, err));
	return &result.jobs[0];
}

void scene_begin(struct scene *s)
{
	const struct ftl_checked_in *job;

	scene_make_centre(s);
	job = scene_check_in(s, NULL, NULL);
	s->code = job->order.code;
	s->pieces = job->pieces;
}

enum ftl_status scene_step(struct scene *s, struct ftl_order_step what)
{
	return ftl_order_act(s->app, s->arena, s->code, &what, &s->change, err);
}

void scene_work_until(struct scene *s, enum ftl_event_kind last)
{
	static const struct ftl_order_step way[] = {
	        {.kind = FTL_EV_DIAGNOSE, .technician = "tomas"},
	        {.kind = FTL_EV_START},
	        {.kind = FTL_EV_TEST},
	        {.kind = FTL_EV_READY, .result = "repaired"},
	};

	for (size_t i = 0; i < sizeof(way) / sizeof(way[0]); i++) {
		dbfile_ok(scene_step(s, way[i]));
		if (way[i].kind == last)
			return;
	}
}

void scene_get(struct scene *s, struct ftl_order_full *full)
{
	dbfile_ok(ftl_order_get(s->app, s->arena, s->code, full, err));
}

struct ftl_order_line scene_add_line(struct scene *s, struct ftl_line_form form)
{
	struct ftl_order_line line;

	dbfile_ok(ftl_order_add_line(s->app, s->arena, s->code, &form, &line, err));
	return line;
}

void scene_is_about(const char *field, const char *words)
{
	if (strcmp(err->field, field) != 0 || strstr(err->message, words) == NULL)
		fail_msg("%s: %s (expected %s: …%s…)", err->field, err->message, field, words);
}

void scene_add_bill(struct scene *s)
{
	const struct ftl_line_form labour = {.class = "labour",
	                                     .text = "bench",
	                                     .price = "36.00",
	                                     .tax = "19",
	                                     .payer = "customer"};
	const struct ftl_line_form part = {.class = "part",
	                                   .text = "filter",
	                                   .price = "40.00",
	                                   .cost = "22.10",
	                                   .tax = "19",
	                                   .payer = "customer"};

	scene_add_line(s, labour);
	scene_add_line(s, part);
}

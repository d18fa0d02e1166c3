#ifndef HELPER_SCENE_H
#define HELPER_SCENE_H

#include <stdint.h>

#include "fettle/ops/intake.h"
#include "fettle/ops/order.h"

#define NOON INT64_C(1795345200) /* 2026-11-22T11:00:00Z: a Sunday, 12:00 in Berlin */
#define HOUR INT64_C(3600)
#define DAY  INT64_C(86400)

/*
 * A centre in Berlin with its people (mara the manager, tomas and aiko technicians, lena at the
 * front desk) and a job of a test. Wrong calls fail the test with their message.
 */
struct scene {
	void **state;
	struct ftl_arena *arena;
	const char *path;
	struct ftl_app *app;
	const char *code;               /* of the job */
	const struct ftl_piece *pieces; /* the device, "case", "charger" */
	struct ftl_order_change change; /* what the last step told */
};

void scene_stop(struct scene *s);
#define SCENE(name) struct scene name __attribute__((cleanup(scene_stop))) = {.state = state}

void scene_make_centre(struct scene *s);
/* The usual start: the centre and a job that nobody has. */
void scene_begin(struct scene *s);
/* Opens the centre again, as somebody at some time. */
void scene_as_at(struct scene *s, const char *login, int64_t now);
const struct ftl_checked_in *scene_check_in(struct scene *s, const char *limit,
                                            const char *purchased_on);

enum ftl_status scene_step(struct scene *s, struct ftl_order_step step);
#define STEP(...) scene_step(&s, (struct ftl_order_step){__VA_ARGS__})
/* Takes the job as far as start, test or ready. */
void scene_work_until(struct scene *s, enum ftl_event_kind last);
void scene_get(struct scene *s, struct ftl_order_full *full);

struct ftl_order_line scene_add_line(struct scene *s, struct ftl_line_form form);
#define LINE(...) scene_add_line(&s, (struct ftl_line_form){__VA_ARGS__})
/* An hour at 36.00 and a part of 40.00, 19 % tax: with 6.84 and 7.60 of tax 90.44 in all. */
void scene_add_bill(struct scene *s);

/* The last error is about this field and says these words. */
void scene_is_about(const char *field, const char *words);

#endif

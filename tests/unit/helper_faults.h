#ifndef HELPER_FAULTS_H
#define HELPER_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/ops/app.h"

/* Operations against a database whose n-th call fails, for every n. */

#define FAULTS_NOW INT64_C(1795341600) /* 2026-11-22T10:00:00Z */

/* What each operation under test needs to know of the centre. */
struct scene {
	char order[32];
	char other[32];
	char estimate[32];
};

typedef enum ftl_status operation(struct ftl_app *app, struct ftl_arena *arena,
                                  struct scene *scene);

/* A phone and a kettle are checked in: the scene's order and the other. */
#define FAULTS_IMEI   "490154203237518"
#define FAULTS_KETTLE "WMF-1234-5"
enum ftl_status faults_check_in(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene);

/*
 * Runs the operation with call n failing, for every n until it gets through: it either did all or
 * nothing, the database is whole either way, and asking again succeeds. before (or NULL) makes what
 * it needs. Wrong outcomes fail the test. Of the sanitized builds the one by clang asks the odd n
 * and the one by GCC the even ones, unless FETTLE_LONG is set.
 */
void fail_every_call(void **state, const char *name, operation *run, operation *before,
                     enum ftl_status with, bool is_for_ever);

#endif

#ifndef FETTLE_BASE_ERR_H
#define FETTLE_BASE_ERR_H

#include <stdbool.h>

#include "fettle/base/attr.h"

/*
 * Every outcome the program knows: constant, exit status, stable name. The names and numbers are
 * a contract with scripts (the exit status of the command line and error.code in JSON).
 */
#define FTL_STATUS_LIST(X)                                                                         \
	X(FTL_OK, 0, "ok")                                                                         \
	X(FTL_USAGE, 2, "usage")                                                                   \
	X(FTL_INVALID, 3, "invalid")                                                               \
	X(FTL_NOT_FOUND, 4, "not_found")                                                           \
	X(FTL_CONFLICT, 5, "conflict")                                                             \
	X(FTL_DENIED, 6, "denied")                                                                 \
	X(FTL_STATE, 7, "state")                                                                   \
	X(FTL_BUSY, 8, "busy")                                                                     \
	X(FTL_IO, 9, "io")                                                                         \
	X(FTL_DB, 10, "db")                                                                        \
	X(FTL_INTERNAL, 70, "internal")

enum ftl_status {
#define X(constant, number, name) constant = (number),
	FTL_STATUS_LIST(X)
#undef X
};

/*
 * What went wrong, in words for the person at the desk: one lower-case line that names what was
 * wrong and what was expected, the field it concerns (empty when none) and the way out (may be
 * empty). User text inside must have gone through ftl_quote().
 */
struct ftl_err {
	enum ftl_status status;
	char field[64];
	char message[480];
	char hint[320];
};

/* True for what one record of many is at fault for; everything else would befall the next, too. */
bool ftl_status_is_refusal(enum ftl_status status);

/* The stable name of a status, for example "not_found". */
const char *ftl_status_name(enum ftl_status status);

/*
 * Fills err and returns status, so that a failing function can end with `return ftl_fail(…)`.
 * field may be NULL. Clears the hint.
 */
enum ftl_status ftl_fail(struct ftl_err *err, enum ftl_status status, const char *field,
                         const char *format, ...) FTL_PRINTF(4, 5);

/* Adds the way out to an error that was just set. Returns err->status. */
enum ftl_status ftl_hint(struct ftl_err *err, const char *format, ...) FTL_PRINTF(2, 3);

/* Leaves the calling function with the status of expr unless it is FTL_OK. */
#define FTL_TRY(expr)                                                                              \
	do {                                                                                       \
		enum ftl_status try_status = (expr);                                               \
		if (try_status != FTL_OK)                                                          \
			return try_status;                                                         \
	} while (0)

#endif

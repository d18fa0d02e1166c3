#ifndef FETTLE_BASE_ATTR_H
#define FETTLE_BASE_ATTR_H

/* The result must be looked at: every function that can fail carries this. */
#define FTL_MUST_CHECK __attribute__((warn_unused_result))

/* Format checking for functions that take a printf-like format at FMT and its values from ARGS. */
#define FTL_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/* Runs fn(&variable) when the variable leaves its scope; for resources, on the line of birth. */
#define FTL_CLEANUP(fn) __attribute__((cleanup(fn)))

#define FTL_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif

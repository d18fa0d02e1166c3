#ifndef FETTLE_OPS_IMPORT_H
#define FETTLE_OPS_IMPORT_H

#include <stdint.h>

/* A record of a file that was left out, and why. */
struct ftl_import_problem {
	int64_t row; /* record number in the file, the first is 1 */
	int64_t line;
	const char *message; /* names the column */
};

/* Called now and then with bytes done and in all. */
typedef void ftl_import_progress(void *context, int64_t done, int64_t total, int64_t rows);

#endif

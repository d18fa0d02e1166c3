#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/context.h"

/*
 * How far long work has got, on one line of a terminal that is drawn again at most ten times a
 * second: "importing  12,400 records  61 %". Silent in a pipe and under --quiet.
 */
struct ftl_progress {
	const char *label;
	const char *unit; /* "records" */
	bool is_on;
	bool is_drawn;
	int64_t drawn_at; /* milliseconds of the machine's own clock */
};

void ftl_progress_start(struct ftl_progress *progress, const struct ftl_cli *cli, const char *label,
                        const char *unit);

/* count of units done; part of whole (bytes, for example) gives the per cent, whole 0: unknown. */
void ftl_progress_step(struct ftl_progress *progress, int64_t count, int64_t part, int64_t whole);

/* Takes the line away, so that a message can stand there. Safe to call twice. */
void ftl_progress_done(struct ftl_progress *progress);

#endif

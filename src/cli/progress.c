#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MOST_OFTEN 100 /* milliseconds between two drawings */

/* Not the centre's clock, which may stand still: how much time really went by. */
static int64_t machine_milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void ftl_progress_start(struct ftl_progress *progress, const struct ftl_cli *cli, const char *label,
                        const char *unit)
{
	const char *terminal = getenv("TERM");
	bool can_redraw = terminal != NULL && strcmp(terminal, "dumb") != 0;

	*progress = (struct ftl_progress){
	        .label = label,
	        .unit = unit,
	        .is_on = !cli->is_quiet && can_redraw && isatty(STDERR_FILENO),
	};
	if (progress->is_on)
		progress->drawn_at = machine_milliseconds();
}

/* 12400 as 12,400. */
static const char *with_commas(char buffer[32], int64_t count)
{
	char digits[24];
	size_t at = 0;
	int length = snprintf(digits, sizeof(digits), "%" PRId64, count);

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
			buffer[at++] = ',';
		buffer[at++] = digits[i];
	}
	buffer[at] = '\0';
	return buffer;
}

void ftl_progress_step(struct ftl_progress *progress, int64_t count, int64_t part, int64_t whole)
{
	char number[32];

	if (!progress->is_on)
		return;
	int64_t now = machine_milliseconds();
	if (now - progress->drawn_at < MOST_OFTEN)
		return;
	progress->drawn_at = now;
	progress->is_drawn = true;
	fprintf(stderr, "\r\x1b[K%s  %s %s", progress->label, with_commas(number, count),
	        progress->unit);
	if (whole > 0)
		fprintf(stderr, "  %d %%", (int)(part >= whole ? 100 : part / (whole / 100 + 1)));
	fflush(stderr);
}

void ftl_progress_done(struct ftl_progress *progress)
{
	if (progress->is_drawn)
		fputs("\r\x1b[K", stderr);
	progress->is_drawn = false;
}

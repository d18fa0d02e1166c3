#include "ops/csv_import.h"

#include <stdio.h>
#include <string.h>

#include "store/row.h"

#define PROGRESS_EVERY 500

/* "row 12, line 14: …": so that a person finds it in the file. */
static enum ftl_status place_problem(const struct ftl_csv_record *record, struct ftl_err *err)
{
	char message[sizeof(err->message)];

	snprintf(message, sizeof(message), "row %lld, line %lld: %.420s", (long long)record->row,
	         (long long)record->line, err->message);
	memcpy(err->message, message, sizeof(message));
	return err->status;
}

static void note_problem(struct ftl_csv_import *im, const struct ftl_csv_record *record,
                         const struct ftl_err *problem)
{
	struct ftl_import_problem *row;

	im->problems = ftl_store_grow(im->arena, im->problems, im->problem_count,
	                              &im->problem_capacity, sizeof(*im->problems));
	row = &im->problems[im->problem_count++];
	row->row = record->row;
	row->line = record->line;
	row->message = ftl_sprintf(im->arena, "%s%s%s", problem->field, *problem->field ? ": " : "",
	                           problem->message);
}

static void tell_progress(const struct ftl_csv_import *im, const struct ftl_csv *csv)
{
	int64_t done, total;

	if (im->progress == NULL || im->read % PROGRESS_EVERY != 0)
		return;
	ftl_csv_progress(csv, &done, &total);
	im->progress(im->progress_context, done, total, im->read);
}

enum ftl_status ftl_csv_import(struct ftl_csv_import *im, struct ftl_csv *csv, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	struct ftl_csv_record record = {0};
	bool more;

	for (;;) {
		enum ftl_status status = ftl_csv_next(csv, &record, &more, err);

		if (status == FTL_OK && !more)
			return FTL_OK;
		im->read++;
		if (status == FTL_OK) {
			ftl_arena_reset(&scratch);
			status = im->take(im->context, &record, &scratch, err);
			if (status != FTL_OK && !(im->keep_going && ftl_status_is_refusal(status)))
				return place_problem(&record, err);
		} else if (status != FTL_INVALID || !im->keep_going || ftl_csv_is_over(csv)) {
			/* What comes behind cannot be read: then nothing is taken over. */
			return status;
		}
		if (status != FTL_OK)
			note_problem(im, &record, err);
		tell_progress(im, csv);
	}
}

enum ftl_status ftl_csv_import_note_file(struct ftl_app *app, const char *path, struct ftl_err *err)
{
	unsigned char hash[FTL_DIGEST_SIZE];

	if (app->request_id == NULL || strcmp(path, "-") == 0)
		return FTL_OK;
	FTL_TRY(ftl_digest_file(path, hash, err));
	ftl_digest_bytes(&app->request, hash, sizeof(hash));
	return FTL_OK;
}

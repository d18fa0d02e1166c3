#include <string.h>

#include "fettle/ops/intake.h"
#include "ops/intake_form.h"
#include "store/audit.h"

/* The request id of one record of a batch: each record is a request of its own. */
static const char *id_of(struct ftl_arena *arena, const char *request_id, size_t index)
{
	return request_id == NULL ? NULL : ftl_sprintf(arena, "%s/%zu", request_id, index + 1);
}

/* A batch under an id that was used with other content is refused whole, before anything is done.
 */
static enum ftl_status refuse_reuse(struct ftl_app *app, const char *request_id, size_t count,
                                    struct ftl_err *err)
{
	FTL_ARENA(scratch);
	struct ftl_digest request = app->request;
	unsigned char hash[FTL_DIGEST_SIZE];
	struct ftl_request_row row;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	if (request_id == NULL)
		return FTL_OK;
	ftl_digest_end(&request, hash);
	for (size_t i = 0; i < count; i++) {
		ftl_arena_reset(&scratch);
		FTL_TRY(ftl_store_request_find(app->db, &scratch, app->site_id,
		                               id_of(&scratch, request_id, i), &row, &found, err));
		if (!found || memcmp(row.content_hash, hash, FTL_DIGEST_SIZE) == 0)
			continue;
		ftl_fail(err, FTL_CONFLICT, "request-id", "%s was used for another request",
		         ftl_quote(quoted, request_id));
		return ftl_hint(err, "give every new request an id of its own");
	}
	return FTL_OK;
}

enum ftl_status ftl_check_in_each(struct ftl_app *app, const struct ftl_intake *intakes,
                                  size_t count, ftl_intake_each *each, void *context,
                                  struct ftl_err *err)
{
	FTL_ARENA(record);
	const char *request_id = app->request_id;
	enum ftl_status status = refuse_reuse(app, request_id, count, err);

	for (size_t i = 0; i < count && status == FTL_OK; i++) {
		struct ftl_intake intake = intakes[i];
		struct ftl_check_in_result result = {0};
		struct ftl_err refused = {.status = FTL_OK};

		ftl_arena_reset(&record);
		/* The caller names the place: not twice. */
		intake.where = NULL;
		app->request_id = id_of(&record, request_id, i);
		status = ftl_check_in(app, &record, &intake, 1, &result, &refused);
		if (status == FTL_OK) {
			status = each(context, &intakes[i], &result, NULL, err);
		} else if (ftl_status_is_refusal(status)) {
			status = each(context, &intakes[i], NULL, &refused, err);
		} else {
			*err = refused;
		}
	}
	app->request_id = request_id;
	return status;
}

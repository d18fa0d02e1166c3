#include "cli/job_list.h"

#include <string.h>
#include <strings.h>

#include "fettle/base/file.h"
#include "fettle/base/text.h"

#define LIST_BYTES_MAX ((size_t)1024 * 1024)
#define LIST_JOBS_MAX  10000
#define CODE_MAX       200

bool ftl_job_list_is(const char *text)
{
	return text != NULL && text[0] == '@';
}

enum ftl_status ftl_job_list_check(struct ftl_cli *cli, const char *text, struct ftl_err *err)
{
	if (ftl_job_list_is(text) || !ftl_cli_flag(cli, "keep-going"))
		return FTL_OK;
	return ftl_fail(err, FTL_USAGE, "keep-going", "goes with a list only: @FILE");
}

/* A line of the list: NULL when it says nothing. */
static enum ftl_status read_line(struct ftl_cli *cli, const char *text, size_t line,
                                 const char **ret, struct ftl_err *err)
{
	const char *code;

	if (ftl_text_take(&cli->arena, "code", FTL_TEXT_LINE, CODE_MAX, text, strlen(text), &code,
	                  err) != FTL_OK) {
		struct ftl_err problem = *err;

		return ftl_fail(err, FTL_INVALID, "CODE", "line %zu: %s", line, problem.message);
	}
	*ret = code != NULL && line == 1 && strcasecmp(code, "code") == 0 ? NULL : code;
	return FTL_OK;
}

enum ftl_status ftl_job_list_read(struct ftl_cli *cli, const char *text,
                                  const struct ftl_order_named **ret, size_t *ret_count,
                                  struct ftl_err *err)
{
	struct ftl_order_named *named;
	size_t count = 0, line = 0, length;
	char *list, *at;

	FTL_TRY(ftl_file_read(&cli->arena, text + 1, LIST_BYTES_MAX, &list, &length, err));
	if (strlen(list) != length)
		return ftl_fail(err, FTL_INVALID, "CODE", "the list holds a NUL, expected text");
	ftl_digest_bytes(&cli->app->request, list, length);
	list = ftl_text_past_mark(list);
	named = ftl_alloc(&cli->arena, LIST_JOBS_MAX, sizeof(*named));
	while ((at = strsep(&list, "\n")) != NULL) {
		const char *code;

		FTL_TRY(read_line(cli, at, ++line, &code, err));
		if (code == NULL)
			continue;
		if (count == LIST_JOBS_MAX)
			return ftl_fail(err, FTL_INVALID, "CODE",
			                "the list has more than %d codes: split it", LIST_JOBS_MAX);
		named[count++] = (struct ftl_order_named){code, line};
	}
	if (count == 0) {
		ftl_fail(err, FTL_INVALID, "CODE", "the list is empty, expected a code a line");
		return ftl_hint(err, "fettle order list --fields code --format csv makes one");
	}
	*ret = named;
	*ret_count = count;
	return FTL_OK;
}

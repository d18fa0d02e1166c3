#include "cli/rows.h"

enum ftl_status ftl_cli_put_list(struct ftl_cli *cli, const struct ftl_table *shape,
                                 ftl_cli_fill *fill, const void *things, size_t count, size_t size,
                                 struct ftl_err *err)
{
	struct ftl_cell *cells = ftl_alloc(&cli->arena, shape->count, sizeof(*cells));
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_begin(cli->out, shape, err));
	for (size_t i = 0; i < count && !ftl_out_is_full(cli->out); i++) {
		fill(cli, cells, (const char *)things + i * size);
		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	return ftl_out_end(cli->out, err);
}

bool ftl_cli_is_full(void *context)
{
	const struct ftl_cli *cli = context;

	return ftl_out_is_full(cli->out);
}

enum ftl_status ftl_cli_put_record(struct ftl_cli *cli, const struct ftl_table *shape,
                                   ftl_cli_fill *fill, const void *thing, struct ftl_err *err)
{
	struct ftl_cell *cells = ftl_alloc(&cli->arena, shape->count, sizeof(*cells));
	const struct ftl_row row = {.cells = cells};

	fill(cli, cells, thing);
	return ftl_out_record(cli->out, shape, &row, NULL, NULL, err);
}

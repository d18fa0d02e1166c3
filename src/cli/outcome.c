#include <stdio.h>
#include <stdlib.h>

#include "cli/context.h"

/* Called by the operation before it commits: what write shows goes onto a tape. */
static enum ftl_status keep(void *context, const void *result, struct ftl_arena *arena,
                            const char **ret, struct ftl_err *err)
{
	struct ftl_cli *cli = context;
	struct ftl_out *shown = cli->out;
	FTL_OUT(tape);
	enum ftl_status status;

	ftl_tape_open(cli->out, &tape);
	cli->out = tape;
	cli->is_taping = true;
	status = cli->command->write(cli, result, err);
	cli->out = shown;
	cli->is_taping = false;
	if (status == FTL_OK)
		*ret = ftl_strdup(arena, ftl_tape_text(tape));
	return status;
}

void ftl_cli_keep_outcome(struct ftl_cli *cli)
{
	if (cli->app == NULL || (cli->command->flags & FTL_COMMAND_REQUEST_ID) == 0)
		return;
	if (cli->command->write == NULL || cli->command->shape == NULL) {
		fprintf(stderr, "fettle: '%s' cannot tell a retry what it gave first\n",
		        cli->command->path);
		abort();
	}
	cli->app->keep = keep;
	cli->app->keep_context = cli;
}

void ftl_cli_set_left_out(struct ftl_cli *cli, int64_t count, int64_t total)
{
	if (count > 0)
		ftl_out_set_partial(cli->out,
		                    ftl_sprintf(&cli->arena, "%lld of %lld records %s left out",
		                                (long long)count, (long long)total,
		                                count == 1 ? "was" : "were"));
}

void ftl_cli_set_none_taken(struct ftl_cli *cli, int64_t wrong, int64_t total)
{
	ftl_out_set_partial(
	        cli->out,
	        ftl_sprintf(&cli->arena, "nothing was taken over: %lld of %lld rows %s wrong",
	                    (long long)wrong, (long long)total, wrong == 1 ? "is" : "are"));
	cli->mend = "mend what is told and send the file again";
	if (wrong < total)
		cli->mend = ftl_sprintf(&cli->arena, "%s; --keep-going takes over the other %lld",
		                        cli->mend, (long long)(total - wrong));
}

enum ftl_status ftl_cli_outcome(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	if (cli->app->was_replayed)
		return ftl_tape_play(cli->out, cli->command->shape, cli->app->replayed, err);
	return cli->command->write(cli, result, err);
}

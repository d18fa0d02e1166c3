#include "cli/view_possible.h"

#include <string.h>

#include "cli/view_order.h"
#include "fettle/base/buf.h"

/* What a person has to fill in behind the code. */
static const struct {
	const char *command;
	const char *usage;
} usages[] = {
        {"order assign", " TECHNICIAN"},
        {"order fail", " REASON"},
        {"order ready", " --result repaired"},
        {"estimate accept", " --by NAME"},
        {"estimate reject", " --reason TEXT"},
        {"estimate send", " --due DATE"},
        {"order move", " PLACE"},
        {"estimate add", " --from-lines"},
        {"estimate edit", " --line 'part;TEXT;1;PRICE'"},
};

const char *ftl_view_possible(struct ftl_arena *arena, const struct ftl_possible *possible)
{
	FTL_BUF(list);

	for (int i = 0; i < possible->count; i++)
		ftl_buf_printf(&list, "%s%s", i > 0 ? "\n" : "", possible->acts[i].command);
	return list.length > 0 ? ftl_strdup(arena, ftl_buf_cstr(&list)) : NULL;
}

const char *ftl_view_possible_act(struct ftl_arena *arena, const struct ftl_possible_act *act)
{
	if (act->code == NULL)
		return act->command;
	return ftl_sprintf(arena, "%s %s", act->command, ftl_view_code(arena, act->code));
}

/* " --paid 64.00" of what is to be paid. */
static const char *paid(struct ftl_arena *arena, const struct ftl_app *app,
                        const struct ftl_possible *possible)
{
	char bill[FTL_MONEY_TEXT_SIZE];

	if (possible->bill_cents.value == 0)
		return "";
	return ftl_sprintf(arena, " --paid %s",
	                   ftl_money_format(bill, possible->bill_cents.value, &app->currency));
}

const char *ftl_view_possible_next(struct ftl_arena *arena, const struct ftl_app *app,
                                   const char *code, const struct ftl_possible *possible)
{
	const struct ftl_possible_act *act = &possible->acts[0];
	const char *usage = "";

	if (possible->called_for == 0)
		return NULL;
	for (size_t i = 0; i < FTL_COUNT(usages); i++) {
		if (strcmp(usages[i].command, act->command) == 0)
			usage = usages[i].usage;
	}
	if (act->kind == FTL_EV_HAND_OVER)
		usage = paid(arena, app, possible);
	return ftl_sprintf(arena, "%s %s%s", act->command,
	                   ftl_view_code(arena, act->code != NULL ? act->code : code), usage);
}

void ftl_view_possible_say(struct ftl_cli *cli, const char *code,
                           const struct ftl_possible *possible)
{
	const char *next = ftl_view_possible_next(&cli->arena, cli->app, code, possible);

	if (next != NULL)
		ftl_cli_next(cli, "%s", next);
}

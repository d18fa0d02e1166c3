#include "cli/context.h"
#include "cli/rows.h"
#include "cli/view_purchase.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/ops/lookup.h"

enum { KIND, CODE, TITLE, DETAIL, STATE, CELLS };

static const char *state_title(const char *name)
{
	int i = ftl_text_index(ftl_state_names, FTL_STATES, name);

	return i < 0 ? ftl_view_purchase_state_title(name) : ftl_state_title((enum ftl_state)i);
}

static const struct ftl_column columns[CELLS] = {
        [KIND] =
                {.key = "kind",
                 .title = "What",
                 .type = FTL_T_ENUM,
                 .help = "order, customer, device, purchase, or estimate and claim by their codes"},
        [CODE] = {.key = "code", .title = "Code", .type = FTL_T_CODE, .help = "its code"},
        [TITLE] = {.key = "title",
                   .title = "Name",
                   .type = FTL_T_TEXT,
                   .help = "the customer's or supplier's name, the brand and model"},
        [DETAIL] = {.key = "detail",
                    .title = "Detail",
                    .type = FTL_T_TEXT,
                    .help = "phone and e-mail, serial, fault, the supplier's number"},
        [STATE] = {.key = "state",
                   .title = "State",
                   .type = FTL_T_ENUM,
                   .help = "of a work order, purchase order, estimate or claim",
                   .title_of = state_title},
};

static const struct ftl_table list_shape = {.schema = "find.list/1",
                                            .title = "Found",
                                            .columns = columns,
                                            .count = CELLS,
                                            .empty = "nothing found"};

static enum ftl_status write_hit(void *context, const struct ftl_hit *hit, struct ftl_err *err)
{
	struct ftl_cli *cli = context;
	const struct ftl_cell cells[CELLS] = {
	        [KIND] = ftl_cell_text(ftl_thing_names[hit->thing]),
	        [CODE] = ftl_cell_text(hit->code),
	        [TITLE] = ftl_cell_text(hit->title),
	        [DETAIL] = ftl_cell_text(hit->detail),
	        [STATE] = ftl_cell_text(hit->state),
	};
	const struct ftl_row row = {.cells = cells};

	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status run_find(struct ftl_cli *cli, struct ftl_err *err)
{
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_find(cli->app, ftl_cli_words(cli, "TEXT"), INT64_MAX, write_hit,
	                 ftl_cli_is_full, cli, err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_argument find_arguments[] = {
        {.name = "TEXT", .min = 1, .max = 0, .help = "one or several words, all must be there"},
};
static const struct ftl_example find_examples[] = {
        {"fettle find sony", "devices of that brand", "orders"},
        {"fettle find covic 4567", "a customer by parts of the name and the number", "orders"},
};

const struct ftl_command ftl_command_find_text = {
        .path = "find",
        .summary = "look for customers, devices, work orders, claims and purchase orders",
        .description =
                "Looks in names, phones, e-mails, addresses, codes, brands, models, serial and "
                "inventory numbers and faults, for parts of words, whatever the accents, the case "
                "or the script; O and 0, I and 1 and the like count as alike in serial numbers, "
                "and a phone number is found with or without its country code. Several words must "
                "all be there. The newest comes first. A claim is found by its code or by the "
                "payer's number of it; a purchase order by its code, or by the supplier's name or "
                "number of it.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        .audience = FTL_FOR_FRONT_DESK,
        .screen_limit = 20,
        FTL_ARGUMENTS(find_arguments),
        FTL_EXAMPLES(find_examples),
        .shape = &list_shape,
        .run = run_find,
};

#include "cli/cmd_coverage.h"

#include "fettle/base/buf.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"

/* What is put on file of cover. */

/* The rest of the command's words as one text; NULL: none. */
static const char *words(struct ftl_cli *cli, const char *name)
{
	FTL_BUF(text);

	for (size_t i = 0; i < cli->command->argument_count; i++) {
		if (!ftl_text_equal(cli->command->arguments[i].name, name))
			continue;
		for (size_t j = 0; j < cli->arguments[i].count; j++)
			ftl_buf_printf(&text, "%s%s", j > 0 ? " " : "",
			               cli->arguments[i].items[j].text);
	}
	return text.length > 0 ? ftl_strdup(&cli->arena, ftl_buf_cstr(&text)) : NULL;
}

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_cover_form form = {
	        .term = ftl_cli_text(cli, "term"),
	        .from = ftl_cli_text(cli, "from"),
	        .made_on = ftl_cli_text(cli, "made-on"),
	        .until = ftl_cli_text(cli, "until"),
	        .proof = ftl_cli_text(cli, "proof"),
	        .source = ftl_cli_text(cli, "source"),
	};
	struct ftl_coverage coverage;

	FTL_TRY(ftl_coverage_add(cli->app, &cli->arena, ftl_cli_arg(cli, "DEVICE"), &form,
	                         &coverage, err));
	return ftl_cli_outcome(cli, &coverage, err);
}

static enum ftl_status run_void(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_coverage coverage;
	int64_t position;

	FTL_TRY(ftl_parse_i64("COVER", ftl_cli_arg(cli, "COVER"), 1, 1000, &position, err));
	FTL_TRY(ftl_coverage_void(cli->app, &cli->arena, ftl_cli_arg(cli, "DEVICE"), position,
	                          words(cli, "REASON"), &coverage, err));
	return ftl_cli_outcome(cli, &coverage, err);
}

static enum ftl_status run_exchange(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_coverage coverage;

	FTL_TRY(ftl_coverage_exchange(cli->app, &cli->arena, ftl_cli_arg(cli, "OLD"),
	                              ftl_cli_arg(cli, "NEW"), ftl_cli_text(cli, "on"),
	                              ftl_cli_flag(cli, "not"), &coverage, err));
	return ftl_cli_outcome(cli, &coverage, err);
}

static enum ftl_status run_found(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_coverage coverage;

	FTL_TRY(ftl_coverage_found(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                           ftl_cli_arg(cli, "FINDING"), words(cli, "EVIDENCE"),
	                           ftl_cli_flag(cli, "not"), &coverage, err));
	return ftl_cli_outcome(cli, &coverage, err);
}

static enum ftl_status run_decide(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_coverage coverage;

	FTL_TRY(ftl_coverage_decide_again(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                                  &coverage, err));
	return ftl_cli_outcome(cli, &coverage, err);
}

static enum ftl_status run_override(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_cover_override override = {
	        .class = ftl_cli_text(cli, "class"),
	        .payer = ftl_cli_text(cli, "payer"),
	        .percent = ftl_cli_text(cli, "percent"),
	        .reason = words(cli, "REASON"),
	};
	struct ftl_coverage coverage;

	FTL_TRY(ftl_coverage_override(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &override,
	                              &coverage, err));
	return ftl_cli_outcome(cli, &coverage, err);
}

#define TEXT(k, v, h)                                                                              \
	{                                                                                          \
		.key = (k), .type = FTL_OPT_TEXT, .value = (v), .help = (h)                        \
	}
#define ONE(called, text)                                                                          \
	{                                                                                          \
		.name = (called), .min = 1, .max = 1, .help = (text)                               \
	}
#define WORDS(called, least, text)                                                                 \
	{                                                                                          \
		.name = (called), .min = (least), .max = 0, .help = (text)                         \
	}

/* One command: what differs is data. */
#define COMMAND(symbol, words_, in_short, in_long, audience_, ...)                                 \
	const struct ftl_command ftl_command_coverage_##symbol = {                                 \
	        .path = words_,                                                                    \
	        .summary = in_short,                                                               \
	        .description = in_long,                                                            \
	        .need = FTL_NEED_WRITE,                                                            \
	        .flags = FTL_COMMAND_CHANGES,                                                      \
	        .audience = audience_,                                                             \
	        FTL_ARGUMENTS(symbol##_arguments),                                                 \
	        FTL_EXAMPLES(symbol##_examples),                                                   \
	        .shape = &ftl_coverage_shape,                                                      \
	        .run = run_##symbol,                                                               \
	        .write = ftl_coverage_write,                                                       \
	        __VA_ARGS__}

static const struct ftl_argument add_arguments[] = {
        ONE("DEVICE", "its code, IMEI, serial or asset tag")};
static const struct ftl_option add_options[] = {
        {.key = "term",
         .type = FTL_OPT_TEXT,
         .value = "CODE",
         .help = "the term: see fettle term list",
         .is_required = true},
        TEXT("from", "DATE", "the day it counts from (standard: the day of purchase)"),
        TEXT("made-on", "DATE",
             "the day of manufacture, where no other is known: the start is guessed from it"),
        TEXT("until", "DATE", "its last day as the giver says (standard: as the term says)"),
        TEXT("proof", "TEXT", "receipt, certificate, what the register said"),
        {.key = "source",
         .type = FTL_OPT_ENUM,
         .value = "SOURCE",
         .help = "how it is known: typed, receipt, register or import",
         .names = ftl_cover_source_names,
         .name_count = 4},
};
static const struct ftl_example add_examples[] = {
        {"fettle coverage add S01-5512345-7 --term extended-60 --proof 'certificate 88'",
         "the headphones have an extended warranty", "terms"},
};
COMMAND(add, "coverage add", "put a cover on file of a device",
        "A cover is a term that counts from a day of this device: an extended warranty, an "
        "insurance, a maker's warranty that the register confirmed. What is on file of a giver "
        "stands before the usual terms of that giver, but for our own repairs, which are each "
        "guaranteed for themselves. Jobs go by what was decided of them until "
        "`coverage decide`.",
        FTL_FOR_NOUN, FTL_OPTIONS(add_options));

static const struct ftl_argument void_arguments[] = {
        ONE("DEVICE", "its code, IMEI, serial or asset tag"),
        ONE("COVER", "its number: see fettle coverage why"),
        WORDS("REASON", 1, "why it does not hold")};
static const struct ftl_example void_examples[] = {
        {"fettle coverage void S01-5512345-7 1 'opened by another shop'", "it is void", "covers"},
};
COMMAND(void, "coverage void", "a cover on file no longer holds",
        "It stays on file with the reason, and its number is not given again.", FTL_FOR_NOUN, );

static const struct ftl_argument exchange_arguments[] = {
        ONE("OLD", "the unit that was given back: its code, IMEI, serial or asset tag"),
        ONE("NEW", "the unit that took its place")};
static const struct ftl_option exchange_options[] = {
        TEXT("on", "DATE", "the day of the exchange (standard: today)"),
        {.key = "not", .type = FTL_OPT_FLAG, .help = "it was not so after all"},
};
static const struct ftl_example exchange_examples[] = {
        {"fettle coverage exchange S01-5512345-7 'A3-EU-KHA0123A' --on 2026-11-20",
         "the maker sent another one", "covers"},
};
COMMAND(exchange, "coverage exchange", "a unit took the place of another",
        "The new unit inherits what was left of the cover of the old one on that day, or the "
        "minimum that a term gives (replacement_min_days); no term begins anew with it, whatever "
        "day of purchase is on file. The old one is covered until that day. What is put on file "
        "of the new unit counts as well.",
        FTL_FOR_NOUN, FTL_OPTIONS(exchange_options));

static const struct ftl_argument found_arguments[] = {
        ONE("CODE", "the work order"),
        ONE("FINDING", "damage, liquid, opened, seal_broken, consumable, battery_wear, "
                       "wrong_region, stolen, serial_altered, misuse or commercial_use"),
        WORDS("EVIDENCE", 0, "the photo or test that proves it; without, it is suspected")};
static const struct ftl_option found_options[] = {
        {.key = "not", .type = FTL_OPT_FLAG, .help = "it was not so after all"},
};
static const struct ftl_example found_examples[] = {
        {"fettle coverage found W26-00001-9 liquid 'photo 3: green contacts'",
         "the headphones were in the water", "jobs"},
};
COMMAND(found, "coverage found", "note what a cover may exclude, with its evidence",
        "Damage, liquid and the like take a cover that excludes them out of the verdict, if there "
        "is evidence; a suspicion only says what would change it. The job goes by what was "
        "decided of it until `coverage decide`.",
        FTL_FOR_NOUN, FTL_OPTIONS(found_options));

static const struct ftl_argument decide_arguments[] = {ONE("CODE", "the work order")};
static const struct ftl_example decide_examples[] = {
        {"fettle coverage found W26-00001-9 liquid 'photo 3' && fettle coverage decide W26-00001-9",
         "and the job goes by it", "jobs"},
};
COMMAND(decide, "coverage decide", "let an open job go by what is known now",
        "Adopts the verdict that `coverage why` gives, also where a person had decided otherwise. "
        "Lines that are on the bill keep their payers; new ones take them from it.",
        FTL_FOR_NOUN, );

static const struct ftl_argument override_arguments[] = {
        ONE("CODE", "the work order"), WORDS("REASON", 1, "why: it stays with the job")};
static const struct ftl_option override_options[] = {
        {.key = "class",
         .type = FTL_OPT_ENUM,
         .value = "CLASS",
         .help = "parts, labour, shipping or travel (standard: all)",
         .names = ftl_cover_class_names,
         .name_count = FTL_LINE_CLASSES},
        {.key = "payer",
         .type = FTL_OPT_ENUM,
         .value = "PAYER",
         .help = "who pays: customer, maker, seller, supplier, insurer, contract or shop",
         .names = ftl_payer_names,
         .name_count = FTL_PAYERS,
         .is_required = true},
        TEXT("percent", "N", "of the costs (standard: 100); the rest is the customer's"),
};
static const struct ftl_example override_examples[] = {
        {"fettle coverage override W26-00002-7 --class labour --payer shop 'goodwill, old "
         "customer'",
         "the shop pays the labour", "jobs"},
};
COMMAND(override, "coverage override", "decide otherwise who pays, with a reason",
        "The verdict is advice: a manager may decide otherwise. Who did, when and why stays on the "
        "timeline of the job.",
        FTL_FOR_MANAGER, FTL_OPTIONS(override_options));

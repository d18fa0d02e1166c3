#include <stdio.h>

#include "cli/checkin.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/intake.h"
#include "fettle/ops/lookup.h"

#define BATCH_MAX  ((size_t)64 << 20)
#define NAMED_MOST 9 /* work orders named in one "Next:" line */

/* Every option that says something about a device or a customer. */
static const char *const said_keys[] = {
        "customer",       "company",     "phone",    "email",     "language",    "address",
        "category",       "brand",       "model",    "serial",    "imei",        "imei2",
        "gtin",           "asset-tag",   "device",   "proof",     "fault",       "purchased-on",
        "approval-limit", "condition",   "priority", "accessory", "promised-on", "no-imei",
        "meter",          "meter-reason"};

static bool is_anything_said(const struct ftl_cli *cli)
{
	for (size_t i = 0; i < FTL_COUNT(said_keys); i++) {
		if (ftl_cli_is_given(cli, said_keys[i]))
			return true;
	}
	return false;
}

static void add_contacts(const struct ftl_cli *cli, const char *key, bool is_email,
                         struct ftl_contact *contacts, size_t *count)
{
	size_t given;
	const struct ftl_value *values = ftl_cli_values(cli, key, &given);

	for (size_t i = 0; i < given; i++)
		contacts[(*count)++] = (struct ftl_contact){is_email, values[i].text};
}

static void read_customer(struct ftl_cli *cli, struct ftl_intake *intake)
{
	const char *customer = ftl_cli_text(cli, "customer");
	size_t phones, emails, count = 0;

	(void)ftl_cli_values(cli, "phone", &phones);
	(void)ftl_cli_values(cli, "email", &emails);
	struct ftl_contact *contacts = ftl_alloc(&cli->arena, phones + emails, sizeof(*contacts));
	add_contacts(cli, "phone", false, contacts, &count);
	add_contacts(cli, "email", true, contacts, &count);
	if (customer != NULL && ftl_code_seems(cli->app, customer))
		intake->customer_code = customer;
	else
		intake->customer_name = customer;
	intake->is_company = ftl_cli_flag(cli, "company");
	intake->language = ftl_cli_text(cli, "language");
	intake->address = ftl_cli_text(cli, "address");
	intake->contacts = contacts;
	intake->contact_count = count;
}

static void read_device(struct ftl_cli *cli, struct ftl_intake_device *device)
{
	size_t count;
	const char *const *accessories = ftl_cli_texts(cli, "accessory", &count);

	*device = (struct ftl_intake_device){
	        .code = ftl_cli_text(cli, "device"),
	        .category = ftl_cli_text(cli, "category"),
	        .brand = ftl_cli_text(cli, "brand"),
	        .model = ftl_cli_text(cli, "model"),
	        .serial = ftl_cli_text(cli, "serial"),
	        .imei = ftl_cli_text(cli, "imei"),
	        .imei2 = ftl_cli_text(cli, "imei2"),
	        .no_imei = ftl_cli_text(cli, "no-imei"),
	        .gtin = ftl_cli_text(cli, "gtin"),
	        .asset_tag = ftl_cli_text(cli, "asset-tag"),
	        .purchased_on = ftl_cli_date_text(cli, "purchased-on"),
	        .proof = ftl_cli_text(cli, "proof"),
	        .meter = ftl_cli_text(cli, "meter"),
	        .meter_reason = ftl_cli_text(cli, "meter-reason"),
	        .fault = ftl_cli_text(cli, "fault"),
	        .symptom = ftl_cli_text(cli, "symptom"),
	        .condition = ftl_cli_text(cli, "condition"),
	        .accessories = accessories,
	        .accessory_count = count,
	        .priority = ftl_cli_text(cli, "priority"),
	        .promised_on = ftl_cli_date_text(cli, "promised-on"),
	        .approval_limit = ftl_cli_text(cli, "approval-limit"),
	};
}

/* What usually follows: somebody takes the job, and the labels go onto the pieces. */
static void say_next(const struct ftl_cli *cli, const struct ftl_check_in_result *result)
{
	char code[FTL_CODE_SIZE];
	FTL_BUF(codes);

	if (result->count == 0 || cli->is_dry_run)
		return;
	if (result->count == 1)
		ftl_cli_next(cli, "order assign %s TECHNICIAN",
		             ftl_code_eye_of(code, result->jobs[0].order.code));
	if (result->count > NAMED_MOST) {
		ftl_cli_next(cli, "board");
		return;
	}
	for (size_t i = 0; i < result->count; i++)
		ftl_buf_printf(&codes, " %s", ftl_code_eye_of(code, result->jobs[i].order.code));
	ftl_cli_say(cli, "Labels: fettle label%s", ftl_buf_cstr(&codes));
}

static enum ftl_status write_result(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	FTL_TRY(ftl_out_begin(cli->out, &ftl_checkin_shape, err));
	FTL_TRY(ftl_checkin_write(cli, result, err));
	FTL_TRY(ftl_out_end(cli->out, err));
	say_next(cli, result);
	return FTL_OK;
}

/* A check-in with --keep-going while it runs: what went in and what did not. */
struct keeping_going {
	struct ftl_cli *cli;
	int64_t in;      /* records */
	int64_t refused; /* records */
};

static void report_refusal(struct keeping_going *k, const char *where, const struct ftl_err *why)
{
	struct ftl_err placed = *why;

	k->refused++;
	if (where == NULL)
		where = "record 1";
	snprintf(placed.field, sizeof(placed.field), "%.20s%s%.40s", where, *why->field ? ": " : "",
	         why->field);
	ftl_cli_error(k->cli, &placed);
}

static enum ftl_status take_record(void *context, const struct ftl_intake *intake,
                                   const struct ftl_check_in_result *result,
                                   const struct ftl_err *refused, struct ftl_err *err)
{
	struct keeping_going *k = context;

	if (refused != NULL) {
		report_refusal(k, intake->where, refused);
		return FTL_OK;
	}
	k->in++;
	if (k->cli->app->was_replayed)
		return ftl_tape_play(k->cli->out, &ftl_checkin_shape, k->cli->app->replayed, err);
	return ftl_checkin_write(k->cli, result, err);
}

static enum ftl_status show_what_went_in(struct ftl_cli *cli, struct ftl_err *err)
{
	FTL_TRY(ftl_out_end(cli->out, err));
	return ftl_out_close(cli->out, err);
}

static enum ftl_status keep_going(struct ftl_cli *cli, const struct ftl_intake_batch *batch,
                                  struct ftl_err *err)
{
	struct keeping_going k = {.cli = cli};
	enum ftl_status status;

	FTL_TRY(ftl_out_begin(cli->out, &ftl_checkin_shape, err));
	for (size_t i = 0; i < batch->refused_count; i++)
		report_refusal(&k, batch->refused_where[i], &batch->refused[i]);
	status = ftl_check_in_each(cli->app, batch->intakes, batch->count, take_record, &k, err);
	if (status != FTL_OK && k.in == 0)
		return status;
	/* What went in must be seen although the command fails. */
	struct ftl_err output = {.status = FTL_OK};
	enum ftl_status shown = FTL_OK;
	if (status != FTL_OK || k.refused > 0)
		shown = show_what_went_in(cli, &output);
	if (status != FTL_OK)
		return ftl_hint(err, "%lld records went in before; see the list", (long long)k.in);
	if (shown != FTL_OK) {
		*err = output;
		return ftl_hint(err, "only the printing failed: %lld of %lld records went in",
		                (long long)k.in, (long long)(k.in + k.refused));
	}
	if (k.refused == 0)
		return ftl_out_end(cli->out, err);
	ftl_fail(err, FTL_INVALID, NULL, "%lld of %lld records went in, %lld %s refused",
	         (long long)k.in, (long long)(k.in + k.refused), (long long)k.refused,
	         k.refused == 1 ? "was" : "were");
	return ftl_hint(err, "mend the refused records and check only them in");
}

static enum ftl_status from_file(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_intake_batch batch = {0};
	struct ftl_check_in_result result;
	const char *path = ftl_cli_text(cli, "from");
	bool keeps_going = ftl_cli_flag(cli, "keep-going");
	const char *name;
	char *text;
	size_t length;

	FTL_TRY(ftl_cli_file_text(cli, path, BATCH_MAX, &name, &text, &length, err));
	FTL_TRY(ftl_intake_read(&cli->arena, name, text, length, keeps_going, &batch, err));
	if (keeps_going)
		return keep_going(cli, &batch, err);
	FTL_TRY(ftl_check_in(cli->app, &cli->arena, batch.intakes, batch.count, &result, err));
	return ftl_cli_outcome(cli, &result, err);
}

static enum ftl_status from_options(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_intake_device device;
	struct ftl_intake intake = {.devices = &device, .device_count = 1};
	struct ftl_check_in_result result;

	if (!ftl_cli_is_given(cli, "customer")) {
		ftl_fail(err, FTL_USAGE, "customer", "whose device is it?");
		return ftl_hint(err, "add --customer NAME, or the code of one on file");
	}
	read_customer(cli, &intake);
	read_device(cli, &device);
	FTL_TRY(ftl_check_in(cli->app, &cli->arena, &intake, 1, &result, err));
	return ftl_cli_outcome(cli, &result, err);
}

static enum ftl_status guided(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_check_in_result result;

	FTL_TRY(ftl_checkin_guided(cli, &result, err));
	return ftl_cli_outcome(cli, &result, err);
}

static enum ftl_status run_checkin(struct ftl_cli *cli, struct ftl_err *err)
{
	bool has_file = ftl_cli_is_given(cli, "from");
	bool is_said = is_anything_said(cli);

	cli->app->is_clock_accepted = ftl_cli_flag(cli, "accept-clock");
	if (has_file && is_said)
		return ftl_fail(err, FTL_USAGE, "from",
		                "a document says everything: leave the other options out");
	if (ftl_cli_flag(cli, "keep-going") && !has_file)
		return ftl_fail(err, FTL_USAGE, "keep-going", "goes with --from only");
	if (has_file)
		return from_file(cli, err);
	if (is_said)
		return from_options(cli, err);
	if (ftl_cli_can_ask(cli))
		return guided(cli, err);
	ftl_fail(err, FTL_USAGE, NULL, "there is nothing to check in, and nobody to ask");
	return ftl_hint(err, "give a document: fettle checkin --from FILE (- is standard input); "
	                     "or one device: fettle checkin --customer NAME --brand BRAND "
	                     "--fault TEXT");
}

#define TEXT(k, v, h)                                                                              \
	{                                                                                          \
		.key = (k), .type = FTL_OPT_TEXT, .value = (v), .help = (h)                        \
	}
static const struct ftl_option checkin_options[] = {
        {.key = "from",
         .type = FTL_OPT_FILE,
         .value = "FILE",
         .help = "JSON: one intake, an array of them, or one a line; - is standard input"},
        {.key = "keep-going",
         .type = FTL_OPT_FLAG,
         .help = "take the good records, report the others; otherwise a bad one stops all"},
        TEXT("customer", "NAME", "the customer's name, or the code of one on file"),
        {.key = "phone",
         .type = FTL_OPT_TEXT,
         .value = "NUMBER",
         .help = "a telephone number",
         .is_repeatable = true},
        {.key = "email",
         .type = FTL_OPT_TEXT,
         .value = "ADDRESS",
         .help = "an e-mail address",
         .is_repeatable = true},
        {.key = "company", .type = FTL_OPT_FLAG, .help = "the customer is a company"},
        TEXT("language", "TAG", "the customer's language: de, en-GB"),
        TEXT("address", "TEXT", "the customer's postal address"),
        TEXT("device", "CODE", "a device on file; the options below complete it"),
        TEXT("category", "NAME", "kind of device: see fettle category list"),
        TEXT("brand", "NAME", "the maker"),
        TEXT("model", "NAME", "the model"),
        TEXT("serial", "TEXT", "serial number"),
        TEXT("imei", "DIGITS", "IMEI of a telephone, 15 digits"),
        TEXT("imei2", "DIGITS", "its second IMEI"),
        TEXT("no-imei", "REASON", "why the telephone has no IMEI, or shows only zeros"),
        TEXT("gtin", "DIGITS", "article number: EAN or UPC"),
        TEXT("asset-tag", "TEXT", "the owner's own inventory number"),
        {.key = "purchased-on", .type = FTL_OPT_DATE, .value = "DATE", .help = "day of purchase"},
        TEXT("proof", "TEXT", "proof of purchase: receipt 4711"),
        TEXT("meter", "READING", "what its counter reads: 12000 km, 340 h, 8000 pages"),
        TEXT("meter-reason", "TEXT", "why it reads less than before: another meter was built in"),
        TEXT("fault", "TEXT", "what is wrong, in the customer's words"),
        TEXT("symptom", "CODE", "the same as a code: see fettle code list --kind symptom"),
        TEXT("condition", "TEXT", "what can be seen: scratches, dents"),
        {.key = "accessory",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "what is left with the device",
         .is_repeatable = true},
        TEXT("priority", "NAME", "low, normal, high or urgent"),
        {.key = "promised-on",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "day it shall be ready: 2026-11-26, +3d"},
        TEXT("approval-limit", "MONEY", "may be spent without asking again"),
        {.key = "accept-clock",
         .type = FTL_OPT_FLAG,
         .help = "go on although the computer's clock stands before 2020"},
};

static const struct ftl_example checkin_examples[] = {
        {"fettle checkin --from intake.json", "checks in what a document says", "intake"},
        {"fettle checkin --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony "
         "--model WH-1000XM4 --serial S01-5512345-7 --fault 'left side silent' "
         "--accessory case",
         "one device, without a document", NULL},
        {"fettle checkin --from batch.jsonl --keep-going --format json",
         "many at once, each for itself", "intake"},
};

const struct ftl_command ftl_command_checkin = {
        .path = "checkin",
        .summary = "take devices in: customer, device, fault, labels",
        .description =
                "Without options, on a terminal, it asks what it needs and completes from what is "
                "on file. With --from it reads intake documents: one, an array, or one a line; all "
                "go in or none does; with --keep-going the good ones go in, each refused one is "
                "told with "
                "its line, and the exit status is 3. With --customer and the options for one "
                "device it asks nothing.\n\n"
                "A customer is recognised by the code, or the same name with the same phone or "
                "e-mail; a name alone makes a new customer and warns of the earlier one. A device "
                "is recognised by its IMEI, serial number or asset tag. Each device becomes a work "
                "order with a "
                "code, a piece for the device and each thing left with it, the cover it has on "
                "this day, and warnings: earlier jobs, jobs still open, a similar serial number, "
                "another owner, another customer of the same name. What its meter reads counts "
                "where a "
                "cover has a meter limit; one that reads less than before needs a reason.\n\n"
                "Required are the customer's name, the device's category or brand, and the fault.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_FRONT_DESK,
        FTL_OPTIONS(checkin_options),
        FTL_EXAMPLES(checkin_examples),
        .shape = &ftl_checkin_shape,
        .run = run_checkin,
        .write = write_result,
};

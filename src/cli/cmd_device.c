#include <string.h>

#include "cli/desk_jobs.h"
#include "cli/rows.h"
#include "cli/section_rows.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/coverage.h"
#include "fettle/ops/people.h"

enum {
	CODE,
	CATEGORY,
	BRAND,
	MODEL,
	SERIAL,
	IMEI,
	IMEI2,
	GTIN,
	ASSET_TAG,
	PURCHASED_ON,
	PROOF,
	CREATED_AT,
	CELLS
};

/* In a list the lesser ones are details; one device alone is shown whole. */
#define COLUMNS(lesser)                                                                            \
	{                                                                                          \
		[CODE] = {"code", "Code", FTL_T_CODE, false, "device number", NULL},               \
		[CATEGORY] = {"category", "Category", FTL_T_TEXT, false, "kind of device", NULL},  \
		[BRAND] = {"brand", "Brand", FTL_T_TEXT, false, "the maker", NULL},                \
		[MODEL] = {"model", "Model", FTL_T_TEXT, false, "the model", NULL},                \
		[SERIAL] = {"serial", "Serial", FTL_T_TEXT, false, "as it was given", NULL},       \
		[IMEI] = {"imei", "IMEI", FTL_T_TEXT, false, "of a telephone", NULL},              \
		[IMEI2] = {"imei2", "IMEI 2", FTL_T_TEXT, (lesser), "its second one", NULL},       \
		[GTIN] = {"gtin", "GTIN", FTL_T_TEXT, (lesser), "article number", NULL},           \
		[ASSET_TAG] = {"asset_tag",                                                        \
		               "Asset tag",                                                        \
		               FTL_T_TEXT,                                                         \
		               (lesser),                                                           \
		               "the owner's own number",                                           \
		               NULL},                                                              \
		[PURCHASED_ON] = {"purchased_on", "Bought",          FTL_T_DATE,                   \
		                  (lesser),       "day of purchase", NULL},                        \
		[PROOF] = {"proof", "Proof", FTL_T_TEXT, (lesser), "of purchase", NULL},           \
		[CREATED_AT] = {"created_at", "On file since",      FTL_T_INSTANT,                 \
		                (lesser),     "when it came first", NULL},                         \
	}
static const struct ftl_column list_columns[CELLS] = COLUMNS(true);
static const struct ftl_column one_columns[CELLS] = COLUMNS(false);

enum { O_CUSTOMER, O_NAME, O_SINCE, O_CELLS };
static const struct ftl_column owner_columns[O_CELLS] = {
        [O_CUSTOMER] = {"customer", "Customer no.", FTL_T_CODE, false, "the owner", NULL},
        [O_NAME] = {"customer_name", "Owner", FTL_T_TEXT, false, "the owner's name", NULL},
        [O_SINCE] = {"since", "Since", FTL_T_INSTANT, false, "first brought in by them", NULL},
};

enum { M_ON, M_READING, M_UNIT, M_REASON, M_STAFF, M_CELLS };
static const struct ftl_column meter_columns[M_CELLS] = {
        [M_ON] = {"on", "Read", FTL_T_DATE, false, "the day it was read", NULL},
        [M_READING] = {"reading", "Reading", FTL_T_INT, false, "what it showed", NULL},
        [M_UNIT] = {"unit", "Unit", FTL_T_TEXT, false, "km, h, pages", NULL},
        [M_REASON] = {"reason", "Reason", FTL_T_TEXT, false, "why it is less than before", NULL},
        [M_STAFF] = {"staff", "By", FTL_T_TEXT, false, "who noted it", NULL},
};

enum { OWNERS, METERS, JOBS, SECTIONS };
#define OWNERS_SECTION                                                                             \
	{                                                                                          \
		.key = "owners", .title = "Owners, the present one first",                         \
		.columns = owner_columns, .count = O_CELLS                                         \
	}

static const struct ftl_table list_shape = {.schema = "device.list/1",
                                            .title = "Devices",
                                            .columns = list_columns,
                                            .count = CELLS,
                                            .empty = "there are no devices yet"};
static const struct ftl_table one_shape = {
        .schema = "device/1", .title = "Device", .columns = one_columns, .count = CELLS};
/* Without declared sections: they are those of the row. */
static const struct ftl_table show_shape = {
        .schema = "device/1", .title = "Device", .columns = one_columns, .count = CELLS};

static void fill(const struct ftl_device *device, struct ftl_cell cells[CELLS])
{
	cells[CODE] = ftl_cell_text(device->code);
	cells[CATEGORY] = ftl_cell_text(device->category);
	cells[BRAND] = ftl_cell_text(device->brand);
	cells[MODEL] = ftl_cell_text(device->model);
	cells[SERIAL] = ftl_cell_text(device->serial);
	cells[IMEI] = ftl_cell_text(device->imei);
	cells[IMEI2] = ftl_cell_text(device->imei2);
	cells[GTIN] = ftl_cell_text(device->gtin);
	cells[ASSET_TAG] = ftl_cell_text(device->asset_tag);
	cells[PURCHASED_ON] = ftl_cell_opt(device->purchased_on.has, device->purchased_on.value);
	cells[PROOF] = ftl_cell_text(device->proof);
	cells[CREATED_AT] = ftl_cell_number(device->created_at);
}

static enum ftl_status write_row(void *context, const struct ftl_device *device,
                                 struct ftl_err *err)
{
	struct ftl_cli *cli = context;
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells};

	fill(device, cells);
	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_device_list(cli->app, write_row, ftl_cli_is_full, cli, err));
	return ftl_out_end(cli->out, err);
}

static enum ftl_status load_owners(struct ftl_cli *cli, int64_t device_id, struct ftl_section *ret,
                                   struct ftl_err *err)
{
	const struct ftl_owner_span *spans;
	struct ftl_section section = OWNERS_SECTION;
	size_t count;

	FTL_TRY(ftl_device_owners(cli->app, &cli->arena, device_id, &spans, &count, err));
	struct ftl_row *rows = ftl_alloc(&cli->arena, count, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		struct ftl_cell *cells = ftl_alloc(&cli->arena, O_CELLS, sizeof(*cells));

		cells[O_CUSTOMER] = ftl_cell_text(spans[i].customer_code);
		cells[O_NAME] = ftl_cell_text(spans[i].customer);
		cells[O_SINCE] = ftl_cell_number(spans[i].since);
		rows[i].cells = cells;
	}
	section.rows = rows;
	section.row_count = count;
	*ret = section;
	return FTL_OK;
}

static enum ftl_status load_meters(struct ftl_cli *cli, int64_t device_id, struct ftl_section *ret,
                                   struct ftl_err *err)
{
	struct ftl_section section = {.key = "meter",
	                              .title = "Meter, as it was read",
	                              .columns = meter_columns,
	                              .count = M_CELLS};
	const struct ftl_meter_row *readings;
	struct ftl_section_rows rows;
	size_t count;

	FTL_TRY(ftl_device_meters(cli->app, &cli->arena, device_id, &readings, &count, err));
	rows = ftl_section_begin(&cli->arena, count);
	for (size_t i = 0; i < count; i++) {
		const struct ftl_cell cells[M_CELLS] = {
		        [M_ON] = ftl_cell_number(readings[i].read_on),
		        [M_READING] = ftl_cell_number(readings[i].meter.reading),
		        [M_UNIT] = ftl_cell_text(readings[i].meter.unit),
		        [M_REASON] = ftl_cell_text(readings[i].reason),
		        [M_STAFF] = ftl_cell_text(readings[i].staff),
		};

		ftl_section_add(&rows, cells, M_CELLS);
	}
	ftl_section_end(&section, &rows);
	*ret = section;
	return FTL_OK;
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_device device;
	struct ftl_order_filter filter = {0};
	struct ftl_section sections[SECTIONS];
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {cells, sections, SECTIONS};

	FTL_TRY(ftl_device_get(cli->app, &cli->arena, ftl_cli_arg(cli, "DEVICE"), &device, err));
	filter.device = device.code;
	FTL_TRY(load_owners(cli, device.id, &sections[OWNERS], err));
	FTL_TRY(load_meters(cli, device.id, &sections[METERS], err));
	FTL_TRY(ftl_desk_jobs_load(cli, &filter, &sections[JOBS], err));
	fill(&device, cells);
	return ftl_out_record(cli->out, &show_shape, &row, NULL, NULL, err);
}

static enum ftl_status write_one(struct ftl_cli *cli, const void *device, struct ftl_err *err)
{
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells};

	fill(device, cells);
	return ftl_out_record(cli->out, &one_shape, &row, NULL, NULL, err);
}

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_device device;
	const struct ftl_device_form form = {
	        .category = ftl_cli_text(cli, "category"),
	        .brand = ftl_cli_text(cli, "brand"),
	        .model = ftl_cli_text(cli, "model"),
	        .serial = ftl_cli_text(cli, "serial"),
	        .imei = ftl_cli_text(cli, "imei"),
	        .imei2 = ftl_cli_text(cli, "imei2"),
	        .gtin = ftl_cli_text(cli, "gtin"),
	        .asset_tag = ftl_cli_text(cli, "asset-tag"),
	        .purchased_on = ftl_cli_text(cli, "purchased-on"),
	        .proof = ftl_cli_text(cli, "proof"),
	};

	FTL_TRY(ftl_device_edit(cli->app, &cli->arena, ftl_cli_arg(cli, "DEVICE"), &form, &device,
	                        err));
	return ftl_cli_outcome(cli, &device, err);
}

static const struct ftl_example list_examples[] = {
        {"fettle device list --format json", "every device on file", "orders"},
};

const struct ftl_command ftl_command_device_list = {
        .path = "device list",
        .summary = "list devices by brand and model",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_argument device_arguments[] = {
        {.name = "DEVICE", .min = 1, .max = 1, .help = "its code, serial, IMEI or asset tag"},
};
static const struct ftl_example show_examples[] = {
        {"fettle device show S01-5512345-7", "a device with its owners and jobs", "orders"},
};

const struct ftl_command ftl_command_device_show = {
        .path = "device show",
        .summary = "show a device with its owners, meter and jobs",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(device_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &show_shape,
        .run = run_show,
};

#define TEXT(k, v, h)                                                                              \
	{                                                                                          \
		.key = (k), .type = FTL_OPT_TEXT, .value = (v), .help = (h)                        \
	}
static const struct ftl_option edit_options[] = {
        TEXT("category", "NAME", "kind of device: see fettle category list"),
        TEXT("brand", "NAME", "the maker"),
        TEXT("model", "NAME", "the model"),
        TEXT("serial", "TEXT", "serial number"),
        TEXT("imei", "DIGITS", "IMEI of a telephone, 15 digits"),
        TEXT("imei2", "DIGITS", "its second IMEI"),
        TEXT("gtin", "DIGITS", "article number: EAN or UPC"),
        TEXT("asset-tag", "TEXT", "the owner's own inventory number"),
        TEXT("purchased-on", "DATE", "day of purchase, YYYY-MM-DD"),
        TEXT("proof", "TEXT", "proof of purchase: receipt 4711"),
};
static const struct ftl_example edit_examples[] = {
        {"fettle device edit S01-5512345-7 --purchased-on 2025-03-14 --proof 'receipt 4711'",
         "the customer brought the receipt", "orders"},
};

const struct ftl_command ftl_command_device_edit = {
        .path = "device edit",
        .summary = "change what is on file about a device",
        .description = "What is not named stays as it is. Cover that was decided at a check-in "
                       "stays as it was decided.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(edit_options),
        FTL_ARGUMENTS(device_arguments),
        FTL_EXAMPLES(edit_examples),
        .shape = &one_shape,
        .run = run_edit,
        .write = write_one,
};

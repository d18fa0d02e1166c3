#include <string.h>

#include "cli/desk_jobs.h"
#include "cli/desk_words.h"
#include "cli/scan_loop.h"
#include "cli/view_possible.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"

#define CHECKIN "checkin"

enum {
	THING,
	CODE,
	TITLE,
	ORDER,
	STATE,
	HOLD,
	RESULT,
	PROMISED_ON,
	TECHNICIAN,
	CUSTOMER,
	CUSTOMER_NAME,
	PHONE,
	DEVICE,
	DEVICE_TEXT,
	SERIAL,
	IMEI,
	FAULT,
	IS_HERE,
	PLACE,
	LOANER,
	LOANER_STATE,
	SINCE,
	DUE,
	OVERDUE,
	NEXT,
	CELLS
};

static const struct ftl_column columns[CELLS] = {
        [THING] = {"thing", "What", FTL_T_ENUM, false,
                   "order, piece, intake, customer, device, estimate, place, loaner, claim, "
                   "part, purchase or stocktake",
                   NULL},
        [CODE] = {"code", "Code", FTL_T_CODE, false, "its code", NULL},
        [TITLE] = {"title", "Name", FTL_T_TEXT, false, "what it is called", NULL},
        [ORDER] = {"order", "Order", FTL_T_CODE, true, "its job, of a device the newest", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, false, "of that job", NULL},
        [HOLD] = {"hold", "Hold", FTL_T_ENUM, true, "why the job is on hold", NULL},
        [RESULT] = {"result", "Result", FTL_T_ENUM, true, "how the job ended", NULL},
        [PROMISED_ON] = {"promised_on", "Promised", FTL_T_DATE, true, "day of the job", NULL},
        [TECHNICIAN] = {"technician", "Technician", FTL_T_TEXT, true, "login of who has it", NULL},
        [CUSTOMER] = {"customer", "Customer no.", FTL_T_CODE, true, "whose it is", NULL},
        [CUSTOMER_NAME] = {"customer_name", "Customer", FTL_T_TEXT, false, "the name", NULL},
        [PHONE] = {"phone", "Phone", FTL_T_TEXT, true, "of a scanned customer", NULL},
        [DEVICE] = {"device", "Device no.", FTL_T_CODE, true, "the device", NULL},
        [DEVICE_TEXT] = {"device_text", "Device", FTL_T_TEXT, true, "brand and model", NULL},
        [SERIAL] = {"serial", "Serial", FTL_T_TEXT, true, "serial number", NULL},
        [IMEI] = {"imei", "IMEI", FTL_T_TEXT, true, "of a telephone", NULL},
        [FAULT] = {"fault", "Fault", FTL_T_TEXT, true, "of the job", NULL},
        [IS_HERE] = {"is_here", "Here", FTL_T_BOOL, true, "a piece: in our hands", NULL},
        [PLACE] = {"place", "Place", FTL_T_TEXT, true,
                   "where the piece, or the device of the job, lies", NULL},
        [LOANER] = {"loaner", "Loaner", FTL_T_CODE, true, "itself, or what is out for the job",
                    NULL},
        [LOANER_STATE] = {"loaner_state", "Loaner is", FTL_T_ENUM, true, "free, lent or lost",
                          NULL},
        [SINCE] = {"since", "Since", FTL_T_INSTANT, true,
                   "when the loaner went out, came back or was given up", NULL},
        [DUE] = {"due_on", "Due back", FTL_T_DATE, true, "the day the loaner is to be back", NULL},
        [OVERDUE] = {"overdue", "Overdue", FTL_T_BOOL, true, "that day is over", NULL},
        [NEXT] = {"next", "Possible now", FTL_T_LIST, false,
                  "commands that are possible now, the most likely first", NULL},
};

static void print_line(struct ftl_out *out, const char *title, const char *line)
{
	ftl_out_print(out, "  ");
	ftl_out_tone(out, FTL_TONE_DIM);
	ftl_out_print(out, "%-8s", title);
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %s\n", line);
}

static const char *shown(const struct ftl_out *out, struct ftl_arena *arena,
                         const struct ftl_row *row, int cell)
{
	return ftl_out_cell(out, arena, &columns[cell], &row->cells[cell]);
}

/* "waits for parts", with the hold or the result, and when it is due. */
static const char *describe_state(struct ftl_arena *arena, const struct ftl_cell *cells)
{
	FTL_BUF(line);

	for (int i = 0; i < FTL_STATES; i++) {
		if (strcmp(cells[STATE].text, ftl_state_names[i]) == 0)
			ftl_buf_text(&line, ftl_state_title((enum ftl_state)i));
	}
	for (int i = 1; i < FTL_HOLDS && cells[HOLD].has; i++) {
		if (strcmp(cells[HOLD].text, ftl_hold_names[i]) == 0)
			ftl_buf_printf(&line, ", on hold: %s", ftl_hold_title((enum ftl_hold)i));
	}
	for (int i = 1; i < FTL_RESULTS && cells[RESULT].has; i++) {
		if (strcmp(cells[RESULT].text, ftl_result_names[i]) == 0)
			ftl_buf_printf(&line, ", %s", ftl_result_title((enum ftl_result)i));
	}
	if (cells[PROMISED_ON].has)
		ftl_buf_printf(&line, " · promised for %s",
		               ftl_words_date(arena, (int32_t)cells[PROMISED_ON].number));
	return ftl_strdup(arena, ftl_buf_cstr(&line));
}

/* With the estimate that it takes in place of the job, where one is known. */
static const char *whole(struct ftl_arena *arena, const struct ftl_scan *scan, const char *command)
{
	const struct ftl_possible_act *act =
	        scan != NULL ? ftl_possible_find(&scan->possible, command) : NULL;

	return act != NULL ? ftl_view_possible_act(arena, act) : command;
}

/* "G26-00001-8 lent since 2026-11-16 10:00, due 2026-11-20, overdue"; of a loaner itself its
 * code stands before. */
static const char *describe_loaner(const struct ftl_out *out, struct ftl_arena *arena,
                                   const struct ftl_row *row)
{
	const struct ftl_cell *cells = row->cells;
	FTL_BUF(line);

	if (strcmp(cells[LOANER].text, cells[CODE].text) != 0)
		ftl_buf_printf(&line, "%s ", shown(out, arena, row, LOANER));
	ftl_buf_text(&line, cells[LOANER_STATE].text);
	if (cells[SINCE].has)
		ftl_buf_printf(&line, " since %s", shown(out, arena, row, SINCE));
	if (cells[DUE].has)
		ftl_buf_printf(&line, ", due %s", shown(out, arena, row, DUE));
	if (cells[OVERDUE].number != 0)
		ftl_buf_text(&line, ", overdue");
	return ftl_strdup(arena, ftl_buf_cstr(&line));
}

/* The commands on as few lines as the terminal allows, and the code they take. */
static void print_next(struct ftl_out *out, struct ftl_arena *arena, const struct ftl_row *row,
                       const struct ftl_scan *scan)
{
	const struct ftl_cell *cells = row->cells;
	size_t room = (size_t)ftl_out_width(out);
	size_t width = 0;
	const char *command;
	char *rest;

	if (!cells[NEXT].has)
		return;
	rest = ftl_strdup(arena, cells[NEXT].text);
	/* A check-in is of the scanned thing, and so is all that has no job or is about a loaner;
	 * else of the job. */
	bool is_own = !cells[ORDER].has || strncmp(rest, CHECKIN, strlen(CHECKIN)) == 0 ||
	              strcmp(cells[THING].text, ftl_thing_names[FTL_THING_LOANER]) == 0;
	ftl_out_print(out, "Possible now with fettle … %s:",
	              shown(out, arena, row, is_own ? CODE : ORDER));
	while ((command = strsep(&rest, "\n")) != NULL) {
		bool is_first = width == 0;

		command = whole(arena, scan, command);
		if (is_first || width + strlen(command) + 2 > room) {
			ftl_out_print(out, "%s\n  ", is_first ? "" : ",");
			width = 2;
			is_first = true;
		}
		ftl_out_print(out, "%s%s", is_first ? "" : ", ", command);
		width += strlen(command) + (is_first ? 0 : 2);
	}
	ftl_out_print(out, "\n");
}

static void print_jobs(struct ftl_out *out, struct ftl_arena *arena, const struct ftl_section *jobs)
{
	for (size_t i = 0; i < jobs->row_count; i++) {
		FTL_BUF(line);

		for (size_t j = 0; j < jobs->count; j++) {
			const char *cell = ftl_out_cell(out, arena, &jobs->columns[j],
			                                &jobs->rows[i].cells[j]);

			if (!jobs->columns[j].is_detail && *cell != '\0')
				ftl_buf_printf(&line, "%s%s", line.length > 0 ? "  " : "", cell);
		}
		print_line(out, i == 0 ? "Jobs" : "", ftl_buf_cstr(&line));
	}
}

/* The extra is what was found; of several, none. */
static void view_scan(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	FTL_ARENA(scratch);
	const struct ftl_cell *cells = row->cells;

	(void)shape;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", shown(out, &scratch, row, CODE));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %s: %s%s\n",
	              strcmp(cells[THING].text, "order") == 0 ? "work order" : cells[THING].text,
	              shown(out, &scratch, row, TITLE),
	              cells[IS_HERE].has && !cells[IS_HERE].number ? " (not here)" : "");
	if (cells[ORDER].has && strcmp(cells[ORDER].text, cells[CODE].text) != 0)
		print_line(out, "Job", shown(out, &scratch, row, ORDER));
	if (cells[STATE].has)
		print_line(out, "State", describe_state(&scratch, cells));
	if (cells[TECHNICIAN].has)
		print_line(out, "With", shown(out, &scratch, row, TECHNICIAN));
	if (cells[PLACE].has)
		print_line(out, "Place", shown(out, &scratch, row, PLACE));
	if (cells[LOANER].has)
		print_line(out, "Loaner", describe_loaner(out, &scratch, row));
	if (cells[DEVICE_TEXT].has && strcmp(cells[THING].text, "piece") == 0)
		print_line(out, "Device", shown(out, &scratch, row, DEVICE_TEXT));
	if (cells[SERIAL].has)
		print_line(out, "Serial", shown(out, &scratch, row, SERIAL));
	if (cells[IMEI].has)
		print_line(out, "IMEI", shown(out, &scratch, row, IMEI));
	if (cells[CUSTOMER_NAME].has && strcmp(cells[THING].text, "customer") != 0)
		print_line(out, "Customer", shown(out, &scratch, row, CUSTOMER_NAME));
	if (cells[PHONE].has)
		print_line(out, "Phone", shown(out, &scratch, row, PHONE));
	if (cells[FAULT].has)
		print_line(out, "Fault", shown(out, &scratch, row, FAULT));
	if (row->section_count > 0)
		print_jobs(out, &scratch, &row->sections[0]);
	print_next(out, &scratch, row, extra);
}

static const struct ftl_table one_shape = {.schema = "scan/1",
                                           .title = "Scan",
                                           .columns = columns,
                                           .count = CELLS,
                                           .sections = &ftl_desk_jobs,
                                           .section_count = 1,
                                           .row_view = view_scan};
static const struct ftl_table list_shape = {.schema = "scan.list/1",
                                            .title = "Scans",
                                            .columns = columns,
                                            .count = CELLS,
                                            .sections = &ftl_desk_jobs,
                                            .section_count = 1,
                                            .row_view = view_scan};

static void fill_order(struct ftl_arena *arena, const struct ftl_scan *scan, struct ftl_cell *cells)
{
	const struct ftl_order *order = &scan->order;

	cells[ORDER] = ftl_cell_text(order->code);
	cells[STATE] = ftl_cell_text(ftl_state_names[order->state]);
	cells[HOLD] = ftl_cell_text(ftl_hold_names[order->hold]);
	cells[RESULT] = ftl_cell_text(ftl_result_names[order->result]);
	cells[PROMISED_ON] = ftl_cell_opt(order->promised_on.has, order->promised_on.value);
	cells[TECHNICIAN] = ftl_cell_text(order->technician);
	cells[CUSTOMER] = ftl_cell_text(order->customer_code);
	cells[CUSTOMER_NAME] = ftl_cell_text(order->customer);
	cells[DEVICE] = ftl_cell_text(order->device_code);
	cells[DEVICE_TEXT] =
	        ftl_cell_text(ftl_words_device(arena, order->category, order->brand, order->model));
	cells[SERIAL] = ftl_cell_text(order->serial);
	cells[IMEI] = ftl_cell_text(order->imei);
	cells[FAULT] = ftl_cell_text(order->fault);
	cells[PLACE] = ftl_cell_text(order->place);
	cells[NEXT] = ftl_cell_text(ftl_view_possible(arena, &scan->possible));
}

static void fill_customer(struct ftl_arena *arena, const struct ftl_scan *scan,
                          struct ftl_cell *cells)
{
	const char *phones = ftl_desk_contacts(arena, &scan->customer, false);

	cells[CUSTOMER] = ftl_cell_text(scan->customer.code);
	cells[CUSTOMER_NAME] = ftl_cell_text(scan->customer.name);
	cells[TITLE] = ftl_cell_text(scan->customer.name);
	if (phones != NULL)
		cells[PHONE] = ftl_cell_text(ftl_strndup(arena, phones, strcspn(phones, "\n")));
}

static void fill_device(struct ftl_arena *arena, const struct ftl_scan *scan,
                        struct ftl_cell *cells)
{
	const struct ftl_device *device = &scan->device;
	bool is_free = !scan->has_order || !scan->order.is_open;

	cells[CODE] = ftl_cell_text(device->code);
	cells[DEVICE] = ftl_cell_text(device->code);
	cells[DEVICE_TEXT] = ftl_cell_text(
	        ftl_words_device(arena, device->category, device->brand, device->model));
	cells[TITLE] = cells[DEVICE_TEXT];
	cells[SERIAL] = ftl_cell_text(device->serial);
	cells[IMEI] = ftl_cell_text(device->imei);
	if (is_free)
		cells[NEXT] = ftl_cell_text(CHECKIN " --device");
}

/* Open, it is answered; the steps of its job follow. */
static void fill_estimate(struct ftl_arena *arena, const struct ftl_scan *scan,
                          struct ftl_cell *cells)
{
	const struct ftl_estimate *estimate = &scan->estimate;

	cells[CODE] = ftl_cell_text(estimate->code);
	cells[TITLE] = ftl_cell_text(ftl_sprintf(arena, "%s%s%s",
	                                         ftl_estimate_state_names[estimate->state],
	                                         estimate->title != NULL ? ", " : "",
	                                         estimate->title != NULL ? estimate->title : ""));
}

/* Itself, or what is out for the job. */
static void fill_loaner(const struct ftl_loaner *loaner, int32_t today, struct ftl_cell *cells)
{
	cells[LOANER] = ftl_cell_text(loaner->code);
	cells[LOANER_STATE] = ftl_cell_text(ftl_loaner_state_names[loaner->state]);
	cells[SINCE] = ftl_cell_opt(loaner->since.has, loaner->since.value);
	cells[DUE] = ftl_cell_opt(loaner->due_on.has, loaner->due_on.value);
	cells[OVERDUE] =
	        ftl_cell_number(ftl_loaner_is_overdue(loaner->state, loaner->due_on, today));
}

/* Of its job only which it is and whose. */
static void fill_thing_loaner(const struct ftl_scan *scan, struct ftl_cell *cells)
{
	static const char *const next[FTL_LOANER_STATES] = {
	        [FTL_LOANER_FREE] = "loaner lend\nloaner show\nlabel",
	        [FTL_LOANER_LENT] = "loaner return\nloaner lost\nloaner show",
	        [FTL_LOANER_LOST] = "loaner return\nloaner show",
	};
	const struct ftl_loaner *loaner = &scan->loaner;

	cells[CODE] = ftl_cell_text(loaner->code);
	cells[TITLE] = ftl_cell_text(loaner->name);
	cells[SERIAL] = ftl_cell_text(loaner->serial);
	cells[IMEI] = cells[FAULT] = cells[PLACE] = ftl_cell_none();
	cells[NEXT] = ftl_cell_text(loaner->is_retired && loaner->state == FTL_LOANER_FREE
	                                    ? "loaner show"
	                                    : next[loaner->state]);
}

static void fill(const struct ftl_cli *cli, struct ftl_arena *arena, const struct ftl_scan *scan,
                 struct ftl_cell cells[CELLS], struct ftl_section *jobs)
{
	char paid_on[FTL_DATE_TEXT_SIZE];

	memset(cells, 0, CELLS * sizeof(*cells));
	*jobs = ftl_desk_jobs_of(arena, scan->orders, scan->order_count);
	if (scan->has_order)
		fill_order(arena, scan, cells);
	if (scan->loaner.id != 0)
		fill_loaner(&scan->loaner, ftl_app_today(cli->app), cells);
	cells[THING] = ftl_cell_text(ftl_thing_names[scan->thing]);
	switch (scan->thing) {
	case FTL_THING_ORDER:
		cells[CODE] = ftl_cell_text(scan->order.code);
		cells[TITLE] = cells[DEVICE_TEXT];
		break;
	case FTL_THING_PIECE:
		cells[CODE] = ftl_cell_text(scan->piece.code);
		cells[TITLE] = ftl_cell_text(scan->piece.name);
		cells[IS_HERE] = ftl_cell_number(scan->piece.is_here);
		cells[PLACE] = ftl_cell_text(scan->piece.place);
		break;
	case FTL_THING_INTAKE:
		cells[CODE] = ftl_cell_text(scan->intake_code);
		fill_customer(arena, scan, cells);
		break;
	case FTL_THING_CUSTOMER:
		cells[CODE] = ftl_cell_text(scan->customer.code);
		fill_customer(arena, scan, cells);
		cells[NEXT] = ftl_cell_text(CHECKIN " --customer");
		break;
	case FTL_THING_DEVICE:
		fill_device(arena, scan, cells);
		break;
	case FTL_THING_ESTIMATE:
		fill_estimate(arena, scan, cells);
		break;
	case FTL_THING_PLACE:
		cells[CODE] = ftl_cell_text(scan->place.code);
		cells[TITLE] = ftl_cell_text(scan->place.name);
		cells[NEXT] = ftl_cell_text("place show\nlabel");
		break;
	case FTL_THING_LOANER:
		fill_thing_loaner(scan, cells);
		break;
	case FTL_THING_CLAIM:
		cells[CODE] = ftl_cell_text(scan->claim.code);
		cells[TITLE] = ftl_cell_text(ftl_sprintf(
		        arena, "%s, %s", ftl_words_payer(ftl_payer_names[scan->claim.payer]),
		        ftl_claim_state_title(scan->claim.state)));
		break;
	case FTL_THING_PART:
		cells[CODE] = ftl_cell_text(scan->part.code);
		cells[TITLE] = ftl_cell_text(
		        ftl_sprintf(arena, "%s, %s", scan->part.sku, scan->part.name));
		cells[NEXT] = ftl_cell_text("part show\npart explain\nlabel");
		break;
	case FTL_THING_PURCHASE:
		cells[CODE] = ftl_cell_text(scan->purchase.code);
		cells[TITLE] =
		        ftl_cell_text(ftl_sprintf(arena, "%s, %s", scan->purchase.supplier,
		                                  ftl_purchase_state_title(scan->purchase.state)));
		cells[NEXT] = ftl_cell_text("purchase show\npurchase receive");
		break;
	case FTL_THING_REMITTANCE:
		cells[CODE] = ftl_cell_text(scan->remittance.code);
		cells[TITLE] = ftl_cell_text(
		        ftl_sprintf(arena, "%s, paid %s", scan->remittance.rules,
		                    ftl_date_format(paid_on, scan->remittance.paid_on)));
		cells[NEXT] = ftl_cell_text(scan->remittance.open_count > 0
		                                    ? "remittance show\nremittance match"
		                                    : "remittance show");
		break;
	case FTL_THING_STOCKTAKE:
		cells[CODE] = ftl_cell_text(scan->stocktake.code);
		cells[TITLE] = ftl_cell_text(
		        ftl_sprintf(arena, "%s, %s", scan->stocktake.place,
		                    ftl_stocktake_state_names[scan->stocktake.state]));
		cells[NEXT] = ftl_cell_text(scan->stocktake.state == FTL_STOCKTAKE_OPEN
		                                    ? "stocktake show\nstocktake scan"
		                                    : "stocktake show");
		break;
	case FTL_THING_RETURN:
		cells[CODE] = ftl_cell_text(scan->box.code);
		cells[TITLE] = ftl_cell_text(ftl_sprintf(arena, "%s, %s", scan->box.supplier,
		                                         ftl_return_state_title(scan->box.state)));
		cells[NEXT] = ftl_cell_text(ftl_return_next(scan->box.state));
		break;
	case FTL_THINGS:
		break;
	}
}

static enum ftl_status run_scan(struct ftl_cli *cli, struct ftl_err *err)
{
	size_t count;
	const struct ftl_value *codes = ftl_cli_args(cli, "CODE", &count);
	struct ftl_cell cells[CELLS];
	struct ftl_section jobs;
	const struct ftl_row row = {cells, &jobs, 1};
	struct ftl_scan scan;

	if (count > 0 && ftl_cli_is_given(cli, "from"))
		return ftl_fail(err, FTL_USAGE, "from", "goes without a CODE");
	if (count == 0)
		return ftl_scan_loop(cli, ftl_cli_text(cli, "from"), err);
	if (count == 1) {
		FTL_TRY(ftl_scan(cli->app, &cli->arena, codes[0].text, &scan, err));
		fill(cli, &cli->arena, &scan, cells, &jobs);
		return ftl_out_record(cli->out, &one_shape, &row, view_scan, &scan, err);
	}
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	for (size_t i = 0; i < count && !ftl_out_is_full(cli->out); i++) {
		FTL_ARENA(scratch);

		FTL_TRY(ftl_scan(cli->app, &scratch, codes[i].text, &scan, err));
		fill(cli, &scratch, &scan, cells, &jobs);
		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	return ftl_out_end(cli->out, err);
}

/* At the bench, action cards change jobs; one code is only looked at. */
static bool writes(const struct ftl_cli *cli)
{
	return cli->arguments[0].count == 0;
}

static const struct ftl_option scan_options[] = {
        {.key = "from",
         .type = FTL_OPT_FILE,
         .value = "FILE",
         .help = "carry out a list of scans, a line each; - reads standard input"},
};
static const struct ftl_argument scan_arguments[] = {
        {.name = "CODE",
         .min = 0,
         .max = 0,
         .help = "what the scanner gave: our label, a serial, an IMEI, a maker's QR code"},
};
static const struct ftl_example scan_examples[] = {
        {"fettle scan W26000019", "a work order's label", "orders"},
        {"fettle scan S01-5512345-7", "a serial number", "orders"},
        {"fettle scan w26-00001-9 w26-00002-7 --format json", "several, for another program",
         "orders"},
        {"printf '%s\\n' W26000019 CMDTAKE CMDEND | fettle scan --from -",
         "a list of scans: a job, and a card that takes it", "orders"},
};

const struct ftl_command ftl_command_scan = {
        .path = "scan",
        .summary = "what is this? Shows it and what can be done with it now",
        .description =
                "Takes what a scanner or a person gives: a code of ours as printed or typed, also "
                "behind the address of the setting label.url, the serial number, IMEI or asset tag "
                "of a device, the serial number of a loaner, or a "
                "maker's GS1 label. A mistyped code of ours is refused by its check character and "
                "never taken for another job.\n\n"
                "Without a code it is the bench's loop, on a terminal: scan a job, then action "
                "cards such as CMDSTART for what is done with it, until CMDEND. A part scanned "
                "after "
                "a job is taken off the shelf onto it. What the scanner "
                "sends twice is done once. With --from the scans come from a file, and the exit "
                "status is 3 when any of them was refused.",
        .need = FTL_NEED_READ,
        .writes = writes,
        .audience = FTL_FOR_EVERYONE,
        FTL_OPTIONS(scan_options),
        FTL_ARGUMENTS(scan_arguments),
        FTL_EXAMPLES(scan_examples),
        .shape = &one_shape,
        .run = run_scan,
};

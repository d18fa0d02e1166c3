#include <string.h>

#include "cli/desk_words.h"
#include "cli/section_rows.h"
#include "cli/view_attachment.h"
#include "cli/view_diagnosis.h"
#include "cli/view_estimate.h"
#include "cli/view_loaner.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "cli/view_possible.h"
#include "fettle/base/buf.h"

enum { C_CODE, C_NAME, C_KIND, C_PHONES, C_EMAILS, C_LANGUAGE, C_ADDRESS, C_CELLS };
static const struct ftl_column customer_columns[C_CELLS] = {
        [C_CODE] = {"code", "Code", FTL_T_CODE, false, "the customer's code", NULL},
        [C_NAME] = {"name", "Name", FTL_T_TEXT, false, "the customer's name", NULL},
        [C_KIND] = {"kind", "Kind", FTL_T_ENUM, false, "person or company", NULL},
        [C_PHONES] = {"phones", "Phone", FTL_T_LIST, false, "telephone numbers", NULL},
        [C_EMAILS] = {"emails", "E-mail", FTL_T_LIST, false, "e-mail addresses", NULL},
        [C_LANGUAGE] = {"language", "Language", FTL_T_TEXT, false, "language tag", NULL},
        [C_ADDRESS] = {"address", "Address", FTL_T_TEXT, false, "postal address", NULL},
};

enum {
	D_CODE,
	D_CATEGORY,
	D_BRAND,
	D_MODEL,
	D_SERIAL,
	D_IMEI,
	D_IMEI2,
	D_GTIN,
	D_TAG,
	D_BOUGHT,
	D_PROOF,
	D_CELLS
};
static const struct ftl_column device_columns[D_CELLS] = {
        [D_CODE] = {"code", "Code", FTL_T_CODE, false, "the device's code", NULL},
        [D_CATEGORY] = {"category", "Category", FTL_T_TEXT, false, "kind of product", NULL},
        [D_BRAND] = {"brand", "Brand", FTL_T_TEXT, false, "maker", NULL},
        [D_MODEL] = {"model", "Model", FTL_T_TEXT, false, "model", NULL},
        [D_SERIAL] = {"serial", "Serial", FTL_T_TEXT, false, "serial number as written", NULL},
        [D_IMEI] = {"imei", "IMEI", FTL_T_TEXT, false, "IMEI", NULL},
        [D_IMEI2] = {"imei2", "Second IMEI", FTL_T_TEXT, false, "IMEI of the second SIM", NULL},
        [D_GTIN] = {"gtin", "GTIN", FTL_T_TEXT, false, "trade item number, 14 digits", NULL},
        [D_TAG] = {"asset_tag", "Asset tag", FTL_T_TEXT, false, "the owner's own tag", NULL},
        [D_BOUGHT] = {"purchased_on", "Bought", FTL_T_DATE, false, "date of purchase", NULL},
        [D_PROOF] = {"proof", "Proof", FTL_T_TEXT, false, "proof of purchase", NULL},
};

enum {
	E_AT,
	E_EVENT,
	E_STATE,
	E_STAFF,
	E_TECHNICIAN,
	E_HOLD,
	E_RESULT,
	E_BARRIER,
	E_DUE,
	E_REFERENCE,
	E_AMOUNT,
	E_TEXT,
	E_RECORDED,
	E_MINUTES,
	E_VENDOR,
	E_VENDOR_CODE,
	E_TRACKING,
	E_PAYER,
	E_CELLS
};
static const struct ftl_column event_columns[E_CELLS] = {
        [E_AT] = {"at", "When", FTL_T_INSTANT, false, "when it happened", NULL},
        [E_EVENT] = {"event", "Event", FTL_T_ENUM, false, "what happened", NULL},
        [E_STATE] = {"state", "State", FTL_T_ENUM, false, "the state after it",
                     ftl_view_state_title},
        [E_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login of who noted it", NULL},
        [E_TECHNICIAN] = {"technician", "Technician", FTL_T_TEXT, false,
                          "login of who was given the job, or of who works", NULL},
        [E_HOLD] = {"hold", "Hold", FTL_T_ENUM, false, "reason of a hold", ftl_view_hold_title},
        [E_RESULT] = {"result", "Result", FTL_T_ENUM, false, "result", ftl_view_result_title},
        [E_BARRIER] = {"barrier", "Barrier", FTL_T_ENUM, false, "why not repaired", NULL},
        [E_DUE] = {"due_on", "Due", FTL_T_DATE, false,
                   "date asked for or promised; of an approval the last day it is valid", NULL},
        [E_REFERENCE] = {"reference", "Reference", FTL_T_TEXT, false,
                         "part, or their number; of a notice the way", NULL},
        [E_AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "estimate, approval, payment", NULL},
        [E_TEXT] = {"text", "Text", FTL_T_TEXT, false, "what was said", NULL},
        [E_RECORDED] = {"recorded_at", "Typed", FTL_T_INSTANT, false,
                        "when it was typed, if later than it happened", NULL},
        [E_MINUTES] = {"minutes", "Minutes", FTL_T_INT, false,
                       "of labour, noted or (below zero) taken back", NULL},
        [E_VENDOR] = {"vendor", "Outside repairer", FTL_T_TEXT, false, "where it was sent to",
                      NULL},
        [E_VENDOR_CODE] = {"vendor_code", "Repairer's code", FTL_T_CODE, false, "its code", NULL},
        [E_TRACKING] = {"tracking", "Parcel", FTL_T_TEXT, false, "the parcel's number", NULL},
        [E_PAYER] = {"payer", "Payer", FTL_T_ENUM, false, "who was asked to pay", ftl_words_payer},
};

enum { P_CODE, P_NAME, P_KIND, P_HERE, P_PLACE, P_PLACE_CODE, P_PLACE_KIND, P_CELLS };
static const struct ftl_column piece_columns[P_CELLS] = {
        [P_CODE] = {"code", "Piece", FTL_T_CODE, false, "the piece's code", NULL},
        [P_NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [P_KIND] = {"kind", "Kind", FTL_T_ENUM, false, "device or accessory", NULL},
        [P_HERE] = {"here", "Here", FTL_T_BOOL, false, "in the house", NULL},
        [P_PLACE] = {"place", "Place", FTL_T_TEXT, false, "where it lies, as far as is known",
                     NULL},
        [P_PLACE_CODE] = {"place_code", "Place's code", FTL_T_CODE, false, "its code", NULL},
        [P_PLACE_KIND] = {"place_kind", "Kind of place", FTL_T_ENUM, false,
                          "shelf, bench, desk or vendor", NULL},
};

enum { K_PIECE, K_NAME, K_AT, K_DIRECTION, K_PLACE, K_STAFF, K_TEXT, K_CELLS };
static const struct ftl_column custody_columns[K_CELLS] = {
        [K_PIECE] = {"piece", "Piece", FTL_T_CODE, false, "the piece's code", NULL},
        [K_NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [K_AT] = {"at", "When", FTL_T_INSTANT, false, "when it happened", NULL},
        [K_DIRECTION] = {"direction", "Direction", FTL_T_ENUM, false, "in, move, out or missing",
                         NULL},
        [K_PLACE] = {"place", "Place", FTL_T_TEXT, false, "where it came to", NULL},
        [K_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login of who noted it", NULL},
        [K_TEXT] = {"text", "Text", FTL_T_TEXT, false, "what became of it", NULL},
};

enum {
	T_COST,
	T_LIST,
	T_CUSTOMER,
	T_CUSTOMER_TAX,
	T_CUSTOMER_TOTAL,
	T_PAYER,
	T_PAYER_TAX,
	T_CELLS
};
static const struct ftl_column total_columns[T_CELLS] = {
        [T_COST] = {"cost", "Cost", FTL_T_MONEY, false, "what the job costs the shop", NULL},
        [T_LIST] = {"list", "List price", FTL_T_MONEY, false, "at list prices, net", NULL},
        [T_CUSTOMER] = {"customer_pays", "Customer pays", FTL_T_MONEY, false, "net", NULL},
        [T_CUSTOMER_TAX] = {"customer_tax", "Tax", FTL_T_MONEY, false, "on it", NULL},
        [T_CUSTOMER_TOTAL] = {"customer_total", "Customer's total", FTL_T_MONEY, false,
                              "the customer's bill, tax included", NULL},
        [T_PAYER] = {"payer_pays", "Others pay", FTL_T_MONEY, false,
                     "asked of the maker and other payers, net", NULL},
        [T_PAYER_TAX] = {"payer_tax", "Tax on it", FTL_T_MONEY, false, "on it", NULL},
};

enum { V_CLASS, V_PAYER, V_PERCENT, V_UNTIL, V_RULE, V_BECAUSE, V_WOULD_CHANGE, V_CELLS };
static const struct ftl_column cover_columns[V_CELLS] = {
        [V_CLASS] = {"class", "Of", FTL_T_ENUM, false, "labour, part, freight or other", NULL},
        [V_PAYER] = {"payer", "Paid by", FTL_T_ENUM, false, "who pays", NULL},
        [V_PERCENT] = {"percent", "%", FTL_T_INT, false, "how much of it", NULL},
        [V_UNTIL] = {"until", "Until", FTL_T_DATE, false, "last day of the cover", NULL},
        [V_RULE] = {"rule", "Rule", FTL_T_ENUM, false, "which rule decided", NULL},
        [V_BECAUSE] = {"because", "Because", FTL_T_TEXT, false, "in words", NULL},
        [V_WOULD_CHANGE] = {"would_change", "Would change it", FTL_T_TEXT, false,
                            "what would lead to another verdict", NULL},
};

enum { W_KIND, W_TEXT, W_ORDER, W_CELLS };
static const struct ftl_column warning_columns[W_CELLS] = {
        [W_KIND] = {"kind", "Kind", FTL_T_ENUM, false, "repeat, open_job, …", NULL},
        [W_TEXT] = {"text", "Warning", FTL_T_TEXT, false, "in words", NULL},
        [W_ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job it points at", NULL},
};

enum {
	S_CUSTOMER,
	S_DEVICE,
	S_EVENTS,
	S_PIECES,
	S_CUSTODY,
	S_LINES,
	S_PARTS,
	S_TOTALS,
	S_DIAGNOSIS,
	S_FAILURES,
	S_ESTIMATES,
	S_COVERAGE,
	S_WARNINGS,
	S_CHECKS,
	S_LABOUR,
	S_LOANERS,
	S_LOANER_EVENTS,
	S_ATTACHMENTS,
	S_TURNAROUND,
	SECTIONS
};
#define SECTION(called, words, with, one)                                                          \
	{                                                                                          \
		.key = (called), .title = (words), .columns = (with), .count = FTL_COUNT(with),    \
		.is_object = (one)                                                                 \
	}
static const struct ftl_section sections[SECTIONS] = {
        [S_CUSTOMER] = SECTION("customer", "Customer", customer_columns, true),
        [S_DEVICE] = SECTION("device", "Device", device_columns, true),
        [S_EVENTS] = SECTION("events", "Timeline", event_columns, false),
        [S_PIECES] = SECTION("pieces", "Pieces", piece_columns, false),
        [S_CUSTODY] = SECTION("custody", "Custody", custody_columns, false),
        [S_LINES] = {.key = "lines",
                     .title = "Lines",
                     .columns = ftl_view_line_columns,
                     .count = FTL_VIEW_LINE_CELLS},
        [S_PARTS] = FTL_VIEW_ORDER_PARTS,
        [S_TOTALS] = SECTION("totals", "Totals", total_columns, true),
        [S_DIAGNOSIS] = {.key = "diagnosis",
                         .title = "Diagnosis",
                         .columns = ftl_view_diagnosis_columns,
                         .count = FTL_VIEW_DIAGNOSIS_CELLS},
        [S_FAILURES] = {.key = "part_failures",
                        .title = "Failed parts",
                        .columns = ftl_view_failure_columns,
                        .count = FTL_VIEW_FAILURE_CELLS},
        [S_ESTIMATES] = {.key = "estimates",
                         .title = "Estimates",
                         .columns = ftl_view_estimate_columns,
                         .count = FTL_VIEW_ESTIMATE_JOB_CELLS},
        [S_COVERAGE] = SECTION("coverage", "Cover", cover_columns, false),
        [S_WARNINGS] = SECTION("warnings", "Warnings", warning_columns, false),
        [S_CHECKS] = {.key = "checks",
                      .title = "Checks",
                      .columns = ftl_view_test_columns,
                      .count = FTL_VIEW_TEST_CELLS},
        [S_LABOUR] = {.key = "labour",
                      .title = "Labour",
                      .columns = ftl_view_labour_columns,
                      .count = FTL_VIEW_LABOUR_CELLS},
        [S_LOANERS] = FTL_VIEW_LOANERS,
        [S_LOANER_EVENTS] = FTL_VIEW_LOANER_EVENTS,
        [S_ATTACHMENTS] = FTL_VIEW_ATTACHMENTS,
        [S_TURNAROUND] = {.key = "turnaround",
                          .title = "Turnaround",
                          .columns = ftl_view_turnaround_columns,
                          .count = FTL_VIEW_TURNAROUND_CELLS,
                          .is_object = true},
};
static const struct ftl_table show_shape = {
        .schema = "order/1",
        .title = "Work order",
        .columns = ftl_view_job_columns,
        .count = FTL_VIEW_JOB_CELLS,
        .sections = sections,
        .section_count = SECTIONS,
};

static struct ftl_cell from_opt(struct ftl_opt opt)
{
	return ftl_cell_opt(opt.has, opt.value);
}

/* Telephones or e-mail addresses, a line each; absent when there is none. */
static struct ftl_cell contacts_of(struct ftl_arena *arena, const struct ftl_customer *customer,
                                   bool is_email)
{
	FTL_BUF(list);

	for (size_t i = 0; i < customer->contact_count; i++) {
		if (customer->contacts[i].is_email == is_email)
			ftl_buf_printf(&list, "%s%s", list.length > 0 ? "\n" : "",
			               customer->contacts[i].value);
	}
	return ftl_cell_text(list.length > 0 ? ftl_strdup(arena, ftl_buf_cstr(&list)) : NULL);
}

static void fill_who_and_what(struct ftl_arena *arena, const struct ftl_order_full *full,
                              struct ftl_section *all)
{
	const struct ftl_customer *customer = &full->customer;
	const struct ftl_device *device = &full->device;
	const struct ftl_cell of_customer[C_CELLS] = {
	        [C_CODE] = ftl_cell_text(customer->code),
	        [C_NAME] = ftl_cell_text(customer->name),
	        [C_KIND] = ftl_cell_text(customer->is_company ? "company" : "person"),
	        [C_PHONES] = contacts_of(arena, customer, false),
	        [C_EMAILS] = contacts_of(arena, customer, true),
	        [C_LANGUAGE] = ftl_cell_text(customer->language),
	        [C_ADDRESS] = ftl_cell_text(customer->address),
	};
	const struct ftl_cell of_device[D_CELLS] = {
	        [D_CODE] = ftl_cell_text(device->code),
	        [D_CATEGORY] = ftl_cell_text(device->category),
	        [D_BRAND] = ftl_cell_text(device->brand),
	        [D_MODEL] = ftl_cell_text(device->model),
	        [D_SERIAL] = ftl_cell_text(device->serial),
	        [D_IMEI] = ftl_cell_text(device->imei),
	        [D_IMEI2] = ftl_cell_text(device->imei2),
	        [D_GTIN] = ftl_cell_text(device->gtin),
	        [D_TAG] = ftl_cell_text(device->asset_tag),
	        [D_BOUGHT] = from_opt(device->purchased_on),
	        [D_PROOF] = ftl_cell_text(device->proof),
	};
	struct ftl_section_rows rows = ftl_section_begin(arena, 1);

	ftl_section_add(&rows, of_customer, C_CELLS);
	ftl_section_end(&all[S_CUSTOMER], &rows);
	rows = ftl_section_begin(arena, 1);
	ftl_section_add(&rows, of_device, D_CELLS);
	ftl_section_end(&all[S_DEVICE], &rows);
}

static void fill_events(struct ftl_arena *arena, const struct ftl_order_full *full,
                        struct ftl_section *section)
{
	struct ftl_section_rows rows = ftl_section_begin(arena, full->event_count);

	for (size_t i = 0; i < full->event_count; i++) {
		const struct ftl_order_event *event = &full->events[i];
		const struct ftl_cell cells[E_CELLS] = {
		        [E_AT] = ftl_cell_number(event->event.at),
		        [E_EVENT] = ftl_cell_text(ftl_event_names[event->event.kind]),
		        [E_STATE] = ftl_cell_text(ftl_state_names[event->state]),
		        [E_STAFF] = ftl_cell_text(event->staff),
		        [E_TECHNICIAN] = ftl_cell_text(event->technician),
		        [E_HOLD] = ftl_cell_text(ftl_hold_names[event->event.hold]),
		        [E_RESULT] = ftl_cell_text(ftl_result_names[event->event.result]),
		        [E_BARRIER] = ftl_cell_text(ftl_barrier_names[event->event.barrier]),
		        [E_DUE] = from_opt(event->due_on),
		        [E_REFERENCE] = ftl_cell_text(event->reference),
		        [E_AMOUNT] = from_opt(event->amount_cents),
		        [E_TEXT] = ftl_cell_text(event->text),
		        [E_RECORDED] = from_opt(event->recorded_at),
		        [E_MINUTES] = ftl_cell_opt(event->event.minutes != 0, event->event.minutes),
		        [E_VENDOR] = ftl_cell_text(event->vendor),
		        [E_VENDOR_CODE] = ftl_cell_text(event->vendor_code),
		        [E_TRACKING] = ftl_cell_text(event->tracking),
		        [E_PAYER] = ftl_cell_text(
		                event->payer.has ? ftl_payer_names[event->payer.value] : NULL),
		};

		ftl_section_add(&rows, cells, E_CELLS);
	}
	ftl_section_end(section, &rows);
}

static void fill_pieces(struct ftl_arena *arena, const struct ftl_order_full *full,
                        struct ftl_section *all)
{
	struct ftl_section_rows rows = ftl_section_begin(arena, full->piece_count);

	for (size_t i = 0; i < full->piece_count; i++) {
		const struct ftl_piece *piece = &full->pieces[i];
		const char *kind = ftl_place_kind_names[piece->place_kind];
		const struct ftl_cell cells[P_CELLS] = {
		        [P_CODE] = ftl_cell_text(piece->code),
		        [P_NAME] = ftl_cell_text(piece->name),
		        [P_KIND] = ftl_cell_text(piece->is_device ? "device" : "accessory"),
		        [P_HERE] = ftl_cell_number(piece->is_here && !ftl_piece_is_away(piece)),
		        [P_PLACE] = ftl_cell_text(piece->place),
		        [P_PLACE_CODE] = ftl_cell_text(piece->place_code),
		        [P_PLACE_KIND] = ftl_cell_text(piece->place != NULL ? kind : NULL),
		};

		ftl_section_add(&rows, cells, P_CELLS);
	}
	ftl_section_end(&all[S_PIECES], &rows);
	rows = ftl_section_begin(arena, full->custody_count);
	for (size_t i = 0; i < full->custody_count; i++) {
		const struct ftl_custody_row *row = &full->custody[i];
		const struct ftl_cell cells[K_CELLS] = {
		        [K_PIECE] = ftl_cell_text(row->piece_code),
		        [K_NAME] = ftl_cell_text(row->piece),
		        [K_AT] = ftl_cell_number(row->event.at),
		        [K_DIRECTION] = ftl_cell_text(ftl_custody_names[row->event.direction]),
		        [K_PLACE] = ftl_cell_text(row->place),
		        [K_STAFF] = ftl_cell_text(row->staff),
		        [K_TEXT] = ftl_cell_text(row->text),
		};

		ftl_section_add(&rows, cells, K_CELLS);
	}
	ftl_section_end(&all[S_CUSTODY], &rows);
}

static void fill_lines(const struct ftl_app *app, struct ftl_arena *arena,
                       const struct ftl_order_full *full, struct ftl_section *all)
{
	const struct ftl_line_amounts *sum = &full->totals;
	const struct ftl_cell totals[T_CELLS] = {
	        [T_COST] = ftl_view_cost(app, sum->cost_cents),
	        [T_LIST] = ftl_cell_number(sum->list_cents),
	        [T_CUSTOMER] = ftl_cell_number(sum->customer_cents),
	        [T_CUSTOMER_TAX] = ftl_cell_number(sum->customer_tax_cents),
	        [T_CUSTOMER_TOTAL] = ftl_cell_number(sum->customer_cents + sum->customer_tax_cents),
	        [T_PAYER] = ftl_cell_number(sum->payer_cents),
	        [T_PAYER_TAX] = ftl_cell_number(sum->payer_tax_cents),
	};
	struct ftl_section_rows rows = ftl_section_begin(arena, full->line_count);

	for (size_t i = 0; i < full->line_count; i++) {
		struct ftl_cell cells[FTL_VIEW_LINE_CELLS];

		ftl_view_line_cells(app, cells, &full->lines[i]);
		ftl_section_add(&rows, cells, FTL_VIEW_LINE_CELLS);
	}
	ftl_section_end(&all[S_LINES], &rows);
	rows = ftl_section_begin(arena, 1);
	ftl_section_add(&rows, totals, T_CELLS);
	ftl_section_end(&all[S_TOTALS], &rows);
}

static void fill_diagnosis(struct ftl_arena *arena, const struct ftl_order_full *full,
                           struct ftl_section *all)
{
	struct ftl_section_rows rows = ftl_section_begin(arena, full->diagnosis_count);

	for (size_t i = 0; i < full->diagnosis_count; i++) {
		struct ftl_cell cells[FTL_VIEW_DIAGNOSIS_CELLS];

		ftl_view_diagnosis_cells(cells, &full->diagnosis[i]);
		ftl_section_add(&rows, cells, FTL_VIEW_DIAGNOSIS_CELLS);
	}
	ftl_section_end(&all[S_DIAGNOSIS], &rows);
	rows = ftl_section_begin(arena, full->failure_count);
	for (size_t i = 0; i < full->failure_count; i++) {
		struct ftl_cell cells[FTL_VIEW_FAILURE_LISTED];

		ftl_view_failure_cells(cells, &full->failures[i]);
		ftl_section_add(&rows, cells, FTL_VIEW_FAILURE_CELLS);
	}
	ftl_section_end(&all[S_FAILURES], &rows);
}

static void fill_estimates(struct ftl_arena *arena, const struct ftl_order_full *full,
                           struct ftl_section *section)
{
	struct ftl_section_rows rows = ftl_section_begin(arena, full->estimate_count);

	for (size_t i = 0; i < full->estimate_count; i++) {
		struct ftl_cell cells[FTL_VIEW_ESTIMATE_CELLS];

		ftl_view_estimate_cells(arena, cells, &full->estimates[i]);
		ftl_section_add(&rows, cells, FTL_VIEW_ESTIMATE_JOB_CELLS);
	}
	ftl_section_end(section, &rows);
}

static void fill_cover(struct ftl_arena *arena, const struct ftl_order_full *full,
                       struct ftl_section *all)
{
	struct ftl_section_rows rows = ftl_section_begin(arena, FTL_LINE_CLASSES);

	for (int i = 0; full->has_cover && i < FTL_LINE_CLASSES; i++) {
		const struct ftl_verdict *verdict = &full->cover[i];
		const struct ftl_cell cells[V_CELLS] = {
		        [V_CLASS] = ftl_cell_text(ftl_line_class_names[verdict->class]),
		        [V_PAYER] = ftl_cell_text(ftl_payer_names[verdict->payer]),
		        [V_PERCENT] = ftl_cell_number(verdict->percent),
		        [V_UNTIL] = ftl_cell_opt(verdict->has_until, verdict->until),
		        [V_RULE] = ftl_cell_text(verdict->rule),
		        [V_BECAUSE] = ftl_cell_text(verdict->because),
		        [V_WOULD_CHANGE] = ftl_cell_text(verdict->would_change),
		};

		ftl_section_add(&rows, cells, V_CELLS);
	}
	ftl_section_end(&all[S_COVERAGE], &rows);
	rows = ftl_section_begin(arena, full->warning_count);
	for (size_t i = 0; i < full->warning_count; i++) {
		const struct ftl_cell cells[W_CELLS] = {
		        [W_KIND] = ftl_cell_text(full->warnings[i].kind),
		        [W_TEXT] = ftl_cell_text(full->warnings[i].text),
		        [W_ORDER] = ftl_cell_text(full->warnings[i].other_code),
		};

		ftl_section_add(&rows, cells, W_CELLS);
	}
	ftl_section_end(&all[S_WARNINGS], &rows);
}

static int64_t count_reworks(const struct ftl_order_full *full)
{
	int64_t count = 0;

	for (size_t i = 0; i < full->event_count; i++)
		count += full->events[i].event.kind == FTL_EV_FAIL;
	return count;
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_order_full full;
	struct ftl_cell listed[FTL_VIEW_ORDER_CELLS], cells[FTL_VIEW_JOB_CELLS];
	struct ftl_section all[SECTIONS];
	const struct ftl_row row = {.cells = cells, .sections = all, .section_count = SECTIONS};
	const struct ftl_view_job job = {cli->app, &full};

	FTL_TRY(ftl_order_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &full, err));
	ftl_view_order_cells(listed, &full.order, ftl_app_now(cli->app));
	memcpy(cells, listed, FTL_VIEW_ORDER_CUSTOMER * sizeof(*cells));
	cells[FTL_VIEW_JOB_REWORKS] = ftl_cell_number(count_reworks(&full));
	cells[FTL_VIEW_JOB_PROMISES] = ftl_cell_number(full.promises);
	cells[FTL_VIEW_JOB_KEPT] = from_opt(full.is_kept);
	cells[FTL_VIEW_JOB_NOTICES] = ftl_cell_number(full.notices.count);
	cells[FTL_VIEW_JOB_NOTICE_DUE] = from_opt(full.notice_due_on);
	cells[FTL_VIEW_JOB_FIXED_HERE] = ftl_cell_text(full.fixed_here);
	cells[FTL_VIEW_JOB_CLAIM] =
	        ftl_cell_opt(full.claim_blocking.has, full.claim_blocking.value);
	cells[FTL_VIEW_JOB_NEXT] = ftl_cell_text(ftl_view_possible(&cli->arena, &full.possible));
	memcpy(all, sections, sizeof(all));
	fill_who_and_what(&cli->arena, &full, all);
	fill_events(&cli->arena, &full, &all[S_EVENTS]);
	fill_pieces(&cli->arena, &full, all);
	fill_lines(cli->app, &cli->arena, &full, all);
	all[S_PARTS] = ftl_view_order_parts(&cli->arena, full.parts, full.part_count, full.olds,
	                                    full.old_count);
	fill_diagnosis(&cli->arena, &full, all);
	fill_estimates(&cli->arena, &full, &all[S_ESTIMATES]);
	fill_cover(&cli->arena, &full, all);
	ftl_view_tests(&cli->arena, &full.tests, &all[S_CHECKS]);
	ftl_view_labour(&cli->arena, &full, &all[S_LABOUR]);
	all[S_LOANERS] = ftl_view_loaners(&cli->arena, full.loaners, full.loaner_count,
	                                  ftl_app_today(cli->app));
	all[S_LOANER_EVENTS] =
	        ftl_view_loaner_events(&cli->arena, full.loaner_events, full.loaner_event_count);
	all[S_ATTACHMENTS] =
	        ftl_view_attachments(&cli->arena, full.attachments, full.attachment_count);
	ftl_view_turnaround(&cli->arena, &full, &all[S_TURNAROUND]);
	return ftl_out_record(cli->out, &show_shape, &row, ftl_view_job, &job, err);
}

static const struct ftl_argument show_arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "the work order, or one of its pieces"},
};
static const struct ftl_example show_examples[] = {
        {"fettle order show W26-00008-W", "the job on one page", "jobs"},
        {"fettle order show W26-00008-W --format json", "everything about it, for a script",
         "jobs"},
        {"fettle order show W26-00008-W --fields code,state,lines", "some of it", "jobs"},
};

const struct ftl_command ftl_command_order_show = {
        .path = "order show",
        .summary = "show one work order",
        .description =
                "One job on one page: what and whose it is, where it stands and since when, whose "
                "clock has run for how long, the timeline, the bill, and what is possible now. "
                "Durations count opening hours; an imported record that knows days only has none.",
        .need = FTL_NEED_READ,
        .audience = FTL_FOR_EVERYONE,
        FTL_ARGUMENTS(show_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &show_shape,
        .run = run_show,
};

#include <string.h>

#include "cli/checkin.h"
#include "cli/desk_words.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"

enum {
	ORDER,
	INTAKE,
	CUSTOMER,
	CUSTOMER_NAME,
	IS_NEW_CUSTOMER,
	DEVICE,
	DEVICE_TEXT,
	SERIAL,
	IMEI,
	IS_NEW_DEVICE,
	FAULT,
	CONDITION,
	PRIORITY,
	APPROVAL_LIMIT,
	RECEIVED_AT,
	PROMISED_ON,
	RETURNS_FOR,
	AUDIT_HEAD,
	CELLS
};

static const struct ftl_column columns[CELLS] = {
        [ORDER] = {.key = "order", .title = "Order", .type = FTL_T_CODE, .help = "the work order"},
        [INTAKE] = {.key = "intake",
                    .title = "Intake",
                    .type = FTL_T_CODE,
                    .is_detail = true,
                    .help = "the drop-off: all devices of one customer's visit"},
        [CUSTOMER] = {.key = "customer",
                      .title = "Customer no.",
                      .type = FTL_T_CODE,
                      .help = "the customer"},
        [CUSTOMER_NAME] = {.key = "customer_name",
                           .title = "Customer",
                           .type = FTL_T_TEXT,
                           .help = "the customer's name"},
        [IS_NEW_CUSTOMER] = {.key = "is_new_customer",
                             .title = "New customer",
                             .type = FTL_T_BOOL,
                             .is_detail = true,
                             .help = "was not on file before"},
        [DEVICE] = {.key = "device",
                    .title = "Device no.",
                    .type = FTL_T_CODE,
                    .help = "the device"},
        [DEVICE_TEXT] = {.key = "device_text",
                         .title = "Device",
                         .type = FTL_T_TEXT,
                         .help = "brand and model, or what is known"},
        [SERIAL] = {.key = "serial",
                    .title = "Serial",
                    .type = FTL_T_TEXT,
                    .is_detail = true,
                    .help = "serial number as it was given"},
        [IMEI] = {.key = "imei",
                  .title = "IMEI",
                  .type = FTL_T_TEXT,
                  .is_detail = true,
                  .help = "of a telephone"},
        [IS_NEW_DEVICE] = {.key = "is_new_device",
                           .title = "New device",
                           .type = FTL_T_BOOL,
                           .is_detail = true,
                           .help = "was not on file before"},
        [FAULT] = {.key = "fault",
                   .title = "Fault",
                   .type = FTL_T_TEXT,
                   .is_detail = true,
                   .help = "in the customer's words"},
        [CONDITION] = {.key = "condition",
                       .title = "Condition",
                       .type = FTL_T_TEXT,
                       .is_detail = true,
                       .help = "what could be seen at the desk"},
        [PRIORITY] = {.key = "priority",
                      .title = "Priority",
                      .type = FTL_T_ENUM,
                      .is_detail = true,
                      .help = "low, normal, high or urgent"},
        [APPROVAL_LIMIT] = {.key = "approval_limit",
                            .title = "Approved up to",
                            .type = FTL_T_MONEY,
                            .is_detail = true,
                            .help = "may be spent without asking the customer"},
        [RECEIVED_AT] = {.key = "received_at",
                         .title = "Received",
                         .type = FTL_T_INSTANT,
                         .is_detail = true,
                         .help = "when it was checked in"},
        [PROMISED_ON] = {.key = "promised_on",
                         .title = "Promised",
                         .type = FTL_T_DATE,
                         .help = "the day the customer was promised"},
        [RETURNS_FOR] = {.key = "returns_for",
                         .title = "Returns for",
                         .type = FTL_T_CODE,
                         .is_detail = true,
                         .help = "the earlier job this one comes back for"},
        [AUDIT_HEAD] = {.key = "audit_head",
                        .title = "Audit",
                        .type = FTL_T_TEXT,
                        .is_detail = true,
                        .help = "head of the audit log afterwards; receipts carry it"},
};

enum { P_CODE, P_NAME, P_CELLS };
static const struct ftl_column piece_columns[P_CELLS] = {
        [P_CODE] = {.key = "code",
                    .title = "Piece",
                    .type = FTL_T_CODE,
                    .help = "on the piece's label"},
        [P_NAME] = {.key = "name",
                    .title = "What",
                    .type = FTL_T_TEXT,
                    .help = "the device, then what came with it"},
};

enum { V_CLASS, V_PAYER, V_PERCENT, V_UNTIL, V_RULE, V_BECAUSE, V_WOULD_CHANGE, V_CELLS };
static const struct ftl_column cover_columns[V_CELLS] = {
        [V_CLASS] = {.key = "class",
                     .title = "Cost",
                     .type = FTL_T_ENUM,
                     .help = "labour, part, freight or other",
                     .title_of = ftl_words_class},
        [V_PAYER] = {.key = "payer",
                     .title = "Payer",
                     .type = FTL_T_ENUM,
                     .help = "who pays",
                     .title_of = ftl_words_payer},
        [V_PERCENT] = {.key = "percent",
                       .title = "%",
                       .type = FTL_T_INT,
                       .help = "how much of it, 0 to 100"},
        [V_UNTIL] = {.key = "until",
                     .title = "Until",
                     .type = FTL_T_DATE,
                     .help = "the last day of the cover"},
        [V_RULE] = {.key = "rule",
                    .title = "Rule",
                    .type = FTL_T_TEXT,
                    .is_detail = true,
                    .help = "the rule that decided"},
        [V_BECAUSE] = {.key = "because",
                       .title = "Because",
                       .type = FTL_T_TEXT,
                       .help = "why, in words"},
        [V_WOULD_CHANGE] = {.key = "would_change",
                            .title = "What would change it",
                            .type = FTL_T_TEXT,
                            .is_detail = true,
                            .help = "what would change it, in words"},
};

enum { W_KIND, W_TEXT, W_ORDER, W_CELLS };
static const struct ftl_column warning_columns[W_CELLS] = {
        [W_KIND] = {.key = "kind",
                    .title = "Kind",
                    .type = FTL_T_TEXT,
                    .help = "repeat, open_job, same_name, similar_serial, new_owner or differs"},
        [W_TEXT] = {.key = "text", .title = "Warning", .type = FTL_T_TEXT, .help = "in words"},
        [W_ORDER] = {.key = "order",
                     .title = "Order",
                     .type = FTL_T_CODE,
                     .help = "the work order it is about"},
};

enum { PIECES, COVERAGE, WARNINGS, SECTIONS };
static const struct ftl_section sections[SECTIONS] = {
        [PIECES] = {.key = "pieces", .title = "Pieces", .columns = piece_columns, .count = P_CELLS},
        [COVERAGE] = {.key = "coverage",
                      .title = "Cover",
                      .columns = cover_columns,
                      .count = V_CELLS},
        [WARNINGS] = {.key = "warnings",
                      .title = "Warnings",
                      .columns = warning_columns,
                      .count = W_CELLS},
};

/* A line of the picture: its title once, then what belongs to it below each other. */
static void print_lines(struct ftl_out *out, struct ftl_arena *arena, const char *title,
                        const char *const *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		ftl_out_print(out, "  ");
		ftl_out_tone(out, FTL_TONE_DIM);
		ftl_out_print(out, "%-8s", i == 0 ? title : "");
		ftl_out_tone(out, FTL_TONE_PLAIN);
		ftl_out_print(out, "  %s\n", ftl_text_visible(arena, lines[i]));
	}
}

static void print_line(struct ftl_out *out, struct ftl_arena *arena, const char *title,
                       const char *line)
{
	print_lines(out, arena, title, &line, 1);
}

static void print_cover(struct ftl_out *out, struct ftl_arena *arena,
                        const struct ftl_section *cover)
{
	struct ftl_verdict verdicts[FTL_LINE_CLASSES] = {{0}};
	const char *lines[FTL_LINE_CLASSES];

	for (size_t i = 0; i < cover->row_count && i < FTL_LINE_CLASSES; i++) {
		const struct ftl_cell *cells = cover->rows[i].cells;

		for (int payer = 0; payer < FTL_PAYERS; payer++) {
			if (strcmp(ftl_payer_names[payer], cells[V_PAYER].text) == 0)
				verdicts[i].payer = (enum ftl_payer)payer;
		}
		verdicts[i].percent = (int)cells[V_PERCENT].number;
		verdicts[i].has_until = cells[V_UNTIL].has;
		verdicts[i].until = (int32_t)cells[V_UNTIL].number;
		verdicts[i].rule = cells[V_RULE].text;
	}
	print_lines(out, arena, "Cover", lines, ftl_words_cover(arena, verdicts, lines));
}

/* The pieces with their codes are on the labels; here it counts that none is forgotten. */
static const char *name_pieces(struct ftl_arena *arena, const struct ftl_section *pieces)
{
	FTL_BUF(line);

	for (size_t i = 0; i < pieces->row_count; i++)
		ftl_buf_printf(&line, "%s%s", i == 0 ? "" : ", ",
		               pieces->rows[i].cells[P_NAME].text);
	return ftl_strdup(arena, ftl_buf_cstr(&line));
}

static const char *shown(const struct ftl_out *out, struct ftl_arena *arena,
                         const struct ftl_row *row, int cell)
{
	return ftl_out_cell(out, arena, &columns[cell], &row->cells[cell]);
}

static void print_head(struct ftl_out *out, struct ftl_arena *arena, const struct ftl_row *row)
{
	const struct ftl_cell *cells = row->cells;

	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", shown(out, arena, row, ORDER));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  checked in, %s\n",
	              ftl_words_count(arena, row->sections[PIECES].row_count, "piece", "pieces"));
	ftl_out_print(out, "  ");
	ftl_out_tone(out, FTL_TONE_DIM);
	ftl_out_print(out, "%-8s", "Customer");
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %s  %s%s\n", shown(out, arena, row, CUSTOMER_NAME),
	              shown(out, arena, row, CUSTOMER),
	              cells[IS_NEW_CUSTOMER].number ? "  new" : "");
	ftl_out_print(out, "  ");
	ftl_out_tone(out, FTL_TONE_DIM);
	ftl_out_print(out, "%-8s", "Device");
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %s", shown(out, arena, row, DEVICE_TEXT));
	if (cells[SERIAL].has)
		ftl_out_print(out, " · serial %s", shown(out, arena, row, SERIAL));
	if (cells[IMEI].has)
		ftl_out_print(out, " · IMEI %s", shown(out, arena, row, IMEI));
	ftl_out_print(out, "  %s%s\n", shown(out, arena, row, DEVICE),
	              cells[IS_NEW_DEVICE].number ? "  new" : "");
}

static void view_job(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                     const void *extra)
{
	FTL_ARENA(scratch);
	const struct ftl_section *warnings = &row->sections[WARNINGS];

	(void)shape;
	(void)extra;
	print_head(out, &scratch, row);
	print_line(out, &scratch, "Fault", shown(out, &scratch, row, FAULT));
	print_line(out, &scratch, "Here", name_pieces(&scratch, &row->sections[PIECES]));
	print_cover(out, &scratch, &row->sections[COVERAGE]);
	if (row->cells[PROMISED_ON].has)
		print_line(out, &scratch, "Promise",
		           ftl_words_date(&scratch, (int32_t)row->cells[PROMISED_ON].number));
	for (size_t i = 0; i < warnings->row_count; i++) {
		ftl_out_tone(out, FTL_TONE_WARN);
		ftl_out_print(out, "  ! %s",
		              ftl_text_visible(&scratch, warnings->rows[i].cells[W_TEXT].text));
		ftl_out_tone(out, FTL_TONE_PLAIN);
		ftl_out_print(out, "\n");
	}
}

const struct ftl_table ftl_checkin_shape = {.schema = "checkin/1",
                                            .title = "Checked in",
                                            .columns = columns,
                                            .count = CELLS,
                                            .empty = "nothing was checked in",
                                            .sections = sections,
                                            .section_count = SECTIONS,
                                            .row_view = view_job};

static struct ftl_row *rows_of(struct ftl_arena *arena, size_t count, size_t width,
                               struct ftl_cell **ret_cells)
{
	struct ftl_row *rows = ftl_alloc(arena, count, sizeof(*rows));
	struct ftl_cell *cells = ftl_alloc(arena, count * width, sizeof(*cells));

	for (size_t i = 0; i < count; i++)
		rows[i].cells = &cells[i * width];
	*ret_cells = cells;
	return rows;
}

static void fill_pieces(struct ftl_arena *arena, const struct ftl_checked_in *job,
                        struct ftl_section *section)
{
	struct ftl_cell *cells;

	section->rows = rows_of(arena, job->piece_count, P_CELLS, &cells);
	section->row_count = job->piece_count;
	for (size_t i = 0; i < job->piece_count; i++, cells += P_CELLS) {
		cells[P_CODE] = ftl_cell_text(job->pieces[i].code);
		cells[P_NAME] = ftl_cell_text(job->pieces[i].name);
	}
}

static void fill_cover(struct ftl_arena *arena, const struct ftl_checked_in *job,
                       struct ftl_section *section)
{
	struct ftl_cell *cells;

	section->rows = rows_of(arena, FTL_LINE_CLASSES, V_CELLS, &cells);
	section->row_count = FTL_LINE_CLASSES;
	for (int i = 0; i < FTL_LINE_CLASSES; i++, cells += V_CELLS) {
		const struct ftl_verdict *verdict = &job->cover[i];

		cells[V_CLASS] = ftl_cell_text(ftl_line_class_names[verdict->class]);
		cells[V_PAYER] = ftl_cell_text(ftl_payer_names[verdict->payer]);
		cells[V_PERCENT] = ftl_cell_number(verdict->percent);
		cells[V_UNTIL] = ftl_cell_opt(verdict->has_until, verdict->until);
		cells[V_RULE] = ftl_cell_text(verdict->rule);
		cells[V_BECAUSE] = ftl_cell_text(verdict->because);
		cells[V_WOULD_CHANGE] = ftl_cell_text(verdict->would_change);
	}
}

static void fill_warnings(struct ftl_arena *arena, const struct ftl_checked_in *job,
                          struct ftl_section *section)
{
	struct ftl_cell *cells;

	section->rows = rows_of(arena, job->warning_count, W_CELLS, &cells);
	section->row_count = job->warning_count;
	for (size_t i = 0; i < job->warning_count; i++, cells += W_CELLS) {
		cells[W_KIND] = ftl_cell_text(job->warnings[i].kind);
		cells[W_TEXT] = ftl_cell_text(job->warnings[i].text);
		cells[W_ORDER] = ftl_cell_text(job->warnings[i].other_code);
	}
}

static void fill_cells(struct ftl_arena *arena, const struct ftl_checked_in *job,
                       const char *audit_head, struct ftl_cell cells[CELLS])
{
	const struct ftl_order *order = &job->order;
	const struct ftl_device *device = &job->device;

	cells[ORDER] = ftl_cell_text(order->code);
	cells[INTAKE] = ftl_cell_text(order->intake_code);
	cells[CUSTOMER] = ftl_cell_text(job->customer.code);
	cells[CUSTOMER_NAME] = ftl_cell_text(job->customer.name);
	cells[IS_NEW_CUSTOMER] = ftl_cell_number(job->is_new_customer);
	cells[DEVICE] = ftl_cell_text(device->code);
	cells[DEVICE_TEXT] = ftl_cell_text(
	        ftl_words_device(arena, device->category, device->brand, device->model));
	cells[SERIAL] = ftl_cell_text(device->serial);
	cells[IMEI] = ftl_cell_text(device->imei);
	cells[IS_NEW_DEVICE] = ftl_cell_number(job->is_new_device);
	cells[FAULT] = ftl_cell_text(order->fault);
	cells[CONDITION] = ftl_cell_text(order->condition);
	cells[PRIORITY] = ftl_cell_text(ftl_priority_names[order->priority]);
	cells[APPROVAL_LIMIT] =
	        ftl_cell_opt(order->approval_limit_cents.has, order->approval_limit_cents.value);
	cells[RECEIVED_AT] = ftl_cell_opt(order->received_at.has, order->received_at.value);
	cells[PROMISED_ON] = ftl_cell_opt(order->promised_on.has, order->promised_on.value);
	cells[RETURNS_FOR] = ftl_cell_text(order->returns_for);
	cells[AUDIT_HEAD] = ftl_cell_text(audit_head);
}

enum ftl_status ftl_checkin_write(struct ftl_cli *cli, const struct ftl_check_in_result *result,
                                  struct ftl_err *err)
{
	FTL_ARENA(scratch);

	for (size_t i = 0; i < result->count; i++) {
		const struct ftl_checked_in *job = &result->jobs[i];
		struct ftl_cell cells[CELLS];
		struct ftl_section filled[SECTIONS];

		ftl_arena_reset(&scratch);
		memcpy(filled, sections, sizeof(filled));
		fill_cells(&scratch, job, result->audit_head, cells);
		fill_pieces(&scratch, job, &filled[PIECES]);
		fill_cover(&scratch, job, &filled[COVERAGE]);
		fill_warnings(&scratch, job, &filled[WARNINGS]);
		const struct ftl_row row = {cells, filled, SECTIONS};
		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	return FTL_OK;
}

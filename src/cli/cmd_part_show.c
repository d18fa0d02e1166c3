#include <string.h>

#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "cli/view_picture.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

/* Where a part is, and why: all that is known of it, and its moves. */

const char *ftl_view_account_title(const char *name)
{
	int i = ftl_text_index(ftl_account_names, FTL_ACCOUNTS, name);

	return i < 0 ? name : ftl_account_title((enum ftl_account)i);
}

enum { B_ACCOUNT, B_PLACE, B_ORDER, B_LINE, B_LOT, B_EXPIRES, B_QUANTITY, B_CELLS };
static const struct ftl_column balance_columns[B_CELLS] = {
        [B_ACCOUNT] = {"account", "Account", FTL_T_ENUM, false,
                       "shelf, reserved, vendor, job, customer, returns, scrap …",
                       ftl_view_account_title},
        [B_PLACE] = {"place", "Place", FTL_T_TEXT, false, "where it lies", NULL},
        [B_ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job it is for", NULL},
        [B_LINE] = {"line", "Line", FTL_T_INT, false, "of that job's bill", NULL},
        [B_LOT] = {"lot", "Lot", FTL_T_TEXT, false, "the lot", NULL},
        [B_EXPIRES] = {"expires_on", "Expires", FTL_T_DATE, false, "the last day of the lot", NULL},
        [B_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much", NULL},
};
enum { N_KIND, N_NUMBER, N_CELLS };
static const struct ftl_column number_columns[N_CELLS] = {
        [N_KIND] = {"kind", "Kind", FTL_T_ENUM, false, "maker, alternative or old", NULL},
        [N_NUMBER] = {"number", "Number", FTL_T_TEXT, false, "as others call it", NULL},
};
enum { F_BRAND, F_MODEL, F_CELLS };
static const struct ftl_column fit_columns[F_CELLS] = {
        [F_BRAND] = {"brand", "Brand", FTL_T_TEXT, false, "what it fits", NULL},
        [F_MODEL] = {"model", "Model", FTL_T_TEXT, false, "none: all of the brand", NULL},
};
enum { P_FROM, P_COST, P_PRICE, P_CELLS };
static const struct ftl_column price_columns[P_CELLS] = {
        [P_FROM] = {"effective_from", "From", FTL_T_DATE, false, "the first day", NULL},
        [P_COST] = {"cost", "Cost", FTL_T_MONEY, false, "what each costs the shop", NULL},
        [P_PRICE] = {"price", "Price", FTL_T_MONEY, false, "what each sells for", NULL},
};
enum { R_PLACE, R_BELOW, R_QUANTITY, R_CELLS };
static const struct ftl_column reorder_columns[R_CELLS] = {
        [R_PLACE] = {"place", "Place", FTL_T_TEXT, false, "where it is to lie", NULL},
        [R_BELOW] = {"below", "Below", FTL_T_QUANTITY, false, "when so many are left", NULL},
        [R_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "so many are ordered", NULL},
};

enum { BALANCES, SERIALS, DUE, JOBS, NUMBERS, FITS, PRICES, REORDERS, SECTIONS };

static const struct ftl_section sections[SECTIONS] = {
        [BALANCES] = {.key = "balances",
                      .title = "Where it is",
                      .columns = balance_columns,
                      .count = B_CELLS},
        [SERIALS] = FTL_VIEW_PART_SERIALS,
        [DUE] = FTL_VIEW_PART_DUE,
        [JOBS] = FTL_VIEW_PART_JOBS,
        [NUMBERS] = {.key = "numbers",
                     .title = "Numbers",
                     .columns = number_columns,
                     .count = N_CELLS},
        [FITS] = {.key = "fits", .title = "Fits", .columns = fit_columns, .count = F_CELLS},
        [PRICES] = {.key = "prices",
                    .title = "Price list",
                    .columns = price_columns,
                    .count = P_CELLS},
        [REORDERS] = {.key = "reorders",
                      .title = "Ordered again",
                      .columns = reorder_columns,
                      .count = R_CELLS},
};
static const struct ftl_table show_shape = {.schema = "part/1",
                                            .title = "Part",
                                            .columns = ftl_view_part_columns,
                                            .count = FTL_VIEW_PART_CELLS,
                                            .sections = sections,
                                            .section_count = SECTIONS,
                                            .wide = FTL_VIEW_PART_SAID};

static void add_balances(struct ftl_section_rows *rows, const struct ftl_part_full *full)
{
	for (size_t i = 0; i < full->balance_count; i++) {
		const struct ftl_part_balance *balance = &full->balances[i];

		/* What came from outside, and what was found or lost, is for `part explain`. */
		if (!ftl_account_is_bounded(balance->end.account))
			continue;
		const struct ftl_cell cells[B_CELLS] = {
		        [B_ACCOUNT] = ftl_cell_text(ftl_account_names[balance->end.account]),
		        [B_PLACE] = ftl_cell_text(balance->place),
		        [B_ORDER] = ftl_cell_text(balance->order),
		        [B_LINE] = ftl_cell_opt(balance->line != 0, balance->line),
		        [B_LOT] = ftl_cell_text(balance->lot),
		        [B_EXPIRES] =
		                ftl_cell_opt(balance->expires_on.has, balance->expires_on.value),
		        [B_QUANTITY] = ftl_cell_number(balance->sum.quantity_milli),
		};

		ftl_section_add(rows, cells, B_CELLS);
	}
}

static void add_lists(struct ftl_cli *cli, struct ftl_section filled[SECTIONS],
                      const struct ftl_part_full *full)
{
	bool sees_cost = ftl_app_can(cli->app, FTL_CAN_SEE_COST);
	struct ftl_section_rows rows = ftl_section_begin(&cli->arena, full->number_count);

	for (size_t i = 0; i < full->number_count; i++)
		ftl_section_add(&rows,
		                (const struct ftl_cell[]){
		                        ftl_cell_text(ftl_number_names[full->numbers[i].kind]),
		                        ftl_cell_text(full->numbers[i].number)},
		                N_CELLS);
	ftl_section_end(&filled[NUMBERS], &rows);
	rows = ftl_section_begin(&cli->arena, full->fit_count);
	for (size_t i = 0; i < full->fit_count; i++)
		ftl_section_add(&rows,
		                (const struct ftl_cell[]){ftl_cell_text(full->fits[i].brand),
		                                          ftl_cell_text(full->fits[i].model)},
		                F_CELLS);
	ftl_section_end(&filled[FITS], &rows);
	rows = ftl_section_begin(&cli->arena, full->price_count);
	for (size_t i = 0; i < full->price_count; i++) {
		const struct ftl_part_price *price = &full->prices[i];

		ftl_section_add(
		        &rows,
		        (const struct ftl_cell[]){
		                ftl_cell_number(price->effective_from),
		                ftl_cell_opt(sees_cost && price->cost_cents.has,
		                             price->cost_cents.value),
		                ftl_cell_opt(price->price_cents.has, price->price_cents.value)},
		        P_CELLS);
	}
	ftl_section_end(&filled[PRICES], &rows);
	rows = ftl_section_begin(&cli->arena, full->reorder_count);
	for (size_t i = 0; i < full->reorder_count; i++) {
		const struct ftl_part_reorder *reorder = &full->reorders[i];

		ftl_section_add(&rows,
		                (const struct ftl_cell[]){ftl_cell_text(reorder->place),
		                                          ftl_cell_number(reorder->point_milli),
		                                          ftl_cell_number(reorder->quantity_milli)},
		                R_CELLS);
	}
	ftl_section_end(&filled[REORDERS], &rows);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_section filled[SECTIONS];
	struct ftl_part_full full;
	struct ftl_section_rows rows;
	struct ftl_cell cells[FTL_VIEW_PART_CELLS];
	const struct ftl_row row = {.cells = cells, .sections = filled, .section_count = SECTIONS};

	for (int i = 0; i < SECTIONS; i++)
		filled[i] = sections[i];
	FTL_TRY(ftl_part_get(cli->app, &cli->arena, ftl_cli_arg(cli, "PART"),
	                     ftl_cli_flag(cli, "serials"), &full, err));
	rows = ftl_section_begin(&cli->arena, full.balance_count);
	add_balances(&rows, &full);
	ftl_section_end(&filled[BALANCES], &rows);
	add_lists(cli, filled, &full);
	filled[SERIALS] = ftl_view_part_serials(&cli->arena, &full);
	filled[DUE] = ftl_view_part_due(&cli->arena, &full);
	filled[JOBS] = ftl_view_part_jobs(&cli->arena, &full);
	ftl_view_part_cells(cells, cli->app, &full.part);
	FTL_TRY(ftl_out_record(cli->out, &show_shape, &row, NULL, NULL, err));
	if (full.serials_in_all > (int64_t)full.serial_count)
		ftl_cli_next(cli, "part show %s --serials   shows the %lld more serial numbers",
		             ftl_text_visible(&cli->arena, full.part.sku),
		             (long long)(full.serials_in_all - (int64_t)full.serial_count));
	return FTL_OK;
}

static const struct ftl_argument part_arguments[] = {
        {.name = "PART", .min = 1, .max = 1, .help = "any number that it has"},
};
static const struct ftl_option show_options[] = {
        {.key = "serials",
         .type = FTL_OPT_FLAG,
         .help = "all of its serial numbers in stock, not only the first 20"},
};
static const struct ftl_example show_examples[] = {
        {"fettle part show 970013-02", "where it lies, what it costs, what it fits", "parts"},
};
const struct ftl_command ftl_command_part_show = {
        .path = "part show",
        .summary = "show a part: where it is, its numbers and prices",
        .description = "Where it lies and what is kept for jobs, what is on order and when it is "
                       "expected, which approved jobs need it, and all that is said of it.",
        .need = FTL_NEED_READ,
        FTL_OPTIONS(show_options),
        FTL_ARGUMENTS(part_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &show_shape,
        .run = run_show,
};

enum {
	E_MOVE,
	E_AT,
	E_KIND,
	E_QUANTITY,
	E_FROM,
	E_TO,
	E_ORDER,
	E_LINE,
	E_STOCK,
	E_VALUE,
	E_STOCK_VALUE,
	E_STAFF,
	E_REASON,
	E_FROM_ACCOUNT,
	E_TO_ACCOUNT,
	E_SUPPLIER,
	E_LOT,
	E_SERIAL,
	E_REFERENCE,
	E_PURCHASE,
	E_RETURN,
	E_REVERSES,
	E_REVERSED_BY,
	E_CELLS
};
static const struct ftl_column move_columns[E_CELLS] = {
        [E_MOVE] = {"move", "Move", FTL_T_INT, false, "its number", NULL},
        [E_AT] = {"at", "At", FTL_T_INSTANT, false, "when", NULL},
        [E_KIND] = {"kind", "What", FTL_T_ENUM, false, "what happened", ftl_view_move_title},
        [E_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much moved", NULL},
        [E_FROM] = {"from", "From", FTL_T_TEXT, false, "where it was", NULL},
        [E_TO] = {"to", "To", FTL_T_TEXT, false, "where it went", NULL},
        [E_ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job", NULL},
        [E_LINE] = {"line", "Line", FTL_T_INT, true, "of that job's bill", NULL},
        [E_STOCK] = {"stock", "Stock", FTL_T_QUANTITY, false, "in the house after it", NULL},
        [E_VALUE] = {"value", "Value", FTL_T_MONEY, false,
                     "what it was worth, where it came into the stock or left it", NULL},
        [E_STOCK_VALUE] = {"stock_value", "Stock value", FTL_T_MONEY, false,
                           "what all of the stock was worth after it", NULL},
        [E_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login of who did it", NULL},
        [E_REASON] = {"reason", "Reason", FTL_T_TEXT, false, "what was said", NULL},
        [E_FROM_ACCOUNT] = {"from_account", "From account", FTL_T_ENUM, true, "the account", NULL},
        [E_TO_ACCOUNT] = {"to_account", "To account", FTL_T_ENUM, true, "the account", NULL},
        [E_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, true, "who sent it or got it", NULL},
        [E_LOT] = {"lot", "Lot", FTL_T_TEXT, true, "the lot", NULL},
        [E_SERIAL] = {"serial", "Serial", FTL_T_TEXT, true, "the serial number", NULL},
        [E_REFERENCE] = {"reference", "Reference", FTL_T_TEXT, true, "of the delivery", NULL},
        [E_PURCHASE] = {"purchase", "Purchase", FTL_T_CODE, true, "the order that it came of",
                        NULL},
        [E_RETURN] = {"return", "Return", FTL_T_CODE, true, "the box that it went back in", NULL},
        [E_REVERSES] = {"reverses", "Takes back", FTL_T_INT, true, "the move it takes back", NULL},
        [E_REVERSED_BY] = {"reversed_by", "Taken back by", FTL_T_INT, true,
                           "the move that took it back", NULL},
};
static const char *shown(const struct ftl_out *out, struct ftl_arena *arena,
                         const struct ftl_row *row, int cell)
{
	return ftl_out_cell(out, arena, &move_columns[cell], &row->cells[cell]);
}

/* " · lot A", where there is one. */
static void add_said(struct ftl_buf *text, const char *before, const char *what)
{
	if (*what != '\0')
		ftl_buf_printf(text, "%s%s", before, what);
}

/* "  131  2026-11-23 09:30  10 received: Spares Ltd → Shelf B2", then what it was
 * worth and what there was after it. */
static void view_move(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	FTL_ARENA(scratch);
	const struct ftl_cell *cells = row->cells;
	const struct ftl_picture p = {
	        .out = out, .arena = &scratch, .width = (size_t)ftl_out_width(out)};
	const char *head = ftl_sprintf(&scratch, "%5s  %s  ", shown(out, &scratch, row, E_MOVE),
	                               shown(out, &scratch, row, E_AT));
	FTL_BUF(text);
	FTL_BUF(after);

	(void)shape;
	(void)extra;
	if (cells[E_QUANTITY].number != 0)
		ftl_buf_printf(&text, "%s ", shown(out, &scratch, row, E_QUANTITY));
	ftl_buf_printf(&text, "%s: %s → %s", shown(out, &scratch, row, E_KIND),
	               shown(out, &scratch, row, E_FROM), shown(out, &scratch, row, E_TO));
	if (cells[E_ORDER].has)
		ftl_buf_printf(&text, ", %s line %s", shown(out, &scratch, row, E_ORDER),
		               shown(out, &scratch, row, E_LINE));
	add_said(&text, ", lot ", cells[E_LOT].has ? shown(out, &scratch, row, E_LOT) : "");
	add_said(&text, ", number ",
	         cells[E_SERIAL].has ? shown(out, &scratch, row, E_SERIAL) : "");
	add_said(&text, ", ", cells[E_REFERENCE].has ? shown(out, &scratch, row, E_REFERENCE) : "");
	add_said(&text, ", ", cells[E_RETURN].has ? shown(out, &scratch, row, E_RETURN) : "");
	add_said(&text, ", ", cells[E_REASON].has ? shown(out, &scratch, row, E_REASON) : "");
	ftl_buf_printf(&text, " (%s)", shown(out, &scratch, row, E_STAFF));
	ftl_out_print(out, "%s", head);
	ftl_picture_wrapped(&p, ftl_buf_cstr(&text), strlen(head));
	ftl_buf_printf(&after, "stock %s", shown(out, &scratch, row, E_STOCK));
	if (cells[E_STOCK_VALUE].has)
		ftl_buf_printf(&after, " worth %s", shown(out, &scratch, row, E_STOCK_VALUE));
	if (cells[E_VALUE].has && cells[E_VALUE].number != 0)
		ftl_buf_printf(&after, ", moved %s", shown(out, &scratch, row, E_VALUE));
	if (cells[E_REVERSED_BY].has)
		ftl_buf_printf(&after, "; taken back by %s",
		               shown(out, &scratch, row, E_REVERSED_BY));
	ftl_out_tone(out, FTL_TONE_DIM);
	ftl_out_print(out, "%*s", (int)strlen(head), "");
	ftl_picture_wrapped(&p, ftl_buf_cstr(&after), strlen(head));
	ftl_out_tone(out, FTL_TONE_PLAIN);
}

static const struct ftl_table explain_shape = {
        .schema = "part.explain/1",
        .title = "Moves of a part",
        .columns = move_columns,
        .count = E_CELLS,
        .empty = "it never moved: fettle part receive",
        .row_view = view_move,
};

/* "Shelf B2", "Shelf B2 (reserved)", "Spares Ltd", "supplier". */
static const char *end_words(struct ftl_arena *arena, const struct ftl_part_move *row,
                             const struct ftl_stock_end *end, const char *place)
{
	const char *title = ftl_account_title(end->account);

	if (end->account == FTL_ACC_SUPPLIER && row->supplier != NULL)
		return row->supplier;
	if (place == NULL)
		return title;
	return end->account == FTL_ACC_RESERVED ? ftl_sprintf(arena, "%s (%s)", place, title)
	                                        : place;
}

static enum ftl_status put_move(void *context, const struct ftl_part_move *row,
                                const struct ftl_stock_sum *stock, struct ftl_err *err)
{
	struct ftl_cli *cli = context;
	FTL_ARENA(scratch);
	const struct ftl_stock_move *move = &row->move;
	bool sees_cost = ftl_app_can(cli->app, FTL_CAN_SEE_COST);
	const struct ftl_cell cells[E_CELLS] = {
	        [E_MOVE] = ftl_cell_number(move->id),
	        [E_AT] = ftl_cell_number(move->at),
	        [E_KIND] = ftl_cell_text(ftl_move_names[move->kind]),
	        [E_QUANTITY] = ftl_cell_number(move->quantity_milli),
	        [E_FROM] = ftl_cell_text(end_words(&scratch, row, &move->from, row->from_place)),
	        [E_TO] = ftl_cell_text(end_words(&scratch, row, &move->to, row->to_place)),
	        [E_ORDER] = ftl_cell_text(row->order),
	        [E_LINE] = ftl_cell_opt(row->line != 0, row->line),
	        [E_STOCK] = ftl_cell_number(stock->quantity_milli),
	        [E_VALUE] = ftl_cell_opt(sees_cost, move->value_cents),
	        [E_STOCK_VALUE] = ftl_cell_opt(sees_cost, stock->value_cents),
	        [E_STAFF] = ftl_cell_text(row->staff),
	        [E_REASON] = ftl_cell_text(move->reason),
	        [E_FROM_ACCOUNT] = ftl_cell_text(ftl_account_names[move->from.account]),
	        [E_TO_ACCOUNT] = ftl_cell_text(ftl_account_names[move->to.account]),
	        [E_SUPPLIER] = ftl_cell_text(row->supplier),
	        [E_LOT] = ftl_cell_text(row->lot),
	        [E_SERIAL] = ftl_cell_text(move->serial),
	        [E_REFERENCE] = ftl_cell_text(move->reference),
	        [E_PURCHASE] = ftl_cell_text(row->purchase),
	        [E_RETURN] = ftl_cell_text(row->box),
	        [E_REVERSES] = ftl_cell_opt(move->reverses_id != 0, move->reverses_id),
	        [E_REVERSED_BY] = ftl_cell_opt(row->reversed_by_id != 0, row->reversed_by_id),
	};
	const struct ftl_row cell_row = {.cells = cells};

	return ftl_out_is_full(cli->out) ? FTL_OK : ftl_out_row(cli->out, &cell_row, err);
}

static enum ftl_status run_explain(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_part part;

	FTL_TRY(ftl_out_begin(cli->out, &explain_shape, err));
	FTL_TRY(ftl_part_explain(cli->app, &cli->arena, ftl_cli_arg(cli, "PART"), &part, put_move,
	                         cli, err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_example explain_examples[] = {
        {"fettle part explain 970013-02", "every move, and the stock after each", "parts"},
};
const struct ftl_command ftl_command_part_explain = {
        .path = "part explain",
        .summary = "explain why the stock of a part is what it is",
        .description = "Every move of the part, oldest first, with the stock that there was after "
                       "it. No move is ever changed: `fettle part reverse` takes back one that "
                       "was a mistake, by its number.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_ARGUMENTS(part_arguments),
        FTL_EXAMPLES(explain_examples),
        .shape = &explain_shape,
        .run = run_explain,
};

#include "cli/view_part.h"

#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

const struct ftl_column ftl_view_part_columns[FTL_VIEW_PART_CELLS] = {
        [FTL_VIEW_PART_SKU] = {"sku", "Part", FTL_T_TEXT, false, "what the shop calls it", NULL},
        [FTL_VIEW_PART_NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [FTL_VIEW_PART_FREE] = {"free", "Free", FTL_T_QUANTITY, false, "on shelves, for any job",
                                NULL},
        [FTL_VIEW_PART_RESERVED] = {"reserved", "Reserved", FTL_T_QUANTITY, false,
                                    "on shelves, for a job", NULL},
        [FTL_VIEW_PART_STOCK] = {"stock", "Stock", FTL_T_QUANTITY, true,
                                 "all of it, at outside repairers too", NULL},
        [FTL_VIEW_PART_UNIT] = {"unit", "Unit", FTL_T_ENUM, true, "what it is counted by", NULL},
        [FTL_VIEW_PART_PRICE] = {"price", "Price", FTL_T_MONEY, false,
                                 "what each sells for today, without tax", NULL},
        [FTL_VIEW_PART_COST] = {"cost", "Cost", FTL_T_MONEY, false,
                                "what each costs by the price list of today", NULL},
        [FTL_VIEW_PART_AVERAGE] = {"average_cost", "Average", FTL_T_MONEY, true,
                                   "what each in stock cost on average, rounded", NULL},
        [FTL_VIEW_PART_VALUE] = {"value", "Value", FTL_T_MONEY, false, "what all of the stock cost",
                                 NULL},
        [FTL_VIEW_PART_CODE] = {"code", "Code", FTL_T_CODE, true, "what its label carries", NULL},
        [FTL_VIEW_PART_MAKER_NUMBER] = {"maker_number", "Maker's number", FTL_T_TEXT, true,
                                        "what its maker calls it", NULL},
        [FTL_VIEW_PART_GTIN] = {"gtin", "GTIN", FTL_T_TEXT, true, "on its packing", NULL},
        [FTL_VIEW_PART_TRACKING] = {"tracking", "Followed by", FTL_T_ENUM, true,
                                    "serial, lot or none", NULL},
        [FTL_VIEW_PART_SHELF_LIFE] = {"shelf_life_days", "Shelf life", FTL_T_INT, true,
                                      "days it keeps", NULL},
        [FTL_VIEW_PART_HAZARDOUS] = {"hazardous", "Hazardous", FTL_T_BOOL, true,
                                     "such as batteries", NULL},
        [FTL_VIEW_PART_WANTED_BACK] = {"wanted_back", "Wanted back", FTL_T_BOOL, true,
                                       "the old one, under warranty", NULL},
        [FTL_VIEW_PART_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, true, "whom it comes from",
                                    NULL},
        [FTL_VIEW_PART_LEAD_DAYS] = {"lead_days", "Lead days", FTL_T_INT, true,
                                     "days from order to delivery", NULL},
        [FTL_VIEW_PART_CORE] = {"core", "Core deposit", FTL_T_MONEY, true,
                                "on each, credited for the old one", NULL},
        [FTL_VIEW_PART_WARRANTY] = {"warranty_months", "Warranty", FTL_T_INT, true,
                                    "months of the supplier's own, from the day it goes out", NULL},
        [FTL_VIEW_PART_SUPERSEDED_BY] = {"superseded_by", "Superseded by", FTL_T_TEXT, true,
                                         "the part that takes its place", NULL},
        [FTL_VIEW_PART_RETIRED] = {"retired", "Retired", FTL_T_BOOL, true, "no longer in use",
                                   NULL},
        [FTL_VIEW_PART_SINCE] = {"created_at", "Since", FTL_T_INSTANT, true, "when it was added",
                                 NULL},
};

void ftl_view_part_cells(struct ftl_cell cells[FTL_VIEW_PART_CELLS], const struct ftl_app *app,
                         const struct ftl_part *part)
{
	bool sees_cost = ftl_app_can(app, FTL_CAN_SEE_COST);
	int64_t average = 0;
	bool has_average = part->stock.quantity_milli > 0 &&
	                   ftl_money_share(part->stock.value_cents, 1000,
	                                   part->stock.quantity_milli, &average);

	cells[FTL_VIEW_PART_SKU] = ftl_cell_text(part->sku);
	cells[FTL_VIEW_PART_NAME] = ftl_cell_text(part->name);
	cells[FTL_VIEW_PART_FREE] = ftl_cell_number(part->shelf_milli);
	cells[FTL_VIEW_PART_RESERVED] = ftl_cell_number(part->reserved_milli);
	cells[FTL_VIEW_PART_STOCK] = ftl_cell_number(part->stock.quantity_milli);
	cells[FTL_VIEW_PART_UNIT] = ftl_cell_text(ftl_unit_names[part->unit]);
	cells[FTL_VIEW_PART_PRICE] = ftl_cell_opt(part->price_cents.has, part->price_cents.value);
	cells[FTL_VIEW_PART_COST] =
	        ftl_cell_opt(sees_cost && part->cost_cents.has, part->cost_cents.value);
	cells[FTL_VIEW_PART_AVERAGE] = ftl_cell_opt(sees_cost && has_average, average);
	cells[FTL_VIEW_PART_VALUE] = ftl_cell_opt(sees_cost, part->stock.value_cents);
	cells[FTL_VIEW_PART_CODE] = ftl_cell_text(part->code);
	cells[FTL_VIEW_PART_MAKER_NUMBER] = ftl_cell_text(part->maker_number);
	cells[FTL_VIEW_PART_GTIN] = ftl_cell_text(part->gtin);
	cells[FTL_VIEW_PART_TRACKING] = ftl_cell_text(ftl_tracking_names[part->tracking]);
	cells[FTL_VIEW_PART_SHELF_LIFE] =
	        ftl_cell_opt(part->shelf_life_days.has, part->shelf_life_days.value);
	cells[FTL_VIEW_PART_HAZARDOUS] = ftl_cell_number(part->is_hazardous);
	cells[FTL_VIEW_PART_WANTED_BACK] = ftl_cell_number(part->is_wanted_back);
	cells[FTL_VIEW_PART_SUPPLIER] = ftl_cell_text(part->supplier);
	cells[FTL_VIEW_PART_LEAD_DAYS] = ftl_cell_opt(part->lead_days.has, part->lead_days.value);
	cells[FTL_VIEW_PART_CORE] =
	        ftl_cell_opt(sees_cost && part->core_cents.has, part->core_cents.value);
	cells[FTL_VIEW_PART_WARRANTY] =
	        ftl_cell_opt(part->warranty_months.has, part->warranty_months.value);
	cells[FTL_VIEW_PART_SUPERSEDED_BY] = ftl_cell_text(part->superseded_by);
	cells[FTL_VIEW_PART_RETIRED] = ftl_cell_number(part->is_retired);
	cells[FTL_VIEW_PART_SINCE] = ftl_cell_number(part->created_at);
}

enum {
	MOVE,
	KIND,
	SKU,
	NAME,
	QUANTITY,
	VALUE,
	FROM,
	TO,
	ORDER,
	LINE,
	STATE,
	FREE,
	STOCK,
	KEPT_FOR,
	CELLS
};
const char *ftl_view_move_title(const char *name)
{
	int i = ftl_text_index(ftl_move_names, FTL_MOVES, name);

	return i < 0 ? name : ftl_move_title((enum ftl_move_kind)i);
}

static const struct ftl_column stock_columns[CELLS] = {
        [MOVE] = {"move", "Move", FTL_T_INT, false,
                  "its number, by which it can be taken back; of several the last", NULL},
        [KIND] = {"kind", "What", FTL_T_ENUM, false, "what happened", ftl_view_move_title},
        [SKU] = {"sku", "Part", FTL_T_TEXT, false, "what moved", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much of it", NULL},
        [VALUE] = {"value", "Value", FTL_T_MONEY, false,
                   "what it is worth, where it came into the stock or left it", NULL},
        [FROM] = {"from", "From", FTL_T_TEXT, false, "where it was", NULL},
        [TO] = {"to", "To", FTL_T_TEXT, false, "where it is", NULL},
        [ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job", NULL},
        [LINE] = {"line", "Line", FTL_T_INT, false, "of the job's bill", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, false,
                   "of that line: needed, ordered, reserved, issued or used", NULL},
        [FREE] = {"free", "Free", FTL_T_QUANTITY, false, "left on shelves, for any job", NULL},
        [STOCK] = {"stock", "Stock", FTL_T_QUANTITY, false, "all of it that is left", NULL},
        [KEPT_FOR] = {"kept_for", "Kept for", FTL_T_CODE, false,
                      "the job that waited for it, of several the first", NULL},
};
const struct ftl_table ftl_view_stock_shape = {
        .schema = "part.move/1", .title = "Part", .columns = stock_columns, .count = CELLS};

struct telling {
	struct ftl_cli *cli;
	const struct ftl_stock_done *done;
};

/* "issued from Shelf B2", "dead on arrival: to be sent back", "moved from Shelf B2 to Bench 1". */
static const char *way_words(struct ftl_arena *arena, const struct ftl_stock_done *done)
{
	const char *title = ftl_move_title(done->kind);
	const char *from = ftl_text_visible(arena, done->from);
	const char *to = ftl_text_visible(arena, done->to);

	switch (done->kind) {
	case FTL_MOVE_RESERVE:
	case FTL_MOVE_ISSUE:
		return ftl_sprintf(arena, "%s from %s", title, from);
	case FTL_MOVE_RELEASE:
	case FTL_MOVE_GIVE_BACK:
	case FTL_MOVE_WRONG:
	case FTL_MOVE_DEAD:
	case FTL_MOVE_DAMAGE:
		return ftl_sprintf(arena, "%s: %s", title, to);
	case FTL_MOVE_COUNT:
		return ftl_sprintf(arena, "%s than the ledger had",
		                   ftl_text_equal(done->from, ftl_account_title(FTL_ACC_ADJUSTMENT))
		                           ? ftl_sprintf(arena, "more at %s", to)
		                           : ftl_sprintf(arena, "fewer at %s", from));
	case FTL_MOVE_OPEN:
	case FTL_MOVE_RECEIVE:
	case FTL_MOVE_TRANSFER:
	case FTL_MOVE_USE:
	case FTL_MOVE_SCRAP:
	case FTL_MOVE_SEND_BACK:
	case FTL_MOVE_REFUSED:
	case FTL_MOVE_VALUE:
	case FTL_MOVE_REVERSE:
	case FTL_MOVES:
		break;
	}
	return ftl_sprintf(arena, "%s from %s to %s", title, from, to);
}

/* "W26-00001-9 line 3: 2 of 970013-02 issued from Shelf B2; 4 free" */
static void view_done(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	const struct telling *t = extra;
	const struct ftl_stock_done *done = t->done;
	struct ftl_arena *arena = &t->cli->arena;
	const struct ftl_part *part = &done->part;
	const char *sku = ftl_text_visible(arena, part->sku);

	(void)shape;
	(void)row;
	if (done->order != NULL) {
		ftl_out_tone(out, FTL_TONE_BOLD);
		ftl_out_print(out, "%s", ftl_view_code(arena, done->order));
		ftl_out_tone(out, FTL_TONE_PLAIN);
		ftl_out_print(out, "  line %d: ", done->line);
	}
	if (done->move_id == 0 && done->order != NULL)
		ftl_out_print(out, "needs %s of %s%s",
		              ftl_stock_words(arena, part, done->progress.needed_milli), sku,
		              done->progress.reserved_milli == done->progress.needed_milli
		                      ? ", kept for it"
		                      : "");
	else if (done->move_id == 0)
		ftl_out_print(out, "%s: the count agrees", sku);
	else
		ftl_out_print(out, "%s of %s %s",
		              ftl_stock_words(arena, part, done->quantity_milli), sku,
		              way_words(arena, done));
	ftl_out_print(out, "; %s free", ftl_stock_words(arena, part, part->shelf_milli));
	if (done->kept_for != NULL)
		ftl_out_print(out, ", kept for %s", ftl_view_code(arena, done->kept_for));
	if (done->order != NULL && ftl_part_missing(&done->progress) > 0)
		ftl_out_print(out, ", %s lacking",
		              ftl_stock_words(arena, part, ftl_part_missing(&done->progress)));
	ftl_out_print(out, "\n");
}

enum ftl_status ftl_view_stock_put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_stock_done *done = result;
	const struct telling telling = {cli, done};
	bool sees_cost = ftl_app_can(cli->app, FTL_CAN_SEE_COST);
	bool has_order = done->order != NULL;
	const struct ftl_cell cells[CELLS] = {
	        [MOVE] = ftl_cell_opt(done->move_id != 0, done->move_id),
	        [KIND] = ftl_cell_text(done->move_id != 0 ? ftl_move_names[done->kind] : NULL),
	        [SKU] = ftl_cell_text(done->part.sku),
	        [NAME] = ftl_cell_text(done->part.name),
	        [QUANTITY] = ftl_cell_number(done->quantity_milli),
	        [VALUE] = ftl_cell_opt(sees_cost && done->move_id != 0, done->value_cents),
	        [FROM] = ftl_cell_text(done->move_id != 0 ? done->from : NULL),
	        [TO] = ftl_cell_text(done->move_id != 0 ? done->to : NULL),
	        [ORDER] = ftl_cell_text(done->order),
	        [LINE] = ftl_cell_opt(has_order, done->line),
	        [STATE] = ftl_cell_text(
	                has_order ? ftl_part_state_names[ftl_part_state_of(&done->progress)]
	                          : NULL),
	        [FREE] = ftl_cell_number(done->part.shelf_milli),
	        [STOCK] = ftl_cell_number(done->part.stock.quantity_milli),
	        [KEPT_FOR] = ftl_cell_text(done->kept_for),
	};
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_record(cli->out, &ftl_view_stock_shape, &row, view_done, &telling, err));
	if (done->over_limit != NULL)
		ftl_cli_warn(cli, "work order %s %s and does not go on like that; %s",
		             ftl_view_code(&cli->arena, done->order), done->over_limit,
		             done->over_limit_hint);
	if (done->superseded != NULL)
		ftl_cli_warn(cli, "%s takes the place of %s: use up what is left",
		             ftl_text_visible(&cli->arena, done->superseded),
		             ftl_text_visible(&cli->arena, done->part.sku));
	if (has_order)
		ftl_cli_next(cli, "order show %s", ftl_view_code(&cli->arena, done->order));
	else
		ftl_cli_next(cli, "part explain %s", ftl_text_visible(&cli->arena, done->part.sku));
	return FTL_OK;
}

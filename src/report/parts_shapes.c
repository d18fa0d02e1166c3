#include "report/parts_shapes.h"

#include <string.h>

#include "fettle/model/return.h"

#include "report/parts.h"

/* The listings of parts: a command shows each, and most are sheets of the workbook too. */

static const char *move_title(const char *name)
{
	for (int kind = 0; kind < FTL_MOVES; kind++) {
		if (strcmp(ftl_move_names[kind], name) == 0)
			return ftl_move_title((enum ftl_move_kind)kind);
	}
	return name;
}

static const char *place_title(const char *name)
{
	for (int kind = 0; kind < FTL_PLACE_KINDS; kind++) {
		if (strcmp(ftl_place_kind_names[kind], name) == 0)
			return ftl_place_kind_title((enum ftl_place_kind)kind);
	}
	return name;
}

static const char *word_title(const char *name)
{
	static const struct {
		enum ftl_return_act act;
		const char *title;
	} titles[] = {{FTL_RETURN_CREDIT, "credited"},
	              {FTL_RETURN_DENY, "denied"},
	              {FTL_RETURN_LOSE, "lost on the way"},
	              {FTL_RETURN_REOPEN, "taken back"}};

	for (size_t i = 0; i < FTL_COUNT(titles); i++) {
		if (strcmp(ftl_return_act_names[titles[i].act], name) == 0)
			return titles[i].title;
	}
	return name;
}

#define SKU                                                                                        \
	{                                                                                          \
		"sku", "Part", FTL_T_TEXT, false, "what the shop calls it", NULL                   \
	}
#define NAME                                                                                       \
	{                                                                                          \
		"name", "Name", FTL_T_TEXT, false, "what it is", NULL                              \
	}
#define UNIT                                                                                       \
	{                                                                                          \
		"unit", "Unit", FTL_T_ENUM, true, "what it is counted by", NULL                    \
	}
#define JOB                                                                                        \
	{                                                                                          \
		"order", "Work order", FTL_T_CODE, false, "the job that it was for", NULL          \
	}
#define WHO                                                                                        \
	{                                                                                          \
		"staff", "By", FTL_T_TEXT, false, "who did it", NULL                               \
	}
#define WHY                                                                                        \
	{                                                                                          \
		"reason", "Why", FTL_T_TEXT, false, "the reason that was given", NULL              \
	}
#define KIND(help)                                                                                 \
	{                                                                                          \
		"kind", "What", FTL_T_ENUM, false, help, move_title                                \
	}
#define NUMBER(key, title)                                                                         \
	{                                                                                          \
		key, title, FTL_T_INT, true, "number of its group, for formulas", NULL             \
	}

static const struct ftl_column places[FTL_PLACES_COLUMNS] = {
        [FTL_PLACES_PLACE] = {"place", "Place", FTL_T_TEXT, false, "its name", NULL},
        [FTL_PLACES_KIND] = {"kind", "Kind", FTL_T_ENUM, false, "shelf, bench, desk or vendor",
                             place_title},
        [FTL_PLACES_PARTS] = {"parts", "Parts", FTL_T_INT, false,
                              "how many different ones lie there", NULL},
        [FTL_PLACES_VALUE] = {"value", "Value", FTL_T_MONEY, false, "at the end of the period",
                              NULL},
        [FTL_PLACES_SHARE] = {"share", "Share", FTL_T_PERCENT, false, "of all stock", NULL},
        [FTL_PLACES_BEFORE] = {"value_before", "Before", FTL_T_MONEY, false,
                               "when the period began", NULL},
        [FTL_PLACES_CHANGE] = {"change", "Change", FTL_T_MONEY, false, "difference of the two",
                               NULL},
};

static const struct ftl_column cover[FTL_COVER_COLUMNS] = {
        [FTL_COVER_SKU] = SKU,
        [FTL_COVER_NAME] = NAME,
        [FTL_COVER_ON_HAND] = {"on_hand", "On hand", FTL_T_QUANTITY, false,
                               "all of it, at outside repairers too", NULL},
        [FTL_COVER_FREE] = {"available", "Available", FTL_T_QUANTITY, false,
                            "on shelves, for any job", NULL},
        [FTL_COVER_RESERVED] = {"reserved", "Reserved", FTL_T_QUANTITY, true,
                                "on shelves, for a job", NULL},
        [FTL_COVER_UNIT] = UNIT,
        [FTL_COVER_VALUE] = {"value", "Value", FTL_T_MONEY, false, "what all of it cost", NULL},
        [FTL_COVER_USED] = {"used", "Used", FTL_T_QUANTITY, false,
                            "put on jobs in the period, less what came back", NULL},
        [FTL_COVER_USED_VALUE] = {"used_value", "Used, value", FTL_T_MONEY, true, "what that cost",
                                  NULL},
        [FTL_COVER_SECONDS] = {"cover", "Cover", FTL_T_DURATION, false,
                               "how long it lasts at the use of the period", NULL},
        [FTL_COVER_OVER] = {"over", "Over", FTL_T_QUANTITY, false,
                            "beyond the days of use that are enough", NULL},
        [FTL_COVER_OVER_VALUE] = {"over_value", "Over, value", FTL_T_MONEY, true, "what that cost",
                                  NULL},
        [FTL_COVER_NEEDED] = {"needed", "Lines", FTL_T_INT, true, "lines of jobs that needed it",
                              NULL},
        [FTL_COVER_FILLED] = {"filled", "Filled", FTL_T_INT, true,
                              "those that found all of it on a shelf at once", NULL},
        [FTL_COVER_FILL_RATE] = {"fill_rate", "Fill rate", FTL_T_PERCENT, false,
                                 "lines filled of lines", NULL},
        [FTL_COVER_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, true, "who usually sells it",
                                NULL},
};

static const struct ftl_column slow[FTL_SLOW_COLUMNS] = {
        [FTL_SLOW_SKU] = SKU,
        [FTL_SLOW_NAME] = NAME,
        [FTL_SLOW_PACE] = {"pace", "Pace", FTL_T_ENUM, false, "slow or dead", NULL},
        [FTL_SLOW_ON_HAND] = {"on_hand", "On hand", FTL_T_QUANTITY, false,
                              "all of it, at outside repairers too", NULL},
        [FTL_SLOW_UNIT] = UNIT,
        [FTL_SLOW_VALUE] = {"value", "Value", FTL_T_MONEY, false, "what all of it cost", NULL},
        [FTL_SLOW_IDLE_DAYS] = {"idle_days", "Days unused", FTL_T_INT, false,
                                "until the end of the period", NULL},
        [FTL_SLOW_IDLE_ON] = {"idle_since", "Unused since", FTL_T_DATE, false,
                              "last used, or in stock again since", NULL},
        [FTL_SLOW_USED_ON] = {"used_on", "Last used", FTL_T_DATE, true,
                              "when one last went onto a job", NULL},
        [FTL_SLOW_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, true, "who usually sells it",
                               NULL},
};

static const struct ftl_column fill[FTL_FILL_ALL] = {
        [FTL_FILL_SKU] = SKU,
        [FTL_FILL_NAME] = NAME,
        [FTL_FILL_ORDER] = JOB,
        [FTL_FILL_LINE] = {"line", "Line", FTL_T_INT, false, "of its bill", NULL},
        [FTL_FILL_AT] = {"needed_at", "Needed at", FTL_T_INSTANT, false, "when it was first needed",
                         NULL},
        [FTL_FILL_NEEDED] = {"needed", "Needed", FTL_T_QUANTITY, false, "how many, at first", NULL},
        [FTL_FILL_FIRST] = {"at_once", "At once", FTL_T_QUANTITY, false,
                            "how many were on a shelf for it then", NULL},
        [FTL_FILL_UNIT] = UNIT,
        [FTL_FILL_FILLED] = {"filled", "Filled", FTL_T_BOOL, false, "whether that was all", NULL},
        [FTL_FILL_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, true, "who usually sells it",
                               NULL},
        [FTL_FILL_SLICE_NUMBER] = NUMBER("period_number", "No. by period"),
        [FTL_FILL_SUPPLIER_NUMBER] = NUMBER("supplier_number", "No. by supplier"),
};

static const struct ftl_column suppliers[FTL_SUPPLIERS_COLUMNS] = {
        [FTL_SUPPLIERS_NAME] = {"supplier", "Supplier", FTL_T_TEXT, false, "its name", NULL},
        [FTL_SUPPLIERS_RECEIVED] = {"received", "Received", FTL_T_QUANTITY, false,
                                    "what came of it in the period", NULL},
        [FTL_SUPPLIERS_DEAD] = {"dead", "Dead", FTL_T_QUANTITY, false, "dead on arrival", NULL},
        [FTL_SUPPLIERS_DEAD_RATE] = {"dead_rate", "Dead rate", FTL_T_PERCENT, false,
                                     "dead of received", NULL},
        [FTL_SUPPLIERS_WRONG] = {"wrong", "Wrong", FTL_T_QUANTITY, false, "the wrong part", NULL},
        [FTL_SUPPLIERS_WRONG_RATE] = {"wrong_rate", "Wrong rate", FTL_T_PERCENT, true,
                                      "wrong of received", NULL},
        [FTL_SUPPLIERS_NEEDED] = {"needed", "Lines", FTL_T_INT, true,
                                  "lines of jobs that needed a part it usually sells", NULL},
        [FTL_SUPPLIERS_FILLED] = {"filled", "Filled", FTL_T_INT, true,
                                  "those that found all of it on a shelf at once", NULL},
        [FTL_SUPPLIERS_FILL_RATE] = {"fill_rate", "Fill rate", FTL_T_PERCENT, false,
                                     "lines filled of lines", NULL},
        [FTL_SUPPLIERS_DELIVERIES] = {"deliveries", "Deliveries", FTL_T_INT, false,
                                      "on purchase orders, line by line", NULL},
        [FTL_SUPPLIERS_PROMISED_DAYS] = {"lead_days", "Promised days", FTL_T_INT, true,
                                         "that delivery takes, as it says", NULL},
        [FTL_SUPPLIERS_MEDIAN] = {"lead_median", "Median", FTL_T_DURATION, false,
                                  "half were here so soon after the order was sent", NULL},
        [FTL_SUPPLIERS_P90] = {"lead_p90", "9 in 10", FTL_T_DURATION, false,
                               "nine tenths were here so soon", NULL},
        [FTL_SUPPLIERS_IN_TIME] = {"in_time", "In time", FTL_T_PERCENT, false,
                                   "of deliveries with a promised day", NULL},
        [FTL_SUPPLIERS_IN_FULL] = {"in_full", "In full", FTL_T_PERCENT, false,
                                   "lines of which the first delivery was all", NULL},
};

static const struct ftl_column faulty[FTL_FAULTY_COLUMNS] = {
        [FTL_FAULTY_AT] = {"at", "When", FTL_T_INSTANT, false, "when it was found", NULL},
        [FTL_FAULTY_SKU] = SKU,
        [FTL_FAULTY_NAME] = NAME,
        [FTL_FAULTY_KIND] = KIND("dead on arrival, or the wrong part"),
        [FTL_FAULTY_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false,
                                 "below zero: it was a mistake", NULL},
        [FTL_FAULTY_UNIT] = UNIT,
        [FTL_FAULTY_VALUE] = {"value", "Value", FTL_T_MONEY, false, "what it cost", NULL},
        [FTL_FAULTY_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false,
                                 "who is taken to have sent it", NULL},
        [FTL_FAULTY_ORDER] = JOB,
        [FTL_FAULTY_SERIAL] = {"serial", "Serial", FTL_T_TEXT, true, "its serial number", NULL},
        [FTL_FAULTY_STAFF] = WHO,
        [FTL_FAULTY_REASON] = WHY,
};

static const struct ftl_column losses[FTL_LOSSES_COLUMNS] = {
        [FTL_LOSSES_AT] = {"at", "When", FTL_T_INSTANT, false, "when it was posted", NULL},
        [FTL_LOSSES_SKU] = SKU,
        [FTL_LOSSES_NAME] = NAME,
        [FTL_LOSSES_KIND] = KIND("counted, scrapped or broken by us"),
        [FTL_LOSSES_QUANTITY] = {"quantity", "Lost", FTL_T_QUANTITY, false,
                                 "below zero: found, or taken back", NULL},
        [FTL_LOSSES_UNIT] = UNIT,
        [FTL_LOSSES_VALUE] = {"value", "Value", FTL_T_MONEY, false, "what it cost", NULL},
        [FTL_LOSSES_PLACE] = {"place", "Place", FTL_T_TEXT, false, "where it was missing", NULL},
        [FTL_LOSSES_ORDER] = JOB,
        [FTL_LOSSES_STAFF] = WHO,
        [FTL_LOSSES_REASON] = WHY,
};

static const struct ftl_column uncredited[FTL_UNCREDITED_COLUMNS] = {
        [FTL_UNCREDITED_AT] = {"at", "When", FTL_T_INSTANT, false, "when it was noted", NULL},
        [FTL_UNCREDITED_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false, "who got it back",
                                     NULL},
        [FTL_UNCREDITED_RETURN] = {"return", "Return", FTL_T_CODE, false, "the box", NULL},
        [FTL_UNCREDITED_LINE] = {"line", "Line", FTL_T_INT, true, "of the box", NULL},
        [FTL_UNCREDITED_SKU] = SKU,
        [FTL_UNCREDITED_NAME] = NAME,
        [FTL_UNCREDITED_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how many went",
                                     NULL},
        [FTL_UNCREDITED_UNIT] = UNIT,
        [FTL_UNCREDITED_KIND] = {"kind", "What", FTL_T_ENUM, false,
                                 "credited, denied, lost on the way, or taken back as a mistake",
                                 word_title},
        [FTL_UNCREDITED_ASKED] = {"asked", "Asked", FTL_T_MONEY, false, "what they should credit",
                                  NULL},
        [FTL_UNCREDITED_CREDITED] = {"credited", "Credited", FTL_T_MONEY, false, "what they did",
                                     NULL},
        [FTL_UNCREDITED_VALUE] = {"value", "Not credited", FTL_T_MONEY, false,
                                  "below zero: more than was asked, or taken back", NULL},
        [FTL_UNCREDITED_STAFF] = WHO,
        [FTL_UNCREDITED_REASON] = {"reason", "Why", FTL_T_TEXT, false,
                                   "what was said, or the number of the credit note", NULL},
};

static const struct ftl_column below[FTL_BELOW_COLUMNS] = {
        [FTL_BELOW_AT] = {"at", "When", FTL_T_INSTANT, false, "when it was taken", NULL},
        [FTL_BELOW_SKU] = SKU,
        [FTL_BELOW_NAME] = NAME,
        [FTL_BELOW_PLACE] = {"place", "Place", FTL_T_TEXT, false, "the shelf", NULL},
        [FTL_BELOW_KIND] = KIND("what was done"),
        [FTL_BELOW_QUANTITY] = {"quantity", "Taken", FTL_T_QUANTITY, false, "how many", NULL},
        [FTL_BELOW_LEFT] = {"left", "Left", FTL_T_QUANTITY, false, "on that shelf after it", NULL},
        [FTL_BELOW_UNIT] = UNIT,
        [FTL_BELOW_VALUE] = {"value", "Value", FTL_T_MONEY, true, "what was taken", NULL},
        [FTL_BELOW_ORDER] = JOB,
        [FTL_BELOW_STAFF] = WHO,
        [FTL_BELOW_REASON] = WHY,
};

static const struct ftl_column deliveries[FTL_DELIVERIES_COLUMNS] = {
        [FTL_DELIVERIES_PURCHASE] = {"purchase", "Order", FTL_T_CODE, false, "the purchase order",
                                     NULL},
        [FTL_DELIVERIES_LINE] = {"line", "Line", FTL_T_INT, false, "of that order", NULL},
        [FTL_DELIVERIES_SKU] = SKU,
        [FTL_DELIVERIES_NAME] = NAME,
        [FTL_DELIVERIES_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false, "who sent it",
                                     NULL},
        [FTL_DELIVERIES_ORDERED] = {"ordered", "Ordered", FTL_T_QUANTITY, false,
                                    "how many in all, on that line", NULL},
        [FTL_DELIVERIES_CAME] = {"came", "Came", FTL_T_QUANTITY, false, "how many this time", NULL},
        [FTL_DELIVERIES_SENT_AT] = {"sent_at", "Sent", FTL_T_INSTANT, true,
                                    "when the order went out", NULL},
        [FTL_DELIVERIES_PROMISED_ON] = {"promised_on", "Promised", FTL_T_DATE, false,
                                        "the first day confirmed, else by the lead time", NULL},
        [FTL_DELIVERIES_CAME_AT] = {"came_at", "Came at", FTL_T_INSTANT, false, "when it came",
                                    NULL},
        [FTL_DELIVERIES_LEAD] = {"lead", "Took", FTL_T_DURATION, false, "from the order to it",
                                 NULL},
        [FTL_DELIVERIES_IN_TIME] = {"in_time", "In time", FTL_T_BOOL, false,
                                    "on the promised day or before", NULL},
        [FTL_DELIVERIES_IN_FULL] = {"in_full", "In full", FTL_T_BOOL, false,
                                    "of a first delivery: whether it was all", NULL},
};

static const struct ftl_column stock[FTL_STOCK_COLUMNS] = {
        [FTL_STOCK_SKU] = SKU,
        [FTL_STOCK_NAME] = NAME,
        [FTL_STOCK_PLACE] = {"place", "Place", FTL_T_TEXT, false, "where it lies", NULL},
        [FTL_STOCK_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how many", NULL},
        [FTL_STOCK_UNIT] = UNIT,
        [FTL_STOCK_VALUE] = {"value", "Value", FTL_T_MONEY, false, "their share of the part's",
                             NULL},
        [FTL_STOCK_PLACE_NUMBER] = NUMBER("place_number", "No. by place"),
};

static const struct ftl_column moves[FTL_MOVES_COLUMNS] = {
        [FTL_MOVES_ID] = {"move", "Move", FTL_T_INT, false, "its number", NULL},
        [FTL_MOVES_AT] = {"at", "When", FTL_T_INSTANT, false, "when it was", NULL},
        [FTL_MOVES_SKU] = SKU,
        [FTL_MOVES_NAME] = NAME,
        [FTL_MOVES_KIND] = KIND("what happened"),
        [FTL_MOVES_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how many", NULL},
        [FTL_MOVES_VALUE] = {"value", "Value", FTL_T_MONEY, false, "what they cost", NULL},
        [FTL_MOVES_FROM] = {"from", "From", FTL_T_TEXT, false, "where it was", NULL},
        [FTL_MOVES_TO] = {"to", "To", FTL_T_TEXT, false, "where it went", NULL},
        [FTL_MOVES_ORDER] = JOB,
        [FTL_MOVES_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false,
                                "who sent it, of what is bad too", NULL},
        [FTL_MOVES_SERIAL] = {"serial", "Serial", FTL_T_TEXT, false, "its serial number", NULL},
        [FTL_MOVES_STAFF] = WHO,
        [FTL_MOVES_REASON] = WHY,
        [FTL_MOVES_STOCK_CHANGE] = {"stock_change", "Stock value", FTL_T_MONEY, false,
                                    "into the stock, or out of it", NULL},
        [FTL_MOVES_RECEIVED] = {"received", "Received", FTL_T_QUANTITY, false, "of a supplier",
                                NULL},
        [FTL_MOVES_RECEIVED_VALUE] = {"received_value", "Received, value", FTL_T_MONEY, false,
                                      "what that cost", NULL},
        [FTL_MOVES_USED_VALUE] = {"used_value", "Used, value", FTL_T_MONEY, false,
                                  "onto jobs, less what came back", NULL},
        [FTL_MOVES_DEAD] = {"dead", "Dead", FTL_T_QUANTITY, false, "on arrival", NULL},
        [FTL_MOVES_WRONG] = {"wrong", "Wrong", FTL_T_QUANTITY, false, "the wrong part", NULL},
        [FTL_MOVES_LOST_VALUE] = {"lost_value", "Lost, value", FTL_T_MONEY, false,
                                  "counted, scrapped, broken", NULL},
        [FTL_MOVES_SLICE_NUMBER] = NUMBER("period_number", "No. by period"),
        [FTL_MOVES_SUPPLIER_NUMBER] = NUMBER("supplier_number", "No. by supplier"),
};

#define SHAPE(name, words, array, shown, none)                                                     \
	{                                                                                          \
		.schema = (name), .title = (words), .columns = (array), .count = (shown),          \
		.empty = (none)                                                                    \
	}

const struct ftl_table ftl_parts_shapes[FTL_PARTS_LIST_COUNT] = {
        [FTL_PARTS_PLACES] = SHAPE("stock.value/1", "Value by place", places, FTL_PLACES_COLUMNS,
                                   "nothing was in stock"),
        [FTL_PARTS_COVER] = SHAPE("stock.cover/1", "Cover", cover, FTL_COVER_COLUMNS,
                                  "nothing was in stock or used"),
        [FTL_PARTS_SLOW] = SHAPE("stock.slow/1", "Slow and dead stock", slow, FTL_SLOW_COLUMNS,
                                 "nothing lies unused for long"),
        [FTL_PARTS_FILL] = SHAPE("stock.fill/1", "Lines that needed a part", fill, FTL_FILL_COLUMNS,
                                 "no such line in the period"),
        [FTL_PARTS_SUPPLIERS] =
                SHAPE("stock.supply/1", "Suppliers", suppliers, FTL_SUPPLIERS_COLUMNS,
                      "nothing came of any supplier, and nothing was bad"),
        [FTL_PARTS_FAULTY] = SHAPE("stock.faulty/1", "Dead on arrival and wrong parts", faulty,
                                   FTL_FAULTY_COLUMNS, "nothing was dead or wrong"),
        [FTL_PARTS_LOSSES] = SHAPE("stock.losses/1", "Shrinkage", losses, FTL_LOSSES_COLUMNS,
                                   "nothing was lost or found"),
        [FTL_PARTS_UNCREDITED] =
                SHAPE("stock.uncredited/1", "Not credited by suppliers", uncredited,
                      FTL_UNCREDITED_COLUMNS, "all that was settled was credited"),
        [FTL_PARTS_BELOW] = SHAPE("stock.below/1", "Below zero", below, FTL_BELOW_COLUMNS,
                                  "nothing was taken that was not there"),
        [FTL_PARTS_DELIVERIES] = SHAPE("stock.deliveries/1", "Deliveries", deliveries,
                                       FTL_DELIVERIES_COLUMNS, "nothing came of a purchase order"),
};

static const struct ftl_table stock_shape =
        SHAPE("stock.stock/1", "Stock", stock, FTL_STOCK_COLUMNS, "nothing was in stock");
static const struct ftl_table moves_shape =
        SHAPE("stock.moves/1", "Moves", moves, FTL_MOVES_COLUMNS, "no moves");

const struct ftl_listing_spec ftl_parts_specs[FTL_PARTS_LISTINGS] = {
        [FTL_PARTS_PLACES] = {&ftl_parts_shapes[FTL_PARTS_PLACES], FTL_PLACES_COLUMNS, "Places", 1},
        [FTL_PARTS_COVER] = {&ftl_parts_shapes[FTL_PARTS_COVER], FTL_COVER_COLUMNS, "Cover", 1},
        [FTL_PARTS_SLOW] = {&ftl_parts_shapes[FTL_PARTS_SLOW], FTL_SLOW_COLUMNS, "Slow and dead",
                            1},
        [FTL_PARTS_FILL] = {&ftl_parts_shapes[FTL_PARTS_FILL], FTL_FILL_ALL, "Lines", 1},
        [FTL_PARTS_SUPPLIERS] = {&ftl_parts_shapes[FTL_PARTS_SUPPLIERS], FTL_SUPPLIERS_COLUMNS,
                                 "Suppliers", 1},
        [FTL_PARTS_FAULTY] = {&ftl_parts_shapes[FTL_PARTS_FAULTY], FTL_FAULTY_COLUMNS,
                              "Dead and wrong", 2},
        [FTL_PARTS_LOSSES] = {&ftl_parts_shapes[FTL_PARTS_LOSSES], FTL_LOSSES_COLUMNS, "Shrinkage",
                              2},
        [FTL_PARTS_UNCREDITED] = {&ftl_parts_shapes[FTL_PARTS_UNCREDITED], FTL_UNCREDITED_COLUMNS,
                                  "Not credited", 2},
        [FTL_PARTS_BELOW] = {&ftl_parts_shapes[FTL_PARTS_BELOW], FTL_BELOW_COLUMNS, "Below zero",
                             2},
        [FTL_PARTS_DELIVERIES] = {&ftl_parts_shapes[FTL_PARTS_DELIVERIES], FTL_DELIVERIES_COLUMNS,
                                  "Deliveries", 1},
        [FTL_PARTS_STOCK] = {&stock_shape, FTL_STOCK_COLUMNS, "Stock", 1},
        [FTL_PARTS_MOVES] = {&moves_shape, FTL_MOVES_COLUMNS, "Moves", 2},
};

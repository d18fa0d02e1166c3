#include <string.h>

#include "report/pages.h"
#include "report/parts.h"

/* What does not depend on the period or the settings. */
static const struct ftl_definition of_stock[] = {
        {"Stock, stock value",
         "What lies on shelves, reserved or free, and with outside repairers, at the end "
         "of "
         "the last day of the period (or as-of, when that is earlier): the sum of the "
         "moves "
         "until then. All stock of a part has one average cost; differences of cost have "
         "moves of their own.",
         "Ledger of parts (fettle part explain SKU); sheets Cover, Stock"},
        {"Value by place",
         "The value of each part is shared out to the places that hold some of it, by "
         "quantity, rounded so that the places add up to the cent.",
         "Sheet Stock"},
        {"Used",
         "What went out of the stock onto jobs, less what came back from jobs into it: "
         "unused, "
         "as the wrong part, or because the move was a mistake. What was dead on arrival "
         "or "
         "broken by us stays used.",
         "Sheet Moves, column Used, value; sheet Cover"},
        {"Parts there when first needed (fill rate)",
         "Lines of jobs for a part of the catalogue that were put on in the period, also "
         "those "
         "taken off later: those for which all that was needed at first went off a shelf "
         "for "
         "it (reserved or issued) in the second in which the line was put on ÷ all of "
         "them. "
         "Needed at first is the quantity of the line and what of it was given back unused "
         "since. What was issued although the ledger had none counts as there.",
         "Sheet Lines"},
        {"Fill rate by supplier", "Of the lines whose part that supplier usually sells.",
         "Catalogue: supplier of the part"},
        {"Days of cover",
         "Stock ÷ use of a day, the use being that of the period ÷ its days that have come: of "
         "one part by quantity, of all by value. None where nothing was used.",
         "Sheets Cover and Moves"},
};

static const struct ftl_definition of_moves[] = {
        {"Dead on arrival, wrong parts",
         "Quantity of parts found dead, or the wrong ones, on a job in the period ÷ "
         "quantity "
         "received of suppliers in it, pieces and metres added up as they are. Both may be "
         "of different deliveries. A finding or "
         "delivery that was a mistake counts against it on the day it was taken back.",
         "Sheets Dead and wrong, Moves"},
        {"Which supplier sent what is bad",
         "The ledger does not always say. In this order the supplier to whom it went back in a "
         "box; of the last delivery of its serial number; of its lot; of what was ordered for "
         "the line of the job; of the part at all, each before it was found and not taken back "
         "by then; who usually sells the part.",
         "Boxes, deliveries in the ledger, catalogue"},
        {"Shrinkage",
         "Value of what counts found too few, less what they found too many, and of what was "
         "scrapped (off shelves, kept to be sent back, or refused by its supplier) or broken by "
         "us; less what of it was taken back as a mistake, on that day. Differences of cost, and "
         "what suppliers do not credit (fettle return master), are no shrinkage.",
         "Sheet Shrinkage, with reason and person"},
        {"Shrinkage of what was used", "Shrinkage ÷ value of the parts used in the period.",
         "Sheet Moves"},
        {"Below zero",
         "Moves off a shelf that left less than nothing of the part, or of its lot, there: "
         "somebody with the right to it overrode the ledger and said why.",
         "Sheet Below zero"},
        {"Deliveries",
         "What came on lines of purchase orders in the period, each time, but what was "
         "taken "
         "back as a mistake. Days run from the sending of the order.",
         "Sheet Deliveries"},
        {"In time, in full",
         "In time: on or before the first day that the supplier confirmed, else the day of "
         "sending and the lead time of the part or the supplier, of those deliveries that "
         "have "
         "one. In full: lines whose first delivery was all that is ordered now ÷ lines of "
         "which something came first in the period.",
         "Purchase orders; sheet Deliveries"},
        {"Median, 9 in 10",
         "The smallest value that half, or nine tenths, do not exceed (percentile_disc).",
         "Sheet Deliveries, column Took"},
        {"Live formulas",
         "The figures of this period on Summary and More figures, and the sheets By "
         "period, "
         "Value by place and By supplier but what comes of purchase orders; they look at "
         "up "
         "to 100,000 rows of Cover, Slow and dead, Lines, Deliveries, Stock and Moves. "
         "Everything else is a value.",
         "The columns No. … tell groups apart"},
        {"Names and suppliers",
         "Of parts, places and people, and who usually sells a part, as they are now.",
         "Catalogue"},
};

void ftl_parts_definitions(const struct ftl_parts_report *report, struct ftl_workbook *book,
                           const char *footer, struct ftl_arena *arena)
{
	const struct ftl_stock_limits *limits = &report->context->stock_limits;
	long long enough = (long long)limits->cover_days;
	const struct ftl_definition of_limits[] = {
	        {"Stock beyond what is enough",
	         ftl_sprintf(
	                 arena,
	                 "What of a part is more than %lld days of its use in the period, with its "
	                 "share of the part's value. Parts that were not used count here with "
	                 "nothing: they are slow or dead.",
	                 enough),
	         "Setting stock.cover_days; sheet Cover, columns Over"},
	        {"Slow and dead stock",
	         ftl_sprintf(
	                 arena,
	                 "Parts of which there is some, unused for %lld days or more (slow), or "
	                 "for "
	                 "%lld or more (dead), at the end of the period. Unused since: the later "
	                 "of the last issue onto a job that was not taken back as a mistake, and "
	                 "the moment when there last came some after there was none.",
	                 (long long)limits->slow_days, (long long)limits->dead_days),
	         "Settings stock.slow_days, stock.dead_days; sheet Slow and dead"},
	};
	const struct ftl_definition of_period[] = {
	        {"Period before",
	         "As many whole months before when the period is whole months, else as many days.",
	         ftl_sprintf(arena, "Here: %s", report->frame->before_words)},
	        {"As of", "Moves after this moment are unknown to the report.",
	         report->frame->as_of_words},
	};
	const struct {
		const struct ftl_definition *rows;
		size_t count;
	} all[] = {{of_stock, FTL_COUNT(of_stock)},
	           {of_limits, FTL_COUNT(of_limits)},
	           {of_moves, FTL_COUNT(of_moves)},
	           {of_period, FTL_COUNT(of_period)}};
	struct ftl_definition rows[FTL_COUNT(of_stock) + FTL_COUNT(of_limits) +
	                           FTL_COUNT(of_moves) + FTL_COUNT(of_period)];
	size_t count = 0;

	for (size_t i = 0; i < FTL_COUNT(all); i++) {
		memcpy(rows + count, all[i].rows, all[i].count * sizeof(*rows));
		count += all[i].count;
	}
	ftl_page_definitions(book, footer, rows, count);
}

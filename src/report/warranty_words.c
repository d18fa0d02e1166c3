#include "report/pages.h"
#include "report/warranty.h"

void ftl_warranty_definitions(const struct ftl_warranty *report, struct ftl_arena *arena)
{
	const struct ftl_definition rows[] = {
	        {"Warranty job",
	         "A work order with at least one line billed as warranty_maker, warranty_own, "
	         "warranty_supplier, insurance, contract or goodwill. Its other lines, that the "
	         "customer pays, do not count here.",
	         "Lines of the work order as they stood at as-of"},
	        {"Period",
	         "The one in which the job became ready and was not undone. Each job counts once.",
	         "Events; sheet Jobs, column Ready"},
	        {"Cost",
	         "Quantity × unit cost of each warranty line: what the work cost the centre, "
	         "without "
	         "tax. Labour, parts, freight and other are the classes of the lines.",
	         "Lines: quantity, unit cost, class"},
	        {"Cost of a job", "Cost divided by the number of warranty jobs.", "Sheet Jobs"},
	        {"To be paid by others",
	         "Quantity × unit price of the warranty lines whose payer is the maker, the "
	         "seller, "
	         "the supplier, the insurer or a contract, without tax. Own warranty and goodwill "
	         "are paid by the centre: nothing is to be paid for them.",
	         "Lines: quantity, unit price, payer"},
	        {"Recovered",
	         "What the payers paid for these lines, as far as it was recorded when the report "
	         "was made. It has no date of its own: an earlier as-of shows the same amount.",
	         "Lines: amount recovered"},
	        {"Recovered of what is to be paid",
	         "Recovered divided by what is to be paid by others.", "Sheet Jobs"},
	        {"Recovered of the cost",
	         "Recovered divided by the cost. The two rates differ: prices hold a margin, and "
	         "own "
	         "warranty costs without anybody paying.",
	         "Sheets by period, payer, brand …"},
	        {"Still owed by others", "To be paid by others less recovered.", "Sheet Jobs"},
	        {"Cost not recovered",
	         "Cost less recovered: what stayed with the centre so far. Below zero the payers "
	         "paid "
	         "more than the work cost.",
	         "Sheet Jobs"},
	        {"By payer, by bill code",
	         "Each line counts with its own payer and bill code. A job with lines of several "
	         "stands in each of them, so that the jobs may add up to more than all jobs; the "
	         "amounts do not.",
	         "Lines: payer, bill code"},
	        {"Period before",
	         "As many whole months before when the period is whole months, else as many days.",
	         ftl_sprintf(arena, "Here: %s", report->frame->before_words)},
	        {"As of",
	         "Events after this moment, and lines added after it, are unknown to the report.",
	         report->frame->as_of_words},
	        {"Live formulas",
	         "On the sheet Summary the figures of this period and the changes are formulas (up "
	         "to "
	         "100,000 jobs). Everything else is a value.",
	         "Sheet Jobs"},
	};

	ftl_page_definitions(
	        report->book,
	        ftl_page_footer(report->context, report->frame, "Warranty cost", arena), rows,
	        FTL_COUNT(rows));
}

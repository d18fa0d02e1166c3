#include <string.h>

#include "report/pages.h"
#include "report/warranty.h"

/* What does not depend on the period. */
static const struct ftl_definition of_claims[] = {
        {"Live formulas",
         "The figures of this period and the changes on Summary, Claim figures, Leakage and "
         "Provision; the whole of Rejections; the claims on the sheets by period, payer, brand … "
         "but their share of the cost. Each counts the rows of a list by the numbers in its "
         "columns No. …, up to 100,000 rows; a sheet with so many groups that this would be slow "
         "to "
         "open (20 million cells a column) has values, as everything else.",
         "Sheets Jobs, Claims, Refusals, Leakage list, Provision list"},
        {"Claims",
         "Those of the jobs of the period, as their events up to as-of tell them. A job "
         "that has claims and no warranty line any more counts with its claims only.",
         "Sheet Claims"},
        {"Claimed, approved, paid, written off",
         "Of each line in the revision that claimed it last; of a line that a correction "
         "went "
         "without, what was approved of it. Claims that were withdrawn or lapsed count "
         "with "
         "what was paid alone.",
         "Sheet Claims"},
        {"Short-paid",
         "Approved and not paid, of claims on which something was paid; also what of it "
         "was "
         "written off since.",
         "Sheet Claims, column Short-paid"},
        {"Paid of what was claimed, of the cost",
         "Paid divided by claimed, and by what the jobs cost the centre.",
         "Sheets Claims and Jobs"},
        {"Claim decided",
         "Something was decided and no line is pending. What was corrected or appealed "
         "counts again with the next decision.",
         "Sheet Claims, column First pass"},
        {"First-pass yield",
         "Claims approved in full by the first decision on each line, without a "
         "correction, "
         "divided by the claims decided.",
         "Sheet Claims, column First pass"},
        {"Approval rate",
         "Of the claims decided: by claims, the mean of the share of each that was "
         "approved "
         "(to a hundredth of a percent, a part counts as its share); by value, approved "
         "divided by claimed.",
         "Sheet Claims, columns Approved of claimed, … decided"},
        {"Days to submit",
         "Calendar days from ready, or from the hand-over where the payer's rules count "
         "from "
         "it, to the first submission. A claim sent before that is left out.",
         "Sheet Claims"},
        {"Days to pay",
         "Calendar days from the first submission to the payment that completed what was "
         "approved.",
         "Sheet Claims"},
        {"Median, 9 in 10",
         "The smallest value that half, or nine tenths, of the claims do not exceed "
         "(percentile_disc).",
         "Sheet Claims"},
        {"Refusals",
         "Decisions that gave less than was claimed for a line, each time, also when the "
         "line "
         "was approved later. Who could have prevented it is what the payer's rules say of "
         "the reason.",
         "Sheets Rejections and Refusals"},
        {"Leakage",
         "Not claimed: what payers are to pay for lines that are in no claim and no draft. "
         "Rejected: not approved by a decided claim, not corrected, not written off. "
         "Lapsed: "
         "the same as not claimed, where a claim lapsed. Short-paid: approved, not paid and "
         "still open, of a claim with a payment and without a dispute; what is written off "
         "is first what was not approved. Written off. Returns not sent: what "
         "is left of a claim's line when the payer wanted the old part back and its last day "
         "(return_parts_days from the first submission) passed without fettle claim return, also "
         "of what was paid: the payer takes it back.",
         "Sheet Leakage list"},
};

static const struct ftl_definition of_provision[] = {
        {"Provision",
         "What the centre sets aside for the guarantee on its own repairs (results repaired and "
         "repaired partly, once handed over): the rate × what customers and payers are billed for "
         "the repair, without tax and without lines that the shop bears itself.",
         "fettle provision list --all; lines; US ASC 460-10-50-8c"},
        {"Provision at the start, at the end",
         "Of each repair whose guarantee still runs that day: rate in force that day × billed × "
         "days left ÷ days of the guarantee, to the cent. It is all of it on the day of the "
         "hand-over and nothing on the last day. Balances between the "
         "first and the last day are values.",
         "Sheet Provision list, columns Needed …"},
        {"Limits of the straight line",
         "Faults are taken to come evenly over the guarantee, though many come early: then the "
         "provision falls too slowly at first. The guarantee is that of the class and term that "
         "end last, as the terms stand now, without days in repair, extensions, exchanges and "
         "covers on file of single devices. One without an end stays in full.",
         "fettle term list; setting warranty.own_repair_days"},
        {"Accrued", "Rate of the day of the hand-over × billed, for what was handed over.",
         "Sheet Provision list, column Accrued"},
        {"Settled",
         "Cost of the lines billed as warranty_own of jobs that became ready, whenever the "
         "repair they put right was billed.",
         "Sheet Provision list, column Settled"},
        {"Changes in estimate",
         "What remains, so that start + accrued + changes − settled = end: what was released as "
         "guarantees ran on, less what they cost, and the difference that a new rate makes. Above "
         "zero, guarantees cost more than was released for them.",
         "Sheet Provision"},
};

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
	         "What claims brought for these lines up to as-of; of a line for which somebody "
	         "noted what was recovered, that amount, which has no date of its own.",
	         "Events of claims; lines: amount recovered"},
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
	};

	size_t count = FTL_COUNT(rows) + FTL_COUNT(of_claims) + FTL_COUNT(of_provision);
	struct ftl_definition *all = ftl_alloc(arena, count, sizeof(*all));

	memcpy(all, rows, sizeof(rows));
	memcpy(all + FTL_COUNT(rows), of_claims, sizeof(of_claims));
	memcpy(all + FTL_COUNT(rows) + FTL_COUNT(of_claims), of_provision, sizeof(of_provision));
	ftl_page_definitions(
	        report->book,
	        ftl_page_footer(report->context, report->frame, "Warranty cost", arena), all,
	        count);
}

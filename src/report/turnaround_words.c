#include <string.h>

#include "fettle/base/buf.h"
#include "report/pages.h"
#include "report/turnaround.h"

const char *ftl_excluded_words(const struct ftl_report_context *context, struct ftl_arena *arena)
{
	FTL_BUF(words);

	for (int owner = FTL_OWNER_SHOP; owner < FTL_OWNERS; owner++) {
		if ((context->excluded_owners & 1u << owner) == 0)
			continue;
		if (words.length > 0)
			ftl_buf_text(&words, ", ");
		ftl_buf_text(&words, ftl_owner_names[owner]);
	}
	return words.length == 0 ? "nobody" : ftl_strdup(arena, ftl_buf_cstr(&words));
}

/* What each figure is. NULL: said by the report, see ftl_turnaround_definitions(). */
static const struct ftl_definition definitions[] = {
        {"Jobs completed",
         "Work orders whose first 'ready' that was not undone lies in the period, whatever "
         "the result (repaired, declined, unrepairable …). Each counts once, in that "
         "period; "
         "handing over later does not count it again.",
         "Events of the work order; sheet Jobs, column Work order"},
        {"Turnaround",
         "From receipt to ready in days of the calendar, nights and holidays included. A "
         "ready that was undone by a failed check never was: the clock goes on.",
         "Events received and ready; sheet Jobs"},
        {"Business hours",
         "The part of the turnaround in which the centre was open, by the opening hours "
         "and "
         "holidays that held on each day.",
         "Calendar of the centre; sheet Jobs"},
        {"Net turnaround", NULL, "Events with states and holds; setting clock.excluded"},
        {"Median, P90",
         "The smallest value that at least half (nine tenths) of the jobs do not exceed: a "
         "value that occurred, never between two (percentile_disc of SQL).",
         "Jobs with times; the rank is n × 0.5 (0.9), rounded up"},
        {"Mean, max", "Sum of the values divided by their number; the largest value.",
         "Jobs with times"},
        {"Within target", NULL,
         "Service targets, setting target.business_hours; sheet Jobs, columns Target and "
         "Within target"},
        {"Late",
         "Share of jobs with a promised date that became ready after closing time of the "
         "first date promised; a later promise does not mend it.",
         "Work order: first promise; sheet Jobs, column Late"},
        {"First promise kept",
         "Share of jobs with a promised date that were ready by closing time of the first "
         "date promised: what is not late.",
         "Work order: first promise; sheet Jobs, column First promise kept"},
        {"Other days promised",
         "How often another date was promised to the customer after the first one.",
         "Events; sheet Jobs"},
        {"Reworks", "Checks that failed, and jobs taken back after they were ready.",
         "Events; sheet Jobs, column Reworks"},
        {"Repairs back",
         "Share of repairs (result repaired, repaired in part, or software only) whose "
         "device was brought in again within 30, 60 or 90 days of hand-over, among those "
         "handed over that many days or more before as-of. Same fault: the two jobs have "
         "the same fault group, by their coded symptom, else by the section; a job without "
         "codes has none. Days of the centre's calendar.",
         "Hand-over and the device's next receipt; sheet Jobs, columns Back after days and "
         "Same fault after days. Reworks are counted apart"},
        {"First go",
         "Share of repairs handed over 30 days or more before as-of that had no rework and "
         "were not back within 30 days, with whatever fault.",
         "Sheet Jobs"},
        {"Whose clock",
         "Days of the calendar between receipt and ready by who had to act: the shop, the "
         "customer, the payer, the parts' supplier, the vendor it was sent to; nobody "
         "while a "
         "court or an authority holds it. Together they are the turnaround.",
         "States and holds of the work order"},
        {"Bench, to quote, approval",
         "Bench: time in diagnosis and repair, holds taken out. To quote: from receipt to "
         "the first question or estimate. Approval: from the question until it was "
         "answered.",
         "Events; sheets Clocks and Jobs"},
        {"Parts wait, vendor",
         "The time of the parts' and of the vendor's clock. In the figures of the sheet "
         "Clocks, as of the bench, only jobs in which that clock ran.",
         "Events; sheets Clocks and Jobs"},
        {"Collection, door to door",
         "From ready to handed over, or to as-of while it waits to be collected; from "
         "received to handed over.",
         "Events; sheets Clocks and Jobs"},
        {"Open jobs",
         "Received and not ready at as-of, by days since receipt and by whose clock runs. "
         "They "
         "never count in turnaround. Ready and not collected: by days since ready.",
         "Events up to as-of; sheet Open list"},
        {"Technician, payer",
         "Technician: who has the job last. Payer: who pays the largest part of its lines "
         "at "
         "list price; without lines, who was to pay labour by the cover found at check-in.",
         "Events; lines; cover at check-in"},
        {"Times: day only",
         "Records taken over from a source that knew the day but not the hour. They count "
         "in "
         "numbers of jobs; no duration is made of them.",
         "Imported records"},
        {"Period before",
         "As many whole months before when the period is whole months, else as many days.", NULL},
        {"As of",
         "What happened after this moment is unknown to the report, and nothing that is "
         "open runs beyond it.",
         NULL},
        {"Live formulas",
         "On the sheet Summary the figures of this period and the changes are formulas (up "
         "to "
         "100,000 jobs). Everything else is a value.",
         "Sheet Jobs"},
};

/* The row of a name; there is one. */
static struct ftl_definition *row_of(struct ftl_definition *rows, const char *name)
{
	while (strcmp(rows->name, name) != 0)
		rows++;
	return rows;
}

void ftl_turnaround_definitions(const struct ftl_turnaround *report, struct ftl_arena *arena)
{
	struct ftl_definition rows[FTL_COUNT(definitions)];

	memcpy(rows, definitions, sizeof(rows));
	row_of(rows, "Net turnaround")->words = ftl_sprintf(
	        arena,
	        "Business hours less the business time in which somebody else's clock ran: %s. "
	        "Holds that overlap are taken out once.",
	        ftl_excluded_words(report->context, arena));
	row_of(rows, "Within target")->words = ftl_sprintf(
	        arena,
	        "Share of jobs with times whose net turnaround is at most the service target that "
	        "held for them on the day they were received: by customer, priority, category and "
	        "cover; %lld business hours where none is set.",
	        (long long)(report->context->targets.fallback_seconds / 3600));
	row_of(rows, "Period before")->source =
	        ftl_sprintf(arena, "Here: %s", report->frame->before_words);
	row_of(rows, "As of")->source = report->frame->as_of_words;

	ftl_page_definitions(report->book,
	                     ftl_page_footer(report->context, report->frame, "Turnaround", arena),
	                     rows, FTL_COUNT(rows));
}

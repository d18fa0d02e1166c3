#include "cli/view_claim.h"

#include "cli/desk_words.h"
#include "cli/section_rows.h"
#include "fettle/base/text.h"

const char *ftl_view_claim_state_title(const char *name)
{
	int i = ftl_text_index(ftl_claim_state_names, FTL_CLAIM_STATES, name);

	return i < 0 ? name : ftl_claim_state_title((enum ftl_claim_state)i);
}

/* In a list the lesser ones are details; one claim alone is shown whole. */
#define COLUMNS(lesser)                                                                            \
	{                                                                                          \
		[FTL_VIEW_CLAIM_CODE] = {"code", "Claim", FTL_T_CODE, false, "the claim's code",   \
		                         NULL},                                                    \
		[FTL_VIEW_CLAIM_ORDER] = {"order", "Work order",     FTL_T_CODE,                   \
		                          false,   "the job's code", NULL},                        \
		[FTL_VIEW_CLAIM_DEVICE] = {"device", "Device",          FTL_T_TEXT,                \
		                           false,    "brand and model", NULL},                     \
		[FTL_VIEW_CLAIM_PAYER] = {"payer",                                                 \
		                          "Payer",                                                 \
		                          FTL_T_ENUM,                                              \
		                          false,                                                   \
		                          "who is claimed from",                                   \
		                          ftl_words_payer},                                        \
		[FTL_VIEW_CLAIM_STATE] = {"state", "State",           FTL_T_ENUM,                  \
		                          false,   "where it stands", ftl_view_claim_state_title}, \
		[FTL_VIEW_CLAIM_REVISION] = {"revision",                                           \
		                             "Revision",                                           \
		                             FTL_T_INT,                                            \
		                             (lesser),                                             \
		                             "how often it was sent; 0: not yet",                  \
		                             NULL},                                                \
		[FTL_VIEW_CLAIM_CLAIMED] = {"claimed",                                             \
		                            "Claimed",                                             \
		                            FTL_T_MONEY,                                           \
		                            false,                                                 \
		                            "what is asked for, without tax",                      \
		                            NULL},                                                 \
		[FTL_VIEW_CLAIM_APPROVED] = {"approved",                                           \
		                             "Approved",                                           \
		                             FTL_T_MONEY,                                          \
		                             false,                                                \
		                             "what the payer agreed to",                           \
		                             NULL},                                                \
		[FTL_VIEW_CLAIM_PAID] = {"paid", "Paid", FTL_T_MONEY, false, "what came", NULL},   \
		[FTL_VIEW_CLAIM_WRITTEN_OFF] = {"written_off", "Written off",       FTL_T_MONEY,   \
		                                (lesser),      "what was given up", NULL},         \
		[FTL_VIEW_CLAIM_OPEN] =                                                            \
		        {"open", "Open", FTL_T_MONEY, false, "neither paid nor given up", NULL},   \
		[FTL_VIEW_CLAIM_REFERENCE] = {"reference",                                         \
		                              "Their number",                                      \
		                              FTL_T_TEXT,                                          \
		                              (lesser),                                            \
		                              "the payer's number of it",                          \
		                              NULL},                                               \
		[FTL_VIEW_CLAIM_SUBMITTED] = {"submitted_at", "Submitted",         FTL_T_INSTANT,  \
		                              (lesser),       "the last revision", NULL},          \
		[FTL_VIEW_CLAIM_DECIDED] = {"decided_at", "Decided",           FTL_T_INSTANT,      \
		                            (lesser),     "the last decision", NULL},              \
		[FTL_VIEW_CLAIM_PAID_AT] = {"paid_at", "Paid at",          FTL_T_INSTANT,          \
		                            (lesser),  "the last payment", NULL},                  \
		[FTL_VIEW_CLAIM_RULES] = {"rules",                                                 \
		                          "Rules",                                                 \
		                          FTL_T_TEXT,                                              \
		                          (lesser),                                                \
		                          "the payer's code; absent: nothing is known",            \
		                          NULL},                                                   \
		[FTL_VIEW_CLAIM_SERIAL] =                                                          \
		        {"serial", "Serial", FTL_T_TEXT, (lesser), "the device's serial", NULL},   \
		[FTL_VIEW_CLAIM_CUSTOMER] = {"customer", "Customer",           FTL_T_TEXT,         \
		                             (lesser),   "whose device it is", NULL},              \
		[FTL_VIEW_CLAIM_CREATED] = {"created_at",          "Opened",                       \
		                            FTL_T_INSTANT,         (lesser),                       \
		                            "when it was drafted", NULL},                          \
	}
const struct ftl_column ftl_view_claim_columns[FTL_VIEW_CLAIM_CELLS] = COLUMNS(true);
const struct ftl_column ftl_view_claim_whole[FTL_VIEW_CLAIM_CELLS] = COLUMNS(false);

enum {
	L_LINE,
	L_CLASS,
	L_TEXT,
	L_STATE,
	L_CLAIMED,
	L_APPROVED,
	L_PAID,
	L_OFF,
	L_OPEN,
	L_REASON,
	L_RETURNED
};
const struct ftl_column ftl_view_claim_line_columns[FTL_VIEW_CLAIM_LINE_CELLS] = {
        [L_LINE] = {"line", "Line", FTL_T_INT, false, "of the job's bill", NULL},
        [L_CLASS] = {"class", "Class", FTL_T_ENUM, false, "labour, part, freight or other", NULL},
        [L_TEXT] = {"text", "What", FTL_T_TEXT, false, "as it stands on the bill", NULL},
        [L_STATE] = {"state", "State", FTL_T_ENUM, false,
                     "pending, approved, partly, rejected or dropped; absent: not sent", NULL},
        [L_CLAIMED] = {"claimed", "Claimed", FTL_T_MONEY, false, "without tax", NULL},
        [L_APPROVED] = {"approved", "Approved", FTL_T_MONEY, false, "of it", NULL},
        [L_PAID] = {"paid", "Paid", FTL_T_MONEY, false, "of it", NULL},
        [L_OFF] = {"written_off", "Written off", FTL_T_MONEY, false, "of it", NULL},
        [L_OPEN] = {"open", "Open", FTL_T_MONEY, false, "neither paid nor given up", NULL},
        [L_REASON] = {"reason", "Reason", FTL_T_TEXT, false, "why it is not all approved", NULL},
        [L_RETURNED] = {"returned_at", "Part sent back", FTL_T_INSTANT, true,
                        "when the part that was taken out went to the payer", NULL},
};

enum { E_AT, E_ACT, E_REVISION, E_LINE, E_AMOUNT, E_REASON, E_REFERENCE, E_STAFF, E_TEXT };
const struct ftl_column ftl_view_claim_event_columns[FTL_VIEW_CLAIM_EVENT_CELLS] = {
        [E_AT] = {"at", "When", FTL_T_INSTANT, false, "when it happened", NULL},
        [E_ACT] = {"event", "Event", FTL_T_ENUM, false, "what happened", NULL},
        [E_REVISION] = {"revision", "Revision", FTL_T_INT, true, "to which", NULL},
        [E_LINE] = {"line", "Line", FTL_T_INT, false, "absent: the whole claim", NULL},
        [E_AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "claimed, approved, paid", NULL},
        [E_REASON] = {"reason", "Reason", FTL_T_TEXT, false, "the payer's, or ours", NULL},
        [E_REFERENCE] = {"reference", "Number", FTL_T_TEXT, false,
                         "the payer's, of the payment, of the parcel", NULL},
        [E_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login of who noted it", NULL},
        [E_TEXT] = {"text", "Text", FTL_T_TEXT, false, "what was said", NULL},
};

static struct ftl_cell from_opt(struct ftl_opt opt)
{
	return ftl_cell_opt(opt.has, opt.value);
}

/* What is open of a claim that is over was given up. */
static int64_t open_of(const struct ftl_claim *claim)
{
	if (!ftl_claim_is_open(claim->state))
		return 0;
	return claim->claimed_cents - claim->paid_cents - claim->written_off_cents;
}

void ftl_view_claim_cells(struct ftl_arena *arena, struct ftl_cell cells[FTL_VIEW_CLAIM_CELLS],
                          const struct ftl_claim *claim)
{
	cells[FTL_VIEW_CLAIM_CODE] = ftl_cell_text(claim->code);
	cells[FTL_VIEW_CLAIM_ORDER] = ftl_cell_text(claim->order_code);
	cells[FTL_VIEW_CLAIM_DEVICE] =
	        ftl_cell_text(ftl_words_device(arena, NULL, claim->brand, claim->model));
	cells[FTL_VIEW_CLAIM_PAYER] = ftl_cell_text(ftl_payer_names[claim->payer]);
	cells[FTL_VIEW_CLAIM_STATE] = ftl_cell_text(ftl_claim_state_names[claim->state]);
	cells[FTL_VIEW_CLAIM_REVISION] = ftl_cell_number(claim->revision);
	cells[FTL_VIEW_CLAIM_CLAIMED] = ftl_cell_number(claim->claimed_cents);
	cells[FTL_VIEW_CLAIM_APPROVED] = ftl_cell_number(claim->approved_cents);
	cells[FTL_VIEW_CLAIM_PAID] = ftl_cell_number(claim->paid_cents);
	cells[FTL_VIEW_CLAIM_WRITTEN_OFF] = ftl_cell_number(claim->written_off_cents);
	cells[FTL_VIEW_CLAIM_OPEN] = ftl_cell_number(open_of(claim));
	cells[FTL_VIEW_CLAIM_REFERENCE] = ftl_cell_text(claim->reference);
	cells[FTL_VIEW_CLAIM_SUBMITTED] = from_opt(claim->submitted_at);
	cells[FTL_VIEW_CLAIM_DECIDED] = from_opt(claim->decided_at);
	cells[FTL_VIEW_CLAIM_PAID_AT] = from_opt(claim->paid_at);
	cells[FTL_VIEW_CLAIM_RULES] = ftl_cell_text(claim->rules);
	cells[FTL_VIEW_CLAIM_SERIAL] = ftl_cell_text(claim->serial);
	cells[FTL_VIEW_CLAIM_CUSTOMER] = ftl_cell_text(claim->customer);
	cells[FTL_VIEW_CLAIM_CREATED] = ftl_cell_number(claim->created_at);
}

void ftl_view_claim_full_cells(struct ftl_arena *arena, struct ftl_cell cells[FTL_VIEW_CLAIM_CELLS],
                               const struct ftl_claim_full *full)
{
	ftl_view_claim_cells(arena, cells, &full->claim);
	cells[FTL_VIEW_CLAIM_CLAIMED] = ftl_cell_number(full->sums.claimed_cents);
	cells[FTL_VIEW_CLAIM_OPEN] = ftl_cell_number(full->sums.open_cents);
}

/* What became of a line; nothing yet of one of a draft. */
static void fill_fate(struct ftl_cell cells[FTL_VIEW_CLAIM_LINE_CELLS],
                      const struct ftl_claim_line *line)
{
	cells[L_STATE] = ftl_cell_text(ftl_claim_line_state_names[line->state]);
	cells[L_CLAIMED] = ftl_cell_number(line->claimed_cents);
	cells[L_APPROVED] = ftl_cell_number(line->approved_cents);
	cells[L_PAID] = ftl_cell_number(line->paid_cents);
	cells[L_OFF] = ftl_cell_number(line->written_off_cents);
	cells[L_OPEN] = ftl_cell_number(ftl_claim_line_open(line));
	cells[L_REASON] = ftl_cell_text(line->reason);
	cells[L_RETURNED] = from_opt(line->returned_at);
}

struct ftl_section ftl_view_claim_lines(struct ftl_arena *arena, const struct ftl_claim_full *full)
{
	struct ftl_section section = FTL_VIEW_CLAIM_LINES;
	struct ftl_section_rows rows = ftl_section_begin(arena, full->line_count);

	for (size_t i = 0; i < full->line_count; i++) {
		const struct ftl_order_line *line = &full->lines[i];
		struct ftl_cell cells[FTL_VIEW_CLAIM_LINE_CELLS] = {
		        [L_LINE] = ftl_cell_number(line->position),
		        [L_CLASS] = ftl_cell_text(ftl_line_class_names[line->line.class]),
		        [L_TEXT] = ftl_cell_text(line->text),
		        [L_CLAIMED] = ftl_cell_number(line->amounts.payer_cents),
		        [L_OPEN] = ftl_cell_number(line->amounts.payer_cents),
		};

		if (i < full->facts.line_count)
			fill_fate(cells, &full->facts.lines[i]);
		ftl_section_add(&rows, cells, FTL_VIEW_CLAIM_LINE_CELLS);
	}
	ftl_section_end(&section, &rows);
	return section;
}

struct ftl_section ftl_view_claim_events(struct ftl_arena *arena, const struct ftl_claim_full *full)
{
	struct ftl_section section = FTL_VIEW_CLAIM_EVENTS;
	struct ftl_section_rows rows = ftl_section_begin(arena, full->event_count);

	for (size_t i = 0; i < full->event_count; i++) {
		const struct ftl_claim_event *event = &full->events[i].event;
		const struct ftl_cell cells[FTL_VIEW_CLAIM_EVENT_CELLS] = {
		        [E_AT] = ftl_cell_number(event->at),
		        [E_ACT] = ftl_cell_text(ftl_claim_act_names[event->act]),
		        [E_REVISION] = ftl_cell_opt(event->revision > 0, event->revision),
		        [E_LINE] = ftl_cell_opt(event->position > 0, event->position),
		        [E_AMOUNT] = from_opt(event->amount_cents),
		        [E_REASON] = ftl_cell_text(event->reason),
		        [E_REFERENCE] = ftl_cell_text(event->reference),
		        [E_STAFF] = ftl_cell_text(full->events[i].staff),
		        [E_TEXT] = ftl_cell_text(event->text),
		};

		ftl_section_add(&rows, cells, FTL_VIEW_CLAIM_EVENT_CELLS);
	}
	ftl_section_end(&section, &rows);
	return section;
}
